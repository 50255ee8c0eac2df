//! Citations and lists of references, as a CSL style prints them in a language.
//!
//! Owns what a citation reads like: labels, groups, locators, the order of the list, the letters behind years. It turns
//! groups of keys into pieces of text that say which work they cite; where they stand in a document, and how a piece
//! becomes a link, is left to those who ask.
//!
//! Hayagriva's driver takes time that grows faster than the number of citations, because any two works could be told
//! apart by each other. In an author–date style only works with the same label can. So each work is rendered once, by
//! itself, into `atoms`; works whose labels coincide are rendered together; groups are put together from these. The
//! atoms live as long as their [`Citer`]. Numeric styles, where each number depends on all works, get one driver.

mod atoms;
mod citer;
mod compose;
mod dates;
mod numeric;
mod order;
mod runs;
mod style;
mod traits;
mod trim;

use std::collections::BTreeMap;

use hayagriva::citationberg::taxonomy::Locator as LocatorKind;

pub use citer::Citer;
pub use runs::{Position, Run};
pub use style::Style;

use crate::data::CiteKey;
use crate::doc::{Affix, CiteForm};
use crate::load::bibliography::Bibliography;

/// A work at the place where it is cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CiteItem {
    /// The work.
    pub key: CiteKey,
    /// Where in the work.
    pub locator: Option<Locator>,
    /// Words before.
    pub prefix: String,
    /// Words after.
    pub suffix: String,
    /// What the authors printed.
    pub printed: Option<String>,
    /// Whether the author is left out.
    pub year_only: bool,
}

/// A place in a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locator {
    /// Of what kind.
    pub kind: LocatorKind,
    /// Which.
    pub value: String,
}

/// Works that are cited at one place, in the order in which the author put them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CiteGroup {
    /// How it stands in the sentence.
    pub form: CiteForm,
    /// The works.
    pub items: Vec<CiteItem>,
}

/// A part of a rendered group: `(`, a citation, `; `, a citation, `)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text that belongs to no work.
    Text(Vec<Run>),
    /// What stands for one work.
    Cite {
        /// Its place in the group's items.
        item: usize,
        /// The work.
        key: CiteKey,
        /// What it reads like.
        runs: Vec<Run>,
    },
    /// Words with markup that the author put there.
    Words {
        /// The work's place in the group's items.
        item: usize,
        /// Where they stand around it.
        affix: Affix,
        /// Which of the pieces of running text.
        at: usize,
    },
}

/// All citations of a document, and its list of references.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cited {
    /// The groups, as they were given.
    pub groups: Vec<Vec<Piece>>,
    /// What the list says of each work that is cited and known.
    pub items: BTreeMap<CiteKey, Vec<Run>>,
    /// The order of the list.
    pub order: Vec<CiteKey>,
}

/// Renders the groups of one document, in its order, and the list of what they cite.
///
/// A key that the bibliography does not hold is for the caller to report; here the key, or what is printed instead of
/// the citation, stands as plain text.
#[must_use]
pub fn cite(citer: &Citer<'_>, bibliography: &Bibliography, groups: &[CiteGroup]) -> Cited {
    if citer.style().is_numeric() {
        numeric::cite(citer, bibliography, groups)
    } else {
        compose::cite(citer, bibliography, groups)
    }
}

/// What the list of references would say of a work that need not be in the bibliography: how to cite this one.
#[must_use]
pub fn format_one(citer: &Citer<'_>, entry: &hayagriva::Entry) -> Vec<Run> {
    if citer.style().is_numeric() { numeric::format_one(citer, entry) } else { citer.single(entry).entry.clone() }
}

#[cfg(test)]
mod tests;
