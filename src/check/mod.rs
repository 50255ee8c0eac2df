//! Rules over a whole site and its output, beyond what each stage reports by itself.
//!
//! To add one, write a function from the [`Subject`] to findings and list it in [`RULES`].

mod corrections;
mod headings;
mod links;
mod parity;
mod staleness;

use crate::diag::Sink;
use crate::output::Output;
use crate::site::Site;
use crate::source::SourceMap;

/// What rules look at.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The planned site.
    pub site: &'a Site<'a>,
    /// Its files.
    pub output: &'a Output,
    /// The texts that it was made from.
    pub sources: &'a SourceMap,
}

/// A rule.
pub type Rule = fn(&Subject<'_>, &mut Sink);

/// All rules.
pub static RULES: &[Rule] = &[headings::check, links::check, corrections::check, parity::check, staleness::check];

/// Holds a site against all rules.
pub fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for rule in RULES {
        rule(subject, sink);
    }
}
