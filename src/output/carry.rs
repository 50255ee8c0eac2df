//! What of an output folder is not Pliego's, and comes along into the new one: `.git`, `CNAME`, somebody's notes.
//!
//! Owns finding it and giving it a second name in the new folder (or a copy, where a disk has no second names), with
//! the permissions and owners of folders. Nothing is changed in the old folder.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use camino::{Utf8Path, Utf8PathBuf};

use super::manifest::{MANIFEST, PENDING, RESERVED};

/// What is in an output folder apart from the files of earlier runs. Paths are relative to it.
#[derive(Debug, Default)]
pub(super) struct Carried {
    /// Files and links.
    files: Vec<PathBuf>,
    /// Folders with nothing in them.
    empty: Vec<PathBuf>,
    /// Temporary files that earlier runs left.
    pub(super) temporary: Vec<Utf8PathBuf>,
}

impl Carried {
    /// Looks through a folder; `ours` are the files of earlier runs.
    ///
    /// # Errors
    /// Why the rest of the folder cannot come along, in words.
    pub(super) fn find(root: &Utf8Path, ours: &BTreeSet<String>) -> Result<Self, String> {
        let mut found = Self::default();
        let disk = std::fs::metadata(root).map_err(|error| error.to_string())?;
        let mut last_folder: Option<PathBuf> = None;
        for entry in walkdir::WalkDir::new(root).min_depth(1).sort_by_file_name() {
            let entry = entry.map_err(|error| format!("something in it cannot be looked at: {error}"))?;
            let Ok(path) = entry.path().strip_prefix(root).map(Path::to_owned) else { continue };
            // What lies in a folder follows it.
            found.empty.extend(last_folder.take().filter(|folder| !path.starts_with(folder)));
            if entry.file_type().is_dir() {
                let meta = entry.metadata().map_err(|error| error.to_string())?;
                if !on_same_disk(&disk, &meta) {
                    return Err(format!("`{}` in it is another disk", path.display()));
                }
                last_folder = Some(path);
                continue;
            }
            let text = path.to_str().map(|path| path.replace('\\', "/"));
            match text {
                Some(path) if path == MANIFEST || path == PENDING || ours.contains(&path) => {}
                Some(text) if path.file_name().is_some_and(is_temporary) => found.temporary.push(text.into()),
                _ => found.files.push(path),
            }
        }
        found.empty.extend(last_folder);
        Ok(found)
    }

    /// The folders that a new folder needs, the outer ones first: those of `written`, and of what comes along.
    pub(super) fn folders<'a>(&self, written: impl Iterator<Item = &'a str>) -> Vec<PathBuf> {
        let mut folders = BTreeSet::new();
        let mut keep = |path: &Path| {
            for folder in path.ancestors().filter(|folder| !folder.as_os_str().is_empty()) {
                // One that is known has all those above it.
                if folders.contains(folder) {
                    break;
                }
                folders.insert(folder.to_owned());
            }
        };
        let mut files = BTreeSet::new();
        for path in written.map(Path::new) {
            path.parent().map(&mut keep);
            files.insert(path);
        }
        self.files.iter().filter_map(|path| path.parent()).for_each(&mut keep);
        // One that stands where a file is to be has nothing in it to lose.
        let no_file = |path: &&PathBuf| !path.ancestors().any(|above| files.contains(above));
        self.empty.iter().filter(no_file).for_each(|path| keep(path));
        folders.into_iter().collect()
    }

    /// Puts what comes along into the new folder, whose folders are there.
    ///
    /// # Errors
    /// What cannot come along and why, in words.
    pub(super) fn put(&self, root: &Utf8Path, new: &Utf8Path) -> Result<(), String> {
        for path in &self.files {
            let put = link(&root.as_std_path().join(path), &new.as_std_path().join(path));
            put.map_err(|error| format!("`{}` in it cannot come along: {error}", path.display()))?;
        }
        Ok(())
    }
}

/// Whether a name is one of those that [`super::stage`] gives to temporary files.
pub(super) fn is_temporary(name: &OsStr) -> bool {
    let hash = name.to_str().and_then(|name| name.strip_prefix(RESERVED)?.strip_suffix(".tmp"));
    hash.is_some_and(|hash| hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Gives a file a second name; where the disk has none, copies it with its time. A link becomes the same link.
pub(super) fn link(from: &Path, to: &Path) -> io::Result<()> {
    let meta = std::fs::symlink_metadata(from)?;
    if meta.is_symlink() {
        return link_again(&std::fs::read_link(from)?, to);
    }
    if std::fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    if !meta.is_file() {
        return Err(io::Error::new(io::ErrorKind::Unsupported, "it is neither a file nor a folder"));
    }
    copy(from, to, &meta)
}

/// Copies a file, with its permissions and its time.
#[expect(clippy::disallowed_methods, reason = "the file is the writer's own")]
fn copy(from: &Path, to: &Path, meta: &Metadata) -> io::Result<()> {
    std::fs::copy(from, to)?;
    // Where a file has no time that can be set, it has one that says when it was copied.
    let _ = meta.modified().and_then(|time| File::open(to)?.set_modified(time));
    Ok(())
}

#[cfg(unix)]
fn link_again(target: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, to)
}

#[cfg(not(unix))]
fn link_again(_target: &Path, _to: &Path) -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "it is a link"))
}

/// Gives a new folder the permissions and the owner of the one that it replaces, if there is one.
pub(super) fn keep_folder(old: &Path, new: &Path) -> io::Result<()> {
    let Ok(meta) = std::fs::metadata(old) else { return Ok(()) };
    keep_owner(&meta, new)?;
    std::fs::set_permissions(new, meta.permissions())
}

#[cfg(unix)]
fn keep_owner(old: &Metadata, new: &Path) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt as _;
    let made = std::fs::metadata(new)?;
    let differs = |of: fn(&Metadata) -> u32| Some(of(old)).filter(|id| *id != of(&made));
    match (differs(Metadata::uid), differs(Metadata::gid)) {
        (None, None) => Ok(()),
        (user, group) => std::os::unix::fs::chown(new, user, group),
    }
}

#[cfg(not(unix))]
fn keep_owner(_old: &Metadata, _new: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether two names are of the same thing on the disk.
#[cfg(unix)]
pub(super) fn same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Whether two names are of the same thing on the disk, as far as can be known.
#[cfg(not(unix))]
pub(super) fn same(one: &Metadata, other: &Metadata) -> bool {
    one.len() == other.len() && one.modified().ok() == other.modified().ok()
}

#[cfg(unix)]
fn on_same_disk(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    one.dev() == other.dev()
}

#[cfg(not(unix))]
fn on_same_disk(_one: &Metadata, _other: &Metadata) -> bool {
    true
}
