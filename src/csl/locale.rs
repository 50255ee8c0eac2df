//! Locales: the words, dates, ordinals and quotes of a language, as the archive, a style and a site have them.
//!
//! Layers are laid over each other term by term: a site's terms, the style's for the dialect, the style's for the
//! language, the style's for every language, our own words for what the archive has not translated
//! (`terms.txt`), the archive's for the dialect, for the language, and American English.
//! Ordinals belong together: who redefines one redefines all.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use hayagriva::archive::LOCALES;

use super::style::Style;
use super::style::element::{DateForm, DateFormat, TermForm};
use super::style::read::Reader;
use super::tree::Tree;

/// The words of a language, as a style and a site have them.
#[derive(Debug, Clone, Default)]
pub struct Locale {
    tag: String,
    data: LocaleData,
    labels: BTreeMap<String, &'static str>,
}

/// Why there is no such locale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnknownLocale {
    /// Neither the archive nor the style has the language.
    Tag(String),
    /// CSL has no such terms.
    Terms(Vec<String>),
}

/// One layer: what one file or one `locale` of a style says.
#[derive(Debug, Clone, Default)]
pub(super) struct LocaleData {
    lang: Option<String>,
    terms: BTreeMap<(String, TermForm, Option<Gender>), Term>,
    ordinals: Vec<Ordinal>,
    dates: BTreeMap<DateForm, DateFormat>,
    punctuation_in_quote: Option<bool>,
    limit_day_ordinals: Option<bool>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Term {
    pub single: String,
    pub multiple: String,
    pub gender: Option<Gender>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gender {
    Masculine,
    Feminine,
}

/// A suffix of ordinal numbers, and the numbers that it stands behind.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Ordinal {
    /// None for `ordinal`, which stands behind all the others.
    number: Option<u32>,
    matching: OrdinalMatch,
    gender: Option<Gender>,
    text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OrdinalMatch {
    LastDigit,
    LastTwoDigits,
    WholeNumber,
}

/// Kinds of locators, those that a bare abbreviation more likely means first, with the terms that name them.
const LOCATORS: &[(&str, &str)] = &[
    ("page", "page"),
    ("chapter", "chapter"),
    ("section", "section"),
    ("paragraph", "paragraph"),
    ("volume", "volume"),
    ("part", "part"),
    ("book", "book"),
    ("note", "note"),
    ("number", "number"),
    ("issue", "issue"),
    ("verse", "verse"),
    ("line", "line"),
    ("column", "column"),
    ("figure", "figure"),
    ("folio", "folio"),
    ("table", "table"),
    ("opus", "opus"),
    ("sub-verbo", "sub-verbo"),
    ("sub-verbo", "sub verbo"),
    ("act", "act"),
    ("appendix", "appendix"),
    ("article-locator", "article-locator"),
    ("canon", "canon"),
    ("elocation", "elocation"),
    ("equation", "equation"),
    ("rule", "rule"),
    ("scene", "scene"),
    ("supplement", "supplement"),
    ("timestamp", "timestamp"),
    ("title-locator", "title-locator"),
    ("version", "version"),
];

const ENGLISH: &str = "en-US";

impl Locale {
    /// The locale of a BCP 47 tag: a site's `terms` (`no date` → `s. f.`) over those of the style over those of the
    /// language over American English.
    ///
    /// # Errors
    /// If there is no such locale, or there are no such terms.
    pub fn new(tag: &str, style: &Style, terms: &BTreeMap<String, String>) -> Result<Self, UnknownLocale> {
        let english = archived(ENGLISH);
        let unknown: Vec<String> = terms.keys().filter(|term| !known(term, english)).cloned().collect();
        if !unknown.is_empty() {
            return Err(UnknownLocale::Terms(unknown));
        }
        let base = language(tag);
        let of = |wanted: Option<&str>| -> Vec<&LocaleData> {
            let named = |own: &&LocaleData| match (&own.lang, wanted) {
                (Some(lang), Some(wanted)) => lang.eq_ignore_ascii_case(wanted),
                (None, None) => true,
                _ => false,
            };
            style.locales.iter().filter(named).collect()
        };
        let dialect = archived(tag).or_else(|| primary(base));
        let mut styles = of(Some(tag));
        if base != tag {
            styles.extend(of(Some(base)));
        }
        if dialect.is_none() && styles.is_empty() {
            return Err(UnknownLocale::Tag(tag.to_owned()));
        }
        styles.extend(of(None));
        let own = LocaleData::of_site(terms);
        let translated = LocaleData::translated(base);
        let layers = [&own].into_iter().chain(styles).chain([&translated]);
        let layers = layers.chain(dialect).chain(primary(base)).chain(english);
        let mut data = LocaleData::default();
        for layer in layers {
            data.lay_under(layer);
        }
        let mut labels = BTreeMap::new();
        let dialects = codes().iter().filter(|code| language(code) == base).filter_map(|code| archived(code));
        for layer in [&data].into_iter().chain(dialects).chain(english) {
            layer.label_words(&mut labels);
        }
        Ok(Self { tag: tag.to_owned(), data, labels })
    }

    /// Its BCP 47 tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The kind of locator that a word or an abbreviation names in this language (`p.`, `pp.`, `párr.`, `§§`), without
    /// regard to case or to a point at its end; CSL's name of it: `page`.
    #[must_use]
    pub fn locator_label(&self, word: &str) -> Option<&'static str> {
        let bare = bare(word);
        let exact = self.labels.get(&bare).or_else(|| self.labels.get(bare.strip_suffix('s')?));
        if exact.is_some() || bare.chars().count() < 3 || !word.trim().ends_with('.') {
            return exact.copied();
        }
        // An abbreviation that the locale does not list: `núm.` of `número`.
        let begun = self.labels.iter().filter(|(label, _)| label.starts_with(&bare)).map(|(_, kind)| *kind);
        begun.min_by_key(|kind| LOCATORS.iter().position(|(known, _)| known == kind))
    }

    /// The language without its region: `es`.
    pub(super) fn language(&self) -> &str {
        language(&self.tag)
    }

    /// A term in a form, or in the one that stands in for it.
    pub(super) fn term(&self, name: &str, form: TermForm) -> Option<&Term> {
        let name = if name == "sub verbo" { "sub-verbo" } else { name };
        let forms: &[TermForm] = match form {
            TermForm::Long => &[TermForm::Long],
            TermForm::Short => &[TermForm::Short, TermForm::Long],
            TermForm::Verb => &[TermForm::Verb, TermForm::Long],
            TermForm::VerbShort => &[TermForm::VerbShort, TermForm::Verb, TermForm::Long],
            TermForm::Symbol => &[TermForm::Symbol, TermForm::Short, TermForm::Long],
        };
        forms.iter().find_map(|form| self.data.terms.get(&(name.to_owned(), *form, None)))
    }

    /// A term in the singular; empty where the language has none.
    pub(super) fn word(&self, name: &str, form: TermForm) -> &str {
        self.term(name, form).map_or("", |term| &term.single)
    }

    /// The gender of what a number counts: `edition`, `month-01`.
    pub(super) fn gender(&self, name: &str) -> Option<Gender> {
        self.term(name, TermForm::Long).and_then(|term| term.gender)
    }

    /// The suffix of a number as an ordinal.
    pub(super) fn ordinal(&self, number: u32, gender: Option<Gender>) -> &str {
        let matches = |ordinal: &Ordinal| match (ordinal.number, ordinal.matching) {
            (None, _) => Some(0),
            (Some(wanted), OrdinalMatch::LastDigit) => (number % 10 == wanted).then_some(1),
            (Some(wanted), OrdinalMatch::LastTwoDigits) => (number % 100 == wanted).then_some(2),
            (Some(wanted), OrdinalMatch::WholeNumber) => (number == wanted).then_some(3),
        };
        let best = |gender: Option<Gender>| {
            let of = self.data.ordinals.iter().filter(|ordinal| ordinal.gender == gender);
            of.filter_map(|ordinal| Some((matches(ordinal)?, ordinal))).max_by_key(|(rank, _)| *rank)
        };
        let (own, neuter) = (gender.and_then(|gender| best(Some(gender))), best(None));
        let found = match (own, neuter) {
            (Some(own), Some(neuter)) if neuter.0 > own.0 => Some(neuter),
            (own, neuter) => own.or(neuter),
        };
        found.map_or("", |(_, ordinal)| &ordinal.text)
    }

    /// "first" to "tenth".
    pub(super) fn long_ordinal(&self, number: u32, gender: Option<Gender>) -> Option<&str> {
        let name = format!("long-ordinal-{number:02}");
        let of = |gender| self.data.terms.get(&(name.clone(), TermForm::Long, gender));
        gender.and_then(|gender| of(Some(gender))).or_else(|| of(None)).map(|term| term.single.as_str())
    }

    pub(super) fn date(&self, form: DateForm) -> Option<&DateFormat> {
        self.data.dates.get(&form)
    }

    pub(super) fn punctuation_in_quote(&self) -> bool {
        self.data.punctuation_in_quote.unwrap_or_default()
    }

    pub(super) fn limits_day_ordinals(&self) -> bool {
        self.data.limit_day_ordinals.unwrap_or_default()
    }
}

impl LocaleData {
    /// A `locale` of a style or of the archive.
    pub(super) fn read(tree: &Tree, reader: &mut Reader) -> Self {
        let mut data = Self { lang: tree.get("xml:lang").map(str::to_owned), ..Self::default() };
        for terms in tree.all("terms") {
            terms.all("term").for_each(|term| data.read_term(term, reader));
        }
        for date in tree.all("date") {
            if let Some(form) = reader.date_form(date) {
                data.dates.insert(form, reader.date_format(date));
            }
        }
        for options in
            tree.children.iter().filter(|child| matches!(child.name.as_str(), "style-options" | "style_options"))
        {
            let flag = |name: &str| options.get(name).map(|value| value == "true");
            data.punctuation_in_quote = flag("punctuation-in-quote");
            data.limit_day_ordinals = flag("limit-day-ordinals-to-day-1");
        }
        data
    }

    fn read_term(&mut self, tree: &Tree, reader: &mut Reader) {
        let name = tree.get("name").unwrap_or_default();
        let form = reader.term_form(tree);
        let gender = |name: &str| match tree.get(name) {
            Some("masculine") => Some(Gender::Masculine),
            Some("feminine") => Some(Gender::Feminine),
            _ => None,
        };
        let of = |child: &str| tree.child(child).map(|child| child.text.clone());
        let single = of("single").unwrap_or_else(|| tree.text.clone());
        let number = name.strip_prefix("ordinal-").and_then(|number| number.parse().ok());
        if name == "ordinal" || number.is_some() {
            let matching = match tree.get("match") {
                Some("last-digit") => OrdinalMatch::LastDigit,
                Some("last-two-digits") => OrdinalMatch::LastTwoDigits,
                Some("whole-number") => OrdinalMatch::WholeNumber,
                _ if number.is_some_and(|number| number < 10) => OrdinalMatch::LastDigit,
                _ => OrdinalMatch::LastTwoDigits,
            };
            self.ordinals.push(Ordinal { number, matching, gender: gender("gender-form"), text: single });
            return;
        }
        let multiple = of("multiple").unwrap_or_else(|| single.clone());
        let name = if name == "sub verbo" { "sub-verbo" } else { name };
        let key = (name.to_owned(), form, gender("gender-form"));
        self.terms.insert(key, Term { single, multiple, gender: gender("gender") });
    }

    /// A site's terms, in both of the forms that styles ask for.
    fn of_site(terms: &BTreeMap<String, String>) -> Self {
        let mut data = Self::default();
        for (name, text) in terms {
            for form in [TermForm::Long, TermForm::Short] {
                let term = Term { single: text.clone(), multiple: text.clone(), gender: None };
                data.terms.insert((name.clone(), form, None), term);
            }
        }
        data
    }

    /// Our own words for terms that the archive's locale of a language has in English only.
    fn translated(language: &str) -> Self {
        let mut data = Self::default();
        let lines = include_str!("terms.txt").lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            let parts: Vec<&str> = line.split('|').map(str::trim).collect();
            let [lang, name, form, single, rest @ ..] = parts.as_slice() else { continue };
            let (form, gender) = match form.strip_suffix("-feminine") {
                Some(form) => (form, Some(Gender::Feminine)),
                None => (*form, None),
            };
            let form = match form {
                "short" => TermForm::Short,
                "verb" => TermForm::Verb,
                "verb-short" => TermForm::VerbShort,
                _ => TermForm::Long,
            };
            if *lang == language {
                let multiple = rest.first().unwrap_or(single);
                let term = Term { single: (*single).to_owned(), multiple: (*multiple).to_owned(), gender: None };
                data.terms.insert(((*name).to_owned(), form, gender), term);
            }
        }
        data
    }

    fn lay_under(&mut self, other: &Self) {
        for (key, term) in &other.terms {
            let own = self.terms.entry(key.clone()).or_insert_with(|| term.clone());
            own.gender = own.gender.or(term.gender);
        }
        if self.ordinals.is_empty() {
            self.ordinals.clone_from(&other.ordinals);
        }
        for (form, date) in &other.dates {
            self.dates.entry(*form).or_insert_with(|| date.clone());
        }
        self.punctuation_in_quote = self.punctuation_in_quote.or(other.punctuation_in_quote);
        self.limit_day_ordinals = self.limit_day_ordinals.or(other.limit_day_ordinals);
    }

    /// What names each kind of locator.
    fn label_words(&self, labels: &mut BTreeMap<String, &'static str>) {
        for (kind, name) in LOCATORS {
            for form in [TermForm::Long, TermForm::Short, TermForm::Symbol] {
                let Some(term) = self.terms.get(&((*name).to_owned(), form, None)) else { continue };
                let doubled = if form == TermForm::Symbol { term.single.repeat(2) } else { String::new() };
                for word in [&term.single, &term.multiple, &doubled] {
                    let word = bare(word);
                    if !word.is_empty() {
                        labels.entry(word).or_insert(*kind);
                    }
                }
            }
        }
    }
}

/// A word without what does not tell it from others.
fn bare(word: &str) -> String {
    word.trim().trim_end_matches('.').to_lowercase()
}

fn language(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Whether CSL has a term of that name.
fn known(name: &str, english: Option<&LocaleData>) -> bool {
    let ordinal = name.strip_prefix("long-").unwrap_or(name).strip_prefix("ordinal");
    ordinal.is_some_and(|rest| rest.trim_start_matches('-').chars().all(|c| c.is_ascii_digit()))
        || english.is_some_and(|english| english.terms.keys().any(|(known, _, _)| known == name))
}

/// The locale of the archive that stands for a language as a whole: `es-ES` for `es`.
fn primary(language: &str) -> Option<&'static LocaleData> {
    // The dialects that CSL counts as primary where the archive holds several of a language.
    const PRIMARY: &[&str] = &["de-DE", "en-US", "es-ES", "fr-FR", "pt-PT", "zh-CN"];
    let of = |code: &&str| code.split('-').next() == Some(language);
    let code =
        PRIMARY.iter().copied().find(|code| of(code)).or_else(|| codes().iter().copied().find(|code| of(code)))?;
    archived(code)
}

/// The codes of the archive's locales, in its order. Each locale begins with its code: a map, the text `@xml:lang`, the
/// code as a text; reading them all that way takes microseconds, decoding them a tenth of a second.
fn codes() -> &'static [&'static str] {
    static CODES: OnceLock<Vec<&'static str>> = OnceLock::new();
    CODES.get_or_init(|| LOCALES.iter().map(|bytes| code_of(bytes).unwrap_or_default()).collect())
}

fn code_of(bytes: &'static [u8]) -> Option<&'static str> {
    let name = b"@xml:lang";
    let head = &bytes[..bytes.len().min(48)];
    let start = head.windows(name.len()).position(|window| window == name)? + name.len();
    // A text in CBOR: 0x60 and its length, if that is below 24.
    let length = usize::from(head.get(start)?.checked_sub(0x60)?);
    std::str::from_utf8(bytes.get(start + 1..start + 1 + length)?).ok()
}

/// The locale of the archive with that code.
fn archived(code: &str) -> Option<&'static LocaleData> {
    static DECODED: OnceLock<Vec<OnceLock<Option<LocaleData>>>> = OnceLock::new();
    let at = codes().iter().position(|known| known.eq_ignore_ascii_case(code))?;
    let decoded = DECODED.get_or_init(|| LOCALES.iter().map(|_| OnceLock::new()).collect());
    let read = || {
        let value: ciborium::Value = ciborium::de::from_reader(LOCALES[at]).ok()?;
        Some(LocaleData::read(&Tree::from_value("locale", &value), &mut Reader::default()))
    };
    decoded.get(at)?.get_or_init(read).as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_locale_of_the_archive_is_found_by_its_code() {
        for locale in hayagriva::archive::locales() {
            let code = locale.lang.clone().expect("an archived locale has a code");
            let found = archived(&code.0).expect("every archived locale is found");
            assert_eq!(found.lang.as_deref(), Some(code.0.as_str()));
            assert!(found.terms.len() > 100, "{}", code.0);
        }
        assert!(archived("es").is_none());
    }

    #[test]
    fn a_slip_in_a_term_or_a_locale_is_named() {
        let style = Style::archived("apa").expect("apa");
        let locale = |tag: &str, term: &str| {
            let terms = BTreeMap::from([(term.to_owned(), "s. f.".to_owned())]);
            Locale::new(tag, &style, &terms).map(|locale| locale.word("no date", TermForm::Short).to_owned())
        };
        assert_eq!(locale("es-ES", "no date"), Ok("s. f.".to_owned()));
        assert_eq!(locale("es-ES", "no dat"), Err(UnknownLocale::Terms(vec!["no dat".to_owned()])));
        assert_eq!(locale("xx-XX", "no date"), Err(UnknownLocale::Tag("xx-XX".to_owned())));
        assert_eq!(locale("es-AR", "no date"), Ok("s. f.".to_owned()), "it falls back to es-ES");
    }

    #[test]
    fn french_and_portuguese_lack_no_word() {
        // What is written alike, or is no word.
        let alike = ["&", "@", "can.", "c.", "cit.", "pat.", "v.", "ed."];
        let english = archived(ENGLISH).expect("English");
        for tag in ["fr-FR", "fr-CA", "pt-BR", "pt-PT"] {
            let base = language(tag);
            let layers =
                [&LocaleData::translated(base), archived(tag).expect("archived"), primary(base).expect("archived")];
            for ((name, form, gender), term) in &english.terms {
                let key = (name.clone(), *form, *gender);
                let known = layers.iter().any(|layer| layer.terms.contains_key(&key));
                assert!(known || alike.contains(&term.single.as_str()), "{tag}: {name} {form:?}: {}", term.single);
            }
        }
        let style = Style::archived("apa").expect("apa");
        let locale = Locale::new("pt-BR", &style, &BTreeMap::new()).expect("pt-BR");
        assert_eq!(locale.long_ordinal(2, Some(Gender::Feminine)), Some("segunda"));
        assert_eq!(locale.long_ordinal(2, None), Some("segundo"));
    }

    #[test]
    fn a_word_names_a_kind_of_locator_in_the_language_and_in_english() {
        let style = Style::archived("apa").expect("apa");
        let locale = Locale::new("es-ES", &style, &BTreeMap::new()).expect("es-ES");
        for (word, kind) in [
            ("p.", "page"),
            ("pp.", "page"),
            ("caps.", "chapter"),
            ("§§", "section"),
            ("chap.", "chapter"),
            ("Páginas", "page"),
            ("párrs.", "paragraph"),
            ("núm.", "issue"),
            ("arts.", "article-locator"),
        ] {
            assert_eq!(locale.locator_label(word), Some(kind), "{word}");
        }
        assert_eq!(locale.locator_label("Juan"), None);
    }
}
