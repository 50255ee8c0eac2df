//! The floor: what no generator can go below. It reads every file of a site, parses the Markdown on all cores, writes
//! one HTML file for each page, and does nothing else: no templates, no links between pages, no citations.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use pliego::doc::MARKDOWN;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use rayon::prelude::*;

/// Builds the site below `root` into the folder `out`, and returns how many pages it wrote.
///
/// # Errors
/// When the system refuses to read or write.
pub(crate) fn build(root: &Path, out: &Path) -> io::Result<usize> {
    let paths: Vec<PathBuf> = walkdir::WalkDir::new(root)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    let target = |path: &Path| out.join(path.strip_prefix(root).unwrap_or(path)).with_extension("html");
    let is_markdown = |path: &Path| path.extension().is_some_and(|extension| extension == "md");
    let folders: BTreeSet<PathBuf> = paths
        .iter()
        .filter(|path| is_markdown(path))
        .filter_map(|path| target(path).parent().map(Path::to_owned))
        .collect();
    folders.iter().try_for_each(std::fs::create_dir_all)?;
    let written = paths.par_iter().map(|path| {
        let text = std::fs::read_to_string(path)?;
        if is_markdown(path) {
            std::fs::write(target(path), page(&text))?;
        }
        Ok(usize::from(is_markdown(path)))
    });
    written.sum()
}

/// A page of HTML from a file of Markdown with front matter.
pub(crate) fn page(text: &str) -> String {
    let body = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(text, |(_, body)| body);
    let mut html = String::with_capacity(body.len() * 3 / 2);
    html.push_str("<!doctype html>\n<meta charset=\"utf-8\">\n<body>\n");
    for event in Parser::new_ext(body, MARKDOWN) {
        match event {
            Event::Start(tag) => open(&tag, &mut html),
            Event::End(tag) => close(tag, &mut html),
            Event::Code(text) => {
                html.push_str("<code>");
                escape(&text, &mut html);
                html.push_str("</code>");
            }
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => escape(&text, &mut html),
            Event::Html(text) | Event::InlineHtml(text) => html.push_str(&text),
            Event::SoftBreak | Event::HardBreak => html.push('\n'),
            Event::Rule => html.push_str("<hr>\n"),
            Event::FootnoteReference(label) => {
                let _ = write!(html, "<sup><a href=\"#n-{label}\">{label}</a></sup>");
            }
            Event::TaskListMarker(_) => {}
        }
    }
    html
}

fn open(tag: &Tag<'_>, html: &mut String) {
    match tag {
        Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
            html.push_str("<a href=\"");
            escape(dest_url, html);
            html.push_str("\">");
        }
        Tag::FootnoteDefinition(label) => {
            let _ = write!(html, "<div id=\"n-{label}\">");
        }
        tag => {
            let _ = write!(html, "<{}>", name(tag.to_end()));
        }
    }
}

fn close(tag: TagEnd, html: &mut String) {
    let name = name(tag);
    let _ = write!(html, "</{name}>");
    if !matches!(name, "em" | "strong" | "a") {
        html.push('\n');
    }
}

/// The elements that the generated journal needs; anything else is a plain box.
fn name(tag: TagEnd) -> &'static str {
    match tag {
        TagEnd::Paragraph => "p",
        TagEnd::Heading(_) => "h2",
        TagEnd::BlockQuote(_) => "blockquote",
        TagEnd::List(true) => "ol",
        TagEnd::List(false) => "ul",
        TagEnd::Item => "li",
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        TagEnd::Link | TagEnd::Image => "a",
        TagEnd::CodeBlock => "pre",
        _ => "div",
    }
}

fn escape(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}
