//! `work.yml` beside an article in JATS: every key may be left out, and what stands in it is said instead of the article.

use serde::Deserialize;

use super::{
    Affiliation, Checker, Config, Copyright, Dates, Funding, Journal, Licence, Nocite, Person, Related, Translation,
    WorkConfig,
};
use crate::data::{Lang, Ordered, Placed, Texts, read};
use crate::diag::Sink;
use crate::source::{FileId, SourceMap};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Overrides {
    path: Option<Placed<String>>,
    slug: Option<Placed<Texts>>,
    language: Option<Placed<Lang>>,
    kind: Option<Placed<String>>,
    title: Option<Placed<Texts>>,
    authors: Option<Vec<Placed<Person>>>,
    editors: Option<Vec<Placed<Person>>>,
    translators: Option<Vec<Placed<Person>>>,
    reviewers: Option<Vec<Placed<Person>>>,
    affiliations: Option<Ordered<Affiliation>>,
    journal: Option<Journal>,
    doi: Option<Placed<String>>,
    dates: Option<Dates>,
    funding: Option<Vec<Funding>>,
    related: Option<Vec<Related>>,
    keywords: Option<Ordered<Vec<String>>>,
    nocite: Option<Placed<Nocite>>,
    licence: Option<Licence>,
    copyright: Option<Copyright>,
    translations: Option<Ordered<Translation>>,
}

/// Puts a value in the place of another, if there is one.
fn put<T>(place: &mut T, given: Option<T>) {
    if let Some(given) = given {
        *place = given;
    }
}

impl WorkConfig {
    /// A work of which only its language and its titles are known.
    #[must_use]
    pub fn of_article(language: Placed<Lang>, title: Placed<Texts>) -> Self {
        Self {
            path: None,
            slug: None,
            language,
            kind: None,
            title,
            authors: Vec::new(),
            editors: Vec::new(),
            translators: Vec::new(),
            reviewers: Vec::new(),
            affiliations: Ordered::default(),
            journal: None,
            doi: None,
            dates: Dates::default(),
            funding: Vec::new(),
            related: Vec::new(),
            keywords: Ordered::default(),
            nocite: None,
            licence: None,
            copyright: None,
            translations: Ordered::default(),
        }
    }

    /// The language that a `work.yml` says an article is in.
    #[must_use]
    pub fn language_over(file: FileId, sources: &SourceMap) -> Option<Lang> {
        let given: Overrides = read(sources, file, 0..sources.file(file).text.len(), &mut Sink::default())?;
        given.language.map(|language| language.value)
    }

    /// Takes what a `work.yml` says in the place of what an article says, key by key; titles and editions by language.
    #[must_use]
    pub fn overridden(mut self, file: FileId, config: &Config, sources: &SourceMap, sink: &mut Sink) -> Self {
        if sources.file(file).text.lines().all(|line| line.trim().is_empty() || line.trim().starts_with('#')) {
            return self;
        }
        let Some(given) = read::<Overrides>(sources, file, 0..sources.file(file).text.len(), sink) else { return self };
        self.path = given.path.or(self.path);
        self.slug = given.slug.or(self.slug);
        self.kind = given.kind.or(self.kind);
        self.journal = given.journal.or(self.journal);
        self.doi = given.doi.or(self.doi);
        self.nocite = given.nocite.or(self.nocite);
        self.licence = given.licence.or(self.licence);
        self.copyright = given.copyright.or(self.copyright);
        put(&mut self.language, given.language);
        // Keys of institutions belong to the people who name them.
        if given.authors.is_some() || given.affiliations.is_some() {
            let mut all = given.affiliations.unwrap_or_default();
            all.0.append(&mut self.affiliations.0);
            self.affiliations = all;
        }
        put(&mut self.authors, given.authors);
        put(&mut self.editors, given.editors);
        put(&mut self.translators, given.translators);
        put(&mut self.reviewers, given.reviewers);
        put(&mut self.dates, given.dates);
        put(&mut self.funding, given.funding);
        put(&mut self.related, given.related);
        put(&mut self.keywords, given.keywords);
        if let Some(title) = given.title {
            let all = self.title.value.iter().chain(title.value.iter());
            let value: Texts = all.map(|(lang, text)| (lang.as_str(), text)).collect();
            self.title = Placed { value, referenced: title.referenced, defined: title.defined };
        }
        if let Some(mut translations) = given.translations {
            let known: Vec<String> = translations.keys().map(str::to_owned).collect();
            self.translations.0.retain(|(lang, _)| !known.contains(&lang.value));
            self.translations.0.append(&mut translations.0);
        }
        self.check_values(file, sources, sink);
        self.check_facts(&mut Checker { file, config, sources, sink });
        self
    }
}
