//! Files are named as people name them: pictures, data and drawings beside a text, and what no system can call a file.

use crate::site::Folder;

#[test]
fn a_picture_is_found_by_its_name_however_an_address_spells_it() {
    let files = ["mi mapa.png", "a%20b.png", "50%.png", "a#b.png", "n\u{303}u.png", "ma\u{301}s.jpg", "A.PNG"];
    let folder = files.iter().fold(Folder::small(), |folder, name| folder.with(&format!("content/w/01-a/{name}"), "x"));
    for (typed, src) in [
        ("mi%20mapa.png", "../media/w/01-a/mi%20mapa.png"),
        ("<mi mapa.png>", "../media/w/01-a/mi%20mapa.png"),
        ("a%20b.png", "../media/w/01-a/a%2520b.png"),
        ("50%25.png", "../media/w/01-a/50%25.png"),
        ("50%.png", "../media/w/01-a/50%25.png"),
        ("a%23b.png", "../media/w/01-a/a%23b.png"),
        ("a#b.png", "../media/w/01-a/a%23b.png"),
        ("ñu.png", "../media/w/01-a/ñu.png"),
        ("n%CC%83u.png", "../media/w/01-a/ñu.png"),
        ("%C3%B1u.png", "../media/w/01-a/ñu.png"),
        ("más.jpg", "../media/w/01-a/más.jpg"),
        ("../01-a/./A.PNG", "../media/w/01-a/A.PNG"),
    ] {
        let site = folder.clone().saying("en", &format!("![A picture]({typed})")).check();
        let page = site.page("en/a.html");
        assert_eq!(page.one("main img").attr("src"), Some(src), "{typed}");
        let copy = site.text("downloads/w.en.html");
        assert!(copy.contains("src=\"data:image/"), "{typed}: it stands in the single file");
    }
}

#[test]
fn a_link_to_a_file_beside_the_text_publishes_it() {
    let folder = Folder::small().with("content/w/01-a/data set.csv", "a,b\n").with("content/w/paper.pdf", "%PDF");
    let text = "[data](data%20set.csv), [paper](../paper.pdf#page=3), [by its picture](map.png).";
    let site = folder.clone().with("content/w/01-a/map.png", "x").saying("en", text).check();
    let links: Vec<_> =
        site.page("en/a.html").all("#a-p1 a").iter().map(|a| a.attr("href").unwrap_or("").to_owned()).collect();
    assert_eq!(links, ["../media/w/01-a/data%20set.csv", "../media/w/paper.pdf#page=3", "../media/w/01-a/map.png"]);
    for path in ["media/w/01-a/data set.csv", "media/w/paper.pdf", "media/w/01-a/map.png"] {
        assert!(site.output.get(path).is_some(), "{path}");
    }
    // A text as one file leads to the published site, which has the file.
    let copy = site.page("downloads/w.en.html");
    let links: Vec<_> = copy.all("#a-p1 a").iter().map(|a| a.attr("href").unwrap_or("").to_owned()).collect();
    assert_eq!(links[0], "https://site.org/media/w/01-a/data%20set.csv");
    assert_eq!(links[1], "https://site.org/media/w/paper.pdf#page=3");
    // One that nothing links to is said, and not published.
    let site = folder.saying("en", "[paper](../paper.pdf)").site();
    let codes: Vec<_> = site.faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["stray-file"], "{}", site.findings);
    assert!(site.output.get("media/w/01-a/data set.csv").is_none());
    // What runs in a browser is no such file.
    let site =
        Folder::small().with("content/w/01-a/page.html", "<script></script>").saying("en", "[x](page.html)").site();
    let codes: Vec<_> = site.faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["stray-file", "broken-link"], "{}", site.findings);
}

#[test]
fn a_drawing_with_a_script_is_refused_at_the_place_that_shows_it() {
    for (drawing, holds) in [
        ("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", "the element `script`"),
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>", "the handler `onload`"),
        (
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><a href=\"javascript:alert(1)\"/></svg>",
            "the address `javascript:alert(1)`",
        ),
    ] {
        for text in ["Words.\n\n![A map](map.svg)", "Words.\n\n[A map](map.svg)"] {
            let site = Folder::small().with("content/w/01-a/map.svg", drawing).saying("en", text).site();
            let faults: Vec<_> = site.faults.iter().map(|fault| (fault.code, fault.places[0].as_str())).collect();
            assert_eq!(faults, [("unsafe-picture", "content/w/01-a/en.md:8")], "{}", site.findings);
            assert!(site.faults[0].message.ends_with(&format!("holds {holds}")), "{}", site.faults[0].message);
        }
    }
}

#[test]
fn names_that_cannot_be_on_every_system_are_reported_where_they_are_asked_for() {
    let found = |folder: Folder| {
        let site = folder.site();
        site.faults
            .iter()
            .map(|fault| (fault.code, fault.places.first().cloned().unwrap_or_default()))
            .collect::<Vec<_>>()
    };
    let section = |slug: &str| {
        Folder::small().with("content/w/01-a/en.md", format!("---\ntitle: A\nslug: {slug}\n---\n\nWords.\n"))
    };
    assert_eq!(found(section("con")), [("file-name", "content/w/01-a/en.md:3".to_owned())]);
    assert_eq!(found(section("aux")), [("file-name", "content/w/01-a/en.md:3".to_owned())]);
    assert_eq!(found(section("console")), []);
    let picture = |name: &str| {
        Folder::small().with(&format!("content/w/01-a/{name}"), "x").saying("en", &format!("![A picture](<{name}>)"))
    };
    let place = "content/w/01-a/en.md:6".to_owned();
    assert_eq!(found(picture("con.png")), [("file-name", place.clone())]);
    assert_eq!(found(picture("a?.png")), [("unportable-name", place.clone())]);
    let colon = found(picture("./a:b.png"));
    assert!(colon.contains(&("file-name", place.clone())), "{colon:?}");
    // Two files where capitals are not told apart.
    let both =
        picture("map.png").with("content/w/01-a/Map.png", "y").saying("en", "![One](map.png)\n\n![Two](Map.png)");
    assert_eq!(found(both), [("duplicate-slug", "content/w/01-a/en.md:6".to_owned())]);
    // Nor two folders of works.
    let works = Folder::small()
        .with("content/W/work.yml", "language: en\ntitle: {en: Another}\n")
        .with("content/W/01-b/en.md", "---\ntitle: B\nslug: b\n---\n\nWords.\n")
        .with("content/w/work.yml", "language: en\ntitle: {en: A work}\n");
    assert!(works.site().faults.iter().any(|fault| fault.code == "duplicate-slug"));
}

#[test]
fn a_link_to_an_anchor_is_read_as_browsers_copy_it() {
    let site = Folder::small().saying("en", "## Año {#año}\n\nSee [there](#a%C3%B1o) and [there](a#a%C3%B1o).").check();
    let links: Vec<_> =
        site.page("en/a.html").all("#a-p1 a").iter().map(|a| a.attr("href").unwrap_or("").to_owned()).collect();
    assert_eq!(links, ["a.html#año", "a.html#año"]);
}
