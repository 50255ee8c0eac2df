//! What is known of a work's publication: the journal, dates, money behind it, rights, and the works that it answers to.

use std::fmt;
use std::str::FromStr;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::identifier::{ROR, bare_ror, is_issn, is_ror, issn_check};
use super::{Checker, find_word, is_doi};
use crate::data::{Address, BadAddress, GivenAddress, Listed, Placed, Wording};
use crate::diag::{Diagnostic, codes};

/// What kinds of works there are, mostly by the names of JATS (`article-type`).
pub const WORK_KINDS: [&str; 17] = [
    "article-commentary",
    "book-review",
    "brief-report",
    "case-report",
    "correction",
    "data-paper",
    "document",
    "editorial",
    "essay",
    "interview",
    "introduction",
    "letter",
    "obituary",
    "research-article",
    "review",
    "review-article",
    "translation",
];

/// How a work may stand to another one.
pub const RELATIONS: [&str; 13] = [
    "comment-on",
    "continues",
    "corrected-by",
    "corrects",
    "data",
    "part-of",
    "preprint",
    "reply-to",
    "retracts",
    "review-of",
    "supplement",
    "translation-of",
    "version-of",
];

/// Where the work was published.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Journal {
    /// Name.
    pub title: String,
    /// Volume.
    #[serde(default)]
    pub volume: Option<String>,
    /// Issue.
    #[serde(default)]
    pub issue: Option<String>,
    /// Electronic location: what a journal without pages has in their place.
    #[serde(default)]
    pub elocation: Option<String>,
    /// First and last page: `13-34`.
    #[serde(default)]
    pub pages: Option<String>,
    /// ISSN.
    #[serde(default)]
    pub issn: Option<Placed<Issn>>,
    /// Address of the work at the journal.
    #[serde(default)]
    pub url: Option<Placed<GivenAddress>>,
}

impl Journal {
    /// Address of the work at the journal.
    #[must_use]
    pub fn address(&self) -> Option<&Address> {
        self.url.as_ref()?.value.address()
    }

    /// ISSN of the electronic edition, then that of the printed one.
    #[must_use]
    pub fn issns(&self) -> [Option<&str>; 2] {
        let issn = self.issn.as_ref().map(|issn| &issn.value);
        match issn {
            Some(Issn::One(issn)) => [Some(issn), None],
            Some(Issn::Each { electronic, print }) => {
                [electronic, print].map(|issn| issn.as_ref().map(|issn| issn.value.as_str()))
            }
            None => [None, None],
        }
    }

    pub(super) fn check(&self, checker: &mut Checker<'_>) {
        let Some(given) = &self.issn else { return };
        let issns: Vec<(&str, crate::source::Span)> = match &given.value {
            Issn::One(issn) => vec![(issn, checker.place(given))],
            Issn::Each { electronic, print } => {
                let each = [electronic, print].into_iter().flatten();
                each.map(|issn| (issn.value.as_str(), checker.place(issn))).collect()
            }
        };
        for (issn, place) in issns {
            let found = if !is_issn(issn) {
                let help = "it is written `2395-9134`: two groups of four, with a hyphen";
                Diagnostic::new(codes::ISSN, format!("`{issn}` is not an ISSN")).help(help)
            } else if !issn.ends_with(issn_check(issn)) {
                let message = format!("there is a slip in the ISSN `{issn}`");
                let help = format!("by its other digits it would end in `{}`", issn_check(issn));
                Diagnostic::new(codes::ISSN, message).help(help)
            } else {
                continue;
            };
            checker.sink.push(found.at(place, ""));
        }
    }
}

/// The ISSN of a journal.
#[derive(Debug, Clone)]
pub enum Issn {
    /// One that stands for the electronic edition.
    One(String),
    /// That of each edition.
    Each {
        /// The electronic one.
        electronic: Option<Placed<String>>,
        /// The printed one.
        print: Option<Placed<String>>,
    },
}

impl<'de> Deserialize<'de> for Issn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Each {
            #[serde(default)]
            electronic: Option<Placed<String>>,
            #[serde(default)]
            print: Option<Placed<String>>,
        }

        struct Form;

        impl<'de> Visitor<'de> for Form {
            type Value = Issn;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an ISSN, or `{print: …, electronic: …}`")
            }

            fn visit_str<E: de::Error>(self, issn: &str) -> Result<Issn, E> {
                Ok(Issn::One(issn.to_owned()))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Issn, E> {
                Ok(Issn::One(number.to_string()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Issn, A::Error> {
                let Each { electronic, print } = Each::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Issn::Each { electronic, print })
            }
        }

        deserializer.deserialize_any(Form)
    }
}

/// A date as it is known: a year, a month of it, or a day. It prints as ISO 8601: `2026`, `2026-02`, `2026-02-26`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WrittenDate {
    /// The year, of our era.
    pub year: i16,
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 to 31; never without a month.
    pub day: Option<i8>,
}

impl FromStr for WrittenDate {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let parts: Vec<&str> = text.split('-').collect();
        let number = |part: &str, digits: usize| {
            let written = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<i16>().ok().filter(|_| written).ok_or(())
        };
        let small = |part: &str| i8::try_from(number(part, 2)?).map_err(|_| ());
        let (year, month, day) = match parts[..] {
            [year] => (number(year, 4)?, None, None),
            [year, month] => (number(year, 4)?, Some(small(month)?), None),
            [year, month, day] => (number(year, 4)?, Some(small(month)?), Some(small(day)?)),
            _ => return Err(()),
        };
        // The calendar says which months and days there are.
        jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).map_err(|_| ())?;
        Ok(Self { year, month, day })
    }
}

impl fmt::Display for WrittenDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// Dates of a work's life: `2026-02-26`, or as much of it as is known.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// When the journal received it.
    #[serde(default)]
    pub received: Option<Placed<Listed>>,
    /// When it came back changed; as often as it did.
    #[serde(default)]
    pub revised: Option<Placed<Listed>>,
    /// When it was accepted.
    #[serde(default)]
    pub accepted: Option<Placed<Listed>>,
    /// When it was published.
    #[serde(default)]
    pub published: Option<Placed<Listed>>,
}

impl Dates {
    /// When it was published, if that is known.
    #[must_use]
    pub fn published(&self) -> Option<WrittenDate> {
        self.published.as_ref()?.value.iter().next()?.parse().ok()
    }

    /// All dates with the names of their keys, in the order of a work's life.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, WrittenDate)> {
        let known = self.known().into_iter().filter_map(|(key, dates)| Some((key, dates.as_ref()?)));
        known.flat_map(|(key, dates)| dates.value.iter().filter_map(move |date| Some((key, date.parse().ok()?))))
    }

    fn known(&self) -> [(&'static str, &Option<Placed<Listed>>); 4] {
        [
            ("received", &self.received),
            ("revised", &self.revised),
            ("accepted", &self.accepted),
            ("published", &self.published),
        ]
    }

    pub(super) fn check(&self, checker: &mut Checker<'_>) {
        for (key, dates) in self.known() {
            let Some(dates) = dates else { continue };
            let given = checker.listed(dates);
            if let (true, Some((_, place))) = (key != "revised", given.get(1)) {
                checker.bad(*place, format!("a work was {key} once"), "only `revised:` may be a list");
            }
            for (date, place) in given {
                checker.date(date, place);
            }
        }
    }
}

/// A licence.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: Placed<GivenAddress>,
}

/// Who holds the rights.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Copyright {
    /// Who.
    pub holder: Placed<Wording>,
    /// Since which year.
    #[serde(default)]
    pub year: Option<u16>,
}

/// Who paid for the work.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funding {
    /// Who.
    pub funder: Placed<Wording>,
    /// The funder's identifier: a DOI of the Open Funder Registry, or one of the Research Organization Registry.
    #[serde(default)]
    pub id: Option<Placed<String>>,
    /// Numbers of the awards: one, or several.
    #[serde(default, alias = "awards")]
    pub award: Option<Placed<Listed>>,
}

impl Funding {
    /// Numbers of its awards.
    pub fn awards(&self) -> impl Iterator<Item = &str> {
        self.award.iter().flat_map(|award| award.value.iter())
    }

    /// The address of the funder's record.
    #[must_use]
    pub fn address(&self) -> Option<Address> {
        funder_address(&self.id.as_ref()?.value)
    }

    pub(super) fn check(&self, checker: &mut Checker<'_>) {
        checker.wording("funder", &self.funder.value, checker.place(&self.funder));
        if let Some(id) = self.id.as_ref().filter(|id| funder_address(&id.value).is_none()) {
            let message = format!("`{}` is no identifier of a funder", id.value);
            let help =
                "it is a DOI of the Open Funder Registry, such as 10.13039/501100003329, or an identifier of ror.org";
            checker.bad(checker.place(id), message, help);
        }
    }
}

/// The address of a funder's record, by its DOI or its identifier at ror.org.
fn funder_address(id: &str) -> Option<Address> {
    if is_ror(id) {
        return Address::parse(&format!("{ROR}{}", bare_ror(id))).ok();
    }
    let doi = id.trim().rsplit_once("doi.org/").map_or(id.trim(), |(_, doi)| doi);
    if is_doi(doi) { Address::of_doi(doi).ok() } else { None }
}

/// Another work that this one answers to, or is made of.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Related {
    /// How this work stands to the other: a name in [`RELATIONS`].
    pub relation: Placed<String>,
    /// What the other is called.
    pub title: Placed<Wording>,
    /// Who wrote it, in words.
    #[serde(default)]
    pub by: Option<String>,
    /// Its DOI, without a resolver's address.
    #[serde(default)]
    pub doi: Option<Placed<String>>,
    /// Its address.
    #[serde(default)]
    pub url: Option<Placed<GivenAddress>>,
}

impl Related {
    /// How this work stands to the other: a name in [`RELATIONS`].
    #[must_use]
    pub fn relation(&self) -> Option<&'static str> {
        find_word(&self.relation.value, &RELATIONS)
    }

    /// The address of the other work.
    #[must_use]
    pub fn address(&self) -> Option<Address> {
        let doi = self.doi.as_ref().and_then(|doi| Address::of_doi(&doi.value).ok());
        doi.or_else(|| self.url.as_ref()?.value.address().cloned())
    }

    pub(super) fn check(&self, checker: &mut Checker<'_>) {
        checker.word("a relation", &self.relation.value, checker.place(&self.relation), &RELATIONS);
        checker.wording("title", &self.title.value, checker.place(&self.title));
        if let Some(doi) = &self.doi {
            checker.doi(doi);
        }
        if let Some(url) = &self.url {
            checker.address(url);
        }
    }
}

impl Checker<'_> {
    /// Reports what is no DOI.
    pub(super) fn doi(&mut self, doi: &Placed<String>) {
        if !is_doi(&doi.value) {
            let message = format!("`{}` is not a DOI", doi.value);
            self.bad(self.place(doi), message, "a DOI begins with `10.`; leave out `https://doi.org/`");
        }
    }

    /// Reports an address that no page may hold.
    pub(super) fn address(&mut self, given: &Placed<GivenAddress>) {
        if let Some((text, fault)) = given.value.fault() {
            let found = Diagnostic::new(codes::ADDRESS, format!("`{}` {fault}", text.trim()));
            self.sink.push(found.at(self.place(given), "").help(BadAddress::HELP));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_may_be_a_year_a_month_or_a_day() {
        for right in ["2026", "2026-02", "2026-02-26", "2024-02-29", "0999"] {
            assert_eq!(right.parse::<WrittenDate>().map(|date| date.to_string()).as_deref(), Ok(right));
        }
        for wrong in
            ["2026-13", "2026-2", "26-02-2026", "2025-02-29", "2026-02-26-1", "26", "2026-", "", "-026", "2026/02"]
        {
            assert!(wrong.parse::<WrittenDate>().is_err(), "{wrong}");
        }
        let dates: Vec<WrittenDate> =
            ["2025", "2026", "2026-02", "2026-02-26", "2026-03"].iter().filter_map(|date| date.parse().ok()).collect();
        assert!(dates.is_sorted() && dates.len() == 5);
    }
}
