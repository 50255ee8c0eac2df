//! BibTeX and BibLaTeX files.
//!
//! Owns the way from a `.bib` file to items: its entries are cut out ([`scan`]), `@string`s put in ([`strings`]), inherited fields
//! handed down ([`inherit`]), and each entry is turned into an item ([`convert`]). Nothing that a reference manager writes stops
//! a build; what cannot be read is told where it stands.

mod convert;
mod fields;
mod inherit;
mod kinds;
mod scan;
mod strings;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, Reference, Unmapped};
use crate::csl::Item;
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, SourceMap, Span};

/// The value of a field, in LaTeX.
#[derive(Debug, Clone)]
struct Value {
    latex: String,
    span: Span,
    /// Whether the value is the text at `span` as it stands, so that a place in it is a place in the file.
    exact: bool,
}

/// An entry with all of its values.
#[derive(Debug)]
struct Values {
    key: String,
    span: Span,
    kind: String,
    fields: BTreeMap<String, Value>,
    /// The names of the fields that are not inherited.
    own: BTreeSet<String>,
    /// Whether another entry takes fields from it.
    lends: bool,
}

impl Values {
    fn get(&self, field: &str) -> Option<&Value> {
        self.fields.get(field)
    }
}

/// The item of one entry, as it is read from a file that holds it alone.
pub(super) fn item(text: &str) -> Item {
    let mut sources = SourceMap::default();
    let file = sources.add("", text);
    let context = Context { languages: &[], alone: None };
    let found = read(file, &sources, &context, &mut Sink::default());
    found.into_iter().next().map(|found| found.item).unwrap_or_default()
}

/// The references of a file. What is wrong with one does not keep the others from being read.
pub(super) fn read(file: FileId, sources: &SourceMap, context: &Context<'_>, sink: &mut Sink) -> Vec<Reference> {
    let text = &sources.file(file).text;
    let scanned = scan::scan(file, text, sink);
    if scanned.entries.is_empty() && scanned.strings.is_empty() && !sink.has_errors() && has_content(text) {
        let line = Span::new(file, 0..text.lines().next().map_or(0, str::len));
        let message = "no entry can be found in this file: an entry is `@type{key, name = {value}, …}`";
        sink.push(Diagnostic::new(codes::BAD_REFERENCE, message).at(line, ""));
    }
    let strings = strings::Strings::resolve(&scanned.strings, sink);
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let mut entries: Vec<Values> = Vec::new();
    for entry in scanned.entries {
        if entry.key.is_empty() {
            let message = "this entry has no key, so it cannot be cited: `@type{key,`";
            sink.push(Diagnostic::new(codes::ODD_REFERENCE, message).at(entry.span, ""));
            continue;
        }
        if let Some(first) = seen.get(&entry.key) {
            let message = format!("the key `{}` stands twice", entry.key);
            let found = Diagnostic::new(codes::DUPLICATE_REFERENCE, message);
            sink.push(found.at(entry.span, "again here").at(*first, "first here"));
            continue;
        }
        seen.insert(entry.key.clone(), entry.span);
        let mut fields: BTreeMap<String, Value> = BTreeMap::new();
        for field in &entry.fields {
            let latex = strings.text(field, sink);
            let exact = matches!(field.value[..], [scan::Part::Text(_)]);
            if !latex.trim().is_empty() {
                fields.insert(canonical(&field.name).to_owned(), Value { latex, span: field.span, exact });
            }
        }
        let own = fields.keys().cloned().collect();
        entries.push(Values { key: entry.key, span: entry.span, kind: entry.kind, fields, own, lends: false });
    }
    inherit::inherit(&mut entries, sink);
    let mut unmapped = Unmapped::default();
    let references = entries
        .iter()
        .filter(|entry| !matches!(entry.kind.as_str(), "xdata" | "set"))
        .map(|entry| convert::reference(entry, context, &mut unmapped, sink))
        .collect();
    unmapped.report(file, sink);
    references
}

/// Whether there is anything but comments.
fn has_content(text: &str) -> bool {
    text.lines().any(|line| !line.trim().is_empty() && !line.trim_start().starts_with('%')) && !text.contains('@')
        || text.contains('@') && !text.to_lowercase().contains("@comment") && !text.to_lowercase().contains("@preamble")
}

/// The name that biblatex has for a field of BibTeX or of a program.
fn canonical(name: &str) -> &str {
    match name {
        "journal" => "journaltitle",
        "address" => "location",
        "annote" => "annotation",
        "archiveprefix" => "eprinttype",
        "primaryclass" => "eprintclass",
        "hyphenation" => "langid",
        "key" => "sortkey",
        "school" => "institution",
        "numpages" => "pagetotal",
        "lastchecked" | "lastaccessed" | "accessed" | "urlaccessdate" | "accessdate" => "urldate",
        "keyword" => "keywords",
        "journalabbreviation" | "shortjournaltitle" | "journalabbr" => "shortjournal",
        "pmcid" | "pmc" => "pmcid",
        other => other,
    }
}
