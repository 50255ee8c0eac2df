//! What a reader may keep in a browser, to read without a connection: each work as one compressed file, and the worker at
//! the site's root that answers from them.
//!
//! A site of one work is one file. Where there are more, what belongs to none of them (start pages, indexes, scripts) is a
//! file of its own that any of them brings along, so that no work's file grows with the site.

mod bundle;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde_json::json;

use super::{Job, Made};
use crate::data::{EntityId, Lang, OutPath};
use crate::diag::Sink;
use crate::load::CONTENT;
use crate::output::Output;
use crate::render::{MEDIA, Writer};
use crate::site::{Facing, PageId, Site};

/// The worker, at the site's root: it answers for what lies below it.
const WORKER: &str = "sw.js";

/// What stands there where nothing is kept: without it, a browser that kept an earlier build would show that for ever.
const RETIRED: &str = include_str!("retired.js");

/// Where a part of the site belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Owner {
    /// These works.
    Works(Vec<usize>),
    /// All of them.
    Site,
    /// None: it needs a connection, or is one text as a file by itself.
    Nobody,
}

pub(super) fn export(job: &Job<'_>, made: &Output, _sink: &mut Sink) -> Made {
    let site = job.site;
    let works = &site.content.works;
    let Some(worker) = job.theme.worker().filter(|_| site.content.config.offline && !works.is_empty()) else {
        return vec![(OutPath::new(WORKER), RETIRED.as_bytes().into())];
    };
    let mut shared: Vec<&OutPath> = Vec::new();
    let mut own: Vec<Vec<&OutPath>> = vec![Vec::new(); works.len()];
    let pages = pages(site);
    // What is too heavy to be kept is shown by who has a connection; else the worker says what is lacking.
    let limit = site.content.config.weight.picture_bytes();
    let is_light =
        |path: &OutPath, bytes: &[u8]| bytes.len() <= limit || !path.as_str().starts_with(&format!("{MEDIA}/"));
    for (path, _) in made.iter().filter(|(path, bytes)| is_light(path, bytes)) {
        match owner(site, &pages, path) {
            Owner::Works(found) => found.into_iter().for_each(|work| own[work].push(path)),
            Owner::Site if works.len() == 1 => own[0].push(path),
            Owner::Site => shared.push(path),
            Owner::Nobody => {}
        }
    }
    let named = works.iter().map(|work| format!("offline/{}", work.id)).zip(own);
    let shared = (!shared.is_empty()).then(|| ("offline/shared/all".to_owned(), shared));
    let bundles: Vec<_> = shared.into_iter().chain(named).collect();
    let mut made: Made = bundles.into_par_iter().map(|(name, paths)| bundle::pack(&name, &paths, made)).collect();
    let (common, own) = made.split_at(made.len() - works.len());
    let mut files: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (work, own) in works.iter().zip(own) {
        files.insert(work.id.to_string(), common.iter().chain([own]).map(|(path, _)| path.as_str()).collect());
    }
    let said =
        site.languages().iter().map(|language| (language.code.to_string(), not_kept(job, &language.code).into()));
    let pictures = site.languages().iter().map(|language| {
        let words = job.theme.strings(&language.code).get("picture_not_kept");
        (language.code.to_string(), picture_not_kept(words).into())
    });
    let pictures: serde_json::Map<_, _> = pictures.collect();
    let style = ["paper.css", "own.css"].map(|name| job.theme.style(name, "{root}")).concat();
    let facts = json!({"works": files, "style": style, "notKept": said.collect::<serde_json::Map<_, _>>(), "noPicture": pictures});
    let worker = format!("const site = {facts};\n{worker}");
    made.push((OutPath::new(WORKER), worker.into_bytes().into()));
    made
}

/// The owners of all pages.
fn pages(site: &Site<'_>) -> BTreeMap<OutPath, Owner> {
    let mut naming: BTreeMap<&EntityId, Vec<usize>> = BTreeMap::new();
    for work in 0..site.content.works.len() {
        named(site, work).into_iter().for_each(|entity| naming.entry(entity).or_default().push(work));
    }
    let front = site.routes.path(&PageId::Front, site.first_language()).map(|path| (&PageId::Front, path));
    let pages = front.into_iter().chain(site.routes.iter().map(|(page, _, path)| (page, path)));
    let owner = |page: &PageId| match page {
        PageId::Work(work)
        | PageId::Section(work, _)
        | PageId::Article(work)
        | PageId::Bibliography(work)
        | PageId::Corrections(work)
        | PageId::Glance(work)
        | PageId::Facing(Facing { work, .. }) => Owner::Works(vec![*work]),
        // An entry's page is kept with the works that name the entry; one that none names, with the index.
        PageId::Entity(entity) => naming.get(entity).map_or(Owner::Site, |works| Owner::Works(works.clone())),
        PageId::Front | PageId::Home | PageId::Register(_) | PageId::Search | PageId::Colophon => Owner::Site,
        PageId::NotFound => Owner::Nobody,
    };
    pages.map(|(page, path)| (path.clone(), owner(page))).collect()
}

/// The entries that a work names: in its texts, in its tables, as authors of what it cites.
fn named<'a>(site: &'a Site<'_>, work: usize) -> BTreeSet<&'a EntityId> {
    let resolved = &site.resolution.works[work];
    let mentions = resolved.texts().flat_map(|text| &text.passages).flat_map(|passage| &passage.mentions);
    let tables = resolved.tables.iter().map(|shown| &site.content.registers[shown.register].tables[shown.table]);
    let rows = tables.flat_map(|table| &table.groups).flat_map(|group| &group.entries);
    let cited = resolved.references.values().flat_map(|list| &list.order);
    let authors = cited.flat_map(|key| site.authors_of(key)).map(|entity| &entity.id);
    mentions.map(|(_, entity)| entity).chain(rows).chain(authors).collect()
}

fn owner(site: &Site<'_>, pages: &BTreeMap<OutPath, Owner>, path: &OutPath) -> Owner {
    if let Some(owner) = pages.get(path) {
        return owner.clone();
    }
    let works = || site.content.works.iter().enumerate();
    let Some((folder, rest)) = path.as_str().split_once('/') else { return Owner::Nobody };
    match folder {
        "assets" => Owner::Site,
        "downloads" if rest.ends_with(".html") => Owner::Nobody,
        "downloads" => {
            // Of `first` and `first-part`, the longer name is meant.
            let is_of = |id: &str| rest.strip_prefix(id).is_some_and(|rest| rest.starts_with(['.', '-']));
            let found =
                works().filter(|(_, work)| is_of(work.id.as_str())).max_by_key(|(_, work)| work.id.as_str().len());
            found.map_or(Owner::Site, |(at, _)| Owner::Works(vec![at]))
        }
        MEDIA => {
            let dir = |work: &crate::load::Work| work.dir.strip_prefix(CONTENT).map(|dir| format!("{dir}/"));
            let found = works().find(|(_, work)| dir(work).is_ok_and(|dir| rest.starts_with(&dir)));
            found.map_or(Owner::Site, |(at, _)| Owner::Works(vec![at]))
        }
        _ => Owner::Nobody,
    }
}

/// What stands in the place of a picture that is not kept, for a reader without a connection: a picture of these words.
fn picture_not_kept(words: &str) -> String {
    let mut writer = Writer::default();
    let size = [("width", "640"), ("height", "80"), ("viewBox", "0 0 640 80")];
    writer.open("svg", &[&[("xmlns", "http://www.w3.org/2000/svg")], &size[..]].concat());
    writer.open("rect", &[("width", "640"), ("height", "80"), ("fill", "#eee")]).close("rect");
    let place =
        [("x", "320"), ("y", "46"), ("text-anchor", "middle"), ("font-family", "sans-serif"), ("font-size", "18")];
    writer.element("text", &[&place[..], &[("fill", "#333")]].concat(), words).close("svg");
    writer.finish().into_string()
}

/// What a reader without a connection is told of a page that is not kept. The worker knows where the site's root is.
fn not_kept(job: &Job<'_>, lang: &Lang) -> String {
    let site = job.site;
    let strings = job.theme.strings(lang);
    let dir = site.content.config.language(lang).map_or("ltr", |language| language.dir.as_str());
    let start = [PageId::Home, PageId::Work(0)].iter().find_map(|page| site.routes.path(page, lang));
    let mut writer = Writer::default();
    writer.doctype().open("html", &[("lang", lang.as_str()), ("dir", dir)]).line();
    writer.open("meta", &[("charset", "utf-8")]);
    writer.open("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
    writer.element("title", &[], strings.get("not_kept_title")).line();
    writer.element("style", &[], "{style}").line();
    writer.open("body", &[("class", "kind-not-kept")]).open("main", &[("class", "page")]);
    writer.element("h1", &[], strings.get("not_kept_title")).element("p", &[], strings.get("not_kept"));
    if let Some(start) = start {
        writer.open("p", &[]).element("a", &[("href", &format!("{{root}}{start}"))], strings.get("back_to_start"));
    }
    writer.finish().into_string()
}
