//! The public test suite of the Citation Style Language, held directly against `pliego::csl`.
//!
//! The suite is not ours to keep here: it is read from the folder that `CSL_TEST_SUITE` names, or from
//! `../shared/csl-tests` beside the repository; without one the test says so and passes. `csl-pass.txt` lists the fixtures
//! that hold: one of them that fails is a failure, and so is one that newly holds and is not listed.
//! `csl-fail.txt` says why the others do not.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use pliego::csl::{
    Citation, Cite, Date, DateEnd, DateParts, Item, Locale, Locator, Name, Options, Piece, Processor, Rendered, Run,
    Style, Variable, VariableKind, split_particles,
};
use serde_json::Value;

const PASS: &str = include_str!("csl-pass.txt");

/// The folder of the suite, if there is one here.
fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("CSL_TEST_SUITE").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/csl-tests");
    named.or(Some(beside)).filter(|folder| folder.is_dir())
}

#[test]
#[expect(clippy::print_stderr, reason = "who runs the tests should know that the suite is not there")]
fn the_fixtures_of_the_csl_suite_that_are_listed_hold() {
    let Some(folder) = folder() else {
        eprintln!("no CSL test suite here: set CSL_TEST_SUITE to its folder of .txt files");
        return;
    };
    let results = all(&folder);
    let holding: BTreeSet<&str> =
        results.iter().filter(|(_, outcome)| **outcome == Outcome::Holds).map(|(name, _)| name.as_str()).collect();
    let listed: BTreeSet<&str> = PASS.lines().filter(|line| !line.is_empty()).collect();
    let lost: Vec<String> =
        listed.difference(&holding).map(|name| format!("{name}: {:?}", results.get(*name))).collect();
    let won: Vec<&&str> = holding.difference(&listed).collect();
    assert!(lost.is_empty(), "these fixtures held before:\n{}", lost.join("\n"));
    assert!(won.is_empty(), "these fixtures hold now; add them to csl-pass.txt: {won:?}");
}

/// What became of a fixture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    Holds,
    Differs {
        wanted: Vec<String>,
        got: Vec<String>,
    },
    /// It tries what is not part of CSL 1.0.2: abbreviation lists, composite citations …
    Beyond,
}

/// All fixtures of a folder by name.
pub(crate) fn all(folder: &Path) -> BTreeMap<String, Outcome> {
    let entries = std::fs::read_dir(folder).expect("the folder of the suite can be read");
    let paths = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "txt"));
    paths
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a fixture can be read");
            let name = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
            (name, outcome(&text))
        })
        .collect()
}

/// A section of a fixture.
fn section(text: &str, name: &str) -> Option<String> {
    let mut lines = text.lines();
    lines.find(|line| line.starts_with(">>=") && line.trim_matches(['>', '=', ' ']) == name)?;
    let body: Vec<&str> =
        lines.take_while(|line| !(line.starts_with("<<=") && line.trim_matches(['<', '=', ' ']) == name)).collect();
    Some(body.join("\n"))
}

fn json(text: &str, name: &str) -> Option<Value> {
    serde_json::from_str(&section(text, name)?).ok()
}

/// Sections of fixtures that try what is not part of CSL 1.0.2.
const BEYOND: &[&str] = &["BIBSECTION", "BIBENTRIES", "ABBREVIATIONS", "LANGPARAMS", "MULTIAFFIX", "OPTIONS"];

fn outcome(text: &str) -> Outcome {
    let text = text.trim_start_matches('\u{feff}');
    let mode = section(text, "MODE").unwrap_or_default();
    let mode = mode.trim();
    if !matches!(mode, "citation" | "bibliography") || BEYOND.iter().any(|name| section(text, name).is_some()) {
        return Outcome::Beyond;
    }
    let Some(Value::Array(input)) = json(text, "INPUT") else { return Outcome::Beyond };
    let mut items: Vec<Item> = Vec::new();
    for value in &input {
        let item = item(value);
        match items.iter_mut().find(|known| known.id == item.id) {
            Some(known) => *known = item,
            None => items.push(item),
        }
    }
    let place = |id: &Value| items.iter().position(|item| item.id == scalar(id));
    let (groups, notes) = if let Some(Value::Array(citations)) = json(text, "CITATIONS") {
        final_document(&citations)
    } else if let Some(Value::Array(groups)) = json(text, "CITATION-ITEMS") {
        (groups, Vec::new())
    } else {
        let ids = items.iter().map(|item| serde_json::json!({ "id": item.id }));
        if mode == "citation" {
            (vec![Value::Array(ids.collect())], Vec::new())
        } else {
            (ids.map(|id| Value::Array(vec![id])).collect(), Vec::new())
        }
    };
    let has_citations = section(text, "CITATIONS").is_some();
    if has_citations && section(text, "CITATIONS").is_some_and(|citations| citations.contains("\"mode\"")) {
        return Outcome::Beyond;
    }
    let mut citations = Vec::new();
    let ordered = !notes.is_empty() && notes.iter().all(|note| *note > 0) && notes.is_sorted();
    for (at, group) in groups.iter().enumerate() {
        let mut cites = Vec::new();
        for cite in group.as_array().into_iter().flatten() {
            if ["author-only", "composite", "near-note-only"].iter().any(|key| is_true(&cite[key])) {
                return Outcome::Beyond;
            }
            let word = |key: &str| cite[key].as_str().unwrap_or_default().to_owned();
            let locator = scalar(&cite["locator"]);
            cites.push(Cite {
                item: place(&cite["id"]),
                locator: (!locator.is_empty())
                    .then(|| Locator { label: cite["label"].as_str().unwrap_or("page").to_owned(), value: locator }),
                prefix: word("prefix"),
                suffix: word("suffix"),
                suppress_author: is_true(&cite["suppress-author"]),
                printed: None,
            });
        }
        let note = ordered.then(|| notes.get(at).copied()).flatten();
        citations.push(Citation { cites, note, ..Citation::default() });
    }
    let source = section(text, "CSL").unwrap_or_default();
    let (style, _) = Style::from_xml(&source).unwrap_or_else(|problem| panic!("a style is refused: {problem:?}"));
    let tag = style.default_locale().unwrap_or("en-US").split("-x-").next().unwrap_or("en-US").to_owned();
    let Ok(locale) = Locale::new(&tag, &style, &BTreeMap::new()) else { return Outcome::Beyond };
    let options = Options::default();
    let references: Vec<&Item> = items.iter().collect();
    let rendered = Processor::new(&style, &locale, &options).process(&references, &citations, &[]);
    compared(text, mode, &rendered)
}

/// What the fixture wants, and what came out.
fn compared(text: &str, mode: &str, rendered: &Rendered) -> Outcome {
    let has_citations = section(text, "CITATIONS").is_some();
    let result = section(text, "RESULT").unwrap_or_default();
    let (wanted, got): (Vec<String>, Vec<String>) = if mode == "citation" {
        let got: Vec<String> = rendered.citations.iter().map(|pieces| plain(&words(pieces))).collect();
        let lines = result.lines().filter(|line| !line.trim().is_empty());
        let mut wanted: Vec<String> = if has_citations {
            lines
                .map(|line| {
                    unmarked(
                        line.split_once("] ")
                            .filter(|(head, _)| head.starts_with("..[") || head.starts_with(">>["))
                            .map_or(line, |(_, rest)| rest),
                    )
                })
                .collect()
        } else {
            lines.map(unmarked).collect()
        };
        if !has_citations && got.len() == 1 {
            wanted = vec![wanted.join(" ")];
        }
        (wanted, got)
    } else {
        let got = rendered.entries.iter().map(|entry| {
            plain(
                &entry
                    .blocks
                    .iter()
                    .map(|block| block.runs.iter().map(|run| run.text.as_str()).collect::<String>())
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        });
        (entries(&result).iter().map(|entry| unmarked(entry)).collect(), got.collect())
    };
    let none = "[CSL STYLE ERROR: reference with no printed form.]";
    let wanted: Vec<String> = wanted.into_iter().map(|line| if line == none { String::new() } else { line }).collect();
    let squeezed = |line: &String| if mode == "bibliography" { line.replace(' ', "") } else { line.clone() };
    let same = wanted.len() == got.len()
        && wanted.iter().zip(&got).all(|(wanted, got)| {
            wanted == got || squeezed(wanted) == squeezed(got) && result.contains("<div class=\"csl-")
        });
    if same { Outcome::Holds } else { Outcome::Differs { wanted, got } }
}

/// The document that a series of insertions and edits ends with: its citations, and the note of each.
fn final_document(steps: &[Value]) -> (Vec<Value>, Vec<u32>) {
    let Some(last) = steps.last() else { return (Vec::new(), Vec::new()) };
    let mut latest = BTreeMap::new();
    for step in steps {
        latest.insert(scalar(&step[0]["citationID"]), step[0]["citationItems"].clone());
    }
    let note = |value: &Value| u32::try_from(value.as_u64().unwrap_or_default()).unwrap_or_default();
    let around = |at: usize| -> Vec<(String, u32)> {
        last[at].as_array().into_iter().flatten().map(|pair| (scalar(&pair[0]), note(&pair[1]))).collect()
    };
    let mut order = around(1);
    order.push((scalar(&last[0]["citationID"]), note(&last[0]["properties"]["noteIndex"])));
    order.extend(around(2));
    let groups = order.iter().map(|(id, _)| latest.get(id).cloned().unwrap_or_default()).collect();
    (groups, order.into_iter().map(|(_, note)| note).collect())
}

/// The entries of a RESULT.
fn entries(result: &str) -> Vec<String> {
    let start = "<div class=\"csl-entry\">";
    let body = result.trim().trim_end_matches("</div>").trim_end();
    body.split(start).skip(1).map(|entry| entry.trim().trim_end_matches("</div>").to_owned()).collect()
}

fn words(pieces: &[Piece]) -> String {
    let all = pieces.iter().flat_map(|piece| match piece {
        Piece::Text(runs) | Piece::Cite { runs, .. } => runs,
    });
    all.map(|run: &Run| run.text.as_str()).collect()
}

/// Text as it is compared: raised letters are letters, spaces are one.
fn plain(text: &str) -> String {
    let flat: String = text
        .chars()
        .map(|c| match c {
            '\u{a0}' | '\u{202f}' => " ".to_owned(),
            'ʰ'..='ʸ'
            | 'ˠ'..='ˤ'
            | '⁰'..='₎'
            | '²'
            | '³'
            | '¹'
            | 'ª'
            | 'º'
            | 'ᴬ'..='ᵪ'
            | 'ᶛ'..='ᶿ'
            | 'ₐ'..='ₜ'
            | '℠'
            | '™' => icu_normalizer::ComposingNormalizer::new_nfkc().normalize(&c.to_string()).into_owned(),
            c => c.to_string(),
        })
        .collect();
    flat.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line of a RESULT without its markup.
fn unmarked(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let Some(end) = rest[at..].find('>').filter(|end| *end > 1) else { break };
        // Blocks stand apart.
        if rest[at..].starts_with("<div") || rest[at..].starts_with("</div") {
            text.push(' ');
        }
        rest = &rest[at + end + 1..];
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    let text = text.replace("&#38;", "&").replace("&#60;", "<").replace("&#62;", ">").replace("&nbsp;", " ");
    plain(&text.replace("&amp;", "&"))
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(is) => *is,
        Value::Number(number) => number.as_u64() != Some(0),
        Value::String(text) => !text.is_empty(),
        _ => false,
    }
}

/// An item of CSL-JSON.
pub(crate) fn item(value: &Value) -> Item {
    let mut item = Item { id: scalar(&value["id"]), kind: scalar(&value["type"]), ..Item::default() };
    for (key, value) in value.as_object().into_iter().flatten() {
        let key = match key.as_str() {
            "shortTitle" => "title-short",
            "journalAbbreviation" => "container-title-short",
            other => other,
        };
        let Some(variable) = Variable::find(key) else { continue };
        match variable.kind() {
            VariableKind::Name => {
                let names = value.as_array().into_iter().flatten().map(name).collect();
                item.names.insert(variable, names);
            }
            VariableKind::Date => {
                if let Some(date) = date(value) {
                    item.dates.insert(variable, date);
                }
            }
            VariableKind::Text | VariableKind::Number => {
                item.texts.insert(variable, scalar(value));
            }
        }
    }
    item
}

fn name(value: &Value) -> Name {
    let mut name = Name {
        family: scalar(&value["family"]),
        given: scalar(&value["given"]),
        dropping_particle: scalar(&value["dropping-particle"]),
        non_dropping_particle: scalar(&value["non-dropping-particle"]),
        suffix: scalar(&value["suffix"]),
        comma_suffix: is_true(&value["comma-suffix"]),
        static_ordering: is_true(&value["static-ordering"]),
        literal: scalar(&value["literal"]),
    };
    if value.get("isInstitution").is_some_and(is_true) && name.literal.is_empty() {
        name = Name::literal(name.family);
    }
    split_particles(&mut name);
    name
}

fn date(value: &Value) -> Option<Date> {
    let circa = is_true(&value["circa"]);
    if let Some(literal) = value["literal"].as_str() {
        return Some(Date::Literal(literal.to_owned()));
    }
    if let Some(raw) = value["raw"].as_str().filter(|_| value["date-parts"].as_array().is_none_or(Vec::is_empty)) {
        return Some(raw_date(raw));
    }
    let number = |value: &Value| scalar(value).trim().parse::<i32>().ok();
    let parts = |value: &Value| {
        let part = |at: usize| number(&value[at]).filter(|number| *number != 0);
        let month = part(1).and_then(|month| u8::try_from(month).ok());
        Some(DateParts {
            year: part(0)?,
            month: month.filter(|month| *month <= 12),
            day: part(2).and_then(|day| u8::try_from(day).ok()),
            season: month.and_then(|month| match month {
                13..=16 => Some(month - 12),
                21..=24 => Some(month - 20),
                _ => None,
            }),
        })
    };
    let list = value["date-parts"].as_array()?;
    let mut from = parts(list.first()?)?;
    if let Some(season) = number(&value["season"]) {
        from.season = u8::try_from(season).ok();
    } else if let Some(season) = value["season"].as_str() {
        return Some(Date::Literal(format!("{season} {}", from.year)));
    }
    let to = list.get(1).map(|end| parts(end).map_or(DateEnd::Open, DateEnd::At));
    Some(Date::Known { from, to, circa })
}

/// A date in words or in numbers.
fn raw_date(raw: &str) -> Date {
    let parts = |text: &str| {
        let numbers: Vec<i32> = text.trim().split('-').map(|part| part.parse().unwrap_or(0)).collect();
        let part =
            |at: usize| numbers.get(at).and_then(|number| u8::try_from(*number).ok()).filter(|number| *number > 0);
        (numbers[0] != 0).then(|| DateParts { year: numbers[0], month: part(1), day: part(2), season: None })
    };
    let (start, end) = raw.split_once('/').map_or((raw, None), |(start, end)| (start, Some(end)));
    match (parts(start), end.map(parts)) {
        (Some(from), None) => Date::Known { from, to: None, circa: false },
        (Some(from), Some(Some(end))) => Date::Known { from, to: Some(DateEnd::At(end)), circa: false },
        _ => Date::Literal(raw.to_owned()),
    }
}
