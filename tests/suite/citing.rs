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
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| `"));
    let rows = rows.filter(|row| row.contains('@') && !row.contains("@fig-") && !row.contains("@sec-"));
    let mut tried = 0;
    for row in rows {
        let (typed, rest) = row.split_once("` | ").expect("a row has two columns");
        let seen = rest.trim_end_matches(" |").split(':').next().unwrap_or(rest);
        let seen = seen.replace(['*', '\\'], "");
        let typed = typed.replace("` and `", "\n\n").replace("`, `", " ");
        let shown = shown(&typed);
        let wanted: Vec<&str> = seen.split(", a link").collect();
        assert!(shown.contains(wanted[0]) || rest.contains(&shown), "`{typed}` reads {shown:?}, and should {rest:?}");
        tried += 1;
    }
    assert!(tried >= 14, "only {tried} rows cite anything");
}

/// The README's row of references, each tried where the text holds what it names and nothing else.
#[test]
fn each_reference_of_the_readmes_table_reads_as_it_says() {
    let readme = std::fs::read_to_string(format!("{}/README.md", crate::site::ROOT)).expect("the README is there");
    let row = readme.lines().find(|line| line.starts_with("| `@fig-")).expect("a row of references");
    let (typed, seen) = row.trim_matches(['|', ' ']).split_once(" | ").expect("a row has two columns");
    let typed: Vec<&str> = typed.split("`, `").map(|part| part.trim_matches('`')).collect();
    let seen: Vec<&str> = seen.split("”, ").map(|part| part.trim_start_matches('“')).collect();
    assert_eq!((typed.len(), seen.len()), (5, 6), "{row}");
    for (typed, seen) in typed.iter().zip(seen) {
        let ids = typed.split(['[', ']', '-', ';', ' ']).filter(|part| !part.is_empty());
        let named = ids.collect::<Vec<_>>().join("-").replace("-@", " @");
        let things = named.split_whitespace().map(|id| match id.trim_start_matches('@') {
            id if id.starts_with("fig-") => format!("![A](a.svg){{#{id} alt=\"a\"}}"),
            id if id.starts_with("tbl-") => format!("| a |\n| - |\n| 1 |\n\n: B {{#{id}}}"),
            id => format!("$$ x $$ {{#{id}}}"),
        });
        let things: Vec<String> = things.collect();
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
        let text = format!("{typed}\n\n{}", things.join("\n\n"));
        let site = folder(&text).with("content/w/01-a/a.svg", svg).site();
        assert_eq!(site.page("en/a.html").words("#a-p1"), seen, "{text}\n{}", site.findings);
    }
}

#[test]
fn a_group_has_prefixes_places_and_suffixes() {
    reads(
        "[see @bhabha-2014, pp. 66-67, for more; @castles-2003].",
        "(see Bhabha, 2014, pp. 66–67, for more; Castles, 2003).",
    );
    reads("[@bhabha-2014 p. 5]", "(Bhabha, 2014, p. 5)");
    reads("[@bhabha-2014 5 and passim]", "(Bhabha, 2014, p. 5 and passim)");
    reads(
        "[@bhabha-2014, {pp. iv, vi-xi, (xv)-(xvii)} with suffix]",
        "(Bhabha, 2014, pp. iv, vi–xi, (xv)–(xvii) with suffix)",
    );
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
    assert!(
        words(paragraph).starts_with("(cf. Bhabha, 2014, pp. 3–5 and passim, as she says; "),
        "{}",
        words(paragraph)
    );
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
    reads(r"[@bhabha-2014; @ines-2019 = Instituto \[INES\], 2019]", "(Bhabha, 2014; Instituto [INES], 2019)");
    reads("[Bhabha’s (2014)](@bhabha-2014) and [hers][@bhabha-2014]", "Bhabha’s (2014) and hers");
}

#[test]
fn a_citation_in_a_note_is_read() {
    let site = folder("A claim.[^1]\n\n[^1]: See [@bhabha-2014, p. 3].").check();
    assert_eq!(site.page("en/a.html").words(".notes p"), "See (Bhabha, 2014, p. 3). ↩");
}

#[test]
fn an_address_and_an_escaped_sign_are_no_citations() {
    reads(
        "Write to me@example.org, or \\@nobody; see medium.com/@somebody.",
        "Write to me@example.org, or @nobody; see medium.com/@somebody.",
    );
}

/// The only fault of a text: what is wrong, and how to mend it.
#[track_caller]
fn slip(text: &str) -> (String, String) {
    let site = folder(text).site();
    assert_eq!(
        site.faults.iter().filter(|fault| fault.code != "uncited-reference").count(),
        1,
        "{text}: {}",
        site.findings
    );
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
    assert_eq!(slip("![Words](a.png \"From [@bhabha-2014]\")").0, "a citation in what is said of a picture");
}

#[test]
fn a_key_that_needs_braces_is_told_so() {
    let library = format!("{LIBRARY}a--b: {{type: book, title: T, author: 'Roe, R.', date: 2000}}\n");
    let site = folder("[@a--b]").with("content/bibliography.yml", library).site();
    assert!(site.findings.contains("a key with such marks stands in braces: `@{a--b}`"), "{}", site.findings);
}

/// The keys of the list of references, in its order.
fn listed(folder: &Folder) -> Vec<String> {
    let site = folder.site();
    assert!(site.output.get("en/bibliography.html").is_some(), "{}", site.findings);
    let page = site.page("en/bibliography.html");
    page.all(".references > li").into_iter().map(|entry| crate::site::attr(entry, "id").to_owned()).collect()
}

#[test]
fn works_may_be_listed_without_being_cited() {
    let cited = folder("[@bhabha-2014]");
    assert_eq!(listed(&cited), ["bhabha-2014"]);
    let section = |nocite: &str| {
        let text = format!("---\ntitle: A\nslug: a\nnocite: {nocite}\n---\n\n[@bhabha-2014]\n");
        cited.clone().with("content/w/01-a/en.md", text)
    };
    for nocite in ["\"@never-cited\"", "'[@never-cited; @bhabha-2014]'", "[never-cited]", "['@never-cited']"] {
        assert_eq!(listed(&section(nocite)), ["bhabha-2014", "never-cited"], "{nocite}");
    }
    assert_eq!(listed(&section("\"@*\"")).len(), 5);
    let work = cited.clone().edit("content/w/work.yml", "language: en", "language: en\nnocite: \"@never-cited\"");
    assert_eq!(listed(&work), ["bhabha-2014", "never-cited"]);
    let site = section("\"@nobody\"").site();
    assert!(
        site.findings.contains("en.md:4:9: error[unknown-reference]: unknown reference `nobody`"),
        "{}",
        site.findings
    );
}

/// A small style that puts citations into notes.
const NOTES: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
  <info><title>Notes</title><id>notes</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <macro name="point"><group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group></macro>
  <citation><layout suffix="." delimiter="; ">
    <choose>
      <if position="ibid"><group delimiter=", "><text term="ibid"/><text macro="point"/></group></if>
      <else-if position="subsequent"><group delimiter=", "><names variable="author"><name form="short"/></names><text macro="point"/></group></else-if>
      <else><group delimiter=", "><names variable="author"/><text variable="title" font-style="italic"/><text macro="point"/></group></else>
    </choose>
  </layout></citation>
  <bibliography><layout><names variable="author"/><text variable="title" prefix=", "/></layout></bibliography>
</style>"#;

fn in_notes(text: &str) -> Folder {
    folder(text).with("content/own.csl", NOTES).edit("content/site.yml", "{style: apa}", "{style: own.csl}")
}

#[test]
fn a_citation_becomes_a_note_numbered_with_the_authors_own() {
    let text = "One [@bhabha-2014, p. 3]. Two.[^x] Three [@bhabha-2014]. @castles-2003 says four.\n\n[^x]: See [@bhabha-2014, p. 4].";
    let site = in_notes(text).site();
    let page = site.page("en/a.html");
    assert_eq!(page.words(".block > p"), "One 1. Two.2 Three 3. Castles4 says four.");
    let notes: Vec<String> = page.all(".notes > li").into_iter().map(words).collect();
    assert_eq!(
        notes,
        ["Jacqueline Bhabha, Child Migration, p. 3. ↩", "See Ibid., p. 4. ↩", "Bhabha. ↩", "Migrants. ↩"]
    );
    let anchors: Vec<&str> = page.all(".notes > li").into_iter().map(|note| crate::site::attr(note, "id")).collect();
    assert_eq!(anchors, ["a-cite1", "a-n1", "a-cite2", "a-cite3"]);
    for anchor in anchors {
        assert_eq!(page.all(&format!("#{anchor}-ref[href='#{anchor}']")).len(), 1, "{anchor} is called");
        assert_eq!(page.all(&format!("#{anchor} .note-back[href='#{anchor}-ref']")).len(), 1, "{anchor} leads back");
    }
    assert_eq!(page.all(".notes a.cite").len(), 4);
}

#[test]
fn a_page_looks_back_to_itself_only_and_the_whole_article_shows_the_same() {
    let second = "---\ntitle: B\nslug: b\n---\n\nAgain [@bhabha-2014].\n";
    let site = in_notes("One [@bhabha-2014].").with("content/w/02-b/en.md", second).site();
    let note = "Jacqueline Bhabha, Child Migration. ↩";
    assert_eq!(site.page("en/b.html").words(".notes > li"), note);
    let whole: Vec<String> = site.page("en/article.html").all(".notes > li").into_iter().map(words).collect();
    assert_eq!(whole, [note, note]);
}

#[test]
fn a_sentence_leads_back_from_what_its_note_cites() {
    let site = in_notes("A first sentence. A second one.[@bhabha-2014] A third.").site();
    let places = site.page("en/bibliography.html").words(".references .places");
    assert!(places.contains("A second one.") && !places.contains("third"), "{places}");
}

#[test]
fn works_of_a_group_stand_in_the_authors_order_where_the_site_wants_it() {
    let cited = folder("[@castles-2003; @bhabha-2014]");
    assert_eq!(section(&cited.site()), "(Bhabha, 2014; Castles, 2003)");
    let written = cited.edit("content/site.yml", "{style: apa}", "{style: apa, order: as-written}");
    assert_eq!(section(&written.site()), "(Castles, 2003; Bhabha, 2014)");
}

#[test]
fn what_a_style_holds_beyond_csl_is_reported_where_it_stands() {
    let odd = NOTES.replace("variable=\"title\" prefix", "variable=\"titel\" prefix");
    let site = in_notes("One [@bhabha-2014].").with("content/own.csl", odd).site();
    assert!(
        site.findings.contains("content/own.csl:11:") && site.findings.contains("warning[style-part]"),
        "{}",
        site.findings
    );
    let slip = folder("x").edit("content/site.yml", "{style: apa}", "{style: chicago-autor-date}").site();
    assert!(slip.findings.contains("did you mean `chicago-author-date`?"), "{}", slip.findings);
}

#[test]
fn a_word_of_the_page_has_the_pages_case_whatever_the_language_of_the_work() {
    let library = "vega: {type: anthology, title: Historia, editor: 'Vega, Ana', date: 2011, language: es}\n";
    let site = folder("[@vega]").with("content/bibliography.yml", library).site();
    assert_eq!(site.page("en/bibliography.html").words(".csl-entry"), "Vega, A. (Ed.). (2011). Historia.");
}

#[test]
fn a_heading_that_cites_is_listed_with_its_citation() {
    let site = folder("## After @castles-2003 and $n$ {#after}\n\nWords.").site();
    let contents = words(site.page("en/index.html").one(".contents"));
    assert!(fold(&contents).contains("After Castles (2003) and n"), "{contents}");
}
