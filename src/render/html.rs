//! The one place where text becomes markup.

/// Markup that is safe to put into a page: everything in it was escaped by the [`Writer`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// The markup.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The markup, owned.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

/// Writes elements and text; text and attributes are escaped on the way.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
}

impl Writer {
    /// Says that an HTML page follows.
    pub fn doctype(&mut self) -> &mut Self {
        self.out.push_str("<!DOCTYPE html>\n");
        self
    }

    /// Opens an element.
    pub fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(value, true, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
        self
    }

    /// Closes an element.
    pub fn close(&mut self, tag: &str) -> &mut Self {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
        self
    }

    /// Writes text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        escape(text, false, &mut self.out);
        self
    }

    /// Writes an element that holds only text.
    pub fn element(&mut self, tag: &str, attributes: &[(&str, &str)], text: &str) -> &mut Self {
        self.open(tag, attributes).text(text).close(tag)
    }

    /// Writes a style or a script, whose text is no markup.
    pub fn raw_element(&mut self, tag: &str, attributes: &[(&str, &str)], text: &str) -> &mut Self {
        self.open(tag, attributes);
        self.out.push_str(&guarded(tag, text));
        self.close(tag)
    }

    /// Writes a line break into the source, where it means nothing.
    pub fn line(&mut self) -> &mut Self {
        self.out.push('\n');
        self
    }

    /// Writes markup that is safe already.
    pub fn html(&mut self, html: &Html) -> &mut Self {
        self.out.push_str(&html.0);
        self
    }

    /// Writes markup that the site's author is answerable for: `raw_html: true`, and nothing else.
    pub(super) fn trusted(&mut self, markup: &str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Whether nothing was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// The markup.
    #[must_use]
    pub fn finish(self) -> Html {
        Html(self.out)
    }
}

/// The text of a style or a script, in which nothing ends the element: a backslash behind `<` says the same in their
/// strings, and nothing in their comments.
pub(crate) fn guarded(tag: &str, text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let end = format!("</{tag}");
    // Behind `<!--`, a script's own tags count (HTML, 4.12.1.3).
    let ends = [end.as_str(), "<!--"].into_iter().take(if tag == "script" { 2 } else { 1 });
    let mut at: Vec<usize> = ends.flat_map(|end| lower.match_indices(end)).map(|(at, _)| at + 1).collect();
    at.sort_unstable();
    let mut out = String::with_capacity(text.len() + at.len());
    let mut done = 0;
    for at in at {
        out.push_str(&text[done..at]);
        out.push('\\');
        done = at;
    }
    out.push_str(&text[done..]);
    out
}

fn escape(text: &str, in_attribute: bool, out: &mut String) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if in_attribute => "&quot;",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(entity);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped() {
        let mut writer = Writer::default();
        writer.element("a", &[("href", "?a=1&b=\"2\"")], "<script>\"&\"</script>");
        assert_eq!(
            writer.finish().as_str(),
            "<a href=\"?a=1&amp;b=&quot;2&quot;\">&lt;script&gt;\"&amp;\"&lt;/script&gt;</a>"
        );
    }

    #[test]
    fn nothing_in_a_script_or_a_style_ends_it() {
        let mut writer = Writer::default();
        writer.raw_element("script", &[], "a(\"</Script><!--\") // é < /");
        writer.raw_element("style", &[], "b::after { content: \"</style>\" } <!-- p > a {}");
        assert_eq!(
            writer.finish().as_str(),
            "<script>a(\"<\\/Script><\\!--\") // é < /</script>\
             <style>b::after { content: \"<\\/style>\" } <!-- p > a {}</style>"
        );
    }
}
