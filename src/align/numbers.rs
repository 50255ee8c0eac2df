//! Numbers that a text says without digits: words for numbers, ordinals and months, as data for each language, and Roman
//! numerals, which belong to none.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::figures::figures;
use crate::data::Lang;

/// The words of all languages that are known.
static LANGUAGES: LazyLock<BTreeMap<&'static str, Words>> = LazyLock::new(|| read(include_str!("numbers.txt")));

/// What the letters of Roman numerals stand for.
const ROMAN: [(char, u64); 7] = [('I', 1), ('V', 5), ('X', 10), ('L', 50), ('C', 100), ('D', 500), ('M', 1000)];

/// The words of one language.
#[derive(Default)]
struct Words {
    numbers: HashMap<&'static str, u64>,
    months: HashMap<&'static str, u64>,
    and: Vec<&'static str>,
    century: Vec<&'static str>,
}

fn read(data: &'static str) -> BTreeMap<&'static str, Words> {
    let mut languages: BTreeMap<&'static str, Words> = BTreeMap::new();
    let mut language = "";
    for line in data.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(code) = line.strip_prefix('[') {
            language = code.trim_end_matches(']');
            continue;
        }
        let words = languages.entry(language).or_default();
        let Some((what, forms)) = line.split_once(": ") else { continue };
        let forms = forms.split_whitespace();
        match (what, what.strip_prefix("month "), what.parse::<u64>()) {
            ("and", ..) => words.and.extend(forms),
            ("century", ..) => words.century.extend(forms),
            (_, Some(month), _) => {
                let month = month.parse().unwrap_or(0);
                words.months.extend(forms.map(|form| (form, month)));
            }
            (_, _, Ok(number)) => words.numbers.extend(forms.map(|form| (form, number))),
            _ => {}
        }
    }
    languages
}

/// The numbers that a text in a language says without digits, or with digits and a word: "1.5 million". Each as it would
/// be read in digits; in no order that means anything.
#[must_use]
pub fn said(text: &str, lang: &Lang) -> Vec<String> {
    let none = Words::default();
    let primary = lang.as_str().split('-').next().unwrap_or_default();
    let words = LANGUAGES.get(primary).unwrap_or(&none);
    let mut found: Vec<u64> = Vec::new();
    let mut number = Number::default();
    let mut before = Cow::Borrowed("");
    let mut joined = false;
    for piece in pieces(text) {
        let is_small = piece.bytes().all(|byte| byte.is_ascii_lowercase());
        let lower = if is_small { Cow::Borrowed(piece) } else { Cow::Owned(piece.to_lowercase()) };
        let value = words.numbers.get(&*lower).copied();
        if let Some(month) = words.months.get(&*lower) {
            found.push(*month);
        }
        match value {
            Some(value) if number.goes_on(value, joined) => number.add(value),
            Some(value) => {
                found.extend(number.take());
                number.add(value);
            }
            None if words.and.contains(&&*lower) && number.last.is_some() && !joined => {
                joined = true;
                continue;
            }
            None => {
                found.extend(number.take());
                let (figure, cue) = (figures(piece), words.century.contains(&&*before));
                if let [(figure, _)] = figure.as_slice() {
                    number = Number::of_digits(figure);
                } else if let Some(roman) = roman(piece, cue) {
                    found.push(roman);
                }
            }
        }
        joined = false;
        before = lower;
    }
    found.extend(number.take());
    found.into_iter().map(|number| number.to_string()).collect()
}

/// Words, and numbers in digits with what separates their groups.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let parts = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | '’' | '\'' | '(' | ')' | '[' | ']');
    text.split(parts).map(|piece| piece.trim_matches(|c: char| !c.is_alphanumeric())).filter(|piece| !piece.is_empty())
}

/// A number while its words are read.
#[derive(Default)]
struct Number {
    /// What is complete: thousands, millions.
    total: f64,
    /// What is below a thousand.
    current: f64,
    last: Option<f64>,
    /// Whether it began in digits: alone, these say nothing new.
    digits: bool,
    words: usize,
}

impl Number {
    fn of_digits(figure: &str) -> Self {
        let value: Option<f64> = figure.parse().ok();
        Self { current: value.unwrap_or(0.0), last: value, digits: true, ..Self::default() }
    }

    /// Whether the next word goes on with the number: "twenty | one", "two | thousand"; not "two | three".
    #[expect(clippy::cast_precision_loss, reason = "the words of numbers are far below 2^52")]
    fn goes_on(&self, value: u64, joined: bool) -> bool {
        let (value, Some(last)) = (value as f64, self.last) else { return false };
        let scale = value >= 100.0 && value > last && !joined;
        let score = (value - 20.0).abs() < 0.5 && last < 10.0 && last > 1.0 && !joined && !self.digits;
        let smaller = last >= 20.0 && value < 10.0_f64.powf(last.log10().floor()) && !self.digits;
        let teens = (20.0..100.0).contains(&last) && last.rem_euclid(20.0) < 0.5 && (10.0..20.0).contains(&value);
        // "dix-sept": seventeen.
        let units = (last - 10.0).abs() < 0.5 && (7.0..10.0).contains(&value) && !joined;
        scale || score || smaller || ((teens || units) && !self.digits)
    }

    #[expect(clippy::cast_precision_loss, reason = "the words of numbers are far below 2^52")]
    fn add(&mut self, value: u64) {
        let value = value as f64;
        self.words += 1;
        if value >= 1000.0 {
            self.total += if self.current > 0.0 { self.current } else { 1.0 } * value;
            self.current = 0.0;
        } else if self.last.is_some() && value >= 100.0 && self.current >= 1.0 && self.current < 100.0 {
            self.current *= value;
        } else if self.last.is_some_and(|last| last > 1.0 && last < 10.0) && (value - 20.0).abs() < 0.5 {
            // "quatre-vingt": four times twenty.
            self.current += self.last.unwrap_or(0.0) * (value - 1.0);
        } else {
            self.current += value;
        }
        self.last = Some(value);
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is positive, and far below 2^52")]
    fn take(&mut self) -> Option<u64> {
        let number = std::mem::take(self);
        let silent = number.last.is_none() || (number.digits && number.words == 0);
        (!silent).then(|| (number.total + number.current).round() as u64)
    }
}

/// The value of a Roman numeral in capitals; in small letters only behind a word for a century.
fn roman(word: &str, cue: bool) -> Option<u64> {
    let capital = word.chars().all(char::is_uppercase);
    let small = word.chars().all(char::is_lowercase);
    if !(capital || (cue && small)) {
        return None;
    }
    let mut total = 0;
    let mut before = u64::MAX;
    for letter in word.to_uppercase().chars() {
        let value = ROMAN.iter().find(|(known, _)| *known == letter)?.1;
        total += value;
        if before < value {
            total -= 2 * before;
        }
        before = value;
    }
    (written(total) == word.to_uppercase()).then_some(total)
}

/// A number as the Romans are now made to write it.
fn written(mut number: u64) -> String {
    const PARTS: [(u64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut text = String::new();
    for (value, sign) in PARTS {
        while number >= value {
            number -= value;
            text.push_str(sign);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lang: &str, text: &str) -> Vec<String> {
        said(text, &Lang::new(lang))
    }

    #[test]
    fn numbers_are_read_in_each_language() {
        for (lang, text, number) in [
            ("en", "twenty-one", "21"),
            ("en", "two hundred and fifty", "250"),
            ("en", "the nineteenth century", "19"),
            ("en", "one thousand eight hundred and twenty-one", "1821"),
            ("en", "twenty-first", "21"),
            ("es", "treinta y uno", "31"),
            ("es", "doscientas cincuenta", "250"),
            ("es", "dos mil diecinueve", "2019"),
            ("es", "siglo XIX", "19"),
            ("es", "siglo xix", "19"),
            ("es", "mil ochocientos veintiuno", "1821"),
            ("fr", "quatre-vingt-dix-sept", "97"),
            ("fr", "soixante et onze", "71"),
            ("fr", "deux mille dix-neuf", "2019"),
            ("pt", "trinta e um", "31"),
            ("pt", "mil oitocentos e vinte e um", "1821"),
            ("es", "12 de marzo", "3"),
            ("en", "1.5 million", "1500000"),
            ("es", "152 mil", "152000"),
            ("es", "1,5 millones", "1500000"),
            ("es-MX", "doce", "12"),
        ] {
            assert!(read(lang, text).contains(&number.to_owned()), "{text}: {:?}", read(lang, text));
        }
        assert_eq!(read("es", "dos y tres"), ["2", "3"]);
        assert_eq!(read("en", "two, three"), ["2", "3"]);
    }

    #[test]
    fn an_unknown_language_has_only_roman_numerals() {
        assert_eq!(read("xx", "one XIV two"), ["14"]);
        assert_eq!(read("es", "MIX IIII vi"), ["1009"]);
    }

    #[test]
    fn every_word_stands_once_in_its_language() {
        for (code, words) in LANGUAGES.iter() {
            let listed =
                include_str!("numbers.txt").split('[').find(|part| part.starts_with(code)).expect("it is there");
            let lines = listed.lines().skip(1).filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
            let count: usize = lines.map(|line| line.split(": ").nth(1).expect("words").split(' ').count()).sum();
            assert_eq!(words.numbers.len(), count, "{code}");
        }
    }
}
