//! Dates, as each format of a library spells them, to CSL's dates.
//!
//! Owns EDTF (levels 0 and 1, which biblatex and Hayagriva's YAML use), years as people write them by hand, and the words that
//! stand for no date at all. What is none of these stays as words.

use crate::csl::{Date, DateEnd, DateParts};

/// A date by the Extended Date/Time Format: `2026-02-09`, `1990~`, `-0043`, `2000/2001`, `2000/..`, `199X`, `2001-21`.
/// Years before our era are counted as astronomers do: `0000` is 1 BC.
pub(crate) fn edtf(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some((from, to)) = text.split_once('/') {
        let (from, to) = (from.trim(), to.trim());
        let open = |end: &str| matches!(end, "" | ".." | "open" | "unknown");
        if open(from) {
            // A range without a beginning is known by its end alone.
            let (to, circa) = edtf_point(to)?;
            return Some(Date::Known { from: to.0, to: None, circa });
        }
        let (first, circa) = edtf_point(from)?;
        if open(to) {
            return Some(Date::Known { from: first.0, to: Some(DateEnd::Open), circa });
        }
        let (last, roughly) = edtf_point(to)?;
        let last = last.1.unwrap_or(last.0);
        return Some(Date::Known { from: first.0, to: Some(DateEnd::At(last)), circa: circa || roughly });
    }
    let (point, circa) = edtf_point(text)?;
    Some(Date::Known { from: point.0, to: point.1.map(DateEnd::At), circa })
}

/// A point in time, the last year that it may be (of `199X`), and whether it is only roughly known.
fn edtf_point(text: &str) -> Option<((DateParts, Option<DateParts>), bool)> {
    let circa = text.contains(['~', '?', '%']);
    let text: String = text.chars().filter(|c| !matches!(c, '~' | '?' | '%')).collect();
    // The time of day is nothing that a reference prints.
    let text = text.split(['T', ' ']).next().unwrap_or_default();
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let digits = digits.strip_prefix(['y', 'Y']).map_or((4, digits), |long| (1, long));
    let (least, digits) = digits;
    // `Y-17000` has its sign behind the letter.
    let (sign, digits) = digits.strip_prefix('-').filter(|_| least == 1).map_or((sign, digits), |rest| (-1, rest));
    let mut parts = digits.split('-');
    let year = parts.next()?;
    if year.len() < least || year.len() > 7 {
        return None;
    }
    let unspecified = year.ends_with(['X', 'u']);
    let bound = |digit: char| year.replace(['X', 'u'], &digit.to_string()).parse::<i32>().ok();
    let (first, last) = (bound('0')? * sign, bound('9')? * sign);
    let (first, last) = if first <= last { (first, last) } else { (last, first) };
    let mut from = DateParts { year: counted(first), ..DateParts::default() };
    let to = unspecified.then(|| DateParts { year: counted(last), ..DateParts::default() });
    if let Some(month) = parts.next().filter(|part| !part.contains(['X', 'u'])) {
        let month: u8 = month.parse().ok().filter(|_| month.len() == 2)?;
        match month {
            1..=12 => from.month = Some(month),
            21..=24 => from.season = Some(month - 20),
            _ => return None,
        }
        if let Some(day) = parts.next().filter(|part| !part.contains(['X', 'u'])) {
            let day = day.parse().ok().filter(|_| day.len() <= 2 && from.month.is_some())?;
            from.day = Some(day).filter(|day| (1..=days(from.month.unwrap_or(1), first)).contains(day));
            from.day?;
        }
    }
    parts.next().is_none().then_some(((from, to), circa))
}

/// The days of a month; `year` as astronomers count.
fn days(month: u8, year: i32) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The year as people count it: there is no year 0.
fn counted(astronomical: i32) -> i32 {
    if astronomical > 0 { astronomical } else { astronomical - 1 }
}

/// A year as it is written by hand: `1990`, `c. 1990`, `[1990?]`, `1990-1995`, `380 BC`. `None` for what is no year.
pub(crate) fn year(text: &str) -> Option<Date> {
    const BEFORE: [&str; 8] = ["b.c.e.", "bce", "b.c.", "bc", "a. c.", "a.c.", "a. n. e.", "v. chr."];
    const ROUGHLY: [&str; 10] = ["circa", "around", "about", "hacia", "aprox.", "cca.", "ca.", "ca ", "c.", "c "];
    let text = text.trim().trim_matches(['[', ']', '(', ')']).trim();
    let is_edtf = !text.contains('-') || text.contains("--") || text.starts_with('-');
    let is_edtf = is_edtf && text.len() >= 4 && !text.contains("-0");
    if let Some(date) = edtf(&text.replace("--", "/")).filter(|_| is_edtf) {
        return Some(date);
    }
    let lower = text.to_lowercase();
    let (rest, circa) = match ROUGHLY.iter().find_map(|word| lower.strip_prefix(word)) {
        Some(rest) => (rest.trim_start(), true),
        None => match lower.strip_suffix('?') {
            Some(rest) => (rest, true),
            None => (lower.as_str(), false),
        },
    };
    let (rest, sign) = match BEFORE.iter().find_map(|word| rest.strip_suffix(word)) {
        Some(rest) => (rest.trim_end(), -1),
        None => (rest, 1),
    };
    let ends = rest.split(['/', '–', '—', '-']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let number = |part: &str| {
        let part = part.trim_end_matches('?');
        let digits = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i32>().ok().filter(|year| digits && *year > 0)
    };
    let parts = |year: i32| DateParts { year: year * sign, ..DateParts::default() };
    match ends[..] {
        [one] if !rest.starts_with(['-', '/']) => {
            let open = rest.ends_with(['-', '–', '/']) && sign == 1;
            let from = number(one).filter(|_| one.len() >= 3 || sign == -1 || circa || rest == one)?;
            Some(Date::Known { from: parts(from), to: open.then_some(DateEnd::Open), circa })
        }
        [first, last] if rest.chars().next().is_some_and(char::is_numeric) => {
            let from = number(first)?;
            let to = number(last)?;
            // `1998-99`: the century is said once.
            let short = 10_i32.checked_pow(u32::try_from(last.len()).ok()?)?;
            let to = if last.len() < first.len() { from / short * short + to } else { to };
            (sign == -1 || from < to).then(|| Date::Known {
                from: parts(from),
                to: Some(DateEnd::At(parts(to))),
                circa,
            })
        }
        _ => None,
    }
}

/// Whether words say that there is no date, which each style says in its own words.
pub(crate) fn is_none(text: &str) -> bool {
    const NONE: [&str; 22] = [
        "",
        "nd",
        "sf",
        "sa",
        "sd",
        "undated",
        "nodate",
        "noyear",
        "sinfecha",
        "sinaño",
        "sineanno",
        "sansdate",
        "ohnejahr",
        "oj",
        "odj",
        "semdata",
        "sad",
        "unknown",
        "desconocido",
        "na",
        "null",
        "none",
    ];
    let letters: String = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    NONE.contains(&letters.as_str())
}

/// The month of a word or a number: `3`, `mar`, `March`, `marzo`, and seasons as 13 to 16.
pub(crate) fn month(text: &str) -> Option<u8> {
    const MONTHS: [&[&str]; 16] = [
        &["jan", "ene", "janv", "gen"],
        &["feb", "fév", "fev"],
        &["mar", "mär", "mrz"],
        &["apr", "abr", "avr"],
        &["may", "mai", "mag"],
        &["jun", "juin", "giu"],
        &["jul", "juil", "lug"],
        &["aug", "ago", "aoû"],
        &["sep", "set"],
        &["oct", "okt", "ott", "out"],
        &["nov"],
        &["dec", "dic", "déc", "dez"],
        &["spring", "primavera", "printemps", "frühling", "frühjahr"],
        &["summer", "verano", "été", "sommer", "verão", "estate"],
        &["autumn", "fall", "otoño", "automne", "herbst", "outono", "autunno"],
        &["winter", "invierno", "hiver", "inverno"],
    ];
    let text = text.trim().trim_end_matches('.').to_lowercase();
    if let Ok(number) = text.parse::<u8>() {
        return match number {
            1..=16 => Some(number),
            21..=24 => Some(number - 8),
            _ => None,
        };
    }
    // The longest beginning decides: `juin` is June, not the beginning of another month.
    let found = MONTHS.iter().enumerate().flat_map(|(at, words)| words.iter().map(move |word| (at, *word)));
    let found = found.filter(|(_, word)| text.starts_with(word)).max_by_key(|(_, word)| word.len());
    found.and_then(|(at, _)| u8::try_from(at + 1).ok())
}

/// A date of a year with the month and the day that belong to it.
pub(crate) fn with_month(date: &mut Date, month_text: &str) -> bool {
    let Date::Known { from, to, .. } = date else { return false };
    // `jan/feb`, `3--4`, `March 12`, `12~mar`, `jan # "~12"`.
    let text = month_text.replace(['~', '\u{a0}', ',', '.'], " ");
    let words: Vec<&str> = text.split([' ', '/', '-', '–', '&']).filter(|word| !word.is_empty()).collect();
    let day_of =
        |word: &str| word.trim_end_matches(|c: char| c.is_alphabetic()).parse::<u8>().ok().filter(|day| *day <= 31);
    let named = |word: &str| word.parse::<u8>().is_err().then(|| month(word)).flatten();
    let put = |parts: &mut DateParts, value: u8| {
        if value > 12 {
            parts.season = Some(value - 12);
        } else {
            parts.month = Some(value);
        }
    };
    match words[..] {
        [one] => match month(one) {
            Some(value) => put(from, value),
            None => return false,
        },
        [first, second] => {
            match (named(first).or_else(|| month(first)), named(second), day_of(first), day_of(second)) {
                (_, Some(value), Some(day), _) if named(first).is_none() && value <= 12 => {
                    (from.month, from.day) = (Some(value), Some(day));
                }
                (Some(begin), Some(end), ..) if to.is_none() => {
                    let mut last = from.clone();
                    put(from, begin);
                    put(&mut last, end);
                    *to = Some(DateEnd::At(last));
                }
                (Some(value), None, _, Some(day)) if named(first).is_some() && value <= 12 => {
                    (from.month, from.day) = (Some(value), Some(day));
                }
                (Some(begin), None, Some(_), Some(end)) if to.is_none() && (1..=12).contains(&end) => {
                    let mut last = from.clone();
                    put(from, begin);
                    put(&mut last, end);
                    *to = Some(DateEnd::At(last));
                }
                _ => return false,
            }
        }
        _ => {
            // `March 3--5`: the month is what is certain.
            let Some(value) = words.iter().find_map(|word| named(word)) else { return false };
            put(from, value);
        }
    }
    true
}

/// A date in words or figures that is in no standard: `12 March 2001`, `March 12, 2001`, `2001 Mar 12`, `3/12/2001` as
/// Americans write it only where nothing else is possible. `None` for what is no date.
pub(crate) fn loose(text: &str) -> Option<Date> {
    if let Some(date) = edtf(text).or_else(|| year(text)) {
        return Some(date);
    }
    let clean = text.replace([',', '.', '~', '\u{a0}', '/', '-', '–'], " ");
    let words: Vec<&str> =
        clean.split_whitespace().filter(|word| !matches!(*word, "de" | "of" | "del" | "the")).collect();
    if words.is_empty() || words.len() > 4 {
        return None;
    }
    let at = words.iter().position(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))?;
    let mut from = DateParts { year: words[at].parse().ok()?, ..DateParts::default() };
    let others: Vec<&str> = words.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, word)| *word).collect();
    let number = |word: &str| {
        word.trim_end_matches(|c: char| c.is_alphabetic() || c == 'º')
            .parse::<u8>()
            .ok()
            .filter(|day| (1..=31).contains(day))
    };
    let is_name = |word: &str| !word.starts_with(|c: char| c.is_ascii_digit());
    let mut put = |value: u8| {
        if value > 12 { from.season = Some(value - 12) } else { from.month = Some(value) }
    };
    match others[..] {
        [] => {}
        [one] => put(month(one)?),
        [one, two] => {
            let (name, day) = match (is_name(one), is_name(two)) {
                (true, false) => (month(one)?, number(two)?),
                (false, true) => (month(two)?, number(one)?),
                (false, false) => {
                    let (a, b) = (number(one)?, number(two)?);
                    // The year first: month, day. The year last: what cannot be a month is the day.
                    match (at == 0, a > 12, b > 12) {
                        (true, false, _) | (false, false, true) => (a, b),
                        (false, true, false) => (b, a),
                        _ => return None,
                    }
                }
                (true, true) => return None,
            };
            put(name);
            from.day = Some(day);
        }
        _ => return None,
    }
    Some(Date::Known { from, to: None, circa: false })
}

/// A date by EDTF, as [`edtf`] reads it; words as they are.
pub(crate) fn written(date: &Date) -> String {
    match date {
        Date::Literal(words) => words.clone(),
        Date::Known { from, to, circa } => {
            let mut text = written_parts(from, "-");
            let roughly = if *circa { "~" } else { "" };
            text.push_str(roughly);
            match to {
                None => {}
                Some(DateEnd::Open) => text.push_str("/.."),
                Some(DateEnd::At(to)) => text.extend(["/", &written_parts(to, "-"), roughly]),
            }
            text
        }
    }
}

/// The parts of a date by EDTF, or with another sign between them.
pub(crate) fn written_parts(parts: &DateParts, between: &str) -> String {
    let year = if parts.year > 0 { parts.year } else { parts.year + 1 };
    let sign = if year < 0 { "-" } else { "" };
    let mut text = format!("{sign}{:04}", year.unsigned_abs());
    if let Some(month) = parts.month.or(parts.season.map(|season| season + 20)) {
        text.extend([between, &format!("{month:02}")]);
        if let Some(day) = parts.day {
            text.extend([between, &format!("{day:02}")]);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_edtf_says_is_read_and_written() {
        for text in [
            "2026",
            "2026-02",
            "2026-02-09",
            "1990~",
            "-0379",
            "0000",
            "2000/2001",
            "2000/..",
            "2001-21",
            "2001-02/2001-03",
        ] {
            assert_eq!(edtf(text).as_ref().map(written).as_deref(), Some(text));
        }
        assert_eq!(edtf("199X").as_ref().map(written).as_deref(), Some("1990/1999"));
        assert_eq!(edtf("2010-05-04T10:00:00Z").as_ref().map(written).as_deref(), Some("2010-05-04"));
        for text in ["2014-13", "2014-17", "2014-02-30", "soon", "14", "2014-2", ""] {
            assert_eq!(edtf(text), None, "{text}");
        }
        let Some(Date::Known { from, .. }) = edtf("-0380") else { panic!("a date") };
        assert_eq!(from.year, -381);
    }

    #[test]
    fn years_are_read_as_people_write_them() {
        for (text, expected) in [
            ("c. 1990", "1990~"),
            ("[1990?]", "1990~"),
            ("1998-99", "1998/1999"),
            ("1998--2001", "1998/2001"),
            ("1998–2001", "1998/2001"),
            ("1998/2001", "1998/2001"),
            ("380 BC", "-0379"),
            ("1999-", "1999/.."),
            ("476", "0476"),
        ] {
            assert_eq!(year(text).as_ref().map(written).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(year("forthcoming"), None);
        assert!(is_none("s. f.") && is_none("n.d.") && is_none("[s.a.]") && !is_none("in press"));
    }

    #[test]
    fn months_are_read_in_words_and_figures() {
        for (text, expected) in [
            ("mar", "2001-03"),
            ("Marzo", "2001-03"),
            ("12", "2001-12"),
            ("Summer", "2001-22"),
            ("jan/feb", "2001-01/2001-02"),
            ("3--4", "2001-03/2001-04"),
            ("May 12", "2001-05-12"),
            ("12~may", "2001-05-12"),
            ("June 3--5", "2001-06"),
        ] {
            let mut date = year("2001").expect("a year");
            assert!(with_month(&mut date, text), "{text}");
            assert_eq!(written(&date), expected, "{text}");
        }
        assert_eq!(loose("12 de marzo de 2001").as_ref().map(written).as_deref(), Some("2001-03-12"));
        assert_eq!(loose("Mar 12, 2001").as_ref().map(written).as_deref(), Some("2001-03-12"));
        assert_eq!(loose("2001/3/2").as_ref().map(written).as_deref(), Some("2001-03-02"));
        assert_eq!(loose("13/02/2001").as_ref().map(written).as_deref(), Some("2001-02-13"));
        assert_eq!(loose("the day after"), None);
    }
}
