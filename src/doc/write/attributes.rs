//! Attributes in braces.

use crate::doc::Attributes;

/// What is said in braces; `None` if that is nothing. `title` stands among the keys.
pub(super) fn braces(id: Option<&str>, attributes: &Attributes, more: &[(&str, &str)]) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    if let Some(id) = id.or(attributes.id.as_deref()) {
        let plain = !id.is_empty() && !id.contains(|c: char| c.is_whitespace() || "{}#\"'<>".contains(c));
        parts.push(if plain { format!("#{id}") } else { pair("id", id) });
    }
    for class in &attributes.classes {
        let plain = class.starts_with(|c: char| c.is_alphabetic() || c == '-') && class.chars().all(is_name);
        parts.push(if plain { format!(".{class}") } else { pair("class", class) });
    }
    parts.extend(attributes.lang.as_ref().map(|lang| pair("lang", lang.as_str())));
    parts.extend(more.iter().map(|(key, value)| pair(key, value)));
    parts.extend(attributes.pairs.iter().map(|(key, value)| pair(key, value)));
    (!parts.is_empty()).then(|| format!("{{{}}}", parts.join(" ")))
}

fn pair(key: &str, value: &str) -> String {
    if !value.is_empty() && value.chars().all(|c| is_name(c) || c == '%') {
        return format!("{key}={value}");
    }
    let value = value.replace('\\', "\\\\").replace('"', "\\\"");
    format!("{key}=\"{value}\"")
}

/// Characters of ids, classes and keys.
fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':')
}
