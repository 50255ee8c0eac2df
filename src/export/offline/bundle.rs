//! Files of the site packed into one: a line of JSON, the pieces that the files are made of behind it, and all of that
//! compressed as gzip (RFC 1952), which browsers unpack by themselves.
//!
//! The line lists the pieces' lengths, then path, type and pieces of each file. What several files have in common is one
//! piece: the style that stands in each page is longer than the 32 KiB that gzip looks back.

use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;

use flate2::{Compression, GzBuilder};
use memchr::memmem;

use crate::data::{OutPath, encode_path};
use crate::output::{Output, content_type};

/// Packs files; the name gets a hash of them, so that another build has another one.
pub(super) fn pack(name: &str, paths: &[&OutPath], made: &Output) -> (OutPath, Arc<[u8]>) {
    let mut pieces = Vec::new();
    let mut known: HashMap<&[u8], usize> = HashMap::new();
    let mut files = Vec::new();
    for (path, bytes) in paths.iter().filter_map(|path| Some((path.as_str(), made.get(path.as_str())?))) {
        let own: Vec<_> = split(bytes)
            .map(|piece| {
                *known.entry(piece).or_insert_with(|| {
                    pieces.push(piece);
                    pieces.len() - 1
                })
            })
            .collect();
        files.push((encode_path(path), content_type(path), own));
    }
    let lengths: Vec<_> = pieces.iter().map(|piece| piece.len()).collect();
    let mut plain = serde_json::json!([lengths, files]).to_string().into_bytes();
    plain.push(b'\n');
    pieces.iter().for_each(|piece| plain.extend_from_slice(piece));
    let packed = compress(&plain);
    let hash = blake3::hash(&packed).to_hex();
    (OutPath::new(&format!("{name}.{}.gz", &hash[..8])), packed.into())
}

/// A page before, in and behind its first style; any other file whole.
fn split(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let style = || {
        let start = memmem::find(bytes, b"<style>")?;
        Some((start, start + memmem::find(&bytes[start..], b"</style>")?))
    };
    let (start, end) = style().unwrap_or_default();
    [&bytes[..start], &bytes[start..end], &bytes[end..]].into_iter().filter(|piece| !piece.is_empty())
}

/// How hard to compress, from 1 to 9. Of the article's 2,112 kB, 3 leaves 423 kB, 5 leaves 396 and 9 leaves 387; 5 takes
/// 1.4 times as long as 3, and 9 three times: a reader fetches this once, while an author builds often.
const LEVEL: u32 = 5;

/// Neither a time nor a system stands in what is compressed: the same bytes come out everywhere.
fn compress(plain: &[u8]) -> Vec<u8> {
    let mut encoder = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::new(LEVEL));
    // Writing to memory cannot fail.
    let _ = encoder.write_all(plain);
    encoder.finish().unwrap_or_default()
}
