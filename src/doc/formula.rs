//! Formulas: as LaTeX, which authors type, or as MathML, which published articles hold.

use std::borrow::Cow;

/// A formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// The formula, as it was written.
    pub source: String,
    /// In which notation.
    pub notation: Notation,
    /// What a published article prints beside it, to the letter: "(1)". It is not counted then.
    pub label: Option<String>,
    /// Whether it was published so: its source is shown where it cannot be converted, since nobody can mend it.
    pub published: bool,
}

/// How a formula is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// In LaTeX.
    Latex,
    /// In MathML, without prefixes.
    MathMl,
}

/// Elements of MathML Core that hold elements (MathML Core, 2.1 and 3), and `menclose`.
pub(crate) const MATHML_ROWS: [&str; 20] = [
    "mrow",
    "mfrac",
    "msqrt",
    "mroot",
    "mstyle",
    "merror",
    "mpadded",
    "mphantom",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mtable",
    "mtr",
    "mtd",
    "menclose",
];

/// Elements of MathML Core that hold words.
pub(crate) const MATHML_TOKENS: [&str; 5] = ["mi", "mn", "mo", "ms", "mtext"];

/// Attributes of MathML Core (2.1.3 and those of its elements), without those that run or style something.
pub(crate) const MATHML_ATTRIBUTES: [&str; 26] = [
    "accent",
    "accentunder",
    "columnspan",
    "depth",
    "dir",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "notation",
    "rowspan",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "symmetric",
    "voffset",
    "width",
    "display",
];

impl Formula {
    /// A formula that an author typed.
    #[must_use]
    pub fn latex(source: String) -> Self {
        Self { source, notation: Notation::Latex, label: None, published: false }
    }

    /// Its signs, without markup.
    #[must_use]
    pub fn words(&self) -> Cow<'_, str> {
        match self.notation {
            Notation::Latex => Cow::Borrowed(&self.source),
            Notation::MathMl => {
                let mut words = String::new();
                for part in self.source.split('<') {
                    words.push_str(part.split_once('>').map_or(part, |(_, behind)| behind));
                }
                let words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
                Cow::Owned(words.replace("&amp;", "&"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_mathml_are_its_signs() {
        let source = "<math><mi>x</mi><mo>&lt;</mo><mn>1</mn></math>".to_owned();
        let formula = Formula { notation: Notation::MathMl, ..Formula::latex(source) };
        assert_eq!(formula.words(), "x<1");
        assert_eq!(Formula::latex("a < b".to_owned()).words(), "a < b");
    }
}
