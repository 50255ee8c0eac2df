//! Dates: the locale's forms or a style's own parts, ranges, seasons, years before our era.

use super::{Area, Eval, Out, letters, number};
use crate::csl::item::{Date, DateEnd, DateParts};
use crate::csl::markup;
use crate::csl::node::{Node, Tag};
use crate::csl::style::element::{
    Date as Element, DateForm, DateFormat, DatePart, DatePartForm, DatePartName, DateShown, Font, Look, TermForm,
};
use crate::csl::variable::Variable;

/// Years from which on no era is named.
const FAR_YEAR: i32 = 500;

impl<'a> Eval<'a> {
    pub(super) fn date(&mut self, element: &'a Element) -> Out<'a> {
        let variable = element.variable;
        if self.is_substituted(variable) {
            return Out::empty();
        }
        let Some(date) = self.cx.item.date(variable) else { return Out::empty() };
        let format = self.date_format(element);
        if self.cx.area == Area::Sort {
            let Some(key) = macro_key(date, &format) else { return Out::empty() };
            return Out::of_variable(Node::text(key));
        }
        let look = if element.form.is_some() { merged(&element.look, &format.look) } else { element.look.clone() };
        let node = match date {
            Date::Literal(words) if words.is_empty() => return Out::empty(),
            Date::Literal(words) => {
                let mut nodes = vec![Node::Leaf(markup::parse(words, self.cx.quotes))];
                nodes.extend(self.suffix(variable, "-"));
                Node::of(nodes)
            }
            Date::Known { from, to, .. } => {
                let nodes = self.date_parts(variable, from, to.as_ref(), &format);
                if nodes.iter().all(Node::is_empty) {
                    return Out::empty();
                }
                Node::of(nodes)
            }
        };
        self.record(variable);
        Out::of_variable(Node::tagged(Tag::Date(variable), self.looked(&look, node)))
    }

    /// The parts to print, in their order: the locale's with the style's changes, or the style's own.
    fn date_format(&self, element: &Element) -> DateFormat {
        let shown = |name: DatePartName| match element.shown {
            DateShown::YearMonthDay => true,
            DateShown::YearMonth => name != DatePartName::Day,
            DateShown::Year => name == DatePartName::Year,
        };
        let Some(form) = element.form else {
            let mut format = element.format.clone();
            if self.cx.options.day_first {
                self.put_day_first(&mut format);
            }
            return format;
        };
        let mut format = self.cx.locale.date(form).cloned().unwrap_or_default();
        format.parts.retain(|part| shown(part.name));
        for part in &mut format.parts {
            let Some(own) = element.format.parts.iter().find(|own| own.name == part.name) else { continue };
            part.form = own.form.or(part.form);
            part.range_delimiter = own.range_delimiter.clone().or_else(|| part.range_delimiter.take());
            part.look.case = own.look.case.or(part.look.case);
            part.look.strip_periods |= own.look.strip_periods;
            if own.look.font != Font::default() {
                part.look.font = own.look.font;
            }
        }
        if !element.format.delimiter.is_empty() {
            format.delimiter.clone_from(&element.format.delimiter);
        }
        format
    }

    /// Turns "enero 24" round in a language whose dates begin with the day.
    fn put_day_first(&self, format: &mut DateFormat) {
        let Some(own) = self.cx.locale.date(DateForm::Text) else { return };
        let [day, month, ..] = &own.parts[..] else { return };
        if day.name != DatePartName::Day || month.name != DatePartName::Month {
            return;
        }
        let joint = format!("{}{}{}", day.look.suffix, own.delimiter, month.look.prefix);
        let joint = if joint.is_empty() { " ".to_owned() } else { joint };
        let place = format.parts.windows(2).position(|pair| {
            pair[0].name == DatePartName::Month
                && pair[1].name == DatePartName::Day
                && !matches!(pair[0].form, Some(DatePartForm::Numeric | DatePartForm::NumericLeadingZeros))
        });
        if let Some(at) = place {
            format.parts.swap(at, at + 1);
            let [day, month] = &mut format.parts[at..at + 2] else { return };
            day.look.prefix = std::mem::take(&mut month.look.prefix);
            month.look.suffix = std::mem::replace(&mut day.look.suffix, joint);
        }
    }

    fn date_parts(
        &mut self,
        variable: Variable,
        from: &DateParts,
        to: Option<&DateEnd>,
        format: &DateFormat,
    ) -> Vec<Node<'a>> {
        let Some(to) = to else { return vec![self.parts(variable, from, &format.parts, &format.delimiter)] };
        let end = match to {
            DateEnd::Open => {
                let mut node = vec![self.parts(variable, from, &format.parts, &format.delimiter)];
                node.push(Node::text(delimiter_of(&format.parts, None)));
                return node;
            }
            DateEnd::At(end) => end,
        };
        let same = |name: DatePartName| {
            let year = from.year == end.year;
            let month = year && from.month == end.month && from.season == end.season;
            match name {
                DatePartName::Year => year,
                DatePartName::Month => month,
                DatePartName::Day => month && from.day == end.day,
            }
        };
        let printed = |part: &&DatePart| has(from, part.name) || has(end, part.name);
        let parts: Vec<DatePart> = format.parts.iter().filter(printed).cloned().collect();
        let differs = |part: &DatePart| !same(part.name);
        let (Some(first), Some(last)) = (parts.iter().position(differs), parts.iter().rposition(differs)) else {
            return vec![self.parts(variable, from, &parts, &format.delimiter)];
        };
        let largest =
            [DatePartName::Year, DatePartName::Month, DatePartName::Day].into_iter().find(|name| !same(*name));
        let dash = delimiter_of(&parts, largest);
        let mut start = parts[first..=last].to_vec();
        let mut finish = start.clone();
        let behind = start.last_mut().map(|part| std::mem::take(&mut part.look.suffix)).unwrap_or_default();
        let ahead = finish.first_mut().map(|part| std::mem::take(&mut part.look.prefix)).unwrap_or_default();
        if let Some(part) = start.first_mut() {
            part.look.prefix = ahead;
        }
        if let Some(part) = finish.last_mut() {
            part.look.suffix = behind;
        }
        let mut nodes = Vec::new();
        nodes.push(self.parts(variable, from, &parts[..first], &format.delimiter));
        let held = self.suffix_placed;
        self.suffix_placed = true;
        let left = self.parts(variable, from, &start, &format.delimiter);
        self.suffix_placed = held;
        let right = self.parts(variable, end, &finish, &format.delimiter);
        nodes.push(Node::of(vec![left, Node::text(dash), right]));
        nodes.push(self.parts(variable, end, &parts[last + 1..], &format.delimiter));
        nodes.retain(|node| !node.is_empty());
        vec![Node::joined(nodes, format.delimiter.clone())]
    }

    fn parts(&mut self, variable: Variable, date: &DateParts, parts: &[DatePart], delimiter: &str) -> Node<'a> {
        let nodes: Vec<Node<'a>> = parts.iter().filter_map(|part| self.date_part(variable, date, part)).collect();
        Node::joined(nodes, delimiter)
    }

    fn date_part(&mut self, variable: Variable, date: &DateParts, part: &DatePart) -> Option<Node<'a>> {
        let locale = self.cx.locale;
        let month_name = |number: u8, form| locale.word(&format!("month-{number:02}"), form).to_owned();
        let text = match part.name {
            DatePartName::Year => {
                let shown = if part.form == Some(DatePartForm::Short) && date.year.abs() >= 1000 {
                    format!("{:02}", date.year.abs() % 100)
                } else {
                    date.year.unsigned_abs().to_string()
                };
                let era = match date.year {
                    year if year < 0 => locale.word("bc", TermForm::Long),
                    year if (1..FAR_YEAR).contains(&year) => locale.word("ad", TermForm::Long),
                    _ => "",
                };
                // An abbreviation with points is a word of its own ("381 a. C."); "BC" is set as the locale has it.
                let gap = if era.contains('.') && !era.starts_with(char::is_whitespace) { "\u{a0}" } else { "" };
                let mut nodes = vec![Node::tagged(Tag::Year, Node::text(format!("{shown}{gap}{era}")))];
                nodes.extend(self.suffix(variable, ""));
                return Some(self.looked(&part.look, Node::of(nodes)));
            }
            DatePartName::Month => match (date.month, date.season) {
                (Some(month), _) => match part.form {
                    Some(DatePartForm::Numeric) => month.to_string(),
                    Some(DatePartForm::NumericLeadingZeros) => format!("{month:02}"),
                    Some(DatePartForm::Short) => month_name(month, TermForm::Short),
                    _ => month_name(month, TermForm::Long),
                },
                (None, Some(season)) => locale.word(&format!("season-{season:02}"), TermForm::Long).to_owned(),
                (None, None) => return None,
            },
            DatePartName::Day => {
                let day = date.day?;
                match part.form {
                    Some(DatePartForm::NumericLeadingZeros) => format!("{day:02}"),
                    Some(DatePartForm::Ordinal) if day == 1 || !locale.limits_day_ordinals() => {
                        let gender = date.month.and_then(|month| locale.gender(&format!("month-{month:02}")));
                        number::ordinal(u32::from(day), gender, locale)
                    }
                    _ => day.to_string(),
                }
            }
        };
        (!text.is_empty()).then(|| self.looked(&part.look, Node::text(text)))
    }

    /// The letter behind the first year that is printed.
    fn suffix(&mut self, variable: Variable, joint: &str) -> Option<Node<'a>> {
        let suffix = self.cx.choices.suffix?;
        if self.suffix_placed || self.cx.style.facts.explicit_suffix || variable == Variable::Accessed {
            return None;
        }
        self.suffix_placed = true;
        Some(Node::tagged(Tag::YearSuffix(suffix), Node::text(format!("{joint}{}", letters(suffix)))))
    }
}

/// What the style says of a date over what the locale's own form says.
fn merged(own: &Look, under: &Look) -> Look {
    let mut look = own.clone();
    if look.prefix.is_empty() {
        look.prefix.clone_from(&under.prefix);
    }
    if look.suffix.is_empty() {
        look.suffix.clone_from(&under.suffix);
    }
    look.case = look.case.or(under.case);
    look
}

fn has(date: &DateParts, name: DatePartName) -> bool {
    match name {
        DatePartName::Year => true,
        DatePartName::Month => date.month.is_some() || date.season.is_some(),
        DatePartName::Day => date.day.is_some(),
    }
}

/// What stands between the ends of a range: that of the largest part that differs.
fn delimiter_of(parts: &[DatePart], largest: Option<DatePartName>) -> String {
    let largest = largest.or_else(|| parts.iter().map(|part| part.name).min());
    let part = parts.iter().find(|part| Some(part.name) == largest);
    part.and_then(|part| part.range_delimiter.clone()).unwrap_or_else(|| "–".to_owned())
}

/// A date as a key of sorting: years so that those before our era come first, zeros for what is missing.
pub(in crate::csl) fn sort_key(date: &Date) -> Option<String> {
    let all = |name| DatePart { name, form: None, range_delimiter: None, look: Look::default() };
    let parts = [DatePartName::Year, DatePartName::Month, DatePartName::Day].map(all).to_vec();
    macro_key(date, &DateFormat { parts, ..DateFormat::default() })
}

/// The same, of the parts that a macro prints.
fn macro_key(date: &Date, format: &DateFormat) -> Option<String> {
    let shows = |name| format.parts.iter().any(|part| part.name == name);
    let key = |parts: &DateParts| {
        let year = if shows(DatePartName::Year) { i64::from(parts.year) + 5_000_000 } else { 0 };
        let month = if shows(DatePartName::Month) { parts.month.unwrap_or_default() } else { 0 };
        let day = if shows(DatePartName::Day) { parts.day.unwrap_or_default() } else { 0 };
        format!("{year:07}{month:02}{day:02}")
    };
    match date {
        Date::Known { from, to, .. } => Some(match to {
            None => key(from),
            Some(DateEnd::Open) => {
                format!("{}-{}", key(from), key(&DateParts { year: 4_000_000, ..DateParts::default() }))
            }
            Some(DateEnd::At(end)) => format!("{}-{}", key(from), key(end)),
        }),
        Date::Literal(words) if !words.is_empty() => Some(words.clone()),
        Date::Literal(_) => None,
    }
}
