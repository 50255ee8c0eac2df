//! CSL-JSON, as Zotero and every CSL processor write it.
//!
//! Owns the way from CSL's flat items to Hayagriva's works within works.

use serde_json::{Map, Value, json};

use super::{Reference, entry};
use crate::data::{CiteKey, Texts};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, SourceMap, Span};

/// The references of a file: a list of items, or a map that holds one under `items`.
pub(super) fn read(file: FileId, sources: &SourceMap, sink: &mut Sink) -> Vec<Reference> {
    let text = &sources.file(file).text;
    let whole = match serde_json::from_str::<Value>(text) {
        Ok(whole) => whole,
        Err(error) => {
            let line = sources.file(file).line_range(error.line());
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            sink.push(Diagnostic::new(codes::BAD_REFERENCE, message).at(Span::new(file, line), ""));
            return Vec::new();
        }
    };
    let items = whole.as_array().or_else(|| whole.get("items").and_then(Value::as_array));
    let Some(items) = items else {
        let message = "CSL-JSON is a list of items";
        sink.push(Diagnostic::new(codes::BAD_REFERENCE, message).at(Span::new(file, 0..text.len().min(1)), ""));
        return Vec::new();
    };
    let mut from = 0;
    let mut references = Vec::new();
    for item in items {
        let key = item.get("id").map(plain).unwrap_or_default();
        let span = Span::new(file, id_place(text, &mut from, &key));
        let Some(item) = item.as_object().filter(|_| !key.is_empty()) else {
            sink.push(Diagnostic::new(codes::BAD_REFERENCE, "an item without an `id`").at(span, ""));
            continue;
        };
        let record = to_record(item);
        let mut faults = record.iter().filter_map(|(field, value)| entry::fault(field, value)).peekable();
        if faults.peek().is_some() {
            sink.extend(
                faults.map(|words| Diagnostic::new(codes::BAD_REFERENCE, format!("`{key}`: {words}")).at(span, "")),
            );
            continue;
        }
        match entry::to_entry(&key, record) {
            Ok(entry) => references.push(Reference {
                key: CiteKey::new(&key),
                entry,
                item: crate::csl::Item::default(),
                lends: false,
                status: None,
                basis: Texts::default(),
                remark: Texts::default(),
                translated_title: Texts::default(),
                candidates: Vec::new(),
                span,
            }),
            Err(words) => sink.push(Diagnostic::new(codes::BAD_REFERENCE, format!("`{key}`: {words}")).at(span, "")),
        }
    }
    references
}

/// Where the next `"id": "key"` stands after `from`; `from` moves behind it.
fn id_place(text: &str, from: &mut usize, key: &str) -> std::ops::Range<usize> {
    let quoted = Value::from(key).to_string();
    let mut at = *from;
    while let Some(found) = text[at..].find(&quoted) {
        let start = at + found;
        at = start + quoted.len();
        let before = text[..start].trim_end();
        let named = before.strip_suffix(':').is_some_and(|before| before.trim_end().ends_with("\"id\""));
        if named {
            *from = at;
            return start..at;
        }
    }
    *from..*from
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
            serial(&mut record, name, &entry::bare_doi(&plain(value)).into());
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

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::diag::{Format, render};

    fn parse(json: &str) -> (Vec<Reference>, String) {
        let mut sources = SourceMap::default();
        let file = sources.add("r.json", json);
        let mut sink = Sink::default();
        let found = read(file, &sources, &mut sink);
        (found, render(&sink.into_sorted(&sources), &sources, Format::Short))
    }

    #[test]
    fn an_article_stands_in_its_journal() {
        let (found, slips) = parse(
            r#"[{"id": "a", "type": "article-journal", "title": "T", "container-title": "J", "volume": 20, "issue": "2",
                "page": "113-128", "DOI": "https://doi.org/10.1/x", "issued": {"date-parts": [[2019, 3]]}, "language": "es",
                "author": [{"family": "Vega", "given": "Mercedes", "non-dropping-particle": "de"}, {"literal": "ONU"}]}]"#,
        );
        assert_eq!(slips, "");
        let entry = &found[0].entry;
        let parent = &entry.parents()[0];
        assert_eq!(parent.title().map(ToString::to_string).as_deref(), Some("J"));
        assert_eq!(parent.volume().map(ToString::to_string).as_deref(), Some("20"));
        assert_eq!(entry.page_range().map(ToString::to_string).as_deref(), Some("113-128"));
        assert_eq!(entry.doi(), Some("10.1/x"));
        assert_eq!(entry.date().map(|date| (date.year, date.month)), Some((2019, Some(2))));
        let names: Vec<&str> = entry.authors().into_iter().flatten().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["de Vega", "ONU"]);
        assert_eq!(found[0].span.range(), 8..11);
    }

    #[test]
    fn slips_name_the_item() {
        let (found, slips) = parse(
            "[\n{\"title\": \"x\"},\n{\"id\": \"b\", \"type\": \"book\", \"URL\": \"here\", \"issued\": {\"raw\": \"soon\"}}]",
        );
        assert!(found.is_empty());
        assert_data_eq!(
            slips,
            str![[r#"
r.json:1:1: error[bad-reference]: an item without an `id`
r.json:3:8: error[bad-reference]: `b`: `soon` is not a date: write 2026, 2026-02 or 2026-02-26
r.json:3:8: error[bad-reference]: `b`: `here` is not an absolute address

"#]]
        );
        assert_data_eq!(
            parse("[{]").1,
            str![[r#"
r.json:1:1: error[bad-reference]: key must be a string

"#]]
        );
    }
}
