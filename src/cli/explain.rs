//! `pliego check --explain`: the documentation of diagnostics, made from the one table of codes.

use std::fmt::Write as _;

use super::Status;
use super::failure::Failure;
use super::terminal;
use crate::diag::{Code, codes};

/// How many near codes are offered for one that is not known.
const NEAR: usize = 3;

/// Explains one code, `all` of them as Markdown, or lists them if none is given.
pub(super) fn run(code: &str) -> Result<Status, Failure> {
    let text = match code {
        "" => list(),
        "all" => document(),
        name => match Code::find(name) {
            Some(code) => explain(code),
            None => return Err(unknown(name)),
        },
    };
    terminal::result(&text)?;
    Ok(Status::Clean)
}

fn explain(code: &Code) -> String {
    format!("{}[{}]: {}\n\n{}\n", code.severity.name(), code.name, code.summary, code.explanation)
}

fn list() -> String {
    let width = codes::ALL.iter().map(|code| code.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for code in codes::ALL {
        // Writing to a `String` does not fail, here and below.
        let _ = writeln!(text, "{:width$}  {:7}  {}", code.name, code.severity.name(), code.summary);
    }
    text
}

fn document() -> String {
    let mut text = "# Diagnostics\n\nEverything that `pliego check` and `pliego build` can report. An error stops the \
                    build, a warning stops it under\n`--strict`, a note never does. This page is made by \
                    `pliego check --explain all` from the table in `src/diag/code.rs`.\n"
        .to_owned();
    for code in codes::ALL {
        let severity = capital(code.severity.name());
        let _ = write!(text, "\n## `{}`\n\n*{severity}*: {}.\n\n{}\n", code.name, code.summary, code.explanation);
    }
    text
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn unknown(name: &str) -> Failure {
    let near = near(name);
    let help = if near.is_empty() {
        "`pliego check --explain` lists all codes".to_owned()
    } else {
        let near: Vec<_> = near.iter().map(|near| format!("`{near}`")).collect();
        format!("did you mean {}? `pliego check --explain` lists all codes", near.join(", "))
    };
    Failure::tool(format!("there is no diagnostic `{name}`"), help)
}

/// Codes that may have been meant, the nearest first: those that differ in few letters or have a word in common.
fn near(name: &str) -> Vec<&'static str> {
    let name = name.to_lowercase().replace(['_', ' '], "-");
    let words: Vec<_> = name.split('-').filter(|word| word.len() > 2).collect();
    let mut found: Vec<_> = codes::ALL
        .iter()
        .filter_map(|code| {
            let distance = strsim::damerau_levenshtein(&name, code.name);
            let shared = words.iter().filter(|word| code.name.split('-').any(|own| own == **word)).count();
            let is_near = shared > 0 || distance <= name.chars().count().max(3) / 3;
            is_near.then_some((distance.saturating_sub(shared * 3), code.name))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().take(NEAR).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_codes_are_found_by_slips_and_by_words() {
        assert_eq!(near("unknwon-reference").first(), Some(&"unknown-reference"));
        assert_eq!(near("UNKNOWN_REFERENCE").first(), Some(&"unknown-reference"));
        assert_eq!(near("duplicate-thing").len(), 3);
        assert!(near("slug").iter().all(|code| code.contains("slug")));
        assert!(near("xyzzy").is_empty());
    }

    #[test]
    fn the_document_holds_every_code() {
        let text = document();
        for code in codes::ALL {
            assert!(text.contains(&format!("## `{}`\n", code.name)) && text.contains(code.explanation));
        }
    }
}
