//! Markup that a library made: read as markup, and written again with what it may hold and nothing else.
//!
//! Owns the lists of elements, attributes and properties that formulas (MathML Core) and highlighted code need. A library
//! that forgets to escape the words of an author would else bring them into the page as markup.

use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::html::{Html, Writer};
use crate::data::Address;
use crate::doc::{MATHML_ATTRIBUTES, MATHML_ROWS, MATHML_TOKENS};

/// Elements within elements that a page may hold here: browsers take no more than 512 in all.
const DEEPEST: usize = 200;

/// What markup may hold, by what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A formula: MathML Core, with text elements of HTML inside `mtext`.
    Formula,
    /// Code in colours: spans with classes.
    Code,
}

/// Elements of a formula besides the rows of MathML Core: what holds it, a space, and what math-core writes for references.
const FURTHER: [&str; 3] = ["math", "mspace", "a"];

/// Elements of HTML that words of a formula may be in.
const IN_TEXT: [&str; 9] = ["a", "b", "i", "em", "code", "span", "s", "u", "strong"];

/// Attributes of a formula besides those of MathML Core: math-core writes them, and `PROPERTIES` says what a style may hold.
const FURTHER_ATTRIBUTES: [&str; 3] = ["class", "style", "xmlns"];

fn holds_elements(name: &str) -> bool {
    MATHML_ROWS.contains(&name) || FURTHER.contains(&name)
}

/// Properties of style that math-core gives.
const PROPERTIES: [&str; 24] = [
    "border",
    "border-bottom",
    "border-left",
    "border-right",
    "border-top",
    "color",
    "background-color",
    "font-size",
    "font-variant-caps",
    "margin-left",
    "margin-right",
    "math-depth",
    "math-shift",
    "math-style",
    "padding",
    "padding-bottom",
    "padding-left",
    "padding-right",
    "padding-top",
    "text-align",
    "vertical-align",
    "width",
    "height",
    "text-decoration",
];

impl Kind {
    /// Whether an element may stand here; `parent` is the element around it.
    fn takes(self, name: &str, parent: Option<&str>) -> bool {
        match self {
            Self::Code => name == "span",
            Self::Formula => match parent {
                None => name == "math",
                Some("mtext") => IN_TEXT.contains(&name),
                Some(parent) if MATHML_TOKENS.contains(&parent) => false,
                Some("a") => MATHML_TOKENS.contains(&name) || name == "mrow",
                Some(parent) if holds_elements(parent) => {
                    name != "math" && (holds_elements(name) || MATHML_TOKENS.contains(&name))
                }
                Some(parent) => IN_TEXT.contains(&parent) && IN_TEXT.contains(&name),
            },
        }
    }

    /// Whether an attribute may stand at an element.
    fn takes_attribute(self, element: &str, name: &str, value: &str) -> bool {
        let is_plain = |c: char| c.is_alphanumeric() || " -_.+#%,/".contains(c);
        match (self, name) {
            (_, "class") => value.chars().all(is_plain),
            (Self::Code, _) => false,
            (Self::Formula, "style") => is_style(value),
            (Self::Formula, "href") => {
                element == "a" && (value.starts_with('#') || Address::parse(value).is_ok_and(|it| it.as_str() == value))
            }
            // References between formulas lead to numbered lines.
            (Self::Formula, "id") => element == "mtd",
            (Self::Formula, "xmlns") => value == "http://www.w3.org/1998/Math/MathML",
            (Self::Formula, _) => {
                (MATHML_ATTRIBUTES.contains(&name) || FURTHER_ATTRIBUTES.contains(&name)) && value.chars().all(is_plain)
            }
        }
    }
}

/// Whether a style has only properties that place and colour, and values that name no file.
fn is_style(style: &str) -> bool {
    style.split(';').filter(|part| !part.trim().is_empty()).all(|part| {
        part.split_once(':').is_some_and(|(property, value)| {
            PROPERTIES.contains(&property.trim())
                && value.chars().all(|c| c.is_ascii_alphanumeric() || " -.+#%".contains(c))
        })
    })
}

/// The markup again, and what was left out of it: elements with all that is in them, and attributes.
///
/// # Errors
/// Where it cannot be read to its end, so that words of the author would be lost: why, in a sentence without a full stop.
pub(super) fn rewritten(markup: &str, kind: Kind) -> Result<(Html, Vec<String>), String> {
    let mut reader = Reader::from_str(markup);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_comments = true;
    let mut writer = Writer::default();
    let mut left_out: Vec<String> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    // How many elements deep within one that is left out.
    let mut lost = 0usize;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(Event::Start(_)) if lost > 0 => lost += 1,
            Ok(Event::End(_)) if lost > 0 => lost -= 1,
            Ok(_) if lost > 0 => {}
            Ok(Event::Start(tag)) => {
                let name = tag.name().as_ref().to_owned();
                if open.len() == DEEPEST {
                    return Err(format!("it goes more than {DEEPEST} levels deep"));
                }
                if kind.takes(&name, open.last().map(String::as_str)) {
                    start(&tag, &name, kind, markup, &mut writer, &mut left_out);
                    open.push(name);
                } else {
                    left_out.push(format!("`<{name}>`"));
                    lost = 1;
                }
            }
            Ok(Event::End(_)) => {
                if let Some(name) = open.pop() {
                    writer.close(&name);
                }
            }
            Ok(Event::Text(text)) => {
                writer.text(&text);
            }
            Ok(Event::GeneralRef(reference)) => match unescape(&format!("&{};", &*reference)) {
                Ok(text) => {
                    writer.text(&text);
                }
                Err(_) => left_out.push(format!("`&{};`", &*reference)),
            },
            // Empty elements come as a start and an end.
            Ok(Event::Empty(_)) => {}
            Ok(Event::Comment(_)) => left_out.push("a comment".to_owned()),
            Ok(Event::CData(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {
                left_out.push("markup that no page has".to_owned());
            }
            Err(_) => return Err("its words would become markup: write `<` as `\\lt` and `&` as `\\&`".to_owned()),
        }
    }
    if !open.is_empty() || lost > 0 {
        return Err("its markup is not closed".to_owned());
    }
    left_out.sort();
    left_out.dedup();
    Ok((writer.finish(), left_out))
}

fn start(tag: &BytesStart<'_>, name: &str, kind: Kind, markup: &str, writer: &mut Writer, left_out: &mut Vec<String>) {
    let mut attributes: Vec<(String, String)> = Vec::new();
    for attribute in tag.attributes() {
        let Ok(attribute) = attribute else {
            left_out.push(format!("an attribute of `<{name}>`"));
            break;
        };
        let key = attribute.key.as_ref();
        // A formula refers to its own lines only.
        let leads_nowhere =
            |value: &str| value.strip_prefix('#').is_some_and(|id| !markup.contains(&format!(" id=\"{id}\"")));
        match attribute.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) if kind.takes_attribute(name, key, &value) && !(key == "href" && leads_nowhere(&value)) => {
                attributes.push((key.to_owned(), value.into_owned()));
            }
            _ => left_out.push(format!("`{key}` of `<{name}>`")),
        }
    }
    let attributes: Vec<_> = attributes.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    writer.open(name, &attributes);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formula(inside: &str) -> (String, Vec<String>) {
        let made = rewritten(&format!("<math>{inside}</math>"), Kind::Formula);
        made.map_or_else(|why| (String::new(), vec![why]), |(html, left_out)| (html.into_string(), left_out))
    }

    #[test]
    fn what_a_formula_needs_is_written_again_as_it_was() {
        for inside in [
            "<mo lspace=\"0\" rspace=\"0.1667em\">sin</mo><mspace></mspace>",
            "<mrow style=\"color:#ff0000;\"><mi mathvariant=\"normal\">Γ</mi></mrow>",
            "<mtext>a &lt; b &amp; c <b><i>d</i></b></mtext>",
            "<mtext><a href=\"https://x.org/?a&amp;b\">x</a></mtext>",
            "<mtable displaystyle=\"true\"><mtr><mtd style=\"width: 7.5%;text-align: right\"><mn>1</mn></mtd></mtr></mtable>",
        ] {
            assert_eq!(formula(inside), (format!("<math>{inside}</math>"), vec![]));
        }
        let (html, left_out) = rewritten("<span class=\"hl-source hl-c++\">a &lt; &#39;b&#39;</span>\n", Kind::Code)
            .expect("it is well formed");
        assert_eq!(html.as_str(), "<span class=\"hl-source hl-c++\">a &lt; 'b'</span>\n");
        assert!(left_out.is_empty());
    }

    #[test]
    fn what_a_formula_does_not_need_is_left_out_and_named() {
        for (inside, kept, named) in [
            ("<mo><script>alert(1)</script></mo>", "<mo></mo>", "`<script>`"),
            ("<mi onclick=\"x\">a</mi>", "<mi>a</mi>", "`onclick` of `<mi>`"),
            ("<mi style=\"background:url(x)\">a</mi>", "<mi>a</mi>", "`style` of `<mi>`"),
            ("<mrow href=\"https://x.org\"></mrow>", "<mrow></mrow>", "`href` of `<mrow>`"),
            ("<mtext><a href=\"#x\">a</a></mtext>", "<mtext><a>a</a></mtext>", "`href` of `<a>`"),
            ("<mtext><a href=\"javascript:x\">a</a></mtext>", "<mtext><a>a</a></mtext>", "`href` of `<a>`"),
            ("<mtext><a href=\"&#x6a;avascript:x\">a</a></mtext>", "<mtext><a>a</a></mtext>", "`href` of `<a>`"),
            ("<mtext><img src=\"x\"/></mtext><mi>a</mi>", "<mtext></mtext><mi>a</mi>", "`<img>`"),
            ("<b>x</b>", "", "`<b>`"),
            ("<mi><b>x</b></mi>", "<mi></mi>", "`<b>`"),
            ("<annotation-xml><mi>a</mi></annotation-xml>", "", "`<annotation-xml>`"),
            ("<!-- a -->", "", "a comment"),
            ("<mi>&nbsp;</mi>", "<mi></mi>", "`&nbsp;`"),
        ] {
            let (html, left_out) = formula(inside);
            assert_eq!(
                html.strip_prefix("<math>").and_then(|html| html.strip_suffix("</math>")),
                Some(kept),
                "{inside}"
            );
            assert!(left_out.iter().any(|what| what == named), "{inside}: {left_out:?}");
        }
        for lost in ["<mo>a<b</mo><mi>c</mi>", "</math><script>x</script>", "<mi>a", "<mi>&</mi>"] {
            assert_eq!(formula(lost).0, "", "{lost}");
        }
        let deep = format!("{}{}", "<mrow>".repeat(5000), "</mrow>".repeat(5000));
        assert_eq!(formula(&deep).1, ["it goes more than 200 levels deep"]);
    }
}
