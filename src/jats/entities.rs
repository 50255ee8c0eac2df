//! What entities stand for: those of HTML, and those that a file declares and that are plain words.

use std::borrow::Cow;

use html5gum::{Token, Tokenizer};

use super::clean::is_forbidden;

/// The words of an entity with its characters by number; whether there is nothing else in it.
pub(super) fn plain_words(words: &str) -> (Cow<'_, str>, bool) {
    if !words.contains(['&', '<', '%']) {
        return (Cow::Borrowed(words), true);
    }
    let mut plain = String::new();
    let mut rest = words;
    while let Some(at) = rest.find(['&', '<', '%']) {
        plain.push_str(&rest[..at]);
        let number = rest[at..].strip_prefix("&#").and_then(|inner| inner.split_once(';'));
        let Some((number, behind)) = number else { return (Cow::Owned(plain), false) };
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        };
        // `&#38;` may open another reference.
        match code.and_then(char::from_u32).filter(|c| !matches!(c, '&' | '<' | '%') && !is_forbidden(*c)) {
            Some(c) => plain.push(c),
            None => return (Cow::Owned(plain), false),
        }
        rest = behind;
    }
    plain.push_str(rest);
    (Cow::Owned(plain), true)
}

/// What an entity of HTML stands for.
pub(super) fn of_html(name: &str) -> Option<String> {
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let typed = format!("&{name};");
    let mut words = String::new();
    for Ok(token) in Tokenizer::new(typed.as_str()) {
        if let Token::String(text) = token {
            words.push_str(&String::from_utf8_lossy(&text));
        }
    }
    (words != typed && !words.contains(';')).then_some(words)
}
