//! `work.yml`: what a work says of itself.

use std::fmt;

use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{
    Affiliation, Checker, Config, Copyright, Dates, Funding, Journal, Licence, Person, Related, WORK_KINDS,
    WrittenDate, find_word, invalid_slug,
};
use crate::data::{Address, Lang, Ordered, Placed, PlacedExt, Slug, Texts, read};
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
    /// What kind of work it is: a name in [`WORK_KINDS`].
    #[serde(default)]
    pub kind: Option<Placed<String>>,
    /// Title in each language, also in languages that the site does not have.
    pub title: Placed<Texts>,
    /// Authors, in order.
    #[serde(default)]
    pub authors: Vec<Placed<Person>>,
    /// Who edited it.
    #[serde(default)]
    pub editors: Vec<Placed<Person>>,
    /// Who translated it from a work that is not on this site; an edition of this site has its own translators.
    #[serde(default)]
    pub translators: Vec<Placed<Person>>,
    /// Who reviewed it.
    #[serde(default)]
    pub reviewers: Vec<Placed<Person>>,
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
    /// Who paid for it.
    #[serde(default)]
    pub funding: Vec<Funding>,
    /// Works that it answers to, or is made of.
    #[serde(default)]
    pub related: Vec<Related>,
    /// Keywords by language, also in languages that the site does not have.
    #[serde(default)]
    pub keywords: Ordered<Vec<String>>,
    /// Works that stand in the list of references without being cited.
    #[serde(default)]
    pub nocite: Option<Placed<Nocite>>,
    /// Licence, if it is known.
    #[serde(default)]
    pub licence: Option<Licence>,
    /// Who holds the rights, if that is known.
    #[serde(default)]
    pub copyright: Option<Copyright>,
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
    pub fn published(&self) -> Option<WrittenDate> {
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
        work.check_facts(&mut Checker { file, config, sources, sink });
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

    /// What kind of work it is: a name in [`WORK_KINDS`].
    #[must_use]
    pub fn kind(&self) -> Option<&'static str> {
        find_word(&self.kind.as_ref()?.value, &WORK_KINDS)
    }

    /// Authors, in order.
    pub fn authors(&self) -> impl Iterator<Item = &Person> {
        self.authors.iter().map(|author| &author.value)
    }

    /// Everyone who had a part in it, by the key that names them.
    pub fn people(&self) -> impl Iterator<Item = (&'static str, &[Placed<Person>])> {
        let people: [(&str, &[Placed<Person>]); 4] = [
            ("authors", &self.authors),
            ("editors", &self.editors),
            ("translators", &self.translators),
            ("reviewers", &self.reviewers),
        ];
        people.into_iter()
    }

    /// The institutions that a person belongs to.
    pub fn affiliations_of<'a>(&'a self, person: &'a Person) -> impl Iterator<Item = &'a Affiliation> {
        person.affiliations().filter_map(|key| self.affiliations.get(key))
    }

    /// The DOI of the edition in a language: its own, else the work's.
    #[must_use]
    pub fn doi_in(&self, lang: &Lang) -> Option<&str> {
        let own = self.translations.get(lang.as_str()).and_then(|edition| edition.doi.as_ref());
        own.or(self.doi.as_ref()).map(|doi| doi.value.as_str())
    }

    /// When the edition in a language was published: its own date, else the work's.
    #[must_use]
    pub fn published_in(&self, lang: &Lang) -> Option<WrittenDate> {
        let own = self.translations.get(lang.as_str()).and_then(Translation::published);
        own.or_else(|| self.dates.published())
    }

    /// Whether its pages stand at the root of each language.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.path.as_ref().is_some_and(|path| path.value == "/")
    }

    pub(super) fn check_values(&self, file: FileId, sources: &SourceMap, sink: &mut Sink) {
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
    }

    /// Checks what a journal's first page says of the work.
    pub(super) fn check_facts(&self, checker: &mut Checker<'_>) {
        checker.further_texts("title", &self.title.value, checker.place(&self.title));
        for (lang, _) in &self.keywords.0 {
            checker.further_language("this list of keywords", &Lang::new(&lang.value), checker.place(lang));
        }
        if let Some(kind) = &self.kind {
            checker.word("a kind of work", &kind.value, checker.place(kind), &WORK_KINDS);
        }
        let links = self.journal.iter().filter_map(|journal| journal.url.as_ref());
        for given in links.chain(self.licence.as_ref().map(|licence| &licence.url)) {
            checker.address(given);
        }
        self.dates.check(checker);
        let editions = || self.translations.0.iter().map(|(_, edition)| edition);
        for date in editions().filter_map(|edition| edition.date.as_ref()) {
            checker.date(&date.value, checker.place(date));
        }
        for doi in self.doi.iter().chain(editions().filter_map(|edition| edition.doi.as_ref())) {
            checker.doi(doi);
        }
        for person in self.people().flat_map(|(_, people)| people) {
            Person::check(person, &self.affiliations, checker);
        }
        for (_, affiliation) in &self.affiliations.0 {
            affiliation.check(checker);
        }
        if let Some(journal) = &self.journal {
            journal.check(checker);
        }
        self.funding.iter().for_each(|funding| funding.check(checker));
        self.related.iter().for_each(|related| related.check(checker));
        if let Some(copyright) = &self.copyright {
            checker.wording("holder", &copyright.holder.value, checker.place(&copyright.holder));
        }
    }
}

/// Whether `text` is a DOI, without a resolver's address.
pub(crate) fn is_doi(text: &str) -> bool {
    text.starts_with("10.") && text.contains('/') && Address::of_doi(text).is_ok()
}
