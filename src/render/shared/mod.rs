//! What several pages share, below them: the frame around each, and sections, works, entries and references as pages show
//! them.

mod body;
pub(super) mod cards;
mod context;
pub(super) mod credits;
pub(super) mod entries;
pub(super) mod floats;
mod frame;
pub(super) mod letters;
pub(super) mod provenance;
pub(super) mod references;
pub(super) mod sections;
pub(super) mod strips;
pub(super) mod works;

pub use body::Renderer;
pub(super) use body::{Body, view};
pub(super) use frame::Frame;
