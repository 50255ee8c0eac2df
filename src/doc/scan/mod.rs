//! Finds what Markdown's parser does not know: divisions, attributes, notes in a line, lowered and raised words, formulas
//! by Pandoc's rule for dollars, comments. Code and addresses are left alone.

mod grid;
mod line;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::attributes;
use super::marks::{Drawn, Fence, Mark, Marked, PLAIN};
use super::parse::MARKDOWN;
use line::Line;

/// Finds the marks of a text and covers them.
pub(super) fn scan(text: &str) -> Marked {
    let covered = plain_fences(text);
    let code = code_blocks(&covered);
    let covered = covered.into_owned().into_bytes();
    let mut scanner =
        Scanner { text, covered, marks: BTreeMap::new(), fences: BTreeMap::new(), drawn: BTreeMap::new(), broken: 0 };
    let mut chunk: Option<Range<usize>> = None;
    let mut at = 0;
    let mut blocks = code.into_iter().peekable();
    let mut blank_before = true;
    // Double dollars in the lines of the block so far.
    let mut dollars = 0;
    while at < text.len() {
        while blocks.next_if(|block| block.end <= at).is_some() {}
        if let Some(block) = blocks.peek().filter(|block| block.start <= at) {
            scanner.close(&mut chunk);
            at = block.end;
            continue;
        }
        let mut end = text[at..].find('\n').map_or(text.len(), |found| at + found + 1);
        if let Some(block) = blocks.peek().filter(|block| block.start < end) {
            end = block.start;
        }
        let line = &text[at..end];
        let content = at + prefix(line);
        let words = text[content..end].trim_end();
        if words.is_empty() || scanner.fence(content, words) {
            scanner.close(&mut chunk);
            blank_before = true;
        } else if let Some(behind) = scanner.drawn(content, words) {
            scanner.close(&mut chunk);
            blank_before = true;
            end = behind;
        } else if words.starts_with("<!--") && chunk.is_none() {
            end = scanner.comment(content).unwrap_or(end);
        } else {
            if blank_before && words.starts_with(": ") && leads_to_table(&text[end..], &line[..prefix(line)]) {
                scanner.covered[content] = PLAIN;
            }
            // Within a formula a line may begin with any sign.
            let in_formula = chunk.is_some() && dollars % 2 == 1;
            if begins_block(words) && !in_formula {
                scanner.close(&mut chunk);
            }
            chunk = Some(chunk.map_or(content, |chunk| chunk.start)..end);
            if stands_alone(words) && !in_formula {
                scanner.close(&mut chunk);
            }
            dollars = if chunk.is_some() { dollars * usize::from(in_formula) + words.matches("$$").count() } else { 0 };
            blank_before = false;
        }
        at = end;
    }
    scanner.close(&mut chunk);
    let Scanner { covered, marks, fences, drawn, .. } = scanner;
    // Whole characters are covered, by one byte each.
    let covered = String::from_utf8(covered).expect("a character is covered whole or not at all");
    Marked { text: covered, marks, fences, drawn }
}

/// The text without tabs behind fences: CommonMark lets them stand there, the parser does not.
fn plain_fences(text: &str) -> Cow<'_, str> {
    if !text.contains("`\t") && !text.contains("~\t") {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        let fence = &words[prefix(words)..];
        let closes = fence.len() >= 3 && ["`", "~"].iter().any(|sign| fence.trim_end_matches(sign).is_empty());
        plain.push_str(words);
        let behind = &line[words.len()..];
        plain.push_str(&if closes { behind.replace('\t', " ") } else { behind.to_owned() });
    }
    Cow::Owned(plain)
}

/// Blocks of code and raw HTML, which hold no marks.
fn code_blocks(text: &str) -> Vec<Range<usize>> {
    if !["```", "~~~", "\n    ", "\n\t", "\n<", " <"].iter().any(|sign| text.contains(sign)) && !text.starts_with('<') {
        return Vec::new();
    }
    let is_code = |(event, range): (Event<'_>, Range<usize>)| match event {
        Event::Start(Tag::CodeBlock(_)) => Some(range),
        Event::Start(Tag::HtmlBlock) if !text[range.clone()].trim_start().starts_with("<!--") => Some(range),
        _ => None,
    };
    Parser::new_ext(text, MARKDOWN).into_offset_iter().filter_map(is_code).collect()
}

/// The bytes of spaces and quotation marks before a line's words.
fn prefix(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t', '>']).len()
}

/// Whether a line begins a block of its own without a blank line before it.
fn begins_block(words: &str) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let listed = match words.as_bytes() {
        [b'-' | b'*' | b'+', b' ' | b'\t', ..] => true,
        _ => rest.len() < words.len() && (rest.starts_with(". ") || rest.starts_with(") ")),
    };
    listed || stands_alone(words) || words.starts_with("[^") || words.starts_with(": ")
}

/// Whether a line is a block by itself: a heading, or the row of a table.
fn stands_alone(words: &str) -> bool {
    let heading = words.trim_start_matches('#');
    words.starts_with('|') || (heading.len() < words.len() && heading.starts_with(' '))
}

/// Whether a paragraph's end is followed by a table, so that it is a caption and not the meaning of a term. A table that
/// stands in another list or quotation than the paragraph has nothing to do with it; `before` is what stands before its words.
fn leads_to_table(rest: &str, before: &str) -> bool {
    let mut lines = rest.lines().skip_while(|line| !line.trim().is_empty()).skip_while(|line| line.trim().is_empty());
    let beside = |line: &str| {
        let own = &line[..prefix(line)];
        own.len().abs_diff(before.len()) < 2 && own.matches('>').count() == before.matches('>').count()
    };
    let Some(head) = lines.next().filter(|line| beside(line)) else { return false };
    let head = head.trim_start_matches([' ', '\t', '>']);
    let rule = lines.next().map(str::trim).unwrap_or_default();
    let is_rule = rule.contains('-') && rule.chars().all(|c| matches!(c, '|' | ':' | '-' | '+' | ' ' | '>'));
    head.starts_with("+-") || (head.contains('|') && is_rule)
}

/// What stands for a line of colons or a grid table: to the parser a rule, which ends a paragraph wherever it stands.
const RULE: &[u8] = b"***";

struct Scanner<'a> {
    text: &'a str,
    covered: Vec<u8>,
    marks: BTreeMap<usize, Mark>,
    fences: BTreeMap<usize, Fence>,
    drawn: BTreeMap<usize, Drawn>,
    /// Up to where lines stand that are drawn around no cells.
    broken: usize,
}

impl Scanner<'_> {
    fn close(&mut self, chunk: &mut Option<Range<usize>>) {
        if let Some(chunk) = chunk.take() {
            Line::new(self, chunk).read();
        }
    }

    /// Takes a line of colons.
    fn fence(&mut self, at: usize, words: &str) -> bool {
        let behind = words.trim_start_matches(':');
        if words.len() - behind.len() < 3 {
            return false;
        }
        let rest = behind.trim().trim_end_matches(':').trim_end();
        let fence = match rest {
            "" => Fence::Close,
            _ => match attributes::read(rest) {
                Some((attributes, length)) if length == rest.len() => Fence::Open(attributes),
                // `::: epigraph`: one class without braces.
                _ if rest.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_') => {
                    Fence::Open(super::Attributes { classes: vec![rest.to_owned()], ..Default::default() })
                }
                _ => return false,
            },
        };
        self.fences.insert(at, fence);
        self.covered[at..at + words.len()].fill(b' ');
        self.covered[at..at + RULE.len()].copy_from_slice(RULE);
        true
    }

    /// Takes a grid table whose first line's words are given; where the text goes on.
    fn drawn(&mut self, at: usize, words: &str) -> Option<usize> {
        if !words.starts_with('+') || at < self.broken {
            return None;
        }
        let drawn = grid::read(self.text, at)?;
        let end = match &drawn {
            Drawn::Table(table) => {
                let range = table.range.clone();
                let text = self.text;
                let mut start = range.start;
                for line in text[range.clone()].split_inclusive('\n') {
                    let before = if start == range.start { 0 } else { prefix(line) };
                    self.cover(start + before..start + line.len(), b' ');
                    start += line.len();
                }
                self.covered[at..at + RULE.len()].copy_from_slice(RULE);
                Some(text[range.end..].find('\n').map_or(text.len(), |found| range.end + found + 1))
            }
            Drawn::Broken { range, .. } => {
                self.broken = range.end;
                None
            }
        };
        self.drawn.insert(at, drawn);
        end
    }

    /// Takes a comment that begins a line, up to the end of its last line if nothing stands behind it there.
    fn comment(&mut self, at: usize) -> Option<usize> {
        let end = at + self.text[at..].find("-->")? + 3;
        self.cover(at..end, b' ');
        let line = self.text[end..].find('\n').map_or(self.text.len(), |found| end + found + 1);
        Some(if self.text[end..line].trim().is_empty() { line } else { end })
    }

    fn cover(&mut self, range: Range<usize>, with: u8) {
        for byte in &mut self.covered[range] {
            if *byte != b'\n' {
                *byte = with;
            }
        }
    }
}
