//! Pages about the site: corrections, colophon, and those in all languages.

use serde::Serialize;

use super::{CreditsView, JournalView, LicenceView, TextView, WorkLink};
use crate::data::Address;

/// Where a work departs from its source.
#[derive(Debug, Serialize)]
pub(in crate::render) struct CorrectionsView {
    pub(in crate::render) count: usize,
    pub(in crate::render) items: Vec<CorrectionView>,
    pub(in crate::render) notes: Vec<NoteView>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct CorrectionView {
    #[serde(rename = "where")]
    pub(in crate::render) place: String,
    pub(in crate::render) href: String,
    pub(in crate::render) source: String,
    pub(in crate::render) text: String,
    pub(in crate::render) reason: TextView,
    pub(in crate::render) lang: String,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct NoteView {
    #[serde(rename = "where")]
    pub(in crate::render) place: String,
    pub(in crate::render) href: String,
    pub(in crate::render) text: TextView,
}

/// What the site is.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ColophonView {
    pub(in crate::render) style: String,
    pub(in crate::render) counts: ColophonCounts,
    pub(in crate::render) works: Vec<ColophonWork>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct ColophonCounts {
    pub(in crate::render) pages: usize,
    pub(in crate::render) languages: usize,
    pub(in crate::render) works: usize,
    pub(in crate::render) citations: usize,
    pub(in crate::render) references: usize,
    pub(in crate::render) entities: usize,
    pub(in crate::render) mentions: usize,
    pub(in crate::render) untranslated: usize,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct ColophonWork {
    pub(in crate::render) title: TextView,
    pub(in crate::render) home: String,
    pub(in crate::render) doi: Option<String>,
    pub(in crate::render) doi_href: Option<Address>,
    pub(in crate::render) journal: Option<JournalView>,
    pub(in crate::render) licence: Option<LicenceView>,
    pub(in crate::render) credits: CreditsView,
    pub(in crate::render) language: String,
    pub(in crate::render) language_name: String,
    pub(in crate::render) corrections_href: Option<String>,
}

/// One language on a page of all languages.
#[derive(Debug, Serialize)]
pub(in crate::render) struct EditionLink {
    pub(in crate::render) code: String,
    pub(in crate::render) name: String,
    pub(in crate::render) dir: &'static str,
    pub(in crate::render) href: String,
    pub(in crate::render) site_title: String,
    pub(in crate::render) works: Vec<WorkLink>,
    pub(in crate::render) s: std::collections::BTreeMap<String, String>,
}
