//! From the planned site to files: one module for each thing that a site is turned into, and the table of them.
//!
//! To add one, write a function from [`Job`] and the files made so far to files, and list it in [`EXPORTERS`].

mod downloads;
mod media;
mod offline;
mod pages;
pub mod references;
#[cfg(feature = "search")]
mod search;
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
    /// The folder that holds its files and no others, with a slash at its end, if making them takes so long that a
    /// server waits until somebody asks for them.
    pub apart: Option<&'static str>,
    /// Makes the files, from the job and from what the exporters before it made; reports what cannot be made.
    pub run: fn(&Job<'_>, &Output, &mut Sink) -> Made,
}

/// Which exporters a run wants.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Extent {
    /// All of them.
    #[default]
    All,
    /// Those that are fast.
    Prompt,
    /// Those whose files are made [apart](Exporter::apart).
    Apart,
}

impl Extent {
    fn holds(self, exporter: &Exporter) -> bool {
        match self {
            Self::All => true,
            Self::Prompt => exporter.apart.is_none(),
            Self::Apart => exporter.apart.is_some(),
        }
    }
}

/// Everything that a site is turned into, in this order: one that needs the pages stands behind them.
pub static EXPORTERS: &[Exporter] = &[
    Exporter { name: "pages", apart: None, run: pages::export },
    Exporter { name: "assets", apart: None, run: media::assets },
    Exporter { name: "pictures", apart: None, run: media::pictures },
    Exporter { name: "downloads", apart: None, run: downloads::export },
    Exporter { name: "tables", apart: None, run: tables::export },
    Exporter { name: "single files", apart: None, run: single::export },
    Exporter { name: "offline", apart: None, run: offline::export },
    Exporter { name: "sitemap", apart: None, run: sitemap::export },
    #[cfg(feature = "search")]
    Exporter { name: "search", apart: Some(search::FOLDER), run: search::export },
];

/// The folders of the files that are made [apart](Exporter::apart).
pub fn apart() -> impl Iterator<Item = &'static str> {
    EXPORTERS.iter().filter_map(|exporter| exporter.apart)
}

/// Runs the exporters that are wanted.
#[must_use]
pub fn export(job: &Job<'_>, extent: Extent, sink: &mut Sink) -> Output {
    let mut output = Output::default();
    for exporter in EXPORTERS.iter().filter(|exporter| extent.holds(exporter)) {
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
