//! What templates see: small structs, made for one page and serialised once.
//!
//! Their fields are the contract with themes; `themes/papel/README.md` describes it for those who write one.

mod bibliography;
mod cards;
mod credits;
mod facing;
mod front;
mod glance;
mod register;
mod search;
mod work;

use serde::Serialize;

pub(super) use bibliography::{BibliographyEntry, BibliographyView, CandidateView, EntityLink, StatusView};
pub(super) use cards::{CardView, CardsView, FloatList, FloatView};
pub(super) use credits::{
    AffiliationView, AuthorView, ContributorView, CopyrightView, CreditsView, FundingView, PeopleView, RelatedView,
};
pub(super) use facing::{
    Cell, ContentsView, FacingLink, FacingNeighbour, FacingSection, FacingView, JournalLink, OriginalLink, RowView,
    SideView, TranslationView,
};
pub(super) use front::{
    ColophonCounts, ColophonView, ColophonWork, CorrectionView, CorrectionsView, EditionLink, NoteView,
};
pub(super) use glance::{
    ColumnView, FamilyView, GlanceView, MarkView, MatrixCell, MatrixGroup, MatrixRow, MatrixView, SlotView, StripView,
    ThroughRow, ThroughView, YearRow, YearsView,
};
pub(super) use register::{
    AuthoredView, Companion, DescriptionView, EntityView, FacetView, GroupView, IndexEntry, MentionsView, NameView,
    RegisterLink, RegisterView, TableLink,
};
pub(super) use search::{SearchGroup, SearchView};
pub(super) use work::{
    AbstractView, CiteView, DateView, EditionView, EntryView, JournalView, LicenceView, ReferenceView, SectionView,
    TitleView, WorkBrief, WorkCounts, WorkLink, WorkView,
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

/// The running heads of printed pages, as strings of CSS with their quotes.
#[derive(Debug, Serialize)]
pub(super) struct RunningView {
    pub(super) site: String,
    pub(super) title: String,
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
    pub(super) running: RunningView,
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

/// The language in which a text is shown, where it is not the page's.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Untranslated {
    pub(super) language: String,
    pub(super) language_name: String,
}

/// A letter of a list, and where it begins on the page.
#[derive(Debug, Serialize)]
pub(super) struct LetterView {
    pub(super) label: String,
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

impl From<Html> for String {
    fn from(html: Html) -> Self {
        html.into_string()
    }
}
