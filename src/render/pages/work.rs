//! A work's start page, and the whole work on one page.

use std::collections::BTreeSet;

use crate::config::WrittenDate;
use crate::data::Lang;
use crate::diag::Sink;
use crate::doc::BlockKind;
use crate::load::Work;
use crate::render::shared::references::{downloads, reference};
use crate::render::shared::sections::{contents, edition, facing_links, section_view};
use crate::render::shared::works::{abstract_heading, journal, licence, work_link};
use crate::render::shared::{Body, Frame, cards, credits, floats, view};
use crate::render::text::{Beside, Text};
use crate::render::view::{
    AbstractView, CiteView, DateView, EditionView, LinkView, TextView, TitleView, WorkCounts, WorkView,
};
use crate::site::PageId;

/// Characters of an abstract that stand as a page's description: what search engines show.
const DESCRIPTION: usize = 300;

/// The whole work as single files: in the page's language, then on facing pages with each other one.
fn singles(frame: &Frame<'_>, index: usize) -> Vec<LinkView> {
    let site = frame.site();
    let others = site.languages().iter().map(|language| &language.code).filter(|other| *other != frame.lang);
    let facing = site.routes.facing(index, None, frame.lang, others).map(|(other, page)| {
        let [one, two] = [frame.lang, other].map(|lang| frame.strings.language(lang));
        (page, frame.strings.format("single_facing", &[("one", one.into()), ("other", two.into())]))
    });
    let own = (PageId::Article(index), frame.strings.get("single_article").to_owned());
    let link = |(page, label): (PageId, String)| {
        let href = site.single(&page, frame.lang)?.relative_from(frame.path);
        Some(LinkView { label, href, current: false })
    };
    std::iter::once(own).chain(facing).filter_map(link).collect()
}

fn work_view(frame: &Frame<'_>, index: usize, on_one_page: bool, sink: &mut Sink) -> WorkView {
    let site = frame.site();
    let work = &site.content.works[index];
    let config = &work.config;
    let titles = site.languages().iter().filter_map(|language| {
        Some(TitleView {
            lang: language.code.to_string(),
            lang_name: language.name.clone(),
            dir: language.dir.as_str(),
            text: config.title.value.get(&language.code)?.to_owned(),
            authoritative: language.code == *work.language(),
            current: language.code == *frame.lang,
        })
    });
    let further_titles = config.title.value.iter().filter(|(lang, _)| site.content.config.language(lang).is_none());
    let cite = site.resolution.works[index].how_to_cite.get(frame.lang).filter(|made| !made.is_empty());
    let cite = cite.map(|made| CiteView { lang: frame.lang.to_string(), html: reference(made) });
    let contents = contents(frame, index, None, on_one_page);
    WorkView {
        id: work.id.to_string(),
        title: frame.work_title(work),
        home: frame.href(&PageId::Work(index)),
        titles: titles.collect(),
        further_titles: further_titles.map(|(lang, title)| Frame::foreign(title, lang)).collect(),
        authors: credits::authors(frame, work),
        credits: credits::credits(frame, work),
        journal: config.journal.as_ref().map(journal),
        doi: config.doi_in(frame.lang).map(str::to_owned),
        doi_href: config.doi_address_in(frame.lang),
        dates: dates(frame, work),
        licence: licence(work),
        keywords: config.keywords.get(frame.lang.as_str()).cloned().unwrap_or_default(),
        abstracts: abstracts(frame, index, on_one_page, sink),
        further_abstracts: further_abstracts(frame, index, sink),
        untranslated: contents.iter().filter(|entry| entry.untranslated).count(),
        contents,
        floats: if on_one_page { Vec::new() } else { floats::lists(frame, index) },
        article_href: frame.href(&PageId::Article(index)),
        glance_href: site.routes.path(&PageId::Glance(index), frame.lang).map(|path| path.relative_from(frame.path)),
        facing: facing_links(frame, index, None),
        cite: cite.into_iter().collect(),
        downloads: downloads(frame, work.id.as_str()),
        singles: singles(frame, index),
        sections: work.sections.len(),
        edition: EditionView {
            authoritative: frame.lang == work.language(),
            language: work.language().to_string(),
            language_name: frame.language_name(work.language()),
        },
        counts: counts(frame, index),
    }
}

fn dates(frame: &Frame<'_>, work: &Work) -> Vec<DateView> {
    let view = |(key, date): (&str, WrittenDate)| DateView {
        label: frame.strings.get(&format!("date_{key}")).to_owned(),
        iso: date.to_string(),
        text: frame.strings.date(date),
    };
    work.config.dates.all().map(view).collect()
}

/// Keywords in another language than the page's.
fn other_keywords(frame: &Frame<'_>, work: &Work, lang: &Lang) -> Vec<String> {
    let keywords = work.config.keywords.get(lang.as_str()).filter(|_| lang != frame.lang);
    keywords.cloned().unwrap_or_default()
}

/// Abstracts and keywords in languages that the site does not have, by language.
fn further_abstracts(frame: &Frame<'_>, index: usize, sink: &mut Sink) -> Vec<AbstractView> {
    let site = frame.site();
    let work = &site.content.works[index];
    let documents = &site.documents.works[index].further_abstracts;
    let keywords = work.config.keywords.keys().map(Lang::new);
    let keywords = keywords.filter(|lang| site.content.config.language(lang).is_none());
    let langs: BTreeSet<Lang> = documents.keys().cloned().chain(keywords).collect();
    let view = |lang: Lang| {
        let resolved = site.resolution.works[index].further_abstracts.get_key_value(&lang);
        let text = documents.get(&lang).zip(resolved);
        let html = text.map_or_else(String::new, |(document, (own, resolved))| {
            let mut writer = frame.writer(index);
            let prefix = format!("{lang}-");
            (writer.anchor_prefix, writer.lowered) = (&prefix, 1);
            writer.write(Text { document, resolved, lang: own }, &Beside::default(), sink).0.into()
        });
        let given = work.further_abstracts.get(&lang).and_then(|text| text.title.clone());
        let language = ("language", frame.strings.language(&lang).into());
        AbstractView {
            lang: lang.to_string(),
            lang_name: frame.strings.language(&lang).to_owned(),
            dir: "auto",
            heading_lang: given.as_ref().map_or_else(|| frame.lang.to_string(), |_| lang.to_string()),
            heading: given.unwrap_or_else(|| frame.strings.format("abstract_in", &[language])),
            html,
            keywords: other_keywords(frame, work, &lang),
            keywords_label: frame.strings.get("keywords").to_owned(),
            keywords_colon: frame.strings.get("colon").to_owned(),
            keywords_lang: frame.lang.to_string(),
        }
    };
    langs.into_iter().map(view).collect()
}

/// All abstracts, in the site's order: the two languages face each other. On the page of the whole work only the
/// reader's own stands, or the authoritative one.
fn abstracts(frame: &Frame<'_>, index: usize, only_own: bool, sink: &mut Sink) -> Vec<AbstractView> {
    let site = frame.site();
    let work = &site.content.works[index];
    let documents = &site.documents.works[index].abstracts;
    let own = if documents.contains_key(frame.lang) { frame.lang } else { work.language() };
    let shown = site.languages().iter().filter(|language| !only_own || language.code == *own);
    shown
        .filter_map(|language| {
            let document = documents.get(&language.code)?;
            let resolved = site.resolution.works[index].abstracts.get(&language.code)?;
            let edition = site.alignment.works[index].summary.editions.get(&language.code);
            let original = edition.map(|edition| {
                let page = frame.href_in(&PageId::Work(index), work.language());
                (edition, format!("{page}#{}-", work.language()))
            });
            let beside = Beside { counterparts: Vec::new(), original };
            let mut writer = frame.writer(index);
            let prefix = format!("{}-", language.code);
            (writer.anchor_prefix, writer.lowered) = (&prefix, 1);
            let strings = frame.renderer.strings(&language.code);
            Some(AbstractView {
                lang: language.code.to_string(),
                lang_name: language.name.clone(),
                dir: language.dir.as_str(),
                heading_lang: language.code.to_string(),
                heading: abstract_heading(work, &language.code, strings),
                html: writer.write(Text { document, resolved, lang: &language.code }, &beside, sink).0.into(),
                keywords: other_keywords(frame, work, &language.code),
                keywords_label: strings.get("keywords").to_owned(),
                keywords_colon: strings.get("colon").to_owned(),
                keywords_lang: language.code.to_string(),
            })
        })
        .collect()
}

fn counts(frame: &Frame<'_>, index: usize) -> WorkCounts {
    let site = frame.site();
    let resolved = &site.resolution.works[index];
    let mut counts = WorkCounts {
        citations: 0,
        works: resolved.references.get(frame.lang).map_or(0, |list| list.order.len()),
        entities: 0,
        mentions: 0,
        paragraphs: 0,
    };
    let mut entities = BTreeSet::new();
    for section in 0..site.content.works[index].sections.len() {
        let Some((_, document, text)) = edition(frame, index, section) else { continue };
        counts.paragraphs +=
            document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph(_))).count();
        for passage in &text.passages {
            counts.citations += passage.citations.len();
            counts.mentions += passage.mentions.len();
        }
    }
    for shown in &resolved.tables {
        let table = &site.content.registers[shown.register].tables[shown.table];
        entities.extend(table.groups.iter().flat_map(|group| &group.entries));
    }
    let passages = resolved.sections.iter().flat_map(|editions| editions.values()).flat_map(|text| &text.passages);
    entities.extend(passages.flat_map(|passage| passage.mentions.iter().map(|(_, entity)| entity)));
    counts.entities = entities.len();
    counts
}

/// The words of the abstract that a reader of the page gets.
fn abstract_words(frame: &Frame<'_>, index: usize) -> Option<String> {
    let site = frame.site();
    let texts = &site.resolution.works[index].abstracts;
    let own = texts.get(frame.lang).or_else(|| texts.get(site.content.works[index].language()))?;
    own.words.clone()
}

/// The beginning of a text, cut between words.
fn beginning(text: &str) -> String {
    if text.chars().count() <= DESCRIPTION {
        return text.to_owned();
    }
    let cut: String = text.chars().take(DESCRIPTION).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':', '.']))
}

pub(super) fn home(frame: &Frame<'_>, index: usize, sink: &mut Sink) -> Body {
    let site = frame.site();
    let work = work_view(frame, index, false, sink);
    let title = frame.work_title(&site.content.works[index]);
    let words = abstract_words(frame, index);
    // Only the work at the root stands in for a list of works; any other page would hold the site.
    let is_root = site.content.works[index].config.is_root();
    let others = (0..site.content.works.len()).filter(|other| is_root && *other != index);
    let others: Vec<_> = others.map(|other| work_link(frame, other, frame.lang)).collect();
    let arguments = [("title", title.text.as_str().into())];
    Body {
        template: "home.html",
        kind: "home",
        description: words
            .as_deref()
            .map_or_else(|| frame.strings.format("description_article", &arguments), beginning),
        title,
        trail: Vec::new(),
        values: vec![("work", view(&work)), ("other_works", view(&others))],
        abstract_words: words,
    }
}

pub(super) fn article(frame: &Frame<'_>, index: usize, sink: &mut Sink) -> Body {
    let site = frame.site();
    let the_work = &site.content.works[index];
    let work = work_view(frame, index, true, sink);
    let sections: Vec<_> =
        (0..the_work.sections.len()).filter_map(|section| section_view(frame, index, section, 1, sink)).collect();
    let shown = (0..the_work.sections.len()).filter_map(|section| edition(frame, index, section));
    let texts = shown.map(|(lang, document, resolved)| Text { document, resolved, lang });
    let cards = [cards::cards(frame, index, texts)];
    let references = cards::references(frame, index, |_| true);
    let work_title = frame.work_title(the_work);
    let arguments = [("title", work_title.text.as_str().into())];
    Body {
        template: "article.html",
        kind: "article",
        description: frame.strings.format("description_article", &arguments),
        title: TextView::own(frame.strings.get("title_article")),
        trail: vec![(work_title, PageId::Work(index))],
        values: vec![
            ("work", view(&work)),
            ("sections", view(&sections)),
            ("references", view(&references)),
            ("cards", view(&cards)),
        ],
        abstract_words: abstract_words(frame, index),
    }
}
