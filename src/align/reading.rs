//! A reading: what a block says at one time, and the hash by which it is known.

use crate::doc::{Block, BlockKind, Document, Inline, leaves_of, walk};
use crate::source::SourceMap;

/// Digits of a hash: 48 bits tell the readings of one block apart.
const DIGITS: usize = 12;

/// What a block of the original says, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The Markdown. Where lines are broken does not count, except in code.
    pub text: String,
    /// Hexadecimal digits of its BLAKE3 hash.
    pub hash: String,
}

impl Reading {
    /// The reading of a block, with the notes that it calls.
    #[must_use]
    pub fn of_block(block: &Block, document: &Document, sources: &SourceMap) -> Self {
        let typed = sources.text(block.span);
        if matches!(block.kind, BlockKind::Code { .. } | BlockKind::Math(_) | BlockKind::Verse(_) | BlockKind::Html(_))
        {
            return Self::of(typed.trim_end().to_owned());
        }
        let mut text = match block.kind {
            // A line of a quotation begins with its mark, wherever it is broken.
            BlockKind::Quote(_) => typed.lines().flat_map(|line| [line.trim_start_matches(['>', ' ']), "\n"]).collect(),
            _ => typed.to_owned(),
        };
        // What a block is called is not what it says.
        if let Some(id) = &block.id {
            text = text.replacen(&format!("{{#{id}}}"), "", 1).replacen(&format!("{{#{id} "), "{", 1);
        }
        for leaf in leaves_of(block) {
            walk(leaf, &mut |inline| {
                // A link whose address is defined elsewhere: `[words][label]`.
                if let Inline::Link { target, span, .. } = inline
                    && sources.text(*span).ends_with(']')
                {
                    text.extend([" <", target.as_str(), ">"]);
                }
                let Inline::Note(index) = inline else { return };
                // One that stands in the block is in what was typed.
                let Some(note) = document.notes.get(*index as usize).filter(|note| !note.label.is_empty()) else {
                    return;
                };
                text.extend([" [^", note.label.as_str(), "]:"]);
                for block in &note.blocks {
                    text.push(' ');
                    text.push_str(sources.text(block.span));
                }
            });
        }
        Self::of_words(&text)
    }

    /// The reading of a text of which only the words count.
    #[must_use]
    pub fn of_words(text: &str) -> Self {
        Self::of(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    fn of(text: String) -> Self {
        let hash = blake3::hash(text.as_bytes()).to_hex()[..DIGITS].to_owned();
        Self { text, hash }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_broken_elsewhere_is_the_same_reading() {
        assert_eq!(Reading::of_words("a  b\nc\n").hash, Reading::of_words("a b c").hash);
        assert_ne!(Reading::of_words("a b c").hash, Reading::of_words("a b d").hash);
        assert_eq!(Reading::of_words("a").hash.len(), DIGITS);
    }
}
