//! Works: a folder with a `work.yml`, its abstract, its sections and their editions.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};
use serde::Deserialize;

use super::corrections::{self, Corrections};
use super::exceptions::{self, Exception};
use super::readings::{self, READINGS, Readings};
use super::section_kind::SectionKind;
use super::stray;
use super::terms::{self, Term};
use crate::config::{Config, Nocite, WorkConfig, invalid_slug, is_language, unportable};
use crate::data::{CiteKey, Lang, Placed, PlacedExt, SectionId, Slug, WorkId, composed, read};
use crate::diag::{Diagnostic, Sink, closest, codes};
use crate::source::{FileId, SourceMap, Span};

/// One work.
#[derive(Debug)]
pub struct Work {
    /// The name of its folder.
    pub id: WorkId,
    /// Its folder, relative to the site's root.
    pub dir: Utf8PathBuf,
    /// `work.yml`.
    pub config: WorkConfig,
    /// The file of `config`.
    pub file: FileId,
    /// Abstracts in languages of the site.
    pub abstracts: BTreeMap<Lang, Abstract>,
    /// Abstracts in other languages, which nothing translates.
    pub further_abstracts: BTreeMap<Lang, Abstract>,
    /// Sections, in order.
    pub sections: Vec<Section>,
    /// What is remembered of the abstract that translations were made from.
    pub abstract_readings: Option<Readings>,
    /// `corrections.yml`.
    pub corrections: Corrections,
    /// `terms.yml`.
    pub terms: Vec<Term>,
    /// `exceptions.yml`.
    pub exceptions: Vec<Exception>,
    /// The list of references of an article that was published, in its order; none where citations make the list.
    pub listed: Vec<CiteKey>,
}

/// An abstract in one language.
#[derive(Debug, Clone)]
pub struct Abstract {
    /// Its file.
    pub file: FileId,
    /// What its language calls it, if that is not the word of the interface: `Résumé`.
    pub title: Option<String>,
    /// The bytes of its Markdown.
    pub body: Range<usize>,
}

/// A section: a folder whose files are its editions.
#[derive(Debug)]
pub struct Section {
    /// The folder's name without its number.
    pub id: SectionId,
    /// What kind of section it is.
    pub kind: SectionKind,
    /// What it is counted by: `1` for the first section, `A` for the first appendix; nothing for what has no number.
    pub number: Option<String>,
    /// Editions by language; that of the authoritative language is always there.
    pub editions: BTreeMap<Lang, Edition>,
    /// What is remembered of its original: the readings that translations were made from, and its anchors.
    pub readings: Option<Readings>,
}

/// A section in one language.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Its file.
    pub file: FileId,
    /// Title.
    pub title: String,
    /// Where the title stands.
    pub title_span: Span,
    /// Its part of the address, and where it was given.
    pub slug: Option<(Slug, Span)>,
    /// The bytes of its Markdown.
    pub body: Range<usize>,
    /// Whether there is no text, only a title: the section is not translated.
    pub is_empty: bool,
    /// Works that its text adds to the list of references without citing them.
    pub nocite: Option<Placed<Nocite>>,
    /// What kind of section it says that it is, and where.
    pub kind: Option<(SectionKind, Span)>,
    /// Whether it says that it has a number.
    pub numbered: Option<bool>,
}

impl Work {
    /// The authoritative language.
    #[must_use]
    pub fn language(&self) -> &Lang {
        &self.config.language.value
    }
}

impl Section {
    /// The edition that a reader of `lang` gets, with its language: that language's if it has a text, else the
    /// authoritative one.
    #[must_use]
    pub fn edition<'a>(&'a self, lang: &Lang, authoritative: &Lang) -> Option<(&'a Lang, &'a Edition)> {
        let own = self.editions.get_key_value(lang).filter(|(_, edition)| !edition.is_empty);
        own.or_else(|| self.editions.get_key_value(authoritative))
    }
}

pub(super) fn load(
    dirs: &[Utf8PathBuf],
    files: &[BTreeMap<Utf8PathBuf, FileId>],
    config: &Config,
    sources: &SourceMap,
    sink: &mut Sink,
) -> Vec<Work> {
    let mut works = Vec::new();
    let mut ids: BTreeMap<WorkId, FileId> = BTreeMap::new();
    for (dir, files) in dirs.iter().zip(files) {
        let Some(file) = files.get(Utf8Path::new("work.yml")).copied() else { continue };
        let id = WorkId::new(&composed(dir.file_name().unwrap_or_default()));
        sink.extend(unportable(id.as_str(), Span::new(file, 0..0)));
        if let Some(first) = ids.insert(id.clone(), file) {
            let message = format!("two works are in folders named `{id}`");
            let help = "the folder's name is the work's id and its default slug; rename one";
            let first = sources.file(first).path.as_str();
            let diagnostic = Diagnostic::new(codes::DUPLICATE_SLUG, message).in_file(sources.file(file).path.as_str());
            sink.push(diagnostic.help(format!("{help} (the other is {first})")));
            continue;
        }
        let Some(work) = WorkConfig::read(file, config, sources, sink) else { continue };
        let mut reader = WorkReader { config, sources, sink, authoritative: work.language.value.clone() };
        let Texts { abstracts, further_abstracts, abstract_readings, sections } = reader.texts(files);
        let written = sections.iter().flat_map(|section| &section.editions).filter(|(_, edition)| !edition.is_empty);
        let written: BTreeSet<&Lang> = written.map(|(lang, _)| lang).chain(abstracts.keys()).collect();
        report_untitled(&work, &written, file, sources, sink);
        let named = |name: &str| files.get(Utf8Path::new(name)).copied();
        let corrections = named("corrections.yml").map(|file| corrections::load(file, config, sources, sink));
        let terms = named("terms.yml").map(|file| terms::load(file, config, sources, sink));
        let exceptions = named("exceptions.yml").map(|file| exceptions::load(file, config, sources, sink));
        works.push(Work {
            id,
            dir: dir.clone(),
            config: work,
            file,
            abstracts,
            further_abstracts,
            abstract_readings,
            sections,
            corrections: corrections.unwrap_or_default(),
            terms: terms.unwrap_or_default(),
            exceptions: exceptions.unwrap_or_default(),
            listed: Vec::new(),
        });
    }
    works
}

/// Reports the languages in which a work has texts and no title: its readers would get that of another one.
fn report_untitled(work: &WorkConfig, written: &BTreeSet<&Lang>, file: FileId, sources: &SourceMap, sink: &mut Sink) {
    let (title, language) = (&work.title, &work.language.value);
    for lang in written.iter().filter(|lang| **lang != language && title.value.get(lang).is_none()) {
        let message = format!("the work has texts in `{lang}` and no title in it");
        let found = Diagnostic::new(codes::UNTITLED, message).at(title.place(file, sources), "");
        sink.push(found.help(format!("add it: `title: {{{lang}: \"…\"}}`")));
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    title: Placed<String>,
    #[serde(default)]
    slug: Option<Placed<String>>,
    #[serde(default)]
    kind: Option<Placed<String>>,
    #[serde(default)]
    numbered: Option<bool>,
    #[serde(default)]
    nocite: Option<Placed<Nocite>>,
}

/// What may stand above an abstract.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct AbstractFront {
    #[serde(default)]
    title: Option<String>,
}

struct WorkReader<'a> {
    config: &'a Config,
    sources: &'a SourceMap,
    sink: &'a mut Sink,
    authoritative: Lang,
}

/// Files of a work's folder that are not texts.
const DATA: [&str; 4] = ["work.yml", "corrections.yml", "terms.yml", "exceptions.yml"];

/// The texts of a work.
struct Texts {
    abstracts: BTreeMap<Lang, Abstract>,
    further_abstracts: BTreeMap<Lang, Abstract>,
    abstract_readings: Option<Readings>,
    sections: Vec<Section>,
}

/// The files of a section's folder.
#[derive(Default)]
struct Folder {
    editions: Vec<(Lang, FileId)>,
    readings: Option<FileId>,
}

impl WorkReader<'_> {
    fn texts(&mut self, files: &BTreeMap<Utf8PathBuf, FileId>) -> Texts {
        let (mut abstracts, mut further_abstracts) = (BTreeMap::new(), BTreeMap::new());
        let mut folders: BTreeMap<String, Folder> = BTreeMap::new();
        for (path, file) in files {
            if DATA.contains(&path.as_str()) {
                continue;
            }
            let parts: Vec<_> = path.components().map(|part| part.as_str()).collect();
            let [folder, name] = parts[..] else {
                self.sink.push(stray(&self.sources.file(*file).path));
                continue;
            };
            if name == READINGS {
                folders.entry(folder.to_owned()).or_default().readings = Some(*file);
                continue;
            }
            let named = name.strip_suffix(".md").map(Lang::new);
            let further = |lang: &Lang| folder == "abstract" && is_language(lang.as_str());
            let Some(lang) = named.filter(|lang| self.config.language(lang).is_some() || further(lang)) else {
                let known: Vec<_> = self.config.codes().map(|code| format!("`{code}.md`")).collect();
                let help = format!("the files of a section are named after the site's languages: {}", known.join(", "));
                self.sink.push(stray(&self.sources.file(*file).path).help(help));
                continue;
            };
            if folder == "abstract" {
                let read = self.abstract_of(*file);
                let own = self.config.language(&lang).is_some();
                if own { &mut abstracts } else { &mut further_abstracts }.insert(lang, read);
            } else {
                folders.entry(folder.to_owned()).or_default().editions.push((lang, *file));
            }
        }
        let abstract_readings = folders.remove("abstract").and_then(|folder| self.readings(folder.readings));
        Texts { abstracts, further_abstracts, abstract_readings, sections: self.sections(folders) }
    }

    fn abstract_of(&mut self, file: FileId) -> Abstract {
        let Some((front, body)) = self.split(file, false) else { return Abstract { file, title: None, body: 0..0 } };
        let given = !self.sources.file(file).text[front.clone()].trim().is_empty();
        let front: AbstractFront = if given {
            read(self.sources, file, front, self.sink).unwrap_or_default()
        } else {
            AbstractFront::default()
        };
        Abstract { file, title: front.title, body }
    }

    fn readings(&mut self, file: Option<FileId>) -> Option<Readings> {
        readings::load(file?, self.config, self.sources, self.sink)
    }

    fn sections(&mut self, folders: BTreeMap<String, Folder>) -> Vec<Section> {
        let mut sections: Vec<Section> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut counts: BTreeMap<SectionKind, usize> = BTreeMap::new();
        for (folder, Folder { editions: files, readings }) in folders {
            let id = folder.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('-');
            let span = files.first().map(|(_, file)| Span::new(*file, 0..0));
            if !Slug::is_valid(id) {
                self.sink.extend(span.map(|span| invalid_slug(&folder, span)));
                continue;
            }
            if !seen.insert(id.to_owned()) {
                let message = format!("two sections are called `{id}`");
                let help = "a section's id is its folder's name without the number";
                self.sink.extend(span.map(|at| Diagnostic::new(codes::DUPLICATE_SLUG, message).at(at, "").help(help)));
                continue;
            }
            let unreadable = files.iter().any(|(lang, _)| *lang == self.authoritative);
            let editions: BTreeMap<_, _> =
                files.into_iter().filter_map(|(lang, file)| Some((lang, self.edition(file)?))).collect();
            match editions.get(&self.authoritative) {
                Some(edition) if edition.is_empty => {
                    let message = format!("this section has no text in `{}`, the work's language", self.authoritative);
                    let at = Span::new(edition.file, 0..0);
                    self.sink.push(Diagnostic::new(codes::MISSING_LANGUAGE, message).at(at, ""));
                }
                Some(_) => {}
                // Its front matter was reported.
                None if unreadable => continue,
                None => {
                    let message = format!("the section `{folder}` has no `{}.md`", self.authoritative);
                    let help = "the work's authoritative language is what the others fall back to";
                    let diagnostic = Diagnostic::new(codes::MISSING_LANGUAGE, message).help(help);
                    self.sink.extend(span.map(|span| diagnostic.at(span, "")));
                    continue;
                }
            }
            let readings = self.readings(readings);
            let original = editions.get(&self.authoritative);
            let kind = original.and_then(|edition| edition.kind).map_or(SectionKind::Section, |(kind, _)| kind);
            self.compare_kinds(kind, &editions);
            let numbered = original.and_then(|edition| edition.numbered).unwrap_or(true);
            let number = numbered.then(|| kind.number(counts.entry(kind).or_default())).flatten();
            sections.push(Section { id: SectionId::new(id), kind, number, editions, readings });
        }
        sections
    }

    /// Reports translations that say to be of another kind than their original.
    fn compare_kinds(&mut self, kind: SectionKind, editions: &BTreeMap<Lang, Edition>) {
        for (lang, edition) in editions {
            let Some((own, place)) = edition.kind.filter(|(own, _)| *own != kind && *lang != self.authoritative) else {
                continue;
            };
            let message = format!("this is `{}`, and its original is `{}`", own.name(), kind.name());
            let help = format!("write `kind: {}`, or leave it to the original", kind.name());
            self.sink.push(Diagnostic::new(codes::SECTION_KIND, message).at(place, "").help(help));
        }
    }

    fn edition(&mut self, file: FileId) -> Option<Edition> {
        let (front, body) = self.split(file, true)?;
        let front: FrontMatter = read(self.sources, file, front, self.sink)?;
        let slug = front.slug.and_then(|slug| {
            let span = slug.place(file, self.sources);
            if Slug::is_valid(&slug.value) {
                return Some((Slug::new(&slug.value), span));
            }
            self.sink.push(invalid_slug(&slug.value, span));
            None
        });
        let is_empty = self.sources.file(file).text[body.clone()].trim().is_empty();
        let title_span = front.title.place(file, self.sources);
        let kind = front.kind.and_then(|given| {
            let place = given.place(file, self.sources);
            let found = SectionKind::find(&given.value);
            if found.is_none() {
                let help = match closest(&given.value, SectionKind::ALL.iter().map(|kind| kind.name())) {
                    Some(found) => format!("did you mean `{found}`?"),
                    None => format!("known are {}", SectionKind::ALL.map(SectionKind::name).join(", ")),
                };
                let message = format!("`{}` is not a kind of section", given.value);
                self.sink.push(Diagnostic::new(codes::SECTION_KIND, message).at(place, "").help(help));
            }
            Some((found?, place))
        });
        let (title, nocite, numbered) = (front.title.value, front.nocite, front.numbered);
        Some(Edition { file, title, title_span, slug, body, is_empty, nocite, kind, numbered })
    }

    /// The bytes of the front matter's YAML and of the Markdown behind it.
    fn split(&mut self, file: FileId, required: bool) -> Option<(Range<usize>, Range<usize>)> {
        let text = &*self.sources.file(file).text;
        let mut problem = |message: &str, at: Range<usize>| {
            let help = "begin the file with `---`, `title: …`, `slug: …`, `---`, each on a line of its own";
            let span = Span::new(file, at);
            self.sink.push(Diagnostic::new(codes::FRONT_MATTER, message).at(span, "").help(help));
        };
        let first = text.lines().next().unwrap_or("");
        if first.trim_end() == "+++" {
            problem("this front matter is TOML, and is not read", 0..first.len());
            return None;
        }
        if first.trim_end() != "---" {
            if required {
                problem("the front matter is missing", 0..first.len());
                return None;
            }
            return Some((0..0, 0..text.len()));
        }
        let yaml_start = text.find('\n').map_or(text.len(), |at| at + 1);
        let mut at = yaml_start;
        for line in text[yaml_start..].split_inclusive('\n') {
            if line.trim_end() == "---" {
                return Some((yaml_start..at, at + line.len()..text.len()));
            }
            at += line.len();
        }
        problem("the front matter is not closed", 0..first.len());
        None
    }
}
