//! One article: what it says of itself, its place in the site, and the files that it names.

use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};

use super::settings::Known;
use super::source::Opened;
use super::{Site, State, kept, place};
use crate::diag::{Diagnostic, Sink, codes};
use crate::jats::{Front, NamedFile};
use crate::load::{CONTENT, Media};
use crate::output::WriteError;
use crate::source::{SourceMap, Span};

/// An article that was found in a package.
pub(super) struct FoundArticle {
    path: Utf8PathBuf,
    from: String,
    bytes: Vec<u8>,
    front: Front,
}

/// A file that an article names and that was not brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// It is not in the package; what was looked for.
    Absent(Vec<String>),
    /// Its name leads out of the article's folder, or no system can write it.
    Outside,
    /// It is none of the kinds of files that a site publishes.
    Unpublished,
    /// It is there, but browsers show no picture of this kind.
    Unshown,
}

/// What became of an article.
#[derive(Debug)]
pub struct Article {
    /// Where it came from.
    pub from: String,
    /// Its folder in the site.
    pub folder: Utf8PathBuf,
    /// What became of its XML.
    pub state: State,
    /// The language of the original, then those of its full translations.
    pub languages: Vec<String>,
    /// Languages that it has a title, an abstract or keywords in, and no more.
    pub others: Vec<String>,
    /// Why its language is another one than it says.
    pub assumed: Option<String>,
    /// How many pictures and other files there are now, and how many of them are new or changed.
    pub pictures: (usize, usize),
    /// The same of other files.
    pub data: (usize, usize),
    /// What it names and does not have.
    pub missing: Vec<(String, Missing)>,
    /// How many files it names at other addresses. None of them is fetched.
    pub remote: usize,
    /// Elements that are not understood, and how often they stand in it.
    pub unknown: Vec<(String, usize)>,
}

/// By what an article is known again: its DOI, or else the name of its file.
fn identified(front: &Front, path: &Utf8Path) -> String {
    match &front.doi {
        Some(doi) => doi.trim().to_lowercase(),
        None => path.file_name().unwrap_or_default().to_lowercase(),
    }
}

/// The same for an article of the site.
pub(super) fn identity(bytes: &[u8], path: &Utf8Path) -> Option<String> {
    // One that cannot be read has its name at least.
    Some(match Front::read(bytes) {
        Ok(front) => identified(&front, path),
        Err(_) => path.file_name()?.to_lowercase(),
    })
}

impl FoundArticle {
    /// Reads what an article says of itself; what is not well-formed is reported at its place.
    pub(super) fn read(
        path: &Utf8Path,
        from: String,
        bytes: Vec<u8>,
        text: String,
        sources: &mut SourceMap,
        sink: &mut Sink,
    ) -> Option<Self> {
        match Front::read(&bytes) {
            Ok(front) => Some(Self { path: path.to_owned(), from, bytes, front }),
            Err(fault) => {
                let file = sources.add(Utf8PathBuf::from(&from), text);
                let range = sources.file(file).line_range(fault.line);
                let line = &sources.file(file).text[range.clone()];
                let behind = line.char_indices().nth(fault.column.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
                let at = range.start + behind;
                let found = Diagnostic::new(codes::NOT_IMPORTED, fault.message);
                sink.push(found.at(Span::new(file, at..at), "").help(fault.help));
                None
            }
        }
    }
}

impl Site<'_> {
    /// Brings an article with the files that it names. `None` if the same article was brought in this run already.
    pub(super) fn article(
        &mut self,
        package: &Opened,
        found: FoundArticle,
        used: &mut BTreeSet<Utf8PathBuf>,
        known: &mut Known,
        sink: &mut Sink,
    ) -> Result<Option<Article>, WriteError> {
        let FoundArticle { path, from, bytes, front } = found;
        used.insert(path.clone());
        let identity = identified(&front, &path);
        let target = if let Some(there) = self.articles.get(&identity) {
            there.clone()
        } else {
            let title = front.titles.first().map_or("", |(_, title)| title);
            let stem = path.file_stem().unwrap_or_default();
            let folder = place::folder(title, stem, &self.taken);
            self.taken.insert(folder.clone());
            Utf8Path::new(CONTENT).join(folder).join(place::file_name(path.file_name().unwrap_or_default(), "article"))
        };
        if let Some(first) = self.brought.get(&target) {
            let message = format!("this is the same article as `{first}`, which was given before it");
            let help = match &front.doi {
                Some(doi) => format!("both have the DOI {doi}: give the one that is meant"),
                None => {
                    "neither has a DOI, and their files have the same name: give one of them a DOI, or rename its file"
                        .to_owned()
                }
            };
            // The same file twice does no harm.
            if self.record.is_of(&target, &bytes) {
                return Ok(None);
            }
            sink.push(Diagnostic::new(codes::NOT_IMPORTED, message).in_file(&from).help(help));
            return Ok(None);
        }
        let state = self.bring(&target, &bytes)?;
        if state == State::Kept {
            sink.push(kept(&target, &from));
        }
        self.articles.insert(identity, target.clone());
        self.brought.insert(target.clone(), from.clone());
        known.add(&front);
        let folder = target.parent().unwrap_or(Utf8Path::new(CONTENT)).to_owned();
        let mut article = Article {
            from,
            folder,
            state,
            languages: std::iter::once(front.language).chain(front.editions).collect(),
            others: front.others,
            assumed: front.assumed,
            pictures: (0, 0),
            data: (0, 0),
            missing: Vec::new(),
            remote: 0,
            unknown: front.unknown,
        };
        let beside = path.parent().unwrap_or(Utf8Path::new(""));
        for named in front.files {
            self.named_file(package, beside, named, &mut article, used, sink)?;
        }
        Ok(Some(article))
    }

    /// Brings a file that an article names.
    fn named_file(
        &mut self,
        package: &Opened,
        beside: &Utf8Path,
        named: NamedFile,
        article: &mut Article,
        used: &mut BTreeSet<Utf8PathBuf>,
        sink: &mut Sink,
    ) -> Result<(), WriteError> {
        let NamedFile { href, picture, remote, candidates } = named;
        let plain: Vec<Utf8PathBuf> = candidates.iter().filter_map(|name| place::inside(name)).collect();
        if plain.is_empty() && !remote {
            article.missing.push((href, Missing::Outside));
            return Ok(());
        }
        let here = plain.iter().find_map(|name| Some((package.find(beside, name)?, name)));
        let Some((path, name)) = here else {
            // What an earlier import brought, or somebody has put there, is not missing.
            if plain.iter().any(|name| self.has(&article.folder.join(name))) {
                return Ok(());
            }
            // Whoever has it may put it into the package under the last part of its address.
            let given = place::inside(&href).filter(|_| picture && !remote);
            if let Some(path) = given.and_then(|given| package.find(beside, &given)) {
                used.insert(path);
                article.missing.push((href, Missing::Unshown));
            } else if remote {
                article.remote += 1;
            } else {
                article.missing.push((href, Missing::Absent(candidates)));
            }
            return Ok(());
        };
        used.insert(path.clone());
        if !Media::takes(name) {
            article.missing.push((href, Missing::Unpublished));
            return Ok(());
        }
        let Some(bytes) = package.read(&path, sink) else { return Ok(()) };
        let target = article.folder.join(name);
        let state = self.bring(&target, &bytes)?;
        if state == State::Kept {
            sink.push(kept(&target, &package.label(&path)));
        }
        let count = if picture { &mut article.pictures } else { &mut article.data };
        count.0 += 1;
        count.1 += usize::from(matches!(state, State::New | State::Changed));
        Ok(())
    }

    fn has(&self, path: &Utf8Path) -> bool {
        use crate::source::Files as _;
        self.files.read(path).is_ok()
    }
}
