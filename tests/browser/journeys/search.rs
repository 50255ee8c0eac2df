//! Search: with and without accents, in either language, by keyboard alone.

use super::Browser;
use crate::engines::Engine;
use serde_json::json;
use thirtyfour::Key;

const DONE: &str = "document.querySelector('#search-results[data-state=done]')";

async fn ask(browser: &Browser, words: &str) -> Vec<String> {
    browser.focus("#q").await;
    browser.press(Key::Escape).await;
    browser.until("the field is empty", "!document.querySelector('#q').value").await;
    browser.press(words).await;
    browser.press(Key::Enter).await;
    let asked = json!(words);
    browser.until("the query is in the address", &format!("new URL(location).searchParams.get('q') == {asked}")).await;
    browser.until("there are results", &format!("{DONE} && document.querySelector('.result a')")).await;
    let links = browser.value("[...document.querySelectorAll('.result')].map(e => e.querySelector('a').href)").await;
    serde_json::from_value(links).expect("a list of addresses")
}

/// "ninas" finds what "niñas" finds.
pub(super) async fn accents(browser: &Browser) {
    browser.open("es/buscar.html").await;
    let with = ask(browser, "niñas").await;
    let without = ask(browser, "ninas").await;
    assert!(!with.is_empty(), "something is found");
    assert_eq!(with, without);
    browser.click(".other-language a").await;
    browser
        .until(
            "the English page is asked the same",
            "document.documentElement.lang == 'en' && document.querySelector('#q').value == 'ninas'",
        )
        .await;
}

/// An actor is found by its acronym and by its name in the other language.
pub(super) async fn actors(browser: &Browser) {
    browser.open("en/search.html").await;
    assert!(ask(browser, "INM").await.iter().any(|link| link.contains("/actors/inm.html")), "by its acronym");
    assert!(!ask(browser, "children's").await.is_empty(), "a possessive is found");
    browser.open("es/buscar.html").await;
    let links = ask(browser, "National Migration Institute").await;
    assert!(links.iter().any(|link| link.contains("/actores/inm.html")), "by its English name: {links:?}");
}

/// From the field to the first result and on to its page, without a pointer.
pub(super) async fn by_keyboard(browser: &Browser) {
    browser.open("en/search.html").await;
    let links = ask(browser, "DIF").await;
    browser.press(Key::Down).await;
    browser
        .until("the first result has the focus", "document.activeElement == document.querySelector('.result a')")
        .await;
    browser.press(Key::Enter).await;
    let address = json!(links[0]);
    browser
        .until(
            "its page opens",
            &format!("location.href.split('?')[0] == {address}.split('?')[0] || location.href == {address}"),
        )
        .await;
}

/// What a first query fetches beyond the library's own files: 60 KB of 1,000 bytes at most.
pub(super) async fn weight(browser: &Browser) {
    for query in ["en/search.html?q=migration", "es/buscar.html?q=migrantes"] {
        browser.open(query).await;
        browser.until("there are results", &format!("{DONE} && document.querySelector('.result a')")).await;
        let script = "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/pagefind/'))
            .filter(({ name }) => !/pagefind\\.js|wasm\\./.test(name)).reduce((sum, it) => sum + it.encodedBodySize, 0)";
        let bytes = browser.value(script).await.as_f64().unwrap_or_default();
        assert!((1_000.0..60_000.0).contains(&bytes), "{query}: {bytes} bytes");
    }
}

/// From disk the same is found, without a server.
pub(super) async fn from_disk(browser: &Browser) {
    browser.open_from_disk("es/buscar.html").await;
    browser.focus("#q").await;
    browser.press("ninas").await;
    browser.until("there are results", &format!("{DONE} && document.querySelector('.result a')")).await;
    let links = browser.value("[...document.querySelectorAll('.result a')].map(e => e.href)").await;
    let links: Vec<String> = serde_json::from_value(links).expect("a list of addresses");
    assert!(links.iter().all(|link| link.starts_with("file://")), "{links:?}");
    assert!(links.iter().any(|link| link.contains("/es/introduccion.html#introduction-p")), "{links:?}");
}

/// Without scripts the page explains itself and leads on. WebKit is set to run no script of a page's, which leaves
/// `noscript` folded: there its text is read.
pub(super) async fn without_scripts(browser: &Browser) {
    browser.open("en/search.html").await;
    let shown = match browser.engine {
        Engine::WebKit => "/class=\"?[^>]*without[^]*<a /.test(document.querySelector('main noscript')?.outerHTML)",
        Engine::Chromium | Engine::Firefox => "document.querySelector('main .without a')?.getClientRects().length > 0",
    };
    browser.until("it explains itself", shown).await;
}
