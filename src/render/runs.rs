//! What a citation style made, as markup.

use super::html::Writer;
use crate::resolve::cite::{Position, Run};

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
        open(run.italic, "i", &[]);
        open(run.bold, "b", &[]);
        open(run.underline, "u", &[]);
        open(run.small_caps, "span", &[("class", "small-caps")]);
        open(run.position == Position::Superscript, "sup", &[]);
        open(run.position == Position::Subscript, "sub", &[]);
        writer.text(&run.text);
        for tag in tags.iter().rev() {
            writer.close(tag);
        }
        if link.is_some() {
            writer.close("a");
        }
    }
}
