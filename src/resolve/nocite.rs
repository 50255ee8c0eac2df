//! Works that stand in a list of references without being cited: `nocite:` of a work and of its sections.

use std::collections::{BTreeMap, BTreeSet};

use super::citing::unknown_reference;
use crate::config::Nocite;
use crate::data::{CiteKey, Placed, PlacedExt};
use crate::diag::{Diagnostic, Sink, codes};
use crate::doc::keys_of;
use crate::load::{Content, Work};
use crate::source::{FileId, SourceMap};

/// Pandoc's sign for all works that there are.
const ALL: &str = "@*";

/// The works of one work's lists that are not cited.
pub(super) struct Unnamed<'a> {
    work: BTreeSet<&'a CiteKey>,
    texts: BTreeMap<FileId, BTreeSet<&'a CiteKey>>,
}

impl<'a> Unnamed<'a> {
    /// Reads what a work and its sections say; a key that is not there is reported.
    pub(super) fn of_work(work: &'a Work, content: &'a Content, sources: &SourceMap, sink: &mut Sink) -> Self {
        let mut read = |nocite: &Option<Placed<Nocite>>, file: FileId| {
            nocite.as_ref().map(|nocite| keys(nocite, file, content, sources, sink)).unwrap_or_default()
        };
        let mut own = read(&work.config.nocite, work.file);
        // What a published article lists stands in its list, cited or not.
        own.extend(&work.listed);
        let editions = work.sections.iter().flat_map(|section| section.editions.values());
        let texts = editions.map(|edition| (edition.file, read(&edition.nocite, edition.file))).collect();
        Self { work: own, texts }
    }

    /// The works that an edition adds, which is made of these files.
    pub(super) fn of_edition(&self, files: impl Iterator<Item = FileId>) -> impl Iterator<Item = &'a CiteKey> {
        let texts = files.filter_map(|file| self.texts.get(&file)).flatten().copied();
        let all: BTreeSet<&CiteKey> = self.work.iter().copied().chain(texts).collect();
        all.into_iter()
    }
}

fn keys<'a>(
    nocite: &Placed<Nocite>,
    file: FileId,
    content: &'a Content,
    sources: &SourceMap,
    sink: &mut Sink,
) -> BTreeSet<&'a CiteKey> {
    let place = nocite.place(file, sources);
    let mut found = BTreeSet::new();
    for text in &nocite.value.0 {
        if text.trim().trim_matches(['[', ']']) == ALL {
            found.extend(content.bibliography.keys());
            continue;
        }
        // In a list a key may stand without its sign.
        let bare = text.trim();
        let named: Vec<&str> = if bare.contains('@') { keys_of(bare).collect() } else { vec![bare] };
        if named.is_empty() {
            let message = format!("`{bare}` names no work");
            let help = "keys are written `nocite: \"@a, @b\"`; `nocite: \"@*\"` lists all works";
            sink.push(Diagnostic::new(codes::BAD_VALUE, message).at(place, "").help(help));
        }
        for key in named {
            match content.bibliography.get(key) {
                Some(reference) => {
                    found.insert(&reference.key);
                }
                None => unknown_reference(key, place, content, sink),
            }
        }
    }
    found
}
