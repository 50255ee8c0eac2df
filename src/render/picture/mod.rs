//! Pictures of a work, drawn as SVG while the site is built: strips, discs, marks.
//!
//! Owns shapes and coordinates: data in, markup out. Coordinates are whole numbers, so they are the same on each machine;
//! colours are the theme's, given to classes. A drawing is for the eye and the pointer. What it shows is said beside it in
//! words and links, so readers who do not see it are not told of it twice: it is hidden from them, and its links take no
//! focus.

mod family;
mod shapes;
mod strip;
mod years;

pub(super) use family::Family;
pub(super) use shapes::{Presence, mark, presence};
pub(super) use strip::{Scale, Strip, Tick};
pub(super) use years::{Slot, Years};
