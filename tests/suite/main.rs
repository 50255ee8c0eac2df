//! The suite: sites are built from folders and memory, and what comes out is held against the rules of the design.
//!
//! One binary, one module for each feature; `README.md` beside this file says how to add a test.
#![expect(clippy::disallowed_methods, reason = "a test reads and writes the disk as a person would")]
#![expect(clippy::panic, reason = "a test that cannot go on says why")]

mod alignment;
mod architecture;
mod article;
mod cases;
mod citing;
mod cmd;
mod credits;
mod csl;
mod determinism;
mod editions;
mod facing;
mod fidelity;
mod gates;
mod grades;
mod heads;
mod importing;
mod interface;
mod jats;
mod jats_habits;
mod languages;
mod letters;
mod links;
mod names;
mod offline;
mod pairs;
mod parity;
mod pictures;
mod policy;
mod scholarly;
mod search;
mod sections;
mod site;
mod slips;
mod staleness;
mod styles;
mod tables;
mod theme;
mod writing;
