//! What the checks of a `work.yml` share: places, and findings of wrong values.

use super::{Config, WrittenDate, is_language};
use crate::data::{Lang, Listed, Placed, PlacedExt, Texts, Wording};
use crate::diag::{Diagnostic, Sink, closest, codes};
use crate::source::{FileId, SourceMap, Span};

/// The file that is checked, and where findings go.
pub(super) struct Checker<'a> {
    pub(super) file: FileId,
    pub(super) config: &'a Config,
    pub(super) sources: &'a SourceMap,
    pub(super) sink: &'a mut Sink,
}

impl Checker<'_> {
    pub(super) fn place<T>(&self, placed: &Placed<T>) -> Span {
        placed.place(self.file, self.sources)
    }

    pub(super) fn listed<'t>(&self, listed: &'t Placed<Listed>) -> Vec<(&'t str, Span)> {
        Listed::placed(listed, self.file, self.sources)
    }

    /// Reports a value that is not of the form that its key asks for.
    pub(super) fn bad(&mut self, place: Span, message: String, help: &str) {
        self.sink.push(Diagnostic::new(codes::BAD_VALUE, message).at(place, "").help(help));
    }

    /// Reports what is no date, whole or in part.
    pub(super) fn date(&mut self, date: &str, place: Span) {
        if date.parse::<WrittenDate>().is_err() {
            let message = format!("`{date}` is not a date");
            self.bad(place, message, "a date is written 2026-02-26, a month 2026-02, a year 2026");
        }
    }

    /// Reports a word that is none of those that are `known`; `what` says what they are: `a kind of work`.
    pub(super) fn word(&mut self, what: &str, word: &str, place: Span, known: &[&'static str]) {
        if find_word(word, known).is_some() {
            return;
        }
        let help = match closest(word, known.iter().copied()) {
            Some(found) => format!("did you mean `{found}`?"),
            None => format!("known are {}", known.join(", ")),
        };
        self.bad(place, format!("`{word}` is not {what}"), &help);
    }

    /// Reports texts in languages that the site does not have.
    pub(super) fn wording(&mut self, what: &str, wording: &Wording, place: Span) {
        if let Wording::Each(texts) = wording {
            self.config.check_texts(what, texts, place, self.sink);
        }
    }

    /// Reports texts in what is no language. Those in languages that the site does not have are shown beside its own.
    pub(super) fn further_texts(&mut self, what: &str, texts: &Texts, place: Span) {
        for (lang, _) in texts.iter() {
            self.further_language(&format!("the text `{what}`"), lang, place);
        }
    }

    pub(super) fn further_language(&mut self, who: &str, lang: &Lang, place: Span) {
        if self.config.language(lang).is_none() && !is_language(lang.as_str()) {
            self.sink.push(self.config.unknown_language(who, lang, place));
        }
    }
}

/// The one of the `known` words that `word` is, however its parts are joined and its letters are cased.
pub(super) fn find_word(word: &str, known: &[&'static str]) -> Option<&'static str> {
    let parts = word.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(str::to_lowercase);
    let parts: Vec<String> = parts.filter(|part| part != "and").collect();
    let word = parts.join("-");
    known.iter().find(|name| **name == word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::CREDIT_ROLES;

    #[test]
    fn a_word_may_be_typed_as_it_is_printed() {
        for typed in ["writing-review-editing", "Writing – review & editing", "writing: review and editing"] {
            assert_eq!(find_word(typed, &CREDIT_ROLES), Some("writing-review-editing"), "{typed}");
        }
        assert_eq!(find_word("writing", &CREDIT_ROLES), None);
    }
}
