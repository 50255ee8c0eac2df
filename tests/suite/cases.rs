//! The specification as tests: each file of `tests/cases/` shows what to write and what comes of it.
//!
//! Under a heading, fenced blocks are a case; those under the file's title belong to all its cases. Their info strings say what they are:
//! - a path (`content/site.yml`): a file of the site, in place of the harness's own;
//! - `md`: the text of the only section, behind its front matter;
//! - `html PAGE#ID`, `text PAGE#ID`: the element's markup, or its words; several elements where `PAGE CSS` is given;
//! - `diagnostics`: all that `pliego check` reports, in the short format; without such a block nothing may be wrong.
//!
//! After a wanted change, `CASES=overwrite cargo test --test suite cases` writes what comes out into the files.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;

use pliego::diag::codes;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use scraper::Html;

use crate::site::{Folder, Page, ROOT, Site, fold, selector, words};

/// Codes that no case can trigger, and the test that does.
const ELSEWHERE: &[(&str, &str)] = &[
    ("not-utf8", "writing::a_file_that_is_not_utf8_is_named"),
    ("older-encoding", "writing::a_library_in_an_older_encoding_is_read_and_named"),
    ("link-out", "writing::a_link_out_of_the_content_is_refused_and_one_inside_is_followed"),
    ("unreadable", "writing::a_file_that_cannot_be_read_is_named"),
    ("foreign-output", "writing::a_folder_of_someone_else_is_refused"),
    ("missing-string", "languages::what_a_language_lacks_is_said_in_english_and_noted_once"),
    ("search-index", "search::a_text_without_words_is_reported"),
    ("math-markup", "gates::no_command_of_a_formula_brings_other_markup_into_a_page"),
    ("unlinked-address", "gates::an_address_of_a_bibliography_passes_the_gate_of_addresses"),
    ("crash", "gates::a_panic_anywhere_becomes_a_finding"),
    ("too-deep", "gates::what_goes_too_deep_is_reported_where_it_does"),
    ("unsafe-picture", "names::a_drawing_with_a_script_is_refused_at_the_place_that_shows_it"),
    ("file-name", "names::names_that_cannot_be_on_every_system_are_reported_where_they_are_asked_for"),
    ("unportable-name", "names::names_that_cannot_be_on_every_system_are_reported_where_they_are_asked_for"),
    ("untitled", "gates::a_work_with_texts_in_a_language_has_a_title_in_it"),
    ("heavy-copy", "offline::what_weighs_too_much_to_be_kept_is_reported"),
    ("heavy-picture", "offline::a_picture_that_weighs_too_much_is_reported_and_left_out_of_copies_which_say_so"),
    ("heavy-site", "offline::a_site_that_its_host_may_not_take_is_reported"),
    ("output-in-place", "writing::a_folder_that_cannot_be_exchanged_is_written_into_and_that_is_said"),
    ("not-imported", "importing::what_is_not_well_formed_or_no_article_is_named_and_the_rest_is_brought"),
    ("edited-copy", "importing::what_is_there_is_never_overwritten_but_what_nobody_edited_follows_its_source"),
    ("output-inside", "writing::an_output_inside_the_content_is_refused"),
];

/// One fenced block.
#[derive(Debug, Clone)]
struct Block {
    info: String,
    text: String,
    /// The bytes of `text` in the file.
    at: Range<usize>,
}

#[derive(Debug)]
struct Case {
    name: String,
    blocks: Vec<Block>,
}

/// The cases of a file: headings with blocks under them.
fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut events = Parser::new(text).into_offset_iter();
    while let Some((event, range)) = events.next() {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                let mut name = String::new();
                for (event, _) in events.by_ref() {
                    match event {
                        Event::End(TagEnd::Heading(_)) => break,
                        Event::Text(words) | Event::Code(words) => name.push_str(&words),
                        _ => {}
                    }
                }
                cases.push(Case { name, blocks: Vec::new() });
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let start = range.start + text[range.start..].find('\n').expect("a fence has a line of its own") + 1;
                let end = text[..range.end].trim_end().rfind('\n').expect("and an end") + 1;
                let block = Block { info: info.into_string(), text: text[start..end].to_owned(), at: start..end };
                cases.last_mut().expect("a block stands under a heading").blocks.push(block);
            }
            _ => {}
        }
    }
    // What stands under the file's title holds for all its cases; a case's own files take their place.
    let title = cases.remove(0);
    for case in &mut cases {
        case.blocks.splice(0..0, title.blocks.iter().cloned());
    }
    cases
}

fn files() -> Vec<PathBuf> {
    let folder = std::fs::read_dir(format!("{ROOT}/tests/cases")).expect("tests/cases is there");
    let mut files: Vec<_> = folder.map(|entry| entry.expect("it can be listed").path()).collect();
    files.sort();
    files
}

impl Case {
    fn folder(&self) -> Folder {
        self.blocks.iter().fold(Folder::small(), |folder, block| match &*block.info {
            "md" => folder.with("content/w/01-a/en.md", format!("---\ntitle: A\nslug: a\n---\n\n{}", block.text)),
            path if is_file(path) => match &*block.text {
                "(no such file)\n" => folder.without(path),
                text => folder.with(path, text),
            },
            _ => folder,
        })
    }

    /// What each block that says what comes out should hold; `None` for the others.
    fn outcomes(&self, site: &Site) -> Vec<Option<String>> {
        let outcome = |block: &Block| {
            if is_file(&block.info) || block.info == "md" {
                return None;
            }
            if block.info == "diagnostics" {
                return Some(site.findings.clone());
            }
            let (kind, place) =
                block.info.split_once(' ').unwrap_or_else(|| panic!("what is a block `{}`?", block.info));
            let (path, css) = match (place.split_once('#'), place.split_once(' ')) {
                (_, Some((path, css))) => (path, css.to_owned()),
                (Some((path, id)), None) => (path, format!("[id='{id}']")),
                (None, None) => panic!("`{place}` names no element"),
            };
            let page = site.page(path);
            let found = page.all(&css);
            assert!(!found.is_empty(), "{}: there is no {css} on {path}", self.name);
            let shown = found.into_iter().map(|element| match kind {
                "html" => element.html() + "\n",
                "text" => words(element) + "\n",
                _ => panic!("what is a block `{}`?", block.info),
            });
            Some(shown.collect())
        };
        self.blocks.iter().map(outcome).collect()
    }
}

fn is_file(info: &str) -> bool {
    info.starts_with("content/") || info.starts_with("themes/")
}

/// Markup may be broken over lines wherever that changes nothing: lines are joined, indentation goes.
fn same(block: &Block, outcome: &str) -> bool {
    if !block.info.starts_with("html ") {
        return block.text == outcome;
    }
    let plain = |html: &str| {
        let joined: String = html.lines().map(str::trim_start).collect();
        Html::parse_fragment(&fold(&joined)).html()
    };
    plain(&block.text) == plain(outcome)
}

#[test]
fn every_case_comes_out_as_it_says() {
    let overwrite = std::env::var("CASES").is_ok_and(|value| value == "overwrite");
    let mut faults = Vec::new();
    for path in files() {
        let text = std::fs::read_to_string(&path).expect("a case can be read");
        let mut next = text.clone();
        let all = cases(&text);
        assert!(!all.is_empty(), "{} holds no case", path.display());
        for case in all.iter().rev() {
            let expects_faults = case.blocks.iter().any(|block| block.info == "diagnostics");
            let name = format!("{}: {}", path.file_name().unwrap_or_default().display(), case.name);
            // Whatever an author writes, the program goes on: a panic is a bug. The others are still to be seen.
            let Ok(site) = std::panic::catch_unwind(|| case.folder().site()) else {
                faults.push(format!("{name}\npanics"));
                continue;
            };
            if !expects_faults && !site.findings.is_empty() {
                faults.push(format!("{name}\nis not clean:\n{}", site.findings));
                continue;
            }
            let Ok(outcomes) = std::panic::catch_unwind(|| case.outcomes(&site)) else {
                faults.push(format!("{name}\ndoes not make what it should"));
                continue;
            };
            for (block, outcome) in case.blocks.iter().zip(outcomes).rev() {
                let Some(outcome) = outcome.filter(|outcome| !same(block, outcome)) else { continue };
                next.replace_range(block.at.clone(), &outcome);
                faults.push(format!("{name}\n{} should be\n{}but is\n{outcome}", block.info, block.text));
            }
        }
        if overwrite && next != text {
            std::fs::write(&path, next).expect("a case can be written");
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_diagnostic_has_a_case() {
    let mut shown = BTreeSet::new();
    for path in files() {
        let text = std::fs::read_to_string(&path).expect("a case can be read");
        let blocks = cases(&text).into_iter().flat_map(|case| case.blocks);
        for block in blocks.filter(|block| block.info == "diagnostics") {
            shown.extend(
                codes::ALL.iter().filter(|code| block.text.contains(&format!("[{}]", code.name))).map(|c| c.name),
            );
        }
    }
    let elsewhere: BTreeSet<_> = ELSEWHERE.iter().map(|(code, _)| *code).collect();
    let missing: Vec<_> = codes::ALL
        .iter()
        .map(|code| code.name)
        .filter(|name| !shown.contains(name) && !elsewhere.contains(name))
        .collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");
    for (code, test) in ELSEWHERE {
        assert!(codes::ALL.iter().any(|known| known.name == *code), "there is no code {code}");
        let (module, name) = test.split_once("::").expect("a module and a test");
        let source = std::fs::read_to_string(format!("{ROOT}/tests/suite/{module}.rs")).expect("the module is there");
        let at = source.find(&format!("fn {name}()")).unwrap_or_else(|| panic!("there is no test {test}"));
        assert!(
            source[at..].split("\n}\n").next().is_some_and(|body| body.contains(code)),
            "{test} does not ask for {code}"
        );
    }
}

#[test]
fn a_case_that_does_not_hold_is_noticed() {
    let text = "# Title\n\n## One\n\n```md\nWords.\n```\n\n```text en/a.html#a-p1\nWords.\n```\n\n```html en/a.html#a-p1\n<p id=\"a-p1\">\n  Words.</p>\n```\n";
    let case = cases(text).remove(0);
    let site = case.folder().site();
    let outcomes = case.outcomes(&site);
    assert!(case.blocks.iter().zip(&outcomes).all(|(block, outcome)| outcome.as_ref().is_none_or(|o| same(block, o))));
    assert!(!same(&case.blocks[1], "Other words.\n"));
    assert!(!same(&case.blocks[2], "<p id=\"a-p2\">Words.</p>"));
    assert_eq!(Page::parse("x", &site.text("en/a.html")).html.select(&selector("main")).count(), 1);
}
