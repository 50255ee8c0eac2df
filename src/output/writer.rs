//! Brings an output to a folder on disk, and knows whose files are there.
//!
//! Owns the order of things: whose folder is this, what would change ([`super::plan`]), the new folder and its exchange
//! with the old one ([`super::beside`]). Where a folder cannot be exchanged, the changes are made in it: a note of what
//! is about to be written, the changes ([`super::stage`]), the manifest last. Such a run that is cut off leaves whole
//! files, and the note by which the next run knows them as its own.

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::io;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};

use super::beside::{Beside, Unchanged};
use super::carry::{Carried, same};
use super::manifest::{MANIFEST, Manifest, PENDING, RESERVED};
use super::outcome::{Watch, WriteError, Written};
use super::plan::{Plan, plan, read_text};
use super::{Output, folders, is_plain, stage};

/// How long a run waits before it looks again whether another one has ended.
const PAUSE: Duration = Duration::from_millis(20);

/// Makes `dir` hold `output`, at once: whoever looks sees the old files or the new ones, never some of each. Files that
/// are the same keep their times; what an earlier run wrote and this output lacks goes; files that Pliego did not make
/// stay. If `dir` is a link, it stays one. Where the folder cannot be exchanged, [`Written::in_place`] says why.
///
/// # Errors
/// See [`WriteError`]. Whatever stands against writing is found before anything is written, as far as it can be.
pub fn write(output: &Output, dir: &Utf8Path, watch: &dyn Watch) -> Result<Written, WriteError> {
    // The folder itself may be reached through a link: that is its owner's choice. Nothing in it may.
    let root = resolve(dir)?;
    let beside = Beside::of(&root);
    let (_lock, new) = open(&root, beside.as_ref(), watch)?;
    let written = write_into(output, dir, &root, beside.as_ref(), watch);
    if new && written.is_err() {
        // It goes only if it is empty, that is, if nothing was written.
        let _ = std::fs::remove_dir(&root);
    }
    written
}

/// Takes away what a run left beside `dir` when it was cut off, unless another one is at work there just now.
///
/// # Errors
/// When the old site cannot be put back into its place.
pub fn recover(dir: &Utf8Path) -> Result<(), WriteError> {
    let Ok(root) = dir.canonicalize_utf8().or_else(|_| beside_missing(dir)) else { return Ok(()) };
    let Some(beside) = Beside::of(&root) else { return Ok(()) };
    if let Some(old) = beside.put_aside()
        && let Lock::Held(_lock) = lock(old)
    {
        beside.put_back()?;
    }
    if root.is_dir()
        && let Lock::Held(_lock) = lock(&root)
    {
        beside.clear();
    }
    Ok(())
}

fn write_into(
    output: &Output,
    dir: &Utf8Path,
    root: &Utf8Path,
    beside: Option<&Beside>,
    watch: &dyn Watch,
) -> Result<Written, WriteError> {
    if let Some(beside) = beside {
        beside.clear();
    }
    let known = read_text(root, MANIFEST)?;
    let manifest = known.as_deref().unwrap_or_default();
    let manifest = Manifest::parse(manifest).map_err(|line| WriteError::Damaged { path: root.join(MANIFEST), line })?;
    let pending = read_text(root, PENDING)?;
    let cut_off = pending.as_deref().map(pending_paths).unwrap_or_default();
    if known.is_none() {
        refuse_foreign(dir, root, &cut_off)?;
    }
    let ours: BTreeSet<String> = manifest.files.keys().cloned().chain(cut_off.iter().cloned()).collect();
    let plan = plan(output, root, &ours)?;
    let next = Manifest::of(output);
    let carried = Carried::find(root, &ours);
    let created = plan.changes.iter().filter(|change| change.new).count();
    let mut written = Written {
        created,
        updated: plan.changes.len() - created,
        unchanged: plan.kept.len(),
        removed: plan.clear.len() + plan.stale.len(),
        in_place: None,
    };
    if !plan.is_idle() {
        let exchanged = match (beside, &carried) {
            (Some(beside), Ok(carried)) => beside.replace(&plan, carried, &next, watch),
            (_, Err(why)) => Err(Unchanged::InPlace(why.clone())),
            (None, _) => Err(Unchanged::InPlace("it is the root of a disk".to_owned())),
        };
        match exchanged {
            Ok(()) => return Ok(written),
            Err(Unchanged::Failed(error)) => return Err(error),
            Err(Unchanged::InPlace(why)) => written.in_place = Some(why),
        }
    }
    // What earlier runs left that were cut off.
    stage::forget(cut_off.iter().map(String::as_str), root);
    for path in carried.iter().flat_map(|carried| &carried.temporary) {
        discard(&root.join(path))?;
    }
    write_in_place(&plan, root, &cut_off, pending.is_some())?;
    if known.is_none() || next != manifest {
        stage::replace(root, MANIFEST, next.to_text().as_bytes())?;
    }
    if !plan.is_idle() || pending.is_some() {
        discard(&root.join(PENDING))?;
    }
    Ok(written)
}

/// Makes the changes in the folder itself, after a note of them.
fn write_in_place(
    plan: &Plan<'_>,
    root: &Utf8Path,
    cut_off: &BTreeSet<String>,
    is_noted: bool,
) -> Result<(), WriteError> {
    if plan.is_idle() {
        return Ok(());
    }
    let mut about: BTreeSet<&str> = cut_off.iter().map(String::as_str).collect();
    about.extend(plan.changes.iter().map(|change| change.path));
    let list: String = about.into_iter().flat_map(|path| [path, "\n"]).collect();
    stage::replace(root, PENDING, list.as_bytes())?;
    if let Err(error) = stage::prepare(plan, root) {
        // Nothing was written, so the note would claim paths that are nobody's.
        if !is_noted {
            discard(&root.join(PENDING))?;
        }
        return Err(error);
    }
    stage::commit(plan, root)
}

/// How many links one after the other are followed.
const LINKS: usize = 40;

/// Where the output folder is, links followed; the folders above it are made.
fn resolve(dir: &Utf8Path) -> Result<Utf8PathBuf, WriteError> {
    let cannot_open = |error| WriteError::io("cannot open", dir, error);
    let mut path = dir.to_owned();
    for _ in 0..LINKS {
        match std::fs::metadata(&path) {
            Ok(meta) if meta.is_dir() => return path.canonicalize_utf8().map_err(cannot_open),
            Ok(_) => return Err(WriteError::io("cannot write into", dir, io::ErrorKind::NotADirectory.into())),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(cannot_open(error)),
            // A link to a folder that is not there yet.
            Err(_) => match path.read_link_utf8() {
                Ok(target) => path = path.parent().unwrap_or(Utf8Path::new("")).join(target),
                Err(_) => break,
            },
        }
    }
    if let Some(above) = path.parent().filter(|above| *above != "") {
        make(above)?;
    }
    beside_missing(&path).or_else(|_| {
        // It ends in `..`.
        make(&path)?;
        path.canonicalize_utf8().map_err(cannot_open)
    })
}

/// Where a folder is that is not there, if the one above it is.
fn beside_missing(dir: &Utf8Path) -> io::Result<Utf8PathBuf> {
    let name = dir.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let above = dir.parent().filter(|above| *above != "").unwrap_or(Utf8Path::new("."));
    Ok(above.canonicalize_utf8()?.join(name))
}

#[expect(clippy::disallowed_methods, reason = "the output folder is the writer's own")]
fn make(dir: &Utf8Path) -> Result<(), WriteError> {
    std::fs::create_dir_all(dir).map_err(|error| WriteError::io("cannot make the folder", dir, error))
}

/// Opens the folder, makes it if it is not there, and holds it against a second run; whether it was made. The lock ends
/// with the process, however that ends.
fn open(root: &Utf8Path, beside: Option<&Beside>, watch: &dyn Watch) -> Result<(Option<File>, bool), WriteError> {
    let (mut new, mut is_told) = (false, false);
    loop {
        // Put aside by a run that was cut off, or by one that is about to put the new site in its place.
        let old = beside.and_then(Beside::put_aside);
        match old.map_or(Lock::Held(None), lock) {
            Lock::Held(held) => {
                if let (Some(beside), Some(_)) = (beside, old) {
                    // If another run was faster, the folder is there.
                    let put_back = beside.put_back();
                    drop(held);
                    if !root.is_dir() {
                        put_back?;
                    }
                }
                if !root.is_dir() {
                    make(root)?;
                    new = true;
                }
                match lock(root) {
                    Lock::Held(lock) => return Ok((lock, new)),
                    Lock::Moved => continue,
                    Lock::Busy => {}
                }
            }
            Lock::Moved => continue,
            Lock::Busy => {}
        }
        if watch.is_stopped() {
            return Err(WriteError::Stopped { dir: root.to_owned() });
        }
        if !is_told {
            watch.waits(root);
            is_told = true;
        }
        std::thread::sleep(PAUSE);
    }
}

/// What became of the wish to hold a folder.
enum Lock {
    /// Nobody else has it. Where a folder cannot be opened or locked (Windows, some network disks), there is nothing to
    /// hold, and two runs at once are the user's care.
    Held(Option<File>),
    /// Another run has it.
    Busy,
    /// It is not what stands at its path any more.
    Moved,
}

#[expect(clippy::disallowed_methods, reason = "the output folder is the writer's own")]
fn lock(root: &Utf8Path) -> Lock {
    let Ok(folder) = File::open(root) else { return Lock::Held(None) };
    match folder.try_lock() {
        Ok(()) => match (folder.metadata(), std::fs::metadata(root)) {
            (Ok(own), Ok(there)) if same(&own, &there) => Lock::Held(Some(folder)),
            _ => Lock::Moved,
        },
        Err(TryLockError::WouldBlock) => Lock::Busy,
        Err(TryLockError::Error(_)) => Lock::Held(None),
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
mod exchange_tests;
#[cfg(test)]
mod tests;
