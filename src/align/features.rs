//! What can be told of a piece of text without knowing its language: what it cites, its figures, links, notes and names.

use std::ops::Range;

use icu_normalizer::DecomposingNormalizer;

use super::sequence::dice;
use crate::doc::{
    Affix, Block, BlockKind, Cell, CitationGroup, Division, Document, Inline, TextNode, blocks_of, leaves_of, walk,
};
use crate::source::{SourceMap, Span};

/// Letters at a word's beginning that related languages share: "humanitarian", "humanitaria".
const STEM: usize = 5;

/// What two editions of a block must share.
#[derive(Debug, Default)]
pub struct Features {
    /// Works cited, by key and locator, each with the place of its group.
    pub citations: Vec<(String, Span)>,
    /// Numbers in digits, written alike whatever the language's separators, with their places.
    pub figures: Vec<(String, Span)>,
    /// Places of links, by which `resolve` knows where they lead.
    pub links: Vec<Span>,
    /// How many notes are called.
    pub notes: usize,
    /// Its words, without markup and citations.
    pub words: String,
    /// Where its first words stand.
    pub start: Option<Span>,
}

impl Features {
    /// The features of each block of a text.
    #[must_use]
    pub fn of_document(document: &Document, sources: &SourceMap) -> Vec<Self> {
        let blocks = document.blocks.iter();
        blocks.map(|block| Self::of_blocks(std::slice::from_ref(block), document, sources)).collect()
    }

    /// The features of a block, or of several that are one: a note.
    #[must_use]
    pub fn of_blocks(blocks: &[Block], document: &Document, sources: &SourceMap) -> Self {
        let mut features = Self::default();
        for block in blocks {
            for leaf in leaves_of(block) {
                features.read(leaf, document, sources);
            }
            blocks_of(std::slice::from_ref(block), &mut |block| match &block.kind {
                BlockKind::Code { text, .. } | BlockKind::Math(text) => features.figures_at(text, block.span),
                BlockKind::Figure(figure) => {
                    for words in figure.pictures.iter().map(|picture| &picture.alt) {
                        features.figures_at(words, block.span);
                        features.words.push(' ');
                        features.words.push_str(words);
                    }
                }
                BlockKind::Division(Division { title: Some(title), .. }) => {
                    features.figures_at(title, block.span);
                    features.words.push(' ');
                    features.words.push_str(title);
                }
                _ => {}
            });
        }
        features
    }

    /// The features of a table's row, or of several.
    #[must_use]
    pub fn of_cells<'a>(cells: impl IntoIterator<Item = &'a Cell>, document: &Document, sources: &SourceMap) -> Self {
        let mut features = Self::default();
        let lines = cells.into_iter().flat_map(|cell| &cell.blocks).flat_map(leaves_of);
        lines.for_each(|line| features.read(line, document, sources));
        features
    }

    /// The features of a line.
    #[must_use]
    pub fn of_line(line: &[Inline], document: &Document, sources: &SourceMap) -> Self {
        let mut features = Self::default();
        features.read(line, document, sources);
        features
    }

    /// The features of plain words that stand at `span`.
    #[must_use]
    pub fn of_words(words: &str, span: Span) -> Self {
        let mut features = Self { words: words.to_owned(), start: Some(span), ..Self::default() };
        features.figures_at(words, span);
        features
    }

    /// What the piece of text is known by in another language. Costs a walk over its words.
    #[must_use]
    pub fn traits(&self) -> Traits {
        let sorted = |of: &[(String, Span)]| {
            let mut names: Vec<String> = of.iter().map(|(name, _)| name.clone()).collect();
            names.sort();
            names
        };
        Traits { citations: sorted(&self.citations), figures: sorted(&self.figures), cognates: cognates(&self.words) }
    }

    fn figures_at(&mut self, text: &str, span: Span) {
        self.figures.extend(figures(text).into_iter().map(|(figure, _)| (figure, span)));
    }

    fn read(&mut self, line: &[Inline], document: &Document, sources: &SourceMap) {
        self.words.push(' ');
        walk(line, &mut |inline| match inline {
            Inline::Text(node) => self.text(node, sources),
            Inline::Code(code) => self.words.push_str(code),
            Inline::Link { span, .. } => self.links.push(*span),
            Inline::Note(_) | Inline::NoteAgain { .. } => self.notes += 1,
            Inline::HardBreak => self.words.push(' '),
            Inline::Mention { text, span, .. } => {
                self.figures_at(text, *span);
                self.words.push_str(text);
            }
            Inline::Math { latex, span, .. } => self.figures_at(latex, *span),
            Inline::Reference(reference) => {
                self.links.extend(reference.targets.iter().map(|(_, span)| *span));
            }
            Inline::Citation(index) => {
                if let Some(group) = document.citations.get(*index as usize) {
                    self.group(group, sources);
                }
            }
            _ => {}
        });
    }

    fn group(&mut self, group: &CitationGroup, sources: &SourceMap) {
        for item in &group.items {
            let locator = item.locator.as_ref().map(|locator| format!(", {}", locator.value)).unwrap_or_default();
            self.citations.push((format!("{}{locator}", item.key), group.span));
            for words in Affix::ALL.map(|affix| item.affix(affix)) {
                walk(words, &mut |inline| match inline {
                    Inline::Text(node) => self.figures_at(&node.text, group.span),
                    Inline::Link { span, .. } => self.links.push(*span),
                    Inline::Math { latex, span, .. } => self.figures_at(latex, *span),
                    _ => {}
                });
            }
        }
        walk(group.words.as_deref().unwrap_or_default(), &mut |inline| {
            if let Inline::Text(node) = inline {
                self.text(node, sources);
            }
        });
    }

    fn text(&mut self, node: &TextNode, sources: &SourceMap) {
        self.start.get_or_insert(node.span);
        let found = figures(&node.text).into_iter();
        self.figures.extend(found.map(|(figure, range)| (figure, node.part(&range, sources))));
        self.words.push_str(&node.text);
    }
}

/// What a piece of text is known by in another language: sorted lists of what it cites, its figures, and the beginnings of
/// its longer words.
#[derive(Debug)]
pub struct Traits {
    citations: Vec<String>,
    figures: Vec<String>,
    cognates: Vec<String>,
}

impl Traits {
    /// How much two pieces of text have in common, whatever their languages; 0 if nothing, above 1 if much. What both
    /// cite weighs most.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f32 {
        2.0 * dice(&self.citations, &other.citations)
            + 1.5 * dice(&self.figures, &other.figures)
            + dice(&self.cognates, &other.cognates)
    }
}

/// The numbers in a text, with the bytes where they stand. Groups of three digits behind a space, a point, a comma or an
/// apostrophe are one number; any other point or comma between digits is the decimal sign, written `.`.
fn figures(text: &str) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let Some(first) = digit(c) else { continue };
        let mut number = Number { digits: String::from(first), ..Number::default() };
        let mut end = start + c.len_utf8();
        while let Some(&(at, c)) = rest.peek() {
            let behind = &text[at + c.len_utf8()..];
            match digit(c) {
                Some(digit) => number.digits.push(digit),
                None if number.goes_on(c, behind) => {}
                None => break,
            }
            end = at + c.len_utf8();
            rest.next();
        }
        found.push((number.digits, start..end));
    }
    found
}

/// A number while it is read.
#[derive(Default)]
struct Number {
    digits: String,
    /// What separates its groups of digits.
    groups: Option<char>,
    has_decimals: bool,
}

impl Number {
    /// Whether a sign and the digits behind it belong to the number; takes the sign if so.
    fn goes_on(&mut self, sign: char, behind: &str) -> bool {
        let following = behind.chars().take_while(|c| digit(*c).is_some()).count();
        let groups = matches!(sign, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '.' | ',' | '\'' | '’' | '\u{66c}');
        let begun = self.groups.map_or(self.digits.len() <= 3, |groups| groups == sign);
        if groups && begun && following == 3 && !self.has_decimals {
            self.groups = Some(sign);
            return true;
        }
        let decimal = matches!(sign, '.' | ',' | '\u{66b}') && self.groups != Some(sign);
        if decimal && following > 0 && !self.has_decimals {
            self.has_decimals = true;
            self.digits.push('.');
            return true;
        }
        false
    }
}

/// A digit of any of the scripts that have their own, as an ASCII one.
fn digit(c: char) -> Option<char> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        _ => return None,
    };
    char::from_digit(u32::from(c) - u32::from(zero), 10)
}

/// The beginnings of the longer words and of all names and acronyms, folded and sorted: what related languages share.
#[must_use]
fn cognates(words: &str) -> Vec<String> {
    let normalizer = DecomposingNormalizer::new_nfd();
    let folded = normalizer.normalize(words);
    let plain: String = folded.chars().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')).collect();
    let mut stems: Vec<String> = plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > STEM || word.chars().skip(1).any(char::is_uppercase))
        .map(|word| word.to_lowercase().chars().take(STEM).collect())
        .collect();
    stems.sort();
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        figures(text).into_iter().map(|(figure, _)| figure).collect()
    }

    #[test]
    fn a_number_is_read_alike_whatever_its_separators() {
        for text in ["152 000", "152,000", "152.000", "152\u{a0}000", "152’000", "١٥٢٬٠٠٠"] {
            assert_eq!(read(text), ["152000"], "{text}");
        }
        assert_eq!(read("1.5 and 1,5 and ١٫٥"), ["1.5", "1.5", "1.5"]);
        assert_eq!(read("2019-2025, 14159; in 2022 152 000"), ["2019", "2025", "14159", "2022", "152000"]);
        assert_eq!(read("1,234,567.25"), ["1234567.25"]);
        assert_eq!(read("none. at, all"), Vec::<String>::new());
    }

    #[test]
    fn related_words_begin_alike() {
        let (english, spanish) =
            (cognates("humanitarian protection of the DIF"), cognates("protección humanitaria del DIF"));
        assert_eq!(english, spanish);
        assert_eq!(english, ["dif", "human", "prote"]);
    }
}
