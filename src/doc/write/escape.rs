//! Words as they are typed: signs that would be read as syntax get a backslash, and spaces that would be lost are named by
//! number.

use std::fmt::Write as _;

/// Where words stand.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the place of some words")]
pub(super) struct Around {
    /// They begin a line, so that signs of blocks would be read.
    pub(super) line: bool,
    /// They begin what encloses them: spaces there would be lost.
    pub(super) first: bool,
    /// They end it.
    pub(super) last: bool,
    /// Something that is no words stands directly before them, or behind them.
    pub(super) behind: bool,
    pub(super) before: bool,
    /// No line may end in them.
    pub(super) flat: bool,
    /// No space may stand in them.
    pub(super) close: bool,
    /// They stand in a group of citations.
    pub(super) group: bool,
    /// Their first character would join what stands before them, or their last what stands behind.
    pub(super) part_first: bool,
    pub(super) part_last: bool,
}

/// Signs that mean something wherever they stand.
const ANYWHERE: &str = "\\`*_[]{}<$^~|@";

/// Signs that mean something at the beginning of a line.
const AT_START: &str = "-+=#>:%";

pub(super) fn words(text: &str, around: Around) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut line = around.line;
    let mut digits = around.line;
    for (at, &c) in chars.iter().enumerate() {
        let (is_first, is_last) = (at == 0, at + 1 == chars.len());
        let before = at.checked_sub(1).map(|at| chars[at]);
        let next = chars.get(at + 1).copied();
        let by_number = (is_first && around.part_first) || (is_last && around.part_last);
        let line_ends = next == Some('\n') || (is_last && around.last);
        let line_begins = line || (is_first && around.first);
        match c {
            '\n' if around.flat || around.close || line_begins || line_ends => number(c, &mut out),
            '\n' => out.push('\n'),
            c if c.is_whitespace() && (around.close || line_begins || line_ends) => number(c, &mut out),
            c if c.is_control() || by_number => number(c, &mut out),
            c if ANYWHERE.contains(c) => escaped(c, &mut out),
            c if line && AT_START.contains(c) => escaped(c, &mut out),
            '.' | ')' if digits && before.is_some_and(|c| c.is_ascii_digit()) => escaped(c, &mut out),
            '#' if before.is_none_or(char::is_whitespace) => escaped(c, &mut out),
            '&' if next.is_none_or(|c| c.is_ascii_alphanumeric() || c == '#') => escaped(c, &mut out),
            '!' if is_last && around.before => escaped(c, &mut out),
            '=' | '%' if next == Some(c) || before == Some(c) => escaped(c, &mut out),
            '-' if next == Some('-') && before != Some('-') => escaped(c, &mut out),
            '(' if is_first && around.behind => escaped(c, &mut out),
            ':' if (is_first && around.behind) || begins_caption(&chars, at, around.line) => escaped(c, &mut out),
            '=' | ';' if around.group => escaped(c, &mut out),
            c => out.push(c),
        }
        line = c == '\n' && out.ends_with('\n');
        digits = line || (digits && c.is_ascii_digit());
    }
    out
}

/// Whether a colon makes a caption of a paragraph: `Table: words`.
fn begins_caption(chars: &[char], at: usize, line: bool) -> bool {
    line && at == 5 && chars[..5].iter().collect::<String>() == "Table"
}

fn escaped(c: char, out: &mut String) {
    out.push('\\');
    out.push(c);
}

fn number(c: char, out: &mut String) {
    let _ = write!(out, "&#{};", u32::from(c));
}
