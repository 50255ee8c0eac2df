//! What a page costs a reader with a poor connection: its bytes as a server sends them, what holds it up, and who else
//! hears of the visit.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use html5gum::{StartTag, Token, Tokenizer};
use rayon::prelude::*;

use super::Subject;
use crate::config::WeightLimits;
use crate::data::OutPath;
use crate::diag::{Code, Diagnostic, Sink, codes};
use crate::output::Output;
use crate::site::PageId;

/// Where files to take away stand.
const DOWNLOADS: &str = "downloads/";

/// The heaviest page of a site, in bytes after gzip at its usual level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weight {
    /// The page.
    pub page: OutPath,
    /// Its markup, style and scripts together.
    pub total: usize,
    /// The most that style and scripts of any page weigh together.
    pub assets: usize,
}

/// What a page asks for.
#[derive(Debug, Default)]
struct Parts {
    /// Stylesheets and scripts, as addresses in the page.
    assets: BTreeSet<String>,
    /// Style and script that stand in the page itself.
    inline: Vec<u8>,
    /// Scripts that hold the page up until they have come.
    blocking: BTreeSet<String>,
    /// Whatever is fetched from elsewhere.
    foreign: BTreeSet<String>,
}

impl Parts {
    /// Reads a page; its head alone holds style and scripts, as far as the theme is concerned.
    fn read(html: &[u8], head_only: bool) -> Self {
        let mut parts = Self::default();
        let mut inside = false;
        for Ok(token) in Tokenizer::new(html) {
            match token {
                Token::StartTag(tag) => {
                    inside = !tag.self_closing && parts.tag(&tag);
                }
                Token::String(text) if inside => parts.inline.extend_from_slice(&text),
                Token::EndTag(tag) if head_only && tag.name.as_slice() == b"head" => break,
                Token::EndTag(_) => inside = false,
                _ => {}
            }
        }
        parts
    }

    /// Takes in an element; whether what it holds is style or script.
    fn tag(&mut self, tag: &StartTag<()>) -> bool {
        let attribute = |name: &[u8]| {
            let found = tag.attributes.iter().find(|(own, _)| own.as_slice() == name);
            found.map(|(_, value)| String::from_utf8_lossy(value).into_owned())
        };
        let is_loaded = |rel: &str| ["stylesheet", "icon", "preload", "modulepreload", "manifest"].contains(&rel);
        let rel = attribute(b"rel").unwrap_or_default();
        let address = match tag.name.as_slice() {
            b"script" | b"img" | b"iframe" | b"audio" | b"video" | b"source" | b"embed" => attribute(b"src"),
            b"link" if rel.split_ascii_whitespace().any(is_loaded) => attribute(b"href"),
            b"style" => return true,
            _ => return false,
        };
        let Some(address) = address else {
            let kind = attribute(b"type").unwrap_or_default();
            return tag.name.as_slice() == b"script" && ["", "module", "text/javascript"].contains(&kind.as_str());
        };
        let is_script = tag.name.as_slice() == b"script";
        let waits = attribute(b"defer").or(attribute(b"async")).is_some();
        if is_script && !waits && attribute(b"type").as_deref() != Some("module") {
            self.blocking.insert(address.clone());
        }
        if address.contains("://") || address.starts_with("//") {
            self.foreign.insert(address);
        } else if is_script || rel.split_ascii_whitespace().any(|rel| rel == "stylesheet") {
            self.assets.insert(address);
        }
        false
    }

    /// The files of the output that the page's style and scripts stand in.
    fn files(&self, page: &OutPath) -> BTreeSet<String> {
        self.assets.iter().filter_map(|address| page.follow(address)).map(|path| path.to_string()).collect()
    }
}

/// The bytes of a file as a server sends them.
fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    // Writing into memory cannot fail.
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.map_or(bytes.len(), |made| made.len())
}

/// The files of style and script, each weighed once.
fn weigh<'a>(output: &Output, files: impl Iterator<Item = &'a BTreeSet<String>>) -> BTreeMap<&'a str, usize> {
    let distinct: BTreeSet<&str> = files.flatten().map(String::as_str).collect();
    let size = |path: &str| output.get(path).map_or(0, |bytes| compressed(bytes));
    distinct.into_iter().map(|path| (path, size(path))).collect()
}

/// The heaviest page of a site: the one with the longest markup. Nothing but the heads of the others is read. Files to
/// take away are no pages.
#[must_use]
pub fn heaviest(output: &Output) -> Option<Weight> {
    let is_page = |path: &OutPath| path.as_str().ends_with(".html") && !path.as_str().starts_with(DOWNLOADS);
    let pages: Vec<_> = output.iter().filter(|(path, _)| is_page(path)).collect();
    let (page, html) = pages.iter().max_by_key(|(path, html)| (html.len(), *path))?;
    let asked: Vec<_> = pages.par_iter().map(|(path, html)| Parts::read(html, true).files(path)).collect();
    let sizes = weigh(output, asked.iter());
    let sum = |files: &BTreeSet<String>| files.iter().map(|file| sizes[file.as_str()]).sum::<usize>();
    let own = sum(&Parts::read(html, true).files(page));
    Some(Weight {
        page: OutPath::clone(page),
        total: compressed(html) + own,
        assets: asked.iter().map(sum).max().unwrap_or(0),
    })
}

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let (site, output) = (subject.site, subject.output);
    let limits = &site.content.config.weight;
    let pages: Vec<_> =
        site.routes.iter().filter_map(|(id, _, path)| Some((id, path, output.get(path.as_str())?))).collect();
    let read: Vec<_> = pages
        .par_iter()
        .map(|(_, path, html)| {
            let parts = Parts::read(html, false);
            let files = parts.files(path);
            (parts, files)
        })
        .collect();
    let sizes = weigh(output, read.iter().map(|(_, files)| files));
    let mut findings = Findings::default();
    for ((id, path, html), (parts, files)) in pages.iter().zip(&read) {
        let assets = compressed_or_none(&parts.inline) + files.iter().map(|file| sizes[file.as_str()]).sum::<usize>();
        if assets > limits.assets * WeightLimits::UNIT {
            let what = files.iter().map(|file| format!("`{file}`")).collect::<Vec<_>>().join(", ");
            let what = if what.is_empty() { "in the page".to_owned() } else { what };
            let message = format!(
                "style and scripts ({what}) weigh {}, over the limit of {} KB",
                kilobytes(assets),
                limits.assets
            );
            findings.add(codes::HEAVY_ASSETS, message, path);
        }
        // What stands in the page is weighed with it.
        let total = compressed(html) + files.iter().map(|file| sizes[file.as_str()]).sum::<usize>();
        if matches!(id, PageId::Article(_)) && total > limits.article * WeightLimits::UNIT {
            let message =
                format!("the whole work weighs {}, over the limit of {} KB", kilobytes(total), limits.article);
            findings.add(codes::HEAVY_PAGE, message, path);
        }
        for address in &parts.blocking {
            findings.add(codes::BLOCKING_SCRIPT, format!("the page waits for the script `{address}`"), path);
        }
        for address in &parts.foreign {
            findings.add(codes::THIRD_PARTY, format!("`{address}` is fetched from elsewhere"), path);
        }
    }
    findings.report(sink);
}

/// Nothing weighs nothing, though its compressed form has a header.
fn compressed_or_none(bytes: &[u8]) -> usize {
    if bytes.is_empty() { 0 } else { compressed(bytes) }
}

/// Findings that many pages share, each reported once.
#[derive(Default)]
struct Findings<'a> {
    pages: BTreeMap<(&'static str, String), (&'static Code, &'a OutPath, usize)>,
}

impl<'a> Findings<'a> {
    fn add(&mut self, code: &'static Code, message: String, page: &'a OutPath) {
        self.pages.entry((code.name, message)).or_insert((code, page, 0)).2 += 1;
    }

    fn report(self, sink: &mut Sink) {
        for ((_, message), (code, first, count)) in self.pages {
            let others = match count - 1 {
                0 => String::new(),
                1 => ", as on 1 more page".to_owned(),
                n => format!(", as on {n} more pages"),
            };
            sink.push(Diagnostic::new(code, format!("{message}{others}")).in_file(first.as_str()));
        }
    }
}

/// Bytes in words: "12.3 KB" of 1,000 bytes each.
#[expect(clippy::cast_precision_loss, reason = "a page is far below 2^53 bytes")]
#[must_use]
pub fn kilobytes(bytes: usize) -> String {
    format!("{:.1} KB", bytes as f64 / WeightLimits::UNIT as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_asks_for_what_its_elements_name() {
        let html = br#"<head><link rel="icon stylesheet" href="a.css"><link rel=canonical href="https://x.example/">
            <script src="b.js" defer></script><script type="application/ld+json">{"a": 1}</script><script>let a</script>
            <style>p{}</style></head><img src="//x.example/i.png"><script src="c.js"></script><p>words"#;
        let parts = Parts::read(html, false);
        assert_eq!(parts.assets.iter().map(String::as_str).collect::<Vec<_>>(), ["a.css", "b.js", "c.js"]);
        assert_eq!(parts.inline, b"let ap{}");
        assert_eq!(parts.blocking.iter().map(String::as_str).collect::<Vec<_>>(), ["c.js"]);
        assert_eq!(parts.foreign.iter().map(String::as_str).collect::<Vec<_>>(), ["//x.example/i.png"]);
        assert_eq!(Parts::read(html, true).blocking.len(), 0);
    }
}
