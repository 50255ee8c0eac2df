//! One text in several languages, or one that is the same in all.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

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

/// A text that may be the same in all languages: the name of an institution, a town.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wording {
    /// One text for readers of any language, in a language that nobody says.
    Same(String),
    /// A text in each of some languages.
    Each(Texts),
}

impl Wording {
    /// The text for a reader of `wanted`, as [`Texts::pick`] finds it; without a language where it is the same in all.
    #[must_use]
    pub fn pick<'a>(&'a self, wanted: &Lang, fallback: &Lang) -> Option<(&'a str, Option<&'a Lang>)> {
        match self {
            Self::Same(text) => Some((text, None)),
            Self::Each(texts) => texts.pick(wanted, fallback).map(|picked| (picked.text, Some(picked.lang))),
        }
    }

    /// The languages that it names, with their texts.
    pub fn iter(&self) -> impl Iterator<Item = (&Lang, &str)> {
        let texts = if let Self::Each(texts) = self { Some(texts) } else { None };
        texts.into_iter().flat_map(Texts::iter)
    }
}

impl<'de> Deserialize<'de> for Wording {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;

        impl<'de> Visitor<'de> for Form {
            type Value = Wording;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or one in each language: `{en: …, es: …}`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Wording, E> {
                Ok(Wording::Same(text.to_owned()))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Wording, E> {
                Ok(Wording::Same(number.to_string()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Wording, A::Error> {
                Texts::deserialize(MapAccessDeserializer::new(map)).map(Wording::Each)
            }
        }

        deserializer.deserialize_any(Form)
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Texts {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(texts: I) -> Self {
        Self(texts.into_iter().map(|(lang, text)| (Lang::new(lang), text.to_owned())).collect())
    }
}
