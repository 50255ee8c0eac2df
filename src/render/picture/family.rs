//! Families of kinds of works: as many as a reader can tell apart by the shapes of their marks.

use crate::csl::Item;

/// What kind of work a reference is, as pictures tell it. A part and the whole that it stands in are of two kinds: a
/// chapter is no book, and an article in a newspaper not one in a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render) enum Family {
    Book,
    Chapter,
    Article,
    Press,
    Report,
    Law,
    Web,
    Media,
    /// Whatever the others are not, and works of which the kind is not known.
    Other,
}

impl Family {
    /// All of them, in the order in which they are drawn and listed.
    pub(in crate::render) const ALL: [Self; 9] = [
        Self::Book,
        Self::Chapter,
        Self::Article,
        Self::Press,
        Self::Report,
        Self::Law,
        Self::Web,
        Self::Media,
        Self::Other,
    ];

    /// The family of a bibliographic record.
    pub(in crate::render) fn of(item: &Item) -> Self {
        match item.kind.as_str() {
            "book" | "classic" | "collection" | "periodical" | "pamphlet" => Self::Book,
            "chapter" | "entry" | "entry-dictionary" | "entry-encyclopedia" | "paper-conference" => Self::Chapter,
            "article" | "article-journal" | "review" | "review-book" => Self::Article,
            "article-newspaper" | "article-magazine" => Self::Press,
            "report" | "thesis" | "manuscript" | "standard" => Self::Report,
            "legislation" | "bill" | "legal_case" | "regulation" | "treaty" | "hearing" => Self::Law,
            "webpage" | "post" | "post-weblog" | "software" | "dataset" => Self::Web,
            "broadcast" | "motion_picture" | "musical_score" | "song" | "figure" | "graphic" | "map" => Self::Media,
            _ => Self::Other,
        }
    }

    /// The class of its mark, and the end of the message that names it.
    pub(in crate::render) fn name(self) -> &'static str {
        match self {
            Self::Book => "book",
            Self::Chapter => "chapter",
            Self::Article => "article",
            Self::Press => "press",
            Self::Report => "report",
            Self::Law => "law",
            Self::Web => "web",
            Self::Media => "media",
            Self::Other => "other",
        }
    }
}
