//! A register's index, and the page of each of its entries.

use std::collections::BTreeSet;

use crate::bibliography::Status;
use crate::data::EntityId;
use crate::load::{Entity, Register};
use crate::render::picture::Scale;
use crate::render::shared::entries::{description, names};
use crate::render::shared::letters::letters;
use crate::render::shared::references::{reference, status_label};
use crate::render::shared::sections::edition;
use crate::render::shared::strips::of_entity;
use crate::render::shared::{Body, Frame, view};
use crate::render::view::{
    AuthoredView, Companion, EntityView, FacetView, GroupView, IndexEntry, MentionsView, RegisterLink, RegisterView,
    StripView, TableLink, TextView,
};
use crate::site::{Branch, Listing, Occurrence, PageId};

pub(super) fn register(frame: &Frame<'_>, index: usize) -> Body {
    let site = frame.site();
    let register = &site.content.registers[index];
    let sorted = &site.indexes[frame.lang][index];
    let groups: Vec<_> = sorted.branches.iter().map(|branch| group(frame, register, branch, "")).collect();
    let flat = if groups.is_empty() { &sorted.order[..] } else { &[] };
    let entries: Vec<_> = flat.iter().map(|id| index_entry(frame, register, id)).collect();
    let title = frame.pick(&register.title);
    let count = sorted.order.len();
    let site_title = frame.pick(&site.content.config.title).text;
    let arguments =
        [("register", title.text.as_str().into()), ("n", count.into()), ("site", site_title.as_str().into())];
    let strips = site.backlinks.sole_work(index).is_some();
    let letters = letters(
        &site.sorters[frame.lang],
        entries.iter().map(|entry| (entry.name.text.as_str(), entry.anchor.as_str())),
    );
    let register =
        RegisterView { id: register.id.clone(), title: title.clone(), count, strips, groups, letters, entries };
    Body {
        template: "register.html",
        kind: "register",
        description: frame.strings.format("description_register", &arguments),
        title,
        trail: Vec::new(),
        values: vec![("register", view(&register))],
        abstract_words: None,
    }
}

fn anchor(outer: &str, register: &Register, branch: &Branch) -> String {
    let value = &register.facets[branch.facet].values[branch.value].0;
    if outer.is_empty() { value.clone() } else { format!("{outer}-{value}") }
}

fn group(frame: &Frame<'_>, register: &Register, branch: &Branch, outer: &str) -> GroupView {
    let anchor = anchor(outer, register, branch);
    GroupView {
        label: frame.pick(&register.facets[branch.facet].values[branch.value].1).text,
        count: branch.count,
        groups: branch.branches.iter().map(|inner| group(frame, register, inner, &anchor)).collect(),
        entries: branch.entries.iter().map(|id| index_entry(frame, register, id)).collect(),
        anchor,
    }
}

fn index_entry(frame: &Frame<'_>, register: &Register, id: &EntityId) -> IndexEntry {
    let site = frame.site();
    let entity = site.entity(id);
    let tables = register.tables.iter().filter(|table| table.groups.iter().any(|group| group.entries.contains(id)));
    let work = site.backlinks.sole_work(entity.register);
    let mentioning = site.backlinks.mentioning(frame.lang, id);
    IndexEntry {
        anchor: format!("entry-{id}"),
        name: frame.entity_name(entity),
        acronym: frame.acronym(entity),
        href: frame.href(&PageId::Entity(id.clone())),
        mentions: mentioning.len(),
        tables: tables.map(|table| frame.pick(&table.label).text).collect(),
        strip: work.and_then(|work| of_entity(frame, work, Scale::Small, mentioning, site.backlinks.listing(id))),
    }
}

pub(super) fn entity(frame: &Frame<'_>, id: &EntityId) -> Body {
    let site = frame.site();
    let entity = site.entity(id);
    let register = &site.content.registers[entity.register];
    let name = frame.entity_name(entity);
    let register_title = frame.pick(&register.title);
    let order = &site.indexes[frame.lang][entity.register].order;
    let at = order.iter().position(|other| other == id).unwrap_or(0);
    let neighbour = |at: Option<usize>| {
        let other = site.entity(order.get(at?)?);
        Some(frame.page_link(frame.entity_name(other), &PageId::Entity(other.id.clone())))
    };
    let mentions = mentions(frame, id);
    let arguments = [("name", name.text.as_str().into()), ("register", register_title.text.as_str().into())];
    let entity_view = EntityView {
        id: id.to_string(),
        acronym: frame.acronym(entity),
        names: names(frame, entity, &name),
        aliases: aliases(frame, entity),
        facets: facets(frame, entity, register),
        description: description(frame, id),
        tables: tables(frame, id),
        strip: unmentioned(frame, id),
        mention_count: site.backlinks.mentioning(frame.lang, id).len(),
        mentions,
        together: together(frame, id),
        authored: authored(frame, id),
        register: RegisterLink {
            title: register_title.clone(),
            singular: frame.pick(&register.singular),
            href: frame.href(&PageId::Register(entity.register)),
        },
        previous: neighbour(at.checked_sub(1)),
        next: neighbour(Some(at + 1)),
        name: name.clone(),
    };
    Body {
        template: "entity.html",
        kind: "entity",
        description: frame.strings.format("description_entity", &arguments),
        title: name,
        trail: vec![(register_title, PageId::Register(entity.register))],
        values: vec![("entity", view(&entity_view))],
        abstract_words: None,
    }
}

fn facets(frame: &Frame<'_>, entity: &Entity, register: &Register) -> Vec<FacetView> {
    let index = frame.href(&PageId::Register(entity.register));
    let mut outer = String::new();
    let mut views = Vec::new();
    for facet in &register.facets {
        let Some((_, value, label)) = facet.of(entity) else { continue };
        outer = if outer.is_empty() { value.to_owned() } else { format!("{outer}-{value}") };
        views.push(FacetView {
            label: frame.pick(&facet.label).text,
            value: frame.pick(label).text,
            href: format!("{index}#{outer}"),
        });
    }
    views
}

/// Further forms of a name, those of the page's language first; forms that differ only in capitals are one.
fn aliases(frame: &Frame<'_>, entity: &Entity) -> Vec<TextView> {
    let (own, others): (Vec<_>, Vec<_>) = entity.aliases.iter().partition(|(lang, _)| *lang == frame.lang);
    // An acronym in capitals is a form of its own; a name at the beginning of a sentence is not.
    let key = |form: &str| {
        let rest = form.chars().skip(1).any(char::is_lowercase);
        if rest { form.to_lowercase() } else { form.to_owned() }
    };
    let mut seen: BTreeSet<String> =
        entity.name.iter().chain(entity.acronym.iter()).map(|(_, form)| key(form)).collect();
    let forms = own.into_iter().chain(others).flat_map(|(lang, forms)| forms.iter().map(move |form| (lang, form)));
    forms.filter(|(_, form)| seen.insert(key(form))).map(|(lang, form)| frame.text(form, lang)).collect()
}

/// The tables that an entry stands in, wherever a work shows them.
fn tables(frame: &Frame<'_>, id: &EntityId) -> Vec<TableLink> {
    let site = frame.site();
    let mut listings: Vec<&Listing> = site.backlinks.listing(id).iter().collect();
    // A table that lists it in two groups is one table.
    listings.dedup();
    let link = |listing: &Listing| {
        let table = &site.content.registers[listing.table.0].tables[listing.table.1];
        // A translation that lost the table leads to the original's.
        let (own, page) =
            (edition(frame, listing.work, listing.section), PageId::Section(listing.work, listing.section));
        let work = &site.content.works[listing.work];
        let shows = own.is_some_and(|(_, document, _)| document.shows(table.path.as_str()));
        let lang = if shows { frame.lang } else { work.language() };
        TableLink {
            label: frame.pick(&table.label).text,
            caption: frame.pick(&table.caption),
            href: format!("{}#{}", frame.href_in(&page, lang), listing.anchor),
            work: frame.work_title(work),
        }
    };
    listings.into_iter().map(link).collect()
}

/// The places that mention an entry, by work; a sentence that mentions it twice stands once, with both marked.
fn mentions(frame: &Frame<'_>, id: &EntityId) -> Vec<MentionsView> {
    let site = frame.site();
    let rows = site.backlinks.listing(id);
    let of_work = |places: &[Occurrence<'_>]| {
        let work = places[0].work;
        MentionsView {
            work: frame.work_title(&site.content.works[work]),
            href: frame.href(&PageId::Work(work)),
            items: frame.places(places),
            strip: of_entity(frame, work, Scale::Large, places, rows),
        }
    };
    site.backlinks.mentioning(frame.lang, id).chunk_by(|a, b| a.work == b.work).map(of_work).collect()
}

/// Where a work lists an entry that no text mentions, if it is one work.
fn unmentioned(frame: &Frame<'_>, id: &EntityId) -> Option<StripView> {
    let links = &frame.site().backlinks;
    let rows = links.listing(id);
    let work = rows.first()?.work;
    let alone = links.mentioning(frame.lang, id).is_empty() && rows.iter().all(|row| row.work == work);
    alone.then(|| of_entity(frame, work, Scale::Large, &[], rows)).flatten()
}

/// The entries mentioned with one, those mentioned most often first.
fn together(frame: &Frame<'_>, id: &EntityId) -> Vec<Companion> {
    let site = frame.site();
    let mut company: Vec<_> = site
        .backlinks
        .together(frame.lang, id)
        .map(|(other, count)| {
            let entity = site.entity(other);
            Companion {
                name: frame.entity_name(entity),
                acronym: frame.acronym(entity),
                href: frame.href(&PageId::Entity(other.clone())),
                count,
            }
        })
        .collect();
    let sorter = &site.sorters[frame.lang];
    company.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| sorter.compare(&a.name.text, &b.name.text)));
    company
}

fn authored(frame: &Frame<'_>, id: &EntityId) -> Vec<AuthoredView> {
    let site = frame.site();
    let found = site.authored(id).into_iter();
    found
        .filter_map(|(work, key)| {
            let made = site.resolution.works[work].references.get(frame.lang)?.items.get(key)?;
            let status = site.content.bibliography.get(key.as_str())?.status;
            Some(AuthoredView {
                html: reference(made),
                href: format!("{}#{key}", frame.href(&PageId::Bibliography(work))),
                status: status.map(Status::name),
                status_label: status.map(|status| status_label(frame, status)),
            })
        })
        .collect()
}
