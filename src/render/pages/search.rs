//! The page on which readers search. The groups of results are there from the first, empty; a script fills them.

use crate::render::records::group_of;
use crate::render::shared::{Body, Frame, view};
use crate::render::view::{PageLink, SearchGroup, SearchView, TextView};
use crate::site::PageId;

pub(super) fn search(frame: &Frame<'_>) -> Body {
    let site = frame.site();
    let own = |id: &str| TextView::own(frame.strings.get(id));
    let mut groups = vec![SearchGroup { kind: "section", filter: "section".to_owned(), title: own("search_sections") }];
    let registers = site.content.registers.iter().map(|register| SearchGroup {
        kind: "entity",
        filter: group_of(&register.id),
        title: frame.pick(&register.title),
    });
    groups.extend(registers);
    let title = own("search_references");
    groups.push(SearchGroup { kind: "reference", filter: "reference".to_owned(), title });
    let site_title = frame.pick(&site.content.config.title).text;
    Body {
        template: "search.html",
        kind: "search",
        description: frame.strings.format("description_search", &[("site", site_title.as_str().into())]),
        title: TextView::own(frame.strings.get("title_search")),
        trail: Vec::new(),
        values: vec![("search", view(&SearchView { groups, instead: instead(frame) }))],
        abstract_words: None,
    }
}

/// Where a reader finds things without searching.
fn instead(frame: &Frame<'_>) -> Vec<PageLink> {
    let mut pages = vec![match frame.work() {
        Some(work) => (TextView::own(frame.strings.get("whole_article")), PageId::Article(work)),
        None => (TextView::own(frame.strings.get("nav_home")), frame.start()),
    }];
    for (index, register) in frame.site().content.registers.iter().enumerate() {
        pages.push((frame.pick(&register.title), PageId::Register(index)));
    }
    if let Some(work) = frame.work() {
        pages.push((TextView::own(frame.strings.get("title_bibliography")), PageId::Bibliography(work)));
    }
    pages.into_iter().map(|(title, page)| frame.page_link(title, &page)).collect()
}
