//! What a stylesheet asks for, and whether it closes what it opens (CSS Syntax 3, section 4.3).
//!
//! Owns the addresses in styles: which name a file of the theme, what stands in their place, what is wrong with them.
//! Comments and indents are left to `style`.

use std::collections::BTreeSet;
use std::ops::Range;

use super::style::without_comments;
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, SourceMap, Span};

/// An address in a stylesheet.
#[derive(Debug)]
struct Address {
    /// Its bytes, without quotes.
    range: Range<usize>,
    /// Whether it is that of a further stylesheet.
    import: bool,
}

/// What a walk over a stylesheet found.
#[derive(Debug, Default)]
struct Scan {
    addresses: Vec<Address>,
    /// Where the first thing stands that is not closed, or closes nothing.
    astray: Option<usize>,
}

impl Scan {
    fn of(css: &str) -> Self {
        let mut scan = Self::default();
        let mut open: Vec<(char, usize)> = Vec::new();
        let mut import = false;
        let mut at = 0;
        while let Some(c) = css[at..].chars().next() {
            let rest = &css[at..];
            at += match c {
                '/' if rest.starts_with("/*") => match rest[2..].find("*/") {
                    Some(end) => end + 4,
                    None => scan.lost(at, rest.len()),
                },
                '"' | '\'' => {
                    let (inner, length) = scan.string(css, at);
                    if import {
                        scan.addresses.push(Address { range: inner, import });
                    }
                    length
                }
                '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
                '@' if begins(rest, "@import") => {
                    import = true;
                    "@import".len()
                }
                'u' | 'U' if begins(rest, "url(") && !css[..at].ends_with(is_of_name) => {
                    let start = at + rest.len() - rest[4..].trim_start().len();
                    if css[start..].starts_with(['"', '\'']) {
                        open.push(('(', at));
                        let (range, length) = scan.string(css, start);
                        scan.addresses.push(Address { range, import });
                        start - at + length
                    } else if let Some(end) = rest.find(')').filter(|end| is_one(css[start..at + end].trim_end())) {
                        let range = start..start + css[start..at + end].trim_end().len();
                        scan.addresses.push(Address { range, import });
                        end + 1
                    } else {
                        scan.lost(at, 4)
                    }
                }
                '{' | '(' | '[' => {
                    open.push((c, at));
                    1
                }
                '}' | ')' | ']' => match open.pop() {
                    Some(('{', _)) if c == '}' => 1,
                    Some(('(', _)) if c == ')' => 1,
                    Some(('[', _)) if c == ']' => 1,
                    Some((_, start)) => scan.lost(start, 1),
                    None => scan.lost(at, 1),
                },
                _ => {
                    import &= c != ';';
                    c.len_utf8()
                }
            };
        }
        if let Some((_, start)) = open.first() {
            scan.lost(*start, 0);
        }
        scan
    }

    /// The bytes within the string that begins at a place, and how long it is with its quotes. It ends with its line,
    /// unless a backslash joins that with the next.
    fn string(&mut self, css: &str, at: usize) -> (Range<usize>, usize) {
        let rest = &css[at..];
        let quote = rest.chars().next();
        let mut escaped = false;
        for (end, c) in rest.char_indices().skip(1) {
            if escaped {
                escaped = false;
            } else if c == '\\' {
                escaped = true;
            } else if Some(c) == quote {
                return (at + 1..at + end, end + 1);
            } else if c == '\n' {
                return (at + 1..at + end, self.lost(at, end));
            }
        }
        (at + 1..css.len(), self.lost(at, rest.len()))
    }

    /// Remembers the first thing that is astray, and goes on behind it.
    fn lost(&mut self, at: usize, length: usize) -> usize {
        self.astray.get_or_insert(at);
        length
    }
}

fn begins(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word))
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

/// Whether what stands between the brackets of `url()` without quotes is one address.
fn is_one(address: &str) -> bool {
    !address.contains(|c: char| c.is_whitespace() || "{}\"'(".contains(c))
}

/// Whether an address names a scheme or a host.
pub(crate) fn is_absolute(address: &str) -> bool {
    let scheme = address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)) && !scheme.is_empty()
    });
    scheme || address.starts_with("//")
}

/// Whether an address holds what it names, or names a part of the page.
pub(crate) fn is_inside(address: &str) -> bool {
    address.is_empty() || address.starts_with('#') || begins(address, "data:")
}

/// A stylesheet whose addresses begin at a root that is elsewhere for each page.
#[derive(Debug, Default)]
pub(super) struct Stylesheet {
    text: String,
    /// Where the root belongs.
    roots: Vec<usize>,
}

impl Stylesheet {
    /// A stylesheet with other addresses; those for which there is none stay as they are.
    pub(super) fn new(css: &str, new: impl Fn(&str) -> Option<String>) -> Self {
        let mut sheet = Self::default();
        let mut done = 0;
        for Address { range, .. } in Scan::of(css).addresses {
            let Some(address) = new(&css[range.clone()]) else { continue };
            sheet.text.push_str(&css[done..range.start]);
            sheet.roots.push(sheet.text.len());
            sheet.text.push_str(&address);
            done = range.end;
        }
        sheet.text.push_str(&css[done..]);
        sheet
    }

    /// As it stands in a page from which the root is seen so.
    pub(super) fn seen_from(&self, root: &str) -> String {
        let mut out = String::with_capacity(self.text.len() + self.roots.len() * root.len());
        let mut done = 0;
        for at in &self.roots {
            out.push_str(&self.text[done..*at]);
            out.push_str(root);
            done = *at;
        }
        out.push_str(&self.text[done..]);
        out
    }
}

/// A stylesheet with other addresses; those for which there is none stay as they are.
pub(crate) fn readdressed(css: &str, new: impl Fn(&str) -> Option<String>) -> String {
    Stylesheet::new(css, new).text
}

/// Reports what a stylesheet of a theme asks for in vain or from elsewhere, and where it does not close what it opens.
/// `finds` says whether an address names something, `names` are the files that it could have meant.
pub(super) fn check(file: FileId, sources: &SourceMap, finds: impl Fn(&str) -> bool, names: &[&str], sink: &mut Sink) {
    let css = &*sources.file(file).text;
    let scan = Scan::of(css);
    for Address { range, import } in scan.addresses {
        let address = &css[range.clone()];
        let place = Span::new(file, range);
        if is_inside(address) {
        } else if is_absolute(address) {
            let message = format!("`{address}` is fetched from elsewhere");
            let help = "put the file into the theme's `static/` and name that";
            sink.push(Diagnostic::new(codes::THIRD_PARTY, message).at(place, "").help(help));
        } else if import {
            let message = format!("`@import` does not find `{address}` from a page");
            let help = "a template takes in a file of `styles/` with `style(of=\"…\")`";
            sink.push(Diagnostic::new(codes::STYLE, message).at(place, "").help(help));
        } else if !finds(address) {
            let message = format!("the theme has no static file `{address}`");
            sink.push(
                Diagnostic::new(codes::MISSING_FILE, message).at(place, "").suggest(address, names.iter().copied()),
            );
        }
    }
    if let Some(at) = scan.astray {
        let (what, length) = match &css[at..] {
            rest if rest.starts_with("/*") => ("the comment is not closed", 2),
            rest if rest.starts_with(['"', '\'']) => ("the string is not closed", 1),
            rest if rest.starts_with(['}', ')', ']']) => ("the bracket closes nothing", 1),
            rest if rest.starts_with(['{', '(', '[']) => ("the bracket is not closed", 1),
            _ => ("the address is not closed", 4),
        };
        let help = "what stands behind it, in this style and in those after it on the page, may be lost";
        sink.push(Diagnostic::new(codes::STYLE, what).at(Span::new(file, at..at + length), "").help(help));
    }
}

/// The classes that the selectors of a stylesheet name.
pub(super) fn classes(css: &str) -> BTreeSet<String> {
    let css = without_comments(css);
    let mut found = BTreeSet::new();
    // What stands before a `{`, behind the end of what came before it, is a selector or the head of a rule.
    for part in css.split('{').rev().skip(1) {
        let selector = part.rsplit(['}', ';']).next().unwrap_or_default();
        for behind in selector.split('.').skip(1) {
            let end = behind.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(behind.len());
            if behind.starts_with(|c: char| c.is_alphabetic() || c == '-' || c == '_') {
                found.insert(behind[..end].to_owned());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Scan, is_absolute, readdressed};

    #[test]
    fn the_classes_of_a_stylesheet_are_those_of_its_selectors() {
        let css = "/* .no { } */ @import url(a.css); .a, p.b-c > .d:is(.e, .f)::before { inline-size: .5rem; background: url(g.svg) } \
                   @media (min-width: 1.5em) { .h { color: red } .i{} } @media print{.j{}}";
        let found: Vec<String> = super::classes(css).into_iter().collect();
        assert_eq!(found, ["a", "b-c", "d", "e", "f", "h", "i", "j"]);
    }

    #[test]
    fn an_address_with_a_scheme_or_a_host_is_absolute() {
        assert!(["https://x.org/", "mailto:a@x.org", "data:,x", "//x.org/"].into_iter().all(is_absolute));
        assert!(!["", "a.html", "../a.html#b:c", "a/b:c.html", ":x"].into_iter().any(is_absolute));
    }

    #[test]
    fn an_address_is_found_however_it_is_written() {
        for (written, read) in [
            ("a { b: url(x.png) }", "a { b: url(<x.png>) }"),
            ("a { b: URL( 'x y.png' ), url(\"z.png\") }", "a { b: URL( '<x y.png>' ), url(\"<z.png>\") }"),
            ("a { b: url( x.png\n) }", "a { b: url( <x.png>\n) }"),
            ("@import 'a.css' print; b { c: 'd' }", "@import '<a.css>' print; b { c: 'd' }"),
            ("@import url(a.css); b { c: 'd' }", "@import url(<a.css>); b { c: 'd' }"),
            (
                "/* url(x.png) */ a { b: 'url(x.png)'; c: -url(x) }",
                "/* url(x.png) */ a { b: 'url(x.png)'; c: -url(x) }",
            ),
        ] {
            assert_eq!(readdressed(written, |address| Some(format!("<{address}>"))), read);
            assert_eq!(Scan::of(written).astray, None, "{written}");
        }
    }

    #[test]
    fn what_is_not_closed_is_found_where_it_begins() {
        for (written, at) in [
            ("a { b: c", 2),
            ("a { b: c\nd { e: f }", 2),
            ("@media print { a { b: c } ", 13),
            ("a { b: c } }", 11),
            ("a { b: c(1; }", 8),
            ("a {} /* b", 5),
            ("a { b: 'c }\nd { e: f }", 7),
            ("a { b: url(c.png; }\nd { e: f(1) }", 7),
        ] {
            assert_eq!(Scan::of(written).astray, Some(at), "{written}");
        }
        let whole = "a\\{ { b: '}' '\\'{' \"\\\n}\"; c: url(data:,[) } /* { */ [d='('] { e: f(g[1]) }";
        assert_eq!(Scan::of(whole).astray, None);
    }
}
