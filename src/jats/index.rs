//! What an article's ids name, in which of its texts, and what each is called in pages.
//!
//! Owns the look-up of cross-references: an id is sought in the text that asks, then in the article, then in the others.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Taken, anchor};
use super::texts::{Text, is_translation};
use super::xml::{El, attr, kid, name, words};
use crate::data::CiteKey;

/// The number of a node, by which tables know it.
pub(super) fn number(node: El<'_>) -> u32 {
    node.id().get()
}

/// What an article's ids name.
pub(super) struct Index<'a> {
    /// By the text and the id.
    by_id: BTreeMap<(usize, &'a str), El<'a>>,
    /// How many texts there are.
    texts: usize,
    /// The anchor of each element with an id, by the element.
    anchors: BTreeMap<u32, String>,
    /// References in the order of the article, each with its key.
    pub(super) references: Vec<(El<'a>, CiteKey)>,
    /// Their places, by the element.
    places: BTreeMap<u32, usize>,
    /// Their places, by the number that is printed before them.
    by_number: BTreeMap<u32, usize>,
    /// Notes that running text calls.
    called: BTreeSet<u32>,
    /// Sections with pages of their own, by the element.
    pub(super) sections: BTreeMap<u32, String>,
}

impl<'a> Index<'a> {
    /// Reads the ids of an article whose references are called by `prefix`.
    pub(super) fn of(article: El<'a>, texts: &[Text<'a>], prefix: &str) -> Self {
        let mut index = Self {
            by_id: BTreeMap::new(),
            texts: texts.len(),
            anchors: BTreeMap::new(),
            references: Vec::new(),
            places: BTreeMap::new(),
            by_number: BTreeMap::new(),
            called: BTreeSet::new(),
            sections: BTreeMap::new(),
        };
        let of_text: BTreeMap<u32, usize> =
            texts.iter().enumerate().map(|(at, text)| (number(text.node), at)).collect();
        let mut taken = Taken::default();
        let mut keys = Taken::default();
        let mut lists: Vec<Vec<El<'a>>> = vec![Vec::new(); texts.len()];
        let mut marks = Vec::new();
        // Each node with the text that it stands in.
        let mut open = vec![(article, 0)];
        while let Some((node, text)) = open.pop() {
            let text = if is_translation(node) { of_text.get(&number(node)).copied().unwrap_or(text) } else { text };
            if let Some(id) = attr(node, "id") {
                index.by_id.entry((text, id)).or_insert(node);
                index.anchors.insert(number(node), taken.take(&anchor(id)));
            }
            match name(node) {
                "ref" => lists[text].push(node),
                "xref" => marks.push((node, text)),
                _ => {}
            }
            let children: Vec<El<'a>> = super::xml::kids(node).collect();
            open.extend(children.into_iter().rev().map(|child| (child, text)));
        }
        index.list(lists, prefix, &mut keys);
        for (mark, text) in marks {
            index.call(mark, text);
        }
        index
    }

    /// Gives references their keys. A translation that repeats the article's list means that one.
    fn list(&mut self, lists: Vec<Vec<El<'a>>>, prefix: &str, keys: &mut Taken) {
        let first = lists.first().map_or(0, Vec::len);
        for (text, list) in lists.into_iter().enumerate() {
            let repeats = text > 0 && first > 0 && list.len() == first;
            for (at, node) in list.into_iter().enumerate() {
                if repeats {
                    self.places.insert(number(node), at);
                    continue;
                }
                let place = self.references.len();
                let id = attr(node, "id").map_or_else(|| format!("ref{}", place + 1), anchor);
                let key = keys.take(&format!("{prefix}-{id}"));
                self.places.insert(number(node), place);
                let label = printed_label(node)
                    .and_then(|label| label.trim_matches(|c: char| !c.is_alphanumeric()).parse().ok());
                if let Some(label) = label.or_else(|| u32::try_from(place + 1).ok()) {
                    self.by_number.entry(label).or_insert(place);
                }
                self.references.push((node, CiteKey::new(&key)));
            }
        }
    }

    /// Takes note of the note that a mark in running text calls.
    fn call(&mut self, mark: El<'a>, text: usize) {
        let targets: Vec<u32> =
            ids(mark).filter_map(|id| self.find(text, id)).filter(|it| is_note(*it)).map(number).collect();
        if targets.is_empty() {
            return;
        }
        for above in mark.ancestors().skip(1) {
            match name(above) {
                // What stands before the text calls no note of it.
                "front" | "front-stub" | "article-meta" => return,
                "fig" | "table-wrap" | "boxed-text" | "body" | "back" => break,
                _ => {}
            }
        }
        self.called.extend(targets);
    }

    /// The element of an id, as a text means it.
    pub(super) fn find(&self, text: usize, id: &str) -> Option<El<'a>> {
        let own = self.by_id.get(&(text, id)).or_else(|| self.by_id.get(&(0, id)));
        own.or_else(|| (1..self.texts).find_map(|other| self.by_id.get(&(other, id)))).copied()
    }

    /// The anchors of all elements with ids.
    pub(super) fn anchors(&self) -> impl Iterator<Item = &str> {
        self.anchors.values().map(String::as_str)
    }

    /// The anchor of an element, if it has an id.
    pub(super) fn anchor(&self, node: El<'_>) -> Option<&str> {
        self.anchors.get(&number(node)).map(String::as_str)
    }

    /// The place of a reference in the list.
    pub(super) fn place(&self, node: El<'_>) -> Option<usize> {
        self.places.get(&number(node)).copied()
    }

    /// The place of the reference that a number means.
    pub(super) fn numbered(&self, printed: u32) -> Option<usize> {
        self.by_number.get(&printed).copied()
    }

    /// Whether running text calls a note.
    pub(super) fn is_called(&self, note: El<'_>) -> bool {
        self.called.contains(&number(note))
    }
}

/// The ids that a cross-reference names.
pub(super) fn ids(mark: El<'_>) -> impl Iterator<Item = &str> {
    attr(mark, "rid").unwrap_or_default().split_whitespace()
}

/// The number or name that is printed before a reference.
pub(super) fn printed_label(reference: El<'_>) -> Option<String> {
    kid(reference, "label").map(words).filter(|label| !label.is_empty())
}

/// Whether an element is a note that stands at the foot of a text, and not under a table or with the authors.
fn is_note(node: El<'_>) -> bool {
    let elsewhere = ["table-wrap-foot", "author-notes", "fig", "table-wrap"];
    name(node) == "fn" && !node.ancestors().take(6).any(|above| elsewhere.contains(&name(above)))
}
