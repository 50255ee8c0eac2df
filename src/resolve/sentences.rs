//! Where sentences begin and end, so that a mention or a citation can be shown with its sentence.
//!
//! The rules of Unicode (UAX 29) know no abbreviations and would end a sentence at "U.S."; these know them, from a list
//! for each language, and never end one inside parentheses, where citations stand.

use std::ops::Range;

/// Abbreviations by language, as data: a line is a language's code and its abbreviations.
const ABBREVIATIONS: &str = include_str!("abbreviations.txt");

/// The abbreviations of a language: its own line, else that of the language without region (`es` for `es-MX`).
#[must_use]
pub(super) fn abbreviations(lang: &str) -> Vec<&'static str> {
    let line = |wanted: &str| {
        ABBREVIATIONS.lines().find_map(|line| line.strip_prefix(wanted)?.strip_prefix(':')).map(str::split_whitespace)
    };
    line(lang).or_else(|| line(lang.split('-').next()?)).into_iter().flatten().collect()
}

/// The sentences of a text, in order, without the spaces between them.
#[must_use]
pub(super) fn split(text: &str, abbreviations: &[&str]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let balanced = text.matches('(').count() == text.matches(')').count();
    let mut depth = 0usize;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '(' | '[' if balanced => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '.' | '!' | '?' | '…' if depth == 0 => {
                let mut end = at + c.len_utf8();
                // Closing marks, and further stops, belong to the sentence.
                while let Some((next, _)) = chars.next_if(|(_, c)| ".!?…”’\"»)]".contains(*c)) {
                    end = next + text[next..].chars().next().map_or(0, char::len_utf8);
                }
                let rest = &text[end..];
                let opens = rest.trim_start().chars().next();
                let ends = rest.starts_with(char::is_whitespace) && opens.is_some_and(begins_sentence);
                if ends && !(c == '.' && is_abbreviation(&text[start..end], abbreviations)) {
                    sentences.push(start..end);
                    start = end + rest.len() - rest.trim_start().len();
                }
            }
            _ => {}
        }
    }
    let end = text.trim_end().len();
    if start < end {
        sentences.push(start..end);
    }
    sentences
}

fn begins_sentence(c: char) -> bool {
    c.is_uppercase() || c.is_numeric() || "“‘\"«¿¡([—".contains(c) || (c.is_alphabetic() && !c.is_lowercase())
}

/// Whether a text that ends in a full stop ends in an abbreviation, or in a person's initial.
fn is_abbreviation(text: &str, abbreviations: &[&str]) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or("").trim_start_matches(['(', '“', '‘', '"', '«']);
    let initial = {
        let mut letters = word.chars();
        matches!((letters.next(), letters.next(), letters.next()), (Some(c), Some('.'), None) if c.is_uppercase())
    };
    initial || abbreviations.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences<'a>(text: &'a str, lang: &str) -> Vec<&'a str> {
        split(text, &abbreviations(lang)).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        assert_eq!(
            sentences("The U.S. Congress met. “It did.” F. B. Adamson et al. agree (n. d. Yes. No)! Why?", "en"),
            ["The U.S. Congress met.", "“It did.”", "F. B. Adamson et al. agree (n. d. Yes. No)!", "Why?"]
        );
    }

    #[test]
    fn spanish_marks_open_a_sentence() {
        assert_eq!(
            sentences("Migran a EE. UU. ¿Por qué? Véase el art. 4. Ñuñoa calla.", "es-MX"),
            ["Migran a EE. UU. ¿Por qué?", "Véase el art. 4.", "Ñuñoa calla."]
        );
    }

    #[test]
    fn every_byte_but_spaces_is_in_a_sentence() {
        proptest::proptest!(|(text in "[A-Za-z.?!() ñ“”]{0,60}")| {
            let joined: String = sentences(&text, "en").concat();
            let strip = |text: &str| text.replace(' ', "");
            proptest::prop_assert_eq!(strip(&joined), strip(&text));
        });
    }
}
