//! The library on one site after the other, as the program runs it, in a thread with a stack as threads have it.

use std::any::Any;
use std::io::{self, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use pliego::build::{self, Options};
use pliego::diag::{Format, render};
use pliego::export::ExporterSet;

use crate::generate::Case;
use crate::verdict;

/// What a site may take. Sites have a few kilobytes, and most take a fiftieth of a second.
const LONG: Duration = Duration::from_secs(10);

/// Bytes that the files of a site may have, beyond so many times those of its texts.
const FILES: usize = 12_000_000;
const TIMES: usize = 400;

/// Bytes that may be said about a site, beyond so many times those of its texts.
const SAID: usize = 1_000_000;

/// Builds every `step`-th site from `first` on, and says of each what was found, a line each, until the process is ended.
pub(crate) fn sites(seed: u64, first: usize, step: usize) {
    for number in (first..).step_by(step) {
        let case = Case::new(seed, number);
        let found = findings(&case).unwrap_or_default().replace(['\n', '\t', '\r'], " ");
        if writeln!(io::stdout(), "{number}\t{}\t{found}", case.inputs).is_err() {
            return;
        }
    }
}

/// Builds the site in a folder; whether all is well.
pub(crate) fn folder(folder: &str) -> io::Result<bool> {
    let mut case = Case::default();
    for entry in
        walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file())
    {
        let path = entry.path().strip_prefix(folder).unwrap_or(Path::new("")).to_string_lossy().into_owned();
        case.files.insert(path, std::fs::read(entry.path())?);
    }
    let found = findings(&case);
    if let Some(found) = &found {
        writeln!(io::stdout(), "{}", found.replace('\n', " "))?;
    }
    Ok(found.is_none())
}

/// What is wrong with how a site is built, if something is.
fn findings(case: &Case) -> Option<String> {
    let files = case.memory();
    let given: usize = case.files.values().map(Vec::len).sum();
    std::thread::scope(|scope| {
        // The standard stack of a thread: two megabytes.
        let build = || {
            catch_unwind(AssertUnwindSafe(|| {
                let start = Instant::now();
                let options = Options { extent: ExporterSet::Prompt, ..Options::default() };
                let compiled = build::check(&files, &options);
                let formats = [Format::Human { color: false }, Format::Short, Format::Json, Format::Github];
                let said = formats.map(|format| render(&compiled.diagnostics, &compiled.sources, format).len());
                (compiled, said, start.elapsed())
            }))
        };
        let built = scope.spawn(build).join().unwrap_or_else(Err);
        let (compiled, said, took) = match built {
            Ok(built) => built,
            Err(panic) => return Some(format!("a panic: {}", words(&*panic))),
        };
        if took > LONG {
            return Some(format!("it takes {:.0} s", took.as_secs_f64()));
        }
        if let Some(said) = said.into_iter().find(|said| *said > SAID + TIMES * given) {
            return Some(format!("{said} bytes are said about {given}"));
        }
        let output = compiled.output?;
        if output.size() > FILES + TIMES * given {
            return Some(format!("{} bytes are made of {given}", output.size()));
        }
        verdict::on(&output)
    })
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("of another kind").to_owned()
}
