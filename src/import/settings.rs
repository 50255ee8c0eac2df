//! `site.yml` of a site that is made of articles: their languages, and the journal that they appeared in.

use std::fmt::Write as _;

use camino::{Utf8Path, Utf8PathBuf};

use super::{Site, State};
use crate::config::Config;
use crate::diag::Sink;
use crate::jats::Front;
use crate::load::{self, SITE};
use crate::output::WriteError;
use crate::source::{Files as _, SourceMap};

/// What is known of languages, as data.
const LANGUAGES: &str = include_str!("languages.txt");

/// The locale of a language that nothing is known of.
const NEUTRAL: &str = "en-US";

/// What became of a site's `site.yml`.
#[derive(Debug, Default, PartialEq, Eq)]
pub enum Settings {
    /// Nothing had to be said in it.
    #[default]
    Enough,
    /// It is there and cannot be used, which the build says more of.
    Unreadable,
    /// There was none, and no article says what to write in it.
    Unwritten,
    /// It was made, or, as nobody had edited it, given further languages.
    Written {
        /// Whether there was none before.
        new: bool,
        /// The title of the site.
        title: String,
        /// Its languages.
        languages: Vec<String>,
        /// Journals whose title it does not bear.
        others: Vec<String>,
    },
    /// It is somebody's own and lacks languages: the lines that are to be added below `languages:`.
    Lacks(Vec<String>),
}

/// What articles say of the site that they are brought to.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Languages of texts, those of originals first.
    originals: Vec<String>,
    editions: Vec<String>,
    journals: Vec<String>,
    titles: Vec<Vec<(String, String)>>,
}

impl Known {
    pub(super) fn add(&mut self, front: &Front) {
        let put = |all: &mut Vec<String>, lang: &String| {
            if !all.iter().any(|known| is_same(known, lang)) {
                all.push(lang.clone());
            }
        };
        put(&mut self.originals, &front.language);
        front.editions.iter().for_each(|lang| put(&mut self.editions, lang));
        let journals = front.journal.iter().filter(|journal| !self.journals.contains(journal));
        self.journals.extend(journals.cloned().collect::<Vec<_>>());
        self.titles.push(front.titles.clone());
    }

    fn languages(&self) -> Vec<String> {
        let mut all = self.originals.clone();
        all.extend(
            self.editions
                .iter()
                .filter(|lang| !all.iter().any(|known| is_same(known, lang)))
                .cloned()
                .collect::<Vec<_>>(),
        );
        all
    }

    /// The title of the site in a language: the journal's, or that of the only article.
    fn title(&self, lang: &str, root: &Utf8Path) -> String {
        if let Some(journal) = self.journals.first() {
            return journal.clone();
        }
        let only = match self.titles.as_slice() {
            [titles] => titles.iter().find(|(own, _)| own == lang).or(titles.first()).map(|(_, title)| title.clone()),
            _ => None,
        };
        only.or_else(|| root.file_name().map(str::to_owned)).unwrap_or_else(|| "Articles".to_owned())
    }
}

/// Whether two tags are of one language, whatever its regions: an article in `pt` belongs to a site in `pt-BR`.
fn is_same(one: &str, other: &str) -> bool {
    let base = |tag: &str| tag.split('-').next().unwrap_or(tag).to_lowercase();
    base(one) == base(other)
}

/// A line of `languages:`.
fn language(tag: &str) -> String {
    let base = tag.split('-').next().unwrap_or(tag);
    let line = LANGUAGES.lines().find(|line| line.strip_prefix(base).is_some_and(|rest| rest.starts_with(" |")));
    let parts: Vec<&str> = line.unwrap_or_default().split('|').map(str::trim).collect();
    let (name, locale) = (parts.get(1).copied().unwrap_or(tag), parts.get(2).copied().unwrap_or(NEUTRAL));
    // A dialect has the locale of its own, if it is one of a language that CSL knows.
    let locale = if base != tag && locale.starts_with(base) { tag } else { locale };
    let dir = if parts.get(3) == Some(&"rtl") { ", dir: rtl" } else { "" };
    format!("{tag}: {{name: {}, locale: {locale}{dir}}}", quoted(name))
}

/// A text as YAML reads it: in JSON's quotes where it could be taken for something else.
fn quoted(text: &str) -> String {
    let plain = text.chars().all(|c| c.is_alphabetic() || c == ' ') && !text.is_empty() && text.trim() == text;
    let word = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(&text.to_lowercase().as_str());
    if plain && !word { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

fn written(titles: &[(String, String)], languages: &[String]) -> String {
    // Writing to a `String` does not fail, here and below.
    let mut text = "# Made by `pliego import`. It is yours: change what you like.\n".to_owned();
    let titles: Vec<_> = titles.iter().map(|(lang, title)| format!("{lang}: {}", quoted(title))).collect();
    let _ = writeln!(text, "title: {{{}}}", titles.join(", "));
    text.push_str("base_url: https://example.org/       # where the site will stand\n");
    text.push_str("languages:                           # in the order in which readers meet them\n");
    for tag in languages {
        let _ = writeln!(text, "  {}", language(tag));
    }
    text.push_str(
        "citations: {style: apa}              # for what the site itself words, such as how to cite an article\n",
    );
    text
}

impl Site<'_> {
    /// Makes `site.yml`, or sees to it that the languages of the articles are in it.
    pub(super) fn settings(&mut self, known: &Known) -> Result<Settings, WriteError> {
        let path = Utf8PathBuf::from(SITE);
        let languages = known.languages();
        let there = match self.files.read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                if languages.is_empty() {
                    return Ok(Settings::Unwritten);
                }
                let titles: Vec<_> =
                    languages.iter().map(|lang| (lang.clone(), known.title(lang, self.root))).collect();
                let text = written(&titles, &languages);
                self.bring(&path, text.as_bytes())?;
                let title = titles.first().map(|(_, title)| title.clone()).unwrap_or_default();
                let others = known.journals.iter().filter(|journal| **journal != title).cloned().collect();
                return Ok(Settings::Written { new: true, title, languages, others });
            }
            there => there.unwrap_or_default(),
        };
        // What is wrong with it, the build says.
        let Some(config) = load::settings(&self.files, &mut SourceMap::default(), &mut Sink::default()) else {
            return Ok(Settings::Unreadable);
        };
        let has = |lang: &String| config.codes().any(|code| is_same(code.as_str(), lang));
        let lacking: Vec<String> = languages.into_iter().filter(|lang| !has(lang)).collect();
        if lacking.is_empty() {
            return Ok(Settings::Enough);
        }
        if !self.record.is_as_brought(&there) {
            return Ok(Settings::Lacks(lacking.iter().map(|lang| language(lang)).collect()));
        }
        let (titles, languages) = extended(&config, &lacking);
        let text = written(&titles, &languages);
        if self.bring(&path, text.as_bytes())? == State::Kept {
            return Ok(Settings::Lacks(lacking.iter().map(|lang| language(lang)).collect()));
        }
        let title = titles.first().map(|(_, title)| title.clone()).unwrap_or_default();
        let others = known.journals.iter().filter(|journal| **journal != title).cloned().collect();
        Ok(Settings::Written { new: false, title, languages, others })
    }
}

/// Titles and languages of a site with further ones, which take the title of the first.
fn extended(config: &Config, lacking: &[String]) -> (Vec<(String, String)>, Vec<String>) {
    let mut titles: Vec<_> = config.title.iter().map(|(lang, title)| (lang.to_string(), title.to_owned())).collect();
    let first = titles.first().map(|(_, title)| title.clone()).unwrap_or_default();
    titles.extend(lacking.iter().map(|lang| (lang.clone(), first.clone())));
    let languages = config.codes().map(ToString::to_string).chain(lacking.iter().cloned()).collect();
    (titles, languages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_their_names_and_locales() {
        assert_eq!(language("pt"), "pt: {name: Português, locale: pt-BR}");
        assert_eq!(language("pt-PT"), "pt-PT: {name: Português, locale: pt-PT}");
        assert_eq!(language("ar"), "ar: {name: العربية, locale: ar, dir: rtl}");
        assert_eq!(language("qu-PE"), "qu-PE: {name: Runasimi, locale: es-ES}");
        assert_eq!(language("tzo"), "tzo: {name: tzo, locale: en-US}");
        assert_eq!((quoted("No").as_str(), quoted("a: b").as_str()), ("\"No\"", "\"a: b\""));
    }

    #[test]
    fn every_locale_is_one_that_citations_have() {
        use crate::csl::{Locale, Style};
        let style = Style::archived("apa").expect("apa");
        for line in LANGUAGES.lines().filter(|line| !line.starts_with('#')) {
            let locale = line.split('|').nth(2).expect("a locale").trim();
            assert!(Locale::new(locale, &style, &std::collections::BTreeMap::new()).is_ok(), "{line}");
        }
    }
}
