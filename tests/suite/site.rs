//! The harness: a folder of source files, the site that it becomes, and questions to its pages.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use camino::Utf8Path;
use pliego::build::{self, Compiled, Options, Report, Survey};
use pliego::check::Parity;
use pliego::config::BaseUrl;
use pliego::diag::{Diagnostic, Format, Label, Severity, Sink, render};
use pliego::export::ExporterSet;
use pliego::output::Output;
use pliego::source::{Disk, Files, Memory, SourceMap};
use pliego::translation::{self, Accepted, Refusal};
use scraper::{ElementRef, Html, Node, Selector};

/// The folder of this repository: the site of the article.
pub(crate) const ROOT: &str = env!("CARGO_MANIFEST_DIR");

const SITE: &str = "\
title: {en: A site}
base_url: https://site.org/
languages:
  en: {name: English, locale: en-US}
citations: {style: apa}
";

const WORK: &str = "\
path: /
language: en
title: {en: A work}
";

const FACING_SITE: &str = "\
title: {en: A site, es: Un sitio}
base_url: https://site.org/
languages:
  en: {name: English, locale: en-US}
  es: {name: Español, locale: es-ES}
citations: {style: apa}
";

const FACING_WORK: &str = "\
path: /
language: en
title: {en: A work, es: Una obra}
translations:
  es: {made_for_site: true}
";

/// The files of a site, in memory.
#[derive(Debug, Clone, Default)]
pub(crate) struct Folder {
    files: BTreeMap<String, Vec<u8>>,
}

impl Folder {
    /// The least that is a site: one language, one work, one section.
    pub(crate) fn small() -> Self {
        Self::default()
            .with("content/site.yml", SITE)
            .with("content/w/work.yml", WORK)
            .with("content/w/01-a/en.md", "---\ntitle: A\nslug: a\n---\n\nOne paragraph.\n")
    }

    /// A section in English and in Spanish; nobody recorded what the one was made from.
    pub(crate) fn facing(english: &str, spanish: &str) -> Self {
        Self::small()
            .with("content/site.yml", FACING_SITE)
            .with("content/w/work.yml", FACING_WORK)
            .saying("en", english)
            .saying("es", spanish)
    }

    /// What that section says in a language.
    pub(crate) fn saying(self, lang: &str, text: &str) -> Self {
        self.with(&format!("content/w/01-a/{lang}.md"), format!("---\ntitle: A\nslug: a\n---\n\n{text}\n"))
    }

    /// The site of the article, to be changed.
    pub(crate) fn article() -> Self {
        Self::default().joined("content", &Self::read("content"))
    }

    /// The files below `dir` of this repository, with paths relative to it.
    pub(crate) fn read(dir: &str) -> Self {
        let disk = Disk::new(format!("{ROOT}/{dir}"));
        let walk = disk.walk(Utf8Path::new("")).unwrap_or_else(|error| panic!("{dir}: {error}"));
        let files = walk.files.into_iter().map(|path| {
            let bytes = disk.read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
            (path.into_string(), bytes)
        });
        Self { files: files.collect() }
    }

    /// Adds or replaces a file.
    pub(crate) fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), bytes.into());
        self
    }

    /// Adds the files of another folder below `dir`.
    pub(crate) fn joined(mut self, dir: &str, other: &Self) -> Self {
        self.files.extend(other.files.iter().map(|(path, bytes)| (format!("{dir}/{path}"), bytes.clone())));
        self
    }

    /// Removes a file, which must be there.
    pub(crate) fn without(mut self, path: &str) -> Self {
        assert!(self.files.remove(path).is_some(), "there is no {path} to remove");
        self
    }

    /// Replaces words in a file; they must be there.
    pub(crate) fn edit(self, path: &str, from: &str, to: &str) -> Self {
        let text = self.text(path);
        assert!(text.contains(from), "`{from}` is not in {path}");
        let text = text.replace(from, to);
        self.with(path, text)
    }

    /// A file's text.
    pub(crate) fn text(&self, path: &str) -> String {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("there is no {path}"));
        String::from_utf8(bytes.clone()).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// As the program sees it.
    pub(crate) fn memory(&self) -> Memory {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.clone())).collect()
    }

    /// The site that it becomes, held against the rules for the whole site; nothing may be wrong but notes.
    pub(crate) fn check(&self) -> Site {
        let site = self.site();
        assert!(site.faults.is_empty(), "{}", site.findings);
        site
    }

    /// The site that it becomes, whatever is wrong with it, held against the rules for the whole site.
    pub(crate) fn site(&self) -> Site {
        // What is made apart is asked for by the tests of it: it takes longer than all the rest.
        let options = Options { extent: ExporterSet::Prompt, ..Options::default() };
        Site::of(build::check(&self.memory(), &options))
    }

    /// The same with every difference between editions as a warning.
    pub(crate) fn strict(&self) -> Site {
        let options = Options { extent: ExporterSet::Prompt, parity: Parity::Strict, ..Options::default() };
        Site::of(build::check(&self.memory(), &options))
    }

    /// With the translations at a path accepted: all of their blocks, or only those named.
    pub(crate) fn accept(self, path: &str, only: &[&str]) -> Self {
        let accepted = self.accepting(path, only).unwrap_or_else(|refusal| panic!("{path}: {refusal:?}"));
        accepted.files.into_iter().fold(self, |folder, (path, yaml)| folder.with(path.as_str(), yaml))
    }

    /// What accepting them comes to.
    pub(crate) fn accepting(&self, path: &str, only: &[&str]) -> Result<Accepted, Refusal> {
        let only: Vec<String> = only.iter().map(|name| (*name).to_owned()).collect();
        self.survey(|survey, sources| translation::accept(survey, sources, path.into(), &only))
    }

    /// An answer of the texts, without any page being made; nothing may be wrong with them but notes.
    pub(crate) fn survey<T>(&self, ask: impl FnOnce(&Survey, &SourceMap) -> T) -> T {
        let (mut sources, mut sink) = (SourceMap::default(), Sink::default());
        let survey = build::survey(&self.memory(), &mut sources, &mut sink);
        let findings = sink.into_sorted(&sources);
        let clean = findings.iter().all(|found| found.severity == Severity::Note);
        assert!(clean, "{}", render(&findings, &sources, Format::Short));
        ask(&survey.expect("nothing is wrong"), &sources)
    }

    /// Writes all files below `dir`.
    pub(crate) fn save(&self, dir: &Path) {
        for (path, bytes) in &self.files {
            let path = dir.join(path);
            std::fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("folders can be made");
            std::fs::write(&path, bytes).expect("files can be written");
        }
    }
}

/// An error or a warning.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    /// `path:line` of each place that is shown, the one to mend first.
    pub(crate) places: Vec<String>,
    pub(crate) help: String,
}

impl Fault {
    fn of(found: &Diagnostic, sources: &SourceMap) -> Self {
        let place = |label: &Label| {
            let file = sources.file(label.span.file);
            format!("{}:{}", file.path, file.position(label.span.range().start).line)
        };
        Self {
            code: found.code.name,
            message: found.message.clone(),
            places: found.labels.iter().map(place).collect(),
            help: found.help.clone().unwrap_or_default(),
        }
    }
}

/// A site that was built.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) output: Output,
    pub(crate) report: Report,
    /// What was found, a line each, in the short format.
    pub(crate) findings: String,
    /// What was found beyond notes.
    pub(crate) faults: Vec<Fault>,
}

impl Site {
    pub(crate) fn of(compiled: Compiled) -> Self {
        let Compiled { diagnostics, sources, output, report } = compiled;
        let findings = render(&diagnostics, &sources, Format::Short);
        let faults = diagnostics.iter().filter(|found| found.severity != Severity::Note);
        let faults = faults.map(|found| Fault::of(found, &sources)).collect();
        Self { output: output.unwrap_or_default(), report, findings, faults }
    }

    /// The site of the article, with the address that it gives itself, without its search index. It is built once for all
    /// tests of a process.
    pub(crate) fn article() -> &'static Self {
        static SITE: OnceLock<Site> = OnceLock::new();
        SITE.get_or_init(|| {
            let options = Options { extent: ExporterSet::Prompt, ..Options::default() };
            let site = Self::of(build::check(&Disk::new(ROOT), &options));
            assert!(site.faults.is_empty(), "{}", site.findings);
            site
        })
    }

    /// The site of the article as published under a sub-path. It is built once for all tests.
    pub(crate) fn article_at(url: &str) -> Self {
        let base_url = Some(BaseUrl::parse(url).expect("the address is right"));
        Self::of(build::compile(
            &Disk::new(ROOT),
            &Options { base_url, extent: ExporterSet::Prompt, ..Options::default() },
        ))
    }

    /// A file's text.
    pub(crate) fn text(&self, path: &str) -> String {
        let Some(bytes) = self.output.get(path) else {
            let all: Vec<_> = self.output.iter().map(|(path, _)| path.as_str()).collect();
            panic!("there is no {path} among {all:#?}\n{}", self.findings);
        };
        String::from_utf8(bytes.to_vec()).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn page(&self, path: &str) -> Page {
        Page::parse(path, &self.text(path))
    }

    /// All HTML pages, sorted by path.
    pub(crate) fn pages(&self) -> Vec<Page> {
        self.paths(".html").iter().map(|path| self.page(path)).collect()
    }

    /// The paths that end so, sorted; without the texts that stand whole in single files.
    pub(crate) fn paths(&self, end: &str) -> Vec<String> {
        let is_copy = |path: &str| path.starts_with("downloads/") && path.ends_with(".html");
        let paths = self.output.iter().map(|(path, _)| path.to_string());
        paths.filter(|path| path.ends_with(end) && !is_copy(path)).collect()
    }
}

/// A page, parsed.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) path: String,
    pub(crate) html: Html,
}

impl Page {
    pub(crate) fn parse(path: &str, html: &str) -> Self {
        Self { path: path.to_owned(), html: Html::parse_document(html) }
    }

    /// All elements that fit a CSS selector, in the order of the page.
    pub(crate) fn all(&self, css: &str) -> Vec<ElementRef<'_>> {
        self.html.select(&selector(css)).collect()
    }

    /// The only element that fits.
    pub(crate) fn one(&self, css: &str) -> ElementRef<'_> {
        let found = self.all(css);
        assert_eq!(found.len(), 1, "{} on {}", css, self.path);
        found[0]
    }

    pub(crate) fn id(&self, id: &str) -> Option<ElementRef<'_>> {
        self.html.root_element().descendent_elements().find(|element| element.value().id() == Some(id))
    }

    /// An attribute of the only element that fits.
    pub(crate) fn attr(&self, css: &str, name: &str) -> String {
        attr(self.one(css), name).to_owned()
    }

    /// The words of the only element that fits.
    pub(crate) fn words(&self, css: &str) -> String {
        words(self.one(css))
    }

    /// The file and the anchor that a relative address on this page leads to; `None` if it leaves the output.
    pub(crate) fn resolve(&self, href: &str) -> Option<(String, Option<String>)> {
        let (path, anchor) = match href.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor.to_owned())),
            None => (href, None),
        };
        if path.is_empty() {
            return Some((self.path.clone(), anchor));
        }
        let mut parts: Vec<&str> = self.path.split('/').collect();
        parts.pop();
        for part in path.split('/') {
            match part {
                ".." => drop(parts.pop()?),
                part => parts.push(part),
            }
        }
        Some((parts.join("/"), anchor))
    }
}

pub(crate) fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"))
}

/// Elements below `element` that fit.
pub(crate) fn below<'a>(element: ElementRef<'a>, css: &str) -> Vec<ElementRef<'a>> {
    element.select(&selector(css)).collect()
}

/// An attribute that must be there.
pub(crate) fn attr<'a>(element: ElementRef<'a>, name: &str) -> &'a str {
    element.attr(name).unwrap_or_else(|| panic!("no `{name}` on {}", element.html()))
}

/// White space as HTML folds it: a no-break space is a character like any other.
pub(crate) fn fold(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// An element's `textContent`, folded.
pub(crate) fn words(element: ElementRef<'_>) -> String {
    fold(&element.text().collect::<String>())
}

/// An element's `textContent` without that of the elements below it that fit, folded.
pub(crate) fn words_without(element: ElementRef<'_>, css: &str) -> String {
    fn collect(element: ElementRef<'_>, left_out: &Selector, into: &mut String) {
        for child in element.children() {
            match child.value() {
                Node::Text(text) => into.push_str(text),
                Node::Element(_) => {
                    ElementRef::wrap(child)
                        .filter(|child| !left_out.matches(child))
                        .into_iter()
                        .for_each(|child| collect(child, left_out, into));
                }
                _ => {}
            }
        }
    }
    let mut text = String::new();
    collect(element, &selector(css), &mut text);
    fold(&text)
}

/// The nearest element around `element` (itself left out) that has an id.
pub(crate) fn place(element: ElementRef<'_>) -> String {
    let mut around = element.ancestors().filter_map(ElementRef::wrap);
    around.find_map(|around| around.value().id()).unwrap_or("").to_owned()
}
