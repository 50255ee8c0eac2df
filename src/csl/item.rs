//! An item: all that a style can print of one work, in CSL's own variables.
//!
//! Text is kept in the small markup of CSL-JSON: `<i>`, `<b>`, `<sup>`, `<sub>`, `<span class="nocase">`,
//! `<span style="font-variant:small-caps;">`; everything else in it is text as it stands. How files of libraries become
//! items is left to the readers of those files.

use std::collections::BTreeMap;

use super::variable::Variable;

/// The types of items in CSL 1.0.2 (its appendix III).
pub const ITEM_TYPES: [&str; 45] = [
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
];

/// One work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// What citations call it.
    pub id: String,
    /// CSL's type: `article-journal`, `book` …; `document` where nothing better is known.
    pub kind: String,
    /// Its texts and numbers, in the small markup of CSL-JSON.
    pub texts: BTreeMap<Variable, String>,
    /// Its lists of names.
    pub names: BTreeMap<Variable, Vec<Name>>,
    /// Its dates.
    pub dates: BTreeMap<Variable, Date>,
}

/// A person or an institution.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// The family name, without its particles: `Gogh`.
    pub family: String,
    /// The given names: `Vincent`.
    pub given: String,
    /// A particle that falls away where only the family name stands: `van` of `Ludwig van Beethoven`.
    pub dropping_particle: String,
    /// A particle that stays with the family name: `de` of `de Gaulle`.
    pub non_dropping_particle: String,
    /// `Jr.`, `III`.
    pub suffix: String,
    /// Whether a comma stands before the suffix.
    pub comma_suffix: bool,
    /// Whether the family name always comes first, as in Hungarian.
    pub static_ordering: bool,
    /// A name that has no parts: an institution. The other fields are empty then.
    pub literal: String,
}

/// When something happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Date {
    /// A point in time or a range.
    Known {
        /// When, or from when.
        from: DateParts,
        /// Until when; a range without an end is [`DateEnd::Open`].
        to: Option<DateEnd>,
        /// Whether it is only roughly known.
        circa: bool,
    },
    /// Words that stand for a date, printed as they are: `in press`.
    Literal(String),
}

/// The end of a range of dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateEnd {
    /// It goes on.
    Open,
    /// The last day, month or year.
    At(DateParts),
}

/// A year, a month of it, a day, or a season.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateParts {
    /// The year as people count it: the year before year 1 is −1.
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
    /// 1 to 4, from spring to winter.
    pub season: Option<u8>,
}

impl Item {
    /// A text or a number.
    #[must_use]
    pub fn text(&self, variable: Variable) -> Option<&str> {
        self.texts.get(&variable).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// A list of names; empty where there is none.
    #[must_use]
    pub fn names(&self, variable: Variable) -> &[Name] {
        self.names.get(&variable).map_or(&[], Vec::as_slice)
    }

    /// A date.
    #[must_use]
    pub fn date(&self, variable: Variable) -> Option<&Date> {
        self.dates.get(&variable)
    }
}

impl Name {
    /// The name of an institution.
    #[must_use]
    pub fn literal(name: impl Into<String>) -> Self {
        Self { literal: name.into(), ..Self::default() }
    }

    /// Whether it stands for names that the list leaves out: BibTeX's `and others`.
    #[must_use]
    pub fn is_others(&self) -> bool {
        self.literal == "others"
    }
}
