//! The pages, rendered on all cores.

use rayon::prelude::*;

use super::{Job, Made};
use crate::diag::{Diagnostic, Sink, guarded};
use crate::render::Renderer;
use crate::site::PageId;

pub(super) fn export(job: &Job<'_>, sink: &mut Sink) -> Made {
    let renderer = Renderer::new(job.site, job.theme, job.sources);
    let first = job.site.first_language();
    let mut pages = vec![(&PageId::Front, first), (&PageId::NotFound, first)];
    pages.extend(job.site.routes.iter().map(|(page, lang, _)| (page, lang)));
    let rendered: Vec<_> = pages
        .into_par_iter()
        .map(|(page, lang)| {
            let mut sink = Sink::default();
            let file = job.site.routes.path(page, lang).map_or("", |path| path.as_str());
            let at = |crash: Diagnostic| crash.in_file(file);
            let page = guarded("making this page", at, &mut sink, |sink| renderer.render(page, lang, sink)).flatten();
            (page.map(|page| (page.path, page.html.into_bytes().into())), sink)
        })
        .collect();
    let mut made = Vec::with_capacity(rendered.len());
    for (page, found) in rendered {
        made.extend(page);
        sink.merge(found);
    }
    made
}
