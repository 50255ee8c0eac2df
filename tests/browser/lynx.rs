//! Lynx, which knows neither style nor script, reads every word of every section, in order, in each language.
//!
//! What it ought to read is taken from the section's Markdown, not from the page: a word that the page put where Lynx does
//! not read it would be missing there too. Labels of citations and tables of registers are the program's words and are
//! held against the page's blocks.

use crate::programs;
use crate::site::{Site, site};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A section's file in one language, and the page that shows it.
struct Section {
    file: PathBuf,
    page: String,
}

#[test]
fn lynx_reads_every_word_of_the_markdown() {
    let site = site();
    let mut lost = Vec::new();
    for section in sections(site) {
        let expected = markdown_words(&fs::read_to_string(&section.file).unwrap());
        assert!(expected.len() > 200, "{}: {} words", section.file.display(), expected.len());
        let read = read(site, &section.page);
        lost.extend(missing(&expected, &read).into_iter().map(|words| format!("{}: {words}", section.page)));
    }
    assert!(lost.is_empty(), "Lynx does not read\n{}", lost.join("\n"));
}

#[test]
fn lynx_reads_every_block_of_the_page() {
    let site = site();
    let mut lost = Vec::new();
    for section in sections(site) {
        let read = format!(" {} ", read(site, &section.page).join(" "));
        let page = scraper::Html::parse_document(&fs::read_to_string(site.folder.join(&section.page)).unwrap());
        let blocks = scraper::Selector::parse(".prose :is(p[id], h2, h3, li, td, th, caption, figcaption)").unwrap();
        let mut seen = 0;
        for block in page.select(&blocks) {
            let words = words(&block.text().collect::<String>()).join(" ");
            seen += 1;
            if !read.contains(&format!(" {words} ")) {
                lost.push(format!("{}: {words}", section.page));
            }
        }
        assert!(seen > 3, "{} has blocks", section.page);
    }
    assert!(lost.is_empty(), "Lynx does not read\n{}", lost.join("\n"));
}

/// Every section of the article in every language.
fn sections(site: &Site) -> Vec<Section> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/beyond-the-border");
    let mut sections = Vec::new();
    for entry in walkdir::WalkDir::new(content).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let language = entry.file_name().to_string_lossy().trim_end_matches(".md").to_owned();
        let folder = entry.path().parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
        // A section's folder begins with its number; what else there is (the abstract) has no page of its own.
        let Some((number, id)) =
            folder.split_once('-').filter(|_| entry.file_name().to_string_lossy().ends_with(".md"))
        else {
            continue;
        };
        if number.parse::<u32>().is_err() {
            continue;
        }
        let page = site
            .pages()
            .into_iter()
            .filter(|page| page.starts_with(&format!("{language}/")) && page.matches('/').count() == 1)
            .find(|page| {
                let html = fs::read_to_string(site.folder.join(page)).unwrap();
                let mut articles = html.lines().filter(|line| line.contains("<article class=\"text"));
                articles.any(|line| line.contains(&format!(" id=\"{id}\"")))
            });
        let page = page.unwrap_or_else(|| panic!("no page shows {}", entry.path().display()));
        sections.push(Section { file: entry.into_path(), page });
    }
    assert_eq!(sections.len(), 10, "five sections in two languages");
    sections
}

/// What Lynx reads of a page, as words.
fn read(site: &Site, page: &str) -> Vec<String> {
    let output = Command::new(programs::program("lynx", "lynx"))
        .args(["-dump", "-nolist", "-width=990", "-assume_charset=utf-8", "-display_charset=utf-8"])
        .arg(format!("{}{page}", site.address))
        .output()
        .expect("Lynx runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    words(&String::from_utf8_lossy(&output.stdout))
}

/// The words of a section's Markdown: without its front matter, its citations and its tables of registers.
fn markdown_words(text: &str) -> Vec<String> {
    let body = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(text, |(_, body)| body);
    let mut plain = String::new();
    let mut image = 0;
    for event in
        Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES)
    {
        match event {
            Event::Start(Tag::Image { .. }) => image += 1,
            Event::End(TagEnd::Image) => image -= 1,
            Event::Text(text) | Event::Code(text) if image == 0 => plain.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => plain.push(' '),
            _ => {}
        }
    }
    words(&without_citations(&plain))
}

/// Without what stands in square brackets with an `@`, and without `@keys` in sentences.
fn without_citations(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let end = rest[at..].find(']').map_or(rest.len(), |end| at + end + 1);
        out.push_str(&rest[..at]);
        if !rest[at..end].contains('@') {
            out.push_str(&rest[at..end]);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out.split_whitespace().filter(|word| !word.contains('@')).collect::<Vec<_>>().join(" ")
}

/// Runs of letters and digits: punctuation is set in many ways, words in one.
fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The runs of words that were expected and not read where they belong.
fn missing(expected: &[String], read: &[String]) -> Vec<String> {
    capture_diff_slices(Algorithm::Lcs, expected, read)
        .into_iter()
        .filter(|change| matches!(change.tag(), DiffTag::Delete | DiffTag::Replace))
        .map(|change| expected[change.old_range()].join(" "))
        .collect()
}
