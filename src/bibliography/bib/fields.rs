//! The fields of a `.bib` file: which are known, and the small rules of their values.

use super::super::latex;

/// Fields that become part of an item.
pub(super) const MAPPED: &[&str] = &[
    "abstract",
    "addendum",
    "annotation",
    "author",
    "bookauthor",
    "booksubtitle",
    "booktitle",
    "booktitleaddon",
    "chapter",
    "crossref",
    "date",
    "day",
    "doi",
    "edition",
    "editor",
    "editora",
    "editoratype",
    "editorb",
    "editorbtype",
    "editorc",
    "editorctype",
    "editortype",
    "eid",
    "endyear",
    "entrysubtype",
    "eprint",
    "eprinttype",
    "eventdate",
    "eventtitle",
    "howpublished",
    "institution",
    "isbn",
    "isrn",
    "issn",
    "issue",
    "issuesubtitle",
    "issuetitle",
    "journalsubtitle",
    "journaltitle",
    "journaltitleaddon",
    "keywords",
    "langid",
    "language",
    "library",
    "lccn",
    "location",
    "mainsubtitle",
    "maintitle",
    "maintitleaddon",
    "month",
    "note",
    "number",
    "options",
    "organization",
    "origdate",
    "origlocation",
    "origpublisher",
    "origtitle",
    "pages",
    "pagetotal",
    "part",
    "pmcid",
    "pmid",
    "publisher",
    "pubstate",
    "series",
    "shorthand",
    "shortjournal",
    "shorttitle",
    "subtitle",
    "title",
    "titleaddon",
    "translator",
    "type",
    "url",
    "urldate",
    "urlday",
    "urlmonth",
    "urlyear",
    "venue",
    "version",
    "volume",
    "volumes",
    "xdata",
    "year",
];

/// Fields that sort, steer a program or keep its own affairs: nothing that a reference says.
const PRIVATE: &[&str] = &[
    "added-at",
    "authorkey",
    "bibsource",
    "biburl",
    "clippingid",
    "collaboration",
    "comment",
    "creationdate",
    "crossrefonly",
    "dateadded",
    "date-added",
    "date-modified",
    "datemodified",
    "entryset",
    "eprintclass",
    "execute",
    "file",
    "gender",
    "groups",
    "ids",
    "indexsorttitle",
    "indextitle",
    "interhash",
    "intrahash",
    "keyword-pos",
    "label",
    "langidopts",
    "local-url",
    "localfile",
    "modificationdate",
    "nameaddon",
    "opt",
    "owner",
    "pdf",
    "posted-at",
    "presort",
    "printed",
    "priority",
    "qualityassured",
    "ranking",
    "rating",
    "read",
    "readstatus",
    "related",
    "relatedoptions",
    "relatedstring",
    "relatedtype",
    "relevance",
    "search",
    "sortkey",
    "sortname",
    "sortshorthand",
    "sorttitle",
    "sortyear",
    "srcid",
    "tags",
    "timestamp",
    "uniqueid",
    "unique-id",
    "urlclean",
    "username",
    "xref",
];

/// Whether a field is the affair of a program, and nothing that a reference says.
pub(super) fn is_private(name: &str) -> bool {
    const OF_PROGRAMS: [&str; 8] = ["bdsk-", "mendeley-", "citeulike", "__", "user-", "comment-", "opt", "jabref"];
    PRIVATE.contains(&name) || OF_PROGRAMS.iter().any(|program| name.starts_with(program))
}

/// Two texts with a sign between them, or none where the first one ends in a sign of its own.
pub(super) fn joined(first: &str, sign: &str, second: &str) -> String {
    match (first.is_empty(), second.is_empty()) {
        (true, _) => second.to_owned(),
        (_, true) => first.to_owned(),
        _ if first.ends_with(['?', '!', '.', ':', ';', ',', '…']) && sign.len() > 1 => format!("{first} {second}"),
        _ => format!("{first}{sign}{second}"),
    }
}

/// Whether the markup of a cut text is whole.
pub(super) fn is_balanced(text: &str) -> bool {
    let opened = text.matches('<').count();
    opened == 2 * text.matches("</").count() && text.matches('“').count() == text.matches('”').count()
}

/// Pages as CSL wants them: a hyphen within a range, which each style writes its way.
pub(super) fn pages(text: &str) -> String {
    let mut pages = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '–' | '—' | '-' | '‐' | '‑' | '−' => {
                pages.truncate(pages.trim_end().len());
                if !pages.ends_with('-') {
                    pages.push('-');
                }
            }
            ' ' | '\u{a0}' if pages.ends_with('-') => {}
            _ => pages.push(c),
        }
    }
    // `123--` and `123+` are pages from a beginning.
    pages.trim().trim_end_matches('-').to_owned()
}

/// An edition in figures: `2nd`, `2.ª` and `2` are the same.
pub(super) fn edition(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].trim_start_matches('.').trim_end_matches('.').to_lowercase();
    let ordinal = ["st", "nd", "rd", "th", "a", "o", "ª", "º", "e", "ed", "er", "re", "ème"].contains(&rest.as_str());
    if digits > 0 && (ordinal || rest.is_empty()) { text[..digits].to_owned() } else { text.to_owned() }
}

/// A value that is taken letter by letter, out of the `\url{…}` that some put around it.
pub(super) fn verbatim(value: &str) -> String {
    let value = value.trim();
    let inner = ["\\url{", "\\href{", "\\doi{", "\\path{"].iter().find_map(|command| value.strip_prefix(command));
    let inner = inner.map_or(value, |inner| &inner[..latex::closing_brace(inner).unwrap_or(inner.len())]);
    latex::unescape(inner)
}
