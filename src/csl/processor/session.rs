//! One document at work.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Options;
use crate::csl::cite::{Block, Citation, Display, Entry, Rendered, Run};
use crate::csl::disambiguate::disambiguate;
use crate::csl::eval::{Area, Choices, Context, Eval, Place};
use crate::csl::finish::{self, Lines};
use crate::csl::item::Item;
use crate::csl::locale::Locale;
use crate::csl::markup::Quotes;
use crate::csl::node::{Branch, Node, Tag};
use crate::csl::position;
use crate::csl::sort::{self, Key, Letters};
use crate::csl::style::Style;
use crate::csl::style::element::{Look, SortKey, SortSource};
use crate::csl::substitute;
use crate::csl::variable::Variable;

pub(super) struct Session<'a> {
    pub(super) style: &'a Style,
    options: &'a Options,
    pub(super) items: &'a [&'a Item],
    /// The document's, then those of entries.
    pub(super) locales: Vec<(&'a Locale, Quotes)>,
    /// Items in the order of the list, or of citation where there is no list.
    listed: Vec<usize>,
    numbers: Vec<Option<u32>>,
    choices: Vec<Choices>,
}

/// The locale of a language among several; `Some(0)` is the document's.
pub(super) fn find(locales: &[Arc<Locale>], page: &Locale, tag: &str) -> Option<usize> {
    let base = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    if base(page.tag()) == base(tag) {
        return Some(0);
    }
    locales.iter().position(|locale| base(locale.tag()) == base(tag)).map(|at| at + 1)
}

impl<'a> Session<'a> {
    pub(super) fn new(
        style: &'a Style,
        locale: &'a Locale,
        options: &'a Options,
        locales: &'a [Arc<Locale>],
        items: &'a [&'a Item],
    ) -> Self {
        let all = std::iter::once(locale).chain(locales.iter().map(Arc::as_ref));
        Self {
            style,
            options,
            items,
            locales: all.map(|locale| (locale, Quotes::of(locale))).collect(),
            listed: Vec::new(),
            numbers: vec![None; items.len()],
            choices: vec![Choices::default(); items.len()],
        }
    }

    /// Which locale words an entry.
    fn worded(&self, item: usize) -> usize {
        if self.locales.len() == 1 {
            return 0;
        }
        let base = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        let tag = self.items[item].text(Variable::Language).map(base);
        let found = tag.and_then(|tag| self.locales.iter().position(|(locale, _)| base(locale.tag()) == tag));
        found.unwrap_or_default()
    }

    pub(super) fn context(&'a self, item: usize, area: Area) -> Context<'a> {
        let locale = if area == Area::Bibliography { self.worded(item) } else { 0 };
        let names = match (&self.style.bibliography, area) {
            (Some(list), Area::Bibliography) => &list.names,
            _ => &self.style.citation.names,
        };
        Context {
            style: self.style,
            locale: self.locales[locale].0,
            options: self.options,
            quotes: &self.locales[locale].1,
            item: self.items[item],
            area,
            names,
            locator: None,
            place: Place::default(),
            first_note: None,
            number: self.numbers[item],
            choices: self.choices[item].clone(),
            prose: false,
            lang: self.locales[0].0.tag(),
        }
    }

    /// The works of the document: those cited, in their order, then the others of the list.
    fn works(citations: &[Citation], nocite: &[usize], count: usize) -> Vec<usize> {
        let mut seen = BTreeSet::new();
        let cited = citations.iter().flat_map(|citation| &citation.cites).filter_map(|cite| cite.item);
        cited.chain(nocite.iter().copied()).filter(|item| *item < count && seen.insert(*item)).collect()
    }

    pub(super) fn process(mut self, citations: &[Citation], nocite: &[usize]) -> Rendered {
        let works = Self::works(citations, nocite, self.items.len());
        self.number(&works);
        let keys = self.list_keys(&works);
        let sorted = self.order(&works, &keys, false);
        if self.style.bibliography.is_some() {
            self.number(&sorted);
            if self.numbers_downwards() {
                let count = u32::try_from(sorted.len()).unwrap_or(u32::MAX);
                for number in self.numbers.iter_mut().flatten() {
                    *number = count + 1 - *number;
                }
            }
            self.listed = sorted;
        } else {
            self.listed.clone_from(&works);
        }
        self.choices = self.decide(&works, &keys);
        self.rendered(citations)
    }

    fn rendered(&self, citations: &[Citation]) -> Rendered {
        let orders = self.cite_orders(citations);
        let stands = position::places(citations, &orders, self.style.citation.near_note);
        let mut rendered = Rendered::default();
        for (at, citation) in citations.iter().enumerate() {
            let (pieces, in_text) = self.citation(citation, &orders[at], &stands[at]);
            rendered.citations.push(pieces);
            rendered.in_text.push(in_text);
        }
        if self.style.bibliography.is_some() {
            rendered.entries = self.entries();
        }
        rendered
    }

    fn number(&mut self, order: &[usize]) {
        for (at, item) in order.iter().enumerate() {
            self.numbers[*item] = u32::try_from(at + 1).ok();
        }
    }

    /// Whether the first key of the list is the number, from the last to the first.
    fn numbers_downwards(&self) -> bool {
        let key = self.style.bibliography.as_ref().and_then(|list| list.sort.first());
        key.is_some_and(|key| key.descending && key.source == SortSource::Variable(Variable::CitationNumber))
    }

    fn sort_keys(&self) -> &'a [SortKey] {
        self.style.bibliography.as_ref().map_or(&[], |list| &list.sort)
    }

    fn keys_of(&self, keys: &'a [SortKey], item: usize, area: Area) -> Vec<Key> {
        // Keys do not outlive this call, nor do the trees that they are made of.
        let session: &Session<'_> = self;
        let names = match (&session.style.bibliography, area) {
            (Some(list), Area::Bibliography) => &list.names,
            _ => &session.style.citation.names,
        };
        sort::keys(keys, &Context { names, ..session.context(item, Area::Sort) })
    }

    /// The keys of all works of the list, by item.
    fn list_keys(&self, works: &[usize]) -> BTreeMap<usize, Vec<Key>> {
        let keys = self.sort_keys();
        works.iter().map(|item| (*item, self.keys_of(keys, *item, Area::Bibliography))).collect()
    }

    fn letters(&self) -> Option<Letters> {
        Letters::of(self.options.collation.as_deref().unwrap_or(self.locales[0].0.tag()))
    }

    /// Works in the order of the list; `alike` in every language.
    fn order(&self, works: &[usize], keys: &BTreeMap<usize, Vec<Key>>, alike: bool) -> Vec<usize> {
        let mut sorted = works.to_vec();
        let sort = self.sort_keys();
        if let Some(letters) = self.letters().filter(|_| !sort.is_empty()) {
            sorted.sort_by(|a, b| {
                if alike {
                    letters.compare_alike(sort, self.style, &keys[a], &keys[b])
                } else {
                    letters.compare(sort, self.style, &keys[a], &keys[b])
                }
            });
        }
        sorted
    }

    /// What tells works apart.
    fn decide(&self, works: &[usize], keys: &BTreeMap<usize, Vec<Key>>) -> Vec<Choices> {
        let render = |at: usize, choices: &Choices| {
            let place = Place { subsequent: true, near_note: true, ..Place::default() };
            let cx = Context { place, choices: choices.clone(), ..self.context(works[at], Area::Citation) };
            Node::of(Eval::new(cx).layout(&self.style.citation.layout))
        };
        let places: BTreeMap<usize, usize> = works.iter().enumerate().map(|(at, item)| (*item, at)).collect();
        let order = |set: &[usize]| -> Vec<usize> {
            let items: Vec<usize> = set.iter().map(|at| works[*at]).collect();
            self.order(&items, keys, true).iter().map(|item| places[item]).collect()
        };
        let by_condition = self.style.facts.disambiguates;
        let decided = disambiguate(&self.style.citation, works.len(), &render, &order, by_condition);
        let mut choices = vec![Choices::default(); self.items.len()];
        for (item, choice) in works.iter().zip(decided) {
            choices[*item] = choice;
        }
        choices
    }

    /// In which order the cites of each citation are printed.
    fn cite_orders(&self, citations: &[Citation]) -> Vec<Vec<usize>> {
        let sort = &self.style.citation.sort;
        let letters = if sort.is_empty() || self.options.as_written { None } else { self.letters() };
        let mut known: BTreeMap<usize, Vec<Key>> = BTreeMap::new();
        citations
            .iter()
            .map(|citation| {
                let mut order: Vec<usize> = (0..citation.cites.len()).collect();
                let Some(letters) = &letters else { return order };
                for item in citation.cites.iter().filter_map(|cite| cite.item) {
                    known.entry(item).or_insert_with(|| self.keys_of(sort, item, Area::Citation));
                }
                // Words around a cite keep its neighbours.
                let free = |at: usize| {
                    let cite = &citation.cites[at];
                    cite.prefix.is_empty() && cite.suffix.is_empty() && cite.item.is_some()
                };
                let mut start = 0;
                while start < order.len() {
                    let mut end = start + 1;
                    if free(start) {
                        while end < order.len() && free(end) {
                            end += 1;
                        }
                    }
                    let key = |at: &usize| citation.cites[*at].item.and_then(|item| known.get(&item));
                    order[start..end].sort_by(|a, b| match (key(a), key(b)) {
                        (Some(a), Some(b)) => letters.compare(sort, self.style, a, b),
                        _ => std::cmp::Ordering::Equal,
                    });
                    start = end;
                }
                order
            })
            .collect()
    }

    /// An entry of the list; `numbered` with its number.
    fn entry_node(&self, item: usize, numbered: bool) -> Node<'_> {
        let Some(list) = &self.style.bibliography else { return Node::Leaf(Vec::new()) };
        let mut children = Eval::new(self.context(item, Area::Bibliography)).layout(&list.layout);
        let count = children.len();
        if !numbered {
            children.iter_mut().for_each(without_number);
        }
        children.retain(|child| !child.is_empty());
        let aligned = list.second_field_align && (numbered || children.len() == count);
        if aligned && children.len() > 1 {
            let rest = children.split_off(1);
            let look = |display| Look { display: Some(display), ..Look::default() };
            children =
                vec![Node::styled(look(Display::LeftMargin), children), Node::styled(look(Display::RightInline), rest)];
        }
        let mut look = list.layout.look.clone();
        // What ends an entry belongs to its last block.
        if !look.suffix.is_empty()
            && let Some(Node::Branch(last)) = children.last_mut()
            && last.look.display.is_some()
        {
            let suffix = std::mem::take(&mut look.suffix);
            let display = last.look.display.take();
            let inner = Node::Branch(std::mem::take(last));
            let ended = Node::styled(Look { suffix, ..Look::default() }, vec![inner]);
            **last = Branch { look: Look { display, ..Look::default() }, children: vec![ended], ..Branch::default() };
        }
        Node::Branch(Box::new(Branch { look, affixes_inside: true, children, ..Branch::default() }))
    }

    fn entries(&self) -> Vec<Entry> {
        let Some(list) = &self.style.bibliography else { return Vec::new() };
        let mut before: Option<substitute::Lead<'_>> = None;
        let mut entries = Vec::new();
        for item in &self.listed {
            let mut node = self.entry_node(*item, true);
            if let Some(text) = &list.substitute {
                let own = substitute::lead(&node);
                if let (Some(own), Some(before)) = (&own, &before) {
                    substitute::substitute(&mut node, own, before, text, list.substitute_rule);
                }
                before = own;
            }
            entries.push(self.entry(*item, &node));
        }
        entries
    }

    fn entry(&self, item: usize, node: &Node<'_>) -> Entry {
        let locale = self.locales[self.worded(item)].0;
        Entry { item, blocks: blocks(finish::resolve(finish::render(node), locale)) }
    }

    /// The first item as an entry by itself.
    pub(super) fn alone(self) -> Entry {
        self.entry(0, &self.entry_node(0, false))
    }
}

/// Takes the number out of a part of an entry.
fn without_number(node: &mut Node<'_>) {
    let is_number = |tag: &Tag<'_>| matches!(tag, Tag::CitationNumber(_));
    if node.tag().is_some_and(is_number) {
        *node = Node::Leaf(Vec::new());
    } else {
        node.remove(&is_number, false);
    }
}

pub(super) fn push(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        _ if run.text.is_empty() => {}
        Some(last) if last.format == run.format && last.link == run.link && last.lang == run.lang => {
            last.text.push_str(&run.text);
        }
        _ => runs.push(run),
    }
}

fn blocks(lines: Lines) -> Vec<Block> {
    let mut blocks: Vec<(usize, Block)> = Vec::new();
    for line in lines {
        if line.run.text.is_empty() {
            continue;
        }
        match blocks.last_mut() {
            Some((at, block)) if *at == line.block && block.display == line.display => push(&mut block.runs, line.run),
            _ => blocks.push((line.block, Block { display: line.display, runs: vec![line.run] })),
        }
    }
    blocks.into_iter().map(|(_, block)| block).collect()
}
