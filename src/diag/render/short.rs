//! The rendering for editors and grep: one line each.

use super::place;
use crate::diag::Diagnostic;
use crate::source::SourceMap;

pub(super) fn render(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let place = match place(diagnostic, sources) {
        Some((path, Some(at))) => format!("{path}:{}:{}: ", at.line, at.column),
        Some((path, None)) => format!("{path}: "),
        None => String::new(),
    };
    let help = diagnostic.help.as_ref().map(|help| format!(" ({})", help.replace('\n', "; "))).unwrap_or_default();
    let line = format!("{place}{}[{}]: {}{help}", diagnostic.severity.name(), diagnostic.code.name, diagnostic.message);
    format!("{}\n", line.replace('\n', " "))
}
