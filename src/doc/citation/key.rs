//! The grammar of keys: `@smith-2010`, `-@smith-2010`, `@{any key}`; and how they are kept from Markdown.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, OffsetIter, Tag};

/// A key in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::doc) struct KeyAt {
    /// Its bytes, with the `@` and braces.
    pub(in crate::doc) at: Range<usize>,
    /// The bytes of the key itself.
    pub(in crate::doc) key: Range<usize>,
    /// Whether a hyphen before it leaves the author out.
    pub(in crate::doc) year_only: bool,
}

/// The keys in a text.
pub(in crate::doc) fn keys(text: &str) -> impl Iterator<Item = KeyAt> {
    let mut done = 0;
    text.match_indices('@').filter_map(move |(at, _)| {
        if at < done || !opens(&text[..at]) {
            return None;
        }
        let key = key_range(&text[at + 1..])?;
        let braces = usize::from(key.start > 0);
        let found = at + 1 + key.start..at + 1 + key.end;
        done = found.end + braces;
        let before = text[..at].strip_suffix('-');
        let year_only = before.is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '-'));
        Some(KeyAt { at: at..done, key: found, year_only })
    })
}

/// Whether the inside of a bracket is meant as a group of citations.
pub(in crate::doc) fn is_group(inside: &str) -> bool {
    keys(inside).next().is_some()
}

/// Whether an `@` behind `before` may open a key. It does not within an address: `me@example.org`, `a.org/@me`.
fn opens(before: &str) -> bool {
    !before.ends_with(|c: char| is_letter(c) || matches!(c, '.' | '/' | '+' | '%' | '@' | '=' | '&' | '#' | '\\'))
}

fn is_letter(c: char) -> bool {
    // A mark that is laid over the letter before it belongs to that.
    c.is_alphanumeric() || c == '_' || ('\u{300}'..='\u{36f}').contains(&c)
}

/// The bytes of a key at the beginning of a text, its braces left out.
///
/// As in Pandoc: letters, digits and `_`, with single marks between them; two slashes may stand side by side, as in an
/// address. Within braces a key holds anything but a line's end and what marks code.
fn key_range(text: &str) -> Option<Range<usize>> {
    if let Some(inside) = text.strip_prefix('{') {
        let mut depth = 1;
        for (at, c) in inside.char_indices().take(LONGEST_BRACED) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                '\n' | '\r' | '`' => return None,
                _ => {}
            }
            if depth == 0 {
                return (!inside[..at].trim().is_empty()).then_some(1..at + 1);
            }
        }
        return None;
    }
    let mut end = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map(|(_, next)| *next);
        if is_letter(c) {
            end = at + c.len_utf8();
            continue;
        }
        let inner = ":.#$%&-+?<>~/".contains(c) && next.is_some_and(is_letter);
        let slashes = matches!(c, ':' | '/') && next == Some('/');
        if at == 0 || !(inner || slashes) {
            break;
        }
    }
    (end > 0).then_some(0..end)
}

/// How many letters a key within braces may have. Looking further for its end would cost the square of a line of `@{`.
const LONGEST_BRACED: usize = 1_000;

/// What Markdown would read as its own.
const SPECIAL: &[u8] = b" !\"#$&'()*;<=>@[\\]^_`{|}~";
/// What stands in its place while Markdown is read: characters that no text has, and that are letters to Markdown.
const MASKS: &[u8] =
    b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e";

/// A text in which the marks of keys are hidden from Markdown: `@a_b_` is a key, not the beginning of emphasis.
///
/// Each hidden character is one byte, as what stands for it, so that places in both texts are the same.
pub(in crate::doc) struct Masked<'a>(Cow<'a, str>);

impl<'a> Masked<'a> {
    pub(in crate::doc) fn new(text: &'a str) -> Self {
        if !text.contains('@') || text.bytes().any(|b| MASKS.contains(&b)) {
            return Self(Cow::Borrowed(text));
        }
        let mut masked: Option<Vec<u8>> = None;
        for found in keys(text) {
            // The address of a link may hold no such characters.
            if ["](", "](<"].iter().any(|link| text[..found.at.start].ends_with(link)) {
                continue;
            }
            for at in found.at.start + 1..found.at.end {
                if let Some(mask) = SPECIAL.iter().position(|b| *b == text.as_bytes()[at]) {
                    masked.get_or_insert_with(|| text.as_bytes().to_vec())[at] = MASKS[mask];
                }
            }
        }
        // Single bytes of ASCII take the place of single bytes of ASCII: what was UTF-8 is UTF-8.
        Self(masked.and_then(|bytes| String::from_utf8(bytes).ok()).map_or(Cow::Borrowed(text), Cow::Owned))
    }

    pub(in crate::doc) fn text(&self) -> &str {
        &self.0
    }

    /// What a parser makes of the text, with the characters that were hidden.
    pub(in crate::doc) fn events<'e, F>(&self, events: OffsetIter<'e, F>) -> Unmasked<'e, F> {
        Unmasked { events, masked: matches!(self.0, Cow::Owned(_)) }
    }
}

/// See [`Masked::events`].
pub(in crate::doc) struct Unmasked<'a, F> {
    events: OffsetIter<'a, F>,
    masked: bool,
}

impl<'a, F: pulldown_cmark::BrokenLinkCallback<'a>> Iterator for Unmasked<'a, F> {
    type Item = (Event<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let (event, range) = self.events.next()?;
        Some((if self.masked { unmask_event(event) } else { event }, range))
    }
}

/// The text with the characters that were hidden.
pub(in crate::doc) fn unmask(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|b| MASKS.contains(&b)) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| {
        let mask = u8::try_from(c).ok().and_then(|b| MASKS.iter().position(|mask| *mask == b));
        mask.map_or(c, |at| SPECIAL[at].into())
    };
    Cow::Owned(text.chars().map(shown).collect())
}

fn unmask_event(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Text(text) => Event::Text(shown(text)),
        Event::Code(text) => Event::Code(shown(text)),
        Event::InlineMath(text) => Event::InlineMath(shown(text)),
        Event::DisplayMath(text) => Event::DisplayMath(shown(text)),
        Event::Html(text) => Event::Html(shown(text)),
        Event::InlineHtml(text) => Event::InlineHtml(shown(text)),
        Event::FootnoteReference(text) => Event::FootnoteReference(shown(text)),
        Event::Start(tag) => Event::Start(unmask_tag(tag)),
        other => other,
    }
}

fn unmask_tag(tag: Tag<'_>) -> Tag<'_> {
    match tag {
        Tag::Heading { level, id, classes, attrs } => Tag::Heading {
            level,
            id: id.map(shown),
            classes: classes.into_iter().map(shown).collect(),
            attrs: attrs.into_iter().map(|(name, value)| (shown(name), value.map(shown))).collect(),
        },
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Tag::CodeBlock(CodeBlockKind::Fenced(shown(info))),
        Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(shown(label)),
        Tag::Link { link_type, dest_url, title, id } => {
            Tag::Link { link_type, dest_url: shown(dest_url), title: shown(title), id: shown(id) }
        }
        Tag::Image { link_type, dest_url, title, id } => {
            Tag::Image { link_type, dest_url: shown(dest_url), title: shown(title), id: shown(id) }
        }
        other => other,
    }
}

fn shown(text: CowStr<'_>) -> CowStr<'_> {
    match unmask(&text) {
        Cow::Owned(shown) => shown.into(),
        Cow::Borrowed(_) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        keys(text).map(|found| &text[found.key]).collect()
    }

    #[test]
    fn an_address_is_no_citation_and_a_full_stop_ends_a_key() {
        assert!(!is_group("write to me@example.org or to a.org/@me"));
        assert_eq!(found("@a.b. and @c2, @_d; (@ñandú)"), ["a.b", "c2", "_d", "ñandú"]);
    }

    #[test]
    fn single_marks_stand_within_a_key_and_two_end_it() {
        assert_eq!(
            found("@Foo_bar.baz. @a:b/c+d @a--b @doe99, @https://example.org/x"),
            ["Foo_bar.baz", "a:b/c+d", "a", "doe99", "https://example.org/x"]
        );
    }

    #[test]
    fn braces_hold_any_key() {
        assert_eq!(
            found("@{a} [@{https://x.org/?a=1&b=[2]}; @{a b}] @{a{b}c}. @{} @{open"),
            ["a", "https://x.org/?a=1&b=[2]", "a b", "a{b}c"]
        );
    }

    #[test]
    fn a_hyphen_leaves_the_author_out_only_at_the_beginning_of_a_word() {
        let years = |text: &str| keys(text).map(|found| found.year_only).collect::<Vec<_>>();
        assert_eq!(years("-@a post-@a --@a (-@a"), [true, false, false, true]);
    }

    #[test]
    fn what_is_hidden_comes_back() {
        let text = "`@{x}` and @{a*b_c} and @_d_e ";
        let masked = Masked::new(text);
        assert!(!masked.text().contains(['*', '_', '{']) && masked.text().len() == text.len());
        assert_eq!(unmask(masked.text()), text);
        assert_eq!(Masked::new("[a](@b_c)").text(), "[a](@b_c)");
    }
}
