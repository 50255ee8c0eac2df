//! The work of translating, from outside the pages: how far each edition is, and the record of what it was made from.
//!
//! Owns `pliego translation`. What a reading is and which block answers which is left to `align`; nothing is written
//! here: `cli` hands the new files to `output`.

mod accept;
mod status;

pub use accept::{Accepted, Refusal, accept};
pub use status::{Cell, Progress, Row, status};
