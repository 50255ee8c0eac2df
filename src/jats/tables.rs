//! Tables: rows of a head and a body, joined cells, several heads and bodies, notes below.

use super::pictures::pictures;
use super::reader::{Reader, says_nothing};
use super::xml::{El, all, attr, kid, kids, name, words};
use crate::doc::{Block, BlockKind, Cell, ColumnAlignment, Division, Figure, Float, Grid, Inline, PrintedLabel, Role};

/// What HTML lets a cell span at most (HTML Living Standard, 4.9.11).
const MOST_COLUMNS: usize = 1000;
const MOST_ROWS: usize = 65_534;

/// The class of parts of one table, or of one table in several languages.
const GROUP: &str = "table-group";

impl<'a> Reader<'_, 'a> {
    pub(super) fn table(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let label = kid(node, "label").map(words).unwrap_or_default();
        let mut float = self.float(node, &label, true);
        for foot in all(node, "table-wrap-foot") {
            self.foot(foot, &mut float.notes);
        }
        let tables: Vec<El<'a>> = tables_of(node);
        let mut rest = Vec::new();
        for child in kids(node) {
            let known = matches!(
                name(child),
                "label"
                    | "caption"
                    | "table"
                    | "array"
                    | "alternatives"
                    | "graphic"
                    | "table-wrap-foot"
                    | "attrib"
                    | "permissions"
                    | "object-id"
                    | "alt-text"
                    | "long-desc"
                    | "title"
                    | "oasis"
            );
            if !known {
                self.block(child, &mut rest);
            }
        }
        let is_lone = tables.len() <= 1 && rest.is_empty();
        if tables.is_empty() {
            let (mut shown, mut missing) = (Vec::new(), Vec::new());
            for forms in pictures(node) {
                match self.picture_among(&forms) {
                    Ok(target) => {
                        let alt = super::math::alternative(node);
                        let alt = alt.unwrap_or_else(|| super::pictures::usual_alt(&label, &target));
                        let span = self.picture_place(forms[0]);
                        let attributes = crate::doc::Attributes::default();
                        shown.push(crate::doc::Picture { target, alt, caption: Vec::new(), attributes, span });
                    }
                    Err(found) => missing.push(found),
                }
            }
            let figure = BlockKind::Figure(Figure { pictures: shown, missing, float });
            if rest.is_empty() {
                let block = self.block_at(node, figure);
                out.push(block);
                return;
            }
            rest.insert(0, self.block_of(node, figure));
            self.table_parts(node, rest, out);
            return;
        }
        let last = tables.len() - 1;
        let notes = std::mem::take(&mut float.notes);
        let mut around = (Some(float), Some(notes));
        let mut blocks = Vec::new();
        for (at, table) in tables.into_iter().enumerate() {
            let nameless =
                Float { printed: Some(PrintedLabel { text: String::new(), is_table: true }), ..Float::default() };
            let mut float = if at == 0 { around.0.take().unwrap_or_default() } else { nameless };
            if at == last {
                float.notes = around.1.take().unwrap_or_default();
            }
            let grid = self.grid(table, float);
            if is_lone {
                let mut block = self.block_at(node, BlockKind::Grid(grid));
                if block.id.is_none() {
                    block.id = self.anchor(table);
                }
                out.push(block);
                return;
            }
            let block = self.block_at(table, BlockKind::Grid(grid));
            blocks.push(block);
        }
        blocks.append(&mut rest);
        self.table_parts(node, blocks, out);
    }

    /// Several blocks that are one table.
    fn table_parts(&mut self, node: El<'a>, blocks: Vec<Block>, out: &mut Vec<Block>) {
        let kind = BlockKind::Division(Division { role: Role::Plain, title: None, blocks });
        let mut block = self.block_at(node, kind);
        block.attributes.classes.push(GROUP.to_owned());
        out.push(block);
    }

    /// Several tables under one label: parts of one, or one in several languages.
    pub(super) fn table_group(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let label = kid(node, "label").map(words).unwrap_or_default();
        let float = self.float(node, &label, true);
        let mut blocks = Vec::new();
        let text = self.labelled(node, &label, float.caption);
        if !says_nothing(&text) {
            blocks.push(self.block_of(node, BlockKind::Paragraph(text)));
        }
        blocks.extend(float.legend);
        for inner in kids(node) {
            match name(inner) {
                "table-wrap" if tables_of(inner).is_empty() && pictures(inner).is_empty() => {
                    // A label and a caption in another language.
                    self.table_title(inner, &mut blocks);
                }
                "table-wrap" | "table-wrap-group" | "p" | "table" => self.block(inner, &mut blocks),
                "table-wrap-foot" => self.foot(inner, &mut blocks),
                _ => {}
            }
        }
        blocks.extend(float.notes);
        self.table_parts(node, blocks, out);
    }

    fn table_title(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let label = kid(node, "label").map(words).unwrap_or_default();
        let float = self.float(node, &label, true);
        let span = self.opening(node);
        let mut text = Vec::new();
        if !label.is_empty() {
            text.push(Inline::Strong(vec![self.own_words(&label, span)]));
            let space = self.own_words(" ", span);
            text.push(space);
        }
        text.extend(float.caption);
        let mut blocks = vec![self.block_of(node, BlockKind::Paragraph(text))];
        blocks.extend(float.legend);
        blocks.extend(float.notes);
        for foot in all(node, "table-wrap-foot") {
            self.foot(foot, &mut blocks);
        }
        self.table_parts(node, blocks, out);
    }

    /// A table without a label.
    pub(super) fn bare_table(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let float = Float { printed: Some(PrintedLabel { text: String::new(), is_table: true }), ..Float::default() };
        let grid = self.grid(node, float);
        let block = self.block_at(node, BlockKind::Grid(grid));
        out.push(block);
    }

    fn grid(&mut self, table: El<'a>, float: Float) -> Grid {
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        let mut feet = Vec::new();
        let mut columns: Vec<ColumnAlignment> = Vec::new();
        for part in kids(table) {
            match name(part) {
                "thead" => self.rows(part, &mut head),
                "tbody" => self.rows(part, &mut rows),
                "tfoot" => self.rows(part, &mut feet),
                "tr" => self.row(part, None, &mut rows),
                "col" => columns.extend(std::iter::repeat_n(alignment(part), span(part, "span", MOST_COLUMNS))),
                "colgroup" => {
                    let inner: Vec<El<'a>> = all(part, "col").collect();
                    if inner.is_empty() {
                        columns.extend(std::iter::repeat_n(alignment(part), span(part, "span", MOST_COLUMNS)));
                    }
                    for col in inner {
                        columns.extend(std::iter::repeat_n(alignment(col), span(col, "span", MOST_COLUMNS)));
                    }
                }
                "caption" | "title" => {}
                _ => self.unknown(part),
            }
        }
        rows.append(&mut feet);
        let width =
            |rows: &[Vec<Cell>]| rows.first().map_or(0, |row: &Vec<Cell>| row.iter().map(|cell| cell.columns).sum());
        let width: usize = width(&head).max(width(&rows)).min(MOST_COLUMNS * 4);
        columns.resize(width, ColumnAlignment::Natural);
        Grid { alignments: columns, head, rows, float }
    }

    fn rows(&mut self, part: El<'a>, rows: &mut Vec<Vec<Cell>>) {
        let own = attr(part, "align");
        for row in kids(part) {
            if name(row) == "tr" {
                self.row(row, own, rows);
            } else {
                self.unknown(row);
            }
        }
    }

    fn row(&mut self, row: El<'a>, around: Option<&'a str>, rows: &mut Vec<Vec<Cell>>) {
        let of_row = attr(row, "align").or(around);
        let mut cells = Vec::new();
        let mut row_mark = self.mark(row);
        for cell in kids(row).filter(|kid| matches!(name(*kid), "td" | "th")) {
            let mut blocks = Vec::new();
            let marks: Vec<Inline> = row_mark.take().into_iter().chain(self.mark(cell)).collect();
            let inner = self.blocks_or_line(cell);
            if !marks.is_empty() {
                blocks.push(self.block_of(cell, BlockKind::Paragraph(marks)));
            }
            match (blocks.first_mut(), inner.len()) {
                (Some(Block { kind: BlockKind::Paragraph(marks), .. }), 1) => {
                    let mut inner = inner;
                    if let BlockKind::Paragraph(text) = &mut inner[0].kind {
                        marks.append(text);
                    } else {
                        blocks.append(&mut inner);
                    }
                }
                _ => blocks.extend(inner),
            }
            let (columns, deep) = (span(cell, "colspan", MOST_COLUMNS), span(cell, "rowspan", MOST_ROWS));
            let mut made = Cell::joined(blocks, columns, deep);
            made.alignment = attr(cell, "align").or(of_row).map_or(ColumnAlignment::Natural, aligned);
            made.head = Some(name(cell) == "th");
            if attr(cell, "style").is_some_and(|style| style.contains("color")) {
                let at = self.opening(cell);
                self.told.coloured.get_or_insert((0, at)).0 += 1;
            }
            cells.push(made);
        }
        if !cells.is_empty() {
            rows.push(cells);
        }
    }
}

/// The tables of a float: those that stand in it, of several forms the table.
fn tables_of(node: El<'_>) -> Vec<El<'_>> {
    let mut found = Vec::new();
    for child in kids(node) {
        match name(child) {
            "table" | "array" => found.push(child),
            "alternatives" => found.extend(kids(child).find(|form| matches!(name(*form), "table" | "array"))),
            _ => {}
        }
    }
    found
}

fn span(cell: El<'_>, what: &str, most: usize) -> usize {
    attr(cell, what).and_then(|given| given.trim().parse().ok()).unwrap_or(1).clamp(1, most)
}

fn alignment(column: El<'_>) -> ColumnAlignment {
    attr(column, "align").map_or(ColumnAlignment::Natural, aligned)
}

fn aligned(given: &str) -> ColumnAlignment {
    match given {
        "left" => ColumnAlignment::Left,
        "center" => ColumnAlignment::Center,
        "right" | "char" => ColumnAlignment::Right,
        _ => ColumnAlignment::Natural,
    }
}
