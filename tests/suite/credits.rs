//! Who had a part in a work, and what stands behind it: in the pages, in their heads and in the work's own reference.

use serde_json::Value;

use crate::site::{Folder, Page, attr, words};

const WORK: &str = "\
path: /
language: en
kind: research-article
title: {en: A work, es: Una obra, fr: Une œuvre}
authors:
  - family: Pérez López
    given: Ana
    orcid: 0000-0002-1825-0097
    affiliation: [uni, centre]
    email: ana@example.org
    corresponding: true
    biography: {en: Ana teaches law., es: Ana enseña derecho.}
    roles: [conceptualization, writing-original-draft]
  - {name: The Ferry Group, roles: software}
editors: [{family: Ros, given: Eva}]
translators: [Luz Paz]
reviewers: [\"Mar, Leo\"]
affiliations:
  uni: {name: {en: University of Example, es: Universidad de Ejemplo}, city: {en: Seville, es: Sevilla}, country: {en: Spain, es: España}, ror: https://ror.org/02z749649}
  centre: {name: Centre for Examples, department: {en: Law, es: Derecho}}
funding:
  - {funder: A Fund, id: 10.13039/501100003329, award: [A-1, B-2]}
  - {funder: {en: A State, es: Un Estado}}
journal: {title: A Journal, volume: '3', pages: 1-9, issn: {print: 0000-006X, electronic: 2395-9134}}
dates: {received: 2025, revised: [2025-09, 2025-10-02], published: 2026-02}
keywords: {en: [one, two], es: [uno], fr: [un, deux]}
licence: {name: CC BY 4.0, url: 'https://creativecommons.org/licenses/by/4.0/'}
copyright: {holder: {en: The authors, es: Las autoras}, year: 2026}
related:
  - {relation: corrects, title: An earlier work, by: J. Roux, doi: 10.1234/five}
";

fn folder() -> Folder {
    Folder::facing("Words.", "Palabras.")
        .with("content/w/work.yml", WORK)
        .with("content/w/abstract/en.md", "## Aim\n\nTo *show*.\n\n## Method\n\nCounting.")
        .with("content/w/abstract/es.md", "## Objetivo\n\nMostrar.\n\n## Método\n\nContar.")
        .with("content/w/abstract/fr.md", "---\ntitle: Résumé\n---\n\nNous *montrons* [cela](a).")
}

/// Whether words stand on a page, whatever parts them: a term and its description have no space between them.
fn says(said: &str, words: &str) -> bool {
    let close = |text: &str| text.replace(' ', "");
    close(said).contains(&close(words))
}

fn metas(page: &Page, name: &str) -> Vec<String> {
    page.all(&format!("head meta[name={name}]")).iter().map(|meta| attr(*meta, "content").to_owned()).collect()
}

fn data(page: &Page) -> Value {
    let text: String = page.one("script[type='application/ld+json']").text().collect();
    serde_json::from_str(&text).expect("it is JSON")
}

#[test]
fn the_head_of_a_work_names_its_people_and_where_they_belong() {
    let site = folder().check();
    for (path, lines) in [
        (
            "en/index.html",
            [
                "Research article",
                "University of Example, Seville, Spain",
                "Law, Centre for Examples",
                "Corresponding author: ana@example.org",
            ],
        ),
        (
            "en/article.html",
            [
                "Research article",
                "University of Example, Seville, Spain",
                "Law, Centre for Examples",
                "Corresponding author: ana@example.org",
            ],
        ),
        (
            "es/index.html",
            [
                "Artículo de investigación",
                "Universidad de Ejemplo, Sevilla, España",
                "Derecho, Centre for Examples",
                "Correspondencia: ana@example.org",
            ],
        ),
        (
            "es/articulo.html",
            [
                "Artículo de investigación",
                "Universidad de Ejemplo, Sevilla, España",
                "Derecho, Centre for Examples",
                "Correspondencia: ana@example.org",
            ],
        ),
    ] {
        let page = site.page(path);
        let said = words(page.one("main header"));
        for line in lines.iter().chain(&["Ana Pérez López", "The Ferry Group"]) {
            assert!(said.contains(line), "{path}: {line}: {said}");
        }
        assert_eq!(page.attr(".affiliation a", "href"), "https://ror.org/02z749649");
        assert_eq!(page.attr(".email a", "href"), "mailto:ana@example.org");
        assert_eq!(page.words(".subtitle[lang=fr]"), "Une œuvre");
    }
}

#[test]
fn facts_biographies_and_roles_are_told_in_the_readers_language() {
    let site = folder().check();
    let english = [
        "Edited by Eva Ros",
        "Translated by Luz Paz",
        "Reviewed by Leo Mar",
        "A Fund (grants A-1, B-2); A State",
        "Corrects J. Roux, An earlier work",
        "© 2026 The authors",
        "ISSN (print) 0000-006X",
        "Received 2025",
        "Revised September 2025",
        "Revised October 2, 2025",
        "Published February 2026",
        "Ana teaches law.",
        "conceptualization, writing – original draft",
        "The Ferry Group Author contributions: software",
    ];
    let spanish = [
        "Edición Eva Ros",
        "Traducción Luz Paz",
        "Revisión Leo Mar",
        "A Fund (ayudas A-1, B-2); Un Estado",
        "Corrige J. Roux, An earlier work",
        "© 2026 Las autoras",
        "ISSN (impreso) 0000-006X",
        "Recibido 2025",
        "Revisado septiembre de 2025",
        "Revisado 2 de octubre de 2025",
        "Publicado febrero de 2026",
        "Ana enseña derecho.",
        "conceptualización, redacción – borrador original",
        "The Ferry Group Contribuciones de autoría: software",
    ];
    for (path, said) in [
        ("en/index.html", english),
        ("en/article.html", english),
        ("es/index.html", spanish),
        ("es/articulo.html", spanish),
    ] {
        let main = words(site.page(path).one("main"));
        for words in said {
            assert!(says(&main, words), "{path}: {words}: {main}");
        }
    }
    for (path, said) in [("en/colophon.html", english), ("es/colofon.html", spanish)] {
        let main = words(site.page(path).one("main"));
        for words in &said[..6] {
            assert!(says(&main, words), "{path}: {words}: {main}");
        }
    }
}

#[test]
fn abstracts_may_have_parts_and_languages_that_the_site_lacks() {
    let site = folder().check();
    for (path, heading) in [("en/index.html", "Aim"), ("es/articulo.html", "Objetivo")] {
        let page = site.page(path);
        let lang = &path[..2];
        let headings = page.all(&format!("section[lang={lang}] .heading h3"));
        assert_eq!(headings.first().map(|first| words(*first)).as_deref(), Some(heading), "{path}");
        let french = page.one("section[lang=fr]");
        assert_eq!(
            words(french),
            "Résumé Nous montrons cela. Palabras clave: un, deux"
                .replace("Palabras clave", if lang == "en" { "Keywords" } else { "Palabras clave" })
        );
        // One is the page of the whole work, which the section stands on too.
        let section = if page.attr("body", "class") == "kind-article" { "#a" } else { "a.html" };
        assert_eq!(page.attr("section[lang=fr] a:not(.permalink)", "href"), section);
    }
    assert!(words(site.page("en/index.html").one(".abstracts")).contains("Palabras clave: uno"));
    assert_eq!(data(&site.page("en/index.html"))["abstract"], "Aim To show. Method Counting.");
}

#[test]
fn the_heads_hold_it_for_reference_managers_and_search_engines() {
    let site = folder().check();
    let page = site.page("es/index.html");
    let tag = |name: &str| metas(&page, name);
    assert_eq!(tag("citation_author"), ["Pérez López, Ana", "The Ferry Group"]);
    assert_eq!(tag("citation_author_institution"), ["Universidad de Ejemplo", "Centre for Examples"]);
    assert_eq!(tag("citation_author_email"), ["ana@example.org"]);
    assert_eq!(tag("citation_editor"), ["Ros, Eva"]);
    assert_eq!(tag("citation_translator"), ["Luz Paz"]);
    assert_eq!(tag("citation_publication_date"), ["2026/02"]);
    assert_eq!(tag("citation_issn"), ["2395-9134", "0000-006X"]);
    assert_eq!(tag("citation_article_type"), ["research-article"]);
    assert_eq!(
        tag("citation_funding_source"),
        [
            "citation_funder=A Fund;citation_funder_id=https://doi.org/10.13039/501100003329;citation_grant_number=A-1;citation_grant_number=B-2",
            "citation_funder=Un Estado",
        ]
    );
    let data = data(&page);
    assert_eq!(data["datePublished"], "2026-02");
    assert_eq!(data["author"][0]["affiliation"][0]["@id"], "https://ror.org/02z749649");
    assert_eq!(data["author"][0]["affiliation"][0]["address"]["addressCountry"], "España");
    assert_eq!(data["author"][0]["email"], "ana@example.org");
    assert_eq!(data["author"][0]["description"], "Ana enseña derecho.");
    assert_eq!(
        (&data["author"][1]["@type"], &data["author"][1]["name"]),
        (&"Organization".into(), &"The Ferry Group".into())
    );
    assert_eq!((&data["editor"][0]["familyName"], &data["translator"][0]["name"]), (&"Ros".into(), &"Luz Paz".into()));
    let roles: Vec<&Value> =
        data["contributor"].as_array().expect("roles").iter().map(|role| &role["roleName"]).collect();
    assert_eq!(roles[0][0], "https://credit.niso.org/contributor-roles/conceptualization/");
    assert_eq!(roles.last().expect("the reviewer")[0], "reviewer");
    assert_eq!(data["funding"][1]["identifier"], "B-2");
    assert_eq!(data["funding"][2]["funder"]["name"], "Un Estado");
    assert_eq!((&data["copyrightHolder"], &data["copyrightYear"]), (&"Las autoras".into(), &2026.into()));
    assert_eq!(data["about"]["@id"], "https://doi.org/10.1234/five");
    assert_eq!(data["alternativeHeadline"][1]["@value"], "Une œuvre");
    assert_eq!(data["isPartOf"]["isPartOf"]["issn"][1], "0000-006X");
}

#[test]
fn a_works_own_reference_has_its_groups_and_translators() {
    let site = folder().check();
    let cited = site.page("en/index.html").words(".csl-entry");
    assert!(
        cited.starts_with("Pérez López, A., & The Ferry Group. (2026). A work (L. Paz, Trans.)")
            || cited.contains("Luz Paz"),
        "{cited}"
    );
    let bib = site.text("downloads/w.bib");
    assert!(bib.contains("{The Ferry Group}") && bib.contains("translator"), "{bib}");
}

#[test]
fn a_review_says_what_it_reviews() {
    let work = WORK
        .replace("kind: research-article", "kind: book-review")
        .replace("relation: corrects", "relation: review-of");
    let site = folder().with("content/w/work.yml", work).check();
    let page = site.page("en/index.html");
    assert!(says(&words(page.one(".facts")), "Review of J. Roux, An earlier work"));
    assert_eq!(words(page.one(".genre")), "Book review");
    assert_eq!(data(&page)["@type"][1], "Review");
    assert_eq!(data(&page)["itemReviewed"]["name"], "An earlier work");
    let json: Value = serde_json::from_str(&site.text("downloads/w.json")).expect("it is JSON");
    assert_eq!((&json[0]["type"], &json[0]["reviewed-title"]), (&"review".into(), &"An earlier work".into()));
}
