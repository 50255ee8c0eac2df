//! Grid tables into the tree. Each cell is a text of lines that stand apart in the file, and is read as the whole text is.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::ops::Range;

use super::inline::{DEEPEST, LineReader};
use super::marks::{Drawn, GridCell, GridTable};
use super::parse::{FilePart, Gathered, Place, read};
use super::{Attributes, Block, BlockKind, Cell, Grid};
use crate::diag::{Diagnostic, codes};

impl LineReader<'_> {
    /// A grid table as a block.
    pub(super) fn drawn_table(&mut self, table: &GridTable) -> Block {
        let span = self.trimmed(table.range.clone());
        let mut rows: Vec<Vec<Cell>> = (0..table.rows).map(|_| Vec::new()).collect();
        if self.depth < DEEPEST {
            for cell in &table.cells {
                let blocks = self.cell(cell);
                rows[cell.row].push(Cell::joined(blocks, cell.columns, cell.rows));
            }
        } else {
            let found = Diagnostic::new(codes::TOO_DEEP, format!("more than {DEEPEST} levels of nesting end here"));
            self.sink.push(found.at(span, "").help("take out tables within tables"));
        }
        let body = rows.split_off(table.head);
        let alignments = table.alignments.clone();
        let kind = BlockKind::Grid(Grid { alignments, head: rows, rows: body, ..Grid::default() });
        Block { kind, span, id: None, attributes: Attributes::default() }
    }

    fn cell(&mut self, cell: &GridCell) -> Vec<Block> {
        let mut text = String::new();
        let mut parts = Vec::new();
        for line in &cell.lines {
            parts.push(FilePart { at: text.len(), range: self.place.span(line.clone()).range() });
            text.push_str(&self.place.text[line.clone()]);
            text.push('\n');
        }
        if parts.is_empty() || text.trim().is_empty() {
            return Vec::new();
        }
        let notes = self.define(&mut text);
        let mut gathered = Gathered { document: mem::take(&mut self.document), calls: mem::take(&mut self.calls) };
        let mut written = mem::take(&mut gathered.calls.written);
        let place = Place { text: &text, parts: &parts, ..self.place };
        let (blocks, Gathered { document, mut calls }) = read(place, gathered, self.syntax, self.depth + 1, self.sink);
        let own = mem::take(&mut calls.written).into_iter();
        written.extend(own.filter(|(label, _)| !notes.contains(label)));
        calls.written = written;
        (self.document, self.calls) = (document, calls);
        blocks
    }

    /// Puts behind a cell what the whole text defines and the cell calls; the labels of notes among that.
    fn define(&mut self, cell: &mut String) -> BTreeSet<String> {
        let mut notes = BTreeSet::new();
        if !cell.contains('[') {
            return notes;
        }
        let defined = self.defined.get_or_insert_with(|| definitions(self.place.text));
        let labels = cell.split('[').skip(1).filter_map(|rest| rest.split(']').next()).map(label_of);
        let mut lines = String::from("\n");
        for label in labels.collect::<BTreeSet<String>>() {
            let Some(line) = defined.get(&label) else { continue };
            match label.strip_prefix('^') {
                // What the note says stands in the text.
                Some(_) => {
                    let typed = line.split(']').next().unwrap_or_default().trim_start_matches("[^");
                    lines.extend(["\n[^", typed, "]: …\n"]);
                    notes.insert(typed.to_owned());
                }
                None => lines.extend(["\n", line.as_str(), "\n"]),
            }
        }
        cell.push_str(&lines);
        notes
    }

    /// Names the tables whose lines do not meet: they stand in the page as they were typed.
    pub(super) fn report_broken_tables(&mut self) {
        for drawn in self.marked.drawn.values() {
            let Drawn::Broken { at, range } = drawn else { continue };
            let help =
                "each line begins under the first `+` and ends under the last; `+---+---+` parts rows, `|` parts cells";
            let found = Diagnostic::new(codes::STRAY_SYNTAX, "this line does not fit the grid table that it stands in");
            let (at, first) = (self.place.span(at.clone()), self.first_line(range.clone()));
            self.sink.push(found.at(at, "").at(first, "the table begins here").help(help));
        }
    }

    /// Names a rule that is typed like the border of a table without bars.
    pub(super) fn check_rule(&mut self, range: Range<usize>) {
        let typed = self.place.text[range.clone()].trim();
        let columns: Vec<&str> = typed.split_whitespace().collect();
        if columns.len() > 1 && columns.iter().all(|column| column.len() > 1 && column.bytes().all(|byte| byte == b'-'))
        {
            let help = "write bars between the cells: `| a | b |`, and `| --- | --- |` under the first line; \
                        cells of several lines are drawn with `+---+---+`";
            let found = Diagnostic::new(codes::STRAY_SYNTAX, "this looks like the line under the head of a table");
            self.sink.push(found.at(self.trimmed(range), "").help(help));
        }
    }
}

/// The lines of a text that define links and notes, by label; a note's begins with `^`.
fn definitions(text: &str) -> BTreeMap<String, String> {
    let lines = text.lines().map(|line| line.trim_start_matches([' ', '>']));
    let defined =
        lines.filter_map(|line| Some((label_of(line.strip_prefix('[')?.split_once("]:")?.0), line.to_owned())));
    // The first definition of a label counts.
    defined.rev().collect()
}

/// A label as CommonMark compares it: in small letters, with single spaces.
pub(super) fn label_of(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
