//! What is written and read again is the same: trees made by chance, and every text of this repository.

use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

use super::chance::{Cite, Part, Run, line, parts};
use super::*;
use crate::data::{CiteKey, EntityId, Lang};
use crate::doc::{
    Attributes, Block, BlockKind, Cell, CitationGroup, CiteForm, CiteItem, ColumnAlignment, CrossReference, Definition,
    Division, Figure, Float, Formula, Grid, Inline, Locator, LocatorWords, Note, Picture, Role, TextNode, VerseLine,
};
use crate::load::DataTables;
use crate::source::FileId;

fn syntax() -> Syntax {
    let (works, tables) = (std::collections::BTreeSet::new(), DataTables::default());
    Syntax { raw_html: true, locators: LocatorWords::new(Vec::new()), works, aliases: BTreeMap::new(), tables }
}

fn read(text: &str) -> Document {
    let mut sources = SourceMap::default();
    let file = sources.add(Utf8Path::new("content/w/01-a/en.md"), text.to_owned());
    parse(&sources, file, 0..text.len(), &syntax(), &mut Sink::default())
}

fn nowhere() -> Span {
    Span::new(FileId::default(), 0..0)
}

/// Puts what was made by chance into a document.
#[derive(Default)]
struct Maker(Document);

impl Maker {
    fn words(&mut self, text: &str) -> Inline {
        let id = self.0.text_nodes;
        self.0.text_nodes += 1;
        Inline::Text(TextNode { id, text: text.to_owned(), span: nowhere() })
    }

    fn line(&mut self, runs: &[Run]) -> Vec<Inline> {
        runs.iter().map(|run| self.run(run)).collect()
    }

    fn some(&mut self, text: &str) -> Vec<Inline> {
        if text.is_empty() { Vec::new() } else { vec![self.words(text)] }
    }

    fn run(&mut self, run: &Run) -> Inline {
        let span = nowhere();
        match run {
            Run::Words(text) => self.words(text),
            Run::Emphasis(runs) => Inline::Emphasis(self.line(runs)),
            Run::Strong(runs) => Inline::Strong(self.line(runs)),
            Run::Struck(runs) => Inline::Struck(self.line(runs)),
            Run::Lowered(runs) => Inline::Subscript(self.line(runs)),
            Run::Raised(runs) => Inline::Superscript(self.line(runs)),
            Run::Span(attributes, runs) => Inline::Span { attributes: attributes.clone(), text: self.line(runs), span },
            Run::Link(target, runs) => Inline::Link { target: target.clone(), text: self.line(runs), span },
            Run::Foreign(runs) => Inline::Foreign { lang: Lang::new("fr"), text: self.line(runs) },
            Run::Code(code) => Inline::Code(code.clone()),
            Run::Formula(latex, display) => {
                Inline::Math { formula: Formula::latex(latex.clone()), display: *display, id: None, span }
            }
            Run::Cite(form, cites) => {
                let items = cites.iter().map(|cite| self.item(cite)).collect();
                self.group(*form, items, None)
            }
            Run::Printed(key, runs) => {
                let words = self.line(runs);
                let item = self.item(&Cite {
                    key: key.clone(),
                    prefix: String::new(),
                    locator: None,
                    suffix: String::new(),
                    printed: None,
                    year_only: false,
                });
                self.group(CiteForm::Parenthetical, vec![item], Some(words))
            }
            Run::Mention(entity, text) => Inline::Mention { entity: EntityId::new(entity), text: text.clone(), span },
            Run::Reference(ids, bare) => {
                let targets = ids.iter().map(|id| (format!("fig-{id}"), span)).collect();
                Inline::Reference(CrossReference { targets, bare: *bare, span })
            }
            Run::Picture(target, alt) => Inline::Picture(picture(target, alt)),
            Run::Note(runs) => {
                let kind = BlockKind::Paragraph(self.line(runs));
                self.note("", vec![block(kind)])
            }
            Run::LongNote(paragraphs) => {
                let blocks = paragraphs.iter().map(|runs| block(BlockKind::Paragraph(self.line(runs)))).collect();
                self.note("long", blocks)
            }
            Run::Break => Inline::HardBreak,
            Run::Html(markup) => Inline::Html(markup.clone()),
        }
    }

    fn note(&mut self, label: &str, blocks: Vec<Block>) -> Inline {
        let index = u32::try_from(self.0.notes.len()).expect("few notes");
        let label = if label.is_empty() { String::new() } else { format!("{label}{index}") };
        self.0.notes.push(Note { label, calls: 1, blocks });
        Inline::Note(index)
    }

    fn item(&mut self, cite: &Cite) -> CiteItem {
        let locator = cite.locator.as_ref();
        CiteItem {
            key: CiteKey::new(&cite.key),
            key_at: 0..0,
            locator: locator.map(|(label, value)| Locator { label: label.clone(), value: value.clone() }),
            prefix: self.some(&cite.prefix),
            suffix: self.some(&cite.suffix),
            printed: cite.printed.as_ref().map(|printed| self.some(printed)),
            year_only: cite.year_only,
        }
    }

    fn group(&mut self, form: CiteForm, items: Vec<CiteItem>, words: Option<Vec<Inline>>) -> Inline {
        let index = u32::try_from(self.0.citations.len()).expect("few citations");
        self.0.citations.push(CitationGroup { items, form, words, span: nowhere() });
        Inline::Citation(index)
    }

    fn blocks(&mut self, parts: &[Part]) -> Vec<Block> {
        parts.iter().map(|part| self.part(part)).collect()
    }

    fn part(&mut self, part: &Part) -> Block {
        let mut given = Attributes::default();
        let kind = match part {
            Part::Paragraph(attributes, runs) => {
                given = attributes.clone().unwrap_or_default();
                BlockKind::Paragraph(self.line(runs))
            }
            Part::Heading(level, attributes, runs) => {
                given = attributes.clone().unwrap_or_default();
                BlockKind::Heading { level: *level, text: self.line(runs) }
            }
            Part::List(start, items) => {
                BlockKind::List { start: *start, items: items.iter().map(|item| self.blocks(item)).collect() }
            }
            Part::Definitions(definitions) => {
                let definition = |(term, meanings): &(Vec<Run>, Vec<Vec<Part>>)| Definition {
                    term: self.line(term),
                    meanings: meanings.iter().map(|meaning| self.blocks(meaning)).collect(),
                };
                BlockKind::Definitions(definitions.iter().map(definition).collect())
            }
            Part::Quote(parts, by) => {
                let mut blocks = self.blocks(parts);
                if let Some(by) = by {
                    let words = self.words(&format!("— {by}"));
                    blocks.push(block(BlockKind::Attribution(vec![words])));
                }
                BlockKind::Quote(blocks)
            }
            Part::Verse(lines) => {
                let least = lines.iter().map(|(indent, _)| *indent).min().unwrap_or(0);
                let line =
                    |(indent, runs): &(usize, Vec<Run>)| VerseLine { indent: indent - least, text: self.line(runs) };
                BlockKind::Verse(lines.iter().map(line).collect())
            }
            Part::Division(class, title, parts) => {
                given.classes.push((*class).to_owned());
                let role = Role::of_classes(&given.classes);
                BlockKind::Division(Division { role, title: title.clone(), blocks: self.blocks(parts) })
            }
            Part::Code(language, text) => BlockKind::Code { language: language.clone(), text: format!("{text}\n") },
            Part::Formula(latex, id) => {
                given.id.clone_from(id);
                BlockKind::Math(Formula::latex(latex.clone()))
            }
            Part::Piped(columns, rows, caption) => {
                given.id = caption.as_ref().map(|_| "tbl-x".to_owned());
                let all =
                    [ColumnAlignment::Natural, ColumnAlignment::Left, ColumnAlignment::Center, ColumnAlignment::Right];
                let alignments = (0..*columns).map(|column| all[column % 4]).collect();
                let mut cell = |runs: &Vec<Run>| Cell::new(vec![block(BlockKind::Paragraph(self.line(runs)))]);
                let mut rows: Vec<Vec<Cell>> = rows.iter().map(|row| row.iter().map(&mut cell).collect()).collect();
                let head = vec![rows.remove(0)];
                let caption = caption.as_ref().map(|caption| self.line(caption)).unwrap_or_default();
                BlockKind::Grid(Grid { alignments, head, rows, float: Float { caption, ..Float::default() } })
            }
            Part::Drawn(cells) => {
                let mut cells: Vec<Vec<Block>> = cells.iter().map(|parts| self.blocks(parts)).collect();
                let mut next =
                    |columns: usize, rows: usize| Cell::joined(cells.pop().unwrap_or_default(), columns, rows);
                // Cells over columns and over rows.
                let rows =
                    vec![vec![next(1, 2), next(2, 1)], vec![next(1, 1), next(1, 1)], vec![next(2, 1), next(1, 1)]];
                let alignments = vec![ColumnAlignment::Natural, ColumnAlignment::Center, ColumnAlignment::Right];
                let head = vec![vec![next(1, 1), next(1, 1), next(1, 1)]];
                BlockKind::Grid(Grid { alignments, head, rows, float: Float::default() })
            }
            Part::Figure(id, alt, caption) => {
                given.id = id.as_ref().map(|id| format!("fig-{id}"));
                let caption = self.line(caption);
                let float = Float { caption, ..Float::default() };
                BlockKind::Figure(Figure { pictures: vec![picture("map.png", alt)], missing: Vec::new(), float })
            }
            Part::Figures(pictures, caption) => {
                given.id = Some("fig-all".to_owned());
                let pictures = pictures.iter().map(|(target, alt)| picture(target, alt)).collect();
                let caption = self.line(caption);
                BlockKind::Figure(Figure {
                    pictures,
                    missing: Vec::new(),
                    float: Float { caption, ..Float::default() },
                })
            }
            Part::Table(path) => BlockKind::Table { path: path.clone() },
            Part::Rule => BlockKind::Rule,
            Part::Html(markup) => BlockKind::Html(markup.clone()),
        };
        let id = given.id.take();
        Block { kind, span: nowhere(), id, attributes: given }
    }
}

fn block(kind: BlockKind) -> Block {
    Block { kind, span: nowhere(), id: None, attributes: Attributes::default() }
}

fn picture(target: &str, alt: &str) -> Picture {
    let attributes = Attributes::default();
    Picture { target: target.to_owned(), alt: alt.to_owned(), caption: Vec::new(), attributes, span: nowhere() }
}

proptest! {
    #![proptest_config(Config { cases: 400, failure_persistence: None, rng_seed: RngSeed::Fixed(27), ..Config::default() })]

    #[test]
    fn a_line_that_is_written_and_read_is_the_same(runs in line(3)) {
        let mut maker = Maker::default();
        let text = maker.line(&runs);
        maker.0.blocks = vec![block(BlockKind::Paragraph(text))];
        let written = write(&maker.0, &syntax());
        prop_assert!(written.lost.is_empty(), "{:#?}\n{}", written.lost, written.text);
    }

    #[test]
    fn a_text_that_is_written_and_read_is_the_same(parts in parts(2)) {
        let mut maker = Maker::default();
        maker.0.blocks = maker.blocks(&parts);
        let written = write(&maker.0, &syntax());
        prop_assert!(written.lost.is_empty(), "{:#?}\n{}", written.lost, written.text);
        // What was written is written so again.
        prop_assert_eq!(outline(&read(&written.text)).len(), outline(&maker.0).len());
    }
}

/// The Markdown of a file: all of it behind its front matter, or what a file of cases shows as such.
#[expect(clippy::disallowed_methods, reason = "the test reads the repository's own texts")]
fn texts(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).expect("it can be read");
    if !path.parent().is_some_and(|folder| folder.ends_with("tests/cases")) {
        let body = text
            .strip_prefix("---\n")
            .and_then(|rest| rest.split_once("\n---\n"))
            .map_or(text.as_str(), |found| found.1);
        return vec![body.to_owned()];
    }
    ["```md\n", "````md\n"]
        .iter()
        .flat_map(|fence| {
            let end = format!("\n{}", fence.trim_end_matches("md\n"));
            let start = format!("\n{fence}");
            let shown = text.split(&start).skip(1);
            shown.map(move |rest| rest.split(&end).next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn every_text_of_this_repository_is_the_same_when_it_is_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut count = 0;
    for folder in ["content", "tests/cases", "tests/suite/fixtures"] {
        for entry in walkdir::WalkDir::new(root.join(folder)).sort_by_file_name() {
            let path = entry.expect("it is listed").into_path();
            if path.extension().is_none_or(|extension| extension != "md") {
                continue;
            }
            for text in texts(&path) {
                count += 1;
                let written = write(&read(&text), &syntax());
                for lost in written.lost {
                    found.push(format!(
                        "{}: {}\n{}",
                        path.display(),
                        lost.what,
                        written.text.chars().take(400).collect::<String>()
                    ));
                }
            }
        }
    }
    assert!(count > 140, "{count} texts");
    assert!(found.is_empty(), "{} of {count}:\n{}", found.len(), found.join("\n---\n"));
}

#[test]
fn what_markdown_cannot_say_is_named() {
    let mut maker = Maker::default();
    let words = maker.words("words");
    let attributes = Attributes { classes: vec!["x".to_owned()], ..Attributes::default() };
    let list = BlockKind::List { start: None, items: vec![vec![block(BlockKind::Paragraph(vec![words]))]] };
    maker.0.blocks = vec![block(BlockKind::Rule), Block { attributes, ..block(list) }];
    let written = write(&maker.0, &syntax());
    assert_eq!(written.lost.len(), 1, "{:?}", written.lost);
    assert!(written.lost[0].what.contains("\"x\""), "{:?}", written.lost);
}
