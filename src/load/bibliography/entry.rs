//! One record, as a map of Hayagriva's own fields, into its `Entry`.
//!
//! Owns the list of those fields and the finding of the one that is at fault. Both YAML and CSL-JSON pass through here,
//! so Hayagriva only ever sees its own fields.

use hayagriva::{Entry, Library};
use serde::Deserialize;
use serde_json::{Map, Value};

/// The fields of Hayagriva's format (its `docs/file-format.md`, version 0.10).
pub(super) const FIELDS: &[&str] = &[
    "type",
    "title",
    "author",
    "date",
    "parent",
    "editor",
    "affiliated",
    "publisher",
    "location",
    "organization",
    "issue",
    "chapter",
    "volume",
    "volume-total",
    "edition",
    "page-range",
    "page-total",
    "time-range",
    "runtime",
    "url",
    "serial-number",
    "serial",
    "language",
    "archive",
    "archive-location",
    "call-number",
    "note",
    "abstract",
    "genre",
];

const TEXT: &[&str] = &["value", "short", "verbatim"];
const PERSON: &[&str] = &["name", "given-name", "prefix", "suffix", "comma-suffix", "alias"];

/// What may stand in a map that is the value of `field`; `None` where the keys are free.
fn inner_fields(field: &str) -> Option<&'static [&'static str]> {
    match field {
        "title" | "location" | "organization" | "archive" | "archive-location" | "call-number" | "note"
        | "abstract" | "genre" => Some(TEXT),
        "author" | "editor" => Some(PERSON),
        "affiliated" => Some(&["names", "role"]),
        "publisher" => Some(&["name", "location"]),
        "url" => Some(&["value", "date"]),
        "date" => Some(&["year", "month", "day", "approximate", "season"]),
        _ => None,
    }
}

/// The first key inside `value` that Hayagriva would pass over in silence, and what may stand there instead.
pub(super) fn stray_key<'a>(field: &str, value: &'a Value) -> Option<(&'a str, &'static [&'static str])> {
    let allowed = inner_fields(field)?;
    match value {
        Value::Array(values) => values.iter().find_map(|value| stray_key(field, value)),
        Value::Object(map) => {
            let stray = map.keys().find(|key| !allowed.contains(&key.as_str()));
            stray.map(|key| (key.as_str(), allowed)).or_else(|| stray_key("author", map.get("names")?))
        }
        _ => None,
    }
}

/// The `Entry` of a record.
///
/// # Errors
/// The words of Hayagriva's parser.
pub(super) fn to_entry(key: &str, record: Map<String, Value>) -> Result<Entry, String> {
    let library = Value::Object(Map::from_iter([(key.to_owned(), Value::Object(record))]));
    let library = Library::deserialize(&library).map_err(|error| error.to_string())?;
    library.into_iter().next().ok_or_else(|| "the record is empty".to_owned())
}

/// What is wrong with `field` when it stands alone in a record; `None` if nothing is.
pub(super) fn fault(field: &str, value: &Value) -> Option<String> {
    let mut record = Map::new();
    record.insert("type".to_owned(), Value::from("misc"));
    record.insert(field.to_owned(), value.clone());
    to_entry("", record).err().map(|words| match field {
        "type" => format!("`{}` is not a type that Hayagriva knows", plain(value)),
        "date" => format!("`{}` is not a date: write 2026, 2026-02 or 2026-02-26", plain(value)),
        "language" => format!("`{}` is not a language tag", plain(value)),
        "url" => format!("`{}` is not an absolute address", plain(value)),
        _ => format!("`{field}` cannot be read: {words}"),
    })
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_the_list_is_one_that_hayagriva_reads() {
        for field in FIELDS.iter().filter(|field| !matches!(**field, "serial" | "parent")) {
            // No field of Hayagriva's takes a list of lists: a field that it does not know would pass.
            assert!(fault(field, &serde_json::json!([[[]]])).is_some(), "{field}");
        }
    }
}
