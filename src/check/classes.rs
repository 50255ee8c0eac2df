//! What authors say of blocks and words and nothing heeds: classes that no style of the theme is for, which are kept in the
//! page, and keys that nothing reads, which are not. Each is told once.

use std::collections::BTreeSet;

use super::Subject;
use crate::diag::{Diagnostic, Sink, closest, codes};
use crate::doc::{Attributes, Bearer, BlockKind, CODE_LINES, attributes_of, has_meaning};
use crate::render::Theme;
use crate::source::Span;

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let (mut told, mut keys) = (BTreeSet::new(), BTreeSet::new());
    for work in &subject.site.documents.works {
        let abstracts = work.abstracts.values().chain(work.further_abstracts.values());
        for document in abstracts.chain(work.sections.iter().flat_map(|editions| editions.values())) {
            attributes_of(document, &mut |bearer, attributes, place| {
                for class in subject.theme.iter().flat_map(|theme| own_classes(bearer, attributes, theme)) {
                    if told.insert(class) {
                        sink.push(finding(class, place));
                    }
                }
                for (key, value) in &attributes.pairs {
                    if !is_read(bearer, attributes, key) && keys.insert(key) {
                        sink.push(unread(bearer, key, value, place));
                    }
                }
            });
        }
    }
}

/// The classes that nothing styles and that say nothing by themselves. The first one of code may name its language.
fn own_classes<'a>(bearer: Bearer<'a>, attributes: &'a Attributes, theme: &Theme) -> Vec<&'a String> {
    let language = match bearer {
        Bearer::Block(block) => match &block.kind {
            BlockKind::Code { language, .. } => language.as_deref(),
            _ => None,
        },
        _ => None,
    };
    let of_code = |class: &str| Some(class) == language || CODE_LINES.contains(&class);
    let own = attributes.classes.iter().filter(|class| !has_meaning(class) && !theme.has_style_for(class));
    own.filter(|class| !of_code(class)).collect()
}

/// Whether something in the page follows from a key.
fn is_read(bearer: Bearer<'_>, attributes: &Attributes, key: &str) -> bool {
    let kind = match bearer {
        Bearer::Block(block) => Some(&block.kind),
        _ => None,
    };
    match key {
        "dir" => attributes.dir().is_some(),
        "width" => {
            let picture = matches!(bearer, Bearer::Picture(_))
                || matches!(kind, Some(BlockKind::Figure(figure)) if figure.pictures.len() == 1);
            picture && attributes.width().is_some()
        }
        "caption" | "lst-cap" => {
            matches!((kind, bearer), (Some(BlockKind::Code { .. }), Bearer::Block(block)) if block.id.is_some())
        }
        "startFrom" | "start-from" => matches!(kind, Some(BlockKind::Code { .. })) && attributes.first_line().is_some(),
        _ => false,
    }
}

/// What is said about a key that nothing reads.
fn unread(bearer: Bearer<'_>, key: &str, value: &str, place: Span) -> Diagnostic {
    let message = format!("nothing reads `{key}=\"{value}\"` here: the page is the same without it");
    let known = ["width", "lang", "title", "alt", "dir", "caption"];
    let help = match (key, bearer) {
        ("width", Bearer::Picture(_)) => "a width is written `width=50%`, `width=8cm` or `width=300px`".to_owned(),
        ("width", _) => "a picture may have a width: `![What it shows](map.png){width=50%}`".to_owned(),
        ("height", _) => "the height follows from the width: `{width=50%}`".to_owned(),
        ("dir", _) => "a direction is `ltr`, `rtl` or `auto`".to_owned(),
        ("title" | "name", _) => "a division may have a title: `::: {.box title=\"…\"}`".to_owned(),
        ("alt" | "fig-alt", _) => "a picture may have it: `![Caption](map.png){#fig-map alt=\"…\"}`".to_owned(),
        ("caption" | "lst-cap", _) => "code with an id may have it: `{#lst-x caption=\"…\"}`".to_owned(),
        ("startFrom" | "start-from", _) => {
            "code with numbered lines may have it: `{.numberLines startFrom=5}`".to_owned()
        }
        ("target" | "rel", _) => "readers choose where a link opens; take it out".to_owned(),
        _ => match closest(key, known) {
            Some(found) => format!("did you mean `{found}`?"),
            None => "take it out".to_owned(),
        },
    };
    Diagnostic::new(codes::UNREAD_ATTRIBUTE, message).at(place, "").help(help)
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
