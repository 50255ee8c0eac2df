//! Running text as it is typed: words, and what stands between them.
//!
//! Signs of emphasis count only where letters or spaces stand rightly around them. Where a neighbour would take their meaning, the
//! neighbour's letter is named by number, which Markdown takes for a mark.

use super::Writer;
use super::attributes::braces;
use super::blocks::longest;
use super::escape::{self, Around};
use crate::doc::{Attributes, CiteForm, Formula, Inline, Notation, Picture};

/// How running text is written, by what it stands in.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about what text stands in")]
pub(super) struct Pen {
    /// It begins a line.
    pub(super) line: bool,
    /// No line may end in it.
    pub(super) flat: bool,
    /// No space may stand in it.
    pub(super) close: bool,
    /// It stands in a cell between bars.
    pub(super) cell: bool,
    /// It stands in a group of citations, whose ends are not those of a line.
    pub(super) group: bool,
    /// The sign of the emphasis directly around it.
    pub(super) sign: Option<char>,
}

/// A piece of a line.
enum Piece {
    Words(String),
    Made(Made),
}

/// What is no words.
struct Made {
    text: String,
    /// Its sign and how many stand on each side, if they count only where letters and marks stand rightly around: emphasis, what is
    /// struck.
    sign: Option<(char, usize)>,
    /// Whether it stands in emphasis, of which a sign within a word would be the end.
    nested: bool,
    /// What it is, as far as its neighbours must know.
    kind: Neighbour,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Neighbour {
    Signed,
    Formula,
    Code,
    Lowered,
    Raised,
    /// A key in the sentence.
    Key,
    Break,
    Other,
}

/// Stands between two things whose signs would run together: a comment, which is nobody's text.
const NOTHING: &str = "<!---->";

impl Writer<'_> {
    pub(super) fn line(&mut self, text: &[Inline], pen: Pen) -> String {
        let mut pieces: Vec<Piece> = Vec::new();
        for inline in text {
            if let Inline::Text(node) = inline {
                match pieces.last_mut() {
                    Some(Piece::Words(words)) => words.push_str(&node.text),
                    _ => pieces.push(Piece::Words(node.text.clone())),
                }
                continue;
            }
            let made = self.made(inline, pen);
            pieces.push(Piece::Made(made));
        }
        pieces.retain(|piece| !matches!(piece, Piece::Words(words) if words.is_empty()));
        let mut out = String::new();
        for (at, piece) in pieces.iter().enumerate() {
            let before = at.checked_sub(1).map(|at| &pieces[at]);
            let behind = pieces.get(at + 1);
            match piece {
                Piece::Words(words) => {
                    let line = match before {
                        None => pen.line,
                        Some(Piece::Made(made)) => made.kind == Neighbour::Break,
                        Some(Piece::Words(_)) => false,
                    };
                    let (made_before, made_behind) = (made(before), made(behind));
                    let around = Around {
                        line,
                        first: before.is_none() && !pen.group,
                        last: behind.is_none() && !pen.group
                            || made_behind.is_some_and(|made| made.kind == Neighbour::Break),
                        behind: before.is_some(),
                        before: behind.is_some(),
                        part_first: made_before.is_some_and(|made| joins_behind(made, words)),
                        part_last: made_behind.is_some_and(|made| joins_before(made, words)),
                        ..pen.around()
                    };
                    out.push_str(&escape::words(words, around));
                }
                Piece::Made(made) => {
                    if let Some(Piece::Made(before)) = before
                        && runs_together(before, made)
                    {
                        out.push_str(NOTHING);
                    }
                    out.push_str(&made.text);
                }
            }
        }
        out
    }

    fn made(&mut self, inline: &Inline, pen: Pen) -> Made {
        // Brackets that Markdown's parser does not know are no end to emphasis.
        let inner = Pen { line: false, group: false, ..pen };
        let other = |text: String| Made { text, sign: None, nested: false, kind: Neighbour::Other };
        match inline {
            Inline::Text(node) => other(escape::words(&node.text, pen.around())),
            Inline::Emphasis(text) => self.signed(text, 1, inner, pen.sign),
            Inline::Strong(text) => self.signed(text, 2, inner, pen.sign),
            Inline::Struck(text) => {
                let words = self.line(text, inner);
                Made { text: format!("~~{words}~~"), sign: Some(('~', 2)), nested: false, kind: Neighbour::Signed }
            }
            Inline::Subscript(text) => {
                let words = self.line(text, Pen { close: true, ..inner });
                Made { text: format!("~{words}~"), sign: None, nested: false, kind: Neighbour::Lowered }
            }
            Inline::Superscript(text) => {
                let words = self.line(text, Pen { close: true, ..inner });
                // Behind a bracket it would be a note.
                let apart = if words.starts_with('[') { NOTHING } else { "" };
                Made { text: format!("^{apart}{words}^"), sign: None, nested: false, kind: Neighbour::Raised }
            }
            Inline::Span { attributes, text, .. } => {
                let words = self.line(text, inner);
                let braces = braces(None, attributes, &[]).unwrap_or_default();
                other(format!("[{}]{braces}", bracketed(&words)))
            }
            Inline::Code(code) => {
                let fence = "`".repeat(longest(code, '`') + 1);
                let spaced = code.starts_with('`') || code.ends_with('`');
                let spaced = spaced || (code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty());
                let pad = if spaced { " " } else { "" };
                let code = if pen.cell { code.replace('|', "\\|") } else { code.clone() };
                Made {
                    text: format!("{fence}{pad}{code}{pad}{fence}"),
                    sign: None,
                    nested: false,
                    kind: Neighbour::Code,
                }
            }
            Inline::Math { formula, .. } if formula.notation == Notation::MathMl => other(signs_of(formula)),
            Inline::Math { formula, display, id, .. } => {
                let latex = &formula.source;
                let text = match (display, id) {
                    (false, _) => format!("${latex}$"),
                    (true, None) => format!("$${latex}$$"),
                    (true, Some(id)) => {
                        let braces = braces(Some(id), &Attributes::default(), &[]).unwrap_or_default();
                        format!("$${latex}$$ {braces}")
                    }
                };
                Made { text, sign: None, nested: false, kind: Neighbour::Formula }
            }
            Inline::Link { target, text, .. } => {
                let words = self.line(text, inner);
                other(format!("[{}]({})", bracketed(&words), destination(target)))
            }
            Inline::Foreign { lang, text } => {
                let words = self.line(text, inner);
                other(format!("[{}](lang:{lang})", bracketed(&words)))
            }
            Inline::Citation(index) => {
                let document = self.document;
                let Some(group) = document.citations.get(*index as usize) else { return other(String::new()) };
                let in_sentence = group.words.is_none() && group.form == CiteForm::Narrative;
                let text = self.citation(group, inner);
                Made {
                    text,
                    sign: None,
                    nested: false,
                    kind: if in_sentence { Neighbour::Key } else { Neighbour::Other },
                }
            }
            Inline::Mention { entity, text, .. } => other(if text.is_empty() {
                format!("[[{entity}]]")
            } else {
                let bar = if pen.cell { "\\|" } else { "|" };
                format!("[[{entity}{bar}{}]]", escape::words(text, Around { flat: true, ..Around::default() }))
            }),
            Inline::Reference(reference) => {
                let hyphen = if reference.bare { "-" } else { "" };
                let keys = reference.targets.iter().map(|(id, _)| format!("{hyphen}@{{{id}}}"));
                other(format!("[{}]", keys.collect::<Vec<_>>().join("; ")))
            }
            Inline::Picture(picture) => {
                other(self.picture(picture, ("", &picture.caption), (None, &picture.attributes)))
            }
            Inline::Note(note) => other(self.call(*note, inner)),
            Inline::NoteAgain { note, .. } => {
                let label = self.label(*note);
                other(format!("[^{label}]"))
            }
            Inline::HardBreak => Made { text: "\\\n".to_owned(), sign: None, nested: false, kind: Neighbour::Break },
            Inline::Html(markup) => other(markup.clone()),
        }
    }

    /// Emphasis; its sign is another one than that of the emphasis around it.
    fn signed(&mut self, text: &[Inline], count: usize, inner: Pen, around: Option<char>) -> Made {
        let sign = if around == Some('*') { '_' } else { '*' };
        let signs = sign.to_string().repeat(count);
        let words = self.line(text, Pen { sign: Some(sign), ..inner });
        Made {
            text: format!("{signs}{words}{signs}"),
            sign: Some((sign, count)),
            nested: around.is_some(),
            kind: Neighbour::Signed,
        }
    }

    /// The first call of a note: the note itself, if it is one line of words.
    fn call(&mut self, note: u32, pen: Pen) -> String {
        let document = self.document;
        let Some(found) = document.notes.get(note as usize) else { return String::new() };
        if let [crate::doc::Block { kind: crate::doc::BlockKind::Paragraph(text), id: None, attributes, .. }] =
            &found.blocks[..]
            && attributes.is_empty()
            && found.calls < 2
            && found.label.is_empty()
            && !pen.close
        {
            let words = self.line(text, pen);
            return format!("^[{words}]");
        }
        let label = self.label(note);
        if !self.called.contains(&note) {
            self.called.push(note);
        }
        format!("[^{label}]")
    }

    /// What a note is called: as its author called it, or by a number that no other has.
    fn label(&mut self, note: u32) -> String {
        if let Some(label) = self.labels.get(&note) {
            return label.clone();
        }
        let own = self.document.notes.get(note as usize).map_or("", |found| found.label.as_str());
        let plain = !own.is_empty() && own.chars().all(|c| c.is_alphanumeric() || c == '-');
        let taken = |label: &str| self.document.notes.iter().any(|found| found.label == label);
        let mut number = note as usize + 1;
        while !plain && taken(&number.to_string()) {
            number += self.document.notes.len();
        }
        let label = if plain { own.to_owned() } else { number.to_string() };
        self.labels.insert(note, label.clone());
        label
    }

    /// A picture with words before its caption and the caption; the id and the attributes are those of the figure, where it is one by
    /// itself.
    pub(super) fn picture(
        &mut self,
        picture: &Picture,
        (printed, caption): (&str, &[Inline]),
        (id, attributes): (Option<&str>, &Attributes),
    ) -> String {
        let id = id.or(attributes.id.as_deref());
        let numbered = id.is_some_and(|id| id.starts_with("fig-") || id.starts_with("tbl-"));
        let target = destination(&picture.target);
        if caption.is_empty() && printed.is_empty() && !numbered {
            let alt = escape::words(&picture.alt, Around { flat: true, first: true, last: true, ..Around::default() });
            return format!("![{alt}]({target}){}", braces(id, attributes, &[]).unwrap_or_default());
        }
        let words = self.line(caption, Pen { flat: true, ..Pen::default() });
        let braces = braces(id, attributes, &[("alt", &picture.alt)]).unwrap_or_default();
        format!("![{}]({target}){braces}", bracketed(&format!("{printed}{words}")))
    }
}

/// The signs of a formula that is no LaTeX, as words: better than nothing.
pub(super) fn signs_of(formula: &Formula) -> String {
    escape::words(&formula.words(), Around { line: true, first: true, last: true, flat: true, ..Around::default() })
}

fn made(piece: Option<&Piece>) -> Option<&Made> {
    match piece {
        Some(Piece::Made(made)) => Some(made),
        _ => None,
    }
}

/// Whether words must not begin with a letter behind something: its closing sign would not count.
fn joins_behind(made: &Made, words: &str) -> bool {
    let Some(first) = words.chars().next() else { return false };
    match made.kind {
        Neighbour::Signed => {
            let inner = made.text.chars().rev().nth(made.sign.map_or(0, |(_, count)| count));
            let free = inner.is_some_and(char::is_alphanumeric)
                && !made.nested
                && made.sign.is_none_or(|(sign, _)| sign != '_');
            !free && !first.is_whitespace() && !first.is_ascii_punctuation()
        }
        Neighbour::Formula => first.is_ascii_digit(),
        Neighbour::Lowered => first.is_alphanumeric(),
        Neighbour::Key => !first.is_whitespace() && !",;)".contains(first),
        _ => false,
    }
}

/// Whether words must not end in a letter before something: its opening sign would not count.
fn joins_before(made: &Made, words: &str) -> bool {
    let Some(last) = words.chars().next_back() else { return false };
    match made.kind {
        Neighbour::Signed => {
            let inner = made.text.chars().nth(made.sign.map_or(0, |(_, count)| count));
            let free = inner.is_some_and(char::is_alphanumeric)
                && !made.nested
                && made.sign.is_none_or(|(sign, _)| sign != '_');
            !free && !last.is_whitespace() && !last.is_ascii_punctuation()
        }
        Neighbour::Formula => {
            made.text.trim_start_matches('$').starts_with(|c: char| c.is_ascii_digit()) && last.is_alphabetic()
        }
        Neighbour::Raised => last == '[',
        Neighbour::Code => last == '`',
        Neighbour::Lowered => last.is_whitespace() || last == '(',
        _ => false,
    }
}

/// Whether the signs of two things beside each other would be read as one.
fn runs_together(before: &Made, made: &Made) -> bool {
    use Neighbour::{Code, Formula, Lowered, Raised, Signed};
    match (before.kind, made.kind) {
        (Signed, Signed) | (Formula, Formula) | (Code, Code) | (Raised, Raised) | (Lowered, Lowered) => true,
        (Signed, Lowered) => before.sign == Some(('~', 2)),
        (Lowered, Signed) => made.sign == Some(('~', 2)),
        // A bracket directly behind another one, or behind a raised sign, would belong to it.
        (Raised | Neighbour::Other, _) => {
            let open =
                made.text.starts_with('[') && !["[^", "[@", "[-@", "[["].iter().any(|own| made.text.starts_with(own));
            open && before.text.ends_with([']', '^'])
        }
        _ => false,
    }
}

/// Words between brackets: behind a bracket, a raised sign would be the call of a note.
pub(super) fn bracketed(words: &str) -> String {
    if words.starts_with('^') { format!("{NOTHING}{words}") } else { words.to_owned() }
}

/// The address of a link.
fn destination(target: &str) -> String {
    let escaped = |signs: &str| {
        let mut out = String::with_capacity(target.len());
        for c in target.chars() {
            if signs.contains(c) {
                out.push('\\');
            }
            out.push(c);
        }
        out
    };
    let angled =
        target.is_empty() || target.contains(|c: char| c.is_whitespace() || c.is_control() || "<>()".contains(c));
    if angled { format!("<{}>", escaped("\\<>&@|")) } else { escaped("\\&@|*_`[]$") }
}
