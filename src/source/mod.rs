//! The only door to the outside: files, where a piece of text stands in them, and the map from one to the other.
//!
//! Owns reading and listing. Knows nothing of Markdown, YAML or scholarship, and never writes: that is [`crate::output`].

mod archive;
mod counts;
mod files;
mod map;

pub use archive::Archive;
pub use counts::CharCounts;
pub use files::{Disk, Embedded, Files, Memory, Obstacle, ObstacleKind, Walk};
pub use map::{FileId, Position, SourceFile, SourceMap, Span};
