//! Articles in JATS, read as works.
//!
//! The XML is the master: a work may be its file, which is read into the same trees as Markdown, with places that point into
//! it. Owns how the elements and habits of such files are understood (JATS 1.0 to 1.4, NLM 3.0, SciELO PS): `clean` and `xml` make a
//! tree of the bytes, `texts` cuts it into sections, `front` reads what is said of the article, `blocks` and its neighbours
//! the text, `references` the list. How anything looks is left to `render`.

mod apart;
mod assemble;
mod blocks;
mod citations;
mod clean;
mod entities;
mod floats;
mod front;
mod index;
mod inlines;
mod language;
mod legacy;
mod links;
mod lists;
mod math;
mod names;
mod notes;
mod package;
mod people;
mod pictures;
mod printed;
mod reader;
mod references;
mod tables;
mod texts;
mod xml;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use package::{Fault, Front, NamedFile};

use crate::data::WorkId;
use crate::diag::{Diagnostic, Sink, codes, guarded};
use crate::doc::WorkDocuments;
use crate::load::Content;
use crate::source::{SourceMap, Span};

/// Reads the articles of a site: adds their works and references to it, and returns their texts by work.
///
/// An article that cannot be read is reported and left out.
#[must_use]
pub fn read(content: &mut Content, sources: &SourceMap, sink: &mut Sink) -> BTreeMap<WorkId, WorkDocuments> {
    let site = &*content;
    let made: Vec<_> = site
        .articles
        .par_iter()
        .map(|article| {
            let mut sink = Sink::default();
            let at = |crash: Diagnostic| crash.at(Span::new(article.file, 0..0), "");
            let made =
                guarded("reading this article", at, &mut sink, |sink| assemble::article(article, site, sources, sink));
            (made.flatten(), sink)
        })
        .collect();
    let mut ready = BTreeMap::new();
    for (made, found) in made {
        sink.merge(found);
        let Some(made) = made else { continue };
        if let Some(first) = content.works.iter().find(|work| work.id == made.work.id) {
            let message = format!("two works are in folders named `{}`", made.work.id);
            let help = format!(
                "the folder's name is the work's id and its default slug; rename one (the other is {})",
                sources.file(first.file).path
            );
            let place = sources.file(made.work.file).path.as_str();
            sink.push(Diagnostic::new(codes::DUPLICATE_SLUG, message).in_file(place).help(help));
            continue;
        }
        made.references.into_iter().for_each(|reference| content.bibliography.add(reference));
        ready.insert(made.work.id.clone(), made.documents);
        content.works.push(made.work);
    }
    content.works.sort_by(|a, b| (!a.config.is_root(), &a.dir).cmp(&(!b.config.is_root(), &b.dir)));
    ready
}
