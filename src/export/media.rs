//! Files that are copied as they are: those of the theme, and the pictures that texts show.

use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};

use super::{Job, Made};
use crate::data::OutPath;
use crate::diag::{Diagnostic, Sink, codes};
use crate::load::CONTENT;
use crate::render::MEDIA;
use crate::resolve::{Destination, ResolvedText};

pub(super) fn assets(job: &Job<'_>, _sink: &mut Sink) -> Made {
    job.theme.assets().map(|asset| (asset.path.clone(), asset.bytes.as_slice().into())).collect()
}

pub(super) fn pictures(job: &Job<'_>, sink: &mut Sink) -> Made {
    let works = job.site.resolution.works.iter();
    let texts = works
        .flat_map(|work| work.sections.iter().flat_map(|editions| editions.values()).chain(work.abstracts.values()));
    let shown: BTreeSet<&Utf8PathBuf> = texts.flat_map(shown).collect();
    let mut made = Made::new();
    for path in shown {
        let source = Utf8Path::new(CONTENT).join(path);
        match job.files.read(&source) {
            Ok(bytes) => made.push((OutPath::new(&format!("{MEDIA}/{path}")), bytes.into())),
            Err(error) => sink.push(Diagnostic::new(codes::UNREADABLE, error.to_string()).in_file(source.as_str())),
        }
    }
    made
}

fn shown(text: &ResolvedText) -> impl Iterator<Item = &Utf8PathBuf> {
    text.destinations.values().filter_map(|destination| match destination {
        Destination::Picture(path) => Some(path),
        _ => None,
    })
}
