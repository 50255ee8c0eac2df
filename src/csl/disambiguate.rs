//! Telling works apart whose cites read alike: given names, more names, a letter behind the year, the style's own
//! condition.
//!
//! Each work is rendered once; a map from what it reads like to the works finds the sets, and only sets of two or more are
//! worked on. No pair of works is compared outside a set, so that the cost grows with the number of works.

use std::collections::{BTreeMap, BTreeSet};

use super::eval::{Choices, Given, initials};
use super::finish;
use super::item::Name;
use super::node::{Node, Tag};
use super::rich::text_of;
use super::style::element::{CitationArea, GivenRule};
use super::variable::Variable;

/// Renders a work as a cite without anything around it, with what was decided for it.
pub(super) type Render<'r, 'a> = dyn Fn(usize, &Choices) -> Node<'a> + 'r;

/// Decides for each work; works are places in `0..count`, and `order` gives the place of each in the list.
pub(super) fn disambiguate<'a>(
    area: &CitationArea,
    count: usize,
    render: &Render<'_, 'a>,
    order: &dyn Fn(&[usize]) -> Vec<usize>,
    by_condition: bool,
) -> Vec<Choices> {
    let mut work = Work { area, render, choices: vec![Choices::default(); count], looks: Vec::new() };
    work.looks = (0..count).map(|at| work.look(at)).collect();
    if let Some(rule) = area.add_given.filter(|rule| *rule != GivenRule::ByCite) {
        work.by_names(rule);
    }
    for set in work.sets(&(0..count).collect::<Vec<_>>()) {
        work.names(&set);
    }
    // Names that were added may have made works alike that were not before.
    let sets = work.sets(&(0..count).collect::<Vec<_>>());
    if area.add_suffix {
        for set in &sets {
            work.letters(&order(set));
        }
    }
    if by_condition {
        for set in work.sets(&(0..count).collect::<Vec<_>>()) {
            for at in set {
                work.choices[at].condition = true;
            }
        }
    }
    work.choices
}

/// What a work reads like, and the names in it.
#[derive(Debug, Clone, Default)]
struct Looks<'a> {
    text: String,
    lists: Vec<(Variable, &'a [Name])>,
    /// How many names of the first list are shown.
    shown: usize,
}

struct Work<'r, 'a> {
    area: &'r CitationArea,
    render: &'r Render<'r, 'a>,
    choices: Vec<Choices>,
    looks: Vec<Looks<'a>>,
}

impl<'a> Work<'_, 'a> {
    fn look(&self, at: usize) -> Looks<'a> {
        let node = (self.render)(at, &self.choices[at]);
        let mut looks = Looks { text: text_of(&finish::render(&node)), ..Looks::default() };
        let mut shown = 0;
        node.visit(&mut |tag, inner| {
            if let Tag::Names(lists) = tag {
                if looks.lists.is_empty() {
                    inner.visit(&mut |tag, _| shown += usize::from(matches!(tag, Tag::Name)));
                }
                looks.lists.extend(lists.iter().copied());
            }
        });
        looks.shown = shown;
        looks
    }

    fn renew(&mut self, at: usize) {
        self.looks[at] = self.look(at);
    }

    /// Sets of works that read alike, in the order of their first.
    fn sets(&self, of: &[usize]) -> Vec<Vec<usize>> {
        self.split(of).into_iter().filter(|set| set.len() > 1).collect()
    }

    fn split(&self, of: &[usize]) -> Vec<Vec<usize>> {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let mut sets: Vec<Vec<usize>> = Vec::new();
        for at in of {
            let text = self.looks[*at].text.as_str();
            let place = *places.entry(text).or_insert(sets.len());
            if place == sets.len() {
                sets.push(Vec::new());
            }
            sets[place].push(*at);
        }
        sets
    }

    /// The rules that make names unlike wherever they stand, whether cites are alike or not.
    fn by_names(&mut self, rule: GivenRule) {
        let primary = matches!(rule, GivenRule::PrimaryName | GivenRule::PrimaryNameWithInitials);
        let mut families: BTreeMap<(&str, &str), BTreeSet<&'a Name>> = BTreeMap::new();
        for looks in &self.looks {
            for (_, list) in &looks.lists {
                let take = if primary { 1 } else { list.len() };
                for name in list.iter().take(take).filter(|name| name.literal.is_empty()) {
                    families
                        .entry((name.non_dropping_particle.as_str(), name.family.as_str()))
                        .or_default()
                        .insert(name);
                }
            }
        }
        let mut hints: BTreeMap<&'a Name, Given> = BTreeMap::new();
        for names in families.values().filter(|names| differ(names)) {
            let mut short: BTreeMap<String, usize> = BTreeMap::new();
            let unlike: BTreeMap<String, &Name> = names.iter().map(|name| (spelled(name), *name)).collect();
            for name in unlike.into_values() {
                *short.entry(initials(&name.given, ".", true, true)).or_default() += 1;
            }
            for name in names {
                let clashes = short.get(&initials(&name.given, ".", true, true)).is_some_and(|count| *count > 1);
                let hint = match rule {
                    GivenRule::AllNames | GivenRule::ByCite if clashes => Given::Full,
                    GivenRule::PrimaryName if clashes => Given::FullIfFirst,
                    GivenRule::AllNamesWithInitials | GivenRule::PrimaryNameWithInitials if clashes => continue,
                    GivenRule::AllNames | GivenRule::ByCite | GivenRule::AllNamesWithInitials => Given::Initials,
                    GivenRule::PrimaryName | GivenRule::PrimaryNameWithInitials => Given::InitialsIfFirst,
                };
                hints.insert(name, hint);
            }
        }
        for at in 0..self.looks.len() {
            let lists = self.looks[at].lists.clone();
            let mut given = Vec::new();
            for name in lists.iter().flat_map(|(_, list)| list.iter()) {
                if let Some(hint) = hints.get(name) {
                    given.push((name.clone(), *hint));
                }
            }
            if !given.is_empty() {
                self.choices[at].given = given;
                self.renew(at);
            }
        }
    }

    /// More names, and given names where the rule is by cite, until the works of a set read differently.
    fn names(&mut self, set: &[usize]) {
        let by_cite = self.area.add_given == Some(GivenRule::ByCite);
        if !self.area.add_names && !by_cite {
            return;
        }
        let before: Vec<Choices> = set.iter().map(|at| self.choices[*at].clone()).collect();
        let shown = set.iter().map(|at| self.looks[*at].shown).max().unwrap_or_default();
        let all = set
            .iter()
            .filter_map(|at| self.looks[*at].lists.first().map(|(_, list)| list.len()))
            .max()
            .unwrap_or_default();
        let last = if self.area.add_names { all } else { shown };
        for count in shown..=last.max(shown) {
            if count > shown {
                for at in set {
                    self.choices[*at].names = Some(count);
                    self.renew(*at);
                }
                if self.divided(set) {
                    return;
                }
            }
            // On the rendered names first; behind that on each name that was added.
            let from = if count > shown { count - 1 } else { 0 };
            for place in (from..count).filter(|_| by_cite) {
                for level in [Given::Initials, Given::Full] {
                    let held: Vec<Choices> = set.iter().map(|at| self.choices[*at].clone()).collect();
                    if !self.expand(set, place, level) {
                        continue;
                    }
                    if self.divided(set) {
                        return;
                    }
                    self.restore(set, held);
                }
            }
        }
        // Names that did not help are not shown.
        self.restore(set, before);
    }

    /// Shows more of the given names at one place of the lists; whether that changed anything.
    fn expand(&mut self, set: &[usize], place: usize, level: Given) -> bool {
        let name_at = |work: &Self, at: usize| work.looks[at].lists.first().and_then(|(_, list)| list.get(place));
        let names: BTreeSet<&'a Name> = set.iter().filter_map(|at| name_at(self, *at)).collect();
        let mut changed = false;
        for at in set {
            let Some(name) = name_at(self, *at).filter(|name| name.literal.is_empty()) else { continue };
            // Of those with the same family name only.
            if !names.iter().any(|other| other.family == name.family && spelled(other) != spelled(name)) {
                continue;
            }
            self.choices[*at].given.retain(|(known, _)| known != name);
            self.choices[*at].given.push((name.clone(), level));
            self.renew(*at);
            changed = true;
        }
        changed
    }

    /// Whether a set no longer reads alike; then its parts are worked on.
    fn divided(&mut self, set: &[usize]) -> bool {
        let parts = self.split(set);
        if parts.len() < 2 {
            return false;
        }
        for part in parts.iter().filter(|part| part.len() > 1) {
            self.names(part);
        }
        true
    }

    fn restore(&mut self, set: &[usize], choices: Vec<Choices>) {
        for (at, choices) in set.iter().zip(choices) {
            self.choices[*at] = choices;
            self.renew(*at);
        }
    }

    /// Letters behind the years of a set, in the order of the list.
    fn letters(&mut self, set: &[usize]) {
        for (at, number) in set.iter().zip(1..) {
            self.choices[*at].suffix = Some(number);
            self.renew(*at);
        }
    }
}

/// A given name without what is only spacing: `J.J.` is `J. J.`
fn spelled(name: &Name) -> String {
    let parts = [&name.given, &name.dropping_particle, &name.suffix];
    parts.into_iter().flat_map(|part| part.chars()).filter(|c| !c.is_whitespace()).collect()
}

fn differ(names: &BTreeSet<&Name>) -> bool {
    names.iter().map(|name| spelled(name)).collect::<BTreeSet<_>>().len() > 1
}
