//! Words for what a work is and how far it is, in the language of the page.
//!
//! Owns the keys that BibLaTeX has for such words (`phdthesis`, `inpress`) and what they are in each language (`words.txt`): an
//! item keeps the key or the word of its file, and each page asks for the item in its own language.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::csl::{Date, Item, Variable};

/// A thing with a word in several languages. The first word of each language is the one that is printed.
struct Row {
    key: &'static str,
    words: Vec<(&'static str, Vec<&'static str>)>,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    include_str!("words.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('|').map(str::trim);
            let key = cells.next()?;
            let words = cells.filter_map(|cell| {
                let (lang, words) = cell.split_once(": ")?;
                Some((lang, words.split("; ").collect()))
            });
            Some(Row { key, words: words.collect() })
        })
        .collect()
});

/// The rows that a key or a word, in small letters, belongs to.
static KNOWN: LazyLock<BTreeMap<String, usize>> = LazyLock::new(|| {
    let mut known = BTreeMap::new();
    for (at, row) in ROWS.iter().enumerate() {
        known.entry(row.key.to_owned()).or_insert(at);
        for word in row.words.iter().flat_map(|(_, words)| words) {
            known.entry(word.to_lowercase()).or_insert(at);
        }
    }
    known
});

/// The variables whose words are of this list.
const WORDED: [Variable; 4] = [Variable::Genre, Variable::Status, Variable::Medium, Variable::CollectionTitle];

/// An item as a page in `lang` prints it: what is known to have a word in each language is said in that one. A word that a
/// file gives is kept where it is of that language already.
#[must_use]
pub(super) fn localised<'a>(item: &'a Item, lang: &str) -> Cow<'a, Item> {
    let mut found = Cow::Borrowed(item);
    for variable in WORDED {
        if let Some(word) = item.text(variable).and_then(|text| word(text, lang)) {
            found.to_mut().texts.insert(variable, word.to_owned());
        }
    }
    for (variable, date) in &item.dates {
        let Date::Literal(words) = date else { continue };
        if let Some(word) = word(words, lang) {
            found.to_mut().dates.insert(*variable, Date::Literal(word.to_owned()));
        }
    }
    found
}

/// The word for a key, or for a word of another language; `None` where `text` is neither, or stands as it should.
fn word(text: &str, lang: &str) -> Option<&'static str> {
    let lower = text.trim().to_lowercase();
    let row = &ROWS[*KNOWN.get(&lower)?];
    let main = lang.split(['-', '_']).next().unwrap_or(lang);
    let own = row.words.iter().find(|(code, _)| *code == main).or_else(|| row.words.first());
    let (_, words) = own?;
    let fits = lower != row.key && words.iter().any(|word| word.to_lowercase() == lower);
    if fits { None } else { words.first().copied() }
}

/// The key of a word in any language, or of a key.
pub(crate) fn key(text: &str) -> Option<&'static str> {
    KNOWN.get(&text.trim().trim_matches(['(', ')', '[', ']']).to_lowercase()).map(|at| ROWS[*at].key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn genre(text: &str, lang: &str) -> String {
        let mut item = Item::default();
        item.texts.insert(Variable::Genre, text.to_owned());
        localised(&item, lang).text(Variable::Genre).unwrap_or_default().to_owned()
    }

    #[test]
    fn a_genre_is_said_in_the_language_of_the_page() {
        assert_eq!(genre("phdthesis", "en"), "PhD thesis");
        assert_eq!(genre("phdthesis", "es-MX"), "tesis doctoral");
        assert_eq!(genre("Doctoral dissertation", "es"), "tesis doctoral");
        assert_eq!(genre("Doctoral dissertation", "en"), "Doctoral dissertation");
        assert_eq!(genre("Tesis doctoral", "es"), "Tesis doctoral");
        assert_eq!(genre("phdthesis", "nah"), "PhD thesis");
        assert_eq!(genre("Song cycle", "es"), "Song cycle");
    }

    #[test]
    fn every_row_has_words() {
        assert!(
            ROWS.iter().all(|row| !row.words.is_empty() && row.words[0].0 == "en"),
            "the first word is the fallback"
        );
        assert_eq!((key("En prensa"), key("(forthcoming)"), key("1999")), (Some("inpress"), Some("forthcoming"), None));
    }
}
