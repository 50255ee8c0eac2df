//! The figures and tables of a work: the lists of them on its page, and what cards say of those in other sections.

use std::collections::BTreeSet;

use super::frame::Frame;
use super::sections::edition;
use crate::doc::{Inline, walk};
use crate::render::text::{Text, label};
use crate::render::view::{FloatList, FloatView};
use crate::resolve::{Destination, Referent, ReferentKind};
use crate::site::PageId;

/// From so many on, a work's figures or tables have a list.
const LISTED: usize = 3;

/// Lists of the work's figures and of its tables, each if there are enough of them.
pub(in crate::render) fn lists(frame: &Frame<'_>, work: usize) -> Vec<FloatList> {
    let Some(referents) = frame.site().resolution.works[work].referents.get(frame.lang) else { return Vec::new() };
    let lists = [(ReferentKind::Figure, "list_of_figures"), (ReferentKind::Table, "list_of_tables")];
    let list = |(kind, heading): (ReferentKind, &'static str)| {
        let items: Vec<FloatView> =
            referents.of_kind(kind).map(|(id, referent)| float(frame, work, id, referent)).collect();
        (items.len() >= LISTED).then(|| FloatList {
            id: heading.replace('_', "-"),
            heading: frame.strings.get(heading).to_owned(),
            items,
        })
    };
    lists.into_iter().filter_map(list).collect()
}

/// What the references of a section's text lead to in other sections of its work, in the order of the text.
pub(in crate::render) fn elsewhere(frame: &Frame<'_>, work: usize, text: Text<'_>) -> Vec<FloatView> {
    let PageId::Section(_, here) = frame.page else { return Vec::new() };
    let Some(referents) = frame.site().resolution.works[work].referents.get(text.lang) else { return Vec::new() };
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for leaf in text.document.leaves() {
        walk(leaf.text, &mut |inline| {
            let Inline::Reference(reference) = inline else { return };
            for (_, span) in &reference.targets {
                let Some(Destination::Section { section, anchor: Some(anchor), .. }) =
                    text.resolved.destinations.get(span)
                else {
                    continue;
                };
                if let Some((Some(id), referent)) = referents.find(anchor)
                    && section != here
                    && referent.kind != ReferentKind::Section
                    && seen.insert(id)
                {
                    found.push(float(frame, work, id, referent));
                }
            }
        });
    }
    found
}

/// A numbered thing in short, in the language of the text that it stands in.
fn float(frame: &Frame<'_>, work: usize, id: &str, referent: &Referent) -> FloatView {
    let lang = edition(frame, work, referent.section).map_or(frame.lang, |(lang, ..)| lang);
    FloatView {
        label: frame.text(&label(referent, frame.renderer.strings(lang)), lang),
        caption: frame.text(&referent.caption, lang),
        href: format!("{}#{id}", frame.href(&PageId::Section(work, referent.section))),
    }
}
