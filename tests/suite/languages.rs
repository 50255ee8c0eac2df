//! Languages are equals, and data: what is not translated marked and counted,
//! works without any translation, a third language from right to left, a second register.

use scraper::ElementRef;

use crate::interface::{interface, languages, words_in};
use crate::site::{Folder, Page, ROOT, Site, attr, below, place, words};

/// The site of two works, two registers and three languages; its third one speaks in a made-up alphabet.
pub(crate) fn journal() -> Folder {
    Folder::read("tests/suite/fixtures/journal").with("themes/papel/i18n/ar.ftl", disguised(&interface("en")))
}

/// The interface strings with every letter of their words replaced by an Arabic one, so that a word that comes from
/// anywhere else can be told by its letters.
fn disguised(ftl: &str) -> String {
    let letters: Vec<char> = "ابتثجحخدذرزسشصضطظعغفقكلمنه".chars().collect();
    let disguise = |text: &str| -> String {
        let mut depth = 0;
        let one = |c: char| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                c if depth == 0 && c.is_ascii_alphabetic() => {
                    return letters[usize::from(c.to_ascii_lowercase() as u8 - b'a')];
                }
                _ => {}
            }
            c
        };
        text.chars().map(one).collect()
    };
    let line = |line: &str| match line {
        comment if comment.starts_with('#') => String::new(),
        address if address.starts_with("slug_") => address.to_owned(),
        // The end of a choice, and what follows it.
        end if end.starts_with('}') => format!("}}{}", disguise(&end[1..])),
        variant if variant.trim_start().starts_with(['[', '*']) => {
            let (key, text) = variant.split_once(']').expect("a variant has a key");
            format!("{key}]{}", disguise(text))
        }
        // A choice that opens keeps its braces open to the next lines.
        message => match message.split_once('=') {
            Some((id, text)) => match text.rsplit_once('{').filter(|(_, rest)| rest.contains("->")) {
                Some((before, choice)) => format!("{id}={}{{{choice}", disguise(before)),
                None => format!("{id}={}", disguise(text)),
            },
            None => disguise(message),
        },
    };
    ftl.lines().map(line).flat_map(|line| [line, "\n".to_owned()]).collect()
}

#[test]
fn what_is_not_translated_is_marked_and_counted() {
    let site = Site::article();
    let mut notices = 0;
    for path in site.paths(".html").iter().filter(|path| path.starts_with("es/") && *path != "es/articulo.html") {
        let page = site.page(path);
        let own: Vec<_> = page.all("article > .notice, .definition > .notice");
        notices += own.len();
        let text = page.all("article > .prose, .definition > .prose");
        for prose in &text {
            assert_eq!(prose.attr("lang") == Some("en"), !own.is_empty(), "{path}");
        }
    }
    assert_eq!(notices, site.report.untranslated);
    let whole = site.page("es/articulo.html");
    for section in whole.all("section.section:has(> .prose)") {
        let lang = below(section, ".prose")[0].attr("lang");
        assert_eq!(lang.is_some(), !below(section, ".notice").is_empty());
    }
    for path in site.paths(".html").iter().filter(|path| path.starts_with("en/")) {
        assert!(site.page(path).all(".notice").is_empty(), "{path}: the authoritative text is there");
    }
}

#[test]
fn a_third_language_takes_all_its_words_from_data() {
    let site = journal().check();
    let latin =
        |text: &str| text.split(|c: char| !c.is_ascii_alphabetic()).find(|word| word.len() > 2).map(str::to_owned);
    // What is composed of texts in any language, and what is the same in all: names of people, journals, formats and programs, formulas, keys, codes.
    let data = "head, nav.site-nav, header p.label, .reference, .authors, .journal, .orcid, .downloads, nav.languages, abbr, cite, math, code, .by, \
                a[href*='doi.org'], .aside, .figures a, .places > li > a, th[scope=row] > a, dd a[href^='http'], .facts dd, .state, time, .translated-title, .edition, .counterpart, q, a.cite, noscript, \
                .strip a, .matrix thead a, .matrix tbody th, .matrix td a, .years a, .picture .data a, .picture figcaption";
    let mut pages = 0;
    for path in site.paths(".html") {
        let page = site.page(&path);
        // Facing pages have a column of it; the front page, a leaf.
        for text in words_in(&page, "ar", data) {
            let known = ["Pliego", "BibTeX", "RIS", "CSL", "JSON", "DOI", "ORCID", "APA", "apa", "JavaScript"];
            let strange = latin(&text).filter(|word| !known.contains(&word.as_str()));
            assert_eq!(strange, None, "{path}: {text}");
        }
        if !path.starts_with("ar/") {
            continue;
        }
        assert_eq!((page.attr("html", "lang"), page.attr("html", "dir")), ("ar".to_owned(), "rtl".to_owned()));
        // A passage in another direction says so, so that its full stop stands on the right side.
        for foreign in page.all("main [lang=en], main [lang=es]") {
            let block = ["div", "section", "p", "td", "dd", "li", "figure"].contains(&foreign.value().name());
            let directed = matches!(foreign.attr("dir"), Some("ltr" | "auto"));
            assert!(!block || directed, "{path}: {}", foreign.html());
        }
        for own in page.all(".csl-entry, .facts dd a[href*='doi.org']") {
            let isolated = own.attr("dir").is_some()
                || own.ancestors().any(|node| node.value().as_element().is_some_and(|element| element.name() == "bdi"));
            assert!(isolated, "{path}: {}", own.html());
        }
        pages += 1;
    }
    assert!(pages > 15, "{pages}");
    let opening = site.page("ar/first/iftitah.html");
    assert!(!opening.all("pre[dir=ltr]").is_empty(), "code reads from left to right in every language");
    // No theme knows the word for each language: one without a word is called what it calls itself.
    assert!(site.page("en/first/opening.html").words(".facing-links").contains("English and العربية"));
    let front = site.page("index.html");
    assert_eq!(front.all("main [lang=ar][dir=rtl]").len(), 2, "a title and a door");
    for page in site.pages() {
        let switch: Vec<_> =
            page.all("nav.languages a").iter().map(|link| attr(*link, "hreflang").to_owned()).collect();
        assert!(switch.is_empty() || switch == ["en", "es", "ar"], "{}", page.path);
    }
}

#[test]
fn a_work_without_any_translation_builds() {
    let site = journal().check();
    // The second work is Spanish only, and has neither title, slug nor text in the two other languages.
    for (path, title) in [("en/second/inicio.html", "Inicio"), ("ar/second/inicio.html", "Inicio")] {
        let page = site.page(path);
        assert!(words(page.one("h1")).ends_with(title));
        assert_eq!(page.attr("h1 [lang]", "lang"), "es");
        assert_eq!(page.all(".notice").len(), 1);
        assert_eq!(page.attr(".prose", "lang"), "es");
        assert!(page.id("inicio-p1").is_some());
    }
    let home = site.page("en/second/index.html");
    let around: Vec<_> =
        home.one("h1").ancestors().filter_map(ElementRef::wrap).filter_map(|e| e.attr("lang")).collect();
    assert_eq!(around, ["es", "en"], "the title is marked with its language");
    // Only the texts that a language lacks are counted: sections, abstracts, 1 description.
    let lacking =
        [("first", "Español", 1), ("first", "العربية", 2), ("second", "English", 1), ("second", "العربية", 1)];
    for (work, language, n) in lacking {
        let line = format!("{n} text{} of `{work}` not translated into {language}", if n == 1 { "" } else { "s" });
        assert!(site.findings.contains(&line), "{line}\n{}", site.findings);
    }
    assert_eq!(site.report.untranslated, 1 + 2 + 1 + 1 + 1);
}

#[test]
fn two_works_share_actors_and_references() {
    let site = journal().check();
    let first = site.page("en/first/bibliography.html");
    let second = site.page("en/second/bibliography.html");
    let keys = |page: &Page| page.all("ul.entries > li").iter().map(|e| attr(*e, "id").to_owned()).collect::<Vec<_>>();
    assert_eq!(keys(&first), ["bhabha-2014", "mena-2017", "dif-2023"]);
    assert_eq!(keys(&second), ["bhabha-2014"]);
    // Each list gives its own work's places, and leads to the other.
    let entry = first.id("bhabha-2014").expect("the entry");
    let places: Vec<_> = below(entry, ".places a").iter().map(|link| attr(*link, "href").to_owned()).collect();
    assert_eq!(places, ["opening.html#opening-p1", "opening.html#opening-n1"]);
    let leads = |page: &Page, href: &str| {
        let entry = page.id("bhabha-2014").expect("the entry");
        below(entry, "a").iter().any(|link| attr(*link, "href") == href)
    };
    assert!(leads(&first, "../second/bibliography.html#bhabha-2014"));
    assert!(leads(&second, "../first/bibliography.html#bhabha-2014"));
    let actor = site.page("en/actors/dif.html");
    let works: Vec<_> =
        actor.all("[aria-labelledby=mentions] h3 a").iter().map(|link| attr(*link, "href").to_owned()).collect();
    assert_eq!(works, ["../first/index.html", "../second/index.html"]);
    assert_eq!(actor.attr("[aria-labelledby=authored] a.record", "href"), "../first/bibliography.html#dif-2023");
    assert_eq!(site.report.references, 3);
}

#[test]
fn a_second_register_is_a_change_of_data() {
    let site = journal().check();
    for (path, title) in [("en/places.html", "Places"), ("es/lugares.html", "Lugares")] {
        let page = site.page(path);
        assert!(words(page.one("h1")).starts_with(title));
        let entries: Vec<_> = page.all("ul.index .headword a").into_iter().map(words).collect();
        assert_eq!(entries, ["El Paso", "Tijuana"], "{path}: without facets the entries stand in one list");
    }
    let page = site.page("es/lugares/tijuana.html");
    let places: Vec<_> = page.all(".places > li > a").iter().map(|link| attr(*link, "href").to_owned()).collect();
    assert_eq!(places, ["../primera/apertura.html#opening-p1", "../second/inicio.html#inicio-p1"]);
    let text = site.page("es/primera/apertura.html");
    let mention = text.all(".prose a.mention").into_iter().find(|link| words(*link) == "Tijuana").expect("a mention");
    assert_eq!((attr(mention, "href"), place(mention).as_str()), ("../lugares/tijuana.html", "opening-p1"));
    // Both registers stand in the navigation of every page that has one.
    for page in site.pages().iter().filter(|page| page.path.starts_with("en/")) {
        let labels: Vec<_> = page.all("nav.site-nav a").into_iter().map(words).collect();
        assert!(
            ["Actors", "Places"].iter().all(|label| labels.iter().any(|l| l == label)),
            "{}: {labels:?}",
            page.path
        );
    }
}

/// A site in a language that the theme does not speak.
fn quechua() -> Folder {
    let folder = Folder::small().with("content/site.yml", QUECHUA);
    folder
        .edit("content/w/work.yml", "{en: A work}", "{en: A work, qu: Huk llamk’ay}")
        .with("content/w/01-a/qu.md", "---\ntitle: Qallariy\nslug: qallariy\n---\n\nHuk rimay.\n")
}

const QUECHUA: &str = "\
title: {en: A site, qu: Huk llika}
base_url: https://site.org/
languages:
  en: {name: English, locale: en-US}
  qu: {name: Runasimi, locale: es-ES}
citations: {style: apa}
";

/// How many strings the theme has.
fn strings() -> usize {
    interface("en")
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()) && line.contains('='))
        .count()
}

#[test]
fn what_a_language_lacks_is_said_in_english_and_noted_once() {
    let notes = |folder: &Folder| -> Vec<String> {
        let site = folder.check();
        site.findings.lines().filter(|line| line.contains("[missing-string]")).map(str::to_owned).collect()
    };
    let all = strings();
    assert_eq!(
        notes(&quechua()),
        [format!(
            "themes/papel/i18n/qu.ftl: note[missing-string]: the theme has no interface strings in `qu`: all {all} are shown in \
             English (`pliego theme strings qu` gives them, to be translated into this file)"
        )]
    );
    let folder = quechua().with("themes/papel/i18n/qu.ftl", "nav_home = Qallariy\nnext = Qatiq\n");
    let found = notes(&folder);
    let said = format!("`qu` lacks {} of {all} interface strings, shown in another language: `language_en`", all - 2);
    assert!(found.len() == 1 && found[0].contains(&said.replace("`language_en`", "`")), "{found:?}");
    let page = folder.check().page("qu/qallariy.html");
    let nav = page.words("nav.site-nav");
    assert!(nav.starts_with("Qallariy") && nav.contains("Bibliography"), "{nav}");
    // One string too few is named.
    let (before, after) = disguised(&interface("en"))
        .split_once("\nnav_home = ")
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .expect("it is there");
    let rest = after.split_once('\n').expect("and more").1;
    let found = notes(&journal().with("themes/papel/i18n/ar.ftl", format!("{before}\n{rest}")));
    let said = format!(
        "themes/papel/i18n/ar.ftl: note[missing-string]: `ar` lacks 1 of {all} interface string, shown in another language: `nav_home`"
    );
    assert!(found.len() == 1 && found[0].starts_with(&said), "{found:?}");
    // A string that a site's own theme has in one language alone is said in that one.
    let folder = Folder::facing("A text.", "Un texto.").with("themes/papel/i18n/es.ftl", "own = Propio\n");
    assert!(notes(&folder)[0].contains("`en` lacks 1 of"));
}

#[test]
fn a_dialect_takes_the_strings_of_its_language() {
    let site = Folder::small()
        .edit(
            "content/site.yml",
            "  en: {name: English, locale: en-US}\n",
            "  en: {name: English, locale: en-US}\n  pt-BR: {name: Português, locale: pt-BR}\n",
        )
        .edit("content/site.yml", "{en: A site}", "{en: A site, pt-BR: Um site}")
        .edit("content/w/work.yml", "{en: A work}", "{en: A work, pt-BR: Uma obra}")
        .with("content/w/01-a/pt-BR.md", "---\ntitle: A\nslug: a\n---\n\nUm parágrafo.\n")
        .with("themes/papel/i18n/pt-BR.ftl", "nav_home = Começo\n")
        .check();
    assert!(!site.findings.contains("missing-string"), "{}", site.findings);
    let nav = site.page("pt-BR/a.html").words("nav.site-nav");
    assert!(nav.starts_with("Começo") && nav.contains("Bibliografia"), "{nav}");
}

#[test]
fn every_language_of_the_theme_is_known_wherever_languages_are_data() {
    let read = |path: &str| std::fs::read_to_string(format!("{ROOT}/{path}")).expect("a text");
    let (numbers, vocabulary) = (read("src/align/numbers.txt"), read("src/align/vocabulary.txt"));
    let columns = vocabulary.lines().find(|line| !line.starts_with('#')).expect("a head");
    let words = read("src/bibliography/words.txt");
    let parts = read("src/jats/words.txt");
    let parts = parts.lines().find(|line| !line.starts_with('#')).expect("a head");
    for lang in languages() {
        assert!(parts.split(" | ").any(|column| column == lang), "{lang}: parts of articles");
        let begins = |path: &str, with: &str| read(path).lines().any(|line| line.starts_with(with));
        assert!(begins("src/resolve/abbreviations.txt", &format!("{lang}: ")), "{lang}: abbreviations");
        assert!(begins("src/bibliography/languages.txt", &format!("{lang} ")), "{lang}: languages of works");
        assert!(numbers.contains(&format!("\n[{lang}]\n")), "{lang}: numbers");
        assert!(columns.split(" | ").any(|column| column == lang), "{lang}: vocabulary");
        assert!(read("themes/papel/styles/paper.css").contains(&format!("[lang|=\"{lang}\"]")), "{lang}: a colour");
        for line in words.lines().filter(|line| !line.starts_with('#')) {
            assert!(line.contains(&format!("| {lang}: ")), "{lang}: {line}");
        }
        for other in languages() {
            assert!(interface(&lang).contains(&format!("\nlanguage_{other} = ")), "{lang}: {other}");
        }
    }
}
