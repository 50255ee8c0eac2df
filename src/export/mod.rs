//! From the planned site to files: one module for each thing that a site is turned into, and the table of them.
//!
//! To add one, write a function from [`Job`] and the files made so far to files, and list it in [`EXPORTERS`].

mod downloads;
mod media;
mod offline;
mod pages;
pub mod references;
mod single;
mod sitemap;
mod tables;

use crate::data::OutPath;
use crate::diag::{Diagnostic, Sink, codes};
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

/// The files that an exporter made: their paths and bytes.
pub type Made = Vec<(OutPath, Vec<u8>)>;

/// One thing that a site is turned into.
#[derive(Debug)]
pub struct Exporter {
    /// Its name.
    pub name: &'static str,
    /// Makes the files, from the job and from what the exporters before it made; reports what cannot be made.
    pub run: fn(&Job<'_>, &Output, &mut Sink) -> Made,
}

/// Everything that a site is turned into, in this order: one that needs the pages stands behind them.
pub static EXPORTERS: &[Exporter] = &[
    Exporter { name: "pages", run: pages::export },
    Exporter { name: "assets", run: media::assets },
    Exporter { name: "pictures", run: media::pictures },
    Exporter { name: "downloads", run: downloads::export },
    Exporter { name: "tables", run: tables::export },
    Exporter { name: "single files", run: single::export },
    Exporter { name: "offline", run: offline::export },
    Exporter { name: "sitemap", run: sitemap::export },
];

/// Runs all exporters.
#[must_use]
pub fn export(job: &Job<'_>, sink: &mut Sink) -> Output {
    let mut output = Output::default();
    for exporter in EXPORTERS {
        for (path, bytes) in (exporter.run)(job, &output, sink) {
            if let Err(refused) = output.insert(path, bytes) {
                let help = "rename the file or the page that asks for this address";
                let diagnostic = Diagnostic::new(codes::DUPLICATE_SLUG, format!("{}: {refused}", exporter.name));
                sink.push(diagnostic.in_file("content").help(help));
            }
        }
    }
    output
}
