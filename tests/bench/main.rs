//! `cargo bench`: what a build costs, on the article of this repository and on generated journals, against the floor and
//! against Hugo. It reports and never fails: what is too slow is for people to judge.
//!
//! ```text
//! cargo bench                      everything, about five minutes
//! cargo bench -- journal 200 2000  the comparison at these sizes, in pages
//! cargo bench -- stages 2000       the stages on the article, and on a journal of this size
//! cargo bench -- memory 2000       the journal built in memory, once and again
//! cargo bench -- growth           what twice as much of something costs, of everything that a site may have much of
//! cargo bench -- growth 10 notes  the same at a tenth of the sizes, of what has `notes` in its name
//! cargo bench -- write 200 DIR     the generated journal as files, to look at
//! ```
//!
//! Sites are read from and written to a file system in memory where there is one, so that figures are those of the
//! programs; `--in DIR` before the rest takes another folder, for example one on the disk that is to be measured.

#![expect(clippy::disallowed_methods, reason = "a measurement reads, writes and looks at the clock")]

mod compare;
mod floor;
mod growth;
mod hugo;
mod journal;
mod measure;
mod memory;
mod report;
mod stages;

use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

/// Tells this program to be one run of the floor: folder of the site, folder to write to.
pub(crate) const CHILD_FLOOR: &str = "child-floor";

/// Tells this program to be one build, timed stage by stage: folder of the site, folder to write to.
pub(crate) const CHILD_STAGES: &str = "child-stages";

/// Tells this program to build a journal in memory: its pages.
pub(crate) const CHILD_MEMORY: &str = "child-memory";

/// Where a bench works.
#[derive(Debug)]
pub(crate) struct Bench {
    /// This program.
    pub(crate) itself: PathBuf,
    /// The folder that sites are made in.
    pub(crate) place: PathBuf,
    /// Whether that is known to be in memory. Then what a run wrote can go at once; on a disk, removing it would slow the
    /// next run down.
    pub(crate) in_memory: bool,
}

impl Bench {
    /// A new folder that goes away with the value.
    pub(crate) fn folder(&self, name: &str) -> io::Result<tempfile::TempDir> {
        tempfile::Builder::new().prefix(name).tempdir_in(&self.place)
    }

    fn new(place: Option<&str>) -> io::Result<Self> {
        let memory = Path::new("/dev/shm");
        let place = match place {
            Some(place) => std::path::absolute(place)?,
            None if memory.is_dir() => memory.to_owned(),
            None => scratch(),
        };
        std::fs::create_dir_all(&place)?;
        Ok(Self { itself: std::env::current_exe()?, in_memory: place.starts_with(memory), place })
    }
}

/// What should outlast a run is put here.
pub(crate) fn scratch() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
}

/// The command that builds the site below `root` into the folder `out`.
pub(crate) fn pliego(root: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pliego"));
    command.arg("build").arg(root).arg("--out").arg(out);
    command
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).filter(|word| *word != "--bench").collect();
    match words[..] {
        [CHILD_FLOOR, root, out] => {
            floor::build(Path::new(root), Path::new(out))?;
            return Ok(());
        }
        [CHILD_STAGES, root, out] => return stages::child(root, out),
        [CHILD_MEMORY, pages] => return memory::child(pages.parse()?),
        ["write", pages, folder] => {
            journal::Journal::new(pages.parse()?, journal::Apparatus::Full).write(Path::new(folder))?;
            return Ok(());
        }
        // `cargo test --all-targets` runs this program too, without `--bench`.
        [] if arguments.is_empty() => {
            writeln!(io::stdout(), "the measurements run with `cargo bench`")?;
            return Ok(());
        }
        _ => {}
    }
    let (place, words) = match words[..] {
        ["--in", place, ref rest @ ..] => (Some(place), rest),
        _ => (None, &words[..]),
    };
    let (task, sizes) = words.split_first().map_or(("all", &[][..]), |(task, sizes)| (*task, sizes));
    if task == "growth" {
        let percent = sizes.first().map_or(Ok(100), |percent| percent.parse())?;
        writeln!(io::stdout(), "{}", growth::report(sizes.get(1).unwrap_or(&""), percent))?;
        return Ok(());
    }
    let sizes: Vec<usize> = sizes.iter().map(|size| size.parse()).collect::<Result<_, _>>()?;
    let bench = Bench::new(place)?;
    let start = Instant::now();
    let mut out = io::stdout().lock();
    let place = bench.place.display();
    writeln!(out, "Pliego {}, on {}; files in {place}\n", env!("CARGO_PKG_VERSION"), report::machine())?;
    match task {
        "all" => {
            writeln!(out, "{}", stages::report(&bench, &compare::SIZES)?)?;
            writeln!(out, "{}", memory::report(&bench, &compare::SIZES)?)?;
            writeln!(out, "{}", growth::report("", 100))?;
            writeln!(out, "{}", compare::report(&bench, &compare::SIZES)?)?;
        }
        "stages" => writeln!(out, "{}", stages::report(&bench, &sizes)?)?,
        "journal" => writeln!(out, "{}", compare::report(&bench, sizes_or_default(&sizes))?)?,
        "memory" => writeln!(out, "{}", memory::report(&bench, sizes_or_default(&sizes))?)?,
        other => return Err(format!("`{other}` is none of `growth`, `journal`, `memory`, `stages` and `write`").into()),
    }
    writeln!(out, "Taken in {:.0} s.", start.elapsed().as_secs_f64())?;
    Ok(())
}

fn sizes_or_default(sizes: &[usize]) -> &[usize] {
    if sizes.is_empty() { &compare::SIZES } else { sizes }
}
