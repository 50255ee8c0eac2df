//! Which block of a translation answers which block of its original.
//!
//! Blocks answer each other by their likeness, and by the id that the author gave to both; their place decides only
//! between what is equally like. In order first; then blocks that were moved are sought among those that are left; then
//! those that are a part of what stands beside them.

use std::collections::{BTreeMap, BTreeSet};

use super::features::Features;
use super::likeness::{Likeness, Side};
use super::names::letter;
use super::sequence::align;
use crate::data::Lang;
use crate::doc::{Block, BlockKind, Document};

/// What a block that answers nothing costs: two are a little dearer than a pair of which nothing is known.
const GAP: f32 = 0.1;

/// What a block must gain from a part beside it.
const GAIN: f32 = 0.05;

/// Which blocks answer each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Pairs {
    /// The original's block that each block of the translation answers, by place; the first, if it answers several.
    pub(super) originals: Vec<Option<usize>>,
    /// Blocks of the translation that go on with what an earlier one begins to answer, with the original's block.
    pub(super) parts: BTreeMap<usize, usize>,
    /// Blocks of the original that a block of the translation answers together with an earlier one.
    pub(super) merged: BTreeMap<usize, usize>,
}

/// An edition of a text.
#[derive(Clone, Copy)]
pub(super) struct Edition<'a> {
    pub(super) document: &'a Document,
    pub(super) lang: &'a Lang,
    /// What is known of its blocks.
    pub(super) features: &'a [Features],
}

/// How the blocks of two editions answer each other.
pub(super) fn pair(original: Edition<'_>, translation: Edition<'_>) -> Pairs {
    let (a, b) = (&original.document.blocks, &translation.document.blocks);
    let sides = [original, translation].map(|edition| Side { blocks: edition.features, lang: edition.lang });
    let likeness = Likeness::between(sides[0], sides[1]);
    // Blocks that the author gave one name, and pictures and tables of one file, answer each other wherever they stand; the
    // others must not stand crosswise to them, unless they do so to each other.
    let named = named(original, translation);
    let in_order = named.windows(2).all(|pair| pair[0].1 < pair[1].1);
    let [mut of_a, mut of_b] = [vec![false; a.len()], vec![false; b.len()]];
    named.iter().for_each(|(i, j)| (of_a[*i], of_b[*j]) = (true, true));
    let before = |named: &[bool]| -> Vec<usize> {
        let count = named.iter().scan(0, |count, is| {
            *count += usize::from(*is);
            Some(*count)
        });
        count.collect()
    };
    let (before_a, before_b) = (before(&of_a), before(&of_b));
    let may = |i: usize, j: usize| !of_a[i] && !of_b[j] && letter(&a[i].kind) == letter(&b[j].kind);
    let pairs = align(a.len(), b.len(), GAP, |i, j| {
        if !may(i, j) || (in_order && before_a[i] != before_b[j]) {
            return None;
        }
        let level = if level(&a[i]) == level(&b[j]) { 0.05 } else { 0.0 };
        Some(likeness.evidence(i, j) + level)
    });
    let mut found = Pairs { originals: vec![None; b.len()], ..Pairs::default() };
    let mut answers: Vec<Option<usize>> = vec![None; a.len()];
    let take = |found: &mut Pairs, answers: &mut [Option<usize>], i: usize, j: usize| {
        found.originals[j] = Some(i);
        answers[i] = Some(j);
    };
    pairs.into_iter().chain(named).for_each(|(i, j)| take(&mut found, &mut answers, i, j));
    // What is left on both sides and clearly says the same was moved. The likest pair first.
    let left = (0..a.len()).filter(|i| answers[*i].is_none() && !of_a[*i]);
    let open: Vec<usize> = (0..b.len()).filter(|j| found.originals[*j].is_none() && !of_b[*j]).collect();
    let mut moved: Vec<(f32, usize, usize)> = left
        .flat_map(|i| open.iter().map(move |j| (i, *j)))
        .filter(|(i, j)| may(*i, *j) && likeness.is_certain(*i, *j))
        .map(|(i, j)| (likeness.alike(i, j), i, j))
        .collect();
    moved.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, i, j) in moved {
        if answers[i].is_none() && found.originals[j].is_none() {
            take(&mut found, &mut answers, i, j);
        }
    }
    Joiner { a, b, likeness: &likeness, answers, found }.join()
}

/// Blocks that have one id, or show one file that no other block shows, in the order of the original.
fn named(original: Edition<'_>, translation: Edition<'_>) -> Vec<(usize, usize)> {
    let (a, b) = (&original.document.blocks, &translation.document.blocks);
    let places: BTreeMap<&str, usize> = (0..b.len()).rev().filter_map(|j| Some((b[j].id.as_deref()?, j))).collect();
    let mut found: BTreeMap<usize, usize> =
        (0..a.len()).filter_map(|i| Some((i, *places.get(a[i].id.as_deref()?)?))).collect();
    let taken: BTreeSet<usize> = found.values().copied().collect();
    let (shown, shown_there) = (shown(original), shown(translation));
    for (files, blocks) in &shown {
        if let ([i], Some([j])) = (blocks.as_slice(), shown_there.get(files).map(Vec::as_slice))
            && !taken.contains(j)
        {
            found.entry(*i).or_insert(*j);
        }
    }
    found.into_iter().collect()
}

/// The blocks that show files, by these.
fn shown(edition: Edition<'_>) -> BTreeMap<&[String], Vec<usize>> {
    let mut shown: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for (at, (block, features)) in edition.document.blocks.iter().zip(edition.features).enumerate() {
        if matches!(block.kind, BlockKind::Figure(_) | BlockKind::Table { .. }) && !features.files.is_empty() {
            shown.entry(&features.files).or_default().push(at);
        }
    }
    shown
}

/// Finds blocks that are a part of what a neighbour answers.
struct Joiner<'a> {
    a: &'a [Block],
    b: &'a [Block],
    likeness: &'a Likeness,
    answers: Vec<Option<usize>>,
    found: Pairs,
}

impl Joiner<'_> {
    fn join(mut self) -> Pairs {
        // A block may be split in three: what was found to be a part has neighbours in its turn.
        loop {
            let split = (0..self.b.len()).filter(|j| self.is_open(*j)).flat_map(|j| self.splits(j));
            let merged = (0..self.a.len()).filter(|i| self.is_left(*i)).flat_map(|i| self.merges(i));
            let best = split.chain(merged).filter(|(gain, _)| *gain > GAIN);
            let Some((_, join)) = best.max_by(|a, b| a.0.total_cmp(&b.0)) else { return self.found };
            match join {
                Join::Split { original, further } => {
                    self.found.parts.insert(further, original);
                }
                Join::Merge { further, block } => {
                    self.found.merged.insert(further, block);
                }
            }
            self.tidy();
        }
    }

    /// The first block of each group is the one that has the answer, the others go on with it.
    fn tidy(&mut self) {
        let parts: Vec<(usize, usize)> = self.found.parts.iter().map(|(j, i)| (*j, *i)).collect();
        for (j, i) in parts {
            if let Some(first) = self.answers[i].filter(|first| *first > j) {
                self.found.parts.remove(&j);
                self.found.parts.insert(first, i);
                self.found.originals[first] = None;
                self.found.originals[j] = Some(i);
                self.answers[i] = Some(j);
            }
        }
        let merged: Vec<(usize, usize)> = self.found.merged.iter().map(|(i, j)| (*i, *j)).collect();
        for (i, j) in merged {
            if let Some(first) = self.found.originals[j].filter(|first| *first > i) {
                self.found.merged.remove(&i);
                self.found.merged.insert(first, j);
                self.answers[first] = None;
                self.answers[i] = Some(j);
                self.found.originals[j] = Some(i);
            }
        }
    }

    fn is_open(&self, j: usize) -> bool {
        self.found.originals[j].is_none() && !self.found.parts.contains_key(&j) && is_prose(&self.b[j])
    }

    fn is_left(&self, i: usize) -> bool {
        self.answers[i].is_none() && !self.found.merged.contains_key(&i) && is_prose(&self.a[i])
    }

    /// The originals of the neighbours of a block, with what they gain from it.
    fn splits(&self, j: usize) -> Vec<(f32, Join)> {
        let near = [j.checked_sub(1), Some(j + 1)].into_iter().flatten();
        let near = near.filter_map(|near| {
            let original = (*self.found.originals.get(near)?).or_else(|| self.found.parts.get(&near).copied())?;
            let parts: Vec<usize> = self.answers[original].into_iter().chain(self.parts_of(original)).collect();
            let merged = self.found.merged.values().any(|block| parts.contains(block));
            (is_prose(&self.a[original]) && is_prose(&self.b[near]) && !merged).then(|| {
                let gain = self.likeness.gain_of_split(original, &parts, j);
                (gain, Join::Split { original, further: j })
            })
        });
        near.collect()
    }

    fn merges(&self, i: usize) -> Vec<(f32, Join)> {
        let near = [i.checked_sub(1), Some(i + 1)].into_iter().flatten();
        let near = near.filter_map(|near| {
            let block = (*self.answers.get(near)?).or_else(|| self.found.merged.get(&near).copied())?;
            let parts: Vec<usize> = self.found.originals[block].into_iter().chain(self.merged_in(block)).collect();
            let split = self.found.parts.values().any(|original| parts.contains(original));
            (is_prose(&self.b[block]) && is_prose(&self.a[near]) && !split).then(|| {
                let gain = self.likeness.gain_of_merge(&parts, block, i);
                (gain, Join::Merge { further: i, block })
            })
        });
        near.collect()
    }

    fn parts_of(&self, original: usize) -> impl Iterator<Item = usize> {
        self.found.parts.iter().filter(move |(_, i)| **i == original).map(|(j, _)| *j)
    }

    fn merged_in(&self, block: usize) -> impl Iterator<Item = usize> {
        self.found.merged.iter().filter(move |(_, j)| **j == block).map(|(i, _)| *i)
    }
}

/// What may be joined.
#[derive(Debug, Clone, Copy)]
enum Join {
    /// A further block of the translation answers the same original.
    Split { original: usize, further: usize },
    /// A further block of the original is answered by the same block.
    Merge { further: usize, block: usize },
}

/// Only paragraphs are split and joined: items and rows are told by their number.
fn is_prose(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph(_))
}

/// The pairs of a text whose original was rearranged since it was recorded. A translation that was not rearranged with it
/// still follows the recorded `order`, and then its blocks fit that better than (or as well as) what was found.
pub(super) fn unless_moved(original: Edition<'_>, translation: Edition<'_>, found: Pairs, order: &[usize]) -> Pairs {
    let (a, b) = (&original.document.blocks, &translation.document.blocks);
    let rearranged = order.windows(2).any(|pair| pair[0] > pair[1]);
    let whole = order.len() == b.len() && order.len() == a.len();
    let same_kinds = || order.iter().zip(b).all(|(at, block)| letter(&a[*at].kind) == letter(&block.kind));
    if !rearranged || !whole || !same_kinds() {
        return found;
    }
    let sides = [original, translation].map(|edition| Side { blocks: edition.features, lang: edition.lang });
    let likeness = Likeness::between(sides[0], sides[1]);
    let sum = |pairs: &[Option<usize>]| -> f32 {
        pairs.iter().enumerate().filter_map(|(j, i)| Some(likeness.alike((*i)?, j))).sum()
    };
    let recorded: Vec<Option<usize>> = order.iter().copied().map(Some).collect();
    if sum(&recorded) >= sum(&found.originals) { Pairs { originals: recorded, ..Pairs::default() } } else { found }
}

fn level(block: &Block) -> u8 {
    if let BlockKind::Heading { level, .. } = block.kind { level } else { 0 }
}
