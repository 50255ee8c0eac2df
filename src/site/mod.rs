//! The site as a graph: its pages and their addresses, who cites and mentions what, what stands in which order.
//!
//! Owns routes, back-links and sorted indexes. What a page looks like is left to `render`, which files are made to
//! `export`.

mod authors;
mod backlinks;
mod index;
mod measure;
mod routes;

use std::collections::BTreeMap;

pub use backlinks::{Backlinks, Listing, Occurrence};
pub use index::{Branch, Index, Sorter};
pub use measure::Measure;
pub use routes::{Facing, PageId, Routes, SystemPage};

use crate::align::Alignment;
use crate::config::Language;
use crate::data::{CiteKey, EntityId, Lang, OutPath};
use crate::diag::Sink;
use crate::doc::Documents;
use crate::load::{Content, Entity, Work};
use crate::resolve::Resolution;

/// A planned site: everything that rendering needs, and nothing that it may change.
#[derive(Debug)]
pub struct Site<'a> {
    /// What was read.
    pub content: &'a Content,
    /// The parsed texts.
    pub documents: &'a Documents,
    /// How their editions answer each other.
    pub alignment: &'a Alignment,
    /// Their side tables.
    pub resolution: &'a Resolution,
    /// Addresses.
    pub routes: Routes,
    /// Who cites and mentions what.
    pub backlinks: Backlinks<'a>,
    /// How names are ordered in each language.
    pub sorters: BTreeMap<Lang, Sorter>,
    /// The index of each register, in the order of [`Content::registers`], for each language.
    pub indexes: BTreeMap<Lang, Vec<Index>>,
    /// How long each work is for the readers of each language.
    measures: Vec<BTreeMap<Lang, Measure>>,
    /// Entries that are authors, by reference.
    authors: BTreeMap<CiteKey, Vec<EntityId>>,
    /// References by the entries that are their authors.
    authored: BTreeMap<EntityId, Vec<CiteKey>>,
}

/// Counts for the report of a build.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// HTML pages.
    pub pages: usize,
    /// Languages.
    pub languages: usize,
    /// Works.
    pub works: usize,
    /// Citations in the authoritative editions.
    pub citations: usize,
    /// Works cited.
    pub references: usize,
    /// Entries of registers.
    pub entities: usize,
    /// Mentions of them in the authoritative editions.
    pub mentions: usize,
    /// Texts that a language lacks: sections, abstracts and descriptions.
    pub untranslated: usize,
}

/// Plans a site. `system_slug` gives the slugs of the pages that every site has.
#[must_use]
pub fn plan<'a>(
    content: &'a Content,
    documents: &'a Documents,
    alignment: &'a Alignment,
    resolution: &'a Resolution,
    system_slug: &dyn Fn(&Lang, SystemPage) -> Option<String>,
    sink: &mut Sink,
) -> Site<'a> {
    let routes = Routes::plan(content, system_slug, sink);
    let backlinks = Backlinks::collect(content, resolution);
    let sorters = content.config.languages.iter().map(|language| (language.code.clone(), Sorter::new(language)));
    let sorters: BTreeMap<_, _> = sorters.collect();
    let indexes = sorters.iter().map(|(lang, sorter)| (lang.clone(), index::all(content, lang, sorter))).collect();
    let (authors, authored) = authors::collect(content);
    let measures = content.works.iter().zip(&resolution.works).map(|(work, resolved)| {
        content.config.codes().map(|lang| (lang.clone(), Measure::of(work, resolved, lang))).collect()
    });
    let measures = measures.collect();
    Site { content, documents, alignment, resolution, routes, backlinks, sorters, indexes, measures, authors, authored }
}

impl Site<'_> {
    /// The site's languages, in reading order.
    #[must_use]
    pub fn languages(&self) -> &[Language] {
        &self.content.config.languages
    }

    /// The language that a text of no work falls back to: the first of the site.
    #[must_use]
    pub fn first_language(&self) -> &Lang {
        &self.languages()[0].code
    }

    /// The single file that a page's text can be had as, if the site makes such files.
    #[must_use]
    pub fn single(&self, page: &PageId, lang: &Lang) -> Option<OutPath> {
        let path = Routes::single(page, lang, &self.content.works)?;
        (self.content.config.offline && self.routes.path(page, lang).is_some()).then_some(path)
    }

    /// How long a work is for the readers of a language of the site.
    #[must_use]
    pub fn measure(&self, work: usize, lang: &Lang) -> &Measure {
        &self.measures[work][lang]
    }

    /// The references whose author is an entry, each with the works that cite it: `(work, key)`, in the order of works.
    #[must_use]
    pub fn authored(&self, entity: &EntityId) -> Vec<(usize, &CiteKey)> {
        let keys = self.authored.get(entity).into_iter().flatten();
        let mut found: Vec<_> =
            keys.flat_map(|key| self.backlinks.citing_works(key).map(move |work| (work, key))).collect();
        found.sort();
        found
    }

    /// The entries that are authors of a reference.
    pub fn authors_of(&self, key: &CiteKey) -> impl Iterator<Item = &Entity> {
        self.authors.get(key).into_iter().flatten().map(|id| self.entity(id))
    }

    /// How many texts a language lacks, for one work: sections and abstract.
    #[must_use]
    pub fn untranslated(&self, work: usize, lang: &Lang) -> usize {
        let documents = &self.documents.works[work];
        let sections = documents.sections.iter().filter(|editions| !editions.contains_key(lang)).count();
        sections + usize::from(!documents.abstracts.is_empty() && !documents.abstracts.contains_key(lang))
    }

    /// How many entries' descriptions a language lacks.
    #[must_use]
    pub fn undescribed(&self, lang: &Lang) -> usize {
        let lacks = |entity: &&Entity| !entity.description.is_empty() && entity.description.get(lang).is_none();
        self.content.entities.values().filter(lacks).count()
    }

    /// What the site holds.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let authoritative = |work: &Work, index: usize| {
            let resolved = &self.resolution.works[index];
            let sections = resolved.sections.iter().filter_map(|editions| editions.get(work.language()));
            let passages = sections.flat_map(|text| &text.passages);
            passages.fold((0, 0), |(c, m), passage| (c + passage.citations.len(), m + passage.mentions.len()))
        };
        let mut counts = Counts {
            pages: self.routes.len(),
            languages: self.languages().len(),
            works: self.content.works.len(),
            entities: self.content.entities.len(),
            ..Counts::default()
        };
        let mut references = std::collections::BTreeSet::new();
        for (index, work) in self.content.works.iter().enumerate() {
            let (citations, mentions) = authoritative(work, index);
            counts.citations += citations;
            counts.mentions += mentions;
            let lists = self.resolution.works[index].references.values();
            references.extend(lists.flat_map(|list| &list.order));
            counts.untranslated +=
                self.languages().iter().map(|language| self.untranslated(index, &language.code)).sum::<usize>();
        }
        counts.untranslated += self.languages().iter().map(|language| self.undescribed(&language.code)).sum::<usize>();
        counts.references = references.len();
        counts
    }

    /// An entry's place in its register for readers of a language, in one line: "Mexico · Government". Without facets it
    /// has none.
    #[must_use]
    pub fn role(&self, entity: &Entity, reader: &Lang) -> Option<String> {
        let facets = self.content.registers[entity.register].facets.iter();
        let values = facets.filter_map(|facet| facet.of(entity)?.2.pick(reader, self.first_language()));
        let values: Vec<&str> = values.map(|value| value.text).collect();
        (!values.is_empty()).then(|| values.join(" · "))
    }

    /// The entry of an id that a register gave.
    #[must_use]
    pub fn entity(&self, id: &EntityId) -> &Entity {
        &self.content.entities[id]
    }
}
