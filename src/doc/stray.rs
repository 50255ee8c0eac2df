//! What looks like syntax and stands in the page as it was typed: nobody wrote that for readers.
//!
//! Only signs that no ordinary prose has are looked for, in words that are neither code nor formulas.

use std::ops::Range;

use super::inline::LineReader;
use super::parse::Place;
use super::{Document, Inline, walk};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::Span;

/// Signs, what they look like, and the spelling that works.
struct Sign {
    starts: &'static str,
    found: fn(&str) -> Option<usize>,
    message: &'static str,
    help: &'static str,
}

/// LaTeX commands that scholars type, with what they write here.
const COMMANDS: &[(&str, &str)] = &[
    ("cite", "write `[@key, p. 3]`, or `@key` in the sentence"),
    ("citep", "write `[@key, p. 3]`"),
    ("citet", "write `@key` in the sentence"),
    ("parencite", "write `[@key, p. 3]`"),
    ("textcite", "write `@key` in the sentence"),
    ("autocite", "write `[@key, p. 3]`"),
    ("footcite", "write `^[@key]`"),
    ("ref", "write `@fig-map`, `@tbl-sums`, `@eq-x` or `@sec-method`; the id stands at the thing: `{#fig-map}`"),
    ("autoref", "write `@fig-map`, `@tbl-sums`, `@eq-x` or `@sec-method`"),
    ("cref", "write `@fig-map`, `@tbl-sums`, `@eq-x` or `@sec-method`"),
    ("eqref", "write `@eq-x`"),
    ("pageref", "pages have no numbers here; write `@sec-method` or `@fig-map`"),
    ("label", "write the id at the thing: `{#fig-map}`, `{#tbl-sums}`, `{#eq-x}`, `{#sec-method}`"),
    ("footnote", "write `^[the note]`"),
    ("emph", "write `*words*`"),
    ("textit", "write `*words*`"),
    ("textbf", "write `**words**`"),
    ("textsc", "write `[words]{.smallcaps}`"),
    ("underline", "write `[words]{.underline}`"),
    ("textsuperscript", "write `^words^`"),
    ("textsubscript", "write `~words~`"),
    ("section", "write `## Title`"),
    ("subsection", "write `### Title`"),
    ("chapter", "a chapter is a folder with a title in its front matter"),
    ("begin", "write Markdown: a formula stands between `$$`, a list's items begin with `-`"),
    ("includegraphics", "write `![What it shows](picture.png)`"),
    ("url", "write `<https://…>`"),
    ("href", "write `[words](https://…)`"),
    ("enquote", "write the quotation marks"),
    ("tableofcontents", "each page has its contents without it; remove it"),
    ("newpage", "a page of a site has no breaks; remove it"),
    ("pagebreak", "a page of a site has no breaks; remove it"),
];

const SIGNS: &[Sign] = &[
    Sign {
        starts: "{{",
        found: |rest| rest.find("}}").map(|end| end + 2),
        message: "`{{ … }}` is a template's, and is printed as it stands",
        help: "write what is to stand there; a brace that is meant is written `\\{`",
    },
    Sign {
        starts: "{%",
        found: |rest| rest.find("%}").map(|end| end + 2),
        message: "`{% … %}` is a template's, and is printed as it stands",
        help: "write what is to stand there; a brace that is meant is written `\\{`",
    },
    Sign {
        starts: "{:",
        found: |rest| rest.find('}').map(|end| end + 1),
        message: "`{: … }` is another generator's, and is printed as it stands",
        help: "attributes are written `{#id .class}`, at the end of the block's last line",
    },
    Sign {
        starts: "{=",
        found: |rest| rest.find('}').filter(|end| rest[2..*end].chars().all(char::is_alphanumeric)).map(|end| end + 1),
        message: "raw text for one output has no place here",
        help: "write Markdown",
    },
    Sign {
        starts: "{#",
        found: |rest| rest.find('}').map(|end| end + 1),
        message: "these attributes belong to nothing",
        help: "they stand behind a space at the end of the block's last line: `Words. {#id}`; directly behind a bracket: `[words]{#id}`",
    },
    Sign {
        starts: "{.",
        found: |rest| rest.find('}').filter(|_| rest[2..].starts_with(char::is_alphabetic)).map(|end| end + 1),
        message: "these attributes belong to nothing",
        help: "they stand directly behind a bracket, `[words]{.class}`, or at the end of the block's last line",
    },
    Sign {
        starts: ":::",
        found: |rest| Some(rest.len() - rest.trim_start_matches(':').len()),
        message: "this line of colons is no division",
        help: "a division begins with `::: {.epigraph}` on a line of its own and ends with `:::`",
    },
    Sign {
        starts: "```",
        found: |rest| Some(rest.len() - rest.trim_start_matches('`').len()),
        message: "these backquotes begin no code",
        help: "a fence stands on a line of its own, before the code and behind it",
    },
    Sign {
        starts: "$$",
        found: |_| Some(2),
        message: "this formula is never closed",
        help: "it stands between `$$` and `$$` without an empty line in it; a dollar sign is written `\\$`",
    },
    Sign {
        starts: "^[",
        found: |_| Some(2),
        message: "this note is never closed",
        help: "a note in the text is written `^[the note]`; a bracket in it is written `\\[`",
    },
    Sign {
        starts: "![",
        found: |rest| rest.find(']').map(|end| end + 1),
        message: "this is no picture",
        help: "write `![What it shows](picture.png)`, without a space before the parenthesis; spaces in the name as `<my picture.png>`",
    },
    Sign {
        starts: "[TOC]",
        found: |_| Some(5),
        message: "`[TOC]` is another generator's, and is printed as it stands",
        help: "each page has its contents without it; remove it",
    },
    Sign {
        starts: "*[",
        found: |rest| rest.find("]:").map(|end| end + 2),
        message: "an abbreviation is not explained this way",
        help: "write what it means where it first stands, or as a glossary: the term, and `: its meaning` in the next line",
    },
    Sign { starts: "<!--", found: |_| Some(4), message: "this comment is never closed", help: "it ends with `-->`" },
];

/// Reports links without words and formulas that are none.
pub(super) fn report(document: &Document, sink: &mut Sink) {
    for leaf in document.leaves() {
        walk(leaf.text, &mut |inline| match inline {
            Inline::Link { text, target, span } => link(text, target, *span, sink),
            Inline::Math { latex, display: false, span, .. } => formula(latex, *span, sink),
            _ => {}
        });
    }
}

/// Reports what looks like syntax in words; `source` says where some of their bytes stand in the parsed text.
pub(super) fn signs(text: &str, source: &dyn Fn(Range<usize>) -> Range<usize>, place: Place<'_>, sink: &mut Sink) {
    if !text.contains(['{', '\\', ':', '`', '$', '^', '[', '<', '-', '*']) {
        return;
    }
    let mut report = |range: Range<usize>, message: &str, help: &str| {
        let range = source(range);
        // What the author took the meaning from is meant so.
        if !place.text[..range.start].ends_with('\\') {
            sink.push(Diagnostic::new(codes::STRAY_SYNTAX, message).at(place.span(range), "").help(help));
        }
    };
    let mut at = 0;
    while let Some(step) = text[at..].find(['{', '\\', ':', '`', '$', '^', '[', ']', '!', '<', '-', '*']) {
        at += step;
        let rest = &text[at..text.floor_char_boundary(at + REACH)];
        let sign = SIGNS.iter().find_map(|sign| {
            let length = rest.starts_with(sign.starts).then(|| (sign.found)(rest))??;
            Some((length, sign.message, sign.help))
        });
        if let Some((length, message, help)) = sign {
            report(at..at + length, message, help);
            at += length;
        } else if let Some((length, help)) = command(rest) {
            report(at..at + length, "a LaTeX command stands in the text as it was typed", help);
            at += length;
        } else if let Some(length) = hyphens(&text[..at], rest) {
            let help = "write the dash itself, – or —; hyphens that are meant are written `\\--`, or as code";
            report(at..at + length, "hyphens in a row are printed as they stand, not as a dash", help);
            at += length;
        } else if let Some(length) = reference(rest) {
            let help = "define it on a line of its own, `[label]: https://…`, or write `[words](https://…)`";
            report(at..at + length, "this link's label is defined nowhere", help);
            at += length;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
}

/// How far the end of what looks like syntax is looked for, in bytes. To the end of the text each time would cost its square.
const REACH: usize = 2_000;

/// Commands that take nothing.
const BARE: &[&str] = &["newpage", "pagebreak", "clearpage", "noindent", "bigskip", "medskip", "tableofcontents"];

/// `\cite{…}`: the length of the command and what is written instead.
fn command(rest: &str) -> Option<(usize, &'static str)> {
    let name = rest.strip_prefix('\\')?;
    let end = name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len());
    let (name, behind) = name.split_at(end);
    let name = name.strip_suffix('*').unwrap_or(name);
    let listed = COMMANDS.iter().find(|(known, _)| *known == name).map(|(_, help)| *help);
    let braced = behind.trim_start_matches('*').starts_with(['{', '[']);
    let bare = BARE.contains(&name);
    let help = match listed {
        Some(help) if braced || bare => help,
        None if bare => "a page of a site has no breaks; remove it",
        None if braced && name.len() > 1 => {
            "LaTeX is read in formulas only: `$…$`; a backslash that is meant is written `\\\\`"
        }
        _ => return None,
    };
    Some((1 + end, help))
}

/// `--` and `---`, of which Pandoc makes a dash; an arrow and a line of a drawing are none.
fn hyphens(before: &str, rest: &str) -> Option<usize> {
    let behind = rest.trim_start_matches('-');
    let length = rest.len() - behind.len();
    ((2..=3).contains(&length) && !before.ends_with(['-', '<', '+']) && !behind.starts_with(['>', '+']))
        .then_some(length)
}

/// `][label]` behind words in brackets.
fn reference(rest: &str) -> Option<usize> {
    let label = rest.strip_prefix("][")?;
    let end = label.find([']', '[', '\n']).filter(|end| label[*end..].starts_with(']'))?;
    Some(end + 3)
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
