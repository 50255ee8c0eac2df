//! What Pliego adds to a page while it is served: the script that reloads it, and the errors of a failed build.
//!
//! Owns the escaping of diagnostics into HTML. Everything is added on the way out; no byte of it is in the output.

use crate::diag::{Diagnostic, Format, render, summary};
use crate::source::SourceMap;

/// Where the script asks for events.
pub(super) const EVENTS: &str = "/.pliego/events";

/// Where the script is. It is a file, not inline, so that a page's own `Content-Security-Policy` lets it run.
pub(super) const SCRIPT_PATH: &str = "/.pliego/live.js";

/// A page knows the version that it was made from, and the server tells the version that is up. So a page that loaded
/// while a build was going on, or that outlived a restart of the server, reloads too.
pub(super) const SCRIPT: &str = r#"const { version, events } = document.currentScript.dataset;
const source = new EventSource(events);
source.onmessage = ({ data }) => {
  if (data !== version) {
    source.close();
    location.reload();
  }
};
addEventListener("pagehide", () => source.close());
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
"#;

const STYLE: &str = "\
.pliego-errors{position:fixed;inset:auto 0 0 0;z-index:2147483647;max-block-size:60vh;overflow:auto;margin:0;\
padding:.75rem 1rem;background:#1d1b1a;color:#f6f2ea;border-block-start:4px solid #d9544d;\
font:14px/1.45 ui-monospace,Menlo,Consolas,monospace;text-align:left;color-scheme:dark}\
.pliego-errors summary{cursor:pointer;font-weight:700}\
.pliego-errors pre{margin:.75rem 0 0;padding:0;background:none;color:inherit;border:0;font:inherit;\
white-space:pre;overflow-x:auto}\
@media print{.pliego-errors{display:none}}";

/// The diagnostics of a failed build, as a heading and a text, escaped.
pub(super) fn describe(found: &[Diagnostic], sources: &SourceMap) -> String {
    let count = summary(found).unwrap_or_else(|| "the build failed".to_owned());
    let text = render(found, sources, Format::Human { color: false });
    format!("<summary>{}</summary>\n<pre tabindex=\"0\">{}</pre>", escape(&count), escape(text.trim_end()))
}

/// A page with the script, and with the errors over it if there are some.
pub(super) fn inject(page: &[u8], errors: Option<&str>, version: u64) -> Vec<u8> {
    // Whatever stands before it, the last `</body>` is the end of the page.
    let at = find_last(page, b"</body>").unwrap_or(page.len());
    let overlay = errors.map(|errors| {
        format!(
            "<style>{STYLE}</style><details class=\"pliego-errors\" role=\"alert\" lang=\"en\" dir=\"ltr\" open>\n\
             {errors}\n</details>\n"
        )
    });
    let script =
        format!("<script src=\"{SCRIPT_PATH}\" data-events=\"{EVENTS}\" data-version=\"{version}\" async></script>\n");
    [&page[..at], overlay.unwrap_or_default().as_bytes(), script.as_bytes(), &page[at..]].concat()
}

/// The page that is shown instead of any other as long as there has been no good build.
pub(super) fn error_page(errors: &str, version: u64) -> Vec<u8> {
    let page = "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">\
        <meta name=\"viewport\" content=\"width=device-width\"><title>The site cannot be built – Pliego</title>\n\
        <style>body{background:#1d1b1a;color:#f6f2ea;font:16px/1.5 system-ui,sans-serif;margin:2rem 1rem}\
        .pliego-errors.pliego-errors{position:static;max-block-size:none;padding:1rem 0}</style></head>\n\
        <body><main><h1>The site cannot be built</h1>\n\
        <p>This page reloads by itself when the content has been mended.</p></main>\n</body>\n</html>\n";
    inject(page.as_bytes(), Some(errors), version)
}

fn find_last(text: &[u8], tag: &[u8]) -> Option<usize> {
    text.windows(tag.len()).rposition(|window| window.eq_ignore_ascii_case(tag))
}

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes;

    #[test]
    fn what_is_added_stands_before_the_end_of_the_body() {
        let page = inject(b"<body><p>&lt;/body></p></BODY></html>", None, 7);
        let page = String::from_utf8(page).expect("UTF-8");
        assert!(page.ends_with("data-version=\"7\" async></script>\n</BODY></html>"), "{page}");
        assert!(inject(b"<p>no end", None, 7).starts_with(b"<p>no end<script"));
    }

    #[test]
    fn what_an_author_wrote_is_shown_and_never_run() {
        let found = Diagnostic::new(codes::YAML, "bad <script>alert(1)</script> & \"more\"");
        let text = describe(&[found], &SourceMap::default());
        assert!(text.contains("bad &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;"), "{text}");
        assert!(text.starts_with("<summary>1 error</summary>"), "{text}");
    }
}
