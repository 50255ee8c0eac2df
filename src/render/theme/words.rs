//! The interface strings of a site's languages: which files of the theme a language is said in, what stands in for what it
//! lacks, and the file in which somebody may fill that in.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use super::ThemeFiles;
use crate::config::{Config, is_language};
use crate::data::Lang;
use crate::diag::{Diagnostic, Sink, codes};
use crate::render::strings::{Messages, Strings};
use crate::source::{FileId, SourceMap, Span};

/// The language that every built-in theme has all strings in; it stands in for what others lack.
const ENGLISH: &str = "en";

/// How many missing strings a finding names.
const NAMED: usize = 3;

/// The files of a language: those of the language without its region, and its own over them.
fn layers(messages: &BTreeMap<String, Vec<FileId>>, code: &str) -> Vec<FileId> {
    let of = |code: &str| messages.get(&format!("{code}.ftl")).into_iter().flatten().copied();
    let base = code.split('-').next().filter(|base| *base != code);
    base.into_iter().flat_map(of).chain(of(code)).collect()
}

/// Reads the strings of a language; what is wrong with them is reported.
fn read(files: &[FileId], locale: &str, sources: &SourceMap, sink: &mut Sink) -> Option<Messages> {
    let texts: Vec<&str> = files.iter().map(|file| &*sources.file(*file).text).collect();
    match Messages::parse(locale, &texts) {
        Ok(messages) => Some(messages),
        Err(mistakes) => {
            sink.extend(mistakes.into_iter().map(|(message, layer, at)| {
                let at = at.min(texts[layer].len());
                Diagnostic::new(codes::STRINGS, message).at(Span::new(files[layer], at..at), "")
            }));
            None
        }
    }
}

/// The strings of each language of the site. What a language lacks is said in English, or else in the first language of the
/// site that has it; that is noted once for each language.
pub(super) fn load(
    folder: &Utf8Path,
    messages: &BTreeMap<String, Vec<FileId>>,
    config: &Config,
    sources: &SourceMap,
    sink: &mut Sink,
) -> BTreeMap<Lang, Strings> {
    let mut own = Vec::new();
    for language in &config.languages {
        let files = layers(messages, language.code.as_str());
        own.extend(read(&files, &language.locale, sources, sink).map(|read| (language, Arc::new(read))));
    }
    let english = match own.iter().find(|(language, _)| language.code.as_str() == ENGLISH) {
        Some((_, english)) => Some(Arc::clone(english)),
        // Nobody sees it but for single words: what is wrong with it is seen where it is a language of the site.
        None => read(&layers(messages, ENGLISH), ENGLISH, sources, &mut Sink::default()).map(Arc::new),
    };
    let others: Vec<_> = english.iter().chain(own.iter().map(|(_, messages)| messages)).cloned().collect();
    let all: BTreeSet<&String> = others.iter().flat_map(|messages| messages.ids()).collect();
    let mut strings = BTreeMap::new();
    for (language, messages) in &own {
        let lacking: Vec<&str> = all.iter().filter(|id| !messages.has(id)).map(|id| id.as_str()).collect();
        let mut layers = vec![Arc::clone(messages)];
        if !lacking.is_empty() {
            sink.push(lacks(&folder.join(file_of(language.code.as_str())), &language.code, &lacking, all.len()));
            layers.extend(others.iter().filter(|other| !Arc::ptr_eq(other, messages)).cloned());
        }
        let mut said = Strings::new(layers);
        said.name_languages(&config.languages);
        strings.insert(language.code.clone(), said);
    }
    strings
}

fn file_of(code: &str) -> String {
    format!("i18n/{code}.ftl")
}

/// The note on what a language lacks.
fn lacks(path: &Utf8Path, code: &Lang, lacking: &[&str], all: usize) -> Diagnostic {
    let message = if lacking.len() == all {
        format!("the theme has no interface strings in `{code}`: all {all} are shown in English")
    } else {
        let names: Vec<_> = lacking.iter().take(NAMED).map(|id| format!("`{id}`")).collect();
        let more = if lacking.len() > NAMED { " …" } else { "" };
        let strings = if lacking.len() == 1 { "string" } else { "strings" };
        format!(
            "`{code}` lacks {} of {all} interface {strings}, shown in another language: {}{more}",
            lacking.len(),
            names.join(", ")
        )
    };
    let help = format!("`pliego theme strings {code}` gives them, to be translated into this file");
    Diagnostic::new(codes::MISSING_STRING, message).in_file(path.as_str()).help(help)
}

/// The strings that a language lacks, ready to be translated.
#[derive(Debug)]
pub struct ToFill {
    /// The file of the site's own theme that they belong in.
    pub path: Utf8PathBuf,
    /// Whether the site has that file.
    pub exists: bool,
    /// How many strings the language lacks.
    pub lacking: usize,
    /// How many there are.
    pub all: usize,
    /// The strings in English under the headings of their groups, each line behind a `# `, so that none counts as translated
    /// before somebody takes that away; and what a translator has to know.
    pub text: String,
}

impl ThemeFiles {
    /// The strings that the theme lacks in a language. `None` if the theme's files cannot be read, which is reported.
    pub fn to_fill(&self, code: &str, sources: &SourceMap, sink: &mut Sink) -> Option<ToFill> {
        let name = file_of(code);
        let path = self.folder.join(&name);
        if !is_language(code) {
            let message = format!("`{code}` is no language");
            let help = "give a tag of BCP 47, such as `qu`, `ca` or `pt-BR`";
            sink.push(Diagnostic::new(codes::BAD_VALUE, message).help(help));
            return None;
        }
        let own = read(&layers(&self.messages, code), code, sources, sink)?;
        let mut texts: Vec<(String, &str)> = Vec::new();
        // The English words, or those of the language that alone has a string.
        let english = format!("{ENGLISH}.ftl");
        let others = self.messages.iter().filter(|(name, _)| **name != english);
        let mut all = BTreeSet::new();
        for file in self.messages.get(&english).into_iter().chain(others.map(|(_, files)| files)).flatten() {
            for (heading, id, text) in entries(&sources.file(*file).text) {
                if all.insert(id) && !own.has(id) {
                    texts.push((heading.to_owned(), text));
                }
            }
        }
        let mut text = String::new();
        if !self.own.contains(Utf8Path::new(&name)) {
            text.push_str(INSTRUCTIONS);
        }
        let mut under = String::new();
        for (heading, message) in &texts {
            if *heading != under {
                // Writing to a `String` does not fail, here and below.
                let _ = write!(text, "\n{heading}\n");
                under.clone_from(heading);
            }
            for line in message.lines() {
                let _ = writeln!(text, "# {line}");
            }
        }
        let exists = self.own.contains(Utf8Path::new(&name));
        Some(ToFill { path, exists, lacking: texts.len(), all: all.len(), text })
    }
}

const INSTRUCTIONS: &str = "\
# Interface strings to be translated (Fluent, https://projectfluent.org).
# Each stands here in English, behind `# `. Translate what stands behind `=` and take `# ` away from all lines of the string;
# what is left as it is, pages show in English. What stands in `{ }` is filled in by Pliego and keeps its name. Where there is
# a choice by number, give each form of the plural that the language has: [zero] [one] [two] [few] [many] *[other], or a
# number itself: [0].
";

/// The messages of a file: the heading of the group that each stands in, its id, and its text with all its lines.
fn entries(source: &str) -> Vec<(&str, &str, &str)> {
    let mut found: Vec<(&str, &str, &str)> = Vec::new();
    let mut heading = "";
    let mut at = 0;
    let mut start = None;
    for line in source.split_inclusive('\n') {
        let end = at + line.len();
        let continues = start.is_some() && line.starts_with([' ', '\t', '}']) && !line.trim().is_empty();
        if let (true, Some(start), Some(last)) = (continues, start, found.last_mut()) {
            last.2 = &source[start..end];
        } else {
            start = None;
            if line.starts_with("## ") {
                heading = line.trim_end();
            } else if let Some((id, _)) =
                line.split_once('=').filter(|_| line.starts_with(|c: char| c.is_ascii_alphabetic()))
            {
                start = Some(at);
                found.push((heading, id.trim_end(), &source[at..end]));
            }
        }
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_taken_with_all_its_lines_and_the_heading_of_its_group() {
        let source = "# About\n\n## One\na = A\nb = { $n ->\n    [one] x\n   *[other] y\n}, z\n\n# remark\n## Two\nc = C\n   more\n";
        assert_eq!(
            entries(source),
            [
                ("## One", "a", "a = A\n"),
                ("## One", "b", "b = { $n ->\n    [one] x\n   *[other] y\n}, z\n"),
                ("## Two", "c", "c = C\n   more\n"),
            ]
        );
    }
}
