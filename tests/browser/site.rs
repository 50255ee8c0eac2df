//! Sites, each built once and served on loopback: by the program that `PLIEGO` names, else by the one that cargo built for
//! these tests. One is the article's; the other has what the article has not: a third language, which is written from
//! right to left, notes, texts that wait for their translation, several works and registers.

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

/// The article's site.
pub(crate) fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| build(Path::new(".")))
}

/// The site that has everything.
pub(crate) fn journal() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        let copy = tempfile::tempdir().unwrap();
        let fixture = own.join("tests/suite/fixtures/journal");
        for entry in walkdir::WalkDir::new(&fixture).into_iter().filter_map(Result::ok) {
            let target = copy.path().join(below(entry.path(), &fixture));
            if entry.file_type().is_dir() {
                std::fs::create_dir_all(target).unwrap();
            } else {
                std::fs::copy(entry.path(), target).unwrap();
            }
        }
        // The interface speaks no Arabic; here the words do not matter, but their direction does.
        let strings = copy.path().join("themes/papel/i18n");
        std::fs::create_dir_all(&strings).unwrap();
        std::fs::copy(own.join("themes/papel/i18n/en.ftl"), strings.join("ar.ftl")).unwrap();
        build(copy.path())
    })
}

fn build(root: &Path) -> Site {
    let served = Served::bind();
    let address = served.address();
    let parent = programs::target().join("browser");
    std::fs::create_dir_all(&parent).unwrap();
    let temporary = tempfile::Builder::new().prefix("site-").tempdir_in(parent).unwrap();
    let folder = temporary.path().join("public");
    let program = std::env::var_os("PLIEGO").map_or_else(|| env!("CARGO_BIN_EXE_pliego").into(), PathBuf::from);
    let built = Command::new(&program)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("build")
        .arg(root)
        .args(["--base-url", &address, "--out"])
        .arg(&folder)
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    assert!(built.status.success(), "the site does not build:\n{}", String::from_utf8_lossy(&built.stderr));
    served.serve(&folder);
    Site { folder, address, _temporary: temporary }
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
