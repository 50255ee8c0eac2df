//! Lighthouse, as on a telephone: 100 in all four categories, on the first and the last page of each kind, which are in
//! different languages. What may be less is listed here, each with its reason; an exception that is no longer needed
//! fails. The figures are written to `target/browser/lighthouse.md`.

use crate::programs;
use crate::site::{Site, site};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

/// A machine that does other things as well measures a page too slow, never too fast, or not at all: the best of so many
/// runs counts.
const RUNS: usize = 3;

const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

/// An audit that pages of a kind do not pass, and why that is right.
struct Exception {
    kind: &'static str,
    audit: &'static str,
    reason: &'static str,
}

const EXCEPTIONS: [Exception; 2] = [
    Exception {
        kind: "facing",
        audit: "is-crawlable",
        reason: "facing pages repeat what stands on the pages of both languages, where search engines are to find it",
    },
    Exception {
        kind: "not-found",
        audit: "is-crawlable",
        reason: "a page that says that there is no page is not to be found",
    },
];

/// What Lighthouse says of a page.
struct Verdict {
    /// By category, from 0 to 1.
    scores: [f64; 4],
    /// The audits that count in each category and were not passed, with what they say.
    faults: [BTreeMap<String, String>; 4],
}

#[test]
fn a_hundred_on_every_kind_of_page() {
    let site = site();
    let pages = pages(site);
    let mut report = "| kind | page | performance | accessibility | best practices | SEO | runs | exceptions |\n\
                      | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        .to_owned();
    let (mut findings, mut used) = (Vec::new(), BTreeSet::new());
    for (number, (kind, page)) in pages.iter().enumerate() {
        let (verdict, runs) = best(site, page);
        let mut excused = Vec::new();
        for ((category, score), faults) in CATEGORIES.iter().zip(verdict.scores).zip(&verdict.faults) {
            if score >= 1.0 {
                continue;
            }
            let (excepted, left): (Vec<_>, Vec<_>) =
                faults.iter().partition(|(audit, _)| exception(kind, audit).is_some());
            for exception in excepted.iter().filter_map(|(audit, _)| exception(kind, audit)) {
                used.insert((exception.kind, exception.audit));
                excused.push(format!("{}: {}", exception.audit, exception.reason));
            }
            if excepted.is_empty() || !left.is_empty() {
                findings.push(format!("{page}: {category} {:.0}: {left:?}", score * 100.0));
            }
        }
        let scores = verdict.scores.map(|score| format!("{:.0}", score * 100.0));
        println!("lighthouse: {} of {} · {page} · {}", number + 1, pages.len(), scores.join(" "));
        writeln!(report, "| {kind} | {page} | {} | {runs} | {} |", scores.join(" | "), excused.join("; ")).unwrap();
    }
    for exception in EXCEPTIONS.iter().filter(|exception| !used.contains(&(exception.kind, exception.audit))) {
        findings.push(format!("the exception of {} from {} is no longer needed", exception.kind, exception.audit));
    }
    let file = programs::target().join("browser/lighthouse.md");
    fs::write(&file, report).unwrap();
    println!("lighthouse: the figures are in {}", file.display());
    assert!(findings.is_empty(), "Lighthouse:\n{}", findings.join("\n"));
}

fn exception(kind: &str, audit: &str) -> Option<&'static Exception> {
    EXCEPTIONS.iter().find(|exception| exception.kind == kind && exception.audit == audit)
}

/// The first and the last page of each kind, as their bodies name it.
fn pages(site: &Site) -> Vec<(String, String)> {
    let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
    // What is taken away as one file is not visited; its pages are.
    for page in site.pages().into_iter().filter(|page| !page.starts_with("downloads/")) {
        let text = fs::read_to_string(site.folder.join(&page)).unwrap();
        let class =
            text.split_once("<body class=\"").and_then(|(_, rest)| rest.split_once('"')).map(|(class, _)| class);
        let kind = class.and_then(|class| class.split(' ').find_map(|name| name.strip_prefix("kind-")));
        kinds.entry(kind.unwrap_or_else(|| panic!("{page} has no kind")).to_owned()).or_default().push(page);
    }
    let ends = |(kind, pages): (String, Vec<String>)| {
        let both: BTreeSet<String> = [pages.first(), pages.last()].into_iter().flatten().cloned().collect();
        both.into_iter().map(move |page| (kind.clone(), page))
    };
    kinds.into_iter().flat_map(ends).collect()
}

/// The best of up to `RUNS` runs, and how many it took: the first that could not be faster ends them.
fn best(site: &Site, page: &str) -> (Verdict, usize) {
    let mut best: Option<Verdict> = None;
    let mut errors = Vec::new();
    for run in 1..=RUNS {
        match measure(site, page) {
            Ok(made) if best.as_ref().is_none_or(|best| made.scores[0] > best.scores[0]) => best = Some(made),
            Ok(_) => {}
            Err(error) => errors.push(error),
        }
        if let Some(best) = best.take_if(|best| best.scores[0] >= 1.0) {
            return (best, run);
        }
    }
    (best.unwrap_or_else(|| panic!("{page}: Lighthouse does not answer:\n{}", errors.join("\n"))), RUNS)
}

/// One run; an error is what Lighthouse says instead of an answer.
fn measure(site: &Site, page: &str) -> Result<Verdict, String> {
    let answer = tempfile::NamedTempFile::new().unwrap();
    let output = Command::new(programs::program("node", "nodejs"))
        .arg(programs::tool("npm/node_modules/lighthouse/cli/index.js"))
        .arg(format!("{}{page}", site.address))
        .args([
            "--quiet",
            "--output=json",
            "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu",
        ])
        .arg(format!("--output-path={}", answer.path().display()))
        .env("CHROME_PATH", programs::program("chromium", "chromium"))
        .output()
        .expect("node runs");
    let bytes = fs::read(answer.path()).unwrap();
    let report: Value = serde_json::from_slice(&bytes)
        .map_err(|error| format!("{error}\n{}", String::from_utf8_lossy(&output.stderr)))?;
    let mut verdict = Verdict { scores: [0.0; 4], faults: Default::default() };
    for (place, name) in CATEGORIES.iter().enumerate() {
        let category = &report["categories"][name];
        let score = category["score"].as_f64();
        verdict.scores[place] = score.ok_or_else(|| format!("no {name}: {}", report["runtimeError"]))?;
        for audit in category["auditRefs"].as_array().unwrap().iter().filter(|audit| audit["weight"] != 0) {
            let id = audit["id"].as_str().unwrap();
            let result = &report["audits"][id];
            if result["score"].as_f64().is_some_and(|score| score < 1.0) {
                let words = result["displayValue"].as_str().or(result["title"].as_str()).unwrap_or_default();
                verdict.faults[place].insert(id.to_owned(), words.to_owned());
            }
        }
    }
    Ok(verdict)
}
