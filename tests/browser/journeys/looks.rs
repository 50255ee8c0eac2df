//! Light and dark; headings, notes and words that stand where they belong.

use super::Browser;
use crate::engines::Engine;
use crate::site::journal;
use serde_json::json;

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

/// Headings within a text that do not stand nearer to what they head than to what comes before.
const ADRIFT: &str = "[...document.querySelectorAll('.prose .heading')].filter(block => {
    const [before, after] = [block.previousElementSibling, block.nextElementSibling];
    const heading = block.querySelector('h2, h3, h4').getBoundingClientRect();
    return before && after && heading.top - before.getBoundingClientRect().bottom
        < 1.5 * (after.getBoundingClientRect().top - heading.bottom);
}).map(block => block.textContent)";

/// Words of cells that stand in two lines, hyphens apart.
const BROKEN: &str = "[...document.querySelectorAll('td :is(del, ins)')].flatMap(reading => {
    const text = reading.firstChild, range = document.createRange();
    return [...text.data.matchAll(/[^\\s-]+/g)].filter(word => {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return new Set([...range.getClientRects()].map(line => Math.round(line.top))).size > 1;
    }).map(word => word[0]);
})";

/// Heads of columns that lie over one another.
const COVERED: &str = "[...document.querySelectorAll('.matrix thead :is(a, .sum span)')].filter((head, at, heads) => {
    const [one, next] = [head, heads[at + 1] ?? head].map(each => each.getBoundingClientRect());
    return head !== heads.at(-1) && one.right > next.left + 1;
}).map(head => head.textContent)";

pub(super) async fn heads_apart(browser: &Browser) {
    for page in ["en/at-a-glance.html", "es/de-un-vistazo.html"] {
        browser.open(page).await;
        assert!(browser.holds("document.querySelectorAll('.matrix thead a').length >= 5").await, "{page} has heads");
        assert_eq!(browser.value(COVERED).await, json!([]), "{page}: heads over heads");
    }
}

pub(super) async fn headings(browser: &Browser) {
    for page in ["en/conclusions.html", "es/conclusiones.html", "en/article.html", "en-es/conclusions.html"] {
        browser.open(page).await;
        assert_eq!(browser.value(ADRIFT).await, json!([]), "{page}: headings that belong to what is above");
    }
}

pub(super) async fn whole_words(browser: &Browser) {
    for page in ["en/corrections.html", "es/correcciones.html"] {
        browser.open(page).await;
        assert!(browser.holds("document.querySelectorAll('td del').length > 30").await, "{page} has its readings");
        assert_eq!(browser.value(BROKEN).await, json!([]), "{page}: words in two lines");
    }
}

/// Where the notes of a page stand: how far from the text's end, and how far below the lines that refer to them.
const NOTES: &str = "[...document.querySelectorAll('.notes > li')].map(note => {
    const [box, text] = [note, document.querySelector('.text')].map(each => each.getBoundingClientRect());
    const line = document.getElementById(note.id + '-ref').getBoundingClientRect();
    return [box.left - text.right, box.top - line.top].map(Math.round);
})";

/// A page of the journal that has notes.
async fn open_with_notes(browser: &Browser) {
    browser.go(&format!("{}en/first/opening.html", journal().address)).await;
}

/// Where there is room, notes stand beside the text, each as high as its line or below the one before; where larger
/// letters take the room, at the end, and cards show them.
pub(super) async fn notes_in_the_margin(browser: &Browser) {
    open_with_notes(browser).await;
    browser.until("the notes stand in the margin", &format!("{NOTES}.every(([aside]) => aside > 0)")).await;
    let notes: Vec<[i64; 2]> = serde_json::from_value(browser.value(NOTES).await).expect("pairs of numbers");
    assert!(notes.len() == 2 && notes[0][1].abs() < 24, "the first is as high as its line: {notes:?}");
    assert!(browser.holds(BELOW).await, "the second does not cover the first");
    assert!(browser.holds("document.documentElement.scrollWidth <= innerWidth").await, "nothing sticks out");
    browser.point_at(".note-ref a").await;
    browser.stays("what can be seen needs no card", "!document.querySelector('#card:popover-open')").await;

    browser.value(LONG_NOTE).await;
    browser.until("longer than the text they stand at the end", AT_THE_END).await;

    open_with_notes(browser).await;
    browser.move_pointer(2, 2).await;
    browser.value("document.documentElement.style.fontSize = '200%'").await;
    browser.until("without room they stand at the end", AT_THE_END).await;
    browser.point_at(".note-ref a").await;
    let card = "document.querySelector('#card:popover-open')?.textContent.includes('A note that cites')";
    browser.until("there the card shows the note", card).await;
}

pub(super) async fn notes_at_the_end(browser: &Browser) {
    open_with_notes(browser).await;
    let notes = browser.find(".notes > li").await.rect().await.expect("a note has a place");
    let last = browser.find(".prose > :last-child").await.rect().await.expect("the text has an end");
    assert!(notes.y > last.y + last.height - 1.0, "without scripts they stand at the end");
}

/// Makes a note longer than its text, and the text another size, as a script of a reader's own would.
const LONG_NOTE: &str = "(document.querySelector('.notes p').prepend('word '.repeat(4000)),
    document.querySelector('.prose').style.paddingBlockEnd = '3px')";

const BELOW: &str = "(([a, b]) => b.top >= a.bottom)(
    [...document.querySelectorAll('.notes > li')].map(note => note.getBoundingClientRect()))";

const AT_THE_END: &str = "document.querySelector('.notes > li').getBoundingClientRect().top
    > document.querySelector('.prose').getBoundingClientRect().bottom - 1";
