//! Grid tables, as Pandoc reads them: lines of `+`, `-`, `=` and `|` drawn around cells, which may be joined and hold blocks.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::prefix;
use crate::doc::ColumnAlignment;
use crate::doc::marks::{Drawn, GridCell, GridTable};

/// The grid table whose first line's words begin at `at`.
pub(super) fn read(text: &str, at: usize) -> Option<Drawn> {
    let lines = lines_of(text, at)?;
    let range = at..lines.last().map_or(at, |line| line.end);
    let mut drawing = Drawing { text, lines, strokes: Vec::new() };
    Some(match drawing.table() {
        Ok(table) => Drawn::Table(GridTable { range, ..table }),
        Err(line) => Drawn::Broken { at: drawing.lines[line].at..drawing.lines[line].end, range },
    })
}

/// A line of a drawing: the byte at which what stands in each column begins. Letters may take two columns, accents none.
struct DrawnLine {
    at: usize,
    end: usize,
    columns: Vec<usize>,
}

/// The lines from the first one, which has corners and strokes only, to the last that belongs to the drawing.
fn lines_of(text: &str, at: usize) -> Option<Vec<DrawnLine>> {
    let mut lines = Vec::new();
    let mut start = at;
    for (number, line) in text[at..].split_inclusive('\n').enumerate() {
        let content = if number == 0 { start } else { start + prefix(line) };
        let words = text[content..start + line.len()].trim_end();
        let drawn = if number == 0 { is_rule(words) } else { words.starts_with(['+', '|']) };
        if !drawn {
            break;
        }
        let places = words.char_indices().map(|(byte, c)| (content + byte, c.width().unwrap_or(1)));
        let columns = places.flat_map(|(at, width)| std::iter::repeat_n(at, width)).collect();
        lines.push(DrawnLine { at: content, end: content + words.len(), columns });
        start += line.len();
    }
    (lines.len() > 2).then_some(lines)
}

/// Whether a line draws the border of a table from one end to the other.
fn is_rule(words: &str) -> bool {
    let strokes = |part: &str| {
        let bare = part.strip_prefix(':').unwrap_or(part);
        let bare = bare.strip_suffix(':').unwrap_or(bare);
        !bare.is_empty() && (bare.bytes().all(|byte| byte == b'-') || bare.bytes().all(|byte| byte == b'='))
    };
    let inner = words.strip_prefix('+').and_then(|words| words.strip_suffix('+'));
    inner.is_some_and(|inner| inner.split('+').all(strokes))
}

struct Drawing<'a> {
    text: &'a str,
    lines: Vec<DrawnLine>,
    /// By line and column, whether a sign is part of the lines that hang together with the border. A table within a cell
    /// does not.
    strokes: Vec<bool>,
}

impl Drawing<'_> {
    fn char(&self, line: usize, column: usize) -> char {
        self.lines[line].columns.get(column).and_then(|at| self.text[*at..].chars().next()).unwrap_or(' ')
    }

    /// A sign of the lines that are drawn around cells; a space for what stands in cells.
    fn stroke(&self, line: usize, column: usize) -> char {
        let width = self.lines[0].columns.len();
        if column < width && self.strokes[line * width + column] { self.char(line, column) } else { ' ' }
    }

    /// Follows the lines from the first corner on. All lines of the text have `width` columns.
    fn follow_strokes(&mut self, width: usize) {
        self.strokes = vec![false; self.lines.len() * width];
        let mut open = vec![(0, 0)];
        while let Some((line, column)) = open.pop() {
            if std::mem::replace(&mut self.strokes[line * width + column], true) {
                continue;
            }
            let sign = self.char(line, column);
            let beside = [column.checked_sub(1), Some(column + 1).filter(|column| *column < width)];
            let around = [line.checked_sub(1), Some(line + 1).filter(|line| *line < self.lines.len())];
            if sign != '|' {
                let beside = beside.into_iter().flatten().map(|column| (line, column));
                open.extend(beside.filter(|at| matches!(self.char(at.0, at.1), '+' | '-' | '=' | ':')));
            }
            if matches!(sign, '+' | '|') {
                let around = around.into_iter().flatten().map(|line| (line, column));
                open.extend(around.filter(|at| matches!(self.char(at.0, at.1), '+' | '|')));
            }
        }
    }

    fn words(&self, line: usize) -> &str {
        &self.text[self.lines[line].at..self.lines[line].end]
    }

    /// Whether a stroke leads through a place from side to side.
    fn across(&self, line: usize, columns: Range<usize>) -> bool {
        columns.clone().all(|column| matches!(self.stroke(line, column), '-' | '=' | ':' | '+'))
            && columns.clone().any(|column| matches!(self.stroke(line, column), '-' | '='))
    }

    /// The columns of a line where a stroke begins or ends: it leads from one `+` to the next.
    fn corners(&self, line: usize, width: usize) -> Vec<usize> {
        let mut corners = Vec::new();
        let mut from = None;
        for column in 0..width {
            match self.stroke(line, column) {
                '+' => {
                    let stroke = from.filter(|from| self.across(line, from + 1..column));
                    if let Some(from) = stroke {
                        corners.extend([from, column]);
                    }
                    from = Some(column);
                }
                '-' | '=' | ':' => {}
                _ => from = None,
            }
        }
        corners
    }

    /// The table; the number of a line that fits none.
    fn table(&mut self) -> Result<GridTable, usize> {
        let last = self.lines.len() - 1;
        let width = self.lines[0].columns.len();
        // Every line ends at the right border. That also bounds the work by the bytes of the table.
        for (number, line) in self.lines.iter().enumerate() {
            if line.columns.len() != width || !matches!(self.char(number, width - 1), '+' | '|') {
                return Err(number);
            }
        }
        if !is_rule(self.words(last)) {
            return Err(last);
        }
        self.follow_strokes(width);
        let corners: Vec<Vec<usize>> = (0..=last).map(|line| self.corners(line, width)).collect();
        let ruled: Vec<usize> = (0..=last).filter(|line| !corners[*line].is_empty()).collect();
        let edges: BTreeSet<usize> = corners.into_iter().flatten().collect();
        let edges: Vec<usize> = edges.into_iter().collect();
        let areas = self.areas(&ruled, &edges)?;
        Ok(self.cells(&ruled, &edges, &areas))
    }

    /// The rectangles that strokes leave open, as rows and columns between `ruled` lines and `edges`.
    fn areas(&self, ruled: &[usize], edges: &[usize]) -> Result<Vec<[Range<usize>; 2]>, usize> {
        let (rows, columns) = (ruled.len() - 1, edges.len() - 1);
        let mut taken = vec![false; rows * columns];
        let mut areas = Vec::new();
        let walled = |row: usize, edge: usize| {
            (ruled[row] + 1..ruled[row + 1]).all(|line| matches!(self.stroke(line, edges[edge]), '|' | '+'))
        };
        let floored = |row: usize, column: usize| self.across(ruled[row], edges[column] + 1..edges[column + 1]);
        for row in 0..rows {
            for column in 0..columns {
                if taken[row * columns + column] {
                    continue;
                }
                let right = (column + 1..columns).find(|edge| walled(row, *edge)).unwrap_or(columns);
                let below = (row + 1..rows).find(|below| floored(*below, column)).unwrap_or(rows);
                for inner in row..below {
                    for across in column..right {
                        let place = &mut taken[inner * columns + across];
                        let left_open = across == column && column > 0 && !walled(inner, column);
                        let right_open = across + 1 == right && right < columns && !walled(inner, right);
                        let cut = inner > row && floored(inner, across);
                        let open = inner + 1 == below && below < rows && !floored(below, across);
                        if *place || left_open || right_open || cut || open {
                            return Err(ruled[inner] + 1);
                        }
                        *place = true;
                    }
                }
                areas.push([row..below, column..right]);
            }
        }
        Ok(areas)
    }

    fn cells(&self, ruled: &[usize], edges: &[usize], areas: &[[Range<usize>; 2]]) -> GridTable {
        // Edges at which no cell begins are a plus sign in some words.
        let begins = |axis: usize, count: usize| {
            let mut places = vec![0; count + 1];
            areas.iter().for_each(|area| places[area[axis].start] = 1);
            let mut seen = 0;
            for place in &mut places {
                seen += std::mem::replace(place, seen);
            }
            places
        };
        let (rows, columns) = (begins(0, ruled.len() - 1), begins(1, edges.len() - 1));
        let double = (1..ruled.len() - 1).find(|row| {
            let words = self.words(ruled[*row]);
            is_rule(words) && words.contains('=')
        });
        let cells = areas.iter().map(|[down, across]| GridCell {
            row: rows[down.start],
            rows: rows[down.end] - rows[down.start],
            columns: columns[across.end] - columns[across.start],
            lines: self
                .lines_within(ruled[down.start] + 1..ruled[down.end], edges[across.start] + 1..edges[across.end]),
        });
        let mut cells: Vec<GridCell> = cells.collect();
        cells.sort_by_key(|cell| cell.row);
        let aligned = double.map_or(0, |row| ruled[row]);
        let mut alignments = Vec::new();
        for column in 0..edges.len() - 1 {
            if columns[column + 1] > columns[column] || alignments.is_empty() {
                let end = (column + 1..edges.len()).find(|edge| self.char(aligned, edges[*edge]) == '+');
                let end = end.map_or(edges.len() - 1, |edge| edge);
                alignments.push(self.alignment(aligned, edges[column] + 1..edges[end]));
            }
        }
        GridTable {
            range: 0..0,
            alignments,
            head: double.map_or(0, |row| rows[row]),
            rows: rows[ruled.len() - 1],
            cells,
        }
    }

    fn alignment(&self, line: usize, columns: Range<usize>) -> ColumnAlignment {
        let left = self.char(line, columns.start) == ':';
        match (left, self.char(line, columns.end - 1) == ':') {
            (true, true) => ColumnAlignment::Center,
            (true, false) => ColumnAlignment::Left,
            (false, true) => ColumnAlignment::Right,
            (false, false) => ColumnAlignment::Natural,
        }
    }

    /// The words of a cell, line by line, without the spaces that all its lines begin with.
    fn lines_within(&self, lines: Range<usize>, columns: Range<usize>) -> Vec<Range<usize>> {
        let part = |line: usize| {
            let places = &self.lines[line].columns;
            let (start, end) = (places[columns.start], places[columns.end]);
            start..start + self.text[start..end].trim_end().len()
        };
        let parts: Vec<Range<usize>> = lines.map(part).collect();
        let spaces = |part: &Range<usize>| {
            let words = &self.text[part.clone()];
            words.len() - words.trim_start_matches(' ').len()
        };
        let least = parts.iter().filter(|part| !part.is_empty()).map(spaces).min().unwrap_or(0);
        parts.into_iter().map(|part| if part.is_empty() { part } else { part.start + least..part.end }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> GridTable {
        match read(text, 0) {
            Some(Drawn::Table(table)) => table,
            other => panic!("{other:?}"),
        }
    }

    fn shown(text: &str) -> Vec<String> {
        let cells = table(text).cells.into_iter();
        let words = |cell: &GridCell| {
            let lines: Vec<&str> = cell.lines.iter().map(|line| &text[line.clone()]).collect();
            lines.join("/")
        };
        cells.map(|cell| format!("{}:{}x{} {}", cell.row, cell.rows, cell.columns, words(&cell))).collect()
    }

    #[test]
    fn cells_are_read_with_their_lines_and_alignment() {
        let text = "+---+-----+\n| A | B   |\n+:=:+====:+\n| a | - b |\n|   | - ñ |\n+---+-----+\n\nText";
        assert_eq!(shown(text), ["0:1x1 A", "0:1x1 B", "1:1x1 a/", "1:1x1 - b/- ñ"]);
        let table = table(text);
        assert_eq!((table.head, table.rows), (1, 2));
        assert_eq!(table.alignments, [ColumnAlignment::Center, ColumnAlignment::Right]);
        assert_eq!(&text[table.range], text.trim_end_matches("\n\nText"));
    }

    #[test]
    fn cells_are_joined_over_rows_and_columns() {
        let text = "\
+-----+---------+
| A   | B       |
|     +----+----+
|     | c  | d  |
+=====+====+====+
| e + f    | g  |
+----------+    |
| h        |    |
+----------+----+";
        assert_eq!(shown(text), ["0:2x1 A//", "0:1x2 B", "1:1x1 c", "1:1x1 d", "2:1x2 e + f", "2:2x1 g//", "3:1x2 h"]);
        assert_eq!((table(text).head, table(text).rows), (2, 4));
    }

    #[test]
    fn a_table_within_a_cell_is_the_cells() {
        let text = "\
+-----------+---+
| +---+---+ | x |
| | a | b | |   |
| +---+---+ |   |
+-----------+---+";
        assert_eq!(shown(text), ["0:1x1 +---+---+/| a | b |/+---+---+", "0:1x1 x//"]);
    }

    #[test]
    fn a_plus_in_the_words_is_no_corner() {
        let text = "+-------+---+\n| a +-b | c |\n+-------+---+";
        assert_eq!(shown(text), ["0:1x1 a +-b", "0:1x1 c"]);
    }

    #[test]
    fn lines_that_do_not_meet_are_named() {
        for (text, line) in [
            ("+---+\n| a  |\n+---+", "| a  |"),
            ("+---+---+\n| a | b |\n|   +---+\n| c     |\n+---+---+", "| c     |"),
            ("+---+\n| a |\n| b |", "| b |"),
        ] {
            let Some(Drawn::Broken { at, .. }) = read(text, 0) else { panic!("{text}") };
            assert_eq!(&text[at], line);
        }
        assert_eq!(read("+---+\ntext", 0), None);
        assert_eq!(read("+ a\n+ b\n+ c", 0), None);
    }
}
