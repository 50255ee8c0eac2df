//! What a citation style made, as markup.

use super::html::Writer;
use crate::csl::{Block, Display, Position, Run};

/// Writes runs; `links` says whether their addresses become links (not within a link).
pub(super) fn write(runs: &[Run], links: bool, writer: &mut Writer) {
    for run in runs {
        let link = run.link.as_ref().filter(|_| links);
        if let Some(address) = link {
            writer.open("a", &[("href", address.as_str())]);
        }
        let mut tags = Vec::new();
        let mut open = |wanted: bool, tag: &'static str, attributes: &[(&str, &str)]| {
            if wanted {
                writer.open(tag, attributes);
                tags.push(tag);
            }
        };
        let lang = run.lang.as_deref();
        open(lang.is_some(), "span", &[("lang", lang.unwrap_or_default())]);
        open(run.format.italic, "i", &[]);
        open(run.format.bold, "b", &[]);
        open(run.format.underline, "u", &[]);
        open(run.format.small_caps, "span", &[("class", "small-caps")]);
        open(run.format.position == Position::Superscript, "sup", &[]);
        open(run.format.position == Position::Subscript, "sub", &[]);
        writer.text(&run.text);
        for tag in tags.iter().rev() {
            writer.close(tag);
        }
        if link.is_some() {
            writer.close("a");
        }
    }
}

/// Writes an entry of a list of references: its parts, with a space between those that stand apart.
pub(super) fn write_entry(blocks: &[Block], writer: &mut Writer) {
    for (at, block) in blocks.iter().enumerate() {
        if parted(blocks, at) {
            writer.text(" ");
        }
        let class = match block.display {
            Display::Inline => None,
            Display::Block => Some("csl-block"),
            Display::LeftMargin => Some("csl-left-margin"),
            Display::RightInline => Some("csl-right-inline"),
            Display::Indent => Some("csl-indent"),
        };
        if let Some(class) = class {
            writer.open("span", &[("class", class)]);
        }
        write(&block.runs, true, writer);
        if class.is_some() {
            writer.close("span");
        }
    }
}

/// The words of an entry.
pub(super) fn words(blocks: &[Block]) -> String {
    let mut words = String::new();
    for (at, block) in blocks.iter().enumerate() {
        words.push_str(if parted(blocks, at) { " " } else { "" });
        words.extend(block.runs.iter().map(|run| run.text.as_str()));
    }
    words
}

/// Whether a part of an entry needs a space before it, which lines of their own would show.
fn parted(blocks: &[Block], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|at| &blocks[at]) else { return false };
    let apart = before.display != Display::Inline || blocks[at].display != Display::Inline;
    apart && !before.runs.last().is_some_and(|run| run.text.ends_with(char::is_whitespace))
}
