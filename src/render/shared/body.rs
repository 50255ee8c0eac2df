//! What all pages are made of: the facts of the site, and what a type of page adds to its frame.

use std::collections::BTreeMap;

use tera::{Context, Value};

use crate::data::Lang;
use crate::render::strings::Strings;
use crate::render::theme::Theme;
use crate::render::view::TextView;
use crate::site::{Counts, PageId, Site};
use crate::source::SourceMap;

/// Renders the pages of a site, each on its own: nothing is shared but what never changes.
#[derive(Debug)]
pub struct Renderer<'a> {
    pub(in crate::render) site: &'a Site<'a>,
    pub(in crate::render) theme: &'a Theme,
    pub(in crate::render) sources: &'a SourceMap,
    pub(in crate::render) counts: Counts,
    /// The interface strings of each language, converted once.
    pub(in crate::render) strings: BTreeMap<Lang, Value>,
}

/// What a type of page adds to the frame that all pages share.
pub(in crate::render) struct Body {
    pub(in crate::render) template: &'static str,
    pub(in crate::render) kind: &'static str,
    pub(in crate::render) title: TextView,
    pub(in crate::render) description: String,
    /// The work or register that the page belongs to, by name and page, between the start page and this one.
    pub(in crate::render) trail: Vec<(TextView, PageId)>,
    pub(in crate::render) values: Vec<(&'static str, Value)>,
    pub(in crate::render) abstract_words: Option<String>,
}

impl<'a> Renderer<'a> {
    /// A renderer for a planned site.
    #[must_use]
    pub fn new(site: &'a Site<'a>, theme: &'a Theme, sources: &'a SourceMap) -> Self {
        let strings = site.languages().iter().map(|language| {
            let constants = theme.strings(&language.code).constants();
            (language.code.clone(), Value::from_serializable(constants))
        });
        Self { site, theme, sources, counts: site.counts(), strings: strings.collect() }
    }

    pub(in crate::render) fn strings_value(&self, lang: &Lang) -> Value {
        self.strings[lang].clone()
    }

    pub(in crate::render) fn strings(&self, lang: &Lang) -> &'a Strings {
        self.theme.strings(lang)
    }
}

/// Puts a view into a template's context.
pub(in crate::render) fn view<T: serde::Serialize>(view: &T) -> Value {
    Value::from_serializable(view)
}

impl Body {
    pub(in crate::render) fn insert_into(self, context: &mut Context) {
        for (name, value) in self.values {
            context.insert_value(name, value);
        }
    }
}
