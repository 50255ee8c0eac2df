//! Facing pages: a section or a whole work in two languages, block beside block.

use crate::align::AlignedText;
use crate::data::{Lang, Texts};
use crate::diag::Sink;
use crate::doc::BlockKind;
use crate::load::{Section, Table};
use crate::render::html::Writer;
use crate::render::shared::provenance::{own_parts, provenance};
use crate::render::shared::sections::listed as near;
use crate::render::shared::works::abstract_heading;
use crate::render::shared::{Body, Frame, cards, view};
use crate::render::text::{Text, TextWriter};
use crate::render::view::{
    CardsView, Cell, ContentsView, FacingNeighbour, FacingSection, FacingView, RowView, SideView, TextView,
};
use crate::resolve::{Spot, of_row};
use crate::site::{Facing, PageId};

/// A pair of blocks, by place in the left and in the right text.
type Pair = [Option<usize>; 2];

/// A text in the two languages, and how they answer each other.
struct Spread<'a> {
    facing: &'a Facing,
    aligned: &'a AlignedText,
    texts: [Option<Text<'a>>; 2],
    /// The page of each language that holds the text, and what stands before its anchors there.
    pages: [(String, String); 2],
}

pub(super) fn facing(frame: &Frame<'_>, facing: &Facing, sink: &mut Sink) -> Body {
    let site = frame.site();
    let work = &site.content.works[facing.work];
    let documents = &site.documents.works[facing.work].sections;
    let has_text = |at: usize| facing.langs.iter().any(|lang| documents[at].contains_key(lang));
    let shown = work.sections.iter().enumerate();
    let shown = shown.filter(|(at, _)| facing.section.is_none_or(|section| section == *at) && has_text(*at));
    let mut sections: Vec<FacingSection> = Vec::new();
    if facing.section.is_none() {
        sections.extend(summary(frame, facing, sink));
    }
    sections.extend(shown.map(|(at, section)| self::section(frame, facing, at, section, sink)));
    let work_titles = titles(facing, |lang| {
        work.config.title.value.pick(lang, work.language()).map(|title| (title.text, title.lang))
    });
    let page = |section: usize| PageId::Facing(Facing { section: Some(section), ..facing.clone() });
    let exists = |section: usize| site.routes.path(&page(section), frame.lang).is_some();
    // A section that one of the languages lacks has no page of its own; the way leads on to the next one that has.
    let neighbour = |at: usize| FacingNeighbour {
        href: frame.href(&page(at)),
        titles: section_titles(frame, facing, &work.sections[at]),
    };
    let listed = |at: usize| exists(at) || (facing.section.is_none() && has_text(at));
    // The whole list is on the page of the whole work.
    let near = facing.section.map_or(0..work.sections.len(), |section| near(section, work.sections.len()));
    let near = near.map(|at| (at, &work.sections[at]));
    let contents = near.filter(|(at, _)| listed(*at)).map(|(at, section)| ContentsView {
        number: section.number.clone(),
        href: if facing.section.is_some() { frame.href(&page(at)) } else { format!("#{}", section.id) },
        titles: section_titles(frame, facing, section),
        current: facing.section == Some(at),
    });
    let cards: Vec<_> = facing.langs.iter().map(|lang| cards(frame, facing, lang)).collect();
    let whole = PageId::Facing(Facing { section: None, ..facing.clone() });
    let view_of_page = FacingView {
        sides: facing.langs.iter().zip(&work_titles).map(|(lang, title)| side(frame, facing, lang, title)).collect(),
        contents: contents.collect(),
        whole: facing.section.map(|_| frame.href(&whole)),
        single: frame.site().single(frame.page, frame.lang).map(|path| path.relative_from(frame.path)),
        previous: facing.section.and_then(|section| (0..section).rev().find(|at| exists(*at))).map(neighbour),
        next: facing
            .section
            .and_then(|section| (section + 1..work.sections.len()).find(|at| exists(*at)))
            .map(neighbour),
        sections,
    };
    let section_title = facing.section.map(|section| joined(&section_titles(frame, facing, &work.sections[section])));
    let title = section_title.unwrap_or_else(|| joined(&work_titles));
    let arguments = [("section", title.as_str().into()), ("title", work_titles[0].text.as_str().into())];
    Body {
        template: "facing.html",
        kind: "facing",
        description: match facing.section {
            Some(_) => frame.strings.format("description_facing", &arguments),
            None => frame.strings.format("description_facing_whole", &arguments),
        },
        title: TextView::own(&title),
        trail: Vec::new(),
        values: vec![("facing", view(&view_of_page)), ("cards", view(&cards))],
        abstract_words: None,
    }
}

/// What the texts in one of the languages cite and mention.
fn cards(frame: &Frame<'_>, facing: &Facing, lang: &Lang) -> CardsView {
    let (documents, resolved) =
        (&frame.site().documents.works[facing.work], &frame.site().resolution.works[facing.work]);
    let shown = (0..documents.sections.len()).filter(|at| facing.section.is_none_or(|section| section == *at));
    let texts = shown.filter_map(|at| {
        let (lang, document) = documents.sections[at].get_key_value(lang)?;
        Some(Text { document, resolved: resolved.sections[at].get(lang)?, lang })
    });
    cards::cards(&frame.read_by(lang), facing.work, texts)
}

/// Two titles as one line; one that both languages share stands once.
fn joined(titles: &[TextView]) -> String {
    let mut words: Vec<&str> = titles.iter().map(|title| title.text.as_str()).collect();
    words.dedup();
    words.join(" · ")
}

fn side(frame: &Frame<'_>, facing: &Facing, lang: &Lang, title: &TextView) -> SideView {
    let work = &frame.site().content.works[facing.work];
    let strings = frame.renderer.strings(lang);
    let authoritative = lang == work.language();
    let note = if authoritative {
        let journal = work.config.journal.as_ref();
        journal.map(|journal| strings.format("original_published", &[("journal", journal.title.as_str().into())]))
    } else {
        let made = provenance(work, lang, strings);
        made.map(|made| own_parts(work, lang, strings).map_or(made.clone(), |own| format!("{made} {own}")))
    };
    SideView {
        code: lang.to_string(),
        name: frame.language_name(lang),
        dir: frame.dir(lang),
        s: frame.renderer.strings_value(lang),
        title: title.text.clone(),
        href: frame.href_in(&facing.edition(), lang),
        home: frame.href_in(&PageId::Work(facing.work), lang),
        authoritative,
        note,
    }
}

/// A title in each of the two languages; marked where it falls back to another one.
fn titles<'t>(facing: &Facing, find: impl Fn(&Lang) -> Option<(&'t str, &'t Lang)>) -> Vec<TextView> {
    let title = |lang: &Lang| match find(lang) {
        Some((text, own)) => {
            TextView { text: text.to_owned(), lang: (own != lang).then(|| own.to_string()), dir: None }
        }
        None => TextView::own(""),
    };
    facing.langs.iter().map(title).collect()
}

fn section_titles(frame: &Frame<'_>, facing: &Facing, section: &Section) -> Vec<TextView> {
    let authoritative = frame.site().content.works[facing.work].language();
    titles(facing, |lang| {
        let own = section.editions.get_key_value(lang).or_else(|| section.editions.get_key_value(authoritative))?;
        Some((own.1.title.as_str(), own.0))
    })
}

/// The abstract, if both languages have one.
fn summary(frame: &Frame<'_>, facing: &Facing, sink: &mut Sink) -> Option<FacingSection> {
    let site = frame.site();
    let (documents, resolved) =
        (&site.documents.works[facing.work].abstracts, &site.resolution.works[facing.work].abstracts);
    let text = |lang: &'_ Lang| documents.get_key_value(lang).zip(resolved.get(lang));
    let [Some(left), Some(right)] = [&facing.langs[0], &facing.langs[1]].map(text) else { return None };
    let texts = [left, right].map(|((lang, document), resolved)| Some(Text { document, resolved, lang }));
    let home = PageId::Work(facing.work);
    let work = &site.content.works[facing.work];
    let pages = [0, 1].map(|at| (frame.href_in(&home, &facing.langs[at]), format!("{}-", facing.langs[at])));
    let spread = Spread { facing, aligned: &site.alignment.works[facing.work].summary, texts, pages };
    let headings: Vec<TextView> = facing
        .langs
        .iter()
        .map(|lang| TextView::own(&abstract_heading(work, lang, frame.renderer.strings(lang))))
        .collect();
    Some(spread.write(frame, "abstract", None, headings, sink))
}

fn section(frame: &Frame<'_>, facing: &Facing, at: usize, section: &Section, sink: &mut Sink) -> FacingSection {
    let site = frame.site();
    let (documents, resolved) = (&site.documents.works[facing.work], &site.resolution.works[facing.work]);
    let texts = [&facing.langs[0], &facing.langs[1]].map(|lang| {
        let (lang, document) = documents.sections[at].get_key_value(lang)?;
        Some(Text { document, resolved: resolved.sections[at].get(lang)?, lang })
    });
    let pages =
        [0, 1].map(|side| (frame.href_in(&PageId::Section(facing.work, at), &facing.langs[side]), String::new()));
    let spread = Spread { facing, aligned: &site.alignment.works[facing.work].sections[at], texts, pages };
    spread.write(frame, section.id.as_str(), section.number.clone(), section_titles(frame, facing, section), sink)
}

impl<'a> Spread<'a> {
    fn write(
        &self,
        frame: &Frame<'a>,
        id: &str,
        number: Option<String>,
        titles: Vec<TextView>,
        sink: &mut Sink,
    ) -> FacingSection {
        let authoritative = frame.site().content.works[self.facing.work].language();
        let prefixes = [0, 1].map(|side| format!("{}-", self.facing.langs[side]));
        let writers = [0, 1].map(|side| {
            let lang = &self.facing.langs[side];
            let mut writer = frame.writer(self.facing.work);
            (writer.strings, writer.reader, writer.anchor_prefix) =
                (frame.renderer.strings(lang), lang, &prefixes[side]);
            // On the page of the whole work the section's title is the second level.
            writer.lowered = u8::from(self.facing.section.is_none());
            writer
        });
        let mut rows = Vec::new();
        for pair in pairs(self.aligned, &self.facing.langs, authoritative) {
            match self.table(frame, pair) {
                Some(table) => self.table_rows(frame, table, &writers, &mut rows),
                None => rows.push(self.row(frame, pair, &writers, sink)),
            }
        }
        let notes = [0, 1].map(|side| writers[side].notes(self.texts[side]?, sink).map(Into::into));
        FacingSection { id: id.to_owned(), number, titles, rows, notes: notes.into() }
    }

    fn row(&self, frame: &Frame<'_>, pair: Pair, writers: &[TextWriter<'_>; 2], sink: &mut Sink) -> RowView {
        let blocks = [0, 1].map(|side| {
            let text = self.texts[side]?;
            let at = pair[side]?;
            let heading = text.resolved.headings.get(&at).map_or("", String::as_str);
            Some((text.document.blocks.get(at)?, (text.resolved.anchors.get(at)?, heading)))
        });
        let (block, anchor) = blocks[0].or(blocks[1]).unzip();
        let (anchor, heading) = anchor.unzip();
        let number = match anchor.map(|anchor| &anchor.spot) {
            Some(Spot::Paragraph(n)) => Some(*n),
            _ => None,
        };
        let (kind, label) = match (block.map(|block| &block.kind), number) {
            (Some(BlockKind::Heading { .. }), _) => {
                let title = heading.unwrap_or_default();
                ("heading", frame.strings.format("permalink_heading", &[("title", title.into())]))
            }
            (Some(BlockKind::Paragraph(_)), Some(n)) => {
                ("paragraph", frame.strings.format("permalink_paragraph", &[("n", n.into())]))
            }
            (Some(BlockKind::Paragraph(_)), None) => ("paragraph", frame.strings.get("permalink_block").to_owned()),
            _ => ("block", frame.strings.get("permalink_block").to_owned()),
        };
        let cells = [0, 1].map(|side| {
            let (text, at) = (self.texts[side]?, pair[side]?);
            let stale = self.aligned.editions.get(text.lang).is_some_and(|edition| edition.freshness[at].is_stale());
            Some(Cell {
                html: writers[side].half(at, text, sink).into(),
                stale: stale.then(|| stale_note(&writers[side])),
            })
        });
        let id = anchor.map(|anchor| anchor.id.clone());
        let hrefs = [0, 1].map(|side| Some(self.href(side, &blocks[side]?.1.0.id)));
        let joined = [0, 1].map(|side| self.is_joined(pair, side));
        RowView { id, kind, number, label, cells: cells.into(), joined, hrefs: hrefs.into() }
    }

    /// Whether a side has nothing because a paragraph was split or joined: what answers stands in the row above.
    fn is_joined(&self, pair: Pair, side: usize) -> bool {
        let (None, Some(block)) = (pair[side], pair[1 - side]) else { return false };
        let edition = |side: usize| self.aligned.editions.get(&self.facing.langs[side]);
        match edition(1 - side) {
            Some(edition) => edition.parts.contains_key(&block),
            None => edition(side).is_some_and(|edition| edition.merged.contains_key(&block)),
        }
    }

    fn href(&self, side: usize, anchor: &str) -> String {
        let (page, prefix) = &self.pages[side];
        format!("{page}#{prefix}{anchor}")
    }

    /// The register's table that a pair shows.
    /// The register's table that a pair shows, and on which side; none if one of the two blocks is something else.
    fn table(&self, frame: &Frame<'a>, pair: Pair) -> Option<(&'a Table, [bool; 2])> {
        let kinds = [0, 1].map(|side| Some(&self.texts[side]?.document.blocks.get(pair[side]?)?.kind));
        let paths = kinds.map(|kind| match kind {
            Some(BlockKind::Table { path }) => Some(path),
            _ => None,
        });
        let path = paths[0].or(paths[1])?;
        if (0..2).any(|side| kinds[side].is_some() && paths[side] != Some(path)) {
            return None;
        }
        // Where a language has no text, its page shows the original's, and the table in that.
        let shows = [0, 1].map(|side| paths[side].is_some() || self.texts[side].is_none());
        Some((frame.table(path.as_str())?, shows))
    }

    /// A table entry by entry: two columns of it would be too narrow for two languages.
    fn table_rows(
        &self,
        frame: &Frame<'_>,
        (table, shows): (&Table, [bool; 2]),
        writers: &[TextWriter<'_>; 2],
        rows: &mut Vec<RowView>,
    ) {
        // Words that a language lacks are shown in another one, and say so.
        let element = |side: usize, tag: &str, class: &[(&str, &str)], texts: &Texts, end: &str| {
            let found = texts.pick(writers[side].reader, frame.site().first_language()).filter(|_| shows[side])?;
            let foreign = [("lang", found.lang.as_str()), ("dir", "auto")];
            let foreign = if found.lang == writers[side].reader { &[][..] } else { &foreign[..] };
            let mut writer = Writer::default();
            writer.element(tag, &[class, foreign].concat(), &format!("{}{end}", found.text));
            Some(writer.finish())
        };
        let paragraph = |texts: &Texts| [0, 1].map(|side| element(side, "p", &[], texts, "").map(String::from));
        let line = |kind, id: Option<String>, label: String, html: [Option<String>; 2]| {
            let hrefs = [0, 1].map(|side| id.as_deref().filter(|_| shows[side]).map(|id| self.href(side, id)));
            let cells = html.map(|html| html.map(|html| Cell { html, stale: None }));
            RowView { id, kind, number: None, label, cells: cells.into(), joined: [false; 2], hrefs: hrefs.into() }
        };
        let caption = [0, 1].map(|side| {
            let label = element(side, "span", &[("class", "label")], &table.label, ".")?;
            let mut writer = Writer::default();
            writer.open("p", &[]).html(&label).text(" ");
            if let Some(caption) = element(side, "span", &[], &table.caption, "") {
                writer.html(&caption);
            }
            writer.close("p");
            Some(String::from(writer.finish()))
        });
        let label = |anchor: &str| frame.row(anchor).unwrap_or_else(|| anchor.to_owned());
        rows.push(line("caption", Some(table.id.clone()), label(&table.id), caption));
        for group in &table.groups {
            if !group.heading.is_empty() {
                rows.push(line("group", None, String::new(), paragraph(&group.heading)));
            }
            for entity in &group.entries {
                let id = of_row(table, entity);
                let mut row = line("entry", Some(id.clone()), label(&id), [None, None]);
                let cell = |side: usize| {
                    let (html, stale) = writers[side].entry(entity).filter(|_| shows[side])?;
                    Some(Cell { html: html.into(), stale: stale.then(|| stale_note(&writers[side])) })
                };
                row.cells = vec![cell(0), cell(1)];
                rows.push(row);
            }
        }
        if !table.source.is_empty() {
            rows.push(line("source", None, String::new(), paragraph(&table.source)));
        }
    }
}

fn stale_note(writer: &TextWriter<'_>) -> String {
    let mut markup = Writer::default();
    markup.text(writer.strings.get("stale_block"));
    markup.finish().into()
}

/// The blocks of two languages side by side, in the original's order; one that answers nothing follows the one that it
/// stands behind.
fn pairs(aligned: &AlignedText, langs: &[Lang; 2], authoritative: &Lang) -> Vec<Pair> {
    let columns = [0, 1].map(|side| {
        if langs[side] == *authoritative {
            (0..aligned.names.len()).map(Some).collect()
        } else {
            aligned.answers(&langs[side])
        }
    });
    let mut pairs: Vec<Pair> = (0..aligned.names.len()).map(|at| [columns[0][at], columns[1][at]]).collect();
    for side in 0..2 {
        let Some(edition) = aligned.editions.get(&langs[side]) else { continue };
        for alone in (0..edition.originals.len()).filter(|at| edition.originals[*at].is_none()) {
            let before = pairs.iter().rposition(|pair| pair[side].is_some_and(|at| at < alone));
            let mut pair = [None, None];
            pair[side] = Some(alone);
            pairs.insert(before.map_or(0, |before| before + 1), pair);
        }
    }
    pairs.retain(|pair| *pair != [None, None]);
    pairs
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::align::{AlignedEdition, Freshness};

    #[test]
    fn a_block_alone_stands_behind_its_neighbour() {
        let edition = |originals: &[Option<usize>]| AlignedEdition {
            names: vec![String::new(); originals.len()],
            originals: originals.to_vec(),
            answered: Vec::new(),
            parts: BTreeMap::new(),
            merged: BTreeMap::new(),
            freshness: vec![Freshness::Current; originals.len()],
            title: Freshness::Current,
            own: BTreeMap::new(),
        };
        let [en, es, ar] = ["en", "es", "ar"].map(Lang::new);
        let aligned = AlignedText {
            names: vec![String::new(); 3],
            editions: [(es.clone(), edition(&[None, Some(0), Some(2), None])), (ar.clone(), edition(&[Some(1)]))]
                .into(),
        };
        assert_eq!(
            pairs(&aligned, &[en.clone(), es.clone()], &en),
            [[None, Some(0)], [Some(0), Some(1)], [Some(1), None], [Some(2), Some(2)], [None, Some(3)]]
        );
        assert_eq!(
            pairs(&aligned, &[es, ar], &en),
            [[Some(0), None], [Some(1), None], [None, Some(0)], [Some(2), None], [Some(3), None]]
        );
    }
}
