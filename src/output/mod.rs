//! What a run makes, as one value: an ordered map from path to bytes, and the writer that brings it to disk.
//!
//! Owns the rules of paths (nothing leaves the folder, nothing is taken twice) and of writing (the old site or the new
//! one, nothing touched that is not ours). What the bytes mean, it does not know; `serve` hands the same value to a browser.

mod beside;
mod carry;
mod manifest;
mod media;
mod outcome;
mod plan;
mod stage;
mod writer;

pub use manifest::MANIFEST;
pub use media::content_type;
pub use outcome::{Obstruction, ObstructionKind, Watch, WriteError, Written};
pub use stage::{add, replace};
pub use writer::{recover, write};

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Bound;
use std::sync::Arc;

use crate::data::OutPath;

/// All files of a site, by path, in the order of their paths' bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    files: BTreeMap<OutPath, Arc<[u8]>>,
}

/// Why a file was not taken into an [`Output`]. The caller knows which page it was, and makes a diagnostic of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Another file has this path.
    Taken(OutPath),
    /// A file stands where `path` needs a folder, or the other way round.
    Blocked {
        /// The path that was refused.
        path: OutPath,
        /// The file that stands in its way.
        by: OutPath,
    },
    /// The path is no plain relative path: it is empty, absolute, leads upwards, holds a character that some system
    /// gives a meaning of its own, or a name longer than 255 bytes.
    Malformed(OutPath),
    /// The name belongs to Pliego's own bookkeeping.
    Reserved(OutPath),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken(path) => write!(f, "two files would be written to `{path}`"),
            Self::Blocked { path, by } => {
                write!(f, "`{path}` and `{by}` cannot both be written: one would be a file and a folder")
            }
            Self::Malformed(path) => write!(f, "`{path}` is not a path inside the output folder"),
            Self::Reserved(path) => write!(f, "`{path}` is a name that Pliego keeps for itself"),
        }
    }
}

impl std::error::Error for Refused {}

impl Output {
    /// Adds a file. The first one to claim a path keeps it.
    ///
    /// # Errors
    /// When the path is taken, or is not a path that a file of the output can have.
    pub fn insert(&mut self, path: OutPath, bytes: impl Into<Arc<[u8]>>) -> Result<(), Refused> {
        let text = path.as_str();
        if !is_plain(text) {
            return Err(Refused::Malformed(path));
        }
        if text.starts_with(manifest::RESERVED) || text.starts_with(".pliego/") {
            return Err(Refused::Reserved(path));
        }
        if self.files.contains_key(text) {
            return Err(Refused::Taken(path));
        }
        let above = folders(text).find_map(|folder| self.files.get_key_value(folder));
        if let Some((by, _)) = above.or_else(|| self.first_in(text)) {
            let by = by.clone();
            return Err(Refused::Blocked { path, by });
        }
        self.files.insert(path, bytes.into());
        Ok(())
    }

    /// Adds all files of another output, and returns those that were refused, in order.
    #[must_use]
    pub fn merge(&mut self, other: Output) -> Vec<Refused> {
        other.files.into_iter().filter_map(|(path, bytes)| self.insert(path, bytes).err()).collect()
    }

    /// The bytes of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Arc<[u8]>> {
        self.files.get(path)
    }

    /// Whether some file lies below the folder `path` (`""` is the root).
    #[must_use]
    pub fn has_folder(&self, path: &str) -> bool {
        if path.is_empty() { !self.files.is_empty() } else { self.first_in(path).is_some() }
    }

    /// All files, sorted by path.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&OutPath, &Arc<[u8]>)> {
        self.files.iter()
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// How many bytes all files have together.
    #[must_use]
    pub fn size(&self) -> usize {
        self.files.values().map(|bytes| bytes.len()).sum()
    }

    /// A hash over all paths and bytes, as 64 hexadecimal digits: equal outputs have equal digests on every machine.
    #[must_use]
    pub fn digest(&self) -> String {
        // The manifest names every path with the hash of its bytes, one line each, sorted: it is the output in short.
        blake3::hash(manifest::Manifest::of(self).to_text().as_bytes()).to_hex().to_string()
    }

    fn first_in(&self, folder: &str) -> Option<(&OutPath, &Arc<[u8]>)> {
        let below = format!("{folder}/");
        let first = self.files.range::<str, _>((Bound::Included(&*below), Bound::Unbounded)).next()?;
        first.0.as_str().starts_with(&below).then_some(first)
    }
}

/// The folders above a path, the outermost first: `a`, `a/b` for `a/b/c.html`.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Whether a path stays inside the folder that it is relative to, on every system.
fn is_plain(path: &str) -> bool {
    let strange = |c: char| c.is_control() || matches!(c, '\\' | ':');
    !path.contains(strange) && path.split('/').all(|part| part.len() <= 255 && !matches!(part, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(paths: &[&str]) -> Output {
        let mut output = Output::default();
        for path in paths {
            output.insert(OutPath::new(path), path.as_bytes()).expect("the paths of a test do not clash");
        }
        output
    }

    #[test]
    fn a_path_is_taken_once() {
        let mut output = output(&["en/a.html", "en/b/c.html"]);
        let mut refused = |path: &str| output.insert(OutPath::new(path), *b"x").expect_err("must be refused");
        assert_eq!(refused("en/a.html"), Refused::Taken(OutPath::new("en/a.html")));
        let blocked = |path: &str, by: &str| Refused::Blocked { path: OutPath::new(path), by: OutPath::new(by) };
        assert_eq!(refused("en/a.html/b"), blocked("en/a.html/b", "en/a.html"));
        assert_eq!(refused("en/b"), blocked("en/b", "en/b/c.html"));
        assert_eq!(&**output.get("en/a.html").expect("the first one stays"), b"en/a.html");
    }

    #[test]
    fn no_path_leaves_the_folder() {
        let long = "x".repeat(256);
        for bad in [&*long, "", "/etc/passwd", "../x", "a/../b", "a//b", "a/", "./a", "a\\b", "c:x", "a\nb", "a\0b"] {
            let refused = Output::default().insert(OutPath::new(bad), *b"x");
            assert!(matches!(refused, Err(Refused::Malformed(_))), "{bad:?}: {refused:?}");
        }
        for reserved in [".pliego-manifest", ".pliego-pending", ".pliego/live.js"] {
            let refused = Output::default().insert(OutPath::new(reserved), *b"x");
            assert!(matches!(refused, Err(Refused::Reserved(_))), "{reserved}: {refused:?}");
        }
        assert!(Output::default().insert(OutPath::new(".nojekyll"), *b"").is_ok());
    }

    #[test]
    fn order_of_insertion_does_not_show() {
        let (one, other) = (output(&["b", "a/x", "a-b"]), output(&["a-b", "b", "a/x"]));
        assert_eq!(one.digest(), other.digest());
        assert_eq!(one.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["a-b", "a/x", "b"]);
        assert_ne!(one.digest(), output(&["b", "a/x"]).digest());
        assert_eq!(one.size(), 7);
    }

    #[test]
    fn folders_are_known_by_their_files() {
        let output = output(&["en/actors/dif.html", "en-x"]);
        for (folder, known) in [("", true), ("en", true), ("en/actors", true), ("e", false), ("en-x", false)] {
            assert_eq!(output.has_folder(folder), known, "{folder}");
        }
    }
}
