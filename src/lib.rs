//! Pliego: bilingual scholarship as a linked website.

pub mod config;
pub mod data;
pub mod diag;
pub mod source;
