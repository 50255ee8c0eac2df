//! What templates see of the editions of a text together: facing pages, links to them, where a translation comes from.

use serde::Serialize;
use tera::Value;

use super::TextView;
use crate::data::Address;

/// A page that shows a text beside its other language.
#[derive(Debug, Serialize)]
pub(in crate::render) struct FacingLink {
    pub(in crate::render) href: String,
    pub(in crate::render) label: String,
    /// The other language.
    pub(in crate::render) code: String,
    pub(in crate::render) dir: &'static str,
}

/// Where the text of a page comes from that is a translation.
#[derive(Debug, Serialize)]
pub(in crate::render) struct TranslationView {
    pub(in crate::render) text: String,
    pub(in crate::render) original: OriginalLink,
    pub(in crate::render) journal: Option<JournalLink>,
    /// Which parts are the authors' own.
    pub(in crate::render) own: Option<String>,
    /// Blocks on the page whose original has changed since.
    pub(in crate::render) stale: usize,
}

/// The page in the authoritative language.
#[derive(Debug, Serialize)]
pub(in crate::render) struct OriginalLink {
    pub(in crate::render) label: String,
    pub(in crate::render) href: String,
    pub(in crate::render) lang: String,
}

/// The article at its journal.
#[derive(Debug, Serialize)]
pub(in crate::render) struct JournalLink {
    pub(in crate::render) label: String,
    pub(in crate::render) href: Address,
}

/// A text in two languages.
#[derive(Debug, Serialize)]
pub(in crate::render) struct FacingView {
    pub(in crate::render) sides: Vec<SideView>,
    pub(in crate::render) sections: Vec<FacingSection>,
    pub(in crate::render) contents: Vec<ContentsView>,
    /// The whole work, on the page of a section.
    pub(in crate::render) whole: Option<String>,
    /// The whole work as a single file, on its own page.
    pub(in crate::render) single: Option<String>,
    pub(in crate::render) previous: Option<FacingNeighbour>,
    pub(in crate::render) next: Option<FacingNeighbour>,
}

/// A language of facing pages.
#[derive(Debug, Serialize)]
pub(in crate::render) struct SideView {
    pub(in crate::render) code: String,
    pub(in crate::render) name: String,
    pub(in crate::render) dir: &'static str,
    /// The interface's strings in this language.
    pub(in crate::render) s: Value,
    /// The work's title.
    pub(in crate::render) title: String,
    pub(in crate::render) href: String,
    pub(in crate::render) home: String,
    pub(in crate::render) authoritative: bool,
    pub(in crate::render) note: Option<String>,
}

/// A section, or the abstract, in rows.
#[derive(Debug, Serialize)]
pub(in crate::render) struct FacingSection {
    pub(in crate::render) id: String,
    pub(in crate::render) number: Option<String>,
    pub(in crate::render) titles: Vec<TextView>,
    pub(in crate::render) rows: Vec<RowView>,
    pub(in crate::render) notes: Vec<Option<String>>,
}

/// A pair of blocks.
#[derive(Debug, Serialize)]
pub(in crate::render) struct RowView {
    /// The anchor of both.
    pub(in crate::render) id: Option<String>,
    pub(in crate::render) kind: &'static str,
    /// The number of a paragraph.
    pub(in crate::render) number: Option<usize>,
    /// What the link to the row is called.
    pub(in crate::render) label: String,
    pub(in crate::render) cells: Vec<Option<Cell>>,
    /// Where there is no cell: that the row above has what would stand there.
    pub(in crate::render) joined: [bool; 2],
    /// The block on the page of each language alone.
    pub(in crate::render) hrefs: Vec<Option<String>>,
}

/// A block in one language.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Cell {
    pub(in crate::render) html: String,
    /// That its original has changed since.
    pub(in crate::render) stale: Option<String>,
}

/// A section in the contents of facing pages.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ContentsView {
    pub(in crate::render) number: Option<String>,
    pub(in crate::render) href: String,
    pub(in crate::render) titles: Vec<TextView>,
    pub(in crate::render) current: bool,
}

/// The section before or after.
#[derive(Debug, Serialize)]
pub(in crate::render) struct FacingNeighbour {
    pub(in crate::render) href: String,
    pub(in crate::render) titles: Vec<TextView>,
}
