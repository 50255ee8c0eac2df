//! Words as related languages share them: without accents, without what differs in spelling only, by their beginnings.

use icu_normalizer::DecomposingNormalizer;

/// Letters of a word's beginning that tell it apart from most others.
const LONG: usize = 5;

/// Letters of a word's beginning that are compared where its end and the languages' spellings differ more.
const SHORT: usize = 4;

/// A word of a text as it is held against another language.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Trace {
    /// A name or an acronym, whole.
    Name(String),
    /// The beginning of a longer word.
    Stem(String),
    /// Its first letters only.
    Root(String),
}

/// What is known of the words of a text: names, and the beginnings of longer words.
pub(super) fn traces(words: &str) -> Vec<Trace> {
    let mut found = Vec::new();
    // Numbers are told as such.
    let is_word = |word: &&str| word.chars().nth(2).is_some() && word.chars().any(char::is_alphabetic);
    for word in words.split(|c: char| !c.is_alphanumeric()).filter(is_word) {
        let folded = fold(word);
        let length = folded.chars().count();
        let beginning = |letters: usize| folded.chars().take(letters).collect::<String>();
        if word.chars().any(char::is_uppercase) || (length >= 2 && !word.chars().any(char::is_lowercase)) {
            found.push(Trace::Name(folded.clone()));
        }
        if length > LONG || (length == LONG && word.chars().count() > LONG) {
            found.push(Trace::Stem(beginning(LONG)));
        }
        if length > SHORT {
            found.push(Trace::Root(beginning(SHORT)));
        }
    }
    found
}

/// A word without case and accents, and with one spelling for sounds that languages with Latin letters write in several:
/// "philosophy", "filosofía"; "state", "estado"; "government", "gobierno".
fn fold(word: &str) -> String {
    let lower = word.to_lowercase();
    let plain: String = if lower.is_ascii() {
        lower
    } else {
        let marks = |c: &char| !matches!(c, '\u{300}'..='\u{36f}');
        DecomposingNormalizer::new_nfd().normalize(&lower).chars().filter(marks).collect()
    };
    let mut letters = plain.chars().peekable();
    let mut folded = String::with_capacity(plain.len());
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let sound = match (letter, next) {
            ('p', Some('h')) => 'f',
            ('q', Some('u')) => {
                letters.next();
                'c'
            }
            ('o', Some('u')) => {
                letters.next();
                'o'
            }
            ('k' | 'q', _) => 'c',
            ('b' | 'w', _) => 'v',
            ('y', _) => 'i',
            ('z', _) => 's',
            // Silent, or a part of the sound before it.
            ('h', _) => continue,
            (letter, _) => letter,
        };
        if !folded.ends_with(sound) {
            folded.push(sound);
        }
    }
    // Languages that cannot begin a word with "st" put a vowel before it.
    let mut start = folded.chars();
    if start.next() == Some('e') && start.next() == Some('s') && start.next().is_some_and(|c| !"aeiou".contains(c)) {
        folded.remove(0);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn related_words_fold_alike() {
        for (one, other) in [
            ("philosophy", "filosofía"),
            ("theatre", "teatro"),
            ("state", "estado"),
            ("spirit", "espíritu"),
            ("catholic", "católico"),
            ("committee", "comité"),
            ("humanitarian", "humanitaria"),
            ("government", "gouvernement"),
        ] {
            let beginning = |word| fold(word).chars().take(3).collect::<String>();
            assert_eq!(beginning(one), beginning(other), "{one} {other}");
        }
    }

    #[test]
    fn numbers_are_no_words() {
        assert_eq!(traces("2020 33,239 146 925"), []);
    }

    #[test]
    fn names_are_kept_whole_and_short_words_left_out() {
        let found = traces("the DIF of Benito Larra");
        assert!(found.contains(&Trace::Name("dif".into())) && found.contains(&Trace::Name("venito".into())));
        assert!(!found.contains(&Trace::Stem("the".into())) && !found.contains(&Trace::Root("the".into())));
    }
}
