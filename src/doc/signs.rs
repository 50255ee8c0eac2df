//! Signs of other programs in words: the tables of what they look like and of the spelling that works.
//!
//! Only signs that no ordinary prose has are looked for, in words that are neither code nor formulas.

use std::ops::Range;

use super::parse::Place;
use crate::diag::{Diagnostic, Sink, codes};

/// What signs begin with.
const SIGNIFICANT: [char; 16] = ['{', '\\', ':', '`', '$', '^', '[', ']', '!', '<', '-', '*', '%', '@', '(', '~'];

/// What is said of changes that another program marks in the text.
const CHANGE: &str = "another program's mark of a change is printed as it stands";
const CHANGED: &str = "write the text as it is to stand; a comment is written `<!-- … -->`";

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
    Sign { starts: "{++", found: |rest| rest.find("++}").map(|end| end + 3), message: CHANGE, help: CHANGED },
    Sign { starts: "{--", found: |rest| rest.find("--}").map(|end| end + 3), message: CHANGE, help: CHANGED },
    Sign { starts: "{>>", found: |rest| rest.find("<<}").map(|end| end + 3), message: CHANGE, help: CHANGED },
    Sign { starts: "{==", found: |rest| rest.find("==}").map(|end| end + 3), message: CHANGE, help: CHANGED },
    Sign {
        starts: "%%",
        found: |rest| rest[2..].find("%%").map(|end| end + 4),
        message: "`%%` marks a comment in another program, and is printed as it stands",
        help: "write `<!-- … -->`; signs that are meant are written `\\%%`",
    },
    Sign {
        starts: "@ref(",
        found: |rest| rest.find(')').map(|end| end + 1),
        message: "`\\@ref(…)` is another program's reference, and is printed as it stands",
        help: "write `@fig-map`, `@tbl-sums`, `@eq-x` or `@sec-method`; the id stands at the thing: `{#fig-map}`",
    },
    Sign {
        starts: "(#",
        found: |rest| {
            let end = rest.find(')')?;
            let (kind, label) = rest[2..end].split_once(':')?;
            (["fig", "tab", "tbl", "eq", "sec", "thm"].contains(&kind) && !label.is_empty()).then_some(end + 1)
        },
        message: "`(\\#…)` is another program's label, and is printed as it stands",
        help: "the id stands at the thing: `{#fig-map}`, `{#tbl-sums}`, `{#eq-x}`",
    },
    Sign {
        starts: "``",
        found: |rest| rest[2..].find("''").filter(|end| *end < 200).map(|end| end + 4),
        message: "these are LaTeX's quotation marks, and are printed as they stand",
        help: "write the marks themselves: “…”",
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
        // A name in brackets within it parts the words.
        found: |rest| Some(rest.find(']').map_or(2, |end| end + 1)),
        message: "this is no picture",
        help: "write `![What it shows](picture.png)`, without a space before the parenthesis; spaces in the name as `<my picture.png>`; `[[…]]` cannot stand in its brackets",
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

/// How far the end of what looks like syntax is looked for, in bytes. To the end of the text each time would cost its square.
const REACH: usize = 2_000;

/// Reports what looks like syntax in words; `source` says where some of their bytes stand in the parsed text.
pub(super) fn signs(text: &str, source: &dyn Fn(Range<usize>) -> Range<usize>, place: Place<'_>, sink: &mut Sink) {
    if !text.contains(SIGNIFICANT) {
        return;
    }
    let mut report = |range: Range<usize>, message: &str, help: &str| {
        let range = source(range);
        // What the author took the meaning from is meant so.
        // The signs of R Markdown begin with one.
        let before_and_behind = &place.text.as_bytes()[range.start.saturating_sub(1)..];
        let of_r = ["\\@ref(", "\\#"].iter().any(|sign| before_and_behind.starts_with(sign.as_bytes()));
        if of_r || !place.text[..range.start].ends_with('\\') {
            sink.push(Diagnostic::new(codes::STRAY_SYNTAX, message).at(place.span(range), "").help(help));
        }
    };
    let mut found_formulas = Vec::new();
    let mut at = 0;
    while let Some(step) = text[at..].find(SIGNIFICANT) {
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
        } else if let Some((length, name)) = emoji(&text[..at], rest) {
            let help = "write the sign itself; colons that are meant are written `\\:`";
            report(at..at + length, &format!("`:{name}:` is printed as it stands, not as a sign"), help);
            at += length;
        } else if let Some(length) = tie(&text[..at], rest) {
            let help = "write a no-break space, or `&nbsp;`; a tilde that is meant is written `\\~`";
            report(at..at + length, "a tilde is printed as it stands, not as a space that holds words together", help);
            at += length;
        } else if let Some(length) =
            role(rest, |at_end| place.text.get(source(at..at + at_end).end..).is_some_and(|rest| rest.starts_with('`')))
        {
            let help = "write `[@key]`, `@fig-map` or `$…$`; code has no braces before it";
            report(at..at + length, "another program's role is printed as it stands", help);
            at += length;
        } else if delimited(rest, source(at..at + 1).start, place).is_some() {
            let here = place.span(source(at..at + 1));
            let help = "a formula stands between dollars: `$x^2$`, `$$ x^2 $$`";
            let found = Diagnostic::new(codes::STRAY_SYNTAX, "this formula is printed as words");
            found_formulas.push(found.at(here, "").help(help));
            at += 1;
        } else if let Some(length) = reference(rest) {
            let help = "define it on a line of its own, `[label]: https://…`, or write `[words](https://…)`";
            report(at..at + length, "this link's label is defined nowhere", help);
            at += length;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    sink.extend(found_formulas);
}

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
        _ => return spaced(name, behind),
    };
    Some((1 + end, help))
}

/// A backslash before a space, of which Pandoc makes a space that does not break.
fn spaced(name: &str, behind: &str) -> Option<(usize, &'static str)> {
    let word = behind.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    (name.is_empty() && word)
        .then_some((1, "write a no-break space, or `&nbsp;`; a backslash that is meant is written `\\\\`"))
}

/// `:smile:` apart from other words: a time and a ratio are none.
fn emoji<'t>(before: &str, rest: &'t str) -> Option<(usize, &'t str)> {
    let name = rest.strip_prefix(':')?;
    let end = name.find(|c: char| !(c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit()))?;
    let behind = name[end..].strip_prefix(':')?;
    let apart = |c: char| !c.is_alphanumeric() && c != ':';
    let free = before.chars().next_back().is_none_or(apart) && behind.chars().next().is_none_or(apart);
    (free && end > 1 && name.starts_with(|c: char| c.is_ascii_lowercase())).then_some((end + 2, &name[..end]))
}

/// `p.~5`, `Dr.~Ruiz`: TeX's space. In an address a tilde is a letter.
fn tie(before: &str, rest: &str) -> Option<usize> {
    let behind = rest.strip_prefix('~')?;
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let joined =
        word.ends_with('.') && word.starts_with(char::is_alphabetic) && behind.starts_with(char::is_alphanumeric);
    (joined && !word.contains('/')).then_some(1)
}

/// `{cite}` directly before code, as MyST writes it.
fn role(rest: &str, leads_to_code: impl Fn(usize) -> bool) -> Option<usize> {
    let name = rest.strip_prefix('{')?;
    let end = name.find('}').filter(|end| *end > 0)?;
    let word = name[..end].chars().all(|c| c.is_ascii_lowercase() || matches!(c, ':' | '-'));
    (word && end + 2 == rest.len() && leads_to_code(end + 2)).then_some(end + 2)
}

/// `\\(x^2\\)` and `\\[x^2\\]`: formulas in LaTeX, of which the backslashes would be lost.
fn delimited(rest: &str, start: usize, place: Place<'_>) -> Option<usize> {
    let close = match rest.as_bytes().first() {
        Some(b'(') => "\\)",
        Some(b'[') => "\\]",
        _ => return None,
    };
    if !place.text[..start].ends_with('\\') || place.text[..start].ends_with("\\\\") {
        return None;
    }
    let typed = place.text.get(start + 1..)?;
    let end = typed.find(close).filter(|end| *end < 300)?;
    let inside = &typed[..end];
    let formula = inside.contains(['^', '_', '=']) || inside.contains("\\frac") || inside.contains("\\sum");
    (formula && !inside.contains('\n') && !inside.contains('@')).then_some(1)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_told_from_prose() {
        assert_eq!(emoji("A ", ":smile: b"), Some((7, "smile")));
        for (before, rest) in
            [("10", ":30:15"), ("a", ":bb:"), ("", ":b:"), (" ", ":Word:"), (" ", ":a word:"), (" ", "::ab:")]
        {
            assert_eq!(emoji(before, rest), None, "{before}{rest}");
        }
        assert_eq!(tie("see p.", "~5"), Some(1));
        assert_eq!(tie("about ", "~5"), None);
        assert_eq!(tie("https://a.org/x.", "~y"), None);
        assert_eq!(role("{cite}", |_| true), Some(6));
        assert_eq!(role("{cite}", |_| false), None);
        assert_eq!(role("{a b}", |_| true), None);
        assert_eq!(spaced("", " word").map(|found| found.0), Some(1));
        assert_eq!(spaced("", " "), None);
    }
}
