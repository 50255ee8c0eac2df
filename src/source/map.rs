//! Texts that were read, and places in them.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use camino::{Utf8Path, Utf8PathBuf};

use super::CharCounts;

/// Bytes of a paragraph that are enough to know it by.
const OPENING: usize = 60;

/// A file of the [`SourceMap`], by its place in it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in one file. Both ends lie on character boundaries of that file's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of `range` in `file`. Offsets past 4 GiB are cut to the end of what a span can say.
    #[must_use]
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: clip(range.start), end: clip(range.end) }
    }

    /// The bytes, as an index into the file's text.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place as a person counts: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// One text that was read.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Relative to the site's root, with forward slashes.
    pub path: Utf8PathBuf,
    /// The whole text, as it stands in the file.
    pub text: Arc<str>,
    /// Where its lines and characters are, once somebody has asked.
    places: OnceLock<Places>,
}

/// Where the lines of a text begin, and how many characters stand before its bytes.
#[derive(Debug, Clone)]
struct Places {
    lines: Vec<usize>,
    chars: CharCounts,
}

impl Places {
    fn of(text: &str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { lines: std::iter::once(0).chain(ends).collect(), chars: CharCounts::of(text) }
    }
}

impl SourceFile {
    /// The position of a byte offset. An offset past the end is the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let Places { lines, chars } = self.places.get_or_init(|| Places::of(&self.text));
        // The first line begins at 0, so there is always one before.
        let line = lines.partition_point(|start| *start <= offset);
        let column = chars.before(&self.text, offset) - chars.before(&self.text, lines[line - 1]) + 1;
        Position { line, column }
    }

    /// The bytes of a line (counted from 1), without its end.
    #[must_use]
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let mut start = 0;
        for (index, text) in self.text.split_inclusive('\n').enumerate() {
            if index + 1 == line {
                return start..start + text.trim_end_matches(['\n', '\r']).len();
            }
            start += text.len();
        }
        self.text.len()..self.text.len()
    }
}

/// All texts of a run. Grows while loading, then never changes.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// Adds a text and returns its id.
    pub fn add(&mut self, path: impl Into<Utf8PathBuf>, text: impl Into<Arc<str>>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile { path: path.into(), text: text.into(), places: OnceLock::new() });
        id
    }

    /// The file of an id that this map gave out.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The file at a path, if it was read.
    #[must_use]
    pub fn find(&self, path: &Utf8Path) -> Option<FileId> {
        let at = self.files.iter().position(|file| file.path == path)?;
        u32::try_from(at).ok().map(FileId)
    }

    /// The text of a span.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        &self.file(span.file).text[span.range()]
    }

    /// The first line of a span.
    #[must_use]
    pub fn first_line(&self, span: Span) -> Span {
        let line = self.text(span).lines().next().unwrap_or("").len();
        Span::new(span.file, span.range().start..span.range().start + line)
    }

    /// The first words of a span: what a message about a paragraph points at.
    #[must_use]
    pub fn opening(&self, span: Span) -> Span {
        let line = self.text(self.first_line(span));
        let mut end = line.len().min(OPENING);
        while !line.is_char_boundary(end) {
            end -= 1;
        }
        let end = if end < line.len() { line[..end].rfind(' ').unwrap_or(end) } else { end };
        Span::new(span.file, span.range().start..span.range().start + end)
    }

    /// Where `text` stands in a file behind a place; the place itself if it is written there in another way.
    #[must_use]
    pub fn behind(&self, place: Span, text: &str) -> Span {
        let start = place.range().end;
        let found = self.file(place.file).text.get(start..).and_then(|rest| rest.find(text));
        found.map_or(place, |at| Span::new(place.file, start + at..start + at + text.len()))
    }

    /// The line at which the first of two versions begins, in a file whose merge was not finished.
    #[must_use]
    pub fn conflict(&self, file: FileId) -> Option<Span> {
        const MARK: &str = "<<<<<<< ";
        let text = &self.file(file).text;
        let at = if text.starts_with(MARK) { 0 } else { text.find(&format!("\n{MARK}"))? + 1 };
        Some(self.first_line(Span::new(file, at..text.len())))
    }

    /// How many files were read.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether nothing was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_not_bytes() {
        let mut map = SourceMap::default();
        let id = map.add("a.md", "niñas\nseñal é");
        let file = map.file(id);
        let at = file.text.find('é').expect("é is there");
        assert_eq!(file.position(at), Position { line: 2, column: 7 });
        assert_eq!(file.position(999), Position { line: 2, column: 8 });
        assert_eq!(&file.text[file.line_range(2)], "señal é");
        assert_eq!(file.line_range(9), file.text.len()..file.text.len());
    }
}
