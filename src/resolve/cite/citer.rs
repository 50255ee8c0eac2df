//! A style in a language: the [`Citer`], and the locale that words it.
//!
//! Owns loading only the locales that a site uses (decoding all of the archive's 63 takes 0.1 s, one about 1 ms), and
//! laying the style's and the site's own terms over them.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock, RwLock};

use hayagriva::archive::LOCALES;
use hayagriva::citationberg::{Locale, LocaleCode, LocalizedTerm, Terms};
use icu_collator::CollatorBorrowed;
use icu_collator::options::{CollatorOptions, Strength};

use super::atoms::{Atoms, Cluster};
use super::dates::DayFirst;
use super::order;
use super::runs::Conjunction;
use super::style::Style;
use crate::data::Lang;

/// A style in a language, with all that was rendered in it. `Sync`: documents are rendered in parallel with one of it.
pub struct Citer<'s> {
    style: &'s Style,
    pub(super) code: LocaleCode,
    /// The language's own, then English for what it lacks.
    pub(super) locales: Vec<Locale>,
    /// "and" in this language, and what it becomes before some sounds.
    pub(super) conjunction: Conjunction,
    /// How dates are turned round, in a language that puts the day first.
    pub(super) day_first: Option<DayFirst>,
    pub(super) names: CollatorBorrowed<'static>,
    pub(super) titles: CollatorBorrowed<'static>,
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
        let archived = archived(locale).or_else(|| archived(&code.fallback()?.0));
        let own = (!terms.is_empty()).then(|| own_terms(terms)).transpose()?;
        let base = locale.split('-').next().map(str::to_owned).map(LocaleCode);
        let styles = |wanted: Option<&LocaleCode>| style.locales.iter().find(move |own| own.lang.as_ref() == wanted);
        let exact = styles(Some(&code));
        if archived.is_none() && exact.is_none() {
            return Err(format!("there is no CSL locale `{locale}`"));
        }
        // The order in which a renderer asks them.
        let layers = [own.as_ref(), exact, styles(base.as_ref()), styles(None), archived];
        let mut locales = vec![laid_over(&code, layers.into_iter().flatten())];
        if code != english {
            locales.extend(self::archived(&english.0).cloned());
        }
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Tertiary);
        let letters = |tag: &str| order::collator(tag, options);
        let names = letters(lang.as_str()).or_else(|| letters(locale)).or_else(|| letters("und"));
        let (Some(names), Some(titles)) = (names, letters("und")) else {
            return Err(format!("there is no order of letters for `{lang}`"));
        };
        Ok(Self {
            style,
            conjunction: Conjunction::new(&locales[0]),
            day_first: DayFirst::new(&locales[0]),
            code,
            locales,
            names,
            titles,
            singles: RwLock::default(),
            clusters: RwLock::default(),
        })
    }

    /// The same, with the word "and" in the place of "&" in brackets and lists too.
    #[must_use]
    pub fn spelling_and_out(self) -> Self {
        Self { conjunction: self.conjunction.everywhere(), ..self }
    }

    /// The style.
    #[must_use]
    pub fn style(&self) -> &'s Style {
        self.style
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

/// One locale from several: of each term and date, what the first of them has that has it. Ordinals belong together.
fn laid_over<'a>(code: &LocaleCode, layers: impl Iterator<Item = &'a Locale>) -> Locale {
    let mut whole = Locale { lang: Some(code.clone()), info: None, terms: None, date: Vec::new(), style_options: None };
    let mut all: Vec<LocalizedTerm> = Vec::new();
    for layer in layers {
        let counted = all.iter().any(|term| term.name.is_ordinal());
        let terms = layer.terms.iter().flat_map(|terms| &terms.terms);
        all.extend(terms.filter(|term| !(counted && term.name.is_ordinal())).cloned());
        whole.date.extend(layer.date.iter().cloned());
        whole.style_options = whole.style_options.or(layer.style_options);
    }
    whole.terms = Some(Terms { terms: all });
    whole
}

/// The site's terms, in both of the forms that styles ask for.
fn own_terms(terms: &BTreeMap<String, String>) -> Result<Locale, String> {
    let mut list = Vec::with_capacity(terms.len() * 2);
    for (name, text) in terms {
        for form in ["long", "short"] {
            let term = serde_json::json!({ "@name": name, "@form": form, "$text": text });
            list.push(serde_json::from_value(term).map_err(|_| format!("CSL has no term `{name}`"))?);
        }
    }
    Ok(Locale { lang: None, info: None, terms: Some(Terms { terms: list }), date: Vec::new(), style_options: None })
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
