//! YAML into a struct, with every slip in it reported where it stands.

use std::ops::Range;

use serde::de::DeserializeOwned;
use serde_yaml::budget::BudgetBreach;
use serde_yaml::{Error, Location, Options};

use super::slip::in_plain_words;
use crate::diag::{Diagnostic, Sink, closest, codes};
use crate::source::{FileId, SourceMap, Span};

/// A value with its place in the file; [`place`](PlacedExt::place) turns that into a [`Span`].
pub type Placed<T> = serde_yaml::Spanned<T>;

/// After so many slips in one file a person mends the first ones before reading on.
const MOST_SLIPS: usize = 50;

/// Reads bytes `range` of a file (a whole YAML file, or a front matter) into `T`.
///
/// Unknown and doubled keys are reported all in one run: each is blanked out and the rest is read again. Any other
/// mistake ends the reading of this file, since what follows it cannot be told from its consequences.
/// What can be read in spite of that is returned, so that the rest of the site is checked in the same run.
pub fn read<T: DeserializeOwned>(sources: &SourceMap, file: FileId, range: Range<usize>, sink: &mut Sink) -> Option<T> {
    let text = &sources.file(file).text;
    // Two versions at once are no YAML; that they are there was reported.
    if sources.conflict(file).is_some() {
        return None;
    }
    // Offsets stay those of the file: what is not YAML becomes spaces, line breaks stay.
    let mut yaml: Vec<u8> = text.as_bytes()[..range.end].to_vec();
    blank(&mut yaml, 0..range.start);
    let mut clean = true;
    for _ in 0..MOST_SLIPS {
        let readable = std::str::from_utf8(&yaml).ok()?;
        if !clean && readable.trim().is_empty() {
            return None;
        }
        match serde_yaml::from_str_with_options::<T>(readable, options()) {
            Ok(value) => return Some(value),
            Err(error) => {
                clean = false;
                let error = error.without_snippet();
                let span = error.location().map(|at| span_of(at, file, text));
                let key_line = span.map(|span| subtree(readable, span.range().start));
                sink.push(diagnose(error, span, sources, file));
                let harmless = matches!(error, Error::SerdeUnknownField { .. } | Error::DuplicateMappingKey { .. });
                match key_line {
                    Some(lines) if harmless && !lines.is_empty() => blank(&mut yaml, lines),
                    _ => return None,
                }
            }
        }
    }
    None
}

/// A value that stands in no YAML: its place is the beginning of its file.
pub fn unplaced<T>(value: T) -> Placed<T> {
    Placed::new(value, Location::UNKNOWN, Location::UNKNOWN)
}

/// The place of a [`Placed`] value.
pub trait PlacedExt {
    /// The span of the value in `file`, which must be the file that it was read from.
    fn place(&self, file: FileId, sources: &SourceMap) -> Span;
}

impl<T> PlacedExt for Placed<T> {
    fn place(&self, file: FileId, sources: &SourceMap) -> Span {
        span_of(self.referenced, file, &sources.file(file).text)
    }
}

fn options() -> Options {
    // A site's own files: only what multiplies by aliases is bounded. A node is at least two bytes of a file that is in
    // memory already.
    serde_yaml::options! {
        with_snippet: false,
        budget: serde_yaml::budget! { max_nodes: usize::MAX, max_events: usize::MAX, max_total_scalar_bytes: usize::MAX },
    }
}

fn blank(yaml: &mut [u8], range: Range<usize>) {
    for byte in &mut yaml[range] {
        if !matches!(*byte, b'\n' | b'\r') {
            *byte = b' ';
        }
    }
}

/// The line of a key, and all deeper lines that follow it: what goes when the key goes. Empty where the key stands
/// inside a flow map or behind a list's dash, which cannot be cut out by lines.
fn subtree(yaml: &str, key: usize) -> Range<usize> {
    let start = yaml[..key].rfind('\n').map_or(0, |at| at + 1);
    let indent = key - start;
    if !yaml[start..key].trim().is_empty() {
        return start..start;
    }
    let mut end = start;
    for (index, line) in yaml[start..].split_inclusive('\n').enumerate() {
        let depth = line.len() - line.trim_start().len();
        if index > 0 && !line.trim().is_empty() && depth <= indent {
            break;
        }
        end += line.len();
    }
    start..end
}

fn span_of(at: Location, file: FileId, text: &str) -> Span {
    let bytes = at.span();
    let start = match bytes.byte_offset() {
        Some(offset) if offset > 0 => usize::try_from(offset).unwrap_or(0).min(text.len()),
        // What cannot be parsed has a line and a column only.
        _ => offset_of(at, text),
    };
    let rest = text[start..].lines().next().unwrap_or("").trim_end().len();
    let len = usize::try_from(bytes.byte_len().unwrap_or(0)).unwrap_or(0);
    // A map or a list is pointed at by its first line.
    let len = if len == 0 || text[start..].get(..len).is_none_or(|inner| inner.contains('\n')) { rest } else { len };
    Span::new(file, start..start + len)
}

/// The byte of a line and a column, both counted from 1, the column in characters.
fn offset_of(at: Location, text: &str) -> usize {
    let line = usize::try_from(at.line()).unwrap_or(1).max(1);
    let column = usize::try_from(at.column()).unwrap_or(1).max(1);
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let line = text[start..].lines().next().unwrap_or("");
    start + line.char_indices().nth(column - 1).map_or(line.len(), |(at, _)| at)
}

fn diagnose(error: &Error, span: Option<Span>, sources: &SourceMap, file: FileId) -> Diagnostic {
    let path = sources.file(file).path.as_str();
    let (code, message, help) = match error {
        Error::SerdeUnknownField { field, expected, .. } => {
            let help = match closest(field, expected.iter().copied()) {
                Some(found) => format!("did you mean `{found}`?"),
                None => format!("here may stand: {}", expected.join(", ")),
            };
            (codes::UNKNOWN_KEY, format!("unknown key `{field}`"), Some(help))
        }
        Error::DuplicateMappingKey { key, .. } => {
            let key = key.as_deref().unwrap_or("");
            (codes::DUPLICATE_KEY, format!("the key `{key}` stands twice"), None)
        }
        Error::SerdeMissingField { field, .. } => (codes::BAD_VALUE, format!("the key `{field}` is missing"), None),
        Error::Budget { breach: BudgetBreach::Depth { .. }, .. } => {
            (codes::TOO_DEEP, "lists or maps stand within each other too deeply".to_owned(), None)
        }
        other => {
            let (message, help) = in_plain_words(other);
            (codes::YAML, message, help)
        }
    };
    let mut diagnostic = Diagnostic::new(code, message);
    diagnostic.help = help;
    match span {
        Some(span) => diagnostic.at(span, ""),
        None => diagnostic.in_file(path),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::diag::{Format, render};

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its shape is under test")]
    struct Card {
        title: String,
        year: Option<Placed<u32>>,
    }

    fn slips(yaml: &str) -> String {
        let mut sources = SourceMap::default();
        let file = sources.add("card.yml", yaml);
        let mut sink = Sink::default();
        let _: Option<Card> = read(&sources, file, 0..yaml.len(), &mut sink);
        assert!(sink.has_errors());
        render(&sink.into_sorted(&sources), &sources, Format::Short)
    }

    #[test]
    fn every_unknown_key_is_reported_in_one_run() {
        assert_data_eq!(
            slips("titel: Ñ\nnested:\n  a: 1\ntitle: b\nyaer: 3\ntitle: c\n"),
            str![[r#"
card.yml:1:1: error[unknown-key]: unknown key `titel` (did you mean `title`?)
card.yml:2:1: error[unknown-key]: unknown key `nested` (here may stand: title, year)
card.yml:5:1: error[unknown-key]: unknown key `yaer` (did you mean `year`?)
card.yml:6:1: error[duplicate-key]: the key `title` stands twice

"#]]
        );
    }

    #[test]
    fn a_value_of_the_wrong_form_names_its_place() {
        assert_data_eq!(
            slips("title: b\nyear: next\n"),
            str![[r#"
card.yml:2:7: error[yaml]: a whole number is asked for here (write it in digits, without a sign or a unit)

"#]]
        );
        assert_data_eq!(
            slips("year: 3\n"),
            str![[r#"
card.yml:1:1: error[bad-value]: the key `title` is missing

"#]]
        );
    }

    #[test]
    fn a_long_file_is_read_and_an_alias_bomb_is_not() {
        fn list(yaml: &str) -> (Option<Vec<Vec<u32>>>, Sink) {
            let mut sources = SourceMap::default();
            let file = sources.add("list.yml", yaml);
            let mut sink = Sink::default();
            (read(&sources, file, 0..yaml.len(), &mut sink), sink)
        }
        let (long, sink) = list(&"- [1, 2, 3]\n".repeat(70_000));
        assert!(!sink.has_errors());
        assert_eq!(long.map(|long| long.len()), Some(70_000));

        let mut bomb = "- &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n".to_owned();
        bomb.push_str(&"- *a\n".repeat(300_000));
        let (read, sink) = list(&bomb);
        assert!(read.is_none() && sink.has_errors());
    }
}
