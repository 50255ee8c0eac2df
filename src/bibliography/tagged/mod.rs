//! RIS, which EndNote, Zotero, Mendeley and publishers' sites write.
//!
//! Owns its tags and types, after Zotero's reading of them (`RIS.js`), and the habits of EndNote where they differ. A line is two
//! signs, spaces, a hyphen and the value; a line that is none belongs to the one before.

mod lines;
mod types;

use std::collections::BTreeSet;

use lines::{Line, records};
pub(super) use types::TYPES;

use super::{Reference, Unmapped, addresses, dates, language, latex, names, note};
use crate::csl::{Date, Item, Name, Variable};
use crate::data::CiteKey;
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, SourceMap, Span};

/// Tags that number, sort and file: nothing that a reference says.
const PRIVATE: [&str; 30] = [
    "ER", "ID", "TY", "L1", "L2", "L3", "L4", "LK", "U1", "U2", "U3", "U4", "U5", "C1", "C2", "C4", "C5", "C6", "C7",
    "C8", "AD", "RP", "LB", "DB", "DP", "H1", "H2", "AV", "PP", "TA",
];

/// The item of one entry, as it is read from a file that holds it alone.
pub(super) fn item(text: &str) -> Item {
    let mut sources = SourceMap::default();
    let file = sources.add("", text);
    let found = read(file, &sources, &mut Sink::default());
    found.into_iter().next().map(|found| found.item).unwrap_or_default()
}

/// The references of a file. What is wrong with one does not keep the others from being read.
pub(super) fn read(file: FileId, sources: &SourceMap, sink: &mut Sink) -> Vec<Reference> {
    let text = &sources.file(file).text;
    let records = records(file, text, sink);
    let mut unmapped = Unmapped::default();
    let mut taken = BTreeSet::new();
    let mut named = Vec::new();
    let mut references = Vec::new();
    for lines in &records {
        let Some(first) = lines.first() else { continue };
        let mut reader = Reader { lines, item: Item::default(), unmapped: &mut unmapped };
        reader.read();
        note::read(&mut reader.item);
        let mut item = reader.item;
        let own = lines.iter().find(|line| line.tag == "ID").map(|line| (line.value.trim().to_owned(), line.span));
        let (key, span) = own.filter(|(key, _)| !key.is_empty()).unwrap_or_else(|| {
            let key = made_key(&item, &taken);
            named.push((key.clone(), first.span));
            (key, first.span)
        });
        taken.insert(key.clone());
        item.id.clone_from(&key);
        references.push(Reference::new(CiteKey::new(&key), item, span));
    }
    report_made(&named, sink);
    unmapped.report(file, sink);
    references
}

/// Keys that Pliego had to make are told, since authors cite by them.
fn report_made(named: &[(String, Span)], sink: &mut Sink) {
    const SHOWN: usize = 8;
    let Some((_, span)) = named.first() else { return };
    let keys: Vec<String> = named.iter().take(SHOWN).map(|(key, _)| format!("`@{key}`")).collect();
    let more = if named.len() > SHOWN { ", …" } else { "" };
    let keys = keys.join(", ");
    let message = match named.len() {
        1 => format!("one entry has no `ID`; it is cited by author and year: {keys}"),
        count => format!("{count} entries have no `ID`; they are cited by author and year: {keys}{more}"),
    };
    sink.push(Diagnostic::new(codes::MADE_KEY, message).at(*span, "the first of them"));
}

/// `garcia-2010`, and `garcia-2010-b` for the next one.
fn made_key(item: &Item, taken: &BTreeSet<String>) -> String {
    let name = [Variable::Author, Variable::Editor].iter().find_map(|variable| item.names(*variable).first());
    let name = name.map(|name| if name.literal.is_empty() { name.family.as_str() } else { &name.literal });
    let name = name.or_else(|| item.text(Variable::Title)).unwrap_or("entry");
    let year = match item.date(Variable::Issued) {
        Some(Date::Known { from, .. }) => format!("-{}", from.year),
        _ => String::new(),
    };
    let base = format!("{}{year}", slug(name));
    if !taken.contains(&base) {
        return base;
    }
    let letters = (b'b'..=b'z').map(|letter| format!("{base}-{}", char::from(letter)));
    let numbers = (27_usize..).map(|number| format!("{base}-{number}"));
    letters.chain(numbers).find(|key| !taken.contains(key)).unwrap_or(base)
}

/// Letters and figures of a name without their accents, in small letters.
fn slug(name: &str) -> String {
    use icu_normalizer::DecomposingNormalizerBorrowed;
    const LONGEST: usize = 40;
    let plain = DecomposingNormalizerBorrowed::new_nfkd().normalize(name).to_lowercase();
    let mut slug = String::new();
    for c in plain.chars() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if (c.is_whitespace() || c == '-') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug: String = slug.chars().take(LONGEST).collect();
    if slug.is_empty() { "entry".to_owned() } else { slug.trim_end_matches('-').to_owned() }
}

struct Reader<'a> {
    lines: &'a [Line],
    item: Item,
    unmapped: &'a mut Unmapped,
}

impl Reader<'_> {
    /// The first value of the tags that is not empty.
    fn first(&self, tags: &[&str]) -> Option<&Line> {
        tags.iter().find_map(|tag| self.lines.iter().find(|line| line.tag == *tag && !line.value.is_empty()))
    }

    fn text(&self, tags: &[&str]) -> Option<String> {
        self.first(tags).map(|line| latex::decoded(line.value.trim()))
    }

    fn all(&self, tags: &[&str]) -> Vec<String> {
        let found = self.lines.iter().filter(|line| tags.contains(&line.tag.as_str()) && !line.value.is_empty());
        found.map(|line| latex::decoded(line.value.trim())).collect()
    }

    fn set(&mut self, variable: Variable, text: Option<String>) {
        if let Some(text) = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()) {
            self.item.texts.entry(variable).or_insert(text);
        }
    }

    fn read(&mut self) {
        let kind = self.text(&["TY"]).unwrap_or_default().to_uppercase();
        let known = TYPES.iter().find(|(ris, _)| *ris == kind).map(|(_, csl)| *csl);
        if let Some(line) = self.lines.first().filter(|_| known.is_none() && !kind.is_empty()) {
            self.unmapped.add(&format!("TY {kind}"), line.span);
        }
        let generic = kind == "GEN" && self.first(&["JO", "JF", "JA", "T2"]).is_none();
        let kind = if generic { "document" } else { known.unwrap_or("article-journal") };
        kind.clone_into(&mut self.item.kind);
        self.titles();
        self.names();
        self.numbers();
        self.dates();
        self.addresses();
        self.others();
        self.report_rest();
    }

    fn is_book(&self) -> bool {
        matches!(
            self.item.kind.as_str(),
            "book" | "report" | "thesis" | "classic" | "software" | "dataset" | "standard"
        )
    }

    fn titles(&mut self) {
        let conference = self.item.kind == "paper-conference";
        let title = if self.is_book() { self.text(&["TI", "T1", "CT", "BT"]) } else { self.text(&["TI", "T1", "CT"]) };
        self.set(Variable::Title, title);
        self.set(
            Variable::TitleShort,
            self.text(&["ST"]).filter(|short| Some(short.as_str()) != self.item.text(Variable::Title)),
        );
        let journal = self.text(&["JF", "T2", "JO", "BT", "JA", "J2", "J1"]);
        if self.is_book() {
            self.set(Variable::CollectionTitle, self.text(&["T2", "T3"]));
        } else if conference {
            let proceedings = self.text(&["C3", "BT"]);
            let event = self.text(&["T2", "JF"]);
            self.set(Variable::ContainerTitle, proceedings.or_else(|| event.clone()));
            if self.first(&["C3", "BT"]).is_some() {
                self.set(Variable::EventTitle, event.clone());
                self.set(Variable::Event, event);
            }
            self.set(Variable::CollectionTitle, self.text(&["T3"]));
        } else {
            let container = if self.item.kind == "chapter" { self.text(&["T2", "BT", "JF", "JO"]) } else { journal };
            self.set(Variable::ContainerTitle, container);
            self.set(Variable::CollectionTitle, self.text(&["T3"]));
        }
        let short = self.text(&["JA", "J2", "J1"]).or_else(|| self.text(&["JO"]));
        let short = short.filter(|short| Some(short.as_str()) != self.item.text(Variable::ContainerTitle));
        if !self.is_book() {
            self.set(Variable::ContainerTitleShort, short);
        }
    }

    fn names(&mut self) {
        let first = match self.item.kind.as_str() {
            "motion_picture" | "broadcast" => Variable::Director,
            "song" | "musical_score" => Variable::Composer,
            _ => Variable::Author,
        };
        let second = match self.item.kind.as_str() {
            "report" | "thesis" => Variable::CollectionEditor,
            "motion_picture" => Variable::ScriptWriter,
            "song" => Variable::Performer,
            _ => Variable::Editor,
        };
        let third = if self.item.kind == "book" { Variable::Editor } else { Variable::CollectionEditor };
        for (tags, variable) in [
            (&["AU", "A1"][..], first),
            (&["A2", "ED", "E1"][..], second),
            (&["A3"][..], third),
            (&["A4", "TT"][..], Variable::Translator),
        ] {
            let names: Vec<Name> = self
                .all(tags)
                .iter()
                .filter(|name| variable != Variable::Translator || name.contains(','))
                .map(|name| person(name))
                .collect();
            if !names.is_empty() {
                self.item.names.entry(variable).or_default().extend(names);
            }
        }
        // An edited book has its editors where others have authors.
        let edited = self.first(&["TY"]).is_some_and(|line| line.value == "EDBOOK");
        let edited = edited && !self.item.names.contains_key(&Variable::Editor);
        if let Some(names) = edited.then(|| self.item.names.remove(&Variable::Author)).flatten() {
            self.item.names.insert(Variable::Editor, names);
        }
    }

    fn numbers(&mut self) {
        self.set(Variable::Volume, self.text(&["VL", "VO"]));
        let kind = self.item.kind.clone();
        let issue = self.text(&["IS", "CP"]);
        match kind.as_str() {
            "report" | "patent" | "standard" => self.set(Variable::Number, issue.or_else(|| self.text(&["M1"]))),
            "book" | "chapter" => self.set(Variable::CollectionNumber, self.text(&["M1"]).or(issue)),
            _ => self.set(Variable::Issue, issue.or_else(|| self.text(&["M1"]))),
        }
        self.set(Variable::Edition, self.text(&["ET"]));
        self.set(Variable::NumberOfVolumes, self.text(&["NV"]));
        self.set(Variable::Section, self.text(&["SE"]).filter(|_| kind != "article-journal"));
        let (first, last) = (self.text(&["SP"]), self.text(&["EP"]));
        let pages = match (first, last) {
            (Some(first), Some(last)) if first != last && !first.contains('-') => Some(format!("{first}-{last}")),
            (first, last) => first.or(last),
        };
        let pages = pages.map(|pages| pages.replace(['–', '—'], "-").replace("--", "-"));
        if matches!(kind.as_str(), "book" | "thesis") {
            self.set(Variable::NumberOfPages, pages.map(|pages| pages.trim_end_matches([' ', 'p', '.']).to_owned()));
        } else {
            self.set(Variable::Page, pages.or_else(|| self.text(&["C7"])));
        }
        let serial = self.text(&["SN"]);
        match kind.as_str() {
            "report" | "patent" => self.set(Variable::Number, serial),
            _ => {
                let digits = serial
                    .as_deref()
                    .map_or(0, |serial| serial.chars().filter(|c| c.is_ascii_digit() || *c == 'X').count());
                let of_journal = digits == 8 || kind.starts_with("article");
                self.set(if of_journal { Variable::Issn } else { Variable::Isbn }, serial);
            }
        }
    }

    fn dates(&mut self) {
        let exact = self.text(&["DA"]).and_then(|text| date(&text));
        let year = self.text(&["PY", "Y1", "YR"]).and_then(|text| date(&text));
        let issued = match (exact, year) {
            // A day without its year belongs to the year beside it.
            (Some(Date::Literal(_)) | None, Some(year)) => Some(year),
            (exact, year) => exact.or(year),
        };
        if let Some(date) = issued {
            self.item.dates.insert(Variable::Issued, date);
        }
        if let Some(date @ Date::Known { .. }) = self.text(&["Y2"]).and_then(|text| date(&text)) {
            self.item.dates.insert(Variable::Accessed, date);
        }
        if let Some(date @ Date::Known { .. }) =
            self.text(&["OP"]).and_then(|text| dates::loose(text.trim_matches(['(', ')'])))
        {
            self.item.dates.insert(Variable::OriginalDate, date);
        }
    }

    fn addresses(&mut self) {
        let misc = self.text(&["M3"]);
        let doi = self
            .text(&["DO", "DI"])
            .or_else(|| misc.clone().filter(|text| addresses::bare_doi(text).starts_with("10.")));
        self.set(Variable::Doi, doi.map(|doi| addresses::bare_doi(&doi).to_owned()));
        let genre = misc.filter(|text| !addresses::bare_doi(text).starts_with("10."));
        // What a reference manager calls its own types is no genre.
        let plain = [
            "Journal Article",
            "Book",
            "Book Section",
            "Web Page",
            "Article",
            "Report",
            "Thesis",
            "Conference Paper",
            "Generic",
        ];
        self.set(Variable::Genre, genre.filter(|genre| !plain.contains(&genre.as_str())));
        let Some(line) = self.first(&["UR", "L2"]) else { return };
        // EndNote puts several addresses behind one another.
        let first = line.value.split([' ', ';']).find(|part| !part.is_empty()).unwrap_or_default().to_owned();
        self.set(Variable::Url, Some(addresses::read(&first)));
    }

    fn others(&mut self) {
        self.set(Variable::Publisher, self.text(&["PB"]));
        let place = self.text(&["CY", "PP"]);
        if self.item.kind == "paper-conference" && self.text(&["C1"]).is_some() {
            self.set(Variable::EventPlace, place);
            self.set(Variable::PublisherPlace, self.text(&["C1"]));
        } else {
            self.set(Variable::PublisherPlace, place);
        }
        self.set(Variable::Abstract, self.text(&["AB", "N2"]));
        self.set(Variable::Note, Some(self.all(&["N1"]).join("\n")));
        self.set(Variable::Annote, Some(self.all(&["RN"]).join("\n")));
        // Some write all keywords in one line, some one in each.
        self.set(Variable::Keyword, Some(self.all(&["KW"]).join(", ")));
        self.set(Variable::CallNumber, self.text(&["CN"]));
        self.set(Variable::Language, self.text(&["LA"]).and_then(|text| language::tag(&text)));
        self.set(Variable::Medium, self.text(&["M2"]));
        self.set(Variable::Archive, self.text(&["DB"]).filter(|_| self.item.kind == "manuscript"));
        self.set(Variable::ArchiveLocation, self.text(&["AN"]).filter(|_| self.item.kind == "manuscript"));
        self.set(Variable::OriginalTitle, self.text(&["OT"]));
        self.set(Variable::ReviewedTitle, self.text(&["RI"]));
    }

    /// What was not asked for above.
    fn report_rest(&mut self) {
        const MAPPED: [&str; 51] = [
            "TI", "T1", "CT", "BT", "ST", "JF", "JO", "T2", "JA", "J2", "J1", "T3", "C3", "AU", "A1", "A2", "ED", "E1",
            "A3", "A4", "TT", "VL", "VO", "IS", "CP", "M1", "ET", "NV", "SE", "SP", "EP", "SN", "PY", "Y1", "YR", "DA",
            "Y2", "OP", "DO", "DI", "M3", "UR", "PB", "CY", "AB", "N2", "N1", "RN", "KW", "CN", "LA",
        ];
        const RARE: [&str; 4] = ["M2", "AN", "OT", "RI"];
        for line in self.lines {
            let tag = line.tag.as_str();
            if !MAPPED.contains(&tag) && !PRIVATE.contains(&tag) && !RARE.contains(&tag) && !line.value.is_empty() {
                self.unmapped.add(tag, line.span);
            }
        }
    }
}

/// "Family, Given, Suffix"; what has no comma is an institution.
fn person(text: &str) -> Name {
    let text = text.trim().trim_end_matches([',', ';']);
    if matches!(text.to_lowercase().as_str(), "et al." | "et al" | "others") {
        return Name::literal("others");
    }
    names::plain(text)
}

/// `2010/05/04/`, where the last part is a season or words; or a date as people write it.
fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.is_empty() || dates::is_none(text.trim_matches('/')) {
        return None;
    }
    let parts: Vec<&str> = text.split('/').map(str::trim).collect();
    if let [year, rest @ ..] = &parts[..] {
        let mut date = dates::year(year).filter(|_| !rest.is_empty() && year.len() == 4);
        if let Some(date) = &mut date {
            let number = |at: usize| rest.get(at).and_then(|part| part.parse::<u8>().ok()).filter(|number| *number > 0);
            if let Date::Known { from, .. } = date {
                from.month = number(0).filter(|month| *month <= 12);
                from.day = number(1).filter(|day| *day <= 31 && from.month.is_some());
            }
            if let Some(words) = rest.get(2).filter(|words| !words.is_empty() && number(0).is_none()) {
                dates::with_month(date, words);
            }
            return Some(date.clone());
        }
    }
    Some(dates::loose(text).unwrap_or_else(|| Date::Literal(text.to_owned())))
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::diag::{Format, render};

    fn parse(ris: &str) -> (Vec<Reference>, String) {
        let mut sources = SourceMap::default();
        let file = sources.add("r.ris", ris);
        let mut sink = Sink::default();
        let found = read(file, &sources, &mut sink);
        (found, render(&sink.into_sorted(&sources), &sources, Format::Short))
    }

    #[test]
    fn what_zotero_and_endnote_write_is_read() {
        let (found, slips) = parse(
            "TY  - JOUR\r\nID  - a\r\nAU  - Ortega y Gasset, José\r\nAU  - King, Martin Luther, Jr.\r\nAU  - United Nations\r\nTI  - A title\r\n that goes on\r\nT2  - Journal\r\nJO  - J.\r\nVL  - XII\r\nIS  - 2\r\nSP  - 12\r\nEP  - 34\r\nPY  - 2010\r\nDA  - 2010/05/04/\r\nY2  - 2020/01/02/\r\nDO  - https://doi.org/10.1/x\r\nUR  - https://x.org/a\r\nKW  - one\r\nKW  - two\r\nSN  - 1234-5678\r\nLA  - Spanish\r\nER  - \r\n\r\nTY  - CHAP\nA1  - García, Ana\nT1  - Part\nBT  - Whole\nED  - Soto, Luis\nPY  - 1999///Spring\nSP  - 1-9\nSN  - 978-0-19-960045-8\nXX  - odd\nTY  - THES\nAU  - García, Ana\nPY  - 1999\nPB  - UNAM\nM3  - Tesis doctoral\nSP  - 300\n",
        );
        assert_data_eq!(
            slips,
            str![[r#"
r.ris:25:7: note[made-key]: 2 entries have no `ID`; they are cited by author and year: `@garcia-1999`, `@garcia-1999-b`
r.ris:33:7: note[unmapped-field]: what no style prints is left out: `XX` (1)

"#]]
        );
        let item = &found[0].item;
        assert_eq!(item.names(Variable::Author)[0].family, "Ortega y Gasset");
        assert_eq!(item.names(Variable::Author)[1].suffix, "Jr.");
        assert_eq!(item.names(Variable::Author)[2], Name::literal("United Nations"));
        let texts = [
            (Variable::Title, "A title that goes on"),
            (Variable::ContainerTitle, "Journal"),
            (Variable::ContainerTitleShort, "J."),
            (Variable::Volume, "XII"),
            (Variable::Page, "12-34"),
            (Variable::Doi, "10.1/x"),
            (Variable::Keyword, "one, two"),
            (Variable::Issn, "1234-5678"),
            (Variable::Language, "es"),
        ];
        for (variable, expected) in texts {
            assert_eq!(item.text(variable), Some(expected));
        }
        assert_eq!(item.date(Variable::Issued).map(dates::written).as_deref(), Some("2010-05-04"));
        assert_eq!(item.date(Variable::Accessed).map(dates::written).as_deref(), Some("2020-01-02"));
        let chapter = &found[1].item;
        assert_eq!((chapter.kind.as_str(), chapter.text(Variable::ContainerTitle)), ("chapter", Some("Whole")));
        assert_eq!(chapter.date(Variable::Issued).map(dates::written).as_deref(), Some("1999-21"));
        assert_eq!(chapter.text(Variable::Isbn), Some("978-0-19-960045-8"));
        let thesis = &found[2].item;
        assert_eq!(
            (thesis.text(Variable::Genre), thesis.text(Variable::NumberOfPages)),
            (Some("Tesis doctoral"), Some("300"))
        );
    }

    #[test]
    fn a_file_that_is_none_is_told() {
        let (found, slips) = parse("hello\n");
        assert!(found.is_empty());
        assert!(slips.starts_with("r.ris:1:1: error[bad-reference]: no entry can be found"));
    }
}
