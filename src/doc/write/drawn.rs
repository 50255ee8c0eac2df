//! Tables drawn around their cells.

use unicode_width::UnicodeWidthChar;

use super::Writer;
use crate::doc::{Cell, ColumnAlignment, Grid};

/// A cell with the lines that it holds, and where it stands.
struct Placed {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    lines: Vec<String>,
}

impl Writer<'_> {
    pub(super) fn drawn(&mut self, grid: &Grid) -> String {
        let mut cells = Vec::new();
        let mut taken: Vec<usize> = Vec::new();
        let all: Vec<&Vec<Cell>> = grid.head.iter().chain(&grid.rows).collect();
        for (row, line) in all.iter().enumerate() {
            let mut column = 0;
            for cell in *line {
                while taken.get(column).is_some_and(|rows| *rows > 0) {
                    column += 1;
                }
                let (rows, columns) = (cell.rows.clamp(1, all.len() - row), cell.columns.max(1));
                let text = self.blocks(&cell.blocks);
                let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
                // A sign of the words that touches a corner would be drawn on from there.
                if text.contains(['|', '+']) {
                    lines.insert(0, String::new());
                    lines.push(String::new());
                }
                cells.push(Placed { row, column, rows, columns, lines });
                taken.resize(taken.len().max(column + columns), 0);
                taken[column..column + columns].fill(rows);
                column += columns;
            }
            taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        }
        let columns = taken.len().max(grid.alignments.len());
        if columns == 0 {
            return String::new();
        }
        let widths = sizes(columns, 5, &cells, |cell| {
            let width = cell.lines.iter().map(|line| width(line)).max().unwrap_or(0);
            (cell.column, cell.columns, width + 2)
        });
        let heights = sizes(all.len(), 1, &cells, |cell| (cell.row, cell.rows, cell.lines.len()));
        let (left, top) = (edges(&widths), edges(&heights));
        let mut canvas = Canvas::new(*left.last().unwrap_or(&0) + 1, *top.last().unwrap_or(&0) + 1);
        for cell in &cells {
            let (from, to) = (left[cell.column], left[cell.column + cell.columns]);
            let (first, last) = (top[cell.row], top[cell.row + cell.rows]);
            for line in [first, last] {
                let stroke = if line == top[grid.head.len()] && !grid.head.is_empty() { '=' } else { '-' };
                (from + 1..to).for_each(|column| canvas.stroke(line, column, stroke));
            }
            for line in first + 1..last {
                canvas.stroke(line, from, '|');
                canvas.stroke(line, to, '|');
            }
            for (line, column) in [(first, from), (first, to), (last, from), (last, to)] {
                canvas.stroke(line, column, '+');
            }
            for (at, words) in cell.lines.iter().enumerate() {
                canvas.words(first + 1 + at, from + 2, words);
            }
        }
        let ruled = if grid.head.is_empty() { 0 } else { top[grid.head.len()] };
        for (column, alignment) in grid.alignments.iter().enumerate() {
            if matches!(alignment, ColumnAlignment::Left | ColumnAlignment::Center) {
                canvas.stroke(ruled, left[column] + 1, ':');
            }
            if matches!(alignment, ColumnAlignment::Right | ColumnAlignment::Center) {
                canvas.stroke(ruled, left[column + 1] - 1, ':');
            }
        }
        canvas.text()
    }
}

/// How wide columns, or how high rows, are: as the largest thing in each asks; `of` says of a cell where it begins, over how many
/// it goes and what it needs.
fn sizes(count: usize, least: usize, cells: &[Placed], of: impl Fn(&Placed) -> (usize, usize, usize)) -> Vec<usize> {
    let mut sizes = vec![least; count];
    let mut needs: Vec<_> = cells.iter().map(of).collect();
    needs.sort_by_key(|(_, over, _)| *over);
    for (at, over, needed) in needs {
        let own: usize = sizes[at..at + over].iter().sum::<usize>() + over - 1;
        sizes[at + over - 1] += needed.saturating_sub(own);
    }
    sizes
}

/// Where the borders stand.
fn edges(sizes: &[usize]) -> Vec<usize> {
    let mut edges = vec![0];
    for size in sizes {
        edges.push(edges.last().copied().unwrap_or(0) + size + 1);
    }
    edges
}

fn width(line: &str) -> usize {
    line.chars().map(|c| c.width().unwrap_or(1)).sum()
}

/// A sheet of signs; one that takes two places leaves the second one empty.
struct Canvas(Vec<Vec<String>>);

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self(vec![vec![" ".to_owned(); width]; height])
    }

    fn stroke(&mut self, line: usize, column: usize, sign: char) {
        if let Some(place) = self.0.get_mut(line).and_then(|line| line.get_mut(column))
            && (place != "+" || sign == '+')
            && (place != "=" || sign != '-')
        {
            *place = sign.to_string();
        }
    }

    fn words(&mut self, line: usize, column: usize, words: &str) {
        let Some(line) = self.0.get_mut(line) else { return };
        let mut column = column;
        for c in words.chars() {
            let width = c.width().unwrap_or(1);
            let at = if width == 0 { column - 1 } else { column };
            let Some(place) = line.get_mut(at) else { return };
            if width == 0 {
                place.push(c);
            } else {
                *place = c.to_string();
                line[column + 1..].iter_mut().take(width - 1).for_each(String::clear);
            }
            column += width;
        }
    }

    fn text(&self) -> String {
        self.0.iter().map(|line| line.concat()).collect::<Vec<_>>().join("\n")
    }
}
