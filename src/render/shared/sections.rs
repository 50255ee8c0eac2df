//! Sections as several pages show them: in whose language, with which neighbours, in tables of contents.

use std::ops::Range;

use super::frame::Frame;
use crate::config::Person;
use crate::data::Lang;
use crate::diag::Sink;
use crate::doc::Document;
use crate::load::{Section, SectionKind, Work};
use crate::render::text::{Beside, Counterpart, Text, headings};
use crate::render::view::{EntryView, FacingLink, PageLink, SectionView};
use crate::resolve::ResolvedText;
use crate::site::PageId;

/// A section's text for a reader of a language: that language's if it has one, else the authoritative one.
pub(in crate::render) fn edition<'a>(
    frame: &Frame<'a>,
    work: usize,
    section: usize,
) -> Option<(&'a Lang, &'a Document, &'a ResolvedText)> {
    let site = frame.site();
    let (documents, resolved) = (&site.documents.works[work], &site.resolution.works[work]);
    let editions = &documents.sections[section];
    let own = editions.get_key_value(frame.lang);
    let (lang, document) = own.or_else(|| editions.get_key_value(site.content.works[work].language()))?;
    Some((lang, document, resolved.sections[section].get(lang)?))
}

/// A section as its own page shows it (`lowered` 0), or the whole article's page (1).
pub(in crate::render) fn section_view(
    frame: &Frame<'_>,
    work: usize,
    section: usize,
    lowered: u8,
    sink: &mut Sink,
) -> Option<SectionView> {
    let (lang, document, resolved) = edition(frame, work, section)?;
    let mut writer = frame.writer(work);
    writer.lowered = lowered;
    let text = Text { document, resolved, lang };
    let (body, notes) = writer.write(text, &beside(frame, work, section, lang), sink);
    let the_work = &frame.site().content.works[work];
    let neighbour = |at: Option<usize>| {
        let at = at.filter(|at| *at < the_work.sections.len())?;
        Some(frame.page_link(frame.section_title(the_work, at), &PageId::Section(work, at)))
    };
    Some(SectionView {
        id: the_work.sections[section].id.to_string(),
        label: label(frame, &the_work.sections[section]),
        number: the_work.sections[section].number.clone(),
        kind: the_work.sections[section].kind.name(),
        role: the_work.sections[section].kind.role(),
        title: frame.section_title(the_work, section),
        stale_title: frame.site().alignment.works[work].sections[section]
            .editions
            .get(frame.lang)
            .is_some_and(|edition| edition.title.is_stale()),
        body: body.into(),
        notes: notes.map(Into::into),
        previous: neighbour(section.checked_sub(1)),
        next: neighbour(Some(section + 1)),
        untranslated: frame.untranslated(lang),
        facing: facing_links(frame, work, Some(section)),
        lang: lang.to_string(),
        dir: frame.dir(lang),
    })
}

/// What stands above the title of an appendix.
fn label(frame: &Frame<'_>, section: &Section) -> Option<String> {
    let letter = section.number.as_deref().filter(|_| section.kind == SectionKind::Appendix)?;
    Some(frame.strings.format("label_appendix", &[("n", letter.into())]))
}

/// The other editions of a section, on pages of the kind that this one is.
fn beside<'a>(frame: &Frame<'a>, work: usize, section: usize, lang: &'a Lang) -> Beside<'a> {
    let site = frame.site();
    let (documents, aligned) =
        (&site.documents.works[work].sections[section], &site.alignment.works[work].sections[section]);
    let others = site.languages().iter().map(|language| &language.code);
    let counterparts = others.filter(|other| *other != lang && documents.contains_key(*other));
    let counterparts = counterparts.map(|other| Counterpart {
        lang: other,
        href: frame.href_in(frame.page, other),
        names: aligned.anchors(other),
    });
    let page = |lang| format!("{}#", frame.href_in(frame.page, lang));
    let original = aligned.editions.get(lang).map(|edition| (edition, page(site.content.works[work].language())));
    Beside { counterparts: counterparts.collect(), original }
}

/// Links to the pages that show a text beside each of its other languages.
pub(in crate::render) fn facing_links(frame: &Frame<'_>, work: usize, section: Option<usize>) -> Vec<FacingLink> {
    let site = frame.site();
    let others = site.languages().iter().map(|language| &language.code).filter(|other| *other != frame.lang);
    let pages = site.routes.facing(work, section, frame.lang, others);
    pages
        .map(|(other, page)| {
            let [one, two] = [frame.lang, other].map(|lang| frame.strings.language(lang));
            FacingLink {
                href: frame.href(&page),
                label: frame.strings.format("facing_label", &[("one", one.into()), ("other", two.into())]),
                code: other.to_string(),
                dir: frame.dir(other),
            }
        })
        .collect()
}

/// How many sections before and behind the one that is shown its page lists at most. The whole list stands on the page
/// of the work: if every section's page had it too, twice the sections would be four times the site.
pub(in crate::render) const NEIGHBOURS: usize = 24;

/// The sections that the page of one lists, of so many.
pub(in crate::render) fn listed(current: usize, all: usize) -> Range<usize> {
    current.saturating_sub(NEIGHBOURS)..(current + NEIGHBOURS + 1).min(all)
}

/// A work's sections: all of them, or those around the `current` one, which alone has its headings below it.
/// `on_one_page` gives addresses within the page; otherwise those of the sections' own pages.
pub(in crate::render) fn contents(
    frame: &Frame<'_>,
    work: usize,
    current: Option<usize>,
    on_one_page: bool,
) -> Vec<EntryView> {
    let the_work = &frame.site().content.works[work];
    let entry = |index: usize| {
        let section = &the_work.sections[index];
        let is_open = current.is_none_or(|current| current == index);
        let page = if on_one_page { String::new() } else { frame.href(&PageId::Section(work, index)) };
        let edition = edition(frame, work, index);
        let children = edition.filter(|_| is_open).map_or_else(Vec::new, |(lang, document, resolved)| {
            let headings = headings(document, resolved).into_iter().filter(|(level, ..)| *level == 2);
            headings
                .map(|(_, words, anchor)| PageLink {
                    title: frame.text(&words, lang),
                    href: format!("{page}#{anchor}"),
                })
                .collect()
        });
        EntryView {
            number: section.number.clone(),
            title: frame.section_title(the_work, index),
            href: if on_one_page { format!("#{}", section.id) } else { page },
            current: current == Some(index),
            untranslated: edition.is_some_and(|(lang, ..)| lang != frame.lang),
            children,
        }
    };
    let all = the_work.sections.len();
    current.map_or(0..all, |current| listed(current, all)).map(entry).collect()
}

/// What leads to the list of all of a work's sections, if the page of one does not list them.
pub(in crate::render) fn all_contents(frame: &Frame<'_>, section: usize, all: usize) -> Option<String> {
    (listed(section, all).len() < all).then(|| frame.strings.format("all_contents", &[("n", all.into())]))
}

/// A work's authors in one line.
pub(in crate::render) fn byline(work: &Work) -> String {
    work.config.authors().map(Person::full_name).collect::<Vec<_>>().join(", ")
}

/// The same line as it is set: it does not break behind an initial.
pub(in crate::render) fn unbroken(byline: &str) -> String {
    byline.replace(". ", ".\u{a0}")
}
