//! The commands of LaTeX that are known, read from their lists once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::pieces::Look;

/// What a command without an argument prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Symbol {
    /// Itself.
    Text(&'static str),
    /// A sign with a space on each side of it, in a formula.
    Between(char),
    Space,
    Nothing,
}

/// What is done with the argument of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    Look(Look),
    Switch(Look),
    Plain,
    Quote,
    Math,
    Verbatim,
    Link,
    Skip,
    SkipThenPlain,
    Fraction,
    Root,
}

/// The lines of a list that are none of its comments, as words.
fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines()
        .filter(|line| !line.starts_with("# ") && !line.starts_with("#  "))
        .map(|line| line.split(' ').collect())
}

static SYMBOLS: LazyLock<BTreeMap<&'static str, Symbol>> = LazyLock::new(|| {
    rows(include_str!("symbols.txt"))
        .filter_map(|row| match row[..] {
            [name, sign, "between"] => Some((name, Symbol::Between(sign.chars().next()?))),
            [name, "space"] => Some((name, Symbol::Space)),
            [name, "nothing"] => Some((name, Symbol::Nothing)),
            [name, text] => Some((name, Symbol::Text(text))),
            _ => None,
        })
        .collect()
});

static ACTIONS: LazyLock<BTreeMap<&'static str, Action>> = LazyLock::new(|| {
    rows(include_str!("commands.txt"))
        .filter_map(|row| {
            let [name, what] = row[..] else { return None };
            let action = match what {
                "italic" => Action::Look(Look::Italic),
                "bold" => Action::Look(Look::Bold),
                "small-caps" => Action::Look(Look::SmallCaps),
                "sup" => Action::Look(Look::Superscript),
                "sub" => Action::Look(Look::Subscript),
                "switch-italic" => Action::Switch(Look::Italic),
                "switch-bold" => Action::Switch(Look::Bold),
                "switch-small-caps" => Action::Switch(Look::SmallCaps),
                "quote" => Action::Quote,
                "math" => Action::Math,
                "verbatim" => Action::Verbatim,
                "link" => Action::Link,
                "skip" => Action::Skip,
                "skip-then-plain" => Action::SkipThenPlain,
                "fraction" => Action::Fraction,
                "root" => Action::Root,
                _ => Action::Plain,
            };
            Some((name, action))
        })
        .collect()
});

/// What a command prints.
pub(super) fn symbol(name: &str) -> Option<Symbol> {
    SYMBOLS.get(name).copied()
}

/// What a command does with what follows it.
pub(super) fn action(name: &str) -> Option<Action> {
    ACTIONS.get(name).copied()
}

/// LaTeX's accents: the command, the mark that Unicode combines with the letter before it, and the mark alone.
const ACCENTS: [(&str, char, char); 27] = [
    ("`", '\u{300}', '`'),
    ("'", '\u{301}', '´'),
    ("^", '\u{302}', '^'),
    ("~", '\u{303}', '~'),
    ("\"", '\u{308}', '¨'),
    ("=", '\u{304}', '¯'),
    (".", '\u{307}', '˙'),
    ("u", '\u{306}', '˘'),
    ("v", '\u{30c}', 'ˇ'),
    ("H", '\u{30b}', '˝'),
    ("c", '\u{327}', '¸'),
    ("k", '\u{328}', '˛'),
    ("d", '\u{323}', '.'),
    ("b", '\u{331}', '_'),
    ("r", '\u{30a}', '˚'),
    ("t", '\u{361}', '\u{2040}'),
    ("G", '\u{30f}', '`'),
    ("U", '\u{30e}', '"'),
    ("h", '\u{309}', '?'),
    ("f", '\u{311}', '˘'),
    ("hat", '\u{302}', '^'),
    ("tilde", '\u{303}', '~'),
    ("bar", '\u{304}', '¯'),
    ("dot", '\u{307}', '˙'),
    ("ddot", '\u{308}', '¨'),
    ("vec", '\u{20d7}', '→'),
    ("check", '\u{30c}', 'ˇ'),
];

/// The mark of an accent's command.
pub(super) fn accent(name: &str) -> Option<char> {
    ACCENTS.iter().find(|(command, ..)| *command == name).map(|(_, mark, _)| *mark)
}

/// The sign that stands for an accent over nothing.
pub(super) fn spacing_accent(mark: char) -> char {
    ACCENTS.iter().find(|(_, combining, _)| *combining == mark).map_or(mark, |(.., alone)| *alone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lists_is_understood() {
        for row in rows(include_str!("symbols.txt")) {
            assert!(row.len() == 2 || row.len() == 3 && row[2] == "between", "{row:?}");
        }
        for row in rows(include_str!("commands.txt")) {
            let [name, what] = row[..] else { panic!("{row:?}") };
            assert!(what == "plain" || action(name) != Some(Action::Plain), "{what}");
        }
    }
}
