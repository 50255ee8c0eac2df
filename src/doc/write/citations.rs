//! Citations as they are typed.

use super::Writer;
use super::inlines::{Pen, bracketed};
use crate::doc::{CitationGroup, CiteForm, CiteItem, Inline};

impl Writer<'_> {
    pub(super) fn citation(&mut self, group: &CitationGroup, pen: Pen) -> String {
        let pen = Pen { group: true, ..pen };
        if let Some(words) = &group.words {
            let words = self.line(words, Pen { group: false, ..pen });
            let cite = self.bracketed(&group.items, pen);
            let simple = cite.strip_prefix("[@").and_then(|rest| rest.strip_suffix(']'));
            let simple = simple.filter(|key| key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')));
            return match simple {
                Some(key) => format!("[{}](@{key})", bracketed(&words)),
                None => format!("[{}]{cite}", bracketed(&words)),
            };
        }
        let [first, others @ ..] = &group.items[..] else { return String::new() };
        if group.form != CiteForm::Narrative {
            return self.bracketed(&group.items, pen);
        }
        let mut parts = Vec::new();
        let behind = self.behind(first, true, pen);
        parts.extend(Some(behind).filter(|behind| !behind.is_empty()));
        for item in others {
            parts.push(self.item(item, pen));
        }
        let key = key_of(first);
        if parts.is_empty() { key } else { format!("{key} [{}]", parts.join("; ")) }
    }

    fn bracketed(&mut self, items: &[CiteItem], pen: Pen) -> String {
        let mut parts = Vec::with_capacity(items.len());
        for item in items {
            parts.push(self.item(item, pen));
        }
        format!("[{}]", parts.join("; "))
    }

    fn item(&mut self, item: &CiteItem, pen: Pen) -> String {
        let prefix = self.line(&item.prefix, pen);
        let behind = self.behind(item, false, pen);
        let printed = item.printed.as_deref().map(|printed| format!(" = {}", self.line(printed, pen)));
        format!("{prefix}{}{behind}{}", key_of(item), printed.unwrap_or_default())
    }

    /// What stands behind a key: the place in the work, and words.
    fn behind(&mut self, item: &CiteItem, in_brackets: bool, pen: Pen) -> String {
        let suffix = self.line(&item.suffix, pen);
        let plain = crate::doc::inline::plain(&item.suffix);
        let words = &self.syntax.locators;
        let Some(locator) = &item.locator else {
            let (found, length) = words.split(&plain, &plain);
            // Words that would be read as a place stand behind empty braces.
            let braces = if found.is_some() || length > 0 { "{}" } else { "" };
            let suffix = if in_brackets && braces.is_empty() { suffix.trim_start() } else { suffix.as_str() };
            return format!("{braces}{suffix}");
        };
        let comma = if in_brackets { "" } else { ", " };
        let word = words.word(&locator.label).unwrap_or_default();
        let natural = if word.is_empty() { locator.value.clone() } else { format!("{word} {}", locator.value) };
        let typed = format!("{comma}{natural}{plain}");
        let (found, length) = words.split(&typed, &typed);
        let whole = comma.len() + natural.len();
        if found.as_ref() == Some(locator) && length == whole && starts_with_words(&item.suffix) {
            return format!("{comma}{}{suffix}", escaped(&natural));
        }
        format!("{comma}{{{}}}{suffix}", escaped(&natural))
    }
}

/// Whether words stand first, if anything does: only they were looked at.
fn starts_with_words(suffix: &[Inline]) -> bool {
    suffix.first().is_none_or(|inline| matches!(inline, Inline::Text(_)))
}

fn escaped(words: &str) -> String {
    super::escape::words(words, super::escape::Around { flat: true, group: true, ..Default::default() })
}

/// A key, in braces if it holds marks.
fn key_of(item: &CiteItem) -> String {
    let key = item.key.as_str();
    let hyphen = if item.year_only { "-" } else { "" };
    let plain = key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        && !key.starts_with('-')
        && !key.ends_with('-')
        && !key.contains("--");
    if plain { format!("{hyphen}@{key}") } else { format!("{hyphen}@{{{key}}}") }
}
