//! What differences between editions weigh: which are warnings, which notes, which none; and the exceptions that excuse them.

use crate::parity::found;
use crate::site::Folder;

/// An exception to a figure of the only paragraph.
fn excused(item: &str) -> Vec<String> {
    let yaml = format!(
        "- {{place: a-p1, lang: es, code: figures-differ, item: '{item}', reason: In words it reads better.}}\n"
    );
    found(&Folder::facing("12 children.", "Doce menores.").with("content/w/exceptions.yml", yaml))
}

#[test]
fn an_exception_excuses_what_it_names_and_nothing_else() {
    assert_eq!(excused("12"), [""; 0]);
    assert_eq!(
        excused("13"),
        [
            "figures-differ es.md:6 en.md:6: `12` stands in `en` and not in `es`",
            "unused-exception w/exceptions.yml:1: `13` does not differ at `a-p1` in `es` (figures-differ)",
        ]
    );
}

#[test]
fn exceptions_of_a_block_that_cannot_be_compared_are_no_matter() {
    let yaml = "- {place: a-p2, lang: es, code: figures-differ, item: '12', reason: In words it reads better.}\n";
    let folder = Folder::facing("One.\n\n12 children.\n\nThree.", "Uno.\n\nDoce menores.\n\nTres.");
    let folder = folder.with("content/w/exceptions.yml", yaml);
    assert_eq!(found(&folder), [""; 0]);
    let lost = found(&folder.clone().edit("content/w/01-a/es.md", "Doce menores.\n\n", ""));
    assert_eq!(lost.len(), 1, "{lost:#?}");
    let left = found(&folder.saying("es", "Uno.\n\n12 children.\n\nTres."));
    assert_eq!(left.len(), 1, "{left:#?}");
}

/// What is found of a text where not every difference was asked for: severity, code and message.
fn told(english: &str, spanish: &str) -> Vec<String> {
    let findings = Folder::facing(english, spanish).site().findings;
    let lines = findings.lines().filter(|line| !line.contains("unrecorded-translation"));
    let lines = lines.filter_map(|line| line.split_once(": ").map(|(_, told)| told));
    lines.map(|told| told.split(" (if that is right").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn what_languages_say_in_their_own_way_is_no_difference() {
    for (english, spanish) in [
        ("In the 19th century, in 1850.", "En el siglo XIX, en 1850."),
        ("The 1st of 12 boats.", "La primera de doce barcas."),
        ("On 12/3 it rained.", "El 12 de marzo llovió."),
        ("Some 1,500,000 people.", "Unos 1,5 millones de personas."),
        ("From 2019-25.", "De 2019-2025."),
        ("The items 1,2,3 fit.", "Sirven los elementos 1, 2 y 3."),
        ("In the 1990s.", "En los años noventa."),
        ("Run `ls -1`.", "Ejecute `ls -2`."),
        ("See [it](http://www.a.org/).", "Véase [esto](https://a.org)."),
        ("See [it](https://en.wikipedia.org/wiki/River).", "Véase [esto](https://es.wikipedia.org/wiki/R%C3%ADo)."),
        ("See [it](https://a.org/x) and [there](https://a.org/x).\n\nBye.", "Véase [esto](https://a.org/x).\n\nAdiós."),
    ] {
        assert_eq!(told(english, spanish), [""; 0], "{english}");
    }
}

#[test]
fn what_is_likely_wrong_is_a_warning_and_the_rest_a_note() {
    for (english, spanish, expected) in [
        ("Born in 2017.", "Nació en 2007.", "warning[digit-differs]: `2017` in `en`, `2007` in `es`"),
        ("It cost 42.32 pesos.", "Costó 43,32 pesos.", "warning[digit-differs]: `42.32` in `en`, `43.32` in `es`"),
        (
            "There were 310 boats, 45 of them new.",
            "Había barcas.",
            "note[figures-differ]: `310`, `45` stand in `en` and not in `es`",
        ),
        (
            "Get [it](https://atom.io/).",
            "Tome [esto](https://atoms.io/).",
            "warning[links-differ]: `https://atom.io/` in `en`, `https://atoms.io/` in `es`",
        ),
        (
            "Get [it](https://one.org/).",
            "Tome esto.",
            "note[links-differ]: `https://one.org/` is linked in `en` and not in `es`",
        ),
        (
            "Words.",
            "Palabras.[^1]\n\n[^1]: Más.",
            "note[notes-differ]: notes are called not at all in `en` and once in `es`",
        ),
        (
            "Words.[^1]\n\n[^1]: More.",
            "Palabras.",
            "warning[notes-differ]: notes are called once in `en` and not at all in `es`",
        ),
        (
            "## One\n\nWords.\n\n## Two",
            "### Uno\n\nPalabras.\n\n### Dos",
            "note[block-kind]: all headings stand one level deeper in `es` than in `en`",
        ),
    ] {
        let found = told(english, spanish);
        let found: Vec<_> = found.iter().filter(|line| !line.contains("heading-order")).collect();
        assert_eq!(found, [expected], "{english}");
    }
}

#[test]
fn a_translators_own_note_is_marked_and_no_difference() {
    let spanish = "Palabras.[^translator]\n\n[^translator]: Más.";
    assert_eq!(told("Words.", spanish), [""; 0]);
    let page = Folder::facing("Words.", spanish).check().page("es/a.html");
    assert_eq!(page.words("ol.notes b.translator"), "Nota de traducción.");
}

#[test]
fn references_quotations_and_names_may_stand_as_they_are() {
    for same in [
        "Hitchcock, Tim. *Digital searching and the making of knowledge*, London, 2008.",
        "> A quotation that nobody would put into another language.",
        "María Jesús Villegas Sánchez, Nuria Cordero Ramos, Universidad Pablo de Olavide",
        "“A title of a work that is not translated” (2013), [here](https://a.org/).",
    ] {
        assert_eq!(told(same, same), [""; 0], "{same}");
    }
    let same = "In 1901 nobody had translated this paragraph yet.";
    assert_eq!(told(same, same), ["warning[block-untranslated]: this stands in `es` as it does in `en`"]);
}

#[test]
fn the_line_that_is_offered_excuses_its_finding() {
    let pairs = [
        ("12 boats of 1901.", "Barcas."),
        ("See [it](https://one.org/) and [two](https://two.org/).", "Véase."),
        ("Words.[^1]\n\n[^1]: In 1901.", "Palabras.[^1]\n\n[^1]: En 1902."),
        ("One of 1901 here.\n\nTwo of the rivers.", "Uno de 1901 aquí."),
        ("- a\n- b", "- a"),
        ("| a | b |\n| --- | --- |\n| 1901 | 2 |", "| a | b |\n| --- | --- |\n| 1902 | 3 |"),
        ("## One\n\n- a", "## Uno\n\nAlgo."),
    ];
    for (english, spanish) in pairs {
        let folder = Folder::facing(english, spanish);
        let faults = folder.strict().faults;
        assert!(!faults.is_empty(), "{english}");
        let lines = faults.iter().map(|fault| {
            let line = fault.help.split("exceptions.yml`: ").nth(1).expect("a line is offered");
            line.lines().next().unwrap_or_default().replace("reason: …", "reason: It is right.")
        });
        let mut lines: Vec<String> = lines.collect();
        lines.dedup();
        let folder = folder.with("content/w/exceptions.yml", lines.join("\n") + "\n");
        assert_eq!(found(&folder), [""; 0], "{english}: {lines:?}");
        let likely = folder.site();
        assert!(likely.faults.is_empty(), "{}", likely.findings);
    }
}

#[test]
fn an_exception_may_cover_a_section_or_a_work() {
    let (english, spanish) = ("12 boats of 1901.\n\n13 rafts.", "Barcas.\n\nBalsas.");
    for line in [
        "{place: a, lang: es, code: figures-differ, reason: In words.}",
        "{lang: es, code: figures-differ, reason: In words.}",
    ] {
        let folder = Folder::facing(english, spanish).with("content/w/exceptions.yml", format!("- {line}\n"));
        assert_eq!(found(&folder), [""; 0], "{line}");
    }
}
