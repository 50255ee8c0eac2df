//! From the planned site to HTML: trees to markup, facts to views, views through the theme's templates.
//!
//! Owns the look of everything that a reader gets as a page. Which files a site consists of is left to `export`.

mod code;
mod head;
mod html;
mod markup;
mod pages;
mod picture;
mod records;
mod runs;
mod shared;
mod sheet;
mod stray;
mod strings;
mod style;
mod text;
mod theme;
mod view;

pub(crate) use head::{alternates, url};
pub(crate) use html::guarded;
pub use html::{Html, Writer};
pub use pages::Rendered;
pub use records::Record;
pub use shared::Renderer;
pub(crate) use sheet::{is_absolute, is_inside, readdressed};
pub use strings::{Argument, Strings};
pub(crate) use text::{MEDIA, table_file};
pub use theme::{Asset, Theme, ThemeFiles, ToFill};
