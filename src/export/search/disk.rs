//! The index once more, one script for each language: what a page that was opened from disk can load.
//!
//! Browsers let such a page fetch nothing, but they run scripts that lie beside it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use super::{Entry, is_stemming_of};
use crate::data::Lang;

const LOADER: &str = include_str!("disk.js");

/// The script of a language, by its name in the folder of the index.
pub(super) fn script(lang: &Lang, entry: &Entry, files: &[(String, Vec<u8>)]) -> (String, Vec<u8>) {
    let own = files.iter().filter(|(name, _)| is_of(name, lang, entry));
    let held: Map<_, _> = own.map(|(name, bytes)| (name.clone(), Value::from(STANDARD.encode(bytes)))).collect();
    (format!("disk.{lang}.js"), format!("{{\nconst files = {};\n{LOADER}}}\n", Value::from(held)).into_bytes())
}

/// Whether searching in a language needs a file of those that the site keeps.
fn is_of(name: &str, lang: &Lang, entry: &Entry) -> bool {
    let code = lang.as_str().to_lowercase();
    if name.starts_with("wasm.") {
        return entry.languages.get(&code).is_some_and(|language| is_stemming_of(name, language));
    }
    let file = name.rsplit('/').next().unwrap_or(name);
    let of_language = file.strip_prefix("pagefind.").unwrap_or(file).strip_prefix(&code);
    name == "pagefind.js" || name == "pagefind-entry.json" || of_language.is_some_and(|rest| rest.starts_with('_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_gets_its_own_files_and_those_of_all() {
        let entry: Entry = serde_json::from_str(
            r#"{"languages": {"en": {"page_count": 1, "wasm": "en"}, "nah": {"page_count": 1, "wasm": null}}}"#,
        )
        .expect("as Pagefind writes it");
        let of = |lang: &str| {
            let all = ["pagefind.js", "pagefind-entry.json", "wasm.en.pagefind", "wasm.unknown.pagefind"];
            let index = ["pagefind.en_1.pf_meta", "index/en_2.pf_index", "fragment/nah_3.pf_fragment", "LICENCE.txt"];
            let files = all.into_iter().chain(index);
            files.filter(|name| is_of(name, &Lang::new(lang), &entry)).collect::<Vec<_>>()
        };
        assert_eq!(
            of("en"),
            ["pagefind.js", "pagefind-entry.json", "wasm.en.pagefind", "pagefind.en_1.pf_meta", "index/en_2.pf_index"]
        );
        assert_eq!(
            of("nah"),
            ["pagefind.js", "pagefind-entry.json", "wasm.unknown.pagefind", "fragment/nah_3.pf_fragment"]
        );
    }
}
