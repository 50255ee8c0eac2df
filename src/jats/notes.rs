//! Notes: those of a text, those of a table, and typed notes without a call, which are statements.

use super::blocks::lead_in;
use super::people::full_name;
use super::reader::{Reader, says_nothing};
use super::xml::{El, all, kid, kids, name, words};
use crate::doc::{Attributes, Block, BlockKind, Division, Inline, Role};

/// The class of statements under a printed name.
pub(super) const STATEMENT: &str = "statement";

impl<'a> Reader<'_, 'a> {
    /// What a note says, with an anchor before it.
    pub(super) fn note_blocks(&mut self, node: El<'a>) -> Vec<Block> {
        let mark = self.mark(node);
        let mut blocks = Vec::new();
        for child in node.children() {
            if child.is_text() && !child.text().unwrap_or_default().trim().is_empty()
                || child.is_element() && name(child) != "label"
            {
                self.block(child, &mut blocks);
            }
        }
        if blocks.is_empty() {
            let text: Vec<Inline> = Vec::new();
            blocks.push(self.block_of(node, BlockKind::Paragraph(text)));
        }
        lead_in(&mut blocks, mark);
        blocks
    }

    /// Notes that nothing calls are statements, each under its label; those that are called stand where they are called.
    pub(super) fn note_group(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let own: Vec<El<'a>> = kids(node)
            .filter(|kid| !matches!(name(*kid), "title" | "label"))
            .filter(|kid| name(*kid) != "fn" || !self.article.index.is_called(*kid))
            .collect();
        if own.is_empty() {
            return;
        }
        self.heading(node, out);
        own.into_iter().for_each(|note| self.block(note, out));
    }

    /// What is said of the authors.
    pub(super) fn author_notes(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        self.heading(node, out);
        for said in kids(node).filter(|kid| !matches!(name(*kid), "title" | "label")) {
            self.block(said, out);
        }
    }

    /// A note where no line calls it.
    pub(super) fn loose_note(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        if self.is_note(node) {
            return;
        }
        let label = kid(node, "label").map(|label| self.line(label)).unwrap_or_default();
        let mark = self.mark(node);
        let mut blocks = Vec::new();
        for child in node.children() {
            let is_text = child.is_text() && !child.text().unwrap_or_default().trim().is_empty();
            if is_text || child.is_element() && name(child) != "label" {
                self.block(child, &mut blocks);
            }
        }
        if !says_nothing(&label) {
            let span = self.opening(node);
            match blocks.first_mut() {
                Some(Block { kind: BlockKind::Paragraph(text), .. }) => {
                    let space = self.own_words(" ", span);
                    text.splice(0..0, [Inline::Strong(label), space]);
                }
                _ => blocks.insert(0, self.block_of(node, BlockKind::Paragraph(vec![Inline::Strong(label)]))),
            }
        }
        // A note of several blocks is found whole where its anchor leads.
        if blocks.len() > 1 && mark.is_some() {
            let id = match mark {
                Some(Inline::Span { attributes, .. }) => attributes.id,
                _ => None,
            };
            let kind = BlockKind::Division(Division { role: Role::Plain, title: None, blocks });
            let mut block = self.block_of(node, kind);
            block.id = id;
            out.push(block);
            return;
        }
        match (blocks.first_mut(), mark) {
            (Some(first), Some(Inline::Span { attributes: Attributes { id, .. }, .. })) if first.id.is_none() => {
                first.id = id;
            }
            (_, mark) => lead_in(&mut blocks, mark),
        }
        out.append(&mut blocks);
    }

    /// Notes below a table, in their order, under their marks.
    pub(super) fn foot(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let before = out.len();
        for said in kids(node) {
            match name(said) {
                "fn" => self.table_note(said, out),
                "fn-group" => {
                    self.heading(said, out);
                    all(said, "fn").for_each(|note| self.table_note(note, out));
                }
                "attrib" => {
                    let text = self.line(said);
                    let block = self.block_at(said, BlockKind::Paragraph(text));
                    out.push(block);
                }
                _ => self.block(said, out),
            }
        }
        if let (Some(id), Some(first)) = (self.anchor(node), out.get_mut(before)) {
            let _ = first.id.get_or_insert(id);
        }
    }

    fn table_note(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let label = kid(node, "label");
        let id = self.anchor(node);
        let mut blocks = Vec::new();
        kids(node).filter(|kid| name(*kid) != "label").for_each(|child| self.block(child, &mut blocks));
        let bare: String = node.children().filter(roxmltree::Node::is_text).filter_map(|it| it.text()).collect();
        if blocks.is_empty() && !bare.trim().is_empty() {
            let span = self.span(node);
            let text = vec![self.own_words(bare.trim(), span)];
            blocks.push(self.block_of(node, BlockKind::Paragraph(text)));
        }
        if let Some(label) = label {
            let raised = words(label).chars().count() <= 3;
            let line = self.line(label);
            let line = if raised && !line.iter().any(|it| matches!(it, Inline::Superscript(_))) {
                vec![Inline::Superscript(line)]
            } else {
                line
            };
            let span = self.opening(label);
            let space = self.own_words(" ", span);
            match blocks.first_mut() {
                Some(Block { kind: BlockKind::Paragraph(text), .. }) => {
                    text.splice(0..0, line.into_iter().chain([space]));
                }
                _ => blocks.insert(0, self.block_of(node, BlockKind::Paragraph(line))),
            }
        }
        if let (Some(id), Some(first)) = (id, blocks.first_mut()) {
            if first.id.is_none() {
                first.id = Some(id);
            } else {
                let attributes = Attributes { id: Some(id), ..Attributes::default() };
                let mark = Inline::Span { attributes, text: Vec::new(), span: first.span };
                lead_in(&mut blocks, Some(mark));
            }
        }
        out.append(&mut blocks);
    }

    /// Who signs a review, a reply or a letter: names, with what they are and where they belong.
    pub(super) fn people(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        for person in all(node, "contrib") {
            let mut parts: Vec<String> = Vec::new();
            for said in kids(person) {
                match name(said) {
                    "name" | "string-name" | "collab" | "anonymous" => {
                        let name = if name(said) == "anonymous" { words(said) } else { full_name(said) };
                        parts.push(name);
                    }
                    "name-alternatives" => parts.extend(kids(said).next().map(full_name)),
                    "role" => parts.push(words(said)),
                    "aff" => parts.push(super::people::affiliation_line(said)),
                    _ => {}
                }
            }
            parts.retain(|part| !part.is_empty());
            if !parts.is_empty() {
                let span = self.span(person);
                let text = vec![self.own_words(&parts.join(", "), span)];
                let block = self.block_at(person, BlockKind::Paragraph(text));
                out.push(block);
            }
        }
    }
}
