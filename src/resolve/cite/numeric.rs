//! Citations in styles that number their works, or label them by all of them together.
//!
//! Here every citation depends on every other, so one driver renders the whole document, in its order.

use std::collections::BTreeMap;

use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, Elem,
    ElemChild, ElemChildren, ElemMeta, Entry, LocatorPayload, SpecificLocator,
};

use super::compose::{locator_text, words};
use super::runs::{Run, in_prose, push, runs};
use super::{CiteGroup, Cited, Citer, Piece};
use crate::data::CiteKey;
use crate::doc::CiteForm;
use crate::load::bibliography::Bibliography;

/// See [`super::cite`].
pub(super) fn cite(citer: &Citer<'_>, bibliography: &Bibliography, groups: &[CiteGroup]) -> Cited {
    let style = &citer.style().csl;
    let locators: Vec<Vec<Option<String>>> = groups
        .iter()
        .map(|group| {
            group.items.iter().map(|item| item.locator.as_ref().map(|locator| locator_text(&locator.value))).collect()
        })
        .collect();
    let mut driver = BibliographyDriver::new();
    // For each group, which of its items the driver was asked for.
    let mut asked: Vec<Vec<usize>> = Vec::new();
    for (group, locators) in groups.iter().zip(&locators) {
        let (mut items, mut known) = (Vec::new(), Vec::new());
        for (at, item) in group.items.iter().enumerate() {
            let Some(reference) = bibliography.get(item.key.as_str()) else { continue };
            let locator = item.locator.as_ref().zip(locators[at].as_deref());
            let locator = locator.map(|(of, text)| SpecificLocator(of.kind, LocatorPayload::Str(text)));
            let purpose = (group.form == CiteForm::Narrative).then_some(CitePurpose::Prose);
            items.push(CitationItem::new(&reference.entry, locator, None, false, purpose));
            known.push(at);
        }
        if !items.is_empty() {
            driver.citation(CitationRequest::new(items, style, Some(citer.code.clone()), &citer.locales, None));
        }
        asked.push(known);
    }
    let rendered = driver.finish(BibliographyRequest::new(style, Some(citer.code.clone()), &citer.locales));
    let mut citations = rendered.citations.into_iter();
    let mut cited = Cited::default();
    for (group, asked) in groups.iter().zip(&asked) {
        let children = if asked.is_empty() { None } else { citations.next().map(|rendered| rendered.citation) };
        cited.groups.push(pieces(citer, group, asked, children));
    }
    let items: Vec<BibliographyItem> = rendered.bibliography.map(|list| list.items).unwrap_or_default();
    cited.order = items.iter().map(|item| CiteKey::new(&item.key)).collect();
    cited.items =
        items.into_iter().map(|item| (CiteKey::new(&item.key), listed(citer, item))).collect::<BTreeMap<_, _>>();
    cited
}

/// See [`super::format_one`]: without its number, which it has not got.
pub(super) fn format_one(citer: &Citer<'_>, entry: &Entry) -> Vec<Run> {
    let style = &citer.style().csl;
    let mut driver = BibliographyDriver::new();
    let items = vec![CitationItem::with_entry(entry)];
    driver.citation(CitationRequest::new(items, style, Some(citer.code.clone()), &citer.locales, None));
    let rendered = driver.finish(BibliographyRequest::new(style, Some(citer.code.clone()), &citer.locales));
    let item = rendered.bibliography.and_then(|list| list.items.into_iter().next());
    item.map(|item| listed(citer, BibliographyItem { first_field: None, ..item })).unwrap_or_default()
}

fn listed(citer: &Citer<'_>, item: BibliographyItem) -> Vec<Run> {
    let mut all = Vec::new();
    if let Some(first) = item.first_field {
        all = runs(&ElemChildren(vec![first]), &citer.conjunction);
        push(&mut all, Run::plain(" "));
    }
    runs(&item.content, &citer.conjunction).into_iter().for_each(|run| push(&mut all, run));
    all
}

fn pieces(citer: &Citer<'_>, group: &CiteGroup, asked: &[usize], children: Option<ElemChildren>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let prose = group.form == CiteForm::Narrative;
    for child in children.into_iter().flat_map(|children| children.0) {
        match child {
            ElemChild::Elem(Elem { meta: Some(ElemMeta::Entry(at)), children, .. }) => {
                let Some(item) = asked.get(at).and_then(|at| Some((*at, group.items.get(*at)?))) else { continue };
                let (at, item) = item;
                let printed = item.printed.as_ref().map(|printed| vec![Run::plain(printed)]);
                let found = printed.unwrap_or_else(|| {
                    if prose { in_prose(&children, &citer.conjunction) } else { runs(&children, &citer.conjunction) }
                });
                if !item.prefix.is_empty() {
                    text(&mut pieces, vec![Run::plain(&item.prefix)]);
                }
                pieces.push(Piece::Cite { item: at, key: item.key.clone(), runs: found });
                text(&mut pieces, vec![Run::plain(words(&item.suffix))]);
            }
            other => text(&mut pieces, vec![Run::plain(format!("{other:#}"))]),
        }
    }
    // What the bibliography does not hold stands behind the rest.
    for (at, item) in group.items.iter().enumerate().filter(|(at, _)| !asked.contains(at)) {
        let gap = if at == 0 { "" } else { " " };
        let printed = item.printed.as_deref().unwrap_or(item.key.as_str());
        text(&mut pieces, vec![Run::plain(format!("{gap}{printed}"))]);
    }
    pieces
}

fn text(pieces: &mut Vec<Piece>, found: Vec<Run>) {
    for run in found.into_iter().filter(|run| !run.text.is_empty()) {
        match pieces.last_mut() {
            Some(Piece::Text(runs)) => push(runs, run),
            _ => pieces.push(Piece::Text(vec![run])),
        }
    }
}
