//! What of a style concerns works of certain traits.
//!
//! Most of a style is about other kinds of works than the one at hand, and about variables that it has not got: the
//! renderer finds that out anew hundreds of times a work, each macro asking all that it calls. The answers are known
//! before: here the branches that will not be taken and the parts that will not print are cut away, once for all works
//! with the same [`Traits`]. What is left renders to the same text; a test holds it against the whole style.

use std::collections::BTreeMap;

use hayagriva::citationberg::taxonomy::{NameVariable, StandardVariable, Variable};
use hayagriva::citationberg::{
    Bibliography, Choose, ChooseBranch, ChooseMatch, CslMacro, Group, IndependentStyle, InheritableNameOptions,
    LayoutRenderingElement as Element, Name, Names, NamesChild, TestPosition, Text, TextCase, TextTarget,
};

use super::runs::{CLOSE, OPEN};
use super::traits::Traits;

/// The part of `csl` that renders works of these traits, as first citations, by themselves. Its citation stands between
/// [`OPEN`] and [`CLOSE`] instead of the style's own brackets, so that what is inside can be told from what is around.
pub(super) fn trim(csl: &IndependentStyle, traits: Traits) -> IndependentStyle {
    let mut trimmer = Trimmer { csl, traits, macros: BTreeMap::new() };
    let mut citation = csl.citation.clone();
    citation.sort = None;
    citation.layout.elements = trimmer.part(&csl.citation.layout.elements).elements;
    citation.layout.prefix = Some(OPEN.to_string());
    citation.layout.suffix = Some(CLOSE.to_string());
    forget_subsequent(&mut citation.name_options);
    let bibliography = csl.bibliography.as_ref().map(|list| {
        let mut layout = list.layout.clone();
        layout.elements = trimmer.part(&list.layout.elements).elements;
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
    let macros = trimmer.macros.into_iter().filter_map(|(name, part)| {
        let part = part.filter(|part| part.extent() == Extent::Some)?;
        Some(CslMacro { name: name.to_owned(), children: part.elements })
    });
    let mut settings = csl.settings.clone();
    forget_subsequent(&mut settings.options);
    IndependentStyle {
        info: csl.info.clone(),
        default_locale: csl.default_locale.clone(),
        version: csl.version.clone(),
        citation,
        bibliography,
        settings,
        macros: macros.collect(),
        locale: csl.locale.clone(),
    }
}

struct Trimmer<'a> {
    csl: &'a IndependentStyle,
    traits: Traits,
    /// Macros that were called; `None` while one is being trimmed.
    macros: BTreeMap<&'a str, Option<Part>>,
}

/// A list of elements, trimmed.
#[derive(Default)]
struct Part {
    elements: Vec<Element>,
    /// Something that depends on the work may print.
    live: bool,
    /// Something that does not depend on it may print: a term, a text.
    plain: bool,
    /// A variable was asked for that the work has not got. A group in which that is all that was asked for does not
    /// print, its terms included; so what is cut away has to leave a trace.
    asked: bool,
}

/// What can come of a part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// Nothing; whether a missing variable was asked for.
    Nothing { asked: bool },
    /// Perhaps something.
    Some,
}

impl Part {
    /// The rule of `cs:group`, which macros share.
    fn extent(&self) -> Extent {
        if self.live || (self.plain && !self.asked) { Extent::Some } else { Extent::Nothing { asked: self.asked } }
    }

    fn push(&mut self, element: Element) {
        self.live = true;
        self.elements.push(element);
    }

    /// Leaves a trace of what was cut away.
    fn cut(&mut self, asked: bool) {
        if asked && !self.asked {
            self.asked = true;
            self.elements.push(trace());
        }
    }

    fn append(&mut self, other: Part) {
        let known = self.asked;
        let traces = |element: &Element| !known || *element != trace();
        self.elements.extend(other.elements.into_iter().filter(traces));
        self.live |= other.live;
        self.plain |= other.plain;
        self.asked |= other.asked;
    }
}

/// A variable that no work has.
fn trace() -> Element {
    Element::Text(Text::with_target(Variable::Standard(StandardVariable::Scale)))
}

/// A choice, trimmed.
enum Choice {
    Cut {
        asked: bool,
    },
    /// One branch is always taken.
    Always(Part),
    Depends(Choose),
}

/// What is known of a branch before rendering.
enum Verdict {
    Taken,
    NotTaken,
    /// The tests that are left.
    Depends(ChooseBranch),
}

impl<'a> Trimmer<'a> {
    fn part(&mut self, elements: &'a [Element]) -> Part {
        let mut part = Part::default();
        for element in elements {
            match element {
                Element::Choose(choose) => match self.choose(choose) {
                    Choice::Cut { asked } => part.cut(asked),
                    // What is always taken can stand in the place of the choice, except for groups: a group that
                    // prints keeps the group around it, a choice does not.
                    Choice::Always(inner) if !inner.elements.iter().any(|child| matches!(child, Element::Group(_))) => {
                        part.append(inner);
                    }
                    Choice::Always(inner) => part.push(Element::Choose(always(inner.elements))),
                    Choice::Depends(choose) => part.push(Element::Choose(choose)),
                },
                other => self.element(other, &mut part),
            }
        }
        part
    }

    fn element(&mut self, element: &'a Element, part: &mut Part) {
        match element {
            Element::Text(text) => match &text.target {
                TextTarget::Variable { var, .. } if self.traits.lack(*var) => part.cut(true),
                TextTarget::Variable { .. } => part.push(element.clone()),
                TextTarget::Term { .. } | TextTarget::Value { .. } => {
                    part.plain = true;
                    part.elements.push(element.clone());
                }
                TextTarget::Macro { name } => match self.call(name) {
                    Extent::Some => part.push(element.clone()),
                    Extent::Nothing { asked } => part.cut(asked),
                },
            },
            Element::Number(number) if self.traits.lack(number.variable.into()) => part.cut(true),
            Element::Date(date) if date.variable.is_some_and(|of| self.traits.lack(of.into())) => part.cut(true),
            Element::Label(label) if self.traits.lack(label.variable.into()) => {}
            Element::Label(label) => {
                let mut label = label.clone();
                in_any_language(&mut label.label.text_case);
                part.push(Element::Label(label));
            }
            Element::Group(group) => {
                let inner = self.part(&group.children);
                match inner.extent() {
                    Extent::Nothing { asked } => part.cut(asked),
                    Extent::Some => part.push(Element::Group(Group {
                        children: inner.elements,
                        font_style: group.font_style,
                        font_variant: group.font_variant,
                        font_weight: group.font_weight,
                        text_decoration: group.text_decoration,
                        vertical_align: group.vertical_align,
                        prefix: group.prefix.clone(),
                        suffix: group.suffix.clone(),
                        delimiter: group.delimiter.clone(),
                        display: group.display,
                    })),
                }
            }
            Element::Names(names) => self.names(names, part),
            Element::Number(_) | Element::Date(_) | Element::Choose(_) => part.push(element.clone()),
        }
    }

    /// What can come of a macro.
    fn call(&mut self, name: &str) -> Extent {
        match self.macros.get(name) {
            Some(Some(part)) => return part.extent(),
            Some(None) => return Extent::Some,
            None => {}
        }
        let csl = self.csl;
        let Some(found) = csl.macros.iter().find(|known| known.name == name) else {
            return Extent::Nothing { asked: false };
        };
        self.macros.insert(&found.name, None);
        let part = self.part(&found.children);
        let extent = part.extent();
        self.macros.insert(&found.name, Some(part));
        extent
    }

    fn names(&mut self, names: &'a Names, part: &mut Part) {
        let lacks = |of: &NameVariable| self.traits.lack(Variable::Name(*of));
        let nobody = names.variable.iter().all(lacks);
        let substitute = names.substitute().map(|substitute| {
            let mut inner = Part::default();
            for child in &substitute.children {
                match child {
                    // The first child that prints is the substitute: here a choice stays one child.
                    Element::Choose(choose) => match self.choose(choose) {
                        Choice::Cut { asked } => inner.cut(asked),
                        Choice::Always(part) => inner.push(Element::Choose(always(part.elements))),
                        Choice::Depends(choose) => inner.push(Element::Choose(choose)),
                    },
                    other => self.element(other, &mut inner),
                }
            }
            inner
        });
        if nobody && substitute.as_ref().is_none_or(|inner| !inner.live && !inner.plain) {
            return part.cut(substitute.is_some_and(|inner| inner.asked));
        }
        let mut trimmed = names.clone();
        trimmed.et_al_subsequent_min = None;
        trimmed.et_al_subsequent_use_first = None;
        let mut substitute = substitute;
        for child in &mut trimmed.children {
            match child {
                NamesChild::Substitute(old) => old.children = substitute.take().unwrap_or_default().elements,
                NamesChild::Name(name) => forget_subsequent_in_name(name),
                NamesChild::Label(label) => in_any_language(&mut label.text_case),
                NamesChild::EtAl(_) => {}
            }
        }
        part.push(Element::Names(trimmed));
    }

    fn choose(&mut self, choose: &'a Choose) -> Choice {
        let mut branches: Vec<(ChooseBranch, Part)> = Vec::new();
        let mut last = choose.otherwise.as_ref().map(|branch| &branch.children);
        for branch in choose.branches() {
            match self.verdict(branch) {
                Verdict::NotTaken => {}
                Verdict::Depends(tests) => branches.push((tests, self.part(&branch.children))),
                Verdict::Taken => {
                    last = Some(&branch.children);
                    break;
                }
            }
        }
        let last = last.map(|children| self.part(children)).unwrap_or_default();
        if branches.is_empty() {
            return if last.live || last.plain { Choice::Always(last) } else { Choice::Cut { asked: last.asked } };
        }
        let prints = |part: &Part| part.live || part.plain;
        if !prints(&last) && branches.iter().all(|(_, part)| !prints(part) && part.asked == last.asked) {
            return Choice::Cut { asked: last.asked };
        }
        let mut branches = branches.into_iter().map(|(tests, part)| ChooseBranch { children: part.elements, ..tests });
        let Some(if_) = branches.next() else { return Choice::Always(last) };
        let mut else_if: Vec<ChooseBranch> = branches.collect();
        if !last.elements.is_empty() {
            else_if.push(untested(last.elements));
        }
        Choice::Depends(Choose { if_, else_if, otherwise: None })
    }

    fn verdict(&self, branch: &ChooseBranch) -> Verdict {
        let mut known: Vec<bool> =
            branch.type_.iter().flatten().map(|kind| self.traits.kinds.contains(*kind)).collect();
        known.extend(branch.position.iter().flatten().map(|position| *position == TestPosition::First));
        // What a work has not got is neither there, nor a number, nor uncertain. What it has may still be taken by a
        // substitute before it is asked for.
        let mut open = |of: &Option<Vec<Variable>>| -> Option<Vec<Variable>> {
            let (lacked, left): (Vec<Variable>, Vec<Variable>) =
                of.iter().flatten().partition(|of| self.traits.lack(**of));
            known.extend(lacked.iter().map(|_| false));
            (!left.is_empty()).then_some(left)
        };
        let rest = ChooseBranch {
            variable: open(&branch.variable),
            is_numeric: open(&branch.is_numeric),
            disambiguate: branch.disambiguate,
            is_uncertain_date: branch.is_uncertain_date.clone(),
            locator: branch.locator.clone(),
            match_: branch.match_,
            ..untested(Vec::new())
        };
        let tested = rest.variable.is_some()
            || rest.is_numeric.is_some()
            || rest.disambiguate.is_some()
            || rest.is_uncertain_date.is_some()
            || rest.locator.is_some();
        let any = |wanted: bool| known.contains(&wanted);
        match branch.match_ {
            ChooseMatch::All if any(false) => Verdict::NotTaken,
            ChooseMatch::Any if any(true) => Verdict::Taken,
            ChooseMatch::None if any(true) => Verdict::NotTaken,
            _ if tested => Verdict::Depends(rest),
            ChooseMatch::Any => Verdict::NotTaken,
            ChooseMatch::All | ChooseMatch::None => Verdict::Taken,
        }
    }
}

/// A branch that is always taken: all of no tests hold.
fn untested(children: Vec<Element>) -> ChooseBranch {
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

fn always(children: Vec<Element>) -> Choose {
    Choose { if_: untested(children), else_if: Vec::new(), otherwise: None }
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

/// The renderer sets a label in title case by the language of the work, so that "(Ed.)" and "(ed.)" would stand in one
/// list. A label is one word, whose first letter can be raised in any language.
fn in_any_language(case: &mut Option<TextCase>) {
    if *case == Some(TextCase::TitleCase) {
        *case = Some(TextCase::CapitalizeFirst);
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

#[cfg(test)]
mod tests {
    use hayagriva::archive::{self, ArchivedStyle};
    use hayagriva::citationberg::{Locale, LocaleCode, Style, StyleClass};
    use hayagriva::{CitationItem, CitationRequest, CitePurpose, Entry, io, standalone_citation};

    use super::super::style::prints_numbers;
    use super::*;

    /// Works of many kinds, whole and with pieces missing.
    const WORKS: &str = r#"
journal: {type: article, title: T of J, author: ["Smith, Jane", "Doe, J.", "Roe, R."], date: 2019-03-04, page-range: 113-128, serial-number: {doi: 10.1/x}, parent: {type: periodical, title: J, volume: 20, issue: 2}}
journal-bare: {type: article, title: T, author: "Smith, Jane", parent: {type: periodical, title: J, volume: 3}}
news: {type: article, title: T, author: "Smith, Jane", date: 2019-03-04, url: "https://example.org/", parent: {type: newspaper, title: N}}
paper: {type: article, title: T, author: "Smith, Jane", date: 2019, parent: {type: proceedings, title: P, editor: "Doe, J.", publisher: {name: X, location: Y}}}
preprint: {type: article, title: T, author: "Smith, Jane", date: 2019, serial-number: {arxiv: "1234.5678"}}
book: {type: book, title: T, author: "Smith, Jane", date: 2019, publisher: {name: X, location: Y}, edition: 2, volume: 3, volume-total: 7, serial-number: {isbn: 978-0-19-960045-8}}
edited: {type: book, title: T, editor: ["Smith, Jane", "Doe, J."], date: 2019, publisher: X, parent: {type: anthology, title: S, volume: 4}}
untitled: {type: book, author: "Smith, Jane", date: 2019}
unsigned: {type: book, title: T, date: 2019}
undated: {type: book, title: T, author: {name: Body of Work}}
old: {type: book, title: T, author: "Smith, Jane", date: 2019, parent: {type: original, date: 1900, title: U, author: "Smith, J."}}
translated: {type: book, title: T, author: "Smith, Jane", date: 2019, affiliated: [{names: "Doe, J.", role: translator}]}
chapter: {type: chapter, title: T, author: "Smith, Jane", date: 2019, page-range: 3-5, parent: {type: book, title: B, editor: "Doe, J.", publisher: X, edition: 2}}
entry: {type: entry, title: T, date: 2019, parent: {type: reference, title: R}}
report: {type: report, title: T, author: {name: Body}, date: 2019, genre: Working paper, serial-number: {serial: WP 3}, organization: O, url: {value: "https://example.org/", date: 2020-01-02}}
thesis: {type: thesis, title: T, author: "Smith, Jane", date: 2019, genre: Doctoral thesis, organization: U, archive: A}
web: {type: web, title: T, author: {name: Body}, url: {value: "https://example.org/", date: 2020-01-02}, parent: {type: web, title: Site}}
blog: {type: article, title: T, author: "Smith, Jane", date: 2019-05, url: "https://example.org/", parent: {type: blog, title: B}}
post: {type: post, title: T, author: {name: Smith, given-name: Jane, alias: js}, date: 2019-05-06}
manuscript: {type: manuscript, title: T, author: "Smith, Jane", date: 2019, archive: A, archive-location: L, call-number: C, note: N}
law: {type: legislation, title: T, author: {name: Body}, date: 2011-05-25, serial-number: "14159", parent: {type: periodical, title: O, volume: 3}}
case: {type: case, title: A v. B, date: 1973, page-range: 113, parent: {type: reference, title: U.S., volume: 410}}
patent: {type: patent, title: T, author: "Smith, Jane", date: 2019, serial-number: {serial: US 1}}
film: {type: video, title: T, affiliated: [{names: "Doe, J.", role: director}], date: 2019, runtime: "01:42:21,802"}
episode: {type: video, title: T, date: 2019, parent: {type: video, title: Series, affiliated: [{names: "Doe, J.", role: writer}]}}
song: {type: audio, title: T, author: "Smith, Jane", date: 2019}
art: {type: artwork, title: T, author: "Smith, Jane", date: 2019, archive: M, parent: {type: exhibition, title: E, location: P, date: 2018}}
code: {type: repository, title: T, author: "Smith, Jane", date: 2019, serial-number: {version: "1.2"}, url: "https://example.org/"}
talk: {type: misc, title: T, author: "Smith, Jane", date: 2019, parent: {type: conference, title: C, location: L}}
misc: {type: misc, author: {name: Bain}, date: 2017}
"#;

    fn printed(style: &IndependentStyle, locales: &[Locale], entry: &Entry, purpose: Option<CitePurpose>) -> String {
        let item = CitationItem::new(entry, None, None, false, purpose);
        let request = CitationRequest::new(vec![item], style, Some(LocaleCode::en_us()), locales, None);
        format!("{}", standalone_citation(request))
    }

    /// The whole style, made comparable: the same brackets, and its list's affixes where a citation prints them.
    fn whole(mut csl: IndependentStyle) -> IndependentStyle {
        csl.citation.layout.prefix = Some(OPEN.to_string());
        csl.citation.layout.suffix = Some(CLOSE.to_string());
        if let Some(list) = &mut csl.bibliography {
            let layout = &mut list.layout;
            let around = affixed(std::mem::take(&mut layout.elements), layout.prefix.take(), layout.suffix.take());
            layout.elements = vec![Element::Group(around)];
            list.second_field_align = None;
        }
        csl
    }

    #[test]
    fn what_is_left_prints_what_the_whole_prints() {
        let works = io::from_yaml_str(WORKS).expect("works");
        let locales: Vec<Locale> =
            archive::locales().into_iter().filter(|l| l.lang == Some(LocaleCode::en_us())).collect();
        let mut styles = 0;
        let all = std::env::var_os("PLIEGO_ALL_STYLES").is_some();
        let some = [
            "apa",
            "chicago-author-date",
            "harvard-cite-them-right",
            "modern-language-association",
            "elsevier-harvard",
        ];
        for archived in ArchivedStyle::all() {
            if !all && !archived.names().iter().any(|name| some.contains(name)) {
                continue;
            }
            let Style::Independent(csl) = archived.get() else { continue };
            // Later citations are told from first ones by what is dropped on purpose.
            let drops = format!("{csl:?}").contains("et_al_subsequent_min: Some");
            if csl.settings.class == StyleClass::Note || prints_numbers(&csl) || drops {
                continue;
            }
            styles += 1;
            let whole = whole(csl.clone());
            for entry in works.iter() {
                let trimmed = trim(&csl, Traits::of(entry));
                for purpose in [None, Some(CitePurpose::Full)] {
                    let (left, all) =
                        (printed(&trimmed, &locales, entry, purpose), printed(&whole, &locales, entry, purpose));
                    assert_eq!(left, all, "{} in {}, {purpose:?}", entry.key(), archived.display_name());
                }
            }
        }
        assert!(styles >= 5, "{styles}");
    }
}
