//! Blocks of sections, abstracts and notes.

use std::collections::BTreeMap;

use super::order::exchanged;
use super::side::{Side, compare, contents, difference};
use super::{Comparison, Difference};
use crate::align::{AlignedText, Features, Traits, in_order, letter};
use crate::config::OwnPart;
use crate::data::Lang;
use crate::diag::{Code, Diagnostic, codes};
use crate::doc::{Block, BlockKind, Cell, Document, Float, Inline, leaves_of, walk};
use crate::resolve::{Destination, ResolvedText};
use crate::source::Span;

/// A text in one language, with its tables.
#[derive(Clone, Copy)]
struct Edition<'a> {
    lang: &'a Lang,
    document: &'a Document,
    resolved: &'a ResolvedText,
}

impl<'a> Edition<'a> {
    fn find(
        lang: &'a Lang,
        documents: &'a BTreeMap<Lang, Document>,
        resolved: &'a BTreeMap<Lang, ResolvedText>,
    ) -> Option<Self> {
        Some(Self { lang, document: documents.get(lang)?, resolved: resolved.get(lang)? })
    }
}

impl Comparison<'_> {
    /// Compares all texts of the work that are translations.
    pub(super) fn texts(&mut self) {
        let site = self.subject.site;
        let (aligned, documents) = (&site.alignment.works[self.index], &site.documents.works[self.index]);
        let resolved = &site.resolution.works[self.index];
        if !self.work.config.is_own(self.lang, OwnPart::Abstract) {
            self.text(&aligned.summary, &documents.abstracts, &resolved.abstracts);
        }
        if !self.work.config.is_own(self.lang, OwnPart::Sections) {
            for (number, text) in aligned.sections.iter().enumerate() {
                self.text(text, &documents.sections[number], &resolved.sections[number]);
            }
        }
    }

    fn text(
        &mut self,
        text: &AlignedText,
        documents: &BTreeMap<Lang, Document>,
        resolved: &BTreeMap<Lang, ResolvedText>,
    ) {
        let original = Edition::find(self.work.language(), documents, resolved);
        let (Some(original), Some(translation)) = (original, Edition::find(self.lang, documents, resolved)) else {
            return;
        };
        let answers = text.answers(self.lang);
        self.unpaired(text, &answers, original.document, translation.document);

        let pairs: Vec<(usize, usize)> =
            answers.iter().enumerate().filter_map(|(at, answer)| Some((at, (*answer)?))).collect();
        let here: Vec<Side<'_>> = pairs.iter().map(|(at, _)| self.side(original, *at)).collect();
        let there: Vec<Side<'_>> = pairs.iter().map(|(_, at)| self.side(translation, *at)).collect();
        let features: Vec<_> = here.iter().zip(&there).map(|(here, there)| (&here.features, &there.features)).collect();
        let crossed = exchanged(&features);
        for (first, second) in &crossed {
            let names = [first, second].map(|at| text.names[pairs[*at].0].as_str());
            names.into_iter().for_each(|name| self.skip(name));
            let message = format!("`{}` and `{}` seem to have changed places in `{}`", names[0], names[1], self.lang);
            let places = ((there[*first].opening, "answers the other"), (there[*second].opening, "answers the one"));
            let one = difference(codes::ORDER_DIFFERS, names[1], message, places.0, places.1);
            self.report(names[0], one);
        }
        // Blocks that the author gave names answer each other in any order; that it is another one is told.
        for at in 1..pairs.len() {
            if pairs[at].1 < pairs[at - 1].1 {
                let names = [at - 1, at].map(|at| text.names[pairs[at].0].as_str());
                let message = format!("`{}` stands before `{}` in `{}`", names[1], names[0], self.lang);
                let places = ((there[at].opening, "before"), (here[at].opening, "behind in the original"));
                self.report(names[0], difference(codes::ORDER_DIFFERS, names[1], message, places.0, places.1));
            }
        }
        let is_crossed = |at: usize| crossed.iter().any(|(first, second)| *first == at || *second == at);
        for (at, (first, second)) in pairs.iter().enumerate().filter(|(at, _)| !is_crossed(*at)) {
            let name = &text.names[*first];
            let (a, b) = (&original.document.blocks[*first], &translation.document.blocks[*second]);
            let mut found = compare(&here[at], &there[at], &self.terms);
            if let (BlockKind::Grid(_), BlockKind::Grid(_)) = (&a.kind, &b.kind) {
                // Told row by row.
                found.retain(|one| one.code != codes::CITATIONS_DIFFER && one.code != codes::FIGURES_DIFFER);
            }
            found.extend(self.kinds(original, a, translation, b));
            if let Some(id) = b.id.as_ref().filter(|id| *id != name) {
                let message = format!("`{id}` names nothing: the block answers `{name}`");
                let places = ((there[at].opening, "this one"), (here[at].opening, "its original"));
                let mut one = difference(codes::ID_DIFFERS, id, message, places.0, places.1);
                one.diagnostic = one.diagnostic.help("give both blocks the same id, or only the original one");
                found.push(one);
            }
            found.into_iter().for_each(|one| self.report(name, one));
            self.notes((original, a), (translation, b));
        }
    }

    /// Blocks that answer nothing, on either side. Two at the same place are of different kinds.
    fn unpaired(&mut self, text: &AlignedText, answers: &[Option<usize>], original: &Document, translation: &Document) {
        let sources = self.subject.sources;
        let missing: Vec<usize> = (0..answers.len()).filter(|at| answers[*at].is_none()).collect();
        let mut added: Vec<usize> = (0..translation.blocks.len()).filter(|at| !answers.contains(&Some(*at))).collect();
        for at in missing {
            let before = answers[..at].iter().rev().flatten().next().copied();
            let after = answers[at..].iter().flatten().next().copied();
            let within =
                |block: &usize| before.is_none_or(|before| *block > before) && after.is_none_or(|after| *block < after);
            let here = sources.opening(original.blocks[at].span);
            let noun = noun(&original.blocks[at].kind);
            let name = &text.names[at];
            self.skip(name);
            if let Some(found) = added.iter().position(within) {
                let there = &translation.blocks[added.remove(found)];
                let other = self::noun(&there.kind);
                let message = format!("{noun} in `{}`, {other} in `{}`", self.work.language(), self.lang);
                let places = ((sources.opening(there.span), other), (here, noun));
                self.report(name, difference(codes::BLOCK_KIND, "kind", message, places.0, places.1));
                continue;
            }
            let message = format!("{noun} of `{}` is missing in `{}`: `{name}`", self.work.language(), self.lang);
            let diagnostic = Diagnostic::new(codes::BLOCK_MISSING, message);
            let diagnostic = match before.or(after).map(|at| sources.opening(translation.blocks[at].span)) {
                Some(near) if before.is_some() => diagnostic.at(near, "its counterpart would stand behind this"),
                Some(near) => diagnostic.at(near, "its counterpart would stand before this"),
                None => diagnostic,
            };
            let diagnostic = diagnostic.at(here, "this one");
            self.report(name, Difference { code: codes::BLOCK_MISSING, item: "block".to_owned(), diagnostic });
        }
        for at in added {
            let here = sources.opening(translation.blocks[at].span);
            let noun = noun(&translation.blocks[at].kind);
            let message = format!("{noun} of `{}` answers nothing in `{}`", self.lang, self.work.language());
            let before = (0..at).rev().find_map(|near| answers.iter().position(|answer| *answer == Some(near)));
            let diagnostic = Diagnostic::new(codes::BLOCK_ADDED, message).at(here, "this one");
            let near = before.map(|before| sources.opening(original.blocks[before].span));
            let diagnostic = match near {
                Some(near) => diagnostic.at(near, "its original would stand behind this"),
                None => diagnostic,
            };
            let name = text.editions[self.lang].names[at].clone();
            self.report(&name, Difference { code: codes::BLOCK_ADDED, item: "block".to_owned(), diagnostic });
        }
    }

    /// What blocks of one kind must share beyond their words: level, number of rows, the table shown.
    fn kinds(&self, original: Edition<'_>, a: &Block, translation: Edition<'_>, b: &Block) -> Vec<Difference> {
        let sources = self.subject.sources;
        let (here, there) = (sources.opening(a.span), sources.opening(b.span));
        let differ = |code: &'static Code, item: &str, message: String| {
            let (mend, against) = ((there, translation.lang.as_str()), (here, original.lang.as_str()));
            vec![difference(code, item, message, mend, against)]
        };
        let counts = |what: &str, here: usize, there: usize| {
            if here == there {
                return Vec::new();
            }
            let message = format!("{here} {what} in `{}`, {there} in `{}`", original.lang, translation.lang);
            differ(codes::ROWS_DIFFER, what, message)
        };
        match (&a.kind, &b.kind) {
            (BlockKind::Heading { level: here, .. }, BlockKind::Heading { level: there, .. }) if here != there => {
                let message = format!(
                    "a heading of level {here} in `{}`, of level {there} in `{}`",
                    original.lang, translation.lang
                );
                differ(codes::BLOCK_KIND, "level", message)
            }
            (BlockKind::List { items: here, start: first }, BlockKind::List { items: there, start: other }) => {
                let mut found = counts("items", here.len(), there.len());
                if first.is_some() != other.is_some() {
                    let message = "a list is numbered in one edition and not in the other".to_owned();
                    found.extend(differ(codes::BLOCK_KIND, "numbers", message));
                }
                found
            }
            (BlockKind::Definitions(here), BlockKind::Definitions(there)) => counts("terms", here.len(), there.len()),
            (BlockKind::Quote(here), BlockKind::Quote(there)) => counts("paragraphs", here.len(), there.len()),
            (BlockKind::Grid(one), BlockKind::Grid(other)) => {
                let mut found = counts("columns", one.alignments.len(), other.alignments.len());
                let grids = [(original, here, one), (translation, there, other)];
                let heads = grids.map(|(edition, place, grid)| {
                    row(edition, Features::of_cells(grid.head.iter().flatten(), edition.document, sources), place)
                });
                found.extend(contents(&heads[0], &heads[1]));
                found.extend(self.rows((original, &one.rows), (translation, &other.rows), (here, there)));
                let captions = grids.map(|(edition, place, grid)| {
                    row(edition, Features::of_line(&grid.float.caption, edition.document, sources), place)
                });
                found.extend(contents(&captions[0], &captions[1]));
                found.extend(captioned(original, &one.float, translation, &other.float, (here, there)));
                found
            }
            (BlockKind::Figure(one), BlockKind::Figure(other)) => {
                let mut found = counts("pictures", one.pictures.len(), other.pictures.len());
                found.extend(captioned(original, &one.float, translation, &other.float, (here, there)));
                found
            }
            (BlockKind::Verse(one), BlockKind::Verse(other)) => counts("lines", one.len(), other.len()),
            (BlockKind::Division(one), BlockKind::Division(other)) => {
                let mut found = counts("blocks", one.blocks.len(), other.blocks.len());
                if one.role != other.role || one.title.is_some() != other.title.is_some() {
                    let message = "a division is of another kind, or has a title in one edition only".to_owned();
                    found.extend(differ(codes::BLOCK_KIND, "division", message));
                }
                found
            }
            (BlockKind::Table { path: here }, BlockKind::Table { path: there }) if here != there => differ(
                codes::ROWS_DIFFER,
                here,
                format!("the table `{here}` in `{}`, `{there}` in `{}`", original.lang, translation.lang),
            ),
            (BlockKind::Table { .. }, BlockKind::Grid(_)) | (BlockKind::Grid(_), BlockKind::Table { .. }) => differ(
                codes::BLOCK_KIND,
                "table",
                "a register's table in one edition, a typed one in the other".to_owned(),
            ),
            (a, b) if letter(a) != letter(b) => {
                let message = format!("{} in `{}`, {} in `{}`", noun(a), original.lang, noun(b), translation.lang);
                differ(codes::BLOCK_KIND, "kind", message)
            }
            _ => Vec::new(),
        }
    }

    /// Rows of a typed table: which one is missing or added, which changed places, and what differs in the others.
    fn rows(
        &self,
        (original, rows): (Edition<'_>, &[Vec<Cell>]),
        (translation, rows_there): (Edition<'_>, &[Vec<Cell>]),
        (here, there): (Span, Span),
    ) -> Vec<Difference> {
        let read = |edition: Edition<'_>, rows: &[Vec<Cell>]| -> Vec<Features> {
            rows.iter().map(|cells| Features::of_cells(cells, edition.document, self.subject.sources)).collect()
        };
        let (a, b) = (read(original, rows), read(translation, rows_there));
        let (langs, mut found) = ((original.lang, translation.lang), Vec::new());
        let mut paired: Vec<(usize, usize)> = (0..a.len()).map(|at| (at, at)).collect();
        if a.len() == b.len() {
            let pairs: Vec<_> = a.iter().zip(&b).collect();
            for (first, second) in exchanged(&pairs) {
                paired.retain(|(at, _)| *at != first && *at != second);
                let message =
                    format!("rows {} and {} seem to have changed places in `{}`", first + 1, second + 1, langs.1);
                let mend = (b[first].start.unwrap_or(there), "answers the other");
                let against = (b[second].start.unwrap_or(there), "answers the one");
                found.push(difference(
                    codes::ORDER_DIFFERS,
                    &format!("rows {} and {}", first + 1, second + 1),
                    message,
                    mend,
                    against,
                ));
            }
        } else {
            let known: [Vec<Traits>; 2] = [&a, &b].map(|rows| rows.iter().map(Features::traits).collect());
            paired = in_order(a.len(), b.len(), |i, j| Some(known[0][i].likeness(&known[1][j]) + 0.01));
            for at in (0..a.len()).filter(|at| paired.iter().all(|(i, _)| i != at)) {
                let message = format!("row {} of `{}` is missing in `{}`", at + 1, langs.0, langs.1);
                let places = ((there, "missing in this table"), (a[at].start.unwrap_or(here), "this row"));
                found.push(difference(codes::ROWS_DIFFER, &format!("row {}", at + 1), message, places.0, places.1));
            }
            for at in (0..b.len()).filter(|at| paired.iter().all(|(_, j)| j != at)) {
                let message = format!("row {} of `{}` answers nothing in `{}`", at + 1, langs.1, langs.0);
                let places = ((b[at].start.unwrap_or(there), "this row"), (here, "missing in this table"));
                found.push(difference(codes::ROWS_DIFFER, &format!("row {}", at + 1), message, places.0, places.1));
            }
        }
        let (mut a, mut b): (Vec<_>, Vec<_>) = (a.into_iter().map(Some).collect(), b.into_iter().map(Some).collect());
        for (i, j) in paired {
            if let (Some(one), Some(other)) = (a[i].take(), b[j].take()) {
                found.extend(contents(&row(original, one, here), &row(translation, other, there)));
            }
        }
        found
    }

    /// The notes that two blocks call answer each other in the order of their calls; that one calls more is told already.
    fn notes(&mut self, (original, a): (Edition<'_>, &Block), (translation, b): (Edition<'_>, &Block)) {
        let (here, there) = (called(a), called(b));
        if here.len() != there.len() {
            return;
        }
        for calls in here.into_iter().zip(there) {
            let side = |edition: Edition<'_>, index: usize| {
                let (note, anchor) = (edition.document.notes.get(index)?, edition.resolved.notes.of_author(index)?.1);
                let opening = self.subject.sources.opening(note.blocks.first()?.span);
                Some((anchor.id.clone(), opening))
            };
            let (Some((name, opening)), Some((other, opening_there))) =
                (side(original, calls.0), side(translation, calls.1))
            else {
                continue;
            };
            let here = self.side_of(original, &original.document.notes[calls.0].blocks, &name, opening);
            let there = self.side_of(translation, &translation.document.notes[calls.1].blocks, &other, opening_there);
            compare(&here, &there, &self.terms).into_iter().for_each(|one| self.report(&name, one));
        }
    }

    fn side<'b>(&self, edition: Edition<'b>, at: usize) -> Side<'b> {
        let block = &edition.document.blocks[at];
        let opening = self.subject.sources.opening(block.span);
        let anchor = edition.resolved.anchors.get(at).map_or("", |anchor| anchor.id.as_str());
        self.side_of(edition, std::slice::from_ref(block), anchor, opening)
    }

    fn side_of<'b>(&self, edition: Edition<'b>, blocks: &[Block], anchor: &str, opening: Span) -> Side<'b> {
        let features = Features::of_blocks(blocks, edition.document, self.subject.sources);
        let mut mentions = BTreeMap::new();
        let passages = edition.resolved.passages.iter().filter(|passage| passage.anchor.id == anchor);
        for (_, entity) in passages.flat_map(|passage| &passage.mentions) {
            *mentions.entry(entity.clone()).or_insert(0) += 1;
        }
        let leads = |span: &Span| Some((self.address(edition.resolved.destinations.get(span)?), *span));
        let links = features.links.iter().filter_map(leads).collect();
        Side { lang: edition.lang, opening, features, mentions, links }
    }

    fn address(&self, destination: &Destination) -> String {
        let works = &self.subject.site.content.works;
        match destination {
            Destination::External(address) => address.to_string(),
            Destination::Work(work) => works[*work].id.to_string(),
            Destination::Section { work, section, anchor } => {
                let anchor = anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
                format!("{}/{}{anchor}", works[*work].id, works[*work].sections[*section].id)
            }
            Destination::File { path, .. } => path.to_string(),
        }
    }
}

/// A caption that only one of two figures or tables has, and notes below one that the other has not as many of.
fn captioned(
    original: Edition<'_>,
    one: &Float,
    translation: Edition<'_>,
    other: &Float,
    (here, there): (Span, Span),
) -> Vec<Difference> {
    let mut found = Vec::new();
    let places = ((there, translation.lang.as_str()), (here, original.lang.as_str()));
    if one.caption.is_empty() != other.caption.is_empty() {
        let message = "one edition has a caption here and the other has none".to_owned();
        found.push(difference(codes::BLOCK_KIND, "caption", message, places.0, places.1));
    }
    if one.notes.len() != other.notes.len() {
        let (one, other) = (one.notes.len(), other.notes.len());
        let message = format!("{one} notes below it in `{}`, {other} in `{}`", original.lang, translation.lang);
        found.push(difference(codes::ROWS_DIFFER, "notes", message, places.0, places.1));
    }
    found
}

/// A row of the table that begins at a place.
fn row(edition: Edition<'_>, features: Features, table: Span) -> Side<'_> {
    let opening = features.start.unwrap_or(table);
    Side { lang: edition.lang, opening, features, mentions: BTreeMap::new(), links: Vec::new() }
}

/// The notes that a block calls, by place.
fn called(block: &Block) -> Vec<usize> {
    let mut notes = Vec::new();
    for leaf in leaves_of(block) {
        walk(leaf, &mut |inline| {
            if let Inline::Note(index) = inline {
                notes.push(*index as usize);
            }
        });
    }
    notes
}

fn noun(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Paragraph(_) => "a paragraph",
        BlockKind::Heading { .. } => "a heading",
        BlockKind::List { .. } => "a list",
        BlockKind::Definitions(_) => "a list of terms",
        BlockKind::Quote(_) => "a quotation",
        BlockKind::Verse(_) => "verse",
        BlockKind::Attribution(_) => "an attribution",
        BlockKind::Division(_) => "a division",
        BlockKind::Code { .. } => "a block of code",
        BlockKind::Math(_) => "a formula",
        BlockKind::Grid(_) | BlockKind::Table { .. } => "a table",
        BlockKind::Figure(_) => "a picture",
        BlockKind::Rule => "a rule",
        BlockKind::Html(_) => "raw HTML",
    }
}
