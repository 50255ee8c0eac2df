//! What a reader sees: whole groups and lists, from a small bibliography.

use std::collections::BTreeMap;

use super::*;
use crate::data::Lang;
use crate::diag::Sink;
use crate::load::bibliography;
use crate::source::SourceMap;

const SAMPLE: &str = r#"
bain: {type: misc, author: [{name: Bain}], date: 2017}
bhabha: {type: book, title: Child Migration, author: "Bhabha, Jacqueline", date: 2014, publisher: Princeton University Press}
el-pais: {type: web, title: Portada, author: [{name: El País}]}
guha: {type: book, title: Selected Subaltern Studies, author: ["Guha, Ranajit", "Spivak, Gayatri"], date: 1988}
ibanez: {type: book, title: Fronteras, author: ["Guha, Ranajit", "Ibáñez, Ana"], date: 1990, language: es}
law: {type: legislation, title: Ley de Migración, author: [{name: Congreso}], date: 2011}
massey: {type: book, title: Why, author: ["Massey, D.", "Durand, J.", "Pren, K."], date: 2016}
ortega-15: {type: book, title: Niños, author: "Ortega Velázquez, Elisa", date: 2015, language: es}
ortega-17: {type: book, title: Estándares, author: "Ortega Velázquez, Elisa", date: 2017, language: es}
ortega-a: {type: book, title: Antes, author: "Ortega, Ana", date: 2020}
smith-2: {type: book, title: A first book, author: "Smith, Jane", date: 2014}
smith-1: {type: book, title: Zones, author: "Smith, Jane", date: 2014}
nunoa: {type: book, title: x, author: "Ñuñoa, A.", date: 2001}
nzinga: {type: book, title: x, author: "Nzinga, A.", date: 2001}
"#;

fn sample() -> Bibliography {
    let mut sources = SourceMap::default();
    let file = sources.add("b.yml", SAMPLE);
    let mut sink = Sink::default();
    let found = bibliography::load(&[file], &sources, &[Lang::new("en")], &mut sink);
    assert!(!sink.has_errors());
    found
}

fn citer(style: &str, lang: &str) -> Citer<'static> {
    // Leaked, so that a test reads as one line.
    let style: &'static Style = Box::leak(Box::new(Style::load(style, None).expect("the style is there")));
    let (locale, no_date) = if lang == "es" { ("es-ES", "s. f.") } else { ("en-US", "n. d.") };
    let terms = BTreeMap::from([("no date".to_owned(), no_date.to_owned())]);
    Citer::new(style, locale, &Lang::new(lang), &terms).expect("the locale is there")
}

fn item(key: &str) -> CiteItem {
    let (prefix, suffix) = (String::new(), String::new());
    CiteItem { key: CiteKey::new(key), locator: None, prefix, suffix, printed: None, year_only: false }
}

fn group(form: CiteForm, keys: &str) -> CiteGroup {
    CiteGroup { form, items: keys.split_whitespace().map(item).collect() }
}

fn text(runs: &[Run]) -> String {
    runs::text_of(runs)
}

/// A group, with what belongs to a work between angle brackets.
fn shown(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(runs) => text(runs),
            Piece::Cite { runs, .. } => format!("<{}>", text(runs)),
            Piece::Words { .. } => String::new(),
        })
        .collect()
}

fn one(citer: &Citer<'_>, group: CiteGroup) -> String {
    shown(&cite(citer, &sample(), &[group]).groups[0])
}

fn listed(citer: &Citer<'_>, keys: &str) -> Vec<String> {
    let cited = cite(citer, &sample(), &[group(CiteForm::Parenthetical, keys)]);
    cited.order.iter().map(|key| text(&cited.items[key])).collect()
}

#[test]
fn a_language_may_spell_out_the_sign_between_names() {
    let es = citer("apa", "es").spelling_and_out();
    assert_eq!(
        one(&es, group(CiteForm::Parenthetical, "guha ibanez")),
        "(<Guha y Spivak, 1988>; <Guha e Ibáñez, 1990>)"
    );
    let list = listed(&es, "guha ibanez");
    assert!(list[1].starts_with("Guha, R. y Spivak, G. (1988)"), "{list:?}");
    assert!(list[0].starts_with("Guha, R. e Ibáñez, A. (1990)"), "{list:?}");
    let en = citer("apa", "en").spelling_and_out();
    assert!(listed(&en, "guha")[0].starts_with("Guha, R., and Spivak, G."), "{:?}", listed(&en, "guha"));
}

#[test]
fn the_three_forms_read_as_the_style_has_them() {
    let (en, es) = (citer("apa", "en"), citer("apa", "es"));
    assert_eq!(one(&en, group(CiteForm::Parenthetical, "bhabha guha")), "(<Bhabha, 2014>; <Guha & Spivak, 1988>)");
    assert_eq!(one(&en, group(CiteForm::Narrative, "guha")), "<Guha and Spivak (1988)>");
    assert_eq!(one(&es, group(CiteForm::Narrative, "guha")), "<Guha y Spivak (1988)>");
    assert_eq!(one(&es, group(CiteForm::Narrative, "ibanez")), "<Guha e Ibáñez (1990)>");
    assert_eq!(one(&en, group(CiteForm::Narrative, "ibanez")), "<Guha and Ibáñez (1990)>");
    assert_eq!(one(&en, group(CiteForm::Year, "bhabha")), "(<2014>)");
    assert_eq!(one(&en, group(CiteForm::Narrative, "massey")), "<Massey et al. (2016)>");
    assert_eq!(one(&en, group(CiteForm::Parenthetical, "el-pais")), "(<El País, n. d.>)");
    assert_eq!(one(&es, group(CiteForm::Narrative, "el-pais")), "<El País (s. f.)>");
    assert_eq!(one(&es, group(CiteForm::Narrative, "law")), "<Ley de Migración (2011)>");
}

#[test]
fn the_e_before_an_i_also_stands_in_the_list() {
    let harvard = citer("harvard-cite-them-right", "es");
    assert!(listed(&harvard, "ibanez")[0].contains(" e Ibáñez, A."), "{:?}", listed(&harvard, "ibanez"));
}

#[test]
fn years_of_one_author_are_drawn_together_and_each_is_its_own_work() {
    let en = citer("apa", "en");
    let shown = one(&en, group(CiteForm::Parenthetical, "ortega-15 ortega-17 bhabha"));
    assert_eq!(shown, "(<Ortega Velázquez, 2015>, <2017>; <Bhabha, 2014>)");
    let mut apart = group(CiteForm::Parenthetical, "ortega-15 ortega-17");
    apart.items[0].locator = Some(Locator { kind: LocatorKind::Page, value: "3".to_owned() });
    assert_eq!(one(&en, apart), "(<Ortega Velázquez, 2015, p. 3>; <Ortega Velázquez, 2017>)");
}

#[test]
fn letters_behind_years_follow_the_list_in_text_and_in_both_languages() {
    for lang in ["en", "es"] {
        let citer = citer("apa", lang);
        // Cited in the other order than the list's.
        assert_eq!(one(&citer, group(CiteForm::Parenthetical, "smith-1 smith-2")), "(<Smith, 2014b>, <2014a>)");
        assert_eq!(
            listed(&citer, "smith-1 smith-2"),
            ["Smith, J. (2014a). A first book.", "Smith, J. (2014b). Zones."]
        );
        let mut located = group(CiteForm::Narrative, "smith-1 smith-2");
        located.items[0].locator = Some(Locator { kind: LocatorKind::Page, value: "3-5".to_owned() });
        assert_eq!(one(&citer, located), "<Smith (2014b, pp. 3–5)>; <Smith (2014a)>");
    }
}

#[test]
fn a_work_alone_needs_no_letter_though_its_twin_was_cited_elsewhere() {
    let citer = citer("apa", "en");
    assert_eq!(one(&citer, group(CiteForm::Parenthetical, "smith-1 smith-2")), "(<Smith, 2014b>, <2014a>)");
    assert_eq!(one(&citer, group(CiteForm::Parenthetical, "smith-1")), "(<Smith, 2014>)");
}

#[test]
fn what_is_printed_replaces_the_work_and_not_the_brackets() {
    let mut printed = group(CiteForm::Parenthetical, "bain bhabha");
    printed.items[0].printed = Some("B., 2017".to_owned());
    assert_eq!(one(&citer("apa", "en"), printed), "(<B., 2017>; <Bhabha, 2014>)");
    let mut prose = group(CiteForm::Narrative, "bhabha");
    prose.items[0].printed = Some("Bhabha’s (2014)".to_owned());
    assert_eq!(one(&citer("apa", "en"), prose), "<Bhabha’s (2014)>");
}

#[test]
fn words_and_places_stand_around_a_work() {
    let mut around = group(CiteForm::Parenthetical, "bhabha guha");
    around.items[0] = CiteItem { prefix: "see ".into(), suffix: "and passim".into(), ..item("bhabha") };
    around.items[1].locator = Some(Locator { kind: LocatorKind::Chapter, value: "3".to_owned() });
    assert_eq!(one(&citer("apa", "en"), around), "(see <Bhabha, 2014> and passim; <Guha & Spivak, 1988, Chapter 3>)");
    let place = |text: &str| {
        let mut group = group(CiteForm::Parenthetical, "bhabha");
        group.items[0].locator = Some(Locator { kind: LocatorKind::Page, value: text.to_owned() });
        one(&citer("apa", "es"), group)
    };
    assert_eq!(place("66-67"), "(<Bhabha, 2014, pp. 66–67>)");
    assert_eq!(place("xii--xiv"), "(<Bhabha, 2014, pp. xii–xiv>)");
    assert_eq!(place("12"), "(<Bhabha, 2014, p. 12>)");
}

#[test]
fn a_key_that_is_not_there_stands_as_text() {
    let en = citer("apa", "en");
    assert_eq!(one(&en, group(CiteForm::Parenthetical, "bhabha nobody")), "(<Bhabha, 2014>; nobody)");
    let mut printed = group(CiteForm::Narrative, "nobody");
    printed.items[0].printed = Some("Nobody (1900)".to_owned());
    assert_eq!(one(&en, printed), "Nobody (1900)");
}

#[test]
fn the_list_is_in_the_order_of_the_pages_language() {
    let order = |lang: &str| {
        let citer = citer("apa", lang);
        let cited =
            cite(&citer, &sample(), &[group(CiteForm::Parenthetical, "ortega-17 nunoa ortega-a nzinga law ortega-15")]);
        cited.order.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(order("es"), "law nzinga nunoa ortega-a ortega-15 ortega-17");
    assert_eq!(order("en"), "law nunoa nzinga ortega-a ortega-15 ortega-17");
}

#[test]
fn what_is_missing_leaves_no_punctuation() {
    for lang in ["en", "es"] {
        assert_eq!(listed(&citer("apa", lang), "bain"), ["Bain. (2017)."]);
    }
}

#[test]
fn titles_are_italic_and_nothing_is_escaped() {
    let bibliography = sample();
    let citer = citer("apa", "en");
    let runs = format_one(&citer, &bibliography.get("bhabha").expect("it is there").entry);
    assert_eq!(text(&runs), "Bhabha, J. (2014). Child Migration. Princeton University Press.");
    assert!(runs.iter().any(|run| run.italic && run.text == "Child Migration"), "{runs:?}");
}

#[test]
fn numbers_follow_the_order_of_citation_and_lead_their_list() {
    let citer = citer("ieee", "en");
    let groups = [
        group(CiteForm::Parenthetical, "guha"),
        group(CiteForm::Parenthetical, "bhabha guha"),
        group(CiteForm::Narrative, "bhabha"),
    ];
    let cited = cite(&citer, &sample(), &groups);
    assert_eq!(shown(&cited.groups[0]), "<[1]>");
    assert_eq!(shown(&cited.groups[1]), "<[1]>, <[2]>");
    assert_eq!(shown(&cited.groups[2]), "<J. Bhabha [2]>");
    assert_eq!(cited.order.iter().map(CiteKey::as_str).collect::<Vec<_>>(), ["guha", "bhabha"]);
    assert!(text(&cited.items["guha"]).starts_with("[1] R. Guha"), "{}", text(&cited.items["guha"]));
}

#[test]
fn a_citer_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Citer<'_>>();
    shared::<Style>();
}
