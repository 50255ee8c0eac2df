//! Pliego: bilingual scholarship as a linked website.
//!
//! A site's folder goes through the stages below in this order. Each is a function from the values before it to a new,
//! immutable one; a module uses only those above it.

pub mod source; // the only door to the outside: files, places in them
pub mod diag; // what is wrong, as data: codes, places, renderings
pub mod data; // names of things, texts in several languages, YAML with places
pub mod output; // what a run makes: paths to bytes, and the writer to disk
pub mod config; // site.yml and work.yml
pub mod csl; // citations and lists of references by a style
pub mod bibliography; // files of libraries to items, and items to files of libraries
pub mod load; // the folder: works, registers, bibliography
pub mod doc; // Markdown to trees with places
pub mod jats; // articles in JATS to works and their trees
pub mod align; // the editions of a text as one object: pairs, anchors, readings
pub mod resolve; // what names in the texts mean: citations, mentions, links
pub mod site; // the graph: addresses, back-links, indexes
pub mod render; // pages: trees and facts to HTML through a theme
pub mod export; // files: pages, downloads, sitemap
pub mod check; // rules over the whole site
pub mod build; // the stages, one after the other
pub mod translation; // what is recorded of translations, and how far they are
pub mod import; // articles and libraries from elsewhere, brought into a site's folder
#[cfg(feature = "serve")]
pub mod serve; // the output in memory, served while one writes
pub mod cli; // what was typed, and the only place that prints
