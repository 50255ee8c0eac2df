//! A register: its index, and the pages of its entries.

use serde::Serialize;

use super::{LetterView, PageLink, PlaceView, StripView, TextView, Untranslated};

/// An index.
#[derive(Debug, Serialize)]
pub(in crate::render) struct RegisterView {
    pub(in crate::render) id: String,
    pub(in crate::render) title: TextView,
    pub(in crate::render) count: usize,
    /// Whether entries have strips.
    pub(in crate::render) strips: bool,
    pub(in crate::render) groups: Vec<GroupView>,
    /// Empty where there are groups, or few entries.
    pub(in crate::render) letters: Vec<LetterView>,
    pub(in crate::render) entries: Vec<IndexEntry>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct GroupView {
    pub(in crate::render) label: String,
    pub(in crate::render) anchor: String,
    pub(in crate::render) count: usize,
    pub(in crate::render) groups: Vec<GroupView>,
    pub(in crate::render) entries: Vec<IndexEntry>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct IndexEntry {
    pub(in crate::render) anchor: String,
    pub(in crate::render) name: TextView,
    pub(in crate::render) acronym: Option<TextView>,
    pub(in crate::render) href: String,
    pub(in crate::render) mentions: usize,
    pub(in crate::render) tables: Vec<String>,
    /// Where the register belongs to one work.
    pub(in crate::render) strip: Option<StripView>,
}

/// An entry's page.
#[derive(Debug, Serialize)]
pub(in crate::render) struct EntityView {
    pub(in crate::render) id: String,
    pub(in crate::render) name: TextView,
    pub(in crate::render) acronym: Option<TextView>,
    pub(in crate::render) names: Vec<NameView>,
    pub(in crate::render) aliases: Vec<TextView>,
    pub(in crate::render) facets: Vec<FacetView>,
    pub(in crate::render) description: Option<DescriptionView>,
    pub(in crate::render) tables: Vec<TableLink>,
    /// For an entry that tables list and no text mentions.
    pub(in crate::render) strip: Option<StripView>,
    pub(in crate::render) mention_count: usize,
    pub(in crate::render) mentions: Vec<MentionsView>,
    pub(in crate::render) together: Vec<Companion>,
    pub(in crate::render) authored: Vec<AuthoredView>,
    pub(in crate::render) register: RegisterLink,
    pub(in crate::render) previous: Option<PageLink>,
    pub(in crate::render) next: Option<PageLink>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct NameView {
    pub(in crate::render) lang: String,
    pub(in crate::render) lang_name: String,
    pub(in crate::render) dir: &'static str,
    pub(in crate::render) text: String,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct FacetView {
    pub(in crate::render) label: String,
    pub(in crate::render) value: String,
    pub(in crate::render) href: String,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct DescriptionView {
    pub(in crate::render) html: String,
    /// Whether its original has changed since it was translated.
    pub(in crate::render) stale: bool,
    pub(in crate::render) lang: String,
    pub(in crate::render) dir: &'static str,
    pub(in crate::render) untranslated: Option<Untranslated>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct TableLink {
    pub(in crate::render) label: String,
    pub(in crate::render) caption: TextView,
    pub(in crate::render) href: String,
    pub(in crate::render) work: TextView,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct MentionsView {
    pub(in crate::render) work: TextView,
    pub(in crate::render) href: String,
    pub(in crate::render) strip: Option<StripView>,
    pub(in crate::render) items: Vec<PlaceView>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct Companion {
    pub(in crate::render) name: TextView,
    pub(in crate::render) acronym: Option<TextView>,
    pub(in crate::render) href: String,
    pub(in crate::render) count: usize,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct AuthoredView {
    pub(in crate::render) html: String,
    pub(in crate::render) href: String,
    pub(in crate::render) status: Option<&'static str>,
    pub(in crate::render) status_label: Option<String>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct RegisterLink {
    pub(in crate::render) title: TextView,
    pub(in crate::render) singular: TextView,
    pub(in crate::render) href: String,
}
