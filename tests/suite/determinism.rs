//! Same input, same bytes: whatever the run, the number of threads, or the folder.

use std::path::Path;

use camino::Utf8Path;
use pliego::build::{Options, check, compile};
use pliego::diag::{Format, render};
use pliego::source::{Disk, Files};

use crate::site::{Folder, ROOT};

/// The digest of a site and everything that is said of it.
fn digest(files: &dyn Files) -> (String, String) {
    let compiled = check(files, &Options::default());
    let findings = render(&compiled.diagnostics, &compiled.sources, Format::Json);
    let output = compiled.output.unwrap_or_else(|| panic!("{findings}"));
    (output.digest(), findings)
}

fn repository() -> Folder {
    ["content", "themes"].iter().fold(Folder::default(), |folder, dir| folder.joined(dir, &Folder::read(dir)))
}

#[test]
fn two_runs_give_the_same_bytes() {
    let files = repository().memory();
    let (one, other) = (digest(&files), digest(&files));
    assert_eq!(one, other);
    assert_eq!(one.0, digest(&Disk::new(ROOT)).0, "from memory as from disk");
}

#[test]
fn the_number_of_threads_does_not_show() {
    let files = Disk::new(ROOT);
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be made");
        pool.install(|| digest(&files))
    };
    assert_eq!(with(1), with(4));
}

#[test]
fn the_folder_does_not_show() {
    let at = |dir: &Path| {
        repository().save(dir);
        digest(&Disk::new(Utf8Path::from_path(dir).expect("UTF-8")))
    };
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let (one, other) = (temporary.path().join("one"), temporary.path().join("a b/ñ/other"));
    assert_eq!(at(&one), at(&other));
}

#[test]
fn findings_come_in_the_order_of_files_and_places() {
    let text =
        |title: &str| format!("---\ntitle: {title}\nslug: s\nslug: t\n---\n\n[@no] and [[nobody]]\n\n[x](nowhere)\n");
    let folder = Folder::small()
        .with("content/w/02-b/en.md", text("B"))
        .with("content/w/03-c/en.md", text("C"))
        .with("content/w/01-a/en.md", text("A"));
    let findings = folder.site().findings;
    let places: Vec<_> = findings
        .lines()
        .map(|line| {
            let mut parts = line.splitn(4, ':');
            let path = parts.next().unwrap_or_default();
            let mut number = || parts.next().and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
            (path.to_owned(), number(), number())
        })
        .collect();
    assert!(places.len() >= 3 && places.is_sorted(), "{findings}");
}

#[test]
fn a_change_shows() {
    let before = digest(&Folder::small().memory());
    let after = digest(&Folder::small().edit("content/w/01-a/en.md", "One", "Another").memory());
    assert_ne!(before.0, after.0);
    let compiled = compile(&Folder::small().memory(), &Options::default());
    assert_eq!(compiled.output.map(|output| output.digest()), Some(before.0), "rules over a site change nothing in it");
}
