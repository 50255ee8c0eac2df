//! Styles: where they come from, what of them groups of citations need, and their parts for each kind of work.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use hayagriva::Entry;
use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::taxonomy::{NumberOrPageVariable, NumberVariable, StandardVariable, Variable};
use hayagriva::citationberg::{
    self, CitationFormat, Collapse, IndependentStyle, LayoutRenderingElement as Element, Locale, PurgeLevel,
    StyleCategory, StyleClass, TextTarget,
};

use super::traits::Traits;
use super::trim;
use crate::diag::closest;

/// A citation style, compiled once for a site.
#[derive(Debug)]
pub struct Style {
    /// The style, without its locales.
    pub(super) csl: IndependentStyle,
    /// What it says itself in some languages, on top of CSL's locales.
    pub(super) locales: Vec<Locale>,
    numeric: bool,
    /// What stands around a group, and between its items.
    pub(super) prefix: String,
    pub(super) suffix: String,
    pub(super) delimiter: String,
    /// What stands between the years of one author, if the style draws them together, and after the last of them.
    pub(super) collapse: Option<(String, String)>,
    trimmed: RwLock<HashMap<Traits, Arc<IndependentStyle>>>,
}

impl Style {
    /// The style whose text is `own`, a site's `.csl` file; without one, that of the name in Hayagriva's archive.
    ///
    /// # Errors
    /// One sentence that says why there is no such style, or why it cannot be used here.
    pub fn load(name: &str, own: Option<&str>) -> Result<Self, String> {
        let style = if let Some(own) = own {
            citationberg::Style::from_xml(own).map_err(|error| format!("the style cannot be read: {error}"))?
        } else {
            let Some(archived) = ArchivedStyle::by_name(name) else {
                let names = ArchivedStyle::all().iter().flat_map(|style| style.names().iter().copied());
                let near = closest(name, names).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                return Err(format!("the archive has no style `{name}`{near}"));
            };
            archived.get()
        };
        match style {
            citationberg::Style::Independent(csl) => Self::new(csl),
            citationberg::Style::Dependent(style) => {
                let parent = style.parent_link.href;
                Err(format!(
                    "this style only refers to another one: use `{}`",
                    parent.rsplit('/').next().unwrap_or(&parent)
                ))
            }
        }
    }

    fn new(mut csl: IndependentStyle) -> Result<Self, String> {
        if csl.settings.class == StyleClass::Note {
            return Err("this style puts citations into notes; only in-text styles can be used".to_owned());
        }
        let numeric = csl.info.category.iter().any(|category| {
            let StyleCategory::CitationFormat { format } = category else { return false };
            matches!(format, CitationFormat::Numeric | CitationFormat::Label)
        });
        let numeric = numeric || prints_numbers(&csl);
        csl.purge(PurgeLevel::Basic);
        let layout = &csl.citation.layout;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let (prefix, suffix) = (text(&layout.prefix), text(&layout.suffix));
        let delimiter = layout.delimiter.clone().unwrap_or_else(|| "; ".to_owned());
        let collapse = match csl.citation.collapse {
            Some(Collapse::Year | Collapse::YearSuffix | Collapse::YearSuffixRanged) => {
                let between = csl.citation.cite_group_delimiter.as_deref();
                let after = csl.citation.after_collapse_delimiter.as_ref().unwrap_or(&delimiter);
                let between = between.unwrap_or(citationberg::Citation::DEFAULT_CITE_GROUP_DELIMITER);
                Some((between.to_owned(), after.clone()))
            }
            _ => None,
        };
        let locales = std::mem::take(&mut csl.locale);
        Ok(Self { csl, locales, numeric, prefix, suffix, delimiter, collapse, trimmed: RwLock::default() })
    }

    /// What the style calls itself.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.csl.info.title.value
    }

    /// What of the style concerns an entry.
    pub(super) fn trimmed(&self, entry: &Entry) -> Arc<IndependentStyle> {
        let traits = Traits::of(entry);
        if let Some(found) = self.trimmed.read().ok().and_then(|known| known.get(&traits).cloned()) {
            return found;
        }
        let trimmed = Arc::new(trim::trim(&self.csl, traits));
        if let Ok(mut known) = self.trimmed.write() {
            known.insert(traits, Arc::clone(&trimmed));
        }
        trimmed
    }

    /// Whether works are cited by a number or a label that depends on all of them.
    #[must_use]
    pub fn is_numeric(&self) -> bool {
        self.numeric
    }
}

/// Whether citations print a number or a label, whatever the style says of itself.
pub(super) fn prints_numbers(csl: &IndependentStyle) -> bool {
    fn any(elements: &[Element], csl: &IndependentStyle, depth: usize) -> bool {
        // A macro that calls itself is no style; it must not hang us either.
        depth < 32
            && elements.iter().any(|element| match element {
                Element::Text(text) => match &text.target {
                    TextTarget::Variable { var, .. } => {
                        *var == Variable::Number(NumberVariable::CitationNumber)
                            || *var == Variable::Standard(StandardVariable::CitationLabel)
                    }
                    TextTarget::Macro { name } => {
                        csl.macros.iter().any(|known| known.name == *name && any(&known.children, csl, depth + 1))
                    }
                    _ => false,
                },
                Element::Number(number) => {
                    number.variable == NumberOrPageVariable::Number(NumberVariable::CitationNumber)
                }
                Element::Group(group) => any(&group.children, csl, depth + 1),
                Element::Choose(choose) => {
                    choose.branches().any(|branch| any(&branch.children, csl, depth + 1))
                        || choose.otherwise.as_ref().is_some_and(|branch| any(&branch.children, csl, depth + 1))
                }
                Element::Date(_) | Element::Names(_) | Element::Label(_) => false,
            })
    }
    any(&csl.citation.layout.elements, csl, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_that_cannot_be_used_says_why() {
        let error = |name: &str| Style::load(name, None).map(|_| ()).expect_err("it is refused");
        assert_eq!(
            error("chicago-autor-date"),
            "the archive has no style `chicago-autor-date`; did you mean `chicago-author-date`?"
        );
        assert!(error("modern-humanities-research-association-notes").contains("only in-text styles"));
        let broken = Style::load("own.csl", Some("<style")).expect_err("it is refused");
        assert!(broken.starts_with("the style cannot be read"), "{broken}");
        assert!(!Style::load("apa", None).expect("apa").is_numeric());
        assert!(Style::load("ieee", None).expect("ieee").is_numeric());
    }
}
