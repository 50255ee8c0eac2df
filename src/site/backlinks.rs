//! Back-links: every place that cites a work, mentions an entry or lists it, for the readers of each language.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::data::{CiteKey, EntityId, Lang};
use crate::load::Content;
use crate::resolve::{Passage, Resolution, ResolvedText, ResolvedWork, of_row};

/// One citing or mentioning place.
#[derive(Debug, Clone)]
pub struct Occurrence<'a> {
    /// The work, by place in the site.
    pub work: usize,
    /// The section, by place in the work; `None` is the abstract.
    pub section: Option<usize>,
    /// The language of the text.
    pub lang: &'a Lang,
    /// Whether it stands in an abstract in a language that the site does not have, beside the one that readers get.
    pub further: bool,
    /// The run of text.
    pub passage: &'a Passage,
    /// The bytes of the citation or the mention in the passage.
    pub range: Range<usize>,
}

/// Where the occurrences of a text stand, as [`Occurrence`] says it.
#[derive(Clone, Copy)]
struct Place<'a> {
    work: usize,
    section: Option<usize>,
    lang: &'a Lang,
    further: bool,
}

/// A row of a table that a work shows: a place that lists an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The work, by place in the site.
    pub work: usize,
    /// The section that shows the table.
    pub section: usize,
    /// The register, by place in the site, and its table.
    pub table: (usize, usize),
    /// The anchor of the row.
    pub anchor: String,
}

/// Who cites and mentions what, as the edition of each language shows it.
#[derive(Debug, Default)]
pub struct Backlinks<'a> {
    citations: BTreeMap<(usize, Lang), BTreeMap<CiteKey, Vec<Occurrence<'a>>>>,
    mentions: BTreeMap<Lang, BTreeMap<EntityId, Vec<Occurrence<'a>>>>,
    together: BTreeMap<Lang, BTreeMap<EntityId, BTreeMap<EntityId, usize>>>,
    citing_works: BTreeMap<CiteKey, BTreeSet<usize>>,
    listings: BTreeMap<EntityId, Vec<Listing>>,
    /// The works that speak of entries of each register.
    speaking: BTreeMap<usize, BTreeSet<usize>>,
}

/// How many entries before and behind it in a paragraph an entry is taken to be together with.
const NEIGHBOURS: usize = 30;

impl<'a> Backlinks<'a> {
    pub(super) fn collect(content: &'a Content, resolution: &'a Resolution) -> Self {
        let mut links = Self::default();
        for lang in content.config.codes() {
            for (index, work) in content.works.iter().enumerate() {
                let resolved = &resolution.works[index];
                if let Some((own, text)) = edition(&resolved.abstracts, lang, work.language()) {
                    links.text(lang, text, Place { work: index, section: None, lang: own, further: false });
                }
                for (own, text) in &resolved.further_abstracts {
                    links.text(lang, text, Place { work: index, section: None, lang: own, further: true });
                }
                for (section, editions) in resolved.sections.iter().enumerate() {
                    if let Some((own, text)) = edition(editions, lang, work.language()) {
                        let place = Place { work: index, section: Some(section), lang: own, further: false };
                        links.text(lang, text, place);
                    }
                }
            }
        }
        for (index, resolved) in resolution.works.iter().enumerate() {
            links.listings(content, index, resolved);
        }
        for (entity, places) in links.mentions.values().flatten() {
            let works = links.speaking.entry(content.entities[entity].register).or_default();
            works.extend(places.iter().map(|place| place.work));
        }
        links
    }

    fn listings(&mut self, content: &Content, work: usize, resolved: &ResolvedWork) {
        for shown in &resolved.tables {
            let table = &content.registers[shown.register].tables[shown.table];
            self.speaking.entry(shown.register).or_default().insert(work);
            for entity in table.groups.iter().flat_map(|group| &group.entries) {
                let (section, table_at) = (shown.section, (shown.register, shown.table));
                let listing = Listing { work, section, table: table_at, anchor: of_row(table, entity) };
                self.listings.entry(entity.clone()).or_default().push(listing);
            }
        }
    }

    /// Takes the places of a text, for the readers of a language.
    fn text(&mut self, reader: &Lang, text: &'a ResolvedText, of: Place<'a>) {
        for passage in &text.passages {
            let Place { work, section, lang, further } = of;
            let occurrence =
                |range: &Range<usize>| Occurrence { work, section, lang, further, passage, range: range.clone() };
            for (range, key) in &passage.citations {
                let cited = self.citations.entry((work, reader.clone())).or_default();
                cited.entry(key.clone()).or_default().push(occurrence(range));
                self.citing_works.entry(key.clone()).or_default().insert(work);
            }
            let mentions = self.mentions.entry(reader.clone()).or_default();
            for (range, entity) in &passage.mentions {
                mentions.entry(entity.clone()).or_default().push(occurrence(range));
            }
            // What repeats in another language what readers get in theirs is listed, and counts for nothing else.
            if !further {
                self.company(reader, passage);
            }
        }
    }

    /// Entries are mentioned together if they stand in one paragraph, or one in the other's row. Where a paragraph names
    /// many, each is together with its [`NEIGHBOURS`] on either side: all pairs of a list say nothing, and would grow with
    /// its square.
    fn company(&mut self, reader: &Lang, passage: &Passage) {
        let mut seen = BTreeSet::new();
        let row = passage.row.iter();
        let company: Vec<&EntityId> = row
            .chain(passage.mentions.iter().map(|(_, entity)| entity))
            .filter(|entity| seen.insert(*entity))
            .collect();
        let together = self.together.entry(reader.clone()).or_default();
        let mut pair = |one: &EntityId, other: &EntityId| {
            *together.entry(one.clone()).or_default().entry(other.clone()).or_default() += 1;
        };
        for (at, one) in company.iter().enumerate() {
            for other in company[at + 1..].iter().take(NEIGHBOURS) {
                pair(one, other);
                pair(other, one);
            }
        }
    }

    /// The places of a work that cite a reference.
    #[must_use]
    pub fn citing(&self, work: usize, lang: &Lang, key: &CiteKey) -> &[Occurrence<'a>] {
        let cited = self.citations.get(&(work, lang.clone())).and_then(|cited| cited.get(key));
        cited.map_or(&[], Vec::as_slice)
    }

    /// The works that cite a reference, in their order.
    pub fn citing_works(&self, key: &CiteKey) -> impl Iterator<Item = usize> {
        self.citing_works.get(key).into_iter().flatten().copied()
    }

    /// The places that mention an entry, in the order of works and texts.
    #[must_use]
    pub fn mentioning(&self, lang: &Lang, entity: &EntityId) -> &[Occurrence<'a>] {
        self.mentions.get(lang).and_then(|mentions| mentions.get(entity)).map_or(&[], Vec::as_slice)
    }

    /// The rows of tables that list an entry, in the order of works and texts.
    #[must_use]
    pub fn listing(&self, entity: &EntityId) -> &[Listing] {
        self.listings.get(entity).map_or(&[], Vec::as_slice)
    }

    /// The only work that mentions or lists entries of a register, if it is the only one.
    #[must_use]
    pub fn sole_work(&self, register: usize) -> Option<usize> {
        let works = self.speaking.get(&register).filter(|works| works.len() == 1)?;
        works.first().copied()
    }

    /// The entries mentioned together with one, and in how many passages.
    pub fn together(&self, lang: &Lang, entity: &EntityId) -> impl Iterator<Item = (&EntityId, usize)> {
        let company = self.together.get(lang).and_then(|together| together.get(entity));
        company.into_iter().flatten().map(|(entity, count)| (entity, *count))
    }
}

/// A text for the readers of a language: in theirs, else in the authoritative one.
pub(super) fn edition<'a>(
    editions: &'a BTreeMap<Lang, ResolvedText>,
    lang: &Lang,
    authoritative: &Lang,
) -> Option<(&'a Lang, &'a ResolvedText)> {
    editions.get_key_value(lang).or_else(|| editions.get_key_value(authoritative))
}
