//! What a reader sees, in our own words: narrative citations, Spanish, notes, groups, the archive's styles.

use std::collections::BTreeMap;

use super::*;

fn person(family: &str, given: &str) -> Name {
    let mut name = Name { family: family.to_owned(), given: given.to_owned(), ..Name::default() };
    split_particles(&mut name);
    name
}

fn year(year: i32) -> Date {
    Date::Known { from: DateParts { year, ..DateParts::default() }, to: None, circa: false }
}

fn work(kind: &str, title: &str, authors: Vec<Name>, issued: Option<Date>) -> Item {
    let mut item = Item { id: title.to_owned(), kind: kind.to_owned(), ..Item::default() };
    item.texts.insert(Variable::Title, title.to_owned());
    if !authors.is_empty() {
        item.names.insert(Variable::Author, authors);
    }
    item.dates.extend(issued.map(|issued| (Variable::Issued, issued)));
    item
}

fn with(mut item: Item, texts: &[(Variable, &str)]) -> Item {
    item.texts.extend(texts.iter().map(|(variable, text)| (*variable, (*text).to_owned())));
    item
}

/// Works of many kinds; a test names them by their place.
fn sample() -> Vec<Item> {
    let book = |title: &str, authors, issued| work("book", title, authors, Some(year(issued)));
    let mut chapter = with(
        work("chapter", "A chapter?", vec![person("Smith", "Jane")], Some(year(2014))),
        &[(Variable::ContainerTitle, "The book"), (Variable::Page, "1-20"), (Variable::Publisher, "Press")],
    );
    chapter.names.insert(Variable::Editor, vec![person("Roe", "Rick"), person("Poe", "Paul")]);
    let mut web = work("webpage", "Portada", vec![Name::literal("El País")], None);
    web.texts.insert(Variable::Url, "https://elpais.com/".to_owned());
    let day = DateParts { year: 2020, month: Some(1), day: Some(24), season: None };
    web.dates.insert(Variable::Accessed, Date::Known { from: day, to: None, circa: false });
    let spanish = [(Variable::Language, "es"), (Variable::Edition, "2"), (Variable::Publisher, "Siglo XXI")];
    vec![
        /* 0 */ book("Selected Studies", vec![person("Guha", "Ranajit"), person("Spivak", "Gayatri")], 1988),
        /* 1 */
        with(book("Fronteras", vec![person("Guha", "Ranajit"), person("Ibáñez", "Ana")], 1990), &spanish),
        /* 2 */
        with(
            work("article-journal", "On <i>La Raza</i>", vec![person("Ortega y Gasset", "José")], Some(year(1930))),
            &[(Variable::ContainerTitle, "Things"), (Variable::Doi, "10.1000/xyz"), (Variable::Page, "101-108")],
        ),
        /* 3 */ web,
        /* 4 */ chapter,
        /* 5 */ with(book("Zones", vec![person("Smith", "Jane")], 2014), &[(Variable::Publisher, "Press")]),
        /* 6 */ work("legislation", "Ley de Migración", Vec::new(), Some(year(2011))),
        /* 7 */ book("Why", vec![person("Massey", "D."), person("Durand", "J."), person("Pren", "K.")], 2016),
        /* 8 */ book("Luis", vec![person("García", "Luis")], 2010),
        /* 9 */ book("Marta", vec![person("García", "Marta")], 2012),
        /* 10 */
        work("thesis", "Una tesis", vec![person("de la Torre", "Ana")], Some(Date::Literal("en prensa".into()))),
        /* 11 */ work("book", "Sin nada", Vec::new(), None),
    ]
}

fn cite(item: usize) -> Cite {
    Cite { item: Some(item), ..Cite::default() }
}

fn located(item: usize, value: &str) -> Cite {
    Cite { locator: Some(Locator { label: "page".to_owned(), value: value.to_owned() }), ..cite(item) }
}

fn group(items: &[usize]) -> Citation {
    Citation { cites: items.iter().map(|item| cite(*item)).collect(), ..Citation::default() }
}

fn narrative(items: &[usize]) -> Citation {
    Citation { mode: CiteMode::Narrative, ..group(items) }
}

fn process(style: &str, tag: &str, options: &Options, citations: &[Citation], nocite: &[usize]) -> Rendered {
    let items = sample();
    let references: Vec<&Item> = items.iter().collect();
    let style = Style::archived(style).expect("the archive has the style");
    let terms = BTreeMap::from([("no date".to_owned(), "s. f.".to_owned())]);
    let locale = Locale::new(tag, &style, &terms).expect("the archive has the locale");
    Processor::new(&style, &locale, options).process(&references, citations, nocite)
}

fn text(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// A citation, with what stands for a cite between angle brackets.
fn shown(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(runs) => text(runs),
        Piece::Cite { runs, .. } => format!("<{}>", text(runs)),
    };
    pieces.iter().map(piece).collect()
}

fn entry(entry: &Entry) -> String {
    entry.blocks.iter().map(|block| text(&block.runs)).collect::<Vec<_>>().join(" | ")
}

fn one(style: &str, tag: &str, citation: Citation) -> String {
    shown(&process(style, tag, &Options::default(), &[citation], &[]).citations[0])
}

#[test]
fn an_author_stands_in_the_sentence_in_the_languages_own_and() {
    assert_eq!(one("apa", "en-US", group(&[0])), "(<Guha & Spivak, 1988>)");
    assert_eq!(one("apa", "en-US", narrative(&[0])), "<Guha and Spivak (1988)>");
    assert_eq!(one("apa", "es-ES", narrative(&[0])), "<Guha y Spivak (1988)>");
    assert_eq!(one("apa", "es-ES", narrative(&[1])), "<Guha e Ibáñez (1990)>");
    assert_eq!(one("apa", "es-ES", narrative(&[3])), "<El País (s. f.)>");
    assert_eq!(one("apa", "es-ES", narrative(&[6])), "<Ley de Migración (2011)>");
    assert_eq!(one("apa", "en-US", narrative(&[7])), "<Massey et al. (2016)>");
    assert_eq!(one("ieee", "en-US", narrative(&[2])), "<Ortega y Gasset [1]>");
}

#[test]
fn a_site_may_spell_out_the_sign_between_names() {
    let options = Options { spell_out_and: true, ..Options::default() };
    let rendered = process("apa", "es-ES", &options, &[group(&[1])], &[]);
    assert_eq!(shown(&rendered.citations[0]), "(<Guha e Ibáñez, 1990>)");
    assert!(entry(&rendered.entries[0]).starts_with("Guha, R. e Ibáñez, A. (1990)"), "{:?}", rendered.entries);
}

#[test]
fn years_of_one_author_are_drawn_together_and_letters_follow_the_list() {
    for tag in ["en-US", "es-ES"] {
        let shown = one("apa", tag, group(&[4, 5]));
        assert_eq!(shown, "(<Smith, 2014a>, <2014b>)", "{tag}");
    }
    let options = Options { as_written: true, ..Options::default() };
    let rendered = process("apa", "en-US", &options, &[group(&[5, 4, 0])], &[]);
    assert_eq!(shown(&rendered.citations[0]), "(<Smith, 2014b>, <2014a>; <Guha & Spivak, 1988>)");
}

#[test]
fn two_people_of_one_family_name_stay_two() {
    assert_eq!(one("apa", "es-ES", group(&[8, 9])), "(<L. García, 2010>; <M. García, 2012>)");
}

#[test]
fn what_is_printed_replaces_the_work_and_not_the_brackets() {
    let mut printed = group(&[0, 2]);
    printed.cites[0].printed = Some("G., 1988".to_owned());
    let options = Options { as_written: true, ..Options::default() };
    let rendered = process("apa", "en-US", &options, &[printed], &[]);
    assert_eq!(shown(&rendered.citations[0]), "(<G., 1988>; <Ortega y Gasset, 1930>)");
    let mut prose = narrative(&[0]);
    prose.cites[0].printed = Some("Guha’s (1988)".to_owned());
    assert_eq!(one("apa", "en-US", prose), "<Guha’s (1988)>");
    let mut unknown = narrative(&[0]);
    unknown.cites[0] = Cite { printed: Some("Nobody (1900)".to_owned()), ..Cite::default() };
    assert_eq!(one("apa", "en-US", unknown), "<Nobody (1900)>");
}

#[test]
fn words_and_places_stand_around_a_work() {
    let mut around = group(&[2]);
    around.cites[0] = Cite { prefix: "see".into(), suffix: "and passim".into(), ..located(2, "66-67") };
    assert_eq!(one("apa", "en-US", around), "(see <Ortega y Gasset, 1930, pp. 66–67> and passim)");
    let mut year = group(&[2]);
    year.cites[0].suppress_author = true;
    assert_eq!(one("apa", "en-US", year), "(<1930>)");
}

#[test]
fn every_cite_of_a_range_is_there() {
    let rendered = process("vancouver", "en-US", &Options::default(), &[group(&[0, 1, 2, 4])], &[]);
    let cites: Vec<usize> = rendered.citations[0]
        .iter()
        .filter_map(|piece| if let Piece::Cite { cite, .. } = piece { Some(*cite) } else { None })
        .collect();
    assert_eq!(cites, [0, 1, 2, 3]);
    assert_eq!(shown(&rendered.citations[0]), "(<1>–<><><4>)");
}

#[test]
fn notes_say_ibid_only_within_a_page() {
    let style = "modern-humanities-research-association-notes";
    let note = |note: u32, scope: u32, cite: Cite| Citation {
        note: Some(note),
        scope,
        cites: vec![cite],
        ..Citation::default()
    };
    let citations = [note(1, 0, cite(5)), note(2, 0, located(5, "3")), note(3, 0, cite(2)), note(1, 1, cite(5))];
    let rendered = process(style, "en-GB", &Options::default(), &citations, &[]);
    let texts: Vec<String> = rendered.citations.iter().map(|pieces| shown(pieces)).collect();
    assert_eq!(texts[0], texts[3], "another page begins anew");
    assert!(texts[1].len() < texts[0].len(), "{texts:?}");
    let narrative = Citation { mode: CiteMode::Narrative, ..note(1, 0, cite(5)) };
    let rendered = process(style, "en-GB", &Options::default(), &[narrative], &[]);
    assert_eq!(shown(&rendered.in_text[0]), "<Smith>");
    assert!(!shown(&rendered.citations[0]).contains("Smith"), "{}", shown(&rendered.citations[0]));
}

#[test]
fn an_entry_may_keep_the_language_of_its_work() {
    let listed = |entry_language| {
        let options = Options { entry_language, spell_out_and: true, ..Options::default() };
        let rendered = process("apa", "en-US", &options, &[group(&[1])], &[]);
        entry(&rendered.entries[0])
    };
    assert_eq!(listed(EntryLanguage::Entry), "Guha, R. e Ibáñez, A. (1990). Fronteras (2.ª ed.). Siglo XXI.");
    assert_eq!(listed(EntryLanguage::Page), "Guha, R., and Ibáñez, A. (1990). Fronteras (2nd ed.). Siglo XXI.");
}

#[test]
fn titles_of_another_language_and_addresses_are_marked() {
    let rendered = process("apa", "en-US", &Options::default(), &[group(&[1, 2])], &[]);
    let runs: Vec<&Run> =
        rendered.entries.iter().flat_map(|entry| &entry.blocks).flat_map(|block| &block.runs).collect();
    let title = runs.iter().find(|run| run.text == "Fronteras").expect("the title is a run of its own");
    assert_eq!((title.lang.as_deref(), title.format.italic), (Some("es"), true));
    let link = runs.iter().find_map(|run| run.link.as_deref());
    assert_eq!(link, Some("https://doi.org/10.1000/xyz"));
}

#[test]
fn a_date_begins_with_the_day_where_the_language_has_it_so() {
    let mut item = work("report", "Zones", vec![Name::literal("DHS")], None);
    let day = DateParts { year: 2019, month: Some(1), day: Some(24), season: None };
    item.dates.insert(Variable::Issued, Date::Known { from: day, to: None, circa: false });
    let source = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><citation><layout/></citation>
        <bibliography><layout><date variable="issued"><date-part name="year" suffix=", "/><date-part name="month"/>
        <date-part name="day" prefix=" "/></date></layout></bibliography></style>"#;
    let (style, problems) = Style::from_xml(source).expect("it is a style");
    assert_eq!(problems, []);
    let locale = Locale::new("es-ES", &style, &BTreeMap::new()).expect("es-ES");
    let turned =
        |day_first| entry(&Processor::new(&style, &locale, &Options { day_first, ..Options::default() }).entry(&item));
    assert_eq!(turned(true), "2019, 24 de enero");
    assert_eq!(turned(false), "2019, enero 24");
}

#[test]
fn the_archives_most_used_styles_print_every_kind_of_work() {
    let styles = [
        "apa",
        "modern-language-association",
        "chicago-author-date",
        "chicago-notes",
        "ieee",
        "vancouver",
        "nature",
        "american-medical-association",
        "harvard-cite-them-right",
        "american-chemical-society",
        "american-political-science-association",
        "american-sociological-association",
        "elsevier-harvard",
        "elsevier-vancouver",
        "modern-humanities-research-association-notes",
        "iso-690-author-date",
        "gb-7714-2015-numeric",
        "springer-basic",
        "cell",
        "council-of-science-editors",
    ];
    let known: Vec<&str> = Style::archive_names().collect();
    let all: Vec<usize> = (0..sample().len()).collect();
    let citations: Vec<Citation> =
        all.iter().map(|item| group(&[*item])).chain([group(&all), narrative(&all)]).collect();
    for style in styles.iter().filter(|style| known.contains(style)) {
        for tag in ["en-US", "es-ES", "es-MX"] {
            let rendered = process(style, tag, &Options::default(), &citations, &[]);
            for (item, entry_of) in rendered.entries.iter().map(|found| (found.item, found)) {
                let printed = entry(entry_of);
                assert!(printed.chars().any(char::is_alphabetic), "{style} in {tag} prints nothing of {item}");
                for doubled in ["..", ",,", " ,", "  ", " ."] {
                    let found = entry_of.blocks.iter().any(|block| text(&block.runs).trim_end().contains(doubled));
                    assert!(!found, "{style} in {tag}: {printed}");
                }
            }
            for (at, pieces) in rendered.citations.iter().enumerate() {
                let printed = shown(pieces);
                assert!(printed.chars().any(char::is_alphanumeric), "{style} in {tag} cites {at} with nothing");
            }
        }
    }
}

#[test]
fn every_style_of_the_archive_is_read() {
    for name in Style::archive_names() {
        let style = Style::archived(name).expect("the archive holds what it names");
        assert!(!style.title().is_empty(), "{name}");
    }
    assert!(Style::archived("no-such-style").is_none());
}

#[test]
fn works_stand_in_the_list_without_a_citation() {
    let rendered = process("apa", "en-US", &Options::default(), &[group(&[5])], &[0, 5]);
    assert_eq!(rendered.entries.iter().map(|entry| entry.item).collect::<Vec<_>>(), [0, 5]);
}

#[test]
fn what_a_style_says_that_csl_does_not_have_is_left_out_and_named() {
    let source = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
        <macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>
        <citation><layout><text variable="titel"/><text variable="title" colour="red"/><text macro="a"/></layout></citation></style>"#;
    let (style, problems) = Style::from_xml(source).expect("it is a style all the same");
    let named: Vec<&str> = problems.iter().map(|problem| &source[problem.at.clone()]).collect();
    assert_eq!(named, ["<macro", "<macro", "variable=\"titel\"", "colour=\"red\""]);
    let items = sample();
    let locale = Locale::new("en-US", &style, &BTreeMap::new()).expect("en-US");
    let options = Options::default();
    let rendered = Processor::new(&style, &locale, &options).process(&[&items[5]], &[group(&[0])], &[]);
    assert_eq!(shown(&rendered.citations[0]), "<Zones>");
}

#[test]
fn what_is_no_style_says_why() {
    let error = |text: &str| Style::from_xml(text).map(|_| ()).expect_err("it is refused");
    assert_eq!(error("<style").kind, ProblemKind::Unreadable);
    assert_eq!(error("<html/>").kind, ProblemKind::Unreadable);
    let dependent =
        r#"<style><info><link rel="independent-parent" href="http://www.zotero.org/styles/apa"/></info></style>"#;
    assert_eq!(error(dependent).kind, ProblemKind::Dependent("apa".to_owned()));
}

#[test]
fn a_processor_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Processor<'_>>();
    shared::<Style>();
    shared::<Locale>();
}
