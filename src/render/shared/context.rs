//! The frame around the body of every page: what its template sees beside that.

use tera::Context;

use super::body::{Body, view};
use super::frame::Frame;
use super::provenance;
use crate::render::head::{self, Head};
use crate::render::view::{Crumb, LanguageLink, LinkView, PageView, RunningView, SiteView, TextView};
use crate::site::PageId;

/// What made the page.
const GENERATOR: &str = concat!("Pliego ", env!("CARGO_PKG_VERSION"));

impl Frame<'_> {
    /// What the page is called among all of the site: where there are several works, what belongs to one names it, and so does
    /// the page of a whole work, which is shared by itself.
    fn own_title(&self, body: &Body) -> String {
        let works = &self.site().content.works;
        let work = match self.page {
            PageId::Article(work) => Some(*work),
            PageId::Section(work, _)
            | PageId::Bibliography(work)
            | PageId::Glance(work)
            | PageId::Corrections(work) => Some(*work).filter(|_| works.len() > 1),
            PageId::Facing(facing) if facing.section.is_some() => Some(facing.work).filter(|_| works.len() > 1),
            _ => None,
        };
        match work {
            Some(work) => format!("{} · {}", body.title.text, self.work_title(&works[work]).text),
            None => body.title.text.clone(),
        }
    }

    /// What stands at the head of a printed page: the title of what one reads there.
    fn running_title(&self, body: &Body) -> String {
        match self.page {
            PageId::Article(work) => self.work_title(&self.site().content.works[*work]).text,
            _ => body.title.text.clone(),
        }
    }

    /// Everything that the template sees.
    pub(in crate::render) fn context(&self, body: Body) -> Context {
        let site = self.site();
        let site_title = self.pick(&site.content.config.title).text;
        let own_title = self.own_title(&body);
        let is_start = *self.page == self.start() || *self.page == PageId::Front;
        // A work's title often begins with that of its site.
        let head_title = if is_start || own_title.rsplit(" · ").next().is_some_and(|last| last.starts_with(&site_title))
        {
            own_title.clone()
        } else {
            format!("{own_title} · {site_title}")
        };
        let head = Head {
            site,
            page: self.page,
            lang: self.lang,
            path: self.path,
            title: &body.title.text,
            own_title: &own_title,
            description: &body.description,
            site_title: &site_title,
            abstract_words: body.abstract_words.clone(),
        };
        let page = PageView {
            kind: body.kind,
            title: body.title.clone(),
            head_title,
            description: body.description.clone(),
            canonical: head::url(site, self.path),
            head: head.write().into(),
            nav: self.nav(),
            languages: self.languages(),
            crumbs: self.crumbs(&body),
            running: RunningView { site: css_string(&site_title), title: css_string(&self.running_title(&body)) },
            generator: GENERATOR,
            colophon: site.routes.path(&PageId::Colophon, self.lang).map(|path| path.relative_from(self.path)),
            translation: provenance::translation(self),
        };
        let mut context = Context::new();
        context.insert_value("lang", view(&self.lang.as_str()));
        context.insert_value("dir", view(&self.dir(self.lang)));
        // A server shows the page for lost addresses at any of them, so what it needs is named absolutely.
        let root = match self.page {
            PageId::NotFound => site.content.config.base_url.join(""),
            _ => self.path.to_root(),
        };
        context.insert_value("root", view(&root));
        context.insert_value("s", self.renderer.strings_value(self.lang));
        context.insert_value("site", view(&SiteView { title: site_title, home: self.href(&self.start()) }));
        context.insert_value("page", view(&page));
        body.insert_into(&mut context);
        context
    }

    /// The navigation of the site: that of its only work, or of the work that the page belongs to, and the indexes.
    /// Facing pages belong to two languages, so they have none in one of them.
    fn nav(&self) -> Vec<LinkView> {
        if matches!(self.page, PageId::Front | PageId::NotFound | PageId::Facing(_)) {
            return Vec::new();
        }
        let content = &self.site().content;
        let work = self.work();
        let mut items = vec![(self.strings.get("nav_home").to_owned(), self.start())];
        if let Some(work) = work {
            if PageId::Work(work) != self.start() {
                items.push((self.work_title(&content.works[work]).text, PageId::Work(work)));
            }
            items.push((self.strings.get("nav_article").to_owned(), PageId::Article(work)));
        }
        for (index, register) in content.registers.iter().enumerate() {
            items.push((self.pick(&register.title).text, PageId::Register(index)));
        }
        if let Some(work) = work {
            items.push((self.strings.get("nav_bibliography").to_owned(), PageId::Bibliography(work)));
            if self.site().routes.path(&PageId::Glance(work), self.lang).is_some() {
                items.push((self.strings.get("nav_glance").to_owned(), PageId::Glance(work)));
            }
            if self.site().routes.path(&PageId::Corrections(work), self.lang).is_some() {
                items.push((self.strings.get("nav_corrections").to_owned(), PageId::Corrections(work)));
            }
        }
        items.push((self.strings.get("nav_colophon").to_owned(), PageId::Colophon));
        if content.config.search {
            items.push((self.strings.get("nav_search").to_owned(), PageId::Search));
        }
        items
            .into_iter()
            .map(|(label, page)| LinkView { label, href: self.href(&page), current: page == *self.page })
            .collect()
    }

    fn languages(&self) -> Vec<LanguageLink> {
        let link = |language: &crate::config::Language| {
            let page = match self.page {
                PageId::Front | PageId::NotFound => self.start(),
                PageId::Facing(facing) => facing.edition(),
                page => page.clone(),
            };
            LanguageLink {
                code: language.code.to_string(),
                name: language.name.clone(),
                dir: language.dir.as_str(),
                href: self.href_in(&page, &language.code),
                current: language.code == *self.lang
                    && !matches!(self.page, PageId::Front | PageId::NotFound | PageId::Facing(_)),
            }
        };
        self.site().languages().iter().map(link).collect()
    }

    fn crumbs(&self, body: &Body) -> Vec<Crumb> {
        if *self.page == self.start() || matches!(self.page, PageId::Front | PageId::NotFound | PageId::Facing(_)) {
            return Vec::new();
        }
        let home = TextView::own(self.strings.get("nav_home"));
        let mut crumbs = vec![Crumb { label: home, href: Some(self.href(&self.start())) }];
        for (label, page) in body.trail.iter().filter(|(_, page)| *page != self.start()) {
            crumbs.push(Crumb { label: label.clone(), href: Some(self.href(page)) });
        }
        crumbs.push(Crumb { label: body.title.clone(), href: None });
        crumbs
    }
}

/// A text as a string of CSS that may stand in a `<style>`: all but letters, digits and spaces are written as escapes.
fn css_string(text: &str) -> String {
    let written = |c: char| {
        if c == ' ' || c.is_alphanumeric() { c.to_string() } else { format!("\\{:X} ", u32::from(c)) }
    };
    format!("\"{}\"", text.chars().map(written).collect::<String>())
}
