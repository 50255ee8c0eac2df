//! The text of a file as XML's parser reads it, with a way back to every place.
//!
//! Owns what real files have and XML's grammar does not: no declaration, HTML's entities without a DTD, prefixes that nobody
//! declared, signs that XML forbids. Nothing is fetched: a DOCTYPE is passed over, and of its entities only plain words are
//! taken.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use roxmltree::{Document, ParsingOptions};

use super::entities::{of_html, plain_words};

/// Bytes of a file that are read at most.
pub(super) const LARGEST: usize = 64 * 1024 * 1024;

/// Elements within elements that are read at most; articles have about thirty.
pub(super) const DEEPEST: usize = 100;

/// Nodes that a tree may have.
const MOST_NODES: u32 = 4_000_000;

/// Characters that one entity may stand for, and all of them together.
const LONGEST_ENTITY: usize = 1_000;
const MOST_EXPANDED: usize = 1_000_000;

/// Prefixes that articles use, with what they stand for.
const PREFIXES: [(&str, &str); 4] = [
    ("xlink", "http://www.w3.org/1999/xlink"),
    ("mml", "http://www.w3.org/1998/Math/MathML"),
    ("ali", "http://www.niso.org/schemas/ali/1.0/"),
    ("xsi", "http://www.w3.org/2001/XMLSchema-instance"),
];

/// Why a text cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// What kind of reason.
    pub(super) kind: RefusalKind,
    /// The byte of the text.
    pub(super) at: usize,
}

/// Kinds of reasons.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum RefusalKind {
    /// It is no XML: what the parser says.
    Malformed(String),
    /// Elements go too deep.
    Deep,
    /// It is too large.
    Large,
    /// Its entities stand for more than any article needs.
    Entities(String),
}

/// A text as the parser gets it.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) text: String,
    /// Where the text goes on otherwise than the file: a place in it, and the place in the file.
    places: Vec<(usize, usize)>,
    /// What was mended: where, and what.
    pub(super) mended: Vec<(usize, String)>,
}

impl Source {
    /// The place in the file of a place in the text for the parser.
    pub(super) fn place(&self, at: usize) -> usize {
        let next = self.places.partition_point(|(own, _)| *own <= at);
        let Some((own, file)) = next.checked_sub(1).and_then(|before| self.places.get(before)) else { return at };
        let place = file + (at - own);
        self.places.get(next).map_or(place, |(_, end)| place.min(*end))
    }

    /// The tree.
    pub(super) fn tree(&self) -> Result<Document<'_>, Refusal> {
        let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
        Document::parse_with_options(&self.text, options).map_err(|error| {
            let place = error.pos();
            let line: usize =
                self.text.split_inclusive('\n').take((place.row as usize).saturating_sub(1)).map(str::len).sum();
            let rest = &self.text[line..];
            let column = (place.col as usize).saturating_sub(1);
            let within = rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at);
            let message = error.to_string();
            let message = message.split(" at ").next().unwrap_or_default().to_owned();
            Refusal { kind: RefusalKind::Malformed(message), at: self.place(line + within) }
        })
    }
}

/// A text for the parser, from that of a file.
pub(super) fn prepare(text: &str) -> Result<Source, Refusal> {
    if text.len() > LARGEST {
        return Err(Refusal { kind: RefusalKind::Large, at: 0 });
    }
    let mut cleaner = Cleaner {
        file: text,
        source: Source { text: String::with_capacity(text.len() + 256), places: Vec::new(), mended: Vec::new() },
        entities: BTreeMap::new(),
        expanded: 0,
        used: BTreeMap::new(),
        declared: BTreeSet::new(),
        root: None,
    };
    let body = cleaner.prolog()?;
    cleaner.body(body)?;
    Ok(cleaner.finish())
}

/// What an entity of the file's own stands for.
enum Entity<'a> {
    Words(Cow<'a, str>),
    /// Something that is not taken: other entities, elements, another file.
    Refused,
}

struct Cleaner<'a> {
    file: &'a str,
    source: Source,
    entities: BTreeMap<&'a str, Entity<'a>>,
    expanded: usize,
    /// Prefixes that names have, each with the place of the first.
    used: BTreeMap<&'a str, usize>,
    declared: BTreeSet<&'a str>,
    /// Where the name of the root ends, in the text for the parser.
    root: Option<usize>,
}

impl<'a> Cleaner<'a> {
    /// Passes over what stands before the root; where that begins.
    fn prolog(&mut self) -> Result<usize, Refusal> {
        let text = self.file;
        let mut at = 0;
        loop {
            at +=
                text[at..].len() - text[at..].trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
            let rest = &text[at..];
            let end = if rest.starts_with("<?") {
                rest.find("?>").map(|end| end + 2)
            } else if rest.starts_with("<!--") {
                rest.find("-->").map(|end| end + 3)
            } else if rest.starts_with("<!") {
                self.doctype(at)
            } else {
                return Ok(at);
            };
            if let Some(end) = end {
                at += end;
            } else {
                let message = "what stands before the article is not closed".to_owned();
                return Err(Refusal { kind: RefusalKind::Malformed(message), at });
            }
        }
    }

    /// Reads the entities of a DOCTYPE; its length.
    fn doctype(&mut self, start: usize) -> Option<usize> {
        let text = &self.file[start..];
        let mut at = 2;
        let mut inner = false;
        loop {
            let next = at + text[at..].find(['"', '\'', '[', ']', '>', '<'])?;
            at = next + 1;
            match text.as_bytes()[next] {
                quote @ (b'"' | b'\'') => at += text[at..].find(char::from(quote))? + 1,
                b'[' => inner = true,
                b']' => inner = false,
                b'>' if !inner => return Some(at),
                b'<' if text[next..].starts_with("<!--") => at = next + text[next..].find("-->")? + 3,
                b'<' if text[next..].starts_with("<!ENTITY") => at = next + self.entity(&text[next..])?,
                _ => {}
            }
        }
    }

    /// Reads the declaration of an entity; its length.
    fn entity(&mut self, text: &'a str) -> Option<usize> {
        let body = text["<!ENTITY".len()..].trim_start();
        let name = body.split(|c: char| c.is_whitespace()).next()?;
        let value = body[name.len()..].trim_start();
        let quote = value.chars().next()?;
        let is_words = matches!(quote, '"' | '\'');
        let mut end = text.len() - value.len();
        if is_words {
            let words = &value[1..];
            let length = words.find(quote)?;
            let (words, plain) = plain_words(&words[..length]);
            let entity = if plain && words.len() <= LONGEST_ENTITY { Entity::Words(words) } else { Entity::Refused };
            if name != "%" {
                self.entities.entry(name).or_insert(entity);
            }
            end += length + 2;
        } else if name != "%" {
            self.entities.entry(name).or_insert(Entity::Refused);
        }
        // The names of other files stand in quotation marks.
        loop {
            let next = end + text[end..].find(['"', '\'', '>'])?;
            end = next + 1;
            match text.as_bytes()[next] {
                b'>' => return Some(end),
                quote => end += text[end..].find(char::from(quote))? + 1,
            }
        }
    }

    fn body(&mut self, start: usize) -> Result<(), Refusal> {
        let text = self.file;
        let mut depth = 0_usize;
        let mut at = start;
        self.jump(start);
        while at < text.len() {
            let rest = &text[at..];
            let next = memchr::memchr2(b'<', b'&', rest.as_bytes()).unwrap_or(rest.len());
            self.words(at, &rest[..next]);
            at += next;
            let rest = &text[at..];
            let Some(first) = rest.as_bytes().first() else { break };
            if *first == b'&' {
                at += self.reference(at)?;
                continue;
            }
            let skipped = |opening: &str, closing: &str| {
                rest.starts_with(opening).then(|| rest.find(closing).map_or(rest.len(), |end| end + closing.len()))
            };
            if let Some(length) = skipped("<!--", "-->").or_else(|| skipped("<?", "?>")) {
                at += length;
                self.jump(at);
                continue;
            }
            if let Some(length) = skipped("<![CDATA[", "]]>") {
                self.source.text.push_str(&rest[..length]);
                at += length;
                continue;
            }
            let length = self.tag(at)?;
            let tag = &text[at..at + length];
            if tag.starts_with("</") {
                depth = depth.saturating_sub(1);
            } else if !tag.ends_with("/>") {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Refusal { kind: RefusalKind::Deep, at });
                }
            }
            at += length;
        }
        Ok(())
    }

    /// Copies words; signs that XML forbids become spaces.
    fn words(&mut self, at: usize, words: &str) {
        if !words.chars().any(is_forbidden) {
            self.source.text.push_str(words);
            return;
        }
        let first = words.find(is_forbidden).unwrap_or(0);
        self.source.mended.push((at + first, "a control character".to_owned()));
        for (place, c) in words.char_indices() {
            if is_forbidden(c) {
                self.source.text.push(' ');
                self.jump(at + place + c.len_utf8());
            } else {
                self.source.text.push(c);
            }
        }
    }

    /// From here on, the text for the parser is what stands at `at` in the file.
    fn jump(&mut self, at: usize) {
        self.source.places.push((self.source.text.len(), at));
    }

    /// Copies a tag; its length.
    fn tag(&mut self, start: usize) -> Result<usize, Refusal> {
        let text = &self.file[start..];
        let bytes = text.as_bytes();
        let (mut at, mut done) = (1, 0);
        let mut quote = None;
        let mut begins = true;
        while at < bytes.len() {
            match (quote, bytes[at]) {
                (Some(open), byte) if byte == open => quote = None,
                (_, b'&') => {
                    self.source.text.push_str(&text[done..at]);
                    at += self.reference(start + at)?;
                    done = at;
                    continue;
                }
                (None, b'"' | b'\'') => quote = Some(bytes[at]),
                (None, b'>') => {
                    at += 1;
                    break;
                }
                (None, b'/' | b' ' | b'\t' | b'\r' | b'\n') => begins = true,
                (None, _) if begins => {
                    begins = false;
                    let end = text[at..].find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/' | '<'));
                    let name = &text[at..at + end.unwrap_or(text.len() - at).max(1)];
                    self.name(name, start + at);
                    if self.root.is_none() {
                        self.root = Some(self.source.text.len() + at + name.len() - done);
                    }
                    at += name.len();
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        self.words(start + done, &text[done..at]);
        Ok(at)
    }

    fn name(&mut self, name: &'a str, at: usize) {
        if let Some(prefix) = name.strip_prefix("xmlns:") {
            self.declared.insert(prefix);
        } else if let Some((prefix, _)) = name.split_once(':') {
            self.used.entry(prefix).or_insert(at);
        }
    }

    /// Copies a reference to a character or an entity, or what it stands for; its length.
    fn reference(&mut self, start: usize) -> Result<usize, Refusal> {
        let text = &self.file[start..];
        let end = text.bytes().take(40).position(|byte| byte == b';').map(|at| at + 1);
        let Some((name, length)) = end.map(|end| (&text[1..end - 1], end)) else {
            // The parser says what is wrong.
            self.source.text.push('&');
            return Ok(1);
        };
        if let Some(number) = name.strip_prefix('#') {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            let written = code.as_ref().ok().and_then(|code| char::from_u32(*code)).filter(|c| !is_forbidden(*c));
            match written {
                None if code.is_ok() => {
                    self.source.mended.push((start, format!("`&{name};`, which is no character")));
                    self.insert("\u{fffd}", start + length);
                }
                _ => self.source.text.push_str(&text[..length]),
            }
            return Ok(length);
        }
        if matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") {
            self.source.text.push_str(&text[..length]);
            return Ok(length);
        }
        let words = match self.entities.get(name) {
            Some(Entity::Words(words)) => Some(escaped(words)),
            Some(Entity::Refused) => {
                return Err(Refusal { kind: RefusalKind::Entities(name.to_owned()), at: start });
            }
            None => of_html(name).map(|words| escaped(&words)),
        };
        match words {
            Some(words) => {
                self.expanded += words.len();
                if self.expanded > MOST_EXPANDED + self.file.len() {
                    return Err(Refusal { kind: RefusalKind::Entities(name.to_owned()), at: start });
                }
                self.insert(&words, start + length);
            }
            None => self.source.text.push_str(&text[..length]),
        }
        Ok(length)
    }

    fn insert(&mut self, words: &str, behind: usize) {
        self.source.text.push_str(words);
        self.jump(behind);
    }

    /// Declares the prefixes that nobody declared.
    fn finish(mut self) -> Source {
        let missing: Vec<(&str, usize)> = self
            .used
            .iter()
            .filter(|(prefix, _)| !self.declared.contains(*prefix) && **prefix != "xml" && is_name(prefix))
            .map(|(prefix, at)| (*prefix, *at))
            .collect();
        let Some(root) = self.root.filter(|_| !missing.is_empty()) else { return self.source };
        let mut declarations = String::new();
        for (prefix, at) in missing {
            let known = PREFIXES.iter().find(|(known, _)| *known == prefix);
            let meaning =
                known.map_or_else(|| format!("urn:undeclared:{prefix}"), |(_, meaning)| (*meaning).to_owned());
            let _ = write!(declarations, " xmlns:{prefix}=\"{meaning}\"");
            self.source.mended.push((at, format!("the prefix `{prefix}:`, which is not declared")));
        }
        let back = self.source.place(root);
        let after = self.source.places.partition_point(|(own, _)| *own <= root);
        for (own, _) in &mut self.source.places[after..] {
            *own += declarations.len();
        }
        self.source.places.insert(after, (root + declarations.len(), back));
        self.source.text.insert_str(root, &declarations);
        self.source
    }
}

pub(super) fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

pub(super) fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use roxmltree::Node;

    use super::*;

    fn read(text: &str) -> Result<(String, Vec<usize>), Refusal> {
        let source = prepare(text)?;
        let tree = source.tree()?;
        let texts: Vec<_> = tree.descendants().filter(Node::is_text).collect();
        let words = texts.iter().filter_map(Node::text).collect();
        Ok((words, texts.iter().map(|node| source.place(node.range().start)).collect()))
    }

    #[test]
    fn places_are_those_of_the_file() {
        let text = "\n<?xml version=\"1.0\"?>\n<!DOCTYPE article [<!ENTITY uni \"Universidad\">]>\n<article xlink:href=\"a\"><p>a&nbsp;b &uni;</p><!-- -- --><p>ñ</p></article>";
        let (words, places) = read(text).expect("it is read");
        assert_eq!(words, "a\u{a0}b Universidadñ");
        assert_eq!(places, [text.find("a&nbsp").unwrap(), text.find('ñ').unwrap()]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let text = "<article>\n<p>é <b></p></article>";
        let refusal = read(text).expect_err("it is no XML");
        assert!(matches!(refusal.kind, RefusalKind::Malformed(_)));
        assert_eq!(text[..refusal.at].matches('\n').count(), 1);
        assert!(matches!(read("<a>&nosuch;</a>"), Err(Refusal { kind: RefusalKind::Malformed(_), at: 3 })));
    }

    #[test]
    fn entities_that_multiply_or_lead_out_are_refused() {
        for text in [
            "<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
            "<!DOCTYPE a [<!ENTITY x \"&#38;y;\">]><a>&x;</a>",
        ] {
            assert!(matches!(read(text), Err(Refusal { kind: RefusalKind::Entities(_), .. })), "{text}");
        }
        let deep = format!("{}{}", "<a>".repeat(200_000), "</a>".repeat(200_000));
        assert!(matches!(read(&deep), Err(Refusal { kind: RefusalKind::Deep, .. })));
    }
}
