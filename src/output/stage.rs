//! Changes in the output folder itself, for where it cannot be exchanged, in an order that leaves nothing half-written.
//!
//! Owns the temporary files: all new bytes are on disk under names of their own before the first file is replaced, so a
//! disk that is full or a folder that may not be written to is met while the old site still stands untouched.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::{self, Write as _};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use super::folders;
use super::manifest::RESERVED;
use super::outcome::WriteError;
use super::plan::{Change, Plan};

/// Makes room and folders, and writes all new bytes under temporary names. On an error, what was made is taken back.
pub(super) fn prepare(plan: &Plan<'_>, root: &Utf8Path) -> Result<(), WriteError> {
    remove(&plan.clear, root)?;
    let mut made = Vec::new();
    let staged = make_folders(&plan.folders, root, &mut made).and_then(|()| stage_all(&plan.changes, root));
    if staged.is_err() {
        for folder in made.iter().rev() {
            // What cannot be taken back is an empty folder; the error that led here is the one to tell.
            let _ = std::fs::remove_dir(folder);
        }
    }
    staged
}

/// Puts the prepared files in their places, then removes what is no longer wanted.
pub(super) fn commit(plan: &Plan<'_>, root: &Utf8Path) -> Result<(), WriteError> {
    plan.changes.par_iter().try_for_each(|change| put_in_place(root, change.path))?;
    remove(&plan.stale, root)
}

fn make_folders(folders: &[&str], root: &Utf8Path, made: &mut Vec<Utf8PathBuf>) -> Result<(), WriteError> {
    for folder in folders {
        let path = root.join(folder);
        std::fs::create_dir(&path).map_err(|error| WriteError::io("cannot make the folder", &path, error))?;
        made.push(path);
    }
    Ok(())
}

/// Writes all temporary files, or none.
fn stage_all(changes: &[Change<'_>], root: &Utf8Path) -> Result<(), WriteError> {
    let staged = changes.par_iter().try_for_each(|change| {
        let temporary = temporary(root, change.path);
        stage(&temporary, change.bytes).map_err(|error| WriteError::io("cannot write", &root.join(change.path), error))
    });
    if staged.is_err() {
        forget(changes.iter().map(|change| change.path), root);
    }
    staged
}

/// Removes the temporary files of paths, where there are some.
#[expect(clippy::disallowed_methods, reason = "temporary files are the writer's own")]
pub(super) fn forget<'a>(paths: impl Iterator<Item = &'a str>, root: &Utf8Path) {
    for path in paths {
        // One that is not there needs no removing, and one that stays does no harm: the next run writes over it.
        let _ = std::fs::remove_file(temporary(root, path));
    }
}

/// Replaces one file at once: whoever reads it sees the old bytes or the new ones.
///
/// # Errors
/// When the system refuses; the file is then as it was.
pub fn replace(root: &Utf8Path, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
    let staged = stage(&temporary(root, path), bytes);
    staged.map_err(|error| WriteError::io("cannot write", &root.join(path), error))?;
    put_in_place(root, path)
}

/// Writes a file that is not there yet, with the folders that it needs. What is there is left as it is.
///
/// # Errors
/// When the system refuses, also because something stands at the path: then it says so (`AlreadyExists`).
#[expect(clippy::disallowed_methods, reason = "folders that the file needs")]
pub fn add(root: &Utf8Path, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
    let whole = root.join(path);
    if let Some(folder) = whole.parent().filter(|folder| *folder != "") {
        std::fs::create_dir_all(folder).map_err(|error| WriteError::io("cannot make the folder", folder, error))?;
    }
    create(&whole, bytes).map_err(|error| {
        if error.kind() != io::ErrorKind::AlreadyExists {
            discard_part(&whole);
        }
        WriteError::io("cannot write", &whole, error)
    })
}

/// Removes what was written of a file before the system refused the rest.
#[expect(clippy::disallowed_methods, reason = "the file was made a moment ago")]
fn discard_part(path: &Utf8Path) {
    // If it cannot be removed either, the error that led here is the one to tell.
    let _ = std::fs::remove_file(path);
}

/// The name follows from the path, so that a run can find what an earlier one left when it was cut off.
fn temporary(root: &Utf8Path, path: &str) -> Utf8PathBuf {
    let hash = blake3::hash(path.as_bytes()).to_hex();
    let name = format!("{RESERVED}{}.tmp", &hash[..16]);
    match path.rfind('/') {
        Some(at) => root.join(&path[..at]).join(name),
        None => root.join(name),
    }
}

#[expect(clippy::disallowed_methods, reason = "temporary files are the writer's own")]
fn stage(temporary: &Utf8Path, bytes: &[u8]) -> io::Result<()> {
    match create(temporary, bytes) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            std::fs::remove_file(temporary)?;
            create(temporary, bytes)
        }
        created => created,
    }
}

/// Writes a file that is not there yet. What is there already is never opened, so that no link leads elsewhere.
pub(super) fn create(path: &Utf8Path, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
}

#[expect(clippy::disallowed_methods, reason = "this is how a file is replaced at once")]
fn put_in_place(root: &Utf8Path, path: &str) -> Result<(), WriteError> {
    let target = root.join(path);
    std::fs::rename(temporary(root, path), &target).map_err(|error| WriteError::io("cannot replace", &target, error))
}

/// Removes files, and the folders that they leave empty.
#[expect(clippy::disallowed_methods, reason = "the manifest names these files as the writer's own")]
fn remove(paths: &[&str], root: &Utf8Path) -> Result<(), WriteError> {
    let mut left: BTreeSet<&str> = BTreeSet::new();
    for path in paths {
        let target = root.join(path);
        std::fs::remove_file(&target).map_err(|error| WriteError::io("cannot remove", &target, error))?;
        left.extend(folders(path));
    }
    // From the innermost out. A folder that is not empty refuses to go, which is what is wanted.
    for folder in left.iter().rev() {
        let _ = std::fs::remove_dir(root.join(folder));
    }
    Ok(())
}
