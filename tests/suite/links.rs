//! Every link leads somewhere: inside the output, under any sub-path, and on disk.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use scraper::Html;

use crate::site::{Page, Site, attr};

/// What leads somewhere on a page: attribute and address.
fn links(page: &Page) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    for name in ["href", "src"] {
        let elements = page.all(&format!("[{name}]"));
        found.extend(elements.iter().map(|element| (name, attr(*element, name).to_owned())));
    }
    found
}

/// Whether an address names a scheme or a host.
fn is_absolute(href: &str) -> bool {
    href.contains("://") || href.starts_with("//") || href.starts_with("mailto:")
}

fn ids(page: &Page) -> BTreeSet<String> {
    page.all("[id]").iter().map(|element| attr(*element, "id").to_owned()).collect()
}

/// Links that lead to nothing, in words.
fn broken(pages: &[Page], is_file: impl Fn(&str) -> bool) -> Vec<String> {
    let ids: BTreeMap<&str, BTreeSet<String>> = pages.iter().map(|page| (page.path.as_str(), ids(page))).collect();
    let mut broken = Vec::new();
    for page in pages {
        for (name, href) in links(page).into_iter().filter(|(_, href)| !is_absolute(href)) {
            let leads = page.resolve(&href).is_some_and(|(path, anchor)| {
                is_file(&path)
                    && anchor.is_none_or(|anchor| ids.get(path.as_str()).is_some_and(|ids| ids.contains(&anchor)))
            });
            if !leads {
                broken.push(format!("{}: {name}=\"{href}\"", page.path));
            }
        }
    }
    broken
}

#[test]
fn every_relative_link_resolves_inside_the_output() {
    let site = Site::article();
    let pages = site.pages();
    let found = broken(&pages, |path| site.output.get(path).is_some());
    assert!(found.is_empty(), "{found:#?}");
    assert!(pages.iter().map(|page| links(page).len()).sum::<usize>() > 2000);
}

#[test]
fn a_link_to_nothing_is_noticed() {
    let page = |path: &str, html: &str| Page { path: path.to_owned(), html: Html::parse_document(html) };
    let there = |path: &str| ["en/a.html", "b.css"].contains(&path);
    let one = |href: &str| broken(&[page("en/a.html", &format!("<p id=x><a href=\"{href}\"></a>"))], there).len();
    assert_eq!(["#x", "a.html#x", "../b.css", "https://x.org/"].map(one), [0; 4]);
    assert_eq!(["#y", "b.html", "../../b.css", "../b.css#x", "/en/a.html"].map(one), [1; 5]);
}

#[test]
fn no_link_begins_at_the_root_of_a_host_or_names_our_own() {
    for page in Site::article().pages().iter().filter(|page| page.path != "404.html") {
        for (_, href) in links(page) {
            assert!(!href.starts_with('/'), "{}: {href}", page.path);
            assert!(!href.is_empty(), "{}", page.path);
        }
        for link in page.all("body [href], body [src]") {
            let href = link.attr("href").or(link.attr("src")).unwrap_or_default();
            assert!(!href.contains("pliego.example"), "{}: {href}", page.path);
        }
    }
}

#[test]
fn a_page_for_lost_addresses_works_at_any_address() {
    let page = Site::article().page("404.html");
    for link in page.all("body a[href]") {
        assert!(attr(link, "href").starts_with("https://pliego.example/"), "{}", link.html());
    }
    // Its style sheet too: a server shows this page below any folder.
    for (_, href) in links(&page) {
        assert!(is_absolute(&href) || href.starts_with('#'), "404.html: {href}");
    }
}

#[test]
fn under_a_sub_path_absolute_addresses_begin_with_it() {
    let base = "https://x.org/pliego/";
    let site = Site::article_at("https://x.org/pliego");
    let (mut own, mut other) = (0, BTreeSet::new());
    for page in site.pages() {
        let metas = page.all("meta[content*='://']");
        let contents = metas.iter().map(|meta| attr(*meta, "content").to_owned());
        for href in links(&page).into_iter().map(|(_, href)| href).chain(contents).filter(|href| is_absolute(href)) {
            assert!(!href.contains("pliego.example"), "{}: {href}", page.path);
            if href.starts_with("https://x.org") {
                assert!(href.starts_with(base), "{}: {href}", page.path);
                assert!(site.output.get(&href[base.len()..]).is_some(), "{}: {href} is no file", page.path);
                own += 1;
            } else {
                other.insert(href);
            }
        }
    }
    assert!(own > 72 * 4, "{own}");
    assert!(other.iter().any(|href| href.starts_with("https://doi.org/")));
    for path in ["sitemap.xml", "robots.txt"] {
        assert!(site.text(path).contains(base) && !site.text(path).contains("pliego.example"), "{path}");
    }
    // Nothing else depends on where the site is published; what is kept offline is named after its pages' bytes.
    let here = Site::article();
    let names = |site: &Site| {
        let unhashed = |path: String| {
            if path.starts_with("offline/") { path.split('.').next().map(str::to_owned) } else { Some(path) }
        };
        site.paths("").into_iter().map(unhashed).collect::<Vec<_>>()
    };
    assert_eq!(names(&site), names(here));
    let body = |site: &Site, path: &str| site.page(path).one("body").html();
    for path in site.paths(".html").iter().filter(|path| *path != "404.html") {
        assert_eq!(body(&site, path), body(here, path), "{path}");
    }
}

#[test]
fn on_disk_every_link_names_an_existing_file() {
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let dir = camino::Utf8Path::from_path(temporary.path()).expect("UTF-8").join("site");
    pliego::output::write(&Site::article().output, &dir, &()).expect("the folder is new");
    let read = |path: &str| std::fs::read_to_string(dir.join(path)).expect("the page was written");
    let pages: Vec<Page> = Site::article().paths(".html").iter().map(|path| Page::parse(path, &read(path))).collect();
    let found = broken(&pages, |path| Path::is_file(dir.join(path).as_std_path()));
    assert!(found.is_empty(), "{found:#?}");
}
