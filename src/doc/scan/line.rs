//! The lines of one block: attributes, notes, lowered and raised words, formulas, comments. Code and addresses are passed
//! over.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Scanner;
use crate::doc::attributes;
use crate::doc::citation::is_group;
use crate::doc::marks::{COVER, Enclosed, Mark, Opened, PLAIN};

/// Reads the lines of one block.
pub(super) struct Line<'s, 'a> {
    scanner: &'s mut Scanner<'a>,
    text: &'a str,
    end: usize,
    at: usize,
    /// Code in the line: where each piece begins and ends.
    code: BTreeMap<usize, usize>,
    /// Dollars that may close a formula.
    closing: Vec<usize>,
    /// Brackets that are open.
    open: Vec<usize>,
    /// How many of them are those of pictures.
    pictures: usize,
    /// Where the signs stand that close marked words.
    closes: usize,
    /// Up to where no comment ends.
    uncommented: usize,
}

impl<'s, 'a> Line<'s, 'a> {
    pub(super) fn new(scanner: &'s mut Scanner<'a>, range: Range<usize>) -> Self {
        let text = &scanner.text[..range.end];
        let code = code_in(text, range.start);
        Self {
            text,
            end: range.end,
            at: range.start,
            code,
            closing: Vec::new(),
            open: Vec::new(),
            pictures: 0,
            closes: 0,
            uncommented: 0,
            scanner,
        }
    }

    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(b' ')
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    pub(super) fn read(mut self) {
        self.closing = self.dollars();
        while self.at < self.end {
            let at = self.at;
            if let Some(end) = self.code.get(&at).copied() {
                self.at = end;
                self.attributes(end);
                continue;
            }
            match self.byte(at) {
                b'\\' => self.at += 1 + self.text[at + 1..].chars().next().map_or(0, char::len_utf8),
                b'<' => self.angle(),
                b'$' => self.formula(),
                b'[' => self.bracket(),
                b']' => self.closed(),
                b'~' => self.lowered(),
                b'=' if self.closes == at && at > 0 => self.at += 2,
                b'=' => self.marked(),
                b'^' if self.byte(at + 1) != b'[' && self.before(at) != Some('[') => self.raised(),
                b'{' => {
                    let opens = self.before(at).is_none_or(char::is_whitespace);
                    self.at += 1;
                    if opens || at == 0 {
                        self.at = at;
                        self.attributes(at);
                        self.at = self.at.max(at + 1);
                    }
                }
                _ => self.at += 1,
            }
        }
    }

    /// Attributes that begin at a place: covered and kept.
    fn attributes(&mut self, at: usize) -> bool {
        if self.byte(at) != b'{' {
            return false;
        }
        let Some((attributes, length)) = attributes::read(&self.text[at..]) else { return false };
        let end = at + length;
        self.scanner.cover(at..end, COVER);
        self.scanner.marks.insert(at, Mark::Attributes { attributes, end });
        self.at = end;
        true
    }

    /// An address, a tag or a comment between angles.
    fn angle(&mut self) {
        let rest = &self.text[self.at..];
        if rest.starts_with("<!--") && self.at >= self.uncommented {
            if let Some(length) = rest.find("-->") {
                let end = self.at + length + 3;
                self.scanner.cover(self.at..end, COVER);
                self.scanner.marks.insert(self.at, Mark::Comment { end });
                self.at = end;
                return;
            }
            self.uncommented = self.end;
        }
        let begins = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let end = rest[1..].find(['<', '>', '\n']).filter(|end| begins && rest[1 + end..].starts_with('>'));
        self.at += end.map_or(1, |end| end + 2);
    }

    /// Dollars that may close a formula by Pandoc's rule: no space before them, no digit behind.
    fn dollars(&self) -> Vec<usize> {
        let bytes = self.text.as_bytes();
        let mut found = Vec::new();
        let mut at = self.at;
        while at < self.end {
            match (bytes[at], self.code.get(&at)) {
                (_, Some(end)) => at = *end,
                (b'\\', _) => at += 2,
                (b'$', _) => {
                    let spaced = self.before(at).is_none_or(char::is_whitespace);
                    if !spaced && !self.byte(at + 1).is_ascii_digit() {
                        found.push(at);
                    }
                    at += 1;
                }
                _ => at += 1,
            }
        }
        found
    }

    fn formula(&mut self) {
        let at = self.at;
        if self.byte(at + 1) == b'$' {
            let found = self.text[at + 2..].find("$$").map(|found| at + 2 + found);
            if let Some(close) = found.filter(|close| !self.text[at + 2..*close].trim().is_empty()) {
                let end = close + 2;
                self.scanner.cover(at..end, COVER);
                self.scanner.marks.insert(at, Mark::Formula { latex: at + 2..close, display: true, end });
                self.at = end;
                let spaces = self.text[end..].len() - self.text[end..].trim_start_matches([' ', '\t']).len();
                if self.attributes(end + spaces) {
                    self.scanner.cover(end..end + spaces, COVER);
                }
                return;
            }
            self.at += 2;
            return;
        }
        self.at += 1;
        let figure = self.byte(at + 1).is_ascii_digit();
        if self.byte(at + 1).is_ascii_whitespace() || (figure && self.before(at).is_some_and(char::is_alphabetic)) {
            return;
        }
        let next = self.closing.partition_point(|close| *close <= at + 1);
        let Some(close) = self.closing.get(next).copied() else { return };
        // A dollar that a second one follows opens a formula on a line of its own.
        if self.byte(close + 1) == b'$' {
            return;
        }
        let end = close + 1;
        self.scanner.cover(at..end, COVER);
        self.scanner.marks.insert(at, Mark::Formula { latex: at + 1..close, display: false, end });
        self.at = end;
    }

    fn bracket(&mut self) {
        let rest = &self.text[self.at..];
        // An entry named by hand, and the call of a note, are read by the parser. Neither holds a bracket.
        let open = rest.bytes().take(3).take_while(|byte| *byte == b'[').count();
        let inside = &rest[open..];
        let whole = inside.find(['[', ']', '\n']).filter(|end| inside[*end..].starts_with(']'));
        let skipped = match (open, whole) {
            (2, Some(end)) if inside[end..].starts_with("]]") => Some(end + 4),
            (1, Some(end)) if inside.starts_with('^') && !inside[..end].contains(' ') => Some(end + 2),
            _ => None,
        };
        if let Some(length) = skipped {
            let (at, end) = (self.at, self.at + length);
            if self.pictures > 0 {
                self.scanner.cover(at..end, COVER);
                let mark = if inside.starts_with('^') {
                    Mark::Call { label: at + 2..end - 1, end }
                } else {
                    Mark::Entry { inside: at + 2..end - 2, end }
                };
                self.scanner.marks.insert(at, mark);
            }
            self.at = end;
            return;
        }
        self.open.push(self.at);
        self.pictures += usize::from(self.opens_picture(self.at));
        self.at += 1;
    }

    fn closed(&mut self) {
        let close = self.at;
        self.at += 1;
        let Some(open) = self.open.pop() else { return };
        let before = self.before(open);
        let pictured = self.opens_picture(open);
        self.pictures -= usize::from(pictured);
        let escaped = before == Some('^') && self.is_escaped(open - 1);
        if before == Some('^') && !escaped {
            // The brackets stay: a definition of the same words must not make a link of them.
            self.pair(open - 1, 2, Enclosed::Note, close, close + 1);
            return;
        }
        match self.byte(close + 1) {
            b'(' => {
                if let Some(end) = destination(&self.text[close + 1..]).map(|length| close + 1 + length) {
                    self.at = end;
                    self.attributes(end);
                }
            }
            b'[' => {
                if let Some(length) = self.text[close + 1..].find(']') {
                    self.at = close + 2 + length;
                    let end = self.at;
                    self.attributes(end);
                }
            }
            b'{' if pictured => {
                self.attributes(close + 1);
            }
            // A citation takes none; what was typed is reported as words.
            b'{' if is_citation(&self.text[open + 1..close]) => {}
            b'{' => {
                let Some((attributes, length)) = attributes::read(&self.text[close + 1..]) else { return };
                let end = close + 1 + length;
                self.scanner.cover(close + 1..end, COVER);
                self.pair(open, 1, Enclosed::Span(attributes), close, end);
                self.at = end;
            }
            _ => {}
        }
    }

    /// Whether a bracket is that of a picture: `![`.
    fn opens_picture(&self, open: usize) -> bool {
        self.text[..open].ends_with('!') && !self.is_escaped(open - 1)
    }

    /// Whether a backslash takes the meaning from what stands at a place, and no other one from that.
    fn is_escaped(&self, at: usize) -> bool {
        self.text.as_bytes()[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
    }

    fn pair(&mut self, open: usize, len: usize, kind: Enclosed, close: usize, end: usize) {
        self.scanner.marks.insert(open, Mark::Open(Opened { kind, len }));
        self.scanner.marks.insert(close, Mark::Close { open, end });
    }

    /// `H~2~O`. One tilde is nothing to the parser; two are struck words.
    fn lowered(&mut self) {
        let at = self.at;
        let run = self.text[at..].len() - self.text[at..].trim_start_matches('~').len();
        self.at += run;
        if run > 1 {
            return;
        }
        self.scanner.covered[at] = PLAIN;
        let Some(close) = self.enclosed(at, '~') else { return };
        // “about 10 to about 20” is written with tildes too: what is lowered stands behind something, or ends a word.
        let behind = self.before(at).is_some_and(|c| !c.is_whitespace() && c != '(');
        let ends = !self.text[close + 1..].starts_with(char::is_alphanumeric);
        if behind || ends {
            self.scanner.covered[close] = PLAIN;
            self.pair(at, 1, Enclosed::Subscript, close, close + 1);
        }
    }

    /// `==words==`, which stand apart from other letters: `a == b` and `x==y` are no marks.
    fn marked(&mut self) {
        let at = self.at;
        let run = |at: usize| self.text[at..].len() - self.text[at..].trim_start_matches('=').len();
        let own = run(at);
        self.at += own;
        let opens = own == 2 && self.before(at).is_none_or(|c| !c.is_alphanumeric() && c != '{');
        let inside = &self.text[at + own..self.end];
        if !opens || inside.starts_with(char::is_whitespace) {
            return;
        }
        let Some(close) = inside.find("==").map(|found| at + own + found) else { return };
        let ends = !self.text[close + 2..].starts_with(char::is_alphanumeric) && run(close) == 2;
        if ends && !self.before(close).is_none_or(char::is_whitespace) && !self.scanner.marks.contains_key(&close) {
            self.pair(at, 2, Enclosed::Mark, close, close + 2);
            self.closes = close;
        }
    }

    fn raised(&mut self) {
        let at = self.at;
        self.at += 1;
        if let Some(close) = self.enclosed(at, '^') {
            self.pair(at, 1, Enclosed::Superscript, close, close + 1);
        }
    }

    /// The sign that closes what the one at `open` began: no space stands between them.
    fn enclosed(&self, open: usize, sign: char) -> Option<usize> {
        let mut chars = self.text[open + 1..].char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' => {
                    chars.next();
                }
                c if c == sign => {
                    let close = open + 1 + at;
                    let free = !self.scanner.marks.contains_key(&close) && self.byte(close + 1) != b'[';
                    return (at > 0 && free).then_some(close);
                }
                c if c.is_whitespace() || c == '|' || c == '`' => return None,
                _ => {}
            }
        }
        None
    }
}

/// Whether brackets hold a citation and nothing else: `@key`, `-@key, p. 3`. Words that cite somebody are words.
fn is_citation(inside: &str) -> bool {
    let key = inside.strip_prefix('-').unwrap_or(inside);
    let behind = key.find([' ', ',', ';']).map_or("", |end| &key[end..]);
    key.starts_with('@') && (behind.is_empty() || behind.starts_with([',', ';'])) && is_group(inside)
}

/// The length of `(address "title")`.
fn destination(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match (c, quote) {
            ('\\', _) => {
                chars.next();
            }
            ('\n', _) if text[at + 1..].trim_start_matches([' ', '\t']).starts_with('\n') => return None,
            ('<', Some('>')) => return None,
            (c, Some(open)) => quote = if c == open { None } else { Some(open) },
            ('"' | '\'', None) if text[..at].ends_with([' ', '\n']) => quote = Some(c),
            ('<', None) if at == 1 => quote = Some('>'),
            // As deep as CommonMark's parsers go.
            ('(', None) if depth == 32 => return None,
            ('(', None) => depth += 1,
            (')', None) => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Pieces of code in a line, from `start` to the end of `text`.
fn code_in(text: &str, start: usize) -> BTreeMap<usize, usize> {
    let bytes = text.as_bytes();
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut at = start;
    while at < bytes.len() {
        if bytes[at] == b'`' {
            let length = bytes[at..].iter().take_while(|byte| **byte == b'`').count();
            runs.push((at, length));
            at += length;
        } else {
            at += 1;
        }
    }
    // The places of runs of each length, so that what closes a run is found at once.
    let mut lengths: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, length) in &runs {
        lengths.entry(*length).or_default().push(*at);
    }
    let mut found = BTreeMap::new();
    let mut done = start;
    for (at, length) in runs {
        let escaped = text[start..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
        if at < done || escaped {
            continue;
        }
        let same = &lengths[&length];
        let next = same.partition_point(|place| *place <= at);
        if let Some(close) = same.get(next) {
            done = close + length;
            found.insert(at, done);
        }
    }
    found
}
