//! From one language to the other, at the place where the reader is.

use super::Browser;
use serde_json::json;

/// How far down the window a block begins.
const HEIGHT: &str = "Math.round(document.querySelector('#introduction-p6').getBoundingClientRect().top)";

/// The switch keeps the paragraph, also one that was only scrolled to, at its very height, and leads back to it.
pub(super) async fn switch_at_a_paragraph(browser: &Browser) {
    browser.open("en/introduction.html").await;
    browser.value(&format!("scrollBy({{ top: {HEIGHT} - 60, behavior: 'instant' }})")).await;
    browser.until("the reader has scrolled", &format!("{HEIGHT} == 60")).await;

    switch(browser, "es").await;
    browser.arrives("es/introduccion.html#introduction-p6").await;
    browser.until("the paragraph is where it was", &format!("Math.abs({HEIGHT} - 60) < 3")).await;
    assert_eq!(browser.value("document.documentElement.lang").await, json!("es"));

    switch(browser, "en").await;
    browser.arrives("en/introduction.html#introduction-p6").await;
    browser.until("the paragraph is where it was", &format!("Math.abs({HEIGHT} - 60) < 3")).await;
    assert_eq!(browser.value("document.documentElement.lang").await, json!("en"));
}

/// Follows the switch without scrolling to it, as an access key or a voice does: it stands at the head of the page.
async fn switch(browser: &Browser, language: &str) {
    browser.value(&format!("document.querySelector('.languages a[hreflang={language}]').click()")).await;
}

/// Each paragraph's own link leads to the same paragraph in the other language, the switch to the same page: no script is
/// needed, from disk no server either.
pub(super) async fn switch_by_links(browser: &Browser) {
    browser.open("en/introduction.html").await;
    at_the_head(browser).await;
    there_and_back(browser).await;
}

/// The same from disk.
pub(super) async fn switch_from_disk(browser: &Browser) {
    browser.open_from_disk("en/introduction.html").await;
    at_the_head(browser).await;
    there_and_back(browser).await;
}

async fn there_and_back(browser: &Browser) {
    browser.click("#introduction-p3 ~ .counterpart").await;
    browser.arrives("es/introduccion.html#introduction-p3").await;
    browser.until("the paragraph is in view in Spanish", &Browser::in_view("#introduction-p3")).await;
    browser.click("#introduction-p3 ~ .counterpart").await;
    browser.arrives("en/introduction.html#introduction-p3").await;
    browser.until("the paragraph is in view in English", &Browser::in_view("#introduction-p3")).await;
}

/// The switch at the head of a page that was only opened: to the same page, and back.
async fn at_the_head(browser: &Browser) {
    browser.click(".languages a[hreflang=es]").await;
    browser.arrives("es/introduccion.html").await;
    assert_eq!(browser.value("document.documentElement.lang").await, json!("es"));
    browser.click(".languages a[hreflang=en]").await;
    browser.arrives("en/introduction.html").await;
}
