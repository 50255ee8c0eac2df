//! What blocks of one kind must share beyond their words: levels of headings, items, rows of tables.

use std::collections::BTreeMap;

use super::blocks::Edition;
use super::order::exchanged;
use super::side::{Side, contents, difference};
use super::{Comparison, Difference, Grade};
use crate::align::{self, Features, Likeness, in_order};
use crate::diag::{Code, codes};
use crate::doc::{Block, BlockKind, Cell, Float};
use crate::source::Span;

impl Comparison<'_> {
    /// What blocks of one kind must share beyond their words: level, number of rows, the table shown.
    pub(super) fn kinds(
        &self,
        (original, a): (Edition<'_>, &Block),
        (translation, b): (Edition<'_>, &Block),
        are_shifted: bool,
    ) -> Vec<Difference> {
        let sources = self.subject.sources;
        let (here, there) = (sources.opening(a.span), sources.opening(b.span));
        let differ = |code: &'static Code, grade: Grade, item: &str, message: String| {
            let (mend, against) = ((there, translation.lang.as_str()), (here, original.lang.as_str()));
            vec![difference(code, grade, item, message, mend, against)]
        };
        let counts = |what: &str, here: usize, there: usize| {
            if here == there {
                return Vec::new();
            }
            let message = format!("{here} {what} in `{}`, {there} in `{}`", original.lang, translation.lang);
            let grade = if here > there { Grade::Wrong } else { Grade::Differs };
            differ(codes::ROWS_DIFFER, grade, what, message)
        };
        match (&a.kind, &b.kind) {
            (BlockKind::Heading { level: here, .. }, BlockKind::Heading { level: there, .. })
                if here != there && !are_shifted =>
            {
                let message = format!(
                    "a heading of level {here} in `{}`, of level {there} in `{}`",
                    original.lang, translation.lang
                );
                differ(codes::BLOCK_KIND, Grade::Differs, "level", message)
            }
            (BlockKind::List { items: here, start: first }, BlockKind::List { items: there, start: other }) => {
                let mut found = counts("items", here.len(), there.len());
                if first.is_some() != other.is_some() {
                    let message = "a list is numbered in one edition and not in the other".to_owned();
                    found.extend(differ(codes::BLOCK_KIND, Grade::Differs, "numbers", message));
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
                let notes = grids.map(|(edition, place, grid)| {
                    row(edition, Features::of_blocks(&grid.float.notes, edition.document, sources), place)
                });
                found.extend(contents(&notes[0], &notes[1]));
                found.extend(captioned((original, &one.float), (translation, &other.float), (here, there)));
                found
            }
            (BlockKind::Figure(one), BlockKind::Figure(other)) => {
                let mut found = counts("pictures", one.pictures.len(), other.pictures.len());
                found.extend(captioned((original, &one.float), (translation, &other.float), (here, there)));
                found
            }
            (BlockKind::Verse(one), BlockKind::Verse(other)) => counts("lines", one.len(), other.len()),
            (BlockKind::Division(one), BlockKind::Division(other)) => {
                let mut found = counts("blocks", one.blocks.len(), other.blocks.len());
                if one.role != other.role || one.title.is_some() != other.title.is_some() {
                    let message = "a division is of another kind, or has a title in one edition only".to_owned();
                    found.extend(differ(codes::BLOCK_KIND, Grade::Differs, "division", message));
                }
                found
            }
            (BlockKind::Table { path: here }, BlockKind::Table { path: there }) if here != there => differ(
                codes::ROWS_DIFFER,
                Grade::Wrong,
                here,
                format!("the table `{here}` in `{}`, `{there}` in `{}`", original.lang, translation.lang),
            ),
            (BlockKind::Table { .. }, BlockKind::Grid(_)) | (BlockKind::Grid(_), BlockKind::Table { .. }) => differ(
                codes::BLOCK_KIND,
                Grade::Differs,
                "table",
                "a register's table in one edition, a typed one in the other".to_owned(),
            ),
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
        let side_a = align::Side { blocks: &a, lang: original.lang };
        let side_b = align::Side { blocks: &b, lang: translation.lang };
        if a.len() == b.len() {
            for (first, second) in exchanged(side_a, side_b) {
                paired.retain(|(at, _)| *at != first && *at != second);
                let message =
                    format!("rows {} and {} seem to have changed places in `{}`", first + 1, second + 1, langs.1);
                let mend = (b[first].start.unwrap_or(there), "answers the other");
                let against = (b[second].start.unwrap_or(there), "answers the one");
                found.push(difference(
                    codes::ORDER_DIFFERS,
                    Grade::Differs,
                    &format!("rows {} and {}", first + 1, second + 1),
                    message,
                    mend,
                    against,
                ));
            }
        } else {
            let likeness = Likeness::between(side_a, side_b);
            paired = in_order(a.len(), b.len(), 0.0, |i, j| Some(likeness.alike(i, j) + 0.01));
            for at in (0..a.len()).filter(|at| paired.iter().all(|(i, _)| i != at)) {
                let message = format!("row {} of `{}` is missing in `{}`", at + 1, langs.0, langs.1);
                let (mend, against) = ((there, "missing in this table"), (a[at].start.unwrap_or(here), "this row"));
                let item = format!("row {}", at + 1);
                found.push(difference(codes::ROWS_DIFFER, Grade::Wrong, &item, message, mend, against));
            }
            for at in (0..b.len()).filter(|at| paired.iter().all(|(_, j)| j != at)) {
                let message = format!("row {} of `{}` answers nothing in `{}`", at + 1, langs.1, langs.0);
                let (mend, against) = ((b[at].start.unwrap_or(there), "this row"), (here, "missing in this table"));
                let item = format!("row {}", at + 1);
                found.push(difference(codes::ROWS_DIFFER, Grade::Differs, &item, message, mend, against));
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
}

/// A caption that only one of two figures or tables has, and notes below one that the other has not as many of.
fn captioned(
    (original, one): (Edition<'_>, &Float),
    (translation, other): (Edition<'_>, &Float),
    (here, there): (Span, Span),
) -> Vec<Difference> {
    let mut found = Vec::new();
    let (mend, against) = ((there, translation.lang.as_str()), (here, original.lang.as_str()));
    if one.caption.is_empty() != other.caption.is_empty() {
        let (with, without) = if other.caption.is_empty() { (original, translation) } else { (translation, original) };
        let message = format!("there is a caption in `{}` and none in `{}`", with.lang, without.lang);
        let grade = if other.caption.is_empty() { Grade::Wrong } else { Grade::Differs };
        found.push(difference(codes::BLOCK_KIND, grade, "caption", message, mend, against));
    }
    let (notes, notes_there) = (one.notes.len(), other.notes.len());
    if notes != notes_there {
        let message = format!("{notes} notes below it in `{}`, {notes_there} in `{}`", original.lang, translation.lang);
        let grade = if notes > notes_there { Grade::Wrong } else { Grade::Differs };
        found.push(difference(codes::ROWS_DIFFER, grade, "notes", message, mend, against));
    }
    found
}

/// A row of the table that begins at a place.
fn row(edition: Edition<'_>, features: Features, table: Span) -> Side<'_> {
    let opening = features.start.unwrap_or(table);
    Side { lang: edition.lang, opening, features, mentions: BTreeMap::new(), links: Vec::new(), letters: 0 }
}

/// What a block is called in a finding.
pub(super) fn noun(kind: &BlockKind) -> &'static str {
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
