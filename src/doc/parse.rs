//! Markdown into the tree: blocks. What stands inside a line is read in `inline`.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{
    Alignment as MdAlignment, BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::citation::{LocatorWords, Masked, Unmasked, is_group, unmask};
use super::inline::{Calls, LineReader};
use super::{Alignment, Block, BlockKind, Definition, Document, Inline, Note};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, SourceMap, Span};

/// The address that `[words][@key]` is given.
pub(super) const GROUP: &str = "pliego:citations";

/// What texts may use beyond CommonMark.
pub const MARKDOWN: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);

/// How a site's texts are read.
#[derive(Debug, Clone)]
pub struct Syntax {
    /// Whether raw HTML is let through.
    pub raw_html: bool,
    /// The words that begin a locator.
    pub locators: LocatorWords,
}

/// Parses the bytes `body` of a file.
#[must_use]
pub fn parse(sources: &SourceMap, file: FileId, body: Range<usize>, syntax: &Syntax, sink: &mut Sink) -> Document {
    let text = &sources.file(file).text[body.clone()];
    let masked = Masked::new(text);
    let callback = |link: BrokenLink<'_>| {
        let wanted = link.link_type == LinkType::Reference && is_group(&unmask(&link.reference));
        // `[@a][@b]` is two groups.
        let words = masked.text()[link.span].split(']').next().unwrap_or_default();
        (wanted && !is_group(&unmask(words))).then_some((CowStr::Borrowed(GROUP), CowStr::Borrowed("")))
    };
    let parser = Parser::new_with_broken_link_callback(masked.text(), MARKDOWN, Some(callback));
    let events = masked.events(parser.into_offset_iter());
    let place = Place { file, base: body.start, text };
    let lines = LineReader {
        place,
        document: Document::default(),
        calls: Calls::default(),
        raw_html: syntax.raw_html,
        depth: 0,
        locators: &syntax.locators,
        sink,
    };
    let mut builder = Builder { events: events.peekable(), lines, notes: BTreeMap::new() };
    let blocks = builder.blocks(None);
    let Builder { lines, notes, .. } = builder;
    let LineReader { mut document, calls, sink, .. } = lines;
    document.blocks = blocks;
    document.notes = sort_notes(notes, calls.labels, sink);
    document
}

fn sort_notes(mut notes: BTreeMap<String, (Span, Vec<Block>)>, calls: Vec<String>, sink: &mut Sink) -> Vec<Note> {
    let called = calls
        .into_iter()
        .map(|label| Note { blocks: notes.remove(&label).map(|(_, blocks)| blocks).unwrap_or_default(), label })
        .collect();
    sink.extend(notes.into_iter().map(|(label, (span, _))| {
        Diagnostic::new(codes::UNCALLED_NOTE, format!("nothing calls the note `[^{label}]`")).at(span, "")
    }));
    called
}

/// Where the parsed text stands in its file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) file: FileId,
    pub(super) base: usize,
    pub(super) text: &'a str,
}

impl Place<'_> {
    /// The span of bytes of the parsed text.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.base + range.start..self.base + range.end)
    }
}

pub(super) type Events<'a, F> = Peekable<Unmasked<'a, F>>;

struct Builder<'a, F: pulldown_cmark::BrokenLinkCallback<'a>> {
    events: Events<'a, F>,
    lines: LineReader<'a>,
    notes: BTreeMap<String, (Span, Vec<Block>)>,
}

impl<'a, F: pulldown_cmark::BrokenLinkCallback<'a>> Builder<'a, F> {
    /// Blocks up to the end of the enclosing tag, which is taken too; `None` is the end of the text.
    fn blocks(&mut self, end: Option<TagEnd>) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, range)) = self.events.peek() {
            let range = range.clone();
            match event {
                Event::End(tag) if Some(*tag) == end => {
                    self.events.next();
                    break;
                }
                Event::Start(tag) if is_block(tag) => {
                    let Some((Event::Start(tag), range)) = self.events.next() else { break };
                    if self.lines.may_open(&range, &mut self.events) {
                        self.lines.depth += 1;
                        self.block(tag, range, &mut blocks);
                        self.lines.depth -= 1;
                    }
                }
                Event::Rule => {
                    self.events.next();
                    blocks.push(self.finish(BlockKind::Rule, range, None));
                }
                Event::End(_) => {
                    self.events.next();
                }
                // A tight list's items hold their words without a paragraph around them.
                _ => {
                    let text = self.lines.read(&mut self.events, &[end.unwrap_or(TagEnd::Paragraph)], false);
                    if !text.is_empty() {
                        blocks.push(self.finish(BlockKind::Paragraph(text), range, None));
                    }
                }
            }
        }
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, range: Range<usize>, blocks: &mut Vec<Block>) {
        let end = tag.to_end();
        let mut id = None;
        let kind = match tag {
            Tag::Paragraph => {
                let mut text = self.line(end);
                id = take_id(&mut text);
                match only_picture(&mut text) {
                    Some(kind) => kind,
                    None => BlockKind::Paragraph(text),
                }
            }
            Tag::Heading { level, id: given, .. } => {
                id = given.map(CowStr::into_string);
                BlockKind::Heading { level: level as u8, text: self.line(end) }
            }
            Tag::BlockQuote(_) => BlockKind::Quote(self.blocks(Some(end))),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(str::to_owned),
                    CodeBlockKind::Indented => None,
                };
                BlockKind::Code { language, text: self.raw(end) }
            }
            Tag::List(start) => {
                let mut items = Vec::new();
                while let Some((Event::Start(Tag::Item), _)) = self.events.peek() {
                    self.events.next();
                    items.push(self.blocks(Some(TagEnd::Item)));
                }
                self.events.next();
                BlockKind::List { start, items }
            }
            Tag::DefinitionList => self.definitions(),
            Tag::Table(alignments) => self.grid(&alignments),
            Tag::FootnoteDefinition(label) => {
                let inner = self.blocks(Some(end));
                self.notes.insert(label.into_string(), (self.lines.place.span(range), inner));
                return;
            }
            Tag::HtmlBlock => {
                let html = self.raw(end);
                match self.lines.html(html, range.clone()) {
                    Some(html) => BlockKind::Html(html),
                    None => return,
                }
            }
            _ => {
                blocks.extend(self.blocks(Some(end)));
                return;
            }
        };
        blocks.push(self.finish(kind, range, id));
    }

    fn finish(&self, kind: BlockKind, range: Range<usize>, id: Option<String>) -> Block {
        let trimmed = self.lines.place.text[range.clone()].trim_end().len();
        // A paragraph that is nothing but a displayed formula is that formula.
        let kind = match kind {
            BlockKind::Paragraph(mut text) if matches!(text[..], [Inline::Math { .. }]) && self.is_display(&range) => {
                match text.pop() {
                    Some(Inline::Math { latex, .. }) => BlockKind::Math(latex),
                    _ => BlockKind::Paragraph(text),
                }
            }
            kind => kind,
        };
        Block { kind, span: self.lines.place.span(range.start..range.start + trimmed), id }
    }

    fn is_display(&self, range: &Range<usize>) -> bool {
        self.lines.place.text[range.clone()].trim_start().starts_with("$$")
    }

    fn line(&mut self, end: TagEnd) -> Vec<Inline> {
        self.lines.read(&mut self.events, &[end], true)
    }

    fn raw(&mut self, end: TagEnd) -> String {
        let mut text = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Text(piece) | Event::Html(piece) => text.push_str(&piece),
                _ => {}
            }
        }
        text
    }

    fn definitions(&mut self) -> BlockKind {
        let mut definitions: Vec<Definition> = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    let term = self.line(TagEnd::DefinitionListTitle);
                    definitions.push(Definition { term, meanings: Vec::new() });
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let meaning = self.blocks(Some(TagEnd::DefinitionListDefinition));
                    if let Some(definition) = definitions.last_mut() {
                        definition.meanings.push(meaning);
                    }
                }
                Event::End(TagEnd::DefinitionList) => break,
                _ => {}
            }
        }
        BlockKind::Definitions(definitions)
    }

    fn grid(&mut self, alignments: &[MdAlignment]) -> BlockKind {
        let alignments = alignments
            .iter()
            .map(|alignment| match alignment {
                MdAlignment::None => Alignment::Natural,
                MdAlignment::Left => Alignment::Left,
                MdAlignment::Center => Alignment::Center,
                MdAlignment::Right => Alignment::Right,
            })
            .collect();
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let cell = self.line(TagEnd::TableCell);
                    if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        BlockKind::Grid { alignments, head, rows }
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// Takes `{#id}` from the end of a paragraph.
fn take_id(text: &mut [Inline]) -> Option<String> {
    let Some(Inline::Text(last)) = text.last_mut() else { return None };
    let open = last.text.rfind("{#")?;
    let id = last.text[open + 2..].strip_suffix('}')?.to_owned();
    let plain = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    if !plain {
        return None;
    }
    last.text.truncate(open);
    last.text.truncate(last.text.trim_end().len());
    Some(id)
}

/// A paragraph that is nothing but a picture is a figure, or a register's table.
fn only_picture(text: &mut Vec<Inline>) -> Option<BlockKind> {
    if !matches!(text[..], [Inline::Picture(_)]) {
        return None;
    }
    match text.pop() {
        Some(Inline::Picture(picture)) if picture.target.ends_with(".yml") || picture.target.ends_with(".yaml") => {
            Some(BlockKind::Table { path: picture.target })
        }
        Some(Inline::Picture(picture)) => Some(BlockKind::Figure(picture)),
        _ => None,
    }
}
