//! `pliego import`: what was brought into the site, article by article, as a table.

use std::fmt::Write as _;

use camino::Utf8Path;

use super::args::ImportArgs;
use super::failure::Failure;
use super::options::{below, own_folders};
use super::spinner::Spinner;
use super::terminal::{self, Terminal};
use super::{Status, summary};
use crate::diag::Sink;
use crate::import::{Article, Given, Imported, Library, Missing, Settings, State, import};
use crate::source::SourceMap;

/// How many names a line of the table gives.
const NAMED: usize = 8;

pub(super) fn run(args: ImportArgs, terminal: Terminal) -> Result<Status, Failure> {
    let ImportArgs { paths, into } = args;
    let mut given = Vec::new();
    for path in paths {
        if !path.exists() {
            return Err(Failure::tool(
                format!("there is nothing at `{path}`"),
                "name an article in JATS, a package of XML and pictures, or a library",
            ));
        }
        let Some(except) = own_folders(&path, &into) else {
            return Err(Failure::tool(
                format!("`{path}` is in the site at `{into}` already"),
                "import from outside the site's `content/`, or name another site with `--into`",
            ));
        };
        given.push(Given { is_folder: path.is_dir(), path, except });
    }
    let (mut sources, mut sink) = (SourceMap::default(), Sink::default());
    let spinner = Spinner::new("importing", terminal);
    let imported = import(given, &into, &mut sources, &mut sink);
    drop(spinner);
    let found = sink.into_sorted(&sources);
    terminal.diagnostics(&found, &sources);
    let imported = imported?;
    terminal::result(&table(&imported, &into))?;
    if let Some(fault) = summary::fault(&found, false) {
        terminal::message(&format!("{fault}: what could be brought was brought\n"));
        return Ok(Status::of_faults(&found));
    }
    Ok(Status::Clean)
}

fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// Some names of many.
fn some(names: impl ExactSizeIterator<Item = String>) -> String {
    let more = names.len().saturating_sub(NAMED);
    let mut text = names.take(NAMED).collect::<Vec<_>>().join(", ");
    if more > 0 {
        let _ = write!(text, " and {more} more");
    }
    text
}

fn said(state: State) -> &'static str {
    match state {
        State::Same => "there already",
        State::Edited => "there already, edited here",
        State::New => "new",
        State::Changed => "changed in its source, brought anew",
        State::Kept => "changed in its source; the copy here has been edited and stays",
    }
}

fn line(text: &mut String, name: &str, value: &str) {
    // Writing to a `String` does not fail, here and below.
    let _ = writeln!(text, "  {name:14}  {value}");
}

fn table(imported: &Imported, root: &Utf8Path) -> String {
    let mut text = String::new();
    for article in &imported.articles {
        tell_article(&mut text, article, root);
    }
    for library in &imported.libraries {
        tell_library(&mut text, library, root);
    }
    for (package, files) in &imported.unused {
        let _ = writeln!(text, "{package}: {} left out", count(files.len(), "file", "files"));
        line(&mut text, "unnamed", &format!("{}: no article names them", some(files.iter().cloned())));
    }
    let site = below(root, "content/site.yml");
    match &imported.settings {
        Settings::Enough => {}
        Settings::Unreadable => {
            let _ = writeln!(text, "{site}: cannot be read; `pliego check` says what is wrong with it");
        }
        Settings::Unwritten => {
            let _ = writeln!(text, "{site}: not there; no article says which languages the site has, so write it");
        }
        Settings::Written { new, title, languages, others } => {
            let state = if *new { "new" } else { "changed: languages added" };
            let _ = writeln!(text, "{site}: {state}; “{title}”, in {}", languages.join(", "));
            if !others.is_empty() {
                line(&mut text, "other journals", &some(others.iter().cloned()));
            }
        }
        Settings::Lacks(lines) => {
            let _ = writeln!(text, "{site}: yours, not changed; add below `languages:`");
            lines.iter().for_each(|one| line(&mut text, "", one));
        }
    }
    text.push_str(&sum(imported, root));
    text
}

/// A reason why files are missing, in a word, and which are missing for it.
type Kind = (&'static str, fn(&Missing) -> bool);

fn tell_article(text: &mut String, article: &Article, root: &Utf8Path) {
    let _ = writeln!(text, "{}", below(root, article.folder.as_str()));
    line(text, "from", &article.from);
    line(text, "article", said(article.state));
    let mut languages = article.languages.join(", ");
    if !article.others.is_empty() {
        let _ = write!(languages, "; without a full text: {}", article.others.join(", "));
    }
    line(text, "languages", &languages);
    if let Some(why) = &article.assumed {
        line(text, "assumed", why);
    }
    let taken = |(all, new): (usize, usize), one: &str, many: &str| match (all, new) {
        (0, _) => None,
        (all, 0) => Some(format!("{}, there already", count(all, one, many))),
        (all, new) if all == new => Some(count(all, one, many)),
        (all, new) => Some(format!("{} ({new} new or changed)", count(all, one, many))),
    };
    let taken: Vec<_> =
        [taken(article.pictures, "picture", "pictures"), taken(article.data, "other file", "other files")]
            .into_iter()
            .flatten()
            .collect();
    if !taken.is_empty() {
        line(text, "files", &taken.join("; "));
    }
    let kinds: [Kind; 4] = [
        ("missing", |one| matches!(one, Missing::Absent(_))),
        ("refused", |one| *one == Missing::Outside),
        ("no such kind", |one| *one == Missing::Unpublished),
        ("not shown", |one| *one == Missing::Unshown),
    ];
    for (name, is_kind) in kinds {
        let of_kind: Vec<_> = article.missing.iter().filter(|(_, why)| is_kind(why)).collect();
        if of_kind.is_empty() {
            continue;
        }
        let names = some(of_kind.iter().map(|(href, _)| href.clone()));
        let why = match &of_kind[0].1 {
            Missing::Absent(looked) if of_kind.len() == 1 && looked.len() > 1 => {
                format!(" (looked for {})", some(looked.iter().cloned()))
            }
            Missing::Absent(_) => String::new(),
            Missing::Outside => " (such names lead out of the folder, or some system cannot write them)".to_owned(),
            Missing::Unpublished => " (a site does not publish files of this kind)".to_owned(),
            Missing::Unshown => {
                " (browsers show no such pictures: put a PNG or JPEG of the same name beside it)".to_owned()
            }
        };
        line(text, name, &format!("{names}{why}"));
    }
    if article.remote > 0 {
        let files = count(article.remote, "file", "files");
        line(text, "not fetched", &format!("{files} at other addresses: their captions stand, the pictures do not"));
    }
    if !article.unknown.is_empty() {
        let names =
            article.unknown.iter().map(|(name, n)| if *n == 1 { name.clone() } else { format!("{name} ({n})") });
        line(text, "not understood", &format!("{}; shown as text", some(names)));
    }
}

fn tell_library(text: &mut String, library: &Library, root: &Utf8Path) {
    let _ = writeln!(text, "{}", below(root, library.path.as_str()));
    line(text, "from", &library.from);
    let references = count(library.references, "reference", "references");
    line(text, "library", &format!("{}, {references}", said(library.state)));
    if !library.shared.is_empty() {
        let names = some(library.shared.iter().cloned());
        line(
            text,
            "keys twice",
            &format!("{names}: another library of the site has them too; the build needs one of each"),
        );
    }
}

fn sum(imported: &Imported, root: &Utf8Path) -> String {
    let of = |state: State| imported.articles.iter().filter(|article| article.state == state).count();
    let all = imported.articles.len();
    if all + imported.libraries.len() == 0 {
        return "nothing was imported\n".to_owned();
    }
    let mut parts = Vec::new();
    if all > 0 {
        let states = [
            (of(State::New), "new"),
            (of(State::Changed), "changed"),
            (of(State::Same) + of(State::Edited), "there already"),
            (of(State::Kept), "kept as edited"),
        ];
        let states: Vec<_> = states.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        parts.push(format!("{}: {}", count(all, "article", "articles"), states.join(", ")));
    }
    if !imported.libraries.is_empty() {
        parts.push(count(imported.libraries.len(), "library", "libraries"));
    }
    let missing: usize = imported.articles.iter().map(|article| article.missing.len()).sum();
    if missing > 0 {
        parts.push(format!("{} missing", count(missing, "file", "files")));
    }
    let site = if root == "." { String::new() } else { format!(" {root}") };
    format!("{}\nnext: pliego build{site}\n", parts.join("; "))
}
