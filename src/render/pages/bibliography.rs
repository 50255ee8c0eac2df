//! What a work cites: every reference with its status, and every place that cites it.

use crate::bibliography::{Candidate, Status};
use crate::csl::Variable;
use crate::data::{Address, CiteKey};
use crate::render::picture::Scale;
use crate::render::shared::letters::letters;
use crate::render::shared::references::{downloads, plain, reference, status_label};
use crate::render::shared::strips::strip;
use crate::render::shared::{Body, Frame, view};
use crate::render::view::{BibliographyEntry, BibliographyView, CandidateView, EntityLink, StatusView, TextView};
use crate::site::PageId;

pub(super) fn bibliography(frame: &Frame<'_>, index: usize) -> Body {
    let site = frame.site();
    let work = &site.content.works[index];
    let list = site.resolution.works[index].references.get(frame.lang);
    let order: &[CiteKey] = list.map_or(&[], |list| list.order.as_slice());
    let entries: Vec<_> = order.iter().filter_map(|key| entry(frame, index, key)).collect();
    let statuses = Status::ALL.into_iter().filter_map(|status| {
        let count = entries.iter().filter(|entry| entry.status == Some(status.name())).count();
        (count > 0).then(|| StatusView {
            id: status.name(),
            label: status_label(frame, status),
            note: frame.strings.get(note_id(status)).to_owned(),
            count,
        })
    });
    let words = |key| list.and_then(|list| list.items.get(key)).map(|made| plain(made)).unwrap_or_default();
    let named = order.iter().map(|key| (words(key), key.as_str()));
    let name = format!("{}-references", work.id);
    let bibliography = BibliographyView {
        count: entries.len(),
        citation_count: entries.iter().map(|entry| entry.count).sum(),
        downloads: downloads(frame, &name),
        statuses: statuses.collect(),
        letters: letters(&site.sorters[frame.lang], named),
        entries,
    };
    let work_title = frame.work_title(work);
    let arguments = [("title", work_title.text.as_str().into()), ("n", bibliography.count.into())];
    Body {
        template: "bibliography.html",
        kind: "bibliography",
        description: frame.strings.format("description_bibliography", &arguments),
        title: TextView::own(frame.strings.get("title_bibliography")),
        trail: vec![(work_title, PageId::Work(index))],
        values: vec![("bibliography", view(&bibliography))],
        abstract_words: None,
    }
}

fn note_id(status: Status) -> &'static str {
    match status {
        Status::Confirmed => "status_confirmed_note",
        Status::Probable => "status_probable_note",
        Status::Unresolved => "status_unresolved_note",
    }
}

fn entry(frame: &Frame<'_>, index: usize, key: &CiteKey) -> Option<BibliographyEntry> {
    let site = frame.site();
    let known = site.content.bibliography.get(key.as_str())?;
    let made = site.resolution.works[index].references.get(frame.lang)?.items.get(key)?;
    let citing = site.backlinks.citing(index, frame.lang, key);
    let entities = site.authors_of(key).map(|entity| EntityLink {
        name: frame.entity_name(entity),
        href: frame.href(&PageId::Entity(entity.id.clone())),
    });
    let also = site.backlinks.citing_works(key).filter(|work| *work != index).map(|work| {
        let mut link = frame.page_link(frame.work_title(&site.content.works[work]), &PageId::Bibliography(work));
        link.href = format!("{}#{key}", link.href);
        link
    });
    let doi = known.item.text(Variable::Doi);
    Some(BibliographyEntry {
        key: key.to_string(),
        html: reference(made),
        lang: known.language().map(str::to_owned),
        status: known.status.map(Status::name),
        status_label: known.status.map(|status| status_label(frame, status)),
        basis: frame.pick_some(&known.basis),
        remark: frame.pick_some(&known.remark),
        translated_title: known.translated_title.get(frame.lang).map(str::to_owned),
        candidates: known.candidates.iter().map(|candidate| candidate_view(frame, candidate)).collect(),
        doi: doi.map(str::to_owned),
        doi_href: doi.and_then(|doi| Address::of_doi(doi).ok()),
        url: known.item.text(Variable::Url).and_then(|url| Address::parse(url).ok()),
        count: citing.len(),
        strip: strip(frame, index, Scale::Small, citing, []),
        citing: frame.places(citing),
        entities: entities.collect(),
        also: also.collect(),
    })
}

fn candidate_view(frame: &Frame<'_>, candidate: &Candidate) -> CandidateView {
    CandidateView {
        title: candidate.title.clone(),
        lang: candidate.language.clone(),
        // A year or a month stands as it was given.
        detail: candidate
            .issued
            .as_deref()
            .map_or(String::new(), |issued| issued.parse().map_or(issued.to_owned(), |date| frame.strings.date(date))),
        basis: frame.pick_some(&candidate.basis),
    }
}
