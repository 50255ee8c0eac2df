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

/// What the original of a table's caption or heads said, where it has changed since a translation of it was accepted. Those
/// that nobody recorded are not held against anything.
#[must_use]
pub fn stale_wordings<'a>(content: &'a Content, documents: &Documents, table: &'a Table) -> Vec<StaleWording<'a>> {
    let original = original_language(content, documents, table);
    let register = content.registers.iter().find(|register| register.tables.iter().any(|own| std::ptr::eq(own, table)));
    let readings = register.and_then(|register| register.readings.as_ref());
    let mut found = Vec::new();
    for (name, what, texts) in table.wordings() {
        let Some(now) = texts.get(original) else { continue };
        for (lang, translated) in texts.iter().filter(|(lang, _)| *lang != original) {
            if let Freshness::Stale(was) = Freshness::of(&name, &Reading::of_words(now), lang, readings) {
                found.push(StaleWording { what, lang, was, now, translated });
            }
        }
    }
    found
}

/// A caption or head of a table whose original has changed since it was translated.
#[derive(Debug)]
pub struct StaleWording<'a> {
    /// What it is: "the caption".
    pub what: &'static str,
    /// The language of the translation.
    pub lang: &'a Lang,
    /// What the original said.
    pub was: String,
    /// What it says now.
    pub now: &'a str,
    /// The translation.
    pub translated: &'a str,
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
