//! RIS, the oldest of the three: two letters and a value on each line, lines ended as its first readers expect.

use hayagriva::citationberg::taxonomy::Kind;
use hayagriva::types::Person;

use super::{Record, is_whole, written};
use crate::load::bibliography::Reference;

/// The references as an RIS file.
#[must_use]
pub fn ris(references: &[&Reference]) -> String {
    references.iter().map(|reference| record(&Record::new(reference))).collect()
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::ArticleJournal | Kind::Article => "JOUR",
        Kind::ArticleNewspaper => "NEWS",
        Kind::PaperConference => "CPAPER",
        Kind::Book => "BOOK",
        Kind::Collection => "EDBOOK",
        Kind::Periodical => "SER",
        Kind::Chapter => "CHAP",
        Kind::EntryEncyclopedia | Kind::Entry => "ENCYC",
        Kind::Report => "RPRT",
        Kind::Thesis => "THES",
        Kind::Manuscript => "UNPB",
        Kind::Webpage | Kind::Post => "ELEC",
        Kind::PostWeblog => "BLOG",
        Kind::Legislation | Kind::Bill => "STAT",
        Kind::LegalCase => "CASE",
        Kind::Patent => "PAT",
        Kind::MotionPicture | Kind::Broadcast => "VIDEO",
        Kind::Song => "SOUND",
        Kind::MusicalScore => "MUSIC",
        Kind::Graphic | Kind::Figure => "ART",
        Kind::Software => "COMP",
        _ => "GEN",
    }
}

fn record(record: &Record<'_>) -> String {
    let mut lines = String::new();
    let mut line = |tag: &str, value: Option<String>| {
        if let Some(value) = value {
            // A line break would begin another tag.
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            lines.extend([tag, "  - ", value.as_ref(), "\r\n"]);
        }
    };
    line("TY", Some(kind(record.kind).to_owned()));
    line("ID", Some(record.reference.key.to_string()));
    record.authors().iter().for_each(|person| line("AU", Some(name(person))));
    // Editors of a book are its main names; those of what a chapter stands in have a tag of their own.
    let editors = if record.container.is_some() { "A2" } else { "ED" };
    record.editors().iter().for_each(|person| line(editors, Some(name(person))));
    record.translators().into_iter().for_each(|person| line("A4", Some(name(person))));
    line("TI", record.title());
    line("T2", record.container_title());
    line("T3", record.series_title());
    line("VL", record.volume());
    line("IS", record.issue().or_else(|| record.number().map(str::to_owned)));
    if let Some(pages) = record.pages() {
        let mut ends = pages.splitn(2, '-').map(str::to_owned);
        line("SP", ends.next());
        line("EP", ends.next());
    }
    line("ET", record.edition());
    line("PB", record.publisher().or_else(|| record.organization()));
    line("CY", record.publisher_place());
    line("PY", record.entry.date().map(|date| format!("{:04}", date.year)));
    // The third slash belongs to the format: what follows would be a season.
    let precise = record.entry.date().filter(|date| date.month.is_some());
    line(
        "DA",
        precise.map(|date| {
            let date = written(date, "/");
            format!("{date}{}", "/".repeat(3 - date.matches('/').count()))
        }),
    );
    line("M3", record.entry.genre().map(ToString::to_string));
    line("SN", record.inherited(|entry| entry.isbn().or_else(|| entry.issn())).map(str::to_owned));
    line("DO", record.doi().map(str::to_owned));
    line("UR", record.url());
    line("Y2", record.entry.url().and_then(|url| url.visit_date.as_ref()).map(|date| written(date, "/")));
    line("LA", record.reference.language());
    line("N1", record.note());
    line("ER", Some(String::new()));
    lines.push_str("\r\n");
    lines
}

fn name(person: &Person) -> String {
    if is_whole(person) {
        // Without a comma, the name stays in one piece.
        return person.name.replace(',', "");
    }
    let family = [person.prefix.as_deref(), Some(person.name.as_str())];
    let family = family.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let parts = [Some(family.as_str()), person.given_name.as_deref(), person.suffix.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::super::tests::{SAMPLE, sample};
    use super::*;

    #[test]
    fn each_value_has_its_tag() {
        let found = sample("b.yml", SAMPLE);
        let of = |key: &str| ris(&[found.get(key).expect("it is there")]).replace("\r\n", "\n");
        assert_data_eq!(
            of("adamson-2019"),
            str![[r#"
TY  - JOUR
ID  - adamson-2019
AU  - Adamson, Fiona B.
AU  - Tsourapas, Gerasimos
TI  - Migration Diplomacy & World_Politics
T2  - Perspectives
VL  - 20
IS  - 2
SP  - 113
EP  - 128
PB  - OUP
PY  - 2019
DA  - 2019/03//
SN  - 1528-3577
DO  - 10.1093/isp/eky_015
LA  - en
N1  - Status: probable. First online in 2018. / En línea en 2018.
ER  - 


"#]]
        );
        assert_data_eq!(
            of("risse-2013"),
            str![[r#"
TY  - CHAP
ID  - risse-2013
AU  - von Risse, Thomas, Jr.
A2  - Finnemore, Martha
TI  - Governance
T2  - Back to Basics
SP  - 78
EP  - 104
PB  - OUP
PY  - 2013
ER  - 


"#]]
        );
    }
}
