//! The first table of an HTML file, as word processors and statistics programs save it: cells, which may be joined, with the
//! words in them. Styles and all around the table are left out.

use std::mem;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::data_table::paragraph;
use super::inline::{DEEPEST, LineReader};
use super::{Attributes, Cell, ColumnAlignment, Grid, Inline};
use crate::diag::{Diagnostic, codes};
use crate::load::DataTable;
use crate::source::Span;

/// What HTML lets a cell span at most (HTML Living Standard, 4.9.11).
const MOST_COLUMNS: usize = 1000;
const MOST_ROWS: usize = 65_534;

/// Reads the first table of a file; none if there is none.
pub(super) fn read(table: &DataTable, lines: &mut LineReader<'_>) -> Grid {
    let mut reader =
        HtmlTable { table, lines, grid: Grid::default(), row: None, cell: None, caption: None, in_head: false };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // What stands in a script or a style is no markup.
    emitter.naively_switch_states(true);
    let (mut depth, mut hidden) = (0_usize, 0_usize);
    for Ok(token) in Tokenizer::new_with_emitter(table.text.as_bytes(), emitter) {
        match token {
            Token::StartTag(tag) if tag.name.as_slice() == b"table" => {
                depth += 1;
                if depth == 2 {
                    let help = "save it as a table of its own";
                    reader.report(&tag, "a table within a table: its words stand in the cell", help);
                }
            }
            Token::EndTag(tag) if tag.name.as_slice() == b"table" => {
                depth = depth.saturating_sub(1);
                if depth == 0 && reader.has_cells() {
                    break;
                }
            }
            _ if depth == 0 => {}
            Token::StartTag(tag) if is_hidden(&tag.name) => hidden += usize::from(!tag.self_closing),
            Token::EndTag(tag) if is_hidden(&tag.name) => hidden = hidden.saturating_sub(1),
            _ if hidden > 0 => {}
            Token::StartTag(tag) if depth == 1 => reader.start(&tag),
            Token::StartTag(tag) => reader.inside(&tag),
            Token::EndTag(tag) if depth == 1 => reader.end(&tag.name),
            Token::EndTag(tag) => reader.end_inside(&tag.name),
            Token::String(words) => {
                let span = Span::new(table.file, words.span.start..words.span.end);
                reader.text(&String::from_utf8_lossy(&words), span);
            }
            _ => {}
        }
    }
    reader.finish()
}

/// Elements whose words are not shown.
fn is_hidden(name: &[u8]) -> bool {
    matches!(name, b"script" | b"style" | b"template")
}

/// An element within words that is open.
struct Open {
    name: Vec<u8>,
    /// Where a link leads.
    target: Option<String>,
    span: Span,
    /// The words before it.
    outer: Vec<Inline>,
}

/// Words of a cell or a caption while they are read.
#[derive(Default)]
struct Words {
    open: Vec<Open>,
    here: Vec<Inline>,
    paragraphs: Vec<Vec<Inline>>,
}

impl Words {
    fn open(&mut self, name: &[u8], target: Option<String>, span: Span) {
        if self.open.len() < DEEPEST / 2 {
            self.open.push(Open { name: name.to_vec(), target, span, outer: mem::take(&mut self.here) });
        }
    }

    fn close(&mut self, name: &[u8]) {
        if let Some(depth) = self.open.iter().rposition(|open| open.name == name) {
            while self.open.len() > depth {
                self.close_last();
            }
        }
    }

    fn close_last(&mut self) {
        let Some(Open { name, target, span, outer }) = self.open.pop() else { return };
        let inner = mem::replace(&mut self.here, outer);
        if inner.is_empty() {
            return;
        }
        self.here.push(match (&name[..], target) {
            (b"em" | b"i", _) => Inline::Emphasis(inner),
            (b"strong" | b"b", _) => Inline::Strong(inner),
            (b"sub", _) => Inline::Subscript(inner),
            (b"sup", _) => Inline::Superscript(inner),
            (b"a", Some(target)) => Inline::Link { target, text: inner, span },
            (b"u", _) => {
                let attributes = Attributes { classes: vec!["underline".to_owned()], ..Attributes::default() };
                Inline::Span { attributes, text: inner, span }
            }
            (b"a", None) => return self.here.extend(inner),
            _ => Inline::Struck(inner),
        });
    }

    fn is_at_beginning(&self) -> bool {
        matches!(self.here.last(), Some(Inline::HardBreak)) || (self.here.is_empty() && self.open.is_empty())
    }

    fn end_paragraph(&mut self) {
        while !self.open.is_empty() {
            self.close_last();
        }
        while self.here.pop_if(|last| matches!(last, Inline::HardBreak)).is_some() {}
        if let Some(Inline::Text(node)) = self.here.last_mut() {
            node.text.truncate(node.text.trim_end().len());
        }
        self.here.retain(|inline| !matches!(inline, Inline::Text(node) if node.text.is_empty()));
        if !self.here.is_empty() {
            self.paragraphs.push(mem::take(&mut self.here));
        }
    }
}

/// A cell while it is read.
struct OpenCell {
    words: Words,
    columns: usize,
    rows: usize,
    is_head: bool,
    span: Span,
}

struct HtmlTable<'r, 'a> {
    table: &'r DataTable,
    lines: &'r mut LineReader<'a>,
    grid: Grid,
    /// The row that is read, and whether all its cells are heads.
    row: Option<(Vec<Cell>, bool)>,
    cell: Option<OpenCell>,
    caption: Option<Words>,
    in_head: bool,
}

impl HtmlTable<'_, '_> {
    fn has_cells(&self) -> bool {
        !self.grid.head.is_empty() || !self.grid.rows.is_empty() || self.row.is_some()
    }

    fn place(&self, tag: &StartTag<usize>) -> Span {
        Span::new(self.table.file, tag.span.start..tag.span.end)
    }

    fn report(&mut self, tag: &StartTag<usize>, message: &str, help: &str) {
        self.lines.sink.push(Diagnostic::new(codes::STRAY_SYNTAX, message).at(self.place(tag), "").help(help));
    }

    /// The words that are read, of a caption or a cell.
    fn words(&mut self) -> Option<&mut Words> {
        self.caption.as_mut().or(self.cell.as_mut().map(|cell| &mut cell.words))
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        match tag.name.as_slice() {
            b"thead" => self.in_head = true,
            b"tbody" | b"tfoot" => {
                self.end_row();
                self.in_head = false;
            }
            b"caption" => self.caption = Some(Words::default()),
            b"tr" => {
                self.end_row();
                self.row = Some((Vec::new(), true));
            }
            name @ (b"td" | b"th") => {
                self.end_cell();
                let (_, all_heads) = self.row.get_or_insert_with(|| (Vec::new(), true));
                *all_heads &= name == b"th";
                let number = |key: &[u8], most: usize| {
                    let value = tag.attributes.get(key).map(|value| String::from_utf8_lossy(value).trim().parse());
                    value.and_then(Result::ok).unwrap_or(1_usize).clamp(1, most)
                };
                let (columns, rows) = (number(b"colspan", MOST_COLUMNS), number(b"rowspan", MOST_ROWS));
                self.cell = Some(OpenCell {
                    words: Words::default(),
                    columns,
                    rows,
                    is_head: name == b"th",
                    span: self.place(tag),
                });
            }
            _ => self.inside(tag),
        }
    }

    /// An element in a cell or a caption.
    fn inside(&mut self, tag: &StartTag<usize>) {
        let span = self.place(tag);
        let name = tag.name.as_slice();
        if name == b"img" {
            let help = "show pictures beside the table: `![What it shows](map.png)`";
            return self.report(tag, "a picture in a table of HTML is left out", help);
        }
        let href = tag.attributes.get(&b"href"[..]).map(|href| String::from_utf8_lossy(href).into_owned());
        let Some(words) = self.words() else { return };
        match name {
            b"br" => words.here.push(Inline::HardBreak),
            // Cells of a table within the table are paragraphs too.
            b"p" | b"div" | b"li" | b"td" | b"th" => words.end_paragraph(),
            b"em" | b"i" | b"strong" | b"b" | b"sub" | b"sup" | b"u" | b"s" | b"del" | b"strike" | b"a"
                if !tag.self_closing =>
            {
                words.open(name, href.filter(|href| !href.starts_with('#')), span);
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"thead" => {
                self.end_row();
                self.in_head = false;
            }
            b"tr" => self.end_row(),
            b"td" | b"th" => self.end_cell(),
            b"caption" => {
                let Some(mut words) = self.caption.take() else { return };
                words.end_paragraph();
                self.grid.float.caption = words.paragraphs.into_iter().flatten().collect();
            }
            name => self.end_inside(name),
        }
    }

    fn end_inside(&mut self, name: &[u8]) {
        let Some(words) = self.words() else { return };
        match name {
            b"p" | b"div" | b"li" | b"td" | b"th" => words.end_paragraph(),
            name => words.close(name),
        }
    }

    /// Takes words. Spaces and line ends between them are one space.
    fn text(&mut self, text: &str, span: Span) {
        let words = self.caption.as_mut().or(self.cell.as_mut().map(|cell| &mut cell.words));
        let Some(words) = words else { return };
        let blank = |c: char| c.is_ascii_whitespace();
        let mut plain = text.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        if text.starts_with(blank) && !words.is_at_beginning() {
            plain.insert(0, ' ');
        }
        if text.ends_with(blank) && !plain.trim().is_empty() {
            plain.push(' ');
        }
        if !plain.is_empty() {
            words.here.push(self.lines.node_at(plain, span));
        }
    }

    fn end_cell(&mut self) {
        let Some(OpenCell { mut words, columns, rows, is_head, span }) = self.cell.take() else { return };
        words.end_paragraph();
        if words.paragraphs.is_empty() {
            words.paragraphs.push(Vec::new());
        }
        let blocks = words.paragraphs.into_iter().map(|text| paragraph(text, span)).collect();
        let (cells, _) = self.row.get_or_insert_with(|| (Vec::new(), false));
        cells.push(Cell { head: is_head.then_some(true), ..Cell::joined(blocks, columns, rows) });
    }

    fn end_row(&mut self) {
        self.end_cell();
        let Some((cells, all_heads)) = self.row.take().filter(|(cells, _)| !cells.is_empty()) else { return };
        if self.in_head || (all_heads && self.grid.rows.is_empty()) {
            // All cells of the head are heads.
            let cells = cells.into_iter().map(|cell| Cell { head: None, ..cell });
            self.grid.head.push(cells.collect());
        } else {
            self.grid.rows.push(cells);
        }
    }

    fn finish(mut self) -> Grid {
        self.end_row();
        let widths = self.grid.head.iter().chain(&self.grid.rows).map(|row| row.iter().map(|cell| cell.columns).sum());
        let columns: usize = widths.max().unwrap_or(0);
        self.grid.alignments = vec![ColumnAlignment::Natural; columns];
        self.grid
    }
}
