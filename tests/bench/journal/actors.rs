//! The institutions that the journal writes about, and the tables of its register that list them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::random::Random;
use super::words::{CIRCUMSTANCES, HEADS, INSTITUTIONS, MISSIONS, OWNERS, PLACES};
use super::{Both, slug};

/// An institution.
#[derive(Debug)]
pub(super) struct Actor {
    pub(super) id: String,
    /// Its name without an article.
    pub(super) name: Both,
    /// The Spanish article.
    pub(super) article: &'static str,
    pub(super) acronym: Option<String>,
    /// A shorter form that no other institution shares.
    pub(super) alias: Option<Both>,
    description: Both,
}

/// The institutions of a journal of so many articles: 24 in one article, about a hundred in fifty, 150 in five hundred.
pub(super) fn pool(articles: usize, random: &mut Random) -> Vec<Actor> {
    let wanted = 24 + 14 * usize::try_from(articles.max(1).ilog2()).unwrap_or(0);
    let mut actors: Vec<Actor> = Vec::new();
    let (mut names, mut short) = (BTreeSet::new(), BTreeSet::new());
    while actors.len() < wanted {
        let (kind, mission, place) = (random.pick(INSTITUTIONS), random.pick(MISSIONS), random.pick(PLACES));
        let name = [format!("{place} {} {}", mission.0, kind.0), format!("{} de {} de {place}", kind.1, mission.1)];
        if !names.insert(name[0].clone()) {
            continue;
        }
        let initials = name[1].split(' ').filter(|word| !matches!(*word, "de" | "a" | "del"));
        let acronym: String = initials.filter_map(|word| word.chars().next()).collect();
        let alias = [format!("{place} {}", kind.0), format!("{} de {place}", kind.1)];
        let (head, owner, where_) = (random.pick(HEADS), random.pick(OWNERS), random.pick(CIRCUMSTANCES));
        let description = [
            format!("It looks after {} {}{} and publishes a report each year", head.0, owner.0, where_.0),
            format!("Se ocupa de {} {}{} y publica un informe cada año", head.1, owner.1, where_.1),
        ];
        actors.push(Actor {
            id: slug(&name[0]),
            article: kind.2,
            acronym: (acronym.len() > 3 && short.insert(acronym.clone())).then_some(acronym),
            alias: short.insert(alias[0].clone()).then_some(alias),
            name,
            description: description.map(|text| text.replace(" de el ", " del ")),
        });
    }
    actors
}

/// The register's tables, by path below `content/`: one for each country, each with two groups.
pub(super) fn tables(actors: &[Actor]) -> Vec<(&'static str, String)> {
    let countries = [("mexico", "Mexico", "México"), ("united-states", "the United States", "Estados Unidos")];
    let paths = ["actors/mexico.yml", "actors/united-states.yml"];
    let mut tables = Vec::new();
    for (index, ((country, en, es), path)) in countries.into_iter().zip(paths).enumerate() {
        let number = index + 1;
        let mut text = format!(
            "id: table-{number}
label: {{en: Table {number}, es: Tabla {number}}}
caption: {{en: Institutions of {en}, es: Instituciones de {es}}}
source: {{en: \"Source: own elaboration\", es: \"Fuente: elaboración propia\"}}
facets: {{country: {country}}}
columns:
  description: {{en: Description, es: Descripción}}
groups:
"
        );
        let groups = [
            ("government", "Government actors", "Actores gubernamentales"),
            ("independent", "Non-governmental actors", "Actores no gubernamentales"),
        ];
        for (place, (kind, en, es)) in groups.into_iter().enumerate() {
            let _ = writeln!(text, "  - heading: {{en: {en}, es: {es}}}\n    facets: {{kind: {kind}}}\n    entries:");
            for actor in actors.iter().skip(index * 2 + place).step_by(4) {
                text.push_str(&actor.to_yaml());
            }
        }
        tables.push((path, text));
    }
    tables
}

impl Actor {
    fn to_yaml(&self) -> String {
        let mut text = format!(
            "      - id: {}\n        name: {{en: {}, es: {}}}\n        official: es\n",
            self.id, self.name[0], self.name[1]
        );
        if let Some(acronym) = &self.acronym {
            let _ = writeln!(text, "        acronym: {{en: {acronym}, es: {acronym}}}");
            let _ = writeln!(text, "        except: {{en: [{acronym} Digital], es: [{acronym} Digital]}}");
        }
        if let Some([en, es]) = &self.alias {
            let _ = writeln!(text, "        aliases: {{en: [{en}], es: [{es}]}}");
        }
        let [en, es] = &self.description;
        let _ = writeln!(text, "        description:\n          en: {en}\n          es: {es}");
        text
    }

    /// A form of its name, with the article: the name, the acronym or the alias.
    pub(super) fn form(&self, random: &mut Random) -> Both {
        let plain = match (random.below(10), &self.acronym, &self.alias) {
            (0..5, Some(acronym), _) => [acronym.clone(), acronym.clone()],
            (5..7, _, Some(alias)) => alias.clone(),
            _ => self.name.clone(),
        };
        let [en, es] = plain;
        [format!("the {en}"), format!("{} {es}", self.article)]
    }
}
