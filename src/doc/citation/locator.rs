//! Places in a cited work: `pp. 33-35, 38`, `§§ 4-5`, `{p. 3 and after}`.
//!
//! Which words begin one is data: the terms of CSL's locales in the languages of the site, and `locator-words.txt`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Locator;
use crate::config::Config;
use crate::csl::{Locale, Style};

/// Abbreviations that CSL's locales do not have: a line for each kind of place; `_` is a space.
const MORE: &str = include_str!("locator-words.txt");
/// The line of [`MORE`] whose words stand before the last number of a list: `3 y 4`.
const JOINTS: &str = "and";
/// A locator without a word is a page.
const PAGE: &str = "page";
/// Characters that a word may have: the longest of CSL's locales has 24.
const LONGEST: usize = 40;

/// Words that begin a locator, in all languages of a site.
#[derive(Debug, Clone)]
pub struct LocatorWords {
    locales: Vec<Arc<Locale>>,
    more: BTreeMap<String, &'static str>,
    joints: Vec<&'static str>,
}

impl LocatorWords {
    /// The words of a site's languages. A locale that there is not is reported where it words citations.
    #[must_use]
    pub fn of_site(config: &Config) -> Self {
        let style = Style::default();
        let locales = config.languages.iter().map(|language| Locale::new(&language.locale, &style, &BTreeMap::new()));
        Self::new(locales.filter_map(|locale| locale.ok().map(Arc::new)).collect())
    }

    /// The words of some locales, and those that are understood everywhere.
    #[must_use]
    pub fn new(locales: Vec<Arc<Locale>>) -> Self {
        let (mut more, mut joints) = (BTreeMap::new(), Vec::new());
        for (label, words) in MORE.lines().filter_map(|line| line.split_once(": ")) {
            if label == JOINTS {
                joints.extend(words.split(' '));
                continue;
            }
            more.extend(words.split(' ').map(|word| (word.trim_end_matches('.').replace('_', " "), label)));
        }
        Self { locales, more, joints }
    }

    /// CSL's name of the kind that a word stands for.
    fn label(&self, word: &str) -> Option<&str> {
        let known = self.locales.iter().find_map(|locale| locale.locator_label(word));
        known.or_else(|| self.more.get(word.to_lowercase().trim_end_matches('.')).copied())
    }

    /// A word that stands for a kind of place: the shortest that is understood on its own.
    pub(in crate::doc) fn word(&self, label: &str) -> Option<String> {
        let own = label.replace('-', " ");
        let known = |word: &str| self.label(word) == Some(label);
        if label == PAGE && known("p.") {
            return Some("p.".to_owned());
        }
        if known(&own) {
            return Some(own);
        }
        self.more.iter().find(|(_, kind)| **kind == label).map(|(word, _)| word.clone())
    }

    /// The locator that words behind a key begin with, and the length of what was read.
    ///
    /// `shape` has the same length, and says where braces and brackets are meant as such. A comma may stand before the
    /// locator. Braces hold anything; empty ones say that there is none, though a number follows.
    pub(in crate::doc) fn split(&self, text: &str, shape: &str) -> (Option<Locator>, usize) {
        let start = skip_spaces(text, 0);
        let start = if shape[start..].starts_with(',') { skip_spaces(text, start + 1) } else { start };
        if shape[start..].starts_with('{') {
            return match closing(&shape[start..]) {
                Some(end) => {
                    let inside = start + 1..start + end;
                    (self.delimited(text[inside.clone()].trim()), inside.end + 1)
                }
                None => (None, 0),
            };
        }
        match self.integrated(&text[start..]) {
            Some((locator, len)) => (Some(locator), start + len),
            None => (None, 0),
        }
    }

    /// What stands within braces: a word, if it is known, and anything.
    fn delimited(&self, inside: &str) -> Option<Locator> {
        let found = ends_of_words(inside).filter_map(|end| Some((end, self.label(inside[..end].trim())?))).last();
        let (end, label) = found.unwrap_or((0, PAGE));
        let value = inside[end..].trim();
        (!value.is_empty()).then(|| Locator { label: label.to_owned(), value: value.to_owned() })
    }

    /// A word and numbers, or numbers alone.
    fn integrated(&self, text: &str) -> Option<(Locator, usize)> {
        let named = ends_of_words(text).filter_map(|end| {
            let numbers = skip_spaces(text, end);
            self.number(text, numbers, Strict::Roman)?;
            Some((numbers, self.label(text[..end].trim())?))
        });
        let (start, label, strict) = match named.last() {
            Some((start, label)) => (start, label, Strict::Roman),
            None => (0, PAGE, Strict::Digits),
        };
        let mut end = self.number(text, start, strict)?;
        while let Some(next) = self.next_number(text, end, strict) {
            end = next;
        }
        Some((Locator { label: label.to_owned(), value: text[start..end].to_owned() }, end))
    }

    /// The end of a number behind a comma, a space, or a word such as "and".
    fn next_number(&self, text: &str, end: usize, strict: Strict) -> Option<usize> {
        let rest = &text[end..];
        let comma = rest.strip_prefix(',').map(|_| end + 1);
        let at = skip_spaces(text, comma.unwrap_or(end));
        if at > end
            && let Some(joint) = self.joints.iter().find(|joint| {
                text[at..].strip_prefix(**joint).is_some_and(|rest| rest.starts_with(char::is_whitespace))
            })
        {
            return self.number(text, skip_spaces(text, at + joint.len()), Strict::Digits);
        }
        if at == end {
            return None;
        }
        let found = self.number(text, at, if comma.is_some() { Strict::Roman } else { strict })?;
        // "12, i forgot": a letter that could be a numeral is one only at the end of its part, unless a word asked for
        // numerals.
        let digits = text[at..found].contains(|c: char| c.is_ascii_digit());
        let alone = text[found..].is_empty() || text[found..].starts_with(',');
        (digits || strict == Strict::Roman || alone).then_some(found)
    }

    /// The end of a number at a place: `12`, `iv`, `33-35`, `3.2`, `12a`, `(xv)-(xvii)`.
    #[expect(clippy::unused_self, reason = "it is one step of reading with these words")]
    fn number(&self, text: &str, at: usize, strict: Strict) -> Option<usize> {
        let end = at + number_len(&text[at..]);
        let word = &text[at..end];
        let digits = word.contains(char::is_numeric);
        let fits = match strict {
            Strict::Digits => digits,
            Strict::Roman => digits || is_roman(word),
        };
        // "c. 4" is a word and a number, not a hundred.
        let abbreviated =
            !digits && text[end..].starts_with('.') && text[end + 1..].trim_start().starts_with(char::is_numeric);
        (fits && !abbreviated).then_some(end)
    }
}

/// What counts as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strict {
    /// What holds a digit.
    Digits,
    /// Roman numerals too.
    Roman,
}

fn skip_spaces(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

/// The place of the brace that closes the first one.
fn closing(shape: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in shape.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Where a word at the beginning of a text may end before a number: `p.|3`, `sub verbo| x`, `§|4`, `fig|3`.
fn ends_of_words(text: &str) -> impl Iterator<Item = usize> {
    let mut before: Option<char> = None;
    text.char_indices().take(LONGEST).filter_map(move |(at, c)| {
        let last = before.replace(c)?;
        let parted = c.is_whitespace() || c.is_numeric() || !last.is_alphanumeric();
        (parted && !last.is_whitespace()).then_some(at)
    })
}

/// The length of a number: up to a space or a mark, but that marks of ranges, a point within, and brackets around go
/// with it.
fn number_len(text: &str) -> usize {
    let mut end = 0;
    let mut open: Vec<char> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        match c {
            '(' => open.push(')'),
            '[' => open.push(']'),
            ')' | ']' => {
                if open.pop() != Some(c) {
                    break;
                }
            }
            '-' | '–' | ':' | '/' | '.' | '\'' | '’' | '*' => {
                if !next.is_some_and(|next| next.is_alphanumeric() || "-–([".contains(next)) {
                    break;
                }
                continue;
            }
            _ if c.is_alphanumeric() || matches!(c, 'º' | 'ª' | '°') => {}
            _ => break,
        }
        if open.is_empty() {
            end = at + c.len_utf8();
        }
    }
    end
}

/// Whether all letters are Roman numerals: `vi-xi`, `(xv)`.
fn is_roman(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphanumeric());
    !word.is_empty() && letters.clone().next().is_some() && letters.clone().all(|c| "ivxlcdmIVXLCDM".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Label, value and what is left of some words.
    fn split(text: &str) -> (String, String, String) {
        let (found, len) = LocatorWords::new(Vec::new()).split(text, text);
        let found = found.unwrap_or(Locator { label: String::new(), value: String::new() });
        (found.label, found.value, text[len..].to_owned())
    }

    #[track_caller]
    fn holds(text: &str, label: &str, value: &str, left: &str) {
        assert_eq!(split(text), (label.to_owned(), value.to_owned(), left.to_owned()), "{text}");
    }

    #[test]
    fn the_comma_may_be_left_out() {
        holds(", pp. 33-35", "page", "33-35", "");
        holds(" p. 5", "page", "5", "");
        holds(" 5", "page", "5", "");
        holds(", p.5 and *passim*", "page", "5", " and *passim*");
        holds(" §4", "section", "4", "");
    }

    #[test]
    fn several_ranges_are_one_locator() {
        holds(", pp. iv, vi-xi, (xv)-(xvii) with suffix", "page", "iv, vi-xi, (xv)-(xvii)", " with suffix");
        holds(", pp. 33-35, 38-39 and passim", "page", "33-35, 38-39", " and passim");
        holds(", 12, 15, xii", "page", "12, 15, xii", "");
        holds(", párrs. 3 y 5", "paragraph", "3 y 5", "");
        holds(", pp. 3 & 5, for more", "page", "3 & 5", ", for more");
    }

    #[test]
    fn braces_hold_anything_and_empty_ones_say_that_there_is_no_locator() {
        holds("{pp. iv, vi-xi, (xv)-(xvii)} with suffix", "page", "iv, vi-xi, (xv)-(xvii)", " with suffix");
        holds(", {p. 3 and after}", "page", "3 and after", "");
        holds(", {Prologue}", "page", "Prologue", "");
        holds(", {figs. A}", "figure", "A", "");
        holds("{}, 99 years later", "", "", ", 99 years later");
    }

    #[test]
    fn words_are_understood_in_the_plural_and_in_spanish() {
        for (text, label) in [
            (", párr. 4", "paragraph"),
            (", arts. 4-5", "article-locator"),
            (", caps. 2, 3", "chapter"),
            (", núm. 12", "issue"),
            (", §§ 4-5", "section"),
            (", Págs. 3-4", "page"),
            (", pages 3-4", "page"),
            (", n.º 3", "issue"),
            (", s. v. 3", "sub-verbo"),
            (", tomo II", "volume"),
        ] {
            assert_eq!(split(text).0, label, "{text}");
            assert_eq!(split(text).2, "", "{text}");
        }
    }

    #[test]
    fn what_is_no_place_is_left() {
        for text in [", passim", ", note that three", " and passim", ", in 3 parts", ", c. de 1900", "", ",", ", mix"] {
            assert_eq!(split(text), (String::new(), String::new(), text.to_owned()), "{text}");
        }
        holds(", p. 3, c. 4", "page", "3", ", c. 4");
        holds(", 12, i forgot", "page", "12", ", i forgot");
        holds(", vol. 2, p. 30", "volume", "2", ", p. 30");
        holds(", p. 5.", "page", "5", ".");
        holds(", 3.2(a)", "page", "3.2(a)", "");
    }
}
