//! A document as markup.
//!
//! A block's `textContent` is the source's words and nothing else: permalinks stand beside it, not in it.

mod figures;
mod grid;
mod inline;
mod markup;
mod notes;
mod references;
mod table;

use std::collections::BTreeSet;

use super::code;
use super::html::{Html, Writer};
use super::strings::Strings;
use super::theme::Theme;
use crate::align::AlignedEdition;
use crate::data::{Lang, OutPath};
use crate::diag::{Diagnostic, Sink, codes};
use crate::doc::{Block, BlockKind, CODE_LINES, Document, Formula, Inline, Notation};
use crate::resolve::{ResolvedText, Spot};
use crate::site::Site;
use crate::source::Span;

use figures::{open, open_with};
pub(in crate::render) use references::{label, spelled};
pub(crate) use table::table_file;

/// Where pictures stand in the output.
pub(crate) const MEDIA: &str = "media";

/// Writes the texts of one page.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct TextWriter<'a> {
    pub(in crate::render) site: &'a Site<'a>,
    pub(in crate::render) strings: &'a Strings,
    /// What holds the strings of other languages than the page's.
    pub(in crate::render) theme: Option<&'a Theme>,
    /// The page's file, from which links are relative.
    pub(in crate::render) page: &'a OutPath,
    /// The page's language.
    pub(in crate::render) reader: &'a Lang,
    /// The work that the text belongs to.
    pub(in crate::render) work: usize,
    /// How many levels headings are lowered.
    pub(in crate::render) lowered: u8,
    /// Whether the page holds the whole work, so that links to its sections lead within the page.
    pub(in crate::render) whole: bool,
    /// Put before every anchor: on a page with two abstracts, the language.
    pub(in crate::render) anchor_prefix: &'a str,
}

/// A text and its tables.
#[derive(Clone, Copy)]
pub(in crate::render) struct Text<'a> {
    pub(in crate::render) document: &'a Document,
    pub(in crate::render) resolved: &'a ResolvedText,
    /// The language that it is in.
    pub(in crate::render) lang: &'a Lang,
}

/// The other editions of a text, as far as its page leads to them.
#[derive(Debug, Default)]
pub(in crate::render) struct Beside<'a> {
    /// The page of each, and the anchors on it.
    pub(in crate::render) counterparts: Vec<Counterpart<'a>>,
    /// How the edition shown stands to its original, and the address of the original up to an anchor; none for the
    /// original itself.
    pub(in crate::render) original: Option<(&'a AlignedEdition, String)>,
}

/// The same text in another language.
#[derive(Debug)]
pub(in crate::render) struct Counterpart<'a> {
    pub(in crate::render) lang: &'a Lang,
    pub(in crate::render) href: String,
    pub(in crate::render) names: BTreeSet<&'a str>,
}

impl TextWriter<'_> {
    /// The blocks of a document, and its notes if it has any.
    pub(in crate::render) fn write(
        &self,
        text: Text<'_>,
        beside: &Beside<'_>,
        sink: &mut Sink,
    ) -> (Html, Option<Html>) {
        let mut writer = Writer::default();
        for at in 0..text.document.blocks.len().min(text.resolved.anchors.len()) {
            self.top_block(at, text, beside, &mut writer, sink);
        }
        (writer.finish(), self.notes(text, sink))
    }

    /// One block alone, without its anchor: the page has that at the pair of which this is one half.
    pub(in crate::render) fn half(&self, at: usize, text: Text<'_>, sink: &mut Sink) -> Html {
        let mut writer = Writer::default();
        self.block(&text.document.blocks[at], None, text, &mut writer, sink);
        writer.finish()
    }

    /// The words of a line alone, as the head of a column.
    fn heading(text: &[Inline]) -> String {
        let mut words = String::new();
        crate::doc::walk(text, &mut |inline| match inline {
            Inline::Text(node) => words.push_str(&node.text),
            Inline::Code(code) => words.push_str(code),
            Inline::Math { formula, .. } => words.push_str(&formula.words()),
            Inline::Mention { text, .. } => words.push_str(text),
            _ => {}
        });
        words.replace('\n', " ")
    }

    fn top_block(&self, at: usize, text: Text<'_>, beside: &Beside<'_>, writer: &mut Writer, sink: &mut Sink) {
        let (block, anchor) = (&text.document.blocks[at], &text.resolved.anchors[at]);
        let stale = beside.original.as_ref().filter(|(edition, _)| edition.freshness[at].is_stale());
        let id = format!("{}{}", self.anchor_prefix, anchor.id);
        for joined in &anchor.also {
            let joined = format!("{}{joined}", self.anchor_prefix);
            writer.open("span", &[("id", &joined)]).close("span");
        }
        let (class, label, sign) = match (&block.kind, &anchor.spot) {
            (BlockKind::Paragraph(_), Spot::Paragraph(n)) => {
                let label = self.strings.format("permalink_paragraph", &[("n", (*n).into())]);
                (if stale.is_some() { "block stale" } else { "block" }, label, n.to_string())
            }
            (BlockKind::Heading { .. }, _) => {
                let title = text.resolved.headings.get(&at).map_or("", String::as_str);
                let label = self.strings.format("permalink_heading", &[("title", title.into())]);
                ("block heading", label, "§".to_owned())
            }
            _ => {
                self.block(block, Some(&id), text, writer, sink);
                if let Some((_, original)) = stale {
                    self.stale_note(&format!("{original}{}", anchor.id), writer);
                }
                writer.line();
                return;
            }
        };
        writer.open("div", &[("class", class)]);
        self.block(block, Some(&id), text, writer, sink);
        let address = format!("#{id}");
        writer.element("a", &[("class", "permalink"), ("href", &address), ("aria-label", &label)], &sign);
        for Counterpart { lang, href, names } in &beside.counterparts {
            if names.contains(anchor.id.as_str()) {
                let label = self.strings.format(
                    "counterpart",
                    &[("language", self.strings.language(lang).into()), ("code", lang.as_str().into())],
                );
                let address = format!("{href}#{}", anchor.id);
                let attributes =
                    [("class", "counterpart"), ("href", &address), ("hreflang", lang.as_str()), ("aria-label", &label)];
                writer.open("a", &attributes).element("span", &[("lang", lang.as_str())], lang.as_str()).close("a");
            }
        }
        if let Some((_, original)) = stale {
            self.stale_note(&format!("{original}{}", anchor.id), writer);
        }
        writer.close("div").line();
    }

    /// Tells a reader that the original has changed since this was translated.
    pub(in crate::render) fn stale_note(&self, original: &str, writer: &mut Writer) {
        writer.open("p", &[("class", "stale-note")]).text(self.strings.get("stale_block")).text(" ");
        writer.element("a", &[("href", original)], self.strings.get("stale_link")).close("p");
    }

    fn block(&self, block: &Block, id: Option<&str>, text: Text<'_>, writer: &mut Writer, sink: &mut Sink) {
        match &block.kind {
            BlockKind::Paragraph(words) => {
                open("p", &[], block, id, writer);
                self.line(words, text, writer, sink);
                writer.close("p");
            }
            BlockKind::Heading { level, text: words } => {
                let tag = format!("h{}", (level + self.lowered).min(6));
                open(&tag, &[], block, id, writer);
                self.line(words, text, writer, sink);
                writer.close(&tag);
            }
            BlockKind::List { start, items } => {
                let tag = if start.is_some() { "ol" } else { "ul" };
                let first = start.unwrap_or(1).to_string();
                let start = [("start", first.as_str())];
                open_with(tag, &[], if first == "1" { &[] } else { &start }, block, id, writer);
                for item in items {
                    writer.open("li", &[]);
                    self.blocks(item, text, writer, sink);
                    writer.close("li");
                }
                writer.close(tag);
            }
            BlockKind::Definitions(definitions) => {
                open("dl", &[], block, id, writer);
                for definition in definitions {
                    writer.open("dt", &[]);
                    self.line(&definition.term, text, writer, sink);
                    writer.close("dt");
                    for meaning in &definition.meanings {
                        writer.open("dd", &[]);
                        self.blocks(meaning, text, writer, sink);
                        writer.close("dd");
                    }
                }
                writer.close("dl");
            }
            BlockKind::Quote(blocks) => {
                open("blockquote", &[], block, id, writer);
                self.blocks(blocks, text, writer, sink);
                writer.close("blockquote");
            }
            BlockKind::Attribution(words) => {
                open("p", &["attribution"], block, id, writer);
                self.line(words, text, writer, sink);
                writer.close("p");
            }
            BlockKind::Verse(lines) => self.verse(lines, block, id, text, writer, sink),
            BlockKind::Division(division) => self.division(division, block, id, text, writer, sink),
            BlockKind::Code { language, text: code } => {
                if let Some(label) = self.block_label(block, id, text) {
                    writer.open("p", &[("class", "listing")]);
                    let caption = block.attributes.value("lst-cap").or_else(|| block.attributes.value("caption"));
                    writer.element("span", &[("class", "label")], &format!("{label}."));
                    writer.text(" ").text(caption.unwrap_or_default()).close("p");
                }
                let with_id: Vec<(&str, &str)> = id.map(|id| ("id", id)).into_iter().collect();
                write_code(language.as_deref(), code, block, &with_id, writer, sink);
            }
            BlockKind::Math(formula) => {
                open("div", &["formula"], block, id, writer);
                write_formula(formula, true, block.span, writer, sink);
                match &formula.label {
                    Some(label) => printed_number(label, writer),
                    None => self.equation_number(id.or(block.id.as_deref()), text, writer),
                }
                writer.close("div");
            }
            BlockKind::Grid(grid) => self.grid(grid, block, id, text, writer, sink),
            BlockKind::Figure(figure) => self.figure(figure, block, id, text, writer, sink),
            BlockKind::Table { path } => self.table(path, text.lang, writer),
            BlockKind::Rule => open("hr", &[], block, id, writer),
            BlockKind::Html(markup) => {
                // The markup is the author's, and may be a part of an element: its anchor stands before it.
                if let Some(id) = id {
                    writer.open("span", &[("id", id)]).close("span");
                }
                writer.trusted(&markup::prefixed(markup, self.anchor_prefix, &text.resolved.markup_ids));
            }
        }
    }

    /// Blocks within a block. An item that is one paragraph needs none around its words.
    fn blocks(&self, blocks: &[Block], text: Text<'_>, writer: &mut Writer, sink: &mut Sink) {
        if let [Block { kind: BlockKind::Paragraph(words), id: None, attributes, .. }] = blocks
            && attributes.is_empty()
        {
            self.line(words, text, writer, sink);
            return;
        }
        for block in blocks {
            self.inner(block, text, writer, sink);
        }
    }

    /// The number of an equation, beside it.
    fn equation_number(&self, id: Option<&str>, text: Text<'_>, writer: &mut Writer) {
        if let Some(number) = self.label(id, text) {
            writer.text(" ").element("span", &[("class", "number")], &number);
        }
    }
}

/// The number that a published article prints beside an equation.
fn printed_number(label: &str, writer: &mut Writer) {
    if !label.is_empty() {
        writer.text(" ").element("span", &[("class", "number")], label);
    }
}

/// A formula; what is wrong with it is reported where it stands.
fn write_formula(formula: &Formula, display: bool, span: Span, writer: &mut Writer, sink: &mut Sink) {
    let made = match formula.notation {
        Notation::Latex => code::formula(&formula.source, display),
        Notation::MathMl => code::mathml(&formula.source),
    };
    match made {
        Ok((markup, left_out)) => {
            writer.html(&markup);
            if !left_out.is_empty() {
                let message =
                    format!("this formula holds what is no formula, and is shown without it: {}", left_out.join(", "));
                let help = "in words of a formula, `<` is written `\\lt`";
                sink.push(Diagnostic::new(codes::MATH_MARKUP, message).at(span, "").help(help));
            }
        }
        Err(message) if formula.published => {
            let help = "its source is shown in its place";
            sink.push(Diagnostic::new(codes::MATH_AS_SOURCE, message).at(span, "").help(help));
            writer.element("code", &[("class", "formula-source")], &formula.words());
        }
        Err(message) => sink.push(Diagnostic::new(codes::MATH, message).at(span, "")),
    }
}

/// A block of code, in the colours of its language.
fn write_code(
    language: Option<&str>,
    text: &str,
    block: &Block,
    with_id: &[(&str, &str)],
    writer: &mut Writer,
    sink: &mut Sink,
) {
    // A long line scrolls, and what scrolls can be reached with the keyboard.
    // Code reads from left to right in every language.
    let given = &block.attributes;
    let own = |class: &&str| Some(*class) != language && !CODE_LINES.contains(class);
    let numbers = given.first_line().map(|first| line_numbers(first, text));
    let classes = given.classes.iter().map(String::as_str).filter(own).chain(numbers.is_some().then_some("numbered"));
    let classes = classes.collect::<Vec<_>>().join(" ");
    let mut attributes = [with_id, &[("dir", "ltr"), ("tabindex", "0")]].concat();
    if !classes.is_empty() {
        attributes.push(("class", &classes));
    }
    attributes.extend(given.lang.as_ref().map(|lang| ("lang", lang.as_str())));
    attributes.extend(numbers.as_deref().map(|numbers| ("data-lines", numbers)));
    writer.open("pre", &attributes);
    let class = language.map(|language| format!("language-{language}"));
    let class: Vec<(&str, &str)> = class.as_deref().map(|class| ("class", class)).into_iter().collect();
    writer.open("code", &class);
    match language.map(|language| (language, code::highlight(language, text))) {
        Some((_, Some(markup))) => {
            writer.html(&markup);
        }
        Some((language, None)) => {
            let message = format!("code in `{language}` is not highlighted");
            sink.push(Diagnostic::new(codes::UNKNOWN_CODE_LANGUAGE, message).at(block.span, ""));
            writer.text(text);
        }
        None => {
            writer.text(text);
        }
    }
    writer.close("code").close("pre");
}

/// The numbers of the lines of code, each on a line. They are shown beside it, and are no part of its text.
fn line_numbers(first: usize, code: &str) -> String {
    let numbers = (0..code.lines().count()).map(|at| first.saturating_add(at).to_string());
    numbers.collect::<Vec<_>>().join("\n")
}

/// The headings of a document, for a table of contents: level, words and anchor.
pub(in crate::render) fn headings(document: &Document, resolved: &ResolvedText) -> Vec<(u8, String, String)> {
    let heading = |(at, words): (&usize, &String)| match document.blocks.get(*at)?.kind {
        BlockKind::Heading { level, .. } => Some((level, words.clone(), resolved.anchors.get(*at)?.id.clone())),
        _ => None,
    };
    resolved.headings.iter().filter_map(heading).collect()
}
