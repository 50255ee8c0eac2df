//! From a citation to its entry and back to the sentence; from an actor to where the text speaks of it.

use super::Browser;
use serde_json::json;

/// A citation leads to the entry of its work; the entry leads back to the paragraph that cites it.
pub(super) async fn to_the_entry_and_back(browser: &Browser) {
    browser.open("en/introduction.html").await;
    there_and_back(browser).await;
}

/// The same from disk.
pub(super) async fn to_the_entry_and_back_from_disk(browser: &Browser) {
    browser.open_from_disk("en/introduction.html").await;
    there_and_back(browser).await;
}

async fn there_and_back(browser: &Browser) {
    browser.click("#introduction-p3 a.cite").await;
    browser.arrives("en/bibliography.html#cbp-2023").await;
    browser.until("the entry is in view", &Browser::in_view("#cbp-2023")).await;
    let sentence = browser.text("#cbp-2023 .places q").await;
    browser.click("#cbp-2023 .places a").await;
    browser.arrives("en/introduction.html#introduction-p3").await;
    browser.until("the citing paragraph is in view", &Browser::in_view("#introduction-p3")).await;
    let paragraph = browser.text("#introduction-p3").await;
    assert!(paragraph.contains(&sentence), "the entry quotes the paragraph:\n  {sentence}\n  {paragraph}");
}

/// Every back-link of the bibliography and of an actor's page names a block that is there.
pub(super) async fn every_place_is_there(browser: &Browser) {
    for page in ["en/bibliography.html", "es/bibliografia.html", "en/actors/dif.html", "es/actores/dif.html"] {
        browser.open(page).await;
        let lost = browser
            .promised(
                "const links = [...document.querySelectorAll('.places a')];
                 if (links.length == 0) return ['no link to any place'];
                 const pages = new Map();
                 const lost = [];
                 for (const link of links) {
                     const [address, anchor] = link.href.split('#');
                     if (!pages.has(address)) {
                         const text = await (await fetch(address)).text();
                         pages.set(address, new DOMParser().parseFromString(text, 'text/html'));
                     }
                     if (!anchor || !pages.get(address).getElementById(anchor)) lost.push(link.href);
                 }
                 return lost;",
            )
            .await;
        assert_eq!(lost, json!([]), "{page}");
    }
}

/// A mention leads to the actor's page; the page leads back to the paragraph.
pub(super) async fn to_the_actor_and_back(browser: &Browser) {
    browser.open("en/introduction.html").await;
    browser.click("#introduction-p3 a.mention").await;
    browser.arrives("en/actors/cbp.html").await;
    browser.click(".places a[href$='#introduction-p3']").await;
    browser.arrives("en/introduction.html#introduction-p3").await;
    browser.until("the paragraph is in view", &Browser::in_view("#introduction-p3")).await;
}
