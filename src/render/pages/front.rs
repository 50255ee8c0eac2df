//! Pages of the whole site: the front page in all languages, the page for lost addresses, a language's start page, the
//! colophon.

use crate::render::head;
use crate::render::shared::credits::credits;
use crate::render::shared::works::{journal, licence, work_link};
use crate::render::shared::{Body, Frame, view};
use crate::render::view::{ColophonCounts, ColophonView, ColophonWork, EditionLink, TextView};
use crate::site::PageId;

/// All languages; with `absolute` addresses where the page may be shown at any address.
fn editions(frame: &Frame<'_>, absolute: bool) -> Vec<EditionLink> {
    let site = frame.site();
    let start = frame.start();
    let link = |language: &crate::config::Language| {
        let lang = &language.code;
        let works = (0..site.content.works.len()).map(|index| work_link(frame, index, lang)).collect();
        let href = match site.routes.path(&start, lang) {
            Some(path) if absolute => head::url(site, path),
            _ => frame.href_in(&start, lang),
        };
        EditionLink {
            code: lang.to_string(),
            name: language.name.clone(),
            dir: language.dir.as_str(),
            href,
            site_title: site
                .content
                .config
                .title
                .pick(lang, site.first_language())
                .map_or("", |title| title.text)
                .to_owned(),
            works,
            s: frame.renderer.strings(lang).constants().clone(),
        }
    };
    site.languages().iter().map(link).collect()
}

pub(super) fn front(frame: &Frame<'_>) -> Body {
    let titles: Vec<_> = frame.site().content.config.title.iter().map(|(_, title)| title).collect();
    let title = titles.join(" · ");
    let config = &frame.site().content.config;
    let descriptions = config.codes().map(|lang| {
        let own = config.title.pick(lang, frame.site().first_language()).map_or("", |title| title.text);
        frame.renderer.strings(lang).format("description_front", &[("site", own.into())])
    });
    Body {
        template: "front.html",
        kind: "front",
        description: descriptions.collect::<Vec<_>>().join(" "),
        title: TextView::own(&title),
        trail: Vec::new(),
        values: vec![("editions", view(&editions(frame, false)))],
        abstract_words: None,
    }
}

pub(super) fn not_found(frame: &Frame<'_>) -> Body {
    Body {
        template: "404.html",
        kind: "not-found",
        description: frame.strings.get("description_not_found").to_owned(),
        title: TextView::own(frame.strings.get("title_not_found")),
        trail: Vec::new(),
        values: vec![("editions", view(&editions(frame, true)))],
        abstract_words: None,
    }
}

pub(super) fn home(frame: &Frame<'_>) -> Body {
    let site = frame.site();
    let title = frame.pick(&site.content.config.title);
    let works: Vec<_> = (0..site.content.works.len()).map(|index| work_link(frame, index, frame.lang)).collect();
    Body {
        template: "site.html",
        kind: "site",
        description: frame.strings.format("description_front", &[("site", title.text.as_str().into())]),
        title,
        trail: Vec::new(),
        values: vec![("works", view(&works))],
        abstract_words: None,
    }
}

pub(super) fn colophon(frame: &Frame<'_>) -> Body {
    let site = frame.site();
    let counts = frame.renderer.counts;
    let work = |(index, work): (usize, &crate::load::Work)| {
        let corrections = site.routes.path(&PageId::Corrections(index), frame.lang);
        ColophonWork {
            title: frame.work_title(work),
            home: frame.href(&PageId::Work(index)),
            doi: work.config.doi.as_ref().map(|doi| doi.value.clone()),
            doi_href: work.config.doi_address(),
            journal: work.config.journal.as_ref().map(journal),
            licence: licence(work),
            credits: credits(frame, work),
            language: work.language().to_string(),
            language_name: frame.language_name(work.language()),
            corrections_href: corrections.map(|path| path.relative_from(frame.path)),
        }
    };
    let untranslated = (0..site.content.works.len()).map(|index| site.untranslated(index, frame.lang)).sum::<usize>();
    let colophon = ColophonView {
        style: site.resolution.style.clone(),
        counts: ColophonCounts {
            pages: counts.pages,
            languages: counts.languages,
            works: counts.works,
            citations: counts.citations,
            references: counts.references,
            entities: counts.entities,
            mentions: counts.mentions,
            untranslated: untranslated + site.undescribed(frame.lang),
        },
        works: site.content.works.iter().enumerate().map(work).collect(),
    };
    let site_title = frame.pick(&site.content.config.title).text;
    Body {
        template: "colophon.html",
        kind: "colophon",
        description: frame.strings.format("description_colophon", &[("site", site_title.as_str().into())]),
        title: TextView::own(frame.strings.get("title_colophon")),
        trail: Vec::new(),
        values: vec![("colophon", view(&colophon))],
        abstract_words: None,
    }
}
