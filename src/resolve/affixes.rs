//! Words that authors put around a work: text for the style, and the way back from what it printed to their markup.
//!
//! The style joins words by their letters and marks. What is no words (emphasis, a link, a formula) goes through it as one
//! character, and comes out as a piece of its own.

use super::citing::Piece;
use crate::csl::{self, Run};
use crate::doc::{Affix, CitationGroup, Inline};

/// The first of the characters that stand for markup, one for each piece of it in a group: a plane for private use.
const FIRST: u32 = 0xf_0000;
/// How many there are.
const MOST: usize = 0xfffd;

/// The markup in a group of citations.
#[derive(Debug, Default)]
pub(super) struct Affixes {
    /// What each character stands for: item, kind, place among the pieces of running text.
    places: Vec<(usize, Affix, usize)>,
}

impl Affixes {
    /// The words around each item of a group, by kind, as the style gets them.
    pub(super) fn of(group: &CitationGroup) -> (Self, Vec<[String; 3]>) {
        let mut affixes = Self::default();
        let words = group.items.iter().enumerate();
        let words = words.map(|(item, cited)| Affix::ALL.map(|affix| affixes.text(item, affix, cited.affix(affix))));
        let words = words.collect();
        (affixes, words)
    }

    fn text(&mut self, item: usize, affix: Affix, words: &[Inline]) -> String {
        let mut text = String::new();
        for (at, inline) in words.iter().enumerate() {
            match inline {
                // The end of a typed line is a space.
                Inline::Text(node) if !node.text.contains(|c| u32::from(c) >= FIRST) => {
                    text.extend(node.text.chars().map(|c| if c == '\n' { ' ' } else { c }));
                }
                _ if self.places.len() < MOST => {
                    text.extend(u32::try_from(self.places.len()).ok().and_then(|at| char::from_u32(FIRST + at)));
                    self.places.push((item, affix, at));
                }
                _ => {}
            }
        }
        text
    }

    fn place(&self, c: char) -> Option<(usize, Affix, usize)> {
        let at = u32::from(c).checked_sub(FIRST)?;
        self.places.get(usize::try_from(at).ok()?).copied()
    }

    /// What the style printed, with the author's markup in its places.
    pub(super) fn restore(&self, group: &CitationGroup, pieces: Vec<csl::Piece>) -> Vec<Piece> {
        let mut restored = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match piece {
                csl::Piece::Text(runs) => self.cut(runs, Piece::Text, &mut restored),
                csl::Piece::Cite { cite: item, runs } if runs.is_empty() => {
                    let key = group.items.get(item).map(|cited| cited.key.clone());
                    restored.extend(key.map(|key| Piece::Cite { item, key, runs }));
                }
                csl::Piece::Cite { cite: item, runs } => {
                    let mut first = group.items.get(item).map(|cited| cited.key.clone());
                    // The work is one piece; what stands behind markup within it is text.
                    let made = |runs| match first.take() {
                        Some(key) => Piece::Cite { item, key, runs },
                        None => Piece::Text(runs),
                    };
                    self.cut(runs, made, &mut restored);
                }
            }
        }
        restored
    }

    fn cut(&self, runs: Vec<Run>, mut made: impl FnMut(Vec<Run>) -> Piece, into: &mut Vec<Piece>) {
        let mut open: Vec<Run> = Vec::new();
        for run in runs {
            let mut rest = run.text.as_str();
            while let Some((at, c, place)) = rest.char_indices().find_map(|(at, c)| Some((at, c, self.place(c)?))) {
                if at > 0 {
                    open.push(Run { text: rest[..at].to_owned(), ..run.clone() });
                }
                if !open.is_empty() {
                    into.push(made(std::mem::take(&mut open)));
                }
                let (item, affix, at_inline) = place;
                into.push(Piece::Words { item, affix, at: at_inline });
                rest = &rest[at + c.len_utf8()..];
            }
            if !rest.is_empty() {
                open.push(Run { text: rest.to_owned(), ..run.clone() });
            }
        }
        if !open.is_empty() {
            into.push(made(open));
        }
    }
}
