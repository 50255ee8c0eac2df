//! What templates see: small structs, made for one page and serialised once.
//!
//! Their fields are the contract with themes; `themes/papel/README.md` describes it for those who write one.

mod facing;

use serde::Serialize;

pub(super) use facing::{
    Cell, ContentsView, FacingLink, FacingNeighbour, FacingSection, FacingView, JournalLink, OriginalLink, RowView,
    SideView, TranslationView,
};

use super::html::Html;

/// A text; its language is given only where it is not the page's.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TextView {
    pub(super) text: String,
    pub(super) lang: Option<String>,
    pub(super) dir: Option<&'static str>,
}

impl TextView {
    /// A text in the page's language.
    pub(super) fn own(text: &str) -> Self {
        Self { text: text.to_owned(), lang: None, dir: None }
    }
}

/// A word that leads somewhere.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LinkView {
    pub(super) label: String,
    pub(super) href: String,
    pub(super) current: bool,
}

/// A titled page that leads somewhere.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PageLink {
    pub(super) title: TextView,
    pub(super) href: String,
}

/// A step of the way from the start page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Crumb {
    pub(super) label: TextView,
    pub(super) href: Option<String>,
}

/// The page in one of the site's languages.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LanguageLink {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) dir: &'static str,
    pub(super) href: String,
    pub(super) current: bool,
}

/// What every page has.
#[derive(Debug, Serialize)]
pub(super) struct PageView {
    pub(super) kind: &'static str,
    pub(super) title: TextView,
    pub(super) head_title: String,
    pub(super) description: String,
    pub(super) canonical: String,
    pub(super) head: String,
    pub(super) nav: Vec<LinkView>,
    pub(super) languages: Vec<LanguageLink>,
    pub(super) crumbs: Vec<Crumb>,
    pub(super) generator: &'static str,
    pub(super) colophon: Option<String>,
    pub(super) translation: Option<TranslationView>,
}

/// The site.
#[derive(Debug, Serialize)]
pub(super) struct SiteView {
    pub(super) title: String,
    pub(super) home: String,
}

/// A work, for its start page and its whole text.
#[derive(Debug, Serialize)]
pub(super) struct WorkView {
    pub(super) id: String,
    pub(super) title: TextView,
    pub(super) home: String,
    pub(super) titles: Vec<TitleView>,
    pub(super) authors: Vec<AuthorView>,
    pub(super) journal: Option<JournalView>,
    pub(super) doi: Option<String>,
    pub(super) doi_href: Option<String>,
    pub(super) dates: Vec<DateView>,
    pub(super) licence: Option<LicenceView>,
    pub(super) keywords: Vec<String>,
    pub(super) abstracts: Vec<AbstractView>,
    pub(super) contents: Vec<EntryView>,
    pub(super) article_href: String,
    pub(super) facing: Vec<FacingLink>,
    pub(super) cite: Vec<CiteView>,
    pub(super) downloads: Vec<LinkView>,
    pub(super) untranslated: usize,
    pub(super) sections: usize,
    pub(super) edition: EditionView,
    pub(super) counts: WorkCounts,
}

/// A work as its sections and lists see it.
#[derive(Debug, Serialize)]
pub(super) struct WorkBrief {
    pub(super) title: TextView,
    pub(super) home: String,
    pub(super) authors: String,
    pub(super) contents: Vec<EntryView>,
    pub(super) article_href: String,
}

/// A work in a list of works.
#[derive(Debug, Serialize)]
pub(super) struct WorkLink {
    pub(super) title: TextView,
    pub(super) href: String,
    pub(super) authors: String,
    pub(super) journal: Option<String>,
    pub(super) year: Option<i16>,
}

#[derive(Debug, Serialize)]
pub(super) struct TitleView {
    pub(super) lang: String,
    pub(super) lang_name: String,
    pub(super) dir: &'static str,
    pub(super) text: String,
    pub(super) authoritative: bool,
    pub(super) current: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct AuthorView {
    pub(super) name: String,
    pub(super) given: String,
    pub(super) family: String,
    pub(super) orcid: Option<String>,
    pub(super) orcid_href: Option<String>,
    pub(super) affiliation: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct JournalView {
    pub(super) title: String,
    pub(super) volume: Option<String>,
    pub(super) issue: Option<String>,
    pub(super) elocation: Option<String>,
    pub(super) issn: Option<String>,
    pub(super) href: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct DateView {
    pub(super) label: String,
    pub(super) iso: String,
    pub(super) text: String,
}

#[derive(Debug, Serialize)]
pub(super) struct LicenceView {
    pub(super) name: String,
    pub(super) url: String,
}

#[derive(Debug, Serialize)]
pub(super) struct AbstractView {
    pub(super) lang: String,
    pub(super) lang_name: String,
    pub(super) dir: &'static str,
    pub(super) heading: String,
    pub(super) html: String,
}

/// A section in a table of contents.
#[derive(Debug, Clone, Serialize)]
pub(super) struct EntryView {
    pub(super) number: usize,
    pub(super) title: TextView,
    pub(super) href: String,
    pub(super) current: bool,
    pub(super) untranslated: bool,
    pub(super) children: Vec<PageLink>,
}

#[derive(Debug, Serialize)]
pub(super) struct CiteView {
    pub(super) lang: String,
    pub(super) html: String,
}

#[derive(Debug, Serialize)]
pub(super) struct EditionView {
    pub(super) authoritative: bool,
    pub(super) language: String,
    pub(super) language_name: String,
}

#[derive(Debug, Serialize)]
pub(super) struct WorkCounts {
    pub(super) citations: usize,
    pub(super) works: usize,
    pub(super) entities: usize,
    pub(super) mentions: usize,
    pub(super) paragraphs: usize,
}

/// The language in which a text is shown, where it is not the page's.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Untranslated {
    pub(super) language: String,
    pub(super) language_name: String,
}

/// A section's text.
#[derive(Debug, Serialize)]
pub(super) struct SectionView {
    pub(super) id: String,
    pub(super) number: usize,
    pub(super) title: TextView,
    /// Whether the original's title has changed since this one was translated.
    pub(super) stale_title: bool,
    pub(super) body: String,
    pub(super) notes: Option<String>,
    pub(super) previous: Option<PageLink>,
    pub(super) next: Option<PageLink>,
    pub(super) untranslated: Option<Untranslated>,
    pub(super) facing: Vec<FacingLink>,
    pub(super) lang: String,
    pub(super) dir: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct ReferenceView {
    pub(super) key: String,
    pub(super) html: String,
    pub(super) href: String,
}

/// A place that cites or mentions something.
#[derive(Debug, Serialize)]
pub(super) struct PlaceView {
    #[serde(rename = "where")]
    pub(super) place: String,
    pub(super) href: String,
    pub(super) sentence: String,
    pub(super) lang: Option<String>,
    pub(super) dir: Option<&'static str>,
}

/// An index.
#[derive(Debug, Serialize)]
pub(super) struct RegisterView {
    pub(super) id: String,
    pub(super) title: TextView,
    pub(super) count: usize,
    pub(super) groups: Vec<GroupView>,
    pub(super) entries: Vec<IndexEntry>,
}

#[derive(Debug, Serialize)]
pub(super) struct GroupView {
    pub(super) label: String,
    pub(super) anchor: String,
    pub(super) count: usize,
    pub(super) groups: Vec<GroupView>,
    pub(super) entries: Vec<IndexEntry>,
}

#[derive(Debug, Serialize)]
pub(super) struct IndexEntry {
    pub(super) name: TextView,
    pub(super) acronym: Option<TextView>,
    pub(super) href: String,
    pub(super) mentions: usize,
    pub(super) tables: Vec<String>,
}

/// An entry's page.
#[derive(Debug, Serialize)]
pub(super) struct EntityView {
    pub(super) id: String,
    pub(super) name: TextView,
    pub(super) acronym: Option<TextView>,
    pub(super) names: Vec<NameView>,
    pub(super) aliases: Vec<TextView>,
    pub(super) facets: Vec<FacetView>,
    pub(super) description: Option<DescriptionView>,
    pub(super) tables: Vec<TableLink>,
    pub(super) mention_count: usize,
    pub(super) mentions: Vec<MentionsView>,
    pub(super) together: Vec<Companion>,
    pub(super) authored: Vec<AuthoredView>,
    pub(super) register: RegisterLink,
    pub(super) previous: Option<PageLink>,
    pub(super) next: Option<PageLink>,
}

#[derive(Debug, Serialize)]
pub(super) struct NameView {
    pub(super) lang: String,
    pub(super) lang_name: String,
    pub(super) dir: &'static str,
    pub(super) text: String,
}

#[derive(Debug, Serialize)]
pub(super) struct FacetView {
    pub(super) label: String,
    pub(super) value: String,
    pub(super) href: String,
}

#[derive(Debug, Serialize)]
pub(super) struct DescriptionView {
    pub(super) html: String,
    /// Whether its original has changed since it was translated.
    pub(super) stale: bool,
    pub(super) lang: String,
    pub(super) dir: &'static str,
    pub(super) untranslated: Option<Untranslated>,
}

#[derive(Debug, Serialize)]
pub(super) struct TableLink {
    pub(super) label: String,
    pub(super) caption: TextView,
    pub(super) href: String,
    pub(super) work: TextView,
}

#[derive(Debug, Serialize)]
pub(super) struct MentionsView {
    pub(super) work: TextView,
    pub(super) href: String,
    pub(super) items: Vec<PlaceView>,
}

#[derive(Debug, Serialize)]
pub(super) struct Companion {
    pub(super) name: TextView,
    pub(super) acronym: Option<TextView>,
    pub(super) href: String,
    pub(super) count: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct AuthoredView {
    pub(super) html: String,
    pub(super) href: String,
    pub(super) status_label: String,
}

#[derive(Debug, Serialize)]
pub(super) struct RegisterLink {
    pub(super) title: TextView,
    pub(super) singular: TextView,
    pub(super) href: String,
}

/// What a work cites.
#[derive(Debug, Serialize)]
pub(super) struct BibliographyView {
    pub(super) count: usize,
    pub(super) citation_count: usize,
    pub(super) downloads: Vec<LinkView>,
    pub(super) statuses: Vec<StatusView>,
    pub(super) entries: Vec<BibliographyEntry>,
}

#[derive(Debug, Serialize)]
pub(super) struct StatusView {
    pub(super) id: &'static str,
    pub(super) label: String,
    pub(super) note: String,
    pub(super) count: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct BibliographyEntry {
    pub(super) key: String,
    pub(super) html: String,
    pub(super) lang: Option<String>,
    pub(super) status: Option<&'static str>,
    pub(super) status_label: Option<String>,
    pub(super) basis: Option<TextView>,
    pub(super) remark: Option<TextView>,
    pub(super) translated_title: Option<String>,
    pub(super) candidates: Vec<CandidateView>,
    pub(super) doi: Option<String>,
    pub(super) doi_href: Option<String>,
    pub(super) url: Option<String>,
    pub(super) count: usize,
    pub(super) citing: Vec<PlaceView>,
    pub(super) entities: Vec<EntityLink>,
    pub(super) also: Vec<PageLink>,
}

#[derive(Debug, Serialize)]
pub(super) struct CandidateView {
    pub(super) title: String,
    pub(super) lang: Option<String>,
    pub(super) detail: String,
    pub(super) basis: Option<TextView>,
}

#[derive(Debug, Serialize)]
pub(super) struct EntityLink {
    pub(super) name: TextView,
    pub(super) href: String,
}

/// Where a work departs from its source.
#[derive(Debug, Serialize)]
pub(super) struct CorrectionsView {
    pub(super) count: usize,
    pub(super) items: Vec<CorrectionView>,
    pub(super) notes: Vec<NoteView>,
}

#[derive(Debug, Serialize)]
pub(super) struct CorrectionView {
    #[serde(rename = "where")]
    pub(super) place: String,
    pub(super) href: String,
    pub(super) source: String,
    pub(super) text: String,
    pub(super) reason: TextView,
    pub(super) lang: String,
}

#[derive(Debug, Serialize)]
pub(super) struct NoteView {
    #[serde(rename = "where")]
    pub(super) place: String,
    pub(super) href: String,
    pub(super) text: TextView,
}

/// What the site is.
#[derive(Debug, Serialize)]
pub(super) struct ColophonView {
    pub(super) style: String,
    pub(super) counts: ColophonCounts,
    pub(super) works: Vec<ColophonWork>,
}

#[derive(Debug, Serialize)]
pub(super) struct ColophonCounts {
    pub(super) pages: usize,
    pub(super) languages: usize,
    pub(super) works: usize,
    pub(super) citations: usize,
    pub(super) references: usize,
    pub(super) entities: usize,
    pub(super) mentions: usize,
    pub(super) untranslated: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct ColophonWork {
    pub(super) title: TextView,
    pub(super) home: String,
    pub(super) doi: Option<String>,
    pub(super) doi_href: Option<String>,
    pub(super) journal: Option<JournalView>,
    pub(super) licence: Option<LicenceView>,
    pub(super) language: String,
    pub(super) language_name: String,
    pub(super) corrections_href: Option<String>,
}

/// One language on a page of all languages.
#[derive(Debug, Serialize)]
pub(super) struct EditionLink {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) dir: &'static str,
    pub(super) href: String,
    pub(super) site_title: String,
    pub(super) works: Vec<WorkLink>,
    pub(super) s: std::collections::BTreeMap<String, String>,
}

impl From<Html> for String {
    fn from(html: Html) -> Self {
        html.into_string()
    }
}
