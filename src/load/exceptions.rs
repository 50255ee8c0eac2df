//! `exceptions.yml`: differences between editions that are right, each with its reason.

use serde::Deserialize;

use crate::config::Config;
use crate::data::{Lang, Placed, PlacedExt, read};
use crate::diag::{Code, Diagnostic, Sink, codes};
use crate::source::{FileId, SourceMap, Span};

/// Differences that are right.
#[derive(Debug, Clone)]
pub struct Exception {
    /// The anchor of a block, the id of a section, or nothing for the whole work.
    pub place: Option<String>,
    /// The language of the translation.
    pub lang: Lang,
    /// What kind of difference.
    pub code: &'static Code,
    /// What differs, as the finding names it: `152000`, `human rights`; `cbp 1:2` if both have it, not equally often.
    /// Nothing stands for all that differs there in that way.
    pub item: Option<String>,
    /// Where it is listed.
    pub span: Span,
}

impl Exception {
    /// Whether it excuses a difference in a language, of a kind, at a place of a section.
    #[must_use]
    pub fn covers(&self, lang: &Lang, code: &Code, (place, section): (&str, &str), item: &str) -> bool {
        let there = self.place.as_ref().is_none_or(|known| known == place || known == section);
        there && self.lang == *lang && self.code == code && self.item.as_ref().is_none_or(|known| known == item)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    place: Option<Placed<String>>,
    lang: Placed<Lang>,
    code: Placed<String>,
    #[serde(default)]
    item: Option<String>,
    #[expect(dead_code, reason = "it is for people, and has to be there")]
    reason: String,
}

pub(super) fn load(file: FileId, config: &Config, sources: &SourceMap, sink: &mut Sink) -> Vec<Exception> {
    let raw = read::<Vec<Raw>>(sources, file, 0..sources.file(file).text.len(), sink).unwrap_or_default();
    let mut exceptions = Vec::with_capacity(raw.len());
    for raw in raw {
        if config.language(&raw.lang.value).is_none() {
            sink.push(config.unknown_language("this exception", &raw.lang.value, raw.lang.place(file, sources)));
            continue;
        }
        let Some(code) = Code::find(&raw.code.value) else {
            let known = codes::ALL.iter().map(|code| code.name);
            let found = Diagnostic::new(codes::BAD_VALUE, format!("there is no code `{}`", raw.code.value));
            sink.push(found.at(raw.code.place(file, sources), "").suggest(&raw.code.value, known));
            continue;
        };
        let span = raw.place.as_ref().map_or_else(|| raw.code.place(file, sources), |place| place.place(file, sources));
        let place = raw.place.map(|place| place.value);
        exceptions.push(Exception { place, lang: raw.lang.value, code, item: raw.item, span });
    }
    exceptions
}
