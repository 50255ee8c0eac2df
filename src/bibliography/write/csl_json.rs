//! CSL-JSON, which Zotero, pandoc and every CSL processor read.

use serde_json::{Map, Value, json};

use super::super::Reference;
use super::record;
use crate::csl::{Date, DateEnd, DateParts, Item, Name};

/// The references as a CSL-JSON file, their words for genres in `lang`.
#[must_use]
pub fn csl_json(references: &[&Reference], lang: &str) -> String {
    let items: Value = references.iter().map(|reference| item_to_json(&record(reference, lang))).collect();
    format!("{items:#}\n")
}

/// An item as CSL-JSON.
#[must_use]
pub fn item_to_json(item: &Item) -> Value {
    let mut value = Map::new();
    value.insert("id".to_owned(), item.id.as_str().into());
    value.insert("type".to_owned(), item.kind.as_str().into());
    for (variable, names) in &item.names {
        value.insert(variable.name().to_owned(), names.iter().map(name).collect());
    }
    for (variable, text) in &item.texts {
        value.insert(variable.name().to_owned(), text.as_str().into());
    }
    for (variable, known) in &item.dates {
        value.insert(variable.name().to_owned(), date(known));
    }
    Value::Object(value)
}

fn name(name: &Name) -> Value {
    if !name.literal.is_empty() {
        return json!({ "literal": name.literal });
    }
    let mut value = Map::new();
    let parts = [
        ("family", &name.family),
        ("given", &name.given),
        ("dropping-particle", &name.dropping_particle),
        ("non-dropping-particle", &name.non_dropping_particle),
        ("suffix", &name.suffix),
    ];
    for (part, text) in parts {
        if !text.is_empty() {
            value.insert(part.to_owned(), text.as_str().into());
        }
    }
    for (flag, is_set) in [("comma-suffix", name.comma_suffix), ("static-ordering", name.static_ordering)] {
        if is_set {
            value.insert(flag.to_owned(), true.into());
        }
    }
    Value::Object(value)
}

fn date(date: &Date) -> Value {
    match date {
        Date::Literal(words) => json!({ "literal": words }),
        Date::Known { from, to, circa } => {
            let mut ends = vec![parts(from)];
            match to {
                None => {}
                Some(DateEnd::Open) => ends.push(json!([0])),
                Some(DateEnd::At(to)) => ends.push(parts(to)),
            }
            let mut value = json!({ "date-parts": ends });
            if *circa {
                value["circa"] = true.into();
            }
            value
        }
    }
}

/// The parts as people count; a season stands for the month, as EDTF numbers it.
fn parts(parts: &DateParts) -> Value {
    let season = parts.season.map(|season| season + 20);
    let month = parts.month.or(season).map(i32::from);
    let day = month.and(parts.day).map(i32::from);
    std::iter::once(parts.year).chain(month).chain(day).map(Value::from).collect()
}
