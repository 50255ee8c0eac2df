//! The words of the interface: Fluent messages, one file a language.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::config::{Language, WrittenDate};
use crate::data::{Lang, too_deep_in_brackets};

/// The messages of one language, as its files have them.
pub(super) struct Messages {
    bundle: FluentBundle<FluentResource>,
    /// The ids of all messages, in the order of the files.
    ids: Vec<String>,
}

/// The interface strings of one language: its own messages, and those of others that stand in for what it lacks.
pub struct Strings {
    layers: Vec<Arc<Messages>>,
    /// Messages without variables, resolved once.
    constants: BTreeMap<String, String>,
}

impl fmt::Debug for Messages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Messages").field("ids", &self.ids.len()).finish_non_exhaustive()
    }
}

impl fmt::Debug for Strings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Strings").field("layers", &self.layers).finish_non_exhaustive()
    }
}

/// A value for a message's variable.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// Words.
    Text(String),
    /// A number, which chooses the plural.
    Number(f64),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<usize> for Argument {
    #[expect(clippy::cast_precision_loss, reason = "counts of pages and paragraphs are far below 2^53")]
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

impl Messages {
    /// Reads Fluent files, a later one over an earlier one. `locale` chooses the rules of plurals.
    ///
    /// # Errors
    /// A message for each mistake in a file: which file, and the byte where it is.
    pub(super) fn parse(locale: &str, layers: &[&str]) -> Result<Self, Vec<(String, usize, usize)>> {
        let language = locale.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Isolating marks would stand in titles, file names and search results.
        bundle.set_use_isolating(false);
        let mut ids: Vec<String> = Vec::new();
        let mut mistakes = Vec::new();
        for (layer, source) in layers.iter().enumerate() {
            if let Some(at) = too_deep_in_brackets(source) {
                mistakes.push(("more than a hundred curly brackets are open here".to_owned(), layer, at));
                continue;
            }
            match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) => bundle.add_resource_overriding(resource),
                Err((_, errors)) => {
                    mistakes.extend(errors.iter().map(|error| (error.to_string(), layer, error.pos.start)));
                }
            }
            for (id, at) in message_ids(source) {
                if ids.contains(&id) && layer == 0 {
                    mistakes.push((format!("the message `{id}` stands twice"), layer, at));
                } else if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        Ok(Self { bundle, ids })
    }

    /// The ids of all messages, in the order of the file.
    pub(super) fn ids(&self) -> &[String] {
        &self.ids
    }

    /// Whether there is a message of this id.
    pub(super) fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }
}

impl Strings {
    /// The strings of a language whose first layer is its own; each further one stands in for what all before it lack.
    pub(super) fn new(layers: Vec<Arc<Messages>>) -> Self {
        let mut constants = BTreeMap::new();
        for layer in &layers {
            for id in &layer.ids {
                if !constants.contains_key(id)
                    && layers.iter().find(|one| one.has(id)).is_some_and(|one| Arc::ptr_eq(one, layer))
                {
                    constants.extend(format(&layer.bundle, id, None).map(|text| (id.clone(), text)));
                }
            }
        }
        Self { layers, constants }
    }

    /// A message without variables; its id where there is none, which a check of the theme has reported.
    #[must_use]
    pub fn get<'a>(&'a self, id: &'a str) -> &'a str {
        self.constants.get(id).map_or(id, String::as_str)
    }

    /// A message without variables, if there is one.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&str> {
        self.constants.get(id).map(String::as_str)
    }

    /// Gives each language of a site a name: the message `language_xx`, else what it calls itself.
    pub(super) fn name_languages(&mut self, languages: &[Language]) {
        for language in languages {
            let id = format!("language_{}", language.code);
            self.constants.entry(id).or_insert_with(|| language.name.clone());
        }
    }

    /// What a language of the site is called in the middle of a sentence.
    #[must_use]
    pub fn language<'a>(&'a self, lang: &'a Lang) -> &'a str {
        self.find(&format!("language_{lang}")).unwrap_or(lang.as_str())
    }

    /// A message with variables.
    #[must_use]
    pub fn format(&self, id: &str, arguments: &[(&str, Argument)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in arguments {
            let value = match value {
                Argument::Text(text) => FluentValue::from(text.as_str()),
                Argument::Number(number) => FluentValue::from(*number),
            };
            args.set(*name, value);
        }
        let layer = self.layers.iter().find(|layer| layer.has(id));
        layer.and_then(|layer| format(&layer.bundle, id, Some(&args))).unwrap_or_else(|| id.to_owned())
    }

    /// A day, a month or a year, as the language writes it.
    #[must_use]
    pub fn date(&self, date: WrittenDate) -> String {
        let year = date.year.to_string();
        let Some(month) = date.month else { return year };
        let month = self.get(&format!("month_{month}")).to_owned();
        let mut arguments = vec![("month", month.as_str().into()), ("year", year.as_str().into())];
        let Some(day) = date.day else { return self.format("date_month", &arguments) };
        // A number, since languages may write the first of a month otherwise.
        arguments.push(("day", Argument::Number(day.into())));
        self.format("date_long", &arguments)
    }

    /// Whether there is a message of this id.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.layers.iter().any(|layer| layer.has(id))
    }

    /// All messages without variables, by id.
    #[must_use]
    pub fn constants(&self) -> &BTreeMap<String, String> {
        &self.constants
    }
}

/// Formats a message; `None` if there is no such message, or if it needs a variable that is not given.
fn format(bundle: &FluentBundle<FluentResource>, id: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
    let pattern = bundle.get_message(id)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors).into_owned();
    (errors.is_empty() || args.is_some()).then_some(text)
}

/// The ids in a Fluent file, each with the byte where it stands: what stands before `=` at the beginning of a line.
fn message_ids(source: &str) -> Vec<(String, usize)> {
    let mut ids = Vec::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        if let Some((id, _)) = line.split_once('=') {
            let id = id.trim_end();
            let named = id.starts_with(|c: char| c.is_ascii_alphabetic())
                && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
            ids.extend(named.then(|| (id.to_owned(), at)));
        }
        at += line.len();
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(locale: &str, layers: &[&str]) -> Arc<Messages> {
        Arc::new(Messages::parse(locale, layers).expect("it parses"))
    }

    #[test]
    fn numbers_choose_the_plural_and_constants_need_no_variables() {
        let source = "home = Inicio\ncount = { $n ->\n    [one] una cita\n   *[other] { $n } citas\n}\n";
        let messages = messages("es-ES", &[source]);
        assert_eq!(messages.ids(), ["home", "count"]);
        let strings = Strings::new(vec![messages]);
        assert_eq!(strings.get("home"), "Inicio");
        assert_eq!(strings.find("count"), None);
        assert_eq!(strings.format("count", &[("n", 1.into())]), "una cita");
        assert_eq!(strings.format("count", &[("n", 59.into())]), "59 citas");
    }

    #[test]
    fn a_mistake_has_its_place() {
        let errors = Messages::parse("en", &["good = a\nbad = { $n ->\n}\n"]).expect_err("it does not parse");
        assert!(errors[0].1 == 0 && errors[0].2 >= 9, "{errors:?}");
        let errors = Messages::parse("en", &["a = 1\na = 2\n"]).expect_err("a message stands twice");
        assert_eq!(errors, [("the message `a` stands twice".to_owned(), 0, 6)]);
    }

    #[test]
    fn a_theme_may_change_one_string_and_keep_the_others() {
        let strings = Strings::new(vec![messages("en", &["home = Home\nnext = Next\n", "home = Start\n"])]);
        assert_eq!((strings.get("home"), strings.get("next")), ("Start", "Next"));
    }

    #[test]
    fn what_a_language_lacks_is_said_in_another_one_by_that_ones_rules() {
        let count =
            |one: &str, more: &str| format!("count = {{ $n ->\n    [one] {one}\n   *[other] {{ $n }} {more}\n}}\n");
        // A constant in one language may be a message with variables in the other.
        let own = messages("qu", &["home = Qallariy\nnext = { $n } qatiq\n"]);
        let english = messages("en", &[&format!("home = Home\nnext = Next\nback = Back\n{}", count("one", "works"))]);
        let strings = Strings::new(vec![own, english]);
        assert_eq!((strings.get("home"), strings.get("back")), ("Qallariy", "Back"));
        assert_eq!(strings.find("next"), None, "the language's own message needs a variable");
        assert_eq!(strings.format("count", &[("n", 0.into())]), "0 works");
        assert_eq!(strings.format("count", &[("n", 1.into())]), "one");
        assert!(strings.has("count") && !strings.has("forth"));
        let french = Strings::new(vec![messages("fr", &[&count("un ouvrage", "ouvrages")])]);
        assert_eq!(french.format("count", &[("n", 0.into())]), "un ouvrage", "zero is singular in French");
    }

    #[test]
    fn the_first_of_a_month_may_be_written_otherwise() {
        let source =
            "date_long = { $day ->\n    [1] 1er\n   *[other] { $day }\n} { $month } { $year }\nmonth_5 = mai\n";
        let strings = Strings::new(vec![messages("fr", &[source])]);
        let date = |text: &str| strings.date(text.parse().expect("a date"));
        assert_eq!((date("2024-05-01"), date("2024-05-21")), ("1er mai 2024".to_owned(), "21 mai 2024".to_owned()));
    }
}
