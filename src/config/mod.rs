//! What a site and a work say of themselves: `site.yml` and `work.yml`, checked once, with places.
//!
//! Owns their fields and what may stand in them. Which files make up a work is left to `load`.

mod address;
mod checker;
mod identifier;
mod overrides;
mod person;
mod published;
mod weight;
mod work;

pub use address::BaseUrl;
pub use person::{Affiliation, CREDIT_ROLES, Person};
pub use published::{Copyright, Dates, Funding, Issn, Journal, Licence, RELATIONS, Related, WORK_KINDS, WrittenDate};
pub use weight::{WeightLimits, kilobytes, size};
pub use work::{Nocite, OwnPart, Translation, WorkConfig};

use checker::{Checker, find_word};
pub(crate) use identifier::{bare_ror, is_email, is_issn, is_orcid, is_ror, issn_check};
pub(crate) use work::is_doi;

use serde::Deserialize;

use crate::data::{Lang, NameFault, Ordered, Placed, PlacedExt, Texts, name_fault, read};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, SourceMap, Span};

/// `site.yml`.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own that a site's author turns")]
pub struct Config {
    /// Name of the site.
    pub title: Texts,
    /// Where the site is published, with a slash at its end.
    pub base_url: BaseUrl,
    /// Folder below `themes/`, or the name of a theme that is built in.
    pub theme: Placed<String>,
    /// The site's languages, in reading order; never empty.
    pub languages: Vec<Language>,
    /// How works are cited.
    pub citations: Citations,
    /// Whether raw HTML in Markdown is let through.
    pub raw_html: bool,
    /// Whether texts that two languages have get a page that shows both side by side.
    pub facing_pages: bool,
    /// What pages may weigh.
    pub weight: WeightLimits,
    /// Whether there is what readers need who have no connection: texts as single files, works to keep in a browser.
    pub offline: bool,
    /// Whether readers can search the site: `search:`, in a Pliego that was built with the feature of that name.
    pub search: bool,
    /// The file that this was read from.
    pub file: FileId,
}

/// One of the site's languages.
#[derive(Debug, Clone)]
pub struct Language {
    /// Code, as in file names, addresses and `lang`.
    pub code: Lang,
    /// What its speakers call it.
    pub name: String,
    /// Locale for citations, sorting and metadata (BCP 47): `en-US`, `es-ES`.
    pub locale: String,
    /// Writing direction.
    pub dir: Direction,
}

/// Writing direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// As in HTML's `dir`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// How works are cited.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citations {
    /// A name of the CSL archive, or a `.csl` file below `content/`.
    pub style: Placed<String>,
    /// Terms of the CSL locale that the site says otherwise, by language.
    #[serde(default)]
    pub terms: Ordered<Ordered<String>>,
    /// How the last of several names is joined in brackets and lists, by language.
    #[serde(default)]
    pub and: Ordered<And>,
    /// In which order the works of one citation stand.
    #[serde(default)]
    pub order: CiteOrder,
    /// In which language an entry of a list of references is worded.
    #[serde(default)]
    pub language: EntryWording,
    /// How the references of articles in JATS stand in lists.
    #[serde(default)]
    pub jats: JatsReferences,
}

/// In which order the works of one citation stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CiteOrder {
    /// As the style sorts them.
    #[default]
    Style,
    /// As the author wrote them: for texts that are transcribed.
    AsWritten,
}

/// In which language an entry of a list of references is worded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryWording {
    /// In the page's.
    #[default]
    Page,
    /// In the work's: a Spanish book keeps "y", "En", "2.ª ed." on an English page.
    Entry,
}

/// How the references of articles in JATS stand in lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JatsReferences {
    /// As the journal printed them, in its order; by the style only where it printed nothing.
    #[default]
    AsPrinted,
    /// As the site's style has it.
    Styled,
}

/// What joins names, in the words of CSL's attribute `and`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum And {
    /// As the style has it.
    Symbol,
    /// The language's word.
    Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own that a site's author turns")]
struct RawConfig {
    title: Texts,
    base_url: Placed<String>,
    #[serde(default)]
    theme: Option<Placed<String>>,
    languages: Placed<Ordered<RawLanguage>>,
    citations: Citations,
    #[serde(default)]
    raw_html: bool,
    #[serde(default = "yes")]
    facing_pages: bool,
    #[serde(default)]
    weight: WeightLimits,
    #[serde(default = "yes")]
    offline: bool,
    #[serde(default = "yes")]
    search: bool,
}

fn yes() -> bool {
    true
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLanguage {
    name: String,
    locale: Option<String>,
    #[serde(default)]
    dir: Direction,
}

impl Config {
    /// Reads `site.yml`. `base_url`, if given, takes the place of the file's.
    pub fn read(file: FileId, base_url: Option<&BaseUrl>, sources: &SourceMap, sink: &mut Sink) -> Option<Self> {
        let raw: RawConfig = read(sources, file, 0..sources.file(file).text.len(), sink)?;
        let span = raw.languages.place(file, sources);
        let mut languages = Vec::new();
        for (code, language) in raw.languages.value.0 {
            if !is_language_tag(&code.value) {
                let message = format!("`{}` is not a language tag", code.value);
                let help = "a tag of BCP 47, such as `en`, `es`, `pt-BR`";
                sink.push(Diagnostic::new(codes::BAD_VALUE, message).at(code.place(file, sources), "").help(help));
                continue;
            }
            languages.push(Language {
                locale: language.locale.unwrap_or_else(|| code.value.clone()),
                code: Lang::new(&code.value),
                name: language.name,
                dir: language.dir,
            });
        }
        if languages.is_empty() {
            let message = "the site lists no language";
            let help = "for example `en: {name: English, locale: en-US}`";
            sink.push(Diagnostic::new(codes::MISSING_LANGUAGE, message).at(span, "").help(help));
        }
        let stated = BaseUrl::parse(&raw.base_url.value);
        if let Err(reason) = &stated {
            let message = format!("the base URL `{}` {reason}", raw.base_url.value);
            let help = "write it like `https://example.org/journal/`";
            sink.push(Diagnostic::new(codes::BASE_URL, message).at(raw.base_url.place(file, sources), "").help(help));
        }
        let base_url = base_url.cloned().or(stated.ok())?;
        if base_url.is_placeholder() {
            let message = format!("the site's address is the placeholder `{}`", raw.base_url.value);
            let help = "before publishing, set `base_url:` or pass `--base-url`";
            let place = raw.base_url.place(file, sources);
            sink.push(Diagnostic::new(codes::PLACEHOLDER_URL, message).at(place, "").help(help));
        }
        let theme = raw.theme.unwrap_or_else(|| Placed {
            value: "papel".to_owned(),
            referenced: raw.base_url.referenced,
            defined: raw.base_url.defined,
        });
        let config = Self {
            title: raw.title,
            base_url,
            theme,
            languages,
            citations: raw.citations,
            raw_html: raw.raw_html,
            facing_pages: raw.facing_pages,
            weight: raw.weight,
            offline: raw.offline,
            search: raw.search && cfg!(feature = "search"),
            file,
        };
        config.check_texts("title", &config.title, span, sink);
        let citations = &config.citations;
        let named = citations.terms.0.iter().map(|(lang, _)| lang).chain(citations.and.0.iter().map(|(lang, _)| lang));
        for lang in named {
            let code = Lang::new(&lang.value);
            if config.language(&code).is_none() {
                let place = lang.place(file, sources);
                sink.push(config.unknown_language("this wording of citations", &code, place));
            }
        }
        (!config.languages.is_empty()).then_some(config)
    }

    /// The language of a code, if the site has it.
    #[must_use]
    pub fn language(&self, code: &Lang) -> Option<&Language> {
        self.languages.iter().find(|language| language.code == *code)
    }

    /// The codes of the site's languages, in reading order.
    pub fn codes(&self) -> impl Iterator<Item = &Lang> {
        self.languages.iter().map(|language| &language.code)
    }

    /// Reports texts in languages that the site does not have.
    pub fn check_texts(&self, what: &str, texts: &Texts, span: Span, sink: &mut Sink) {
        for (lang, _) in texts.iter().filter(|(lang, _)| self.language(lang).is_none()) {
            sink.push(self.unknown_language(&format!("the text `{what}`"), lang, span));
        }
    }

    /// The finding that `who` names a language that the site does not have.
    #[must_use]
    pub fn unknown_language(&self, who: &str, lang: &Lang, span: Span) -> Diagnostic {
        let known: Vec<_> = self.codes().map(|code| format!("`{code}`")).collect();
        Diagnostic::new(codes::UNKNOWN_LANGUAGE, format!("{who} is in `{lang}`, which is not a language of this site"))
            .at(span, "")
            .help(format!("the site's languages are {}; add it in `content/site.yml`", known.join(", ")))
    }
}

/// Whether `text` has the shape of a BCP 47 tag: letters first, then parts of letters and digits.
#[must_use]
pub fn is_language_tag(text: &str) -> bool {
    text.split('-').enumerate().all(|(index, part)| {
        let first = index == 0 && (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
        let later = index > 0 && (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
        first || later
    })
}

/// The languages of ISO 639-1.
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de \
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv \
    ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr \
    nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl \
    tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Whether `text` is the tag of a language: of two letters only those that stand for one (ISO 639-1).
#[must_use]
pub fn is_language(text: &str) -> bool {
    let first = text.split('-').next().unwrap_or_default();
    is_language_tag(text) && (first.len() == 3 || TWO_LETTERS.split_whitespace().any(|known| known == first))
}

/// The finding that a file or a folder cannot have a name on every system; nothing if it can.
#[must_use]
pub fn unportable(name: &str, span: Span) -> Option<Diagnostic> {
    let (code, message) = match name_fault(name)? {
        NameFault::Impossible(why) => (codes::FILE_NAME, format!("`{name}` {why}")),
        NameFault::Unportable(sign) => {
            (codes::UNPORTABLE_NAME, format!("`{name}` holds `{sign}`, which Windows cannot write"))
        }
    };
    Some(Diagnostic::new(code, message).at(span, "").help("give it another name"))
}

/// The finding that a slug is not one plain name.
#[must_use]
pub fn invalid_slug(text: &str, span: Span) -> Diagnostic {
    let leaves = text.contains(['/', '\\']) || text.contains("..");
    let code = if leaves { codes::SLUG_ESCAPES } else { codes::BAD_VALUE };
    let message = if leaves { "would leave its folder" } else { "is not a slug" };
    Diagnostic::new(code, format!("`{text}` {message}"))
        .at(span, "")
        .help("a slug is made of lower-case letters without accents, digits and single hyphens")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_tags_have_a_shape() {
        assert!(["en", "es", "pt-BR", "zh-Hant", "mul"].into_iter().all(is_language_tag));
        assert!(!["", "e", "english", "en_US", "../es"].into_iter().any(is_language_tag));
        assert!(["fr", "pt-BR", "nah"].into_iter().all(is_language));
        assert!(!["sp", "xx", "Fr", "french"].into_iter().any(is_language));
    }
}
