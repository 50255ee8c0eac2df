//! Where files come from: a folder on disk, memory, or the binary itself.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::io;
use std::path::Path;

use camino::{Utf8Path, Utf8PathBuf};

/// A tree of files that can be listed and read. Paths are relative to its root, with forward slashes.
pub trait Files: Debug + Send + Sync {
    /// Every file below `dir` (`""` is the root), sorted by path, with what stood in the way.
    ///
    /// # Errors
    /// When `dir` itself cannot be listed.
    fn walk(&self, dir: &Utf8Path) -> io::Result<Walk>;

    /// The bytes of a file.
    ///
    /// # Errors
    /// When there is no such file, or it cannot be read.
    fn read(&self, path: &Utf8Path) -> io::Result<Vec<u8>>;
}

/// What a walk found.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Walk {
    /// Files, sorted by path.
    pub files: Vec<Utf8PathBuf>,
    /// What was passed over, and why.
    pub obstacles: Vec<Obstacle>,
}

/// Something that a walk could not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// The path, made readable where it is not UTF-8.
    pub path: Utf8PathBuf,
    /// Why it was passed over.
    pub kind: ObstacleKind,
}

/// Why a walk passed something over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ObstacleKind {
    /// A symbolic link that leads out of the walked folder, or nowhere.
    LinkOut,
    /// A name that is not UTF-8.
    NotUtf8,
    /// The system refused; its own words.
    Refused(String),
    /// A file or a folder whose name begins with a dot.
    Hidden,
}

/// A folder on disk.
#[derive(Debug, Clone)]
pub struct Disk {
    root: Utf8PathBuf,
}

impl Disk {
    /// The tree below `root`.
    #[must_use]
    pub fn new(root: impl Into<Utf8PathBuf>) -> Self {
        Self { root: root.into() }
    }

    fn relative(&self, path: &Path) -> Result<Utf8PathBuf, Utf8PathBuf> {
        let path = path.strip_prefix(&self.root).unwrap_or(path);
        match Utf8Path::from_path(path) {
            Some(path) => Ok(slashed(path)),
            None => Err(Utf8PathBuf::from(path.to_string_lossy().into_owned())),
        }
    }
}

fn slashed(path: &Utf8Path) -> Utf8PathBuf {
    if std::path::MAIN_SEPARATOR == '/' { path.to_owned() } else { path.as_str().replace('\\', "/").into() }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the disk")]
impl Files for Disk {
    fn walk(&self, dir: &Utf8Path) -> io::Result<Walk> {
        let top = self.root.join(dir);
        std::fs::read_dir(&top)?;
        let inside = top.canonicalize()?;
        let mut walk = Walk::default();
        let mut refuse = |path: &Path, kind: ObstacleKind| {
            let path = self.relative(path).unwrap_or_else(|lossy| lossy);
            walk.obstacles.push(Obstacle { path, kind });
        };
        // `filter_entry` keeps a walk from following a link out; hidden files (.git, .DS_Store) are nobody's content.
        let mut entries = walkdir::WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
        let mut found = Vec::new();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(top.as_std_path()).to_owned();
                    let link = std::fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_symlink());
                    // An editor's mark that a file is open is a hidden link to nowhere.
                    let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
                    let kind = if hidden {
                        ObstacleKind::Hidden
                    } else if link {
                        ObstacleKind::LinkOut
                    } else {
                        ObstacleKind::Refused(error.to_string())
                    };
                    refuse(&path, kind);
                    continue;
                }
            };
            let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
            let leaves =
                entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|target| target.starts_with(&inside));
            if hidden || leaves {
                refuse(entry.path(), if hidden { ObstacleKind::Hidden } else { ObstacleKind::LinkOut });
            }
            if hidden || leaves {
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
                continue;
            }
            if entry.file_type().is_file() {
                match self.relative(entry.path()) {
                    Ok(path) => found.push(path),
                    Err(_) => refuse(entry.path(), ObstacleKind::NotUtf8),
                }
            }
        }
        found.sort();
        walk.files = found;
        Ok(walk)
    }

    fn read(&self, path: &Utf8Path) -> io::Result<Vec<u8>> {
        std::fs::read(self.root.join(path))
    }
}

/// Files that live in memory: tests, generated sites.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    files: BTreeMap<Utf8PathBuf, Vec<u8>>,
}

impl Memory {
    /// Adds or replaces a file.
    pub fn insert(&mut self, path: impl Into<Utf8PathBuf>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// Removes a file.
    pub fn remove(&mut self, path: impl AsRef<Utf8Path>) {
        self.files.remove(path.as_ref());
    }
}

impl<P: Into<Utf8PathBuf>, B: Into<Vec<u8>>> FromIterator<(P, B)> for Memory {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> Self {
        Self { files: files.into_iter().map(|(path, bytes)| (path.into(), bytes.into())).collect() }
    }
}

fn missing(path: &Utf8Path) -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, format!("no file {path}"))
}

impl Files for Memory {
    fn walk(&self, dir: &Utf8Path) -> io::Result<Walk> {
        let files: Vec<_> = self.files.keys().filter(|path| path.starts_with(dir)).cloned().collect();
        if files.is_empty() { Err(missing(dir)) } else { Ok(Walk { files, obstacles: Vec::new() }) }
    }

    fn read(&self, path: &Utf8Path) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| missing(path))
    }
}

/// Files that were compiled into the binary.
#[derive(Debug, Clone)]
pub struct Embedded {
    dir: &'static include_dir::Dir<'static>,
}

impl Embedded {
    /// The tree of `dir`.
    #[must_use]
    pub fn new(dir: &'static include_dir::Dir<'static>) -> Self {
        Self { dir }
    }
}

impl Files for Embedded {
    fn walk(&self, dir: &Utf8Path) -> io::Result<Walk> {
        fn collect(dir: &include_dir::Dir<'_>, into: &mut Vec<Utf8PathBuf>) {
            into.extend(dir.files().filter_map(|file| Some(slashed(Utf8Path::from_path(file.path())?))));
            dir.dirs().for_each(|dir| collect(dir, into));
        }
        let mut files = Vec::new();
        collect(self.dir, &mut files);
        files.retain(|path| path.starts_with(dir));
        files.sort();
        if files.is_empty() { Err(missing(dir)) } else { Ok(Walk { files, obstacles: Vec::new() }) }
    }

    fn read(&self, path: &Utf8Path) -> io::Result<Vec<u8>> {
        self.dir.get_file(path).map(|file| file.contents().to_vec()).ok_or_else(|| missing(path))
    }
}
