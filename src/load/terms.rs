//! `terms.yml`: a work's terms, one line each, with the forms that they may take in each language.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};

use crate::config::Config;
use crate::data::{Lang, Placed, PlacedExt, read};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, SourceMap, Span};

/// A term.
#[derive(Debug, Clone)]
pub struct Term {
    /// Its forms by language, the preferred one first.
    pub forms: BTreeMap<Lang, Vec<String>>,
    /// Where it is listed.
    pub span: Span,
}

/// One form, or a list of them.
struct Forms(Vec<String>);

impl<'de> Deserialize<'de> for Forms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrSeveral;
        impl<'de> Visitor<'de> for OneOrSeveral {
            type Value = Forms;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a form of the term, or a list of forms")
            }

            fn visit_str<E>(self, form: &str) -> Result<Forms, E> {
                Ok(Forms(vec![form.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Forms, A::Error> {
                let mut forms = Vec::new();
                while let Some(form) = list.next_element()? {
                    forms.push(form);
                }
                Ok(Forms(forms))
            }
        }
        deserializer.deserialize_any(OneOrSeveral)
    }
}

pub(super) fn load(file: FileId, config: &Config, sources: &SourceMap, sink: &mut Sink) -> Vec<Term> {
    type Raw = Vec<Placed<BTreeMap<Lang, Forms>>>;
    let Some(raw) = read::<Raw>(sources, file, 0..sources.file(file).text.len(), sink) else { return Vec::new() };
    let mut terms = Vec::with_capacity(raw.len());
    let mut claimed: BTreeMap<(Lang, String), Span> = BTreeMap::new();
    for line in raw {
        let span = line.place(file, sources);
        let mut forms = BTreeMap::new();
        for (lang, Forms(given)) in line.value {
            if config.language(&lang).is_none() {
                sink.push(config.unknown_language("this term", &lang, span));
                continue;
            }
            if given.iter().any(|form| form.trim().is_empty()) {
                sink.push(Diagnostic::new(codes::BAD_VALUE, "a form of this term is empty").at(span, ""));
                continue;
            }
            // Where lines are broken does not count, nor which kind of space stands between words.
            let mut given: Vec<String> =
                given.iter().map(|form| form.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
            let mut own = BTreeSet::new();
            given.retain(|form| own.insert(form.to_lowercase()));
            for form in &given {
                if let Some(first) = claimed.insert((lang.clone(), form.to_lowercase()), span) {
                    let message = format!("`{form}` stands in two lines: which term it is cannot be told");
                    let found = Diagnostic::new(codes::BAD_VALUE, message).at(span, "again here");
                    sink.push(found.at(first, "first here"));
                }
            }
            forms.insert(lang, given);
        }
        if forms.len() == 1 {
            let message = "this term has a form in one language only, so that it is held against nothing";
            let help = "add what it is in another of the site's languages, or remove the line";
            sink.push(Diagnostic::new(codes::BAD_VALUE, message).at(span, "").help(help));
        }
        terms.push(Term { forms, span });
    }
    terms
}
