//! Running text: what stands inside a line, and what its names lead to.

use super::{MEDIA, Text, TextWriter, markup, printed_number, write_formula};
use crate::data::{EntityId, Lang, OutPath};
use crate::diag::Sink;
use crate::doc::{Attributes, CitationGroup, Inline, Picture, TextNode};
use crate::render::html::Writer;
use crate::render::runs;
use crate::resolve::{Anchor, Description, Destination, Hit, Piece};
use crate::site::PageId;

/// The id of a call of the note with an id.
pub(super) fn call_id(note: &str, call: u32) -> String {
    if call == 1 { format!("{note}-ref") } else { format!("{note}-ref{call}") }
}

impl TextWriter<'_> {
    /// A picture as wide as `of` says: its own attributes, or those of the figure that it is.
    pub(super) fn picture(&self, picture: &Picture, of: &Attributes, text: Text<'_>, writer: &mut Writer) {
        let Some(Destination::File { path, .. }) = text.resolved.destinations.get(&picture.span) else { return };
        let address = OutPath::new(&format!("{MEDIA}/{path}")).relative_from(self.page);
        let classes = picture.attributes.classes.join(" ");
        let mut own = vec![("src", address.as_str()), ("alt", &picture.alt), ("loading", "lazy")];
        if !classes.is_empty() {
            own.push(("class", &classes));
        }
        let width = of.width().map(|width| format!("inline-size:{}", width.css()));
        own.extend(width.as_deref().map(|width| ("style", width)));
        writer.open("img", &own);
    }

    pub(super) fn line(&self, line: &[Inline], text: Text<'_>, writer: &mut Writer, sink: &mut Sink) {
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
            Inline::Subscript(inner) => wrapped("sub", &[], inner, writer),
            Inline::Superscript(inner) => wrapped("sup", &[], inner, writer),
            Inline::Span { attributes, text: inner, .. } => {
                let id = attributes.id.as_deref().map(|id| format!("{}{id}", self.anchor_prefix));
                let marked = attributes.has_class("mark");
                let quoted = attributes.has_class("quote");
                let classes =
                    attributes.classes.iter().map(String::as_str).filter(|class| !matches!(*class, "mark" | "quote"));
                let classes = classes.collect::<Vec<_>>().join(" ");
                let mut given: Vec<(&str, &str)> = id.as_deref().map(|id| ("id", id)).into_iter().collect();
                if !classes.is_empty() {
                    given.push(("class", &classes));
                }
                given.extend(attributes.lang.as_ref().map(|lang| ("lang", lang.as_str())));
                given.extend(attributes.dir().map(|dir| ("dir", dir)));
                let tag = match attributes.has_class("underline") {
                    _ if marked => "mark",
                    // Its marks are those of the language around it.
                    _ if quoted => "q",
                    true => "u",
                    false => "span",
                };
                wrapped(tag, &given, inner, writer);
            }
            Inline::Reference(reference) => self.cross_reference(reference, text, writer),
            Inline::Foreign { lang, text: inner } => wrapped("span", &[("lang", lang.as_str())], inner, writer),
            Inline::Code(code) => {
                writer.element("code", &[], code);
            }
            Inline::Math { formula, span, display, id } => {
                let own = id.as_deref().map(|id| format!("{}{id}", self.anchor_prefix));
                if let Some(own) = &own {
                    writer.open("span", &[("class", "equation"), ("id", own)]);
                }
                write_formula(formula, *display, *span, writer, sink);
                match (&formula.label, &own) {
                    (Some(label), _) => printed_number(label, writer),
                    (None, Some(own)) => self.equation_number(Some(own), text, writer),
                    (None, None) => {}
                }
                if own.is_some() {
                    writer.close("span");
                }
            }
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
            Inline::Picture(picture) => self.picture(picture, &picture.attributes, text, writer),
            Inline::Note(index) => self.author_note(*index, 1, text, writer),
            Inline::NoteAgain { note, call } => self.author_note(*note, *call, text, writer),
            Inline::HardBreak => {
                writer.open("br", &[]);
            }
            Inline::Html(markup) => {
                writer.trusted(&markup::prefixed(markup, self.anchor_prefix, &text.resolved.markup_ids));
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
    pub(in crate::render) fn mention(
        &self,
        entity: &EntityId,
        words: &str,
        own: &Lang,
        around: &Lang,
        writer: &mut Writer,
    ) {
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
        let Some(label) = text.resolved.labels.get(index) else { return };
        self.pieces(&label.sentence, group, text, writer, sink);
        let note = text.resolved.notes.of_citation(index);
        note.into_iter().for_each(|(number, anchor)| self.note_call(number, anchor, 1, writer));
    }

    fn author_note(&self, note: u32, call: u32, text: Text<'_>, writer: &mut Writer) {
        if let Some((number, anchor)) = text.resolved.notes.of_author(note as usize) {
            self.note_call(number, anchor, call, writer);
        }
    }

    fn note_call(&self, number: usize, anchor: &Anchor, call: u32, writer: &mut Writer) {
        let id = format!("{}{}", self.anchor_prefix, anchor.id);
        let (own, address) = (call_id(&id, call), format!("#{id}"));
        writer.open("sup", &[("class", "note-ref")]);
        writer.element("a", &[("id", &own), ("href", &address), ("role", "doc-noteref")], &number.to_string());
        writer.close("sup");
    }

    /// What stands for a group of citations, in the sentence or in a note.
    pub(super) fn pieces(
        &self,
        pieces: &[Piece],
        group: &CitationGroup,
        text: Text<'_>,
        writer: &mut Writer,
        sink: &mut Sink,
    ) {
        for piece in pieces {
            match piece {
                Piece::Text(plain) => runs::write(plain, true, writer),
                // One that went into a range of numbers has no words of its own.
                Piece::Cite { runs: label, .. } if label.is_empty() => {}
                Piece::Cite { key, runs: label, .. } => {
                    writer.open("a", &[("class", "cite"), ("href", &self.reference(key.as_str()))]);
                    runs::write(label, false, writer);
                    writer.close("a");
                }
                Piece::Words { item, affix, at } => {
                    let words = group.items.get(*item).and_then(|item| item.affix(*affix).get(*at));
                    self.line(words.map_or(&[], std::slice::from_ref), text, writer, sink);
                }
            }
        }
    }

    /// The address of a work in the list of references.
    fn reference(&self, key: &str) -> String {
        let path = self.site.routes.path(&PageId::Bibliography(self.work), self.reader);
        path.map_or_else(String::new, |path| format!("{}#{key}", path.relative_from(self.page)))
    }

    pub(super) fn address(&self, destination: &Destination) -> Option<String> {
        let to = |page: PageId| Some(self.site.routes.path(&page, self.reader)?.relative_from(self.page));
        match destination {
            Destination::External(address) => Some(address.to_string()),
            Destination::Work(work) => to(PageId::Work(*work)),
            Destination::Section { work, section, anchor } if self.whole && *work == self.work => {
                let name = || self.site.content.works[*work].sections[*section].id.to_string();
                Some(format!("#{}", anchor.clone().unwrap_or_else(name)))
            }
            Destination::Section { work, section, anchor } => {
                let page = to(PageId::Section(*work, *section))?;
                Some(anchor.as_ref().map_or_else(|| page.clone(), |anchor| format!("{page}#{anchor}")))
            }
            Destination::File { path, anchor } => {
                let file = OutPath::new(&format!("{MEDIA}/{path}")).relative_from(self.page);
                Some(anchor.as_ref().map_or_else(|| file.clone(), |anchor| format!("{file}#{anchor}")))
            }
        }
    }

    /// An entry's description, with links to the others that it mentions.
    pub(in crate::render) fn description(&self, description: &Description, writer: &mut Writer) {
        self.with_mentions(&description.text, &description.hits, &description.lang, writer);
    }
}
