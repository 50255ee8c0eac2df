//! The whole new folder, made beside the old one, and the exchange of the two at once.
//!
//! Owns the names and the contents of the two folders that stand beside an output folder only while a run writes, the
//! exchange, and taking such a folder away afterwards, also one that a run left when it was cut off. Readers of the
//! output folder see all of the old site or all of the new one. What is in the new folder, [`super::carry`] and
//! [`super::plan`] say; where a folder cannot be exchanged, [`super::writer`] writes into it.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use super::carry::{Carried, is_temporary, keep_folder, link, same};
use super::manifest::{MANIFEST, Manifest, PENDING, RESERVED};
use super::outcome::{Watch, WriteError};
use super::plan::{Plan, read_text};
use super::stage::create;

/// The note in a new folder that says that it is not complete: all that is in it can go.
const PREPARING: &str = ".pliego-preparing";

/// Where the folders beside an output folder are.
#[derive(Debug)]
pub(super) struct Beside {
    root: Utf8PathBuf,
    /// The new site while it is made; after the exchange, the old one.
    new: Utf8PathBuf,
    /// The old site, where a system cannot exchange two folders at once.
    old: Utf8PathBuf,
}

/// Why nothing was exchanged.
#[derive(Debug)]
pub(super) enum Unchanged {
    /// The folder has to be written into, for this reason.
    InPlace(String),
    /// The run fails.
    Failed(WriteError),
}

impl From<WriteError> for Unchanged {
    fn from(error: WriteError) -> Self {
        Self::Failed(error)
    }
}

impl Beside {
    /// The folders beside a folder, whose path is absolute and has no links in it; `None` for the root of a disk.
    pub(super) fn of(root: &Utf8Path) -> Option<Self> {
        let (parent, name) = (root.parent()?, root.file_name()?);
        Some(Self {
            root: root.to_owned(),
            new: parent.join(format!("{RESERVED}new-{name}")),
            old: parent.join(format!("{RESERVED}old-{name}")),
        })
    }

    /// The old site, if a run was cut off after it had put that aside and before the new one was in its place.
    pub(super) fn put_aside(&self) -> Option<&Utf8Path> {
        (!self.root.exists() && self.old.join(MANIFEST).is_file()).then_some(&*self.old)
    }

    /// Puts the old site back into its place.
    #[expect(clippy::disallowed_methods, reason = "the folder is the writer's own")]
    pub(super) fn put_back(&self) -> Result<(), WriteError> {
        std::fs::rename(&self.old, &self.root).map_err(|error| WriteError::io("cannot put back", &self.root, error))
    }

    /// Takes away what runs left that were cut off. What cannot be removed stays, and a later run tries again.
    pub(super) fn clear(&self) {
        for folder in [&self.new, &self.old] {
            if std::fs::symlink_metadata(folder).is_ok_and(|meta| meta.is_dir()) {
                take_away(folder, &self.root);
            }
        }
    }

    /// Makes the new folder, and puts it in the place of the old one.
    pub(super) fn replace(
        &self,
        plan: &Plan<'_>,
        carried: &Carried,
        manifest: &Manifest,
        watch: &dyn Watch,
    ) -> Result<(), Unchanged> {
        self.make()?;
        let prepared = self.fill(plan, carried, manifest, watch).and_then(|()| {
            // Whoever opens the folder after the exchange has to wait until the old one is gone.
            let lock = File::options().read(true).open(&self.new).ok().filter(|folder| folder.try_lock().is_ok());
            self.exchange().map_err(|error| Unchanged::InPlace(format!("it cannot be exchanged: {error}")))?;
            Ok(lock)
        });
        match prepared {
            Ok(_lock) => {
                self.clear();
                Ok(())
            }
            Err(error) => {
                // Nothing of it was in the site yet. What cannot be removed now, the next run removes.
                discard(&self.new);
                Err(error)
            }
        }
    }

    /// Makes the folder, for nobody else to read while it is not known who may.
    fn make(&self) -> Result<(), Unchanged> {
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.new).map_err(|error| match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                WriteError::io("cannot make the folder", &self.new, error).into()
            }
            _ => Unchanged::InPlace(format!("no folder can be made beside it: {error}")),
        })
    }

    #[expect(clippy::disallowed_methods, reason = "the new folder is the writer's own")]
    fn fill(
        &self,
        plan: &Plan<'_>,
        carried: &Carried,
        manifest: &Manifest,
        watch: &dyn Watch,
    ) -> Result<(), Unchanged> {
        let new = |path: &str| self.new.join(path);
        let note = new(PREPARING);
        create(&note, b"").map_err(|error| WriteError::io("cannot write", &note, error))?;
        let written = plan.changes.iter().map(|change| change.path).chain(plan.kept.iter().copied());
        let folders = carried.folders(written);
        for folder in &folders {
            let path = self.new.as_std_path().join(folder);
            std::fs::create_dir(&path).map_err(|error| {
                WriteError::io("cannot make the folder", &Utf8PathBuf::from(&path.to_string_lossy()), error)
            })?;
        }
        plan.kept.par_iter().try_for_each(|path| {
            goes_on(watch, &self.root)?;
            link(self.root.join(path).as_std_path(), new(path).as_std_path())
                .map_err(|error| WriteError::io("cannot copy", &self.root.join(path), error))
        })?;
        carried.put(&self.root, &self.new).map_err(Unchanged::InPlace)?;
        plan.changes.par_iter().try_for_each(|change| {
            goes_on(watch, &self.root)?;
            create(&new(change.path), change.bytes)
                .map_err(|error| WriteError::io("cannot write", &self.root.join(change.path), error))
        })?;
        let list = new(MANIFEST);
        create(&list, manifest.to_text().as_bytes()).map_err(|error| WriteError::io("cannot write", &list, error))?;
        // From the innermost out, so that a folder that may not be written to is closed when all is in it.
        for folder in folders.iter().rev().map(PathBuf::as_path).chain([Path::new("")]) {
            keep_folder(&self.root.as_std_path().join(folder), &self.new.as_std_path().join(folder))
                .map_err(|error| Unchanged::InPlace(format!("its owner or permissions cannot be kept: {error}")))?;
        }
        goes_on(watch, &self.root)?;
        std::fs::remove_file(&note).map_err(|error| WriteError::io("cannot remove", &note, error))?;
        Ok(())
    }

    /// Puts the new folder in the place of the old one, which is then beside it.
    fn exchange(&self) -> io::Result<()> {
        #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
        {
            use rustix::fs::{CWD, RenameFlags, renameat_with};
            use rustix::io::Errno;
            match renameat_with(CWD, self.new.as_str(), CWD, self.root.as_str(), RenameFlags::EXCHANGE) {
                Ok(()) => return Ok(()),
                // The file system, or an older system as a whole, does not know how.
                Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.rename_twice()
    }

    /// As near to an exchange as every system comes: [`Self::put_aside`] finds a run that was cut off in between.
    #[expect(clippy::disallowed_methods, reason = "both folders are the writer's own")]
    pub(super) fn rename_twice(&self) -> io::Result<()> {
        std::fs::rename(&self.root, &self.old)?;
        std::fs::rename(&self.new, &self.root).inspect_err(|_| {
            // If this fails too, the next run does it.
            let _ = std::fs::rename(&self.old, &self.root);
        })
    }
}

fn goes_on(watch: &dyn Watch, root: &Utf8Path) -> Result<(), WriteError> {
    if watch.is_stopped() { Err(WriteError::Stopped { dir: root.to_owned() }) } else { Ok(()) }
}

/// Removes a folder whose every file was made for it, or is a second name of what is in the output folder. The notes by
/// which the next run knows it go last.
#[expect(clippy::disallowed_methods, reason = "a new folder is the writer's own")]
fn discard(folder: &Utf8Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let is_note = [PREPARING, MANIFEST].iter().any(|note| entry.file_name() == *note);
        // What cannot be removed now, the next run removes.
        let _ = match (is_folder, is_note) {
            (true, _) => std::fs::remove_dir_all(entry.path()),
            (false, false) => std::fs::remove_file(entry.path()),
            (false, true) => Ok(()),
        };
    }
    let _ = std::fs::remove_dir_all(folder);
}

/// Removes a folder beside `root`. In a complete site only what Pliego made goes, and what `root` has as well; what
/// somebody put there in the moment of the exchange moves to `root`.
fn take_away(folder: &Utf8Path, root: &Utf8Path) {
    if folder.join(PREPARING).is_file() {
        return discard(folder);
    }
    let read = |name: &str| read_text(folder, name).ok().flatten().unwrap_or_default();
    let manifest = Manifest::parse(&read(MANIFEST)).unwrap_or_default();
    let pending = read(PENDING);
    let pending: BTreeSet<&str> = pending.lines().collect();
    let is_ours = |path: &Path| {
        let text = path.to_str().map(|path| path.replace('\\', "/"));
        let is_listed = |path: &str| manifest.files.contains_key(path) || pending.contains(path);
        path.file_name().is_some_and(is_temporary)
            || text.is_some_and(|path| path == MANIFEST || path == PENDING || is_listed(&path))
    };
    // Without a manifest it is empty, or somebody else's.
    let is_site = folder.join(MANIFEST).is_file();
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in walkdir::WalkDir::new(folder).min_depth(1).into_iter().filter_map(Result::ok) {
        let Ok(path) = entry.path().strip_prefix(folder).map(Path::to_owned) else { continue };
        if entry.file_type().is_dir() { folders.push(path) } else { files.push(path) }
    }
    // The manifest goes last: a run that is cut off in here leaves it to the next one.
    let (last, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|path| path.as_os_str() == MANIFEST);
    for files in [files, last].iter().filter(|_| is_site) {
        files.par_iter().for_each(|path| remove_or_move(path, folder, root, is_ours(path)));
    }
    for path in folders.iter().rev() {
        let _ = std::fs::remove_dir(folder.as_std_path().join(path));
    }
    let _ = std::fs::remove_dir(folder);
}

#[expect(clippy::disallowed_methods, reason = "a folder beside the output is the writer's own")]
fn remove_or_move(path: &Path, folder: &Utf8Path, root: &Utf8Path, is_ours: bool) {
    let (here, there) = (folder.as_std_path().join(path), root.as_std_path().join(path));
    let Ok(own) = std::fs::symlink_metadata(&here) else { return };
    let changed = |meta: &std::fs::Metadata| meta.modified().ok();
    match std::fs::symlink_metadata(&there) {
        _ if is_ours => drop(std::fs::remove_file(&here)),
        Ok(twin) if same(&own, &twin) || changed(&twin) >= changed(&own) => drop(std::fs::remove_file(&here)),
        // It was changed in the moment of the exchange, on a disk that knows no second names: it stays here.
        Ok(_) => {}
        Err(_) => {
            if let Some(above) = there.parent() {
                let _ = std::fs::create_dir_all(above);
            }
            let _ = std::fs::rename(&here, &there);
        }
    }
}
