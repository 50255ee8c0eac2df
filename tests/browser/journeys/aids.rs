//! Reading aids: the switch of light and dark, permalinks that copy themselves, contents that follow.

use super::{Browser, looks::PAPER, plain::PAGES};
use serde_json::json;

/// The switch turns the page dark, the next page stays so, and turning it back forgets the choice.
pub(super) async fn theme_switch(browser: &Browser) {
    browser.open("en/introduction.html").await;
    assert!(paper(browser).await > 220, "the page begins light");
    browser.click("#theme-switch").await;
    browser.until("the switch is pressed", "document.querySelector('#theme-switch').ariaPressed == 'true'").await;
    assert!(paper(browser).await < 70, "the page is dark");
    browser.open("es/bibliografia.html").await;
    assert!(paper(browser).await < 70, "the next page is dark");
    browser.click("#theme-switch").await;
    browser.until("the choice is forgotten", "!localStorage.getItem('papel-theme')").await;
    assert!(paper(browser).await > 220, "the page is light again");
}

async fn paper(browser: &Browser) -> i64 {
    browser.value(PAPER).await.as_i64().expect("a number")
}

/// A click on a paragraph's number leads to it and says that its address was copied.
pub(super) async fn permalink(browser: &Browser) {
    browser.open("en/introduction.html").await;
    browser.click("#introduction-p3 ~ .permalink").await;
    browser.arrives("en/introduction.html#introduction-p3").await;
    browser
        .until("it says that it was copied", "document.querySelector('#introduction-p3 ~ .permalink').dataset.said")
        .await;
    browser.until("and is quiet again", "!document.querySelector('#introduction-p3 ~ .permalink').dataset.said").await;
}

/// On facing pages what is said stands at the number in the fold, which gets a place of its own for it.
pub(super) async fn permalink_between_pages(browser: &Browser) {
    browser.open("en-es/introduction.html").await;
    browser.click("#introduction-p3 > .permalink").await;
    browser
        .until("it says that it was copied", "document.querySelector('#introduction-p3 > .permalink').dataset.said")
        .await;
    let link = "getComputedStyle(document.querySelector('#introduction-p3 > .permalink')).position";
    assert_eq!(browser.value(link).await, json!("relative"));
}

/// The contents of the whole article mark the section that is being read.
pub(super) async fn contents_that_follow(browser: &Browser) {
    browser.open("en/article.html").await;
    for section in ["human-rights", "introduction"] {
        browser.value(&format!("document.getElementById('{section}').scrollIntoView({{ behavior: 'instant' }})")).await;
        let marked = format!(
            "document.querySelector('.toc a[aria-current=location]')?.hash == '#{section}' \
             && document.querySelectorAll('.toc a[aria-current=location]').length == 1"
        );
        browser.until(&format!("the contents mark {section}"), &marked).await;
    }
}

/// On a phone the parts of a long page are laid out one after the other, all of them; for who returns to a place, at once.
pub(super) async fn long_page(browser: &Browser) {
    let laid = "document.querySelectorAll('.section.laid').length";
    let waits = "document.documentElement.classList.contains('unlaid')";
    browser.open_narrow("en/article.html", 320).await;
    browser.until("all parts are laid out", &format!("!{waits} && {laid} == 6")).await;
    let styles = "[...document.querySelectorAll('.section')].map(part => getComputedStyle(part).contentVisibility)";
    assert!(browser.holds(&format!("{styles}.every(value => value != 'auto')")).await, "a part is kept out of view");
    browser.value("setTimeout(() => location.reload())").await;
    let again = "performance.getEntriesByType('navigation')[0].type == 'reload' && document.readyState == 'complete'";
    browser.until("the page is there again", again).await;
    assert!(browser.holds(&format!("!{waits} && {laid} == 0")).await, "a page that returns waits for its parts");
}

/// With text at 400 % nothing sticks out of the window, and no word is cut off.
pub(super) async fn enlarged(browser: &Browser) {
    let others = ["en/at-a-glance.html", "en/search.html?q=children", "404.html"];
    for page in PAGES.into_iter().chain(others) {
        browser.open(page).await;
        let small = browser.value(SIZE).await.as_f64().expect("a size");
        browser.value("document.documentElement.style.fontSize = '400%'").await;
        browser.until(&format!("{page} is enlarged"), &format!("{SIZE} > {small} * 3")).await;
        let sticks_out = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(browser.value(sticks_out).await, json!(0), "{page}: pixels that stick out");
        assert_eq!(browser.value(CUT).await, json!([]), "{page}: text that is cut off");
    }
}

/// The size of a page's letters, in pixels.
const SIZE: &str = "parseFloat(getComputedStyle(document.body).fontSize)";

/// What holds more than it shows and cannot be scrolled.
const CUT: &str = "[...document.querySelectorAll('body *')]
    .filter(e => /hidden|clip/.test(getComputedStyle(e).overflowX + getComputedStyle(e).overflowY))
    .filter(e => !e.matches('.unseen, svg, svg *, thead') && e.textContent.trim())
    .filter(e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
    .map(e => e.outerHTML.slice(0, 120))";
