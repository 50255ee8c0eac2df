//! Diagnostics as text: for people, for editors, for programs, for GitHub's annotations. One file a format.

mod github;
mod human;
mod json;
mod short;

use super::{Diagnostic, Severity};
use crate::source::{Position, SourceMap};

/// A rendering of diagnostics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The source line underlined, with help; `color` for a terminal.
    Human {
        /// Whether to use a terminal's colours.
        color: bool,
    },
    /// One line each: `path:line:column: severity[code]: message`.
    Short,
    /// One JSON object a line.
    Json,
    /// GitHub's workflow commands, which become annotations.
    Github,
}

/// All diagnostics in a format, ending in a line break unless there are none.
#[must_use]
pub fn render(found: &[Diagnostic], sources: &SourceMap, format: Format) -> String {
    found.iter().map(|diagnostic| render_one(diagnostic, sources, format)).collect()
}

/// One diagnostic in a format, ending in a line break.
#[must_use]
pub fn render_one(diagnostic: &Diagnostic, sources: &SourceMap, format: Format) -> String {
    match format {
        Format::Human { color } => human::render(diagnostic, sources, color),
        Format::Short => short::render(diagnostic, sources),
        Format::Json => json::render(diagnostic, sources),
        Format::Github => github::render(diagnostic, sources),
    }
}

/// "2 errors, 1 warning", or `None` if there is neither.
#[must_use]
pub fn summary(found: &[Diagnostic]) -> Option<String> {
    let counted = |severity: Severity| {
        let n = found.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        (n > 0).then(|| format!("{n} {}{}", severity.name(), if n == 1 { "" } else { "s" }))
    };
    let parts: Vec<_> = [Severity::Error, Severity::Warning].into_iter().filter_map(counted).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Where a diagnostic points: the path, and the position if text can be shown.
fn place(diagnostic: &Diagnostic, sources: &SourceMap) -> Option<(String, Option<Position>)> {
    match diagnostic.labels.first() {
        Some(label) => {
            let file = sources.file(label.span.file);
            Some((file.path.to_string(), Some(file.position(label.span.range().start))))
        }
        None => diagnostic.path.clone().map(|path| (path, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes;
    use crate::source::Span;
    use snapbox::{assert_data_eq, str};

    fn example() -> (Vec<Diagnostic>, SourceMap) {
        let mut sources = SourceMap::default();
        let file = sources.add("content/w/01-a/en.md", "Niñas, as\nshown [@bhaba-2014].\n");
        let spot = Diagnostic::new(codes::UNKNOWN_REFERENCE, "unknown reference `bhaba-2014`")
            .at(Span::new(file, 19..29), "cited here")
            .suggest("bhaba-2014", ["bhabha-2014"]);
        let whole = Diagnostic::new(codes::NOT_UTF8, "this file is not UTF-8").in_file("content/site.yml");
        (vec![spot, whole], sources)
    }

    #[test]
    fn people_see_the_line_underlined_and_what_to_do() {
        let (found, sources) = example();
        assert_data_eq!(
            render(&found, &sources, Format::Human { color: false }),
            str![[r#"
error[unknown-reference]: unknown reference `bhaba-2014`
 --> content/w/01-a/en.md:2:9
  |
2 | shown [@bhaba-2014].
  |         ^^^^^^^^^^ cited here
  |
  = help: did you mean `bhabha-2014`?

error[not-utf8]: this file is not UTF-8
 --> content/site.yml


"#]]
        );
        assert_eq!(summary(&found).as_deref(), Some("2 errors"));
    }

    #[test]
    fn programs_get_one_line_each() {
        let (found, sources) = example();
        assert_data_eq!(
            render(&found, &sources, Format::Short),
            str![[r#"
content/w/01-a/en.md:2:9: error[unknown-reference]: unknown reference `bhaba-2014` (did you mean `bhabha-2014`?)
content/site.yml: error[not-utf8]: this file is not UTF-8

"#]]
        );
        assert_data_eq!(
            render(&found, &sources, Format::Github),
            str![[r#"
::error file=content/w/01-a/en.md,line=2,col=9,endLine=2,endColumn=19,title=unknown-reference::unknown reference `bhaba-2014`%0Adid you mean `bhabha-2014`?
::error file=content/site.yml,title=not-utf8::this file is not UTF-8

"#]]
        );
        assert_data_eq!(
            render(&found, &sources, Format::Json),
            str![[r#"
{"code":"unknown-reference","severity":"error","message":"unknown reference `bhaba-2014`","help":"did you mean `bhabha-2014`?","path":"content/w/01-a/en.md","labels":[{"path":"content/w/01-a/en.md","line":2,"column":9,"end_line":2,"end_column":19,"start":19,"end":29,"text":"cited here"}]}
{"code":"not-utf8","severity":"error","message":"this file is not UTF-8","help":null,"path":"content/site.yml","labels":[]}

"#]]
        );
    }
}
