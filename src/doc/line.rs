//! A line as the parser of Markdown gives it: words in several events, and what stands between them.

use std::ops::Range;

use super::Inline;

/// Stands in the words for what is none: emphasis, a link, a formula.
const OBJECT: char = '\u{fffc}';

/// Words with where each piece of them stands, and what stands between them.
#[derive(Default)]
pub(super) struct Line {
    pub(super) text: String,
    pieces: Vec<(usize, Range<usize>)>,
    objects: Vec<(usize, Option<Inline>)>,
}

impl Line {
    pub(super) fn push(&mut self, text: &str, range: Range<usize>) {
        self.pieces.push((self.text.len(), range));
        self.text.push_str(text);
    }

    pub(super) fn object(&mut self, inline: Inline, range: Range<usize>) {
        self.objects.push((self.text.len(), Some(inline)));
        self.push(OBJECT.encode_utf8(&mut [0; 4]), range);
    }

    /// Takes the spaces at the end of the words; how many.
    pub(super) fn trim(&mut self) -> usize {
        let length = self.text.trim_end().len();
        let spaces = self.text.len() - length;
        self.text.truncate(length);
        spaces
    }

    /// What is no words, if nothing stands behind it.
    pub(super) fn last(&mut self) -> Option<&mut Option<Inline>> {
        let length = self.text.len();
        self.objects.last_mut().filter(|(at, _)| at + OBJECT.len_utf8() == length).map(|(_, inline)| inline)
    }

    /// Whether the line holds nothing but spaces.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Puts another line behind this one.
    pub(super) fn append(&mut self, other: Self) {
        let shift = self.text.len();
        self.pieces.extend(other.pieces.into_iter().map(|(at, range)| (at + shift, range)));
        self.objects.extend(other.objects.into_iter().map(|(at, inline)| (at + shift, inline)));
        self.text.push_str(&other.text);
    }

    /// Where a byte of the words stands in the parsed text.
    fn source(&self, offset: usize) -> usize {
        let after = self.pieces.partition_point(|(start, _)| *start <= offset);
        self.pieces
            .get(after.saturating_sub(1))
            .map_or(0, |(start, range)| (range.start + offset - start).min(range.end))
    }

    /// Where a range of the words stands. Its end is found from its last byte: the next piece may lie further on.
    pub(super) fn range(&self, range: &Range<usize>) -> Range<usize> {
        let end = if range.end > range.start { self.source(range.end - 1) + 1 } else { self.source(range.end) };
        self.source(range.start)..end
    }

    /// The places of characters that a backslash in `source`, the parsed text, takes their meaning from. The parser
    /// begins a piece with each.
    pub(super) fn escaped(&self, source: &str) -> Vec<usize> {
        let escaped = self.pieces.iter().filter(|(at, range)| {
            let backslashes = source[..range.start].bytes().rev().take_while(|b| *b == b'\\').count();
            backslashes % 2 == 1 && self.text[*at..].starts_with(|c: char| c.is_ascii_punctuation())
        });
        escaped.map(|(at, _)| *at).collect()
    }

    /// Takes what stands between words from a part of the line, with the words around it, in order; ranges are words.
    pub(super) fn take(&mut self, part: &Range<usize>) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut done = part.start;
        let first = self.objects.partition_point(|(at, _)| *at < part.start);
        for (at, inline) in &mut self.objects[first..] {
            if *at >= part.end {
                break;
            }
            if *at > done {
                parts.push(Part::Words(done..*at));
            }
            parts.extend(inline.take().map(Part::Object));
            done = *at + OBJECT.len_utf8();
        }
        if part.end > done {
            parts.push(Part::Words(done..part.end));
        }
        parts
    }

    /// What stands between words in a part of the line.
    pub(super) fn objects(&self, part: &Range<usize>) -> impl Iterator<Item = &Inline> {
        let first = self.objects.partition_point(|(at, _)| *at < part.start);
        let end = part.end;
        self.objects[first..].iter().take_while(move |(at, _)| *at < end).filter_map(|(_, inline)| inline.as_ref())
    }
}

/// A part of a line.
pub(super) enum Part {
    /// Bytes of its words.
    Words(Range<usize>),
    /// What is no words.
    Object(Inline),
}
