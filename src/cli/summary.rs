//! The line at the end of a run: what was made, in words.

use std::time::Duration;

use crate::build::Report;
use crate::check::Weight;
use crate::config::{kilobytes, size};
use crate::diag::{Diagnostic, Severity};

/// "public: 96 pages in 2 languages, 59 citations, 12 mentions, 5 untranslated, no warnings, 84 ms", with a line break; and
/// two on what the site weighs.
pub(super) fn summary(
    label: &str,
    report: &Report,
    weight: Option<&Weight>,
    found: &[Diagnostic],
    took: Duration,
) -> String {
    let untranslated = match report.untranslated {
        0 => "nothing untranslated".to_owned(),
        n => format!("{n} untranslated"),
    };
    let weight = weight.map_or_else(String::new, |weight| {
        let (total, assets) = (kilobytes(weight.total), kilobytes(weight.assets));
        let mut pictures = count(weight.pictures, "picture", "pictures");
        if let Some((path, bytes)) = &weight.picture {
            let all = size(weight.in_pictures);
            pictures = match weight.pictures {
                1 => format!("{pictures}, {all}"),
                _ => format!("{pictures}, {all}, the heaviest {path}, {}", size(*bytes)),
            };
        }
        format!(
            "heaviest page, compressed: {}, {total}; style and scripts of any page: at most {assets}\n\
             all files: {}; {pictures}\n",
            weight.page,
            size(weight.site),
        )
    });
    format!(
        "{label}: {} in {}, {}, {}, {untranslated}, {}, {}\n{weight}",
        count(report.pages, "page", "pages"),
        count(report.languages, "language", "languages"),
        count(report.citations, "citation", "citations"),
        count(report.mentions, "mention", "mentions"),
        count(how_many(found, Severity::Warning), "warning", "warnings"),
        duration(took),
    )
}

/// How many findings have a severity.
pub(super) fn how_many(found: &[Diagnostic], severity: Severity) -> usize {
    found.iter().filter(|found| found.severity == severity).count()
}

/// Whether a run with these findings fails, and why, in words; `strict` takes warnings for errors.
pub(super) fn fault(found: &[Diagnostic], strict: bool) -> Option<String> {
    let (errors, warnings) = (how_many(found, Severity::Error), how_many(found, Severity::Warning));
    let told = crate::diag::summary(found)?;
    match (errors, strict && warnings > 0) {
        (0, false) => None,
        (0, true) => Some(format!("{told} under --strict")),
        _ => Some(told),
    }
}

fn count(n: usize, one: &str, many: &str) -> String {
    match n {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    }
}

fn duration(took: Duration) -> String {
    match took.as_millis() {
        milliseconds @ 0..1000 => format!("{milliseconds} ms"),
        _ => format!("{:.1} s", took.as_secs_f64()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::OutPath;
    use crate::diag::codes;

    #[test]
    fn nouns_have_the_right_number() {
        let mut report =
            Report { pages: 96, languages: 2, citations: 59, mentions: 12, untranslated: 5, ..Report::default() };
        let found = vec![Diagnostic::new(codes::MISSING_ALT, "x"), Diagnostic::new(codes::UNTRANSLATED, "x")];
        assert_eq!(
            summary("public", &report, None, &found[1..], Duration::from_micros(84_900)),
            "public: 96 pages in 2 languages, 59 citations, 12 mentions, 5 untranslated, no warnings, 84 ms\n"
        );
        report = Report { pages: 1, languages: 1, citations: 1, ..Report::default() };
        let picture = Some((OutPath::new("media/w/a.png"), 1_200_000));
        let (pictures, in_pictures, site) = (3, 1_900_000, 2_345_000);
        let page = OutPath::new("en/a.html");
        let weight = Weight { page, total: 27_540, assets: 9_960, pictures, in_pictures, picture, site };
        assert_eq!(
            summary("public", &report, Some(&weight), &found, Duration::from_millis(1_340)),
            "public: 1 page in 1 language, 1 citation, no mentions, nothing untranslated, 1 warning, 1.3 s\n\
             heaviest page, compressed: en/a.html, 27.5 KB; style and scripts of any page: at most 10.0 KB\n\
             all files: 2.3 MB; 3 pictures, 1.9 MB, the heaviest media/w/a.png, 1.2 MB\n"
        );
    }

    #[test]
    fn warnings_fail_a_strict_run_and_notes_none() {
        let (warning, note) = (Diagnostic::new(codes::MISSING_ALT, "x"), Diagnostic::new(codes::UNTRANSLATED, "x"));
        let error = Diagnostic::new(codes::YAML, "x");
        assert_eq!(fault(&[warning.clone(), note.clone()], false), None);
        assert_eq!(fault(std::slice::from_ref(&warning), true).as_deref(), Some("1 warning under --strict"));
        assert_eq!(fault(&[note], true), None);
        assert_eq!(fault(&[error, warning], false).as_deref(), Some("1 error, 1 warning"));
    }
}
