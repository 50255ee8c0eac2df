//! Files that no page waits for: made when a browser first asks for one of them, and kept until the next build.

use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::output::Output;

/// Files of a site that are made on demand, all at once.
pub struct Later {
    folders: Vec<&'static str>,
    make: Box<dyn Fn() -> Output + Send + Sync>,
    made: OnceLock<Output>,
}

impl Later {
    /// The files below `folders` (with a slash at the end of each), which `make` makes.
    pub fn new(
        folders: impl IntoIterator<Item = &'static str>,
        make: impl Fn() -> Output + Send + Sync + 'static,
    ) -> Self {
        Self { folders: folders.into_iter().collect(), make: Box::new(make), made: OnceLock::new() }
    }

    /// A file, if it lies in one of the folders. The first to ask waits until they are made, and so do all who ask
    /// meanwhile.
    pub(super) fn get(&self, path: &str) -> Option<&Arc<[u8]>> {
        let is_here = self.folders.iter().any(|folder| path.starts_with(folder));
        is_here.then(|| self.made.get_or_init(|| (self.make)()))?.get(path)
    }
}

impl fmt::Debug for Later {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Later").field("folders", &self.folders).finish_non_exhaustive()
    }
}
