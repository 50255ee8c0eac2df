//! Sorted indexes: in the order that readers of a language expect, grouped by a register's facets.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};

use super::Site;
use crate::config::Language;
use crate::data::{EntityId, Lang};
use crate::load::Entity;

/// How the names of one language are ordered.
#[derive(Debug)]
pub struct Sorter(Option<CollatorBorrowed<'static>>);

impl Sorter {
    /// The order of a language's locale; that of the code points where the locale has none.
    #[must_use]
    pub fn new(language: &Language) -> Self {
        let locale = language.locale.parse::<icu_locale_core::Locale>().ok();
        Self(locale.and_then(|locale| Collator::try_new((&locale).into(), CollatorOptions::default()).ok()))
    }

    /// Compares two names; equal ones by their code points, so that the order is total.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let collated = self.0.as_ref().map_or(Ordering::Equal, |collator| collator.compare(a, b));
        collated.then_with(|| a.cmp(b))
    }
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

impl Site<'_> {
    /// The index of a register: nested as deep as it has facets, entries in the order of the language. A register
    /// without facets has one part without a name, so its entries stand in the second value.
    #[must_use]
    pub fn index(&self, register: usize, lang: &Lang) -> (Vec<Branch>, Vec<EntityId>) {
        let mut entries: Vec<&Entity> =
            self.content.entities.values().filter(|entity| entity.register == register).collect();
        let sorter = &self.sorters[lang];
        let name =
            |entity: &Entity| entity.name.pick(lang, self.first_language()).map_or("", |name| name.text).to_owned();
        entries.sort_by(|a, b| sorter.compare(&name(a), &name(b)).then_with(|| a.id.cmp(&b.id)));
        if self.content.registers[register].facets.is_empty() {
            return (Vec::new(), entries.into_iter().map(|entity| entity.id.clone()).collect());
        }
        (self.branches(register, 0, &entries), Vec::new())
    }

    fn branches(&self, register: usize, facet: usize, entries: &[&Entity]) -> Vec<Branch> {
        let facets = &self.content.registers[register].facets;
        let own = &facets[facet];
        let parts = own.values.iter().enumerate().filter_map(|(value, (id, _))| {
            let within: Vec<&Entity> =
                entries.iter().copied().filter(|entity| entity.facets.get(&own.id) == Some(id)).collect();
            if within.is_empty() {
                return None;
            }
            let innermost = facet + 1 == facets.len();
            let branches = if innermost { Vec::new() } else { self.branches(register, facet + 1, &within) };
            let entries = if innermost { within.iter().map(|entity| entity.id.clone()).collect() } else { Vec::new() };
            Some(Branch { facet, value, branches, entries, count: within.len() })
        });
        parts.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Direction;

    #[test]
    fn the_order_is_that_of_the_readers() {
        let sorted = |locale: &str| {
            let language =
                Language { code: Lang::new("x"), name: String::new(), locale: locale.into(), dir: Direction::Ltr };
            let sorter = Sorter::new(&language);
            let mut names = ["Ñuñoa", "Nzinga", "álvarez", "Alonso"];
            names.sort_by(|a, b| sorter.compare(a, b));
            names
        };
        assert_eq!(sorted("es-ES"), ["Alonso", "álvarez", "Nzinga", "Ñuñoa"]);
        assert_eq!(sorted("en-US"), ["Alonso", "álvarez", "Ñuñoa", "Nzinga"]);
    }
}
