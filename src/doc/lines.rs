//! What `scan` marked inside a line, put into the tree: words with attributes, notes, formulas, pictures, references.

use std::ops::Range;

use super::citation::CiteItem;
use super::inline::{Call, DEEPEST, LineReader, is_bracketed_group, plain};
use super::line::Line;
use super::marks::{Enclosed, Mark, Opened};
use super::{Attributes, Block, BlockKind, CrossReference, Formula, Inline, Picture};
use crate::config::is_language_tag;
use crate::data::EntityId;
use crate::diag::{Diagnostic, codes};
use crate::load::DataTables;
use crate::source::Span;

/// What ids of numbered things and sections begin with, as in Quarto.
const REFERENCES: &[&str] =
    &["fig", "tbl", "eq", "sec", "lst", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "rem"];

/// Whether a key is formed as the id of a numbered thing or a section.
pub(super) fn looks_like_reference(key: &str) -> bool {
    key.split_once('-').is_some_and(|(prefix, rest)| REFERENCES.contains(&prefix) && !rest.is_empty())
}

/// The id that a key is another program's spelling of: `Fig-map` (Quarto, at the beginning of a sentence).
fn id_of(key: &str) -> String {
    let mut letters = key.chars();
    let small = letters.next().map(|first| first.to_lowercase().collect::<String>() + letters.as_str());
    small.filter(|small| looks_like_reference(small)).unwrap_or_else(|| key.to_owned())
}

/// Attributes that may be those of a block.
pub(super) struct Pending {
    pub(super) attributes: Attributes,
    pub(super) range: Range<usize>,
}

/// A bracket that is open while what stands in it is read.
pub(super) struct Frame {
    /// Where it opens.
    at: usize,
    kind: Enclosed,
    /// What stands before it.
    outer: Line,
    /// The note that it is.
    note: Option<usize>,
}

impl LineReader<'_> {
    /// Words, with what is marked in them.
    pub(super) fn marks(&mut self, text: &str, range: Range<usize>, line: &mut Line, frames: &mut Vec<Frame>) {
        if text.len() != range.len() {
            self.words(text, range, line);
            return;
        }
        let marked = self.marked;
        let mut at = range.start.max(self.resume);
        while at < range.end {
            let next = marked.next(at..range.end);
            let stop = next.map_or(range.end, |(stop, _)| stop);
            if stop > at {
                self.words(&text[at - range.start..stop - range.start], at..stop, line);
            }
            at = match next {
                Some((place, mark)) => self.mark(place, mark, line, frames),
                None => range.end,
            };
            self.resume = self.resume.max(at);
        }
    }

    /// Takes words. Spaces behind attributes are none.
    fn words(&mut self, text: &str, range: Range<usize>, line: &mut Line) {
        if self.pending.is_some() && text.trim().is_empty() {
            return;
        }
        self.settle(line);
        line.push(text, range);
    }

    /// Reads one mark; where the text goes on.
    fn mark(&mut self, at: usize, mark: &Mark, line: &mut Line, frames: &mut Vec<Frame>) -> usize {
        match mark {
            Mark::Open(Opened { kind, len }) => {
                self.settle(line);
                if self.depth + frames.len() >= DEEPEST {
                    let message = format!("more than {DEEPEST} levels of nesting end here");
                    let help = "take out signs that open a quotation, a list, emphasis or a link";
                    let found = Diagnostic::new(codes::TOO_DEEP, message);
                    self.sink.push(found.at(self.place.span(at..at + len), "").help(help));
                    return at + len;
                }
                let note = matches!(kind, Enclosed::Note).then(|| self.calls.reserve());
                frames.push(Frame { at, kind: kind.clone(), outer: std::mem::take(line), note });
                at + len
            }
            Mark::Close { open, end } => {
                let Some(depth) = frames.iter().position(|frame| frame.at == *open) else {
                    line.push(&self.place.text[at..*end], at..*end);
                    return *end;
                };
                self.settle(line);
                while frames.len() > depth + 1 {
                    frames.pop().into_iter().for_each(|frame| self.reopen(frame, line));
                }
                if let Some(frame) = frames.pop() {
                    self.close(frame, *end, line);
                }
                self.last_end = *end;
                *end
            }
            Mark::Formula { latex, display, end } => {
                self.settle(line);
                let latex = self.latex(latex.clone());
                let span = self.place.span(at..*end);
                let formula = Formula::latex(latex);
                line.object(Inline::Math { formula, display: *display, id: None, span }, at..*end);
                self.last_end = *end;
                *end
            }
            Mark::Attributes { attributes, end } => {
                self.settle(line);
                let spaces = line.trim();
                if !self.attach(attributes, at, line) {
                    self.pending = Some(Pending { attributes: attributes.clone(), range: at - spaces..*end });
                }
                *end
            }
            Mark::Call { label, end } => {
                self.settle(line);
                let label = self.place.text[label.clone()].to_owned();
                self.calls.asked.push((label.clone(), self.place.span(at..*end)));
                if let Some(call) = self.calls.call(&label) {
                    line.object(call, at..*end);
                }
                self.last_end = *end;
                *end
            }
            Mark::Entry { inside, end } => {
                self.settle(line);
                let inside = &self.place.text[inside.clone()];
                let (entity, text) = inside.split_once('|').unwrap_or((inside, ""));
                let (entity, text) = (EntityId::new(entity), text.to_owned());
                line.object(Inline::Mention { entity, text, span: self.place.span(at..*end) }, at..*end);
                self.last_end = *end;
                *end
            }
            Mark::Comment { end } => *end,
        }
    }

    /// Gives attributes to what stands directly before them.
    fn attach(&mut self, attributes: &Attributes, at: usize, line: &mut Line) -> bool {
        let (directly, span) = (self.last_end == at, self.place.span(at..at));
        let Some(last) = line.last() else { return false };
        match last {
            Some(Inline::Math { display: true, id, .. }) => {
                id.clone_from(&attributes.id);
                if *attributes != (Attributes { id: attributes.id.clone(), ..Attributes::default() }) {
                    let found = Diagnostic::new(codes::STRAY_SYNTAX, "an equation has an id and nothing else");
                    self.sink.push(found.at(span, "").help("write `$$ … $$ {#eq-x}`"));
                }
                true
            }
            _ if !directly => false,
            // A picture has taken its own.
            Some(Inline::Picture(_)) => true,
            Some(Inline::Link { .. } | Inline::Foreign { .. } | Inline::Code(_) | Inline::Mention { .. }) => {
                let text = last.take().into_iter().collect();
                *last = Some(Inline::Span { attributes: attributes.clone(), text, span });
                self.check_language(attributes, span);
                true
            }
            _ => false,
        }
    }

    pub(super) fn check_language(&mut self, attributes: &Attributes, span: Span) {
        if let Some(lang) = attributes.lang.as_ref().filter(|lang| !is_language_tag(lang.as_str())) {
            let diagnostic = Diagnostic::new(codes::UNKNOWN_LANG_SPAN, format!("`{lang}` is not a language tag"));
            self.sink.push(diagnostic.at(span, "").help("a tag of BCP 47, such as `es`, `nah`, `pt-BR`"));
        }
    }

    fn close(&mut self, frame: Frame, end: usize, line: &mut Line) {
        let range = frame.at..end;
        let span = self.place.span(range.clone());
        let inner = std::mem::replace(line, frame.outer);
        let blank = inner.is_blank();
        let inner = self.cut(inner);
        match frame.kind {
            Enclosed::Span(attributes) => {
                if blank {
                    let help = "write the words between the brackets: `[words]{.class}`";
                    let found = Diagnostic::new(codes::STRAY_SYNTAX, "these brackets hold no words");
                    self.sink.push(found.at(span, "").help(help));
                }
                self.check_language(&attributes, span);
                line.object(Inline::Span { attributes, text: inner, span }, range);
            }
            Enclosed::Mark => {
                let attributes = Attributes { classes: vec!["mark".to_owned()], ..Attributes::default() };
                line.object(Inline::Span { attributes, text: inner, span }, range);
            }
            Enclosed::Subscript => line.object(Inline::Subscript(inner), range),
            Enclosed::Superscript => line.object(Inline::Superscript(inner), range),
            Enclosed::Note => {
                let Some(index) = frame.note else { return };
                let kind = BlockKind::Paragraph(inner);
                let paragraph = Block { kind, span, id: None, attributes: Attributes::default() };
                self.calls.notes[index] = Call::Inline(vec![paragraph]);
                if let Ok(index) = u32::try_from(index) {
                    line.object(Inline::Note(index), range);
                }
            }
        }
    }

    /// A bracket whose end stands in another piece of text than its beginning.
    pub(super) fn reopen(&mut self, frame: Frame, line: &mut Line) {
        let inner = std::mem::replace(line, frame.outer);
        let len = if matches!(frame.kind, Enclosed::Note | Enclosed::Mark) { 2 } else { 1 };
        let range = frame.at..frame.at + len;
        self.literal(range.clone(), line);
        line.append(inner);
        let help = "emphasis and links end before the bracket that closes, or begin behind the one that opens";
        let found = Diagnostic::new(codes::STRAY_SYNTAX, "what begins here ends inside something else");
        self.sink.push(found.at(self.place.span(range), "").help(help));
    }

    /// A formula without the marks of the quotation that it stands in.
    fn latex(&self, range: Range<usize>) -> String {
        let text = self.place.text;
        let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let before = &text[start..range.start];
        // A quotation may stand in an item of a list.
        let signs = |byte: &u8| b" \t>-+*.):".contains(byte) || byte.is_ascii_digit();
        let quotes = before.bytes().take_while(signs).filter(|byte| *byte == b'>').count();
        if quotes == 0 {
            return text[range].to_owned();
        }
        let strip = |line: &str| {
            let mut line = line;
            for _ in 0..quotes {
                line = line.trim_start().strip_prefix('>').unwrap_or(line);
            }
            line.to_owned()
        };
        let mut lines = text[range].split('\n');
        let first = lines.next().unwrap_or_default().to_owned();
        std::iter::once(first).chain(lines.map(strip)).collect::<Vec<_>>().join("\n")
    }

    /// Takes the attributes at the end of what was read: those of the block.
    pub(super) fn take_attributes(&mut self) -> Attributes {
        let Some(pending) = self.pending.take() else { return Attributes::default() };
        self.check_language(&pending.attributes, self.place.span(pending.range));
        pending.attributes
    }

    /// Attributes that something follows are words, and reported.
    pub(super) fn settle(&mut self, line: &mut Line) {
        if let Some(pending) = self.pending.take() {
            self.literal(pending.range.clone(), line);
            self.unread(&pending);
        }
    }

    pub(super) fn unread(&mut self, pending: &Pending) {
        let text = &self.place.text[pending.range.clone()];
        let start = pending.range.end - text.trim_start().len();
        let help =
            "attributes stand directly behind a bracket, `[words]{.class}`, or at the end of a block's last line";
        let found = Diagnostic::new(codes::STRAY_SYNTAX, "these attributes belong to nothing");
        self.sink.push(found.at(self.place.span(start..pending.range.end), "").help(help));
    }

    /// Text as it was typed.
    fn literal(&mut self, range: Range<usize>, line: &mut Line) {
        let node = self.node(self.place.text[range.clone()].to_owned(), range.clone());
        line.object(node, range);
    }

    /// A picture whose brackets hold `words`, before which the text had `known` citations.
    pub(super) fn picture(
        &mut self,
        words: Vec<Inline>,
        known: usize,
        target: String,
        title: &str,
        range: Range<usize>,
    ) -> Option<Inline> {
        let mut attributes = self.marked.attributes_at(range.end).cloned().unwrap_or_default();
        let span = self.place.span(range.clone());
        let mut pairs = Vec::new();
        let mut alt = None;
        for (key, value) in attributes.pairs {
            if key == "alt" || key == "fig-alt" {
                alt = Some(value);
            } else {
                pairs.push((key, value));
            }
        }
        attributes.pairs = pairs;
        let numbered = attributes.id.as_deref().is_some_and(|id| id.starts_with("fig-") || id.starts_with("tbl-"));
        let captioned = title.is_empty() && (alt.is_some() || numbered || DataTables::takes(&target));
        if (!captioned && self.document.citations.len() > known) || is_bracketed_group(title) {
            let message = "a citation in what is said of a picture";
            let help = "alternative text is plain words, and so is a caption in quotation marks; a caption that cites is \
                        written `![Caption [@key]](map.png){#fig-map alt=\"…\"}`; write `\\@` where no citation is meant";
            self.sink.push(Diagnostic::new(codes::CITATION_SYNTAX, message).at(span, "").help(help));
            return None;
        }
        let (alt, caption) = if captioned {
            (alt.unwrap_or_default(), words)
        } else if title.is_empty() {
            (plain(&words), Vec::new())
        } else {
            (alt.unwrap_or_else(|| plain(&words)), vec![self.node(title.to_owned(), range)])
        };
        Some(Inline::Picture(Picture { target, alt, caption, attributes, span }))
    }

    /// Whether a key names a figure, a table, an equation, a statement or a section, and no work.
    pub(super) fn is_reference(&self, item: &CiteItem) -> bool {
        let key = item.key.as_str();
        looks_like_reference(&id_of(key)) && !self.syntax.works.contains(key)
    }

    pub(super) fn reference(&mut self, items: &[CiteItem], words: Option<Vec<Inline>>, range: Range<usize>) -> Inline {
        let span = self.place.span(range);
        if let (Some(text), [item, ..]) = (words, items) {
            return Inline::Link { target: format!("#{}", id_of(item.key.as_str())), text, span };
        }
        let at = |item: &CiteItem| Span::new(span.file, item.key_at.clone());
        let targets = items.iter().map(|item| (id_of(item.key.as_str()), at(item))).collect();
        for item in items {
            let around = [&item.prefix, &item.suffix].into_iter().any(|words| !plain(words).trim().is_empty());
            if around || item.locator.is_some() || item.printed.is_some() {
                let help = "write the words outside the brackets: `see @fig-map`, `[@fig-a; @fig-b]`";
                let message = "a reference to a figure, a table or a section has no words of its own";
                self.sink.push(Diagnostic::new(codes::CITATION_SYNTAX, message).at(at(item), "").help(help));
            }
        }
        Inline::Reference(CrossReference { targets, bare: items.iter().all(|item| item.year_only), span })
    }
}
