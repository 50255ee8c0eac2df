//! The journal without a disk: what a build takes when its files are in memory and nothing is written, and what it takes
//! again in the same process. The second is what `pliego serve` does after each edit.

use std::error::Error;
use std::hint::black_box;
use std::io::{self, Write};
use std::process::Command;
use std::time::{Duration, Instant};

use pliego::build::{Options, compile};
use rayon::prelude::*;

use crate::journal::{Apparatus, Journal};
use crate::report::{Table, millis, ratio};
use crate::{Bench, CHILD_MEMORY, floor, measure};

/// Times builds of the journal of so many pages in memory, and prints nanoseconds, parted by tabs: the floor, the first
/// build, a build after that. Meant to be the whole of a process.
///
/// # Errors
/// When the journal has errors.
pub(crate) fn child(pages: usize) -> Result<(), Box<dyn Error>> {
    let journal = Journal::new(pages, Apparatus::Full);
    let files = journal.memory();
    let (mut floors, mut builds) = (Vec::new(), Vec::new());
    for _ in 0..if pages > 1000 { 4 } else { 8 } {
        let start = Instant::now();
        let texts: Vec<&String> = journal.files.values().collect();
        let html: usize = texts.par_iter().map(|text| floor::page(text).len()).sum();
        floors.push(start.elapsed());
        black_box(html);
        let start = Instant::now();
        let compiled = compile(&files, &Options::default());
        builds.push(start.elapsed());
        if compiled.output.is_none() {
            return Err(format!("the journal has errors: {:?}", compiled.diagnostics.first()).into());
        }
    }
    let first = builds.remove(0);
    let nanos = [measure::median(&floors), first, measure::median(&builds)].map(|taken| taken.as_nanos().to_string());
    writeln!(io::stdout(), "{}", nanos.join("\t"))?;
    Ok(())
}

/// The report on the journal in memory.
///
/// # Errors
/// When this program cannot be run again.
pub(crate) fn report(bench: &Bench, sizes: &[usize]) -> io::Result<String> {
    let mut table = Table::new(&["pages", "first : floor", "again : floor", "floor ms", "first ms", "again ms"]);
    let mut failures = String::new();
    for pages in sizes {
        let said = Command::new(&bench.itself).arg(CHILD_MEMORY).arg(pages.to_string()).output()?;
        let text = String::from_utf8_lossy(&said.stdout).into_owned();
        let taken: Vec<Duration> =
            text.split_whitespace().filter_map(|nanos| nanos.parse().ok()).map(Duration::from_nanos).collect();
        let [floor, first, again] = taken[..] else {
            failures = format!("{failures}{pages} pages: {}\n", String::from_utf8_lossy(&said.stderr));
            continue;
        };
        let pages = pages.to_string();
        table.row(vec![pages, ratio(first, floor), ratio(again, floor), millis(floor), millis(first), millis(again)]);
    }
    let note = "`floor` parses the Markdown and writes HTML into memory; `first` is a process's first build of the journal with\n\
                citations; `again` is the whole build once more, as `pliego serve` does it after an edit.\n";
    Ok(format!("The journal in memory, ratios first\n\n{table}\n{failures}{note}"))
}
