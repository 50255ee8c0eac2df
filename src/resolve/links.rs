//! What links and pictures in a text lead to.
//!
//! Links name things, not files: `#findings` is a place in the same work, `conclusions` a section of it,
//! `other-work` a work, `other-work/conclusions` its section, each with an optional `#anchor`.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use super::anchors::AnchorIndex;
use crate::diag::{Diagnostic, Sink, codes};
use crate::doc::{Block, BlockKind, CitationGroup, Document, Inline, Picture, walk};
use crate::load::{Content, Work};
use crate::source::Span;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// An address outside the site, as typed.
    External(String),
    /// A work, by place in the site.
    Work(usize),
    /// A section, and perhaps a place in it.
    Section {
        /// The work, by place in the site.
        work: usize,
        /// The section, by place in the work.
        section: usize,
        /// The anchor.
        anchor: Option<String>,
    },
    /// A picture, relative to `content/`.
    Picture(Utf8PathBuf),
}

/// Links and pictures of a text by where they stand.
pub type Destinations = BTreeMap<Span, Destination>;

/// Looks up the links of one language's texts.
pub(super) struct LinkResolver<'a> {
    pub(super) content: &'a Content,
    /// The work that the text belongs to.
    pub(super) work: usize,
    /// The anchors of each work, in the language of the text.
    pub(super) anchors: &'a [AnchorIndex],
    /// The folder of the text's file, relative to `content/`.
    pub(super) folder: &'a Utf8Path,
}

impl LinkResolver<'_> {
    /// The destinations of all links and pictures of a document.
    pub(super) fn resolve(&self, document: &Document, sink: &mut Sink) -> Destinations {
        let mut found = Destinations::new();
        let words = document.citations.iter().flat_map(CitationGroup::words);
        for text in document.leaves().into_iter().map(|leaf| leaf.text).chain(words) {
            walk(text, &mut |inline| match inline {
                Inline::Link { target, span, .. } => match self.link(target, *span) {
                    Ok(destination) => {
                        found.insert(*span, destination);
                    }
                    Err(diagnostic) => sink.push(*diagnostic),
                },
                Inline::Picture(picture) => self.picture(picture, &mut found, sink),
                _ => {}
            });
        }
        for block in document.blocks.iter().chain(document.notes.iter().flat_map(|note| &note.blocks)) {
            self.figures(block, &mut found, sink);
        }
        found
    }

    fn figures(&self, block: &Block, found: &mut Destinations, sink: &mut Sink) {
        match &block.kind {
            BlockKind::Figure(picture) => self.picture(picture, found, sink),
            BlockKind::Quote(blocks) => blocks.iter().for_each(|block| self.figures(block, found, sink)),
            BlockKind::List { items, .. } => {
                items.iter().flatten().for_each(|block| self.figures(block, found, sink));
            }
            _ => {}
        }
    }

    fn picture(&self, picture: &Picture, found: &mut Destinations, sink: &mut Sink) {
        if picture.alt.trim().is_empty() {
            let help = "say in a sentence what it shows: `![A sentence](picture.png)`";
            let diagnostic = Diagnostic::new(codes::MISSING_ALT, "this image has no alternative text");
            sink.push(diagnostic.at(picture.span, "").help(help));
        }
        let path = lexical(&self.folder.join(&picture.target));
        if let Some(path) = path.filter(|path| self.content.pictures.contains(path)) {
            found.insert(picture.span, Destination::Picture(path));
        } else {
            let message = format!("there is no image `{}`", picture.target);
            let known = self.content.pictures.iter().filter_map(|path| path.strip_prefix(self.folder).ok());
            let diagnostic = Diagnostic::new(codes::MISSING_IMAGE, message).at(picture.span, "");
            sink.push(diagnostic.suggest(&picture.target, known.map(Utf8Path::as_str)));
        }
    }

    fn link(&self, target: &str, span: Span) -> Result<Destination, Box<Diagnostic>> {
        let broken = |message: String| Diagnostic::new(codes::BROKEN_LINK, message).at(span, "");
        if target.contains("://") || target.starts_with("mailto:") {
            let safe = ["http://", "https://", "mailto:", "ftp://"].iter().any(|scheme| target.starts_with(scheme));
            let refused = || broken(format!("`{target}` is not an address that a page may link to"));
            return if safe { Ok(Destination::External(target.to_owned())) } else { Err(Box::new(refused())) };
        }
        let (path, anchor) = match target.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (target, None),
        };
        let works = &self.content.works;
        let section_of = |work: &Work, id: &str| work.sections.iter().position(|section| section.id.as_str() == id);
        let (work, section) = match path.trim_matches('/').split('/').collect::<Vec<_>>()[..] {
            [""] => (self.work, None),
            [name] => match section_of(&works[self.work], name) {
                Some(section) => (self.work, Some(section)),
                None => match works.iter().position(|work| work.id.as_str() == name) {
                    Some(work) => (work, None),
                    None => return Err(Box::new(self.no_page(name, span))),
                },
            },
            [work, section] => {
                let at = works.iter().position(|found| found.id.as_str() == work);
                match at.and_then(|at| Some((at, section_of(&works[at], section)?))) {
                    Some((work, section)) => (work, Some(section)),
                    None => return Err(Box::new(self.no_page(path, span))),
                }
            }
            _ => return Err(Box::new(self.no_page(path, span))),
        };
        let Some(anchor) = anchor else {
            return Ok(match section {
                Some(section) => Destination::Section { work, section, anchor: None },
                None => Destination::Work(work),
            });
        };
        match self.anchors[work].section(anchor) {
            Some(found) if section.is_none_or(|section| section == found) => {
                Ok(Destination::Section { work, section: found, anchor: Some(anchor.to_owned()) })
            }
            _ => {
                let message = format!("there is no anchor `#{anchor}`");
                Err(Box::new(broken(message).suggest(anchor, self.anchors[work].ids())))
            }
        }
    }

    fn no_page(&self, name: &str, span: Span) -> Diagnostic {
        let works = &self.content.works;
        let sections = works[self.work].sections.iter().map(|section| section.id.as_str());
        let known: Vec<&str> = sections.chain(works.iter().map(|work| work.id.as_str())).collect();
        let diagnostic = Diagnostic::new(codes::BROKEN_LINK, format!("there is no section and no work `{name}`"));
        let diagnostic = diagnostic.at(span, "").suggest(name, known.iter().copied());
        match diagnostic.help {
            Some(_) => diagnostic,
            None => diagnostic.help(format!("links name things: {}", known.join(", "))),
        }
    }
}

/// Takes `.` and `..` out of a path; `None` if it leaves its root.
fn lexical(path: &Utf8Path) -> Option<Utf8PathBuf> {
    let mut plain = Utf8PathBuf::new();
    for part in path.components() {
        match part.as_str() {
            "." => {}
            ".." => {
                if !plain.pop() {
                    return None;
                }
            }
            part => plain.push(part),
        }
    }
    Some(plain)
}
