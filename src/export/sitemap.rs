//! What search engines and hosts read: `sitemap.xml` with each page's other languages, `robots.txt`, `.nojekyll`.
//!
//! The form is that of sitemaps.org with Google's `xhtml:link` for localised versions; no dates, since a build knows no
//! clock.

use std::io;
use std::sync::Arc;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use super::{Job, Made};
use crate::data::OutPath;
use crate::diag::{Diagnostic, Sink, codes};
use crate::render::{alternates, url};
use crate::site::PageId;

pub(super) fn export(job: &Job<'_>, sink: &mut Sink) -> Made {
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", url(job.site, &OutPath::new("sitemap.xml")));
    let mut made =
        vec![(OutPath::new(".nojekyll"), Arc::default()), (OutPath::new("robots.txt"), robots.into_bytes().into())];
    match sitemap(job) {
        Ok(bytes) => made.push((OutPath::new("sitemap.xml"), bytes.into())),
        Err(error) => sink.push(Diagnostic::new(codes::UNREADABLE, error.to_string()).in_file("sitemap.xml")),
    }
    made
}

fn sitemap(job: &Job<'_>) -> io::Result<Vec<u8>> {
    let site = job.site;
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let front = site.routes.path(&PageId::Front, site.first_language()).map(|path| (&PageId::Front, path));
    let pages = front.into_iter().chain(site.routes.iter().map(|(page, _, path)| (page, path)));
    // A search engine is to find each text once, in its own language.
    let pages = pages.filter(|(page, _)| !matches!(page, PageId::Facing(_)));
    writer
        .create_element("urlset")
        .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
        .with_attribute(("xmlns:xhtml", "http://www.w3.org/1999/xhtml"))
        .write_inner_content(|writer| {
            for (page, path) in pages {
                writer.create_element("url").write_inner_content(|writer| {
                    let loc = quick_xml::events::BytesText::new(&url(site, path)).into_owned();
                    writer.create_element("loc").write_text_content(loc)?;
                    for (hreflang, path) in alternates(site, page) {
                        writer
                            .create_element("xhtml:link")
                            .with_attribute(("rel", "alternate"))
                            .with_attribute(("hreflang", hreflang.as_str()))
                            .with_attribute(("href", url(site, path).as_str()))
                            .write_empty()?;
                    }
                    Ok(())
                })?;
            }
            Ok(())
        })?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}
