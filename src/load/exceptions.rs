//! `exceptions.yml`: differences between editions that are right, each with its reason.

use serde::Deserialize;

use crate::config::Config;
use crate::data::{Lang, Placed, PlacedExt, read};
use crate::diag::{Code, Diagnostic, Sink, codes};
use crate::source::{FileId, SourceMap, Span};

/// A difference that is right.
#[derive(Debug)]
pub struct Exception {
    /// The anchor of the block.
    pub place: String,
    /// The language of the translation.
    pub lang: Lang,
    /// What kind of difference.
    pub code: &'static Code,
    /// What differs, as the finding names it: `152000`, `human rights`; `cbp 1:2` if both have it, not equally often.
    pub item: String,
    /// Where it is listed.
    pub span: Span,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    place: Placed<String>,
    lang: Placed<Lang>,
    code: Placed<String>,
    item: String,
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
        let span = raw.place.place(file, sources);
        exceptions.push(Exception { place: raw.place.value, lang: raw.lang.value, code, item: raw.item, span });
    }
    exceptions
}
