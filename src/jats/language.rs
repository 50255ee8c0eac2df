//! Languages of an article's texts: their tags, and what the words say where a tag is missing or wrong.

use std::sync::LazyLock;

use super::xml::{El, name};
use crate::config::{Config, is_language};
use crate::data::Lang;

/// What parts of an article are called that have no title.
static WORDS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("words.txt").lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|line| line.split('|').map(str::trim).collect()).collect()
});

/// What a part is called in a language; in the first language of the table where that has no words.
pub(super) fn word(part: &str, lang: &str) -> &'static str {
    let column = WORDS.first().and_then(|head| head.iter().skip(1).position(|known| *known == primary(lang)));
    let line = WORDS.iter().find(|line| line.first() == Some(&part));
    line.and_then(|line| line.get(column.unwrap_or(0) + 1)).copied().unwrap_or_default()
}

/// Common words that the neighbours of a language do not have.
const COMMON: [(&str, &str); 4] = [
    ("en", "the and of to is that for with was are this by which from have been were not their"),
    ("es", "el los las y del una con al más es en lo su como sus entre sobre fue ha sin muy"),
    ("fr", "le les des et du une avec au est dans pas sont par pour qui sur cette aux ses ont"),
    ("pt", "o os as e do da dos das uma com ao não é em são na no à pela pelo foi mais seu"),
];

/// Words of a text that are read to tell its language.
const SAMPLE: usize = 3_000;
/// Common words that must be there to tell it.
const ENOUGH: usize = 25;

/// The first part of a tag.
pub(super) fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// A tag as BCP 47 spells it: `pt_BR` and `PT` are met, and so are codes of three letters.
pub(super) fn tag(given: &str) -> Option<String> {
    const LONG: [(&str, &str); 8] = [
        ("eng", "en"),
        ("spa", "es"),
        ("por", "pt"),
        ("fra", "fr"),
        ("fre", "fr"),
        ("deu", "de"),
        ("ger", "de"),
        ("ita", "it"),
    ];
    let given = given.trim().replace('_', "-");
    let first = primary(&given).to_lowercase();
    let first = LONG.iter().find(|(long, _)| *long == first).map_or(first.as_str(), |(_, short)| short).to_owned();
    let rest = given.find('-').map_or("", |at| &given[at..]);
    let tag = format!("{first}{rest}");
    (is_language(&tag) && !matches!(first.as_str(), "und" | "mul" | "mis" | "zxx")).then_some(tag)
}

/// The language that the words of an element say, if they do.
pub(super) fn by_words(node: El<'_>) -> Option<&'static str> {
    let mut counts = [0_usize; COMMON.len()];
    let mut read = 0;
    let left_out = ["ref-list", "sub-article", "response", "table", "disp-quote", "code", "abstract", "trans-abstract"];
    let mut stack = vec![node];
    while let Some(node) = stack.pop() {
        if node.is_text() {
            for word in node.text().unwrap_or_default().split(|c: char| !c.is_alphabetic()).filter(|it| !it.is_empty())
            {
                read += 1;
                let word = word.to_lowercase();
                for (count, (_, common)) in counts.iter_mut().zip(COMMON) {
                    *count += usize::from(common.split(' ').any(|known| known == word));
                }
            }
        } else if !node.is_element() || !left_out.contains(&name(node)) {
            let children: Vec<El<'_>> = node.children().collect();
            stack.extend(children.into_iter().rev());
        }
        if read > SAMPLE {
            break;
        }
    }
    let best = (0..counts.len()).max_by_key(|at| counts[*at])?;
    let second = (0..counts.len()).filter(|at| *at != best).map(|at| counts[at]).max().unwrap_or(0);
    (counts[best] >= ENOUGH && counts[best] > second * 2).then_some(COMMON[best].0)
}

/// The language of a text, and whether its tag was followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) tag: String,
    /// Why the tag was not followed, if it was not.
    pub(super) assumed: Option<String>,
}

/// The language of a text, by its tag and its words.
pub(super) fn told(given: Option<&str>, words: Option<&'static str>) -> Told {
    let known = given.and_then(tag);
    match (known, words) {
        (Some(tag), Some(words))
            if primary(&tag) != words && COMMON.iter().any(|(common, _)| *common == primary(&tag)) =>
        {
            let assumed = Some(format!("`xml:lang` says `{tag}`, and the words are those of `{words}`"));
            Told { tag: words.to_owned(), assumed }
        }
        (Some(tag), _) => Told { tag, assumed: None },
        (None, words) => {
            let tag = words.unwrap_or("en").to_owned();
            let why = match (given, words) {
                (Some(given), _) => format!("`xml:lang` is `{given}`, which is no language"),
                (None, Some(_)) => "there is no `xml:lang`".to_owned(),
                (None, None) => "there is no `xml:lang`, and the words do not tell it".to_owned(),
            };
            Told { assumed: Some(format!("{why}: it was taken for `{tag}`")), tag }
        }
    }
}

/// The language of the site that a tag means: the same, or one that differs in its region only.
pub(super) fn of_site(tag: &str, config: &Config) -> Option<Lang> {
    let exact = config.codes().find(|code| code.as_str().eq_ignore_ascii_case(tag));
    exact.or_else(|| config.codes().find(|code| primary(code.as_str()) == primary(tag))).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_mended_and_words_are_asked() {
        assert_eq!(tag("pt_BR").as_deref(), Some("pt-BR"));
        assert_eq!(tag("SPA").as_deref(), Some("es"));
        assert_eq!(tag("xx"), None);
        assert_eq!(told(Some("pt"), Some("es")).tag, "es");
        assert!(told(Some("pt"), Some("es")).assumed.is_some());
        assert_eq!(told(Some("de"), Some("en")), Told { tag: "de".to_owned(), assumed: None });
        assert_eq!(told(None, None).tag, "en");
    }

    #[test]
    fn every_part_has_its_words_in_every_language_of_the_table() {
        for line in WORDS.iter() {
            assert!(line.len() == WORDS[0].len() && line.iter().all(|word| !word.is_empty()), "{line:?}");
        }
        assert_eq!(word("notes", "pt-BR"), "Notas");
        assert_eq!(word("notes", "de"), "Notes");
    }
}
