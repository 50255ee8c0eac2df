//! SciELO's older form: the whole text of an article as HTML, escaped, in one paragraph.
//!
//! It is known by a comment with its version at the beginning, or by `specific-use="quirks-mode"` on the body; text that
//! merely looks like a tag is text. The HTML is turned into elements of JATS, and read as these are.

use std::fmt::Write as _;

use html5gum::{Token, Tokenizer};

use super::clean::{escaped, prepare};
use super::reader::Reader;
use super::xml::{El, attr, kids, name};
use crate::diag::codes;
use crate::doc::Block;

/// How the HTML begins.
const MARK: &str = "<!--version=html-->";

impl<'a> Reader<'_, 'a> {
    /// Whether a paragraph holds escaped HTML.
    pub(super) fn is_legacy(&self, node: El<'a>) -> bool {
        if self.fixed.is_some() || kids(node).next().is_some() {
            return false;
        }
        let text = node.text().unwrap_or_default().trim_start();
        text.starts_with(MARK)
            || text.starts_with('<')
                && node
                    .ancestors()
                    .take(3)
                    .any(|above| name(above) == "body" && attr(above, "specific-use") == Some("quirks-mode"))
    }

    /// Reads escaped HTML.
    pub(super) fn legacy(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let html: String = node.children().filter_map(|it| it.text()).collect();
        let xml = elements(&html);
        let at = self.opening(node);
        let Ok(source) = prepare(&xml) else { return self.not_read(node, out) };
        let Ok(document) = source.tree() else { return self.not_read(node, out) };
        let mut blocks = Vec::new();
        let mut gathered = std::mem::take(&mut self.document);
        {
            let mut reader = Reader::new(self.article, self.told, self.text, self.lang.clone());
            reader.fixed = Some(self.article.tree.span(node));
            reader.level = self.level;
            std::mem::swap(&mut reader.document, &mut gathered);
            reader.inside(document.root_element(), &mut blocks);
            std::mem::swap(&mut reader.document, &mut gathered);
        }
        self.document = gathered;
        out.append(&mut blocks);
        let help = "its paragraphs have no places of their own; later versions of the article in JATS say more";
        self.told.say(
            codes::JATS_LEGACY,
            at,
            "the text is HTML, escaped in one paragraph: it is read as markup".to_owned(),
            help,
        );
    }

    fn not_read(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let mut line = Vec::new();
        node.children().for_each(|child| self.inline(child, &mut line));
        out.push(self.block_of(node, crate::doc::BlockKind::Paragraph(line)));
    }
}

/// Elements of HTML within elements that are kept.
const DEEPEST: usize = 60;

/// What an element of HTML is in JATS, and whether it is a block.
fn meaning(tag: &str) -> Option<(&'static str, bool)> {
    Some(match tag {
        "p" | "div" | "center" | "dd" | "dt" | "address" => ("p", true),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => ("title", true),
        "blockquote" => ("disp-quote", true),
        "ul" | "ol" => ("list", true),
        "li" => ("list-item", true),
        "table" => ("table", true),
        "tr" => ("tr", true),
        "td" => ("td", true),
        "th" => ("th", true),
        "pre" => ("preformat", true),
        "b" | "strong" => ("bold", false),
        "i" | "em" | "cite" => ("italic", false),
        "u" => ("underline", false),
        "sup" => ("sup", false),
        "sub" => ("sub", false),
        "s" | "strike" | "del" => ("strike", false),
        "tt" | "code" => ("monospace", false),
        "a" => ("ext-link", false),
        _ => return None,
    })
}

/// Elements of JATS for what HTML says; what it does not know falls, its words stay.
fn elements(html: &str) -> String {
    let mut writer = Writer { out: String::from("<body>"), open: Vec::new(), hidden: 0 };
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let value = |wanted: &[u8]| {
                    let found = tag.attributes.iter().find(|(name, _)| name.as_slice() == wanted);
                    found.map(|(_, value)| String::from_utf8_lossy(value).into_owned())
                };
                writer.start(&name, &value);
            }
            Token::EndTag(tag) => writer.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) if writer.hidden == 0 => {
                let text = String::from_utf8_lossy(&text);
                if !text.trim().is_empty() {
                    writer.make_place();
                }
                writer.out.push_str(&escaped(&text).replace('>', "&gt;"));
            }
            _ => {}
        }
    }
    while !writer.open.is_empty() {
        writer.close();
    }
    writer.out.push_str("</body>");
    writer.out
}

struct Writer {
    out: String,
    /// What is open: the name in JATS, and whether it is a block.
    open: Vec<(&'static str, bool)>,
    /// How many scripts and styles are open.
    hidden: usize,
}

impl Writer {
    fn start(&mut self, tag: &str, value: &dyn Fn(&[u8]) -> Option<String>) {
        match tag {
            "script" | "style" => self.hidden += 1,
            "br" => self.out.push_str(if self.is_in_line() { "<break/>" } else { "" }),
            "hr" => {
                self.leave_lines();
                self.out.push_str("<hr/>");
            }
            "img" => {
                self.make_place();
                let (source, alt) = (value(b"src").unwrap_or_default(), value(b"alt").unwrap_or_default());
                let _ = write!(self.out, "<inline-graphic href=\"{}\" alt=\"{}\"/>", escaped(&source), escaped(&alt));
            }
            _ if self.hidden > 0 || self.open.len() > DEEPEST => {}
            _ => {
                let Some((name, block)) = meaning(tag) else { return };
                if block {
                    self.make_room(name);
                } else {
                    self.make_place();
                }
                if matches!(name, "td" | "th") && self.innermost() == Some("table") {
                    self.put("tr");
                }
                let address = value(b"href").filter(|it| name == "ext-link" && !it.starts_with('#'));
                let joined = |key: &str| value(key.as_bytes()).map(|it| format!(" {key}=\"{}\"", escaped(&it)));
                let cell: String = match name {
                    "td" | "th" => ["colspan", "rowspan", "align"].into_iter().filter_map(joined).collect(),
                    "list" => format!(" list-type=\"{}\"", if tag == "ol" { "order" } else { "bullet" }),
                    _ => String::new(),
                };
                match (name, address) {
                    ("title", _) => self.out.push_str("<sec><title>"),
                    ("ext-link", None) => self.out.push_str("<named-content>"),
                    ("ext-link", Some(address)) => {
                        let _ = write!(self.out, "<ext-link href=\"{}\">", escaped(&address));
                    }
                    _ => {
                        let _ = write!(self.out, "<{name}{cell}>");
                    }
                }
                let is_plain = name == "ext-link" && self.out.ends_with("<named-content>");
                self.open.push((if is_plain { "named-content" } else { name }, block));
            }
        }
    }

    fn is_in_line(&self) -> bool {
        self.open.iter().any(|(name, _)| matches!(*name, "p" | "td" | "th" | "list-item" | "title" | "disp-quote"))
    }

    fn innermost(&self) -> Option<&'static str> {
        self.open.last().map(|(name, _)| *name)
    }

    fn put(&mut self, name: &'static str) {
        let _ = write!(self.out, "<{name}>");
        self.open.push((name, true));
    }

    /// Words that stand between the cells of a table or the items of a list get a place of their own there.
    fn make_place(&mut self) {
        if self.innermost() == Some("table") {
            self.put("tr");
        }
        match self.innermost() {
            Some("tr") => self.put("td"),
            Some("list") => self.put("list-item"),
            _ => {}
        }
    }

    /// Closes what the beginning of a block ends.
    fn make_room(&mut self, block: &str) {
        self.leave_lines();
        let ends: &[&str] = match block {
            "list-item" => &["list-item"],
            "tr" => &["td", "th", "tr"],
            "td" | "th" => &["td", "th"],
            _ => return,
        };
        let stops: &[&str] = if block == "list-item" { &["list"] } else { &["table"] };
        let from = self.open.iter().rposition(|(name, _)| stops.contains(name)).map_or(0, |at| at + 1);
        if let Some(at) = self.open[from..].iter().position(|(name, _)| ends.contains(name)) {
            while self.open.len() > from + at {
                self.close();
            }
        }
    }

    /// Closes emphasis and the paragraph or heading around it.
    fn leave_lines(&mut self) {
        while self.open.last().is_some_and(|(name, block)| !block || matches!(*name, "p" | "title" | "preformat")) {
            self.close();
        }
    }

    fn end(&mut self, tag: &str) {
        if matches!(tag, "script" | "style") {
            self.hidden = self.hidden.saturating_sub(1);
            return;
        }
        let Some((name, block)) = meaning(tag) else { return };
        let names = |open: &str| open == name || name == "ext-link" && open == "named-content";
        let Some(at) = self.open.iter().rposition(|(open, _)| names(open)) else { return };
        // The end of emphasis ends no block.
        if !block && self.open[at..].iter().any(|(_, block)| *block) {
            return;
        }
        while self.open.len() > at {
            self.close();
        }
    }

    fn close(&mut self) {
        if let Some((name, _)) = self.open.pop() {
            self.out.push_str(if name == "title" { "</title></sec>" } else { "" });
            if name != "title" {
                let _ = write!(self.out, "</{name}>");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_elements_whatever_is_left_open() {
        for html in [
            "<p>a<p>b<b>c<i>d</b>e</p><table><tr><td>1<td>2<tr><td>3</table>",
            "</p></div><ul><li>a<li>b<ol><li>c</ol></ul>x<br>y",
            "<script>if (a<b) alert('x')</script><h2>T<p>q",
            "<a href='javascript:x'>j</a><a href=\"#n\">n</a> & < >",
        ] {
            let xml = elements(html);
            assert!(roxmltree::Document::parse(&xml).is_ok(), "{html}: {xml}");
            assert!(!xml.contains("alert"));
        }
        assert!(elements("<table><tr><td>1<td>2</table>").contains("<tr><td>1</td><td>2</td></tr>"));
        let loose = elements("<table>a<tr><b>b</b><td>c</table><ul>d<li>e</ul>");
        assert!(
            loose.contains("<table><tr><td>a</td></tr><tr><td><bold>b</bold></td><td>c</td></tr></table>"),
            "{loose}"
        );
        assert!(loose.contains("<list-item>d</list-item><list-item>e</list-item>"), "{loose}");
    }
}
