//! Attributes and rendering elements out of a tree of XML.
//!
//! What CSL 1.0.2 does not have is left out and noted as a problem; nothing here refuses a style.

use std::collections::BTreeMap;

use super::element::{
    And, Branch, Case, Condition, Date, DateForm, DateFormat, DatePart, DatePartForm, DatePartName, DateShown, Element,
    EtAl, Font, Group, Label, Look, Match, Name, NameForm, NameOptions, Names, NamesLabel, Number, NumberForm, Place,
    Plural, Precedes, SortOrder, TermForm, Text, TextSource,
};
use super::{Problem, ProblemKind};
use crate::csl::cite::{Display, Position};
use crate::csl::item::ITEM_TYPES;
use crate::csl::tree::{Attribute, Tree};
use crate::csl::variable::{Variable, VariableKind};

/// Reads one style.
#[derive(Debug, Default)]
pub(in crate::csl) struct Reader {
    /// The macros by name.
    pub macros: BTreeMap<String, usize>,
    pub problems: Vec<Problem>,
}

const LOOK: &[&str] = &[
    "prefix",
    "suffix",
    "font-style",
    "font-variant",
    "font-weight",
    "text-decoration",
    "vertical-align",
    "text-case",
    "quotes",
    "strip-periods",
    "display",
];

pub(super) const NAME_OPTIONS: &[&str] = &[
    "and",
    "delimiter-precedes-et-al",
    "delimiter-precedes-last",
    "et-al-min",
    "et-al-use-first",
    "et-al-use-last",
    "et-al-subsequent-min",
    "et-al-subsequent-use-first",
    "initialize",
    "initialize-with",
    "name-as-sort-order",
    "sort-separator",
    "name-form",
    "name-delimiter",
    "names-delimiter",
];

impl Reader {
    pub(super) fn problem(&mut self, at: &std::ops::Range<usize>, message: String) {
        self.problems.push(Problem { kind: ProblemKind::Unknown, at: at.clone(), message });
    }

    /// Notes the attributes of an element that are in none of the lists.
    pub(super) fn check(&mut self, tree: &Tree, known: &[&[&str]]) {
        for attribute in &tree.attributes {
            if !known.iter().any(|list| list.contains(&attribute.name.as_str())) {
                let message = format!("`{}` has no attribute `{}`", tree.name, attribute.name);
                self.problem(&attribute.at, message);
            }
        }
    }

    /// The value of an attribute out of a list of what it may be.
    pub(super) fn choice<T: Copy>(&mut self, tree: &Tree, name: &str, values: &[(&str, T)]) -> Option<T> {
        let attribute = tree.attributes.iter().find(|attribute| attribute.name == name)?;
        let found = values.iter().find(|(value, _)| *value == attribute.value.trim()).map(|(_, found)| *found);
        if found.is_none() {
            let known: Vec<String> = values.iter().map(|(value, _)| format!("`{value}`")).collect();
            let message = format!("`{name}` cannot be `{}`, only {}", attribute.value, known.join(", "));
            self.problem(&attribute.at, message);
        }
        found
    }

    pub(super) fn flag(&mut self, tree: &Tree, name: &str) -> Option<bool> {
        self.choice(tree, name, &[("true", true), ("false", false)])
    }

    pub(super) fn number(&mut self, tree: &Tree, name: &str) -> Option<usize> {
        let attribute = tree.attributes.iter().find(|attribute| attribute.name == name)?;
        let number = attribute.value.trim().parse().ok();
        if number.is_none() {
            self.problem(&attribute.at, format!("`{name}` must be a number, not `{}`", attribute.value));
        }
        number
    }

    fn variable_named(&mut self, name: &str, attribute: &Attribute, kinds: &[VariableKind]) -> Option<Variable> {
        let found = Variable::find(name).filter(|variable| kinds.contains(&variable.kind()));
        if found.is_none() {
            self.problem(&attribute.at, format!("CSL has no variable `{name}` that can stand here"));
        }
        found
    }

    /// The variables of an attribute; what CSL does not have is left out.
    pub(super) fn variables(&mut self, tree: &Tree, name: &str, kinds: &[VariableKind]) -> Vec<Variable> {
        let Some(attribute) = tree.attributes.iter().find(|attribute| attribute.name == name) else {
            return Vec::new();
        };
        attribute.value.split_whitespace().filter_map(|name| self.variable_named(name, attribute, kinds)).collect()
    }

    pub(in crate::csl) fn look(&mut self, tree: &Tree) -> Look {
        let text = |name: &str| tree.get(name).unwrap_or_default().to_owned();
        let style = &[("italic", true), ("oblique", true), ("normal", false)];
        let position =
            &[("sup", Position::Superscript), ("sub", Position::Subscript), ("baseline", Position::Baseline)];
        Look {
            prefix: text("prefix"),
            suffix: text("suffix"),
            font: Font {
                italic: self.choice(tree, "font-style", style),
                bold: self.choice(tree, "font-weight", &[("bold", true), ("normal", false), ("light", false)]),
                underline: self.choice(tree, "text-decoration", &[("underline", true), ("none", false)]),
                small_caps: self.choice(tree, "font-variant", &[("small-caps", true), ("normal", false)]),
                position: self.choice(tree, "vertical-align", position),
            },
            case: self
                .choice(
                    tree,
                    "text-case",
                    &[
                        ("lowercase", Some(Case::Lower)),
                        ("uppercase", Some(Case::Upper)),
                        ("capitalize-first", Some(Case::CapitalizeFirst)),
                        ("capitalize-all", Some(Case::CapitalizeAll)),
                        ("sentence", Some(Case::Sentence)),
                        ("title", Some(Case::Title)),
                        ("none", None),
                    ],
                )
                .flatten(),
            quotes: self.flag(tree, "quotes").unwrap_or_default(),
            strip_periods: self.flag(tree, "strip-periods").unwrap_or_default(),
            display: self.choice(
                tree,
                "display",
                &[
                    ("block", Display::Block),
                    ("left-margin", Display::LeftMargin),
                    ("right-inline", Display::RightInline),
                    ("indent", Display::Indent),
                ],
            ),
        }
    }

    pub(in crate::csl) fn term_form(&mut self, tree: &Tree) -> TermForm {
        let forms = &[
            ("long", TermForm::Long),
            ("short", TermForm::Short),
            ("verb", TermForm::Verb),
            ("verb-short", TermForm::VerbShort),
            ("symbol", TermForm::Symbol),
            // CSL 0.8's words for them.
            ("static", TermForm::Long),
        ];
        self.choice(tree, "form", forms).unwrap_or_default()
    }

    /// The rendering elements within another.
    pub(super) fn children(&mut self, tree: &Tree) -> Vec<Element> {
        tree.children.iter().filter_map(|child| self.element(child)).collect()
    }

    fn element(&mut self, tree: &Tree) -> Option<Element> {
        Some(match tree.name.as_str() {
            "text" => Element::Text(self.text(tree)?),
            "number" => {
                self.check(tree, &[LOOK, &["variable", "form"]]);
                let kinds = &[VariableKind::Number, VariableKind::Text];
                let variable = *self.variables(tree, "variable", kinds).first()?;
                let forms = &[
                    ("numeric", NumberForm::Numeric),
                    ("ordinal", NumberForm::Ordinal),
                    ("long-ordinal", NumberForm::LongOrdinal),
                    ("roman", NumberForm::Roman),
                ];
                let form = self.choice(tree, "form", forms).unwrap_or_default();
                Element::Number(Number { variable, form, look: self.look(tree) })
            }
            "label" => {
                let variable =
                    *self.variables(tree, "variable", &[VariableKind::Number, VariableKind::Text]).first()?;
                Element::Label(Label { variable: Some(variable), ..self.label(tree) })
            }
            "names" => Element::Names(Box::new(self.names(tree))),
            "date" => Element::Date(Box::new(self.date(tree)?)),
            "group" => {
                self.check(tree, &[LOOK, &["delimiter"]]);
                let delimiter = tree.get("delimiter").map(str::to_owned);
                Element::Group(Group { delimiter, look: self.look(tree), children: self.children(tree) })
            }
            "choose" => Element::Choose(tree.children.iter().filter_map(|child| self.branch(child)).collect()),
            _ => {
                self.problem(&tree.at, format!("CSL has no element `{}` here", tree.name));
                return None;
            }
        })
    }

    fn text(&mut self, tree: &Tree) -> Option<Text> {
        self.check(tree, &[LOOK, &["variable", "macro", "term", "value", "form", "plural"]]);
        let source = if let Some(name) = tree.get("macro") {
            let Some(index) = self.macros.get(name) else {
                self.problem(&tree.at, format!("the style has no macro `{name}`"));
                return None;
            };
            TextSource::Macro(*index)
        } else if let Some(name) = tree.get("term") {
            let form = self.term_form(tree);
            let plural = self.flag(tree, "plural").unwrap_or_default();
            TextSource::Term { name: name.to_owned(), form, plural }
        } else if let Some(value) = tree.get("value") {
            TextSource::Value(value.to_owned())
        } else {
            let kinds = &[VariableKind::Text, VariableKind::Number, VariableKind::Date, VariableKind::Name];
            let variable = *self.variables(tree, "variable", kinds).first()?;
            let short = self.choice(tree, "form", &[("short", true), ("long", false)]).unwrap_or_default();
            TextSource::Variable { variable, short }
        };
        Some(Text { source, look: self.look(tree) })
    }

    fn label(&mut self, tree: &Tree) -> Label {
        self.check(tree, &[LOOK, &["variable", "form", "plural"]]);
        let plurals = &[("contextual", Plural::Contextual), ("always", Plural::Always), ("never", Plural::Never)];
        Label {
            variable: None,
            form: self.term_form(tree),
            plural: self.choice(tree, "plural", plurals).unwrap_or_default(),
            look: self.look(tree),
        }
    }

    fn branch(&mut self, tree: &Tree) -> Option<Branch> {
        if !matches!(tree.name.as_str(), "if" | "else-if" | "else") {
            self.problem(&tree.at, format!("`choose` has no element `{}`", tree.name));
            return None;
        }
        let tests =
            &["disambiguate", "is-numeric", "is-uncertain-date", "locator", "position", "type", "variable", "match"];
        self.check(tree, &[tests]);
        let matching = self.choice(tree, "match", &[("all", Match::All), ("any", Match::Any), ("none", Match::None)]);
        let mut conditions = Vec::new();
        for attribute in tree.attributes.iter().filter(|attribute| attribute.name != "match") {
            for value in attribute.value.split_whitespace() {
                conditions.extend(self.condition(attribute, value));
            }
        }
        if attribute_of(tree, "locator").is_some_and(|locator| locator.value.trim() == "sub verbo") {
            conditions.retain(|condition| !matches!(condition, Condition::Locator(_)));
            conditions.push(Condition::Locator("sub-verbo".to_owned()));
        }
        Some(Branch { matching: matching.unwrap_or_default(), conditions, children: self.children(tree) })
    }

    fn condition(&mut self, attribute: &Attribute, value: &str) -> Option<Condition> {
        let any = &[VariableKind::Text, VariableKind::Number, VariableKind::Date, VariableKind::Name];
        let never = Condition::Never;
        Some(match attribute.name.as_str() {
            "disambiguate" => Condition::Disambiguate(value == "true"),
            "is-numeric" => self.variable_named(value, attribute, any).map_or(never, Condition::IsNumeric),
            "is-uncertain-date" => self.variable_named(value, attribute, any).map_or(never, Condition::IsUncertain),
            "variable" => self.variable_named(value, attribute, any).map_or(never, Condition::Has),
            "locator" => Condition::Locator(value.to_owned()),
            "type" => {
                if !ITEM_TYPES.contains(&value) {
                    self.problem(&attribute.at, format!("CSL has no type `{value}`"));
                }
                Condition::Type(value.to_owned())
            }
            "position" => Condition::Position(match value {
                "first" => Place::First,
                "subsequent" => Place::Subsequent,
                "ibid" => Place::Ibid,
                "ibid-with-locator" => Place::IbidWithLocator,
                "near-note" => Place::NearNote,
                "far-note" => Place::FarNote,
                _ => {
                    self.problem(&attribute.at, format!("CSL has no position `{value}`"));
                    return Some(never);
                }
            }),
            _ => return None,
        })
    }

    fn names(&mut self, tree: &Tree) -> Names {
        self.check(tree, &[LOOK, NAME_OPTIONS, &["variable", "delimiter"]]);
        let variables = self.variables(tree, "variable", &[VariableKind::Name]);
        let mut names = Names {
            variables,
            delimiter: tree.get("delimiter").map(str::to_owned),
            name: None,
            et_al: None,
            label: None,
            substitute: Vec::new(),
            look: self.look(tree),
        };
        for child in &tree.children {
            match child.name.as_str() {
                "name" => names.name = Some(self.name(child)),
                "et-al" => {
                    self.check(child, &[LOOK, &["term"]]);
                    let term = child.get("term").unwrap_or("et-al").to_owned();
                    names.et_al = Some(EtAl { term, look: self.look(child) });
                }
                "label" => {
                    let before = names.name.is_none() && tree.child("name").is_some();
                    names.label = Some(NamesLabel { label: self.label(child), before });
                }
                "substitute" => names.substitute = self.children(child),
                other => self.problem(&child.at, format!("`names` has no element `{other}`")),
            }
        }
        names
    }

    fn name(&mut self, tree: &Tree) -> Name {
        self.check(tree, &[LOOK, NAME_OPTIONS, &["form", "delimiter"]]);
        let mut name = Name { options: self.name_options(tree), look: self.look(tree), family: None, given: None };
        name.options.delimiter = tree.get("delimiter").map(str::to_owned);
        name.options.form = self.name_form(tree, "form");
        for child in &tree.children {
            self.check(child, &[LOOK, &["name"]]);
            let part = Some(self.look(child));
            match child.get("name") {
                Some("family") => name.family = part,
                Some("given") => name.given = part,
                _ => self.problem(&child.at, "a part of a name is `family` or `given`".to_owned()),
            }
        }
        name
    }

    fn name_form(&mut self, tree: &Tree, name: &str) -> Option<NameForm> {
        self.choice(tree, name, &[("long", NameForm::Long), ("short", NameForm::Short), ("count", NameForm::Count)])
    }

    /// The options of names, as the style, a citation, a bibliography or a name has them.
    pub(super) fn name_options(&mut self, tree: &Tree) -> NameOptions {
        let precedes = &[
            ("contextual", Precedes::Contextual),
            ("after-inverted-name", Precedes::AfterInvertedName),
            ("always", Precedes::Always),
            ("never", Precedes::Never),
        ];
        NameOptions {
            and: self.choice(tree, "and", &[("text", And::Text), ("symbol", And::Symbol)]),
            delimiter: tree.get("name-delimiter").map(str::to_owned),
            names_delimiter: tree.get("names-delimiter").map(str::to_owned),
            precedes_et_al: self.choice(tree, "delimiter-precedes-et-al", precedes),
            precedes_last: self.choice(tree, "delimiter-precedes-last", precedes),
            et_al_min: self.number(tree, "et-al-min"),
            et_al_use_first: self.number(tree, "et-al-use-first"),
            et_al_use_last: self.flag(tree, "et-al-use-last"),
            et_al_subsequent_min: self.number(tree, "et-al-subsequent-min"),
            et_al_subsequent_use_first: self.number(tree, "et-al-subsequent-use-first"),
            initialize: self.flag(tree, "initialize"),
            initialize_with: tree.get("initialize-with").map(str::to_owned),
            form: self.name_form(tree, "name-form"),
            sort_order: self.choice(
                tree,
                "name-as-sort-order",
                &[("first", SortOrder::First), ("all", SortOrder::All)],
            ),
            sort_separator: tree.get("sort-separator").map(str::to_owned),
        }
    }

    fn date(&mut self, tree: &Tree) -> Option<Date> {
        self.check(tree, &[LOOK, &["variable", "form", "date-parts", "delimiter"]]);
        let variable = *self.variables(tree, "variable", &[VariableKind::Date]).first()?;
        let shown = &[
            ("year-month-day", DateShown::YearMonthDay),
            ("year-month", DateShown::YearMonth),
            ("year", DateShown::Year),
        ];
        Some(Date {
            variable,
            form: self.date_form(tree),
            shown: self.choice(tree, "date-parts", shown).unwrap_or_default(),
            format: self.date_format(tree),
            look: self.look(tree),
        })
    }

    pub(in crate::csl) fn date_form(&mut self, tree: &Tree) -> Option<DateForm> {
        self.choice(tree, "form", &[("numeric", DateForm::Numeric), ("text", DateForm::Text)])
    }

    /// The parts of a date of a style or of a locale.
    pub(in crate::csl) fn date_format(&mut self, tree: &Tree) -> DateFormat {
        let names = &[("year", DatePartName::Year), ("month", DatePartName::Month), ("day", DatePartName::Day)];
        let forms = &[
            ("long", DatePartForm::Long),
            ("short", DatePartForm::Short),
            ("numeric", DatePartForm::Numeric),
            ("numeric-leading-zeros", DatePartForm::NumericLeadingZeros),
            ("ordinal", DatePartForm::Ordinal),
        ];
        let mut parts = Vec::new();
        for child in tree.all("date-part") {
            self.check(child, &[LOOK, &["name", "form", "range-delimiter"]]);
            let Some(name) = self.choice(child, "name", names) else { continue };
            parts.push(DatePart {
                name,
                form: self.choice(child, "form", forms),
                range_delimiter: child.get("range-delimiter").map(str::to_owned),
                look: self.look(child),
            });
        }
        DateFormat { delimiter: tree.get("delimiter").unwrap_or_default().to_owned(), parts, look: self.look(tree) }
    }
}

fn attribute_of<'a>(tree: &'a Tree, name: &str) -> Option<&'a Attribute> {
    tree.attributes.iter().find(|attribute| attribute.name == name)
}
