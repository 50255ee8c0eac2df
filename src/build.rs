//! The pipeline: one stage after the other, from a folder to the files of a site.

use crate::align::{Alignment, align};
use crate::check::{self, Parity, Subject};
use crate::config::BaseUrl;
use crate::data::Lang;
use crate::diag::{Diagnostic, Severity, Sink, codes, guarded};
use crate::doc::Documents;
use crate::export::{ExporterSet, Job, export};
use crate::jats;
use crate::load::{Content, load, settings};
use crate::output::Output;
use crate::render::{ThemeFiles, ToFill};
use crate::resolve::resolve;
use crate::site::{Site, SystemPage, plan};
use crate::source::{Files, SourceMap};

pub use crate::site::Counts as Report;

/// What a run may choose apart from what the site says of itself.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The address of the published site, in place of that in `site.yml`.
    pub base_url: Option<BaseUrl>,
    /// Whether what readers need who have no connection is left out, although the site has it: who writes, and sees every
    /// edit at once, should not wait for it.
    pub without_offline: bool,
    /// Which files are made.
    pub extent: ExporterSet,
    /// How a check holds editions against each other.
    pub parity: Parity,
}

/// What a run made of a site.
#[derive(Debug)]
pub struct Compiled {
    /// The texts that were read.
    pub sources: SourceMap,
    /// What was found, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// The files of the site; `None` if there were errors.
    pub output: Option<Output>,
    /// Counts, all zero if the site could not be planned.
    pub report: Report,
}

impl Compiled {
    /// How many findings of a severity there are.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|found| found.severity == severity).count()
    }
}

/// Makes a site: what `build` writes and `serve` serves.
#[must_use]
pub fn compile(files: &dyn Files, options: &Options) -> Compiled {
    run(files, options, |_, _| {})
}

/// Makes a site and holds it against the rules for the whole of it.
#[must_use]
pub fn check(files: &dyn Files, options: &Options) -> Compiled {
    run(files, options, check::check)
}

/// The texts of a site and how their editions answer each other, without any page.
#[derive(Debug)]
pub struct Survey {
    /// What was read.
    pub content: Content,
    /// The parsed texts.
    pub documents: Documents,
    /// How their editions answer each other.
    pub alignment: Alignment,
}

/// Reads a site as far as it takes to hold its editions against each other.
#[must_use]
pub fn survey(files: &dyn Files, sources: &mut SourceMap, sink: &mut Sink) -> Option<Survey> {
    let at = |crash: Diagnostic| crash.in_file("content");
    guarded("reading this site", at, sink, |sink| {
        let mut content = load(files, None, sources, sink)?;
        let articles = jats::read(&mut content, sources, sink);
        let documents = Documents::parse_beside(&content, articles, sources, sink);
        let alignment = align(&content, &documents, sources);
        Some(Survey { content, documents, alignment })
    })
    .flatten()
}

/// The strings that a site's theme lacks in a language.
#[must_use]
pub fn strings_to_fill(files: &dyn Files, code: &str, sources: &mut SourceMap, sink: &mut Sink) -> Option<ToFill> {
    let config = settings(files, sources, sink)?;
    ThemeFiles::read(files, &config, sources, sink)?.to_fill(code, sources, sink)
}

/// The differences between the editions of a site's texts, in the order of files and places.
#[must_use]
pub fn differences(survey: &Survey, sources: &SourceMap) -> Vec<Diagnostic> {
    let Survey { content, documents, alignment } = survey;
    // What else is wrong with the site is left to a check.
    let (mut unheard, mut sink) = (Sink::default(), Sink::default());
    let Some(resolution) = resolve(content, documents, alignment, sources, &mut unheard) else { return Vec::new() };
    let slug = |_: &Lang, page: SystemPage| Some(page.slug_id().replace('_', "-"));
    let site = plan(content, documents, alignment, &resolution, &slug, &mut unheard);
    let output = Output::default();
    check::check_editions(
        &Subject { site: &site, output: &output, theme: None, sources, parity: Parity::Likely },
        &mut sink,
    );
    sink.into_sorted(sources)
}

fn run(files: &dyn Files, options: &Options, rules: impl FnOnce(&Subject<'_>, &mut Sink)) -> Compiled {
    let mut sources = SourceMap::default();
    let mut sink = Sink::default();
    let at = |crash: Diagnostic| crash.in_file("content");
    let made =
        guarded("making this site", at, &mut sink, |sink| stages(files, options, &mut sources, sink, rules)).flatten();
    let (output, report) = made.map_or((None, Report::default()), |(output, report)| (Some(output), report));
    let failed = sink.has_errors();
    let diagnostics = sink.into_sorted(&sources);
    Compiled { sources, diagnostics, output: output.filter(|_| !failed), report }
}

fn stages(
    files: &dyn Files,
    options: &Options,
    sources: &mut SourceMap,
    sink: &mut Sink,
    rules: impl FnOnce(&Subject<'_>, &mut Sink),
) -> Option<(Output, Report)> {
    let mut content = load(files, options.base_url.as_ref(), sources, sink)?;
    content.config.offline &= !options.without_offline;
    let theme = ThemeFiles::read(files, &content.config, sources, sink);
    let sources = &*sources;
    let articles = jats::read(&mut content, sources, sink);
    // A theme and the texts know nothing of each other.
    let ((theme, found), (documents, alignment, resolution)) = rayon::join(
        || {
            let mut sink = Sink::default();
            (theme.and_then(|theme| theme.assemble(&content.config, sources, &mut sink)), sink)
        },
        || {
            let documents = Documents::parse_beside(&content, articles, sources, sink);
            let alignment = align(&content, &documents, sources);
            let resolution = resolve(&content, &documents, &alignment, sources, sink);
            (documents, alignment, resolution)
        },
    );
    sink.merge(found);
    let (theme, resolution) = (theme?, resolution?);
    let slug = |lang: &Lang, page: SystemPage| theme.strings(lang).find(page.slug_id()).map(str::to_owned);
    let site = plan(&content, &documents, &alignment, &resolution, &slug, sink);
    report_untranslated(&content, &site, sink);
    let output = export(&Job { site: &site, theme: &theme, sources, files }, options.extent, sink);
    check::check_site(&content.config, &output, sink);
    rules(&Subject { site: &site, output: &output, theme: Some(&theme), sources, parity: options.parity }, sink);
    Some((output, site.counts()))
}

/// One note for each work and language, and one for each language's descriptions.
fn report_untranslated(content: &Content, site: &Site<'_>, sink: &mut Sink) {
    let plural = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
    for language in site.languages() {
        for (index, work) in content.works.iter().enumerate() {
            let lacking = site.untranslated(index, &language.code);
            if lacking > 0 {
                let message =
                    format!("{} of `{}` not translated into {}", plural(lacking, "text"), work.id, language.name);
                let help = "the pages show the authoritative text, marked as such";
                sink.push(Diagnostic::new(codes::UNTRANSLATED, message).in_file(work.dir.as_str()).help(help));
            }
        }
        let lacking = site.undescribed(&language.code);
        if lacking > 0 {
            let message =
                format!("{} in registers not translated into {}", plural(lacking, "description"), language.name);
            sink.push(Diagnostic::new(codes::UNTRANSLATED, message).in_file("content"));
        }
    }
}
