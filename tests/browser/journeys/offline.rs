//! Texts to take away: one file that needs nothing beside it, and a site that is kept in the browser.

use super::Browser;
use crate::server::{Connection, Served};
use serde_json::{Value, json};

/// Each download of the work's start page is a page that stands alone: opened from disk, in style, nothing fetched.
pub(super) async fn single_files(browser: &Browser) {
    browser.open("en/index.html").await;
    let links = browser
        .value("[...document.querySelectorAll('section[aria-labelledby=offline] .downloads a')].map(a => new URL(a.href).pathname)")
        .await;
    let Value::Array(links) = links else { panic!("no list") };
    assert!(links.len() >= 2, "this language, and both: {links:?}");
    for link in links.iter().filter_map(Value::as_str) {
        browser.open_from_disk(link.trim_start_matches('/')).await;
        browser.until("it has its style", "getComputedStyle(document.body).getPropertyValue('--paper') != ''").await;
        let fetched = "performance.getEntriesByType('resource').map(entry => entry.name).filter(name => !name.startsWith('data:'))";
        assert_eq!(browser.value(fetched).await, json!([]), "{link} fetches nothing");
        assert!(browser.holds("document.querySelector('#introduction-p3')").await, "{link} has the text");
    }
}

/// Kept, the text is there when the server has nothing more to give; forgotten, it is not.
pub(super) async fn keep(browser: &Browser) {
    let served = Served::start(&browser.site.folder);
    let page = |page: &str| format!("{}{page}", served.address());
    browser.go(&page("en/index.html")).await;
    browser.until("it can be kept", "!document.querySelector('#keep-box').hidden").await;
    browser.click("#keep").await;
    browser.until("it is kept", "document.querySelector('#keep-box').dataset.state == 'kept'").await;
    served.connect(Connection::Lost { below: "/" });
    for kept in ["en/introduction.html", "es/bibliografia.html", "en-es/introduction.html"] {
        browser.go(&page(kept)).await;
        browser.until("the page is there", "document.querySelector('main h1')").await;
        browser.until("its style too", "getComputedStyle(document.body).getPropertyValue('--paper') != ''").await;
    }
    browser.go(&page("en/index.html")).await;
    browser.until("it can be forgotten", "!document.querySelector('#keep-remove').hidden").await;
    browser.click("#keep-remove").await;
    browser.until("it is forgotten", "document.querySelector('#keep-box').dataset.state == 'no'").await;
    let rest = browser.promised("return (await caches.keys()).length").await;
    assert_eq!(rest, json!(0), "nothing is left in the browser");
}
