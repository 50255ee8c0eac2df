//! The article as a linked site: 24 actors, 41 works, 59 citations in 52 groups, each linked both ways in each language.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use icu_collator::Collator;
use icu_collator::options::CollatorOptions;
use pliego::diag::Sink;
use pliego::doc::Documents;
use pliego::source::{Disk, SourceMap};
use scraper::ElementRef;

use crate::site::{Page, ROOT, Site, attr, below, place, words, words_without};

/// A language of the site and the names of its pages.
struct Names {
    lang: &'static str,
    article: &'static str,
    bibliography: &'static str,
    actors: &'static str,
    introduction: &'static str,
}

const ENGLISH: Names = Names {
    lang: "en",
    article: "article",
    bibliography: "bibliography",
    actors: "actors",
    introduction: "introduction",
};
const SPANISH: Names = Names {
    lang: "es",
    article: "articulo",
    bibliography: "bibliografia",
    actors: "actores",
    introduction: "introduccion",
};
const BOTH: [Names; 2] = [ENGLISH, SPANISH];

impl Names {
    fn path(&self, name: &str) -> String {
        format!("{}/{name}.html", self.lang)
    }

    fn page(&self, name: &str) -> Page {
        Site::article().page(&self.path(name))
    }

    /// The pages of the sections, in order.
    fn sections(&self) -> Vec<Page> {
        let home = self.page("index");
        let links = home.all("#contents ~ nav ol.contents > li > div > a");
        assert_eq!(links.len(), 5);
        let path = |link: &ElementRef<'_>| home.resolve(attr(*link, "href")).expect("inside").0;
        links.iter().map(|link| Site::article().page(&path(link))).collect()
    }

    /// The pages of the actors, in the order of the index.
    fn actors(&self) -> Vec<Page> {
        let index = self.page(self.actors);
        let links = index.all("ul.index .headword a");
        links.iter().map(|link| Site::article().page(&index.resolve(attr(*link, "href")).expect("inside").0)).collect()
    }

    /// Every `a.cite` of the sections: the work, the page and the anchor of the block.
    fn citations(&self) -> Vec<(String, String, String)> {
        let mut found = Vec::new();
        for page in self.sections() {
            for link in page.all(".prose a.cite") {
                let (path, key) = page.resolve(attr(link, "href")).expect("inside");
                assert_eq!(path, self.path(self.bibliography));
                found.push((key.expect("a citation names its work"), page.path.clone(), place(link)));
            }
        }
        found
    }
}

#[test]
fn every_required_address_is_there() {
    let files = [
        "index.html 404.html robots.txt sitemap.xml .nojekyll",
        "en/index.html en/introduction.html en/article.html en/actors.html en/actors/dif.html en/bibliography.html",
        "es/index.html es/introduccion.html es/articulo.html es/actores.html es/actores/dif.html es/bibliografia.html",
        "en/corrections.html en/colophon.html es/correcciones.html es/colofon.html",
    ];
    for path in files.iter().flat_map(|line| line.split(' ')) {
        assert!(Site::article().output.get(path).is_some(), "{path}");
    }
    for names in BOTH {
        assert!(names.page(names.bibliography).id("bhabha-2014").is_some());
    }
}

#[test]
fn the_report_counts_what_the_article_has() {
    let report = Site::article().report;
    assert_eq!((report.citations, report.references, report.entities, report.languages), (59, 41, 24, 2));
    assert_eq!(report.pages, Site::article().paths(".html").len());
}

#[test]
fn the_english_text_has_59_citations_in_52_groups() {
    let (mut sources, mut sink) = (SourceMap::default(), Sink::default());
    let content = pliego::load::load(&Disk::new(ROOT), None, &mut sources, &mut sink).expect("the content is there");
    let documents = Documents::parse(&content, &sources, &mut sink);
    let english = documents.works[0].sections.iter().filter_map(|editions| editions.get("en"));
    let sizes: Vec<_> = english.flat_map(|text| &text.citations).map(|group| group.items.len()).collect();
    assert_eq!((sizes.len(), sizes.iter().sum::<usize>()), (52, 59));
    for names in BOTH {
        assert_eq!(names.citations().len(), 59);
    }
}

#[test]
fn each_work_lists_exactly_the_places_that_cite_it() {
    for names in BOTH {
        let page = names.page(names.bibliography);
        let mut cited: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for (key, path, anchor) in names.citations() {
            cited.entry(key).or_default().push((path, anchor));
        }
        let entries = page.all("ul.entries > li");
        assert_eq!(entries.len(), 41);
        let mut total = 0;
        for entry in entries {
            let key = entry.value().id().expect("an entry has its key as id");
            let mut listed: Vec<_> = below(entry, ".places > li > a")
                .iter()
                .map(|link| page.resolve(attr(*link, "href")).expect("inside"))
                .map(|(path, anchor)| (path, anchor.expect("a place has an anchor")))
                .collect();
            total += listed.len();
            let mut expected = cited.remove(key).unwrap_or_default();
            listed.sort();
            expected.sort();
            assert_eq!(listed, expected, "{key} on {}", page.path);
            assert!(!listed.is_empty(), "{key}");
        }
        assert_eq!(total, 59);
        assert!(cited.is_empty(), "cited, but not in the list: {cited:?}");
    }
}

/// Every listed place of a page: its link leads to a block of the text that holds the sentence.
fn places_hold_their_sentences(page: &Page) -> usize {
    let places = page.all(".places > li:has(q)");
    for item in &places {
        let href = attr(below(*item, "a")[0], "href");
        let (path, anchor) = page.resolve(href).expect("inside");
        let target = Site::article().page(&path);
        let block =
            target.id(&anchor.expect("a place has an anchor")).unwrap_or_else(|| panic!("{href}: no such anchor"));
        let sentence = words(below(*item, "q")[0]);
        assert!(sentence.len() > 20 && words(block).contains(&sentence), "{}: {href}: {sentence}", page.path);
        assert!(
            below(*item, "q mark").iter().any(|mark| !words(*mark).is_empty()),
            "{}: the very words are marked",
            page.path
        );
        // A sentence in another language than the page's says so.
        let lang = below(*item, "q")[0].attr("lang").unwrap_or(attr(page.one("html"), "lang"));
        let mut around = block.ancestors().filter_map(ElementRef::wrap).chain([block]);
        let nearest = around.find_map(|around| around.attr("lang"));
        assert_eq!(Some(lang), nearest, "{}: {href}", page.path);
    }
    places.len()
}

#[test]
fn each_listed_place_shows_a_sentence_of_its_paragraph() {
    for names in BOTH {
        assert_eq!(places_hold_their_sentences(&names.page(names.bibliography)), 59);
        let mentions: usize = names.actors().iter().map(places_hold_their_sentences).sum();
        assert!(mentions >= 5, "{mentions}");
    }
}

#[test]
fn the_marked_words_of_a_citation_are_those_of_the_link() {
    let page = ENGLISH.page(ENGLISH.bibliography);
    let mut marked: Vec<_> = page.all(".places mark").into_iter().map(words).collect();
    let sections = ENGLISH.sections();
    let mut linked: Vec<_> = sections.iter().flat_map(|page| page.all(".prose a.cite")).map(words).collect();
    marked.sort();
    linked.sort();
    assert_eq!(marked, linked);
}

#[test]
fn both_languages_have_the_same_anchors_citations_and_mentions() {
    let ids =
        |page: &Page| -> Vec<String> { page.all(".prose [id]").iter().map(|e| attr(*e, "id").to_owned()).collect() };
    let links = |page: &Page, css: &str| page.all(css).iter().map(|link| place(*link)).collect::<Vec<_>>();
    let (english, spanish) = (ENGLISH.sections(), SPANISH.sections());
    for (one, other) in english.iter().zip(&spanish) {
        assert_eq!(ids(one), ids(other), "{} and {}", one.path, other.path);
        assert_eq!(links(one, ".prose a.cite"), links(other, ".prose a.cite"), "{} and {}", one.path, other.path);
        // How often a name stands may differ: one edition explains an acronym, the other needs not.
        let named = |page: &Page| links(page, ".prose p a.mention").into_iter().collect::<BTreeSet<_>>();
        assert_eq!(named(one), named(other), "{} and {}", one.path, other.path);
    }
    for names in BOTH {
        let whole = names.page(names.article);
        let split: Vec<_> = names.sections().iter().flat_map(ids).collect();
        assert_eq!(ids(&whole).into_iter().filter(|id| !id.contains("abstract")).collect::<Vec<_>>(), split);
    }
}

#[test]
fn every_paragraph_has_a_permalink_to_itself() {
    for names in BOTH {
        for page in names.sections().iter().chain([&names.page(names.article)]) {
            for block in page.all(".prose .block") {
                let id = below(block, "[id]")[0].value().id().expect("an id");
                let link = below(block, "a.permalink")[0];
                assert_eq!(attr(link, "href"), format!("#{id}"));
                assert!(!attr(link, "aria-label").is_empty());
                let inside = below(below(block, "[id]")[0], "a.permalink");
                assert!(inside.is_empty(), "a permalink stands beside the text, not in it");
            }
        }
    }
}

#[test]
fn the_index_of_actors_is_grouped_and_sorted_in_the_language() {
    for (names, locale) in BOTH.into_iter().zip(["en-US", "es-ES"]) {
        let page = names.page(names.actors);
        let sizes: Vec<Vec<usize>> = page
            .all("section.level-2")
            .iter()
            .map(|country| below(*country, "section.level-3").iter().map(|kind| below(*kind, "li").len()).collect())
            .collect();
        assert_eq!(sizes, [[7, 6], [4, 7]]);
        let locale: icu_locale_core::Locale = locale.parse().expect("a locale");
        let collator = Collator::try_new((&locale).into(), CollatorOptions::default()).expect("a collation");
        for group in page.all("section.level-3") {
            let entries: Vec<_> = below(group, ".headword a").into_iter().map(words).collect();
            // A quotation mark before a name does not count.
            let keys: Vec<_> = entries.iter().map(|name| name.trim_start_matches('“')).collect();
            let sorted = keys.is_sorted_by(|a, b| collator.compare(a, b) != Ordering::Greater);
            assert!(sorted, "{}: {entries:?}", page.path);
        }
        assert_eq!(names.actors().len(), 24);
    }
}

#[test]
fn each_actor_lists_exactly_the_places_that_mention_it() {
    for names in BOTH {
        let mut mentioned: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
        for page in names.sections() {
            for link in page.all(".prose a.mention") {
                let (path, _) = page.resolve(attr(link, "href")).expect("inside");
                let anchor = place(link);
                // The head of an actor's own row is no mention of it.
                let own_row = link.parent().and_then(ElementRef::wrap).is_some_and(|cell| cell.value().name() == "th");
                if !own_row {
                    mentioned.entry(path).or_default().insert((page.path.clone(), anchor));
                }
            }
        }
        for actor in names.actors() {
            let listed: BTreeSet<_> = actor
                .all("[aria-labelledby=mentions] .places > li > a")
                .iter()
                .map(|link| actor.resolve(attr(*link, "href")).expect("inside"))
                .map(|(path, anchor)| (path, anchor.expect("a place has an anchor")))
                .collect();
            assert_eq!(listed, mentioned.remove(&actor.path).unwrap_or_default(), "{}", actor.path);
        }
        assert!(mentioned.is_empty(), "{mentioned:?}");
    }
}

fn mention_sentences(page: &Page) -> Vec<(String, String)> {
    let items = page.all("[aria-labelledby=mentions] .places > li");
    items.iter().map(|item| (words(below(*item, "q")[0]), words(below(*item, "mark")[0]))).collect()
}

#[test]
fn an_app_is_not_the_agency() {
    let cbp = mention_sentences(&ENGLISH.page("actors/cbp"));
    let introduced = |(sentence, mark): &(String, String)| {
        sentence.starts_with("According to U.S. Customs and Border Protection (CBP) data") && mark.ends_with("(CBP)")
    };
    assert!(cbp.iter().any(introduced), "{cbp:#?}");
    let whole = ENGLISH.page("article");
    assert!(whole.all(".prose p").into_iter().any(|p| words(p).contains("CBP One")), "the app is in the text");
    for link in whole.all(".prose a.mention") {
        let next = link.next_sibling().and_then(|node| node.value().as_text().map(|text| text.to_string()));
        let names_the_app = words(link).ends_with("CBP") && next.is_some_and(|next| next.starts_with(" One"));
        assert!(!names_the_app, "{}", place(link));
    }
}

#[test]
fn authorship_is_no_mention() {
    let mut authored = BTreeMap::new();
    for actor in ENGLISH.actors() {
        for link in actor.all("[aria-labelledby=authored] a.record") {
            let (path, key) = actor.resolve(attr(link, "href")).expect("inside");
            assert_eq!(path, "en/bibliography.html");
            authored.insert(key.expect("a work"), actor.path.clone());
        }
    }
    let expected = ["cbp", "dhs", "sipinna"].map(|id| format!("en/actors/{id}.html"));
    let keys = ["cbp-2023", "dhs-2019", "sipinna-2023"].map(str::to_owned);
    assert_eq!(authored, keys.into_iter().zip(expected).collect());
    // The printed citation "… [Sipinna], 2023" stands in this paragraph.
    let introduction = ENGLISH.page(ENGLISH.introduction);
    let paragraph = introduction.id("introduction-p6").expect("the paragraph");
    assert!(words(paragraph).contains("[Sipinna], 2023"));
    assert!(below(paragraph, "a.mention").iter().all(|link| !attr(*link, "href").contains("sipinna")));
    let bibliography = ENGLISH.page(ENGLISH.bibliography);
    let entry = bibliography.id("sipinna-2023").expect("the entry");
    assert!(below(entry, "a").iter().any(|link| attr(*link, "href") == "actors/sipinna.html"));
}

#[test]
fn the_page_of_an_actor_says_what_its_row_says() {
    for names in BOTH {
        let whole = names.page(names.article);
        for actor in names.actors() {
            let id = attr(actor.one("article.entity"), "id").to_owned();
            let row = ["table-1", "table-2"].iter().find_map(|table| whole.id(&format!("{table}-{id}")));
            let row = row.unwrap_or_else(|| panic!("{id} stands in no table"));
            let (name, acronym) = (words_without(actor.one("h1"), "abbr"), actor.all("h1 abbr"));
            let acronym = acronym.first().map_or_else(String::new, |abbr| format!(" ({})", words(*abbr)));
            assert_eq!(words(below(row, "th")[0]), format!("{name}{acronym}"));
            assert_eq!(words(below(row, "td")[0]), actor.words(".definition .prose p"));
            let facts = below(actor.one(".definition dl"), "dd a[href*='#']");
            assert_eq!(facts.len(), 3, "country, kind and table of {id}");
            // What the card of a mention shows where the row is its source.
            let role = facts[..2].iter().map(|fact| words(*fact)).collect::<Vec<_>>().join(" · ");
            assert_eq!(attr(row, "data-role"), role);
        }
    }
}

#[test]
fn each_work_shows_how_far_its_record_could_be_established() {
    for names in BOTH {
        let page = names.page(names.bibliography);
        for entry in page.all("ul.entries > li") {
            let key = entry.value().id().unwrap_or_default();
            assert_eq!(below(entry, "a.status").len(), 1, "{key}");
            assert!(words(below(entry, ".csl-entry")[0]).len() > 5, "{key}");
            if !below(entry, "a.status.unresolved").is_empty() {
                assert!(words(entry).len() > 40, "{key} says what is not known");
            }
        }
        for format in ["bib", "ris", "json"] {
            let link = format!("ul.downloads a[href$='references.{format}']");
            let (path, _) = page.resolve(&page.attr(&link, "href")).expect("inside");
            let list = Site::article().text(&path);
            let keys: Vec<_> = page.all("ul.entries > li").iter().filter_map(|entry| entry.value().id()).collect();
            for key in keys {
                assert!(list.contains(key), "{path} lacks {key}");
            }
        }
    }
}

#[test]
fn a_status_is_drawn_as_it_is_named() {
    let mut seen = 0;
    for names in BOTH {
        let legend = names.page(names.bibliography);
        let drawn: BTreeMap<String, String> = legend
            .all(".legend .status")
            .iter()
            .map(|status| (words(*status), attr(*status, "class").to_owned()))
            .collect();
        assert_eq!(drawn.len(), 3);
        for page in names.actors().into_iter().chain([names.page(names.bibliography)]) {
            for status in page.all(".status") {
                assert_eq!(Some(attr(status, "class")), drawn.get(&words(status)).map(String::as_str), "{}", page.path);
                seen += 1;
            }
        }
    }
    assert!(seen > 2 * 41 + 6, "{seen} marks of a status");
}

#[test]
fn a_table_follows_a_paragraph_that_refers_to_it() {
    let page = ENGLISH.page("international-cooperation");
    for (id, label) in [("table-1", "Table 1"), ("table-2", "Table 2")] {
        let table = page.id(id).expect("the table");
        let before = table.prev_siblings().filter_map(ElementRef::wrap).find(|e| !below(*e, "p").is_empty());
        let before = before.map(|block| words(below(block, "p")[0])).unwrap_or_default();
        assert!(before.contains(label), "{label} follows “{before}”");
    }
}
