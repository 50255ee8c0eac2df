//! What a text or a library holds does no harm: neither to readers, nor to the run, nor to the folder of the site.

use crate::site::{Folder, Site};

/// Addresses that no page may link to, as a person or an attacker would disguise them.
const BAD: [&str; 8] = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://x.org/1",
    "view-source:https://x.org/",
    "ftp://x.org/a",
];

/// No page of the site leads to anything but pages, files, the web and letters.
fn assert_harmless(site: &Site) {
    for path in site.output.iter().map(|(path, _)| path.as_str()).filter(|path| path.ends_with(".html")) {
        for element in site.page(path).all("[href], [src], [action]") {
            for (name, value) in element.value().attrs().filter(|(name, _)| ["href", "src", "action"].contains(name)) {
                let scheme = value.split(['/', '?', '#']).next().and_then(|start| start.split_once(':'));
                let harmless = scheme.is_none_or(|(scheme, _)| {
                    ["http", "https", "mailto"].contains(&scheme) || (scheme == "data" && element.value().name() != "a")
                });
                assert!(harmless, "{path}: {name}={value:?}");
            }
        }
    }
}

#[test]
fn a_link_in_a_text_passes_the_gate_of_addresses() {
    let disguised =
        ["&#106;avascript:alert(1)", "&#x6A;avascript&colon;alert(1)", "java&Tab;script:x", "<\u{1}javascript:x>"];
    for address in BAD.iter().chain(&disguised) {
        let wrapped = if address.starts_with('<') { (*address).to_owned() } else { format!("<{address}>") };
        for text in [format!("A [link]({wrapped})."), format!("A [link][x].\n\n[x]: {wrapped}")] {
            let site = Folder::small().saying("en", &text).site();
            let codes: Vec<_> = site.faults.iter().map(|fault| fault.code).collect();
            assert_eq!(codes, ["address"], "{text}: {}", site.findings);
            assert_eq!(site.faults[0].places, ["content/w/01-a/en.md:6"], "{text}");
            assert!(site.output.is_empty());
        }
    }
    let typed = Folder::small().saying("en", "See <javascript:alert(1)> and <file:///x>.").site();
    assert_eq!(typed.faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["address", "address"]);
    let site = Folder::small()
        .saying("en", "See [it](HTTPS://x.org/a?b=c&d#e), <https://x.org/ñ>, <ana@x.org> and [her](mailto:ana@x.org).")
        .check();
    let links: Vec<_> =
        site.page("en/a.html").all("#a-p1 a").iter().map(|a| a.attr("href").unwrap_or("").to_owned()).collect();
    assert_eq!(links, ["https://x.org/a?b=c&d#e", "https://x.org/ñ", "mailto:ana@x.org", "mailto:ana@x.org"]);
    assert_harmless(&site);
}

#[test]
fn an_address_of_a_work_passes_the_gate_of_addresses() {
    for address in BAD.into_iter().chain([
        "x.org",
        "//x.org/a",
        "java\\tscript:alert(1)",
        "https://x.org/\\na",
        "\\u0001javascript:x",
        "",
    ]) {
        for yaml in ["licence: {name: L, url: \"@\"}", "journal:\n  title: J\n  url: \"@\""] {
            let work = Folder::small().text("content/w/work.yml") + &yaml.replace('@', address) + "\n";
            let line = work.lines().position(|line| line.contains("url:")).expect("it has one") + 1;
            let site = Folder::small().with("content/w/work.yml", work).site();
            let codes: Vec<_> = site.faults.iter().map(|fault| fault.code).collect();
            assert_eq!(codes, ["address"], "{address}: {}", site.findings);
            assert_eq!(site.faults[0].places, [format!("content/w/work.yml:{line}")]);
        }
    }
    let work = Folder::small().text("content/w/work.yml")
        + "licence: {name: L, url: ' https://x.org/by \"4\"'}\njournal: {title: J, url: 'https://x.org/j'}\ndoi: 10.1/a#b?c\n";
    let site = Folder::small().with("content/w/work.yml", work).check();
    assert_eq!(site.page("en/index.html").one("[rel=license]").attr("href"), Some("https://x.org/by%20%224%22"));
    assert!(site.text("en/index.html").contains("https://doi.org/10.1/a%23b%3Fc"));
    assert_harmless(&site);
}

#[test]
fn an_address_of_a_bibliography_passes_the_gate_of_addresses() {
    for address in BAD {
        let files = [
            ("content/bibliography.yml", format!("a:\n  type: book\n  title: T\n  date: 2001\n  url: \"{address}\"\n")),
            (
                "content/bibliography.yml",
                format!(
                    "a:\n  type: article\n  title: T\n  date: 2001\n  parent:\n    type: web\n    url: {{value: \"{address}\", date: 2020}}\n"
                ),
            ),
            ("content/b.bib", format!("@book{{a, title={{T}}, year=2001, url={{{address}}}}}\n")),
            (
                "content/b.json",
                format!("[{{\"id\": \"a\", \"type\": \"book\", \"title\": \"T\", \"URL\": \"{address}\"}}]\n"),
            ),
        ];
        for (path, text) in files {
            let site = Folder::small().saying("en", "See [@a].").with(path, text).site();
            let faults: Vec<_> = site.faults.iter().filter(|fault| fault.code == "address").collect();
            assert_eq!(faults.len(), 1, "{path}, {address}: {}", site.findings);
            assert!(faults[0].places[0].starts_with(path), "{}", faults[0].places[0]);
            assert!(site.output.is_empty(), "{path}, {address}");
        }
    }
}
