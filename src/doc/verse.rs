//! Paragraphs that are something else by their lines: verse, a table without the line under its head.

use std::ops::Range;

use super::inline::LineReader;
use super::{BlockKind, Inline, Picture, TextNode, VerseLine};
use crate::diag::{Diagnostic, codes};
use crate::load::DataTables;
use crate::source::Span;

/// What the lines of a paragraph make of it.
#[derive(Debug, PartialEq, Eq)]
enum Lines {
    /// Each begins with a bar: `| a line of verse`.
    Verse,
    /// Cells between bars, and no line of hyphens under the first.
    Cells,
    /// Two lines or more that begin as items of a list which Markdown does not know: `a) first`.
    Listed,
    /// Running text.
    Text,
}

impl Lines {
    fn of(text: &str) -> Self {
        let lines = || text.lines().map(|line| line.trim_start_matches([' ', '\t', '>']).trim_end());
        if !lines().next().is_some_and(|line| line.starts_with('|')) {
            let listed = lines().filter(|line| is_item(line)).count();
            let first = lines().next().unwrap_or_default();
            let alone = first.starts_with("#. ") || first.starts_with("(@) ");
            let lettered = first.starts_with("a. ") && lines().any(|line| line.starts_with("b. "));
            return if alone || lettered || (listed > 1 && is_item(first)) { Self::Listed } else { Self::Text };
        }
        let barred = |line: &str| line == "|" || line.starts_with("| ");
        let inner = |line: &str| line.get(1..).is_some_and(|line| line.replace("\\|", "").contains('|'));
        let several = lines().count() > 1 || lines().all(|line| line.ends_with('|'));
        if several && lines().all(|line| line.starts_with('|') && inner(line)) {
            return Self::Cells;
        }
        // A line that goes on is moved in.
        let goes_on = |line: &str| line.starts_with([' ', '\t']);
        let all =
            text.lines().all(|line| barred(line.trim_start_matches([' ', '\t', '>']).trim_end()) || goes_on(line));
        if all { Self::Verse } else { Self::Text }
    }
}

/// Whether a line begins as an item of Pandoc's other lists: `a)`, `(a)`, `iv.`, `#.`, `(@)`.
fn is_item(line: &str) -> bool {
    let Some((mark, words)) = line.split_once([' ', '\t']) else { return false };
    // Signs that word processors put before items.
    if matches!(mark, "•" | "·" | "▪" | "◦" | "‣" | "●" | "○") {
        return !words.trim().is_empty();
    }
    let inner = mark.strip_prefix('(').map_or_else(|| mark.strip_suffix(['.', ')']), |mark| mark.strip_suffix(')'));
    let is_number = |inner: &str| match inner {
        "#" | "@" => true,
        _ if inner.chars().all(|c| "ivxIVX".contains(c)) => true,
        _ if mark.ends_with(')') && inner.chars().all(|c| c.is_ascii_digit()) => mark.starts_with('('),
        _ => mark.ends_with(')') && inner.len() == 1 && inner.starts_with(|c: char| c.is_ascii_alphabetic()),
    };
    !words.trim().is_empty() && inner.is_some_and(|inner| !inner.is_empty() && is_number(inner))
}

impl LineReader<'_> {
    /// What a paragraph of some running text is: itself, a picture, a table of a register, a formula, verse.
    pub(super) fn paragraph(
        &mut self,
        mut text: Vec<Inline>,
        range: Range<usize>,
        given: &mut super::Attributes,
    ) -> BlockKind {
        if let [Inline::Math { display: true, .. }] = text[..]
            && let Some(Inline::Math { formula, id, .. }) = text.pop()
        {
            given.id = given.id.take().or(id);
            return BlockKind::Math(formula);
        }
        if let [Inline::Picture(_)] = text[..]
            && let Some(Inline::Picture(picture)) = text.pop()
        {
            return self.figure(picture, given);
        }
        match Lines::of(&self.place.text[range.clone()]) {
            Lines::Verse => BlockKind::Verse(self.verse(text, true, self.place.span(range))),
            Lines::Cells => {
                let help = "under the first line stands one of hyphens: `| --- | --- |`; a bar that is no cell's is written `\\|`";
                let found =
                    Diagnostic::new(codes::STRAY_SYNTAX, "this looks like a table, and has no line under its head");
                self.sink.push(found.at(self.first_line(range), "").help(help));
                BlockKind::Paragraph(text)
            }
            Lines::Listed => {
                let help = "write items as `1.` or `-`; an empty line between them keeps paragraphs apart";
                let found = Diagnostic::new(codes::STRAY_SYNTAX, "these lines look like a list, and run together");
                self.sink.push(found.at(self.first_line(range), "").help(help));
                self.check_pictures(&text);
                BlockKind::Paragraph(text)
            }
            Lines::Text => {
                self.check_beginning(range.clone());
                self.check_pictures(&text);
                BlockKind::Paragraph(text)
            }
        }
    }

    /// A picture that is a paragraph by itself is a figure, or a register's table.
    fn figure(&mut self, mut picture: Picture, given: &mut super::Attributes) -> BlockKind {
        let attributes = std::mem::take(&mut picture.attributes);
        if picture.target.ends_with(".yml") || picture.target.ends_with(".yaml") {
            if !attributes.is_empty() || !picture.caption.is_empty() {
                let help = "its id, label and caption stand in the register's file";
                let found = Diagnostic::new(codes::STRAY_SYNTAX, "a register's table takes nothing from the text");
                self.sink.push(found.at(picture.span, "").help(help));
            }
            return BlockKind::Table { path: picture.target };
        }
        *given = attributes;
        if DataTables::takes(&picture.target) {
            return self.data_table(picture);
        }
        let caption = std::mem::take(&mut picture.caption);
        let float = super::Float { caption, ..super::Float::default() };
        BlockKind::Figure(super::Figure { pictures: vec![picture], missing: Vec::new(), float })
    }

    /// A picture inside a line shows no caption.
    pub(super) fn check_pictures(&mut self, text: &[Inline]) {
        let mut captioned: Vec<Span> = Vec::new();
        super::walk(text, &mut |inline| {
            if let Inline::Picture(picture) = inline
                && (!picture.caption.is_empty() || picture.attributes.id.is_some())
            {
                captioned.push(picture.span);
            }
        });
        for span in captioned {
            let help = "put it in a paragraph of its own, between empty lines";
            let found = Diagnostic::new(codes::STRAY_SYNTAX, "a picture inside a line has no caption and no number");
            self.sink.push(found.at(span, "").help(help));
        }
    }

    /// Lines of verse: the ends of typed lines count, and so do spaces before their words. Lines may begin with bars.
    pub(super) fn verse(&mut self, text: Vec<Inline>, barred: bool, span: Span) -> Vec<VerseLine> {
        let mut verse: Vec<VerseLine> = Vec::new();
        let range = self.place.local(span);
        let typed = &self.place.text[range.clone()];
        let spaces = |line: &str| line.chars().take_while(|c| c.is_whitespace()).count();
        let mut indents: Vec<usize> = typed.lines().map(|line| spaces(line.trim_start_matches('>'))).collect();
        // A block begins behind the spaces before its first line.
        if let Some(first) = indents.first_mut() {
            *first = self.spaces_before(range.start);
        }
        for (number, mut line) in self.split(text).into_iter().enumerate() {
            let mut indent = 0;
            let mut goes_on = false;
            if let Some(node) = first_node(&mut line) {
                goes_on = barred && !node.text.starts_with('|');
                let words = node.text.strip_prefix('|').filter(|_| barred).unwrap_or(&node.text);
                let plain = words.trim_start_matches([' ', '\u{a0}']).to_owned();
                let moved = words.chars().count() - plain.chars().count();
                let before = indents.get(number).copied().unwrap_or(0);
                indent = if barred { moved.saturating_sub(1) } else { before };
                node.text = plain;
            }
            line.retain(|inline| !matches!(inline, Inline::Text(node) if node.text.is_empty()));
            match verse.last_mut().filter(|_| goes_on) {
                Some(last) => {
                    last.text.push(self.space());
                    last.text.extend(line);
                }
                None => verse.push(VerseLine { indent, text: line }),
            }
        }
        let least = verse.iter().filter(|line| !line.text.is_empty()).map(|line| line.indent).min().unwrap_or(0);
        verse.iter_mut().for_each(|line| line.indent = line.indent.saturating_sub(least));
        verse
    }

    fn space(&mut self) -> Inline {
        self.node(" ".to_owned(), 0..0)
    }

    /// Spaces before a place, if nothing else stands before it in its line.
    fn spaces_before(&self, at: usize) -> usize {
        let before = &self.place.text[..at];
        let line = &before[before.rfind('\n').map_or(0, |found| found + 1)..];
        if line.trim().is_empty() { line.chars().count() } else { 0 }
    }

    /// Running text, split where typed lines end. What is emphasised over several lines is emphasised in each.
    fn split(&mut self, text: Vec<Inline>) -> Vec<Vec<Inline>> {
        let mut lines = vec![Vec::new()];
        for inline in text {
            match inline {
                Inline::Text(node) if node.text.contains('\n') => {
                    let mut start = 0;
                    for (number, part) in node.text.split('\n').enumerate() {
                        if number > 0 {
                            lines.push(Vec::new());
                        }
                        if !part.is_empty() {
                            let span = part_of(&node, start..start + part.len());
                            let part = self.node_at(part.to_owned(), span);
                            append(&mut lines, part);
                        }
                        start += part.len() + 1;
                    }
                }
                Inline::HardBreak => lines.push(Vec::new()),
                Inline::Emphasis(inner) => self.wrap(inner, &mut lines, &Inline::Emphasis),
                Inline::Strong(inner) => self.wrap(inner, &mut lines, &Inline::Strong),
                Inline::Struck(inner) => self.wrap(inner, &mut lines, &Inline::Struck),
                Inline::Foreign { lang, text } => {
                    self.wrap(text, &mut lines, &|text| Inline::Foreign { lang: lang.clone(), text });
                }
                Inline::Span { attributes, text, span } => {
                    self.wrap(text, &mut lines, &|text| Inline::Span { attributes: attributes.clone(), text, span });
                }
                Inline::Link { target, text, span } => {
                    self.wrap(text, &mut lines, &|text| Inline::Link { target: target.clone(), text, span });
                }
                other => append(&mut lines, other),
            }
        }
        lines
    }

    fn wrap(&mut self, inner: Vec<Inline>, lines: &mut Vec<Vec<Inline>>, make: &dyn Fn(Vec<Inline>) -> Inline) {
        for (number, part) in self.split(inner).into_iter().enumerate() {
            if number > 0 {
                lines.push(Vec::new());
            }
            if !part.is_empty() {
                append(lines, make(part));
            }
        }
    }
}

/// Where some bytes of a node's words stand.
pub(super) fn part_of(node: &TextNode, range: Range<usize>) -> Span {
    let typed = node.span.range();
    let same = typed.len() == node.text.len();
    if same { Span::new(node.span.file, typed.start + range.start..typed.start + range.end) } else { node.span }
}

fn append(lines: &mut [Vec<Inline>], inline: Inline) {
    if let Some(line) = lines.last_mut() {
        line.push(inline);
    }
}

/// The words that a line begins with.
fn first_node(line: &mut [Inline]) -> Option<&mut TextNode> {
    match line.first_mut()? {
        Inline::Text(node) => Some(node),
        Inline::Emphasis(inner)
        | Inline::Strong(inner)
        | Inline::Struck(inner)
        | Inline::Foreign { text: inner, .. }
        | Inline::Span { text: inner, .. }
        | Inline::Link { text: inner, .. } => first_node(inner),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verse_is_told_from_a_table_without_its_line() {
        assert_eq!(Lines::of("| One line\n|   and another\n|\n| more"), Lines::Verse);
        assert_eq!(Lines::of("| A long line\n  that goes on\n| more"), Lines::Verse);
        assert_eq!(Lines::of("| node |\n| 1 |"), Lines::Cells);
        assert_eq!(Lines::of("| a | b\n| 1 | 2"), Lines::Cells);
        assert_eq!(Lines::of("a) one\nb) two"), Lines::Listed);
        assert_eq!(Lines::of("(i) one\n  that goes on\n(ii) two"), Lines::Listed);
        assert_eq!(Lines::of("#. one\n#. two"), Lines::Listed);
        assert_eq!(Lines::of("#. one"), Lines::Listed);
        assert_eq!(Lines::of("(@) an example"), Lines::Listed);
        assert_eq!(Lines::of("• one\n• two"), Lines::Listed);
        assert_eq!(Lines::of("a. one\nb. two"), Lines::Listed);
        assert_eq!(Lines::of("A. Pérez and\nB. Ruiz"), Lines::Text);
        assert_eq!(Lines::of("· a dot alone"), Lines::Text);
        assert_eq!(Lines::of("a) one, that\nis longer than b) two"), Lines::Text);
        assert_eq!(Lines::of("J. Doe and\nV. Roe, in\n1999) ends"), Lines::Text);
        assert_eq!(Lines::of("|x| is a modulus"), Lines::Text);
        assert_eq!(Lines::of("a | b"), Lines::Text);
    }
}
