//! Brings an output to a folder on disk, and knows whose files are there.
//!
//! Owns the order of things: whose folder is this, what would change ([`super::plan`]), a note of what is about to be
//! written, the changes ([`super::stage`]), the manifest last. A run that is cut off anywhere leaves whole files, and
//! the note by which the next run knows them as its own.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{File, TryLockError};
use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use super::manifest::{MANIFEST, Manifest, PENDING, RESERVED};
use super::plan::{Obstruction, plan};
use super::{Output, folders, is_plain, stage};

/// What writing did, in numbers of files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were not there.
    pub created: usize,
    /// Files whose bytes were others.
    pub updated: usize,
    /// Files that were left untouched, because they were as they should be.
    pub unchanged: usize,
    /// Files of an earlier run that this one no longer has.
    pub removed: usize,
}

/// Why an output could not be written. Unless it is an [`WriteError::Io`] while files were being replaced, the folder
/// is as it was.
#[derive(Debug)]
pub enum WriteError {
    /// The folder holds something, and no manifest says that Pliego made it.
    Foreign {
        /// The output folder.
        dir: Utf8PathBuf,
        /// One of the things in it.
        example: String,
    },
    /// Things that Pliego did not make stand where it would write.
    InTheWay {
        /// The output folder.
        dir: Utf8PathBuf,
        /// All of them, sorted by path.
        found: Vec<Obstruction>,
    },
    /// The manifest is not one, so nobody knows which files may be removed.
    Damaged {
        /// The manifest.
        path: Utf8PathBuf,
        /// Its first line that cannot be read, from 1.
        line: usize,
    },
    /// Another run is writing to the folder.
    Busy {
        /// The output folder.
        dir: Utf8PathBuf,
    },
    /// The system refused.
    Io {
        /// What was tried: "cannot write".
        action: &'static str,
        /// On which file or folder.
        path: Utf8PathBuf,
        /// The system's own words.
        source: io::Error,
    },
}

impl WriteError {
    pub(super) fn io(action: &'static str, path: &Utf8Path, source: io::Error) -> Self {
        Self::Io { action, path: path.to_owned(), source }
    }
}

/// How many obstructions a message names.
const NAMED: usize = 5;

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign { dir, example } => {
                write!(f, "the folder `{dir}` was not made by Pliego: it holds `{example}` and no `{MANIFEST}`")
            }
            Self::InTheWay { dir, found } => {
                write!(f, "in `{dir}`, things that Pliego did not make stand where it would write: ")?;
                for (index, Obstruction { path, kind }) in found.iter().take(NAMED).enumerate() {
                    write!(f, "{}{kind} at `{path}`", if index == 0 { "" } else { ", " })?;
                }
                match found.len().saturating_sub(NAMED) {
                    0 => Ok(()),
                    more => write!(f, " and {more} more"),
                }
            }
            Self::Damaged { path, line } => {
                write!(f, "`{path}` is damaged in line {line}, so it is not known which files Pliego made")
            }
            Self::Busy { dir } => write!(f, "another run of Pliego is writing to `{dir}`"),
            Self::Io { action, path, source } => write!(f, "{action} `{path}`: {source}"),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// Makes `dir` hold `output`: replaces what differs, leaves what is the same, removes what an earlier run wrote and
/// this output lacks. Files that Pliego did not make are never touched.
///
/// # Errors
/// See [`WriteError`]. Whatever stands against writing is found before anything is written, as far as it can be.
pub fn write(output: &Output, dir: &Utf8Path) -> Result<Written, WriteError> {
    let new = !there(dir)?;
    if new {
        make(dir)?;
    }
    let written = write_into(output, dir);
    if new && written.is_err() {
        // It goes only if it is empty, that is, if nothing was written.
        let _ = std::fs::remove_dir(dir);
    }
    written
}

fn write_into(output: &Output, dir: &Utf8Path) -> Result<Written, WriteError> {
    // The folder itself may be reached through a link: that is its owner's choice. Nothing in it may.
    let root = dir.canonicalize_utf8().map_err(|error| WriteError::io("cannot open", dir, error))?;
    let _lock = lock(&root)?;
    let known = read_text(&root, MANIFEST)?;
    let manifest = known.as_deref().unwrap_or_default();
    let manifest = Manifest::parse(manifest).map_err(|line| WriteError::Damaged { path: root.join(MANIFEST), line })?;
    let pending = read_text(&root, PENDING)?;
    let cut_off = pending.as_deref().map(pending_paths).unwrap_or_default();
    if known.is_none() {
        refuse_foreign(dir, &root, &cut_off)?;
    }
    stage::forget(cut_off.iter().map(String::as_str), &root);

    let ours: BTreeSet<String> = manifest.files.keys().cloned().chain(cut_off.iter().cloned()).collect();
    let plan = plan(output, &root, &ours)?;
    let next = Manifest::of(output);
    let idle = plan.changes.is_empty() && plan.stale.is_empty() && plan.clear.is_empty();
    if !idle {
        let mut about: BTreeSet<&str> = cut_off.iter().map(String::as_str).collect();
        about.extend(plan.changes.iter().map(|change| change.path));
        let list: String = about.into_iter().flat_map(|path| [path, "\n"]).collect();
        stage::replace(&root, PENDING, list.as_bytes())?;
        if let Err(error) = stage::prepare(&plan, &root) {
            // Nothing was written, so the note would claim paths that are nobody's.
            if pending.is_none() {
                discard(&root.join(PENDING))?;
            }
            return Err(error);
        }
        stage::commit(&plan, &root)?;
    }
    if known.is_none() || next != manifest {
        stage::replace(&root, MANIFEST, next.to_text().as_bytes())?;
    }
    if !idle || pending.is_some() {
        discard(&root.join(PENDING))?;
    }
    let created = plan.changes.iter().filter(|change| change.new).count();
    Ok(Written {
        created,
        updated: plan.changes.len() - created,
        unchanged: plan.unchanged,
        removed: plan.clear.len() + plan.stale.len(),
    })
}

fn there(dir: &Utf8Path) -> Result<bool, WriteError> {
    match std::fs::metadata(dir) {
        Ok(meta) if meta.is_dir() => Ok(true),
        Ok(_) => Err(WriteError::io("cannot write into", dir, io::ErrorKind::NotADirectory.into())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(WriteError::io("cannot open", dir, error)),
    }
}

#[expect(clippy::disallowed_methods, reason = "the output folder is the writer's own")]
fn make(dir: &Utf8Path) -> Result<(), WriteError> {
    std::fs::create_dir_all(dir).map_err(|error| WriteError::io("cannot make the folder", dir, error))
}

/// Holds the folder against a second run. The lock ends with the process, however that ends.
#[expect(clippy::disallowed_methods, reason = "the output folder is the writer's own")]
fn lock(root: &Utf8Path) -> Result<Option<File>, WriteError> {
    // Where a folder cannot be opened or locked (Windows, some network disks), two runs at once are the user's care.
    let Ok(folder) = File::open(root) else { return Ok(None) };
    match folder.try_lock() {
        Ok(()) => Ok(Some(folder)),
        Err(TryLockError::WouldBlock) => Err(WriteError::Busy { dir: root.to_owned() }),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

#[expect(clippy::disallowed_methods, reason = "the manifest is the writer's own")]
fn read_text(root: &Utf8Path, name: &str) -> Result<Option<String>, WriteError> {
    match std::fs::read(root.join(name)) {
        // A manifest that is not UTF-8 is damaged like any other.
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(WriteError::io("cannot read", &root.join(name), error)),
    }
}

#[expect(clippy::disallowed_methods, reason = "the note of what is pending is the writer's own")]
fn discard(path: &Utf8Path) -> Result<(), WriteError> {
    std::fs::remove_file(path).map_err(|error| WriteError::io("cannot remove", path, error))
}

/// The paths of a note that an earlier run left when it was cut off.
fn pending_paths(text: &str) -> BTreeSet<String> {
    text.lines().filter(|path| is_plain(path)).map(str::to_owned).collect()
}

/// Refuses a folder without a manifest, unless it is empty or a first run into it was cut off.
#[expect(clippy::disallowed_methods, reason = "whose the output folder is has to be known before it is written to")]
fn refuse_foreign(dir: &Utf8Path, root: &Utf8Path, cut_off: &BTreeSet<String>) -> Result<(), WriteError> {
    let ours: BTreeSet<&str> = cut_off.iter().map(|path| folders(path).next().unwrap_or(path)).collect();
    let entries = std::fs::read_dir(root).map_err(|error| WriteError::io("cannot list", root, error))?;
    let mut foreign = Vec::new();
    for entry in entries {
        let name = entry.map_err(|error| WriteError::io("cannot list", root, error))?.file_name();
        let name = name.to_string_lossy().into_owned();
        if !name.starts_with(RESERVED) && !ours.contains(name.as_str()) {
            foreign.push(name);
        }
    }
    // The first in order, so that the message does not depend on how the disk lists its entries.
    match foreign.into_iter().min() {
        Some(example) => Err(WriteError::Foreign { dir: dir.to_owned(), example }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
