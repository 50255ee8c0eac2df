//! Where a work departs from its source.

use crate::load::Work;
use crate::render::shared::sections::edition;
use crate::render::shared::{Body, Frame, view};
use crate::render::view::{CorrectionView, CorrectionsView, NoteView, TextView};
use crate::resolve::Spot;
use crate::site::PageId;

pub(super) fn corrections(frame: &Frame<'_>, index: usize) -> Body {
    let site = frame.site();
    let work = &site.content.works[index];
    let list = &work.corrections;
    let items: Vec<_> = list
        .corrections
        .iter()
        .map(|correction| {
            let (place, href) = place(frame, index, work, &correction.place);
            CorrectionView {
                place,
                href,
                source: correction.source.clone(),
                text: correction.text.clone(),
                reason: frame.pick(&correction.reason),
                lang: work.language().to_string(),
            }
        })
        .collect();
    let notes = list.notes.iter().map(|note| {
        let (place, href) = place(frame, index, work, &note.place);
        NoteView { place, href, text: frame.pick(&note.text) }
    });
    let corrections = CorrectionsView { count: items.len(), items, notes: notes.collect() };
    let work_title = frame.work_title(work);
    Body {
        template: "corrections.html",
        kind: "corrections",
        description: frame.strings.format("description_corrections", &[("title", work_title.text.as_str().into())]),
        title: TextView::own(frame.strings.get("title_corrections")),
        trail: vec![(work_title, PageId::Work(index))],
        values: vec![("corrections", view(&corrections))],
        abstract_words: None,
    }
}

/// The name and the address of an anchor that a person wrote.
fn place(frame: &Frame<'_>, index: usize, work: &Work, anchor: &str) -> (String, String) {
    let site = frame.site();
    let resolved = &site.resolution.works[index];
    for section in 0..work.sections.len() {
        let Some((lang, document, text)) = edition(frame, index, section) else { continue };
        let block = text.anchors.iter().zip(&document.blocks).find(|(found, _)| found.id == anchor);
        let note = text.notes.list().iter().map(|note| &note.anchor).find(|found| found.id == anchor);
        if let Some(found) = block.map(|(found, _)| found).or(note) {
            let name = frame.spot(index, Some(section), &found.spot, anchor, lang);
            return (name, original(frame, index, section, anchor));
        }
    }
    if let Some(name) = frame.row(anchor) {
        let table_of = |shown: &&crate::resolve::ShownTable| {
            let table = &site.content.registers[shown.register].tables[shown.table];
            anchor.starts_with(&table.id)
        };
        if let Some(shown) = resolved.tables.iter().find(table_of) {
            return (name, original(frame, index, shown.section, anchor));
        }
    }
    let lang = work.language();
    (frame.spot(index, None, &Spot::Abstract, anchor, lang), frame.anchor(index, None, anchor, lang))
}

/// The address of an anchor in the original: it is that which is held against the source.
fn original(frame: &Frame<'_>, work: usize, section: usize, anchor: &str) -> String {
    let lang = frame.site().content.works[work].language();
    format!("{}#{anchor}", frame.href_in(&PageId::Section(work, section), lang))
}
