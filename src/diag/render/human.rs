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
        let annotations = diagnostic.labels.iter().enumerate().filter(|(_, label)| label.span.file == file);
        let annotations = annotations.map(|(index, label)| {
            let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(label.span.range()).label((!label.text.is_empty()).then_some(label.text.as_str()))
        });
        group = group.element(Snippet::source(&*source.text).path(source.path.as_str()).annotations(annotations));
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
