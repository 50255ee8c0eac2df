//! Folders whose text is one article in JATS: which they are, and what lies beside the XML.
//!
//! Owns how such a folder is known, and the data in it that are Pliego's own. The XML itself stays text until `jats`.

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};

use super::corrections::{self, Corrections};
use super::exceptions::{self, Exception};
use super::readings::{self, READINGS, Readings};
use super::stray;
use super::terms::{self, Term};
use crate::bibliography;
use crate::config::{Config, unportable};
use crate::data::{WorkId, composed};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, SourceMap, Span};

/// A work that is an article in JATS.
#[derive(Debug, Clone)]
pub struct ArticleFile {
    /// The name of its folder.
    pub id: WorkId,
    /// Its folder, relative to the site's root.
    pub dir: Utf8PathBuf,
    /// The XML.
    pub file: FileId,
    /// `work.yml` beside it.
    pub overrides: Option<FileId>,
    /// What is remembered of its texts, by the id of the section.
    pub readings: BTreeMap<String, Readings>,
    /// `corrections.yml`.
    pub corrections: Corrections,
    /// `terms.yml`.
    pub terms: Vec<Term>,
    /// `exceptions.yml`.
    pub exceptions: Vec<Exception>,
}

/// The text of an XML file, and the name of its encoding where that is not UTF-8 and the file does not say so.
#[must_use]
pub fn decode_xml(bytes: &[u8]) -> (String, Option<&'static str>) {
    match bibliography::decode(bytes) {
        None => (String::from_utf8_lossy(bytes).into_owned(), None),
        Some((text, name)) => {
            let head = text.trim_start_matches('\u{feff}').trim_start();
            let declaration = head.strip_prefix("<?xml").and_then(|rest| rest.split("?>").next()).unwrap_or("");
            let declared =
                ["8859", "1252", "latin", "utf-16"].iter().any(|name| declaration.to_lowercase().contains(name));
            (text, Some(name).filter(|_| !declared))
        }
    }
}

/// Whether a text is an article in JATS: its root is `article`, or one stands within a wrapper of OAI or PMC. Whether it is
/// well-formed is another question.
#[must_use]
pub fn is_article(text: &str) -> bool {
    /// Roots that articles are wrapped into.
    const WRAPPERS: [&str; 6] = ["OAI-PMH", "GetRecord", "record", "metadata", "pmc-articleset", "articles"];
    let Some((root, rest)) = root(text) else { return false };
    root == "article" || WRAPPERS.contains(&root) && has_article(rest)
}

/// The name of the first element, without a prefix, and what stands behind it.
fn root(text: &str) -> Option<(&str, &str)> {
    let mut rest = text;
    loop {
        rest = &rest[rest.find('<')?..];
        rest = if rest.starts_with("<!--") {
            &rest[rest.find("-->")? + 3..]
        } else if rest.starts_with("<?") {
            &rest[rest.find("?>")? + 2..]
        } else if rest.starts_with("<!") {
            let end = rest.find(['>', '['])?;
            if rest[end..].starts_with('[') { &rest[end + rest[end..].find(']')? + 1..] } else { &rest[end + 1..] }
        } else {
            return element(&rest[1..]);
        };
    }
}

fn element(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
    let name = &text[..end];
    Some((name.rsplit(':').next().unwrap_or(name), &text[end..]))
}

fn has_article(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| element(&text[at + 1..]).is_some_and(|(name, _)| name == "article"))
}

/// Folders of articles while a site's files are sorted out.
pub(super) struct Packages {
    /// The article of each folder.
    articles: BTreeMap<Utf8PathBuf, FileId>,
    paths: BTreeSet<Utf8PathBuf>,
    /// Data beside it, by their path in the folder.
    beside: BTreeMap<Utf8PathBuf, BTreeMap<Utf8PathBuf, FileId>>,
}

impl Packages {
    pub(super) fn find(texts: &BTreeMap<Utf8PathBuf, FileId>, sources: &SourceMap, sink: &mut Sink) -> Self {
        let mut found = Self { articles: BTreeMap::new(), paths: BTreeSet::new(), beside: BTreeMap::new() };
        for (path, file) in texts.iter().filter(|(path, _)| path.extension() == Some("xml")) {
            if !is_article(&sources.file(*file).text) {
                continue;
            }
            let Some(dir) = path.parent().filter(|dir| *dir != super::CONTENT) else {
                let alone = Diagnostic::new(codes::STRAY_FILE, "an article stands in a folder of its own");
                sink.push(alone.in_file(path.as_str()).help("move it to `content/NAME/`: the folder is the work"));
                found.paths.insert(path.clone());
                continue;
            };
            found.paths.insert(path.clone());
            if let Some(first) = found.articles.get(dir) {
                let first = sources.file(*first).path.file_name().unwrap_or_default();
                let message = format!("this folder holds an article already: `{first}`");
                let stray = Diagnostic::new(codes::STRAY_FILE, message).in_file(path.as_str());
                sink.push(stray.help("give each article a folder of its own: the folder is the work"));
            } else {
                found.articles.insert(dir.to_owned(), *file);
            }
        }
        found
    }

    pub(super) fn has_folder(&self, dir: &Utf8Path) -> bool {
        self.articles.contains_key(dir)
    }

    pub(super) fn is_article(&self, path: &Utf8Path) -> bool {
        self.paths.contains(path)
    }

    /// Takes a file that lies in an article's folder or below it; whether it does.
    pub(super) fn take(&mut self, path: &Utf8Path, file: FileId) -> bool {
        if path.extension() == Some("xml") {
            return false;
        }
        let Some(dir) = path.ancestors().skip(1).find(|above| self.articles.contains_key(*above)) else { return false };
        let inner = path.strip_prefix(dir).unwrap_or(path).to_owned();
        self.beside.entry(dir.to_owned()).or_default().insert(inner, file);
        true
    }

    /// The articles, in the order of their folders, with the data beside each.
    pub(super) fn load(mut self, config: &Config, sources: &SourceMap, sink: &mut Sink) -> Vec<ArticleFile> {
        let mut loaded = Vec::with_capacity(self.articles.len());
        for (dir, file) in &self.articles {
            let id = WorkId::new(&composed(dir.file_name().unwrap_or_default()));
            sink.extend(unportable(id.as_str(), Span::new(*file, 0..0)));
            let mut article = ArticleFile {
                id,
                dir: dir.clone(),
                file: *file,
                overrides: None,
                readings: BTreeMap::new(),
                corrections: Corrections::default(),
                terms: Vec::new(),
                exceptions: Vec::new(),
            };
            for (path, file) in self.beside.remove(dir).unwrap_or_default() {
                match path.as_str() {
                    "work.yml" => article.overrides = Some(file),
                    "corrections.yml" => article.corrections = corrections::load(file, config, sources, sink),
                    "terms.yml" => article.terms = terms::load(file, config, sources, sink),
                    "exceptions.yml" => article.exceptions = exceptions::load(file, config, sources, sink),
                    _ if path.file_name() == Some(READINGS) && path.components().count() == 2 => {
                        let section = path.parent().map(ToString::to_string).unwrap_or_default();
                        article.readings.extend(readings::load(file, config, sources, sink).map(|it| (section, it)));
                    }
                    _ => {
                        let help = "the text of this work is the article in XML; beside it may lie work.yml, terms.yml, exceptions.yml, corrections.yml, pictures and data";
                        sink.push(stray(&sources.file(file).path).help(help));
                    }
                }
            }
            loaded.push(article);
        }
        loaded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_known_by_its_root() {
        for text in [
            "\n<!DOCTYPE article PUBLIC \"-//NLM//DTD\" \"a.dtd\">\n<article>",
            "<?xml version='1.0'?><!-- <x> --><!DOCTYPE article [<!ENTITY a \"b\">]><article/>",
            "<OAI-PMH xmlns=\"a\"><GetRecord><record><metadata><article xml:lang=\"es\">",
            "<pmc-articleset><jats:article>",
            "<article><p>not well-formed",
        ] {
            assert!(is_article(text), "{text}");
        }
        for text in ["", "<svg><article/></svg>", "<articles/>", "<doc>", "no XML", "<!-- <article> -->"] {
            assert!(!is_article(text), "{text}");
        }
    }

    #[test]
    fn an_older_encoding_is_told_where_the_file_does_not_say_it() {
        let declared = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><article>\xe9</article>".to_vec();
        let (text, told) = decode_xml(&declared);
        assert!(text.contains('\u{e9}') && told.is_none());
        assert!(decode_xml(b"<article>\xe9</article>").1.is_some());
        assert!(decode_xml("<article>\u{e9}</article>".as_bytes()).1.is_none());
    }
}
