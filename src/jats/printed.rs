//! References as a journal prints them: the words of `mixed-citation`, with the text between its elements.
//!
//! Some publishers leave to their own programs what stands between the parts; where two parts touch, that is put there.

use super::xml::{El, attr, href, is_blank, kids, name};
use crate::csl::{Format, Position, Run};

/// Whether an element says only how words look.
pub(super) fn is_look(node: El<'_>) -> bool {
    matches!(
        name(node),
        "italic"
            | "bold"
            | "sup"
            | "sub"
            | "sc"
            | "underline"
            | "monospace"
            | "named-content"
            | "styled-content"
            | "roman"
            | "sans-serif"
            | "break"
            | "strike"
            | "overline"
    )
}

/// The runs of some citations that stand under one number; a label that they repeat at their beginning is printed once.
pub(super) fn runs(citations: &[El<'_>], label: Option<&str>) -> Vec<Run> {
    let mut printer = Printer { runs: Vec::new(), format: Format::default(), link: None, lang: None };
    for (at, citation) in citations.iter().enumerate() {
        if at > 0 {
            printer.push(" ");
        }
        printer.inside(*citation);
    }
    let mut runs = printer.runs;
    if let Some(label) = label {
        without_label(&mut runs, label);
    }
    trim(&mut runs);
    runs
}

/// Takes the label from the beginning, with the signs behind it.
fn without_label(runs: &mut Vec<Run>, label: &str) {
    trim(runs);
    let bare = label.trim_matches(|c: char| !c.is_alphanumeric());
    let Some(first) = runs.first_mut().filter(|_| !bare.is_empty()) else { return };
    let text = first.text.trim_start_matches(|c: char| "([".contains(c));
    let Some(rest) = text.strip_prefix(bare) else { return };
    // "12 May" under the label 1 repeats nothing, and a number that goes on is another one.
    let signs = rest.trim_start_matches(|c: char| ".)]-–:".contains(c) || is_blank(c) || c == '\u{a0}');
    if signs.len() == rest.len() && !rest.is_empty() {
        return;
    }
    first.text = signs.to_owned();
    if first.text.is_empty() && runs.len() > 1 {
        runs.remove(0);
    }
}

fn trim(runs: &mut Vec<Run>) {
    let blank = |run: &Run| run.text.chars().all(is_blank);
    let blanks = runs.iter().take_while(|run| blank(run)).count();
    runs.drain(..blanks);
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start_matches(is_blank).to_owned();
    }
    while runs.last().is_some_and(blank) {
        runs.pop();
    }
    if let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end_matches(is_blank).len());
    }
}

struct Printer {
    runs: Vec<Run>,
    format: Format,
    link: Option<String>,
    lang: Option<String>,
}

impl Printer {
    fn push(&mut self, text: &str) {
        let mut spaced = String::with_capacity(text.len());
        let mut blank = self.runs.last().is_some_and(|run| run.text.ends_with(' '));
        for c in text.chars() {
            if !is_blank(c) {
                spaced.push(c);
                blank = false;
            } else if !blank {
                spaced.push(' ');
                blank = true;
            }
        }
        if spaced.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.format == self.format && last.link == self.link && last.lang == self.lang => {
                last.text.push_str(&spaced);
            }
            _ => self.runs.push(Run {
                text: spaced,
                format: self.format,
                link: self.link.clone(),
                lang: self.lang.clone(),
            }),
        }
    }

    fn inside(&mut self, node: El<'_>) {
        for child in node.children() {
            if child.is_text() {
                self.push(child.text().unwrap_or_default());
            } else if child.is_element() {
                if let Some(before) = child.prev_sibling().filter(El::is_element) {
                    let between = between(before, child);
                    self.join(between);
                }
                self.element(child);
            }
        }
    }

    /// Puts signs between two parts that touch each other.
    fn join(&mut self, between: &str) {
        let ends = self.runs.last().and_then(|run| run.text.chars().last());
        if ends.is_some_and(|c| !is_blank(c) && !"([“«\u{a0}/".contains(c)) {
            let (format, link) = (std::mem::take(&mut self.format), self.link.take());
            self.push(between);
            (self.format, self.link) = (format, link);
        }
    }

    fn element(&mut self, node: El<'_>) {
        let (format, link, lang) = (self.format, self.link.clone(), self.lang.clone());
        match name(node) {
            "label" | "annotation" | "annotation-xml" | "alt-text" | "object-id" => return,
            "italic" => self.format.italic = !self.format.italic,
            "bold" => self.format.bold = true,
            "underline" => self.format.underline = true,
            "sc" => self.format.small_caps = true,
            "sup" => self.format.position = Position::Superscript,
            "sub" => self.format.position = Position::Subscript,
            "break" => self.push(" "),
            "etal" if kids(node).next().is_none() && node.text().unwrap_or_default().trim().is_empty() => {
                self.push("et al.");
            }
            "ext-link" | "uri" | "pub-id" | "email" => {
                let said = super::xml::words(node);
                let kind = attr(node, "ext-link-type").or_else(|| attr(node, "pub-id-type")).unwrap_or_default();
                let given = href(node).unwrap_or(&said);
                let is_address = name(node) != "pub-id" || matches!(kind, "doi" | "uri") || href(node).is_some();
                let found = super::inlines::address(given, kind).filter(|_| is_address);
                self.link = self.link.take().or_else(|| found.map(|address| address.to_string()));
                if said.is_empty() {
                    let given = given.to_owned();
                    self.push(&given);
                }
            }
            _ => {}
        }
        if let Some(lang) = attr(node, "lang").and_then(super::language::tag) {
            self.lang = Some(lang);
        }
        self.inside(node);
        (self.format, self.link, self.lang) = (format, link, lang);
    }
}

/// What stands between two parts that touch each other in the file.
fn between(before: El<'_>, after: El<'_>) -> &'static str {
    let is_name = |node: El<'_>| matches!(name(node), "name" | "string-name" | "collab");
    match (name(before), name(after)) {
        _ if is_look(before) || is_look(after) => "",
        ("fpage", "lpage") => "–",
        _ if is_name(before) && is_name(after) => ", ",
        _ => " ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(xml: &str, label: Option<&str>) -> String {
        let text = format!("<mixed-citation>{xml}</mixed-citation>");
        let document = roxmltree::Document::parse(&text).expect("it is XML");
        let text = document.root_element();
        runs(&[text], label).into_iter().map(|run| run.text).collect()
    }

    #[test]
    fn parts_that_touch_are_parted() {
        let xml = "<person-group><name><surname>Bock</surname><given-names>V</given-names></name><name><surname>Deych</surname><given-names>A</given-names></name><etal/></person-group>:\n <article-title>Hemp.</article-title><source><italic>Rev.</italic></source><year>2019</year>;<fpage>1</fpage><lpage>9</lpage>";
        assert_eq!(printed(xml, None), "Bock V, Deych A et al.: Hemp. Rev. 2019;1–9");
    }

    #[test]
    fn a_repeated_label_is_printed_once() {
        assert_eq!(printed("12. Paz A.", Some("12")), "Paz A.");
        assert_eq!(printed("[3] Paz A.", Some("[3]")), "Paz A.");
        assert_eq!(printed("12 May 2001.", Some("1")), "12 May 2001.");
        assert_eq!(printed("2001 a space odyssey", Some("1")), "2001 a space odyssey");
        assert_eq!(printed("Paz A.", Some("1")), "Paz A.");
    }
}
