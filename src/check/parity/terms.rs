//! A work's terms in running text.

use aho_corasick::AhoCorasick;

use crate::data::Lang;
use crate::load::Term;

/// The terms that two languages both have.
pub(super) struct Terms {
    /// The preferred form in the original's language, and all forms in the translation's.
    names: Vec<(String, String)>,
    original: Forms,
    translation: Forms,
}

/// How often the editions of a block use a term, where they do not agree.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Used {
    pub(super) term: String,
    pub(super) renderings: String,
    pub(super) original: usize,
    pub(super) translation: usize,
}

struct Forms {
    automaton: Option<AhoCorasick>,
    /// The term of each pattern.
    terms: Vec<usize>,
}

impl Terms {
    pub(super) fn new(terms: &[Term], original: &Lang, translation: &Lang) -> Self {
        let shared: Vec<_> = terms
            .iter()
            .filter_map(|term| Some((term.forms.get(original)?, term.forms.get(translation)?)))
            .filter(|(here, there)| !here.is_empty() && !there.is_empty())
            .collect();
        let names = shared.iter().map(|(here, there)| {
            let there: Vec<_> = there.iter().map(|form| format!("`{form}`")).collect();
            (here[0].clone(), there.join(", "))
        });
        Self {
            names: names.collect(),
            original: Forms::new(shared.iter().map(|(here, _)| here.as_slice())),
            translation: Forms::new(shared.iter().map(|(_, there)| there.as_slice())),
        }
    }

    /// Terms that the editions of a block do not use equally often.
    pub(super) fn compare(&self, original: &str, translation: &str) -> Vec<Used> {
        let count = self.names.len();
        let (here, there) = (self.original.count(original, count), self.translation.count(translation, count));
        let differing = (0..count).filter(|at| here[*at] != there[*at]);
        differing
            .map(|at| {
                let (term, renderings) = self.names[at].clone();
                Used { term, renderings, original: here[at], translation: there[at] }
            })
            .collect()
    }
}

impl Forms {
    fn new<'a>(forms: impl Iterator<Item = &'a [String]>) -> Self {
        let (mut patterns, mut terms) = (Vec::new(), Vec::new());
        for (term, forms) in forms.enumerate() {
            for form in forms {
                patterns.push(form.to_lowercase());
                terms.push(term);
            }
        }
        // An automaton over terms alone stays far below the crate's limits.
        let automaton = if patterns.is_empty() { None } else { AhoCorasick::new(&patterns).ok() };
        Self { automaton, terms }
    }

    /// How often each of `count` terms is used: whole words in any case, the longest form where several begin.
    fn count(&self, text: &str, count: usize) -> Vec<usize> {
        let mut counts = vec![0; count];
        let Some(automaton) = &self.automaton else { return counts };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let mut found: Vec<_> = automaton
            .find_overlapping_iter(&text)
            .filter(|found| {
                boundary(text[..found.start()].chars().next_back()) && boundary(text[found.end()..].chars().next())
            })
            .map(|found| (found.range(), self.terms[found.pattern().as_usize()]))
            .collect();
        found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut free = 0;
        for (range, term) in found {
            if range.start >= free {
                free = range.end;
                counts[term] += 1;
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    fn terms() -> Terms {
        let term = |en: &[&str], es: &[&str]| Term {
            forms: [("en", en), ("es", es)]
                .into_iter()
                .map(|(lang, forms)| (Lang::new(lang), forms.iter().map(|form| (*form).to_owned()).collect()))
                .collect(),
            span: Span::new(FileId::default(), 0..0),
        };
        let lines = [
            term(&["migrant children"], &["niñez migrante"]),
            term(&["unaccompanied migrant children"], &["niñez migrante no acompañada"]),
            term(&["asylum"], &["asilo", "refugio"]),
        ];
        Terms::new(&lines, &Lang::new("en"), &Lang::new("es"))
    }

    #[test]
    fn the_longest_form_counts_and_only_whole_words() {
        let terms = terms();
        let english = "Unaccompanied migrant children and migrant\nchildren seek asylum.";
        assert_eq!(terms.compare(english, "La niñez migrante no acompañada y la niñez migrante buscan Refugio."), []);
        let used = terms.compare(english, "La niñez migrante y la niñez migrante buscan asilos.");
        let found: Vec<_> = used.iter().map(|used| (used.term.as_str(), used.original, used.translation)).collect();
        assert_eq!(found, [("migrant children", 1, 2), ("unaccompanied migrant children", 1, 0), ("asylum", 1, 0)]);
        assert_eq!(used[2].renderings, "`asilo`, `refugio`");
    }
}
