//! Data by chance: each YAML file of a site, bibliographies in their formats, styles for citations.

use crate::chance::Chance;
use crate::text::{IDS, KEYS, citation, deep, hostile, inline, word, words};

/// A value where a text is expected: mostly one, sometimes something else.
fn value(chance: &mut Chance) -> String {
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
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

fn texts(chance: &mut Chance) -> String {
    if chance.one_in(12) {
        return value(chance);
    }
    format!("{{en: {}, es: {}}}", quoted(&words(chance)), quoted(&words(chance)))
}

/// Lines of a map by chance, each of these keys with what it usually has; now and then one that is unknown or twice.
fn map(chance: &mut Chance, indent: &str, keys: &[(&str, &dyn Fn(&mut Chance) -> String)]) -> String {
    let mut lines = String::new();
    for (key, usual) in keys {
        match chance.below(16) {
            0 => continue,
            1 => lines.push_str(&format!("{indent}{key}: {}\n", value(chance))),
            2 if chance.one_in(4) => lines.push_str(&format!("{indent}{key}x: {}\n", usual(chance))),
            _ => {}
        }
        lines.push_str(&format!("{indent}{key}: {}\n", usual(chance)));
    }
    lines
}

fn fixed(text: &'static str) -> impl Fn(&mut Chance) -> String {
    move |_| text.to_owned()
}

fn one_of(texts: &'static [&'static str]) -> impl Fn(&mut Chance) -> String {
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
        text.push_str(&format!("  - heading: {}\n    entries:\n", texts(chance)));
        for _ in 0..=chance.below(3) {
            let id = |chance: &mut Chance| chance.pick(&IDS).to_owned();
            let name =
                |chance: &mut Chance| format!("{{en: {}, es: {}}}", quoted(&word(chance)), quoted(&word(chance)));
            text.push_str(&format!("      - id: {}\n", id(chance)));
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

fn name(chance: &mut Chance) -> String {
    let names = [
        "García Márquez, Gabriel",
        "Ana López",
        "{UNICEF}",
        "de la Cruz, Juana Inés",
        "Ortega y Gasset, José",
        "others",
        "",
        "A, B, C, D",
        "King, Jr., Martin Luther",
        "Ríos, A.-B.",
        "{\\'A}lvarez, {\\~N}",
        "X",
        "李, 明",
        "and",
        "von Humboldt, Alexander and",
        "{{",
        "N.N.",
    ];
    if chance.one_in(10) { words(chance) } else { chance.pick(&names).to_owned() }
}

fn date(chance: &mut Chance) -> String {
    let dates = [
        "2001",
        "2001-02",
        "2001-02-30",
        "2001/2003",
        "s.f.",
        "in press",
        "-44",
        "0000",
        "99999",
        "c. 1900",
        "2001-13-01",
        "{2001}",
        "y",
        "",
    ];
    chance.pick(&dates).to_owned()
}

fn bib_value(chance: &mut Chance) -> String {
    let pieces = [
        "{A}",
        "\\'{e}",
        "\\\"u",
        "{\\textbf x}",
        "\\emph{y}",
        "--",
        "\\&",
        "$x^2$",
        "~",
        "\\url{http://x}",
        "%",
        "#",
        "\\unknown{z}",
        "``q''",
        "{\\'\\i}",
        "\\href{javascript:x}{y}",
        "\\textsuperscript{a}",
        "{{B}}",
        "\\",
        "\\ss",
        "{\\o}",
        "\\c c",
    ];
    chance.some(6, " ", |chance| match chance.below(30) {
        0 => deep(chance),
        1 => hostile(chance),
        2..10 => chance.pick(&pieces).to_owned(),
        _ => word(chance),
    })
}

pub(crate) fn bib(chance: &mut Chance) -> String {
    let kinds = [
        "article",
        "book",
        "incollection",
        "inproceedings",
        "thesis",
        "misc",
        "online",
        "phdthesis",
        "techreport",
        "nothing",
        "STRING",
        "dataset",
    ];
    let fields = [
        "title",
        "author",
        "editor",
        "year",
        "date",
        "journal",
        "booktitle",
        "publisher",
        "pages",
        "volume",
        "number",
        "doi",
        "url",
        "crossref",
        "xdata",
        "note",
        "howpublished",
        "series",
        "address",
        "edition",
        "language",
        "abstract",
        "keywords",
        "month",
        "eprint",
        "origdate",
        "pubstate",
        "translator",
        "school",
        "isbn",
        "subtitle",
        "file",
    ];
    chance.some(6, "\n", |chance| match chance.below(12) {
        0 => format!(
            "@string{{s{} = {}}}",
            chance.below(4),
            ["s1 # s2", "\"a\" # s0", "{b}", "s3", "12"][chance.below(5)]
        ),
        1 => format!("@comment{{{}}}", words(chance)),
        2 => format!("@preamble{{\"{}\"}}", words(chance)),
        3 => words(chance),
        _ => {
            let kind = chance.pick(&kinds);
            let key = chance.pick(&KEYS);
            let fields = chance.some(9, ",\n", |chance| {
                let field = chance.pick(&fields);
                let text = match field {
                    "author" | "editor" | "translator" => chance.some(4, " and ", name),
                    "year" | "date" | "origdate" => date(chance),
                    "crossref" | "xdata" => chance.pick(&KEYS).to_owned(),
                    "month" => return "  month = jan".to_owned(),
                    _ => bib_value(chance),
                };
                match chance.below(12) {
                    0 => format!("  {field} = \"{text}\""),
                    1 => format!("  {field} = s{} # {{{text}}}", chance.below(5)),
                    2 => format!("  {field} = {text}"),
                    _ => format!("  {field} = {{{text}}}"),
                }
            });
            format!("@{kind}{{{key},\n{fields}{}\n}}", if chance.one_in(8) { "" } else { "," })
        }
    })
}

fn json_value(chance: &mut Chance) -> String {
    match chance.below(9) {
        0 => ["null", "12", "-1.5e308", "true", "[]", "{}", "[[]]", "99999999999999999999"][chance.below(8)].to_owned(),
        1 => format!("[{}]", quoted(&words(chance))),
        2 => quoted(&deep(chance).chars().take(400).collect::<String>()),
        3 => quoted(&format!("<i>{}</i> <span class=\"nocase\">{}</span>", word(chance), hostile(chance))),
        _ => quoted(&words(chance)),
    }
}

pub(crate) fn csl_json(chance: &mut Chance) -> String {
    let fields = [
        "title",
        "container-title",
        "publisher",
        "DOI",
        "URL",
        "page",
        "volume",
        "issue",
        "note",
        "language",
        "abstract",
        "edition",
        "genre",
        "custom",
        "event-title",
        "publisher-place",
        "title-short",
        "year-suffix",
    ];
    let types =
        ["book", "article-journal", "chapter", "thesis", "webpage", "report", "nothing", "legal_case", "dataset"];
    let entries: Vec<String> = (0..=chance.below(4))
        .map(|_| {
            let names: Vec<String> = (0..chance.below(4))
                .map(|_| match chance.below(4) {
                    0 => format!("{{\"literal\":{}}}", quoted(&name(chance))),
                    1 => json_value(chance),
                    _ => format!(
                        "{{\"family\":{},\"given\":{},\"non-dropping-particle\":\"de\"}}",
                        quoted(&name(chance)),
                        json_value(chance)
                    ),
                })
                .collect();
            let date = match chance.below(6) {
                0 => format!("{{\"raw\":{}}}", quoted(&date(chance))),
                1 => format!("{{\"date-parts\":[[{}]]}}", json_value(chance)),
                2 => "{\"date-parts\":[[2001,13,40],[2002]],\"season\":9,\"circa\":1}".to_owned(),
                _ => format!("{{\"date-parts\":[[{}]]}}", 1800 + chance.below(300)),
            };
            let fields = chance.some(6, "", |chance| format!(",\"{}\":{}", chance.pick(&fields), json_value(chance)));
            format!(
                "{{\"id\":{},\"type\":\"{}\",\"author\":[{}],\"issued\":{date}{fields}}}",
                quoted(chance.pick(&KEYS)),
                chance.pick(&types),
                names.join(",")
            )
        })
        .collect();
    format!("[{}]", entries.join(","))
}

pub(crate) fn ris(chance: &mut Chance) -> String {
    let tags = [
        "AU", "A2", "TI", "T2", "PY", "DA", "SP", "EP", "DO", "UR", "PB", "CY", "VL", "IS", "SN", "N1", "AB", "KW",
        "LA", "ID", "XX",
    ];
    chance.some(4, "\n", |chance| {
        let fields = chance.some(9, "", |chance| {
            let tag = chance.pick(&tags);
            let text = match tag {
                "AU" | "A2" => name(chance),
                "PY" | "DA" => date(chance),
                "ID" => chance.pick(&KEYS).to_owned(),
                _ => words(chance),
            };
            format!("{tag}{}- {text}\n", chance.pick(&["  ", "  ", "  ", " ", ""]))
        });
        format!(
            "TY  - {}\n{fields}{}",
            chance.pick(&["JOUR", "BOOK", "CHAP", "THES", "NONE", ""]),
            if chance.one_in(6) { "" } else { "ER  - \n" }
        )
    })
}

pub(crate) fn bibliography(chance: &mut Chance) -> String {
    let keys = [&KEYS[..4], &KEYS[7..]].concat();
    keys.iter()
        .map(|key| {
            let author = |chance: &mut Chance| format!("[{}]", chance.some(3, ", ", |chance| quoted(&name(chance))));
            let day = |chance: &mut Chance| {
                if chance.one_in(6) { value(chance) } else { (1900 + chance.below(130)).to_string() }
            };
            let lines = map(
                chance,
                "  ",
                &[
                    ("type", &one_of(&["book", "article", "chapter", "web", "thesis", "nothing"])),
                    ("title", &value),
                    ("author", &author),
                    ("date", &day),
                    ("publisher", &value),
                    (
                        "url",
                        &one_of(&[
                            "https://x.org/a",
                            "\"javascript:x\"",
                            "{value: https://x.org, date: 2020-01-01}",
                            "x",
                        ]),
                    ),
                    ("serial-number", &one_of(&["{doi: 10.1/x}", "{doi: \"<b>\"}", "x"])),
                    ("page-range", &one_of(&["1-2", "x", "10"])),
                    (
                        "parent",
                        &one_of(&[
                            "{type: periodical, title: J, volume: 1, issue: 2}",
                            "{type: book, title: B}",
                            "{parent: {parent: {}}}",
                        ]),
                    ),
                    ("language", &one_of(&["en", "es", "xx-yy", "de"])),
                    ("status", &one_of(&["confirmed", "probable", "unresolved", "x"])),
                    ("basis", &texts),
                ],
            );
            format!("{key}:\n{lines}")
        })
        .collect()
}

pub(crate) fn csl(chance: &mut Chance) -> String {
    fn element(chance: &mut Chance, depth: usize) -> String {
        let affixes = |chance: &mut Chance| {
            chance.some(3, "", |chance| {
                let name = chance.pick(&[
                    "prefix",
                    "suffix",
                    "delimiter",
                    "font-style",
                    "text-case",
                    "quotes",
                    "form",
                    "strip-periods",
                    "display",
                ]);
                format!(
                    " {name}=\"{}\"",
                    chance.pick(&[", ", "(", "italic", "title", "true", "short", "&lt;", "block", "&quot;", "x"])
                )
            })
        };
        let inner = |chance: &mut Chance| {
            if depth > 4 { String::new() } else { chance.some(3, "", |chance| element(chance, depth + 1)) }
        };
        let own = affixes(chance);
        match chance.below(8) {
            0 => format!("<group{own}>{}</group>", inner(chance)),
            1 => format!(
                "<names variable=\"{}\"{own}><name and=\"text\" et-al-min=\"{}\" et-al-use-first=\"1\"/><substitute>{}</substitute></names>",
                chance.pick(&["author", "editor", "author editor", "x"]),
                chance.below(5),
                inner(chance)
            ),
            2 => format!(
                "<choose><if type=\"{}\" match=\"any\">{}</if><else>{}</else></choose>",
                chance.pick(&["book", "chapter", "x"]),
                inner(chance),
                inner(chance)
            ),
            3 => format!("<date variable=\"issued\"{own}><date-part name=\"year\"/></date>"),
            4 => format!("<text macro=\"{}\"{own}/>", chance.pick(&["a", "b", "missing"])),
            5 => format!("<label variable=\"{}\"{own}/>", chance.pick(&["page", "locator", "x"])),
            6 => format!(
                "<number variable=\"volume\" form=\"{}\"{own}/>",
                chance.pick(&["ordinal", "roman", "long-ordinal", "numeric"])
            ),
            _ => format!(
                "<text {}=\"{}\"{own}/>",
                chance.pick(&["variable", "term", "value"]),
                chance.pick(&["title", "container-title", "DOI", "and", "year-suffix", "citation-number", "URL"])
            ),
        }
    }
    let body = |chance: &mut Chance| chance.some(4, "", |chance| element(chance, 0));
    let (a, b, cite, list) = (body(chance), body(chance), body(chance), body(chance));
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"{}\" version=\"1.0\" default-locale=\"en-US\">\
         <info><title>T</title><id>t</id><updated>2020-01-01T00:00:00+00:00</updated></info>\
         <macro name=\"a\">{a}</macro><macro name=\"b\">{b}{}</macro>\
         <citation et-al-min=\"3\" et-al-use-first=\"1\" disambiguate-add-year-suffix=\"true\"><layout prefix=\"(\" suffix=\")\" delimiter=\"; \">{cite}</layout></citation>\
         <bibliography><sort><key macro=\"a\"/></sort><layout>{list}</layout></bibliography></style>\n",
        chance.pick(&["in-text", "in-text", "note"]),
        if chance.one_in(6) { "<text macro=\"b\"/>" } else { "" },
    )
}

/// A text that cites all keys, so that what bibliographies hold is shown.
pub(crate) fn citing_all(chance: &mut Chance) -> String {
    let all: String = KEYS.iter().map(|key| format!("It is so [@{key}, p. 3]. ")).collect();
    format!("{all}\n\n{} {}\n", citation(chance), inline(chance))
}
