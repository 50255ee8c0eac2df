//! The exchange against real folders: runs that are stopped, killed and cut off, runs at once, and what is not Pliego's.
#![expect(clippy::disallowed_methods, reason = "these tests set up and look at the disk behind the writer's back")]

use std::fs;
use std::path::Path;

use camino::Utf8PathBuf;

use super::super::{MANIFEST, Output};
use super::tests::{Folder, counts, output};
use super::{Beside, Manifest, Watch, WriteError, recover, write};
use crate::data::OutPath;

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
fn a_folder_of_someone_else_beside_the_site_is_left_alone() {
    let folder = Folder::new();
    folder.write(&[("a.html", "1")]).expect("written");
    let theirs = folder.dir.with_file_name(".pliego-new-public");
    fs::create_dir(&theirs).expect("made");
    fs::write(theirs.join("notes.txt"), "mine").expect("written");
    let written = folder.write(&[("a.html", "2")]).expect("written");
    assert!(written.in_place.is_some(), "{written:?}");
    assert_eq!(folder.names(), ["a.html"]);
    assert_eq!(fs::read_to_string(theirs.join("notes.txt")).expect("still there"), "mine");
}

#[test]
fn what_a_run_left_that_was_cut_off_while_it_prepared_is_taken_away() {
    let folder = Folder::new();
    folder.write(&[("a.html", "1")]).expect("written");
    let new = folder.dir.with_file_name(".pliego-new-public");
    fs::create_dir_all(new.join("en")).expect("made");
    fs::write(new.join(".pliego-preparing"), "").expect("written");
    fs::write(new.join("en/half.html"), "ha").expect("written");
    recover(&folder.dir).expect("recovered");
    assert_eq!((folder.names(), folder.beside()), (vec!["a.html".to_owned()], vec![]));
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
    let new = folder.dir.with_file_name(".pliego-new-public");
    // On a machine that has much else to do, later moments follow until a run came to its end.
    let mut moment = 0_u64;
    while moment < 60 || seen.len() < 2 {
        moment += 1;
        let mut victim = std::process::Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "output::writer::exchange_tests::a_run_that_is_killed_leaves_one_of_two_sites"])
            .env(VICTIM, &folder.dir)
            .stdout(std::process::Stdio::null())
            .spawn()
            .expect("it runs");
        while !new.exists() && victim.try_wait().expect("it can be asked").is_none() {
            std::thread::yield_now();
        }
        std::thread::sleep(std::time::Duration::from_micros(moment * moment * 20));
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
    // The next run tidies up, also when it changes nothing.
    let text = if folder.dir.join("a.html").exists() { "a" } else { "b" };
    assert_eq!(write(&version(text), &folder.dir, &()).expect("written"), counts(0, 0, 301, 0));
    assert_eq!(folder.beside(), [""; 0]);
    assert!(folder.names().iter().all(|name| !name.contains(".pliego-")), "{:?}", folder.names());
}
