//! Registers: a folder with a `register.yml`, and tables whose rows are its entries.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use serde::Deserialize;

use super::readings::{self, READINGS, Readings};
use super::stray;
use crate::config::{Config, invalid_slug, unportable};
use crate::data::{EntityId, Lang, Ordered, Placed, PlacedExt, Slug, Texts, composed, read};
use crate::diag::{Diagnostic, Sink, closest, codes};
use crate::source::{FileId, SourceMap, Span};

/// A register: actors, legal instruments, places.
#[derive(Debug)]
pub struct Register {
    /// The name of its folder.
    pub id: String,
    /// What its index is called.
    pub title: Texts,
    /// What one entry is called.
    pub singular: Texts,
    /// Its part of the address.
    pub slug: Texts,
    /// What entries are grouped by, outermost first.
    pub facets: Vec<Facet>,
    /// Its tables, in the order of their files.
    pub tables: Vec<Table>,
    /// What is remembered of the descriptions that translations were made from; blocks are named by the entry's id.
    pub readings: Option<Readings>,
    /// Where `register.yml` gives the slugs.
    pub span: Span,
}

/// A property of entries that groups them.
#[derive(Debug)]
pub struct Facet {
    /// Its key.
    pub id: String,
    /// Its name.
    pub label: Texts,
    /// Its values and their names, in order.
    pub values: Vec<(String, Texts)>,
}

impl Register {
    /// What stands for a register whose `register.yml` cannot be read. Nothing is built of it.
    fn without_head(dir: &Utf8Path, span: Span) -> Self {
        Self {
            id: composed(dir.file_name().unwrap_or_default()).into_owned(),
            title: Texts::default(),
            singular: Texts::default(),
            slug: Texts::default(),
            facets: Vec::new(),
            tables: Vec::new(),
            readings: None,
            span,
        }
    }
}

impl Facet {
    /// What the facet says of an entry: the place of the value among its values, its key, and its name.
    #[must_use]
    pub fn of(&self, entity: &Entity) -> Option<(usize, &str, &Texts)> {
        let own = entity.facets.get(&self.id)?;
        let found = self.values.iter().enumerate().find(|(_, (id, _))| id == own);
        found.map(|(at, (id, label))| (at, id.as_str(), label))
    }
}

/// A table of entries.
#[derive(Debug)]
pub struct Table {
    /// Its file, relative to `content/`: what a text names to show it.
    pub path: Utf8PathBuf,
    /// Its anchor, and the beginning of its rows' anchors.
    pub id: String,
    /// "Table 1".
    pub label: Texts,
    /// Caption, without the label.
    pub caption: Texts,
    /// Where it comes from.
    pub source: Texts,
    /// Head of the column of names, where the groups have none.
    pub name_head: Texts,
    /// Head of the column of descriptions.
    pub description_head: Texts,
    /// Rows, by group.
    pub groups: Vec<Group>,
    /// Where its id is given.
    pub span: Span,
}

impl Table {
    /// What it says besides its entries, each with the name under which its readings are kept, and what it is.
    #[must_use]
    pub fn wordings(&self) -> Vec<(String, &'static str, &Texts)> {
        let own = [
            ("caption", "the caption", &self.caption),
            ("source", "the source", &self.source),
            ("names", "the head of the names", &self.name_head),
            ("descriptions", "the head of the descriptions", &self.description_head),
        ];
        let own = own.into_iter().map(|(part, what, texts)| (format!("{}.{part}", self.id), what, texts));
        let groups = self.groups.iter().enumerate();
        let groups =
            groups.map(|(at, group)| (format!("{}.group-{}", self.id, at + 1), "the head of a group", &group.heading));
        own.chain(groups).filter(|(_, _, texts)| !texts.is_empty()).collect()
    }
}

/// Rows under one head.
#[derive(Debug)]
pub struct Group {
    /// The head.
    pub heading: Texts,
    /// The rows.
    pub entries: Vec<EntityId>,
}

/// An entry of a register.
#[derive(Debug)]
pub struct Entity {
    /// Unique over all registers.
    pub id: EntityId,
    /// Its register, by place in [`Content::registers`](super::Content::registers).
    pub register: usize,
    /// Name.
    pub name: Texts,
    /// Acronym.
    pub acronym: Texts,
    /// The language of the official name.
    pub official: Option<Lang>,
    /// Further forms that running text uses.
    pub aliases: BTreeMap<Lang, Vec<String>>,
    /// Forms that hold a name but mean something else.
    pub except: BTreeMap<Lang, Vec<String>>,
    /// Description.
    pub description: Texts,
    /// Its part of the address; by default the id.
    pub slug: Texts,
    /// Values of the register's facets.
    pub facets: BTreeMap<String, String>,
    /// Where its id is given.
    pub span: Span,
}

impl Entity {
    /// The slug in a language.
    #[must_use]
    pub fn slug(&self, lang: &Lang) -> &str {
        self.slug.get(lang).unwrap_or(self.id.as_str())
    }

    /// The acronym, or the name where there is none, for a reader of `lang`.
    #[must_use]
    pub fn short_name(&self, lang: &Lang, fallback: &Lang) -> Option<&str> {
        self.acronym.get(lang).or_else(|| Some(self.name.pick(lang, fallback)?.text))
    }

    /// The language that `name` is in, as shown to a reader of `lang`: the official one if the names are the same.
    #[must_use]
    pub fn language_of<'a>(&'a self, name: &str, lang: &'a Lang) -> &'a Lang {
        match &self.official {
            Some(official) if official != lang && self.name.get(official) == Some(name) => official,
            _ => lang,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRegister {
    title: Placed<Texts>,
    slug: Placed<Texts>,
    singular: Texts,
    #[serde(default)]
    facets: Ordered<RawFacet>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFacet {
    label: Texts,
    values: Ordered<Texts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTable {
    id: Placed<String>,
    label: Texts,
    caption: Texts,
    #[serde(default)]
    source: Texts,
    #[serde(default)]
    facets: Ordered<Placed<String>>,
    #[serde(default)]
    columns: RawColumns,
    groups: Vec<RawGroup>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawColumns {
    #[serde(default)]
    name: Texts,
    #[serde(default)]
    description: Texts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGroup {
    #[serde(default)]
    heading: Texts,
    #[serde(default)]
    facets: Ordered<Placed<String>>,
    entries: Vec<RawEntity>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntity {
    id: Placed<String>,
    name: Placed<Texts>,
    #[serde(default)]
    acronym: Texts,
    #[serde(default)]
    official: Option<Placed<Lang>>,
    #[serde(default)]
    aliases: BTreeMap<Lang, Vec<Placed<String>>>,
    #[serde(default)]
    except: BTreeMap<Lang, Vec<Placed<String>>>,
    #[serde(default)]
    description: Texts,
    #[serde(default)]
    slug: Option<Placed<Texts>>,
    #[serde(default)]
    facets: Ordered<Placed<String>>,
}

pub(super) fn load(
    dirs: &[Utf8PathBuf],
    files: &[Vec<FileId>],
    config: &Config,
    sources: &SourceMap,
    sink: &mut Sink,
) -> (Vec<Register>, BTreeMap<EntityId, Entity>) {
    let mut registers = Vec::new();
    let mut entities = BTreeMap::new();
    for (dir, files) in dirs.iter().zip(files) {
        let (heads, tables): (Vec<FileId>, Vec<FileId>) =
            files.iter().partition(|file| sources.file(**file).path.file_name() == Some("register.yml"));
        // Where `register.yml` cannot be read, which was reported, its tables are read all the same: that none of their
        // entries is known would be reported at every place that names one.
        let head = heads.first().and_then(|head| read_register(*head, dir, config, sources, sink));
        let headless = head.is_none();
        let Some(span) = files.first().map(|file| Span::new(*file, 0..0)) else { continue };
        sink.extend(unportable(dir.file_name().unwrap_or_default(), span));
        let mut reader = TableReader {
            index: registers.len(),
            register: head.unwrap_or_else(|| Register::without_head(dir, span)),
            headless,
            config,
            sources,
            entities: &mut entities,
            sink: &mut *sink,
        };
        for file in tables {
            if sources.file(file).path.file_name() == Some(READINGS) {
                reader.register.readings = readings::load(file, config, sources, reader.sink);
            } else {
                reader.table(file);
            }
        }
        registers.push(reader.register);
    }
    (registers, entities)
}

fn read_register(
    file: FileId,
    dir: &Utf8PathBuf,
    config: &Config,
    sources: &SourceMap,
    sink: &mut Sink,
) -> Option<Register> {
    let raw: RawRegister = read(sources, file, 0..sources.file(file).text.len(), sink)?;
    let span = raw.slug.place(file, sources);
    config.check_texts("title", &raw.title.value, raw.title.place(file, sources), sink);
    check_slugs(&raw.slug.value, span, sink);
    for lang in config.codes().filter(|lang| raw.slug.value.get(lang).is_none()) {
        let message = format!("the register's slug is missing in `{lang}`");
        sink.push(Diagnostic::new(codes::MISSING_LANGUAGE, message).at(span, ""));
    }
    let facet = |(id, facet): (Placed<String>, RawFacet)| Facet {
        id: id.value,
        label: facet.label,
        values: facet.values.0.into_iter().map(|(value, label)| (value.value, label)).collect(),
    };
    Some(Register {
        id: composed(dir.file_name().unwrap_or_default()).into_owned(),
        title: raw.title.value,
        singular: raw.singular,
        slug: raw.slug.value,
        facets: raw.facets.0.into_iter().map(facet).collect(),
        tables: Vec::new(),
        readings: None,
        span,
    })
}

/// Reports slugs that are none; returns whether all are sound.
fn check_slugs(slugs: &Texts, span: Span, sink: &mut Sink) -> bool {
    let mut bad =
        slugs.iter().filter(|(_, slug)| !Slug::is_valid(slug)).map(|(_, slug)| invalid_slug(slug, span)).peekable();
    let clean = bad.peek().is_none();
    sink.extend(bad);
    clean
}

struct TableReader<'a> {
    index: usize,
    register: Register,
    /// Whether `register.yml` could not be read, so that nothing is known of its facets.
    headless: bool,
    config: &'a Config,
    sources: &'a SourceMap,
    entities: &'a mut BTreeMap<EntityId, Entity>,
    sink: &'a mut Sink,
}

impl TableReader<'_> {
    fn table(&mut self, file: FileId) {
        let source = self.sources.file(file);
        if !matches!(source.path.extension(), Some("yml" | "yaml")) {
            self.sink.push(stray(&source.path));
            return;
        }
        let Some(raw) = read::<RawTable>(self.sources, file, 0..source.text.len(), self.sink) else { return };
        let span = raw.id.place(file, self.sources);
        if !Slug::is_valid(&raw.id.value) {
            self.sink.push(invalid_slug(&raw.id.value, span));
        }
        for (what, texts) in [("label", &raw.label), ("caption", &raw.caption), ("source", &raw.source)] {
            self.config.check_texts(what, texts, span, self.sink);
        }
        let mut groups = Vec::new();
        for group in raw.groups {
            let entries: Vec<EntityId> = group
                .entries
                .into_iter()
                .filter_map(|entry| {
                    let facets = [&raw.facets, &group.facets, &entry.facets].map(|facets| self.facets(facets, file));
                    self.entry(entry, facets.into_iter().flatten().collect(), file)
                })
                .collect();
            groups.push(Group { heading: group.heading, entries });
        }
        let path = source.path.strip_prefix(super::CONTENT).unwrap_or(&source.path).to_owned();
        self.register.tables.push(Table {
            path,
            id: raw.id.value,
            label: raw.label,
            caption: raw.caption,
            source: raw.source,
            name_head: raw.columns.name,
            description_head: raw.columns.description,
            groups,
            span,
        });
    }

    fn facets(&mut self, given: &Ordered<Placed<String>>, file: FileId) -> Vec<(String, String)> {
        let mut facets = Vec::new();
        for (id, value) in given.0.iter().filter(|_| !self.headless) {
            let span = value.place(file, self.sources);
            let Some(facet) = self.register.facets.iter().find(|facet| facet.id == id.value) else {
                let known = self.register.facets.iter().map(|facet| facet.id.as_str());
                let message = format!("`{}` is not a facet of this register", id.value);
                let diagnostic = Diagnostic::new(codes::UNKNOWN_FACET, message);
                self.sink.push(diagnostic.at(id.place(file, self.sources), "").suggest(&id.value, known));
                continue;
            };
            let known: Vec<&str> = facet.values.iter().map(|(value, _)| value.as_str()).collect();
            if known.contains(&value.value.as_str()) {
                facets.push((id.value.clone(), value.value.clone()));
                continue;
            }
            let help = match closest(&value.value, known.iter().copied()) {
                Some(found) => format!("did you mean `{found}`?"),
                None => format!("its values are {}", known.join(", ")),
            };
            let message = format!("`{}` is not a value of the facet `{}`", value.value, id.value);
            self.sink.push(Diagnostic::new(codes::UNKNOWN_FACET, message).at(span, "").help(help));
        }
        facets
    }

    /// Forms of a name in running text. An empty one would be found between all letters.
    fn forms(
        &mut self,
        what: &str,
        given: BTreeMap<Lang, Vec<Placed<String>>>,
        file: FileId,
    ) -> BTreeMap<Lang, Vec<String>> {
        let mut forms: BTreeMap<Lang, Vec<String>> = BTreeMap::new();
        for (lang, given) in given {
            let own = forms.entry(lang).or_default();
            for form in given {
                if form.value.trim().is_empty() {
                    let place = form.place(file, self.sources);
                    let found = Diagnostic::new(codes::BAD_VALUE, format!("an {what} is empty")).at(place, "");
                    self.sink.push(found.help("write the form that texts use, or take the line out"));
                } else {
                    own.push(form.value);
                }
            }
        }
        forms
    }

    fn entry(&mut self, raw: RawEntity, facets: BTreeMap<String, String>, file: FileId) -> Option<EntityId> {
        let span = raw.id.place(file, self.sources);
        if !Slug::is_valid(&raw.id.value) {
            self.sink.push(invalid_slug(&raw.id.value, span));
            return None;
        }
        let name_span = raw.name.place(file, self.sources);
        for (what, texts) in [("name", &raw.name.value), ("acronym", &raw.acronym), ("description", &raw.description)] {
            self.config.check_texts(what, texts, name_span, self.sink);
        }
        if raw.name.value.is_empty() {
            self.sink.push(Diagnostic::new(codes::MISSING_LANGUAGE, "the entry has no name").at(name_span, ""));
        }
        for (what, texts) in [("name", &raw.name.value), ("acronym", &raw.acronym)] {
            for (lang, _) in texts.iter().filter(|(_, text)| text.trim().is_empty()) {
                let found = Diagnostic::new(codes::BAD_VALUE, format!("the {what} in `{lang}` is empty"));
                self.sink.push(found.at(name_span, "").help("write it, or leave the language out"));
            }
        }
        let named = raw.official.iter().map(|lang| &lang.value).chain(raw.aliases.keys()).chain(raw.except.keys());
        for lang in named.filter(|lang| self.config.language(lang).is_none()) {
            self.sink.push(self.config.unknown_language("a name of this entry", lang, span));
        }
        for facet in self.register.facets.iter().filter(|facet| !facets.contains_key(&facet.id)) {
            let message = format!("`{}` has no value for the facet `{}`", raw.id.value, facet.id);
            let help = "give it to the entry, to its group or to the whole table, under `facets:`";
            self.sink.push(Diagnostic::new(codes::UNKNOWN_FACET, message).at(span, "").help(help));
        }
        let slug = raw.slug.map_or_else(Texts::default, |slug| {
            let clean = check_slugs(&slug.value, slug.place(file, self.sources), self.sink);
            if clean { slug.value } else { Texts::default() }
        });
        let id = EntityId::new(&raw.id.value);
        let entity = Entity {
            id: id.clone(),
            register: self.index,
            name: raw.name.value,
            acronym: raw.acronym,
            official: raw.official.map(|lang| lang.value),
            aliases: self.forms("alias", raw.aliases, file),
            except: self.forms("exception", raw.except, file),
            description: raw.description,
            slug,
            facets,
            span,
        };
        if let Some(first) = self.entities.get(&id) {
            let message = format!("the id `{id}` stands twice");
            let diagnostic = Diagnostic::new(codes::DUPLICATE_ENTITY, message).at(span, "again here");
            self.sink.push(diagnostic.at(first.span, "first here"));
            return None;
        }
        self.entities.insert(id.clone(), entity);
        Some(id)
    }
}
