//! Blocks that are set apart: quotations, boxes, statements, speech, verse, code, terms and what they mean.

use super::blocks::lead_in;
use super::notes::STATEMENT;
use super::reader::Reader;
use super::xml::{El, all, attr, kid, kids, name, words};
use crate::doc::{Block, BlockKind, Definition, Division, Inline, Role, VerseLine};

impl<'a> Reader<'_, 'a> {
    pub(super) fn quotation(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let mut blocks = Vec::new();
        if kid(node, "title").is_some() || kid(node, "label").is_some() {
            let text = vec![Inline::Strong(self.label_and_title(node))];
            blocks.push(self.block_of(node, BlockKind::Paragraph(text)));
        }
        self.inside(node, &mut blocks);
        let kind = if attr(node, "content-type").is_some_and(|kind| kind.contains("epigraph")) {
            BlockKind::Division(Division { role: Role::Epigraph, title: None, blocks })
        } else {
            BlockKind::Quote(blocks)
        };
        let block = self.block_at(node, kind);
        out.push(block);
    }

    pub(super) fn boxed(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let caption = kid(node, "caption");
        let title = kid(node, "title").or_else(|| caption.and_then(|caption| kid(caption, "title")));
        let label = kid(node, "label").map(words).unwrap_or_default();
        let mut blocks = Vec::new();
        let plain = title.is_none_or(|title| kids(title).all(|kid| matches!(name(kid), "bold" | "italic")));
        let mut name_of_box = None;
        if plain {
            let title = title.map(words).unwrap_or_default();
            name_of_box = Some(format!("{label} {title}").trim().to_owned()).filter(|title| !title.is_empty());
        } else if let Some(title) = title {
            let mut text = kid(node, "label").map(|label| self.line(label)).unwrap_or_default();
            if !text.is_empty() {
                let space = self.own_words(" ", self.opening(title));
                text.push(space);
            }
            text.extend(self.title_line(title));
            blocks.push(self.block_of(title, BlockKind::Paragraph(vec![Inline::Strong(text)])));
        }
        if let Some(caption) = caption {
            self.inside(caption, &mut blocks);
        }
        let level = self.level;
        self.level = (level + 1).min(6);
        for child in kids(node).filter(|kid| name(*kid) != "caption") {
            self.block(child, &mut blocks);
        }
        self.level = level;
        let kind = BlockKind::Division(Division { role: Role::Box, title: name_of_box, blocks });
        let block = self.block_at(node, kind);
        out.push(block);
    }

    /// A theorem, a definition, a case: under the name that is printed.
    pub(super) fn statement(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let mut blocks = Vec::new();
        if kid(node, "label").is_some() || kid(node, "title").is_some() {
            let text = self.label_and_title(node);
            blocks.push(self.block_of(node, BlockKind::Paragraph(vec![Inline::Strong(text)])));
        }
        self.inside(node, &mut blocks);
        let kind = BlockKind::Division(Division { role: Role::Plain, title: None, blocks });
        let mut block = self.block_at(node, kind);
        block.attributes.classes.push(STATEMENT.to_owned());
        out.push(block);
    }

    /// Who speaks, and what they say.
    pub(super) fn speech(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let mut blocks = Vec::new();
        self.inside(node, &mut blocks);
        if let Some(speaker) = kid(node, "speaker") {
            let mut text = vec![Inline::Strong(self.line(speaker))];
            match blocks.first_mut() {
                Some(Block { kind: BlockKind::Paragraph(said), .. }) => {
                    let space = self.own_words(" ", self.opening(speaker));
                    text.push(space);
                    text.append(said);
                    *said = text;
                }
                _ => blocks.insert(0, self.block_of(speaker, BlockKind::Paragraph(text))),
            }
        }
        let kind = BlockKind::Division(Division { role: Role::Plain, title: None, blocks });
        let mut block = self.block_at(node, kind);
        block.attributes.classes.push("speech".to_owned());
        out.push(block);
    }

    pub(super) fn verse(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let mut lines = Vec::new();
        let mut around = (Vec::new(), Vec::new());
        self.stanza(node, 0, &mut lines, &mut around);
        let (before, after) = around;
        out.extend(before);
        let block = self.block_at(node, BlockKind::Verse(lines));
        out.push(block);
        out.extend(after);
    }

    fn stanza(
        &mut self,
        node: El<'a>,
        depth: usize,
        lines: &mut Vec<VerseLine>,
        around: &mut (Vec<Block>, Vec<Block>),
    ) {
        for child in kids(node) {
            match name(child) {
                "verse-line" => {
                    let style = attr(child, "indent-level").and_then(|level| level.parse().ok()).unwrap_or(0);
                    let mut text = self.mark(child).into_iter().collect::<Vec<_>>();
                    text.extend(self.line(child));
                    lines.push(VerseLine { indent: style, text });
                }
                "verse-group" => {
                    if !lines.is_empty() {
                        lines.push(VerseLine { indent: 0, text: Vec::new() });
                    }
                    if depth > 0 || kid(child, "title").is_none() {
                        self.stanza(child, depth + 1, lines, around);
                    } else {
                        let title = vec![Inline::Strong(self.label_and_title(child))];
                        lines.push(VerseLine { indent: 0, text: title });
                        self.stanza(child, depth + 1, lines, around);
                    }
                }
                "attrib" => {
                    let text = self.line(child);
                    around.1.push(self.block_of(child, BlockKind::Attribution(text)));
                }
                "title" if depth == 0 => {
                    let text = vec![Inline::Strong(self.label_and_title(node))];
                    around.0.push(self.block_of(child, BlockKind::Paragraph(text)));
                }
                "title" | "label" => {}
                "subtitle" => {
                    let text = self.line(child);
                    around.0.push(self.block_of(child, BlockKind::Paragraph(text)));
                }
                _ => self.block(child, &mut around.1),
            }
        }
    }

    pub(super) fn code(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let language = attr(node, "language").or_else(|| attr(node, "code-type")).map(str::to_lowercase);
        let text: String = node.descendants().filter(roxmltree::Node::is_text).filter_map(|it| it.text()).collect();
        let text = text.trim_matches(|c| matches!(c, '\n' | '\r')).to_owned();
        if kid(node, "label").is_some() || kid(node, "caption").is_some() {
            let mut text = kid(node, "label").map(|label| self.line(label)).unwrap_or_default();
            text.extend(kid(node, "caption").map(|caption| self.line(caption)).unwrap_or_default());
            out.push(self.block_of(node, BlockKind::Paragraph(text)));
        }
        let language = language.filter(|_| name(node) == "code");
        let block = self.block_at(node, BlockKind::Code { language, text: format!("{text}\n") });
        out.push(block);
    }

    /// Terms and what they mean.
    pub(super) fn definitions(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        if kid(node, "title").is_some() || kid(node, "label").is_some() {
            let text = vec![Inline::Strong(self.label_and_title(node))];
            out.push(self.block_of(node, BlockKind::Paragraph(text)));
        }
        let heads: Vec<El<'a>> = kids(node).filter(|kid| matches!(name(*kid), "term-head" | "def-head")).collect();
        let mut definitions = Vec::new();
        let mut entry = |reader: &mut Self, terms: Vec<El<'a>>, meanings: Vec<El<'a>>, item: El<'a>| {
            let mut term: Vec<Inline> = reader.mark(item).into_iter().collect();
            for (at, node) in terms.into_iter().enumerate() {
                if at > 0 {
                    term.push(Inline::HardBreak);
                }
                term.extend(reader.mark(node));
                term.extend(reader.line(node));
            }
            let meanings = meanings.into_iter().map(|meaning| {
                let mut blocks = Vec::new();
                let mark = reader.mark(meaning);
                reader.inside(meaning, &mut blocks);
                lead_in(&mut blocks, mark);
                blocks
            });
            let meanings = meanings.collect();
            definitions.push(Definition { term, meanings });
        };
        let parted = |name_of: &str, nodes: &[El<'a>]| -> Vec<El<'a>> {
            nodes.iter().copied().filter(|kid| name(*kid) == name_of).collect()
        };
        if !heads.is_empty() {
            entry(self, parted("term-head", &heads), parted("def-head", &heads), node);
        }
        for item in all(node, "def-item") {
            let inner: Vec<El<'a>> = kids(item).collect();
            entry(self, parted("term", &inner), parted("def", &inner), item);
        }
        let block = self.block_at(node, BlockKind::Definitions(definitions));
        out.push(block);
        for inner in all(node, "def-list") {
            self.definitions(inner, out);
        }
    }
}
