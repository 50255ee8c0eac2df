//! The order of a list of references: names, then date, then title.
//!
//! Names are compared as the list prints them, by the letters of the page's language. Titles of the same names and year
//! are compared alike in every language: the letters behind a year follow this order, and 2014a has to be the same
//! work in all editions.

use std::cmp::Ordering;

use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Entry};
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;

use super::Citer;

/// By what a work finds its place in the list.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// The names, each as family and given name; for a work that the list begins with its title, that.
    lead: Vec<String>,
    /// Year, month, day. A work without comes before those that have it.
    date: Option<(i32, Option<u8>, Option<u8>)>,
    title: String,
    key: String,
}

impl Place {
    pub(super) fn new(entry: &Entry, printed: &ElemChildren) -> Self {
        Self {
            lead: lead(printed),
            date: entry.date_any().map(|date| (date.year, date.month, date.day)),
            title: entry.title().map(ToString::to_string).unwrap_or_default(),
            key: entry.key().to_owned(),
        }
    }

    pub(super) fn compare(&self, other: &Self, citer: &Citer<'_>) -> Ordering {
        let names =
            self.lead.iter().zip(&other.lead).map(|(a, b)| citer.names.compare(a, b)).find(|order| order.is_ne());
        names
            .unwrap_or_else(|| self.lead.len().cmp(&other.lead.len()))
            .then_with(|| self.date.cmp(&other.date))
            .then_with(|| citer.titles.compare(&self.title, &other.title))
            .then_with(|| self.key.cmp(&other.key))
    }
}

/// The order of letters of a language; `None` if the tag cannot be read.
pub(super) fn collator(tag: &str, options: CollatorOptions) -> Option<CollatorBorrowed<'static>> {
    let locale: Locale = tag.parse().ok()?;
    Collator::try_new((&locale).into(), options).ok()
}

/// The names that a list entry begins with, else the text up to its date.
fn lead(printed: &ElemChildren) -> Vec<String> {
    let mut found = Lead::default();
    found.read(printed);
    if found.names.is_empty() {
        let text = found.text.trim_matches(|c: char| !c.is_alphanumeric());
        return vec![text.to_owned()];
    }
    // "Adamson, F. B." is a family name and what tells its bearers apart.
    found.names.iter().flat_map(|name| name.splitn(2, ", ")).map(str::to_owned).collect()
}

#[derive(Default)]
struct Lead {
    text: String,
    names: Vec<String>,
    done: bool,
}

impl Lead {
    fn read(&mut self, children: &ElemChildren) {
        for child in &children.0 {
            if self.done {
                return;
            }
            match child {
                ElemChild::Elem(Elem { meta: Some(ElemMeta::Date), .. }) => self.done = true,
                ElemChild::Elem(Elem { meta: Some(ElemMeta::Names(_)), children, .. }) => {
                    let first = self.text.chars().all(|c| !c.is_alphanumeric());
                    if first {
                        names(children, &mut self.names);
                    }
                    self.done = !self.names.is_empty();
                    if !self.done {
                        self.read(children);
                    }
                }
                ElemChild::Elem(elem) => self.read(&elem.children),
                other => self.text.extend(format!("{other:#}").chars()),
            }
        }
    }
}

fn names(children: &ElemChildren, found: &mut Vec<String>) {
    for child in &children.0 {
        if let ElemChild::Elem(elem) = child {
            match elem.meta {
                Some(ElemMeta::Name(..)) => found.push(format!("{:#}", elem.children)),
                _ => names(&elem.children, found),
            }
        }
    }
}
