//! The writer against real folders: what it writes, what it leaves, what it refuses.
#![expect(clippy::disallowed_methods, reason = "these tests set up and look at the disk behind the writer's back")]

use std::collections::BTreeMap;
use std::fs;

use camino::{Utf8Path, Utf8PathBuf};

use super::super::{MANIFEST, ObstructionKind, Output};
use super::{PENDING, Watch, WriteError, Written, write};
use crate::data::OutPath;

pub(super) struct Folder {
    _temporary: tempfile::TempDir,
    pub(super) dir: Utf8PathBuf,
}

impl Folder {
    pub(super) fn new() -> Self {
        let temporary = tempfile::tempdir().expect("a temporary folder");
        let dir = Utf8PathBuf::from_path_buf(temporary.path().join("public")).expect("its name is UTF-8");
        Self { _temporary: temporary, dir }
    }

    pub(super) fn put(&self, path: &str, text: &str) {
        let path = self.dir.join(path);
        fs::create_dir_all(path.parent().expect("it has a parent")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    pub(super) fn write(&self, files: &[(&str, &str)]) -> Result<Written, WriteError> {
        write(&output(files), &self.dir, &())
    }

    /// What stands beside the folder.
    pub(super) fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.dir.parent().expect("it has one")).expect("it can be listed");
        let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        names.filter(|name| name != "public").collect()
    }

    /// Everything in the folder but the manifest; folders end in a slash.
    pub(super) fn tree(&self) -> BTreeMap<String, String> {
        let walk = walkdir::WalkDir::new(&self.dir).min_depth(1);
        let entries = walk.into_iter().filter_map(Result::ok).map(|entry| {
            let path = Utf8Path::from_path(entry.path()).expect("UTF-8");
            let name = path.strip_prefix(&self.dir).expect("below").to_string();
            if entry.file_type().is_dir() {
                (format!("{name}/"), String::new())
            } else {
                (name, fs::read_to_string(path).unwrap_or_default())
            }
        });
        entries.filter(|(name, _)| name != MANIFEST).collect()
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.tree().into_keys().collect()
    }
}

pub(super) fn output(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    for (path, text) in files {
        output.insert(OutPath::new(path), text.as_bytes()).expect("the paths of a test do not clash");
    }
    output
}

pub(super) fn counts(created: usize, updated: usize, unchanged: usize, removed: usize) -> Written {
    Written { created, updated, unchanged, removed, in_place: None }
}

#[test]
fn a_second_run_touches_only_what_differs() {
    let folder = Folder::new();
    let first = folder.write(&[("a.html", "1"), ("en/b.html", "2"), ("en/old/c.html", "3")]).expect("written");
    assert_eq!(first, counts(3, 0, 0, 0));
    let time = |path: &str| fs::metadata(folder.dir.join(path)).expect("it is there").modified().expect("a time");
    let (before, manifest) = (time("a.html"), time(MANIFEST));

    let again = folder.write(&[("a.html", "1"), ("en/b.html", "2"), ("en/old/c.html", "3")]).expect("written");
    assert_eq!(again, counts(0, 0, 3, 0));
    assert_eq!(time(MANIFEST), manifest);

    let second = folder.write(&[("a.html", "1"), ("en/b.html", "two"), ("en/d.html", "4")]).expect("written");
    assert_eq!(second, counts(1, 1, 1, 1));
    assert_eq!(time("a.html"), before);
    assert_eq!(folder.names(), ["a.html", "en/", "en/b.html", "en/d.html"]);
    assert_eq!(folder.tree()["en/b.html"], "two");
}

#[test]
fn a_file_edited_by_hand_is_restored_even_if_its_size_and_time_are_the_same() {
    let folder = Folder::new();
    folder.write(&[("a.html", "right")]).expect("written");
    let path = folder.dir.join("a.html");
    let time = fs::metadata(&path).expect("it is there").modified().expect("a time");
    folder.put("a.html", "wrong");
    fs::File::options().write(true).open(&path).expect("opened").set_modified(time).expect("a time can be set");
    assert_eq!(folder.write(&[("a.html", "right")]).expect("written"), counts(0, 1, 0, 0));
    assert_eq!(folder.tree()["a.html"], "right");
}

#[test]
fn a_file_removed_by_hand_comes_back() {
    let folder = Folder::new();
    folder.write(&[("en/a.html", "1")]).expect("written");
    fs::remove_dir_all(folder.dir.join("en")).expect("removed");
    assert_eq!(folder.write(&[("en/a.html", "1")]).expect("written"), counts(1, 0, 0, 0));
}

#[test]
fn someone_elses_folder_is_refused_and_stays_as_it_was() {
    let folder = Folder::new();
    folder.put("thesis.docx", "mine");
    let refused = folder.write(&[("a.html", "1")]);
    assert!(matches!(refused, Err(WriteError::Foreign { example, .. }) if example == "thesis.docx"));
    assert_eq!(folder.names(), ["thesis.docx"]);
}

#[test]
fn someone_elses_files_beside_ours_are_left_alone() {
    let folder = Folder::new();
    folder.write(&[("en/a.html", "1"), ("en/x/b.html", "2")]).expect("written");
    folder.put("CNAME", "example.org");
    folder.put("en/x/notes.txt", "mine");
    assert_eq!(folder.write(&[("en/a.html", "1")]).expect("written"), counts(0, 0, 1, 1));
    assert_eq!(folder.names(), ["CNAME", "en/", "en/a.html", "en/x/", "en/x/notes.txt"]);
}

#[test]
fn all_that_stands_in_the_way_is_told_before_anything_is_written() {
    let folder = Folder::new();
    folder.write(&[("a.html", "1")]).expect("written");
    folder.put("b.html", "mine");
    folder.put("en", "mine");
    folder.put("c.html/notes.txt", "mine");
    let before = folder.tree();
    let refused = folder.write(&[("a.html", "new"), ("b.html", "2"), ("c.html", "3"), ("en/d.html", "4")]);
    let Err(WriteError::InTheWay { found, .. }) = refused else { panic!("{refused:?}") };
    let found: Vec<_> = found.iter().map(|one| (one.path.as_str(), one.kind)).collect();
    let (file, dir) = (ObstructionKind::File, ObstructionKind::Folder);
    assert_eq!(found, [("b.html", file), ("c.html", dir), ("en", file)]);
    assert_eq!(folder.tree(), before);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_through_a_link() {
    let folder = Folder::new();
    let elsewhere = Folder::new();
    folder.write(&[("en/a.html", "1"), ("es/b.html", "2"), ("c.html", "3")]).expect("written");
    elsewhere.put("a.html", "mine");
    elsewhere.put("b.html", "mine");
    let link = |path: &str, to: &Utf8Path| {
        let path = folder.dir.join(path);
        if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) }.expect("removed");
        std::os::unix::fs::symlink(to, path).expect("linked");
    };
    link("en", &elsewhere.dir);
    let refused = folder.write(&[("en/a.html", "new"), ("es/b.html", "2"), ("c.html", "3")]);
    assert!(
        matches!(&refused, Err(WriteError::InTheWay { found, .. })
        if found.len() == 1 && found[0].path == "en" && found[0].kind == ObstructionKind::Link),
        "{refused:?}"
    );

    // A file behind a linked folder is not removed; a linked file is replaced, what it points to is not.
    link("es", &elsewhere.dir);
    link("c.html", &elsewhere.dir.join("a.html"));
    fs::remove_file(folder.dir.join("en")).expect("removed");
    assert_eq!(folder.write(&[("en/a.html", "new"), ("c.html", "3")]).expect("written"), counts(1, 1, 0, 0));
    assert_eq!(
        elsewhere.tree(),
        BTreeMap::from([("a.html", "mine"), ("b.html", "mine")].map(|(a, b)| (a.into(), b.into())))
    );
    assert!(!folder.dir.join("c.html").is_symlink());
}

#[test]
fn a_page_that_becomes_a_folder_and_back_is_no_obstacle() {
    let folder = Folder::new();
    folder.write(&[("work", "1"), ("x", "1")]).expect("written");
    assert_eq!(folder.write(&[("work/a", "2"), ("x", "1")]).expect("written"), counts(1, 0, 1, 1));
    assert_eq!(folder.write(&[("work", "3"), ("x", "1")]).expect("written"), counts(1, 0, 1, 1));
    assert_eq!(folder.names(), ["work", "x"]);
}

#[test]
fn a_run_that_fails_in_place_leaves_the_old_site_and_no_trace() {
    let folder = Folder::new();
    folder.write(&[("a.html", "old"), ("en/b.html", "old")]).expect("written");
    // Somebody's file where the new folder would be: the old one has to be written into.
    fs::write(folder.dir.join("../.pliego-new-public"), "mine").expect("written");
    // A folder at the place of a temporary name makes writing fail even for root, whom permissions do not stop.
    let hash = blake3::hash(b"en/b.html").to_hex();
    let blocked = folder.dir.join(format!("en/.pliego-{}.tmp", &hash[..16]));
    fs::create_dir(&blocked).expect("made");
    let before = folder.tree();
    let failed = folder.write(&[("a.html", "new"), ("en/b.html", "new"), ("es/c.html", "new")]);
    assert!(matches!(failed, Err(WriteError::Io { action: "cannot write", .. })), "{failed:?}");
    assert_eq!(folder.tree(), before);
    fs::remove_dir(blocked).expect("removed");
    let written = folder.write(&[("a.html", "new"), ("en/b.html", "new")]).expect("written");
    assert!(
        written.in_place.as_ref().is_some_and(|why| why.contains("no folder can be made beside it")),
        "{written:?}"
    );
    assert_eq!((written.updated, &*folder.tree()["en/b.html"]), (2, "new"));
    assert_eq!(fs::read_to_string(folder.dir.join("../.pliego-new-public")).expect("still there"), "mine");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_to_fails_the_run_before_it_begins() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    folder.write(&[("a.html", "old"), ("en/b.html", "old")]).expect("written");
    let closed = folder.dir.join("en");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).expect("closed");
    // Root writes anyway: then there is nothing to test here.
    let root = fs::write(closed.join("probe"), "").is_ok();
    let failed = folder.write(&[("a.html", "new"), ("en/b.html", "new")]);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).expect("opened");
    if !root {
        assert!(matches!(failed, Err(WriteError::Io { .. })), "{failed:?}");
        assert_eq!(folder.tree()["a.html"], "old");
        assert_eq!(folder.names(), ["a.html", "en/", "en/b.html"]);
    }
}

#[test]
fn a_run_that_was_cut_off_is_taken_up() {
    let folder = Folder::new();
    // As a first run leaves it that was killed between two files: the note, a whole file, a temporary one, no manifest.
    let hash = blake3::hash(b"en/b.html").to_hex();
    folder.put(PENDING, "en/a.html\nen/b.html\nen/gone.html\n");
    folder.put("en/a.html", "1");
    folder.put(&format!("en/.pliego-{}.tmp", &hash[..16]), "ha");
    // A temporary file that no note knows of.
    folder.put(".pliego-0123456789abcdef.tmp", "ha");
    assert_eq!(folder.write(&[("en/a.html", "1"), ("en/b.html", "2")]).expect("written"), counts(1, 0, 1, 0));
    assert_eq!(folder.names(), ["en/", "en/a.html", "en/b.html"]);
    folder.put("en/.pliego-0123456789abcdef.tmp", "ha");
    assert_eq!(folder.write(&[("en/a.html", "1"), ("en/b.html", "2")]).expect("written"), counts(0, 0, 2, 0));
    assert_eq!(folder.names(), ["en/", "en/a.html", "en/b.html"]);
    // The note does not make a stranger's folder ours.
    let other = Folder::new();
    other.put(PENDING, "a.html\n");
    other.put("thesis.docx", "mine");
    assert!(matches!(other.write(&[("a.html", "1")]), Err(WriteError::Foreign { .. })));
}

#[test]
fn a_damaged_manifest_removes_nothing() {
    let folder = Folder::new();
    folder.write(&[("a.html", "1")]).expect("written");
    folder.put("../precious.txt", "mine");
    folder.put(MANIFEST, &format!("{}  ../precious.txt\n", "0".repeat(64)));
    let refused = folder.write(&[("b.html", "1")]);
    assert!(matches!(refused, Err(WriteError::Damaged { line: 1, .. })), "{refused:?}");
    assert_eq!(folder.names(), ["a.html"]);
    assert!(folder.dir.join("../precious.txt").is_file());
}

#[test]
fn a_file_where_the_folder_must_be_is_told() {
    let folder = Folder::new();
    fs::write(&folder.dir, "mine").expect("written");
    let refused = folder.write(&[("a.html", "1")]).expect_err("refused").to_string();
    assert!(refused.contains("cannot write into") && refused.contains("public"), "{refused}");
}

#[test]
fn two_runs_at_once_wait_for_each_other() {
    /// Lets the other run end when it is waited for.
    struct Other(std::sync::Mutex<Option<fs::File>>);
    impl Watch for Other {
        fn waits(&self, _dir: &Utf8Path) {
            drop(self.0.lock().expect("nobody panics").take().expect("it is told once"));
        }
    }
    let folder = Folder::new();
    folder.write(&[("a.html", "1")]).expect("written");
    let held = fs::File::open(&folder.dir).expect("opened");
    held.lock().expect("locked");
    let other = Other(std::sync::Mutex::new(Some(held)));
    assert_eq!(write(&output(&[("a.html", "2")]), &folder.dir, &other).expect("written"), counts(0, 1, 0, 0));
    assert!(other.0.lock().expect("nobody panics").is_none(), "it was waited for");
}
