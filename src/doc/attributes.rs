//! The grammar of attributes: `{#id .class lang=es key="value"}`, as Pandoc reads it.

use super::blocks::CODE_LINES;
use crate::data::Lang;

/// What an author says of a block or of some words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attributes {
    /// The id.
    pub id: Option<String>,
    /// Classes, in order.
    pub classes: Vec<String>,
    /// The language: a BCP 47 tag, not necessarily one of the site's.
    pub lang: Option<Lang>,
    /// Other keys with their values, in order.
    pub pairs: Vec<(String, String)>,
}

impl Attributes {
    /// Whether it has a class.
    #[must_use]
    pub fn has_class(&self, class: &str) -> bool {
        self.classes.iter().any(|own| own == class)
    }

    /// The value of a key.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(own, _)| own == key).map(|(_, value)| value.as_str())
    }

    /// How wide it is to be, if `width="…"` says that in a way that is understood.
    #[must_use]
    pub fn width(&self) -> Option<Width> {
        self.value("width").and_then(Width::parse)
    }

    /// The number of the first line of code whose lines are numbered.
    #[must_use]
    pub fn first_line(&self) -> Option<usize> {
        let numbered = self.classes.iter().any(|class| CODE_LINES.contains(&class.as_str()));
        let given = || self.value("startFrom").or_else(|| self.value("start-from"));
        numbered.then(|| given().map_or(Some(1), |first| first.parse().ok()))?
    }

    /// In which direction its words are read, if `dir="…"` says that.
    #[must_use]
    pub fn dir(&self) -> Option<&str> {
        self.value("dir").filter(|dir| matches!(*dir, "ltr" | "rtl" | "auto"))
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How wide a picture is to be: `50%` of its place, `8cm`, `300px`, `300`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Width {
    number: String,
    unit: &'static str,
}

impl Width {
    /// Units of CSS that people type.
    const UNITS: [&'static str; 8] = ["%", "px", "cm", "mm", "in", "pt", "em", "rem"];

    fn parse(value: &str) -> Option<Self> {
        let value = value.trim();
        let end = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
        let (number, unit) = (&value[..end], value[end..].trim());
        let unit = Self::UNITS.into_iter().find(|known| *known == unit).or((unit.is_empty()).then_some("px"))?;
        let size: f64 = number.parse().ok().filter(|size| *size > 0.0)?;
        let most = if unit == "%" { 100.0 } else { 10_000.0 };
        (size <= most && number.len() <= 8).then(|| Self { number: number.to_owned(), unit })
    }

    /// As CSS writes it.
    #[must_use]
    pub fn css(&self) -> String {
        format!("{}{}", self.number, self.unit)
    }
}

/// Reads attributes with their braces at the beginning of `text`: what they say and their length. `None` for anything
/// else in braces.
pub(super) fn read(text: &str) -> Option<(Attributes, usize)> {
    let mut attributes = Attributes::default();
    let mut rest = text.strip_prefix('{')?;
    loop {
        let trimmed = rest.trim_start();
        let separated = trimmed.len() < rest.len() || rest.len() + 1 == text.len();
        if rest[..rest.len() - trimmed.len()].matches('\n').count() > 1 {
            return None;
        }
        if let Some(end) = trimmed.strip_prefix('}') {
            let empty = attributes.is_empty();
            return (!empty).then_some((attributes, text.len() - end.len()));
        }
        if !separated {
            return None;
        }
        rest = item(trimmed, &mut attributes)?;
    }
}

/// Reads one item; what stands behind it.
fn item<'a>(text: &'a str, attributes: &mut Attributes) -> Option<&'a str> {
    let first = text.chars().next()?;
    let name_end = |text: &str| text.find(|c: char| !is_name(c)).unwrap_or(text.len());
    match first {
        '#' => {
            let end =
                text[1..].find(|c: char| c.is_whitespace() || "{}#\"'<>".contains(c)).map_or(text.len(), |at| at + 1);
            attributes.id = Some(text[1..end].to_owned()).filter(|id| !id.is_empty());
            attributes.id.is_some().then_some(&text[end..])
        }
        '.' => {
            let end = name_end(&text[1..]) + 1;
            let name = text[1..end].to_owned();
            // A class begins like a word.
            if !name.starts_with(|c: char| c.is_alphabetic() || c == '-') {
                return None;
            }
            attributes.classes.push(name);
            Some(&text[end..])
        }
        // Pandoc's short form.
        '-' => {
            attributes.classes.push("unnumbered".to_owned());
            text.strip_prefix('-')
        }
        _ if first.is_alphabetic() => {
            let end = name_end(text);
            let (key, behind) = (&text[..end], text[end..].strip_prefix('=')?);
            let (value, behind) = if let Some(quote @ ('"' | '\'')) = behind.chars().next() {
                quoted(&behind[1..], quote)?
            } else {
                let end = behind.find(|c: char| c.is_whitespace() || c == '}' || c == '"').unwrap_or(behind.len());
                (behind[..end].to_owned(), &behind[end..])
            };
            match key {
                "lang" => attributes.lang = Some(Lang::new(&value)),
                "id" => attributes.id = Some(value),
                "class" => attributes.classes.extend(value.split_whitespace().map(str::to_owned)),
                _ => attributes.pairs.push((key.to_owned(), value)),
            }
            Some(behind)
        }
        _ => None,
    }
}

/// A value up to its closing quotation mark, which a backslash takes the meaning from; a line's end counts as a space.
fn quoted(text: &str, quote: char) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => value.extend(chars.next().map(|(_, c)| c)),
            '\n' if value.ends_with('\n') || text[at + 1..].trim_start_matches([' ', '\t']).starts_with('\n') => {
                return None;
            }
            '\n' => value.push(' '),
            c if c == quote => return Some((value, &text[at + 1..])),
            c => value.push(c),
        }
    }
    None
}

/// Characters of ids, classes and keys.
fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn ids_classes_languages_and_pairs_are_read() {
        let (read, length) =
            read("{#fig-año .wide .a-b lang=es alt=\"A \\\"map\\\"\nof } it\" width=50%} rest").unwrap();
        assert_eq!(length, 64);
        assert_eq!(read.id.as_deref(), Some("fig-año"));
        assert_eq!(read.classes, classes(&["wide", "a-b"]));
        assert_eq!(read.lang, Some(Lang::new("es")));
        assert_eq!(read.value("alt"), Some("A \"map\" of } it"));
        assert_eq!(read.value("width"), Some("50%"));
        assert_eq!(super::read("{-}").unwrap().0.classes, classes(&["unnumbered"]));
    }

    #[test]
    fn widths_are_numbers_with_a_unit() {
        for (typed, css) in [
            ("50%", Some("50%")),
            ("33.3 %", Some("33.3%")),
            ("8cm", Some("8cm")),
            ("300", Some("300px")),
            ("120%", None),
            ("0", None),
            ("-5cm", None),
            ("wide", None),
            ("1;color:red", None),
            ("0.5\\textwidth", None),
            ("1.2.3px", None),
        ] {
            assert_eq!(Width::parse(typed).map(|width| width.css()).as_deref(), css, "{typed}");
        }
    }

    #[test]
    fn other_braces_are_none() {
        for text in [
            "{}", "{ }", "{a, b}", "{x}", "{: .x}", "{{ x }}", "{% x %}", "{.x", "{#a#b}", "{.5}", "{a=\"b}", "{=html}",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
