//! What of a style concerns one kind of work.
//!
//! Most of a style is questions about the type of the work, asked again and again while it renders (each takes the
//! renderer about a microsecond, and it asks hundreds of times a work). The answers are known before: here the branches
//! that will not be taken are cut away, once for each kind of work. What is left renders to the same text; a test holds
//! it against the whole style.

use std::collections::BTreeSet;

use hayagriva::citationberg::taxonomy::{NumberOrPageVariable, NumberVariable, StandardVariable, Variable};
use hayagriva::citationberg::{
    Bibliography, Choose, ChooseBranch, ChooseMatch, CslMacro, Group, IndependentStyle, InheritableNameOptions,
    LayoutRenderingElement as Element, Name, Names, NamesChild, TestPosition, TextTarget,
};

use super::runs::{CLOSE, OPEN};
use crate::load::bibliography::Kinds;

/// The part of `csl` that renders works of these kinds, as first citations, by themselves. Its citation stands between
/// [`OPEN`] and [`CLOSE`] instead of the style's own brackets, so that what is inside can be told from what is around.
pub(super) fn trim(csl: &IndependentStyle, kinds: Kinds) -> IndependentStyle {
    let mut trimmer = Trimmer { kinds, wanted: Vec::new(), seen: BTreeSet::new() };
    let mut citation = csl.citation.clone();
    citation.sort = None;
    citation.layout.elements = trimmer.elements(&csl.citation.layout.elements);
    citation.layout.prefix = Some(OPEN.to_string());
    citation.layout.suffix = Some(CLOSE.to_string());
    forget_subsequent(&mut citation.name_options);
    let bibliography = csl.bibliography.as_ref().map(|list| {
        let mut layout = list.layout.clone();
        layout.elements = trimmer.elements(&list.layout.elements);
        // Asked for as a citation, an entry of the list comes without its layout's affixes: they go one level down.
        if layout.prefix.is_some() || layout.suffix.is_some() {
            let around = affixed(std::mem::take(&mut layout.elements), layout.prefix.take(), layout.suffix.take());
            layout.elements = vec![Element::Group(around)];
        }
        let mut trimmed = Bibliography::with_layout(layout);
        trimmed.name_options = list.name_options.clone();
        forget_subsequent(&mut trimmed.name_options);
        trimmed
    });
    let mut macros = Vec::new();
    while let Some(name) = trimmer.wanted.pop() {
        if let Some(found) = csl.macros.iter().find(|known| known.name == name) {
            macros.push(CslMacro { children: trimmer.elements(&found.children), name });
        }
    }
    let mut settings = csl.settings.clone();
    forget_subsequent(&mut settings.options);
    IndependentStyle {
        info: csl.info.clone(),
        default_locale: csl.default_locale.clone(),
        version: csl.version.clone(),
        citation,
        bibliography,
        settings,
        macros,
        locale: csl.locale.clone(),
    }
}

/// Whether citations print a number or a label, whatever the style says of itself.
pub(super) fn prints_numbers(csl: &IndependentStyle) -> bool {
    fn any(elements: &[Element], csl: &IndependentStyle, depth: usize) -> bool {
        // A macro that calls itself is no style; it must not hang us either.
        depth < 32
            && elements.iter().any(|element| match element {
                Element::Text(text) => match &text.target {
                    TextTarget::Variable { var, .. } => {
                        *var == Variable::Number(NumberVariable::CitationNumber)
                            || *var == Variable::Standard(StandardVariable::CitationLabel)
                    }
                    TextTarget::Macro { name } => {
                        csl.macros.iter().any(|known| known.name == *name && any(&known.children, csl, depth + 1))
                    }
                    _ => false,
                },
                Element::Number(number) => {
                    number.variable == NumberOrPageVariable::Number(NumberVariable::CitationNumber)
                }
                Element::Group(group) => any(&group.children, csl, depth + 1),
                Element::Choose(choose) => {
                    choose.branches().any(|branch| any(&branch.children, csl, depth + 1))
                        || choose.otherwise.as_ref().is_some_and(|branch| any(&branch.children, csl, depth + 1))
                }
                Element::Date(_) | Element::Names(_) | Element::Label(_) => false,
            })
    }
    any(&csl.citation.layout.elements, csl, 0)
}

struct Trimmer {
    kinds: Kinds,
    /// Macros that are called and not yet trimmed.
    wanted: Vec<String>,
    seen: BTreeSet<String>,
}

/// What is known of a branch before rendering.
enum Verdict {
    Taken,
    NotTaken,
    /// The tests that are left.
    Depends(ChooseBranch),
}

impl Trimmer {
    fn elements(&mut self, elements: &[Element]) -> Vec<Element> {
        let mut trimmed = Vec::with_capacity(elements.len());
        for element in elements {
            match element {
                Element::Choose(choose) => {
                    let Some(choose) = self.choose(choose) else { continue };
                    // What is always taken can stand in the place of the choice, except for groups: a group that
                    // prints keeps the group around it, a choice does not.
                    let groups = choose.if_.children.iter().any(|child| matches!(child, Element::Group(_)));
                    if is_unconditional(&choose) && !groups {
                        trimmed.extend(choose.if_.children);
                    } else {
                        trimmed.push(Element::Choose(choose));
                    }
                }
                other => trimmed.push(self.element(other)),
            }
        }
        trimmed
    }

    fn element(&mut self, element: &Element) -> Element {
        match element {
            Element::Text(text) => {
                if let TextTarget::Macro { name } = &text.target
                    && self.seen.insert(name.clone())
                {
                    self.wanted.push(name.clone());
                }
                element.clone()
            }
            Element::Group(group) => Element::Group(Group {
                children: self.elements(&group.children),
                font_style: group.font_style,
                font_variant: group.font_variant,
                font_weight: group.font_weight,
                text_decoration: group.text_decoration,
                vertical_align: group.vertical_align,
                prefix: group.prefix.clone(),
                suffix: group.suffix.clone(),
                delimiter: group.delimiter.clone(),
                display: group.display,
            }),
            Element::Names(names) => Element::Names(self.names(names)),
            _ => element.clone(),
        }
    }

    fn names(&mut self, names: &Names) -> Names {
        let mut names = names.clone();
        names.et_al_subsequent_min = None;
        names.et_al_subsequent_use_first = None;
        for child in &mut names.children {
            match child {
                NamesChild::Substitute(substitute) => {
                    // The first child that prints is the substitute: here a choice stays one child.
                    let children = std::mem::take(&mut substitute.children);
                    substitute.children = children
                        .iter()
                        .filter_map(|child| match child {
                            Element::Choose(choose) => self.choose(choose).map(Element::Choose),
                            other => Some(self.element(other)),
                        })
                        .collect();
                }
                NamesChild::Name(name) => forget_subsequent_in_name(name),
                NamesChild::EtAl(_) | NamesChild::Label(_) => {}
            }
        }
        names
    }

    /// The choice without what is known; `None` if nothing can come of it.
    fn choose(&mut self, choose: &Choose) -> Option<Choose> {
        let mut branches = Vec::new();
        let mut otherwise = choose.otherwise.as_ref();
        for branch in choose.branches() {
            match self.verdict(branch) {
                Verdict::NotTaken => {}
                Verdict::Depends(rest) => {
                    branches.push(ChooseBranch { children: self.elements(&branch.children), ..rest });
                }
                Verdict::Taken => {
                    branches.push(unconditional(self.elements(&branch.children)));
                    otherwise = None;
                    break;
                }
            }
        }
        let otherwise = otherwise.map(|branch| self.elements(&branch.children));
        let mut branches = branches.into_iter();
        let Some(if_) = branches.next() else {
            return otherwise.map(|children| Choose {
                if_: unconditional(children),
                else_if: Vec::new(),
                otherwise: None,
            });
        };
        let mut else_if: Vec<ChooseBranch> = branches.collect();
        else_if.extend(otherwise.map(unconditional));
        Some(Choose { if_, else_if, otherwise: None })
    }

    fn verdict(&self, branch: &ChooseBranch) -> Verdict {
        let kinds = branch.type_.iter().flatten().map(|kind| self.kinds.contains(*kind));
        let positions = branch.position.iter().flatten().map(|position| *position == TestPosition::First);
        let mut known = kinds.chain(positions).peekable();
        if known.peek().is_none() && is_tested(branch) {
            return Verdict::Depends(without_known(branch));
        }
        match branch.match_ {
            ChooseMatch::All if known.any(|holds| !holds) => Verdict::NotTaken,
            ChooseMatch::Any if known.any(|holds| holds) => Verdict::Taken,
            ChooseMatch::None if known.any(|holds| holds) => Verdict::NotTaken,
            _ if is_tested(branch) => Verdict::Depends(without_known(branch)),
            ChooseMatch::Any => Verdict::NotTaken,
            ChooseMatch::All | ChooseMatch::None => Verdict::Taken,
        }
    }
}

/// Whether a branch asks for anything that is only known while rendering.
fn is_tested(branch: &ChooseBranch) -> bool {
    branch.disambiguate.is_some()
        || branch.is_numeric.is_some()
        || branch.is_uncertain_date.is_some()
        || branch.locator.is_some()
        || branch.variable.is_some()
}

fn is_unconditional(choose: &Choose) -> bool {
    !is_tested(&choose.if_)
}

/// A branch's tests, without those whose answer is known, and without what it prints.
fn without_known(branch: &ChooseBranch) -> ChooseBranch {
    ChooseBranch {
        disambiguate: branch.disambiguate,
        is_numeric: branch.is_numeric.clone(),
        is_uncertain_date: branch.is_uncertain_date.clone(),
        locator: branch.locator.clone(),
        variable: branch.variable.clone(),
        match_: branch.match_,
        ..unconditional(Vec::new())
    }
}

/// A branch that is always taken: all of no tests hold.
fn unconditional(children: Vec<Element>) -> ChooseBranch {
    ChooseBranch {
        disambiguate: None,
        is_numeric: None,
        is_uncertain_date: None,
        locator: None,
        position: None,
        type_: None,
        variable: None,
        match_: ChooseMatch::All,
        children,
    }
}

fn affixed(children: Vec<Element>, prefix: Option<String>, suffix: Option<String>) -> Group {
    Group {
        children,
        font_style: None,
        font_variant: None,
        font_weight: None,
        text_decoration: None,
        vertical_align: None,
        prefix,
        suffix,
        delimiter: None,
        display: None,
    }
}

/// Rendered by itself, a work counts as cited before; on a page it is cited in full each time.
fn forget_subsequent(options: &mut InheritableNameOptions) {
    options.et_al_subsequent_min = None;
    options.et_al_subsequent_use_first = None;
}

/// The same for `cs:name`, whose options can only be reached through its written form.
fn forget_subsequent_in_name(name: &mut Name) {
    if name.options(&InheritableNameOptions::default()).et_al_subsequent_min.is_none() {
        return;
    }
    if let Ok(serde_json::Value::Object(mut written)) = serde_json::to_value(&*name) {
        written.remove("@et-al-subsequent-min");
        written.remove("@et-al-subsequent-use-first");
        if let Ok(shorter) = serde_json::from_value(written.into()) {
            *name = shorter;
        }
    }
}
