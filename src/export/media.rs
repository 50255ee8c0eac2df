//! Files that are copied as they are: those of the theme, and the pictures and files that texts show or offer.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use super::{Job, Made, svg};
use crate::config::size;
use crate::data::OutPath;
use crate::diag::{Diagnostic, Sink, codes};
use crate::load::{CONTENT, is_picture};
use crate::render::MEDIA;
use crate::resolve::{Destination, ResolvedWork};
use crate::source::Span;

pub(super) fn assets(job: &Job<'_>, _sink: &mut Sink) -> Made {
    job.theme.assets().map(|asset| (asset.path.clone(), asset.bytes.as_slice().into())).collect()
}

pub(super) fn export(job: &Job<'_>, sink: &mut Sink) -> Made {
    let named = named(job);
    let mut made = Made::new();
    let mut taken: BTreeMap<String, (&Utf8PathBuf, Span)> = BTreeMap::new();
    for (path, span) in named {
        if let Some((other, first)) = taken.insert(path.as_str().to_lowercase(), (path, span)) {
            let message = format!("`{path}` and `{other}` would be one file where capitals are not told apart");
            let found = Diagnostic::new(codes::DUPLICATE_SLUG, message).at(span, "this one").at(first, "and this one");
            sink.push(found.help("rename one of them"));
            continue;
        }
        let Some(source) = job.site.content.media.on_disk(path).map(|path| Utf8Path::new(CONTENT).join(path)) else {
            continue;
        };
        let bytes = match job.files.read(&source) {
            Ok(bytes) => bytes,
            Err(error) => {
                let found = Diagnostic::new(codes::UNREADABLE, error.to_string()).in_file(source.as_str());
                sink.push(found);
                continue;
            }
        };
        let drawing = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg"));
        if let Some(fault) = drawing.then(|| svg::fault(&bytes)).flatten() {
            let message = format!("the drawing `{}` holds {fault}", path.file_name().unwrap_or_default());
            let help = "save it as a plain drawing (Inkscape: “Plain SVG”), or as a PNG";
            sink.push(Diagnostic::new(codes::UNSAFE_PICTURE, message).at(span, "").help(help));
            continue;
        }
        if is_picture(path) {
            sink.extend(too_heavy(job, &source, bytes.len(), span));
        }
        made.push((OutPath::new(&format!("{MEDIA}/{path}")), bytes.into()));
    }
    made
}

/// The files that texts show or offer, each with the first place that names it.
fn named<'a>(job: &Job<'a>) -> BTreeMap<&'a Utf8PathBuf, Span> {
    let texts = job.site.resolution.works.iter().flat_map(ResolvedWork::texts);
    let mut named: BTreeMap<&Utf8PathBuf, Span> = BTreeMap::new();
    for (span, destination) in texts.flat_map(|text| &text.destinations) {
        if let Destination::File { path, .. } = destination {
            named.entry(path).and_modify(|first| *first = (*first).min(*span)).or_insert(*span);
        }
    }
    named
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
