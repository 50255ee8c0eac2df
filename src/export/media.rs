//! Files that are copied as they are: those of the theme, and the pictures that texts show.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use super::{Job, Made};
use crate::config::size;
use crate::data::OutPath;
use crate::diag::{Diagnostic, Sink, codes};
use crate::load::CONTENT;
use crate::render::MEDIA;
use crate::resolve::{Destination, ResolvedText};
use crate::source::Span;

pub(super) fn assets(job: &Job<'_>, _sink: &mut Sink) -> Made {
    job.theme.assets().map(|asset| (asset.path.clone(), asset.bytes.as_slice().into())).collect()
}

pub(super) fn pictures(job: &Job<'_>, sink: &mut Sink) -> Made {
    let works = job.site.resolution.works.iter();
    let texts = works
        .flat_map(|work| work.sections.iter().flat_map(|editions| editions.values()).chain(work.abstracts.values()));
    // The first place that shows a picture is the one to name.
    let mut places: BTreeMap<&Utf8PathBuf, Span> = BTreeMap::new();
    for (path, place) in texts.flat_map(shown) {
        let first = places.entry(path).or_insert(place);
        *first = place.min(*first);
    }
    let mut made = Made::new();
    for (path, place) in places {
        let source = Utf8Path::new(CONTENT).join(path);
        match job.files.read(&source) {
            Ok(bytes) => {
                sink.extend(too_heavy(job, &source, bytes.len(), place));
                made.push((OutPath::new(&format!("{MEDIA}/{path}")), bytes.into()));
            }
            Err(error) => sink.push(Diagnostic::new(codes::UNREADABLE, error.to_string()).in_file(source.as_str())),
        }
    }
    made
}

/// Reports a picture that weighs more than it may.
fn too_heavy(job: &Job<'_>, source: &Utf8Path, bytes: usize, place: Span) -> Option<Diagnostic> {
    let config = &job.site.content.config;
    let limit = config.weight.picture_bytes();
    (bytes > limit).then(|| {
        let message = format!("the picture `{source}` weighs {}, over the limit of {}", size(bytes), size(limit));
        let left_out = if config.offline { "; files to take away and to keep leave it out" } else { "" };
        let help = format!("a JPEG or WebP 1,600 pixels wide is enough for a page{left_out}");
        Diagnostic::new(codes::HEAVY_PICTURE, message).at(place, "shown here").help(help)
    })
}

fn shown(text: &ResolvedText) -> impl Iterator<Item = (&Utf8PathBuf, Span)> {
    text.destinations.iter().filter_map(|(place, destination)| match destination {
        Destination::Picture(path) => Some((path, *place)),
        _ => None,
    })
}
