//! `pliego build`: compile, and write if all is well.

use std::time::Instant;

use super::failure::Failure;
use super::interrupt::Interrupt;
use super::spinner::Spinner;
use super::terminal::{self, Terminal};
use super::{Status, options, summary};
use crate::build::{self, Compiled};
use crate::check::weigh;
use crate::diag::{Diagnostic, codes};
use crate::output::{self, Written};
use crate::source::Disk;

pub(super) fn run(options: &options::Build, terminal: Terminal) -> Result<Status, Failure> {
    let start = Instant::now();
    let interrupt = Interrupt::listen();
    // Also if this run writes nothing.
    output::recover(&options.out)?;
    let spinner = Spinner::new("building the site", terminal);
    let files = Disk::new(options.root.clone());
    let compiled = build::compile(&files, &build::Options { base_url: options.base_url.clone(), ..Default::default() });
    let Compiled { sources, mut diagnostics, output, report } = compiled;
    if let Some(fault) = summary::fault(&diagnostics, options.strict) {
        drop(spinner);
        terminal.diagnostics(&diagnostics, &sources);
        terminal::message(&format!("{fault}: nothing was written to `{}`\n", options.out));
        return Ok(Status::of_faults(&diagnostics));
    }
    let Some(output) = output else { return Err(no_site()) };
    let watch = interrupt.writing();
    let (written, weight) = rayon::join(|| output::write(&output, &options.out, watch), || weigh(&output));
    drop(spinner);
    if let Ok(Written { in_place: Some(why), .. }) = &written {
        let message = format!("`{}` was written into, not exchanged as a whole: {why}", options.out);
        let help = "while a build writes, readers may find pages of both sites; choose a folder that can be renamed";
        diagnostics.push(Diagnostic::new(codes::OUTPUT_IN_PLACE, message).help(help));
    }
    terminal.diagnostics(&diagnostics, &sources);
    written?;
    terminal::result(&summary::summary(options.out.as_str(), &report, weight.as_ref(), &diagnostics, start.elapsed()))?;
    Ok(Status::Clean)
}

fn no_site() -> Failure {
    Failure::tool("the build gave neither a site nor an error", "this is a bug in Pliego: please report it")
}
