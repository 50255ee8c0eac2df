//! Blocks of sections, abstracts and notes.

use std::collections::BTreeMap;

use super::kinds::noun;
use super::links::{self, Link};
use super::side::{Side, compare, difference};
use super::untranslated::translatable;
use super::{Comparison, Difference, Grade};
use crate::align::{AlignedEdition, AlignedText, Features, Target};
use crate::config::OwnPart;
use crate::data::Lang;
use crate::diag::{Diagnostic, codes};
use crate::doc::{Block, BlockKind, Document, Inline, leaves_of, walk};
use crate::resolve::{Destination, ResolvedText};
use crate::source::Span;

/// A text in one language, with its tables.
#[derive(Clone, Copy)]
pub(super) struct Edition<'a> {
    pub(super) lang: &'a Lang,
    pub(super) document: &'a Document,
    pub(super) resolved: &'a ResolvedText,
}

/// Blocks of the original and what answers them: one and one, or where they were split or joined, several.
struct Pair {
    original: Vec<usize>,
    translation: Vec<usize>,
}

impl<'a> Edition<'a> {
    fn find(
        lang: &'a Lang,
        documents: &'a BTreeMap<Lang, Document>,
        resolved: &'a BTreeMap<Lang, ResolvedText>,
    ) -> Option<Self> {
        Some(Self { lang, document: documents.get(lang)?, resolved: resolved.get(lang)? })
    }
}

impl Comparison<'_> {
    /// Compares all texts of the work that are translations.
    pub(super) fn texts(&mut self) {
        let site = self.subject.site;
        let (aligned, documents) = (&site.alignment.works[self.index], &site.documents.works[self.index]);
        let resolved = &site.resolution.works[self.index];
        if !self.work.config.is_own(self.lang, OwnPart::Abstract) {
            "abstract".clone_into(&mut self.section);
            self.text(&aligned.summary, &documents.abstracts, &resolved.abstracts);
        }
        if !self.work.config.is_own(self.lang, OwnPart::Sections) {
            for (number, text) in aligned.sections.iter().enumerate() {
                self.section = self.work.sections[number].id.to_string();
                self.text(text, &documents.sections[number], &resolved.sections[number]);
            }
        }
    }

    fn text(
        &mut self,
        text: &AlignedText,
        documents: &BTreeMap<Lang, Document>,
        resolved: &BTreeMap<Lang, ResolvedText>,
    ) {
        let original = Edition::find(self.work.language(), documents, resolved);
        let (Some(original), Some(translation)) = (original, Edition::find(self.lang, documents, resolved)) else {
            return;
        };
        let edition = &text.editions[self.lang];
        self.unpaired(text, edition, original.document, translation.document);
        let pairs = pairs(edition);
        self.moved(text, &pairs, (original, translation));
        let are_shifted = self.levels(&pairs, original, translation);
        let links = [original, translation].map(|edition| self.links(edition));
        for pair in &pairs {
            let (first, second) = (pair.original[0], pair.translation[0]);
            let name = &text.names[first];
            let (here, there) = (self.side(original, &pair.original), self.side(translation, &pair.translation));
            let (a, b) = (&original.document.blocks[first], &translation.document.blocks[second]);
            let mut found = compare(&here, &there, &self.terms);
            if !found.iter().any(|one| one.code == codes::BLOCK_UNTRANSLATED) {
                found.extend(links::compare((&here, &links[0]), (&there, &links[1])));
            }
            soften_notes(&mut found, original, translation);
            if let (BlockKind::Grid(_), BlockKind::Grid(_)) = (&a.kind, &b.kind) {
                // Told row by row.
                let by_row = [codes::CITATIONS_DIFFER, codes::FIGURES_DIFFER, codes::DIGIT_DIFFERS];
                found.retain(|one| !by_row.contains(&one.code));
            }
            found.extend(self.kinds((original, a), (translation, b), are_shifted));
            found.extend(joined(pair, name, (&here, &there)));
            if let Some(id) = b.id.as_ref().filter(|id| *id != name) {
                let message = format!("`{id}` names nothing: the block answers `{name}`");
                let (mend, against) = ((there.opening, "this one"), (here.opening, "its original"));
                let mut one = difference(codes::ID_DIFFERS, Grade::Wrong, id, message, mend, against);
                one.diagnostic = one.diagnostic.help("give both blocks the same id, or only the original one");
                found.push(one);
            }
            found.into_iter().for_each(|one| self.report(name, one));
            if pair.original.len() == pair.translation.len() {
                self.notes((original, a), (translation, b), &links);
            }
        }
    }

    /// Blocks that stand in another order than their originals.
    fn moved(&mut self, text: &AlignedText, pairs: &[Pair], (original, translation): (Edition<'_>, Edition<'_>)) {
        let order: Vec<usize> = pairs.iter().map(|pair| pair.translation[0]).collect();
        let kept = longest_rising(&order);
        for at in (0..pairs.len()).filter(|at| !kept[*at]) {
            let name = &text.names[pairs[at].original[0]];
            // The block that it stands behind now.
            let before = (0..pairs.len()).filter(|other| order[*other] < order[at]).max_by_key(|other| order[*other]);
            let (item, place) = match before.map(|before| &text.names[pairs[before].original[0]]) {
                Some(before) => (before.clone(), format!("it stands behind `{before}`")),
                None => ("first".to_owned(), "it stands first".to_owned()),
            };
            let message = format!("`{name}` was moved in `{}`: {place}", self.lang);
            let sources = self.subject.sources;
            let here = sources.opening(original.document.blocks[pairs[at].original[0]].span);
            let there = sources.opening(translation.document.blocks[order[at]].span);
            let (mend, against) = ((there, "moved here"), (here, "its original"));
            self.report(name, difference(codes::ORDER_DIFFERS, Grade::Differs, &item, message, mend, against));
        }
    }

    /// Whether all headings of a translation stand on another level, by the same number: one finding for the whole text.
    fn levels(&mut self, pairs: &[Pair], original: Edition<'_>, translation: Edition<'_>) -> bool {
        let heading = |edition: Edition<'_>, at: usize| match &edition.document.blocks[at].kind {
            BlockKind::Heading { level, .. } => Some((i16::from(*level), edition.document.blocks[at].span)),
            _ => None,
        };
        let headings = pairs.iter().filter_map(|pair| {
            Some((heading(original, pair.original[0])?, heading(translation, pair.translation[0])?))
        });
        let headings: Vec<_> = headings.collect();
        let shift = |pair: &((i16, Span), (i16, Span))| pair.1.0 - pair.0.0;
        let [first, .., _] = headings.as_slice() else { return false };
        if shift(first) == 0 || headings.iter().any(|pair| shift(pair) != shift(first)) {
            return false;
        }
        let by = shift(first).abs();
        let way = if shift(first) > 0 { "deeper" } else { "higher" };
        let levels = if by == 1 { "one level".to_owned() } else { format!("{by} levels") };
        let message =
            format!("all headings stand {levels} {way} in `{}` than in `{}`", translation.lang, original.lang);
        let sources = self.subject.sources;
        let places = (sources.opening(first.1.1), sources.opening(first.0.1));
        let (mend, against) = ((places.0, "from this one on"), (places.1, "its original"));
        let section = self.section.clone();
        self.report(&section, difference(codes::BLOCK_KIND, Grade::Differs, "level", message, mend, against));
        true
    }

    /// All links of a text.
    fn links(&self, edition: Edition<'_>) -> Vec<Target> {
        let destinations = edition.resolved.destinations.values();
        destinations.map(|destination| Target::parse(&self.address(destination), edition.lang)).collect()
    }

    /// Blocks that answer nothing, on either side. Two at the same place are of different kinds.
    fn unpaired(&mut self, text: &AlignedText, edition: &AlignedEdition, original: &Document, translation: &Document) {
        let sources = self.subject.sources;
        let answers = text.answers(self.lang);
        let is_missing = |at: &usize| answers[*at].is_none() && !edition.merged.contains_key(at);
        let missing: Vec<usize> = (0..answers.len()).filter(is_missing).collect();
        let is_added = |at: &usize| edition.originals[*at].is_none() && !edition.parts.contains_key(at);
        let mut added: Vec<usize> = (0..translation.blocks.len()).filter(is_added).collect();
        for at in missing {
            let before = answers[..at].iter().rev().flatten().next().copied();
            let after = answers[at..].iter().flatten().next().copied();
            let kind = &original.blocks[at].kind;
            let within = |block: &usize| {
                before.is_none_or(|before| *block > before)
                    && after.is_none_or(|after| *block < after)
                    && crate::align::letter(kind) != crate::align::letter(&translation.blocks[*block].kind)
            };
            let here = sources.opening(original.blocks[at].span);
            let noun = noun(kind);
            let name = &text.names[at];
            self.skip(name);
            if let Some(found) = added.iter().position(within) {
                let there = &translation.blocks[added.remove(found)];
                let other = self::noun(&there.kind);
                let message = format!("{noun} in `{}`, {other} in `{}`", self.work.language(), self.lang);
                let (mend, against) = ((sources.opening(there.span), other), (here, noun));
                let grade = if has_form(kind) { Grade::Wrong } else { Grade::Differs };
                self.report(name, difference(codes::BLOCK_KIND, grade, "kind", message, mend, against));
                continue;
            }
            let message = format!("{noun} of `{}` is missing in `{}`: `{name}`", self.work.language(), self.lang);
            let diagnostic = Diagnostic::new(codes::BLOCK_MISSING, message);
            let diagnostic = match before.or(after).map(|at| sources.opening(translation.blocks[at].span)) {
                Some(near) if before.is_some() => diagnostic.at(near, "its counterpart would stand behind this"),
                Some(near) => diagnostic.at(near, "its counterpart would stand before this"),
                None => diagnostic,
            };
            let diagnostic = diagnostic.at(here, "this one");
            let grade = if matches!(kind, BlockKind::Rule) { Grade::Differs } else { Grade::Wrong };
            self.report(
                name,
                Difference { code: codes::BLOCK_MISSING, item: "block".to_owned(), grade, of: None, diagnostic },
            );
        }
        for at in added {
            let here = sources.opening(translation.blocks[at].span);
            let noun = noun(&translation.blocks[at].kind);
            let message = format!("{noun} of `{}` answers nothing in `{}`", self.lang, self.work.language());
            let before = (0..at).rev().find_map(|near| answers.iter().position(|answer| *answer == Some(near)));
            let diagnostic = Diagnostic::new(codes::BLOCK_ADDED, message).at(here, "this one");
            let near = before.map(|before| sources.opening(original.blocks[before].span));
            let diagnostic = match near {
                Some(near) => diagnostic.at(near, "its original would stand behind this"),
                None => diagnostic,
            };
            let name = edition.names[at].clone();
            let grade = Grade::Differs;
            self.report(
                &name,
                Difference { code: codes::BLOCK_ADDED, item: "block".to_owned(), grade, of: None, diagnostic },
            );
        }
    }

    /// The notes that two blocks call answer each other in the order of their calls; that one calls more is told already.
    fn notes<'b>(
        &mut self,
        (original, a): (Edition<'b>, &Block),
        (translation, b): (Edition<'b>, &Block),
        links: &[Vec<Target>; 2],
    ) {
        let (here, there) = (called(original.document, a), called(translation.document, b));
        if here.len() != there.len() {
            return;
        }
        for calls in here.into_iter().zip(there) {
            let side = |edition: Edition<'_>, index: usize| {
                let (note, anchor) = (edition.document.notes.get(index)?, edition.resolved.notes.of_author(index)?.1);
                let opening = self.subject.sources.opening(note.blocks.first()?.span);
                Some((anchor.id.clone(), opening))
            };
            let (Some((name, opening)), Some((other, opening_there))) =
                (side(original, calls.0), side(translation, calls.1))
            else {
                continue;
            };
            let blocks =
                |edition: Edition<'b>, note: usize| edition.document.notes[note].blocks.iter().collect::<Vec<_>>();
            let here = self.side_of(original, &blocks(original, calls.0), &[&name], opening);
            let there = self.side_of(translation, &blocks(translation, calls.1), &[&other], opening_there);
            let mut found = compare(&here, &there, &self.terms);
            found.extend(links::compare((&here, &links[0]), (&there, &links[1])));
            found.into_iter().for_each(|one| self.report(&name, one));
        }
    }

    fn side<'b>(&self, edition: Edition<'b>, blocks: &[usize]) -> Side<'b> {
        let opening = self.subject.sources.opening(edition.document.blocks[blocks[0]].span);
        let anchors: Vec<&str> =
            blocks.iter().filter_map(|at| Some(edition.resolved.anchors.get(*at)?.id.as_str())).collect();
        let blocks: Vec<&Block> = blocks.iter().map(|at| &edition.document.blocks[*at]).collect();
        self.side_of(edition, &blocks, &anchors, opening)
    }

    fn side_of<'b>(&self, edition: Edition<'b>, blocks: &[&Block], anchors: &[&str], opening: Span) -> Side<'b> {
        let features = Features::of_blocks(blocks.iter().copied(), edition.document, self.subject.sources);
        let mut mentions = BTreeMap::new();
        let passages = edition.resolved.passages.iter();
        let passages = passages.filter(|passage| anchors.contains(&passage.anchor.id.as_str()));
        for (_, entity) in passages.flat_map(|passage| &passage.mentions) {
            *mentions.entry(entity.clone()).or_insert(0) += 1;
        }
        let leads = |span: &Span| {
            let shown = self.address(edition.resolved.destinations.get(span)?);
            Some(Link { address: Target::parse(&shown, edition.lang), shown, span: *span })
        };
        let links = features.links.iter().filter_map(leads).collect();
        let letters = blocks.iter().map(|block| translatable(block)).sum();
        Side { lang: edition.lang, opening, features, mentions, links, letters }
    }

    fn address(&self, destination: &Destination) -> String {
        let works = &self.subject.site.content.works;
        match destination {
            Destination::External(address) => address.to_string(),
            Destination::Work(work) => works[*work].id.to_string(),
            Destination::Section { work, section, anchor } => {
                let anchor = anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
                format!("{}/{}{anchor}", works[*work].id, works[*work].sections[*section].id)
            }
            Destination::File { path, .. } => path.to_string(),
        }
    }
}

/// Blocks that answer each other, in the order of the original.
fn pairs(edition: &AlignedEdition) -> Vec<Pair> {
    let mut pairs: BTreeMap<usize, Pair> = BTreeMap::new();
    for (block, original) in edition.originals.iter().enumerate() {
        if let Some(at) = *original {
            pairs.insert(at, Pair { original: edition.answered_by(block), translation: vec![block] });
        }
    }
    for (block, original) in &edition.parts {
        pairs.entry(*original).and_modify(|pair| pair.translation.push(*block));
    }
    pairs.into_values().collect()
}

/// That a paragraph was split, or several were joined.
fn joined(pair: &Pair, name: &str, (here, there): (&Side<'_>, &Side<'_>)) -> Option<Difference> {
    let (code, item, message) = match (pair.original.len(), pair.translation.len()) {
        (1, 1) => return None,
        (1, parts) => (codes::BLOCK_SPLIT, "split", format!("`{name}` stands in {parts} parts in `{}`", there.lang)),
        (count, _) => {
            let others = if count == 2 { "the next one".to_owned() } else { format!("the next {}", count - 1) };
            (codes::BLOCK_JOINED, "joined", format!("`{name}` and {others} are one paragraph in `{}`", there.lang))
        }
    };
    let (mend, against) = ((there.opening, "here"), (here.opening, "the original"));
    Some(difference(code, Grade::Differs, item, message, mend, against))
}

/// A note that is called in another block of the same text is not lost.
fn soften_notes(found: &mut [Difference], original: Edition<'_>, translation: Edition<'_>) {
    let count = |edition: Edition<'_>| edition.document.notes.iter().filter(|note| !note.is_translators()).count();
    if count(original) <= count(translation) {
        let lost = found.iter_mut().filter(|one| one.code == codes::NOTES_DIFFER);
        lost.for_each(|one| one.grade = Grade::Differs);
    }
}

/// Which members of a list are among the most that rise.
fn longest_rising(list: &[usize]) -> Vec<bool> {
    // The member that ends the lowest rising row of each length, and what stands before each member in its row.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), vec![None; list.len()]);
    for at in 0..list.len() {
        let length = ends.partition_point(|end| list[*end] < list[at]);
        before[at] = length.checked_sub(1).map(|last| ends[last]);
        ends.truncate(ends.len().max(length));
        if length == ends.len() { ends.push(at) } else { ends[length] = at }
    }
    let mut kept = vec![false; list.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        kept[at] = true;
        next = before[at];
    }
    kept
}

/// Whether a block has a form that is lost where it stands as another kind.
fn has_form(kind: &BlockKind) -> bool {
    use BlockKind::{Definitions, Division, Grid, Heading, List, Table, Verse};
    matches!(kind, Heading { .. } | List { .. } | Definitions(_) | Grid(_) | Table { .. } | Verse(_) | Division(_))
}

/// The notes that a block calls, by place; not the translator's own.
fn called(document: &Document, block: &Block) -> Vec<usize> {
    let mut notes = Vec::new();
    for leaf in leaves_of(block) {
        walk(leaf, &mut |inline| {
            if let Inline::Note(index) = inline {
                notes.push(*index as usize);
            }
        });
    }
    notes.retain(|note| document.notes.get(*note).is_none_or(|note| !note.is_translators()));
    notes
}
