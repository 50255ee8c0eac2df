//! Blocks that belong together: divisions between lines of colons, captions and their tables, pictures with one caption.

use std::mem;

use super::blocks::NOTES;
use super::inline::{DEEPEST, LineReader};
use super::{Attributes, Block, BlockKind, Division, Figure, Float, Inline, Picture, Role};
use crate::diag::{Diagnostic, codes};
use crate::source::Span;

/// Blocks while they are read, with the divisions that are open.
#[derive(Default)]
pub(super) struct Parts {
    blocks: Vec<Block>,
    open: Vec<Open>,
    /// Divisions within too many others, of which only the blocks are kept.
    too_deep: usize,
}

/// A division that is open.
struct Open {
    attributes: Attributes,
    at: Span,
    /// The blocks before it.
    outer: Vec<Block>,
}

impl Parts {
    /// Where the next block goes.
    pub(super) fn here(&mut self) -> &mut Vec<Block> {
        &mut self.blocks
    }

    pub(super) fn open(&mut self, attributes: Attributes, at: Span, lines: &mut LineReader<'_>) {
        if lines.depth + self.open.len() >= DEEPEST {
            let found = Diagnostic::new(codes::TOO_DEEP, format!("more than {DEEPEST} levels of nesting end here"));
            lines.sink.push(found.at(at, "").help("take out divisions within divisions"));
            self.too_deep += 1;
            return;
        }
        self.open.push(Open { attributes, at, outer: mem::take(&mut self.blocks) });
    }

    pub(super) fn close(&mut self, at: Span, lines: &mut LineReader<'_>) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(Open { attributes, at: start, outer }) = self.open.pop() else {
            let help = "a division begins with `::: {.epigraph}` and ends with `:::`";
            let found = Diagnostic::new(codes::STRAY_SYNTAX, "this line of colons closes nothing");
            lines.sink.push(found.at(at, "").help(help));
            return;
        };
        let inner = mem::replace(&mut self.blocks, outer);
        let span = Span::new(at.file, start.range().start..at.range().end);
        let inner = lines.arrange(inner);
        let made = lines.division(attributes, span, start, inner);
        self.blocks.push(made);
    }

    pub(super) fn finish(mut self, lines: &mut LineReader<'_>) -> Vec<Block> {
        self.too_deep = 0;
        while let Some(open) = self.open.last() {
            let at = open.at;
            let help = "write `:::` on a line of its own where it ends";
            let found = Diagnostic::new(codes::OPEN_DIVISION, "this division is never closed");
            lines.sink.push(found.at(at, "").help(help));
            let end = self.blocks.last().map_or(at, |block| block.span);
            self.close(Span::new(at.file, end.range().end..end.range().end), lines);
        }
        lines.arrange(self.blocks)
    }
}

impl LineReader<'_> {
    fn division(&mut self, mut attributes: Attributes, span: Span, start: Span, blocks: Vec<Block>) -> Block {
        self.check_language(&attributes, start);
        let id = attributes.id.take();
        if blocks.is_empty() {
            let found = Diagnostic::new(codes::STRAY_SYNTAX, "nothing stands in this division");
            self.sink.push(found.at(start, "").help("it ends at the next line of colons: `:::`"));
        }
        let begins = |prefix: &str| id.as_deref().is_some_and(|id| id.starts_with(prefix));
        let pictured = blocks.iter().any(|block| !pictures_of(block).is_empty());
        let kind = if attributes.has_class("verse") {
            return self.verses(attributes, id, span, blocks);
        } else if begins("fig-") && pictured {
            figure_of(blocks)
        } else if begins("tbl-") && blocks.iter().filter(|block| matches!(block.kind, BlockKind::Grid(_))).count() == 1
        {
            table_of(blocks)
        } else {
            let role = Role::of_classes(&attributes.classes);
            let title = take_value(&mut attributes, "title").or_else(|| take_value(&mut attributes, "name"));
            let mut blocks = blocks;
            if role == Role::Epigraph {
                attribute(&mut blocks);
            }
            BlockKind::Division(Division { role, title, blocks })
        };
        Block { kind, span, id, attributes }
    }

    /// `::: {.verse}`: the lines of its paragraphs are lines of verse.
    fn verses(&mut self, attributes: Attributes, id: Option<String>, span: Span, blocks: Vec<Block>) -> Block {
        let mut lines = Vec::new();
        let mut others = Vec::new();
        let whole = blocks.iter().all(|block| matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Verse(_)));
        for block in blocks {
            let made = match block.kind {
                BlockKind::Paragraph(text) => self.verse(text, false, block.span),
                BlockKind::Verse(verse) => verse,
                kind => {
                    others.push(Block { kind, ..block });
                    continue;
                }
            };
            if whole {
                if !lines.is_empty() {
                    lines.push(super::VerseLine { indent: 0, text: Vec::new() });
                }
                lines.extend(made);
            } else {
                others.push(Block { kind: BlockKind::Verse(made), ..block });
            }
        }
        let kind = if whole {
            BlockKind::Verse(lines)
        } else {
            BlockKind::Division(Division { role: Role::Plain, title: None, blocks: others })
        };
        Block { kind, span, id, attributes }
    }

    /// Gives tables their captions, and floats their notes.
    fn arrange(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        let mut arranged: Vec<Block> = Vec::with_capacity(blocks.len());
        let mut rest = blocks.into_iter().peekable();
        while let Some(mut block) = rest.next() {
            if let BlockKind::Grid(grid) = &mut block.kind
                && grid.float.caption.is_empty()
            {
                let before = arranged.last().is_some_and(|block| self.is_caption_block(block));
                let caption = if before { arranged.pop() } else { rest.next_if(|next| self.is_caption_block(next)) };
                if let Some(Block { kind: BlockKind::Paragraph(text), id, attributes, span }) = caption {
                    grid.float.caption = without_colon(text);
                    block.id = block.id.or(id);
                    let own = &mut block.attributes;
                    own.classes.extend(attributes.classes);
                    own.pairs.extend(attributes.pairs);
                    own.lang = own.lang.take().or(attributes.lang);
                    let (start, end) = (block.span.range(), span.range());
                    block.span = Span::new(span.file, start.start.min(end.start)..start.end.max(end.end));
                }
            }
            if let BlockKind::Division(division) = &mut block.kind
                && block.attributes.classes.iter().any(|class| NOTES.contains(&class.as_str()))
            {
                let float = arranged.last_mut().and_then(|last| match &mut last.kind {
                    BlockKind::Grid(grid) => Some(&mut grid.float),
                    BlockKind::Figure(figure) => Some(&mut figure.float),
                    _ => None,
                });
                if let Some(float) = float {
                    if block.id.is_some() || block.attributes.classes.len() > 1 || !block.attributes.pairs.is_empty() {
                        let help = "give the id and other attributes to the table or the figure itself";
                        let found =
                            Diagnostic::new(codes::STRAY_SYNTAX, "notes of a table or a figure have a class only");
                        self.sink.push(found.at(self.first_of(block.span), "").help(help));
                    }
                    float.notes.append(&mut division.blocks);
                    if let Some(last) = arranged.last_mut() {
                        last.span = Span::new(last.span.file, last.span.range().start..block.span.range().end);
                    }
                    continue;
                }
                if !matches!(arranged.last().map(|last| &last.kind), Some(BlockKind::Table { .. })) {
                    let help = "put them directly behind the table or the figure that they belong to";
                    let found = Diagnostic::new(codes::STRAY_SYNTAX, "these notes stand behind no table and no figure");
                    self.sink.push(found.at(self.first_of(block.span), "").help(help));
                }
            }
            arranged.push(block);
        }
        for block in &arranged {
            if !self.is_caption_block(block) {
                continue;
            }
            let help = "a caption stands directly before or behind its table; a paragraph does not begin with a colon";
            let found = Diagnostic::new(codes::STRAY_SYNTAX, "this caption belongs to no table");
            self.sink.push(found.at(self.first_of(block.span), "").help(help));
        }
        arranged
    }

    /// Whether a paragraph is typed as a caption: `: Caption`, `Table: Caption`.
    fn is_caption_block(&self, block: &Block) -> bool {
        let BlockKind::Paragraph(_) = &block.kind else { return false };
        let typed = &self.place.text[self.place.local(block.span)];
        typed.starts_with(": ") || typed.starts_with("Table: ")
    }
}

fn take_value(attributes: &mut Attributes, key: &str) -> Option<String> {
    let at = attributes.pairs.iter().position(|(own, _)| own == key)?;
    Some(attributes.pairs.remove(at).1)
}

/// A caption without the sign that makes it one.
pub(super) fn without_colon(mut text: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(node)) = text.first_mut() {
        let words = node.text.strip_prefix("Table:").or_else(|| node.text.strip_prefix(':'));
        if let Some(words) = words.map(|words| words.trim_start().to_owned()) {
            node.text = words;
        }
    }
    text.retain(|inline| !matches!(inline, Inline::Text(node) if node.text.is_empty()));
    text
}

/// The pictures of a block that is nothing but pictures.
fn pictures_of(block: &Block) -> Vec<&Picture> {
    match &block.kind {
        BlockKind::Figure(figure) => figure.pictures.iter().collect(),
        BlockKind::Paragraph(text) => {
            let only = text.iter().all(|inline| match inline {
                Inline::Picture(_) | Inline::HardBreak => true,
                Inline::Text(node) => node.text.trim().is_empty(),
                _ => false,
            });
            let pictures = text.iter().filter_map(|inline| match inline {
                Inline::Picture(picture) => Some(picture),
                _ => None,
            });
            if only { pictures.collect() } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

/// Several pictures with one caption, which is the last paragraph; what else stands there are notes.
fn figure_of(blocks: Vec<Block>) -> BlockKind {
    let mut figure = Figure { pictures: Vec::new(), missing: Vec::new(), float: Float::default() };
    let mut rest = Vec::new();
    for block in blocks {
        if pictures_of(&block).is_empty() {
            rest.push(block);
            continue;
        }
        match block.kind {
            BlockKind::Figure(mut own) => {
                let single = own.pictures.len() == 1;
                if let Some(first) = own.pictures.first_mut().filter(|_| single) {
                    first.caption = own.float.caption;
                    first.attributes = Attributes { id: block.id, ..block.attributes };
                }
                figure.pictures.append(&mut own.pictures);
                rest.append(&mut own.float.notes);
            }
            BlockKind::Paragraph(text) => figure.pictures.extend(text.into_iter().filter_map(|inline| match inline {
                Inline::Picture(picture) => Some(picture),
                _ => None,
            })),
            _ => {}
        }
    }
    if let Some(Block { kind: BlockKind::Paragraph(text), .. }) =
        rest.pop_if(|last| matches!(last.kind, BlockKind::Paragraph(_)))
    {
        figure.float.caption = text;
    } else if let [only] = &mut figure.pictures[..] {
        figure.float.caption = mem::take(&mut only.caption);
    }
    figure.float.notes = rest;
    BlockKind::Figure(figure)
}

/// A table whose caption is the last paragraph; what else stands there are notes.
fn table_of(blocks: Vec<Block>) -> BlockKind {
    let mut table = None;
    let mut rest = Vec::new();
    for block in blocks {
        match block.kind {
            BlockKind::Grid(grid) if table.is_none() => table = Some(grid),
            kind => rest.push(Block { kind, ..block }),
        }
    }
    let mut grid = table.unwrap_or_default();
    if grid.float.caption.is_empty()
        && let Some(Block { kind: BlockKind::Paragraph(text), .. }) =
            rest.pop_if(|last| matches!(last.kind, BlockKind::Paragraph(_)))
    {
        grid.float.caption = text;
    }
    grid.float.notes.append(&mut rest);
    BlockKind::Grid(grid)
}

/// Whose words a quotation holds: its last paragraph, if that alone begins with a dash.
pub(super) fn attribute(blocks: &mut [Block]) {
    let dashed = |block: &Block| {
        let BlockKind::Paragraph(text) = &block.kind else { return false };
        matches!(text.first(), Some(Inline::Text(node)) if node.text.starts_with(['—', '―']) || node.text.starts_with("-- ") || node.text.starts_with("--- "))
    };
    let count = blocks.iter().filter(|block| dashed(block)).count();
    if blocks.len() < 2 || count != 1 {
        return;
    }
    if let Some(last) = blocks.last_mut().filter(|last| dashed(last))
        && let BlockKind::Paragraph(text) = &mut last.kind
    {
        last.kind = BlockKind::Attribution(mem::take(text));
    }
}
