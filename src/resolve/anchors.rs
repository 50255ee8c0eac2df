//! Places in a text that can be linked to: blocks (by the anchors that `align` gives them), notes, rows of tables.

use std::collections::BTreeMap;

use html5gum::{Token, Tokenizer};

use crate::align::AlignedText;
use crate::data::{Lang, SectionId};
use crate::diag::{Diagnostic, Sink, codes};
use crate::doc::{Block, BlockKind, Document, Inline, blocks_of, walk};
use crate::load::Table;
use crate::source::Span;

/// The name of a place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// As it stands in `id` and behind `#`.
    pub id: String,
    /// What kind of place it is, for naming it to a reader.
    pub spot: Spot,
    /// Further names: those of blocks that a translation has joined to this one.
    pub also: Vec<String>,
}

/// Kinds of places in a text, as a reader is told of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// The n-th paragraph of a section.
    Paragraph(usize),
    /// A heading.
    Heading,
    /// Any other block.
    Block,
    /// The n-th note of a section.
    Note(usize),
    /// A paragraph of the abstract.
    Abstract,
    /// A row of a register's table.
    Row,
}

/// The anchors of a document's blocks, in order, by the names that `align` gave them.
pub(super) fn of_document(document: &Document, aligned: &AlignedText, lang: &Lang, in_abstract: bool) -> Vec<Anchor> {
    let mut paragraphs = 0;
    let anchor = |(at, (block, id)): (usize, (&Block, &String))| {
        let spot = match &block.kind {
            _ if in_abstract => Spot::Abstract,
            BlockKind::Paragraph(_) if !block.continues() => {
                paragraphs += 1;
                Spot::Paragraph(paragraphs)
            }
            BlockKind::Heading { .. } => Spot::Heading,
            _ => Spot::Block,
        };
        Anchor { id: id.clone(), spot, also: aligned.joined_names(lang, at) }
    };
    document.blocks.iter().zip(aligned.names(lang)).enumerate().map(anchor).collect()
}

/// The ids that raw HTML gives, each a place that can be linked to.
pub(super) fn in_markup(document: &Document) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    blocks_of(&document.blocks, &mut |block| {
        let mut read = |markup: &str| {
            for Ok(token) in Tokenizer::new(markup) {
                let Token::StartTag(tag) = token else { continue };
                // `<a name="x">` is an older spelling of an id.
                let older = tag.name.as_slice() == b"a" && !tag.attributes.contains_key(&b"id"[..]);
                let names_it = |name: &[u8]| name == b"id" || (older && name == b"name");
                let ids = tag.attributes.iter().filter(|(name, id)| names_it(name.as_slice()) && !id.is_empty());
                found.extend(ids.map(|(_, id)| (String::from_utf8_lossy(id).into_owned(), block.span)));
            }
        };
        if let BlockKind::Html(markup) = &block.kind {
            read(markup);
        }
        block.own_lines(&mut |line| {
            walk(line, &mut |inline| {
                if let Inline::Html(markup) = inline {
                    read(markup);
                }
            });
        });
    });
    found
}

/// The anchors of an abstract that has no counterpart in another language, counted by place.
pub(super) fn of_further_abstract(document: &Document) -> Vec<Anchor> {
    let anchor = |at: usize| Anchor { id: format!("abstract-b{at}"), spot: Spot::Abstract, also: Vec::new() };
    (1..=document.blocks.len()).map(anchor).collect()
}

/// The anchor of a note that the author wrote: by its place among all notes, and among the author's, from 0.
pub(super) fn of_note(place: usize, index: usize, prefix: &SectionId) -> Anchor {
    Anchor { id: format!("{prefix}-n{}", index + 1), spot: Spot::Note(place + 1), also: Vec::new() }
}

/// The anchor of the note that the `cited`th citation of a text became.
pub(super) fn of_citing_note(place: usize, cited: usize, prefix: &SectionId) -> Anchor {
    Anchor { id: format!("{prefix}-cite{cited}"), spot: Spot::Note(place + 1), also: Vec::new() }
}

/// The anchor of a table's row.
#[must_use]
pub fn of_row(table: &Table, entity: &crate::data::EntityId) -> String {
    format!("{}-{entity}", table.id)
}

/// All anchors of one language of a work, each with the section that it stands in and where; reports those that are
/// taken twice.
#[derive(Debug, Default)]
pub(super) struct AnchorIndex(BTreeMap<String, (usize, Span)>);

impl AnchorIndex {
    /// The section of an anchor.
    #[must_use]
    pub(super) fn section(&self, id: &str) -> Option<usize> {
        self.0.get(id).map(|(section, _)| *section)
    }

    /// All anchors.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub(super) fn add(&mut self, id: &str, section: usize, at: Span, sink: &mut Sink) {
        match self.0.get(id) {
            Some((_, first)) => {
                let diagnostic = Diagnostic::new(codes::DUPLICATE_ANCHOR, format!("the anchor `{id}` is taken"));
                sink.push(diagnostic.at(at, "again here").at(*first, "first here").help("give one of them another id"));
            }
            None => {
                self.0.insert(id.to_owned(), (section, at));
            }
        }
    }
}
