//! An invented article in two languages that holds everything which the README's table of syntax names.

use crate::site::{Folder, Site, words};

fn site() -> Site {
    Folder::read("tests/suite/fixtures/scholarly").site()
}

#[test]
fn an_article_with_everything_builds_clean_and_its_editions_are_equal() {
    let site = site();
    // Nobody recorded which reading of the original the translation was made from.
    let found: Vec<_> = site.faults.iter().filter(|fault| fault.code != "unrecorded-translation").collect();
    assert!(found.is_empty(), "{}", site.findings);
}

#[test]
fn labels_and_references_are_worded_in_the_language_of_the_page() {
    let site = site();
    for (page, id, label, reference) in [
        ("es/apertura.html", "#fig-map", "Figura 1.", "figura 1"),
        ("en/opening.html", "#fig-map", "Figure 1.", "Figure 1"),
        ("es/apertura.html", "#fig-quays", "Figura 2.", "figura 2"),
        ("es/sumas.html", "#tbl-ships", "Tabla 1.", "tabla 1"),
        ("en/sums.html", "#tbl-years", "Table 2.", "Table 2"),
        ("en/sums.html", "#tbl-drawn", "Table 3.", "3"),
    ] {
        let page = site.page(page);
        let labels: Vec<String> = page.all(&format!("{id} .label")).into_iter().map(words).collect();
        assert!(labels.iter().any(|words| words == label), "{id}: {labels:?}");
        let links = page.all(&format!("a[href$='{id}']"));
        assert!(links.into_iter().any(|link| words(link) == reference), "{id}: {reference}");
    }
}

#[test]
fn on_the_page_of_the_whole_work_references_stay_on_it() {
    let site = site();
    let pages = site.pages();
    let whole: Vec<_> = pages.iter().filter(|page| page.attr("body", "class") == "kind-article").collect();
    assert_eq!(whole.len(), 2);
    for page in whole {
        let path = &page.path;
        let references = page.all("main a.ref");
        assert!(references.len() > 3, "{path}: {}", references.len());
        for link in references {
            let href = link.value().attr("href").expect("a link");
            let id = href.strip_prefix('#').unwrap_or_else(|| panic!("{path} leads to {href}"));
            assert_eq!(page.all(&format!("[id='{id}']")).len(), 1, "{id}");
        }
    }
    let section = site.page("en/sums.html");
    assert!(
        section
            .all("main a.ref")
            .iter()
            .any(|link| link.value().attr("href").is_some_and(|href| !href.starts_with('#')))
    );
}

#[test]
fn the_editions_have_the_same_blocks() {
    let site = site();
    for (spanish, english) in [("apertura", "opening"), ("metodo", "method"), ("sumas", "sums")] {
        let [spanish, english] = [format!("es/{spanish}.html"), format!("en/{english}.html")].map(|path| {
            let page = site.page(&path);
            let blocks = page.all(".prose > *").into_iter();
            blocks.map(|block| block.value().name().to_owned()).collect::<Vec<_>>()
        });
        assert_eq!(spanish, english);
        assert!(spanish.len() > 3, "{spanish:?}");
    }
}
