//! BibTeX, which BibLaTeX and every reference manager read too. In UTF-8; escaping is the `biblatex` crate's.

use biblatex::{Bibliography, Chunk, Chunks, Entry, EntryType, Spanned};
use hayagriva::citationberg::taxonomy::Kind;
use hayagriva::types::{ChunkKind, ChunkedString, EntryType as Type, Person};

use super::{Record, is_whole, written};
use crate::load::bibliography::Reference;

/// Language codes and the names that LaTeX's `babel` has for them.
const BABEL: [(&str, &str); 14] = [
    ("ca", "catalan"),
    ("de", "german"),
    ("el", "greek"),
    ("en", "english"),
    ("es", "spanish"),
    ("eu", "basque"),
    ("fr", "french"),
    ("it", "italian"),
    ("nl", "dutch"),
    ("pl", "polish"),
    ("pt", "portuguese"),
    ("ru", "russian"),
    ("sv", "swedish"),
    ("tr", "turkish"),
];

/// The references as a `.bib` file.
#[must_use]
pub fn bibtex(references: &[&Reference]) -> String {
    let mut all = Bibliography::new();
    for reference in references {
        all.insert(convert(&Record::new(reference)));
    }
    let mut file = all.to_bibtex_string();
    file.truncate(file.trim_end().len());
    file.push('\n');
    file
}

fn entry_type(record: &Record<'_>) -> EntryType {
    match record.kind {
        Kind::ArticleJournal | Kind::ArticleNewspaper => EntryType::Article,
        Kind::Article if record.container.is_some() => EntryType::Article,
        Kind::Book | Kind::Periodical | Kind::Collection => EntryType::Book,
        Kind::Chapter if *record.entry.entry_type() == Type::Chapter => EntryType::InBook,
        Kind::Chapter | Kind::EntryEncyclopedia => EntryType::InCollection,
        Kind::PaperConference => EntryType::InProceedings,
        Kind::Report => EntryType::TechReport,
        Kind::Thesis => EntryType::PhdThesis,
        Kind::Manuscript => EntryType::Unpublished,
        _ => EntryType::Misc,
    }
}

fn convert(record: &Record<'_>) -> Entry {
    let kind = entry_type(record);
    let mut entry = Entry::new(record.reference.key.to_string(), kind.clone());
    let mut set = |field: &str, chunks: Option<Chunks>| {
        if let Some(chunks) = chunks.filter(|chunks| !chunks.is_empty()) {
            entry.set(field, chunks);
        }
    };
    set("author", Some(people(record.authors().iter())));
    set("editor", Some(people(record.editors().iter())));
    set("translator", Some(people(record.translators().into_iter())));
    set("title", record.entry.title().map(|title| chunked(&title.value)));
    let container = record.container.and_then(hayagriva::Entry::title).map(|title| chunked(&title.value));
    let container_field = match kind {
        EntryType::Article => "journaltitle",
        EntryType::InBook | EntryType::InCollection | EntryType::InProceedings => "booktitle",
        _ => "howpublished",
    };
    set(container_field, container);
    set("series", normal(record.series_title()));
    set("volume", normal(record.volume()));
    set("number", normal(record.issue().or_else(|| record.number().map(str::to_owned))));
    set("pages", normal(record.pages().map(|pages| pages.replace('-', "--"))));
    set("edition", normal(record.edition()));
    let publisher = match kind {
        EntryType::TechReport | EntryType::PhdThesis => "institution",
        _ => "publisher",
    };
    set(publisher, normal(record.publisher().or_else(|| record.organization())));
    set("location", normal(record.publisher_place()));
    set("date", normal(record.entry.date().map(|date| written(date, "-"))));
    set("type", normal(record.entry.genre().map(ToString::to_string)));
    set("doi", normal(record.doi().map(str::to_owned)));
    set("url", normal(record.url()));
    let visited = record.entry.url().and_then(|url| url.visit_date.as_ref());
    set("urldate", normal(visited.map(|date| written(date, "-"))));
    set("isbn", normal(record.inherited(|entry| entry.isbn()).map(str::to_owned)));
    set("issn", normal(record.inherited(|entry| entry.issn()).map(str::to_owned)));
    let babel = record.entry.language().and_then(|tag| BABEL.iter().find(|(code, _)| *code == tag.language.as_str()));
    set("langid", normal(babel.map(|(_, name)| (*name).to_owned())));
    set("note", normal(record.note()));
    entry
}

fn chunk(chunk: Chunk) -> Spanned<Chunk> {
    Spanned::detached(chunk)
}

fn normal(text: Option<String>) -> Option<Chunks> {
    text.map(|text| vec![chunk(Chunk::Normal(text))])
}

fn chunked(text: &ChunkedString) -> Chunks {
    let convert = |part: &hayagriva::types::StringChunk| match part.kind {
        ChunkKind::Normal => Chunk::Normal(part.value.clone()),
        ChunkKind::Verbatim => Chunk::Verbatim(part.value.clone()),
        ChunkKind::Math => Chunk::Math(part.value.clone()),
    };
    text.0.iter().map(|part| chunk(convert(part))).collect()
}

fn people<'a>(people: impl Iterator<Item = &'a Person>) -> Chunks {
    let mut chunks = Chunks::new();
    for (at, person) in people.enumerate() {
        if at > 0 {
            chunks.push(chunk(Chunk::Normal(" and ".to_owned())));
        }
        if is_whole(person) {
            // Braces keep an institution's name in one piece.
            chunks.push(chunk(Chunk::Verbatim(person.name.clone())));
            continue;
        }
        let family = [person.prefix.as_deref(), Some(person.name.as_str())];
        let family = family.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let parts = [Some(family.as_str()), person.suffix.as_deref(), person.given_name.as_deref()];
        let name = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        chunks.push(chunk(Chunk::Normal(name)));
    }
    chunks
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::super::tests::{SAMPLE, gist, sample};
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let first = sample("b.yml", SAMPLE);
        let written = bibtex(&first.iter().collect::<Vec<_>>());
        let again = sample("b.bib", &written);
        for reference in first.iter() {
            let read = again.get(reference.key.as_str()).expect("it is read again");
            assert_eq!(gist(read), gist(reference), "{written}");
        }
    }

    #[test]
    fn the_file_is_what_bibtex_expects() {
        let found = sample("b.yml", SAMPLE);
        let one = [found.get("adamson-2019").expect("it is there")];
        assert_data_eq!(
            bibtex(&one),
            str![[r#"
@article{adamson-2019,
author = {Adamson, Fiona B. and Tsourapas, Gerasimos},
year = {2019},
month = {03},
doi = {10.1093/isp/eky_015},
issn = {1528-3577},
journal = {Perspectives},
langid = {english},
note = {Status: probable. First online in 2018. / En línea en 2018.},
number = {2},
pages = {113--128},
publisher = {OUP},
title = {Migration Diplomacy /& World/_Politics},
volume = {20},
}

"#]]
        );
    }
}
