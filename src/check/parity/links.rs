//! The links of two editions of a block.

use super::side::{Side, difference};
use super::{Difference, Grade};
use crate::align::Target;
use crate::diag::codes;
use crate::source::Span;

/// A link of a block.
#[derive(Debug, Clone)]
pub(super) struct Link {
    /// Where it leads, as a finding names it.
    pub(super) shown: String,
    pub(super) address: Target,
    pub(super) span: Span,
}

/// Links that only one of two editions of a block has. `original` and `translation` with all links of their section: one
/// that stands elsewhere in it is only told where every difference is.
pub(super) fn compare(
    (original, all): (&Side<'_>, &[Target]),
    (translation, all_there): (&Side<'_>, &[Target]),
) -> Vec<Difference> {
    let mut added: Vec<&Link> = translation.links.iter().collect();
    let mut missing: Vec<&Link> = Vec::new();
    for link in &original.links {
        match added.iter().position(|other| link.address.answers(&other.address)) {
            Some(at) => drop(added.remove(at)),
            None => missing.push(link),
        }
    }
    let mut found = Vec::new();
    for link in missing {
        if let Some(at) = added.iter().position(|other| link.address.is_slip_of(&other.address)) {
            let other = added.remove(at);
            let message =
                format!("`{}` in `{}`, `{}` in `{}`", link.shown, original.lang, other.shown, translation.lang);
            let (mend, against) = ((other.span, "in the translation"), (link.span, "in the original"));
            found.push(difference(codes::LINKS_DIFFER, Grade::Wrong, &link.shown, message, mend, against));
            continue;
        }
        let elsewhere = all_there.iter().any(|other| link.address.answers(other));
        let message = format!("`{}` is linked in `{}` and not in `{}`", link.shown, original.lang, translation.lang);
        let (mend, against) = ((translation.opening, "missing here"), (link.span, "it is here"));
        found.push(difference(codes::LINKS_DIFFER, grade(elsewhere), &link.shown, message, mend, against));
    }
    for link in added {
        let elsewhere = all.iter().any(|other| other.answers(&link.address));
        let message = format!("`{}` is linked in `{}` and not in `{}`", link.shown, translation.lang, original.lang);
        let (mend, against) = ((link.span, "it is here"), (original.opening, "missing here"));
        found.push(difference(codes::LINKS_DIFFER, grade(elsewhere), &link.shown, message, mend, against));
    }
    found
}

fn grade(elsewhere: bool) -> Grade {
    if elsewhere { Grade::Usual } else { Grade::Differs }
}
