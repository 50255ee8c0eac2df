//! Rules over a whole site and its output, beyond what each stage reports by itself.
//!
//! To add one, write a function from [`Site`] and [`Output`] to findings and list it in [`RULES`].

mod corrections;
mod headings;
mod links;

use crate::diag::Sink;
use crate::output::Output;
use crate::site::Site;

/// A rule.
pub type Rule = fn(&Site<'_>, &Output, &mut Sink);

/// All rules.
pub static RULES: &[Rule] = &[headings::check, links::check, corrections::check];

/// Holds a site against all rules.
pub fn check(site: &Site<'_>, output: &Output, sink: &mut Sink) {
    for rule in RULES {
        rule(site, output, sink);
    }
}
