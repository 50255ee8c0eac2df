//! The figures of two editions of a block.

use super::side::{Placed, Side, apart, difference};
use super::{Difference, Grade};
use crate::align::said;
use crate::data::Lang;
use crate::diag::codes;
use crate::source::Span;

/// What one edition has in figures and the other has not: slips, differences, and what the other says in its own way.
pub(super) fn compare(original: &Side<'_>, translation: &Side<'_>) -> Vec<Difference> {
    let [here, there] = [original, translation].map(Numbers::of);
    let (mut missing, mut added) = apart(here.figures.clone(), there.figures.clone());
    let usual_missing = take_usual(&mut missing, &here, &there);
    let usual_added = take_usual(&mut added, &there, &here);
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
    let differ = |item: &str, grade: Grade, langs: [&Lang; 2], mend: (Span, &str), against: (Span, &str)| {
        let message = format!("`{item}` stands in `{}` and not in `{}`", langs[0], langs[1]);
        let one = difference(codes::FIGURES_DIFFER, grade, item, message, mend, against);
        Difference { of: Some(translation.opening), ..one }
    };
    for (figures, grade) in [(missing, Grade::Differs), (usual_missing, Grade::Usual)] {
        found.extend(figures.into_iter().map(|(item, at)| {
            let (mend, against) = ((translation.opening, "missing here"), (at, "it is here"));
            differ(&item, grade, [original.lang, translation.lang], mend, against)
        }));
    }
    for (figures, grade) in [(added, Grade::Differs), (usual_added, Grade::Usual)] {
        found.extend(figures.into_iter().map(|(item, at)| {
            let (mend, against) = ((at, "it is here"), (original.opening, "missing here"));
            differ(&item, grade, [translation.lang, original.lang], mend, against)
        }));
    }
    found
}

/// The numbers of one edition of a block.
struct Numbers<'a> {
    /// Those in digits.
    figures: &'a Placed,
    /// Those in words, or in digits and a word.
    said: Vec<String>,
}

impl<'a> Numbers<'a> {
    fn of(side: &'a Side<'_>) -> Self {
        Self { figures: &side.features.figures, said: said(&side.features.words, side.lang) }
    }

    fn in_digits(&self, number: &str) -> bool {
        self.figures.iter().any(|(figure, _)| figure == number)
    }

    fn has(&self, number: &str) -> bool {
        self.in_digits(number) || self.said.iter().any(|said| said == number)
    }
}

/// Takes those figures out of a list that the other edition says in its own way: in words, as a month, as a century in Roman
/// numerals, as the last digits of a year, with or without a word for thousands or millions, once where the first says it
/// twice.
fn take_usual(figures: &mut Placed, own: &Numbers<'_>, others: &Numbers<'_>) -> Placed {
    let (usual, rest) = std::mem::take(figures).into_iter().partition(|(figure, _)| {
        let century = figure.strip_suffix("00").and_then(|century| century.parse::<u64>().ok());
        let next = century.filter(|century| (9..=21).contains(century)).map(|century| (century + 1).to_string());
        others.has(figure)
            || next.is_some_and(|next| others.has(&next))
            || others.figures.iter().map(|(other, _)| other).chain(&others.said).any(|other| is_year(figure, other))
            || own.said.iter().any(|whole| is_scaled(figure, whole) && others.has(whole))
            || is_list(figure, others)
            || others.figures.iter().any(|(other, _)| is_part(figure, other) && is_list(other, own))
    });
    *figures = rest;
    usual
}

/// Whether a number is a figure with a word behind it: 1500000 is "1.5 million".
fn is_scaled(figure: &str, whole: &str) -> bool {
    let (Ok(figure), Ok(whole)) = (figure.parse::<f64>(), whole.parse::<f64>()) else { return false };
    [1e3, 1e6, 1e9, 1e12].iter().any(|scale| (figure * scale - whole).abs() < 0.5)
}

/// Whether one of two numbers is a year and the other its last two digits.
fn is_year(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    short.len() == 2 && long.len() == 4 && digits(short) && digits(long) && long.ends_with(short)
}

/// Whether a decimal is a list in the other edition: "1,2" and "1 y 2".
fn is_list(figure: &str, others: &Numbers<'_>) -> bool {
    figure.split_once('.').is_some_and(|(one, other)| others.in_digits(one) && others.in_digits(other))
}

/// Whether a figure stands on a side of the decimal sign of another.
fn is_part(figure: &str, decimal: &str) -> bool {
    decimal.split_once('.').is_some_and(|(one, other)| figure == one || figure == other)
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
    fn a_word_may_stand_for_noughts() {
        assert!(is_scaled("1.5", "1500000") && is_scaled("152", "152000"));
        assert!(!is_scaled("15", "150") && !is_scaled("15", "15"));
    }

    #[test]
    fn a_year_may_be_short() {
        assert!(is_year("1990", "90") && is_year("25", "2025"));
        assert!(!is_year("1990", "91") && !is_year("1.5", "2015"));
    }
}
