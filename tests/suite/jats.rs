//! Articles in JATS: an invented one that holds each kind, in two languages, and the real ones where they are there.

use std::path::PathBuf;

use pliego::jats::Front;

use crate::site::{Folder, ROOT, Site, words};

const ARTICLE: &str = "content/tides/article.xml";

fn folder() -> Folder {
    Folder::read("tests/suite/fixtures/jats")
}

/// The words of the elements that answer a selector.
pub(crate) fn said(site: &Site, page: &str, css: &str) -> Vec<String> {
    site.page(page).all(css).into_iter().map(words).collect()
}

pub(crate) fn has(site: &Site, page: &str, css: &str, wanted: &str) {
    let found = said(site, page, css);
    assert!(found.iter().any(|words| words.contains(wanted)), "{page} {css}: {wanted:?} is not among {found:?}");
}

/// Where the links with these words lead.
fn leads(site: &Site, page: &str, wanted: &str) -> Vec<String> {
    let page = site.page(page);
    let links = page.all(".prose a, .notes a").into_iter().filter(|link| words(*link) == wanted);
    links.filter_map(|link| link.value().attr("href").map(str::to_owned)).collect()
}

const ONE: &str = "en/tides/introduction.html";
const TWO: &str = "en/tides/method.html";
const ABOUT: &str = "en/tides/about-this-article.html";

#[test]
fn an_article_is_a_work_as_it_stands() {
    let site = folder().site();
    assert!(!site.findings.contains("error["), "{}", site.findings);
    for page in ["en/tides/index.html", "es/tides/index.html", "en-es/tides/introduction.html", ONE, TWO] {
        assert!(!words(site.page(page).one("main")).is_empty(), "{page}");
    }
}

#[test]
fn the_front_says_who_wrote_what_when_and_in_which_languages() {
    let site = folder().site();
    let page = "en/tides/index.html";
    for wanted in [
        "Reading the tide: a short guide",
        "Ada Marsh",
        "Tide Watch Group",
        "Luz Quay",
        "University of the Shore, Department of Water, Nowhere.",
        "Shore Papers",
        "10.1234/sp.7",
        "Harbour Fund",
        "H-12",
        "CC BY 4.0",
        "We say how a tide is read at Shore House.",
        "Tides come twice.",
        "tide",
        "Nous disons comment lire une marée.",
        "10.1234/sp.3",
    ] {
        has(&site, page, "main", wanted);
    }
    assert!(!words(site.page(page).one("main")).contains("Department of Water, Nowhere. Nowhere"));
    let spanish = "es/tides/index.html";
    has(&site, spanish, "main", "Leer la marea: una guía breve");
    has(&site, spanish, "main", "10.1234/sp.7.es");
    has(&site, spanish, "main", "Eva Ríos");
    // The mark of a note in a title is no part of it.
    assert!(site.text(page).contains("<title>Reading the tide: a short guide"), "{}", &site.text(page)[..400]);
}

#[test]
fn what_the_front_says_beside_stands_in_a_section_of_its_own() {
    let site = folder().site();
    for wanted in [
        "Conflict of interest The authors own no boat.",
        "Contributions A. M. stood in the water.",
        "The Harbour Fund paid for the boots.",
        "Free to read and to copy.",
        "Coastal studies",
        "First read aloud on the pier.",
    ] {
        has(&site, ABOUT, ".prose", wanted);
    }
    assert!(said(&site, ABOUT, ".notes li").is_empty(), "typed notes without a call have no number");
}

#[test]
fn citations_are_links_with_the_printed_words() {
    let site = folder().site();
    for (shown, work) in [("1", "B1"), ("4", "B4"), ("2001", "B2"), ("[1, 3]", "B1"), ("Quay, 1999", "B3")] {
        let found = leads(&site, ONE, shown);
        assert!(found.iter().any(|href| href == &format!("bibliography.html#tides-{work}")), "{shown}: {found:?}");
    }
    // The works between the ends of a range, and the second one of a mark, are there too.
    let between: Vec<String> = said(&site, ONE, ".works-between").iter().map(|it| it.trim().to_owned()).collect();
    assert!(between.contains(&"2 3".to_owned()) && between.contains(&"3".to_owned()), "{between:?}");
    // A translation cites the list of the article.
    let spanish = leads(&site, "es/tides/introduccion.html", "2001");
    assert_eq!(spanish, ["bibliografia.html#tides-B2"]);
}

#[test]
fn references_stand_as_printed_and_by_the_style_where_the_site_asks_for_it() {
    let list = |folder: &Folder| said(&folder.site(), "en/tides/bibliography.html", ".csl-entry");
    let printed = list(&folder());
    assert_eq!(printed.len(), 4, "{printed:?}");
    assert_eq!(printed[0], "1 Marsh A. On water. Shore: Pier; 1990.");
    assert!(printed[1].starts_with("2 Marsh, A. (2001)."), "data alone is set by the style: {}", printed[1]);
    assert_eq!(printed[2], "3 Quay L. Notes from a pier. Typescript, 1999.");
    assert_eq!(printed[3], "4 Reef T. Gulls. Bird Post. 2003;1:5.");
    let styled = folder().edit("content/site.yml", "{style: apa}", "{style: apa, jats: styled}");
    let styled = list(&styled);
    assert!(styled.iter().any(|entry| entry == "Marsh, A. (1990). On water. Pier."), "{styled:?}");
}

#[test]
fn cross_references_lead_to_what_they_name() {
    let site = folder().site();
    for (shown, target) in [
        ("Figure 1", "introduction.html#f1"),
        ("Table 1", "method.html#t1"),
        ("equation (1)", "introduction.html#e1"),
        ("method", "method.html"),
        ("the appendix", "further-readings.html"),
        ("the box", "method.html#box1"),
        ("this paragraph", "introduction.html#p1"),
        ("the law", "method.html#th1"),
        ("the data", "further-readings.html#sm1"),
    ] {
        assert_eq!(leads(&site, ONE, shown), [target], "{shown}");
    }
    assert_eq!(leads(&site, TWO, "a"), ["method.html#tfn1"], "the mark of a note of a table");
    // An id of a translation is a place too, whatever the block that it answers is called.
    let spanish = "es/tides/introduccion.html";
    assert_eq!(leads(&site, spanish, "figura 1"), ["introduccion.html#es-f1"]);
    assert!(!site.page(spanish).all("[id='es-f1']").is_empty());
}

#[test]
fn floats_keep_their_labels_captions_and_notes() {
    let site = folder().site();
    has(&site, ONE, "#f1 figcaption", "Figure 1. The curve of a day");
    has(&site, ONE, "#f1 figcaption", "High water is at noon.");
    has(&site, ONE, "#f1", "Source: the authors.");
    has(&site, ONE, "#f1", "The line begins at the middle");
    let picture = site.page(ONE);
    let picture = picture.one("#f1 img");
    assert_eq!(picture.value().attr("alt"), Some("A wave that rises and falls twice"));
    assert!(picture.value().attr("src").is_some_and(|src| src.ends_with("media/tides/map.svg")));
    // A picture that is elsewhere is not fetched; its caption stands.
    assert!(site.page(ONE).all("#f2 img").is_empty());
    has(&site, ONE, "#f2", "Figure 2. A picture that was lost");
    has(&site, ONE, "#f2 .missing-picture a", "lost.png");
    has(&site, TWO, "#fg1", "Figure 3. Two gauges");
    has(&site, TWO, "#fg1 #f3a figcaption", "A The old one");
    assert!(!site.page(TWO).all("#f3a img").is_empty(), "a name without an ending is found");
    has(&site, TWO, "#f3b .missing-picture", "new-gauge");
    has(&site, "en/tides/figures-and-tables.html", "#f4 figcaption", "Figure 4. At the end of the file");
    has(&site, TWO, "aside#box1", "Box 1. What to bring");
    assert!(
        !words(site.page(TWO).one("main")).contains("Figure 4. Figure"),
        "no label is counted beside a printed one"
    );
}

#[test]
fn tables_have_their_heads_joined_cells_and_notes() {
    let site = folder().site();
    let page = site.page(TWO);
    let table = page.one("#t1");
    assert!(words(table).starts_with("Table 1 Heights by day"), "{}", words(table));
    let spans = |css: &str, name: &str| {
        page.all(css).into_iter().filter_map(|it| it.value().attr(name).map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(spans("#t1 th", "rowspan"), ["2"]);
    assert_eq!(spans("#t1 th, #t1 td", "colspan"), ["2", "2"]);
    assert_eq!(page.all("#t1 thead tr").len(), 2);
    assert_eq!(page.all("#t1 tbody tr").len(), 2);
    assert_eq!(page.all("#t1 td.right").len(), 1);
    assert_eq!(page.all("#t1 td math").len(), 1);
    has(&site, TWO, "#tfn1", "a Above the mark on the quay.");
    has(&site, TWO, "#t1 .float-notes", "Source: Harbour Office.");
}

#[test]
fn formulas_are_mathml_with_their_printed_numbers() {
    let site = folder().site();
    let page = site.page(ONE);
    assert_eq!(words(page.one("#e1")), "h=[a,b] (1)");
    assert!(page.all("mfenced").is_empty());
    assert_eq!(page.all(".prose math").len(), 2);
}

#[test]
fn every_kind_of_block_has_its_form() {
    let site = folder().site();
    let page = site.page(TWO);
    has(&site, ONE, "blockquote .attribution", "An old keeper");
    assert_eq!(page.all("ol.list-roman-lower > li").len(), 2);
    has(&site, TWO, "ul.list-plain > li", "a) with boots;");
    has(&site, TWO, "h2, h3", "A song of the keepers");
    assert_eq!(page.all("#v1 .line").len(), 2);
    has(&site, TWO, ".prose", "Low water");
    has(&site, TWO, ".attribution", "Keepers’ songbook");
    has(&site, TWO, ".speech", "Keeper: It comes when it comes.");
    has(&site, TWO, "#th1", "Law 1. Of return");
    has(&site, TWO, "#th1", "What goes out comes in.");
    assert_eq!(page.one("pre code.language-python").text().collect::<String>(), "height = 3.2\nprint(height)\n");
    assert!(page.all("pre").into_iter().any(|pre| pre.text().collect::<String>().contains("0.5   3.2")));
    has(&site, TWO, "dl dt", "HW");
    has(&site, TWO, "aside", "Mind the rocks.");
    assert!(!words(page.one("main")).contains("Cuidado"), "of forms in several languages that of the text is shown");
    has(&site, TWO, "em .upright", "but");
    has(&site, TWO, "[lang=la]", "mare nostrum");
    has(&site, TWO, ".prose", "p<0.05, <b>not bold</b>, a rising line");
    assert_eq!(leads(&site, TWO, "the tables"), ["http://www.example.org/tides"]);
    assert!(leads(&site, TWO, "not this").is_empty());
    has(&site, "en/tides/acknowledgements.html", "h1", "Acknowledgements");
    has(&site, "en/tides/words-of-the-shore.html", "dt", "Neap");
    has(&site, "en/tides/further-readings.html", "#sm1", "Data 1. All heights.");
    assert!(
        leads(&site, "en/tides/further-readings.html", "readings.csv").iter().any(|it| it.ends_with("readings.csv"))
    );
}

#[test]
fn notes_are_numbered_and_lead_back() {
    let site = folder().site();
    assert_eq!(said(&site, ONE, ".notes li").len(), 1, "a note that is called twice stands once");
    has(&site, ONE, ".notes li", "As far as we saw; see also Quay, 1999.");
    assert_eq!(site.page(ONE).all(".notes .note-back").len(), 2);
}

#[test]
fn a_full_translation_is_an_edition_and_reviews_stay_apart() {
    let site = folder().site();
    let page = site.page("es/tides/introduccion.html");
    assert_eq!(words(page.one("h1")), "1. Introducción");
    assert_eq!(page.all("a.counterpart[href='../../en/tides/introduction.html#p1']").len(), 1);
    has(&site, "es/tides/agradecimientos.html", ".prose", "Damos las gracias a las gaviotas.");
    has(&site, "en/tides/report-of-a-gull.html", ".prose", "Grey Gull");
    has(&site, "en/tides/report-of-a-gull.html", ".prose", "It seems well to me.");
    has(&site, "es/tides/informe-de-una-gaviota.html", ".prose", "Me parece bien.");
    has(&site, "en/tides/reply-to-the-gull.html", ".prose", "We are glad of it.");
    assert!(!words(site.page("en/tides/article.html").one("main")).contains("Me parece bien"));
}

#[test]
fn what_a_heading_calls_and_what_a_list_of_references_adds_is_kept() {
    let text = "<article xml:lang=\"en\"><body><sec><title>Tides<xref ref-type=\"fn\" rid=\"n1\">*</xref></title><p>One.</p><fig-group><label>Fig. 1</label><caption><title>Both</title></caption><fig><label>a</label><graphic href=\"x\"/></fig></fig-group></sec></body><back><fn-group><fn id=\"n1\"><p>Of the sea.</p></fn></fn-group><ref-list><ref id=\"B1\"><element-citation><source>A book</source><year>2001</year></element-citation><note><p>Seen on the pier.</p></note></ref></ref-list></back></article>";
    let site = Folder::small().with("content/sea/a.xml", text).site();
    let page = "en/sea/tides.html";
    assert_eq!(said(&site, page, "h1"), ["Tides"]);
    has(&site, page, ".notes li", "Of the sea.");
    assert_eq!(site.page(page).all(".prose .note-ref").len(), 1);
    has(&site, page, "figure.figure-group", "Fig. 1 Both");
    has(&site, "en/sea/bibliography.html", ".csl-entry", "Seen on the pier.");
}

#[test]
fn what_is_not_understood_is_listed_once_with_its_place() {
    let site = folder().site();
    let found: Vec<_> = site.faults.iter().filter(|fault| fault.code == "jats-element").collect();
    assert!(found.len() <= 1, "{}", site.findings);
    assert!(site.findings.contains("what `wave-form` means is not known; it stands here once"), "{}", site.findings);
}

#[test]
fn readings_of_an_article_are_recorded_by_section_and_its_changes_are_told() {
    let path = "content/sea/a.xml";
    let text = "<article xml:lang=\"en\"><front><article-meta><title-group><article-title>Tides</article-title></title-group></article-meta></front><body><sec><title>Coming</title><p>The sea comes in.</p></sec><sec><title>Going</title><p>The sea goes out.</p></sec></body><sub-article article-type=\"translation\" xml:lang=\"es\"><front-stub><title-group><article-title>Mareas</article-title></title-group></front-stub><body><sec><title>Venir</title><p>El mar viene.</p></sec><sec><title>Irse</title><p>El mar se va.</p></sec></body></sub-article></article>";
    let folder = Folder::facing("One.", "Uno.").with(path, text);
    assert!(folder.site().findings.contains("[unrecorded-translation]"));
    let recorded = folder.accept(path, &[]);
    for section in ["coming", "going"] {
        let kept = recorded.text(&format!("content/sea/{section}/readings.yml"));
        assert!(kept.contains("The sea"), "{kept}");
    }
    let about_sea = |site: &Site, code: &str| {
        site.findings.lines().any(|line| line.starts_with("content/sea") && line.contains(&format!("[{code}]")))
    };
    assert!(!about_sea(&recorded.site(), "unrecorded-translation"), "{}", recorded.site().findings);
    let changed = recorded.edit(path, "The sea comes in.", "The sea comes in at noon.").site();
    assert!(about_sea(&changed, "stale-translation"), "{}", changed.findings);
}

#[test]
fn the_front_can_be_asked_for() {
    let text = folder().text(ARTICLE);
    let front = Front::read(text.as_bytes()).expect("it is read");
    assert_eq!(front.language, "en");
    assert_eq!(front.editions, ["es"]);
    assert_eq!(front.others, ["fr"]);
    assert_eq!(front.journal.as_deref(), Some("Shore Papers"));
    assert_eq!(front.doi.as_deref(), Some("10.1234/sp.7"));
    assert_eq!(front.titles[0].1, "Reading the tide: a short guide");
    assert!(front.files.iter().any(|file| file.href == "readings.csv" && !file.picture));
    assert!(front.files.iter().any(|file| file.remote && file.candidates == ["lost.png"]));
    assert_eq!(front.unknown, [("wave-form".to_owned(), 1)]);
    let fault = Front::read(b"<article>\n<p></article>").expect_err("it is no XML");
    assert_eq!(fault.line, 2);
}

#[test]
fn files_are_read_as_they_are_found() {
    let body = "<body><p>Ni\u{f1}ez &eacute; &amp; &#x201C;mar&#x201D;</p></body>";
    let latin: Vec<u8> =
        format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><article xml:lang=\"en\">{body}</article>")
            .chars()
            .map(|c| u8::try_from(u32::from(c)).expect("it is Latin-1"))
            .collect();
    let wide: Vec<u8> = std::iter::once(0xfeff_u16)
        .chain(format!("<article xml:lang=\"en\">{body}</article>").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let forms: [Vec<u8>; 5] = [
        latin,
        wide,
        format!("\u{feff}<article xml:lang=\"en\">{body}</article>").into_bytes(),
        format!("<OAI-PMH xmlns=\"urn:o\"><GetRecord><record><metadata><article xmlns=\"urn:j\" xml:lang=\"en\">{body}</article></metadata></record></GetRecord></OAI-PMH>").into_bytes(),
        "<!DOCTYPE article PUBLIC \"-//NLM//DTD Journal Publishing DTD v3.0 20080202//EN\" \"journalpublishing3.dtd\"><pmc-articleset><j:article xmlns:j=\"urn:j\" xml:lang=\"en\"><j:body><j:p>Ni\u{f1}ez &eacute; &amp; &#x201C;mar&#x201D;</j:p></j:body></j:article></pmc-articleset>".as_bytes().to_vec(),
    ];
    for (at, bytes) in forms.into_iter().enumerate() {
        let site = Folder::small().with("content/sea/a.xml", bytes).site();
        let found = said(&site, "en/sea/text.html", ".prose p");
        assert_eq!(found, ["Ni\u{f1}ez \u{e9} & \u{201c}mar\u{201d}"], "{at}: {}", site.findings);
    }
}

#[test]
fn an_article_that_cannot_be_read_costs_nothing_of_the_rest() {
    let site = Folder::small().with("content/sea/a.xml", "<article><body><p>a</body></article>").site();
    assert!(site.findings.contains("content/sea/a.xml:1:"), "{}", site.findings);
    assert!(!words(site.page("en/a.html").one("main")).is_empty());
}

/// Numbers by chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end.max(1)
    }
}

#[test]
fn whatever_is_cut_out_of_an_article_is_read_or_refused_with_its_place() {
    let text = folder().text(ARTICLE);
    let mut chance = Chance(7);
    for _ in 0..150 {
        let mut cut = text.clone();
        let [mut from, mut to] = [chance.below(text.len()), chance.below(text.len())];
        (from, to) = (from.min(to), from.max(to).min(from.min(to) + 400));
        while !cut.is_char_boundary(from) {
            from -= 1;
        }
        while !cut.is_char_boundary(to) {
            to += 1;
        }
        cut.replace_range(from..to, "");
        if let Err(fault) = Front::read(cut.as_bytes()) {
            assert!(fault.line <= cut.lines().count() + 1 && fault.column > 0, "{fault:?}");
        }
    }
}

#[test]
fn an_article_without_any_of_its_elements_builds_without_an_error() {
    let text = folder().text(ARTICLE).replace("&shore;", "Shore House");
    let text = format!("<article {}", text.split_once("<article ").expect("it has a root").1);
    let places: Vec<std::ops::Range<usize>> = {
        let document = roxmltree::Document::parse(&text).expect("it is well-formed");
        let elements = document.descendants().filter(roxmltree::Node::is_element).skip(1);
        elements.map(|element| element.range()).collect()
    };
    let mut chance = Chance(11);
    for _ in 0..24 {
        let place = places[chance.below(places.len())].clone();
        let mut cut = text.clone();
        // Its tags fall and its words stay, it falls whole, or it stands twice.
        match chance.below(3) {
            0 => {
                let element = &text[place.clone()];
                let open = element.find('>').map_or(0, |at| at + 1);
                let close = element.rfind("</").filter(|at| *at >= open).unwrap_or(open);
                cut.replace_range(place.clone(), &element[open..close]);
            }
            1 => cut.replace_range(place.clone(), ""),
            _ => cut.insert_str(place.end, &text[place.clone()]),
        }
        let site = folder().with(ARTICLE, cut).site();
        assert!(!site.findings.contains("error["), "{}\n{}", &text[place], site.findings);
    }
}

/// The real articles: the folder that `JATS_SAMPLES` names, else one beside the repository.
fn samples() -> Vec<PathBuf> {
    let folder = std::env::var_os("JATS_SAMPLES")
        .map_or_else(|| PathBuf::from(ROOT).join("../shared/jats-samples"), PathBuf::from);
    let Ok(listed) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = listed.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "xml"));
    files.sort();
    files
}

#[test]
fn real_articles_build_without_an_error_and_nothing_is_unknown() {
    for path in samples() {
        let bytes = std::fs::read(&path).expect("a sample can be read");
        let front = Front::read(&bytes).unwrap_or_else(|fault| panic!("{}: {fault:?}", path.display()));
        assert!(front.unknown.is_empty(), "{}: {:?}", path.display(), front.unknown);
        let known = |tag: &String| ["en", "es"].contains(&tag.as_str());
        let language = if known(&front.language) { front.language.clone() } else { "en".to_owned() };
        let folder = Folder::small()
            .with("content/site.yml", "title: {en: A site, es: Un sitio}\nbase_url: https://site.org/\nlanguages:\n  en: {name: English, locale: en-US}\n  es: {name: Español, locale: es-ES}\ncitations: {style: apa}\n")
            .with("content/w/work.yml", "path: /\nlanguage: en\ntitle: {en: A work, es: Una obra}\n")
            .with("content/sample/work.yml", format!("language: {language}\n"))
            .with("content/sample/a.xml", bytes);
        let site = folder.site();
        assert!(!site.findings.contains("error["), "{}: {}", path.display(), site.findings);
        let entries = said(
            &site,
            &format!("{language}/sample/{}.html", if language == "es" { "bibliografia" } else { "bibliography" }),
            ".csl-entry",
        );
        assert!(entries.len() >= 5, "{}: {}", path.display(), entries.len());
    }
}
