//! `pliego build`: compile, and write if all is well.

use std::time::Instant;

use super::failure::Failure;
use super::patience::Patience;
use super::terminal::{self, Terminal};
use super::{Status, options, summary};
use crate::build::{self, Compiled};
use crate::check::heaviest;
use crate::output;
use crate::source::Disk;

pub(super) fn run(options: &options::Build, terminal: Terminal) -> Result<Status, Failure> {
    let start = Instant::now();
    let patience = Patience::new("building the site", terminal);
    let files = Disk::new(options.root.clone());
    let compiled = build::compile(&files, &build::Options { base_url: options.base_url.clone(), ..Default::default() });
    let Compiled { sources, diagnostics, output, report } = compiled;
    if let Some(fault) = summary::fault(&diagnostics, options.strict) {
        drop(patience);
        terminal.diagnostics(&diagnostics, &sources);
        terminal::message(&format!("{fault}: nothing was written to `{}`\n", options.out));
        return Ok(Status::of_faults(&diagnostics));
    }
    let Some(output) = output else { return Err(no_site()) };
    let (written, heaviest) = rayon::join(|| output::write(&output, &options.out), || heaviest(&output));
    drop(patience);
    terminal.diagnostics(&diagnostics, &sources);
    written?;
    terminal::result(&summary::summary(
        options.out.as_str(),
        &report,
        heaviest.as_ref(),
        &diagnostics,
        start.elapsed(),
    ))?;
    Ok(Status::Clean)
}

fn no_site() -> Failure {
    Failure::tool("the build gave neither a site nor an error", "this is a bug in Pliego: please report it")
}
