//! Variables that a format has no field for, as lines of a note: `original-date: 1900`, or `{:original-date: 1900}`.
//!
//! Zotero reads them so from its field "Extra", and every CSL processor after it. Owns the names of variables, also by which older
//! versions and other programs call them.

use super::{addresses, dates, language, names};
use crate::csl::{Item, Name, Variable, VariableKind};

/// Takes the variables out of an item's note.
pub(super) fn read(item: &mut Item) {
    let Some(note) = item.texts.get(&Variable::Note).cloned() else { return };
    let mut kept = Vec::new();
    for line in note.lines() {
        let mut rest = String::new();
        let mut text = line;
        while let Some(begin) = text.find("{:") {
            let Some(end) = text[begin..].find('}').map(|end| begin + end) else { break };
            rest.push_str(&text[..begin]);
            if !take(item, &text[begin + 2..end]) {
                rest.push_str(&text[begin..=end]);
            }
            text = &text[end + 1..];
        }
        rest.push_str(text);
        if !take(item, &rest) && !rest.trim().is_empty() {
            kept.push(rest.trim().to_owned());
        }
    }
    item.texts.remove(&Variable::Note);
    if !kept.is_empty() {
        item.texts.insert(Variable::Note, kept.join("\n"));
    }
}

/// Whether a line is `variable: value`; if so, it is taken.
fn take(item: &mut Item, line: &str) -> bool {
    let Some((name, value)) = line.split_once(':') else { return false };
    let (name, value) = (name.trim(), value.trim());
    let lower = name.to_lowercase().replace(' ', "-");
    if value.is_empty() {
        return false;
    }
    if lower == "type" {
        canonical_type(value).clone_into(&mut item.kind);
        return true;
    }
    if lower == "citation-key" {
        return true;
    }
    let Some(variable) = variable(&lower).or_else(|| variable(name)).or_else(|| variable(&lower.to_uppercase())) else {
        return false;
    };
    match variable.kind() {
        VariableKind::Name => {
            // `family || given`, one line for each.
            let name = match value.split_once("||") {
                Some((family, given)) => names::from_parts(family.trim(), given.trim(), ""),
                None => Name::literal(value),
            };
            item.names.entry(variable).or_default().push(name);
            true
        }
        VariableKind::Date => {
            let date = dates::edtf(value).or_else(|| dates::loose(value));
            date.is_some_and(|date| {
                item.dates.insert(variable, date);
                true
            })
        }
        // A sentence of a note is none of its variables.
        _ if variable == Variable::Note => false,
        _ => {
            put(item, variable, value);
            true
        }
    }
}

/// Puts a text into an item, as its variable wants it.
pub(super) fn put(item: &mut Item, variable: Variable, text: &str) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    let text = match variable {
        Variable::Doi => addresses::bare_doi(text).to_owned(),
        Variable::Url => addresses::read(text),
        Variable::Language => language::tag(text).unwrap_or_else(|| text.to_owned()),
        _ => text.to_owned(),
    };
    item.texts.insert(variable, text);
}

/// The variable of a key, also by the names that older versions and other programs have for it.
pub(super) fn variable(name: &str) -> Option<Variable> {
    Variable::find(name).or_else(|| {
        Variable::find(match name {
            "shortTitle" | "short-title" => "title-short",
            "journalAbbreviation" | "container-title-abbr" => "container-title-short",
            "doi" => "DOI",
            "url" => "URL",
            "isbn" => "ISBN",
            "issn" => "ISSN",
            "pmid" => "PMID",
            "pmcid" => "PMCID",
            "pages" => "page",
            "original-publication-date" => "original-date",
            "place" => "publisher-place",
            "eventTitle" => "event-title",
            "collection_title" => "collection-title",
            "event-name" => "event",
            _ => return None,
        })
    })
}

/// CSL's type, also by the names of its drafts.
pub(super) fn canonical_type(kind: &str) -> &str {
    match kind {
        "" => "document",
        "article-periodical" => "article-journal",
        "legal-case" => "legal_case",
        "motion-picture" => "motion_picture",
        "musical-score" => "musical_score",
        "personal-communication" => "personal_communication",
        other => other,
    }
}
