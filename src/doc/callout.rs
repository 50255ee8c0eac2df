//! Quotations that are boxes in other programs: `> [!note] Title`, as Obsidian and GitHub write them.

use super::inline::{LineReader, plain};
use super::verse::part_of;
use super::{Attributes, Block, BlockKind, Division, Inline, Role};
use crate::diag::{Diagnostic, codes};

/// What stands in the first line: the length of `[!note]- ` and the kind.
fn head(words: &str) -> Option<(usize, String)> {
    let (kind, behind) = words.strip_prefix("[!")?.split_once(']')?;
    let is_word = !kind.is_empty() && kind.chars().all(|c| c.is_alphanumeric() || c == '-');
    // A sign says that the box is closed at first, or open.
    let rest = behind.strip_prefix(['-', '+']).unwrap_or(behind).trim_start_matches([' ', '\t']);
    is_word.then(|| (words.len() - rest.len(), kind.to_lowercase()))
}

/// The kinds of callouts that mean the same as one of Quarto's.
fn known(kind: &str) -> &str {
    match kind {
        "info" | "todo" => "note",
        "hint" => "tip",
        "attention" | "danger" | "error" => "warning",
        kind => kind,
    }
}

impl LineReader<'_> {
    /// The box that a quotation is, if its first line says so: that line is taken from its blocks.
    pub(super) fn callout(&mut self, blocks: &mut Vec<Block>, given: &mut Attributes) -> Option<Division> {
        let first = blocks.first_mut()?;
        let BlockKind::Paragraph(text) = &mut first.kind else { return None };
        let Some(Inline::Text(node)) = text.first_mut() else { return None };
        let (length, kind) = head(&node.text)?;
        // With a backslash before it, it is words.
        if !self.place.text[self.place.local(first.span)].starts_with("[!") {
            return None;
        }
        let mut title = Vec::new();
        let mut rest = std::mem::take(text).into_iter();
        let mut own = Vec::new();
        let mut strip = length;
        for inline in rest.by_ref() {
            let Inline::Text(node) = inline else {
                title.push(inline);
                continue;
            };
            let words = &node.text[strip.min(node.text.len())..];
            let at = node.text.len() - words.len();
            strip = 0;
            let end = words.find('\n').map(|end| at + end);
            let until = end.unwrap_or(node.text.len());
            title.push(self.node_at(node.text[at..until].to_owned(), part_of(&node, at..until)));
            if let Some(end) = end {
                let behind = end + 1..node.text.len();
                if !behind.is_empty() {
                    own.push(self.node_at(node.text[behind.clone()].to_owned(), part_of(&node, behind)));
                }
                break;
            }
        }
        own.extend(rest);
        let span = self.first_of(first.span);
        let words_only = |inline: &Inline| {
            matches!(inline, Inline::Text(_) | Inline::Emphasis(_) | Inline::Strong(_) | Inline::Code(_))
        };
        if !title.iter().all(words_only) {
            let help = "put the citation, the link or the note into the text of the box";
            let found = Diagnostic::new(codes::STRAY_SYNTAX, "the title of a box is plain words");
            self.sink.push(found.at(span, "").help(help));
        }
        if own.is_empty() {
            blocks.remove(0);
        } else {
            first.kind = BlockKind::Paragraph(own);
        }
        given.classes.insert(0, format!("callout-{}", known(&kind)));
        let title = Some(plain(&title).trim().to_owned()).filter(|title| !title.is_empty());
        Some(Division { role: Role::Box, title, blocks: std::mem::take(blocks) })
    }
}

#[cfg(test)]
mod tests {
    use super::head;

    #[test]
    fn the_head_of_a_callout_is_read() {
        assert_eq!(head("[!NOTE]"), Some((7, "note".to_owned())));
        assert_eq!(head("[!tip]- A title"), Some((8, "tip".to_owned())));
        assert_eq!(head("[!] x"), None);
        assert_eq!(head("[note] x"), None);
        assert_eq!(head("[!a b] x"), None);
    }
}
