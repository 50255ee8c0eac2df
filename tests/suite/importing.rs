//! `pliego import`: what of a package comes into a site, what is reported, and that nothing of a person's is overwritten.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::path::Path;

use camino::{Utf8Path, Utf8PathBuf};
use pliego::build::{self, Options};
use pliego::diag::{Format, Sink, render};
use pliego::import::{Given, Imported, Missing, Settings, State, import};
use pliego::source::{Disk, SourceMap};
use tempfile::TempDir;

use crate::site::Site;

/// A folder with packages in it, and beside them the site that they are brought to.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    fn root(&self) -> &Utf8Path {
        Utf8Path::from_path(self.folder.path()).expect("UTF-8")
    }

    fn site(&self) -> Utf8PathBuf {
        self.root().join("site")
    }

    fn put(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.root().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, bytes).expect("written");
        self
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Imports; what was brought, and what was found, a line each.
    fn import(&self, paths: &[&str]) -> (Imported, Vec<String>) {
        let given = paths.iter().map(|path| {
            let path = self.root().join(path);
            Given { is_folder: path.is_dir(), path, except: Vec::new() }
        });
        let (mut sources, mut sink) = (SourceMap::default(), Sink::default());
        let imported = import(given.collect(), &self.site(), &mut sources, &mut sink).expect("written");
        let found = sink.into_sorted(&sources);
        let lines = render(&found, &sources, Format::Short);
        (imported, lines.lines().map(|line| line.replace(&format!("{}/", self.root()), "")).collect())
    }

    /// The files of the site.
    fn files(&self) -> Vec<String> {
        fn collect(dir: &Path, root: &Path, into: &mut Vec<String>) {
            for entry in std::fs::read_dir(dir).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    collect(&path, root, into);
                } else {
                    into.push(path.strip_prefix(root).expect("inside").to_string_lossy().into_owned());
                }
            }
        }
        let mut files = Vec::new();
        let site = self.site();
        collect(site.as_std_path(), site.as_std_path(), &mut files);
        files.sort();
        files
    }

    fn build(&self) -> Site {
        Site::of(build::compile(&Disk::new(self.site()), &Options::default()))
    }
}

/// An article in JATS.
fn article(lang: &str, doi: &str, title: &str, body: &str) -> String {
    let doi =
        if doi.is_empty() { String::new() } else { format!("<article-id pub-id-type=\"doi\">{doi}</article-id>") };
    format!(
        "<article xmlns:xlink=\"http://www.w3.org/1999/xlink\" article-type=\"research-article\" xml:lang=\"{lang}\">\n<front>\n\
         <journal-meta><journal-title-group><journal-title>Revista de Pruebas</journal-title></journal-title-group></journal-meta>\n\
         <article-meta>{doi}<title-group><article-title>{title}</article-title></title-group></article-meta>\n</front>\n\
         <body><p>{body}</p></body>\n</article>\n"
    )
}

const PICTURE: &str = "<fig id=\"f1\"><label>Figura 1.</label><caption><title>Un mapa</title></caption><graphic xlink:href=\"f1.png\"/></fig>";

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a file");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("an archive").into_inner()
}

/// A picture of one point.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8,
    6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0x0d, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x62, 0, 1, 0, 0, 5, 0, 1,
    0x0d, 0x0a, 0x2d, 0xb4, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

#[test]
fn one_article_becomes_a_site() {
    let desk = Desk::new();
    let body = format!("Una frase sobre los niños que cruzan la frontera. {PICTURE}");
    desk.put("in/a.xml", article("es", "10.1/a", "Niños en la frontera", &body))
        .put("in/f1.png", PNG)
        .put("in/other.png", PNG);
    let (imported, found) = desk.import(&["in/a.xml"]);
    assert_eq!(found, [""; 0]);
    assert_eq!(
        desk.files(),
        [
            "content/ninos-en-la-frontera/a.xml",
            "content/ninos-en-la-frontera/f1.png",
            "content/site.yml",
            "imports.yml"
        ]
    );
    let article = &imported.articles[0];
    assert_eq!(
        (article.state, article.pictures, article.languages.as_slice()),
        (State::New, (1, 1), &["es".to_owned()][..])
    );
    let site = desk.read("site/content/site.yml");
    for line in
        ["title: {es: Revista de Pruebas}", "  es: {name: Español, locale: es-ES}", "base_url: https://example.org/"]
    {
        assert!(site.contains(line), "{site}");
    }
    assert_eq!(desk.read("site/content/ninos-en-la-frontera/a.xml"), desk.read("in/a.xml"), "the XML stays as it is");
    let site = desk.build();
    assert!(site.faults.iter().all(|fault| fault.code == "placeholder-url"), "{}", site.findings);
    assert!(
        site.paths(".html").iter().any(|path| path.starts_with("es/") || *path == "index.html"),
        "{}",
        site.findings
    );
}

#[test]
fn packages_are_read_as_folders_and_as_archives() {
    let desk = Desk::new();
    let named = "<fig><graphic xlink:href=\"f1.png\"/></fig><fig><graphic xlink:href=\"F2.PNG\"/></fig>\
                 <fig><graphic xlink:href=\"lost.png\"/></fig><fig><graphic xlink:href=\"../../up.png\"/></fig>\
                 <fig><graphic xlink:href=\"con.png\"/></fig><fig><graphic xlink:href=\"f3.tif\"/></fig>\
                 <fig><graphic xlink:href=\"https://example.org/far.png\"/></fig>\
                 <fig><graphic xlink:href=\"https://example.org/a/near.png\"/></fig>";
    let one = article("pt", "10.1/one", "Um artigo", &format!("Texto. {named}"));
    let two = article("en", "10.1/two", "An article", "Text.");
    let (one, two) = (one.as_bytes(), two.as_bytes());
    let packed = zip(&[
        ("pkg/one.xml", one),
        ("pkg/img/f1.png", PNG),
        ("pkg/f2.png", PNG),
        ("../up.png", PNG),
        ("pkg/near.png", PNG),
        ("pkg/f3.tif", b"x"),
        ("pkg/x.eps", b"x"),
    ]);
    desk.put("in/one.zip", packed).put("in/two/two.xml", two).put("in/data.zip", zip(&[("a.csv", b"a,b")]));
    let (imported, found) = desk.import(&["in"]);
    assert_eq!(
        found,
        ["in/one.zip/../up.png: error[not-imported]: its name or the link that it is leads out of the package"],
    );
    let of = |title: &str| imported.articles.iter().find(|one| one.folder.ends_with(title)).expect("it was brought");
    assert_eq!((imported.articles.len(), of("an-article").pictures), (2, (0, 0)));
    let article = of("um-artigo");
    assert_eq!((article.pictures, article.remote), ((3, 3), 1));
    let missing: BTreeMap<_, _> = article.missing.iter().cloned().collect();
    assert!(matches!(&missing["lost.png"], Missing::Absent(_)));
    assert!(matches!(&missing["../../up.png"], Missing::Absent(_)), "what lies outside is not looked at");
    assert_eq!(missing["con.png"], Missing::Outside);
    assert_eq!(missing["f3.tif"], Missing::Unshown);
    assert_eq!(missing.len(), 4, "{missing:?}");
    assert!(!desk.root().join("up.png").exists() && !desk.root().join("site/up.png").exists());
    assert!(
        imported.unused.iter().any(|(package, files)| package.ends_with("one.zip") && *files == ["pkg/x.eps"]),
        "{:?}",
        imported.unused
    );
    assert!(desk.read("site/content/site.yml").contains("pt: {name: Português, locale: pt-BR}"));
}

#[test]
fn what_is_there_is_never_overwritten_but_what_nobody_edited_follows_its_source() {
    let desk = Desk::new();
    let first = article("es", "10.1/a", "Niños", &format!("Uno. {PICTURE}"));
    desk.put("in/a.xml", &first).put("in/f1.png", PNG);
    desk.import(&["in"]);
    let record = desk.read("site/imports.yml");
    let (again, found) = desk.import(&["in"]);
    assert_eq!((again.articles[0].state, again.articles[0].pictures, found.len()), (State::Same, (1, 0), 0));
    assert_eq!((again.settings, desk.read("site/imports.yml")), (Settings::Enough, record));
    // The source changes, its title and the name of its file too: the copy follows, in its place.
    std::fs::remove_file(desk.root().join("in/a.xml")).expect("removed");
    let second = first.replace("Uno.", "Uno más.").replace("Niños", "Niñas");
    desk.put("in/b.xml", &second);
    let (again, found) = desk.import(&["in"]);
    assert_eq!((again.articles[0].state, found.len()), (State::Changed, 0));
    assert_eq!(desk.read("site/content/ninos/a.xml"), second);
    // Somebody edits the copy, the source stays: nothing to say.
    desk.put("site/content/ninos/a.xml", second.replace("más", "menos"));
    let (again, found) = desk.import(&["in"]);
    assert_eq!((again.articles[0].state, found.len()), (State::Edited, 0));
    // Both change: the copy stays, and that is said each time.
    desk.put("in/b.xml", second.replace("Uno", "Dos"));
    for _ in 0..2 {
        let (again, found) = desk.import(&["in"]);
        assert_eq!((again.articles[0].state, found.len()), (State::Kept, 1));
        assert!(
            found[0].starts_with("content/ninos/a.xml: warning[edited-copy]: `in/b.xml` is another one now"),
            "{found:?}"
        );
    }
    assert_eq!(desk.read("site/content/ninos/a.xml"), second.replace("más", "menos"));
    // Out of the way, the new one comes in, under the name that it has now.
    std::fs::remove_file(desk.root().join("site/content/ninos/a.xml")).expect("removed");
    let (again, _) = desk.import(&["in"]);
    assert_eq!(again.articles[0].state, State::New);
    // A folder that was there before any import is somebody's own.
    let desk = Desk::new();
    desk.put("site/content/ninos/mine.txt", "mine").put("in/a.xml", &first);
    desk.import(&["in"]);
    assert!(desk.files().contains(&"content/ninos-2/a.xml".to_owned()), "{:?}", desk.files());
}

#[test]
fn what_is_not_well_formed_or_no_article_is_named_and_the_rest_is_brought() {
    let desk = Desk::new();
    let broken = article("es", "10.1/a", "Roto", "Uno.").replace("</p>", "</q>");
    desk.put("in/broken.xml", broken).put("in/good.xml", article("es", "10.1/b", "Entero", "Uno."));
    desk.put("svg.xml", "<svg/>")
        .put("text.docx", "x")
        .put("no.zip", "x")
        .put("empty.bib", "nothing")
        .put("only.xml", "<article>");
    let (imported, found) = desk.import(&["in", "svg.xml", "text.docx", "no.zip", "empty.bib"]);
    assert_eq!(imported.articles.len(), 1);
    assert_eq!(desk.files(), ["content/entero/good.xml", "content/site.yml", "imports.yml"]);
    let place = |of: &str| found.iter().find(|line| line.starts_with(of)).unwrap_or_else(|| panic!("{of}: {found:?}"));
    assert!(place("in/broken.xml:").contains("in/broken.xml:6:"), "{found:?}");
    for file in ["svg.xml: ", "text.docx: ", "no.zip: ", "empty.bib: "] {
        assert!(place(file).contains("error[not-imported]: "), "{found:?}");
    }
    assert_eq!(found.len(), 5, "{found:?}");
}

#[test]
fn an_article_that_is_given_twice_is_brought_once() {
    let desk = Desk::new();
    let text = article("es", "10.1/a", "Uno", "Uno.");
    desk.put("in/a.xml", &text).put("in/copy/a.xml", &text).put("in/older/a.xml", text.replace("Uno.", "Cero."));
    let (imported, found) = desk.import(&["in"]);
    assert_eq!(imported.articles.len(), 1);
    assert_eq!(
        found.iter().map(|line| line.split(" (").next().unwrap_or_default()).collect::<Vec<_>>(),
        ["in/older/a.xml: error[not-imported]: this is the same article as `in/a.xml`, which was given before it"]
    );
}

#[test]
fn libraries_go_into_the_bibliography() {
    let desk = Desk::new();
    let bib = "@book{silva, title={Livro}, author={Silva, Ana}, date={2014}}\n";
    let json = r#"[{"id": "souza", "type": "book", "title": "Outro", "issued": {"date-parts": [[2015]]}}]"#;
    desk.put("in/refs.bib", bib).put("in/refs.json", json).put("in/settings.json", "{\"theme\": 1}");
    desk.put("in/refs.ris", "TY  - BOOK\nID  - silva\nTI  - Livro\nAU  - Silva, Ana\nPY  - 2014\nER  - \n");
    let (imported, found) = desk.import(&["in"]);
    assert_eq!(found, [""; 0]);
    assert_eq!(imported.settings, Settings::Unwritten);
    let libraries: Vec<_> =
        imported.libraries.iter().map(|one| (one.path.as_str(), one.references, one.shared.len())).collect();
    assert_eq!(
        libraries,
        [("content/refs.bib", 1, 0), ("content/refs.json", 1, 0), ("content/refs.ris", 1, 1)],
        "a file of another program is none, and a key that two libraries have is told"
    );
    let (again, _) = desk.import(&["in"]);
    assert!(again.libraries.iter().all(|library| library.state == State::Same));
}

#[test]
fn a_site_gets_the_languages_of_its_articles_while_nobody_has_edited_it() {
    let desk = Desk::new();
    desk.put("a.xml", article("es", "10.1/a", "Uno", "Uno.")).put("b.xml", article("pt", "10.1/b", "Dois", "Dois."));
    desk.put("c.xml", article("fr", "10.1/c", "Trois", "Trois.").replace("Revista de Pruebas", "Revue: d’essais"));
    desk.import(&["a.xml"]);
    let (imported, _) = desk.import(&["b.xml"]);
    assert!(matches!(imported.settings, Settings::Written { new: false, .. }), "{:?}", imported.settings);
    let site = desk.read("site/content/site.yml");
    assert!(
        site.contains("title: {es: Revista de Pruebas, pt: Revista de Pruebas}") && site.contains("  pt: {"),
        "{site}"
    );
    desk.put("site/content/site.yml", format!("{site}# mine\n"));
    let (imported, _) = desk.import(&["c.xml"]);
    assert_eq!(imported.settings, Settings::Lacks(vec!["fr: {name: Français, locale: fr-FR}".to_owned()]));
    assert_eq!(desk.read("site/content/site.yml"), format!("{site}# mine\n"));
    // An article belongs to its language, whatever the region.
    let desk = Desk::new();
    desk.put("a.xml", article("pt-BR", "10.1/a", "Um", "Um.")).put("b.xml", article("pt", "10.1/b", "Dois", "Dois."));
    let (imported, _) = desk.import(&["a.xml", "b.xml"]);
    assert!(
        matches!(&imported.settings, Settings::Written { languages, .. } if languages.len() == 1),
        "{:?}",
        imported.settings
    );
    // A title that YAML would take for something else is quoted.
    let desk = Desk::new();
    desk.put("c.xml", article("fr", "10.1/c", "Trois", "Trois.").replace("Revista de Pruebas", "Revue: d’essais"));
    desk.import(&["c.xml"]);
    assert!(desk.read("site/content/site.yml").contains("title: {fr: \"Revue: d’essais\"}"));
}
