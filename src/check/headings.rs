//! A section's headings begin at the second level, and none skips one: readers who listen move by them.

use super::Subject;
use crate::diag::{Diagnostic, Sink, codes};
use crate::doc::{BlockKind, Document};

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let works = subject.site.documents.works.iter();
    for document in works.flat_map(|work| work.sections.iter().flat_map(|editions| editions.values())) {
        order(document, sink);
    }
}

fn order(document: &Document, sink: &mut Sink) {
    let mut last = 1;
    for block in &document.blocks {
        let BlockKind::Heading { level, .. } = block.kind else { continue };
        if level == 1 {
            let help = "the section's title is its first-level heading; begin with `##`";
            let diagnostic = Diagnostic::new(codes::HEADING_ORDER, "a heading of the first level inside a section");
            sink.push(diagnostic.at(block.span, "").help(help));
        } else if level > last + 1 {
            let message = format!("a heading of level {level} follows one of level {last}");
            let help = format!("write `{}`", "#".repeat(usize::from(last) + 1));
            sink.push(Diagnostic::new(codes::HEADING_ORDER, message).at(block.span, "").help(help));
        }
        last = level.max(1);
    }
}
