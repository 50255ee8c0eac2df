//! A failure of the program itself, or of a library, as a finding about what it was at.
//!
//! A panic is a bug, and none is expected. Where one comes all the same it must not take the run with it: the other texts
//! are still read, a server goes on, and the person who writes learns which text it was.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::panic::{AssertUnwindSafe, Location, catch_unwind, set_hook};
use std::sync::{Mutex, PoisonError};

use super::{Diagnostic, Sink, codes};

/// Where panics happened, by their words.
static PLACES: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());

/// What a piece of work ended with instead of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crash {
    /// The words of the panic, and where in the program or in a library it happened, if that is known.
    words: String,
}

impl fmt::Display for Crash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = PLACES.lock().unwrap_or_else(PoisonError::into_inner).get(&self.words).cloned();
        match place {
            Some(place) => write!(f, "Pliego failed: {} ({place})", self.words),
            None => write!(f, "Pliego failed: {}", self.words),
        }
    }
}

impl Crash {
    fn of(payload: &(dyn Any + Send)) -> Self {
        Self { words: words(payload).to_owned() }
    }

    /// The finding; `work` is what was being done: "reading this text".
    #[must_use]
    pub fn diagnostic(&self, work: &str) -> Diagnostic {
        let help =
            "this is a bug: please report it, with this text if you may; until it is mended, write the place otherwise";
        Diagnostic::new(codes::CRASH, format!("{self}, while {work}")).help(help)
    }
}

fn words(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("without a word")
}

/// Keeps the place of every panic from now on for the finding that is made of it, and prints nothing: for a program whose
/// work is all done within [`attempt`] or [`guarded`].
pub fn report_crashes() {
    set_hook(Box::new(|info| {
        let mut places = PLACES.lock().unwrap_or_else(PoisonError::into_inner);
        places
            .entry(words(info.payload()).to_owned())
            .or_insert_with(|| info.location().map(place).unwrap_or_default());
    }));
}

/// The file and the line, without the folders in which this machine keeps its libraries.
fn place(location: &Location<'_>) -> String {
    let file = location.file().replace('\\', "/");
    let file =
        file.split_once("/registry/src/").and_then(|(_, file)| file.split_once('/')).map_or(&*file, |(_, file)| file);
    format!("{file}:{}", location.line())
}

/// Does a piece of work that may fail as no work should.
///
/// # Errors
/// When it panics.
pub fn attempt<T>(work: impl FnOnce() -> T) -> Result<T, Crash> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| Crash::of(&*payload))
}

/// Does a piece of work that reports what it finds; where it panics, that is reported too, at the place that `at` gives.
pub fn guarded<T>(
    work: &str,
    at: impl FnOnce(Diagnostic) -> Diagnostic,
    sink: &mut Sink,
    run: impl FnOnce(&mut Sink) -> T,
) -> Option<T> {
    let made = attempt(|| run(sink));
    made.map_err(|crash| sink.push(at(crash.diagnostic(work)))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_finding_and_what_was_found_before_stays() {
        let mut sink = Sink::default();
        let made = guarded(
            "reading this text",
            |found| found.in_file("a.md"),
            &mut sink,
            |sink| {
                sink.push(Diagnostic::new(codes::YAML, "before"));
                assert!(!sink.has_errors(), "out of {}", "bounds");
            },
        );
        assert_eq!(made, None);
        let found = sink.into_sorted(&crate::source::SourceMap::default());
        assert_eq!(found.len(), 2);
        let crash = found.iter().find(|found| found.code == codes::CRASH).expect("it is reported");
        assert!(crash.message.starts_with("Pliego failed: out of bounds"), "{}", crash.message);
        assert!(crash.message.ends_with(", while reading this text"), "{}", crash.message);
        assert_eq!(crash.path.as_deref(), Some("a.md"));
    }
}
