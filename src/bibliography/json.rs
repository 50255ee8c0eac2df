//! CSL-JSON, as Zotero, Better BibTeX and every CSL processor write it.
//!
//! Owns what programs put into its values: numbers for texts, dates in four spellings.

use serde_json::{Map, Value};

use super::{Reference, Unmapped, dates, names, note};
use crate::csl::{Date, DateEnd, DateParts, Item, Name, Variable, VariableKind};
use crate::data::CiteKey;
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, SourceMap, Span};

/// Keys that are none of CSL's variables and say nothing of the work.
const PRIVATE: [&str; 8] = ["id", "type", "categories", "custom", "citation-key", "citekey", "library", "itemID"];

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
    let alone = whole.get("id").is_some().then(|| std::slice::from_ref(&whole));
    let items = whole.as_array().or_else(|| whole.get("items").and_then(Value::as_array)).map(Vec::as_slice).or(alone);
    let Some(items) = items else {
        let message = "CSL-JSON is a list of items";
        sink.push(Diagnostic::new(codes::BAD_REFERENCE, message).at(Span::new(file, 0..text.len().min(1)), ""));
        return Vec::new();
    };
    let mut from = 0;
    let mut unmapped = Unmapped::default();
    let mut references = Vec::new();
    for value in items {
        let key = value.get("id").map(plain).unwrap_or_default();
        let span = Span::new(file, id_place(text, &mut from, &key));
        let Some(value) = value.as_object().filter(|_| !key.is_empty()) else {
            sink.push(Diagnostic::new(codes::BAD_REFERENCE, "an item without an `id`").at(span, ""));
            continue;
        };
        let mut reader =
            Reader { span, item: Item { id: key.clone(), ..Item::default() }, unmapped: &mut unmapped, sink };
        reader.read(value);
        references.push(Reference::new(CiteKey::new(&key), reader.item, span));
    }
    unmapped.report(file, sink);
    references
}

/// Where the next `"id": "key"` stands after `from`; `from` moves behind it.
fn id_place(text: &str, from: &mut usize, key: &str) -> std::ops::Range<usize> {
    let mut at = if key.is_empty() { text.len() } else { *from };
    while let Some(found) = text[at..].find("\"id\"") {
        let name = at + found;
        at = name + 4;
        let behind = text[at..].trim_start();
        let Some(value) = behind.strip_prefix(':').map(str::trim_start) else { continue };
        let start = text.len() - value.len();
        let quoted = Value::from(key).to_string();
        let len = if value.starts_with(&quoted) {
            quoted.len()
        } else if value.starts_with(key) {
            key.len()
        } else {
            value.find([',', '\n', '}']).unwrap_or(value.len())
        };
        *from = start + len;
        return start..start + len;
    }
    *from..*from
}

struct Reader<'a> {
    span: Span,
    item: Item,
    unmapped: &'a mut Unmapped,
    sink: &'a mut Sink,
}

impl Reader<'_> {
    fn read(&mut self, value: &Map<String, Value>) {
        let kind = value.get("type").map(plain).unwrap_or_default();
        note::canonical_type(&kind).clone_into(&mut self.item.kind);
        for (name, value) in value.iter().filter(|(_, value)| !value.is_null()) {
            if PRIVATE.contains(&name.as_str()) {
                continue;
            }
            let Some(variable) = note::variable(name) else {
                if !is_empty(value) {
                    self.unmapped.add(name, self.span);
                }
                continue;
            };
            self.put(variable, value);
        }
        note::read(&mut self.item);
    }

    fn put(&mut self, variable: Variable, value: &Value) {
        match variable.kind() {
            VariableKind::Name => {
                let names: Vec<Name> = match value {
                    Value::Array(names) => names.iter().filter_map(name).collect(),
                    other => name(other).into_iter().collect(),
                };
                if !names.is_empty() {
                    self.item.names.insert(variable, names);
                }
            }
            VariableKind::Date => match date(value) {
                Some(date) => {
                    self.item.dates.insert(variable, date);
                }
                None if is_empty(value) => {}
                None => {
                    let message = format!("`{}` of `{}` cannot be read: {value}", variable.name(), self.item.id);
                    let help = "a date is {\"date-parts\": [[2026, 2, 9]]} or {\"literal\": \"in press\"}";
                    self.sink.push(Diagnostic::new(codes::ODD_REFERENCE, message).at(self.span, "").help(help));
                }
            },
            VariableKind::Text | VariableKind::Number => {
                let text = match value {
                    Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
                    Value::Object(_) => String::new(),
                    other => plain(other),
                };
                note::put(&mut self.item, variable, &text);
            }
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(values) => values.iter().all(is_empty),
        Value::Object(map) => map.values().all(is_empty),
        _ => false,
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn name(value: &Value) -> Option<Name> {
    if let Some(text) = value.as_str() {
        return (!text.trim().is_empty()).then(|| names::plain(text));
    }
    let part =
        |name: &str| value.get(name).filter(|value| !value.is_null()).map(plain).unwrap_or_default().trim().to_owned();
    let flag = |name: &str| {
        value.get(name).is_some_and(|value| match value {
            Value::Bool(flag) => *flag,
            Value::Number(number) => number.as_i64() != Some(0),
            Value::String(text) => !matches!(text.as_str(), "" | "false" | "0"),
            _ => false,
        })
    };
    let literal = part("literal");
    if !literal.is_empty() {
        return Some(Name::literal(literal));
    }
    let found = Name {
        family: part("family"),
        given: part("given"),
        dropping_particle: part("dropping-particle"),
        non_dropping_particle: part("non-dropping-particle"),
        suffix: part("suffix"),
        comma_suffix: flag("comma-suffix"),
        static_ordering: flag("static-ordering"),
        literal: String::new(),
    };
    if flag("isInstitution") {
        return Some(Name::literal(found.family));
    }
    (found != Name::default()).then_some(found)
}

/// A date: `date-parts` of one or two ends, `raw`, `literal`, or plain words.
fn date(value: &Value) -> Option<Date> {
    if let Value::Number(_) | Value::String(_) = value {
        return from_words(&plain(value));
    }
    let flag =
        |name: &str| value.get(name).is_some_and(|value| !matches!(plain(value).as_str(), "false" | "0" | "" | "null"));
    let circa = flag("circa");
    let season = value.get("season").filter(|value| !value.is_null()).map(plain);
    if let Some(ends) = value.get("date-parts").or_else(|| value.get("dateParts")).and_then(Value::as_array) {
        // A single date without the outer list is meant as one.
        let flat = ends.first().is_some_and(|first| !first.is_array());
        let ends: Vec<&[Value]> = if flat {
            vec![ends.as_slice()]
        } else {
            ends.iter().filter_map(Value::as_array).map(Vec::as_slice).collect()
        };
        if let Some(mut from) = ends.first().and_then(|end| parts(end)) {
            if let Some(season) = &season {
                match dates::month(season).map(|month| if month > 12 { month - 12 } else { month }) {
                    Some(number @ 1..=4) => from.season = Some(number),
                    _ => return Some(Date::Literal(format!("{season} {}", from.year))),
                }
            }
            let to = ends.get(1).map(|end| match parts(end) {
                Some(to) => DateEnd::At(to),
                None => DateEnd::Open,
            });
            return Some(Date::Known { from, to, circa });
        }
    }
    let words =
        ["literal", "raw"].iter().find_map(|name| Some((*name, value.get(*name).filter(|text| !is_empty(text))?)));
    match words? {
        ("raw", text) => from_words(&plain(text)).map(|date| roughly(date, circa)),
        (_, text) => Some(Date::Literal(plain(text))),
    }
}

fn roughly(date: Date, roughly: bool) -> Date {
    match date {
        Date::Known { from, to, circa } => Date::Known { from, to, circa: circa || roughly },
        literal @ Date::Literal(_) => literal,
    }
}

/// A date as somebody typed it; what is none stays as it is.
fn from_words(text: &str) -> Option<Date> {
    if text.trim().is_empty() || dates::is_none(text) {
        return None;
    }
    Some(dates::loose(text).unwrap_or_else(|| Date::Literal(text.trim().to_owned())))
}

/// Year, month and day, as numbers or as strings. A month of 13 to 16 or 21 to 24 is a season. `None` without a year.
fn parts(values: &[Value]) -> Option<DateParts> {
    let number = |at: usize| -> Option<i32> {
        match values.get(at)? {
            Value::Number(number) => number.as_i64().and_then(|number| i32::try_from(number).ok()),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    };
    let year = number(0).filter(|year| *year != 0)?;
    let mut parts = DateParts { year, ..DateParts::default() };
    match number(1).and_then(|month| u8::try_from(month).ok()) {
        Some(month @ 1..=12) => parts.month = Some(month),
        Some(season @ 13..=16) => parts.season = Some(season - 12),
        Some(season @ 21..=24) => parts.season = Some(season - 20),
        _ => {}
    }
    if parts.month.is_some() {
        parts.day = number(2).and_then(|day| u8::try_from(day).ok()).filter(|day| (1..=31).contains(day));
    }
    Some(parts)
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

    fn issued(json: &str) -> Option<String> {
        let (found, _) = parse(&format!("[{{\"id\": \"a\", \"issued\": {json}}}]"));
        found[0].item.date(Variable::Issued).map(dates::written)
    }

    #[test]
    fn what_programs_write_is_read() {
        let (found, slips) = parse(
            r#"{"items": [
 {"id": "http://zotero.org/1", "type": "article-journal", "title": "On <i>Homo</i>", "volume": 12, "DOI": "https://doi.org/10.1/x",
  "author": [{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}, {"literal": "UN"}],
  "issued": {"date-parts": [["2010", 3, "4"]]}, "language": "es-MX", "citation-key": "x", "shortTitle": "On",
  "note": "original-date: 1900\nPMID: 7\ntranslator: Pérez || Ana\nKept: as it is."},
 {"id": 7, "type": "", "URL": "javascript:x", "foo": "bar"}
]}"#,
        );
        assert_data_eq!(
            slips,
            str![[r#"
r.json:6:9: note[unmapped-field]: what no style prints is left out: `foo` (1)

"#]]
        );
        let item = &found[0].item;
        assert_eq!(item.text(Variable::Volume), Some("12"));
        assert_eq!(item.text(Variable::Doi), Some("10.1/x"));
        assert_eq!(item.text(Variable::TitleShort), Some("On"));
        assert_eq!(item.text(Variable::Pmid), Some("7"));
        assert_eq!(item.text(Variable::Note), Some("Kept: as it is."));
        assert_eq!(item.date(Variable::OriginalDate).map(dates::written).as_deref(), Some("1900"));
        assert_eq!(item.names(Variable::Translator)[0].family, "Pérez");
        assert_eq!(item.names(Variable::Author)[0].non_dropping_particle, "van");
        assert!(item.names(Variable::Author)[1] == Name::literal("UN"));
        assert_eq!((found[1].key.as_str(), found[1].item.kind.as_str()), ("7", "document"));
    }

    #[test]
    fn dates_are_read_in_every_spelling() {
        for (json, expected) in [
            (r#"{"date-parts": [[2010, 5]]}"#, "2010-05"),
            (r#"{"date-parts": [["1998"], ["2001"]]}"#, "1998/2001"),
            (r#"{"date-parts": [[1998], [0]]}"#, "1998/.."),
            (r#"{"date-parts": [[-380]]}"#, "-0379"),
            (r#"{"date-parts": [2010, 5]}"#, "2010-05"),
            (r#"{"date-parts": [[2010]], "season": "2"}"#, "2010-22"),
            (r#"{"date-parts": [[2010]], "circa": true}"#, "2010~"),
            (r#"{"raw": "2010-05-04"}"#, "2010-05-04"),
            (r#"{"raw": "May 4, 2010"}"#, "2010-05-04"),
            (r#"{"literal": "in press"}"#, "in press"),
            (r#""2010""#, "2010"),
            ("2010", "2010"),
        ] {
            assert_eq!(issued(json).as_deref(), Some(expected), "{json}");
        }
        assert_eq!(issued(r#"{"date-parts": [[null]]}"#), None);
    }

    #[test]
    fn slips_are_reported_at_the_item() {
        let (found, slips) =
            parse("[{\"title\": \"x\"},\n {\"id\": \"b\", \"issued\": {\"date-parts\": [[\"soon\"]]}}]");
        assert_eq!(found.len(), 1);
        assert_data_eq!(
            slips,
            str![[r#"
r.json:1:1: error[bad-reference]: an item without an `id`
r.json:2:9: warning[odd-reference]: `issued` of `b` cannot be read: {"date-parts":[["soon"]]} (a date is {"date-parts": [[2026, 2, 9]]} or {"literal": "in press"})

"#]]
        );
        assert!(parse("[{]").1.starts_with("r.json:1:1: error[bad-reference]"));
        assert!(parse("{\"a\": 1}").1.contains("a list of items"));
    }
}
