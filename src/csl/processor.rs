//! The order of the steps: numbers, disambiguation, positions, citations, the list.

mod citing;
mod session;

use std::sync::Arc;

use self::session::Session;
use super::cite::{Citation, Entry, Rendered};
use super::item::Item;
use super::locale::Locale;
use super::style::Style;

/// What a site chooses beside its style and its language.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether the items of a citation stay in the order in which they were written, whatever the style's `<sort>` says.
    pub as_written: bool,
    /// In which language an entry of the list is worded.
    pub entry_language: EntryLanguage,
    /// Locales for entries in other languages than the document's, with the site's own words; a language that is not
    /// here is read from the archive.
    pub locales: Vec<Arc<Locale>>,
    /// Whether names are joined by the word "and" wherever the style has "&".
    pub spell_out_and: bool,
    /// Whether a date that the style lays out itself, month before day, follows a locale that puts the day first:
    /// `2019, 24 de enero` instead of `2019, enero 24`.
    pub day_first: bool,
    /// The language whose order of letters sorts names; that of the locale where there is none.
    pub collation: Option<String>,
}

/// In which language an entry of the list of references is worded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum EntryLanguage {
    /// In that of the document.
    #[default]
    Page,
    /// In that of the work, by its `language`.
    Entry,
}

/// A style in a language: makes citations and lists of references. A value without state of its own; documents are
/// processed in parallel with one of it.
#[derive(Debug, Clone)]
pub struct Processor<'a> {
    style: &'a Style,
    locale: &'a Locale,
    options: &'a Options,
}

impl<'a> Processor<'a> {
    /// A style in the language of a locale.
    #[must_use]
    pub fn new(style: &'a Style, locale: &'a Locale, options: &'a Options) -> Self {
        Self { style, locale, options }
    }

    /// All citations of one document in its order, and the list of what it cites and of `nocite`: items, by their place
    /// in `items`, that stand in the list without a citation.
    #[must_use]
    pub fn process(&self, items: &[&Item], citations: &[Citation], nocite: &[usize]) -> Rendered {
        let locales = self.entry_locales(items);
        Session::new(self.style, self.locale, self.options, &locales, items).process(citations, nocite)
    }

    /// What the list would say of a work by itself, without a number or a letter: how to cite this one.
    #[must_use]
    pub fn entry(&self, item: &Item) -> Entry {
        let items = [item];
        let locales = self.entry_locales(&items);
        Session::new(self.style, self.locale, self.options, &locales, &items).alone()
    }

    /// The locales of entries that are worded in the language of their work.
    fn entry_locales(&self, items: &[&Item]) -> Vec<Arc<Locale>> {
        if self.options.entry_language == EntryLanguage::Page {
            return Vec::new();
        }
        let mut locales: Vec<Arc<Locale>> = self.options.locales.clone();
        for item in items {
            let Some(tag) = item.text(super::Variable::Language) else { continue };
            if session::find(&locales, self.locale, tag).is_some() {
                continue;
            }
            if let Ok(locale) = Locale::new(tag, self.style, &std::collections::BTreeMap::new()) {
                locales.push(Arc::new(locale));
            }
        }
        locales
    }
}
