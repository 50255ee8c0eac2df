//! What a page says of itself to machines: canonical and alternate addresses, Open Graph, Highwire tags, JSON-LD.
//!
//! Highwire tags follow Google Scholar's inclusion guidelines (authors as "Family, Given", dates as 2026/02/26), JSON-LD
//! follows schema.org's `ScholarlyArticle`, alternates Google's rules for localised versions: each lists all, itself too.

use serde_json::{Map, Value, json};

mod linked;

use super::html::{Html, Writer};
use crate::config::{Journal, Person};
use crate::data::{Lang, OutPath};
use crate::load::Work;
use crate::site::{PageId, Site};

/// The facts of a page that its head is made from.
pub(super) struct Head<'a> {
    pub(super) site: &'a Site<'a>,
    pub(super) page: &'a PageId,
    pub(super) lang: &'a Lang,
    pub(super) path: &'a OutPath,
    /// What stands above the page.
    pub(super) title: &'a str,
    /// What the page is called among all of the site.
    pub(super) own_title: &'a str,
    pub(super) description: &'a str,
    pub(super) site_title: &'a str,
    /// The abstract of the page's work in the page's language, as words.
    pub(super) abstract_words: Option<String>,
}

impl Head<'_> {
    /// All tags, one a line.
    pub(super) fn write(&self) -> Html {
        let mut writer = Writer::default();
        let canonical = self.url(self.path);
        if *self.page == PageId::NotFound {
            name(&mut writer, "robots", "noindex");
        } else if matches!(self.page, PageId::Facing(_)) {
            // The text is on the pages of its languages, which list each other; here it is for readers, not for search.
            name(&mut writer, "robots", "noindex, follow");
        } else {
            link(&mut writer, "canonical", &canonical, None);
            for (hreflang, path) in alternates(self.site, self.page) {
                link(&mut writer, "alternate", &self.url(path), Some(&hreflang));
            }
        }
        self.open_graph(&canonical, &mut writer);
        if let Some((index, work)) = self.work() {
            if matches!(self.page, PageId::Work(_) | PageId::Article(_)) {
                self.highwire(index, work, &canonical, &mut writer);
            }
            let data = self.json_ld(index, work, &canonical);
            // Nothing inside may end the element: JSON can write `<` as an escape.
            let data = data.to_string().replace('<', "\\u003c");
            writer.raw_element("script", &[("type", "application/ld+json")], &data).line();
        }
        writer.finish()
    }

    fn url(&self, path: &OutPath) -> String {
        url(self.site, path)
    }

    /// The work that the page belongs to, and its place in the site.
    fn work(&self) -> Option<(usize, &Work)> {
        match self.page {
            PageId::Work(work) | PageId::Article(work) | PageId::Section(work, _) => {
                Some((*work, self.site.content.works.get(*work)?))
            }
            _ => None,
        }
    }

    fn open_graph(&self, canonical: &str, writer: &mut Writer) {
        let article = self.work().is_some();
        property(writer, "og:type", if article { "article" } else { "website" });
        property(writer, "og:title", self.own_title);
        property(writer, "og:description", self.description);
        property(writer, "og:site_name", self.site_title);
        if !matches!(self.page, PageId::NotFound | PageId::Facing(_)) {
            property(writer, "og:url", canonical);
        }
        for language in self.site.languages() {
            let own = language.code == *self.lang;
            let tag = if own { "og:locale" } else { "og:locale:alternate" };
            property(writer, tag, &language.locale.replace('-', "_"));
        }
    }

    fn highwire(&self, index: usize, work: &Work, canonical: &str, writer: &mut Writer) {
        let config = &work.config;
        let title = config.title.value.pick(self.lang, work.language());
        let Some(title) = title else { return };
        name(writer, "citation_title", title.text);
        name(writer, "citation_language", title.lang.as_str());
        if let Some(kind) = config.kind() {
            name(writer, "citation_article_type", kind);
        }
        for author in config.authors() {
            // Zotero splits a single "Family Family, Given" at its comma unless a semicolon follows.
            let end = if config.authors.len() == 1 && !author.is_group() { ";" } else { "" };
            name(writer, "citation_author", &format!("{}{end}", inverted(author)));
            for affiliation in config.affiliations_of(author) {
                if let Some((affiliation, _)) = affiliation.name.value.pick(self.lang, work.language()) {
                    name(writer, "citation_author_institution", affiliation);
                }
            }
            if let Some(orcid) = &author.orcid {
                name(writer, "citation_author_orcid", &format!("https://orcid.org/{}", orcid.value));
            }
            if let Some(email) = &author.email {
                name(writer, "citation_author_email", &email.value);
            }
        }
        for editor in &config.editors {
            name(writer, "citation_editor", &inverted(&editor.value));
        }
        for translator in &config.translators {
            name(writer, "citation_translator", &inverted(&translator.value));
        }
        let edition = config.translations.get(self.lang.as_str());
        for (tag, people) in [
            ("citation_editor", edition.map(|edition| &edition.editors)),
            ("citation_translator", edition.map(|edition| &edition.translators)),
        ] {
            people.into_iter().flatten().for_each(|person| name(writer, tag, person));
        }
        if let Some(date) = config.published_in(self.lang) {
            name(writer, "citation_publication_date", &date.to_string().replace('-', "/"));
        }
        for funding in &config.funding {
            name(writer, "citation_funding_source", &linked::funding_source(funding, self.lang, work));
        }
        if let Some(journal) = &config.journal {
            name(writer, "citation_journal_title", &journal.title);
            let parts = [
                ("citation_volume", journal.volume.as_deref()),
                ("citation_issue", journal.issue.as_deref()),
                ("citation_issn", journal.issns()[0]),
                ("citation_issn", journal.issns()[1]),
                ("citation_firstpage", first_page(journal)),
                ("citation_lastpage", journal.pages.as_deref().and_then(|pages| Some(pages.split_once('-')?.1))),
            ];
            for (tag, value) in parts {
                value.into_iter().for_each(|value| name(writer, tag, value));
            }
        }
        if let Some(doi) = config.doi_in(self.lang) {
            name(writer, "citation_doi", doi);
        }
        for keyword in config.keywords.get(self.lang.as_str()).into_iter().flatten() {
            name(writer, "citation_keywords", keyword);
        }
        for (tag, page) in [
            ("citation_abstract_html_url", PageId::Work(index)),
            ("citation_fulltext_html_url", PageId::Article(index)),
        ] {
            let address = self.site.routes.path(&page, self.lang).map(|path| self.url(path));
            name(writer, tag, address.as_deref().unwrap_or(canonical));
        }
    }

    fn json_ld(&self, index: usize, work: &Work, canonical: &str) -> Value {
        let article = self.article(index, work);
        if let PageId::Section(..) = self.page {
            json!({
                "@context": "https://schema.org",
                "@type": "WebPage",
                "@id": canonical,
                "name": self.title,
                "inLanguage": self.lang.as_str(),
                "isPartOf": article,
            })
        } else {
            let mut article = article;
            if let Value::Object(fields) = &mut article {
                fields.insert("@context".into(), json!("https://schema.org"));
            }
            article
        }
    }

    fn article(&self, index: usize, work: &Work) -> Value {
        let config = &work.config;
        let address = |lang: &Lang| self.site.routes.path(&PageId::Work(index), lang).map(|path| self.url(path));
        let mut article = Map::new();
        let mut put = |key: &str, value: Value| {
            if !value.is_null() {
                article.insert(key.into(), value);
            }
        };
        put("@type", json!("ScholarlyArticle"));
        put("@id", json!(address(self.lang)));
        put("url", json!(address(self.lang)));
        let title = config.title.value.pick(self.lang, work.language());
        put("headline", json!(title.map(|title| title.text)));
        put("inLanguage", json!(self.lang.as_str()));
        let further = config.title.value.iter().filter(|(lang, _)| title.is_some_and(|title| title.lang != *lang));
        let further: Vec<Value> =
            further.map(|(lang, title)| json!({"@language": lang.as_str(), "@value": title})).collect();
        put("alternativeHeadline", if further.is_empty() { Value::Null } else { json!(further) });
        linked::people(work, self.lang, &mut put);
        put("datePublished", json!(config.published_in(self.lang).map(|date| date.to_string())));
        let edition = config.translations.get(self.lang.as_str());
        put("version", json!(edition.and_then(|edition| edition.version.as_deref())));
        if let Some(doi) = config.doi_in(self.lang) {
            put("identifier", json!({"@type": "PropertyValue", "propertyID": "DOI", "value": doi}));
            put("sameAs", json!(config.doi_address_in(self.lang)));
        }
        if let Some(journal) = &config.journal {
            put("isPartOf", periodical(journal));
            put("pageStart", json!(first_page(journal)));
        }
        put("abstract", json!(self.abstract_words));
        put("keywords", json!(config.keywords.get(self.lang.as_str())));
        put("license", json!(config.licence.as_ref().and_then(|licence| licence.url.value.address())));
        linked::rights_and_funding(work, self.lang, &mut put);
        let others: Vec<Value> = self
            .site
            .languages()
            .iter()
            .filter(|language| language.code != *self.lang)
            .map(|language| json!({"@type": "ScholarlyArticle", "@id": address(&language.code), "inLanguage": language.code.as_str()}))
            .collect();
        if *self.lang == *work.language() {
            if !others.is_empty() {
                put("workTranslation", json!(others));
            }
        } else {
            let original = json!({"@type": "ScholarlyArticle", "@id": address(work.language()), "inLanguage": work.language().as_str()});
            put("translationOfWork", original);
        }
        linked::related(work, self.lang, &mut article);
        Value::Object(article)
    }
}

/// The absolute address of a page: its folder's where it is an `index.html`.
#[must_use]
pub(crate) fn url(site: &Site<'_>, path: &OutPath) -> String {
    site.content.config.base_url.join(&path.address())
}

/// A page in each language, and the one for readers of no language of the site: the front page for start pages, else the
/// authoritative edition.
pub(crate) fn alternates<'a>(site: &'a Site<'_>, page: &PageId) -> Vec<(String, &'a OutPath)> {
    let is_start = matches!(page, PageId::Front | PageId::Home)
        || matches!(page, PageId::Work(work) if site.content.works[*work].config.is_root());
    let start = if site.content.works.first().is_some_and(|work| work.config.is_root()) {
        PageId::Work(0)
    } else {
        PageId::Home
    };
    let page = if *page == PageId::Front { &start } else { page };
    let Some(editions) = site.routes.editions(page) else { return Vec::new() };
    let mut found: Vec<_> = site
        .languages()
        .iter()
        .filter_map(|language| Some((language.code.to_string(), editions.get(&language.code)?)))
        .collect();
    let original = match page {
        PageId::Work(work)
        | PageId::Section(work, _)
        | PageId::Article(work)
        | PageId::Bibliography(work)
        | PageId::Glance(work)
        | PageId::Corrections(work) => site.content.works[*work].language(),
        _ => site.first_language(),
    };
    let default = if is_start { site.routes.path(&PageId::Front, original) } else { editions.get(original) };
    found.extend(default.map(|path| ("x-default".to_owned(), path)));
    found
}

/// A person as a list of references begins with them: "Family, Given".
fn inverted(person: &Person) -> String {
    if person.family.is_empty() || person.given.is_empty() {
        return person.full_name();
    }
    format!("{}, {}", person.family, person.given)
}

fn periodical(journal: &Journal) -> Value {
    let mut value = json!({"@type": "Periodical", "name": journal.title});
    let issns: Vec<&str> = journal.issns().into_iter().flatten().collect();
    if let Value::Object(fields) = &mut value {
        match issns[..] {
            [] => {}
            [issn] => drop(fields.insert("issn".into(), json!(issn))),
            _ => drop(fields.insert("issn".into(), json!(issns))),
        }
    }
    if let Some(volume) = &journal.volume {
        value = json!({"@type": "PublicationVolume", "volumeNumber": volume, "isPartOf": value});
    }
    if let Some(issue) = &journal.issue {
        value = json!({"@type": "PublicationIssue", "issueNumber": issue, "isPartOf": value});
    }
    value
}

fn first_page(journal: &Journal) -> Option<&str> {
    let pages = journal.pages.as_deref().map(|pages| pages.split('-').next().unwrap_or(pages));
    pages.or(journal.elocation.as_deref())
}

fn link(writer: &mut Writer, rel: &str, href: &str, hreflang: Option<&str>) {
    let mut attributes = vec![("rel", rel)];
    attributes.extend(hreflang.map(|hreflang| ("hreflang", hreflang)));
    attributes.push(("href", href));
    writer.open("link", &attributes).line();
}

fn name(writer: &mut Writer, name: &str, content: &str) {
    writer.open("meta", &[("name", name), ("content", content)]).line();
}

fn property(writer: &mut Writer, property: &str, content: &str) {
    writer.open("meta", &[("property", property), ("content", content)]).line();
}
