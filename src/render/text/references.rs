//! What numbered things are called, and how references to them read, in the words of the interface.

use super::{Text, TextWriter};
use crate::doc::{Block, CrossReference};
use crate::render::html::Writer;
use crate::render::strings::Strings;
use crate::resolve::{REFERENCE, Referent, ReferentKind, Referring};

/// The last part of the ids of a kind's messages.
fn message(kind: ReferentKind) -> &'static str {
    match kind {
        ReferentKind::Figure => "figure",
        ReferentKind::Table => "table",
        ReferentKind::Equation => "equation",
        ReferentKind::Listing => "listing",
        ReferentKind::Section => "section",
        ReferentKind::Statement(statement) => statement.class(),
    }
}

/// What a thing is called where it stands: “Figure 1”.
pub(in crate::render) fn label(referent: &Referent, strings: &Strings) -> String {
    if referent.is_named || referent.kind == ReferentKind::Section {
        return referent.label.clone();
    }
    let number = [("n", referent.label.as_str().into())];
    strings.format(&format!("label_{}", message(referent.kind)), &number)
}

/// The words of a reference, with the place of the thing that they lead to; “Figures 1 and 2” are four pieces.
fn pieces(targets: &[Referent], bare: bool, strings: &Strings) -> Vec<(String, Option<usize>)> {
    let number = |target: &Referent| match target.kind {
        ReferentKind::Equation => strings.format("label_equation", &[("n", target.label.as_str().into())]),
        ReferentKind::Section => strings.format("title_quoted", &[("title", target.label.as_str().into())]),
        _ => target.label.clone(),
    };
    let [first, ..] = targets else { return Vec::new() };
    let word = |kind: ReferentKind, count: usize, list: &str| {
        strings.format(&format!("ref_{}", message(kind)), &[("count", count.into()), ("list", list.into())])
    };
    let named = |target: &Referent| {
        if target.is_named || bare { number(target) } else { word(target.kind, 1, &number(target)) }
    };
    if targets.len() == 1 {
        return vec![(named(first), Some(0))];
    }
    let slots = list(targets.len(), strings);
    let alike = targets.iter().all(|target| target.kind == first.kind && !target.is_named);
    let (frame, of): (String, &dyn Fn(&Referent) -> String) = match (bare, alike) {
        (false, true) => (word(first.kind, targets.len(), &slots), &number),
        _ => (slots, &named),
    };
    let mut pieces = Vec::new();
    let mut parts = frame.split(REFERENCE);
    pieces.extend(parts.next().map(|text| (text.to_owned(), None)));
    for ((at, target), text) in targets.iter().enumerate().zip(parts) {
        pieces.push((of(target), Some(at)));
        pieces.push((text.to_owned(), None));
    }
    pieces.retain(|(text, _)| !text.is_empty());
    pieces
}

/// Places for some things, as the language lists them.
fn list(count: usize, strings: &Strings) -> String {
    let slot = REFERENCE.to_string();
    let first = vec![slot.as_str(); count - 1].join(", ");
    strings.format("list_and", &[("first", first.as_str().into()), ("last", slot.as_str().into())])
}

/// The words of a reference, without links.
pub(in crate::render) fn words(referring: &Referring, strings: &Strings) -> String {
    pieces(&referring.targets, referring.bare, strings).into_iter().map(|(text, _)| text).collect()
}

/// Words in which each sign of a reference is what it says; `before` counts the signs before them.
pub(in crate::render) fn spelled(text: &str, before: usize, references: &[Referring], strings: &Strings) -> String {
    let mut parts = text.split(REFERENCE);
    let mut spelled = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        if let Some(referring) = references.get(before + at) {
            spelled.push_str(&words(referring, strings));
        }
        spelled.push_str(part);
    }
    spelled
}

impl TextWriter<'_> {
    /// What a block is called, if it is numbered: by its anchor, or by its own id where its anchor stands elsewhere.
    pub(super) fn block_label(&self, block: &Block, id: Option<&str>, text: Text<'_>) -> Option<String> {
        self.label(id.or(block.id.as_deref()), text)
    }

    /// What the block of an anchor is called, if it is numbered.
    pub(super) fn label(&self, id: Option<&str>, text: Text<'_>) -> Option<String> {
        let id = id?;
        let id = id.strip_prefix(self.anchor_prefix).unwrap_or(id);
        let referents = self.site.resolution.works[self.work].referents.get(text.lang)?;
        let (_, referent) = referents.find(id).filter(|(anchor, _)| anchor.is_some())?;
        Some(label(referent, self.words_of(text)))
    }

    /// The strings of the language that a text is in, which is not always the reader's.
    fn words_of(&self, text: Text<'_>) -> &Strings {
        self.theme.map_or(self.strings, |theme| theme.strings(text.lang))
    }

    pub(super) fn cross_reference(&self, reference: &CrossReference, text: Text<'_>, writer: &mut Writer) {
        let Some(referents) = self.site.resolution.works[self.work].referents.get(text.lang) else { return };
        let found: Vec<_> = reference
            .targets
            .iter()
            .filter_map(|(id, span)| Some((referents.find(id)?.1.clone(), text.resolved.destinations.get(span))))
            .collect();
        let (targets, destinations): (Vec<Referent>, Vec<_>) = found.into_iter().unzip();
        for (words, target) in pieces(&targets, reference.bare, self.words_of(text)) {
            let address = target.and_then(|at| self.address(destinations[at]?));
            match address {
                Some(address) => {
                    writer.element("a", &[("class", "ref"), ("href", &address)], &words);
                }
                None => {
                    writer.text(&words);
                }
            }
        }
    }
}
