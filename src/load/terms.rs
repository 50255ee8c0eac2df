//! `terms.yml`: a work's terms, one line each, with the forms that they may take in each language.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::config::Config;
use crate::data::{Lang, Placed, PlacedExt, read};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, SourceMap, Span};

/// A term.
#[derive(Debug)]
pub struct Term {
    /// Its forms by language, the preferred one first.
    pub forms: BTreeMap<Lang, Vec<String>>,
    /// Where it is listed.
    pub span: Span,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Forms {
    One(String),
    Several(Vec<String>),
}

pub(super) fn load(file: FileId, config: &Config, sources: &SourceMap, sink: &mut Sink) -> Vec<Term> {
    type Raw = Vec<Placed<BTreeMap<Lang, Forms>>>;
    let Some(raw) = read::<Raw>(sources, file, 0..sources.file(file).text.len(), sink) else { return Vec::new() };
    let mut terms = Vec::with_capacity(raw.len());
    let mut claimed: BTreeMap<(Lang, String), Span> = BTreeMap::new();
    for line in raw {
        let span = line.place(file, sources);
        let mut forms = BTreeMap::new();
        for (lang, given) in line.value {
            if config.language(&lang).is_none() {
                sink.push(config.unknown_language("this term", &lang, span));
                continue;
            }
            let given = match given {
                Forms::One(form) => vec![form],
                Forms::Several(forms) => forms,
            };
            for form in &given {
                if let Some(first) = claimed.insert((lang.clone(), form.to_lowercase()), span) {
                    let message = format!("`{form}` stands in two lines: which term it is cannot be told");
                    let found = Diagnostic::new(codes::BAD_VALUE, message).at(span, "again here");
                    sink.push(found.at(first, "first here"));
                }
            }
            forms.insert(lang, given);
        }
        terms.push(Term { forms, span });
    }
    terms
}
