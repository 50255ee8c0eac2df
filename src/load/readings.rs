//! `readings.yml`: what each block of an original said when a person last held a translation against it.
//!
//! It stands beside the texts that it is about, so that nothing needs the history of a version control system. A block
//! has its anchor, which it keeps for good, its readings, and for each translation the reading that it was made from.
//! One block is a few lines of its own: two people who work on different blocks do not touch each other's.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;

use crate::config::Config;
use crate::data::{Lang, Ordered, Placed, PlacedExt, read};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, SourceMap, Span};

/// The name of the file, in the folder of a section, of the abstract or of a register.
pub const READINGS: &str = "readings.yml";

/// What it calls a section's title.
pub const TITLE: &str = "title";

/// A `readings.yml`.
#[derive(Debug, Clone)]
pub struct Readings {
    /// The file.
    pub file: FileId,
    /// Its blocks, in the order of the text.
    pub blocks: Vec<Recorded>,
    /// Their places, by name.
    places: BTreeMap<String, usize>,
}

/// What is remembered of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its anchor; `title` is a section's title.
    pub name: String,
    /// The hash of the reading that each translation was made from.
    pub translations: BTreeMap<Lang, String>,
    /// Its readings by hash, the newest first. None: the block is gone, and its anchor is not given again.
    pub readings: Vec<(String, String)>,
    /// Where it is listed.
    pub span: Span,
}

impl Recorded {
    /// The text of a reading.
    #[must_use]
    pub fn reading(&self, hash: &str) -> Option<&str> {
        self.readings.iter().find(|(known, _)| known == hash).map(|(_, text)| text.as_str())
    }

    /// The reading that a translation was made from: its hash and its text.
    #[must_use]
    pub fn made_from(&self, lang: &Lang) -> Option<(&str, &str)> {
        let hash = self.translations.get(lang)?;
        Some((hash, self.reading(hash)?))
    }
}

impl Readings {
    /// A block that said so when it was last recorded: one that was given another name since.
    #[must_use]
    pub fn saying(&self, hash: &str) -> Option<&Recorded> {
        self.blocks.iter().find(|block| block.readings.first().is_some_and(|(newest, _)| newest == hash))
    }

    /// What is remembered of the block with an anchor.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Recorded> {
        self.blocks.get(*self.places.get(name)?)
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    translations: Ordered<Placed<String>>,
    #[serde(default)]
    readings: Ordered<String>,
}

pub(super) fn load(file: FileId, config: &Config, sources: &SourceMap, sink: &mut Sink) -> Option<Readings> {
    let mut found = Sink::default();
    let raw: Option<Ordered<Raw>> = read(sources, file, 0..sources.file(file).text.len(), &mut found);
    for mut slip in found.into_sorted(sources) {
        if slip.code == codes::DUPLICATE_KEY {
            let help = "two branches gave one name to two blocks: delete this entry, then accept the translation of the \
                        block anew; it gets another name";
            slip.help = Some(help.to_owned());
        }
        sink.push(slip);
    }
    let raw = raw?;
    let mut blocks = Vec::with_capacity(raw.0.len());
    for (name, raw) in raw.0 {
        let readings: Vec<(String, String)> =
            raw.readings.0.into_iter().map(|(hash, text)| (hash.value, text)).collect();
        let mut translations = BTreeMap::new();
        for (lang, hash) in raw.translations.0 {
            let code = Lang::new(&lang.value);
            if config.language(&code).is_none() {
                sink.push(config.unknown_language("this translation", &code, lang.place(file, sources)));
            } else if readings.iter().any(|(known, _)| *known == hash.value) {
                translations.insert(code, hash.value);
            } else {
                let message = format!("`{}` has no reading `{}`", name.value, hash.value);
                let help =
                    "keep both versions' readings when merging; or delete this line, and accept the translation anew";
                let at = hash.place(file, sources);
                sink.push(Diagnostic::new(codes::BAD_VALUE, message).at(at, "").help(help));
            }
        }
        let span = name.place(file, sources);
        blocks.push(Recorded { name: name.value, translations, readings, span });
    }
    let places = blocks.iter().enumerate().map(|(at, block)| (block.name.clone(), at)).collect();
    Some(Readings { file, blocks, places })
}

/// The text of a `readings.yml`.
#[must_use]
pub fn to_yaml(blocks: &[Recorded]) -> String {
    let mut yaml =
        "# Written by `pliego translation accept`: what each block of the original said when a person last held the\n\
                    # translations against it. Merge it like any text; a block keeps its anchor for good.\n"
            .to_owned();
    for block in blocks {
        if block.readings.is_empty() {
            let _ = writeln!(yaml, "{}: {{}}", key(&block.name));
            continue;
        }
        let _ = writeln!(yaml, "{}:", key(&block.name));
        if !block.translations.is_empty() {
            yaml.push_str("  translations:\n");
        }
        for (lang, hash) in &block.translations {
            let _ = writeln!(yaml, "    {lang}: {hash}");
        }
        yaml.push_str("  readings:\n");
        for (hash, text) in &block.readings {
            let _ = write!(yaml, "    {hash}: ");
            scalar(text, &mut yaml);
        }
    }
    yaml
}

/// A name as a key, quoted where YAML would take it for something else: an author may call a heading `null`.
fn key(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        && !name.eq_ignore_ascii_case("null");
    if plain { name.to_owned() } else { serde_json::Value::from(name).to_string() }
}

/// A text as a literal block, which shows it as it is, or quoted where that form could not hold it.
fn scalar(text: &str, yaml: &mut String) {
    let plain =
        text.chars().all(|c| c == '\n' || !c.is_control()) && !text.contains(['\u{85}', '\u{2028}', '\u{2029}']);
    let framed = text.starts_with([' ', '\n']) || text.ends_with('\n') || text.is_empty();
    if !plain || framed {
        let _ = writeln!(yaml, "{}", serde_json::Value::from(text));
        return;
    }
    yaml.push_str("|-\n");
    for line in text.split('\n') {
        let _ = if line.is_empty() { writeln!(yaml) } else { writeln!(yaml, "      {line}") };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(sources: &mut SourceMap) -> Config {
        let yaml = "title: {en: T, es: T}\nbase_url: https://site.org/\ncitations: {style: apa}\n\
                    languages:\n  en: {name: English, locale: en-US}\n  es: {name: Español, locale: es-ES}\n";
        let file = sources.add("content/site.yml", yaml);
        Config::read(file, None, sources, &mut Sink::default()).expect("it is right")
    }

    fn reread(yaml: &str) -> (Option<Readings>, Vec<String>) {
        let mut sources = SourceMap::default();
        let config = site(&mut sources);
        let file = sources.add("readings.yml", yaml);
        let mut sink = Sink::default();
        let read = load(file, &config, &sources, &mut sink);
        (read, sink.into_sorted(&sources).into_iter().map(|found| found.message).collect())
    }

    #[test]
    fn what_is_written_is_read_again() {
        let hash = |n: usize| format!("{n:012}");
        let texts = ["“A”: b # c", "- x", "  let a;\n\nb", "a\tb\u{1}", "key: {x}\n  y", "", "no\n", "12"];
        let blocks: Vec<Recorded> = texts
            .iter()
            .enumerate()
            .map(|(n, text)| Recorded {
                name: format!("p{n}"),
                translations: [(Lang::new("es"), hash(n))].into(),
                readings: vec![(hash(n), (*text).to_owned()), ("12e400000000".to_owned(), "old".to_owned())],
                span: Span::new(FileId::default(), 0..0),
            })
            .chain([Recorded {
                name: "gone".to_owned(),
                translations: BTreeMap::new(),
                readings: Vec::new(),
                span: Span::new(FileId::default(), 0..0),
            }])
            .collect();
        let (read, found) = reread(&to_yaml(&blocks));
        assert!(found.is_empty(), "{found:?}");
        let read = read.expect("it is right").blocks;
        assert_eq!(read.len(), blocks.len());
        for (read, block) in read.iter().zip(&blocks) {
            assert_eq!(
                (&read.name, &read.translations, &read.readings),
                (&block.name, &block.translations, &block.readings)
            );
        }
    }

    #[test]
    fn a_bad_merge_is_told() {
        let (read, found) = reread("p1:\n  translations:\n    es: abc\n    fr: def\n  readings:\n    def: x\n");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("no reading `abc`"), "{found:?}");
        assert!(read.is_some_and(|read| read.blocks[0].translations.is_empty()));
    }
}
