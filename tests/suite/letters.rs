//! Long lists can be jumped through by the letters of their readers.

use crate::languages::journal;
use crate::site::{Folder, Page, Site, attr, words};

/// The letters of a page's bar, each with the first words of what it leads to.
fn bar(page: &Page) -> Vec<(String, String)> {
    let links = page.all("nav.letters a");
    let led = links.into_iter().map(|link| {
        let entry = page.id(&attr(link, "href")[1..]).unwrap_or_else(|| panic!("{} leads nowhere", attr(link, "href")));
        (words(link), words(entry))
    });
    led.collect()
}

/// A site with the given names in a register without facets.
fn places(names: &[&str]) -> Site {
    let entry =
        |(at, name): (usize, &&str)| format!("      - id: p{at}\n        name: {{en: \"{name}\", es: \"{name}\"}}\n");
    let entries: String = names.iter().enumerate().map(entry).collect();
    let old = journal().text("content/places/cities.yml");
    journal().with("content/places/cities.yml", old.trim_end().to_owned() + "\n" + &entries).check()
}

#[test]
fn a_bibliography_has_the_letters_of_its_works() {
    for path in ["en/bibliography.html", "es/bibliografia.html"] {
        let page = Site::article().page(path);
        let initial = |text: &str| text.chars().next().map(|c| if c == 'Á' { 'A' } else { c }.to_string());
        let mut expected: Vec<_> = page.all(".entries > li").into_iter().filter_map(|li| initial(&words(li))).collect();
        // "The White House" stands under W: a letter out of its order is not offered.
        let mut last = String::new();
        expected.retain(|letter| {
            *letter > last && {
                last.clone_from(letter);
                true
            }
        });
        let bar = bar(&page);
        assert_eq!(bar.iter().map(|(letter, _)| letter.clone()).collect::<Vec<_>>(), expected, "{path}");
        assert!(bar.iter().all(|(letter, entry)| entry.starts_with(letter.as_str())), "{path}: {bar:?}");
    }
}

#[test]
fn a_register_has_the_letters_of_each_language() {
    let mut names: Vec<String> = (0..18).map(|n| format!("Nogales {n}")).collect();
    names.extend(["Ñuñoa", "Álamos", "Ébano", "4 Caminos"].map(str::to_owned));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let site = places(&names);
    let letters = |path| bar(&site.page(path));
    let shown = |bar: Vec<(String, String)>| bar.into_iter().map(|(letter, _)| letter).collect::<Vec<_>>().join(" ");
    assert_eq!(letters("es/lugares.html")[0].0, "A");
    assert!(letters("es/lugares.html")[0].1.starts_with("Álamos"));
    // Of the fixture's own, El Paso and Tijuana.
    assert_eq!(shown(letters("es/lugares.html")), "A E N Ñ T");
    assert_eq!(shown(letters("en/places.html")), "A E N T");
}

#[test]
fn letters_stand_where_they_help() {
    // A short list; a long one with a letter for nearly each entry; one in groups; one in the order of its numbers.
    assert!(bar(&journal().check().page("en/places.html")).is_empty());
    let alphabet: Vec<String> = ('A'..='Z').map(|letter| format!("{letter}ville")).collect();
    let site = places(&alphabet.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(bar(&site.page("en/places.html")).is_empty());
    assert!(bar(&Site::article().page("en/actors.html")).is_empty());
    let numbered = Folder::article().edit("content/site.yml", "style: apa", "style: ieee").check();
    assert!(bar(&numbered.page("en/bibliography.html")).is_empty());
}
