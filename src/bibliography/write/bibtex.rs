//! BibTeX, which BibLaTeX and every reference manager read too. In UTF-8; what LaTeX would take for its own is escaped.

use super::super::{Reference, addresses, bib, dates, language, latex, names, words};
use super::{Part, parts, record};
use crate::csl::{Date, Item, Name, Variable, VariableKind};

/// The references as a `.bib` file, their words for genres in `lang`.
#[must_use]
pub fn bibtex(references: &[&Reference], lang: &str) -> String {
    let entries: Vec<String> = references.iter().map(|reference| entry(&record(reference, lang))).collect();
    entries.join("\n")
}

/// The kind of entry, and the `entrysubtype` where the kind alone does not say it.
fn kind(item: &Item) -> (&'static str, &str) {
    let genre = item.text(Variable::Genre).and_then(words::key);
    match item.kind.as_str() {
        "article-journal" => ("article", ""),
        "article-magazine" => ("article", "magazine"),
        "article-newspaper" => ("article", "newspaper"),
        "book" => ("book", ""),
        "chapter" => ("incollection", ""),
        "paper-conference" => ("inproceedings", ""),
        "entry-encyclopedia" => ("inreference", ""),
        "thesis" if genre == Some("phdthesis") => ("phdthesis", ""),
        "thesis" if genre == Some("mathesis") => ("mastersthesis", ""),
        "thesis" => ("thesis", ""),
        "report" => ("techreport", ""),
        "manuscript" => ("unpublished", ""),
        "pamphlet" => ("booklet", ""),
        "webpage" => ("online", ""),
        "patent" => ("patent", ""),
        "dataset" => ("dataset", ""),
        "software" => ("software", ""),
        "document" => ("misc", ""),
        other => ("misc", other),
    }
}

/// The lines of an entry.
struct Fields {
    lines: String,
    /// Whether capitals of titles would be taken back by whoever reads them.
    guards: bool,
}

impl Fields {
    fn put(&mut self, field: &str, value: &str) {
        if !value.is_empty() {
            self.lines.extend(["  ", field, " = {", value, "},\n"]);
        }
    }

    fn text(&mut self, field: &str, text: Option<&str>) {
        self.put(field, &escaped(text.unwrap_or_default()));
    }

    fn title(&mut self, field: &str, text: Option<&str>) {
        let text = text.unwrap_or_default();
        let written = if self.guards { guarded(text) } else { escaped(text) };
        self.put(field, &written);
    }

    fn names(&mut self, field: &str, names: &[Name]) {
        let names: Vec<String> = names.iter().map(name).collect();
        self.put(field, &names.join(" and "));
    }

    /// A value that is taken letter by letter.
    fn verbatim(&mut self, field: &str, text: Option<&str>) {
        self.put(field, &text.unwrap_or_default().replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C"));
    }
}

fn entry(item: &Item) -> String {
    let (kind, subtype) = kind(item);
    let tag = item.text(Variable::Language);
    let guards = tag.is_none_or(|tag| language::is_title_cased(Some(tag), "", None));
    let mut fields = Fields { lines: String::new(), guards };
    let get = |variable: Variable| item.text(variable);
    for (field, variable) in [
        ("author", Variable::Author),
        ("editor", Variable::Editor),
        ("translator", Variable::Translator),
        ("bookauthor", Variable::ContainerAuthor),
    ] {
        fields.names(field, item.names(variable));
    }
    let particles = |name: &Name| !name.non_dropping_particle.is_empty();
    if item.names.values().flatten().any(particles) {
        fields.put("options", "useprefix=true");
    }
    titles(&mut fields, item, kind);
    fields.text("series", get(Variable::CollectionTitle));
    fields.text("volume", get(Variable::Volume));
    let in_series = matches!(kind, "book" | "incollection" | "inproceedings" | "inreference");
    let number = match kind {
        "article" => get(Variable::Issue),
        _ if in_series => get(Variable::CollectionNumber),
        _ => get(Variable::Number),
    };
    fields.text("number", number);
    fields.text("pages", get(Variable::Page).map(|pages| pages.replace('-', "–")).as_deref());
    fields.lines = fields.lines.replace('–', "--");
    for (field, variable) in [
        ("edition", Variable::Edition),
        ("chapter", Variable::ChapterNumber),
        ("version", Variable::Version),
        ("volumes", Variable::NumberOfVolumes),
        ("pagetotal", Variable::NumberOfPages),
    ] {
        fields.text(field, get(variable));
    }
    let publisher = match kind {
        "phdthesis" | "mastersthesis" => "school",
        "thesis" | "techreport" => "institution",
        _ => "publisher",
    };
    fields.text(publisher, get(Variable::Publisher));
    fields.text("address", get(if kind == "patent" { Variable::Jurisdiction } else { Variable::PublisherPlace }));
    issued(&mut fields, item);
    let own = get(Variable::Genre).filter(|_| !matches!(kind, "phdthesis" | "mastersthesis"));
    fields.text("type", own);
    fields.put("entrysubtype", subtype);
    fields.verbatim("doi", get(Variable::Doi));
    match get(Variable::Url).and_then(addresses::eprint_of) {
        Some((archive, number)) => {
            fields.put("eprint", number);
            fields.put("eprinttype", archive);
        }
        None => fields.verbatim("url", get(Variable::Url)),
    }
    for (field, variable) in
        [("urldate", Variable::Accessed), ("eventdate", Variable::EventDate), ("origdate", Variable::OriginalDate)]
    {
        fields.text(field, item.date(variable).map(dates::written).as_deref());
    }
    for (field, variable) in [
        ("eventtitle", Variable::EventTitle),
        ("venue", Variable::EventPlace),
        ("origtitle", Variable::OriginalTitle),
        ("origpublisher", Variable::OriginalPublisher),
        ("origlocation", Variable::OriginalPublisherPlace),
        ("isbn", Variable::Isbn),
        ("issn", Variable::Issn),
        ("pmid", Variable::Pmid),
        ("pmcid", Variable::Pmcid),
        ("pubstate", Variable::Status),
        ("library", Variable::CallNumber),
        ("shorthand", Variable::CitationLabel),
        ("note", Variable::Note),
        ("annotation", Variable::Annote),
        ("keywords", Variable::Keyword),
        ("abstract", Variable::Abstract),
    ] {
        fields.text(field, get(variable));
    }
    fields.put("langid", tag.and_then(language::babel).unwrap_or_default());
    let head = format!("@{kind}{{{},\n", item.id);
    let read = bib::item(&format!("{head}{}}}\n", fields.lines));
    missing(&mut fields, item, &read);
    format!("{head}{}}}\n", fields.lines)
}

fn titles(fields: &mut Fields, item: &Item, kind: &str) {
    let get = |variable: Variable| item.text(variable);
    let part = matches!(kind, "incollection" | "inproceedings" | "inreference");
    match (get(Variable::VolumeTitle), part) {
        (Some(volume), false) => {
            fields.title("title", Some(volume));
            fields.title("maintitle", get(Variable::Title));
        }
        (Some(volume), true) => {
            fields.title("title", get(Variable::Title));
            fields.title("booktitle", Some(volume));
            fields.title("maintitle", get(Variable::ContainerTitle));
        }
        (None, _) => {
            fields.title("title", get(Variable::Title));
            match kind {
                "article" => fields.text("journal", get(Variable::ContainerTitle)),
                _ => fields.title("booktitle", get(Variable::ContainerTitle)),
            }
        }
    }
    fields.title("shorttitle", get(Variable::TitleShort));
    fields.text("shortjournal", get(Variable::ContainerTitleShort));
}

/// BibTeX reads `year` and `month`, BibLaTeX `date`; words stand in `year`.
fn issued(fields: &mut Fields, item: &Item) {
    match item.date(Variable::Issued) {
        Some(Date::Literal(words)) => fields.text("year", Some(words)),
        Some(date @ Date::Known { from, to, circa }) => {
            if from.month.is_some() || from.season.is_some() || to.is_some() || *circa || from.year < 1 {
                fields.text("date", Some(&dates::written(date)));
            }
            if from.year > 0 {
                fields.put("year", &from.year.to_string());
                fields.put("month", &from.month.map(|month| month.to_string()).unwrap_or_default());
            }
        }
        None => {}
    }
}

/// What no field of BibTeX's says, under the name that CSL has for it.
fn missing(fields: &mut Fields, item: &Item, read: &Item) {
    for (variable, text) in &item.texts {
        if read.text(*variable).is_none() && *variable != Variable::Language {
            fields.text(variable.name(), Some(text));
        }
    }
    for (variable, date) in item.dates.iter().filter(|(variable, _)| read.date(**variable).is_none()) {
        fields.text(variable.name(), Some(&dates::written(date)));
    }
    for (variable, names) in item.names.iter().filter(|(variable, _)| read.names(**variable).is_empty()) {
        if variable.kind() == VariableKind::Name {
            fields.names(variable.name(), names);
        }
    }
}

/// A text as LaTeX prints it.
fn escaped(text: &str) -> String {
    let mut latex = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            Part::Text(text) => escape(text, &mut latex),
            Part::Open(tag) => latex.push_str(match tag {
                "i" => "\\emph{",
                "b" => "\\textbf{",
                "sup" => "\\textsuperscript{",
                "sub" => "\\textsubscript{",
                "sc" => "\\textsc{",
                _ => "{",
            }),
            Part::Close(_) => latex.push('}'),
        }
    }
    latex
}

fn escape(text: &str, latex: &mut String) {
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '\\' => latex.push_str("\\textbackslash{}"),
            '~' => latex.push_str("\\textasciitilde{}"),
            '^' => latex.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '%' | '#' | '_' => latex.extend(['\\', c]),
            '\u{a0}' => latex.push('~'),
            // Two of them would be read as another sign.
            '-' | '\'' | '`' | '<' | '>' | ',' if before == c => latex.extend(["{}", c.encode_utf8(&mut [0; 4])]),
            '`' if matches!(before, '?' | '!') => latex.push_str("{}`"),
            '\n' | '\r' | '\t' => latex.push(' '),
            _ => latex.push(c),
        }
        before = c;
    }
}

/// A title whose capitals stay: words that a reader of English titles would make small stand in braces.
fn guarded(text: &str) -> String {
    let latex = escaped(text);
    let mut read = latex::convert(&latex).pieces;
    let before = read.markup(false);
    latex::sentence_case(&mut read);
    if read.markup(false) == before {
        return latex;
    }
    let mut guarded = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for part in parts(text) {
        match part {
            Part::Text(text) if depth == 0 => {
                for word in text.split_inclusive(' ') {
                    let bare = word.trim_end_matches(' ');
                    if bare.contains(char::is_uppercase) && !guarded.is_empty() {
                        guarded.push('{');
                        escape(bare, &mut guarded);
                        guarded.push('}');
                        guarded.push_str(&word[bare.len()..]);
                    } else {
                        escape(word, &mut guarded);
                    }
                }
            }
            Part::Text(text) => escape(text, &mut guarded),
            Part::Open(tag) => {
                depth += usize::from(tag == "nocase");
                guarded.push_str(match tag {
                    "i" => "\\emph{",
                    "b" => "\\textbf{",
                    "sup" => "\\textsuperscript{",
                    "sub" => "\\textsubscript{",
                    "sc" => "\\textsc{",
                    _ => "{",
                });
            }
            Part::Close(tag) => {
                depth -= usize::from(tag == "nocase");
                guarded.push('}');
            }
        }
    }
    guarded
}

fn name(name: &Name) -> String {
    if name.is_others() {
        return "others".to_owned();
    }
    if !name.literal.is_empty() {
        // Braces keep an institution's name in one piece.
        return format!("{{{}}}", escaped(&name.literal));
    }
    let particle = [&name.dropping_particle, &name.non_dropping_particle];
    let particle =
        particle.into_iter().filter(|part| !part.is_empty()).map(|part| escaped(part) + " ").collect::<String>();
    let family = escaped(&name.family);
    let splits = name.family.split(' ').next().is_some_and(|first| first.starts_with(char::is_lowercase))
        && name.family.contains(' ');
    // A family name that begins in small letters, ends like a suffix, or holds what parts a list, is one word in braces.
    let ends = name.family.rsplit_once(' ').is_some_and(|(_, last)| names::is_suffix(last));
    let family = if splits || ends || name.family.contains(',') || name.family.contains(" and ") {
        format!("{{{family}}}")
    } else {
        family
    };
    let mut parts = vec![format!("{particle}{family}")];
    if !name.suffix.is_empty() {
        parts.push(escaped(&name.suffix));
    }
    if !name.given.is_empty() || !name.suffix.is_empty() {
        parts.push(escaped(&name.given));
    }
    parts.join(", ")
}
