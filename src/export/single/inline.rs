//! A page's markup with everything inside that it would have fetched.
//!
//! The page is walked tag by tag; what need not change is copied as it stands.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use memchr::memmem;

use super::Copy;
use crate::data::OutPath;
use crate::output::content_type;
use crate::render::{Writer, guarded, is_inside, readdressed};

/// Links in the head that only name a place; all others there would fetch something.
const NAMES: [&str; 6] = ["canonical", "alternate", "license", "author", "next", "prev"];

/// Attributes that lead to a place.
const LEADING: [&str; 3] = ["href", "action", "formaction"];

/// Attributes that show a file.
const SHOWING: [&str; 3] = ["src", "poster", "data"];

/// An element's attributes, in the order of their names.
type Attributes = Vec<(String, String)>;

/// The start tags of a page, in order.
pub(super) fn tags(html: &[u8]) -> Vec<StartTag<usize>> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // What stands in a script or a style is no markup.
    emitter.naively_switch_states(true);
    let tokens = Tokenizer::new_with_emitter(html, emitter).filter_map(|token| match token {
        Ok(Token::StartTag(tag)) => Some(tag),
        _ => None,
    });
    tokens.collect()
}

/// All ids of a page.
pub(super) fn ids(tags: &[StartTag<usize>]) -> BTreeSet<String> {
    let id = |tag: &StartTag<usize>| Some(String::from_utf8_lossy(tag.attributes.get(&b"id"[..])?).into_owned());
    tags.iter().filter_map(id).collect()
}

impl Copy<'_> {
    /// The page as one file; `tags` are those of `html`.
    pub(super) fn write(&self, html: &[u8], tags: &[StartTag<usize>]) -> Vec<u8> {
        let mut out = Vec::with_capacity(html.len() * 5 / 4);
        let mut done = 0;
        for tag in tags {
            let name = String::from_utf8_lossy(&tag.name).into_owned();
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect();
            if name == "style" {
                let end = memmem::find(&html[tag.span.end..], b"</style").map_or(html.len(), |at| tag.span.end + at);
                out.extend_from_slice(&html[done..tag.span.end]);
                out.extend_from_slice(self.style(self.page, &html[tag.span.end..end]).as_bytes());
                done = end;
                continue;
            }
            let Some(element) = self.element(&name, attributes, tag.self_closing) else { continue };
            out.extend_from_slice(&html[done..tag.span.start]);
            out.extend_from_slice(element.as_bytes());
            done = tag.span.end;
        }
        out.extend_from_slice(&html[done..]);
        out
    }

    /// A stylesheet that asks for nothing: what it shows is inside, what cannot be had is left out.
    fn style(&self, from: &OutPath, css: &[u8]) -> String {
        readdressed(&String::from_utf8_lossy(css), |address| {
            let whole = address.split(['?', '#']).next().unwrap_or_default();
            let found = || self.file_from(from, whole).map(|(path, bytes)| data(path.as_str(), bytes));
            // An address of nothing.
            (!is_inside(address)).then(|| found().unwrap_or_else(|| "data:,".to_owned()))
        })
    }

    /// What stands in place of a start tag; `None` if nothing changes.
    fn element(&self, name: &str, mut attributes: Attributes, closed: bool) -> Option<String> {
        let value = |wanted: &str| attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        match name {
            "html" => {
                let class = value("class").map_or_else(|| "single".to_owned(), |class| format!("{class} single"));
                attributes.retain(|(name, _)| name != "class");
                attributes.push(("class".to_owned(), class));
                return Some(open(name, &attributes, closed));
            }
            "link" => return self.link(attributes),
            "script" => {
                let (_, bytes) = self.file(value("src")?)?;
                // A script in the page cannot wait for its end, unless it is a module: those always do.
                let waits = value("defer").is_some() || value("type") == Some("module");
                attributes.retain(|(name, _)| !matches!(name.as_str(), "src" | "defer" | "type" | "integrity"));
                attributes.extend(waits.then(|| ("type".to_owned(), "module".to_owned())));
                return Some(format!(
                    "{}{}",
                    open(name, &attributes, false),
                    guarded(name, &String::from_utf8_lossy(bytes))
                ));
            }
            _ => {}
        }
        if let Some((path, bytes)) = value("src").filter(|_| name == "img").and_then(|src| self.file(src))
            && bytes.len() > self.limit()
        {
            return Some(self.left_out(&path, bytes.len(), value("alt").unwrap_or_default()));
        }
        let mut changed = false;
        let to_edition = value("hreflang").is_some();
        let before = attributes.len();
        attributes.retain(|(name, _)| name != "srcset");
        changed |= attributes.len() < before;
        for (attribute, value) in &mut attributes {
            let attribute = attribute.as_str();
            // In a picture that is drawn in the page, only a link's `href` leads somewhere; others show a file.
            let leads = LEADING.contains(&attribute) && (attribute != "href" || matches!(name, "a" | "area"));
            let shows = SHOWING.contains(&attribute) || (attribute == "href" && !leads);
            let new = if leads {
                self.address(value, to_edition)
            } else if shows {
                self.file(value).map(|(path, bytes)| {
                    if bytes.len() > self.limit() { self.published(&path) } else { data(path.as_str(), bytes) }
                })
            } else {
                None
            };
            if let Some(new) = new {
                *value = new;
                changed = true;
            }
        }
        changed.then(|| open(name, &attributes, closed))
    }

    fn link(&self, mut attributes: Attributes) -> Option<String> {
        let value = |wanted: &str| attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        let (rel, href) = (value("rel").unwrap_or_default().to_owned(), value("href").unwrap_or_default().to_owned());
        if rel.split_ascii_whitespace().any(|rel| NAMES.contains(&rel)) {
            let address = self.address(&href, true)?;
            attributes.iter_mut().filter(|(name, _)| name == "href").for_each(|(_, value)| value.clone_from(&address));
            return Some(open("link", &attributes, false));
        }
        let Some((path, bytes)) = self.file(&href) else {
            // Nothing to be had without a connection.
            return Some(String::new());
        };
        match rel.as_str() {
            "stylesheet" => {
                attributes.retain(|(name, _)| name == "media");
                let open = open("style", &attributes, false);
                Some(format!("{open}\n{}</style>", guarded("style", &self.style(&path, bytes))))
            }
            "icon" => {
                let data = data(path.as_str(), bytes);
                attributes.iter_mut().filter(|(name, _)| name == "href").for_each(|(_, value)| value.clone_from(&data));
                Some(open("link", &attributes, false))
            }
            _ => Some(String::new()),
        }
    }
}

fn open(name: &str, attributes: &Attributes, closed: bool) -> String {
    let attributes: Vec<_> = attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let mut writer = Writer::default();
    writer.open(name, &attributes);
    let tag = writer.finish().into_string();
    match tag.strip_suffix('>').filter(|_| closed) {
        Some(tag) => format!("{tag}/>"),
        None => tag,
    }
}

/// A file as an address that holds it.
fn data(path: &str, bytes: &[u8]) -> String {
    // A parameter such as the character set needs no space before it here.
    format!("data:{};base64,{}", content_type(path).replace(' ', ""), STANDARD.encode(bytes))
}
