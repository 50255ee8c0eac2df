//! `pliego check`: everything that is wrong, in the format that was asked for, on standard output: it is the result.

use std::time::Instant;

use super::failure::Failure;
use super::options::{self, below};
use super::spinner::Spinner;
use super::terminal::{self, Terminal};
use super::{Status, summary};
use crate::build::{self, Compiled};
use crate::check::weigh;
use crate::diag::{Format, render};
use crate::export::ExporterSet;
use crate::source::Disk;

pub(super) fn run(options: &options::Check, terminal: Terminal) -> Result<Status, Failure> {
    let start = Instant::now();
    let spinner = Spinner::new("checking the site", terminal);
    // What is made apart is made of what is checked here; `build` reports what goes wrong with that.
    let wanted = build::Options { extent: ExporterSet::Prompt, parity: options.parity, ..Default::default() };
    let compiled = build::check(&Disk::new(options.root.clone()), &wanted);
    drop(spinner);
    let Compiled { sources, diagnostics, report, output, .. } = compiled;
    let mut text = render(&diagnostics, &sources, options.format);
    let fault = summary::fault(&diagnostics, options.strict);
    // The other formats are read by programs, which count for themselves.
    if matches!(options.format, Format::Human { .. }) {
        let content = below(&options.root, "content");
        let last = match &fault {
            Some(fault) => format!("{content}: {fault}\n"),
            None => summary::summary(
                content.as_str(),
                &report,
                output.as_ref().and_then(weigh).as_ref(),
                &diagnostics,
                start.elapsed(),
            ),
        };
        text.push_str(&last);
    }
    terminal::result(&text)?;
    Ok(if fault.is_some() { Status::of_faults(&diagnostics) } else { Status::Clean })
}
