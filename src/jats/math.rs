//! Formulas: MathML as HTML has it, TeX without what stands around it.
//!
//! Browsers know MathML Core: fences are written out, tables with labels become tables, what is there for other programs is
//! left out. What is not known keeps its signs.

use std::fmt::Write as _;

use super::clean::escaped;
use super::xml::{El, attr, kids, name, squeezed, words};
use crate::doc::{MATHML_ATTRIBUTES, MATHML_ROWS, MATHML_TOKENS};

/// A formula as MathML without prefixes.
pub(super) fn mathml(math: El<'_>, display: bool) -> String {
    let mut out = String::from(if display { "<math display=\"block\">" } else { "<math>" });
    kids(math).for_each(|child| element(child, &mut out));
    // Some files hold bare words.
    if kids(math).next().is_none() {
        let _ = write!(out, "<mtext>{}</mtext>", escaped(&words(math)));
    }
    out.push_str("</math>");
    out
}

fn element(node: El<'_>, out: &mut String) {
    let tag = name(node);
    match tag {
        "annotation" | "annotation-xml" | "maligngroup" | "malignmark" | "mglyph" => {}
        "mspace" => {
            open("mspace", node, out);
            out.push_str("</mspace>");
        }
        "none" => out.push_str("<mrow></mrow>"),
        "mlabeledtr" => {
            // The first child is the label.
            out.push_str("<mtr>");
            kids(node).skip(1).for_each(|child| element(child, out));
            out.push_str("</mtr>");
        }
        "semantics" | "maction" => {
            // The first child is the formula; the others say it to programs, or in turn.
            if let Some(first) = kids(node).next() {
                element(first, out);
            }
        }
        "mfenced" => fenced(node, out),
        _ if MATHML_TOKENS.contains(&tag) => {
            open(tag, node, out);
            let text: String = node.descendants().filter(roxmltree::Node::is_text).filter_map(|it| it.text()).collect();
            out.push_str(&escaped(&squeezed(&text)).replace('>', "&gt;"));
            close(tag, out);
        }
        _ if MATHML_ROWS.contains(&tag) => {
            open(tag, node, out);
            kids(node).for_each(|child| element(child, out));
            close(tag, out);
        }
        _ => {
            out.push_str("<mrow>");
            if kids(node).next().is_some() {
                kids(node).for_each(|child| element(child, out));
            } else {
                let _ = write!(out, "<mtext>{}</mtext>", escaped(&words(node)).replace('>', "&gt;"));
            }
            out.push_str("</mrow>");
        }
    }
}

fn open(tag: &str, node: El<'_>, out: &mut String) {
    out.push('<');
    out.push_str(tag);
    for attribute in node.attributes().filter(|it| MATHML_ATTRIBUTES.contains(&it.name())) {
        // A variant of a letter by name is styled by browsers only where it is upright.
        let _ = write!(out, " {}=\"{}\"", attribute.name(), escaped(attribute.value()).replace('>', "&gt;"));
    }
    out.push('>');
}

fn close(tag: &str, out: &mut String) {
    out.push_str("</");
    out.push_str(tag);
    out.push('>');
}

/// Fences with what stands in them: browsers have forgotten `mfenced`. A separator is repeated as its last sign.
fn fenced(node: El<'_>, out: &mut String) {
    let value = |name: &str, usual: &'static str| {
        let given = node.attributes().find(|it| it.name() == name).map(|it| it.value());
        squeezed(given.unwrap_or(usual))
    };
    let (first, last) = (value("open", "("), value("close", ")"));
    let separators: Vec<char> = value("separators", ",").chars().filter(|c| !c.is_whitespace()).collect();
    let sign = |sign: &str, out: &mut String| {
        if !sign.is_empty() {
            let _ = write!(out, "<mo fence=\"true\">{}</mo>", escaped(sign).replace('>', "&gt;"));
        }
    };
    out.push_str("<mrow>");
    sign(&first, out);
    for (at, child) in kids(node).enumerate() {
        if let (true, Some(separator)) = (at > 0, separators.get(at.saturating_sub(1)).or(separators.last())) {
            let _ = write!(out, "<mo separator=\"true\">{}</mo>", escaped(&separator.to_string()).replace('>', "&gt;"));
        }
        element(child, out);
    }
    sign(&last, out);
    out.push_str("</mrow>");
}

/// A formula in TeX without the document and the signs around it.
pub(super) fn tex(node: El<'_>) -> String {
    let text: String = node.descendants().filter(roxmltree::Node::is_text).filter_map(|it| it.text()).collect();
    bare(&text)
}

fn bare(text: &str) -> String {
    let mut body = text.trim();
    if let Some((_, rest)) = body.split_once("\\begin{document}") {
        body = rest.split("\\end{document}").next().unwrap_or(rest).trim();
    }
    loop {
        let before = body;
        for (open, close) in [("$$", "$$"), ("$", "$"), ("\\[", "\\]"), ("\\(", "\\)")] {
            let inner = body.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).map(str::trim);
            body = inner.filter(|inner| !inner.is_empty()).unwrap_or(body);
        }
        for environment in ["equation", "equation*", "displaymath", "math", "document"] {
            let (open, close) = (format!("\\begin{{{environment}}}"), format!("\\end{{{environment}}}"));
            let inner = body.strip_prefix(&open).and_then(|rest| rest.strip_suffix(&close)).map(str::trim);
            body = inner.unwrap_or(body);
        }
        if body == before {
            break;
        }
    }
    let mut body = body.to_owned();
    for command in ["\\label{", "\\tag{"] {
        while let Some(start) = body.find(command) {
            let Some(end) = body[start..].find('}') else { break };
            body.replace_range(start..=start + end, "");
        }
    }
    for (from, to) in
        [("\\nonumber", ""), ("\\notag", ""), ("\\hfill", ""), ("eqnarray*", "align*"), ("eqnarray", "align*")]
    {
        body = body.replace(from, to);
    }
    body.trim().to_owned()
}

/// The label that a formula's MathML gives to a row.
pub(super) fn row_label(math: El<'_>) -> Option<String> {
    let row = math.descendants().find(|it| name(*it) == "mlabeledtr")?;
    kids(row).next().map(words).filter(|label| !label.is_empty())
}

/// What a formula or a picture says to those who do not see it.
pub(super) fn alternative(node: El<'_>) -> Option<String> {
    let given = kids(node).find(|kid| name(*kid) == "alt-text").map(words);
    given.filter(|text| !text.is_empty()).or_else(|| attr(node, "alt").map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_are_written_out_and_prefixes_fall() {
        let text = "<m:math xmlns:m=\"u\"><m:semantics><m:mfenced open=\"[\" close=\"]\" separators=\"|\"><m:mi> Y </m:mi><m:mo>&lt;</m:mo></m:mfenced><m:annotation>x</m:annotation></m:semantics></m:math>";
        let document = roxmltree::Document::parse(text).expect("it is XML");
        assert_eq!(
            mathml(document.root_element(), false),
            "<math><mrow><mo fence=\"true\">[</mo><mi>Y</mi><mo separator=\"true\">|</mo><mo>&lt;</mo><mo fence=\"true\">]</mo></mrow></math>"
        );
    }

    #[test]
    fn tex_stands_alone() {
        for (given, wanted) in [
            ("$$ a^2 $$", "a^2"),
            ("\\documentclass{minimal}\n\\begin{document}\n$$x$$\n\\end{document}", "x"),
            ("\\[ b \\]", "b"),
            ("\\begin{equation}\\label{e} c \\end{equation}", "c"),
            ("d + e", "d + e"),
            ("$", "$"),
        ] {
            assert_eq!(bare(given), wanted);
        }
    }
}
