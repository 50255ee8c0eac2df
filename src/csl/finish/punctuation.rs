//! Signs that meet where two texts are joined, and signs that go into quotation marks.
//!
//! Which sign stays is the table that citeproc-js and Pandoc share: a question mark takes in a point, a comma stays behind
//! it; equal signs print once; spaces before a comma or a point fall away.

use crate::csl::rich::{Mark, Rich, Token, drop_first, drop_last, first_char, is_blank, last_char};

enum Meeting {
    Both,
    First,
    Second,
}

fn meeting(left: char, right: char) -> Meeting {
    match (left, right) {
        ('!' | '?', '.' | ':') | (':' | ';', '.') | (';', ':') => Meeting::First,
        (':' | ';', '!' | '?') | (' ', ' ' | ',' | '.' | ';' | ':') => Meeting::Second,
        (left, right) if left == right && matches!(left, '!' | '?' | '.' | ':' | ';' | ',') => Meeting::First,
        _ => Meeting::Both,
    }
}

/// Puts a text behind another.
pub(super) fn append(left: &mut Rich, mut right: Rich) {
    while let (Some(end), Some(start)) = (last_char(left), first_char(&right)) {
        match meeting(end, start) {
            Meeting::Both => break,
            Meeting::First => {
                drop_first(&mut right);
                if end == start {
                    break;
                }
            }
            Meeting::Second => drop_last(left),
        }
        if is_blank(&right) || is_blank(left) {
            break;
        }
    }
    left.extend(right);
}

/// Moves a point or a comma behind a closing quotation mark into it.
pub(super) fn into_quotes(rich: Rich) -> Rich {
    let mut done: Rich = Vec::with_capacity(rich.len());
    let mut open: Vec<bool> = Vec::new();
    // Where the closing of a quotation stands that only closings and nothing else follow.
    let mut closed: Option<usize> = None;
    for token in rich {
        match token {
            Token::Open(mark) => {
                open.push(mark == Mark::Quote);
                done.push(Token::Open(mark));
            }
            Token::Close => {
                let quote = open.pop().unwrap_or_default();
                if quote && closed.is_none() {
                    closed = Some(done.len());
                }
                done.push(Token::Close);
            }
            Token::Text(mut text) => {
                if text.is_empty() {
                    continue;
                }
                if let Some(at) = closed.take()
                    && let Some(sign @ ('.' | ',')) = text.chars().next()
                {
                    text.remove(0);
                    let end = last_char(&done[..at]);
                    if end.is_none_or(|end| !matches!(meeting(end, sign), Meeting::First)) {
                        done.insert(at, Token::Text(sign.to_string()));
                    }
                }
                if !text.is_empty() {
                    done.push(Token::Text(text));
                }
            }
        }
    }
    done
}
