//! From words and marks to runs: quotation marks that alternate, italics within italics, links, blocks, cites.

use super::punctuation;
use crate::csl::cite::{Display, Format, Position, Run};
use crate::csl::locale::Locale;
use crate::csl::rich::{Mark, Rich, Token};
use crate::csl::style::element::{Font, TermForm};

/// A run with the cite and the block that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::csl) struct Stretch {
    pub cite: Option<usize>,
    pub display: Display,
    /// Counts the blocks, so that two neighbours of the same kind stay two.
    pub block: usize,
    pub run: Run,
}

/// All of a text, and the cites in it that print nothing.
pub(in crate::csl) type Lines = Vec<Stretch>;

#[derive(Clone, Default)]
struct State {
    format: Format,
    /// Whether the words are in quotes, and whether in inner ones.
    quotes: usize,
    link: Option<String>,
    lang: Option<String>,
    cite: Option<usize>,
    display: Display,
    block: usize,
    closing: Option<&'static str>,
}

/// Runs out of words and marks.
pub(in crate::csl) fn resolve(rich: Rich, locale: &Locale) -> Lines {
    let rich = if locale.punctuation_in_quote() { punctuation::into_quotes(rich) } else { rich };
    let mut stack: Vec<State> = Vec::new();
    let mut state = State::default();
    let mut blocks = 0;
    let mut lines: Lines = Vec::new();
    for token in rich {
        match token {
            Token::Text(text) => push(&mut lines, &state, &text),
            Token::Open(mark) => {
                stack.push(state.clone());
                state.closing = None;
                match mark {
                    Mark::Font(font) => state.format = set(state.format, font),
                    Mark::Toggle(font) => state.format = toggled(state.format, font),
                    Mark::Plain => state.format = Format::default(),
                    Mark::NoCase => {}
                    Mark::Link(address) => state.link = Some(address),
                    Mark::Lang(lang) => state.lang = Some(lang),
                    Mark::Cite(cite) => {
                        state.cite = Some(cite);
                        // A cite that prints nothing is there too.
                        lines.push(stretch(&state, ""));
                    }
                    Mark::Display(display) => {
                        blocks += 1;
                        state.display = display;
                        state.block = blocks;
                    }
                    Mark::Quote => {
                        let inner = state.quotes % 2 == 1;
                        let (open, close) = if inner {
                            ("open-inner-quote", "close-inner-quote")
                        } else {
                            ("open-quote", "close-quote")
                        };
                        push(&mut lines, &state, locale.word(open, TermForm::Long));
                        state.quotes += 1;
                        state.closing = Some(close);
                    }
                }
            }
            Token::Close => {
                let closing = state.closing;
                let Some(outer) = stack.pop() else { continue };
                let left = state.block != outer.block;
                state = outer;
                if let Some(close) = closing {
                    push(&mut lines, &state, locale.word(close, TermForm::Long));
                }
                if left {
                    blocks += 1;
                    state.block = blocks;
                    // What follows on the same level is a block of its own.
                    stack.iter_mut().for_each(|outer| outer.block = blocks);
                }
            }
        }
    }
    lines
}

fn stretch(state: &State, text: &str) -> Stretch {
    let run = Run { text: text.to_owned(), format: state.format, link: state.link.clone(), lang: state.lang.clone() };
    Stretch { cite: state.cite, display: state.display, block: state.block, run }
}

fn push(lines: &mut Lines, state: &State, text: &str) {
    if text.is_empty() {
        return;
    }
    match lines.last_mut() {
        Some(last)
            if last.cite == state.cite
                && last.block == state.block
                && last.display == state.display
                && (last.run.text.is_empty()
                    || (last.run.format == state.format
                        && last.run.link == state.link
                        && last.run.lang == state.lang)) =>
        {
            if last.run.text.is_empty() {
                *last = stretch(state, text);
            } else {
                last.run.text.push_str(text);
            }
        }
        _ => lines.push(stretch(state, text)),
    }
}

fn set(mut format: Format, font: Font) -> Format {
    format.italic = font.italic.unwrap_or(format.italic);
    format.bold = font.bold.unwrap_or(format.bold);
    format.underline = font.underline.unwrap_or(format.underline);
    format.small_caps = font.small_caps.unwrap_or(format.small_caps);
    format.position = font.position.unwrap_or(format.position);
    format
}

fn toggled(mut format: Format, font: Font) -> Format {
    format.italic ^= font.italic.unwrap_or_default();
    format.bold ^= font.bold.unwrap_or_default();
    format.underline ^= font.underline.unwrap_or_default();
    format.small_caps ^= font.small_caps.unwrap_or_default();
    if let Some(position) = font.position {
        format.position = if format.position == position { Position::Baseline } else { position };
    }
    format
}
