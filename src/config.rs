//! What a site and a work say of themselves: `site.yml` and `work.yml`, checked once, with places.
//!
//! Owns their fields and what may stand in them. Which files make up a work is left to `load`.

use serde::Deserialize;

use crate::data::{Lang, Ordered, Placed, PlacedExt, Slug, Texts, read};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::{FileId, SourceMap, Span};

/// `site.yml`.
#[derive(Debug, Clone)]
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
    /// The file that this was read from.
    pub file: FileId,
}

/// The address of the site's root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// An absolute `http` or `https` address with nothing after its path; a slash is added at its end if there is none.
    ///
    /// # Errors
    /// What is wrong with it, as the end of a sentence: "names no host".
    pub fn parse(url: &str) -> Result<Self, &'static str> {
        let Some((scheme, rest)) = url.split_once("://") else { return Err("is not an absolute address") };
        if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
            return Err("does not begin with `https://` or `http://`");
        }
        if url.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c)) {
            return Err("holds a character that an address cannot have");
        }
        if url.contains(['?', '#']) {
            return Err("goes on after the path: the addresses of pages are made by adding to it");
        }
        let authority = rest.split('/').next().unwrap_or_default();
        if authority.contains('@') {
            return Err("holds a user name, which every reader would see");
        }
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
            _ => (authority, None),
        };
        let is_label =
            |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        let is_number = host.starts_with('[') && host.ends_with(']') && host.len() > 2;
        if !is_number && !host.split('.').all(is_label) {
            return Err("names no host");
        }
        if port.is_some_and(|port| port.parse::<u16>().is_err()) {
            return Err("has a port that is none");
        }
        Ok(Self(format!("{}/", url.trim_end_matches('/'))))
    }

    /// The address of a file of the site.
    #[must_use]
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// Whether the host is one of the names that are reserved for examples (RFC 2606, section 2 and 3).
    #[must_use]
    pub fn is_placeholder(&self) -> bool {
        let host = self.0.split('/').nth(2).unwrap_or("").split(':').next().unwrap_or("");
        let example = |name: &str| host == name || host.ends_with(&format!(".{name}"));
        ["example", "invalid", "test", "example.com", "example.org", "example.net"].iter().any(|name| example(name))
    }
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
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawConfig {
    title: Texts,
    base_url: Placed<String>,
    #[serde(default)]
    theme: Option<Placed<String>>,
    languages: Placed<Ordered<RawLanguage>>,
    citations: Citations,
    #[serde(default)]
    raw_html: bool,
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
            file,
        };
        config.check_texts("title", &config.title, span, sink);
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

/// `work.yml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkConfig {
    /// `/` puts the work's pages at the root of each language.
    #[serde(default)]
    pub path: Option<Placed<String>>,
    /// The work's part of the address in each language; by default the name of its folder.
    #[serde(default)]
    pub slug: Option<Placed<Texts>>,
    /// The authoritative language: the one that a missing text falls back to.
    pub language: Placed<Lang>,
    /// Title in each language.
    pub title: Placed<Texts>,
    /// Authors, in order.
    #[serde(default)]
    pub authors: Vec<Author>,
    /// Institutions that authors name.
    #[serde(default)]
    pub affiliations: Ordered<Affiliation>,
    /// The journal that published it.
    #[serde(default)]
    pub journal: Option<Journal>,
    /// DOI, without a resolver's address.
    #[serde(default)]
    pub doi: Option<Placed<String>>,
    /// Dates of its life.
    #[serde(default)]
    pub dates: Dates,
    /// Keywords by language.
    #[serde(default)]
    pub keywords: Ordered<Vec<String>>,
    /// Licence, if it is known.
    #[serde(default)]
    pub licence: Option<Licence>,
}

/// A person who wrote the work.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// Family name or names.
    pub family: String,
    /// Given names, or initials where only these are known.
    #[serde(default)]
    pub given: String,
    /// ORCID iD: four groups of four.
    #[serde(default)]
    pub orcid: Option<Placed<String>>,
    /// A key of `affiliations`.
    #[serde(default)]
    pub affiliation: Option<Placed<String>>,
}

/// An institution.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Affiliation {
    /// Name, in its own language.
    pub name: String,
    /// Town.
    #[serde(default)]
    pub place: Texts,
}

/// Where the work was published.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Journal {
    /// Name.
    pub title: String,
    /// Volume.
    #[serde(default)]
    pub volume: Option<String>,
    /// Issue.
    #[serde(default)]
    pub issue: Option<String>,
    /// Electronic location: what a journal without pages has in their place.
    #[serde(default)]
    pub elocation: Option<String>,
    /// First and last page: `13-34`.
    #[serde(default)]
    pub pages: Option<String>,
    /// ISSN.
    #[serde(default)]
    pub issn: Option<String>,
    /// Address of the work at the journal.
    #[serde(default)]
    pub url: Option<String>,
}

/// Civil dates, written 2026-02-26.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// When the journal received it.
    #[serde(default)]
    pub received: Option<Placed<String>>,
    /// When it was accepted.
    #[serde(default)]
    pub accepted: Option<Placed<String>>,
    /// When it was published.
    #[serde(default)]
    pub published: Option<Placed<String>>,
}

impl Dates {
    /// When it was published, if that is known.
    #[must_use]
    pub fn published(&self) -> Option<jiff::civil::Date> {
        self.published.as_ref()?.value.parse().ok()
    }
}

/// A licence.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: String,
}

impl WorkConfig {
    /// Reads a `work.yml`.
    pub fn read(file: FileId, config: &Config, sources: &SourceMap, sink: &mut Sink) -> Option<Self> {
        let work: Self = read(sources, file, 0..sources.file(file).text.len(), sink)?;
        let language = &work.language;
        if config.language(&language.value).is_none() {
            sink.push(config.unknown_language("the work", &language.value, language.place(file, sources)));
            return None;
        }
        let title = work.title.place(file, sources);
        config.check_texts("title", &work.title.value, title, sink);
        if work.title.value.get(&language.value).is_none() {
            let message = format!("the title is missing in `{}`, the work's authoritative language", language.value);
            sink.push(Diagnostic::new(codes::MISSING_LANGUAGE, message).at(title, ""));
        }
        work.check_values(file, sources, sink);
        Some(work)
    }

    /// Whether its pages stand at the root of each language.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.path.as_ref().is_some_and(|path| path.value == "/")
    }

    fn check_values(&self, file: FileId, sources: &SourceMap, sink: &mut Sink) {
        let mut bad = |place: Span, message: String, help: &str| {
            sink.push(Diagnostic::new(codes::BAD_VALUE, message).at(place, "").help(help));
        };
        if let Some(path) = self.path.as_ref().filter(|path| path.value != "/") {
            let message = format!("`path: {}`", path.value);
            bad(path.place(file, sources), message, "the only path is `/`; any other address is a `slug:`");
        }
        if let Some(slug) = &self.slug {
            for (_, text) in slug.value.iter().filter(|(_, text)| !Slug::is_valid(text)) {
                sink.push(invalid_slug(text, slug.place(file, sources)));
            }
        }
        let mut bad = |place: Span, message: String, help: &str| {
            sink.push(Diagnostic::new(codes::BAD_VALUE, message).at(place, "").help(help));
        };
        for date in [&self.dates.received, &self.dates.accepted, &self.dates.published].into_iter().flatten() {
            if date.value.parse::<jiff::civil::Date>().is_err() {
                bad(
                    date.place(file, sources),
                    format!("`{}` is not a date", date.value),
                    "a date is written 2026-02-26",
                );
            }
        }
        if let Some(doi) = self.doi.as_ref().filter(|doi| !doi.value.starts_with("10.") || !doi.value.contains('/')) {
            let message = format!("`{}` is not a DOI", doi.value);
            bad(doi.place(file, sources), message, "a DOI begins with `10.`; leave out `https://doi.org/`");
        }
        for author in &self.authors {
            if let Some(orcid) = author.orcid.as_ref().filter(|orcid| !is_orcid(&orcid.value)) {
                let message = format!("`{}` is not an ORCID iD", orcid.value);
                bad(
                    orcid.place(file, sources),
                    message,
                    "four groups of four digits; the last character is their check",
                );
            }
            if let Some(key) = author.affiliation.as_ref().filter(|key| self.affiliations.get(&key.value).is_none()) {
                let message = format!("`{}` is not among the `affiliations:`", key.value);
                bad(key.place(file, sources), message, "add it there, or correct the key");
            }
        }
    }
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

/// Whether `text` is an ORCID iD with the right check character (ISO 7064, MOD 11-2).
fn is_orcid(text: &str) -> bool {
    let shape = text.len() == 19 && text.bytes().enumerate().all(|(i, b)| (b == b'-') == (i % 5 == 4));
    let digits: Vec<u8> = text.bytes().filter(|b| *b != b'-').collect();
    let (Some((check, body)), true) = (digits.split_last(), shape) else { return false };
    if !body.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let total = body.iter().fold(0u32, |total, digit| (total + u32::from(digit - b'0')) * 2 % 11);
    let expected = (12 - total) % 11;
    *check == if expected == 10 { b'X' } else { b'0' + u8::try_from(expected).unwrap_or(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_orcid_is_checked_by_its_last_character() {
        assert!(is_orcid("0000-0002-3183-2876"));
        assert!(is_orcid("0000-0002-9875-1042"));
        assert!(is_orcid("0000-0002-1694-233X"));
        assert!(!is_orcid("0000-0002-3183-2877"));
        assert!(!is_orcid("0000000231832876"));
    }

    #[test]
    fn a_base_url_is_absolute_and_ends_in_a_slash() {
        let joined = |text: &str| BaseUrl::parse(text).map(|url| url.join("en/a.html"));
        assert_eq!(joined("https://x.org/pliego").as_deref(), Ok("https://x.org/pliego/en/a.html"));
        assert_eq!(joined("https://x.org/").as_deref(), Ok("https://x.org/en/a.html"));
        for right in [
            "https://example.org",
            "http://localhost:4000/",
            "HTTPS://user.github.io/pliego/",
            "https://[::1]:8080/a/b",
            "https://[::1]/",
            "https://revista.example.mx/número-27/",
        ] {
            assert!(BaseUrl::parse(right).is_ok(), "{right}");
        }
        for wrong in [
            "",
            "example.org",
            "/journal/",
            "ftp://example.org",
            "javascript://x/",
            "https://",
            "https:///path",
            "https://a b/",
            "https://example.org/?x=1",
            "https://example.org/#top",
            "https://me:pw@example.org/",
            "https://example..org/",
            "https://example.org:http/",
            "https://example.org/\"><script>",
        ] {
            assert!(BaseUrl::parse(wrong).is_err(), "{wrong}");
        }
        assert!(BaseUrl::parse("https://pliego.example/").is_ok_and(|url| url.is_placeholder()));
        assert!(BaseUrl::parse("http://localhost:8000/").is_ok_and(|url| !url.is_placeholder()));
    }

    #[test]
    fn language_tags_have_a_shape() {
        assert!(["en", "es", "pt-BR", "zh-Hant", "mul"].into_iter().all(is_language_tag));
        assert!(!["", "e", "english", "en_US", "../es"].into_iter().any(is_language_tag));
    }
}
