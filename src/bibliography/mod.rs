//! The works that a site cites: files of libraries to items, and items to files of libraries.
//!
//! Owns what stands in such files: Hayagriva's YAML with Pliego's own keys, BibTeX and BibLaTeX, CSL-JSON and RIS are read into
//! one type, [`Item`], and written from it. Every slip is reported where it stands. How a work is cited or listed is left to
//! [`crate::csl`] and [`crate::resolve`].

mod addresses;
mod bib;
mod json;
mod dates;
mod encoding;
mod language;
mod latex;
mod names;
mod note;
mod tagged;
mod words;
mod write;
mod yaml;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use addresses::bare_doi;
pub(crate) use dates::{loose as loose_date, month as month_of, year as year_of};
pub use encoding::decode;
pub use write::{bibtex, csl_json, item_to_json, ris, without_markup};

use self::words::localised;
use crate::csl::{Item, Run, Variable};
use crate::data::{Address, BadAddress, CiteKey, Lang, Texts};
use crate::diag::{Diagnostic, Sink, codes, guarded};
use crate::source::{FileId, SourceMap, Span};

/// Everything that can be cited, by key.
#[derive(Debug, Clone, Default)]
pub struct Bibliography {
    references: BTreeMap<CiteKey, Reference>,
    /// Further keys of references (`ids` of BibLaTeX), and the key that each stands for.
    aliases: BTreeMap<CiteKey, CiteKey>,
}

/// One work of the bibliography.
#[derive(Debug, Clone)]
pub struct Reference {
    /// What citations call it.
    pub key: CiteKey,
    /// What citations may call it too.
    pub aliases: Vec<CiteKey>,
    /// What the file says of it, in CSL's variables. A page prints it as [`Reference::localised`] gives it.
    pub item: Item,
    /// Its titles as the file has them, where they were put into the case of a sentence because their words look English.
    pub titles_as_typed: BTreeMap<Variable, String>,
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
    /// Whether another reference takes fields from it: a volume of proceedings and its papers.
    pub lends: bool,
    /// How an article that was published prints it.
    pub printed: Option<Printed>,
    /// Its key in the file.
    pub span: Span,
}

/// A reference as an article prints it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Printed {
    /// The number or name before it, as printed.
    pub label: Option<String>,
    /// The reference; none where the article holds only its data.
    pub runs: Vec<Run>,
    /// Notes that stand behind it in the list.
    pub notes: Vec<Run>,
}

impl Reference {
    /// A reference of which no more is known than its item.
    #[must_use]
    pub fn new(key: CiteKey, item: Item, span: Span) -> Self {
        Self {
            key,
            aliases: Vec::new(),
            item,
            titles_as_typed: BTreeMap::new(),
            status: None,
            basis: Texts::default(),
            remark: Texts::default(),
            translated_title: Texts::default(),
            candidates: Vec::new(),
            lends: false,
            printed: None,
            span,
        }
    }

    /// The item as a page in `lang` prints it.
    ///
    /// Styles give English titles their capitals again on English pages only. On others a title that was put into the case
    /// of a sentence on a guess would lose those of places and months, so it stands as it was typed.
    #[must_use]
    pub fn localised(&self, lang: &str) -> Cow<'_, Item> {
        let mut item = localised(&self.item, lang);
        if !self.titles_as_typed.is_empty() && !language::has_title_case(lang) {
            let typed = self.titles_as_typed.iter().map(|(variable, title)| (*variable, title.clone()));
            item.to_mut().texts.extend(typed);
        }
        item
    }

    /// The language of the work, as a BCP 47 tag.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.item.text(Variable::Language)
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
    /// The reference of a key, or of another key that it has.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Reference> {
        self.references.get(key).or_else(|| self.references.get(self.aliases.get(key)?))
    }

    /// Further keys of references, and the key that each stands for.
    pub fn aliases(&self) -> impl Iterator<Item = (&CiteKey, &CiteKey)> {
        self.aliases.iter()
    }

    /// All references, in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = &Reference> {
        self.references.values()
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &CiteKey> {
        self.references.keys()
    }

    /// Adds the reference of an article, unless its key is taken.
    pub fn add(&mut self, reference: Reference) {
        self.references.entry(reference.key.clone()).or_insert(reference);
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
        Self { references: map, aliases: BTreeMap::new() }
    }
}

/// Whether a file of `content/` is a bibliography, by its name: `bibliography.yml`, any `.bib`, `.json` or `.ris`.
#[must_use]
pub fn is_bibliography(path: &camino::Utf8Path) -> bool {
    matches!(path.extension(), Some("bib" | "json" | "ris"))
        || matches!(path.file_name(), Some("bibliography.yml" | "bibliography.yaml"))
}

/// What the readers of all formats are told of the site.
struct Context<'a> {
    /// The languages that texts of the site may be given in.
    languages: &'a [Lang],
    /// The language of the site, where it has but one.
    alone: Option<&'a str>,
}

/// Reads the bibliography files of a site, in this order; what a file is, its extension says.
///
/// `languages` are those that texts of the site may be given in. A reference that cannot be read is reported and left
/// out; of two with the same key the first one stays.
pub fn load(files: &[FileId], sources: &SourceMap, languages: &[Lang], sink: &mut Sink) -> Bibliography {
    let alone = match languages {
        [one] => Some(one.as_str()),
        _ => None,
    };
    let context = Context { languages, alone };
    let mut references: BTreeMap<CiteKey, Reference> = BTreeMap::new();
    for file in files {
        let at = |crash: Diagnostic| crash.at(Span::new(*file, 0..0), "");
        let found = guarded("reading this bibliography", at, sink, |sink| match sources.file(*file).path.extension() {
            Some("bib") => bib::read(*file, sources, &context, sink),
            Some("json") => json::read(*file, sources, sink),
            Some("ris") => tagged::read(*file, sources, sink),
            _ => yaml::read(*file, sources, &context, sink),
        });
        for mut reference in found.into_iter().flatten() {
            judge_addresses(&mut reference, sources, sink);
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
    let aliases = aliases(&references, sink);
    Bibliography { references, aliases }
}

/// The further keys of references. One that another reference has as its own, or has too, is reported and stays with that.
fn aliases(references: &BTreeMap<CiteKey, Reference>, sink: &mut Sink) -> BTreeMap<CiteKey, CiteKey> {
    let mut found: BTreeMap<CiteKey, CiteKey> = BTreeMap::new();
    for reference in references.values() {
        for alias in reference.aliases.iter().filter(|alias| **alias != reference.key) {
            let owner = references.get(alias).or_else(|| references.get(found.get(alias)?));
            match owner {
                Some(owner) if owner.key != reference.key => sink.push(
                    Diagnostic::new(codes::DUPLICATE_REFERENCE, format!("the key `{alias}` stands twice"))
                        .at(reference.span, "as a further key of this one")
                        .at(owner.span, "and of this one"),
                ),
                Some(_) => {}
                None => {
                    found.insert(alias.clone(), reference.key.clone());
                }
            }
        }
    }
    found
}

/// Schemes that people put into libraries and that no page links to: they are printed as text, without a link.
const PRINTED_ONLY: [&str; 2] = ["info", "urn"];

/// Takes out the address and the DOI of a record that no page may link to, and reports them.
fn judge_addresses(reference: &mut Reference, sources: &SourceMap, sink: &mut Sink) {
    for variable in [Variable::Url, Variable::Doi] {
        let Some(text) = reference.item.text(variable) else { continue };
        let judged = if variable == Variable::Url { Address::parse(text) } else { Address::of_doi(bare_doi(text)) };
        let Err(fault) = judged else { continue };
        if matches!(&fault, BadAddress::Scheme(scheme) if PRINTED_ONLY.contains(&scheme.as_str())) {
            continue;
        }
        let place = sources.behind(reference.span, text);
        let diagnostic = Diagnostic::new(codes::UNLINKED_ADDRESS, format!("`{text}` {fault}"));
        sink.push(diagnostic.at(place, "").help(BadAddress::HELP));
        reference.item.texts.remove(&variable);
    }
}

/// Two references with one DOI are probably one work under two keys.
fn report_shared_dois(references: &BTreeMap<CiteKey, Reference>, sink: &mut Sink) {
    let mut owners: BTreeMap<String, Vec<&Reference>> = BTreeMap::new();
    for reference in references.values() {
        if let Some(doi) = reference.item.text(Variable::Doi) {
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

/// What of a file no variable takes: told once for the file.
#[derive(Debug, Default)]
struct Unmapped(BTreeMap<String, (usize, Option<Span>)>);

impl Unmapped {
    /// Counts a field, or a kind of entry, that stands at `span`.
    fn add(&mut self, name: &str, span: Span) {
        let (count, first) = self.0.entry(name.to_owned()).or_default();
        *count += 1;
        first.get_or_insert(span);
    }

    fn report(self, file: FileId, sink: &mut Sink) {
        let Some(first) = self.0.values().filter_map(|(_, span)| *span).min() else { return };
        let names: Vec<String> = self.0.iter().map(|(name, (count, _))| format!("`{name}` ({count})")).collect();
        let message = format!("what no style prints is left out: {}", names.join(", "));
        let place = Span { file, ..first };
        sink.push(Diagnostic::new(codes::UNMAPPED_FIELD, message).at(place, "the first of them"));
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
            ("d.ris", "TY  - BOOK\nID  - x-1\nTI  - Fourth\nER  - \n"),
        ]);
        assert_eq!(found.get("x-1").and_then(|r| r.item.text(Variable::Title)), Some("First"));
        assert_data_eq!(
            slips,
            str![[r#"
b.bib:1:7: error[duplicate-reference]: the key `x-1` stands twice
c.json:1:9: error[duplicate-reference]: the key `x-1` stands twice
d.ris:2:7: error[duplicate-reference]: the key `x-1` stands twice

"#]]
        );
    }

    #[test]
    fn a_work_is_found_by_its_further_keys_unless_they_are_those_of_another() {
        let (found, slips) = loaded(&[(
            "a.bib",
            "@book{new,\n title = {One},\n ids = {old, other , new}\n}\n@book{other,\n title = {Two},\n ids = {old}\n}\n",
        )]);
        let title = |key: &str| found.get(key).and_then(|r| r.item.text(Variable::Title));
        assert_eq!((title("old"), title("other"), title("older")), (Some("One"), Some("Two"), None));
        assert_data_eq!(
            slips,
            str![[r#"
a.bib:1:7: error[duplicate-reference]: the key `other` stands twice
a.bib:5:7: error[duplicate-reference]: the key `old` stands twice

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
