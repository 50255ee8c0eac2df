//! Citations as they are typed: each row of the README's table of the syntax, and what cannot be read.

use crate::site::{Fault, Folder, Site, below, fold, words};

const LIBRARY: &str = "\
bhabha-2014: {type: book, title: Child Migration, author: 'Bhabha, Jacqueline', date: 2014}
castles-2003: {type: book, title: Migrants, author: 'Castles, Stephen', date: 2003}
ines-2019: {type: report, title: Informe, author: {name: INES}, date: 2019}
'https://example.org/?a=1&b_c_=[2]': {type: web, title: Page, author: 'Doe, Ana', date: 2020}
never-cited: {type: book, title: Never, author: 'Nadie, Nora', date: 2001}
";

fn folder(text: &str) -> Folder {
    Folder::small().with("content/bibliography.yml", LIBRARY).saying("en", text)
}

/// The words of the text of a section that says `text`.
#[track_caller]
fn shown(text: &str) -> String {
    let site = folder(text).site();
    let faults: Vec<&Fault> = site.faults.iter().collect();
    assert!(faults.is_empty(), "{text}: {}", site.findings);
    section(&site)
}

fn section(site: &Site) -> String {
    site.page("en/a.html").all(".block > p").into_iter().map(words).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn reads(typed: &str, wanted: &str) {
    assert_eq!(shown(typed), wanted, "{typed}");
}

/// The README's table: what is typed, and what a reader sees first of what stands in the second column.
#[test]
fn each_row_of_the_readmes_table_is_true() {
    let readme = std::fs::read_to_string(format!("{}/README.md", crate::site::ROOT)).expect("the README is there");
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| `")).filter(|row| row.contains('@'));
    let mut tried = 0;
    for row in rows {
        let (typed, rest) = row.split_once("` | ").expect("a row has two columns");
        let seen = rest.trim_end_matches(" |").split(':').next().unwrap_or(rest);
        let seen = seen.replace("*", "").replace('\\', "");
        let typed = typed.replace("\\|", "|");
        let shown = shown(&typed);
        let wanted: Vec<&str> = seen.split(", a link").collect();
        assert!(shown.contains(wanted[0]) || rest.contains(&shown), "`{typed}` reads {shown:?}, and should {rest:?}");
        tried += 1;
    }
    assert!(tried >= 14, "only {tried} rows cite anything");
}

#[test]
fn a_group_has_prefixes_places_and_suffixes() {
    reads("[see @bhabha-2014, pp. 66-67, for more; @castles-2003].", "(see Bhabha, 2014, pp. 66–67, for more; Castles, 2003).");
    reads("[@bhabha-2014 p. 5]", "(Bhabha, 2014, p. 5)");
    reads("[@bhabha-2014 5 and passim]", "(Bhabha, 2014, p. 5 and passim)");
    reads("[@bhabha-2014, {pp. iv, vi-xi, (xv)-(xvii)} with suffix]", "(Bhabha, 2014, pp. iv, vi–xi, (xv)–(xvii) with suffix)");
    reads("[@bhabha-2014{}, 99 years later]", "(Bhabha, 2014, 99 years later)");
}

#[test]
fn a_key_stands_in_the_sentence_with_its_place() {
    reads("@bhabha-2014 argues. As @bhabha-2014.", "Bhabha (2014) argues. As Bhabha (2014).");
    reads("@bhabha-2014 [p. 66] argues", "Bhabha (2014, p. 66) argues");
    reads("@bhabha-2014\n[p. 66, with more] argues", "Bhabha (2014, p. 66, with more) argues");
    reads("Bhabha’s [-@bhabha-2014] view, her -@bhabha-2014 view", "Bhabha’s (2014) view, her (2014) view");
}

#[test]
fn any_key_is_cited_within_braces() {
    reads("[@{bhabha-2014}] and @{bhabha-2014}", "(Bhabha, 2014) and Bhabha (2014)");
    reads("[@{https://example.org/?a=1&b_c_=[2]}, p. 3]", "(Doe, 2020, p. 3)");
    reads("`[@{a_b_c}]` is code, `@_x_` too", "[@{a_b_c}] is code, @_x_ too");
}

#[test]
fn words_around_a_work_keep_their_markup() {
    let text = "[*cf.* @bhabha-2014, pp. 3-5 and *passim*, as [she](https://example.org/) says; $x^2$ @castles-2003]";
    let site = folder(text).site();
    let page = site.page("en/a.html");
    let paragraph = page.one(".block > p");
    let emphasised: Vec<String> = below(paragraph, "em").into_iter().map(words).collect();
    assert_eq!(emphasised, ["cf.", "passim"]);
    assert_eq!(words(below(paragraph, "a[href^=https]")[0]), "she");
    assert_eq!(below(paragraph, "math").len(), 1);
    assert!(words(paragraph).starts_with("(cf. Bhabha, 2014, pp. 3–5 and passim, as she says; "), "{}", words(paragraph));
}

#[test]
fn places_are_named_in_the_words_of_every_language_of_the_site() {
    let text = |lang: &str, word: &str| {
        let typed = format!("[@bhabha-2014, {word} 4]");
        let folder = Folder::facing(&typed, &typed).with("content/bibliography.yml", LIBRARY);
        let page = folder.site().page(&format!("{lang}/a.html"));
        page.words(".block > p")
    };
    for word in ["párr.", "para.", "paragraph"] {
        assert_eq!(text("en", word), "(Bhabha, 2014, para. 4)", "{word}");
    }
    for word in ["pág.", "p.", "page", "página"] {
        assert_eq!(text("es", word), "(Bhabha, 2014, p. 4)", "{word}");
    }
}

#[test]
fn what_the_authors_printed_stands_as_they_printed_it() {
    reads(r"[@ines-2019 = Instituto \[INES\], 2019; @bhabha-2014]", "(Instituto [INES], 2019; Bhabha, 2014)");
    reads("[Bhabha’s (2014)](@bhabha-2014) and [hers][@bhabha-2014]", "Bhabha’s (2014) and hers");
}

#[test]
fn a_citation_in_a_note_is_read() {
    let site = folder("A claim.[^1]\n\n[^1]: See [@bhabha-2014, p. 3].").check();
    assert_eq!(site.page("en/a.html").words(".notes p"), "See (Bhabha, 2014, p. 3). ↩");
}

#[test]
fn an_address_and_an_escaped_sign_are_no_citations() {
    reads("Write to me@example.org, or \\@nobody; see medium.com/@somebody.", "Write to me@example.org, or @nobody; see medium.com/@somebody.");
}

/// The only fault of a text: what is wrong, and how to mend it.
#[track_caller]
fn slip(text: &str) -> (String, String) {
    let site = folder(text).site();
    assert_eq!(site.faults.iter().filter(|fault| fault.code != "uncited-reference").count(), 1, "{text}: {}", site.findings);
    let fault = site.faults.into_iter().find(|fault| fault.code != "uncited-reference").expect("there is one");
    assert_eq!(fault.places, ["content/w/01-a/en.md:6"], "{text}");
    (fault.message, fold(&fault.help))
}

#[test]
fn a_bracket_without_its_other_half_is_reported_with_the_right_spelling() {
    let (message, help) = slip("Words [see @bhabha-2014, p. 3 and more words.");
    assert_eq!(message, "this bracket is not closed");
    assert!(help.contains("`[see @bhabha-2014, p. 3]`"), "{help}");
    let (message, help) = slip("Words @bhabha-2014, p. 3] and more words.");
    assert_eq!(message, "this bracket is not opened");
    assert!(help.contains("`[@bhabha-2014, p. 3]`"), "{help}");
}

#[test]
fn what_may_not_stand_in_a_citation_is_named() {
    assert_eq!(slip("[see *@bhabha-2014* and @castles-2003]").0, "a citation inside a citation");
    assert_eq!(slip("[@bhabha-2014, @castles-2003]").0, "two works in one part of a group; part them with `;`");
    assert_eq!(slip("[as @bhabha-2014 says](https://example.org/)").0, "a citation inside a link");
    assert_eq!(slip("Words.^[See @bhabha-2014.]").0, "notes within a line are not understood");
    assert_eq!(slip("![Words](a.png \"From [@bhabha-2014]\")").0, "a citation in what is said of a picture");
}

#[test]
fn a_key_that_needs_braces_is_told_so() {
    let library = format!("{LIBRARY}a--b: {{type: book, title: T, author: 'Roe, R.', date: 2000}}\n");
    let site = folder("[@a--b]").with("content/bibliography.yml", library).site();
    assert!(site.findings.contains("a key with such marks stands in braces: `@{a--b}`"), "{}", site.findings);
}
