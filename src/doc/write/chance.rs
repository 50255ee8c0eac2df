//! Texts made by chance, of every kind of block and of running text.

use proptest::prelude::*;

use crate::data::Lang;
use crate::doc::{Attributes, CiteForm};

/// Running text, before it has a document.
#[derive(Debug, Clone)]
pub(super) enum Run {
    Words(String),
    Emphasis(Vec<Run>),
    Strong(Vec<Run>),
    Struck(Vec<Run>),
    Lowered(Vec<Run>),
    Raised(Vec<Run>),
    Span(Attributes, Vec<Run>),
    Link(String, Vec<Run>),
    Foreign(Vec<Run>),
    Code(String),
    Formula(String, bool),
    Cite(CiteForm, Vec<Cite>),
    Printed(String, Vec<Run>),
    Mention(String, String),
    Reference(Vec<String>, bool),
    Picture(String, String),
    Note(Vec<Run>),
    LongNote(Vec<Vec<Run>>),
    Break,
    Html(String),
}

#[derive(Debug, Clone)]
pub(super) struct Cite {
    pub(super) key: String,
    pub(super) prefix: String,
    pub(super) locator: Option<(String, String)>,
    pub(super) suffix: String,
    pub(super) printed: Option<String>,
    pub(super) year_only: bool,
}

/// Blocks, before they have a document.
#[derive(Debug, Clone)]
pub(super) enum Part {
    Paragraph(Option<Attributes>, Vec<Run>),
    Heading(u8, Option<Attributes>, Vec<Run>),
    List(Option<u64>, Vec<Vec<Part>>),
    Definitions(Vec<(Vec<Run>, Vec<Vec<Part>>)>),
    Quote(Vec<Part>, Option<String>),
    Verse(Vec<(usize, Vec<Run>)>),
    Division(&'static str, Option<String>, Vec<Part>),
    Code(Option<String>, String),
    Formula(String, Option<String>),
    Piped(usize, Vec<Vec<Vec<Run>>>, Option<Vec<Run>>),
    Drawn(Vec<Vec<Part>>),
    Figure(Option<String>, String, Vec<Run>),
    Figures(Vec<(String, String)>, Vec<Run>),
    Table(String),
    Rule,
    Html(String),
}

/// Words with every sign that means something somewhere.
fn words() -> BoxedStrategy<String> {
    let signs = "[a-zA-ZñéÑ0-9 “”—.,;:!?'\"()*_`#@$^~|<>&=+%/{}\\[\\]\\\\-]{0,10}";
    let plain = "[a-z]{1,6}( [a-z0-9]{1,5}){0,3}";
    prop_oneof![
        2 => plain.prop_map(|text| text.clone()),
        2 => (signs, "[a-z]{1,3}").prop_map(|(signs, end)| format!("{signs}{end}")),
        1 => ("[a-z]{1,3}", signs).prop_map(|(start, signs)| format!("{start}{signs}")),
        1 => Just("1986. A year\n- and a line\n> more".to_owned()),
        1 => Just("&amp; <b> [^1]: x\n\n: ::: {.x}\n| a |".to_owned()),
    ]
    .boxed()
}

/// Words of one line, without signs.
fn plain() -> BoxedStrategy<String> {
    "[a-zñ]{1,6}( [a-z]{1,5}){0,2}".boxed()
}

fn attributes() -> BoxedStrategy<Attributes> {
    let id = proptest::option::of("[a-z]{1,4}(-[a-z0-9]{1,3})?");
    let classes = proptest::collection::vec("[a-z]{2,5}", 0..2);
    let lang = proptest::option::of(Just(Lang::new("fr")));
    let pairs = proptest::collection::vec(("[a-z]{3,5}", "[a-z \"\\\\{}%0-9]{0,5}"), 0..2);
    (id, classes, lang, pairs)
        .prop_map(|(id, classes, lang, pairs)| {
            let pairs = pairs.into_iter().map(|(key, value)| (format!("data-{key}"), value)).collect();
            Attributes { id, classes, lang, pairs }
        })
        .prop_filter("something is said", |attributes| !attributes.is_empty())
        .boxed()
}

fn cite() -> BoxedStrategy<Cite> {
    let labels = prop_oneof![
        Just(("page", "12")),
        Just(("page", "iv, 5-7")),
        Just(("chapter", "3")),
        Just(("section", "2.1")),
        Just(("page", "first half")),
    ];
    let locator = proptest::option::of(labels.prop_map(|(label, value)| (label.to_owned(), value.to_owned())));
    let printed = proptest::option::weighted(0.2, "[a-zA-Z, ;=\\[0-9]{0,5}[a-z]");
    (
        "k[a-z]{0,4}(-[0-9]{1,4})?|k[a-z]{0,2}:[a-z ]{0,3}[a-z]",
        "|see |cf\\. also |[a-z]{1,3}; ",
        locator,
        "|, for more|, 99 years|: [a-z*]{1,3}",
        printed,
        any::<bool>(),
    )
        .prop_map(|(key, prefix, locator, suffix, printed, year_only)| {
            let printed = printed.map(|printed| printed.trim().to_owned());
            Cite { key, prefix, locator, suffix, printed, year_only }
        })
        .boxed()
}

/// Running text. What no Markdown can say is not made: links within links, emphasis of a kind within itself, blank code.
fn runs(depth: u32, in_link: bool) -> BoxedStrategy<Vec<Run>> {
    let leaf = prop_oneof![
        8 => words().prop_map(Run::Words),
        1 => "[a-z`|]{1,5}".prop_map(Run::Code),
        1 => ("[a-z0-9]([a-z0-9|_^ ]{0,4}[a-z])?", any::<bool>()).prop_map(|(latex, display)| Run::Formula(latex, display)),
    ];
    let mut kinds = vec![(8, leaf.boxed())];
    if !in_link {
        kinds.extend([
            (1, ("[a-z]{1,4}", "|[a-z]{1,4}").prop_map(|(entity, text)| Run::Mention(entity, text)).boxed()),
            (
                1,
                (proptest::collection::vec("[a-z0-9]{1,4}", 1..3), any::<bool>())
                    .prop_map(|(ids, bare)| Run::Reference(ids, bare))
                    .boxed(),
            ),
            (
                1,
                ("[a-z]{1,4}\\.png|a \\(b\\)\\.png", words())
                    .prop_map(|(target, alt)| Run::Picture(target, alt.replace('\n', " ")))
                    .boxed(),
            ),
            (1, Just(Run::Html("<br>".to_owned())).boxed()),
        ]);
    }
    if !in_link {
        let narrative = cite().prop_map(|cite| Cite {
            prefix: String::new(),
            printed: None,
            year_only: false,
            suffix: String::new(),
            ..cite
        });
        let year = cite().prop_map(|cite| Cite { printed: None, year_only: true, ..cite });
        let several = proptest::collection::vec(cite(), 1..3).prop_filter(
            "a year alone is another form",
            |cites| !matches!(&cites[..], [only] if only.year_only && only.printed.is_none()),
        );
        kinds.extend([
            (1, several.prop_map(|cites| Run::Cite(CiteForm::Parenthetical, cites)).boxed()),
            (1, narrative.prop_map(|cite| Run::Cite(CiteForm::Narrative, vec![cite])).boxed()),
            (1, year.prop_map(|cite| Run::Cite(CiteForm::Year, vec![cite])).boxed()),
        ]);
    }
    if depth > 0 {
        let inner = || runs(depth - 1, in_link);
        let linked = || runs(depth - 1, true);
        kinds.extend([
            (1, inner().prop_map(Run::Emphasis).boxed()),
            (1, inner().prop_map(Run::Strong).boxed()),
            (1, inner().prop_map(Run::Struck).boxed()),
            (1, plain().prop_map(|text| Run::Lowered(vec![Run::Words(text)])).boxed()),
            (1, words().prop_map(|text| Run::Raised(vec![Run::Words(text)])).boxed()),
            (1, (attributes(), inner()).prop_map(|(attributes, runs)| Run::Span(attributes, runs)).boxed()),
        ]);
        if !in_link {
            kinds.extend([
                (
                    1,
                    ("https://a\\.example/[a-z@_*&;]{0,5}|#[a-z]{1,3}|a \\(b\\)\\.pdf", linked())
                        .prop_map(|(target, runs)| Run::Link(target, runs))
                        .boxed(),
                ),
                (1, linked().prop_map(Run::Foreign).boxed()),
                (1, ("[a-z]{1,4}", linked()).prop_map(|(key, runs)| Run::Printed(key, runs)).boxed()),
                (1, linked().prop_map(Run::Note).boxed()),
                (1, proptest::collection::vec(linked(), 2..3).prop_map(Run::LongNote).boxed()),
                (1, Just(Run::Break).boxed()),
            ]);
        }
    }
    proptest::collection::vec(proptest::strategy::Union::new_weighted(kinds), 1..5).boxed()
}

/// Running text between words: nothing stands directly beside another thing, and nothing at an edge.
pub(super) fn line(depth: u32) -> BoxedStrategy<Vec<Run>> {
    runs(depth, false).prop_map(apart).boxed()
}

fn flat(depth: u32) -> BoxedStrategy<Vec<Run>> {
    line(depth).prop_map(without_ends).boxed()
}

/// Puts words between things that would touch each other.
fn apart(runs: Vec<Run>) -> Vec<Run> {
    let mut out = vec![Run::Words("so ".to_owned())];
    for run in runs {
        let run = match run {
            Run::Emphasis(inner) => Run::Emphasis(apart(inner)),
            Run::Strong(inner) => Run::Strong(apart(inner)),
            Run::Struck(inner) => Run::Struck(apart(unstruck(inner))),
            Run::Span(attributes, inner) => Run::Span(attributes, apart(inner)),
            Run::Foreign(inner) => Run::Foreign(apart(inner)),
            Run::Link(target, inner) => Run::Link(target, apart(inner)),
            Run::Printed(key, inner) => Run::Printed(key, apart(inner)),
            Run::Note(inner) => Run::Note(without_ends(apart(inner))),
            Run::LongNote(paragraphs) => Run::LongNote(paragraphs.into_iter().map(apart).collect()),
            run => run,
        };
        let is_words = matches!(run, Run::Words(_));
        // A key does not stand directly behind a letter.
        if matches!(run, Run::Cite(CiteForm::Narrative, _)) {
            out.push(Run::Words(" ".to_owned()));
        }
        out.push(run);
        if !is_words {
            out.push(Run::Words(" and ".to_owned()));
        }
    }
    out.push(Run::Words("on".to_owned()));
    out
}

/// Lines without spaces at their ends, which a drawn cell does not keep.
fn trimmed(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// Markup in the meaning of a term, which Markdown's parser does not keep whole.
fn without_html(parts: Vec<Part>) -> Vec<Part> {
    let markup = |part: &Part| format!("{part:?}").contains("<div>");
    parts.into_iter().map(|part| if markup(&part) { Part::Rule } else { part }).collect()
}

/// What is struck is not struck again.
fn unstruck(runs: Vec<Run>) -> Vec<Run> {
    let struck = |run: &Run| format!("{run:?}").contains("Struck");
    runs.into_iter().filter(|run| !struck(run)).collect()
}

/// The same without ends of lines.
fn without_ends(runs: Vec<Run>) -> Vec<Run> {
    let kept = runs.into_iter().filter(|run| !matches!(run, Run::Break));
    kept.map(|run| match run {
        Run::Words(text) => Run::Words(text.replace('\n', " ")),
        Run::Emphasis(inner) => Run::Emphasis(without_ends(inner)),
        Run::Strong(inner) => Run::Strong(without_ends(inner)),
        Run::Struck(inner) => Run::Struck(without_ends(inner)),
        Run::Span(attributes, inner) => Run::Span(attributes, without_ends(inner)),
        Run::Foreign(inner) => Run::Foreign(without_ends(inner)),
        Run::Link(target, inner) => Run::Link(target, without_ends(inner)),
        Run::Printed(key, inner) => Run::Printed(key, without_ends(inner)),
        Run::Note(inner) => Run::Note(without_ends(inner)),
        run => run,
    })
    .collect()
}

/// The same without things in which a bar stands that no backslash can take the meaning from.
fn without_bars(runs: Vec<Run>) -> Vec<Run> {
    let barred = |run: &Run| format!("{run:?}").contains('|') || matches!(run, Run::Mention(..));
    runs.into_iter().filter(|run| matches!(run, Run::Words(_)) || !barred(run)).collect()
}

pub(super) fn parts(depth: u32) -> BoxedStrategy<Vec<Part>> {
    let given = || proptest::option::weighted(0.2, attributes());
    let mut kinds = vec![
        (6, (given(), line(2)).prop_map(|(attributes, runs)| Part::Paragraph(attributes, runs)).boxed()),
        (
            1,
            (2_u8..5, given(), flat(1))
                .prop_map(|(level, attributes, runs)| Part::Heading(level, attributes, runs))
                .boxed(),
        ),
        (
            1,
            proptest::collection::vec((0_usize..4, flat(1).prop_map(without_bars)), 1..4).prop_map(Part::Verse).boxed(),
        ),
        (
            1,
            (proptest::option::of(Just("rust".to_owned())), "[a-z`\n #|*]{0,8}[a-z`]")
                .prop_map(|(language, text)| Part::Code(language, trimmed(&text)))
                .boxed(),
        ),
        (
            1,
            ("[a-z0-9]{1,3}( = \n ?[a-z]{1,3})?", proptest::option::of(Just("eq-x".to_owned())))
                .prop_map(|(latex, id)| Part::Formula(latex, id))
                .boxed(),
        ),
        (
            1,
            (proptest::option::of("[a-z]{1,3}"), plain(), flat(1))
                .prop_map(|(id, alt, caption)| Part::Figure(id, alt, caption))
                .boxed(),
        ),
        (
            1,
            (proptest::collection::vec(("[a-z]{1,3}\\.png", plain()), 2..4), line(1))
                .prop_map(|(pictures, caption)| Part::Figures(pictures, caption))
                .boxed(),
        ),
        (1, "[a-z]{1,3}/[a-z]{1,3}\\.yml".prop_map(Part::Table).boxed()),
        (1, Just(Part::Rule).boxed()),
        (1, Just(Part::Html("<div>\nx\n</div>".to_owned())).boxed()),
        (
            1,
            (1_usize..4)
                .prop_flat_map(|columns| {
                    let row = proptest::collection::vec(flat(1), columns..=columns);
                    (Just(columns), proptest::collection::vec(row, 2..4), proptest::option::of(line(1)))
                })
                .prop_map(|(columns, rows, caption)| Part::Piped(columns, rows, caption))
                .boxed(),
        ),
    ];
    if depth > 0 {
        let inner = || parts(depth - 1);
        let titled = proptest::option::of(plain());
        let class = prop_oneof![Just("epigraph"), Just("box"), Just("theorem"), Just("wide"), Just("callout-note")];
        kinds.extend([
            (
                1,
                (proptest::option::of(1_u64..20), proptest::collection::vec(inner(), 1..4))
                    .prop_map(|(start, items)| Part::List(start, items))
                    .boxed(),
            ),
            (
                1,
                proptest::collection::vec(
                    (flat(1), proptest::collection::vec(inner().prop_map(without_html), 1..3)),
                    1..3,
                )
                .prop_map(Part::Definitions)
                .boxed(),
            ),
            (1, (inner(), proptest::option::of(plain())).prop_map(|(parts, by)| Part::Quote(parts, by)).boxed()),
            (1, (class, titled, inner()).prop_map(|(class, title, parts)| Part::Division(class, title, parts)).boxed()),
            (
                1,
                proptest::collection::vec(proptest::collection::vec(small(), 0..3), 9..10)
                    .prop_map(Part::Drawn)
                    .boxed(),
            ),
        ]);
    }
    proptest::collection::vec(proptest::strategy::Union::new_weighted(kinds), 1..4).prop_map(distinct).boxed()
}

/// Blocks of a few words, for cells.
fn small() -> BoxedStrategy<Part> {
    prop_oneof![
        4 => line(1).prop_map(|runs| Part::Paragraph(None, runs)),
        1 => "[a-z`|+]{1,5}".prop_map(|text| Part::Code(None, text)),
        1 => flat(0).prop_map(|runs| Part::Verse(vec![(0, without_bars(runs))])),
        1 => flat(0).prop_map(|runs| Part::List(None, vec![vec![Part::Paragraph(None, runs)]])),
        1 => Just(Part::Rule),
        1 => Just(Part::Html("<div>\nx\n</div>".to_owned())),
        1 => flat(0).prop_map(|runs| Part::Division("box", None, vec![Part::Paragraph(None, runs)])),
    ]
    .boxed()
}

/// Definitions directly behind definitions are one list of them; behind the second meaning of a term, a table would take it for its
/// caption.
fn distinct(parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    for part in parts {
        let list = |part: &Part| matches!(part, Part::Definitions(_));
        let table = matches!(part, Part::Piped(..) | Part::Drawn(_));
        if out.last().is_some_and(list) && (list(&part) || table) {
            out.push(Part::Rule);
        }
        out.push(part);
    }
    out
}
