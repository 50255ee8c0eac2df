//! The files of a theme: which there are, those of the site over those that are built in, and what each of them is.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;

use camino::{Utf8Path, Utf8PathBuf};
use include_dir::include_dir;

use super::Asset;
use crate::config::Config;
use crate::data::PlacedExt;
use crate::diag::{Diagnostic, Sink, closest, codes};
use crate::source::{Embedded, FileId, Files, ObstacleKind, SourceMap};

pub(super) static PAPEL: include_dir::Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/papel");

/// The themes that the binary carries.
const BUILT_IN: &[&str] = &["papel"];

/// The static file that answers for pages that a reader keeps. It needs facts of the site, so `export` writes it.
const WORKER: &str = "sw.js";

/// Where a site's own themes are.
const THEMES: &str = "themes";

/// The files of a theme by name; of each, the built-in one first and the site's own over it.
type Layers = BTreeMap<Utf8PathBuf, Vec<Vec<u8>>>;

/// The files of a theme, read.
#[derive(Debug)]
pub struct ThemeFiles {
    /// Where the site's own stand, or would.
    pub(super) folder: Utf8PathBuf,
    /// The site's own, by name.
    pub(super) own: BTreeSet<Utf8PathBuf>,
    /// Name and text of each template.
    pub(super) templates: Vec<(String, String)>,
    /// Interface strings by file: the built-in ones, then those that lie over them.
    pub(super) messages: BTreeMap<String, Vec<FileId>>,
    /// Static files but for stylesheets.
    pub(super) assets: BTreeMap<String, Asset>,
    /// Stylesheets among the static files.
    pub(super) sheets: Vec<(String, FileId)>,
    /// Styles that stand in pages.
    pub(super) styles: Vec<(String, FileId)>,
    /// The script that answers for pages that a reader keeps.
    pub(super) worker: Option<String>,
}

/// Whether a name is that of one folder, on every system.
fn is_folder_name(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('.')
        && !name.ends_with(['.', ' '])
        && !name.contains(|c: char| c.is_control() || matches!(c, '/' | '\\' | ':'))
}

/// The files of a site's own theme, none where it has no such folder; `None` if they cannot be had, which is reported.
///
/// All of `themes/` is walked, so that a theme that is itself a link out of the site is known for one.
fn list(files: &dyn Files, folder: &Utf8Path, sink: &mut Sink) -> Option<Vec<Utf8PathBuf>> {
    let walk = match files.walk(Utf8Path::new(THEMES)) {
        Ok(walk) => walk,
        Err(error) if error.kind() == ErrorKind::NotFound => return Some(Vec::new()),
        Err(error) => {
            sink.push(Diagnostic::new(codes::UNREADABLE, error.to_string()).in_file(THEMES));
            return None;
        }
    };
    let mut clean = true;
    for obstacle in walk.obstacles.into_iter().filter(|obstacle| obstacle.path.starts_with(folder)) {
        let found = match obstacle.kind {
            ObstacleKind::LinkOut => {
                let found = Diagnostic::new(codes::LINK_OUT, "this symbolic link leads out of `themes/`");
                found.help("copy what it points to into the theme")
            }
            ObstacleKind::NotUtf8 => {
                Diagnostic::new(codes::NOT_UTF8, "the name of this file is not UTF-8").help("rename it")
            }
            ObstacleKind::Refused(why) => Diagnostic::new(codes::UNREADABLE, why),
            ObstacleKind::Hidden => {
                // Desktops and version control leave such files everywhere; only those of `static/` may be meant.
                let inside = obstacle.path.strip_prefix(folder.join("static"));
                let name = inside.map_or("", Utf8Path::as_str);
                if name.is_empty() || LITTER.contains(&name) {
                    continue;
                }
                let found = Diagnostic::new(codes::UNUSED_FILE, "hidden files are left out of the site");
                sink.push(found.in_file(obstacle.path.as_str()).help("give it a name that does not begin with a dot"));
                continue;
            }
        };
        sink.push(found.in_file(obstacle.path.as_str()));
        clean = false;
    }
    clean.then(|| walk.files.into_iter().filter(|path| path.starts_with(folder)).collect())
}

/// Hidden files that nobody means to publish.
const LITTER: [&str; 5] = [".DS_Store", ".gitignore", ".gitkeep", ".gitattributes", ".keep"];

impl ThemeFiles {
    /// Reads the theme that the site names.
    pub fn read(files: &dyn Files, config: &Config, sources: &mut SourceMap, sink: &mut Sink) -> Option<Self> {
        let name = &config.theme.value;
        let span = config.theme.place(config.file, sources);
        if !is_folder_name(name) {
            let message = format!("`{name}` is not the name of a theme");
            let help = "a theme is one folder below `themes/`: give its name alone";
            sink.push(Diagnostic::new(codes::UNKNOWN_THEME, message).at(span, "").help(help));
            return None;
        }
        let folder = Utf8PathBuf::from(format!("{THEMES}/{name}"));
        let own = list(files, &folder, sink)?;
        if own.is_empty() && !BUILT_IN.contains(&name.as_str()) {
            let help = match closest(name, BUILT_IN.iter().copied()) {
                Some(found) => format!("did you mean `{found}`?"),
                None => format!("make a folder `{folder}`; what it lacks is taken from `papel`"),
            };
            sink.push(Diagnostic::new(codes::UNKNOWN_THEME, format!("no theme `{name}`")).at(span, "").help(help));
            return None;
        }
        let mut layers: Layers = BTreeMap::new();
        let built_in = Embedded::new(&PAPEL);
        for path in built_in.walk(Utf8Path::new("")).map(|walk| walk.files).unwrap_or_default() {
            if let Ok(bytes) = built_in.read(&path) {
                layers.insert(path, vec![bytes]);
            }
        }
        let mut names = BTreeSet::new();
        for path in own {
            let name = path.strip_prefix(&folder).unwrap_or(&path).to_owned();
            names.insert(name.clone());
            match files.read(&path) {
                // Interface strings lie over each other one by one, other files as a whole.
                Ok(bytes) if name.starts_with("i18n") => layers.entry(name).or_default().push(bytes),
                Ok(bytes) => {
                    layers.insert(name, vec![bytes]);
                }
                Err(error) => sink.push(Diagnostic::new(codes::UNREADABLE, error.to_string()).in_file(path.as_str())),
            }
        }
        Some(Self::sort(folder, names, layers, sources, sink))
    }

    /// Finds out what each file is, by the folder that it stands in.
    fn sort(
        folder: Utf8PathBuf,
        own: BTreeSet<Utf8PathBuf>,
        layers: Layers,
        sources: &mut SourceMap,
        sink: &mut Sink,
    ) -> Self {
        let mut sorted = Self {
            folder,
            own,
            templates: Vec::new(),
            messages: BTreeMap::new(),
            assets: BTreeMap::new(),
            sheets: Vec::new(),
            styles: Vec::new(),
            worker: None,
        };
        for (path, bytes) in
            layers.into_iter().flat_map(|(path, all)| all.into_iter().map(move |one| (path.clone(), one)))
        {
            let kind = path.components().next().map_or("", |part| part.as_str());
            let name = path.strip_prefix(kind).unwrap_or(&path).to_string();
            match kind {
                "static" if name == WORKER => sorted.worker = Some(String::from_utf8_lossy(&bytes).into_owned()),
                "static" => match str::from_utf8(&bytes) {
                    Ok(text) if path.extension() == Some("css") => {
                        sorted.sheets.push((name, sources.add(sorted.folder.join(&path), text)));
                    }
                    _ => {
                        sorted.assets.insert(name.clone(), Asset::new(&name, bytes));
                    }
                },
                "templates" | "i18n" | "styles" => {
                    let text = String::from_utf8_lossy(&bytes);
                    if let Cow::Owned(_) = text {
                        let diagnostic = Diagnostic::new(codes::NOT_UTF8, "this file is not UTF-8");
                        sink.push(diagnostic.in_file(sorted.folder.join(&path).as_str()));
                    }
                    let file = sources.add(sorted.folder.join(&path), &*text);
                    match kind {
                        "templates" => sorted.templates.push((name, text.into_owned())),
                        "styles" => sorted.styles.push((name, file)),
                        _ => sorted.messages.entry(name).or_default().push(file),
                    }
                }
                _ => {}
            }
        }
        sorted
    }
}
