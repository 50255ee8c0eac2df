//! Pictures: which of several forms browsers show, and which file beside the article it is.
//!
//! Nothing is fetched. A picture that is not there, or that no browser shows, is told in its place.

use super::inlines::{address, file_stem};
use super::reader::Reader;
use super::xml::{El, attr, href, kids, name};
use crate::data::Address;
use crate::doc::MissingPicture;
use crate::load::{Media, is_picture};
use crate::source::Span;
use camino::Utf8Path;

/// Endings that a name without one, or with one that no browser shows, may stand for; the best first.
const ENDINGS: [&str; 7] = ["svg", "png", "jpg", "jpeg", "webp", "gif", "avif"];

/// Endings of pictures that no browser shows.
const UNSHOWN: [&str; 6] = ["tif", "tiff", "eps", "ps", "bmp", "emf"];

/// The pictures in an element that are no part of another one, each as its forms, the best first.
pub(super) fn pictures(node: El<'_>) -> Vec<Vec<El<'_>>> {
    let mut found = Vec::new();
    collect(node, &mut found);
    found
}

fn collect<'a>(node: El<'a>, found: &mut Vec<Vec<El<'a>>>) {
    if is_graphic(node) {
        found.push(vec![node]);
        return;
    }
    if name(node) == "alternatives" {
        let mut forms: Vec<El<'a>> = node.descendants().filter(|it| is_graphic(*it)).collect();
        forms.sort_by_key(|form| rank(*form));
        if !forms.is_empty() {
            found.push(forms);
        }
        return;
    }
    let apart = ["fig", "table-wrap", "caption", "p", "table", "disp-formula", "supplementary-material"];
    kids(node).filter(|kid| !apart.contains(&name(*kid))).for_each(|kid| collect(kid, found));
}

fn is_graphic(node: El<'_>) -> bool {
    matches!(name(node), "graphic" | "inline-graphic")
        || matches!(name(node), "media" | "inline-media") && attr(node, "mimetype") == Some("image")
}

/// How well a form of a picture is for a page: what is made for the web, what browsers show, thumbnails, the rest.
fn rank(form: El<'_>) -> usize {
    let ending = ending(href(form).unwrap_or_default());
    let is_thumbnail =
        attr(form, "content-type").is_some_and(|kind| kind.contains("scielo-") || kind.contains("thumb"));
    match ending.as_deref() {
        Some(ending) if UNSHOWN.contains(&ending) => 4,
        _ if is_thumbnail => 3,
        _ if attr(form, "specific-use") == Some("scielo-web") => 0,
        Some(_) => 1,
        None => 2,
    }
}

/// The ending of a file's name, in lower case; nothing where what stands behind the dot is no ending of a picture.
fn ending(path: &str) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path).split(['?', '#']).next().unwrap_or_default();
    let (_, ending) = name.rsplit_once('.')?;
    let ending = ending.to_lowercase();
    (ENDINGS.contains(&ending.as_str()) || UNSHOWN.contains(&ending.as_str())).then_some(ending)
}

/// The names under which a file may lie beside the article, the best first.
pub(super) fn candidates(given: &str) -> Vec<String> {
    let path = given.split(['?', '#']).next().unwrap_or(given).trim();
    let is_remote = Address::has_scheme(given) || given.starts_with("//");
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let mut names = Vec::new();
    for base in if is_remote { vec![name] } else { vec![path, name] } {
        if base.is_empty() {
            continue;
        }
        match ending(base).as_deref() {
            Some(ending) if ENDINGS.contains(&ending) => names.push(base.to_owned()),
            Some(_) => {
                let stem = base.rsplit_once('.').map_or(base, |(stem, _)| stem);
                names.extend(ENDINGS.iter().map(|ending| format!("{stem}.{ending}")));
            }
            None => names.extend(ENDINGS.iter().map(|ending| format!("{base}.{ending}"))),
        }
    }
    names.dedup();
    names
}

/// The file of a picture, as a text in `folder` names it.
fn find(given: &str, media: &Media, folder: &Utf8Path) -> Option<String> {
    let found = candidates(given).into_iter().find(|name| {
        let beside = !name.split(['/', '\\']).any(|part| part == "..");
        beside && media.find(folder, name).is_some_and(|path| path.starts_with(folder) && is_picture(path))
    });
    found.map(|name| name.replace('\\', "/"))
}

impl<'a> Reader<'_, 'a> {
    /// The file of the picture in an element; what is to be said where it is not there; nothing where there is no picture.
    pub(super) fn picture_of(&mut self, node: El<'a>) -> Result<String, Option<MissingPicture>> {
        let forms = pictures(node).into_iter().next().ok_or(None)?;
        self.picture_among(&forms).map_err(Some)
    }

    /// The file of one of several forms of a picture.
    pub(super) fn picture_among(&mut self, forms: &[El<'a>]) -> Result<String, MissingPicture> {
        let named = forms.iter().filter_map(|form| href(*form));
        if let Some(found) = named.clone().find_map(|given| find(given, self.article.media, self.article.folder)) {
            return Ok(found);
        }
        let given = named.into_iter().next().unwrap_or_default();
        let Some(first) = forms.first() else { return Err(MissingPicture { name: String::new(), address: None }) };
        let at = self.opening(*first);
        Err(self.missing(given, at))
    }

    fn missing(&mut self, given: &str, at: Span) -> MissingPicture {
        let address = address(given, "").filter(|_| Address::has_scheme(given));
        let name = given.rsplit('/').next().unwrap_or(given);
        let name = if name.is_empty() { given } else { name };
        let all = if address.is_some() { &mut self.told.remote } else { &mut self.told.missing };
        all.entry(name.to_owned()).or_insert(at);
        MissingPicture { name: name.to_owned(), address }
    }

    /// The name of a file beside the article, for a link.
    pub(super) fn file_beside(&self, given: &str) -> Option<String> {
        let folder = self.article.folder;
        let names = [given, given.rsplit('/').next().unwrap_or(given)];
        let inside = |name: &&str| !name.is_empty() && !name.split(['/', '\\']).any(|part| part == "..");
        let found = names
            .into_iter()
            .filter(inside)
            .find(|name| self.article.media.find(folder, name).is_some_and(|path| path.starts_with(folder)));
        found.map(str::to_owned)
    }
}

/// What a picture is called where nobody says what it shows.
pub(super) fn usual_alt(label: &str, target: &str) -> String {
    let label = label.trim_end_matches(['.', ':', ' ']);
    if label.is_empty() { file_stem(target) } else { label.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_may_lie_under_another_ending() {
        assert_eq!(candidates("a/gf01.png"), ["a/gf01.png", "gf01.png"]);
        assert!(candidates("gf01.tif").contains(&"gf01.jpg".to_owned()));
        assert!(candidates("1234-5678-v1.n2").contains(&"1234-5678-v1.n2.png".to_owned()));
        assert_eq!(candidates("https://example.org/x/gf01.svg?v=1"), ["gf01.svg"]);
        assert!(candidates("").is_empty());
    }
}
