//! Light and dark.

use super::Browser;
use crate::engines::Engine;

/// How light the page is behind the text, from 0 to 255.
pub(super) const PAPER: &str = "(() => {
    let e = document.querySelector('main');
    while (e && /^(transparent|rgba\\(.*, 0\\))$/.test(getComputedStyle(e).backgroundColor)) e = e.parentElement;
    const c = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    c.fillStyle = e ? getComputedStyle(e).backgroundColor : 'white';
    c.fillRect(0, 0, 1, 1);
    const [r, g, b] = c.getImageData(0, 0, 1, 1).data;
    return Math.round((r + g + b) / 3);
})()";

/// A system that prefers dark gets dark pages, one that does not gets light ones.
pub(super) async fn follows_the_system(browser: &Browser, dark: bool) {
    if browser.engine == Engine::Chromium {
        let value = if dark { "dark" } else { "light" };
        let features = serde_json::json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
        browser.driver.cdp().send_raw("Emulation.setEmulatedMedia", features).await.expect("Chromium can be told");
    }
    for page in ["en/introduction.html", "en-es/introduction.html", "es/bibliografia.html"] {
        browser.open(page).await;
        assert_eq!(
            browser.holds("matchMedia('(prefers-color-scheme: dark)').matches").await,
            dark,
            "the system is set"
        );
        let paper = browser.value(PAPER).await.as_i64().unwrap();
        assert!(if dark { paper < 70 } else { paper > 220 }, "{page}: the paper is at {paper} of 255");
    }
}

pub(super) async fn dark_by_the_system(browser: &Browser) {
    follows_the_system(browser, true).await;
}

pub(super) async fn light_by_the_system(browser: &Browser) {
    follows_the_system(browser, false).await;
}
