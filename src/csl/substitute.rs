//! `subsequent-author-substitute`: a dash in the place of names that the entry before has too.

use super::finish;
use super::item::Name;
use super::node::{Branch, Node, Tag};
use super::rich::text_of;
use super::style::element::SubstituteRule;
use super::variable::Variable;

/// What two entries are compared by.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lead<'a> {
    lists: Vec<(Variable, &'a [Name])>,
    /// Of what stands in the place of names.
    text: String,
}

fn is_names(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Names(_))
}

/// The names that an entry begins with.
pub(super) fn lead<'a>(entry: &Node<'a>) -> Option<Lead<'a>> {
    let node = entry.find(&is_names)?;
    let Some(Tag::Names(lists)) = node.tag() else { return None };
    Some(Lead { lists: lists.clone(), text: text_of(&finish::render(node)) })
}

/// Puts the substitute into an entry, where its names are those of the entry before.
pub(super) fn substitute<'a>(
    entry: &mut Node<'a>,
    own: &Lead<'a>,
    before: &Lead<'a>,
    text: &str,
    rule: SubstituteRule,
) {
    let names = |lead: &Lead<'a>| lead.lists.iter().flat_map(|(_, list)| list.iter()).collect::<Vec<_>>();
    let (mine, theirs) = (names(own), names(before));
    let same = if own.lists.is_empty() || before.lists.is_empty() {
        own.lists.is_empty() && before.lists.is_empty() && own.text == before.text
    } else {
        // Lists that are cut by "et al." are alike if they read alike; so is an institution told as a family name.
        mine == theirs || own.text == before.text
    };
    let shared = mine.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
    let Some(node) = entry.find_mut(&is_names) else { return };
    match rule {
        SubstituteRule::CompleteEach if same && !mine.is_empty() => replace_each(node, text, usize::MAX),
        _ if same && (mine.is_empty() || rule == SubstituteRule::CompleteAll) => replace_all(node, text),
        SubstituteRule::PartialEach if shared > 0 => replace_each(node, text, shared),
        SubstituteRule::PartialFirst if shared > 0 => replace_each(node, text, 1),
        _ => {}
    }
}

/// All names of the first list, but not its label.
fn replace_all(node: &mut Node<'_>, text: &str) {
    if !replace_list(node, text)
        && let Node::Branch(branch) = node
    {
        branch.children = vec![Node::text(text)];
    }
}

/// Lists are the branches whose children are names.
fn replace_list(node: &mut Node<'_>, text: &str) -> bool {
    let Node::Branch(branch) = node else { return false };
    if branch.children.iter().any(|child| matches!(child.tag(), Some(Tag::Name))) {
        let look = std::mem::take(&mut branch.look);
        **branch = Branch { look, children: vec![Node::text(text)], ..Branch::default() };
        return true;
    }
    let mut found = false;
    for child in &mut branch.children {
        if found && replace_list(child, "") {
            continue;
        }
        found |= replace_list(child, text);
    }
    found
}

/// The first names, one by one.
fn replace_each(node: &mut Node<'_>, text: &str, count: usize) {
    let mut left = count;
    each(node, text, &mut left);
}

fn each(node: &mut Node<'_>, text: &str, left: &mut usize) {
    let is_name = matches!(node.tag(), Some(Tag::Name));
    let Node::Branch(branch) = node else { return };
    if is_name {
        if *left > 0 {
            *left -= 1;
            branch.children = vec![Node::text(text)];
        }
        return;
    }
    branch.children.iter_mut().for_each(|child| each(child, text, left));
}
