//! Finds the entries of registers in running text, by their names, acronyms and aliases.
//!
//! Precision comes before reach: letters' case counts, a name stands between word boundaries, the longest name wins, and
//! a form listed under `except:` claims its place without being a mention.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::data::{EntityId, Lang};
use crate::load::Entity;

/// The names of one language.
#[derive(Debug)]
pub(super) struct Finder {
    automaton: Option<AhoCorasick>,
    /// What each pattern of the automaton stands for.
    meanings: Vec<Meaning>,
}

#[derive(Debug, Default)]
struct Meaning {
    /// Entries that claim the form, with the language of the form.
    entities: Vec<(EntityId, Lang)>,
    is_exception: bool,
}

/// A mention found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// The entry.
    pub entity: EntityId,
    /// The language of the form that was found.
    pub lang: Lang,
}

/// A form that two entries claim, where a text uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ambiguous {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// Who claims it.
    pub entities: Vec<EntityId>,
}

impl Finder {
    /// The finder of the names that texts in `lang` use: those of the language, and each entry's official name.
    #[must_use]
    pub(super) fn new<'a>(entities: impl IntoIterator<Item = &'a Entity>, lang: &Lang) -> Self {
        let mut forms: BTreeMap<String, Meaning> = BTreeMap::new();
        for entity in entities {
            let mut claim = |form: &str, form_lang: &Lang| {
                // A register and a text may differ in which apostrophe they use.
                for form in [form.replace('\'', "’"), form.replace('’', "'")] {
                    let claims = &mut forms.entry(fold(&form)).or_default().entities;
                    if !claims.iter().any(|(id, _)| *id == entity.id) {
                        claims.push((entity.id.clone(), form_lang.clone()));
                    }
                }
            };
            if let Some(form) = entity.name.get(lang) {
                claim(form, entity.language_of(form, lang));
            }
            entity.acronym.get(lang).into_iter().for_each(|form| claim(form, lang));
            entity.aliases.get(lang).into_iter().flatten().for_each(|form| claim(form, lang));
            if let Some(official) = &entity.official {
                entity.name.get(official).into_iter().for_each(|form| claim(form, official));
            }
            for form in entity.except.get(lang).into_iter().flatten() {
                forms.entry(fold(form)).or_default().is_exception = true;
            }
        }
        forms.remove("");
        let (patterns, meanings): (Vec<String>, Vec<Meaning>) = forms.into_iter().unzip();
        // An automaton over names alone stays far below the crate's limits.
        let automaton = if patterns.is_empty() { None } else { AhoCorasick::new(&patterns).ok() };
        Self { automaton, meanings }
    }

    /// The mentions in a text, in order and without overlaps.
    #[must_use]
    pub(super) fn find(&self, text: &str) -> (Vec<Hit>, Vec<Ambiguous>) {
        let Some(automaton) = &self.automaton else { return (Vec::new(), Vec::new()) };
        let folded = fold(text);
        let mut found: Vec<(Range<usize>, &Meaning)> = automaton
            .find_overlapping_iter(&folded)
            .filter(|found| is_word(text, found.range()))
            .map(|found| (found.range(), &self.meanings[found.pattern().as_usize()]))
            .collect();
        found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let (mut hits, mut ambiguous) = (Vec::<Hit>::new(), Vec::new());
        let mut free = 0;
        for (range, meaning) in found {
            if range.start < free {
                continue;
            }
            free = range.end;
            match &meaning.entities[..] {
                _ if meaning.is_exception => {}
                [(entity, lang)] => match hits.last_mut().filter(|last| introduces(text, last, entity, &range)) {
                    Some(last) => last.range.end = range.end + 1,
                    None => hits.push(Hit { range, entity: entity.clone(), lang: lang.clone() }),
                },
                several => {
                    let entities = several.iter().map(|(id, _)| id.clone()).collect();
                    ambiguous.push(Ambiguous { range, entities });
                }
            }
        }
        (hits, ambiguous)
    }
}

/// A typed line's end counts as a space; both are one byte, so ranges hold in the folded text and in the other.
fn fold(text: &str) -> String {
    text.replace('\n', " ")
}

/// "U.S. Customs and Border Protection (CBP)" is one mention, not two.
fn introduces(text: &str, name: &Hit, entity: &EntityId, acronym: &Range<usize>) -> bool {
    name.entity == *entity && &text[name.range.end..acronym.start] == " (" && text[acronym.end..].starts_with(')')
}

fn is_word(text: &str, range: Range<usize>) -> bool {
    let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let first = text[range.clone()].chars().next();
    let last = text[range.clone()].chars().next_back();
    (outside(text[..range.start].chars().next_back()) || outside(first))
        && (outside(text[range.end..].chars().next()) || outside(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Texts;
    use crate::source::{SourceMap, Span};

    fn entity(id: &str, name: &str, acronym: &str, except: &[&str]) -> Entity {
        let en = Lang::new("en");
        let mut sources = SourceMap::default();
        let file = sources.add("t.yml", "");
        Entity {
            id: EntityId::new(id),
            register: 0,
            name: Texts::from_iter([("en", name)]),
            acronym: Texts::from_iter([("en", acronym)]),
            official: None,
            aliases: BTreeMap::new(),
            except: BTreeMap::from([(en, except.iter().map(|form| (*form).to_owned()).collect())]),
            description: Texts::default(),
            slug: Texts::default(),
            facets: BTreeMap::new(),
            span: Span::new(file, 0..0),
        }
    }

    fn found(text: &str) -> Vec<(String, String)> {
        let entities = [
            entity("cbp", "Customs and Border Protection", "CBP", &["CBP One"]),
            entity("dhs", "Department of Homeland Security", "DHS", &[]),
        ];
        let (hits, ambiguous) = Finder::new(&entities, &Lang::new("en")).find(text);
        assert!(ambiguous.is_empty());
        hits.into_iter().map(|hit| (text[hit.range].to_owned(), hit.entity.to_string())).collect()
    }

    #[test]
    fn an_app_is_not_the_agency() {
        assert_eq!(found("the CBP One app"), []);
        assert_eq!(found("a CBP office"), [("CBP".into(), "cbp".into())]);
        assert_eq!(found("CBPs and xCBP and cbp"), []);
    }

    #[test]
    fn a_name_and_its_acronym_are_one_mention() {
        assert_eq!(
            found("data of Customs and\nBorder Protection (CBP), and DHS’s"),
            [("Customs and\nBorder Protection (CBP)".into(), "cbp".into()), ("DHS".into(), "dhs".into())]
        );
    }

    #[test]
    fn a_form_that_two_claim_is_no_mention_of_either() {
        let entities = [entity("a", "Commission", "", &[]), entity("b", "Commission", "", &[])];
        let (hits, ambiguous) = Finder::new(&entities, &Lang::new("en")).find("the Commission said");
        assert!(hits.is_empty());
        assert_eq!(ambiguous[0].range, 4..14);
    }
}
