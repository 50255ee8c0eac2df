//! The numbers that stand in a text in digits.

use std::ops::Range;

/// The numbers in a text, written alike whatever the language's separators, with the bytes where they stand. Groups of
/// three digits behind a space, a point, a comma or an apostrophe are one number; a single point or comma between digits
/// is the decimal sign, written `.`; several of them part a list: `1,2,3`.
pub(super) fn figures(text: &str) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let mut rest = text;
    let at = |rest: &str| text.len() - rest.len();
    while let Some(start) = rest.find(|c| digit(c).is_some()) {
        rest = &rest[start..];
        let mut parts = vec![part(rest, at(rest))];
        let mut signs: Vec<char> = Vec::new();
        rest = &text[parts[0].1.end..];
        while let Some(sign) = rest.chars().next().filter(|sign| separates(*sign)) {
            let behind = &rest[sign.len_utf8()..];
            let next = part(behind, at(behind));
            // A space parts numbers, unless it stands before three digits and behind no more than three.
            let grouped = next.0.len() == 3 && (!signs.is_empty() || parts[0].0.len() <= 3);
            let stays = !sign.is_whitespace() || (grouped && signs.iter().all(|known| *known == sign));
            if next.0.is_empty() || !stays {
                break;
            }
            rest = &text[next.1.end..];
            signs.push(sign);
            parts.push(next);
        }
        found.extend(numbers(parts, &signs));
    }
    found
}

type Part = (String, Range<usize>);

/// The digits at the beginning of a text that begins at a place.
fn part(text: &str, start: usize) -> Part {
    let digits: String = text.chars().map_while(digit).collect();
    let length: usize = text.chars().take_while(|c| digit(*c).is_some()).map(char::len_utf8).sum();
    (digits, start..start + length)
}

/// What digits and the signs between them say: one number, or several.
fn numbers(parts: Vec<Part>, signs: &[char]) -> Vec<Part> {
    let grouped = |parts: &[Part], signs: &[char]| {
        let first = signs.first().copied();
        first.is_some_and(groups)
            && signs.iter().all(|sign| Some(*sign) == first)
            && (1..=3).contains(&parts[0].0.len())
            && !parts[0].0.starts_with('0')
            && parts[1..].iter().all(|part| part.0.len() == 3)
    };
    let range = |parts: &[Part]| parts[0].1.start..parts[parts.len() - 1].1.end;
    let whole = |parts: &[Part]| parts.iter().map(|part| part.0.as_str()).collect::<String>();
    let last = parts.len() - 1;
    if grouped(&parts, signs) {
        return vec![(whole(&parts), range(&parts))];
    }
    let is_decimal = |sign: char| matches!(sign, '.' | ',' | '\u{66b}');
    if let [groups @ .., decimal] = signs
        && is_decimal(*decimal)
        && (groups.is_empty() || (!groups.contains(decimal) && grouped(&parts[..last], groups)))
    {
        return vec![(format!("{}.{}", plain(&whole(&parts[..last])), parts[last].0), range(&parts))];
    }
    parts.into_iter().map(|(digits, range)| (plain(&digits).to_owned(), range)).collect()
}

/// Digits without the noughts that a date begins with: `02`.
fn plain(digits: &str) -> &str {
    let bare = digits.trim_start_matches('0');
    if bare.is_empty() { &digits[digits.len().saturating_sub(1)..] } else { bare }
}

/// Whether a sign may stand within a number.
fn separates(sign: char) -> bool {
    groups(sign) || sign == '\u{66b}'
}

/// Whether a sign may stand between groups of three digits.
fn groups(sign: char) -> bool {
    matches!(sign, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '.' | ',' | '\'' | '’' | '\u{66c}')
}

/// A digit of any of the scripts that have their own, as an ASCII one.
fn digit(c: char) -> Option<char> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        _ => return None,
    };
    char::from_digit(u32::from(c) - u32::from(zero), 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        figures(text).into_iter().map(|(figure, _)| figure).collect()
    }

    #[test]
    fn a_number_is_read_alike_whatever_its_separators() {
        for text in ["152 000", "152,000", "152.000", "152\u{a0}000", "152’000", "١٥٢٬٠٠٠"] {
            assert_eq!(read(text), ["152000"], "{text}");
        }
        assert_eq!(read("1.5 and 1,5 and ١٫٥"), ["1.5", "1.5", "1.5"]);
        assert_eq!(read("2019-2025, 14159; in 2022 152 000"), ["2019", "2025", "14159", "2022", "152000"]);
        assert_eq!(read("1,234,567.25 and 1.234.567,25"), ["1234567.25", "1234567.25"]);
        assert_eq!(read("none. at, all"), Vec::<String>::new());
        assert_eq!(read("in 1901, 1902. And 3"), ["1901", "1902", "3"]);
    }

    #[test]
    fn several_commas_part_a_list() {
        assert_eq!(read("1,2,3"), ["1", "2", "3"]);
        assert_eq!(read("[10,20,30,40]"), ["10", "20", "30", "40"]);
        assert_eq!(read("1, 2, 3"), ["1", "2", "3"]);
        assert_eq!(read("3.10.2"), ["3", "10", "2"]);
        assert_eq!(read("2026-02-06"), ["2026", "2", "6"]);
    }

    #[test]
    fn a_number_knows_its_bytes() {
        let text = "á 1.5, x 152 000";
        let places: Vec<&str> = figures(text).into_iter().map(|(_, range)| &text[range]).collect();
        assert_eq!(places, ["1.5", "152 000"]);
    }
}
