//! How each cite stands to those before it: first, subsequent, ibid, near a note.
//!
//! Only the cites of a scope (a page) are looked at. Beyond the specification: "ibid." asks that the note before is the
//! last one or the same, and that it holds nothing else, as citeproc-js and Pandoc have it.

use std::collections::BTreeMap;

use super::cite::{Citation, Cite, Locator};
use super::eval::Place;

/// The place of a cite, and the number of the note that cited its work first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Stand {
    pub place: Place,
    pub first_note: Option<u32>,
}

#[derive(Default)]
struct Seen {
    /// For each item, the note of its first cite and of its last.
    notes: BTreeMap<usize, (Option<u32>, Option<u32>)>,
    /// The citation before.
    last: Option<usize>,
}

/// The places of all cites; `orders` says in which order the cites of each citation are printed.
pub(super) fn places(citations: &[Citation], orders: &[Vec<usize>], near: u32) -> Vec<Vec<Stand>> {
    let mut held: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for citation in citations {
        if let Some(note) = citation.note {
            *held.entry((citation.scope, note)).or_default() += 1;
        }
    }
    let mut scopes: BTreeMap<u32, Seen> = BTreeMap::new();
    let mut all = Vec::with_capacity(citations.len());
    for (at, citation) in citations.iter().enumerate() {
        let seen = scopes.entry(citation.scope).or_default();
        let mut stands = vec![Stand::default(); citation.cites.len()];
        let mut before: Option<&Cite> = None;
        for (index, place) in orders[at].iter().enumerate() {
            let cite = &citation.cites[*place];
            let Some(item) = cite.item else {
                before = Some(cite);
                continue;
            };
            let mut stand = Stand::default();
            if let Some((first, last)) = seen.notes.get(&item).copied() {
                stand.place.subsequent = true;
                stand.first_note = first;
                stand.place.near_note = match (citation.note, last) {
                    (Some(note), Some(last)) => note.saturating_sub(last) <= near,
                    _ => true,
                };
                let previous = if index > 0 {
                    before
                } else {
                    seen.last.and_then(|last| preceding(&citations[last], &orders[last], citation, &held))
                };
                if let Some(previous) = previous.filter(|previous| previous.item == Some(item)) {
                    (stand.place.ibid, stand.place.ibid_with_locator) = ibid(previous, cite);
                }
            }
            stands[*place] = stand;
            let note = seen.notes.entry(item).or_insert((citation.note, citation.note));
            note.1 = citation.note;
            before = Some(cite);
        }
        if !citation.cites.is_empty() {
            seen.last = Some(at);
        }
        all.push(stands);
    }
    all
}

/// The cite that "ibid." may refer to, at the beginning of a citation.
fn preceding<'c>(
    last: &'c Citation,
    order: &[usize],
    citation: &Citation,
    held: &BTreeMap<(u32, u32), usize>,
) -> Option<&'c Cite> {
    let of = |place: Option<&usize>| place.map(|place| &last.cites[*place]);
    match (last.note, citation.note) {
        (Some(a), Some(b)) if a == b => of(order.last()),
        (Some(a), Some(b)) => {
            let alone = held.get(&(last.scope, a)).copied().unwrap_or_default() == 1;
            let next = a < b && b - a == 1;
            of(order.first()).filter(|_| next && alone && order.len() == 1)
        }
        _ => of(order.first()).filter(|_| order.len() == 1),
    }
}

/// Whether a cite of the same work is "ibid.", and whether with a locator of its own.
fn ibid(before: &Cite, cite: &Cite) -> (bool, bool) {
    let given = |locator: &Option<Locator>| locator.clone().filter(|locator| !locator.value.is_empty());
    match (given(&before.locator), given(&cite.locator)) {
        (None, None) => (true, false),
        (None, Some(_)) => (true, true),
        (Some(a), Some(b)) => (true, a != b),
        (Some(_), None) => (false, false),
    }
}
