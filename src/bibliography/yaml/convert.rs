//! A record of Hayagriva's format, with works within works, to a flat item.
//!
//! Owns which of the works of a record gives which variable. The rules are those of Hayagriva's `csl/taxonomy.rs`, but that an
//! anthology is a book to CSL (its `collection` is one of an archive), and that a law is legislation with and without a publisher.

use serde_json::Value;

use super::super::{addresses, language, latex, names};
use super::fields::date;
use super::{NoOwn, Record};
use crate::csl::{Item, Name, Variable};
use crate::data::Placed;

/// A work of a record: the one that is cited, or one that it stands in.
#[derive(Debug)]
pub(super) struct Work<'a> {
    /// In small letters; empty where it is not said.
    pub(super) kind: String,
    fields: Vec<(&'static str, &'a Value)>,
    parents: Vec<Work<'a>>,
}

impl<'a> Work<'a> {
    pub(super) fn new(fields: &'a [(&'static str, Placed<Value>)], parents: &'a [Record<NoOwn>]) -> Self {
        let fields: Vec<(&str, &Value)> = fields.iter().map(|(name, value)| (*name, &value.value)).collect();
        let kind = fields.iter().find(|(name, _)| *name == "type").and_then(|(_, value)| value.as_str());
        let kind = kind.unwrap_or_default().to_lowercase();
        let parents = parents.iter().map(|parent| {
            let mut parent = Self::new(&parent.fields, &parent.parents);
            if parent.kind.is_empty() {
                default_parent(&kind).clone_into(&mut parent.kind);
            }
            parent
        });
        let parents = parents.collect();
        Self { kind, fields, parents }
    }

    fn get(&self, field: &str) -> Option<&'a Value> {
        self.fields.iter().find(|(name, _)| *name == field).map(|(_, value)| *value)
    }

    /// The first that has a field: the work, or what it stands in. The original of a translation does not count.
    fn inherited(&self, field: &str) -> Option<&'a Value> {
        self.get(field).or_else(|| {
            self.parents.iter().filter(|parent| parent.kind != "original").find_map(|parent| parent.inherited(field))
        })
    }

    fn is(&self, kinds: &[&str]) -> bool {
        kinds.contains(&self.kind.as_str())
    }

    fn within(&self, kinds: &[&str]) -> Option<&Self> {
        kinds.iter().find_map(|kind| self.parents.iter().find(|parent| parent.kind == *kind))
    }

    /// The journal, the book or the proceedings that the work stands in.
    fn container(&self) -> Option<&Self> {
        let kinds: &[&str] = match self.kind.as_str() {
            "article" => &[
                "book",
                "proceedings",
                "conference",
                "periodical",
                "newspaper",
                "blog",
                "reference",
                "web",
                "anthology",
            ],
            "anthos" | "chapter" | "case" => &["book", "anthology", "proceedings", "reference", "report", "periodical"],
            "entry" => &["reference", "book", "anthology", "web", "repository"],
            "web" => &["web", "blog"],
            "scene" => &["audio", "video", "performance", "artwork"],
            "post" | "thread" => &["thread", "blog", "web"],
            "artwork" => &["article", "book", "anthology", "web"],
            "video" | "audio" => &["video", "audio", "web", "blog"],
            "misc" | "legislation" | "manuscript" | "patent" | "performance" => {
                &["periodical", "newspaper", "book", "anthology", "web", "blog", "proceedings", "misc"]
            }
            _ => &[],
        };
        self.within(kinds)
    }

    /// The series that the work, or its container, belongs to.
    fn series(&self) -> Option<&Self> {
        self.own_series().or_else(|| self.container()?.own_series())
    }

    fn own_series(&self) -> Option<&Self> {
        let whole = ["book", "anthology", "report", "thesis", "proceedings", "reference", "repository"];
        let serial = ["book", "anthology", "periodical", "misc", "report", "reference", "web"];
        self.within(&serial).filter(|_| self.is(&whole))
    }

    /// The work and all that it stands in.
    fn all(&self) -> Box<dyn Iterator<Item = &Self> + '_> {
        Box::new(std::iter::once(self).chain(self.parents.iter().flat_map(Self::all)))
    }
}

fn default_parent(kind: &str) -> &'static str {
    match kind {
        "article" => "periodical",
        "chapter" => "book",
        "entry" => "reference",
        "anthos" | "legislation" => "anthology",
        "web" => "web",
        "scene" | "video" => "video",
        "artwork" => "exhibition",
        "post" => "post",
        "audio" => "audio",
        _ => "misc",
    }
}

fn csl_type(work: &Work<'_>) -> &'static str {
    let has = |kinds: &[&str]| work.within(kinds).is_some();
    match work.kind.as_str() {
        _ if has(&["report"]) => "report",
        _ if has(&["thesis"]) => "thesis",
        "article" if has(&["periodical"]) => "article-journal",
        "article" if has(&["newspaper"]) => "article-newspaper",
        "article" if has(&["proceedings"]) => "paper-conference",
        _ if has(&["reference"]) => "entry-encyclopedia",
        _ if has(&["blog"]) => "post-weblog",
        _ if has(&["thread"]) => "post",
        "artwork" if has(&["article"]) => "figure",
        "audio" if has(&["book", "periodical", "misc", "web"]) => "musical_score",
        _ if has(&["web"]) && work.is(&["article", "misc", "entry"]) => "webpage",
        "article" => "article",
        "book" if has(&["periodical"]) => "periodical",
        "book" | "anthology" | "proceedings" | "reference" => "book",
        "chapter" | "anthos" => "chapter",
        "entry" => "entry",
        "report" => "report",
        "thesis" => "thesis",
        "manuscript" => "manuscript",
        "exhibition" => "event",
        "video" if work.parents.is_empty() => "motion_picture",
        "audio" if work.parents.is_empty() => "song",
        "video" | "audio" | "scene" => "broadcast",
        "performance" => "performance",
        "legislation" => "legislation",
        "case" => "legal_case",
        "patent" => "patent",
        "post" => "post",
        "web" | "blog" | "thread" => "webpage",
        "misc" if work.get("url").is_some() => "webpage",
        "artwork" => "graphic",
        "repository" => "software",
        "periodical" | "newspaper" => "periodical",
        _ => "document",
    }
}

/// The item of a record.
pub(super) fn item(key: &str, work: &Work<'_>) -> Item {
    let mut item = Item { id: key.to_owned(), kind: csl_type(work).to_owned(), ..Item::default() };
    let (container, series, original) = (work.container(), work.series(), work.within(&["original"]));
    texts(&mut item, work, container, series, original);
    numbers(&mut item, work, container, series);
    people(&mut item, work, container, series, original);
    let event = work.within(&["exhibition", "conference", "misc"]).filter(|_| work.kind != "misc");
    for (variable, value) in [
        (Variable::Issued, work.inherited("date")),
        (Variable::OriginalDate, original.and_then(|work| work.get("date"))),
        (Variable::EventDate, event.and_then(|work| work.get("date"))),
        (Variable::Accessed, work.inherited("url").and_then(|url| url.get("date"))),
    ] {
        if let Some(date) = value.and_then(date) {
            item.dates.insert(variable, date);
        }
    }
    item
}

fn texts(
    item: &mut Item,
    work: &Work<'_>,
    container: Option<&Work<'_>>,
    series: Option<&Work<'_>>,
    original: Option<&Work<'_>>,
) {
    let event = work.within(&["exhibition", "conference"]);
    let publisher = work.inherited("publisher").map(|publisher| publisher.get("name").unwrap_or(publisher));
    let publisher = publisher.filter(|name| !name.is_object() || name.get("value").is_some());
    let place = work.inherited("publisher").and_then(|publisher| publisher.get("location"));
    let title = |work: Option<&Work<'_>>| work.and_then(|work| work.get("title")).map(text);
    let short = |work: Option<&Work<'_>>| work.and_then(|work| work.get("title")?.get("short")).map(text);
    let organization = work.inherited("organization").map(text);
    let of_original = |part: &str| original.and_then(|work| work.get("publisher")?.get(part)).map(text);
    let values = [
        (Variable::Title, title(Some(work))),
        (Variable::TitleShort, short(Some(work))),
        (Variable::ContainerTitle, title(container)),
        (Variable::ContainerTitleShort, short(container)),
        (Variable::CollectionTitle, title(series)),
        (Variable::EventTitle, title(event)),
        (Variable::Event, title(event)),
        (Variable::EventPlace, event.and_then(|event| event.get("location")).map(text)),
        (Variable::OriginalTitle, title(original)),
        (Variable::OriginalPublisher, of_original("name")),
        (Variable::OriginalPublisherPlace, of_original("location")),
        (Variable::Publisher, publisher.map(text).or_else(|| organization.clone())),
        (Variable::PublisherPlace, place.or_else(|| work.get("location")).map(text)),
        (Variable::Authority, organization),
        (Variable::Genre, work.inherited("genre").map(text)),
        (Variable::Note, work.get("note").map(text)),
        (Variable::Abstract, work.get("abstract").map(text)),
        (Variable::Archive, work.inherited("archive").map(text)),
        (Variable::ArchiveLocation, work.inherited("archive-location").map(text)),
        (Variable::CallNumber, work.inherited("call-number").map(text)),
        (Variable::Source, work.within(&["repository"]).and_then(|source| source.get("title")).map(text)),
        (Variable::Dimensions, work.get("runtime").or_else(|| work.get("time-range")).map(text)),
        (Variable::Language, work.inherited("language").and_then(Value::as_str).and_then(language::tag)),
    ];
    for (variable, value) in values {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            item.texts.insert(variable, value);
        }
    }
    let address = work.inherited("url").map(|url| url.get("value").unwrap_or(url)).and_then(Value::as_str);
    if let Some(address) = address.map(addresses::read) {
        item.texts.insert(Variable::Url, address);
    }
}

fn numbers(item: &mut Item, work: &Work<'_>, container: Option<&Work<'_>>, series: Option<&Work<'_>>) {
    let volume = container.and_then(|work| work.get("volume")).or_else(|| work.get("volume"));
    let serial = |work: &Work<'_>, name: &str| -> Option<String> {
        let value = work.get("serial-number").or_else(|| work.get("serial"))?;
        match value {
            Value::Object(map) => map.get(name).map(plain),
            // A number alone is the number.
            other => (name == "serial").then(|| plain(other)),
        }
    };
    let inherited = |name: &str| work.all().filter(|work| work.kind != "original").find_map(|work| serial(work, name));
    let values = [
        (Variable::Volume, volume.map(text)),
        (Variable::Issue, work.inherited("issue").map(text)),
        (
            Variable::CollectionNumber,
            series.and_then(|series| series.get("volume").or_else(|| series.get("issue"))).map(text),
        ),
        (Variable::ChapterNumber, work.get("chapter").map(text)),
        (Variable::Edition, work.inherited("edition").map(text)),
        (Variable::NumberOfVolumes, work.inherited("volume-total").map(text)),
        (Variable::NumberOfPages, work.inherited("page-total").map(text)),
        (Variable::Page, work.get("page-range").map(|pages| text(pages).replace(['–', '—'], "-").replace("--", "-"))),
        (Variable::Number, serial(work, "serial")),
        (Variable::Version, serial(work, "version")),
        (Variable::Doi, serial(work, "doi")),
        (Variable::Isbn, inherited("isbn")),
        (Variable::Issn, inherited("issn")),
        (Variable::Pmid, serial(work, "pmid")),
        (Variable::Pmcid, serial(work, "pmcid")),
    ];
    for (variable, value) in values {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let value = if variable == Variable::Doi { addresses::bare_doi(&value).to_owned() } else { value };
            item.texts.insert(variable, value);
        }
    }
    if let Some(address) = serial(work, "arxiv").and_then(|number| addresses::of_eprint("arxiv", &number)) {
        item.texts.entry(Variable::Url).or_insert(address);
    }
}

fn people(
    item: &mut Item,
    work: &Work<'_>,
    container: Option<&Work<'_>>,
    series: Option<&Work<'_>>,
    original: Option<&Work<'_>>,
) {
    let of =
        |work: Option<&Work<'_>>, field: &str| work.and_then(|work| work.get(field)).map(persons).unwrap_or_default();
    let mut put = |variable: Variable, names: Vec<Name>| {
        if !names.is_empty() {
            item.names.entry(variable).or_default().extend(names);
        }
    };
    put(Variable::Author, of(Some(work), "author"));
    let editors = of(Some(work), "editor");
    put(Variable::Editor, if editors.is_empty() { of(container, "editor") } else { editors });
    put(Variable::ContainerAuthor, of(container, "author"));
    put(Variable::CollectionEditor, of(series.filter(|_| container.is_none()), "editor"));
    put(Variable::OriginalAuthor, of(original, "author"));
    // Those who helped with the container did so for the work, unless it says whom it had itself.
    let Some(groups) = work.inherited("affiliated") else { return };
    for group in groups.as_array().map_or(std::slice::from_ref(groups), Vec::as_slice) {
        let role = group.get("role").and_then(Value::as_str).unwrap_or_default();
        put(role_variable(role), group.get("names").map(persons).unwrap_or_default());
    }
}

fn role_variable(role: &str) -> Variable {
    match role {
        "translator" => Variable::Translator,
        "compiler" => Variable::Compiler,
        "organizer" => Variable::Organizer,
        "cast-member" => Variable::Performer,
        "composer" => Variable::Composer,
        "producer" => Variable::Producer,
        "executive-producer" => Variable::ExecutiveProducer,
        "writer" => Variable::ScriptWriter,
        "director" => Variable::Director,
        "illustrator" => Variable::Illustrator,
        "narrator" => Variable::Narrator,
        "founder" => Variable::SeriesCreator,
        // CSL has no name for the others.
        _ => Variable::Contributor,
    }
}

fn persons(value: &Value) -> Vec<Name> {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice).iter().map(person).collect()
}

fn person(value: &Value) -> Name {
    if let Some(text) = value.as_str() {
        return names::plain(text);
    }
    let part = |name: &str| value.get(name).map(plain).unwrap_or_default();
    let mut found = names::from_parts(&part("name"), &part("given-name"), &part("suffix"));
    let prefix = part("prefix");
    if !prefix.is_empty() {
        if found.family.is_empty() {
            found.family = std::mem::take(&mut found.literal);
        }
        found.dropping_particle = prefix;
    }
    found.comma_suffix = value.get("comma-suffix").and_then(Value::as_bool).unwrap_or(false);
    found
}

/// A value as text, whatever YAML took it for.
pub(super) fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A text in CSL's small markup: what stands in braces keeps its case, and `$…$` is a formula.
fn text(value: &Value) -> String {
    let inner = value.get("value").unwrap_or(value);
    let text = plain(inner);
    if value.get("verbatim").and_then(Value::as_bool) == Some(true) {
        return format!("<span class=\"nocase\">{text}</span>");
    }
    if !text.contains(['{', '$']) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['{', '$', '\\']) {
        out.push_str(&rest[..at]);
        let (sign, behind) = rest[at..].split_at(1);
        let closing = if sign == "{" { latex::closing_brace(behind) } else { behind.find('$') };
        match (sign, closing) {
            ("\\", _) => {
                let escaped = behind.chars().next().filter(|c| matches!(c, '{' | '}' | '$' | '\\'));
                out.push(escaped.unwrap_or('\\'));
                rest = &behind[escaped.map_or(0, char::len_utf8)..];
            }
            ("{", Some(end)) => {
                let inner = behind[..end].replace(['{', '}'], "");
                out.extend(["<span class=\"nocase\">", inner.as_str(), "</span>"]);
                rest = &behind[end + 1..];
            }
            ("$", Some(end)) => {
                out.push_str(&latex::convert(&format!("${}$", &behind[..end])).pieces.markup(false));
                rest = &behind[end + 1..];
            }
            _ => {
                out.push_str(sign);
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}
