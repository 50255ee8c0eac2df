//! Cites of a citation put together: groups of one author, years without their names, letters, ranges of numbers.

use super::finish;
use super::node::{Branch, Node, Tag};
use super::rich::text_of;
use super::style::element::{CitationArea, Collapse};

/// A cite that is rendered, with what decides whether it goes together with others.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    pub cite: usize,
    pub node: Node<'a>,
    /// The words of its first names, or of what stands in for them.
    names: String,
    prefix: bool,
    suffix: bool,
    locator: bool,
    /// Its number, if it prints nothing else.
    number: Option<u32>,
    /// The words of its date, without the letter.
    year: String,
    letter: Option<u32>,
}

impl<'a> Part<'a> {
    pub(super) fn new(cite: usize, node: Node<'a>, prefix: bool, suffix: bool) -> Self {
        let names = node.find(&|tag| matches!(tag, Tag::Names(_))).map(words).unwrap_or_default();
        let locator = node.find(&|tag| matches!(tag, Tag::Locator)).is_some();
        let mut number = None;
        let mut letter = None;
        node.visit(&mut |tag, _| match tag {
            Tag::CitationNumber(found) => number = number.or(Some(*found)),
            Tag::YearSuffix(found) => letter = letter.or(Some(*found)),
            _ => {}
        });
        if number.is_some() {
            let mut rest = node.clone();
            rest.remove(&|tag| matches!(tag, Tag::CitationNumber(_)), false);
            number = number.filter(|_| rest.is_empty() || words(&rest).chars().all(|c| !c.is_alphanumeric()));
        }
        let mut date = node.clone();
        date.remove(&|tag| matches!(tag, Tag::YearSuffix(_)), false);
        date.remove(&|tag| matches!(tag, Tag::Names(_)), true);
        date.remove(&|tag| matches!(tag, Tag::Locator | Tag::Affix), false);
        let year = words(&date);
        Self { cite, node, names, prefix, suffix, locator, number, year, letter }
    }

    pub(super) fn into_node(self) -> Node<'a> {
        self.node
    }

    fn affixed(&self) -> bool {
        self.prefix || self.suffix
    }
}

fn words(node: &Node<'_>) -> String {
    text_of(&finish::render(node))
}

/// All cites of a citation, in order, with their delimiters.
pub(super) fn compose<'a>(area: &CitationArea, parts: Vec<Part<'a>>) -> Node<'a> {
    let delimiter = area.layout.delimiter.as_str();
    match area.collapse {
        Some(Collapse::CitationNumber) => numbers(area, &parts),
        Some(kind) => {
            let mut chain = Chain::default();
            for group in grouped(parts) {
                let collapsed = years(area, kind, group);
                // After a group of years it follows whether or not the group did collapse, as citeproc-js has it.
                let always = kind == Collapse::Year;
                let after = if collapsed.1 || always { area.after_collapse.as_deref() } else { None };
                chain.push(collapsed.0, after.unwrap_or(delimiter));
            }
            chain.done()
        }
        None if area.group_delimiter.is_some() => {
            let within = area.group_delimiter.as_deref().unwrap_or(", ");
            let groups = grouped(parts)
                .into_iter()
                .map(|group| Node::joined(group.into_iter().map(|part| part.node).collect(), within));
            Node::joined(groups.collect(), delimiter)
        }
        None => Node::joined(parts.into_iter().map(|part| part.node).collect(), delimiter),
    }
}

/// Nodes one after the other, each with the delimiter that follows it.
#[derive(Default)]
struct Chain<'a> {
    done: Option<Node<'a>>,
    delimiter: String,
}

impl<'a> Chain<'a> {
    fn push(&mut self, node: Node<'a>, delimiter: &str) {
        self.done = Some(match self.done.take() {
            None => node,
            Some(done) => Node::joined(vec![done, node], std::mem::take(&mut self.delimiter)),
        });
        delimiter.clone_into(&mut self.delimiter);
    }

    fn done(self) -> Node<'a> {
        self.done.unwrap_or(Node::Leaf(Vec::new()))
    }
}

/// Cites of the same names together, at the place of the first of them. Nothing moves past words around a cite.
fn grouped(parts: Vec<Part<'_>>) -> Vec<Vec<Part<'_>>> {
    let mut groups = Vec::new();
    let mut rest = parts;
    while !rest.is_empty() {
        let first = rest.remove(0);
        if first.suffix {
            groups.push(vec![first]);
            continue;
        }
        let free = rest.iter().take_while(|part| !part.affixed()).count();
        let behind = rest.split_off(free);
        let (same, other): (Vec<_>, Vec<_>) = rest.into_iter().partition(|part| {
            part.names == first.names && (!first.names.is_empty() || part.year == first.year && part.letter.is_some())
        });
        let mut group = vec![first];
        group.extend(same);
        groups.push(group);
        rest = other;
        rest.extend(behind);
    }
    groups
}

/// The cites of one author, the names only with the first; and whether anything was left out.
fn years<'a>(area: &CitationArea, kind: Collapse, group: Vec<Part<'a>>) -> (Node<'a>, bool) {
    let mut within = area.group_delimiter.as_deref().unwrap_or(", ");
    if group.iter().any(|part| part.locator) {
        within = area.after_collapse.as_deref().unwrap_or(within);
    }
    let collapsed = group.len() > 1;
    let mut group = group;
    for part in group.iter_mut().skip(1) {
        part.node.remove(&|tag| matches!(tag, Tag::Names(_)), true);
    }
    if kind == Collapse::Year {
        return (Node::joined(group.into_iter().map(|part| part.node).collect(), within), collapsed);
    }
    let between =
        area.suffix_delimiter.as_deref().or(area.group_delimiter.as_deref()).unwrap_or(&area.layout.delimiter);
    let mut chain = Chain::default();
    let mut same: Vec<Part<'a>> = Vec::new();
    for part in group {
        let joins = same.last().is_some_and(|last| {
            last.letter.is_some() && part.letter.is_some() && last.year == part.year && !last.locator && !part.locator
        });
        if !joins && !same.is_empty() {
            let after = if same.len() > 1 { area.group_delimiter.as_deref() } else { Some(within) };
            let after = after.unwrap_or(&area.layout.delimiter).to_owned();
            chain.push(letters(between, kind, std::mem::take(&mut same)), &after);
        }
        same.push(part);
    }
    chain.push(letters(between, kind, same), within);
    (chain.done(), collapsed)
}

/// The cites of one author and one year: the letters only, behind the first.
fn letters<'a>(between: &str, kind: Collapse, parts: Vec<Part<'a>>) -> Node<'a> {
    let mut nodes: Vec<(Node<'a>, usize, Option<u32>)> = Vec::new();
    for (at, part) in parts.into_iter().enumerate() {
        let node = if at == 0 {
            part.node
        } else {
            let letter = part.node.find(&|tag| matches!(tag, Tag::YearSuffix(_))).cloned();
            Node::tagged(Tag::Item(part.cite), letter.unwrap_or(Node::Leaf(Vec::new())))
        };
        nodes.push((node, part.cite, part.letter));
    }
    let mut chain = Chain::default();
    let mut at = 0;
    while at < nodes.len() {
        let run = nodes[at..]
            .windows(2)
            .take_while(|pair| matches!((pair[0].2, pair[1].2), (Some(a), Some(b)) if b == a + 1))
            .count();
        if kind == Collapse::YearSuffixRanged && run >= 2 {
            let last = at + run;
            chain.push(nodes[at].0.clone(), "–");
            let middle = nodes[at + 1..last].iter().map(|(_, cite, _)| silent(*cite));
            let mut end: Vec<Node<'a>> = middle.collect();
            end.push(nodes[last].0.clone());
            chain.push(Node::of(end), between);
            at = last + 1;
        } else {
            chain.push(nodes[at].0.clone(), between);
            at += 1;
        }
    }
    chain.done()
}

/// A cite that went into a range.
fn silent<'a>(cite: usize) -> Node<'a> {
    Node::tagged(Tag::Item(cite), Node::Leaf(Vec::new()))
}

/// Runs of three or more numbers as ranges.
fn numbers<'a>(area: &CitationArea, parts: &[Part<'a>]) -> Node<'a> {
    let delimiter = area.layout.delimiter.as_str();
    let mut chain = Chain::default();
    let mut at = 0;
    let plain = |part: &Part<'a>| part.number.filter(|_| !part.affixed() && !part.locator);
    while at < parts.len() {
        let run = parts[at..]
            .windows(2)
            .take_while(|pair| matches!((plain(&pair[0]), plain(&pair[1])), (Some(a), Some(b)) if b == a + 1))
            .count();
        if run >= 2 {
            let last = at + run;
            chain.push(parts[at].node.clone(), "–");
            let mut end: Vec<Node<'a>> = parts[at + 1..last].iter().map(|part| silent(part.cite)).collect();
            end.push(parts[last].node.clone());
            chain.push(Node::of(end), area.after_collapse.as_deref().unwrap_or(delimiter));
            at = last + 1;
        } else {
            chain.push(parts[at].node.clone(), delimiter);
            at += 1;
        }
    }
    chain.done()
}

/// A branch, for those that put affixes around a citation.
pub(super) fn laid_out<'a>(area: &CitationArea, node: Node<'a>) -> Node<'a> {
    Node::Branch(Box::new(Branch {
        look: area.layout.look.clone(),
        affixes_inside: true,
        children: vec![node],
        ..Branch::default()
    }))
}
