//! `pliego translation`: how far the editions are, and the record that a person has read one against its original.

use std::fmt::Write as _;

use camino::Utf8Path;

use super::args::{AcceptArgs, StatusArgs, TranslationCommand};
use super::failure::Failure;
use super::options::{below, site_of};
use super::terminal::{self, Terminal};
use super::{Status, summary};
use crate::build::{Survey, differences, survey};
use crate::data::Lang;
use crate::diag::Sink;
use crate::output;
use crate::source::{Disk, SourceMap};
use crate::translation::{Accepted, Cell, Progress, Row, accept, status};

pub(super) fn run(command: TranslationCommand, terminal: Terminal) -> Result<Status, Failure> {
    match command {
        TranslationCommand::Status(args) => show(&args, terminal),
        TranslationCommand::Accept(args) => record(&args, terminal),
    }
}

fn show(args: &StatusArgs, terminal: Terminal) -> Result<Status, Failure> {
    let mut sources = SourceMap::default();
    let survey = match read(&args.root, &mut sources, "nothing can be said", terminal) {
        Ok(survey) => survey,
        Err(status) => return Ok(status),
    };
    let langs: Vec<&Lang> = survey.content.config.codes().collect();
    let found = differences(&survey, &sources);
    terminal::result(&table(&langs, &status(&survey, &found)))?;
    Ok(Status::Clean)
}

fn record(args: &AcceptArgs, terminal: Terminal) -> Result<Status, Failure> {
    let mut done = Accepted::default();
    // All paths are looked at before anything is written, so that one that is refused leaves nothing half done.
    for writes in [false, true] {
        for path in &args.paths {
            // Read anew each time: two paths may be of one folder, whose record is one file.
            let (root, inside) = site_of(path)?;
            let mut sources = SourceMap::default();
            let survey = match read(&root, &mut sources, "nothing was recorded", terminal) {
                Ok(survey) => survey,
                Err(status) => return Ok(status),
            };
            let accepted = accept(&survey, &sources, &inside, &args.blocks)
                .map_err(|refusal| Failure::tool(refusal.message, refusal.help))?;
            if !writes {
                continue;
            }
            for (file, yaml) in &accepted.files {
                output::replace(&root, file.as_str(), yaml.as_bytes())?;
                terminal::result(&format!("wrote {}\n", below(&root, file.as_str())))?;
            }
            done.blocks += accepted.blocks;
            done.new += accepted.new;
        }
    }
    let blocks = if done.blocks == 1 { "1 block".to_owned() } else { format!("{} blocks", done.blocks) };
    let last = match (done.blocks, done.new) {
        (0, _) => "no translation was accepted: only what the originals say was recorded\n".to_owned(),
        (1, 0) => "1 block was recorded already\n".to_owned(),
        (_, 0) => format!("{blocks} were recorded already\n"),
        (_, new) => format!("{blocks} accepted, {new} of them new\n"),
    };
    terminal::result(&last)?;
    Ok(Status::Clean)
}

/// The site at a folder; how the run ends if its content has errors, which are then told, with what comes of them.
fn read(root: &Utf8Path, sources: &mut SourceMap, consequence: &str, terminal: Terminal) -> Result<Survey, Status> {
    let mut sink = Sink::default();
    let survey = survey(&Disk::new(root), sources, &mut sink);
    let diagnostics = sink.into_sorted(sources);
    if let Some(fault) = summary::fault(&diagnostics, false) {
        let errors: Vec<_> =
            diagnostics.into_iter().filter(|found| found.severity == crate::diag::Severity::Error).collect();
        terminal.diagnostics(&errors, sources);
        terminal::message(&format!("{fault}: {consequence}\n"));
        return Err(Status::of_faults(&errors));
    }
    // A site that cannot be read has errors.
    survey.ok_or(Status::Faulty)
}

/// A table in columns, and under it the sum of each language.
fn table(langs: &[&Lang], rows: &[Row]) -> String {
    let mut sums = vec![Progress::default(); langs.len()];
    let mut missing = vec![0_usize; langs.len()];
    for row in rows {
        for (at, cell) in row.cells.iter().enumerate() {
            match cell {
                Cell::Translation(progress) => {
                    sums[at].all += progress.all;
                    sums[at].current += progress.current;
                    sums[at].stale += progress.stale;
                    sums[at].unrecorded += progress.unrecorded;
                    sums[at].warnings += progress.warnings;
                    sums[at].notes += progress.notes;
                }
                Cell::Missing => missing[at] += 1,
                Cell::Original | Cell::Own => {}
            }
        }
    }
    let mut lines: Vec<Vec<String>> =
        vec![std::iter::once(String::new()).chain(langs.iter().map(ToString::to_string)).collect()];
    for row in rows {
        let indent = if row.cells.is_empty() { "" } else { "  " };
        let name = format!("{indent}{}", row.name);
        lines.push(std::iter::once(name).chain(row.cells.iter().map(|cell| said(*cell))).collect());
    }
    let mut text = columns(&lines);
    for ((lang, sum), missing) in langs.iter().zip(sums).zip(missing) {
        if sum.all + missing > 0 {
            let _ = write!(text, "{lang}: {}", counts(sum));
            let _ = match missing {
                0 => writeln!(text),
                1 => writeln!(text, ", 1 text not translated"),
                n => writeln!(text, ", {n} texts not translated"),
            };
        }
    }
    text
}

fn said(cell: Cell) -> String {
    match cell {
        Cell::Original => "original".to_owned(),
        Cell::Own => "the authors' own".to_owned(),
        Cell::Missing => "not translated".to_owned(),
        Cell::Translation(progress) => counts(progress),
    }
}

/// "7 of 9 current, 1 stale, 1 missing".
fn counts(progress: Progress) -> String {
    let mut text = format!("{} of {} current", progress.current, progress.all);
    for (count, what) in
        [(progress.stale, "stale"), (progress.unrecorded, "not recorded"), (progress.missing(), "missing")]
    {
        if count > 0 {
            let _ = write!(text, ", {count} {what}");
        }
    }
    for (count, what) in [(progress.warnings, "warning"), (progress.notes, "note")] {
        if count > 0 {
            let _ = write!(text, ", {count} {what}{}", if count == 1 { "" } else { "s" });
        }
    }
    text
}

fn columns(lines: &[Vec<String>]) -> String {
    let count = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    let mut text = String::new();
    for line in lines {
        let cells = line
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.chars().count() + 2)));
        let _ = writeln!(text, "{}", cells.collect::<String>().trim_end());
    }
    text
}
