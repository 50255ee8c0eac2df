//! One name: the order of its parts, particles, initials.

use super::Setting;
use super::initials::initials;
use crate::csl::eval::{Area, Eval, Given};
use crate::csl::item::Name;
use crate::csl::markup;
use crate::csl::node::{Branch, Node};
use crate::csl::rich::text_of;
use crate::csl::style::element::{Demote, Look, NameForm};

/// Whether a name is written with spaces between its parts, and can be inverted: in Latin, Greek, Cyrillic, Hebrew, Arabic,
/// Thai letters and the like.
pub(super) fn is_spaced(name: &Name) -> bool {
    let spaced = |c: char| {
        !c.is_alphabetic()
            || matches!(u32::from(c), 0..=0x0DFF | 0x0E00..=0x0FFF | 0x10A0..=0x10FF | 0x1D00..=0x1FFF | 0x2000..=0x206F | 0xA640..=0xA7FF | 0xFB00..=0xFDFF | 0xFE70..=0xFEFF)
    };
    name.family.chars().chain(name.given.chars()).all(spaced)
}

impl<'a> Eval<'a> {
    pub(super) fn name(&self, name: &'a Name, at: usize, inverted: bool, setting: &Setting<'a>) -> Node<'a> {
        let options = &setting.options;
        if !name.literal.is_empty() {
            let text = if self.cx.area == Area::Sort && self.is_english() {
                without_article(&name.literal)
            } else {
                &name.literal
            };
            return self.part(Some(text.to_owned()), setting.family, true).unwrap_or(Node::Leaf(Vec::new()));
        }
        let hint = self.given_shown(name, at);
        let short = options.form == Some(NameForm::Short) && hint.is_none();
        let given = if short { String::new() } else { self.given(name, hint, setting) };
        let spaced = is_spaced(name);
        if !spaced {
            return self.unspaced(name, given, setting);
        }
        let family = name.family.clone();
        let (dropping, keeping) = (name.dropping_particle.as_str(), name.non_dropping_particle.as_str());
        if short {
            let nodes = self.spaced_nodes(vec![(keeping.to_owned(), setting.family), (family, setting.family)]);
            return Self::affixed(nodes, setting.family).unwrap_or(Node::Leaf(Vec::new()));
        }
        let suffix = (!name.suffix.is_empty()).then(|| name.suffix.clone());
        let separator = options.sort_separator.clone().unwrap_or_else(|| ", ".to_owned());
        if inverted {
            let demoted = match self.cx.style.demote {
                Demote::Never => false,
                Demote::SortOnly => self.cx.area == Area::Sort,
                Demote::DisplayAndSort => true,
            };
            if self.cx.area == Area::Sort {
                let particles = format!("{keeping} {dropping}");
                let (first, second) = if demoted {
                    (family, particles.trim().to_owned())
                } else {
                    (join_words(keeping, &family), dropping.to_owned())
                };
                let parts = [first, second, given, name.suffix.clone()].into_iter().filter(|part| !part.is_empty());
                return Node::text(parts.collect::<Vec<_>>().join(&separator));
            }
            let before = if demoted { String::new() } else { keeping.to_owned() };
            let after = if demoted { keeping.to_owned() } else { String::new() };
            let first = self.spaced_nodes(vec![(before, setting.family), (family, setting.family)]);
            let second = self.spaced_nodes(vec![
                (given, setting.given),
                (dropping.to_owned(), setting.given),
                (after, setting.family),
            ]);
            let mut parts: Vec<Node<'a>> = Vec::new();
            parts.extend(Self::affixed(first, setting.family));
            parts.extend(Self::affixed(second, setting.given));
            parts.extend(suffix.and_then(|suffix| self.part(Some(suffix), None, false)));
            return Node::joined(parts, separator);
        }
        let mut behind = self.spaced_nodes(vec![
            (dropping.to_owned(), setting.given),
            (keeping.to_owned(), setting.family),
            (family.clone(), setting.family),
        ]);
        if let Some(suffix) = suffix {
            behind.push(Node::text(if name.comma_suffix { ", " } else { " " }));
            behind.push(Node::text(suffix));
        }
        let given = self.part((!given.is_empty()).then_some(given), setting.given, true);
        let family = Self::affixed(behind, setting.family);
        if name.static_ordering {
            return Node::joined([family, given].into_iter().flatten().collect(), " ");
        }
        Node::joined([given, family].into_iter().flatten().collect(), " ")
    }

    /// A name of a script without spaces: the family name first, always.
    fn unspaced(&self, name: &Name, given: String, setting: &Setting<'a>) -> Node<'a> {
        let mut nodes = Vec::new();
        nodes.extend(self.part(Some(join_words(&name.non_dropping_particle, &name.family)), setting.family, true));
        nodes.extend(self.part((!given.is_empty()).then_some(given), setting.given, true));
        Node::of(nodes)
    }

    /// The given names, whole or as initials.
    fn given(&self, name: &Name, hint: Option<Given>, setting: &Setting<'a>) -> String {
        let options = &setting.options;
        let given = name.given.as_str();
        let Some(mark) = &options.initialize_with else { return given.to_owned() };
        if !is_spaced(name) || given.is_empty() || name.family.is_empty() {
            return given.to_owned();
        }
        let whole = hint == Some(Given::Full) || options.initialize == Some(false);
        let bare = text_of(&markup::parse(given, self.cx.quotes));
        initials(&bare, mark, !whole, self.cx.style.initialize_with_hyphen)
    }

    /// A part with its format; with its affixes too, if it stands alone.
    fn part(&self, text: Option<String>, look: Option<&Look>, affixes: bool) -> Option<Node<'a>> {
        let text = text.filter(|text| !text.is_empty())?;
        let node = Node::Leaf(markup::parse(&text, self.cx.quotes));
        let Some(look) = look else { return Some(node) };
        let mut own = Look { font: look.font, case: look.case, ..Look::default() };
        if affixes {
            own.prefix.clone_from(&look.prefix);
            own.suffix.clone_from(&look.suffix);
        }
        Some(self.looked(&own, node))
    }

    /// Parts with a space between them, but behind a particle that ends in an apostrophe or a hyphen.
    fn spaced_nodes(&self, parts: Vec<(String, Option<&Look>)>) -> Vec<Node<'a>> {
        let mut nodes: Vec<Node<'a>> = Vec::new();
        let mut before: Option<char> = None;
        for (text, look) in parts {
            let last = text.chars().next_back();
            let Some(node) = self.part(Some(text), look, false) else { continue };
            if before.is_some_and(|c| !matches!(c, '\'' | '’' | '-' | '–' | '\u{a0}')) {
                nodes.push(Node::text(" "));
            }
            nodes.push(node);
            before = last;
        }
        nodes
    }

    /// Nodes within the affixes of a part.
    fn affixed(nodes: Vec<Node<'a>>, look: Option<&Look>) -> Option<Node<'a>> {
        if nodes.is_empty() {
            return None;
        }
        let look =
            look.map(|look| Look { prefix: look.prefix.clone(), suffix: look.suffix.clone(), ..Look::default() });
        Some(Node::Branch(Box::new(Branch { look: look.unwrap_or_default(), children: nodes, ..Branch::default() })))
    }
}

fn join_words(particle: &str, family: &str) -> String {
    match particle.chars().next_back() {
        None => family.to_owned(),
        Some('\'' | '’' | '-' | '\u{a0}') => format!("{particle}{family}"),
        Some(_) => format!("{particle} {family}"),
    }
}

/// The name of an institution by which it is sorted: without an article at its beginning.
fn without_article(name: &str) -> &str {
    let low = name.to_lowercase();
    for article in ["a ", "an ", "the "] {
        if low.starts_with(article) && name.is_char_boundary(article.len()) {
            return &name[article.len()..];
        }
    }
    name
}
