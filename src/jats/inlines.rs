//! Running text: emphasis, links, formulas, pictures in a line, notes in their place.

use super::blocks::is_block;
use super::math;
use super::pictures::pictures;
use super::reader::{Reader, trimmed};
use super::xml::{El, attr, href, kid, kids, name, squeezed, words};
use crate::data::{Address, Lang};
use crate::diag::codes;
use crate::doc::{Attributes, Block, BlockKind, Formula, Inline, Notation, Picture};

/// Elements of the front that have no words of their own in a line.
const SILENT: [&str; 12] = [
    "label",
    "alt-text",
    "long-desc",
    "object-id",
    "index-term",
    "index-term-range-end",
    "processing-meta",
    "contrib-id",
    "institution-id",
    "fn-type",
    "colgroup",
    "col",
];

/// Elements that say what their words are, and need no more than these.
const PLAIN: [&str; 48] = [
    "meta-name",
    "meta-value",
    "anonymous",
    "abbrev",
    "addr-line",
    "article-title",
    "attrib",
    "chapter-title",
    "city",
    "collab",
    "corresp",
    "country",
    "date",
    "day",
    "degrees",
    "given-names",
    "institution",
    "institution-wrap",
    "issue",
    "fpage",
    "lpage",
    "license-p",
    "milestone-end",
    "milestone-start",
    "month",
    "name",
    "p",
    "person-group",
    "phone",
    "fax",
    "postal-code",
    "private-char",
    "glyph-data",
    "pub-id",
    "publisher-loc",
    "publisher-name",
    "role",
    "source",
    "state",
    "string-name",
    "surname",
    "suffix",
    "prefix",
    "term",
    "title",
    "volume",
    "x",
    "year",
];

impl<'a> Reader<'_, 'a> {
    /// The running text in an element, without white space at its ends.
    pub(super) fn line(&mut self, node: El<'a>) -> Vec<Inline> {
        trimmed(self.inlines(node))
    }

    /// The running text in an element.
    pub(super) fn inlines(&mut self, node: El<'a>) -> Vec<Inline> {
        let mut line = Vec::new();
        node.children().for_each(|child| self.inline(child, &mut line));
        line
    }

    /// A piece of running text, or what stands for it.
    pub(super) fn inline(&mut self, node: El<'a>, line: &mut Vec<Inline>) {
        if node.is_text() {
            let text = node.text().unwrap_or_default();
            if !text.is_empty() {
                let span = self.span(node);
                let piece = self.text_node(text, span);
                line.push(piece);
            }
            return;
        }
        if !node.is_element() {
            return;
        }
        match name(node) {
            "italic" => self.font(node, "italic", Inline::Emphasis, line),
            "bold" => self.font(node, "bold", Inline::Strong, line),
            "sup" if self.is_only_notes(node) => {
                let inner = self.inlines(node);
                line.extend(inner);
            }
            "sup" => self.wrapped(node, Inline::Superscript, line),
            "sub" => self.wrapped(node, Inline::Subscript, line),
            "strike" => self.wrapped(node, Inline::Struck, line),
            "underline" => self.classed(node, "underline", line),
            "overline" => self.classed(node, "overline", line),
            "sc" => self.classed(node, "smallcaps", line),
            "roman" | "sans-serif" | "target" => {
                let inner = self.inlines(node);
                line.extend(self.mark(node));
                line.extend(inner);
            }
            "monospace" => {
                line.extend(self.mark(node));
                if kids(node).next().is_none() {
                    line.push(Inline::Code(squeezed(node.text().unwrap_or_default())));
                } else {
                    self.classed(node, "monospace", line);
                }
            }
            "code" | "preformat" => {
                line.extend(self.mark(node));
                line.push(Inline::Code(words(node)));
            }
            "named-content" | "styled-content" | "foreign" => self.named(node, line),
            "break" | "hr" => line.push(Inline::HardBreak),
            "xref" => self.cross_reference(node, line),
            "ext-link"
            | "uri"
            | "self-uri"
            | "related-article"
            | "related-object"
            | "inline-supplementary-material" => {
                self.link(node, line);
            }
            "email" => self.email(node, line),
            "inline-formula" | "disp-formula" | "tex-math" | "math" | "chem-struct" => self.formula(node, line),
            "inline-graphic" | "graphic" | "inline-media" | "media" => self.inline_picture(node, line),
            "alternatives" => self.inline_alternatives(node, line),
            // A note that stands behind its own call has one call, not two.
            "fn" if self.article.index.is_called(node) => {}
            "fn" => {
                let note = self.note(node);
                line.push(note);
            }
            "ruby" => self.ruby(node, line),
            "name" | "string-name" if kid(node, "surname").is_some() => {
                let span = self.span(node);
                let text = super::people::full_name(node);
                let piece = self.own_words(&text, span);
                line.push(piece);
            }
            quiet if SILENT.contains(&quiet) => {}
            plain if PLAIN.contains(&plain) => {
                line.extend(self.mark(node));
                self.spaced_inlines(node, line);
            }
            "list" | "list-item" | "def-list" | "def-item" | "def" | "disp-quote" | "verse-group" | "verse-line" => {
                // A block where only a line can stand: its parts are lines.
                line.extend(self.mark(node));
                if !line.is_empty() {
                    line.push(Inline::HardBreak);
                }
                self.spaced_inlines(node, line);
            }
            _ => {
                self.unknown(node);
                line.extend(self.mark(node));
                self.spaced_inlines(node, line);
            }
        }
    }

    /// The words in an element whose parts touch each other in the file and would run together.
    fn spaced_inlines(&mut self, node: El<'a>, line: &mut Vec<Inline>) {
        for child in node.children() {
            let touches = child.is_element() && child.prev_sibling().is_some_and(|before| before.is_element());
            if touches && !matches!(name(child), "sup" | "sub" | "italic" | "bold" | "xref" | "fn" | "break") {
                let span = self.span(child);
                let space = self.own_words(" ", span);
                line.push(space);
            }
            self.inline(child, line);
        }
    }

    fn wrapped(&mut self, node: El<'a>, wrap: fn(Vec<Inline>) -> Inline, line: &mut Vec<Inline>) {
        line.extend(self.mark(node));
        let inner = self.inlines(node);
        if !inner.is_empty() {
            line.push(wrap(inner));
        }
    }

    /// Emphasis; within emphasis of the same kind it means upright letters.
    fn font(&mut self, node: El<'a>, kind: &'static str, wrap: fn(Vec<Inline>) -> Inline, line: &mut Vec<Inline>) {
        if self.fonts.contains(&kind) {
            self.classed(node, if kind == "italic" { "upright" } else { "light" }, line);
            return;
        }
        self.fonts.push(kind);
        self.wrapped(node, wrap, line);
        self.fonts.pop();
    }

    fn classed(&mut self, node: El<'a>, class: &str, line: &mut Vec<Inline>) {
        let attributes = Attributes { id: self.anchor(node), classes: vec![class.to_owned()], ..Attributes::default() };
        let text = self.inlines(node);
        line.push(Inline::Span { attributes, text, span: self.opening(node) });
    }

    /// Words with a meaning of their own, perhaps in another language.
    fn named(&mut self, node: El<'a>, line: &mut Vec<Inline>) {
        let lang = attr(node, "lang").and_then(super::language::tag);
        let (id, text) = (self.anchor(node), self.inlines(node));
        if id.is_none() && lang.is_none() {
            line.extend(text);
            return;
        }
        let attributes = Attributes { id, lang: lang.as_deref().map(Lang::new), ..Attributes::default() };
        line.push(Inline::Span { attributes, text, span: self.opening(node) });
    }

    /// Words with their reading: it stands behind them in brackets.
    fn ruby(&mut self, node: El<'a>, line: &mut Vec<Inline>) {
        for child in kids(node) {
            let inner = self.inlines(child);
            let span = self.span(child);
            if name(child) == "rt" {
                let open = self.own_words(" (", span);
                line.push(open);
                line.extend(inner);
                let close = self.own_words(")", span);
                line.push(close);
            } else {
                line.extend(inner);
            }
        }
    }

    /// A link; its address passes the gate of all addresses.
    fn link(&mut self, node: El<'a>, line: &mut Vec<Inline>) {
        line.extend(self.mark(node));
        let text = self.inlines(node);
        let said = words(node);
        let given = href(node).unwrap_or(&said).to_owned();
        let text = if text.is_empty() {
            let span = self.span(node);
            vec![self.own_words(&given, span)]
        } else {
            text
        };
        let kind = attr(node, "ext-link-type").or_else(|| attr(node, "pub-id-type")).unwrap_or_default();
        if let Some(found) = address(&given, kind) {
            line.push(self.link_to(node, found.as_str(), text));
        } else {
            let file = self.file_beside(&given);
            if let Some(target) = file {
                line.push(self.link_to(node, &target, text));
            } else {
                // Numbers of data banks are no addresses, and nobody takes them for such.
                if href(node).is_some() && (Address::has_scheme(&given) || given.contains('/')) {
                    let at = self.opening(node);
                    let message = format!("`{given}` is no address that a page may link to");
                    self.told.say(codes::UNLINKED_ADDRESS, at, message, "its words are shown without a link");
                }
                line.extend(text);
            }
        }
    }

    /// A link with its own place, by which it is known.
    pub(super) fn link_to(&mut self, node: El<'_>, target: &str, text: Vec<Inline>) -> Inline {
        Inline::Link { target: target.to_owned(), text: without_links(text), span: self.link_place(node) }
    }

    fn email(&mut self, node: El<'a>, line: &mut Vec<Inline>) {
        line.extend(self.mark(node));
        let text = self.inlines(node);
        let target = format!("mailto:{}", words(node).replace(' ', ""));
        if words(node).contains('@') && Address::parse(&target).is_ok() {
            line.push(self.link_to(node, &target, text));
        } else {
            line.extend(text);
        }
    }

    /// A formula in a line.
    fn formula(&mut self, node: El<'a>, line: &mut Vec<Inline>) {
        let display = name(node) == "disp-formula";
        if let Some(mut formula) = formula(node) {
            let label = kid(node, "label").map(words);
            formula.label = Some(label.unwrap_or_default());
            let id = self.anchor(node);
            let span = self.span(node);
            line.push(Inline::Math { formula, display, id, span });
        } else if pictures(node).is_empty() {
            line.extend(self.mark(node));
            let inner = self.inlines(node);
            line.extend(inner);
        } else {
            self.inline_picture(node, line);
        }
    }

    /// A picture in a line; where it is not there, its alternative text or its name stands for it.
    fn inline_picture(&mut self, node: El<'a>, line: &mut Vec<Inline>) {
        line.extend(self.mark(node));
        let found = self.picture_of(node);
        let alt = math::alternative(node).or_else(|| kids(node).find_map(math::alternative)).unwrap_or_default();
        let span = self.picture_place(node);
        match found {
            Ok(target) => {
                let alt = if alt.is_empty() { file_stem(&target) } else { alt };
                let attributes = Attributes::default();
                line.push(Inline::Picture(Picture { target, alt, caption: Vec::new(), attributes, span }));
            }
            Err(Some(missing)) => {
                let words = if alt.is_empty() { format!("[{}]", file_stem(&missing.name)) } else { alt };
                let text = vec![self.own_words(&words, span)];
                let attributes = Attributes { classes: vec!["missing".to_owned()], ..Attributes::default() };
                let text = match missing.address {
                    Some(address) => vec![self.link_to(node, address.as_str(), text)],
                    None => text,
                };
                line.push(Inline::Span { attributes, text, span });
            }
            Err(None) => {
                let inner = self.inlines(node);
                line.extend(inner);
            }
        }
    }

    /// One of several forms of the same thing.
    fn inline_alternatives(&mut self, node: El<'a>, line: &mut Vec<Inline>) {
        if formula(node).is_some() {
            self.formula(node, line);
        } else if pictures(node).is_empty() {
            if let Some(first) = kids(node).next() {
                self.inline(first, line);
            }
        } else {
            self.inline_picture(node, line);
        }
    }

    /// Blocks of an element that holds lines or blocks: a cell.
    pub(super) fn blocks_or_line(&mut self, node: El<'a>) -> Vec<Block> {
        let mut blocks = Vec::new();
        if kids(node).any(is_block) {
            self.inside(node, &mut blocks);
        } else {
            let text = self.line(node);
            if !text.is_empty() {
                blocks.push(self.block_of(node, BlockKind::Paragraph(text)));
            }
        }
        blocks
    }
}

/// The formula in an element: MathML, else TeX; nothing where there is neither.
pub(super) fn formula(node: El<'_>) -> Option<Formula> {
    let forms: Vec<El<'_>> = match name(node) {
        "math" | "tex-math" => vec![node],
        _ => node.descendants().filter(|it| matches!(name(*it), "math" | "tex-math")).collect(),
    };
    let display = name(node) == "disp-formula";
    let math = forms.iter().find(|form| name(**form) == "math" && !words(**form).is_empty());
    let tex = forms.iter().find(|form| name(**form) == "tex-math").map(|form| math::tex(*form));
    let made = |source: String, notation| Some(Formula { source, notation, label: None, published: true });
    match (math, tex.filter(|tex| !tex.is_empty())) {
        (Some(form), _) => made(math::mathml(*form, display), Notation::MathMl),
        (None, Some(tex)) => made(tex, Notation::Latex),
        (None, None) => None,
    }
}

/// The address that a text gives, where a page may link to it: DOIs and addresses without a scheme are met.
pub(super) fn address(given: &str, kind: &str) -> Option<Address> {
    let given = given.trim();
    let bare = given.trim_start_matches("doi:").trim_start_matches("DOI:").trim();
    if bare.starts_with("10.") && bare.contains('/') || kind == "doi" && !Address::has_scheme(given) {
        return Address::of_doi(bare).ok();
    }
    if let Ok(address) = Address::parse(given) {
        return Some(address);
    }
    if Address::has_scheme(given) && !given.starts_with("www.") {
        return None;
    }
    let host = given.split(['/', '?', '#']).next().unwrap_or_default();
    let named = host.starts_with("www.")
        || host.contains('.') && given.contains('/') && host.len() > 3 && !given.starts_with('.');
    let is_host = host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | ':'));
    if named && is_host { Address::parse(&format!("http://{given}")).ok() } else { None }
}

/// Running text without the links in it: a link holds none.
fn without_links(text: Vec<Inline>) -> Vec<Inline> {
    let mut plain = Vec::with_capacity(text.len());
    for inline in text {
        match inline {
            Inline::Link { text, .. } => plain.extend(without_links(text)),
            Inline::Emphasis(inner) => plain.push(Inline::Emphasis(without_links(inner))),
            Inline::Strong(inner) => plain.push(Inline::Strong(without_links(inner))),
            Inline::Superscript(inner) => plain.push(Inline::Superscript(without_links(inner))),
            Inline::Subscript(inner) => plain.push(Inline::Subscript(without_links(inner))),
            Inline::Span { attributes, text, span } => {
                plain.push(Inline::Span { attributes, text: without_links(text), span });
            }
            // A call of a note or a citation is a link of its own.
            Inline::Citation(_) | Inline::Note(_) | Inline::NoteAgain { .. } => {}
            other => plain.push(other),
        }
    }
    plain
}

/// The name of a file without its folders and its ending.
pub(super) fn file_stem(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_met_as_people_write_them() {
        for (given, wanted) in [
            ("10.1590/x.y", Some("https://doi.org/10.1590/x.y")),
            ("doi:10.1590/x", Some("https://doi.org/10.1590/x")),
            ("www.scielo.br", Some("http://www.scielo.br")),
            ("example.org/a", Some("http://example.org/a")),
            ("https://example.org/", Some("https://example.org/")),
            ("AF123456", None),
            ("javascript:alert(1)", None),
            ("elife-43154.pdf", None),
            ("", None),
        ] {
            assert_eq!(address(given, "").as_ref().map(Address::as_str), wanted, "{given}");
        }
    }
}
