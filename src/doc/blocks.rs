//! The blocks that a text is made of.

use super::{Attributes, Formula, Inline, Picture};
use crate::data::Address;
use crate::source::Span;

/// A block of text.
#[derive(Debug)]
pub struct Block {
    /// What kind, and what is in it.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
    /// The id that the author gave it: `{#findings}`.
    pub id: Option<String>,
    /// What else the author said of it; its id is in `id`.
    pub attributes: Attributes,
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
    /// Lines of verse, or others whose ends count.
    Verse(Vec<VerseLine>),
    /// Who said what is quoted: the last block of a quotation or an epigraph.
    Attribution(Vec<Inline>),
    /// A part of the text that the author set apart: `::: {.epigraph}`.
    Division(Division),
    /// Code.
    Code {
        /// The language that the author named.
        language: Option<String>,
        /// The code.
        text: String,
    },
    /// A formula on a line of its own.
    Math(Formula),
    /// A table typed in the text.
    Grid(Grid),
    /// Pictures on lines of their own.
    Figure(Figure),
    /// A register's table.
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

/// A line of verse.
#[derive(Debug)]
pub struct VerseLine {
    /// How many places it is moved in.
    pub indent: usize,
    /// Its words; none is a line between stanzas.
    pub text: Vec<Inline>,
}

/// A part of the text that is set apart.
#[derive(Debug)]
pub struct Division {
    /// What it is.
    pub role: Role,
    /// What it is called: `title="…"`.
    pub title: Option<String>,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// What a division is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Words at the head of a text.
    Epigraph,
    /// A box beside the running text.
    Box,
    /// A word of the authors, translators or editors to their readers.
    NoteToReader,
    /// A theorem, a definition, a proof.
    Statement(Statement),
    /// Nothing but its classes.
    Plain,
}

/// Kinds of statements; all but proofs are numbered, each kind by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Statement {
    Theorem,
    Lemma,
    Corollary,
    Proposition,
    Conjecture,
    Definition,
    Example,
    Exercise,
    Remark,
    Proof,
}

/// What stands around a figure or a table.
#[derive(Debug, Default)]
pub struct Float {
    /// What it shows.
    pub caption: Vec<Inline>,
    /// What else the caption says, in blocks of its own.
    pub legend: Vec<Block>,
    /// Notes and sources below it.
    pub notes: Vec<Block>,
    /// What a published article calls it, to the letter; it is not counted then.
    pub printed: Option<PrintedLabel>,
}

/// What a published article calls a figure or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedLabel {
    /// As printed, with its punctuation: "Figura 1."; empty where it is called nothing.
    pub text: String,
    /// Whether it is a table, even if a picture shows it.
    pub is_table: bool,
}

/// A picture that is not there, or that no browser shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingPicture {
    /// As the text names it.
    pub name: String,
    /// Where it may be found, which is not fetched.
    pub address: Option<Address>,
}

/// Pictures with a caption.
#[derive(Debug)]
pub struct Figure {
    /// The pictures; none only where they are missing. Where there are several, each may have a caption of its own.
    pub pictures: Vec<Picture>,
    /// Pictures that are not there, told in their place.
    pub missing: Vec<MissingPicture>,
    /// What stands around them.
    pub float: Float,
}

/// A table typed in the text.
#[derive(Debug, Default)]
pub struct Grid {
    /// How columns are aligned.
    pub alignments: Vec<ColumnAlignment>,
    /// Rows of the head; none in a table without one.
    pub head: Vec<Vec<Cell>>,
    /// Rows of the body.
    pub rows: Vec<Vec<Cell>>,
    /// What stands around it.
    pub float: Float,
}

/// A cell of a table.
#[derive(Debug)]
pub struct Cell {
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// How many columns it takes, at least one.
    pub columns: usize,
    /// How many rows it takes, at least one.
    pub rows: usize,
    /// How it is aligned, where that is not as its column.
    pub alignment: ColumnAlignment,
    /// Whether it is the head of others; where nobody says so, the first cell of a row is.
    pub head: Option<bool>,
}

/// How a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnAlignment {
    /// As the language reads.
    Natural,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// The class of links to works that a printed citation means and does not spell out: those between the ends of a range.
pub const WORKS_BETWEEN: &str = "works-between";

/// The class of a paragraph that goes on behind a figure, a list or a formula that stands within it.
pub const CONTINUED: &str = "continued";

impl Block {
    /// Whether it goes on with a paragraph that began before.
    #[must_use]
    pub fn continues(&self) -> bool {
        matches!(self.kind, BlockKind::Paragraph(_)) && self.attributes.has_class(CONTINUED)
    }
}

impl Float {
    /// Whether there is anything to say beside it.
    #[must_use]
    pub fn is_captioned(&self) -> bool {
        let labelled = self.printed.as_ref().is_some_and(|printed| !printed.text.is_empty());
        labelled || !self.caption.is_empty() || !self.legend.is_empty()
    }
}

impl Statement {
    /// The kind that a class names.
    #[must_use]
    pub fn of_class(class: &str) -> Option<Self> {
        Some(match class {
            "theorem" => Self::Theorem,
            "lemma" => Self::Lemma,
            "corollary" => Self::Corollary,
            "proposition" => Self::Proposition,
            "conjecture" => Self::Conjecture,
            "definition" => Self::Definition,
            "example" => Self::Example,
            "exercise" => Self::Exercise,
            "remark" => Self::Remark,
            "proof" => Self::Proof,
            _ => return None,
        })
    }

    /// The class that names it.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Theorem => "theorem",
            Self::Lemma => "lemma",
            Self::Corollary => "corollary",
            Self::Proposition => "proposition",
            Self::Conjecture => "conjecture",
            Self::Definition => "definition",
            Self::Example => "example",
            Self::Exercise => "exercise",
            Self::Remark => "remark",
            Self::Proof => "proof",
        }
    }
}

impl Role {
    /// What the classes of a division make of it: the first that is known.
    #[must_use]
    pub fn of_classes(classes: &[String]) -> Self {
        let known = |class: &String| match class.as_str() {
            "epigraph" => Some(Self::Epigraph),
            "box" | "callout" => Some(Self::Box),
            class if CALLOUTS.iter().any(|kind| class.strip_prefix("callout-") == Some(kind)) => Some(Self::Box),
            "note-to-reader" => Some(Self::NoteToReader),
            class => Statement::of_class(class).map(Self::Statement),
        };
        classes.iter().find_map(known).unwrap_or(Self::Plain)
    }
}

impl Division {
    /// The kind of callout that it is, one of [`CALLOUTS`].
    #[must_use]
    pub fn callout(classes: &[String]) -> Option<&'static str> {
        let kinds = classes.iter().filter_map(|class| class.strip_prefix("callout-"));
        kinds.filter_map(|kind| CALLOUTS.iter().find(|known| **known == kind)).copied().next()
    }
}

impl Cell {
    /// A cell of one column and one row.
    #[must_use]
    pub fn new(blocks: Vec<Block>) -> Self {
        Self::joined(blocks, 1, 1)
    }

    /// A cell of some columns and rows.
    #[must_use]
    pub fn joined(blocks: Vec<Block>, columns: usize, rows: usize) -> Self {
        Self { blocks, columns, rows, alignment: ColumnAlignment::Natural, head: None }
    }
}

/// Kinds of boxes whose class begins with `callout-`, as in Quarto; the interface has a word for each.
pub const CALLOUTS: &[&str] = &["note", "tip", "important", "warning", "caution"];

/// The class of a table whose first cells are heads of their rows, though it has no head.
pub const ROW_HEADS: &str = "row-heads";

/// Classes of code whose lines are numbered.
pub const CODE_LINES: &[&str] = &["numberLines", "number-lines", "line-numbers"];

/// Classes of divisions that hold notes and sources of the float before them.
pub(super) const NOTES: &[&str] = &["table-notes", "figure-notes"];

/// Whether a class says by itself what a block or words are, whatever a theme makes of it.
#[must_use]
pub fn has_meaning(class: &str) -> bool {
    Role::of_classes(&[class.to_owned()]) != Role::Plain
        || NOTES.contains(&class)
        || matches!(class, "verse" | "unnumbered" | "unlisted" | "underline" | "mark" | "quote" | ROW_HEADS | CONTINUED)
}
