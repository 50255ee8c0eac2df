//! Markdown into the tree: what stands inside a line, with citations and mentions.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{BrokenLinkCallback, Event, LinkType, Tag, TagEnd};

use super::citation::{self, CiteForm, CiteItem};
use super::parse::{Events, GROUP, Place};
use super::{CitationGroup, Document, Inline, Picture, TextNode};
use crate::config::is_language_tag;
use crate::data::{CiteKey, EntityId, Lang};
use crate::diag::{Diagnostic, Sink, codes};

/// Reads lines, and keeps what they hold together: citations, calls of notes, numbers of text nodes.
pub(super) struct LineReader<'a> {
    pub(super) place: Place<'a>,
    pub(super) document: Document,
    pub(super) calls: Calls,
    pub(super) raw_html: bool,
    /// How many quotations, lists, emphases … are open around what is read next.
    pub(super) depth: usize,
    pub(super) sink: &'a mut Sink,
}

/// How deep a text may be nested: every later stage goes one call deeper with each level.
pub(super) const DEEPEST: usize = 100;

/// The labels of notes that a text calls.
#[derive(Default)]
pub(super) struct Calls {
    /// In the order of their first calls.
    pub(super) labels: Vec<String>,
    places: BTreeMap<String, u32>,
}

impl Calls {
    /// The place of a label, which is that of its first call; `None` past four thousand million.
    fn place(&mut self, label: &str) -> Option<u32> {
        if let Some(place) = self.places.get(label) {
            return Some(*place);
        }
        let place = u32::try_from(self.labels.len()).ok()?;
        self.labels.push(label.to_owned());
        self.places.insert(label.to_owned(), place);
        Some(place)
    }
}

/// Words that arrive in several events, with where each piece stands.
#[derive(Default)]
struct Words {
    text: String,
    pieces: Vec<(usize, Range<usize>)>,
}

impl Words {
    fn push(&mut self, text: &str, range: Range<usize>) {
        self.pieces.push((self.text.len(), range));
        self.text.push_str(text);
    }

    /// Where a byte of the words stands in the parsed text.
    fn source(&self, offset: usize) -> usize {
        let after = self.pieces.partition_point(|(start, _)| *start <= offset);
        self.pieces
            .get(after.saturating_sub(1))
            .map_or(0, |(start, range)| (range.start + offset - start).min(range.end))
    }

    /// Where a range of the words stands. Its end is found from its last byte: the next piece may lie further on.
    fn range(&self, range: &Range<usize>) -> Range<usize> {
        let end = if range.end > range.start { self.source(range.end - 1) + 1 } else { self.source(range.end) };
        self.source(range.start)..end
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
        let mut line = Vec::new();
        let mut words = Words::default();
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
                Event::Text(text) => words.push(text, range),
                Event::SoftBreak => words.push("\n", range),
                _ => {
                    self.flush(&mut words, &mut line);
                    if let Some((event, range)) = events.next() {
                        line.extend(self.inline(event, range, events));
                    }
                    continue;
                }
            }
            events.next();
        }
        self.flush(&mut words, &mut line);
        line
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
            Event::Code(code) => Inline::Code(code.into_string()),
            Event::InlineMath(latex) | Event::DisplayMath(latex) => {
                Inline::Math { latex: latex.into_string(), span: self.place.span(range) }
            }
            Event::HardBreak => Inline::HardBreak,
            Event::FootnoteReference(label) => Inline::Note(self.calls.place(&label)?),
            Event::InlineHtml(html) | Event::Html(html) => Inline::Html(self.html(html.into_string(), range)?),
            Event::Start(Tag::Emphasis) => Inline::Emphasis(self.read(events, &[TagEnd::Emphasis], true)),
            Event::Start(Tag::Strong) => Inline::Strong(self.read(events, &[TagEnd::Strong], true)),
            Event::Start(Tag::Strikethrough) => Inline::Struck(self.read(events, &[TagEnd::Strikethrough], true)),
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                let known = self.document.citations.len();
                let text = self.read(events, &[TagEnd::Link], true);
                let group = link_type == LinkType::ShortcutUnknown && *dest_url == *GROUP;
                if !group && self.document.citations.len() > known {
                    let span = self.place.span(range);
                    let diagnostic = Diagnostic::new(codes::CITATION_SYNTAX, "a citation inside a link");
                    self.sink
                        .push(diagnostic.at(span, "").help("a link cannot hold a link; put the citation beside it"));
                    return None;
                }
                // A group's inside was read as words: the keys in it are no citations of their own.
                self.document.citations.truncate(known);
                return self.link(link_type, &dest_url, &title, text, range);
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let alt = self.read(events, &[TagEnd::Image], true);
                Inline::Picture(Picture {
                    target: dest_url.into_string(),
                    alt: plain(&alt),
                    caption: (!title.is_empty()).then(|| title.into_string()),
                    span: self.place.span(range),
                })
            }
            _ => return None,
        })
    }

    fn link(
        &mut self,
        link_type: LinkType,
        target: &str,
        title: &str,
        text: Vec<Inline>,
        range: Range<usize>,
    ) -> Option<Inline> {
        let span = self.place.span(range.clone());
        if let LinkType::WikiLink { has_pothole } = link_type {
            let text = if has_pothole { plain(&text) } else { String::new() };
            return Some(Inline::Mention { entity: EntityId::new(target), text, span });
        }
        if target == GROUP {
            let inside = range.start + 1..range.end.saturating_sub(1);
            if link_type == LinkType::ShortcutUnknown {
                return self.group(inside, None, range);
            }
            // `[words][@key]`: the key is found again behind the words.
            let label = self.place.text[range.clone()].rfind(title).map_or(range.start, |at| range.start + at);
            return self.group(label..label + title.len(), Some(text), range);
        }
        if target.starts_with('@') {
            let at = self.place.text[range.clone()].rfind(target).map_or(range.start, |at| range.start + at);
            return self.group(at..at + target.len(), Some(text), range);
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

    /// A group of citations whose keys stand at `inside`.
    fn group(&mut self, inside: Range<usize>, words: Option<Vec<Inline>>, range: Range<usize>) -> Option<Inline> {
        let offset = self.place.base + inside.start;
        match citation::parse_group(&self.place.text[inside], offset) {
            Ok((_, items)) if words.is_some() && items.len() > 1 => {
                let help = "write a group, and what was printed behind `=`: `[@a = A, 2015; @b = 2017]`";
                let diagnostic = Diagnostic::new(codes::CITATION_SYNTAX, "a link can lead to one work only");
                self.sink.push(diagnostic.at(self.place.span(range), "").help(help));
                None
            }
            Ok((form, items)) => Some(self.cite(form, items, words, range)),
            Err(malformed) => {
                let at = malformed.at.start - self.place.base..malformed.at.end - self.place.base;
                let help = "a group is written `[@key, p. 66; @other]`; what was printed stands behind `=`";
                let diagnostic = Diagnostic::new(codes::CITATION_SYNTAX, malformed.message);
                self.sink.push(diagnostic.at(self.place.span(at), "").help(help));
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
        let index = u32::try_from(self.document.citations.len()).unwrap_or(u32::MAX);
        self.document.citations.push(CitationGroup { items, form, words, span: self.place.span(range) });
        Inline::Citation(index)
    }

    /// Turns the words so far into text nodes, with the narrative citations between them.
    fn flush(&mut self, words: &mut Words, line: &mut Vec<Inline>) {
        self.report_lost_calls(words);
        let Words { text, .. } = &*words;
        let mut done = 0;
        let keys: Vec<_> = citation::key_positions(text).collect();
        for key in keys {
            let at = words.source(key.start);
            let escaped = self.place.text[..at].ends_with('\\');
            if escaped || key.start < done {
                continue;
            }
            self.text(words, done..key.start, line);
            let source = words.range(&key);
            let (locator, end) = narrative_locator(&text[key.end..]);
            let item = CiteItem {
                key: CiteKey::new(&text[key.start + 1..key.end]),
                key_at: self.place.base + source.start..self.place.base + source.end,
                locator,
                prefix: String::new(),
                suffix: String::new(),
                printed: None,
                year_only: false,
            };
            done = key.end + end;
            let range = words.range(&(key.start..done));
            line.push(self.cite(CiteForm::Narrative, vec![item], None, range));
        }
        self.text(words, done..text.len(), line);
        *words = Words::default();
    }

    /// The call of a note that is not there stands in the words as it was typed.
    fn report_lost_calls(&mut self, words: &Words) {
        let mut done = 0;
        while let Some(start) = words.text[done..].find("[^").map(|at| done + at) {
            let Some(end) = words.text[start..].find(']').map(|at| start + at + 1) else { break };
            done = end;
            let (label, source) = (&words.text[start..end], words.range(&(start..end)));
            let escaped = self.place.text[..source.start].ends_with('\\');
            if !escaped && label.len() > 3 && !label.contains(char::is_whitespace) {
                let diagnostic = Diagnostic::new(codes::UNKNOWN_NOTE, format!("there is no note `{label}`"));
                let help = format!("write it on a line of its own: `{label}: …`");
                self.sink.push(diagnostic.at(self.place.span(source), "").help(help));
            }
        }
    }

    fn text(&mut self, words: &Words, range: Range<usize>, line: &mut Vec<Inline>) {
        if range.is_empty() {
            return;
        }
        let id = self.document.text_nodes;
        self.document.text_nodes += 1;
        let span = self.place.span(words.range(&range));
        line.push(Inline::Text(TextNode { id, text: words.text[range].to_owned(), span }));
    }

    /// Raw HTML, if the site allows it. Comments are nobody's text.
    pub(super) fn html(&mut self, html: String, range: Range<usize>) -> Option<String> {
        let comment = html.trim_start().starts_with("<!--");
        if !comment && !self.raw_html {
            let len = self.place.text[range.clone()].trim_end().len();
            let at = self.place.span(range.start..range.start + len);
            let help = "use Markdown; a `<` that is no HTML is written `\\<`";
            self.sink.push(Diagnostic::new(codes::RAW_HTML, "raw HTML is not allowed here").at(at, "").help(help));
        }
        (!comment && self.raw_html).then_some(html)
    }
}

/// ` [p. 3]` behind a narrative key: the locator and the length of what was read.
fn narrative_locator(rest: &str) -> (Option<citation::Locator>, usize) {
    let found = rest.strip_prefix(" [").and_then(|rest| {
        // What opens a bracket of its own before this one is closed is no locator.
        let inside = &rest[..rest.find(['[', ']']).filter(|at| rest[*at..].starts_with(']'))?];
        let (locator, left) = citation::split_locator(inside)?;
        left.is_empty().then_some((locator, inside.len() + 3))
    });
    found.map_or((None, 0), |(locator, len)| (Some(locator), len))
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

/// The words of a line, without markup.
fn plain(line: &[Inline]) -> String {
    let mut words = String::new();
    super::walk(line, &mut |inline| match inline {
        Inline::Text(node) => words.push_str(&node.text),
        Inline::Code(code) => words.push_str(code),
        _ => {}
    });
    words
}
