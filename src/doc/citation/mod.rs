//! What a citation is made of, as it was typed: `[see @a, pp. 3-4, for more; -@b = B, 2003]`.
//!
//! The grammar is Pandoc's, with two additions: `[@key = printed]` and `[words](@key)`. Keys are in `key`, places in a
//! work in `locator`, groups in `group`; how a line is cut into words and citations is left to `line`.

mod group;
mod key;
mod locator;

use std::ops::Range;

pub use locator::LocatorWords;

pub(super) use group::{Cite, Found, Shape};
pub(super) use key::{Masked, Unmasked, is_group, unmask};

use super::Inline;
pub use crate::csl::Locator;
use crate::data::CiteKey;

/// How a group of citations is worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CiteForm {
    /// `[@a]`: all of it in parentheses.
    Parenthetical,
    /// `@a`: the author in the sentence, the year in parentheses.
    Narrative,
    /// `[-@a]`: the year only.
    Year,
}

/// One citation of a group.
#[derive(Debug)]
pub struct CiteItem {
    /// The work.
    pub key: CiteKey,
    /// The bytes of the key (with its `@`) in the file.
    pub key_at: Range<usize>,
    /// Where in the work.
    pub locator: Option<Locator>,
    /// Words before, with the space that follows them: "see ".
    pub prefix: Vec<Inline>,
    /// Words after, with what parts them from the work: ", for a discussion".
    pub suffix: Vec<Inline>,
    /// What the authors printed, in place of what the style prints.
    pub printed: Option<Vec<Inline>>,
    /// Whether the author is left out.
    pub year_only: bool,
}

/// Words that the author typed around a work, or in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Affix {
    /// [`CiteItem::prefix`].
    Prefix,
    /// [`CiteItem::suffix`].
    Suffix,
    /// [`CiteItem::printed`].
    Printed,
}

impl Affix {
    /// All of them, in the order of the text.
    pub const ALL: [Self; 3] = [Self::Prefix, Self::Suffix, Self::Printed];
}

impl CiteItem {
    /// The words of one kind.
    #[must_use]
    pub fn affix(&self, affix: Affix) -> &[Inline] {
        match affix {
            Affix::Prefix => &self.prefix,
            Affix::Suffix => &self.suffix,
            Affix::Printed => self.printed.as_deref().unwrap_or_default(),
        }
    }
}

/// The keys in a text that is not Markdown.
pub fn keys_of(text: &str) -> impl Iterator<Item = &str> {
    key::keys(text).map(|found| &text[found.key])
}

/// What is wrong with a citation, and where in the line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed {
    pub(super) message: String,
    pub(super) help: String,
    pub(super) at: Range<usize>,
}

impl Malformed {
    fn new(message: &str, at: Range<usize>) -> Self {
        let help = "a group is written `[@key, p. 66; @other]`; what was printed stands behind `=`";
        Self { message: message.to_owned(), help: help.to_owned(), at }
    }
}
