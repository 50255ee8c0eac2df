//! What writing an output would do to a folder, found out by looking only.
//!
//! Owns the comparison of an output with a disk: which files are new, changed, the same, or no longer wanted, and what
//! of someone else's stands in the way. Nothing is changed here, so a refusal leaves everything as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::symlink_metadata;
use std::io;
use std::sync::Arc;

use camino::Utf8Path;
use rayon::prelude::*;

use super::outcome::{Obstruction, ObstructionKind, WriteError};
use super::{Output, folders};

/// A file to be written.
#[derive(Debug)]
pub(super) struct Change<'a> {
    pub(super) path: &'a str,
    pub(super) bytes: &'a Arc<[u8]>,
    /// Whether there is no such file yet.
    pub(super) new: bool,
}

/// What is to be done, in the order of the fields.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    /// Files of an earlier run that stand where a folder must be, or in a folder where a file must be.
    pub(super) clear: Vec<&'a str>,
    /// Folders to be made, the outer ones first.
    pub(super) folders: Vec<&'a str>,
    pub(super) changes: Vec<Change<'a>>,
    /// Other files of an earlier run that this one lacks.
    pub(super) stale: Vec<&'a str>,
    /// Files that are as they should be.
    pub(super) kept: Vec<&'a str>,
}

impl Plan<'_> {
    /// Whether there is nothing to do.
    pub(super) fn is_idle(&self) -> bool {
        self.changes.is_empty() && self.stale.is_empty() && self.clear.is_empty()
    }
}

/// What is at a path, without following a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Nothing,
    File(u64),
    Folder,
    Link,
}

fn look(root: &Utf8Path, path: &str) -> Result<Found, WriteError> {
    match symlink_metadata(root.join(path)) {
        Ok(meta) if meta.is_symlink() => Ok(Found::Link),
        Ok(meta) if meta.is_dir() => Ok(Found::Folder),
        Ok(meta) => Ok(Found::File(meta.len())),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(Found::Nothing)
        }
        Err(error) => Err(WriteError::io("cannot look at", &root.join(path), error)),
    }
}

/// A text of the writer's own bookkeeping, if it is there.
#[expect(clippy::disallowed_methods, reason = "the manifest is the writer's own")]
pub(super) fn read_text(root: &Utf8Path, name: &str) -> Result<Option<String>, WriteError> {
    match std::fs::read(root.join(name)) {
        // A manifest that is not UTF-8 is damaged like any other.
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(WriteError::io("cannot read", &root.join(name), error)),
    }
}

/// Compares `output` with what is in `root`; `ours` are the paths that earlier runs wrote there.
pub(super) fn plan<'a>(
    output: &'a Output,
    root: &Utf8Path,
    ours: &'a BTreeSet<String>,
) -> Result<Plan<'a>, WriteError> {
    let mut plan = Plan::default();
    let mut in_the_way = Vec::new();
    let missing = plan_folders(output, root, ours, &mut plan, &mut in_the_way)?;

    let files: Vec<_> = output.iter().collect();
    let verdicts: Vec<_> = files
        .par_iter()
        .map(|(path, bytes)| {
            let path = path.as_str();
            let folder = path.rfind('/').map(|at| &path[..at]);
            if folder.is_some_and(|folder| missing.contains(folder)) {
                return Ok(Verdict::Create);
            }
            judge(root, path, bytes, ours)
        })
        .collect();
    for ((path, bytes), verdict) in files.into_iter().zip(verdicts) {
        let path = path.as_str();
        match verdict? {
            Verdict::Create => plan.changes.push(Change { path, bytes, new: true }),
            Verdict::Update => plan.changes.push(Change { path, bytes, new: false }),
            Verdict::Keep => plan.kept.push(path),
            Verdict::Replace(old) => {
                plan.clear.extend(ours.iter().map(String::as_str).filter(|path| old.contains(*path)));
                plan.changes.push(Change { path, bytes, new: true });
            }
            Verdict::Refuse(kind) => in_the_way.push(Obstruction { path: path.to_owned(), kind }),
        }
    }
    if !in_the_way.is_empty() {
        in_the_way.sort_by(|a, b| a.path.cmp(&b.path));
        return Err(WriteError::InTheWay { dir: root.to_owned(), found: in_the_way });
    }
    plan_removal(output, root, ours, &mut plan)?;
    Ok(plan)
}

/// Looks at every folder that the output needs, once; returns those that are not there.
fn plan_folders<'a>(
    output: &'a Output,
    root: &Utf8Path,
    ours: &'a BTreeSet<String>,
    plan: &mut Plan<'a>,
    in_the_way: &mut Vec<Obstruction>,
) -> Result<BTreeSet<&'a str>, WriteError> {
    let needed: BTreeSet<&str> = output.iter().flat_map(|(path, _)| folders(path.as_str())).collect();
    let mut missing = BTreeSet::new();
    // A folder sorts before all that lies in it, so what is above has been looked at.
    for folder in needed {
        let parent = folder.rfind('/').map(|at| &folder[..at]);
        if parent.is_some_and(|parent| missing.contains(parent)) {
            missing.insert(folder);
            continue;
        }
        let found = look(root, folder)?;
        match (found, ours.get(folder)) {
            (Found::Folder, _) => {}
            (Found::Nothing, _) => {
                missing.insert(folder);
            }
            (Found::File(_) | Found::Link, Some(old)) => {
                plan.clear.push(old);
                missing.insert(folder);
            }
            (found, None) => {
                let kind = if found == Found::Link { ObstructionKind::Link } else { ObstructionKind::File };
                in_the_way.push(Obstruction { path: folder.to_owned(), kind });
                missing.insert(folder);
            }
        }
    }
    plan.folders = missing.iter().copied().collect();
    Ok(missing)
}

enum Verdict {
    Create,
    Update,
    Keep,
    /// A folder that holds only files of an earlier run, these, makes room.
    Replace(BTreeSet<String>),
    Refuse(ObstructionKind),
}

fn judge(root: &Utf8Path, path: &str, bytes: &[u8], ours: &BTreeSet<String>) -> Result<Verdict, WriteError> {
    let is_ours = ours.contains(path);
    Ok(match look(root, path)? {
        Found::Nothing => Verdict::Create,
        Found::File(_) if !is_ours => Verdict::Refuse(ObstructionKind::File),
        // The bytes themselves are compared: a file that was edited by hand has to be found whatever its time says.
        Found::File(size) if size == bytes.len() as u64 && holds(root, path, bytes)? => Verdict::Keep,
        Found::File(_) => Verdict::Update,
        // Renaming onto a link replaces the link and leaves what it points to alone.
        Found::Link if is_ours => Verdict::Update,
        Found::Link => Verdict::Refuse(ObstructionKind::Link),
        Found::Folder => match only_ours(root, path, ours)? {
            Some(old) => Verdict::Replace(old),
            None => Verdict::Refuse(ObstructionKind::Folder),
        },
    })
}

#[expect(clippy::disallowed_methods, reason = "the writer has to know what is there already")]
fn holds(root: &Utf8Path, path: &str, bytes: &[u8]) -> Result<bool, WriteError> {
    let path = root.join(path);
    std::fs::read(&path).map(|there| there == bytes).map_err(|error| WriteError::io("cannot read", &path, error))
}

/// The files below a folder, if there are some and earlier runs wrote them all.
fn only_ours(root: &Utf8Path, folder: &str, ours: &BTreeSet<String>) -> Result<Option<BTreeSet<String>>, WriteError> {
    let mut below = BTreeSet::new();
    for entry in walkdir::WalkDir::new(root.join(folder)) {
        let entry = entry.map_err(|error| WriteError::io("cannot list", &root.join(folder), error.into()))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let path = entry.path().strip_prefix(root).ok().and_then(Utf8Path::from_path);
        match path.map(|path| path.as_str().replace('\\', "/")) {
            Some(path) if ours.contains(&path) => below.insert(path),
            _ => return Ok(None),
        };
    }
    Ok((!below.is_empty()).then_some(below))
}

/// Finds the files of earlier runs that are still there and no longer wanted.
fn plan_removal<'a>(
    output: &'a Output,
    root: &Utf8Path,
    ours: &'a BTreeSet<String>,
    plan: &mut Plan<'a>,
) -> Result<(), WriteError> {
    let cleared: BTreeSet<&str> = plan.clear.iter().copied().collect();
    let mut reachable: BTreeMap<&str, bool> = BTreeMap::new();
    for path in ours.iter().map(String::as_str) {
        if output.get(path).is_some() || cleared.contains(path) {
            continue;
        }
        // Behind a link that someone has put in place of a folder, the file is no longer the one that was written.
        let mut reached = true;
        for folder in folders(path) {
            let there = match reachable.get(folder) {
                Some(there) => *there,
                None => *reachable.entry(folder).or_insert(look(root, folder)? == Found::Folder),
            };
            reached &= there;
            if !reached {
                break;
            }
        }
        if reached && matches!(look(root, path)?, Found::File(_) | Found::Link) {
            plan.stale.push(path);
        }
    }
    Ok(())
}
