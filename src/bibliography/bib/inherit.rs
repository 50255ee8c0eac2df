//! What an entry takes from others: `crossref` and `xdata`.
//!
//! Owns the rules of the biblatex manual (appendix B, "Default Inheritance Setup"): which field of a parent becomes which of its
//! child. Own fields win. What BibTeX copies as it is (`booktitle` of a volume of proceedings) wins over what biblatex renames.

use std::collections::BTreeMap;

use super::Values;
use super::kinds::is_part;
use crate::diag::{Diagnostic, Sink, codes};

/// Fields that say something of one entry alone.
const NEVER: [&str; 16] = [
    "crossref",
    "xref",
    "xdata",
    "ids",
    "entryset",
    "execute",
    "label",
    "options",
    "presort",
    "related",
    "relatedoptions",
    "relatedstring",
    "relatedtype",
    "shorthand",
    "sortkey",
    "keywords",
];
/// Fields of the title, which the rules below rename.
const TITLES: [&str; 4] = ["title", "subtitle", "titleaddon", "shorttitle"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Untouched,
    Open,
    Done,
}

/// Lets all entries take what they inherit. `keys` are their names, in small letters and as they stand; of those that others
/// take from, `lends` becomes true.
pub(super) fn inherit(entries: &mut [Values], sink: &mut Sink) {
    let by_key: BTreeMap<String, usize> =
        entries.iter().enumerate().rev().map(|(at, entry)| (entry.key.to_lowercase(), at)).collect();
    let mut states = vec![State::Untouched; entries.len()];
    let parents: Vec<Vec<usize>> = entries.iter().map(|entry| parents(entry, &by_key, sink)).collect();
    for at in parents.iter().flatten() {
        entries[*at].lends = true;
    }
    for start in 0..entries.len() {
        let mut stack = vec![start];
        while let Some(at) = stack.last().copied() {
            if states[at] == State::Done {
                stack.pop();
                continue;
            }
            states[at] = State::Open;
            match parents[at].iter().copied().find(|parent| states[*parent] != State::Done) {
                Some(parent) if states[parent] == State::Open => {
                    let begin = stack.iter().position(|member| *member == parent).unwrap_or(0);
                    let ring = stack[begin..].iter().chain([&parent]).map(|at| entries[*at].key.as_str());
                    let message =
                        format!("entries take from each other in a ring: {}", ring.collect::<Vec<_>>().join(" → "));
                    let help = "the entry that holds the others has no `crossref`";
                    sink.push(Diagnostic::new(codes::ODD_REFERENCE, message).at(entries[at].span, "").help(help));
                    for member in stack.drain(begin..) {
                        states[member] = State::Done;
                    }
                }
                Some(parent) => stack.push(parent),
                None => {
                    for parent in &parents[at] {
                        take(entries, at, *parent);
                    }
                    states[at] = State::Done;
                    stack.pop();
                }
            }
        }
    }
}

/// The entries that one takes from: its `xdata` first.
fn parents(entry: &Values, by_key: &BTreeMap<String, usize>, sink: &mut Sink) -> Vec<usize> {
    let mut parents = Vec::new();
    for field in ["xdata", "crossref"] {
        let Some(value) = entry.get(field) else { continue };
        for key in value.latex.split(',').map(str::trim).filter(|key| !key.is_empty()) {
            if let Some(at) = by_key.get(&key.to_lowercase()) {
                parents.push(*at);
            } else {
                let message = format!("`{}` takes fields from `{key}`, which the file does not hold", entry.key);
                sink.push(Diagnostic::new(codes::ODD_REFERENCE, message).at(value.span, ""));
            }
        }
    }
    parents
}

fn take(entries: &mut [Values], child: usize, parent: usize) {
    let is_data = entries[parent].kind == "xdata";
    let (from, to) = (entries[parent].kind.clone(), entries[child].kind.clone());
    let given: Vec<(String, super::Value)> = entries[parent]
        .fields
        .iter()
        .filter(|(name, _)| !NEVER.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    // Who wrote a book wrote its parts, if nobody else is named.
    let author = entries[parent].fields.get("author").cloned();
    let author = author.filter(|_| matches!(from.as_str(), "book" | "mvbook"));
    if let Some(author) = author.filter(|_| matches!(to.as_str(), "inbook" | "bookinbook" | "suppbook")) {
        entries[child].fields.entry("bookauthor".to_owned()).or_insert(author);
    }
    // What keeps its name comes first, so that a `booktitle` of the parent wins over its title.
    let (others, kept): (Vec<_>, Vec<_>) =
        given.into_iter().partition(|(name, _)| !is_data && renamed(name, &from, &to) != Some(name.as_str()));
    for (name, value) in kept.into_iter().chain(others) {
        let name = if is_data { Some(name.as_str()) } else { renamed(&name, &from, &to) };
        if let Some(name) = name {
            let target = &mut entries[child];
            // A parent's date belongs to a child without one, as a whole.
            let dated = |names: &[&str]| names.iter().any(|name| target.own.contains(*name));
            let skipped = match name {
                "date" => dated(&["year", "month"]),
                "year" | "month" | "day" => dated(&["date", "year"]),
                _ => false,
            };
            if !skipped {
                target.fields.entry(name.to_owned()).or_insert(value);
            }
        }
    }
}

/// What a field of a parent is called in its child; `None` where it stays with the parent.
fn renamed<'a>(name: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let multi = from.starts_with("mv");
    let part = is_part(to);
    let serial = from == "periodical";
    let article = matches!(to, "article" | "suppperiodical");
    if TITLES.contains(&name) {
        return match (name, multi, part, serial && article) {
            ("title", true, ..) => Some("maintitle"),
            ("subtitle", true, ..) => Some("mainsubtitle"),
            ("titleaddon", true, ..) => Some("maintitleaddon"),
            ("title", _, true, _) => Some("booktitle"),
            ("subtitle", _, true, _) => Some("booksubtitle"),
            ("titleaddon", _, true, _) => Some("booktitleaddon"),
            ("title", _, _, true) => Some("journaltitle"),
            ("subtitle", _, _, true) => Some("journalsubtitle"),
            // Other pairs have no rule: a title is not taken over.
            _ => None,
        };
    }
    let written = matches!(from, "book" | "mvbook");
    match name {
        "author" if part && !written => None,
        "sorttitle" | "indextitle" | "indexsorttitle" => None,
        _ => Some(name),
    }
}
