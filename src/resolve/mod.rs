//! What the names in a site's texts mean: which work a key cites, which entry a name mentions, where a link leads.
//!
//! Owns side tables beside the trees of `doc`, which are never rewritten. How anything looks is left to `render`, which
//! page it is on to `site`.

mod affixes;
mod anchors;
mod citing;
mod links;
mod mentions;
mod nocite;
mod notes;
mod own_item;
mod passages;
mod referents;
mod sentences;
mod language_style;
mod works;

use std::collections::{BTreeMap, BTreeSet};

pub use anchors::{Anchor, Spot, of_row};
pub use citing::{Label, Piece, References};
pub use links::{Destination, Destinations};
pub use mentions::Hit;
pub use notes::{FootNote, NoteSource, Notes};
pub use own_item::own_item;
pub use passages::{Passage, REFERENCE};
pub use referents::{Referent, ReferentKind, Referents, Referring, letter};

use camino::Utf8Path;
use language_style::LanguageStyle;
use rayon::prelude::*;

use crate::align::Alignment;
use crate::bibliography::Reference;
use crate::csl::Block;
use crate::data::{CiteKey, EntityId, Lang};
use crate::diag::{Diagnostic, Sink, codes};
use crate::doc::Documents;
use crate::load::{CONTENT, Content, Entity, is_picture};
use crate::source::SourceMap;

/// The side tables of a site.
#[derive(Debug)]
pub struct Resolution {
    /// One for each work, in the order of [`Content::works`].
    pub works: Vec<ResolvedWork>,
    /// The description of each entry, as a reader of each language gets it.
    pub descriptions: BTreeMap<(EntityId, Lang), Description>,
    /// What the citation style calls itself.
    pub style: String,
}

/// The side tables of a work.
#[derive(Debug)]
pub struct ResolvedWork {
    /// Abstracts in languages of the site.
    pub abstracts: BTreeMap<Lang, ResolvedText>,
    /// Abstracts in other languages.
    pub further_abstracts: BTreeMap<Lang, ResolvedText>,
    /// Sections in order, each by language.
    pub sections: Vec<BTreeMap<Lang, ResolvedText>>,
    /// What the edition of each language cites.
    pub references: BTreeMap<Lang, References>,
    /// The work's own entry in a list of references, by language.
    pub how_to_cite: BTreeMap<Lang, Vec<Block>>,
    /// What references may lead to, by language.
    pub referents: BTreeMap<Lang, Referents>,
    /// Tables that the work shows, as places in their register, with the section that shows each.
    pub tables: Vec<ShownTable>,
}

impl ResolvedWork {
    /// All of its texts.
    pub fn texts(&self) -> impl Iterator<Item = &ResolvedText> {
        let sections = self.sections.iter().flat_map(BTreeMap::values);
        sections.chain(self.abstracts.values()).chain(self.further_abstracts.values())
    }
}

/// A register's table in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownTable {
    /// The register, by place in [`Content::registers`].
    pub register: usize,
    /// The table, by place in the register.
    pub table: usize,
    /// The section, by place in the work.
    pub section: usize,
}

/// The side tables of one text.
#[derive(Debug, Default)]
pub struct ResolvedText {
    /// The anchor of each block.
    pub anchors: Vec<Anchor>,
    /// The ids that its raw HTML gives.
    pub markup_ids: BTreeSet<String>,
    /// Its notes, with those that citations became.
    pub notes: Notes,
    /// What stands for each group of citations.
    pub labels: Vec<Label>,
    /// The mentions in each text node.
    pub hits: Vec<Vec<Hit>>,
    /// Where links lead.
    pub destinations: Destinations,
    /// Runs of text that cite or mention something, in order.
    pub passages: Vec<Passage>,
    /// The words of each heading by its place among the blocks, as a table of contents says them: what it cites included.
    pub headings: BTreeMap<usize, String>,
    /// The words of an abstract, without markup; other texts do not keep theirs.
    pub words: Option<String>,
    /// How long it is.
    pub extent: TextLength,
}

/// How long a text is, in characters of running text as a reader sees them; code and formulas are left out.
#[derive(Debug, Default)]
pub struct TextLength {
    /// All of it, tables and notes included.
    pub length: usize,
    /// Characters before each row of its tables, by the row's anchor.
    pub rows: BTreeMap<String, usize>,
}

/// An entry's description for a reader of one language.
#[derive(Debug, Clone)]
pub struct Description {
    /// The language that it is in.
    pub lang: Lang,
    /// The text.
    pub text: String,
    /// Other entries that it mentions.
    pub hits: Vec<Hit>,
}

/// Looks up every name in a site's texts.
#[must_use]
pub fn resolve(
    content: &Content,
    documents: &Documents,
    alignment: &Alignment,
    sources: &SourceMap,
    sink: &mut Sink,
) -> Option<Resolution> {
    let style = language_style::load_style(content, sources, sink)?;
    let language_styles = language_style::language_styles(content, &style, sources, sink)?;
    let descriptions = describe(content, &language_styles, sink);
    let works = works::Resolver {
        content,
        documents,
        alignment,
        sources,
        language_styles: &language_styles,
        descriptions: &descriptions,
    };
    let works = works.resolve(sink)?;
    report_unused(content, documents, &works, sink);
    Some(Resolution { works, descriptions, style: style.title().to_owned() })
}

fn describe(
    content: &Content,
    language_styles: &BTreeMap<Lang, LanguageStyle<'_>>,
    sink: &mut Sink,
) -> BTreeMap<(EntityId, Lang), Description> {
    let fallback = &content.config.languages[0].code;
    let entities: Vec<&Entity> = content.entities.values().collect();
    let described: Vec<_> = entities
        .par_iter()
        .map(|entity| {
            let mut found = Vec::new();
            let mut sink = Sink::default();
            for (lang, language_style) in language_styles {
                let Some(picked) = entity.description.pick(lang, fallback) else { continue };
                let finder = language_styles
                    .get(picked.lang)
                    .map_or(&language_style.finder, |language_style| &language_style.finder);
                let (mut hits, ambiguous) = finder.find(picked.text);
                hits.retain(|hit| hit.entity != entity.id);
                if picked.lang == lang {
                    sink.extend(ambiguous.iter().map(|found| works::ambiguity(picked.text, found, entity.span)));
                }
                let description = Description { lang: picked.lang.clone(), text: picked.text.to_owned(), hits };
                found.push(((entity.id.clone(), lang.clone()), description));
            }
            (found, sink)
        })
        .collect();
    let mut all = BTreeMap::new();
    for (found, inner) in described {
        all.extend(found);
        sink.merge(inner);
    }
    all
}

/// Documents and data beside the texts that no text links to. Pictures may wait for their place.
fn report_unlinked(content: &Content, works: &[ResolvedWork], sink: &mut Sink) {
    let linked: BTreeSet<&Utf8Path> = works
        .iter()
        .flat_map(ResolvedWork::texts)
        .flat_map(|text| text.destinations.values())
        .filter_map(|destination| match destination {
            Destination::File { path, .. } => Some(path.as_path()),
            _ => None,
        })
        .collect();
    let is_table = |name: &&Utf8Path| content.tables.holds(name);
    let offered = content.media.names().filter(|name| !is_picture(name) && !is_table(name));
    for name in offered.filter(|name| !linked.contains(name)) {
        let found = Diagnostic::new(codes::STRAY_FILE, "no text links to this file: it is not published");
        let help = format!("link to it: `[words]({})`", name.file_name().unwrap_or_default());
        sink.push(found.in_file(format!("{CONTENT}/{name}")).help(help));
    }
}

/// References that nothing cites: one finding for all of them, since a whole library beside one article is usual.
fn report_uncited<'a>(uncited: impl Iterator<Item = &'a Reference>, sink: &mut Sink) {
    const NAMED: usize = 5;
    let mut uncited: Vec<&Reference> = uncited.collect();
    uncited.sort_by_key(|reference| reference.span);
    let Some(first) = uncited.first() else { return };
    let keys: Vec<String> = uncited.iter().take(NAMED).map(|reference| format!("`{}`", reference.key)).collect();
    let keys = keys.join(", ");
    let message = match uncited.len() {
        1 => format!("nothing cites {keys}"),
        2..=NAMED => format!("nothing cites {} references: {keys}", uncited.len()),
        _ => format!("nothing cites {} references: {keys}, …", uncited.len()),
    };
    sink.push(Diagnostic::new(codes::UNCITED_REFERENCE, message).at(first.span, ""));
}

/// References that nothing cites, and entries that nothing mentions.
fn report_unused(content: &Content, documents: &Documents, works: &[ResolvedWork], sink: &mut Sink) {
    let cited: BTreeSet<&CiteKey> =
        works.iter().flat_map(|work| work.references.values()).flat_map(|list| &list.order).collect();
    // Where no work could be read, that is what is wrong.
    let uncited = content.bibliography.iter().filter(|reference| !works.is_empty() && !cited.contains(&reference.key));
    // What others take their fields from is used by them.
    report_uncited(uncited.filter(|reference| !reference.lends), sink);
    let mut mentioned: BTreeSet<&EntityId> = works
        .iter()
        .flat_map(ResolvedWork::texts)
        .flat_map(|text| &text.passages)
        .flat_map(|passage| passage.mentions.iter().map(|(_, entity)| entity))
        .collect();
    for shown in works.iter().flat_map(|work| &work.tables) {
        let table = &content.registers[shown.register].tables[shown.table];
        mentioned.extend(table.groups.iter().flat_map(|group| &group.entries));
    }
    report_unlinked(content, works, sink);
    let texts = documents.works.iter().any(|work| work.sections.iter().any(|section| !section.is_empty()));
    for entity in content.entities.values().filter(|entity| texts && !mentioned.contains(&entity.id)) {
        let message = format!("no work mentions `{}`", entity.id);
        let help = "it stands in no table that a text shows, and its names are not found in running text";
        sink.push(Diagnostic::new(codes::UNMENTIONED_ENTITY, message).at(entity.span, "").help(help));
    }
}
