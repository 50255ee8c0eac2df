//! What pages say of themselves to machines: titles, canonical and alternate addresses, Highwire tags, JSON-LD, sitemap.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::site::{Folder, Page, Site, attr};

const BASE: &str = "https://pliego.example/";

fn lang_of(path: &str) -> Option<&str> {
    path.split_once('/').map(|(lang, _)| lang)
}

/// The alternates of a page: language → file.
fn alternates(page: &Page) -> BTreeMap<String, String> {
    let links = page.all("head link[rel=alternate][hreflang]");
    let file = |href: &str| href.strip_prefix(BASE).unwrap_or_else(|| panic!("{}: {href}", page.path)).to_owned();
    let found: BTreeMap<_, _> =
        links.iter().map(|link| (attr(*link, "hreflang").to_owned(), file(attr(*link, "href")))).collect();
    assert_eq!(found.len(), links.len(), "{}: a language stands twice", page.path);
    found
}

fn metas(page: &Page, name: &str) -> Vec<String> {
    page.all(&format!("head meta[name={name}]")).iter().map(|meta| attr(*meta, "content").to_owned()).collect()
}

#[test]
fn every_page_has_a_title_of_its_own_and_a_description() {
    let mut titles: BTreeMap<(Option<String>, String), String> = BTreeMap::new();
    for page in Site::article().pages() {
        let title = page.words("head > title");
        assert!(!title.is_empty(), "{}", page.path);
        let descriptions = metas(&page, "description");
        assert!(matches!(&descriptions[..], [text] if text.len() > 20), "{}: {descriptions:?}", page.path);
        let key = (lang_of(&page.path).map(str::to_owned), title);
        if let Some(other) = titles.insert(key.clone(), page.path.clone()) {
            panic!("{other} and {} are both called {}", page.path, key.1);
        }
    }
}

/// Whether search engines are to find a page: not that for lost addresses, and not one that shows two editions at once.
fn is_indexed(path: &str) -> bool {
    path != "404.html" && !path.starts_with("en-es/")
}

#[test]
fn every_page_says_its_language_and_its_address() {
    for page in Site::article().pages() {
        // Facing pages stand under no language; theirs is that of the left one.
        let lang = lang_of(&page.path).filter(|lang| *lang != "en-es").unwrap_or("en");
        assert_eq!(page.attr("html", "lang"), lang, "{}", page.path);
        assert_eq!(page.attr("html", "dir"), "ltr", "{}", page.path);
        let canonical: Vec<_> =
            page.all("head link[rel=canonical]").iter().map(|l| attr(*l, "href").to_owned()).collect();
        if is_indexed(&page.path) {
            assert_eq!(canonical, [format!("{BASE}{}", page.path)]);
            assert_eq!(page.attr("head meta[property='og:url']", "content"), canonical[0]);
        } else {
            assert!(canonical.is_empty() && page.all("head link[rel=alternate]").is_empty(), "{}", page.path);
            let robots = if page.path == "404.html" { "noindex" } else { "noindex, follow" };
            assert_eq!(metas(&page, "robots"), [robots]);
        }
        for property in ["og:title", "og:description", "og:type", "og:site_name", "og:locale"] {
            let content = page.attr(&format!("head meta[property='{property}']"), "content");
            assert!(!content.is_empty(), "{}: {property}", page.path);
        }
    }
}

#[test]
fn alternates_are_reciprocal_and_have_a_default() {
    let pages = Site::article().pages();
    let relation: BTreeMap<&str, BTreeMap<String, String>> =
        pages.iter().filter(|page| is_indexed(&page.path)).map(|page| (page.path.as_str(), alternates(page))).collect();
    for (path, others) in &relation {
        let codes: Vec<_> = others.keys().map(String::as_str).collect();
        assert_eq!(codes, ["en", "es", "x-default"], "{path}");
        for (lang, other) in others {
            // The page that it names lists the same pages, so this one too.
            assert_eq!(relation.get(other.as_str()), Some(others), "{path} and {other}");
            if lang != "x-default" {
                assert_eq!(lang_of(other), Some(lang.as_str()), "{path}");
            }
        }
        if let Some(own) = lang_of(path) {
            assert_eq!(others[own], *path);
        }
    }
    let groups: BTreeSet<_> = relation.values().collect();
    assert_eq!(groups.len() * 2 + 1, relation.len(), "each page of a language has one counterpart");
}

#[test]
fn the_front_page_is_the_default_of_the_start_pages() {
    for path in ["index.html", "en/index.html", "es/index.html"] {
        assert_eq!(alternates(&Site::article().page(path))["x-default"], "index.html");
    }
    assert_eq!(alternates(&Site::article().page("es/introduccion.html"))["x-default"], "en/introduction.html");
}

#[test]
fn reference_managers_find_the_article() {
    for (path, title) in [
        ("en/index.html", "Beyond the border: diplomacy, cooperation and human rights in child migration"),
        ("en/article.html", "Beyond the border: diplomacy, cooperation and human rights in child migration"),
        (
            "es/index.html",
            "Más allá de la frontera: diplomacia, cooperación y derechos humanos en la migración infantil",
        ),
        (
            "es/articulo.html",
            "Más allá de la frontera: diplomacia, cooperación y derechos humanos en la migración infantil",
        ),
    ] {
        let page = Site::article().page(path);
        let tag = |name: &str| metas(&page, name);
        assert_eq!(tag("citation_title"), [title]);
        assert_eq!(tag("citation_author"), ["Villegas Sánchez, M. J.", "Cordero Ramos, N."]);
        assert_eq!(tag("citation_author_institution"), ["Universidad Pablo de Olavide"; 2]);
        assert_eq!(tag("citation_publication_date"), ["2026/02/26"]);
        assert_eq!(tag("citation_journal_title"), ["Estudios Fronterizos"]);
        assert_eq!(tag("citation_volume"), ["27"]);
        assert_eq!(tag("citation_issn"), ["2395-9134"]);
        assert_eq!(tag("citation_doi"), ["10.21670/ref.2602180"]);
        assert_eq!(tag("citation_language"), [lang_of(path).expect("a language")]);
        // Google Scholar asks for an abstract or a full text on the page that carries the tags.
        for name in ["citation_abstract_html_url", "citation_fulltext_html_url"] {
            let address = tag(name).pop().unwrap_or_default();
            assert!(Site::article().output.get(&address[BASE.len()..]).is_some(), "{path}: {name} {address}");
        }
    }
    let other = Site::article().page("en/introduction.html");
    assert!(other.all("meta[name^=citation_]").is_empty(), "a section is not the article");
}

/// The JSON-LD of a page.
fn data(path: &str) -> Value {
    let page = Site::article().page(path);
    let text: String = page.one("script[type='application/ld+json']").text().collect();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn structured_data_names_the_article_and_its_translation() {
    for (path, own, other) in [
        ("en/index.html", "en", "es"),
        ("en/article.html", "en", "es"),
        ("es/index.html", "es", "en"),
        ("es/articulo.html", "es", "en"),
    ] {
        let data = data(path);
        assert_eq!((&data["@context"], &data["@type"]), (&"https://schema.org".into(), &"ScholarlyArticle".into()));
        assert_eq!(data["inLanguage"], own);
        assert_eq!(data["@id"], format!("{BASE}{own}/index.html"));
        assert_eq!(data["author"][0]["familyName"], "Villegas Sánchez");
        assert_eq!(data["author"][1]["identifier"], "https://orcid.org/0000-0002-9875-1042");
        assert_eq!(data["datePublished"], "2026-02-26");
        assert!(data["abstract"].as_str().is_some_and(|text| text.len() > 500), "{path}");
        assert_eq!(data.get("license"), None, "no licence is claimed");
        // The original is English: it has a translation, the Spanish page is one.
        let (has, lacks) = if own == "en" {
            ("workTranslation", "translationOfWork")
        } else {
            ("translationOfWork", "workTranslation")
        };
        let translation = if data[has].is_array() { &data[has][0] } else { &data[has] };
        assert_eq!(translation["@type"], "ScholarlyArticle", "{path}");
        assert_eq!(translation["@id"], format!("{BASE}{other}/index.html"));
        assert_eq!(translation["inLanguage"], other);
        assert_eq!(data.get(lacks), None);
    }
    let section = data("es/introduccion.html");
    assert_eq!((&section["@type"], &section["isPartOf"]["@type"]), (&"WebPage".into(), &"ScholarlyArticle".into()));
}

/// Of each `<url>`: its address and its alternates.
fn sitemap(text: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut reader = Reader::from_str(text);
    let mut urls: Vec<(String, BTreeMap<String, String>)> = Vec::new();
    let mut in_loc = false;
    loop {
        match reader.read_event().expect("the sitemap is XML") {
            Event::Eof => break,
            Event::Start(tag) if tag.name().as_ref() == "url" => urls.push(Default::default()),
            Event::Start(tag) if tag.name().as_ref() == "loc" => in_loc = true,
            Event::End(tag) if tag.name().as_ref() == "loc" => in_loc = false,
            Event::Text(text) if in_loc => urls.last_mut().expect("a url").0.push_str(&text),
            Event::Empty(tag) if tag.name().as_ref() == "xhtml:link" => {
                let value = |name: &str| {
                    let attribute = tag.try_get_attribute(name).expect("well-formed").expect("there");
                    attribute.value.into_owned()
                };
                urls.last_mut().expect("a url").1.insert(value("hreflang"), value("href"));
            }
            _ => {}
        }
    }
    urls
}

#[test]
fn the_sitemap_lists_every_page_once_with_its_languages() {
    let site = Site::article();
    let urls = sitemap(&site.text("sitemap.xml"));
    let mut listed: Vec<_> = urls.iter().map(|(url, _)| url.strip_prefix(BASE).expect("our own").to_owned()).collect();
    listed.sort();
    let pages: Vec<_> = site.paths(".html").into_iter().filter(|path| is_indexed(path)).collect();
    assert_eq!(listed, pages);
    for (url, others) in urls {
        let page = site.page(&url[BASE.len()..]);
        let of_page: BTreeMap<_, _> =
            alternates(&page).into_iter().map(|(lang, path)| (lang, format!("{BASE}{path}"))).collect();
        assert_eq!(others, of_page, "{url}");
    }
    assert!(site.text("robots.txt").contains(&format!("Sitemap: {BASE}sitemap.xml")));
}

#[test]
fn an_abstract_is_words_and_no_markdown() {
    let folder =
        Folder::small().with("content/w/abstract/en.md", "It *names* [@arendt-1951] and the [first](a) section.");
    let folder = folder.with(
        "content/bibliography.yml",
        "arendt-1951: {type: book, title: The Origins, author: \"Arendt, Hannah\", date: 1951}",
    );
    let page = folder.check().page("en/index.html");
    let words = "It names (Arendt, 1951) and the first section.";
    assert_eq!(page.words(".abstracts p"), words);
    assert_eq!(metas(&page, "description"), [words]);
    let data: String = page.one("script[type='application/ld+json']").text().collect();
    let data: Value = serde_json::from_str(&data).expect("it is JSON");
    assert_eq!(data["abstract"], words);
}
