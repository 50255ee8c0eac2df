//! Changes on disk, gathered into batches.
//!
//! Owns what counts as a change: files of `content/` and `themes/`, and nothing that an editor writes beside them for
//! itself. The output folder lies outside both, so what a build writes never starts another one.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use notify::event::{AccessKind, AccessMode, MetadataKind, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::{ServeError, ServeOptions, Stop};

/// The folders that a site is made from.
const WATCHED: [&str; 2] = ["content", "themes"];

/// How often a watcher that hears nothing looks whether it should stop.
const LOOK_UP: Duration = Duration::from_millis(100);

/// What has changed since the last build.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changed {
    /// Relative to the root, sorted. Empty if it is not known: then anything may have changed.
    pub paths: Vec<Utf8PathBuf>,
}

impl Changed {
    /// Anything may have changed.
    #[must_use]
    pub fn everything() -> Self {
        Self::default()
    }

    /// Whether anything may have changed.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.paths.is_empty()
    }
}

pub(super) struct Watch {
    root: Utf8PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    quiet: Duration,
    longest_wait: Duration,
}

/// What one event says.
#[derive(Debug, PartialEq, Eq)]
enum Changes {
    Nothing,
    Paths(BTreeSet<Utf8PathBuf>),
    /// The system has lost count.
    Anything,
}

impl Watch {
    pub(super) fn new(options: &ServeOptions) -> Result<Self, ServeError> {
        // Events name real paths, so the root has to be one.
        let failed = |reason: String| ServeError::Watch { path: options.root.clone(), reason };
        let root = options.root.canonicalize_utf8().map_err(|error| failed(error.to_string()))?;
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(move |event| {
            // Nobody listens any more when the server has ended.
            let _ = sender.send(event);
        });
        let watcher = watcher.map_err(|error| failed(explain(&error)))?;
        let mut watch = Self { root, watcher, events, quiet: options.quiet, longest_wait: options.longest_wait };
        // The root itself is watched, not what is in it, to learn when `content/` or `themes/` appear.
        let top = watch.watcher.watch(watch.root.as_std_path(), RecursiveMode::NonRecursive);
        top.map_err(|error| failed(explain(&error)))?;
        for folder in WATCHED {
            watch
                .enter(folder)
                .map_err(|error| ServeError::Watch { path: options.root.join(folder), reason: explain(&error) })?;
        }
        Ok(watch)
    }

    fn enter(&mut self, folder: &str) -> notify::Result<()> {
        let path = self.root.join(folder);
        if path.is_dir() { self.watcher.watch(path.as_std_path(), RecursiveMode::Recursive) } else { Ok(()) }
    }

    /// Waits for changes and for the pause after them; `None` when it is time to stop.
    pub(super) fn next(&mut self, stop: &Stop) -> Option<Changed> {
        let mut paths = BTreeSet::new();
        let mut anything = false;
        let mut since: Option<Instant> = None;
        loop {
            let wait = match since {
                // However long changes go on, a build comes in time.
                Some(since) => self.quiet.min(self.longest_wait.saturating_sub(since.elapsed())),
                None => LOOK_UP,
            };
            match self.events.recv_timeout(wait) {
                Ok(event) => match self.read(event) {
                    Changes::Nothing => continue,
                    Changes::Paths(more) => paths.extend(more),
                    Changes::Anything => anything = true,
                },
                Err(RecvTimeoutError::Timeout) if since.is_some() => break,
                Err(RecvTimeoutError::Timeout) if !stop.is_stopped() => continue,
                Err(_) => return None,
            }
            since.get_or_insert_with(Instant::now);
        }
        Some(Changed { paths: if anything { Vec::new() } else { paths.into_iter().collect() } })
    }

    fn read(&mut self, event: notify::Result<Event>) -> Changes {
        let Ok(event) = event else { return Changes::Anything };
        if event.need_rescan() {
            return Changes::Anything;
        }
        if !counts(event.kind) {
            return Changes::Nothing;
        }
        let paths: BTreeSet<_> = event.paths.iter().filter_map(|path| relevant(path, &self.root)).collect();
        for folder in WATCHED {
            // It has been made anew (by `git checkout`, say), and the watch on the old one went with it.
            if paths.contains(Utf8Path::new(folder)) {
                // If it cannot be watched, the next build still tells what is wrong with it.
                let _ = self.enter(folder);
                return Changes::Anything;
            }
        }
        if paths.is_empty() { Changes::Nothing } else { Changes::Paths(paths) }
    }
}

/// Whether an event means that a file is another one now. Reading does not: each build reads everything, and would
/// start the next.
fn counts(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        EventKind::Modify(ModifyKind::Metadata(metadata)) => metadata != MetadataKind::AccessTime,
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => true,
    }
}

/// The path relative to the root, if it can be part of a site.
fn relevant(path: &Path, root: &Utf8Path) -> Option<Utf8PathBuf> {
    let path = Utf8Path::from_path(path)?.strip_prefix(root).ok()?;
    let mut parts = path.components().map(|part| part.as_str());
    let inside = parts.next().is_some_and(|first| WATCHED.contains(&first));
    (inside && !parts.any(is_temporary)).then(|| Utf8PathBuf::from(path.as_str().replace('\\', "/")))
}

/// Names that editors and desktops use beside the file that is worked on. Hidden files are nobody's content.
fn is_temporary(name: &str) -> bool {
    name.starts_with(['.', '#'])
        || name.ends_with(['~', '#'])
        || name.contains("___jb_")
        // Vim tries whether it may create a file, with this name.
        || name == "4913"
        || [".tmp", ".swp", ".swx", ".bak", ".part", ".crdownload"].iter().any(|ending| name.ends_with(ending))
}

fn explain(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => "the system watches as many folders as it may; raise the limit with \
                                             `sudo sysctl fs.inotify.max_user_watches=524288`"
            .to_owned(),
        notify::ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_site_is_made_from_counts() {
        let of = |path: &str| relevant(Path::new(path), Utf8Path::new("/site")).map(Utf8PathBuf::into_string);
        assert_eq!(of("/site/content/w/01-a/en.md").as_deref(), Some("content/w/01-a/en.md"));
        assert_eq!(of("/site/themes/papel/static/style.css").as_deref(), Some("themes/papel/static/style.css"));
        for path in [
            "/site/public/index.html",
            "/site/README.md",
            "/site",
            "/other/content/a.md",
            "/site/content/.en.md.swp",
            "/site/content/.git/HEAD",
            "/site/content/en.md~",
            "/site/content/#en.md#",
            "/site/content/4913",
            "/site/content/en.md___jb_tmp___",
        ] {
            assert_eq!(of(path), None, "{path}");
        }
    }

    #[test]
    fn reading_is_no_change() {
        assert!(!counts(EventKind::Access(AccessKind::Open(AccessMode::Any))));
        assert!(!counts(EventKind::Access(AccessKind::Close(AccessMode::Read))));
        assert!(counts(EventKind::Access(AccessKind::Close(AccessMode::Write))));
        assert!(counts(EventKind::Modify(ModifyKind::Any)));
    }
}
