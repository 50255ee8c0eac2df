//! The parts of a work as columns and rows of the pictures of it.

use crate::data::Lang;
use crate::render::shared::Frame;
use crate::render::shared::sections::edition;
use crate::render::view::{ColumnView, TextView};
use crate::resolve::ResolvedText;
use crate::site::PageId;

/// A part of a work as its reader gets it: the abstract, or a section.
pub(super) struct Part<'a> {
    pub(super) section: Option<usize>,
    pub(super) lang: &'a Lang,
    pub(super) text: &'a ResolvedText,
}

pub(super) fn parts<'a>(frame: &Frame<'a>, index: usize) -> Vec<Part<'a>> {
    let site = frame.site();
    let abstracts = &site.resolution.works[index].abstracts;
    let original = site.content.works[index].language();
    let own = abstracts.get_key_value(frame.lang).or_else(|| abstracts.get_key_value(original));
    let sections = (0..site.content.works[index].sections.len()).filter_map(|at| {
        let (lang, _, text) = edition(frame, index, at)?;
        Some(Part { section: Some(at), lang, text })
    });
    own.map(|(lang, text)| Part { section: None, lang, text }).into_iter().chain(sections).collect()
}

pub(super) fn column(frame: &Frame<'_>, index: usize, part: &Part<'_>, count: usize) -> ColumnView {
    let work = &frame.site().content.works[index];
    match part.section {
        Some(section) => ColumnView {
            number: work.sections[section].number.clone(),
            is_section: true,
            title: frame.section_title(work, section),
            href: frame.href(&PageId::Section(index, section)),
            count,
        },
        None => ColumnView {
            number: None,
            is_section: false,
            title: TextView::own(frame.strings.get("abstract_heading")),
            href: frame.href(&PageId::Work(index)),
            count,
        },
    }
}

/// What is alone in having the most.
pub(super) fn first<T>(counted: impl Iterator<Item = (usize, T)>) -> Option<T> {
    let mut counted: Vec<_> = counted.collect();
    counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let tied = counted.len() > 1 && counted[0].0 == counted[1].0;
    counted.into_iter().next().filter(|_| !tied).map(|(_, what)| what)
}
