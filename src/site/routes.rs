//! Addresses: which pages there are, and the file of each.

use std::collections::BTreeMap;

use crate::config::unportable;
use crate::data::{EntityId, Lang, OutPath};
use crate::diag::{Diagnostic, Sink, codes};
use crate::load::{Content, Work};
use crate::source::Span;

/// A page, whatever its language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageId {
    /// The bilingual front page at the root; it has no language.
    Front,
    /// The page for addresses that lead nowhere; it has no language.
    NotFound,
    /// The start page of a language in a site without a work at its root.
    Home,
    /// A work's start page.
    Work(usize),
    /// A section of a work.
    Section(usize, usize),
    /// A whole work.
    Article(usize),
    /// What a work cites.
    Bibliography(usize),
    /// A work in pictures.
    Glance(usize),
    /// Where a work departs from its source.
    Corrections(usize),
    /// A register's index.
    Register(usize),
    /// An entry of a register.
    Entity(EntityId),
    /// What the site is and how it was made.
    Colophon,
    /// Where readers search.
    Search,
    /// A text in two languages side by side.
    Facing(Facing),
}

/// Facing pages: a text in two languages side by side. They belong to both, so the pair has one page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Facing {
    /// The work.
    pub work: usize,
    /// The section; `None` is the whole work.
    pub section: Option<usize>,
    /// The languages, the left one first: the authoritative one, else that which the site lists first.
    pub langs: [Lang; 2],
}

impl Facing {
    /// The page of a text in its own language, from which this one is made.
    #[must_use]
    pub fn edition(&self) -> PageId {
        self.section.map_or(PageId::Article(self.work), |section| PageId::Section(self.work, section))
    }
}

/// Pages that every site has, whose slugs are words of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SystemPage {
    /// A whole work.
    Article,
    /// What a work cites.
    Bibliography,
    /// A work in pictures.
    Glance,
    /// Where a work departs from its source.
    Corrections,
    /// What the site is.
    Colophon,
    /// Where readers search.
    Search,
}

impl SystemPage {
    /// The message of the interface that gives its slug.
    #[must_use]
    pub fn slug_id(self) -> &'static str {
        match self {
            Self::Article => "slug_article",
            Self::Bibliography => "slug_bibliography",
            Self::Glance => "slug_glance",
            Self::Corrections => "slug_corrections",
            Self::Colophon => "slug_colophon",
            Self::Search => "slug_search",
        }
    }
}

/// The address of every page.
#[derive(Debug, Default)]
pub struct Routes {
    /// Pages in the site's languages; [`PageId::Front`] and [`PageId::NotFound`] stand under no language.
    paths: BTreeMap<PageId, BTreeMap<Lang, OutPath>>,
    front: OutPath,
    not_found: OutPath,
    count: usize,
}

impl Default for OutPath {
    fn default() -> Self {
        Self::new("index.html")
    }
}

struct Planner<'a> {
    content: &'a Content,
    routes: Routes,
    taken: BTreeMap<OutPath, Option<Span>>,
    sink: &'a mut Sink,
}

impl Routes {
    pub(super) fn plan(
        content: &Content,
        system_slug: &dyn Fn(&Lang, SystemPage) -> Option<String>,
        sink: &mut Sink,
    ) -> Self {
        let routes = Self { front: OutPath::default(), not_found: OutPath::new("404.html"), ..Self::default() };
        let mut planner = Planner { content, routes, taken: BTreeMap::new(), sink };
        for language in &content.config.languages {
            planner.language(&language.code, system_slug);
        }
        if content.config.facing_pages {
            planner.facing();
        }
        let mut routes = planner.routes;
        routes.count = routes.paths.values().map(BTreeMap::len).sum::<usize>() + 2;
        routes
    }

    /// The file of a page in a language. The two pages without a language have the same file in all.
    #[must_use]
    pub fn path(&self, page: &PageId, lang: &Lang) -> Option<&OutPath> {
        match page {
            PageId::Front => Some(&self.front),
            PageId::NotFound => Some(&self.not_found),
            PageId::Facing(facing) => self.paths.get(page)?.get(&facing.langs[0]),
            page => self.paths.get(page)?.get(lang),
        }
    }

    /// A page in every language that has it, in the order of the languages' codes.
    #[must_use]
    pub fn editions(&self, page: &PageId) -> Option<&BTreeMap<Lang, OutPath>> {
        self.paths.get(page)
    }

    /// All pages that have a language, with their files.
    pub fn iter(&self) -> impl Iterator<Item = (&PageId, &Lang, &OutPath)> {
        self.paths.iter().flat_map(|(page, paths)| paths.iter().map(move |(lang, path)| (page, lang, path)))
    }

    /// The facing pages of a text that one of its readers may turn to, each with the other language.
    pub fn facing<'a>(
        &'a self,
        work: usize,
        section: Option<usize>,
        lang: &'a Lang,
        others: impl Iterator<Item = &'a Lang>,
    ) -> impl Iterator<Item = (&'a Lang, PageId)> {
        others.filter_map(move |other| {
            let pairs = [[lang, other], [other, lang]].map(|langs| langs.map(Clone::clone));
            let pages = pairs.into_iter().map(|langs| PageId::Facing(Facing { work, section, langs }));
            pages.into_iter().find(|page| self.paths.contains_key(page)).map(|page| (other, page))
        })
    }

    /// The file that holds a whole work, as the page shows it, with all that it needs; `None` for other pages.
    #[must_use]
    pub fn single(page: &PageId, lang: &Lang, works: &[Work]) -> Option<OutPath> {
        let (work, langs) = match page {
            PageId::Article(work) => (*work, lang.to_string()),
            PageId::Facing(Facing { work, section: None, langs: [left, right] }) => (*work, format!("{left}-{right}")),
            _ => return None,
        };
        Some(OutPath::new(&format!("downloads/{}.{langs}.html", works.get(work)?.id)))
    }

    /// How many pages there are, in all languages.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

impl Planner<'_> {
    fn language(&mut self, lang: &Lang, system_slug: &dyn Fn(&Lang, SystemPage) -> Option<String>) {
        let slug = |page: SystemPage| system_slug(lang, page).unwrap_or_else(|| default_slug(page).to_owned());
        let content = self.content;
        if !content.works.iter().any(|work| work.config.is_root()) {
            self.add(PageId::Home, lang, &format!("{lang}/index.html"), None);
        }
        for (index, work) in content.works.iter().enumerate() {
            let (folder, place) = work_folder(work, lang, content);
            let at = |name: &str| format!("{folder}{name}.html");
            self.add(PageId::Work(index), lang, &at("index"), place);
            for (number, section) in work.sections.iter().enumerate() {
                // The slug of a language that has none is the authoritative one, else the section's id.
                let own = section.editions.get(lang).and_then(|edition| edition.slug.as_ref());
                let fallback = section.editions.get(work.language()).and_then(|edition| edition.slug.as_ref());
                let (slug, span) =
                    own.or(fallback).map_or((section.id.as_str(), None), |(slug, span)| (slug.as_str(), Some(*span)));
                self.add(PageId::Section(index, number), lang, &at(slug), span);
            }
            self.add(PageId::Article(index), lang, &at(&slug(SystemPage::Article)), place);
            self.add(PageId::Bibliography(index), lang, &at(&slug(SystemPage::Bibliography)), place);
            // Pictures show what is cited and who is mentioned: nothing of either, no page.
            if !content.bibliography.is_empty() || !content.registers.is_empty() {
                self.add(PageId::Glance(index), lang, &at(&slug(SystemPage::Glance)), place);
            }
            let corrections = &work.corrections;
            if !corrections.corrections.is_empty() || !corrections.notes.is_empty() {
                self.add(PageId::Corrections(index), lang, &at(&slug(SystemPage::Corrections)), place);
            }
        }
        for (index, register) in content.registers.iter().enumerate() {
            let folder = register.slug.get(lang).unwrap_or(&register.id);
            self.add(PageId::Register(index), lang, &format!("{lang}/{folder}.html"), Some(register.span));
            for entity in content.entities.values().filter(|entity| entity.register == index) {
                let path = format!("{lang}/{folder}/{}.html", entity.slug(lang));
                self.add(PageId::Entity(entity.id.clone()), lang, &path, Some(entity.span));
            }
        }
        self.add(PageId::Colophon, lang, &format!("{lang}/{}.html", slug(SystemPage::Colophon)), None);
        if content.config.search {
            self.add(PageId::Search, lang, &format!("{lang}/{}.html", slug(SystemPage::Search)), None);
        }
    }

    /// Facing pages of each pair of languages in which a work has texts.
    fn facing(&mut self) {
        for (index, work) in self.content.works.iter().enumerate() {
            let others = self.content.config.codes().filter(|lang| *lang != work.language());
            let langs: Vec<&Lang> = std::iter::once(work.language()).chain(others).collect();
            for (at, left) in langs.iter().enumerate() {
                for right in &langs[at + 1..] {
                    self.spread(index, work, [left, right]);
                }
            }
        }
    }

    fn spread(&mut self, index: usize, work: &Work, [left, right]: [&Lang; 2]) {
        let (folder, place) = work_folder(work, left, self.content);
        let folder = format!("{left}-{right}{}", folder.strip_prefix(left.as_str()).unwrap_or("/"));
        let page = |section| PageId::Facing(Facing { work: index, section, langs: [left.clone(), right.clone()] });
        let mut count = 0;
        for (number, section) in work.sections.iter().enumerate() {
            let has = |lang: &Lang| section.editions.get(lang).is_some_and(|edition| !edition.is_empty);
            if has(left) && has(right) {
                count += 1;
                let slug = section.editions[left].slug.as_ref();
                let (slug, span) =
                    slug.map_or((section.id.as_str(), None), |(slug, span)| (slug.as_str(), Some(*span)));
                self.add(page(Some(number)), left, &format!("{folder}{slug}.html"), span);
            }
        }
        if count > 0 {
            self.add(page(None), left, &format!("{folder}index.html"), place);
        }
    }

    fn add(&mut self, page: PageId, lang: &Lang, path: &str, span: Option<Span>) {
        let path = OutPath::new(path);
        let place = span.unwrap_or_else(|| Span::new(self.content.config.file, 0..0));
        self.sink.extend(path.as_str().split('/').filter_map(|part| unportable(part, place)));
        // Where capitals are not told apart (macOS, Windows), the later page would take the place of the earlier one.
        let key = OutPath::new(&path.as_str().to_lowercase());
        if let Some(first) = self.taken.get(&key).copied() {
            let mut diagnostic = Diagnostic::new(codes::DUPLICATE_SLUG, format!("two pages would be `{path}`"));
            diagnostic = match (span, first) {
                (Some(span), Some(first)) if span != first => diagnostic.at(span, "this one").at(first, "and this one"),
                (Some(span), _) | (None, Some(span)) => diagnostic.at(span, "this one, and a page that every site has"),
                (None, None) => diagnostic.in_file("content"),
            };
            self.sink.push(diagnostic.help("give one of them another slug"));
            return;
        }
        self.taken.insert(key, span);
        self.routes.paths.entry(page).or_default().insert(lang.clone(), path);
    }
}

/// The folder of a work's pages, with a slash at its end, and where its slug is given.
fn work_folder(work: &Work, lang: &Lang, content: &Content) -> (String, Option<Span>) {
    if work.config.is_root() {
        // A second work at the root takes the first one's pages: the diagnostic names its `path:`.
        let first = content.works.iter().position(|work| work.config.is_root());
        let is_first = first.is_some_and(|first| content.works[first].id == work.id);
        let path = work.config.path.as_ref().filter(|_| !is_first);
        return (format!("{lang}/"), path.map(|_| Span::new(work.file, 0..0)));
    }
    let slug = work.config.slug.as_ref();
    let named = slug.and_then(|slug| slug.value.get(lang)).unwrap_or(work.id.as_str());
    let span = slug.map_or_else(|| Span::new(work.file, 0..0), |slug| span_of_slug(slug, work));
    (format!("{lang}/{named}/"), Some(span))
}

fn span_of_slug(slug: &crate::data::Placed<crate::data::Texts>, work: &Work) -> Span {
    let bytes = slug.referenced.span();
    let start = usize::try_from(bytes.byte_offset().unwrap_or(0)).unwrap_or(0);
    Span::new(work.file, start..start)
}

fn default_slug(page: SystemPage) -> &'static str {
    match page {
        SystemPage::Article => "article",
        SystemPage::Bibliography => "bibliography",
        SystemPage::Glance => "at-a-glance",
        SystemPage::Corrections => "corrections",
        SystemPage::Colophon => "colophon",
        SystemPage::Search => "search",
    }
}
