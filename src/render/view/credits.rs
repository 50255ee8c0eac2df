//! Who had a part in a work, and what stands behind it.

use serde::Serialize;

use super::{LinkView, TextView};
use crate::data::Address;

/// An author in the head of a work.
#[derive(Debug, Serialize)]
pub(in crate::render) struct AuthorView {
    pub(in crate::render) name: String,
    pub(in crate::render) given: String,
    pub(in crate::render) family: String,
    pub(in crate::render) orcid: Option<String>,
    pub(in crate::render) orcid_href: Option<String>,
    pub(in crate::render) email: Option<String>,
    pub(in crate::render) email_href: Option<Address>,
    /// Whether letters about the work go to them.
    pub(in crate::render) corresponding: bool,
    /// Each institution in one line; its address is its record in the Research Organization Registry.
    pub(in crate::render) affiliations: Vec<AffiliationView>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct AffiliationView {
    pub(in crate::render) label: String,
    pub(in crate::render) href: Option<String>,
}

/// What a journal's first page says of a work beside its authors.
#[derive(Debug, Serialize)]
pub(in crate::render) struct CreditsView {
    /// What kind of work it is, in words.
    pub(in crate::render) kind: Option<String>,
    /// Editors, translators, reviewers: what they did, and their names.
    pub(in crate::render) people: Vec<PeopleView>,
    /// What each author did and who they are.
    pub(in crate::render) contributors: Vec<ContributorView>,
    /// Whether any of them has a biography.
    pub(in crate::render) biographies: bool,
    pub(in crate::render) funding: Vec<FundingView>,
    pub(in crate::render) related: Vec<RelatedView>,
    pub(in crate::render) copyright: Option<CopyrightView>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct PeopleView {
    pub(in crate::render) label: String,
    /// Names; the address of each is that of its ORCID.
    pub(in crate::render) names: Vec<LinkView>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct ContributorView {
    pub(in crate::render) name: String,
    pub(in crate::render) roles: Option<String>,
    pub(in crate::render) biography: Option<TextView>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct FundingView {
    pub(in crate::render) funder: TextView,
    pub(in crate::render) href: Option<Address>,
    pub(in crate::render) awards: Option<String>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct RelatedView {
    pub(in crate::render) label: String,
    pub(in crate::render) title: TextView,
    pub(in crate::render) by: Option<String>,
    pub(in crate::render) href: Option<Address>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct CopyrightView {
    pub(in crate::render) holder: TextView,
    pub(in crate::render) year: Option<u16>,
}
