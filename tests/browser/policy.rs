//! The `Content-Security-Policy` that the README gives to hosts. The tests' server sends it with every page, so that each
//! journey is taken under it; what browsers report against it fails a journey.

use serde_json::Value;
use std::mem;
use std::sync::{LazyLock, Mutex, PoisonError};

/// Where browsers send their reports, below the address of the tests' server.
pub(crate) const REPORTS: &str = "/-/reports";

/// A page with a script that the policy forbids.
pub(crate) const FORBIDDEN: &str = "/-/forbidden";

/// What the header says: the README's words, and where to send reports.
pub(crate) static HEADER: LazyLock<String> = LazyLock::new(|| {
    let readme = include_str!("../../README.md");
    let policy = readme.lines().find_map(|line| line.strip_prefix("Content-Security-Policy: "));
    format!("{}; report-uri {REPORTS}", policy.expect("the README gives a policy"))
});

/// What was reported and nobody has looked at yet.
static REPORTED: Mutex<Vec<Report>> = Mutex::new(Vec::new());

/// What a browser says of something that a page did against the policy.
#[derive(Debug)]
pub(crate) struct Report {
    /// The address of the page.
    page: String,
    /// Everything else, as JSON.
    words: String,
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.page, self.words)
    }
}

/// Takes a report in, as a browser sends it.
pub(crate) fn report(body: &[u8]) {
    let report: Value = serde_json::from_slice(body).unwrap_or_default();
    let page = report["csp-report"]["document-uri"].as_str().unwrap_or_default().to_owned();
    let words = String::from_utf8_lossy(body).into_owned();
    REPORTED.lock().unwrap_or_else(PoisonError::into_inner).push(Report { page, words });
}

/// The reports of pages whose addresses end with some words, which are thereby looked at.
pub(crate) fn take(end: &str) -> Vec<Report> {
    partition(|report| report.page.ends_with(end))
}

/// What was reported of the site's own pages. Journeys share their server: it may be of one that is taken at the same time.
///
/// Single files are made to be taken along: their scripts stand in them, and the README says that they do not run on a
/// host with the policy.
pub(crate) fn breaches() -> Vec<Report> {
    partition(|report| !report.page.contains(FORBIDDEN) && !report.page.contains("/downloads/"))
}

fn partition(wanted: impl Fn(&Report) -> bool) -> Vec<Report> {
    let mut reported = REPORTED.lock().unwrap_or_else(PoisonError::into_inner);
    let (taken, rest) = mem::take(&mut *reported).into_iter().partition(wanted);
    *reported = rest;
    taken
}
