//! What each stage of a build takes, in a process that has just begun: what is loaded once is paid for, as by a reader of
//! the README who types the command.

use std::error::Error;
use std::io::{self, Write};
use std::iter;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use camino::Utf8Path;
use pliego::align::align;
use pliego::check::{Parity, RULES, Subject};
use pliego::data::Lang;
use pliego::diag::{Severity, Sink};
use pliego::doc::Documents;
use pliego::export::{ExporterSet, Job, export};
use pliego::load::load;
use pliego::output;
use pliego::render::ThemeFiles;
use pliego::resolve::resolve;
use pliego::site::{SystemPage, plan};
use pliego::source::{Disk, SourceMap};

use crate::journal::{Apparatus, Journal};
use crate::report::{Table, mebibytes, millis};
use crate::{Bench, CHILD_STAGES, measure};

/// Fresh processes on the article.
const ARTICLE_RUNS: usize = 15;

/// Times one build of the site below `root`, stage by stage, as [`pliego::build::compile`] does it, and prints a line for
/// each: its name, nanoseconds, and the bytes of memory held after it, parted by tabs. Meant to be the whole of a process.
///
/// # Errors
/// When the site has errors, or cannot be written.
pub(crate) fn child(root: &str, out: &str) -> Result<(), Box<dyn Error>> {
    let files = Disk::new(root);
    let (mut sources, mut sink) = (SourceMap::default(), Sink::default());
    let mut taken: Vec<(&str, Duration, u64)> = Vec::new();
    let mut last = Instant::now();
    let mut lap = |name| {
        taken.push((name, last.elapsed(), measure::resident()));
        last = Instant::now();
    };
    let content = load(&files, None, &mut sources, &mut sink).ok_or("the site cannot be loaded")?;
    lap("load");
    let theme = ThemeFiles::read(&files, &content.config, &mut sources, &mut sink);
    let theme = theme.and_then(|theme| theme.assemble(&content.config, &sources, &mut sink));
    let theme = theme.ok_or("the theme cannot be loaded")?;
    lap("theme");
    let documents = Documents::parse(&content, &sources, &mut sink);
    lap("parse");
    let alignment = align(&content, &documents, &sources);
    lap("align");
    let resolution =
        resolve(&content, &documents, &alignment, &sources, &mut sink).ok_or("the site cannot be resolved")?;
    lap("resolve");
    let slug = |lang: &Lang, page: SystemPage| theme.strings(lang).find(page.slug_id()).map(str::to_owned);
    let site = plan(&content, &documents, &alignment, &resolution, &slug, &mut sink);
    lap("plan");
    let files =
        export(&Job { site: &site, theme: &theme, sources: &sources, files: &files }, ExporterSet::All, &mut sink);
    lap("export");
    let subject =
        Subject { site: &site, output: &files, theme: Some(&theme), sources: &sources, parity: Parity::Likely };
    RULES.iter().filter(|rule| rule.name == PARITY).for_each(|rule| (rule.check)(&subject, &mut Sink::default()));
    lap(PARITY);
    let faults = sink.into_sorted(&sources).iter().filter(|found| found.code.severity == Severity::Error).count();
    if faults > 0 {
        return Err(format!("the site has {faults} errors").into());
    }
    output::write(&files, Utf8Path::new(out), &())?;
    lap("write");
    let mut stdout = io::stdout().lock();
    for (name, taken, held) in taken {
        writeln!(stdout, "{name}\t{}\t{held}", taken.as_nanos())?;
    }
    Ok(())
}

/// The report on the stages: the article of this repository, then journals of the given sizes.
///
/// # Errors
/// When the disk refuses. What keeps a site from being built is part of the report.
pub(crate) fn report(bench: &Bench, sizes: &[usize]) -> io::Result<String> {
    let folder = bench.folder("stages")?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut rows = vec![("the article".to_owned(), measured(bench, root, folder.path(), ARTICLE_RUNS))];
    for pages in sizes {
        let site = folder.path().join(format!("journal-{pages}"));
        let journal = Journal::new(*pages, Apparatus::Full);
        journal.write(&site)?;
        let runs = if *pages > 1000 { 3 } else { 7 };
        rows.push((format!("{} pages", journal.pages()), measured(bench, &site, folder.path(), runs)));
    }
    let mut failures = String::new();
    let mut times = Table::new(&[&["milliseconds", "whole"][..], &STAGES].concat());
    let mut memory = Table::new(&[&["MiB held after"][..], &STAGES].concat());
    for (name, measured) in rows {
        match measured {
            Ok(Measured { whole, stages }) => {
                let row = [name.clone(), millis(whole)].into_iter();
                times.row(row.chain(stages.iter().map(|stage| millis(measure::median(&stage.times)))).collect());
                memory.row(iter::once(name).chain(stages.iter().map(|stage| mebibytes(stage.held))).collect());
            }
            Err(error) => failures = format!("{failures}{name}: {error}\n"),
        }
    }
    let note = "`whole` is the release binary as typed, from its start to its end; the stages are timed from inside a\n\
                process of their own. `parity` is what `check` adds and no part of a build. Each figure is the median of fresh processes that write into new folders.\n";
    Ok(format!("Stages of a cold build\n\n{times}\n{memory}\n{failures}{note}"))
}

/// The stages, in their order.
const STAGES: [&str; 9] = ["load", "theme", "parse", "align", "resolve", "plan", "export", PARITY, "write"];

/// What `pliego check` adds to hold the editions against each other; no part of a build.
const PARITY: &str = "parity";

/// What the builds of a site took.
struct Measured {
    whole: Duration,
    stages: Vec<Stage>,
}

/// One stage of them.
#[derive(Default)]
struct Stage {
    times: Vec<Duration>,
    /// Bytes of memory after it, in the last run.
    held: u64,
}

/// The whole build, then each stage of it.
fn measured(bench: &Bench, root: &Path, folder: &Path, runs: usize) -> io::Result<Measured> {
    let mut whole = Vec::new();
    let mut stages: Vec<Stage> = Vec::new();
    stages.resize_with(STAGES.len(), Stage::default);
    // The first round warms the disk's cache and is not counted.
    for round in 0..=runs {
        let out =
            |kind: &str| folder.join(format!("{kind}-{round}-{}", root.file_name().unwrap_or_default().display()));
        measure::settle(bench);
        let taken = measure::time(&mut crate::pliego(root, &out("whole")))?;
        let said = Command::new(&bench.itself).arg(CHILD_STAGES).arg(root).arg(out("stages")).output()?;
        ["whole", "stages"].iter().for_each(|kind| measure::sweep(bench, &out(kind)));
        if !said.status.success() {
            return Err(io::Error::other(String::from_utf8_lossy(&said.stderr).into_owned()));
        }
        if round == 0 {
            continue;
        }
        whole.push(taken);
        for line in String::from_utf8_lossy(&said.stdout).lines() {
            let [name, nanos, held] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
            let Some(at) = STAGES.iter().position(|stage| *stage == name) else { continue };
            stages[at].times.push(Duration::from_nanos(nanos.parse().unwrap_or(0)));
            stages[at].held = held.parse().unwrap_or(0);
        }
    }
    Ok(Measured { whole: measure::median(&whole), stages })
}
