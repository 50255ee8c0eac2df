//! The text of a section as a tree with places.
//!
//! Owns what a document is made of, Markdown into that tree and the tree into Markdown, and the grammars of citations, attributes and mentions. Which
//! work a key names and which page a link leads to is left to `resolve`: here a citation is only what was typed.

mod attributes;
mod blocks;
mod callout;
mod citation;
mod data_table;
mod documents;
mod drawn;
mod elements;
mod floats;
mod formula;
mod html_table;
mod inline;
mod line;
mod lines;
mod marks;
mod parse;
mod scan;
mod signs;
mod stray;
mod verse;
mod visit;
mod write;

pub use attributes::{Attributes, Width};
pub use blocks::{
    Block, BlockKind, CALLOUTS, CODE_LINES, CONTINUED, Cell, ColumnAlignment, Definition, Division, Figure, Float,
    Grid, MissingPicture, PrintedLabel, ROW_HEADS, Role, Statement, VerseLine, WORKS_BETWEEN, has_meaning,
};
pub use citation::{Affix, CiteForm, CiteItem, Locator, LocatorWords, keys_of};
pub use documents::{Documents, WorkDocuments};
pub use formula::{Formula, Notation};
pub(crate) use formula::{MATHML_ATTRIBUTES, MATHML_ROWS, MATHML_TOKENS};
pub use parse::{MARKDOWN, Syntax, parse};
pub use visit::{Bearer, attributes_of, blocks_of, leaves_of, walk};
pub use write::{Lost, Markdown, outline, write};

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
    /// What the author called it; empty for one that stands where it is called.
    pub label: String,
    /// How often it is called.
    pub calls: u32,
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
    /// Lowered.
    Subscript(Vec<Inline>),
    /// Raised.
    Superscript(Vec<Inline>),
    /// Words with attributes: `[words]{.smallcaps}`.
    Span {
        /// What is said of them.
        attributes: Attributes,
        /// The words.
        text: Vec<Inline>,
        /// Where.
        span: Span,
    },
    /// Code.
    Code(String),
    /// A formula.
    Math {
        /// The formula.
        formula: Formula,
        /// Whether it stands on a line of its own, although within a paragraph.
        display: bool,
        /// Its id, if it is a numbered equation.
        id: Option<String>,
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
    /// References to numbered things and to sections of the work.
    Reference(CrossReference),
    /// A picture in a line.
    Picture(Picture),
    /// The first call of a note: an index into [`Document::notes`].
    Note(u32),
    /// A further call of a note.
    NoteAgain {
        /// The note.
        note: u32,
        /// Which call it is; the first is 1.
        call: u32,
    },
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

/// References to figures, tables, equations, statements and sections: `@fig-map`, `[@fig-a; @fig-b]`, `[-@tbl-sums]`.
#[derive(Debug)]
pub struct CrossReference {
    /// The ids, each with its place.
    pub targets: Vec<(String, Span)>,
    /// Whether only the numbers are to stand there.
    pub bare: bool,
    /// Where.
    pub span: Span,
}

/// A picture.
#[derive(Debug)]
pub struct Picture {
    /// As typed: relative to the file.
    pub target: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Its caption: Markdown's title, or the words in brackets where the alternative text stands in `alt="…"`.
    pub caption: Vec<Inline>,
    /// What else is said of it.
    pub attributes: Attributes,
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
        let mut shown = false;
        blocks_of(&self.blocks, &mut |block| {
            shown |= matches!(&block.kind, BlockKind::Table { path } if path == table);
        });
        shown
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
            visit::collect_leaves(block, &mut |text| leaves.push(Leaf { text, block: Some(index), note: None }));
        }
        for (index, note) in self.notes.iter().enumerate() {
            for block in &note.blocks {
                visit::collect_leaves(block, &mut |text| leaves.push(Leaf { text, block: None, note: Some(index) }));
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
