//! Whether the editions of a text say the same, as far as that can be told without understanding it: block by block,
//! their kinds and number, what they cite, figures, links, notes, rows, entries mentioned, and the work's terms.
//!
//! Differences that are right stand in the work's `exceptions.yml`; one that excuses nothing is reported.

mod blocks;
mod order;
mod side;
mod tables;
mod terms;

use std::collections::{BTreeMap, BTreeSet};

use super::Subject;
use crate::data::Lang;
use crate::diag::{Code, Diagnostic, Sink, codes};
use crate::load::{Exception, Work};
use crate::resolve::of_row;

use terms::Terms;

/// A difference between the editions of a block.
struct Difference {
    /// What kind.
    code: &'static Code,
    /// What differs, as an exception names it.
    item: String,
    /// As it is reported.
    diagnostic: Diagnostic,
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
    sink: &'a mut Sink,
}

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let site = subject.site;
    for (index, work) in site.content.works.iter().enumerate() {
        let mut used = vec![false; work.exceptions.len()];
        for language in site.languages().iter().filter(|language| language.code != *work.language()) {
            let lang = &language.code;
            let terms = Terms::new(&work.terms, work.language(), lang);
            let mut comparison = Comparison { subject, index, work, lang, terms, used, sink };
            comparison.texts();
            comparison.tables();
            used = comparison.used;
        }
        let anchors = anchors(subject, index);
        for (exception, _) in work.exceptions.iter().zip(used).filter(|(_, used)| !used) {
            let Exception { code, item, place, lang, span } = exception;
            let Some(known) = anchors.get(lang) else {
                // A text that is not there, or cannot be read, is held against nothing.
                continue;
            };
            if !known.contains(place) {
                let message = format!("there is no place `{place}` in this work in `{lang}`");
                let found = Diagnostic::new(codes::UNUSED_EXCEPTION, message).at(*span, "");
                sink.push(found.suggest(place, known.iter().map(String::as_str)));
                continue;
            }
            let message = format!("`{item}` does not differ at `{place}` in `{lang}` ({})", code.name);
            let help = "remove it; or correct it, if the finding names another place or thing";
            sink.push(Diagnostic::new(codes::UNUSED_EXCEPTION, message).at(*span, "").help(help));
        }
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
    /// Reports a difference at a place, unless an exception says that it is right.
    fn report(&mut self, place: &str, difference: Difference) {
        let excused = self.work.exceptions.iter().position(|exception| {
            exception.place == place
                && exception.lang == *self.lang
                && exception.code == difference.code
                && exception.item == difference.item
        });
        if let Some(at) = excused {
            self.used[at] = true;
            return;
        }
        if difference.code == codes::BLOCK_UNTRANSLATED {
            self.skip(place);
        }
        let Difference { code, item, mut diagnostic } = difference;
        // As YAML and JSON both quote it.
        let [place, item] = [place, item.as_str()].map(serde_json::Value::from);
        let line = format!("{{place: {place}, lang: {}, code: {}, item: {item}, reason: …}}", self.lang, code.name);
        let line = format!("if that is right, list it in `{}/exceptions.yml`: - {line}", self.work.dir);
        diagnostic.help = Some(diagnostic.help.map_or(line.clone(), |help| format!("{help}\n{line}")));
        self.sink.push(diagnostic);
    }

    /// A place that is not compared, because there is nothing to compare it with: whether its exceptions still excuse
    /// something cannot be told.
    fn skip(&mut self, place: &str) {
        for (exception, used) in self.work.exceptions.iter().zip(&mut self.used) {
            *used |= exception.place == place && exception.lang == *self.lang;
        }
    }
}
