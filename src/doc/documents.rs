//! All texts of a site, parsed.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::{Document, Syntax, parse};
use crate::data::{Lang, WorkId};
use crate::diag::{Diagnostic, Sink, codes, guarded};
use crate::load::{Abstract, Content, TITLE, Work};
use crate::source::{FileId, SourceMap, Span};

/// The parsed texts of a site, in the order of [`Content::works`].
#[derive(Debug)]
pub struct Documents {
    /// One for each work.
    pub works: Vec<WorkDocuments>,
}

/// The parsed texts of a work.
#[derive(Debug, Default)]
pub struct WorkDocuments {
    /// Abstracts in languages of the site.
    pub abstracts: BTreeMap<Lang, Document>,
    /// Abstracts in other languages.
    pub further_abstracts: BTreeMap<Lang, Document>,
    /// Sections in order, each by language; only those languages that have a text.
    pub sections: Vec<BTreeMap<Lang, Document>>,
}

impl Documents {
    /// Parses every text of the site, on all cores. What is wrong is reported in the order of the works.
    #[must_use]
    pub fn parse(content: &Content, sources: &SourceMap, sink: &mut Sink) -> Self {
        Self::parse_beside(content, BTreeMap::new(), sources, sink)
    }

    /// The same where the texts of some works are trees already.
    #[must_use]
    pub fn parse_beside(
        content: &Content,
        mut ready: BTreeMap<WorkId, WorkDocuments>,
        sources: &SourceMap,
        sink: &mut Sink,
    ) -> Self {
        let syntax = Syntax::of_site(content);
        let works: Vec<_> = content.works.iter().map(|work| (work, ready.remove(&work.id))).collect();
        let parsed: Vec<_> = works
            .into_par_iter()
            .map(|(work, ready)| match ready {
                Some(documents) => (documents, Sink::default()),
                None => parse_work(work, &syntax, sources),
            })
            .collect();
        let mut works = Vec::with_capacity(parsed.len());
        for (documents, found) in parsed {
            works.push(documents);
            sink.merge(found);
        }
        Self { works }
    }
}

fn parse_work(work: &Work, syntax: &Syntax, sources: &SourceMap) -> (WorkDocuments, Sink) {
    let mut sink = Sink::default();
    let mut parse = |(lang, text): (&Lang, &Abstract)| {
        (lang.clone(), read(sources, text.file, text.body.clone(), syntax, &mut sink))
    };
    let abstracts = work.abstracts.iter().map(&mut parse).collect();
    let further_abstracts = work.further_abstracts.iter().map(&mut parse).collect();
    let sections = work
        .sections
        .iter()
        .map(|section| {
            let written = section.editions.iter().filter(|(_, edition)| !edition.is_empty);
            written
                .map(|(lang, edition)| {
                    let document = read(sources, edition.file, edition.body.clone(), syntax, &mut sink);
                    refuse_title(&document, sources, &mut sink);
                    (lang.clone(), document)
                })
                .collect()
        })
        .collect();
    (WorkDocuments { abstracts, further_abstracts, sections }, sink)
}

/// A text as a tree; an empty one where reading it failed as no reading should, which is reported.
fn read(sources: &SourceMap, file: FileId, body: Range<usize>, syntax: &Syntax, sink: &mut Sink) -> Document {
    let at = |crash: Diagnostic| crash.at(sources.opening(Span::new(file, body.clone())), "");
    guarded("reading this text", at, sink, |sink| parse(sources, file, body.clone(), syntax, sink)).unwrap_or_default()
}

/// In the record of translations the name is that of the section's title.
fn refuse_title(document: &Document, sources: &SourceMap, sink: &mut Sink) {
    for block in document.blocks.iter().filter(|block| block.id.as_deref() == Some(TITLE)) {
        let found = Diagnostic::new(codes::DUPLICATE_ANCHOR, format!("the anchor `{TITLE}` is taken"));
        sink.push(found.at(sources.first_line(block.span), "").help("it stands for the section's title: give another"));
    }
}
