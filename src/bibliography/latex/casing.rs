//! Titles that are written with capitals, as English files have them, in the case of a sentence.
//!
//! CSL wants titles so, and lets the style put the capitals back. The rules are those of `citeproc` (Haskell, `CaseTransform`)
//! as Pandoc applies them to `.bib` files: a word with one capital at its beginning is made small, but for the first word of
//! the title and the first one after `.`, `?`, `!` or `:`; words in braces and words with other capitals stay.

use super::pieces::Pieces;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the first word of a sentence.
    Start,
    /// Behind a sign that may end one.
    AfterStop,
    Within,
}

/// Turns a title into the case of a sentence.
pub(crate) fn sentence_case(title: &mut Pieces) {
    let mut state = State::Start;
    for (text, braced) in title.words_mut() {
        let mut turned = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(c) = rest.chars().next() {
            let len = if c.is_alphanumeric() {
                rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
            } else {
                c.len_utf8()
            };
            let word = &rest[..len];
            rest = &rest[len..];
            if c.is_alphanumeric() {
                if state != State::Start && !braced && is_capitalised(word) {
                    turned.extend(word.chars().flat_map(char::to_lowercase));
                } else {
                    turned.push_str(word);
                }
                state = State::Within;
            } else {
                turned.push_str(word);
                state = match (state, c) {
                    (State::Within | State::AfterStop, '.' | '?' | '!' | ':') => State::AfterStop,
                    (State::AfterStop, ' ' | '\u{a0}') => State::Start,
                    (state, _) => state,
                };
            }
        }
        *text = turned;
    }
}

/// Whether a word has one capital, at its beginning. Of single letters only the article counts: the others are names.
fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && (word == "A" || word.chars().nth(1).is_some() && letters.all(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::super::convert;
    use super::*;

    #[test]
    fn capitals_of_an_english_title_are_taken_back() {
        for (title, expected) in [
            ("A New Improved {CORDIC} Algorithm: Theory", "A new improved CORDIC algorithm: Theory"),
            (
                "The Use of VDSL2 in a World Of {Swedish} Low-Complexity",
                "The use of VDSL2 in a world of Swedish low-complexity",
            ),
            ("Who Wins? It Depends", "Who wins? It depends"),
            ("Into A Room With \\emph{Homo Sapiens} And I", "Into a room with <i>homo sapiens</i> and I"),
            ("{The Whole Title}", "The Whole Title"),
        ] {
            let mut pieces = convert(title).pieces;
            sentence_case(&mut pieces);
            assert_eq!(pieces.markup(false), expected);
        }
    }
}
