//! `pliego theme`: the interface strings that a language lacks, in a file to be translated.

use super::args::{StringsArgs, ThemeCommand};
use super::failure::Failure;
use super::options::below;
use super::terminal::{self, Terminal};
use super::{Status, summary};
use crate::build::strings_to_fill;
use crate::diag::{Severity, Sink};
use crate::output;
use crate::render::ToFill;
use crate::source::{Disk, SourceMap};

pub(super) fn run(command: &ThemeCommand, terminal: Terminal) -> Result<Status, Failure> {
    let ThemeCommand::Strings(args) = command;
    strings(args, terminal)
}

fn strings(args: &StringsArgs, terminal: Terminal) -> Result<Status, Failure> {
    let (mut sources, mut sink) = (SourceMap::default(), Sink::default());
    let made = strings_to_fill(&Disk::new(&*args.root), &args.language, &mut sources, &mut sink);
    let found = sink.into_sorted(&sources);
    // What else may be said of the site is left to `check`.
    let errors: Vec<_> = found.into_iter().filter(|found| found.severity == Severity::Error).collect();
    let (Some(made), true) = (made, errors.is_empty()) else {
        terminal.diagnostics(&errors, &sources);
        let fault = summary::fault(&errors, false).unwrap_or_default();
        terminal::message(&format!("{fault}: nothing was written\n"));
        return Ok(Status::of_faults(&errors));
    };
    let ToFill { path, exists, lacking, all, text } = made;
    let shown = below(&args.root, path.as_str());
    let language = &args.language;
    let strings = if lacking == 1 { "string" } else { "strings" };
    if lacking == 0 {
        terminal::result(&format!("`{language}` has all {all} interface strings: nothing was written\n"))?;
    } else if exists {
        terminal::message(&format!(
            "{shown}: this file stays as it is. It lacks {lacking} of {all} interface {strings}, which follow; add them to \
             it, translated\n"
        ));
        terminal::result(text.trim_start())?;
    } else {
        output::add(&args.root, path.as_str(), text.as_bytes())?;
        terminal::result(&format!("wrote {shown}: {lacking} of {all} interface {strings} to be translated\n"))?;
    }
    Ok(Status::Clean)
}
