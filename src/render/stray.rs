//! Files of a site's own theme that nothing uses: most often, their name or that of their folder has a slip.

use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};

use crate::diag::{Diagnostic, Sink, codes};

/// The folders of a theme.
const FOLDERS: [&str; 4] = ["i18n", "static", "styles", "templates"];

/// What stands in a page whatever the templates say: the page for what is not kept has it.
const ALWAYS: &str = "paper";

/// Reports the files of a site's own theme (`own`, relative to its `folder`) that nothing uses. `templates` are those in
/// force, with their sources; `wanted` are those that are asked for by name.
pub(super) fn check(
    folder: &Utf8Path,
    own: &BTreeSet<Utf8PathBuf>,
    templates: &[(String, String)],
    wanted: &[&str],
    sink: &mut Sink,
) {
    let styles = styles(templates);
    let mut folders = BTreeSet::new();
    for path in own {
        let mut parts = path.components();
        let kind = parts.next().map_or("", |part| part.as_str());
        let name = parts.as_path().as_str();
        let (message, slip, known): (_, _, Vec<&str>) = match kind {
            _ if name.is_empty() => continue,
            "templates" => {
                let named = |(_, text): &(String, String)| {
                    text.contains(&format!("\"{name}\"")) || text.contains(&format!("'{name}'"))
                };
                // Components are called by their own names.
                let shares = |(own, text): &(String, String)| own == name && text.contains(" component ");
                if wanted.contains(&name) || templates.iter().any(|template| named(template) || shares(template)) {
                    continue;
                }
                (format!("no page and no template uses the template `{name}`"), name, wanted.to_vec())
            }
            "styles" => {
                let Some(taken) = &styles else { continue };
                let style = name.strip_suffix(".css").unwrap_or(name);
                if name.ends_with(".css") && taken.contains(style) {
                    continue;
                }
                (format!("no template takes in the style `{name}`"), style, taken.iter().copied().collect())
            }
            kind if FOLDERS.contains(&kind) || !folders.insert(kind) => continue,
            kind => (format!("a theme has no folder `{kind}`"), kind, FOLDERS.to_vec()),
        };
        let path = if FOLDERS.contains(&kind) { folder.join(path) } else { folder.join(kind) };
        sink.push(Diagnostic::new(codes::UNUSED_FILE, message).in_file(path.as_str()).suggest(slip, known));
    }
}

/// The styles that templates take in; nothing where one of them reckons their names.
fn styles(templates: &[(String, String)]) -> Option<BTreeSet<&str>> {
    let mut names = BTreeSet::from([ALWAYS]);
    for call in templates.iter().flat_map(|(_, text)| text.split("style(").skip(1)) {
        let of = call.trim_start().strip_prefix("of")?.trim_start().strip_prefix('=')?.trim_start();
        let quote = of.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
        names.extend(of[1..].split(quote).next()?.split_ascii_whitespace());
    }
    Some(names)
}
