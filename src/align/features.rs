//! What can be told of a piece of text without knowing its language: what it cites, its figures, links, notes and names.

use super::figures::figures;
use crate::doc::{
    Affix, Block, BlockKind, Cell, CitationGroup, Division, Document, Inline, TextNode, blocks_of, leaves_of, walk,
};
use crate::source::{SourceMap, Span};

/// What two editions of a block must share.
#[derive(Debug, Default, Clone)]
pub struct Features {
    /// Works cited, by key and locator, each with the place of its group.
    pub citations: Vec<(String, Span)>,
    /// Numbers in digits, written alike whatever the language's separators, with their places.
    pub figures: Vec<(String, Span)>,
    /// Places of links, by which `resolve` knows where they lead.
    pub links: Vec<Span>,
    /// The addresses of these links, as typed.
    pub targets: Vec<String>,
    /// How many notes are called, without the translator's own.
    pub notes: usize,
    /// What these notes are called.
    pub notes_called: Vec<String>,
    /// Code and formulas, as typed: no language changes them.
    pub signs: Vec<String>,
    /// The files of pictures and tables.
    pub files: Vec<String>,
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
    pub fn of_blocks<'a>(
        blocks: impl IntoIterator<Item = &'a Block>,
        document: &Document,
        sources: &SourceMap,
    ) -> Self {
        let mut features = Self::default();
        for block in blocks {
            for leaf in leaves_of(block) {
                features.read(leaf, document, sources);
            }
            blocks_of(std::slice::from_ref(block), &mut |block| match &block.kind {
                BlockKind::Code { text, .. } => features.signs.extend(text.split_whitespace().map(str::to_owned)),
                BlockKind::Math(formula) => {
                    features.figures_at(&formula.words(), block.span);
                    features.signs.push(formula.source.clone());
                }
                BlockKind::Table { path } => features.files.push(path.clone()),
                BlockKind::Html(markup) => features.signs.extend(markup.split_whitespace().map(str::to_owned)),
                BlockKind::Figure(figure) => {
                    for picture in &figure.pictures {
                        features.files.push(picture.target.clone());
                        let words = &picture.alt;
                        features.figures_at(words, block.span);
                        features.words.push(' ');
                        features.words.push_str(words);
                    }
                    features.files.extend(figure.missing.iter().map(|missing| missing.name.clone()));
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

    fn figures_at(&mut self, text: &str, span: Span) {
        self.figures.extend(figures(text).into_iter().map(|(figure, _)| (figure, span)));
    }

    fn read(&mut self, line: &[Inline], document: &Document, sources: &SourceMap) {
        self.words.push(' ');
        walk(line, &mut |inline| match inline {
            Inline::Text(node) => self.text(node, sources),
            Inline::Code(code) => {
                self.words.push_str(code);
                self.signs.push(code.clone());
            }
            Inline::Link { span, target, .. } => {
                self.links.push(*span);
                self.targets.push(target.clone());
            }
            Inline::Note(index) | Inline::NoteAgain { note: index, .. } => {
                let note = document.notes.get(*index as usize);
                self.notes += usize::from(note.is_none_or(|note| !note.is_translators()));
                // One that stands where it is called has no label.
                self.notes_called.extend(note.map(|note| note.label.clone()).filter(|label| !label.is_empty()));
            }
            Inline::HardBreak => self.words.push(' '),
            Inline::Mention { text, span, .. } => {
                self.figures_at(text, *span);
                self.words.push_str(text);
            }
            Inline::Math { formula, span, .. } => {
                self.figures_at(&formula.words(), *span);
                self.signs.push(formula.source.clone());
            }
            Inline::Picture(picture) => self.files.push(picture.target.clone()),
            Inline::Reference(reference) => {
                for (target, span) in &reference.targets {
                    self.links.push(*span);
                    self.targets.push(format!("#{target}"));
                }
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
                    Inline::Math { formula, span, .. } => self.figures_at(&formula.words(), *span),
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
