//! What `scan` finds in a text before its Markdown is read, by where it stands.
//!
//! The parser of Markdown gets a copy of the text in which such places are covered by bytes that mean nothing to it. The copy is as
//! long as the text, so that every place in it is the place in the text, and what stood there is read from the text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Attributes, ColumnAlignment};

/// What covers a byte that is no words: a character that no text has, and that does not stand for a sign of a key.
pub(super) const COVER: u8 = 0x1f;

/// What stands for a sign that is to be nothing but itself. No parser's sign: an escape finds the text's own again.
pub(super) const PLAIN: u8 = b'^';

/// Syntax that begins (or ends) at a place.
#[derive(Debug)]
pub(super) enum Mark {
    /// A bracket that opens: the words up to the bracket that closes are one thing.
    Open(Opened),
    /// The end of what began at `open`; the text goes on at `end`.
    Close { open: usize, end: usize },
    /// A formula.
    Formula { latex: Range<usize>, display: bool, end: usize },
    /// Attributes in braces.
    Attributes { attributes: Attributes, end: usize },
    /// The call of a note in the brackets of a picture, where Markdown's parser knows none.
    Call { label: Range<usize>, end: usize },
    /// An entry named by hand there.
    Entry { inside: Range<usize>, end: usize },
    /// A comment inside a line.
    Comment { end: usize },
}

/// What a bracket or a sign opens; `len` bytes of signs stand before the words.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) kind: Enclosed,
    pub(super) len: usize,
}

/// Kinds of words between two signs.
#[derive(Debug, Clone)]
pub(super) enum Enclosed {
    /// `[words]{.class}`.
    Span(Attributes),
    /// `^[words]`.
    Note,
    /// `~words~`.
    Subscript,
    /// `^words^`.
    Superscript,
    /// `==words==`.
    Mark,
}

/// A line of colons.
#[derive(Debug, Clone)]
pub(super) enum Fence {
    /// It opens a division.
    Open(Attributes),
    /// It closes one.
    Close,
}

/// A grid table: where it stands and its cells, row by row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct GridTable {
    /// Its lines.
    pub(super) range: Range<usize>,
    pub(super) alignments: Vec<ColumnAlignment>,
    /// How many of the rows are the head.
    pub(super) head: usize,
    /// How many rows it has.
    pub(super) rows: usize,
    pub(super) cells: Vec<GridCell>,
}

/// A cell of a grid table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GridCell {
    pub(super) row: usize,
    /// How many rows and columns it takes, at least one.
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// Its words in each of its lines, without the spaces around them that are not the author's.
    pub(super) lines: Vec<Range<usize>>,
}

/// What stands where a line like the first of a grid table does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Drawn {
    Table(GridTable),
    /// Lines that are drawn, but not around cells: the place of the line that does not fit, and all of them.
    Broken {
        at: Range<usize>,
        range: Range<usize>,
    },
}

/// A text, its covered copy, and what was found in it.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// The covered copy.
    pub(super) text: String,
    pub(super) marks: BTreeMap<usize, Mark>,
    pub(super) fences: BTreeMap<usize, Fence>,
    /// Grid tables.
    pub(super) drawn: BTreeMap<usize, Drawn>,
}

impl Marked {
    /// The first mark in a range.
    pub(super) fn next(&self, within: Range<usize>) -> Option<(usize, &Mark)> {
        if within.is_empty() {
            return None;
        }
        self.marks.range(within).next().map(|(at, mark)| (*at, mark))
    }

    /// Attributes that begin at a place.
    pub(super) fn attributes_at(&self, at: usize) -> Option<&Attributes> {
        match self.marks.get(&at) {
            Some(Mark::Attributes { attributes, .. }) => Some(attributes),
            _ => None,
        }
    }

    /// The line of colons in a range.
    pub(super) fn fence_in(&self, within: Range<usize>) -> Option<&Fence> {
        self.fences.range(within).next().map(|(_, fence)| fence)
    }

    /// The grid table that begins in a range.
    pub(super) fn table_in(&self, within: Range<usize>) -> Option<&GridTable> {
        self.drawn.range(within).find_map(|(_, drawn)| match drawn {
            Drawn::Table(table) => Some(table),
            Drawn::Broken { .. } => None,
        })
    }

    /// Whether a bracket at a place opens words with attributes or a note.
    pub(super) fn opens_at(&self, at: usize) -> bool {
        let opens = |at: usize| matches!(self.marks.get(&at), Some(Mark::Open(_)));
        opens(at)
            || at.checked_sub(1).is_some_and(|before| {
                matches!(self.marks.get(&before), Some(Mark::Open(Opened { kind: Enclosed::Note, .. })))
            })
    }
}
