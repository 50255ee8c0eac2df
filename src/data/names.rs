//! Names of things, each a type of its own, so that a slug cannot be taken for a key.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::address::{decoded, encode_path};

macro_rules! name {
    ($(#[$doc:meta])* $type:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $type(Arc<str>);

        impl $type {
            /// The name of `text`; whether it is well formed is checked where it is read.
            #[must_use]
            pub fn new(text: &str) -> Self {
                Self(text.into())
            }

            /// As text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $type {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

name!(/// A language of the site, by the code that `site.yml` gives it: `en`, `es`, `zh-Hant`.
    Lang);
name!(/// A reference's key in the bibliography: `bhabha-2014`.
    CiteKey);
name!(/// An entry of a register: `dif`. Unique over all registers of a site.
    EntityId);
name!(/// A work, by the name of its folder.
    WorkId);
name!(/// A section of a work, by the name of its folder without the number.
    SectionId);
name!(/// The part of an address that names one page in one language.
    Slug);
name!(/// A file of the output, relative to its root, with forward slashes: `en/actors/dif.html`.
    OutPath);

impl Slug {
    /// Whether `text` may be a slug: lower-case ASCII letters, digits and single hyphens between them.
    #[must_use]
    pub fn is_valid(text: &str) -> bool {
        !text.is_empty()
            && text.split('-').all(|part| {
                !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            })
    }
}

impl OutPath {
    /// The relative address of `self` as seen from the page `from`: `../actors/dif.html`.
    #[must_use]
    pub fn relative_from(&self, from: &OutPath) -> String {
        let (from, to): (Vec<&str>, Vec<&str>) = (from.0.split('/').collect(), self.0.split('/').collect());
        let folders = from.len() - 1;
        let shared = from[..folders].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
        let mut address = "../".repeat(folders - shared);
        address.push_str(&encode_path(&to[shared..].join("/")));
        address
    }

    /// The file that a relative address names, as seen from this page; `None` if it leaves the output.
    #[must_use]
    pub fn follow(&self, relative: &str) -> Option<OutPath> {
        let relative = decoded(relative);
        let mut parts: Vec<&str> = self.0.split('/').collect();
        parts.pop();
        for part in relative.split('/') {
            match part {
                "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(Self::new(&parts.join("/")))
    }

    /// The path as an address spells it.
    #[must_use]
    pub fn address(&self) -> String {
        encode_path(&self.0)
    }

    /// The relative address of the output's root as seen from this page: `""`, `"../"`, `"../../"`.
    #[must_use]
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_goes_up_only_as_far_as_it_must() {
        let link = |from: &str, to: &str| OutPath::new(to).relative_from(&OutPath::new(from));
        assert_eq!(link("en/introduction.html", "en/actors/dif.html"), "actors/dif.html");
        assert_eq!(link("en/actors/dif.html", "en/introduction.html"), "../introduction.html");
        assert_eq!(link("en/actors/dif.html", "en/actors/cbp.html"), "cbp.html");
        assert_eq!(link("en/actors/dif.html", "es/actores/dif.html"), "../../es/actores/dif.html");
        assert_eq!(link("index.html", "en/index.html"), "en/index.html");
        assert_eq!(OutPath::new("en/actors/dif.html").to_root(), "../../");
    }

    #[test]
    fn links_are_followed_as_a_browser_does() {
        let from = OutPath::new("en/actors/dif.html");
        assert_eq!(from.follow("../introduction.html"), Some(OutPath::new("en/introduction.html")));
        assert_eq!(from.follow("cbp.html"), Some(OutPath::new("en/actors/cbp.html")));
        assert_eq!(from.follow("../../../x.html"), None);
    }

    #[test]
    fn a_slug_is_one_plain_name() {
        assert!(Slug::is_valid("derechos-humanos-2"));
        for bad in ["", "..", "a/b", "Ä", "a--b", "-a", "A", "a.html"] {
            assert!(!Slug::is_valid(bad), "{bad}");
        }
    }
}
