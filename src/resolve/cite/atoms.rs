//! What a style prints for one work by itself, or for a few that could be taken for each other.
//!
//! Owns asking the renderer, and never asking twice: the answers are kept with the [`Citer`].

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, RwLock};

use hayagriva::citationberg::IndependentStyle;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, ElemChildren, Entry,
    LocatorPayload, SpecificLocator, standalone_citation,
};

use super::Citer;
use super::order::Place;
use super::runs::{self, Run, text_of};
use super::LocatorKind;

/// The atoms of each of a few works that were rendered together.
pub(super) type Cluster = Arc<[Arc<Atoms>]>;

/// The parts of which citations of a work are put together.
#[derive(Debug)]
pub(super) struct Atoms {
    /// The citation.
    pub(super) core: Core,
    /// What the list of references says.
    pub(super) entry: Vec<Run>,
    /// Where it says it.
    pub(super) place: Place,
    /// The text of the bare citation: works that share it could be taken for each other.
    pub(super) label: String,
    located: RwLock<HashMap<(LocatorKind, bool), Arc<Core>>>,
}

/// A citation without its brackets, whole and in its two halves.
#[derive(Debug, Clone, Default)]
pub(super) struct Core {
    /// `Guha & Spivak, 1988`
    pub(super) whole: Vec<Run>,
    /// `Guha and Spivak`
    pub(super) names: Vec<Run>,
    /// `1988`
    pub(super) year: Vec<Run>,
}

impl Citer<'_> {
    /// The atoms of a work that no other is taken for.
    pub(super) fn single(&self, entry: &Entry) -> Arc<Atoms> {
        let id = identity(entry);
        if let Some(found) = self.singles.read().ok().and_then(|known| known.get(&id).cloned()) {
            return found;
        }
        let style = self.style().trimmed(entry);
        let print = |purpose| standalone_citation(self.request(entry, &style, purpose, None));
        let atoms = Arc::new(Atoms::new(self, entry, &print(None), &print(Some(CitePurpose::Full))));
        if let Ok(mut known) = self.singles.write() {
            known.insert(id, Arc::clone(&atoms));
        }
        atoms
    }

    /// The atoms of works whose bare citations are the same, in the order of the list.
    pub(super) fn cluster(&self, entries: &[&Entry]) -> Cluster {
        let id: Vec<u128> = entries.iter().map(|entry| identity(entry)).collect();
        if let Some(found) = self.clusters.read().ok().and_then(|known| known.get(&id).cloned()) {
            return found;
        }
        let printed = self.drive(entries, None);
        let atoms = entries.iter().zip(&printed);
        let atoms: Cluster = atoms.map(|(entry, (cite, list))| Arc::new(Atoms::new(self, entry, cite, list))).collect();
        if let Ok(mut known) = self.clusters.write() {
            known.insert(id, Arc::clone(&atoms));
        }
        atoms
    }

    /// The core of `entries[at]`, whose atoms these are, with a locator of that kind whose text is still to be put in.
    pub(super) fn located(
        &self,
        atoms: &Atoms,
        entries: &[&Entry],
        at: usize,
        kind: LocatorKind,
        plural: bool,
    ) -> Arc<Core> {
        if let Some(found) = atoms.located.read().ok().and_then(|known| known.get(&(kind, plural)).cloned()) {
            return found;
        }
        let text = format!("{}{}{}", runs::LOCATOR_OPEN, if plural { "1-2" } else { "1" }, runs::LOCATOR_CLOSE);
        let locator = SpecificLocator(kind, LocatorPayload::Str(&text));
        let printed = match entries {
            [entry] => {
                Some(standalone_citation(self.request(entry, &self.style().trimmed(entry), None, Some(locator))))
            }
            _ => self.drive(entries, Some(&(at, locator))).into_iter().nth(at).map(|(cite, _)| cite),
        };
        let core = Arc::new(printed.map(|printed| Core::new(self, &printed)).unwrap_or_default());
        if let Ok(mut known) = atoms.located.write() {
            known.insert((kind, plural), Arc::clone(&core));
        }
        core
    }

    fn request<'a>(
        &'a self,
        entry: &'a Entry,
        style: &'a IndependentStyle,
        purpose: Option<CitePurpose>,
        locator: Option<SpecificLocator<'a>>,
    ) -> CitationRequest<'a, Entry> {
        let item = CitationItem::new(entry, locator, None, false, purpose);
        CitationRequest::new(vec![item], style, Some(self.code.clone()), &self.locales, None)
    }

    /// The citation and the list's entry of each of a few works, told apart from each other.
    fn drive(
        &self,
        entries: &[&Entry],
        located: Option<&(usize, SpecificLocator<'_>)>,
    ) -> Vec<(ElemChildren, ElemChildren)> {
        let styles: Vec<Arc<IndependentStyle>> = entries.iter().map(|entry| self.style().trimmed(entry)).collect();
        let mut driver = BibliographyDriver::new();
        for (at, (entry, style)) in entries.iter().zip(&styles).enumerate() {
            let locator = located.filter(|(wanted, _)| *wanted == at).map(|(_, locator)| locator.clone());
            driver.citation(self.request(entry, style, None, locator));
            // The list is asked for as citations of their own: each entry in its own part of the style.
            driver.citation(self.request(entry, style, Some(CitePurpose::Full), None));
        }
        let Some(first) = styles.first() else { return Vec::new() };
        let listless = IndependentStyle { bibliography: None, ..IndependentStyle::clone(first) };
        let rendered = driver.finish(BibliographyRequest::new(&listless, Some(self.code.clone()), &self.locales));
        let mut citations = rendered.citations.into_iter().map(|rendered| rendered.citation);
        let mut next = || citations.next().unwrap_or_default();
        entries.iter().map(|_| (next(), next())).collect()
    }
}

impl Atoms {
    fn new(citer: &Citer<'_>, entry: &Entry, cite: &ElemChildren, list: &ElemChildren) -> Self {
        let core = Core::new(citer, cite);
        let mut printed = runs::runs(list, &citer.conjunction);
        citer.day_first.iter().for_each(|day_first| day_first.turn(&mut printed));
        Self {
            label: text_of(&core.whole),
            core,
            entry: printed,
            place: Place::new(entry, list),
            located: RwLock::default(),
        }
    }
}

impl Core {
    fn new(citer: &Citer<'_>, cite: &ElemChildren) -> Self {
        let (names, year) = runs::halves(cite, &citer.conjunction);
        Self { whole: runs::runs(cite, &citer.conjunction), names, year }
    }
}

/// Tells entries apart by all that they hold, their keys included. Two hashes of 64 bits: no two entries of any
/// library will share both.
fn identity(entry: &Entry) -> u128 {
    let hash = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        salt.hash(&mut hasher);
        entry.hash(&mut hasher);
        u128::from(hasher.finish())
    };
    hash(0) << 64 | hash(1)
}
