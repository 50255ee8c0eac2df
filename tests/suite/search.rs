//! Search: when it is there, and what of the site can be found, in which languages and at which places.
//!
//! What the index answers in a browser is tested in `tests/browser/`.

use pliego::build::{self, Options};
use pliego::export::ExporterSet;

use crate::site::{Folder, Site};

/// What is made of a folder, to some extent.
fn compile(folder: &Folder, extent: ExporterSet) -> Site {
    Site::of(build::compile(&folder.memory(), &Options { extent, ..Options::default() }))
}

fn without(folder: &Folder) -> Folder {
    let site = folder.text("content/site.yml");
    folder.clone().with("content/site.yml", format!("{site}search: false\n"))
}

#[test]
fn a_site_without_search_has_nothing_of_it() {
    let site = compile(&without(&Folder::small()), ExporterSet::All);
    assert_eq!(site.findings, "");
    assert!(site.paths("").iter().all(|path| !path.contains("pagefind") && path != "en/search.html"), "{site:?}");
    assert!(!site.text("en/colophon.html").contains("search.html"));
}

#[cfg(not(feature = "search"))]
#[test]
fn a_pliego_without_search_makes_no_page_for_it() {
    let folder = Folder::small();
    assert_eq!(compile(&folder, ExporterSet::All).output, compile(&without(&folder), ExporterSet::All).output);
}

#[cfg(feature = "search")]
mod index {
    use std::collections::{BTreeMap, BTreeSet};
    use std::io::Read as _;
    use std::sync::OnceLock;

    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use pliego::source::Disk;
    use serde::Deserialize;

    use super::*;
    use crate::languages::journal;
    use crate::site::{ROOT, attr, below, fold, words, words_without};

    /// The article's site with its index.
    fn article() -> &'static Site {
        static SITE: OnceLock<Site> = OnceLock::new();
        SITE.get_or_init(|| Site::of(build::check(&Disk::new(ROOT), &Options::default())))
    }

    /// A record as the index keeps it.
    #[derive(Debug, Deserialize)]
    struct Record {
        url: String,
        content: String,
        filters: BTreeMap<String, Vec<String>>,
        meta: BTreeMap<String, String>,
        anchors: Vec<Anchor>,
    }

    #[derive(Debug, Deserialize)]
    struct Anchor {
        id: String,
        title: Option<String>,
        location: usize,
    }

    impl Record {
        /// The words behind an anchor.
        fn at(&self, anchor: &str) -> Option<String> {
            let found = self.anchors.iter().find(|found| found.id == anchor)?;
            Some(self.content.split(' ').skip(found.location).collect::<Vec<_>>().join(" "))
        }
    }

    /// Everything that can be found, by address.
    fn records(site: &Site) -> BTreeMap<String, Record> {
        let fragment = |path: &String| {
            let mut text = Vec::new();
            flate2::read::GzDecoder::new(&*site.output.get(path).expect("listed").clone())
                .read_to_end(&mut text)
                .expect("a fragment is packed");
            let json = text.strip_prefix(b"pagefind_dcd").expect("Pagefind's mark");
            let record: Record = serde_json::from_slice(json).expect("a fragment is JSON");
            (record.url.clone(), record)
        };
        site.paths(".pf_fragment").iter().map(fragment).collect()
    }

    fn group(record: &Record) -> &str {
        &record.filters["group"][0]
    }

    #[test]
    fn each_section_entry_and_reference_can_be_found() {
        let site = article();
        let mut wanted = BTreeSet::new();
        for page in site.pages() {
            match page.attr("body", "class").as_str() {
                "kind-home" | "kind-section" => drop(wanted.insert((page.path.clone(), "section"))),
                "kind-entity" => drop(wanted.insert((page.path.clone(), "entity-actors"))),
                "kind-bibliography" => {
                    let entries = page.all(".entries > li");
                    wanted.extend(entries.iter().map(|li| (format!("{}#{}", page.path, attr(*li, "id")), "reference")));
                }
                _ => {}
            }
        }
        let records = records(site);
        let found: BTreeSet<_> = records.values().map(|record| (record.url.clone(), group(record))).collect();
        assert_eq!(found, wanted);
        assert!(wanted.len() > 100, "two languages have so many: {}", wanted.len());
    }

    #[test]
    fn each_paragraph_is_found_at_its_place() {
        let site = article();
        let records = records(site);
        let mut count = 0;
        for page in site.pages().iter().filter(|page| page.attr("body", "class") == "kind-section") {
            let record = &records[&page.path];
            assert_eq!(record.meta["title"], words_without(page.one("h1"), ".number"), "{}", page.path);
            for block in page.all(".block:not(.heading)") {
                let paragraph = below(block, "p[id]")[0];
                let id = attr(paragraph, "id");
                let behind = record.at(id).unwrap_or_else(|| panic!("{} has no {id}", page.path));
                let said = words_without(paragraph, ".note-ref");
                let said: Vec<_> = said.split_whitespace().collect();
                assert!(behind.starts_with(&said.join(" ")), "{id}: {behind}"); // a no-break space breaks there too
                let number = words(below(block, ".permalink")[0]);
                let anchor = record.anchors.iter().find(|anchor| anchor.id == id).expect("found above");
                assert_eq!(anchor.title, Some(format!("¶ {number}")), "{id}");
                count += 1;
            }
        }
        assert!(count > 100, "{count}");
    }

    #[test]
    fn an_entry_is_found_by_its_names_in_every_language() {
        let records = records(article());
        for path in ["en/actors/inm.html", "es/actores/inm.html"] {
            let record = &records[path];
            for name in ["Instituto Nacional de Migración", "INM", "National Migration Institute"] {
                assert!(record.content.contains(name), "{path} lacks {name}: {}", record.content);
            }
        }
        let described = |path: &str| records[path].at("description").expect("a description");
        assert!(described("en/actors/inm.html").starts_with("The INM regulates"));
        assert!(described("es/actores/inm.html").starts_with("El INM regula"));
    }

    #[test]
    fn a_result_says_which_work_it_is_in_and_in_which_language() {
        let site = compile(&journal(), ExporterSet::All);
        assert!(site.faults.is_empty(), "{}", site.findings);
        let records = records(&site);
        let section = &records["en/first/opening.html"];
        let title = site.page("en/first/index.html").words(".titles h1");
        assert_eq!(section.filters.get("work"), Some(&vec![title]));
        assert!(!section.content.contains('↩'), "ways back are not words of the text: {}", section.content);
        let foreign = records.values().filter_map(|record| Some((&record.url, record.filters.get("lang")?)));
        let foreign: Vec<_> = foreign.collect();
        assert!(foreign.iter().any(|(url, lang)| url.starts_with("ar/") && lang.as_slice() != ["ar"]), "{foreign:?}");
        let languages: BTreeSet<_> = records.keys().filter_map(|url| url.split('/').next()).collect();
        assert_eq!(languages, BTreeSet::from(["ar", "en", "es"]));
    }

    #[test]
    fn an_abstract_in_a_language_that_the_site_lacks_is_found() {
        let site = compile(&journal().with("content/first/abstract/fr.md", "Une barque.\n"), ExporterSet::All);
        let records = records(&site);
        for lang in ["ar", "en", "es"] {
            let found = records.values().filter(|record| record.at("fr-abstract-b1").as_deref() == Some("Une barque."));
            let found: Vec<_> = found.filter(|record| record.url.starts_with(lang)).collect();
            assert_eq!(found.len(), 1, "{lang}");
        }
    }

    #[test]
    fn only_what_searching_needs_is_there_with_its_licence() {
        let files = article().paths("");
        let files = files.iter().filter_map(|path| path.strip_prefix("pagefind/"));
        let (index, program): (Vec<_>, Vec<_>) = files.partition(|path| path.contains(".pf_"));
        let stemming = ["wasm.en.pagefind", "wasm.es.pagefind"];
        let own = ["LICENCE.txt", "disk.en.js", "disk.es.js", "pagefind-entry.json", "pagefind.js"];
        assert_eq!(program, [&own[..], &stemming].concat());
        let folders: BTreeSet<_> = index.iter().filter_map(|path| path.split_once('/')).map(|(dir, _)| dir).collect();
        assert_eq!(folders, BTreeSet::from(["filter", "fragment", "index"]));
        assert!(article().text("pagefind/LICENCE.txt").contains("Copyright (c) Pagefind"));
    }

    /// A page from disk cannot fetch: one script holds the files of its language, byte for byte.
    #[test]
    fn from_disk_a_script_brings_the_index_of_the_page_s_language() {
        let site = article();
        let mut seen = 0;
        for lang in ["en", "es"] {
            let script = site.text(&format!("pagefind/disk.{lang}.js"));
            let (_, files) = script.split_once("const files = ").expect("the files");
            let (files, _) = files.split_once(";\n").expect("the end of the list");
            let files: BTreeMap<String, String> = serde_json::from_str(files).expect("JSON");
            for (name, bytes) in &files {
                let there = site.output.get(&format!("pagefind/{name}")).expect("it is in the folder too");
                assert_eq!(STANDARD.decode(bytes).expect("base64"), there[..], "{name}");
            }
            seen += files.keys().filter(|name| name.ends_with(".pf_fragment")).count();
        }
        assert_eq!(seen, site.paths(".pf_fragment").len());
    }

    #[test]
    fn the_page_has_a_group_for_each_kind_and_says_what_to_do_without_scripts() {
        for (path, other) in [("en/search.html", "../es/buscar.html"), ("es/buscar.html", "../en/search.html")] {
            let page = article().page(path);
            let groups = page.all("section.group");
            let filters: Vec<_> = groups.iter().map(|group| attr(*group, "data-filter")).collect();
            assert_eq!(filters, ["section", "entity-actors", "reference"]);
            let found: BTreeSet<_> = records(article()).values().map(|record| group(record).to_owned()).collect();
            assert_eq!(found, filters.iter().map(|filter| (*filter).to_owned()).collect());
            assert_eq!(page.attr(".other-language a", "href"), other);
            assert_eq!(page.attr("#search-form input", "name"), "q");
            assert!(page.all("noscript").len() == 1 && fold(&page.one("noscript").inner_html()).contains("href=\""));
            assert_eq!(page.all("script[src*='/search.'][defer]").len(), 1);
        }
        let elsewhere = article().page("en/introduction.html");
        assert!(elsewhere.all("script[src*='/search.']").is_empty(), "other pages need no such script");
        assert_eq!(elsewhere.all(".site-nav a[href='search.html']").len(), 1);
    }

    #[test]
    fn a_text_without_words_is_reported() {
        let folder = Folder::small().with("content/w/02-b/en.md", "---\ntitle: …\nslug: b\n---\n\n— — —\n");
        let site = compile(&folder, ExporterSet::All);
        assert_eq!(
            site.findings,
            "content: warning[search-index]: the search index of `en` holds 2 of 3 texts (it lacks `en/b.html`)\n"
        );
        assert!(compile(&folder, ExporterSet::Prompt).findings.is_empty());
    }

    #[test]
    fn what_is_made_apart_and_the_rest_are_the_whole() {
        let folder = Folder::small();
        let [all, prompt, apart] =
            [ExporterSet::All, ExporterSet::Prompt, ExporterSet::Apart].map(|extent| compile(&folder, extent).output);
        let folders: Vec<_> = pliego::export::apart().collect();
        let is_apart = |path: &str| folders.iter().any(|folder| path.starts_with(folder));
        assert!(!apart.is_empty() && apart.iter().all(|(path, _)| is_apart(path.as_str())));
        assert!(prompt.iter().all(|(path, _)| !is_apart(path.as_str())));
        let mut both = prompt;
        assert!(both.merge(apart).is_empty());
        assert_eq!(both, all);
    }
}
