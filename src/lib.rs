//! Pliego: bilingual scholarship as a linked website.

pub mod source;
pub mod diag;
pub mod data;
pub mod config;
pub mod load;
pub mod doc;
pub mod resolve;
pub mod site;
