//! Code in the colours of its grammar (as classes; the theme has the colours), and formulas as MathML.

use std::sync::LazyLock;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// Grammars take 20 ms to load, so they are loaded when the first page needs them.
static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

static LATEX: LazyLock<Option<LatexToMathML>> = LazyLock::new(|| LatexToMathML::new(MathCoreConfig::default()).ok());

/// Code as spans with classes that begin with `hl-`; `None` if there is no grammar for the language.
pub(super) fn highlight(language: &str, code: &str) -> Option<String> {
    let grammar = GRAMMARS.find_syntax_by_token(language)?;
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(grammar, &GRAMMARS, style);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

/// A formula as MathML Core.
pub(super) fn formula(latex: &str, display: bool) -> Result<String, String> {
    let Some(converter) = LATEX.as_ref() else { return Err("formulas cannot be read".to_owned()) };
    let mode = if display { MathDisplay::Block } else { MathDisplay::Inline };
    match converter.convert_with_local_state(latex, mode) {
        Ok(result) => Ok(result.mathml),
        Err(error) => Err(error.to_string()),
    }
}
