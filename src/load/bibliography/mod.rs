//! stub
use crate::{data::*, diag::Sink, source::*};
/// x
#[derive(Debug, Default)]
pub struct Bibliography(std::collections::BTreeMap<CiteKey, Reference>);
/// x
#[derive(Debug)] pub struct Reference { /// x
 pub key: CiteKey, /// x
 pub span: Span, /// x
 pub entry: hayagriva::Entry }
impl Bibliography { /// x
 pub fn get(&self, k:&CiteKey)->Option<&Reference>{self.0.get(k)} /// x
 pub fn iter(&self)->impl Iterator<Item=&Reference>{self.0.values()} /// x
 pub fn keys(&self)->impl Iterator<Item=&CiteKey>{self.0.keys()} }
/// x
pub fn load(_f: &[FileId], _s: &SourceMap, _l: &[Lang], _k: &mut Sink) -> Bibliography { Bibliography::default() }
/// x
pub fn is_bibliography(path: &camino::Utf8Path) -> bool { path.extension() == Some("bib") || path.file_stem() == Some("bibliography") || path.extension() == Some("json") }
