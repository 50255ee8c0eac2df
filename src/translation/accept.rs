//! The record that a person has held a translation against its original as that is now.

use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};

use crate::align::{AlignedText, Reading, original_language};
use crate::build::Survey;
use crate::config::OwnPart;
use crate::data::Lang;
use crate::diag::closest;
use crate::doc::Document;
use crate::load::{CONTENT, READINGS, Readings, Recorded, TITLE, Work, to_yaml};
use crate::source::{FileId, SourceMap, Span};

/// What accepting translations comes to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Files to write, relative to the site's root, and what they are to hold; files that would not change are left out.
    pub files: Vec<(Utf8PathBuf, String)>,
    /// Blocks whose translation is recorded as made from what the original says now.
    pub blocks: usize,
    /// How many of these were not so recorded before.
    pub new: usize,
}

/// Why nothing can be accepted: what is wrong, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// Records that the translations at `path`, a file or folder relative to the site's root, were made from what their
/// originals say now; only the blocks named by `only`, unless that is empty. The original's own file records what its
/// blocks say and are called, and accepts no translation.
///
/// # Errors
/// When there is no translation at the path, or none of its blocks has a name of `only`.
pub fn accept(survey: &Survey, sources: &SourceMap, path: &Utf8Path, only: &[String]) -> Result<Accepted, Refusal> {
    let mut acceptance = Acceptance {
        survey,
        sources,
        path,
        only,
        seen: BTreeSet::new(),
        matched: false,
        waiting: false,
        accepted: Accepted::default(),
    };
    for (index, work) in survey.content.works.iter().enumerate() {
        acceptance.work(index, work);
    }
    acceptance.registers();
    acceptance.finish()
}

struct Acceptance<'a> {
    survey: &'a Survey,
    sources: &'a SourceMap,
    path: &'a Utf8Path,
    only: &'a [String],
    /// Names of blocks that could be accepted.
    seen: BTreeSet<String>,
    /// Whether the path names anything.
    matched: bool,
    /// Whether it names a text that waits for its translation.
    waiting: bool,
    accepted: Accepted,
}

/// A block of an original, and the languages whose translations of it are accepted.
struct Entry {
    name: String,
    now: Reading,
    langs: Vec<Lang>,
}

impl Acceptance<'_> {
    fn work(&mut self, index: usize, work: &Work) {
        let Survey { documents, alignment, .. } = self.survey;
        let (documents, aligned) = (&documents.works[index], &alignment.works[index]);
        if let Some(original) = documents.abstracts.get(work.language()) {
            let files = work.abstracts.iter().map(|(lang, text)| (lang, text.file));
            let readings = work.abstract_readings.as_ref();
            let folder = Utf8PathBuf::from(format!("{}/abstract", work.dir));
            self.text(
                work,
                (original, &aligned.summary),
                OwnPart::Abstract,
                &files.collect::<Vec<_>>(),
                None,
                readings,
                &folder,
            );
        }
        for (number, section) in work.sections.iter().enumerate() {
            let Some(original) = documents.sections[number].get(work.language()) else { continue };
            let title = section.editions.get(work.language()).map(|edition| edition.title.as_str());
            let files: Vec<_> = section
                .editions
                .iter()
                .filter(|(_, edition)| !edition.is_empty)
                .map(|(lang, edition)| (lang, edition.file))
                .collect();
            let mut waiting = section.editions.values().filter(|edition| edition.is_empty);
            self.waiting |= waiting.any(|edition| self.sources.file(edition.file).path.starts_with(self.path));
            let Some((_, first)) = files.first() else { continue };
            let first = &self.sources.file(*first).path;
            // All sections of an article stand in one file: each has a folder of its own for what is remembered.
            let folder = match first.extension() {
                Some("xml") => work.dir.join(section.id.as_str()),
                _ => first.parent().unwrap_or(Utf8Path::new("")).to_owned(),
            };
            let text = (original, &aligned.sections[number]);
            self.text(work, text, OwnPart::Sections, &files, title, section.readings.as_ref(), &folder);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a text of a work is these parts, whether abstract or section")]
    fn text(
        &mut self,
        work: &Work,
        (original, aligned): (&Document, &AlignedText),
        part: OwnPart,
        files: &[(&Lang, FileId)],
        title: Option<&str>,
        readings: Option<&Readings>,
        folder: &Utf8Path,
    ) {
        let named: Vec<&Lang> = files
            .iter()
            .filter(|(_, file)| self.sources.file(*file).path.starts_with(self.path))
            .map(|(lang, _)| *lang)
            .collect();
        if named.is_empty() {
            return;
        }
        self.matched = true;
        let langs: Vec<&Lang> = named.into_iter().filter(|lang| !work.config.is_own(lang, part)).collect();
        let mut entries = Vec::new();
        if let Some(title) = title {
            let langs = langs.iter().filter(|_| self.takes(TITLE)).map(|lang| (*lang).clone()).collect();
            entries.push(Entry { name: TITLE.to_owned(), now: Reading::of_words(title), langs });
        }
        for (at, (block, name)) in original.blocks.iter().zip(&aligned.names).enumerate() {
            let answered =
                |lang: &&Lang| aligned.editions.get(*lang).is_some_and(|edition| edition.answer(at).is_some());
            let answering: Vec<Lang> = langs.iter().copied().filter(answered).cloned().collect();
            let langs = if !answering.is_empty() && self.takes(name) { answering } else { Vec::new() };
            entries.push(Entry { name: name.clone(), now: Reading::of_block(block, original, self.sources), langs });
        }
        self.record(entries, readings, folder);
    }

    fn registers(&mut self) {
        let content = &self.survey.content;
        for register in &content.registers {
            let mut entries = Vec::new();
            let mut touched = false;
            let mut folder = None;
            for table in &register.tables {
                let original = original_language(content, &self.survey.documents, table);
                let path = Utf8Path::new(CONTENT).join(&table.path);
                let named = path.starts_with(self.path);
                touched |= named;
                folder = path.parent().map(Utf8Path::to_owned);
                let recorded = |name: &str| register.readings.as_ref().is_some_and(|known| known.get(name).is_some());
                let wordings = table.wordings().into_iter().map(|(name, _, texts)| (name, texts, true));
                let entities = table.groups.iter().flat_map(|group| &group.entries);
                let descriptions = entities.map(|id| (id.to_string(), &content.entities[id].description, false));
                for (name, texts, is_wording) in descriptions.chain(wordings) {
                    let Some(text) = texts.get(original) else { continue };
                    let others = texts.iter().map(|(lang, _)| lang).filter(|lang| *lang != original);
                    let langs: Vec<Lang> = others.filter(|_| named).cloned().collect();
                    let langs = if !langs.is_empty() && self.takes(&name) { langs } else { Vec::new() };
                    // Captions and heads are only watched once somebody has accepted them.
                    if !is_wording || !langs.is_empty() || recorded(&name) {
                        entries.push(Entry { name, now: Reading::of_words(text), langs });
                    }
                }
            }
            if let (true, Some(folder)) = (touched, folder) {
                self.matched = true;
                self.record(entries, register.readings.as_ref(), &folder);
            }
        }
    }

    /// Whether the block of a name is to be accepted.
    fn takes(&mut self, name: &str) -> bool {
        self.seen.insert(name.to_owned());
        self.only.is_empty() || self.only.iter().any(|only| only == name)
    }

    /// The new `readings.yml` of a folder.
    fn record(&mut self, entries: Vec<Entry>, readings: Option<&Readings>, folder: &Utf8Path) {
        if !self.only.is_empty() && entries.iter().all(|entry| entry.langs.is_empty()) {
            return;
        }
        let mut blocks: Vec<Recorded> = Vec::with_capacity(entries.len());
        for Entry { name, now, langs } in entries {
            let before = readings.and_then(|readings| readings.get(&name));
            // Who names some blocks leaves the lines of all others alone: somebody else may be at work on them.
            let untouched = before.filter(|_| !self.only.is_empty() && !self.only.contains(&name));
            if let Some(before) = untouched {
                blocks.push(before.clone());
                continue;
            }
            let mut translations = before.map(|before| before.translations.clone()).unwrap_or_default();
            for lang in langs {
                self.accepted.blocks += 1;
                let last = translations.insert(lang, now.hash.clone());
                self.accepted.new += usize::from(last.as_ref() != Some(&now.hash));
            }
            // What the original says now, and what other translations were made from.
            let older = before
                .into_iter()
                .flat_map(|before| &before.readings)
                .filter(|(hash, _)| *hash != now.hash && translations.values().any(|made_from| made_from == hash));
            let older: Vec<_> = older.cloned().collect();
            let mut readings = vec![(now.hash, now.text)];
            readings.extend(older);
            blocks.push(Recorded { name, translations, readings, span: Span::new(FileId::default(), 0..0) });
        }
        // A block that is gone leaves its name behind, so that no other block ever gets it.
        let gone = readings.into_iter().flat_map(|readings| &readings.blocks);
        let gone: Vec<_> = gone.filter(|known| blocks.iter().all(|block| block.name != known.name)).cloned().collect();
        // Who names some blocks has not said of the others that they are gone for good.
        let forgets = self.only.is_empty();
        blocks.extend(gone.into_iter().map(|known| {
            if forgets { Recorded { translations: [].into(), readings: Vec::new(), ..known } } else { known }
        }));
        let yaml = to_yaml(&blocks);
        if readings.is_none_or(|readings| *self.sources.file(readings.file).text != *yaml) {
            self.accepted.files.push((format!("{folder}/{READINGS}").into(), yaml));
        }
    }

    fn finish(self) -> Result<Accepted, Refusal> {
        let Self { path, only, seen, matched, waiting, accepted, .. } = self;
        if !matched && waiting {
            let message = format!("`{path}` is not translated yet: it holds only a title");
            return Err(Refusal { message, help: "write the translation below its front matter first".to_owned() });
        }
        if !matched {
            let message = format!("there is no text of this site at `{path}`");
            let help = "name a translation (`content/WORK/SECTION/es.md`), a register's table, or a folder above them";
            return Err(Refusal { message, help: help.to_owned() });
        }
        if let Some(unknown) = only.iter().find(|only| !seen.contains(*only)) {
            let message = format!("no translation at `{path}` has a block `{unknown}`");
            let help = match closest(unknown, seen.iter().map(String::as_str)) {
                Some(found) => format!("did you mean `{found}`?"),
                None => "a block's name is its anchor, as in `#introduction-p3`".to_owned(),
            };
            return Err(Refusal { message, help });
        }
        Ok(accepted)
    }
}
