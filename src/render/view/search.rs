//! Searching.

use serde::Serialize;

use super::{PageLink, TextView};

/// The page on which readers search.
#[derive(Debug, Serialize)]
pub(in crate::render) struct SearchView {
    pub(in crate::render) groups: Vec<SearchGroup>,
    /// Pages for those whose browser cannot search.
    pub(in crate::render) instead: Vec<PageLink>,
}

/// Results of one kind.
#[derive(Debug, Serialize)]
pub(in crate::render) struct SearchGroup {
    /// `section`, `entity` or `reference`.
    pub(in crate::render) kind: &'static str,
    /// The value of the index's filter `group`.
    pub(in crate::render) filter: String,
    pub(in crate::render) title: TextView,
}
