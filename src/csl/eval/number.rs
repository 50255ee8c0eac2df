//! Numbers: what counts as one, ordinals and Roman numerals, plurals, ranges of pages; and labels of works.

use super::{Eval, Out};
use crate::csl::item::{Date, Item};
use crate::csl::locale::{Gender, Locale};
use crate::csl::node::{Node, Tag};
use crate::csl::style::element::{Number, NumberForm, PageRange, TermForm};
use crate::csl::variable::Variable;

/// The names whose first letters make the label of a work, the likeliest first.
const LABELLED: &[Variable] = &[
    Variable::Author,
    Variable::Editor,
    Variable::Translator,
    Variable::Director,
    Variable::Composer,
    Variable::Illustrator,
    Variable::ContainerAuthor,
    Variable::CollectionEditor,
];

impl<'a> Eval<'a> {
    pub(super) fn number(&mut self, number: &'a Number) -> Out<'a> {
        let value = self.value(number.variable, false).filter(|value| !value.trim().is_empty());
        let Some(value) = value else { return Out::empty() };
        self.record(number.variable);
        let pages = number.variable == Variable::Locator || number.variable == Variable::Page;
        let text = if !is_numeric(&value) {
            value
        } else if number.form == NumberForm::Numeric && pages {
            locator_text(&value, self.cx.style.page_range, self.cx.locale)
        } else {
            let gender = self.cx.locale.gender(number.variable.name());
            let form = |digits: u32| formatted(digits, number.form, gender, self.cx.locale);
            spread(&value, &form)
        };
        let mut node = Node::text(text);
        if number.variable == Variable::CitationNumber {
            node = Node::tagged(Tag::CitationNumber(self.cx.number.unwrap_or_default()), node);
        }
        if number.variable == Variable::Locator {
            node = Node::tagged(Tag::Locator, node);
        }
        Out::of_variable(self.looked(&number.look, node))
    }
}

fn formatted(number: u32, form: NumberForm, gender: Option<Gender>, locale: &Locale) -> String {
    match form {
        NumberForm::Numeric => number.to_string(),
        NumberForm::Roman => roman(number),
        NumberForm::LongOrdinal if (1..=10).contains(&number) => {
            let word = locale.long_ordinal(number, gender);
            word.map_or_else(|| ordinal(number, gender, locale), str::to_owned)
        }
        NumberForm::Ordinal | NumberForm::LongOrdinal => ordinal(number, gender, locale),
    }
}

pub(super) fn ordinal(number: u32, gender: Option<Gender>, locale: &Locale) -> String {
    format!("{number}{}", locale.ordinal(number, gender))
}

/// Numbers, ranges and lists of them with each number in its form: `2-3, 5`.
fn spread(value: &str, form: &dyn Fn(u32) -> String) -> String {
    let mut text = String::new();
    for piece in split_numbers(value) {
        match piece {
            Piece::Sign('-' | '–' | '—') => text.push('–'),
            Piece::Sign(',') => text.push_str(", "),
            Piece::Sign('&') => text.push_str(" & "),
            Piece::Sign(other) => text.push(other),
            Piece::Word(word) => match word.parse::<u32>() {
                Ok(number) => text.push_str(&form(number)),
                Err(_) => text.push_str(word),
            },
        }
    }
    text
}

enum Piece<'t> {
    Word(&'t str),
    Sign(char),
}

/// Words and the signs between them; a hyphen with a backslash is part of its word.
fn split_numbers(value: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in value.char_indices() {
        if matches!(c, '-' | '–' | '—' | ',' | '&' | ';') && before != '\\' {
            pieces.push(Piece::Word(value[start..at].trim()));
            pieces.push(Piece::Sign(c));
            start = at + c.len_utf8();
        }
        before = c;
    }
    pieces.push(Piece::Word(value[start..].trim()));
    pieces
}

/// Whether a value is numbers, each with letters before or behind it at most: `2`, `L12`, `2nd`, `3-5 & 7`.
pub(in crate::csl) fn is_numeric(value: &str) -> bool {
    let number = |word: &str| {
        let word = word.trim().trim_end_matches('.');
        let inner = word.trim_start_matches(|c: char| c.is_alphabetic());
        let digits = inner.chars().take_while(char::is_ascii_digit).count();
        digits > 0 && inner.chars().skip(digits).all(|c| c.is_alphabetic() || matches!(c, 'º' | 'ª'))
    };
    let mut words = split_numbers(value).into_iter().filter_map(|piece| match piece {
        Piece::Word(word) => Some(word),
        Piece::Sign(_) => None,
    });
    !value.trim().is_empty() && words.all(number)
}

/// Whether a value names more than one: `66–67`, `3, 5`, `3 & 5`; Roman numerals too.
pub(super) fn is_plural(value: &str) -> bool {
    let number = |word: &str| {
        let digits = word.chars().any(|c| c.is_ascii_digit());
        let roman = !word.is_empty() && word.chars().all(|c| "ivxlcdmIVXLCDM".contains(c));
        digits || roman
    };
    let pieces = split_numbers(value);
    pieces.windows(3).any(|around| match around {
        [Piece::Word(left), Piece::Sign(_), Piece::Word(right)] => {
            let (left, right) = (left.split_whitespace().last(), right.split_whitespace().next());
            left.is_some_and(number) && right.is_some_and(number)
        }
        _ => false,
    }) || value
        .split_whitespace()
        .collect::<Vec<_>>()
        .windows(3)
        .any(|around| number(around[0]) && matches!(around[1], "and" | "et" | "y" | "e" | "und") && number(around[2]))
}

/// A locator as it is printed: hyphens between numbers are dashes.
pub(super) fn locator_text(value: &str, format: Option<PageRange>, locale: &Locale) -> String {
    page_range(&value.replace("--", "-"), format, locale)
}

/// Ranges of pages in the style's format, or with a dash at least.
pub(super) fn page_range(value: &str, format: Option<PageRange>, locale: &Locale) -> String {
    let dash = match locale.word("page-range-delimiter", TermForm::Long) {
        "" => "–",
        word => word,
    };
    let mut text = String::new();
    let mut rest = value;
    loop {
        let end = rest.find([',', '&', ';']).unwrap_or(rest.len());
        let part = &rest[..end];
        let bare = part.trim();
        let lead = &part[..part.len() - part.trim_start().len()];
        text.push_str(lead);
        text.push_str(&one_range(bare, format, dash));
        text.push_str(&part[lead.len() + bare.len()..]);
        let Some(sign) = rest[end..].chars().next() else { break };
        let and = locale.word("and", TermForm::Symbol);
        if sign == '&' && !and.is_empty() {
            text.push_str(and);
        } else {
            text.push(sign);
        }
        rest = &rest[end + sign.len_utf8()..];
    }
    text
}

fn one_range(part: &str, format: Option<PageRange>, dash: &str) -> String {
    if part.contains("\\-") {
        return part.replace("\\-", "-");
    }
    let dashes = |c: char| matches!(c, '-' | '–' | '—');
    let Some((left, right)) = part.split_once(dashes) else { return part.to_owned() };
    let (left, right) = (left.trim(), right.trim_start_matches(dashes).trim());
    if left.is_empty() || right.is_empty() || right.contains(dashes) {
        return part.replace('-', dash);
    }
    let split = |side: &str| {
        let at = side
            .rfind(|c: char| !c.is_ascii_digit())
            .map_or(0, |at| at + side[at..].chars().next().map_or(0, char::len_utf8));
        (side[..at].to_owned(), side[at..].to_owned())
    };
    let ((before, from), (behind, to)) = (split(left), split(right));
    let alike = before == behind || behind.is_empty();
    let (Some(format), true, false, false) = (format, alike, from.is_empty(), to.is_empty()) else {
        return format!("{left}{dash}{right}");
    };
    // "110-5": the second number lacks what it shares with the first.
    let full = if to.len() < from.len() { format!("{}{to}", &from[..from.len() - to.len()]) } else { to.clone() };
    let shared = from.bytes().zip(full.bytes()).take_while(|(a, b)| a == b).count();
    let same_length = full.len() == from.len();
    let least = |count: usize| {
        if !same_length {
            return full.clone();
        }
        let keep = (full.len() - shared.min(full.len() - 1)).max(count.min(full.len()));
        full[full.len() - keep..].to_owned()
    };
    let number: u64 = from.parse().unwrap_or_default();
    let shown = match format {
        PageRange::Expanded => format!("{before}{full}"),
        PageRange::Minimal => least(1),
        PageRange::MinimalTwo => least(2),
        PageRange::Chicago15 | PageRange::Chicago16 => {
            if number < 100 || number.is_multiple_of(100) {
                full.clone()
            } else if (1..10).contains(&(number % 100)) {
                least(1)
            } else if format == PageRange::Chicago15 && from.len() == 4 && full.len() - shared >= 3 {
                full.clone()
            } else {
                least(2)
            }
        }
    };
    format!("{left}{dash}{shown}")
}

fn roman(number: u32) -> String {
    const DIGITS: &[(u32, &str)] = &[
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number == 0 || number >= 4000 {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, digits) in DIGITS {
        while rest >= *value {
            text.push_str(digits);
            rest -= value;
        }
    }
    text
}

/// The label of a work: letters of its names and two digits of its year, `Asth95`.
pub(super) fn citation_label(item: &Item) -> String {
    let names = LABELLED.iter().map(|variable| item.names(*variable)).find(|names| !names.is_empty());
    let names = names.unwrap_or_default();
    let each = match names.len() {
        1 => 4,
        2 | 3 => 2,
        _ => 1,
    };
    let mut label = String::new();
    for name in names.iter().take(4) {
        let family = if name.family.is_empty() { &name.literal } else { &name.family };
        let mut letters = family.chars().filter(|c| c.is_alphanumeric());
        label.extend(letters.by_ref().take(each));
    }
    let year = [Variable::Issued, Variable::OriginalDate, Variable::EventDate].iter().find_map(|variable| {
        match item.date(*variable) {
            Some(Date::Known { from, .. }) => Some(from.year),
            _ => None,
        }
    });
    if let Some(year) = year {
        let two = year.unsigned_abs() % 100;
        label.extend([two / 10, two % 10].into_iter().filter_map(|digit| char::from_digit(digit, 10)));
    }
    label
}
