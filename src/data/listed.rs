//! One text, or a list of them: `affiliation: uni`, `affiliation: [uni, centre]`.

use std::fmt;

use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{Placed, PlacedExt};
use crate::source::{FileId, SourceMap, Span};

/// What may be written once or several times.
#[derive(Debug, Clone)]
pub enum Listed {
    /// One text, without a list around it.
    One(String),
    /// A list; each text has its place.
    Many(Vec<Placed<String>>),
}

impl Listed {
    /// The texts, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let (one, many): (Option<&String>, &[Placed<String>]) = match self {
            Self::One(text) => (Some(text), &[]),
            Self::Many(texts) => (None, texts),
        };
        one.into_iter().chain(many.iter().map(|text| &text.value)).map(String::as_str)
    }

    /// The texts with their places in `file`, from which they were read.
    pub fn placed<'a>(listed: &'a Placed<Self>, file: FileId, sources: &SourceMap) -> Vec<(&'a str, Span)> {
        match &listed.value {
            Self::One(text) => vec![(text, listed.place(file, sources))],
            Self::Many(texts) => texts.iter().map(|text| (text.value.as_str(), text.place(file, sources))).collect(),
        }
    }
}

impl<'de> Deserialize<'de> for Listed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;

        impl<'de> Visitor<'de> for Form {
            type Value = Listed;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or a list of texts: `[one, two]`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Listed, E> {
                Ok(Listed::One(text.to_owned()))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Listed, E> {
                Ok(Listed::One(number.to_string()))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Listed, E> {
                Ok(Listed::One(number.to_string()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Listed, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = list.next_element()? {
                    texts.push(text);
                }
                Ok(Listed::Many(texts))
            }
        }

        deserializer.deserialize_any(Form)
    }
}
