//! axe-core on every page, at three widths, light and dark, by the rules of WCAG 2.2 AA and of good practice: no finding.

use crate::browser::{Browser, travel, travel_in};
use crate::engines::{Engine, USUAL};
use crate::programs;
use crate::site::journal;
use serde_json::{Value, json};
use std::fs;

const WIDTHS: [(u32, u32); 3] = [(320, 700), (768, 1024), (1280, 900)];
const SCHEMES: [&str; 2] = ["light", "dark"];

/// How many tests share the pages, so that a machine's cores share them too.
const SHARES: usize = 2;

const RUN: &str = "
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const options = { runOnly: tags, resultTypes: ['violations'] };
    const results = await axe.run(document, options);
    return {
        passed: results.passes.length,
        found: results.violations.flatMap(rule => rule.nodes.map(node => [rule.id, node.target.join(' '), node.failureSummary])),
    };
";

#[test]
fn pages_of_one_half() {
    travel("axe-0", Engine::Chromium, USUAL, async |browser| share(browser, 0, SHARES).await);
}

#[test]
fn pages_of_the_other_half() {
    travel("axe-1", Engine::Chromium, USUAL, async |browser| share(browser, 1, SHARES).await);
}

#[test]
fn pages_of_a_journal() {
    travel_in(journal(), "axe-journal", Engine::Chromium, USUAL, async |browser| share(browser, 0, 1).await);
}

/// What a page shows only once it is asked: results, and cards.
#[test]
fn what_opens_on_a_page() {
    travel("axe-open", Engine::Chromium, USUAL, async |browser| {
        let mut findings = Vec::new();
        for page in ["en/search.html?q=children", "es/buscar.html?q=xyzzyq"] {
            browser.open(page).await;
            browser
                .until("the search is done", "document.querySelector('#search-results')?.dataset.state == 'done'")
                .await;
            browser.hold(page, None, &mut findings).await;
        }
        for (page, link) in [
            ("en/introduction.html", ".prose a.mention"),
            ("es/introduccion.html", ".prose a.cite"),
            ("en-es/introduction.html", ".half a.mention"),
        ] {
            browser.open(page).await;
            browser.hold(page, Some(link), &mut findings).await;
        }
        none(&findings);
    });
}

async fn share(browser: &Browser, share: usize, of: usize) {
    let pages: Vec<String> = browser.site.pages().into_iter().skip(share).step_by(of).collect();
    let mut findings = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        browser.open(page).await;
        browser.hold(page, None, &mut findings).await;
        if number % 10 == 9 {
            println!("axe: {} of {} pages, {} findings", number + 1, pages.len(), findings.len());
        }
    }
    none(&findings);
}

fn none(findings: &[String]) {
    assert!(findings.is_empty(), "axe: {} findings\n{}", findings.len(), findings.join("\n"));
}

fn line(page: &str, width: u32, scheme: &str, finding: &Value) -> String {
    let part = |at: usize| finding[at].as_str().unwrap_or_default().replace('\n', " ");
    format!("{page} · {width} px · {scheme} · {} · {}\n    {}", part(0), part(1), part(2))
}

impl Browser {
    /// Holds the page that is open against the rules, at each width and in each scheme; with the card of a link, if asked.
    async fn hold(&self, page: &str, card: Option<&str>, findings: &mut Vec<String>) {
        // Where a part of a long page waits to be laid out, axe would measure places at which nothing stands. The page's script
        // ends that; the policy keeps out the one of a single file.
        self.value("document.documentElement.classList.remove('unlaid')").await;
        let axe = fs::read_to_string(programs::tool("npm/node_modules/axe-core/axe.min.js")).unwrap();
        self.driver.execute(axe.as_str(), Vec::new()).await.unwrap_or_else(|error| panic!("{page}: axe: {error}"));
        for (width, height) in WIDTHS {
            for scheme in SCHEMES {
                self.emulate(width, height, scheme).await;
                if let Some(link) = card {
                    self.value("document.activeElement.blur()").await;
                    self.focus(link).await;
                    self.until("the card", "document.querySelectorAll('#card:popover-open').length == 1").await;
                }
                let result = self.promised(RUN).await;
                assert!(result["passed"].as_u64() > Some(5), "{page}: axe looked at nothing: {result}");
                let found = result["found"].as_array().map(Vec::as_slice).unwrap_or_default();
                findings.extend(found.iter().map(|finding| line(page, width, scheme, finding)));
            }
        }
    }

    /// Gives Chromium a window of another size, and a system of another scheme, without loading the page again.
    async fn emulate(&self, width: u32, height: u32, scheme: &str) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        let cdp = self.driver.cdp();
        cdp.send_raw("Emulation.setDeviceMetricsOverride", metrics).await.expect("Chromium can be told its size");
        cdp.send_raw("Emulation.setEmulatedMedia", media).await.expect("Chromium can be told its scheme");
        assert_eq!(self.value("innerWidth").await, json!(width));
        assert!(self.holds(&format!("matchMedia('(prefers-color-scheme: {scheme})').matches")).await);
    }
}
