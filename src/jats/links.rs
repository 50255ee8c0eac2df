//! Links whose places an edition does not have: they are taken off, and told.

use std::collections::BTreeSet;

use super::reader::Told;
use crate::data::Lang;
use crate::diag::codes;
use crate::doc::{Attributes, Block, BlockKind, Document, Inline, WorkDocuments, blocks_of, walk};

/// Takes off links to places that the edition they stand in does not show.
pub(super) fn unlink_lost(
    documents: &mut WorkDocuments,
    original: &Lang,
    langs: impl Iterator<Item = Lang>,
    told: &mut Told,
) {
    for lang in langs {
        let mut places = BTreeSet::new();
        for editions in &documents.sections {
            if let Some(document) = editions.get(&lang).or_else(|| editions.get(original)) {
                collect(document, &mut places);
            }
        }
        let sections = documents.sections.iter_mut().filter_map(|editions| editions.get_mut(&lang));
        for document in sections.chain(documents.abstracts.get_mut(&lang)) {
            unlink(document, &places, told);
        }
        if lang == *original {
            documents.further_abstracts.values_mut().for_each(|document| unlink(document, &places, told));
            // Abstracts in languages without a text of their own.
            let others = documents.abstracts.iter_mut().filter(|(own, _)| **own != lang);
            let alone =
                others.filter(|(own, _)| !documents.sections.iter().any(|editions| editions.contains_key(*own)));
            alone.for_each(|(_, document)| unlink(document, &places, told));
        }
    }
}

fn collect(document: &Document, places: &mut BTreeSet<String>) {
    let mut take = |block: &Block| {
        places.extend(block.id.clone());
        if let BlockKind::Figure(figure) = &block.kind {
            places.extend(figure.pictures.iter().filter_map(|picture| picture.attributes.id.clone()));
        }
        block.own_lines(&mut |line| {
            walk(line, &mut |inline| match inline {
                Inline::Span { attributes, .. } => places.extend(attributes.id.clone()),
                Inline::Math { id, .. } => places.extend(id.clone()),
                _ => {}
            });
        });
    };
    blocks_of(&document.blocks, &mut take);
    document.notes.iter().for_each(|note| blocks_of(&note.blocks, &mut take));
}

fn unlink(document: &mut Document, places: &BTreeSet<String>, told: &mut Told) {
    let mut lines = Lines { places, told };
    lines.blocks(&mut document.blocks);
    for note in &mut document.notes {
        lines.blocks(&mut note.blocks);
    }
}

struct Lines<'a> {
    places: &'a BTreeSet<String>,
    told: &'a mut Told,
}

impl Lines<'_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } | BlockKind::Attribution(text) => {
                    self.line(text);
                }
                BlockKind::Verse(lines) => lines.iter_mut().for_each(|line| self.line(&mut line.text)),
                BlockKind::List { items, .. } => items.iter_mut().for_each(|item| self.blocks(item)),
                BlockKind::Quote(inner) => self.blocks(inner),
                BlockKind::Division(division) => self.blocks(&mut division.blocks),
                BlockKind::Definitions(definitions) => {
                    for definition in definitions {
                        self.line(&mut definition.term);
                        definition.meanings.iter_mut().for_each(|meaning| self.blocks(meaning));
                    }
                }
                BlockKind::Grid(grid) => {
                    self.line(&mut grid.float.caption);
                    self.blocks(&mut grid.float.legend);
                    self.blocks(&mut grid.float.notes);
                    let rows = grid.head.iter_mut().chain(&mut grid.rows);
                    rows.flatten().for_each(|cell| self.blocks(&mut cell.blocks));
                }
                BlockKind::Figure(figure) => {
                    figure.pictures.iter_mut().for_each(|picture| self.line(&mut picture.caption));
                    self.line(&mut figure.float.caption);
                    self.blocks(&mut figure.float.legend);
                    self.blocks(&mut figure.float.notes);
                }
                BlockKind::Code { .. }
                | BlockKind::Math(_)
                | BlockKind::Table { .. }
                | BlockKind::Rule
                | BlockKind::Html(_) => {}
            }
        }
    }

    fn line(&mut self, line: &mut [Inline]) {
        for inline in line {
            match inline {
                Inline::Link { target, text, span } => {
                    let lost = target.strip_prefix('#').is_some_and(|place| !self.places.contains(place));
                    if lost {
                        let message = format!("this edition does not show the place `{target}`");
                        let help = "the words are shown without a link";
                        self.told.say(codes::JATS_REFERENCE, *span, message, help);
                        let (text, span) = (std::mem::take(text), *span);
                        *inline = Inline::Span { attributes: Attributes::default(), text, span };
                    }
                }
                Inline::Emphasis(inner)
                | Inline::Strong(inner)
                | Inline::Struck(inner)
                | Inline::Subscript(inner)
                | Inline::Superscript(inner) => self.line(inner),
                Inline::Span { text, .. } | Inline::Foreign { text, .. } => self.line(text),
                _ => {}
            }
        }
    }
}
