//! Addresses that content gives and that a page may hold.
//!
//! Owns the one gate that such an address passes, once, where it is read: a browser runs `javascript:`, shows whatever
//! `data:` holds, and opens a reader's own disk for `file:`, so only the web and letters are let through. Links to the
//! site's own pages name things and have no scheme; what they lead to is looked up in `resolve`.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use icu_normalizer::ComposingNormalizer;
use serde::{Deserialize, Deserializer, Serialize};

/// An address that may stand in a page as a link: `https:`, `http:` or `mailto:`. Text becomes one through
/// [`Address::parse`] alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Address(Arc<str>);

/// Why a text is no address that may stand in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadAddress {
    /// It holds a character that no address has and that browsers pass over, so that it would lead elsewhere than it
    /// seems to: a tab, a line break, an invisible sign.
    Hidden(char),
    /// A scheme that a page may not link to, in lower case.
    Scheme(String),
    /// No scheme: it would be a path.
    NoScheme,
    /// Nothing stands behind the scheme, or no host.
    NoHost,
}

impl BadAddress {
    /// What to write instead.
    pub const HELP: &'static str = "a link begins with `https://`, `http://` or `mailto:`";
}

impl fmt::Display for BadAddress {
    /// The end of a sentence whose beginning names the address.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hidden(c) => write!(f, "holds a character that an address cannot have: U+{:04X}", u32::from(*c)),
            Self::Scheme(scheme) => write!(f, "begins with `{scheme}:`, which no page may link to"),
            Self::NoScheme => f.write_str("is not a whole address"),
            Self::NoHost => f.write_str("names no place behind its beginning"),
        }
    }
}

impl Address {
    /// The address that `text` holds. Blanks around it are no part of it; its scheme is put into lower case; characters that an address has to spell
    /// otherwise (blanks, quotation marks, brackets) are percent-encoded.
    ///
    /// # Errors
    /// When it is none that may stand in a page.
    pub fn parse(text: &str) -> Result<Self, BadAddress> {
        let text = text.trim();
        if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
            return Err(BadAddress::Hidden(hidden));
        }
        let (scheme, rest) = split_scheme(text).ok_or(BadAddress::NoScheme)?;
        let scheme = scheme.to_lowercase();
        let place = match scheme.as_str() {
            "http" | "https" => {
                rest.strip_prefix("//").map(|rest| rest.split(['/', '?', '#', '\\']).next().unwrap_or(""))
            }
            "mailto" => Some(rest),
            _ => return Err(BadAddress::Scheme(scheme)),
        };
        if place.is_none_or(|place| place.trim().is_empty() || place.starts_with([':', '@'])) {
            return Err(BadAddress::NoHost);
        }
        Ok(Self(format!("{scheme}:{}", encode(rest)).into()))
    }

    /// The address of a DOI at its resolver; what a path cannot hold as it is, is percent-encoded (DOI Handbook, 3.8.1).
    ///
    /// # Errors
    /// When the DOI holds what no address can.
    pub fn of_doi(doi: &str) -> Result<Self, BadAddress> {
        let mut path = String::with_capacity(doi.len());
        for c in doi.trim().chars() {
            match c {
                '%' => path.push_str("%25"),
                '?' => path.push_str("%3F"),
                '#' => path.push_str("%23"),
                c => path.push(c),
            }
        }
        Self::parse(&format!("https://doi.org/{path}"))
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `text` begins with a scheme, so that a browser would take it for a whole address and not for a path.
    #[must_use]
    pub fn has_scheme(text: &str) -> bool {
        split_scheme(text).is_some()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An address as a YAML file gives it: read and judged at once. The file's reader reports [`fault`](Self::fault).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenAddress(Result<Address, (String, BadAddress)>);

impl From<Address> for GivenAddress {
    fn from(address: Address) -> Self {
        Self(Ok(address))
    }
}

impl GivenAddress {
    /// The address; nothing where it is none that may stand in a page.
    #[must_use]
    pub fn address(&self) -> Option<&Address> {
        self.0.as_ref().ok()
    }

    /// What was written instead of an address, and what is wrong with it.
    #[must_use]
    pub fn fault(&self) -> Option<(&str, &BadAddress)> {
        self.0.as_ref().err().map(|(text, fault)| (text.as_str(), fault))
    }
}

impl<'de> Deserialize<'de> for GivenAddress {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(Self(Address::parse(&text).map_err(|fault| (text, fault))))
    }
}

/// What stands before the first colon, and what behind it, if that colon is no part of a path, a query or an anchor.
///
/// RFC 3986 gives a scheme fewer characters than this takes: whatever stands there, it is no name of a page.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let at = text.find([':', '/', '?', '#'])?;
    text[at..].starts_with(':').then(|| (&text[..at], &text[at + 1..]))
}

/// Control characters, which browsers take out before they read an address, and signs that nobody sees: marks of
/// direction, joiners, tags.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A byte as an address spells it that may not hold it as it is: `%20`.
fn percent(byte: u8) -> [char; 3] {
    let digit = |n: u8| char::from(b"0123456789ABCDEF"[usize::from(n)]);
    ['%', digit(byte >> 4), digit(byte & 15)]
}

/// Percent-encodes what an address may not hold as it is (WHATWG URL, 4.3, "URL code points"). Letters of every script
/// stay: browsers take them, and readers can read them.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() || "\"<>\\^`{|}".contains(c) {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.extend(percent(byte));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// A path of the site as an address spells it: what would end the path there, or begin an escape, is percent-encoded.
#[must_use]
pub fn encode_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        if c.is_whitespace() || c.is_control() || "%?#\"<>\\^`{|}".contains(c) {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| out.extend(percent(byte)));
        } else {
            out.push(c);
        }
    }
    out
}

/// What an address spells: its percent-encoded bytes as characters. A text that is not so encoded stays as it is.
#[must_use]
pub fn decoded(address: &str) -> Cow<'_, str> {
    if !address.contains('%') {
        return Cow::Borrowed(address);
    }
    let bytes = address.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16);
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], digit(at + 1).zip(digit(at + 2))) {
            (b'%', Some((high, low))) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or_default());
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).map_or(Cow::Borrowed(address), Cow::Owned)
}

/// A name in the form in which keyboards write it and pages have it (Unicode's NFC): macOS parts letters and accents.
#[must_use]
pub fn composed(name: &str) -> Cow<'_, str> {
    if name.is_ascii() { Cow::Borrowed(name) } else { ComposingNormalizer::new_nfc().normalize(name) }
}

/// Why a file cannot have a name on every system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameFault {
    /// No system or not every system can make it: a colon, a device of Windows, a dot or a blank at its end.
    Impossible(&'static str),
    /// Windows cannot make it; servers can.
    Unportable(char),
}

/// What is wrong with a name of a file or a folder, with its ending (Microsoft, "Naming Files, Paths, and Namespaces").
#[must_use]
pub fn name_fault(name: &str) -> Option<NameFault> {
    const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = ["com", "lpt"].iter().any(|device| {
        let number = stem.strip_prefix(device).map(|rest| rest.chars().collect::<Vec<_>>());
        number.is_some_and(|number| matches!(number[..], ['0'..='9' | '¹' | '²' | '³']))
    });
    if numbered || DEVICES.contains(&stem.as_str()) {
        return Some(NameFault::Impossible("is the name of a device of Windows"));
    }
    if name.contains(|c: char| c.is_control() || matches!(c, ':' | '\\')) {
        return Some(NameFault::Impossible("holds a sign that parts paths on some systems"));
    }
    if name.ends_with(['.', ' ']) {
        return Some(NameFault::Impossible("ends with a dot or a blank, which Windows takes away"));
    }
    name.chars().find(|c| "<>\"|?*".contains(*c)).map(NameFault::Unportable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_spelled_as_an_address_and_read_again() {
        for (path, address) in [
            ("media/mi mapa.png", "media/mi%20mapa.png"),
            ("a%20b?c#d.svg", "a%2520b%3Fc%23d.svg"),
            ("año/ñ.png", "año/ñ.png"),
            ("a\"<b>.png", "a%22%3Cb%3E.png"),
        ] {
            assert_eq!(encode_path(path), address);
            assert_eq!(decoded(address), path);
        }
        assert_eq!(decoded("a%C3%B1o 100 % %zz %"), "año 100 % %zz %");
        assert_eq!(decoded("%ff"), "%ff");
        assert_eq!(composed("an\u{303}o"), "año");
    }

    #[test]
    fn names_that_some_system_cannot_make_are_known() {
        for name in
            ["con", "CON.html", "aux.", "nul.txt", "com1", "LPT9.csv", "com¹", "a:b", "a.", "a ", "a\\b", "con .png"]
        {
            assert!(matches!(name_fault(name), Some(NameFault::Impossible(_))), "{name}");
        }
        assert_eq!(name_fault("a?.png"), Some(NameFault::Unportable('?')));
        for name in ["console", "con-1", "com10", "aux1.html", ".nojekyll", "a b.png", "número.pdf", "common.css"] {
            assert_eq!(name_fault(name), None, "{name}");
        }
    }

    #[test]
    fn only_the_web_and_letters_are_let_through() {
        for (given, kept) in [
            ("https://example.org", "https://example.org"),
            ("HTTP://example.org/a?b=c#d", "http://example.org/a?b=c#d"),
            ("  https://example.org/a b\"c ", "https://example.org/a%20b%22c"),
            ("mailto:ana@example.org", "mailto:ana@example.org"),
            ("https://es.wikipedia.org/wiki/Año_(tiempo)", "https://es.wikipedia.org/wiki/Año_(tiempo)"),
            ("https://[::1]:8080/a", "https://[::1]:8080/a"),
            ("https://example.org/{a}|b\\c", "https://example.org/%7Ba%7D%7Cb%5Cc"),
        ] {
            assert_eq!(Address::parse(given).as_ref().map(Address::as_str), Ok(kept), "{given}");
        }
        for refused in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "  javascript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "java\u{200b}script:alert(1)",
            "\u{1}javascript:alert(1)",
            "javascript\u{0}:alert(1)",
            "javascript://example.org/%0Aalert(1)",
            "ſcript:x",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:msgbox(1)",
            "file:///etc/passwd",
            "blob:https://example.org/1",
            "view-source:https://example.org",
            "ftp://example.org/a",
            "tel:+52",
            "https:",
            "https:example.org",
            "https:/example.org",
            "https:\\\\example.org",
            "https://",
            "https:///a",
            "https://?a",
            "https://\\a",
            "https://:80/",
            "https://exa\u{202e}mple.org",
            "mailto:",
            "//example.org/a",
            "example.org",
            "/a",
            "",
            ":",
        ] {
            assert!(Address::parse(refused).is_err(), "{refused:?}");
        }
    }

    #[test]
    fn a_doi_is_one_path_whatever_signs_it_has() {
        let address = |doi| Address::of_doi(doi).map(|address| address.to_string());
        assert_eq!(
            address("10.1002/(SICI)1097(19980815/30)17:15<1661::AID#8?>3.0.CO;2-2").as_deref(),
            Ok("https://doi.org/10.1002/(SICI)1097(19980815/30)17:15%3C1661::AID%238%3F%3E3.0.CO;2-2")
        );
        assert_eq!(address("10.1/a\u{200b}b"), Err(BadAddress::Hidden('\u{200b}')));
    }

    #[test]
    fn a_colon_behind_a_path_is_no_scheme() {
        assert!(!Address::has_scheme("a/b:c") && !Address::has_scheme("#a:b") && !Address::has_scheme("a?b:c"));
        assert!(Address::has_scheme("a:b") && Address::has_scheme("JAVASCRIPT:x"));
    }
}
