//! The one walk over blocks and the one over running text, for all who look for something in a tree.

use super::{Attributes, Block, BlockKind, Document, Inline, Picture};
use crate::source::Span;

impl Block {
    /// Calls `take` for each run of text that stands in the block itself, not in blocks within it.
    pub fn own_lines<'a>(&'a self, take: &mut dyn FnMut(&'a [Inline])) {
        match &self.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } | BlockKind::Attribution(text) => take(text),
            BlockKind::Verse(lines) => lines.iter().for_each(|line| take(&line.text)),
            BlockKind::Definitions(definitions) => definitions.iter().for_each(|definition| take(&definition.term)),
            BlockKind::Grid(grid) => take(&grid.float.caption),
            BlockKind::Figure(figure) => {
                figure.pictures.iter().for_each(|picture| take(&picture.caption));
                take(&figure.float.caption);
            }
            BlockKind::List { .. }
            | BlockKind::Quote(_)
            | BlockKind::Division(_)
            | BlockKind::Code { .. }
            | BlockKind::Math(_)
            | BlockKind::Table { .. }
            | BlockKind::Rule
            | BlockKind::Html(_) => {}
        }
    }

    /// The blocks that stand directly in this one, in order.
    #[must_use]
    pub fn children(&self) -> Vec<&Block> {
        match &self.kind {
            BlockKind::List { items, .. } => items.iter().flatten().collect(),
            BlockKind::Quote(blocks) => blocks.iter().collect(),
            BlockKind::Division(division) => division.blocks.iter().collect(),
            BlockKind::Definitions(definitions) => {
                definitions.iter().flat_map(|definition| definition.meanings.iter().flatten()).collect()
            }
            BlockKind::Grid(grid) => {
                let cells = grid.head.iter().chain(&grid.rows).flatten();
                let around = grid.float.legend.iter().chain(&grid.float.notes);
                cells.flat_map(|cell| &cell.blocks).chain(around).collect()
            }
            BlockKind::Figure(figure) => figure.float.legend.iter().chain(&figure.float.notes).collect(),
            _ => Vec::new(),
        }
    }
}

/// Calls `visit` for each of some blocks and every block within it, outer ones first.
pub fn blocks_of<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        nested(block, visit);
    }
}

fn nested<'a>(block: &'a Block, visit: &mut dyn FnMut(&'a Block)) {
    visit(block);
    for child in block.children() {
        nested(child, visit);
    }
}

/// The runs of text in a block and in the blocks within it. Those of a block come before those of its blocks.
#[must_use]
pub fn leaves_of(block: &Block) -> Vec<&[Inline]> {
    let mut leaves = Vec::new();
    collect_leaves(block, &mut |text| leaves.push(text));
    leaves
}

pub(super) fn collect_leaves<'a>(block: &'a Block, take: &mut dyn FnMut(&'a [Inline])) {
    if let BlockKind::Definitions(definitions) = &block.kind {
        // Each term stands before what it means.
        for definition in definitions {
            take(&definition.term);
            definition.meanings.iter().flatten().for_each(|block| collect_leaves(block, take));
        }
        return;
    }
    block.own_lines(take);
    for child in block.children() {
        collect_leaves(child, take);
    }
}

/// What attributes are said of.
#[derive(Debug, Clone, Copy)]
pub enum Bearer<'a> {
    /// A block; of a figure of one picture, that picture.
    Block(&'a Block),
    /// A picture among others, or in a line.
    Picture(&'a Picture),
    /// Words in brackets.
    Words,
}

/// Calls `visit` with the attributes of every block, picture and run of words in a text and its notes.
pub fn attributes_of<'a>(document: &'a Document, visit: &mut dyn FnMut(Bearer<'a>, &'a Attributes, Span)) {
    for blocks in std::iter::once(&document.blocks).chain(document.notes.iter().map(|note| &note.blocks)) {
        blocks_of(blocks, &mut |block| {
            visit(Bearer::Block(block), &block.attributes, block.span);
            if let BlockKind::Figure(figure) = &block.kind {
                let pictures = figure.pictures.iter();
                pictures.for_each(|picture| visit(Bearer::Picture(picture), &picture.attributes, picture.span));
            }
            block.own_lines(&mut |line| {
                walk(line, &mut |inline| match inline {
                    Inline::Span { attributes, span, .. } => visit(Bearer::Words, attributes, *span),
                    Inline::Picture(picture) => visit(Bearer::Picture(picture), &picture.attributes, picture.span),
                    _ => {}
                });
            });
        });
    }
}

impl Inline {
    /// The running text within this piece.
    #[must_use]
    pub fn children(&self) -> &[Inline] {
        match self {
            Self::Emphasis(inner)
            | Self::Strong(inner)
            | Self::Struck(inner)
            | Self::Subscript(inner)
            | Self::Superscript(inner) => inner,
            Self::Span { text, .. } | Self::Link { text, .. } | Self::Foreign { text, .. } => text,
            _ => &[],
        }
    }
}

/// Calls `visit` for every piece of running text in `text`, outer ones first.
pub fn walk<'a>(text: &'a [Inline], visit: &mut dyn FnMut(&'a Inline)) {
    walk_all(text, visit);
}

pub(super) fn walk_all<'a>(text: impl IntoIterator<Item = &'a Inline>, visit: &mut dyn FnMut(&'a Inline)) {
    for inline in text {
        visit(inline);
        walk(inline.children(), visit);
    }
}
