//! The small markup of fields: tags, quotation marks and apostrophes, parsed into marks.
//!
//! A tag or a quotation mark without its partner stays as text.

use super::cite::Position;
use super::locale::Locale;
use super::rich::{Mark, Rich, Token};
use super::style::element::{Font, TermForm};

/// The quotation marks that fields may hold beside straight ones: those of the locale.
#[derive(Debug, Clone, Default)]
pub(super) struct Quotes {
    /// Opening and closing, outer and inner.
    pairs: Vec<(String, String)>,
}

impl Quotes {
    pub(super) fn of(locale: &Locale) -> Self {
        let word = |name: &str| locale.word(name, TermForm::Long).to_owned();
        let pairs = [("open-quote", "close-quote"), ("open-inner-quote", "close-inner-quote")];
        let pairs = pairs.map(|(open, close)| (word(open), word(close)));
        Self { pairs: pairs.into_iter().filter(|(open, close)| open != close && !open.trim().is_empty()).collect() }
    }
}

/// A piece of a field before partners are found.
enum Piece {
    Text(String),
    /// Its text, its mark, and the name that closes it.
    Open(String, Mark, &'static str),
    Close(String, &'static str),
    /// A quotation mark: its text, what closes it, whether it can open and close.
    Quote {
        text: String,
        partner: &'static str,
        opens: bool,
        closes: bool,
    },
}

const DOUBLE: &str = "\"";
const SINGLE: &str = "'";

/// A field as words and marks.
pub(super) fn parse(text: &str, quotes: &Quotes) -> Rich {
    let special = |c: char| matches!(c, '<' | '"' | '\'' | '’');
    let quoted = |(open, close): &(String, String)| text.contains(open.as_str()) || text.contains(close.as_str());
    if !text.contains(special) && !quotes.pairs.iter().any(quoted) {
        return vec![Token::Text(text.to_owned())];
    }
    matched(pieces(text, quotes))
}

fn pieces(text: &str, quotes: &Quotes) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut at = 0;
    // What stands before, tags aside.
    let mut before: Option<char> = None;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let found = if c == '<' { tag(rest) } else { quote(rest, before, quotes) };
        let Some((piece, length)) = found else {
            plain.push(c);
            before = Some(c);
            at += c.len_utf8();
            continue;
        };
        if !plain.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
        }
        if matches!(piece, Piece::Quote { .. }) {
            before = Some(c);
        }
        pieces.push(piece);
        at += length;
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    pieces
}

/// A tag at the beginning of a text, and its length.
fn tag(rest: &str) -> Option<(Piece, usize)> {
    let end = rest.find('>')? + 1;
    let whole = &rest[..end];
    let compact: String = whole.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let font = |font: Font| Mark::Toggle(font);
    let position = |position| font(Font { position: Some(position), ..Font::default() });
    let small_caps = || font(Font { small_caps: Some(true), ..Font::default() });
    let open = |mark, name| Some((Piece::Open(whole.to_owned(), mark, name), end));
    let close = |name| Some((Piece::Close(whole.to_owned(), name), end));
    match compact.as_str() {
        "<i>" | "<em>" => open(font(Font { italic: Some(true), ..Font::default() }), "i"),
        "<b>" | "<strong>" => open(font(Font { bold: Some(true), ..Font::default() }), "b"),
        "<u>" => open(font(Font { underline: Some(true), ..Font::default() }), "u"),
        "<sup>" => open(position(Position::Superscript), "sup"),
        "<sub>" => open(position(Position::Subscript), "sub"),
        "<sc>" => open(small_caps(), "sc"),
        "</i>" | "</em>" => close("i"),
        "</b>" | "</strong>" => close("b"),
        "</u>" => close("u"),
        "</sup>" => close("sup"),
        "</sub>" => close("sub"),
        "</sc>" => close("sc"),
        "</span>" => close("span"),
        _ => {
            let compact = compact.replace('\'', "\"");
            match compact.trim_end_matches('>').trim_end_matches('"').trim_end_matches(';') {
                "<spanstyle=\"font-variant:small-caps" => open(small_caps(), "span"),
                "<spanclass=\"nocase" => open(Mark::NoCase, "span"),
                "<spanclass=\"nodecor" => open(Mark::Plain, "span"),
                _ => None,
            }
        }
    }
}

/// A quotation mark at the beginning of a text, and its length.
fn quote(rest: &str, before: Option<char>, quotes: &Quotes) -> Option<(Piece, usize)> {
    let c = rest.chars().next()?;
    let length = c.len_utf8();
    let next = visible(&rest[length..]);
    let opens_here = before.is_none_or(|c| {
        !c.is_alphanumeric() && (c.is_whitespace() || !matches!(c, '.' | ',' | '!' | '?' | ')' | ']' | ';'))
    }) && next.is_some_and(|c| !c.is_whitespace());
    let closes_here = before.is_some_and(|c| !c.is_whitespace());
    let piece = match c {
        '"' => Piece::Quote { text: "\"".to_owned(), partner: DOUBLE, opens: opens_here, closes: closes_here },
        '\'' | '’' => {
            let closes = closes_here && next.is_none_or(|c| !c.is_alphanumeric());
            Piece::Quote { text: "’".to_owned(), partner: SINGLE, opens: opens_here && c == '\'', closes }
        }
        _ => {
            for (index, (open, close)) in quotes.pairs.iter().enumerate() {
                let partner = if index == 0 { "outer" } else { "inner" };
                let (opens, closes) = (rest.starts_with(open.as_str()), rest.starts_with(close.as_str()));
                if opens || closes {
                    let text = if opens { open } else { close };
                    let piece = Piece::Quote { text: text.clone(), partner, opens, closes };
                    return Some((piece, text.len()));
                }
            }
            return None;
        }
    };
    Some((piece, length))
}

/// The next character that is not part of a tag.
fn visible(rest: &str) -> Option<char> {
    let mut rest = rest;
    while rest.starts_with('<') {
        let Some((_, length)) = tag(rest) else { break };
        rest = &rest[length..];
    }
    rest.chars().next()
}

/// Finds the partners.
fn matched(pieces: Vec<Piece>) -> Rich {
    // The places of tokens that may still find their partner: where, its text as it stands alone, what closes it.
    let mut open: Vec<(usize, String, &'static str)> = Vec::new();
    let mut rich: Rich = Vec::new();
    let close = |rich: &mut Rich, open: &mut Vec<(usize, String, &'static str)>, name: &str| {
        let Some(found) = open.iter().rposition(|(_, _, closing)| *closing == name) else { return false };
        // What was opened after it has no partner.
        for (at, text, _) in open.split_off(found).into_iter().skip(1) {
            rich[at] = Token::Text(text);
        }
        rich.push(Token::Close);
        true
    };
    for piece in pieces {
        match piece {
            Piece::Text(text) => rich.push(Token::Text(text)),
            Piece::Open(text, mark, name) => {
                open.push((rich.len(), text, name));
                rich.push(Token::Open(mark));
            }
            Piece::Close(text, name) => {
                if !close(&mut rich, &mut open, name) {
                    rich.push(Token::Text(text));
                }
            }
            Piece::Quote { text, partner, opens, closes } => {
                if closes && close(&mut rich, &mut open, partner) {
                    continue;
                }
                if opens {
                    open.push((rich.len(), text, partner));
                    rich.push(Token::Open(Mark::Quote));
                } else {
                    rich.push(Token::Text(text));
                }
            }
        }
    }
    for (at, text, _) in open {
        rich[at] = Token::Text(text);
    }
    rich
}
