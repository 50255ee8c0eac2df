//! Standard output, standard error, and what a person sees there.
//!
//! Owns colours (on a terminal only, and never against `NO_COLOR`) and the way errors of printing are taken: a reader
//! of standard output that goes away ends the run in peace, and standard error is written to as well as can be.

use std::io::{self, IsTerminal as _, Write as _};

use super::failure::Failure;
use crate::diag::{Code, Diagnostic, Format, Severity, render};
use crate::source::SourceMap;

/// The process's two outputs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    out_colors: bool,
    err_colors: bool,
    watched: bool,
}

impl Terminal {
    pub(super) fn new() -> Self {
        // See https://no-color.org: set to anything but nothing.
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        let watched = io::stderr().is_terminal();
        Self { out_colors: io::stdout().is_terminal() && !plain, err_colors: watched && !plain, watched }
    }

    pub(super) fn out_has_colors(self) -> bool {
        self.out_colors
    }

    /// Whether a person looks at standard error while we work.
    pub(super) fn is_watched(self) -> bool {
        self.watched
    }

    /// What is wrong with the content, on standard error. Notes are left to `check`: a build counts them.
    pub(super) fn diagnostics(self, found: &[Diagnostic], sources: &SourceMap) {
        let grave: Vec<_> = found.iter().filter(|found| found.severity > Severity::Note).cloned().collect();
        message(&render(&grave, sources, Format::Human { color: self.err_colors }));
    }

    /// Why a run could not be carried out; `code` names what is to be read about it.
    pub(super) fn failure(self, code: Option<&Code>, text: &str, help: Option<&str>) {
        let (red, bold, off) = if self.err_colors { ("\x1b[1;31m", "\x1b[1m", "\x1b[0m") } else { ("", "", "") };
        let code = code.map(|code| format!("[{}]", code.name)).unwrap_or_default();
        let help = help.map(|help| format!("  = {bold}help{off}: {help}\n")).unwrap_or_default();
        message(&format!("{red}error{code}{off}: {text}\n{help}"));
    }
}

/// A result, on standard output.
pub(super) fn result(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| Failure::printing(&error))
}

/// A message, on standard error. If it cannot be written there is nobody to tell.
pub(super) fn message(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
