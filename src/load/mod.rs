//! Reads a site's folder: which files there are, what each of them is, and the data in them.
//!
//! Owns the layout of `content/`, front matter, registers, bibliographies, corrections, and what is kept of translations
//! (terms, readings, exceptions). It interprets nothing: Markdown
//! stays text until `doc`, names and keys are looked up in `resolve`.

mod corrections;
mod data_tables;
mod exceptions;
mod media;
mod packages;
mod readings;
mod registers;
mod section_kind;
mod terms;
mod works;

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

pub use corrections::{Correction, Corrections, Note};
pub use data_tables::{DataTable, DataTables};
pub use exceptions::Exception;
pub use media::{Media, is_picture};
pub use packages::{ArticleFile, decode_xml, is_article};
pub use readings::{READINGS, Readings, Recorded, TITLE, to_yaml};
pub use registers::{Entity, Facet, Group, Register, Table};
pub use section_kind::SectionKind;
pub use terms::Term;
pub use works::{Abstract, Edition, Section, Work};

use packages::Packages;

use crate::bibliography::{self, Bibliography};
use crate::config::{BaseUrl, Config};
use crate::data::EntityId;
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, Files, ObstacleKind, SourceMap};

/// Everything that a site's folder holds.
#[derive(Debug)]
pub struct Content {
    /// `site.yml`.
    pub config: Config,
    /// Works, in the order of their folders; the one at the root first.
    pub works: Vec<Work>,
    /// Registers, in the order of their folders.
    pub registers: Vec<Register>,
    /// Entries of all registers, by id.
    pub entities: BTreeMap<EntityId, Entity>,
    /// All references.
    pub bibliography: Bibliography,
    /// Pictures, documents and data beside the texts. Their bytes are read when a page shows or offers them.
    pub media: Media,
    /// Files of cells that texts show as tables.
    pub tables: DataTables,
    /// Works that are articles in JATS, which `jats` reads: they are not among `works` until it has.
    pub articles: Vec<ArticleFile>,
    /// CSL styles, relative to `content/`.
    pub styles: BTreeMap<Utf8PathBuf, FileId>,
}

/// The folder that holds a site's texts.
pub const CONTENT: &str = "content";

/// The file that says what a site is.
pub const SITE: &str = "content/site.yml";

/// Reads `content/` of a site. `None` if there is no site or its `site.yml` cannot be used.
pub fn load(
    files: &dyn Files,
    base_url: Option<&BaseUrl>,
    sources: &mut SourceMap,
    sink: &mut Sink,
) -> Option<Content> {
    let walk = match files.walk(Utf8Path::new(CONTENT)) {
        Ok(walk) if walk.files.iter().any(|path| path == SITE) => walk,
        Ok(walk) if !walk.files.is_empty() || walk.obstacles.iter().any(|it| it.kind != ObstacleKind::Hidden) => {
            let help = "every site has this file; it names the site's languages, its address and its citation style";
            sink.push(Diagnostic::new(codes::NO_CONTENT, "there is no `content/site.yml`").in_file(CONTENT).help(help));
            return None;
        }
        _ => {
            sink.push(no_site());
            return None;
        }
    };
    for obstacle in walk.obstacles {
        let diagnostic = match obstacle.kind {
            ObstacleKind::LinkOut => Diagnostic::new(codes::LINK_OUT, "this symbolic link leads out of `content/`")
                .help("copy what it points to into the site"),
            ObstacleKind::NotUtf8 => {
                Diagnostic::new(codes::NOT_UTF8, "the name of this file is not UTF-8").help("rename it")
            }
            ObstacleKind::Refused(why) => Diagnostic::new(codes::UNREADABLE, why),
            ObstacleKind::Hidden => continue,
        };
        sink.push(diagnostic.in_file(obstacle.path));
    }
    let texts = read_texts(files, &walk.files, sources, sink);
    let config = Config::read(*texts.get(Utf8Path::new(SITE))?, base_url, sources, sink)?;
    let tables = DataTables::read(files, &walk.files, &texts, sources, sink);
    Some(SiteFiles { config, texts, tables, paths: walk.files }.sort_out(sources, sink))
}

/// Reads `site.yml` alone. `None` if there is none or it cannot be used.
pub fn settings(files: &dyn Files, sources: &mut SourceMap, sink: &mut Sink) -> Option<Config> {
    let path = Utf8PathBuf::from(SITE);
    if files.read(&path).is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound) {
        sink.push(no_site());
        return None;
    }
    let texts = read_texts(files, std::slice::from_ref(&path), sources, sink);
    Config::read(*texts.get(&path)?, None, sources, sink)
}

fn no_site() -> Diagnostic {
    let help = "run pliego in the folder that holds `content/`, or name that folder";
    Diagnostic::new(codes::NO_CONTENT, "there is no site here: no folder `content`").help(help)
}

/// Reads all text files in parallel; the order of [`FileId`]s is that of `paths`.
fn read_texts(
    files: &dyn Files,
    paths: &[Utf8PathBuf],
    sources: &mut SourceMap,
    sink: &mut Sink,
) -> BTreeMap<Utf8PathBuf, FileId> {
    let read: Vec<_> = paths
        .par_iter()
        .filter(|path| is_text(path))
        .map(|path| {
            let bytes = files.read(path).map_err(|error| Diagnostic::new(codes::UNREADABLE, error.to_string()))?;
            if path.extension() == Some("xml") {
                return Ok(decode_xml(&bytes));
            }
            let is_library = matches!(path.extension(), Some("bib" | "ris"));
            if let Some((text, name)) = is_library.then(|| bibliography::decode(&bytes)).flatten() {
                return Ok((text, Some(name)));
            }
            String::from_utf8(bytes).map(|text| (text, None)).map_err(|error| {
                let at = error.utf8_error().valid_up_to();
                let line = error.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
                Diagnostic::new(codes::NOT_UTF8, format!("this file is not UTF-8 (line {line}, byte {at})"))
                    .help("save it as UTF-8 in your editor, or: iconv -f latin1 -t utf-8")
            })
        })
        .collect();
    let mut texts = BTreeMap::new();
    for (path, read) in paths.iter().filter(|path| is_text(path)).zip(read) {
        match read {
            Ok((text, older)) => {
                if let Some(name) = older {
                    let message = format!("this file is not UTF-8: it was read as {name}");
                    let help = "save it as UTF-8, so that its accents are certain";
                    sink.push(Diagnostic::new(codes::OLDER_ENCODING, message).in_file(path.as_str()).help(help));
                }
                let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
                let file = sources.add(path.clone(), text);
                if let Some(marker) = sources.conflict(file) {
                    let message = "a merge was not finished here: both versions stand in the file";
                    let help = "choose what is to stay, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`";
                    sink.push(Diagnostic::new(codes::MERGE_CONFLICT, message).at(marker, "").help(help));
                }
                texts.insert(path.clone(), file);
            }
            Err(diagnostic) => sink.push(diagnostic.in_file(path.as_str())),
        }
    }
    texts
}

fn is_text(path: &Utf8Path) -> bool {
    matches!(path.extension(), Some("md" | "yml" | "yaml" | "bib" | "json" | "ris" | "csl" | "xml"))
}

/// The files of a site before it is known what each is.
struct SiteFiles {
    config: Config,
    texts: BTreeMap<Utf8PathBuf, FileId>,
    tables: DataTables,
    paths: Vec<Utf8PathBuf>,
}

impl SiteFiles {
    fn sort_out(self, sources: &SourceMap, sink: &mut Sink) -> Content {
        let Self { config, texts, tables, paths } = self;
        let folders_with = |name: &str| -> Vec<Utf8PathBuf> {
            // Also one that cannot be read: what lies beside it has its place all the same.
            let named = paths.iter().filter(|path| path.file_name() == Some(name));
            named.filter_map(|path| path.parent().map(Utf8Path::to_owned)).collect()
        };
        let mut packages = Packages::find(&texts, sources, sink);
        let mut work_dirs = folders_with("work.yml");
        // There it says what the article does not.
        work_dirs.retain(|dir| !packages.has_folder(dir));
        let register_dirs = folders_with("register.yml");
        let (works, registers) = (places(&work_dirs), places(&register_dirs));

        let mut of_work: Vec<BTreeMap<Utf8PathBuf, FileId>> = vec![BTreeMap::new(); work_dirs.len()];
        let mut of_register: Vec<Vec<FileId>> = vec![Vec::new(); register_dirs.len()];
        let mut bibliographies = Vec::new();
        let mut styles = BTreeMap::new();
        let mut media = Media::default();
        for path in &paths {
            let in_content = path.strip_prefix(CONTENT).unwrap_or(path);
            let file = texts.get(path).copied();
            if Media::takes(path) {
                media.add(in_content, sink);
            } else if path == SITE || (is_text(path) && file.is_none()) {
                // Read already, or reported as unreadable.
            } else if packages.is_article(path) {
                // Read by `jats`.
            } else if let (Some(file), Some(index)) = (file, within(path, &registers)) {
                of_register[index].push(file);
            } else if let (Some(file), Some("csl")) = (file, path.extension()) {
                styles.insert(in_content.to_owned(), file);
            } else if let Some(file) = file.filter(|_| bibliography::is_bibliography(path)) {
                bibliographies.push(file);
            } else if file.is_some_and(|file| packages.take(path, file)) {
                // Beside an article.
            } else if let (Some(file), Some(index)) =
                (file.filter(|_| path.extension() != Some("xml")), within(path, &works))
            {
                let in_work = path.strip_prefix(&work_dirs[index]).unwrap_or(path);
                of_work[index].insert(in_work.to_owned(), file);
            } else if !tables.holds(path) {
                sink.push(stray(path));
            }
        }

        let (registers, entities) = registers::load(&register_dirs, &of_register, &config, sources, sink);
        let codes: Vec<_> = config.codes().cloned().collect();
        let bibliography = bibliography::load(&bibliographies, sources, &codes, sink);
        let mut works = works::load(&work_dirs, &of_work, &config, sources, sink);
        works.sort_by_key(|work| !work.config.is_root());
        let articles = packages.load(&config, sources, sink);
        Content { config, works, registers, entities, bibliography, media, tables, articles, styles }
    }
}

/// Folders, each with its place among them.
fn places(dirs: &[Utf8PathBuf]) -> BTreeMap<&Utf8Path, usize> {
    dirs.iter().enumerate().map(|(index, dir)| (dir.as_path(), index)).collect()
}

/// The first of the folders that hold a file. Those above the file are looked up, since a journal has many others.
fn within(path: &Utf8Path, dirs: &BTreeMap<&Utf8Path, usize>) -> Option<usize> {
    path.ancestors().filter_map(|above| dirs.get(above).copied()).min()
}

/// The finding that a file has no place.
fn stray(path: &Utf8Path) -> Diagnostic {
    const NAMES: [&str; 8] = [
        "work.yml",
        "register.yml",
        "corrections.yml",
        "bibliography.yml",
        "site.yml",
        "terms.yml",
        "exceptions.yml",
        READINGS,
    ];
    let diagnostic = Diagnostic::new(codes::STRAY_FILE, "this file has no place in the site").in_file(path.as_str());
    match path.file_stem().filter(|_| matches!(path.extension(), Some("markdown" | "mdown" | "MD" | "txt"))) {
        Some(stem) => diagnostic.help(format!("texts are named like `{stem}.md`")),
        None => diagnostic.suggest(path.file_name().unwrap_or_default(), NAMES),
    }
}
