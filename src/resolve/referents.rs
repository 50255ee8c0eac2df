//! What a reference may lead to: numbered figures, tables, equations, listings and statements, and sections with titles.
//!
//! Numbers follow the order of the work's text. What they are called in a language is left to `render`.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::doc::{
    Block, BlockKind, CrossReference, Division, Document, Figure, Float, Grid, Inline, Role, Statement, blocks_of, walk,
};
use crate::load::{Section, SectionKind};

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
    /// An appendix.
    Appendix,
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
    /// The words of its caption, or its title; none of a formula or a section.
    pub caption: String,
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
    /// The keys of `by_id` in the order of the work.
    order: Vec<String>,
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

    /// The things of a kind, in the order of the work, each with its anchor.
    pub fn of_kind(&self, kind: ReferentKind) -> impl Iterator<Item = (&str, &Referent)> {
        let all = self.order.iter().filter_map(|id| self.by_id.get_key_value(id));
        all.map(|(id, referent)| (id.as_str(), referent)).filter(move |(_, referent)| referent.kind == kind)
    }

    /// All ids that can be referred to.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(String::as_str)
    }

    /// A section, by its title; an appendix that has a letter, by that.
    pub(super) fn add_section(&mut self, of: &Section, title: &str, section: usize) {
        let (kind, label) = match &of.number {
            Some(letter) if of.kind == SectionKind::Appendix => (ReferentKind::Appendix, letter.as_str()),
            _ => (ReferentKind::Section, title),
        };
        let referent = Referent { kind, label: label.to_owned(), is_named: false, section, caption: String::new() };
        self.sections.insert(of.id.to_string(), referent);
    }

    /// A register's table, which has a label of its own.
    pub(super) fn add_table(&mut self, id: &str, label: &str, caption: &str, section: usize) {
        *self.counts.entry(ReferentKind::Table).or_default() += 1;
        let (label, caption) = (label.to_owned(), caption.to_owned());
        self.insert(id, Referent { kind: ReferentKind::Table, label, is_named: true, section, caption });
    }

    /// What a block and the blocks in it hold; `name` is the block's anchor.
    pub(super) fn add_block(&mut self, block: &Block, name: &str, section: usize) {
        blocks_of(std::slice::from_ref(block), &mut |inner| {
            let own = if std::ptr::eq(inner, block) { Some(name) } else { inner.id.as_deref() };
            self.add_one(inner, own, section);
        });
    }

    fn add_one(&mut self, block: &Block, id: Option<&str>, section: usize) {
        if let Some((kind, label)) = printed(block) {
            // Its number is the journal's; one that is called nothing has no line in a list.
            if let Some(id) = id.filter(|_| !label.is_empty()) {
                let (label, caption) = (label.to_owned(), caption_of(block));
                self.insert(id, Referent { kind, label, is_named: true, section, caption });
            }
            return self.add_formulas(block, section);
        }
        let kind = id.and_then(|id| kind_of(block, id));
        if let (Some(kind), Some(id)) = (kind, id) {
            let number = self.count(kind);
            let label =
                if let BlockKind::Heading { text, .. } = &block.kind { words(text) } else { number.to_string() };
            let caption = caption_of(block);
            self.insert(id, Referent { kind, label, is_named: false, section, caption });
            if let BlockKind::Figure(figure) = &block.kind {
                for (at, picture) in figure.pictures.iter().enumerate() {
                    if let Some(part) = picture.attributes.id.as_deref().filter(|_| figure.pictures.len() > 1) {
                        let label = format!("{number}{}", letter(at));
                        let caption = words(&picture.caption);
                        // A part of a figure has no line of its own in a list of figures.
                        let part = self.by_id.entry(part.to_owned());
                        part.or_insert(Referent { kind, label, is_named: false, section, caption });
                    }
                }
            }
        }
        self.add_formulas(block, section);
    }

    fn add_formulas(&mut self, block: &Block, section: usize) {
        block.own_lines(&mut |line| {
            walk(line, &mut |inline| {
                if let Inline::Math { formula, id: Some(id), .. } = inline
                    && formula.label.is_none()
                {
                    let number = self.count(ReferentKind::Equation).to_string();
                    let (kind, caption) = (ReferentKind::Equation, String::new());
                    self.insert(id, Referent { kind, label: number, is_named: false, section, caption });
                }
            });
        });
    }

    fn insert(&mut self, id: &str, referent: Referent) {
        if let Entry::Vacant(place) = self.by_id.entry(id.to_owned()) {
            place.insert(referent);
            self.order.push(id.to_owned());
        }
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

/// What a published article calls a figure, a table or a formula.
fn printed(block: &Block) -> Option<(ReferentKind, &str)> {
    let of_float = |float: &'_ Float| float.printed.as_ref().map(|printed| printed.is_table);
    match &block.kind {
        BlockKind::Figure(Figure { float, .. }) | BlockKind::Grid(Grid { float, .. }) => {
            let kind = if of_float(float)? { ReferentKind::Table } else { ReferentKind::Figure };
            let label = float.printed.as_ref().map_or("", |printed| printed.text.as_str());
            Some((kind, label.trim_end_matches(['.', ':', ' ', '-', '–', '—'])))
        }
        BlockKind::Math(formula) => Some((ReferentKind::Equation, formula.label.as_deref()?)),
        _ => None,
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

/// What a figure or a table shows, or what a statement is called, in words.
fn caption_of(block: &Block) -> String {
    match &block.kind {
        BlockKind::Figure(figure) => words(&figure.float.caption),
        BlockKind::Grid(grid) => words(&grid.float.caption),
        BlockKind::Division(division) => division.title.clone().unwrap_or_default(),
        _ => String::new(),
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
