//! An article's tree: names, attributes and words of its elements, and where they stand in the file.

use roxmltree::Node;

use super::clean::Source;
use crate::source::{FileId, Span};

/// An element of an article.
pub(super) type El<'a> = Node<'a, 'a>;

/// A tree with the file that it was read from.
#[derive(Clone, Copy)]
pub(super) struct Tree<'a> {
    pub(super) source: &'a Source,
    pub(super) file: FileId,
}

impl Tree<'_> {
    /// Where a node stands in the file.
    pub(super) fn span(&self, node: El<'_>) -> Span {
        let range = node.range();
        Span::new(self.file, self.source.place(range.start)..self.source.place(range.end))
    }

    /// The tag that opens an element: what a message points at.
    pub(super) fn opening(&self, node: El<'_>) -> Span {
        let range = node.range();
        let text = &self.source.text[range.clone()];
        let mut quoted = None;
        let end = text.char_indices().find(|(_, c)| match (quoted, *c) {
            (Some(open), c) if c == open => {
                quoted = None;
                false
            }
            (None, '"' | '\'') => {
                quoted = Some(*c);
                false
            }
            (None, '>') => true,
            _ => false,
        });
        let end = range.start + end.map_or(text.len(), |(at, _)| at + 1);
        Span::new(self.file, self.source.place(range.start)..self.source.place(end))
    }
}

/// The name of an element, without a prefix.
pub(super) fn name(node: El<'_>) -> &str {
    node.tag_name().name()
}

/// Its child elements.
pub(super) fn kids(node: El<'_>) -> impl Iterator<Item = El<'_>> {
    node.children().filter(Node::is_element)
}

/// Its child elements of a name.
pub(super) fn all<'a>(node: El<'a>, wanted: &'a str) -> impl Iterator<Item = El<'a>> {
    kids(node).filter(move |kid| name(*kid) == wanted)
}

/// Its first child element of a name.
pub(super) fn kid<'a>(node: El<'a>, wanted: &str) -> Option<El<'a>> {
    kids(node).find(|kid| name(*kid) == wanted)
}

/// The element at a path of names: `article-meta/title-group`.
pub(super) fn at<'a>(node: El<'a>, path: &str) -> Option<El<'a>> {
    path.split('/').try_fold(node, |node, wanted| kid(node, wanted))
}

/// The value of an attribute, with whatever prefix.
pub(super) fn attr<'a>(node: El<'a>, wanted: &str) -> Option<&'a str> {
    node.attributes()
        .find(|attribute| attribute.name() == wanted)
        .map(|found| found.value())
        .filter(|it| !it.is_empty())
}

/// The address that it names.
pub(super) fn href(node: El<'_>) -> Option<&str> {
    attr(node, "href").map(str::trim).filter(|it| !it.is_empty())
}

/// Its words, with single spaces.
pub(super) fn words(node: El<'_>) -> String {
    let mut all = String::new();
    gather(node, &[], &mut all);
    squeezed(&all)
}

/// Its words without those of some elements in it.
pub(super) fn words_without(node: El<'_>, left_out: &[&str]) -> String {
    let mut all = String::new();
    gather(node, left_out, &mut all);
    squeezed(&all)
}

fn gather(node: El<'_>, left_out: &[&str], into: &mut String) {
    for child in node.children() {
        if child.is_text() {
            into.push_str(child.text().unwrap_or_default());
        } else if child.is_element() && !left_out.contains(&name(child)) {
            match name(child) {
                "break" => into.push(' '),
                // What stands beside a formula for other programs.
                "annotation" | "annotation-xml" => {}
                _ => gather(child, left_out, into),
            }
        }
    }
}

/// A text with single spaces and none at its ends.
pub(super) fn squeezed(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for word in text.split(is_blank).filter(|word| !word.is_empty()) {
        if !squeezed.is_empty() {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    squeezed
}

/// White space that XML's layout makes; a no-break space is the author's.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}
