//! Habits of articles in JATS, each in an article of a few lines.

use std::fmt::Write as _;

use crate::jats::{has, said};
use crate::site::{Folder, words};

#[test]
fn a_note_that_stands_behind_its_call_is_called_once() {
    let text = "<article xml:lang=\"en\"><body><p>Tides<xref ref-type=\"fn\" rid=\"f1\"><sup>1</sup></xref> \
                <fn id=\"f1\"><label>1</label><p>Of the moon.</p></fn> turn<fn><p>Twice a day.</p></fn>.</p></body></article>";
    let site = Folder::small().with("content/sea/a.xml", text).site();
    let calls: Vec<_> = site.page("en/sea/text.html").all(".prose .note-ref").into_iter().map(words).collect();
    assert_eq!(calls, ["1", "2"]);
}

#[test]
fn a_second_abstract_of_a_translations_language_is_told() {
    let article = |other: &str| {
        format!(
            "<article xml:lang=\"en\"><front><article-meta><abstract><p>The sea.</p></abstract><trans-abstract xml:lang=\"es\"><p>{other}</p></trans-abstract></article-meta></front><body><p>Text.</p></body><sub-article article-type=\"translation\" xml:lang=\"es\"><front-stub><abstract><p>El mar.</p></abstract></front-stub><body><p>Texto.</p></body></sub-article></article>"
        )
    };
    let site = |other: &str| Folder::facing("a", "b").with("content/sea/a.xml", article(other)).site();
    assert!(!site("El mar.").findings.contains("says otherwise"));
    assert!(site("El océano.").findings.contains("says otherwise"));
}

#[test]
fn four_hundred_sections_of_one_title_keep_their_references() {
    let article = |sections: usize| {
        let mut body = String::new();
        for at in 0..sections {
            let _ = write!(
                body,
                "<sec id=\"s{at}\"><title>Same</title><p id=\"p{at}\">See <xref rid=\"s{at}\">it</xref> and <xref ref-type=\"bibr\" rid=\"B{at}\">{at}</xref>.</p></sec>"
            );
        }
        let mut refs = String::new();
        for at in 0..sections {
            let _ = write!(refs, "<ref id=\"B{at}\"><mixed-citation>Work {at}.</mixed-citation></ref>");
        }
        format!(
            "<article xml:lang=\"en\"><body><sec><title>All</title>{body}</sec></body><back><ref-list>{refs}</ref-list></back></article>"
        )
    };
    let site = Folder::small().with("content/sea/a.xml", article(400)).site();
    assert_eq!(said(&site, "en/sea/all.html", ".prose a.cite").len(), 400);
}

#[test]
fn parts_in_several_languages_side_by_side_are_kept_and_told() {
    let text = "<article xml:lang=\"en\"><body><p lang-group=\"g1\">The sea.</p><p lang-group=\"g1\" xml:lang=\"es\">El mar.</p></body></article>";
    let site = Folder::small().with("content/sea/a.xml", text).site();
    assert!(site.findings.contains("side by side here"), "{}", site.findings);
    has(&site, "en/sea/text.html", "p[lang=es]", "El mar.");
    has(&site, "en/sea/text.html", ".prose", "The sea.");
}

#[test]
fn an_article_may_have_no_text() {
    let text = "<article xml:lang=\"en\"><front><article-meta><title-group><article-title>Only a title</article-title></title-group></article-meta></front></article>";
    let site = Folder::small().with("content/sea/a.xml", text).site();
    assert!(!site.findings.contains("error["), "{}", site.findings);
    has(&site, "en/sea/index.html", "main", "Only a title");
}

#[test]
fn a_section_is_not_called_as_anchors_of_the_article_begin() {
    let text = "<article xml:lang=\"en\"><body><sec><title>Tides</title><p>One.</p><p id=\"tides-p1\">Two.</p></sec></body></article>";
    let site = Folder::small().with("content/sea/a.xml", text).site();
    assert!(!site.findings.contains("error["), "{}", site.findings);
    has(&site, "en/sea/tides.html", "#tides-p1", "Two.");
}
