//! People, money, rights and related works as linked data of schema.org, and funders as Highwire tags.

use serde_json::{Map, Value, json};

use crate::config::{Affiliation, Funding, Person, Related, WorkConfig};
use crate::data::Lang;
use crate::load::Work;

/// The address of a CRediT role's definition (<https://credit.niso.org>).
fn credit_address(role: &str) -> String {
    format!("https://credit.niso.org/contributor-roles/{role}/")
}

/// Everyone who had a part in the work.
pub(super) fn people(work: &Work, lang: &Lang, put: &mut dyn FnMut(&str, Value)) {
    let config = &work.config;
    let list = |people: &mut dyn Iterator<Item = &Person>| {
        people.map(|person| described(person, config, lang)).collect::<Vec<_>>()
    };
    put("author", json!(list(&mut config.authors())));
    let edition = config.translations.get(lang.as_str());
    let of_edition = [edition.map(|edition| &edition.editors), edition.map(|edition| &edition.translators)];
    let of_work = [("editor", &config.editors), ("translator", &config.translators)];
    for ((key, people), names) in of_work.into_iter().zip(of_edition) {
        let mut people = list(&mut people.iter().map(|person| &person.value));
        people.extend(names.into_iter().flatten().map(|name| json!({"@type": "Person", "name": name})));
        if !people.is_empty() {
            put(key, json!(people));
        }
    }
    // What someone did stands in a node of its own, so that `author` stays a list of people.
    let mut roles = Vec::new();
    for (key, people) in config.people() {
        for person in people.iter().map(|person| &person.value) {
            let mut named: Vec<String> = person.roles().map(credit_address).collect();
            if key == "reviewers" {
                named.push("reviewer".to_owned());
            }
            if !named.is_empty() {
                roles.push(json!({"@type": "Role", "roleName": named, "contributor": brief(person)}));
            }
        }
    }
    if !roles.is_empty() {
        put("contributor", json!(roles));
    }
}

/// A person by name and ORCID.
fn brief(person: &Person) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("@type".into(), json!(if person.is_group() { "Organization" } else { "Person" }));
    if !person.family.is_empty() {
        fields.insert("familyName".into(), json!(person.family));
        fields.insert("givenName".into(), json!(person.given));
    }
    fields.insert("name".into(), json!(person.full_name()));
    if let Some(orcid) = &person.orcid {
        fields.insert("identifier".into(), json!(format!("https://orcid.org/{}", orcid.value)));
    }
    fields
}

fn described(person: &Person, config: &WorkConfig, lang: &Lang) -> Value {
    let mut fields = brief(person);
    let mut places: Vec<Value> =
        config.affiliations_of(person).map(|affiliation| organization(affiliation, config, lang)).collect();
    match places.len() {
        0 => {}
        1 => drop(fields.insert("affiliation".into(), places.remove(0))),
        _ => drop(fields.insert("affiliation".into(), json!(places))),
    }
    if let Some(email) = &person.email {
        fields.insert("email".into(), json!(email.value));
    }
    let biography = person.biography().and_then(|biography| biography.pick(lang, &config.language.value));
    if let Some((biography, _)) = biography {
        fields.insert("description".into(), json!(biography));
    }
    Value::Object(fields)
}

fn organization(affiliation: &Affiliation, config: &WorkConfig, lang: &Lang) -> Value {
    let words =
        |wording: &crate::data::Wording| wording.pick(lang, &config.language.value).map(|(text, _)| text.to_owned());
    let mut fields = Map::new();
    fields.insert("@type".into(), json!("Organization"));
    if let Some(ror) = affiliation.ror_address() {
        fields.insert("@id".into(), json!(ror));
    }
    fields.insert("name".into(), json!(words(&affiliation.name.value)));
    if let Some(department) = affiliation.department.as_ref().and_then(|department| words(&department.value)) {
        fields.insert("department".into(), json!({"@type": "Organization", "name": department}));
    }
    if let Some(country) = affiliation.country.as_ref().and_then(|country| words(&country.value)) {
        let town = affiliation.place.as_ref().and_then(|place| words(&place.value));
        let mut address = json!({"@type": "PostalAddress", "addressCountry": country});
        if let (Some(town), Value::Object(fields)) = (town, &mut address) {
            fields.insert("addressLocality".into(), json!(town));
        }
        fields.insert("address".into(), address);
    }
    Value::Object(fields)
}

/// Who holds the rights, what kind of work it is, and who paid for it.
pub(super) fn rights_and_funding(work: &Work, lang: &Lang, put: &mut dyn FnMut(&str, Value)) {
    let config = &work.config;
    put("genre", json!(config.kind()));
    if let Some(copyright) = &config.copyright {
        let holder = copyright.holder.value.pick(lang, work.language()).map(|(holder, _)| holder);
        put("copyrightHolder", json!(holder));
        put("copyrightYear", json!(copyright.year));
    }
    let grants = config.funding.iter().flat_map(|funding| {
        let mut funder = json!({"@type": "Organization", "name": funder(funding, lang, work)});
        if let (Some(address), Value::Object(fields)) = (funding.address(), &mut funder) {
            fields.insert("@id".into(), json!(address));
        }
        let grant = |award: Option<&str>| match award {
            Some(award) => json!({"@type": "Grant", "identifier": award, "funder": funder}),
            None => json!({"@type": "Grant", "funder": funder}),
        };
        let awards: Vec<Value> = funding.awards().map(|award| grant(Some(award))).collect();
        if awards.is_empty() { vec![grant(None)] } else { awards }
    });
    let grants: Vec<Value> = grants.collect();
    if !grants.is_empty() {
        put("funding", json!(grants));
    }
}

fn funder<'a>(funding: &'a Funding, lang: &Lang, work: &Work) -> &'a str {
    funding.funder.value.pick(lang, work.language()).map_or("", |(funder, _)| funder)
}

/// A funder as Highwire's `citation_funding_source` holds it: fields with semicolons between them.
pub(super) fn funding_source(funding: &Funding, lang: &Lang, work: &Work) -> String {
    let mut fields = vec![format!("citation_funder={}", funder(funding, lang, work))];
    fields.extend(funding.address().map(|address| format!("citation_funder_id={address}")));
    fields.extend(funding.awards().map(|award| format!("citation_grant_number={award}")));
    fields.join(";")
}

/// The works that it answers to, each under the property that says how.
pub(super) fn related(work: &Work, lang: &Lang, article: &mut Map<String, Value>) {
    for related in &work.config.related {
        let Some(relation) = related.relation() else { continue };
        let (property, node) = (property(relation), node(related, lang, work));
        if relation == "review-of" {
            article.insert("@type".into(), json!(["ScholarlyArticle", "Review"]));
        }
        let mut all = match article.remove(property) {
            None => Vec::new(),
            Some(Value::Array(all)) => all,
            Some(one) => vec![one],
        };
        all.push(node);
        let value = if all.len() == 1 { all.remove(0) } else { Value::Array(all) };
        article.insert(property.into(), value);
    }
}

/// The property of schema.org that says how a work stands to another.
fn property(relation: &str) -> &'static str {
    match relation {
        "translation-of" => "translationOfWork",
        "review-of" => "itemReviewed",
        "corrected-by" => "correction",
        "part-of" => "isPartOf",
        "supplement" => "associatedMedia",
        "comment-on" | "reply-to" | "corrects" | "retracts" => "about",
        _ => "isBasedOn",
    }
}

fn node(related: &Related, lang: &Lang, work: &Work) -> Value {
    let mut fields = Map::new();
    let kind = if related.relation() == Some("data") { "Dataset" } else { "CreativeWork" };
    fields.insert("@type".into(), json!(kind));
    if let Some((title, _)) = related.title.value.pick(lang, work.language()) {
        fields.insert("name".into(), json!(title));
    }
    if let Some(by) = &related.by {
        fields.insert("author".into(), json!({"@type": "Person", "name": by}));
    }
    if let Some(address) = related.address() {
        fields.insert("@id".into(), json!(address));
    }
    Value::Object(fields)
}
