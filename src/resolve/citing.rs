//! Citations of a work in words: groups of the texts to the processor of CSL, and what it printed back to each group.
//!
//! A list of references, its numbers and letters belong to a work. "Ibid." and the like look back on one page only, for a
//! reader enters anywhere: each text is a scope of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::affixes::Affixes;
use super::language_style::LanguageStyle;
use super::notes::Notes;
use crate::config::JatsReferences;
use crate::csl::{self, Block, Citation, Cite, CiteMode, Display, Item, Run, StyleClass};
use crate::data::CiteKey;
use crate::diag::{Diagnostic, Sink, codes};
use crate::doc::{Affix, CitationGroup, CiteForm, CiteItem, Document};
use crate::load::Content;
use crate::source::{SourceMap, Span};

/// What stands for a group of citations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    /// In the sentence.
    pub sentence: Vec<Piece>,
    /// In the note that the group became, in a style that puts citations into notes.
    pub note: Vec<Piece>,
}

/// A part of what stands for a group: `(`, a citation, `; `, a citation, `)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text that belongs to no work.
    Text(Vec<Run>),
    /// What stands for one work.
    Cite {
        /// Its place in the group's items.
        item: usize,
        /// The work.
        key: CiteKey,
        /// What it reads like; nothing where it went into a range of numbers.
        runs: Vec<Run>,
    },
    /// Words with markup that the author put there.
    Words {
        /// The work's place in the group's items.
        item: usize,
        /// Where they stand around it.
        affix: Affix,
        /// Which of the pieces of running text.
        at: usize,
    },
}

/// A list of references.
#[derive(Debug, Default)]
pub struct References {
    /// The works cited, in the order of the list.
    pub order: Vec<CiteKey>,
    /// How each stands in the list.
    pub items: BTreeMap<CiteKey, Vec<Block>>,
}

impl References {
    /// Puts the references of a published article into its order, each as the article prints it, unless the site wants all of
    /// them as its style has it.
    pub(super) fn as_printed(&mut self, listed: &[CiteKey], content: &Content) {
        if content.config.citations.jats != JatsReferences::AsPrinted {
            return;
        }
        let known: BTreeSet<&CiteKey> = listed.iter().collect();
        let others = self.order.iter().filter(|key| !known.contains(key)).cloned();
        let order: Vec<CiteKey> =
            listed.iter().filter(|key| self.items.contains_key(*key)).cloned().chain(others).collect();
        for key in listed {
            let printed = content.bibliography.get(key.as_str()).and_then(|reference| reference.printed.as_ref());
            let (Some(printed), Some(made)) = (printed, self.items.get_mut(key)) else { continue };
            if !printed.runs.is_empty() {
                *made = vec![Block { display: Display::Inline, runs: printed.runs.clone() }];
            }
            if !printed.notes.is_empty() {
                made.push(Block { display: Display::Block, runs: printed.notes.clone() });
            }
            let numbered = made.iter().any(|block| block.display == Display::LeftMargin);
            if let Some(label) = printed.label.as_ref().filter(|_| !numbered) {
                let margin = Run { text: label.clone(), ..Run::default() };
                made.iter_mut().for_each(|block| block.display = Display::RightInline);
                made.insert(0, Block { display: Display::LeftMargin, runs: vec![margin] });
            }
        }
        self.order = order;
    }
}

/// All citations of a work in one language, and its list of references.
pub(super) struct Cited {
    /// For each text, what stands for each of its groups.
    pub(super) labels: Vec<Vec<Label>>,
    pub(super) references: References,
    /// The works that the style leaves out of its list.
    pub(super) unlisted: Vec<CiteKey>,
}

/// Renders the citations of a work's texts, in their order; `nocite` stand in the list without being cited.
pub(super) fn cite(
    language_style: &LanguageStyle<'_>,
    texts: &[(&Document, &Notes)],
    nocite: &[&CiteKey],
    sources: &SourceMap,
) -> Cited {
    let mut citer = Citer {
        language_style,
        places: BTreeMap::new(),
        items: Vec::new(),
        keys: Vec::new(),
        citations: Vec::new(),
        nocite: Vec::new(),
    };
    let mut asked = Vec::new();
    for (scope, (document, notes)) in texts.iter().enumerate() {
        for (index, within) in document.reading_order() {
            let note = within.map_or_else(|| notes.of_citation(index), |note| notes.of_author(note));
            let note = note.and_then(|(number, _)| u32::try_from(number).ok());
            let group = &document.citations[index];
            let scope = u32::try_from(scope).unwrap_or(u32::MAX);
            asked.push(citer.ask(group, note, scope, within.is_some()));
        }
    }
    for key in nocite {
        let place = citer.place(key);
        citer.nocite.extend(place);
    }
    let mut rendered = language_style.processor().process(&citer.items, &citer.citations, &citer.nocite);
    let mut asked = asked.into_iter();
    let labels = texts.iter().map(|(document, _)| {
        let mut labels = vec![Label::default(); document.citations.len()];
        for ((index, _), asked) in document.reading_order().into_iter().zip(asked.by_ref()) {
            let group = &document.citations[index];
            let pieces = |of: &mut Vec<Vec<csl::Piece>>| {
                let pieces = asked.at.and_then(|at| of.get_mut(at)).map(std::mem::take).unwrap_or_default();
                asked.affixes.restore(group, pieces)
            };
            let whole = pieces(&mut rendered.citations);
            labels[index] = if asked.in_note {
                Label { sentence: pieces(&mut rendered.in_text), note: whole }
            } else {
                Label { sentence: whole, note: Vec::new() }
            };
            if is_before_stop(group, sources) {
                without_stop(&mut labels[index].sentence, group);
            }
        }
        labels
    });
    let labels = labels.collect();
    let mut references = References::default();
    let mut unlisted = Vec::new();
    for mut entry in rendered.entries {
        let Some(key) = citer.keys.get(entry.item).copied() else { continue };
        if entry.blocks.iter().flat_map(|block| &block.runs).all(|run| run.text.trim().is_empty()) {
            unlisted.push(key.clone());
            entry.blocks = vec![cited_alone(language_style, citer.items[entry.item])];
        }
        references.order.push(key.clone());
        references.items.insert(key.clone(), entry.blocks);
    }
    Cited { labels, references, unlisted }
}

/// What a citation says of a work by itself.
fn cited_alone(language_style: &LanguageStyle<'_>, item: &Item) -> Block {
    let cites = vec![Cite { item: Some(0), ..Cite::default() }];
    let citation = Citation { cites, note: Some(1), ..Citation::default() };
    let rendered = language_style.processor().process(&[item], &[citation], &[]);
    let runs = rendered.citations.into_iter().flatten().flat_map(|piece| match piece {
        csl::Piece::Text(runs) | csl::Piece::Cite { runs, .. } => runs,
    });
    Block { display: Display::Inline, runs: runs.collect() }
}

/// Reports the works that the style leaves out of the list of a work.
pub(super) fn report_unlisted(unlisted: &[CiteKey], content: &Content, sink: &mut Sink) {
    let Some(first) = unlisted.iter().find_map(|key| content.bibliography.get(key.as_str())) else { return };
    let keys: Vec<String> = unlisted.iter().map(|key| format!("`{key}`")).collect();
    let message = format!("the style leaves works out of its list of references: {}", keys.join(", "));
    let help = "they stand there as a citation has them; a fitting type (`@book`, `@report` …) or a publisher, number or address \
                lets the style list them";
    sink.push(Diagnostic::new(codes::UNLISTED_REFERENCE, message).at(first.span, "").help(help));
}

/// Whether the author's full stop, and no more of them, stands right behind a group.
fn is_before_stop(group: &CitationGroup, sources: &SourceMap) -> bool {
    let behind = sources.file(group.span.file).text.get(group.span.range().end..).unwrap_or_default();
    behind.starts_with('.') && !behind.starts_with("..")
}

/// Takes the stop from the end of what a style printed, before the author's own: "Oyelaran et al." ends a sentence with one.
fn without_stop(pieces: &mut [Piece], group: &CitationGroup) {
    let runs = match pieces.last_mut() {
        Some(Piece::Text(runs)) => runs,
        Some(Piece::Cite { item, runs, .. }) if group.items[*item].printed.is_none() => runs,
        _ => return,
    };
    if let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.strip_suffix('.').unwrap_or(&last.text).len());
    }
}

/// What a group asked the processor for.
struct Asked {
    affixes: Affixes,
    /// Its place among the citations; `None` for words of the author's that lead to a work.
    at: Option<usize>,
    /// Whether it became a note of its own.
    in_note: bool,
}

struct Citer<'a> {
    language_style: &'a LanguageStyle<'a>,
    /// The place of each work among the items.
    places: BTreeMap<&'a CiteKey, usize>,
    items: Vec<&'a Item>,
    /// What each of them is called.
    keys: Vec<&'a CiteKey>,
    citations: Vec<Citation>,
    nocite: Vec<usize>,
}

impl Citer<'_> {
    /// The place of a work among the items; `None` if the bibliography does not hold it, which was reported.
    fn place(&mut self, key: &CiteKey) -> Option<usize> {
        let (key, item) = self.language_style.items.get_key_value(key)?;
        Some(*self.places.entry(key).or_insert_with(|| {
            self.items.push(item);
            self.keys.push(key);
            self.items.len() - 1
        }))
    }

    fn ask(&mut self, group: &CitationGroup, note: Option<u32>, scope: u32, within: bool) -> Asked {
        let (affixes, words) = Affixes::of(group);
        let cites: Vec<Cite> = group
            .items
            .iter()
            .zip(words)
            .map(|(item, [prefix, suffix, printed])| Cite {
                item: self.place(&item.key),
                locator: item.locator.clone(),
                prefix,
                suffix,
                suppress_author: item.year_only,
                printed: item.printed.is_some().then_some(printed),
            })
            .collect();
        let mode = if group.form == CiteForm::Narrative { CiteMode::Narrative } else { CiteMode::Parenthetical };
        let notes = self.language_style.style.class() == StyleClass::Note;
        if notes && group.words.is_some() {
            // Words that lead to a work are no citation of it that another could look back to.
            self.nocite.extend(cites.iter().filter_map(|cite| cite.item));
            return Asked { affixes, at: None, in_note: false };
        }
        self.citations.push(Citation { cites, mode, note, scope });
        Asked { affixes, at: Some(self.citations.len() - 1), in_note: notes && !within }
    }
}

/// Reports that no work has a key.
pub(super) fn unknown_reference(key: &str, span: Span, content: &Content, sink: &mut Sink) {
    let diagnostic = Diagnostic::new(codes::UNKNOWN_REFERENCE, format!("unknown reference `{key}`"));
    // As pandoc-crossref has it.
    if let Some(("fig" | "tbl" | "eq" | "sec" | "lst", name)) = key.split_once(':') {
        let prefix = &key[..key.len() - name.len() - 1];
        let help =
            format!("figures, tables and others are named with a hyphen: `@{prefix}-{name}`, `{{#{prefix}-{name}}}`");
        sink.push(diagnostic.at(span, "").help(help));
        return;
    }
    let diagnostic = sink.suggest(diagnostic.at(span, ""), key, content.bibliography.keys().map(CiteKey::as_str));
    let diagnostic = match diagnostic.help {
        Some(_) => diagnostic,
        None => diagnostic.help(
            "add it to `content/bibliography.yml`, or correct the key; an `@` that begins no key is written `\\@`",
        ),
    };
    sink.push(diagnostic);
}

/// Reports the keys of a text that no work has.
pub(super) fn check_keys(document: &Document, content: &Content, sources: &SourceMap, sink: &mut Sink) {
    for group in &document.citations {
        for item in group.items.iter().filter(|item| content.bibliography.get(item.key.as_str()).is_none()) {
            let span = Span::new(group.span.file, item.key_at.clone());
            match without_braces(item, span, content, sources) {
                Some(finding) => sink.push(finding),
                None => unknown_reference(item.key.as_str(), span, content, sink),
            }
        }
    }
}

/// How many letters of a key that stands without braces are looked at.
const LONGEST_KEY: usize = 200;

/// A key of the bibliography that goes on behind what was read of it: one that has to stand in braces.
fn without_braces(item: &CiteItem, span: Span, content: &Content, sources: &SourceMap) -> Option<Diagnostic> {
    let text = &sources.file(span.file).text;
    let typed = text.get(item.key_at.start + 1..)?.lines().next()?;
    let ends = typed.char_indices().map(|(at, letter)| at + letter.len_utf8()).take(LONGEST_KEY);
    let longer = ends.filter(|end| *end > item.key.as_str().len()).map(|end| &typed[..end]);
    let whole = longer.filter(|key| content.bibliography.get(key).is_some()).last()?;
    let message = format!("unknown reference `{}`", item.key);
    let help = format!("a key with such marks stands in braces: `@{{{whole}}}`");
    Some(Diagnostic::new(codes::UNKNOWN_REFERENCE, message).at(span, "").help(help))
}
