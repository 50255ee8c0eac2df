//! What a drawing may hold that a site publishes.
//!
//! A browser runs nothing in a picture that a page shows; but the same file, opened by itself, is a page of the site's
//! own, and its scripts may do there whatever the site's may. So a drawing holds none, and asks for nothing elsewhere.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Elements that run something, or hold what is no drawing.
const REFUSED: [&str; 14] = [
    "audio",
    "base",
    "canvas",
    "embed",
    "foreignobject",
    "form",
    "handler",
    "iframe",
    "link",
    "listener",
    "meta",
    "object",
    "script",
    "video",
];

/// What a drawing holds that it may not, as the object of a sentence; nothing if it is harmless.
pub(super) fn fault(bytes: &[u8]) -> Option<String> {
    let Ok(text) = str::from_utf8(bytes) else { return Some("text that is not UTF-8".to_owned()) };
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut in_style = false;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return None,
            Ok(Event::Start(tag)) => {
                depth += 1;
                in_style = local(&tag) == "style";
                if let Some(found) = element(&tag) {
                    return Some(found);
                }
                if depth > 1000 {
                    return Some("elements more than 1,000 levels deep".to_owned());
                }
            }
            Ok(Event::Empty(tag)) => {
                if let Some(found) = element(&tag) {
                    return Some(found);
                }
            }
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                in_style = false;
            }
            Ok(Event::Text(text)) if in_style && fetches(&text) => {
                return Some("a style that fetches something".to_owned());
            }
            Ok(Event::CData(text)) if in_style && fetches(&text) => {
                return Some("a style that fetches something".to_owned());
            }
            Ok(Event::PI(instruction)) if instruction.target().eq_ignore_ascii_case("xml-stylesheet") => {
                return Some("a stylesheet from elsewhere".to_owned());
            }
            // Editors declare short names for namespaces; a name for markup, or for another file, is another matter.
            Ok(Event::DocType(declared)) if is_active(&declared) => {
                return Some("entities that hold markup".to_owned());
            }
            Ok(_) => {}
            Err(_) => return Some("XML that is not well formed".to_owned()),
        }
    }
}

fn local(tag: &BytesStart<'_>) -> String {
    tag.local_name().as_ref().to_ascii_lowercase()
}

fn element(tag: &BytesStart<'_>) -> Option<String> {
    let name = local(tag);
    if REFUSED.contains(&name.as_str()) {
        return Some(format!("the element `{}`", tag.name().as_ref()));
    }
    for attribute in tag.attributes() {
        let Ok(attribute) = attribute else { return Some("XML that is not well formed".to_owned()) };
        let key = attribute.key.local_name().as_ref().to_ascii_lowercase();
        // An entity of the document's own stands as it is written.
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_else(|_| attribute.value.clone());
        if key.starts_with("on") {
            return Some(format!("the handler `{}`", attribute.key.as_ref()));
        }
        let leads = key == "href" || key == "src";
        if leads && !may_lead(&name, &value) {
            return Some(format!("the address `{}`", value.trim().chars().take(60).collect::<String>()));
        }
        let animated = key == "attributename"
            && (value.to_ascii_lowercase().contains("href") || value.trim().to_ascii_lowercase().starts_with("on"));
        if animated {
            return Some(format!("an animation of `{value}`"));
        }
        if fetches(&value) {
            return Some(format!("`{}` that fetches something", attribute.key.as_ref()));
        }
    }
    None
}

/// Whether an address may stand in a drawing: a place in it, a picture within it, and the web for a link.
fn may_lead(element: &str, address: &str) -> bool {
    let plain: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let plain = plain.to_ascii_lowercase();
    let picture = ["data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp", "data:image/avif"];
    plain.is_empty()
        || plain.starts_with('#')
        || (element != "a" && picture.iter().any(|kind| plain.starts_with(kind)))
        || (element == "a" && ["https://", "http://", "mailto:"].iter().any(|scheme| plain.starts_with(scheme)))
}

/// Whether style names a file, and not only a place in the drawing or a picture within it.
fn fetches(style: &str) -> bool {
    let plain: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.to_ascii_lowercase();
    // An escape may spell any of these words.
    let named = |(at, _): (usize, &str)| {
        let address = plain[at + 4..].trim_start_matches(['"', '\'']);
        !address.starts_with('#') && !address.starts_with("data:image/") && !address.starts_with("data:font/")
    };
    plain.contains("@import")
        || plain.contains("javascript:")
        || plain.match_indices("url(").any(named)
        || (plain.contains('\\') && plain.contains('('))
}

/// Whether a document type gives names to markup or to files.
fn is_active(declared: &str) -> bool {
    declared.split("<!ENTITY").skip(1).any(|entity| {
        let quoted = entity.split(['"', '\'']).nth(1).unwrap_or("");
        let head = entity.split(['"', '\'']).next().unwrap_or("");
        head.contains("SYSTEM") || head.contains("PUBLIC") || head.contains('%') || quoted.contains(['<', '&', '%'])
    })
}

#[cfg(test)]
mod tests {
    use super::fault;

    fn found(inside: &str) -> Option<String> {
        fault(
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inside}</svg>"
            )
            .as_bytes(),
        )
    }

    #[test]
    fn a_drawing_that_runs_or_fetches_something_is_known() {
        for inside in [
            "<script>alert(1)</script>",
            "<s:script xmlns:s=\"http://www.w3.org/2000/svg\"/>",
            "<g onclick=\"x\"/>",
            "<g ONLOAD=\"x\"/>",
            "<foreignObject><p/></foreignObject>",
            "<a href=\"javascript:alert(1)\"/>",
            "<a xlink:href=\" java&#10;script:alert(1)\"/>",
            "<a href=\"data:text/html,x\"/>",
            "<image href=\"https://x.org/a.png\"/>",
            "<image href=\"a.png\"/>",
            "<image href=\"data:image/svg+xml,x\"/>",
            "<use href=\"b.svg#x\"/>",
            "<set attributeName=\"xlink:href\" to=\"javascript:x\"/>",
            "<animate attributeName=\"onclick\" values=\"x\"/>",
            "<style>@import 'x.css';</style>",
            "<style><![CDATA[a { b: url(https://x.org) }]]></style>",
            "<rect fill=\"url(x.svg#a)\"/>",
            "<rect style=\"fill: u\\72l(x)\"/>",
            "<iframe/>",
            "<g>",
        ] {
            assert!(found(inside).is_some(), "{inside}");
        }
        for whole in [
            "<?xml-stylesheet href=\"x.css\"?><svg/>",
            "<!DOCTYPE svg [<!ENTITY x \"<script>y</script>\">]><svg>&x;</svg>",
            "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg>&x;</svg>",
        ] {
            assert!(fault(whole.as_bytes()).is_some(), "{whole}");
        }
        assert!(fault(b"<svg>\xff</svg>").is_some());
    }

    #[test]
    fn what_programs_for_drawing_write_is_harmless() {
        assert_eq!(
            found(
                "<defs><linearGradient id=\"a\"/></defs><rect fill=\"url(#a)\" style=\"stroke: url('#a')\"/><use xlink:href=\"#a\"/>"
            ),
            None
        );
        assert_eq!(
            found("<a href=\"https://x.org/\"><text>A &amp; b</text></a><image href=\"data:image/png;base64,AA==\"/>"),
            None
        );
        assert_eq!(
            found(
                "<style>.a { fill: red } /* on */</style><animate attributeName=\"fill\" values=\"red;blue\"/><metadata/>"
            ),
            None
        );
        let illustrator = "<?xml version=\"1.0\" encoding=\"utf-8\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" [<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">]><svg xmlns=\"&ns_svg;\"/>";
        assert_eq!(fault(illustrator.as_bytes()), None);
    }
}
