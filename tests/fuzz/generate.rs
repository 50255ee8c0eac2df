//! A site by chance: which files it has, which of them are made by chance, and the damage that is done to some.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use pliego::source::Memory;

use crate::chance::Chance;
use crate::{data, references, text};

const SITE: &str = "title: {en: A site, es: Un sitio}
base_url: https://site.org/
languages:
  en: {name: English, locale: en-US}
  es: {name: Español, locale: es-MX}
citations: {style: STYLE}
";

const WORK: &str = "path: PATH\nlanguage: en\ntitle: {en: A work, es: Una obra}\n";

const REGISTER: &str =
    "title: {en: Actors, es: Actores}\nslug: {en: actors, es: actores}\nsingular: {en: Actor, es: Actor}\n";

const TABLE: &str = "id: table-1
label: {en: Table 1, es: Tabla 1}
caption: {en: Actors, es: Actores}
groups:
  - heading: {en: All, es: Todos}
    entries:
      - {id: dif, name: {en: DIF, es: DIF}, description: {en: One., es: Una.}}
      - {id: unhcr, name: {en: UNHCR, es: ACNUR}}
";

const MAP: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>";

/// A generated site.
#[derive(Debug, Clone, Default)]
pub(crate) struct Case {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// How many of the files are made by chance.
    pub(crate) inputs: usize,
}

impl Case {
    /// The site of a number, always the same one.
    pub(crate) fn new(seed: u64, number: usize) -> Self {
        let mut chance = Chance::new(seed, number);
        let mut case = Self::default();
        case.texts(&mut chance);
        case.data(&mut chance);
        case
    }

    fn keep(&mut self, path: &str, text: &str) {
        self.files.insert(path.to_owned(), text.as_bytes().to_vec());
    }

    /// A file made by chance; one in twelve is damaged.
    fn add(&mut self, path: &str, text: String, chance: &mut Chance) {
        let bytes = if chance.one_in(12) { damaged(text, chance) } else { text.into_bytes() };
        self.files.insert(path.to_owned(), bytes);
        self.inputs += 1;
    }

    fn texts(&mut self, chance: &mut Chance) {
        for (dir, section) in [("w/01-a", "a"), ("w/02-b", "b"), ("w2/01-c", "c")] {
            for lang in ["en", "es"] {
                if lang == "es" && chance.one_in(3) {
                    continue;
                }
                let front = if chance.one_in(4) {
                    data::front_matter(chance, section)
                } else {
                    format!("---\ntitle: The {section}\nslug: {section}\n---\n\n")
                };
                let body = if chance.one_in(4) { data::citing_all(chance) } else { text::markdown(chance) };
                self.add(&format!("content/{dir}/{lang}.md"), front + &body, chance);
            }
        }
        if chance.one_in(2) {
            self.add("content/w/abstract/en.md", text::markdown(chance), chance);
        }
        self.keep("content/w/01-a/map.svg", MAP);
    }

    fn data(&mut self, chance: &mut Chance) {
        let style =
            chance.pick(&["apa", "apa", "ieee", "chicago-author-date", "modern-language-association", "vancouver"]);
        self.keep("content/site.yml", &SITE.replace("STYLE", style));
        self.keep("content/w/work.yml", &WORK.replace("PATH", "/"));
        self.keep("content/w2/work.yml", &WORK.replace("PATH", "w2"));
        self.keep("content/actors/register.yml", REGISTER);
        self.keep("content/actors/all.yml", TABLE);
        // A few files of data are made by chance in each site, so that most sites are not refused for one of the others.
        for _ in 0..=chance.below(3) {
            match chance.below(18) {
                0 => self.add("content/site.yml", data::site(chance), chance),
                1 => self.add("content/w/work.yml", data::work(chance, "/"), chance),
                2 => self.add("content/w2/work.yml", data::work(chance, "w2"), chance),
                3 => self.add("content/actors/register.yml", data::register(chance), chance),
                4 | 5 => self.add("content/actors/all.yml", data::table(chance), chance),
                6 => {
                    let name = chance.pick(&["terms.yml", "exceptions.yml", "corrections.yml", "readings.yml"]);
                    let list = data::list(chance, name);
                    self.add(&format!("content/w/{name}"), list, chance);
                }
                7 | 8 => self.add("content/bibliography.yml", references::bibliography(chance), chance),
                9..13 => self.add("content/library.bib", references::bib(chance), chance),
                13 | 14 => self.add("content/library.json", references::csl_json(chance), chance),
                15 => self.add("content/library.ris", references::ris(chance), chance),
                _ => {
                    self.keep("content/site.yml", &SITE.replace("STYLE", "styles/own.csl"));
                    self.add("content/styles/own.csl", references::csl(chance), chance);
                }
            }
        }
    }

    pub(crate) fn memory(&self) -> Memory {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.clone())).collect()
    }

    /// The site as text, for a person to read.
    pub(crate) fn show(&self) -> String {
        let mut shown = String::new();
        for (path, bytes) in &self.files {
            let text = String::from_utf8_lossy(bytes);
            let more = if text.len() > 2_000 { format!("… ({} bytes)", bytes.len()) } else { String::new() };
            let text: String = text.chars().take(2_000).collect();
            let _ = writeln!(shown, "==> {path} <==\n{}{more}", text.escape_debug().to_string().replace("\\n", "\n"));
        }
        shown
    }
}

/// A text with a few changes that know nothing of its structure.
fn damaged(text: String, chance: &mut Chance) -> Vec<u8> {
    let mut bytes = text.into_bytes();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len() + 1);
        let end = (at + chance.below(40)).min(bytes.len());
        match chance.below(7) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let piece = bytes[at..end].repeat(1 + chance.below(30));
                bytes.splice(at..at, piece);
            }
            3 => drop(bytes.splice(at..at, text::hostile(chance).into_bytes())),
            4 => drop(bytes.splice(at..at, text::deep(chance).into_bytes())),
            5 if at < bytes.len() => bytes[at] = u8::try_from(chance.below(256)).unwrap_or(0),
            _ => {
                let other = chance.below(bytes.len() + 1);
                let piece: Vec<u8> = bytes[at..end].to_vec();
                bytes.splice(other..other, piece);
            }
        }
    }
    bytes
}
