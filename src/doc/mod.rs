//! The text of a section as a tree with places.
//!
//! Owns what a document is made of, Markdown into that tree, and the grammars of citations and mentions. Which work a key
//! names and which page a link leads to is left to `resolve`: here a citation is only what was typed.

mod citation;
mod documents;
mod inline;
mod line;
mod parse;

pub use citation::{Affix, CiteForm, CiteItem, Locator, LocatorWords, keys_of};
pub use documents::{Documents, WorkDocuments};
pub use parse::{MARKDOWN, Syntax, parse};

use std::ops::Range;

use crate::data::{EntityId, Lang};
use crate::source::{SourceMap, Span};

/// A parsed text.
#[derive(Debug, Default)]
pub struct Document {
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// Its notes, in the order in which the text calls them.
    pub notes: Vec<Note>,
    /// Its groups of citations; [`Inline::Citation`] is an index into it. In which order a reader meets them, says
    /// [`Document::reading_order`].
    pub citations: Vec<CitationGroup>,
    /// How many text nodes it has; their ids count from 0.
    pub text_nodes: u32,
}

/// A note at the foot of the text.
#[derive(Debug)]
pub struct Note {
    /// What the author called it.
    pub label: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

impl Note {
    /// Whether it is the translator's own: called `[^translator]` or `[^translator-2]`.
    #[must_use]
    pub fn is_translators(&self) -> bool {
        let rest = self.label.strip_prefix("translator");
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }
}

/// A block of text.
#[derive(Debug)]
pub struct Block {
    /// What kind, and what is in it.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
    /// The id that the author gave it: `{#findings}`.
    pub id: Option<String>,
}

/// Kinds of blocks.
#[derive(Debug)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading; levels count from 1, and a section's own headings begin at 2.
    Heading {
        /// Level, 1 to 6.
        level: u8,
        /// Its words.
        text: Vec<Inline>,
    },
    /// A list.
    List {
        /// The first number of a numbered list.
        start: Option<u64>,
        /// Items.
        items: Vec<Vec<Block>>,
    },
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// A quotation.
    Quote(Vec<Block>),
    /// Code.
    Code {
        /// The language that the author named.
        language: Option<String>,
        /// The code.
        text: String,
    },
    /// A formula on a line of its own, as LaTeX.
    Math(String),
    /// A table typed in the text.
    Grid {
        /// How columns are aligned.
        alignments: Vec<Alignment>,
        /// Cells of the head.
        head: Vec<Vec<Inline>>,
        /// Rows of cells.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A picture on a line of its own.
    Figure(Picture),
    /// A register's table: its path and where it is named.
    Table {
        /// Relative to `content/`.
        path: String,
    },
    /// A change of subject.
    Rule,
    /// Raw HTML that the site allows.
    Html(String),
}

/// A term and its meanings.
#[derive(Debug)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// What it means.
    pub meanings: Vec<Vec<Block>>,
}

/// How a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// As the language reads.
    Natural,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// A piece of running text.
#[derive(Debug)]
pub enum Inline {
    /// Words.
    Text(TextNode),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Struck(Vec<Inline>),
    /// Code.
    Code(String),
    /// A formula, as LaTeX.
    Math {
        /// The formula.
        latex: String,
        /// Where.
        span: Span,
    },
    /// A link.
    Link {
        /// As typed.
        target: String,
        /// Its words.
        text: Vec<Inline>,
        /// Where.
        span: Span,
    },
    /// A passage in another language.
    Foreign {
        /// Its language: a BCP 47 tag, not necessarily one of the site's.
        lang: Lang,
        /// Its words.
        text: Vec<Inline>,
    },
    /// A group of citations: an index into [`Document::citations`].
    Citation(u32),
    /// An entry of a register named by hand.
    Mention {
        /// The entry.
        entity: EntityId,
        /// The words; empty if its name is to stand there.
        text: String,
        /// Where.
        span: Span,
    },
    /// A picture in a line.
    Picture(Picture),
    /// A call of a note: an index into [`Document::notes`].
    Note(u32),
    /// A line break that the author wants.
    HardBreak,
    /// Raw HTML that the site allows.
    Html(String),
}

/// Words, without markup.
#[derive(Debug)]
pub struct TextNode {
    /// Its number in the document.
    pub id: u32,
    /// The words. The end of a typed line is a line feed.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

impl TextNode {
    /// Where some bytes of its words stand: the very words, unless the node holds escapes; then the whole node.
    #[must_use]
    pub fn part(&self, range: &Range<usize>, sources: &SourceMap) -> Span {
        if sources.text(self.span) != self.text {
            return self.span;
        }
        let start = self.span.range().start;
        Span::new(self.span.file, start + range.start..start + range.end)
    }
}

/// A picture.
#[derive(Debug)]
pub struct Picture {
    /// As typed: relative to the file.
    pub target: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// A caption: Markdown's title.
    pub caption: Option<String>,
    /// Where.
    pub span: Span,
}

/// A group of citations.
#[derive(Debug)]
pub struct CitationGroup {
    /// The citations, in order; never empty.
    pub items: Vec<CiteItem>,
    /// How they are worded.
    pub form: CiteForm,
    /// The words of a link whose address is a citation: they stand in the text as they are.
    pub words: Option<Vec<Inline>>,
    /// Where.
    pub span: Span,
}

/// A run of text that is read as one: a paragraph, a heading, a cell.
#[derive(Debug, Clone, Copy)]
pub struct Leaf<'a> {
    /// Its words.
    pub text: &'a [Inline],
    /// The top-level block that it stands in: an index into [`Document::blocks`], or `None` in a note.
    pub block: Option<usize>,
    /// The note that it stands in.
    pub note: Option<usize>,
}

impl Document {
    /// Whether it shows the register's table of a path.
    #[must_use]
    pub fn shows(&self, table: &str) -> bool {
        self.blocks.iter().any(|block| matches!(&block.kind, BlockKind::Table { path } if path == table))
    }

    /// The groups of citations in the order of the text, those of a note where it is first called; each with the note.
    #[must_use]
    pub fn reading_order(&self) -> Vec<(usize, Option<usize>)> {
        let mut order = Vec::with_capacity(self.citations.len());
        let mut called = vec![false; self.notes.len()];
        // A note may call a note; each is read once, so that this ends.
        let mut waiting: Vec<(Option<usize>, std::vec::IntoIter<Met>)> = vec![(None, met(&self.blocks).into_iter())];
        while let Some((note, rest)) = waiting.last_mut() {
            let note = *note;
            match rest.next() {
                None => {
                    waiting.pop();
                }
                Some(Met::Citation(index)) => order.push((index, note)),
                Some(Met::Note(index)) => {
                    if let Some(found) = self.notes.get(index).filter(|_| !std::mem::replace(&mut called[index], true))
                    {
                        waiting.push((Some(index), met(&found.blocks).into_iter()));
                    }
                }
            }
        }
        order
    }

    /// All runs of text, in order, those of notes last.
    #[must_use]
    pub fn leaves(&self) -> Vec<Leaf<'_>> {
        let mut leaves = Vec::new();
        for (index, block) in self.blocks.iter().enumerate() {
            collect_leaves(block, &mut |text| leaves.push(Leaf { text, block: Some(index), note: None }));
        }
        for (index, note) in self.notes.iter().enumerate() {
            for block in &note.blocks {
                collect_leaves(block, &mut |text| leaves.push(Leaf { text, block: None, note: Some(index) }));
            }
        }
        leaves
    }
}

impl CitationGroup {
    /// All words that the author typed in it.
    pub fn words(&self) -> impl Iterator<Item = &[Inline]> {
        let around = self.items.iter().flat_map(|item| Affix::ALL.map(|affix| item.affix(affix)));
        self.words.as_deref().into_iter().chain(around)
    }
}

/// The runs of text in a block, in order.
#[must_use]
pub fn leaves_of(block: &Block) -> Vec<&[Inline]> {
    let mut leaves = Vec::new();
    collect_leaves(block, &mut |text| leaves.push(text));
    leaves
}

fn collect_leaves<'a>(block: &'a Block, take: &mut dyn FnMut(&'a [Inline])) {
    match &block.kind {
        BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => take(text),
        BlockKind::List { items, .. } => items.iter().flatten().for_each(|block| collect_leaves(block, take)),
        BlockKind::Quote(blocks) => blocks.iter().for_each(|block| collect_leaves(block, take)),
        BlockKind::Definitions(definitions) => {
            for definition in definitions {
                take(&definition.term);
                definition.meanings.iter().flatten().for_each(|block| collect_leaves(block, take));
            }
        }
        BlockKind::Grid { head, rows, .. } => {
            head.iter().chain(rows.iter().flatten()).for_each(|cell| take(cell));
        }
        BlockKind::Code { .. }
        | BlockKind::Math(_)
        | BlockKind::Figure(_)
        | BlockKind::Table { .. }
        | BlockKind::Rule
        | BlockKind::Html(_) => {}
    }
}

/// What a reader meets in a text beside its words.
enum Met {
    Citation(usize),
    Note(usize),
}

fn met(blocks: &[Block]) -> Vec<Met> {
    let mut found = Vec::new();
    for leaf in blocks.iter().flat_map(leaves_of) {
        walk(leaf, &mut |inline| match inline {
            Inline::Citation(index) => found.push(Met::Citation(*index as usize)),
            Inline::Note(index) => found.push(Met::Note(*index as usize)),
            _ => {}
        });
    }
    found
}

/// Calls `visit` for every piece of running text in `text`, outer ones first.
pub fn walk<'a>(text: &'a [Inline], visit: &mut dyn FnMut(&'a Inline)) {
    walk_all(text, visit);
}

fn walk_all<'a>(text: impl IntoIterator<Item = &'a Inline>, visit: &mut dyn FnMut(&'a Inline)) {
    for inline in text {
        visit(inline);
        match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => walk(inner, visit),
            Inline::Link { text, .. } | Inline::Foreign { text, .. } => walk(text, visit),
            _ => {}
        }
    }
}
