//! RIS, which EndNote, Mendeley and Zotero read. In UTF-8.

use super::super::{Reference, dates, tagged};
use super::{Part, parts, record};
use crate::csl::{Date, DateParts, Item, Name, Variable};

/// The references as an RIS file, their words for genres in `lang`.
#[must_use]
pub fn ris(references: &[&Reference], lang: &str) -> String {
    references.iter().map(|reference| entry(&record(reference, lang))).collect()
}

/// The type of a work: the first that stands for it.
fn kind(item: &Item) -> &'static str {
    match item.kind.as_str() {
        "document" | "article" => "GEN",
        "manuscript" => "UNPB",
        "report" => "RPRT",
        csl => tagged::TYPES.iter().find(|(_, known)| *known == csl).map_or("GEN", |(ris, _)| ris),
    }
}

fn entry(item: &Item) -> String {
    let mut lines = String::new();
    let mut line = |tag: &str, value: &str| {
        // A line break would begin another tag.
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() || tag == "ER" {
            lines.extend([tag, "  - ", value.as_str(), "\r\n"]);
        }
    };
    let text = |variable: Variable| plain(item.text(variable).unwrap_or_default());
    line("TY", kind(item));
    line("ID", &item.id);
    let whole =
        matches!(item.kind.as_str(), "book" | "report" | "thesis" | "classic" | "software" | "dataset" | "standard");
    let first = match item.kind.as_str() {
        "motion_picture" | "broadcast" => Variable::Director,
        "song" | "musical_score" => Variable::Composer,
        _ => Variable::Author,
    };
    let second = if matches!(item.kind.as_str(), "report" | "thesis") { "A3" } else { "A2" };
    for (tag, variable) in [("AU", first), (second, Variable::Editor), ("A4", Variable::Translator)] {
        item.names(variable).iter().for_each(|person| line(tag, &name(person)));
    }
    line("TI", &text(Variable::Title));
    if whole {
        line("T2", &text(Variable::CollectionTitle));
    } else {
        line(if item.kind == "paper-conference" { "C3" } else { "T2" }, &text(Variable::ContainerTitle));
        if item.kind == "paper-conference" {
            line("T2", &text(Variable::EventTitle));
        }
        line("T3", &text(Variable::CollectionTitle));
        line("J2", &text(Variable::ContainerTitleShort));
    }
    line("ST", &text(Variable::TitleShort));
    line("VL", &text(Variable::Volume));
    match item.kind.as_str() {
        "report" | "patent" | "standard" => line("IS", &text(Variable::Number)),
        "book" | "chapter" => line("M1", &text(Variable::CollectionNumber)),
        _ => line("IS", &text(Variable::Issue)),
    }
    let pages = if matches!(item.kind.as_str(), "book" | "thesis") {
        text(Variable::NumberOfPages)
    } else {
        text(Variable::Page)
    };
    match pages.split_once('-') {
        Some((first, last)) if !last.contains(['-', ',']) && first != last => {
            line("SP", first);
            line("EP", last);
        }
        _ => line("SP", &pages),
    }
    line("ET", &text(Variable::Edition));
    line("NV", &text(Variable::NumberOfVolumes));
    line("PB", &text(Variable::Publisher));
    line("CY", &text(Variable::PublisherPlace));
    match item.date(Variable::Issued) {
        Some(Date::Known { from, .. }) => {
            line("PY", &dates::written_parts(&DateParts { year: from.year, ..DateParts::default() }, "/"));
            if from.month.is_some() {
                // The third slash belongs to the format: what follows would be a season.
                let date = dates::written_parts(from, "/");
                line("DA", &format!("{date}{}", "/".repeat(3 - date.matches('/').count())));
            }
        }
        Some(Date::Literal(words)) => line("PY", words),
        None => {}
    }
    if let Some(Date::Known { from, .. }) = item.date(Variable::Accessed) {
        let date = dates::written_parts(from, "/");
        line("Y2", &format!("{date}{}", "/".repeat(3 - date.matches('/').count())));
    }
    line("M3", &text(Variable::Genre));
    line(
        "SN",
        &[text(Variable::Isbn), text(Variable::Issn)].into_iter().find(|serial| !serial.is_empty()).unwrap_or_default(),
    );
    line("DO", &text(Variable::Doi));
    line("UR", &text(Variable::Url));
    line("LA", &text(Variable::Language));
    line("AB", &text(Variable::Abstract));
    for keyword in text(Variable::Keyword).split(", ") {
        line("KW", keyword);
    }
    line("CN", &text(Variable::CallNumber));
    for paragraph in item.text(Variable::Note).unwrap_or_default().lines() {
        line("N1", &plain(paragraph));
    }
    line("RN", &text(Variable::Annote));
    for missing in missing(item, &lines) {
        lines.extend(["N1  - ", missing.as_str(), "\r\n"]);
    }
    lines.push_str("ER  - \r\n\r\n");
    lines
}

/// What the lines do not say, or would be read as something else: as `variable: value`.
fn missing(item: &Item, lines: &str) -> Vec<String> {
    let read = tagged::item(lines);
    let mut missing = Vec::new();
    if read.kind != item.kind {
        missing.push(format!("type: {}", item.kind));
    }
    for (variable, text) in &item.texts {
        let text = plain(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let said =
            read.text(*variable).is_some_and(|read| read.split_whitespace().collect::<Vec<_>>().join(" ") == text);
        if !said && !matches!(variable, Variable::Note | Variable::Annote | Variable::Event) {
            missing.push(format!("{}: {text}", variable.name()));
        }
    }
    for (variable, date) in &item.dates {
        if read.date(*variable) != Some(date) && matches!(date, Date::Known { .. }) {
            missing.push(format!("{}: {}", variable.name(), dates::written(date)));
        }
    }
    for (variable, names) in item.names.iter().filter(|(variable, _)| read.names(**variable).is_empty()) {
        missing.extend(names.iter().map(|name| match name.literal.as_str() {
            "" => format!("{}: {} || {}", variable.name(), family(name), name.given),
            literal => format!("{}: {literal}", variable.name()),
        }));
    }
    missing
}

/// A text without what protects its letters; italics and raised letters stay, as publishers write them.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            Part::Text(text) => plain.push_str(text),
            Part::Open("nocase" | "sc") | Part::Close("nocase" | "sc") => {}
            Part::Open(tag) => plain.extend(["<", tag, ">"]),
            Part::Close(tag) => plain.extend(["</", tag, ">"]),
        }
    }
    plain
}

fn family(name: &Name) -> String {
    let parts = [&name.dropping_particle, &name.non_dropping_particle, &name.family];
    parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn name(name: &Name) -> String {
    if !name.literal.is_empty() {
        // Without a comma, the name stays in one piece.
        return name.literal.replace(',', "");
    }
    let parts = [family(name), name.given.clone(), name.suffix.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
