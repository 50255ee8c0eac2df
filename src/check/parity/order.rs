//! Rows and descriptions of a translation that answer each other's originals better than their own.

use crate::align::{Likeness, Side};

/// How much better two must fit crosswise than straight to be reported.
const MARGIN: f32 = 0.15;

/// How far apart two may be that were exchanged.
const REACH: usize = 60;

/// Pairs of places that seem to have been exchanged, in two lists of one length. Only members that differ from each other in
/// both languages are comparable: texts with nothing in common but their order are left alone.
pub(super) fn exchanged(original: Side<'_>, translation: Side<'_>) -> Vec<(usize, usize)> {
    let likeness = Likeness::between(original, translation);
    let count = original.blocks.len().min(translation.blocks.len());
    let own: Vec<f32> = (0..count).map(|at| likeness.alike(at, at)).collect();
    let mut found = Vec::new();
    for first in 0..count {
        for second in first + 1..count.min(first + 1 + REACH) {
            let straight = own[first] + own[second];
            let [one, other] = [(first, second), (second, first)].map(|(a, b)| likeness.alike(a, b));
            // Each must fit the other's place better than its own: one alone may only be like it.
            if one > own[first] && other > own[second] && one + other > straight + MARGIN {
                found.push((first, second));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Features;
    use crate::data::Lang;
    use crate::source::{FileId, Span};

    fn read(texts: &[&str]) -> Vec<Features> {
        let span = Span::new(FileId::default(), 0..0);
        texts.iter().map(|text| Features::of_words(text, span)).collect()
    }

    fn exchanged_in(original: &[&str], translation: &[&str]) -> Vec<(usize, usize)> {
        let (original, translation) = (read(original), read(translation));
        let (en, es) = (Lang::new("en"), Lang::new("es"));
        exchanged(Side { blocks: &original, lang: &en }, Side { blocks: &translation, lang: &es })
    }

    #[test]
    fn exchanged_members_are_found_and_others_left_alone() {
        let english =
            ["Protection of migrants at the border", "Statistics of the year 2022", "International cooperation"];
        let spanish =
            ["Protección de migrantes en la frontera", "Estadísticas del año 2022", "Cooperación internacional"];
        assert_eq!(exchanged_in(&english, &spanish), []);
        assert_eq!(exchanged_in(&english, &[spanish[1], spanish[0], spanish[2]]), [(0, 1)]);
        assert_eq!(exchanged_in(&["yes", "no"], &["نعم", "لا"]), []);
    }
}
