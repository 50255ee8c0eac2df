//! Data that people write, read and checked: names of things, addresses, texts in several languages, YAML with places.
//!
//! Owns the newtypes that every later stage speaks in, and the reading of a YAML file into a struct with all of its
//! mistakes reported. What the fields mean is left to `config` and `load`.

mod address;
mod depth;
mod listed;
mod names;
mod ordered;
mod slip;
mod texts;
mod yaml;

pub use address::{Address, BadAddress, GivenAddress, NameFault, composed, decoded, encode_path, name_fault};
pub use depth::{too_deep_in_brackets, too_deep_in_elements};
pub use listed::Listed;
pub use names::{CiteKey, EntityId, Lang, OutPath, SectionId, Slug, WorkId};
pub use ordered::Ordered;
pub use texts::{Picked, Texts, Wording};
pub use yaml::{Placed, PlacedExt, read, unplaced};
