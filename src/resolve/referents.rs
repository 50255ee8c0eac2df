//! What a reference may lead to: numbered figures, tables, equations, listings and statements, and sections with titles.
//!
//! Numbers follow the order of the work's text. What they are called in a language is left to `render`.

use std::collections::BTreeMap;

use crate::doc::{Block, BlockKind, CrossReference, Division, Document, Inline, Role, Statement, blocks_of, walk};

/// Kinds of things that references lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReferentKind {
    /// A figure.
    Figure,
    /// A table.
    Table,
    /// An equation.
    Equation,
    /// Code with a number.
    Listing,
    /// A theorem, a definition …
    Statement(Statement),
    /// A section or a heading.
    Section,
}

/// A thing that references may lead to.
#[derive(Debug, Clone)]
pub struct Referent {
    /// What it is.
    pub kind: ReferentKind,
    /// Its number; the title of a section; what a register's table is called, with its number.
    pub label: String,
    /// Whether the label says already what it is.
    pub is_named: bool,
    /// The section that it stands in, by place in the work.
    pub section: usize,
}

/// What a reference in a text leads to.
#[derive(Debug, Clone, Default)]
pub struct Referring {
    /// What it leads to, as far as it is there.
    pub targets: Vec<Referent>,
    /// Whether only numbers are to stand there.
    pub bare: bool,
}

/// All that references may lead to in one language of a work, by id.
#[derive(Debug, Default)]
pub struct Referents {
    by_id: BTreeMap<String, Referent>,
    /// Sections of the work by their ids, with their titles.
    sections: BTreeMap<String, Referent>,
    counts: BTreeMap<ReferentKind, usize>,
}

impl Referents {
    /// The thing of an id, and its anchor; a whole section has none.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<(Option<&str>, &Referent)> {
        if let Some((id, found)) = self.by_id.get_key_value(id) {
            return Some((Some(id.as_str()), found));
        }
        let name = id.strip_prefix("sec-").unwrap_or(id);
        Some((None, self.sections.get(name)?))
    }

    /// What numbers and titles the things of a reference have.
    #[must_use]
    pub fn of(&self, reference: &CrossReference) -> Referring {
        let targets = reference.targets.iter().filter_map(|(id, _)| Some(self.find(id)?.1.clone()));
        Referring { targets: targets.collect(), bare: reference.bare }
    }

    /// All ids that can be referred to.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(String::as_str)
    }

    pub(super) fn add_section(&mut self, id: &str, title: &str, section: usize) {
        let referent = Referent { kind: ReferentKind::Section, label: title.to_owned(), is_named: false, section };
        self.sections.insert(id.to_owned(), referent);
    }

    /// A register's table, which has a label of its own.
    pub(super) fn add_table(&mut self, id: &str, label: &str, section: usize) {
        *self.counts.entry(ReferentKind::Table).or_default() += 1;
        let referent = Referent { kind: ReferentKind::Table, label: label.to_owned(), is_named: true, section };
        self.by_id.insert(id.to_owned(), referent);
    }

    /// What a block and the blocks in it hold; `name` is the block's anchor.
    pub(super) fn add_block(&mut self, block: &Block, name: &str, section: usize) {
        blocks_of(std::slice::from_ref(block), &mut |inner| {
            let own = if std::ptr::eq(inner, block) { Some(name) } else { inner.id.as_deref() };
            self.add_one(inner, own, section);
        });
    }

    fn add_one(&mut self, block: &Block, id: Option<&str>, section: usize) {
        let kind = id.and_then(|id| kind_of(block, id));
        if let (Some(kind), Some(id)) = (kind, id) {
            let number = self.count(kind);
            let label =
                if let BlockKind::Heading { text, .. } = &block.kind { words(text) } else { number.to_string() };
            self.insert(id, kind, label, section);
            if let BlockKind::Figure(figure) = &block.kind {
                for (at, picture) in figure.pictures.iter().enumerate() {
                    if let Some(part) = picture.attributes.id.as_deref().filter(|_| figure.pictures.len() > 1) {
                        self.insert(part, kind, format!("{number}{}", letter(at)), section);
                    }
                }
            }
        }
        block.own_lines(&mut |line| {
            walk(line, &mut |inline| {
                if let Inline::Math { id: Some(id), .. } = inline {
                    let number = self.count(ReferentKind::Equation).to_string();
                    self.insert(id, ReferentKind::Equation, number, section);
                }
            });
        });
    }

    fn insert(&mut self, id: &str, kind: ReferentKind, label: String, section: usize) {
        self.by_id.entry(id.to_owned()).or_insert(Referent { kind, label, is_named: false, section });
    }

    fn count(&mut self, kind: ReferentKind) -> usize {
        if kind == ReferentKind::Section {
            return 0;
        }
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        *count
    }
}

/// What a block is to a reference; `None` if it has no number and no title.
fn kind_of(block: &Block, id: &str) -> Option<ReferentKind> {
    let prefix = id.split_once('-').map_or("", |(prefix, _)| prefix);
    match (&block.kind, prefix) {
        (BlockKind::Heading { .. }, _) => Some(ReferentKind::Section),
        (BlockKind::Division(Division { role: Role::Statement(statement), .. }), _) => (*statement != Statement::Proof
            && !block.attributes.has_class("unnumbered"))
        .then_some(ReferentKind::Statement(*statement)),
        (BlockKind::Math(_), "eq") => Some(ReferentKind::Equation),
        (BlockKind::Code { .. }, "lst") => Some(ReferentKind::Listing),
        // A picture of a table is a table.
        (BlockKind::Figure(_), "fig") => Some(ReferentKind::Figure),
        (BlockKind::Figure(_) | BlockKind::Grid(_), "tbl") => Some(ReferentKind::Table),
        _ => None,
    }
}

/// The letter of a picture among several.
#[must_use]
pub fn letter(at: usize) -> char {
    u8::try_from(at % 26).map_or('a', |at| char::from(b'a' + at))
}

/// The words of a heading.
fn words(text: &[Inline]) -> String {
    let mut words = String::new();
    walk(text, &mut |inline| match inline {
        Inline::Text(node) => words.push_str(&node.text),
        Inline::Code(code) => words.push_str(code),
        _ => {}
    });
    words.replace('\n', " ")
}

/// The ids of a document's blocks within others, of words and of formulas, each with its place.
pub(super) fn inner_ids(document: &Document) -> Vec<(&str, crate::source::Span)> {
    let mut found = Vec::new();
    for block in document.blocks.iter().chain(document.notes.iter().flat_map(|note| &note.blocks)) {
        let top = document.blocks.iter().any(|top| std::ptr::eq(top, block));
        blocks_of(std::slice::from_ref(block), &mut |inner| {
            if let Some(id) = inner.id.as_deref().filter(|_| !(top && std::ptr::eq(inner, block))) {
                found.push((id, inner.span));
            }
            if let BlockKind::Figure(figure) = &inner.kind {
                let ids = figure.pictures.iter().filter(|_| figure.pictures.len() > 1);
                found.extend(ids.filter_map(|picture| Some((picture.attributes.id.as_deref()?, picture.span))));
            }
            inner.own_lines(&mut |line| {
                walk(line, &mut |inline| match inline {
                    Inline::Span { attributes, span, .. } => {
                        found.extend(attributes.id.as_deref().map(|id| (id, *span)));
                    }
                    Inline::Math { id: Some(id), span, .. } => found.push((id, *span)),
                    _ => {}
                });
            });
        });
    }
    found
}
