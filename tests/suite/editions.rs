//! Editions of one text: the way to the same paragraph in another language, and what a page says of where its text
//! comes from and of what its original has outgrown.

use std::collections::BTreeMap;

use scraper::ElementRef;

use crate::facing::{Spread, says_what_its_editions_say};
use crate::languages::journal;
use crate::site::{Folder, Page, Site, attr, below, words, words_without};

/// The content of this repository, to be changed.
fn article() -> Folder {
    Folder::default().joined("content", &Folder::read("content"))
}

fn lang(path: &str) -> &str {
    path.split_once('/').map_or("", |(lang, _)| lang)
}

/// The pages of sections and of whole works, in all languages.
fn text_pages(site: &Site) -> Vec<Page> {
    let kinds = "body.kind-section, body.kind-article";
    site.pages().into_iter().filter(|page| !page.all(kinds).is_empty()).collect()
}

/// The links of a page from blocks to the same place in other editions: the block's id, the language, the link.
fn counterparts<'a>(page: &'a Page) -> Vec<(String, String, ElementRef<'a>)> {
    let of_block = |block: ElementRef<'a>| {
        let id = attr(below(block, "[id]")[0], "id").to_owned();
        let links = below(block, "a.counterpart").into_iter();
        links.map(|link| (id.clone(), attr(link, "hreflang").to_owned(), link)).collect::<Vec<_>>()
    };
    page.all(".prose:not(.abstract) > .block").into_iter().flat_map(of_block).collect()
}

/// What is wrong with the links between the editions of the texts of a site, in words.
fn strays(site: &Site) -> Vec<String> {
    let mut found = Vec::new();
    let pages: BTreeMap<_, _> = text_pages(site).into_iter().map(|page| (page.path.clone(), page)).collect();
    for page in pages.values() {
        for (id, other, link) in counterparts(page) {
            let target = page.resolve(attr(link, "href")).expect("inside");
            let there = pages.get(&target.0).and_then(|to| to.id(&id));
            let kinds = ["section", "article"].map(|kind| page.all(&format!("body.kind-{kind}")).len());
            let same =
                pages.get(&target.0).map(|to| ["section", "article"].map(|k| to.all(&format!("body.kind-{k}")).len()));
            if lang(&target.0) != other || target.1.as_ref() != Some(&id) || there.is_none() || same != Some(kinds) {
                found.push(format!("{}: {id} leads to {}#{:?}", page.path, target.0, target.1));
            }
        }
        // Whatever another edition has under the same anchor, on the page of the same text, is led to.
        for alternate in page.all("head link[rel=alternate][hreflang]:not([hreflang=x-default])") {
            let href = attr(alternate, "href");
            let Some(to) = pages.values().find(|to| href.ends_with(&format!("/{}", to.path))) else { continue };
            let code = attr(alternate, "hreflang");
            for block in page.all(".prose:not(.abstract) > .block > [id]") {
                let (id, own) = (attr(block, "id"), nearest_lang(block));
                let answered = to.id(id).is_some_and(|there| nearest_lang(there) == code && own != code);
                let led = counterparts(page).iter().filter(|(from, other, _)| from == id && other == code).count();
                if led != usize::from(answered) {
                    found.push(format!("{}: {id} has {led} links to {code}", page.path));
                }
            }
        }
    }
    found
}

/// The language that an element is in.
fn nearest_lang(element: ElementRef<'_>) -> &str {
    let mut around = std::iter::once(element).chain(element.ancestors().filter_map(ElementRef::wrap));
    around.find_map(|around| around.attr("lang")).unwrap_or_default()
}

#[test]
fn every_numbered_paragraph_and_heading_leads_to_itself_in_the_other_edition() {
    let site = Site::article();
    assert_eq!(strays(site), [""; 0]);
    let mut count = 0;
    for page in text_pages(site) {
        let found = counterparts(&page);
        assert_eq!(found.len(), page.all(".prose:not(.abstract) > .block").len(), "{}", page.path);
        let label = if lang(&page.path) == "en" { "es: this passage in Spanish" } else { "en: este pasaje en inglés" };
        for (id, other, link) in &found {
            assert_eq!(attr(*link, "aria-label"), label, "{}: {id}", page.path);
            assert_eq!(words(*link), *other);
            assert_eq!(attr(below(*link, "span")[0], "lang"), other, "the code is a word of the other language");
        }
        count += found.len();
    }
    // 88 paragraphs, three headings within sections; on two pages, in two languages.
    assert_eq!(count, 4 * (88 + 3));
}

#[test]
fn with_three_languages_a_paragraph_leads_to_those_that_have_it() {
    let site = journal().check();
    assert_eq!(strays(&site), [""; 0]);
    let of = |path: &str, id: &str| -> Vec<String> {
        let page = site.page(path);
        let found = counterparts(&page).into_iter().filter(|(from, ..)| from == id);
        found.map(|(_, other, _)| other).collect()
    };
    assert_eq!(of("en/first/opening.html", "opening-p1"), ["es", "ar"]);
    assert_eq!(of("es/primera/apertura.html", "findings"), ["en", "ar"]);
    assert_eq!(of("ar/first/iftitah.html", "opening-p3"), ["en", "es"]);
    // The second work is Spanish only.
    assert_eq!(of("es/second/inicio.html", "inicio-p1"), [""; 0]);
    assert_eq!(of("en/second/inicio.html", "inicio-p1"), ["es"; 0]);
}

#[test]
fn a_paragraph_that_the_other_edition_lacks_leads_nowhere() {
    let spanish = "content/first/01-opening/es.md";
    let last = "En línea $x^2$ y `code`.\n\n";
    let site = journal().edit(spanish, last, "").site();
    assert_eq!(strays(&site), [""; 0]);
    let page = site.page("en/first/opening.html");
    let of: Vec<_> = counterparts(&page).into_iter().filter(|(id, ..)| id == "opening-p3").collect();
    let others: Vec<_> = of.iter().map(|(_, other, _)| other.as_str()).collect();
    assert_eq!(others, ["ar"]);
}

#[test]
fn the_words_of_a_block_stay_free_of_what_stands_beside_it() {
    let journal = journal().check();
    for site in [Site::article(), &journal] {
        for page in text_pages(site) {
            let inside = "a.counterpart, a.permalink, .stale-note";
            for block in page.all(".prose > .block > [id], .prose > [id]:not(.table)") {
                assert!(below(block, inside).is_empty(), "{}: {}", page.path, block.html());
            }
        }
    }
}

/// The edition notes of a page. On the page of a work there is one too, but none in the abstracts.
fn notes(page: &Page) -> Vec<ElementRef<'_>> {
    page.all("p.edition")
}

#[test]
fn every_spanish_page_says_that_it_is_a_translation_made_for_this_site() {
    let site = Site::article();
    let mut kinds = BTreeMap::new();
    for page in site.pages().iter().filter(|page| lang(&page.path) == "es") {
        let [note] = notes(page)[..] else { panic!("{}: {} notes", page.path, notes(page).len()) };
        let text = words(note);
        for part in [
            "Traducción hecha para este sitio.",
            "En caso de discrepancia, prevalece el texto inglés, publicado en Estudios Fronterizos.",
            "Quienes firman el artículo publicaron también en español el título y el resumen.",
        ] {
            assert!(text.contains(part), "{}: {text}", page.path);
        }
        let links: Vec<_> = below(note, "a").into_iter().collect();
        let [original, journal] = links[..] else { panic!("{}: {}", page.path, note.html()) };
        let alternate = page.attr("head link[rel=alternate][hreflang=en]", "href");
        let (path, anchor) = page.resolve(attr(original, "href")).expect("inside");
        assert!(alternate.ends_with(&format!("/{path}")) && anchor.is_none(), "{}: {path}", page.path);
        assert_eq!((words(original).as_str(), attr(original, "hreflang")), ("inglés", "en"));
        assert_eq!(attr(journal, "href"), "https://doi.org/10.21670/ref.2602180");
        *kinds.entry(page.attr("body", "class")).or_insert(0) += 1;
    }
    assert_eq!(kinds.len(), 9 + usize::from(cfg!(feature = "search")), "{kinds:?}");
    for page in site.pages().iter().filter(|page| lang(&page.path) == "en") {
        assert!(notes(page).is_empty(), "{}: this is the authoritative text", page.path);
    }
    // Facing pages say so on their Spanish side; on the other, which text has authority.
    for page in site.pages().iter().filter(|page| lang(&page.path) == "en-es") {
        let [english, spanish] = notes(page)[..] else { panic!("{}", page.path) };
        assert!(words(english).starts_with("The authoritative text, published in Estudios Fronterizos."));
        assert!(
            words(spanish)
                .starts_with("Traducción hecha para este sitio. En caso de discrepancia, prevalece el texto inglés")
        );
        assert!(words(spanish).contains("el título y el resumen"));
    }
}

const TRANSLATIONS: &str = "{made_for_site: true, own: [title, abstract]}";

#[test]
fn what_the_authors_published_in_both_languages_is_not_called_a_translation() {
    let work = "content/beyond-the-border/work.yml";
    let site = article().edit(work, TRANSLATIONS, "{own: [title, abstract, sections]}").site();
    for page in site.pages() {
        if lang(&page.path) == "es" {
            assert!(notes(&page).is_empty(), "{}", page.path);
        }
        for word in ["Traducción hecha", "Traducción."] {
            assert!(!words(page.one("body")).contains(word), "{}: {word}", page.path);
        }
        assert!(page.all(".tongues [lang=es] .label").is_empty(), "{}: it is no translation", page.path);
    }
}

#[test]
fn translators_are_named() {
    let work = "content/beyond-the-border/work.yml";
    let site = article().edit(work, TRANSLATIONS, "{made_for_site: true, translators: [Ana Ruiz, L. Mora]}").site();
    for path in ["es/introduccion.html", "es/actores.html", "en-es/introduction.html"] {
        let page = site.page(path);
        let note = words(*notes(&page).last().expect("a note"));
        assert!(note.contains("Traducción de Ana Ruiz, L. Mora."), "{path}: {note}");
        assert!(!note.contains("publicaron"), "{path}: nothing is said to be the authors’ own: {note}");
    }
}

#[test]
fn a_text_that_nobody_has_translated_is_not_called_a_translation() {
    let site = journal().check();
    let authority = "The authoritative text is the Spanish one.";
    for path in ["en/second/inicio.html", "en/second/index.html", "en/second/article.html"] {
        let note = site.page(path).words("p.edition");
        assert!(note.starts_with(authority), "{path}: {note}");
    }
    let tables = site.page("es/primera/tablas.html");
    assert!(tables.words("p.edition").starts_with("En caso de discrepancia, prevalece el texto inglés"));
    assert!(
        site.page("es/primera/apertura.html").words("p.edition").starts_with("Traducción. En caso de discrepancia")
    );
}

/// The article with a sentence of its introduction, a heading and the description of an entry changed since.
fn outgrown() -> Site {
    let introduction = "content/beyond-the-border/01-introduction/en.md";
    let actors = "content/actors/mexico.yml";
    let changed = article()
        .edit(introduction, "most urgent, complex and persistent challenges", "most urgent and complex challenges")
        .edit(introduction, "It adopts a critical by its own methodology:", "It adopts a method of its own:")
        .edit(actors, "The INM regulates migration policies in Mexico", "The INM applies migration policies in Mexico");
    changed.site()
}

#[test]
fn a_title_whose_original_has_changed_is_marked_and_counted() {
    let introduction = "content/beyond-the-border/01-introduction/en.md";
    let site = article().edit(introduction, "title: Introduction", "title: An introduction").site();
    for path in ["es/introduccion.html", "es/articulo.html"] {
        let page = site.page(path);
        assert_eq!(page.all("h1 ~ .stale-note, h2 ~ .stale-note").len(), 1, "{path}");
        assert!(page.words("p.edition").contains("1 párrafo ha cambiado"), "{path}");
    }
}

#[test]
fn a_block_whose_original_has_changed_is_marked_wherever_it_stands_and_counted() {
    let site = outgrown();
    let stale = "El original de este texto ha cambiado desde que se tradujo.";
    let section = site.page("es/introduccion.html");
    let whole = site.page("es/articulo.html");
    for (page, original) in [(&section, "en/introduction.html"), (&whole, "en/article.html")] {
        let marked: Vec<_> = page.all(".block.stale").into_iter().collect();
        let ids: Vec<_> = marked.iter().map(|block| attr(below(*block, "[id]")[0], "id")).collect();
        assert_eq!(ids, ["introduction-p1", "introduction-p4"], "{}", page.path);
        for (block, id) in marked.into_iter().zip(ids) {
            let note = below(block, "p.stale-note")[0];
            assert_eq!(words_without(note, "a"), stale);
            let link = page.resolve(attr(below(note, "a")[0], "href")).expect("inside");
            assert_eq!(link, (original.to_owned(), Some(id.to_owned())));
        }
    }
    let tables = site.page("es/cooperacion-internacional.html");
    let row = tables.id("table-1-inm").expect("the entry");
    assert_eq!(words(below(row, "td .stale-note")[0]), stale);
    for (page, said) in [
        (&section, "Los originales de 2 párrafos han cambiado desde que se tradujeron."),
        (&tables, "El original de 1 párrafo ha cambiado desde que se tradujo."),
        (&whole, "Los originales de 3 párrafos han cambiado desde que se tradujeron."),
    ] {
        assert!(page.words("p.edition").contains(said), "{}: {}", page.path, page.words("p.edition"));
        let marks = page.all(".stale-note").len();
        assert!(said.contains(&format!(" {marks} ")), "{}: as many as are marked", page.path);
    }
    for (path, ids) in [
        ("en-es/introduction.html", &["introduction-p1", "introduction-p4"][..]),
        ("en-es/international-cooperation.html", &["table-1-inm"]),
        ("en-es/index.html", &["introduction-p1", "introduction-p4", "table-1-inm"]),
    ] {
        let spread = Spread::at(&site, path);
        says_what_its_editions_say(&spread);
        let marked: Vec<_> = spread.page.all(".row:has(.stale-note)").iter().map(|row| attr(*row, "id")).collect();
        assert_eq!(marked, ids, "{path}");
        let in_english = spread.page.all(".half[lang=en] .stale-note");
        assert!(in_english.is_empty(), "{path}: the original is never outgrown");
        assert!(spread.page.all(".half[lang=es] .stale-note").into_iter().all(|note| words(note) == stale));
    }
    for page in site.pages().iter().filter(|page| lang(&page.path) == "en") {
        assert!(page.all(".stale, .stale-note").is_empty(), "{}", page.path);
    }
}

const RAW: &str = "\
title: {en: A, es: A}
base_url: https://site.org/
citations: {style: apa}
raw_html: true
languages:
  en: {name: English, locale: en-US}
  es: {name: Español, locale: es-ES}
";

/// A work whose Spanish edition says all of itself.
fn described(edition: &str) -> Folder {
    let work = format!(
        "path: /\nlanguage: en\ntitle: {{en: A work, es: Una obra}}\nauthors: [{{family: Ros, given: Ana}}]\n\
         doi: 10.1000/one\ndates: {{published: 2020-01-02}}\ntranslations:\n  es: {edition}\n"
    );
    Folder::facing("One.", "Uno.").with("content/w/work.yml", work)
}

#[test]
fn an_edition_has_people_a_version_a_date_and_a_doi_of_its_own() {
    let edition = "{translators: [Luz Paz], editors: [Eva Sol], reviewers: [Leo Mar], version: '2.1', date: 2024-05-06, \
                   doi: 10.1000/two}";
    let site = described(edition).check();
    let page = site.page("es/a.html");
    let said = words(page.one("body"));
    for words in ["Luz Paz", "Edición de Eva Sol.", "Revisión de Leo Mar.", "Versión 2.1.", "6 de mayo de 2024"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let work = site.page("es/index.html");
    assert_eq!(work.attr("meta[name=citation_doi]", "content"), "10.1000/two");
    assert_eq!(work.attr("meta[name=citation_publication_date]", "content"), "2024/05/06");
    let english = site.page("en/index.html");
    assert_eq!(english.attr("meta[name=citation_doi]", "content"), "10.1000/one");
    assert!(words(work.one("main")).contains("10.1000/two"));
}

#[test]
fn a_reader_of_an_older_edition_is_told_which_one_is_newer() {
    let older = described("{date: 2019-05-06}").check().page("es/a.html");
    assert!(words(older.one("body")).contains("es más reciente (2 de enero de 2020)"), "{}", words(older.one("body")));
    let newer = described("{date: 2024-05-06}").check().page("es/a.html");
    assert!(!words(newer.one("body")).contains("más reciente"));
}

#[test]
fn what_an_edition_says_of_itself_is_checked() {
    for (edition, expected) in [
        ("{date: yesterday}", "`yesterday` is not a date"),
        ("{doi: https://doi.org/10.1/x}", "is not a DOI"),
        ("{from: es}", "cannot be translated from itself"),
        ("{from: xx}", "is in `xx`, which is not a language of this site"),
    ] {
        let site = described(edition).site();
        assert!(site.faults.iter().any(|fault| fault.message.contains(expected)), "{edition}: {}", site.findings);
    }
}

#[test]
fn raw_html_has_anchors_and_its_ids_can_be_linked_to() {
    let text = |words: &str| format!("<div id=\"box\">\n<p>{words}</p>\n</div>\n\nSee [it](#box).");
    let folder = Folder::facing(&text("One"), &text("Uno")).with("content/site.yml", RAW);
    let site = folder.check();
    for page in ["en/a.html", "es/a.html"] {
        let page = site.page(page);
        assert!(page.id("a-x1").is_some() && page.id("box").is_some(), "{}", page.path);
    }
}
