//! What `.bib` files hold, and what becomes of it.

use snapbox::{assert_data_eq, str};

use super::super::dates;
use super::*;
use crate::csl::Variable as V;
use crate::data::Lang;
use crate::diag::{Format, render};

fn parse(bib: &str) -> (Vec<Reference>, String) {
    let mut sources = SourceMap::default();
    let file = sources.add("r.bib", bib);
    let mut sink = Sink::default();
    let context = Context { languages: &[Lang::new("en"), Lang::new("es")], alone: None };
    let found = read(file, &sources, &context, &mut sink);
    (found, render(&sink.into_sorted(&sources), &sources, Format::Short))
}

/// The item of the first entry of a file without slips.
fn item(bib: &str) -> Item {
    let (found, slips) = parse(bib);
    assert_eq!(slips, "", "{bib}");
    found.into_iter().next().expect("an entry").item
}

fn texts(bib: &str, expected: &[(V, &str)]) {
    let item = item(bib);
    for (variable, expected) in expected {
        assert_eq!(item.text(*variable).unwrap_or_default(), *expected, "{} of {bib}", variable.name());
    }
}

fn issued(fields: &str) -> String {
    let item = item(&format!("@book{{a, {fields}}}"));
    item.date(V::Issued).map(dates::written).unwrap_or_default()
}

#[test]
fn fields_become_variables() {
    texts(
        "@article{a, title={T}, subtitle={S}, journal={J}, volume={XII}, number=2, pages={12--34, 56}, doi={https://doi.org/10.1/x}, url={https://x.org/a\\_b}, issn={1}, year=2001, keywords={a, b}, abstract={\\foo{x}}}",
        &[
            (V::Title, "T: S"),
            (V::TitleShort, "T"),
            (V::ContainerTitle, "J"),
            (V::Volume, "XII"),
            (V::Issue, "2"),
            (V::Page, "12-34, 56"),
            (V::Doi, "10.1/x"),
            (V::Url, "https://x.org/a_b"),
            (V::Issn, "1"),
            (V::Keyword, "a, b"),
        ],
    );
    texts(
        "@book{a, title={Libro}, volume=2, part=3, series={Colección Norte}, number=7, edition={2nd}, address={México}, publisher={Pub}, pagetotal=300, note={N}, addendum={A.}}",
        &[
            (V::Volume, "2.3"),
            (V::CollectionTitle, "Colección Norte"),
            (V::CollectionNumber, "7"),
            (V::Edition, "2"),
            (V::PublisherPlace, "México"),
            (V::NumberOfPages, "300"),
            (V::Note, "N. A."),
            (V::Issue, ""),
        ],
    );
    texts("@phdthesis{a, title={T}, school={UNAM}}", &[(V::Genre, "phdthesis"), (V::Publisher, "UNAM")]);
    texts("@thesis{a, title={T}, type={Tesis de grado}, institution={U}}", &[(V::Genre, "Tesis de grado")]);
    texts(
        "@misc{a, eprint={2003.09999}, archiveprefix={arXiv}, howpublished={Blog}}",
        &[(V::Url, "https://arxiv.org/abs/2003.09999"), (V::Publisher, "Blog")],
    );
    texts("@misc{a, howpublished={\\url{https://x.org/a}}}", &[(V::Url, "https://x.org/a"), (V::Publisher, "")]);
    texts(
        "@article{a, journaltitle={J}, eid={e180}, pubstate={inpress}}",
        &[(V::Page, "e180"), (V::Status, "inpress")],
    );
    texts("@inbook{a, title={T}, booktitle={B}, maintitle={M}}", &[(V::ContainerTitle, "M"), (V::VolumeTitle, "B")]);
    texts("@book{a, title={T}, maintitle={M}}", &[(V::Title, "M"), (V::VolumeTitle, "T")]);
    texts("@book{a, title={T}, langid={spanish}, shorthand={X}}", &[(V::Language, "es"), (V::CitationLabel, "X")]);
}

#[test]
fn english_titles_are_in_the_case_of_a_sentence_and_others_stay() {
    texts(
        "@article{a, title={The {CORDIC} of World Politics: A Study}, journal={Journal of World Politics}}",
        &[
            (V::Title, "The <span class=\"nocase\">CORDIC</span> of world politics: A study"),
            (V::ContainerTitle, "Journal of World Politics"),
        ],
    );
    texts("@book{a, title={La Ciudad y los Perros de Lima}}", &[(V::Title, "La Ciudad y los Perros de Lima")]);
    texts("@book{a, title={The City}, langid={spanish}}", &[(V::Title, "The City")]);
}

#[test]
fn dates_are_read_from_either_set_of_fields() {
    for (fields, expected) in [
        ("date={2001-02-03}", "2001-02-03"),
        ("date={1998/2001}", "1998/2001"),
        ("year=2001, month=mar", "2001-03"),
        ("year={2001}, month={12}, day={5}", "2001-12-05"),
        ("year={2001}, month=\"5~\" # jun", "2001-06-05"),
        ("year={c. 1990}", "1990~"),
        ("year={s.f.}", ""),
        ("year={in press}", "inpress"),
        ("year={Manuscrito del siglo xvi}", "Manuscrito del siglo xvi"),
        ("year={1998--2001}", "1998/2001"),
        ("date={-0380}", "-0380"),
        ("year=2001, date={2002}", "2002"),
    ] {
        assert_eq!(issued(fields), expected, "{fields}");
    }
    let item = item("@online{a, url={https://x.org}, urldate={2020-01-02}, origdate={1641}}");
    assert_eq!(item.date(V::Accessed).map(dates::written).as_deref(), Some("2020-01-02"));
    assert_eq!(item.date(V::OriginalDate).map(dates::written).as_deref(), Some("1641"));
}

#[test]
fn children_take_what_they_lack() {
    let (found, slips) = parse(
        "@inproceedings{a, title={Ponencia}, crossref={P}, pages={1--5}}\n@proceedings{p, title={Actas}, editor={Gil, Ana}, year=2003, publisher={Pub}}\n@inbook{c, title={C}, crossref={b}}\n@book{b, title={B}, author={Soto, Luis}, xdata={x}}\n@xdata{x, publisher={X}}\n",
    );
    assert_eq!(slips, "");
    let a = &found[0].item;
    assert_eq!(a.text(V::ContainerTitle), Some("Actas"));
    assert_eq!((a.text(V::Publisher), a.names(V::Editor)[0].family.as_str()), (Some("Pub"), "Gil"));
    assert_eq!(a.date(V::Issued).map(dates::written).as_deref(), Some("2003"));
    assert!(found[1].lends && !found[0].lends);
    let c = &found[2].item;
    assert_eq!((c.text(V::Publisher), c.text(V::ContainerTitle)), (Some("X"), Some("B")));
    assert_eq!(c.names(V::ContainerAuthor)[0].family, "Soto");
    assert_eq!(found.len(), 4, "an xdata is no work");
}

#[test]
fn rings_are_named() {
    let (found, slips) = parse(
        "@string{s = t # s}\n@string{t = s}\n@inbook{a, crossref={b}, title={A}}\n@book{b, crossref={c}, title=s}\n@book{c, crossref={b}}\n@book{d, crossref={d}, title={D}}\n",
    );
    assert_eq!(found.len(), 4);
    assert_data_eq!(
        slips,
        str![[r#"
r.bib:2:13: error[bad-reference]: `@string` names lead back to themselves: s → t → s
r.bib:5:7: warning[odd-reference]: entries take from each other in a ring: b → c → b (the entry that holds the others has no `crossref`)
r.bib:6:7: warning[odd-reference]: entries take from each other in a ring: d → d (the entry that holds the others has no `crossref`)

"#]]
    );
}

#[test]
fn names_that_double_each_other_end() {
    let mut bib = "@string{s0 = \"xxxxxxxxxx\"}\n".to_owned();
    bib.extend((1..40).map(|i| format!("@string{{s{i} = s{} # s{}}}\n", i - 1, i - 1)));
    bib += "@book{a, title = s39}\n";
    let (_, slips) = parse(&bib);
    assert!(slips.contains("is longer than"), "{slips}");
}

#[test]
fn long_chains_cost_no_stack() {
    let mut bib = String::new();
    bib.extend((0..20_000).map(|i| format!("@book{{k{i}, crossref={{k{}}}}}\n@string{{s{i} = s{}}}\n", i + 1, i + 1)));
    bib += "@book{k20000, publisher=s0}\n@string{s20000 = \"P\"}\n";
    let (found, slips) = parse(&bib);
    assert_eq!(slips, "");
    assert_eq!(found[0].item.text(V::Publisher), Some("P"));
}

#[test]
fn what_programs_write_is_no_slip() {
    let (found, slips) = parse(
        "% Encoding: UTF-8\r\n@comment{jabref-meta: databaseType:bibtex;}\r\n@preamble{\"\\newcommand{\\noopsort}[1]{}\" # \"x\"}\r\n@article( smith 2001 ,\r\n  title = \"The {\"}great{\"} {G}atsby\",\r\n  mendeley-groups = {a}, file = {:C\\:\\\\x\\\\a.pdf:PDF},\r\n  year = 2001\r\n)\r\n@Book{b, TITLE = {B}, Year = {2002},}\r\nmail me@example.org {\r\n@misc{c,\r\n title = {A\r\n long one} ,\r\n month = jan,\r\n}\r\n",
    );
    assert_eq!(slips, "");
    assert_eq!(found.iter().map(|found| found.key.as_str()).collect::<Vec<_>>(), ["smith 2001", "b", "c"]);
    assert_eq!(found[0].item.text(V::Title), Some("The \"great\" <span class=\"nocase\">G</span>atsby"));
    assert_eq!(found[2].item.text(V::Title), Some("A long one"));
}

#[test]
fn every_slip_is_reported_in_one_run_and_the_rest_is_read() {
    let (found, slips) = parse(
        "@book{a,\n title = {An \\foo{x}},\n year = {2001}\n month = {soon}\n}\n@book{a, title={again}}\n@book{b, title = nosuch, pages = 1-2}\n@book{open, title={never closed}\n@book{c, title={c}, year=2001}}\n publisher = {lost},\n@book{, title={no key}}\n@foo{d, author={Pérez, Ana; Gil, Luis}, odd={x}, url={javascript:x}}\n",
    );
    assert_eq!(found.iter().map(|found| found.key.as_str()).collect::<Vec<_>>(), ["a", "b", "c", "d"]);
    assert_eq!(found[0].item.text(V::Title), Some("An <span class=\"nocase\">x</span>"));
    assert_data_eq!(
        slips,
        str![[r#"
r.bib:2:14: warning[odd-reference]: the LaTeX command `/foo` in `title` is not known: only its text is printed (write the character itself: the file is UTF-8)
r.bib:4:11: warning[odd-reference]: `soon` is not a month: only the year is printed (write `month = mar` or `month = {3}`)
r.bib:6:7: error[duplicate-reference]: the key `a` stands twice
r.bib:7:18: warning[odd-reference]: no `@string` is called `nosuch`: it is printed as it stands (a text stands in braces or quotation marks)
r.bib:7:26: warning[odd-reference]: this field cannot be read: write `name = {value},`
r.bib:8:1: error[bad-reference]: this entry is not closed: a brace or a quotation mark is missing before the next entry (count the `{` and `}` of each of its fields; the last line of an entry is `}`)
r.bib:10:2: warning[odd-reference]: this field stands outside of any entry: a brace too many closed its entry before it
r.bib:11:7: warning[odd-reference]: this entry has no key, so it cannot be cited: `@type{key,`
r.bib:12:6: note[unmapped-field]: what no style prints is left out: `@foo` (1), `odd` (1)
r.bib:12:17: warning[odd-reference]: in `author` names are joined by semicolons (the names of a list stand with ` and ` between them: {Pérez, Ana and Gómez, Luis})

"#]]
    );
}

#[test]
fn large_files_are_read() {
    let entry = |i: usize| format!("@book{{k{i}, title={{The {{T}} {i}}}, author={{A, B}}, year={{2001}}}}\n");
    let entries = (0..2_000).map(entry).collect::<Vec<_>>().concat();
    assert_eq!(parse(&entries).0.len(), 2_000);
    let unclosed = |i: usize| format!("@book{{k{i}, title={{The T {i}\n");
    let open = (0..2_000).map(unclosed).collect::<Vec<_>>().concat();
    assert!(parse(&open).0.is_empty());
}
