//! The languages of works: the names that files have for them, and a guess where they say nothing.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A language of the list: its tag, its names, and words that show that a title is in it.
struct Row {
    tag: &'static str,
    names: Vec<&'static str>,
    words: Vec<&'static str>,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    include_str!("languages.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (names, words) = line.split_once('|')?;
            let mut names = names.split_whitespace();
            Some(Row { tag: names.next()?, names: names.collect(), words: words.split_whitespace().collect() })
        })
        .collect()
});

/// The languages of each word of the list, by their places in it.
static SPEAKERS: LazyLock<BTreeMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut speakers: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
    for (at, row) in ROWS.iter().enumerate() {
        row.words.iter().for_each(|word| speakers.entry(word).or_default().push(at));
    }
    speakers
});

/// The only language whose titles are written with capitals, and have another form as a sentence (CSL 1.0.2, "Non-English
/// Items").
const TITLE_CASED: &str = "en";

/// The BCP 47 tag of a language as a file names it: `spanish`, `es`, `es_MX`, `spa`. `None` for what is no language.
pub(crate) fn tag(name: &str) -> Option<String> {
    let name = name.trim();
    let first = name.split([',', ';', '/']).next()?.trim().replace('_', "-");
    let lower = first.to_lowercase();
    let (main, rest) = lower.split_once('-').map_or((lower.as_str(), None), |(main, rest)| (main, Some(rest)));
    let known = ROWS.iter().find(|row| row.tag == main || row.names.contains(&main));
    let main = match known {
        Some(row) => row.tag,
        None if (2..=3).contains(&main.len()) && main.bytes().all(|byte| byte.is_ascii_lowercase()) => main,
        None => return None,
    };
    let Some(rest) = rest else { return Some(main.to_owned()) };
    // Regions in capitals, scripts with one.
    let parts = rest.split('-').map(|part| match part.len() {
        2 => part.to_uppercase(),
        4 => part[..1].to_uppercase() + &part[1..],
        _ => part.to_owned(),
    });
    rest.is_ascii().then(|| std::iter::once(main.to_owned()).chain(parts).collect::<Vec<_>>().join("-"))
}

/// The name that `babel` has for a language.
pub(crate) fn babel(tag: &str) -> Option<&'static str> {
    let main = tag.split('-').next()?;
    ROWS.iter().find(|row| row.tag == main).and_then(|row| row.names.first().copied())
}

/// Whether titles of an entry are to be read as written with capitals: its language if the file says it, else what its
/// words show, else whether `alone` is the language of all texts of the site.
pub(crate) fn is_title_cased(language: Option<&str>, words: &str, alone: Option<&str>) -> bool {
    if let Some(language) = language {
        return has_title_case(language);
    }
    match guess(words) {
        Some(tag) => has_title_case(tag),
        // Letters that its words do not have are a sign of another language.
        None => words.is_ascii() && alone.is_some_and(has_title_case),
    }
}

/// Whether titles in a language are written with capitals.
pub(crate) fn has_title_case(tag: &str) -> bool {
    tag.split('-').next() == Some(TITLE_CASED)
}

/// The language that most of the telling words belong to; `None` where there are none, or as many of another.
fn guess(text: &str) -> Option<&'static str> {
    const ENOUGH: usize = 400;
    let mut votes = vec![0_usize; ROWS.len()];
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(ENOUGH);
    for word in words {
        for at in SPEAKERS.get(word.to_lowercase().as_str()).into_iter().flatten() {
            votes[*at] += 1;
        }
    }
    let (best, most) = votes.iter().enumerate().max_by_key(|(at, votes)| (**votes, usize::MAX - at))?;
    let shared = votes.iter().filter(|votes| *votes == most).count() > 1;
    // Of languages that share their words any will do, as long as it is not the one that is told apart.
    (*most > 0 && !(shared && ROWS[best].tag == TITLE_CASED)).then(|| ROWS[best].tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_names() {
        for (name, expected) in [
            ("spanish", "es"),
            ("es", "es"),
            ("es_MX", "es-MX"),
            ("ngerman", "de"),
            ("English", "en"),
            ("zh-hans-cn", "zh-Hans-CN"),
            ("en-us", "en-US"),
            ("nah", "nah"),
            ("spa; eng", "es"),
        ] {
            assert_eq!(tag(name).as_deref(), Some(expected), "{name}");
        }
        assert_eq!(tag("see note"), None);
        assert_eq!(babel("es-MX"), Some("spanish"));
    }

    #[test]
    fn a_title_is_known_by_its_words() {
        assert!(is_title_cased(None, "The Use of Force", None));
        assert!(!is_title_cased(None, "La Ciudad y los Perros", Some("en")));
        assert!(!is_title_cased(None, "Der Prozess und das Schloss", Some("en")));
        assert!(is_title_cased(None, "Cognitive Radio Networks", Some("en")));
        assert!(!is_title_cased(None, "Pedro Páramo", Some("en")));
        assert!(!is_title_cased(None, "Don Quijote", None));
        assert!(!is_title_cased(Some("es"), "The End of the World", None));
    }
}
