//! Entries of registers that are authors of cited works: an agency and its reports.

use std::collections::BTreeMap;

use crate::csl::Variable;
use crate::data::{CiteKey, EntityId};
use crate::load::Content;

type Authors = BTreeMap<CiteKey, Vec<EntityId>>;
type Authored = BTreeMap<EntityId, Vec<CiteKey>>;

/// Who wrote what. An entry is an author if a name, an acronym or an alias of it, in any language, is the author's whole
/// name, and the author has no given name.
pub(super) fn collect(content: &Content) -> (Authors, Authored) {
    let mut names: BTreeMap<&str, Vec<&EntityId>> = BTreeMap::new();
    for entity in content.entities.values() {
        let own = entity.name.iter().chain(entity.acronym.iter()).map(|(_, name)| name);
        for name in own.chain(entity.aliases.values().flatten().map(String::as_str)) {
            let claims = names.entry(name).or_default();
            if !claims.contains(&&entity.id) {
                claims.push(&entity.id);
            }
        }
    }
    let (mut authors, mut authored) = (Authors::new(), Authored::new());
    for reference in content.bibliography.iter() {
        for person in reference.item.names(Variable::Author).iter().filter(|person| person.given.is_empty()) {
            let name = if person.literal.is_empty() { &person.family } else { &person.literal };
            for id in names.get(name.as_str()).into_iter().flatten() {
                authors.entry(reference.key.clone()).or_default().push((*id).clone());
                authored.entry((*id).clone()).or_default().push(reference.key.clone());
            }
        }
    }
    (authors, authored)
}
