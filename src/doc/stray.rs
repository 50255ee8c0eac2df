//! What looks like syntax and stands in the page as it was typed, or is lost: nobody wrote that for readers. Signs in words
//! are in `signs`.

use std::ops::Range;

use super::inline::LineReader;
use super::{Block, Document, Inline, walk};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::Span;

/// Reports links without words and formulas that are none.
pub(super) fn report(document: &Document, sink: &mut Sink) {
    for leaf in document.leaves() {
        walk(leaf.text, &mut |inline| match inline {
            Inline::Link { text, target, span } => link(text, target, *span, sink),
            Inline::Math { formula: typed, display: false, span, .. } => formula(&typed.source, *span, sink),
            _ => {}
        });
    }
}

fn link(text: &[Inline], target: &str, span: Span, sink: &mut Sink) {
    let mut empty = true;
    walk(text, &mut |inline| {
        empty &= match inline {
            Inline::Text(node) => node.text.trim().is_empty(),
            Inline::Emphasis(_) | Inline::Strong(_) | Inline::Struck(_) | Inline::Span { .. } => true,
            _ => false,
        };
    });
    if empty {
        let words =
            if target.starts_with('#') { "; a figure or a section is named by `@fig-map`, `@sec-method`" } else { "" };
        let found = Diagnostic::new(codes::EMPTY_LINK, "this link has no words");
        sink.push(found.at(span, "").help(format!("say where it leads: `[words]({target})`{words}")));
    } else if target.trim().is_empty() {
        let found = Diagnostic::new(codes::EMPTY_LINK, "this link leads nowhere");
        sink.push(found.at(span, "").help("write an address or a name: `[words](https://…)`, `[words](#findings)`"));
    }
}

/// A formula that begins with a figure and holds a word was probably two sums of money.
fn formula(latex: &str, span: Span, sink: &mut Sink) {
    let begins = latex.starts_with(|c: char| c.is_ascii_digit());
    let word = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
    if begins && latex.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | '(' | ')')).any(word) {
        let help = "a dollar sign is written `\\$`; words in a formula stand in `\\text{…}`";
        let found = Diagnostic::new(codes::STRAY_SYNTAX, "this is read as a formula, and looks like two sums of money");
        sink.push(found.at(span, "").help(help));
    }
}

impl LineReader<'_> {
    /// A span without the spaces at its end.
    pub(super) fn trimmed(&self, range: Range<usize>) -> Span {
        let length = self.place.text[range.clone()].trim_end().len();
        self.place.span(range.start..range.start + length)
    }

    /// The first line of a range.
    pub(super) fn first_line(&self, range: Range<usize>) -> Span {
        let length = self.place.text[range.clone()].lines().next().map_or(0, |line| line.trim_end().len());
        self.place.span(range.start..range.start + length)
    }

    pub(super) fn first_of(&self, span: Span) -> Span {
        self.first_line(self.place.local(span))
    }

    /// Attributes that stand alone.
    pub(super) fn belongs_to_nothing(&mut self, attributes: &super::Attributes, range: Range<usize>) {
        if attributes.is_empty() {
            return;
        }
        let help = "they stand at the end of the block's last line, or directly behind a bracket: `[words]{.class}`";
        let found = Diagnostic::new(codes::STRAY_SYNTAX, "these attributes belong to nothing");
        self.sink.push(found.at(self.trimmed(range), "").help(help));
    }

    /// What a note says. A second one of the same label would take the place of the first.
    pub(super) fn written(&mut self, label: String, range: Range<usize>, blocks: Vec<Block>) {
        let span = self.trimmed(range);
        if let Some((first, _)) = self.calls.written.get(&label) {
            let (at, first) = (self.first_of(span), self.first_of(*first));
            let found = Diagnostic::new(codes::DUPLICATE_NOTE, format!("there are two notes `[^{label}]`"));
            self.sink.push(found.at(at, "").at(first, "the first one").help("give one of them another label"));
            return;
        }
        self.calls.written.insert(label, (span, blocks));
    }

    /// Names the addresses that no link has used.
    pub(super) fn report_unused(&mut self, defined: Vec<(String, Range<usize>)>) {
        for (label, range) in defined {
            if !self.calls.addresses.contains(&label) {
                let found = Diagnostic::new(codes::UNUSED_ADDRESS, format!("no link leads to `[{label}]`"));
                let help = format!("write `[words][{label}]` where it is meant, or take the line out");
                let at = self.trimmed(range);
                self.sink.push(found.at(at, "").help(help));
            }
        }
    }

    /// What stands behind the language of a fence and is not understood.
    pub(super) fn check_info(&mut self, info: &str, range: Range<usize>) {
        let at = self.first_line(range);
        let (named, braces) = info.find('{').map_or((info, ""), |at| info.split_at(at));
        let mut report = |message: &str, help: &str| {
            self.sink.push(Diagnostic::new(codes::STRAY_SYNTAX, message).at(at, "").help(help));
        };
        if braces.starts_with("{=") {
            report("raw text for one output has no place here, and is shown as code", "write Markdown");
        } else if !braces.is_empty() && super::attributes::read(braces).is_none() {
            report(
                "code is shown and not run, and these braces are not understood",
                "write the language alone, or attributes: `{.python #lst-x .numberLines}`; a box is `::: {.box}`",
            );
        } else if named.split_whitespace().count() > 1 {
            report(
                "only the language of code stands behind its fence: the rest is lost",
                "write attributes in braces: `{.python #lst-x caption=\"…\"}`",
            );
        }
    }

    /// Code in a line that another program would run.
    pub(super) fn check_code(&mut self, code: &str, range: Range<usize>) {
        let runs = code.strip_prefix("r ").is_some_and(|rest| rest.contains(['(', '$', '[']));
        let braced = code.strip_prefix('{').and_then(|rest| rest.split_once("} "));
        let quarto = braced.is_some_and(|(name, _)| ["r", "python", "julia", "ojs"].contains(&name));
        if runs || quarto {
            let found = Diagnostic::new(codes::STRAY_SYNTAX, "code is shown and not run");
            self.sink.push(found.at(self.place.span(range), "").help("write the value that is to stand there"));
        }
    }

    /// A paragraph that begins, or ends, as something of another program's.
    pub(super) fn check_beginning(&mut self, range: Range<usize>) {
        let typed = self.place.text[range.clone()].trim_end();
        let first = typed.lines().next().unwrap_or_default();
        let is_first = self.place.text[..range.start].trim().is_empty();
        let hashes = first.len() - first.trim_start_matches('#').len();
        let found = if first.starts_with("% ") && is_first {
            Some((
                "a title block of Pandoc's is printed as it stands",
                "title, authors and dates stand in front matter and in `work.yml`",
            ))
        } else if first.starts_with("!!! ") {
            Some((
                "`!!!` begins a box in another program, and is printed as it stands",
                "write `::: {.callout-note}` and `:::` on lines of their own",
            ))
        } else if (2..=6).contains(&hashes) && first[hashes..].starts_with(char::is_alphabetic) {
            Some((
                "this looks like a heading, and is printed as it stands",
                "write a space behind `#`; a sign that is meant is written `\\#`",
            ))
        } else {
            None
        };
        let at = self.first_line(range.clone());
        if let Some((message, help)) = found {
            self.sink.push(Diagnostic::new(codes::STRAY_SYNTAX, message).at(at, "").help(help));
        }
        // Obsidian's name of a paragraph.
        if let Some((_, id)) = typed.rsplit_once(" ^")
            && id.len() > 2
            && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        {
            let start = range.start + typed.len() - id.len() - 1;
            let found =
                Diagnostic::new(codes::STRAY_SYNTAX, "another program's name of a paragraph is printed as it stands");
            let help = format!("write `{{#{id}}}`");
            self.sink.push(found.at(self.place.span(start..range.start + typed.len()), "").help(help));
        }
    }

    /// Code between fences that never ends, or that holds the beginning of other code.
    pub(super) fn fence_within(&mut self, range: Range<usize>) {
        let typed = &self.place.text[range.clone()];
        let mut lines = typed.split_inclusive('\n');
        let first = lines.next().unwrap_or_default();
        let bare = |line: &str| line.trim_start_matches([' ', '\t', '>']).trim_end().to_owned();
        let sign = if bare(first).starts_with('~') { '~' } else { '`' };
        let length = |line: &str| line.chars().take_while(|c| *c == sign).count();
        let opened = length(&bare(first));
        let (mut at, mut closed) = (range.start + first.len(), false);
        let mut within = None;
        for line in lines {
            let words = bare(line);
            closed = length(&words) >= opened && words.chars().all(|c| c == sign);
            let info = words.trim_start_matches(sign);
            if length(&words) == opened && !info.is_empty() && !info.contains(sign) {
                within.get_or_insert(at..at + line.trim_end().len());
            }
            at += line.len();
        }
        if let Some(within) = within {
            let help = "close the code before it; code that shows fences stands between longer ones";
            let found = Diagnostic::new(codes::OPEN_CODE, "a fence inside code begins nothing");
            let (here, first) = (self.trimmed(within), self.first_line(range));
            self.sink.push(found.at(here, "").at(first, "the code begins here").help(help));
        } else if !closed {
            let help = format!("write `{}` on a line of its own where the code ends", sign.to_string().repeat(opened));
            let found = Diagnostic::new(codes::OPEN_CODE, "this code is never closed");
            self.sink.push(found.at(self.first_line(range), "").help(help));
        }
    }

    /// A table's row with more cells than its head: the parser drops the others.
    pub(super) fn check_row(&mut self, range: Range<usize>, columns: usize) {
        let row = self.marked.text[range.clone()].trim();
        let row = row.strip_prefix('|').unwrap_or(row);
        let row = row.strip_suffix('|').filter(|row| !row.ends_with('\\')).unwrap_or(row);
        let mut escaped = false;
        let bars = row.chars().filter(|c| {
            let bar = *c == '|' && !escaped;
            escaped = *c == '\\' && !escaped;
            bar
        });
        let cells = bars.count() + 1;
        if cells > columns {
            let message = format!("a row of {cells} cells in a table of {columns} columns: what is too many is lost");
            let help =
                "give the first line and the one of hyphens as many cells; a bar that is no cell's is written `\\|`";
            self.sink.push(Diagnostic::new(codes::LOST_CELLS, message).at(self.trimmed(range), "").help(help));
        }
    }

    /// Whether a row of a table is its caption, or nothing but attributes.
    pub(super) fn is_caption(&self, row: Range<usize>) -> bool {
        let typed = self.place.text[row.clone()].trim();
        typed.starts_with(": ") || (self.marked.attributes_at(row.start).is_some() && typed.ends_with('}'))
    }
}
