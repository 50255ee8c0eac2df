//! Strips on pages: from places in the site to ticks.

use std::collections::BTreeSet;

use super::frame::Frame;
use super::sections::edition;
use crate::render::picture::{Scale, Strip, Tick};
use crate::render::view::StripView;
use crate::resolve::Spot;
use crate::site::{Listing, Occurrence};

/// Draws places of a work that cite or mention something, and rows of its tables.
pub(in crate::render) fn strip<'a>(
    frame: &Frame<'_>,
    work: usize,
    scale: Scale,
    places: impl IntoIterator<Item = &'a Occurrence<'a>>,
    rows: impl IntoIterator<Item = &'a Listing>,
) -> Option<String> {
    let measure = frame.site().measure(work, frame.lang);
    let mentions = places.into_iter().filter(|place| !place.further).map(|place| {
        let anchor = &place.passage.anchor;
        Tick {
            at: measure.at(place.section, place.passage.offset(place.range.start)),
            listed: false,
            href: frame.anchor(work, place.section, &anchor.id, place.lang),
            name: frame.spot(work, place.section, &anchor.spot, &anchor.id, place.lang),
        }
    });
    let mut ticks: Vec<Tick> = mentions.collect();
    ticks.extend(rows.into_iter().filter_map(|row| {
        let (lang, _, text) = edition(frame, work, row.section)?;
        // An edition that lost the table has no row to lead to.
        let offset = text.extent.rows.get(&row.anchor)?;
        Some(Tick {
            at: measure.at(Some(row.section), *offset),
            listed: true,
            href: frame.anchor(work, Some(row.section), &row.anchor, lang),
            name: frame.spot(work, Some(row.section), &Spot::Row, &row.anchor, lang),
        })
    }));
    let mirrored = frame.dir(frame.lang) == "rtl";
    Strip { measure, mirrored, scale, ticks }.draw().map(Into::into)
}

/// Where an entry stands in a work: its mentions, and the rows that list it.
pub(in crate::render) fn of_entity(
    frame: &Frame<'_>,
    work: usize,
    scale: Scale,
    places: &[Occurrence<'_>],
    rows: &[Listing],
) -> Option<StripView> {
    let rows = rows.iter().filter(|row| row.work == work);
    Some(StripView { sentence: tally(frame, work, places), strip: strip(frame, work, scale, places, rows)? })
}

/// How often a work mentions an entry, and in how many of its sections, in words.
fn tally(frame: &Frame<'_>, work: usize, places: &[Occurrence<'_>]) -> String {
    let within: BTreeSet<usize> = places.iter().filter_map(|place| place.section).collect();
    let all = frame.site().content.works[work].sections.len();
    let arguments = [("n", places.len().into()), ("sections", within.len().into()), ("total", all.into())];
    frame.strings.format("mentions_in_sections", &arguments)
}
