//! What a site's own theme brings, and what becomes of slips in it that no case of `tests/cases/theme.md` can show.

use crate::site::{Folder, ROOT, Site};

/// A theme whose styles show files of its own.
fn shown() -> Site {
    Folder::small()
        .with("themes/papel/styles/own.css", "main { background: url(leaf.svg) } nav { b: url( './f/face.woff2?a#b' ) }")
        .with("themes/papel/static/leaf.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .with("themes/papel/static/f/face.woff2", "a face")
        .with("themes/papel/static/f/more.css", "nav { b: url(face.woff2) url(../leaf.svg) url(../../media/x.png) }")
        .with(
            "themes/papel/templates/colophon.html",
            "{% extends \"base.html\" %}{% block scripts %}<link rel=stylesheet media=print href=\"{{ asset(name=\"f/more.css\") }}\">{% endblock scripts %}",
        )
        .check()
}

/// The one file with this beginning and end.
fn named(site: &Site, begin: &str, end: &str) -> String {
    let found: Vec<_> = site.paths(end).into_iter().filter(|path| path.starts_with(begin)).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

#[test]
fn a_style_shows_files_of_the_theme_from_every_page() {
    let site = shown();
    let (leaf, face) = (named(&site, "assets/leaf.", ".svg"), named(&site, "assets/f/face.", ".woff2"));
    for (page, root) in
        [("index.html", ""), ("404.html", "https://site.org/"), ("en/a.html", "../"), ("en/index.html", "../")]
    {
        let html = site.text(page);
        assert!(html.contains(&format!("url({root}{leaf})")), "{page}");
        assert!(html.contains(&format!("url( '{root}{face}?a#b' )")), "{page}");
    }
    let (face, leaf) = (&face["assets/f/".len()..], &leaf["assets/".len()..]);
    let sheet = site.text(&named(&site, "assets/f/more.", ".css"));
    assert_eq!(sheet, format!("nav {{ b: url(../f/{face}) url(../{leaf}) url(../../media/x.png) }}"));
}

#[test]
fn what_a_style_shows_stands_in_a_single_file() {
    let own = "main { background: url(leaf.svg) url(https://elsewhere.org/x.png) url(#here) }";
    let site = Folder::small()
        .with("themes/papel/styles/own.css", own)
        .with("themes/papel/static/leaf.svg", "<svg/>")
        .with("themes/papel/static/print.css", "main { background: url(leaf.svg) }")
        .site();
    let copy = site.text("downloads/w.en.html");
    let leaf = "url(data:image/svg+xml;charset=utf-8;base64,PHN2Zy8+)";
    assert!(copy.contains(&format!("main {{ background: {leaf} url(data:,) url(#here) }}")));
    assert!(copy.contains(&format!("main {{ background: {leaf} }}")), "in a file too");
}

#[test]
fn a_file_that_is_not_utf8_is_said_once() {
    for name in ["styles/own.css", "templates/base.html", "i18n/en.ftl"] {
        let bytes = std::fs::read(format!("{ROOT}/themes/papel/{name}")).expect("the theme has it");
        let latin = [bytes, b"\n# Ni\xf1as\n".to_vec()].concat();
        let site = Folder::small().with(&format!("themes/papel/{name}"), latin).site();
        let faults: Vec<_> = site.faults.iter().map(|fault| fault.code).collect();
        assert_eq!(faults, ["not-utf8"], "{name}: {}", site.findings);
    }
}

#[test]
fn a_site_has_only_the_scripts_of_what_it_has() {
    let small = Folder::small();
    let without =
        Folder::small().with("content/site.yml", small.text("content/site.yml") + "search: false\noffline: false\n");
    let count = |site: &Site, begin: &str| site.paths(".js").iter().filter(|path| path.starts_with(begin)).count();
    let site = without.check();
    for (script, there) in [("assets/search.", 0), ("assets/keep.", 0), ("assets/papel.", 1)] {
        assert_eq!(count(&site, script), there, "{script}");
    }
    assert_eq!(count(&small.check(), "assets/keep."), 1);
    let own = without.with("themes/papel/static/keep.js", "0").with(
        "themes/papel/templates/colophon.html",
        "{% extends \"base.html\" %}{% block scripts %}<script defer src=\"{{ asset(name=\"search.js\") }}\"></script>{% endblock scripts %}",
    );
    let site = own.check();
    assert_eq!(
        [count(&site, "assets/keep."), count(&site, "assets/search.")],
        [1, 1],
        "what its own theme has or names"
    );
}
