//! `imports.yml` at the root of a site: what an import brought, as it was then. By it a later import knows which files
//! somebody has edited.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use camino::{Utf8Path, Utf8PathBuf};

use crate::data::{Ordered, read};
use crate::diag::Sink;
use crate::output::{self, WriteError};
use crate::source::{Disk, Files as _, SourceMap};

/// The file, beside `content/`.
const RECORD: &str = "imports.yml";

const HEAD: &str = "\
# What `pliego import` brought, and what each file was like then (BLAKE3). A later import replaces a file only if nobody has
# edited it since. Keep this file with the site.
";

/// Signs of a hash that are kept: 128 bits.
const SIGNS: usize = 32;

/// What earlier imports brought.
#[derive(Debug, Default)]
pub(super) struct Record {
    files: BTreeMap<Utf8PathBuf, String>,
    hashes: BTreeSet<String>,
    has_changed: bool,
}

impl Record {
    /// Reads the record of a site; a mistake in it is reported, and what it says is taken for nothing.
    pub(super) fn read(files: &Disk, sources: &mut SourceMap, sink: &mut Sink) -> Self {
        let Some(text) = files.read(Utf8Path::new(RECORD)).ok().and_then(|bytes| String::from_utf8(bytes).ok()) else {
            return Self::default();
        };
        let file = sources.add(Utf8PathBuf::from(RECORD), text);
        let length = sources.file(file).text.len();
        let Some(listed) = read::<Ordered<String>>(sources, file, 0..length, sink) else { return Self::default() };
        let files: BTreeMap<_, _> =
            listed.0.into_iter().map(|(path, hash)| (Utf8PathBuf::from(path.value), hash)).collect();
        let hashes = files.values().cloned().collect();
        Self { files, hashes, has_changed: false }
    }

    /// Whether these bytes are what an import brought, wherever it put them: files may be moved.
    pub(super) fn is_as_brought(&self, bytes: &[u8]) -> bool {
        self.hashes.contains(&hash(bytes))
    }

    /// Whether these bytes are what the last import brought to this path.
    pub(super) fn is_of(&self, path: &Utf8Path, bytes: &[u8]) -> bool {
        self.files.get(path).is_some_and(|known| *known == hash(bytes))
    }

    /// Notes that a file is now as an import brought it.
    pub(super) fn set(&mut self, path: &Utf8Path, bytes: &[u8]) {
        let hash = hash(bytes);
        if self.files.get(path) != Some(&hash) {
            self.hashes.insert(hash.clone());
            self.files.insert(path.to_owned(), hash);
            self.has_changed = true;
        }
    }

    /// Writes the record, if it says anything new.
    pub(super) fn write(&self, root: &Utf8Path) -> Result<(), WriteError> {
        if !self.has_changed {
            return Ok(());
        }
        let mut text = HEAD.to_owned();
        for (path, hash) in &self.files {
            // Writing to a `String` does not fail. A path in JSON's quotes is one in YAML's.
            let _ = writeln!(text, "{}: {hash}", serde_json::Value::from(path.as_str()));
        }
        output::replace(root, RECORD, text.as_bytes())
    }
}

fn hash(bytes: &[u8]) -> String {
    // A letter first, so that YAML never takes it for a number.
    format!("b{}", &blake3::hash(bytes).to_hex()[..SIGNS])
}
