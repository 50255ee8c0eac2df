//! The rendering for GitHub: workflow commands, which show as annotations on the lines they name.

use super::place;
use crate::diag::{Diagnostic, Severity};
use crate::source::SourceMap;

pub(super) fn render(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some((path, position)) = place(diagnostic, sources) {
        properties.push(format!("file={}", property(&path)));
        if let (Some(at), Some(label)) = (position, diagnostic.labels.first()) {
            let end = sources.file(label.span.file).position(label.span.range().end);
            properties
                .push(format!("line={},col={},endLine={},endColumn={}", at.line, at.column, end.line, end.column));
        }
    }
    properties.push(format!("title={}", diagnostic.code.name));
    let mut message = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        message = format!("{message}\n{help}");
    }
    format!("::{command} {}::{}\n", properties.join(","), data(&message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
