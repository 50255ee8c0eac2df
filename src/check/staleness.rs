//! Translations whose original has changed since they were made, with what changed; and those of which nobody recorded
//! what they were made from.

use similar::{ChangeTag, TextDiff};

use super::Subject;
use crate::align::{AlignedEdition, AlignedText, Freshness, Reading, original_language, stale_wordings};
use crate::data::Lang;
use crate::diag::{Diagnostic, Sink, codes};
use crate::doc::Document;
use crate::load::Work;
use crate::source::{FileId, Span};

/// Below this part of common words a text was rewritten.
const REWRITTEN: f32 = 0.5;

/// Words shown around a change.
const AROUND: usize = 5;

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let site = subject.site;
    for (index, work) in site.content.works.iter().enumerate() {
        let (aligned, documents) = (&site.alignment.works[index], &site.documents.works[index]);
        for (lang, edition) in &aligned.summary.editions {
            let files = (work.abstracts.get(work.language()).map(|text| text.file), work.abstracts[lang].file);
            let editions = (documents.abstracts.get(work.language()), documents.abstracts.get(lang));
            if let ((Some(_), file), (Some(original), Some(translation))) = (files, editions) {
                blocks(subject, &aligned.summary, edition, (original, translation), lang, sink);
                unrecorded(subject, edition, file, sink);
            }
        }
        for (number, section) in work.sections.iter().enumerate() {
            for (lang, edition) in &aligned.sections[number].editions {
                let editions = &documents.sections[number];
                let (Some(original), Some(translation)) = (editions.get(work.language()), editions.get(lang)) else {
                    continue;
                };
                title(subject, work, number, edition, lang, sink);
                blocks(subject, &aligned.sections[number], edition, (original, translation), lang, sink);
                unrecorded(subject, edition, section.editions[lang].file, sink);
            }
        }
    }
    descriptions(subject, sink);
}

fn title(subject: &Subject<'_>, work: &Work, section: usize, edition: &AlignedEdition, lang: &Lang, sink: &mut Sink) {
    let (Some(was), editions) = (edition.title.was(), &work.sections[section].editions) else { return };
    let (original, translation) = (&editions[work.language()], &editions[lang]);
    let places = (translation.title_span, original.title_span);
    sink.push(stale(subject, "the title", was, &original.title, places, lang));
}

fn blocks(
    subject: &Subject<'_>,
    text: &AlignedText,
    edition: &AlignedEdition,
    (original, translation): (&Document, &Document),
    lang: &Lang,
    sink: &mut Sink,
) {
    for (at, freshness) in edition.answered.iter().enumerate() {
        let was = freshness.as_ref().and_then(Freshness::was);
        let (Some(was), Some(block)) = (was, edition.answer(at)) else { continue };
        let now = Reading::of_block(&original.blocks[at], original, subject.sources);
        let places = [translation.blocks[block].span, original.blocks[at].span];
        let [translated, changed] = places.map(|span| subject.sources.opening(span));
        let name = format!("`{}`", text.names[at]);
        sink.push(stale(subject, &name, was, &now.text, (translated, changed), lang));
    }
}

fn stale(subject: &Subject<'_>, what: &str, was: &str, now: &str, places: (Span, Span), lang: &Lang) -> Diagnostic {
    let path = &subject.sources.file(places.0.file).path;
    let help = format!(
        "what has changed: {}\nonce the translation says so too: pliego translation accept {path}",
        changes(was, now)
    );
    Diagnostic::new(
        codes::STALE_TRANSLATION,
        format!("the original of {what} has changed since it was put into `{lang}`"),
    )
    .at(places.0, "made from an older reading")
    .at(places.1, "the original")
    .help(help)
}

fn unrecorded(subject: &Subject<'_>, edition: &AlignedEdition, file: FileId, sink: &mut Sink) {
    let count = edition
        .answered
        .iter()
        .flatten()
        .chain([&edition.title])
        .filter(|freshness| **freshness == Freshness::Unrecorded)
        .count();
    if count == 0 {
        return;
    }
    let path = &subject.sources.file(file).path;
    let blocks = if count == 1 { "one block was".to_owned() } else { format!("{count} blocks were") };
    let message = format!("nobody recorded which reading of the original {blocks} made from");
    let help = format!("once it has been read against the original: pliego translation accept {path}");
    sink.push(Diagnostic::new(codes::UNRECORDED_TRANSLATION, message).in_file(path.as_str()).help(help));
}

fn descriptions(subject: &Subject<'_>, sink: &mut Sink) {
    let site = subject.site;
    for table in site.content.registers.iter().flat_map(|register| &register.tables) {
        let original = original_language(site.content, site.documents, table);
        let mut unrecorded = 0;
        for entity in table.groups.iter().flat_map(|group| &group.entries).map(|id| site.entity(id)) {
            for (lang, translated) in entity.description.iter() {
                let freshness = site.alignment.description(&entity.id, lang);
                unrecorded += usize::from(freshness == Some(&Freshness::Unrecorded));
                let (Some(was), Some(now)) = (freshness.and_then(Freshness::was), entity.description.get(original))
                else {
                    continue;
                };
                let place = |text: &str| subject.sources.opening(subject.sources.behind(entity.span, text));
                let what = format!("the description of `{}`", entity.id);
                sink.push(stale(subject, &what, was, now, (place(translated), place(now)), lang));
            }
        }
        for wording in stale_wordings(site.content, site.documents, table) {
            let place = |text: &str| subject.sources.opening(subject.sources.behind(table.span, text));
            let what = format!("{} of `{}`", wording.what, table.id);
            let places = (place(wording.translated), place(wording.now));
            sink.push(stale(subject, &what, &wording.was, wording.now, places, wording.lang));
        }
        if unrecorded > 0 {
            let path = format!("{}/{}", crate::load::CONTENT, table.path);
            let (what, they) = match unrecorded {
                1 => ("one description was".to_owned(), "it has"),
                n => (format!("{n} descriptions were"), "they have"),
            };
            let message = format!("nobody recorded which reading of the original {what} made from");
            let help = format!("once {they} been read against the original: pliego translation accept {path}");
            sink.push(Diagnostic::new(codes::UNRECORDED_TRANSLATION, message).in_file(path).help(help));
        }
    }
}

/// What lies between two readings: `[-gone-]` and `{+new+}` with a few words around, as word diffs are written.
fn changes(was: &str, now: &str) -> String {
    let diff = TextDiff::from_words(was, now);
    // Where most was written anew, words between words cannot be read.
    let long = was.split_whitespace().count().min(now.split_whitespace().count()) > AROUND;
    if long && diff.ratio() < REWRITTEN {
        return format!("it was rewritten\nit said: {was}\nit says: {now}");
    }
    let mut parts: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match parts.last_mut().filter(|(tag, _)| *tag == change.tag()) {
            Some((_, text)) => text.push_str(change.value()),
            None => parts.push((change.tag(), change.value().to_owned())),
        }
    }
    let last = parts.len().saturating_sub(1);
    let shown = parts.iter().enumerate().map(|(index, (tag, text))| match tag {
        ChangeTag::Delete => format!("[-{text}-]"),
        ChangeTag::Insert => format!("{{+{text}+}}"),
        ChangeTag::Equal => shortened(text, index > 0, index < last),
    });
    shown.collect()
}

/// The words of a text next to what stands before and behind it.
fn shortened(text: &str, before: bool, behind: bool) -> String {
    let words: Vec<&str> = text.split_inclusive(' ').collect();
    let (head, tail) = (if before { AROUND } else { 0 }, if behind { AROUND } else { 0 });
    if words.len() <= head + tail + 1 {
        return text.to_owned();
    }
    let (head, tail) = (words[..head].concat(), words[words.len() - tail..].concat());
    format!("{head}… {tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_is_shown_with_a_few_words_around() {
        let was = "zero one two three four five six seven eight nine ten eleven twelve";
        let now = was.replace("seven", "7");
        assert_eq!(changes(was, &now), "… two three four five six [-seven-]{+7+} eight nine ten eleven twelve");
        assert_eq!(changes("a b", "a b c"), "a b{+ c+}");
    }

    #[test]
    fn a_rewritten_text_is_shown_beside_what_it_was() {
        let (was, now) =
            ("The river carries four boats and a raft.", "Nobody who lives here has ever seen one of them.");
        assert_eq!(changes(was, now), format!("it was rewritten\nit said: {was}\nit says: {now}"));
    }
}
