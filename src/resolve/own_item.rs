//! A work's own entry in a list of references: what "how to cite" shows and its downloads hold.

use crate::bibliography;
use crate::config::{Person, WorkConfig};
use crate::csl::{Date, DateParts, Item, Name, Variable};
use crate::data::Lang;

/// The item of a work, with its title in `lang` (or in its own language, where it has none).
#[must_use]
pub fn own_item(work: &WorkConfig, key: &str, lang: &Lang) -> Item {
    let reviewed = work.related.iter().find(|related| related.relation() == Some("review-of"));
    let kind = match (reviewed, &work.journal) {
        (Some(_), Some(_)) => "review",
        (_, Some(_)) => "article-journal",
        (_, None) => "document",
    };
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
        set(Variable::Issn, journal.issns().into_iter().flatten().next());
        set(Variable::Page, journal.pages.as_deref().or(journal.elocation.as_deref()));
    }
    if let Some(reviewed) = reviewed {
        let title = reviewed.title.value.pick(lang, &work.language.value);
        set(Variable::ReviewedTitle, title.map(|(title, _)| title));
        if let Some(by) = &reviewed.by {
            item.names.insert(Variable::ReviewedAuthor, vec![Name::literal(by)]);
        }
    }
    let mut people: Vec<(Variable, Vec<Name>)> = vec![(Variable::Author, work.authors().map(name).collect())];
    let edition =
        work.translations.get(lang.as_str()).map(|edition| edition.translators.as_slice()).unwrap_or_default();
    let translators =
        work.translators.iter().map(|person| name(&person.value)).chain(edition.iter().map(Name::literal));
    people.push((Variable::Translator, translators.collect()));
    // The editors of a journal's article are not those of what it appeared in, which a style would take them for.
    if work.journal.is_none() {
        people.push((Variable::Editor, work.editors.iter().map(|person| name(&person.value)).collect()));
    }
    item.names.extend(people.into_iter().filter(|(_, names)| !names.is_empty()));
    if let Some(date) = work.published_in(lang) {
        // Which parts of it are printed is the style's matter.
        let part = |part: Option<i8>| part.and_then(|part| u8::try_from(part).ok());
        let (month, day) = (part(date.month), part(date.day));
        let from = DateParts { year: date.year.into(), month, day, ..DateParts::default() };
        item.dates.insert(Variable::Issued, Date::Known { from, to: None, circa: false });
    }
    item
}

/// A person as a style names them; a group, and a person of whom only a whole name is given, by that.
fn name(person: &Person) -> Name {
    if person.family.is_empty() || person.given.is_empty() {
        return Name::literal(person.full_name());
    }
    Name { family: person.family.clone(), given: person.given.clone(), ..Name::default() }
}
