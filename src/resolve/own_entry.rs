//! A work's own entry in a list of references: what "how to cite" shows and its downloads hold.

use hayagriva::Entry;
use hayagriva::types::{Date, EntryType, FormatString, MaybeTyped, Person};

use crate::config::WorkConfig;
use crate::csl::{self, DateParts, Item, Name, Variable};
use crate::data::Lang;

/// The entry of a work, with its title in `lang` (or in its own language, where it has none).
#[must_use]
pub fn own_entry(work: &WorkConfig, key: &str, lang: &Lang) -> Entry {
    let text = |text: &str| FormatString::with_value(text);
    let mut entry = Entry::new(key, if work.journal.is_some() { EntryType::Article } else { EntryType::Misc });
    let title = work.title.value.pick(lang, &work.language.value);
    if let Some(title) = title {
        entry.set_title(text(title.text));
        if let Ok(language) = title.lang.as_str().parse() {
            entry.set_language(language);
        }
    }
    let authors = work.authors.iter().map(|author| Person {
        name: author.family.clone(),
        given_name: (!author.given.is_empty()).then(|| author.given.clone()),
        prefix: None,
        suffix: None,
        comma_suffix: false,
        alias: None,
    });
    entry.set_authors(authors.collect());
    if let Some(date) = work.dates.published() {
        entry.set_date(Date::from_year(date.year().into()));
    }
    if let Some(doi) = &work.doi {
        entry.set_doi(doi.value.clone());
    }
    if let Some(journal) = &work.journal {
        let mut parent = Entry::new("", EntryType::Periodical);
        parent.set_title(text(&journal.title));
        let numeric = |text: &String| text.parse().map_or_else(|_| MaybeTyped::String(text.clone()), MaybeTyped::Typed);
        if let Some(volume) = &journal.volume {
            parent.set_volume(numeric(volume));
        }
        if let Some(issue) = &journal.issue {
            parent.set_issue(numeric(issue));
        }
        if let Some(issn) = &journal.issn {
            parent.set_issn(issn.clone());
        }
        if let Some(pages) = journal.pages.as_ref().or(journal.elocation.as_ref()) {
            entry.set_page_range(pages.parse().map_or_else(|_| MaybeTyped::String(pages.clone()), MaybeTyped::Typed));
        }
        entry.set_parents(vec![parent]);
    }
    entry
}

/// The same as an item.
pub(super) fn own_item(work: &WorkConfig, key: &str, lang: &Lang) -> Item {
    let kind = if work.journal.is_some() { "article-journal" } else { "document" };
    let mut item = Item { id: key.to_owned(), kind: kind.to_owned(), ..Item::default() };
    let mut text = |variable: Variable, text: Option<&str>| {
        item.texts.extend(text.filter(|text| !text.is_empty()).map(|text| (variable, text.to_owned())));
    };
    let title = work.title.value.pick(lang, &work.language.value);
    text(Variable::Title, title.as_ref().map(|title| title.text));
    text(Variable::Language, title.as_ref().map(|title| title.lang.as_str()));
    text(Variable::Doi, work.doi.as_ref().map(|doi| doi.value.as_str()));
    if let Some(journal) = &work.journal {
        text(Variable::ContainerTitle, Some(&journal.title));
        text(Variable::Volume, journal.volume.as_deref());
        text(Variable::Issue, journal.issue.as_deref());
        text(Variable::Issn, journal.issn.as_deref());
        text(Variable::Page, journal.pages.as_deref().or(journal.elocation.as_deref()));
    }
    let authors = work.authors.iter().map(|author| Name {
        family: author.family.clone(),
        given: author.given.clone(),
        ..Name::default()
    });
    item.names.insert(Variable::Author, authors.collect());
    if let Some(date) = work.dates.published() {
        let from = DateParts { year: date.year().into(), ..DateParts::default() };
        item.dates.insert(Variable::Issued, csl::Date::Known { from, to: None, circa: false });
    }
    item
}
