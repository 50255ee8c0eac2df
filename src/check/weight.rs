//! What a page costs a reader with a poor connection: its bytes as a server sends them, what holds it up, and who else
//! hears of the visit.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;
use std::sync::{Mutex, PoisonError};

use flate2::Compression;
use flate2::write::GzEncoder;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use memchr::memmem;
use rayon::prelude::*;

use super::Subject;
use crate::config::{Config, WeightLimits, kilobytes, size};
use crate::data::OutPath;
use crate::diag::{Code, Diagnostic, Sink, codes};
use crate::load::is_picture;
use crate::output::Output;
use crate::render::MEDIA;
use crate::site::PageId;

/// Where files to take away stand.
const DOWNLOADS: &str = "downloads/";

/// Where the works stand that readers may keep.
const OFFLINE: &str = "offline/";

/// What a site weighs. Bytes of pages are those after gzip at its usual level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weight {
    /// The heaviest page.
    pub page: OutPath,
    /// Its markup, style and scripts together.
    pub total: usize,
    /// The most that style and scripts of any page weigh together.
    pub assets: usize,
    /// How many pictures there are.
    pub pictures: usize,
    /// The bytes of all pictures.
    pub in_pictures: usize,
    /// The heaviest picture and its bytes.
    pub picture: Option<(OutPath, usize)>,
    /// The bytes of all files.
    pub site: usize,
}

/// What a page asks for.
#[derive(Debug, Default)]
struct Parts<'a> {
    /// Stylesheets and scripts, as addresses in the page.
    assets: BTreeSet<String>,
    /// Styles and scripts that stand in the page itself.
    inline: Vec<Cow<'a, [u8]>>,
    /// Scripts that hold the page up until they have come.
    blocking: BTreeSet<String>,
    /// Stylesheets that do.
    sheets: BTreeSet<String>,
    /// Whatever is fetched from elsewhere.
    foreign: BTreeSet<String>,
}

impl<'a> Parts<'a> {
    /// Reads a page; its head alone holds style and scripts, as far as the theme is concerned.
    fn read(html: &'a [u8], head_only: bool) -> Self {
        let mut parts = Self::default();
        let mut rest = html;
        // Most of a head is style, which need not be taken apart.
        while let Some(style) = parts.read_to_style(rest, head_only) {
            let (text, behind) = rest[style..].split_at(end_of_style(&rest[style..]));
            parts.inline.push(text.into());
            rest = behind;
        }
        parts
    }

    /// Reads up to the first style; where its text begins.
    fn read_to_style(&mut self, html: &[u8], head_only: bool) -> Option<usize> {
        let mut inside = false;
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        // What stands in a script is no markup.
        emitter.naively_switch_states(true);
        for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
            match token {
                Token::StartTag(tag) if tag.name.as_slice() == b"style" && !tag.self_closing => {
                    return Some(tag.span.end);
                }
                Token::StartTag(tag) => {
                    inside = !tag.self_closing && self.tag(&tag);
                    self.inline.extend(inside.then(Cow::default));
                }
                Token::String(text) if inside => {
                    if let Some(one) = self.inline.last_mut() {
                        one.to_mut().extend_from_slice(&text);
                    }
                }
                Token::EndTag(tag) if head_only && tag.name.as_slice() == b"head" => break,
                Token::EndTag(_) => inside = false,
                _ => {}
            }
        }
        None
    }

    /// Takes in an element; whether what it holds is script.
    fn tag(&mut self, tag: &StartTag<usize>) -> bool {
        let attribute = |name: &[u8]| {
            let found = tag.attributes.iter().find(|(own, _)| own.as_slice() == name);
            found.map(|(_, value)| String::from_utf8_lossy(value).into_owned())
        };
        let is_loaded = |rel: &str| ["stylesheet", "icon", "preload", "modulepreload", "manifest"].contains(&rel);
        let rel = attribute(b"rel").unwrap_or_default();
        let address = match tag.name.as_slice() {
            b"script" | b"img" | b"iframe" | b"audio" | b"video" | b"source" | b"embed" => attribute(b"src"),
            b"link" if rel.split_ascii_whitespace().any(is_loaded) => attribute(b"href"),
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
        let is_sheet = rel.split_ascii_whitespace().any(|rel| rel == "stylesheet");
        let is_alternate = rel.split_ascii_whitespace().any(|rel| rel == "alternate");
        if is_sheet && !is_alternate && attribute(b"media").as_deref() != Some("print") {
            self.sheets.insert(address.clone());
        }
        if address.contains("://") || address.starts_with("//") {
            self.foreign.insert(address);
        } else if is_script || is_sheet {
            self.assets.insert(address);
        }
        false
    }
}

/// The length of a style's text: up to the first end tag, whatever stands before it (HTML, 13.2.5.14).
fn end_of_style(text: &[u8]) -> usize {
    let is_end = |at: &usize| {
        let name = text[at + 2..].get(..6).unwrap_or_default();
        name.len() == 6 && name[..5].eq_ignore_ascii_case(b"style") && b"\t\n\x0c\r />".contains(&name[5])
    };
    memmem::find_iter(text, b"</").find(is_end).unwrap_or(text.len())
}

/// A page as its reader pays for it.
struct Page {
    /// The files of the output in which its style and scripts stand.
    files: BTreeSet<String>,
    /// The bytes of style and script that stand in it.
    inline: usize,
    blocking: BTreeSet<String>,
    sheets: BTreeSet<String>,
    foreign: BTreeSet<String>,
}

impl Page {
    fn read(path: &OutPath, html: &[u8], head_only: bool, inline_weights: &Inline) -> Self {
        let Parts { assets, inline, blocking, sheets, foreign } = Parts::read(html, head_only);
        let files = assets.iter().filter_map(|address| path.follow(address)).map(|path| path.to_string()).collect();
        Self { files, inline: inline.iter().map(|text| inline_weights.of(text)).sum(), blocking, sheets, foreign }
    }
}

/// The weights of styles and scripts in pages. Most pages hold the same ones, and each is weighed once.
#[derive(Debug, Default)]
struct Inline(Mutex<HashMap<[u8; 32], usize>>);

impl Inline {
    /// The bytes of a text, compressed by itself. Nothing weighs nothing, though its compressed form has a header.
    fn of(&self, text: &[u8]) -> usize {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let hash = *blake3::hash(text).as_bytes();
        if let Some(weight) = known().get(&hash) {
            return *weight;
        }
        let weight = if text.is_empty() { 0 } else { compressed(text) };
        known().insert(hash, weight);
        weight
    }
}

/// The bytes of a file as a server sends them.
fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    // Writing into memory cannot fail.
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.map_or(bytes.len(), |made| made.len())
}

/// The style and scripts of pages: files, each weighed once, and what stands in the pages themselves.
struct Assets<'a> {
    sizes: BTreeMap<&'a str, usize>,
}

impl<'a> Assets<'a> {
    fn weigh(output: &Output, pages: impl Iterator<Item = &'a Page>) -> Self {
        let distinct: BTreeSet<&str> = pages.flat_map(|page| &page.files).map(String::as_str).collect();
        let size = |path: &str| output.get(path).map_or(0, |bytes| compressed(bytes));
        Self { sizes: distinct.into_iter().map(|path| (path, size(path))).collect() }
    }

    /// The bytes of a page's files; what stands in the page is weighed with its markup.
    fn files(&self, page: &Page) -> usize {
        page.files.iter().map(|file| self.sizes[file.as_str()]).sum()
    }

    /// The bytes of all its style and scripts.
    fn all(&self, page: &Page) -> usize {
        self.files(page) + page.inline
    }
}

/// What a site weighs; `None` if it has no page. The heaviest page is the one with the longest markup. Nothing but the
/// heads of the others is read. Files to take away are no pages.
#[must_use]
pub fn weigh(output: &Output) -> Option<Weight> {
    let is_page = |path: &OutPath| path.as_str().ends_with(".html") && !path.as_str().starts_with(DOWNLOADS);
    let files: Vec<_> = output.iter().filter(|(path, _)| is_page(path)).collect();
    let inline = Inline::default();
    let pages: Vec<Page> = files.par_iter().map(|(path, html)| Page::read(path, html, true, &inline)).collect();
    let assets = Assets::weigh(output, pages.iter());
    let ((path, html), page) = files.iter().zip(&pages).max_by_key(|((path, html), _)| (html.len(), *path))?;
    let shown = |path: &OutPath| {
        path.as_str()
            .strip_prefix(MEDIA)
            .is_some_and(|rest| rest.starts_with('/') && is_picture(camino::Utf8Path::new(rest)))
    };
    let pictures = || output.iter().filter(|(path, _)| shown(path)).map(|(path, bytes)| (path, bytes.len()));
    Some(Weight {
        pictures: pictures().count(),
        in_pictures: pictures().map(|(_, bytes)| bytes).sum(),
        picture: pictures().max_by_key(|(path, bytes)| (*bytes, *path)).map(|(path, bytes)| (path.clone(), bytes)),
        site: output.size(),
        page: OutPath::clone(path),
        total: compressed(html) + assets.files(page),
        assets: pages.iter().map(|page| assets.all(page)).max().unwrap_or(0),
    })
}

/// Reports a site that its host may not take.
pub fn check_site(config: &Config, output: &Output, sink: &mut Sink) {
    let (whole, limit) = (output.size(), config.weight.site.saturating_mul(WeightLimits::UNIT));
    if whole <= limit {
        return;
    }
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, bytes) in output.iter() {
        let folder = path.as_str().split_once('/').map_or("", |(folder, _)| folder);
        *folders.entry(folder).or_default() += bytes.len();
    }
    let most = folders.into_iter().max_by_key(|(folder, bytes)| (*bytes, *folder));
    let most = most.map_or_else(String::new, |(folder, bytes)| format!("; the most, {}, in `{folder}/`", size(bytes)));
    let message = format!("the site weighs {}, over the limit of {}{most}", size(whole), size(limit));
    let help = "make the pictures smaller, or leave the single files out with `offline: false`";
    sink.push(Diagnostic::new(codes::HEAVY_SITE, message).in_file("content/site.yml").help(help));
}

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let (site, output) = (subject.site, subject.output);
    let limits = &site.content.config.weight;
    let files: Vec<_> =
        site.routes.iter().filter_map(|(id, _, path)| Some((id, path, output.get(path.as_str())?))).collect();
    let inline = Inline::default();
    let pages: Vec<Page> = files.par_iter().map(|(_, path, html)| Page::read(path, html, false, &inline)).collect();
    let assets = Assets::weigh(output, pages.iter());
    let mut findings = Findings::default();
    for ((id, path, html), page) in files.iter().zip(&pages) {
        let weight = assets.all(page);
        if weight > limits.assets * WeightLimits::UNIT {
            let what = page.files.iter().map(|file| format!("`{file}`")).collect::<Vec<_>>().join(", ");
            let what = if what.is_empty() { "in the page".to_owned() } else { what };
            let weight = kilobytes(weight);
            let message = format!("style and scripts ({what}) weigh {weight}, over the limit of {} KB", limits.assets);
            findings.add(codes::HEAVY_ASSETS, message, path);
        }
        if matches!(id, PageId::Article(_)) {
            let total = compressed(html) + assets.files(page);
            if total > limits.article * WeightLimits::UNIT {
                let total = kilobytes(total);
                let message = format!("the whole work weighs {total}, over the limit of {} KB", limits.article);
                findings.add(codes::HEAVY_PAGE, message, path);
            }
        }
        for address in &page.blocking {
            findings.add(codes::BLOCKING_SCRIPT, format!("the page waits for the script `{address}`"), path);
        }
        for address in &page.sheets {
            findings.add(codes::BLOCKING_STYLE, format!("the page waits for the stylesheet `{address}`"), path);
        }
        for address in &page.foreign {
            findings.add(codes::THIRD_PARTY, format!("`{address}` is fetched from elsewhere"), path);
        }
    }
    // These are compressed already.
    for (path, bytes) in output.iter().filter(|(path, _)| path.as_str().starts_with(OFFLINE)) {
        if bytes.len() > limits.kept * WeightLimits::UNIT {
            let weight = kilobytes(bytes.len());
            let message = format!("what a reader keeps weighs {weight}, over the limit of {} KB", limits.kept);
            findings.add(codes::HEAVY_COPY, message, path);
        }
    }
    findings.report(sink);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_asks_for_what_its_elements_name() {
        let html = br#"<head><link rel="icon stylesheet" href="a.css"><link rel=canonical href="https://x.example/">
            <script src="b.js" defer></script><script type="application/ld+json">{"a": 1}</script><script>let a</script>
            <style>p{}/* </styles> */</STYLE ><link rel=stylesheet media=print href="p.css">
            <link rel="alternate stylesheet" href="q.css" title="q"></head><img src="//x.example/i.png"><script src="c.js"></script><p>words"#;
        let parts = Parts::read(html, false);
        assert_eq!(
            parts.assets.iter().map(String::as_str).collect::<Vec<_>>(),
            ["a.css", "b.js", "c.js", "p.css", "q.css"]
        );
        assert_eq!(parts.sheets.iter().map(String::as_str).collect::<Vec<_>>(), ["a.css"]);
        assert_eq!(parts.inline, [b"let a".as_slice(), b"p{}/* </styles> */"]);
        assert_eq!(Parts::read(b"<style>p{", false).inline, [b"p{".as_slice()]);
        assert_eq!(parts.blocking.iter().map(String::as_str).collect::<Vec<_>>(), ["c.js"]);
        assert_eq!(parts.foreign.iter().map(String::as_str).collect::<Vec<_>>(), ["//x.example/i.png"]);
        assert_eq!(Parts::read(html, true).blocking.len(), 0);
    }
}
