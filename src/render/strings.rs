//! The words of the interface: Fluent messages, one file a language.

use std::collections::BTreeMap;
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// The interface strings of one language.
pub struct Strings {
    bundle: FluentBundle<FluentResource>,
    /// Messages without variables, resolved once.
    constants: BTreeMap<String, String>,
    /// The ids of all messages.
    ids: Vec<String>,
}

impl fmt::Debug for Strings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Strings").field("ids", &self.ids.len()).finish_non_exhaustive()
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

impl Strings {
    /// Reads a Fluent file. `locale` chooses the rules of plurals.
    ///
    /// # Errors
    /// A message for each mistake, with the byte where it is, if there is one.
    pub fn parse(locale: &str, source: &str) -> Result<Self, Vec<(String, Option<usize>)>> {
        let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
            errors.iter().map(|error| (error.to_string(), Some(error.pos.start))).collect::<Vec<_>>()
        })?;
        let language = locale.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Isolating marks would stand in titles, file names and search results.
        bundle.set_use_isolating(false);
        let ids = message_ids(source);
        bundle
            .add_resource(resource)
            .map_err(|errors| errors.iter().map(|error| (error.to_string(), None)).collect::<Vec<_>>())?;
        let mut constants = BTreeMap::new();
        for id in &ids {
            if let Some(text) = format(&bundle, id, None) {
                constants.insert(id.clone(), text);
            }
        }
        Ok(Self { bundle, constants, ids })
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
        format(&self.bundle, id, Some(&args)).unwrap_or_else(|| id.to_owned())
    }

    /// Whether there is a message of this id.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// All messages without variables, by id.
    #[must_use]
    pub fn constants(&self) -> &BTreeMap<String, String> {
        &self.constants
    }

    /// The ids of all messages, in the order of the file.
    #[must_use]
    pub fn ids(&self) -> &[String] {
        &self.ids
    }
}

/// Formats a message; `None` if there is no such message, or if it needs a variable that is not given.
fn format(bundle: &FluentBundle<FluentResource>, id: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
    let pattern = bundle.get_message(id)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors).into_owned();
    (errors.is_empty() || args.is_some()).then_some(text)
}

/// The ids in a Fluent file: what stands before `=` at the beginning of a line.
fn message_ids(source: &str) -> Vec<String> {
    let id = |line: &str| {
        let (id, _) = line.split_once('=')?;
        let id = id.trim_end();
        let first = id.chars().next()?;
        (first.is_ascii_alphabetic() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-'))
            .then(|| id.to_owned())
    };
    source.lines().filter_map(id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_choose_the_plural_and_constants_need_no_variables() {
        let source = "home = Inicio\ncount = { $n ->\n    [one] una cita\n   *[other] { $n } citas\n}\n";
        let strings = Strings::parse("es-ES", source).expect("it parses");
        assert_eq!(strings.get("home"), "Inicio");
        assert_eq!(strings.find("count"), None);
        assert_eq!(strings.format("count", &[("n", 1.into())]), "una cita");
        assert_eq!(strings.format("count", &[("n", 59.into())]), "59 citas");
        assert_eq!(strings.ids(), ["home", "count"]);
    }

    #[test]
    fn a_mistake_has_its_place() {
        let errors = Strings::parse("en", "good = a\nbad = { $n ->\n}\n").expect_err("it does not parse");
        assert!(errors[0].1.is_some_and(|at| at >= 9), "{errors:?}");
    }
}
