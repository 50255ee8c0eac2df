//! Blocks of a text: paragraphs, which may hold blocks, headings, quotations, verse, code, boxes.

use super::language::word;
use super::math;
use super::reader::{Reader, says_nothing, trimmed};
use super::texts::{Item, heading, title_words};
use super::xml::{El, attr, href, is_blank, kid, kids, name, words};
use crate::doc::{Attributes, Block, BlockKind, CONTINUED, Inline};

/// Elements that are blocks wherever they stand, also within a paragraph.
const BLOCKS: [&str; 38] = [
    "address",
    "ack",
    "app",
    "app-group",
    "array",
    "author-notes",
    "block-alternatives",
    "boxed-text",
    "chem-struct-wrap",
    "code",
    "def-list",
    "disp-formula",
    "disp-formula-group",
    "disp-quote",
    "fig",
    "fig-group",
    "floats-group",
    "fn-group",
    "glossary",
    "list",
    "media",
    "notes",
    "p",
    "preformat",
    "question",
    "question-wrap",
    "answer",
    "answer-set",
    "explanation",
    "ref-list",
    "sec",
    "speech",
    "statement",
    "supplementary-material",
    "table-wrap",
    "table-wrap-group",
    "verse-group",
    "table",
];

/// Elements that say something of others and are read with them, or by nobody.
const SILENT: [&str; 27] = [
    "label",
    "title",
    "subtitle",
    "alt-title",
    "sec-meta",
    "alt-text",
    "long-desc",
    "object-id",
    "permissions",
    "processing-meta",
    "kwd-group",
    "subj-group",
    "index-term",
    "index-term-range-end",
    "contrib-group",
    "colgroup",
    "col",
    "counts",
    "ref",
    "front-stub",
    "sub-article",
    "response",
    "term-head",
    "def-head",
    "content-language",
    "abstract",
    "speaker",
];

/// Whether an element stands as a block within a paragraph. What is media in a line is told by where it stands.
pub(super) fn is_block(node: El<'_>) -> bool {
    BLOCKS.contains(&name(node))
        || name(node) == "alternatives" && kids(node).any(|kid| matches!(name(kid), "table" | "media" | "code"))
}

impl<'a> Reader<'_, 'a> {
    /// What a part of a text is made of.
    pub(super) fn items(&mut self, items: &[Item<'a>]) -> Vec<Block> {
        let mut out = Vec::new();
        for item in items {
            match item {
                Item::Inside(node) => {
                    self.level = 2;
                    self.inside(*node, &mut out);
                }
                Item::Block(node) => {
                    self.level = 2;
                    self.block(*node, &mut out);
                }
                Item::Heading(title, place) => {
                    let text = vec![self.own_words(title, *place)];
                    let kind = BlockKind::Heading { level: 2, text };
                    out.push(Block { kind, span: *place, id: None, attributes: Attributes::default() });
                    self.level = 3;
                }
                Item::People(node) => self.people(*node, &mut out),
                Item::Line(node) => self.line_block(*node, &mut out),
            }
        }
        out
    }

    /// The blocks in an element.
    pub(super) fn inside(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let mut line: Vec<Inline> = Vec::new();
        for child in node.children() {
            let is_line = child.is_text() || child.is_element() && is_running(child);
            if is_line {
                self.inline(child, &mut line);
            } else if child.is_element() {
                self.flush(node, &mut line, false, out);
                self.block(child, out);
            }
        }
        self.flush(node, &mut line, false, out);
    }

    /// Makes a paragraph of a line, if it says anything.
    fn flush(&mut self, node: El<'a>, line: &mut Vec<Inline>, continued: bool, out: &mut Vec<Block>) {
        let line = trimmed(std::mem::take(line));
        if line.is_empty() || says_nothing(&line) && !line.iter().any(has_anchor) {
            return;
        }
        let mut block = self.block_of(node, BlockKind::Paragraph(line));
        if continued {
            block.attributes.classes.push(CONTINUED.to_owned());
        }
        out.push(block);
    }

    /// Running text in an element that is no paragraph, as one.
    pub(super) fn line_block(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        if kids(node).any(is_block) {
            self.inside(node, out);
            return;
        }
        let text = self.line(node);
        if !says_nothing(&text) {
            let block = self.block_at(node, BlockKind::Paragraph(text));
            out.push(block);
        }
    }

    /// The blocks that an element is.
    pub(super) fn block(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        if node.is_text() {
            let mut line = Vec::new();
            self.inline(node, &mut line);
            self.flush(node, &mut line, false, out);
            return;
        }
        match name(node) {
            "p" => self.paragraph(node, out),
            "sec" | "app" | "ack" | "glossary" | "notes" | "bio" | "app-group" | "floats-group"
            | "disp-formula-group" | "answer" | "answer-set" | "question" | "question-wrap" | "explanation"
            | "sig-block" => {
                self.section(node, out);
            }
            "list" => self.list(node, out),
            "def-list" => self.definitions(node, out),
            "disp-quote" => self.quotation(node, out),
            "attrib" => {
                let text = self.line(node);
                let block = self.block_at(node, BlockKind::Attribution(text));
                out.push(block);
            }
            "fig" => self.figure(node, out),
            "fig-group" => self.figure_group(node, out),
            "graphic" | "chem-struct-wrap" | "chem-struct" => self.bare_picture(node, out),
            "table-wrap" => self.table(node, out),
            "table-wrap-group" => self.table_group(node, out),
            "table" | "array" | "tbody" => self.bare_table(node, out),
            "disp-formula" => self.formula_block(node, out),
            "alternatives" => self.alternatives(node, out),
            "block-alternatives" => self.block_alternatives(node, out),
            "boxed-text" => self.boxed(node, out),
            "verse-group" => self.verse(node, out),
            "speech" => self.speech(node, out),
            "statement" => self.statement(node, out),
            "code" | "preformat" => self.code(node, out),
            "media" | "supplementary-material" => self.supplement(node, out),
            "fn-group" => self.note_group(node, out),
            "author-notes" => self.author_notes(node, out),
            "fn" => self.loose_note(node, out),
            "abstract" => self.inner_abstract(node, out),
            "ref-list" => {
                let beside = kids(node).filter(|kid| !matches!(name(*kid), "ref" | "title" | "label"));
                beside.collect::<Vec<_>>().into_iter().for_each(|kid| self.block(kid, out));
            }
            "hr" => out.push(self.block_of(node, BlockKind::Rule)),
            "caption" => self.inside(node, out),
            "corresp" | "address" | "sig" | "related-article" | "related-object" | "ext-link" | "uri" | "license-p"
            | "x" | "attribution" | "aff" | "role" | "on-behalf-of" | "collab" | "email" | "date"
            | "trans-abstract" => {
                self.line_block(node, out);
            }
            quiet if SILENT.contains(&quiet) => {}
            _ => {
                self.unknown(node);
                self.line_block(node, out);
            }
        }
    }

    /// A paragraph. What stands in it as a block parts it; its parts are one paragraph for the reader.
    fn paragraph(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        if self.is_legacy(node) {
            self.legacy(node, out);
            return;
        }
        let mut line = Vec::new();
        let mark = self.anchor(node);
        let before = out.len();
        let mut parts = 0;
        for child in node.children() {
            let own_line = is_block(child)
                || matches!(name(child), "graphic" | "alternatives") && alone(child)
                || name(child) == "attrib";
            if own_line {
                let had = line.len();
                self.flush_part(node, &mut line, parts, out);
                parts += usize::from(had > 0 && out.len() > before);
                self.block(child, out);
            } else {
                self.inline(child, &mut line);
            }
        }
        self.flush_part(node, &mut line, parts, out);
        if let Some(id) = mark {
            match out.get_mut(before) {
                Some(block) if block.id.is_none() => block.id = Some(id),
                // Two ids, one block: the anchor stands before it.
                Some(_) => out.insert(before, self.empty_anchor(node, id)),
                None => out.push(self.empty_anchor(node, id)),
            }
        }
        if let Some(lang) = self.other_language(node) {
            out[before..].iter_mut().for_each(|block| {
                block.attributes.lang.get_or_insert_with(|| lang.clone());
            });
        }
        if attr(node, "content-type").is_some_and(|kind| kind == "attribution")
            && let Some(Block { kind: kind @ BlockKind::Paragraph(_), .. }) = out.last_mut()
            && let BlockKind::Paragraph(text) = kind
        {
            *kind = BlockKind::Attribution(std::mem::take(text));
        }
    }

    fn flush_part(&mut self, node: El<'a>, line: &mut Vec<Inline>, parts: usize, out: &mut Vec<Block>) {
        self.flush(node, line, parts > 0, out);
    }

    fn empty_anchor(&self, node: El<'_>, id: String) -> Block {
        let attributes = Attributes { id: Some(id), ..Attributes::default() };
        let text = vec![Inline::Span { attributes, text: Vec::new(), span: self.opening(node) }];
        let mut block = self.block_of(node, BlockKind::Paragraph(text));
        block.attributes.classes.push(CONTINUED.to_owned());
        block
    }

    /// A section within a section: its heading, and what follows.
    fn section(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        self.heading(node, out);
        let level = self.level;
        self.level = (level + 1).min(6);
        self.inside(node, out);
        self.level = level;
    }

    /// The heading of an element that has a title or a label; its anchor stands there, else before what follows.
    pub(super) fn heading(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let title = kid(node, "title").or_else(|| kid(node, "caption").and_then(|caption| kid(caption, "title")));
        let label = kid(node, "label");
        let mut text = Vec::new();
        if let Some(label) = label {
            let repeated = title.is_some_and(|title| title_words(title).starts_with(&words(label)));
            if !repeated {
                text = self.line(label);
                if title.is_some() {
                    let space = self.own_words(" ", self.opening(label));
                    text.push(space);
                }
            }
        }
        if let Some(title) = title {
            let line = self.title_line(title);
            text.extend(line);
        }
        if says_nothing(&text) {
            if let Some(id) = self.anchor(node) {
                out.push(self.empty_anchor(node, id));
            }
            return;
        }
        let block = self.block_at(node, BlockKind::Heading { level: self.level, text });
        out.push(block);
    }

    /// The notes and works that the title of a page calls, and its formulas: such a heading holds words only, so they stand in
    /// a line below it.
    pub(super) fn called_in_title(&mut self, node: El<'a>) -> Option<Block> {
        let title = kid(node, "title")?;
        let calls: Vec<El<'a>> = title
            .descendants()
            .filter(|it| {
                matches!(name(*it), "xref" | "fn" | "inline-formula")
                    && !it.ancestors().skip(1).any(|above| name(above) == "fn")
            })
            .collect();
        let mut line = Vec::new();
        for call in calls {
            if !line.is_empty() {
                let space = self.own_words(" ", self.opening(call));
                line.push(space);
            }
            self.inline(call, &mut line);
        }
        if says_nothing(&line) {
            return None;
        }
        let mut block = self.block_of(title, BlockKind::Paragraph(line));
        block.attributes.classes.push(CONTINUED.to_owned());
        Some(block)
    }

    /// The words of a title. One that is wholly bold or italic is not emphasised: it is a heading already.
    pub(super) fn title_line(&mut self, title: El<'a>) -> Vec<Inline> {
        let mut inner = title;
        loop {
            let mut parts =
                inner.children().filter(|it| it.is_element() || !it.text().unwrap_or_default().trim().is_empty());
            match (parts.next(), parts.next()) {
                (Some(only), None) if matches!(name(only), "bold" | "italic") => inner = only,
                _ => break,
            }
        }
        let mark = (inner != title).then(|| self.mark(title)).flatten();
        let mut line = self.line(inner);
        line.splice(0..0, mark);
        line
    }

    /// The label and the title of an element in one line.
    pub(super) fn label_and_title(&mut self, node: El<'a>) -> Vec<Inline> {
        let mut text = kid(node, "label").map(|label| self.line(label)).unwrap_or_default();
        if let Some(title) = kid(node, "title") {
            if !text.is_empty() {
                let space = self.own_words(" ", self.opening(title));
                text.push(space);
            }
            text.extend(self.title_line(title));
        }
        text
    }

    /// An abstract within a response.
    fn inner_abstract(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        if heading(node).is_empty() {
            let at = self.opening(node);
            let text = vec![self.own_words(word("abstract", self.lang.clone().as_str()), at)];
            out.push(self.block_of(node, BlockKind::Heading { level: self.level, text }));
        }
        self.section(node, out);
    }

    /// A formula on a line of its own.
    pub(super) fn formula_block(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let label = kid(node, "label").map(words);
        if let Some(mut formula) = super::inlines::formula(node) {
            formula.label = label.or_else(|| math_of(node).and_then(math::row_label)).or(Some(String::new()));
            let block = self.block_at(node, BlockKind::Math(formula));
            out.push(block);
            return;
        }
        if super::pictures::pictures(node).is_empty() {
            // A formula in words.
            self.line_block(node, out);
            return;
        }
        self.picture_of_formula(node, label.unwrap_or_default(), out);
    }
}

fn math_of(node: El<'_>) -> Option<El<'_>> {
    node.descendants().find(|it| name(*it) == "math")
}

/// Whether an element in a block container is running text that lost its paragraph.
fn is_running(node: El<'_>) -> bool {
    matches!(
        name(node),
        "italic"
            | "bold"
            | "sup"
            | "sub"
            | "xref"
            | "ext-link"
            | "uri"
            | "named-content"
            | "inline-formula"
            | "break"
            | "underline"
            | "sc"
            | "monospace"
            | "styled-content"
            | "email"
            | "inline-graphic"
            | "target"
            | "abbrev"
    ) && !(matches!(name(node), "ext-link" | "uri" | "email") && alone(node) && href(node).is_none())
}

/// Whether a picture stands alone between blocks or at a paragraph's ends, and not between words.
fn alone(node: El<'_>) -> bool {
    let blank = |side: Option<El<'_>>| {
        side.is_none_or(|side| !side.is_text() || side.text().unwrap_or_default().chars().all(is_blank))
    };
    blank(node.prev_sibling()) && blank(node.next_sibling())
}

fn has_anchor(inline: &Inline) -> bool {
    matches!(inline, Inline::Span { attributes, .. } if attributes.id.is_some())
}

/// Puts an anchor before the first words of some blocks.
pub(super) fn lead_in(blocks: &mut Vec<Block>, mark: Option<Inline>) {
    let Some(mark) = mark else { return };
    match blocks.first_mut() {
        Some(Block { kind: BlockKind::Paragraph(text), .. }) => text.insert(0, mark),
        Some(block) if block.id.is_none() => {
            if let Inline::Span { attributes, .. } = mark {
                block.id = attributes.id;
            }
        }
        Some(first) => {
            let block = Block {
                kind: BlockKind::Paragraph(vec![mark]),
                span: first.span,
                id: None,
                attributes: Attributes::default(),
            };
            blocks.insert(0, block);
        }
        None => {}
    }
}
