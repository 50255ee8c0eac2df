//! Raw HTML on a page that holds it in two languages: each side's ids are its own.

use std::collections::BTreeSet;

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Attributes that hold an id, or several.
const NAMING: [&[u8]; 8] =
    [b"id", b"for", b"headers", b"list", b"aria-labelledby", b"aria-describedby", b"aria-controls", b"aria-owns"];

/// The markup with a prefix before its ids and before those of `own`, all that the text's raw HTML gives, where it names
/// them; all else stands as it was typed.
pub(super) fn prefixed(markup: &str, prefix: &str, own: &BTreeSet<String>) -> String {
    if prefix.is_empty() {
        return markup.to_owned();
    }
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // What stands in a script or a style is no markup.
    emitter.naively_switch_states(true);
    let mut places: Vec<usize> = Vec::new();
    for Ok(token) in Tokenizer::new_with_emitter(markup, emitter) {
        let Token::StartTag(tag) = token else { continue };
        for (name, value) in &tag.attributes {
            let Some(start) = value_at(markup, value.span.start).filter(|_| !value.is_empty()) else { continue };
            let typed = markup[start..].split(['"', '\'', '>']).next().unwrap_or_default();
            let typed = typed.get(..value.len()).unwrap_or(typed);
            if name.as_slice() == b"href" {
                let named = typed.strip_prefix('#').is_some_and(|id| own.contains(id));
                places.extend(named.then_some(start + 1));
            } else if NAMING.contains(&name.as_slice()) || (tag.name.as_slice() == b"a" && name.as_slice() == b"name") {
                let starts = typed.char_indices().filter(|(at, c)| {
                    !c.is_ascii_whitespace() && !typed[..*at].ends_with(|c: char| !c.is_ascii_whitespace())
                });
                places.extend(starts.map(|(at, _)| start + at));
            }
        }
    }
    places.sort_unstable();
    let mut changed = String::with_capacity(markup.len() + places.len() * prefix.len());
    let mut done = 0;
    for place in places {
        changed.push_str(&markup[done..place]);
        changed.push_str(prefix);
        done = place;
    }
    changed.push_str(&markup[done..]);
    changed
}

/// Where the value of the attribute begins whose name does at `start`.
fn value_at(markup: &str, start: usize) -> Option<usize> {
    let behind = start + markup.get(start..)?.find('=')? + 1;
    let value = behind + markup[behind..].len() - markup[behind..].trim_start().len();
    Some(value + usize::from(markup[value..].starts_with(['"', '\''])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_what_names_them_get_the_prefix() {
        let own = ["b", "á"].map(str::to_owned).into();
        for (markup, expected) in [
            (
                "<p id=\"a\" class='x'>a <a href=\"#b\">b</a></p>",
                "<p id=\"es-a\" class='x'>a <a href=\"#es-b\">b</a></p>",
            ),
            ("<a ID = 'á'></a><a href=#á>é</a>", "<a ID = 'es-á'></a><a href=#es-á>é</a>"),
            ("<p id=a aria-labelledby=\"b  c\">id=\"d\"", "<p id=es-a aria-labelledby=\"es-b  es-c\">id=\"d\""),
            ("<!-- <p id=\"a\"> --><style>a[id=\"b\"]{}</style>", "<!-- <p id=\"a\"> --><style>a[id=\"b\"]{}</style>"),
            ("<a href='#a-p1'>", "<a href='#a-p1'>"),
            ("<a name=\"b\"></a><input name=\"q\">", "<a name=\"es-b\"></a><input name=\"q\">"),
            ("<a id=\"\" href=\"https://a.org/#b\">", "<a id=\"\" href=\"https://a.org/#b\">"),
        ] {
            assert_eq!(prefixed(markup, "es-", &own), expected);
            assert_eq!(prefixed(markup, "", &own), markup);
        }
    }
}
