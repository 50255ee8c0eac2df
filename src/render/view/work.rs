//! A work: its start page, its sections, its whole text.

use serde::Serialize;

use super::{AuthorView, CreditsView, FacingLink, FloatList, LinkView, PageLink, TextView, Untranslated};
use crate::data::Address;

/// A work, for its start page and its whole text.
#[derive(Debug, Serialize)]
pub(in crate::render) struct WorkView {
    pub(in crate::render) id: String,
    pub(in crate::render) title: TextView,
    pub(in crate::render) home: String,
    pub(in crate::render) titles: Vec<TitleView>,
    /// Titles in languages that the site does not have.
    pub(in crate::render) further_titles: Vec<TextView>,
    pub(in crate::render) authors: Vec<AuthorView>,
    pub(in crate::render) credits: CreditsView,
    pub(in crate::render) journal: Option<JournalView>,
    pub(in crate::render) doi: Option<String>,
    pub(in crate::render) doi_href: Option<Address>,
    pub(in crate::render) dates: Vec<DateView>,
    pub(in crate::render) licence: Option<LicenceView>,
    pub(in crate::render) keywords: Vec<String>,
    pub(in crate::render) abstracts: Vec<AbstractView>,
    /// Abstracts in languages that the site does not have.
    pub(in crate::render) further_abstracts: Vec<AbstractView>,
    pub(in crate::render) contents: Vec<EntryView>,
    /// Lists of figures and of tables, where there are several.
    pub(in crate::render) floats: Vec<FloatList>,
    pub(in crate::render) article_href: String,
    /// The work in pictures.
    pub(in crate::render) glance_href: Option<String>,
    pub(in crate::render) facing: Vec<FacingLink>,
    pub(in crate::render) cite: Vec<CiteView>,
    pub(in crate::render) downloads: Vec<LinkView>,
    /// The whole text as single files: in the page's language, then beside each other one.
    pub(in crate::render) singles: Vec<LinkView>,
    pub(in crate::render) untranslated: usize,
    pub(in crate::render) sections: usize,
    pub(in crate::render) edition: EditionView,
    pub(in crate::render) counts: WorkCounts,
}

/// A work as its sections and lists see it.
#[derive(Debug, Serialize)]
pub(in crate::render) struct WorkBrief {
    pub(in crate::render) title: TextView,
    pub(in crate::render) home: String,
    pub(in crate::render) authors: String,
    pub(in crate::render) contents: Vec<EntryView>,
    /// What leads to the list of all sections, on the work's page, if `contents` are not all.
    pub(in crate::render) all_contents: Option<String>,
    pub(in crate::render) article_href: String,
}

/// A work in a list of works.
#[derive(Debug, Serialize)]
pub(in crate::render) struct WorkLink {
    pub(in crate::render) title: TextView,
    pub(in crate::render) href: String,
    pub(in crate::render) authors: String,
    pub(in crate::render) journal: Option<String>,
    pub(in crate::render) year: Option<i16>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct TitleView {
    pub(in crate::render) lang: String,
    pub(in crate::render) lang_name: String,
    pub(in crate::render) dir: &'static str,
    pub(in crate::render) text: String,
    pub(in crate::render) authoritative: bool,
    pub(in crate::render) current: bool,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct JournalView {
    pub(in crate::render) title: String,
    pub(in crate::render) volume: Option<String>,
    pub(in crate::render) issue: Option<String>,
    pub(in crate::render) elocation: Option<String>,
    /// ISSN of the electronic edition.
    pub(in crate::render) issn: Option<String>,
    pub(in crate::render) print_issn: Option<String>,
    pub(in crate::render) href: Option<Address>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct DateView {
    pub(in crate::render) label: String,
    pub(in crate::render) iso: String,
    pub(in crate::render) text: String,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct LicenceView {
    pub(in crate::render) name: String,
    pub(in crate::render) url: Option<Address>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct AbstractView {
    pub(in crate::render) lang: String,
    pub(in crate::render) lang_name: String,
    pub(in crate::render) dir: &'static str,
    pub(in crate::render) heading: String,
    /// The language of the heading.
    pub(in crate::render) heading_lang: String,
    pub(in crate::render) html: String,
    /// Keywords in its language, where that is not the page's.
    pub(in crate::render) keywords: Vec<String>,
    /// What its language calls keywords, or else the page's, and that language.
    pub(in crate::render) keywords_label: String,
    /// The colon behind it, as the language of the label sets it.
    pub(in crate::render) keywords_colon: String,
    pub(in crate::render) keywords_lang: String,
}

/// A section in a table of contents.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct EntryView {
    pub(in crate::render) number: Option<String>,
    pub(in crate::render) title: TextView,
    pub(in crate::render) href: String,
    pub(in crate::render) current: bool,
    pub(in crate::render) untranslated: bool,
    pub(in crate::render) children: Vec<PageLink>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct CiteView {
    pub(in crate::render) lang: String,
    pub(in crate::render) html: String,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct EditionView {
    pub(in crate::render) authoritative: bool,
    pub(in crate::render) language: String,
    pub(in crate::render) language_name: String,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct WorkCounts {
    pub(in crate::render) citations: usize,
    pub(in crate::render) works: usize,
    pub(in crate::render) entities: usize,
    pub(in crate::render) mentions: usize,
    pub(in crate::render) paragraphs: usize,
}

/// A section's text.
#[derive(Debug, Serialize)]
pub(in crate::render) struct SectionView {
    pub(in crate::render) id: String,
    /// `1`, or `A` for an appendix.
    pub(in crate::render) number: Option<String>,
    /// What stands above the title of a section that is no plain one: `Appendix A`.
    pub(in crate::render) label: Option<String>,
    /// What kind of section it is: a class.
    pub(in crate::render) kind: &'static str,
    /// Its role for those who listen (DPUB-ARIA).
    pub(in crate::render) role: Option<&'static str>,
    pub(in crate::render) title: TextView,
    /// Whether the original's title has changed since this one was translated.
    pub(in crate::render) stale_title: bool,
    pub(in crate::render) body: String,
    pub(in crate::render) notes: Option<String>,
    pub(in crate::render) previous: Option<PageLink>,
    pub(in crate::render) next: Option<PageLink>,
    pub(in crate::render) untranslated: Option<Untranslated>,
    pub(in crate::render) facing: Vec<FacingLink>,
    pub(in crate::render) lang: String,
    pub(in crate::render) dir: &'static str,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct ReferenceView {
    pub(in crate::render) key: String,
    pub(in crate::render) html: String,
    pub(in crate::render) href: String,
}
