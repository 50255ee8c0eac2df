//! Rich text of our own, from Hayagriva's tree of elements.
//!
//! Owns formatting as data, the "and" between names, and the sweeping up of punctuation that a style leaves around
//! what is missing. Hayagriva's own HTML writer does not escape, so it is never used.

use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{
    FontStyle, FontVariant, FontWeight, Locale, LocalizedTerm, TermForm, TextDecoration, VerticalAlign,
};
use hayagriva::{ElemChild, ElemChildren, ElemMeta, Formatting};

use crate::data::Address;

/// Stands for what opens and closes a citation, while it is rendered. Private-use characters: no text has them.
pub(super) const OPEN: char = '\u{E002}';
/// See [`OPEN`].
pub(super) const CLOSE: char = '\u{E003}';
/// Stands around the place of a locator, while it is rendered.
pub(super) const LOCATOR_OPEN: char = '\u{E000}';
/// See [`LOCATOR_OPEN`].
pub(super) const LOCATOR_CLOSE: char = '\u{E001}';

/// Stands behind the names that a citation begins with, while it is cut in two.
const CUT: char = '\u{E004}';

/// Where a run stands on its line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Position {
    /// On it.
    #[default]
    Baseline,
    /// Above it.
    Superscript,
    /// Below it.
    Subscript,
}

/// A stretch of text in one format.
#[expect(clippy::struct_excessive_bools, reason = "CSL's formats are independent of each other")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Run {
    /// The text, not escaped.
    pub text: String,
    /// In italics.
    pub italic: bool,
    /// In bold.
    pub bold: bool,
    /// In small capitals.
    pub small_caps: bool,
    /// Underlined.
    pub underline: bool,
    /// Raised or lowered.
    pub position: Position,
    /// The address that it leads to: a DOI, a URL.
    pub link: Option<Address>,
}

impl Run {
    /// Text without any format.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    fn new(text: &str, format: Formatting, link: Option<Address>) -> Self {
        Self {
            text: text.to_owned(),
            italic: format.font_style == FontStyle::Italic,
            bold: format.font_weight == FontWeight::Bold,
            small_caps: format.font_variant == FontVariant::SmallCaps,
            underline: format.text_decoration == TextDecoration::Underline,
            position: match format.vertical_align {
                VerticalAlign::Sup => Position::Superscript,
                VerticalAlign::Sub => Position::Subscript,
                _ => Position::Baseline,
            },
            link,
        }
    }

    fn like(&self, text: &str) -> Self {
        Self { text: text.to_owned(), ..self.clone() }
    }

    fn matches(&self, other: &Self) -> bool {
        (self.italic, self.bold, self.small_caps, self.underline, self.position)
            == (other.italic, other.bold, other.small_caps, other.underline, other.position)
            && self.link == other.link
    }
}

/// The text of runs.
#[must_use]
pub(super) fn text_of(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Adds a run, to the last one if they look alike.
pub(super) fn push(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        _ if run.text.is_empty() => {}
        Some(last) if last.matches(&run) => last.text.push_str(&run.text),
        _ => runs.push(run),
    }
}

/// "and" in a language, and the form that it takes before some sounds.
#[derive(Debug, Clone, Default)]
pub(super) struct Conjunction {
    word: String,
    changed: Option<&'static Change>,
    /// Whether the word stands for "&" in brackets and lists too, and not only in prose.
    everywhere: bool,
}

/// A language in which "and" changes, and has no comma before it.
#[derive(Debug)]
struct Change {
    language: &'static str,
    word: &'static str,
    becomes: &'static str,
    before: fn(&str) -> bool,
}

const CHANGES: &[Change] = &[Change { language: "es", word: "y", becomes: "e", before: sounds_like_i }];

/// Whether a Spanish ear hears /i/ first, and not a diphthong (`hierro`, `Yáñez`): RAE, «Diccionario panhispánico de dudas», «y».
fn sounds_like_i(name: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphabetic());
    let first = letters.next();
    let first = if first == Some('h') { letters.next() } else { first };
    let vowel = |c: Option<char>| c.is_some_and(|c| "aeiouáéíóú".contains(c));
    match first {
        Some('í') => true,
        Some('i') => !vowel(letters.next()),
        Some('y') => letters.next().is_some_and(|next| !vowel(Some(next))),
        _ => false,
    }
}

impl Conjunction {
    /// "and" as a locale has it.
    pub(super) fn new(locale: &Locale) -> Self {
        let language = locale.lang.as_ref().and_then(|code| code.0.split('-').next()).unwrap_or_default();
        let word = locale.term(Term::Other(OtherTerm::And), TermForm::Long).and_then(LocalizedTerm::single);
        let word = word.unwrap_or("&").to_owned();
        let changed = CHANGES.iter().find(|change| change.language == language && change.word == word);
        Self { word, changed, everywhere: false }
    }

    /// The word in the place of "&" wherever names are joined.
    pub(super) fn everywhere(self) -> Self {
        Self { everywhere: true, ..self }
    }

    /// What stands between two names, with the word for the sign.
    fn spelled(&self, text: &str) -> String {
        let text = text.replace('&', &self.word);
        match self.changed {
            Some(change) => text.replace(&format!(", {} ", change.word), &format!(" {} ", change.word)),
            None => text,
        }
    }
}

/// The runs of a rendered citation or entry, tidy, and without the signs that stand for brackets.
pub(super) fn runs(children: &ElemChildren, conjunction: &Conjunction) -> Vec<Run> {
    read(children, conjunction, false)
}

/// A citation for prose, where the sign "&" between names becomes the word: what it begins with, and its year.
///
/// A citation that begins with names is cut behind them; one of a law or an unsigned work, that begins with a title, at
/// the comma before its year.
pub(super) fn halves(children: &ElemChildren, conjunction: &Conjunction) -> (Vec<Run>, Vec<Run>) {
    let whole = read(children, conjunction, true);
    let text = text_of(&whole);
    // A locator's own commas stand behind its place, the one before it belongs to it.
    let bare = text.find(LOCATOR_OPEN).and_then(|at| text[..at].rfind(',')).unwrap_or(text.len());
    let at = text.find(CUT).or_else(|| text[..bare].rfind(',')).unwrap_or(text.len());
    let (mut names, mut year) = (Vec::new(), Vec::new());
    let mut start = 0;
    for run in whole {
        let split = at.saturating_sub(start).min(run.text.len());
        start += run.text.len();
        push(&mut names, run.like(&run.text[..split]));
        push(&mut year, run.like(&run.text[split..].replace(CUT, "")));
    }
    let edge = [',', ';', ':', ' ', '\u{a0}'];
    if let Some(last) = names.last_mut() {
        last.text.truncate(last.text.trim_end_matches(edge).len());
    }
    if let Some(first) = year.first_mut() {
        first.text = first.text.trim_start_matches(edge).to_owned();
    }
    trim(&mut year);
    (names, year)
}

/// The runs of a citation for prose.
pub(super) fn in_prose(children: &ElemChildren, conjunction: &Conjunction) -> Vec<Run> {
    let mut runs = read(children, conjunction, true);
    runs.iter_mut().for_each(|run| run.text.retain(|c| c != CUT));
    runs
}

fn read(children: &ElemChildren, conjunction: &Conjunction, prose: bool) -> Vec<Run> {
    let mut walk = Walk { conjunction, prose, runs: Vec::new(), joined: None };
    walk.children(children, false);
    tidy(walk.runs)
}

struct Walk<'a> {
    conjunction: &'a Conjunction,
    prose: bool,
    runs: Vec<Run>,
    /// The run whose end is an "and" that waits for the next name.
    joined: Option<usize>,
}

impl Walk<'_> {
    fn children(&mut self, children: &ElemChildren, between_names: bool) {
        for child in &children.0 {
            match child {
                ElemChild::Text(text) if between_names => self.between(&text.text, text.formatting),
                ElemChild::Text(text) => push(&mut self.runs, Run::new(&text.text, text.formatting, None)),
                ElemChild::Elem(elem) => match &elem.meta {
                    Some(ElemMeta::Names(_)) => self.names(&elem.children),
                    Some(ElemMeta::Name(..)) => {
                        self.join(&elem.children);
                        self.children(&elem.children, false);
                    }
                    _ => self.children(&elem.children, between_names),
                },
                ElemChild::Markup(text) => push(&mut self.runs, Run::plain(text)),
                ElemChild::Link { text, url } => {
                    let link = Address::parse(url).ok();
                    push(&mut self.runs, Run::new(&text.text, text.formatting, link));
                }
                ElemChild::Transparent { .. } => {}
            }
        }
    }

    fn names(&mut self, names: &ElemChildren) {
        let first = self.runs.iter().all(|run| run.text.chars().all(|c| !c.is_alphanumeric()));
        self.children(names, true);
        if self.prose
            && first
            && let Some(last) = self.runs.last_mut().filter(|last| last.text.ends_with(|c| c != OPEN))
        {
            last.text.push(CUT);
        }
    }

    /// What stands between two names: a comma, "&", "y".
    fn between(&mut self, text: &str, format: Formatting) {
        let spelled = self.prose || self.conjunction.everywhere;
        let text = if spelled { self.conjunction.spelled(text) } else { text.to_owned() };
        let ends = text
            .trim_end()
            .strip_suffix(&self.conjunction.word)
            .is_some_and(|before| before.is_empty() || before.ends_with(' '));
        push(&mut self.runs, Run::new(&text, format, None));
        self.joined = ends.then(|| self.runs.len() - 1);
    }

    /// The "and" before a name takes its form from it.
    fn join(&mut self, name: &ElemChildren) {
        let (Some(at), Some(change)) = (self.joined.take(), self.conjunction.changed) else { return };
        if (change.before)(&format!("{name:#}")) {
            let text = &mut self.runs[at].text;
            if let Some(head) = text.trim_end().strip_suffix(&self.conjunction.word) {
                *text = format!("{head}{} ", change.becomes);
            }
        }
    }
}

/// Takes white space from both ends.
pub(super) fn trim(runs: &mut Vec<Run>) {
    while let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
        if !first.text.is_empty() {
            break;
        }
        runs.remove(0);
    }
    while let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        runs.pop();
    }
}

/// Sweeps up what a style leaves around something that is missing: `(2025,)`, ` ,`, `()`, two spaces.
pub(super) fn tidy(runs: Vec<Run>) -> Vec<Run> {
    let mut kept: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        let mut out = run.like("");
        for c in run.text.chars().filter(|c| !matches!(*c, OPEN | CLOSE)) {
            let last = |out: &Run| out.text.chars().next_back();
            let before = last(&out).or_else(|| kept.iter().rev().find_map(last));
            match (before, c) {
                (Some(before), ' ') if before == ' ' || before == '(' => {}
                (Some(' ' | ',' | ';'), ')') | (Some(' '), ',' | ';') => {
                    while last(&out)
                        .or_else(|| kept.iter().rev().find_map(last))
                        .is_some_and(|b| matches!(b, ' ' | ',' | ';'))
                    {
                        if out.text.pop().is_none() {
                            drop_last(&mut kept);
                        }
                    }
                    out.text.push(c);
                }
                _ => out.text.push(c),
            }
        }
        push(&mut kept, out);
    }
    kept.retain(|run| !run.text.is_empty());
    trim(&mut kept);
    kept
}

fn drop_last(runs: &mut [Run]) {
    if let Some(run) = runs.iter_mut().rev().find(|run| !run.text.is_empty()) {
        run.text.pop();
    }
}

/// The runs with `text` in the place of the locator.
pub(super) fn fill_locator(runs: &[Run], text: &str) -> Vec<Run> {
    runs.iter()
        .map(|run| match (run.text.find(LOCATOR_OPEN), run.text.find(LOCATOR_CLOSE)) {
            (Some(start), Some(end)) if start < end => {
                run.like(&format!("{}{text}{}", &run.text[..start], &run.text[end + LOCATOR_CLOSE.len_utf8()..]))
            }
            _ => run.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ear_tells_an_i_from_a_diphthong() {
        for name in ["Ibáñez", "Hidalgo", "Iturralde", "Ízaro", "Yrigoyen"] {
            assert!(sounds_like_i(name), "{name}");
        }
        for name in ["Hierro", "Yáñez", "Spivak", "Huerta", "Ianni", "H"] {
            assert!(!sounds_like_i(name), "{name}");
        }
    }

    #[test]
    fn punctuation_around_nothing_is_swept_up() {
        let tidied = |texts: &[&str]| {
            let runs =
                texts.iter().enumerate().map(|(at, text)| Run { italic: at % 2 == 1, ..Run::plain(*text) }).collect();
            text_of(&tidy(runs))
        };
        assert_eq!(tidied(&["Bain. (2017,)."]), "Bain. (2017).");
        assert_eq!(tidied(&["Bain. (2017, ", ")."]), "Bain. (2017).");
        assert_eq!(tidied(&["a ", " b ", ", c "]), "a b, c");
        assert_eq!(tidied(&["Smith, J. (2014)."]), "Smith, J. (2014).");
    }

    #[test]
    fn a_locator_takes_its_place() {
        let runs = [Run::plain("Bhabha, 2014, pp. \u{E000}1–2\u{E001}")];
        assert_eq!(text_of(&fill_locator(&runs, "66–67")), "Bhabha, 2014, pp. 66–67");
    }
}
