//! The grammar of citations: what stands between the brackets of `[see @a, pp. 3-4, for more; -@b = B, 2003]`.

use std::ops::Range;

/// Kinds of places in a work, as CSL names them.
pub use hayagriva::citationberg::taxonomy::Locator as LocatorKind;

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CiteItem {
    /// The work.
    pub key: CiteKey,
    /// The bytes of the key (with its `@`) in the file.
    pub key_at: Range<usize>,
    /// Where in the work.
    pub locator: Option<Locator>,
    /// Words before: "see".
    pub prefix: String,
    /// Words after: "for a discussion".
    pub suffix: String,
    /// What the authors printed, in place of what the style prints.
    pub printed: Option<String>,
    /// Whether the author is left out.
    pub year_only: bool,
}

impl CiteItem {
    /// The bare citation of a work, as if it stood at the beginning of a file.
    #[must_use]
    pub fn new(key: CiteKey) -> Self {
        Self {
            key,
            key_at: 0..0,
            locator: None,
            prefix: String::new(),
            suffix: String::new(),
            printed: None,
            year_only: false,
        }
    }
}

/// A place in a cited work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locator {
    /// Of what kind.
    pub kind: LocatorKind,
    /// Which: `66`, `12-15`.
    pub value: String,
}

/// Abbreviations that begin a locator, in the languages of the works that Pliego was made for. A locator without one is
/// a page if it begins with a digit.
const LOCATOR_WORDS: &[(&str, LocatorKind)] = &[
    ("pp.", LocatorKind::Page),
    ("p.", LocatorKind::Page),
    ("pages", LocatorKind::Page),
    ("page", LocatorKind::Page),
    ("págs.", LocatorKind::Page),
    ("pág.", LocatorKind::Page),
    ("chap.", LocatorKind::Chapter),
    ("ch.", LocatorKind::Chapter),
    ("cap.", LocatorKind::Chapter),
    ("sec.", LocatorKind::Section),
    ("§", LocatorKind::Section),
    ("para.", LocatorKind::Paragraph),
    ("párr.", LocatorKind::Paragraph),
    ("¶", LocatorKind::Paragraph),
    ("fig.", LocatorKind::Figure),
    ("table", LocatorKind::Table),
    ("tabla", LocatorKind::Table),
    ("n.", LocatorKind::Note),
    ("l.", LocatorKind::Line),
    ("vol.", LocatorKind::Volume),
    ("v.", LocatorKind::Verse),
    ("app.", LocatorKind::Appendix),
    ("art.", LocatorKind::ArticleLocator),
];

/// Whether the inside of a bracket is meant as a group of citations.
pub(super) fn is_group(inside: &str) -> bool {
    key_positions(inside).next().is_some()
}

/// What is wrong with a group, and where in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed {
    pub(super) message: &'static str,
    pub(super) at: Range<usize>,
}

/// Reads the inside of a bracket. `offset` is where it begins in the file.
pub(super) fn parse_group(inside: &str, offset: usize) -> Result<(CiteForm, Vec<CiteItem>), Malformed> {
    let mut items = Vec::new();
    for part in split_unescaped(inside, ';') {
        items.push(parse_item(inside, part, offset)?);
    }
    let year_only = items.len() == 1 && items[0].year_only && items[0].printed.is_none();
    Ok((if year_only { CiteForm::Year } else { CiteForm::Parenthetical }, items))
}

fn parse_item(inside: &str, part: Range<usize>, offset: usize) -> Result<CiteItem, Malformed> {
    let text = &inside[part.clone()];
    let shifted = |range: Range<usize>| offset + part.start + range.start..offset + part.start + range.end;
    let Some(key) = key_positions(text).next() else {
        return Err(Malformed { message: "there is no `@key` in this part of the group", at: shifted(0..text.len()) });
    };
    let year_only = text[..key.start].ends_with('-');
    let prefix = unescape(text[..key.start].trim_end_matches('-').trim());
    let rest = &text[key.end..];
    let (middle, printed) = match find_unescaped(rest, '=') {
        Some(at) => (&rest[..at], Some(unescape(rest[at + 1..].trim()))),
        None => (rest, None),
    };
    if printed.as_deref() == Some("") {
        return Err(Malformed { message: "nothing stands behind `=`", at: shifted(key.end..text.len()) });
    }
    if let Some(second) = key_positions(middle).next() {
        let at = shifted(key.end + second.start..key.end + second.end);
        return Err(Malformed { message: "two works in one part of a group; part them with `;`", at });
    }
    let middle = middle.trim();
    let (locator, suffix) = match middle.strip_prefix(',') {
        Some(after) => match split_locator(after.trim()) {
            Some((locator, rest)) => (Some(locator), rest),
            None => (None, middle),
        },
        None => (None, middle),
    };
    Ok(CiteItem {
        key: CiteKey::new(&text[key.start + 1..key.end]),
        key_at: shifted(key),
        locator,
        prefix,
        suffix: unescape(suffix),
        printed,
        year_only,
    })
}

/// A locator at the beginning of `text`, and what follows it.
pub(super) fn split_locator(text: &str) -> Option<(Locator, &str)> {
    let lower = text.to_lowercase();
    let word = LOCATOR_WORDS.iter().find(|(word, _)| {
        lower.strip_prefix(word).is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_alphanumeric()))
    });
    let (kind, rest) = match word {
        // Lower-casing keeps the length of these abbreviations, so the offset holds in `text`.
        Some((word, kind)) => (*kind, text.get(word.len()..)?.trim_start()),
        None if text.starts_with(|c: char| c.is_ascii_digit()) => (LocatorKind::Page, text),
        None => return None,
    };
    let end = locator_end(rest);
    let value = rest[..end].trim_end();
    (!value.is_empty()).then(|| (Locator { kind, value: value.to_owned() }, rest[end..].trim()))
}

/// A locator goes on over commas as long as what follows is a number or a Roman numeral: `12-15, 18, xii`.
fn locator_end(text: &str) -> usize {
    let numeral = |word: &str| {
        let word = word.trim();
        let roman = !word.is_empty() && word.chars().all(|c| "ivxlcdm-–".contains(c));
        word.starts_with(|c: char| c.is_ascii_digit()) && !word.contains(' ') || roman
    };
    let mut end = text.find(',').unwrap_or(text.len());
    while let Some(rest) = text.get(end + 1..) {
        let next = rest.find(',').map_or(text.len(), |at| end + 1 + at);
        if !numeral(&text[end + 1..next]) {
            break;
        }
        end = next;
    }
    end
}

/// The bytes of each `@key` in a text: the `@` stands at the beginning or after a space, a bracket or a hyphen.
pub(super) fn key_positions(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices('@').filter_map(|(at, _)| {
        let before = text[..at].chars().next_back();
        let opens =
            before.is_none_or(|c| c.is_whitespace() || matches!(c, '-' | '(' | '[' | '“' | '"' | '‘' | '—' | '¿'));
        let end = at + 1 + key_len(&text[at + 1..]);
        (opens && end > at + 1).then_some(at..end)
    })
}

/// The length of a key at the beginning of a text: letters, digits, `_`, and inner `-:.#$%&+?<>~/`, as in Pandoc.
fn key_len(text: &str) -> usize {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() || c == '_' {
            end = at + c.len_utf8();
        } else if at == 0 || !"-:.#$%&+?<>~/".contains(c) {
            break;
        }
    }
    end
}

fn find_unescaped(text: &str, wanted: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if c == wanted && !escaped {
            return Some(at);
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

fn split_unescaped(text: &str, separator: char) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    while let Some(at) = find_unescaped(&text[start..], separator) {
        parts.push(start..start + at);
        start += at + separator.len_utf8();
    }
    parts.push(start..text.len());
    parts
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some(next)) if next.is_ascii_punctuation() => plain.extend(chars.next()),
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(inside: &str) -> (CiteForm, Vec<CiteItem>) {
        parse_group(inside, 0).expect("a group")
    }

    #[test]
    fn prefix_locator_and_suffix_are_told_apart() {
        let (form, items) = read("see @bhabha-2014, pp. 66-67, for more; @castles-2003");
        assert_eq!(form, CiteForm::Parenthetical);
        assert_eq!(items[0].prefix, "see");
        assert_eq!(items[0].locator, Some(Locator { kind: LocatorKind::Page, value: "66-67".into() }));
        assert_eq!(items[0].suffix, ", for more");
        assert_eq!(items[1].key, CiteKey::new("castles-2003"));
        assert_eq!(items[1].key_at, 39..52);
    }

    #[test]
    fn locators_have_kinds_and_may_be_lists() {
        let locator = |inside: &str| read(inside).1.remove(0).locator.map(|found| (found.kind, found.value));
        assert_eq!(locator("@a, cap. 3"), Some((LocatorKind::Chapter, "3".into())));
        assert_eq!(locator("@a, 12, 15, xii"), Some((LocatorKind::Page, "12, 15, xii".into())));
        assert_eq!(locator("@a, art. 4"), Some((LocatorKind::ArticleLocator, "4".into())));
        assert_eq!(locator("@a, passim"), None);
        assert_eq!(read("@a, passim").1[0].suffix, ", passim");
    }

    #[test]
    fn what_was_printed_stands_behind_an_equals_sign() {
        let (_, items) = read(r"@dhs-2019 = U.S. Department of Homeland Security \[DHS\], 2019; @b = A\; B");
        assert_eq!(items[0].printed.as_deref(), Some("U.S. Department of Homeland Security [DHS], 2019"));
        assert_eq!(items[1].printed.as_deref(), Some("A; B"));
    }

    #[test]
    fn a_hyphen_leaves_the_author_out() {
        assert_eq!(read("-@a").0, CiteForm::Year);
        assert_eq!(read("-@a; @b").0, CiteForm::Parenthetical);
    }

    #[test]
    fn an_address_is_no_citation_and_a_full_stop_ends_a_key() {
        assert!(!is_group("write to me@example.org"));
        let keys: Vec<_> = key_positions("@a.b. and @c2").collect();
        assert_eq!(keys, [0..4, 10..13]);
    }

    #[test]
    fn slips_are_named() {
        assert_eq!(parse_group("@a; and so on", 0).unwrap_err().at, 3..13);
        assert_eq!(
            parse_group("@a, @b", 0).unwrap_err().message,
            "two works in one part of a group; part them with `;`"
        );
        assert!(parse_group("@a = ", 0).is_err());
    }
}
