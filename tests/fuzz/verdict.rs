//! What may be in the files of a site, whatever its texts say: well-formed pages with no markup that only an attacker
//! would want, and data that others can read.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use pliego::build::{self, Options};
use pliego::export::ExporterSet;
use pliego::output::Output;
use pliego::source::Memory;

/// Elements without an end (HTML, 13.1.2).
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param"];

/// Elements that no text can ask for, and that no template has.
const FOREIGN: [&str; 8] = ["iframe", "object", "embed", "applet", "base", "frame", "foreignobject", "portal"];

/// Attributes that lead somewhere or show something.
const ADDRESSES: [&str; 9] =
    ["href", "src", "action", "formaction", "poster", "data", "cite", "background", "xlink:href"];

/// What is wrong with the files of a site, if something is.
pub(crate) fn on(output: &Output) -> Option<String> {
    output.iter().find_map(|(path, bytes)| {
        let text = std::str::from_utf8(bytes).ok();
        let wrong = match path.as_str().rsplit_once('.').map(|(_, ending)| ending) {
            Some("html") => page(text?, path.as_str().starts_with("downloads/")),
            Some("json" | "jsonld" | "webmanifest") => {
                serde_json::from_str::<serde_json::Value>(text?).err().map(|error| format!("no JSON: {error}"))
            }
            Some("xml") => xml(text?),
            _ => None,
        };
        wrong.map(|wrong| format!("in {path}: {wrong}"))
    })
}

/// Scripts that the pages of a site without any text have, by their text.
fn own_scripts() -> &'static BTreeSet<String> {
    static SCRIPTS: OnceLock<BTreeSet<String>> = OnceLock::new();
    SCRIPTS.get_or_init(|| {
        let site = "title: {en: A}\nbase_url: https://site.org/\nlanguages:\n  en: {name: E}\n  es: {name: E}\ncitations: {style: apa}\n";
        let text = "---\ntitle: A\nslug: a\n---\n\nA word.\n";
        let files: Memory = [
            ("content/site.yml", site),
            ("content/w/work.yml", "path: /\nlanguage: en\ntitle: {en: A}\n"),
            ("content/w/01-a/en.md", text),
            ("content/w/01-a/es.md", text),
        ]
        .into_iter()
        .collect();
        let options = Options { extent: ExporterSet::Prompt, ..Options::default() };
        let output = build::compile(&files, &options).output.unwrap_or_default();
        let mut scripts = BTreeSet::new();
        for (_, bytes) in output.iter().filter(|(path, _)| path.as_str().ends_with(".html")) {
            let mut reader = Reader::default();
            reader.read(&String::from_utf8_lossy(bytes));
            scripts.extend(reader.scripts);
        }
        scripts
    })
}

fn page(html: &str, is_single: bool) -> Option<String> {
    let mut reader = Reader { is_single, ..Reader::default() };
    reader.read(html);
    let foreign = reader.scripts.iter().find(|script| !own_scripts().contains(*script));
    let foreign = foreign.map(|script| format!("a foreign script: {}", script.chars().take(80).collect::<String>()));
    reader.wrong.or(foreign).or_else(|| reader.open.pop().map(|name| format!("<{name}> is not closed")))
}

/// A page while it is read, tag by tag.
#[derive(Default)]
struct Reader {
    open: Vec<String>,
    scripts: BTreeSet<String>,
    is_script: bool,
    is_single: bool,
    wrong: Option<String>,
}

impl Reader {
    fn read(&mut self, html: &str) {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
            match token {
                Token::StartTag(tag) => self.start(&tag),
                Token::EndTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    self.is_script = false;
                    match self.open.pop() {
                        Some(open) if open == name => {}
                        open => self.note(format!("</{name}> ends <{}>", open.unwrap_or_default())),
                    }
                }
                Token::String(text) if self.is_script => {
                    self.scripts.insert(String::from_utf8_lossy(&text).into_owned());
                }
                Token::Comment(text) => self.note(format!("a comment: {}", String::from_utf8_lossy(&text))),
                Token::Error(error) => self.note(format!("the markup is wrong: {error:?}")),
                _ => {}
            }
            if self.wrong.is_some() {
                return;
            }
        }
    }

    fn note(&mut self, wrong: String) {
        self.wrong.get_or_insert(wrong);
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if FOREIGN.contains(&name.as_str()) {
            self.note(format!("a foreign element: <{name}>"));
        }
        let mut is_data = false;
        for (attribute, value) in &tag.attributes {
            let (attribute, value) = (String::from_utf8_lossy(attribute), String::from_utf8_lossy(value));
            is_data |= attribute == "type" && value.contains("json");
            if attribute.starts_with("on") || attribute == "srcdoc" {
                self.note(format!("a handler: <{name} {attribute}=\"{value}\">"));
            }
            if ADDRESSES.contains(&&*attribute) && self.is_bad(&name, &value) {
                self.note(format!(
                    "an address: <{name} {attribute}=\"{}\">",
                    value.chars().take(60).collect::<String>()
                ));
            }
        }
        self.is_script = name == "script" && !is_data;
        if !tag.self_closing && !VOID.contains(&name.as_str()) {
            self.open.push(name);
        }
    }

    /// Whether an address runs something or leaves the web. Browsers pass over blanks and control characters in a scheme.
    fn is_bad(&self, element: &str, address: &str) -> bool {
        let bare: String =
            address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>().to_lowercase();
        let is_inside = self.is_single && element != "a" && bare.starts_with("data:");
        ["javascript:", "vbscript:", "data:", "file:", "blob:"].iter().any(|scheme| bare.starts_with(scheme))
            && !is_inside
    }
}

fn xml(text: &str) -> Option<String> {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return None,
            Ok(_) => {}
            Err(error) => return Some(format!("no XML: {error}")),
        }
    }
}
