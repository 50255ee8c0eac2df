//! Where what is imported goes: names of folders and files.

use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};
use icu_normalizer::DecomposingNormalizerBorrowed;

use crate::data::name_fault;

/// Signs that the name of an article's folder has at most: it is a part of addresses.
const LONGEST: usize = 48;

/// The name of an article's folder: the first words of its title, else the name of its file.
pub(super) fn folder(title: &str, file: &str, taken: &BTreeSet<String>) -> String {
    let of = |text: &str| Some(slug(text)).filter(|slug| !slug.is_empty() && name_fault(slug).is_none());
    let base = of(title).or_else(|| of(file)).unwrap_or_else(|| "article".to_owned());
    let numbered = (2_usize..).map(|number| format!("{base}-{number}"));
    let free = |name: &String| !taken.contains(name);
    std::iter::once(base.clone()).chain(numbered).find(free).unwrap_or(base)
}

/// Letters of a word that says nothing at the end of a name: articles, prepositions.
const SMALL: usize = 3;

/// Small letters without accents, figures, and hyphens between words; whole words, as many as there is room for.
fn slug(text: &str) -> String {
    let plain = DecomposingNormalizerBorrowed::new_nfkd().normalize(text).to_lowercase();
    let plain: String = plain.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
    let (mut slug, mut is_cut) = (String::new(), false);
    for word in plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if slug.is_empty() {
            slug.extend(word.chars().take(LONGEST));
        } else if slug.len() + 1 + word.len() <= LONGEST {
            slug.push('-');
            slug.push_str(word);
        } else {
            is_cut = true;
            break;
        }
    }
    while let Some(at) = slug.rfind('-').filter(|at| is_cut && slug.len() - at - 1 <= SMALL) {
        slug.truncate(at);
    }
    slug
}

/// The name of a file as every system can write it; what is no such name is made one.
pub(super) fn file_name(name: &str, otherwise: &str) -> String {
    if !name.is_empty() && !name.starts_with('.') && name_fault(name).is_none() {
        return name.to_owned();
    }
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = Some(slug(stem)).filter(|stem| !stem.is_empty() && name_fault(stem).is_none());
    let stem = stem.unwrap_or_else(|| otherwise.to_owned());
    let ending = slug(ending);
    if ending.is_empty() { stem } else { format!("{stem}.{ending}") }
}

/// A path without `.` and `..`; `None` if it leaves its folder, or no system could write one of its names.
pub(super) fn inside(path: &str) -> Option<Utf8PathBuf> {
    let mut plain = Utf8PathBuf::new();
    if path.starts_with(['/', '\\']) {
        return None;
    }
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                if !plain.pop() {
                    return None;
                }
            }
            part if part.starts_with('.') || name_fault(part).is_some() => return None,
            part => plain.push(part),
        }
    }
    (plain != "").then_some(plain)
}

/// Names of files whatever the case of their letters.
pub(super) fn caseless(path: &Utf8Path) -> String {
    path.as_str().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_called_by_the_first_words_of_a_title() {
        let none = BTreeSet::new();
        let cases = [
            ("Cinismo y «verdad»: Niños", "a.xml", "cinismo-y-verdad-ninos"),
            (
                "Avaliação da situação de saúde das crianças indígenas no Brasil",
                "a",
                "avaliacao-da-situacao-de-saude-das-criancas",
            ),
            (
                "Impactos do Programa Bolsa Família no mercado de trabalho",
                "a",
                "impactos-do-programa-bolsa-familia-no-mercado",
            ),
            ("Eu e tu", "a", "eu-e-tu"),
            ("数学", "S0102-311X", "s0102-311x"),
            ("数学", "数学", "article"),
            ("Con", "a-12", "a-12"),
        ];
        for (title, file, name) in cases {
            assert_eq!(folder(title, file, &none), name);
        }
        let taken = BTreeSet::from(["borders".to_owned(), "borders-2".to_owned()]);
        assert_eq!(folder("Borders", "a", &taken), "borders-3");
    }

    #[test]
    fn no_path_leaves_its_folder() {
        for path in ["../a.png", "/etc/x", "a/../../b", "\\x", "a:b", "", ".git/x", "con.png", "a/\u{0}"] {
            assert_eq!(inside(path), None, "{path}");
        }
        assert_eq!(inside("./a/../b\\c.png").as_deref(), Some(Utf8Path::new("b/c.png")));
        assert_eq!((file_name("a?b.bib", "x").as_str(), file_name("lib.bib", "x").as_str()), ("a-b.bib", "lib.bib"));
        assert_eq!(file_name(".bib", "library"), "library.bib");
    }
}
