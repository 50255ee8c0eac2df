//! The article's site, built once and served on loopback: by the program that `PLIEGO` names, else by the one that cargo
//! built for these tests.

use crate::{programs, server::Served};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// A site on disk and on loopback.
pub(crate) struct Site {
    /// The folder.
    pub(crate) folder: PathBuf,
    /// The address, with a `/` at the end.
    pub(crate) address: String,
    _temporary: tempfile::TempDir,
}

/// The site of this run.
pub(crate) fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let served = Served::bind();
        let address = served.address();
        let parent = programs::target().join("browser");
        std::fs::create_dir_all(&parent).unwrap();
        let temporary = tempfile::Builder::new().prefix("site-").tempdir_in(parent).unwrap();
        let folder = temporary.path().join("public");
        let program = std::env::var_os("PLIEGO").map_or_else(|| env!("CARGO_BIN_EXE_pliego").into(), PathBuf::from);
        let built = Command::new(&program)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(["build", "--base-url", &address, "--out"])
            .arg(&folder)
            .output()
            .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        assert!(built.status.success(), "the site does not build:\n{}", String::from_utf8_lossy(&built.stderr));
        served.serve(&folder);
        Site { folder, address, _temporary: temporary }
    })
}

impl Site {
    /// Every page, as a path below the folder, in order.
    pub(crate) fn pages(&self) -> Vec<String> {
        let mut pages: Vec<String> = walkdir::WalkDir::new(&self.folder)
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "html"))
            .map(|entry| below(entry.path(), &self.folder))
            .collect();
        pages.sort();
        pages
    }

    /// The address of a page on disk.
    pub(crate) fn on_disk(&self, page: &str) -> String {
        format!("file://{}/{page}", self.folder.display())
    }
}

fn below(file: &Path, folder: &Path) -> String {
    file.strip_prefix(folder).expect("a walk stays in its folder").to_string_lossy().into_owned()
}
