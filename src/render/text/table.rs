//! A register's table where a text shows it.

use super::TextWriter;

use crate::align::Freshness;
use crate::data::{EntityId, Lang, OutPath, Texts};
use crate::load::{Register, Table};
use crate::render::html::{Html, Writer};
use crate::resolve::of_row;

/// The file that holds a table's data in a language.
pub(crate) fn table_file(register: &Register, table: &Table, lang: &Lang, extension: &str) -> String {
    format!("downloads/{}-{}.{lang}.{extension}", register.id, table.id)
}

impl TextWriter<'_> {
    /// The table of a path, within a text in the language `around`.
    pub(super) fn table(&self, path: &str, around: &Lang, writer: &mut Writer) {
        let registers = self.site.content.registers.iter();
        let mut tables = registers.flat_map(|register| register.tables.iter().map(move |table| (register, table)));
        let Some((register, table)) = tables.find(|(_, table)| table.path == path) else { return };
        let pick = |texts: &Texts| {
            texts.pick(self.reader, self.site.first_language()).map(|found| (found.text.to_owned(), found.lang.clone()))
        };
        // A table speaks the reader's language even within a text that is not translated.
        let marked = |writer: &mut Writer, tag: &str, attributes: &[(&str, &str)], found: Option<(String, Lang)>| {
            let Some((words, lang)) = found else { return };
            let mut attributes = attributes.to_vec();
            if lang != *around {
                attributes.extend([("lang", lang.as_str()), ("dir", "auto")]);
            }
            writer.element(tag, &attributes, &words);
        };
        writer.open("figure", &[("class", "table"), ("id", &table.id)]).open("table", &[]).open("caption", &[]);
        marked(
            writer,
            "span",
            &[("class", "label")],
            pick(&table.label).map(|(label, lang)| (format!("{label}."), lang)),
        );
        writer.text(" ");
        marked(writer, "span", &[], pick(&table.caption));
        writer.close("caption").line();
        for group in &table.groups {
            writer.open("tbody", &[]).open("tr", &[("class", "heads")]);
            let head = if group.heading.is_empty() { &table.name_head } else { &group.heading };
            // Where the register gives no head, the interface does: a column without one says nothing of its cells.
            let own = |id: &str| Some((self.strings.get(id).to_owned(), self.reader.clone()));
            marked(writer, "th", &[("scope", "col")], pick(head).or_else(|| own("table_name")));
            let described = pick(&table.description_head).or_else(|| own("table_description"));
            marked(writer, "th", &[("scope", "col")], described);
            writer.close("tr").line();
            for entity in &group.entries {
                self.row(table, entity, around, writer);
            }
            writer.close("tbody");
        }
        writer.close("table");
        self.table_downloads(register, table, writer);
        marked(writer, "figcaption", &[], pick(&table.source));
        writer.close("figure");
    }

    /// The same data to reuse, in the reader's language.
    fn table_downloads(&self, register: &Register, table: &Table, writer: &mut Writer) {
        let label = table.label.pick(self.reader, self.site.first_language()).map_or(table.id.as_str(), |it| it.text);
        writer.open("ul", &[("class", "downloads"), ("lang", self.reader.as_str()), ("dir", "auto")]);
        for (format, extension) in [("CSV", "csv"), ("JSON", "json")] {
            let file = OutPath::new(&table_file(register, table, self.reader, extension)).relative_from(self.page);
            let words = self.strings.format("download_table", &[("table", label.into()), ("format", format.into())]);
            writer.open("li", &[]).element("a", &[("href", &file), ("download", "")], &words).close("li");
        }
        writer.close("ul");
    }

    /// An entry in a line of words: its name, its acronym and its description, and whether the original of that has
    /// changed since it was translated. What its register says of it, which the card of a mention shows, is in `data-role`.
    pub(in crate::render) fn entry(&self, id: &EntityId) -> Option<(Html, bool)> {
        let entity = self.site.entity(id);
        let name = entity.name.pick(self.reader, self.site.first_language())?;
        let acronym = entity.acronym.get(self.reader).map(|acronym| format!(" ({acronym})")).unwrap_or_default();
        let own = if name.lang == self.reader { entity.language_of(name.text, self.reader) } else { name.lang };
        let mut writer = Writer::default();
        let role = self.site.role(entity, self.reader);
        let mut attributes = vec![("class", "entry")];
        attributes.extend(role.as_deref().map(|role| ("data-role", role)));
        writer.open("p", &attributes);
        self.mention(id, &format!("{}{acronym}", name.text), own, self.reader, &mut writer);
        if let Some(description) = self.site.resolution.descriptions.get(&(id.clone(), self.reader.clone())) {
            let foreign = [("class", "description"), ("lang", description.lang.as_str()), ("dir", "auto")];
            writer.text(" ").open("span", if description.lang == *self.reader { &foreign[..1] } else { &foreign });
            self.description(description, &mut writer);
            writer.close("span");
        }
        writer.close("p");
        Some((writer.finish(), self.is_stale(id)))
    }

    fn is_stale(&self, id: &EntityId) -> bool {
        self.site.alignment.description(id, self.reader).is_some_and(Freshness::is_stale)
    }

    fn row(&self, table: &Table, id: &EntityId, around: &Lang, writer: &mut Writer) {
        let entity = self.site.entity(id);
        let Some(name) = entity.name.pick(self.reader, self.site.first_language()) else { return };
        let acronym = entity.acronym.get(self.reader).map(|acronym| format!(" ({acronym})")).unwrap_or_default();
        let (anchor, role) = (of_row(table, id), self.site.role(entity, self.reader));
        let mut attributes = vec![("id", anchor.as_str())];
        attributes.extend(role.as_deref().map(|role| ("data-role", role)));
        if role.is_some() && around != self.reader {
            attributes.push(("data-role-lang", self.reader.as_str()));
        }
        writer.open("tr", &attributes).open("th", &[("scope", "row")]);
        let own = if name.lang == self.reader { entity.language_of(name.text, self.reader) } else { name.lang };
        self.mention(id, &format!("{}{acronym}", name.text), own, around, writer);
        writer.close("th");
        if let Some(description) = self.site.resolution.descriptions.get(&(id.clone(), self.reader.clone())) {
            let foreign = [("lang", description.lang.as_str()), ("dir", "auto")];
            writer.open("td", if description.lang == *around { &[] } else { &foreign });
            self.description(description, writer);
            if self.is_stale(id) {
                writer.text(" ").element("span", &[("class", "stale-note")], self.strings.get("stale_block"));
            }
            writer.close("td");
        } else {
            writer.open("td", &[]).close("td");
        }
        writer.close("tr").line();
    }
}
