//! Raw HTML on a page that holds it in two languages: each side's ids are its own.

use html5gum::{Token, Tokenizer};

/// The markup with a prefix before its ids and before the links to them.
pub(super) fn prefixed(markup: &str, prefix: &str) -> String {
    let mut changed = markup.to_owned();
    if prefix.is_empty() {
        return changed;
    }
    for Ok(token) in Tokenizer::new(markup) {
        let Token::StartTag(tag) = token else { continue };
        for (_, id) in tag.attributes.iter().filter(|(name, _)| name.as_slice() == b"id") {
            let id = String::from_utf8_lossy(id);
            for (before, behind) in [("id=\"", "\""), ("id='", "'"), ("href=\"#", "\""), ("href='#", "'")] {
                changed = changed.replace(&format!("{before}{id}{behind}"), &format!("{before}{prefix}{id}{behind}"));
            }
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_links_to_them_get_the_prefix() {
        let markup = "<p id=\"a\" class='x'>a <a href=\"#a\">b</a> <a href=\"#c\">c</a></p>";
        assert_eq!(
            prefixed(markup, "es-"),
            "<p id=\"es-a\" class='x'>a <a href=\"#es-a\">b</a> <a href=\"#c\">c</a></p>"
        );
        assert_eq!(prefixed(markup, ""), markup);
    }
}
