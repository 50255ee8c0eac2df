//! A style's elements over one work: trees out.
//!
//! Each element yields what it prints, whether it asked for a variable, and whether one of those had a value: by that groups
//! know whether to stand. Nothing here depends on other works but by the [`Context`].

mod choose;
mod date;
mod names;
mod number;

pub(super) use self::date::sort_key as date_sort_key;
pub(super) use self::names::initials;

use super::cite::Locator;
use super::item::{Date, Item, Name};
use super::locale::Locale;
use super::markup::{self, Quotes};
use super::node::{Branch, Node, Tag};
use super::processor::Options;
use super::style::Style;
use super::style::element::{
    Element, Group, Label, Layout, Look, NameOptions, Names, Plural, TermForm, Text, TextSource,
};
use super::variable::{Variable, VariableKind};

/// The languages that have title case, as `language` names them.
const TITLE_CASED: &[&str] = &["en", "eng", "english"];

/// Where something is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Area {
    Citation,
    Bibliography,
    /// A key to sort by.
    Sort,
}

/// How a cite stands to those before it.
#[expect(clippy::struct_excessive_bools, reason = "positions hold or do not hold each for itself")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Place {
    pub subsequent: bool,
    pub ibid: bool,
    pub ibid_with_locator: bool,
    pub near_note: bool,
}

/// What disambiguation decided for a work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Choices {
    /// How many names stand before "et al." at least.
    pub names: Option<usize>,
    /// Names that show more of their given names.
    pub given: Vec<(Name, Given)>,
    /// Whether the condition `disambiguate` holds.
    pub condition: bool,
    /// The letter behind the year, counted from 1.
    pub suffix: Option<u32>,
}

/// How much of a given name is shown beyond what the style has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Given {
    Initials,
    Full,
    /// The same, where the name is the first of its list.
    InitialsIfFirst,
    FullIfFirst,
}

/// All that evaluation depends on.
#[derive(Clone)]
pub(super) struct Context<'a> {
    pub style: &'a Style,
    pub locale: &'a Locale,
    pub options: &'a Options,
    pub quotes: &'a Quotes,
    pub item: &'a Item,
    pub area: Area,
    /// The options of names of the area.
    pub names: &'a NameOptions,
    pub locator: Option<&'a Locator>,
    pub place: Place,
    /// The number of the note that cited the work first.
    pub first_note: Option<u32>,
    pub number: Option<u32>,
    pub choices: Choices,
    /// Whether names are joined by the word, as in prose.
    pub prose: bool,
    /// The language of the document.
    pub lang: &'a str,
}

/// What an element yields.
#[derive(Debug, Default)]
pub(super) struct Out<'a> {
    pub node: Option<Node<'a>>,
    /// Whether it asked for a variable.
    pub called: bool,
    /// Whether a variable that it asked for has a value.
    pub filled: bool,
}

impl<'a> Out<'a> {
    fn none() -> Self {
        Self::default()
    }

    /// Of a variable that is empty.
    fn empty() -> Self {
        Self { node: None, called: true, filled: false }
    }

    fn of_variable(node: Node<'a>) -> Self {
        Self { node: Some(node), called: true, filled: true }
    }

    /// Of what is printed without a variable.
    fn fixed(node: Node<'a>) -> Self {
        Self { node: Some(node), called: false, filled: false }
    }
}

/// The evaluation of one layout over one work.
pub(super) struct Eval<'a> {
    pub(super) cx: Context<'a>,
    /// Variables that `substitute` has printed; they count as empty for the rest.
    substituted: Vec<Variable>,
    /// Variables that the substitution at work has printed.
    recorded: Option<Vec<Variable>>,
    /// The names whose substitution is at work: bare `names` within it take their children.
    outer_names: Option<&'a Names>,
    /// Whether the letter behind the year has been placed.
    suffix_placed: bool,
    /// The delimiter that a `choose` hands to its children.
    delimiter: String,
    /// Names that a key of sorting overrides.
    pub(super) key_names: Option<&'a NameOptions>,
}

impl<'a> Eval<'a> {
    pub(super) fn new(cx: Context<'a>) -> Self {
        Self {
            cx,
            substituted: Vec::new(),
            recorded: None,
            outer_names: None,
            suffix_placed: false,
            delimiter: String::new(),
            key_names: None,
        }
    }

    /// The children of a layout, for one work.
    pub(super) fn layout(&mut self, layout: &'a Layout) -> Vec<Node<'a>> {
        self.delimiter.clear();
        layout.children.iter().filter_map(|child| self.element(child).node).collect()
    }

    pub(super) fn macro_called(&mut self, index: usize) -> Out<'a> {
        match self.cx.style.macros.get(index) {
            Some(children) => {
                let mut out = self.children(children, Some(""));
                // Like a group, a macro does not stand without its variables.
                if out.called && !out.filled {
                    out.node = None;
                }
                if out.node.is_some() {
                    out.called = true;
                    out.filled = true;
                }
                out
            }
            None => Out::none(),
        }
    }

    pub(super) fn element(&mut self, element: &'a Element) -> Out<'a> {
        match element {
            Element::Text(text) => self.text(text),
            Element::Number(number) => self.number(number),
            Element::Label(label) => self.label(label),
            Element::Names(names) => self.names(names),
            Element::Date(date) => self.date(date),
            Element::Group(group) => self.group(group),
            Element::Choose(branches) => self.choose(branches),
        }
    }

    /// Elements one after the other; `None` for the delimiter lets that of the surroundings through.
    fn children(&mut self, elements: &'a [Element], delimiter: Option<&str>) -> Out<'a> {
        let before = delimiter.map(|own| std::mem::replace(&mut self.delimiter, own.to_owned()));
        let mut nodes = Vec::new();
        let mut out = Out::none();
        for element in elements {
            let found = self.element(element);
            out.called |= found.called;
            out.filled |= found.filled;
            nodes.extend(found.node.filter(|node| !node.is_empty()));
        }
        let own = if delimiter.is_some() { self.delimiter.clone() } else { String::new() };
        if let Some(before) = before {
            self.delimiter = before;
        }
        out.node = match nodes.len() {
            0 => None,
            1 => nodes.pop(),
            _ => Some(Node::joined(nodes, own)),
        };
        out
    }

    fn group(&mut self, group: &'a Group) -> Out<'a> {
        let mut out = self.children(&group.children, Some(group.delimiter.as_deref().unwrap_or_default()));
        if out.called && !out.filled {
            out.node = None;
        }
        // A group that prints something counts as a variable with a value for the groups around it.
        if out.node.is_some() {
            out.filled = true;
            out.called = true;
        }
        out.node = out.node.map(|node| self.looked(&group.look, node));
        out
    }

    /// Puts the look of an element on what it prints.
    fn looked(&self, look: &Look, node: Node<'a>) -> Node<'a> {
        dressed(look, node, self.is_english())
    }

    /// The same for a word of the locale, which is in the locale's language whatever that of the work: "(Ed.)" for a
    /// Spanish book on an English page.
    fn looked_word(&self, look: &Look, node: Node<'a>) -> Node<'a> {
        dressed(look, node, is_title_cased(self.cx.locale.tag()))
    }

    /// Whether titles of the work take English title case.
    pub(super) fn is_english(&self) -> bool {
        is_title_cased(self.cx.item.text(Variable::Language).unwrap_or(self.cx.locale.tag()))
    }

    /// Notes that a variable was printed.
    fn record(&mut self, variable: Variable) {
        if let Some(recorded) = &mut self.recorded {
            recorded.push(variable);
            self.substituted.push(variable);
        }
    }

    fn is_substituted(&self, variable: Variable) -> bool {
        self.substituted.contains(&variable)
    }

    /// A text or a number, in the style's short form if so wished.
    pub(super) fn value(&self, variable: Variable, short: bool) -> Option<String> {
        if self.is_substituted(variable) {
            return None;
        }
        let item = self.cx.item;
        let own = |variable| item.text(variable).map(str::to_owned);
        if short {
            let shorter = match variable {
                Variable::Title => own(Variable::TitleShort),
                Variable::ContainerTitle => own(Variable::ContainerTitleShort),
                _ => None,
            };
            if shorter.is_some() {
                return shorter;
            }
        }
        match variable {
            Variable::Locator => self.cx.locator.map(|locator| locator.value.trim().to_owned()),
            Variable::CitationNumber => self.cx.number.map(|number| number.to_string()),
            Variable::FirstReferenceNoteNumber => self.cx.first_note.map(|note| note.to_string()),
            Variable::YearSuffix => self.cx.choices.suffix.map(letters).or_else(|| own(variable)),
            Variable::PageFirst => own(variable).or_else(|| own(Variable::Page).map(|page| first_page(&page))),
            Variable::CitationLabel => own(variable).or_else(|| Some(number::citation_label(item))),
            _ => own(variable),
        }
    }

    fn text(&mut self, text: &'a Text) -> Out<'a> {
        match &text.source {
            TextSource::Value(value) => {
                if value.is_empty() {
                    return Out::none();
                }
                Out::fixed(self.looked(&text.look, Node::Leaf(markup::parse(value, self.cx.quotes))))
            }
            TextSource::Term { name, form, plural } => self.term_text(text, name, *form, *plural),
            TextSource::Macro(index) => {
                let mut out = self.macro_called(*index);
                out.node = out.node.filter(|node| !node.is_empty()).map(|node| self.looked(&text.look, node));
                out
            }
            TextSource::Variable { variable, short } => self.variable_text(text, *variable, *short),
        }
    }

    fn term_text(&mut self, text: &'a Text, name: &str, form: TermForm, plural: bool) -> Out<'a> {
        let Some(term) = self.cx.locale.term(name, form) else { return Out::none() };
        let word = if plural { &term.multiple } else { &term.single };
        if word.is_empty() {
            return Out::none();
        }
        let node = Node::tagged(Tag::Term(name.to_owned()), Node::text(word.clone()));
        let node = self.looked_word(&text.look, node);
        // "n. d." carries the letter of a year.
        if name == "no date"
            && !self.cx.style.facts.explicit_suffix
            && !self.suffix_placed
            && self.cx.area != Area::Sort
            && let Some(suffix) = self.cx.choices.suffix
        {
            self.suffix_placed = true;
            let letter = Node::tagged(Tag::YearSuffix(suffix), Node::text(format!("-{}", letters(suffix))));
            return Out::fixed(Node::of(vec![node, letter]));
        }
        Out::fixed(node)
    }

    fn variable_text(&mut self, text: &'a Text, variable: Variable, short: bool) -> Out<'a> {
        let value = match variable.kind() {
            VariableKind::Name => None,
            VariableKind::Date => match self.cx.item.date(variable) {
                Some(Date::Literal(words)) => Some(words.clone()),
                _ => None,
            },
            VariableKind::Text | VariableKind::Number => self.value(variable, short),
        };
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            // The letter behind a year does not count as a variable.
            return if variable == Variable::YearSuffix { Out::none() } else { Out::empty() };
        };
        self.record(variable);
        let node = match variable {
            Variable::Volume | Variable::Issue | Variable::ChapterNumber | Variable::PartNumber
                if number::is_numeric(&value) =>
            {
                Node::text(number::page_range(&value, None, self.cx.locale))
            }
            Variable::Page => Node::text(number::page_range(&value, self.cx.style.page_range, self.cx.locale)),
            Variable::Locator => {
                let pages = self.cx.locator.is_some_and(|locator| locator.label == "page");
                let format = if pages { self.cx.style.page_range } else { None };
                let rich = markup::parse(&number::locator_text(&value, format, self.cx.locale), self.cx.quotes);
                Node::tagged(Tag::Locator, Node::Leaf(rich))
            }
            Variable::CitationNumber => {
                Node::tagged(Tag::CitationNumber(self.cx.number.unwrap_or_default()), Node::text(value))
            }
            Variable::YearSuffix => {
                let node = Node::text(value);
                match self.cx.choices.suffix {
                    Some(suffix) => Node::tagged(Tag::YearSuffix(suffix), self.looked(&text.look, node)),
                    None => self.looked(&text.look, node),
                }
            }
            Variable::CitationLabel => {
                let mut nodes = vec![Node::text(value)];
                self.suffix_placed = true;
                if let Some(suffix) = self.cx.choices.suffix.filter(|_| !self.cx.style.facts.explicit_suffix) {
                    nodes.push(Node::tagged(Tag::YearSuffix(suffix), Node::text(letters(suffix))));
                }
                Node::of(nodes)
            }
            Variable::Url | Variable::Doi | Variable::Pmid | Variable::Pmcid => {
                return self.address(text, variable, &value);
            }
            _ => {
                let node = Node::Leaf(markup::parse(&value, self.cx.quotes));
                let node = match self.foreign(variable) {
                    Some(lang) => Node::tagged(Tag::Lang(lang), node),
                    None => node,
                };
                let title = matches!(variable, Variable::Title | Variable::TitleShort);
                if title { Node::tagged(Tag::Title, node) } else { node }
            }
        };
        if variable == Variable::YearSuffix {
            return Out { node: Some(node), called: false, filled: false };
        }
        Out::of_variable(self.looked(&text.look, node))
    }

    /// A DOI, an address: with the address that it leads to.
    fn address(&mut self, text: &'a Text, variable: Variable, value: &str) -> Out<'a> {
        let look = &text.look;
        let bare = value.trim();
        let is_address = |text: &str| text.starts_with("http://") || text.starts_with("https://");
        let address = match variable {
            _ if is_address(bare) => bare.to_owned(),
            Variable::Url => format!("https://{bare}"),
            Variable::Doi => format!("https://doi.org/{bare}"),
            Variable::Pmid => format!("https://www.ncbi.nlm.nih.gov/pubmed/{bare}"),
            _ => format!("https://www.ncbi.nlm.nih.gov/pmc/articles/{bare}"),
        };
        let linked = |node| Node::tagged(Tag::Link(address.clone()), node);
        // A prefix that makes an address of it is part of the link.
        let node = if is_address(look.prefix.trim()) || look.prefix.trim().ends_with('/') {
            let bare = bare.trim_start_matches(look.prefix.trim());
            linked(self.looked(look, Node::text(bare)))
        } else {
            self.looked(look, linked(Node::text(value)))
        };
        Out::of_variable(node)
    }

    /// The language of a title, if it is not the document's.
    fn foreign(&self, variable: Variable) -> Option<String> {
        let title = matches!(
            variable,
            Variable::Title
                | Variable::TitleShort
                | Variable::ContainerTitle
                | Variable::ContainerTitleShort
                | Variable::VolumeTitle
                | Variable::PartTitle
        );
        let lang = self.cx.item.text(Variable::Language).filter(|_| title)?;
        let shaped = lang.len() <= 12 && lang.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let base = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
        (shaped && (2..=3).contains(&base(lang).len()) && base(lang) != base(self.cx.lang)).then(|| lang.to_owned())
    }

    fn label(&mut self, label: &'a Label) -> Out<'a> {
        let Some(variable) = label.variable else { return Out::none() };
        let Some(value) = self.value(variable, false).filter(|value| !value.is_empty()) else { return Out::none() };
        let term = match variable {
            Variable::Locator => self.cx.locator.map_or("page", |locator| locator_term(&locator.label)),
            other => other.name(),
        };
        let many = match label.plural {
            Plural::Always => true,
            Plural::Never => false,
            Plural::Contextual => match variable {
                Variable::NumberOfPages | Variable::NumberOfVolumes => {
                    value.trim().parse::<u32>().is_ok_and(|number| number != 1)
                }
                _ => number::is_plural(&value),
            },
        };
        let Some(found) = self.cx.locale.term(term, label.form) else { return Out::none() };
        let word = if many { &found.multiple } else { &found.single };
        if word.is_empty() {
            return Out::none();
        }
        let word = word.clone();
        Out::fixed(Node::tagged(Tag::Label, self.looked_word(&label.look, Node::text(word))))
    }
}

/// The term that names a kind of locator.
fn locator_term(label: &str) -> &str {
    match label {
        "sub verbo" => "sub-verbo",
        "article" => "article-locator",
        "title" => "title-locator",
        other => other,
    }
}

/// The digits, or letters, up to the first dash.
fn first_page(page: &str) -> String {
    let end = page.find(['-', '–', '—', ',', '&', ' ']).unwrap_or(page.len());
    page[..end].to_owned()
}

/// a … z, aa, ab …
pub(super) fn letters(number: u32) -> String {
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

fn dressed<'a>(look: &Look, node: Node<'a>, english: bool) -> Node<'a> {
    if *look == Look::default() {
        return node;
    }
    Node::Branch(Box::new(Branch { look: look.clone(), english, children: vec![node], ..Branch::default() }))
}

/// Whether a language has title case.
fn is_title_cased(lang: &str) -> bool {
    let lang = lang.to_lowercase();
    TITLE_CASED.contains(&lang.split(['-', '_']).next().unwrap_or_default())
}
