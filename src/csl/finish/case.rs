//! Text case, across marks: title case in English only, protected words left alone.

use crate::csl::rich::{Mark, Token};
use crate::csl::style::element::{Case, Font};

/// Words that stay low within a title: articles, short prepositions and conjunctions.
const STOP_WORDS: &[&str] = &[
    "a", "about", "al", "an", "and", "as", "at", "but", "by", "d", "de", "down", "et", "for", "from", "in", "into",
    "l", "nor", "of", "on", "onto", "or", "over", "so", "the", "till", "to", "up", "v", "van", "via", "von", "vs",
    "with", "yet",
];

/// A character with the token that it is in.
struct Letter {
    c: char,
    token: usize,
    protected: bool,
}

/// Gives words their case.
pub(in crate::csl) fn recase(rich: &mut [Token], case: Case, english: bool) {
    let letters = letters(rich);
    let mut out: Vec<String> = letters.iter().map(|letter| letter.c.to_string()).collect();
    match case {
        Case::Lower => all(&letters, &mut out, |c| c.to_lowercase().collect()),
        Case::Upper => all(&letters, &mut out, |c| c.to_uppercase().collect()),
        Case::CapitalizeFirst => {
            if let Some(word) = words(&letters).first() {
                capitalize(&letters, &mut out, word);
            }
        }
        Case::CapitalizeAll => {
            for word in words(&letters) {
                capitalize(&letters, &mut out, &word);
            }
        }
        Case::Sentence => sentence(&letters, &mut out),
        Case::Title if english => title(&letters, &mut out),
        Case::Title => {}
    }
    write_back(rich, &letters, &out);
}

fn letters(rich: &[Token]) -> Vec<Letter> {
    let mut letters = Vec::new();
    let mut open: Vec<bool> = Vec::new();
    for (token, value) in rich.iter().enumerate() {
        match value {
            Token::Open(mark) => open.push(match mark {
                Mark::NoCase | Mark::Plain => true,
                Mark::Toggle(Font { small_caps, position, .. }) => small_caps.is_some() || position.is_some(),
                _ => false,
            }),
            Token::Close => {
                open.pop();
            }
            Token::Text(text) => {
                let protected = open.contains(&true);
                letters.extend(text.chars().map(|c| Letter { c, token, protected }));
            }
        }
    }
    letters
}

fn write_back(rich: &mut [Token], letters: &[Letter], out: &[String]) {
    for token in rich.iter_mut() {
        if let Token::Text(text) = token {
            text.clear();
        }
    }
    for (letter, new) in letters.iter().zip(out) {
        if let Some(Token::Text(text)) = rich.get_mut(letter.token) {
            text.push_str(new);
        }
    }
}

fn all(letters: &[Letter], out: &mut [String], change: impl Fn(char) -> String) {
    for (letter, new) in letters.iter().zip(out) {
        if !letter.protected {
            *new = change(letter.c);
        }
    }
}

/// The places of words: letters and digits, with the apostrophes and points within them.
fn words(letters: &[Letter]) -> Vec<std::ops::Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for at in 0..=letters.len() {
        let part = letters.get(at).is_some_and(|letter| {
            let next = letters.get(at + 1).is_some_and(|next| next.c.is_alphanumeric());
            letter.c.is_alphanumeric()
                || is_combining(letter.c)
                || (start.is_some() && next && matches!(letter.c, '\'' | '’' | '.' | '&' | '@'))
        });
        match (part, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// A capital for a word in lower case.
fn capitalize(letters: &[Letter], out: &mut [String], word: &std::ops::Range<usize>) {
    let own = &letters[word.clone()];
    if own.iter().all(|letter| !letter.c.is_uppercase() && !letter.protected) {
        out[word.start] = letters[word.start].c.to_uppercase().collect();
    }
}

fn is_upper(letters: &[Letter]) -> bool {
    let mut cased = letters.iter().filter(|letter| letter.c.is_lowercase() || letter.c.is_uppercase()).peekable();
    cased.peek().is_some() && cased.all(|letter| letter.c.is_uppercase())
}

fn sentence(letters: &[Letter], out: &mut [String]) {
    let upper = is_upper(letters);
    for (index, word) in words(letters).into_iter().enumerate() {
        let own = &letters[word.clone()];
        if own.iter().any(|letter| letter.protected) {
            continue;
        }
        let rest_low = own[1..].iter().all(|letter| !letter.c.is_uppercase());
        for at in word.clone() {
            let first = index == 0 && at == word.start;
            if first && (upper || rest_low) {
                out[at] = letters[at].c.to_uppercase().collect();
            } else if upper || (rest_low && !first && own.len() > 1) {
                out[at] = letters[at].c.to_lowercase().collect();
            }
        }
    }
}

fn title(letters: &[Letter], out: &mut [String]) {
    let words = words(letters);
    let last = words.len().saturating_sub(1);
    for (index, word) in words.iter().enumerate() {
        let own = &letters[word.clone()];
        if own.iter().any(|letter| letter.protected) {
            continue;
        }
        let low: String = own.iter().flat_map(|letter| letter.c.to_lowercase()).collect();
        let behind = index.checked_sub(1).map_or(0, |before| words[before].end);
        let between: String = letters[behind..word.start].iter().map(|letter| letter.c).collect();
        let starts = index == 0 || between.contains([':', '?', '!']) || between.contains(". ") || opens(&between);
        let stop = STOP_WORDS.contains(&low.as_str());
        let single = own.len() == 1;
        if starts || (index == last && !single) || !(stop || single) {
            capitalize(letters, out, word);
        }
    }
}

/// Whether a quotation begins right before a word.
fn opens(between: &str) -> bool {
    let mut signs = between.chars().rev();
    signs.next().is_some_and(|c| matches!(c, '“' | '"' | '«' | '‘' | '„'))
        && signs.next().is_none_or(char::is_whitespace)
}
