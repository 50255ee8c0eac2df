//! Every template, with every part of it present and with none; and text that would like to be markup.

use scraper::ElementRef;

use crate::languages::journal;
use crate::site::{Folder, Page, Site, attr, below, words};

/// Kinds of pages that the site of the article, small sites and large ones have between them.
const KINDS: &[&str] = &[
    "front",
    "not-found",
    "home",
    "site",
    "section",
    "article",
    "bibliography",
    "corrections",
    "register",
    "entity",
    "colophon",
    "glance",
    "facing",
    #[cfg(feature = "search")]
    "search",
];

/// The one script that stands in the pages themselves, as the theme has it.
pub(crate) fn first_paint() -> &'static str {
    let base = include_str!("../../themes/papel/templates/base.html");
    let (_, rest) = base.split_once("<script>").expect("a script in the head");
    rest.split_once("</script>").expect("its end").0
}

fn kind(page: &Page) -> String {
    attr(page.one("body"), "class").trim_start_matches("kind-").to_owned()
}

fn holds(page: &Page, css: &str) {
    assert!(!page.all(css).is_empty(), "{} has no {css}", page.path);
}

fn lacks(page: &Page, css: &str) {
    let found: Vec<_> = page.all(css).iter().map(ElementRef::html).collect();
    assert!(found.is_empty(), "{} has {found:?}", page.path);
}

#[test]
fn every_kind_of_page_is_there() {
    let mut found: Vec<_> = Site::article().pages().iter().chain(&journal().check().pages()).map(kind).collect();
    found.sort();
    found.dedup();
    let mut kinds: Vec<_> = KINDS.iter().map(|kind| (*kind).to_owned()).collect();
    kinds.sort();
    assert_eq!(found, kinds);
}

#[test]
fn a_site_with_everything_shows_everything() {
    let site = journal().check();
    let home = site.page("en/first/index.html");
    for css in [
        "h1",
        ".authors .affiliation",
        ".authors a.orcid",
        "a[rel=license]",
        "a[href='https://ref.uabc.mx/']",
        "a[href='https://doi.org/10.21670/ref.2602180']",
        "time[datetime='2026-02-26']",
        ".abstracts [lang=en] p",
        ".abstracts [lang=es] p",
        "ol.contents > li",
        "#cite ~ .reference",
        "ul.downloads a[href$='.bib']",
    ] {
        holds(&home, css);
    }
    holds(&site.page("en/index.html"), "ul.works a[href='second/index.html']");
    // A work at the root stands where the list of works would be.
    let first = "slug: {en: first, es: primera, ar: first}";
    let at_root = journal().edit("content/first/work.yml", first, "path: /").check();
    holds(&at_root.page("en/index.html"), "#other-works ~ ul.works a[href='second/index.html']");
    let facts = words(home.one("dl.facts"));
    for text in ["27(2)", "13-34", "2395-9134", "migration, childhood", "CC BY 4.0", "February 26, 2026"] {
        assert!(facts.contains(text), "{text}: {facts}");
    }
    let section = site.page("en/first/opening.html");
    for css in [
        "p a.cite",
        "p a.mention",
        "sup.note-ref a",
        "ol.notes a.note-back",
        "h2#findings",
        "blockquote a.mention",
        "ul",
        "dl",
        "math[display=block]",
        "p math",
        "p code",
        "pre code.language-rust .hl-keyword, pre code.language-rust .hl-storage",
        "figure img[src='../../media/first/01-opening/map.svg'][alt]",
        "figcaption",
        "nav.neighbours a[rel=next]",
    ] {
        holds(&section, css);
    }
    // An initial stays beside what it belongs to.
    assert!(section.one("header p.label").inner_html().contains("M.&nbsp;J.&nbsp;Villegas Sánchez"));
    let whole = site.page("es/primera/articulo.html");
    for css in ["a[href='#abstract-es']", "a[href='#opening']", "a[href='#references']"] {
        holds(&whole, &format!(".toc {css}"));
    }
    let tables = site.page("en/first/tables.html");
    for css in
        ["#table-1 caption .label", "#table-1 figcaption", "#cities", "figure.table.plain th.right", "a[rel=prev]"]
    {
        holds(&tables, css);
    }
    let corrections = site.page("en/first/corrections.html");
    assert_eq!(corrections.all("tbody tr").len(), 2);
    assert_eq!(attr(corrections.one("ul.places a"), "href"), "opening.html#findings");
    let entry = site.page("es/primera/bibliografia.html");
    for css in [
        "#mena-2017 .status.unresolved",
        "#mena-2017 cite",
        "#dif-2023 .status.probable",
        "#bhabha-2014 a[href*='doi.org']",
    ] {
        holds(&entry, css);
    }
    assert!(words(entry.id("dif-2023").expect("the entry")).contains("Sin fecha"));
    assert!(words(site.page("en/first/bibliography.html").id("dif-2023").expect("the entry")).contains("A report"));
    let actor = site.page("en/actors/dif.html");
    for css in
        [".definition .prose", "h1 abbr", ".facts ul.inline", "#mentions", "#together", "#authored", "nav.neighbours"]
    {
        holds(&actor, css);
    }
}

#[test]
fn a_site_with_nothing_shows_no_empty_parts() {
    let site = Folder::small().check();
    let home = site.page("en/index.html");
    for css in [
        ".authors li",
        ".orcid",
        "p.journal",
        "a[rel=license]",
        ".abstracts section",
        "time",
        "ul.works",
        ".notice",
        "nav.languages",
        "cite",
    ] {
        lacks(&home, css);
    }
    let section = site.page("en/a.html");
    for css in ["nav.neighbours", ".endnotes", ".notice", "nav.languages", "p.label:empty"] {
        lacks(&section, css);
    }
    lacks(&site.page("en/bibliography.html"), "ul.entries > li");
    for css in ["ul.references", ".toc a[href='#references']", ".toc a[href^='#abstract']"] {
        lacks(&site.page("en/article.html"), css);
    }
    assert!(site.output.get("en/corrections.html").is_none());
    // Lists, paragraphs and definitions without a word are parts that should not be there.
    for page in site.pages() {
        for css in ["ul", "ol", "dl", "dd", "h1", "h2", "h3", "p", "nav", "figure", "section", "a"] {
            for element in page.all(css) {
                assert!(!words(element).is_empty(), "{}: {}", page.path, element.html());
            }
        }
    }
}

/// What papel.js shows at a link: the one place of the page that says what it leads to.
#[test]
fn each_citation_and_each_mention_finds_one_card_on_its_page() {
    const SOURCES: &str = ".card > .record, th[scope=row] > .mention:first-child, p.entry > .mention:first-child";
    let mut found = 0;
    for page in Site::article().pages().iter().filter(|page| ["section", "article", "facing"].contains(&&*kind(page))) {
        let sources: Vec<_> = page.all(SOURCES).iter().map(|link| attr(*link, "href").to_owned()).collect();
        for link in page.all(".prose .cite, .prose .mention, .row .cite, .row .mention") {
            let href = attr(link, "href");
            let count = sources.iter().filter(|source| *source == href).count();
            assert_eq!(count, 1, "{}: {href}", page.path);
            found += 1;
        }
        for card in page.all(".card") {
            assert_eq!(below(card, ".record").len(), 1, "{}: {}", page.path, card.html());
            assert!(below(card, ".cite, .mention").is_empty(), "{}: {}", page.path, card.html());
        }
    }
    assert!(found > 300, "{found}");
}

#[test]
fn pages_have_the_bones_that_readers_move_by() {
    let sites = [journal().check(), Folder::small().check()];
    let pages = sites.iter().flat_map(Site::pages).chain(Site::article().pages());
    for page in pages {
        assert_eq!(page.all("main").len(), 1, "{}", page.path);
        assert_eq!(page.all("h1").len(), 1, "{}", page.path);
        let levels: Vec<u32> = page
            .all("h1, h2, h3, h4, h5, h6")
            .iter()
            .filter_map(|heading| heading.value().name()[1..].parse().ok())
            .collect();
        assert_eq!(levels.first(), Some(&1), "{}", page.path);
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{}: h{} after h{}", page.path, pair[1], pair[0]);
        }
        for element in page.all("[aria-labelledby], [aria-describedby]") {
            let ids = element.attr("aria-labelledby").or(element.attr("aria-describedby")).unwrap_or_default();
            assert!(ids.split(' ').all(|id| page.id(id).is_some()), "{}: {ids}", page.path);
        }
        for image in page.all("img") {
            assert!(!attr(image, "alt").is_empty(), "{}", page.path);
        }
        let navs: Vec<_> = page
            .all("nav")
            .iter()
            .map(|nav| nav.attr("aria-label").or(nav.attr("aria-labelledby")).is_some())
            .collect();
        assert!(navs.iter().all(|named| *named), "{}: a nav without a name", page.path);
        lacks(&page, "a:not([href]), [style], script[src]:not([defer]), body script");
        let inline = page.all("script:not([src]):not([type='application/ld+json'])");
        assert!(inline.iter().all(|script| script.text().eq([first_paint()])), "{}", page.path);
        let mut ids: Vec<_> = page.all("[id]").iter().map(|element| attr(*element, "id").to_owned()).collect();
        ids.sort();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count, "{}: an id stands twice", page.path);
    }
}

/// A text that would run if it were taken for markup, and can be told from the others by its number.
fn evil(n: usize) -> String {
    format!("<script>alert({n})</script>\"'&amp;<b>")
}

/// Puts an evil text of its own, `quoted`, into each place that `~` marks.
fn fill(text: &str, n: &mut usize, quoted: impl Fn(String) -> String) -> String {
    let mut parts = text.split('~');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        *n += 1;
        filled.push_str(&quoted(evil(*n)));
        filled.push_str(part);
    }
    filled
}

/// Every text that an author may give, each with an evil one of its own; and how many there are.
fn hostile() -> (Folder, usize) {
    let files = [
        ("content/site.yml", SITE),
        ("content/w/work.yml", WORK),
        ("content/actors/register.yml", REGISTER),
        ("content/actors/all.yml", TABLE),
        ("content/bibliography.yml", BIBLIOGRAPHY),
        ("content/w/corrections.yml", CORRECTIONS),
    ];
    let mut n = 0;
    let in_yaml = |text: String| format!("'{}'", text.replace('\'', "''"));
    let in_markdown = |text: String| text.replace('<', "\\<").replace('&', "\\&").replace(';', "\\;");
    let mut folder = Folder::small().with("content/w/01-a/map.svg", "<svg/>");
    for (path, text) in files {
        folder = folder.with(path, fill(text, &mut n, in_yaml));
    }
    let front = fill("---\ntitle: ~\nslug: a\n---\n", &mut n, in_yaml);
    let text = fill(TEXT, &mut n, in_markdown);
    let code = fill("\n```html\n~\n```\n\n`~`\n", &mut n, |text| text);
    let abstract_text = fill("~", &mut n, in_markdown);
    folder = folder.with("content/w/01-a/en.md", format!("{front}{text}{code}"));
    (folder.with("content/w/abstract/en.md", abstract_text), n)
}

const SITE: &str = "\
title: {en: ~}
base_url: https://site.org/
languages:
  en: {name: ~, locale: en-US}
  es: {name: ~}
citations: {style: apa}
";

const WORK: &str = "\
path: /
language: en
title: {en: ~, es: ~}
authors:
  - {family: ~, given: ~, affiliation: a}
affiliations:
  a: {name: ~, place: {en: ~}}
journal: {title: ~, volume: ~, issue: ~, elocation: ~, issn: 2395-9134}
doi: '10.1/<script>\"&'
keywords: {en: [~, ~]}
licence: {name: ~, url: 'https://site.org/\"><script>'}
";

const REGISTER: &str = "\
title: {en: ~}
slug: {en: actors, es: actores}
singular: {en: ~}
facets:
  kind:
    label: {en: ~}
    values: {one: {en: ~}}
";

const TABLE: &str = "\
id: table-1
label: {en: ~}
caption: {en: ~}
source: {en: ~}
facets: {kind: one}
columns: {description: {en: ~}}
groups:
  - heading: {en: ~}
    entries:
      - {id: x, name: {en: ~, es: ~}, acronym: {en: ~}, aliases: {en: [~]}, description: {en: ~}}
";

const BIBLIOGRAPHY: &str = "\
ref-1:
  type: book
  title: ~
  author: {name: ~}
  date: 2014
  publisher: {name: ~}
  status: unresolved
  basis: {en: ~}
  remark: {en: ~}
  translated-title: {en: ~}
  candidates:
    - {title: ~, type: book, issued: ~, language: es, basis: {en: ~}}
";

const CORRECTIONS: &str = "\
reasons:
  scan: {en: ~}
corrections:
  - {place: a-p1, source: ~, text: Words, reason: scan}
notes:
  - place: a-p1
    text: {en: ~}
";

const TEXT: &str = "
## ~

Words ~ and [@ref-1 = ~] and [~](lang:es) and [[x|~]].

![~](map.svg)

![Table](actors/all.yml)

| ~ | ~ |
| --- | --- |
| ~ | ~ |

- ~

[^1]: ~

A note.[^1]
";

#[test]
fn text_that_would_be_markup_comes_out_as_text() {
    let (folder, count) = hostile();
    let site = folder.check();
    let mut shown = String::new();
    for page in site.pages() {
        for script in page.all("script:not([src])") {
            if script.text().eq([first_paint()]) {
                continue;
            }
            assert_eq!(script.attr("type"), Some("application/ld+json"), "{}: {}", page.path, script.html());
            let data: String = script.text().collect();
            assert!(serde_json::from_str::<serde_json::Value>(&data).is_ok(), "{}: {data}", page.path);
        }
        lacks(&page, "body b, body i script, iframe, object");
        for element in page.html.root_element().descendent_elements() {
            for (name, value) in element.value().attrs() {
                assert!(
                    !name.starts_with("on") && !name.contains(['"', '<', '\'']),
                    "{}: {}",
                    page.path,
                    element.html()
                );
                let leads = ["href", "src"].contains(&name) && value.trim_start().starts_with("javascript:");
                assert!(!leads, "{}: {value}", page.path);
                shown.push_str(value);
                shown.push('\n');
            }
        }
        shown.extend(page.html.root_element().text().map(|text| format!("{text}\n")));
        shown.push_str(&words(page.html.root_element()));
    }
    // Each of them can be read somewhere, letter for letter; but a style sets the quotation marks of a reference.
    let set = |text: &str| text.replace(['“', '”'], "\"").replace(['‘', '’'], "'");
    let shown = set(&shown);
    let lost: Vec<_> = (1..=count).filter(|n| !shown.contains(&evil(*n))).map(evil).collect();
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn a_reference_managers_files_hold_the_texts_too() {
    let (folder, _) = hostile();
    let site = folder.check();
    let json = site.text("downloads/w-references.json");
    let data: serde_json::Value = serde_json::from_str(&json).expect("the download is JSON");
    assert!(data[0]["title"].as_str().is_some_and(|title| title.contains("<script>")), "{json}");
    for end in [".bib", ".ris"] {
        assert_eq!(site.paths(end).len(), 2);
    }
}

#[test]
fn a_theme_of_ones_own_replaces_what_it_has_and_no_more() {
    let own = "{% extends \"base.html\" %}\n{% block main %}<h1>{{ page.title.text }}</h1><p id=own>Ours</p>{% endblock main %}\n";
    let folder =
        Folder::small().with("themes/papel/templates/colophon.html", own).with("themes/papel/static/extra.txt", "x");
    let site = folder.check();
    assert_eq!(site.page("en/colophon.html").words("#own"), "Ours");
    assert!(!below(site.page("en/a.html").one("main"), ".prose").is_empty());
    assert_eq!(site.paths(".txt").len(), 2, "its static files too");
}
