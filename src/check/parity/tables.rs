//! Descriptions in the tables that a work shows. Their rows are the same data in every language, so what can differ is
//! what a description says.

use std::collections::BTreeMap;

use super::order::exchanged;
use super::side::{Side, compare, difference};
use super::{Comparison, Grade};
use crate::align::{self, Features, original_language};
use crate::data::Lang;
use crate::diag::codes;
use crate::load::Entity;
use crate::resolve::of_row;

impl Comparison<'_> {
    /// Compares the descriptions of all entries in tables that the work shows.
    pub(super) fn tables(&mut self) {
        let site = self.subject.site;
        for shown in &site.resolution.works[self.index].tables {
            let table = &site.content.registers[shown.register].tables[shown.table];
            let original = original_language(site.content, site.documents, table);
            // A table belongs to the first work that shows it; others need not find the same once more.
            let owner = site.resolution.works.iter().position(|work| {
                work.tables.iter().any(|other| (other.register, other.table) == (shown.register, shown.table))
            });
            self.section = self.work.sections[shown.section].id.to_string();
            if original == self.lang || owner != Some(self.index) {
                continue;
            }
            let entities = table.groups.iter().flat_map(|group| &group.entries).map(|id| site.entity(id));
            let pairs: Vec<_> = entities
                .filter_map(|entity| {
                    Some((entity, self.description(entity, original)?, self.description(entity, self.lang)?))
                })
                .collect();
            let (here, there): (Vec<Features>, Vec<Features>) =
                pairs.iter().map(|(_, here, there)| (here.features.clone(), there.features.clone())).unzip();
            let crossed = exchanged(
                align::Side { blocks: &here, lang: original },
                align::Side { blocks: &there, lang: self.lang },
            );
            for (first, second) in &crossed {
                let (one, other) = (&pairs[*first], &pairs[*second]);
                [one, other].into_iter().for_each(|one| self.skip(&of_row(table, &one.0.id)));
                let message = format!(
                    "the descriptions of `{}` and `{}` seem to have changed places in `{}`",
                    one.0.id, other.0.id, self.lang
                );
                let places = ((one.2.opening, "answers the other"), (other.2.opening, "answers the one"));
                let found =
                    difference(codes::ORDER_DIFFERS, Grade::Wrong, other.0.id.as_str(), message, places.0, places.1);
                self.report(&of_row(table, &one.0.id), found);
            }
            for (at, (entity, here, there)) in pairs.iter().enumerate() {
                if crossed.iter().all(|(first, second)| *first != at && *second != at) {
                    let found = compare(here, there, &self.terms);
                    found.into_iter().for_each(|one| self.report(&of_row(table, &entity.id), one));
                }
            }
        }
    }

    fn description<'b>(&self, entity: &'b Entity, lang: &'b Lang) -> Option<Side<'b>> {
        let (site, sources) = (self.subject.site, self.subject.sources);
        let text = entity.description.get(lang)?;
        let opening = sources.opening(sources.behind(entity.span, text));
        let mut mentions = BTreeMap::new();
        let hits = &site.resolution.descriptions.get(&(entity.id.clone(), lang.clone()))?.hits;
        for hit in hits {
            *mentions.entry(hit.entity.clone()).or_insert(0) += 1;
        }
        Some(Side {
            lang,
            opening,
            features: Features::of_words(text, opening),
            mentions,
            links: Vec::new(),
            letters: text.chars().filter(|c| c.is_alphabetic()).count(),
        })
    }
}
