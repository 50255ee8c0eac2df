//! The site in real browsers: journeys of readers in Chromium, Firefox and WebKit, and what other programs say of every
//! page: axe-core, html-validate, Lynx, Lighthouse.
//!
//! `tests/browser/tools` brings what cargo does not. A program that is missing fails the tests that need it and names its
//! package; nothing is skipped.
#![expect(clippy::disallowed_methods, reason = "a test reads and writes the disk as a person would")]
#![expect(clippy::panic, reason = "a test that cannot go on says why")]
#![expect(clippy::unwrap_used, reason = "what a test needs is there, or it has failed")]
#![expect(clippy::print_stdout, reason = "a long test says how far it is")]

mod programs;
mod fonts;
mod policy;
mod server;
mod site;
mod engines;
mod browser;
mod journeys;
mod axe;
mod lighthouse;
mod lynx;
mod validator;
