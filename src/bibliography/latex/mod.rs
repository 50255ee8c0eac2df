//! LaTeX to text: what stands in the fields of a `.bib` file.
//!
//! Owns the commands, accents and signs that are known (`symbols.txt`, `commands.txt`), and what becomes of those that
//! are not: the text of their arguments stays. It never fails, and a group in a group costs no stack: a value becomes a
//! list of pieces, not a tree. What a field means is left to those who ask.

mod casing;
mod pieces;
mod tables;
mod verbatim;

use icu_normalizer::ComposingNormalizerBorrowed;

pub(super) use casing::sentence_case;
pub(super) use pieces::{Look, Piece, Pieces};
use tables::{Action, Symbol, accent, action, spacing_accent, symbol};
pub(crate) use verbatim::{closing_brace, decoded, unescape};

/// A value as pieces of text, with what was found in it beside the text.
#[derive(Debug, Default)]
pub(super) struct Converted {
    /// The text, with its formatting.
    pub(super) pieces: Pieces,
    /// Commands that are not known, and where in the value each stands.
    pub(super) unknown: Vec<(usize, String)>,
    /// Addresses of `\url` and `\href`.
    pub(super) links: Vec<String>,
}

/// Reads a value.
pub(super) fn convert(latex: &str) -> Converted {
    let mut reader = Reader {
        rest: latex,
        whole: latex,
        out: Converted::default(),
        frames: Vec::new(),
        pending: Vec::new(),
        math: 0,
        quotes: 0,
        between: false,
    };
    reader.run();
    let Reader { mut out, .. } = reader;
    let normalizer = ComposingNormalizerBorrowed::new_nfc();
    for piece in &mut out.pieces.0 {
        if let Piece::Text(text) = piece {
            if text.contains('&') {
                *text = decoded(text);
            }
            if !text.is_ascii() {
                *text = normalizer.normalize(text).into_owned();
            }
        }
    }
    out
}

/// A value as plain text: without formatting, braces or commands.
pub(super) fn plain(latex: &str) -> String {
    if is_plain(latex) { latex.to_owned() } else { convert(latex).pieces.plain() }
}

/// Whether a value reads the same with and without LaTeX.
fn is_plain(latex: &str) -> bool {
    !latex.contains(['\\', '{', '}', '$', '~', '`', '\'', '<', '>', '&']) && !latex.contains("--")
}

/// What ends at the next closing brace.
#[derive(Debug, Clone, Copy)]
struct Frame {
    /// How many looks end with it.
    looks: usize,
    /// What is done at its end.
    after: After,
    /// Whether a formula ends with it.
    math: bool,
    /// How many accents waited for a letter when it began.
    pending: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    Nothing,
    /// A closing quotation mark.
    Quote,
    /// A slash, before the second half of a fraction.
    Slash,
}

struct Reader<'a> {
    rest: &'a str,
    whole: &'a str,
    out: Converted,
    frames: Vec<Frame>,
    /// Accents that wait for their letter.
    pending: Vec<char>,
    /// How many formulas are open.
    math: usize,
    /// How many quotations of commands are open.
    quotes: usize,
    /// Whether a sign stands before in a formula that wants a space behind it.
    between: bool,
}

impl<'a> Reader<'a> {
    fn run(&mut self) {
        while let Some(c) = self.rest.chars().next() {
            match c {
                '\\' => self.command(),
                '{' => {
                    self.advance(1);
                    let special = self.rest.trim_start().starts_with('\\');
                    let plain = special || self.math > 0 || !self.pending.is_empty();
                    let look = (!plain).then_some(Look::Braced);
                    self.open(look, After::Nothing, false);
                }
                '}' => {
                    self.advance(1);
                    self.close();
                }
                '$' => self.dollar(),
                '^' | '_' if self.math > 0 => self.script(c),
                '~' => {
                    self.advance(1);
                    self.emit('\u{a0}');
                }
                _ if c.is_whitespace() => self.space(),
                _ if self.math > 0 => self.sign(c),
                _ => self.letter(c),
            }
        }
        while !self.frames.is_empty() {
            self.close();
        }
    }

    fn advance(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
    }

    fn at(&self) -> usize {
        self.whole.len() - self.rest.len()
    }

    fn open(&mut self, look: Option<Look>, after: After, math: bool) {
        if let Some(look) = look {
            self.out.pieces.open(look);
        }
        self.math += usize::from(math);
        self.frames.push(Frame { looks: usize::from(look.is_some()), after, math, pending: self.pending.len() });
    }

    fn close(&mut self) {
        // A brace too many stands for nothing.
        let Some(frame) = self.frames.pop() else { return };
        if frame.pending > 0 && self.pending.len() >= frame.pending {
            // `\~{}`: an accent over nothing is a sign of its own.
            while let Some(mark) = self.pending.pop() {
                self.out.pieces.push(spacing_accent(mark));
            }
        }
        for _ in 0..frame.looks {
            self.out.pieces.close();
        }
        self.math -= usize::from(frame.math);
        match frame.after {
            After::Nothing => {}
            After::Quote => {
                self.quotes = self.quotes.saturating_sub(1);
                self.out.pieces.push(if self.quotes.is_multiple_of(2) { '”' } else { '’' });
            }
            After::Slash => {
                self.out.pieces.push('/');
                self.argument(None, After::Nothing, false);
            }
        }
    }

    /// Opens the argument that comes next: a group, or one sign.
    fn argument(&mut self, look: Option<Look>, after: After, math: bool) {
        self.skip_spaces();
        if let Some(inner) = self.rest.strip_prefix('{') {
            self.rest = inner;
            self.open(look, after, math);
        } else if !self.rest.is_empty() && !self.rest.starts_with('}') {
            self.open(look, after, math);
            if self.rest.starts_with('\\') {
                self.command();
            } else if let Some(c) = self.rest.chars().next() {
                self.letter(c);
            }
            self.close();
        }
    }

    fn skip_spaces(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// A sign of the text, under the accents that wait for it.
    fn emit(&mut self, c: char) {
        if self.pending.is_empty() {
            self.out.pieces.push(c);
            return;
        }
        if c.is_whitespace() {
            return;
        }
        // An accent takes the place of the dot.
        self.out.pieces.push(match c {
            'ı' => 'i',
            'ȷ' => 'j',
            other => other,
        });
        while let Some(mark) = self.pending.pop() {
            self.out.pieces.push(mark);
        }
    }

    fn emit_text(&mut self, text: &str) {
        text.chars().for_each(|c| self.emit(c));
    }

    fn space(&mut self) {
        self.skip_spaces();
        if self.pending.is_empty() && self.math == 0 {
            self.out.pieces.push(' ');
        }
    }

    /// Text as it stands, with the ligatures of TeX.
    fn letter(&mut self, c: char) {
        const LIGATURES: [(&str, char); 12] = [
            ("---", '—'),
            ("--", '–'),
            ("``", '“'),
            ("''", '”'),
            ("?`", '¿'),
            ("!`", '¡'),
            ("<<", '«'),
            (">>", '»'),
            (",,", '„'),
            ("`", '‘'),
            ("'", '’'),
            ("\"\"", '"'),
        ];
        if let Some((ligature, sign)) = LIGATURES.iter().find(|(ligature, _)| self.rest.starts_with(ligature)) {
            self.advance(ligature.len());
            self.emit(*sign);
        } else {
            self.advance(c.len_utf8());
            self.emit(c);
        }
    }

    /// A sign of a formula.
    fn sign(&mut self, c: char) {
        self.advance(c.len_utf8());
        match c {
            '=' | '<' | '>' | '+' => self.emit_between(c),
            '-' if self.out.pieces.last().is_some_and(|last| last.is_alphanumeric() || last == ')') => {
                self.emit_between('−');
            }
            '-' => self.emit('−'),
            '*' => self.emit_between('∗'),
            '\'' => self.emit('′'),
            _ => {
                self.pad();
                self.emit(c);
            }
        }
    }

    fn emit_between(&mut self, c: char) {
        let before = self.out.pieces.last();
        if self.pending.is_empty() && before.is_some_and(|last| !last.is_whitespace()) && !self.out.pieces.is_raised() {
            self.out.pieces.push(' ');
        }
        self.emit(c);
        self.between = !self.out.pieces.is_raised();
    }

    /// The space behind a sign that stood between two things.
    fn pad(&mut self) {
        if std::mem::take(&mut self.between) {
            self.out.pieces.push(' ');
        }
    }

    fn dollar(&mut self) {
        let len = if self.rest.starts_with("$$") && self.math == 0 && self.rest[2..].contains("$$") { 2 } else { 1 };
        if self.math == 0 && !self.rest[len..].contains('$') {
            // A single one is money.
            self.advance(1);
            self.emit('$');
            return;
        }
        self.advance(len);
        self.toggle(self.math == 0);
    }

    fn toggle(&mut self, on: bool) {
        self.between = false;
        self.math = usize::from(on);
    }

    fn script(&mut self, c: char) {
        self.advance(1);
        self.between = false;
        self.argument(Some(if c == '^' { Look::Superscript } else { Look::Subscript }), After::Nothing, false);
    }

    fn command(&mut self) {
        let start = self.at();
        self.advance(1);
        let letters = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters == 0 {
            self.sign_command();
            return;
        }
        let name = &self.rest[..letters];
        self.advance(letters);
        self.rest = self.rest.strip_prefix('*').filter(|rest| rest.starts_with('{')).unwrap_or(self.rest);
        if let Some(mark) = accent(name) {
            self.skip_spaces();
            self.pending.push(mark);
        } else if let Some(action) = action(name) {
            self.skip_spaces();
            self.act(name, action);
        } else if let Some(symbol) = symbol(name) {
            self.skip_spaces();
            self.symbol(symbol);
        } else if name == "char" {
            self.number();
        } else if name == "begin" || name == "end" {
            self.skip_group();
        } else {
            self.skip_options();
            self.skip_spaces();
            self.out.unknown.push((start, name.to_owned()));
        }
    }

    /// A command whose name is one sign: `\&`, `\'`.
    fn sign_command(&mut self) {
        let Some(c) = self.rest.chars().next() else { return };
        self.advance(c.len_utf8());
        if let Some(mark) = accent(c.encode_utf8(&mut [0; 4])) {
            self.skip_spaces();
            self.pending.push(mark);
            return;
        }
        match c {
            '(' | '[' if self.math == 0 => self.toggle(true),
            ')' | ']' if self.math > 0 => self.toggle(false),
            ',' | ';' | ':' | '>' => self.emit('\u{2009}'),
            '-' | '/' | '!' | '@' => {}
            '\\' => {
                self.rest = self.rest.strip_prefix('*').unwrap_or(self.rest);
                self.skip_options();
                self.space();
            }
            _ if c.is_whitespace() => {
                self.out.pieces.push(' ');
                self.skip_spaces();
            }
            _ => {
                self.pad();
                self.emit(c);
            }
        }
    }

    fn symbol(&mut self, symbol: Symbol) {
        match symbol {
            Symbol::Nothing => {}
            Symbol::Space => self.out.pieces.push(' '),
            Symbol::Text(text) => {
                self.pad();
                self.emit_text(text);
                // `\AA{}ngström` and `\ss {}`: an empty group ends the name and is no text.
                self.rest = self.rest.strip_prefix("{}").unwrap_or(self.rest);
            }
            Symbol::Between(sign) if self.math > 0 => self.emit_between(sign),
            Symbol::Between(sign) => self.emit(sign),
        }
    }

    fn act(&mut self, name: &str, action: Action) {
        self.skip_options();
        match action {
            Action::Look(look) => self.argument(Some(look), After::Nothing, false),
            Action::Plain => self.argument(None, After::Nothing, false),
            Action::Math => self.argument(None, After::Nothing, true),
            Action::Switch(look) => {
                // It holds until the group ends, or the value.
                self.out.pieces.open(look);
                match self.frames.last_mut() {
                    Some(frame) => frame.looks += 1,
                    None => self.frames.push(Frame { looks: 1, after: After::Nothing, math: false, pending: 0 }),
                }
            }
            Action::Quote => {
                self.out.pieces.push(if self.quotes.is_multiple_of(2) { '“' } else { '‘' });
                self.quotes += 1;
                self.argument(None, After::Quote, false);
            }
            Action::Verbatim => {
                let address = self.verbatim();
                if name != "doi" && name != "path" {
                    self.out.links.push(address.clone());
                }
                self.emit_text(&address);
            }
            Action::Link => {
                let address = self.verbatim();
                self.out.links.push(address);
                self.argument(None, After::Nothing, false);
            }
            Action::Skip => self.skip_group(),
            Action::SkipThenPlain => {
                self.skip_group();
                self.argument(None, After::Nothing, false);
            }
            Action::Fraction => self.argument(None, After::Slash, false),
            Action::Root => {
                self.pad();
                self.emit('√');
                self.argument(None, After::Nothing, false);
            }
        }
    }

    /// `[…]` behind a command.
    fn skip_options(&mut self) {
        const LONGEST: usize = 200;
        let inner = self.rest.strip_prefix('[');
        let end = inner.and_then(|inner| inner.bytes().take(LONGEST).position(|byte| byte == b']'));
        if let Some(end) = end.filter(|end| self.rest[end + 2..].starts_with('{')) {
            self.advance(end + 2);
        }
    }

    /// The group that comes next, as it stands.
    fn group(&mut self) -> &'a str {
        self.skip_spaces();
        let Some(inner) = self.rest.strip_prefix('{') else { return "" };
        let end = closing_brace(inner).unwrap_or(inner.len());
        self.rest = inner.get(end + 1..).unwrap_or_default();
        &inner[..end]
    }

    fn skip_group(&mut self) {
        self.group();
    }

    fn verbatim(&mut self) -> String {
        unescape(self.group())
    }

    /// `\char233`, `\char"E9`, `\char'351`.
    fn number(&mut self) {
        let (radix, digits) = match self.rest.as_bytes().first() {
            Some(b'"') => (16, &self.rest[1..]),
            Some(b'\'') => (8, &self.rest[1..]),
            _ => (10, self.rest),
        };
        let len = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
        if let Some(c) = u32::from_str_radix(&digits[..len], radix).ok().and_then(char::from_u32) {
            self.emit(c);
        }
        self.rest = &digits[len..];
        self.rest = self.rest.strip_prefix(' ').or_else(|| self.rest.strip_prefix("{}")).unwrap_or(self.rest);
    }
}

#[cfg(test)]
mod tests;
