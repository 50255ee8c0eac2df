//! A whole text as one file that asks for nothing: made from its page, with style, scripts and pictures inside.
//!
//! Owns where the links of such a file lead: within it as far as it holds what they name, else to the published site.
//! What becomes of the markup is in [`inline`].

mod inline;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{Job, Made};
use crate::config::size;
use crate::data::{Lang, OutPath};
use crate::diag::Sink;
use crate::output::Output;
use crate::render::{Strings, Writer, is_absolute};
use crate::site::{Facing, PageId, Site};

pub(super) fn export(job: &Job<'_>, made: &Output, _sink: &mut Sink) -> Made {
    let pages = job.site.routes.iter();
    let wanted: Vec<_> =
        pages.filter_map(|(page, lang, path)| Some((page, lang, path, job.site.single(page, lang)?))).collect();
    let files = wanted.into_par_iter().filter_map(|(page, lang, path, file)| {
        // A page that its template could not make has been reported.
        let html = made.get(path.as_str())?;
        let tags = inline::tags(html);
        let scope = Scope::new(job.site, page, lang, inline::ids(&tags));
        let copy = Copy { site: job.site, strings: job.theme.strings(lang), made, page: path, scope };
        Some((file, copy.write(html, &tags).into()))
    });
    files.collect()
}

/// A page that becomes a file of its own.
struct Copy<'a> {
    site: &'a Site<'a>,
    strings: &'a Strings,
    made: &'a Output,
    page: &'a OutPath,
    scope: Scope<'a>,
}

/// What the file holds.
struct Scope<'a> {
    ids: BTreeSet<String>,
    /// Pages whose text stands in the file, each with the id where it begins.
    parts: BTreeMap<&'a OutPath, &'a str>,
    /// Pages of references, each with its language: they stand in the file as lists.
    bibliographies: BTreeMap<&'a OutPath, &'a Lang>,
}

impl<'a> Scope<'a> {
    fn new(site: &'a Site<'a>, page: &'a PageId, lang: &'a Lang, ids: BTreeSet<String>) -> Self {
        let (work, langs) = match page {
            PageId::Facing(Facing { work, langs, .. }) => (*work, langs.iter().collect()),
            PageId::Article(work) => (*work, vec![lang]),
            _ => (0, Vec::new()),
        };
        let mut parts = BTreeMap::new();
        for (index, section) in site.content.works[work].sections.iter().enumerate() {
            let own = langs.iter().filter_map(|lang| site.routes.path(&PageId::Section(work, index), lang));
            let facing = match page {
                PageId::Facing(facing) => {
                    let page = PageId::Facing(Facing { section: Some(index), ..facing.clone() });
                    site.routes.path(&page, lang)
                }
                _ => None,
            };
            parts.extend(own.chain(facing).map(|path| (path, section.id.as_str())));
        }
        let pages = langs.iter().filter_map(|lang| site.routes.path(&PageId::Article(work), lang));
        parts.extend(pages.chain(site.routes.path(page, lang)).map(|path| (path, "main")));
        let lists = langs.iter().filter_map(|lang| Some((site.routes.path(&PageId::Bibliography(work), lang)?, *lang)));
        Self { ids, parts, bibliographies: lists.collect() }
    }
}

impl Copy<'_> {
    /// Where a link of the page leads in the file; `None` if it stays as it is. A link to another edition leads out.
    fn address(&self, href: &str, to_edition: bool) -> Option<String> {
        if href.starts_with('#') || is_absolute(href) {
            return None;
        }
        let (path, anchor) = match href.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (href, None),
        };
        let target = self.page.follow(path)?;
        if !to_edition {
            let begin = self.scope.parts.get(&target).copied();
            let part = begin.map(|begin| anchor.unwrap_or(begin).to_owned());
            // Where two languages have a list, its entries are told apart by their language.
            let list = self.scope.bibliographies.get(&target).zip(anchor);
            let entry = list.map(|(lang, key)| [format!("ref-{key}"), format!("ref-{lang}-{key}")]);
            let inside = part.into_iter().chain(entry.into_iter().flatten()).find(|id| self.scope.ids.contains(id));
            if let Some(id) = inside {
                return Some(format!("#{id}"));
            }
        }
        let page = self.site.content.config.base_url.join(&target.address());
        Some(anchor.map_or_else(|| page.clone(), |anchor| format!("{page}#{anchor}")))
    }

    /// The bytes that something shown may have; what has more is left out.
    fn limit(&self) -> usize {
        self.site.content.config.weight.picture_bytes()
    }

    /// Where a file of the published site is.
    fn published(&self, path: &OutPath) -> String {
        self.site.content.config.base_url.join(path.as_str())
    }

    /// What stands in the place of a picture that is too heavy for the file.
    fn left_out(&self, path: &OutPath, bytes: usize, alt: &str) -> String {
        let (bytes, address) = (size(bytes), self.published(path));
        let arguments = [("alt", alt.into()), ("size", bytes.as_str().into()), ("address", address.as_str().into())];
        let mut writer = Writer::default();
        writer.element("span", &[("class", "left-out")], &self.strings.format("picture_left_out", &arguments));
        writer.finish().into_string()
    }

    /// A file of the site that the page shows or runs.
    fn file(&self, href: &str) -> Option<(OutPath, &[u8])> {
        self.file_from(self.page, href)
    }

    /// A file that another one names.
    fn file_from(&self, from: &OutPath, href: &str) -> Option<(OutPath, &[u8])> {
        let path = from.follow(href).filter(|_| !is_absolute(href))?;
        let bytes = self.made.get(path.as_str())?;
        Some((path, bytes))
    }
}
