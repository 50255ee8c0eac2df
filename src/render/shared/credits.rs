//! Who had a part in a work, and what stands behind it: authors, editors, funders, rights, related works.

use super::frame::Frame;
use crate::config::{Affiliation, Person};
use crate::data::{Address, Placed, Wording};
use crate::load::Work;
use crate::render::view::{
    AffiliationView, AuthorView, ContributorView, CopyrightView, CreditsView, FundingView, LinkView, PeopleView,
    RelatedView, TextView,
};

/// The authors as the head of a work names them.
pub(in crate::render) fn authors(frame: &Frame<'_>, work: &Work) -> Vec<AuthorView> {
    let author = |person: &Person| AuthorView {
        name: person.full_name(),
        given: person.given.clone(),
        family: person.family.clone(),
        orcid: person.orcid.as_ref().map(|orcid| orcid.value.clone()),
        orcid_href: orcid_address(person),
        email: person.email.as_ref().map(|email| email.value.clone()),
        email_href: person.email.as_ref().and_then(|email| Address::parse(&format!("mailto:{}", email.value)).ok()),
        corresponding: person.corresponding,
        affiliations: work
            .config
            .affiliations_of(person)
            .map(|affiliation| AffiliationView {
                label: in_one_line(frame, work, affiliation),
                href: affiliation.ror_address(),
            })
            .collect(),
    };
    work.config.authors().map(author).collect()
}

fn orcid_address(person: &Person) -> Option<String> {
    person.orcid.as_ref().map(|orcid| format!("https://orcid.org/{}", orcid.value))
}

/// An institution from its smallest part to its country.
fn in_one_line(frame: &Frame<'_>, work: &Work, affiliation: &Affiliation) -> String {
    let parts = [
        affiliation.department.as_ref(),
        Some(&affiliation.name),
        affiliation.place.as_ref(),
        affiliation.country.as_ref(),
    ];
    let parts = parts.into_iter().flatten().filter_map(|part| part.value.pick(frame.lang, work.language()));
    parts.map(|(text, _)| text).collect::<Vec<_>>().join(", ")
}

/// A text for the page's reader; where it is the same in all languages, nobody says which one it is in.
fn worded(frame: &Frame<'_>, work: &Work, wording: &Wording) -> TextView {
    match wording.pick(frame.lang, work.language()) {
        Some((text, Some(lang))) => frame.text(text, lang),
        Some((text, None)) => TextView::own(text),
        None => TextView::own(""),
    }
}

/// All but the authors' names.
pub(in crate::render) fn credits(frame: &Frame<'_>, work: &Work) -> CreditsView {
    let (config, strings) = (&work.config, frame.strings);
    let words = |id: String| strings.get(&id).to_owned();
    let names = |people: &[Placed<Person>]| {
        let link = |person: &Placed<Person>| LinkView {
            label: person.value.full_name(),
            href: orcid_address(&person.value).unwrap_or_default(),
            current: false,
        };
        people.iter().map(link).collect()
    };
    // Authors stand in the head.
    let people = config.people().filter(|(key, people)| *key != "authors" && !people.is_empty());
    let everyone = config.people().flat_map(|(_, people)| people).map(|person| &person.value);
    let contributors = everyone.filter_map(|person| {
        let roles: Vec<String> = person.roles().map(|role| words(format!("credit_{role}"))).collect();
        let biography = person.biography().map(|biography| worded(frame, work, biography));
        (biography.is_some() || !roles.is_empty()).then(|| ContributorView {
            name: person.full_name(),
            roles: (!roles.is_empty()).then(|| roles.join(", ")),
            biography,
        })
    });
    let contributors: Vec<ContributorView> = contributors.collect();
    CreditsView {
        kind: config.kind().map(|kind| words(format!("genre_{kind}"))),
        people: people
            .map(|(key, people)| PeopleView { label: words(format!("people_{key}")), names: names(people) })
            .collect(),
        biographies: contributors.iter().any(|contributor| contributor.biography.is_some()),
        contributors,
        funding: config
            .funding
            .iter()
            .map(|funding| {
                let awards: Vec<&str> = funding.awards().collect();
                let list = awards.join(", ");
                let arguments = [("n", awards.len().into()), ("list", list.as_str().into())];
                FundingView {
                    funder: worded(frame, work, &funding.funder.value),
                    href: funding.address(),
                    awards: (!awards.is_empty()).then(|| strings.format("funding_awards", &arguments)),
                }
            })
            .collect(),
        related: config
            .related
            .iter()
            .filter_map(|related| {
                Some(RelatedView {
                    label: words(format!("relation_{}", related.relation()?)),
                    title: worded(frame, work, &related.title.value),
                    by: related.by.clone(),
                    href: related.address(),
                })
            })
            .collect(),
        copyright: config.copyright.as_ref().map(|copyright| CopyrightView {
            holder: worded(frame, work, &copyright.holder.value),
            year: copyright.year,
        }),
    }
}
