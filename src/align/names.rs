//! Anchors: the name of each block in its page, the same in every language.
//!
//! A block's anchor is the id that its author gave it. Else it is the one that `readings.yml` remembers for it, so that it
//! survives whatever is done to the blocks around it. Else it is the section's id, a letter for its kind and its place
//! among the blocks of that kind: `introduction-p3`. Kinds are counted apart so that a new heading moves no paragraph.

use std::collections::{BTreeMap, BTreeSet};

use super::Reading;
use super::sequence::{REACH, align, dice};
use crate::data::{Lang, SectionId};
use crate::doc::{Block, BlockKind, Document};
use crate::load::{Readings, Recorded, TITLE};

/// How alike a block must be to one elsewhere in the text to have been moved.
const MOVED: f32 = 0.6;

/// The letter that stands for a kind of block in anchors.
#[must_use]
pub fn letter(kind: &BlockKind) -> char {
    match kind {
        BlockKind::Paragraph(_) => 'p',
        BlockKind::Heading { .. } => 'h',
        BlockKind::List { .. } => 'l',
        BlockKind::Definitions(_) => 'd',
        BlockKind::Quote(_) => 'q',
        BlockKind::Verse(_) => 'v',
        BlockKind::Attribution(_) => 'a',
        BlockKind::Division(_) => 'b',
        BlockKind::Code { .. } => 'c',
        BlockKind::Math(_) => 'm',
        BlockKind::Grid(_) | BlockKind::Table { .. } => 't',
        BlockKind::Figure(_) => 'f',
        BlockKind::Rule => 'r',
        BlockKind::Html(_) => 'x',
    }
}

/// The letter of a block: what goes on with a paragraph behind a figure is not counted among paragraphs.
fn letter_of(block: &Block) -> char {
    if block.continues() { 'g' } else { letter(&block.kind) }
}

/// The anchors of a text of which nothing is remembered.
pub(super) fn by_place(document: &Document, id: &SectionId) -> Vec<String> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    let name = |block: &Block| {
        let letter = letter_of(block);
        let count = counts.entry(letter).or_default();
        *count += 1;
        block.id.clone().unwrap_or_else(|| format!("{id}-{letter}{count}"))
    };
    document.blocks.iter().map(name).collect()
}

/// The anchors of an original whose blocks are remembered: each keeps the one it had, wherever it stands now and however
/// it was edited; a new block gets the next number that no block of its kind ever had.
pub(super) fn remembered(document: &Document, now: &[Reading], readings: &Readings, id: &SectionId) -> Vec<String> {
    let mut names: Vec<Option<String>> = document.blocks.iter().map(|block| block.id.clone()).collect();
    let given: BTreeSet<&str> = document.blocks.iter().filter_map(|block| block.id.as_deref()).collect();
    let known: Vec<&Recorded> = readings.blocks.iter().filter(|known| is_free(known, &given)).collect();
    let open: Vec<usize> = (0..names.len()).filter(|at| names[*at].is_none()).collect();

    let unchanged =
        known.len() == open.len() && known.iter().zip(&open).all(|(known, at)| known.reading(&now[*at].hash).is_some());
    if unchanged {
        for (known, at) in known.iter().zip(open) {
            names[at] = Some(known.name.clone());
        }
    } else {
        match_changed(document, now, &known, &open, id, &mut names);
    }

    let mut highest = highest(readings, id);
    let name = |(name, block): (Option<String>, &Block)| {
        name.unwrap_or_else(|| {
            let letter = letter_of(block);
            let number = highest.entry(letter).or_default();
            *number += 1;
            format!("{id}-{letter}{number}")
        })
    };
    names.into_iter().zip(&document.blocks).map(name).collect()
}

/// The blocks of an original in the order in which they were recorded; those that nobody recorded are not among them.
pub(super) fn recorded_order(names: &[String], readings: &Readings) -> Vec<usize> {
    let places: BTreeMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    readings.blocks.iter().filter_map(|known| places.get(known.name.as_str()).copied()).collect()
}

/// Whether a remembered block may be one of those without an id of their own.
fn is_free(known: &Recorded, given: &BTreeSet<&str>) -> bool {
    !known.readings.is_empty() && known.name != TITLE && !given.contains(known.name.as_str())
}

fn match_changed(
    document: &Document,
    now: &[Reading],
    known: &[&Recorded],
    open: &[usize],
    id: &SectionId,
    names: &mut [Option<String>],
) {
    let words = |text: &str| {
        let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        words.sort();
        words
    };
    let new: Vec<Vec<String>> = open.iter().map(|at| words(&now[*at].text)).collect();
    let old: Vec<Vec<Vec<String>>> =
        known.iter().map(|known| known.readings.iter().map(|(_, text)| words(text)).collect()).collect();
    let alike = |i: usize, j: usize| {
        let kind = letter_of(&document.blocks[open[j]]);
        if kind_of(&known[i].name, id).is_some_and(|known| known != kind) {
            return None;
        }
        // A block that was rewritten in its place keeps its anchor even so.
        Some(old[i].iter().map(|old| dice(old, &new[j])).fold(0.01, f32::max))
    };
    let mut found = Matches::new(known.len(), open.len());
    // What says the same is the same block, wherever it stands now.
    let hash = |j: usize| now[open[j]].hash.as_str();
    let ends = known.len().min(open.len());
    let front = (0..ends).take_while(|at| known[*at].reading(hash(*at)).is_some()).count();
    (0..front).for_each(|at| found.take(at, at));
    let behind = |at: &usize| known[known.len() - 1 - at].reading(hash(open.len() - 1 - at)).is_some();
    let back = (0..ends - front).take_while(behind).count();
    (0..back).for_each(|at| found.take(known.len() - 1 - at, open.len() - 1 - at));
    let mut said: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for i in found.left.iter().rev() {
        known[*i].readings.iter().for_each(|(hash, _)| said.entry(hash).or_default().push(*i));
    }
    for j in found.open.clone() {
        let same = said.get_mut(hash(j)).and_then(|same| {
            same.retain(|i| found.left.contains(i));
            same.pop()
        });
        same.into_iter().for_each(|i| found.take(i, j));
    }
    // Then what is most like it: in order, then moved, then, between the same neighbours, whatever was rewritten there.
    let (left, unnamed): (Vec<usize>, Vec<usize>) =
        (found.left.iter().copied().collect(), found.open.iter().copied().collect());
    let in_order = align(left.len(), unnamed.len(), 0.0, |a, b| alike(left[a], unnamed[b]));
    let fits = |i: usize, j: usize| alike(i, j).filter(|likeness| *likeness >= MOVED);
    in_order.iter().map(|(a, b)| (left[*a], unnamed[*b])).filter(|(i, j)| fits(*i, *j).is_some()).for_each(|(i, j)| {
        found.take(i, j);
    });
    let reach = REACH + known.len().abs_diff(open.len());
    for j in found.open.clone() {
        let near = found.left.range(j.saturating_sub(reach)..=j + reach);
        let likely = near.filter_map(|i| Some((fits(*i, j)?, *i)));
        let moved = likely.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        moved.into_iter().for_each(|(_, i)| found.take(i, j));
    }
    let Matches { left, open: unnamed, pairs } = found;
    let (left, unnamed): (Vec<usize>, Vec<usize>) = (left.into_iter().collect(), unnamed.into_iter().collect());
    let neighbours = Neighbours::new(known.len(), &pairs);
    let rewritten = align(left.len(), unnamed.len(), 0.0, |a, b| {
        let (i, j) = (left[a], unnamed[b]);
        if neighbours.hold(i, j) { alike(i, j) } else { None }
    });
    let rewritten: Vec<_> = rewritten.into_iter().map(|(a, b)| (left[a], unnamed[b])).collect();
    for (i, j) in pairs.into_iter().chain(rewritten) {
        names[open[j]] = Some(known[i].name.clone());
    }
}

/// Where the blocks around a remembered one stand now.
struct Neighbours {
    /// The furthest place of those before it.
    before: Vec<Option<usize>>,
    /// The nearest place of those behind it.
    after: Vec<Option<usize>>,
}

impl Neighbours {
    fn new(known: usize, pairs: &[(usize, usize)]) -> Self {
        let mut place = vec![None; known];
        pairs.iter().for_each(|(i, j)| place[*i] = Some(*j));
        let before = place.iter().scan(None, |last: &mut Option<usize>, at| {
            let before = *last;
            *last = (*last).max(*at);
            Some(before)
        });
        let after = place.iter().rev().scan(None, |next: &mut Option<usize>, at| {
            let after = *next;
            *next = match (*next, *at) {
                (Some(next), Some(at)) => Some(next.min(at)),
                (next, at) => next.or(at),
            };
            Some(after)
        });
        let (before, mut after): (Vec<_>, Vec<_>) = (before.collect(), after.collect());
        after.reverse();
        Self { before, after }
    }

    /// Whether `j` lies between the neighbours of the remembered block `i`.
    fn hold(&self, i: usize, j: usize) -> bool {
        self.before[i].is_none_or(|before| before < j) && self.after[i].is_none_or(|after| after > j)
    }
}

/// Which remembered block is which block of the text, as far as that is known.
struct Matches {
    /// Remembered blocks that are none yet.
    left: BTreeSet<usize>,
    /// Blocks of the text without a name.
    open: BTreeSet<usize>,
    pairs: Vec<(usize, usize)>,
}

impl Matches {
    fn new(known: usize, open: usize) -> Self {
        Self { left: (0..known).collect(), open: (0..open).collect(), pairs: Vec::new() }
    }

    /// Pairs two, unless one of them is taken.
    fn take(&mut self, i: usize, j: usize) {
        if self.left.contains(&i) && self.open.remove(&j) {
            self.left.remove(&i);
            self.pairs.push((i, j));
        }
    }
}

/// The letter of the kind in an anchor of the usual form.
fn kind_of(name: &str, id: &SectionId) -> Option<char> {
    numbered(name, id).map(|(letter, _)| letter)
}

fn numbered(name: &str, id: &SectionId) -> Option<(char, usize)> {
    let rest = name.strip_prefix(id.as_str())?.strip_prefix('-')?;
    let letter = rest.chars().next().filter(char::is_ascii_lowercase)?;
    Some((letter, rest[1..].parse().ok()?))
}

/// The highest number that any block of each kind ever had.
fn highest(readings: &Readings, id: &SectionId) -> BTreeMap<char, usize> {
    let mut highest = BTreeMap::new();
    for (letter, number) in readings.blocks.iter().filter_map(|block| numbered(&block.name, id)) {
        let entry = highest.entry(letter).or_insert(0);
        *entry = number.max(*entry);
    }
    highest
}

/// The anchors of a translation: those of the blocks that its own answer.
pub(super) fn of_edition(
    document: &Document,
    originals: &[Option<usize>],
    names: &[String],
    id: &SectionId,
    lang: &Lang,
) -> Vec<String> {
    let mut alone = 0;
    let name = |(block, original): (&Block, &Option<usize>)| {
        original.map_or_else(
            || {
                alone += 1;
                block.id.clone().unwrap_or_else(|| format!("{id}-{lang}-{}{alone}", letter(&block.kind)))
            },
            |original| names[original].clone(),
        )
    };
    document.blocks.iter().zip(originals).map(name).collect()
}

/// The ids of blocks that are called after others: a link to such an id holds all the same, unless it is the name of a block
/// of the original.
pub(super) fn beside(document: &Document, given: &[String], names: &[String]) -> BTreeMap<usize, String> {
    let taken: BTreeSet<&str> = given.iter().chain(names).map(String::as_str).collect();
    let blocks = document.blocks.iter().enumerate();
    blocks.filter_map(|(at, block)| Some((at, block.id.clone().filter(|id| !taken.contains(id.as_str()))?))).collect()
}
