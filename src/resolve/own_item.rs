//! A work's own entry in a list of references: what "how to cite" shows and its downloads hold.

use crate::bibliography;
use crate::config::WorkConfig;
use crate::csl::{Date, DateParts, Item, Name, Variable};
use crate::data::Lang;

/// The item of a work, with its title in `lang` (or in its own language, where it has none).
#[must_use]
pub fn own_item(work: &WorkConfig, key: &str, lang: &Lang) -> Item {
    let kind = if work.journal.is_some() { "article-journal" } else { "document" };
    let mut item = Item { id: key.to_owned(), kind: kind.to_owned(), ..Item::default() };
    let mut set = |variable: Variable, text: Option<&str>| {
        if let Some(text) = text {
            item.texts.insert(variable, text.to_owned());
        }
    };
    if let Some(title) = work.title.value.pick(lang, &work.language.value) {
        set(Variable::Title, Some(title.text));
        set(Variable::Language, Some(title.lang.as_str()));
    }
    set(Variable::Doi, work.doi_in(lang).map(bibliography::bare_doi));
    if let Some(journal) = &work.journal {
        set(Variable::ContainerTitle, Some(&journal.title));
        set(Variable::Volume, journal.volume.as_deref());
        set(Variable::Issue, journal.issue.as_deref());
        set(Variable::Issn, journal.issn.as_deref());
        set(Variable::Page, journal.pages.as_deref().or(journal.elocation.as_deref()));
    }
    let authors = work.authors.iter().map(|author| match author.given.as_str() {
        "" => Name::literal(&author.family),
        given => Name { family: author.family.clone(), given: given.to_owned(), ..Name::default() },
    });
    let authors: Vec<Name> = authors.collect();
    if !authors.is_empty() {
        item.names.insert(Variable::Author, authors);
    }
    let translators = work.translations.get(lang.as_str()).map(|edition| edition.translators.as_slice());
    let translators: Vec<Name> = translators.unwrap_or_default().iter().map(Name::literal).collect();
    if !translators.is_empty() {
        item.names.insert(Variable::Translator, translators);
    }
    if let Some(date) = work.published_in(lang) {
        let from = DateParts { year: date.year().into(), ..DateParts::default() };
        item.dates.insert(Variable::Issued, Date::Known { from, to: None, circa: false });
    }
    item
}
