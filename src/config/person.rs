//! The people of a work: who wrote, edited, translated and reviewed it, what each of them did, and where they belong.
//!
//! Names of roles are those of CRediT (ANSI/NISO Z39.104-2022). What they are called in a language is left to `render`.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::identifier::{ROR, bare_ror, is_email, is_orcid, is_ror};
use super::{Checker, find_word};
use crate::data::{Listed, Ordered, Placed, Texts, Wording};

/// The roles of CRediT, as the addresses of their definitions spell them.
pub const CREDIT_ROLES: [&str; 14] = [
    "conceptualization",
    "data-curation",
    "formal-analysis",
    "funding-acquisition",
    "investigation",
    "methodology",
    "project-administration",
    "resources",
    "software",
    "supervision",
    "validation",
    "visualization",
    "writing-original-draft",
    "writing-review-editing",
];

/// Someone who had a part in a work: a person, or a group that signs as one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct Person {
    /// Family name or names.
    #[serde(default)]
    pub family: String,
    /// Given names, or initials where only these are known.
    #[serde(default)]
    pub given: String,
    /// The name of an institution or a group, which has no family name.
    #[serde(default)]
    pub name: String,
    /// The whole name of a person, where only that is given: `translators: [Ana Pérez López]`.
    #[serde(skip)]
    pub whole: String,
    /// ORCID iD: four groups of four.
    #[serde(default)]
    pub orcid: Option<Placed<String>>,
    /// Keys of `affiliations`: one, or several.
    #[serde(default)]
    pub affiliation: Option<Placed<Listed>>,
    /// The same, under the name of a list.
    #[serde(default)]
    pub affiliations: Option<Placed<Listed>>,
    /// Where letters reach them.
    #[serde(default)]
    pub email: Option<Placed<String>>,
    /// Whether letters about the work go to them.
    #[serde(default)]
    pub corresponding: bool,
    /// What they did, in the words of CRediT.
    #[serde(default)]
    pub roles: Option<Placed<Listed>>,
    /// Who they are, in each language.
    #[serde(default)]
    pub biography: Option<Placed<Wording>>,
}

impl<'de> Deserialize<'de> for Person {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;

        impl<'de> Visitor<'de> for Form {
            type Value = Person;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a person: `{family: …, given: …}`, a group: `{name: …}`, or a whole name")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Person, E> {
                Ok(match name.split_once(',') {
                    Some((family, given)) => {
                        Person { family: family.trim().to_owned(), given: given.trim().to_owned(), ..Person::default() }
                    }
                    None => Person { whole: name.trim().to_owned(), ..Person::default() },
                })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Person, A::Error> {
                Person::deserialize(MapAccessDeserializer::new(map))
            }
        }

        deserializer.deserialize_any(Form)
    }
}

impl Person {
    /// Given names and family names in the order in which they are said; the name of a group.
    #[must_use]
    pub fn full_name(&self) -> String {
        match (self.name.as_str(), self.whole.as_str()) {
            ("", "") => format!("{} {}", self.given, self.family).trim().to_owned(),
            ("", name) | (name, _) => name.to_owned(),
        }
    }

    /// Whether it is an institution or a group.
    #[must_use]
    pub fn is_group(&self) -> bool {
        !self.name.is_empty()
    }

    /// Keys of `affiliations`, in order.
    pub fn affiliations(&self) -> impl Iterator<Item = &str> {
        [&self.affiliation, &self.affiliations].into_iter().flatten().flat_map(|keys| keys.value.iter())
    }

    /// What they did: names in [`CREDIT_ROLES`].
    pub fn roles(&self) -> impl Iterator<Item = &'static str> {
        let roles = self.roles.iter().flat_map(|roles| roles.value.iter());
        roles.filter_map(|role| find_word(role, &CREDIT_ROLES))
    }

    /// Who they are, if that is said in some language or in none.
    #[must_use]
    pub fn biography(&self) -> Option<&Wording> {
        self.biography.as_ref().map(|biography| &biography.value).filter(|biography| match biography {
            Wording::Same(text) => !text.trim().is_empty(),
            Wording::Each(texts) => !Texts::is_empty(texts),
        })
    }

    /// Reports what is wrong with what is said of `person`.
    pub(super) fn check(person: &Placed<Self>, known: &Ordered<Affiliation>, checker: &mut Checker<'_>) {
        let place = checker.place(person);
        let own = &person.value;
        match (own.family.is_empty(), own.name.is_empty(), own.full_name().is_empty()) {
            (_, _, true) => {
                checker.bad(
                    place,
                    "nobody is named here".to_owned(),
                    "write `family:` and `given:`, or `name:` for a group",
                );
            }
            (false, false, _) => {
                let message = format!("both `name: {}` and `family: {}` are given", own.name, own.family);
                checker.bad(
                    place,
                    message,
                    "`name:` is for institutions and groups; a person has `family:` and `given:`",
                );
            }
            (true, true, _) if own.whole.is_empty() => {
                let message = format!("`{}` has given names and no family name", own.given);
                checker.bad(place, message, "a name that has no parts is written under `family:`");
            }
            (true, false, _) if !own.given.is_empty() => {
                let message = format!("the group `{}` has given names", own.name);
                checker.bad(
                    place,
                    message,
                    "`name:` is for institutions and groups; a person has `family:` and `given:`",
                );
            }
            _ => {}
        }
        if let Some(orcid) = own.orcid.as_ref().filter(|orcid| !is_orcid(&orcid.value)) {
            let message = format!("`{}` is not an ORCID iD", orcid.value);
            let help = "four groups of four digits; the last character is their check";
            checker.bad(checker.place(orcid), message, help);
        }
        for keys in [&own.affiliation, &own.affiliations].into_iter().flatten() {
            for (key, place) in checker.listed(keys) {
                if known.get(key).is_none() {
                    let message = format!("`{key}` is not among the `affiliations:`");
                    let help = crate::diag::closest(key, known.keys()).map(|found| format!("did you mean `{found}`?"));
                    checker.bad(place, message, help.as_deref().unwrap_or("add it there, or correct the key"));
                }
            }
        }
        if let Some(email) = own.email.as_ref().filter(|email| !is_email(&email.value)) {
            let message = format!("`{}` is not an e-mail address", email.value);
            checker.bad(checker.place(email), message, "write it like `name@example.org`, without `mailto:`");
        }
        if own.corresponding && own.email.is_none() {
            let message = format!("letters are to reach {}, and there is no address", own.full_name());
            checker.bad(place, message, "add `email:`, or leave `corresponding:` out");
        }
        if let Some(roles) = &own.roles {
            for (role, place) in checker.listed(roles) {
                checker.word("a role of CRediT", role, place, &CREDIT_ROLES);
            }
        }
        if let Some(biography) = &own.biography {
            checker.wording("biography", &biography.value, checker.place(biography));
        }
    }
}

/// An institution.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Affiliation {
    /// Name, in its own language or in each.
    pub name: Placed<Wording>,
    /// The part of it that an author belongs to.
    #[serde(default)]
    pub department: Option<Placed<Wording>>,
    /// Town.
    #[serde(default, alias = "city")]
    pub place: Option<Placed<Wording>>,
    /// Country.
    #[serde(default)]
    pub country: Option<Placed<Wording>>,
    /// Its identifier in the Research Organization Registry.
    #[serde(default)]
    pub ror: Option<Placed<String>>,
}

impl Affiliation {
    /// The address of its record in the Research Organization Registry.
    #[must_use]
    pub fn ror_address(&self) -> Option<String> {
        let ror = self.ror.as_ref().filter(|ror| is_ror(&ror.value))?;
        Some(format!("{ROR}{}", bare_ror(&ror.value)))
    }

    pub(super) fn check(&self, checker: &mut Checker<'_>) {
        let named = [("department", &self.department), ("place", &self.place), ("country", &self.country)];
        let named = named.into_iter().filter_map(|(what, wording)| Some((what, wording.as_ref()?)));
        for (what, wording) in std::iter::once(("name", &self.name)).chain(named) {
            checker.wording(what, &wording.value, checker.place(wording));
        }
        if let Some(ror) = self.ror.as_ref().filter(|ror| !is_ror(&ror.value)) {
            let message = format!("`{}` is not an identifier of the Research Organization Registry", ror.value);
            let help = "it is written `https://ror.org/02z749649`: a 0, six letters or digits, and two digits that are their check";
            checker.bad(checker.place(ror), message, help);
        }
    }
}
