//! What whoever asks for the writing of an output is asked and told: while it goes on, and of what came of it.

use std::{fmt, io};

use camino::{Utf8Path, Utf8PathBuf};

use super::manifest::MANIFEST;

/// Whoever asked for the writing, while it goes on.
pub trait Watch: Sync {
    /// Whether the run is to end and leave the old site. Once the new site is in its place, it is not asked any more.
    fn is_stopped(&self) -> bool {
        false
    }

    /// Another run writes to this folder; this one waits until that has ended.
    fn waits(&self, _dir: &Utf8Path) {}
}

/// Nobody watches.
impl Watch for () {}

/// What writing did, in numbers of files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were not there.
    pub created: usize,
    /// Files whose bytes were others.
    pub updated: usize,
    /// Files that were left untouched, because they were as they should be.
    pub unchanged: usize,
    /// Files of an earlier run that this one no longer has.
    pub removed: usize,
    /// Why the folder was not exchanged as a whole but written into, if it was, in words: "it cannot be exchanged: …".
    pub in_place: Option<String>,
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
    /// Whoever asked for it has stopped the run.
    Stopped {
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
            Self::Stopped { dir } => write!(f, "stopped before the new site was in `{dir}`"),
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

/// Something in the output folder that Pliego did not make and that it would have to replace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstruction {
    /// Relative to the output folder.
    pub path: String,
    /// What stands there.
    pub kind: ObstructionKind,
}

/// What stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObstructionKind {
    /// A file.
    File,
    /// A folder with someone's files, where a file must go.
    Folder,
    /// A symbolic link: what is written behind it would land somewhere else.
    Link,
}

impl fmt::Display for ObstructionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::File => "a file",
            Self::Folder => "a folder",
            Self::Link => "a symbolic link",
        })
    }
}
