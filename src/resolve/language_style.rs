//! What it takes to write one language: the style, its words in that language, and the works as that language says them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::mentions::Finder;
use super::sentences;
use crate::config::{And, CiteOrder, EntryWording, Language};
use crate::csl::{EntryLanguage, Item, Locale, Options, Problem, ProblemKind, Processor, Style, UnknownLocale};
use crate::data::{CiteKey, Lang, PlacedExt, too_deep_in_elements};
use crate::diag::{Diagnostic, Sink, closest, codes};
use crate::load::{CONTENT, Content};
use crate::source::{FileId, SourceMap, Span};

/// What it takes to read and write one language.
pub(super) struct LanguageStyle<'a> {
    pub(super) style: &'a Style,
    locale: Arc<Locale>,
    options: Options,
    /// The works that can be cited, as this language says them.
    pub(super) items: BTreeMap<&'a CiteKey, Cow<'a, Item>>,
    pub(super) finder: Finder,
    pub(super) abbreviations: Vec<&'static str>,
}

impl LanguageStyle<'_> {
    /// The style in this language.
    pub(super) fn processor(&self) -> Processor<'_> {
        Processor::new(self.style, &self.locale, &self.options)
    }
}

/// The language_styles of a site's languages; `None` if the style cannot be used in one of them.
pub(super) fn language_styles<'a>(
    content: &'a Content,
    style: &'a Style,
    sources: &SourceMap,
    sink: &mut Sink,
) -> Option<BTreeMap<Lang, LanguageStyle<'a>>> {
    let mut locales = Vec::new();
    for language in &content.config.languages {
        locales.push(locale(content, style, language, sources, sink));
    }
    let locales: Vec<Arc<Locale>> = locales.into_iter().collect::<Option<_>>()?;
    let citations = &content.config.citations;
    let language_styles = content.config.languages.iter().zip(&locales).map(|(language, locale)| {
        let code = language.code.as_str();
        let options = Options {
            as_written: citations.order == CiteOrder::AsWritten,
            entry_language: match citations.language {
                EntryWording::Page => EntryLanguage::Page,
                EntryWording::Entry => EntryLanguage::Entry,
            },
            locales: locales.clone(),
            spell_out_and: citations.and.get(code) == Some(&And::Text),
            day_first: true,
            collation: Some(code.to_owned()),
        };
        let items = content.bibliography.iter().map(|reference| (&reference.key, reference.localised(code)));
        let language_style = LanguageStyle {
            style,
            locale: Arc::clone(locale),
            options,
            items: items.collect(),
            finder: Finder::new(content.entities.values(), &language.code),
            abbreviations: sentences::abbreviations(code),
        };
        (language.code.clone(), language_style)
    });
    Some(language_styles.collect())
}

fn locale(
    content: &Content,
    style: &Style,
    language: &Language,
    sources: &SourceMap,
    sink: &mut Sink,
) -> Option<Arc<Locale>> {
    let file = content.config.file;
    let own = content.config.citations.terms.get(language.code.as_str());
    let own = own.into_iter().flat_map(|terms| &terms.0);
    let terms = own.clone().map(|(term, text)| (term.value.clone(), text.clone())).collect();
    match Locale::new(&language.locale, style, &terms) {
        Ok(locale) => Some(Arc::new(locale)),
        Err(UnknownLocale::Tag(tag)) => {
            let message = format!("there is no CSL locale `{tag}`");
            let help = "give the language a `locale:` that CSL has, such as `en-US`, `es-ES`, `es-MX` or `pt-BR`";
            sink.push(style_error(content, sources, message).help(help));
            None
        }
        Err(UnknownLocale::Terms(unknown)) => {
            for (term, _) in own.filter(|(term, _)| unknown.contains(&term.value)) {
                let message = format!("CSL has no term `{}`", term.value);
                let place = term.place(file, sources);
                let help =
                    "terms have the names of CSL 1.0.2: `no date`, `et-al`, `and`, `in`, `accessed`, `edition` …";
                sink.push(Diagnostic::new(codes::CITATION_STYLE, message).at(place, "").help(help));
            }
            None
        }
    }
}

/// The site's style; what in a `.csl` file is not understood is reported at its place.
pub(super) fn load_style(content: &Content, sources: &SourceMap, sink: &mut Sink) -> Option<Style> {
    let name = &content.config.citations.style.value;
    if let Some(file) = content.styles.get(camino::Utf8Path::new(name)) {
        let text = &sources.file(*file).text;
        if let Some(at) = too_deep_in_elements(text) {
            let message = "more than a hundred elements are open here";
            sink.push(Diagnostic::new(codes::TOO_DEEP, message).at(Span::new(*file, at..at + 1), ""));
            return None;
        }
        return match Style::from_xml(text) {
            Ok((style, problems)) => {
                sink.extend(problems.into_iter().map(|problem| in_style(*file, problem)));
                Some(style)
            }
            Err(problem) => {
                sink.push(in_style(*file, problem));
                None
            }
        };
    }
    if let Some(style) = Style::archived(name) {
        return Some(style);
    }
    let (message, help) = if name.ends_with(".csl") {
        let known = content.styles.keys().map(|path| path.as_str());
        let help = match closest(name, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("put the file into `{CONTENT}/`; thousands are at https://www.zotero.org/styles"),
        };
        (format!("there is no style `{name}` in `{CONTENT}/`"), help)
    } else {
        let help = match closest(name, Style::archive_names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("a style that the archive has not got can be put into `{CONTENT}/` as a `.csl` file"),
        };
        (format!("the archive has no style `{name}`"), help)
    };
    sink.push(style_error(content, sources, message).help(help));
    None
}

fn in_style(file: FileId, problem: Problem) -> Diagnostic {
    let span = Span::new(file, problem.at);
    match problem.kind {
        ProblemKind::Unreadable => {
            let help = "download the style again, or mend the place";
            Diagnostic::new(codes::CITATION_STYLE, problem.message).at(span, "").help(help)
        }
        ProblemKind::Dependent(parent) => {
            let archived = Style::archive_names().any(|known| known == parent);
            let help = if archived {
                format!("write `style: {parent}` in `{CONTENT}/site.yml`")
            } else {
                format!("put the style `{parent}` into `{CONTENT}/` and name it: `style: {parent}.csl`")
            };
            Diagnostic::new(codes::CITATION_STYLE, problem.message).at(span, "").help(help)
        }
        ProblemKind::Unknown => {
            let help =
                "it is left out; the words of CSL 1.0.2 are in its specification at https://docs.citationstyles.org";
            Diagnostic::new(codes::STYLE_PART, problem.message).at(span, "").help(help)
        }
    }
}

fn style_error(content: &Content, sources: &SourceMap, message: String) -> Diagnostic {
    let span = content.config.citations.style.place(content.config.file, sources);
    Diagnostic::new(codes::CITATION_STYLE, message).at(span, "")
}
