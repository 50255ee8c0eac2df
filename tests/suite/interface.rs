//! The words of the interface: the same messages in each language, all of them used, and no word of one language on a
//! page, or a part of a page, in the other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use scraper::{ElementRef, Node, Selector};

use crate::site::{Folder, Page, ROOT, Site, attr, fold, selector};

/// The theme's strings in a language.
pub(crate) fn interface(lang: &str) -> String {
    std::fs::read_to_string(format!("{ROOT}/themes/papel/i18n/{lang}.ftl")).expect("the theme has these strings")
}

/// What a message is made of.
#[derive(Debug, Default, PartialEq)]
struct Message {
    variables: BTreeSet<String>,
    /// The cases of a number, by its variable.
    plurals: BTreeMap<String, BTreeSet<String>>,
    /// What stands between variables.
    texts: Vec<String>,
}

impl Message {
    fn read(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.texts.push(fold(value)),
                PatternElement::Placeable { expression: Expression::Inline(inline) } => drop(self.variable(inline)),
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    let variable = self.variable(selector);
                    let keys = variants.iter().map(|variant| match variant.key {
                        VariantKey::Identifier { name } => name.to_owned(),
                        VariantKey::NumberLiteral { value } => value.to_owned(),
                    });
                    let keys: BTreeSet<_> = keys.collect();
                    let is_number = |key: &String| {
                        ["zero", "one", "two", "few", "many"].contains(&key.as_str()) || key.parse::<u32>().is_ok()
                    };
                    if keys.iter().any(is_number) {
                        self.plurals.insert(variable, keys);
                    }
                    variants.iter().for_each(|variant| self.read(&variant.value));
                }
            }
        }
    }

    fn variable(&mut self, expression: &InlineExpression<&str>) -> String {
        let InlineExpression::VariableReference { id } = expression else {
            panic!("the theme uses nothing but variables: {expression:?}")
        };
        self.variables.insert(id.name.to_owned());
        id.name.to_owned()
    }
}

/// The messages of a file, in order.
fn messages(ftl: &str) -> Vec<(String, Message)> {
    let resource = fluent_syntax::parser::parse(ftl).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let message = |entry: &Entry<&str>| match entry {
        Entry::Message(found) => {
            let mut message = Message::default();
            message.read(found.value.as_ref().expect("a message has words"));
            Some((found.id.name.to_owned(), message))
        }
        _ => None,
    };
    resource.body.iter().filter_map(message).collect()
}

/// What one language's messages have that another's lack or have otherwise, in words.
fn differences(one: &str, other: &str) -> Vec<String> {
    let (one, other) = (messages(one), messages(other));
    let ids = |all: &[(String, Message)]| all.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    let mut found = Vec::new();
    let (left, right): (BTreeSet<_>, BTreeSet<_>) =
        (ids(&one).into_iter().collect(), ids(&other).into_iter().collect());
    found.extend(left.symmetric_difference(&right).map(|id| format!("{id}: only one has it")));
    if found.is_empty() && ids(&one) != ids(&other) {
        found.push("the order differs".to_owned());
    }
    let other: BTreeMap<_, _> = other.into_iter().collect();
    for (id, message) in one {
        let Some(answer) = other.get(&id) else { continue };
        if message.variables != answer.variables {
            found.push(format!("{id}: variables {:?} and {:?}", message.variables, answer.variables));
        }
        // A language may say one number otherwise that another has no need to: the first of a month, zero where it is singular.
        let numbers =
            |cases: &BTreeSet<String>| cases.iter().filter(|key| key.parse::<u32>().is_ok()).cloned().collect();
        let forms =
            |cases: &BTreeSet<String>| cases.iter().filter(|key| key.parse::<u32>().is_err()).cloned().collect();
        for variable in message.plurals.keys().chain(answer.plurals.keys()).collect::<BTreeSet<_>>() {
            let none = BTreeSet::from(["other".to_owned()]);
            let [ours, theirs] = [&message, answer].map(|one| one.plurals.get(variable).unwrap_or(&none));
            let [ours, theirs]: [(BTreeSet<_>, BTreeSet<_>); 2] =
                [ours, theirs].map(|cases| (forms(cases), numbers(cases)));
            if ours.0 != theirs.0 || !ours.1.is_subset(&theirs.1) {
                found.push(format!("{id}: cases {:?} and {:?}", message.plurals, answer.plurals));
            }
        }
    }
    found
}

/// The languages that the theme speaks.
pub(crate) fn languages() -> Vec<String> {
    let files = std::fs::read_dir(format!("{ROOT}/themes/papel/i18n")).expect("the theme has strings");
    let name = |path: std::path::PathBuf| path.file_stem().map(|name| name.to_string_lossy().into_owned());
    let mut languages: Vec<_> = files.filter_map(|entry| name(entry.expect("an entry").path())).collect();
    languages.sort();
    languages
}

#[test]
fn all_languages_have_the_same_messages_with_the_same_variables_and_cases() {
    assert_eq!(languages(), ["en", "es", "fr", "pt"]);
    for lang in languages() {
        let found = differences(&interface("en"), &interface(&lang));
        assert!(found.is_empty(), "{lang}: {found:#?}");
    }
}

/// Messages whose singular does not say the number, and which have no case for zero.
fn silent_zeros(ftl: &str) -> Vec<String> {
    let resource = fluent_syntax::parser::parse(ftl).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let names = |element: &PatternElement<&str>, variable: &str| {
        matches!(element, PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id })
        } if id.name == variable)
    };
    let is_silent = |element: &PatternElement<&str>| {
        let PatternElement::Placeable { expression: Expression::Select { selector, variants } } = element else {
            return false;
        };
        let InlineExpression::VariableReference { id } = selector else { return false };
        let has_zero = variants.iter().any(|one| matches!(one.key, VariantKey::NumberLiteral { value: "0" }));
        let one = variants.iter().find(|one| matches!(one.key, VariantKey::Identifier { name: "one" }));
        !has_zero && one.is_some_and(|one| !one.value.elements.iter().any(|element| names(element, id.name)))
    };
    let message = |entry: &Entry<&str>| match entry {
        Entry::Message(message) => {
            let elements = message.value.as_ref().map(|value| &value.elements);
            elements.is_some_and(|all| all.iter().any(is_silent)).then(|| message.id.name.to_owned())
        }
        _ => None,
    };
    resource.body.iter().filter_map(message).collect()
}

#[test]
fn where_zero_is_singular_no_singular_hides_it() {
    for lang in ["fr", "pt"] {
        let mut found = silent_zeros(&interface(lang));
        // What is only said where there is something.
        found.retain(|id| !["ref_", "kind_", "funding_awards"].iter().any(|family| id.starts_with(family)));
        assert!(found.is_empty(), "{lang}: {found:?}");
    }
    assert_eq!(silent_zeros("a = { $n ->\n    [one] once\n   *[other] { $n } times\n}\n"), ["a"]);
    assert!(silent_zeros("a = { $n ->\n    [0] never\n    [one] once\n   *[other] { $n } times\n}\n").is_empty());
}

#[test]
fn french_signs_keep_to_their_words() {
    let ftl = interface("fr");
    let thin = '\u{202f}';
    let mut seen = 0;
    for line in ftl.lines().filter(|line| !line.starts_with('#')) {
        let signs: Vec<char> = line.chars().collect();
        for (at, sign) in signs.iter().enumerate() {
            let before = at.checked_sub(1).map(|at| signs[at]);
            let is_right = match sign {
                ';' | ':' | '!' | '?' | '»' => before == Some(thin),
                '«' => signs.get(at + 1) == Some(&thin),
                '\'' | '"' | '“' | '”' => false,
                _ => continue,
            };
            assert!(is_right, "{line}");
            seen += 1;
        }
    }
    assert!(seen > 60, "{seen}");
}

#[test]
fn a_message_a_variable_and_a_case_too_few_would_be_noticed() {
    let english = interface("en");
    let broken = |from: &str, to: &str| {
        let spanish = interface("es");
        assert!(spanish.contains(from), "{from}");
        differences(&english, &spanish.replacen(from, to, 1))
    };
    assert_eq!(broken("read_edition = Leer solo esta edición\n", ""), ["read_edition: only one has it"]);
    assert_eq!(broken("next = Siguiente", "siguiente = Siguiente").len(), 2);
    assert_eq!(
        broken("{ $code }: este pasaje en { $language }", "Este párrafo")[0].split(':').next(),
        Some("counterpart")
    );
    assert_eq!(broken("Nota { $n }", "Nota { $m }").len(), 1);
    let case = "    [one] El original de { $n } párrafo ha cambiado desde que se tradujo.\n";
    assert!(broken(case, "")[0].starts_with("stale_count: cases"));
    assert_eq!(broken("previous = Anterior\nnext = Siguiente", "next = Siguiente\nprevious = Anterior").len(), 1);
}

/// The text of all files below a folder that end so, without the tests in them.
fn sources(dir: &Path, end: &str) -> String {
    let mut paths: Vec<_> = std::fs::read_dir(dir).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    let read = |path: &Path| {
        if path.is_dir() {
            return sources(path, end);
        }
        let is_source = path.to_string_lossy().ends_with(end) && !path.ends_with("tests.rs");
        let text = if is_source { std::fs::read_to_string(path).expect("a text") } else { String::new() };
        text.split("#[cfg(test)]").next().unwrap_or_default().to_owned()
    };
    paths.iter().map(|path| read(path)).collect()
}

/// Messages that neither a template nor the program names, by their whole name or as one of a family (`month_1`).
fn unused(ftl: &str, templates: &str, program: &str) -> Vec<String> {
    let is_field = |id: &str| {
        let ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        let dotted = format!("s.{id}");
        templates.match_indices(&dotted).any(|(at, found)| ends(&templates[at + found.len()..]))
    };
    let is_named = |id: &str| {
        let whole = format!("\"{id}\"");
        let family = id.rsplit_once('_').map_or_else(|| whole.clone(), |(family, _)| format!("\"{family}_"));
        let of_family = [format!("{family}\""), format!("{family}{{")];
        [templates, program]
            .iter()
            .any(|text| text.contains(&whole) || (family != whole && of_family.iter().any(|name| text.contains(name))))
    };
    let ids = messages(ftl).into_iter().map(|(id, _)| id);
    ids.filter(|id| !is_field(id) && !is_named(id)).collect()
}

#[test]
fn every_message_is_used() {
    let templates = sources(Path::new(&format!("{ROOT}/themes/papel/templates")), ".html");
    let program = sources(Path::new(&format!("{ROOT}/src")), ".rs");
    assert_eq!(unused(&interface("en"), &templates, &program), [""; 0]);
    // And what is used is there.
    let ids: BTreeSet<_> = messages(&interface("en")).into_iter().map(|(id, _)| id).collect();
    let mut used = 0;
    for (text, call) in [(&templates, "tr(id=\""), (&program, "strings.get(\""), (&program, "strings.format(\"")] {
        for (at, _) in text.match_indices(call) {
            let id = text[at + call.len()..].split('"').next().unwrap_or_default();
            assert!(ids.contains(id), "{call}{id}");
            used += 1;
        }
    }
    assert!(used > 40, "{used}");
    let more = format!("{}\nnobody = Nobody\nmonth_13 = Undecimber\nnav = Way\n", interface("en"));
    assert_eq!(unused(&more, &templates, &program), ["nobody", "nav"], "a message that nobody uses would be noticed");
}

/// The words of a page that are in a language: text, what is read out or shown on request, and what a search engine
/// shows. `left_out` are elements whose words are data.
pub(crate) fn words_in(page: &Page, lang: &str, left_out: &str) -> Vec<String> {
    fn collect(element: ElementRef<'_>, around: &str, lang: &str, left_out: &Selector, into: &mut Vec<String>) {
        if left_out.matches(&element) || ["script", "style"].contains(&element.value().name()) {
            return;
        }
        let own = element.attr("lang").unwrap_or(around);
        if own == lang {
            for name in ["aria-label", "title", "placeholder", "alt"] {
                into.extend(element.attr(name).map(fold));
            }
            let said = ["description", "og:title", "og:description", "og:site_name"];
            let name = element.attr("name").or(element.attr("property")).unwrap_or_default();
            if element.value().name() == "meta" && said.contains(&name) {
                into.push(fold(attr(element, "content")));
            }
        }
        for child in element.children() {
            match child.value() {
                Node::Text(text) if own == lang => into.push(fold(text)),
                Node::Element(_) => {
                    ElementRef::wrap(child).into_iter().for_each(|e| collect(e, own, lang, left_out, into));
                }
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    collect(page.html.root_element(), "", lang, &selector(left_out), &mut found);
    found.retain(|text| !text.is_empty());
    found
}

/// What only one of two interfaces says.
fn only(one: &str, other: &str) -> BTreeSet<String> {
    let texts = |lang| messages(&interface(lang)).into_iter().flat_map(|(_, message)| message.texts);
    let other: Vec<String> = texts(other).collect();
    let is_word = |text: &String| text.chars().filter(|c| c.is_alphabetic()).count() > 2;
    texts(one).filter(is_word).filter(|text| !other.iter().any(|answer| answer.contains(text.as_str()))).collect()
}

/// Words of the page in `lang` that are in another language's interface.
fn strays(page: &Page, lang: &str, foreign: &BTreeSet<String>) -> Vec<String> {
    let is_foreign = |text: &String| {
        foreign.contains(text) || foreign.iter().any(|piece| piece.len() > 12 && text.contains(piece.as_str()))
    };
    words_in(page, lang, ".reference, q, mark").into_iter().filter(is_foreign).collect()
}

#[test]
fn no_page_has_words_of_the_other_languages_interface() {
    let langs = [("en", only("es", "en")), ("es", only("en", "es"))];
    assert!(langs[1].1.contains("Bibliography") && langs[1].1.contains("Permalink to paragraph"));
    assert!(langs[0].1.contains("Bibliografía") && langs.iter().all(|(_, foreign)| foreign.len() > 100));
    let mut read = [0, 0];
    for page in Site::article().pages() {
        for (at, (lang, foreign)) in langs.iter().enumerate() {
            let mut found = strays(&page, lang, foreign);
            // The front page is described to search engines in all languages.
            found.retain(|text| {
                page.path != "index.html" || *text != page.attr("head meta[name=description]", "content")
            });
            assert!(found.is_empty(), "{}: not {lang}: {found:?}", page.path);
            read[at] += words_in(&page, lang, "q").len();
        }
    }
    assert!(read.iter().all(|count| *count > 5000), "{read:?}");
}

#[test]
fn no_page_of_a_further_language_has_words_of_another_interface() {
    let site = "title: {pt: Um site, fr: Un site}\nbase_url: https://site.org/\ncitations: {style: apa}\n\
                languages:\n  pt: {name: Português, locale: pt-BR}\n  fr: {name: Français, locale: fr-FR}\n";
    let text = |title: &str, text: &str| format!("---\ntitle: {title}\nslug: a\n---\n\n{text}\n");
    let folder = Folder::default()
        .with("content/site.yml", site)
        .with("content/w/work.yml", "path: /\nlanguage: pt\ntitle: {pt: Uma obra, fr: Une œuvre}\nkeywords: {fr: [un, deux]}\ntranslations:\n  fr: {made_for_site: true}\n")
        .with("content/w/abstract/pt.md", "Um resumo.\n")
        .with("content/w/abstract/fr.md", "Un résumé.\n")
        .with("content/w/01-a/pt.md", text("Abertura", "Uma frase [@a].[^1]\n\n[^1]: Uma nota."))
        .with("content/w/01-a/fr.md", text("Ouverture", "Une phrase [@a].[^1]\n\n[^1]: Une note."))
        .with("content/bibliography.yml", "a: {type: book, title: Livro, author: [\"Silva, Ana\"], date: 2014}\n");
    let site = folder.check();
    assert!(site.findings.lines().all(|line| !line.contains("missing-string")), "{}", site.findings);
    let mut read = 0;
    for lang in ["pt", "fr"] {
        let others = languages().into_iter().filter(|other| other != lang);
        let foreign: BTreeSet<_> = others.flat_map(|other| only(&other, lang)).collect();
        for page in site.pages().iter().filter(|page| page.path.starts_with(&format!("{lang}/"))) {
            let found = strays(page, lang, &foreign);
            assert!(found.is_empty(), "{}: not {lang}: {found:?}", page.path);
            read += 1;
        }
    }
    assert!(read >= 10, "{read}");
    // Signs that stand between strings and data are the language's too.
    let html = |path: &str| String::from_utf8_lossy(site.output.get(path).expect("the page")).into_owned();
    for (path, said) in [("fr/a.html", "Original\u{202f}:"), ("pt/index.html", "Mots-clés\u{202f}:")] {
        assert!(html(path).contains(said), "{path}: {said}");
    }
    assert!(site.page("fr/bibliographie.html").words(".lead").starts_with("1 ouvrage, avec une citation."));
    assert!(site.page("pt/bibliografia.html").words(".lead").starts_with("1 obra, com uma citação."));
}

#[test]
fn a_word_of_the_other_language_would_be_noticed_wherever_it_stands() {
    let (english, spanish) = (only("en", "es"), only("es", "en"));
    let strays_of = |html: &str| strays(&Page::parse("es/a.html", html), "es", &english);
    let page = |body: &str| format!("<html lang=es><head></head><body>{body}</body></html>");
    for body in [
        "<h2>Bibliography</h2>",
        "<nav aria-label=Contents></nav>",
        "<a title='Read this edition alone'></a>",
        "<img alt='Skip to the text'>",
        "<p>12: Permalink to paragraph 12</p>",
        "<div lang=en><p lang=es>Mentions</p></div>",
    ] {
        assert_eq!(strays_of(&page(body)).len(), 1, "{body}");
    }
    for meta in ["name=description", "property=og:title", "property=og:description"] {
        let html =
            format!("<html lang=es><head><meta {meta} content='There is no page at this address.'></head></html>");
        assert_eq!(strays_of(&html).len(), 1, "{meta}");
    }
    assert_eq!(strays_of("<html lang=es><title>Corrections</title></html>"), ["Corrections"]);
    assert_eq!(strays_of(&page("<p>Hola</p><p lang=en>Mentions</p><q>Mentions</q>")), [""; 0]);
    let html = "<html lang=en><body><p>Contenido</p><div lang=es>Contenido</div></body></html>";
    assert_eq!(strays(&Page::parse("en/a.html", html), "en", &spanish), ["Contenido"]);
}
