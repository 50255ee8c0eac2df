//! Text while it is put together: a flat list of words and of marks around them.
//!
//! Flat, because punctuation that meets has to be compared across whatever marks stand between.

use super::cite::Display;
use super::style::element::Font;

/// Words or the border of a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Text(String),
    Open(Mark),
    Close,
}

/// What words between an opening and its closing are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// Formatted by the style.
    Font(Font),
    /// Formatted by the markup of a field: italics within italics are upright.
    Toggle(Font),
    /// Without any format: `nodecor`.
    Plain,
    /// Left alone by text case.
    NoCase,
    /// In quotation marks.
    Quote,
    Link(String),
    Lang(String),
    /// An item of a citation.
    Cite(usize),
    Display(Display),
}

/// Words and marks, each opened one closed.
pub(super) type Rich = Vec<Token>;

/// Text without marks.
pub(super) fn plain(text: impl Into<String>) -> Rich {
    vec![Token::Text(text.into())]
}

/// The words only.
pub(super) fn text_of(rich: &[Token]) -> String {
    let words = rich.iter().filter_map(|token| if let Token::Text(text) = token { Some(text.as_str()) } else { None });
    words.collect()
}

pub(super) fn is_blank(rich: &[Token]) -> bool {
    rich.iter().all(|token| !matches!(token, Token::Text(text) if !text.is_empty()))
}

pub(super) fn first_char(rich: &[Token]) -> Option<char> {
    rich.iter().find_map(|token| if let Token::Text(text) = token { text.chars().next() } else { None })
}

pub(super) fn last_char(rich: &[Token]) -> Option<char> {
    rich.iter().rev().find_map(|token| if let Token::Text(text) = token { text.chars().next_back() } else { None })
}

/// Puts a mark around all of it.
pub(super) fn wrap(mark: Mark, rich: Rich) -> Rich {
    let mut wrapped = Vec::with_capacity(rich.len() + 2);
    wrapped.push(Token::Open(mark));
    wrapped.extend(rich);
    wrapped.push(Token::Close);
    wrapped
}

/// Takes a character from the beginning.
pub(super) fn drop_first(rich: &mut [Token]) {
    let text = rich.iter_mut().find_map(|token| match token {
        Token::Text(text) if !text.is_empty() => Some(text),
        _ => None,
    });
    if let Some(text) = text {
        text.remove(0);
    }
}

/// Takes a character from the end.
pub(super) fn drop_last(rich: &mut [Token]) {
    let text = rich.iter_mut().rev().find_map(|token| match token {
        Token::Text(text) if !text.is_empty() => Some(text),
        _ => None,
    });
    if let Some(text) = text {
        text.pop();
    }
}
