//! What a reader may look up without leaving the line: the works that a page cites, the entries that it mentions.

use serde::Serialize;

use super::{DescriptionView, NameView, ReferenceView, TextView};

/// The cards of one language of a page.
#[derive(Debug, Serialize)]
pub(in crate::render) struct CardsView {
    pub(in crate::render) lang: String,
    pub(in crate::render) dir: &'static str,
    /// Works cited, in the order of the bibliography.
    pub(in crate::render) references: Vec<ReferenceView>,
    /// Entries mentioned that no table on the page lists, by register and name.
    pub(in crate::render) entities: Vec<CardView>,
    /// Figures, tables and the like in other sections that the text refers to, in the order of the work.
    pub(in crate::render) floats: Vec<FloatView>,
}

/// A figure, a table or another numbered thing, in short.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct FloatView {
    /// What it is called: `Figure 1`.
    pub(in crate::render) label: TextView,
    /// The words of its caption; none of an equation.
    pub(in crate::render) caption: TextView,
    pub(in crate::render) href: String,
}

/// A list of figures or tables.
#[derive(Debug, Serialize)]
pub(in crate::render) struct FloatList {
    pub(in crate::render) id: String,
    pub(in crate::render) heading: String,
    pub(in crate::render) items: Vec<FloatView>,
}

/// An entry of a register, in short.
#[derive(Debug, Serialize)]
pub(in crate::render) struct CardView {
    pub(in crate::render) name: TextView,
    pub(in crate::render) acronym: Option<TextView>,
    /// Its place in its register: the values of its facets.
    pub(in crate::render) role: Option<String>,
    /// Its names in other languages, where they differ.
    pub(in crate::render) names: Vec<NameView>,
    pub(in crate::render) description: Option<DescriptionView>,
    /// The address that its mentions in the text lead to.
    pub(in crate::render) href: String,
}
