//! The blocks that a text is made of.

use super::{Attributes, Inline, Picture};
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
    /// A formula on a line of its own, as LaTeX.
    Math(String),
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
    /// Notes and sources below it.
    pub notes: Vec<Block>,
}

/// Pictures with a caption.
#[derive(Debug)]
pub struct Figure {
    /// The pictures; never none. Where there are several, each may have a caption of its own.
    pub pictures: Vec<Picture>,
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
    /// Whether it is a head of its row, wherever it stands there. The first cell of a row is one anyway, below a head.
    pub is_head: bool,
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
        Self { blocks, columns: 1, rows: 1, is_head: false }
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
        || matches!(class, "verse" | "unnumbered" | "unlisted" | "underline" | "mark" | "quote" | ROW_HEADS)
}
