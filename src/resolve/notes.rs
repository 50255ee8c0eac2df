//! The notes of a text in the order of their numbers: the author's own, and those that a note style makes of citations.

use super::anchors::{self, Anchor};
use crate::data::SectionId;
use crate::doc::{Document, Inline, leaves_of, walk};

/// The notes of a text.
#[derive(Debug, Default)]
pub struct Notes {
    list: Vec<FootNote>,
    /// For each note of the author, its place in the list.
    authors: Vec<usize>,
    /// For each group of citations, the place of the note that it became.
    citations: Vec<Option<usize>>,
}

/// A note at the foot of a text.
#[derive(Debug)]
pub struct FootNote {
    /// Its anchor.
    pub anchor: Anchor,
    /// What it says.
    pub source: NoteSource,
}

/// What a note is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteSource {
    /// A note that the author wrote: an index into [`Document::notes`].
    Author(usize),
    /// A citation in the text: an index into [`Document::citations`].
    Citation(usize),
}

impl Notes {
    /// The notes of a document in the order of their calls; `citing` says whether citations in the text are notes.
    ///
    /// A note that the author wrote keeps its anchor whatever the style, so that a link to it holds.
    pub(super) fn new(document: &Document, section: &SectionId, citing: bool) -> Self {
        let mut notes = Self {
            list: Vec::new(),
            authors: vec![usize::MAX; document.notes.len()],
            citations: vec![None; document.citations.len()],
        };
        let mut cited = 0;
        for leaf in document.blocks.iter().flat_map(leaves_of) {
            walk(leaf, &mut |inline| match inline {
                Inline::Note(index) => notes.call(*index as usize, section),
                Inline::Citation(index) if citing => {
                    let index = *index as usize;
                    let words = document.citations.get(index).is_none_or(|group| group.words.is_some());
                    if !words {
                        cited += 1;
                        notes.citations[index] = Some(notes.list.len());
                        let anchor = anchors::of_citing_note(notes.list.len(), cited, section);
                        notes.list.push(FootNote { anchor, source: NoteSource::Citation(index) });
                    }
                }
                _ => {}
            });
        }
        // Notes that only notes call come last.
        (0..document.notes.len()).for_each(|index| notes.call(index, section));
        notes
    }

    fn call(&mut self, index: usize, section: &SectionId) {
        let Some(place) = self.authors.get_mut(index).filter(|place| **place == usize::MAX) else { return };
        *place = self.list.len();
        let anchor = anchors::of_note(self.list.len(), index, section);
        self.list.push(FootNote { anchor, source: NoteSource::Author(index) });
    }

    /// All of them; the first has the number 1.
    #[must_use]
    pub fn list(&self) -> &[FootNote] {
        &self.list
    }

    /// The number and the anchor of a note that the author wrote.
    #[must_use]
    pub fn of_author(&self, index: usize) -> Option<(usize, &Anchor)> {
        let place = *self.authors.get(index)?;
        Some((place + 1, &self.list.get(place)?.anchor))
    }

    /// The number and the anchor of the note that a group of citations became.
    #[must_use]
    pub fn of_citation(&self, index: usize) -> Option<(usize, &Anchor)> {
        let place = (*self.citations.get(index)?)?;
        Some((place + 1, &self.list.get(place)?.anchor))
    }
}
