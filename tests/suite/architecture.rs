//! The order of the modules, and the habits of the house: what `ARCHITECTURE.md` promises, read from the files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::site::ROOT;

/// Lines that a file may have.
const LONGEST: usize = 500;

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every Rust file below `src`, sorted.
fn sources() -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(format!("{ROOT}/src")).sort_by_file_name().into_iter();
    let files = files.map(|entry| entry.expect("src can be listed").into_path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

/// The module that a file belongs to: the first part of its path below `src`.
fn module_of(path: &Path) -> String {
    let below = path.strip_prefix(format!("{ROOT}/src")).expect("below src");
    let first = below.components().next().expect("a file").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The modules that `lib.rs` lists, in its order.
fn listed(lib: &str) -> Vec<String> {
    let names = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.split(';').next());
    names.map(str::to_owned).collect()
}

/// The modules of this crate that a text names in its code: after `crate::`, alone or in braces.
fn used(text: &str) -> BTreeSet<String> {
    let code: String =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|l| [l, "\n"]).collect();
    let mut found = BTreeSet::new();
    for (at, name) in code.match_indices("crate::") {
        // `$crate::` and `my_crate::` are no paths of ours.
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + name.len()..];
        let word = |text: &str| -> String { text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
        let Some(inside) = rest.strip_prefix('{') else {
            found.insert(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = true;
        for (at, c) in inside.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => start = true,
                c if depth == 0 && start && c.is_alphabetic() => {
                    found.insert(word(&inside[at..]));
                    start = false;
                }
                _ => {}
            }
        }
    }
    found.retain(|name| name.starts_with(|c: char| c.is_lowercase()));
    found
}

/// Uses of a module that stands further down in the list.
fn upward_edges(order: &[String], files: &[(String, String, String)]) -> Vec<String> {
    let place: BTreeMap<&str, usize> = order.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    let mut edges = Vec::new();
    for (path, module, text) in files {
        let own = place.get(module.as_str()).copied();
        for name in used(text) {
            if own.is_none_or(|own| place.get(name.as_str()).is_none_or(|other| *other > own)) {
                edges.push(format!("{path}: `{module}` uses `{name}`"));
            }
        }
    }
    edges
}

fn order() -> Vec<String> {
    listed(&text(Path::new(&format!("{ROOT}/src/lib.rs"))))
}

#[test]
fn a_module_uses_only_those_above_it() {
    let files: Vec<_> = sources()
        .into_iter()
        .map(|path| (path.display().to_string(), module_of(&path), text(&path)))
        .filter(|(_, module, _)| module != "main" && module != "lib")
        .collect();
    let edges = upward_edges(&order(), &files);
    assert!(edges.is_empty(), "{edges:#?}");
}

#[test]
fn an_upward_edge_is_noticed() {
    let order = ["source", "diag", "load"].map(str::to_owned);
    let edges = |module: &str, text: &str| upward_edges(&order, &[("f".into(), module.into(), text.into())]).len();
    assert_eq!(edges("load", "use crate::diag::{a, b};\nuse crate::{source::{x, load}, diag};\n"), 0);
    assert_eq!(edges("diag", "// crate::load\n/// [`crate::load`]\nuse crate::source;"), 0);
    assert_eq!(edges("source", "use crate::load;"), 1);
    assert_eq!(edges("diag", "use crate::{source, load::{a, b}};"), 1);
    assert_eq!(edges("diag", "fn f() { crate::load::f() }"), 1);
    assert_eq!(edges("utils", "use crate::diag;"), 1);
}

/// Folders whose files stand in an order, though nothing lists it.
const ORDERED: [&str; 3] = ["output", "render/pages", "render/shared"];

/// The files of a folder that each of them uses: those it names behind `super::`.
fn beside(folder: &str) -> BTreeMap<String, BTreeSet<String>> {
    let files = sources().into_iter().filter(|path| path.parent().is_some_and(|parent| parent.ends_with(folder)));
    let named = |path: &PathBuf| {
        let code: String = text(path).lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let names = code.split("super::").skip(1).flat_map(|rest| {
            let first = rest.split([':', ';', ',']).next();
            let braced = rest.strip_prefix('{').and_then(|rest| rest.split('}').next());
            braced.or(first).unwrap_or_default().split(", ").map(str::trim).collect::<Vec<_>>()
        });
        let word = |name: &str| name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        names.map(word).collect::<BTreeSet<String>>()
    };
    let stem = |path: &PathBuf| path.file_stem().expect("a name").to_string_lossy().into_owned();
    files.map(|path| (stem(&path), named(&path))).filter(|(name, _)| name != "mod").collect()
}

/// Takes away whatever uses only what was taken away before; what is left stands in a circle.
fn circle(mut uses: BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    loop {
        let left: BTreeSet<String> = uses.keys().cloned().collect();
        uses.retain(|_, used| !used.is_disjoint(&left));
        if uses.len() == left.len() {
            return left.into_iter().collect();
        }
    }
}

#[test]
fn no_files_of_an_ordered_folder_use_each_other_in_a_circle() {
    for folder in ORDERED {
        let uses = beside(folder);
        assert!(uses.len() > 5, "{folder} has {} files", uses.len());
        assert_eq!(circle(uses), Vec::<String>::new(), "{folder}");
    }
    let uses = |name: &str, used: &[&str]| (name.to_owned(), used.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(circle([uses("a", &["b"]), uses("b", &["c"]), uses("c", &[])].into()), Vec::<String>::new());
    assert_eq!(circle([uses("a", &["b"]), uses("b", &["c"]), uses("c", &["b"])].into()), ["a", "b", "c"]);
}

#[test]
fn what_pages_share_knows_no_page() {
    for path in sources().iter().filter(|path| path.starts_with(format!("{ROOT}/src/render"))) {
        let below = path.strip_prefix(format!("{ROOT}/src/render")).expect("below render");
        assert!(below == Path::new("mod.rs") || !text(path).contains("pages::"), "{}", path.display());
    }
}

#[test]
fn the_list_of_modules_is_complete() {
    let mut there: Vec<_> =
        sources().iter().map(|path| module_of(path)).filter(|name| name != "main" && name != "lib").collect();
    there.dedup();
    there.sort();
    let mut listed = order();
    assert!(listed.starts_with(&["source".to_owned(), "diag".to_owned()]), "the outside comes first: {listed:?}");
    assert_eq!(listed.last().map(String::as_str), Some("cli"));
    listed.sort();
    assert_eq!(there, listed);
}

#[test]
fn the_files_of_a_scholar_are_not_known_below() {
    for path in sources().iter().filter(|path| ["source", "diag"].contains(&module_of(path).as_str())) {
        let names = used(&text(path));
        assert!(names.iter().all(|name| ["source", "diag"].contains(&name.as_str())), "{}: {names:?}", path.display());
    }
}

#[test]
fn every_file_has_a_head_and_can_be_read_at_a_sitting() {
    let tests =
        walkdir::WalkDir::new(format!("{ROOT}/tests")).into_iter().map(|entry| entry.expect("listed").into_path());
    let tests = tests.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    for path in sources().into_iter().chain(tests) {
        let text = text(&path);
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines", path.display());
        assert!(text.starts_with("//! "), "{} does not say what it owns", path.display());
    }
}

#[test]
fn only_the_command_line_prints() {
    for path in sources().iter().filter(|path| !["cli", "main"].contains(&module_of(path).as_str())) {
        let text = text(path);
        for name in ["println!", "eprintln!", "print!(", "eprint!(", "dbg!(", "std::process::exit"] {
            assert!(!text.contains(name), "{}: {name}", path.display());
        }
    }
}

#[test]
fn only_the_interface_data_names_english_or_spanish() {
    // Languages are data: outside tests and comments no code may ask whether a language is one of these two.
    for path in sources().into_iter().filter(|path| !path.ends_with("tests.rs")) {
        let text = text(&path);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let asks = ["== \"en\"", "== \"es\"", "!= \"en\"", "!= \"es\"", "\"es\" =>", "\"en\" =>"];
            assert!(!asks.iter().any(|ask| line.contains(ask)), "{}: {line}", path.display());
        }
    }
}

#[test]
fn the_documents_name_every_module() {
    let path = format!("{ROOT}/ARCHITECTURE.md");
    let architecture = text(Path::new(&path));
    for module in order() {
        assert!(
            architecture.contains(&format!("`{module}")) || architecture.contains(&format!("{module}/")),
            "ARCHITECTURE.md does not name `{module}`"
        );
    }
}
