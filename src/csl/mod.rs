//! Citations and lists of references by the Citation Style Language, 1.0.2.
//!
//! Owns items with CSL's variables, styles and locales, and what a style makes of citations: trees that say which item
//! each piece stands for. It knows nothing of pages, of Markdown or of files.

mod cite;
mod collapse;
mod disambiguate;
mod eval;
mod finish;
mod item;
mod locale;
mod markup;
mod node;
mod particles;
mod position;
mod processor;
mod rich;
mod sort;
mod style;
mod substitute;
mod tree;
mod variable;

pub use cite::{Block, Citation, Cite, CiteMode, Display, Entry, Format, Locator, Piece, Position, Rendered, Run};
pub use item::{Date, DateEnd, DateParts, ITEM_TYPES, Item, Name};
pub use locale::{Locale, UnknownLocale};
pub use particles::split_particles;
pub use processor::{EntryLanguage, Options, Processor};
pub use style::{Problem, ProblemKind, Style, StyleClass};
pub use variable::{Variable, VariableKind};

#[cfg(test)]
mod tests;
