//! What is written in Markdown instead of an element of HTML.

/// The spelling that works here instead of the tag with which some markup begins.
pub(super) fn instead(html: &str) -> &'static str {
    let tag = html.trim_start().trim_start_matches(['<', '/']);
    let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
    let opening = tag.split('>').next().unwrap_or_default();
    let has = |key: &str| opening.split_whitespace().any(|part| part.starts_with(key));
    match name.to_ascii_lowercase().as_str() {
        "a" if has("href=") => "write `[words](https://…)`",
        "a" if has("name=") || has("id=") => {
            "write the id where it belongs: `[words]{#x}`, or `{#x}` at the end of the block"
        }
        "br" => "end the line with a backslash",
        "sup" => "write `x^2^`",
        "sub" => "write `H~2~O`",
        "i" | "em" | "cite" => "write `*words*`",
        "b" | "strong" => "write `**words**`",
        "u" | "ins" => "write `[words]{.underline}`",
        "s" | "del" | "strike" => "write `~~words~~`",
        "mark" => "write `==words==`",
        "small" | "span" | "font" => "write `[words]{.class}`",
        "code" | "kbd" | "tt" => "write the words between backquotes",
        "pre" => "write the code between lines of three backquotes",
        "q" => "write the quotation marks",
        "blockquote" => "begin each line with `>`",
        "img" | "figure" | "figcaption" => "write `![What it shows](picture.png)`",
        "table" | "thead" | "tbody" | "tr" | "td" | "th" => {
            "write a table with bars, or put it into a file: `![Caption](table.html){#tbl-x}`"
        }
        "ul" | "ol" | "li" => "begin each item with `-` or `1.`",
        "dl" | "dt" | "dd" => "write the term, and `: its meaning` in the next line",
        "hr" => "write `---` between empty lines",
        "p" => "leave an empty line between paragraphs",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "write `## Title`",
        "div" | "section" | "aside" | "center" | "details" | "summary" => {
            "write `::: {.class}` and `:::` on lines of their own"
        }
        "iframe" | "video" | "audio" | "embed" | "object" => {
            "put the file beside the text and link to it: `[the recording](talk.mp3)`"
        }
        _ => "use Markdown",
    }
}

#[cfg(test)]
mod tests {
    use super::instead;

    #[test]
    fn an_element_has_its_spelling() {
        assert_eq!(instead("<BR/>"), "end the line with a backslash");
        assert_eq!(instead("</sup>"), "write `x^2^`");
        assert!(instead("<a name=\"x\">").contains("{#x}"));
        assert!(instead("<a class='y' href=\"x\">").contains("[words]("));
        assert_eq!(instead("<x-y>"), "use Markdown");
    }
}
