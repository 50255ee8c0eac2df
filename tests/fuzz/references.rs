//! Bibliographies by chance in each format that is read, and styles for citations.

use crate::chance::Chance;
use crate::data::{map, one_of, quoted, texts, value};
use crate::text::{KEYS, deep, hostile, word, words};

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
        .collect::<Vec<_>>()
        .concat()
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
