//! What is asked of a style as a whole: which variables it uses, whether it numbers works, where it prints the letter
//! behind a year itself.

use std::collections::BTreeSet;

use super::Style;
use super::element::{Condition, Element, SortSource, TextSource};
use crate::csl::tree::Tree;
use crate::csl::variable::{Variable, VariableKind};

/// Answers that do not change.
#[derive(Debug, Clone, Default)]
pub(in crate::csl) struct Facts {
    pub numeric: bool,
    pub variables: BTreeSet<Variable>,
    /// Whether citations, or the list, print `year-suffix` where the style says so; then no date carries it by itself.
    pub explicit_suffix: bool,
    /// Whether citations ask for the condition `disambiguate`.
    pub disambiguates: bool,
    /// The macros that print names; they are sorted by the letters of the language.
    pub macros_of_names: BTreeSet<usize>,
}

impl Facts {
    pub(super) fn of(style: &Style, tree: &Tree) -> Self {
        let walk = |elements: &[Element]| {
            let mut found = Found::default();
            found.walk(elements, &style.macros);
            found
        };
        let citation = walk(&style.citation.layout.children);
        let list = style.bibliography.as_ref().map(|area| walk(&area.layout.children)).unwrap_or_default();
        let keys = style.citation.sort.iter().chain(style.bibliography.iter().flat_map(|area| &area.sort));
        let mut sorted = Found::default();
        for key in keys {
            match key.source {
                SortSource::Variable(variable) => {
                    sorted.variables.insert(variable);
                }
                SortSource::Macro(index) => sorted.walk_macro(index, &style.macros),
            }
        }
        let category = tree.child("info").into_iter().flat_map(|info| info.all("category"));
        let formats: Vec<&str> = category.filter_map(|category| category.get("citation-format")).collect();
        let numbers = [Variable::CitationNumber, Variable::CitationLabel];
        Self {
            numeric: formats.iter().any(|format| matches!(*format, "numeric" | "label"))
                || numbers.iter().any(|number| citation.printed.contains(number)),
            explicit_suffix: citation.printed.contains(&Variable::YearSuffix)
                || list.printed.contains(&Variable::YearSuffix),
            disambiguates: citation.disambiguates,
            macros_of_names: (0..style.macros.len()).filter(|index| prints_names(*index, &style.macros)).collect(),
            variables: [citation.variables, list.variables, sorted.variables].into_iter().flatten().collect(),
        }
    }
}

fn prints_names(index: usize, macros: &[Vec<Element>]) -> bool {
    let mut found = Found::default();
    found.walk_macro(index, macros);
    found.variables.iter().any(|variable| variable.kind() == VariableKind::Name)
}

#[derive(Default)]
struct Found {
    variables: BTreeSet<Variable>,
    /// Those of `text` and `number`.
    printed: BTreeSet<Variable>,
    macros: BTreeSet<usize>,
    disambiguates: bool,
}

impl Found {
    fn walk_macro(&mut self, index: usize, macros: &[Vec<Element>]) {
        if self.macros.insert(index)
            && let Some(children) = macros.get(index)
        {
            self.walk(children, macros);
        }
    }

    fn walk(&mut self, elements: &[Element], macros: &[Vec<Element>]) {
        for element in elements {
            match element {
                Element::Text(text) => match text.source {
                    TextSource::Variable { variable, .. } => {
                        self.printed.insert(variable);
                        self.variables.insert(variable);
                    }
                    TextSource::Macro(index) => self.walk_macro(index, macros),
                    TextSource::Term { .. } | TextSource::Value(_) => {}
                },
                Element::Number(number) => {
                    self.printed.insert(number.variable);
                    self.variables.insert(number.variable);
                }
                Element::Label(label) => self.variables.extend(label.variable),
                Element::Names(names) => {
                    self.variables.extend(names.variables.iter().copied());
                    self.walk(&names.substitute, macros);
                }
                Element::Date(date) => {
                    self.variables.insert(date.variable);
                }
                Element::Group(group) => self.walk(&group.children, macros),
                Element::Choose(branches) => {
                    for branch in branches {
                        self.variables.extend(branch.conditions.iter().filter_map(|condition| match condition {
                            Condition::IsNumeric(variable)
                            | Condition::IsUncertain(variable)
                            | Condition::Has(variable) => Some(*variable),
                            _ => None,
                        }));
                        self.disambiguates |=
                            branch.conditions.iter().any(|condition| matches!(condition, Condition::Disambiguate(_)));
                        self.walk(&branch.children, macros);
                    }
                }
            }
        }
    }
}

/// Empties the macros that call themselves, and says which.
pub(super) fn endless(macros: &mut [Vec<Element>]) -> Vec<usize> {
    let called: Vec<BTreeSet<usize>> = macros.iter().map(|children| calls(children)).collect();
    let loops = |start: usize| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![start]);
        while let Some(index) = open.pop() {
            for next in &called[index] {
                if *next == start {
                    return true;
                }
                if seen.insert(*next) {
                    open.push(*next);
                }
            }
        }
        false
    };
    let found: Vec<usize> = (0..macros.len()).filter(|index| loops(*index)).collect();
    for index in &found {
        macros[*index].clear();
    }
    found
}

/// The macros that elements call themselves, not by way of others.
fn calls(elements: &[Element]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for element in elements {
        match element {
            Element::Text(text) => {
                if let TextSource::Macro(index) = text.source {
                    found.insert(index);
                }
            }
            Element::Names(names) => found.extend(calls(&names.substitute)),
            Element::Group(group) => found.extend(calls(&group.children)),
            Element::Choose(branches) => found.extend(branches.iter().flat_map(|branch| calls(&branch.children))),
            Element::Number(_) | Element::Label(_) | Element::Date(_) => {}
        }
    }
    found
}
