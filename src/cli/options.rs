//! What the arguments mean: defaults filled in, places made certain, and refused where following them would do harm.

use std::path::{Component, Path, PathBuf};

use camino::{Utf8Path, Utf8PathBuf};

use super::args::{BuildArgs, CheckArgs, FormatArg, ParityArg};
use super::failure::Failure;
use super::terminal::Terminal;
use crate::check::Parity;
use crate::config::BaseUrl;
use crate::diag::{Diagnostic, Format, codes};

/// Folders that a site is made from, which no output may lie in.
const SOURCES: [&str; 3] = ["content", "themes", "seeds"];

/// What `pliego build` is to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Build {
    pub(super) root: Utf8PathBuf,
    /// As a person would type it from here.
    pub(super) out: Utf8PathBuf,
    pub(super) base_url: Option<BaseUrl>,
    pub(super) strict: bool,
}

/// What `pliego check` is to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Check {
    pub(super) root: Utf8PathBuf,
    pub(super) format: Format,
    pub(super) strict: bool,
    pub(super) parity: Parity,
}

impl Build {
    pub(super) fn new(args: BuildArgs) -> Result<Self, Failure> {
        let BuildArgs { root, out, base_url, strict } = args;
        let base_url = base_url.as_deref().map(parse_base_url).transpose().map_err(Failure::Refused)?;
        // The default belongs to the site; what was typed belongs, like all that is typed, to the current folder.
        let out = out.unwrap_or_else(|| below(&root, "public"));
        check_place(&root, &out).map_err(Failure::Refused)?;
        Ok(Self { root, out, base_url, strict })
    }
}

impl Check {
    pub(super) fn new(args: CheckArgs, terminal: Terminal) -> Self {
        let CheckArgs { root, format, strict, parity, explain: _ } = args;
        let parity = match parity {
            ParityArg::Likely => Parity::Likely,
            ParityArg::Strict => Parity::Strict,
        };
        let format = match format {
            FormatArg::Human => Format::Human { color: terminal.out_has_colors() },
            FormatArg::Short => Format::Short,
            FormatArg::Json => Format::Json,
            FormatArg::Github => Format::Github,
        };
        Self { root, format, strict, parity }
    }
}

/// A path below the root, without a `./` that nobody would type.
pub(super) fn below(root: &Utf8Path, name: &str) -> Utf8PathBuf {
    if root == "." { name.into() } else { root.join(name) }
}

/// The site that holds a path: its root, as a person would type it from here, and the path relative to it.
pub(super) fn site_of(path: &Utf8Path) -> Result<(Utf8PathBuf, Utf8PathBuf), Failure> {
    if !path.exists() {
        return Err(Failure::tool(
            format!("there is nothing at `{path}`"),
            "name a file or folder of a site's `content/`",
        ));
    }
    let real_path = real(path);
    let holds = |root: &&Path| root.join("content/site.yml").is_file();
    let outside =
        || Failure::tool(format!("`{path}` is not in a site"), "name a file or folder of a site's `content/`");
    let root = real_path.ancestors().find(holds).ok_or_else(outside)?;
    let inside = real_path.strip_prefix(root).ok().and_then(Utf8Path::from_path).ok_or_else(outside)?;
    let root = Utf8Path::from_path(root).ok_or_else(outside)?;
    // A site's root stands for all of its content.
    let inside = if inside == "" { Utf8Path::new("content") } else { inside };
    // Relative to here where that is how it was typed.
    let typed = path.ancestors().find(|typed| real(if *typed == "" { Utf8Path::new(".") } else { typed }) == *root);
    let typed = typed.map_or(root, |typed| if typed == "" { Utf8Path::new(".") } else { typed });
    Ok((typed.to_owned(), inside.to_owned()))
}

/// The folders of the site at `root` that lie in a folder to be imported, relative to it: what is in them is the site's, and no
/// package. `None` if the folder lies in the site's content itself.
pub(super) fn own_folders(path: &Utf8Path, root: &Utf8Path) -> Option<Vec<Utf8PathBuf>> {
    let (path, real_root) = (real(path), real(root));
    if path.starts_with(real_root.join("content")) {
        return None;
    }
    let Ok(inside) = real_root.strip_prefix(&path) else { return Some(Vec::new()) };
    let inside = Utf8Path::from_path(inside)?.to_owned();
    Some(if inside == "" { ["content", "public", "themes"].map(Into::into).to_vec() } else { vec![inside] })
}

fn parse_base_url(url: &str) -> Result<BaseUrl, Diagnostic> {
    BaseUrl::parse(url).map_err(|reason| {
        let message = format!("the base URL `{url}` {reason}");
        Diagnostic::new(codes::BASE_URL, message).help("write it like `https://example.org/journal/`")
    })
}

/// Whether a site at `root` may be written to `out`.
fn check_place(root: &Utf8Path, out: &Utf8Path) -> Result<(), Diagnostic> {
    let refuse = |reason: String| {
        let message = format!("the output folder `{out}` {reason}");
        Err(Diagnostic::new(codes::OUTPUT_INSIDE, message).help("choose another folder with `--out`"))
    };
    let (real_root, real_out) = (real(root), real(out));
    if real_root.starts_with(&real_out) {
        return refuse("holds the site's own source".to_owned());
    }
    for name in SOURCES {
        let source = below(root, name);
        let real_source = real(&source);
        if real_out.starts_with(&real_source) {
            return refuse(format!("lies inside `{source}`, which the site is made from"));
        }
        if real_source.starts_with(&real_out) {
            return refuse(format!("holds `{source}`, which the site is made from"));
        }
    }
    Ok(())
}

/// Where a path leads, with links followed and `..` taken away, as far as it exists; the rest is taken as it is.
fn real(path: &Utf8Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.as_std_path().to_owned());
    let mut real = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                real.pop();
            }
            part => {
                real.push(Path::new(part.as_os_str()));
                // Followed at once, so that `..` goes up from where a link leads and not from where it stands.
                if let Ok(followed) = real.canonicalize() {
                    real = followed;
                }
            }
        }
    }
    real
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(root: &str, out: Option<&str>) -> BuildArgs {
        BuildArgs { root: root.into(), out: out.map(Into::into), base_url: None, strict: false }
    }

    #[test]
    fn the_output_is_public_in_the_root_unless_something_else_is_typed() {
        assert_eq!(Build::new(args(".", None)).expect("right").out, "public");
        assert_eq!(Build::new(args("my-site", None)).expect("right").out, "my-site/public");
        assert_eq!(Build::new(args("my-site", Some("www"))).expect("right").out, "www");
    }

    #[test]
    fn an_output_inside_the_source_or_around_it_is_refused() {
        for out in ["s/content", "s/content/x", "s/themes/../content/y", "s/seeds", "s", "s/", "s/x/..", ".", "..", "/"]
        {
            let refused = Build::new(args("s", Some(out)));
            let inside = matches!(&refused, Err(Failure::Refused(found)) if found.code == codes::OUTPUT_INSIDE);
            assert!(inside, "{out}: {refused:?}");
        }
        for out in ["s/public", "s/content-old", "contents", "s/public/content", "../s"] {
            assert!(Build::new(args("s", Some(out))).is_ok(), "{out}");
        }
    }

    #[test]
    fn a_sites_own_folders_are_no_package() {
        let own = |path: &str, root: &str| own_folders(Utf8Path::new(path), Utf8Path::new(root));
        assert_eq!(own("s", "s"), Some(["content", "public", "themes"].map(Into::into).to_vec()));
        assert_eq!(own(".", "here/s"), Some(vec!["here/s".into()]));
        assert_eq!(own("packages", "s"), Some(Vec::new()));
        assert_eq!(own("s/packages/a.zip", "s"), Some(Vec::new()));
        assert_eq!((own("s/content/w/a.xml", "s"), own("content", ".")), (None, None));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_into_the_content_is_seen_through() {
        let temporary = tempfile::tempdir().expect("a temporary folder");
        let root = Utf8Path::from_path(temporary.path()).expect("UTF-8").to_owned();
        std::fs::create_dir(root.join("content")).expect("made");
        std::os::unix::fs::symlink(root.join("content"), root.join("www")).expect("linked");
        assert!(check_place(&root, &root.join("www/site")).is_err());
        // `..` goes up from where the link leads, as the system itself does.
        assert!(check_place(&root, &root.join("www/..")).is_err());
        assert!(check_place(&root, &root.join("www/../public")).is_ok());
    }
}
