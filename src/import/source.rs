//! What was given: folders, archives, single files; what lies in them, and reading it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;

use camino::{Utf8Path, Utf8PathBuf};

use super::article::FoundArticle;
use super::place;
use crate::diag::{Diagnostic, Sink, codes};
use crate::load::{decode_xml, is_article};
use crate::source::{Archive, Disk, Files, ObstacleKind, SourceMap};

/// A file, a folder or an archive that was named.
#[derive(Debug)]
pub struct Given {
    /// As it was typed.
    pub path: Utf8PathBuf,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// Folders in it that are left out: those of the site itself.
    pub except: Vec<Utf8PathBuf>,
}

/// A package whose files can be read.
#[derive(Debug)]
pub(super) struct Opened {
    /// What it is called in messages; empty for a file by itself.
    pub(super) name: String,
    files: Box<dyn Files>,
    /// What lies in it; of a file by itself only that.
    all: Vec<Utf8PathBuf>,
    /// Whether `all` is only what was named, and more may lie beside it.
    alone: bool,
    /// The files by their paths in small letters, and by their names alone.
    by_path: BTreeMap<String, usize>,
    by_name: BTreeMap<String, usize>,
}

/// What is to be imported of a package.
pub(super) struct Found {
    pub(super) articles: Vec<FoundArticle>,
    pub(super) libraries: Vec<Utf8PathBuf>,
    /// Articles that were refused, which is told of them.
    pub(super) refused: BTreeSet<Utf8PathBuf>,
}

fn not_imported(message: impl Into<String>, place: impl Into<String>) -> Diagnostic {
    Diagnostic::new(codes::NOT_IMPORTED, message).in_file(place)
}

fn is_archive(path: &Utf8Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

fn has_ending(path: &Utf8Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending))
}

impl Given {
    /// The packages in it: of a folder, itself and the archives in it.
    pub(super) fn open(self, sink: &mut Sink) -> Vec<Opened> {
        let path = self.path;
        if self.is_folder {
            return Self::open_folder(&path, &self.except, sink);
        }
        let folder = path.parent().filter(|folder| *folder != "").unwrap_or(Utf8Path::new("."));
        let name = Utf8PathBuf::from(path.file_name().unwrap_or_default());
        let disk = Disk::new(folder);
        if is_archive(&path) {
            return Opened::archive(path.to_string(), &disk, &name, sink).into_iter().collect();
        }
        let known = ["xml", "bib", "ris", "json"].iter().any(|ending| has_ending(&path, ending));
        if !known {
            let help = "give an article in JATS (`.xml`), a package (`.zip` or a folder), or a library (`.bib`, `.ris`, `.json`)";
            sink.push(not_imported("Pliego cannot import a file of this kind", path.as_str()).help(help));
            return Vec::new();
        }
        let shown = if folder == "." { String::new() } else { folder.to_string() };
        vec![Opened::new(shown, Box::new(disk), vec![name], true)]
    }

    fn open_folder(path: &Utf8Path, except: &[Utf8PathBuf], sink: &mut Sink) -> Vec<Opened> {
        let disk = Disk::new(path);
        let is_own = |path: &Utf8PathBuf| except.iter().any(|own| path.starts_with(own));
        let walk = match disk.walk(Utf8Path::new("")) {
            Ok(mut walk) => {
                walk.files.retain(|path| !is_own(path));
                walk.obstacles.retain(|obstacle| !is_own(&obstacle.path));
                walk
            }
            Err(error) => {
                sink.push(not_imported(error.to_string(), path.as_str()));
                return Vec::new();
            }
        };
        report_obstacles(&walk.obstacles, path.as_str(), sink);
        let (archives, files): (Vec<_>, Vec<_>) = walk.files.into_iter().partition(|path| is_archive(path));
        let named = |inner: &Utf8Path| path.join(inner).to_string();
        let mut opened = vec![Opened::new(path.to_string(), Box::new(disk.clone()), files, false)];
        for inner in archives {
            // An archive may be a supplement that an article names; then it holds none.
            let mut found = Sink::default();
            let archive = Opened::archive(named(&inner), &disk, &inner, &mut found);
            if archive.as_ref().is_some_and(Opened::has_articles) {
                sink.merge(found);
                opened.extend(archive);
            } else {
                opened[0].add(inner);
            }
        }
        opened
    }
}

/// What a package holds and cannot be had.
fn report_obstacles(obstacles: &[crate::source::Obstacle], package: &str, sink: &mut Sink) {
    for obstacle in obstacles {
        let why = match &obstacle.kind {
            ObstacleKind::Hidden => continue,
            ObstacleKind::LinkOut => "its name or the link that it is leads out of the package".to_owned(),
            ObstacleKind::NotUtf8 => "its name is not UTF-8".to_owned(),
            ObstacleKind::Refused(why) => why.clone(),
        };
        sink.push(not_imported(why, format!("{package}/{}", obstacle.path)));
    }
}

impl Opened {
    fn new(name: String, files: Box<dyn Files>, all: Vec<Utf8PathBuf>, alone: bool) -> Self {
        let mut opened =
            Self { name, files, all: Vec::new(), alone, by_path: BTreeMap::new(), by_name: BTreeMap::new() };
        all.into_iter().for_each(|path| opened.add(path));
        opened
    }

    fn add(&mut self, path: Utf8PathBuf) {
        let at = self.all.len();
        self.by_path.entry(place::caseless(&path)).or_insert(at);
        let name = path.file_name().unwrap_or_default().to_lowercase();
        self.by_name.entry(name).or_insert(at);
        self.all.push(path);
    }

    fn archive(name: String, disk: &Disk, path: &Utf8Path, sink: &mut Sink) -> Option<Self> {
        let opened = disk.read(path).and_then(Archive::open).and_then(|archive| {
            let walk = archive.walk(Utf8Path::new(""))?;
            Ok((archive, walk))
        });
        match opened {
            Ok((archive, walk)) => {
                report_obstacles(&walk.obstacles, &name, sink);
                Some(Self::new(name, Box::new(archive), walk.files, false))
            }
            Err(error) => {
                sink.push(not_imported(format!("this archive cannot be read: {error}"), name));
                None
            }
        }
    }

    /// Whether an article or a library lies in it.
    fn has_articles(&self) -> bool {
        let xml = |path: &Utf8Path| self.files.read(path).is_ok_and(|bytes| is_article(&decode_xml(&bytes).0));
        self.all.iter().any(|path| has_ending(path, "xml") && xml(path))
    }

    /// What one of its files is called in messages.
    pub(super) fn label(&self, path: &Utf8Path) -> String {
        if self.name.is_empty() { path.to_string() } else { Utf8Path::new(&self.name).join(path).to_string() }
    }

    /// The bytes of one of its files; what stands in the way is reported.
    pub(super) fn read(&self, path: &Utf8Path, sink: &mut Sink) -> Option<Vec<u8>> {
        match self.files.read(path) {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                sink.push(not_imported(error.to_string(), self.label(path)));
                None
            }
        }
    }

    /// The articles and libraries in it, in the order of their paths.
    pub(super) fn search(&self, sources: &mut SourceMap, sink: &mut Sink) -> Found {
        let mut found = Found { articles: Vec::new(), libraries: Vec::new(), refused: BTreeSet::new() };
        for path in &self.all {
            if has_ending(path, "xml") {
                let Some(bytes) = self.read(path, sink) else { continue };
                let (text, _) = decode_xml(&bytes);
                if is_article(&text) {
                    match FoundArticle::read(path, self.label(path), bytes, text, sources, sink) {
                        Some(article) => found.articles.push(article),
                        None => drop(found.refused.insert(path.clone())),
                    }
                } else if self.alone {
                    let help = "the root of an article is the element `article`, or one that wraps it (OAI, PMC)";
                    sink.push(not_imported("this XML is not an article in JATS", self.label(path)).help(help));
                }
            } else if self.is_library(path) {
                found.libraries.push(path.clone());
            }
        }
        if found.articles.is_empty()
            && found.libraries.is_empty()
            && found.refused.is_empty()
            && !self.alone
            && !self.name.is_empty()
        {
            let is_empty = self.all.is_empty();
            let message = if is_empty {
                "there is nothing in it"
            } else {
                "there is neither an article in JATS nor a library in it"
            };
            // A folder of archives holds nothing itself.
            if !(is_empty && Utf8Path::new(&self.name).extension() != Some("zip")) {
                sink.push(not_imported(message, self.name.clone()));
            }
        }
        found
    }

    fn is_library(&self, path: &Utf8Path) -> bool {
        match path.extension().map(str::to_lowercase).as_deref() {
            Some("bib" | "ris") => true,
            // Other programs' data are JSON too; what was named is meant.
            Some("json") => {
                self.alone || self.files.read(path).is_ok_and(|bytes| !super::library_keys(&bytes, path).is_empty())
            }
            _ => false,
        }
    }

    /// The file that an article names: as it is called, beside the article or below it; else, in a package, by its name alone.
    pub(super) fn find(&self, folder: &Utf8Path, candidate: &Utf8Path) -> Option<Utf8PathBuf> {
        let beside = folder.join(candidate);
        if self.alone {
            let there = |path: &Utf8PathBuf| !matches!(self.files.read(path), Err(error) if error.kind() == ErrorKind::NotFound);
            return Some(beside).filter(there);
        }
        let name = candidate.file_name().unwrap_or_default().to_lowercase();
        let at = self.by_path.get(&place::caseless(&beside)).or_else(|| self.by_name.get(&name))?;
        self.all.get(*at).cloned()
    }

    /// Its files that nothing asked for, and that are no articles and libraries themselves.
    pub(super) fn unused(&self, used: &BTreeSet<Utf8PathBuf>) -> Vec<String> {
        if self.alone {
            return Vec::new();
        }
        self.all.iter().filter(|path| !used.contains(*path)).map(ToString::to_string).collect()
    }
}
