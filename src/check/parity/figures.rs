//! The figures of two editions of a block.

use super::side::{Placed, Side, apart, difference};
use super::{Difference, Grade};
use crate::align::said;
use crate::diag::codes;

/// What one edition has in figures and the other has not: slips, differences, and what the other says in its own way.
pub(super) fn compare(original: &Side<'_>, translation: &Side<'_>) -> Vec<Difference> {
    let (here, there) = (&original.features.figures, &translation.features.figures);
    let (mut missing, mut added) = apart(here.clone(), there.clone());
    let usual_missing = take_usual(&mut missing, there, &said(&translation.features.words, translation.lang));
    let usual_added = take_usual(&mut added, here, &said(&original.features.words, original.lang));
    let mut found = Vec::new();
    let mut at = 0;
    while at < missing.len() {
        let alone = missing.len() == 1 && added.len() == 1;
        match added.iter().position(|(other, _)| is_slip(&missing[at].0, other, alone)) {
            Some(other) => {
                let ((one, place), (other, there)) = (missing.remove(at), added.remove(other));
                let message = format!("`{one}` in `{}`, `{other}` in `{}`", original.lang, translation.lang);
                let (mend, against) = ((there, "in the translation"), (place, "in the original"));
                let item = format!("{one} {other}");
                found.push(difference(codes::DIGIT_DIFFERS, Grade::Wrong, &item, message, mend, against));
            }
            None => at += 1,
        }
    }
    for (figures, grade) in [(missing, Grade::Differs), (usual_missing, Grade::Usual)] {
        found.extend(figures.into_iter().map(|(item, at)| {
            let message = format!("`{item}` stands in `{}` and not in `{}`", original.lang, translation.lang);
            let (mend, against) = ((translation.opening, "missing here"), (at, "it is here"));
            let one = difference(codes::FIGURES_DIFFER, grade, &item, message, mend, against);
            Difference { of: Some(translation.opening), ..one }
        }));
    }
    for (figures, grade) in [(added, Grade::Differs), (usual_added, Grade::Usual)] {
        found.extend(figures.into_iter().map(|(item, at)| {
            let message = format!("`{item}` stands in `{}` and not in `{}`", translation.lang, original.lang);
            let (mend, against) = ((at, "it is here"), (original.opening, "missing here"));
            let one = difference(codes::FIGURES_DIFFER, grade, &item, message, mend, against);
            Difference { of: Some(translation.opening), ..one }
        }));
    }
    found
}

/// Takes those figures out of a list that the other edition says in its own way: in words, as a month, as a century in Roman
/// numerals, as the last digits of a year, once where the first says it twice.
fn take_usual(figures: &mut Placed, others: &Placed, said: &[String]) -> Placed {
    let (usual, rest) = std::mem::take(figures).into_iter().partition(|(figure, _)| {
        let century = figure.strip_suffix("00").and_then(|century| century.parse::<u64>().ok());
        let next = century.filter(|century| (9..=21).contains(century)).map(|century| (century + 1).to_string());
        said.contains(figure)
            || next.is_some_and(|next| said.contains(&next) || others.iter().any(|(other, _)| *other == next))
            || others.iter().map(|(other, _)| other).chain(said).any(|other| other == figure || is_year(figure, other))
            || is_list(figure, others)
    });
    *figures = rest;
    usual
}

/// Whether one of two numbers is a year and the other its last two digits.
fn is_year(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    short.len() == 2 && long.len() == 4 && digits(short) && digits(long) && long.ends_with(short)
}

/// Whether a decimal is a list in the other edition: "1,2" and "1 y 2".
fn is_list(figure: &str, others: &Placed) -> bool {
    let has = |part: &str| others.iter().any(|(other, _)| other == part);
    figure.split_once('.').is_some_and(|(one, other)| has(one) && has(other))
}

/// Whether two numbers differ as by a slip of the hand: in one digit, in two that were exchanged, or, in long ones, by one
/// that is missing. Short ones only where nothing else differs in the block.
fn is_slip(one: &str, other: &str, alone: bool) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (shorter, longer) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    if shorter.len() < 3 && !alone {
        return false;
    }
    if shorter.len() == longer.len() {
        let apart: Vec<usize> = (0..one.len()).filter(|at| one[*at] != other[*at]).collect();
        return match apart[..] {
            [_] => true,
            [first, second] => second == first + 1 && one[first] == other[second] && one[second] == other[first],
            _ => false,
        };
    }
    let without = |at: usize| longer.iter().enumerate().filter(move |(place, _)| *place != at).map(|(_, c)| *c);
    longer.len() == shorter.len() + 1
        && shorter.len() >= 3
        && (0..longer.len()).any(|at| without(at).eq(shorter.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_digit_or_two_exchanged() {
        for (one, other) in [("2017", "2007"), ("42.32", "43.32"), ("1989", "1998"), ("152000", "15200")] {
            assert!(is_slip(one, other, false), "{one} {other}");
        }
        assert!(is_slip("12", "13", true) && !is_slip("12", "13", false));
        assert!(!is_slip("1901", "2020", true) && !is_slip("12", "123", true));
    }

    #[test]
    fn a_year_may_be_short() {
        assert!(is_year("1990", "90") && is_year("25", "2025"));
        assert!(!is_year("1990", "91") && !is_year("1.5", "2015"));
    }
}
