//! Meanings of common words, as data: what texts say that share no spelling.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::LazyLock;

use crate::data::Lang;

/// The words of each language.
static LANGUAGES: LazyLock<BTreeMap<&'static str, Words>> = LazyLock::new(|| read(include_str!("vocabulary.txt")));

/// Words and beginnings of words, with the meanings that they have.
#[derive(Default)]
struct Words {
    whole: BTreeMap<&'static str, Vec<usize>>,
    beginnings: BTreeMap<&'static str, Vec<usize>>,
}

impl Words {
    /// The meanings of the longest listed beginning of a word, which says most: "tribunal" is not "tribu".
    fn beginning(&self, word: &str) -> Option<&Vec<usize>> {
        let mut word = word;
        // What stands last before the word among all beginnings is the longest of its own, or shares with it at least as
        // much as that does.
        loop {
            let (nearest, meanings) =
                self.beginnings.range::<str, _>((Bound::Unbounded, Bound::Included(word))).next_back()?;
            if word.starts_with(nearest) {
                return Some(meanings);
            }
            let letters = word.chars().zip(nearest.chars()).take_while(|(one, other)| one == other);
            word = &word[..letters.map(|(letter, _)| letter.len_utf8()).sum()];
        }
    }
}

fn read(data: &'static str) -> BTreeMap<&'static str, Words> {
    let mut lines = data.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let codes: Vec<&str> = lines.next().unwrap_or_default().split('|').map(str::trim).collect();
    let mut languages: BTreeMap<&'static str, Words> = BTreeMap::new();
    for (meaning, line) in lines.enumerate() {
        for (code, forms) in codes.iter().zip(line.split('|')) {
            let words = languages.entry(code).or_default();
            for form in forms.split_whitespace() {
                match form.strip_suffix('-') {
                    Some(beginning) => words.beginnings.entry(beginning).or_default().push(meaning),
                    None => words.whole.entry(form).or_default().push(meaning),
                }
            }
        }
    }
    languages
}

/// The meanings of a word in small letters, by number; none in a language that is not listed.
pub(super) fn meanings(word: &str, lang: &Lang) -> Vec<usize> {
    let primary = lang.as_str().split('-').next().unwrap_or_default();
    let Some(words) = LANGUAGES.get(primary) else { return Vec::new() };
    let whole = words.whole.get(word).into_iter().flatten().copied();
    whole.chain(words.beginning(word).into_iter().flatten().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_and_its_translation_share_a_meaning() {
        for (english, lang, other) in [
            ("children", "es", "niños"),
            ("widow", "fr", "veuve"),
            ("bridge", "pt", "ponte"),
            ("wrote", "es-MX", "escribió"),
            ("winter", "fr", "hiver"),
        ] {
            let known = meanings(english, &Lang::new("en"));
            let found = meanings(other, &Lang::new(lang));
            assert!(known.iter().any(|meaning| found.contains(meaning)), "{english} {other}");
        }
        assert!(meanings("loom", &Lang::new("xx")).is_empty());
    }

    #[test]
    fn the_longest_beginning_is_found() {
        let beginnings = ["", "ab", "abc", "abcde", "b", "niñ"].into_iter().filter(|word| !word.is_empty());
        let words =
            Words { beginnings: beginnings.zip(1..).map(|(word, at)| (word, vec![at])).collect(), ..Words::default() };
        for (word, found) in [
            ("abcd", Some(2)),
            ("abcdef", Some(3)),
            ("abd", Some(1)),
            ("a", None),
            ("niños", Some(5)),
            ("niz", None),
            ("c", None),
        ] {
            assert_eq!(words.beginning(word).map(|meanings| meanings[0]), found, "{word}");
        }
    }

    #[test]
    fn every_line_has_all_languages() {
        let lines = include_str!("vocabulary.txt").lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            assert_eq!(line.split('|').filter(|part| !part.trim().is_empty()).count(), 4, "{line}");
        }
    }
}
