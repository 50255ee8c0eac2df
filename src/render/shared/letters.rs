//! The letters of a long list, to jump to.

use crate::render::view::LetterView;
use crate::site::Sorter;

/// A list of fewer entries is soon read through.
const LONG: usize = 20;

/// The letters under which the entries of a list stand, each with the anchor of the first, as `(name, anchor)` in the
/// list's order.
///
/// None where they would not help: in a short list; in one that is not ordered by its letters (by numbers, say); and in
/// one with hardly more entries than letters, as where a script has a sign for each word.
pub(in crate::render) fn letters<'a, N: AsRef<str>>(
    sorter: &Sorter,
    entries: impl ExactSizeIterator<Item = (N, &'a str)>,
) -> Vec<LetterView> {
    let count = entries.len();
    let mut letters: Vec<LetterView> = Vec::new();
    if count < LONG {
        return letters;
    }
    for (name, anchor) in entries {
        let Some(label) = sorter.letter(name.as_ref()) else { continue };
        if letters.last().is_some_and(|last| last.label == label) {
            continue;
        }
        if letters.iter().any(|known| known.label == label) {
            return Vec::new();
        }
        // "The White House" stands under W: a style may sort by less than it prints.
        if letters.last().is_some_and(|last| sorter.compare(&last.label, &label).is_gt()) {
            continue;
        }
        letters.push(LetterView { label, href: format!("#{anchor}") });
    }
    if letters.len() < 2 || letters.len() * 2 > count {
        letters.clear();
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Direction, Language};
    use crate::data::Lang;

    #[test]
    fn a_list_that_is_not_ordered_by_its_letters_has_none() {
        let english = Language { code: Lang::new("en"), name: String::new(), locale: "en".into(), dir: Direction::Ltr };
        let sorter = Sorter::new(&english);
        let count = |names: [&str; 4]| {
            let names = names.iter().flat_map(|name| (0..6).map(move |n| (format!("{name} {n}"), *name)));
            letters(&sorter, names.collect::<Vec<_>>().into_iter()).len()
        };
        assert_eq!(count(["Adams", "2 Rivers", "Bell", "Cano"]), 3);
        assert_eq!(count(["Adams", "Bell", "Abel", "Cano"]), 0);
        assert_eq!(count(["Adams", "Woods", "The White House", "Zea"]), 3);
    }
}
