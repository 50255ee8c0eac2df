//! Figures, divisions and verse.

use super::{Text, TextWriter};
use crate::diag::Sink;
use crate::doc::{Block, BlockKind, Division, Figure, MissingPicture, Role, Statement, VerseLine};
use crate::render::html::Writer;
use crate::resolve::letter;

/// Classes of several figures or tables under one caption.
const GROUPS: [&str; 2] = ["figure-group", "table-group"];

/// How far a line of verse is moved in at most, in steps of its style.
const DEEPEST: usize = 8;

impl TextWriter<'_> {
    pub(super) fn figure(
        &self,
        figure: &Figure,
        block: &Block,
        id: Option<&str>,
        text: Text<'_>,
        writer: &mut Writer,
        sink: &mut Sink,
    ) {
        let several = figure.pictures.len() > 1;
        open("figure", if several { &["several"] } else { &[] }, block, id, writer);
        for (at, picture) in figure.pictures.iter().enumerate() {
            if !several {
                self.picture(picture, &block.attributes, text, writer);
                continue;
            }
            let id = picture.attributes.id.as_deref().map(|id| format!("{}{id}", self.anchor_prefix));
            let id: Vec<(&str, &str)> = id.as_deref().map(|id| ("id", id)).into_iter().collect();
            writer.open("figure", &id);
            self.picture(picture, &picture.attributes, text, writer);
            if !picture.caption.is_empty() {
                writer.open("figcaption", &[]);
                writer.element("span", &[("class", "label")], &format!("({})", letter(at))).text(" ");
                self.line(&picture.caption, text, writer, sink);
                writer.close("figcaption");
            }
            writer.close("figure");
        }
        for picture in &figure.missing {
            self.missing(picture, writer);
        }
        self.float_notes(&figure.float.notes, text, writer, sink);
        let label = self.block_label(block, id, text);
        if label.is_some() || figure.float.is_captioned() {
            writer.open("figcaption", &[]);
            self.captioned(label.as_deref(), &figure.float, text, writer, sink);
            writer.close("figcaption");
        }
        writer.close("figure");
    }

    /// A picture that is not there, told in its place.
    fn missing(&self, picture: &MissingPicture, writer: &mut Writer) {
        writer.open("p", &[("class", "missing-picture")]).text(self.strings.get("picture_missing")).text(" ");
        match &picture.address {
            Some(address) => writer.element("a", &[("href", address.as_str())], &picture.name),
            None => writer.element("code", &[], &picture.name),
        };
        writer.close("p");
    }

    pub(super) fn division(
        &self,
        division: &Division,
        block: &Block,
        id: Option<&str>,
        text: Text<'_>,
        writer: &mut Writer,
        sink: &mut Sink,
    ) {
        let (tag, own): (&str, &[&str]) = match division.role {
            Role::Epigraph => ("blockquote", &[]),
            Role::Box | Role::NoteToReader => ("aside", &["box"]),
            Role::Statement(_) => ("div", &["statement"]),
            // Figures or tables under one caption are a figure.
            Role::Plain if GROUPS.iter().any(|group| block.attributes.has_class(group)) => ("figure", &[]),
            Role::Plain => ("div", &[]),
        };
        open(tag, own, block, id, writer);
        if let Role::Statement(statement) = division.role {
            let name = match (statement, self.block_label(block, id, text)) {
                (_, Some(label)) => label,
                (Statement::Proof, None) => self.strings.get("label_proof").to_owned(),
                (_, None) => self.strings.get(&format!("name_{}", statement.class())).to_owned(),
            };
            let title = division.title.as_ref().map(|title| format!(" ({title})")).unwrap_or_default();
            writer.open("p", &[("class", "label")]).text(&format!("{name}{title}.")).close("p");
        } else if let Some(title) = &division.title {
            writer.element("p", &[("class", "title")], title);
        } else if let Some(kind) = Division::callout(&block.attributes.classes) {
            writer.element("p", &[("class", "title")], self.strings.get(&format!("callout_{kind}")));
        } else if division.role == Role::NoteToReader {
            writer.element("p", &[("class", "title")], self.strings.get("note_to_reader"));
        }
        for inner in &division.blocks {
            self.inner(inner, text, writer, sink);
        }
        writer.close(tag);
    }

    pub(super) fn verse(
        &self,
        lines: &[VerseLine],
        block: &Block,
        id: Option<&str>,
        text: Text<'_>,
        writer: &mut Writer,
        sink: &mut Sink,
    ) {
        open("div", &["verse"], block, id, writer);
        for stanza in lines.split(|line| line.text.is_empty()).filter(|stanza| !stanza.is_empty()) {
            writer.open("p", &[]);
            for (at, line) in stanza.iter().enumerate() {
                if at > 0 {
                    writer.open("br", &[]);
                }
                let indent = line.indent.min(DEEPEST).to_string();
                let moved = [("class", "line"), ("data-indent", indent.as_str())];
                writer.open("span", if line.indent > 0 { &moved } else { &moved[..1] });
                self.line(&line.text, text, writer, sink);
                writer.close("span");
            }
            writer.close("p");
        }
        writer.close("div");
    }

    /// A block within another, with the id that its author gave it.
    pub(super) fn inner(&self, block: &Block, text: Text<'_>, writer: &mut Writer, sink: &mut Sink) {
        let id = block.id.as_deref().map(|id| format!("{}{id}", self.anchor_prefix));
        self.block(block, id.as_deref(), text, writer, sink);
    }
}

/// Opens a block's element with its id, classes and language.
pub(super) fn open(tag: &str, own: &[&str], block: &Block, id: Option<&str>, writer: &mut Writer) {
    open_with(tag, own, &[], block, id, writer);
}

pub(super) fn open_with(
    tag: &str,
    own: &[&str],
    more: &[(&str, &str)],
    block: &Block,
    id: Option<&str>,
    writer: &mut Writer,
) {
    let given = block.attributes.classes.iter().map(String::as_str).filter(|class| !own.contains(class));
    let given = given.filter(|_| !matches!(block.kind, BlockKind::Code { .. }));
    let classes = own.iter().copied().chain(given).collect::<Vec<_>>().join(" ");
    let mut attributes: Vec<(&str, &str)> = Vec::new();
    if !classes.is_empty() {
        attributes.push(("class", &classes));
    }
    attributes.extend(id.map(|id| ("id", id)));
    if let Some(lang) = &block.attributes.lang {
        attributes.push(("lang", lang.as_str()));
    }
    attributes.extend(block.attributes.dir().map(|dir| ("dir", dir)));
    attributes.extend_from_slice(more);
    writer.open(tag, &attributes);
}
