//! Light and dark; headings, notes and words that stand where they belong, with narrow letters and with wide ones.

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

/// How wide some letters are in a font, or in the one that stands for it.
const WIDTH: &str = "(font => {
    const paper = document.createElement('canvas').getContext('2d');
    paper.font = `100px ${font}`;
    return paper.measureText('Letters as wide as a page').width;
})(arguments[0])";

/// The browser sees the fonts of its set, and no other of the same packages: else the journeys below prove nothing.
pub(super) async fn faces(browser: &Browser) {
    browser.open("en/introduction.html").await;
    let theme = browser.value("getComputedStyle(document.body).fontFamily").await;
    let width = async |font: &str| browser.value_of(WIDTH, &[json!(font)]).await;
    let (serif, mono) = (browser.fonts.serif(), "'DejaVu Sans Mono'");
    let face = width(&format!("'{serif}', {mono}")).await;
    assert_ne!(face, width(mono).await, "{serif} is there");
    assert_eq!(face, width(theme.as_str().expect("names of fonts")).await, "the text is set in {serif}");
    assert_eq!(width(mono).await, width(&format!("'Nimbus Roman', {mono}")).await, "no other font is there");
}

/// Headings within a text that do not stand nearer to what they head than to what comes before.
const ADRIFT: &str = "[...document.querySelectorAll('.prose .heading')].filter(block => {
    const [before, after] = [block.previousElementSibling, block.nextElementSibling];
    const heading = block.querySelector('h2, h3, h4').getBoundingClientRect();
    return before && after && heading.top - before.getBoundingClientRect().bottom
        < 1.5 * (after.getBoundingClientRect().top - heading.bottom);
}).map(block => block.textContent)";

/// Words of tables that stand in two lines: in cells, and in heads where these are shown. Addresses may break,
/// and words after a hyphen or a slash.
const BROKEN: &str = "[...document.querySelectorAll('.table :is(th, td)')].flatMap(cell => {
    if (getComputedStyle(cell.closest('thead') ?? cell).clipPath != 'none') return [];
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange(), broken = [];
    while (texts.nextNode()) {
        const text = texts.currentNode;
        if (text.parentElement.closest('a[href^=http]')) continue;
        for (const word of text.data.matchAll(/[^\\s\\/-]+/g)) {
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            const lines = [...range.getClientRects()].filter(line => line.width).map(line => Math.round(line.top));
            if (new Set(lines).size > 1) broken.push(word[0]);
        }
    }
    return broken;
})";

/// Tables and pages that are wider than their places.
const STICKS_OUT: &str = "[document.documentElement, ...document.querySelectorAll('.table')]
    .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML.slice(0, 120))";

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

/// Tables keep their words whole and their places, from where they become tables upwards.
pub(super) async fn whole_words(browser: &Browser) {
    let pages = [
        "en/corrections.html",
        "es/correcciones.html",
        "en/international-cooperation.html",
        "es/cooperacion-internacional.html",
    ];
    for page in pages {
        browser.open(page).await;
        whole(browser, page).await;
        for width in [680, 720, 1000] {
            browser.open_narrow(page, width).await;
            whole(browser, &format!("{page} at {width} px")).await;
        }
    }
}

async fn whole(browser: &Browser, page: &str) {
    assert!(browser.holds("document.querySelectorAll('.table :is(th, td)').length > 20").await, "{page} has a table");
    assert_eq!(browser.value(BROKEN).await, json!([]), "{page}: words in two lines");
    assert_eq!(browser.value(STICKS_OUT).await, json!([]), "{page}: too wide");
}

/// Where the notes of a page stand: how far from the text's end, and how far below the lines that refer to them.
const NOTES: &str = "[...document.querySelectorAll('.notes > li')].map(note => {
    const [box, text] = [note, document.querySelector('.text')].map(each => each.getBoundingClientRect());
    const line = document.getElementById(note.id + '-ref').getBoundingClientRect();
    return [box.left - text.right, box.top - line.top].map(Math.round);
})";

/// A page of the journal that has notes, in a window of the width that many screens have.
async fn open_with_notes(browser: &Browser) {
    browser.driver.set_window_rect(0, 0, 1280, 900).await.expect("a window has a size");
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
