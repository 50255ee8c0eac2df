//! Notes at the foot of a text.

use super::inline::call_id;
use super::{Text, TextWriter};
use crate::diag::Sink;
use crate::doc::{Block, BlockKind};
use crate::render::html::{Html, Writer};
use crate::resolve::NoteSource;

impl TextWriter<'_> {
    /// The notes of a text, if it has any.
    pub(in crate::render) fn notes(&self, text: Text<'_>, sink: &mut Sink) -> Option<Html> {
        if text.resolved.notes.list().is_empty() {
            return None;
        }
        let mut writer = Writer::default();
        writer.open("ol", &[("class", "notes")]);
        for (index, note) in text.resolved.notes.list().iter().enumerate() {
            let id = format!("{}{}", self.anchor_prefix, note.anchor.id);
            writer.open("li", &[("id", &id)]);
            let note = match note.source {
                NoteSource::Author(note) => &text.document.notes[note],
                NoteSource::Citation(group) => {
                    writer.open("p", &[]);
                    let (label, group) = (&text.resolved.labels[group], &text.document.citations[group]);
                    self.pieces(&label.note, group, text, &mut writer, sink);
                    writer.text(" ");
                    self.note_back(index, 1, &id, &mut writer);
                    writer.close("p").close("li").line();
                    continue;
                }
            };
            let (last, before) = match note.blocks.split_last() {
                Some((last, before)) => (Some(last), before),
                None => (None, &[][..]),
            };
            if note.is_translators() {
                writer.element("b", &[("class", "translator")], self.strings.get("note_translator")).text(" ");
            }
            for block in before {
                self.block(block, None, text, &mut writer, sink);
            }
            // The way back stands in the note's last paragraph, behind its words.
            if let Some(Block { kind: BlockKind::Paragraph(words), .. }) = last {
                writer.open("p", &[]);
                self.line(words, text, &mut writer, sink);
                writer.text(" ");
                self.note_back(index, note.calls, &id, &mut writer);
                writer.close("p");
            } else {
                last.into_iter().for_each(|block| self.block(block, None, text, &mut writer, sink));
                self.note_back(index, note.calls, &id, &mut writer);
            }
            writer.close("li").line();
        }
        writer.close("ol");
        Some(writer.finish())
    }

    /// The ways back to each place that calls the note.
    fn note_back(&self, index: usize, calls: u32, id: &str, writer: &mut Writer) {
        let label = self.strings.format("note_back", &[("n", (index + 1).into())]);
        for call in 1..=calls {
            let address = format!("#{}", call_id(id, call));
            let label = if calls == 1 { label.clone() } else { format!("{label} ({call})") };
            let sign = if call == 1 { "↩".to_owned() } else { format!("↩{call}") };
            writer.element("a", &[("class", "note-back"), ("href", &address), ("aria-label", &label)], &sign);
        }
    }
}
