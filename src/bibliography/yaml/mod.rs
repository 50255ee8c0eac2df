//! Hayagriva YAML with Pliego's own keys: `status`, `basis`, `remark`, `translated-title`, `candidates`.
//!
//! Owns the shape of that file; what its fields hold, and which variables they become, is in [`fields`] and [`convert`].

mod convert;
mod fields;

use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    DeserializeOwned, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer, value::SeqAccessDeserializer,
};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::{Candidate, Context, Reference, Status};
use crate::data::{self, CiteKey, Lang, Placed, PlacedExt, Texts};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, SourceMap};

/// Pliego's keys and Hayagriva's, as a record may hold them.
const KEYS: &[&str] = &{
    let mut keys = [""; OWN.len() + fields::FIELDS.len()];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = if at < OWN.len() { OWN[at] } else { fields::FIELDS[at - OWN.len()] };
        at += 1;
    }
    keys
};
const OWN: [&str; 5] = ["status", "basis", "remark", "translated-title", "candidates"];

/// The references of a file. What is wrong with one does not keep the others from being read.
pub(super) fn read(file: FileId, sources: &SourceMap, context: &Context<'_>, sink: &mut Sink) -> Vec<Reference> {
    let text = &sources.file(file).text;
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Vec::new();
    }
    let Some(Records(records)) = data::read(sources, file, 0..text.len(), sink) else { return Vec::new() };
    let mut reader = Reader { file, sources, languages: context.languages, sink };
    records.into_iter().filter_map(|(key, record)| reader.reference(&key, record)).collect()
}

struct Reader<'a> {
    file: FileId,
    sources: &'a SourceMap,
    languages: &'a [Lang],
    sink: &'a mut Sink,
}

impl Reader<'_> {
    fn reference(&mut self, key: &Placed<String>, record: Record<Own>) -> Option<Reference> {
        let span = key.place(self.file, self.sources);
        let own = record.own;
        let status = own.status.and_then(|name| self.status(&name));
        let candidates = own.candidates.into_iter().map(|candidate| self.candidate(candidate)).collect();
        let (basis, remark) = (self.texts(own.basis), self.texts(own.remark));
        let translated_title = self.texts(own.translated_title);
        if !self.check(&record.fields, &record.parents) {
            return None;
        }
        let work = convert::Work::new(&record.fields, &record.parents);
        if work.kind.is_empty() {
            self.sink.push(Diagnostic::new(codes::BAD_REFERENCE, "the key `type` is missing").at(span, ""));
            return None;
        }
        let reference = Reference::new(CiteKey::new(&key.value), convert::item(&key.value, &work), span);
        Some(Reference { status, basis, remark, translated_title, candidates, ..reference })
    }

    /// Reports every field that cannot be read, or would be read in part; whether there was none.
    fn check(&mut self, fields: &[(&'static str, Placed<Value>)], parents: &[Record<NoOwn>]) -> bool {
        let mut clean = true;
        for (name, value) in fields {
            let span = value.place(self.file, self.sources);
            let stray = fields::stray_key(name, &value.value).map(|(key, allowed)| {
                let found = Diagnostic::new(codes::UNKNOWN_KEY, format!("unknown key `{key}` in `{name}`"));
                let found = found.help(format!("here may stand: {}", allowed.join(", ")));
                found.suggest(key, allowed.iter().copied())
            });
            let fault = || fields::fault(name, &value.value).map(|words| Diagnostic::new(codes::BAD_REFERENCE, words));
            if let Some(found) = stray.or_else(fault) {
                clean = false;
                self.sink.push(found.at(span, ""));
            }
        }
        for parent in parents {
            clean &= self.check(&parent.fields, &parent.parents);
        }
        clean
    }

    fn status(&mut self, name: &Placed<String>) -> Option<Status> {
        let status = Status::find(&name.value);
        if status.is_none() {
            let names = Status::ALL.map(Status::name);
            self.sink.push(
                Diagnostic::new(codes::BAD_VALUE, format!("`{}` is not a status", name.value))
                    .at(name.place(self.file, self.sources), "")
                    .help(format!("a status is one of: {}", names.join(", ")))
                    .suggest(&name.value, names),
            );
        }
        status
    }

    fn candidate(&mut self, raw: RawCandidate) -> Candidate {
        let RawCandidate { title, kind, issued, language, basis } = raw;
        let issued = issued.map(|issued| issued.as_str().map_or_else(|| issued.to_string(), str::to_owned));
        Candidate { title, kind, issued, language, basis: self.texts(basis) }
    }

    fn texts(&mut self, texts: Option<Placed<Texts>>) -> Texts {
        let Some(texts) = texts else { return Texts::default() };
        for (lang, _) in texts.value.iter().filter(|(lang, _)| !self.languages.contains(lang)) {
            let known = self.languages.iter().map(Lang::as_str);
            self.sink.push(
                Diagnostic::new(codes::UNKNOWN_LANGUAGE, format!("the site has no language `{lang}`"))
                    .at(texts.place(self.file, self.sources), "")
                    .suggest(lang.as_str(), known),
            );
        }
        texts.value
    }
}

/// All records of a file, in its order.
struct Records(Vec<(Placed<String>, Record<Own>)>);

/// A record, or a parent of one; only a record has keys of ours.
#[derive(Default)]
struct Record<O> {
    own: O,
    fields: Vec<(&'static str, Placed<Value>)>,
    parents: Vec<Record<NoOwn>>,
}

/// Keys that are Pliego's own.
trait Keys: Default {
    const ALLOWED: &'static [&'static str];
    /// Reads the value of one of them.
    fn take<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error>;
}

#[derive(Default)]
struct Own {
    status: Option<Placed<String>>,
    basis: Option<Placed<Texts>>,
    remark: Option<Placed<Texts>>,
    translated_title: Option<Placed<Texts>>,
    candidates: Vec<RawCandidate>,
}

impl Keys for Own {
    const ALLOWED: &'static [&'static str] = KEYS;

    fn take<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        match key {
            "status" => self.status = Some(map.next_value()?),
            "basis" => self.basis = Some(map.next_value()?),
            "remark" => self.remark = Some(map.next_value()?),
            "translated-title" => self.translated_title = Some(map.next_value()?),
            _ => self.candidates = map.next_value()?,
        }
        Ok(())
    }
}

/// What a parent has of ours: nothing.
#[derive(Default)]
struct NoOwn;

impl Keys for NoOwn {
    const ALLOWED: &'static [&'static str] = fields::FIELDS;

    fn take<'de, A: MapAccess<'de>>(&mut self, _: &str, map: &mut A) -> Result<(), A::Error> {
        map.next_value::<Value>().map(drop)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCandidate {
    title: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    issued: Option<Value>,
    language: Option<String>,
    basis: Option<Placed<Texts>>,
}

/// A key that must be one of `O`'s: its own type, so that an unknown one is reported at its own place.
struct Key<O>(&'static str, PhantomData<O>);

impl<'de, O: Keys> Deserialize<'de> for Key<O> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        match O::ALLOWED.iter().find(|known| **known == name) {
            Some(known) => Ok(Self(known, PhantomData)),
            None => Err(serde::de::Error::unknown_field(&name, O::ALLOWED)),
        }
    }
}

impl<'de, O: Keys> Deserialize<'de> for Record<O> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields<O>(PhantomData<O>);

        impl<'de, O: Keys> Visitor<'de> for Fields<O> {
            type Value = Record<O>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of a reference's fields")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut record = Record { own: O::default(), fields: Vec::new(), parents: Vec::new() };
                while let Some(Key(name, _)) = map.next_key::<Key<O>>()? {
                    if name == "parent" {
                        record.parents = map.next_value::<OneOrMany<Record<NoOwn>>>()?.0;
                    } else if fields::FIELDS.contains(&name) {
                        record.fields.push((name, map.next_value()?));
                    } else {
                        record.own.take(name, &mut map)?;
                    }
                }
                Ok(record)
            }
        }
        deserializer.deserialize_map(Fields(PhantomData))
    }
}

impl<'de> Deserialize<'de> for Records {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Records;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map from keys to references")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut records = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    records.push(entry);
                }
                Ok(Records(records))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// One value, or a list of them.
struct OneOrMany<T>(Vec<T>);

impl<'de, T: DeserializeOwned> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Values<T>(PhantomData<T>);

        impl<'de, T: DeserializeOwned> Visitor<'de> for Values<T> {
            type Value = OneOrMany<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map or a list of maps")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(|value| OneOrMany(vec![value]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(OneOrMany)
            }
        }
        deserializer.deserialize_any(Values(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::csl::Variable;
    use crate::diag::{Format, render};

    fn parse(yaml: &str) -> (Vec<Reference>, String) {
        let mut sources = SourceMap::default();
        let file = sources.add("b.yml", yaml);
        let mut sink = Sink::default();
        let context = Context { languages: &[Lang::new("en"), Lang::new("es")], alone: None };
        let found = read(file, &sources, &context, &mut sink);
        (found, render(&sink.into_sorted(&sources), &sources, Format::Short))
    }

    #[test]
    fn a_record_keeps_what_is_of_the_work_and_what_is_ours() {
        let (found, slips) = parse(
            "adamson-2019:\n  type: article\n  title: Diplomacy\n  author: [\"Adamson, Fiona B.\", {name: United Nations}]\n  date: 2019\n  language: en\n  parent:\n    type: periodical\n    title: Perspectives\n    volume: 20\n  status: probable\n  basis: {en: Seen., es: Visto.}\n  candidates:\n    - {title: Vidas, type: report, issued: 2025-02-20, basis: {en: Press.}}\n",
        );
        assert_eq!(slips, "");
        let reference = &found[0];
        assert_eq!(reference.status, Some(Status::Probable));
        assert_eq!(reference.basis.get(&Lang::new("es")), Some("Visto."));
        assert_eq!(reference.candidates[0].issued.as_deref(), Some("2025-02-20"));
        assert_eq!(reference.language(), Some("en"));
        assert_eq!(reference.item.text(Variable::ContainerTitle), Some("Perspectives"));
        assert_eq!(reference.span.range(), 0..12);
    }

    #[test]
    fn every_slip_is_reported_where_it_stands_in_one_run() {
        let (found, slips) =
            parse("a:\n  type: book\n  titel: x\n  parent:\n    type: book\n    isue: 3\n    volum: 4\n");
        assert_eq!(found.len(), 1, "what can be read is kept, so that its citations are known");
        assert_data_eq!(
            slips,
            str![[r#"
b.yml:3:3: error[unknown-key]: unknown key `titel` (did you mean `title`?)
b.yml:6:5: error[unknown-key]: unknown key `isue` (did you mean `issue`?)
b.yml:7:5: error[unknown-key]: unknown key `volum` (did you mean `volume`?)

"#]]
        );
        let (found, slips) = parse(
            "a:\n  type: bok\n  date: 2014-13\n  author: {name: X, given: Y}\n  status: sure\n  basis: {fr: x}\nb:\n  title: x\nc:\n  type: article\n  parent:\n    - title: J\n      url: nowhere\nd:\n  type: book\n",
        );
        assert_eq!(found.len(), 2, "c and d are read; addresses are judged later");
        assert_data_eq!(
            slips,
            str![[r#"
b.yml:2:9: error[bad-reference]: `bok` is not a type that Hayagriva knows
b.yml:3:9: error[bad-reference]: `2014-13` is not a date: write 2026, 2026-02 or 2026-02-26
b.yml:4:11: error[unknown-key]: unknown key `given` in `author` (here may stand: name, given-name, prefix, suffix, comma-suffix, alias)
b.yml:5:11: error[bad-value]: `sure` is not a status (a status is one of: confirmed, probable, unresolved)
b.yml:6:10: error[unknown-language]: the site has no language `fr`
b.yml:7:1: error[bad-reference]: the key `type` is missing

"#]]
        );
    }

    #[test]
    fn a_file_of_comments_is_an_empty_bibliography() {
        let (found, slips) = parse("# nothing yet\n\n");
        assert!(found.is_empty() && slips.is_empty());
    }
}
