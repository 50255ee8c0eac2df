//! A table that a text holds in itself.

use super::{Text, TextWriter};

use crate::diag::Sink;
use crate::doc::{Alignment, Inline};
use crate::render::html::Writer;

/// Its parts.
pub(super) struct Grid<'a> {
    pub(super) alignments: &'a [Alignment],
    pub(super) head: &'a [Vec<Inline>],
    pub(super) rows: &'a [Vec<Vec<Inline>>],
}

impl Grid<'_> {
    fn align(&self, column: usize) -> Option<(&'static str, &'static str)> {
        match self.alignments.get(column)? {
            Alignment::Natural => None,
            Alignment::Left => Some(("class", "left")),
            Alignment::Center => Some(("class", "center")),
            Alignment::Right => Some(("class", "right")),
        }
    }
}

impl TextWriter<'_> {
    /// The table as a figure. A cell repeats its column's head in `data-head`, which shows where cells are stacked.
    pub(super) fn grid(
        &self,
        grid: &Grid<'_>,
        with_id: &[(&str, &str)],
        text: Text<'_>,
        writer: &mut Writer,
        sink: &mut Sink,
    ) {
        writer.open("figure", &[&[("class", "table plain")], with_id].concat());
        writer.open("table", &[]).open("thead", &[]).open("tr", &[]);
        for (column, cell) in grid.head.iter().enumerate() {
            let attributes: Vec<_> = [("scope", "col")].into_iter().chain(grid.align(column)).collect();
            writer.open("th", &attributes);
            self.line(cell, text, writer, sink);
            writer.close("th");
        }
        writer.close("tr").close("thead").line().open("tbody", &[]);
        let heads: Vec<String> = grid.head.iter().map(|cell| Self::heading(cell)).collect();
        for row in grid.rows {
            writer.open("tr", &[]);
            for (column, cell) in row.iter().enumerate() {
                let head = heads.get(column).map(|head| ("data-head", head.as_str()));
                let (tag, own) = if column == 0 { ("th", Some(("scope", "row"))) } else { ("td", head) };
                let attributes: Vec<_> = own.into_iter().chain(grid.align(column)).collect();
                writer.open(tag, &attributes);
                self.line(cell, text, writer, sink);
                writer.close(tag);
            }
            writer.close("tr").line();
        }
        writer.close("tbody").close("table").close("figure");
    }
}
