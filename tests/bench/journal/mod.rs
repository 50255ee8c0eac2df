//! A generated journal: bilingual articles with citations, notes, a register of actors and a bibliography.
//!
//! Owns how large a journal of so many pages is and which files it consists of; the prose is made in `prose`, the works
//! that it cites in `references`, those it speaks of in `actors`. What a page costs somebody is left to the measurements.

mod actors;
mod prose;
mod random;
mod references;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use pliego::source::Memory;

use actors::Actor;
use prose::Scene;
use random::Random;
use references::Reference;
use words::{PLACES, Pair, SECTIONS, TOPICS};

/// The journal's languages; each `Both` has its texts in this order.
pub(crate) const LANGUAGES: [&str; 2] = ["en", "es"];

/// A text in both languages.
pub(crate) type Both = [String; 2];

/// Any number would do; the figures in the README were taken with this one.
const SEED: u64 = 0x0001_5890_2602_1805;

/// Articles have this many sections in turn: 8 to 12, ten on average, so that ten articles have 200 pages.
const SECTION_COUNTS: [usize; 5] = [10, 8, 12, 9, 11];

/// Whether a journal has what Pliego is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Apparatus {
    /// Citations, a bibliography and a register of actors.
    Full,
    /// The same sentences with the citations as plain words, no bibliography and no register: what other generators
    /// read.
    Plain,
}

/// A journal as files.
#[derive(Debug)]
pub(crate) struct Journal {
    /// Texts by path, as below a site's root.
    pub(crate) files: BTreeMap<String, String>,
    /// Its articles.
    pub(crate) articles: Vec<Article>,
}

/// An article of it.
#[derive(Debug)]
pub(crate) struct Article {
    /// Its folder below `content/articles/`.
    pub(crate) id: String,
    /// Title.
    pub(crate) title: Both,
    /// The folders of its sections, in order.
    pub(crate) sections: Vec<String>,
}

impl Journal {
    /// The journal of about `pages` pages: sections of articles, counted in both languages.
    pub(crate) fn new(pages: usize, apparatus: Apparatus) -> Self {
        let counts = SECTION_COUNTS.iter().cycle();
        let counts: Vec<usize> = counts
            .scan(0, |sections, count| {
                let begun = *sections;
                *sections += count;
                (begun * LANGUAGES.len() < pages).then_some(*count)
            })
            .collect();
        let actors = actors::pool(counts.len(), &mut Random::new(SEED, 1));
        let references = references::pool(counts.len(), &actors, &mut Random::new(SEED, 2));
        let mut journal = Self { files: BTreeMap::new(), articles: Vec::new() };
        let mut cited = BTreeSet::new();
        let titles: Vec<Titled> =
            (0..counts.len()).map(|index| titled(index, &mut Random::new(SEED, 3 + 2 * index as u64))).collect();
        for (index, count) in counts.into_iter().enumerate() {
            let mut random = Random::new(SEED, 4 + 2 * index as u64);
            // An article is about some of the actors, and stands on some of the literature.
            let cast = draw(&actors, 8, 14, &mut random);
            let shelf = draw(&references, 24, 44, &mut random);
            // Most refer to an earlier one.
            let earlier = index.checked_sub(1 + random.below(12)).map(|earlier| titles[earlier].id.clone());
            let sections = sections(count, &mut random);
            let scene = Scene { cast, shelf, sections: &sections, earlier, with_tables: index == 0, apparatus };
            cited.extend(journal.article(&titles[index], &scene, random));
        }
        // A bibliography lists what is cited, no more.
        let references: Vec<_> = references.iter().filter(|found| cited.contains(&found.key)).collect();
        journal.site(apparatus, &actors, &references);
        journal
    }

    /// How many pages there are: sections in all languages.
    pub(crate) fn pages(&self) -> usize {
        self.articles.iter().map(|article| article.sections.len()).sum::<usize>() * LANGUAGES.len()
    }

    /// Bytes of all files.
    pub(crate) fn size(&self) -> usize {
        self.files.values().map(String::len).sum()
    }

    /// The journal as Pliego takes it in memory.
    pub(crate) fn memory(&self) -> Memory {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect()
    }

    /// Writes the journal below `root`.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(crate) fn write(&self, root: &Path) -> io::Result<()> {
        crate::measure::write_tree(root, self.files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
    }

    fn site(&mut self, apparatus: Apparatus, actors: &[Actor], references: &[&Reference]) {
        self.put("content/site.yml".to_owned(), SITE.to_owned());
        if apparatus == Apparatus::Full {
            self.put("content/actors/register.yml".to_owned(), REGISTER.to_owned());
            for (path, text) in actors::tables(actors) {
                self.put(format!("content/{path}"), text);
            }
            self.put("content/bibliography.yml".to_owned(), references.iter().map(|found| found.to_yaml()).collect());
        }
    }

    /// Writes an article, and returns the keys that it cites.
    fn article(&mut self, titled: &Titled, scene: &Scene<'_>, random: Random) -> BTreeSet<String> {
        let folder = format!("content/articles/{}", titled.id);
        let mut writer = prose::Writer::new(scene, random);
        self.put(format!("{folder}/work.yml"), titled.yaml.clone());
        for (lang, text) in LANGUAGES.iter().zip(writer.abstract_of_article()) {
            self.put(format!("{folder}/abstract/{lang}.md"), text);
        }
        let mut sections = Vec::new();
        for (number, title) in scene.sections.iter().enumerate() {
            let section = format!("{:02}-{}", number + 1, slug(title.0));
            let body = writer.section(number);
            for (lang, (title, body)) in LANGUAGES.iter().zip([title.0, title.1].into_iter().zip(body)) {
                let text = format!("---\ntitle: {title}\nslug: {}\n---\n\n{body}", slug(title));
                self.put(format!("{folder}/{section}/{lang}.md"), text);
            }
            sections.push(section);
        }
        self.articles.push(Article { id: titled.id.clone(), title: titled.title.clone(), sections });
        writer.cited()
    }

    fn put(&mut self, path: String, text: String) {
        self.files.insert(path, text);
    }
}

/// What is known of an article before it is written.
struct Titled {
    id: String,
    title: Both,
    yaml: String,
}

fn titled(index: usize, random: &mut Random) -> Titled {
    let (one, other) = (random.pick(TOPICS), random.pick(TOPICS));
    let place = random.pick(PLACES);
    let from = random.between(1820, 1960);
    let until = from + random.between(5, 60);
    let title = [
        format!("{} and {} in {place}, {from}-{until}", one.0, other.0.to_lowercase()),
        format!("{} y {} en {place}, {from}-{until}", one.1, other.1.to_lowercase()),
    ];
    let authors: String = (0..random.between(1, 3)).map(|_| author(random)).collect();
    let number = index + 1;
    let (year, month) = (2000 + index / 24, index / 2 % 12 + 1);
    let (en, es) = (slug(&title[0]), slug(&title[1]));
    let yaml = format!(
        r#"language: {}
slug: {{en: {en}-{number:04}, es: {es}-{number:04}}}
title:
  en: "{}"
  es: "{}"
authors:
{authors}affiliations:
  ribera: {{name: Universidad de la Ribera, place: {{en: Seville, es: Sevilla}}}}
journal: {{title: Cuadernos de Prueba, volume: "{}", elocation: e{number}, issn: 1234-5679}}
doi: 10.5555/pliego.{number}
dates: {{received: {year}-{month:02}-02, accepted: {year}-{month:02}-20, published: {year}-{month:02}-28}}
keywords:
  en: [{}, {}, {place}]
  es: [{}, {}, {place}]
licence: {{name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}}
"#,
        LANGUAGES[index % 2],
        title[0],
        title[1],
        index / 24 + 1,
        one.0,
        other.0,
        one.1,
        other.1,
    );
    Titled { id: format!("{}-{number:04}", slug(&format!("{} {place}", one.0))), title, yaml }
}

fn author(random: &mut Random) -> String {
    let (family, second) = (random.pick(words::FAMILIES), random.pick(words::FAMILIES));
    let given = random.pick(words::GIVEN);
    let digits: Vec<usize> = (0..15).map(|at| if at < 7 { 0 } else { random.below(10) }).collect();
    // ISO 7064, MOD 11-2: the last character of an ORCID iD checks the others.
    let total = digits.iter().fold(0, |total, digit| (total + digit) * 2 % 11);
    let check = match (12 - total) % 11 {
        10 => "X".to_owned(),
        digit => digit.to_string(),
    };
    let plain: String = digits.iter().map(ToString::to_string).collect();
    let orcid = format!("{}-{}-{}-{}{check}", &plain[..4], &plain[4..8], &plain[8..12], &plain[12..]);
    format!("  - {{family: {family} {second}, given: {given}, orcid: {orcid}, affiliation: ribera}}\n")
}

/// The first section, the last one, and as many of those between as make up `count`.
fn sections(count: usize, random: &mut Random) -> Vec<Pair> {
    let mut sections = SECTIONS.to_vec();
    while sections.len() > count {
        sections.remove(1 + random.below(sections.len() - 2));
    }
    sections
}

/// From `low` to `high` of a pool without repetition, the first ones more often than the last.
fn draw<'a, T>(pool: &'a [T], low: usize, high: usize, random: &mut Random) -> Vec<&'a T> {
    let mut places = BTreeSet::new();
    let wanted = random.between(low, high).min(pool.len());
    while places.len() < wanted {
        let place = if random.chance(50) { random.skewed(pool.len()) } else { random.below(pool.len()) };
        places.insert(place);
    }
    places.into_iter().map(|place| &pool[place]).collect()
}

/// A text as a slug: lower case, without accents, words joined by hyphens.
fn slug(text: &str) -> String {
    let plain: String = text
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'á' => 'a',
            'é' => 'e',
            'í' => 'i',
            'ó' => 'o',
            'ú' | 'ü' => 'u',
            'ñ' => 'n',
            c if c.is_ascii_alphanumeric() => c,
            _ => ' ',
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join("-")
}

/// Without facing pages, so that a site has the pages that the other programs make.
const SITE: &str = "title:
  en: Notebooks of Trial
  es: Cuadernos de Prueba
base_url: http://localhost:8000/
theme: papel
facing_pages: false
offline: false
search: false
languages:
  en: {name: English, locale: en-US}
  es: {name: Español, locale: es-ES}
citations:
  style: apa
";

const REGISTER: &str = "title: {en: Actors, es: Actores}
slug: {en: actors, es: actores}
singular: {en: Actor, es: Actor}
facets:
  country:
    label: {en: Country, es: País}
    values:
      mexico: {en: Mexico, es: México}
      united-states: {en: United States, es: Estados Unidos}
  kind:
    label: {en: Kind, es: Tipo}
    values:
      government: {en: Government, es: Gubernamental}
      independent: {en: Non-governmental or independent, es: No gubernamental o independiente}
";
