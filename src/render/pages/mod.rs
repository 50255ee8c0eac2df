//! One file for each type of page: facts of the site to what its template sees.

mod bibliography;
mod columns;
mod corrections;
mod facing;
mod front;
mod glance;
mod matrix;
mod register;
mod search;
mod section;
mod work;

use camino::Utf8PathBuf;

use super::shared::{Frame, Renderer};
use super::theme::template_error;
use crate::data::{Lang, OutPath};
use crate::diag::Sink;
use crate::site::PageId;

/// A page that is ready to be written.
#[derive(Debug)]
pub struct Rendered {
    /// Its file.
    pub path: OutPath,
    /// Its markup.
    pub html: String,
}

impl Renderer<'_> {
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
}
