//! The `Content-Security-Policy` that the README gives to hosts, held against what the pages hold.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use scraper::ElementRef;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

use crate::site::{Page, Site};

const README: &str = include_str!("../../README.md");

/// The value of a directive.
fn directive(name: &str) -> &'static str {
    let policy = README.lines().find_map(|line| line.strip_prefix("Content-Security-Policy: ")).expect("a policy");
    let mut directives = policy.split("; ").filter_map(|directive| directive.split_once(' '));
    directives.find(|(directive, _)| *directive == name).unwrap_or_else(|| panic!("no {name} in {policy}")).1
}

/// The pages of the article and of a journal.
fn pages() -> Vec<Page> {
    let mut pages = Site::article().pages();
    pages.extend(crate::languages::journal().site().pages());
    assert!(pages.len() > 100, "{} pages", pages.len());
    pages
}

#[test]
fn the_policy_names_the_script_that_stands_in_the_pages_and_no_other() {
    let mut found = BTreeSet::new();
    for page in pages() {
        for script in page.all("script:not([src]):not([type='application/ld+json'])") {
            let text: String = script.text().collect();
            found.insert(format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text))));
        }
    }
    let named: BTreeSet<String> =
        directive("script-src").split(' ').filter(|source| source.starts_with("'sha256-")).map(str::to_owned).collect();
    assert_eq!(named, found, "the README's policy names these scripts; in the pages stand those");
    assert_eq!(found.len(), 1, "one script for all pages");
}

/// What no policy of one hash lets run, or load from elsewhere.
#[test]
fn nothing_in_a_page_needs_more_than_the_policy_gives() {
    for (name, value) in
        [("default-src", "'self'"), ("object-src", "'none'"), ("base-uri", "'none'"), ("form-action", "'self'")]
    {
        assert_eq!(directive(name), value);
    }
    let foreign = |address: &str| address.contains("://") || address.starts_with("//");
    for page in pages() {
        for element in page.html.root_element().descendants().filter_map(ElementRef::wrap) {
            let (element, at) = (element.value(), &page.path);
            assert!(!["object", "embed", "base", "iframe"].contains(&element.name()), "{at}: {element:?}");
            assert!(element.attrs().all(|(name, _)| !name.starts_with("on")), "{at}: {element:?}");
            // The page for lost addresses stands anywhere, and so it says where its own files are.
            if at != "404.html" {
                let loads = ["src", "srcset", "poster", "data", "action", "formaction"];
                let sources = loads.into_iter().filter_map(|name| element.attr(name));
                assert!(!sources.into_iter().any(foreign), "{at}: {element:?}");
            }
        }
    }
}
