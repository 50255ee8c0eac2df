//! An entry of a `.bib` file to an item.
//!
//! Owns which field becomes which variable, after the published mappings of biblatex to CSL (Pandoc's `Citeproc.BibTeX`; where it
//! has none, Better BibTeX's).

use std::collections::BTreeMap;

use super::super::{Context, Reference, Unmapped, addresses, dates, language, latex, names, words};
use super::fields::{self, edition, is_balanced, joined, pages, verbatim};
use super::kinds::{csl_type, is_article, is_book, is_part};
use super::{Value, Values};
use crate::csl::{Date, DateEnd, ITEM_TYPES, Item, Name, Variable, VariableKind};
use crate::data::CiteKey;
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::Span;

/// Fields that styles do not print, or hardly any: a command in them is nobody's concern.
const UNPRINTED: [&str; 3] = ["abstract", "annotation", "keywords"];

struct Converter<'a> {
    entry: &'a Values,
    /// Whether titles are written with capitals that are no part of them.
    cased: bool,
    item: Item,
    sink: &'a mut Sink,
}

/// The reference of an entry.
pub(super) fn reference(entry: &Values, context: &Context<'_>, unmapped: &mut Unmapped, sink: &mut Sink) -> Reference {
    let tag = ["langid", "language"].iter().find_map(|field| language::tag(&latex::plain(&entry.get(field)?.latex)));
    let telling = ["title", "subtitle", "booktitle", "maintitle", "journaltitle", "series", "abstract"];
    let told: Vec<&str> = telling.iter().filter_map(|field| Some(entry.get(field)?.latex.as_str())).collect();
    let told = latex::plain(&told.join(" . "));
    let cased = language::is_title_cased(tag.as_deref(), &told, context.alone);
    let item = Item { id: entry.key.clone(), ..Item::default() };
    let titles_as_typed = if cased && tag.is_none() {
        let sink = &mut Sink::default();
        let mut typed = Converter { entry, cased: false, item: item.clone(), sink };
        typed.titles();
        typed.item.texts
    } else {
        BTreeMap::new()
    };
    let mut converter = Converter { entry, cased, item, sink };
    converter.kind(unmapped);
    converter.names();
    converter.titles();
    converter.numbers();
    converter.publishers();
    converter.dates();
    converter.addresses(unmapped);
    converter.others();
    if let Some(tag) = tag {
        converter.set(Variable::Language, tag);
    }
    for name in entry.fields.keys() {
        if fields::is_private(name) || fields::MAPPED.contains(&name.as_str()) {
            continue;
        }
        // A field may be called as CSL's variable is.
        match Variable::find(name).map(|variable| (variable, variable.kind())) {
            Some((_, VariableKind::Name)) => {}
            Some((variable, VariableKind::Text | VariableKind::Number)) => {
                let text = converter.text(name);
                converter.set(variable, text);
            }
            Some((variable, VariableKind::Date)) => {
                if let Some(date) = converter.date(name) {
                    converter.item.dates.insert(variable, date);
                }
            }
            None => unmapped.add(name, entry.span),
        }
    }
    let item = converter.item;
    let aliases = entry.get("ids").map_or("", |ids| ids.latex.as_str());
    let aliases = aliases.split(',').map(str::trim).filter(|alias| !alias.is_empty()).map(CiteKey::new).collect();
    let rest = Reference::new(CiteKey::new(&entry.key), item, entry.span);
    Reference { aliases, titles_as_typed, lends: entry.lends, ..rest }
}

impl Converter<'_> {
    fn set(&mut self, variable: Variable, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.item.texts.insert(variable, text);
        }
    }

    fn value(&self, field: &str) -> Option<&Value> {
        self.entry.get(field)
    }

    fn option(&self, name: &str) -> Option<&str> {
        let options = &self.value("options")?.latex;
        options.split(',').find_map(|option| {
            let (key, value) = option.split_once('=').unwrap_or((option, "true"));
            (key.trim() == name).then(|| value.trim())
        })
    }

    /// A value as formatted text, its unknown commands told.
    fn converted(&mut self, field: &str) -> Option<latex::Converted> {
        let value = self.entry.get(field)?;
        let converted = latex::convert(&value.latex);
        if !UNPRINTED.contains(&field) {
            for (at, command) in &converted.unknown {
                let start = value.span.range().start + at;
                let end = start + command.len() + 1;
                let span = if value.exact { Span::new(value.span.file, start..end) } else { value.span };
                let message =
                    format!("the LaTeX command `\\{command}` in `{field}` is not known: only its text is printed");
                let help = "write the character itself: the file is UTF-8";
                self.sink.push(Diagnostic::new(codes::ODD_REFERENCE, message).at(span, "").help(help));
            }
        }
        Some(converted)
    }

    /// A value in CSL's small markup.
    fn text(&mut self, field: &str) -> String {
        self.converted(field).map(|converted| converted.pieces.markup(false)).unwrap_or_default()
    }

    fn plain(&self, field: &str) -> String {
        self.value(field).map(|value| latex::plain(&value.latex)).unwrap_or_default()
    }

    /// A title in CSL's small markup and in the case of a sentence; what stands in braces is protected.
    fn title(&mut self, field: &str) -> String {
        let Some(mut converted) = self.converted(field) else { return String::new() };
        if self.cased {
            latex::sentence_case(&mut converted.pieces);
        }
        converted.pieces.markup(true)
    }

    /// The title of a journal or a series, whose capitals are its own.
    fn serial_title(&mut self, field: &str) -> String {
        self.converted(field).map(|converted| converted.pieces.markup(true)).unwrap_or_default()
    }

    fn kind(&mut self, unmapped: &mut Unmapped) {
        let kind = self.entry.kind.as_str();
        let is_event = ["eventdate", "eventtitle", "venue"].iter().any(|field| self.value(field).is_some());
        let subtype = self.plain("entrysubtype").to_lowercase();
        // What biblatex has no kind for is said in CSL's own terms.
        let found = match ITEM_TYPES.iter().find(|known| kind == "misc" && **known == subtype) {
            Some(known) => Some(*known),
            None => csl_type(kind, &subtype, is_event),
        };
        if found.is_none() {
            unmapped.add(&format!("@{kind}"), self.entry.span);
        }
        self.item.kind = found.unwrap_or("document").to_owned();
        let genre = self.text("type");
        let genre = match (genre.is_empty(), kind) {
            (false, _) => words::key(&genre).filter(|key| *key == genre).map_or(genre.clone(), str::to_owned),
            (true, "phdthesis") => "phdthesis".to_owned(),
            (true, "mastersthesis") => "mathesis".to_owned(),
            (true, _) => String::new(),
        };
        self.set(Variable::Genre, genre);
    }

    fn people(&mut self, field: &str) -> Vec<Name> {
        let Some(value) = self.entry.get(field) else { return Vec::new() };
        let (mut found, odd) = names::bibtex(&value.latex);
        if let Some(odd) = odd {
            let help = "the names of a list stand with ` and ` between them: {Pérez, Ana and Gómez, Luis}";
            let message = format!("in `{field}` {odd}");
            self.sink.push(Diagnostic::new(codes::ODD_REFERENCE, message).at(value.span, "").help(help));
        }
        if self.option("useprefix") == Some("true") {
            names::keep_particles(&mut found);
        }
        found
    }

    fn names(&mut self) {
        let fields: Vec<String> = self.entry.fields.keys().cloned().collect();
        for field in fields {
            let variable = match field.as_str() {
                "bookauthor" => Some(Variable::ContainerAuthor),
                "editor" | "editora" | "editorb" | "editorc" => {
                    Some(role(&self.plain(&format!("{field}type")), field == "editor"))
                }
                name => Variable::find(name).filter(|variable| variable.kind() == VariableKind::Name),
            };
            if let Some(variable) = variable {
                let names = self.people(&field);
                self.item.names.entry(variable).or_default().extend(names);
            }
        }
        self.item.names.retain(|_, names| !names.is_empty());
    }

    fn titles(&mut self) {
        let kind = self.entry.kind.as_str();
        let part = is_part(kind);
        let serial = kind == "periodical";
        let multi = self.value("maintitle").is_some();
        let (title, subtitle, addon) = if serial && self.value("issuetitle").is_some() {
            (self.title("issuetitle"), self.title("issuesubtitle"), String::new())
        } else if multi && !part {
            (self.title("maintitle"), self.title("mainsubtitle"), self.title("maintitleaddon"))
        } else {
            (self.title("title"), self.title("subtitle"), self.title("titleaddon"))
        };
        let is_long = !subtitle.is_empty() || !addon.is_empty();
        let short = match self.title("shorttitle") {
            short if !short.is_empty() => short,
            _ if is_long && (part || !multi) => title.clone(),
            // The part before the colon stands for the whole.
            _ => title
                .split_once(": ")
                .map(|(before, _)| before.to_owned())
                .filter(|short| is_balanced(short))
                .unwrap_or_default(),
        };
        self.set(Variable::Title, joined(&joined(&title, ": ", &subtitle), ". ", &addon));
        self.set(Variable::TitleShort, short);
        if multi {
            let (volume, sub) = if part { ("booktitle", "booksubtitle") } else { ("title", "subtitle") };
            let volume = joined(&self.title(volume), ": ", &self.title(sub));
            self.set(Variable::VolumeTitle, volume);
        }
        let (container, sub, addon) = if serial {
            (self.serial_title("title"), self.serial_title("subtitle"), String::new())
        } else if part && multi {
            (self.title("maintitle"), self.title("mainsubtitle"), self.title("maintitleaddon"))
        } else if part || self.value("journaltitle").is_none() {
            (self.title("booktitle"), self.title("booksubtitle"), self.title("booktitleaddon"))
        } else {
            (
                self.serial_title("journaltitle"),
                self.serial_title("journalsubtitle"),
                self.serial_title("journaltitleaddon"),
            )
        };
        if serial && self.value("issuetitle").is_none() {
            // A whole journal is its own title.
            self.set(Variable::Title, joined(&container, ": ", &sub));
        } else {
            self.set(Variable::ContainerTitle, joined(&joined(&container, ": ", &sub), ". ", &addon));
        }
        for (field, variable) in [
            ("shortjournal", Variable::ContainerTitleShort),
            ("series", Variable::CollectionTitle),
            ("eventtitle", Variable::EventTitle),
            ("origtitle", Variable::OriginalTitle),
        ] {
            let text = self.serial_title(field);
            self.set(variable, text);
        }
        let event = self.item.text(Variable::EventTitle).unwrap_or_default().to_owned();
        self.set(Variable::Event, event);
    }

    fn numbers(&mut self) {
        let kind = self.entry.kind.as_str();
        let volume = joined(&self.text("volume"), ".", &self.text("part"));
        self.set(Variable::Volume, volume);
        let (number, issue) = (self.text("number"), self.text("issue"));
        if is_book(kind) {
            self.set(Variable::CollectionNumber, number);
            self.set(Variable::Issue, issue);
        } else if is_article(kind) {
            self.set(Variable::Issue, joined(&number, ", ", &issue));
        } else {
            let number = if number.is_empty() { self.text("isrn") } else { number };
            self.set(Variable::Number, number);
            self.set(Variable::Issue, issue);
        }
        let (pages, eid) = (pages(&self.text("pages")), self.text("eid"));
        if pages.is_empty() {
            self.set(Variable::Page, eid);
        } else {
            self.set(Variable::Page, pages);
            if self.item.text(Variable::Number).is_none() {
                self.set(Variable::Number, eid);
            }
        }
        let edition = edition(&self.text("edition"));
        self.set(Variable::Edition, edition);
        for (field, variable) in [
            ("chapter", Variable::ChapterNumber),
            ("version", Variable::Version),
            ("volumes", Variable::NumberOfVolumes),
            ("pagetotal", Variable::NumberOfPages),
        ] {
            let text = self.text(field);
            self.set(variable, text);
        }
    }

    fn publishers(&mut self) {
        let mut howpublished = String::new();
        if let Some(converted) = self.converted("howpublished") {
            howpublished = converted.pieces.markup(false);
            match &converted.links[..] {
                // An address alone says where, not by whom.
                [link] if converted.pieces.plain() == *link && self.value("url").is_none() => {
                    self.set(Variable::Url, addresses::read(link));
                    howpublished = String::new();
                }
                [link, ..] if self.value("url").is_none() => self.set(Variable::Url, addresses::read(link)),
                _ => {}
            }
            if self.value("url").is_none() && addresses::is_address(&howpublished) {
                self.set(Variable::Url, addresses::read(&std::mem::take(&mut howpublished)));
            }
        }
        let mut parts = Vec::new();
        for field in ["institution", "organization"] {
            parts.push(self.text(field));
        }
        parts.push(howpublished);
        parts.push(self.text("publisher"));
        parts.retain(|part| !part.is_empty());
        parts.dedup();
        self.set(Variable::Publisher, parts.join("; "));
        let place = self.text("location");
        let place_of = if self.entry.kind == "patent" { Variable::Jurisdiction } else { Variable::PublisherPlace };
        self.set(place_of, place);
        for (field, variable) in [
            ("venue", Variable::EventPlace),
            ("origpublisher", Variable::OriginalPublisher),
            ("origlocation", Variable::OriginalPublisherPlace),
        ] {
            let text = self.text(field);
            self.set(variable, text);
        }
    }

    /// A date, or the words that stand for one; nothing where the words say that there is none.
    fn date(&mut self, field: &str) -> Option<Date> {
        let text = self.plain(field);
        let text = text.trim();
        if text.is_empty() || dates::is_none(text) {
            return None;
        }
        let known = dates::loose(&text.replace('–', "/")).or_else(|| dates::loose(text));
        Some(known.unwrap_or_else(|| Date::Literal(words::key(text).map_or(text.to_owned(), str::to_owned))))
    }

    fn dates(&mut self) {
        let issued = self.date("date").or_else(|| self.year());
        for (variable, date) in [
            (Variable::Issued, issued),
            (Variable::OriginalDate, self.date("origdate")),
            (Variable::EventDate, self.date("eventdate")),
        ] {
            if let Some(date) = date {
                self.item.dates.insert(variable, date);
            }
        }
        let accessed = self.date("urldate").or_else(|| {
            let parts: Vec<String> = ["urlyear", "urlmonth", "urlday"].iter().map(|field| self.plain(field)).collect();
            dates::loose(parts.join(" ").trim())
        });
        if let Some(date @ Date::Known { .. }) = accessed {
            self.item.dates.insert(Variable::Accessed, date);
        }
    }

    /// The date of BibTeX's `year`, `month` and `day`.
    fn year(&mut self) -> Option<Date> {
        let text = self.plain("year");
        let text = text.trim().to_owned();
        if text.is_empty() || dates::is_none(&text) {
            return None;
        }
        let Some(mut date) = dates::year(&text).or_else(|| dates::loose(&text)) else {
            return Some(Date::Literal(words::key(&text).map_or(text, str::to_owned)));
        };
        let month = self.plain("month");
        let month = month.trim();
        if !month.is_empty() && !dates::with_month(&mut date, month) {
            let span = self.value("month").map_or(self.entry.span, |value| value.span);
            let message = format!("`{month}` is not a month: only the year is printed");
            self.sink.push(
                Diagnostic::new(codes::ODD_REFERENCE, message)
                    .at(span, "")
                    .help("write `month = mar` or `month = {3}`"),
            );
        }
        let day = self.plain("day");
        if let Date::Known { from, to, .. } = &mut date {
            if from.month.is_some() && from.day.is_none() && to.is_none() {
                from.day = day.trim().parse().ok().filter(|day| (1..=31).contains(day));
            }
            let end = self.entry.get("endyear").and_then(|end| dates::year(&end.latex));
            if let (None, Some(Date::Known { from: end, .. })) = (&to, end) {
                *to = Some(DateEnd::At(end));
            }
        }
        Some(date)
    }

    fn addresses(&mut self, unmapped: &mut Unmapped) {
        let wanted = self.entry.kind == "online" || self.option("url") != Some("false");
        if let Some(url) = self.value("url").map(|value| verbatim(&value.latex)).filter(|_| wanted) {
            self.set(Variable::Url, addresses::read(&url));
        }
        if let Some(doi) =
            self.value("doi").map(|value| verbatim(&value.latex)).filter(|_| self.option("doi") != Some("false"))
        {
            self.set(Variable::Doi, addresses::bare_doi(&doi));
        }
        if let Some(eprint) = self.value("eprint").map(|value| verbatim(&value.latex)) {
            let archive = self.plain("eprinttype");
            let address = addresses::of_eprint(&archive, &eprint);
            match address {
                Some(address) if self.item.text(Variable::Url).is_none() => self.set(Variable::Url, address),
                Some(address) if self.item.text(Variable::Url) == Some(&address) => {}
                None if !archive.is_empty() => {
                    self.set(Variable::Archive, archive);
                    self.set(Variable::ArchiveLocation, eprint);
                }
                _ => unmapped.add("eprint", self.entry.span),
            }
        }
        for (field, variable) in
            [("isbn", Variable::Isbn), ("issn", Variable::Issn), ("pmid", Variable::Pmid), ("pmcid", Variable::Pmcid)]
        {
            let text = self.plain(field);
            self.set(variable, text);
        }
    }

    fn others(&mut self) {
        let note = joined(&self.text("note"), ". ", &self.text("addendum"));
        self.set(Variable::Note, note);
        let state = self.text("pubstate");
        self.set(Variable::Status, words::key(&state).map_or(state, str::to_owned));
        for (field, variable) in [
            ("abstract", Variable::Abstract),
            ("annotation", Variable::Annote),
            ("keywords", Variable::Keyword),
            ("shorthand", Variable::CitationLabel),
        ] {
            let text = self.text(field);
            self.set(variable, text);
        }
        let shelf = if self.value("library").is_some() { self.text("library") } else { self.text("lccn") };
        self.set(Variable::CallNumber, shelf);
    }
}

/// Whose names an `editor` field holds.
fn role(kind: &str, first: bool) -> Variable {
    match kind {
        "director" => Variable::Director,
        "compiler" => Variable::Compiler,
        "organizer" => Variable::Organizer,
        "illustrator" => Variable::Illustrator,
        "producer" => Variable::Producer,
        "scriptwriter" => Variable::ScriptWriter,
        "translator" => Variable::Translator,
        "" | "editor" => Variable::Editor,
        _ if first => Variable::Editor,
        _ => Variable::Contributor,
    }
}
