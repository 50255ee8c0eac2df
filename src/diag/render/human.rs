//! The rendering for people: the source line underlined, notes, help.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diag::{Diagnostic, Label, Severity};
use crate::source::{FileId, SourceMap};

/// Columns of source shown around a place: a paragraph is one line of several hundred.
const WIDTH: usize = 110;

/// Bytes of a line before and behind a place that are looked at: more than fit beside it.
const AROUND: usize = 500;

/// Bytes of a place that are looked at. A place may be a whole block.
const LONGEST: usize = 4_000;

/// Bytes between two places that are shown as one piece of source, with what lies between them left out.
const NEAR: usize = 4_000;

/// A piece of source that is shown. A line may have a megabyte, and a file many findings, so that what is shown may not
/// grow with the line.
struct Piece {
    file: FileId,
    range: Range<usize>,
    /// The labels in it, by place in the diagnostic, with the bytes underlined.
    labels: Vec<(usize, Range<usize>)>,
}

impl Piece {
    fn of(label: &Label, index: usize, sources: &SourceMap) -> Self {
        let text = &*sources.file(label.span.file).text;
        let Range { start, mut end } = label.span.range();
        if end - start > LONGEST {
            end = text.floor_char_boundary(start + LONGEST);
            end = text[start..end].rfind('\n').map_or(end, |at| start + at);
        }
        let from = text.floor_char_boundary(start.saturating_sub(AROUND));
        let to = text.ceil_char_boundary((end + AROUND).min(text.len()));
        let first = text[from..start].rfind('\n').map(|at| from + at + 1);
        let last = text[end..to].find('\n').map_or(to, |at| end + at);
        let range = first.unwrap_or(from)..last;
        Self { file: label.span.file, range, labels: vec![(index, start..end)] }
    }

    /// Takes in another piece of the same file, if that is near.
    fn joins(&mut self, other: &Self) -> bool {
        let gap =
            other.range.start.saturating_sub(self.range.end).max(self.range.start.saturating_sub(other.range.end));
        if self.file != other.file || gap > NEAR {
            return false;
        }
        self.range = self.range.start.min(other.range.start)..self.range.end.max(other.range.end);
        self.labels.extend(other.labels.iter().cloned());
        true
    }
}

/// What is shown of the labels' files, in the order of the labels.
fn pieces(labels: &[Label], sources: &SourceMap) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        let piece = Piece::of(label, index, sources);
        if !pieces.iter_mut().any(|known| known.joins(&piece)) {
            pieces.push(piece);
        }
    }
    pieces
}

pub(super) fn render(diagnostic: &Diagnostic, sources: &SourceMap, color: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name));
    let mut columns = Vec::new();
    for piece in pieces(&diagnostic.labels, sources) {
        let (source, start) = (sources.file(piece.file), piece.range.start);
        let annotations = piece.labels.iter().map(|(index, range)| {
            let kind = if *index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let text = diagnostic.labels[*index].text.as_str();
            kind.span(range.start - start..range.end - start).label((!text.is_empty()).then_some(text))
        });
        let first = source.position(start);
        let shown = Snippet::source(&source.text[piece.range.clone()]).line_start(first.line);
        group = group.element(shown.path(source.path.as_str()).annotations(annotations));
        let named = piece.labels.iter().min_by_key(|(index, range)| (*index > 0, range.start));
        let at = named.map_or(first, |(_, range)| source.position(range.start));
        if first.column > 1 && at.line == first.line {
            // A column is counted from the beginning of the line, not from where it is cut.
            let place = |column: usize| format!("{}:{}:{column}", source.path, at.line);
            columns.push((place(at.column - first.column + 1), place(at.column)));
        }
    }
    // Help belongs under the lines shown; without any, it stands by itself below.
    if let Some(help) = diagnostic.help.as_ref().filter(|_| !diagnostic.labels.is_empty()) {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut text = renderer.term_width(WIDTH).render(&[group]);
    for (cut, whole) in columns {
        text = text.replacen(&cut, &whole, 1);
    }
    if diagnostic.labels.is_empty() {
        text.extend(diagnostic.path.iter().map(|path| format!("\n --> {path}")));
        text.extend(diagnostic.help.iter().map(|help| format!("\n  = help: {help}")));
    }
    text.push_str("\n\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes;
    use crate::source::Span;
    use snapbox::{assert_data_eq, str};

    #[test]
    fn of_a_long_line_only_what_is_near_the_place_is_shown() {
        let mut sources = SourceMap::default();
        let line = format!("First.\n{}@nobody{}", "niña ".repeat(9_000), " casa".repeat(9_000));
        let file = sources.add("content/w/01-a/en.md", line);
        let at = "First.\n".len() + "niña ".len() * 9_000;
        let found = Diagnostic::new(codes::UNKNOWN_REFERENCE, "unknown reference `nobody`")
            .at(Span::new(file, at..at + 7), "cited here");
        let pieces = pieces(&found.labels, &sources);
        assert!(pieces[0].range.len() < 3 * AROUND, "{:?}", pieces[0].range);
        assert_data_eq!(
            render(&found, &sources, false),
            str![[r#"
error[unknown-reference]: unknown reference `nobody`
 --> content/w/01-a/en.md:2:45001
  |
2 | ... niña niña niña niña niña niña niña niña @nobody casa casa casa casa casa casa casa casa casa casa c...
  |                                             ^^^^^^^ cited here


"#]]
        );
    }

    #[test]
    fn places_far_from_each_other_are_shown_without_what_lies_between() {
        let mut sources = SourceMap::default();
        let file = sources.add("content/x.bib", format!("@a{{one}}\n{}@a{{one}}\n", "% a line\n".repeat(5_000)));
        let length = sources.file(file).text.len();
        let found = Diagnostic::new(codes::DUPLICATE_KEY, "the key `one` is taken")
            .at(Span::new(file, length - 5..length - 2), "again here")
            .at(Span::new(file, 3..6), "first here");
        assert_eq!(pieces(&found.labels, &sources).len(), 2);
        assert_data_eq!(
            render(&found, &sources, false),
            str![[r#"
error[duplicate-key]: the key `one` is taken
    --> content/x.bib:5002:4
     |
5002 | @a{one}
     |    ^^^ again here
     |
    ::: content/x.bib:1:4
     |
   1 | @a{one}
     |    --- first here


"#]]
        );
    }
}
