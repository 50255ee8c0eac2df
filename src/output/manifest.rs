//! The manifest: which files of an output folder are Pliego's, with the hash of each.
//!
//! Owns its form, that of `b3sum`: `b3sum --check .pliego-manifest` in the folder says whether a copy arrived whole.
//! It holds no time and no size, so that two builds of the same site leave the same bytes, this file included.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rayon::prelude::*;

use super::{Output, is_plain};

/// The manifest's name in the output folder.
pub const MANIFEST: &str = ".pliego-manifest";

/// The list of paths that a run is about to write. It is there only while a run writes, or after one was cut off.
pub(super) const PENDING: &str = ".pliego-pending";

/// What the names of all bookkeeping begin with, temporary files included.
pub(super) const RESERVED: &str = ".pliego-";

/// The files of an output folder: path → hash of the bytes, in hexadecimal digits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) files: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest of an output.
    pub(super) fn of(output: &Output) -> Self {
        let files: Vec<_> = output.iter().collect();
        let hashed = files.par_iter().map(|(path, bytes)| {
            let hash = blake3::hash(bytes).to_hex();
            (path.as_str().to_owned(), hash.to_string())
        });
        Self { files: hashed.collect::<Vec<_>>().into_iter().collect() }
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// The number of the first line that is none. Such a file is not trusted at all: its paths are those that a later
    /// run removes, so one that leads out of the folder must never be taken.
    pub(super) fn parse(text: &str) -> Result<Self, usize> {
        let mut files = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            match line.split_once("  ") {
                Some((hash, path)) if is_hash(hash) && is_plain(path) => files.insert(path.to_owned(), hash.to_owned()),
                _ => return Err(index + 1),
            };
        }
        Ok(Self { files })
    }

    /// The manifest as text: `hash  path`, a line each, sorted by path.
    pub(super) fn to_text(&self) -> String {
        let mut text = String::with_capacity(self.files.len() * 100);
        for (path, hash) in &self.files {
            // Writing to a `String` does not fail.
            let _ = writeln!(text, "{hash}  {path}");
        }
        text
    }
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::OutPath;

    #[test]
    fn a_manifest_comes_back_as_it_was() {
        let mut output = Output::default();
        output.insert(OutPath::new("es/índice con espacio.html"), *b"x").expect("the path is plain");
        let manifest = Manifest::of(&output);
        assert_eq!(Manifest::parse(&manifest.to_text()), Ok(manifest));
    }

    #[test]
    fn a_manifest_that_names_something_outside_is_not_trusted() {
        let hash = "0".repeat(64);
        assert_eq!(Manifest::parse(&format!("{hash}  a\n{hash}  ../b\n")), Err(2));
        assert_eq!(Manifest::parse("what is this\n"), Err(1));
    }
}
