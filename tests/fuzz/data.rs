//! Data by chance: each YAML file of a site but its bibliography.

use crate::chance::Chance;
use crate::text::{IDS, KEYS, citation, deep, hostile, inline, word, words};

/// A value where a text is expected: mostly one, sometimes something else.
pub(crate) fn value(chance: &mut Chance) -> String {
    match chance.below(14) {
        0 => "[a, b]".to_owned(),
        1 => "{en: x, es: y}".to_owned(),
        2 => [
            "",
            "~",
            "true",
            "12",
            "1e400",
            "2001-02-30",
            "-0",
            "0x1F",
            "&a [*a]",
            "!!binary x",
            "|",
            ">-",
            "*a",
            "? x",
        ][chance.below(14)]
        .to_owned(),
        3 => quoted(&hostile(chance)),
        4 if chance.one_in(10) => quoted(&deep(chance)),
        _ => quoted(&words(chance)),
    }
}

/// A text in double quotation marks, as YAML and JSON have it.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

pub(crate) fn texts(chance: &mut Chance) -> String {
    if chance.one_in(12) {
        return value(chance);
    }
    format!("{{en: {}, es: {}}}", quoted(&words(chance)), quoted(&words(chance)))
}

/// Makes what a key usually has.
pub(crate) type Usual<'a> = &'a dyn Fn(&mut Chance) -> String;

/// Lines of a map by chance, each of these keys with what it usually has; now and then one that is unknown or twice.
pub(crate) fn map(chance: &mut Chance, indent: &str, keys: &[(&str, Usual<'_>)]) -> String {
    let mut lines = String::new();
    for (key, usual) in keys {
        match chance.below(16) {
            0 => continue,
            1 => lines.extend([format!("{indent}{key}: {}\n", value(chance))]),
            2 if chance.one_in(4) => lines.extend([format!("{indent}{key}x: {}\n", usual(chance))]),
            _ => {}
        }
        lines.extend([format!("{indent}{key}: {}\n", usual(chance))]);
    }
    lines
}

fn fixed(text: &'static str) -> impl Fn(&mut Chance) -> String {
    move |_| text.to_owned()
}

pub(crate) fn one_of(texts: &'static [&'static str]) -> impl Fn(&mut Chance) -> String {
    move |chance| chance.pick(texts).to_owned()
}

pub(crate) fn front_matter(chance: &mut Chance, slug: &str) -> String {
    let own = |_: &mut Chance| slug.to_owned();
    let title = |chance: &mut Chance| quoted(&format!("T {}", words(chance)));
    let lines = map(chance, "", &[("title", &title), ("slug", &own)]);
    match chance.below(20) {
        0 => lines,
        1 => format!("---\n{lines}"),
        2 => format!("\u{feff}---\r\n{}---\r\n", lines.replace('\n', "\r\n")),
        _ => format!("---\n{lines}---\n\n"),
    }
}

pub(crate) fn site(chance: &mut Chance) -> String {
    map(
        chance,
        "",
        &[
            ("title", &texts),
            (
                "base_url",
                &one_of(&["https://site.org/", "https://site.org", "http://x/y/", "javascript:x", "site.org"]),
            ),
            (
                "languages",
                &one_of(&[
                    "{en: {name: English, locale: en-US}, es: {name: Español, locale: es-MX}}",
                    "{en: {name: E}}",
                    "{ar: {name: x, locale: ar, dir: rtl}, en: {name: E}}",
                ]),
            ),
            (
                "citations",
                &one_of(&[
                    "{style: apa}",
                    "{style: ieee}",
                    "{style: chicago-notes}",
                    "{style: vancouver, and: {es: text}}",
                    "{style: mla}",
                    "{style: nothing}",
                ]),
            ),
            ("raw_html", &one_of(&["false", "false", "no"])),
            ("weight", &one_of(&["{assets: 20}", "{picture: 0}", "{site: 1}", "{kept: -1}"])),
            ("facing_pages", &one_of(&["true", "false"])),
        ],
    )
}

pub(crate) fn work(chance: &mut Chance, path: &str) -> String {
    let own = |_: &mut Chance| path.to_owned();
    map(
        chance,
        "",
        &[
            ("path", &own),
            ("language", &one_of(&["en", "en", "es", "xx"])),
            ("title", &texts),
            (
                "authors",
                &one_of(&[
                    "[{given: Ana, family: García}]",
                    "[{given: A, family: B, orcid: 0000-0002-1825-0097}]",
                    "[{literal: X}]",
                    "[]",
                ]),
            ),
            ("doi", &one_of(&["10.1234/abc", "https://doi.org/10.1/x", "x", "10.1/<b>"])),
            ("licence", &one_of(&["{name: CC BY, url: https://x.org/}", "{name: CC BY, url: \"javascript:x\"}", "x"])),
            (
                "journal",
                &one_of(&[
                    "{name: J, volume: 1, issue: 2, pages: 1-2, url: https://j.org/}",
                    "{name: J}",
                    "{url: \"data:x\"}",
                ]),
            ),
            ("keywords", &one_of(&["{en: [a, b], es: [c]}", "[a]", "{en: a}"])),
            ("dates", &one_of(&["{published: 2020-01-02}", "{published: 2020}", "{received: x}"])),
            ("translations", &one_of(&["{es: {made_for_site: true}}", "{es: {own: [title]}}", "{es: {}}"])),
        ],
    )
}

pub(crate) fn register(chance: &mut Chance) -> String {
    let facets = one_of(&["{kind: {label: {en: Kind, es: Tipo}, values: {a: {en: A, es: A}}}}", "{}", "{kind: {}}"]);
    let slug = one_of(&["{en: actors, es: actores}", "{en: a, es: a}", "{en: \"../x\"}"]);
    map(chance, "", &[("title", &texts), ("slug", &slug), ("singular", &texts), ("facets", &facets)])
}

pub(crate) fn table(chance: &mut Chance) -> String {
    let mut text = map(
        chance,
        "",
        &[
            ("id", &one_of(&["table-1", "table-1", "t", "x y"])),
            ("label", &texts),
            ("caption", &texts),
            ("facets", &one_of(&["{kind: a}", "{kind: b}", "{}"])),
        ],
    );
    text.push_str("groups:\n");
    for _ in 0..=chance.below(2) {
        text.extend([format!("  - heading: {}\n    entries:\n", texts(chance))]);
        for _ in 0..=chance.below(3) {
            let id = |chance: &mut Chance| chance.pick(&IDS).to_owned();
            let name =
                |chance: &mut Chance| format!("{{en: {}, es: {}}}", quoted(&word(chance)), quoted(&word(chance)));
            text.extend([format!("      - id: {}\n", id(chance))]);
            text.push_str(&map(
                chance,
                "        ",
                &[
                    ("name", &name),
                    ("acronym", &name),
                    ("official", &one_of(&["es", "en", "xx"])),
                    ("aliases", &one_of(&["{en: [DIF]}", "{en: [\"\"]}", "{es: [a, a]}"])),
                    ("except", &one_of(&["{en: [DIF x]}", "{}"])),
                    ("description", &texts),
                ],
            ));
        }
    }
    text
}

pub(crate) fn list(chance: &mut Chance, name: &str) -> String {
    let id = |chance: &mut Chance| chance.pick(&IDS).to_owned();
    match name {
        "terms.yml" => chance.some(4, "", |chance| format!("- {}\n", texts(chance))),
        "exceptions.yml" => chance.some(4, "", |chance| {
            let code = one_of(&["figures-differ", "block-missing", "nothing"]);
            let lines = map(
                chance,
                "  ",
                &[("place", &id), ("lang", &fixed("es")), ("code", &code), ("item", &value), ("reason", &value)],
            );
            format!("-{}", lines.get(1..).unwrap_or(" x\n"))
        }),
        "corrections.yml" => {
            let lines = |chance: &mut Chance| {
                let lines = map(
                    chance,
                    "    ",
                    &[("place", &id), ("source", &value), ("text", &value), ("reason", &fixed("scan"))],
                );
                format!("  -{}", lines.get(3..).unwrap_or(" x\n"))
            };
            format!("reasons: {{scan: {}}}\ncorrections:\n{}", texts(chance), chance.some(3, "", lines))
        }
        _ => chance.some(4, "", |chance| {
            format!(
                "{}:\n  translations: {{es: 53347664e623}}\n  readings:\n    53347664e623: {}\n",
                chance.pick(&["a-p1", "a-p2", "dif", "title", "x"]),
                value(chance)
            )
        }),
    }
}

/// A text that cites all keys, so that what bibliographies hold is shown.
pub(crate) fn citing_all(chance: &mut Chance) -> String {
    let all: String = KEYS.map(|key| format!("It is so [@{key}, p. 3]. ")).concat();
    format!("{all}\n\n{} {}\n", citation(chance), inline(chance))
}
