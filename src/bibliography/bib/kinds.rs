//! What kinds of work BibTeX and biblatex know, in CSL's terms.

/// CSL's type for a kind of entry, after the published mapping of biblatex to CSL (Pandoc's; of `software`, Better BibTeX's).
/// `None` for a kind that nobody documents.
pub(super) fn csl_type(kind: &str, subtype: &str, is_event: bool) -> Option<&'static str> {
    Some(match kind {
        "article" | "suppperiodical" => match subtype {
            "magazine" => "article-magazine",
            "newspaper" => "article-newspaper",
            _ => "article-journal",
        },
        "periodical" => "article-journal",
        "newsarticle" => "article-newspaper",
        "book" | "mvbook" | "collection" | "mvcollection" | "proceedings" | "mvproceedings" | "reference"
        | "mvreference" | "manual" | "commentary" => "book",
        "booklet" | "pamphlet" => "pamphlet",
        "inbook" | "incollection" | "bookinbook" | "suppbook" | "suppcollection" | "chapter" => "chapter",
        "inproceedings" | "conference" => "paper-conference",
        "inreference" => "entry-encyclopedia",
        "thesis" | "phdthesis" | "mastersthesis" => "thesis",
        "report" | "techreport" => "report",
        "unpublished" if is_event => "speech",
        "unpublished" => "manuscript",
        "online" | "electronic" | "www" | "webpage" => "webpage",
        "misc" => "document",
        "patent" => "patent",
        "dataset" | "data" => "dataset",
        "software" => "software",
        "artwork" | "image" => "graphic",
        "audio" | "music" => "song",
        "movie" | "video" => "motion_picture",
        "performance" | "presentation" => "speech",
        "jurisdiction" => "legal_case",
        "legislation" => "legislation",
        "standard" => "standard",
        "legal" => "treaty",
        "letter" | "letters" => "personal_communication",
        "review" => "review",
        "map" => "map",
        "interview" => "interview",
        _ => return None,
    })
}

/// Whether an entry stands in a journal.
pub(super) fn is_article(kind: &str) -> bool {
    matches!(kind, "article" | "periodical" | "suppperiodical" | "review" | "newsarticle")
}

/// Whether an entry is a part of a book.
pub(super) fn is_part(kind: &str) -> bool {
    matches!(
        kind,
        "inbook"
            | "incollection"
            | "inproceedings"
            | "conference"
            | "inreference"
            | "bookinbook"
            | "suppbook"
            | "suppcollection"
    )
}

/// Whether `number` is that of the entry, or of its book, within a series.
pub(super) fn is_book(kind: &str) -> bool {
    is_part(kind)
        || matches!(
            kind,
            "book"
                | "collection"
                | "proceedings"
                | "reference"
                | "mvbook"
                | "mvcollection"
                | "mvproceedings"
                | "mvreference"
        )
}
