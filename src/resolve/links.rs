//! What links and pictures in a text lead to.
//!
//! Links name things, not files: `#findings` is a place in the same work, `conclusions` a section of it,
//! `other-work` a work, `other-work/conclusions` its section, each with an optional `#anchor`.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use super::anchors::AnchorIndex;
use super::referents::Referents;
use crate::config::unportable;
use crate::data::{Address, BadAddress, decoded};
use crate::diag::{Diagnostic, Sink, codes};
use crate::doc::{Block, BlockKind, CitationGroup, Document, Inline, Picture, blocks_of, walk};
use crate::load::{Content, Media, Work, is_picture};
use crate::source::Span;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// An address outside the site.
    External(Address),
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
    /// A picture, a document or data beside the text.
    File {
        /// Its name in pages, relative to `content/`.
        path: Utf8PathBuf,
        /// A place in it: `page=3` of a PDF.
        anchor: Option<String>,
    },
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
    /// What references may lead to in the work, in the language of the text.
    pub(super) referents: &'a Referents,
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
                Inline::Link { target, span, .. } => match self.link(target, *span, sink) {
                    Ok(destination) => {
                        if let Destination::File { path, .. } = &destination {
                            Self::check_name(path, *span, sink);
                        }
                        found.insert(*span, destination);
                    }
                    Err(diagnostic) => sink.push(*diagnostic),
                },
                Inline::Picture(picture) => self.picture(picture, &mut found, sink),
                Inline::Reference(reference) => {
                    for (id, span) in &reference.targets {
                        if let Some((anchor, referent)) = self.referents.find(id) {
                            let (work, section) = (self.work, referent.section);
                            let anchor = anchor.map(str::to_owned);
                            found.insert(*span, Destination::Section { work, section, anchor });
                        } else {
                            let finding = self.no_referent(id, *span, sink);
                            sink.push(finding);
                        }
                    }
                }
                _ => {}
            });
        }
        let mut figures = |block: &Block| {
            if let BlockKind::Figure(figure) = &block.kind {
                figure.pictures.iter().for_each(|picture| self.picture(picture, &mut found, sink));
            }
        };
        blocks_of(&document.blocks, &mut figures);
        document.notes.iter().for_each(|note| blocks_of(&note.blocks, &mut figures));
        found
    }

    fn no_referent(&self, id: &str, span: Span, sink: &mut Sink) -> Diagnostic {
        if self.anchors[self.work].section(id).is_some() {
            let help = "a figure, a table, an equation, a theorem, a listing or a heading has such an id; to anything else link with words: `[words](#id)`";
            let message = format!("what `{id}` names has no number and no title");
            return Diagnostic::new(codes::UNKNOWN_REFERENT, message).at(span, "").help(help);
        }
        let found = Diagnostic::new(codes::UNKNOWN_REFERENT, format!("nothing in this work is called `{id}`"));
        let found = sink.suggest(found.at(span, ""), id, self.referents.ids());
        match found.help {
            Some(_) => found,
            None => found.help(format!("give the figure, table, equation or heading this id: `{{#{id}}}`")),
        }
    }

    fn picture(&self, picture: &Picture, found: &mut Destinations, sink: &mut Sink) {
        if picture.alt.trim().is_empty() {
            let help = "say in a sentence what it shows: `![A sentence](picture.png)`";
            let diagnostic = Diagnostic::new(codes::MISSING_ALT, "this image has no alternative text");
            sink.push(diagnostic.at(picture.span, "").help(help));
        }
        let media = &self.content.media;
        if let Some(path) = media.find(self.folder, &picture.target).filter(|path| is_picture(path)) {
            Self::check_name(path, picture.span, sink);
            found.insert(picture.span, Destination::File { path: path.to_owned(), anchor: None });
        } else {
            let message = format!("there is no image `{}`", picture.target);
            let known = media.names().filter(|path| is_picture(path));
            let known = known.filter_map(|path| path.strip_prefix(self.folder).ok());
            let diagnostic = Diagnostic::new(codes::MISSING_IMAGE, message).at(picture.span, "");
            let diagnostic = sink.suggest(diagnostic, &picture.target, known.map(Utf8Path::as_str));
            sink.push(diagnostic);
        }
    }

    /// Reports a name that some system cannot make, at the place that asks for it.
    fn check_name(path: &Utf8Path, span: Span, sink: &mut Sink) {
        let faults = path.components().filter_map(|part| unportable(part.as_str(), span));
        sink.extend(faults);
    }

    /// The file beside the text that a link names, and the place in it.
    fn file(&self, target: &str) -> Option<Destination> {
        let media = &self.content.media;
        if let Some(path) = media.find(self.folder, target) {
            return Some(Destination::File { path: path.to_owned(), anchor: None });
        }
        let (path, anchor) = target.split_once('#')?;
        let path = media.find(self.folder, path)?.to_owned();
        Some(Destination::File { path, anchor: Some(anchor.to_owned()) })
    }

    fn link(&self, target: &str, span: Span, sink: &mut Sink) -> Result<Destination, Box<Diagnostic>> {
        let broken = |message: String| Diagnostic::new(codes::BROKEN_LINK, message).at(span, "");
        if Address::has_scheme(target) || target.trim_start().starts_with("//") {
            return Address::parse(target).map(Destination::External).map_err(|fault| {
                let diagnostic = Diagnostic::new(codes::ADDRESS, format!("`{}` {fault}", target.trim()));
                Box::new(diagnostic.at(span, "").help(BadAddress::HELP))
            });
        }
        if let Some(file) = self.file(target) {
            return Ok(file);
        }
        // Browsers give an address with its letters percent-encoded to those who copy it.
        let target = decoded(target);
        let (path, anchor) = match target.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (&*target, None),
        };
        let works = &self.content.works;
        let section_of = |work: &Work, id: &str| work.sections.iter().position(|section| section.id.as_str() == id);
        let (work, section) = match path.trim_matches('/').split('/').collect::<Vec<_>>()[..] {
            [""] => (self.work, None),
            [name] => match section_of(&works[self.work], name) {
                Some(section) => (self.work, Some(section)),
                None => match works.iter().position(|work| work.id.as_str() == name) {
                    Some(work) => (work, None),
                    None => return Err(Box::new(self.no_page(name, span, sink))),
                },
            },
            [work, section] => {
                let at = works.iter().position(|found| found.id.as_str() == work);
                match at.and_then(|at| Some((at, section_of(&works[at], section)?))) {
                    Some((work, section)) => (work, Some(section)),
                    None => return Err(Box::new(self.no_page(path, span, sink))),
                }
            }
            _ => return Err(Box::new(self.no_page(path, span, sink))),
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
                Err(Box::new(sink.suggest(broken(message), anchor, self.anchors[work].ids())))
            }
        }
    }

    fn no_page(&self, name: &str, span: Span, sink: &mut Sink) -> Diagnostic {
        let works = &self.content.works;
        let sections = works[self.work].sections.iter().map(|section| section.id.as_str());
        let known: Vec<&str> = sections.chain(works.iter().map(|work| work.id.as_str())).collect();
        let diagnostic = Diagnostic::new(codes::BROKEN_LINK, format!("there is no section and no work `{name}`"));
        let diagnostic = sink.suggest(diagnostic.at(span, ""), name, known.iter().copied());
        match diagnostic.help {
            Some(_) => diagnostic,
            None if Utf8Path::new(name).extension().is_some_and(|ending| ending != "html") => {
                let offered = Media::offered();
                diagnostic.help(format!("a link to a file beside the text publishes it; such files are {offered}"))
            }
            None => diagnostic.help(format!("links name things: {}", known.join(", "))),
        }
    }
}
