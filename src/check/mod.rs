//! Rules over a whole site and its output, beyond what each stage reports by itself.
//!
//! To add one, write a function from the [`Subject`] to findings and list it in [`RULES`].

mod classes;
mod corrections;
mod headings;
mod links;
mod parity;
mod staleness;
mod weight;

use crate::diag::Sink;
use crate::output::Output;
use crate::render::Theme;
use crate::site::Site;
use crate::source::SourceMap;

pub use weight::{Weight, check_site, weigh};

/// What rules look at.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The planned site.
    pub site: &'a Site<'a>,
    /// Its files.
    pub output: &'a Output,
    /// What its pages look like; `None` where only its texts are looked at.
    pub theme: Option<&'a Theme>,
    /// The texts that it was made from.
    pub sources: &'a SourceMap,
    /// How editions are held against each other.
    pub parity: Parity,
}

/// How editions are held against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Parity {
    /// As a colleague would: what languages say differently is no difference, and only what is likely wrong is a warning.
    #[default]
    Likely,
    /// Every difference is a warning.
    Strict,
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// What it is called: the name of its module.
    pub name: &'static str,
    /// Holds a site against it.
    pub check: fn(&Subject<'_>, &mut Sink),
}

/// All rules.
pub static RULES: &[Rule] = &[
    Rule { name: "classes", check: classes::check },
    Rule { name: "headings", check: headings::check },
    Rule { name: "links", check: links::check },
    Rule { name: "corrections", check: corrections::check },
    Rule { name: "parity", check: parity::check },
    Rule { name: "staleness", check: staleness::check },
    Rule { name: "weight", check: weight::check },
];

/// Holds only the editions of a site's texts against each other; what its files hold is not looked at.
pub fn check_editions(subject: &Subject<'_>, sink: &mut Sink) {
    parity::check(subject, sink);
}

/// Holds a site against all rules.
pub fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for rule in RULES {
        (rule.check)(subject, sink);
    }
}
