//! How deep a text is nested, found out before a parser that goes one call deeper with each level reads it.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Levels that a file may have which people or programs write for a site. A parser's stack bears many times as many.
const DEEPEST: usize = 100;

/// The byte at which a text opens a curly bracket within a hundred others; nothing if it does not.
#[must_use]
pub fn too_deep_in_brackets(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.bytes().position(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

/// The byte at which XML opens an element within a hundred others; nothing if it does not, or is no XML.
#[must_use]
pub fn too_deep_in_elements(text: &str) -> Option<usize> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        match reader.read_event() {
            Ok(Event::Start(_)) if depth == DEEPEST => return Some(at),
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_level_too_many_is_found() {
        assert_eq!(too_deep_in_brackets(&"{}".repeat(5000)), None);
        assert_eq!(too_deep_in_brackets(&"{".repeat(101)), Some(100));
        assert_eq!(too_deep_in_elements(&"<a>b</a>".repeat(5000)), None);
        assert_eq!(too_deep_in_elements(&"<a>".repeat(101)), Some(300));
        assert_eq!(too_deep_in_elements("no < XML"), None);
    }
}
