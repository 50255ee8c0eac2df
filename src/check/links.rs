//! Every link of every page leads to a file and an anchor that are there, and no id stands twice on a page.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::{DefaultEmitter, Token, Tokenizer};
use rayon::prelude::*;

use super::Subject;
use crate::data::{OutPath, decoded};
use crate::diag::{Diagnostic, Sink, codes};
use crate::output::Output;

/// What a page offers and asks for.
#[derive(Debug, Default)]
struct Page {
    ids: BTreeSet<String>,
    doubled: Vec<String>,
    links: Vec<String>,
}

pub(super) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let output = subject.output;
    // What an error left out of the output would be missed once more by every link to it.
    if sink.has_errors() {
        return;
    }
    let files: Vec<_> = output.iter().filter(|(path, _)| path.as_str().ends_with(".html")).collect();
    let pages: BTreeMap<&OutPath, Page> =
        files.par_iter().map(|(path, bytes)| (*path, read(bytes))).collect::<Vec<_>>().into_iter().collect();
    for (path, page) in &pages {
        for id in &page.doubled {
            let diagnostic =
                Diagnostic::new(codes::DUPLICATE_ANCHOR, format!("the id `{id}` stands twice on the page"));
            sink.push(diagnostic.in_file(path.as_str()));
        }
        for link in &page.links {
            if let Some(why) = broken(path, link, &pages, output) {
                let diagnostic = Diagnostic::new(codes::BROKEN_LINK, format!("`{link}`: {why}"));
                sink.push(diagnostic.in_file(path.as_str()));
            }
        }
    }
}

fn read(bytes: &[u8]) -> Page {
    let mut page = Page::default();
    let mut emitter = DefaultEmitter::<()>::default();
    // What stands in a script is no markup.
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(bytes, emitter) {
        let Token::StartTag(tag) = token else { continue };
        for (name, value) in &tag.attributes {
            let value = String::from_utf8_lossy(value).into_owned();
            match name.as_slice() {
                b"name" if tag.name.as_slice() == b"a" => {
                    page.ids.insert(value);
                }
                b"id" if !page.ids.insert(value.clone()) => {
                    page.doubled.push(value);
                }
                b"href" | b"src" => page.links.push(value),
                _ => {}
            }
        }
    }
    page
}

/// Why a link leads to nothing; `None` if it does not, or leads out of the site.
fn broken(from: &OutPath, link: &str, pages: &BTreeMap<&OutPath, Page>, output: &Output) -> Option<String> {
    if link.contains("://") || ["mailto:", "data:"].iter().any(|scheme| link.starts_with(scheme)) {
        return None;
    }
    let (path, anchor) = match link.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (link, None),
    };
    let target = if path.is_empty() { from.clone() } else { from.follow(path)? };
    if output.get(target.as_str()).is_none() {
        return Some(format!("there is no file `{target}`"));
    }
    let anchor = anchor.filter(|anchor| !anchor.is_empty())?;
    let page = pages.get(&target)?;
    (!page.ids.contains(anchor) && !page.ids.contains(&*decoded(anchor)))
        .then(|| format!("there is no anchor `{anchor}` on `{target}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_file_a_missing_anchor_and_a_doubled_id_are_found() {
        let mut output = Output::default();
        let html = r##"<a href="b.html#x"></a><a href="c.html"></a><i id="x"></i><i id="x"></i><a href="#y"></a><script>"<a href='lost'>"</script>"##;
        output.insert(OutPath::new("a.html"), html.as_bytes()).expect("free");
        output.insert(OutPath::new("b.html"), &b"<p id=z>"[..]).expect("free");
        let pages: BTreeMap<_, _> = output.iter().map(|(path, bytes)| (path, read(bytes))).collect();
        let a = OutPath::new("a.html");
        assert_eq!(pages[&a].doubled, ["x"]);
        let why: Vec<_> = pages[&a].links.iter().filter_map(|link| broken(&a, link, &pages, &output)).collect();
        assert_eq!(
            why,
            ["there is no anchor `x` on `b.html`", "there is no file `c.html`", "there is no anchor `y` on `a.html`"]
        );
    }
}
