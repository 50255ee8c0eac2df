//! What the texts of a page cite and mention, each once: the reference or the entry that a card shows.

use std::collections::{BTreeMap, BTreeSet};

use super::frame::Frame;
use super::register::{description, facets, names};
use super::work::reference;
use crate::data::{CiteKey, EntityId};
use crate::doc::BlockKind;
use crate::render::text::Text;
use crate::render::view::{CardView, CardsView, ReferenceView};
use crate::resolve::of_row;
use crate::site::PageId;

/// The cards of the texts that a page shows to the readers of the frame's language.
pub(super) fn cards<'a>(frame: &Frame<'_>, work: usize, texts: impl Iterator<Item = Text<'a>>) -> CardsView {
    let mut cited = BTreeSet::new();
    let mut mentioned: BTreeMap<&EntityId, Option<String>> = BTreeMap::new();
    for text in texts {
        for passage in &text.resolved.passages {
            cited.extend(passage.citations.iter().map(|(_, key)| key));
            for (_, entity) in &passage.mentions {
                mentioned.entry(entity).or_default();
            }
        }
        let tables = text.document.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Table { path } => frame.table(path.as_str()),
            _ => None,
        });
        for table in tables {
            for entity in table.groups.iter().flat_map(|group| &group.entries) {
                mentioned.insert(entity, Some(of_row(table, entity)));
            }
        }
    }
    CardsView {
        lang: frame.lang.to_string(),
        dir: frame.dir(frame.lang),
        references: references(frame, work, |key| cited.contains(key)),
        entities: entities(frame, &mentioned),
    }
}

/// Those of a work's references that are asked for, in the order of the list.
pub(super) fn references(frame: &Frame<'_>, work: usize, wanted: impl Fn(&CiteKey) -> bool) -> Vec<ReferenceView> {
    let bibliography = frame.href(&PageId::Bibliography(work));
    let Some(list) = frame.site().resolution.works[work].references.get(frame.lang) else { return Vec::new() };
    let wanted = list.order.iter().filter(|key| wanted(key));
    wanted
        .map(|key| ReferenceView {
            key: key.to_string(),
            html: list.items.get(key).map_or_else(String::new, |made| reference(made)),
            href: format!("{bibliography}#{key}"),
        })
        .collect()
}

fn entities(frame: &Frame<'_>, mentioned: &BTreeMap<&EntityId, Option<String>>) -> Vec<CardView> {
    let site = frame.site();
    let mut cards = Vec::new();
    for (register, index) in site.content.registers.iter().zip(&site.indexes[frame.lang]) {
        for (id, row) in index.order.iter().filter_map(|id| Some((id, mentioned.get(id)?))) {
            let entity = site.entity(id);
            let role: Vec<String> = facets(frame, entity, register).into_iter().map(|facet| facet.value).collect();
            let name = frame.entity_name(entity);
            cards.push(CardView {
                id: id.to_string(),
                acronym: frame.acronym(entity),
                role: (!role.is_empty()).then(|| role.join(" · ")),
                names: names(frame, entity, &name),
                description: description(frame, id),
                href: frame.href(&PageId::Entity(id.clone())),
                row: row.clone(),
                name,
            });
        }
    }
    cards
}
