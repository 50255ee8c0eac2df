//! Search: with and without accents, in either language, by keyboard alone.

use super::Browser;
use crate::engines::Engine;
use crate::server::{Connection, Served};
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

/// What the page says of a query, whether something is found or not: the addresses of the results as they stand on the
/// page, and the words that are marked in them, each once.
async fn answer(browser: &Browser, page: &str, words: &str) -> (Vec<String>, Vec<String>) {
    let query = words.replace(' ', "+");
    browser.open(&format!("{page}?q={query}")).await;
    browser.until("there is an answer", DONE).await;
    let list = async |script: &str| {
        serde_json::from_value::<Vec<String>>(browser.value(script).await).expect("a list of texts")
    };
    let links = list("[...document.querySelectorAll('.result')].map(e => e.querySelector('a').href)").await;
    let marks = "[...new Set([...document.querySelectorAll('.result mark')].map(e => e.textContent.toLowerCase()))]";
    (links, list(marks).await)
}

/// What is called as the query stands first on the page; longer words that only begin like its words are not found.
pub(super) async fn names_first(browser: &Browser) {
    let actors = [
        ("es/buscar.html", "INM", "/es/actores/inm.html"),
        ("es/buscar.html", "compa", "/es/actores/compa.html"),
        ("es/buscar.html", "National Migration Institute", "/es/actores/inm.html"),
        ("en/search.html", "Instituto Nacional de Migracion", "/en/actors/inm.html"),
        ("en/search.html", "DIF", "/en/actors/dif.html"),
    ];
    for (page, words, actor) in actors {
        let (links, marks) = answer(browser, page, words).await;
        assert!(links.first().is_some_and(|link| link.contains(actor)), "{words}: {links:?}");
        if !words.contains(' ') {
            assert_eq!(marks, [words.to_lowercase()], "{words}");
        }
    }
    let (links, _) = answer(browser, "en/search.html", "https://doi.org/10.1093/isp/eky015").await;
    assert!(links.first().is_some_and(|link| link.ends_with("#adamson-tsourapas-2019")), "{links:?}");
    let (_, marks) = answer(browser, "en/search.html", "Remain in Mexico").await;
    assert!(!marks.is_empty() && marks.iter().all(|mark| mark != "in"), "{marks:?}");
}

/// A word that is wrongly written finds nothing that only begins like it, and the page says what to do.
pub(super) async fn misspelt(browser: &Browser) {
    for words in ["unacompanied", "migrashun", "diplomasy"] {
        let (links, _) = answer(browser, "en/search.html", words).await;
        assert!(links.is_empty(), "{words}: {links:?}");
        let status = browser.value("document.querySelector('#search-status').textContent").await;
        assert!(status.as_str().is_some_and(|status| status.contains("spelling")), "{words}: {status}");
    }
    let (links, _) = answer(browser, "en/search.html", "unaccompan").await;
    assert!(!links.is_empty(), "the beginning of a word finds it");
}

/// The field has the focus where nothing was asked for yet, and nothing is fetched before something is typed.
pub(super) async fn focus(browser: &Browser) {
    browser.open("en/search.html").await;
    browser.until("the field has the focus", "document.activeElement == document.querySelector('#q')").await;
    let fetched = "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/pagefind/')).length";
    assert_eq!(browser.value(fetched).await, 0);
    browser.press("migration").await;
    browser.until("there are results", &format!("{DONE} && document.querySelector('.result a')")).await;
    browser.open("en/search.html?q=migration").await;
    browser.until("there are results", &format!("{DONE} && document.querySelector('.result a')")).await;
    assert_eq!(browser.value("document.activeElement == document.body").await, true, "who reads results is left there");
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

/// Over a poor connection, where each file of the index fails before it comes and one is waited for in vain, the same is
/// found as over a good one.
pub(super) async fn poor_connection(browser: &Browser) {
    let found = async |address: &str| -> Vec<String> {
        browser.go(&format!("{address}es/buscar.html")).await;
        let links = ask(browser, "niñas").await;
        links.iter().map(|link| link.strip_prefix(address).expect("results are on the site").to_owned()).collect()
    };
    let good = found(&browser.site.address).await;
    let served = Served::start(&browser.site.folder);
    served.connect(Connection::Poor { below: "/pagefind/", silent: "pagefind-entry.json" });
    assert!(!good.is_empty(), "something is found");
    assert_eq!(found(&served.address()).await, good);
}

/// Where a part of the index does not come at all, the page says so and leads on. It does not say that nothing is found;
/// when the connection is back, it searches.
pub(super) async fn lost_connection(browser: &Browser) {
    for part in
        ["/pagefind/pagefind.js", "/pagefind/wasm", "/pagefind/index/", "/pagefind/filter/", "/pagefind/fragment/"]
    {
        let served = Served::start(&browser.site.folder);
        served.connect(Connection::Lost { below: part });
        browser.go(&format!("{}en/search.html?q=migration", served.address())).await;
        browser
            .until(
                &format!("it says that {part} does not come"),
                "document.querySelector('#search-results[data-state=failed] .without a') &&
                 document.querySelector('#search-status').textContent.includes('connection')",
            )
            .await;
        served.connect(Connection::Good);
        assert!(!ask(browser, "migration").await.is_empty(), "{part} has come");
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
