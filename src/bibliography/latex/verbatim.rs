//! Values that are taken letter by letter, and what LaTeX or HTML made necessary in them.

/// The first brace in `text` that closes what was opened before it.
pub(crate) fn closing_brace(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// An address or another value that is taken letter by letter, without the backslashes that LaTeX wanted in it.
pub(crate) fn unescape(verbatim: &str) -> String {
    let mut text = String::with_capacity(verbatim.len());
    let mut rest = verbatim.trim();
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                if let Some((name, sign)) = [("textasciitilde", '~'), ("textunderscore", '_'), ("sim", '~')]
                    .into_iter()
                    .find(|(name, _)| rest.starts_with(name))
                {
                    text.push(sign);
                    rest = rest[name.len()..].trim_start();
                    rest = rest.strip_prefix("{}").unwrap_or(rest);
                } else if let Some(escaped) = rest.chars().next().filter(|c| "_%&#$~^{}\\-/".contains(*c)) {
                    rest = &rest[escaped.len_utf8()..];
                    if matches!(escaped, '~' | '^') {
                        rest = rest.strip_prefix("{}").unwrap_or(rest);
                    }
                    if !matches!(escaped, '-' | '/') {
                        text.push(escaped);
                    }
                } else {
                    text.push(c);
                }
            }
            '{' | '}' | '\n' | '\r' | '\t' => {}
            // `$\sim$` is how some write a tilde.
            '$' if rest.starts_with("\\sim$") => {
                text.push('~');
                rest = &rest["\\sim$".len()..];
            }
            '$' if rest.starts_with("_$") => {
                text.push('_');
                rest = &rest["_$".len()..];
            }
            _ => text.push(c),
        }
    }
    text
}

/// Text without the entities of HTML that publishers leave in it.
pub(crate) fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (c, len) = entity(rest).unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[len..];
    }
    out.push_str(rest);
    out
}

/// A character that publishers' files write as HTML does, and how long its name is.
fn entity(text: &str) -> Option<(char, usize)> {
    const NAMED: [(&str, char); 9] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("rsquo", '’'),
    ];
    let name = text.strip_prefix('&')?;
    let end = name.bytes().take(10).position(|byte| byte == b';')?;
    let name = &name[..end];
    let len = end + 2;
    if let Some((_, c)) = NAMED.iter().find(|(known, _)| *known == name) {
        return Some((*c, len));
    }
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).map(|c| (c, len))
}
