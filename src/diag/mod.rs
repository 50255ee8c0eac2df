//! What is wrong with a site's content, as data: a code, a sentence, places, and what to do.
//!
//! Owns diagnostics, the [`Sink`] that collects them, the one table of codes, and their renderings. It never prints:
//! that is `cli`. A failure of the process itself (a disk that is full) is not a diagnostic but an `io::Error`.

mod code;
mod crash;
mod render;
mod suggest;

pub use code::{Code, Severity, codes};
pub use crash::{Crash, attempt, guarded, report_crashes};
pub use render::{Format, render, render_one, summary};
pub use suggest::closest;

use crate::source::{SourceMap, Span};

/// One finding about the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding.
    pub code: &'static Code,
    /// How much it weighs: as its code says, unless it is known to weigh less or more here.
    pub severity: Severity,
    /// One sentence, without a full stop, that names the thing.
    pub message: String,
    /// Places, the one to mend first.
    pub labels: Vec<Label>,
    /// A file or folder, where no text can be shown (a missing file, a file that is not UTF-8).
    pub path: Option<String>,
    /// What to do.
    pub help: Option<String>,
}

/// A place and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What, in a few words; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// A finding without a place.
    #[must_use]
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self { code, severity: code.severity, message: message.into(), labels: Vec::new(), path: None, help: None }
    }

    /// Gives it another weight than its code has.
    #[must_use]
    pub fn graded(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Adds a place; the first one added is the one to mend.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Names a file or folder whose text cannot be shown.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// "did you mean …?", if `candidates` hold something close to `name`.
    #[must_use]
    pub fn suggest<'a>(self, name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        match closest(name, candidates) {
            Some(found) => self.help(format!("did you mean `{found}`?")),
            None => self,
        }
    }

    fn sort_key<'a>(&self, sources: &'a SourceMap) -> (&'a str, u32) {
        self.labels.first().map_or(("", 0), |label| (sources.file(label.span.file).path.as_str(), label.span.start))
    }
}

/// Collects diagnostics. Each parallel task owns one; they are merged in the order of their input.
#[derive(Debug, Default, Clone)]
pub struct Sink {
    found: Vec<Diagnostic>,
    /// How many names were compared to suggest one.
    compared: usize,
}

/// How many names a sink compares to suggest one: some milliseconds.
const COMPARISONS: usize = 200_000;

impl Sink {
    /// Takes a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Takes all findings of another sink.
    pub fn merge(&mut self, other: Sink) {
        self.found.extend(other.found);
    }

    /// Adds "did you mean …?" to a finding about a name that people made up, as [`Diagnostic::suggest`] does about one of
    /// Pliego's own.
    ///
    /// Both the unknown names and the known ones may be thousands, and each of the one is held against each of the other.
    /// So a sink compares some hundred thousand times at most; after that, findings come without a suggestion.
    #[must_use]
    pub fn suggest<'a>(
        &mut self,
        diagnostic: Diagnostic,
        name: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Diagnostic {
        if self.compared >= COMPARISONS {
            return diagnostic;
        }
        let compared = &mut self.compared;
        diagnostic.suggest(name, candidates.into_iter().inspect(|_| *compared += 1))
    }

    /// Whether something was found that forbids building.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many findings of a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|found| found.severity == severity).count()
    }

    /// The findings, in the order of files and places in them, each once.
    #[must_use]
    pub fn into_sorted(mut self, sources: &SourceMap) -> Vec<Diagnostic> {
        self.found.sort_by(|a, b| a.sort_key(sources).cmp(&b.sort_key(sources)));
        self.found.dedup();
        self.found
    }
}

impl Extend<Diagnostic> for Sink {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, found: I) {
        self.found.extend(found);
    }
}
