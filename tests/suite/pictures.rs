//! Pictures say what the text says: every mark is a thing of the text, counted once, and leads to it.

use std::collections::BTreeSet;

use scraper::ElementRef;

use crate::languages::journal;
use crate::site::{Folder, Page, Site, attr, below, words};

/// How many places the ticks of strips stand for.
fn weight(ticks: &[ElementRef<'_>]) -> usize {
    ticks.iter().map(|tick| tick.attr("data-n").map_or(1, |n| n.parse().expect("a number"))).sum()
}

fn number(text: &str) -> usize {
    text.trim().parse().unwrap_or_else(|_| panic!("`{text}` is no number"))
}

fn hrefs(links: &[ElementRef<'_>]) -> BTreeSet<String> {
    links.iter().map(|link| attr(*link, "href").to_owned()).collect()
}

#[test]
fn an_entrys_strip_has_its_mentions_and_its_rows_and_leads_where_the_words_lead() {
    let site = Site::article();
    let (mut mentions, mut rows) = (0, 0);
    for path in
        site.paths(".html").iter().filter(|path| path.starts_with("en/actors/") || path.starts_with("es/actores/"))
    {
        let page = site.page(path);
        let (ticks, listed) = (page.all(".strip a:not(.listed)"), page.all(".strip a.listed"));
        assert_eq!(weight(&ticks), number(&page.words("#mentions .count")), "{path}");
        let tables = page.all(".facts dd a[href*='#table-']");
        assert_eq!(weight(&listed), tables.len(), "{path}");
        assert!(hrefs(&ticks).is_subset(&hrefs(&page.all(".places a"))), "{path}");
        assert_eq!(hrefs(&listed), hrefs(&tables), "{path}");
        // Whoever comes from a search engine has not read what a strip is.
        assert_eq!(page.all(".strip").len(), 1, "{path}");
        assert_eq!(page.words(".strip ~ .picture-note"), site.page(&index_of(path)).words(".picture-note"), "{path}");
        mentions += weight(&ticks);
        rows += weight(&listed);
    }
    // Seven mentions in English, six in Spanish: languages name things their own way.
    assert_eq!((mentions, rows), (13, 48));
    for (path, count) in [("en/actors.html", 7), ("es/actores.html", 6)] {
        let index = site.page(path);
        assert_eq!(weight(&index.all(".strip a:not(.listed)")), count, "{path}");
        assert_eq!(index.all(".index .strip").len(), 24, "{path}");
    }
}

/// `en/actors/dhs.html` stands in `en/actors.html`.
fn index_of(entry: &str) -> String {
    format!("{}.html", entry.rsplit_once('/').expect("a page in a folder").0)
}

#[test]
fn a_references_strip_has_its_citations() {
    for path in ["en/bibliography.html", "es/bibliografia.html"] {
        let page = Site::article().page(path);
        for entry in page.all(".entries > li") {
            let (ticks, places) = (below(entry, ".strip a"), below(entry, ".places a"));
            assert_eq!(weight(&ticks), places.len(), "{path}: {}", attr(entry, "id"));
            assert!(hrefs(&ticks).is_subset(&hrefs(&places)), "{path}: {}", attr(entry, "id"));
        }
        assert_eq!(weight(&page.all(".strip a")), 59);
    }
}

#[test]
fn ticks_stand_where_the_text_has_them() {
    let text =
        |before: usize, after: usize| format!("{}\n\nSee DHS.\n\n{}\n", "word ".repeat(before), "word ".repeat(after));
    let x = |before, after| {
        let folder = actors("Department").saying("en", &text(before, after));
        let page = folder.check().page("en/actors.html");
        number(attr(page.one(".strip a path"), "d")[1..].split(' ').next().expect("a place"))
    };
    assert!(x(0, 400) < 12 && x(400, 0) > 985, "{} {}", x(0, 400), x(400, 0));
    assert!(x(100, 300).abs_diff(250) < 8, "{}", x(100, 300));
    assert!(x(200, 200).abs_diff(500) < 8, "{}", x(200, 200));
}

#[test]
fn each_picture_has_its_sentence_and_a_table_with_the_same_numbers() {
    let site = Site::article();
    for (path, sentence) in
        [("en/at-a-glance.html", "41 works, 1951–2025"), ("es/de-un-vistazo.html", "41 obras, 1951–2025")]
    {
        let page = site.page(path);
        let figures = page.all("figure.picture");
        assert_eq!(figures.len(), 3, "{path}");
        for figure in figures {
            assert!(words(below(figure, "figcaption")[0]).chars().any(|c| c.is_ascii_digit()), "{path}");
            assert_eq!(below(figure, "table").len(), 1, "{path}");
        }
        assert!(page.words("#picture-years figcaption").starts_with(sentence), "{path}");
        years(&page);
        through(&page, site.report.citations);
        matrix(&page, if path.starts_with("en") { site.report.mentions } else { 6 });
    }
}

fn years(page: &Page) {
    let (marks, rows) = (page.all(".slot a"), page.all("#picture-years tbody tr"));
    let links = page.all("#picture-years tbody a");
    assert_eq!((marks.len(), links.len()), (41, 41));
    assert_eq!(hrefs(&marks), hrefs(&links));
    assert_eq!(page.words("#picture-years tfoot td"), "41");
    assert_eq!(page.all(".kinds .count").iter().map(|count| number(&words(*count))).sum::<usize>(), 41);
    for row in rows {
        assert_eq!(number(&words(below(row, "th .count")[0])), below(row, "li").len());
    }
    // A column is as high as its years have works.
    let of_2025 = page.all("#picture-years tbody tr").into_iter().find(|row| words(*row).starts_with("2025"));
    let column = page.all(".slot").into_iter().find(|slot| words(*slot).contains("2025")).expect("a column");
    assert_eq!(below(column, "a").len(), below(of_2025.expect("a row"), "li").len());
    assert_eq!(below(page.one(".slot.undated"), "a").len(), 2);
}

fn through(page: &Page, citations: usize) {
    let cells = |n: usize| page.all(&format!("#picture-through tbody td:nth-child({n})"));
    assert_eq!(weight(&page.all("#picture-through .strip a")), citations);
    assert_eq!(cells(2).iter().map(|cell| number(&words(*cell))).sum::<usize>(), citations);
    assert_eq!(page.words("#picture-through tfoot td:nth-child(2)"), citations.to_string());
}

fn matrix(page: &Page, mentions: usize) {
    let figure = page.one("#picture-entries-actors");
    let sum = |css: &str| -> usize {
        below(figure, css)
            .iter()
            .map(|cell| words(*cell))
            .filter(|text| !text.is_empty())
            .map(|text| number(&text))
            .sum()
    };
    assert_eq!(sum("tbody td:not(.sum)"), mentions);
    assert_eq!((sum("tbody td.sum"), sum("tfoot td:not(.sum)"), sum("tfoot td.sum")), (mentions, mentions, mentions));
    let drawn = |css: &str| below(figure, &format!("tbody td a svg{css} circle")).len();
    assert_eq!(drawn(""), below(figure, "tbody td a").len());
    // Three are mentioned, two of these and one more time in the section whose tables list all.
    assert_eq!((drawn(".disc"), drawn(".ring"), drawn(".disc.ring")), (4, 24, 3));
    for cell in below(figure, "tbody td a:has(svg:not(.disc))") {
        let row = cell.ancestors().filter_map(ElementRef::wrap).find(|element| element.value().name() == "tr");
        let name = below(row.expect("a cell is in a row"), "th a")[0];
        let entry = attr(name, "href").trim_end_matches(".html").rsplit('/').next().expect("a name").to_owned();
        assert!(attr(cell, "href").contains("#table-"), "{entry}: {}", attr(cell, "href"));
        assert!(attr(cell, "aria-label").starts_with("Tab"), "{entry}");
        assert!(words(cell).is_empty(), "a ring counts nothing");
    }
    assert!(words(below(figure, "figcaption")[0]).contains("21 "));
    let columns = below(figure, "thead th").len();
    for row in below(figure, "tr:not(.group)") {
        assert_eq!(below(row, "th, td").len(), columns);
    }
}

#[test]
fn a_drawing_is_hidden_from_those_who_have_its_words_and_takes_no_focus() {
    for page in Site::article().pages() {
        for svg in page.all("svg") {
            assert_eq!(svg.attr("aria-hidden"), Some("true"), "{}", page.path);
        }
        for link in page.all("svg a, [aria-hidden=true] a") {
            assert_eq!(link.attr("tabindex"), Some("-1"), "{}: {}", page.path, link.html());
        }
    }
}

#[test]
fn from_right_to_left_a_strip_is_mirrored() {
    let site = journal().check();
    // The second work is in Spanish alone, so both pages show one text.
    let ticks = |path: &str| -> Vec<usize> {
        let page = site.page(path);
        let places = page.all("#picture-through .strip a path").into_iter();
        places.map(|path| number(attr(path, "d")[1..].split(' ').next().expect("a place"))).collect()
    };
    let path = |lang: &str| {
        let paths = site.paths(".html");
        let found = paths.iter().find(|path| {
            path.starts_with(lang) && path.contains("/second/") && (path.contains("glance") || path.contains("vistazo"))
        });
        found.unwrap_or_else(|| panic!("{paths:?}")).clone()
    };
    let (spanish, arabic) = (ticks(&path("es")), ticks(&path("ar")));
    assert!(!spanish.is_empty());
    assert_eq!(arabic, spanish.iter().map(|x| 1000 - x).collect::<Vec<_>>());
}

#[test]
fn a_strip_stands_beside_an_entry_only_where_one_work_speaks_of_it() {
    let site = journal().check();
    assert!(site.page("en/actors.html").all(".strip, .picture-note").is_empty(), "two works mention these actors");
    assert!(!site.page("en/actors/dif.html").all(".where .strip").is_empty());
}

/// A site whose register has one entry of this name, DHS for short.
fn actors(name: &str) -> Folder {
    let name = name.replace('\'', "''");
    let table = format!(
        "id: table-1\nlabel: {{en: T}}\ncaption: {{en: C}}\ngroups:\n  - entries:\n    - {{id: dhs, name: {{en: '{name}'}}, acronym: {{en: DHS}}}}\n"
    );
    Folder::small()
        .with("content/actors/register.yml", "title: {en: Actors}\nslug: {en: actors}\nsingular: {en: Actor}\n")
        .with("content/actors/all.yml", table)
        .saying("en", "See DHS.")
}

#[test]
fn a_name_that_would_be_markup_comes_out_as_text_in_pictures_too() {
    let name = "A <b>&\"'";
    let folder = actors(name)
        .with("content/w/01-a/en.md", format!("---\ntitle: '{}'\n---\n\nSee DHS.\n", name.replace('\'', "''")));
    let site = folder.check();
    let page = site.page("en/at-a-glance.html");
    assert_eq!(words(page.one("#picture-entries-actors tbody th .full")), name);
    assert!(attr(page.one("#picture-entries-actors tbody td a"), "title").starts_with(name));
    let index = site.page("en/actors.html");
    assert!(words(index.one(".strip a title")).starts_with(name));
    assert!(page.all("main b").is_empty() && index.all("main b").is_empty());
}

#[test]
fn an_entry_that_only_a_table_lists_is_in_the_matrix_and_counts_nothing() {
    let page = actors("Department").saying("en", "![](actors/all.yml)").check().page("en/at-a-glance.html");
    let figure = page.one("#picture-entries-actors");
    assert!(page.words("#picture-entries-actors figcaption").starts_with("1 entry, which stands only in a table."));
    assert_eq!(attr(below(figure, "tbody td a:has(.ring)")[0], "href"), "a.html#table-1-dhs");
    assert_eq!(page.words("#picture-entries-actors tbody td.sum"), "");
    // Where no table lists anything, nothing speaks of rings.
    let page = actors("Department").check().page("en/at-a-glance.html");
    assert!(page.all("#picture-entries-actors .ring, #picture-entries-actors .picture-note").is_empty());
}

#[test]
fn the_same_text_is_drawn_alike_each_time() {
    let drawn = || ["en/at-a-glance.html", "en/actors.html"].map(|path| actors("D").check().text(path));
    assert_eq!(drawn(), drawn());
}
