//! A work at a glance: what it cites, when it was published and of what kind. Whom it mentions in which section is in
//! [`matrix`](super::matrix).

use std::collections::BTreeSet;

use super::columns::{Part, column, first, parts};
use super::matrix::matrices;
use crate::csl::{Date, Item, Name, Variable};
use crate::data::CiteKey;
use crate::render::picture::{Family, Scale, Slot, Years, mark};
use crate::render::shared::strips::strip;
use crate::render::shared::{Body, Frame, view};
use crate::render::view::{
    FamilyView, GlanceView, MarkView, SlotView, TextView, ThroughRow, ThroughView, YearRow, YearsView,
};
use crate::site::PageId;

pub(super) fn glance(frame: &Frame<'_>, index: usize) -> Body {
    let work = &frame.site().content.works[index];
    let parts = parts(frame, index);
    let glance = GlanceView {
        matrices: matrices(frame, index, &parts),
        through: through(frame, index, &parts),
        years: years(frame, index),
    };
    let work_title = frame.work_title(work);
    let arguments = [("title", work_title.text.as_str().into())];
    Body {
        template: "glance.html",
        kind: "glance",
        description: frame.strings.format("description_glance", &arguments),
        title: TextView::own(frame.strings.get("title_glance")),
        trail: vec![(work_title, PageId::Work(index))],
        values: vec![("glance", view(&glance))],
        abstract_words: None,
    }
}

fn through(frame: &Frame<'_>, index: usize, parts: &[Part<'_>]) -> Option<ThroughView> {
    let site = frame.site();
    let keys: BTreeSet<&CiteKey> = parts
        .iter()
        .flat_map(|part| &part.text.passages)
        .flat_map(|passage| &passage.citations)
        .map(|c| &c.1)
        .collect();
    let places = keys.iter().flat_map(|key| site.backlinks.citing(index, frame.lang, key));
    let places: Vec<_> = places.filter(|place| !place.further).collect();
    let strip = strip(frame, index, Scale::Large, places.iter().copied(), [])?;
    let rows = parts.iter().map(|part| {
        let cited = || part.text.passages.iter().flat_map(|passage| &passage.citations);
        let works: BTreeSet<&CiteKey> = cited().map(|(_, key)| key).collect();
        ThroughRow { section: column(frame, index, part, cited().count()), works: works.len() }
    });
    let rows: Vec<ThroughRow> = rows.filter(|row| row.section.is_section || row.section.count > 0).collect();
    let arguments = [("citations", places.len().into()), ("works", keys.len().into())];
    let mut sentence = frame.strings.format("through_sentence", &arguments);
    if let Some(most) = first(rows.iter().map(|row| (row.section.count, &row.section))).filter(|_| rows.len() > 1) {
        let arguments = [("section", most.title.text.as_str().into()), ("n", most.count.into())];
        sentence = format!("{sentence} {}", frame.strings.format("through_most", &arguments));
    }
    Some(ThroughView { sentence, strip, rows, citations: places.len(), works: keys.len() })
}

fn years(frame: &Frame<'_>, index: usize) -> Option<YearsView> {
    let site = frame.site();
    let list = site.resolution.works[index].references.get(frame.lang).filter(|list| !list.order.is_empty())?;
    let known = list.order.iter().filter_map(|key| Some((key, site.content.bibliography.get(key.as_str())?)));
    let mut works: Vec<(Option<i32>, Family, MarkView)> = known
        .map(|(key, known)| {
            let family = Family::of(&known.item);
            let view = MarkView {
                href: format!("{}#{key}", frame.href(&PageId::Bibliography(index))),
                name: name(&known.item, key, frame.strings.get("colon")),
                kind: kind(frame, family, 1),
                mark: mark(family).into(),
            };
            (year(&known.item), family, view)
        })
        .collect();
    // Of works of one year and kind, the order is that of the list.
    works.sort_by_key(|(year, family, _)| (*year, *family));
    let dated: Vec<i32> = works.iter().filter_map(|(year, ..)| *year).collect();
    let columns = Years::of(&dated);
    let within = |from: i32, to: i32| {
        let found = works.iter().filter(move |(year, ..)| year.is_some_and(|year| (from..=to).contains(&year)));
        let mut found: Vec<_> = found.map(|(_, family, view)| (*family, view.clone())).collect();
        found.sort_by_key(|(family, _)| *family);
        found.into_iter().map(|(_, view)| view).collect()
    };
    let mut slots: Vec<SlotView> = columns
        .slots
        .iter()
        .map(|slot| match *slot {
            Slot::Years { from, to, named } => {
                SlotView { kind: "column", label: span(from, to), named, marks: within(from, to) }
            }
            Slot::Gap { from, to } => SlotView { kind: "gap", label: span(from, to), named: false, marks: Vec::new() },
        })
        .collect();
    let of_year = |year: Option<i32>| works.iter().filter(move |work| work.0 == year).map(|(.., view)| view.clone());
    let undated: Vec<MarkView> = of_year(None).collect();
    let no_date = frame.strings.get("years_undated").to_owned();
    let mut each: Vec<i32> = dated.clone();
    each.dedup();
    let rows = each.iter().map(|year| YearRow { label: year.to_string(), works: of_year(Some(*year)).collect() });
    let mut rows: Vec<YearRow> = rows.collect();
    if !undated.is_empty() {
        rows.push(YearRow { label: no_date.clone(), works: undated.clone() });
        slots.push(SlotView { kind: "undated", label: no_date, named: true, marks: undated });
    }
    let legend: Vec<FamilyView> = Family::ALL
        .into_iter()
        .filter_map(|family| {
            let count = works.iter().filter(|(_, other, _)| *other == family).count();
            let view =
                FamilyView { id: family.name(), label: kind(frame, family, count), mark: mark(family).into(), count };
            (count > 0).then_some(view)
        })
        .collect();
    let sentence = years_sentence(frame, &dated, &slots, &legend, works.len());
    let gaps = columns.slots.iter().any(|slot| matches!(slot, Slot::Gap { .. }));
    let step = usize::try_from(columns.step).unwrap_or(1);
    let mut notes = Vec::new();
    if step > 1 {
        notes.push(frame.strings.format("years_step", &[("n", step.into())]));
    }
    if gaps {
        notes.push(frame.strings.get("years_gaps").to_owned());
    }
    let note = (!notes.is_empty()).then(|| notes.join(" "));
    Some(YearsView { sentence, legend, note, slots, rows, count: works.len() })
}

fn years_sentence(frame: &Frame<'_>, dated: &[i32], slots: &[SlotView], legend: &[FamilyView], works: usize) -> String {
    let undated = works - dated.len();
    let mut sentences = vec![match (dated.first(), dated.last()) {
        (Some(first), Some(last)) => {
            let arguments =
                [("works", works.into()), ("years", span(*first, *last).as_str().into()), ("undated", undated.into())];
            frame.strings.format("years_sentence", &arguments)
        }
        _ => frame.strings.format("years_none", &[("works", works.into())]),
    }];
    let kinds = legend.iter().filter(|family| family.id != Family::Other.name());
    if let Some(most) = first(kinds.map(|family| (family.count, family))).filter(|_| legend.len() > 1) {
        let arguments = [("kind", most.label.as_str().into()), ("n", most.count.into())];
        sentences.push(frame.strings.format("years_kinds", &arguments));
    }
    let columns = slots.iter().filter(|slot| slot.kind == "column");
    if let Some(most) = first(columns.map(|slot| (slot.marks.len(), slot))).filter(|_| dated.first() != dated.last()) {
        let arguments = [("years", most.label.as_str().into()), ("n", most.marks.len().into())];
        sentences.push(frame.strings.format("years_most", &arguments));
    }
    sentences.join(" ")
}

/// One year, or the first and the last of several.
fn span(from: i32, to: i32) -> String {
    if from == to { from.to_string() } else { format!("{from}–{to}") }
}

/// What works of a family are called.
fn kind(frame: &Frame<'_>, family: Family, count: usize) -> String {
    frame.strings.format(&format!("kind_{}", family.name()), &[("n", count.into())])
}

/// The year of a work, as people count.
fn year(item: &Item) -> Option<i32> {
    match item.date(Variable::Issued)? {
        Date::Known { from, .. } => Some(from.year),
        Date::Literal(_) => None,
    }
}

/// Who wrote a work, and its title, without markup.
fn name(item: &Item, key: &CiteKey, colon: &str) -> String {
    let persons =
        [Variable::Author, Variable::Editor].map(|role| item.names(role)).into_iter().find(|names| !names.is_empty());
    let own = |name: &'_ Name| if name.literal.is_empty() { name.family.clone() } else { name.literal.clone() };
    let names: Vec<String> = persons.unwrap_or_default().iter().map(own).collect();
    let title = item.text(Variable::Title).map(crate::bibliography::without_markup);
    match (names.is_empty(), title) {
        (false, Some(title)) => format!("{}{colon} {title}", names.join(", ")),
        (false, None) => names.join(", "),
        (true, Some(title)) => title,
        (true, None) => key.to_string(),
    }
}
