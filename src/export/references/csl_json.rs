//! CSL-JSON, which Zotero, pandoc and every CSL processor read.

use hayagriva::types::{Date, Person};
use serde_json::{Map, Value, json};

use super::{Record, date_parts, is_whole};
use crate::load::bibliography::Reference;

/// The references as a CSL-JSON file.
#[must_use]
pub fn csl_json(references: &[&Reference]) -> String {
    let items: Value = references.iter().map(|reference| item(&Record::new(reference))).collect();
    format!("{items:#}\n")
}

fn item(record: &Record<'_>) -> Value {
    let entry = record.entry;
    let mut item = Map::new();
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(name.to_owned(), value);
        }
    };
    set("id", Some(record.reference.key.as_str().into()));
    set("type", serde_json::to_value(record.kind).ok());
    set("author", people(record.authors().iter()));
    set("editor", people(record.editors().iter()));
    set("translator", people(record.translators().into_iter()));
    set("title", record.title().map(Value::from));
    let short = entry.title().and_then(|title| title.short.as_ref()).map(ToString::to_string);
    set("title-short", short.map(Value::from));
    set("container-title", record.container_title().map(Value::from));
    set("collection-title", record.series_title().map(Value::from));
    set("volume", record.volume().map(Value::from));
    set("issue", record.issue().map(Value::from));
    set("page", record.pages().map(Value::from));
    set("edition", record.edition().map(Value::from));
    set("number", record.number().map(Value::from));
    set("genre", entry.genre().map(|genre| genre.to_string().into()));
    set("publisher", record.publisher().or_else(|| record.organization()).map(Value::from));
    set("publisher-place", record.publisher_place().map(Value::from));
    set("issued", entry.date().map(date));
    set("DOI", record.doi().map(Value::from));
    set("URL", record.url().map(Value::from));
    set("accessed", entry.url().and_then(|url| url.visit_date.as_ref()).map(date));
    set("ISBN", record.inherited(|entry| entry.isbn()).map(Value::from));
    set("ISSN", record.inherited(|entry| entry.issn()).map(Value::from));
    set("language", record.reference.language().map(Value::from));
    set("note", record.note().map(Value::from));
    Value::Object(item)
}

fn people<'a>(people: impl Iterator<Item = &'a Person>) -> Option<Value> {
    let names: Vec<Value> = people.map(name).collect();
    (!names.is_empty()).then(|| names.into())
}

fn name(person: &Person) -> Value {
    if is_whole(person) {
        return json!({ "literal": person.name });
    }
    let mut name = Map::from_iter([("family".to_owned(), Value::from(person.name.as_str()))]);
    let parts = [("given", &person.given_name), ("dropping-particle", &person.prefix), ("suffix", &person.suffix)];
    for (part, value) in parts {
        if let Some(value) = value {
            name.insert(part.to_owned(), value.as_str().into());
        }
    }
    Value::Object(name)
}

fn date(date: &Date) -> Value {
    let mut value = json!({ "date-parts": [date_parts(date)] });
    if date.approximate {
        value["circa"] = true.into();
    }
    value
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SAMPLE, gist, sample};
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let first = sample("b.yml", SAMPLE);
        let written = csl_json(&first.iter().collect::<Vec<_>>());
        let again = sample("b.json", &written);
        for reference in first.iter() {
            let read = again.get(reference.key.as_str()).expect("it is read again");
            assert_eq!(gist(read), gist(reference), "{written}");
            assert_eq!(read.entry.entry_type(), reference.entry.entry_type());
            assert_eq!(read.language(), reference.language());
        }
    }

    #[test]
    fn an_institution_is_not_taken_apart() {
        let found = sample("b.yml", SAMPLE);
        let items: Value = serde_json::from_str(&csl_json(&found.iter().collect::<Vec<_>>())).expect("JSON");
        let by = |id: &str| items.as_array().into_iter().flatten().find(|item| item["id"] == id).expect("it is there");
        assert_eq!(by("hrw-2024")["author"], json!([{ "literal": "Human Rights Watch and Others" }]));
        assert_eq!(by("hrw-2024")["type"], "webpage");
        assert_eq!(by("risse-2013")["author"][0]["dropping-particle"], "von");
        assert_eq!(by("adamson-2019")["issued"], json!({ "date-parts": [[2019, 3]] }));
        assert_eq!(by("adamson-2019")["DOI"], "10.1093/isp/eky_015");
    }
}
