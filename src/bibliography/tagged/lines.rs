//! The lines of an RIS file, entry by entry.

use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, Span};

/// Tags whose values may have several lines and keep them.
const LONG: [&str; 4] = ["AB", "N2", "N1", "RN"];
/// A line's tag, what it says and where.
pub(super) struct Line {
    pub(super) tag: String,
    pub(super) value: String,
    pub(super) span: Span,
}

/// Cuts a file: an entry begins with `TY` and ends with `ER`, or where the next one begins.
pub(super) fn records(file: FileId, text: &str, sink: &mut Sink) -> Vec<Vec<Line>> {
    let mut records: Vec<Vec<Line>> = Vec::new();
    let (mut at, mut open, mut stray) = (0, false, false);
    for raw in text.split_inclusive('\n') {
        let start = at;
        at += raw.len();
        let line = raw.trim_end_matches(['\n', '\r']);
        let span = Span::new(file, start..start + line.len());
        match tagged(line) {
            Some(("TY", value)) => {
                records.push(vec![new_line("TY", value, start, line, file)]);
                open = true;
            }
            Some(("ER", _)) => open = false,
            Some((tag, value)) => {
                if open {
                    if let Some(record) = records.last_mut() {
                        record.push(new_line(tag, value, start, line, file));
                    }
                } else if !std::mem::replace(&mut stray, true) {
                    let message = "this line stands before any entry: an entry begins with `TY  - `";
                    sink.push(Diagnostic::new(codes::ODD_REFERENCE, message).at(span, ""));
                }
            }
            None if line.trim().is_empty() => {}
            None if open => {
                if let Some(last) = records.last_mut().and_then(|record| record.last_mut()) {
                    last.value.push(if LONG.contains(&last.tag.as_str()) { '\n' } else { ' ' });
                    last.value.push_str(line.trim());
                }
            }
            // Some programs write their name before the first entry.
            None => {}
        }
    }
    if records.is_empty() && !text.trim().is_empty() {
        let line = Span::new(file, 0..text.lines().next().map_or(0, str::len));
        let message = "no entry can be found in this file: an entry begins with `TY  - JOUR` and ends with `ER  - `";
        sink.push(Diagnostic::new(codes::BAD_REFERENCE, message).at(line, ""));
    }
    records
}

fn new_line(tag: &str, value: &str, start: usize, line: &str, file: FileId) -> Line {
    let value = value.trim();
    let offset = line.rfind(value).unwrap_or(0);
    Line {
        tag: tag.to_owned(),
        value: value.to_owned(),
        span: Span::new(file, start + offset..start + offset + value.len()),
    }
}

/// The tag and the value of a line: two signs, one or two spaces, a hyphen.
fn tagged(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = (line.get(..2)?, line.get(2..)?);
    let mut signs = tag.bytes();
    let first = signs.next()?.is_ascii_uppercase();
    let second = signs.next().is_some_and(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let value = rest.trim_start_matches([' ', '\t']);
    let spaces = rest.len() - value.len();
    let value = value.strip_prefix('-')?;
    (first && second && spaces <= 2 && (value.is_empty() || value.starts_with([' ', '\t']))).then_some((tag, value))
}
