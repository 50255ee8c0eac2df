//! Full dates in the order of a language.
//!
//! Styles made for English lay a date out themselves, month before day, and print "2019, enero 24" in Spanish. Where the
//! locale's own date begins with the day, these are turned round: "2019, 24 de enero".

use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{DateForm, DatePartName, Locale, LocalizedTerm, TermForm};

use super::runs::Run;

/// How a language that puts the day first joins it to the month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DayFirst {
    months: Vec<String>,
    /// What stands between day and month: ` de `.
    joint: String,
}

impl DayFirst {
    /// The order of a locale; `None` if its dates do not begin with the day.
    pub(super) fn new(locale: &Locale) -> Option<Self> {
        let own = locale.date.iter().find(|date| date.form == Some(DateForm::Text))?;
        let [day, month, ..] = &own.date_part[..] else { return None };
        if day.name != DatePartName::Day || month.name != DatePartName::Month {
            return None;
        }
        let parts = [day.affixes.suffix.as_deref(), own.delimiter.as_deref(), month.affixes.prefix.as_deref()];
        let joint: String = parts.into_iter().flatten().collect();
        let name = |month: u8| {
            let term = locale.term(Term::Other(OtherTerm::month(month)?), TermForm::Long)?;
            LocalizedTerm::single(term).map(str::to_owned)
        };
        let months = (0..12).map(name).collect::<Option<Vec<String>>>()?;
        Some(Self { months, joint: if joint.is_empty() { " ".to_owned() } else { joint } })
    }

    /// Turns round the dates in what a style printed.
    pub(super) fn turn(&self, runs: &mut [Run]) {
        for run in runs {
            for month in &self.months {
                if let Some(turned) = self.turned(&run.text, month) {
                    run.text = turned;
                }
            }
        }
    }

    /// "(2019, enero 24)" with its month before its day → "(2019, 24 de enero)".
    fn turned(&self, text: &str, month: &str) -> Option<String> {
        let before = format!(", {month} ");
        let at = text.find(&before)?;
        let rest = &text[at + before.len()..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let year = text[..at].ends_with(|c: char| c.is_ascii_digit() || c.is_ascii_lowercase());
        let ends = rest[digits..].starts_with([')', '.', ',', ';', '–', '-']) || rest.len() == digits;
        ((1..=2).contains(&digits) && year && ends)
            .then(|| format!("{}, {}{}{month}{}", &text[..at], &rest[..digits], self.joint, &rest[digits..]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_full_date_is_turned() {
        let spanish = DayFirst { months: vec!["enero".into(), "mayo".into()], joint: " de ".into() };
        let turned = |text: &str| {
            let mut runs = [Run::plain(text)];
            spanish.turn(&mut runs);
            runs[0].text.clone()
        };
        assert_eq!(turned("DHS. (2019, enero 24). "), "DHS. (2019, 24 de enero). ");
        assert_eq!(turned("DHS. (2019, enero). "), "DHS. (2019, enero). ");
        assert_eq!(turned("El 5, mayo 1968 y después"), "El 5, mayo 1968 y después");
    }
}
