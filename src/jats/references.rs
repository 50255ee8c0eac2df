//! References: what `element-citation` or `mixed-citation` holds, as an item of CSL.
//!
//! How a journal prints them is left to `printed`.

use std::fmt::Write as _;

use super::printed;
use super::reader::Told;
use super::xml::{El, Tree, attr, href, kid, kids, name, squeezed, words};
use crate::bibliography::{Printed, Reference, loose_date, month_of, year_of};
use crate::config::is_doi;
use crate::csl::{Date, Item, Name, Variable};
use crate::data::CiteKey;
use crate::diag::codes;

/// Elements that hold one citation.
const CITATIONS: [&str; 4] = ["element-citation", "nlm-citation", "mixed-citation", "citation"];

/// The references of an article, each under its key.
pub(super) fn read(references: &[(El<'_>, CiteKey)], tree: Tree<'_>, told: &mut Told) -> Vec<Reference> {
    let mut plain = Vec::new();
    let read: Vec<Reference> = references
        .iter()
        .map(|(node, key)| {
            let (reference, is_data) = reference(*node, key, tree);
            if !is_data {
                plain.push(*node);
            }
            reference
        })
        .collect();
    if let Some(first) = plain.first() {
        let count = plain.len();
        let message = match count {
            1 => "a reference has no parts".to_owned(),
            _ => format!("{count} references have no parts"),
        };
        let help = "they stand in lists as they are printed; no style can set them otherwise, and no file to take away knows their authors";
        told.say(codes::JATS_PLAIN_REFERENCE, tree.opening(*first), message, help);
    }
    read
}

/// A reference, and whether its parts are known.
fn reference(node: El<'_>, key: &CiteKey, tree: Tree<'_>) -> (Reference, bool) {
    let all: Vec<El<'_>> = node.descendants().filter(|it| CITATIONS.contains(&name(*it))).collect();
    let is_data = |it: &&El<'_>| {
        kids(**it).any(|kid| !printed::is_look(kid) && !matches!(name(kid), "ext-link" | "uri" | "label"))
    };
    let data =
        all.iter().filter(|it| name(**it) != "mixed-citation").find(is_data).or_else(|| all.iter().find(is_data));
    let mut item = Item { id: key.to_string(), kind: "document".to_owned(), ..Item::default() };
    if let Some(data) = data {
        Reader { item: &mut item }.read(*data);
    }
    let shown: Vec<El<'_>> =
        all.iter().copied().filter(|it| matches!(name(*it), "mixed-citation" | "citation")).collect();
    let shown: Vec<El<'_>> = if shown.is_empty() && data.is_none() { vec![node] } else { shown };
    let label = super::index::printed_label(node);
    let runs = printed::runs(&shown, label.as_deref());
    if item.text(Variable::Title).is_none() {
        let said = if runs.is_empty() { words(node) } else { runs.iter().map(|run| run.text.as_str()).collect() };
        if data.is_none() || item.names.is_empty() {
            item.texts.insert(Variable::Title, squeezed(&said));
        }
    }
    // What is printed as the name of an entry is no number before it.
    let number = label.filter(|label| label.chars().count() <= 8 && label.chars().any(|c| c.is_ascii_digit()));
    let number = number.filter(|label| label.chars().filter(|c| c.is_alphabetic()).count() <= 2);
    let mut made = Reference::new(key.clone(), item, tree.opening(node));
    let notes: Vec<El<'_>> = super::xml::all(node, "note").filter(|_| !all.is_empty()).collect();
    made.printed = Some(Printed { label: number, runs, notes: printed::runs(&notes, None) });
    (made, data.is_some())
}

struct Reader<'i> {
    item: &'i mut Item,
}

impl Reader<'_> {
    fn read(&mut self, node: El<'_>) {
        let kind = attr(node, "publication-type").or_else(|| attr(node, "citation-type")).unwrap_or_default();
        self.people(node);
        self.titles(node, kind);
        self.places(node);
        self.dates(node);
        self.identifiers(node);
        self.kind(kind, node).clone_into(&mut self.item.kind);
        if let Some(lang) =
            attr(node, "lang").or_else(|| kids(node).find_map(|kid| attr(kid, "lang"))).and_then(super::language::tag)
        {
            self.item.texts.insert(Variable::Language, lang);
        }
    }

    fn put(&mut self, variable: Variable, text: String) {
        if !text.is_empty() {
            self.item.texts.entry(variable).or_insert(text);
        }
    }

    fn kind(&self, kind: &str, node: El<'_>) -> &'static str {
        let has = |variable| self.item.text(variable).is_some();
        match kind.to_lowercase().as_str() {
            "journal" | "article" | "article-journal" => "article-journal",
            "magazine" => "article-magazine",
            "newspaper" | "news" => "article-newspaper",
            "book" | "chapter" | "book-chapter" | "edited-book" | "monograph" if has(Variable::ContainerTitle) => {
                "chapter"
            }
            "book" | "book-chapter" | "edited-book" | "monograph" | "chapter" => "book",
            "webpage" | "web" | "website" | "web-page" => "webpage",
            "thesis" | "dissertation" => "thesis",
            "legal-doc" | "legal" | "law" => "legislation",
            "report" | "working-paper" | "gov" => "report",
            "confproc" | "conference" | "conf-proc" | "conf-paper" => "paper-conference",
            "data" | "database" | "dataset" => "dataset",
            "software" => "software",
            "preprint" => "article",
            "patent" => "patent",
            "tweet" | "social-media" | "blog" => "post",
            "standard" | "std" => "standard",
            "map" => "map",
            "video" | "film" => "motion_picture",
            _ if kid(node, "patent").is_some() => "patent",
            _ if kid(node, "conf-name").is_some() => "paper-conference",
            _ if has(Variable::ContainerTitle) && has(Variable::Volume) => "article-journal",
            _ if has(Variable::ContainerTitle) && has(Variable::Publisher) => "chapter",
            _ if has(Variable::Publisher) => "book",
            _ => "document",
        }
    }

    fn people(&mut self, node: El<'_>) {
        let mut loose = Vec::new();
        let mut after_chapter = false;
        let mut authors = false;
        let group = |node: El<'_>| kids(node).filter_map(person).collect::<Vec<Name>>();
        for part in kids(node) {
            match name(part) {
                "chapter-title" | "part-title" | "article-title" => after_chapter = true,
                "person-group" => {
                    let said = kid(part, "role").map(words).unwrap_or_default().to_lowercase();
                    let by_role = said.starts_with("org") || said.starts_with("ed") || said.starts_with("coord");
                    let variable = match attr(part, "person-group-type").unwrap_or("author") {
                        _ if by_role => Variable::Editor,
                        "editor" | "guest-editor" | "assignee-editor" => Variable::Editor,
                        "compiler" => Variable::Compiler,
                        "translator" | "transed" => Variable::Translator,
                        "director" => Variable::Director,
                        "curator" => Variable::Curator,
                        _ if authors && after_chapter => Variable::ContainerAuthor,
                        _ => Variable::Author,
                    };
                    authors |= variable == Variable::Author;
                    let mut names = group(part);
                    if names.is_empty() {
                        let text = words(part);
                        names.extend((!text.is_empty()).then(|| Name::literal(text)));
                    }
                    self.item.names.entry(variable).or_default().append(&mut names);
                }
                _ => loose.extend(person(part)),
            }
        }
        if !loose.is_empty() {
            self.item.names.entry(Variable::Author).or_default().extend(loose);
        }
        self.item.names.retain(|_, names| !names.is_empty());
    }

    fn titles(&mut self, node: El<'_>, kind: &str) {
        let said = |wanted: &str| kid(node, wanted).map(markup).unwrap_or_default();
        let own = ["chapter-title", "article-title", "data-title", "part-title"].map(said);
        let own = own.into_iter().find(|title| !title.is_empty());
        let source = said("source");
        match own {
            Some(title) => {
                self.put(Variable::Title, title);
                let container = if kind == "thesis" { Variable::Genre } else { Variable::ContainerTitle };
                self.put(container, source);
            }
            None => self.put(Variable::Title, source),
        }
        let translated = said("trans-title");
        if self.item.text(Variable::Title).is_none() {
            self.put(Variable::Title, translated);
        } else {
            self.put(Variable::Annote, translated);
        }
    }

    fn places(&mut self, node: El<'_>) {
        let said = |wanted: &str| kid(node, wanted).map(words).unwrap_or_default();
        for (element, variable) in [
            ("volume", Variable::Volume),
            ("issue", Variable::Issue),
            ("supplement", Variable::SupplementNumber),
            ("issue-part", Variable::PartNumber),
            ("series", Variable::CollectionTitle),
            ("edition", Variable::Edition),
            ("version", Variable::Version),
            ("elocation-id", Variable::Number),
            ("publisher-name", Variable::Publisher),
            ("institution", Variable::Publisher),
            ("publisher-loc", Variable::PublisherPlace),
            ("conf-name", Variable::EventTitle),
            ("conf-loc", Variable::EventPlace),
            ("patent", Variable::Number),
            ("std", Variable::Number),
            ("isbn", Variable::Isbn),
            ("issn", Variable::Issn),
            ("annotation", Variable::Annote),
        ] {
            self.put(variable, said(element));
        }
        let (first, last) = (said("fpage"), said("lpage"));
        let pages = match (first.is_empty(), last.is_empty()) {
            (false, false) if first != last => format!("{first}-{last}"),
            (false, _) => first,
            _ => said("page-range"),
        };
        self.put(Variable::Page, pages);
        if let Some(size) = kid(node, "size").filter(|size| attr(*size, "units") == Some("pages")) {
            self.put(Variable::NumberOfPages, words(size).chars().filter(char::is_ascii_digit).collect());
        }
        for comment in super::xml::all(node, "comment") {
            let text = words(comment);
            if attr(comment, "content-type") == Some("degree") {
                self.put(Variable::Genre, text);
            } else if !text.to_lowercase().contains("doi")
                && !comment.descendants().any(|it| matches!(name(it), "ext-link" | "uri"))
            {
                self.put(Variable::Note, text);
            }
        }
    }

    fn dates(&mut self, node: El<'_>) {
        let inner = kid(node, "date").unwrap_or(node);
        let year = kid(node, "year").or_else(|| kid(inner, "year"));
        if let Some(year) = year.map(words).filter(|year| !year.is_empty()) {
            let (digits, letter) = split_letter(&year);
            let mut date = year_of(digits).unwrap_or_else(|| Date::Literal(year.clone()));
            if let Date::Known { from, .. } = &mut date {
                let of = |wanted: &str| kid(node, wanted).or_else(|| kid(inner, wanted)).map(words);
                from.month = of("month").and_then(|month| month_of(&month)).filter(|month| *month <= 12);
                from.day = of("day")
                    .and_then(|day| day.parse().ok())
                    .filter(|day| (1..=31).contains(day) && from.month.is_some());
                if let Some(letter) = letter {
                    self.put(Variable::YearSuffix, letter.to_owned());
                }
            }
            self.item.dates.insert(Variable::Issued, date);
        }
        let dated = |text: String| loose_date(&text).unwrap_or(Date::Literal(text));
        if let Some(accessed) = kid(node, "date-in-citation").or_else(|| kid(node, "access-date")) {
            let iso = attr(accessed, "iso-8601-date").map(str::to_owned);
            let text = iso.unwrap_or_else(|| words(accessed));
            if !text.is_empty() {
                self.item.dates.insert(Variable::Accessed, dated(text));
            }
        }
        if let Some(held) = kid(node, "conf-date").map(words).filter(|held| !held.is_empty()) {
            self.item.dates.insert(Variable::EventDate, dated(held));
        }
    }

    fn identifiers(&mut self, node: El<'_>) {
        for id in node.descendants().filter(|it| matches!(name(*it), "pub-id" | "object-id")) {
            let said = words(id);
            match attr(id, "pub-id-type").unwrap_or_default() {
                "doi" => self.doi(&said),
                "pmid" => self.put(Variable::Pmid, said),
                "pmcid" | "pmc" => self.put(Variable::Pmcid, said),
                "isbn" => self.put(Variable::Isbn, said),
                "accession" => self.put(Variable::ArchiveLocation, said),
                "archive" => self.put(Variable::Archive, said),
                "other" | "std-designation" => self.put(Variable::Number, said),
                _ => {}
            }
        }
        for link in node.descendants().filter(|it| matches!(name(*it), "ext-link" | "uri" | "comment" | "elocation-id"))
        {
            let given = href(link).map_or_else(|| words(link), str::to_owned);
            let lower = given.to_lowercase();
            if let Some(at) = lower.find("10.").filter(|_| lower.contains("doi")) {
                if given.is_char_boundary(at) {
                    let doi = given[at..].split_whitespace().next().unwrap_or_default();
                    self.doi(doi.trim_end_matches(['.', ',', ';']));
                }
            } else if matches!(name(link), "ext-link" | "uri")
                && let Some(address) = super::inlines::address(&given, attr(link, "ext-link-type").unwrap_or_default())
            {
                self.put(Variable::Url, address.as_str().to_owned());
            }
        }
    }

    fn doi(&mut self, said: &str) {
        let bare = said.rsplit_once("doi.org/").map_or(said, |(_, doi)| doi);
        let bare = bare.trim().trim_start_matches("doi:").trim_start_matches("DOI:").trim();
        if is_doi(bare) {
            self.put(Variable::Doi, bare.to_owned());
        }
    }
}

/// A year and the letter behind it.
fn split_letter(year: &str) -> (&str, Option<&str>) {
    let letter = year.char_indices().last().filter(|(at, c)| *at == 4 && c.is_ascii_lowercase());
    match letter {
        Some((at, _)) if year[..at].bytes().all(|byte| byte.is_ascii_digit()) => (&year[..at], Some(&year[at..])),
        _ => (year, None),
    }
}

/// A name of a reference.
fn person(node: El<'_>) -> Option<Name> {
    let part = |wanted: &str| kid(node, wanted).map(words).unwrap_or_default();
    match name(node) {
        "name" | "string-name" if kid(node, "surname").is_some() => Some(Name {
            family: part("surname"),
            given: spaced_initials(&part("given-names")),
            suffix: part("suffix"),
            non_dropping_particle: part("prefix"),
            static_ordering: attr(node, "name-style") == Some("eastern"),
            ..Name::default()
        }),
        "name" | "string-name" | "collab" | "institution" if name(node) != "institution" => {
            Some(words(node)).filter(|text| !text.is_empty()).map(Name::literal)
        }
        "name-alternatives" => kids(node).find_map(person),
        "etal" => Some(Name::literal("others")),
        _ => None,
    }
}

/// "JP" as "J. P.": the short form of medical lists.
fn spaced_initials(given: &str) -> String {
    let is_short = !given.is_empty() && given.chars().count() <= 3 && given.chars().all(char::is_uppercase);
    if !is_short {
        return given.to_owned();
    }
    given.chars().map(|c| format!("{c}.")).collect::<Vec<_>>().join(" ")
}

/// Words with the small markup of CSL-JSON.
fn markup(node: El<'_>) -> String {
    let mut out = String::new();
    gather(node, &mut out);
    squeezed(&out)
}

fn gather(node: El<'_>, out: &mut String) {
    for child in node.children() {
        if child.is_text() {
            out.push_str(child.text().unwrap_or_default());
            continue;
        }
        let tag = match name(child) {
            "italic" if name(node) != "source" => Some("i"),
            "sup" => Some("sup"),
            "sub" => Some("sub"),
            "annotation" | "annotation-xml" => continue,
            _ => None,
        };
        match tag {
            Some(tag) => {
                let _ = write!(out, "<{tag}>");
                gather(child, out);
                let _ = write!(out, "</{tag}>");
            }
            None => gather(child, out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(xml: &str) -> (Reference, bool) {
        let text = format!("<ref id=\"B1\">{xml}</ref>");
        let source = super::super::clean::prepare(&text).expect("it is clean");
        let document = source.tree().expect("it is XML");
        let tree = Tree { source: &source, file: crate::source::FileId::default() };
        reference(document.root_element(), &CiteKey::new("B1"), tree)
    }

    #[test]
    fn parts_become_variables() {
        let (read, is_data) = item(
            "<label>1</label><mixed-citation>1. Paz AB. The sun. Rev. 2001b;3:10-2.</mixed-citation><element-citation publication-type=\"journal\"><person-group person-group-type=\"author\"><name><surname>Paz</surname><given-names>AB</given-names></name><etal/></person-group><article-title>The <italic>sun</italic></article-title><source>Rev</source><year>2001b</year><fpage>10</fpage><lpage>2</lpage><pub-id pub-id-type=\"doi\">https://doi.org/10.1/x</pub-id></element-citation>",
        );
        assert!(is_data);
        assert_eq!(read.item.kind, "article-journal");
        assert_eq!(read.item.names(Variable::Author)[0].given, "A. B.");
        assert!(read.item.names(Variable::Author)[1].is_others());
        for (variable, wanted) in [
            (Variable::Title, "The <i>sun</i>"),
            (Variable::ContainerTitle, "Rev"),
            (Variable::YearSuffix, "b"),
            (Variable::Page, "10-2"),
            (Variable::Doi, "10.1/x"),
        ] {
            assert_eq!(read.item.text(variable), Some(wanted));
        }
        let printed = read.printed.expect("it is printed");
        assert_eq!(printed.label.as_deref(), Some("1"));
        assert!(printed.runs[0].text.starts_with("Paz AB"));
    }

    #[test]
    fn a_reference_without_parts_is_its_words() {
        let (read, is_data) = item("<mixed-citation>Paz, A. <italic>Sol</italic>. 1999.</mixed-citation>");
        assert!(!is_data);
        assert_eq!(read.item.text(Variable::Title), Some("Paz, A. Sol. 1999."));
        let runs = read.printed.expect("it is printed").runs;
        assert!(runs[1].format.italic && runs[1].text == "Sol");
    }
}
