//! What of a text a translator would put into another language, so that its standing there unchanged says something.

use crate::doc::{Block, BlockKind, Inline, leaves_of};

/// Letters of a block that a translator would put into another language: not those of references, quotations, names, code,
/// nor of words that are in a third language.
pub(super) fn translatable(block: &Block) -> usize {
    use BlockKind::{Attribution, Code, Math, Quote, Verse};
    if matches!(block.kind, Quote(_) | Verse(_) | Attribution(_) | Code { .. } | Math(_)) {
        return 0;
    }
    leaves_of(block).into_iter().map(translatable_in).sum()
}

fn translatable_in(line: &[Inline]) -> usize {
    let (mut words, mut marks) = (String::new(), 0);
    plain_words(line, &mut words, &mut marks);
    let mut outside = String::new();
    let mut quoted = false;
    for c in words.chars() {
        match c {
            '“' | '«' | '„' => (quoted, marks) = (true, marks + 1),
            '”' | '»' => quoted = false,
            '"' => (quoted, marks) = (!quoted, marks + usize::from(!quoted)),
            c if !quoted => outside.push(c),
            _ => {}
        }
    }
    let in_brackets = |year: &str| outside.contains(&format!("({year})")) || outside.contains(&format!(", {year}"));
    let years = outside.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
    let has_year = years.into_iter().any(|year| in_brackets(year) || outside.contains(&format!("{year}.")));
    // A reference has a year in its place, and a title that is set off or an author whose family name comes first.
    let author = outside
        .trim_start()
        .split([' ', '\n'])
        .next()
        .is_some_and(|word| word.ends_with(',') && word.starts_with(char::is_uppercase));
    if has_year && (author || marks > 0) {
        return 0;
    }
    let parts: Vec<&str> =
        outside.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3).collect();
    let names = parts.iter().filter(|word| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase));
    if names.count() * 5 >= parts.len() * 3 {
        return 0;
    }
    outside.chars().filter(|c| c.is_alphabetic()).count()
}

/// The words of a line without code, formulas, addresses and words in a third language; and how many titles are set off.
fn plain_words(line: &[Inline], words: &mut String, marks: &mut usize) {
    for inline in line {
        match inline {
            Inline::Text(node) => words.push_str(&node.text),
            Inline::Strong(_)
            | Inline::Struck(_)
            | Inline::Subscript(_)
            | Inline::Superscript(_)
            | Inline::Span { .. } => plain_words(inline.children(), words, marks),
            Inline::Emphasis(inner) => {
                *marks += 1;
                plain_words(inner, words, marks);
            }
            Inline::Link { target, text, .. } => {
                *marks += 1;
                let mut own = String::new();
                plain_words(text, &mut own, marks);
                if !target.contains(own.trim()) {
                    words.push_str(&own);
                }
            }
            Inline::Mention { text, .. } => words.push_str(text),
            _ => words.push(' '),
        }
    }
}
