//! Styles as readers get them: comments and indents are for those who read the source, and would only weigh.

use super::html::guarded;

/// A stylesheet as it stands in a page: without comments, indents and empty lines, and nothing in it ends its element.
pub(super) fn in_page(css: &str) -> String {
    let css = without_comments(css);
    let mut out = String::with_capacity(css.len());
    for line in css.lines() {
        // A backslash at the end of a line joins it with the next: both are inside a string.
        let line = if out.ends_with("\\\n") { line } else { line.trim_start() };
        if !line.is_empty() {
            out.push_str(line);
            out.push('\n');
        }
    }
    guarded("style", &out)
}

/// A stylesheet without its comments (CSS Syntax 3, section 4.3.2). Strings and addresses stay as they are, and where a
/// comment alone parts two words, an empty one is left.
pub(super) fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['"', '\'', '/', 'u', 'U']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match rest.as_bytes() {
            [b'/', b'*', ..] => {
                let end = rest[2..].find("*/").map_or(rest.len(), |end| end + 4);
                rest = &rest[end..];
                let parted = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "{};,".contains(c));
                if !parted(out.chars().next_back()) && !parted(rest.chars().next()) {
                    out.push_str("/**/");
                }
                continue;
            }
            [quote @ (b'"' | b'\''), ..] => string(rest, char::from(*quote)),
            _ if rest.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("url(")) => {
                let inner = rest[4..].trim_start();
                let quoted = inner.starts_with(['"', '\'']);
                if quoted { 4 } else { rest.find(')').map_or(rest.len(), |end| end + 1) }
            }
            _ => 1,
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// The bytes of the string that a text begins with, its quotes included; a backslash keeps what follows.
fn string(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == quote {
            return at + c.len_utf8();
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{in_page, without_comments};

    #[test]
    fn in_a_page_stands_what_a_browser_needs() {
        let written = "/* Head. */\n\na {\n  b: c;   /* why */\n}\n\ni::after { content: \"</Style> \\\n  x\" }";
        assert_eq!(in_page(written), "a {\nb: c;   \n}\ni::after { content: \"<\\/Style> \\\n  x\" }\n");
    }

    #[test]
    fn comments_go_and_nothing_else() {
        for (written, left) in [
            ("/* Head. */\n\na { b: c } /* why */\nd { e: f }\n", "\n\na { b: c } \nd { e: f }\n"),
            ("a::after { content: \"/* no */\\\"/* no */\" } /*x*/", "a::after { content: \"/* no */\\\"/* no */\" } "),
            ("b { background: url(/*/x.png) }", "b { background: url(/*/x.png) }"),
            ("b { background: URL( \"/*/x.png\" )/**/}", "b { background: URL( \"/*/x.png\" )}"),
            ("a/* one */b, a /**/.c", "a/**/b, a .c"),
            ("a { width: 1px } /* never ended", "a { width: 1px } "),
            ("ü { u: \"ñ/*\" }", "ü { u: \"ñ/*\" }"),
        ] {
            assert_eq!(without_comments(written), left, "{written}");
        }
    }
}
