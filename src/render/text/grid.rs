//! A table that a text holds in itself.

use super::figures::open;
use super::{Text, TextWriter};

use crate::diag::Sink;
use crate::doc::{Block, BlockKind, Cell, ColumnAlignment, Float, Grid, ROW_HEADS};
use crate::render::html::Writer;

/// The class of a column's alignment.
fn align(alignments: &[ColumnAlignment], column: usize) -> Option<(&'static str, &'static str)> {
    match alignments.get(column)? {
        ColumnAlignment::Natural => None,
        ColumnAlignment::Left => Some(("class", "left")),
        ColumnAlignment::Center => Some(("class", "center")),
        ColumnAlignment::Right => Some(("class", "right")),
    }
}

/// The words of a cell, for the head of the cells below it.
fn heading(cell: &Cell) -> String {
    let words = cell.blocks.iter().flat_map(crate::doc::leaves_of).map(TextWriter::heading);
    words.collect::<Vec<_>>().join(" ")
}

/// The heads of a cell: those that all its columns have.
fn common(heads: &[Vec<String>], columns: usize) -> String {
    let Some((first, others)) = heads[..columns.min(heads.len())].split_first() else { return String::new() };
    let shared = (0..first.len()).take_while(|at| others.iter().all(|head| head.get(*at) == Some(&first[*at])));
    first[..shared.count()].join(", ")
}

/// Each cell of some rows with the column where it begins, cells from rows above counted.
fn placed(rows: &[Vec<Cell>]) -> Vec<Vec<(usize, &Cell)>> {
    let mut taken: Vec<usize> = Vec::new();
    let mut placed = Vec::with_capacity(rows.len());
    for row in rows {
        let mut column = 0;
        let mut cells = Vec::with_capacity(row.len());
        for cell in row {
            while taken.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            cells.push((column, cell));
            taken.resize(taken.len().max(column + cell.columns), 0);
            taken[column..column + cell.columns].fill(cell.rows);
            column += cell.columns;
        }
        taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        placed.push(cells);
    }
    placed
}

impl TextWriter<'_> {
    /// The table as a figure. A cell repeats its column's head in `data-head`, which shows where cells are stacked.
    pub(super) fn grid(
        &self,
        grid: &Grid,
        block: &Block,
        id: Option<&str>,
        text: Text<'_>,
        writer: &mut Writer,
        sink: &mut Sink,
    ) {
        open("figure", &["table", "plain"], block, id, writer);
        writer.open("table", &[]);
        let label = self.block_label(block, id, text);
        if label.is_some() || grid.float.is_captioned() {
            writer.open("caption", &[]);
            self.captioned(label.as_deref(), &grid.float, text, writer, sink);
            writer.close("caption").line();
        }
        let mut heads: Vec<Vec<String>> = vec![Vec::new(); grid.alignments.len()];
        if !grid.head.is_empty() {
            writer.open("thead", &[]);
            for row in placed(&grid.head) {
                writer.open("tr", &[]);
                for (column, cell) in row {
                    let scope = if cell.columns > 1 { "colgroup" } else { "col" };
                    let words = heading(cell);
                    for head in heads.iter_mut().skip(column).take(cell.columns).filter(|_| !words.is_empty()) {
                        head.push(words.clone());
                    }
                    self.cell("th", &[("scope", scope)], (column, cell), &grid.alignments, text, writer, sink);
                }
                writer.close("tr");
            }
            writer.close("thead").line();
        }
        writer.open("tbody", &[]);
        for row in placed(&grid.rows) {
            writer.open("tr", &[]);
            for (column, cell) in row {
                let head = common(heads.get(column..).unwrap_or_default(), cell.columns);
                let heads_row = !grid.head.is_empty() || block.attributes.has_class(ROW_HEADS);
                if cell.head.unwrap_or(column == 0 && heads_row) {
                    self.cell("th", &[("scope", "row")], (column, cell), &grid.alignments, text, writer, sink);
                } else {
                    let head = [("data-head", head.as_str())];
                    let head = if grid.head.is_empty() { &[] } else { &head[..] };
                    self.cell("td", head, (column, cell), &grid.alignments, text, writer, sink);
                }
            }
            writer.close("tr").line();
        }
        writer.close("tbody").close("table");
        self.float_notes(&grid.float.notes, text, writer, sink);
        writer.close("figure");
    }

    #[expect(clippy::too_many_arguments, reason = "a cell is written with its place, its row's kind and its table")]
    fn cell(
        &self,
        tag: &str,
        own: &[(&str, &str)],
        (column, cell): (usize, &Cell),
        alignments: &[ColumnAlignment],
        text: Text<'_>,
        writer: &mut Writer,
        sink: &mut Sink,
    ) {
        let (columns, rows) = (cell.columns.to_string(), cell.rows.to_string());
        let mut attributes = own.to_vec();
        attributes.extend(align(&[cell.alignment], 0).or_else(|| align(alignments, column)));
        if cell.columns > 1 {
            attributes.push(("colspan", &columns));
        }
        if cell.rows > 1 {
            attributes.push(("rowspan", &rows));
        }
        writer.open(tag, &attributes);
        self.blocks(&cell.blocks, text, writer, sink);
        writer.close(tag);
    }

    /// A label and the words behind it.
    pub(super) fn captioned(
        &self,
        label: Option<&str>,
        float: &Float,
        text: Text<'_>,
        writer: &mut Writer,
        sink: &mut Sink,
    ) {
        let caption = &float.caption;
        // What was printed has its own punctuation.
        let label = match &float.printed {
            Some(printed) => Some(printed.text.clone()).filter(|label| !label.is_empty()),
            None => label.map(|label| format!("{label}.")),
        };
        if let Some(label) = &label {
            writer.element("span", &[("class", "label")], label);
        }
        if label.is_some() && !caption.is_empty() {
            writer.text(" ");
        }
        self.line(caption, text, writer, sink);
        for block in &float.legend {
            self.inner(block, text, writer, sink);
        }
    }

    /// Notes and sources below a figure or a table.
    pub(super) fn float_notes(&self, notes: &[Block], text: Text<'_>, writer: &mut Writer, sink: &mut Sink) {
        if notes.is_empty() {
            return;
        }
        writer.open("div", &[("class", "float-notes")]);
        for note in notes {
            match &note.kind {
                BlockKind::Paragraph(_) => self.inner(note, text, writer, sink),
                _ => self.blocks(std::slice::from_ref(note), text, writer, sink),
            }
        }
        writer.close("div");
    }
}
