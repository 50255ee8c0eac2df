//! From trees to text: delimiters, affixes, text case, punctuation that meets, quotation marks, formats.
//!
//! Only here are the characters of neighbours looked at.

mod case;
mod punctuation;
mod runs;

pub(super) use self::case::recase;
pub(super) use self::runs::{Lines, resolve};

use super::node::{Branch, Node, Tag};
use super::rich::{Mark, Rich, Token, first_char, is_blank, plain, wrap};
use super::style::element::Font;

/// A node as words and marks.
pub(super) fn render(node: &Node<'_>) -> Rich {
    match node {
        Node::Leaf(rich) => rich.clone(),
        Node::Branch(branch) => render_branch(branch),
    }
}

fn render_branch(branch: &Branch<'_>) -> Rich {
    let parts: Vec<Rich> = branch.children.iter().map(render).filter(|part| !part.is_empty()).collect();
    let mut rich = join(parts, &branch.delimiter);
    let look = &branch.look;
    if !is_blank(&rich) {
        if look.strip_periods {
            for token in &mut rich {
                if let Token::Text(text) = token {
                    text.retain(|c| c != '.');
                }
            }
        }
        if let Some(case) = look.case {
            recase(&mut rich, case, branch.english);
        }
        if branch.affixes_inside {
            rich = affixed(rich, &look.prefix, &look.suffix);
        }
        if look.font != Font::default() {
            rich = wrap(Mark::Font(look.font), rich);
        }
        if look.quotes {
            rich = wrap(Mark::Quote, rich);
        }
        if !branch.affixes_inside {
            rich = affixed(rich, &look.prefix, &look.suffix);
        }
        if let Some(display) = look.display {
            rich = wrap(Mark::Display(display), rich);
        }
    }
    match &branch.tag {
        Some(Tag::Item(cite)) => wrap(Mark::Cite(*cite), rich),
        Some(Tag::Link(address)) if !is_blank(&rich) => wrap(Mark::Link(address.clone()), rich),
        Some(Tag::Lang(lang)) if !is_blank(&rich) => wrap(Mark::Lang(lang.clone()), rich),
        _ => rich,
    }
}

fn affixed(rich: Rich, prefix: &str, suffix: &str) -> Rich {
    let mut parts = Vec::with_capacity(3);
    if !prefix.is_empty() {
        parts.push(plain(prefix));
    }
    parts.push(rich);
    if !suffix.is_empty() {
        parts.push(plain(suffix));
    }
    join(parts, "")
}

/// Parts one after the other, a delimiter between those that print something.
fn join(parts: Vec<Rich>, delimiter: &str) -> Rich {
    let mut parts = parts.into_iter();
    let Some(mut whole) = parts.next() else { return Vec::new() };
    let mut printed = !is_blank(&whole);
    for part in parts {
        if is_blank(&part) {
            whole.extend(part);
            continue;
        }
        // A part that begins with a sign of its own needs no other before it.
        if printed && !delimiter.is_empty() && !first_char(&part).is_some_and(|c| matches!(c, ',' | ';' | '.')) {
            punctuation::append(&mut whole, plain(delimiter));
        }
        punctuation::append(&mut whole, part);
        printed = true;
    }
    whole
}
