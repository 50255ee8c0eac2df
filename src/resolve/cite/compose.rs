//! Groups of citations in author–date styles, put together from atoms.
//!
//! Owns brackets, delimiters, the drawing together of one author's years, locators, and words around an item. The items
//! of a group stay in the order in which the author put them, whatever order the style would sort them into: it is part
//! of the text.

use std::collections::BTreeMap;
use std::sync::Arc;

use hayagriva::Entry;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::atoms::{Atoms, Core};
use super::runs::{Run, fill_locator, push, text_of};
use super::{CiteGroup, CiteItem, Cited, Citer, Piece};
use crate::data::CiteKey;
use crate::doc::CiteForm;
use crate::load::bibliography::Bibliography;

/// One work of the document, and those that it could be taken for.
struct Member<'a> {
    atoms: Arc<Atoms>,
    cluster: Arc<[&'a Entry]>,
    at: usize,
}

type Members<'a> = BTreeMap<&'a CiteKey, Member<'a>>;

/// See [`super::cite`].
pub(super) fn cite(citer: &Citer<'_>, bibliography: &Bibliography, groups: &[CiteGroup]) -> Cited {
    let members = members(citer, bibliography, groups);
    let mut order: Vec<(&CiteKey, &Member<'_>)> = members.iter().map(|(key, member)| (*key, member)).collect();
    order.sort_by(|(_, a), (_, b)| a.atoms.place.compare(&b.atoms.place, citer));
    Cited {
        groups: groups
            .iter()
            .map(|group| Group { citer, members: &members, pieces: Vec::new() }.compose(group))
            .collect(),
        order: order.into_iter().map(|(key, _)| key.clone()).collect(),
        items: members.into_iter().map(|(key, member)| (key.clone(), member.atoms.entry.clone())).collect(),
    }
}

fn members<'a>(citer: &Citer<'_>, bibliography: &'a Bibliography, groups: &[CiteGroup]) -> Members<'a> {
    let cited = groups.iter().flat_map(|group| &group.items).filter_map(|item| bibliography.get(item.key.as_str()));
    let cited: BTreeMap<&CiteKey, &Entry> = cited.map(|reference| (&reference.key, &reference.entry)).collect();
    let cited: Vec<(&CiteKey, &Entry)> = cited.into_iter().collect();
    let singles: Vec<Arc<Atoms>> = cited.par_iter().map(|(_, entry)| citer.single(entry)).collect();
    let mut alike: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, atoms) in singles.iter().enumerate() {
        alike.entry(&atoms.label).or_default().push(at);
    }
    let mut members = BTreeMap::new();
    for mut cluster in alike.into_values() {
        cluster.sort_by(|a, b| singles[*a].place.compare(&singles[*b].place, citer));
        let entries: Arc<[&Entry]> = cluster.iter().map(|at| cited[*at].1).collect();
        let together = if entries.len() > 1 {
            citer.cluster(&entries)
        } else {
            cluster.iter().map(|at| Arc::clone(&singles[*at])).collect()
        };
        for (at, (index, atoms)) in cluster.iter().zip(together.iter()).enumerate() {
            members.insert(cited[*index].0, Member { atoms: Arc::clone(atoms), cluster: Arc::clone(&entries), at });
        }
    }
    members
}

struct Group<'a> {
    citer: &'a Citer<'a>,
    members: &'a Members<'a>,
    pieces: Vec<Piece>,
}

impl Group<'_> {
    fn compose(mut self, group: &CiteGroup) -> Vec<Piece> {
        match group.form {
            CiteForm::Narrative => self.narrative(&group.items),
            CiteForm::Parenthetical => self.parenthetical(&group.items, false),
            CiteForm::Year => self.parenthetical(&group.items, true),
        }
        self.pieces
    }

    fn parenthetical(&mut self, items: &[CiteItem], years: bool) {
        let style = self.citer.style();
        // `[Rabotnikof’s (1993)](@key)`: the words are all there is.
        let all_printed = years && items.iter().all(|item| item.printed.is_some());
        if !all_printed {
            self.text(&style.prefix);
        }
        let mut drawn = false;
        for (at, item) in items.iter().enumerate() {
            let draw = at > 0 && self.draws_together(&items[at - 1], item, years);
            match (&style.collapse, at) {
                (_, 0) => {}
                (Some((between, _)), _) if draw => self.text(between),
                (Some((_, after)), _) if drawn => self.text(after),
                _ => self.text(&style.delimiter),
            }
            drawn = draw;
            self.words_before(item);
            let runs = match (&item.printed, self.core(item)) {
                (Some(printed), _) => vec![Run::plain(printed)],
                (None, Some(core)) if draw || years || item.year_only => core.year,
                (None, Some(core)) => core.whole,
                (None, None) => Vec::new(),
            };
            self.item(at, item, runs);
            self.words_after(item);
        }
        if !all_printed {
            self.text(&style.suffix);
        }
    }

    fn narrative(&mut self, items: &[CiteItem]) {
        let style = self.citer.style();
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.text(&style.delimiter);
            }
            self.words_before(item);
            if item.printed.is_some() {
                self.item(at, item, item.printed.iter().map(Run::plain).collect());
                self.words_after(item);
                continue;
            }
            let Core { names, year, .. } = self.core(item).unwrap_or_default();
            let mut runs = names;
            if !year.is_empty() {
                let gap = if runs.is_empty() || style.prefix.starts_with(char::is_whitespace) { "" } else { " " };
                push(&mut runs, Run::plain(format!("{gap}{}", style.prefix)));
                year.into_iter().for_each(|run| push(&mut runs, run));
                let after = words(&item.suffix);
                push(&mut runs, Run::plain(format!("{after}{}", style.suffix)));
            }
            self.item(at, item, runs);
        }
    }

    /// Whether two neighbours are years of the same author: `(Ortega Velázquez, 2015, 2017)`.
    fn draws_together(&self, before: &CiteItem, item: &CiteItem, years: bool) -> bool {
        let plain = |item: &CiteItem| item.printed.is_none() && !item.year_only;
        let names = |item: &CiteItem| self.members.get(&item.key).map(|member| text_of(&member.atoms.core.names));
        let free = before.locator.is_none() && before.suffix.is_empty() && item.prefix.is_empty();
        self.citer.style().collapse.is_some()
            && !years
            && free
            && plain(before)
            && plain(item)
            && names(item).is_some_and(|own| !own.is_empty() && names(before) == Some(own))
    }

    /// The citation of an item with its locator put in; `None` if the bibliography does not hold it.
    fn core(&self, item: &CiteItem) -> Option<Core> {
        let member = self.members.get(&item.key)?;
        let Some(locator) = &item.locator else { return Some(member.atoms.core.clone()) };
        let text = locator_text(&locator.value);
        let located = self.citer.located(&member.atoms, &member.cluster, member.at, locator.kind, is_plural(&text));
        Some(Core {
            whole: fill_locator(&located.whole, &text),
            names: located.names.clone(),
            year: fill_locator(&located.year, &text),
        })
    }

    fn item(&mut self, at: usize, item: &CiteItem, runs: Vec<Run>) {
        if !self.members.contains_key(&item.key) {
            return self.text(item.printed.as_deref().unwrap_or(item.key.as_str()));
        }
        self.pieces.push(Piece::Cite { item: at, key: item.key.clone(), runs });
    }

    fn words_before(&mut self, item: &CiteItem) {
        if !item.prefix.is_empty() {
            self.text(&item.prefix);
        }
    }

    fn words_after(&mut self, item: &CiteItem) {
        self.text(&words(&item.suffix));
    }

    fn text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(Piece::Text(runs)) => push(runs, Run::plain(text)),
            _ => self.pieces.push(Piece::Text(vec![Run::plain(text)])),
        }
    }
}

/// The words after an item, with a space before them if they begin with a letter.
pub(super) fn words(suffix: &str) -> String {
    if suffix.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | '[' | '“' | '«')) {
        format!(" {suffix}")
    } else {
        suffix.to_owned()
    }
}

/// A locator as it is printed: a range of numbers has an en dash.
pub(super) fn locator_text(text: &str) -> String {
    let letters: Vec<char> = text.trim().replace("--", "-").chars().collect();
    let number = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
    let roman = |c: Option<&char>| c.is_some_and(|c| "ivxlcdmIVXLCDM".contains(*c));
    let dash = |at: usize| {
        let (before, after) = (at.checked_sub(1).and_then(|at| letters.get(at)), letters.get(at + 1));
        number(before) && number(after) || roman(before) && roman(after)
    };
    letters.iter().enumerate().map(|(at, c)| if *c == '-' && dash(at) { '–' } else { *c }).collect()
}

/// Whether a locator names more than one thing: `66–67`, `3, 5`, `3 & 5`.
fn is_plural(text: &str) -> bool {
    text.split(['–', ',', '&', ';']).filter(|part| part.chars().any(char::is_alphanumeric)).count() > 1
}
