//! What a text says, told without its places: two texts are the same if this is.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::doc::{
    Affix, Attributes, Block, BlockKind, Cell, CitationGroup, ColumnAlignment, Document, Float, Formula, Inline,
    Notation, Picture,
};
use crate::source::Span;

/// What each block of a document says, and behind them each of its notes, with their places.
///
/// Words that stand beside each other are one run of words; the names of notes do not count, except that a note is a
/// translator's.
#[must_use]
pub fn outline(document: &Document) -> Vec<(Span, String)> {
    let mut teller = Teller { document, notes: BTreeMap::new(), order: Vec::new() };
    let mut told: Vec<(Span, String)> = Vec::new();
    for block in document.blocks.iter().filter(|block| !is_empty(block)) {
        let mut out = String::new();
        teller.block(block, &mut out);
        told.push((block.span, out));
    }
    let mut done = 0;
    while let Some(index) = teller.order.get(done).copied() {
        done += 1;
        let Some(note) = document.notes.get(index as usize) else { continue };
        let mut out = format!("Note {done} {} ", if note.is_translators() { note.label.as_str() } else { "" });
        teller.blocks(&note.blocks, &mut out);
        let span = note.blocks.first().or(document.blocks.first()).map(|block| block.span);
        told.extend(span.map(|span| (span, out)));
    }
    told
}

struct Teller<'a> {
    document: &'a Document,
    /// The numbers of notes in the order in which they are met.
    notes: BTreeMap<u32, usize>,
    order: Vec<u32>,
}

impl Teller<'_> {
    fn blocks(&mut self, blocks: &[Block], out: &mut String) {
        out.push('(');
        for block in blocks.iter().filter(|block| !is_empty(block)) {
            self.block(block, out);
        }
        out.push(')');
    }

    fn block(&mut self, block: &Block, out: &mut String) {
        let said = said(block.id.as_deref(), &block.attributes);
        match &block.kind {
            BlockKind::Paragraph(text) => self.named("Paragraph", &said, text, out),
            BlockKind::Heading { level, text } => self.named(&format!("Heading {level}"), &said, text, out),
            BlockKind::Attribution(text) => self.named("Attribution", &said, text, out),
            BlockKind::List { start, items } => {
                let _ = write!(out, "List {start:?}{said}");
                items.iter().for_each(|item| self.blocks(item, out));
            }
            BlockKind::Definitions(definitions) => {
                let _ = write!(out, "Definitions{said}");
                for definition in definitions {
                    self.line(&definition.term, out);
                    definition.meanings.iter().for_each(|meaning| self.blocks(meaning, out));
                }
            }
            BlockKind::Quote(blocks) => {
                let _ = write!(out, "Quote{said}");
                self.blocks(blocks, out);
            }
            BlockKind::Verse(lines) => {
                let _ = write!(out, "Verse{said}");
                for line in lines {
                    let _ = write!(out, "{}", line.indent);
                    self.line(&line.text, out);
                }
            }
            BlockKind::Division(division) => {
                let _ = write!(out, "Division {:?} {:?}{said}", division.role, division.title);
                self.blocks(&division.blocks, out);
            }
            BlockKind::Code { language, text } => {
                let text = text.strip_suffix('\n').unwrap_or(text);
                let _ = write!(out, "Code {language:?} {text:?}{said}");
            }
            BlockKind::Math(formula) => {
                let _ = write!(out, "Math {}{said}", told(formula));
            }
            BlockKind::Grid(grid) => {
                let _ = write!(out, "Grid {:?}{said}", grid.alignments);
                for (name, rows) in [("head", &grid.head), ("body", &grid.rows)] {
                    for row in rows {
                        let _ = write!(out, " {name}");
                        row.iter().for_each(|cell| self.cell(cell, out));
                    }
                }
                self.float(&grid.float, out);
            }
            BlockKind::Figure(figure) => {
                let _ = write!(out, "Figure{said}");
                figure.pictures.iter().for_each(|picture| self.picture(picture, out));
                if !figure.missing.is_empty() {
                    let _ = write!(out, " missing {:?}", figure.missing);
                }
                self.float(&figure.float, out);
            }
            BlockKind::Table { path } => {
                let _ = write!(out, "Table {path:?}{said}");
            }
            BlockKind::Rule => {
                let _ = write!(out, "Rule{said}");
            }
            BlockKind::Html(markup) => {
                let _ = write!(out, "Html {:?}{said}", markup.trim());
            }
        }
        out.push(';');
    }

    fn named(&mut self, name: &str, said: &str, text: &[Inline], out: &mut String) {
        let _ = write!(out, "{name}{said}");
        self.line(text, out);
    }

    fn cell(&mut self, cell: &Cell, out: &mut String) {
        let _ = write!(out, "<{}x{}", cell.columns, cell.rows);
        if let Some(head) = cell.head {
            let _ = write!(out, " head={head}");
        }
        if cell.alignment != ColumnAlignment::Natural {
            let _ = write!(out, " {:?}", cell.alignment);
        }
        cell.blocks.iter().filter(|block| !is_empty(block)).for_each(|block| self.block(block, out));
        out.push('>');
    }

    fn float(&mut self, float: &Float, out: &mut String) {
        if let Some(printed) = &float.printed {
            let _ = write!(out, " {printed:?}");
        }
        out.push_str(" caption");
        self.line(&float.caption, out);
        if !float.legend.is_empty() {
            self.blocks(&float.legend, out);
        }
        self.blocks(&float.notes, out);
    }

    fn picture(&mut self, picture: &Picture, out: &mut String) {
        let said = said(picture.attributes.id.as_deref(), &picture.attributes);
        let _ = write!(out, "Picture {:?} {:?}{said}", picture.target, picture.alt);
        self.line(&picture.caption, out);
    }

    fn line(&mut self, text: &[Inline], out: &mut String) {
        out.push('[');
        let mut words = String::new();
        for inline in text {
            if let Inline::Text(node) = inline {
                words.push_str(&node.text);
                continue;
            }
            flush(&mut words, out);
            self.inline(inline, out);
            out.push(',');
        }
        flush(&mut words, out);
        out.push(']');
    }

    fn inline(&mut self, inline: &Inline, out: &mut String) {
        let mut within = |name: &str, text: &[Inline]| {
            out.push_str(name);
            self.line(text, out);
        };
        match inline {
            // Told with the words beside it.
            Inline::Text(_) => {}
            Inline::Emphasis(text) => within("Emphasis", text),
            Inline::Strong(text) => within("Strong", text),
            Inline::Struck(text) => within("Struck", text),
            Inline::Subscript(text) => within("Subscript", text),
            Inline::Superscript(text) => within("Superscript", text),
            Inline::Span { attributes, text, .. } => {
                within(&format!("Span{}", said(attributes.id.as_deref(), attributes)), text);
            }
            Inline::Link { target, text, .. } => within(&format!("Link {target:?}"), text),
            Inline::Foreign { lang, text } => within(&format!("Foreign {lang}"), text),
            Inline::Code(code) => {
                let _ = write!(out, "Code {code:?}");
            }
            Inline::Math { formula, display, id, .. } => {
                let _ = write!(out, "Math {display} {id:?} {}", told(formula));
            }
            Inline::Citation(index) => match self.document.citations.get(*index as usize) {
                Some(group) => self.citation(group, out),
                None => out.push_str("Citation"),
            },
            Inline::Mention { entity, text, .. } => {
                let _ = write!(out, "Mention {entity} {text:?}");
            }
            Inline::Reference(reference) => {
                let ids: Vec<&str> = reference.targets.iter().map(|(id, _)| id.as_str()).collect();
                let _ = write!(out, "Reference {ids:?} {}", reference.bare);
            }
            Inline::Picture(picture) => self.picture(picture, out),
            Inline::Note(note) => {
                let number = self.number(*note);
                let _ = write!(out, "Note {number}");
            }
            Inline::NoteAgain { note, .. } => {
                let number = self.number(*note);
                let _ = write!(out, "Again {number}");
            }
            Inline::HardBreak => out.push_str("Break"),
            Inline::Html(markup) => {
                let _ = write!(out, "Html {markup:?}");
            }
        }
    }

    fn number(&mut self, note: u32) -> usize {
        if !self.notes.contains_key(&note) {
            self.order.push(note);
        }
        let next = self.order.len();
        *self.notes.entry(note).or_insert(next)
    }

    fn citation(&mut self, group: &CitationGroup, out: &mut String) {
        let _ = write!(out, "Citation {:?}", group.form);
        for item in &group.items {
            let _ = write!(out, " {} {} {:?}", item.key, item.year_only, item.locator);
            for affix in Affix::ALL {
                self.line(item.affix(affix), out);
            }
        }
        self.line(group.words.as_deref().unwrap_or_default(), out);
    }
}

/// A paragraph without words says nothing.
fn is_empty(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Paragraph(text) if text.is_empty())
}

fn flush(words: &mut String, out: &mut String) {
    if !words.is_empty() {
        let _ = write!(out, "{words:?}");
        words.clear();
    }
}

/// A formula without the spaces at the ends of its lines, which mean nothing.
fn told(formula: &Formula) -> String {
    let source = formula.source.trim().lines().map(str::trim).collect::<Vec<_>>().join("\n");
    let mut told = format!("{source:?}");
    if formula.notation != Notation::Latex || formula.label.is_some() || formula.published {
        let _ = write!(told, " {:?} {:?} {}", formula.notation, formula.label, formula.published);
    }
    told
}

/// Attributes; keys and values have no order.
fn said(id: Option<&str>, attributes: &Attributes) -> String {
    let pairs: BTreeSet<&(String, String)> = attributes.pairs.iter().collect();
    let mut said = String::new();
    if let Some(id) = id {
        let _ = write!(said, " #{id:?}");
    }
    if !attributes.classes.is_empty() {
        let _ = write!(said, " .{:?}", attributes.classes);
    }
    if let Some(lang) = &attributes.lang {
        let _ = write!(said, " lang={lang}");
    }
    if !pairs.is_empty() {
        let _ = write!(said, " {pairs:?}");
    }
    said
}
