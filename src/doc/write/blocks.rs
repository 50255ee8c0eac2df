//! Blocks as they are typed.

use std::fmt::Write as _;

use super::Writer;
use super::attributes::braces;
use super::escape::{self, Around};
use super::inlines::{Pen, signs_of};
use crate::doc::{
    Block, BlockKind, Cell, ColumnAlignment, Definition, Figure, Float, Grid, Inline, Notation, VerseLine,
};

impl Writer<'_> {
    /// Blocks, with an empty line between them.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> String {
        let mut out = String::new();
        // Two lists beside each other are told apart by their signs.
        let mut list: Option<(bool, bool)> = None;
        for block in blocks {
            let numbered = match &block.kind {
                BlockKind::List { start, .. } => Some(start.is_some()),
                _ => None,
            };
            let other = match (list, numbered) {
                (Some((before, other)), Some(now)) if before == now => !other,
                _ => false,
            };
            list = numbered.map(|numbered| (numbered, other));
            let text = self.block(block, other);
            if text.is_empty() {
                continue;
            }
            if !out.is_empty() {
                out.push_str("\n\n");
            }
            out.push_str(&text);
        }
        out
    }

    /// What a note says, behind its label.
    pub(super) fn note(&mut self, index: u32) -> String {
        let label = self.labels.get(&index).cloned().unwrap_or_default();
        let document = self.document;
        let blocks = document.notes.get(index as usize).map_or(String::new(), |note| self.blocks(&note.blocks));
        let first = document.notes.get(index as usize).and_then(|note| note.blocks.first());
        let between = if first.is_some_and(is_drawn) { "\n\n    " } else { " " };
        format!("[^{label}]:{between}{}", moved_in(&blocks, "", "    "))
    }

    fn block(&mut self, block: &Block, other: bool) -> String {
        let own = |more: &[(&str, &str)]| braces(block.id.as_deref(), &block.attributes, more);
        let behind = || own(&[]).map(|braces| format!(" {braces}")).unwrap_or_default();
        match &block.kind {
            BlockKind::Paragraph(text) | BlockKind::Attribution(text) => {
                format!("{}{}", self.line(text, Pen::block()), behind())
            }
            BlockKind::Heading { level, text } => {
                let words = self.line(text, Pen { flat: true, line: false, ..Pen::block() });
                format!("{} {words}{}", "#".repeat(usize::from(*level)), behind())
            }
            BlockKind::List { start, items } => self.list(*start, items, other),
            BlockKind::Definitions(definitions) => self.definitions(definitions),
            BlockKind::Quote(blocks) => moved_in(&self.blocks(blocks), "> ", "> "),
            BlockKind::Verse(lines) => {
                let verse = self.verse(lines);
                match own(&[]) {
                    Some(braces) if block.attributes.has_class("verse") => format!("::: {braces}\n{verse}\n:::"),
                    _ => format!("{verse}{}", behind()),
                }
            }
            BlockKind::Division(division) => {
                let title: Vec<(&str, &str)> =
                    division.title.as_deref().map(|title| ("title", title)).into_iter().collect();
                let blocks = self.blocks(&division.blocks);
                match own(&title) {
                    Some(braces) => format!("::: {braces}\n\n{blocks}\n\n:::"),
                    None => blocks,
                }
            }
            BlockKind::Code { language, text } => {
                let given = &block.attributes;
                // The first class names the language, if nothing else does.
                let named =
                    language.as_deref().filter(|language| given.classes.first().is_none_or(|class| class != language));
                let fence = "`".repeat(3.max(longest(text, '`') + 1));
                let info = [named.map(str::to_owned), own(&[])].into_iter().flatten().collect::<Vec<_>>().join(" ");
                let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
                format!("{fence}{info}\n{text}{end}{fence}")
            }
            BlockKind::Math(formula) => match formula.notation {
                Notation::Latex => format!("$${}$${}", formula.source, behind()),
                Notation::MathMl => format!("{}{}", signs_of(formula), behind()),
            },
            BlockKind::Grid(grid) => self.grid(grid, block),
            BlockKind::Figure(figure) => self.figure(figure, block),
            BlockKind::Table { path } => format!("![Table](<{path}>)"),
            BlockKind::Rule => "***".to_owned(),
            BlockKind::Html(markup) => markup.trim_end().to_owned(),
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], other: bool) -> String {
        let short = |item: &Vec<Block>| matches!(&item[..], [Block { kind: BlockKind::Paragraph(_), .. }]);
        let between = if items.iter().all(short) { "\n" } else { "\n\n" };
        let mut written = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            let sign = match (start, other) {
                (Some(first), false) => format!("{}.", first.saturating_add(at as u64)),
                (Some(first), true) => format!("{})", first.saturating_add(at as u64)),
                (None, false) => "-".to_owned(),
                (None, true) => "+".to_owned(),
            };
            let inner = self.blocks(item);
            let indent = " ".repeat(sign.len() + 1);
            written.push(match item.first() {
                None => sign,
                // Colons and drawn lines are seen at the beginning of a line only.
                Some(first) if is_drawn(first) => format!("{sign}\n{}", moved_in(&inner, &indent, &indent)),
                Some(_) => moved_in(&inner, &format!("{sign} "), &indent),
            });
        }
        written.join(between)
    }

    fn definitions(&mut self, definitions: &[Definition]) -> String {
        let mut written = Vec::new();
        for definition in definitions {
            let mut out = self.line(&definition.term, Pen { flat: true, ..Pen::block() });
            for (at, meaning) in definition.meanings.iter().enumerate() {
                let inner = self.blocks(meaning);
                out.push_str(if at == 0 { "\n" } else { "\n\n" });
                let drawn = meaning.first().is_some_and(is_drawn);
                if drawn {
                    out.push_str(":\n");
                }
                out.push_str(&moved_in(&inner, if drawn { "  " } else { ": " }, "  "));
            }
            written.push(out);
        }
        written.join("\n\n")
    }

    fn verse(&mut self, lines: &[VerseLine]) -> String {
        let mut written = Vec::new();
        for line in lines {
            if line.text.is_empty() {
                written.push("|".to_owned());
                continue;
            }
            let words = self.line(&line.text, Pen { flat: true, line: false, ..Pen::block() });
            written.push(format!("| {}{words}", " ".repeat(line.indent)));
        }
        written.join("\n")
    }

    fn figure(&mut self, figure: &Figure, block: &Block) -> String {
        let mut out = match &figure.pictures[..] {
            [only] => {
                let caption = if figure.float.caption.is_empty() { &only.caption } else { &figure.float.caption };
                let own = (block.id.as_deref(), &block.attributes);
                self.picture(only, (&printed(&figure.float), caption), own)
            }
            pictures => {
                let mut parts = Vec::new();
                for picture in pictures {
                    parts.push(self.picture(picture, ("", &picture.caption), (None, &picture.attributes)));
                }
                let caption = self.caption(&figure.float, Pen::block());
                parts.extend(Some(caption).filter(|caption| !caption.is_empty()));
                match braces(block.id.as_deref(), &block.attributes, &[]) {
                    Some(braces) => format!("::: {braces}\n\n{}\n\n:::", parts.join("\n\n")),
                    None => parts.join("\n\n"),
                }
            }
        };
        self.float_notes(&figure.float, "figure-notes", &mut out);
        out
    }

    /// A caption, behind what a published article calls it.
    fn caption(&mut self, float: &Float, pen: Pen) -> String {
        let words = self.line(&float.caption, pen);
        format!("{}{words}", printed(float))
    }

    /// Notes and sources below a figure or a table; what else its caption says stands there too.
    fn float_notes(&mut self, float: &Float, class: &str, out: &mut String) {
        let parts = [&float.legend, &float.notes].map(|blocks| self.blocks(blocks));
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        if !parts.is_empty() {
            let _ = write!(out, "\n\n::: {{.{class}}}\n\n{}\n\n:::", parts.join("\n\n"));
        }
    }

    fn grid(&mut self, grid: &Grid, block: &Block) -> String {
        let mut out = self.piped(grid).unwrap_or_else(|| self.drawn(grid));
        let caption = self.caption(&grid.float, Pen { line: false, ..Pen::block() });
        let braces = braces(block.id.as_deref(), &block.attributes, &[]);
        if !caption.is_empty() || braces.is_some() {
            let parts = [Some(caption).filter(|caption| !caption.is_empty()), braces];
            let _ = write!(out, "\n\n: {}", parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
        }
        self.float_notes(&grid.float, "table-notes", &mut out);
        out
    }

    /// A table with bars, if its cells are lines of words.
    fn piped(&mut self, grid: &Grid) -> Option<String> {
        let columns = grid.alignments.len();
        let fits = |row: &Vec<Cell>| row.len() == columns && row.iter().all(is_line);
        if columns == 0 || grid.head.len() > 1 || !grid.head.iter().chain(&grid.rows).all(fits) {
            return None;
        }
        let rules = grid.alignments.iter().map(|alignment| match alignment {
            ColumnAlignment::Natural => "---",
            ColumnAlignment::Left => ":--",
            ColumnAlignment::Center => ":-:",
            ColumnAlignment::Right => "--:",
        });
        let rule = format!("| {} |", rules.collect::<Vec<_>>().join(" | "));
        let mut lines = Vec::new();
        if grid.head.is_empty() {
            lines.extend([format!("|{}", "  |".repeat(columns)), rule.clone()]);
        }
        for (at, row) in grid.head.iter().chain(&grid.rows).enumerate() {
            let mut cells = Vec::with_capacity(row.len());
            for cell in row {
                let text: &[Inline] = match cell.blocks.first().map(|block| &block.kind) {
                    Some(BlockKind::Paragraph(text)) => text,
                    _ => &[],
                };
                cells.push(self.line(text, Pen { flat: true, line: false, cell: true, ..Pen::block() }));
            }
            lines.push(format!("| {} |", cells.join(" | ")));
            if at == 0 && !grid.head.is_empty() {
                lines.push(rule.clone());
            }
        }
        Some(lines.join("\n"))
    }
}

/// What a published article calls a figure or a table, as words before its caption.
fn printed(float: &Float) -> String {
    let text = float.printed.as_ref().map_or("", |printed| printed.text.as_str());
    let words = escape::words(text, Around { line: true, first: true, last: true, flat: true, ..Around::default() });
    if words.is_empty() { words } else { words + " " }
}

/// Whether a cell is nothing but a line of words.
fn is_line(cell: &Cell) -> bool {
    let plain = |block: &Block| {
        let BlockKind::Paragraph(text) = &block.kind else { return false };
        let mut broken = false;
        crate::doc::walk(text, &mut |inline| {
            let barred = matches!(inline, Inline::Mention { text, .. } if !text.is_empty());
            broken |= barred || matches!(inline, Inline::HardBreak);
        });
        block.id.is_none() && block.attributes.is_empty() && !broken && !matches!(text[..], [Inline::Picture(_)])
    };
    cell.columns == 1 && cell.rows == 1 && cell.blocks.len() < 2 && cell.blocks.iter().all(plain)
}

/// Whether a block begins with a line that is seen at the beginning of a line only.
fn is_drawn(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Quote(blocks) => blocks.first().is_some_and(is_drawn),
        BlockKind::List { items, .. } => items.first().and_then(|item| item.first()).is_some_and(is_drawn),
        BlockKind::Figure(figure) => figure.pictures.len() > 1,
        BlockKind::Division(_) | BlockKind::Grid(_) => true,
        _ => false,
    }
}

/// The longest run of a sign.
pub(super) fn longest(text: &str, sign: char) -> usize {
    text.split(|c| c != sign).map(str::len).max().unwrap_or(0)
}

/// Lines behind signs of what they stand in: one for the first line, one for the others.
fn moved_in(text: &str, first: &str, others: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(at, line)| {
        let before = if at == 0 { first } else { others };
        if line.is_empty() { before.trim_end().to_owned() } else { format!("{before}{line}") }
    });
    lines.collect::<Vec<_>>().join("\n")
}

impl Pen {
    /// Running text that is a block.
    pub(super) fn block() -> Self {
        Self { line: true, ..Self::default() }
    }

    /// Where words stand whose neighbours are known.
    pub(super) fn around(self) -> Around {
        Around { flat: self.flat, close: self.close, group: self.group, ..Around::default() }
    }
}
