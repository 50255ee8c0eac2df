//! What an article says of itself and names, for those who take it into a site: languages, journal, titles, files.

use super::clean::{RefusalKind, prepare};
use super::front::{self, titles_of};
use super::language::{by_words, primary, tag, told};
use super::pictures::candidates;
use super::texts::{Text, metadata, translations};
use super::xml::{El, Tree, at, attr, href, name, words};
use crate::data::Address;
use crate::load::{Media, decode_xml, is_picture};
use crate::source::SourceMap;
use camino::Utf8Path;

/// What an article says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Front {
    /// The language of the original, as a tag; by its words where `xml:lang` is missing or wrong.
    pub language: String,
    /// Why `xml:lang` was not followed, if it was not.
    pub assumed: Option<String>,
    /// The languages of full translations, in order.
    pub editions: Vec<String>,
    /// Languages in which there is a title, an abstract or keywords, and no text.
    pub others: Vec<String>,
    /// The journal.
    pub journal: Option<String>,
    /// Its short name.
    pub journal_short: Option<String>,
    /// The title in each language, the original's first.
    pub titles: Vec<(String, String)>,
    /// The DOI.
    pub doi: Option<String>,
    /// Files that the article names, each once.
    pub files: Vec<NamedFile>,
    /// Elements that have no meaning here, each with how often it stands in the article.
    pub unknown: Vec<(String, usize)>,
}

/// A file that an article names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFile {
    /// As the article names it.
    pub href: String,
    /// Whether it is a picture.
    pub picture: bool,
    /// Whether it is somewhere on the web; it is not fetched.
    pub remote: bool,
    /// Names under which it may lie beside the article, the best first.
    pub candidates: Vec<String>,
}

/// Why an article cannot be read, and where; both count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

/// What is wrong with a text that cannot be read, and what to do.
pub(super) fn reason(kind: &RefusalKind) -> (String, &'static str) {
    match kind {
        RefusalKind::Malformed(why) => (
            format!("this is no well-formed XML: {why}"),
            "mend it in the program that wrote it; the rest of the site is made without it",
        ),
        RefusalKind::Deep => (
            "elements stand within each other too deeply".to_owned(),
            "no article needs so many levels: the file is damaged",
        ),
        RefusalKind::Large => {
            ("this file is too large to be an article".to_owned(), "it may hold pictures or data that belong beside it")
        }
        RefusalKind::Entities(name) => (
            format!("the entity `{name}` stands for other entities or files, which are not taken in"),
            "write its text in its place; nothing outside of the file is read",
        ),
    }
}

/// The article in a tree: its root, or the first within a wrapper.
pub(super) fn article_of(root: El<'_>) -> Option<El<'_>> {
    root.descendants().find(|node| name(*node) == "article")
}

/// The texts of an article, each with its language, and why that is not what its tag says.
pub(super) fn texts_of(article: El<'_>) -> Vec<(Text<'_>, Option<String>)> {
    let all = std::iter::once(article).chain(translations(article));
    all.map(|node| {
        let said = told(attr(node, "lang"), by_words(node));
        (Text { node, tag: said.tag }, said.assumed)
    })
    .collect()
}

impl Front {
    /// Reads the bytes of an article.
    ///
    /// # Errors
    /// When it cannot be read: it is no well-formed XML, too deep, or holds no `article`.
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let (text, _) = decode_xml(bytes);
        let fault = |at: usize, message: String, help: &'static str| {
            let mut sources = SourceMap::default();
            let file = sources.add("article.xml", text.as_str());
            let place = sources.file(file).position(at);
            Fault { line: place.line, column: place.column, message, help }
        };
        let refused = |refusal: super::clean::Refusal| {
            let (message, help) = reason(&refusal.kind);
            fault(refusal.at, message, help)
        };
        let source = prepare(&text).map_err(refused)?;
        let tree = source.tree().map_err(refused)?;
        let Some(article) = article_of(tree.root_element()) else {
            let message = "there is no element `article`".to_owned();
            return Err(fault(0, message, "an article in JATS has this root, alone or in a wrapper of OAI or PMC"));
        };
        let mut front = Self::of(article);
        let texts: Vec<Text<'_>> = texts_of(article).into_iter().map(|(text, _)| text).collect();
        let place = Tree { source: &source, file: super::assemble::no_file() };
        front.unknown = super::assemble::unknown(article, &texts, place, &text);
        Ok(front)
    }

    fn of(article: El<'_>) -> Self {
        let (texts, mut assumed): (Vec<Text<'_>>, Vec<Option<String>>) = texts_of(article).into_iter().unzip();
        let language = texts.first().map(|text| text.tag.clone()).unwrap_or_default();
        let editions: Vec<String> = texts.iter().skip(1).map(|text| text.tag.clone()).collect();
        let mut others: Vec<String> = Vec::new();
        let in_front = |node: El<'_>| {
            let above = node.ancestors().skip(1).take(3);
            above.clone().any(|above| matches!(name(above), "article-meta" | "front-stub"))
        };
        let said = ["trans-title-group", "trans-title", "trans-abstract", "abstract", "kwd-group"];
        for node in article.descendants().filter(|it| said.contains(&name(*it)) && in_front(*it)) {
            others.extend(attr(node, "lang").and_then(tag));
        }
        let known = |tag: &String| {
            primary(tag) == primary(&language) || editions.iter().any(|edition| primary(edition) == primary(tag))
        };
        others.retain(|tag| !known(tag));
        let mut seen = Vec::new();
        others.retain(|tag| {
            let new = !seen.contains(&primary(tag).to_owned());
            seen.push(primary(tag).to_owned());
            new
        });
        let journal = at(article, "front/journal-meta");
        let short = journal.and_then(|it| {
            it.descendants().find(|it| name(*it) == "abbrev-journal-title").map(words).filter(|title| !title.is_empty())
        });
        Self {
            assumed: assumed.first_mut().and_then(Option::take),
            editions,
            others,
            journal: journal.and_then(front::journal_title),
            journal_short: short,
            titles: titles_of(&texts),
            doi: metadata(article).and_then(|meta| front::doi(meta, &mut Vec::new())),
            files: files(article),
            unknown: Vec::new(),
            language,
        }
    }
}

/// The files that an article names.
fn files(article: El<'_>) -> Vec<NamedFile> {
    let mut found: Vec<NamedFile> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for node in article.descendants().filter(El::is_element) {
        let picture = matches!(name(node), "graphic" | "inline-graphic")
            || matches!(name(node), "media" | "inline-media") && attr(node, "mimetype") == Some("image");
        let is_file = matches!(
            name(node),
            "media"
                | "inline-media"
                | "supplementary-material"
                | "inline-supplementary-material"
                | "self-uri"
                | "ext-link"
        );
        let Some(given) = href(node).filter(|_| picture || is_file) else { continue };
        let remote = Address::has_scheme(given) || given.starts_with("//");
        let is_beside = !remote && Media::takes(Utf8Path::new(given)) && !given.contains('#');
        if (picture || is_beside) && seen.insert(given.to_owned()) {
            let picture = picture || is_picture(Utf8Path::new(given));
            let names = if picture { candidates(given) } else { vec![given.to_owned()] };
            found.push(NamedFile { href: given.to_owned(), picture, remote, candidates: names });
        }
    }
    found
}
