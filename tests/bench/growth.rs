//! What twice as much of something costs: the time and the files of a site with `n` of it, and with `2 n`.
//!
//! Owns sites that are much of one thing and little else. A build that is linear in it has a factor of two; what is above
//! [`LIMIT`] grows faster than what its readers and authors put in.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use pliego::build::{self, Options};
use pliego::diag::{Format, render};
use pliego::source::Memory;

use crate::report::{Table, millis};

/// The factor for a doubling that may not be passed: two, and what a measurement varies by.
const LIMIT: f64 = 2.2;

/// Each size is built so often; the fastest counts.
const RUNS: usize = 3;

/// The files of a site, by path.
type Site = Vec<(String, String)>;

/// Something that a site may have much of.
struct Subject {
    name: &'static str,
    /// How much of it the smaller site has.
    size: usize,
    site: fn(usize) -> Site,
}

const SUBJECTS: &[Subject] = &[
    Subject { name: "paragraphs", size: 8_000, site: paragraphs },
    Subject { name: "paragraphs that cite", size: 4_000, site: citing_paragraphs },
    Subject { name: "sections of a work", size: 400, site: sections },
    Subject { name: "works", size: 100, site: works },
    Subject { name: "actors", size: 400, site: actors },
    Subject { name: "actors in one paragraph", size: 100, site: company },
    Subject { name: "languages", size: 6, site: languages },
    Subject { name: "notes", size: 10_000, site: notes },
    Subject { name: "works cited in a sentence", size: 1_000, site: sentence },
    Subject { name: "citations of one work in a sentence", size: 4_000, site: repeated },
    Subject { name: "unknown keys in a line", size: 10_000, site: unknown },
    Subject { name: "unknown keys beside as many known ones", size: 2_000, site: strangers },
    Subject { name: "brackets in brackets", size: 10_000, site: brackets },
    Subject { name: "links between sections", size: 200, site: links },
    Subject { name: "uncited works, YAML", size: 3_000, site: uncited_yaml },
    Subject { name: "uncited works, BibTeX", size: 3_000, site: uncited_bib },
    Subject { name: "uncited works, CSL-JSON in a line", size: 3_000, site: uncited_json },
    Subject { name: "a chain of crossref", size: 1_000, site: crossref },
    Subject { name: "doublings of a @string", size: 20, site: doublings },
    Subject { name: "braces in a title", size: 10_000, site: braces },
];

fn site(languages: usize, sections: &[String], more: Site) -> Site {
    let mut config = "title: {en: A site}\nbase_url: https://site.org/\nlanguages:\n".to_owned();
    for code in CODES.iter().take(languages) {
        let _ = writeln!(config, "  {code}: {{name: {code}, locale: {code}}}");
    }
    config.push_str("citations: {style: apa}\n");
    let mut files = more;
    files.push(("content/site.yml".to_owned(), config));
    files.extend(work("w", "/", sections));
    files
}

/// Codes of languages, the first with strings of their own.
const CODES: [&str; 12] = ["en", "es", "fr", "de", "it", "pt", "ca", "gl", "nl", "sv", "da", "fi"];

fn work(id: &str, path: &str, sections: &[String]) -> Site {
    let config = format!("path: {path}\nlanguage: en\ntitle: {{en: A work}}\n");
    let mut files = vec![(format!("content/{id}/work.yml"), config)];
    for (index, text) in sections.iter().enumerate() {
        let front = format!("---\ntitle: Section {index}\nslug: s{index}\n---\n\n");
        files.push((format!("content/{id}/{:05}-s{index}/en.md", index + 1), front + text));
    }
    files
}

fn lines(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).map(line).collect()
}

/// A bibliography with `n` references, in YAML.
fn bibliography(n: usize) -> (String, String) {
    let yaml = lines(n, |i| {
        format!(
            "k{i}:\n  type: book\n  title: The book of number {i}\n  author: Name{i}, Ann\n  date: {}\n",
            1900 + i % 120
        )
    });
    ("content/bibliography.yml".to_owned(), yaml)
}

const WORDS: &str = "Those who wrote of it found little to add, and said so at length.";

fn paragraphs(n: usize) -> Site {
    site(1, &[lines(n, |i| format!("Paragraph {i}. {WORDS}\n\n"))], vec![])
}

fn citing_paragraphs(n: usize) -> Site {
    let text = lines(n, |i| format!("Paragraph {i} [@k{}, p. {i}]. {WORDS}\n\n", i % 50));
    site(1, &[text], vec![bibliography(50)])
}

fn sections(n: usize) -> Site {
    let texts: Vec<String> = (0..n).map(|i| format!("Section {i}. {WORDS}\n\n## A heading\n\n{WORDS}\n")).collect();
    site(1, &texts, vec![])
}

fn works(n: usize) -> Site {
    let more = (0..n).flat_map(|i| work(&format!("w{i}"), &format!("w{i}"), &[format!("It is so [@k{i}]. {WORDS}\n")]));
    let mut more: Site = more.collect();
    more.push(bibliography(n));
    site(1, &["The first.\n".to_owned()], more)
}

fn register(n: usize) -> Site {
    let entries = lines(n, |i| {
        format!(
            "      - id: actor-{i}\n        name: {{en: Institute of Number {i}}}\n        description: {{en: It is one of many}}\n"
        )
    });
    let table = format!(
        "id: table-1\nlabel: {{en: Table 1}}\ncaption: {{en: Institutions}}\ncolumns:\n  description: {{en: Description}}\n\
         groups:\n  - heading: {{en: All}}\n    entries:\n{entries}"
    );
    vec![
        (
            "content/actors/register.yml".to_owned(),
            "title: {en: Actors}\nslug: {en: actors}\nsingular: {en: Actor}\n".to_owned(),
        ),
        ("content/actors/all.yml".to_owned(), table),
    ]
}

fn actors(n: usize) -> Site {
    let text = lines(n, |i| format!("The Institute of Number {i} wrote of it. {WORDS}\n\n"));
    site(1, &[format!("{text}\n\n![Table 1](actors/all.yml)\n")], register(n))
}

fn company(n: usize) -> Site {
    let text = lines(n, |i| format!("The Institute of Number {i} wrote of it. "));
    site(1, &[text], register(n))
}

fn languages(n: usize) -> Site {
    site(n, &[lines(200, |i| format!("Paragraph {i}. {WORDS}\n\n"))], vec![])
}

fn notes(n: usize) -> Site {
    let text = lines(n, |i| format!("Word.[^n{i}]\n\n"));
    site(1, &[text + &lines(n, |i| format!("[^n{i}]: Note {i}.\n\n"))], vec![])
}

fn sentence(n: usize) -> Site {
    site(1, &[format!("It is so{}.\n", lines(n, |i| format!(" and [@k{i}]")))], vec![bibliography(n)])
}

fn repeated(n: usize) -> Site {
    site(1, &[format!("It is so{}.\n", lines(n, |_| " and [@k0]".to_owned()))], vec![bibliography(1)])
}

fn unknown(n: usize) -> Site {
    site(1, &[lines(n, |i| format!("@k{i} "))], vec![])
}

fn strangers(n: usize) -> Site {
    site(1, &[lines(n, |i| format!("It is so [@q{i}]. "))], vec![bibliography(n)])
}

fn brackets(n: usize) -> Site {
    site(1, &[format!("{}word{}\n", "[".repeat(n), "]".repeat(n))], vec![])
}

fn links(n: usize) -> Site {
    let texts: Vec<String> =
        (0..n).map(|i| lines(10, |j| format!("See [there](s{}). {WORDS}\n\n", (i + j) % n))).collect();
    site(1, &texts, vec![])
}

fn uncited_yaml(n: usize) -> Site {
    site(1, &[WORDS.to_owned()], vec![bibliography(n)])
}

fn uncited_bib(n: usize) -> Site {
    let bib = lines(n, |i| {
        format!("@book{{k{i},\n  title = {{Book {i}}},\n  author = {{Name{i}, Ann}},\n  year = 1999\n}}\n")
    });
    site(1, &[WORDS.to_owned()], vec![("content/library.bib".to_owned(), bib)])
}

fn uncited_json(n: usize) -> Site {
    let entries: Vec<String> = (0..n)
        .map(|i| {
            format!(
                "{{\"id\":\"k{i}\",\"type\":\"book\",\"title\":\"Book {i}\",\"author\":[{{\"family\":\"Name{i}\",\"given\":\"Ann\"}}],\
                 \"issued\":{{\"date-parts\":[[1999]]}}}}"
            )
        })
        .collect();
    site(1, &[WORDS.to_owned()], vec![("content/library.json".to_owned(), format!("[{}]", entries.join(",")))])
}

fn crossref(n: usize) -> Site {
    let bib = lines(n, |i| {
        format!(
            "@incollection{{k{i}, title = {{Part {i}}}, author = {{Name, Ann}}, year = 1999, crossref = {{k{}}}}}\n",
            i + 1
        )
    });
    let last = format!("@book{{k{n}, title = {{The book}}, editor = {{Name, Ann}}, year = 1999}}\n");
    site(1, &["It is so [@k0].".to_owned()], vec![("content/library.bib".to_owned(), bib + &last)])
}

fn doublings(n: usize) -> Site {
    let strings = lines(n, |i| format!("@string{{s{} = s{i} # s{i}}}\n", i + 1));
    let bib =
        format!("@string{{s0 = \"a\"}}\n{strings}@book{{k, title = s{n}, author = {{Name, Ann}}, year = 1999}}\n");
    site(1, &["It is so [@k].".to_owned()], vec![("content/library.bib".to_owned(), bib)])
}

fn braces(n: usize) -> Site {
    let bib =
        format!("@book{{k, title = {{{}}}, author = {{Name, Ann}}, year = 1999}}\n", lines(n, |_| "{A} ".to_owned()));
    site(1, &["It is so [@k].".to_owned()], vec![("content/library.bib".to_owned(), bib)])
}

/// What a build of a site took, and what it made.
struct Cost {
    time: Duration,
    /// Bytes of its files; of what is said about it, if there are none.
    bytes: usize,
    findings: usize,
}

/// Builds a site as the program does, what it says included.
fn measure(files: &Memory) -> Cost {
    let start = Instant::now();
    let compiled = build::check(files, &Options::default());
    let said = render(&compiled.diagnostics, &compiled.sources, Format::Human { color: false });
    let bytes = compiled.output.as_ref().map_or(said.len(), pliego::output::Output::size);
    Cost { time: start.elapsed(), bytes, findings: compiled.diagnostics.len() }
}

#[expect(clippy::cast_precision_loss, reason = "a ratio with two decimals")]
fn factor(small: usize, large: usize) -> f64 {
    large as f64 / small.max(1) as f64
}

/// Measures every subject whose name contains `wanted`, at its size and at twice that; `percent` of the sizes.
pub(crate) fn report(wanted: &str, percent: usize) -> String {
    let mut table =
        Table::new(&["twice as much of", "n", "ms", "ms for 2 n", "factor", "of the files", "findings", ""]);
    for Subject { name, size, site } in SUBJECTS.iter().filter(|subject| subject.name.contains(wanted)) {
        let size = (size * percent / 100).max(1);
        let [small, large]: [Memory; 2] =
            [size, 2 * size].map(|n| site(n).into_iter().map(|(path, text)| (path, text.into_bytes())).collect());
        // In turn, so that what else the machine does falls on both.
        let mut taken = [Vec::new(), Vec::new()];
        for _ in 0..RUNS {
            taken[0].push(measure(&small));
            taken[1].push(measure(&large));
        }
        let [small, large] = taken.map(|mut runs| {
            runs.sort_by_key(|run| run.time);
            runs.swap_remove(0)
        });
        let in_time = large.time.as_secs_f64() / small.time.as_secs_f64();
        let in_bytes = factor(small.bytes, large.bytes);
        let over = if in_time > LIMIT || in_bytes > LIMIT { "over" } else { "" };
        table.row(vec![
            (*name).to_owned(),
            size.to_string(),
            millis(small.time),
            millis(large.time),
            format!("{in_time:.2}"),
            format!("{in_bytes:.2}"),
            large.findings.to_string(),
            over.to_owned(),
        ]);
    }
    format!("What twice as much costs: at most {LIMIT}\n\n{table}")
}
