//! What the texts of a page cite and mention, each once: the reference or the entry that a card shows.

use std::collections::BTreeSet;

use super::entries::{description, names};
use super::floats;
use super::frame::Frame;
use super::references::reference;
use crate::data::{CiteKey, EntityId};
use crate::doc::BlockKind;
use crate::render::text::Text;
use crate::render::view::{CardView, CardsView, ReferenceView};
use crate::site::PageId;

/// The cards of the texts that a page shows to the readers of the frame's language.
pub(in crate::render) fn cards<'a>(frame: &Frame<'_>, work: usize, texts: impl Iterator<Item = Text<'a>>) -> CardsView {
    let mut cited = BTreeSet::new();
    let mut mentioned = BTreeSet::new();
    let mut listed = BTreeSet::new();
    let mut elsewhere = Vec::new();
    for text in texts {
        elsewhere.extend(floats::elsewhere(frame, work, text));
        for passage in &text.resolved.passages {
            cited.extend(passage.citations.iter().map(|(_, key)| key));
            mentioned.extend(passage.mentions.iter().map(|(_, entity)| entity));
        }
        let tables = text.document.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Table { path } => frame.table(path.as_str()),
            _ => None,
        });
        listed.extend(tables.flat_map(|table| &table.groups).flat_map(|group| &group.entries));
    }
    // What a row of a table on the page says of an entry is its card.
    mentioned.retain(|entity| !listed.contains(entity));
    CardsView {
        lang: frame.lang.to_string(),
        dir: frame.dir(frame.lang),
        references: references(frame, work, |key| cited.contains(key)),
        entities: entities(frame, &mentioned),
        floats: elsewhere,
    }
}

/// Those of a work's references that are asked for, in the order of the list.
pub(in crate::render) fn references(
    frame: &Frame<'_>,
    work: usize,
    wanted: impl Fn(&CiteKey) -> bool,
) -> Vec<ReferenceView> {
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

fn entities(frame: &Frame<'_>, mentioned: &BTreeSet<&EntityId>) -> Vec<CardView> {
    let site = frame.site();
    let mut cards: Vec<(usize, CardView)> = Vec::with_capacity(mentioned.len());
    for id in mentioned {
        let entity = site.entity(id);
        let name = frame.entity_name(entity);
        let mut names = names(frame, entity, &name);
        let mut seen = BTreeSet::new();
        names.retain(|name| seen.insert(name.text.clone()));
        let card = CardView {
            acronym: frame.acronym(entity),
            role: site.role(entity, frame.lang),
            names,
            description: description(frame, id),
            href: frame.href(&PageId::Entity((*id).clone())),
            name,
        };
        cards.push((entity.register, card));
    }
    let sorter = &site.sorters[frame.lang];
    cards.sort_by(|(one, a), (other, b)| one.cmp(other).then_with(|| sorter.compare(&a.name.text, &b.name.text)));
    cards.into_iter().map(|(_, card)| card).collect()
}
