//! Names that an article does not give: of its sections in addresses, and of its anchors.

use std::collections::{BTreeMap, BTreeSet};

use icu_normalizer::DecomposingNormalizer;

/// Letters that do not come apart into a letter and a mark.
const LETTERS: [(char, &str); 10] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('đ', "d"),
    ('ł', "l"),
    ('ð', "d"),
    ('þ', "th"),
    ('ı', "i"),
    ('\'', ""),
];

/// How long a name in an address may be.
const LONGEST: usize = 48;

/// Names of pages that every site has, in the languages of the theme: no section is called so.
/// No section is called as Windows calls its devices either.
const TAKEN: [&str; 31] = [
    "colofao",
    "coup-d-oeil",
    "num-relance",
    "con",
    "aux",
    "nul",
    "prn",
    "index",
    "abstract",
    "article",
    "articulo",
    "artigo",
    "bibliography",
    "bibliografia",
    "bibliographie",
    "references",
    "referencias",
    "at-a-glance",
    "de-un-vistazo",
    "en-un-vistazo",
    "a-primera-vista",
    "corrections",
    "correcciones",
    "correcoes",
    "colophon",
    "colofon",
    "search",
    "buscar",
    "busqueda",
    "busca",
    "recherche",
];

/// A title as a part of an address: lower-case letters without accents, digits and single hyphens; nothing where it has none
/// of these.
pub(super) fn slug(title: &str) -> Option<String> {
    let plain = DecomposingNormalizer::new_nfd().normalize(title).to_lowercase();
    let mut slug = String::new();
    for c in plain.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if let Some((_, letters)) = LETTERS.iter().find(|(letter, _)| *letter == c) {
            slug.push_str(letters);
        } else if !('\u{300}'..='\u{36f}').contains(&c) && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_matches('-');
    let slug = if slug.len() > LONGEST {
        let cut = &slug[..LONGEST];
        cut.rfind('-').filter(|at| *at > LONGEST / 2).map_or(cut, |at| &cut[..at])
    } else {
        slug
    };
    let slug = slug.trim_matches('-');
    (!slug.is_empty()).then(|| slug.to_owned())
}

/// Names that are taken.
#[derive(Debug, Default)]
pub(super) struct Taken {
    names: BTreeSet<String>,
    /// The last number that each name was given.
    numbers: BTreeMap<String, usize>,
}

impl Taken {
    /// Names of pages are taken from the beginning.
    pub(super) fn of_pages() -> Self {
        Self { names: TAKEN.iter().map(|name| (*name).to_owned()).collect(), numbers: BTreeMap::new() }
    }

    /// Takes a name that nobody asked for.
    pub(super) fn refuse(&mut self, name: &str) {
        self.names.insert(name.to_owned());
    }

    /// A name that nobody has: the one that is wanted, or one with a number.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        while !self.names.insert(name.clone()) {
            let number = self.numbers.entry(wanted.to_owned()).or_insert(1);
            *number += 1;
            name = format!("{wanted}-{number}");
        }
        name
    }
}

/// Ids that pages have of their own, and the name of a section's title in what is remembered of it.
const PAGES: [&str; 7] = ["main", "notes", "title", "abstract", "search", "contents", "references"];

/// An id as an anchor: an address cannot hold everything that stands in ids.
pub(super) fn anchor(id: &str) -> String {
    let plain: String =
        id.trim().chars().map(|c| if c.is_whitespace() || "#?%/\\\"'<>".contains(c) { '-' } else { c }).collect();
    if PAGES.contains(&plain.as_str()) { format!("{plain}-") } else { plain }
}

/// The name that a section must not have where an article has this id: anchors of blocks without one are the section's name, a
/// letter and a number.
pub(super) fn counted_under(id: &str) -> Option<&str> {
    let (before, last) = id.rsplit_once('-')?;
    let number = last.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let is_counted = number.len() < last.len() && !number.is_empty() && number.bytes().all(|c| c.is_ascii_digit());
    is_counted.then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_parts_of_addresses() {
        assert_eq!(slug("1. Introducción: ¿qué es?").as_deref(), Some("1-introduccion-que-es"));
        assert_eq!(slug("Œuvre d’été").as_deref(), Some("oeuvre-d-ete"));
        assert_eq!(slug("序論"), None);
        assert!(slug(&"long words ".repeat(20)).is_some_and(|slug| slug.len() <= LONGEST && !slug.ends_with('-')));
    }

    #[test]
    fn an_anchor_is_none_of_those_that_are_counted_or_that_pages_have() {
        assert_eq!(anchor("fig 1"), "fig-1");
        assert_eq!(anchor("notes"), "notes-");
        assert_eq!(anchor("text-p3"), "text-p3");
        assert_eq!(counted_under("text-p3"), Some("text"));
        assert_eq!(counted_under("text-cite12"), Some("text"));
        assert_eq!([counted_under("fig-1"), counted_under("B1"), counted_under("a-b")], [None; 3]);
    }
}
