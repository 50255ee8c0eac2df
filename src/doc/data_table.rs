//! Tables whose cells stand in a file of their own: `![Caption](data.csv){#tbl-x}`.
//!
//! Owns comma-separated values; tables of HTML are read in `html_table`. The words of cells are taken as they are: no Markdown
//! is read in them.

use super::inline::LineReader;
use super::{Attributes, Block, BlockKind, Cell, ColumnAlignment, Grid, Inline, Picture, TextNode, html_table};
use crate::diag::{Diagnostic, codes};
use crate::load::DataTable;
use crate::source::Span;

impl LineReader<'_> {
    /// The table that a text shows as it shows a picture.
    pub(super) fn data_table(&mut self, picture: Picture) -> BlockKind {
        let tables = &self.syntax.tables;
        let Some(table) = tables.find(self.place.folder, &picture.target).cloned() else {
            let message = format!("there is no table `{}`", picture.target);
            let help = "the address counts from the folder of the text; `.csv`, `.tsv` and `.html` files hold tables";
            self.sink.push(Diagnostic::new(codes::BROKEN_LINK, message).at(picture.span, "").help(help));
            return BlockKind::Paragraph(picture.caption);
        };
        if let Some(encoding) = table.encoding {
            let message = format!("`{}` is not UTF-8: it was read as {encoding}", picture.target);
            let help = "save it as UTF-8, so that its accents are certain (a spreadsheet offers “CSV UTF-8”)";
            self.sink.push(Diagnostic::new(codes::OLDER_ENCODING, message).at(picture.span, "").help(help));
        }
        let mut grid = if table.is_html { html_table::read(&table, self) } else { self.values(&table) };
        if grid.head.is_empty() && grid.rows.is_empty() {
            let found = Diagnostic::new(codes::STRAY_SYNTAX, format!("there is no table in `{}`", picture.target));
            self.sink.push(found.at(picture.span, "").help("the file holds at least one row of cells"));
        }
        if !picture.caption.is_empty() {
            grid.float.caption = picture.caption;
        }
        BlockKind::Grid(grid)
    }

    /// Comma-separated values; semicolons and tabs are understood too. The first row is the head.
    fn values(&mut self, table: &DataTable) -> Grid {
        let (text, before, delimiter) = opening(&table.text);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let mut rows: Vec<(Vec<String>, Span)> = Vec::new();
        let mut record = csv::StringRecord::new();
        let place = |reader: &csv::Reader<&[u8]>| usize::try_from(reader.position().byte()).unwrap_or(text.len());
        loop {
            let start = place(&reader);
            // Text that is UTF-8 and in memory gives no error.
            if !reader.read_record(&mut record).unwrap_or(false) {
                break;
            }
            let typed = &text[start..place(&reader)];
            let blank = typed.len() - typed.trim_start().len();
            let start = before + start + blank;
            let span = Span::new(table.file, start..start + typed.trim().len());
            rows.push((record.iter().map(|cell| cell.trim().to_owned()).collect(), span));
        }
        while rows.pop_if(|(cells, _)| cells.iter().all(String::is_empty)).is_some() {}
        let width = |cells: &[String]| cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        let columns = rows.iter().map(|(cells, _)| width(cells)).max().unwrap_or(0);
        if let Some((head, _)) = rows.first() {
            let known = head.len();
            for (cells, span) in rows.iter().filter(|(cells, _)| width(cells) > known) {
                let message = format!("a row of {} cells in a table of {known} columns", width(cells));
                let help = "a cell that holds the sign between cells stands in quotation marks: `\"1,5\"`";
                self.sink.push(Diagnostic::new(codes::LOST_CELLS, message).at(*span, "").help(help));
            }
        }
        let alignments = (0..columns).map(|column| alignment(&rows, column)).collect();
        let mut rows = rows.into_iter().map(|(mut cells, span)| {
            cells.resize(columns, String::new());
            cells.into_iter().map(|cell| self.plain_cell(cell, span)).collect()
        });
        let head = rows.next().into_iter().collect();
        Grid { alignments, head, rows: rows.collect(), ..Grid::default() }
    }

    fn plain_cell(&mut self, words: String, span: Span) -> Cell {
        let text = if words.is_empty() { Vec::new() } else { vec![self.node_at(words, span)] };
        Cell::new(vec![paragraph(text, span)])
    }

    /// Words that stand elsewhere than in the text that is read.
    pub(super) fn node_at(&mut self, text: String, span: Span) -> Inline {
        let id = self.document.text_nodes;
        self.document.text_nodes += 1;
        Inline::Text(TextNode { id, text, span })
    }
}

/// A paragraph that stands elsewhere than in the text that is read.
pub(super) fn paragraph(text: Vec<Inline>, span: Span) -> Block {
    Block { kind: BlockKind::Paragraph(text), span, id: None, attributes: Attributes::default() }
}

/// Signs between the values of a row.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// The values behind a line that names their separator (`sep=;`, as spreadsheets write it), where they begin, and the
/// separator: of the signs that are used as one, that of which the first line has the most.
fn opening(text: &str) -> (&str, usize, u8) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(&[separator]) = first.strip_prefix("sep=").map(str::as_bytes) {
        let start = text.find('\n').map_or(text.len(), |at| at + 1);
        return (&text[start..], start, separator);
    }
    let mut quoted = false;
    let mut counts = [0_usize; SEPARATORS.len()];
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        if let Some(at) = SEPARATORS.iter().position(|separator| *separator == byte && !quoted) {
            counts[at] += 1;
        }
    }
    let most = (0..SEPARATORS.len()).rev().max_by_key(|at| counts[*at]).unwrap_or(0);
    (text, 0, SEPARATORS[most])
}

/// Columns of figures are aligned at their ends; the first names the rows, whatever stands in it.
fn alignment(rows: &[(Vec<String>, Span)], column: usize) -> ColumnAlignment {
    let mut cells = rows.iter().skip(1).filter_map(|(cells, _)| cells.get(column)).filter(|cell| !cell.is_empty());
    let figure = |cell: &String| {
        cell.contains(|c: char| c.is_ascii_digit())
            && cell.chars().all(|c| c.is_ascii_digit() || ".,-−+%  \u{202f}".contains(c))
    };
    let some = column > 0 && cells.clone().next().is_some();
    if some && cells.all(figure) { ColumnAlignment::Right } else { ColumnAlignment::Natural }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_found() {
        assert_eq!(opening("a,b;c,d\n").2, b',');
        assert_eq!(opening("año;\"a,b,c,d\";n\n").2, b';');
        assert_eq!(opening("a\tb\n").2, b'\t');
        assert_eq!(opening("sep=|\r\na|b\n"), ("a|b\n", 7, b'|'));
        assert_eq!(opening("one\n").2, b',');
    }

    #[test]
    fn columns_of_figures_are_aligned_to_the_right() {
        let span = Span::new(crate::source::FileId::default(), 0..0);
        let row = |cells: &[&str]| (cells.iter().map(|cell| (*cell).to_owned()).collect(), span);
        let rows = [row(&["y", "a", "b", "c"]), row(&["1", "1.5", "1", ""]), row(&["2", "−2,0 %", "x", ""])];
        let all: Vec<ColumnAlignment> = (0..4).map(|column| alignment(&rows, column)).collect();
        assert_eq!(
            all,
            [ColumnAlignment::Natural, ColumnAlignment::Right, ColumnAlignment::Natural, ColumnAlignment::Natural]
        );
    }
}
