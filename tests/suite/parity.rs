//! Parity: what is planted in a translation, each on its own, is found where it is, with both places, and nothing else is.

use crate::site::{Folder, Site};

const INTRODUCTION: &str = "01-introduction";
const DIPLOMACY: &str = "02-humanitarian-diplomacy";
const COOPERATION: &str = "03-international-cooperation";
const CONCLUSIONS: &str = "05-conclusions";

/// The article's folder: places in it are shown without.
const WORK: &str = "content/beyond-the-border/";

fn path(section: &str, lang: &str) -> String {
    format!("{WORK}{section}/{lang}.md")
}

/// What is wrong: the code, the place to mend, the place that it is held against, and the message.
pub(crate) fn found(folder: &Folder) -> Vec<String> {
    let short = |place: &String| {
        let place = place.strip_prefix("content/").unwrap_or(place);
        place.strip_prefix("beyond-the-border/").or(place.strip_prefix("w/01-a/")).unwrap_or(place).to_owned()
    };
    let line = |fault: &crate::site::Fault| {
        let places: Vec<String> = fault.places.iter().map(short).collect();
        format!("{} {}: {}", fault.code, places.join(" "), fault.message)
    };
    folder.strict().faults.iter().map(line).collect()
}

/// Plants other words in the Spanish edition of a section; they must stand there once.
fn planted(section: &str, from: &str, to: &str) -> Vec<String> {
    found(&in_article(&path(section, "es"), from, to))
}

fn in_article(path: &str, from: &str, to: &str) -> Folder {
    let folder = Folder::article();
    assert_eq!(folder.text(path).matches(from).count(), 1, "`{from}` in {path}");
    folder.edit(path, from, to)
}

/// A line of a section; a paragraph is one.
fn line(section: &str, lang: &str, number: usize) -> String {
    Folder::article().text(&path(section, lang)).lines().nth(number - 1).expect("it has the line").to_owned()
}

/// A paragraph of the Spanish edition lost, by its line.
fn without(section: &str, number: usize) -> Vec<String> {
    planted(section, &format!("{}\n", line(section, "es", number)), "")
}

#[test]
fn the_editions_of_the_article_agree() {
    assert!(Site::article().faults.is_empty());
    assert_eq!(found(&Folder::article()), [""; 0]);
}

#[test]
fn a_changed_number_is_found() {
    assert_eq!(
        planted(INTRODUCTION, "152\u{a0}000", "125\u{a0}000"),
        ["digit-differs 01-introduction/es.md:10 01-introduction/en.md:10: `152000` in `en`, `125000` in `es`",]
    );
}

#[test]
fn a_changed_year_is_found_where_it_stands() {
    let site = in_article(&path(INTRODUCTION, "es"), "2019-2025", "2018-2025").site();
    let [fault] = site.faults.as_slice() else { panic!("{}", site.findings) };
    assert_eq!((fault.code, fault.message.as_str()), ("digit-differs", "`2019` in `en`, `2018` in `es`"));
    // The figure itself, not only its paragraph.
    let before = line(INTRODUCTION, "es", 14);
    let column = before[..before.find("2019").expect("it is there")].chars().count() + 1;
    assert!(site.findings.contains(&format!("es.md:14:{column}: warning[digit-differs]")), "{}", site.findings);
}

#[test]
fn a_dropped_citation_is_found() {
    assert_eq!(
        planted(DIPLOMACY, " [@minear-smith-2007]", ""),
        [
            "citations-differ 02-humanitarian-diplomacy/es.md:10 02-humanitarian-diplomacy/en.md:10: `minear-smith-2007` is cited in `en` and not in `es`"
        ]
    );
}

#[test]
fn a_citation_with_another_key_is_found() {
    let place = "02-humanitarian-diplomacy/es.md:12 02-humanitarian-diplomacy/en.md:12";
    assert_eq!(
        planted(DIPLOMACY, "[@mena-iturralde-2017]", "[@castles-2003]"),
        [
            format!("citations-differ {place}: `mena-iturralde-2017` is cited in `en` and not in `es`"),
            format!("citations-differ {place}: `castles-2003` is cited in `es` and not in `en`"),
        ]
    );
}

#[test]
fn a_lost_paragraph_is_named_and_no_other() {
    let missing = |section: &str, near: usize, line: usize, name: &str| {
        vec![format!(
            "block-missing {section}/es.md:{near} {section}/en.md:{line}: a paragraph of `en` is missing in `es`: `{name}`"
        )]
    };
    // The first would stand before the next, the others behind the last.
    assert_eq!(without(INTRODUCTION, 6), missing(INTRODUCTION, 7, 6, "introduction-p1"));
    assert_eq!(without(INTRODUCTION, 14), missing(INTRODUCTION, 12, 14, "introduction-p5"));
    assert_eq!(without(INTRODUCTION, 22), missing(INTRODUCTION, 20, 22, "introduction-p9"));
    assert_eq!(without(COOPERATION, 24), missing(COOPERATION, 22, 24, "international-cooperation-p9"));
    assert_eq!(without(CONCLUSIONS, 14), missing(CONCLUSIONS, 12, 14, "conclusions-p4"));
}

#[test]
fn a_paragraph_lost_anywhere_moves_no_other() {
    const SECTIONS: [&str; 5] = [INTRODUCTION, DIPLOMACY, COOPERATION, "04-human-rights", CONCLUSIONS];
    let folder = Folder::article();
    let texts = SECTIONS.map(|section| folder.text(&path(section, "es")));
    let blocks = texts.each_ref().map(|text| text.trim().split("\n\n").collect::<Vec<_>>());
    let most = blocks.iter().map(Vec::len).max().unwrap_or(0);
    // The head of a file is its first part. Each section loses a block at a time, all five together.
    for lost in 1..most {
        let shorter = SECTIONS.iter().zip(&blocks).fold(folder.clone(), |folder, (section, blocks)| {
            let left = blocks.iter().enumerate().filter(|(at, _)| *at != lost).map(|(_, block)| *block);
            folder.with(&path(section, "es"), left.collect::<Vec<_>>().join("\n\n") + "\n")
        });
        shorter.survey(|survey, _| {
            for ((section, blocks), text) in SECTIONS.iter().zip(&blocks).zip(&survey.alignment.works[0].sections) {
                let expected: Vec<_> = (1..blocks.len()).filter(|at| *at != lost).map(|at| Some(at - 1)).collect();
                assert_eq!(text.editions["es"].originals, expected, "{section} without {:?}", blocks.get(lost));
            }
        });
    }
}

#[test]
fn an_added_paragraph_is_found() {
    let before = line(INTRODUCTION, "es", 12);
    assert_eq!(
        planted(INTRODUCTION, &before, &format!("{before}\n\nEste párrafo no responde a ninguno del original.")),
        ["block-added 01-introduction/es.md:14 01-introduction/en.md:12: a paragraph of `es` answers nothing in `en`"]
    );
}

#[test]
fn a_paragraph_that_was_split_is_told_as_such() {
    let (head, tail) = ("los procesos de la niñez", "los derechos de la infancia");
    let folder = Folder::facing(
        "One cites [processes](https://a.org/) of children, and the rights.\n\nTwo.",
        &format!("Uno cita [{head}](https://a.org/).\n\nY {tail}.\n\nDos."),
    );
    assert_eq!(found(&folder), ["block-split es.md:6 en.md:6: `a-p1` stands in 2 parts in `es`"]);
}

#[test]
fn a_paragraph_left_in_english_is_found() {
    for number in [8, 10] {
        let place = format!("01-introduction/es.md:{number} 01-introduction/en.md:{number}");
        assert_eq!(
            planted(INTRODUCTION, &line(INTRODUCTION, "es", number), &line(INTRODUCTION, "en", number)),
            [format!("block-untranslated {place}: this stands in `es` as it does in `en`")]
        );
    }
}

#[test]
fn a_paragraph_that_was_moved_is_found() {
    let exchanged = |section: &str, first: usize, second: usize| {
        let (one, other) = (line(section, "es", first), line(section, "es", second));
        let folder = in_article(&path(section, "es"), &one, "(here)").edit(&path(section, "es"), &other, &one);
        found(&folder.edit(&path(section, "es"), "(here)", &other))
    };
    let told = |line: usize, of: usize, name: &str, place: &str| {
        let path = "01-introduction";
        format!(
            "order-differs {path}/es.md:{line} {path}/en.md:{of}: `introduction-{name}` was moved in `es`: it stands {place}"
        )
    };
    // Neighbours with figures and citations, and those with nothing but words, near and far.
    assert_eq!(exchanged(INTRODUCTION, 8, 10), [told(10, 8, "p2", "behind `introduction-p3`")]);
    assert_eq!(exchanged(INTRODUCTION, 18, 20), [told(20, 18, "p7", "behind `introduction-p8`")]);
    assert_eq!(
        exchanged(INTRODUCTION, 6, 22),
        [told(6, 22, "p9", "first"), told(22, 6, "p1", "behind `introduction-p8`")]
    );
}

#[test]
fn another_level_of_a_heading_is_found() {
    assert_eq!(
        planted(CONCLUSIONS, "## Limitaciones", "### Limitaciones"),
        [
            "block-kind 05-conclusions/es.md:18 05-conclusions/en.md:18: a heading of level 2 in `en`, of level 3 in `es`"
        ]
    );
}

/// Plants other words for the actor that one paragraph of the running text names.
fn instead_of_dif(words: &str) -> Vec<String> {
    planted(COOPERATION, "Sistema Nacional para el Desarrollo Integral de la Familia (DIF)", words)
}

/// The place of that paragraph, and what is said of the actor once it is gone: that both have it, though not equally
/// often, is excused, and only that.
fn dif_is_gone() -> (&'static str, Vec<String>) {
    let place = "03-international-cooperation/es.md:10 03-international-cooperation/en.md:10";
    let gone = format!("mentions-differ {place}: `dif` is mentioned 3 times in `en` and not at all in `es`");
    let unused = "unused-exception exceptions.yml:7: `dif 3:1` does not differ at `international-cooperation-p3` in `es` (mentions-differ)";
    (place, vec![gone, unused.to_owned()])
}

#[test]
fn a_renamed_actor_is_found() {
    let (place, mut expected) = dif_is_gone();
    let camef = format!("mentions-differ {place}: `camef` is mentioned not at all in `en` and once in `es`");
    expected.insert(1, camef);
    assert_eq!(instead_of_dif("Centro de Atención a Menores Fronterizos (Camef)"), expected);
}

#[test]
fn a_dropped_actor_is_found_though_its_number_is_excused() {
    assert_eq!(instead_of_dif("organismo nacional competente"), dif_is_gone().1);
}

#[test]
fn an_actor_renamed_in_a_description_is_found() {
    let places = "actors/united-states.yml:37 actors/united-states.yml:36";
    assert_eq!(
        found(&in_article("content/actors/united-states.yml", "como la CBP, que", "como el HHS, que")),
        [
            format!("mentions-differ {places}: `cbp` is mentioned once in `en` and not at all in `es`"),
            format!("mentions-differ {places}: `hhs` is mentioned not at all in `en` and once in `es`"),
        ]
    );
}

#[test]
fn a_term_that_is_rendered_otherwise_is_found() {
    let folder = in_article(&path(DIPLOMACY, "es"), "el interés superior de la niñez", "el mejor interés del niño");
    let site = folder.strict();
    let [fault] = site.faults.as_slice() else { panic!("{}", site.findings) };
    assert_eq!(
        (fault.code, fault.message.as_str()),
        (
            "terms-differ",
            "the term `best interests of the child` is used once in `en`, its renderings not at all in `es`"
        )
    );
    assert!(fault.help.starts_with("its renderings are `interés superior de la niñez`\n"), "{}", fault.help);
    assert_eq!(fault.places, [format!("{}:20", path(DIPLOMACY, "es")), format!("{}:20", path(DIPLOMACY, "en"))]);
}

#[test]
fn exchanged_descriptions_are_found() {
    const TABLE: &str = "content/actors/united-states.yml";
    let text = Folder::article().text(TABLE);
    let description = |number: usize| text.lines().nth(number - 1).expect("it has the line").trim_start().to_owned();
    let (one, other) = (description(25), description(37));
    assert!(one.starts_with("es: La ORR") && other.starts_with("es: El DHS"), "{one} {other}");
    let folder = in_article(TABLE, &one, "es: here").edit(TABLE, &other, &one).edit(TABLE, "es: here", &other);
    assert_eq!(
        found(&folder),
        [
            "order-differs actors/united-states.yml:25 actors/united-states.yml:37: the descriptions of `orr` and `dhs` seem to have changed places in `es`"
        ]
    );
}

#[test]
fn a_figure_that_one_description_lacks_is_found() {
    assert_eq!(
        found(&in_article(
            "content/actors/mexico.yml",
            "asilo en México y protege",
            "asilo en México desde 1980 y protege"
        )),
        ["figures-differ actors/mexico.yml:47 actors/mexico.yml:46: `1980` stands in `es` and not in `en`"]
    );
}

/// A text of both languages, and what is found with some words of the Spanish one replaced.
fn planted_in(english: &str, spanish: &str, from: &str, to: &str) -> Vec<String> {
    planted_into(Folder::facing(english, spanish), from, to)
}

fn planted_into(folder: Folder, from: &str, to: &str) -> Vec<String> {
    assert_eq!(found(&folder), [""; 0], "nothing is wrong with it before");
    found(&folder.edit("content/w/01-a/es.md", from, to))
}

const BIBLIOGRAPHY: &str = "\
bhabha-2014:
  type: book
  title: Child Migration
  author: {name: Bhabha, given-name: Jacqueline}
  date: 2014
  publisher: Princeton University Press
";

#[test]
fn another_locator_is_another_citation() {
    let folder = Folder::facing("So says [@bhabha-2014, p. 66].", "Así [@bhabha-2014, p. 66].");
    assert_eq!(
        planted_into(folder.with("content/bibliography.yml", BIBLIOGRAPHY), "p. 66", "p. 67"),
        [
            "citations-differ es.md:6 en.md:6: `bhabha-2014, 66` is cited in `en` and not in `es`",
            "citations-differ es.md:6 en.md:6: `bhabha-2014, 67` is cited in `es` and not in `en`",
        ]
    );
}

const ENGLISH_TABLE: &str = "\
| Year | Children |
| --- | --- |
| 2020 | 33,239 |
| 2021 | 146,925 |
| 2022 | 152,057 |";

const SPANISH_TABLE: &str = "\
| Año | Menores |
| --- | --- |
| 2020 | 33 239 |
| 2021 | 146 925 |
| 2022 | 152 057 |";

#[test]
fn exchanged_rows_are_found() {
    assert_eq!(
        planted_in(
            ENGLISH_TABLE,
            SPANISH_TABLE,
            "| 2021 | 146 925 |\n| 2022 | 152 057 |",
            "| 2022 | 152 057 |\n| 2021 | 146 925 |"
        ),
        ["order-differs es.md:9 es.md:10: rows 2 and 3 seem to have changed places in `es`"]
    );
}

#[test]
fn a_cell_moved_to_another_row_is_found() {
    assert_eq!(
        planted_in(
            ENGLISH_TABLE,
            SPANISH_TABLE,
            "| 2020 | 33 239 |\n| 2021 | 146 925 |",
            "| 2020 | 146 925 |\n| 2021 | 33 239 |",
        ),
        [
            "figures-differ es.md:8 en.md:8: `33239` stands in `en` and not in `es`; `146925` stands in `es` and not in `en`",
            "figures-differ es.md:9 en.md:9: `146925` stands in `en` and not in `es`; `33239` stands in `es` and not in `en`",
        ]
    );
}

#[test]
fn a_lost_row_is_named_and_no_other() {
    for (row, lost) in ["\n| 2020 | 33 239 |", "\n| 2021 | 146 925 |", "\n| 2022 | 152 057 |"].iter().enumerate() {
        assert_eq!(
            planted_in(ENGLISH_TABLE, SPANISH_TABLE, lost, ""),
            [format!("rows-differ es.md:6 en.md:{}: row {} of `en` is missing in `es`", row + 8, row + 1)]
        );
    }
}

#[test]
fn a_lost_item_of_a_list_is_found() {
    assert_eq!(
        planted_in("- one\n- two\n- three", "- uno\n- dos\n- tres", "- dos\n", ""),
        ["rows-differ es.md:6 en.md:6: 3 items in `en`, 2 in `es`"]
    );
}

#[test]
fn a_lost_note_is_found() {
    let (english, spanish) = ("Words.[^1]\n\n[^1]: A note.", "Palabras.[^1]\n\n[^1]: Una nota.");
    assert_eq!(
        planted_in(english, spanish, "[^1]\n\n[^1]: Una nota.", ""),
        ["notes-differ es.md:6 en.md:6: notes are called once in `en` and not at all in `es`"]
    );
}

#[test]
fn a_lost_paragraph_with_a_note_accuses_no_other_note() {
    let notes = "[^1]: In 1901.\n\n[^2]: In 1902.\n\n[^3]: In 1903.";
    let english = format!(
        "Boats cross the river.[^1]\n\nThe census of 1950 saw nobody.[^2]\n\nTrains left at night.[^3]\n\n{notes}"
    );
    let spanish = "Barcas cruzan el río.[^1]\n\nDe noche salieron trenes.[^3]\n\n[^1]: En 1901.\n\n[^3]: En 1903.";
    let site = Folder::facing(&english, spanish).site();
    let codes: Vec<_> = site.faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["block-missing"], "{}", site.findings);
}

#[test]
fn what_a_note_says_is_compared_too() {
    let (english, spanish) = ("Words.[^1]\n\n[^1]: Of 1989.", "Palabras.[^1]\n\n[^1]: De 1989.");
    assert_eq!(
        planted_in(english, spanish, "1989", "1998"),
        ["digit-differs es.md:8 en.md:8: `1989` in `en`, `1998` in `es`",]
    );
}

#[test]
fn a_link_to_another_address_is_found() {
    assert_eq!(
        planted_in("See [this](https://a.org/x).", "Véase [esto](https://a.org/x).", "a.org/x", "a.org/y"),
        [
            "links-differ es.md:6 en.md:6: `https://a.org/x` is linked in `en` and not in `es`",
            "links-differ es.md:6 en.md:6: `https://a.org/y` is linked in `es` and not in `en`",
        ]
    );
}

#[test]
fn a_heading_turned_into_a_paragraph_is_found() {
    assert_eq!(
        planted_in("One.\n\n## Two\n\nThree.", "Uno.\n\n## Dos\n\nTres.", "## Dos", "Dos"),
        ["block-kind es.md:8 en.md:8: a heading in `en`, a paragraph in `es`"]
    );
}
