//! What a reader has without scripts or without a server: all of the text.

use super::Browser;
use serde_json::json;

/// One page of each kind.
pub(super) const PAGES: [&str; 11] = [
    "index.html",
    "en/index.html",
    "es/introduccion.html",
    "en/international-cooperation.html",
    "es/articulo.html",
    "en/actors.html",
    "es/actores/dif.html",
    "en/bibliography.html",
    "en/corrections.html",
    "es/colofon.html",
    "en-es/introduction.html",
];

const TEXT: &str = "main :is(p, li, h1, h2, h3, dt, dd, td, th, caption, q)";

/// Pieces of text that take no room or are not visible. What `details` folds, a reader unfolds without a script; what
/// speaks of scripts is for those who have none, and what needs one waits for it.
const UNSEEN: &str = "[...document.querySelectorAll(arguments[0])]
    .filter(e => !e.closest('details:not([open]), [popover], noscript, #keep-box') && e.textContent.trim())
    .filter(e => e.getClientRects().length == 0 || getComputedStyle(e).visibility != 'visible')
    .map(e => e.outerHTML.slice(0, 120))";

/// A page of the server's own tells whether scripts run: else the journeys without them prove nothing.
pub(super) async fn scripts_run(browser: &Browser) {
    browser.open("-/scripts").await;
    assert_eq!(browser.text("p").await, "Scripts run.");
}

/// No script runs, and all text is there to be seen.
pub(super) async fn all_text_without_scripts(browser: &Browser) {
    browser.open("-/scripts").await;
    assert_eq!(browser.text("p").await, "No script runs.");
    for page in PAGES {
        browser.open(page).await;
        all_text(browser, page).await;
    }
}

/// From disk all text is there too, in the theme's style, and every link of a page leads to a file.
pub(super) async fn all_text_from_disk(browser: &Browser) {
    for page in PAGES {
        browser.open_from_disk(page).await;
        all_text(browser, page).await;
        let style = "getComputedStyle(document.body).getPropertyValue('--paper') != ''";
        browser.until(&format!("{page} has its style"), style).await;
        // A link in a drawing has its address in another form.
        let script = "[...document.querySelectorAll('a[href]')]
            .map(a => new URL(a.getAttribute('href'), document.baseURI).href).filter(a => a.startsWith('file:'))";
        let links = browser.value(script).await;
        let links: Vec<&str> = links.as_array().unwrap().iter().filter_map(|link| link.as_str()).collect();
        assert!(!links.is_empty(), "{page} has links to files");
        for link in links {
            let file = link.trim_start_matches("file://").split(['#', '?']).next().unwrap_or_default();
            assert!(std::path::Path::new(file).is_file(), "{page}: {link} leads to no file");
        }
    }
}

async fn all_text(browser: &Browser, page: &str) {
    let file = std::fs::read_to_string(browser.site.folder.join(page)).unwrap();
    let written = scraper::Html::parse_document(&file).select(&scraper::Selector::parse(TEXT).unwrap()).count();
    let there = browser.value_of("document.querySelectorAll(arguments[0]).length", &[json!(TEXT)]).await;
    assert!(written > 0, "{page} has text");
    assert!(
        there.as_u64() >= Some(written as u64),
        "{page}: {written} pieces of text in the file, {there} in the browser"
    );
    assert_eq!(browser.value_of(UNSEEN, &[json!(TEXT)]).await, json!([]), "{page}: text that is not shown");
}
