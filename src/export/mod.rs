//! From the planned site to files: one module for each thing that a site is turned into, and the table of them.
//!
//! To add one, write a function from [`Job`] to files, and list it in [`EXPORTERS`] with what it needs ([`Run`]).

mod downloads;
mod media;
mod offline;
mod pages;
#[cfg(feature = "search")]
mod search;
mod single;
mod sitemap;
mod svg;
mod tables;

use std::sync::Arc;

use rayon::prelude::*;

use crate::data::OutPath;
use crate::diag::{Diagnostic, Sink, codes, guarded};
use crate::output::Output;
use crate::render::Theme;
use crate::site::Site;
use crate::source::{Files, SourceMap};

/// What an exporter works from.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// The planned site.
    pub site: &'a Site<'a>,
    /// Its theme.
    pub theme: &'a Theme,
    /// The texts, for places in messages.
    pub sources: &'a SourceMap,
    /// The site's folder, for what is copied as it is.
    pub files: &'a dyn Files,
}

/// The files that an exporter made: their paths and bytes. Of a page only its bytes are held, not the room that it was
/// written in.
pub type Made = Vec<(OutPath, Arc<[u8]>)>;

/// One thing that a site is turned into.
#[derive(Debug)]
pub struct Exporter {
    /// Its name.
    pub name: &'static str,
    /// The folder that holds its files and no others, with a slash at its end, if making them takes so long that a
    /// server waits until somebody asks for them.
    pub apart: Option<&'static str>,
    /// Makes the files; reports what cannot be made.
    pub run: Run,
}

/// What an exporter makes its files of, and so what it has to wait for.
#[derive(Debug, Clone, Copy)]
pub enum Run {
    /// Of the site alone.
    Site(fn(&Job<'_>, &mut Sink) -> Made),
    /// Of the files, too, that were made of the site alone, but for those made [apart](Exporter::apart).
    Files(fn(&Job<'_>, &Output, &mut Sink) -> Made),
}

/// Which exporters a run wants.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ExporterSet {
    /// All of them.
    #[default]
    All,
    /// Those that are fast.
    Prompt,
    /// Those whose files are made [apart](Exporter::apart).
    Apart,
}

impl ExporterSet {
    fn holds(self, exporter: &Exporter) -> bool {
        match self {
            Self::All => true,
            Self::Prompt => exporter.apart.is_none(),
            Self::Apart => exporter.apart.is_some(),
        }
    }
}

/// Everything that a site is turned into. Those that wait for nothing run beside each other; of two that claim the same
/// path, the first in this order gets it.
pub static EXPORTERS: &[Exporter] = &[
    Exporter { name: "pages", apart: None, run: Run::Site(pages::export) },
    Exporter { name: "assets", apart: None, run: Run::Site(media::assets) },
    Exporter { name: "media", apart: None, run: Run::Site(media::export) },
    Exporter { name: "downloads", apart: None, run: Run::Site(downloads::export) },
    Exporter { name: "tables", apart: None, run: Run::Site(tables::export) },
    Exporter { name: "sitemap", apart: None, run: Run::Site(sitemap::export) },
    Exporter { name: "single files", apart: None, run: Run::Files(single::export) },
    Exporter { name: "offline", apart: None, run: Run::Files(offline::export) },
    #[cfg(feature = "search")]
    Exporter { name: "search", apart: Some(search::FOLDER), run: Run::Site(search::export) },
];

/// The folders of the files that are made [apart](Exporter::apart).
pub fn apart() -> impl Iterator<Item = &'static str> {
    EXPORTERS.iter().filter_map(|exporter| exporter.apart)
}

/// Runs the exporters that are wanted.
#[must_use]
pub fn export(job: &Job<'_>, extent: ExporterSet, sink: &mut Sink) -> Output {
    let wanted = EXPORTERS.iter().filter(|exporter| extent.holds(exporter));
    let (apart, prompt): (Vec<_>, Vec<_>) = wanted.partition(|exporter| exporter.apart.is_some());
    let (of_site, of_files): (Vec<_>, Vec<_>) =
        prompt.into_iter().partition(|exporter| matches!(exporter.run, Run::Site(_)));
    let mut output = Output::default();
    // What is made apart takes longest, and nobody waits for it.
    let (apart, ()) = rayon::join(
        || run(&apart, job, &Output::default()),
        || {
            gather(run(&of_site, job, &output), &mut output, sink);
            gather(run(&of_files, job, &output), &mut output, sink);
        },
    );
    gather(apart, &mut output, sink);
    output
}

/// What an exporter made and found.
type Exported = (&'static Exporter, Made, Sink);

/// Runs exporters beside each other.
fn run(exporters: &[&'static Exporter], job: &Job<'_>, made: &Output) -> Vec<Exported> {
    let run = |exporter: &&'static Exporter| {
        let mut sink = Sink::default();
        let work = format!("making the site's {}", exporter.name);
        let made = guarded(
            &work,
            |crash| crash.in_file("content"),
            &mut sink,
            |sink| match exporter.run {
                Run::Site(run) => run(job, sink),
                Run::Files(run) => run(job, made, sink),
            },
        );
        (*exporter, made.unwrap_or_default(), sink)
    };
    exporters.par_iter().map(run).collect()
}

/// Adds what exporters made, in their order.
fn gather(exported: Vec<Exported>, output: &mut Output, sink: &mut Sink) {
    for (exporter, made, found) in exported {
        sink.merge(found);
        for (path, bytes) in made {
            if let Err(refused) = output.insert(path, bytes) {
                let help = "rename the file or the page that asks for this address";
                let diagnostic = Diagnostic::new(codes::DUPLICATE_SLUG, format!("{}: {refused}", exporter.name));
                sink.push(diagnostic.in_file("content").help(help));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_apart_needs_no_other_files() {
        assert!(EXPORTERS.iter().all(|exporter| exporter.apart.is_none() || matches!(exporter.run, Run::Site(_))));
    }
}
