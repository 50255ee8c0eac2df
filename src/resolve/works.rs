//! The side tables of each work: anchors, then citations' labels, then mentions, links and passages.

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8Path;
use rayon::prelude::*;

use super::anchors::{self, AnchorIndex};
use super::citing::{self, Label};
use super::language_style::LanguageStyle;
use super::links::LinkResolver;
use super::mentions::{Ambiguous, Hit};
use super::notes::Notes;
use super::own_item::own_item;
use super::passages::{Flattener, Passage};
use super::referents::{Referents, inner_ids};
use super::{
    Anchor, Description, References, ResolvedText, ResolvedWork, ShownTable, Spot, TextLength, nocite, sentences,
};
use crate::align::{AlignedText, Alignment};
use crate::csl::{Block, StyleClass};
use crate::data::{EntityId, Lang, SectionId};
use crate::diag::{Diagnostic, Sink, codes, guarded};
use crate::doc::{BlockKind, CitationGroup, Document, Documents, Inline, WorkDocuments, blocks_of, walk};
use crate::load::{CONTENT, Content, Work};
use crate::source::{FileId, SourceMap, Span};

/// Everything that resolving a work needs.
pub(super) struct Resolver<'a> {
    pub(super) content: &'a Content,
    pub(super) documents: &'a Documents,
    pub(super) alignment: &'a Alignment,
    pub(super) sources: &'a SourceMap,
    pub(super) language_styles: &'a BTreeMap<Lang, LanguageStyle<'a>>,
    pub(super) descriptions: &'a BTreeMap<(EntityId, Lang), Description>,
}

/// A text of a work, before its tables are filled.
struct Text<'a> {
    lang: &'a Lang,
    document: &'a Document,
    file: FileId,
    anchors: Vec<Anchor>,
    notes: Notes,
}

impl<'a> Resolver<'a> {
    /// The tables of each work; nothing where making those of one failed as no work should, which is reported.
    pub(super) fn resolve(&self, sink: &mut Sink) -> Option<Vec<ResolvedWork>> {
        // Anchors of all works first: a link may lead into any of them.
        let mut anchors: BTreeMap<&Lang, Vec<AnchorIndex>> = BTreeMap::new();
        let mut referents = Vec::new();
        let mut shown = Vec::new();
        for (number, (work, documents)) in self.content.works.iter().zip(&self.documents.works).enumerate() {
            shown.push(self.shown_tables(work, documents, sink));
            for lang in self.content.config.codes() {
                let index = self.index_anchors(number, lang, &shown[number], sink);
                anchors.entry(lang).or_default().push(index);
            }
            let codes = self.content.config.codes();
            referents.push(codes.map(|lang| (lang.clone(), self.referents(number, lang))).collect());
        }
        let resolved: Vec<_> = referents
            .into_par_iter()
            .enumerate()
            .map(|(index, referents)| {
                let mut sink = Sink::default();
                let at = |crash: Diagnostic| crash.at(Span::new(self.content.works[index].file, 0..0), "");
                let work = "looking up the citations and links of this work";
                let resolved = guarded(work, at, &mut sink, |sink| {
                    self.work(index, shown[index].clone(), &anchors, referents, sink)
                });
                (resolved, sink)
            })
            .collect();
        let mut works = Vec::with_capacity(resolved.len());
        for (work, found) in resolved {
            sink.merge(found);
            works.push(work);
        }
        works.into_iter().collect()
    }

    /// The tables that a work's authoritative edition shows; a table that an edition shows twice, or that is not there, is
    /// reported for every edition.
    fn shown_tables(&self, work: &Work, documents: &WorkDocuments, sink: &mut Sink) -> Vec<ShownTable> {
        let mut shown = Vec::new();
        let mut seen: BTreeMap<(&Lang, &str), Span> = BTreeMap::new();
        for (section, editions) in documents.sections.iter().enumerate() {
            for (lang, document) in editions {
                let mut blocks = Vec::new();
                blocks_of(&document.blocks, &mut |block| blocks.push(block));
                for block in blocks {
                    let BlockKind::Table { path } = &block.kind else { continue };
                    let Some((register, table)) = self.find_table(path) else {
                        let known = self.content.registers.iter().flat_map(|register| &register.tables);
                        let diagnostic = Diagnostic::new(codes::UNKNOWN_TABLE, format!("there is no table `{path}`"));
                        let known = known.map(|table| table.path.as_str());
                        let diagnostic = sink.suggest(diagnostic.at(block.span, ""), path, known);
                        sink.push(diagnostic);
                        continue;
                    };
                    if let Some(first) = seen.insert((lang, path), block.span) {
                        let diagnostic = Diagnostic::new(codes::DUPLICATE_EMBED, "this table is shown already");
                        sink.push(diagnostic.at(block.span, "again here").at(first, "first here"));
                    } else if lang == work.language() {
                        shown.push(ShownTable { register, table, section });
                    }
                }
            }
        }
        shown
    }

    fn find_table(&self, path: &str) -> Option<(usize, usize)> {
        self.content.registers.iter().enumerate().find_map(|(index, register)| {
            let table = register.tables.iter().position(|table| table.path == path)?;
            Some((index, table))
        })
    }

    fn index_anchors(&self, work: usize, lang: &Lang, shown: &[ShownTable], sink: &mut Sink) -> AnchorIndex {
        let (aligned, documents) = (&self.alignment.works[work], &self.documents.works[work]);
        let work = &self.content.works[work];
        let mut index = AnchorIndex::default();
        for (number, editions) in documents.sections.iter().enumerate() {
            let own = editions.get(lang);
            let Some(document) = own.or_else(|| editions.get(work.language())) else { continue };
            // A fallback edition's slips were reported with its own language.
            let sink = if own.is_some() { &mut *sink } else { &mut Sink::default() };
            let text = &aligned.sections[number];
            for (at, (name, block)) in text.names(lang).iter().zip(&document.blocks).enumerate() {
                for name in [name].into_iter().chain(&text.joined_names(lang, at)) {
                    index.add(name, number, self.sources.first_line(block.span), sink);
                }
            }
            for (id, span) in anchors::in_markup(document) {
                index.add(&id, number, self.sources.first_line(span), sink);
            }
            for (id, span) in inner_ids(document) {
                index.add(id, number, self.sources.first_line(span), sink);
            }
            for shown in shown.iter().filter(|shown| shown.section == number) {
                let table = &self.content.registers[shown.register].tables[shown.table];
                index.add(&table.id, number, table.span, sink);
                for entity in table.groups.iter().flat_map(|group| &group.entries) {
                    index.add(&anchors::of_row(table, entity), number, self.content.entities[entity].span, sink);
                }
            }
        }
        index
    }

    /// What references may lead to in one language of a work.
    fn referents(&self, index: usize, lang: &Lang) -> Referents {
        let (aligned, documents) = (&self.alignment.works[index], &self.documents.works[index]);
        let work = &self.content.works[index];
        let mut referents = Referents::default();
        for (number, editions) in documents.sections.iter().enumerate() {
            let section = &work.sections[number];
            let title = section.editions.get(lang).or_else(|| section.editions.get(work.language()));
            let title = title.map_or(section.id.as_str(), |edition| edition.title.as_str());
            referents.add_section(section, title, number);
            let Some(document) = editions.get(lang).or_else(|| editions.get(work.language())) else { continue };
            for (name, block) in aligned.sections[number].names(lang).iter().zip(&document.blocks) {
                let table = match &block.kind {
                    BlockKind::Table { path } => self.find_table(path),
                    _ => None,
                };
                if let Some((register, table)) = table {
                    let table = &self.content.registers[register].tables[table];
                    let label = table.label.pick(lang, work.language());
                    let caption = table.caption.pick(lang, work.language()).map_or("", |caption| caption.text);
                    let label = label.map_or(table.id.as_str(), |label| label.text);
                    referents.add_table(&table.id, label, caption, number);
                } else {
                    referents.add_block(block, name, number);
                }
            }
        }
        referents
    }

    fn work(
        &self,
        index: usize,
        tables: Vec<ShownTable>,
        anchors: &BTreeMap<&Lang, Vec<AnchorIndex>>,
        referents: BTreeMap<Lang, Referents>,
        sink: &mut Sink,
    ) -> ResolvedWork {
        let work = &self.content.works[index];
        let documents = &self.documents.works[index];
        let abstract_id = SectionId::new("abstract");
        let aligned = &self.alignment.works[index];
        let citing =
            self.language_styles.values().any(|language_style| language_style.style.class() == StyleClass::Note);
        let text = |lang: &'a Lang, document: &'a Document, file: FileId, id: &SectionId, aligned: &AlignedText| Text {
            lang,
            document,
            file,
            anchors: anchors::of_document(document, aligned, lang, *id == abstract_id),
            notes: Notes::new(document, id, citing),
        };
        let abstracts: Vec<Text<'_>> = documents
            .abstracts
            .iter()
            .map(|(lang, document)| text(lang, document, work.abstracts[lang].file, &abstract_id, &aligned.summary))
            .collect();
        let sections: Vec<Vec<Text<'_>>> = work
            .sections
            .iter()
            .zip(documents.sections.iter().zip(&aligned.sections))
            .map(|(section, (editions, aligned))| {
                let editions = editions.iter();
                editions
                    .map(|(lang, document)| text(lang, document, section.editions[lang].file, &section.id, aligned))
                    .collect()
            })
            .collect();

        let further: Vec<Text<'_>> = documents
            .further_abstracts
            .iter()
            .map(|(lang, document)| Text {
                lang,
                document,
                file: work.further_abstracts[lang].file,
                anchors: anchors::of_further_abstract(document),
                notes: Notes::new(document, &abstract_id, citing),
            })
            .collect();
        for text in abstracts.iter().chain(&further).chain(sections.iter().flatten()) {
            citing::check_keys(text.document, self.content, self.sources, sink);
        }
        let unnamed = nocite::Unnamed::of_work(work, self.content, self.sources, sink);
        let (references, mut labels) = self.cite(work, &abstracts, &further, &sections, &unnamed, sink);
        let how_to_cite = self.how_to_cite(work);

        let mut finish = |text: Text<'a>, sink: &mut Sink| {
            let labels = labels.remove(&text.file).unwrap_or_default();
            (text.lang.clone(), self.text(index, text, labels, anchors, &referents, sink))
        };
        let abstracts = abstracts.into_iter().map(|text| finish(text, sink)).collect();
        let further_abstracts = further.into_iter().map(|text| finish(text, sink)).collect();
        let sections = sections
            .into_iter()
            .map(|editions| editions.into_iter().map(|text| finish(text, sink)).collect())
            .collect();
        check_corrections(work, &anchors[work.language()][index], sink);
        ResolvedWork { abstracts, further_abstracts, sections, references, how_to_cite, referents, tables }
    }

    /// The list of references of each language's edition, and the labels of each text in its language, else in the work's.
    fn cite(
        &self,
        work: &Work,
        abstracts: &[Text<'_>],
        further: &[Text<'_>],
        sections: &[Vec<Text<'_>>],
        unnamed: &nocite::Unnamed<'_>,
        sink: &mut Sink,
    ) -> (BTreeMap<Lang, References>, BTreeMap<FileId, Vec<Label>>) {
        let editions: Vec<_> = self.language_styles.iter().collect();
        let cited: Vec<_> = editions
            .into_par_iter()
            .map(|(lang, language_style)| {
                let edition: Vec<&Text<'_>> = abstracts
                    .iter()
                    .filter(|text| text.lang == lang)
                    .chain(further)
                    .chain(sections.iter().filter_map(|editions| {
                        let own = editions.iter().find(|text| text.lang == lang);
                        own.or_else(|| editions.iter().find(|text| text.lang == work.language()))
                    }))
                    .collect();
                let texts: Vec<_> = edition.iter().map(|text| (text.document, &text.notes)).collect();
                let nocite: Vec<_> = unnamed.of_edition(edition.iter().map(|text| text.file)).collect();
                let mut cited = citing::cite(language_style, &texts, &nocite, self.sources);
                cited.references.as_printed(&work.listed, self.content);
                let worded = |text: &Text<'_>| {
                    text.lang == lang || lang == work.language() && !self.language_styles.contains_key(text.lang)
                };
                let labels = edition.into_iter().zip(cited.labels).filter(|(text, _)| worded(text));
                let labels: Vec<_> = labels.map(|(text, labels)| (text.file, labels)).collect();
                (lang.clone(), cited.references, labels, cited.unlisted)
            })
            .collect();
        let (mut lists, mut labels) = (BTreeMap::new(), BTreeMap::new());
        for (lang, references, own, unlisted) in cited {
            if lang == *work.language() {
                citing::report_unlisted(&unlisted, self.content, sink);
            }
            lists.insert(lang, references);
            labels.extend(own);
        }
        (lists, labels)
    }

    fn how_to_cite(&self, work: &Work) -> BTreeMap<Lang, Vec<Block>> {
        let language_styles = self.language_styles.iter();
        language_styles
            .map(|(lang, language_style)| {
                let own = own_item(&work.config, work.id.as_str(), lang);
                (lang.clone(), language_style.processor().entry(&own).blocks)
            })
            .collect()
    }

    fn text(
        &self,
        work: usize,
        text: Text<'_>,
        labels: Vec<Label>,
        anchors: &BTreeMap<&Lang, Vec<AnchorIndex>>,
        referents: &BTreeMap<Lang, Referents>,
        sink: &mut Sink,
    ) -> ResolvedText {
        let hits = self.hits(&text, sink);
        let resolved = &self.content.works[work];
        let path = &self.sources.file(text.file).path;
        let folder = path.strip_prefix(CONTENT).unwrap_or(path).parent().unwrap_or(Utf8Path::new(""));
        let site_lang = if self.language_styles.contains_key(text.lang) { text.lang } else { resolved.language() };
        let referents = &referents[site_lang];
        let links = LinkResolver { content: self.content, work, anchors: &anchors[site_lang], referents, folder };
        let destinations = links.resolve(text.document, sink);
        let flattener = Flattener {
            citations: &text.document.citations,
            labels: &labels,
            hits: &hits,
            name: &|entity| self.content.entities.get(entity)?.short_name(text.lang, resolved.language()),
            abbreviations: self
                .language_styles
                .get(text.lang)
                .map_or(&[], |language_style| &language_style.abbreviations),
            reference: &|reference| referents.of(reference),
        };
        let mut headings = BTreeMap::new();
        let mut passages = Vec::new();
        let mut rows = Vec::new();
        let mut extent = TextLength::default();
        let leaves = text.document.leaves();
        let (body, notes) = leaves.split_at(leaves.partition_point(|leaf| leaf.block.is_some()));
        let mut body = body.iter().peekable();
        for (index, (block, anchor)) in text.document.blocks.iter().zip(&text.anchors).enumerate() {
            if let BlockKind::Heading { text, .. } = &block.kind {
                headings.insert(index, flattener.words_of(text).replace('\n', " "));
            }
            while let Some(leaf) = body.next_if(|leaf| leaf.block == Some(index)) {
                passages.extend(flattener.passage(leaf.text, anchor, &mut extent.length));
            }
            blocks_of(std::slice::from_ref(block), &mut |block| {
                if let BlockKind::Table { path } = &block.kind {
                    rows.extend(self.row_passages(path, text.lang, &mut extent));
                }
            });
        }
        for leaf in notes {
            let note = leaf.note.and_then(|note| text.notes.of_author(note));
            passages.extend(note.and_then(|(_, anchor)| flattener.passage(leaf.text, anchor, &mut extent.length)));
        }
        passages.extend(rows);
        let is_abstract = text.anchors.first().is_some_and(|anchor| anchor.spot == Spot::Abstract);
        let words = is_abstract.then(|| {
            let leaves = text.document.leaves();
            let words: Vec<_> =
                leaves.iter().filter(|leaf| leaf.note.is_none()).map(|leaf| flattener.words_of(leaf.text)).collect();
            words.join(" ")
        });
        let markup_ids = anchors::in_markup(text.document).into_iter().map(|(id, _)| id).collect();
        let Text { anchors, notes, .. } = text;
        ResolvedText { anchors, markup_ids, notes, labels, hits, destinations, passages, headings, words, extent }
    }

    /// The mentions in each text node. Headings, links and citations are not searched: a link cannot hold a link.
    fn hits(&self, text: &Text<'_>, sink: &mut Sink) -> Vec<Vec<Hit>> {
        let mut hits = vec![Vec::new(); text.document.text_nodes as usize];
        let Some(language_style) = self.language_styles.get(text.lang) else { return hits };
        let headings: BTreeSet<usize> = text
            .document
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| matches!(block.kind, BlockKind::Heading { .. }))
            .map(|(index, _)| index)
            .collect();
        for words in text.document.citations.iter().flat_map(CitationGroup::words) {
            self.check_mentions(words, sink);
        }
        for leaf in text.document.leaves() {
            self.check_mentions(leaf.text, sink);
            if leaf.block.is_some_and(|block| headings.contains(&block)) {
                continue;
            }
            let mut linked = BTreeSet::new();
            walk(leaf.text, &mut |inline| {
                if let Inline::Link { text, .. } = inline {
                    walk(text, &mut |inner| {
                        if let Inline::Text(node) = inner {
                            linked.insert(node.id);
                        }
                    });
                }
            });
            walk(leaf.text, &mut |inline| {
                let Inline::Text(node) = inline else { return };
                if linked.contains(&node.id) {
                    return;
                }
                let (found, ambiguous) = language_style.finder.find(&node.text);
                hits[node.id as usize] = found;
                for found in ambiguous {
                    let span = node.part(&found.range, self.sources);
                    sink.push(ambiguity(&node.text, &found, span));
                }
            });
        }
        hits
    }

    fn check_mentions(&self, line: &[Inline], sink: &mut Sink) {
        walk(line, &mut |inline| {
            let Inline::Mention { entity, span, .. } = inline else { return };
            if !self.content.entities.contains_key(entity) {
                let diagnostic = Diagnostic::new(codes::UNKNOWN_ENTITY, format!("no register has an entry `{entity}`"));
                let known = self.content.entities.keys().map(EntityId::as_str);
                let diagnostic = sink.suggest(diagnostic.at(*span, ""), entity.as_str(), known);
                sink.push(diagnostic);
            }
        });
    }

    /// The rows of a table whose descriptions mention other entries; every row counts in the extent of the text.
    fn row_passages(&self, path: &str, lang: &Lang, extent: &mut TextLength) -> Vec<Passage> {
        let Some((register, table)) = self.find_table(path) else { return Vec::new() };
        let table = &self.content.registers[register].tables[table];
        let mut passages = Vec::new();
        for entity in table.groups.iter().flat_map(|group| &group.entries) {
            let id = anchors::of_row(table, entity);
            extent.rows.insert(id.clone(), extent.length);
            let name = self.content.entities.get(entity).and_then(|entity| entity.name.pick(lang, lang));
            extent.length += name.map_or(0, |name| name.text.chars().count());
            let Some(description) = self.descriptions.get(&(entity.clone(), lang.clone())) else { continue };
            let start = extent.length;
            extent.length += description.text.chars().count();
            if !description.hits.is_empty() {
                let abbreviations = sentences::abbreviations(description.lang.as_str());
                let anchor = Anchor { id, spot: Spot::Row, also: Vec::new() };
                let mentions = description.hits.iter().map(|hit| (hit.range.clone(), hit.entity.clone())).collect();
                let mut passage = Passage::of(anchor, description.text.clone(), &abbreviations);
                (passage.start, passage.row, passage.mentions) = (start, Some(entity.clone()), mentions);
                passages.push(passage);
            }
        }
        passages
    }
}

/// Corrections and notes at places that the work does not have.
fn check_corrections(work: &Work, anchors: &AnchorIndex, sink: &mut Sink) {
    let listed = work.corrections.corrections.iter().map(|correction| (&correction.place, correction.span));
    for (place, span) in listed.chain(work.corrections.notes.iter().map(|note| (&note.place, note.span))) {
        if anchors.section(place).is_none() && !place.starts_with("abstract-") {
            let message = format!("there is no place `{place}` in this work");
            let found = Diagnostic::new(codes::CORRECTION_PLACE, message).at(span, "");
            let found = found.help("a place is the anchor of a paragraph (`introduction-p4`), a table or a row");
            let found = sink.suggest(found, place, anchors.ids());
            sink.push(found);
        }
    }
}

/// The finding that a form fits two entries.
pub(super) fn ambiguity(text: &str, found: &Ambiguous, span: Span) -> Diagnostic {
    let names: Vec<_> = found.entities.iter().map(|entity| format!("`{entity}`")).collect();
    let form = &text[found.range.clone()];
    Diagnostic::new(codes::AMBIGUOUS_NAME, format!("`{form}` may mean {}", names.join(" or ")))
        .at(span, "")
        .help(format!("mark the place by hand, `[[{}|{form}]]`, or make the aliases more precise", found.entities[0]))
}
