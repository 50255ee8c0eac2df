//! The works that the journal cites: articles, books, chapters, reports and pages of the web.

use std::collections::BTreeMap;

use super::actors::Actor;
use super::random::Random;
use super::slug;
use super::words::{FAMILIES, GIVEN, OWNERS, PERIODICALS, PLACES, PUBLISHERS, TOPICS};

/// A cited work.
#[derive(Debug)]
pub(super) struct Reference {
    pub(super) key: String,
    /// What a text calls it by: the family name of its first author, or an institution.
    pub(super) family: String,
    pub(super) year: usize,
    /// Its record, without the key.
    fields: String,
}

/// The literature of a journal of so many articles: it grows with it, since articles share about half of what they cite.
pub(super) fn pool(articles: usize, actors: &[Actor], random: &mut Random) -> Vec<Reference> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    (0..40 + 15 * articles)
        .map(|number| {
            let mut reference = reference(number, actors, random);
            let times = taken.entry(reference.key.clone()).or_default();
            *times += 1;
            if *times > 1 {
                reference.key = format!("{}-{times}", reference.key);
            }
            reference
        })
        .collect()
}

fn reference(number: usize, actors: &[Actor], random: &mut Random) -> Reference {
    let year = random.between(1950, 2024);
    let spanish = random.chance(45);
    let title = title(spanish, random);
    let (language, publisher) = (if spanish { "es" } else { "en" }, random.pick(PUBLISHERS));
    let publisher = format!("publisher: {{name: \"{}\", location: \"{}\"}}", publisher.0, publisher.1);
    let doi = format!("serial-number: {{doi: \"10.5555/{number}.{year}\"}}");
    let first = random.between(1, 400);
    let pages = format!("page-range: {first}-{}", first + random.between(8, 40));
    let (author, family) = match random.below(100) {
        0..5 => institution(&random.pick(actors).name[usize::from(spanish)]),
        5..10 => institution(&format!("Ministerio de {}", random.pick(TOPICS).1)),
        _ => people(random),
    };
    let body = match random.below(100) {
        0..45 => format!(
            "  type: article\n  {pages}\n  {doi}\n  parent:\n    type: periodical\n    title: \"{}\"\n    volume: {}\n    issue: {}\n",
            random.pick(PERIODICALS),
            random.between(1, 60),
            random.between(1, 4),
        ),
        45..70 => format!("  type: book\n  {publisher}\n  serial-number: {{isbn: \"978-0-00-{number:06}-0\"}}\n"),
        70..85 => format!(
            "  type: chapter\n  {pages}\n  parent:\n    type: anthology\n    title: \"{}\"\n    editor: [\"{}, {}\"]\n    {publisher}\n",
            self::title(spanish, random),
            random.pick(FAMILIES),
            random.pick(GIVEN),
        ),
        85..95 => format!("  type: report\n  {publisher}\n  url: http://localhost:8000/report/{number}.pdf\n"),
        _ => format!("  type: web\n  url: {{value: http://localhost:8000/{number}, date: {year}-11-20}}\n"),
    };
    let status = ["confirmed", "confirmed", "probable", "unresolved"][random.below(4)];
    let fields = format!(
        "  title: \"{title}\"\n  author: [{author}]\n  date: {year}\n  language: {language}\n{body}  status: {status}
  basis:
    en: Taken from the catalogue of a library and compared with the title page.
    es: Tomado del catálogo de una biblioteca y cotejado con la portada.
"
    );
    Reference { key: format!("{}-{year}", slug(&family)), family, year, fields }
}

fn title(spanish: bool, random: &mut Random) -> String {
    let (topic, owner, place) = (random.pick(TOPICS), random.pick(OWNERS), random.pick(PLACES));
    let century = random.between(17, 20);
    if spanish {
        format!("{} y vida {} en {place}: ensayos sobre el siglo {century}", topic.1, owner.1)
    } else {
        format!("{} and the Life {} in {place}: Essays on the {century}th Century", topic.0, owner.0)
    }
}

/// An author in YAML, and what a text calls it by.
fn institution(name: &str) -> (String, String) {
    (format!("{{name: \"{name}\"}}"), name.to_owned())
}

fn people(random: &mut Random) -> (String, String) {
    let mut names = Vec::new();
    let mut first = String::new();
    for index in 0..[1, 1, 1, 2, 2, 3][random.below(6)] {
        let family = match random.below(2) {
            0 => (*random.pick(FAMILIES)).to_owned(),
            _ => format!("{} {}", random.pick(FAMILIES), random.pick(FAMILIES)),
        };
        names.push(format!("\"{family}, {}\"", random.pick(GIVEN)));
        if index == 0 {
            first = family;
        }
    }
    (names.join(", "), first)
}

impl Reference {
    /// Its record in `bibliography.yml`.
    pub(super) fn to_yaml(&self) -> String {
        format!("{}:\n{}", self.key, self.fields)
    }
}
