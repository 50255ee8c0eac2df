//! The bibliography in the formats that reference managers read: BibTeX, RIS, CSL-JSON.
//!
//! Owns what is common to them: where in Hayagriva's works within works the journal, the series and the publisher stand.
//! Which references go into a file, and where it is offered, is left to those who ask.

mod bibtex;
mod csl_json;
mod ris;

use hayagriva::Entry;
use hayagriva::citationberg::taxonomy::Kind;
use hayagriva::types::{EntryType, Person, PersonRole, Publisher};

pub use bibtex::bibtex;
pub use csl_json::csl_json;
pub use ris::ris;

use crate::data::Address;
use crate::load::bibliography::{Kinds, Reference, bare_doi};

/// What all three formats ask of a reference.
struct Record<'a> {
    reference: &'a Reference,
    entry: &'a Entry,
    kind: Kind,
    /// The journal, the book or the proceedings that the work stands in.
    container: Option<&'a Entry>,
    /// The series that the work, or its container, belongs to.
    series: Option<&'a Entry>,
}

impl<'a> Record<'a> {
    fn new(reference: &'a Reference) -> Self {
        let entry = &reference.entry;
        let kind = match Kinds::of(entry).first() {
            // To Hayagriva a law without a publisher is a bill; nothing else tells them apart.
            Kind::Bill => Kind::Legislation,
            kind => kind,
        };
        let within =
            |entry: &'a Entry| entry.parents().iter().find(|parent| *parent.entry_type() != EntryType::Original);
        let whole = matches!(kind, Kind::Book | Kind::Collection | Kind::Report | Kind::Thesis);
        let (container, series) = match within(entry) {
            Some(parent) if whole => (None, Some(parent)),
            Some(parent) => (Some(parent), within(parent)),
            None => (None, None),
        };
        Self { reference, entry, kind, container, series }
    }

    /// The first that has it: the work, or what it stands in.
    fn inherited<T>(&self, get: impl Fn(&'a Entry) -> Option<T>) -> Option<T> {
        get(self.entry).or_else(|| get(self.container?))
    }

    fn title(&self) -> Option<String> {
        self.entry.title().map(ToString::to_string)
    }

    fn container_title(&self) -> Option<String> {
        self.container?.title().map(ToString::to_string)
    }

    fn series_title(&self) -> Option<String> {
        self.series?.title().map(ToString::to_string)
    }

    fn authors(&self) -> &'a [Person] {
        self.entry.authors().unwrap_or_default()
    }

    fn editors(&self) -> &'a [Person] {
        self.inherited(|entry| entry.editors()).unwrap_or_default()
    }

    fn translators(&self) -> Vec<&'a Person> {
        let affiliated = self.entry.affiliated().unwrap_or_default();
        affiliated.iter().filter(|group| group.role == PersonRole::Translator).flat_map(|group| &group.names).collect()
    }

    fn publisher(&self) -> Option<String> {
        self.inherited(|entry| entry.publisher().and_then(Publisher::name)).map(ToString::to_string)
    }

    fn publisher_place(&self) -> Option<String> {
        self.inherited(|entry| entry.publisher().and_then(Publisher::location)).map(ToString::to_string)
    }

    fn organization(&self) -> Option<String> {
        self.inherited(|entry| entry.organization()).map(ToString::to_string)
    }

    fn volume(&self) -> Option<String> {
        self.inherited(|entry| entry.volume()).map(ToString::to_string)
    }

    fn issue(&self) -> Option<String> {
        self.inherited(|entry| entry.issue()).map(ToString::to_string)
    }

    fn edition(&self) -> Option<String> {
        self.inherited(|entry| entry.edition()).map(ToString::to_string)
    }

    fn pages(&self) -> Option<String> {
        self.entry.page_range().map(|pages| pages.to_string().replace('–', "-"))
    }

    fn number(&self) -> Option<&'a str> {
        self.entry.keyed_serial_number("serial")
    }

    fn doi(&self) -> Option<&'a str> {
        self.entry.doi().map(bare_doi)
    }

    fn url(&self) -> Option<String> {
        let url = self.inherited(|entry| entry.url())?.value.to_string();
        Address::parse(&url).is_ok().then_some(url)
    }

    /// The record's own note, how sure the record is, and what a reader should know, in all its languages: a file is
    /// the same for the readers of each.
    fn note(&self) -> Option<String> {
        let own = self.entry.note().map(ToString::to_string);
        let status = self.reference.status.map(|status| format!("Status: {}.", status.name()));
        let remarks: Vec<&str> = self.reference.remark.iter().map(|(_, text)| text).collect();
        let remark = (!remarks.is_empty()).then(|| remarks.join(" / "));
        let parts: Vec<String> = own.into_iter().chain(status).chain(remark).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}

/// A name without a given one: an institution, or a person of whom no more is known. It is not to be taken apart.
fn is_whole(person: &Person) -> bool {
    person.given_name.is_none()
}

/// A date by its parts, as people count: year, month, day. The year before year 1 is -1.
fn date_parts(date: &hayagriva::types::Date) -> Vec<i32> {
    let year = if date.year > 0 { date.year } else { date.year - 1 };
    let month = date.month.map(|month| i32::from(month) + 1);
    let day = month.and(date.day).map(|day| i32::from(day) + 1);
    std::iter::once(year).chain(month).chain(day).collect()
}

/// `2026`, `2026-02`, `2026-02-26`, or with another sign between the parts.
fn written(date: &hayagriva::types::Date, between: &str) -> String {
    let parts = date_parts(date);
    parts
        .iter()
        .enumerate()
        .map(|(at, part)| if at == 0 { format!("{part:04}") } else { format!("{between}{part:02}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Lang;
    use crate::diag::Sink;
    use crate::load::bibliography::{self, Bibliography};
    use crate::source::SourceMap;

    pub(super) const SAMPLE: &str = r#"
adamson-2019:
  type: article
  title: Migration Diplomacy & World_Politics
  author: ["Adamson, Fiona B.", "Tsourapas, Gerasimos"]
  date: 2019-03
  page-range: 113-128
  serial-number: {doi: "https://doi.org/10.1093/isp/eky_015"}
  language: en
  parent: {type: periodical, title: Perspectives, volume: 20, issue: 2, publisher: OUP, serial-number: {issn: 1528-3577}}
  status: probable
  remark: {en: First online in 2018., es: En línea en 2018.}
betts-2011:
  type: book
  title: Global Migration Governance
  editor: ["Betts, Alexander"]
  date: 2011
  publisher: {name: Oxford University Press, location: Oxford}
  serial-number: {isbn: 978-0-19-960045-8}
hrw-2024:
  type: web
  title: A page
  author: [{name: Human Rights Watch and Others}]
  date: 2024-05-06
  url: {value: "https://example.org/a?b=1", date: 2025-01-02}
risse-2013:
  type: chapter
  title: Governance
  author: ["von Risse, Jr., Thomas"]
  date: 2013
  page-range: 78-104
  parent: {type: book, title: Back to Basics, editor: ["Finnemore, Martha"], publisher: OUP}
"#;

    pub(super) fn sample(path: &str, text: &str) -> Bibliography {
        let mut sources = SourceMap::default();
        let file = sources.add(path, text);
        let mut sink = Sink::default();
        let found = bibliography::load(&[file], &sources, &[Lang::new("en"), Lang::new("es")], &mut sink);
        assert_eq!(crate::diag::render(&sink.into_sorted(&sources), &sources, crate::diag::Format::Short), "");
        found
    }

    /// What a reader of any of the formats must find again.
    pub(super) fn gist(reference: &Reference) -> Vec<String> {
        let record = Record::new(reference);
        let people = |people: &[Person]| {
            people.iter().map(|person| person.name_first(false, true)).collect::<Vec<_>>().join("; ")
        };
        let mut gist = vec![people(record.authors()), people(record.editors())];
        gist.extend(record.entry.date().map(|date| written(date, "-")));
        let texts = [
            record.title(),
            record.container_title(),
            record.volume(),
            record.issue(),
            record.pages(),
            record.publisher(),
            record.publisher_place(),
            record.doi().map(str::to_owned),
            record.url(),
            record.inherited(|entry| entry.isbn()).map(str::to_owned),
            record.inherited(|entry| entry.issn()).map(str::to_owned),
        ];
        gist.extend(texts.into_iter().map(Option::unwrap_or_default));
        gist
    }

    #[test]
    fn a_date_is_written_as_people_count() {
        let date: hayagriva::types::Date = "2026-02-09".parse().expect("a date");
        assert_eq!(date_parts(&date), [2026, 2, 9]);
        assert_eq!(written(&date, "/"), "2026/02/09");
        assert_eq!(written(&"2026".parse().expect("a date"), "-"), "2026");
    }

    #[test]
    fn status_and_remark_are_kept_as_a_note() {
        let found = sample("b.yml", SAMPLE);
        let record = Record::new(found.get("adamson-2019").expect("it is there"));
        assert_eq!(record.note().as_deref(), Some("Status: probable. First online in 2018. / En línea en 2018."));
    }
}
