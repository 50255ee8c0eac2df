//! Runs of text as a reader sees them, with what they cite and mention: where sentences for back-links come from.

use std::ops::Range;

use super::anchors::{Anchor, Spot};
use super::citing::{Label, Piece};
use super::mentions::Hit;
use super::referents::Referring;
use super::sentences;
use crate::csl::Run;
use crate::data::{CiteKey, EntityId};
use crate::doc::{CitationGroup, CrossReference, Inline, TextNode, WORKS_BETWEEN, walk};
use crate::source::CharCounts;

/// A run of text that cites or mentions something.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Where it stands.
    pub anchor: Anchor,
    /// Characters of its text before it.
    pub start: usize,
    /// The entry in whose row it stands, if it is a table's cell.
    pub row: Option<EntityId>,
    /// Its words as a reader sees them, citations included.
    pub text: String,
    /// The bytes of its sentences.
    pub sentences: Vec<Range<usize>>,
    /// The bytes of each citation and the work cited.
    pub citations: Vec<(Range<usize>, CiteKey)>,
    /// The bytes of each mention and the entry mentioned.
    pub mentions: Vec<(Range<usize>, EntityId)>,
    /// What stands for each [`REFERENCE`] in the text, in order.
    pub references: Vec<Referring>,
    /// The characters of its text.
    chars: CharCounts,
}

/// The sign that stands for a reference to a figure, a table or a section, which the interface's words say. Texts do not
/// hold it: it is Unicode's for an object that is no text.
pub const REFERENCE: char = '\u{fffc}';

/// What stands for that sign where an author typed it; as many bytes.
const NO_REFERENCE: char = '\u{fffd}';

impl Passage {
    /// The passage of some words that cite and mention nothing so far.
    pub(super) fn of(anchor: Anchor, text: String, abbreviations: &[&str]) -> Self {
        let mut passage = Self { text, ..Self::at(anchor) };
        passage.finish(abbreviations);
        passage
    }

    fn at(anchor: Anchor) -> Self {
        Self {
            anchor,
            start: 0,
            row: None,
            text: String::new(),
            sentences: Vec::new(),
            citations: Vec::new(),
            mentions: Vec::new(),
            references: Vec::new(),
            chars: CharCounts::default(),
        }
    }

    /// Counts and divides the words, when all are there.
    fn finish(&mut self, abbreviations: &[&str]) {
        self.sentences = sentences::split(&self.text, abbreviations);
        self.chars = CharCounts::of(&self.text);
    }

    /// Characters of its text before one of its bytes.
    #[must_use]
    pub fn offset(&self, byte: usize) -> usize {
        self.start + self.chars.before(&self.text, byte)
    }

    /// The sentence that holds `place`, as bytes of the text. A place that runs over two sentences gets both.
    #[must_use]
    pub fn sentence(&self, place: &Range<usize>) -> Range<usize> {
        // They are in order, and none lies in another.
        let begun = self.sentences.partition_point(|sentence| sentence.start <= place.start);
        let start = begun.checked_sub(1).map_or(0, |last| self.sentences[last].start);
        let ended = self.sentences.partition_point(|sentence| sentence.end < place.end);
        start..self.sentences.get(ended).map_or(self.text.len(), |sentence| sentence.end)
    }
}

/// What turns a tree into words: the citations' labels and the mentions of its text nodes.
pub(super) struct Flattener<'a> {
    pub(super) citations: &'a [CitationGroup],
    pub(super) labels: &'a [Label],
    pub(super) hits: &'a [Vec<Hit>],
    /// What stands for an entry that is named by its id alone.
    pub(super) name: &'a dyn Fn(&EntityId) -> Option<&'a str>,
    pub(super) abbreviations: &'a [&'static str],
    /// What a reference leads to.
    pub(super) reference: &'a dyn Fn(&CrossReference) -> Referring,
}

impl Flattener<'_> {
    /// The passage of a run of text, if it cites or mentions anything. `before` counts the characters of the runs so far.
    pub(super) fn passage(&self, text: &[Inline], anchor: &Anchor, before: &mut usize) -> Option<Passage> {
        let mut passage = Passage::at(anchor.clone());
        self.flatten(text, &mut passage);
        passage.start = *before;
        *before += passage.text.chars().count();
        if passage.citations.is_empty() && passage.mentions.is_empty() {
            return None;
        }
        passage.finish(self.abbreviations);
        Some(passage)
    }

    /// The words of a run of text.
    pub(super) fn words_of(&self, text: &[Inline]) -> String {
        let mut passage = Passage::at(Anchor { id: String::new(), spot: Spot::Block, also: Vec::new() });
        self.flatten(text, &mut passage);
        passage.text
    }

    fn flatten(&self, text: &[Inline], into: &mut Passage) {
        for inline in text {
            match inline {
                Inline::Text(node) => self.words(node, into),
                Inline::Code(code) => into.text.push_str(code),
                Inline::Math { formula, .. } => into.text.push_str(&formula.words()),
                // Works that a printed range means and does not spell out: cited here, without words.
                Inline::Span { attributes, text, .. } if attributes.has_class(WORKS_BETWEEN) => {
                    self.unspoken(text, into);
                }
                Inline::Emphasis(_)
                | Inline::Strong(_)
                | Inline::Struck(_)
                | Inline::Subscript(_)
                | Inline::Superscript(_)
                | Inline::Span { .. }
                | Inline::Link { .. }
                | Inline::Foreign { .. } => self.flatten(inline.children(), into),
                Inline::Reference(reference) => {
                    let wording = (self.reference)(reference);
                    if !wording.targets.is_empty() {
                        into.text.push(REFERENCE);
                        into.references.push(wording);
                    }
                }
                Inline::Mention { entity, text, .. } => {
                    let start = into.text.len();
                    let name = (self.name)(entity);
                    into.text.push_str(if text.is_empty() { name.unwrap_or("") } else { text });
                    // One that no register holds was reported; nothing can lead back to it.
                    if name.is_some() {
                        into.mentions.push((start..into.text.len(), entity.clone()));
                    }
                }
                Inline::Citation(index) => self.citation(*index as usize, into),
                Inline::Picture(picture) => into.text.push_str(&picture.alt),
                Inline::HardBreak => into.text.push(' '),
                Inline::Note(_) | Inline::NoteAgain { .. } | Inline::Html(_) => {}
            }
        }
    }

    fn words(&self, node: &TextNode, into: &mut Passage) {
        let start = into.text.len();
        into.text.extend(node.text.chars().map(|c| match c {
            '\n' => ' ',
            REFERENCE => NO_REFERENCE,
            c => c,
        }));
        let hits = self.hits.get(node.id as usize).into_iter().flatten();
        into.mentions.extend(hits.map(|hit| (start + hit.range.start..start + hit.range.end, hit.entity.clone())));
    }

    fn unspoken(&self, text: &[Inline], into: &mut Passage) {
        let here = into.text.len();
        walk(text, &mut |inline| {
            if let Inline::Citation(index) = inline {
                let items = self.citations.get(*index as usize).into_iter().flat_map(|group| &group.items);
                into.citations.extend(items.map(|item| (here..here, item.key.clone())));
            }
        });
    }

    fn citation(&self, index: usize, into: &mut Passage) {
        let Some(group) = self.citations.get(index) else { return };
        if let Some(words) = &group.words {
            let start = into.text.len();
            self.flatten(words, into);
            let place = start..into.text.len();
            into.citations.extend(group.items.iter().map(|item| (place.clone(), item.key.clone())));
            return;
        }
        let Some(label) = self.labels.get(index) else { return };
        for piece in &label.sentence {
            let start = into.text.len();
            match piece {
                Piece::Text(runs) => push_runs(runs, &mut into.text),
                Piece::Cite { key, runs, .. } => {
                    push_runs(runs, &mut into.text);
                    into.citations.push((start..into.text.len(), key.clone()));
                }
                Piece::Words { item, affix, at } => {
                    let words = group.items.get(*item).and_then(|item| item.affix(*affix).get(*at));
                    self.flatten(words.map_or(&[], std::slice::from_ref), into);
                }
            }
        }
        // What stands in a note is cited where the note is called.
        let here = into.text.len();
        into.citations.extend(label.note.iter().filter_map(|piece| match piece {
            Piece::Cite { key, .. } => Some((here..here, key.clone())),
            Piece::Text(_) | Piece::Words { .. } => None,
        }));
    }
}

fn push_runs(runs: &[Run], into: &mut String) {
    runs.iter().for_each(|run| into.push_str(&run.text));
}
