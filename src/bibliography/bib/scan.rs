//! A `.bib` file cut into its entries.
//!
//! Owns where an entry begins and ends, and making up for what people and programs do to such files: an entry that is not
//! closed, a comma that is missing, parentheses, a key with spaces. What stands in an entry is read by the `biblatex` crate, one
//! entry at a time, so that a mistake in one costs nothing of the next.

use std::borrow::Cow;
use std::ops::Range;

use biblatex::{ParseErrorKind, RawBibliography, RawChunk, Token};

use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, Span};

/// An entry as it stands in the file.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    /// Where the key stands.
    pub(super) span: Span,
    /// In small letters, without the `@`.
    pub(super) kind: String,
    pub(super) fields: Vec<Field>,
}

/// A field, or a `@string`.
#[derive(Debug)]
pub(super) struct Field {
    /// In small letters.
    pub(super) name: String,
    pub(super) value: Vec<Part>,
    /// Where the value stands.
    pub(super) span: Span,
}

/// What `#` joins.
#[derive(Debug)]
pub(super) enum Part {
    Text(String),
    /// The name of a `@string`.
    Macro(String),
}

/// All that a file holds.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    pub(super) entries: Vec<Entry>,
    pub(super) strings: Vec<Field>,
}

/// Cuts a file.
pub(super) fn scan(file: FileId, text: &str, sink: &mut Sink) -> Scanned {
    let mut scanned = Scanned::default();
    let mut at = 0;
    let mut begun = false;
    while let Some(found) = next_entry(text, at) {
        report_stray(&text[at..found.start], at, begun, file, sink);
        begun = true;
        let head = &text[found.start..found.body];
        let kind = head[1..].trim_end_matches(['{', '(']).trim().to_lowercase();
        let (end, closed) = end_of(text, &found);
        at = end;
        if matches!(kind.as_str(), "comment" | "preamble") {
            continue;
        }
        if !closed {
            let span = Span::new(file, found.start..first_line_end(text, found.start));
            let message = "this entry is not closed: a brace or a quotation mark is missing before the next entry";
            let help = "count the `{` and `}` of each of its fields; the last line of an entry is `}`";
            sink.push(Diagnostic::new(codes::BAD_REFERENCE, message).at(span, "").help(help));
            continue;
        }
        let mut slice = Slice { file, start: found.start, bytes: Cow::Borrowed(&text[found.start..end]) };
        slice.normalise(found.body - found.start, kind == "string");
        slice.read(text, &kind, &mut scanned, sink);
    }
    report_stray(&text[at..], at, begun, file, sink);
    scanned
}

/// An entry's `@`, and where its body begins.
struct Found {
    start: usize,
    body: usize,
    closing: u8,
}

/// The next `@word{` outside of an entry.
fn next_entry(text: &str, from: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let start = at + memchr::memchr(b'@', &bytes[at..])?;
        let letters = bytes[start + 1..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let name_end = start + 1 + letters;
        let spaces = bytes[name_end..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1).max(from);
        let is_comment = text[line..start].trim_start().starts_with('%');
        if letters > 0 && !is_comment {
            match bytes.get(name_end + spaces) {
                Some(b'{') => return Some(Found { start, body: name_end + spaces + 1, closing: b'}' }),
                Some(b'(') => return Some(Found { start, body: name_end + spaces + 1, closing: b')' }),
                _ => {}
            }
        }
        at = name_end;
    }
}

/// Where an entry ends, and whether it is closed there. A line that begins another entry ends one that is not.
fn end_of(text: &str, found: &Found) -> (usize, bool) {
    let bytes = text.as_bytes();
    let (mut depth, mut at, mut line_begins) = (0_usize, found.body, false);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' if depth == 0 && found.closing == b'}' => return (at + 1, true),
            b'}' => depth = depth.saturating_sub(1),
            b')' if depth == 0 && found.closing == b')' && is_last(&bytes[at + 1..]) => return (at + 1, true),
            b'@' if line_begins && begins_entry(&text[at..]) => return (at, false),
            _ => {}
        }
        line_begins = match bytes.get(at) {
            Some(b'\n') => true,
            Some(byte) => line_begins && byte.is_ascii_whitespace(),
            None => false,
        };
        at += 1;
    }
    (bytes.len(), false)
}

/// Whether a parenthesis is the last sign of its line: within an entry it is not.
fn is_last(rest: &[u8]) -> bool {
    let line = rest.iter().take_while(|byte| **byte != b'\n');
    let mut signs = line.filter(|byte| !byte.is_ascii_whitespace());
    signs.next().is_none_or(|byte| *byte == b'@')
}

/// `@article{key,` at the beginning of a line.
fn begins_entry(text: &str) -> bool {
    const LONGEST: usize = 300;
    let head: String = text.chars().take(LONGEST).collect();
    let Some((name, rest)) = head[1..].split_once(['{', '(']) else { return false };
    let name = name.trim();
    let key = rest.split([',', '\n', '}', '=']).next().unwrap_or_default();
    let named = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    named
        && (rest[key.len()..].starts_with(',') && !key.trim().contains(char::is_whitespace)
            || name.eq_ignore_ascii_case("string"))
}

fn first_line_end(text: &str, start: usize) -> usize {
    start + text[start..].lines().next().map_or(0, str::len)
}

/// Text between entries is a comment. What looks like a field is none: it fell out of an entry that a brace closed too early.
fn report_stray(between: &str, offset: usize, begun: bool, file: FileId, sink: &mut Sink) {
    if !begun {
        return;
    }
    let mut at = offset;
    for line in between.split_inclusive('\n') {
        let field = line.trim_start();
        let name =
            field.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-' || *byte == b'_').count();
        let value = field[name..].trim_start().strip_prefix('=').map(str::trim_start);
        if name > 0 && value.is_some_and(|value| value.starts_with(['{', '"'])) {
            let start = at + line.len() - field.len();
            let message = "this field stands outside of any entry: a brace too many closed its entry before it";
            let span = Span::new(file, start..start + field.trim_end().len());
            sink.push(Diagnostic::new(codes::ODD_REFERENCE, message).at(span, ""));
            return;
        }
        at += line.len();
    }
}

/// One entry, with what the parser cannot read replaced by as many bytes that it can.
struct Slice<'a> {
    file: FileId,
    start: usize,
    bytes: Cow<'a, str>,
}

impl Slice<'_> {
    /// Parentheses around the entry, quotation marks around values, spaces in the key.
    fn normalise(&mut self, body: usize, is_string: bool) {
        let mut bytes = self.bytes.as_bytes().to_vec();
        let last = bytes.len() - 1;
        (bytes[body - 1], bytes[last]) = (b'{', b'}');
        let comma = bytes[body..].iter().position(|byte| matches!(byte, b',' | b'=' | b'{' | b'"')).map(|at| at + body);
        if let Some(comma) = comma.filter(|at| bytes[*at] == b',' && !is_string) {
            let key = body..comma;
            let trimmed = self.bytes[key.clone()].trim();
            let start = key.start + self.bytes[key].find(trimmed).unwrap_or(0);
            for byte in &mut bytes[start..start + trimmed.len()] {
                if byte.is_ascii_whitespace() {
                    *byte = b'_';
                }
            }
        }
        let mut at = body;
        let (mut depth, mut value) = (0_usize, false);
        while at < last {
            match bytes[at] {
                b'\\' => at += 1,
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                b'=' | b'#' if depth == 0 => value = true,
                b'"' if depth == 0 && value => {
                    let Some(end) = closing_quote(&bytes[at + 1..last]).map(|end| at + 1 + end) else { break };
                    (bytes[at], bytes[end]) = (b'{', b'}');
                    at = end;
                    value = false;
                }
                byte if depth == 0 && !byte.is_ascii_whitespace() => value = false,
                _ => {}
            }
            at += 1;
        }
        // Only signs of ASCII were put in the place of others.
        if let Ok(text) = String::from_utf8(bytes) {
            self.bytes = Cow::Owned(text);
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, self.start + range.start..self.start + range.end)
    }

    /// Reads the entry; a field that cannot be read is told and left out.
    fn read(&mut self, text: &str, kind: &str, scanned: &mut Scanned, sink: &mut Sink) {
        const MOST_SLIPS: usize = 50;
        for _ in 0..MOST_SLIPS {
            match RawBibliography::parse(&self.bytes) {
                Ok(raw) => {
                    for pair in &raw.abbreviations {
                        scanned.strings.push(self.field(pair));
                    }
                    for entry in &raw.entries {
                        let span = self.span(&entry.v.key.span);
                        let fields = entry.v.fields.iter().map(|pair| self.field(pair)).collect();
                        let key = text[span.range()].to_owned();
                        scanned.entries.push(Entry { key, span, kind: kind.to_owned(), fields });
                    }
                    return;
                }
                Err(error) => {
                    if !self.mend(&error, sink) {
                        return;
                    }
                }
            }
        }
        let line = 0..self.bytes.lines().next().map_or(0, str::len);
        let message = "this entry cannot be read: too many of its fields are broken";
        sink.push(Diagnostic::new(codes::BAD_REFERENCE, message).at(self.span(&line), ""));
    }

    /// Takes out, or makes up for, what the parser stumbled over; whether it is worth reading again.
    fn mend(&mut self, error: &biblatex::ParseError, sink: &mut Sink) -> bool {
        let at = error.span.start.min(self.bytes.len() - 1);
        let bytes = self.bytes.as_bytes();
        let in_fields = bytes[..at].contains(&b',');
        let before = bytes[..at].iter().rposition(|byte| !byte.is_ascii_whitespace()).map_or(0, |found| found + 1);
        if error.kind == ParseErrorKind::Expected(Token::Comma) && in_fields && before < at && bytes[before - 1] == b'}'
        {
            // A comma is missing between two fields.
            let mut bytes = bytes.to_vec();
            bytes[before] = b',';
            if let Ok(text) = String::from_utf8(bytes) {
                self.bytes = Cow::Owned(text);
            }
            return true;
        }
        let field = field_around(bytes, at);
        let line = field.start..field.start + self.bytes[field.clone()].lines().next().map_or(0, str::len);
        let message = if in_fields {
            "this field cannot be read: write `name = {value},`"
        } else {
            "this entry cannot be read: it begins `@type{key,`"
        };
        let code = if in_fields { codes::ODD_REFERENCE } else { codes::BAD_REFERENCE };
        let place = if in_fields { line } else { 0..self.bytes.lines().next().map_or(0, str::len) };
        sink.push(Diagnostic::new(code, message).at(self.span(&place), ""));
        if !in_fields || field.is_empty() {
            return false;
        }
        self.blank(field);
        true
    }

    /// Puts blanks in the place of a field.
    fn blank(&mut self, range: Range<usize>) {
        let mut bytes = self.bytes.as_bytes().to_vec();
        for byte in &mut bytes[range] {
            *byte = if *byte == b'\n' { b'\n' } else { b' ' };
        }
        if let Ok(text) = String::from_utf8(bytes) {
            self.bytes = Cow::Owned(text);
        }
    }

    fn field(&self, pair: &biblatex::Pair<'_>) -> Field {
        let part = |chunk: &RawChunk<'_>| match chunk {
            RawChunk::Normal(text) => Part::Text((*text).to_owned()),
            RawChunk::Abbreviation(name) => Part::Macro((*name).to_owned()),
        };
        let value: Vec<Part> = pair.value.v.iter().map(|chunk| part(&chunk.v)).collect();
        // One text is pointed at within its braces, so that places in it are places in the file.
        let span = match &pair.value.v[..] {
            [one] => one.span.clone(),
            _ => pair.value.span.clone(),
        };
        Field { name: pair.key.v.to_lowercase(), value, span: self.span(&span) }
    }
}

/// The quotation mark that ends a value: the next one outside of braces.
fn closing_quote(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            b'"' if depth == 0 => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The field around a place: from the comma before it to the comma behind it.
fn field_around(bytes: &[u8], at: usize) -> Range<usize> {
    let (mut depth, mut i) = (0_usize, bytes.iter().position(|byte| *byte == b'{').map_or(0, |open| open + 1));
    let mut start = i;
    while i < bytes.len() - 1 {
        match bytes[i] {
            b'\\' => i += 1,
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                if i >= at {
                    break;
                }
                start = i + 1;
            }
            _ => {}
        }
        i += 1;
    }
    let end = i.min(bytes.len() - 1);
    let skipped = bytes[start.min(end)..end].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    (start + skipped).min(end)..end
}
