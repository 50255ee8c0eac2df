//! The editions of a text as one object: which block answers which, what both are called, and which reading of the
//! original each translated block was made from.
//!
//! Owns anchors' names, the pairing of blocks and the comparison with `readings.yml`. What differs between two paired
//! blocks is left to `check`, how a pair looks to `render`.

mod descriptions;
mod features;
mod figures;
mod likeness;
mod names;
mod numbers;
mod pairs;
mod reading;
mod sequence;
mod targets;
mod vocabulary;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

pub use descriptions::{StaleWording, original_language, stale_wordings};
pub use features::Features;
pub use likeness::{Likeness, Side};
pub use names::letter;
pub use numbers::said;
pub use reading::Reading;
pub use sequence::align as in_order;
pub use targets::Target;

use crate::config::OwnPart;
use crate::data::{EntityId, Lang, SectionId};
use crate::doc::{Document, Documents};
use crate::load::{Content, Readings, TITLE, Work};
use crate::source::SourceMap;
use pairs::{Edition, Pairs};

/// How the editions of a site's texts answer each other.
#[derive(Debug)]
pub struct Alignment {
    /// One for each work, in the order of [`Content::works`].
    pub works: Vec<AlignedWork>,
    /// How the translated descriptions of entries stand to their originals.
    pub descriptions: BTreeMap<(EntityId, Lang), Freshness>,
}

/// How the editions of a work's texts answer each other.
#[derive(Debug)]
pub struct AlignedWork {
    /// The abstract.
    pub summary: AlignedText,
    /// Sections, in order.
    pub sections: Vec<AlignedText>,
}

/// The editions of one text.
#[derive(Debug, Default)]
pub struct AlignedText {
    /// The anchors of the original's blocks.
    pub names: Vec<String>,
    /// The editions in other languages that have a text.
    pub editions: BTreeMap<Lang, AlignedEdition>,
}

/// An edition held against the original.
#[derive(Debug)]
pub struct AlignedEdition {
    /// The anchor of each block: that of the original's block that it answers, else one of its own.
    pub names: Vec<String>,
    /// The original's block that each block answers, by place; the first, where it answers several.
    pub originals: Vec<Option<usize>>,
    /// Blocks that go on with what an earlier one begins to answer, each with the original's block.
    pub parts: BTreeMap<usize, usize>,
    /// Blocks of the original that have no block of their own here, each with the block that takes them in.
    pub merged: BTreeMap<usize, usize>,
    /// How the answer to each of the original's blocks stands to it; `None` where nothing answers it.
    pub answered: Vec<Option<Freshness>>,
    /// How each block stands to what it answers.
    pub freshness: Vec<Freshness>,
    /// How the title stands to the original's.
    pub title: Freshness,
    /// Names that blocks have beside those that they are given: an author's id on a block that answers another one.
    pub own: BTreeMap<usize, String>,
}

/// How a translated text stands to the reading that it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Freshness {
    /// The original says what it said; or the text is the authors' own, or answers nothing.
    Current,
    /// The original has changed since: what it said.
    Stale(String),
    /// Nobody recorded what it was made from.
    Unrecorded,
}

impl Freshness {
    /// Whether the original has changed since.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.was().is_some()
    }

    /// What the original said, if it has changed since.
    #[must_use]
    pub fn was(&self) -> Option<&str> {
        match self {
            Self::Stale(was) => Some(was),
            Self::Current | Self::Unrecorded => None,
        }
    }

    fn of(name: &str, now: &Reading, lang: &Lang, readings: Option<&Readings>) -> Self {
        let recorded = readings.and_then(|readings| readings.get(name).or_else(|| readings.saying(&now.hash)));
        match recorded.and_then(|recorded| recorded.made_from(lang)) {
            None => Self::Unrecorded,
            Some((hash, _)) if hash == now.hash => Self::Current,
            Some((_, was)) => Self::Stale(was.to_owned()),
        }
    }
}

impl Alignment {
    /// How the description of an entry in a language stands to its original; `None` for the original itself, and where
    /// there is none.
    #[must_use]
    pub fn description(&self, entity: &EntityId, lang: &Lang) -> Option<&Freshness> {
        self.descriptions.get(&(entity.clone(), lang.clone()))
    }
}

impl AlignedEdition {
    /// The original's blocks that a block answers, in order.
    #[must_use]
    pub fn answered_by(&self, block: usize) -> Vec<usize> {
        let own = self.originals[block].or_else(|| self.parts.get(&block).copied());
        let further = self.merged.iter().filter(|(_, taken)| **taken == block).map(|(at, _)| *at);
        own.into_iter().chain(further).collect()
    }

    /// The block that answers one of the original's: the first, where it was split.
    #[must_use]
    pub fn answer(&self, original: usize) -> Option<usize> {
        let own = self.originals.iter().position(|at| *at == Some(original));
        own.or_else(|| self.merged.get(&original).copied())
    }

    /// How a block stands to what it answers: as the one that it stands to worst.
    fn worst(&self, block: usize) -> Freshness {
        let of = self.answered_by(block).into_iter().filter_map(|at| self.answered.get(at)?.as_ref());
        let rank = |freshness: &Freshness| match freshness {
            Freshness::Current => 0,
            Freshness::Unrecorded => 1,
            Freshness::Stale(_) => 2,
        };
        of.max_by_key(|freshness| rank(freshness)).cloned().unwrap_or(Freshness::Current)
    }
}

impl AlignedText {
    /// The anchors of an edition's blocks; the original's for a language that has no text of its own.
    #[must_use]
    pub fn names(&self, lang: &Lang) -> &[String] {
        self.editions.get(lang).map_or(&self.names, |edition| &edition.names)
    }

    /// All anchors of an edition.
    #[must_use]
    pub fn anchors(&self, lang: &Lang) -> BTreeSet<&str> {
        let joined = self.editions.get(lang).into_iter().flat_map(|edition| edition.merged.keys());
        let joined = joined.map(|at| self.names[*at].as_str());
        let own = self.editions.get(lang).into_iter().flat_map(|edition| edition.own.values()).map(String::as_str);
        self.names(lang).iter().map(String::as_str).chain(joined).chain(own).collect()
    }

    /// The further anchors of a block of an edition: those of the original's blocks that it answers besides the one that it
    /// is named after, and its own.
    #[must_use]
    pub fn joined_names(&self, lang: &Lang, block: usize) -> Vec<String> {
        let edition = self.editions.get(lang);
        let merged = edition.into_iter().flat_map(|edition| &edition.merged);
        let merged = merged.filter(|(_, taken)| **taken == block).map(|(at, _)| self.names[*at].clone());
        merged.chain(edition.and_then(|edition| edition.own.get(&block)).cloned()).collect()
    }

    /// For each block of the original, the block of an edition that answers it.
    #[must_use]
    pub fn answers(&self, lang: &Lang) -> Vec<Option<usize>> {
        let mut answers = vec![None; self.names.len()];
        for (block, original) in
            self.editions.get(lang).into_iter().flat_map(|edition| edition.originals.iter().enumerate())
        {
            if let Some(answer) = original.and_then(|original| answers.get_mut(original)) {
                *answer = Some(block);
            }
        }
        answers
    }
}

/// Holds the editions of every text of a site against each other.
#[must_use]
pub fn align(content: &Content, documents: &Documents, sources: &SourceMap) -> Alignment {
    let works = content.works.par_iter().zip(&documents.works).map(|(work, documents)| {
        let id = SectionId::new("abstract");
        let translated = |lang: &Lang| !work.config.is_own(lang, OwnPart::Abstract);
        let aligner = Aligner { work, sources };
        let summary = aligner.text(&id, &documents.abstracts, work.abstract_readings.as_ref(), &translated);
        let sections = work.sections.par_iter().zip(&documents.sections).map(|(section, editions)| {
            let translated = |lang: &Lang| !work.config.is_own(lang, OwnPart::Sections);
            let readings = section.readings.as_ref();
            let mut text = aligner.text(&section.id, editions, readings, &translated);
            let title = section.editions.get(work.language()).map(|edition| Reading::of_words(&edition.title));
            for (lang, edition) in text.editions.iter_mut().filter(|(lang, _)| translated(lang)) {
                edition.title =
                    title.as_ref().map_or(Freshness::Current, |now| Freshness::of(TITLE, now, lang, readings));
            }
            text
        });
        AlignedWork { summary, sections: sections.collect() }
    });
    Alignment { works: works.collect(), descriptions: descriptions::hold(content, documents) }
}

#[derive(Clone, Copy)]
struct Aligner<'a> {
    work: &'a Work,
    sources: &'a SourceMap,
}

impl Aligner<'_> {
    fn text(
        &self,
        id: &SectionId,
        editions: &BTreeMap<Lang, Document>,
        readings: Option<&Readings>,
        translated: &dyn Fn(&Lang) -> bool,
    ) -> AlignedText {
        let Some(original) = editions.get(self.work.language()) else {
            let alone = editions.iter().map(|(lang, document)| (lang.clone(), alone(document, id)));
            return AlignedText { names: Vec::new(), editions: alone.collect() };
        };
        // A text that nobody recorded needs no readings: most builds of most sites.
        let now: Option<Vec<Reading>> = readings
            .is_some()
            .then(|| original.blocks.iter().map(|block| Reading::of_block(block, original, self.sources)).collect());
        let names = match (&now, readings) {
            (Some(now), Some(readings)) => names::remembered(original, now, readings, id),
            _ => names::by_place(original, id),
        };
        let order = readings.map(|readings| names::recorded_order(&names, readings));
        let known = Features::of_document(original, self.sources);
        let first = Edition { document: original, lang: self.work.language(), features: &known };
        let others = editions.iter().filter(|(lang, _)| *lang != self.work.language());
        let editions = others.map(|(lang, document)| {
            let features = Features::of_document(document, self.sources);
            let second = Edition { document, lang, features: &features };
            let mut pairs = pairs::pair(first, second);
            if let Some(order) = order.as_ref().filter(|_| translated(lang)) {
                pairs = pairs::unless_moved(first, second, pairs, order);
            }
            let Pairs { originals, parts, merged } = pairs;
            let answered = (0..names.len()).map(|at| {
                let answers = originals.contains(&Some(at)) || merged.contains_key(&at);
                answers.then(|| match &now {
                    _ if !translated(lang) => Freshness::Current,
                    Some(now) => Freshness::of(&names[at], &now[at], lang, readings),
                    None => Freshness::Unrecorded,
                })
            });
            let given = names::of_edition(document, &originals, &names, id, lang);
            let own = names::beside(document, &given, &names);
            let mut edition = AlignedEdition {
                names: given,
                own,
                answered: answered.collect(),
                freshness: Vec::new(),
                title: Freshness::Current,
                originals,
                parts,
                merged,
            };
            edition.freshness = (0..document.blocks.len()).map(|block| edition.worst(block)).collect();
            (lang.clone(), edition)
        });
        let editions = editions.collect();
        AlignedText { names, editions }
    }
}

/// An edition of a text that the authoritative language lacks.
fn alone(document: &Document, id: &SectionId) -> AlignedEdition {
    let count = document.blocks.len();
    AlignedEdition {
        names: names::by_place(document, id),
        originals: vec![None; count],
        parts: BTreeMap::new(),
        merged: BTreeMap::new(),
        answered: Vec::new(),
        freshness: vec![Freshness::Current; count],
        title: Freshness::Current,
        own: BTreeMap::new(),
    }
}
