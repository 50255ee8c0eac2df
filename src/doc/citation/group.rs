//! Citations in a line: which brackets are groups, which keys stand in the sentence, and what stands around each.
//!
//! All places are bytes of the line's words. What is no words (a link, emphasis, a formula) stands in them as one
//! character.

use std::collections::BTreeMap;
use std::ops::Range;

use super::key::{KeyAt, keys};
use super::{CiteForm, Locator, LocatorWords, Malformed};

/// What in a line is meant as a mark: its brackets and its keys.
#[derive(Debug)]
pub(in crate::doc) struct Shape {
    /// The words, with something else in the place of escaped marks and of keys; as long as they are.
    marks: String,
    keys: Vec<KeyAt>,
    /// The bracket that each opening bracket belongs to.
    closes: BTreeMap<usize, usize>,
    /// For each key, the bracket directly around it.
    within: Vec<Option<usize>>,
    /// Brackets that are not closed, and those that were not opened.
    lost: Vec<usize>,
    stray: Vec<usize>,
}

/// A citation in a line.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::doc) enum Found {
    /// One that can be read.
    Group {
        /// All of it.
        at: Range<usize>,
        /// How it is worded.
        form: CiteForm,
        /// Its works; never empty.
        cites: Vec<Cite>,
    },
    /// One that cannot.
    Malformed {
        /// All of it.
        at: Range<usize>,
        /// Why.
        why: Malformed,
    },
}

/// One work of a citation, and where its words stand.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::doc) struct Cite {
    pub(in crate::doc) key: KeyAt,
    pub(in crate::doc) prefix: Range<usize>,
    pub(in crate::doc) locator: Option<Locator>,
    pub(in crate::doc) suffix: Range<usize>,
    pub(in crate::doc) printed: Option<Range<usize>>,
    /// Whether the suffix needs a space before it.
    pub(in crate::doc) gap: bool,
}

impl Shape {
    /// The shape of a line; `escaped` are the places of characters that a backslash took their meaning from.
    pub(in crate::doc) fn new(text: &str, escaped: &[usize]) -> Self {
        const PLAIN: u8 = b'x';
        let mut marks = text.as_bytes().to_vec();
        for at in escaped {
            marks[*at] = PLAIN;
        }
        let marked = String::from_utf8(marks).unwrap_or_else(|_| text.to_owned());
        let keys: Vec<KeyAt> = keys(&marked).collect();
        let mut marks = marked.into_bytes();
        for key in &keys {
            marks[key.at.clone()].fill(PLAIN);
        }
        let marks = String::from_utf8(marks).unwrap_or_else(|_| text.to_owned());
        let mut shape =
            Self { marks, within: Vec::new(), keys, closes: BTreeMap::new(), lost: Vec::new(), stray: Vec::new() };
        shape.match_brackets();
        shape
    }

    fn match_brackets(&mut self) {
        let mut pairs = Vec::new();
        let mut open = Vec::new();
        for (at, c) in self.marks.bytes().enumerate() {
            match c {
                b'[' => open.push(at),
                b']' => match open.pop() {
                    Some(start) => pairs.push((start, at)),
                    None => self.stray.push(at),
                },
                _ => {}
            }
        }
        self.lost = open;
        self.closes = pairs.into_iter().collect();
        // The brackets around each key, now that it is known which are closed.
        let mut around: Vec<usize> = Vec::new();
        let mut next = self.keys.iter().peekable();
        for (at, c) in self.marks.bytes().enumerate() {
            if next.next_if(|key| key.at.start == at).is_some() {
                self.within.push(around.last().copied());
            }
            match c {
                b'[' if self.closes.contains_key(&at) => around.push(at),
                b']' if around.last().is_some_and(|open| self.closes.get(open) == Some(&at)) => {
                    around.pop();
                }
                _ => {}
            }
        }
    }

    /// Whether the line cites anything.
    pub(in crate::doc) fn is_plain(&self) -> bool {
        self.keys.is_empty()
    }

    /// The citations of the line, in order.
    pub(in crate::doc) fn find(&self, text: &str, words: &LocatorWords) -> Vec<Found> {
        let groups: std::collections::BTreeSet<usize> = self.within.iter().copied().flatten().collect();
        let mut found = Vec::new();
        let mut done = 0;
        let mut opens = groups.into_iter().peekable();
        for key in &self.keys {
            // Brackets that begin before this key: the outermost with a key directly within is a group.
            while let Some(open) = opens.next_if(|open| *open < key.at.start) {
                if open >= done {
                    let end = self.closes[&open];
                    let reader = Reader { shape: self, text, words };
                    found.push(reader.group(open..end + 1));
                    done = end + 1;
                }
            }
            if key.at.start >= done {
                let narrative = Reader { shape: self, text, words }.narrative(key);
                done = narrative.at().end;
                found.push(narrative);
            }
        }
        found
    }

    /// Brackets that were meant as a group, but are not closed or not opened.
    pub(in crate::doc) fn half_groups(&self, text: &str, words: &LocatorWords) -> Vec<Malformed> {
        let lost = self.lost.iter().filter_map(|open| {
            let key = self.keys.iter().find(|key| key.at.start > *open)?;
            let before = &self.marks[open + 1..key.start()];
            let near = before.chars().count() <= 40 && before.chars().all(|c| c.is_alphabetic() || " .,*".contains(c));
            near.then(|| {
                let (locator, len) = words.split(&text[key.at.end..], &self.marks[key.at.end..]);
                let end = key.at.end + if locator.is_some() { len } else { 0 };
                Malformed {
                    message: "this bracket is not closed".to_owned(),
                    help: format!("write `{}]`; a bracket that is only a bracket is written `\\[`", &text[*open..end]),
                    at: *open..end,
                }
            })
        });
        let stray = self.stray.iter().filter_map(|close| {
            let at = self.keys.iter().rposition(|key| key.at.end <= *close)?;
            let key = &self.keys[at];
            let between = &self.marks[key.at.end..*close];
            let free = self.within[at].is_none() && !between.contains(['[', ']', ';']);
            let near =
                between.is_empty() || between.starts_with(',') && words.split(&text[key.at.end..], between).0.is_some();
            (free && near).then(|| Malformed {
                message: "this bracket is not opened".to_owned(),
                help: format!(
                    "write `[{}`; a bracket that is only a bracket is written `\\]`",
                    &text[key.start()..close + 1]
                ),
                at: key.start()..close + 1,
            })
        });
        lost.chain(stray).collect()
    }
}

impl KeyAt {
    /// Where it begins, with the hyphen that leaves the author out.
    pub(in crate::doc) fn start(&self) -> usize {
        self.at.start - usize::from(self.year_only)
    }
}

impl Found {
    /// All of it.
    pub(in crate::doc) fn at(&self) -> &Range<usize> {
        match self {
            Self::Group { at, .. } | Self::Malformed { at, .. } => at,
        }
    }
}

struct Reader<'a> {
    shape: &'a Shape,
    text: &'a str,
    words: &'a LocatorWords,
}

impl Reader<'_> {
    /// A group with its brackets.
    fn group(&self, at: Range<usize>) -> Found {
        if self.shape.marks[..at.start].ends_with('^') {
            let help = "write `[^1]` here, and the note on a line of its own: `[^1]: …`";
            let message = "notes within a line are not understood".to_owned();
            let why = Malformed { message, help: help.to_owned(), at: at.start - 1..at.end };
            return Found::Malformed { at, why };
        }
        match self.parts(at.start + 1..at.end - 1) {
            Ok(cites) => {
                let year_only = matches!(&cites[..], [only] if only.key.year_only && only.printed.is_none());
                Found::Group { form: if year_only { CiteForm::Year } else { CiteForm::Parenthetical }, at, cites }
            }
            Err(why) => Found::Malformed { at, why },
        }
    }

    /// A key in the sentence, and the brackets behind it.
    fn narrative(&self, key: &KeyAt) -> Found {
        let form = if key.year_only { CiteForm::Year } else { CiteForm::Narrative };
        let alone = |suffix: Range<usize>, locator: Option<Locator>, gap: bool| Cite {
            key: key.clone(),
            prefix: key.start()..key.start(),
            locator,
            suffix,
            printed: None,
            gap,
        };
        let Some(brackets) = self.brackets_behind(key.at.end) else {
            let end = key.at.end;
            return Found::Group { at: key.start()..end, form, cites: vec![alone(end..end, None, false)] };
        };
        let at = key.start()..brackets.end;
        let inside = brackets.start + 1..brackets.end - 1;
        let first = self.split(inside.clone()).next().unwrap_or(inside.clone());
        let mut cites = Vec::new();
        let mut rest = inside.clone();
        if self.direct_keys(first.clone()).next().is_none() {
            let words = self.trim(first.clone());
            let (locator, len) = self.words.split(&self.text[words.clone()], &self.shape.marks[words.clone()]);
            let gap = len == 0 && !words.is_empty();
            cites.push(alone(words.start + len..words.end, locator, gap));
            rest = (first.end + 1).min(inside.end)..inside.end;
        } else {
            cites.push(alone(key.at.end..key.at.end, None, false));
        }
        if !rest.is_empty() {
            match self.parts(rest) {
                Ok(more) => cites.extend(more),
                Err(why) => return Found::Malformed { at, why },
            }
        }
        Found::Group { at, form, cites }
    }

    /// Brackets behind a key, at most one line break away, that are no link and no note.
    fn brackets_behind(&self, end: usize) -> Option<Range<usize>> {
        let marks = &self.shape.marks;
        let spaces = marks[end..].len() - marks[end..].trim_start_matches([' ', '\t', '\n', '\r']).len();
        let open = end + spaces;
        let close = *self.shape.closes.get(&open)?;
        let behind = &marks[close + 1..];
        let free = !behind.starts_with(['(', '[']) && !marks[open + 1..].starts_with('^');
        (marks[end..open].matches('\n').count() < 2 && free).then_some(open..close + 1)
    }

    fn parts(&self, inside: Range<usize>) -> Result<Vec<Cite>, Malformed> {
        self.split(inside).map(|part| self.part(part)).collect()
    }

    /// The parts of a group, between semicolons.
    fn split(&self, inside: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let mut depth = 0_usize;
        let mut cuts = vec![inside.start];
        for (at, c) in self.shape.marks[inside.clone()].bytes().enumerate() {
            match c {
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth = depth.saturating_sub(1),
                b';' if depth == 0 => cuts.push(inside.start + at + 1),
                _ => {}
            }
        }
        let ends: Vec<usize> = cuts.iter().skip(1).map(|cut| cut - 1).chain([inside.end]).collect();
        cuts.into_iter().zip(ends).map(|(start, end)| start..end)
    }

    /// The keys in a part of a line that stand in no brackets of their own.
    fn direct_keys(&self, part: Range<usize>) -> impl Iterator<Item = &KeyAt> {
        let keys = &self.shape.keys;
        let first = keys.partition_point(|key| key.at.start < part.start);
        let own = keys[first..].iter().zip(&self.shape.within[first..]);
        own.take_while(move |(key, _)| key.at.end <= part.end)
            .filter(move |(_, within)| within.is_none_or(|open| open < part.start))
            .map(|(key, _)| key)
    }

    fn part(&self, part: Range<usize>) -> Result<Cite, Malformed> {
        let Some(key) = self.direct_keys(part.clone()).next() else {
            return Err(Malformed::new("there is no `@key` in this part of the group", self.trim(part)));
        };
        let prefix = part.start + self.text[part.start..key.start()].len()
            - self.text[part.start..key.start()].trim_start().len()..key.start();
        let equals = self.find(key.at.end..part.end, b'=');
        let middle = key.at.end..equals.unwrap_or(part.end);
        let printed = equals.map(|at| self.trim(at + 1..part.end));
        if printed.as_ref().is_some_and(Range::is_empty) {
            return Err(Malformed::new("nothing stands behind `=`", key.start()..part.end));
        }
        let others = &self.shape.keys[self.shape.keys.partition_point(|other| other.at.start < middle.start)..];
        if let Some(second) = others.first().filter(|second| second.at.end <= middle.end) {
            return Err(Malformed::new("two works in one part of a group; part them with `;`", second.at.clone()));
        }
        let end = middle.start + self.text[middle.clone()].trim_end().len();
        let (locator, len) = self.words.split(&self.text[middle.start..end], &self.shape.marks[middle.start..end]);
        Ok(Cite { key: key.clone(), prefix, locator, suffix: middle.start + len..end, printed, gap: false })
    }

    /// A mark in a part of a line that stands in no brackets.
    fn find(&self, part: Range<usize>, wanted: u8) -> Option<usize> {
        let mut depth = 0_usize;
        for (at, c) in self.shape.marks[part.clone()].bytes().enumerate() {
            match c {
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth = depth.saturating_sub(1),
                c if c == wanted && depth == 0 => return Some(part.start + at),
                _ => {}
            }
        }
        None
    }

    fn trim(&self, part: Range<usize>) -> Range<usize> {
        let words = &self.text[part.clone()];
        let start = part.start + words.len() - words.trim_start().len();
        start..start.max(part.start + words.trim_end().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A citation of a line, written out: form, then each work as `prefix<key|locator>suffix=printed`.
    fn read(text: &str) -> Vec<String> {
        let words = LocatorWords::new(Vec::new());
        let written = |found: Found| match found {
            Found::Malformed { why, .. } => format!("{} {:?}", why.message, &text[why.at]),
            Found::Group { form, cites, .. } => {
                let cites: Vec<String> = cites
                    .into_iter()
                    .map(|cite| {
                        let locator = cite.locator.map(|at| format!("|{} {}", at.label, at.value)).unwrap_or_default();
                        let printed = cite.printed.map(|at| format!("={}", &text[at])).unwrap_or_default();
                        let minus = if cite.key.year_only { "-" } else { "" };
                        let key = &text[cite.key.key];
                        format!("{}<{minus}{key}{locator}>{}{printed}", &text[cite.prefix], &text[cite.suffix])
                    })
                    .collect();
                format!("{form:?} {}", cites.join("; "))
            }
        };
        Shape::new(text, &[]).find(text, &words).into_iter().map(written).collect()
    }

    #[track_caller]
    fn holds(text: &str, wanted: &[&str]) {
        assert_eq!(read(text), wanted, "{text}");
    }

    #[test]
    fn prefix_locator_and_suffix_are_told_apart() {
        holds("[see @a, pp. 66-67, for more; @c]", &["Parenthetical see <a|page 66-67>, for more; <c>"]);
        holds("[(see @a p. 5) and so on]", &["Parenthetical (see <a|page 5>) and so on"]);
        holds("[@{a;b} and passim]", &["Parenthetical <a;b> and passim"]);
        holds("[@a{p. 3; n. 4} x; @b]", &["Parenthetical <a|page 3; n. 4> x; <b>"]);
    }

    #[test]
    fn what_was_printed_stands_behind_an_equals_sign() {
        holds("[@a = A, 2019; @b, p. 3 = B]", &["Parenthetical <a>=A, 2019; <b|page 3>=B"]);
        holds("[-@a = A]", &["Parenthetical <-a>=A"]);
    }

    #[test]
    fn a_hyphen_leaves_the_author_out() {
        holds("[-@a]; [-@a; @b]; -@a", &["Year <-a>", "Parenthetical <-a>; <b>", "Year <-a>"]);
    }

    #[test]
    fn brackets_behind_a_key_in_the_sentence_go_with_it() {
        holds("@a [p. 3] says", &["Narrative <a|page 3>"]);
        holds("@a\n[p. 30, with more]", &["Narrative <a|page 30>, with more"]);
        holds("@a [see also; @b, 4]", &["Narrative <a>see also; <b|page 4>"]);
        holds("@a [@b; see @c]", &["Narrative <a>; <b>; see <c>"]);
        holds("@a [^1] @b [x](y) @c [x][y]", &["Narrative <a>", "Narrative <b>", "Narrative <c>"]);
    }

    #[test]
    fn brackets_within_a_group_are_words() {
        holds(
            "[see [sic] @a, 3 [sic]] and [no [@b] no]",
            &["Parenthetical see [sic] <a|page 3> [sic]", "Parenthetical <b>"],
        );
    }

    #[test]
    fn slips_are_named() {
        holds("[@a; and so on]", &["there is no `@key` in this part of the group \"and so on\""]);
        holds("[@a, @b]", &["two works in one part of a group; part them with `;` \"@b\""]);
        holds("[@a [@b]]", &["two works in one part of a group; part them with `;` \"@b\""]);
        holds("[@a = ]", &["nothing stands behind `=` \"@a = \""]);
        holds("^[See @a.]", &["notes within a line are not understood \"^[See @a.]\""]);
    }

    #[test]
    fn half_a_pair_of_brackets_is_named_with_the_right_spelling() {
        let words = LocatorWords::new(Vec::new());
        let half = |text: &str| -> Vec<String> {
            let found = Shape::new(text, &[]).half_groups(text, &words);
            found
                .into_iter()
                .map(|half| format!("{} {}", half.message, half.help.split(';').next().unwrap_or("")))
                .collect()
        };
        assert_eq!(half("As [see @key, p. 3 says"), ["this bracket is not closed write `[see @key, p. 3]`"]);
        assert_eq!(half("As -@key, p. 3] says"), ["this bracket is not opened write `[-@key, p. 3]`"]);
        assert!(half("in [0, 1) as @key has it. A list: a] and [@key]; @key says] so").is_empty());
    }
}
