//! Sorted indexes: in the order that readers of a language expect, grouped by a register's facets; and the letters under
//! which they look for a name.

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_normalizer::{ComposingNormalizer, DecomposingNormalizer};

use crate::config::Language;
use crate::data::{EntityId, Lang};
use crate::load::{Content, Entity, Register};

/// How the names of one language are ordered.
#[derive(Debug)]
pub struct Sorter {
    /// `None` where the locale has no order.
    names: Option<CollatorBorrowed<'static>>,
    /// The same order, blind to accents and capitals that do not make another letter.
    letters: Option<CollatorBorrowed<'static>>,
}

impl Sorter {
    /// The order of a language's locale; that of the code points where the locale has none.
    #[must_use]
    pub fn new(language: &Language) -> Self {
        let locale = language.locale.parse::<icu_locale_core::Locale>().ok();
        let order = |options| Collator::try_new(locale.as_ref()?.into(), options).ok();
        let mut blind = CollatorOptions::default();
        blind.strength = Some(Strength::Primary);
        Self { names: order(CollatorOptions::default()), letters: order(blind) }
    }

    /// Compares two names; equal ones by their code points, so that the order is total.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let collated = self.names.as_ref().map_or(Ordering::Equal, |collator| collator.compare(a, b));
        collated.then_with(|| a.cmp(b))
    }

    /// The letter, as a capital, under which readers look for a name; what is no letter or digit at its beginning does
    /// not count. `Á` stands under A; `Ñ` under N in English, but by itself in Spanish. `None` if there is no letter.
    #[must_use]
    pub fn letter(&self, name: &str) -> Option<String> {
        let whole = ComposingNormalizer::new_nfc().normalize(counted(name));
        let first = whole.chars().next().filter(|c| c.is_alphabetic())?;
        let capital = first.to_uppercase().next()?.to_string(); // ß is SS
        let base = DecomposingNormalizer::new_nfd().normalize(&capital).chars().next()?.to_string();
        let same = self.letters.as_ref().is_some_and(|letters| letters.compare(&base, &capital).is_eq());
        Some(if same { base } else { capital })
    }
}

/// What counts of a name in an index: quotation marks before it do not.
fn counted(name: &str) -> &str {
    name.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// A part of a register's index: entries that share the values of facets.
#[derive(Debug)]
pub struct Branch {
    /// The facet and its value: places in the register's lists.
    pub facet: usize,
    /// The value.
    pub value: usize,
    /// Parts by the next facet; empty at the innermost one.
    pub branches: Vec<Branch>,
    /// The entries; empty unless this is an innermost part.
    pub entries: Vec<EntityId>,
    /// How many entries there are in all of it.
    pub count: usize,
}

/// A register's index for the readers of one language.
#[derive(Debug)]
pub struct Index {
    /// Nested as deep as the register has facets; empty if it has none.
    pub branches: Vec<Branch>,
    /// All entries, in the order of the index.
    pub order: Vec<EntityId>,
}

/// The indexes of all registers for one language, in their order.
pub(super) fn all(content: &Content, lang: &Lang, sorter: &Sorter) -> Vec<Index> {
    let fallback = &content.config.languages[0].code;
    let name =
        |entity: &Entity| entity.name.pick(lang, fallback).map_or(String::new(), |name| counted(name.text).to_owned());
    let index = |(at, register): (usize, &Register)| {
        let within = content.entities.values().filter(|entity| entity.register == at);
        let mut entries: Vec<(String, &Entity)> = within.map(|entity| (name(entity), entity)).collect();
        entries.sort_by(|a, b| sorter.compare(&a.0, &b.0).then_with(|| a.1.id.cmp(&b.1.id)));
        let entries: Vec<&Entity> = entries.into_iter().map(|(_, entity)| entity).collect();
        if register.facets.is_empty() {
            return Index { branches: Vec::new(), order: entries.iter().map(|entity| entity.id.clone()).collect() };
        }
        let branches = branches(register, 0, &entries);
        let mut order = Vec::with_capacity(entries.len());
        branches.iter().for_each(|branch| branch.collect(&mut order));
        Index { branches, order }
    };
    content.registers.iter().enumerate().map(index).collect()
}

impl Branch {
    fn collect(&self, into: &mut Vec<EntityId>) {
        into.extend(self.entries.iter().cloned());
        self.branches.iter().for_each(|inner| inner.collect(into));
    }
}

fn branches(register: &Register, facet: usize, entries: &[&Entity]) -> Vec<Branch> {
    let own = &register.facets[facet];
    let parts = own.values.iter().enumerate().filter_map(|(value, (id, _))| {
        let within: Vec<&Entity> =
            entries.iter().copied().filter(|entity| entity.facets.get(&own.id) == Some(id)).collect();
        if within.is_empty() {
            return None;
        }
        let innermost = facet + 1 == register.facets.len();
        let inner = if innermost { Vec::new() } else { branches(register, facet + 1, &within) };
        let entries = if innermost { within.iter().map(|entity| entity.id.clone()).collect() } else { Vec::new() };
        Some(Branch { facet, value, branches: inner, entries, count: within.len() })
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Direction;

    fn sorter(locale: &str) -> Sorter {
        Sorter::new(&Language { code: Lang::new("x"), name: String::new(), locale: locale.into(), dir: Direction::Ltr })
    }

    #[test]
    fn a_name_stands_under_the_letter_of_its_readers() {
        let letters = |locale: &str, names: &[&str]| -> Vec<String> {
            let sorter = sorter(locale);
            names.iter().map(|name| sorter.letter(name).unwrap_or_else(|| "-".to_owned())).collect()
        };
        let names = ["Álvarez", "ñandú", "N\u{303}uñoa", "“Casas”", "élite", "4 Corners", "¿?", "ßen"];
        assert_eq!(letters("es-MX", &names), ["A", "Ñ", "Ñ", "C", "E", "-", "-", "S"]);
        assert_eq!(letters("en-US", &names), ["A", "N", "N", "C", "E", "-", "-", "S"]);
        assert_eq!(letters("sv-SE", &["Åberg", "Öberg", "Élite"]), ["Å", "Ö", "E"]);
        assert_eq!(letters("ar-EG", &["أحمد", "بيت"]), ["ا", "ب"]);
    }

    #[test]
    fn the_order_is_that_of_the_readers() {
        let sorted = |locale: &str| {
            let sorter = sorter(locale);
            let mut names = ["Ñuñoa", "Nzinga", "álvarez", "Alonso"];
            names.sort_by(|a, b| sorter.compare(a, b));
            names
        };
        assert_eq!(sorted("es-ES"), ["Alonso", "álvarez", "Nzinga", "Ñuñoa"]);
        assert_eq!(sorted("en-US"), ["Alonso", "álvarez", "Ñuñoa", "Nzinga"]);
    }
}
