//! Cross-references: citations as the journal printed them, calls of notes, references to figures, tables, formulas, sections.
//!
//! A citation is a link to its work with the printed words. A range that is printed by its ends ("1–4") leads to the works
//! between them too, and so does one mark that names several works: these links stand behind it and are shown when it is
//! pointed at.

use super::index::{ids, number};
use super::reader::{Reader, says_nothing};
use super::xml::{El, attr, kid, kids, name, words};
use crate::diag::codes;
use crate::doc::{Attributes, CitationGroup, CiteForm, CiteItem, Inline, WORKS_BETWEEN as BETWEEN};
use crate::source::Span;

/// Works that one range may hold: what is longer is no range.
const LONGEST_RANGE: u32 = 200;

impl<'a> Reader<'_, 'a> {
    pub(super) fn cross_reference(&mut self, node: El<'a>, line: &mut Vec<Inline>) {
        line.extend(self.mark(node));
        let targets: Vec<El<'a>> = ids(node).filter_map(|id| self.article.index.find(self.text, id)).collect();
        if targets.is_empty() {
            self.dangling(node);
            let inner = self.inlines(node);
            line.extend(inner);
            return;
        }
        let works: Vec<usize> = targets.iter().filter_map(|target| self.work_of(*target)).collect();
        if !works.is_empty() {
            self.cite(node, works, line);
            return;
        }
        let notes: Vec<El<'a>> = targets.iter().copied().filter(|target| self.is_note(*target)).collect();
        if !notes.is_empty() {
            notes.into_iter().for_each(|target| {
                let note = self.note(target);
                line.push(note);
            });
            return;
        }
        self.refer(node, &targets, line);
    }

    /// Says that an id names nothing, where it was meant to.
    fn dangling(&mut self, node: El<'a>) {
        let Some(rid) = attr(node, "rid") else { return };
        let at = self.opening(node);
        let message = format!("nothing in this article has the id `{rid}`");
        self.told.say(codes::JATS_REFERENCE, at, message, "the words are shown without a link");
    }

    /// The place in the list of the reference that an element is, or stands in.
    fn work_of(&self, node: El<'a>) -> Option<usize> {
        let own = node.ancestors().take(3).find(|above| name(*above) == "ref")?;
        self.article.index.place(own)
    }

    /// Whether an element is a note that stands at the foot of the text.
    pub(super) fn is_note(&self, node: El<'_>) -> bool {
        name(node) == "fn" && self.article.index.is_called(node)
    }

    /// Whether raised words are nothing but calls of notes, which are raised by themselves.
    pub(super) fn is_only_notes(&self, node: El<'a>) -> bool {
        let mut marks = kids(node).peekable();
        if marks.peek().is_none() {
            return false;
        }
        let blank =
            node.children().filter(roxmltree::Node::is_text).all(|it| it.text().unwrap_or_default().trim().is_empty());
        let calls = |mark: El<'a>| {
            name(mark) == "fn"
                || name(mark) == "xref"
                    && ids(mark).filter_map(|id| self.article.index.find(self.text, id)).any(|it| self.is_note(it))
        };
        blank && marks.all(calls)
    }

    /// A citation with its printed words, and links to the works that have no words of their own.
    fn cite(&mut self, node: El<'a>, mut works: Vec<usize>, line: &mut Vec<Inline>) {
        let between = self.between(node, works[0]);
        self.links(between, node, line);
        let mut text = self.inlines(node);
        let printed = words(node);
        if says_nothing(&text) {
            let span = self.span(node);
            let name = self.name_of(works[0]);
            text.push(self.own_words(&name, span));
        }
        if works.len() == 1
            && let Some((from, to)) = range(&printed)
        {
            let inner = (from + 1..=to).filter_map(|number| self.article.index.numbered(number));
            works.extend(inner.filter(|work| *work != works[0]).collect::<Vec<_>>());
        }
        let first = works.remove(0);
        let piece = self.citation(first, text, node);
        line.push(piece);
        self.links(works, node, line);
    }

    /// The works between this citation and the one before it, where a dash joins the two.
    fn between(&self, node: El<'a>, work: usize) -> Vec<usize> {
        let none = Vec::new();
        let Some(to) = bare_number(node) else { return none };
        // Raised alone, the mark around it stands in the line.
        let outer = |node: El<'a>| {
            let above = node.parent().filter(|above| name(*above) == "sup");
            above.filter(|_| node.prev_sibling().is_none()).unwrap_or(node)
        };
        let Some(dash) = outer(node).prev_sibling() else { return none };
        let said = if dash.is_text() { dash.text().unwrap_or_default().to_owned() } else { words(dash) };
        if dash.is_element() && name(dash) != "sup" || !is_dash(&said) {
            return none;
        }
        let Some(before) = dash.prev_sibling() else { return none };
        let before = if name(before) == "sup" { kids(before).last() } else { Some(before) };
        let Some(before) = before.filter(|before| name(*before) == "xref") else { return none };
        let first = ids(before).filter_map(|id| self.article.index.find(self.text, id)).find_map(|it| self.work_of(it));
        let (Some(from), Some(first)) = (bare_number(before), first) else { return none };
        if from >= to || to - from > LONGEST_RANGE {
            return none;
        }
        let inner = (from + 1..to).filter_map(|number| self.article.index.numbered(number));
        inner.filter(|found| *found != first && *found != work).collect()
    }

    /// Links to works without printed words of their own.
    fn links(&mut self, works: Vec<usize>, node: El<'a>, line: &mut Vec<Inline>) {
        if works.is_empty() {
            return;
        }
        let span = self.opening(node);
        let mut text = Vec::new();
        for work in works {
            let space = self.own_words(" ", span);
            text.push(space);
            let name = self.name_of(work);
            let words = vec![self.own_words(&name, span)];
            let piece = self.citation(work, words, node);
            text.push(piece);
        }
        let attributes = Attributes { classes: vec![BETWEEN.to_owned()], ..Attributes::default() };
        line.push(Inline::Span { attributes, text, span });
    }

    /// What a reference is called in a word: the number or name printed before it, else its place.
    fn name_of(&self, work: usize) -> String {
        let references = &self.article.index.references;
        let label = references.get(work).and_then(|(node, _)| super::index::printed_label(*node));
        let label =
            label.map(|label| label.trim_matches(|c: char| ".[]()".contains(c) || c.is_whitespace()).to_owned());
        label.filter(|label| !label.is_empty()).unwrap_or_else(|| (work + 1).to_string())
    }

    fn citation(&mut self, work: usize, text: Vec<Inline>, node: El<'_>) -> Inline {
        let span = self.span(node);
        let Some((_, key)) = self.article.index.references.get(work) else {
            return Inline::Span { attributes: Attributes::default(), text, span };
        };
        let item = CiteItem {
            key: key.clone(),
            key_at: span.range(),
            locator: None,
            prefix: Vec::new(),
            suffix: Vec::new(),
            printed: None,
            year_only: false,
        };
        let index = u32::try_from(self.document.citations.len()).unwrap_or(u32::MAX);
        let (items, form) = (vec![item], CiteForm::Narrative);
        self.document.citations.push(CitationGroup { items, form, words: Some(text), span });
        Inline::Citation(index)
    }

    /// A reference to anything else: a link with the printed words, or with the label where there are none. One that names
    /// several things leads to the first, and to the others behind it.
    fn refer(&mut self, node: El<'a>, targets: &[El<'a>], line: &mut Vec<Inline>) {
        let mut text = self.inlines(node);
        if says_nothing(&text) {
            let label = kid(targets[0], "label").map(words).unwrap_or_default();
            if label.is_empty() {
                line.extend(text);
                return;
            }
            let span = self.span(node);
            text = vec![self.own_words(&label, span)];
        }
        let Some(target) = self.target_of(targets[0]) else {
            line.extend(text);
            return;
        };
        let piece = self.link_to(node, &target, text);
        line.push(piece);
        let others: Vec<(String, String)> = targets
            .iter()
            .skip(1)
            .filter_map(|other| {
                let label = kid(*other, "label").map(words).unwrap_or_default();
                let label = label.trim_end_matches(['.', ':', ' ']).to_owned();
                let name = if label.is_empty() { attr(*other, "id").unwrap_or_default().to_owned() } else { label };
                Some((self.target_of(*other)?, name))
            })
            .collect();
        if others.is_empty() {
            return;
        }
        let span = self.opening(node);
        let mut more = Vec::new();
        for (at, (target, name)) in others.into_iter().enumerate() {
            let space = self.own_words(" ", span);
            more.push(space);
            let words = vec![self.own_words(&name, span)];
            // Each link is known by its place.
            let place = self.shortened(span, at + 1);
            more.push(Inline::Link { target, text: words, span: place });
        }
        let attributes = Attributes { classes: vec![BETWEEN.to_owned()], ..Attributes::default() };
        line.push(Inline::Span { attributes, text: more, span });
    }

    /// What a link to an element names: a section with a page of its own, or a place.
    pub(super) fn target_of(&self, node: El<'a>) -> Option<String> {
        if let Some(section) = self.article.index.sections.get(&number(node)) {
            return Some(section.clone());
        }
        // What stands before the text has no place of its own on a page.
        if matches!(name(node), "contrib" | "contrib-group" | "aff" | "award-group") {
            return None;
        }
        let outer = node.ancestors().take(2).find(|above| self.article.index.anchor(*above).is_some())?;
        Some(format!("#{}", self.article.index.anchor(outer)?))
    }

    /// The place of a link: that of its element, since links are known by their places.
    pub(super) fn link_place(&mut self, node: El<'_>) -> Span {
        let Some(fixed) = self.fixed else { return self.article.tree.span(node) };
        // In a text without places of its own, each link takes one byte less.
        let used = usize::try_from(self.document.text_nodes).unwrap_or(0) + 1;
        self.shortened(fixed, used)
    }

    /// A place that ends some bytes before another one, between two characters.
    fn shortened(&self, span: Span, bytes: usize) -> Span {
        let range = span.range();
        let mut end = range.end.saturating_sub(bytes).max(range.start);
        while !self.article.file_text.is_char_boundary(end) {
            end -= 1;
        }
        Span::new(span.file, range.start..end)
    }

    /// The place of a picture, by which it is known.
    pub(super) fn picture_place(&mut self, node: El<'_>) -> Span {
        self.document.text_nodes += 1;
        self.link_place(node)
    }
}

/// The number that a citation is printed as, if it is one.
fn bare_number(node: El<'_>) -> Option<u32> {
    words(node).trim_matches(|c: char| "[]() ".contains(c)).parse().ok()
}

/// The ends of a range that is printed in one mark: "1–4".
fn range(printed: &str) -> Option<(u32, u32)> {
    let printed = printed.trim_matches(|c: char| "[]() ".contains(c));
    let (from, to) = printed.split_once(['-', '–', '—', '‒', '\u{2010}', '\u{2011}', '−'])?;
    let (from, to): (u32, u32) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
    (from < to && to - from <= LONGEST_RANGE).then_some((from, to))
}

fn is_dash(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_numbers_in_order() {
        assert_eq!(range("1–4"), Some((1, 4)));
        assert_eq!(range("[12 - 15]"), Some((12, 15)));
        for none in ["2020-2021a", "4-1", "1", "1990–2015x", "a-b", "1-5000"] {
            assert_eq!(range(none), None, "{none}");
        }
        assert!(is_dash(" – ") && !is_dash("–a") && !is_dash(""));
    }
}
