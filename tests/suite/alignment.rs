//! Alignment: a block and its translation have one anchor, and keep it whatever is done to the page around them.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};
use proptest::sample::Index;
use proptest::test_runner::Config;

use crate::site::{Folder, below, words};

const PAGES: [(&str, &str); 2] = [("en", "en/a.html"), ("es", "es/a.html")];
const SPANISH: &str = "content/w/01-a/es.md";

/// Five paragraphs that differ from each other, by number; each has a year, as its translation has.
fn paragraph(lang: &str, number: usize) -> String {
    let (english, spanish) = [
        ("Rivers rise in the mountains and end in the sea.", "Los ríos nacen en los montes y acaban en el mar."),
        ("A census counts everybody who sleeps in the town.", "El censo cuenta a quien duerme en el pueblo."),
        ("Judges hear children before they decide.", "Los jueces oyen a las niñas antes de decidir."),
        ("Trains leave the border at night, crowded and slow.", "De noche salen de la frontera trenes lentos."),
        ("Nobody had asked the cooks what they thought.", "Nadie preguntó a las cocineras qué pensaban."),
    ][number - 1];
    format!("{} 190{number}.", if lang == "en" { english } else { spanish })
}

/// The paragraphs of these numbers in a language, or whatever other words are given.
fn text(lang: &str, parts: &[&str]) -> String {
    let part = |part: &&str| part.parse().map_or_else(|_| (*part).to_owned(), |number| paragraph(lang, number));
    parts.iter().map(part).collect::<Vec<_>>().join("\n\n")
}

fn facing(parts: &[&str]) -> Folder {
    Folder::facing(&text("en", parts), &text("es", parts))
}

/// A text of all five that a person has accepted.
fn accepted() -> Folder {
    facing(&["1", "2", "3", "4", "5"]).accept(SPANISH, &[])
}

impl Folder {
    /// With other parts in both languages.
    fn now(self, parts: &[&str]) -> Self {
        self.saying("en", &text("en", parts)).saying("es", &text("es", parts))
    }
}

/// The anchors of the blocks on the built page of a language, in order.
fn anchors(folder: &Folder, lang: &str) -> Vec<String> {
    let page = folder.site().page(PAGES.iter().find(|(code, _)| *code == lang).expect("there is a page").1);
    let blocks = below(page.one(".prose"), ":scope > [id], :scope > .block > [id]");
    blocks.into_iter().filter_map(|block| block.value().id()).map(str::to_owned).collect()
}

/// The anchors of both languages, which must be the same.
fn shared(folder: &Folder) -> Vec<String> {
    let [english, spanish] = ["en", "es"].map(|lang| anchors(folder, lang));
    assert_eq!(english, spanish);
    english
}

#[test]
fn without_a_record_anchors_go_by_place_and_kind() {
    let folder = facing(&["1", "## Two {#two}", "2", "- a\n- b", "3"]);
    assert_eq!(shared(&folder), ["a-p1", "two", "a-p2", "a-l1", "a-p3"]);
    assert_eq!(shared(&folder.now(&["4", "1", "2"])), ["a-p1", "a-p2", "a-p3"]);
}

#[test]
fn a_block_and_its_translation_say_the_same_under_one_anchor() {
    let folder = accepted().now(&["4", "1", "A new one.", "3", "5"]);
    for (lang, path) in PAGES {
        let page = folder.site().page(path);
        for (anchor, number) in [("a-p4", 4), ("a-p1", 1), ("a-p3", 3), ("a-p5", 5)] {
            let shown = words(page.id(anchor).expect("the anchor is there"));
            assert!(shown.starts_with(&paragraph(lang, number)), "{lang} #{anchor}: {shown}");
        }
    }
}

#[test]
fn a_new_block_gets_a_new_name_and_moves_no_other() {
    let new = "Something that was not there before.";
    let cases: [(&[&str], [&str; 6]); 3] = [
        (&[new, "1", "2", "3", "4", "5"], ["a-p6", "a-p1", "a-p2", "a-p3", "a-p4", "a-p5"]),
        (&["1", "2", new, "3", "4", "5"], ["a-p1", "a-p2", "a-p6", "a-p3", "a-p4", "a-p5"]),
        (&["1", "2", "3", "4", "5", new], ["a-p1", "a-p2", "a-p3", "a-p4", "a-p5", "a-p6"]),
    ];
    for (parts, expected) in cases {
        let folder = accepted().now(parts);
        assert_eq!(shared(&folder), expected);
        // To accept it changes nothing, and a second one gets the next name.
        let folder = folder.accept(SPANISH, &[]);
        assert_eq!(shared(&folder), expected);
        let more: Vec<&str> = std::iter::once("Another new one.").chain(parts.iter().copied()).collect();
        let both: Vec<&str> = std::iter::once("a-p7").chain(expected).collect();
        assert_eq!(shared(&folder.now(&more)), both);
    }
}

#[test]
fn a_block_that_only_the_original_has_moves_no_other() {
    let added = |at: usize| {
        let mut parts = vec!["1", "2", "3", "4", "5"];
        parts.insert(at, "Only the original says so.");
        accepted().saying("en", &text("en", &parts))
    };
    for at in [0, 2, 5] {
        let mut expected = vec!["a-p1", "a-p2", "a-p3", "a-p4", "a-p5"];
        assert_eq!(anchors(&added(at), "es"), expected);
        expected.insert(at, "a-p6");
        assert_eq!(anchors(&added(at), "en"), expected);
    }
}

#[test]
fn a_block_that_only_the_translation_has_moves_no_other() {
    for at in [0, 2, 5] {
        let mut parts = vec!["1", "2", "3", "4", "5"];
        let mut expected = vec!["a-p1", "a-p2", "a-p3", "a-p4", "a-p5"];
        parts.insert(at, "Sólo.");
        let folder = accepted().saying("es", &text("es", &parts));
        assert_eq!(anchors(&folder, "en"), expected);
        // A name that no block of the original can have.
        expected.insert(at, "a-es-p1");
        assert_eq!(anchors(&folder, "es"), expected);
    }
}

#[test]
fn a_name_is_not_given_again_after_its_block_is_gone() {
    let folder = accepted().now(&["1", "2", "3", "4"]);
    assert_eq!(shared(&folder), ["a-p1", "a-p2", "a-p3", "a-p4"]);
    let folder = folder.accept(SPANISH, &[]).now(&["1", "2", "3", "4", "5"]);
    assert_eq!(shared(&folder), ["a-p1", "a-p2", "a-p3", "a-p4", "a-p6"]);
    // Nor once the new one is gone too.
    let folder = folder.accept(SPANISH, &[]).now(&["1", "2", "3", "4"]).accept(SPANISH, &[]);
    assert_eq!(shared(&folder.now(&["One more.", "1", "2", "3", "4"]))[0], "a-p7");
}

#[test]
fn a_deleted_block_moves_no_other() {
    let all = ["1", "2", "3", "4", "5"];
    let names = ["a-p1", "a-p2", "a-p3", "a-p4", "a-p5"];
    for gone in 0..5 {
        let left = |of: [&'static str; 5]| -> Vec<&str> {
            of.into_iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, one)| one).collect()
        };
        let folder = accepted().now(&left(all));
        assert_eq!(shared(&folder), left(names));
        assert_eq!(shared(&folder.accept(SPANISH, &[])), left(names));
    }
}

#[test]
fn a_moved_block_keeps_its_anchor() {
    assert_eq!(shared(&accepted().now(&["5", "1", "2", "3", "4"])), ["a-p5", "a-p1", "a-p2", "a-p3", "a-p4"]);
    assert_eq!(shared(&accepted().now(&["2", "3", "1", "5", "4"])), ["a-p2", "a-p3", "a-p1", "a-p5", "a-p4"]);
}

#[test]
fn a_moved_block_keeps_its_anchor_though_one_like_it_takes_its_place() {
    let like = "Rivers rise in the mountains and end in the lake. 1901.";
    let folder = accepted().now(&[like, "2", "3", "4", "5", "1"]);
    assert_eq!(shared(&folder), ["a-p6", "a-p2", "a-p3", "a-p4", "a-p5", "a-p1"]);
}

#[test]
fn an_edited_block_keeps_its_anchor() {
    let names = ["a-p1", "a-p2", "a-p3", "a-p4", "a-p5"];
    let edited = "Judges must hear all children before they decide.";
    assert_eq!(shared(&accepted().now(&["1", "2", edited, "4", "5"])), names);
    // Even one that shares no word with what stood there.
    assert_eq!(shared(&accepted().now(&["1", "2", "Wholly other words.", "4", "5"])), names);
    // Or that was moved as well.
    assert_eq!(shared(&accepted().now(&[edited, "1", "2", "4", "5"])), ["a-p3", "a-p1", "a-p2", "a-p4", "a-p5"]);
}

#[test]
fn a_block_that_was_split_keeps_its_anchor_for_the_longer_part() {
    let (head, tail) = ("Trains leave the border at night,", "crowded and slow.");
    let folder = accepted().now(&["1", "2", "3", head, tail, "5"]);
    assert_eq!(shared(&folder), ["a-p1", "a-p2", "a-p3", "a-p4", "a-p6", "a-p5"]);
}

#[test]
fn another_kind_of_block_is_another_block() {
    let folder = accepted().now(&["1", "2", "- Judges hear children\n- before they decide.", "4", "5"]);
    assert_eq!(shared(&folder), ["a-p1", "a-p2", "a-l1", "a-p4", "a-p5"]);
}

#[test]
fn a_translation_that_was_not_rearranged_with_its_original_keeps_its_anchors() {
    let folder = accepted().saying("en", &text("en", &["1", "3", "2", "4", "5"]));
    assert_eq!(anchors(&folder, "en"), ["a-p1", "a-p3", "a-p2", "a-p4", "a-p5"]);
    assert_eq!(anchors(&folder, "es"), ["a-p1", "a-p2", "a-p3", "a-p4", "a-p5"]);
    let codes: Vec<_> = folder.strict().faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["order-differs"]);
    // Both together are no difference.
    let folder = accepted().now(&["1", "3", "2", "4", "5"]);
    assert_eq!(shared(&folder), ["a-p1", "a-p3", "a-p2", "a-p4", "a-p5"]);
    assert!(folder.site().faults.is_empty());
}

#[test]
fn a_block_that_is_given_a_name_says_what_it_said() {
    let named = format!("{} {{#named}}", paragraph("en", 2));
    let folder = accepted().saying("en", &text("en", &["1", &named, "3", "4", "5"]));
    let site = folder.site();
    assert!(!site.findings.contains("unrecorded-translation"), "{}", site.findings);
}

#[test]
fn a_block_that_comes_back_before_all_is_accepted_has_its_anchor() {
    let without = accepted().now(&["2", "3", "4", "5"]).accept(SPANISH, &["a-p3"]);
    assert_eq!(shared(&without.now(&["1", "2", "3", "4", "5"])), ["a-p1", "a-p2", "a-p3", "a-p4", "a-p5"]);
}

#[test]
fn ids_of_the_author_pair_blocks_wherever_they_stand() {
    let english = "## One {#one}\n\nWords.\n\n## Two {#two}\n\nOther words.";
    let originals = |spanish: &str| {
        let folder = Folder::facing(english, spanish);
        folder.survey(|survey, _| survey.alignment.works[0].sections[0].editions["es"].originals.clone())
    };
    assert_eq!(originals("## Uno {#one}\n\nPalabras.\n\n## Dos {#two}\n\nOtras."), [0, 1, 2, 3].map(Some));
    assert_eq!(originals("## Dos {#two}\n\nOtras."), [2, 3].map(Some));
    assert_eq!(originals("Palabras.\n\n## Dos {#two}\n\nOtras."), [1, 2, 3].map(Some));
    // An id that only one of the two has names a block like any other.
    assert_eq!(originals("## Uno {#uno}\n\nPalabras.\n\n## Dos {#two}\n\nOtras."), [0, 1, 2, 3].map(Some));
}

#[test]
fn ids_of_the_author_are_anchors_in_any_order() {
    let folder = Folder::facing("## One {#one}\n\n## Two {#two}", "## Dos {#two}\n\n## Uno {#one}");
    assert_eq!(anchors(&folder, "en"), ["one", "two"]);
    assert_eq!(anchors(&folder, "es"), ["two", "one"]);
    assert!(!folder.strict().faults.is_empty(), "that their order differs is told");
}

#[test]
fn an_id_of_the_author_takes_the_place_of_a_remembered_name() {
    let folder = accepted().now(&["1", "2", "3", "## Four {#four}", "4", "5"]);
    assert_eq!(shared(&folder), ["a-p1", "a-p2", "a-p3", "four", "a-p4", "a-p5"]);
    // And gives it up with its heading.
    let folder = folder.accept(SPANISH, &[]).now(&["1", "2", "3", "4", "5"]);
    assert_eq!(shared(&folder), ["a-p1", "a-p2", "a-p3", "a-p4", "a-p5"]);
}

#[test]
fn the_name_of_the_title_is_no_blocks() {
    let site = facing(&["1", "## Title {#title}", "2"]).site();
    let found: Vec<_> = site.faults.iter().map(|fault| (fault.code, fault.places[0].as_str())).collect();
    assert_eq!(found, [("duplicate-anchor", "content/w/01-a/en.md:8"), ("duplicate-anchor", "content/w/01-a/es.md:8")]);
}

#[test]
fn an_id_may_look_like_any_yaml() {
    for id in ["12", "1.5", "null", "NULL", "true", "no", "x:y", "-x", "a.b", "~", "2026-02-26"] {
        let heading = format!("## Two {{#{id}}}");
        let folder = facing(&["1", &heading, "2"]).accept(SPANISH, &[]);
        assert_eq!(shared(&folder.now(&["1", "3", &heading, "2"])), ["a-p1", "a-p3", id, "a-p2"]);
    }
}

#[test]
fn a_third_language_has_the_same_anchors() {
    let site = "title: {en: A, es: A, fr: A}\nbase_url: https://site.org/\ncitations: {style: apa}\nlanguages:\n  \
                en: {name: English, locale: en-US}\n  es: {name: Español, locale: es-ES}\n  \
                fr: {name: Français, locale: fr-FR}\n";
    let folder = accepted().edit("content/w/work.yml", "es: Una obra", "es: Una obra, fr: Une œuvre");
    let folder = folder.with("content/site.yml", site).saying("fr", &text("es", &["1", "2", "3", "4", "5"]));
    let folder = folder.edit("content/w/01-a/fr.md", &(paragraph("es", 3) + "\n\n"), "");
    let [spanish, french] = folder.survey(|survey, _| {
        let text = &survey.alignment.works[0].sections[0];
        ["es", "fr"].map(|lang| text.names(&pliego::data::Lang::new(lang)).to_vec())
    });
    assert_eq!(spanish, ["a-p1", "a-p2", "a-p3", "a-p4", "a-p5"]);
    assert_eq!(french, ["a-p1", "a-p2", "a-p4", "a-p5"]);
}

/// What may be done to a text.
#[derive(Debug, Clone)]
enum Edit {
    Insert(Index),
    Delete(Index),
    Move(Index, Index),
    Word(Index),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    use proptest::prelude::{any, prop_oneof};
    let one = prop_oneof![
        any::<Index>().prop_map(Edit::Insert),
        any::<Index>().prop_map(Edit::Delete),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Edit::Move(from, to)),
        any::<Index>().prop_map(Edit::Word),
    ];
    proptest::collection::vec(one, 1..20)
}

/// A paragraph of a text under random edits: who it is, and how often a word of it was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Block {
    id: usize,
    edits: usize,
}

impl Block {
    fn words(self) -> String {
        let Self { id, edits } = self;
        let own: Vec<String> = (0..12).map(|word| format!("w{id}x{word}")).collect();
        format!("The {} of it, {}.", own.join(" "), "again ".repeat(edits))
    }
}

/// The names of a text in both languages, which must be the same.
fn names(folder: &Folder, blocks: &[Block]) -> BTreeMap<Block, String> {
    let text = |block: &Block| block.words();
    let text = blocks.iter().map(text).collect::<Vec<_>>().join("\n\n");
    let folder = folder.clone().saying("en", &text).saying("es", &text);
    folder.survey(|survey, _| {
        let section = &survey.alignment.works[0].sections[0];
        assert_eq!(section.names, section.editions["es"].names);
        blocks.iter().copied().zip(section.names.iter().cloned()).collect()
    })
}

fn accept(folder: Folder, blocks: &[Block]) -> Folder {
    let text = blocks.iter().map(|block| block.words()).collect::<Vec<_>>().join("\n\n");
    folder.saying("en", &text).saying("es", &text).accept(SPANISH, &[])
}

fn apply(edit: &Edit, blocks: &mut Vec<Block>, next: &mut usize) {
    match edit {
        Edit::Insert(at) => {
            blocks.insert(at.index(blocks.len() + 1), Block { id: *next, edits: 0 });
            *next += 1;
        }
        Edit::Delete(at) if blocks.len() > 1 => drop(blocks.remove(at.index(blocks.len()))),
        Edit::Move(from, to) => {
            let block = blocks.remove(from.index(blocks.len()));
            blocks.insert(to.index(blocks.len() + 1), block);
        }
        Edit::Word(at) => {
            let at = at.index(blocks.len());
            blocks[at].edits += 1;
        }
        Edit::Delete(_) => {}
    }
}

proptest! {
    #![proptest_config(Config { cases: 48, failure_persistence: None, ..Config::default() })]

    /// Whatever was done since the last time, blocks that say what they said keep their anchors, and all differ.
    #[test]
    fn unchanged_blocks_keep_their_anchors_under_any_edits(edits in edits()) {
        let (mut blocks, mut next): (Vec<_>, _) = ((0..6).map(|id| Block { id, edits: 0 }).collect(), 6);
        let folder = accept(Folder::facing("", ""), &blocks);
        let before = names(&folder, &blocks);
        edits.iter().for_each(|edit| apply(edit, &mut blocks, &mut next));
        let after = names(&folder, &blocks);
        prop_assert_eq!(after.values().collect::<BTreeSet<_>>().len(), blocks.len());
        for (block, name) in &before {
            prop_assert!(after.get(block).is_none_or(|now| now == name), "{block:?}: {before:?} {after:?}");
        }
    }

    /// With a person accepting after each edit, an anchor names one block for good, and no other ever.
    #[test]
    fn an_anchor_names_one_block_for_good(edits in edits()) {
        let (mut blocks, mut next): (Vec<_>, _) = ((0..4).map(|id| Block { id, edits: 0 }).collect(), 4);
        let mut folder = accept(Folder::facing("", ""), &blocks);
        let mut given: BTreeMap<String, usize> = BTreeMap::new();
        for edit in &edits {
            apply(edit, &mut blocks, &mut next);
            for (block, name) in names(&folder, &blocks) {
                let owner = *given.entry(name.clone()).or_insert(block.id);
                prop_assert_eq!(owner, block.id, "{} after {:?}", name, edit);
            }
            folder = accept(folder, &blocks);
        }
        let owners: BTreeSet<usize> = given.values().copied().collect();
        prop_assert_eq!(owners.len(), given.len());
    }
}
