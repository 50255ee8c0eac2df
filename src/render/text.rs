//! A document as markup.
//!
//! A block's `textContent` is the source's words and nothing else: permalinks stand beside it, not in it.

use super::code;
use super::html::{Html, Writer};
use super::runs;
use super::strings::Strings;
use crate::data::{EntityId, Lang, OutPath};
use crate::diag::{Diagnostic, Sink, codes};
use crate::doc::{Alignment, Block, BlockKind, Document, Inline, Picture, TextNode};
use crate::resolve::cite::Piece;
use crate::resolve::{Anchor, Description, Destination, Hit, ResolvedText, Spot};
use crate::site::{PageId, Site};

/// Where pictures stand in the output.
pub(crate) const MEDIA: &str = "media";

/// Writes the texts of one page.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextWriter<'a> {
    pub(super) site: &'a Site<'a>,
    pub(super) strings: &'a Strings,
    /// The page's file, from which links are relative.
    pub(super) page: &'a OutPath,
    /// The page's language.
    pub(super) reader: &'a Lang,
    /// The work that the text belongs to.
    pub(super) work: usize,
    /// How many levels headings are lowered.
    pub(super) lowered: u8,
    /// Put before every anchor: on a page with two abstracts, the language.
    pub(super) anchor_prefix: &'a str,
}

/// A text and its tables.
#[derive(Clone, Copy)]
struct Text<'a> {
    document: &'a Document,
    resolved: &'a ResolvedText,
    lang: &'a Lang,
}

impl TextWriter<'_> {
    /// The blocks of a document, and its notes if it has any.
    pub(super) fn write(
        &self,
        document: &Document,
        resolved: &ResolvedText,
        lang: &Lang,
        sink: &mut Sink,
    ) -> (Html, Option<Html>) {
        let text = Text { document, resolved, lang };
        let mut writer = Writer::default();
        for (block, anchor) in document.blocks.iter().zip(&resolved.anchors) {
            self.top_block(block, anchor, text, &mut writer, sink);
        }
        let notes = (!document.notes.is_empty()).then(|| self.notes(text, sink));
        (writer.finish(), notes)
    }

    /// The words of a line alone, as the heading of a table of contents.
    pub(super) fn heading(text: &[Inline]) -> String {
        let mut words = String::new();
        crate::doc::walk(text, &mut |inline| match inline {
            Inline::Text(node) => words.push_str(&node.text),
            Inline::Code(code) => words.push_str(code),
            _ => {}
        });
        words.replace('\n', " ")
    }

    fn top_block(&self, block: &Block, anchor: &Anchor, text: Text<'_>, writer: &mut Writer, sink: &mut Sink) {
        let id = format!("{}{}", self.anchor_prefix, anchor.id);
        let (class, label, sign) = match (&block.kind, &anchor.spot) {
            (BlockKind::Paragraph(_), Spot::Paragraph(n)) => {
                ("block", self.strings.format("permalink_paragraph", &[("n", (*n).into())]), n.to_string())
            }
            (BlockKind::Heading { text: words, .. }, _) => {
                let title = Self::heading(words);
                let label = self.strings.format("permalink_heading", &[("title", title.as_str().into())]);
                ("block heading", label, "§".to_owned())
            }
            _ => {
                self.block(block, Some(&id), text, writer, sink);
                writer.line();
                return;
            }
        };
        writer.open("div", &[("class", class)]);
        self.block(block, Some(&id), text, writer, sink);
        let address = format!("#{id}");
        writer.element("a", &[("class", "permalink"), ("href", &address), ("aria-label", &label)], &sign);
        writer.close("div").line();
    }

    fn block(&self, block: &Block, id: Option<&str>, text: Text<'_>, writer: &mut Writer, sink: &mut Sink) {
        let with_id: Vec<(&str, &str)> = id.map(|id| ("id", id)).into_iter().collect();
        match &block.kind {
            BlockKind::Paragraph(words) => {
                writer.open("p", &with_id);
                self.line(words, text, writer, sink);
                writer.close("p");
            }
            BlockKind::Heading { level, text: words } => {
                let tag = format!("h{}", (level + self.lowered).min(6));
                writer.open(&tag, &with_id);
                self.line(words, text, writer, sink);
                writer.close(&tag);
            }
            BlockKind::List { start, items } => {
                let tag = if start.is_some() { "ol" } else { "ul" };
                let first = start.unwrap_or(1).to_string();
                let mut attributes = with_id;
                if first != "1" {
                    attributes.push(("start", &first));
                }
                writer.open(tag, &attributes);
                for item in items {
                    writer.open("li", &[]);
                    self.blocks(item, text, writer, sink);
                    writer.close("li");
                }
                writer.close(tag);
            }
            BlockKind::Definitions(definitions) => {
                writer.open("dl", &with_id);
                for definition in definitions {
                    writer.open("dt", &[]);
                    self.line(&definition.term, text, writer, sink);
                    writer.close("dt");
                    for meaning in &definition.meanings {
                        writer.open("dd", &[]);
                        self.blocks(meaning, text, writer, sink);
                        writer.close("dd");
                    }
                }
                writer.close("dl");
            }
            BlockKind::Quote(blocks) => {
                writer.open("blockquote", &with_id);
                self.blocks(blocks, text, writer, sink);
                writer.close("blockquote");
            }
            BlockKind::Code { language, text: code } => {
                write_code(language.as_deref(), code, block, &with_id, writer, sink);
            }
            BlockKind::Math(latex) => {
                writer.open("div", &[&[("class", "formula")], &with_id[..]].concat());
                match code::formula(latex, true) {
                    Ok(markup) => {
                        writer.trusted(&markup);
                    }
                    Err(message) => sink.push(Diagnostic::new(codes::MATH, message).at(block.span, "")),
                }
                writer.close("div");
            }
            BlockKind::Grid { alignments, head, rows } => {
                self.grid(alignments, head, rows, &with_id, text, writer, sink);
            }
            BlockKind::Figure(picture) => {
                writer.open("figure", &with_id);
                self.picture(picture, text, writer);
                if let Some(caption) = &picture.caption {
                    writer.element("figcaption", &[], caption);
                }
                writer.close("figure");
            }
            BlockKind::Table { path } => self.table(path, text.lang, writer),
            BlockKind::Rule => {
                writer.open("hr", &with_id);
            }
            BlockKind::Html(markup) => {
                writer.trusted(markup);
            }
        }
    }

    /// Blocks within a block. An item that is one paragraph needs none around its words.
    fn blocks(&self, blocks: &[Block], text: Text<'_>, writer: &mut Writer, sink: &mut Sink) {
        if let [Block { kind: BlockKind::Paragraph(words), .. }] = blocks {
            self.line(words, text, writer, sink);
            return;
        }
        for block in blocks {
            self.block(block, None, text, writer, sink);
        }
    }

    fn notes(&self, text: Text<'_>, sink: &mut Sink) -> Html {
        let mut writer = Writer::default();
        writer.open("ol", &[("class", "notes")]);
        for (index, (note, anchor)) in text.document.notes.iter().zip(&text.resolved.note_anchors).enumerate() {
            let id = format!("{}{}", self.anchor_prefix, anchor.id);
            writer.open("li", &[("id", &id)]);
            let (last, before) = match note.blocks.split_last() {
                Some((last, before)) => (Some(last), before),
                None => (None, &[][..]),
            };
            for block in before {
                self.block(block, None, text, &mut writer, sink);
            }
            // The way back stands in the note's last paragraph, behind its words.
            if let Some(Block { kind: BlockKind::Paragraph(words), .. }) = last {
                writer.open("p", &[]);
                self.line(words, text, &mut writer, sink);
                writer.text(" ");
                self.note_back(index, &id, &mut writer);
                writer.close("p");
            } else {
                last.into_iter().for_each(|block| self.block(block, None, text, &mut writer, sink));
                self.note_back(index, &id, &mut writer);
            }
            writer.close("li").line();
        }
        writer.close("ol");
        writer.finish()
    }

    fn note_back(&self, index: usize, id: &str, writer: &mut Writer) {
        let label = self.strings.format("note_back", &[("n", (index + 1).into())]);
        let address = format!("#{id}-ref");
        writer.element("a", &[("class", "note-back"), ("href", &address), ("aria-label", &label)], "↩");
    }

    #[expect(clippy::too_many_arguments, reason = "a grid is its parts, and is written in one place")]
    fn grid(
        &self,
        alignments: &[Alignment],
        head: &[Vec<Inline>],
        rows: &[Vec<Vec<Inline>>],
        with_id: &[(&str, &str)],
        text: Text<'_>,
        writer: &mut Writer,
        sink: &mut Sink,
    ) {
        let align = |column: usize| match alignments.get(column) {
            Some(Alignment::Left) => Some(("class", "left")),
            Some(Alignment::Center) => Some(("class", "center")),
            Some(Alignment::Right) => Some(("class", "right")),
            _ => None,
        };
        writer.open("figure", &[&[("class", "table plain")], with_id].concat()).open("table", &[]).open("thead", &[]);
        let mut row = |cells: &[Vec<Inline>], head: bool, writer: &mut Writer| {
            writer.open("tr", &[]);
            for (column, cell) in cells.iter().enumerate() {
                let (tag, scope) = match (head, column) {
                    (true, _) => ("th", Some(("scope", "col"))),
                    (false, 0) => ("th", Some(("scope", "row"))),
                    (false, _) => ("td", None),
                };
                let attributes: Vec<_> = scope.into_iter().chain(align(column)).collect();
                writer.open(tag, &attributes);
                self.line(cell, text, writer, sink);
                writer.close(tag);
            }
            writer.close("tr").line();
        };
        row(head, true, writer);
        writer.close("thead").open("tbody", &[]);
        rows.iter().for_each(|cells| row(cells, false, writer));
        writer.close("tbody").close("table").close("figure");
    }

    fn picture(&self, picture: &Picture, text: Text<'_>, writer: &mut Writer) {
        let Some(Destination::Picture(path)) = text.resolved.destinations.get(&picture.span) else { return };
        let address = OutPath::new(&format!("{MEDIA}/{path}")).relative_from(self.page);
        writer.open("img", &[("src", &address), ("alt", &picture.alt), ("loading", "lazy")]);
    }

    fn line(&self, line: &[Inline], text: Text<'_>, writer: &mut Writer, sink: &mut Sink) {
        for inline in line {
            self.inline(inline, text, writer, sink);
        }
    }

    fn inline(&self, inline: &Inline, text: Text<'_>, writer: &mut Writer, sink: &mut Sink) {
        let mut wrapped = |tag: &str, attributes: &[(&str, &str)], inner: &[Inline], writer: &mut Writer| {
            writer.open(tag, attributes);
            self.line(inner, text, writer, sink);
            writer.close(tag);
        };
        match inline {
            Inline::Text(node) => self.words(node, text, writer),
            Inline::Emphasis(inner) => wrapped("em", &[], inner, writer),
            Inline::Strong(inner) => wrapped("strong", &[], inner, writer),
            Inline::Struck(inner) => wrapped("del", &[], inner, writer),
            Inline::Foreign { lang, text: inner } => wrapped("span", &[("lang", lang.as_str())], inner, writer),
            Inline::Code(code) => {
                writer.element("code", &[], code);
            }
            Inline::Math { latex, span } => match code::formula(latex, false) {
                Ok(markup) => {
                    writer.trusted(&markup);
                }
                Err(message) => sink.push(Diagnostic::new(codes::MATH, message).at(*span, "")),
            },
            Inline::Link { text: inner, span, .. } => {
                let address = text.resolved.destinations.get(span).and_then(|found| self.address(found));
                match address {
                    Some(address) => wrapped("a", &[("href", &address)], inner, writer),
                    None => self.line(inner, text, writer, sink),
                }
            }
            Inline::Citation(index) => self.citation(*index as usize, text, writer, sink),
            Inline::Mention { entity, text: words, .. } => {
                // One that no register holds was reported.
                let Some(entry) = self.site.content.entities.get(entity) else {
                    writer.text(words);
                    return;
                };
                let name = entry.short_name(text.lang, self.site.first_language()).unwrap_or(entity.as_str());
                let words = if words.is_empty() { name } else { words };
                self.mention(entity, words, text.lang, text.lang, writer);
            }
            Inline::Picture(picture) => self.picture(picture, text, writer),
            Inline::Note(index) => {
                let Some(anchor) = text.resolved.note_anchors.get(*index as usize) else { return };
                let id = format!("{}{}", self.anchor_prefix, anchor.id);
                let (own, address) = (format!("{id}-ref"), format!("#{id}"));
                writer.open("sup", &[("class", "note-ref")]);
                let number = (index + 1).to_string();
                writer.element("a", &[("id", &own), ("href", &address), ("role", "doc-noteref")], &number);
                writer.close("sup");
            }
            Inline::HardBreak => {
                writer.open("br", &[]);
            }
            Inline::Html(markup) => {
                writer.trusted(markup);
            }
        }
    }

    fn words(&self, node: &TextNode, text: Text<'_>, writer: &mut Writer) {
        let hits = text.resolved.hits.get(node.id as usize).map_or(&[][..], Vec::as_slice);
        self.with_mentions(&node.text, hits, text.lang, writer);
    }

    fn with_mentions(&self, words: &str, hits: &[Hit], lang: &Lang, writer: &mut Writer) {
        let mut done = 0;
        for hit in hits {
            writer.text(&words[done..hit.range.start]);
            self.mention(&hit.entity, &words[hit.range.clone()], &hit.lang, lang, writer);
            done = hit.range.end;
        }
        writer.text(&words[done..]);
    }

    /// A link to an entry; `own` is the language of the words, `around` that of the text.
    pub(super) fn mention(&self, entity: &EntityId, words: &str, own: &Lang, around: &Lang, writer: &mut Writer) {
        let Some(path) = self.site.routes.path(&PageId::Entity(entity.clone()), self.reader) else {
            writer.text(words);
            return;
        };
        let address = path.relative_from(self.page);
        let mut attributes = vec![("class", "mention"), ("href", address.as_str())];
        if own != around {
            attributes.push(("lang", own.as_str()));
        }
        writer.element("a", &attributes, words);
    }

    fn citation(&self, index: usize, text: Text<'_>, writer: &mut Writer, sink: &mut Sink) {
        let Some(group) = text.document.citations.get(index) else { return };
        if let Some(words) = &group.words {
            let address = group.items.first().map(|item| self.reference(item.key.as_str())).unwrap_or_default();
            writer.open("a", &[("class", "cite"), ("href", &address)]);
            self.line(words, text, writer, sink);
            writer.close("a");
            return;
        }
        for piece in text.resolved.labels.get(index).into_iter().flatten() {
            match piece {
                Piece::Text(plain) => runs::write(plain, false, writer),
                Piece::Cite { key, runs: label, .. } => {
                    writer.open("a", &[("class", "cite"), ("href", &self.reference(key.as_str()))]);
                    runs::write(label, false, writer);
                    writer.close("a");
                }
            }
        }
    }

    /// The address of a work in the list of references.
    fn reference(&self, key: &str) -> String {
        let path = self.site.routes.path(&PageId::Bibliography(self.work), self.reader);
        path.map_or_else(String::new, |path| format!("{}#{key}", path.relative_from(self.page)))
    }

    fn address(&self, destination: &Destination) -> Option<String> {
        let to = |page: PageId| Some(self.site.routes.path(&page, self.reader)?.relative_from(self.page));
        match destination {
            Destination::External(address) => Some(address.clone()),
            Destination::Work(work) => to(PageId::Work(*work)),
            Destination::Section { work, section, anchor } => {
                let page = to(PageId::Section(*work, *section))?;
                Some(anchor.as_ref().map_or_else(|| page.clone(), |anchor| format!("{page}#{anchor}")))
            }
            Destination::Picture(path) => Some(OutPath::new(&format!("{MEDIA}/{path}")).relative_from(self.page)),
        }
    }

    /// An entry's description, with links to the others that it mentions.
    pub(super) fn description(&self, description: &Description, writer: &mut Writer) {
        self.with_mentions(&description.text, &description.hits, &description.lang, writer);
    }
}

/// A block of code, in the colours of its language.
fn write_code(
    language: Option<&str>,
    text: &str,
    block: &Block,
    with_id: &[(&str, &str)],
    writer: &mut Writer,
    sink: &mut Sink,
) {
    // A long line scrolls, and what scrolls can be reached with the keyboard.
    writer.open("pre", &[with_id, &[("tabindex", "0")]].concat());
    let class = language.map(|language| format!("language-{language}"));
    let class: Vec<(&str, &str)> = class.as_deref().map(|class| ("class", class)).into_iter().collect();
    writer.open("code", &class);
    match language.map(|language| (language, code::highlight(language, text))) {
        Some((_, Some(markup))) => {
            writer.trusted(&markup);
        }
        Some((language, None)) => {
            let message = format!("code in `{language}` is not highlighted");
            sink.push(Diagnostic::new(codes::UNKNOWN_CODE_LANGUAGE, message).at(block.span, ""));
            writer.text(text);
        }
        None => {
            writer.text(text);
        }
    }
    writer.close("code").close("pre");
}

/// The headings of a document, for a table of contents: level, words and anchor.
pub(super) fn headings(document: &Document, anchors: &[Anchor]) -> Vec<(u8, String, String)> {
    let blocks = document.blocks.iter().zip(anchors);
    blocks
        .filter_map(|(block, anchor)| match &block.kind {
            BlockKind::Heading { level, text } => Some((*level, TextWriter::heading(text), anchor.id.clone())),
            _ => None,
        })
        .collect()
}
