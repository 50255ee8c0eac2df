//! The works that a site cites, as Hayagriva's processor takes them.
//!
//! [`crate::bibliography`] reads the files. Owns the way from its items to Hayagriva's entries, and what kind of work such an entry
//! is in CSL's terms ([`Kinds`]).

mod csl_json;
mod entry;
mod kinds;
mod yaml;

use std::collections::BTreeMap;

use hayagriva::Entry;

pub use crate::bibliography::{Bibliography, Candidate, Reference, Status, bare_doi, decode, is_bibliography};
pub use kinds::Kinds;

use crate::bibliography;
use crate::data::{CiteKey, Lang};
use crate::diag::Sink;
use crate::source::{FileId, SourceMap};

/// An item as Hayagriva's processor takes it.
#[must_use]
pub fn to_entry(item: &crate::csl::Item) -> Entry {
    csl_json::entry(item)
}

/// Reads the bibliography files of a site, in this order; what a file is, its extension says.
///
/// `languages` are those that texts of the site may be given in. A reference that cannot be read is reported and left
/// out; of two with the same key the first one stays.
pub fn load(files: &[FileId], sources: &SourceMap, languages: &[Lang], sink: &mut Sink) -> Bibliography {
    let found = bibliography::load(files, sources, languages, sink);
    let lang = languages.first().map_or("", Lang::as_str);
    // What is wrong with a file was said above.
    let mut own: BTreeMap<CiteKey, Entry> = BTreeMap::new();
    for file in files.iter().rev() {
        if matches!(sources.file(*file).path.extension(), Some("yml" | "yaml")) {
            let read = yaml::read(*file, sources, languages, &mut Sink::default());
            own.extend(read.into_iter().map(|reference| (reference.key, reference.entry)));
        }
    }
    let with_entry = found.iter().cloned().map(|mut reference| {
        let is_own = matches!(sources.file(reference.span.file).path.extension(), Some("yml" | "yaml"));
        let known = own.get(&reference.key).filter(|_| is_own).cloned();
        reference.entry = known.unwrap_or_else(|| csl_json::entry(&bibliography::localised(&reference.item, lang)));
        reference
    });
    with_entry.collect()
}
