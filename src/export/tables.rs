//! A register's tables to reuse: CSV for spreadsheets and JSON for programs, in each language, under the same names.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::{Job, Made};
use crate::data::{Lang, OutPath, Picked, Texts};
use crate::diag::Sink;
use crate::load::{Entity, Register, Table};
use crate::render::{Strings, table_file, url};
use crate::site::PageId;

/// Spreadsheets take a file for UTF-8 only where it begins with this.
const BYTE_ORDER_MARK: &str = "\u{feff}";

pub(super) fn export(job: &Job<'_>, _sink: &mut Sink) -> Made {
    let mut made = Made::new();
    for register in &job.site.content.registers {
        for table in &register.tables {
            for language in job.site.languages() {
                let sheet = TableFile { job, register, table, lang: &language.code };
                let path = |extension| OutPath::new(&table_file(register, table, &language.code, extension));
                made.push((path("csv"), sheet.csv(job.theme.strings(&language.code)).into()));
                made.push((path("json"), sheet.json().into()));
            }
        }
    }
    made
}

/// A cell that a spreadsheet takes for words. What begins like a formula gets an apostrophe, which spreadsheets read as
/// "this is text": they would else calculate with it, ask other servers, or start programs (OWASP, "CSV injection").
fn inert(cell: &str) -> Cow<'_, str> {
    let begins = cell.trim_start_matches(|c: char| c.is_whitespace() && !matches!(c, '\t' | '\r' | '\n'));
    let is_number = |rest: &str| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.chars().all(|c| c.is_ascii_digit() || ".,  %".contains(c))
    };
    let runs = match begins.chars().next() {
        Some('=' | '+' | '@' | '\t' | '\r' | '\n' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff20}') => true,
        Some(minus @ ('-' | '\u{ff0d}')) => !is_number(begins[minus.len_utf8()..].trim()),
        _ => false,
    };
    if runs { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// A table in one language.
struct TableFile<'a> {
    job: &'a Job<'a>,
    register: &'a Register,
    table: &'a Table,
    lang: &'a Lang,
}

impl<'a> TableFile<'a> {
    fn pick<'t>(&self, texts: &'t Texts) -> Option<Picked<'t>> {
        texts.pick(self.lang, self.job.site.first_language())
    }

    fn words<'t>(&self, texts: &'t Texts) -> &'t str {
        self.pick(texts).map_or("", |picked| picked.text)
    }

    fn entities(&self) -> impl Iterator<Item = &'a Entity> {
        let entries = self.table.groups.iter().flat_map(|group| &group.entries);
        entries.map(|id| self.job.site.entity(id))
    }

    /// What an entry's facets say, in the order of the register's.
    fn facets(&self, entity: &Entity) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.register
            .facets
            .iter()
            .map(|facet| (facet.id.as_str(), facet.of(entity).map_or("", |(.., label)| self.words(label))))
    }

    fn page(&self, entity: &Entity) -> String {
        let path = self.job.site.routes.path(&PageId::Entity(entity.id.clone()), self.lang);
        path.map_or_else(String::new, |path| url(self.job.site, path))
    }

    /// One line of heads, then a line for each entry (RFC 4180).
    fn csv(&self, strings: &Strings) -> Vec<u8> {
        let mut sheet = csv::Writer::from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
        let mut heads =
            vec![strings.get("table_id"), self.words(&self.register.singular), strings.get("table_acronym")];
        heads.extend(self.register.facets.iter().map(|facet| self.words(&facet.label)));
        let described = self.pick(&self.table.description_head).map_or(strings.get("table_description"), |it| it.text);
        heads.extend([described, strings.get("table_page")]);
        let mut lines = vec![heads.into_iter().map(str::to_owned).collect::<Vec<_>>()];
        for entity in self.entities() {
            let mut line = vec![entity.id.to_string(), self.words(&entity.name).to_owned()];
            line.push(entity.acronym.get(self.lang).unwrap_or("").to_owned());
            line.extend(self.facets(entity).map(|(_, value)| value.to_owned()));
            line.extend([self.words(&entity.description).to_owned(), self.page(entity)]);
            lines.push(line);
        }
        // Writing into memory cannot fail, and all lines are of one length.
        let written =
            lines.iter().try_for_each(|line| sheet.write_record(line.iter().map(|cell| inert(cell).into_owned())));
        debug_assert!(written.is_ok(), "{written:?}");
        sheet.into_inner().unwrap_or_default()
    }

    fn json(&self) -> Vec<u8> {
        let text = |texts: &Texts| {
            self.pick(texts).map_or(Value::Null, |picked| json!({"lang": picked.lang.as_str(), "text": picked.text}))
        };
        let row = |entity: &Entity| {
            let names = entity.name.iter().map(|(lang, name)| (lang.to_string(), name.into()));
            let facets = self.facets(entity).map(|(id, value)| (id.to_owned(), value.into()));
            json!({
                "id": entity.id.as_str(),
                "name": self.words(&entity.name),
                "acronym": entity.acronym.get(self.lang),
                "names": names.collect::<Map<_, _>>(),
                "facets": facets.collect::<Map<_, _>>(),
                "description": text(&entity.description),
                "page": self.page(entity),
            })
        };
        let table = json!({
            "id": self.table.id,
            "lang": self.lang.as_str(),
            "label": self.words(&self.table.label),
            "caption": self.words(&self.table.caption),
            "source": self.words(&self.table.source),
            "rows": self.entities().map(row).collect::<Vec<_>>(),
        });
        format!("{table:#}\n").into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_taken_for_words() {
        for runs in ["=1+1", "+52 55", "@sum(a)", "\tx", "\r=1", "\n=1", "  =1", "-1+1", "-", "-x", "＝1", "－1+cmd"]
        {
            assert_eq!(inert(runs), format!("'{runs}"), "{runs:?}");
        }
        for words in ["", "a=b", "-12", "-12.5", "-1,200 %", "5-3", "1 + 1", "«=»", "'=1", "ana@x.org"] {
            assert_eq!(inert(words), words);
        }
    }
}
