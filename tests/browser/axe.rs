//! axe-core on every page, at three widths, light and dark, by the rules of WCAG 2.2 AA and of good practice: no finding.

use crate::browser::{Browser, travel};
use crate::engines::{Engine, USUAL};
use crate::programs;
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
    travel("axe-0", Engine::Chromium, USUAL, async |browser| share(browser, 0).await);
}

#[test]
fn pages_of_the_other_half() {
    travel("axe-1", Engine::Chromium, USUAL, async |browser| share(browser, 1).await);
}

async fn share(browser: &Browser, share: usize) {
    let axe = fs::read_to_string(programs::tool("npm/node_modules/axe-core/axe.min.js")).unwrap();
    let pages: Vec<String> = browser.site.pages().into_iter().skip(share).step_by(SHARES).collect();
    let mut findings = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        browser.open(page).await;
        browser.driver.execute(axe.as_str(), Vec::new()).await.unwrap_or_else(|error| panic!("{page}: axe: {error}"));
        for (width, height) in WIDTHS {
            for scheme in SCHEMES {
                browser.emulate(width, height, scheme).await;
                let result = browser.promised(RUN).await;
                assert!(result["passed"].as_u64() > Some(5), "{page}: axe looked at nothing: {result}");
                let found = result["found"].as_array().map(Vec::as_slice).unwrap_or_default();
                findings.extend(found.iter().map(|finding| line(page, width, scheme, finding)));
            }
        }
        if number % 10 == 9 {
            println!("axe: {} of {} pages, {} findings", number + 1, pages.len(), findings.len());
        }
    }
    assert!(findings.is_empty(), "axe: {} findings\n{}", findings.len(), findings.join("\n"));
}

fn line(page: &str, width: u32, scheme: &str, finding: &Value) -> String {
    let part = |at: usize| finding[at].as_str().unwrap_or_default().replace('\n', " ");
    format!("{page} · {width} px · {scheme} · {} · {}\n    {}", part(0), part(1), part(2))
}

impl Browser {
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
