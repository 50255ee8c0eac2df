//! One text in several languages.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Lang;

/// A text in each of the languages that have it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Texts(BTreeMap<Lang, String>);

/// A text that was found for a reader, and in which language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picked<'a> {
    /// The text.
    pub text: &'a str,
    /// The language that it is in.
    pub lang: &'a Lang,
}

impl Texts {
    /// The text in exactly this language.
    #[must_use]
    pub fn get(&self, lang: &Lang) -> Option<&str> {
        self.0.get(lang).map(String::as_str)
    }

    /// The text for a reader of `wanted`: in that language, else in `fallback`, else in the first that has it.
    #[must_use]
    pub fn pick<'a>(&'a self, wanted: &Lang, fallback: &Lang) -> Option<Picked<'a>> {
        let found = self.0.get_key_value(wanted).or_else(|| self.0.get_key_value(fallback));
        let (lang, text) = found.or_else(|| self.0.iter().next())?;
        Some(Picked { text, lang })
    }

    /// All languages and their texts.
    pub fn iter(&self) -> impl Iterator<Item = (&Lang, &str)> {
        self.0.iter().map(|(lang, text)| (lang, text.as_str()))
    }

    /// Whether no language has it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Texts {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(texts: I) -> Self {
        Self(texts.into_iter().map(|(lang, text)| (Lang::new(lang), text.to_owned())).collect())
    }
}
