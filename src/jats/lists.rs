//! Lists: numbered in figures, letters or Roman numbers, with signs, without any, or with labels that are printed.

use super::blocks::lead_in;
use super::reader::{Reader, says_nothing};
use super::xml::{El, all, attr, kid, kids, name, words};
use crate::doc::{Block, BlockKind, Inline};

impl<'a> Reader<'_, 'a> {
    pub(super) fn list(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        if kid(node, "title").is_some() || kid(node, "label").is_some() {
            let text = vec![Inline::Strong(self.label_and_title(node))];
            out.push(self.block_of(node, BlockKind::Paragraph(text)));
        }
        let items: Vec<El<'a>> = all(node, "list-item").collect();
        let labelled = items.iter().any(|item| kid(*item, "label").is_some());
        let kind = attr(node, "list-type").unwrap_or("bullet");
        let (start, class) = match kind {
            _ if labelled => (None, Some("list-plain")),
            "order" | "ordered" | "number" | "arabic" => (Some(1), None),
            "alpha-lower" => (Some(1), Some("list-alpha-lower")),
            "alpha-upper" => (Some(1), Some("list-alpha-upper")),
            "roman-lower" => (Some(1), Some("list-roman-lower")),
            "roman-upper" => (Some(1), Some("list-roman-upper")),
            "simple" | "none" => (None, Some("list-plain")),
            _ => (None, None),
        };
        // A list may go on with the numbers of another one.
        let start = start.map(|first| attr(node, "start").and_then(|given| given.parse().ok()).unwrap_or(first));
        let items = items.into_iter().map(|item| self.item(item)).collect();
        let mut block = self.block_at(node, BlockKind::List { start, items });
        block.attributes.classes.extend(class.map(str::to_owned));
        out.push(block);
        // What stands in a list and is no item.
        for other in kids(node).filter(|kid| !matches!(name(*kid), "list-item" | "title" | "label")) {
            self.block(other, out);
        }
    }

    fn item(&mut self, item: El<'a>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mark = self.mark(item);
        let mut text = Vec::new();
        if let Some(label) = kid(item, "label").filter(|label| !words(*label).is_empty()) {
            text = self.line(label);
            let span = self.opening(label);
            let space = self.own_words(" ", span);
            text.push(space);
        }
        if let Some(title) = kid(item, "title") {
            let line = self.line(title);
            blocks.push(self.block_of(title, BlockKind::Paragraph(vec![Inline::Strong(line)])));
        }
        for child in item.children() {
            let is_text = child.is_text() && !child.text().unwrap_or_default().trim().is_empty();
            if is_text || child.is_element() && !matches!(name(child), "label" | "title") {
                self.block(child, &mut blocks);
            }
        }
        if !says_nothing(&text) {
            match blocks.first_mut() {
                Some(Block { kind: BlockKind::Paragraph(said), .. }) => {
                    said.splice(0..0, text);
                }
                _ => blocks.insert(0, self.block_of(item, BlockKind::Paragraph(text))),
            }
        }
        lead_in(&mut blocks, mark);
        blocks
    }
}
