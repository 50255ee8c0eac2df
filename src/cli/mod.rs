//! The command line: the only place that prints, and that knows of terminals, arguments and the process's end.
//!
//! Owns the way from what was typed (`args`) to what it means (`options`), one file for each command, and the exit
//! status: 0 for a clean run, 1 for errors in the content, 2 if the tool could not run, 130 if it was stopped. What a site is, is left to
//! `build`.

mod args;
mod build;
mod check;
mod explain;
mod failure;
mod import;
mod interrupt;
mod options;
mod spinner;
#[cfg(feature = "serve")]
mod serve;
mod summary;
mod terminal;
mod theme;
mod translation;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Args, Command};
use failure::Failure;
use terminal::Terminal;

use crate::diag::{Diagnostic, attempt, codes, report_crashes};

/// How a run ended that could be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// Nothing is wrong.
    Clean,
    /// The content has errors, or warnings where these count as errors.
    Faulty,
    /// Pliego itself failed at some of the content: what it says of it is not the whole.
    Crashed,
}

impl Status {
    /// Of a run whose findings make it fail.
    fn of_faults(found: &[Diagnostic]) -> Self {
        if found.iter().any(|found| found.code == codes::CRASH) { Self::Crashed } else { Self::Faulty }
    }
}

/// Runs the program on the process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        // Help and version come this way too, with status 0 and on standard output.
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let terminal = Terminal::new();
    report_crashes();
    let ended = attempt(|| run(args.command, terminal))
        .unwrap_or_else(|crash| Err(Failure::Refused(crash.diagnostic("working on this site"))));
    match ended {
        // Who reads us may have seen enough: `pliego check | head` is no failure.
        Ok(Status::Clean) | Err(Failure::Pipe) => ExitCode::SUCCESS,
        Ok(Status::Faulty) => ExitCode::from(1),
        Ok(Status::Crashed) => ExitCode::from(2),
        Err(Failure::Stopped) => {
            terminal::message(interrupt::NOTHING_WRITTEN);
            ExitCode::from(interrupt::STOPPED)
        }
        Err(Failure::Refused(Diagnostic { code, message, help, .. })) => {
            terminal.failure(Some(code), &message, help.as_deref());
            ExitCode::from(2)
        }
        Err(Failure::Tool { message, help }) => {
            terminal.failure(None, &message, help.as_deref());
            ExitCode::from(2)
        }
    }
}

fn run(command: Command, terminal: Terminal) -> Result<Status, Failure> {
    match command {
        Command::Build(args) => build::run(&options::Build::new(args)?, terminal),
        Command::Check(args) => match args.explain {
            Some(code) => explain::run(&code),
            None => check::run(&options::Check::new(args, terminal), terminal),
        },
        Command::Import(args) => import::run(args, terminal),
        Command::Translation(args) => translation::run(args.command, terminal),
        Command::Theme(args) => theme::run(&args.command, terminal),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(&args.root, args.port, terminal),
    }
}
