//! Works as several pages show them: in lists, with their journal, their licence and the heads of their abstracts.

use super::frame::Frame;
use super::sections::{byline, unbroken};
use crate::config::Journal;
use crate::data::Lang;
use crate::load::Work;
use crate::render::strings::Strings;
use crate::render::view::{JournalView, LicenceView, TextView, WorkLink};
use crate::site::PageId;

pub(in crate::render) fn journal(journal: &Journal) -> JournalView {
    JournalView {
        title: journal.title.clone(),
        volume: journal.volume.clone(),
        issue: journal.issue.clone(),
        elocation: journal.elocation.clone().or_else(|| journal.pages.clone()),
        issn: journal.issns()[0].map(str::to_owned),
        print_issn: journal.issns()[1].map(str::to_owned),
        href: journal.address().cloned(),
    }
}

pub(in crate::render) fn licence(work: &Work) -> Option<LicenceView> {
    let licence = work.config.licence.as_ref()?;
    Some(LicenceView { name: licence.name.clone(), url: licence.url.value.address().cloned() })
}

/// A work as lists of works show it.
pub(in crate::render) fn work_link(frame: &Frame<'_>, index: usize, lang: &Lang) -> WorkLink {
    let work = &frame.site().content.works[index];
    let title = work.config.title.value.pick(lang, work.language());
    let title = title.map_or_else(
        || TextView::own(""),
        |title| {
            let foreign = title.lang != lang;
            TextView {
                text: title.text.to_owned(),
                lang: foreign.then(|| title.lang.to_string()),
                dir: foreign.then(|| frame.dir(title.lang)),
            }
        },
    );
    WorkLink {
        title,
        href: frame.href_in(&PageId::Work(index), lang),
        authors: unbroken(&byline(work)),
        journal: work.config.journal.as_ref().map(|journal| journal.title.clone()),
        year: work.config.dates.published().map(|date| date.year),
    }
}

/// What stands above the abstract in a language of the site.
pub(in crate::render) fn abstract_heading(work: &Work, lang: &Lang, strings: &Strings) -> String {
    let given = work.abstracts.get(lang).and_then(|text| text.title.as_deref());
    given.unwrap_or_else(|| strings.get("abstract_heading")).to_owned()
}
