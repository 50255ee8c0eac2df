//! Why the tool could not do what it was asked to: always with what to do about it. Errors in the content are not
//! among these: they are diagnostics.

use std::io;

use crate::diag::{Diagnostic, codes};
use crate::output::WriteError;

/// Why a run could not be carried out.
#[derive(Debug)]
pub(super) enum Failure {
    /// What was asked for is refused, for a reason that has a code of its own.
    Refused(Diagnostic),
    /// The system, or an argument.
    Tool {
        /// What happened, to what, and why.
        message: String,
        /// What to do.
        help: Option<String>,
    },
    /// Standard output was closed by its reader.
    Pipe,
    /// Whoever started the run has stopped it.
    Stopped,
}

impl Failure {
    pub(super) fn tool(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Tool { message: message.into(), help: Some(help.into()) }
    }

    /// What went wrong on standard output.
    pub(super) fn printing(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Pipe,
            _ => Self::Tool { message: format!("cannot write to standard output: {error}"), help: None },
        }
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        let message = error.to_string();
        let help = match &error {
            WriteError::Foreign { .. } => {
                let help = "choose an empty folder, or one that does not exist yet, with `--out`";
                return Self::Refused(Diagnostic::new(codes::FOREIGN_OUTPUT, message).help(help));
            }
            WriteError::InTheWay { .. } => {
                let help = "move them elsewhere, or choose another folder with `--out`; nothing was written";
                return Self::Refused(Diagnostic::new(codes::FOREIGN_OUTPUT, message).help(help));
            }
            WriteError::Damaged { .. } => {
                "remove the folder if nothing in it is yours, or choose another one with `--out`; nothing was written"
            }
            WriteError::Stopped { .. } => return Self::Stopped,
            WriteError::Io { source, .. } => match source.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room on the disk and build again",
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    "check who may write there, or choose another folder with `--out`"
                }
                io::ErrorKind::NotADirectory => "choose another folder with `--out`",
                _ => return Self::Tool { message, help: None },
            },
        };
        Self::tool(message, help)
    }
}

#[cfg(feature = "serve")]
impl From<crate::serve::ServeError> for Failure {
    fn from(error: crate::serve::ServeError) -> Self {
        Self::Tool { message: error.to_string(), help: None }
    }
}
