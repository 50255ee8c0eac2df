//! The rendering for programs: one JSON object a line. Lines and columns count from 1, columns in characters;
//! `start` and `end` are bytes.

use serde_json::json;

use super::place;
use crate::diag::Diagnostic;
use crate::source::SourceMap;

pub(super) fn render(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let labels: Vec<_> = diagnostic
        .labels
        .iter()
        .map(|label| {
            let file = sources.file(label.span.file);
            let (start, end) = (file.position(label.span.range().start), file.position(label.span.range().end));
            json!({
                "path": file.path.as_str(),
                "line": start.line, "column": start.column,
                "end_line": end.line, "end_column": end.column,
                "start": label.span.start, "end": label.span.end,
                "text": label.text,
            })
        })
        .collect();
    let object = json!({
        "code": diagnostic.code.name,
        "severity": diagnostic.severity.name(),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "path": place(diagnostic, sources).map(|(path, _)| path),
        "labels": labels,
    });
    format!("{object}\n")
}
