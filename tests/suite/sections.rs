//! Kinds of sections, lists of figures and tables, and what references to them say.

use crate::site::{Folder, attr, words};

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

/// A section in both languages, its front matter with a further line.
fn section(folder: Folder, name: &str, titles: [&str; 2], front: &str, texts: [&str; 2]) -> Folder {
    let slug = name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    let text = |title: &str, text: &str| format!("---\ntitle: {title}\nslug: {slug}\n{front}---\n\n{text}\n");
    folder
        .with(&format!("content/w/{name}/en.md"), text(titles[0], texts[0]))
        .with(&format!("content/w/{name}/es.md"), text(titles[1], texts[1]))
}

fn work() -> Folder {
    let folder = Folder::facing("", "");
    let folder = section(
        folder,
        "01-a",
        ["First", "Primera"],
        "",
        ["See @sec-data, @sec-more and @sec-a.", "Véanse @sec-data, @sec-more y @sec-a."],
    );
    let folder = section(folder, "02-thanks", ["Thanks", "Gracias"], "kind: acknowledgements\n", ["Many.", "Muchas."]);
    let folder = section(folder, "03-b", ["Second", "Segunda"], "", ["Words.", "Palabras."]);
    let folder = section(
        folder,
        "04-data",
        ["Data", "Datos"],
        "kind: appendix\n",
        ["Rows. See [-@sec-more].", "Filas. Véase [-@sec-more]."],
    );
    section(
        folder,
        "05-more",
        ["More", "Más"],
        "kind: appendix\n",
        ["Rows. See [@sec-data; @sec-more].", "Filas. Véanse [@sec-data; @sec-more]."],
    )
}

#[test]
fn numbers_follow_from_the_kinds_of_sections() {
    let site = work().check();
    for (path, said) in [
        ("en/index.html", "1First Thanks 2Second AData BMore"),
        ("es/index.html", "1Primera Gracias 2Segunda ADatos BMás"),
    ] {
        let contents = words(site.page(path).one(".contents"));
        assert_eq!(contents.replace(' ', ""), said.replace(' ', ""), "{path}");
    }
    let heading = |path: &str| words(site.page(path).one("h1"));
    assert_eq!(heading("en/a.html"), "1 First");
    assert_eq!(heading("en/thanks.html"), "Thanks");
    assert_eq!(heading("en/data.html"), "Appendix A Data");
    assert_eq!(heading("es/more.html"), "Apéndice B Más");
    let article = site.page("es/articulo.html");
    assert_eq!(words(article.one("#data h2")), "Apéndice A Datos");
    assert_eq!(words(article.one("#thanks h2")), "Gracias");
    assert_eq!(article.attr("#thanks", "role"), "doc-acknowledgments");
    let facing = site.page("en-es/data.html");
    assert_eq!(words(facing.one("h1")), "A Data Datos");
}

#[test]
fn a_reference_to_an_appendix_says_its_letter() {
    let site = work().check();
    let said = |path: &str| words(site.page(path).one(".prose p"));
    assert_eq!(said("en/a.html"), "See Appendix A, Appendix B and Section “First”.");
    assert_eq!(said("es/a.html"), "Véanse apéndice A, apéndice B y sección “Primera”.");
    assert_eq!(said("en/data.html"), "Rows. See B.");
    assert_eq!(said("en/more.html"), "Rows. See Appendices A and B.");
    assert_eq!(said("es/more.html"), "Filas. Véanse apéndices A y B.");
    let page = site.page("en/a.html");
    let leads = page.all(".prose a.ref").into_iter().map(|link| attr(link, "href")).collect::<Vec<_>>();
    assert_eq!(leads, ["data.html", "more.html", "a.html"]);
}

#[test]
fn a_section_may_go_without_its_number() {
    let folder = section(work(), "01-a", ["First", "Primera"], "numbered: false\n", ["Words.", "Palabras."]);
    let site = folder.check();
    assert_eq!(words(site.page("en/a.html").one("h1")), "First");
    assert_eq!(words(site.page("en/b.html").one("h1")), "1 Second");
}

/// Three figures in the last section, and references to them in the first.
fn figures() -> Folder {
    let figures = |captions: [&str; 3]| {
        let figure = |(at, caption): (usize, &str)| format!("![{caption}](map.svg){{#fig-{at} alt=\"A map\"}}");
        captions.into_iter().enumerate().map(figure).collect::<Vec<_>>().join("\n\n")
    };
    let folder = section(
        work(),
        "03-b",
        ["Second", "Segunda"],
        "",
        [&figures(["One *map*", "Two", "Three"]), &figures(["Un *mapa*", "Dos", "Tres"])],
    );
    let folder = section(
        folder,
        "01-a",
        ["First", "Primera"],
        "",
        ["See @fig-1 and [@fig-0; @fig-2].", "Véanse @fig-1 y [@fig-0; @fig-2]."],
    );
    folder.with("content/w/03-b/map.svg", SVG)
}

#[test]
fn three_figures_have_a_list_on_the_works_page() {
    let site = figures().check();
    for (path, said, href) in [
        ("en/index.html", "Figure 1 One map Figure 2 Two Figure 3 Three", "b.html#fig-0"),
        ("es/index.html", "Figura 1 Un mapa Figura 2 Dos Figura 3 Tres", "b.html#fig-0"),
    ] {
        let page = site.page(path);
        assert_eq!(words(page.one(".float-list")).replace(' ', ""), said.replace(' ', ""), "{path}");
        assert_eq!(attr(page.all(".float-list a")[0], "href"), href);
    }
    assert!(site.page("en/article.html").all(".float-list").is_empty());
    assert!(work().check().page("en/index.html").all(".float-list").is_empty());
}

#[test]
fn a_figure_of_another_section_has_its_card_where_it_is_referred_to() {
    let site = figures().check();
    for (path, said) in [("en/a.html", "Figure 2 Two"), ("es/a.html", "Figura 2 Dos")] {
        let page = site.page(path);
        let cards = page.all(".names .card");
        assert_eq!(cards.len(), 3, "{path}");
        assert!(words(cards[0]).starts_with(said), "{path}: {}", words(cards[0]));
        let records: Vec<_> =
            page.all(".names .card > .record").iter().map(|link| attr(*link, "href").to_owned()).collect();
        let refs: Vec<_> = page.all("a.ref").iter().map(|link| attr(*link, "href").to_owned()).collect();
        assert!(refs.iter().all(|link| records.contains(link)), "{refs:?} {records:?}");
    }
    assert!(site.page("en/b.html").all(".names .card").is_empty());
}

#[test]
fn pages_of_several_works_name_theirs() {
    let other = "---\ntitle: First\nslug: a\n---\n\nWords.";
    let site = Folder::small()
        .with("content/w/work.yml", "language: en\ntitle: {en: One work}\n")
        .with("content/w/01-a/en.md", other)
        .with("content/v/work.yml", "language: en\ntitle: {en: Another work}\n")
        .with("content/v/01-a/en.md", other)
        .check();
    let mut titles: Vec<String> =
        site.pages().iter().filter(|page| page.path != "index.html").map(|page| page.words("head > title")).collect();
    let title = |path: &str| site.page(path).words("head > title");
    assert!(title("en/w/article.html").starts_with("Whole article · One work"), "{}", title("en/w/article.html"));
    assert!(title("en/v/a.html").starts_with("First · Another work"), "{}", title("en/v/a.html"));
    let page = site.page("en/v/article.html");
    assert_eq!(page.attr("head meta[property='og:title']", "content"), "Whole article · Another work");
    titles.sort();
    let all = titles.len();
    titles.dedup();
    assert_eq!(titles.len(), all, "{titles:#?}");
}

#[test]
fn a_class_is_known_by_the_themes_own_styles() {
    let text = "Words [here]{.marginal}.\n\n::: {.marginal .sidenote}\nWords.\n:::\n\n::: {.epigraph}\nWords.\n:::\n\n[Small]{.smallcaps}";
    let plain = Folder::small().saying("en", text);
    let site = plain.check();
    assert_eq!(site.findings.matches("unstyled-class").count(), 2, "{}", site.findings);
    assert!(site.page("en/a.html").html.root_element().html().contains("class=\"marginal sidenote\""));
    let styled = Folder::small()
        .saying("en", text)
        .with("themes/papel/styles/own.css", ".marginal, p.sidenote { color: red }\n");
    assert!(!styled.check().findings.contains("unstyled-class"));
}
