//! The reader of one document: what it knows, and what it gathers.

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8Path;

use super::index::{Index, number};
use super::xml::{El, Tree, is_blank, name};
use crate::data::Lang;
use crate::diag::{Code, Diagnostic, Sink, codes};
use crate::doc::{Attributes, Block, BlockKind, Document, Inline, Note, TextNode};
use crate::load::Media;
use crate::source::Span;

/// What is known of an article by all readers of its texts.
pub(super) struct Article<'a> {
    pub(super) tree: Tree<'a>,
    /// The text of the file.
    pub(super) file_text: &'a str,
    pub(super) index: Index<'a>,
    pub(super) media: &'a Media,
    /// The article's folder, relative to `content/`.
    pub(super) folder: &'a Utf8Path,
}

/// What readers find that is told once for an article.
#[derive(Default)]
pub(super) struct Told {
    pub(super) sink: Sink,
    /// Elements that are not understood: how often, and where first.
    pub(super) unknown: BTreeMap<String, (usize, Span)>,
    /// Cells whose colours are not taken over: how many, and the first.
    pub(super) coloured: Option<(usize, Span)>,
    /// Elements whose anchors stand in some text.
    pub(super) placed: BTreeSet<u32>,
    /// Pictures that are not there: how many, and the first.
    pub(super) missing: BTreeMap<String, Span>,
    /// Pictures that are somewhere else on the web.
    pub(super) remote: BTreeMap<String, Span>,
}

impl Told {
    pub(super) fn say(&mut self, code: &'static Code, at: Span, message: String, help: &str) {
        self.sink.push(Diagnostic::new(code, message).at(at, "").help(help));
    }

    /// Takes note of an element that is not understood.
    pub(super) fn unknown(&mut self, name: &str, at: Span) {
        self.unknown.entry(name.to_owned()).or_insert((0, at)).0 += 1;
    }

    /// Says what was found more than once, once.
    pub(super) fn finish(mut self) -> Sink {
        for (name, (count, at)) in std::mem::take(&mut self.unknown) {
            let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
            let message = format!("what `{name}` means is not known; it stands here {times}");
            self.say(codes::JATS_ELEMENT, at, message, "its words are shown as text");
        }
        if let Some((count, at)) = self.coloured {
            let cells = if count == 1 { "a cell has".to_owned() } else { format!("{count} cells have") };
            let help = "pages have the colours of the theme; where a colour says something, say it in words too";
            self.say(codes::JATS_ELEMENT, at, format!("{cells} a colour of its own, which is left out"), help);
        }
        let list = |all: &BTreeMap<String, Span>| {
            let names: Vec<_> = all.keys().take(4).map(|name| format!("`{name}`")).collect();
            format!("{}{}", names.join(", "), if all.len() > 4 { ", …" } else { "" })
        };
        if let Some(first) = self.missing.values().min().copied() {
            let count = self.missing.len();
            let message =
                format!("{count} file{} not there: {}", if count == 1 { " is" } else { "s are" }, list(&self.missing));
            let help =
                "put them beside the XML, pictures as PNG, JPEG, SVG or WebP; until then their captions stand alone";
            self.say(codes::JATS_PICTURE, first, message, help);
        }
        if let Some(first) = self.remote.values().min().copied() {
            let count = self.remote.len();
            let message = format!(
                "{count} picture{} elsewhere on the web: {}",
                if count == 1 { " is" } else { "s are" },
                list(&self.remote)
            );
            let help = "nothing is fetched: put them beside the XML, under the last part of their address";
            self.say(codes::JATS_PICTURE, first, message, help);
        }
        self.sink
    }
}

/// Reads the parts of one text into one document.
pub(super) struct Reader<'r, 'a> {
    pub(super) article: &'r Article<'a>,
    pub(super) told: &'r mut Told,
    /// The text that is read, by its place.
    pub(super) text: usize,
    /// Its language.
    pub(super) lang: Lang,
    pub(super) document: Document,
    /// The notes that were called, by their elements.
    pub(super) notes: BTreeMap<u32, u32>,
    /// The level of the next heading.
    pub(super) level: u8,
    /// Where everything stands that is read, if it has no places of its own.
    pub(super) fixed: Option<Span>,
    /// Elements that are read as emphasis around the place.
    pub(super) fonts: Vec<&'static str>,
}

impl<'r, 'a> Reader<'r, 'a> {
    pub(super) fn new(article: &'r Article<'a>, told: &'r mut Told, text: usize, lang: Lang) -> Self {
        Self {
            article,
            told,
            text,
            lang,
            document: Document::default(),
            notes: BTreeMap::new(),
            level: 2,
            fixed: None,
            fonts: Vec::new(),
        }
    }

    pub(super) fn span(&self, node: El<'_>) -> Span {
        self.fixed.unwrap_or_else(|| self.article.tree.span(node))
    }

    pub(super) fn opening(&self, node: El<'_>) -> Span {
        self.fixed.unwrap_or_else(|| self.article.tree.opening(node))
    }

    /// The anchor of an element, where it has an id and that does not stand in the document yet.
    pub(super) fn anchor(&mut self, node: El<'_>) -> Option<String> {
        if self.fixed.is_some() {
            return None;
        }
        let anchor = self.article.index.anchor(node)?.to_owned();
        self.told.placed.insert(number(node)).then_some(anchor)
    }

    /// Takes note that an element is a section of its own, to which its id leads.
    pub(super) fn placed_section(&mut self, node: El<'_>) {
        self.told.placed.insert(number(node));
    }

    /// A block at an element, which holds its anchor.
    pub(super) fn block_at(&mut self, node: El<'_>, kind: BlockKind) -> Block {
        let id = self.anchor(node);
        let span = self.span(node);
        let attributes = Attributes { lang: self.other_language(node), ..Attributes::default() };
        Block { kind, span, id, attributes }
    }

    /// The language of an element, where that is not the text's.
    pub(super) fn other_language(&self, node: El<'_>) -> Option<Lang> {
        let lang = super::xml::attr(node, "lang").and_then(super::language::tag)?;
        (super::language::primary(&lang) != super::language::primary(self.lang.as_str())).then(|| Lang::new(&lang))
    }

    /// A block of ours that stands for something at an element.
    pub(super) fn block_of(&self, node: El<'_>, kind: BlockKind) -> Block {
        Block { kind, span: self.span(node), id: None, attributes: Attributes::default() }
    }

    /// The anchor of an element as an empty piece of running text, if it has one.
    pub(super) fn mark(&mut self, node: El<'_>) -> Option<Inline> {
        let id = self.anchor(node)?;
        let attributes = Attributes { id: Some(id), ..Attributes::default() };
        Some(Inline::Span { attributes, text: Vec::new(), span: self.opening(node) })
    }

    /// Words as a piece of running text, with single spaces.
    pub(super) fn text_node(&mut self, text: &str, span: Span) -> Inline {
        let id = self.document.text_nodes;
        self.document.text_nodes += 1;
        Inline::Text(TextNode { id, text: spaced(text), span })
    }

    /// Words of ours.
    pub(super) fn own_words(&mut self, text: &str, span: Span) -> Inline {
        self.text_node(text, span)
    }

    /// The index of the note that an element is, and whether this is its first call.
    pub(super) fn note(&mut self, node: El<'a>) -> Inline {
        if let Some(index) = self.notes.get(&number(node)).copied() {
            let note = &mut self.document.notes[index as usize];
            note.calls += 1;
            return Inline::NoteAgain { note: index, call: note.calls };
        }
        let index = u32::try_from(self.document.notes.len()).unwrap_or(u32::MAX);
        self.notes.insert(number(node), index);
        self.document.notes.push(Note { label: String::new(), calls: 1, blocks: Vec::new() });
        let fonts = std::mem::take(&mut self.fonts);
        let blocks = self.note_blocks(node);
        self.fonts = fonts;
        self.document.notes[index as usize].blocks = blocks;
        Inline::Note(index)
    }

    /// Takes note of an element that is not understood.
    pub(super) fn unknown(&mut self, node: El<'_>) {
        let at = self.opening(node);
        self.told.unknown(name(node), at);
    }
}

/// Words with single spaces, at their ends too.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if is_blank(c) {
            if !blank {
                spaced.push(' ');
            }
            blank = true;
        } else {
            spaced.push(c);
            blank = false;
        }
    }
    spaced
}

/// Takes the white space from both ends of a line.
pub(super) fn trimmed(mut line: Vec<Inline>) -> Vec<Inline> {
    trim_start(&mut line);
    trim_end(&mut line);
    line
}

fn trim_start(line: &mut Vec<Inline>) {
    while let Some(first) = line.first_mut() {
        match first {
            Inline::Text(node) => {
                let kept = node.text.trim_start_matches(is_blank).to_owned();
                if kept.is_empty() {
                    line.remove(0);
                    continue;
                }
                node.text = kept;
            }
            Inline::HardBreak => {
                line.remove(0);
                continue;
            }
            // An anchor has no words.
            Inline::Span { text, .. } if text.is_empty() => {
                let mark = line.remove(0);
                trim_start(line);
                line.insert(0, mark);
            }
            _ => {}
        }
        break;
    }
}

fn trim_end(line: &mut Vec<Inline>) {
    while let Some(last) = line.last_mut() {
        match last {
            Inline::Text(node) => {
                node.text.truncate(node.text.trim_end_matches(is_blank).len());
                if node.text.is_empty() {
                    line.pop();
                    continue;
                }
            }
            Inline::HardBreak => {
                line.pop();
                continue;
            }
            _ => {}
        }
        break;
    }
}

/// Whether a line says nothing: white space and anchors only.
pub(super) fn says_nothing(line: &[Inline]) -> bool {
    line.iter().all(|inline| match inline {
        Inline::Text(node) => node.text.trim().is_empty(),
        Inline::HardBreak => true,
        Inline::Span { text, .. } => says_nothing(text),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Superscript(inner) | Inline::Subscript(inner) => {
            says_nothing(inner)
        }
        _ => false,
    })
}
