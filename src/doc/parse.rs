//! Markdown into the tree: blocks. What stands inside a line is read in `inline`.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;
use std::ops::Range;

use camino::Utf8Path;
use pulldown_cmark::{
    Alignment as MdAlignment, BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::citation::{LocatorWords, Masked, Unmasked, is_group, unmask};
use super::drawn::label_of;
use super::floats::Parts;
use super::inline::{Call, Calls, LineReader, unknown_note};
use super::lines::looks_like_reference;
use super::marks::Fence;
use super::scan::scan;
use super::{
    Attributes, Block, BlockKind, Cell, ColumnAlignment, Definition, Document, Grid, Inline, Note, attributes, floats,
    stray,
};
use crate::data::CiteKey;
use crate::diag::{Diagnostic, Sink, codes};
use crate::load::{CONTENT, Content, DataTables};
use crate::source::{FileId, SourceMap, Span};

/// The address that `[words][@key]` is given.
pub(super) const GROUP: &str = "pliego:citations";

/// What texts may use beyond CommonMark, as far as Markdown's parser reads it.
pub const MARKDOWN: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_WIKILINKS);

/// How a site's texts are read.
#[derive(Debug, Clone)]
pub struct Syntax {
    /// Whether raw HTML is let through.
    pub raw_html: bool,
    /// The words that begin a locator.
    pub locators: LocatorWords,
    /// Keys of works that are formed as ids of figures and sections: to these no reference leads.
    pub works: BTreeSet<String>,
    /// Further keys of works, and the key that each stands for.
    pub aliases: BTreeMap<CiteKey, CiteKey>,
    /// Files of cells that texts show as tables.
    pub tables: DataTables,
}

impl Syntax {
    /// How the texts of a site are read.
    #[must_use]
    pub fn of_site(content: &Content) -> Self {
        let keys = content.bibliography.keys().map(|key| key.as_str().to_owned());
        let further = content.bibliography.aliases().map(|(alias, _)| alias.as_str().to_owned());
        Self {
            raw_html: content.config.raw_html,
            locators: LocatorWords::of_site(&content.config),
            works: keys.chain(further).filter(|key| looks_like_reference(key)).collect(),
            aliases: content.bibliography.aliases().map(|(alias, key)| (alias.clone(), key.clone())).collect(),
            tables: content.tables.clone(),
        }
    }
}

/// Parses the bytes `body` of a file.
#[must_use]
pub fn parse(sources: &SourceMap, file: FileId, body: Range<usize>, syntax: &Syntax, sink: &mut Sink) -> Document {
    let text = &sources.file(file).text[body.clone()];
    let folder = sources.file(file).path.parent().unwrap_or(Utf8Path::new(""));
    let folder = folder.strip_prefix(CONTENT).unwrap_or(folder);
    let parts = [FilePart { at: 0, range: body }];
    let place = Place { file, folder, text, parts: &parts };
    let (blocks, Gathered { mut document, calls }) = read(place, Gathered::default(), syntax, 0, sink);
    document.blocks = blocks;
    document.notes = sort_notes(calls, sink);
    stray::report(&document, sink);
    document
}

/// What the parts of a text add to together.
#[derive(Default)]
pub(super) struct Gathered {
    /// Citations, and the number of text nodes.
    pub(super) document: Document,
    pub(super) calls: Calls,
}

/// The blocks of a text, or of a part of it with lines of its own, which stands within `depth` others.
pub(super) fn read(
    place: Place<'_>,
    gathered: Gathered,
    syntax: &Syntax,
    depth: usize,
    sink: &mut Sink,
) -> (Vec<Block>, Gathered) {
    let marked = scan(place.text);
    let masked = Masked::new(&marked.text);
    let callback = |link: BrokenLink<'_>| {
        let reference = link.link_type == LinkType::Reference && !marked.opens_at(link.span.start);
        let wanted = reference && is_group(&unmask(&link.reference));
        // `[@a][@b]` is two groups.
        let words = masked.text()[link.span].split(']').next().unwrap_or_default();
        (wanted && !is_group(&unmask(words))).then_some((CowStr::Borrowed(GROUP), CowStr::Borrowed("")))
    };
    let parser = Parser::new_with_broken_link_callback(masked.text(), MARKDOWN, Some(callback));
    let defined = parser.reference_definitions().iter();
    let defined: Vec<(String, Range<usize>)> =
        defined.map(|(label, found)| (label_of(label), found.span.clone())).collect();
    let events = masked.events(parser.into_offset_iter());
    let Gathered { document, calls } = gathered;
    let mut lines = LineReader {
        place,
        marked: &marked,
        document,
        calls,
        syntax,
        depth,
        sink,
        pending: None,
        resume: 0,
        last_end: 0,
        defined: None,
    };
    lines.report_broken_tables();
    let mut builder = Builder { events: events.peekable(), lines };
    let blocks = builder.blocks(None);
    // What a cell of a table is given belongs to the text around it.
    if depth == 0 {
        builder.lines.report_unused(defined);
    }
    let LineReader { document, calls, .. } = builder.lines;
    (blocks, Gathered { document, calls })
}

fn sort_notes(calls: Calls, sink: &mut Sink) -> Vec<Note> {
    let Calls { notes: called, written: mut notes, asked, .. } = calls;
    let lost = asked.into_iter().filter(|(label, _)| !notes.contains_key(label));
    sink.extend(lost.map(|(label, span)| unknown_note(&format!("[^{label}]"), span)).collect::<Vec<_>>());
    let written = |call| match call {
        Call::Inline(blocks) => Note { label: String::new(), blocks, calls: 1 },
        Call::Label(label, calls) => {
            Note { blocks: notes.remove(&label).map(|(_, blocks)| blocks).unwrap_or_default(), label, calls }
        }
    };
    let called = called.into_iter().map(written).collect();
    sink.extend(notes.into_iter().map(|(label, (span, _))| {
        Diagnostic::new(codes::UNCALLED_NOTE, format!("nothing calls the note `[^{label}]`")).at(span, "")
    }));
    called
}

/// Where the parsed text stands in its file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) file: FileId,
    /// The folder of the file, relative to `content/`.
    pub(super) folder: &'a Utf8Path,
    pub(super) text: &'a str,
    /// The parts of the file that the text is made of, in order; never none.
    pub(super) parts: &'a [FilePart],
}

/// A part of a file that belongs to a parsed text.
#[derive(Debug, Clone)]
pub(super) struct FilePart {
    /// Where it begins in the text.
    pub(super) at: usize,
    /// Where it stands in the file.
    pub(super) range: Range<usize>,
}

impl Place<'_> {
    /// The span of bytes of the parsed text.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let start = self.in_file(range.start);
        // The end is found from the last byte: the next part may lie further on.
        let end = if range.is_empty() { start } else { self.in_file(range.end - 1) + 1 };
        Span::new(self.file, start..end.max(start))
    }

    /// The bytes of the parsed text that a span of it has.
    pub(super) fn local(&self, span: Span) -> Range<usize> {
        let local = |at: usize| {
            let part = &self.parts[self.parts.partition_point(|part| part.range.start <= at).saturating_sub(1)];
            (part.at + at.saturating_sub(part.range.start)).min(self.text.len())
        };
        let range = span.range();
        let start = local(range.start);
        start..if range.is_empty() { start } else { local(range.end - 1) + 1 }
    }

    fn in_file(&self, at: usize) -> usize {
        let part = &self.parts[self.parts.partition_point(|part| part.at <= at).saturating_sub(1)];
        (part.range.start + at - part.at).min(part.range.end)
    }
}

pub(super) type Events<'a, F> = Peekable<Unmasked<'a, F>>;

struct Builder<'a, F: pulldown_cmark::BrokenLinkCallback<'a>> {
    events: Events<'a, F>,
    lines: LineReader<'a>,
}

impl<'a, F: pulldown_cmark::BrokenLinkCallback<'a>> Builder<'a, F> {
    /// Blocks up to the end of the enclosing tag, which is taken too; `None` is the end of the text.
    fn blocks(&mut self, end: Option<TagEnd>) -> Vec<Block> {
        let mut parts = Parts::default();
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
                        self.block(tag, range, parts.here());
                        self.lines.depth -= 1;
                    }
                }
                Event::Rule => {
                    self.events.next();
                    if let Some(table) = self.lines.marked.table_in(range.clone()) {
                        parts.here().push(self.lines.drawn_table(table));
                        continue;
                    }
                    match self.lines.marked.fence_in(range.clone()).cloned() {
                        Some(Fence::Open(attributes)) => {
                            let at = self.lines.trimmed(range);
                            parts.open(attributes, at, &mut self.lines);
                        }
                        Some(Fence::Close) => parts.close(self.lines.trimmed(range), &mut self.lines),
                        None => {
                            self.lines.check_rule(range.clone());
                            parts.here().push(self.finish(BlockKind::Rule, range, Attributes::default()));
                        }
                    }
                }
                Event::End(_) => {
                    self.events.next();
                }
                // A tight list's items hold their words without a paragraph around them.
                _ => {
                    let text = self.lines.read(&mut self.events, &[end.unwrap_or(TagEnd::Paragraph)], false);
                    let mut attributes = self.lines.take_attributes();
                    if !text.is_empty() {
                        let kind = self.lines.paragraph(text, range.clone(), &mut attributes);
                        parts.here().push(self.finish(kind, range, attributes));
                    }
                }
            }
        }
        parts.finish(&mut self.lines)
    }

    fn block(&mut self, tag: Tag<'a>, range: Range<usize>, blocks: &mut Vec<Block>) {
        let end = tag.to_end();
        let mut given = Attributes::default();
        let kind = match tag {
            Tag::Paragraph => {
                let text = self.line(end);
                given = self.lines.take_attributes();
                if text.is_empty() {
                    self.lines.belongs_to_nothing(&given, range);
                    return;
                }
                self.lines.paragraph(text, range.clone(), &mut given)
            }
            Tag::Heading { level, .. } => {
                let text = self.line(end);
                given = self.lines.take_attributes();
                BlockKind::Heading { level: level as u8, text }
            }
            Tag::BlockQuote(_) => {
                let mut inner = self.blocks(Some(end));
                if let Some(division) = self.lines.callout(&mut inner, &mut given) {
                    BlockKind::Division(division)
                } else {
                    floats::attribute(&mut inner);
                    BlockKind::Quote(inner)
                }
            }
            Tag::CodeBlock(kind) => {
                let mut language = None;
                if let CodeBlockKind::Fenced(info) = kind {
                    self.lines.fence_within(range.clone());
                    if let Some((read, _)) = attributes::read(info.find('{').map_or("", |at| &info[at..])) {
                        given = read;
                    }
                    let named =
                        info.split(|c: char| c.is_whitespace() || c == '{').next().filter(|name| !name.is_empty());
                    language = named.map(str::to_owned).or_else(|| given.classes.first().cloned());
                    self.lines.check_info(&info, range.clone());
                }
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
            Tag::Table(alignments) => self.grid(&alignments, range.clone(), &mut given),
            Tag::FootnoteDefinition(label) => {
                let inner = self.blocks(Some(end));
                self.lines.written(label.into_string(), range, inner);
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
        blocks.push(self.finish(kind, range, given));
    }

    fn finish(&self, kind: BlockKind, range: Range<usize>, mut attributes: Attributes) -> Block {
        let id = attributes.id.take();
        Block { kind, span: self.lines.trimmed(range), id, attributes }
    }

    fn line(&mut self, end: TagEnd) -> Vec<Inline> {
        self.lines.read(&mut self.events, &[end], true)
    }

    fn raw(&mut self, end: TagEnd) -> String {
        let mut text = String::new();
        for (event, range) in self.events.by_ref() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Text(piece) | Event::Html(piece) => text.push_str(self.lines.typed(&piece, range)),
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

    fn grid(&mut self, alignments: &[MdAlignment], whole: Range<usize>, given: &mut Attributes) -> BlockKind {
        let alignments = alignments.iter().map(|alignment| match alignment {
            MdAlignment::None => ColumnAlignment::Natural,
            MdAlignment::Left => ColumnAlignment::Left,
            MdAlignment::Center => ColumnAlignment::Center,
            MdAlignment::Right => ColumnAlignment::Right,
        });
        let mut grid = Grid { alignments: alignments.collect(), ..Grid::default() };
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let mut within = whole.start..whole.start;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    self.lines.check_row(range.clone(), grid.alignments.len());
                    within = range;
                    rows.push(Vec::new());
                }
                Event::Start(Tag::TableCell) => {
                    let text = self.line(TagEnd::TableCell);
                    let attributes = self.lines.pending.take();
                    let block = self.finish(BlockKind::Paragraph(text), range, Attributes::default());
                    let Some(row) = rows.last_mut() else { continue };
                    if let Some(pending) = attributes {
                        if self.lines.is_caption(within.clone()) {
                            *given = pending.attributes;
                        } else {
                            self.lines.unread(&pending);
                        }
                    }
                    row.push(Cell::new(vec![block]));
                }
                // A caption that follows without a blank line was read as a row.
                Event::End(TagEnd::TableRow) if self.lines.is_caption(within.clone()) => {
                    let cells = rows.pop().into_iter().flatten().flat_map(|cell| cell.blocks);
                    let lines = cells.filter_map(|block| match block.kind {
                        BlockKind::Paragraph(text) => Some(text),
                        _ => None,
                    });
                    let caption = floats::without_colon(lines.flatten().collect());
                    grid.float.caption.extend(caption);
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let mut rows = rows.into_iter();
        grid.head = rows.next().filter(|head| head.iter().any(has_words)).into_iter().collect();
        grid.rows = rows.collect();
        BlockKind::Grid(grid)
    }
}

fn has_words(cell: &Cell) -> bool {
    cell.blocks.iter().any(|block| !matches!(&block.kind, BlockKind::Paragraph(text) if text.is_empty()))
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
