//! What evaluation leaves: a tree in which each node still says what it stands for.
//!
//! Everything later (groups, ranges, letters, substituted authors, links) asks the tags, never the text.

use super::item::Name;
use super::rich::{Rich, Token};
use super::style::element::Look;
use super::variable::Variable;

/// A node of rendered text.
#[derive(Debug, Clone)]
pub(super) enum Node<'a> {
    Leaf(Rich),
    Branch(Box<Branch<'a>>),
}

/// Nodes together, with what stands around and between them.
#[derive(Debug, Clone, Default)]
pub(super) struct Branch<'a> {
    pub look: Look,
    pub delimiter: String,
    /// Whether the affixes take the format too, as those of a layout do.
    pub affixes_inside: bool,
    pub tag: Option<Tag<'a>>,
    /// Whether its words are of a language with title case.
    pub english: bool,
    pub children: Vec<Node<'a>>,
}

/// What a node stands for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tag<'a> {
    /// A cite, by its place in the citation.
    Item(usize),
    /// Lists of names that were printed, or what stands in their place.
    Names(Vec<(Variable, &'a [Name])>),
    /// One name of them.
    Name,
    Date(Variable),
    Year,
    /// The letter behind a year.
    YearSuffix(u32),
    CitationNumber(u32),
    Locator,
    /// An address that it names.
    Link(String),
    /// Its language, where it is not the document's.
    Lang(String),
    /// The words before or after a cite.
    Affix,
    /// The title of the work.
    Title,
    Term(String),
    Label,
}

impl<'a> Node<'a> {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Leaf(vec![Token::Text(text.into())])
    }

    pub(super) fn of(children: Vec<Self>) -> Self {
        Self::Branch(Box::new(Branch { children, ..Branch::default() }))
    }

    pub(super) fn joined(children: Vec<Self>, delimiter: impl Into<String>) -> Self {
        Self::Branch(Box::new(Branch { children, delimiter: delimiter.into(), ..Branch::default() }))
    }

    pub(super) fn tagged(tag: Tag<'a>, child: Self) -> Self {
        Self::Branch(Box::new(Branch { tag: Some(tag), children: vec![child], ..Branch::default() }))
    }

    pub(super) fn styled(look: Look, children: Vec<Self>) -> Self {
        Self::Branch(Box::new(Branch { look, children, ..Branch::default() }))
    }

    pub(super) fn tag(&self) -> Option<&Tag<'a>> {
        if let Self::Branch(branch) = self { branch.tag.as_ref() } else { None }
    }

    /// Whether it prints nothing.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Leaf(rich) => super::rich::is_blank(rich),
            Self::Branch(branch) => branch.children.iter().all(Self::is_empty),
        }
    }

    /// The first node, from the left, whose tag is one that is looked for.
    pub(super) fn find(&self, wanted: &dyn Fn(&Tag<'a>) -> bool) -> Option<&Self> {
        let Self::Branch(branch) = self else { return None };
        if branch.tag.as_ref().is_some_and(wanted) {
            return Some(self);
        }
        branch.children.iter().find_map(|child| child.find(wanted))
    }

    /// Calls `each` with every tagged node.
    pub(super) fn visit(&self, each: &mut dyn FnMut(&Tag<'a>, &Self)) {
        let Self::Branch(branch) = self else { return };
        if let Some(tag) = &branch.tag {
            each(tag, self);
        }
        branch.children.iter().for_each(|child| child.visit(each));
    }

    /// Takes away the nodes whose tag is one that is looked for; only the first of them, if so wished.
    pub(super) fn remove(&mut self, wanted: &dyn Fn(&Tag<'a>) -> bool, only_first: bool) -> bool {
        let Self::Branch(branch) = self else { return false };
        let mut removed = false;
        for child in &mut branch.children {
            if only_first && removed {
                break;
            }
            if child.tag().is_some_and(wanted) {
                *child = Self::Leaf(Vec::new());
                removed = true;
            } else {
                removed |= child.remove(wanted, only_first);
            }
        }
        removed
    }

    /// The first node whose tag is one that is looked for, to be changed.
    pub(super) fn find_mut(&mut self, wanted: &dyn Fn(&Tag<'a>) -> bool) -> Option<&mut Self> {
        if self.tag().is_some_and(wanted) {
            return Some(self);
        }
        let Self::Branch(branch) = self else { return None };
        branch.children.iter_mut().find_map(|child| child.find_mut(wanted))
    }
}
