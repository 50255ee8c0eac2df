//! The fields of Hayagriva's format (its `docs/file-format.md`, version 0.10), and what each of them may hold.

use serde_json::Value;

use super::super::{dates, language};
use super::convert::plain;
use crate::csl::{Date, DateParts};

/// All fields of a record.
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

/// What a work can be.
pub(super) const TYPES: [&str; 29] = [
    "article",
    "chapter",
    "entry",
    "anthos",
    "report",
    "thesis",
    "web",
    "scene",
    "artwork",
    "patent",
    "case",
    "newspaper",
    "legislation",
    "manuscript",
    "post",
    "misc",
    "performance",
    "periodical",
    "proceedings",
    "book",
    "blog",
    "reference",
    "conference",
    "anthology",
    "repository",
    "thread",
    "video",
    "audio",
    "exhibition",
];

/// What people did for a work, beside writing and editing it.
pub(super) const ROLES: [&str; 20] = [
    "translator",
    "afterword",
    "foreword",
    "introduction",
    "annotator",
    "commentator",
    "holder",
    "compiler",
    "founder",
    "collaborator",
    "organizer",
    "cast-member",
    "composer",
    "producer",
    "executive-producer",
    "writer",
    "cinematography",
    "director",
    "illustrator",
    "narrator",
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

/// The first key inside `value` that would be passed over in silence, and what may stand there instead.
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

/// What is wrong with the value of `field`; `None` if nothing is.
pub(super) fn fault(field: &str, value: &Value) -> Option<String> {
    let is_text = |value: &Value| matches!(value, Value::String(_) | Value::Number(_));
    let whole = |value: &Value, key: &str| is_text(value) || value.get(key).is_some_and(is_text);
    let no_text = || Some(format!("`{field}` cannot be read: it is a text"));
    match field {
        "type" if !is_type(value) => Some(format!("`{}` is not a type that Hayagriva knows", plain(value))),
        "date" if date(value).is_none() => {
            Some(format!("`{}` is not a date: write 2026, 2026-02 or 2026-02-26", plain(value)))
        }
        "language" if value.as_str().and_then(language::tag).is_none() => {
            Some(format!("`{}` is not a language tag", plain(value)))
        }
        "url" => {
            let address = value.get("value").unwrap_or(value);
            let visited = value.get("date").filter(|visited| date(visited).is_none());
            match (address.as_str(), visited) {
                (Some(_), None) => None,
                (_, Some(visited)) => {
                    Some(format!("`{}` is not a date: write 2026, 2026-02 or 2026-02-26", plain(visited)))
                }
                _ => Some(format!("`{}` is not an address", plain(address))),
            }
        }
        "author" | "editor" => people_fault(field, value),
        "affiliated" => {
            let groups = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
            groups.iter().find_map(|group| {
                let role = group.get("role").and_then(Value::as_str).unwrap_or_default();
                if !ROLES.contains(&role) {
                    return Some(format!("`{role}` is not a role; a role is one of: {}", ROLES.join(", ")));
                }
                match group.get("names") {
                    Some(names) => people_fault("names", names),
                    None => Some("`affiliated` cannot be read: it has `role` and `names`".to_owned()),
                }
            })
        }
        "publisher" => (!whole(value, "name") && !whole(value, "location")).then(no_text).flatten(),
        "serial-number" | "serial" => {
            let ok = is_text(value) || value.as_object().is_some_and(|map| map.values().all(is_text));
            (!ok).then(no_text).flatten()
        }
        "issue" | "chapter" | "volume" | "volume-total" | "edition" | "page-range" | "page-total" | "time-range"
        | "runtime" => (!is_text(value)).then(no_text).flatten(),
        "type" | "date" | "language" | "parent" => None,
        _ => (!whole(value, "value")).then(no_text).flatten(),
    }
}

fn is_type(value: &Value) -> bool {
    value
        .as_str()
        .is_some_and(|name| TYPES.contains(&name.to_lowercase().as_str()) || name.eq_ignore_ascii_case("original"))
}

fn people_fault(field: &str, value: &Value) -> Option<String> {
    let people = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    let is_name = |person: &Value| match person {
        Value::String(_) => true,
        Value::Object(map) => map.get("name").is_some_and(Value::is_string),
        _ => false,
    };
    let wrong = people.iter().find(|person| !is_name(person))?;
    Some(format!("`{field}` cannot be read: `{wrong}` is not a name: write \"Family, Given\" or {{name: Institution}}"))
}

/// A date of the format: a year, EDTF, or a map of its parts.
pub(super) fn date(value: &Value) -> Option<Date> {
    match value {
        Value::Number(number) => dates::edtf(&format!("{:04}", number.as_i64()?)),
        Value::String(text) => dates::edtf(text).or_else(|| dates::year(text)),
        Value::Object(map) => {
            let number = |name: &str| map.get(name).and_then(Value::as_i64);
            let small = |name: &str, most: u8| {
                number(name).and_then(|number| u8::try_from(number).ok()).filter(|number| (1..=most).contains(number))
            };
            let year = i32::try_from(number("year")?).ok()?;
            let year = if year > 0 { year } else { year - 1 };
            let season = small("season", 4);
            let from = DateParts { year, month: small("month", 12), day: small("day", 31), season };
            let circa = map.get("approximate").and_then(Value::as_bool).unwrap_or(false);
            Some(Date::Known { from, to: None, circa })
        }
        _ => None,
    }
}
