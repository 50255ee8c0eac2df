//! Facing pages: each section and the whole work in two languages, row by row, each cell saying what its edition says.

use scraper::ElementRef;

use crate::languages::journal;
use crate::site::{Folder, Page, Site, attr, below, words, words_without};
use crate::theme::first_paint;

/// Facing pages and the two pages that they are made of.
#[derive(Debug)]
pub(crate) struct Spread {
    pub(crate) page: Page,
    /// Left and right: the language and the edition's own page.
    pub(crate) sides: [(String, Page); 2],
}

impl Spread {
    pub(crate) fn at(site: &Site, path: &str) -> Self {
        let page = site.page(path);
        let links = page.all(".editions > .half > .edition a.alone");
        let side = |at: usize| {
            let (path, anchor) = page.resolve(attr(links[at], "href")).expect("inside");
            assert_eq!(anchor, None);
            (attr(links[at], "hreflang").to_owned(), site.page(&path))
        };
        let sides = [side(0), side(1)];
        assert_eq!(links.len(), 2, "{path}");
        Self { page, sides }
    }

    fn is_whole(&self) -> bool {
        self.page.path.ends_with("index.html")
    }

    /// The texts of an edition's page that the spread shows, by the id of their section.
    fn texts(&self, side: usize) -> Vec<(String, ElementRef<'_>)> {
        let page = &self.sides[side].1;
        let section = |section: ElementRef<'_>, prose| (attr(section, "id").to_owned(), prose);
        if self.is_whole() {
            let sections = page.all("section.section:has(> .prose)").into_iter();
            let summary = page.all("section.prose.abstract").into_iter().map(|text| ("abstract".to_owned(), text));
            return summary.chain(sections.map(|e| section(e, below(e, ".prose")[0]))).collect();
        }
        vec![section(page.one("article.text"), page.one("article.text > .prose"))]
    }
}

/// The facing pages of a site.
fn spreads(site: &Site) -> Vec<Spread> {
    let is_pair = |path: &&String| path.split_once('/').is_some_and(|(folder, _)| folder.contains('-'));
    site.paths(".html").iter().filter(is_pair).map(|path| Spread::at(site, path)).collect()
}

/// What stands at a place: its anchor, if it has one, and its words.
type Block = (Option<String>, String);

fn children(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.children().filter_map(ElementRef::wrap)
}

fn has_class(element: ElementRef<'_>, class: &str) -> bool {
    element.value().classes().any(|own| own == class)
}

/// The blocks of a text on its own page; a table's entries are blocks of their own.
fn blocks(prose: ElementRef<'_>) -> Vec<Block> {
    let mut found = Vec::new();
    let own = |element: ElementRef<'_>| element.value().id().map(str::to_owned);
    for child in children(prose).filter(|child| !has_class(*child, "stale-note") && child.value().name() != "h2") {
        if has_class(child, "block") {
            let block = below(child, "[id]")[0];
            found.push((own(block), words(block)));
        } else if has_class(child, "table") && !has_class(child, "plain") {
            found.push((own(child), words(below(child, "caption")[0])));
            for row in below(child, "tr") {
                let cells: Vec<_> =
                    below(row, "th, td").into_iter().map(|cell| words_without(cell, ".stale-note")).collect();
                // Of the heads only the first is shown: it says what the group is.
                let shown = if row.value().id().is_some() { cells.join(" ") } else { cells[0].clone() };
                found.push((own(row), shown.trim_end().to_owned()));
            }
            found.extend(below(child, "figcaption").into_iter().map(|source| (None, words(source))));
        } else {
            found.push((own(child), words(child)));
        }
    }
    found
}

/// A row's cells; `None` where the language has nothing.
fn cells(row: ElementRef<'_>) -> [Option<ElementRef<'_>>; 2] {
    let halves: Vec<_> = children(row).filter(|child| has_class(*child, "half")).collect();
    assert_eq!(halves.len(), 2, "{}", row.html());
    [0, 1].map(|side| Some(halves[side]).filter(|half| !has_class(*half, "missing")))
}

fn rows<'a>(spread: &'a Spread, section: &str) -> Vec<ElementRef<'a>> {
    let found = spread.page.all("section.rows").into_iter().find(|found| found.value().id() == Some(section));
    let section = found.unwrap_or_else(|| panic!("{} has no section {section}", spread.page.path));
    children(section).filter(|child| has_class(*child, "row")).collect()
}

/// What a spread shows of a text in one of its languages.
fn column(spread: &Spread, section: &str, side: usize) -> Vec<Block> {
    let cell = |row: ElementRef<'_>| {
        let shown = words_without(cells(row)[side]?, ".stale-note");
        Some((row.value().id().map(str::to_owned), shown))
    };
    rows(spread, section).into_iter().filter_map(cell).collect()
}

/// That a spread shows, side by side, what the two editions say: all of it, in order, under the same anchors.
pub(crate) fn says_what_its_editions_say(spread: &Spread) -> usize {
    let mut count = 0;
    for side in 0..2 {
        for (section, prose) in spread.texts(side) {
            // On the page of one edition an abstract's anchor carries the language.
            let prefix = format!("{}-", spread.sides[side].0);
            let plain =
                |(id, words): Block| (id.map(|id| id.strip_prefix(&prefix).map_or(id.clone(), str::to_owned)), words);
            let own: Vec<_> = blocks(prose).into_iter().map(plain).collect();
            assert_eq!(column(spread, &section, side), own, "{}: {section} on side {side}", spread.page.path);
            count += own.len();
        }
    }
    count
}

#[test]
fn each_section_and_the_whole_article_have_facing_pages() {
    let site = Site::article();
    let found: Vec<_> = spreads(site).into_iter().map(|spread| spread.page.path).collect();
    let home = site.page("en/index.html");
    let contents = home.all("#contents ~ nav ol.contents > li > div > a");
    let mut expected: Vec<_> = contents.iter().map(|link| format!("en-es/{}", attr(*link, "href"))).collect();
    expected.push("en-es/index.html".to_owned());
    expected.sort();
    assert_eq!(found, expected);
    assert_eq!(found.len(), 6);
}

#[test]
fn a_row_is_a_block_of_both_editions_word_for_word() {
    let all = spreads(Site::article());
    let count: usize = all.iter().map(says_what_its_editions_say).sum();
    // 88 paragraphs less the section titles' five, 24 actors, two tables: each twice in two languages, and the abstract.
    assert!(count > 4 * (83 + 24 + 2), "{count}");
    for spread in &all {
        assert!(spread.page.all(".half.missing").is_empty(), "{}: everything is translated", spread.page.path);
        assert!(spread.page.all(".stale-note").is_empty(), "{}: nothing is stale", spread.page.path);
    }
}

#[test]
fn a_site_with_everything_shows_every_kind_of_block_in_facing_pages() {
    let site = journal().check();
    for path in ["en-es/first/opening.html", "en-ar/first/opening.html", "es-ar/primera/apertura.html"] {
        let spread = Spread::at(&site, path);
        assert_eq!(says_what_its_editions_say(&spread), 2 * 10, "{path}");
        for css in [
            "blockquote",
            "ul",
            "dl",
            "math[display=block]",
            "pre code",
            "figure img[alt]",
            "h2",
            "sup:first-of-type a",
        ] {
            assert_eq!(spread.page.all(&format!(".row > .half {css}")).len(), 2, "{path}: {css}");
        }
    }
}

#[test]
fn a_cell_is_in_its_language_and_leads_to_pages_of_its_language() {
    let journal = journal().check();
    for site in [Site::article(), &journal] {
        for spread in spreads(site) {
            let (page, mut links) = (&spread.page, 0);
            let langs = attr(page.one("html"), "lang");
            assert_eq!(langs, spread.sides[0].0, "{}: the page's words are in the left language", page.path);
            for row in page.all(".pair") {
                let halves: Vec<_> = children(row).filter(|half| has_class(*half, "half")).collect();
                for (half, (lang, edition)) in halves.into_iter().zip(&spread.sides) {
                    // A title that a language lacks is shown in another, and says so.
                    let own = attr(half, "lang") == lang;
                    assert!(own || half.value().name() == "span", "{}: {}", page.path, half.html());
                    let dir = half.attr("dir").or(below(half, "[dir]").first().and_then(|inner| inner.attr("dir")));
                    assert!(!own || dir == edition.one("html").attr("dir"), "{}: {}", page.path, half.html());
                    for link in below(half, "a[href]") {
                        let Some((path, anchor)) = page.resolve(attr(link, "href")) else { continue };
                        let inside = path == page.path && anchor.is_some_and(|id| id.starts_with(&format!("{lang}-")));
                        let outside = attr(link, "href").contains("://");
                        let own = path.starts_with(&format!("{lang}/"));
                        assert!(inside || outside || own, "{}: {}", page.path, link.html());
                        links += 1;
                    }
                }
            }
            assert!(links >= 8, "{}: {links}", page.path);
        }
    }
}

#[test]
fn each_half_of_a_row_leads_to_its_place_in_the_edition_alone() {
    for spread in spreads(Site::article()) {
        for row in spread.page.all(".row[id]") {
            let id = attr(row, "id");
            let whole: Vec<_> = below(row, "a.which");
            assert_eq!(whole.len(), 2, "{}: {id}", spread.page.path);
            for (link, (lang, edition)) in whole.into_iter().zip(&spread.sides) {
                let (path, anchor) = spread.page.resolve(attr(link, "href")).expect("inside");
                let anchor = anchor.expect("it names the place");
                let summary = id.starts_with("abstract-") && anchor == format!("{lang}-{id}");
                assert!(anchor == id || summary, "{}: {anchor}", spread.page.path);
                assert!(spread.is_whole() || path == edition.path, "{}: {path}", spread.page.path);
                assert!(path.starts_with(&format!("{lang}/")) && attr(link, "hreflang") == lang);
                assert!(!attr(link, "title").is_empty() && !words(link).is_empty());
            }
            let own = below(row, "a.permalink");
            assert_eq!(own.iter().map(|link| attr(*link, "href")).collect::<Vec<_>>(), [format!("#{id}")]);
        }
    }
}

#[test]
fn a_table_stands_entry_by_entry() {
    let page = Site::article().page("en-es/international-cooperation.html");
    for (table, entries) in [("table-1", 13), ("table-2", 11)] {
        assert_eq!(page.all(&format!(".row.entry[id^='{table}-']")).len(), entries);
        assert!(page.all("figure.table, table").is_empty(), "two columns of a table would be too narrow");
        let caption = page.id(table).expect("the caption has the table's anchor");
        let [english, spanish] = cells(caption).map(|cell| words(cell.expect("both have it")));
        assert!(english.starts_with("Table") && spanish.starts_with("Tabla"), "{english} {spanish}");
    }
}

#[test]
fn words_of_a_table_that_a_language_lacks_are_marked() {
    let site = journal().edit("content/actors/all.yml", ", ar: من يعمل}", "}").site();
    let page = site.page("en-ar/first/index.html");
    assert_eq!(page.words("#table-1 > [lang=ar] [lang=en][dir=auto]"), "Who acts");
    assert_eq!(page.words("#table-1 > [lang=ar] .label"), "جدول ١.");
}

#[test]
fn notes_of_both_languages_stand_under_the_text_with_ids_of_their_own() {
    let site = journal().check();
    for (path, langs) in [
        ("en-es/first/opening.html", ["en", "es"]),
        ("en-es/first/index.html", ["en", "es"]),
        ("es-ar/primera/apertura.html", ["es", "ar"]),
    ] {
        let spread = Spread::at(&site, path);
        for (side, lang) in langs.into_iter().enumerate() {
            let id = format!("{lang}-opening-n1");
            let note = spread.page.id(&id).unwrap_or_else(|| panic!("{path}: no {id}"));
            let alone = spread.sides[side].1.id("opening-n1").expect("the edition has it too");
            assert_eq!(words(note), words(alone), "{path}");
            assert_eq!(attr(below(note, "a.note-back")[0], "href"), format!("#{id}-ref"));
            let call = spread.page.id(&format!("{id}-ref")).expect("the note is called");
            assert_eq!(attr(call, "href"), format!("#{id}"));
            let inside = call.ancestors().filter_map(ElementRef::wrap).find(|around| has_class(*around, "half"));
            assert_eq!(inside.and_then(|half| half.attr("lang")), Some(lang), "{path}");
        }
    }
}

#[test]
fn editions_and_facing_pages_lead_to_each_other() {
    let journal = journal().check();
    for site in [Site::article(), &journal] {
        for spread in spreads(site) {
            let leads = |from: &Page| {
                let links = from.all(".facing-links a");
                let to =
                    |link: &&ElementRef<'_>| from.resolve(attr(**link, "href")).expect("inside").0 == spread.page.path;
                let found: Vec<_> = links.iter().filter(to).map(|link| words(*link)).collect();
                assert!(matches!(&found[..], [label] if !label.is_empty()), "{} does not lead to it", from.path);
            };
            let switch: Vec<_> = spread.page.all("nav.languages a").into_iter().collect();
            assert!(switch.iter().all(|link| link.attr("aria-current").is_none()), "{}", spread.page.path);
            for (lang, edition) in &spread.sides {
                leads(edition);
                if spread.is_whole() {
                    let home = spread.page.path.replace(spread.page.path.split('/').next().unwrap_or_default(), lang);
                    let home = if site.output.get(&home).is_some() { home } else { own_home(edition) };
                    leads(&site.page(&home));
                }
                let link = switch.iter().find(|link| attr(**link, "hreflang") == lang).expect("a way back");
                assert_eq!(spread.page.resolve(attr(*link, "href")).expect("inside").0, edition.path);
            }
        }
    }
}

/// The start page of the work that a page belongs to.
fn own_home(page: &Page) -> String {
    let folder = page.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/index.html")
}

#[test]
fn search_engines_are_told_to_pass_facing_pages_over() {
    let site = journal().check();
    let all = spreads(&site);
    assert_eq!(all.len(), 6, "three pairs of languages, a section and the whole each");
    let sitemap = site.text("sitemap.xml");
    for spread in &all {
        let page = &spread.page;
        assert_eq!(page.attr("head meta[name=robots]", "content"), "noindex, follow", "{}", page.path);
        for css in ["link[rel=canonical]", "link[rel=alternate]", "meta[property='og:url']", "meta[name^=citation_]"] {
            assert!(page.all(&format!("head {css}")).is_empty(), "{}: {css}", page.path);
        }
        assert!(page.all("script[type='application/ld+json']").is_empty(), "{}: it is no work", page.path);
        assert!(!sitemap.contains(&page.path), "{}", page.path);
    }
    for page in site.pages() {
        let alternates = page.all("head link[rel=alternate], head link[rel=canonical]");
        let own = |path: &str| alternates.iter().any(|link| attr(*link, "href").ends_with(path));
        assert!(!all.iter().any(|spread| own(&spread.page.path)), "{}", page.path);
    }
}

#[test]
fn nothing_on_facing_pages_waits_for_a_script() {
    for spread in spreads(Site::article()) {
        let waiting = "[hidden], button, input, select, dialog, template, noscript, [aria-controls], [aria-expanded], \
                       [role=button], [role=tab], a[href='#'], a:not([href]), [style]";
        let found: Vec<_> = spread.page.all(waiting).iter().map(ElementRef::html).collect();
        assert!(found.is_empty(), "{}: {found:?}", spread.page.path);
        let scripts = spread.page.all("script");
        let [first, own] = scripts.as_slice() else { panic!("{}: {}", spread.page.path, scripts.len()) };
        assert!(first.text().eq([first_paint()]), "{}", first.html());
        assert!(own.attr("defer").is_some() && own.text().next().is_none(), "{}", own.html());
    }
}

#[test]
fn facing_pages_follow_each_other_and_list_each_other() {
    let site = Site::article();
    let whole = site.page("en-es/index.html");
    let ids: Vec<_> = whole.all(".facing-contents li a").iter().map(|link| attr(*link, "href").to_owned()).collect();
    let sections: Vec<_> = whole.all("section.rows[id]").iter().map(|e| format!("#{}", attr(*e, "id"))).collect();
    assert_eq!(sections[0], "#abstract");
    assert_eq!(ids, sections[1..], "the whole article lists its sections on the page");
    let mut path = "en-es/introduction.html".to_owned();
    let mut seen = Vec::new();
    loop {
        let page = site.page(&path);
        let previous: Vec<_> = page.all("a[rel=prev]").into_iter().collect();
        assert_eq!(
            previous.first().map(|link| page.resolve(attr(*link, "href")).expect("inside").0),
            seen.last().cloned()
        );
        let contents: Vec<_> = page.all(".facing-contents li a").into_iter().collect();
        assert_eq!(contents.len(), ids.len() + 1, "{path}: the sections and the whole");
        assert_eq!(attr(contents[ids.len()], "href"), "index.html");
        assert_eq!(attr(contents[seen.len()], "aria-current"), "page");
        assert_eq!(page.resolve(attr(contents[seen.len()], "href")).expect("inside").0, path);
        seen.push(path);
        match page.all("a[rel=next]").first() {
            Some(next) => path = page.resolve(attr(*next, "href")).expect("inside").0,
            None => break,
        }
    }
    assert_eq!(seen.len(), ids.len());
}

/// Three sections, of which the other language has the first and the last.
fn gap() -> Folder {
    let section = |title: &str| format!("---\ntitle: {title}\nslug: {}\n---\n\nWords.\n", title.to_lowercase());
    Folder::small()
        .edit("content/site.yml", "locale: en-US}\n", "locale: en-US}\n  es: {name: Español, locale: es-ES}\n")
        .with("content/w/02-b/en.md", section("B"))
        .with("content/w/03-c/en.md", section("C"))
        .with("content/w/01-a/es.md", section("Uno"))
        .with("content/w/03-c/es.md", section("Tres"))
}

#[test]
fn facing_pages_follow_each_other_across_a_section_that_is_not_translated() {
    let site = gap().site();
    assert_eq!(site.paths(".html").iter().filter(|path| path.starts_with("en-es/")).count(), 3);
    assert_eq!(site.page("en-es/a.html").attr("a[rel=next]", "href"), "c.html");
    assert_eq!(site.page("en-es/c.html").attr("a[rel=prev]", "href"), "a.html");
    // The whole work shows the untranslated section too, and so lists it.
    let whole = site.page("en-es/index.html");
    let listed: Vec<_> = whole.all(".facing-contents li a").iter().map(|link| attr(*link, "href").to_owned()).collect();
    assert_eq!(listed, ["#a", "#b", "#c"]);
    assert_eq!(whole.words("#b .half.missing"), "No figura en esta edición");
}

#[test]
fn a_block_that_only_one_edition_has_stands_alone_and_a_word_says_so() {
    let spanish = "content/first/01-opening/es.md";
    let text = journal()
        .text(spanish)
        .replace("> Citado de [[casa|la casa]].\n\n", "")
        .replace("[^1]: Una nota", "Un párrafo que el original no tiene.\n\n[^1]: Una nota");
    let site = journal().with(spanish, text).site();
    let spread = Spread::at(&site, "en-es/first/opening.html");
    says_what_its_editions_say(&spread);
    let alone: Vec<_> = rows(&spread, "opening").into_iter().filter(|row| cells(*row).contains(&None)).collect();
    let [lost, added] = alone[..] else { panic!("{}", alone.len()) };
    assert_eq!(lost.value().id(), Some("opening-q1"));
    let missing = |row| words(below(row, ".half.missing")[0]);
    assert_eq!(missing(lost), "No figura en esta edición");
    assert_eq!(missing(added), "Not in this edition");
    assert_eq!(words(cells(added)[1].expect("the Spanish one")), "Un párrafo que el original no tiene.");
    for row in [lost, added] {
        assert_eq!(below(row, "a.which").len(), 1, "no way to a place that is not there");
    }
}

#[test]
fn a_table_that_one_edition_lacks_stands_on_the_side_that_has_it() {
    let section = "content/beyond-the-border/03-international-cooperation/es.md";
    let site = Folder::article().edit(section, "![Tabla 2](actors/united-states.yml)\n\n", "").site();
    assert!(!site.findings.contains("broken-link"), "{}", site.findings);
    let page = site.page("en-es/international-cooperation.html");
    let row = page.id("table-2-orr").expect("the entry");
    assert!(!below(row, ".half[lang=en] a.mention").is_empty());
    assert!(below(row, ".half[lang=es] a").is_empty() && !below(row, ".half[lang=es].missing").is_empty());
}

#[test]
fn without_facing_pages_nothing_speaks_of_them() {
    let with = Folder::read("content");
    let folder = Folder::default().joined("content", &with).edit(
        "content/site.yml",
        "theme: papel\n",
        "theme: papel\nfacing_pages: false\n",
    );
    let site = folder.check();
    assert_eq!(site.paths(".html").len() + 6, Site::article().paths(".html").len());
    for page in site.pages() {
        assert!(page.all(".facing-links, [href*='en-es']").is_empty(), "{}", page.path);
        for words in ["side by side", "frente a frente", "acing pages", "enfrentadas"] {
            assert!(page.path == "index.html" || !site.text(&page.path).contains(words), "{}: {words}", page.path);
        }
    }
    assert!(!site.text("sitemap.xml").contains("en-es"));
    assert!(!site.page("en/introduction.html").all("a.counterpart").is_empty(), "the ways between editions stay");
}
