//! One edition of a block, as far as it is compared.

use std::collections::BTreeMap;

use super::links::Link;
use super::terms::Terms;
use super::{Difference, Grade, figures};
use crate::align::Features;
use crate::data::{EntityId, Lang};
use crate::diag::{Code, Diagnostic, codes};
use crate::source::Span;

/// A block in one language.
pub(super) struct Side<'a> {
    pub(super) lang: &'a Lang,
    /// Where it begins.
    pub(super) opening: Span,
    pub(super) features: Features,
    /// How often it mentions each entry.
    pub(super) mentions: BTreeMap<EntityId, usize>,
    /// Where its links lead.
    pub(super) links: Vec<Link>,
    /// Letters that a translator would have put into another language.
    pub(super) letters: usize,
}

/// Letters that two editions must share to be taken for the same words: names and formulas may well be the same.
const SAME_WORDS: usize = 20;

/// All differences between the editions of a block.
pub(super) fn compare(original: &Side<'_>, translation: &Side<'_>, terms: &Terms) -> Vec<Difference> {
    let mut found = Vec::new();
    let words = |side: &Side<'_>| side.features.words.split_whitespace().collect::<Vec<_>>().join(" ");
    let own = words(original);
    let same = own == words(translation);
    if same && own.chars().filter(|c| c.is_alphabetic()).count() >= SAME_WORDS {
        let message = format!("this stands in `{}` as it does in `{}`", translation.lang, original.lang);
        let letters = original.letters.min(translation.letters);
        let grade = if letters >= SAME_WORDS { Grade::Wrong } else { Grade::Usual };
        let (mend, against) = ((translation.opening, "the same words"), (original.opening, "the original"));
        found.push(difference(codes::BLOCK_UNTRANSLATED, grade, "text", message, mend, against));
        return found;
    }
    found.extend(contents(original, translation));
    if original.features.notes != translation.features.notes {
        let (here, there) = (original.features.notes, translation.features.notes);
        let message = format!(
            "notes are called {} in `{}` and {} in `{}`",
            times(here),
            original.lang,
            times(there),
            translation.lang
        );
        let grade = if here > there { Grade::Wrong } else { Grade::Differs };
        found.push(differing(codes::NOTES_DIFFER, grade, "notes", message, original, translation));
    }
    let entities =
        original.mentions.keys().chain(translation.mentions.keys().filter(|id| !original.mentions.contains_key(*id)));
    for entity in entities {
        let [here, there] = [original, translation].map(|side| side.mentions.get(entity).copied().unwrap_or(0));
        if here != there {
            let message = format!(
                "`{entity}` is mentioned {} in `{}` and {} in `{}`",
                times(here),
                original.lang,
                times(there),
                translation.lang
            );
            let item = numbered(entity.as_str(), here, there);
            found.push(differing(codes::MENTIONS_DIFFER, Grade::Differs, &item, message, original, translation));
        }
    }
    for used in terms.compare(&original.features.words, &translation.features.words) {
        let message = format!(
            "the term `{}` is used {} in `{}`, its renderings {} in `{}`",
            used.term,
            times(used.original),
            original.lang,
            times(used.translation),
            translation.lang
        );
        let item = numbered(&used.term, used.original, used.translation);
        let mut one = differing(codes::TERMS_DIFFER, Grade::Differs, &item, message, original, translation);
        one.diagnostic = one.diagnostic.help(format!("its renderings are {}", used.renderings));
        found.push(one);
    }
    found
}

/// What one of two sides cites or counts, and the other does not.
pub(super) fn contents(original: &Side<'_>, translation: &Side<'_>) -> Vec<Difference> {
    let (here, there) = (&original.features.citations, &translation.features.citations);
    let (missing, added) = apart(here.clone(), there.clone());
    // One that both have, though not equally often, is cited in both.
    let grade = |item: &str, other: &Placed| {
        if other.iter().any(|(known, _)| known == item) { Grade::Differs } else { Grade::Wrong }
    };
    let mut found: Vec<Difference> = Vec::new();
    for (item, at) in missing {
        let message = format!("`{item}` is cited in `{}` and not in `{}`", original.lang, translation.lang);
        let (mend, against) = ((translation.opening, "missing here"), (at, "it is here"));
        found.push(difference(codes::CITATIONS_DIFFER, grade(&item, there), &item, message, mend, against));
    }
    for (item, at) in added {
        let message = format!("`{item}` is cited in `{}` and not in `{}`", translation.lang, original.lang);
        let (mend, against) = ((at, "it is here"), (original.opening, "missing here"));
        found.push(difference(codes::CITATIONS_DIFFER, grade(&item, here), &item, message, mend, against));
    }
    found.extend(figures::compare(original, translation));
    found
}

/// What an exception calls a thing that both editions have, but not equally often: one more or less is another
/// difference than none at all, which an exception must not hide.
fn numbered(name: &str, original: usize, translation: usize) -> String {
    if original == 0 || translation == 0 { name.to_owned() } else { format!("{name} {original}:{translation}") }
}

fn times(n: usize) -> String {
    match n {
        0 => "not at all".to_owned(),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}

fn differing(
    code: &'static Code,
    grade: Grade,
    item: &str,
    message: String,
    original: &Side<'_>,
    translation: &Side<'_>,
) -> Difference {
    let (here, there) = (original.opening, translation.opening);
    difference(code, grade, item, message, (there, translation.lang.as_str()), (here, original.lang.as_str()))
}

/// A difference, at the place to mend and at the place that it is held against.
pub(super) fn difference(
    code: &'static Code,
    grade: Grade,
    item: &str,
    message: String,
    mend: (Span, &str),
    against: (Span, &str),
) -> Difference {
    let diagnostic = Diagnostic::new(code, message).at(mend.0, mend.1).at(against.0, against.1);
    Difference { code, item: item.to_owned(), grade, of: None, diagnostic }
}

/// Things with their places.
pub(super) type Placed = Vec<(String, Span)>;

/// What one list has more often than the other, both ways.
pub(super) fn apart(here: Placed, mut there: Placed) -> (Placed, Placed) {
    let missing = here.into_iter().filter(|(item, _)| {
        let at = there.iter().position(|(other, _)| other == item);
        at.map(|at| there.remove(at)).is_none()
    });
    let missing = missing.collect();
    (missing, there)
}
