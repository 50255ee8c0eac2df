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
            let told = site.faults.iter().any(|fault| {
                fault.code == "unlinked-address"
                    && fault.message.to_lowercase().contains(&address.to_lowercase())
                    && fault.places.first().is_some_and(|place| place.starts_with(path))
            });
            assert!(told, "{path}, {address}: {}", site.findings);
            assert_harmless(&site);
            let scheme = address.split(':').next().unwrap_or("");
            let held = site
                .paths("")
                .into_iter()
                .filter(|path| path.starts_with("downloads/") && site.text(path).contains(&format!("{scheme}:")));
            assert_eq!(held.collect::<Vec<_>>(), [""; 0], "{address}");
        }
    }
}

/// Every command and environment that math-core 0.7 knows, from its list of them; those that its own list does not name
/// as such (characters) need none.
fn latex_names() -> (Vec<String>, Vec<String>) {
    let home =
        std::env::var("CARGO_HOME").unwrap_or_else(|_| format!("{}/.cargo", std::env::var("HOME").unwrap_or_default()));
    let registry = std::path::Path::new(&home).join("registry/src");
    let sources = std::fs::read_dir(registry).into_iter().flatten().flatten();
    let folder = sources.map(|source| source.path().join("math-core-0.7.0/src")).find(|folder| folder.is_dir());
    let names = |file: &str, after: &str| -> Vec<String> {
        let text =
            folder.as_ref().and_then(|folder| std::fs::read_to_string(folder.join(file)).ok()).unwrap_or_default();
        let lines = text.lines().filter(|line| line.contains(after));
        lines.filter_map(|line| Some(line.trim().strip_prefix('"')?.split('"').next()?.to_owned())).collect()
    };
    (names("commands.rs", "=>"), names("environments.rs", "=>"))
}

#[test]
fn no_command_of_a_formula_brings_other_markup_into_a_page() {
    const COMMON: [&str; 24] = [
        "operatorname",
        "text",
        "mathrm",
        "textbf",
        "tag",
        "label",
        "eqref",
        "href",
        "frac",
        "sqrt",
        "color",
        "textcolor",
        "overset",
        "hspace",
        "genfrac",
        "left",
        "not",
        "class",
        "htmlClass",
        "url",
        "mathord",
        "operatorname*",
        "mbox",
        "cancel",
    ];
    const HOSTILE: [&str; 6] = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "</math><script>alert(1)</script>",
        "javascript:alert(1)",
        "<b onclick=alert(1)>x</b>&lt;script&gt;",
    ];
    let (mut commands, environments) = latex_names();
    commands.extend(COMMON.map(str::to_owned));
    commands.sort();
    commands.dedup();
    // Each command and environment with one of the hostile texts; some with all of them.
    let mut formulas = Vec::new();
    for (at, name) in commands.iter().enumerate() {
        let all = if COMMON.contains(&name.as_str()) { HOSTILE.len() } else { 1 };
        for hostile in (0..all).map(|more| HOSTILE[(at + more) % HOSTILE.len()]) {
            formulas.push(format!("\\{name}{{{hostile}}}{{{hostile}}}"));
        }
    }
    for (at, name) in environments.iter().enumerate() {
        let hostile = HOSTILE[at % HOSTILE.len()];
        formulas.push(format!("\\begin{{{name}}}{{{hostile}}}{hostile}&{hostile}\\end{{{name}}}"));
    }
    // A line of its own each, so that a formula that cannot be read is known by its line and taken out.
    let build = |formulas: &[String]| {
        let text: String = formulas.iter().flat_map(|formula| ["$", formula.as_str(), "$\n\n"]).collect();
        Folder::small().with("content/w/01-a/en.md", format!("---\ntitle: A\nslug: a\n---\n{text}")).site()
    };
    let refused = build(&formulas);
    let lines: std::collections::BTreeSet<usize> =
        refused.faults.iter().filter_map(|fault| fault.places.first()?.rsplit(':').next()?.parse().ok()).collect();
    let kept: Vec<String> = formulas
        .iter()
        .enumerate()
        .filter(|(at, _)| !lines.contains(&(at * 2 + 5)))
        .map(|(_, formula)| formula.clone())
        .collect();
    assert!(kept.len() > 100, "{} of {}", kept.len(), formulas.len());
    let site = build(&kept);
    assert!(site.faults.iter().all(|fault| fault.code == "math-markup"), "{}", site.findings);
    for path in ["en/a.html", "en/article.html", "downloads/w.en.html"] {
        let page = site.page(path);
        for element in page.all("main math, main math *") {
            let name = element.value().name();
            assert!(!["script", "img", "svg", "iframe", "style", "object"].contains(&name), "{path}: <{name}>");
            for (attribute, value) in element.value().attrs() {
                assert!(!attribute.starts_with("on"), "{path}: {attribute}");
                assert!(attribute != "href" || value.starts_with('#') || value.starts_with("http"), "{path}: {value}");
            }
        }
        let outside = page.all("main script, main img, main svg, main iframe, [onerror], [onload], [onclick]");
        let outside: Vec<_> = outside.iter().map(scraper::ElementRef::html).collect();
        assert!(outside.is_empty(), "{path}: {outside:?}");
    }
    assert_harmless(&site);
}

#[test]
fn what_goes_too_deep_is_reported_where_it_does() {
    for (text, column) in [
        (">".repeat(3000) + " x", 101),
        ("- ".repeat(2000) + "x", 201),
        ("*a **b ".repeat(3000) + &"** *".repeat(3000), 0),
        ("[".repeat(3000) + "x" + &"](b)".repeat(3000), 0),
        ("![".repeat(3000) + "x" + &"](b.png)".repeat(3000), 0),
        ("1. ".repeat(2000) + "x", 0),
        ("~~a ".repeat(3000) + &"~~".repeat(3000), 0),
        (format!("{}x", "> - ".repeat(2000)), 0),
        (format!("$${}x{}$$", "\\frac{".repeat(1500), "}{y}".repeat(1500)), 0),
        (format!("${}x$", "{\\textbf".repeat(50_000)), 0),
    ] {
        let site = Folder::small().saying("en", &text).site();
        if column > 0 {
            let place = format!("content/w/01-a/en.md:6:{column}: error[too-deep]");
            assert!(
                site.findings.contains(&place),
                "{}: {}",
                &text[..12],
                &site.findings[..site.findings.len().min(600)]
            );
        }
        assert!(!site.findings.contains("[crash]"), "{}: {}", &text[..12], site.findings);
    }
    let deep = ["a: ".to_owned(), "[".repeat(5000), "]".repeat(5000)].concat();
    for (path, text) in [
        ("content/w/terms.yml", deep.clone()),
        ("content/bibliography.yml", format!("a: {{type: book, title: {deep}}}")),
        ("content/bibliography.yml", (0..500).flat_map(|n| [" ".repeat(n), "a:\n".to_owned()]).collect()),
        ("content/b.json", "[".repeat(50_000)),
        (
            "content/b.json",
            format!("[{{\"id\": \"a\", \"type\": \"book\", \"x\": {}1{}}}]", "[".repeat(5000), "]".repeat(5000)),
        ),
    ] {
        let site = Folder::small().with(path, text).site();
        assert!(
            site.faults
                .iter()
                .any(|fault| fault.code != "crash" && fault.places.iter().any(|place| place.starts_with(path))),
            "{path}: {}",
            site.findings
        );
    }
}

#[test]
fn styles_and_strings_that_go_too_deep_are_refused() {
    let style = format!("<style>{}{}</style>", "<group>".repeat(20_000), "</group>".repeat(20_000));
    let site =
        Folder::small().edit("content/site.yml", "style: apa", "style: own.csl").with("content/own.csl", style).site();
    let codes: Vec<_> = site.faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["too-deep"], "{}", site.findings);
    let strings = format!("own = {}\n", "{ ".repeat(20_000));
    let site = Folder::small().with("themes/papel/i18n/en.ftl", strings).site();
    assert!(site.faults.iter().any(|fault| fault.code == "strings"), "{}", site.findings);
    let template = format!("{{{{ {}1{} }}}}", "(".repeat(20_000), ")".repeat(20_000));
    let site = Folder::small().with("themes/papel/templates/colophon.html", template).site();
    assert!(site.faults.iter().any(|fault| fault.code == "template"), "{}", site.findings);
}

/// A folder of which one file cannot be read without a panic.
#[derive(Debug)]
struct Trap(pliego::source::Memory, &'static str);

impl pliego::source::Files for Trap {
    fn walk(&self, dir: &camino::Utf8Path) -> std::io::Result<pliego::source::Walk> {
        self.0.walk(dir)
    }

    fn read(&self, path: &camino::Utf8Path) -> std::io::Result<Vec<u8>> {
        assert!(path != self.1, "sprung");
        self.0.read(path)
    }
}

#[test]
fn a_panic_anywhere_becomes_a_finding() {
    let folder = Folder::small().saying("en", "![A map](map.png)").with("content/w/01-a/map.png", "x");
    for (path, work) in
        [("content/w/01-a/map.png", "making the site's media"), ("content/site.yml", "making this site")]
    {
        let options = pliego::build::Options { extent: pliego::export::ExporterSet::Prompt, ..Default::default() };
        let site = Site::of(pliego::build::check(&Trap(folder.memory(), path), &options));
        let crash = site.faults.iter().find(|fault| fault.code == "crash").expect("it is reported");
        assert!(crash.message.contains("sprung") && crash.message.ends_with(work), "{}", crash.message);
        assert!(site.output.is_empty());
    }
}

#[test]
fn a_theme_is_one_folder_below_themes() {
    let site = |theme: &str| {
        let yaml = Folder::small().text("content/site.yml") + &format!("theme: \"{theme}\"\n");
        Folder::small()
            .with("content/site.yml", yaml)
            .with("elsewhere/static/note.txt", "not for the site")
            .with("themes/own/static/note.txt", "for the site")
            .site()
    };
    for name in [
        "../elsewhere",
        "own/../../elsewhere",
        "/elsewhere",
        "own/static",
        ".",
        "..",
        "",
        "own\\\\..",
        "C:own",
        ".own",
        "own/",
    ] {
        let site = site(name);
        let codes: Vec<_> = site.faults.iter().map(|fault| fault.code).collect();
        assert_eq!(codes, ["unknown-theme"], "{name}: {}", site.findings);
        assert_eq!(site.faults[0].places, ["content/site.yml:6"], "{name}");
    }
    assert!(site("own").paths("").iter().any(|path| path.starts_with("assets/note.")));
}

#[cfg(unix)]
#[test]
fn a_theme_that_cannot_be_read_or_leads_out_is_an_error() {
    use pliego::source::Disk;
    use std::os::unix::fs::symlink;
    let options = pliego::build::Options { extent: pliego::export::ExporterSet::Prompt, ..Default::default() };
    let made = |prepare: &dyn Fn(&std::path::Path)| {
        let dir = tempfile::tempdir().expect("a folder can be made");
        let root = dir.path().join("site");
        Folder::small().save(&root);
        std::fs::create_dir_all(dir.path().join("outside/static")).expect("and one beside it");
        std::fs::write(dir.path().join("outside/static/note.txt"), "secret").expect("and a file");
        prepare(&root);
        let root = camino::Utf8PathBuf::from_path_buf(root).expect("the name of a temporary folder is UTF-8");
        Site::of(pliego::build::check(&Disk::new(root), &options))
    };
    let codes = |site: &Site| site.faults.iter().map(|fault| fault.code).collect::<Vec<_>>();
    let themes = |root: &std::path::Path| std::fs::create_dir_all(root.join("themes")).expect("a folder can be made");
    // The whole theme is a link.
    let site = made(&|root| {
        themes(root);
        symlink("../../outside", root.join("themes/papel")).expect("a link can be made");
    });
    assert_eq!(codes(&site), ["link-out"], "{}", site.findings);
    // A file and a folder in it are.
    for (link, to) in [("static", "../../../outside/static"), ("note.txt", "../../../outside/static/note.txt")] {
        let site = made(&|root| {
            std::fs::create_dir_all(root.join("themes/papel")).expect("a folder can be made");
            symlink(to, root.join("themes/papel").join(link)).expect("a link can be made");
        });
        assert_eq!(codes(&site), ["link-out"], "{}", site.findings);
    }
    // `themes` is a file.
    let site = made(&|root| std::fs::write(root.join("themes"), "x").expect("a file can be made"));
    assert_eq!(codes(&site), ["unreadable"], "{}", site.findings);
    // A hidden file is left out, and that is said; what version control keeps there is not.
    let site = made(&|root| {
        std::fs::create_dir_all(root.join("themes/papel/static")).expect("a folder can be made");
        std::fs::write(root.join("themes/papel/static/.htaccess"), "x").expect("a file can be made");
        std::fs::write(root.join("themes/papel/static/.gitkeep"), "").expect("a file can be made");
    });
    assert_eq!(codes(&site), ["unused-file"], "{}", site.findings);
}

/// A register with two entries, one of which a text names.
fn register() -> Folder {
    Folder::small()
        .with("content/actors/register.yml", "title: {en: Actors}\nsingular: {en: Actor}\nslug: {en: actors}\nfacets:\n  kind: {label: {en: Kind}, values: {state: {en: State}}}\n")
        .with(
            "content/actors/mexico.yml",
            "id: table-1\nlabel: {en: Table 1}\ncaption: {en: Actors}\nfacets: {kind: state}\ngroups:\n  - entries:\n      - {id: dif, name: {en: =SUM(A1)}, acronym: {en: \"+DIF\"}, description: {en: \"-1+cmd|' /C calc'!A0\"}}\n      - {id: cbp, name: {en: Customs}, description: {en: \"-12\"}}\n",
        )
        .saying("en", "![Table 1](actors/mexico.yml)\n\nThe [[dif]] and Customs.")
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_words_in_csv_and_as_they_are_in_json() {
    let site = register().check();
    let (csv, json) = (site.paths(".csv"), site.paths("table-1.en.json"));
    let csv = site.text(csv.first().expect("there is a table"));
    let json = site.text(json.first().unwrap_or_else(|| panic!("{:?}", site.paths(".json"))));
    for cell in ["'=SUM(A1)", "'+DIF", "'-1+cmd|' /C calc'!A0", ",-12,"] {
        assert!(csv.contains(cell), "{cell}: {csv}");
    }
    for words in ["\"=SUM(A1)\"", "\"+DIF\"", "\"-1+cmd|' /C calc'!A0\""] {
        assert!(json.contains(words), "{words}: {json}");
    }
}

#[test]
fn an_empty_form_of_a_name_is_an_error_at_its_place() {
    let empty = register().edit(
        "content/actors/mexico.yml",
        "description: {en: \"-12\"}",
        "\n         aliases: {en: [CBP,\n           \"\"]}, except: {en: [\" \"]}",
    );
    let site = empty.site();
    let found: Vec<_> = site.faults.iter().map(|fault| (fault.code, fault.places[0].as_str())).collect();
    assert_eq!(
        found,
        [("bad-value", "content/actors/mexico.yml:10"), ("bad-value", "content/actors/mexico.yml:10")],
        "{}",
        site.findings
    );
    let site = register().edit("content/actors/mexico.yml", "{en: Customs}", "{en: \"\"}").site();
    assert!(
        site.faults.iter().any(|fault| fault.code == "bad-value" && fault.message == "the name in `en` is empty"),
        "{}",
        site.findings
    );
}

#[test]
fn a_register_that_cannot_be_read_is_one_finding() {
    for (broken, code) in [
        ("title: {en: Actors\n".as_bytes().to_vec(), "yaml"),
        (b"title: {en: Actor\xf1}\n".to_vec(), "not-utf8"),
        (
            b"titel: {en: Actors}\nsingular: {en: Actor}\nslug: {en: actors}\ntitle: {en: A}\nfacets: [a]\n".to_vec(),
            "unknown-key",
        ),
    ] {
        let site = register().with("content/actors/register.yml", broken).site();
        let codes: Vec<_> = site.faults.iter().map(|fault| fault.code).collect();
        assert!(codes.first() == Some(&code) || codes.contains(&code), "{}", site.findings);
        assert!(
            codes.len() <= 2 && codes.iter().all(|code| ["yaml", "not-utf8", "unknown-key"].contains(code)),
            "{}",
            site.findings
        );
    }
    let site = register().with("content/w/work.yml", b"title: {en: \xf1}\n".to_vec()).site();
    let errors: Vec<_> = site.faults.iter().map(|fault| fault.code).collect();
    assert_eq!(errors, ["not-utf8"], "{}", site.findings);
}

#[test]
fn a_slip_in_yaml_is_told_in_plain_words_where_it_stands() {
    for (yaml, place, words) in [
        ("language: en\ntitle:\n  en: Border: a history\n", "3:13", "a colon stands within a text"),
        ("language: en\ntitle: {en: A\n", "", "closed"),
        ("language: en\ntitle: {en: \"A}\n", "", "closed"),
        ("language: en\ntitle:\n\ten: A\n", "3:", "a tab stands where blanks have to"),
        ("language: en\ntitle: {en: A}\nauthors: Ana\n", "3:10", "a list (`- item`) is asked for here"),
        ("language: en\ntitle: A\n", "2:8", "a map (`key: text`) is asked for here"),
        ("language: en\ntitle: {en: A}\nkeywords:\n  en: [a\n", "", "closed"),
        ("language: en\ntitle: {en: A}\njournal: {title: *J}\n", "3:", "`*`"),
        ("language: en\ntitle: {en: @A}\n", "2:", "sign"),
        ("language: en\ntitle: {en: A}\n---\nx: y\n", "4:1", "second document"),
        ("language: en\ntitle: {en: A}\n  doi: 10.1/x\n", "3:3", "does not fit the keys above it"),
    ] {
        let site = Folder::small().with("content/w/work.yml", yaml).site();
        assert_eq!(site.faults.len(), 1, "{yaml}: {}", site.findings);
        let line = site.findings.lines().next().unwrap_or("");
        assert!(line.starts_with(&format!("content/w/work.yml:{place}")) && line.contains(words), "{yaml}: {line}");
    }
}

#[test]
fn a_work_with_texts_in_a_language_has_a_title_in_it() {
    let folder = Folder::facing("One paragraph.", "Un párrafo.").edit("content/w/work.yml", ", es: Una obra", "");
    let site = folder.site();
    let told = "content/w/work.yml:3:8: note[untitled]: the work has texts in `es` and no title in it";
    assert!(site.findings.contains(told), "{}", site.findings);
}
