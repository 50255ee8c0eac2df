//! Entries of registers that are authors of cited works: an agency and its reports.

use std::collections::BTreeMap;

use crate::csl::{Name, Variable};
use crate::data::{CiteKey, EntityId};
use crate::load::Content;

type Authors = BTreeMap<CiteKey, Vec<EntityId>>;
type Authored = BTreeMap<EntityId, Vec<CiteKey>>;

/// Who wrote what. An entry is an author if a name, an acronym or an alias of it, in any language, is the author's whole
/// name: that of an institution, or the given and the family name of a person in either order. Case and accents count,
/// white space does not.
pub(super) fn collect(content: &Content) -> (Authors, Authored) {
    let mut names: BTreeMap<String, Vec<&EntityId>> = BTreeMap::new();
    for entity in content.entities.values() {
        let own = entity.name.iter().chain(entity.acronym.iter()).map(|(_, name)| name);
        for name in own.chain(entity.aliases.values().flatten().map(String::as_str)) {
            let claims = names.entry(folded(name)).or_default();
            if !claims.contains(&&entity.id) {
                claims.push(&entity.id);
            }
        }
    }
    let (mut authors, mut authored) = (Authors::new(), Authored::new());
    for reference in content.bibliography.iter() {
        let mut found: Vec<&EntityId> = Vec::new();
        for author in reference.item.names(Variable::Author) {
            let claims = forms(author).filter_map(|form| names.get(&form)).flatten();
            for id in claims {
                if !found.contains(id) {
                    found.push(id);
                }
            }
        }
        for id in found {
            authors.entry(reference.key.clone()).or_default().push(id.clone());
            authored.entry(id.clone()).or_default().push(reference.key.clone());
        }
    }
    (authors, authored)
}

/// How an author may be called as a whole: `Ana Pérez`, `Pérez, Ana`.
fn forms(author: &Name) -> impl Iterator<Item = String> {
    let whole = |parts: &[&str]| folded(&parts.join(" "));
    let Name { family, given, dropping_particle, non_dropping_particle, suffix, literal, .. } = author;
    let family = whole(&[dropping_particle, non_dropping_particle, family, suffix]);
    let given = folded(given);
    let forms = match (literal.as_str(), given.as_str()) {
        ("", "") => [Some(family), None],
        ("", given) => [Some(whole(&[given, &family])), Some(format!("{family}, {given}"))],
        (literal, _) => [Some(folded(literal)), None],
    };
    forms.into_iter().flatten().filter(|form| !form.is_empty())
}

/// A name whatever white space stands in it, and without the marks that keep its case.
fn folded(name: &str) -> String {
    let bare = name.replace("<span class=\"nocase\">", "").replace("</span>", "");
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}
