//! What goes into the processor and what comes out: citations of items, and text that says which item it stands for.

/// Items cited at one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Citation {
    /// The items, in the order in which the author put them.
    pub cites: Vec<Cite>,
    /// How it stands in the sentence.
    pub mode: CiteMode,
    /// The number of the note that it stands in, or that it becomes.
    pub note: Option<u32>,
    /// The page that it stands on: "ibid." and the like look back only to citations of the same scope. Numbers of works,
    /// letters behind years and the like belong to the whole document.
    pub scope: u32,
}

/// How a citation stands in the sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CiteMode {
    /// All of it as the style's layout has it: `(Smith, 2010)`.
    #[default]
    Parenthetical,
    /// The author in the sentence, the rest as the style has it: `Smith (2010)`.
    Narrative,
}

/// One item of a citation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cite {
    /// The item, by its place among the items given to the processor; `None` for one that the library does not hold.
    pub item: Option<usize>,
    /// Where in the work.
    pub locator: Option<Locator>,
    /// Words before it, in the small markup of CSL-JSON.
    pub prefix: String,
    /// Words after it, in the small markup of CSL-JSON.
    pub suffix: String,
    /// Whether the author is left out: `[-@key]`.
    pub suppress_author: bool,
    /// What stands in the place of all that the style would print for it, in the small markup of CSL-JSON.
    pub printed: Option<String>,
}

/// A place in a work.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locator {
    /// CSL's name of its kind: `page`, `chapter`, `sub-verbo` …
    pub label: String,
    /// Which: `66`, `12-15`.
    pub value: String,
}

/// All citations of a document, and its list of references.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// One for each citation given.
    pub citations: Vec<Vec<Piece>>,
    /// For each citation given, what of it stands in the sentence before its note: the author of a narrative citation in a
    /// note style. Empty for all others.
    pub in_text: Vec<Vec<Piece>>,
    /// The list of references in its order; empty where the style has none.
    pub entries: Vec<Entry>,
}

/// A part of a rendered citation: `(`, an item, `; `, an item, `)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text that stands for no item.
    Text(Vec<Run>),
    /// What stands for one cite; without runs where it went into a range.
    Cite {
        /// Its place in the citation, as the author wrote it.
        cite: usize,
        /// What it reads like.
        runs: Vec<Run>,
    },
}

/// An item in the list of references.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The item, by its place among the items given.
    pub item: usize,
    /// Its parts, one after the other.
    pub blocks: Vec<Block>,
}

/// A part of an entry that may stand apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Block {
    /// Where it stands.
    pub display: Display,
    /// What it says.
    pub runs: Vec<Run>,
}

/// Where a part of an entry stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Display {
    /// In the line.
    #[default]
    Inline,
    /// On lines of its own.
    Block,
    /// In the left margin: the number of a numbered list.
    LeftMargin,
    /// To the right of what stands in the margin.
    RightInline,
    /// Indented, on lines of its own.
    Indent,
}

/// Text of one look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// How they look.
    pub format: Format,
    /// The address of what they name: a DOI, a URL.
    pub link: Option<String>,
    /// Their language, where it is not the document's.
    pub lang: Option<String>,
}

/// How text looks.
#[expect(clippy::struct_excessive_bools, reason = "each is a look of its own, and any of them go together")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Format {
    /// Slanted.
    pub italic: bool,
    /// Heavy.
    pub bold: bool,
    /// Underlined.
    pub underline: bool,
    /// In small capitals.
    pub small_caps: bool,
    /// On the line, above it or below it.
    pub position: Position,
}

/// Where text stands beside the line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// On it.
    #[default]
    Baseline,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
}
