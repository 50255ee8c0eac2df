//! Descriptions of a register's entries: which language they were written in first, and how translations stand to that.

use std::collections::BTreeMap;

use super::{Freshness, Reading};
use crate::data::{EntityId, Lang};
use crate::doc::Documents;
use crate::load::{Content, Table};

pub(super) fn hold(content: &Content, documents: &Documents) -> BTreeMap<(EntityId, Lang), Freshness> {
    let mut held = BTreeMap::new();
    for register in &content.registers {
        for table in &register.tables {
            let original = original_language(content, documents, table);
            for entity in table.groups.iter().flat_map(|group| &group.entries) {
                let description = &content.entities[entity].description;
                let Some(now) = description.get(original).map(Reading::of_words) else { continue };
                for (lang, _) in description.iter().filter(|(lang, _)| *lang != original) {
                    let freshness = Freshness::of(entity.as_str(), &now, lang, register.readings.as_ref());
                    held.insert((entity.clone(), lang.clone()), freshness);
                }
            }
        }
    }
    held
}

/// The language that a table's descriptions were written in first: that of the first work that shows it, else the site's
/// first.
#[must_use]
pub fn original_language<'a>(content: &'a Content, documents: &Documents, table: &Table) -> &'a Lang {
    let works = content.works.iter().zip(&documents.works);
    let mut showing = works.filter(|(work, documents)| {
        let mut originals = documents.sections.iter().filter_map(|editions| editions.get(work.language()));
        originals.any(|document| document.shows(table.path.as_str()))
    });
    showing.next().map_or(&content.config.languages[0].code, |(work, _)| work.language())
}
