//! The writer against real folders: what it writes, what it leaves, what it refuses.
#![expect(clippy::disallowed_methods, reason = "these tests set up and look at the disk behind the writer's back")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use camino::{Utf8Path, Utf8PathBuf};

use super::super::{MANIFEST, ObstructionKind, Output};
use super::{Beside, Manifest, PENDING, Watch, WriteError, Written, recover, write};
use crate::data::OutPath;

struct Folder {
    _temporary: tempfile::TempDir,
    dir: Utf8PathBuf,
}

impl Folder {
    fn new() -> Self {
        let temporary = tempfile::tempdir().expect("a temporary folder");
        let dir = Utf8PathBuf::from_path_buf(temporary.path().join("public")).expect("its name is UTF-8");
        Self { _temporary: temporary, dir }
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.dir.join(path);
        fs::create_dir_all(path.parent().expect("it has a parent")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    fn write(&self, files: &[(&str, &str)]) -> Result<Written, WriteError> {
        write(&output(files), &self.dir, &())
    }

    /// What stands beside the folder.
    fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.dir.parent().expect("it has one")).expect("it can be listed");
        let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        names.filter(|name| name != "public").collect()
    }

    /// Everything in the folder but the manifest; folders end in a slash.
    fn tree(&self) -> BTreeMap<String, String> {
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

    fn names(&self) -> Vec<String> {
        self.tree().into_keys().collect()
    }
}

fn output(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    for (path, text) in files {
        output.insert(OutPath::new(path), text.as_bytes()).expect("the paths of a test do not clash");
    }
    output
}

fn counts(created: usize, updated: usize, unchanged: usize, removed: usize) -> Written {
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

#[test]
fn many_runs_at_once_leave_the_site_of_one_of_them() {
    let folder = Folder::new();
    let texts = ["1", "2", "3", "4"];
    std::thread::scope(|scope| {
        for text in texts {
            let folder = &folder;
            scope.spawn(move || {
                for _ in 0..10 {
                    let name = format!("{text}.html");
                    folder.write(&[("a.html", text), ("en/b.html", text), (&name, text)]).expect("written");
                }
            });
        }
    });
    let tree = folder.tree();
    let last = &*tree["a.html"];
    assert_eq!(folder.names(), [&*format!("{last}.html"), "a.html", "en/", "en/b.html"]);
    assert_eq!(tree["en/b.html"], last);
    assert_eq!(folder.beside(), [""; 0]);
}

#[test]
fn a_run_that_is_stopped_leaves_the_old_site_and_no_trace() {
    /// Stops a run when it has asked so many times.
    struct After(std::sync::atomic::AtomicUsize);
    impl Watch for After {
        fn is_stopped(&self) -> bool {
            use std::sync::atomic::Ordering::SeqCst;
            self.0.fetch_update(SeqCst, SeqCst, |left| Some(left.saturating_sub(1))).expect("it is always some") == 0
        }
    }
    let folder = Folder::new();
    folder.write(&[("a.html", "old"), ("en/b.html", "same")]).expect("written");
    let before = folder.tree();
    for asked in 0..4 {
        let stopped = write(
            &output(&[("a.html", "new"), ("en/b.html", "same"), ("es/c.html", "new")]),
            &folder.dir,
            &After(asked.into()),
        );
        assert!(matches!(stopped, Err(WriteError::Stopped { .. })), "{asked}: {stopped:?}");
        assert_eq!(folder.tree(), before);
        assert_eq!(folder.beside(), [""; 0]);
    }
}

#[cfg(unix)]
#[test]
fn what_is_not_ours_comes_along_with_its_permissions() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
    let folder = Folder::new();
    folder.write(&[("a.html", "1"), ("en/b.html", "2"), ("gone/c.html", "3")]).expect("written");
    folder.put("CNAME", "example.org");
    folder.put(".git/objects/ab/cd", "a blob");
    folder.put("en/notes.txt", "mine");
    fs::create_dir_all(folder.dir.join(".git/refs/tags")).expect("made");
    symlink("nowhere", folder.dir.join("dangling")).expect("linked");
    symlink("../en", folder.dir.join(".git/link")).expect("linked");
    let mode = |path: &str, mode| fs::set_permissions(folder.dir.join(path), fs::Permissions::from_mode(mode));
    mode(".git/objects", 0o700).expect("changed");
    mode(".git/objects/ab/cd", 0o444).expect("changed");
    mode("", 0o750).expect("changed");
    let inode = |path: &str| fs::symlink_metadata(folder.dir.join(path)).expect("it is there").ino();
    let (own, foreign) = (inode("en/b.html"), inode(".git/objects/ab/cd"));
    let written = folder.write(&[("a.html", "new"), ("en/b.html", "2")]).expect("written");
    assert_eq!(written, counts(0, 1, 1, 1));
    assert_eq!(
        folder.names(),
        [
            ".git/",
            ".git/link",
            ".git/objects/",
            ".git/objects/ab/",
            ".git/objects/ab/cd",
            ".git/refs/",
            ".git/refs/tags/",
            "CNAME",
            "a.html",
            "dangling",
            "en/",
            "en/b.html",
            "en/notes.txt"
        ]
    );
    assert_eq!((inode("en/b.html"), inode(".git/objects/ab/cd")), (own, foreign));
    assert_eq!(fs::read_link(folder.dir.join(".git/link")).expect("a link"), Path::new("../en"));
    let is = |path: &str| fs::metadata(folder.dir.join(path)).expect("it is there").permissions().mode() & 0o777;
    assert_eq!((is(""), is(".git/objects"), is(".git/objects/ab/cd")), (0o750, 0o700, 0o444));
    assert_eq!(folder.beside(), [""; 0]);
}

#[test]
fn what_is_put_into_the_old_site_in_the_moment_of_the_exchange_moves_to_the_new_one() {
    let folder = Folder::new();
    folder.write(&[("a.html", "1")]).expect("written");
    folder.put("CNAME", "example.org");
    let old = folder.dir.with_file_name(".pliego-new-public");
    fs::create_dir_all(old.join("new folder")).expect("made");
    fs::copy(folder.dir.join(MANIFEST), old.join(MANIFEST)).expect("copied");
    fs::write(old.join("a.html"), "older").expect("written");
    fs::write(old.join("new folder/notes.txt"), "mine").expect("written");
    fs::hard_link(folder.dir.join("CNAME"), old.join("CNAME")).expect("linked");
    assert_eq!(folder.write(&[("a.html", "1")]).expect("written"), counts(0, 0, 1, 0));
    assert_eq!(folder.names(), ["CNAME", "a.html", "new folder/", "new folder/notes.txt"]);
    assert_eq!(folder.tree()["a.html"], "1");
    assert_eq!(folder.beside(), [""; 0]);
}

#[test]
fn a_run_that_was_cut_off_between_two_renames_is_healed() {
    let folder = Folder::new();
    folder.write(&[("a.html", "old"), ("b.html", "old")]).expect("written");
    folder.put("CNAME", "example.org");
    let (new, old) = (folder.dir.with_file_name(".pliego-new-public"), folder.dir.with_file_name(".pliego-old-public"));
    fs::rename(&folder.dir, &old).expect("renamed");
    write(&output(&[("a.html", "new")]), &new, &()).expect("written");
    // A build that writes nothing brings the old site back, and takes the new one away.
    recover(&folder.dir).expect("recovered");
    assert_eq!(folder.names(), ["CNAME", "a.html", "b.html"]);
    assert_eq!((&*folder.tree()["a.html"], folder.beside()), ("old", vec![]));
    fs::rename(&folder.dir, &old).expect("renamed");
    assert_eq!(folder.write(&[("a.html", "new")]).expect("written"), counts(0, 1, 0, 1));
    assert_eq!((folder.names(), folder.beside()), (vec!["CNAME".to_owned(), "a.html".to_owned()], vec![]));
}

#[test]
fn two_renames_do_where_no_exchange_is_known() {
    let folder = Folder::new();
    folder.write(&[("a.html", "old"), ("b.html", "old")]).expect("written");
    let new = folder.dir.with_file_name(".pliego-new-public");
    write(&output(&[("a.html", "new")]), &new, &()).expect("written");
    let beside = Beside::of(&folder.dir).expect("it has a folder above it");
    beside.rename_twice().expect("renamed");
    beside.clear();
    assert_eq!(
        (&*folder.tree()["a.html"], folder.names(), folder.beside()),
        ("new", vec!["a.html".to_owned()], vec![])
    );
}

#[cfg(unix)]
#[test]
fn an_output_that_is_a_link_stays_one() {
    let folder = Folder::new();
    let link = folder.dir.with_file_name("www");
    std::os::unix::fs::symlink("public", &link).expect("linked");
    for text in ["1", "2"] {
        write(&output(&[("a.html", text)]), &link, &()).expect("written");
        assert!(link.is_symlink());
        assert_eq!(folder.tree()["a.html"], text);
    }
    assert_eq!(folder.beside(), ["www"]);
}

/// A site whose every page says which one it is; enough of it that a run can be killed in the midst.
fn version(text: &str) -> Output {
    let mut output = Output::default();
    for index in 0..300 {
        let path = format!("{}/{index}.html", ["en", "es", "en/works"][index % 3]);
        let bytes = if index % 7 == 0 { "the same".to_owned() } else { text.repeat(400) };
        output.insert(OutPath::new(&path), bytes.as_bytes()).expect("the paths do not clash");
    }
    output.insert(OutPath::new(&format!("{text}.html")), text.as_bytes()).expect("the path does not clash");
    output
}

/// Where [`a_run_that_is_killed_leaves_one_of_two_sites`] has its other process write.
const VICTIM: &str = "PLIEGO_TEST_VICTIM";

#[test]
fn a_run_that_is_killed_leaves_one_of_two_sites() {
    if let Some(dir) = std::env::var_os(VICTIM) {
        let dir = Utf8PathBuf::from_path_buf(dir.into()).expect("its name is UTF-8");
        // Until it is killed.
        for text in ["a", "b"].into_iter().cycle() {
            write(&version(text), &dir, &()).expect("written");
        }
    }
    let folder = Folder::new();
    write(&version("a"), &folder.dir, &()).expect("written");
    folder.put("CNAME", "example.org");
    let mut seen = std::collections::BTreeSet::new();
    for moment in 0..60_u64 {
        let mut victim = std::process::Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "output::writer::tests::a_run_that_is_killed_leaves_one_of_two_sites"])
            .env(VICTIM, &folder.dir)
            .stdout(std::process::Stdio::null())
            .spawn()
            .expect("it runs");
        std::thread::sleep(std::time::Duration::from_micros(40_000 + moment * 1_370));
        victim.kill().expect("killed");
        victim.wait().expect("ended");
        let tree = folder.tree();
        let text = if tree.contains_key("a.html") { "a" } else { "b" };
        seen.insert(text);
        assert_eq!(tree["CNAME"], "example.org", "moment {moment}");
        let expected = version(text);
        let pages = tree.iter().filter(|(name, _)| name.ends_with(".html"));
        let found = pages.map(|(name, text)| (name.as_str(), text.as_bytes()));
        assert!(
            found.eq(expected.iter().map(|(path, bytes)| (path.as_str(), &**bytes))),
            "moment {moment}: pages of two sites"
        );
        let manifest = fs::read_to_string(folder.dir.join(MANIFEST)).expect("it has one");
        assert_eq!(manifest, Manifest::of(&expected).to_text(), "moment {moment}");
    }
    assert_eq!(seen.len(), 2, "no run came to its end: the moments are too early");
    // The next run tidies up, also when it changes nothing.
    let text = if folder.dir.join("a.html").exists() { "a" } else { "b" };
    assert_eq!(write(&version(text), &folder.dir, &()).expect("written"), counts(0, 0, 301, 0));
    assert_eq!(folder.beside(), [""; 0]);
    assert!(folder.names().iter().all(|name| !name.contains(".pliego-")), "{:?}", folder.names());
}
