//! Pairs of real texts: whatever a translator lost, added, moved, split or joined, no block is paired with another's answer.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use crate::site::{Folder, ROOT, words};

/// A text in two languages, block by block.
#[derive(Debug, Clone)]
struct Text {
    name: String,
    langs: [&'static str; 2],
    original: Vec<String>,
    translation: Vec<String>,
}

/// A block of a translation, and the blocks of the original that it answers.
type Answer = (String, Vec<usize>);

const SECTIONS: [&str; 5] = [
    "01-introduction",
    "02-humanitarian-diplomacy",
    "03-international-cooperation",
    "04-human-rights",
    "05-conclusions",
];

const OWN: [(&str, [&str; 2]); 5] = [
    ("weavers", ["en", "es"]),
    ("theatre", ["en", "es"]),
    ("herbarium", ["en", "es"]),
    ("printers", ["en", "fr"]),
    ("ferry", ["en", "pt"]),
];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn blocks(text: &str) -> Vec<String> {
    let body = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(text, |(_, body)| body);
    body.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).map(str::to_owned).collect()
}

/// The texts of this repository, and those of published articles where they are at hand.
fn texts() -> Vec<Text> {
    let article = SECTIONS.map(|section| {
        let path = |lang: &str| format!("content/beyond-the-border/{section}/{lang}.md");
        (section, ["en", "es"], path("en"), path("es"))
    });
    let own = OWN.map(|(name, langs)| {
        let path = |lang: &str| format!("tests/suite/fixtures/editions/{name}.{lang}.md");
        (name, langs, path(langs[0]), path(langs[1]))
    });
    let from_files = article.into_iter().chain(own).map(|(name, langs, original, translation)| Text {
        name: name.to_owned(),
        langs,
        original: blocks(&read(&original)),
        translation: blocks(&read(&translation)),
    });
    let mut texts: Vec<Text> = from_files.collect();
    texts.extend(published());
    for text in &texts {
        assert_eq!(text.original.len(), text.translation.len(), "{} answers itself block by block", text.name);
    }
    texts
}

/// The article in three languages among the samples of JATS, which are not ours to keep.
fn published() -> Vec<Text> {
    let path = Path::new(ROOT).join("../shared/jats-samples/01-rlae-diabetes-covid-en+es+pt.xml");
    let Ok(xml) = fs::read_to_string(path) else { return Vec::new() };
    let bodies: Vec<Vec<String>> = xml
        .split("<body>")
        .skip(1)
        .map(|rest| {
            let body = rest.split("</body>").next().unwrap_or_default();
            let paragraphs = body.split("<p>").skip(1).map(|part| plain(part.split("</p>").next().unwrap_or_default()));
            paragraphs.filter(|words| words.len() > 40).collect()
        })
        .collect();
    assert_eq!(bodies.len(), 3, "the sample has three languages");
    let text = |a: usize, b: usize| {
        const LANGS: [&str; 3] = ["en", "es", "pt"];
        Text {
            name: format!("diabetes {}-{}", LANGS[a], LANGS[b]),
            langs: [LANGS[a], LANGS[b]],
            original: bodies[a].clone(),
            translation: bodies[b].clone(),
        }
    };
    vec![text(0, 1), text(0, 2), text(1, 2)]
}

/// Words without tags, and without what Markdown would take for its own.
fn plain(markup: &str) -> String {
    let mut words = String::new();
    let mut in_tag = false;
    for c in markup.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if in_tag => {}
            '*' | '_' | '[' | ']' | '`' | '#' | '~' | '^' | '@' => words.push(' '),
            c => words.push(c),
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Text {
    /// The translation as it is.
    fn whole(&self) -> Vec<Answer> {
        self.translation.iter().enumerate().map(|(at, block)| (block.clone(), vec![at])).collect()
    }

    /// How many blocks of a changed translation are paired with what they do not answer, or with nothing.
    fn wrong(&self, what: &str, answers: &[Answer]) -> Vec<String> {
        let site = "title: {en: A, es: A, fr: A, pt: A}\nbase_url: https://site.org/\ncitations: {style: apa}\nlanguages:\n  \
                    en: {name: English}\n  es: {name: Español}\n  fr: {name: Français}\n  pt: {name: Português}\n";
        let work = format!("path: /\nlanguage: {}\ntitle: {{en: A, es: A, fr: A, pt: A}}\n", self.langs[0]);
        let joined = |blocks: &[&str]| blocks.join("\n\n");
        let original: Vec<&str> = self.original.iter().map(String::as_str).collect();
        let translation: Vec<&str> = answers.iter().map(|(block, _)| block.as_str()).collect();
        let folder = Folder::default()
            .with("content/site.yml", site)
            .with("content/w/work.yml", work)
            .saying(self.langs[0], &joined(&original))
            .saying(self.langs[1], &joined(&translation));
        folder.survey(|survey, _| {
            let edition = &survey.alignment.works[0].sections[0].editions[self.langs[1]];
            assert_eq!(edition.names.len(), answers.len(), "{}: {what}: each is one block", self.name);
            let found = (0..answers.len()).map(|block| edition.answered_by(block));
            found
                .zip(answers)
                .enumerate()
                .filter(|(_, (found, (_, expected)))| found != expected)
                .map(|(at, (found, (_, expected)))| {
                    format!("{}: {what}: block {at} answers {found:?}, not {expected:?}", self.name)
                })
                .collect()
        })
    }
}

/// Tries a change at every place of every text; what is wrong in any of them is shown.
fn try_all(change: impl Fn(&Text, usize) -> Vec<(String, Vec<Answer>)> + Sync) {
    let texts = texts();
    assert!(texts.len() >= 10, "ten real texts");
    let places: Vec<(&Text, usize)> =
        texts.iter().flat_map(|text| (0..text.translation.len()).map(move |at| (text, at))).collect();
    let trials: Vec<(&Text, String, Vec<Answer>)> = places
        .into_par_iter()
        .flat_map_iter(|(text, at)| change(text, at).into_iter().map(move |(what, answers)| (text, what, answers)))
        .collect();
    let wrong: Vec<String> =
        trials.par_iter().flat_map_iter(|(text, what, answers)| text.wrong(what, answers)).collect();
    assert!(wrong.is_empty(), "{} of {} trials:\n{}", wrong.len(), trials.len(), wrong.join("\n"));
}

/// Paragraphs that answer nothing: in Spanish, which the other editions' languages are near to.
fn strangers() -> Vec<String> {
    blocks(&read("tests/suite/fixtures/editions/added.es.md"))
}

#[test]
fn whole_texts_answer_each_other_block_by_block() {
    try_all(|text, at| if at == 0 { vec![("whole".to_owned(), text.whole())] } else { Vec::new() });
}

#[test]
fn a_loss_and_an_addition_elsewhere_shift_no_pair() {
    try_all(|text, lost| {
        let count = text.translation.len();
        let strangers = strangers();
        let at = [lost, lost + 1, (lost + count / 2) % count];
        at.into_iter()
            .map(|added| {
                let mut answers = text.whole();
                answers.remove(lost);
                answers.insert(
                    added.min(answers.len()),
                    (strangers[(lost + added) % strangers.len()].clone(), Vec::new()),
                );
                (format!("{lost} lost, one added at {added}"), answers)
            })
            .collect()
    });
}

#[test]
fn an_added_block_is_no_part_of_its_neighbours() {
    try_all(|text, at| {
        let strangers = strangers();
        let mut answers = text.whole();
        answers.insert(at, (strangers[at % strangers.len()].clone(), Vec::new()));
        vec![(format!("one added at {at}"), answers)]
    });
}

#[test]
fn a_moved_block_is_moved() {
    try_all(|text, from| {
        let count = text.translation.len();
        let to = [from + 1, (from + count / 2) % count, (from + 2 * count / 3) % count];
        to.into_iter()
            .filter(|to| *to < count && *to != from)
            .map(|to| {
                let mut answers = text.whole();
                let block = answers.remove(from);
                answers.insert(to, block);
                (format!("{from} moved to {to}"), answers)
            })
            .collect()
    });
}

/// Whether a block is a paragraph of running text.
fn is_prose(block: &str) -> bool {
    !block.starts_with(['#', '>', '-', '!', '|', '$'])
}

#[test]
fn joined_blocks_are_joined() {
    try_all(|text, at| {
        let answers = text.whole();
        if at + 1 >= answers.len() || !is_prose(&answers[at].0) || !is_prose(&answers[at + 1].0) {
            return Vec::new();
        }
        let mut answers = answers;
        let (second, of) = answers.remove(at + 1);
        answers[at].0 = format!("{} {second}", answers[at].0);
        answers[at].1.extend(of);
        vec![(format!("{at} joined with the next"), answers)]
    });
}

#[test]
fn a_split_block_is_split() {
    try_all(|text, at| {
        let mut answers = text.whole();
        let (block, of) = answers[at].clone();
        let middle = block.match_indices(". ").map(|(at, _)| at + 2).min_by_key(|cut| cut.abs_diff(block.len() / 2));
        let Some(cut) = middle.filter(|_| is_prose(&block)) else { return Vec::new() };
        answers[at].0 = block[..cut].trim().to_owned();
        answers.insert(at + 1, (block[cut..].to_owned(), of));
        vec![(format!("{at} split"), answers)]
    });
}

/// The weavers in both languages, with the first two Spanish paragraphs joined and the fourth split.
fn joined_and_split() -> Folder {
    let [english, spanish] =
        ["en", "es"].map(|lang| blocks(&read(&format!("tests/suite/fixtures/editions/weavers.{lang}.md"))));
    let cut = spanish[3].find("Anotaba").expect("the sentence is there");
    let mut answer = vec![format!("{} {}", spanish[0], spanish[1]), spanish[2].clone()];
    answer.extend([spanish[3][..cut].trim().to_owned(), spanish[3][cut..].to_owned()]);
    answer.extend(spanish[4..].iter().cloned());
    Folder::facing(&english.join("\n\n"), &answer.join("\n\n"))
}

#[test]
fn a_joined_paragraph_has_the_anchors_of_all_that_it_answers() {
    let site = joined_and_split().check();
    let (english, spanish) = (site.page("en/a.html"), site.page("es/a.html"));
    for name in ["a-p1", "a-p2", "a-p3", "a-p4", "a-p9"] {
        assert!(spanish.id(name).is_some(), "{name}");
    }
    let counterparts = english.all(".prose a.counterpart");
    assert_eq!(counterparts.len(), 9, "every paragraph leads to its answer");
}

#[test]
fn a_joined_or_split_paragraph_stands_beside_what_it_answers() {
    let site = joined_and_split().check();
    let page = site.page("en-es/a.html");
    let missing: Vec<String> = page.all(".half.missing").into_iter().map(words).collect();
    assert_eq!(missing, ["Junto con el párrafo anterior", "Together with the paragraph above"]);
    let told: Vec<&str> = site.findings.lines().filter(|line| line.contains("[block-")).collect();
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].contains("note[block-joined]: `a-p1` and the next one are one paragraph in `es`"), "{told:#?}");
    assert!(told[1].contains("note[block-split]: `a-p4` stands in 2 parts in `es`"), "{told:#?}");
}

#[test]
fn a_joined_paragraph_is_stale_as_soon_as_one_of_its_originals_is() {
    let folder = joined_and_split().accept("content/w/01-a/es.md", &[]);
    assert!(folder.check().page("es/a.html").all(".stale-note").is_empty());
    for (from, to, name) in
        [("A loom filled", "Two looms filled", "a-p2"), ("with the thread", "with a thread", "a-p8")]
    {
        let site = folder.clone().edit("content/w/01-a/en.md", from, to).site();
        let [fault] = site.faults.as_slice() else { panic!("{}", site.findings) };
        assert_eq!(fault.code, "stale-translation");
        assert!(fault.message.contains(&format!("`{name}`")), "{}", fault.message);
        assert_eq!(site.page("es/a.html").all(".stale-note").len(), 1, "{name}");
    }
}
