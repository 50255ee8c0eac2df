//! Pliego: bilingual scholarship as a linked website.

pub mod data;
pub mod diag;
pub mod source;
