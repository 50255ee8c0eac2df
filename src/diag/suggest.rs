//! The nearest known name to one that is not known.

/// The candidate nearest to `name`, if it is near enough to be what was meant: at most a third of the letters differ,
/// two swapped neighbours counting as one difference. Of equally near ones, the first in alphabetical order.
#[must_use]
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = name.chars().count();
    let limit = letters.max(3) / 3;
    let lower = name.to_lowercase();
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name)
        // Each letter more or less is a difference. In lower case, a letter may become three.
        .filter(|candidate| candidate.chars().count().abs_diff(letters) <= limit * 3)
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::closest;
    use crate::diag::{Diagnostic, Sink, codes};

    #[test]
    fn a_slip_of_the_fingers_is_recognised_and_a_stranger_is_not() {
        let known = ["bhabha-2014", "castles-2003", "betts-2011"];
        assert_eq!(closest("bhaba-2014", known), Some("bhabha-2014"));
        assert_eq!(closest("casltes-2003", known), Some("castles-2003"));
        assert_eq!(closest("zolberg-1989", known), None);
    }

    #[test]
    fn many_strangers_beside_many_known_names_are_not_all_compared() {
        let known: Vec<String> = (0..10_000).map(|at| format!("castles-{at}")).collect();
        let mut sink = Sink::default();
        let mut suggested = |at: usize| {
            let finding = Diagnostic::new(codes::UNKNOWN_REFERENCE, "unknown");
            sink.suggest(finding, &format!("caslte-{at}"), known.iter().map(String::as_str)).help.is_some()
        };
        let found = (0..10_000).filter(|at| suggested(*at)).count();
        assert!((1..1_000).contains(&found), "{found}");
    }
}
