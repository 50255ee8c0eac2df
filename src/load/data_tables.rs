//! Files of cells that texts show as tables: `.csv`, `.tsv`, and the first table of an `.html` file.
//!
//! Owns which files these are, and reads those that a text names as it names a picture. What cells stand in them is read in
//! `doc`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use memchr::memmem;

use super::{CONTENT, Media};
use crate::bibliography;
use crate::data::{composed, decoded};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, Files, SourceMap};

/// Endings of files of cells.
const ENDINGS: [&str; 4] = ["csv", "tsv", "html", "htm"];

/// Files of cells by how texts name them.
#[derive(Debug, Clone, Default)]
pub struct DataTables {
    names: Media,
    files: BTreeMap<Utf8PathBuf, DataTable>,
}

/// A file of cells.
#[derive(Debug, Clone)]
pub struct DataTable {
    /// The file.
    pub file: FileId,
    /// Whether it is HTML, and else values between separators.
    pub is_html: bool,
    /// What stands in it.
    pub text: Arc<str>,
    /// What its encoding is called, if it is not UTF-8.
    pub encoding: Option<&'static str>,
}

impl DataTables {
    /// Whether a text that shows `target` means a table.
    #[must_use]
    pub fn takes(target: &str) -> bool {
        let ending = Utf8Path::new(target).extension().map(str::to_lowercase);
        ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
    }

    /// The table that a text in `folder` (relative to `content/`) names.
    #[must_use]
    pub fn find(&self, folder: &Utf8Path, target: &str) -> Option<&DataTable> {
        self.files.get(self.names.find(folder, target)?)
    }

    /// Whether a file, by its path, is one of them.
    #[must_use]
    pub fn holds(&self, path: &Utf8Path) -> bool {
        let in_content = path.strip_prefix(CONTENT).unwrap_or(path);
        self.files.contains_key(Utf8Path::new(&*composed(in_content.as_str())))
    }

    /// Reads the files among `paths` that one of the `texts` shows.
    pub(super) fn read(
        files: &dyn Files,
        paths: &[Utf8PathBuf],
        texts: &BTreeMap<Utf8PathBuf, FileId>,
        sources: &mut SourceMap,
        sink: &mut Sink,
    ) -> Self {
        let mut tables = Self::default();
        let mut candidates = paths.iter().filter(|path| Self::takes(path.as_str())).peekable();
        if candidates.peek().is_none() {
            return tables;
        }
        let written = texts.iter().filter(|(path, _)| path.extension() == Some("md"));
        let shown: BTreeSet<String> = written.flat_map(|(_, file)| shown_in(&sources.file(*file).text)).collect();
        for path in candidates {
            if !path.file_name().is_some_and(|name| shown.contains(&*composed(name))) {
                continue;
            }
            let bytes = match files.read(path) {
                Ok(bytes) => bytes,
                Err(error) => {
                    sink.push(Diagnostic::new(codes::UNREADABLE, error.to_string()).in_file(path.as_str()));
                    continue;
                }
            };
            let (text, encoding) = match bibliography::decode(&bytes) {
                Some((text, encoding)) => (text, Some(encoding)),
                None => (String::from_utf8_lossy(&bytes).into_owned(), None),
            };
            let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
            let in_content = path.strip_prefix(CONTENT).unwrap_or(path);
            let name = Utf8PathBuf::from(&*composed(in_content.as_str()));
            let file = sources.add(path.clone(), text.clone());
            let is_html = name.extension().is_some_and(|ending| ending.to_lowercase().starts_with("htm"));
            let table = DataTable { file, is_html, text: text.into(), encoding };
            tables.names.add(in_content, sink);
            tables.files.insert(name, table);
        }
        tables
    }
}

/// The names of files of cells that stand in a text where a picture has its address.
fn shown_in(text: &str) -> Vec<String> {
    let pictures = memmem::find_iter(text.as_bytes(), "](").filter(|close| opens_picture(&text.as_bytes()[..*close]));
    let addresses = pictures.filter_map(|close| {
        let rest = text[close + 2..].trim_start();
        match rest.strip_prefix('<') {
            Some(rest) => rest.split('>').next(),
            None => rest.split(|c: char| c.is_whitespace() || c == ')').next(),
        }
    });
    let names = addresses.filter(|address| DataTables::takes(address)).flat_map(|address| {
        let name = address.rsplit('/').next().unwrap_or(address);
        [composed(name).into_owned(), composed(&decoded(name)).into_owned()]
    });
    names.collect()
}

/// Whether the bracket that is open at the end of `before` is that of a picture. A caption is not longer than `CAPTION`.
fn opens_picture(before: &[u8]) -> bool {
    const CAPTION: usize = 4_000;
    let mut depth = 0;
    for (at, byte) in before.iter().enumerate().rev().take(CAPTION) {
        match byte {
            b']' => depth += 1,
            b'[' if depth == 0 => return before[..at].ends_with(b"!"),
            b'[' => depth -= 1,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_where_addresses_stand() {
        let text = "![Sums [@k]](data/sums.csv){#tbl-a} ![B](<my table.HTML>) ![d](a%20b.tsv \"t\") ![p](map.png) [e](e.csv) c.csv";
        let shown: BTreeSet<String> = shown_in(text).into_iter().collect();
        assert_eq!(shown.iter().collect::<Vec<_>>(), ["a b.tsv", "a%20b.tsv", "my table.HTML", "sums.csv"]);
    }
}
