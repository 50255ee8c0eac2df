//! Brings articles in JATS, with the pictures and data that they name, and libraries into a site's folder.
//!
//! Owns what is taken from a package and where it goes (`content/NAME/` for an article), the `site.yml` of a site that there
//! was none of, and the rule that nothing of a person's is overwritten: a file that is there stays as it is, unless it is to
//! the byte what an earlier import brought (`record`), and its source has changed. What an article says is left to `jats`,
//! what comes of it to the build. Nothing is fetched.

mod article;
mod place;
mod record;
mod settings;
mod source;

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};

pub use article::{Article, Missing};
pub use settings::Settings;
pub use source::Given;

use crate::bibliography;
use crate::data::Lang;
use crate::diag::{Diagnostic, Sink, codes};
use crate::load::CONTENT;
use crate::output::{self, WriteError};
use crate::source::{Disk, Files, SourceMap};
use record::Record;
use source::{Found, Opened};

/// What became of a file or of a whole article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It was there, as it is in the package.
    Same,
    /// It was there, somebody has edited it since, and the package holds what it held before.
    Edited,
    /// It is new.
    New,
    /// It was there as an earlier import had brought it; the package holds another one, which has taken its place.
    Changed,
    /// It was there and is somebody's own; the package holds another one, which was not brought.
    Kept,
}

/// A library that was given.
#[derive(Debug)]
pub struct Library {
    /// Where it came from.
    pub from: String,
    /// Its file in the site.
    pub path: Utf8PathBuf,
    /// What became of it.
    pub state: State,
    /// How many references it holds.
    pub references: usize,
    /// Keys that another library of the site has too.
    pub shared: Vec<String>,
}

/// What an import did.
#[derive(Debug, Default)]
pub struct Imported {
    /// The articles, in the order of the packages.
    pub articles: Vec<Article>,
    /// The libraries.
    pub libraries: Vec<Library>,
    /// What became of the site's `site.yml`.
    pub settings: Settings,
    /// Files of packages that nothing asked for, by package.
    pub unused: Vec<(String, Vec<String>)>,
}

/// Brings what was given into the site at `root`. What is wrong with a part of it is reported, and the rest goes on.
///
/// # Errors
/// When the system refuses to write. What was written until then is whole, and a further import goes on from there.
pub fn import(
    given: Vec<Given>,
    root: &Utf8Path,
    sources: &mut SourceMap,
    sink: &mut Sink,
) -> Result<Imported, WriteError> {
    let mut site = Site::open(root, sources, sink);
    let mut imported = Imported::default();
    let opened: Vec<Opened> = given.into_iter().flat_map(|given| given.open(sink)).collect();
    // What the articles say of their languages and journals, for `site.yml`.
    let mut known = settings::Known::default();
    for package in &opened {
        let Found { articles, libraries, refused: mut used } = package.search(sources, sink);
        for found in articles {
            imported.articles.extend(site.article(package, found, &mut used, &mut known, sink)?);
        }
        for path in libraries {
            imported.libraries.extend(site.library(package, &path, sink)?);
            used.insert(path);
        }
        let unused = package.unused(&used);
        if !unused.is_empty() {
            imported.unused.push((package.name.clone(), unused));
        }
    }
    // Last, since it names the languages of all.
    imported.settings = site.settings(&known)?;
    site.record.write(root)?;
    Ok(imported)
}

/// A site while things are brought into it.
struct Site<'a> {
    root: &'a Utf8Path,
    files: Disk,
    record: Record,
    /// The names in `content/` that are taken, in small letters.
    taken: BTreeSet<String>,
    /// Articles that are there or have been brought in this run: by DOI, and those without one by the name of their file.
    articles: BTreeMap<String, Utf8PathBuf>,
    /// Articles of this run, and where each came from.
    brought: BTreeMap<Utf8PathBuf, String>,
    /// Keys of the references that are there, by the library that has them.
    keys: BTreeMap<String, Utf8PathBuf>,
}

impl<'a> Site<'a> {
    /// The site at a folder, which may be empty or not there yet.
    fn open(root: &'a Utf8Path, sources: &mut SourceMap, sink: &mut Sink) -> Self {
        let files = Disk::new(root);
        let record = Record::read(&files, sources, sink);
        // A folder that cannot be listed is none yet, or the first file that is written to it says why not.
        let walk = files.walk(Utf8Path::new(CONTENT)).unwrap_or_default();
        let all = walk.files.iter().chain(walk.obstacles.iter().map(|obstacle| &obstacle.path));
        let first = |path: &Utf8PathBuf| path.components().nth(1).map(|part| part.as_str().to_lowercase());
        let taken = all.filter_map(first).collect();
        let (mut articles, mut keys) = (BTreeMap::new(), BTreeMap::new());
        for path in &walk.files {
            if path.extension() == Some("xml") {
                let identity = files.read(path).ok().and_then(|bytes| article::identity(&bytes, path));
                articles.extend(identity.map(|identity| (identity, path.clone())));
            } else if bibliography::is_bibliography(path) {
                let read = files.read(path).ok().map(|bytes| library_keys(&bytes, path));
                keys.extend(read.into_iter().flatten().map(|key| (key, path.clone())));
            }
        }
        Self { root, files, record, taken, articles, brought: BTreeMap::new(), keys }
    }

    /// Brings a file to its place in the site, if that is free or holds what an earlier import brought.
    fn bring(&mut self, path: &Utf8Path, bytes: &[u8]) -> Result<State, WriteError> {
        let state = match self.files.read(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                output::add(self.root, path.as_str(), bytes)?;
                State::New
            }
            Ok(there) if there == bytes => State::Same,
            Ok(there) if self.record.is_as_brought(&there) => {
                output::replace(self.root, path.as_str(), bytes)?;
                State::Changed
            }
            Ok(_) if self.record.is_of(path, bytes) => return Ok(State::Edited),
            // Also where something stands that is no file.
            Ok(_) | Err(_) => return Ok(State::Kept),
        };
        self.record.set(path, bytes);
        Ok(state)
    }

    /// Brings a library. `None` if nothing in it can be read.
    fn library(&mut self, package: &Opened, path: &Utf8Path, sink: &mut Sink) -> Result<Option<Library>, WriteError> {
        let from = package.label(path);
        let Some(bytes) = package.read(path, sink) else { return Ok(None) };
        let name = path.file_name().unwrap_or_default();
        let target = Utf8Path::new(CONTENT).join(place::file_name(name, "library"));
        let keys = library_keys(&bytes, path);
        if keys.is_empty() {
            let message = "there is no reference in it that can be read";
            let help = "libraries are BibTeX (`.bib`), RIS (`.ris`) or CSL-JSON (`.json`)";
            sink.push(Diagnostic::new(codes::NOT_IMPORTED, message).in_file(&from).help(help));
            return Ok(None);
        }
        let state = self.bring(&target, &bytes)?;
        if state == State::Kept {
            sink.push(kept(&target, &from));
        }
        let shared: Vec<_> =
            keys.iter().filter(|key| self.keys.get(*key).is_some_and(|path| *path != target)).cloned().collect();
        let references = keys.len();
        if state != State::Kept {
            for key in keys {
                self.keys.entry(key).or_insert_with(|| target.clone());
            }
        }
        Ok(Some(Library { from, path: target, state, references, shared }))
    }
}

/// The keys of the references in a library; none where it cannot be read. What is wrong in it, the build tells.
fn library_keys(bytes: &[u8], path: &Utf8Path) -> BTreeSet<String> {
    let text = match bibliography::decode(bytes) {
        Some((text, _)) => text,
        None => String::from_utf8_lossy(bytes).into_owned(),
    };
    let mut sources = SourceMap::default();
    let file = sources.add(path.to_owned(), text.trim_start_matches('\u{feff}'));
    let read = bibliography::load(&[file], &sources, &[Lang::new("en")], &mut Sink::default());
    read.keys().map(ToString::to_string).collect()
}

/// The finding that a file was left as somebody has made it, although its source has changed.
fn kept(path: &Utf8Path, from: &str) -> Diagnostic {
    let message = format!("`{from}` is another one now, and this copy of it has been edited: it stays as it is");
    let help =
        "to take the new one, move this file away and import again; what you have changed in it has to be done anew";
    Diagnostic::new(codes::EDITED_COPY, message).in_file(path.as_str()).help(help)
}
