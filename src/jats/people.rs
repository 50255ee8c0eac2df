//! The people of an article and where they belong.

use std::collections::BTreeMap;

use super::xml::{El, all, attr, href, kid, kids, name, squeezed, words, words_without};
use crate::config::{Affiliation, CREDIT_ROLES, Person, bare_ror, is_email, is_orcid, is_ror};
use crate::data::{Listed, Ordered, Placed, Texts, Wording, unplaced};

/// A name as it is said: given names, family name, suffix; a name of the East keeps its order.
pub(super) fn full_name(node: El<'_>) -> String {
    let part = |wanted: &str| kid(node, wanted).map(words).unwrap_or_default();
    match name(node) {
        "name" | "string-name" if kid(node, "surname").is_some() || kid(node, "given-names").is_some() => {
            let (surname, given) = (part("surname"), part("given-names"));
            let ordered = if attr(node, "name-style") == Some("eastern") {
                [surname, given].join(" ")
            } else {
                [part("prefix"), given, surname].join(" ")
            };
            squeezed(&[ordered, part("suffix")].join(" "))
        }
        _ => words_without(node, &["contrib-group", "xref", "aff", "fn"]),
    }
}

/// The people who stand in the metadata, by what they did.
#[derive(Default)]
pub(super) struct People {
    pub(super) authors: Vec<Placed<Person>>,
    pub(super) editors: Vec<Placed<Person>>,
    pub(super) translators: Vec<Placed<Person>>,
    pub(super) reviewers: Vec<Placed<Person>>,
    pub(super) affiliations: Ordered<Affiliation>,
}

/// Values that are not what they should be: the place, and what is wrong.
pub(super) type Slips<'a> = Vec<(El<'a>, String)>;

/// Reads the people of some metadata. `editions` are metadata of translations, whose institutions are the same in other words.
pub(super) fn people<'a>(meta: El<'a>, lang: &str, editions: &[(El<'a>, String)], slips: &mut Slips<'a>) -> People {
    let mut reader = PeopleReader { keys: BTreeMap::new(), by_words: BTreeMap::new(), found: People::default(), slips };
    let own: Vec<El<'a>> = affiliations_of(meta);
    let others: Vec<(Vec<El<'a>>, &String)> = editions
        .iter()
        .map(|(meta, lang)| (affiliations_of(*meta), lang))
        .filter(|(all, _)| all.len() == own.len())
        .collect();
    for (at, node) in own.iter().enumerate() {
        let mut said = vec![(lang, *node)];
        said.extend(others.iter().filter_map(|(all, lang)| Some((lang.as_str(), *all.get(at)?))));
        reader.affiliation(*node, &said);
    }
    let corresp: BTreeMap<&str, El<'a>> =
        meta.descendants().filter(|it| name(*it) == "corresp").filter_map(|it| Some((attr(it, "id")?, it))).collect();
    for group in all(meta, "contrib-group") {
        for contrib in all(group, "contrib") {
            reader.contrib(contrib, group, &corresp);
        }
    }
    reader.found
}

fn affiliations_of(meta: El<'_>) -> Vec<El<'_>> {
    meta.descendants().filter(|it| name(*it) == "aff" && !it.ancestors().any(|above| name(above) == "collab")).collect()
}

struct PeopleReader<'a, 's> {
    /// The key of each institution, by its id.
    keys: BTreeMap<&'a str, String>,
    /// The key of each, by what it is called.
    by_words: BTreeMap<String, String>,
    found: People,
    slips: &'s mut Slips<'a>,
}

impl<'a> PeopleReader<'a, '_> {
    /// Adds an institution, unless it is there under the same words; its key.
    fn affiliation(&mut self, node: El<'a>, said: &[(&str, El<'a>)]) -> Option<String> {
        let mut made = institution(node)?;
        let whole = affiliation_line(node);
        if let Some(key) = self.by_words.get(&whole).cloned() {
            if let Some(id) = attr(node, "id") {
                self.keys.insert(id, key.clone());
            }
            return Some(key);
        }
        let differ = said.len() > 1 && said.iter().any(|(_, other)| affiliation_line(*other) != whole);
        if differ {
            // In words that differ by language the parts need not be the same.
            let texts: Vec<(&str, String)> = said.iter().map(|(lang, node)| (*lang, affiliation_line(*node))).collect();
            let texts: Texts = texts.iter().map(|(lang, text)| (*lang, text.as_str())).collect();
            made = Affiliation {
                name: unplaced(Wording::Each(texts)),
                department: None,
                place: None,
                country: None,
                ..made
            };
        }
        let key = format!("aff{}", self.found.affiliations.0.len() + 1);
        if let Some(id) = attr(node, "id") {
            self.keys.insert(id, key.clone());
        }
        self.by_words.insert(whole, key.clone());
        self.found.affiliations.0.push((unplaced(key.clone()), made));
        Some(key)
    }

    fn contrib(&mut self, node: El<'a>, group: El<'a>, corresp: &BTreeMap<&str, El<'a>>) {
        let mut person = Person::default();
        let named = kids(node).find(|it| matches!(name(*it), "name" | "string-name" | "collab" | "name-alternatives"));
        let named = match named {
            Some(found) if name(found) == "name-alternatives" => {
                // The form that is written in letters of the article's language comes first.
                kids(found).next()
            }
            found => found,
        };
        match named {
            Some(found) if name(found) == "collab" => person.name = full_name(found),
            Some(found) => match kid(found, "surname") {
                Some(surname) => {
                    let suffix = kid(found, "suffix").map(words).unwrap_or_default();
                    let prefix = kid(found, "prefix").map(words).unwrap_or_default();
                    person.family = squeezed(&format!("{} {suffix}", words(surname)));
                    let given = kid(found, "given-names").map(words).unwrap_or_default();
                    person.given = squeezed(&format!("{prefix} {given}"));
                }
                None => person.whole = full_name(found),
            },
            None => person.whole = kid(node, "anonymous").map(words).unwrap_or_default(),
        }
        if person.full_name().is_empty() {
            return;
        }
        for id in all(node, "contrib-id").filter(|it| attr(*it, "contrib-id-type") == Some("orcid")) {
            let said = words(id);
            let bare = said.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_uppercase();
            if is_orcid(&bare) {
                person.orcid = Some(unplaced(bare));
            } else if !said.is_empty() {
                self.slips.push((id, format!("`{said}` is not an ORCID iD")));
            }
        }
        self.belongs(node, group, &mut person);
        let marks = || all(node, "xref").filter(|mark| attr(*mark, "ref-type") == Some("corresp"));
        let letters: Vec<El<'a>> =
            marks().flat_map(super::index::ids).filter_map(|id| corresp.get(id)).copied().collect();
        let of_corresp = || {
            let only = letters.first().filter(|it| it.descendants().filter(|it| name(*it) == "email").count() == 1)?;
            only.descendants().find(|it| name(*it) == "email").map(words)
        };
        let email = node.descendants().find(|it| name(*it) == "email").map(words).or_else(of_corresp);
        person.email = email.map(|it| it.replace(' ', "")).filter(|it| is_email(it)).map(unplaced);
        let answers = attr(node, "corresp") == Some("yes") || !letters.is_empty();
        person.corresponding = answers && person.email.is_some();
        let mut about = Vec::new();
        let mut roles: Vec<Placed<String>> = Vec::new();
        for role in all(node, "role") {
            match credit(role) {
                Some(role) if roles.iter().any(|known| known.value == role) => {}
                Some(role) => roles.push(unplaced(role.to_owned())),
                None => about.push(words(role)),
            }
        }
        person.roles = (!roles.is_empty()).then(|| unplaced(Listed::Many(roles)));
        about.extend(all(node, "bio").map(|bio| words_without(bio, &["title"])));
        about.extend(all(node, "on-behalf-of").map(words));
        about.retain(|text| !text.is_empty());
        if !about.is_empty() {
            person.biography = Some(unplaced(Wording::Same(about.join(". ").replace("..", "."))));
        }
        let kind =
            attr(node, "contrib-type").or_else(|| attr(group, "content-type")).unwrap_or("author").to_lowercase();
        let person = unplaced(person);
        if kind.contains("translat") {
            self.found.translators.push(person);
        } else if kind.contains("review") || kind.contains("referee") {
            self.found.reviewers.push(person);
        } else if kind.contains("edit") || kind == "section" {
            self.found.editors.push(person);
        } else {
            self.found.authors.push(person);
        }
    }

    fn belongs(&mut self, node: El<'a>, group: El<'a>, person: &mut Person) {
        let mut keys: Vec<String> = Vec::new();
        for id in all(node, "xref").filter(|it| attr(*it, "ref-type") == Some("aff")).flat_map(super::index::ids) {
            keys.extend(self.keys.get(id).cloned());
        }
        let own: Vec<El<'a>> = all(node, "aff").collect();
        keys.extend(own.iter().filter_map(|aff| self.by_words.get(&affiliation_line(*aff)).cloned()));
        if keys.is_empty() {
            // The only institution of a group is that of all its people.
            let mut of_group = all(group, "aff");
            if let (Some(only), None) = (of_group.next(), of_group.next()) {
                keys.extend(self.by_words.get(&affiliation_line(only)).cloned());
            }
        }
        keys.dedup();
        if !keys.is_empty() {
            person.affiliation = Some(unplaced(Listed::Many(keys.into_iter().map(unplaced).collect())));
        }
    }
}

/// The role of CRediT that an element names: by its address, its term or its words.
fn credit(role: El<'_>) -> Option<&'static str> {
    let named = |text: &str| {
        let plain = super::names::slug(&text.replace(['&', '/'], " "))?.replace("-and-", "-");
        CREDIT_ROLES.into_iter().find(|known| *known == plain)
    };
    let addresses = ["vocab-term-identifier", "content-type", "specific-use"];
    let by_address = addresses.iter().filter_map(|key| attr(role, key)).find_map(|address| {
        let last = address.trim_end_matches('/').rsplit(['/', '#']).next().unwrap_or_default();
        named(last.trim_end_matches(".html"))
    });
    by_address.or_else(|| attr(role, "vocab-term").and_then(named)).or_else(|| named(&words(role)))
}

/// An institution as it is printed, in one line.
pub(super) fn affiliation_line(node: El<'_>) -> String {
    let original = all(node, "institution").find(|it| attr(*it, "content-type") == Some("original"));
    if let Some(original) = original {
        return words(original);
    }
    let has_words =
        node.children().any(|it| it.is_text() && it.text().is_some_and(|text| text.chars().any(char::is_alphanumeric)));
    if has_words {
        return words_without(node, &["label", "institution-id", "email", "sup"]);
    }
    let mut parts: Vec<String> = Vec::new();
    for part in leaves(node) {
        let text = words_without(part, &["institution-id"]);
        let text = text.trim_matches([',', ';', ' ']).to_owned();
        if !text.is_empty() && !parts.contains(&text) {
            parts.push(text);
        }
    }
    parts.join(", ")
}

/// The parts of an institution, wrappers taken off.
fn leaves(node: El<'_>) -> Vec<El<'_>> {
    let mut found = Vec::new();
    for kid in kids(node) {
        match name(kid) {
            "label" | "institution-id" | "email" | "phone" | "fax" => {}
            "institution-wrap" | "addr-line" if kids(kid).next().is_some() => found.extend(leaves(kid)),
            _ => found.push(kid),
        }
    }
    found
}

fn institution(node: El<'_>) -> Option<Affiliation> {
    let whole = affiliation_line(node);
    if whole.is_empty() {
        return None;
    }
    let ror = node.descendants().filter(|it| name(*it) == "institution-id").map(words).find(|id| is_ror(id));
    let link =
        || node.descendants().filter_map(href).find(|it| it.contains("ror.org") && is_ror(it)).map(str::to_owned);
    let ror = ror.or_else(link).map(|id| unplaced(format!("https://ror.org/{}", bare_ror(&id))));
    let same = |text: String| unplaced(Wording::Same(text));
    let is_one = all(node, "institution").any(|it| attr(it, "content-type") == Some("original"))
        || node
            .children()
            .any(|it| it.is_text() && it.text().is_some_and(|text| text.chars().any(char::is_alphanumeric)));
    let parts = leaves(node);
    let institutions: Vec<El<'_>> = parts.iter().copied().filter(|part| name(*part) == "institution").collect();
    if is_one || institutions.is_empty() {
        return Some(Affiliation { name: same(whole), department: None, place: None, country: None, ror });
    }
    let is_part =
        |it: &El<'_>| attr(*it, "content-type").is_some_and(|kind| kind.contains("dept") || kind.contains("div"));
    let joined = |nodes: Vec<El<'_>>| {
        nodes.into_iter().map(words).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let (departments, mut named): (Vec<El<'_>>, Vec<El<'_>>) = institutions.into_iter().partition(is_part);
    let mut department = joined(departments);
    if named.is_empty() {
        return Some(Affiliation { name: same(whole), department: None, place: None, country: None, ror });
    }
    named.dedup_by_key(|it| words(*it));
    let country = parts.iter().find(|it| name(**it) == "country").map(|it| words(*it));
    let places: Vec<El<'_>> = parts
        .iter()
        .copied()
        .filter(|it| matches!(name(*it), "city" | "state" | "named-content" | "addr-line" | "postal-code"))
        .collect();
    let place = joined(places);
    let called = joined(named);
    if department == called {
        department.clear();
    }
    let some = |text: String| Some(text).filter(|text| !text.is_empty()).map(same);
    Some(Affiliation {
        name: same(called),
        department: some(department),
        place: some(place),
        country: country.and_then(some),
        ror,
    })
}
