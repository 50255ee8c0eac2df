//! Anchors: the name of each block in its page, the same in every language.
//!
//! A block's anchor is the id that its author gave it, else the section's id, a letter for its kind and its place among
//! the blocks of that kind: `introduction-p3`. Kinds are counted apart so that a new heading moves no paragraph.

use std::collections::BTreeMap;

use crate::data::SectionId;
use crate::diag::{Diagnostic, Sink, codes};
use crate::doc::{Block, BlockKind, Document};
use crate::load::Table;
use crate::source::Span;

/// The name of a place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// As it stands in `id` and behind `#`.
    pub id: String,
    /// What kind of place it is, for naming it to a reader.
    pub spot: Spot,
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

/// The anchors of a document's blocks, in order. `prefix` is the section's id, or `abstract`.
pub(super) fn of_document(document: &Document, prefix: &SectionId, in_abstract: bool) -> Vec<Anchor> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    let mut anchors = Vec::with_capacity(document.blocks.len());
    for block in &document.blocks {
        let letter = letter(&block.kind);
        let count = counts.entry(letter).or_default();
        *count += 1;
        let spot = match &block.kind {
            _ if in_abstract => Spot::Abstract,
            BlockKind::Paragraph(_) => Spot::Paragraph(*count),
            BlockKind::Heading { .. } => Spot::Heading,
            _ => Spot::Block,
        };
        let id = block.id.clone().unwrap_or_else(|| format!("{prefix}-{letter}{count}"));
        anchors.push(Anchor { id, spot });
    }
    anchors
}

/// The anchor of a note, by its place from 0.
pub(super) fn of_note(index: usize, prefix: &SectionId) -> Anchor {
    Anchor { id: format!("{prefix}-n{}", index + 1), spot: Spot::Note(index + 1) }
}

/// The anchor of a table's row.
#[must_use]
pub fn of_row(table: &Table, entity: &crate::data::EntityId) -> String {
    format!("{}-{entity}", table.id)
}

fn letter(kind: &BlockKind) -> char {
    match kind {
        BlockKind::Paragraph(_) => 'p',
        BlockKind::Heading { .. } => 'h',
        BlockKind::List { .. } => 'l',
        BlockKind::Definitions(_) => 'd',
        BlockKind::Quote(_) => 'q',
        BlockKind::Code { .. } => 'c',
        BlockKind::Math(_) => 'm',
        BlockKind::Grid { .. } | BlockKind::Table { .. } => 't',
        BlockKind::Figure(_) => 'f',
        BlockKind::Rule => 'r',
        BlockKind::Html(_) => 'x',
    }
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

/// The span that a diagnostic about a block's anchor points at: its first line.
pub(super) fn head_of(block: &Block, text: &str) -> Span {
    let range = block.span.range();
    let line = text[range.clone()].lines().next().unwrap_or("").len();
    Span::new(block.span.file, range.start..range.start + line)
}
