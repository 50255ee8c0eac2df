//! The search index, in the folder `pagefind/`: made by Pagefind of what [`Renderer::records`] says can be found.
//!
//! Each language has an index of its own, with its own stemming; accents are folded. Of Pagefind's files only those are
//! kept that searching needs: the page that shows results, and how it looks, are the theme's. A record that does not
//! come back is reported.

mod disk;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use pagefind::api::{PagefindIndex, SyntheticFile};
use pagefind::options::PagefindServiceConfig;
use rayon::prelude::*;
use serde::Deserialize;

use super::{Job, Made};
use crate::data::{Lang, OutPath};
use crate::diag::{Diagnostic, Sink, codes};
use crate::render::{Record, Renderer};

/// The folder of the index, with a slash at its end.
pub(super) const FOLDER: &str = "pagefind/";

/// How many addresses a finding names.
const SHOWN: usize = 5;

/// Pagefind's licence asks that its notice goes with its program; the program itself does not carry it.
const NOTICE: &str = include_str!("pagefind-licence.txt");

/// `pagefind-entry.json`, as far as it is needed here.
#[derive(Debug, Deserialize)]
struct Entry {
    languages: BTreeMap<String, EntryLanguage>,
}

#[derive(Debug, Deserialize)]
struct EntryLanguage {
    page_count: usize,
    wasm: Option<String>,
}

pub(super) fn export(job: &Job<'_>, sink: &mut Sink) -> Made {
    if !job.site.content.config.search {
        return Made::new();
    }
    let renderer = Renderer::new(job.site, job.theme, job.sources);
    let pages: Vec<_> = job.site.routes.iter().collect();
    let records: Vec<_> = pages.into_par_iter().flat_map_iter(|(page, lang, _)| renderer.records(page, lang)).collect();
    let wanted = job.site.languages().iter().map(|language| {
        let count = records.iter().filter(|record| record.lang == language.code).count();
        (language.code.clone(), count)
    });
    let wanted: Vec<(Lang, usize)> = wanted.filter(|(_, count)| *count > 0).collect();
    if wanted.is_empty() {
        return Made::new();
    }
    match index(&records) {
        Ok((entry, files)) => {
            sink.extend(wanted.iter().filter_map(|(lang, count)| lacking(lang, *count, &entry, &records, &files)));
            let kept: Vec<_> = files.into_iter().filter(|(name, _)| is_needed(name, &entry)).collect();
            let from_disk: Vec<_> = wanted.iter().map(|(lang, _)| disk::script(lang, &entry, &kept)).collect();
            let notice = ("LICENCE.txt".to_owned(), NOTICE.as_bytes().to_vec());
            kept.into_iter()
                .chain(from_disk)
                .chain([notice])
                .map(|(name, bytes)| (OutPath::new(&format!("{FOLDER}{name}")), bytes.into()))
                .collect()
        }
        Err(message) => {
            sink.push(Diagnostic::new(codes::SEARCH_INDEX, format!("no search index: {message}")).in_file("content"));
            Made::new()
        }
    }
}

/// Pagefind's files, by name.
type Files = Vec<(String, Vec<u8>)>;

/// Makes the index of all languages in memory.
fn index(records: &[Record]) -> Result<(Entry, Files), String> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(|error| error.to_string())?;
    let files = runtime.block_on(pagefind(records))?;
    let name = |file: SyntheticFile| (file.filename.to_string_lossy().replace('\\', "/"), file.contents);
    let mut files: Files = files.into_iter().map(name).collect();
    // Filters come in any order.
    files.sort_unstable();
    let entry = files.iter().find(|(name, _)| name == "pagefind-entry.json");
    let (_, entry) = entry.ok_or("Pagefind made no list of languages")?;
    Ok((serde_json::from_slice(entry).map_err(|error| error.to_string())?, files))
}

async fn pagefind(records: &[Record]) -> Result<Vec<SyntheticFile>, String> {
    let beside = Record::BESIDE_TEXT.map(str::to_owned).to_vec();
    let config = PagefindServiceConfig::builder().keep_index_url(true).exclude_selectors(beside).build();
    let mut index = PagefindIndex::new(Some(config)).map_err(|error| error.to_string())?;
    for Record { address, html, .. } in records {
        let added = index.add_html_file(None, Some(address.clone()), html.as_str().to_owned()).await;
        added.map_err(|error| format!("{address}: {error}"))?;
    }
    index.get_files().await.map_err(|error| error.to_string())
}

/// Whether searching needs a file: the program without its worker, the stemming of the site's languages, the index.
fn is_needed(name: &str, entry: &Entry) -> bool {
    if name.starts_with("wasm.") {
        return entry.languages.values().any(|language| is_stemming_of(name, language));
    }
    let index = [".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment"];
    matches!(name, "pagefind.js" | "pagefind-entry.json") || index.iter().any(|end| name.ends_with(end))
}

/// Whether a file is the program that finds the stems of a language; languages without one share one.
fn is_stemming_of(name: &str, language: &EntryLanguage) -> bool {
    name == format!("wasm.{}.pagefind", language.wasm.as_deref().unwrap_or("unknown"))
}

/// The finding that some of a language's records are not in the index: Pagefind drops what it cannot use, and languages
/// that fail, without a word.
fn lacking(
    lang: &Lang,
    wanted: usize,
    entry: &Entry,
    records: &[Record],
    files: &[(String, Vec<u8>)],
) -> Option<Diagnostic> {
    let found = entry.languages.get(&lang.as_str().to_lowercase()).map_or(0, |language| language.page_count);
    if found == wanted {
        return None;
    }
    let there: BTreeSet<String> = files.iter().filter_map(|(name, bytes)| address(name, bytes)).collect();
    let lost = records.iter().filter(|record| record.lang == *lang && !there.contains(&record.address));
    let lost: Vec<_> = lost.map(|record| format!("`{}`", record.address)).collect();
    let some = lost[..lost.len().min(SHOWN)].join(", ");
    let message = format!("the search index of `{lang}` holds {found} of {wanted} texts");
    Some(Diagnostic::new(codes::SEARCH_INDEX, message).in_file("content").help(format!("it lacks {some}")))
}

/// The address of the record that a fragment holds.
fn address(name: &str, bytes: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Fragment {
        url: String,
    }
    if !name.ends_with(".pf_fragment") {
        return None;
    }
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut text).ok()?;
    let fragment: Fragment = serde_json::from_slice(text.strip_prefix(b"pagefind_dcd")?).ok()?;
    Some(fragment.url)
}
