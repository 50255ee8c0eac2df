//! Styles and locales: where they come from, and the [`Citer`] that holds one of each.
//!
//! Owns loading only what a site uses: of the archive's 80 styles and 63 locales one style, and a locale for each
//! language (decoding all of them takes 0.1 s, one about 1 ms).

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock, RwLock};

use hayagriva::Entry;
use hayagriva::archive::{ArchivedStyle, LOCALES};
use hayagriva::citationberg::{
    self, CitationFormat, Collapse, IndependentStyle, Locale, LocaleCode, PurgeLevel, StyleCategory, StyleClass, Terms,
};
use icu_collator::CollatorBorrowed;
use icu_collator::options::{CollatorOptions, Strength};

use super::atoms::{Atoms, Cluster};
use super::runs::Conjunction;
use super::{order, trim};
use crate::data::Lang;
use crate::diag::closest;
use crate::load::bibliography::Kinds;

/// A citation style, compiled once for a site.
#[derive(Debug)]
pub struct Style {
    pub(super) csl: IndependentStyle,
    numeric: bool,
    /// What stands around a group, and between its items.
    pub(super) prefix: String,
    pub(super) suffix: String,
    pub(super) delimiter: String,
    /// What stands between the years of one author, if the style draws them together, and after the last of them.
    pub(super) collapse: Option<(String, String)>,
}

impl Style {
    /// The style whose text is `own`, a site's `.csl` file; without one, that of the name in Hayagriva's archive.
    ///
    /// # Errors
    /// One sentence that says why there is no such style, or why it cannot be used here.
    pub fn load(name: &str, own: Option<&str>) -> Result<Self, String> {
        let style = if let Some(own) = own {
            citationberg::Style::from_xml(own).map_err(|error| format!("the style cannot be read: {error}"))?
        } else {
            let Some(archived) = ArchivedStyle::by_name(name) else {
                let names = ArchivedStyle::all().iter().flat_map(|style| style.names().iter().copied());
                let near = closest(name, names).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                return Err(format!("the archive has no style `{name}`{near}"));
            };
            archived.get()
        };
        match style {
            citationberg::Style::Independent(csl) => Self::new(csl),
            citationberg::Style::Dependent(style) => {
                let parent = style.parent_link.href;
                Err(format!(
                    "this style only refers to another one: use `{}`",
                    parent.rsplit('/').next().unwrap_or(&parent)
                ))
            }
        }
    }

    fn new(mut csl: IndependentStyle) -> Result<Self, String> {
        if csl.settings.class == StyleClass::Note {
            return Err("this style puts citations into notes; only in-text styles can be used".to_owned());
        }
        let numeric = csl.info.category.iter().any(|category| {
            let StyleCategory::CitationFormat { format } = category else { return false };
            matches!(format, CitationFormat::Numeric | CitationFormat::Label)
        });
        let numeric = numeric || trim::prints_numbers(&csl);
        csl.purge(PurgeLevel::Basic);
        let layout = &csl.citation.layout;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let (prefix, suffix) = (text(&layout.prefix), text(&layout.suffix));
        let delimiter = layout.delimiter.clone().unwrap_or_else(|| "; ".to_owned());
        let collapse = match csl.citation.collapse {
            Some(Collapse::Year | Collapse::YearSuffix | Collapse::YearSuffixRanged) => {
                let between = csl.citation.cite_group_delimiter.as_deref();
                let after = csl.citation.after_collapse_delimiter.as_ref().unwrap_or(&delimiter);
                let between = between.unwrap_or(citationberg::Citation::DEFAULT_CITE_GROUP_DELIMITER);
                Some((between.to_owned(), after.clone()))
            }
            _ => None,
        };
        Ok(Self { csl, numeric, prefix, suffix, delimiter, collapse })
    }

    /// What the style calls itself.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.csl.info.title.value
    }

    /// Whether works are cited by a number or a label that depends on all of them.
    #[must_use]
    pub fn is_numeric(&self) -> bool {
        self.numeric
    }
}

/// A style in a language, with all that was rendered in it. `Sync`: documents are rendered in parallel with one of it.
pub struct Citer<'s> {
    style: &'s Style,
    pub(super) code: LocaleCode,
    pub(super) locales: Vec<Locale>,
    /// The site's own terms, as a locale that a style carries.
    terms: Option<Locale>,
    /// "and" in this language, and what it becomes before some sounds.
    pub(super) conjunction: Conjunction,
    pub(super) names: CollatorBorrowed<'static>,
    pub(super) titles: CollatorBorrowed<'static>,
    trimmed: RwLock<HashMap<Kinds, Arc<IndependentStyle>>>,
    pub(super) singles: RwLock<HashMap<u128, Arc<Atoms>>>,
    pub(super) clusters: RwLock<HashMap<Vec<u128>, Cluster>>,
}

impl std::fmt::Debug for Citer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Citer").field("locale", &self.code.0).finish_non_exhaustive()
    }
}

impl<'s> Citer<'s> {
    /// A style in the language `lang`, worded by the CSL locale `locale` (`es-ES`), in which `terms` are replaced
    /// (`no date` → `s. f.`).
    ///
    /// # Errors
    /// One sentence, when there is no such locale or no such term.
    pub fn new(style: &'s Style, locale: &str, lang: &Lang, terms: &BTreeMap<String, String>) -> Result<Self, String> {
        let code = LocaleCode(locale.to_owned());
        let english = LocaleCode::en_us();
        let found = archived(locale).or_else(|| archived(&code.fallback()?.0));
        let mut locales: Vec<Locale> = found
            .cloned()
            .or_else(|| style.csl.locale.iter().find(|own| own.lang.as_ref() == Some(&code)).cloned())
            .into_iter()
            .collect();
        if locales.is_empty() {
            return Err(format!("there is no CSL locale `{locale}`"));
        }
        if locales[0].lang.as_ref() != Some(&english) {
            locales.extend(archived(&english.0).cloned());
        }
        let own = (!terms.is_empty()).then(|| own_terms(&code, &style.csl, terms)).transpose()?;
        let conjunction = Conjunction::new(own.iter().chain(&style.csl.locale).chain(&locales), &code);
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Tertiary);
        let letters = |tag: &str| order::collator(tag, options);
        let names = letters(lang.as_str()).or_else(|| letters(locale)).or_else(|| letters("und"));
        let (Some(names), Some(titles)) = (names, letters("und")) else {
            return Err(format!("there is no order of letters for `{lang}`"));
        };
        Ok(Self {
            style,
            code,
            locales,
            terms: own,
            conjunction,
            names,
            titles,
            trimmed: RwLock::default(),
            singles: RwLock::default(),
            clusters: RwLock::default(),
        })
    }

    /// The style.
    #[must_use]
    pub fn style(&self) -> &'s Style {
        self.style
    }

    /// What of the style concerns an entry, with this site's terms in it.
    pub(super) fn trimmed(&self, entry: &Entry) -> Arc<IndependentStyle> {
        let kinds = Kinds::of(entry);
        if let Some(found) = self.trimmed.read().ok().and_then(|known| known.get(&kinds).cloned()) {
            return found;
        }
        let mut trimmed = trim::trim(&self.style.csl, kinds);
        self.add_terms(&mut trimmed);
        let trimmed = Arc::new(trimmed);
        if let Ok(mut known) = self.trimmed.write() {
            known.insert(kinds, Arc::clone(&trimmed));
        }
        trimmed
    }

    /// Puts the site's own terms where the renderer looks first.
    pub(super) fn add_terms(&self, style: &mut IndependentStyle) {
        if let Some(terms) = &self.terms {
            style.locale.retain(|locale| locale.lang != terms.lang);
            style.locale.insert(0, terms.clone());
        }
    }
}

/// The locale of the archive with that code.
fn archived(code: &str) -> Option<&'static Locale> {
    static DECODED: OnceLock<Vec<OnceLock<Option<Locale>>>> = OnceLock::new();
    // Each begins with its code: a map, the text `@xml:lang`, the code as a text.
    let at = LOCALES.iter().position(|bytes| {
        let head = &bytes[..bytes.len().min(48)];
        let name = b"@xml:lang";
        let start = head.windows(name.len()).position(|window| window == name).map_or(head.len(), |at| at + name.len());
        head[start..]
            .strip_prefix(&[0x60 | u8::try_from(code.len()).unwrap_or(0)])
            .is_some_and(|rest| rest.starts_with(code.as_bytes()))
    })?;
    let decoded = DECODED.get_or_init(|| LOCALES.iter().map(|_| OnceLock::new()).collect());
    decoded[at].get_or_init(|| ciborium::de::from_reader(LOCALES[at]).ok()).as_ref()
}

/// The site's terms on top of what the style itself says in that locale.
fn own_terms(code: &LocaleCode, csl: &IndependentStyle, terms: &BTreeMap<String, String>) -> Result<Locale, String> {
    let bare = Locale { lang: Some(code.clone()), info: None, terms: None, date: Vec::new(), style_options: None };
    let mut locale = csl.locale.iter().find(|own| own.lang.as_ref() == Some(code)).cloned().unwrap_or(bare);
    let list = &mut locale.terms.get_or_insert_with(|| Terms { terms: Vec::new() }).terms;
    for (name, text) in terms {
        for form in ["long", "short"] {
            let term = serde_json::json!({ "@name": name, "@form": form, "$text": text });
            let term: citationberg::LocalizedTerm =
                serde_json::from_value(term).map_err(|_| format!("CSL has no term `{name}`"))?;
            list.insert(0, term);
        }
    }
    Ok(locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_locale_of_the_archive_is_found_by_its_code() {
        for locale in hayagriva::archive::locales() {
            let code = locale.lang.clone().expect("an archived locale has a code");
            assert_eq!(archived(&code.0), Some(&locale), "{}", code.0);
        }
        assert!(archived("es").is_none());
    }

    #[test]
    fn a_style_that_cannot_be_used_says_why() {
        let error = |name: &str| Style::load(name, None).map(|_| ()).expect_err("it is refused");
        assert_eq!(
            error("chicago-autor-date"),
            "the archive has no style `chicago-autor-date`; did you mean `chicago-author-date`?"
        );
        assert!(error("modern-humanities-research-association-notes").contains("only in-text styles"));
        let broken = Style::load("own.csl", Some("<style")).expect_err("it is refused");
        assert!(broken.starts_with("the style cannot be read"), "{broken}");
        assert!(!Style::load("apa", None).expect("apa").is_numeric());
        assert!(Style::load("ieee", None).expect("ieee").is_numeric());
    }

    #[test]
    fn a_slip_in_a_term_or_a_locale_is_named() {
        let style = Style::load("apa", None).expect("apa");
        let citer = |locale: &str, term: &str| {
            let terms = BTreeMap::from([(term.to_owned(), "s. f.".to_owned())]);
            Citer::new(&style, locale, &Lang::new("es"), &terms).map(|_| ())
        };
        assert_eq!(citer("es-ES", "no date"), Ok(()));
        assert_eq!(citer("es-ES", "no dat"), Err("CSL has no term `no dat`".to_owned()));
        assert_eq!(citer("xx-XX", "no date"), Err("there is no CSL locale `xx-XX`".to_owned()));
        assert_eq!(citer("es-AR", "no date"), Ok(()), "it falls back to es-ES");
    }
}
