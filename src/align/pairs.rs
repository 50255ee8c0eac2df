//! Which block of a translation answers which block of its original.
//!
//! Blocks answer each other by place, or by the id that the author gave to both. Only where their kinds do not follow each
//! other in the same order is something missing, and then the likeness of the blocks says what: what they cite, their
//! figures, words that both languages share, their length.

use super::features::{Features, Traits};
use super::names::letter;
use super::sequence::align;
use crate::doc::{Block, BlockKind, Document};
use crate::source::SourceMap;

/// For each block of `translation`, the block of `original` that it answers, by place.
pub(super) fn pair(original: &Document, translation: &Document, sources: &SourceMap) -> Vec<Option<usize>> {
    let (a, b) = (&original.blocks, &translation.blocks);
    let same_kinds = a.len() == b.len() && a.iter().zip(b).all(|(a, b)| letter(&a.kind) == letter(&b.kind));
    if same_kinds && !a.iter().zip(b).any(|(a, b)| belongs_elsewhere(a, b, original, translation)) {
        return (0..b.len()).map(Some).collect();
    }
    let [left, right] = [original, translation].map(|document| Features::of_document(document, sources));
    let known: [Vec<Traits>; 2] = [&left, &right].map(|blocks| blocks.iter().map(Features::traits).collect());
    // Blocks that the author gave one name answer each other wherever they stand; the others must not stand crosswise to
    // them, unless they do so to each other.
    let named: Vec<(usize, usize)> = (0..a.len())
        .filter(|i| a[*i].id.is_some())
        .filter_map(|i| Some((i, (0..b.len()).find(|j| b[*j].id == a[i].id)?)))
        .collect();
    let in_order = named.windows(2).all(|pair| pair[0].1 < pair[1].1);
    let pairs = align(a.len(), b.len(), |i, j| {
        let taken = |(first, second): &(usize, usize)| *first == i || *second == j;
        let crosswise = |(first, second): &(usize, usize)| (*first < i) != (*second < j);
        if named.iter().any(|pair| taken(pair) || (in_order && crosswise(pair))) {
            return None;
        }
        if letter(&a[i].kind) != letter(&b[j].kind) || belongs_elsewhere(&a[i], &b[j], original, translation) {
            return None;
        }
        let level = if level(&a[i]) == level(&b[j]) { 0.05 } else { 0.0 };
        Some(known[0][i].likeness(&known[1][j]) + 0.3 * lengths(&left[i], &right[j]) + level + 0.01)
    });
    let mut answers = vec![None; b.len()];
    for (i, j) in pairs.into_iter().chain(named) {
        answers[j] = Some(i);
    }
    answers
}

/// The pairs of a text whose original was rearranged since it was recorded. A translation that was not rearranged with it
/// still follows the recorded `order`, and then its blocks fit that better than (or as well as) their places.
pub(super) fn unless_moved(
    original: &Document,
    translation: &Document,
    by_place: Vec<Option<usize>>,
    order: &[usize],
    sources: &SourceMap,
) -> Vec<Option<usize>> {
    let (a, b) = (&original.blocks, &translation.blocks);
    let rearranged = order.windows(2).any(|pair| pair[0] > pair[1]);
    let whole = order.len() == b.len() && order.len() == a.len();
    let same_kinds = || order.iter().zip(b).all(|(at, block)| letter(&a[*at].kind) == letter(&block.kind));
    if !rearranged || !whole || !same_kinds() {
        return by_place;
    }
    let [left, right]: [Vec<Traits>; 2] = [original, translation]
        .map(|document| Features::of_document(document, sources).iter().map(Features::traits).collect());
    let likeness = |pairs: &[Option<usize>]| -> f32 {
        pairs.iter().zip(&right).filter_map(|(at, right)| Some(left[(*at)?].likeness(right))).sum()
    };
    let as_recorded: Vec<Option<usize>> = order.iter().copied().map(Some).collect();
    if likeness(&as_recorded) >= likeness(&by_place) { as_recorded } else { by_place }
}

/// Whether the author's ids pair one of the two with another block.
fn belongs_elsewhere(a: &Block, b: &Block, original: &Document, translation: &Document) -> bool {
    let has = |document: &Document, id: &Option<String>| document.blocks.iter().any(|block| block.id == *id);
    a.id != b.id && ((a.id.is_some() && has(translation, &a.id)) || (b.id.is_some() && has(original, &b.id)))
}

fn level(block: &Block) -> u8 {
    if let BlockKind::Heading { level, .. } = block.kind { level } else { 0 }
}

/// The shorter text as a part of the longer one.
#[expect(clippy::cast_precision_loss, reason = "the length of a block is far below 2^24")]
fn lengths(a: &Features, b: &Features) -> f32 {
    let (a, b) = (a.words.chars().count(), b.words.chars().count());
    a.min(b) as f32 / a.max(b).max(1) as f32
}
