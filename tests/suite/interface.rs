//! The words of the interface: the same messages in each language, all of them used, and no word of one language on a
//! page, or a part of a page, in the other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use scraper::{ElementRef, Node, Selector};

use crate::site::{Page, ROOT, Site, attr, fold, selector};

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
        if message.plurals != answer.plurals {
            found.push(format!("{id}: cases {:?} and {:?}", message.plurals, answer.plurals));
        }
    }
    found
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables_and_cases() {
    let found = differences(&interface("en"), &interface("es"));
    assert!(found.is_empty(), "{found:#?}");
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
