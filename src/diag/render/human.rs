//! The rendering for people: the source line underlined, notes, help.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diag::{Diagnostic, Severity};
use crate::source::SourceMap;

/// Columns of source shown around a place: a paragraph is one line of several hundred.
const WIDTH: usize = 110;

pub(super) fn render(diagnostic: &Diagnostic, sources: &SourceMap, color: bool) -> String {
    let level = match diagnostic.code.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name));
    let mut files: Vec<_> = diagnostic.labels.iter().map(|label| label.span.file).collect();
    files.dedup();
    for file in files {
        let source = sources.file(file);
        let labels = || diagnostic.labels.iter().enumerate().filter(move |(_, label)| label.span.file == file);
        // Only the lines that are shown: a bibliography of a journal has a megabyte, and may have many findings.
        let first = labels().map(|(_, label)| label.span.range().start).min().unwrap_or(0);
        let last = labels().map(|(_, label)| label.span.range().end).max().unwrap_or(0);
        let start = source.text[..first].rfind('\n').map_or(0, |at| at + 1);
        let end = source.text[last..].find('\n').map_or(source.text.len(), |at| last + at);
        let annotations = labels().map(|(index, label)| {
            let range = label.span.range();
            let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(range.start - start..range.end - start)
                .label((!label.text.is_empty()).then_some(label.text.as_str()))
        });
        let shown = Snippet::source(&source.text[start..end]).line_start(source.position(start).line);
        group = group.element(shown.path(source.path.as_str()).annotations(annotations));
    }
    // Help belongs under the lines shown; without any, it stands by itself below.
    if let Some(help) = diagnostic.help.as_ref().filter(|_| !diagnostic.labels.is_empty()) {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut text = renderer.term_width(WIDTH).render(&[group]);
    if diagnostic.labels.is_empty() {
        text.extend(diagnostic.path.iter().map(|path| format!("\n --> {path}")));
        text.extend(diagnostic.help.iter().map(|help| format!("\n  = help: {help}")));
    }
    text.push_str("\n\n");
    text
}
