//! What a correction says of the text stands in the text, at its place.

use super::Subject;
use html5gum::{Token, Tokenizer};

use crate::diag::{Diagnostic, Sink, codes};
use crate::site::PageId;

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Subject { site, output, .. } = *subject;
    for (index, work) in site.content.works.iter().enumerate() {
        let path = site.routes.path(&PageId::Article(index), work.language());
        let Some(page) = path.and_then(|path| output.get(path.as_str())) else { continue };
        for correction in &work.corrections.corrections {
            let text = words_at(page, &correction.place);
            if text.is_some_and(|text| !text.contains(correction.text.as_str())) {
                let message = format!("`{}` does not stand at `{}`", correction.text, correction.place);
                let help = "the text may have changed since; bring the list into line with it";
                sink.push(Diagnostic::new(codes::CORRECTION_TEXT, message).at(correction.span, "").help(help));
            }
        }
    }
}

/// Elements that have no end.
const VOID: [&[u8]; 7] = [b"img", b"br", b"hr", b"meta", b"link", b"input", b"wbr"];

/// The words of the element with an id.
fn words_at(html: &[u8], id: &str) -> Option<String> {
    let mut words = None;
    let mut depth = 0usize;
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let own = tag
                    .attributes
                    .iter()
                    .any(|(name, value)| name.as_slice() == b"id" && value.as_slice() == id.as_bytes());
                if own && words.is_none() {
                    words = Some(Vec::new());
                    depth = 1;
                } else if depth > 0 && !tag.self_closing && !VOID.contains(&tag.name.as_slice()) {
                    depth += 1;
                }
            }
            Token::EndTag(_) if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            Token::String(text) if depth > 0 => {
                words.get_or_insert_default().extend_from_slice(&text);
            }
            _ => {}
        }
    }
    words.map(|words| String::from_utf8_lossy(&words).into_owned())
}

#[cfg(test)]
mod tests {
    use super::words_at;

    #[test]
    fn only_the_words_of_the_element_are_taken() {
        let html = b"<p>a</p><tr id=x><th>CNDH <a>is</a></th><td>it<br></td></tr><p>b</p>";
        assert_eq!(words_at(html, "x").as_deref(), Some("CNDH isit"));
        assert_eq!(words_at(html, "y"), None);
    }
}
