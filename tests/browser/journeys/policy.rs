//! Under the README's `Content-Security-Policy`: nothing that a page needs is held back, and what is forbidden is.

use super::{Browser, plain::PAGES};
use crate::policy::{FORBIDDEN, take};
use crate::site::journal;
use std::time::{Duration, Instant};

/// How long a report may take.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// Every kind of page runs its scripts, those in the page and those beside it, and no browser reports any of them. A page
/// with a script that the policy does not name is reported, and the script does not run.
pub(super) async fn holds(browser: &Browser) {
    let others = ["404.html", "en/at-a-glance.html", "en/search.html?q=children", "en-es/index.html"];
    let article = PAGES.into_iter().chain(others).map(|page| format!("{}{page}", browser.site.address));
    let journal = journal().pages().into_iter().filter(|page| page.starts_with("en/"));
    let journal = journal.map(|page| format!("{}{page}", self::journal().address));
    for page in article.chain(journal) {
        browser.go(&page).await;
        browser.until("the script in the page runs", "document.documentElement.classList.contains('scripted')").await;
        browser.until("the script beside it too", "document.querySelector('#said')").await;
    }
    // Reports come in the order of their pages: when the last is there, so are those of all others.
    let last = format!("{FORBIDDEN}?{}", browser.engine.name());
    browser.go(&format!("{}{}", browser.site.address, last.trim_start_matches('/'))).await;
    assert_eq!(browser.text("p").await, "No script runs.");
    let asked = Instant::now();
    while take(&last).is_empty() {
        assert!(asked.elapsed() < LONGEST_WAIT, "a breach of the policy is reported");
        tokio::time::sleep(Duration::from_millis(40)).await;
    }
}
