//! A page while it is made: the words and links that all pages use.

use std::ops::Range;

use super::body::Renderer;
use crate::config::Direction;
use crate::data::{Lang, OutPath, Picked, Texts};
use crate::load::{Entity, Table, Work};
use crate::render::html::Writer;
use crate::render::strings::Strings;
use crate::render::text::{TextWriter, spelled};
use crate::render::view::{PageLink, PlaceView, TextView, Untranslated};
use crate::resolve::{REFERENCE, Spot};
use crate::site::{Occurrence, PageId, Site};

/// One page while it is made.
#[derive(Clone, Copy)]
pub(in crate::render) struct Frame<'a> {
    pub(in crate::render) renderer: &'a Renderer<'a>,
    pub(in crate::render) page: &'a PageId,
    pub(in crate::render) lang: &'a Lang,
    pub(in crate::render) path: &'a OutPath,
    pub(in crate::render) strings: &'a Strings,
}

impl<'a> Frame<'a> {
    pub(in crate::render) fn site(&self) -> &'a Site<'a> {
        self.renderer.site
    }

    /// The same page for a reader of another language: one side of facing pages.
    pub(in crate::render) fn read_by(&self, lang: &'a Lang) -> Self {
        Self { lang, strings: self.renderer.strings(lang), ..*self }
    }

    /// The relative address of a page in this page's language.
    pub(in crate::render) fn href(&self, page: &PageId) -> String {
        self.href_in(page, self.lang)
    }

    pub(in crate::render) fn href_in(&self, page: &PageId, lang: &Lang) -> String {
        let path = self.site().routes.path(page, lang);
        path.map_or_else(String::new, |path| path.relative_from(self.path))
    }

    /// The relative address of a file of the output.
    pub(in crate::render) fn file(&self, path: &str) -> String {
        OutPath::new(path).relative_from(self.path)
    }

    /// The start page of a language.
    pub(in crate::render) fn start(&self) -> PageId {
        let root = self.site().content.works.first().filter(|work| work.config.is_root());
        if root.is_some() { PageId::Work(0) } else { PageId::Home }
    }

    pub(in crate::render) fn dir(&self, lang: &Lang) -> &'static str {
        self.site().content.config.language(lang).map_or(Direction::Ltr, |language| language.dir).as_str()
    }

    /// What a language calls itself.
    pub(in crate::render) fn language_name(&self, lang: &Lang) -> String {
        self.site().content.config.language(lang).map_or_else(|| lang.to_string(), |language| language.name.clone())
    }

    /// A text in some language.
    pub(in crate::render) fn text(&self, text: &str, lang: &Lang) -> TextView {
        let foreign = lang != self.lang;
        TextView {
            text: text.to_owned(),
            lang: foreign.then(|| lang.to_string()),
            dir: foreign.then(|| self.dir(lang)),
        }
    }

    /// A text in a language that the site does not have.
    pub(in crate::render) fn foreign(text: &str, lang: &Lang) -> TextView {
        TextView { text: text.to_owned(), lang: Some(lang.to_string()), dir: Some("auto") }
    }

    pub(in crate::render) fn picked(&self, picked: Option<Picked<'_>>) -> TextView {
        picked.map_or_else(|| TextView::own(""), |picked| self.text(picked.text, picked.lang))
    }

    /// A text for this page's reader, else in the site's first language.
    pub(in crate::render) fn pick(&self, texts: &Texts) -> TextView {
        self.picked(texts.pick(self.lang, self.site().first_language()))
    }

    pub(in crate::render) fn pick_some(&self, texts: &Texts) -> Option<TextView> {
        (!texts.is_empty()).then(|| self.pick(texts))
    }

    pub(in crate::render) fn work_title(&self, work: &Work) -> TextView {
        self.picked(work.config.title.value.pick(self.lang, work.language()))
    }

    pub(in crate::render) fn untranslated(&self, lang: &Lang) -> Option<Untranslated> {
        (lang != self.lang)
            .then(|| Untranslated { language: lang.to_string(), language_name: self.language_name(lang) })
    }

    /// The name of an entry, marked with the language of its official form where that is another one.
    pub(in crate::render) fn entity_name(&self, entity: &Entity) -> TextView {
        match entity.name.pick(self.lang, self.site().first_language()) {
            Some(name) if name.lang == self.lang => self.text(name.text, entity.language_of(name.text, self.lang)),
            name => self.picked(name),
        }
    }

    pub(in crate::render) fn acronym(&self, entity: &Entity) -> Option<TextView> {
        entity.acronym.get(self.lang).map(TextView::own)
    }

    pub(in crate::render) fn writer(&self, work: usize) -> TextWriter<'a> {
        TextWriter {
            site: self.site(),
            strings: self.strings,
            theme: Some(self.renderer.theme),
            page: self.path,
            reader: self.lang,
            work,
            lowered: 0,
            whole: *self.page == PageId::Article(work),
            anchor_prefix: "",
        }
    }

    /// The title of a section for this page's reader, and its language.
    pub(in crate::render) fn section_title(&self, work: &Work, section: usize) -> TextView {
        let section = &work.sections[section];
        let own = section.editions.get_key_value(self.lang);
        match own.or_else(|| section.editions.get_key_value(work.language())) {
            Some((lang, edition)) => self.text(&edition.title, lang),
            None => TextView::own(section.id.as_str()),
        }
    }

    /// Citing or mentioning places, in the order of the text. A sentence stands once, with all that is marked in it.
    pub(in crate::render) fn places(&self, occurrences: &[Occurrence<'_>]) -> Vec<PlaceView> {
        let sentence = |occurrence: &Occurrence<'_>| occurrence.passage.sentence(&occurrence.range);
        let in_one =
            |a: &Occurrence<'_>, b: &Occurrence<'_>| std::ptr::eq(a.passage, b.passage) && sentence(a) == sentence(b);
        occurrences.chunk_by(in_one).map(|same| self.place(&same[0], sentence(&same[0]), same)).collect()
    }

    /// The first of some places in one sentence: its name, its address, and what a reader needs of the sentence.
    fn place(&self, occurrence: &Occurrence<'_>, sentence: Range<usize>, same: &[Occurrence<'_>]) -> PlaceView {
        let passage = occurrence.passage;
        PlaceView {
            place: self.spot(
                occurrence.work,
                occurrence.section,
                &passage.anchor.spot,
                &passage.anchor.id,
                occurrence.lang,
            ),
            href: self.anchor(occurrence.work, occurrence.section, &passage.anchor.id, occurrence.lang),
            sentence: excerpt(&passage.text, sentence, same.iter().map(|occurrence| &occurrence.range), &|part| {
                let references = &passage.references;
                let signs = |text: &str| text.matches(REFERENCE).count();
                let before = if references.is_empty() { 0 } else { signs(&passage.text[..part.start]) };
                let known = self.site().content.config.language(occurrence.lang).is_some();
                let strings = if known { self.renderer.strings(occurrence.lang) } else { self.strings };
                spelled(&passage.text[part], before, references, strings)
            }),
            lang: (occurrence.lang != self.lang).then(|| occurrence.lang.to_string()),
            dir: (occurrence.lang != self.lang)
                .then(|| if occurrence.further { "auto" } else { self.dir(occurrence.lang) }),
        }
    }

    /// The address of an anchor of a work. Abstracts stand on the work's start page, in all languages at once.
    pub(in crate::render) fn anchor(&self, work: usize, section: Option<usize>, anchor: &str, lang: &Lang) -> String {
        match section {
            Some(section) => format!("{}#{anchor}", self.href(&PageId::Section(work, section))),
            None => format!("{}#{lang}-{anchor}", self.href(&PageId::Work(work))),
        }
    }

    /// What a place is called.
    pub(in crate::render) fn spot(
        &self,
        work: usize,
        section: Option<usize>,
        spot: &Spot,
        anchor: &str,
        lang: &Lang,
    ) -> String {
        let work = &self.site().content.works[work];
        let section = section.map_or_else(String::new, |section| self.section_title(work, section).text);
        let section = || ("section", section.as_str().into());
        match spot {
            Spot::Paragraph(n) => self.strings.format("where_paragraph", &[section(), ("n", (*n).into())]),
            Spot::Note(n) => {
                let note = self.strings.format("note_label", &[("n", (*n).into())]);
                format!("{}, {note}", self.strings.format("where_block", &[section()]))
            }
            Spot::Heading => self.strings.format("where_heading", &[section()]),
            Spot::Block => self.strings.format("where_block", &[section()]),
            Spot::Abstract => {
                self.strings.format("where_abstract", &[("language", self.strings.language(lang).into())])
            }
            Spot::Row => self.row(anchor).unwrap_or_else(|| anchor.to_owned()),
        }
    }

    /// The register's table of a file.
    pub(in crate::render) fn table(&self, path: &str) -> Option<&'a Table> {
        let mut tables = self.site().content.registers.iter().flat_map(|register| &register.tables);
        tables.find(|table| table.path == path)
    }

    /// What a table or one of its rows is called, by its anchor.
    pub(in crate::render) fn row(&self, anchor: &str) -> Option<String> {
        let tables = self.site().content.registers.iter().flat_map(|register| &register.tables);
        let table = tables.into_iter().find(|table| {
            anchor.strip_prefix(&table.id).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })?;
        let label = self.pick(&table.label).text;
        let entity =
            anchor.strip_prefix(&table.id)?.strip_prefix('-').and_then(|id| self.site().content.entities.get(id));
        Some(match entity {
            Some(entity) => {
                let name = entity.short_name(self.lang, self.site().first_language()).unwrap_or(entity.id.as_str());
                self.strings.format("where_table_row", &[("table", label.as_str().into()), ("name", name.into())])
            }
            None => self.strings.format("where_table", &[("table", label.as_str().into())]),
        })
    }

    /// The work that the page belongs to, else the one at the site's root.
    pub(in crate::render) fn work(&self) -> Option<usize> {
        match self.page {
            PageId::Work(work)
            | PageId::Section(work, _)
            | PageId::Article(work)
            | PageId::Bibliography(work)
            | PageId::Glance(work)
            | PageId::Corrections(work) => Some(*work),
            PageId::Facing(facing) => Some(facing.work),
            _ => self.site().content.works.iter().position(|work| work.config.is_root()),
        }
    }

    pub(in crate::render) fn page_link(&self, title: TextView, page: &PageId) -> PageLink {
        PageLink { title, href: self.href(page) }
    }
}

/// Bytes of a sentence that is shown whole. Of the article's sentences, the longest has less.
const SENTENCE: usize = 1_000;

/// Bytes that are shown before and behind what is marked, of a sentence that is longer.
const CONTEXT: usize = 300;

/// A sentence with some of its words marked; of a very long one, what stands around the first mark. So many citations in
/// one sentence do not repeat all of it each.
/// `spell` gives the words of a part of the text.
fn excerpt<'a>(
    text: &str,
    sentence: Range<usize>,
    marks: impl Iterator<Item = &'a Range<usize>> + Clone,
    spell: &dyn Fn(Range<usize>) -> String,
) -> String {
    let shown = match marks.clone().next() {
        Some(first) if sentence.len() > SENTENCE => around(text, &sentence, first),
        _ => sentence.clone(),
    };
    let mut writer = Writer::default();
    if shown.start > sentence.start {
        writer.text("… ");
    }
    let mut done = shown.start;
    for mark in marks.take_while(|mark| mark.start < shown.end) {
        let (start, end) = (mark.start.max(done), mark.end.min(shown.end));
        if start < end {
            writer.text(&spell(done..start));
            writer.element("mark", &[], &spell(start..end));
            done = end;
        }
    }
    writer.text(&spell(done..shown.end));
    if shown.end < sentence.end {
        writer.text(" …");
    }
    writer.finish().into()
}

/// What stands around a mark in a long sentence, from word to word where words are parted by spaces.
fn around(text: &str, sentence: &Range<usize>, mark: &Range<usize>) -> Range<usize> {
    let from = text.ceil_char_boundary(mark.start.saturating_sub(CONTEXT).max(sentence.start));
    let to = text.floor_char_boundary((mark.end.min(mark.start + SENTENCE) + CONTEXT).min(sentence.end));
    let first = if from == sentence.start { Some(0) } else { text[from..mark.start].find(' ').map(|at| at + 1) };
    let behind = mark.end.min(to);
    let last = if to == sentence.end { None } else { text[behind..to].rfind(' ') };
    from + first.unwrap_or(0)..last.map_or(to, |at| behind + at)
}

#[cfg(test)]
mod tests {
    use std::iter::once;

    use super::*;

    #[test]
    fn a_long_sentence_is_cut_between_words_around_what_is_marked() {
        let text = format!("First. {}Ríos (2001) y{} fin.", "niña ".repeat(400), " casa".repeat(400));
        let (start, mark) = (text.find("niña").expect("it is there"), text.find("Ríos").expect("it is there"));
        let shown = excerpt(&text, start..text.len(), once(&(mark..mark + "Ríos (2001)".len())), &|part| {
            text[part].to_owned()
        });
        assert!(shown.starts_with("… niña ") && shown.ends_with(" casa …"), "{shown}");
        assert!(shown.contains("niña <mark>Ríos (2001)</mark> y casa"), "{shown}");
        assert!(shown.len() < 3 * CONTEXT, "{}", shown.len());
        // Words that no spaces part.
        let text = "語".repeat(2_000);
        let shown = excerpt(&text, 0..text.len(), once(&(3_000..3_003)), &|part| text[part].to_owned());
        assert!(shown.contains("語<mark>語</mark>語") && shown.len() < 3 * CONTEXT, "{shown}");
        // What is marked may itself be long.
        let text = "ab ".repeat(4_000);
        let shown = excerpt(&text, 0..text.len(), once(&(30..text.len())), &|part| text[part].to_owned());
        assert!(shown.starts_with("ab ") && shown.len() < 2 * SENTENCE, "{}", shown.len());
    }

    #[test]
    fn a_sentence_that_is_not_too_long_is_shown_whole_with_all_its_marks() {
        let text = "A & B. C, D and C.";
        let shown = excerpt(text, 7..18, [7..8, 16..17].iter(), &|part| text[part].to_owned());
        assert_eq!(shown, "<mark>C</mark>, D and <mark>C</mark>.");
    }
}
