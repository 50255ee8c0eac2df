//! What citations read like: their cites put together, in parentheses, in a note or in a sentence.

use super::session::{Session, push};
use crate::csl::cite::{Citation, Cite, CiteMode, Piece};
use crate::csl::collapse::{self, Part};
use crate::csl::eval::{Area, Context, Eval};
use crate::csl::finish;
use crate::csl::markup;
use crate::csl::node::{Node, Tag};
use crate::csl::position::Stand;
use crate::csl::style::StyleClass;
use crate::csl::style::element::Case;

impl Session<'_> {
    /// A citation, and what of it stands in the sentence where the rest goes into a note.
    pub(super) fn citation(&self, citation: &Citation, order: &[usize], stands: &[Stand]) -> (Vec<Piece>, Vec<Piece>) {
        let area = &self.style.citation;
        if citation.cites.is_empty() {
            return (Vec::new(), Vec::new());
        }
        if citation.mode == CiteMode::Narrative {
            return self.narrative(citation, order, stands);
        }
        let mut parts = Vec::new();
        for (index, at) in order.iter().enumerate() {
            let cite = &citation.cites[*at];
            let mut node = self.cite(cite, stands[*at], false);
            if self.begins_a_sentence(cite, index == 0) {
                capitalize_term(&mut node);
            }
            parts.push(self.part(*at, cite, node));
        }
        let node = collapse::laid_out(area, collapse::compose(area, parts));
        (self.pieces(&node), Vec::new())
    }

    /// Whether what a cite prints stands at the beginning of a note or behind a sentence: there a term has a capital.
    fn begins_a_sentence(&self, cite: &Cite, first: bool) -> bool {
        let prefix = cite.prefix.trim_end().trim_end_matches(['"', '”', '’', '»']);
        if prefix.is_empty() {
            return first && self.style.class() == StyleClass::Note;
        }
        prefix.ends_with(['.', '!', '?']) && prefix.contains(' ')
    }

    /// A cite with the words around it.
    fn part<'s>(&'s self, at: usize, cite: &Cite, node: Node<'s>) -> Part<'s> {
        let item = Node::tagged(Tag::Item(at), node);
        let mut nodes = Vec::new();
        let quotes = &self.locales[0].1;
        if !cite.prefix.is_empty() {
            let gap = if cite.prefix.ends_with([' ', '\u{a0}', '(', '[', '\'', '’', '-', '/']) { "" } else { " " };
            let prefix = format!("{}{gap}", cite.prefix);
            nodes.push(Node::tagged(Tag::Affix, Node::Leaf(markup::parse(&prefix, quotes))));
        }
        nodes.push(item);
        if !cite.suffix.is_empty() {
            nodes.push(Node::tagged(Tag::Affix, Node::Leaf(markup::parse(&words_after(&cite.suffix), quotes))));
        }
        let node = if nodes.len() == 1 { nodes.remove(0) } else { Node::of(nodes) };
        Part::new(at, node, !cite.prefix.is_empty(), !cite.suffix.is_empty())
    }

    /// What the style prints for a cite.
    fn cite<'s>(&'s self, cite: &'s Cite, stand: Stand, prose: bool) -> Node<'s> {
        if let Some(printed) = &cite.printed {
            // What the authors printed stands to the letter, quotation marks too.
            return Node::text(printed.clone());
        }
        let Some(item) = cite.item.filter(|item| *item < self.items.len()) else { return Node::Leaf(Vec::new()) };
        let cx = Context {
            locator: cite.locator.as_ref().filter(|locator| !locator.value.is_empty()),
            place: stand.place,
            first_note: stand.first_note,
            prose,
            ..self.context(item, Area::Citation)
        };
        let mut node = Node::of(Eval::new(cx).layout(&self.style.citation.layout));
        if cite.suppress_author {
            remove_author(&mut node);
        }
        node
    }

    /// `Smith (2010)`; in a note style `Smith` in the sentence, and the rest in the note.
    fn narrative(&self, citation: &Citation, order: &[usize], stands: &[Stand]) -> (Vec<Piece>, Vec<Piece>) {
        let area = &self.style.citation;
        let note = self.style.class() == StyleClass::Note;
        let look = &area.layout.look;
        let delimiter = if area.layout.delimiter.is_empty() { ", " } else { &area.layout.delimiter };
        let (mut whole, mut in_text) = (Vec::new(), Vec::new());
        for at in order {
            let cite = &citation.cites[*at];
            let quotes = &self.locales[0].1;
            if cite.printed.is_some() || cite.item.is_none() {
                let part = self.part(*at, cite, self.cite(cite, stands[*at], true));
                whole.push(part.into_node());
                continue;
            }
            let mut rest = self.cite(cite, stands[*at], true);
            let names = self.names_in_prose(cite, &rest);
            remove_author(&mut rest);
            if note {
                in_text.push(Node::tagged(Tag::Item(*at), names));
                whole.push(self.part(*at, cite, rest).into_node());
                continue;
            }
            let mut nodes = Vec::new();
            if !names.is_empty() {
                nodes.push(names);
            }
            if !rest.is_empty() {
                let raised = look.font.position.is_some() || look.prefix.starts_with(char::is_whitespace);
                if !nodes.is_empty() && !raised {
                    nodes.push(Node::text(" "));
                }
                let mut inner = vec![rest];
                if !cite.suffix.is_empty() {
                    inner.push(Node::Leaf(markup::parse(&words_after(&cite.suffix), quotes)));
                }
                nodes.push(collapse::laid_out(area, Node::of(inner)));
            }
            let bare = Cite { suffix: String::new(), prefix: cite.prefix.clone(), ..Cite::default() };
            whole.push(self.part(*at, &bare, Node::of(nodes)).into_node());
        }
        let whole = Node::joined(whole, delimiter);
        let whole = if note { collapse::laid_out(area, whole) } else { whole };
        (self.pieces(&whole), self.pieces(&Node::joined(in_text, ", ")))
    }

    /// The author of a work in a sentence: as the style cites it, or by the short names, or by the title.
    fn names_in_prose<'s>(&'s self, cite: &Cite, rest: &Node<'s>) -> Node<'s> {
        let names = rest.find(&|tag| matches!(tag, Tag::Names(_)));
        // A note gives the whole name; a sentence the short one.
        if self.style.class() == StyleClass::InText
            && let Some(found) = names.or_else(|| rest.find(&|tag| *tag == Tag::Title))
        {
            return found.clone();
        }
        let Some(item) = cite.item else { return Node::Leaf(Vec::new()) };
        let cx = Context { prose: true, ..self.context(item, Area::Citation) };
        Eval::new(cx).lead_in_prose()
    }

    fn pieces(&self, node: &Node<'_>) -> Vec<Piece> {
        let lines = finish::resolve(finish::render(node), self.locales[0].0);
        let mut pieces: Vec<Piece> = Vec::new();
        for line in lines {
            match (line.cite, pieces.last_mut()) {
                (Some(cite), Some(Piece::Cite { cite: last, runs })) if *last == cite => push(runs, line.run),
                (Some(cite), _) => {
                    let mut runs = Vec::new();
                    push(&mut runs, line.run);
                    pieces.push(Piece::Cite { cite, runs });
                }
                (None, Some(Piece::Text(runs))) => push(runs, line.run),
                (None, _) if line.run.text.is_empty() => {}
                (None, _) => pieces.push(Piece::Text(vec![line.run])),
            }
        }
        pieces
    }
}

/// Takes away the names of a cite, or the title that it has in their place.
fn remove_author(node: &mut Node<'_>) {
    if !node.remove(&|tag| matches!(tag, Tag::Names(_)), true) {
        node.remove(&|tag| *tag == Tag::Title, true);
    }
}

/// Gives a term that a cite begins with a capital.
fn capitalize_term(node: &mut Node<'_>) {
    let is_term = matches!(node.tag(), Some(Tag::Term(_)));
    let Node::Branch(branch) = node else { return };
    if is_term {
        branch.look.case = branch.look.case.or(Some(Case::CapitalizeFirst));
        return;
    }
    if let Some(first) = branch.children.iter_mut().find(|child| !child.is_empty()) {
        capitalize_term(first);
    }
}

/// The words after an item, with a space before them if they begin with a letter.
fn words_after(suffix: &str) -> String {
    if suffix.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | '[' | '“' | '«' | '<' | '"' | '—')) {
        format!(" {suffix}")
    } else {
        suffix.to_owned()
    }
}
