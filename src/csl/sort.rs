//! The order of works: keys out of variables and macros, compared by the letters of a language.

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};

use super::eval::{Area, Context, Eval, date_sort_key};
use super::finish;
use super::node::Node;
use super::rich::text_of;
use super::style::Style;
use super::style::element::{SortKey, SortSource};
use super::variable::{Variable, VariableKind};

/// One key of a work; `None` where it has none.
pub(super) type Key = Option<Value>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    Number(i64),
}

/// Orders of letters: of names, and of all else.
pub(super) struct Letters {
    names: CollatorBorrowed<'static>,
    /// The same in every language, so that the letters behind years are.
    rest: CollatorBorrowed<'static>,
}

impl Letters {
    /// Those of a language; the common order where there is none of it.
    pub(super) fn of(tag: &str) -> Option<Self> {
        Some(Self { names: collator(tag).or_else(|| collator("und"))?, rest: collator("und")? })
    }

    /// Compares two works by their keys; those without a key stand last in both directions.
    pub(super) fn compare(&self, keys: &[SortKey], style: &Style, a: &[Key], b: &[Key]) -> Ordering {
        self.compare_with(keys, style, a, b, &self.names)
    }

    /// The same, alike in every language.
    pub(super) fn compare_alike(&self, keys: &[SortKey], style: &Style, a: &[Key], b: &[Key]) -> Ordering {
        self.compare_with(keys, style, a, b, &self.rest)
    }

    fn compare_with(
        &self,
        keys: &[SortKey],
        style: &Style,
        a: &[Key],
        b: &[Key],
        names: &CollatorBorrowed<'static>,
    ) -> Ordering {
        for (key, (a, b)) in keys.iter().zip(a.iter().zip(b)) {
            let of_names = match key.source {
                SortSource::Variable(variable) => variable.kind() == VariableKind::Name,
                SortSource::Macro(index) => style.facts.macros_of_names.contains(&index),
            };
            let letters = if of_names { names } else { &self.rest };
            let order = match (a, b) {
                (None, None) => continue,
                (None, Some(_)) => return Ordering::Greater,
                (Some(_), None) => return Ordering::Less,
                (Some(Value::Number(a)), Some(Value::Number(b))) => a.cmp(b),
                (Some(Value::Text(a)), Some(Value::Text(b))) => letters.compare(a, b),
                (Some(Value::Number(_)), Some(Value::Text(_))) => Ordering::Less,
                (Some(Value::Text(_)), Some(Value::Number(_))) => Ordering::Greater,
            };
            let order = if key.descending { order.reverse() } else { order };
            if order.is_ne() {
                return order;
            }
        }
        Ordering::Equal
    }
}

fn collator(tag: &str) -> Option<CollatorBorrowed<'static>> {
    let locale: icu_locale_core::Locale = tag.parse().ok()?;
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Secondary);
    Collator::try_new((&locale).into(), options).ok()
}

/// The keys of a work.
pub(super) fn keys<'a>(keys: &'a [SortKey], cx: &Context<'a>) -> Vec<Key> {
    keys.iter().map(|key| one(key, cx)).collect()
}

fn one<'a>(key: &'a SortKey, cx: &Context<'a>) -> Key {
    let mut eval = Eval::new(Context { area: Area::Sort, ..cx.clone() });
    eval.key_names = Some(&key.names);
    match key.source {
        SortSource::Variable(Variable::CitationNumber) => cx.number.map(|number| Value::Number(number.into())),
        SortSource::Variable(variable) => match variable.kind() {
            VariableKind::Name => eval.sort_names(variable).and_then(|node| clean(&text(&node))),
            VariableKind::Date => cx.item.date(variable).and_then(date_sort_key).and_then(|key| clean(&key)),
            VariableKind::Number => {
                let value = cx.item.text(variable)?;
                match value.trim().parse() {
                    Ok(number) => Some(Value::Number(number)),
                    Err(_) => clean(value),
                }
            }
            VariableKind::Text => {
                let node = Node::Leaf(super::markup::parse(&eval.value(variable, false)?, cx.quotes));
                clean(&text(&node))
            }
        },
        SortSource::Macro(index) => {
            let node = eval.macro_called(index).node?;
            clean(&text(&node))
        }
    }
}

fn text(node: &Node<'_>) -> String {
    text_of(&finish::render(node))
}

/// Without what does not count in an order: apostrophes, quotation marks, brackets at the beginning.
fn clean(text: &str) -> Key {
    let kept: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | '\'' | '’' | '‘' | '“' | '”' | '"' | '«' | '»' | 'ʿ' | 'ʾ' | 'ʻ'))
        .collect();
    let kept = kept.trim().trim_start_matches(['[', '(', '-', '–']);
    (!kept.is_empty()).then(|| Value::Text(kept.to_owned()))
}
