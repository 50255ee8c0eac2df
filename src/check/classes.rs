//! Classes in texts that no style of the theme is for: kept in the page, and told once.

use std::collections::BTreeSet;

use super::Subject;
use crate::diag::{Diagnostic, Sink, closest, codes};
use crate::doc::{Attributes, BlockKind, Document, Inline, blocks_of, has_meaning, walk};
use crate::source::Span;

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(theme) = subject.theme else { return };
    let mut told = BTreeSet::new();
    for work in &subject.site.documents.works {
        let abstracts = work.abstracts.values().chain(work.further_abstracts.values());
        for document in abstracts.chain(work.sections.iter().flat_map(|editions| editions.values())) {
            each(document, &mut |attributes, place| {
                for class in &attributes.classes {
                    if !has_meaning(class) && !theme.has_style_for(class) && told.insert(class.clone()) {
                        sink.push(finding(class, place));
                    }
                }
            });
        }
    }
}

fn finding(class: &str, place: Span) -> Diagnostic {
    let message = format!("nothing styles the class `{class}`");
    let known = ["epigraph", "verse", "box", "note-to-reader", "smallcaps", "underline", "table-notes", "unnumbered"];
    let help = match closest(class, known) {
        Some(found) => format!("did you mean `{found}`?"),
        None => "it is kept in the page; a rule for it goes into `themes/NAME/styles/own.css`".to_owned(),
    };
    Diagnostic::new(codes::UNSTYLED_CLASS, message).at(place, "").help(help)
}

/// Calls `visit` with the attributes of every block and of all words in a text. Those of code name its language.
fn each(document: &Document, visit: &mut dyn FnMut(&Attributes, Span)) {
    for blocks in std::iter::once(&document.blocks).chain(document.notes.iter().map(|note| &note.blocks)) {
        blocks_of(blocks, &mut |block| {
            if !matches!(block.kind, BlockKind::Code { .. }) {
                visit(&block.attributes, block.span);
            }
            if let BlockKind::Figure(figure) = &block.kind {
                figure.pictures.iter().for_each(|picture| visit(&picture.attributes, picture.span));
            }
            block.own_lines(&mut |line| {
                walk(line, &mut |inline| match inline {
                    Inline::Span { attributes, span, .. } => visit(attributes, *span),
                    Inline::Picture(picture) => visit(&picture.attributes, picture.span),
                    _ => {}
                });
            });
        });
    }
}
