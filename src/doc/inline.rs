//! Markdown into the tree: what stands inside a line, with citations and mentions.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{BrokenLinkCallback, Event, LinkType, Tag, TagEnd};

use super::citation::{Cite, CiteForm, CiteItem, Found, Malformed, Shape, is_group};
use super::drawn::label_of;
use super::line::{Line, Part};
use super::lines::{Frame, Pending};
use super::marks::Marked;
use super::parse::{Events, GROUP, Place, Syntax};
use super::{Block, CitationGroup, Document, Inline, elements, signs};
use crate::config::is_language_tag;
use crate::data::{CiteKey, EntityId, Lang};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::Span;

/// Reads lines, and keeps what they hold together: citations, calls of notes, numbers of text nodes.
pub(super) struct LineReader<'a> {
    pub(super) place: Place<'a>,
    pub(super) marked: &'a Marked,
    pub(super) document: Document,
    pub(super) calls: Calls,
    pub(super) syntax: &'a Syntax,
    /// How many quotations, lists, emphases … are open around what is read next.
    pub(super) depth: usize,
    pub(super) sink: &'a mut Sink,
    /// Attributes at the end of what was read so far: those of the block, if nothing else follows.
    pub(super) pending: Option<Pending>,
    /// Up to where the text was read by its marks.
    pub(super) resume: usize,
    /// Where the last piece that is not words ended.
    pub(super) last_end: usize,
    /// Lines that define links and notes, once a grid table has asked for them.
    pub(super) defined: Option<BTreeMap<String, String>>,
}

/// How deep a text may be nested: every later stage goes one call deeper with each level.
pub(super) const DEEPEST: usize = 100;

/// A note that is called.
pub(super) enum Call {
    /// By its label, and how often.
    Label(String, u32),
    /// It stands where it is called.
    Inline(Vec<Block>),
}

/// The notes that a text calls.
#[derive(Default)]
pub(super) struct Calls {
    /// In the order of their first calls.
    pub(super) notes: Vec<Call>,
    /// What stands behind `[^label]:`, by label, with its place.
    pub(super) written: BTreeMap<String, (Span, Vec<Block>)>,
    places: BTreeMap<String, u32>,
    /// Labels of notes that were called without knowing whether they are there, with their places.
    pub(super) asked: Vec<(String, Span)>,
    /// Labels of addresses that links and pictures have used.
    pub(super) addresses: BTreeSet<String>,
}

impl Calls {
    /// A call of a label; `None` past four thousand million.
    pub(super) fn call(&mut self, label: &str) -> Option<Inline> {
        if let Some(note) = self.places.get(label).copied() {
            let Some(Call::Label(_, calls)) = self.notes.get_mut(note as usize) else { return None };
            *calls += 1;
            return Some(Inline::NoteAgain { note, call: *calls });
        }
        let place = u32::try_from(self.notes.len()).ok()?;
        self.notes.push(Call::Label(label.to_owned(), 1));
        self.places.insert(label.to_owned(), place);
        Some(Inline::Note(place))
    }

    /// The place of a note that stands where it is called, before it is read.
    pub(super) fn reserve(&mut self) -> usize {
        self.notes.push(Call::Inline(Vec::new()));
        self.notes.len() - 1
    }
}

impl<'a> LineReader<'a> {
    /// Reads up to one of the `ends`, which is taken if `take_end`; without it, up to any block's start or end.
    pub(super) fn read<F: BrokenLinkCallback<'a>>(
        &mut self,
        events: &mut Events<'a, F>,
        ends: &[TagEnd],
        take_end: bool,
    ) -> Vec<Inline> {
        let mut line = Line::default();
        let mut frames: Vec<Frame> = Vec::new();
        while let Some((event, range)) = events.peek() {
            let range = range.clone();
            match event {
                Event::End(tag) if ends.contains(tag) => {
                    if take_end {
                        events.next();
                    }
                    break;
                }
                Event::End(_) if !take_end => break,
                Event::Start(tag) if !take_end && !is_inline(tag) => break,
                Event::Text(text) => {
                    let typed = self.typed(text, range.clone());
                    self.marks(typed, range, &mut line, &mut frames);
                }
                // As Pandoc writes them.
                Event::TaskListMarker(done) => {
                    self.settle(&mut line);
                    line.push(if *done { "☒ " } else { "☐ " }, range);
                }
                Event::SoftBreak if range.start < self.resume => {}
                Event::SoftBreak => {
                    self.settle(&mut line);
                    line.push("\n", range);
                }
                _ => {
                    if let Some((event, range)) = events.next() {
                        self.settle(&mut line);
                        let inline = self.inline(event, range.clone(), events);
                        self.last_end = range.end;
                        inline.into_iter().for_each(|inline| line.object(inline, range.clone()));
                    }
                    continue;
                }
            }
            events.next();
        }
        while let Some(frame) = frames.pop() {
            self.reopen(frame, &mut line);
        }
        // Attributes at the end of emphasis are not those of the block around it.
        if ends.iter().copied().all(is_inline_end) {
            self.settle(&mut line);
        }
        self.cut(line)
    }

    /// The words of an event as they were typed: where it is no escape, they stand at its place.
    pub(super) fn typed<'t>(&self, text: &'t str, range: Range<usize>) -> &'t str
    where
        'a: 't,
    {
        let place: &'a str = self.place.text;
        if text.len() == range.len() { &place[range] } else { text }
    }

    /// Whether a level more may be opened here; if not, that is reported, and what is in the level is passed over.
    pub(super) fn may_open<F: BrokenLinkCallback<'a>>(
        &mut self,
        range: &Range<usize>,
        events: &mut Events<'a, F>,
    ) -> bool {
        if self.depth < DEEPEST {
            return true;
        }
        let at = self
            .place
            .span(range.start..range.start + self.place.text[range.start..].chars().next().map_or(0, char::len_utf8));
        let found = Diagnostic::new(codes::TOO_DEEP, format!("more than {DEEPEST} levels of nesting end here"));
        self.sink.push(found.at(at, "").help("take out signs that open a quotation, a list, emphasis or a link"));
        let mut open = 1;
        while open > 0 {
            match events.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => break,
            }
        }
        false
    }

    fn inline<F: BrokenLinkCallback<'a>>(
        &mut self,
        event: Event<'a>,
        range: Range<usize>,
        events: &mut Events<'a, F>,
    ) -> Option<Inline> {
        if !matches!(event, Event::Start(_)) {
            return self.element(event, range, events);
        }
        if !self.may_open(&range, events) {
            return None;
        }
        self.depth += 1;
        let inline = self.element(event, range, events);
        self.depth -= 1;
        inline
    }

    fn element<F: BrokenLinkCallback<'a>>(
        &mut self,
        event: Event<'a>,
        range: Range<usize>,
        events: &mut Events<'a, F>,
    ) -> Option<Inline> {
        Some(match event {
            Event::Code(code) => {
                self.check_code(&code, range);
                Inline::Code(code.into_string())
            }
            Event::HardBreak => Inline::HardBreak,
            Event::FootnoteReference(label) => self.calls.call(&label)?,
            Event::InlineHtml(html) | Event::Html(html) => Inline::Html(self.html(html.into_string(), range)?),
            Event::Start(Tag::Emphasis) => Inline::Emphasis(self.read(events, &[TagEnd::Emphasis], true)),
            Event::Start(Tag::Strong) => Inline::Strong(self.read(events, &[TagEnd::Strong], true)),
            Event::Start(Tag::Strikethrough) => Inline::Struck(self.read(events, &[TagEnd::Strikethrough], true)),
            Event::Start(Tag::Link { link_type, dest_url, id, .. }) => {
                self.calls.addresses.insert(label_of(&id));
                let known = self.document.citations.len();
                let text = self.read(events, &[TagEnd::Link], true);
                if self.document.citations.len() > known {
                    let span = self.place.span(range);
                    let diagnostic = Diagnostic::new(codes::CITATION_SYNTAX, "a citation inside a link");
                    let help =
                        "a link cannot hold a link; put the citation beside it, or write `\\@` where none is meant";
                    self.sink.push(diagnostic.at(span, "").help(help));
                    return None;
                }
                return self.link(link_type, &dest_url, text, range);
            }
            Event::Start(Tag::Image { dest_url, title, id, .. }) => {
                self.calls.addresses.insert(label_of(&id));
                let known = self.document.citations.len();
                let words = self.read(events, &[TagEnd::Image], true);
                self.picture(words, known, dest_url.into_string(), &title, range)?
            }
            _ => return None,
        })
    }

    fn link(&mut self, link_type: LinkType, target: &str, text: Vec<Inline>, range: Range<usize>) -> Option<Inline> {
        let span = self.place.span(range.clone());
        if let LinkType::WikiLink { has_pothole } = link_type {
            let text = if has_pothole { plain(&text) } else { String::new() };
            return Some(Inline::Mention { entity: EntityId::new(target), text, span });
        }
        let source = &self.place.text[range.clone()];
        if target == GROUP {
            // `[words][@key]`: the key stands in the second brackets.
            let label = source.rfind('[').map_or(range.start, |at| range.start + at + 1);
            return self.words_for_key(label..range.end.saturating_sub(1), text, range);
        }
        if target.starts_with('@') {
            let at = source.rfind(target).map_or(range.start, |at| range.start + at);
            return self.words_for_key(at..at + target.len(), text, range);
        }
        // `<ana@example.org>`
        if link_type == LinkType::Email {
            return Some(Inline::Link { target: format!("mailto:{target}"), text, span });
        }
        if let Some(tag) = target.strip_prefix("lang:") {
            if !is_language_tag(tag) {
                let diagnostic = Diagnostic::new(codes::UNKNOWN_LANG_SPAN, format!("`{tag}` is not a language tag"));
                self.sink.push(diagnostic.at(span, "").help("a tag of BCP 47, such as `es`, `nah`, `pt-BR`"));
            }
            return Some(Inline::Foreign { lang: Lang::new(tag), text });
        }
        Some(Inline::Link { target: target.to_owned(), text, span })
    }

    /// `[words](@key)`: a citation whose words are the author's. The key stands at `label`.
    fn words_for_key(&mut self, label: Range<usize>, words: Vec<Inline>, range: Range<usize>) -> Option<Inline> {
        // Read as a line of its own, within brackets that are added to it.
        let mut line = Line::default();
        line.push("[", label.start..label.start);
        line.push(&self.place.text[label.clone()], label.clone());
        line.push("]", label.end..label.end);
        let found = Shape::new(&line.text, &[]).find(&line.text, &self.syntax.locators);
        match found.into_iter().next() {
            Some(Found::Group { form, cites, .. }) if cites.len() == 1 => {
                let items = cites.into_iter().map(|cite| self.item(&mut line, cite)).collect();
                Some(self.cite(form, items, Some(words), range))
            }
            Some(Found::Group { .. }) => {
                let help = "write a group, and what was printed behind `=`: `[@a = A, 2015; @b = 2017]`";
                let diagnostic = Diagnostic::new(codes::CITATION_SYNTAX, "a link can lead to one work only");
                self.sink.push(diagnostic.at(self.place.span(range), "").help(help));
                None
            }
            Some(Found::Malformed { why, .. }) => {
                self.report(&line, why);
                None
            }
            None => {
                let diagnostic = Diagnostic::new(codes::CITATION_SYNTAX, "there is no key here");
                let help = "a key is written `@key`, or `@{any key}`";
                self.sink.push(diagnostic.at(self.place.span(label), "").help(help));
                None
            }
        }
    }

    fn cite(
        &mut self,
        form: CiteForm,
        items: Vec<CiteItem>,
        words: Option<Vec<Inline>>,
        range: Range<usize>,
    ) -> Inline {
        if items.iter().all(|item| self.is_reference(item)) {
            return self.reference(&items, words, range);
        }
        let index = u32::try_from(self.document.citations.len()).unwrap_or(u32::MAX);
        self.document.citations.push(CitationGroup { items, form, words, span: self.place.span(range) });
        Inline::Citation(index)
    }

    /// Cuts a line into words, what stands between them, and citations.
    pub(super) fn cut(&mut self, mut line: Line) -> Vec<Inline> {
        self.report_lost_calls(&line);
        let mut cut = Vec::new();
        let shape = Shape::new(&line.text, &line.escaped(self.place.text));
        let end = line.text.len();
        if shape.is_plain() {
            return self.inlines(&mut line, &(0..end));
        }
        for half in shape.half_groups(&line.text, &self.syntax.locators) {
            self.report(&line, half);
        }
        let mut done = 0;
        for found in shape.find(&line.text, &self.syntax.locators) {
            let at = found.at().clone();
            cut.extend(self.inlines(&mut line, &(done..at.start)));
            done = at.end;
            match found {
                Found::Malformed { why, .. } => self.report(&line, why),
                Found::Group { form, cites, .. } => {
                    if let Some(why) = misplaced(&line, &at) {
                        self.report(&line, why);
                        continue;
                    }
                    let items = cites.into_iter().map(|cite| self.item(&mut line, cite)).collect();
                    let range = line.range(&at);
                    cut.push(self.cite(form, items, None, range));
                }
            }
        }
        cut.extend(self.inlines(&mut line, &(done..end)));
        cut
    }

    fn item(&mut self, line: &mut Line, cite: Cite) -> CiteItem {
        let source = line.range(&cite.key.at);
        let prefix = self.inlines(line, &cite.prefix);
        let mut suffix = self.inlines(line, &cite.suffix);
        if cite.gap {
            let at = line.range(&(cite.suffix.start..cite.suffix.start));
            suffix.insert(0, self.node(" ".to_owned(), at));
        }
        let typed = &line.text[cite.key.key];
        CiteItem {
            key: self.syntax.aliases.get(typed).cloned().unwrap_or_else(|| CiteKey::new(typed)),
            key_at: self.place.span(source).range(),
            locator: cite.locator,
            prefix,
            suffix,
            printed: cite.printed.map(|printed| self.inlines(line, &printed)),
            year_only: cite.key.year_only,
        }
    }

    fn report(&mut self, line: &Line, why: Malformed) {
        let span = self.place.span(line.range(&why.at));
        self.sink.push(Diagnostic::new(codes::CITATION_SYNTAX, why.message).at(span, "").help(why.help));
    }

    /// The call of a note that is not there stands in the words as it was typed.
    fn report_lost_calls(&mut self, line: &Line) {
        let mut done = 0;
        while let Some(start) = line.text[done..].find("[^").map(|at| done + at) {
            let Some(end) = line.text[start..].find(']').map(|at| start + at + 1) else { break };
            done = end;
            let (label, source) = (&line.text[start..end], line.range(&(start..end)));
            let escaped = self.place.text[..source.start].ends_with('\\');
            if !escaped && label.len() > 3 && !label.contains(char::is_whitespace) {
                self.sink.push(unknown_note(label, self.place.span(source)));
            }
        }
    }

    /// A part of a line that holds no citation, as pieces of running text.
    fn inlines(&mut self, line: &mut Line, part: &Range<usize>) -> Vec<Inline> {
        let parts = line.take(part);
        let made = parts.into_iter().map(|part| match part {
            Part::Object(inline) => inline,
            Part::Words(range) => {
                let source = |part: Range<usize>| line.range(&(range.start + part.start..range.start + part.end));
                signs::signs(&line.text[range.clone()], &source, self.place, self.sink);
                self.node(line.text[range.clone()].to_owned(), line.range(&range))
            }
        });
        made.collect()
    }

    pub(super) fn node(&mut self, text: String, source: Range<usize>) -> Inline {
        self.node_at(text, self.place.span(source))
    }

    /// Raw HTML, if the site allows it. Comments are nobody's text.
    pub(super) fn html(&mut self, html: String, range: Range<usize>) -> Option<String> {
        let comment = html.trim_start().starts_with("<!--");
        if !comment && !self.syntax.raw_html {
            let len = self.place.text[range.clone()].trim_end().len();
            let at = self.place.span(range.start..range.start + len);
            let help = format!("{}; a `<` that is no HTML is written `\\<`", elements::instead(&html));
            self.sink.push(Diagnostic::new(codes::RAW_HTML, "raw HTML is not allowed here").at(at, "").help(help));
        }
        (!comment && self.syntax.raw_html).then_some(html)
    }
}

/// The finding that a note is called and nowhere written; the label with its brackets.
pub(super) fn unknown_note(label: &str, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(codes::UNKNOWN_NOTE, format!("there is no note `{label}`"));
    diagnostic.at(span, "").help(format!("write it on a line of its own: `{label}: …`"))
}

/// What may not stand in a group, since the group is a link itself.
fn misplaced(line: &Line, group: &Range<usize>) -> Option<Malformed> {
    let mut found = None;
    super::visit::walk_all(line.objects(group), &mut |inline| {
        found = found.or(match inline {
            Inline::Citation(_) => Some(("a citation inside a citation", "part two works with `;`: `[@a; @b]`")),
            Inline::Note(_) | Inline::NoteAgain { .. } => {
                Some(("a note is called inside a citation", "call it behind the bracket: `[@a][^1]`"))
            }
            _ => None,
        });
    });
    found.map(|(message, help)| Malformed { message: message.to_owned(), help: help.to_owned(), at: group.clone() })
}

/// Whether a caption holds a group of citations: an `@` alone may be somebody's name elsewhere.
pub(super) fn is_bracketed_group(words: &str) -> bool {
    words.split('[').skip(1).filter_map(|rest| rest.split_once(']')).any(|(inside, _)| is_group(inside))
}

fn is_inline_end(end: TagEnd) -> bool {
    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

/// The words of a line, without markup.
pub(super) fn plain(line: &[Inline]) -> String {
    let mut words = String::new();
    super::walk(line, &mut |inline| match inline {
        Inline::Text(node) => words.push_str(&node.text),
        Inline::Code(code) => words.push_str(code),
        _ => {}
    });
    words
}
