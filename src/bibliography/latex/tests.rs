//! What LaTeX says, as text.

use super::*;

fn text(latex: &str) -> String {
    convert(latex).pieces.markup(true)
}

#[test]
fn accents_are_read_in_every_spelling() {
    for (latex, expected) in [
        (r"Garc{\'\i}a", "García"),
        (r"Garc{\'{\i}}a", "García"),
        (r"Garc\'{\i}a", "García"),
        (r"Garc\'\i a", "García"),
        (r"Garc\'ia", "García"),
        (r"{\'A}vila", "Ávila"),
        (r"\v{S}koda, \v Skoda", "Škoda, Škoda"),
        (r"Fran\c cois, Fran\c{c}ois, Fran{\c{c}}ois", "François, François, François"),
        (r#"G{\"o}del, G\"odel, G\"{o}del"#, "Gödel, Gödel, Gödel"),
        (r#"H{\aa}kan, \AA ngstr\"om, {\o}re, Stra{\ss}e, Stra\ss{}e"#, "Håkan, Ångström, øre, Straße, Straße"),
        (r"Erd\H{o}s, \L{}\'od\'z, \k{a}, \d{t}", "Erdős, Łódź, ą, ṭ"),
        (r"\~{}user and \^{}", "~user and ^"),
        (r"\'{}", "´"),
        (r"Nguy\~{\^e}n", "Nguyễn"),
    ] {
        assert_eq!(text(latex), expected, "{latex}");
    }
}

#[test]
fn signs_dashes_and_quotes_are_read() {
    for (latex, expected) in [
        (r"12--34---5", "12–34—5"),
        (r"``Hola'' and `x'", "“Hola” and ‘x’"),
        (r"A \& B, 5\,\%, \$5, \#1, a\_b, \{x\}", "A & B, 5\u{2009}%, $5, #1, a_b, {x}"),
        (r"J.~R.", "J.\u{a0}R."),
        (r"?`Qui\'en? !`No!", "¿Quién? ¡No!"),
        (r"bien\,\ldots", "bien\u{2009}…"),
        (r"\textcopyright\ The authors", "© The authors"),
        (r"\LaTeX\ and \TeX{} and \textquoteright", "LaTeX and TeX and ’"),
        (r"co\-op\/eration", "cooperation"),
        (r"one\\two", "one two"),
        (r"Science {\&}amp; Technology &#233;", "Science & Technology é"),
        (r"costs $5", "costs $5"),
        (r"\char233{} and \char`a", "é and ‘a"),
    ] {
        assert_eq!(text(latex), expected, "{latex}");
    }
}

#[test]
fn formulas_are_text() {
    for (latex, expected) in [
        (r"Tablas $R \times C$", "Tablas R × C"),
        (r"$\Sigma$$\Delta$ modulator", "ΣΔ modulator"),
        (r"$^2$H and CO$_2$ and $10^{-3}$", "<sup>2</sup>H and CO<sub>2</sub> and 10<sup>−3</sup>"),
        (r"$p<0.05$, \(a+b\)", "p < 0.05, a + b"),
        (r"\ensuremath{\alpha}-decay", "α-decay"),
        (r"$\frac{1}{2}$ of $\sqrt{x}$ at $\mathrm{pH}\leq 7$", "1/2 of √x at pH ≤ 7"),
    ] {
        assert_eq!(text(latex), expected, "{latex}");
    }
}

#[test]
fn formatting_is_markup() {
    for (latex, expected) in [
        (r"Leer \emph{bien} hoy", "Leer <i>bien</i> hoy"),
        (r"{\em bien} y {\bf fuerte}", "<i>bien</i> y <b>fuerte</b>"),
        (r"\textsc{x}\textsuperscript{a}", "<span style=\"font-variant:small-caps;\">x</span><sup>a</sup>"),
        (r"La \enquote{front\enquote{er}a}", "La “front‘er’a”"),
        (r"{NASA} and {\'E}t{\'e} {12}", "<span class=\"nocase\">NASA</span> and Été 12"),
        (r"\emph x y", "<i>x</i> y"),
    ] {
        assert_eq!(text(latex), expected, "{latex}");
    }
}

#[test]
fn an_unknown_command_keeps_the_text_of_its_arguments() {
    let found = convert(r"An \foo{odd} and \baz[x]{y} thing");
    assert_eq!(found.pieces.plain(), "An odd and y thing");
    assert_eq!(found.unknown, [(3, "foo".to_owned()), (17, "baz".to_owned())]);
}

#[test]
fn addresses_are_taken_letter_by_letter() {
    let found = convert(r"See \url{https://example.org/a_b%20c} or \href{https://x.org/~a}{here}");
    assert_eq!(found.pieces.plain(), "See https://example.org/a_b%20c or here");
    assert_eq!(found.links, ["https://example.org/a_b%20c", "https://x.org/~a"]);
    assert_eq!(unescape(r"https://example.org/a\_b\%20c\&d={\~{}}x"), "https://example.org/a_b%20c&d=~x");
}

#[test]
fn deep_groups_cost_no_stack() {
    let deep = "{".repeat(50_000) + "x" + &"}".repeat(50_000);
    assert_eq!(text(&deep), "<span class=\"nocase\">x</span>");
    let deep = r"\emph{".repeat(50_000) + "x" + &"}".repeat(50_000);
    assert!(text(&deep).contains('x'));
    let accents = r"\'{".repeat(50_000) + "x" + &"}".repeat(50_000);
    assert!(text(&accents).contains('x'));
    assert_eq!(text("}}a{{"), "a");
}
