//! Every page through html-validate: no error, no warning.

use crate::programs;
use crate::site::{journal, site};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// What html-validate says of files below a folder: a line for each finding, and how many files it opened.
fn findings(folder: &Path) -> Vec<String> {
    let npm = programs::tool("npm");
    let configuration = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/npm/htmlvalidate.cjs");
    // A configuration names its rules by packages that stand beside it.
    let beside = npm.join("htmlvalidate.cjs");
    std::fs::copy(configuration, &beside).unwrap();
    // Into a file: what it writes to a pipe it does not wait for.
    let answer = tempfile::NamedTempFile::new().unwrap();
    let output = Command::new(programs::program("node", "nodejs"))
        .current_dir(&npm)
        .arg(programs::tool("npm/node_modules/html-validate/bin/html-validate.mjs"))
        .args(["--config", "htmlvalidate.cjs", "--formatter"])
        .arg(format!("json={}", answer.path().display()))
        .arg(format!("{}/**/*.html", folder.display()))
        .output()
        .expect("node runs");
    let reports: Value = serde_json::from_slice(&std::fs::read(answer.path()).unwrap()).unwrap_or_else(|error| {
        panic!("html-validate does not answer: {error}\n{}", String::from_utf8_lossy(&output.stderr))
    });
    let mut findings = Vec::new();
    for report in reports.as_array().unwrap() {
        let file = Path::new(report["filePath"].as_str().unwrap());
        let page = file.strip_prefix(folder).unwrap_or(file).display();
        for message in report["messages"].as_array().unwrap() {
            let [rule, text] = ["ruleId", "message"].map(|key| message[key].as_str().unwrap_or_default());
            findings.push(format!("{page}:{}:{} {rule}: {text}", message["line"], message["column"]));
        }
    }
    findings
}

#[test]
fn every_page_is_valid() {
    for site in [site(), journal()] {
        println!("html-validate: {} pages", site.pages().len());
        let findings = findings(&site.folder);
        assert!(findings.is_empty(), "html-validate: {} findings\n{}", findings.len(), findings.join("\n"));
    }
}

/// The validator opens every page: a fault put into each is found in each.
#[test]
fn a_fault_is_found_on_every_page() {
    let site = site();
    let copy = tempfile::tempdir().unwrap();
    for page in site.pages() {
        let file = copy.path().join(&page);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        let text = std::fs::read_to_string(site.folder.join(&page)).unwrap();
        std::fs::write(file, text.replace("</main>", "<p><div></div></p></main>")).unwrap();
    }
    let found: BTreeSet<String> = findings(copy.path())
        .iter()
        .filter(|line| {
            line.contains(" element-permitted-content")
                || line.contains(" close-order")
                || line.contains(" no-implicit")
        })
        .filter_map(|line| line.split(':').next().map(str::to_owned))
        .collect();
    assert_eq!(found, site.pages().into_iter().collect());
}
