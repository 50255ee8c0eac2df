//! Files that texts show or offer as they are: pictures, and documents and data that lie beside the texts.
//!
//! Owns which files these are and how a text names them: as they are called, or percent-encoded, as editors write an
//! address; with accents of one piece or of two (macOS writes names in NFD, keyboards write NFC). Which of them a site
//! publishes is left to `resolve`: those that a text names.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use crate::data::{composed, decoded};
use crate::diag::{Diagnostic, Sink, codes};

/// Endings of pictures that browsers show.
const PICTURES: [&str; 7] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"];

/// Endings of files that a text may offer: documents, data, recordings, programs for statistics. None of them runs
/// anything when it is opened in a browser.
const OFFERED: [&str; 50] = [
    "7z", "csv", "dbf", "djvu", "do", "doc", "docx", "dta", "epub", "flac", "geojson", "gpkg", "gpx", "gz", "ics",
    "ipynb", "kml", "m4a", "mp3", "mp4", "nc", "odp", "ods", "odt", "oga", "ogg", "ogv", "opus", "parquet", "pdf",
    "pptx", "py", "r", "rdata", "rds", "rtf", "sav", "shp", "sps", "srt", "tar", "tex", "tif", "tiff", "tsv", "vtt",
    "wav", "webm", "xlsx", "zip",
];

/// The files of a site that texts may show or offer.
#[derive(Debug, Clone, Default)]
pub struct Media {
    /// By the name that a page gives them, relative to `content/` and in NFC: what they are called on the disk.
    files: BTreeMap<Utf8PathBuf, Utf8PathBuf>,
}

impl Media {
    /// Whether a file is one that texts may show or offer, by its ending.
    #[must_use]
    pub fn takes(path: &Utf8Path) -> bool {
        is_picture(path) || ending(path).is_some_and(|ending| OFFERED.contains(&ending.as_str()))
    }

    /// What a text may link to, for a message.
    #[must_use]
    pub fn offered() -> String {
        OFFERED.join(", ")
    }

    /// Adds a file, by its path relative to `content/`.
    pub(super) fn add(&mut self, path: &Utf8Path, sink: &mut Sink) {
        let name = Utf8PathBuf::from(&*composed(path.as_str()));
        if let Some(first) = self.files.insert(name, path.to_owned()) {
            let message = "the names of two files differ only in how their accents are written";
            let found = Diagnostic::new(codes::STRAY_FILE, message).in_file(format!("{}/{first}", super::CONTENT));
            sink.push(found.help("remove the one that is not meant"));
        }
    }

    /// The file that a text in `folder` names, as pages name it.
    #[must_use]
    pub fn find(&self, folder: &Utf8Path, target: &str) -> Option<&Utf8Path> {
        let named = |target: &str| {
            let path = lexical(&folder.join(target))?;
            self.files.get_key_value(Utf8Path::new(&*composed(path.as_str()))).map(|(name, _)| name.as_path())
        };
        // A name may hold a sign of percent-encoding; so what is typed counts first.
        named(target).or_else(|| named(&decoded(target)))
    }

    /// Where a file of this name lies, relative to `content/`.
    #[must_use]
    pub fn on_disk(&self, name: &Utf8Path) -> Option<&Utf8Path> {
        self.files.get(name).map(Utf8PathBuf::as_path)
    }

    /// The names of all files.
    pub fn names(&self) -> impl Iterator<Item = &Utf8Path> {
        self.files.keys().map(Utf8PathBuf::as_path)
    }
}

/// Whether a file is a picture that browsers show, by its ending.
#[must_use]
pub fn is_picture(path: &Utf8Path) -> bool {
    ending(path).is_some_and(|ending| PICTURES.contains(&ending.as_str()))
}

fn ending(path: &Utf8Path) -> Option<String> {
    path.extension().map(str::to_lowercase)
}

/// Takes `.` and `..` out of a path; `None` if it leaves its root.
fn lexical(path: &Utf8Path) -> Option<Utf8PathBuf> {
    let mut plain = Utf8PathBuf::new();
    for part in path.components() {
        match part.as_str() {
            "." => {}
            ".." => {
                if !plain.pop() {
                    return None;
                }
            }
            part => plain.push(part),
        }
    }
    Some(plain)
}
