//! What searching finds: each section, abstract, entry and reference as a small document for a search index.
//!
//! Owns which words of the site can be found, and at which addresses. How an index is made of them is left to `export`.
//! An entry can be found by its names, acronyms and other forms in every language of the site.

use std::collections::BTreeSet;

use icu_normalizer::DecomposingNormalizer;

use crate::bibliography::bare_doi;
use crate::csl::Variable;
use crate::data::{EntityId, Lang};
use crate::diag::Sink;
use crate::doc::BlockKind;
use crate::load::{Entity, Work};
use crate::render::html::{Html, Writer};
use crate::render::shared::references::plain;
use crate::render::shared::sections::{byline, edition};
use crate::render::shared::{Frame, Renderer};
use crate::render::text::Text;
use crate::resolve::Spot;
use crate::site::PageId;

/// Something to be found.
#[derive(Debug)]
pub struct Record {
    /// Its address from the root of the site.
    pub address: String,
    /// The language whose readers find it.
    pub lang: Lang,
    /// Its words, with Pagefind's attributes: what it is (`data-pagefind-filter`), and before each part that has an
    /// anchor an empty element with its id and, as `data-pagefind-title`, the name of the place.
    pub html: Html,
}

impl Record {
    /// Elements whose words belong to the page and not to the text: numbers of notes and ways back from them.
    pub const BESIDE_TEXT: [&str; 2] = [".note-ref", ".note-back"];
}

/// A record while it is written.
struct Document(Writer);

impl Document {
    fn new(lang: &Lang) -> Self {
        let mut writer = Writer::default();
        writer.open("html", &[("lang", lang.as_str())]).open("body", &[]);
        Self(writer)
    }

    /// Says what the record is. A filter is not among the words that are found.
    fn filter(&mut self, name: &str, value: &str) {
        let pair = format!("{name}:{value}");
        self.0.element("b", &[("data-pagefind-filter", &pair)], "");
    }

    /// Says a name of the record, letters and digits alone, in which the script of the page writes a query too: what is
    /// called as the query goes first.
    fn called(&mut self, name: &str) {
        let letters = DecomposingNormalizer::new_nfd().normalize(name);
        let letters: String = letters.chars().filter(|c| c.is_alphanumeric()).collect();
        self.filter("is", &letters.to_lowercase());
    }

    /// Begins a part with an anchor. The element is empty, so that the index does not keep the words a second time.
    fn anchor(&mut self, id: &str, place: Option<&str>) {
        let place = place.map(|place| ("data-pagefind-title", place));
        let attributes: Vec<_> = std::iter::once(("id", id)).chain(place).collect();
        self.0.element("i", &attributes, "");
    }

    fn words(&mut self, tag: &str, words: &str) {
        if !words.is_empty() {
            self.0.element(tag, &[], words);
        }
    }

    fn record(mut self, address: String, lang: &Lang) -> Record {
        self.0.close("body").close("html");
        Record { address, lang: lang.clone(), html: self.0.finish() }
    }
}

/// The group of a register's entries.
pub(super) fn group_of(register: &str) -> String {
    format!("entity-{register}")
}

impl Renderer<'_> {
    /// What of a page is to be found: nothing on pages that only repeat or arrange what stands on others.
    #[must_use]
    pub fn records(&self, page: &PageId, lang: &Lang) -> Vec<Record> {
        let Some(path) = self.site.routes.path(page, lang) else { return Vec::new() };
        let frame = Frame { renderer: self, page, lang, path, strings: self.theme.strings(lang) };
        match page {
            PageId::Work(work) => vec![summary(&frame, *work)],
            PageId::Section(work, section) => self::section(&frame, *work, *section).into_iter().collect(),
            PageId::Entity(entity) => vec![self::entity(&frame, entity)],
            PageId::Bibliography(work) => references(&frame, *work),
            _ => Vec::new(),
        }
    }
}

fn document(frame: &Frame<'_>, group: &str, work: Option<&Work>, text_lang: &Lang) -> Document {
    let mut document = Document::new(frame.lang);
    document.filter("group", group);
    // Where there are several works, a result says which one it is in.
    if let Some(work) = work.filter(|_| frame.site().content.works.len() > 1) {
        document.filter("work", &frame.work_title(work).text);
    }
    if text_lang != frame.lang {
        document.filter("lang", text_lang.as_str());
    }
    document
}

/// A work's start page: its title, authors and keywords, and the abstract.
fn summary(frame: &Frame<'_>, index: usize) -> Record {
    let site = frame.site();
    let (work, documents) = (&site.content.works[index], &site.documents.works[index].abstracts);
    let found = documents.get_key_value(frame.lang).or_else(|| documents.get_key_value(work.language()));
    let mut document = document(frame, "section", None, found.map_or(frame.lang, |(lang, _)| lang));
    if let Some(doi) = &work.config.doi {
        document.called(&doi.value);
    }
    document.words("h1", &frame.work_title(work).text);
    document.words("p", &byline(work));
    let keywords = work.config.keywords.get(frame.lang.as_str());
    document.words("p", &keywords.map_or_else(String::new, |keywords| keywords.join(", ")));
    if let Some((lang, source)) = found
        && let Some(resolved) = site.resolution.works[index].abstracts.get(lang)
    {
        body(frame, index, Text { document: source, resolved, lang }, &format!("{lang}-"), &mut document);
    }
    let resolved = &site.resolution.works[index].further_abstracts;
    for (lang, source) in &site.documents.works[index].further_abstracts {
        if let Some((lang, resolved)) = resolved.get_key_value(lang) {
            body(frame, index, Text { document: source, resolved, lang }, &format!("{lang}-"), &mut document);
        }
    }
    document.record(frame.path.to_string(), frame.lang)
}

fn section(frame: &Frame<'_>, index: usize, section: usize) -> Option<Record> {
    let work = &frame.site().content.works[index];
    let (lang, source, resolved) = edition(frame, index, section)?;
    let mut document = document(frame, "section", Some(work), lang);
    document.words("h1", &frame.section_title(work, section).text);
    body(frame, index, Text { document: source, resolved, lang }, "", &mut document);
    Some(document.record(frame.path.to_string(), frame.lang))
}

/// The blocks of a text, each behind its anchor, and its notes.
fn body(frame: &Frame<'_>, work: usize, text: Text<'_>, prefix: &str, document: &mut Document) {
    // What is wrong with a text is reported where its page is made.
    let mut sink = Sink::default();
    let mut writer = frame.writer(work);
    writer.anchor_prefix = prefix;
    for (at, anchor) in text.resolved.anchors.iter().enumerate().take(text.document.blocks.len()) {
        let place = match anchor.spot {
            Spot::Paragraph(n) => Some(frame.strings.format("search_paragraph", &[("n", n.into())])),
            _ => None,
        };
        document.anchor(&format!("{prefix}{}", anchor.id), place.as_deref());
        match &text.document.blocks[at].kind {
            // Its rows are entries, which are found themselves.
            BlockKind::Table { path } => heads(frame, path.as_str(), document),
            _ => {
                document.0.html(&writer.half(at, text, &mut sink));
            }
        }
    }
    if let Some(notes) = writer.notes(text, &mut sink) {
        document.0.html(&notes);
    }
}

/// A register's table without its rows.
fn heads(frame: &Frame<'_>, path: &str, document: &mut Document) {
    let Some(table) = frame.table(path) else { return };
    let groups = table.groups.iter().map(|group| &group.heading);
    for texts in [&table.label, &table.caption].into_iter().chain(groups).chain([&table.source]) {
        document.words("p", &frame.pick(texts).text);
    }
}

/// An entry: its name, every other form of it in any language, and behind an anchor its description.
fn entity(frame: &Frame<'_>, id: &EntityId) -> Record {
    let site = frame.site();
    let entity = site.entity(id);
    let description = site.resolution.descriptions.get(&(id.clone(), frame.lang.clone()));
    let group = group_of(&site.content.registers[entity.register].id);
    let mut document = document(frame, &group, None, description.map_or(frame.lang, |found| &found.lang));
    let name = frame.entity_name(entity).text;
    let forms = forms(entity, frame.lang, &name);
    std::iter::once(name.as_str()).chain(forms.iter().copied()).for_each(|form| document.called(form));
    document.words("h1", &name);
    document.words("p", &forms.join(" · "));
    document.anchor("description", None);
    document.words("p", description.map_or("", |found| &found.text));
    document.record(frame.path.to_string(), frame.lang)
}

/// All forms of a name but `name`, the reader's first.
fn forms<'a>(entity: &'a Entity, lang: &Lang, name: &str) -> Vec<&'a str> {
    let texts = entity.acronym.iter().chain(entity.name.iter());
    let aliases = entity.aliases.iter().flat_map(|(lang, forms)| forms.iter().map(move |form| (lang, form.as_str())));
    let all: Vec<_> = texts.chain(aliases).collect();
    let (own, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(of, _)| *of == lang);
    let mut seen = BTreeSet::from([name]);
    let forms = own.into_iter().chain(others).map(|(_, form)| form);
    forms.filter(|form| seen.insert(*form)).collect()
}

fn references(frame: &Frame<'_>, index: usize) -> Vec<Record> {
    let site = frame.site();
    let work = &site.content.works[index];
    let Some(list) = site.resolution.works[index].references.get(frame.lang) else { return Vec::new() };
    let record = |key: &crate::data::CiteKey| {
        let mut document = document(frame, "reference", Some(work), frame.lang);
        if let Some(doi) = site.content.bibliography.get(key.as_str()).and_then(|known| known.item.text(Variable::Doi))
        {
            document.called(bare_doi(doi));
        }
        document.words("p", &plain(list.items.get(key)?));
        Some(document.record(format!("{}#{key}", frame.path), frame.lang))
    };
    list.order.iter().filter_map(record).collect()
}
