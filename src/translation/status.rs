//! How far the edition of each language is, text by text.

use std::collections::{BTreeMap, BTreeSet};

use crate::align::{AlignedText, Freshness, original_language};
use crate::build::Survey;
use crate::config::OwnPart;
use crate::data::Lang;
use crate::diag::{Diagnostic, Severity};
use crate::load::Work;
use crate::source::FileId;

/// A text, or the name of a work or register above its texts.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is called.
    pub name: String,
    /// One cell for each of the site's languages; none for a name above texts.
    pub cells: Vec<Cell>,
}

/// A text in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// What the others are translated from.
    Original,
    /// The authors wrote it in this language too.
    Own,
    /// There is none.
    Missing,
    /// A translation.
    Translation(Progress),
}

/// A translation in numbers of blocks.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Blocks of the original.
    pub all: usize,
    /// Translated from what the original says now.
    pub current: usize,
    /// Translated from an older reading.
    pub stale: usize,
    /// Translated, but nobody recorded from what.
    pub unrecorded: usize,
    /// Differences from the original that are likely wrong.
    pub warnings: usize,
    /// Other differences.
    pub notes: usize,
}

impl Progress {
    /// Blocks that are not translated.
    #[must_use]
    pub fn missing(self) -> usize {
        self.all.saturating_sub(self.current + self.stale + self.unrecorded)
    }

    fn count<'a>(all: usize, freshness: impl IntoIterator<Item = &'a Freshness>) -> Self {
        let mut progress = Self { all, ..Self::default() };
        for freshness in freshness {
            match freshness {
                Freshness::Current => progress.current += 1,
                Freshness::Stale(_) => progress.stale += 1,
                Freshness::Unrecorded => progress.unrecorded += 1,
            }
        }
        progress
    }
}

/// How many differences are told of each file.
struct Findings(BTreeMap<FileId, (usize, usize)>);

impl Findings {
    fn of(found: &[Diagnostic]) -> Self {
        let mut counts: BTreeMap<FileId, (usize, usize)> = BTreeMap::new();
        for one in found {
            let files: BTreeSet<FileId> = one.labels.iter().map(|label| label.span.file).collect();
            for file in files {
                let (warnings, notes) = counts.entry(file).or_default();
                if one.severity == Severity::Note { *notes += 1 } else { *warnings += 1 }
            }
        }
        Self(counts)
    }

    /// Warnings and notes.
    fn in_file(&self, file: Option<FileId>) -> (usize, usize) {
        file.and_then(|file| self.0.get(&file)).copied().unwrap_or_default()
    }
}

/// A table of all texts of a site and its languages. `found` are the differences between their editions.
#[must_use]
pub fn status(survey: &Survey, found: &[Diagnostic]) -> Vec<Row> {
    let findings = Findings::of(found);
    let Survey { content, alignment, .. } = survey;
    let mut rows = Vec::new();
    for (work, aligned) in content.works.iter().zip(&alignment.works) {
        rows.push(Row { name: work.id.to_string(), cells: Vec::new() });
        if !work.abstracts.is_empty() {
            let has = |lang: &Lang| work.abstracts.contains_key(lang);
            let file = |lang: &Lang| work.abstracts.get(lang).map(|text| text.file);
            let counted = |lang: &Lang| findings.in_file(file(lang));
            rows.push(text(survey, work, "abstract", &aligned.summary, OwnPart::Abstract, &has, &counted));
        }
        for (section, aligned) in work.sections.iter().zip(&aligned.sections) {
            let has = |lang: &Lang| section.editions.get(lang).is_some_and(|edition| !edition.is_empty);
            let file = |lang: &Lang| section.editions.get(lang).map(|edition| edition.file);
            let counted = |lang: &Lang| findings.in_file(file(lang));
            rows.push(text(survey, work, section.id.as_str(), aligned, OwnPart::Sections, &has, &counted));
        }
    }
    for register in &content.registers {
        rows.push(Row { name: register.id.clone(), cells: Vec::new() });
        for table in &register.tables {
            let original = original_language(content, &survey.documents, table);
            let entities: Vec<_> = table.groups.iter().flat_map(|group| &group.entries).collect();
            let described =
                entities.iter().filter(|id| content.entities[**id].description.get(original).is_some()).count();
            let cell = |lang: &Lang| {
                let held = entities.iter().filter_map(|id| alignment.description(id, lang));
                let progress = Progress::count(described, held);
                match progress {
                    _ if lang == original => Cell::Original,
                    progress if progress.missing() == progress.all => Cell::Missing,
                    progress => Cell::Translation(progress),
                }
            };
            let name = table.path.file_stem().unwrap_or(&table.id).to_owned();
            rows.push(Row { name, cells: content.config.codes().map(cell).collect() });
        }
    }
    rows
}

fn text(
    survey: &Survey,
    work: &Work,
    name: &str,
    aligned: &AlignedText,
    part: OwnPart,
    has: &dyn Fn(&Lang) -> bool,
    counted: &dyn Fn(&Lang) -> (usize, usize),
) -> Row {
    let cell = |lang: &Lang| match aligned.editions.get(lang) {
        _ if !has(lang) => Cell::Missing,
        _ if lang == work.language() => Cell::Original,
        _ if work.config.is_own(lang, part) => Cell::Own,
        None => Cell::Missing,
        Some(edition) => {
            // A section's title is one block more.
            let title = (part == OwnPart::Sections).then_some(&edition.title);
            let all = aligned.names.len() + usize::from(title.is_some());
            let (warnings, notes) = counted(lang);
            let progress = Progress::count(all, edition.answered.iter().flatten().chain(title));
            Cell::Translation(Progress { warnings, notes, ..progress })
        }
    };
    Row { name: name.to_owned(), cells: survey.content.config.codes().map(cell).collect() }
}
