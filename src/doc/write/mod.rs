//! A text as Markdown: what is written, read again, gives the same text.
//!
//! Owns the way from the tree to what an author would type. What Markdown cannot say is not foreseen but found: the written
//! text is read again and held against the tree, block by block.

mod attributes;
mod blocks;
#[cfg(test)]
mod chance;
mod citations;
mod drawn;
mod escape;
mod inlines;
mod outline;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use camino::Utf8Path;

use super::{Document, Syntax, parse};
use crate::diag::Sink;
use crate::source::{SourceMap, Span};

pub use outline::outline;

/// A text as Markdown.
#[derive(Debug)]
pub struct Markdown {
    /// The text.
    pub text: String,
    /// What it does not say, in the order of the document; mostly nothing.
    pub lost: Vec<Lost>,
}

/// Something that Markdown cannot say, or says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The block of the document.
    pub span: Span,
    /// What of it is not the same when the text is read again, as [`outline`] tells it.
    pub what: String,
}

/// Writes a document as Markdown that gives the same document when it is read by the same syntax, places aside.
#[must_use]
pub fn write(document: &Document, syntax: &Syntax) -> Markdown {
    let mut writer = Writer { document, syntax, labels: BTreeMap::new(), called: Vec::new() };
    let mut text = writer.blocks(&document.blocks);
    let mut done = 0;
    while let Some(note) = writer.called.get(done).copied() {
        done += 1;
        let definition = writer.note(note);
        text.push_str("\n\n");
        text.push_str(&definition);
    }
    text.push('\n');
    let lost = lost(document, &text, syntax);
    Markdown { text, lost }
}

/// A document while it is written.
struct Writer<'a> {
    document: &'a Document,
    syntax: &'a Syntax,
    /// What the notes that are written at the end are called, by place in the document.
    labels: BTreeMap<u32, String>,
    /// The notes that were called and are written at the end, in the order of their calls.
    called: Vec<u32>,
}

/// The blocks and notes of a document that are not the same when its text is read.
fn lost(document: &Document, text: &str, syntax: &Syntax) -> Vec<Lost> {
    let mut sources = SourceMap::default();
    let file = sources.add(Utf8Path::new("content/written.md"), text.to_owned());
    let read = parse(&sources, file, 0..text.len(), syntax, &mut Sink::default());
    let (wanted, found) = (outline(document), outline(&read));
    let same = wanted.iter().zip(&found).take_while(|(a, b)| a.1 == b.1).count();
    let rest = (wanted.len().min(found.len())) - same;
    let behind = wanted.iter().rev().zip(found.iter().rev()).take(rest).take_while(|(a, b)| a.1 == b.1).count();
    let (wanted, found) = (&wanted[same..wanted.len() - behind], &found[same..found.len() - behind]);
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    found.iter().for_each(|(_, told)| *left.entry(told).or_default() += 1);
    let mut lost = Vec::new();
    for (at, (span, told)) in wanted.iter().enumerate() {
        if let Some(left) = left.get_mut(told.as_str()).filter(|left| **left > 0) {
            *left -= 1;
        } else {
            let instead = found.get(at).map_or("", |(_, told)| told);
            lost.push(Lost { span: *span, what: difference(told, instead) });
        }
    }
    // Only the order differs, or there is something that was not there.
    if lost.is_empty()
        && let Some((span, told)) = wanted.first().or(found.first())
    {
        lost.push(Lost { span: *span, what: told.clone() });
    }
    lost
}

/// The part of one telling that the other has not.
fn difference(told: &str, instead: &str) -> String {
    let same = |a: std::str::Chars<'_>, b: std::str::Chars<'_>| {
        a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>()
    };
    let start = same(told.chars(), instead.chars());
    let behind = told[start..].chars().rev().zip(instead[start..].chars().rev());
    let end = told.len() - behind.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>();
    if end > start { told[start..end].to_owned() } else { told.to_owned() }
}
