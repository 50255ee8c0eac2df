//! Formatted text as a list of pieces, and its spellings: plain, or in the small markup of CSL-JSON.

/// How a stretch of text looks, or what it is kept from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Italic,
    Bold,
    SmallCaps,
    Superscript,
    Subscript,
    /// In braces: in a title, its letters keep their case.
    Braced,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words.
    Text(String),
    /// From here on.
    Open(Look),
    /// Until here.
    Close,
}

/// A formatted text. Each [`Piece::Open`] has its [`Piece::Close`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Pieces(pub(crate) Vec<Piece>);

/// After so many looks within each other no reader tells them apart.
const DEEPEST: usize = 16;

/// How many pieces back it is looked for what stands before.
const NEAR: usize = 64;

impl Pieces {
    /// Adds a sign.
    pub(super) fn push(&mut self, c: char) {
        match self.0.last_mut() {
            Some(Piece::Text(text)) => {
                if !(c == ' ' && text.ends_with(' ')) {
                    text.push(c);
                }
            }
            _ => self.0.push(Piece::Text(c.to_string())),
        }
    }

    /// Begins a look.
    pub(super) fn open(&mut self, look: Look) {
        self.0.push(Piece::Open(look));
    }

    /// Ends the look that began last.
    pub(super) fn close(&mut self) {
        self.0.push(Piece::Close);
    }

    /// The last sign.
    pub(super) fn last(&self) -> Option<char> {
        match self.0.last() {
            Some(Piece::Text(text)) => text.chars().next_back(),
            Some(Piece::Close) => self.0.iter().rev().take(NEAR).find_map(|piece| match piece {
                Piece::Text(text) => text.chars().next_back(),
                _ => None,
            }),
            _ => None,
        }
    }

    /// Whether what comes next stands above or below the line.
    pub(super) fn is_raised(&self) -> bool {
        let mut closed = 0_usize;
        for piece in self.0.iter().rev().take(NEAR) {
            match piece {
                Piece::Close => closed += 1,
                Piece::Open(look) if closed == 0 => return matches!(look, Look::Superscript | Look::Subscript),
                Piece::Open(_) => closed -= 1,
                Piece::Text(_) => {}
            }
        }
        false
    }

    /// The words alone.
    pub(crate) fn plain(&self) -> String {
        let mut plain = String::new();
        for piece in &self.0 {
            if let Piece::Text(text) = piece {
                plain.push_str(text);
            }
        }
        tidy(&plain)
    }

    /// In the small markup of CSL-JSON; `protects` says whether braces keep the case of letters.
    pub(crate) fn markup(&self, protects: bool) -> String {
        let mut markup = String::new();
        // What each open look wrote: its closing tag, or nothing.
        let mut open: Vec<&str> = Vec::new();
        let (mut written, mut protected) = (0, 0);
        let lettered = if protects { self.lettered() } else { Vec::new() };
        for (at, piece) in self.0.iter().enumerate() {
            match piece {
                Piece::Text(text) => markup.push_str(text),
                Piece::Open(Look::Braced) => {
                    let shown = protected == 0 && lettered.get(at).is_some_and(|has| *has);
                    open.push(if shown { "</span>" } else { "" });
                    if shown {
                        protected += 1;
                        markup.push_str("<span class=\"nocase\">");
                    }
                }
                Piece::Open(look) => {
                    let (begin, end) = match look {
                        Look::Italic => ("<i>", "</i>"),
                        Look::Bold => ("<b>", "</b>"),
                        Look::SmallCaps => ("<span style=\"font-variant:small-caps;\">", "</span >"),
                        Look::Superscript => ("<sup>", "</sup>"),
                        Look::Subscript | Look::Braced => ("<sub>", "</sub>"),
                    };
                    let shown = written < DEEPEST;
                    written += usize::from(shown);
                    open.push(if shown { end } else { "" });
                    markup.push_str(if shown { begin } else { "" });
                }
                Piece::Close => match open.pop().unwrap_or_default() {
                    "" => {}
                    "</span>" => {
                        protected -= 1;
                        markup.push_str("</span>");
                    }
                    end => {
                        written -= 1;
                        markup.push_str(if end == "</span >" { "</span>" } else { end });
                    }
                },
            }
        }
        tidy(&markup)
    }

    /// For each piece that opens a look, whether a letter stands in it.
    fn lettered(&self) -> Vec<bool> {
        let mut lettered = vec![false; self.0.len()];
        let mut open = Vec::new();
        for (at, piece) in self.0.iter().enumerate() {
            match piece {
                Piece::Text(text) => {
                    if let Some(last) = open.last().filter(|_| text.chars().any(char::is_alphabetic)) {
                        lettered[*last] = true;
                    }
                }
                Piece::Open(_) => open.push(at),
                Piece::Close => {
                    let inner = open.pop().is_some_and(|at| lettered[at]);
                    if let Some(outer) = open.last().filter(|_| inner) {
                        lettered[*outer] = true;
                    }
                }
            }
        }
        lettered
    }

    /// The stretches of words, each with whether it stands in braces.
    pub(crate) fn words_mut(&mut self) -> impl Iterator<Item = (&mut String, bool)> {
        let (mut open, mut braced) = (Vec::new(), 0_usize);
        self.0.iter_mut().filter_map(move |piece| match piece {
            Piece::Text(text) => Some((text, braced > 0)),
            Piece::Open(look) => {
                open.push(*look);
                braced += usize::from(*look == Look::Braced);
                None
            }
            Piece::Close => {
                braced -= usize::from(open.pop() == Some(Look::Braced));
                None
            }
        })
    }
}

/// One space between words, none around them. A space that does not break stays.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
        if !(c == ' ' && (tidy.is_empty() || tidy.ends_with(' '))) {
            tidy.push(c);
        }
    }
    tidy.truncate(tidy.trim_end_matches(' ').len());
    tidy
}
