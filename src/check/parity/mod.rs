//! Whether the editions of a text say the same, as far as that can be told without understanding it: block by block,
//! their kinds and number, what they cite, figures, links, notes, rows, entries mentioned, and the work's terms.
//!
//! Findings are graded: what is likely wrong is a warning, other differences are notes, and what languages say differently
//! by custom is none, unless every difference was asked for. Differences that are right stand in the work's
//! `exceptions.yml`; one that excuses nothing is reported.

mod blocks;
mod figures;
mod kinds;
mod links;
mod order;
mod report;
mod side;
mod tables;
mod terms;
mod untranslated;

use std::collections::{BTreeMap, BTreeSet};

use super::{Parity, Subject};
use crate::data::Lang;
use crate::diag::{Code, Diagnostic, Sink, codes};
use crate::load::Work;
use crate::resolve::of_row;
use crate::source::Span;

use terms::Terms;

/// How much a difference weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grade {
    /// Something is lost, or likely wrong.
    Wrong,
    /// The editions differ; that may well be right.
    Differs,
    /// Languages say it differently by custom.
    Usual,
}

/// A difference between the editions of a block.
struct Difference {
    /// What kind.
    code: &'static Code,
    /// What differs, as an exception names it.
    item: String,
    grade: Grade,
    /// Figures that are told together: where the piece of text begins that lacks them.
    of: Option<Span>,
    /// As it is reported.
    diagnostic: Diagnostic,
}

/// A difference that no exception excuses.
struct Found {
    place: String,
    section: String,
    difference: Difference,
}

/// A translation held against its original.
struct Comparison<'a> {
    subject: &'a Subject<'a>,
    index: usize,
    work: &'a Work,
    lang: &'a Lang,
    terms: Terms,
    /// Whether each of the work's exceptions excused something.
    used: Vec<bool>,
    /// The section that is compared.
    section: String,
    found: Vec<Found>,
}

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let site = subject.site;
    for (index, work) in site.content.works.iter().enumerate() {
        let mut used = vec![false; work.exceptions.len()];
        for language in site.languages().iter().filter(|language| language.code != *work.language()) {
            let lang = &language.code;
            let terms = Terms::new(&work.terms, work.language(), lang);
            let (section, found) = (String::new(), Vec::new());
            let mut comparison = Comparison { subject, index, work, lang, terms, used, section, found };
            comparison.texts();
            comparison.tables();
            used = comparison.used;
            report::findings(work, lang, comparison.found, subject.parity == Parity::Strict, sink);
        }
        report::unused(work, &used, &anchors(subject, index), sink);
    }
}

/// The places of a work that are compared, for each language in which it has texts of its own.
fn anchors(subject: &Subject<'_>, work: usize) -> BTreeMap<Lang, BTreeSet<String>> {
    let site = subject.site;
    let (aligned, resolved) = (&site.alignment.works[work], &site.resolution.works[work]);
    let mut anchors: BTreeMap<Lang, BTreeSet<String>> = BTreeMap::new();
    for text in aligned.sections.iter().chain([&aligned.summary]) {
        for (lang, edition) in &text.editions {
            anchors.entry(lang.clone()).or_default().extend(text.names.iter().chain(&edition.names).cloned());
        }
    }
    let sections = site.content.works[work].sections.iter().map(|section| section.id.to_string());
    let sections: Vec<String> = sections.chain(["abstract".to_owned()]).collect();
    anchors.values_mut().for_each(|known| known.extend(sections.iter().cloned()));
    for text in resolved.sections.iter().chain([&resolved.abstracts]) {
        for (lang, text) in text {
            let notes = text.notes.list().iter().map(|note| note.anchor.id.clone());
            anchors.entry(lang.clone()).or_default().extend(notes);
        }
    }
    for shown in &resolved.tables {
        let table = &site.content.registers[shown.register].tables[shown.table];
        let rows = table.groups.iter().flat_map(|group| &group.entries).map(|entity| of_row(table, entity));
        let rows: Vec<String> = rows.collect();
        anchors.values_mut().for_each(|known| known.extend(rows.iter().cloned()));
    }
    anchors
}

impl Comparison<'_> {
    /// Keeps a difference at a place, unless an exception says that it is right.
    fn report(&mut self, place: &str, difference: Difference) {
        let mut excused = false;
        for (exception, used) in self.work.exceptions.iter().zip(&mut self.used) {
            if exception.covers(self.lang, difference.code, (place, &self.section), &difference.item) {
                (excused, *used) = (true, true);
            }
        }
        if !excused {
            if difference.code == codes::BLOCK_UNTRANSLATED && difference.grade != Grade::Usual {
                self.skip(place);
            }
            let section = self.section.clone();
            self.found.push(Found { place: place.to_owned(), section, difference });
        }
    }

    /// A place that is not compared, because there is nothing to compare it with: whether its exceptions still excuse
    /// something cannot be told.
    fn skip(&mut self, place: &str) {
        for (exception, used) in self.work.exceptions.iter().zip(&mut self.used) {
            *used |= exception.place.as_deref() == Some(place) && exception.lang == *self.lang;
        }
    }
}
