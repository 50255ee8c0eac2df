//! Tables to reuse: the same rows in CSV, in JSON and on the page, in every language; and cells that know their column.

use std::collections::BTreeMap;

use scraper::ElementRef;

use crate::languages::journal;
use crate::site::{Folder, Site, attr, below, words};

/// The records of a CSV file behind its byte order mark, the heads first.
fn records(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').expect("spreadsheets want a byte order mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.expect("RFC 4180").iter().map(str::to_owned).collect()).collect()
}

/// The tables to reuse: all files of a site that have a CSV name, without the extension.
fn sheets(site: &Site) -> Vec<String> {
    site.paths(".csv").iter().map(|path| path.trim_end_matches(".csv").to_owned()).collect()
}

#[test]
fn each_table_can_be_taken_away_in_each_language() {
    let article = Site::article();
    let names: Vec<_> = ["1.en", "1.es", "2.en", "2.es"].map(|rest| format!("downloads/actors-table-{rest}")).into();
    assert_eq!(sheets(article), names);
    for sheet in names {
        let data: serde_json::Value = serde_json::from_str(&article.text(&format!("{sheet}.json"))).expect("JSON");
        let records = records(&article.text(&format!("{sheet}.csv")));
        let rows = data["rows"].as_array().expect("rows");
        assert_eq!(records.len(), rows.len() + 1, "{sheet}");
        for (record, row) in records[1..].iter().zip(rows) {
            let facets: Vec<_> = row["facets"].as_object().expect("facets").values().cloned().collect();
            let acronym = row["acronym"].as_str().unwrap_or("");
            let own = [&row["id"], &row["name"]].map(|value| value.as_str().expect("text"));
            let described = row["description"]["text"].as_str().unwrap_or("");
            let mut expected = vec![own[0], own[1], acronym];
            expected.extend(facets.iter().map(|facet| facet.as_str().expect("text")));
            expected.extend([described, row["page"].as_str().expect("address")]);
            assert_eq!(record, &expected, "{sheet}");
            let path = row["page"].as_str().and_then(|page| page.strip_prefix("https://pliego.example/"));
            assert!(article.paths(".html").iter().any(|page| Some(page.as_str()) == path), "{path:?}");
        }
    }
}

#[test]
fn what_is_taken_away_is_what_the_page_shows() {
    let site = Site::article();
    let mut seen = 0;
    for (lang, page) in [("en", "en/article.html"), ("es", "es/articulo.html")] {
        let page = site.page(page);
        for figure in page.all("figure.table[id^='table-']") {
            let sheet = format!("downloads/actors-{}.{lang}", attr(figure, "id"));
            let links: Vec<_> = below(figure, ".downloads a[download]").into_iter().map(|a| attr(a, "href")).collect();
            assert_eq!(links, [format!("../{sheet}.csv"), format!("../{sheet}.json")]);
            let shown: Vec<(String, String)> = below(figure, "tr[id]")
                .into_iter()
                .map(|row| (words(below(row, "th")[0]), words(below(row, "td")[0])))
                .collect();
            let data: serde_json::Value = serde_json::from_str(&site.text(&format!("{sheet}.json"))).expect("JSON");
            let rows = data["rows"].as_array().expect("rows").iter().map(|row| {
                let text = |value: &serde_json::Value| value.as_str().unwrap_or("").to_owned();
                let acronym = row["acronym"].as_str().map(|acronym| format!(" ({acronym})")).unwrap_or_default();
                (format!("{}{acronym}", text(&row["name"])), text(&row["description"]["text"]))
            });
            assert_eq!(rows.collect::<Vec<_>>(), shown, "{sheet}");
            assert_eq!(words(below(figure, "caption span:last-child")[0]), data["caption"].as_str().expect("caption"));
            seen += shown.len();
        }
    }
    assert_eq!(seen, 2 * site.page("en/actors.html").all(".index li").len());
}

#[test]
fn the_languages_name_the_same_rows() {
    let site = journal().check();
    let mut ids: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for sheet in sheets(&site) {
        let (table, _) = sheet.rsplit_once('.').expect("a language");
        let records = records(&site.text(&format!("{sheet}.csv")));
        ids.entry(table.to_owned()).or_default().push(records[1..].iter().map(|record| record[0].clone()).collect());
    }
    assert!(!ids.is_empty());
    for (table, editions) in ids {
        assert_eq!(editions.len(), 3, "{table}");
        assert!(editions.windows(2).all(|pair| pair[0] == pair[1]), "{table}: {editions:?}");
    }
}

#[test]
fn a_spreadsheet_reads_commas_quotes_and_lines() {
    let site = Folder::small()
        .with("content/actors/register.yml", "title: {en: Actors}\nslug: {en: actors}\nsingular: {en: Actor}\n")
        .with(
            "content/actors/t.yml",
            "id: t\nlabel: {en: T}\ncaption: {en: C}\ncolumns: {name: {en: N}, description: {en: D}}\ngroups:\n  - entries:\n      - id: a\n        name: {en: 'A, \"B\" & <C>'}\n        \
             description: {en: \"One\\nTwo\"}\n",
        )
        .saying("en", "![](actors/t.yml)")
        .check();
    let records = records(&site.text("downloads/actors-t.en.csv"));
    assert_eq!(records[1][1], "A, \"B\" & <C>");
    assert!(records[1].contains(&"One\nTwo".to_owned()), "{records:?}");
}

#[test]
fn a_cell_says_which_column_it_stands_in() {
    let site = Folder::small().saying("en", "| Year | Children |\n|---|---|\n| 2022 | many |").check();
    let page = site.page("en/a.html");
    assert_eq!(words(page.one("tbody th[scope=row]")), "2022");
    assert_eq!(attr(page.one("tbody td"), "data-head"), "Children");
    assert_eq!(words(page.one("tbody td")), "many");
}

/// A text that is not translated stands in another language than its page, whose words the table's rows are.
#[test]
fn a_row_says_the_role_of_its_entry_in_the_readers_language() {
    let site = journal().check();
    let rows = |folder: &str, css: &str| -> Vec<(String, Option<String>)> {
        let pages = site.pages().into_iter().filter(|page| page.path.starts_with(folder));
        let said = |element: ElementRef<'_>| {
            (attr(element, "data-role").to_owned(), element.attr("data-role-lang").map(str::to_owned))
        };
        pages.flat_map(|page| page.all(css).into_iter().map(said).collect::<Vec<_>>()).collect()
    };
    // Each on the section's page and on that of the whole work.
    let twice = |role: &str, lang: Option<&str>| vec![(role.to_owned(), lang.map(str::to_owned)); 2];
    assert_eq!(rows("en/", "tr#table-1-dif"), twice("Public", None));
    assert_eq!(rows("es/", "tr#table-1-dif"), twice("Público", Some("es")));
    assert_eq!(rows("ar/", "tr#table-1-dif"), twice("عام", Some("ar")));
    // Of facing pages, which only the whole work has, each side has its own.
    for (half, role) in [("en", "Public"), ("es", "Público")] {
        assert_eq!(rows("en-es/", &format!("#table-1-dif .half[lang={half}] .entry")), [(role.to_owned(), None)]);
    }
}
