//! What is written is read again.

use std::path::Path;

use super::super::{Bibliography, load};
use super::*;
use crate::csl::{Date, DateEnd, DateParts, Name};
use crate::data::Lang;
use crate::diag::{Format, Sink, render};
use crate::source::SourceMap;

const YAML: &str = r#"
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
  author: [{name: "Human Rights Watch and Others"}]
  date: 2024-05-06
  url: {value: "https://example.org/a?b=1_2", date: 2025-01-02}
risse-2013:
  type: chapter
  title: Governance
  author: ["von Risse, Jr., Thomas"]
  date: 2013
  page-range: 78-104
  parent: {type: book, title: Back to Basics, editor: ["Finnemore, Martha"], publisher: OUP}
plato:
  type: book
  title: Diálogo
  author: {name: Platón}
  date: "-0380"
film:
  type: video
  title: A film
  date: 2001/2003
  affiliated: {role: director, names: ["Buñuel, Luis"]}
"#;

const BIB: &str = r"
@phdthesis{t, author={d'Alembert, Jean and {Foo, Inc.} and others}, title={On {\'E}t{\'e} \emph{H. sapiens} and H$_2$O: {NASA} -- 50\% \& more}, school={UNAM}, year={c. 1990}, note={A note}, keywords={one, two}, abstract={Long.}}
@misc{e, author={Rivas, Omar}, title={Un preprint}, year={2020}, eprint={2003.09999}, eprinttype={arxiv}}
@book{o, author={de la Cruz, Juana}, options={useprefix=true}, title={Tomo}, maintitle={Obras}, volume={XII}, series={S}, number=7, date={1993}, origdate={1641}, edition={2}, pubstate={inpress}}
@inproceedings{p, author={Gil, Ana}, title={Ponencia}, booktitle={Actas}, eventtitle={Congreso}, venue={Lima}, eventdate={2001-02-03/2001-02-05}, pages={12--34, 56}, date={2001-21}, publisher={P}, address={X}}
@techreport{r, author={Gil, Ana}, title={Informe}, institution={I}, number={3}, type={Working paper}, year={forthcoming}}
@article{n, author={Gil, Ana}, title={The {van} Thing}, journal={J}, entrysubtype={newspaper}, date={2001-02-03}, url={https://x.org/a_b?c=d%20e}}
@incollection{c, author={Gil, Ana}, title={Parte}, booktitle={Todo}, bookauthor={Sol, Eva}, editor={Luz, Pía}, translator={Mar, Leo}, year=2001}
";

fn read(path: &str, text: &str) -> (Bibliography, String) {
    let mut sources = SourceMap::default();
    let file = sources.add(path, text);
    let mut sink = Sink::default();
    let found = load(&[file], &sources, &[Lang::new("en"), Lang::new("es")], &mut sink);
    (found, render(&sink.into_sorted(&sources), &sources, Format::Short))
}

/// What differs between an item and what was read again.
fn differences(first: &Item, again: &Item) -> Vec<String> {
    let text = |text: Option<&str>| {
        let plain: String = parts(text.unwrap_or_default())
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.replace(['’', '‘'], "'"),
                Part::Open("nocase" | "sc") | Part::Close("nocase" | "sc") => String::new(),
                Part::Open(tag) | Part::Close(tag) => format!("<{tag}>"),
            })
            .collect();
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let mut found = Vec::new();
    if first.kind != again.kind {
        found.push(format!("{}: {} is {}", first.id, first.kind, again.kind));
    }
    for variable in Variable::ALL.iter().filter(|variable| **variable != Variable::Annote) {
        let (one, two) = (text(first.text(*variable)), text(again.text(*variable)));
        if one != two {
            found.push(format!("{} {}: {one:?} is {two:?}", first.id, variable.name()));
        }
        if first.date(*variable) != again.date(*variable) {
            found.push(format!(
                "{} {}: {:?} is {:?}",
                first.id,
                variable.name(),
                first.date(*variable),
                again.date(*variable)
            ));
        }
        let names = |names: &[Name]| format!("{names:?}").replace('’', "'");
        if names(first.names(*variable)) != names(again.names(*variable)) {
            let (one, two) = (first.names(*variable), again.names(*variable));
            found.push(format!("{} {}: {one:?} is {two:?}", first.id, variable.name()));
        }
    }
    found
}

/// Writes a library in each format, reads it again, and says what became of it.
fn rounds(library: &Bibliography) -> Vec<(&'static str, Vec<String>)> {
    let all: Vec<&Reference> = library.iter().collect();
    [("r.bib", bibtex(&all, "en")), ("r.ris", ris(&all, "en")), ("r.json", csl_json(&all, "en"))]
        .into_iter()
        .map(|(path, text)| {
            let (again, slips) = read(path, &text);
            let mut found: Vec<String> =
                slips.lines().filter(|slip| slip.contains("error[")).map(str::to_owned).collect();
            for reference in library.iter() {
                match again.get(reference.key.as_str()) {
                    Some(read) => {
                        let first = reference.localised("en");
                        let again = read.localised("en");
                        let differences = differences(&first, &again);
                        if !differences.is_empty() {
                            found.push(differences.join("\n"));
                        }
                    }
                    None => found.push(format!("{} is lost", reference.key)),
                }
            }
            (path, found)
        })
        .collect()
}

#[test]
fn what_is_written_is_read_again() {
    for (path, text) in [("b.yml", YAML), ("b.bib", BIB)] {
        let (library, slips) = read(path, text);
        assert_eq!(slips, "");
        for (format, differences) in rounds(&library) {
            // RIS has no sign that keeps the comma of an institution from parting its name, and one kind of particle.
            let known = ["t author", "o author"];
            let left: Vec<&String> = differences
                .iter()
                .filter(|line| format != "r.ris" || !known.iter().any(|known| line.starts_with(known)))
                .collect();
            assert!(left.is_empty(), "{path} as {format}: {left:#?}");
        }
    }
}

#[test]
fn a_real_library_is_read_again() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/bib-samples/jabref-authors.bib");
    #[expect(clippy::disallowed_methods, reason = "a test reads the sample beside the repository, where it is there")]
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let (library, _) = read("b.bib", &text);
    for (format, differences) in rounds(&library) {
        assert!(
            differences.len() * 100 <= library.len(),
            "{format}: {} of {}: {differences:#?}",
            differences.len(),
            library.len()
        );
    }
}

#[test]
fn any_text_is_read_again() {
    use proptest::prelude::*;
    let words = "[a-zA-ZñÉ0-9 {}\\\\$&%#_~^'`<>,.:;?!()-]{0,24}";
    proptest!(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) }, |(title in words, family in "[A-Z][a-zñ]{1,8}( y [A-Z][a-z]{1,5})?", given in "[A-Z][a-z]{1,6}", year in 1_i32..2100)| {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut item = Item { id: "a".to_owned(), kind: "book".to_owned(), ..Item::default() };
        item.texts.insert(Variable::Title, title.clone());
        item.texts.insert(Variable::Language, "es".to_owned());
        item.names.insert(Variable::Author, vec![Name { family, given, ..Name::default() }]);
        let from = DateParts { year, ..DateParts::default() };
        item.dates.insert(Variable::Issued, Date::Known { from, to: Some(DateEnd::Open), circa: false });
        let reference = Reference::new(crate::data::CiteKey::new("a"), item.clone(), crate::source::Span::new(crate::source::FileId::default(), 0..0));
        for (path, text) in [("r.bib", bibtex(&[&reference], "es")), ("r.json", csl_json(&[&reference], "es"))] {
            let (again, _) = read(path, &text);
            let again = &again.get("a").expect("it is there").item;
            prop_assert_eq!(again.text(Variable::Title).unwrap_or_default().replace('’', "'").replace('‘', "`"), title.clone(), "{}", text);
            prop_assert_eq!(&again.names, &item.names);
            prop_assert_eq!(&again.dates, &item.dates);
        }
    });
}

#[test]
fn status_and_remark_are_kept_as_an_annotation() {
    let (library, _) = read("b.yml", YAML);
    let item = record(library.get("adamson-2019").expect("it is there"), "en");
    assert_eq!(item.text(Variable::Annote), Some("Status: probable. First online in 2018. / En línea en 2018."));
}
