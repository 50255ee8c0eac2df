//! What a work cites.

use serde::Serialize;

use super::{LetterView, LinkView, PageLink, PlaceView, TextView};
use crate::data::Address;

/// What a work cites.
#[derive(Debug, Serialize)]
pub(in crate::render) struct BibliographyView {
    pub(in crate::render) count: usize,
    pub(in crate::render) citation_count: usize,
    pub(in crate::render) downloads: Vec<LinkView>,
    pub(in crate::render) statuses: Vec<StatusView>,
    /// Empty where the list is short or not ordered by names.
    pub(in crate::render) letters: Vec<LetterView>,
    pub(in crate::render) entries: Vec<BibliographyEntry>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct StatusView {
    pub(in crate::render) id: &'static str,
    pub(in crate::render) label: String,
    pub(in crate::render) note: String,
    pub(in crate::render) count: usize,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct BibliographyEntry {
    pub(in crate::render) key: String,
    pub(in crate::render) html: String,
    pub(in crate::render) lang: Option<String>,
    pub(in crate::render) status: Option<&'static str>,
    pub(in crate::render) status_label: Option<String>,
    pub(in crate::render) basis: Option<TextView>,
    pub(in crate::render) remark: Option<TextView>,
    pub(in crate::render) translated_title: Option<String>,
    pub(in crate::render) candidates: Vec<CandidateView>,
    pub(in crate::render) doi: Option<String>,
    pub(in crate::render) doi_href: Option<Address>,
    pub(in crate::render) url: Option<Address>,
    pub(in crate::render) count: usize,
    pub(in crate::render) strip: Option<String>,
    pub(in crate::render) citing: Vec<PlaceView>,
    pub(in crate::render) entities: Vec<EntityLink>,
    pub(in crate::render) also: Vec<PageLink>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct CandidateView {
    pub(in crate::render) title: String,
    pub(in crate::render) lang: Option<String>,
    pub(in crate::render) detail: String,
    pub(in crate::render) basis: Option<TextView>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct EntityLink {
    pub(in crate::render) name: TextView,
    pub(in crate::render) href: String,
}
