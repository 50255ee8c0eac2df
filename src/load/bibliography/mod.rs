//! The works that a site cites: Hayagriva YAML with Pliego's own keys, BibTeX and BibLaTeX, and CSL-JSON.
//!
//! Owns reading such files into one [`Bibliography`] with every slip reported where it stands, and what kind of work an
//! entry is in CSL's terms ([`Kinds`]). How a work is cited or listed is left to [`crate::resolve`], how it is written
//! out for a reference manager to [`crate::export`].

mod bibtex;
mod csl_json;
mod entry;
mod kinds;
mod yaml;

use std::collections::BTreeMap;

use hayagriva::Entry;

pub use entry::bare_doi;
pub use kinds::Kinds;

use crate::data::{Address, BadAddress, CiteKey, Lang, Texts};
use crate::diag::{Diagnostic, Sink, codes, guarded};
use crate::source::{FileId, SourceMap, Span};

/// Everything that can be cited, by key.
#[derive(Debug, Clone, Default)]
pub struct Bibliography {
    references: BTreeMap<CiteKey, Reference>,
}

/// One work of the bibliography.
#[derive(Debug, Clone)]
pub struct Reference {
    /// What citations call it.
    pub key: CiteKey,
    /// The bibliographic record.
    pub entry: Entry,
    /// How sure it is that this is the work meant; `None` where the file does not say.
    pub status: Option<Status>,
    /// What the record rests on.
    pub basis: Texts,
    /// What a reader should know about it.
    pub remark: Texts,
    /// Its title in other languages.
    pub translated_title: Texts,
    /// For an unresolved work: what may have been meant.
    pub candidates: Vec<Candidate>,
    /// Its key in the file.
    pub span: Span,
}

impl Reference {
    /// The language of the work, as a BCP 47 tag.
    #[must_use]
    pub fn language(&self) -> Option<String> {
        self.entry.language().map(ToString::to_string)
    }
}

/// How sure it is that the record describes the work that the author cites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The record was seen, and nothing else fits.
    Confirmed,
    /// A real and fitting work; that it is the one meant could not be checked.
    Probable,
    /// Only the citation itself is certain.
    Unresolved,
}

impl Status {
    /// All of them, the surest first.
    pub const ALL: [Self; 3] = [Self::Confirmed, Self::Probable, Self::Unresolved];

    /// As it is written in the bibliography.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Probable => "probable",
            Self::Unresolved => "unresolved",
        }
    }

    /// The status of a name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// A work that may be the one meant by an unresolved reference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Its title.
    pub title: String,
    /// What kind of work, as the file says it.
    pub kind: Option<String>,
    /// When it was issued, as the file says it.
    pub issued: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// Why it may be the one.
    pub basis: Texts,
}

impl Bibliography {
    /// The reference of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Reference> {
        self.references.get(key)
    }

    /// All references, in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = &Reference> {
        self.references.values()
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &CiteKey> {
        self.references.keys()
    }

    /// How many references there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.references.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.references.is_empty()
    }
}

impl FromIterator<Reference> for Bibliography {
    /// Of two references with the same key the first one stays.
    fn from_iter<I: IntoIterator<Item = Reference>>(references: I) -> Self {
        let mut map = BTreeMap::new();
        for reference in references {
            map.entry(reference.key.clone()).or_insert(reference);
        }
        Self { references: map }
    }
}

/// Whether a file of `content/` is a bibliography, by its name: `bibliography.yml`, any `.bib`, any `.json`.
#[must_use]
pub fn is_bibliography(path: &camino::Utf8Path) -> bool {
    matches!(path.extension(), Some("bib" | "json"))
        || matches!(path.file_name(), Some("bibliography.yml" | "bibliography.yaml"))
}

/// Reads the bibliography files of a site, in this order; what a file is, its extension says.
///
/// `languages` are those that texts of the site may be given in. A reference that cannot be read is reported and left
/// out; of two with the same key the first one stays.
pub fn load(files: &[FileId], sources: &SourceMap, languages: &[Lang], sink: &mut Sink) -> Bibliography {
    let mut references: BTreeMap<CiteKey, Reference> = BTreeMap::new();
    for file in files {
        let at = |crash: Diagnostic| crash.at(Span::new(*file, 0..0), "");
        let found = guarded("reading this bibliography", at, sink, |sink| match sources.file(*file).path.extension() {
            Some("bib") => bibtex::read(*file, sources, sink),
            Some("json") => csl_json::read(*file, sources, sink),
            _ => yaml::read(*file, sources, languages, sink),
        });
        for reference in found.into_iter().flatten() {
            report_addresses(&reference.entry, reference.span, sources, sink);
            match references.get(&reference.key) {
                Some(first) => sink.push(
                    Diagnostic::new(codes::DUPLICATE_REFERENCE, format!("the key `{}` stands twice", reference.key))
                        .at(reference.span, "again here")
                        .at(first.span, "first here"),
                ),
                None => {
                    references.insert(reference.key.clone(), reference);
                }
            }
        }
    }
    report_shared_dois(&references, sink);
    Bibliography { references }
}

/// Reports what pages would link to and may not: addresses and DOIs of a record and of what it stands in.
fn report_addresses(entry: &Entry, span: Span, sources: &SourceMap, sink: &mut Sink) {
    let url = entry.url().map(|url| url.value.to_string());
    let given = url.as_deref().map(|url| (url, Address::parse(url)));
    for (text, judged) in given.into_iter().chain(entry.doi().map(|doi| (doi, Address::of_doi(bare_doi(doi))))) {
        if let Err(fault) = judged {
            let place = sources.behind(span, text);
            let diagnostic = Diagnostic::new(codes::UNLINKED_ADDRESS, format!("`{text}` {fault}"));
            sink.push(diagnostic.at(place, "").help(BadAddress::HELP));
        }
    }
    for parent in entry.parents() {
        report_addresses(parent, span, sources, sink);
    }
}

/// Two references with one DOI are probably one work under two keys.
fn report_shared_dois(references: &BTreeMap<CiteKey, Reference>, sink: &mut Sink) {
    let mut owners: BTreeMap<String, Vec<&Reference>> = BTreeMap::new();
    for reference in references.values() {
        if let Some(doi) = reference.entry.doi() {
            owners.entry(bare_doi(doi).to_lowercase()).or_default().push(reference);
        }
    }
    for (doi, mut owners) in owners {
        owners.sort_by_key(|reference| reference.span);
        let Some((first, others)) = owners.split_first() else { continue };
        for other in others {
            let message = format!("`{}` and `{}` share the DOI {doi}", first.key, other.key);
            sink.push(
                Diagnostic::new(codes::DUPLICATE_DOI, message)
                    .at(other.span, "this one")
                    .at(first.span, "and this one"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::diag::{Format, render};

    fn loaded(files: &[(&str, &str)]) -> (Bibliography, String) {
        let mut sources = SourceMap::default();
        let ids: Vec<FileId> = files.iter().map(|(path, text)| sources.add(*path, *text)).collect();
        let mut sink = Sink::default();
        let found = load(&ids, &sources, &[Lang::new("en"), Lang::new("es")], &mut sink);
        (found, render(&sink.into_sorted(&sources), &sources, Format::Short))
    }

    #[test]
    fn a_key_in_two_files_is_reported_and_the_first_stays() {
        let (found, slips) = loaded(&[
            ("a.yml", "x-1:\n  type: book\n  title: First\n"),
            ("b.bib", "@book{x-1,\n title = {Second}\n}\n"),
            ("c.json", r#"[{"id": "x-1", "type": "book", "title": "Third"}]"#),
        ]);
        assert_eq!(found.get("x-1").and_then(|r| r.entry.title()).map(ToString::to_string), Some("First".to_owned()));
        assert_data_eq!(
            slips,
            str![[r#"
b.bib:1:7: error[duplicate-reference]: the key `x-1` stands twice
c.json:1:9: error[duplicate-reference]: the key `x-1` stands twice

"#]]
        );
    }

    #[test]
    fn a_doi_is_one_work_however_it_is_written() {
        let (_, slips) = loaded(&[(
            "a.yml",
            "a:\n  type: book\n  serial-number: {doi: 10.1/ABC}\nb:\n  type: book\n  serial-number:\n    doi: https://doi.org/10.1/abc\n",
        )]);
        assert_data_eq!(
            slips,
            str![[r#"
a.yml:4:1: warning[duplicate-doi]: `a` and `b` share the DOI 10.1/abc

"#]]
        );
    }
}
