//! Items to files that reference managers read: BibTeX, RIS, CSL-JSON.
//!
//! Owns what is common to them: an entry holds what a page in its language shows, with abstract and keywords, and what is known
//! of the record beside the work stands in its annotation. What is written is read again by the readers beside this module, and
//! prints the same; what a format has no field for is written under the name of CSL's variable.

mod bibtex;
mod csl_json;
mod ris;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

pub use bibtex::bibtex;
pub use csl_json::{csl_json, item_to_json};
pub use ris::ris;

use super::Reference;
use crate::csl::{Item, Variable};

/// The item of a reference as a file in `lang` gives it: how sure the record is, and what a reader should know, in all its
/// languages, is its annotation.
fn record<'a>(reference: &'a Reference, lang: &str) -> Cow<'a, Item> {
    let mut item = reference.localised(lang);
    let own = item.text(Variable::Annote).map(str::to_owned);
    let status = reference.status.map(|status| format!("Status: {}.", status.name()));
    let remarks: Vec<&str> = reference.remark.iter().map(|(_, text)| text).collect();
    let remark = (!remarks.is_empty()).then(|| remarks.join(" / "));
    if status.is_some() || remark.is_some() {
        let parts: Vec<String> = own.into_iter().chain(status).chain(remark).collect();
        item.to_mut().texts.insert(Variable::Annote, parts.join(" "));
    }
    item
}

/// The words of a text in CSL's small markup.
#[must_use]
pub fn without_markup(text: &str) -> String {
    let words = parts(text).into_iter().filter_map(|part| match part {
        Part::Text(text) => Some(text),
        Part::Open(_) | Part::Close(_) => None,
    });
    words.collect()
}

/// A part of a text in CSL's small markup.
enum Part<'a> {
    Text(&'a str),
    /// A tag by its name in HTML: `i`, `sup`, `nocase`, `sc`.
    Open(&'static str),
    Close(&'static str),
}

/// The tags of CSL's small markup, as they are written.
const TAGS: [(&str, &str); 6] = [
    ("<i>", "i"),
    ("<b>", "b"),
    ("<sup>", "sup"),
    ("<sub>", "sub"),
    ("<span class=\"nocase\">", "nocase"),
    ("<span style=\"font-variant:small-caps;\">", "sc"),
];

/// A text cut at its tags. A tag that is not closed, and every other `<`, is text.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut open: Vec<&'static str> = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(found) = text[at..].find('<').map(|found| at + found) {
        let rest = &text[found..];
        let opening = TAGS.iter().find(|(tag, _)| rest.starts_with(tag));
        let closing = open.last().copied().filter(|name| {
            let tag = match *name {
                "nocase" | "sc" => "</span>".to_owned(),
                name => format!("</{name}>"),
            };
            rest.starts_with(&tag)
        });
        let len = match (opening, closing) {
            (Some((tag, _)), _) => tag.len(),
            (None, Some("nocase" | "sc")) => "</span>".len(),
            (None, Some(name)) => name.len() + 3,
            (None, None) => {
                at = found + 1;
                continue;
            }
        };
        if start < found {
            parts.push(Part::Text(&text[start..found]));
        }
        if let Some((_, name)) = opening {
            open.push(name);
            parts.push(Part::Open(name));
        } else if let Some(name) = open.pop() {
            parts.push(Part::Close(name));
        }
        at = found + len;
        start = at;
    }
    if start < text.len() {
        parts.push(Part::Text(&text[start..]));
    }
    parts.extend(open.into_iter().rev().map(Part::Close));
    parts
}
