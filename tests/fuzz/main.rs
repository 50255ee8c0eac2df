//! The fuzzer: small sites whose texts and data are made by chance, along the structures that Pliego reads, and then
//! damaged. Nothing that somebody writes may panic, overflow a stack, take for ever, grow without measure, or bring
//! markup into a page that a text cannot ask for.
//!
//! ```text
//! cargo test --test fuzz                    2,000 inputs
//! cargo test --test fuzz -- 20000           as many as `tests/run` tries
//! cargo test --test fuzz -- 20000 7         from another seed
//! cargo test --test fuzz -- minutes 60      until an hour is over
//! cargo test --test fuzz -- show 7 123      the site number 123 of seed 7, as text, and what becomes of it
//! ```
//!
//! An input is one generated file; a site has several. Sites are built in other processes, so that a stack that
//! overflows or a build that does not end is found and named: by seed and number, and as a smaller site that fails too.

#![expect(clippy::disallowed_methods, reason = "a fuzzer starts processes and looks at the clock")]

mod chance;
mod data;
mod generate;
mod references;
mod run;
mod shrink;
mod text;
mod verdict;

use std::error::Error;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use generate::Case;

/// Any number would do.
const SEED: u64 = 20_261_201;

/// Inputs that are tried unless a number is given.
const INPUTS: usize = 2_000;

/// How long a site may take before it counts as one that never ends; most take a fiftieth of a second.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// Findings after which a run ends: more would say the same.
const ENOUGH: usize = 5;

/// Tells this program to build sites of a seed: from which number on, and by which step.
const CHILD: &str = "child";

/// Tells this program to build the site in a folder.
const CHILD_FOLDER: &str = "child-folder";

/// When a run ends.
#[derive(Clone, Copy)]
enum Until {
    Inputs(usize),
    Time(Instant),
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    match start(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(io::stderr(), "fuzz: {error}");
            ExitCode::from(2)
        }
    }
}

/// Does what the arguments ask for; whether all is well.
fn start(arguments: &[String]) -> Result<bool, Box<dyn Error>> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        [CHILD, seed, first, step] => {
            run::sites(seed.parse()?, first.parse()?, step.parse()?);
            Ok(true)
        }
        [CHILD_FOLDER, folder] => Ok(run::folder(folder)?),
        ["show", seed, number] => {
            let (seed, number) = (seed.parse()?, number.parse()?);
            writeln!(io::stdout(), "{}", Case::new(seed, number).show())?;
            report(seed, number, "asked for")?;
            Ok(true)
        }
        ["minutes", minutes, ref seed @ ..] => {
            let end = Instant::now() + Duration::from_secs(60 * minutes.parse::<u64>()?);
            fuzz(seed.first().map_or(Ok(SEED), |seed| seed.parse())?, Until::Time(end))
        }
        [inputs, seed] => fuzz(seed.parse()?, Until::Inputs(inputs.parse()?)),
        [inputs] => fuzz(SEED, Until::Inputs(inputs.parse()?)),
        [] => fuzz(SEED, Until::Inputs(INPUTS)),
        _ => Err("see the head of tests/fuzz/main.rs for what may stand here".into()),
    }
}

/// What several watchers of processes share.
struct Tally {
    inputs: usize,
    sites: usize,
    findings: Vec<(usize, String)>,
}

fn fuzz(seed: u64, until: Until) -> Result<bool, Box<dyn Error>> {
    let start = Instant::now();
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    let tally = Mutex::new(Tally { inputs: 0, sites: 0, findings: Vec::new() });
    std::thread::scope(|scope| {
        let watchers: Vec<_> = (0..workers)
            .map(|worker| {
                scope.spawn({
                    let tally = &tally;
                    move || watch(seed, worker, workers, until, tally)
                })
            })
            .collect();
        watchers
            .into_iter()
            .try_for_each(|watcher| watcher.join().unwrap_or_else(|_| Err(io::Error::other("a watcher panicked"))))
    })?;
    let Tally { inputs, sites, mut findings } = tally.into_inner()?;
    findings.sort();
    findings.dedup_by(|a, b| a.1 == b.1);
    for (number, what) in &findings {
        report(seed, *number, what)?;
    }
    let (took, found) = (start.elapsed().as_secs_f64(), findings.len());
    writeln!(io::stdout(), "fuzz: seed {seed}, {inputs} inputs in {sites} sites, {found} findings, {took:.0} s")?;
    Ok(findings.is_empty())
}

/// Has a process build every `workers`-th site, and starts another one behind a site that ended it.
fn watch(seed: u64, worker: usize, workers: usize, until: Until, tally: &Mutex<Tally>) -> io::Result<()> {
    let mut next = worker;
    loop {
        let mut child = child(&[CHILD, &seed.to_string(), &next.to_string(), &workers.to_string()])?;
        let lines = BufReader::new(child.stdout.take().ok_or_else(|| io::Error::other("it has no output"))?).lines();
        let (sender, receiver) = channel();
        std::thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let ended = loop {
            let line = match receiver.recv_timeout(LONGEST_WAIT) {
                Ok(line) => line,
                Err(RecvTimeoutError::Timeout) => break "it does not end".to_owned(),
                Err(RecvTimeoutError::Disconnected) => {
                    break "the process ended: a stack that overflows, or memory".to_owned();
                }
            };
            let Ok(mut tally) = tally.lock() else { return Ok(()) };
            // "number<TAB>inputs<TAB>finding", the last one empty if all is well.
            let mut fields = line.splitn(3, '\t');
            let number: Option<usize> = fields.next().and_then(|number| number.parse().ok());
            let inputs: Option<usize> = fields.next().and_then(|inputs| inputs.parse().ok());
            let (Some(number), Some(inputs), Some(what)) = (number, inputs, fields.next()) else { continue };
            next = number + workers;
            tally.inputs += inputs;
            tally.sites += 1;
            if !what.is_empty() {
                tally.findings.push((number, what.to_owned()));
            }
            let is_over = match until {
                Until::Inputs(inputs) => tally.inputs >= inputs,
                Until::Time(end) => Instant::now() >= end,
            };
            if is_over || tally.findings.len() >= ENOUGH {
                drop(tally);
                return end(child);
            }
        };
        end(child)?;
        if let Ok(mut tally) = tally.lock() {
            tally.findings.push((next, ended));
            if tally.findings.len() >= ENOUGH {
                return Ok(());
            }
        }
        next += workers;
    }
}

fn child(arguments: &[&str]) -> io::Result<Child> {
    let mut command = Command::new(std::env::current_exe()?);
    // Findings of a child are told by its parent, once and in order.
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
}

fn end(mut child: Child) -> io::Result<()> {
    // It may have ended by itself.
    let _ = child.kill();
    child.wait().map(drop)
}

/// Says what was found, how to see it again, and the smallest site that fails too.
fn report(seed: u64, number: usize, what: &str) -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    writeln!(out, "\nfuzz: site {number} of seed {seed}: {what}")?;
    writeln!(out, "fuzz: again with `cargo test --test fuzz -- show {seed} {number}`")?;
    match shrink::shrink(&Case::new(seed, number))? {
        Some((case, said)) => writeln!(out, "fuzz: a smaller site: {said}\n\n{}", case.show())?,
        None => writeln!(out, "fuzz: alone it does not fail")?,
    }
    Ok(())
}
