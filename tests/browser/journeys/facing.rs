//! Facing pages: pairs stand level, side by side, and fold where there is no room.

use super::Browser;
use serde_json::json;

/// The boxes of every pair of paragraphs: left and top of its first half, left and top of its second.
const HALVES: &str =
    "[...document.querySelectorAll('.row.paragraph')].map(row => [...row.querySelectorAll(':scope > .half > p')]
    .flatMap(p => [p.getBoundingClientRect().left, p.getBoundingClientRect().top].map(Math.round)))";

/// On a wide screen each paragraph begins level with its counterpart, to the right of it.
pub(super) async fn side_by_side(browser: &Browser) {
    browser.open("en-es/introduction.html").await;
    browser.until("the page has room for two leaves", "innerWidth >= 1100").await;
    for (row, pair) in pairs(browser).await.iter().enumerate() {
        assert!(pair[2] > pair[0] + 300, "row {row}: the second language is to the right: {pair:?}");
        assert!((pair[1] - pair[3]).abs() <= 2, "row {row}: both begin level: {pair:?}");
    }
    browser.click("#introduction-p3 .which[hreflang=es]").await;
    browser.arrives("es/introduccion.html#introduction-p3").await;
    browser.until("the paragraph is in view", &Browser::in_view("#introduction-p3")).await;
}

/// On a telephone a pair folds: one language below the other, and nothing sticks out.
pub(super) async fn folded(browser: &Browser) {
    browser.open_narrow("en-es/introduction.html", 320).await;
    assert_eq!(browser.value("innerWidth").await, json!(320));
    for (row, pair) in pairs(browser).await.iter().enumerate() {
        assert!((pair[0] - pair[2]).abs() <= 2, "row {row}: both begin at the same edge: {pair:?}");
        assert!(pair[3] > pair[1] + 20, "row {row}: the second language stands below: {pair:?}");
    }
    let [whole, seen] = ["scrollWidth", "clientWidth"].map(|width| format!("document.documentElement.{width}"));
    assert_eq!(browser.value(&whole).await, browser.value(&seen).await, "nothing sticks out");
}

async fn pairs(browser: &Browser) -> Vec<[i64; 4]> {
    let pairs: Vec<[i64; 4]> = serde_json::from_value(browser.value(HALVES).await).expect("two halves in each row");
    assert!(pairs.len() > 5, "the section has paragraphs");
    pairs
}
