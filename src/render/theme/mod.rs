//! A theme: templates, static files and interface strings, those of the site over those that are built in. Which files
//! these are is in [`files`], how strings of several languages come together in [`words`].

mod files;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use camino::Utf8Path;
use tera::{Kwargs, State, Tera, Value};

use super::sheet::{self, Stylesheet, check};
use super::stray;
use super::strings::{Argument, Strings};
use super::style::{in_page, without_comments};
use crate::config::Config;
use crate::data::{Lang, OutPath};
use files::PAPEL;
pub use files::ThemeFiles;
pub use words::ToFill;

use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, SourceMap, Span};

/// The templates that every theme has: each is looked up by this name.
const TEMPLATES: &[&str] = &[
    "404.html",
    "article.html",
    "bibliography.html",
    "colophon.html",
    "corrections.html",
    "entity.html",
    "facing.html",
    "front.html",
    "home.html",
    "register.html",
    "section.html",
    "site.html",
];

/// Whether a site has something.
type Has = fn(&Config) -> bool;

/// Static files of the built-in theme that serve one thing that a site may do without.
const SWITCHED: &[(&str, Has)] = &[("search.js", |config| config.search), ("keep.js", |config| config.offline)];

/// Styles that stand in pages, by name.
type Styles = BTreeMap<String, Stylesheet>;

/// The folder of static files in the output.
const ASSETS: &str = "assets/";

/// A theme that is ready for use.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    strings: Arc<BTreeMap<Lang, Strings>>,
    assets: BTreeMap<String, Asset>,
    idle: Vec<&'static str>,
    styles: Arc<Styles>,
    classes: BTreeSet<String>,
    worker: Option<String>,
}

/// A static file of a theme.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its file in the output; the name holds a hash of its bytes, so that a cache never shows an older one.
    pub path: OutPath,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Asset {
    fn new(name: &str, bytes: Vec<u8>) -> Self {
        Self { path: OutPath::new(&format!("{ASSETS}{}", hashed_name(name, &bytes))), bytes }
    }
}

impl Theme {
    /// The interface strings of one of the site's languages.
    #[must_use]
    pub fn strings(&self, lang: &Lang) -> &Strings {
        &self.strings[lang]
    }

    /// The script that answers for pages that a reader keeps.
    #[must_use]
    pub fn worker(&self) -> Option<&str> {
        self.worker.as_deref()
    }

    /// A static file, by its name in the theme.
    #[must_use]
    pub fn asset(&self, name: &str) -> Option<&Asset> {
        self.assets.get(name)
    }

    /// A style that stands in pages, by its name in the theme, as seen from a page; nothing where there is none.
    #[must_use]
    pub fn style(&self, name: &str, root: &str) -> String {
        self.styles.get(name).map(|style| style.seen_from(root)).unwrap_or_default()
    }

    /// Whether any of its stylesheets has a rule for a class.
    #[must_use]
    pub fn has_style_for(&self, class: &str) -> bool {
        self.classes.contains(class)
    }

    /// The static files that the site has; not those that its settings leave without a use.
    pub fn assets(&self) -> impl Iterator<Item = &Asset> {
        self.assets.iter().filter(|(name, _)| !self.idle.contains(&name.as_str())).map(|(_, asset)| asset)
    }

    /// Fills a template.
    pub(super) fn render(&self, template: &str, context: &tera::Context) -> Result<String, tera::Error> {
        self.tera.render(template, context)
    }
}

impl ThemeFiles {
    /// Makes a theme of its files; it needs nothing else of the site but its settings.
    pub fn assemble(self, config: &Config, sources: &SourceMap, sink: &mut Sink) -> Option<Theme> {
        for name in TEMPLATES.iter().filter(|name| !self.templates.iter().any(|(have, _)| have == *name)) {
            let diagnostic = Diagnostic::new(codes::MISSING_FILE, format!("the theme has no template `{name}`"));
            sink.push(diagnostic.in_file(self.folder.as_str()));
        }
        let of_pages = PAPEL.get_dir("templates").into_iter().flat_map(include_dir::Dir::files);
        let of_pages: Vec<_> = of_pages.filter_map(|file| file.path().file_name()?.to_str()).collect();
        stray::check(&self.folder, &self.own, &self.templates, &of_pages, sink);
        let idle = SWITCHED.iter().filter(|(name, on)| {
            let named = |(_, text): &(String, String)| text.contains(name);
            let by_own = |one: &&(String, String)| self.own.contains(&Utf8Path::new("templates").join(&one.0));
            !on(config)
                && !self.own.contains(&Utf8Path::new("static").join(name))
                && !self.templates.iter().filter(by_own).any(named)
        });
        let idle = idle.map(|(name, _)| *name).collect();
        let strings = Arc::new(words::load(&self.folder, &self.messages, config, sources, sink));
        let mut tera = Tera::new();
        let mut assets = self.assets;
        let sheets = self.sheets.iter().chain(&self.styles);
        let classes = sheets.flat_map(|(_, file)| sheet::classes(&sources.file(*file).text)).collect();
        let styles = Arc::new(address(&mut assets, &self.sheets, &self.styles, sources, sink));
        register(&mut tera, &strings, &assets, &styles);
        if let Err(error) = tera.add_raw_templates(self.templates) {
            sink.extend(template_errors(&error, &self.folder, sources));
            return None;
        }
        (strings.len() == config.languages.len()).then_some(Theme {
            tera,
            strings,
            assets,
            idle,
            styles,
            classes,
            worker: self.worker,
        })
    }
}

/// `print.css` and its bytes → `print.1f3a9c2b.css`.
fn hashed_name(name: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{}.{extension}", &hash[..8]),
        None => format!("{name}.{}", &hash[..8]),
    }
}

/// Gives stylesheets the addresses that static files have in the output, those that are files themselves (`sheets`) and
/// those that stand in pages (`styles`), and reports what is wrong with them.
fn address(
    assets: &mut BTreeMap<String, Asset>,
    sheets: &[(String, FileId)],
    styles: &[(String, FileId)],
    sources: &SourceMap,
    sink: &mut Sink,
) -> Styles {
    let known = assets.clone();
    let names: Vec<&str> = known.keys().map(String::as_str).collect();
    // What an address names, as seen from a file of `static/`; what stands behind the name stays.
    let find = |from: &OutPath, address: &str| {
        let (name, rest) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
        let asset = known.get(from.follow(name)?.as_str()).filter(|_| !name.is_empty())?;
        Some(format!("{}{rest}", asset.path.address()))
    };
    for (name, file) in sheets {
        let from = OutPath::new(name);
        // An address may lead to files of the site beside `assets/`.
        let finds = |address: &str| from.follow(address).is_none() || find(&from, address).is_some();
        check(*file, sources, finds, &names, sink);
        let css = without_comments(&sources.file(*file).text);
        let css = Stylesheet::new(&css, |address| Some(find(&from, address)?.strip_prefix(ASSETS)?.to_owned()));
        assets.insert(name.clone(), Asset::new(name, css.seen_from(&from.to_root()).into_bytes()));
    }
    let page = OutPath::new("");
    let find = |address: &str| find(&page, address.strip_prefix("../static/").unwrap_or(address));
    let style = |(name, file): &(String, FileId)| {
        check(*file, sources, |address| address.starts_with('/') || find(address).is_some(), &names, sink);
        (name.clone(), Stylesheet::new(&in_page(&sources.file(*file).text), find))
    };
    styles.iter().map(style).collect()
}

/// The functions that templates may call.
fn register(
    tera: &mut Tera,
    strings: &Arc<BTreeMap<Lang, Strings>>,
    assets: &BTreeMap<String, Asset>,
    styles: &Arc<Styles>,
) {
    let strings = Arc::clone(strings);
    tera.register_function("tr", move |kwargs: Kwargs, state: &State<'_>| -> tera::TeraResult<String> {
        let id: String = kwargs.must_get("id")?;
        let lang: String = state.get("lang")?.unwrap_or_default();
        let Some(strings) = strings.get(lang.as_str()) else {
            return Err(tera::Error::message(format!("there are no strings in `{lang}`")));
        };
        if !strings.has(&id) {
            return Err(tera::Error::message(format!("there is no interface string `{id}`")));
        }
        let mut arguments = Vec::new();
        for (key, value) in kwargs.iter() {
            let (name, value) = (key.to_string(), argument(value));
            if name != "id" {
                arguments.push((name, value));
            }
        }
        let arguments: Vec<_> = arguments.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        Ok(strings.format(&id, &arguments))
    });
    let paths: BTreeMap<String, OutPath> =
        assets.iter().map(|(name, asset)| (name.clone(), asset.path.clone())).collect();
    tera.register_function("asset", move |kwargs: Kwargs, state: &State<'_>| -> tera::TeraResult<String> {
        let name: String = kwargs.must_get("name")?;
        let root: String = state.get("root")?.unwrap_or_default();
        match paths.get(&name) {
            Some(path) => Ok(format!("{root}{}", path.address())),
            None => Err(tera::Error::message(format!("the theme has no static file `{name}`"))),
        }
    });
    let styles = Arc::clone(styles);
    tera.register_function("style", move |kwargs: Kwargs, state: &State<'_>| -> tera::TeraResult<String> {
        let names: String = kwargs.must_get("of")?;
        let root: String = state.get("root")?.unwrap_or_default();
        let style = |name: &str| {
            let missing = || tera::Error::message(format!("the theme has no style `{name}.css`"));
            styles.get(&format!("{name}.css")).map(|style| style.seen_from(&root)).ok_or_else(missing)
        };
        names.split_ascii_whitespace().map(style).collect()
    });
}

fn argument(value: &Value) -> Argument {
    match value.as_f64() {
        Some(number) => Argument::Number(number),
        None => Argument::Text(value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
    }
}

/// A template engine's errors as diagnostics, with their places if they have any.
fn template_errors(error: &tera::Error, folder: &Utf8Path, sources: &SourceMap) -> Vec<Diagnostic> {
    let text = error.to_string();
    // What is wrong between templates comes as one text, ready for a terminal: message, then `--> file:line:column`.
    let reported = matches!(error.kind(), tera::ErrorKind::Msg(_)).then(|| text.strip_prefix("error: ")).flatten();
    let Some(reports) = reported else { return vec![template_error(error, folder, sources)] };
    let report = |report: &str| {
        let mut lines = report.lines();
        let diagnostic = Diagnostic::new(codes::TEMPLATE, lines.next().unwrap_or_default());
        let place = lines.next().and_then(|line| {
            let mut parts = line.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
            let (column, line) = (parts.next()?.parse::<usize>().ok()?, parts.next()?.parse().ok()?);
            let file = sources.find(&folder.join("templates").join(parts.next()?))?;
            let range = sources.file(file).line_range(line);
            let text = &sources.file(file).text[range.clone()];
            let at = range.start + text.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
            Some(Span::new(file, at..at))
        });
        match place {
            Some(span) => diagnostic.at(span, ""),
            None => diagnostic.in_file(folder.as_str()),
        }
    };
    reports.split("\n\nerror: ").map(report).collect()
}

/// A template engine's error as a diagnostic, with the place if it has one.
pub(super) fn template_error(error: &tera::Error, folder: &Utf8Path, sources: &SourceMap) -> Diagnostic {
    let (tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report)) = error.kind() else {
        let path = match error.kind() {
            tera::ErrorKind::MissingParent { current: name, .. }
            | tera::ErrorKind::CircularExtend { tpl: name, .. }
            | tera::ErrorKind::CircularInclude { tpl: name, .. } => folder.join("templates").join(name),
            _ => folder.to_owned(),
        };
        return Diagnostic::new(codes::TEMPLATE, error.to_string()).in_file(path.as_str());
    };
    let diagnostic = Diagnostic::new(codes::TEMPLATE, report.message());
    let path = folder.join("templates").join(report.filename());
    match sources.find(&path) {
        Some(file) => {
            let text = &sources.file(file).text;
            let range = &report.span().range;
            let end = range.end.min(text.len());
            diagnostic.at(Span::new(file, range.start.min(end)..end), "")
        }
        None => diagnostic.in_file(path.as_str()),
    }
}
