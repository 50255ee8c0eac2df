//! Styles: read from XML or from the archive into what the evaluation walks over.
//!
//! Owns the whole of a style (its settings, areas, macros, own locales) and what is asked of it before anything is
//! rendered. Elements are read in `read`; locales are put together in [`super::locale`].

pub(in crate::csl) mod element;
mod facts;
pub(in crate::csl) mod read;

use std::collections::BTreeSet;
use std::ops::Range;

use hayagriva::archive::ArchivedStyle;

use self::element::{
    BibliographyArea, CitationArea, Collapse, Demote, Element, GivenRule, Layout, NameOptions, PageRange, SortKey,
    SortSource, SubstituteRule,
};
use self::facts::Facts;
use self::read::{NAME_OPTIONS, Reader};
use super::locale::LocaleData;
use super::tree::Tree;
use super::variable::{Variable, VariableKind};

/// A citation style.
#[derive(Debug, Clone, Default)]
pub struct Style {
    title: String,
    class: StyleClass,
    default_locale: Option<String>,
    pub(super) locales: Vec<LocaleData>,
    pub(super) macros: Vec<Vec<Element>>,
    pub(super) citation: CitationArea,
    pub(super) bibliography: Option<BibliographyArea>,
    pub(super) demote: Demote,
    pub(super) initialize_with_hyphen: bool,
    pub(super) page_range: Option<PageRange>,
    pub(super) facts: Facts,
}

/// Something in a style that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of thing.
    pub kind: ProblemKind,
    /// Where, in bytes of the style's text.
    pub at: Range<usize>,
    /// One sentence, without a point at its end.
    pub message: String,
}

/// What is wrong with a style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// It is not XML, or not a style.
    Unreadable,
    /// It only refers to another style, which has this name.
    Dependent(String),
    /// An element, attribute, variable, type, term, macro or value that CSL 1.0.2 does not have; it was left out.
    Unknown,
}

/// Where a style puts citations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum StyleClass {
    /// In the text.
    #[default]
    InText,
    /// In notes.
    Note,
}

impl Style {
    /// The names of all styles that the archive holds.
    pub fn archive_names() -> impl Iterator<Item = &'static str> {
        ArchivedStyle::all().iter().flat_map(|style| style.names().iter().copied())
    }

    /// The style of that name in the archive; `None` if it holds none.
    #[must_use]
    pub fn archived(name: &str) -> Option<Self> {
        let value = ciborium::Value::serialized(&ArchivedStyle::by_name(name)?.get()).ok()?;
        Some(Self::read(&Tree::from_value("style", &value)).0)
    }

    /// The style whose text is `text`, a `.csl` file, with all in it that is not understood.
    ///
    /// # Errors
    /// If it is no style, or only refers to another one.
    pub fn from_xml(text: &str) -> Result<(Self, Vec<Problem>), Problem> {
        let unreadable = |at, message| Problem { kind: ProblemKind::Unreadable, at, message };
        let tree = Tree::from_xml(text).map_err(|error| {
            let at = offset(text, error.pos().row, error.pos().col);
            unreadable(at..at, format!("the style is not XML: {error}"))
        })?;
        if tree.name != "style" {
            return Err(unreadable(tree.at.clone(), format!("a style begins with `style`, not with `{}`", tree.name)));
        }
        if tree.child("citation").is_none() {
            let links = tree.child("info").into_iter().flat_map(|info| info.all("link"));
            let parent =
                links.filter(|link| link.get("rel") == Some("independent-parent")).find_map(|link| link.get("href"));
            let Some(parent) = parent else {
                return Err(unreadable(tree.at.clone(), "the style has no `citation`".to_owned()));
            };
            let name = parent.rsplit('/').next().unwrap_or(parent).to_owned();
            let message = format!("this style only refers to another one: use `{name}`");
            return Err(Problem { kind: ProblemKind::Dependent(name), at: tree.at.clone(), message });
        }
        Ok(Self::read(&tree))
    }

    fn read(tree: &Tree) -> (Self, Vec<Problem>) {
        let mut reader = Reader::default();
        let settings = &[
            "class",
            "version",
            "default-locale",
            "xml:lang",
            "demote-non-dropping-particle",
            "initialize-with-hyphen",
            "page-range-format",
        ];
        reader.check(tree, &[settings, NAME_OPTIONS]);
        for (index, found) in tree.all("macro").enumerate() {
            let name = found.get("name").unwrap_or_default().to_owned();
            if reader.macros.insert(name.clone(), index).is_some() {
                reader.problem(&found.at, format!("the macro `{name}` stands twice; the last one counts"));
            }
        }
        let mut macros: Vec<Vec<Element>> = tree.all("macro").map(|found| reader.children(found)).collect();
        for index in facts::endless(&mut macros) {
            if let Some(found) = tree.all("macro").nth(index) {
                let name = found.get("name").unwrap_or_default();
                reader.problem(&found.at, format!("the macro `{name}` calls itself; it prints nothing"));
            }
        }
        let names = reader.name_options(tree);
        let mut style = Self {
            title: title(tree),
            class: reader
                .choice(tree, "class", &[("in-text", StyleClass::InText), ("note", StyleClass::Note)])
                .unwrap_or_default(),
            default_locale: tree.get("default-locale").map(str::to_owned),
            locales: tree.all("locale").map(|locale| LocaleData::read(locale, &mut reader)).collect(),
            macros,
            citation: CitationArea::default(),
            bibliography: None,
            demote: reader
                .choice(
                    tree,
                    "demote-non-dropping-particle",
                    &[
                        ("never", Demote::Never),
                        ("sort-only", Demote::SortOnly),
                        ("display-and-sort", Demote::DisplayAndSort),
                    ],
                )
                .unwrap_or_default(),
            initialize_with_hyphen: reader.flag(tree, "initialize-with-hyphen").unwrap_or(true),
            page_range: reader.choice(
                tree,
                "page-range-format",
                &[
                    ("chicago", PageRange::Chicago15),
                    ("chicago-15", PageRange::Chicago15),
                    ("chicago-16", PageRange::Chicago16),
                    ("expanded", PageRange::Expanded),
                    ("minimal", PageRange::Minimal),
                    ("minimal-two", PageRange::MinimalTwo),
                ],
            ),
            facts: Facts::default(),
        };
        if let Some(area) = tree.child("citation") {
            style.citation = citation(&mut reader, area, &names);
        }
        style.bibliography = tree.child("bibliography").map(|area| bibliography(&mut reader, area, &names));
        for child in &tree.children {
            if !matches!(child.name.as_str(), "info" | "locale" | "macro" | "citation" | "bibliography") {
                reader.problem(&child.at, format!("`style` has no element `{}`", child.name));
            }
        }
        style.facts = Facts::of(&style, tree);
        (style, reader.problems)
    }

    /// What it calls itself.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Where it puts citations.
    #[must_use]
    pub fn class(&self) -> StyleClass {
        self.class
    }

    /// Whether it has a list of references.
    #[must_use]
    pub fn has_bibliography(&self) -> bool {
        self.bibliography.is_some()
    }

    /// Whether works are cited by a number or a label that depends on all of them.
    #[must_use]
    pub fn is_numeric(&self) -> bool {
        self.facts.numeric
    }

    /// The language that it is made for, if it is for one only.
    #[must_use]
    pub fn default_locale(&self) -> Option<&str> {
        self.default_locale.as_deref()
    }

    /// Whether its entries hang: all lines but the first are indented.
    #[must_use]
    pub fn hanging_indent(&self) -> bool {
        self.bibliography.as_ref().is_some_and(|area| area.hanging_indent)
    }

    /// All variables that it can print or ask for.
    #[must_use]
    pub fn variables(&self) -> &BTreeSet<Variable> {
        &self.facts.variables
    }
}

fn title(tree: &Tree) -> String {
    let title = tree.child("info").and_then(|info| info.child("title"));
    title.map(|title| title.text.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
}

fn citation(reader: &mut Reader, tree: &Tree, outer: &NameOptions) -> CitationArea {
    let own = &[
        "disambiguate-add-names",
        "disambiguate-add-givenname",
        "disambiguate-add-year-suffix",
        "givenname-disambiguation-rule",
        "collapse",
        "cite-group-delimiter",
        "after-collapse-delimiter",
        "year-suffix-delimiter",
        "near-note-distance",
    ];
    reader.check(tree, &[own, NAME_OPTIONS]);
    let rules = &[
        ("all-names", GivenRule::AllNames),
        ("all-names-with-initials", GivenRule::AllNamesWithInitials),
        ("primary-name", GivenRule::PrimaryName),
        ("primary-name-with-initials", GivenRule::PrimaryNameWithInitials),
        ("by-cite", GivenRule::ByCite),
    ];
    let collapses = &[
        ("citation-number", Collapse::CitationNumber),
        ("year", Collapse::Year),
        ("year-suffix", Collapse::YearSuffix),
        ("year-suffix-ranged", Collapse::YearSuffixRanged),
    ];
    let rule = reader.choice(tree, "givenname-disambiguation-rule", rules).unwrap_or(GivenRule::ByCite);
    let given = reader.flag(tree, "disambiguate-add-givenname").unwrap_or_default();
    let text = |name: &str| tree.get(name).map(str::to_owned);
    CitationArea {
        names: reader.name_options(tree).over(outer),
        sort: sort(reader, tree),
        layout: layout(reader, tree),
        add_names: reader.flag(tree, "disambiguate-add-names").unwrap_or_default(),
        add_given: given.then_some(rule),
        add_suffix: reader.flag(tree, "disambiguate-add-year-suffix").unwrap_or_default(),
        collapse: reader.choice(tree, "collapse", collapses),
        group_delimiter: text("cite-group-delimiter"),
        after_collapse: text("after-collapse-delimiter"),
        suffix_delimiter: text("year-suffix-delimiter"),
        near_note: reader.number(tree, "near-note-distance").and_then(|far| u32::try_from(far).ok()).unwrap_or(5),
    }
}

fn bibliography(reader: &mut Reader, tree: &Tree, outer: &NameOptions) -> BibliographyArea {
    let own = &[
        "subsequent-author-substitute",
        "subsequent-author-substitute-rule",
        "second-field-align",
        "hanging-indent",
        "line-spacing",
        "entry-spacing",
    ];
    reader.check(tree, &[own, NAME_OPTIONS]);
    let rules = &[
        ("complete-all", SubstituteRule::CompleteAll),
        ("complete-each", SubstituteRule::CompleteEach),
        ("partial-each", SubstituteRule::PartialEach),
        ("partial-first", SubstituteRule::PartialFirst),
    ];
    BibliographyArea {
        names: reader.name_options(tree).over(outer),
        sort: sort(reader, tree),
        layout: layout(reader, tree),
        substitute: tree.get("subsequent-author-substitute").map(str::to_owned),
        substitute_rule: reader.choice(tree, "subsequent-author-substitute-rule", rules).unwrap_or_default(),
        second_field_align: reader.choice(tree, "second-field-align", &[("flush", ()), ("margin", ())]).is_some(),
        hanging_indent: reader.flag(tree, "hanging-indent").unwrap_or_default(),
    }
}

fn layout(reader: &mut Reader, tree: &Tree) -> Layout {
    let Some(layout) = tree.child("layout") else {
        reader.problem(&tree.at, format!("`{}` has no `layout`: it prints nothing", tree.name));
        return Layout::default();
    };
    Layout {
        look: reader.look(layout),
        delimiter: layout.get("delimiter").unwrap_or_default().to_owned(),
        children: reader.children(layout),
    }
}

fn sort(reader: &mut Reader, tree: &Tree) -> Vec<SortKey> {
    let mut keys = Vec::new();
    for key in tree.child("sort").into_iter().flat_map(|sort| sort.all("key")) {
        reader.check(key, &[&["variable", "macro", "sort", "names-min", "names-use-first", "names-use-last"]]);
        let kinds = &[VariableKind::Text, VariableKind::Number, VariableKind::Date, VariableKind::Name];
        let source = if let Some(name) = key.get("macro") {
            reader.macros.get(name).map(|index| SortSource::Macro(*index))
        } else {
            reader.variables(key, "variable", kinds).first().map(|variable| SortSource::Variable(*variable))
        };
        let Some(source) = source else {
            reader.problem(&key.at, "a key of `sort` names a macro or a variable of the style".to_owned());
            continue;
        };
        keys.push(SortKey {
            source,
            descending: reader.choice(key, "sort", &[("ascending", false), ("descending", true)]).unwrap_or_default(),
            names: NameOptions {
                et_al_min: reader.number(key, "names-min"),
                et_al_use_first: reader.number(key, "names-use-first"),
                et_al_use_last: reader.flag(key, "names-use-last"),
                ..NameOptions::default()
            },
        });
    }
    keys
}

/// The byte of a line and a column, both counted from 1.
fn offset(text: &str, line: u32, column: u32) -> usize {
    let (line, column) = (line.max(1) as usize - 1, column.max(1) as usize - 1);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
}
