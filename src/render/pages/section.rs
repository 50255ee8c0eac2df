//! A section's page.

use crate::diag::Sink;
use crate::render::shared::sections::{all_contents, byline, contents, edition, section_view, unbroken};
use crate::render::shared::{Body, Frame, cards, view};
use crate::render::text::Text;
use crate::render::view::WorkBrief;
use crate::site::PageId;

pub(super) fn section(frame: &Frame<'_>, work: usize, section: usize, sink: &mut Sink) -> Option<Body> {
    let the_work = &frame.site().content.works[work];
    let view_of_section = section_view(frame, work, section, 0, sink)?;
    let title = view_of_section.title.clone();
    let work_title = frame.work_title(the_work);
    let arguments = [("section", title.text.as_str().into()), ("title", work_title.text.as_str().into())];
    let brief = WorkBrief {
        title: work_title.clone(),
        home: frame.href(&PageId::Work(work)),
        authors: unbroken(&byline(the_work)),
        contents: contents(frame, work, Some(section), false),
        all_contents: all_contents(frame, section, the_work.sections.len()),
        article_href: frame.href(&PageId::Article(work)),
    };
    let text = edition(frame, work, section).map(|(lang, document, resolved)| Text { document, resolved, lang });
    let cards = [cards::cards(frame, work, text.into_iter())];
    Some(Body {
        template: "section.html",
        kind: "section",
        description: frame.strings.format("description_section", &arguments),
        title,
        trail: vec![(work_title, PageId::Work(work))],
        values: vec![("section", view(&view_of_section)), ("work", view(&brief)), ("cards", view(&cards))],
        abstract_words: None,
    })
}
