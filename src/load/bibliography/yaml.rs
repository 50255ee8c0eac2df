//! Hayagriva YAML with Pliego's own keys: `status`, `basis`, `remark`, `translated-title`, `candidates`.
//!
//! Owns the shape of that file. Hayagriva passes unknown fields over in silence, so the shape is checked here first.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    DeserializeOwned, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer, value::SeqAccessDeserializer,
};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::{Candidate, Reference, Status, entry};
use crate::data::{self, CiteKey, Lang, Placed, PlacedExt, Texts};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, SourceMap};

/// Pliego's keys and Hayagriva's, as a record may hold them.
const KEYS: &[&str] = &{
    let mut keys = [""; OWN.len() + entry::FIELDS.len()];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = if at < OWN.len() { OWN[at] } else { entry::FIELDS[at - OWN.len()] };
        at += 1;
    }
    keys
};
const OWN: [&str; 5] = ["status", "basis", "remark", "translated-title", "candidates"];

/// The references of a file. What is wrong with one does not keep the others from being read.
pub(super) fn read(file: FileId, sources: &SourceMap, languages: &[Lang], sink: &mut Sink) -> Vec<Reference> {
    let text = &sources.file(file).text;
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Vec::new();
    }
    let Some(Records(records)) = data::read(sources, file, 0..text.len(), sink) else { return Vec::new() };
    let mut reader = Reader { file, sources, languages, sink };
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
        let clean = self.check(&record.fields, &record.parents);
        let map = to_map(record.fields, record.parents);
        match entry::to_entry(&key.value, map) {
            Ok(entry) if clean => {
                let key = CiteKey::new(&key.value);
                let item = crate::csl::Item::default();
                let reference = Reference { entry, ..Reference::new(key, item, span) };
                Some(Reference { status, basis, remark, translated_title, candidates, ..reference })
            }
            Err(words) if clean => {
                let message =
                    if words.starts_with("no entry type") { "the key `type` is missing".to_owned() } else { words };
                self.sink.push(Diagnostic::new(codes::BAD_REFERENCE, message).at(span, ""));
                None
            }
            _ => None,
        }
    }

    /// Reports every field that Hayagriva cannot read, or would read in part; whether there was none.
    fn check(&mut self, fields: &[(&'static str, Placed<Value>)], parents: &[Record<NoOwn>]) -> bool {
        let mut clean = true;
        for (name, value) in fields {
            let span = value.place(self.file, self.sources);
            let stray = entry::stray_key(name, &value.value).map(|(key, allowed)| {
                let found = Diagnostic::new(codes::UNKNOWN_KEY, format!("unknown key `{key}` in `{name}`"));
                let found = found.help(format!("here may stand: {}", allowed.join(", ")));
                found.suggest(key, allowed.iter().copied())
            });
            let fault = || entry::fault(name, &value.value).map(|words| Diagnostic::new(codes::BAD_REFERENCE, words));
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

/// The record as Hayagriva takes it.
fn to_map(fields: Vec<(&'static str, Placed<Value>)>, parents: Vec<Record<NoOwn>>) -> Map<String, Value> {
    let mut map: Map<String, Value> = fields.into_iter().map(|(name, value)| (name.to_owned(), value.value)).collect();
    if !parents.is_empty() {
        let parents = parents.into_iter().map(|parent| Value::Object(to_map(parent.fields, parent.parents))).collect();
        map.insert("parent".to_owned(), Value::Array(parents));
    }
    map
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
    const ALLOWED: &'static [&'static str] = entry::FIELDS;

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
                    } else if entry::FIELDS.contains(&name) {
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
