//! One file for each type of page: facts of the site to what its template sees.

mod bibliography;
mod cards;
mod corrections;
mod credits;
mod edition;
mod facing;
mod floats;
mod frame;
mod front;
mod glance;
mod letters;
mod matrix;
mod records;
mod register;
mod search;
mod section;
mod strips;
mod work;

use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use tera::{Context, Value};

use super::strings::Strings;
use super::theme::{Theme, template_error};
use super::view::TextView;
use crate::data::{Lang, OutPath};
use crate::diag::Sink;
use crate::site::{Counts, PageId, Site};
use crate::source::SourceMap;

use frame::Frame;

pub use records::Record;

/// A page that is ready to be written.
#[derive(Debug)]
pub struct Rendered {
    /// Its file.
    pub path: OutPath,
    /// Its markup.
    pub html: String,
}

/// Renders the pages of a site, each on its own: nothing is shared but what never changes.
#[derive(Debug)]
pub struct Renderer<'a> {
    site: &'a Site<'a>,
    theme: &'a Theme,
    sources: &'a SourceMap,
    counts: Counts,
    /// The interface strings of each language, converted once.
    strings: BTreeMap<Lang, Value>,
}

/// What a type of page adds to the frame that all pages share.
struct Body {
    template: &'static str,
    kind: &'static str,
    title: TextView,
    description: String,
    /// The work or register that the page belongs to, by name and page, between the start page and this one.
    trail: Vec<(TextView, PageId)>,
    values: Vec<(&'static str, Value)>,
    abstract_words: Option<String>,
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

    /// Renders one page.
    #[must_use]
    pub fn render(&self, page: &PageId, lang: &Lang, sink: &mut Sink) -> Option<Rendered> {
        let path = self.site.routes.path(page, lang)?;
        let frame = Frame { renderer: self, page, lang, path, strings: self.theme.strings(lang) };
        let body = match page {
            PageId::Front => front::front(&frame),
            PageId::NotFound => front::not_found(&frame),
            PageId::Home => front::home(&frame),
            PageId::Colophon => front::colophon(&frame),
            PageId::Search => search::search(&frame),
            PageId::Work(work) => work::home(&frame, *work, sink),
            PageId::Article(work) => work::article(&frame, *work, sink),
            PageId::Section(work, section) => section::section(&frame, *work, *section, sink)?,
            PageId::Bibliography(work) => bibliography::bibliography(&frame, *work),
            PageId::Glance(work) => glance::glance(&frame, *work),
            PageId::Corrections(work) => corrections::corrections(&frame, *work),
            PageId::Register(register) => register::register(&frame, *register),
            PageId::Entity(entity) => register::entity(&frame, entity),
            PageId::Facing(pages) => facing::facing(&frame, pages, sink),
        };
        let template = body.template;
        let context = frame.context(body);
        match self.theme.render(template, &context) {
            Ok(html) => Some(Rendered { path: path.clone(), html }),
            Err(error) => {
                let folder = Utf8PathBuf::from(format!("themes/{}", self.site.content.config.theme.value));
                sink.push(template_error(&error, &folder, self.sources));
                None
            }
        }
    }

    fn strings_value(&self, lang: &Lang) -> Value {
        self.strings[lang].clone()
    }

    fn strings(&self, lang: &Lang) -> &'a Strings {
        self.theme.strings(lang)
    }
}

/// Puts a view into a template's context.
fn view<T: serde::Serialize>(view: &T) -> Value {
    Value::from_serializable(view)
}

impl Body {
    fn insert_into(self, context: &mut Context) {
        for (name, value) in self.values {
            context.insert_value(name, value);
        }
    }
}
