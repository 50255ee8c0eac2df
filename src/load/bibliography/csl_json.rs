//! An item as Hayagriva's works within works.

use hayagriva::Entry;
use hayagriva::types::EntryType;
use serde_json::{Map, Value, json};

use super::entry;
use crate::bibliography::{self, bare_doi};
use crate::csl::Item;

/// The entry of an item. What Hayagriva cannot take, a range of dates or words for one, is left out: an item is never lost.
pub(super) fn entry(item: &Item) -> Entry {
    let Value::Object(mut value) = bibliography::item_to_json(item) else {
        return Entry::new(&item.id, EntryType::Misc);
    };
    for fields in
        [&[][..], &["issued", "accessed"], &["URL", "page", "volume", "issue", "edition", "number", "language"]]
    {
        fields.iter().for_each(|field| {
            value.remove(*field);
        });
        if let Ok(entry) = entry::to_entry(&item.id, to_record(&value)) {
            return entry;
        }
    }
    Entry::new(&item.id, EntryType::Misc)
}

/// How a CSL type is said in Hayagriva's: the type, and that of the work which contains it.
fn types(csl: &str) -> (&'static str, Option<&'static str>) {
    match csl {
        "article-journal" | "article-magazine" | "review" | "review-book" => ("article", Some("periodical")),
        "article-newspaper" => ("article", Some("newspaper")),
        "article" => ("article", None),
        "paper-conference" => ("article", Some("proceedings")),
        "book" | "classic" | "pamphlet" => ("book", None),
        "collection" => ("anthology", None),
        "periodical" => ("book", Some("periodical")),
        "chapter" => ("chapter", Some("book")),
        "entry" => ("entry", None),
        "entry-dictionary" | "entry-encyclopedia" => ("entry", Some("reference")),
        "report" => ("report", None),
        "thesis" => ("thesis", None),
        "webpage" => ("web", None),
        "post-weblog" => ("article", Some("blog")),
        "post" => ("post", None),
        "manuscript" => ("manuscript", None),
        "legislation" | "bill" | "regulation" | "treaty" | "standard" => ("legislation", None),
        "legal_case" => ("case", None),
        "patent" => ("patent", None),
        "motion_picture" => ("video", None),
        "broadcast" => ("video", Some("video")),
        "song" => ("audio", None),
        "musical_score" => ("audio", Some("book")),
        "graphic" | "map" => ("artwork", None),
        "figure" => ("artwork", Some("article")),
        "software" | "dataset" => ("repository", None),
        "event" => ("exhibition", None),
        _ => ("misc", None),
    }
}

fn to_record(item: &Map<String, Value>) -> Map<String, Value> {
    let get = |name: &str| item.get(name).filter(|value| !value.is_null() && value.as_str() != Some(""));
    let csl = get("type").and_then(Value::as_str).unwrap_or_default();
    let (own, container) = types(csl);
    let mut record = Map::new();
    let mut parent = Map::new();
    record.insert("type".into(), own.into());
    let title = match (get("title"), get("title-short").or_else(|| get("shortTitle"))) {
        (Some(title), Some(short)) if title != short => Some(json!({ "value": plain(title), "short": plain(short) })),
        (title, _) => title.cloned(),
    };
    let place = |name: &str, target: &mut Map<String, Value>, field: &str| {
        if let Some(value) = get(name) {
            target.insert(field.to_owned(), value.clone());
        }
    };
    if let Some(title) = title {
        record.insert("title".into(), title);
    }
    place("container-title", &mut parent, "title");
    // Of a work within another, these describe the other.
    let contained = container.is_some() || !parent.is_empty();
    let host = if contained { &mut parent } else { &mut record };
    for name in ["volume", "issue", "edition"] {
        place(name, host, name);
    }
    if let Some(isbn) = get("ISBN") {
        serial(host, "isbn", isbn);
    }
    if let Some(issn) = get("ISSN") {
        serial(host, "issn", issn);
    }
    if get("publisher").is_some() || get("publisher-place").is_some() {
        let mut publisher = Map::new();
        place("publisher", &mut publisher, "name");
        place("publisher-place", &mut publisher, "location");
        host.insert("publisher".into(), Value::Object(publisher));
    }
    people(item, "editor", host, "editor");
    people(item, "container-author", &mut parent, "author");
    people(item, "author", &mut record, "author");
    let affiliated: Vec<Value> =
        ROLES.iter().filter_map(|(csl, role)| Some(json!({ "names": persons(get(csl)?), "role": role }))).collect();
    if !affiliated.is_empty() {
        record.insert("affiliated".into(), affiliated.into());
    }
    for (csl, field) in PLAIN {
        place(csl, &mut record, field);
    }
    if let Some(number) = get("number") {
        serial(&mut record, "serial", number);
    }
    for (csl, name) in [("DOI", "doi"), ("PMID", "pmid"), ("PMCID", "pmcid")] {
        if let Some(value) = get(csl) {
            serial(&mut record, name, &bare_doi(&plain(value)).into());
        }
    }
    if let Some(date) = get("issued").and_then(date) {
        record.insert("date".into(), date);
    }
    if let Some(url) = get("URL") {
        let visited = get("accessed").and_then(date);
        record.insert("url".into(), visited.map_or_else(|| url.clone(), |date| json!({ "value": url, "date": date })));
    }
    let mut parents = Vec::new();
    if get("collection-title").is_some() {
        let mut series = Map::from_iter([("type".to_owned(), Value::from("anthology"))]);
        place("collection-title", &mut series, "title");
        place("collection-number", &mut series, "volume");
        people(item, "collection-editor", &mut series, "editor");
        if contained {
            parent.insert("parent".into(), series.into());
        } else {
            parents.push(series.into());
        }
    }
    if contained {
        let kind = container.unwrap_or(match own {
            "web" | "post" => "web",
            "article" => "periodical",
            _ => "anthology",
        });
        parent.insert("type".into(), kind.into());
        parents.push(parent.into());
    }
    if let Some(date) = get("original-date").and_then(date) {
        parents.push(json!({ "type": "original", "date": date }));
    }
    if !parents.is_empty() {
        record.insert("parent".into(), parents.into());
    }
    record
}

/// CSL's names for those who did not write the work, and Hayagriva's.
const ROLES: [(&str, &str); 7] = [
    ("translator", "translator"),
    ("compiler", "compiler"),
    ("composer", "composer"),
    ("director", "director"),
    ("illustrator", "illustrator"),
    ("producer", "producer"),
    ("contributor", "collaborator"),
];

/// Variables that have the same form on both sides.
const PLAIN: [(&str, &str); 12] = [
    ("page", "page-range"),
    ("language", "language"),
    ("genre", "genre"),
    ("note", "note"),
    ("abstract", "abstract"),
    ("archive", "archive"),
    ("archive_location", "archive-location"),
    ("archive-location", "archive-location"),
    ("call-number", "call-number"),
    ("chapter-number", "chapter"),
    ("number-of-pages", "page-total"),
    ("number-of-volumes", "volume-total"),
];

fn serial(record: &mut Map<String, Value>, name: &str, value: &Value) {
    if let Some(numbers) = record.entry("serial-number").or_insert_with(|| json!({})).as_object_mut() {
        numbers.insert(name.to_owned(), plain(value).into());
    }
}

fn people(item: &Map<String, Value>, csl: &str, record: &mut Map<String, Value>, field: &str) {
    if let Some(names) = item.get(csl).filter(|names| names.as_array().is_some_and(|names| !names.is_empty())) {
        record.insert(field.to_owned(), persons(names));
    }
}

fn persons(names: &Value) -> Value {
    names.as_array().into_iter().flatten().map(person).collect()
}

fn person(name: &Value) -> Value {
    let get = |part: &str| name.get(part).and_then(Value::as_str).filter(|part| !part.is_empty());
    if let Some(literal) = get("literal") {
        return json!({ "name": literal });
    }
    let family = get("family").or_else(|| get("given")).unwrap_or_default();
    let mut person = Map::new();
    let particle = get("non-dropping-particle");
    person.insert(
        "name".into(),
        particle.map_or_else(|| family.into(), |particle| format!("{particle} {family}").into()),
    );
    let parts = [("given", "given-name"), ("dropping-particle", "prefix"), ("suffix", "suffix")];
    for (csl, part) in parts {
        if let Some(value) = get(csl).filter(|_| get("family").is_some()) {
            person.insert(part.into(), value.into());
        }
    }
    Value::Object(person)
}

/// A CSL date as Hayagriva writes it. Of a range, its beginning.
fn date(date: &Value) -> Option<Value> {
    let parts = date.get("date-parts").and_then(|parts| parts.get(0)).and_then(Value::as_array);
    if let Some(parts) = parts {
        let number = |at: usize| parts.get(at).and_then(|part| part.as_i64().or_else(|| part.as_str()?.parse().ok()));
        let mut written = format!("{:04}", number(0)?);
        for part in [number(1), number(2)].into_iter().map_while(|part| part) {
            written.extend(format!("-{part:02}").chars());
        }
        let circa = date.get("circa").is_some_and(|circa| !matches!(circa, Value::Bool(false) | Value::Null));
        return Some(if circa { format!("~{written}").into() } else { written.into() });
    }
    date.get("raw").or_else(|| date.get("literal")).map(|raw| plain(raw).into())
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
