//! What a style is made of, as its reader leaves it: macros are indices, names of variables are variables.

use crate::csl::cite::{Display, Position};
use crate::csl::variable::Variable;

/// A rendering element.
#[derive(Debug, Clone)]
pub(in crate::csl) enum Element {
    Text(Text),
    Number(Number),
    Label(Label),
    Names(Box<Names>),
    Date(Box<Date>),
    Group(Group),
    Choose(Vec<Branch>),
}

/// Attributes that most elements share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::csl) struct Look {
    pub prefix: String,
    pub suffix: String,
    pub font: Font,
    pub case: Option<Case>,
    pub quotes: bool,
    pub strip_periods: bool,
    pub display: Option<Display>,
}

/// How text looks beside what is around it; `None` where the element does not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::csl) struct Font {
    pub italic: Option<bool>,
    pub bold: Option<bool>,
    pub underline: Option<bool>,
    pub small_caps: Option<bool>,
    pub position: Option<Position>,
}

/// `text-case`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum Case {
    Lower,
    Upper,
    CapitalizeFirst,
    CapitalizeAll,
    Sentence,
    Title,
}

/// Forms of terms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::csl) enum TermForm {
    #[default]
    Long,
    Short,
    Verb,
    VerbShort,
    Symbol,
}

#[derive(Debug, Clone)]
pub(in crate::csl) struct Text {
    pub source: TextSource,
    pub look: Look,
}

#[derive(Debug, Clone)]
pub(in crate::csl) enum TextSource {
    Variable { variable: Variable, short: bool },
    Macro(usize),
    Term { name: String, form: TermForm, plural: bool },
    Value(String),
}

#[derive(Debug, Clone)]
pub(in crate::csl) struct Number {
    pub variable: Variable,
    pub form: NumberForm,
    pub look: Look,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::csl) enum NumberForm {
    #[default]
    Numeric,
    Ordinal,
    LongOrdinal,
    Roman,
}

#[derive(Debug, Clone)]
pub(in crate::csl) struct Label {
    /// None for the label of names, which takes theirs.
    pub variable: Option<Variable>,
    pub form: TermForm,
    pub plural: Plural,
    pub look: Look,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::csl) enum Plural {
    #[default]
    Contextual,
    Always,
    Never,
}

#[derive(Debug, Clone)]
pub(in crate::csl) struct Group {
    pub delimiter: Option<String>,
    pub look: Look,
    pub children: Vec<Element>,
}

/// A branch of `choose`.
#[derive(Debug, Clone)]
pub(in crate::csl) struct Branch {
    pub matching: Match,
    pub conditions: Vec<Condition>,
    pub children: Vec<Element>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::csl) enum Match {
    #[default]
    All,
    Any,
    None,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::csl) enum Condition {
    Disambiguate(bool),
    IsNumeric(Variable),
    IsUncertain(Variable),
    Locator(String),
    Position(Place),
    Type(String),
    Has(Variable),
    /// Something that CSL does not know: it never holds.
    Never,
}

/// `position`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum Place {
    First,
    Subsequent,
    Ibid,
    IbidWithLocator,
    NearNote,
    FarNote,
}

#[derive(Debug, Clone)]
pub(in crate::csl) struct Names {
    pub variables: Vec<Variable>,
    /// Between the lists of several variables.
    pub delimiter: Option<String>,
    pub name: Option<Name>,
    pub et_al: Option<EtAl>,
    pub label: Option<NamesLabel>,
    pub substitute: Vec<Element>,
    pub look: Look,
}

#[derive(Debug, Clone)]
pub(in crate::csl) struct NamesLabel {
    pub label: Label,
    pub before: bool,
}

#[derive(Debug, Clone)]
pub(in crate::csl) struct EtAl {
    pub term: String,
    pub look: Look,
}

#[derive(Debug, Clone, Default)]
pub(in crate::csl) struct Name {
    pub options: NameOptions,
    pub look: Look,
    pub family: Option<Look>,
    pub given: Option<Look>,
}

/// What names inherit from their citation or bibliography, and that from the style.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::csl) struct NameOptions {
    pub and: Option<And>,
    pub delimiter: Option<String>,
    pub names_delimiter: Option<String>,
    pub precedes_et_al: Option<Precedes>,
    pub precedes_last: Option<Precedes>,
    pub et_al_min: Option<usize>,
    pub et_al_use_first: Option<usize>,
    pub et_al_use_last: Option<bool>,
    pub et_al_subsequent_min: Option<usize>,
    pub et_al_subsequent_use_first: Option<usize>,
    pub initialize: Option<bool>,
    pub initialize_with: Option<String>,
    pub form: Option<NameForm>,
    pub sort_order: Option<SortOrder>,
    pub sort_separator: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum And {
    Text,
    Symbol,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::csl) enum Precedes {
    #[default]
    Contextual,
    AfterInvertedName,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::csl) enum NameForm {
    #[default]
    Long,
    Short,
    Count,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum SortOrder {
    First,
    All,
}

impl NameOptions {
    /// These options, over those of what is around them.
    pub(in crate::csl) fn over(&self, outer: &Self) -> Self {
        let mut own = self.clone();
        own.and = own.and.or(outer.and);
        own.delimiter = own.delimiter.or_else(|| outer.delimiter.clone());
        own.names_delimiter = own.names_delimiter.or_else(|| outer.names_delimiter.clone());
        own.precedes_et_al = own.precedes_et_al.or(outer.precedes_et_al);
        own.precedes_last = own.precedes_last.or(outer.precedes_last);
        own.et_al_min = own.et_al_min.or(outer.et_al_min);
        own.et_al_use_first = own.et_al_use_first.or(outer.et_al_use_first);
        own.et_al_use_last = own.et_al_use_last.or(outer.et_al_use_last);
        own.et_al_subsequent_min = own.et_al_subsequent_min.or(outer.et_al_subsequent_min);
        own.et_al_subsequent_use_first = own.et_al_subsequent_use_first.or(outer.et_al_subsequent_use_first);
        own.initialize = own.initialize.or(outer.initialize);
        own.initialize_with = own.initialize_with.or_else(|| outer.initialize_with.clone());
        own.form = own.form.or(outer.form);
        own.sort_order = own.sort_order.or(outer.sort_order);
        own.sort_separator = own.sort_separator.or_else(|| outer.sort_separator.clone());
        own
    }
}

#[derive(Debug, Clone)]
pub(in crate::csl) struct Date {
    pub variable: Variable,
    /// The locale's form that it takes; without one, only its own parts.
    pub form: Option<DateForm>,
    pub shown: DateShown,
    pub format: DateFormat,
    pub look: Look,
}

/// Parts of a date and what stands between them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::csl) struct DateFormat {
    pub delimiter: String,
    pub parts: Vec<DatePart>,
    pub look: Look,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::csl) enum DateForm {
    Numeric,
    Text,
}

/// `date-parts`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::csl) enum DateShown {
    #[default]
    YearMonthDay,
    YearMonth,
    Year,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::csl) struct DatePart {
    pub name: DatePartName,
    pub form: Option<DatePartForm>,
    pub range_delimiter: Option<String>,
    pub look: Look,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::csl) enum DatePartName {
    Year,
    Month,
    Day,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum DatePartForm {
    Long,
    Short,
    Numeric,
    NumericLeadingZeros,
    Ordinal,
}

/// `layout`.
#[derive(Debug, Clone, Default)]
pub(in crate::csl) struct Layout {
    pub look: Look,
    pub delimiter: String,
    pub children: Vec<Element>,
}

/// A key of `sort`.
#[derive(Debug, Clone)]
pub(in crate::csl) struct SortKey {
    pub source: SortSource,
    pub descending: bool,
    /// `names-min` and the like.
    pub names: NameOptions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum SortSource {
    Variable(Variable),
    Macro(usize),
}

/// `citation`.
#[derive(Debug, Clone, Default)]
pub(in crate::csl) struct CitationArea {
    pub names: NameOptions,
    pub sort: Vec<SortKey>,
    pub layout: Layout,
    pub add_names: bool,
    pub add_given: Option<GivenRule>,
    pub add_suffix: bool,
    pub collapse: Option<Collapse>,
    pub group_delimiter: Option<String>,
    pub after_collapse: Option<String>,
    pub suffix_delimiter: Option<String>,
    pub near_note: u32,
}

/// `givenname-disambiguation-rule`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum GivenRule {
    AllNames,
    AllNamesWithInitials,
    PrimaryName,
    PrimaryNameWithInitials,
    ByCite,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum Collapse {
    CitationNumber,
    Year,
    YearSuffix,
    YearSuffixRanged,
}

/// `bibliography`.
#[derive(Debug, Clone, Default)]
pub(in crate::csl) struct BibliographyArea {
    pub names: NameOptions,
    pub sort: Vec<SortKey>,
    pub layout: Layout,
    pub substitute: Option<String>,
    pub substitute_rule: SubstituteRule,
    pub second_field_align: bool,
    pub hanging_indent: bool,
}

/// `subsequent-author-substitute-rule`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::csl) enum SubstituteRule {
    #[default]
    CompleteAll,
    CompleteEach,
    PartialEach,
    PartialFirst,
}

/// `demote-non-dropping-particle`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::csl) enum Demote {
    Never,
    SortOnly,
    #[default]
    DisplayAndSort,
}

/// `page-range-format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum PageRange {
    Chicago15,
    Chicago16,
    Expanded,
    Minimal,
    MinimalTwo,
}
