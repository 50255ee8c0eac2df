//! Nothing half-written and nothing of anybody else's touched, through the program itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use tempfile::TempDir;

use crate::site::Folder;

/// A site on disk and the program.
struct Desk {
    root: TempDir,
}

impl Desk {
    fn new(folder: &Folder) -> Self {
        let root = tempfile::tempdir().expect("a temporary folder");
        folder.save(root.path());
        Self { root }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        std::fs::create_dir_all(self.path(path).parent().expect("a folder")).expect("folders can be made");
        std::fs::write(self.path(path), text).expect("files can be written");
    }

    fn pliego(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pliego"));
        command.current_dir(self.root.path()).args(arguments).output().expect("the program runs")
    }

    /// Builds, and gives the exit status and what was said on standard error.
    fn build(&self) -> (i32, String) {
        said(&self.pliego(&["build"]))
    }

    /// Every file below `public`, with its bytes and when it was written.
    fn public(&self) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.path("public")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("the folder is there") {
                let path = entry.expect("it can be listed").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let written = path.metadata().and_then(|meta| meta.modified()).expect("a time");
                    found.insert(path.clone(), (std::fs::read(&path).expect("it can be read"), written));
                }
            }
        }
        found
    }
}

fn said(output: &Output) -> (i32, String) {
    let code = output.status.code().expect("the program ends by itself");
    (code, String::from_utf8_lossy(&output.stderr).into_owned())
}

const SECTION: &str = "content/w/01-a/en.md";

fn section(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\nslug: {}\n---\n\n{text}\n", title.to_lowercase())
}

#[test]
fn a_build_with_errors_leaves_the_old_site_as_it_was() {
    let desk = Desk::new(&Folder::small());
    assert_eq!(desk.build().0, 0);
    let before = desk.public();
    desk.write(SECTION, &section("A", "Changed, and [@nobody]."));
    desk.write("content/w/02-b/en.md", &section("B", "New."));
    let (code, said) = desk.build();
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("unknown-reference") && said.contains("nothing was written"), "{said}");
    assert_eq!(desk.public(), before);
}

#[test]
fn a_warning_fails_a_strict_build_only() {
    let desk = Desk::new(
        &Folder::small()
            .with("content/w/01-a/en.md", section("A", "#### Deep\n\n![](x.png)"))
            .with("content/w/01-a/x.png", "not shown to anyone"),
    );
    let (code, said_strict) = said(&desk.pliego(&["build", "--strict"]));
    assert_eq!(code, 1, "{said_strict}");
    assert!(!desk.path("public").exists());
    assert_eq!(desk.build().0, 0);
}

#[test]
fn unchanged_files_are_not_touched() {
    // What a reader may keep is one file, which holds every page.
    let small = Folder::small().edit("content/site.yml", "citations:", "offline: false\ncitations:");
    let desk = Desk::new(&small.with("content/w/02-b/en.md", section("B", "Stays.")));
    assert_eq!(desk.build().0, 0);
    let before = desk.public();
    assert_eq!(desk.build().0, 0);
    assert_eq!(desk.public(), before, "a second build changes nothing, not even a time");
    desk.write(SECTION, &section("A", "Changed."));
    assert_eq!(desk.build().0, 0);
    let after = desk.public();
    let changed: Vec<_> =
        after.iter().filter(|(path, file)| before.get(*path) != Some(file)).map(|(path, _)| path).collect();
    let relative = changed.iter().map(|path| path.strip_prefix(desk.path("public")).expect("below"));
    // The words of the page are in the search index too.
    let relative: Vec<_> = relative.filter(|path| !path.starts_with("pagefind")).collect();
    assert_eq!(relative, [".pliego-manifest", "en/a.html", "en/article.html"].map(Path::new));
}

#[test]
fn only_what_pliego_made_is_removed() {
    let desk = Desk::new(&Folder::small().with("content/w/02-b/en.md", section("B", "Goes away.")));
    assert_eq!(desk.build().0, 0);
    desk.write("public/en/notes.txt", "mine");
    std::fs::remove_dir_all(desk.path("content/w/02-b")).expect("removed");
    assert_eq!(desk.build().0, 0);
    assert!(!desk.path("public/en/b.html").exists(), "a page that is no more is removed");
    assert!(desk.path("public/en/a.html").exists());
    assert_eq!(std::fs::read_to_string(desk.path("public/en/notes.txt")).expect("still there"), "mine");
}

/// What stands in the site's folder apart from what the test put there.
#[cfg(unix)]
fn leftovers(desk: &Desk) -> Vec<String> {
    let entries = std::fs::read_dir(desk.root.path()).expect("it can be listed");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| !["content", "public"].contains(&name.as_str())).collect()
}

#[cfg(unix)]
#[test]
fn a_build_that_is_killed_or_stopped_leaves_one_of_two_sites() {
    /// Every page of the site that is there, by what it says of itself; only one may be there.
    fn said(desk: &Desk) -> String {
        let pages = desk.public();
        let pages = pages.iter().filter(|(path, _)| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            name.strip_prefix('s').is_some_and(|number| number.parse::<u32>().is_ok())
        });
        let said = pages.map(|(path, (html, _))| {
            let html = String::from_utf8_lossy(html);
            let at = html.find("edition-").unwrap_or_else(|| panic!("{}: no edition in it", path.display()));
            html[at..at + "edition-0".len()].to_owned()
        });
        let said: std::collections::BTreeSet<String> = said.collect();
        assert_eq!(said.len(), 1, "pages of {said:?}");
        said.into_iter().next().expect("there are pages")
    }
    let desk = Desk::new(&Folder::small());
    let edit = |edition: &str| {
        for index in 0..40 {
            let text = format!("---\ntitle: S{index}\nslug: s{index}\n---\n\nIt is {edition}.\n");
            desk.write(&format!("content/w/{index:02}-s{index}/en.md"), &text);
        }
        std::fs::remove_dir_all(desk.path("content/w/01-a")).unwrap_or_default();
    };
    edit("edition-0");
    assert_eq!(desk.build().0, 0);
    desk.write("public/CNAME", "example.org");
    assert_eq!(said(&desk), "edition-0");
    let start = std::time::Instant::now();
    edit("edition-1");
    assert_eq!(desk.build().0, 0);
    let whole = start.elapsed();
    let mut last = said(&desk);
    let (mut ended, mut stopped) = (0, 0);
    for moment in 0..16_u32 {
        edit(&format!("edition-{}", moment % 2));
        let before = leftovers(&desk);
        let mut build = Command::new(env!("CARGO_BIN_EXE_pliego"));
        let build = build.current_dir(desk.root.path()).arg("build");
        let mut build =
            build.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().expect("it runs");
        // The moments are spread over the build; every second one begins when the new folder is being made.
        if moment % 2 == 0 {
            while !desk.path(".pliego-new-public").exists() && build.try_wait().expect("it can be asked").is_none() {
                std::thread::yield_now();
            }
            std::thread::sleep(std::time::Duration::from_micros(u64::from(moment) * 300));
        } else {
            std::thread::sleep(whole * moment / 16);
        }
        let by_hand = moment % 4 < 2;
        if by_hand {
            let pid = build.id().to_string();
            let _ = Command::new("kill").args(["-INT", &pid]).output().expect("`kill` is there");
        } else {
            let _ = build.kill();
        }
        let status = build.wait().expect("it ends");
        let now = said(&desk);
        match status.code() {
            // Ctrl-C leaves the old site, with nothing beside it; a build that was past that ends well.
            Some(130) => {
                stopped += 1;
                assert_eq!(now, last, "moment {moment}");
                // What a killed build left may outlive one that is stopped at once.
                assert!(leftovers(&desk).iter().all(|name| before.contains(name)), "moment {moment}");
            }
            Some(0) => ended += 1,
            None => {}
            code => panic!("moment {moment}: ended with {code:?}"),
        }
        assert_eq!(std::fs::read_to_string(desk.path("public/CNAME")).expect("still there"), "example.org");
        last = now;
    }
    assert!(stopped + ended < 16, "no build was killed in its midst");
    // Also a build that writes nothing tidies up.
    desk.write("content/w/00-s0/en.md", &section("S0", "It cites [@nobody]."));
    assert_eq!(desk.build().0, 1);
    assert_eq!(leftovers(&desk), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_exchanged_is_written_into_and_that_is_said() {
    let desk = Desk::new(&Folder::small());
    assert_eq!(desk.build().0, 0);
    // Somebody's file at the place of the new folder.
    desk.write(".pliego-new-public", "mine");
    desk.write(SECTION, &section("A", "Changed."));
    let (code, said) = desk.build();
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("warning[output-in-place]: `public` was written into, not exchanged as a whole"), "{said}");
    let page = std::fs::read_to_string(desk.path("public/en/a.html")).expect("it is there");
    assert!(page.contains("Changed."));
    assert_eq!(std::fs::read_to_string(desk.path(".pliego-new-public")).expect("still there"), "mine");
}

#[test]
fn a_folder_of_someone_else_is_refused() {
    let desk = Desk::new(&Folder::small());
    desk.write("public/thesis.doc", "ten years of work");
    let (code, said) = desk.build();
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("foreign-output") && said.contains("thesis.doc"), "{said}");
    let files: Vec<_> = desk.public().into_keys().collect();
    assert_eq!(files, [desk.path("public/thesis.doc")]);
}

#[test]
fn an_own_file_where_a_page_must_go_is_refused() {
    let desk = Desk::new(&Folder::small());
    assert_eq!(desk.build().0, 0);
    desk.write("public/en/b.html", "mine");
    desk.write("content/w/02-b/en.md", &section("B", "New."));
    desk.write(SECTION, &section("A", "Changed."));
    let before = desk.public();
    let (code, said) = desk.build();
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("foreign-output") && said.contains("en/b.html"), "{said}");
    assert_eq!(desk.public(), before);
}

#[test]
fn an_output_inside_the_content_is_refused() {
    let desk = Desk::new(&Folder::small());
    for out in ["content/public", ".", "themes"] {
        let (code, said) = said(&desk.pliego(&["build", "--out", out]));
        assert_eq!(code, 2, "{said}");
        assert!(said.contains("output-inside"), "{out}: {said}");
    }
}

#[test]
fn a_library_in_an_older_encoding_is_read_and_named() {
    let bib = b"@book{a, author = {P\xe9rez, Ana}, title = {Uno}, year = 2001}".to_vec();
    let folder = Folder::small().with(SECTION, "---\ntitle: A\nslug: a\n---\n\n[@a]\n").with("content/more.bib", bib);
    let desk = Desk::new(&folder);
    let (code, said) = desk.build();
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("older-encoding") && said.contains("content/more.bib"), "{said}");
}

#[test]
fn a_file_that_is_not_utf8_is_named() {
    let desk = Desk::new(&Folder::small().with(SECTION, b"---\ntitle: Ni\xf1as\nslug: a\n---\n".to_vec()));
    let (code, said) = desk.build();
    assert_eq!(code, 1);
    assert!(said.contains("not-utf8") && said.contains(SECTION) && said.contains("line 2"), "{said}");
    assert!(!desk.path("public").exists());
}

#[test]
fn a_folder_without_a_site_says_so() {
    let desk = Desk::new(&Folder::default());
    for arguments in [["check", "."], ["build", "."], ["build", "no-such-folder"]] {
        let output = desk.pliego(&arguments);
        let all = format!("{}{}", String::from_utf8_lossy(&output.stdout), said(&output).1);
        assert_eq!(output.status.code(), Some(1), "{all}");
        assert!(all.contains("no-content"), "{all}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_content_is_refused_and_one_inside_is_followed() {
    let desk = Desk::new(&Folder::small());
    desk.write("secret/en.md", &section("B", "Not for the world."));
    let link = |from: &str, to: &str| std::os::unix::fs::symlink(desk.path(to), desk.path(from)).expect("linked");
    link("content/w/02-b", "content/w/01-a");
    std::fs::remove_file(desk.path("content/w/02-b")).expect("unlinked");
    link("content/w/02-b", "secret");
    let (code, said) = desk.build();
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("link-out") && said.contains("content/w/02-b"), "{said}");
    std::fs::remove_file(desk.path("content/w/02-b")).expect("unlinked");
    desk.write("content/w/02-b/texto.txt", "");
    std::fs::remove_file(desk.path("content/w/02-b/texto.txt")).expect("removed");
    link("content/w/02-b/en.md", "content/w/01-a/en.md");
    std::fs::remove_file(desk.path("content/w/02-b/en.md")).expect("unlinked");
    desk.write("content/w/shared/en.md", &section("C", "Shared."));
    assert_eq!(desk.build().0, 0);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new(&Folder::small());
    let path = desk.path(SECTION);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("changed");
    // Whoever may read everything (root in a container) sees no error, and has no such problem.
    let may_read_all = std::fs::read(&path).is_ok();
    let (code, said) = desk.build();
    assert!(may_read_all || (code == 1 && said.contains("unreadable") && said.contains(SECTION)), "{code}: {said}");
}
