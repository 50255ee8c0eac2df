//! Code in the colours of its grammar (as classes; the theme has the colours), and formulas as MathML.
//!
//! Both are made by libraries from words of an author. What they return is read as markup and written again by
//! [`markup`](super::markup), so that nothing else comes into a page.

use std::sync::LazyLock;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use super::html::Html;
use super::markup::{Kind, rewritten};
use crate::diag::attempt;

/// Grammars take 20 ms to load, so they are loaded when the first page needs them.
static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

static LATEX: LazyLock<Option<LatexToMathML>> = LazyLock::new(|| LatexToMathML::new(MathCoreConfig::default()).ok());

/// Signs of a formula that the stack of any thread bears: each may open a level within the one before.
const SHALLOW: usize = 64;

/// Signs of a formula that are refused: nobody typed it.
const LONGEST: usize = 20_000;

/// Bytes of a stack that a level takes at most; in a debug build, commands with two arguments take 6,000.
const LEVEL: usize = 16 * 1024;

/// Code as spans with classes that begin with `hl-`; `None` if there is no grammar for the language, or it cannot be
/// coloured.
pub(super) fn highlight(language: &str, code: &str) -> Option<Html> {
    let grammar = GRAMMARS.find_syntax_by_token(language)?;
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let made = attempt(|| {
        let mut generator = ClassedHTMLGenerator::new_with_class_style(grammar, &GRAMMARS, style);
        for line in LinesWithEndings::from(code) {
            generator.parse_html_for_line_which_includes_newline(line).ok()?;
        }
        Some(generator.finalize())
    });
    let (html, left_out) = rewritten(&made.ok()??, Kind::Code).ok()?;
    left_out.is_empty().then_some(html)
}

/// A formula as MathML Core, and what of its markup was left out because no formula needs it.
///
/// # Errors
/// What is wrong with it, in a sentence without a full stop.
pub(super) fn formula(latex: &str, display: bool) -> Result<(Html, Vec<String>), String> {
    let Some(converter) = LATEX.as_ref() else { return Err("formulas cannot be read".to_owned()) };
    let mode = if display { MathDisplay::Block } else { MathDisplay::Inline };
    let convert = || converter.convert_with_local_state(latex, mode).map(|made| made.mathml).map_err(|e| e.to_string());
    rewritten(&with_room(latex, convert)?, Kind::Formula).map_err(|why| format!("this formula cannot be shown: {why}"))
}

/// A formula that is MathML already, held against what formulas may hold.
///
/// # Errors
/// What is wrong with it, in a sentence without a full stop.
pub(super) fn mathml(markup: &str) -> Result<(Html, Vec<String>), String> {
    rewritten(markup, Kind::Formula).map_err(|why| format!("this formula cannot be shown: {why}"))
}

/// Reads a formula with as much stack as it may need: the library goes one call deeper with each level.
fn with_room(latex: &str, convert: impl FnOnce() -> Result<String, String> + Send) -> Result<String, String> {
    let signs = latex.bytes().filter(|byte| !byte.is_ascii_alphanumeric() && !byte.is_ascii_whitespace()).count();
    if signs > LONGEST {
        return Err(format!("this formula is too long: it has {signs} signs, and {LONGEST} are read"));
    }
    let guarded = || attempt(convert).unwrap_or_else(|failure| Err(failure.to_string()));
    if signs <= SHALLOW {
        return guarded();
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size((signs + SHALLOW) * LEVEL).spawn_scoped(scope, guarded);
        let Ok(thread) = thread else { return Err("there is no memory to read this formula".to_owned()) };
        thread.join().unwrap_or_else(|_| Err("this formula cannot be read".to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_that_goes_deep_is_refused_and_does_not_end_the_run() {
        for latex in [
            "\\frac{".repeat(6000),
            format!("{}x{}{}", "\\frac{".repeat(1500), "}".repeat(1500), "{y}".repeat(1500)),
            format!("{}x{}", "{".repeat(9000), "}".repeat(9000)),
            format!("{}x", "\\sqrt".repeat(15_000)),
            format!("{}x", "\\not".repeat(15_000)),
            format!("{}x{}", "x^{".repeat(6000), "}".repeat(6000)),
            format!("{}x{}", "\\left(".repeat(5000), "\\right)".repeat(5000)),
            format!("{}x{}", "\\begin{matrix}".repeat(3000), "\\end{matrix}".repeat(3000)),
            "{\\textbf".repeat(50_000),
        ] {
            // Braces alone make no level of MathML.
            let made = formula(&latex, false);
            assert!(made.is_err() || latex.starts_with("{{"), "{:?}", &latex[..20]);
        }
        let wide = "\\alpha\\;\\beta_{i}^{2}+".repeat(500);
        assert!(formula(&wide, true).is_ok());
    }

    #[test]
    fn words_that_would_become_markup_are_named() {
        let made = formula("\\operatorname{<script>alert(1)</script>}", false).expect("the rest is kept");
        assert_eq!(made.1, ["`<script>`"]);
        assert!(!made.0.as_str().contains("alert"));
        assert!(formula("\\operatorname{a<b}", false).is_err());
        assert!(formula("a < b \\text{ <i>c</i>}", false).is_ok_and(|(html, _)| !html.as_str().contains("<i>")));
    }
}
