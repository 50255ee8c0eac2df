//! What was found, as it is told: graded, the figures of a block together, with the line that would excuse it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Difference, Found, Grade};
use crate::data::Lang;
use crate::diag::{Diagnostic, Severity, Sink, codes};
use crate::load::{Exception, Work};

/// Places of a section with one kind of difference from which a line for the whole section is offered.
const MANY: usize = 3;

/// Reports what was found in a translation; `strict` reports every difference, as a warning.
pub(super) fn findings(work: &Work, lang: &Lang, found: Vec<Found>, strict: bool, sink: &mut Sink) {
    let shown: Vec<Found> = found.into_iter().filter(|one| strict || one.difference.grade != Grade::Usual).collect();
    let shown = together(shown);
    let mut in_place: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut in_section: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for one in &shown {
        let code = one.difference.code.name;
        *in_place.entry((&one.place, code)).or_default() += 1;
        in_section.entry((&one.section, code)).or_default().insert(&one.place);
    }
    let mut offered: BTreeSet<(&str, &str)> = BTreeSet::new();
    for one in &shown {
        let Found { place, section, difference } = one;
        let code = difference.code.name;
        // The shortest line that would do, and hide nothing else.
        let item = (in_place[&(place.as_str(), code)] > 1).then_some(difference.item.as_str());
        let mut offers =
            format!("if that is right, list it in `{}/exceptions.yml`: - {}", work.dir, line(place, lang, code, item));
        let places = in_section[&(section.as_str(), code)].len();
        if places >= MANY && offered.insert((section, code)) {
            offers =
                format!("{offers}\nor, for all {places} places of this section: - {}", line(section, lang, code, None));
        }
        let mut diagnostic = difference.diagnostic.clone();
        diagnostic.help = Some(diagnostic.help.map_or(offers.clone(), |help| format!("{help}\n{offers}")));
        let severity = if strict || difference.grade == Grade::Wrong { Severity::Warning } else { Severity::Note };
        sink.push(diagnostic.graded(severity));
    }
}

/// A line of `exceptions.yml`. YAML and JSON quote alike.
fn line(place: &str, lang: &Lang, code: &str, item: Option<&str>) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let item = item.map(|item| format!("item: {}, ", quoted(item))).unwrap_or_default();
    format!("{{place: {}, lang: {lang}, code: {code}, {item}reason: …}}", quoted(place))
}

/// The figures of a block as one finding.
fn together(found: Vec<Found>) -> Vec<Found> {
    let mut shown: Vec<Found> = Vec::with_capacity(found.len());
    for one in found {
        let same = |before: &&mut Found| {
            let (before, one) = (&before.difference, &one.difference);
            before.of.is_some() && before.of == one.of && before.code == one.code
        };
        match shown.iter_mut().rev().take_while(|before| before.place == one.place).find(same) {
            Some(before) => join(&mut before.difference, one.difference),
            None => shown.push(one),
        }
    }
    shown
}

/// Adds a figure to what is said of others: "`1`, `2` stand in `en` and not in `es`".
fn join(before: &mut Difference, one: Difference) {
    let Diagnostic { message, .. } = one.diagnostic;
    let told = &mut before.diagnostic.message;
    let (Some((item, rest)), Some(at)) = (message.split_once(" stands "), told.rfind(" stand")) else { return };
    let end = told[at..].trim_start_matches(" stands ").trim_start_matches(" stand ").to_owned();
    if end == rest {
        *told = format!("{}, {item} stand {rest}", &told[..at]);
    } else {
        *told = format!("{told}; {message}");
    }
    if one.grade == Grade::Wrong {
        before.grade = Grade::Wrong;
    } else if before.grade == Grade::Usual {
        before.grade = one.grade;
    }
}

/// Reports exceptions that excused nothing. `anchors` are the places of each language that has texts of its own.
pub(super) fn unused(work: &Work, used: &[bool], anchors: &BTreeMap<Lang, BTreeSet<String>>, sink: &mut Sink) {
    for (exception, _) in work.exceptions.iter().zip(used).filter(|(_, used)| !**used) {
        let Exception { code, item, place, lang, span } = exception;
        let Some(known) = anchors.get(lang) else {
            // A text that is not there, or cannot be read, is held against nothing.
            continue;
        };
        if let Some(place) = place.as_ref().filter(|place| !known.contains(*place)) {
            let message = format!("there is no place `{place}` in this work in `{lang}`");
            let found = Diagnostic::new(codes::UNUSED_EXCEPTION, message).at(*span, "");
            sink.push(found.suggest(place, known.iter().map(String::as_str)));
            continue;
        }
        let what =
            item.as_ref().map_or_else(|| "nothing differs".to_owned(), |item| format!("`{item}` does not differ"));
        let place = place.as_ref().map_or_else(|| "in this work".to_owned(), |place| format!("at `{place}`"));
        let message = format!("{what} {place} in `{lang}` ({})", code.name);
        let help = "remove it; or correct it, if the finding names another place or thing";
        sink.push(Diagnostic::new(codes::UNUSED_EXCEPTION, message).at(*span, "").help(help));
    }
}
