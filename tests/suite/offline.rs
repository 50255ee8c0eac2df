//! What readers have who are without a connection: texts as single files, works kept in the browser.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;

use crate::site::{Folder, Page, Site, attr, fold, selector};

/// Bytes that a single file may have, and that all of the article may have when it is kept.
const LARGEST: usize = 1_500_000;
const KEPT: usize = 1_000_000;

fn journal() -> Site {
    crate::languages::journal().site()
}

/// The single files of a site, each with the page that it was made from.
fn singles(site: &Site) -> Vec<(Page, Page)> {
    let mut leading = site.pages();
    leading.retain(|page| !page.all(".take-away").is_empty());
    let copies = site.output.iter().map(|(path, _)| path.as_str());
    let copies = copies.filter(|path| path.starts_with("downloads/") && path.ends_with(".html"));
    let mut page = |copy: &str| {
        let to = |page: &Page| page.resolve(&page.attr(".take-away a", "href")).map(|(path, _)| path);
        let at = leading.iter().position(|page| to(page).as_deref() == Some(copy));
        leading.swap_remove(at.unwrap_or_else(|| panic!("no page leads to {copy}")))
    };
    copies.map(|copy| (site.page(copy), page(copy))).collect()
}

fn is_absolute(href: &str) -> bool {
    href.starts_with("https://") || href.starts_with("http://") || href.starts_with("mailto:")
}

#[test]
fn each_edition_and_each_pair_has_a_single_file_that_its_pages_lead_to() {
    let paths = |site: &Site| singles(site).into_iter().map(|(copy, page)| (copy.path, page.path)).collect::<Vec<_>>();
    let article = [("en-es", "en-es/index.html"), ("en", "en/article.html"), ("es", "es/articulo.html")];
    let article = article.map(|(langs, page)| (format!("downloads/beyond-the-border.{langs}.html"), page.to_owned()));
    assert_eq!(paths(Site::article()), article);
    assert_eq!(paths(&journal()).len(), 9);
    for (home, wanted) in [("en/index.html", ["en", "en-es"]), ("es/index.html", ["es", "en-es"])] {
        let home = Site::article().page(home);
        let links = home.all("section[aria-labelledby=offline] .downloads a[download]");
        let links: Vec<_> = links.iter().map(|link| attr(*link, "href").to_owned()).collect();
        assert_eq!(links, wanted.map(|langs| format!("../downloads/beyond-the-border.{langs}.html")));
    }
}

#[test]
fn a_single_file_asks_for_nothing() {
    for site in [Site::article(), &journal()] {
        for (copy, _) in singles(site) {
            for element in copy.all("[src], [poster], [data], [srcset], link, iframe, object, embed") {
                let rel = element.attr("rel").unwrap_or_default();
                let names = ["canonical", "alternate"].contains(&rel);
                let source =
                    ["src", "poster", "data", "href"].iter().find_map(|name| element.attr(name)).unwrap_or_default();
                assert!(source.starts_with("data:") || names, "{}: {}", copy.path, element.html());
                assert!(element.attr("srcset").is_none(), "{}", copy.path);
            }
            let style = copy.all("style").iter().flat_map(scraper::ElementRef::text).collect::<String>();
            assert!(style.contains("--paper"), "{} is not styled", copy.path);
            assert!(!style.contains("@import"), "{}", copy.path);
            for (at, _) in style.match_indices("url(") {
                let inside = style[at + 4..].trim_start_matches(['"', '\'']);
                assert!(inside.starts_with("data:") || inside.starts_with('#'), "{}: {inside:.40}", copy.path);
            }
            let size = site.output.get(&copy.path).map_or(0, |bytes| bytes.len());
            assert!(size < LARGEST, "{} has {size} bytes", copy.path);
            assert!(attr(copy.one("html"), "class").split(' ').any(|class| class == "single"));
        }
    }
}

#[test]
fn a_single_file_says_what_its_page_says() {
    for site in [Site::article(), &journal()] {
        for (copy, page) in singles(site) {
            let words = |page: &Page| page.words("main");
            assert_eq!(words(&copy), words(&page), "{}", copy.path);
            let head = |page: &Page| {
                let tags = page
                    .all("title, meta, link[rel=canonical], link[rel=alternate], script[type='application/ld+json']");
                tags.iter().map(|tag| fold(&tag.html())).collect::<Vec<_>>()
            };
            assert_eq!(head(&copy), head(&page), "{}", copy.path);
        }
    }
}

#[test]
fn links_of_a_single_file_lead_within_it_or_to_the_published_site() {
    for site in [Site::article(), &journal()] {
        for (copy, page) in singles(site) {
            let ids: Vec<_> = copy.all("[id]").iter().map(|element| attr(*element, "id").to_owned()).collect();
            let unique: BTreeSet<_> = ids.iter().cloned().collect();
            assert_eq!(ids.len(), unique.len(), "{}", copy.path);
            let links = copy.all("a[href]");
            assert_eq!(links.len(), page.all("a[href]").len(), "{}", copy.path);
            for (link, before) in links.iter().zip(page.all("a[href]")) {
                let (href, before) = (attr(*link, "href"), attr(before, "href"));
                match href.strip_prefix('#') {
                    Some(id) => assert!(unique.contains(id), "{}: {href}", copy.path),
                    None => assert!(is_absolute(href), "{}: {href}", copy.path),
                }
                if is_absolute(before) || before.starts_with('#') {
                    assert_eq!(href, before, "{}", copy.path);
                }
            }
        }
    }
}

#[test]
fn a_citation_in_a_single_file_leads_to_the_list_in_it() {
    for lang in ["en", "es"] {
        let copy = Site::article().page(&format!("downloads/beyond-the-border.{lang}.html"));
        let records: BTreeSet<_> = copy.all("a.record").iter().map(|link| attr(*link, "href").to_owned()).collect();
        let cited: BTreeSet<_> = copy.all("a.cite").iter().map(|link| attr(*link, "href").to_owned()).collect();
        assert_eq!(cited, records);
        assert_eq!(cited.len(), 41);
        assert!(cited.iter().all(|href| href.starts_with("#ref-")), "{cited:?}");
    }
}

#[test]
fn a_link_to_a_section_leads_to_it_in_the_file_and_one_to_another_edition_out_of_it() {
    let text = "To the [second](b), to [its word](b#b-p1).";
    let site = Folder::facing(text, "A la [segunda](b), a [su palabra](b#b-p1).")
        .with("content/w/02-b/en.md", "---\ntitle: B\nslug: b\n---\n\nA word.\n")
        .with("content/w/02-b/es.md", "---\ntitle: B\nslug: be\n---\n\nUna palabra.\n")
        .site();
    let hrefs = |path: &str, css: &str| -> Vec<String> {
        site.page(path).all(css).iter().map(|link| attr(*link, "href").to_owned()).collect()
    };
    let page = hrefs("en/article.html", "#a .prose p a:not([class])");
    let inside = hrefs("downloads/w.en.html", "#a .prose p a:not([class])");
    assert_eq!(page, ["#b", "#b-p1"], "{}", site.findings);
    assert_eq!(inside, page);
    assert_eq!(hrefs("downloads/w.en.html", "#a .counterpart"), ["https://site.org/es/articulo.html#a-p1"]);
    assert_eq!(hrefs("downloads/w.en-es.html", "#a-p1 .half p a")[0], "#b");
    let alone = ["https://site.org/en/a.html#a-p1", "https://site.org/es/a.html#a-p1"];
    assert_eq!(hrefs("downloads/w.en-es.html", "#a-p1 .which"), alone);
}

#[test]
fn nothing_in_a_script_or_a_style_ends_it() {
    let script = "addEventListener('click', () => console.log('</script><p id=lost>', \"<!--<script>\"));";
    let style = "main::after { content: \"</style><p id=lost>\" } :root { --paper: red }";
    let site =
        Folder::small().with("themes/papel/static/papel.js", script).with("themes/papel/styles/own.css", style).site();
    let copy = site.page("downloads/w.en.html");
    assert!(copy.id("lost").is_none());
    let text = |css: &str| copy.one(css).text().collect::<String>();
    assert_eq!(text("head script[type=module]").replace("<\\", "<"), script);
    assert!(text("head style:first-of-type").replace("<\\", "<").trim_end().ends_with(style));
    assert_eq!(copy.words("main"), site.page("en/article.html").words("main"));
}

#[test]
fn a_picture_stands_in_the_file() {
    let site = journal();
    let (copy, picture) = (site.page("downloads/first.en.html"), site.output.get("media/first/01-opening/map.svg"));
    let source = copy.attr("img", "src");
    let data = source.strip_prefix("data:image/svg+xml;charset=utf-8;base64,").expect("it is inside");
    assert_eq!(STANDARD.decode(data).expect("base64"), picture.expect("the page shows it").to_vec());
}

/// A file in one that is kept: its path, its type, and the pieces that it is made of.
type Kept = (String, String, Vec<usize>);

/// What the files of a work hold, by path, as the worker unpacks them.
fn kept(site: &Site, work: &str) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for file in facts(site)["works"][work].as_array().expect("the work is listed") {
        let mut plain = Vec::new();
        let packed = site.output.get(file.as_str().expect("a path")).expect("the file is there");
        assert_eq!(packed[4..8], [0; 4], "a time stands in it");
        GzDecoder::new(&packed[..]).read_to_end(&mut plain).expect("it can be unpacked");
        let end = plain.iter().position(|byte| *byte == b'\n').expect("a list stands first") + 1;
        let (lengths, list): (Vec<usize>, Vec<Kept>) = serde_json::from_slice(&plain[..end]).expect("it is JSON");
        let mut at = end;
        let mut pieces = Vec::new();
        for length in lengths {
            pieces.push(&plain[at..at + length]);
            at += length;
        }
        assert_eq!(at, plain.len());
        for (path, content_type, own) in list {
            assert!(!path.ends_with(".html") || content_type == "text/html; charset=utf-8");
            let bytes = own.into_iter().flat_map(|piece| pieces[piece]).copied().collect::<Vec<_>>();
            assert_eq!(site.output.get(&path).map(|bytes| bytes.to_vec()).as_ref(), Some(&bytes), "{path}");
            found.insert(path, bytes);
        }
    }
    found
}

/// The facts that the worker begins with.
fn facts(site: &Site) -> serde_json::Value {
    let worker = site.text("sw.js");
    let first = worker.lines().next().expect("it has lines");
    serde_json::from_str(first.strip_prefix("const site = ").expect("facts").trim_end_matches(';')).expect("JSON")
}

/// Links of kept pages, as `page: address`, whose page is not kept.
fn missing(kept: &BTreeMap<String, Vec<u8>>, of: impl Fn(&str) -> bool) -> Vec<String> {
    let mut missing = Vec::new();
    for (path, bytes) in kept.iter().filter(|(path, _)| path.ends_with(".html") && of(path)) {
        let page = Page::parse(path, std::str::from_utf8(bytes).expect("pages are UTF-8"));
        for element in page.html.select(&selector("[href], [src]")) {
            let href = element.attr("href").or(element.attr("src")).unwrap_or_default();
            let target = page.resolve(href).filter(|_| !is_absolute(href)).map(|(target, _)| target);
            missing
                .extend(target.filter(|target| !kept.contains_key(target)).map(|target| format!("{path}: {target}")));
        }
    }
    missing
}

#[test]
fn the_whole_article_is_kept_in_one_small_file() {
    let site = Site::article();
    let files = &facts(site)["works"]["beyond-the-border"];
    assert_eq!(files.as_array().map(Vec::len), Some(1));
    let size = site.output.get(files[0].as_str().expect("a path")).expect("it is there").len();
    assert!(size < KEPT, "{size} bytes");
    let kept = kept(site, "beyond-the-border");
    for (path, bytes) in &kept {
        assert_eq!(site.output.get(path).map(|there| &there[..]), Some(&bytes[..]), "{path}");
    }
    let pages = site.paths(".html");
    let lacking: Vec<_> = pages.iter().filter(|path| !kept.contains_key(*path)).collect();
    assert_eq!(lacking, ["404.html"]);
    let missing = missing(&kept, |_| true);
    let (singles, others): (Vec<_>, Vec<_>) =
        missing.into_iter().partition(|link| link.contains(": downloads/") && link.ends_with(".html"));
    assert!(others.is_empty(), "{others:#?}");
    assert!(!singles.is_empty());
}

#[test]
fn a_work_of_a_journal_is_kept_with_what_it_needs_and_no_other() {
    let site = journal();
    let kept = ["first", "second"].map(|work| kept(&site, work));
    let has = |path: &str| [0, 1].map(|work| kept[work].contains_key(path));
    assert_eq!(has("en/first/opening.html"), [true, false]);
    assert_eq!(has("en-ar/first/opening.html"), [true, false]);
    assert_eq!(has("es/second/inicio.html"), [false, true]);
    assert_eq!(has("media/first/01-opening/map.svg"), [true, false]);
    assert_eq!(has("downloads/first-references.bib"), [true, false]);
    assert_eq!(["index.html", "en/index.html", "en/colophon.html"].map(has), [[true; 2]; 3]);
    assert!(site.paths(".css").iter().all(|path| has(path) == [true; 2]));
    let other = |link: &String| link.contains("/second/") || link.contains(": downloads/");
    let missing: Vec<_> =
        missing(&kept[0], |path| path.contains("/first/")).into_iter().filter(|link| !other(link)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    assert_eq!(facts(&site)["works"].as_object().map(serde_json::Map::len), Some(2));
}

#[test]
fn what_weighs_too_much_to_be_kept_is_reported() {
    let folder = Folder::small();
    let site = folder.text("content/site.yml");
    let limited =
        |kept: usize| folder.clone().with("content/site.yml", format!("{site}weight: {{kept: {kept}}}\n")).site();
    assert!(limited(0).findings.contains("warning[heavy-copy]: what a reader keeps weighs"), "{}", limited(0).findings);
    assert_eq!(limited(1000).findings, "");
}

#[test]
fn a_picture_that_weighs_too_much_is_reported_and_left_out_of_copies_which_say_so() {
    let folder = Folder::facing("![A map](map.svg)\n\n![A plan](plan.svg)", "![Un mapa](map.svg)\n\nNada.");
    let drawing =
        |letters: usize| format!("<svg xmlns='http://www.w3.org/2000/svg'><!-- {} --></svg>", "x".repeat(letters));
    let folder = folder.with("content/w/01-a/map.svg", drawing(2_000)).with("content/w/01-a/plan.svg", drawing(10));
    let site = folder.clone().edit("content/site.yml", "citations:", "weight: {picture: 1}\ncitations:").site();
    let found = &site.findings;
    assert!(found.contains("warning[heavy-picture]: the picture `content/w/01-a/map.svg` weighs 2.1 KB"), "{found}");
    assert!(found.contains("content/w/01-a/en.md:6:1"), "{found}");
    assert!(!found.contains("plan.svg"), "{found}");
    // The pages show it.
    assert!(site.output.get("media/w/01-a/map.svg").is_some());
    assert!(site.page("en/a.html").all("img").len() == 2);
    for (path, words) in [
        ("downloads/w.en.html", "“A map”: this picture (2.1 KB) is not in this file."),
        ("downloads/w.es.html", "«Un mapa»: esta imagen (2.1 KB) no está en este archivo."),
    ] {
        let copy = site.page(path);
        assert!(copy.words(".left-out").contains(words), "{path}: {}", copy.words(".left-out"));
        assert!(copy.words(".left-out").ends_with("https://site.org/media/w/01-a/map.svg"), "{path}");
        assert_eq!(copy.all("img").len(), usize::from(path.contains(".en.")), "{path}");
    }
    let kept = kept(&site, "w");
    assert!(!kept.contains_key("media/w/01-a/map.svg") && kept.contains_key("media/w/01-a/plan.svg"));
    assert!(facts(&site)["noPicture"]["es"].as_str().expect("words").contains("Esta imagen no está guardada"));
    assert!(!folder.site().findings.contains("heavy-picture"));
}

#[test]
fn a_site_that_its_host_may_not_take_is_reported() {
    let heavy = Folder::small().edit("content/site.yml", "citations:", "weight: {site: 1}\ncitations:");
    let found = heavy.site().findings;
    assert!(
        found.contains("warning[heavy-site]: the site weighs") && found.contains("over the limit of 1.0 KB"),
        "{found}"
    );
    assert!(!Folder::small().site().findings.contains("heavy-site"));
}

#[test]
fn each_build_names_its_own_files_and_the_worker_speaks_every_language() {
    let name = |folder: Folder| facts(&folder.site())["works"]["w"][0].as_str().expect("a path").to_owned();
    let folder = || Folder::facing("A word.", "Una palabra.");
    assert_eq!(name(folder()), name(folder()));
    assert_ne!(name(folder()), name(folder().saying("en", "Another word.")));
    let facts = facts(&folder().with("themes/papel/styles/own.css", ":root { --paper: red }").site());
    assert!(facts["style"].as_str().expect("a style").ends_with(":root { --paper: red }\n"));
    let said = &facts["notKept"];
    for (lang, words) in [("en", "This page is not kept"), ("es", "Esta página no está guardada")] {
        let page = Page::parse(lang, said[lang].as_str().expect("a page"));
        assert_eq!(page.words("style"), "{style}");
        assert_eq!((page.attr("html", "lang"), page.words("h1")), (lang.to_owned(), words.to_owned()));
        let start = page.attr("a", "href");
        assert_eq!(start, format!("{{root}}{lang}/index.html"));
    }
}

#[test]
fn a_page_offers_to_keep_nothing_until_its_script_can() {
    for page in Site::article().pages() {
        let boxes = page.all("#keep-box");
        assert_eq!(boxes.len(), usize::from(page.path.ends_with("/index.html") && !page.path.starts_with("en-es")));
        assert!(boxes.iter().all(|found| found.attr("hidden").is_some()), "{}", page.path);
        let script = page.all("script[src*='keep.']");
        assert_eq!(script.len(), boxes.len(), "{}", page.path);
        assert!(script.iter().all(|script| script.attr("defer").is_some()), "{}", page.path);
    }
}

#[test]
fn a_site_may_do_without() {
    let folder = Folder::facing("A word.", "Una palabra.");
    let config = format!("{}offline: false\n", folder.text("content/site.yml"));
    let site = folder.with("content/site.yml", config).check();
    for (path, _) in site.output.iter() {
        let path = path.as_str();
        assert!(!path.starts_with("offline/"), "{path}");
        assert!(!path.starts_with("downloads/") || !path.ends_with(".html"), "{path}");
    }
    let worker = site.text("sw.js");
    assert!(worker.contains("caches.delete") && worker.contains("unregister") && !worker.contains("\"fetch\""));
    for page in site.pages() {
        assert!(page.all("#keep-box, .take-away, #offline, script[src*='keep.']").is_empty(), "{}", page.path);
    }
}
