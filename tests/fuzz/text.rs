//! Texts by chance: words, hostile pieces, Markdown with all that Pliego reads in it.

use crate::chance::Chance;

/// Keys of references, of which bibliographies by chance have most.
pub(crate) const KEYS: [&str; 8] = ["k1", "k2", "k3", "lopez-2001", "ñandú_2", "a:b", "nobody", "k1a"];

/// Ids of entries and places.
pub(crate) const IDS: [&str; 6] = ["dif", "unhcr", "table-1", "p1", "a-p1", "nothing"];

const WORDS: [&str; 26] = [
    "child",
    "niñez",
    "DIF",
    "the",
    "U.S.",
    "Dr.",
    "años",
    "García",
    "1999",
    "20",
    "p.",
    "cap.",
    "العربية",
    "日本語",
    "e\u{301}",
    "ﬁ",
    "🙂",
    "I.",
    "—",
    "“so”",
    "'s",
    "1.5",
    "%",
    "migration",
    "ACNUR",
    "San José",
];

/// What somebody may type or paste by mistake or in bad faith.
const HOSTILE: [&str; 48] = [
    "<script>alert(1)</script>",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,x",
    "\" onmouseover=\"x",
    "' onfocus='x",
    "{{ site.title }}",
    "{% if x %}",
    "{#",
    "${x}",
    "]]>",
    "<!--",
    "-->",
    "<![CDATA[",
    "</style>",
    "&lt;b&gt;",
    "&#0;",
    "&amp",
    "\0",
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
    "\u{2028}",
    "\r",
    "\t",
    "\\",
    "\\\\",
    "`",
    "```",
    "~~~",
    "$",
    "$$",
    "[",
    "]",
    "](",
    "[[",
    "]]",
    "[^",
    "@",
    "@{",
    "#",
    "|",
    ":::",
    "=",
    "%s",
    "../../etc/passwd",
    "\u{85}",
];

pub(crate) fn word(chance: &mut Chance) -> String {
    if chance.one_in(40) { hostile(chance) } else { chance.pick(&WORDS).to_owned() }
}

pub(crate) fn hostile(chance: &mut Chance) -> String {
    chance.pick(&HOSTILE).to_owned()
}

pub(crate) fn words(chance: &mut Chance) -> String {
    chance.some(8, " ", word)
}

/// Something repeated so often that a reader of it goes deep, or far.
pub(crate) fn deep(chance: &mut Chance) -> String {
    let n = [3, 30, 300, 2_000][chance.below(4)];
    let pieces = [
        "> ",
        "- ",
        "**",
        "*",
        "_",
        "[",
        "![",
        "(",
        "{",
        "`",
        "~~",
        "$",
        "<b>",
        "@",
        "[[",
        "[^",
        "\\frac{",
        "{\\textbf ",
        "#",
        "|",
        "\\(",
        "1. ",
        "  - ",
        "[@",
        "“",
        "<!--",
        "[@k1; ",
        "\\sqrt{",
        "\\left(",
        "^",
        "_{",
        "&amp;",
        ": ",
        "> - ",
        "\"",
        "<",
    ];
    chance.pick(&pieces).repeat(n)
}

fn key(chance: &mut Chance) -> String {
    if chance.one_in(20) { word(chance) } else { chance.pick(&KEYS).to_owned() }
}

fn locator(chance: &mut Chance) -> String {
    let label = chance.pick(&["p.", "pp.", "cap.", "chap.", "sec.", "fig.", "vol.", "", "págs.", "§", "line", "n."]);
    let value = chance.pick(&["3", "3-5", "iv", "3, 7", "12ff.", "", "1–", "XX", "{3, 4}", "99999999999999999999"]);
    format!(", {label} {value}{}", chance.some(1, "", |chance| format!(", {}", words(chance))))
}

fn item(chance: &mut Chance) -> String {
    let prefix = chance.some(1, "", |chance| format!("{} ", words(chance)));
    let sign = chance.pick(&["@", "@", "@", "-@", "*@", "@{"]);
    let printed =
        chance.some(1, "", |chance| if chance.one_in(4) { format!(" = {}", words(chance)) } else { String::new() });
    format!("{prefix}{sign}{}{}{printed}", key(chance), chance.some(1, "", locator))
}

pub(crate) fn citation(chance: &mut Chance) -> String {
    let group: Vec<String> = (0..=chance.below(3)).map(|_| item(chance)).collect();
    match chance.below(6) {
        0 => format!("@{}", key(chance)),
        1 => format!("@{} [{}]", key(chance), locator(chance).trim_start_matches(", ")),
        2 => format!("[{}](@{})", words(chance), key(chance)),
        _ => format!("[{}]", group.join("; ")),
    }
}

fn target(chance: &mut Chance) -> String {
    let known = [
        "https://example.org/a?b=c&d=e#f",
        "mailto:a@b.c",
        "#a-p1",
        "#nothing",
        "a",
        "01-a",
        "w2/b",
        "b#b-p1",
        "lang:es",
        "lang:xx",
        "javascript:alert(1)",
        "data:text/html,<b>",
        "vbscript:x",
        "JaVaScRiPt:x",
        "//evil.example/x",
        "map.svg",
        "../map.svg",
        "",
        "@k1",
        "actors/all.yml",
        "http://[::1",
        "ftp://x",
        "file:///etc/passwd",
        "a%20b.svg",
        "x.pdf",
        "\u{1}javascript:x",
    ];
    if chance.one_in(8) { word(chance) } else { chance.pick(&known).to_owned() }
}

fn formula(chance: &mut Chance) -> String {
    let pieces = [
        "x^2",
        "\\frac{1}{2}",
        "\\sqrt{x}",
        "\\alpha",
        "\\text{<b>}",
        "\\operatorname{<script>}",
        "_{i}",
        "\\left( x \\right)",
        "\\begin{matrix} a & b \\\\ c & d \\end{matrix}",
        "\\unknown",
        "}",
        "{",
        "&",
        "\\\\",
        "\\href{javascript:x}{y}",
        "\\color{red}",
        "\\mathbb{R}",
        "\\sum_{i=0}^n",
        "é",
        "\\begin{x}",
        "\\end{x}",
        "\\label{a}",
        "\\tag{1}",
        "'",
        "\\newcommand{\\a}{\\a}\\a",
    ];
    chance.some(4, " ", |chance| chance.pick(&pieces).to_owned())
}

pub(crate) fn inline(chance: &mut Chance) -> String {
    match chance.below(24) {
        0 | 1 => citation(chance),
        2 => format!("*{}*", words(chance)),
        3 => format!("**{}**", inline(chance)),
        4 => format!("[{}]({})", inline(chance), target(chance)),
        5 => format!("![{}]({} \"{}\")", words(chance), target(chance), words(chance)),
        6 => format!("[[{}]]", chance.pick(&IDS)),
        7 => format!("[[{}|{}]]", chance.pick(&IDS), words(chance)),
        8 => format!("[^{}]", chance.pick(&["1", "2", "a", "x y"])),
        9 => format!("`{}`", words(chance)),
        10 => format!("${}$", formula(chance)),
        11 => format!("~~{}~~", words(chance)),
        12 => hostile(chance),
        13 => format!("[{}]{{.{} #{}}}", words(chance), word(chance), chance.pick(&IDS)),
        14 => format!("<{}>", target(chance)),
        15 if chance.one_in(12) => deep(chance),
        _ => words(chance),
    }
}

fn line(chance: &mut Chance) -> String {
    let line = chance.some(6, " ", inline);
    if chance.one_in(10) { format!("{line} {{#{}}}", chance.pick(&IDS)) } else { line }
}

fn block(chance: &mut Chance) -> String {
    match chance.below(22) {
        0 => format!("{} {}", "#".repeat(1 + chance.below(7)), line(chance)),
        1 => chance.some(4, "\n", |chance| format!("- {}", line(chance))),
        2 => chance.some(4, "\n", |chance| format!("{}. {}", chance.below(12), line(chance))),
        3 => block(chance).lines().map(|line| format!("> {line}\n")).collect::<Vec<_>>().concat(),
        4 => format!("```{}\n{}\n```", chance.pick(&["rust", "js", "", "html", "nolang", "js x=<b>"]), hostile(chance)),
        5 => format!("$$\n{}\n$$", formula(chance)),
        6 => table(chance),
        7 => format!("![{}](actors/all.yml)", words(chance)),
        8 => format!("![{}](map.svg \"{}\")", words(chance), words(chance)),
        9 => format!("[^{}]: {}", chance.pick(&["1", "2", "a"]), line(chance)),
        10 => format!("{}\n: {}\n: {}", words(chance), line(chance), line(chance)),
        11 => "---".to_owned(),
        12 => format!("<div {}>\n{}\n</div>", hostile(chance), line(chance)),
        13 => format!("{}\n{}", words(chance), chance.pick(&["===", "---"])),
        14 => block(chance).lines().map(|line| format!("    {line}\n")).collect::<Vec<_>>().concat(),
        15 => format!("::: {}\n{}\n:::", word(chance), line(chance)),
        16 => format!("[{}]: {} '{}'", word(chance), target(chance), words(chance)),
        17 if chance.one_in(4) => format!("{}{}", deep(chance), line(chance)),
        _ => chance.some(4, "\n", line),
    }
}

fn table(chance: &mut Chance) -> String {
    let columns = 1 + chance.below(4);
    let row =
        |chance: &mut Chance| (0..columns).map(|_| format!("| {} ", inline(chance))).collect::<Vec<_>>().concat() + "|";
    let rule = "| :-: ".repeat(columns + usize::from(chance.one_in(6)));
    format!("{}\n{rule}|\n{}", row(chance), chance.some(4, "\n", row))
}

/// The body of a text.
pub(crate) fn markdown(chance: &mut Chance) -> String {
    let text = chance.some(7, "\n\n", block);
    if chance.one_in(30) { text.replace('\n', "\r\n") } else { text + "\n" }
}
