//! The entries of a register by section: which part of a work mentions whom, and how often, and which one lists whom in a
//! table.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::columns::{Part, column, first};
use crate::data::EntityId;
use crate::load::Entity;
use crate::render::picture::{Presence, presence};
use crate::render::shared::Frame;
use crate::render::view::{ColumnView, MatrixCell, MatrixGroup, MatrixRow, MatrixView};
use crate::resolve::{Passage, Spot, of_row};
use crate::site::PageId;

/// What a part says of an entry.
#[derive(Default)]
struct Places<'a> {
    /// How often it mentions the entry.
    mentions: usize,
    /// Where first.
    first: Option<&'a Passage>,
    /// The anchor of the row that lists it, if it shows such a table.
    row: Option<String>,
}

/// The entries of a register that a work speaks of, and what each of its parts says of them.
type Entries<'a> = BTreeMap<&'a EntityId, BTreeMap<usize, Places<'a>>>;

/// A matrix for each register of which the work mentions or lists entries.
pub(super) fn matrices(frame: &Frame<'_>, index: usize, parts: &[Part<'_>]) -> Vec<MatrixView> {
    let site = frame.site();
    let mut found: BTreeMap<usize, Entries<'_>> = BTreeMap::new();
    for (at, part) in parts.iter().enumerate() {
        for passage in &part.text.passages {
            for (_, id) in &passage.mentions {
                let entries = found.entry(site.entity(id).register).or_default();
                let places = entries.entry(id).or_default().entry(at).or_default();
                places.mentions += 1;
                places.first.get_or_insert(passage);
            }
        }
        let tables = site.resolution.works[index].tables.iter().filter(|shown| Some(shown.section) == part.section);
        for shown in tables {
            let table = &site.content.registers[shown.register].tables[shown.table];
            for id in table.groups.iter().flat_map(|group| &group.entries) {
                let row = of_row(table, id);
                // An edition that lost the table has no row to lead to.
                if part.text.extent.rows.contains_key(&row) {
                    let entries = found.entry(shown.register).or_default();
                    entries.entry(id).or_default().entry(at).or_default().row = Some(row);
                }
            }
        }
    }
    found.into_iter().map(|(register, entries)| matrix(frame, index, parts, register, &entries)).collect()
}

fn matrix(frame: &Frame<'_>, index: usize, parts: &[Part<'_>], register: usize, entries: &Entries<'_>) -> MatrixView {
    let site = frame.site();
    let the_register = &site.content.registers[register];
    let most = entries.values().flat_map(BTreeMap::values).map(|places| places.mentions).max().unwrap_or(0);
    let count_in = |at: usize| entries.values().filter_map(|by_part| Some(by_part.get(&at)?.mentions)).sum();
    // A column for each section, and one for the abstract only where it mentions anybody.
    let shown: Vec<(usize, ColumnView)> = parts
        .iter()
        .enumerate()
        .map(|(at, part)| (at, column(frame, index, part, count_in(at))))
        .filter(|(_, column)| column.is_section || column.count > 0)
        .collect();
    let row = |entity: &Entity, by_part: &BTreeMap<usize, Places<'_>>| MatrixRow {
        name: frame.entity_name(entity),
        acronym: frame.acronym(entity),
        href: frame.href(&PageId::Entity(entity.id.clone())),
        cells: shown.iter().map(|(at, _)| cell(frame, index, &parts[*at], by_part.get(at)?, most)).collect(),
        count: by_part.values().map(|places| places.mentions).sum(),
    };
    let facet = the_register.facets.first();
    let mut groups: BTreeMap<usize, Vec<MatrixRow>> = BTreeMap::new();
    // The order of the index is that of names; those mentioned more often come first.
    for (id, by_part) in ordered(frame, entries) {
        let entity = site.entity(id);
        let value = facet.and_then(|facet| facet.of(entity));
        groups.entry(value.map_or(usize::MAX, |(at, ..)| at)).or_default().push(row(entity, by_part));
    }
    let several = groups.len() > 1;
    let label = |value: usize| Some(frame.pick(&facet?.values.get(value)?.1).text);
    let groups: Vec<MatrixGroup> = groups
        .into_iter()
        .map(|(value, mut rows)| {
            rows.sort_by_key(|row| Reverse(row.count));
            MatrixGroup { label: label(value).filter(|_| several), rows }
        })
        .collect();
    let columns: Vec<ColumnView> = shown.into_iter().map(|(_, column)| column).collect();
    let lists = entries.values().flat_map(BTreeMap::values).any(|places| places.row.is_some());
    MatrixView {
        id: the_register.id.clone(),
        title: frame.pick(&the_register.title),
        singular: frame.pick(&the_register.singular),
        href: frame.href(&PageId::Register(register)),
        sentence: sentence(frame, &groups, &columns),
        lists,
        count: columns.iter().map(|column| column.count).sum(),
        columns,
        groups,
    }
}

/// What a part says of an entry, and where first: a mention goes before a row.
fn cell(frame: &Frame<'_>, index: usize, part: &Part<'_>, places: &Places<'_>, most: usize) -> Option<MatrixCell> {
    let (anchor, spot) = match (places.first, &places.row) {
        (Some(passage), _) => (passage.anchor.id.as_str(), &passage.anchor.spot),
        (None, Some(row)) => (row.as_str(), &Spot::Row),
        (None, None) => return None,
    };
    let shown = Presence { mentions: places.mentions, most, listed: places.row.is_some() };
    Some(MatrixCell {
        count: places.mentions,
        href: frame.anchor(index, part.section, anchor, part.lang),
        place: frame.spot(index, part.section, spot, anchor, part.lang),
        disc: presence(shown).into(),
    })
}

/// The entries in the order of their index.
fn ordered<'a, 'b>(
    frame: &Frame<'a>,
    entries: &'b Entries<'a>,
) -> Vec<(&'a EntityId, &'b BTreeMap<usize, Places<'a>>)> {
    let site = frame.site();
    let sorter = &site.sorters[frame.lang];
    let name = |id: &EntityId| frame.entity_name(site.entity(id)).text;
    let mut named: Vec<_> = entries.iter().map(|(id, by_part)| (name(id), *id, by_part)).collect();
    named.sort_by(|a, b| sorter.compare(&a.0, &b.0).then_with(|| a.1.cmp(b.1)));
    named.into_iter().map(|(_, id, by_part)| (id, by_part)).collect()
}

/// What the matrix shows, in words.
fn sentence(frame: &Frame<'_>, groups: &[MatrixGroup], columns: &[ColumnView]) -> String {
    let rows = || groups.iter().flat_map(|group| &group.rows);
    let mentioned = rows().filter(|row| row.count > 0).count();
    let sections = columns.iter().filter(|column| column.is_section);
    let listed = rows().count() - mentioned;
    if mentioned == 0 {
        return frame.strings.format("matrix_only_listed", &[("n", listed.into())]);
    }
    let arguments = [
        ("mentions", columns.iter().map(|column| column.count).sum::<usize>().into()),
        ("entities", mentioned.into()),
        ("sections", sections.clone().filter(|column| column.count > 0).count().into()),
        ("total", sections.count().into()),
    ];
    let mut sentences = vec![frame.strings.format("matrix_sentence", &arguments)];
    if let Some(first) = first(rows().map(|row| (row.count, row))).filter(|_| mentioned > 1) {
        let name = first.acronym.as_ref().unwrap_or(&first.name).text.as_str();
        sentences.push(frame.strings.format("matrix_most", &[("name", name.into()), ("n", first.count.into())]));
    }
    if listed > 0 {
        sentences.push(frame.strings.format("matrix_listed", &[("n", listed.into())]));
    }
    sentences.join(" ")
}
