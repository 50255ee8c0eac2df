//! The styles that are used most, each on thirty works of all kinds, alone, together, in the sentence and with pages, in two
//! languages.

use crate::site::{Folder, Site, fold, words};

/// The archive's styles that journals and students ask for most.
const STYLES: [&str; 20] = [
    "apa",
    "chicago-author-date",
    "chicago-notes",
    "chicago-shortened-notes",
    "mla",
    "ieee",
    "vancouver",
    "harvard-cite-them-right",
    "iso-690-author-date",
    "associacao-brasileira-de-normas-tecnicas",
    "american-medical-association",
    "american-chemical-society",
    "american-sociological-association",
    "modern-humanities-research-association",
    "turabian-author-date",
    "elsevier-harvard",
    "springer-basic",
    "nature",
    "cell",
    "the-lancet",
];

const WORKS: &str = include_str!("fixtures/thirty.bib");

/// What no reference and no citation holds: marks that met, brackets around nothing, gaps.
const FAULTS: [&str; 15] = ["..", ",,", ",.", " ,", " .", "()", "[]", "?.", "( ", " )", "““", ": :", ";;", ",)", "  "];

fn keys() -> Vec<&'static str> {
    let heads = WORKS.lines().filter(|line| line.starts_with('@'));
    heads.filter_map(|line| line.split(['{', ',']).nth(1)).collect()
}

fn site(style: &str) -> Site {
    let keys = keys();
    let alone = keys.iter().map(|key| format!("Alone [@{key}, p. 12]."));
    let said = keys.iter().map(|key| format!("Said @{key} so, and @{key} [p. 3]."));
    let together = keys.chunks(4).map(|keys| format!("Of [@{}].", keys.join("; @")));
    let text = alone.chain(said).chain(together).collect::<Vec<_>>().join("\n\n");
    let folder = Folder::facing(&text, &text).with("content/library.bib", WORKS);
    folder.edit("content/site.yml", "style: apa", &format!("style: {style}")).check()
}

/// The words of the list in a language, and those of the text and its notes.
fn printed(site: &Site, lang: &str, list: &str) -> (Vec<String>, Vec<String>) {
    let references = site.page(list).all(".reference").into_iter().map(words).collect();
    let page = site.page(&format!("{lang}/a.html"));
    let cites = page.all(".block > p").into_iter().chain(page.all("li[id*=\"-cite\"]")).map(words).collect();
    (references, cites)
}

fn faults(lines: &[String]) -> Vec<&str> {
    let faulty = |line: &&String| FAULTS.iter().any(|fault| fold(line).contains(fault));
    lines.iter().filter(faulty).map(String::as_str).collect()
}

#[test]
fn the_most_used_styles_print_thirty_works_whole_in_two_languages() {
    // Of each work, what a reader looks for: words of its title, in whatever case.
    let titles: Vec<String> = WORKS
        .lines()
        .filter_map(|line| Some(line.split_once("title = {")?.1.split_once('}')?.0))
        .map(|title| title.split([':', '“', '?']).find(|part| part.len() > 3).unwrap_or(title).to_lowercase())
        .collect();
    assert_eq!((titles.len(), keys().len()), (30, 30));
    for style in STYLES {
        let site = site(style);
        for (lang, list) in [("en", "en/bibliography.html"), ("es", "es/bibliografia.html")] {
            let (references, cites) = printed(&site, lang, list);
            assert_eq!(references.len(), 30, "{style} {lang}: {}", site.findings);
            let all = references.join("\n").to_lowercase();
            for title in &titles {
                assert!(
                    all.contains(title.replace('\'', "’").trim_matches(['¿', ' '])),
                    "{style} {lang} lost `{title}`:\n{all}"
                );
            }
            assert_eq!(faults(&references), Vec::<&str>::new(), "{style} {lang}");
            assert_eq!(faults(&cites), Vec::<&str>::new(), "{style} {lang}");
        }
    }
}

/// On Spanish pages the words of a style are Spanish, but for those that its author typed in English into the style.
#[test]
fn on_spanish_pages_styles_speak_spanish() {
    const ENGLISH: [&str; 8] =
        [" and ", "edited by", "In: ", "translated by", "thesis", "accessed", "in press", "dissertation"];
    let typed = ["iso-690-author-date"];
    for style in STYLES.into_iter().filter(|style| !typed.contains(style)) {
        let (references, _) = printed(&site(style), "es", "es/bibliografia.html");
        for reference in references.iter().filter(|reference| !reference.contains("ets and ")) {
            assert!(!ENGLISH.iter().any(|word| reference.contains(word)), "{style}: {reference}");
        }
    }
}
