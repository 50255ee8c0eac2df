//! An article as a work: its sections, the editions of each, its abstracts, its list of references.

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8Path;

use super::clean::{Refusal, prepare};
use super::front;
use super::index::{Index, number};
use super::language::{of_site, word};
use super::links;
use super::names::{Taken, counted_under, slug};
use super::package::{article_of, reason, texts_of};
use super::reader::{Article, Reader, Told};
use super::texts::{Cutter, Item, Part, Role, Text, heading};
use super::xml::{El, Tree, attr};
use crate::bibliography::Reference;
use crate::config::{Config, WorkConfig};
use crate::data::{Lang, SectionId, Slug};
use crate::diag::{Diagnostic, Sink, codes};
use crate::doc::{Document, WorkDocuments};
use crate::load::{Abstract, ArticleFile, CONTENT, Content, Edition, Media, Section, SectionKind, Work};
use crate::source::{FileId, SourceMap, Span};

/// A work that was read.
pub(super) struct Made {
    pub(super) work: Work,
    pub(super) documents: WorkDocuments,
    pub(super) references: Vec<Reference>,
}

/// Reads an article of a site; nothing if it cannot be read, which is reported.
pub(super) fn article(file: &ArticleFile, content: &Content, sources: &SourceMap, sink: &mut Sink) -> Option<Made> {
    let text = &*sources.file(file.file).text;
    let refused = |refusal: Refusal, sink: &mut Sink| {
        let (message, help) = reason(&refusal.kind);
        let mut at = refusal.at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        let found = Diagnostic::new(codes::JATS_XML, format!("{message}; the article is left out"));
        sink.push(found.at(Span::new(file.file, at..end), "").help(help));
    };
    let source = match prepare(text) {
        Ok(source) => source,
        Err(refusal) => {
            refused(refusal, sink);
            return None;
        }
    };
    let document = match source.tree() {
        Ok(document) => document,
        Err(refusal) => {
            refused(refusal, sink);
            return None;
        }
    };
    let tree = Tree { source: &source, file: file.file };
    if let Some((at, first)) = source.mended.first() {
        let others = source.mended.len() - 1;
        let more = if others > 0 { format!(" (and {others} more)") } else { String::new() };
        let found = Diagnostic::new(codes::JATS_MENDED, format!("here stands {first}{more}: it was read all the same"));
        sink.push(found.at(Span::new(file.file, *at..*at), "").help("other programs may refuse the file"));
    }
    let Some(root) = article_of(document.root_element()) else {
        let found = Diagnostic::new(codes::JATS_XML, "there is no element `article`; the file is left out");
        sink.push(found.at(tree.opening(document.root_element()), ""));
        return None;
    };
    let texts = languages(file, root, tree, content, sources, sink)?;
    let mut told = Told { sink: std::mem::take(sink), ..Told::default() };
    side_by_side(root, tree, &mut told);
    let folder = file.dir.strip_prefix(CONTENT).unwrap_or(&file.dir);
    let index = Index::of(root, &texts, file.id.as_str());
    let mut known = Article { tree, file_text: text, index, media: &content.media, folder };
    let made = Assembler { file, config: &content.config, texts: &texts }.work(root, &mut known, &mut told, sources);
    *sink = told.finish();
    made
}

/// The texts of an article in languages of the site; what else there is, is reported. Nothing if the article's own language is
/// none of the site's.
fn languages<'a>(
    file: &ArticleFile,
    root: El<'a>,
    tree: Tree<'a>,
    content: &Content,
    sources: &SourceMap,
    sink: &mut Sink,
) -> Option<Vec<Text<'a>>> {
    let config = &content.config;
    let given = file.overrides.and_then(|overrides| WorkConfig::language_over(overrides, sources));
    let mut texts: Vec<Text<'a>> = Vec::new();
    for (at, (mut text, assumed)) in texts_of(root).into_iter().enumerate() {
        let place = tree.opening(text.node);
        if let (0, Some(given)) = (at, &given) {
            text.tag = given.to_string();
        } else if let Some(assumed) = assumed {
            let found = Diagnostic::new(codes::JATS_LANGUAGE, assumed);
            let help = if at == 0 {
                "write `language:` in a `work.yml` beside it, or correct the XML"
            } else {
                "correct `xml:lang` in the XML"
            };
            sink.push(found.at(place, "").help(help));
        }
        let Some(lang) = of_site(&text.tag, config) else {
            let what = if at == 0 { "the article" } else { "this translation" };
            let message = format!("{what} is in `{}`, which is not a language of this site: it is left out", text.tag);
            let help = format!("add `{}` to `languages:` in `content/site.yml`", text.tag);
            sink.push(Diagnostic::new(codes::JATS_LANGUAGE, message).at(place, "").help(help));
            if at == 0 {
                return None;
            }
            continue;
        };
        if texts.iter().any(|known| of_site(&known.tag, config).as_ref() == Some(&lang)) {
            let message = format!("there is a text in `{lang}` already: this one is left out");
            let help = "give it the language that it is in";
            sink.push(Diagnostic::new(codes::JATS_LANGUAGE, message).at(place, "").help(help));
            continue;
        }
        texts.push(text);
    }
    Some(texts)
}

/// Says where an article holds parts in several languages side by side: that is no edition of its own.
fn side_by_side(root: El<'_>, tree: Tree<'_>, told: &mut Told) {
    let marked =
        |node: &El<'_>| ["lang-group", "lang-focus", "lang-source"].iter().any(|key| attr(*node, key).is_some());
    if let Some(first) = root.descendants().find(|node| node.is_element() && marked(node)) {
        let message = "parts in several languages stand side by side here (JATS 1.4): all of them are in one text";
        let help =
            "each is marked with its language; a full translation in a `sub-article` becomes an edition of its own";
        told.say(codes::JATS_LANGUAGE, tree.opening(first), message.to_owned(), help);
    }
}

struct Assembler<'s, 'a> {
    file: &'s ArticleFile,
    config: &'s Config,
    texts: &'s [Text<'a>],
}

/// A section while it is put together: its name, and the part of each text.
struct Planned<'a> {
    id: String,
    parts: BTreeMap<usize, Part<'a>>,
}

impl<'a> Assembler<'_, 'a> {
    fn lang(&self, text: usize) -> Lang {
        let tag = self.texts.get(text).map_or("", |text| text.tag.as_str());
        of_site(tag, self.config).unwrap_or_else(|| Lang::new(tag))
    }

    fn work(&self, root: El<'a>, article: &mut Article<'a>, told: &mut Told, sources: &SourceMap) -> Option<Made> {
        let planned = self.plan(article);
        for section in &planned {
            for node in section.parts.values().filter_map(|part| part.node) {
                article.index.sections.insert(number(node), section.id.clone());
            }
        }
        let article = &*article;
        let mut sections = Vec::with_capacity(planned.len());
        let mut documents = WorkDocuments::default();
        let mut slugs: BTreeMap<Lang, Taken> = BTreeMap::new();
        for section in planned {
            let (section, editions) = self.section(section, article, &mut slugs, told);
            sections.push(section);
            documents.sections.push(editions);
        }
        let (abstracts, further_abstracts) = self.abstracts(article, &mut documents, told);
        links::unlink_lost(
            &mut documents,
            &self.lang(0),
            self.texts.iter().enumerate().map(|(at, _)| self.lang(at)),
            told,
        );
        let mut slips = Vec::new();
        let mut config = front::config(root, self.texts, self.config, &mut slips)?;
        for (node, message) in slips {
            let help = "it is left out; correct it in the XML, or give it in a `work.yml` beside it";
            told.say(codes::JATS_VALUE, article.tree.opening(node), message, help);
        }
        if let Some(overrides) = self.file.overrides {
            config = config.overridden(overrides, self.config, sources, &mut told.sink);
        }
        let references = super::references::read(&article.index.references, article.tree, told);
        let work = Work {
            id: self.file.id.clone(),
            dir: self.file.dir.clone(),
            config,
            file: self.file.overrides.unwrap_or(self.file.file),
            abstracts,
            further_abstracts,
            abstract_readings: self.file.readings.get("abstract").cloned(),
            sections,
            corrections: self.file.corrections.clone(),
            terms: self.file.terms.clone(),
            exceptions: self.file.exceptions.clone(),
            listed: references.iter().map(|reference| reference.key.clone()).collect(),
        };
        Some(Made { work, documents, references })
    }

    /// The sections: the parts of the original, each with what answers it in the translations. What answers nothing stands
    /// behind what comes before it, under its own heading.
    fn plan(&self, article: &Article<'a>) -> Vec<Planned<'a>> {
        let is_called = |note: El<'_>| article.index.is_called(note);
        let cutter = Cutter { tree: article.tree, is_called: &is_called };
        let mut taken = Taken::of_pages();
        article.index.anchors().filter_map(counted_under).for_each(|name| taken.refuse(name));
        let mut planned: Vec<Planned<'a>> = Vec::new();
        for (at, text) in self.texts.iter().enumerate() {
            let parts = cutter.parts(text);
            if at == 0 {
                planned.extend(parts.into_iter().map(|part| {
                    let id = taken.take(&slug(&part.bare).unwrap_or_else(|| usual_name(part.role).to_owned()));
                    Planned { id, parts: BTreeMap::from([(0, part)]) }
                }));
                continue;
            }
            let originals: Vec<&Part<'a>> = planned.iter().filter_map(|section| section.parts.get(&0)).collect();
            let answers = pair(&originals, &parts);
            let mut last: Option<usize> = None;
            for (part, answer) in parts.into_iter().zip(answers) {
                if let Some(place) = answer {
                    planned[place].parts.insert(at, part);
                    last = Some(place);
                } else {
                    let place = last.unwrap_or(0);
                    let Some(section) = planned.get_mut(place) else { continue };
                    match section.parts.get_mut(&at) {
                        Some(before) => {
                            before.items.push(Item::Heading(part.title, part.place));
                            before.items.extend(part.items);
                        }
                        None => {
                            section.parts.insert(at, part);
                        }
                    }
                }
            }
        }
        planned
    }

    fn section(
        &self,
        planned: Planned<'a>,
        article: &Article<'a>,
        slugs: &mut BTreeMap<Lang, Taken>,
        told: &mut Told,
    ) -> (Section, BTreeMap<Lang, Document>) {
        let mut editions = BTreeMap::new();
        let mut documents = BTreeMap::new();
        let kind = planned.parts.get(&0).map_or(SectionKind::Section, |part| part.kind);
        for (text, part) in planned.parts {
            let lang = self.lang(text);
            let mut reader = Reader::new(article, told, text, lang.clone());
            if let Some(node) = part.node {
                // The section itself is where its id leads.
                reader.placed_section(node);
            }
            let mut blocks: Vec<crate::doc::Block> =
                part.node.and_then(|node| reader.called_in_title(node)).into_iter().collect();
            blocks.extend(reader.items(&part.items));
            let mut document = reader.document;
            document.blocks = blocks;
            let names = slugs.entry(lang.clone()).or_insert_with(Taken::of_pages);
            let name = names.take(&slug(&part.bare).unwrap_or_else(|| planned.id.clone()));
            let is_empty = text > 0 && document.blocks.is_empty();
            editions.insert(
                lang.clone(),
                Edition {
                    file: self.file.file,
                    title: part.title,
                    title_span: part.place,
                    slug: Some((Slug::new(&name), part.place)),
                    body: 0..0,
                    is_empty,
                    nocite: None,
                    kind: None,
                    numbered: Some(false),
                },
            );
            if !is_empty {
                documents.insert(lang, document);
            }
        }
        let readings = self.file.readings.get(planned.id.as_str()).cloned();
        (Section { id: SectionId::new(&planned.id), kind, number: None, editions, readings }, documents)
    }

    /// The abstracts: those in languages of the site, and the others.
    fn abstracts(
        &self,
        article: &Article<'a>,
        documents: &mut WorkDocuments,
        told: &mut Told,
    ) -> (BTreeMap<Lang, Abstract>, BTreeMap<Lang, Abstract>) {
        let (mut own, mut further) = (BTreeMap::new(), BTreeMap::new());
        let (found, others) = front::abstracts(self.texts);
        for other in others {
            let message = "this abstract says otherwise than the one of its language's full text: it is left out";
            let help = "let the XML have one abstract for each language";
            told.say(codes::JATS_VALUE, article.tree.opening(other), message.to_owned(), help);
        }
        for (text, given, nodes) in found {
            let (lang, is_own) = front::lang_of(&given, self.config);
            let mut reader = Reader::new(article, told, text, lang.clone());
            let blocks = abstract_blocks(&mut reader, &nodes, &given);
            let mut document = reader.document;
            document.blocks = blocks;
            if document.blocks.is_empty() {
                continue;
            }
            let title = nodes.first().map(|node| heading(*node)).filter(|title| !title.is_empty() && !is_own);
            let made = Abstract { file: self.file.file, title, body: 0..0 };
            if is_own {
                own.insert(lang.clone(), made);
                documents.abstracts.insert(lang, document);
            } else {
                further.insert(lang.clone(), made);
                documents.further_abstracts.insert(lang, document);
            }
        }
        (own, further)
    }
}

/// The blocks of the abstracts of one language: the abstract, then those of other kinds, each under its heading.
fn abstract_blocks<'a>(reader: &mut Reader<'_, 'a>, nodes: &[El<'a>], lang: &str) -> Vec<crate::doc::Block> {
    let kind = |node: &El<'a>| attr(*node, "abstract-type").filter(|kind| !matches!(*kind, "abstract" | "section"));
    let (main, others): (Vec<El<'a>>, Vec<El<'a>>) = nodes.iter().copied().partition(|node| kind(node).is_none());
    let mut items: Vec<Item<'a>> = main.into_iter().map(Item::Inside).collect();
    for node in others {
        let title = heading(node);
        let kind = kind(&node).unwrap_or_default();
        let part = match kind {
            _ if kind.contains("graphical") => "graphical",
            "key-points" | "highlights" => "key-points",
            _ if kind.contains("plain") => "plain-language",
            _ => "summary",
        };
        let title = if title.is_empty() { word(part, lang).to_owned() } else { title };
        items.push(Item::Heading(title, reader.opening(node)));
        items.push(Item::Inside(node));
    }
    reader.items(&items)
}

/// What a section is called in addresses whose title has no letters for one.
fn usual_name(role: Role<'_>) -> &'static str {
    match role {
        Role::Lead => "text",
        Role::Section(_) => "section",
        Role::Acknowledgements => "acknowledgements",
        Role::Appendix => "appendix",
        Role::Glossary => "glossary",
        Role::Contributors => "contributors",
        Role::Floats => "figures",
        Role::About => "about",
        Role::Response(_) => "response",
    }
}

/// Which part of the original each part of a translation answers: by what they are, and by place among those.
fn pair(originals: &[&Part<'_>], parts: &[Part<'_>]) -> Vec<Option<usize>> {
    let class = |role: Role<'_>| match role {
        Role::Lead => 0,
        Role::Section(_) => 1,
        Role::Acknowledgements => 2,
        Role::Appendix => 3,
        Role::Glossary => 4,
        Role::Contributors => 5,
        Role::Floats => 6,
        Role::About => 7,
        Role::Response(_) => 8,
    };
    let mut answers: Vec<Option<usize>> = vec![None; parts.len()];
    let mut free: BTreeSet<usize> = (0..originals.len()).collect();
    let places = |wanted: i32, of: &mut dyn Iterator<Item = Role<'_>>| -> Vec<usize> {
        of.enumerate().filter(|(_, role)| class(*role) == wanted).map(|(at, _)| at).collect()
    };
    for wanted in 0..=8 {
        let here = places(wanted, &mut originals.iter().map(|part| part.role));
        let there = places(wanted, &mut parts.iter().map(|part| part.role));
        let typed = |role: Role<'_>| match role {
            Role::Section(kind) => kind.map(str::to_owned),
            Role::Response(kind) => Some(kind.to_owned()),
            _ => None,
        };
        if here.len() == there.len() && wanted != 8 {
            for (one, other) in here.iter().zip(&there) {
                answers[*other] = Some(*one);
                free.remove(one);
            }
            continue;
        }
        // Those of the same type first, in order; then what is left between them.
        for other in &there {
            let kind = typed(parts[*other].role);
            let same =
                here.iter().find(|one| free.contains(*one) && kind.is_some() && typed(originals[**one].role) == kind);
            if let Some(one) = same {
                answers[*other] = Some(*one);
                free.remove(one);
            }
        }
        for (place, other) in there.iter().enumerate() {
            if answers[*other].is_some() {
                continue;
            }
            let after = there[..place].iter().rev().find_map(|other| answers[*other]);
            let before = there[place..].iter().find_map(|other| answers[*other]).unwrap_or(usize::MAX);
            let between = here
                .iter()
                .find(|one| free.contains(*one) && after.is_none_or(|after| **one > after) && **one < before);
            if let Some(one) = between {
                answers[*other] = Some(*one);
                free.remove(one);
            }
        }
    }
    answers
}

/// The elements of an article that have no meaning here, each with how often it is met.
pub(super) fn unknown<'a>(root: El<'a>, texts: &[Text<'a>], tree: Tree<'a>, text: &'a str) -> Vec<(String, usize)> {
    let media = Media::default();
    let index = Index::of(root, texts, "article");
    let known = Article { tree, file_text: text, index, media: &media, folder: Utf8Path::new("") };
    let is_called = |note: El<'_>| known.index.is_called(note);
    let cutter = Cutter { tree, is_called: &is_called };
    let mut told = Told::default();
    for (at, text) in texts.iter().enumerate() {
        for part in cutter.parts(text) {
            Reader::new(&known, &mut told, at, Lang::new(&text.tag)).items(&part.items);
        }
    }
    told.unknown.into_iter().map(|(name, (count, _))| (name, count)).collect()
}

/// A file that stands for none, for what is read outside of a site.
pub(super) fn no_file() -> FileId {
    FileId::default()
}
