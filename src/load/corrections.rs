//! `corrections.yml`: every place where the text departs from its source, with both readings.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::config::Config;
use crate::data::{Placed, PlacedExt, Texts, read};
use crate::diag::{Diagnostic, Sink, closest, codes};
use crate::source::{FileId, SourceMap, Span};

/// A work's departures from its source.
#[derive(Debug, Default, Clone)]
pub struct Corrections {
    /// Departures, in the order of the list.
    pub corrections: Vec<Correction>,
    /// Remarks on places where nothing was changed.
    pub notes: Vec<Note>,
}

/// One departure.
#[derive(Debug, Clone)]
pub struct Correction {
    /// The anchor where it stands.
    pub place: String,
    /// What stood in the source.
    pub source: String,
    /// What stands now.
    pub text: String,
    /// Why.
    pub reason: Texts,
    /// Where the correction is listed.
    pub span: Span,
}

/// One remark.
#[derive(Debug, Clone)]
pub struct Note {
    /// The anchor that it is about.
    pub place: String,
    /// The remark.
    pub text: Texts,
    /// Where it is listed.
    pub span: Span,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    reasons: BTreeMap<String, Texts>,
    #[serde(default)]
    corrections: Vec<RawCorrection>,
    #[serde(default)]
    notes: Vec<RawNote>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCorrection {
    place: Placed<String>,
    source: String,
    text: String,
    reason: Placed<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNote {
    place: Placed<String>,
    text: Texts,
}

pub(super) fn load(file: FileId, config: &Config, sources: &SourceMap, sink: &mut Sink) -> Corrections {
    let Some(raw) = read::<Raw>(sources, file, 0..sources.file(file).text.len(), sink) else {
        return Corrections::default();
    };
    let mut all = Corrections::default();
    for raw_one in raw.corrections {
        let reason = raw.reasons.get(&raw_one.reason.value).cloned().unwrap_or_else(|| {
            let name = &raw_one.reason.value;
            let diagnostic = Diagnostic::new(codes::BAD_VALUE, format!("`{name}` is not among the `reasons:`"));
            let help = match closest(name, raw.reasons.keys().map(String::as_str)) {
                Some(found) => format!("did you mean `{found}`?"),
                None => "add it there, in each language of the site".to_owned(),
            };
            sink.push(diagnostic.at(raw_one.reason.place(file, sources), "").help(help));
            Texts::default()
        });
        let span = raw_one.place.place(file, sources);
        config.check_texts("reason", &reason, span, sink);
        let place = raw_one.place.value;
        all.corrections.push(Correction { place, source: raw_one.source, text: raw_one.text, reason, span });
    }
    for note in raw.notes {
        let span = note.place.place(file, sources);
        config.check_texts("text", &note.text, span, sink);
        all.notes.push(Note { place: note.place.value, text: note.text, span });
    }
    all
}
