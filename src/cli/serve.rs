//! `pliego serve`: compile again and again, and say on the terminal what the browser shows too.

use std::time::Instant;

use camino::Utf8Path;

use super::failure::Failure;
use super::spinner::Spinner;
use super::terminal::{self, Terminal};
use super::{Status, summary};
use crate::build::{self, Compiled};
use crate::config::BaseUrl;
use crate::diag::codes;
use crate::export::{self, ExporterSet};
use crate::output::Output;
use crate::serve::{BuildResult, Changed, Later, ServeOptions, Server};
use crate::source::Disk;

pub(super) fn run(root: &Utf8Path, port: u16, terminal: Terminal) -> Result<Status, Failure> {
    let server = Server::bind(ServeOptions { port, ..ServeOptions::new(root) })?;
    terminal::result(&format!("http://{}/ (Ctrl-C ends it)\n", server.address()))?;
    let files = Disk::new(root);
    // Absolute addresses (on the page for lost ones) lead to this server.
    let base_url = BaseUrl::parse(&format!("http://{}/", server.address())).ok();
    let options = build::Options { base_url, extent: ExporterSet::Prompt, without_offline: true, ..Default::default() };
    server.run(|changed| {
        let built = build(changed, &files, &options, terminal);
        let (files, options) = (files.clone(), build::Options { extent: ExporterSet::Apart, ..options.clone() });
        BuildResult { later: Some(Later::new(export::apart(), move || later(&files, &options, terminal))), ..built }
    })?;
    Ok(Status::Clean)
}

/// Makes what no page waits for. Of its findings only those are new that are about it.
fn later(files: &Disk, options: &build::Options, terminal: Terminal) -> Output {
    let Compiled { sources, mut diagnostics, output, .. } = build::compile(files, options);
    diagnostics.retain(|found| found.code == codes::SEARCH_INDEX);
    terminal.diagnostics(&diagnostics, &sources);
    output.unwrap_or_default()
}

fn build(changed: &Changed, files: &Disk, options: &build::Options, terminal: Terminal) -> BuildResult {
    let start = Instant::now();
    let spinner = Spinner::new("building the site", terminal);
    let Compiled { sources, diagnostics, output, report } = build::compile(files, options);
    drop(spinner);
    terminal.diagnostics(&diagnostics, &sources);
    let label = label(changed);
    let line = match summary::fault(&diagnostics, false) {
        Some(fault) => format!("{label}: {fault}; the last good site stays up\n"),
        None => summary::summary(&label, &report, None, &diagnostics, start.elapsed()),
    };
    // The browser is served even if nobody reads this any more.
    let _ = terminal::result(&line);
    BuildResult { output, diagnostics, sources, later: None }
}

/// What set a build off.
fn label(changed: &Changed) -> String {
    match changed.paths.as_slice() {
        [] => "built".to_owned(),
        [one] => one.to_string(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
    }
}
