//! Two sequences side by side: which members answer each other, in order, so that likeness is greatest.

/// How many places a member may have moved to be looked for there.
pub(super) const REACH: usize = 60;

/// Pairs members of two sequences of the lengths `a` and `b`, each at most once and never crosswise, so that the sum of
/// `likeness`, less `gap` for each member that stays alone, is greatest; `None` forbids a pair. Only members whose places
/// differ by little more than the lengths do are looked at, so that time and room grow with the length of the text, and not
/// with its square.
#[must_use]
pub fn align(a: usize, b: usize, gap: f32, likeness: impl Fn(usize, usize) -> Option<f32>) -> Vec<(usize, usize)> {
    let band = Band::new(a, b);
    let mut best = vec![0.0_f32; band.cells()];
    let mut paired = vec![false; band.cells()];
    let value = |best: &[f32], i: usize, j: usize| band.at(i, j).map_or(f32::NEG_INFINITY, |at| best[at]);
    for i in (0..=a).rev() {
        for j in band.columns(i).rev() {
            let Some(at) = band.at(i, j) else { continue };
            if i == a && j == b {
                continue;
            }
            let skip = value(&best, i + 1, j).max(value(&best, i, j + 1)) - gap;
            let pair = (i < a && j < b).then(|| likeness(i, j)).flatten();
            let pair = pair.map(|likeness| likeness + value(&best, i + 1, j + 1));
            let take = pair.filter(|pair| *pair >= skip);
            best[at] = take.unwrap_or(skip);
            paired[at] = take.is_some();
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < a && j < b {
        if band.at(i, j).is_some_and(|at| paired[at]) {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if value(&best, i + 1, j) >= value(&best, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// The part of a table of `a + 1` rows and `b + 1` columns that lies near its diagonal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Band {
    reach: usize,
    a: usize,
    b: usize,
}

impl Band {
    /// The part for two sequences of the lengths `a` and `b`.
    pub(super) fn new(a: usize, b: usize) -> Self {
        Self { reach: REACH.min(a.max(b)) + a.abs_diff(b), a, b }
    }

    fn width(self) -> usize {
        2 * self.reach + 1
    }

    /// How many cells it has.
    pub(super) fn cells(self) -> usize {
        (self.a + 1) * self.width()
    }

    /// The columns of a row that are within reach.
    pub(super) fn columns(self, i: usize) -> std::ops::RangeInclusive<usize> {
        i.saturating_sub(self.reach)..=(i + self.reach).min(self.b)
    }

    /// The place of a cell, if it is within reach.
    pub(super) fn at(self, i: usize, j: usize) -> Option<usize> {
        let within = i <= self.a && j <= self.b && i.abs_diff(j) <= self.reach;
        within.then(|| i * self.width() + (j + self.reach - i))
    }
}

/// How alike two sorted lists are, from 0 to 1 (Dice's coefficient): twice what they share over what they hold.
#[expect(clippy::cast_precision_loss, reason = "words of a block are far below 2^24")]
pub(super) fn dice<T: Ord>(a: &[T], b: &[T]) -> f32 {
    if a.is_empty() && b.is_empty() {
        return 0.0;
    }
    let (mut i, mut j, mut shared) = (0, 0, 0_usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    (2 * shared) as f32 / (a.len() + b.len()) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_member_moves_no_other() {
        let (a, b) = (["a", "b", "c", "d"], ["a", "c", "d"]);
        let alike = |i: usize, j: usize| Some(if a[i] == b[j] { 1.0 } else { 0.1 });
        assert_eq!(align(4, 3, 0.0, alike), [(0, 0), (2, 1), (3, 2)]);
        assert_eq!(align(0, 3, 0.0, |_, _| Some(1.0)), []);
        assert_eq!(align(2, 2, 0.0, |i, j| (i != j).then_some(1.0)), [(1, 0)]);
    }

    #[test]
    fn a_long_text_costs_no_more_a_member_than_a_short_one() {
        let calls = std::cell::Cell::new(0);
        let alike = |i: usize, j: usize| {
            calls.set(calls.get() + 1);
            Some(if i == j + usize::from(j >= 700) { 1.0 } else { 0.1 })
        };
        let pairs = align(1500, 1499, 0.0, alike);
        assert!(pairs.iter().all(|(i, j)| *i == j + usize::from(*j >= 700)) && pairs.len() == 1499);
        assert!(calls.get() < 1500 * 3 * REACH, "{}", calls.get());
    }

    #[test]
    fn likeness_counts_what_is_shared() {
        assert!((dice(&["a", "b", "b"], &["b", "b", "c"]) - 2.0 / 3.0).abs() < 1e-6);
        assert!(dice::<&str>(&[], &[]).abs() < 1e-6);
    }
}
