//! `work.yml`: what a work says of itself.

use std::fmt;

use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{Config, invalid_slug};
use crate::data::{Address, BadAddress, GivenAddress, Lang, Ordered, Placed, PlacedExt, Slug, Texts, read};
use crate::diag::{Diagnostic, Sink, closest, codes};
use crate::source::{FileId, SourceMap, Span};

/// `work.yml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkConfig {
    /// `/` puts the work's pages at the root of each language.
    #[serde(default)]
    pub path: Option<Placed<String>>,
    /// The work's part of the address in each language; by default the name of its folder.
    #[serde(default)]
    pub slug: Option<Placed<Texts>>,
    /// The authoritative language: the one that a missing text falls back to.
    pub language: Placed<Lang>,
    /// Title in each language.
    pub title: Placed<Texts>,
    /// Authors, in order.
    #[serde(default)]
    pub authors: Vec<Author>,
    /// Institutions that authors name.
    #[serde(default)]
    pub affiliations: Ordered<Affiliation>,
    /// The journal that published it.
    #[serde(default)]
    pub journal: Option<Journal>,
    /// DOI, without a resolver's address.
    #[serde(default)]
    pub doi: Option<Placed<String>>,
    /// Dates of its life.
    #[serde(default)]
    pub dates: Dates,
    /// Keywords by language.
    #[serde(default)]
    pub keywords: Ordered<Vec<String>>,
    /// Works that stand in the list of references without being cited.
    #[serde(default)]
    pub nocite: Option<Placed<Nocite>>,
    /// Licence, if it is known.
    #[serde(default)]
    pub licence: Option<Licence>,
    /// What is known of the editions in other languages than the authoritative one.
    #[serde(default)]
    pub translations: Ordered<Translation>,
}

/// Works that stand in the list of references without being cited, in Pandoc's form: `"@a, @b"`, `"@*"` for all that
/// there are, or a list of such texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Nocite(pub Vec<String>);

impl<'de> Deserialize<'de> for Nocite {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Texts;

        impl<'de> Visitor<'de> for Texts {
            type Value = Nocite;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("keys in quotes: `nocite: \"@a, @b\"`, or `nocite: \"@*\"` for all")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Nocite, E> {
                Ok(Nocite(vec![text.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Nocite, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = list.next_element()? {
                    texts.push(text);
                }
                Ok(Nocite(texts))
            }
        }

        deserializer.deserialize_any(Texts)
    }
}

/// Where an edition that is a translation comes from.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Translation {
    /// Whether it was made for this site, and is not the journal's.
    #[serde(default)]
    pub made_for_site: bool,
    /// Who translated.
    #[serde(default)]
    pub translators: Vec<String>,
    /// The language that it was translated from, where that is not the authoritative one.
    #[serde(default)]
    pub from: Option<Placed<String>>,
    /// Who edited it.
    #[serde(default)]
    pub editors: Vec<String>,
    /// Who reviewed it.
    #[serde(default)]
    pub reviewers: Vec<String>,
    /// Which version of it this is: `2.1`.
    #[serde(default)]
    pub version: Option<String>,
    /// When it was published.
    #[serde(default)]
    pub date: Option<Placed<String>>,
    /// Its own DOI, without a resolver's address.
    #[serde(default)]
    pub doi: Option<Placed<String>>,
    /// Parts that are the authors' own words in this language, and so are held against no original.
    #[serde(default)]
    pub own: Vec<Placed<String>>,
}

impl Translation {
    /// When it was published, if that is known.
    #[must_use]
    pub fn published(&self) -> Option<jiff::civil::Date> {
        self.date.as_ref()?.value.parse().ok()
    }

    /// The parts that are the authors' own words.
    pub fn own_parts(&self) -> impl Iterator<Item = OwnPart> {
        self.own.iter().filter_map(|part| OwnPart::find(&part.value))
    }
}

/// A part of a work that its authors wrote in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnPart {
    /// The work's title.
    Title,
    /// The abstract.
    Abstract,
    /// All sections: the authors published the whole text in both languages.
    Sections,
}

impl OwnPart {
    const NAMES: [(&str, Self); 3] =
        [("title", Self::Title), ("abstract", Self::Abstract), ("sections", Self::Sections)];

    fn find(name: &str) -> Option<Self> {
        Self::NAMES.into_iter().find(|(known, _)| *known == name).map(|(_, part)| part)
    }
}

/// A person who wrote the work.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// Family name or names.
    pub family: String,
    /// Given names, or initials where only these are known.
    #[serde(default)]
    pub given: String,
    /// ORCID iD: four groups of four.
    #[serde(default)]
    pub orcid: Option<Placed<String>>,
    /// A key of `affiliations`.
    #[serde(default)]
    pub affiliation: Option<Placed<String>>,
}

impl Author {
    /// Given names and family names in the order in which they are said.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.given, self.family).trim().to_owned()
    }
}

/// An institution.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Affiliation {
    /// Name, in its own language.
    pub name: String,
    /// Town.
    #[serde(default)]
    pub place: Texts,
}

/// Where the work was published.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Journal {
    /// Name.
    pub title: String,
    /// Volume.
    #[serde(default)]
    pub volume: Option<String>,
    /// Issue.
    #[serde(default)]
    pub issue: Option<String>,
    /// Electronic location: what a journal without pages has in their place.
    #[serde(default)]
    pub elocation: Option<String>,
    /// First and last page: `13-34`.
    #[serde(default)]
    pub pages: Option<String>,
    /// ISSN.
    #[serde(default)]
    pub issn: Option<String>,
    /// Address of the work at the journal.
    #[serde(default)]
    pub url: Option<Placed<GivenAddress>>,
}

impl Journal {
    /// Address of the work at the journal.
    #[must_use]
    pub fn address(&self) -> Option<&Address> {
        self.url.as_ref()?.value.address()
    }
}

/// Civil dates, written 2026-02-26.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// When the journal received it.
    #[serde(default)]
    pub received: Option<Placed<String>>,
    /// When it was accepted.
    #[serde(default)]
    pub accepted: Option<Placed<String>>,
    /// When it was published.
    #[serde(default)]
    pub published: Option<Placed<String>>,
}

impl Dates {
    /// When it was published, if that is known.
    #[must_use]
    pub fn published(&self) -> Option<jiff::civil::Date> {
        self.published.as_ref()?.value.parse().ok()
    }
}

/// A licence.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: Placed<GivenAddress>,
}

impl WorkConfig {
    /// Reads a `work.yml`.
    pub fn read(file: FileId, config: &Config, sources: &SourceMap, sink: &mut Sink) -> Option<Self> {
        let work: Self = read(sources, file, 0..sources.file(file).text.len(), sink)?;
        let language = &work.language;
        if config.language(&language.value).is_none() {
            sink.push(config.unknown_language("the work", &language.value, language.place(file, sources)));
            return None;
        }
        let title = work.title.place(file, sources);
        config.check_texts("title", &work.title.value, title, sink);
        if work.title.value.get(&language.value).is_none() {
            let message = format!("the title is missing in `{}`, the work's authoritative language", language.value);
            sink.push(Diagnostic::new(codes::MISSING_LANGUAGE, message).at(title, ""));
        }
        for (lang, given) in &work.translations.0 {
            for part in given.own.iter().filter(|part| OwnPart::find(&part.value).is_none()) {
                let names = OwnPart::NAMES.map(|(name, _)| name);
                let help = match closest(&part.value, names) {
                    Some(found) => format!("did you mean `{found}`?"),
                    None => format!("the parts are {}", names.join(", ")),
                };
                let message = format!("a work has no part `{}`", part.value);
                sink.push(Diagnostic::new(codes::BAD_VALUE, message).at(part.place(file, sources), "").help(help));
            }
            let code = Lang::new(&lang.value);
            let place = lang.place(file, sources);
            if let Some(from) = &given.from {
                let source = Lang::new(&from.value);
                let place = from.place(file, sources);
                if config.language(&source).is_none() {
                    sink.push(config.unknown_language("what this was translated from", &source, place));
                } else if source == code {
                    let message = format!("the edition in `{code}` cannot be translated from itself");
                    let help = "name the language that the translators worked from, or leave `from:` out";
                    sink.push(Diagnostic::new(codes::BAD_VALUE, message).at(place, "").help(help));
                }
            }
            if config.language(&code).is_none() {
                sink.push(config.unknown_language("this translation", &code, place));
            } else if code == work.language.value {
                let message = format!("`{code}` is the work's own language, not one that it is translated into");
                let help = "leave it out here, or correct `language:`";
                sink.push(Diagnostic::new(codes::BAD_VALUE, message).at(place, "").help(help));
            }
        }
        work.check_values(file, sources, sink);
        Some(work)
    }

    /// The address of its DOI.
    #[must_use]
    pub fn doi_address(&self) -> Option<Address> {
        Address::of_doi(&self.doi.as_ref()?.value).ok()
    }

    /// The address of the DOI of the edition in a language.
    #[must_use]
    pub fn doi_address_in(&self, lang: &Lang) -> Option<Address> {
        Address::of_doi(self.doi_in(lang)?).ok()
    }

    /// Whether a part in a language is the authors' own, not a translation.
    #[must_use]
    pub fn is_own(&self, lang: &Lang, part: OwnPart) -> bool {
        let given = self.translations.get(lang.as_str());
        *lang == self.language.value || given.is_some_and(|given| given.own_parts().any(|own| own == part))
    }

    /// The DOI of the edition in a language: its own, else the work's.
    #[must_use]
    pub fn doi_in(&self, lang: &Lang) -> Option<&str> {
        let own = self.translations.get(lang.as_str()).and_then(|edition| edition.doi.as_ref());
        own.or(self.doi.as_ref()).map(|doi| doi.value.as_str())
    }

    /// When the edition in a language was published: its own date, else the work's.
    #[must_use]
    pub fn published_in(&self, lang: &Lang) -> Option<jiff::civil::Date> {
        let own = self.translations.get(lang.as_str()).and_then(Translation::published);
        own.or_else(|| self.dates.published())
    }

    /// Whether its pages stand at the root of each language.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.path.as_ref().is_some_and(|path| path.value == "/")
    }

    fn check_values(&self, file: FileId, sources: &SourceMap, sink: &mut Sink) {
        let mut bad = |place: Span, message: String, help: &str| {
            sink.push(Diagnostic::new(codes::BAD_VALUE, message).at(place, "").help(help));
        };
        if let Some(path) = self.path.as_ref().filter(|path| path.value != "/") {
            let message = format!("a work cannot stand at the path `{}`", path.value);
            bad(path.place(file, sources), message, "the only path is `/`; any other address is a `slug:`");
        }
        if let Some(slug) = &self.slug {
            for (_, text) in slug.value.iter().filter(|(_, text)| !Slug::is_valid(text)) {
                sink.push(invalid_slug(text, slug.place(file, sources)));
            }
        }
        let links = self.journal.iter().filter_map(|journal| journal.url.as_ref());
        for given in links.chain(self.licence.as_ref().map(|licence| &licence.url)) {
            if let Some((text, fault)) = given.value.fault() {
                let diagnostic = Diagnostic::new(codes::ADDRESS, format!("`{}` {fault}", text.trim()));
                sink.push(diagnostic.at(given.place(file, sources), "").help(BadAddress::HELP));
            }
        }
        let mut bad = |place: Span, message: String, help: &str| {
            sink.push(Diagnostic::new(codes::BAD_VALUE, message).at(place, "").help(help));
        };
        let editions = || self.translations.0.iter().map(|(_, edition)| edition);
        let own = [&self.dates.received, &self.dates.accepted, &self.dates.published].into_iter();
        for date in own.chain(editions().map(|edition| &edition.date)).flatten() {
            if date.value.parse::<jiff::civil::Date>().is_err() {
                bad(
                    date.place(file, sources),
                    format!("`{}` is not a date", date.value),
                    "a date is written 2026-02-26",
                );
            }
        }
        let is_doi = |doi: &str| doi.starts_with("10.") && doi.contains('/') && Address::of_doi(doi).is_ok();
        let dois = std::iter::once(&self.doi).chain(editions().map(|edition| &edition.doi)).flatten();
        for doi in dois.filter(|doi| !is_doi(&doi.value)) {
            let message = format!("`{}` is not a DOI", doi.value);
            bad(doi.place(file, sources), message, "a DOI begins with `10.`; leave out `https://doi.org/`");
        }
        for author in &self.authors {
            if let Some(orcid) = author.orcid.as_ref().filter(|orcid| !is_orcid(&orcid.value)) {
                let message = format!("`{}` is not an ORCID iD", orcid.value);
                bad(
                    orcid.place(file, sources),
                    message,
                    "four groups of four digits; the last character is their check",
                );
            }
            if let Some(key) = author.affiliation.as_ref().filter(|key| self.affiliations.get(&key.value).is_none()) {
                let message = format!("`{}` is not among the `affiliations:`", key.value);
                bad(key.place(file, sources), message, "add it there, or correct the key");
            }
        }
    }
}

/// Whether `text` is an ORCID iD with the right check character (ISO 7064, MOD 11-2).
fn is_orcid(text: &str) -> bool {
    let shape = text.len() == 19 && text.bytes().enumerate().all(|(i, b)| (b == b'-') == (i % 5 == 4));
    let digits: Vec<u8> = text.bytes().filter(|b| *b != b'-').collect();
    let (Some((check, body)), true) = (digits.split_last(), shape) else { return false };
    if !body.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let total = body.iter().fold(0u32, |total, digit| (total + u32::from(digit - b'0')) * 2 % 11);
    let expected = (12 - total) % 11;
    *check == if expected == 10 { b'X' } else { b'0' + u8::try_from(expected).unwrap_or(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_orcid_is_checked_by_its_last_character() {
        assert!(is_orcid("0000-0002-3183-2876"));
        assert!(is_orcid("0000-0002-9875-1042"));
        assert!(is_orcid("0000-0002-1694-233X"));
        assert!(!is_orcid("0000-0002-3183-2877"));
        assert!(!is_orcid("0000000231832876"));
    }
}
