//! Cards: what stands behind a citation or a name, without leaving the line.

use super::Browser;
use crate::engines::Engine;
use serde_json::json;
use thirtyfour::Key;

const CITATION: &str = "#introduction-p3 a.cite";
const ACTOR: &str = "#introduction-p3 a.mention";
const OPEN: &str = "document.querySelector('#card:popover-open')";
const CLOSED: &str = "!document.querySelector('#card:popover-open')";

fn says(words: &str) -> String {
    format!("{OPEN}?.textContent.includes({})", json!(words))
}

/// Pointed at, a citation shows its reference; the card stays while the pointer is on it, and goes with it.
pub(super) async fn by_pointer(browser: &Browser) {
    browser.open("en/introduction.html").await;
    browser.point_at(CITATION).await;
    browser.until("the citation's card shows its reference", &says("Southwest Land Border Encounters")).await;
    browser.point_at("#card").await;
    browser.stays("the card under the pointer", OPEN).await;
    browser.move_pointer(2, 2).await;
    browser.until("the card goes when the pointer does", CLOSED).await;

    browser.point_at(ACTOR).await;
    browser.until("the actor's card shows its name", &says("Customs and Border Protection")).await;
    browser.press(Key::Escape).await;
    browser.until("Escape closes the card", CLOSED).await;
    browser.click(CITATION).await;
    browser.arrives("en/bibliography.html#cbp-2023").await;
}

/// Where a table on the page lists the actor, its row is the card's source: name, role and description.
pub(super) async fn from_a_table(browser: &Browser) {
    for (page, link) in [
        ("es/cooperacion-internacional.html", "#international-cooperation-p3 a.mention"),
        ("en-es/international-cooperation.html", "#international-cooperation-p3 > .half ~ .half a.mention"),
    ] {
        browser.open(page).await;
        browser.point_at(link).await;
        browser.until("the actor's card is open", OPEN).await;
        let parts = browser.value(&format!("[...{OPEN}.children].map(part => part.textContent.trim())")).await;
        let parts: Vec<String> = serde_json::from_value(parts).expect("a list of texts");
        assert_eq!(
            parts[..2],
            ["Sistema Nacional para el Desarrollo Integral de la Familia (DIF)", "México · Gubernamental"]
        );
        assert!(parts[2].starts_with("Protege a los menores migrantes"), "{page}: {parts:?}");
    }
}

/// The same by keyboard: from link to link, Escape, and the link itself.
pub(super) async fn by_keyboard(browser: &Browser) {
    browser.open("en/introduction.html").await;
    browser.focus("#introduction-p2 ~ .counterpart").await;
    browser.press(Key::Tab).await;
    browser.until("the actor's card opens with the focus", &says("Customs and Border Protection")).await;
    browser.press(Key::Tab).await;
    browser.until("the citation's card opens with the focus", &says("Southwest Land Border Encounters")).await;
    let focused = format!("document.activeElement == document.querySelector({})", json!(CITATION));
    assert!(browser.holds(&focused).await, "the focus is on the citation");
    assert!(browser.holds("document.activeElement.getAttribute('aria-describedby') == 'card'").await);
    browser.press(Key::Escape).await;
    browser.until("Escape closes the card", CLOSED).await;
    assert!(browser.holds(&focused).await, "the focus stays on the citation");
    browser.press(Key::Enter).await;
    browser.arrives("en/bibliography.html#cbp-2023").await;
}

/// A first tap shows the card, a tap elsewhere closes it, a second on the same link follows it. WebKit's driver takes a
/// finger and moves none: that no tap arrives is held, so that the day it does is noticed.
pub(super) async fn by_tap(browser: &Browser) {
    browser.open("en/introduction.html").await;
    if browser.engine == Engine::WebKit {
        browser
            .value("addEventListener('pointerdown', event => { window.finger = event.pointerType == 'touch' })")
            .await;
        browser.tap(CITATION).await;
        assert!(browser.holds("!window.finger").await, "WebKit has a finger now: let it tap like the others");
        return;
    }
    browser.tap(CITATION).await;
    browser.until("a tap shows the citation's card", &says("Southwest Land Border Encounters")).await;
    assert_eq!(browser.place().await, "en/introduction.html", "the page is still there");
    browser.tap("#introduction-p5").await;
    browser.until("a tap elsewhere closes it", CLOSED).await;
    browser.tap(CITATION).await;
    browser.until("a tap shows it again", OPEN).await;
    browser.tap(CITATION).await;
    browser.arrives("en/bibliography.html#cbp-2023").await;
}

/// Without scripts there is no card, and the link leads to the entry.
pub(super) async fn without_scripts(browser: &Browser) {
    browser.open("en/introduction.html").await;
    browser.point_at(CITATION).await;
    assert!(browser.holds("!document.querySelector('#card')").await);
    browser.click(CITATION).await;
    browser.arrives("en/bibliography.html#cbp-2023").await;
}
