//! Staleness: a translation remembers which reading of the original it was made from, and a person sets that right.

use std::collections::BTreeMap;

use crate::site::{Fault, Folder};

const ENGLISH: &str = "content/w/01-a/en.md";
const SPANISH: &str = "content/w/01-a/es.md";
const READINGS: &str = "content/w/01-a/readings.yml";

const ORIGINAL: &str = "\
The river carries four boats
and a raft.

## The law {#law}

Nobody crosses[^1] by night.

- one
- two

> Who asks,
> must hear.

[^1]: Said the guard.";

const TRANSLATION: &str = "\
El río lleva cuatro barcas y una balsa.

## La ley {#law}

Nadie cruza[^1] de noche.

- uno
- dos

> Quien pregunta debe oír.

[^1]: Dijo el guardia.";

/// A translation that a person has accepted.
fn accepted() -> Folder {
    Folder::facing(ORIGINAL, TRANSLATION).accept(SPANISH, &[])
}

/// The findings on stale blocks, which must be all there are.
fn stale(folder: &Folder) -> Vec<Fault> {
    let site = folder.site();
    assert!(site.faults.iter().all(|fault| fault.code == "stale-translation"), "{}", site.findings);
    site.faults
}

/// The names of the stale blocks, as the messages give them.
fn names(folder: &Folder) -> Vec<String> {
    let name = |fault: &Fault| {
        let words = fault.message.strip_prefix("the original of ").expect("it names the original");
        words.split(" has changed").next().unwrap_or_default().to_owned()
    };
    stale(folder).iter().map(name).collect()
}

/// The blocks of a record, each with its lines.
fn blocks(yaml: &str) -> BTreeMap<String, String> {
    let mut blocks: BTreeMap<String, String> = BTreeMap::new();
    let mut last = String::new();
    for line in yaml.lines().filter(|line| !line.starts_with('#')) {
        if !line.starts_with(' ') {
            last = line.split(':').map(str::to_owned).next().unwrap_or_default();
        }
        blocks.entry(last.clone()).or_default().extend([line, "\n"]);
    }
    blocks
}

/// The blocks whose lines differ between two records.
fn changed(before: &str, after: &str) -> Vec<String> {
    let (before, after) = (blocks(before), blocks(after));
    let names = before.keys().chain(after.keys().filter(|name| !before.contains_key(*name)));
    names.filter(|name| before.get(*name) != after.get(*name)).cloned().collect()
}

#[test]
fn what_was_accepted_is_current() {
    assert_eq!(names(&accepted()), [""; 0]);
    accepted().check();
}

#[test]
fn a_changed_word_makes_its_block_stale_and_no_other() {
    let folder = accepted().edit(ENGLISH, "four", "five");
    let [fault] = &stale(&folder)[..] else { panic!("{}", folder.site().findings) };
    assert_eq!(fault.message, "the original of `a-p1` has changed since it was put into `es`");
    assert_eq!(fault.places, [format!("{SPANISH}:6"), format!("{ENGLISH}:6")]);
    assert_eq!(
        fault.help,
        "what has changed: The river carries [-four-]{+five+} boats and a raft.\n\
         once the translation says so too: pliego translation accept content/w/01-a/es.md"
    );
}

#[test]
fn every_kind_of_block_is_watched() {
    for (from, to, name) in [
        ("The law", "The laws", "`law`"),
        ("by night", "by day", "`a-p2`"),
        ("the guard", "a guard", "`a-p2`"),
        ("- two", "- three", "`a-l1`"),
        ("must hear", "must listen", "`a-q1`"),
        ("title: A", "title: B", "the title"),
    ] {
        assert_eq!(names(&accepted().edit(ENGLISH, from, to)), [name], "{from}");
    }
}

#[test]
fn where_lines_are_broken_is_no_change() {
    for (from, to) in [
        ("boats\nand a raft", "boats and a raft"),
        ("Nobody crosses", "Nobody\ncrosses"),
        ("Said the guard", "Said\n    the guard"),
        ("- one", "-   one"),
        ("> Who asks,\n> must hear.", "> Who\n> asks, must\n> hear."),
        ("> Who asks,\n> must hear.", "> Who asks, must hear."),
    ] {
        assert_eq!(names(&accepted().edit(ENGLISH, from, to)), [""; 0], "{to}");
    }
}

#[test]
fn a_change_of_the_translation_makes_nothing_stale() {
    assert_eq!(
        names(&accepted().edit(SPANISH, "una balsa", "otra balsa").edit(SPANISH, "title: A", "title: B")),
        [""; 0]
    );
}

#[test]
fn a_stale_block_is_named_wherever_it_is_moved() {
    let folder = accepted().edit(ENGLISH, "four", "five");
    let text = folder.text(ENGLISH).replace("The river carries", "A new paragraph.\n\nThe river carries");
    let folder = folder.with(ENGLISH, text).edit(SPANISH, "El río", "Un párrafo nuevo.\n\nEl río");
    let [fault] = &stale(&folder)[..] else { panic!("{}", folder.site().findings) };
    assert_eq!(fault.places, [format!("{SPANISH}:8"), format!("{ENGLISH}:8")]);
}

#[test]
fn accepting_makes_a_block_current_and_touches_only_its_lines() {
    let before = accepted();
    for (from, to, name) in
        [("four", "five", "a-p1"), ("the guard", "a guard", "a-p2"), ("title: A", "title: B", "title")]
    {
        let folder = before.clone().edit(ENGLISH, from, to).accept(SPANISH, &[]);
        assert_eq!(names(&folder), [""; 0]);
        assert_eq!(changed(&before.text(READINGS), &folder.text(READINGS)), [name]);
    }
}

#[test]
fn accepting_again_writes_nothing() {
    let again = accepted().accepting(SPANISH, &[]).expect("there is a translation");
    assert_eq!((again.files.len(), again.blocks, again.new), (0, 6, 0));
    let first = Folder::facing(ORIGINAL, TRANSLATION).accepting(SPANISH, &[]).expect("there is a translation");
    assert_eq!((first.files.len(), first.blocks, first.new), (1, 6, 6));
}

#[test]
fn a_block_can_be_accepted_alone() {
    let before = accepted();
    let folder = before.clone().edit(ENGLISH, "four", "five").edit(ENGLISH, "by night", "by day");
    let folder = folder.accept(SPANISH, &["a-p2"]);
    assert_eq!(names(&folder), ["`a-p1`"]);
    // The other's lines are as they were: somebody else may be at work on them.
    assert_eq!(changed(&before.text(READINGS), &folder.text(READINGS)), ["a-p2"]);
    assert_eq!(names(&folder.accept(SPANISH, &["a-p1"])), [""; 0]);
}

#[test]
fn a_block_that_is_not_there_is_refused_with_what_was_meant() {
    let refusal = |name: &str| accepted().accepting(SPANISH, &[name]).expect_err("there is no such block");
    assert_eq!(refusal("a-p11").message, "no translation at `content/w/01-a/es.md` has a block `a-p11`");
    assert_eq!(refusal("a-p11").help, "did you mean `a-p1`?");
    assert_eq!(refusal("xyzzy").help, "a block's name is its anchor, as in `#introduction-p3`");
    let nowhere = accepted().accepting("content/x", &[]).expect_err("there is no such text");
    assert_eq!(nowhere.message, "there is no text of this site at `content/x`");
}

#[test]
fn the_original_itself_accepts_no_translation() {
    let folder = accepted().edit(ENGLISH, "four", "five");
    let accepted = folder.accepting(ENGLISH, &[]).expect("it is a text");
    assert_eq!(accepted.blocks, 0);
    assert_eq!(names(&folder.accept(ENGLISH, &[])), ["`a-p1`"]);
}

#[test]
fn what_two_people_accepted_can_be_merged_line_by_line() {
    let base = accepted().edit(ENGLISH, "four", "five").edit(ENGLISH, "must hear", "must listen");
    let [one, other] = ["a-p1", "a-q1"].map(|name| base.clone().accept(SPANISH, &[name]).text(READINGS));
    let before = base.text(READINGS);
    assert_eq!((changed(&before, &one), changed(&before, &other)), (vec!["a-p1".into()], vec!["a-q1".into()]));
    let (one, other) = (blocks(&one), blocks(&other));
    let merged =
        blocks(&before).into_keys().map(|name| if name == "a-q1" { &other[&name] } else { &one[&name] }.as_str());
    let folder = base.clone().with(READINGS, merged.collect::<String>());
    assert_eq!(names(&folder), [""; 0]);
    folder.check();
}

#[test]
fn both_sides_lines_of_one_block_are_a_right_record() {
    // One accepted the first change, the other a second one; whoever merges keeps both readings.
    let base = accepted();
    let [five, six] = ["five", "six"].map(|word| base.clone().edit(ENGLISH, "four", word).accept(SPANISH, &[]));
    let reading = |folder: &Folder| {
        let block = blocks(&folder.text(READINGS)).remove("a-p1").expect("it is recorded");
        block.split_once("  readings:\n").expect("it has readings").1.to_owned()
    };
    let yaml = five.text(READINGS).replace(&reading(&five), &(reading(&six) + &reading(&five)));
    assert_eq!(names(&five.clone().with(READINGS, yaml.clone())), [""; 0]);
    let folder = five.edit(ENGLISH, "five", "six").with(READINGS, yaml);
    assert!(stale(&folder)[0].help.contains("[-five-]{+six+}"));
    // The next one to accept leaves what is needed.
    let folder = folder.accept(SPANISH, &[]);
    assert_eq!(blocks(&folder.text(READINGS)), blocks(&six.text(READINGS)));
}

const THREE: &str = "\
title: {en: A, es: A, fr: A}
base_url: https://site.org/
languages:
  en: {name: English, locale: en-US}
  es: {name: Español, locale: es-ES}
  fr: {name: Français, locale: fr-FR}
citations: {style: apa}
";

/// The freshness of the first block in Spanish and French: what the original said.
fn was(folder: &Folder) -> [Option<String>; 2] {
    folder.survey(|survey, _| {
        let editions = &survey.alignment.works[0].sections[0].editions;
        ["es", "fr"].map(|lang| editions[lang].freshness[0].was().map(str::to_owned))
    })
}

#[test]
fn each_language_keeps_the_reading_that_it_was_made_from() {
    let folder = Folder::facing("One four.", "Uno.").saying("fr", "Un.").with("content/site.yml", THREE);
    let folder = folder.edit("content/w/work.yml", "es: Una obra", "es: Una obra, fr: Une œuvre");
    let folder = folder.accept("content/w", &[]);
    assert_eq!(was(&folder), [None, None]);
    let folder = folder.edit(ENGLISH, "four", "five").accept(SPANISH, &[]);
    assert_eq!(was(&folder), [None, Some("One four.".to_owned())]);
    let folder = folder.edit(ENGLISH, "five", "six");
    assert_eq!(was(&folder), [Some("One five.".to_owned()), Some("One four.".to_owned())]);
    let folder = folder.accept("content/w/01-a/fr.md", &[]);
    assert_eq!(was(&folder), [Some("One five.".to_owned()), None]);
    assert!(!folder.text(READINGS).contains("four"), "nobody needs the first reading");
}

#[test]
fn what_is_recorded_is_read_again_whatever_it_says() {
    let odd = [
        "# not a heading: yes",
        "\\- dash: {a: [b]}",
        "\"quotes\" and 'others'",
        "key: |- value",
        "“Ñandú” 日本語 \u{a0}x",
        "tab\tinside",
        "ends in a colon:",
        "`code: x`",
        "$$\na: b\nc\n$$",
        "```yaml\na:\n  - b\n\n# c\n```",
    ];
    let text = odd.join("\n\n").replace("# not", "\\# not");
    let folder = Folder::facing(&text, &text.replace("yes", "sí")).accept(SPANISH, &[]);
    let again = folder.accepting(SPANISH, &[]).expect("there is a translation");
    assert_eq!((again.files.len(), again.new), (0, 0), "{}", folder.text(READINGS));
}

#[test]
fn a_record_with_windows_line_ends_says_the_same() {
    let folder = accepted();
    let yaml = folder.text(READINGS).replace('\n', "\r\n");
    assert_eq!(names(&folder.clone().with(READINGS, yaml)), [""; 0]);
    let text = folder.text(ENGLISH).replace('\n', "\r\n");
    assert_eq!(names(&folder.with(ENGLISH, text)), [""; 0]);
}

const TABLE: &str = "content/actors/mexico.yml";

#[test]
fn a_changed_description_is_named_and_can_be_accepted() {
    let before = Folder::article();
    let folder = before.clone().edit(TABLE, "Comar handles asylum", "Comar decides asylum");
    let [fault] = &stale(&folder)[..] else { panic!("{}", folder.site().findings) };
    assert_eq!(fault.message, "the original of the description of `comar` has changed since it was put into `es`");
    assert_eq!(fault.places, [format!("{TABLE}:47"), format!("{TABLE}:46")]);
    assert!(fault.help.starts_with("what has changed: Comar [-handles-]{+decides+} asylum"), "{}", fault.help);
    assert!(fault.help.ends_with("pliego translation accept content/actors/mexico.yml"), "{}", fault.help);
    let folder = folder.accept(TABLE, &["comar"]);
    assert_eq!(names(&folder), [""; 0]);
    let readings = "content/actors/readings.yml";
    assert_eq!(changed(&before.text(readings), &folder.text(readings)), ["comar"]);
}

#[test]
fn a_changed_abstract_is_stale_unless_both_are_the_authors_own() {
    let folder =
        accepted().with("content/w/abstract/en.md", "Of boats.\n").with("content/w/abstract/es.md", "De barcas.\n");
    let folder = folder.accept("content/w/abstract", &[]).edit("content/w/abstract/en.md", "boats", "rafts");
    assert_eq!(names(&folder), ["`abstract-p1`"]);
    let own = folder.edit("content/w/work.yml", "made_for_site: true", "made_for_site: true, own: [abstract]");
    assert_eq!(names(&own), [""; 0]);
}

#[test]
fn a_changed_caption_or_head_of_a_table_is_stale_once_it_was_accepted() {
    let change = |folder: Folder| {
        let folder = folder.edit(TABLE, "Key actors in Mexico", "Main actors in Mexico");
        folder.edit(TABLE, "en: Government actors", "en: Actors of the government")
    };
    assert_eq!(names(&change(Folder::article())), [""; 0], "nobody has accepted them yet");
    let folder = change(Folder::article().accept("content/actors", &[]));
    assert_eq!(names(&folder), ["the caption of `table-1`", "the head of a group of `table-1`"]);
    assert_eq!(names(&folder.accept(TABLE, &["table-1.caption"])), ["the head of a group of `table-1`"]);
}

#[test]
fn a_changed_address_behind_a_label_is_a_change_of_its_paragraph() {
    let original = ORIGINAL.replace("four boats", "[four boats][boats]") + "\n\n[boats]: https://a.org/one";
    let folder = Folder::facing(&original, TRANSLATION).accept(SPANISH, &[]);
    let stale = folder.edit(ENGLISH, "a.org/one", "a.org/two").site();
    let codes: Vec<_> = stale.faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["stale-translation"], "{}", stale.findings);
    assert!(stale.faults[0].message.contains("`a-p1`"));
}
