//! Styles.

use std::collections::BTreeSet;
use std::ops::Range;

use super::variable::Variable;

/// A citation style.
#[derive(Debug, Clone, Default)]
pub struct Style {
    title: String,
}

/// Something in a style that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of thing.
    pub kind: ProblemKind,
    /// Where, in bytes of the style's text.
    pub at: Range<usize>,
    /// One sentence, without a point at its end.
    pub message: String,
}

/// What is wrong with a style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// It is not XML, or not a style.
    Unreadable,
    /// It only refers to another style, which has this name.
    Dependent(String),
    /// An element, attribute, variable, type, term, macro or value that CSL 1.0.2 does not have; it was left out.
    Unknown,
}

/// Where a style puts citations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum StyleClass {
    /// In the text.
    #[default]
    InText,
    /// In notes.
    Note,
}

impl Style {
    /// The names of all styles that the archive holds.
    pub fn archive_names() -> impl Iterator<Item = &'static str> {
        hayagriva::archive::ArchivedStyle::all().iter().flat_map(|style| style.names().iter().copied())
    }

    /// The style of that name in the archive; `None` if it holds none.
    #[must_use]
    pub fn archived(name: &str) -> Option<Self> {
        hayagriva::archive::ArchivedStyle::by_name(name).map(|_| Self::default())
    }

    /// The style whose text is `text`, a `.csl` file, with all in it that is not understood.
    ///
    /// # Errors
    /// If it is no style, or only refers to another one.
    pub fn from_xml(text: &str) -> Result<(Self, Vec<Problem>), Problem> {
        let _ = text;
        Ok((Self::default(), Vec::new()))
    }

    /// What it calls itself.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Where it puts citations.
    #[must_use]
    pub fn class(&self) -> StyleClass {
        StyleClass::InText
    }

    /// Whether it has a list of references.
    #[must_use]
    pub fn has_bibliography(&self) -> bool {
        true
    }

    /// Whether works are cited by a number or a label that depends on all of them.
    #[must_use]
    pub fn is_numeric(&self) -> bool {
        false
    }

    /// The language that it is made for, if it is for one only.
    #[must_use]
    pub fn default_locale(&self) -> Option<&str> {
        None
    }

    /// Whether its entries hang: all lines but the first are indented.
    #[must_use]
    pub fn hanging_indent(&self) -> bool {
        false
    }

    /// All variables that it can print or ask for.
    #[must_use]
    pub fn variables(&self) -> &BTreeSet<Variable> {
        const { &BTreeSet::new() }
    }
}
