//! The built site is held against `seeds/source.txt`: every paragraph, heading, abstract and table cell. Each difference
//! must stand on the built page of corrections, and each correction there must be needed.
//!
//! The scan tore the columns of the tables apart. So the words of a table in the source, with its corrections made, must
//! be those of its two columns on the page, laid into each other without changing the order within either.

use std::collections::{BTreeMap, BTreeSet};

use scraper::ElementRef;

use crate::site::{Page, ROOT, Site, attr, below, fold, words, words_without};

const LIST: &str = "en/corrections.html";
const HOMES: [&str; 2] = ["en/index.html", "es/index.html"];

/// The source, cut by its own lines.
struct Source {
    abstracts: BTreeMap<&'static str, String>,
    /// Headings and paragraphs, in order.
    blocks: Vec<String>,
    /// A table's whole text, by its anchor.
    tables: BTreeMap<&'static str, String>,
}

fn source() -> Source {
    let text = std::fs::read_to_string(format!("{ROOT}/seeds/source.txt")).expect("the source is there");
    let second = text.find(" Table 2. ").expect("Table 2 comes first");
    let first = text.find(" Table 1. ").expect("Table 1 comes last");
    assert!(second < first && !text[second..].contains("(Bain, 2017)"));
    let mut lines = text[..second].lines().map(fold).filter(|line| !line.is_empty());
    let mut abstracts = BTreeMap::new();
    for (head, lang) in [("Abstract:", "en"), ("Resumen:", "es")] {
        assert_eq!(lines.next().as_deref(), Some(head));
        abstracts.insert(lang, lines.next().expect("an abstract follows its heading"));
    }
    let tables = [("table-2", fold(&text[second..first])), ("table-1", fold(&text[first..]))];
    Source { abstracts, blocks: lines.collect(), tables: tables.into_iter().collect() }
}

#[derive(Debug, Clone)]
struct Correction {
    place: String,
    source: String,
    text: String,
}

/// The pages of a built site that show the text, by path, so that a test can spoil one.
type Pages = BTreeMap<String, String>;

fn pages() -> Pages {
    let site = Site::article();
    let mut paths = vec!["en/article.html".to_owned(), LIST.to_owned()];
    paths.extend(HOMES.map(str::to_owned));
    paths.extend(sections(&site.page(HOMES[0])));
    paths.into_iter().map(|path| (path.clone(), site.text(&path))).collect()
}

/// The files of the sections, as the contents on the home page list them.
fn sections(home: &Page) -> Vec<String> {
    let links = home.all("#contents ~ nav ol.contents > li > div > a");
    links.iter().filter_map(|link| Some(home.resolve(attr(*link, "href"))?.0)).collect()
}

/// Everything that is wrong with the pages, in words.
fn faults(pages: &Pages) -> Vec<String> {
    let page = |path: &str| Page::parse(path, &pages[path]);
    let source = source();
    let mut checker = Checker { corrections: corrections(&page(LIST)), ..Checker::default() };
    for path in HOMES {
        let home = page(path);
        for (lang, text) in &source.abstracts {
            let shown = home.all(&format!("section.abstracts [lang={lang}] p[id], .abstracts > [lang={lang}] p[id]"));
            checker.blocks(path, std::slice::from_ref(text), &shown.into_iter().map(block).collect::<Vec<_>>());
        }
    }
    let home = page(HOMES[0]);
    let sections: Vec<Page> = sections(&home).iter().map(|path| page(path)).collect();
    let split = sections.iter().map(|page| (page.one("article.text > header h1"), page.one("article.text > .prose")));
    checker.edition("the sections’ pages", &source, &split.collect::<Vec<_>>());
    let article = page("en/article.html");
    let whole = article.all("section.section:has(> .prose)");
    let whole = whole.into_iter().map(|section| (below(section, "h2")[0], below(section, ".prose")[0]));
    checker.edition("the whole article", &source, &whole.collect::<Vec<_>>());
    for correction in &checker.corrections {
        if !checker.used.contains(&correction.place) {
            checker.faults.push(format!("a correction at {}, where nothing stands", correction.place));
        }
        if correction.source == correction.text {
            checker.faults.push(format!("a correction at {} that changes nothing", correction.place));
        }
    }
    checker.faults
}

fn corrections(list: &Page) -> Vec<Correction> {
    let rows = list.all("main table tbody tr");
    let of_row = |row: &ElementRef<'_>| {
        let href = attr(below(*row, "th a")[0], "href").to_owned();
        let reading = |css: &str| words(below(*row, css)[0]);
        let place = href.split_once('#').expect("a correction names its place").1.to_owned();
        Correction { place, source: reading("del"), text: reading("ins") }
    };
    rows.iter().map(of_row).collect()
}

fn block(element: ElementRef<'_>) -> (String, String) {
    (element.value().id().unwrap_or_default().to_owned(), words(element))
}

#[derive(Default)]
struct Checker {
    corrections: Vec<Correction>,
    /// Places whose corrections were made.
    used: BTreeSet<String>,
    faults: Vec<String>,
}

impl Checker {
    fn edition(&mut self, name: &str, source: &Source, sections: &[(ElementRef<'_>, ElementRef<'_>)]) {
        let mut shown = Vec::new();
        let mut tables = BTreeSet::new();
        for (title, prose) in sections {
            shown.push((String::new(), words_without(*title, ".number")));
            let blocks: Vec<_> = below(*prose, "p[id], h2[id], h3[id]").into_iter().map(block).collect();
            // Nothing stands in the text beside its blocks and tables.
            let all = words_without(*prose, ".permalink, .counterpart, figure.table");
            let of_blocks: Vec<_> = blocks.iter().map(|(_, text)| text.as_str()).collect();
            if all != of_blocks.join(" ") {
                self.faults.push(format!("{name}: words stand beside the blocks of `{}`", words(*title)));
            }
            shown.extend(blocks);
            for figure in below(*prose, "figure.table") {
                let id = attr(figure, "id").to_owned();
                match source.tables.get(id.as_str()) {
                    Some(text) => self.table(name, &id, text, figure),
                    None => self.faults.push(format!("{name}: the source has no {id}")),
                }
                if !tables.insert(id.clone()) {
                    self.faults.push(format!("{name}: {id} stands twice"));
                }
            }
        }
        if tables.len() != source.tables.len() {
            self.faults.push(format!("{name}: of the tables it has only {tables:?}"));
        }
        self.blocks(name, &source.blocks, &shown);
    }

    /// The blocks of the source are those that are shown, one by one.
    fn blocks(&mut self, name: &str, source: &[String], shown: &[(String, String)]) {
        if source.len() != shown.len() {
            self.faults.push(format!("{name}: {} blocks, where the source has {}", shown.len(), source.len()));
        }
        for (text, (id, shown)) in source.iter().zip(shown) {
            let expected = self.corrected(id, text);
            if expected != *shown {
                let (source, site) = difference(&expected, shown);
                self.faults.push(format!("{name}: {id} differs\n  source: …{source}…\n  site:   …{site}…"));
            }
        }
    }

    /// A text of the source with the corrections of its place, or of the places below it.
    fn corrected(&mut self, place: &str, text: &str) -> String {
        let row = format!("{place}-");
        let is_table = place.starts_with("table-");
        let own =
            |correction: &&Correction| correction.place == place || (is_table && correction.place.starts_with(&row));
        let mut cuts = Vec::new();
        for correction in self.corrections.iter().filter(own) {
            self.used.insert(correction.place.clone());
            let found: Vec<_> = text.match_indices(correction.source.as_str()).collect();
            match found[..] {
                [(at, found)] => cuts.push((at, at + found.len(), correction.text.clone())),
                _ => self.faults.push(format!("`{}` stands {} times in {place}", correction.source, found.len())),
            }
        }
        cuts.sort();
        let mut corrected = String::new();
        let mut done = 0;
        for (start, end, text_now) in cuts {
            if start < done {
                self.faults.push(format!("two corrections of {place} overlap at `{text_now}`"));
                continue;
            }
            corrected.push_str(&text[done..start]);
            corrected.push_str(&text_now);
            done = end;
        }
        corrected.push_str(&text[done..]);
        corrected
    }

    fn table(&mut self, name: &str, id: &str, source: &str, figure: ElementRef<'_>) {
        let source = self.corrected(id, source);
        let mut names = vec![words(below(figure, "caption")[0])];
        let mut descriptions = Vec::new();
        for row in below(figure, "tr") {
            let cells: Vec<_> = below(row, "th, td").into_iter().map(words).collect();
            let [name_cell, description] = &cells[..] else {
                self.faults.push(format!("{name}: a row of {id} has {} cells", cells.len()));
                continue;
            };
            names.push(name_cell.clone());
            descriptions.push(description.clone());
            let long = |text: &str| text.split(' ').count();
            if row.value().id().is_some() && long(name_cell) >= long(description) {
                self.faults.push(format!("{name}: in {id}, `{name_cell}` is longer than its description"));
            }
        }
        names.extend(below(figure, "figcaption").into_iter().map(words));
        let (names, descriptions) = (names.join(" "), descriptions.join(" "));
        let (left, right): (Vec<_>, Vec<_>) = (names.split(' ').collect(), descriptions.split(' ').collect());
        if let Err(at) = is_interleaving(&source.split(' ').collect::<Vec<_>>(), &left, &right) {
            let near: Vec<_> = source.split(' ').skip(at.saturating_sub(4)).take(8).collect();
            self.faults.push(format!("{name}: {id} departs from the source near `{}`", near.join(" ")));
        }
    }
}

/// The words around the first difference of two texts.
fn difference<'a>(one: &'a str, other: &'a str) -> (String, String) {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let near = |text: &'a str| text.chars().skip(same.saturating_sub(30)).take(90).collect();
    (near(one), near(other))
}

/// Whether `all` is the two other lists laid into each other, each in its own order; if not, up to which word it is.
fn is_interleaving(all: &[&str], left: &[&str], right: &[&str]) -> Result<(), usize> {
    // How many words of `left` may have been used when so many of `all` are: the rest of them is `right`'s.
    let mut reached = BTreeSet::from([0]);
    for (index, word) in all.iter().enumerate() {
        let mut next = BTreeSet::new();
        for used in reached {
            if left.get(used) == Some(word) {
                next.insert(used + 1);
            }
            if right.get(index - used) == Some(word) {
                next.insert(used);
            }
        }
        if next.is_empty() {
            return Err(index);
        }
        reached = next;
    }
    if all.len() == left.len() + right.len() { Ok(()) } else { Err(all.len()) }
}

#[test]
fn the_site_says_what_the_source_says() {
    let found = faults(&pages());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_source_has_88_paragraphs_8_headings_and_two_tables() {
    let source = source();
    let (sentences, heads): (Vec<&String>, Vec<_>) =
        source.blocks.iter().partition(|block| block.ends_with(['.', ':']) && block.len() > 100);
    assert_eq!(sentences.len(), 88);
    assert_eq!(heads.len(), 8, "{heads:?}");
    let rows = |id: &str| {
        let page = Page::parse("article", &pages()["en/article.html"]);
        page.all(&format!("#{id} tbody")).iter().map(|group| below(*group, "tr[id]").len()).collect::<Vec<_>>()
    };
    assert_eq!((rows("table-1"), rows("table-2")), (vec![7, 6], vec![4, 7]));
}

#[test]
fn both_editions_list_the_same_corrections() {
    let of = |path: &str| -> Vec<_> {
        let list = corrections(&Site::article().page(path));
        list.into_iter().map(|correction| (correction.place, correction.source, correction.text)).collect()
    };
    assert!(!of(LIST).is_empty());
    assert_eq!(of(LIST), of("es/correcciones.html"));
}

/// Spoils one page and asserts that it is noticed.
fn spoiled(path: &str, spoil: impl Fn(&str) -> String) {
    let mut pages = pages();
    let before = pages[path].clone();
    let after = spoil(&before);
    assert_ne!(before, after, "nothing was spoiled on {path}");
    let known = faults(&pages);
    pages.insert(path.to_owned(), after);
    let found = faults(&pages);
    assert!(found.iter().any(|fault| !known.contains(fault)), "nobody noticed what happened to {path}");
}

/// The page without what stands from `start` to `end`, both included.
fn cut(html: &str, start: &str, end: &str) -> String {
    let from = html.find(start).unwrap_or_else(|| panic!("no {start}"));
    let to = from + html[from..].find(end).unwrap_or_else(|| panic!("no {end}")) + end.len();
    format!("{}{}", &html[..from], &html[to..])
}

#[test]
fn a_changed_word_is_noticed() {
    for path in ["en/introduction.html", "en/article.html"] {
        spoiled(path, |html| html.replacen("urgent, complex", "urgent, complicated", 1));
    }
    for path in HOMES {
        spoiled(path, |html| {
            let at = html.find("class=\"sheet abstracts\"").expect("abstracts");
            format!("{}{}", &html[..at], html[at..].replacen("menores no acompañados", "menores acompañados", 1))
        });
    }
    spoiled("en/international-cooperation.html", |html| html.replacen("in vulnerable situations", "in situations", 1));
    spoiled("en/article.html", |html| html.replacen(">Study limitations</h3>", ">Limitations</h3>", 1));
}

#[test]
fn a_dropped_paragraph_and_added_words_are_noticed() {
    for path in ["en/introduction.html", "en/article.html"] {
        spoiled(path, |html| cut(html, "<p id=\"introduction-p5\">", "</p>"));
        spoiled(path, |html| html.replacen("<p id=\"introduction-p5\">", "Indeed, <p id=\"introduction-p5\">", 1));
        spoiled(path, |html| cut(html, "<a class=\"cite\"", "</a>"));
    }
    spoiled("en/article.html", |html| cut(html, "<figure class=\"table\" id=\"table-2\">", "</figure>"));
}

#[test]
fn a_swapped_cell_is_noticed() {
    let swap = |html: &str, one: &str, other: &str| {
        html.replacen(one, "\u{1}", 1).replacen(other, one, 1).replacen('\u{1}', other, 1)
    };
    let path = "en/international-cooperation.html";
    spoiled(path, |html| swap(html, ">National Immigration Forum<", ">American Immigration Council<"));
    spoiled(path, |html| swap(html, ">Southwest Key Programs<", ">National Immigration Forum<"));
    spoiled(path, |html| {
        let cell = |name: &str| {
            let row = &html[html.find(name).expect("the row is there")..];
            row[row.find("<td").expect("a cell")..row.find("</td>").expect("its end")].to_owned()
        };
        swap(html, &cell("\"table-2-snap\""), &cell("\"table-2-nijc\""))
    });
    spoiled(path, |html| html.replacen("(CNDH)", "(cndh)", 1));
}

#[test]
fn a_correction_too_few_or_too_many_is_noticed() {
    let row = |html: &str| {
        let from = html.find("<tbody>").expect("corrections") + "<tbody>".len();
        let to = from + html[from..].find("</tr>").expect("a row") + "</tr>".len();
        (from, to)
    };
    spoiled(LIST, |html| {
        let (from, to) = row(html);
        format!("{}{}", &html[..from], &html[to..])
    });
    // Listed, but neither in the source nor needed.
    let (from, to) = row(&pages()[LIST]);
    let model = pages()[LIST][from..to].to_owned();
    let reading = |tag: &str| {
        let start = model.find(&format!("<{tag}>")).expect("a reading") + tag.len() + 2;
        model[start..start + model[start..].find("</").expect("its end")].to_owned()
    };
    for (source, text) in
        [("no such words", "other words"), ("Casa Alianza México focuses", "Casa Alianza México focuses")]
    {
        let added = model.replace(&reading("del"), source).replace(&reading("ins"), text);
        spoiled(LIST, |html| html.replacen("<tbody>", &format!("<tbody>{added}"), 1));
    }
}
