//! Names of people and institutions, as libraries write them.
//!
//! Owns BibTeX's and biblatex's rules (the manual of BibTeX, "Tame the BeaST" 11, biblatex 3.x "extended name format"), and those
//! of "Family, Given" in every other format. A name with a comma is split there and nowhere else, but for particles in small
//! letters at the very beginning of the family name.

use super::latex;
use crate::csl::Name;

/// The names of a list in BibTeX's spelling, and what is odd in it.
pub(crate) fn bibtex(value: &str) -> (Vec<Name>, Option<&'static str>) {
    let mut odd = None;
    let mut names = Vec::new();
    let mut listed = split_on_and(value);
    if let [one] = listed[..] {
        let parts = split_at_depth_0(one, b';');
        if parts.len() > 1 {
            odd = Some("names are joined by semicolons");
            listed = parts;
        }
    }
    for name in listed.into_iter().map(str::trim).filter(|name| !name.is_empty()) {
        let parts = split_at_depth_0(name, b',');
        if parts.len() > 3 && !is_extended(&parts) {
            odd = Some("names are joined by commas");
            names.extend(joined_by_commas(&parts));
        } else {
            names.push(one(name, &parts));
        }
    }
    (names, odd)
}

/// One name; `parts` are what stands between its commas.
fn one(name: &str, parts: &[&str]) -> Name {
    if let Some(whole) = whole_in_braces(name) {
        let text = latex::plain(whole);
        return if is_others(&text) { others() } else { Name::literal(text) };
    }
    if is_extended(parts) {
        return extended(parts);
    }
    let plain = latex::plain(name);
    if is_others(&plain) {
        return others();
    }
    match parts {
        [family, given] => inverted(family, given, ""),
        [family, suffix, given] => {
            // `Doe, John, Jr.` is how other programs order the three.
            if is_suffix(&latex::plain(given)) && !is_suffix(&latex::plain(suffix)) {
                inverted(family, suffix, given)
            } else {
                inverted(family, given, suffix)
            }
        }
        _ => in_order(name),
    }
}

fn others() -> Name {
    Name::literal("others")
}

fn is_others(text: &str) -> bool {
    matches!(text.to_lowercase().trim_end_matches('.'), "others" | "et al" | "et alii" | "otros")
}

/// `Jr.`, `III`: what stands behind a name and is none. Numerals are written in letters of one size: `Vi` is a name.
pub(crate) fn is_suffix(text: &str) -> bool {
    const NUMERALS: [&str; 6] = ["ii", "iii", "iv", "vi", "vii", "viii"];
    const WORDS: [&str; 10] = ["jr", "sr", "jnr", "snr", "junior", "2nd", "3rd", "esq", "phd", "md"];
    let text = text.trim().trim_end_matches('.');
    let small = text.to_lowercase();
    let of_one_size = text == small || text == text.to_uppercase();
    WORDS.contains(&small.as_str()) || of_one_size && NUMERALS.contains(&small.as_str())
}

/// Small words that join two family names: `Ortega y Gasset`.
const JOINING: [&str; 3] = ["y", "e", "i"];

/// `von Last, First` in LaTeX.
fn inverted(family: &str, given: &str, suffix: &str) -> Name {
    let words = words(family);
    // A single word is the name, whatever its first letter.
    let von = words.len().saturating_sub(1).min(words.iter().take_while(|word| is_small(word)).count());
    let (particle, family) = words.split_at(von);
    let mut name = Name {
        family: joined(family),
        given: spaced(&latex::plain(given.trim())),
        suffix: latex::plain(suffix.trim()),
        dropping_particle: joined(particle),
        ..Name::default()
    };
    // What one pair of braces holds together is not taken apart.
    if family.len() > 1 {
        lift_suffix(&mut name);
    }
    name
}

/// `First von Last` in LaTeX.
fn in_order(name: &str) -> Name {
    let mut words = words(name);
    let mut suffix = String::new();
    if words.len() > 2 && words.last().is_some_and(|word| is_suffix(&latex::plain(word))) {
        suffix = words.pop().map(latex::plain).unwrap_or_default();
    }
    let last = words.len().saturating_sub(1);
    let joins = (1..last).find(|at| JOINING.contains(&words[*at])).filter(|at| !is_small(words[at - 1]));
    let von = (0..last).find(|at| is_small(words[*at]));
    let (given, particle, family) = match (joins, von) {
        (Some(at), first) => {
            let begin = at - 1;
            // Small words right before it: `Juan de Ortega y Gasset`.
            let first = first.filter(|first| *first < begin && words[*first..begin].iter().all(|word| is_small(word)));
            let given = first.unwrap_or(begin);
            (&words[..given], &words[given..begin], &words[begin..])
        }
        (None, Some(first)) => {
            let end = (first..last).take_while(|at| is_small(words[*at])).count() + first;
            (&words[..first], &words[first..end], &words[end..])
        }
        (None, None) => (&words[..last], &words[last..last], &words[last..]),
    };
    Name {
        family: joined(family),
        given: spaced(&joined(given)),
        dropping_particle: joined(particle),
        suffix,
        ..Name::default()
    }
}

/// `A, B., C, D.`: families and given names in turn, since BibTeX knows no name of so many parts.
fn joined_by_commas(parts: &[&str]) -> Vec<Name> {
    if parts.len().is_multiple_of(2) && parts.iter().skip(1).step_by(2).all(|part| is_short(part)) {
        return parts.chunks(2).map(|pair| inverted(pair[0], pair.get(1).copied().unwrap_or_default(), "")).collect();
    }
    parts.iter().map(|name| one(name.trim(), &[*name])).collect()
}

/// Whether a part is initials or one or two given names.
fn is_short(part: &str) -> bool {
    words(part).len() <= 2
}

/// `family=Poussin, given=Charles, prefix=de la, useprefix=true`.
fn is_extended(parts: &[&str]) -> bool {
    parts.iter().any(|part| {
        let key = part.split('=').next().unwrap_or_default();
        matches!(key.trim().trim_start_matches(['"', '{']), "family" | "given") && part.contains('=')
    })
}

fn extended(parts: &[&str]) -> Name {
    let mut name = Name::default();
    let (mut particle, mut keeps) = (String::new(), false);
    for part in parts {
        let part = part.trim();
        let part = part.strip_prefix('"').map_or(part, |inner| inner.strip_suffix('"').unwrap_or(inner));
        let Some((key, value)) = part.split_once('=') else { continue };
        let text = latex::plain(value.trim().trim_matches('"'));
        match key.trim() {
            "family" => name.family = text,
            "given" => name.given = spaced(&text),
            "prefix" => particle = text,
            "suffix" => name.suffix = text,
            "useprefix" => keeps = text == "true",
            // Initials are made by the style.
            _ => {}
        }
    }
    if name.given.is_empty() && particle.is_empty() && name.suffix.is_empty() {
        return Name::literal(name.family);
    }
    if keeps {
        name.non_dropping_particle = particle;
    } else {
        name.dropping_particle = particle;
    }
    name
}

/// Makes the particles of names those that stay with the family name: biblatex's option `useprefix`.
pub(crate) fn keep_particles(names: &mut [Name]) {
    for name in names {
        if name.non_dropping_particle.is_empty() {
            name.non_dropping_particle = std::mem::take(&mut name.dropping_particle);
        }
    }
}

/// A name in any format but BibTeX's: "Family, Given", "Family, Suffix, Given" or "Family, Given, Suffix"; without a comma it
/// is one name that is not taken apart.
pub(crate) fn plain(text: &str) -> Name {
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    match parts[..] {
        [whole] => Name::literal(whole),
        [family, given] => from_parts(family, given, ""),
        [family, second, third] if is_suffix(third) && !is_suffix(second) => from_parts(family, second, third),
        [family, suffix, given] if is_suffix(suffix) => from_parts(family, given, suffix),
        [family, ref given @ ..] => from_parts(family, &given.join(", "), ""),
        [] => Name::default(),
    }
}

/// A name whose parts are known, but for the particle at the beginning of the family name.
pub(crate) fn from_parts(family: &str, given: &str, suffix: &str) -> Name {
    if given.is_empty() && suffix.is_empty() {
        return Name::literal(family);
    }
    let words: Vec<&str> = family.split_whitespace().collect();
    let small = |word: &&&str| word.chars().next().is_some_and(char::is_lowercase);
    let von = words.len().saturating_sub(1).min(words.iter().take_while(small).count());
    let mut name = Name {
        family: words[von..].join(" "),
        given: spaced(given),
        suffix: suffix.to_owned(),
        dropping_particle: words[..von].join(" "),
        ..Name::default()
    };
    lift_suffix(&mut name);
    name
}

/// `King Jr.` as a family name; behind a joining word stands a second family name.
fn lift_suffix(name: &mut Name) {
    if !name.suffix.is_empty() {
        return;
    }
    let split = name.family.rsplit_once(' ').filter(|(before, last)| {
        let joined = before.rsplit(' ').next().is_some_and(|word| JOINING.contains(&word));
        is_suffix(last) && last.starts_with(char::is_uppercase) && !joined
    });
    if let Some((family, suffix)) = split {
        (name.family, name.suffix) = (family.trim_end_matches(',').to_owned(), suffix.to_owned());
    }
}

/// `J.G.` as `J. G.`; `J.-P.` stays.
fn spaced(given: &str) -> String {
    let mut text = String::with_capacity(given.len());
    let mut letters = given.chars().peekable();
    while let Some(c) = letters.next() {
        text.push(if c == '\u{a0}' { ' ' } else { c });
        if c == '.' && letters.peek().is_some_and(|next| next.is_uppercase()) {
            text.push(' ');
        }
    }
    text
}

/// What stands in one pair of braces from its beginning to its end.
fn whole_in_braces(name: &str) -> Option<&str> {
    let inner = name.strip_prefix('{')?;
    let end = latex::closing_brace(inner)?;
    let inner = inner.get(..end).filter(|_| end + 1 == inner.len())?;
    // `{\O}` is a letter, not a name.
    (!inner.starts_with('\\') || latex::plain(inner).chars().count() > 1).then_some(inner)
}

/// The pieces of a list: what stands between `and`, outside of braces.
fn split_on_and(value: &str) -> Vec<&str> {
    split_outside_braces(value, |bytes, at| {
        let parts = |byte: u8| byte.is_ascii_whitespace() || byte == b'~';
        let word = bytes.get(at..at + 3).is_some_and(|word| word.eq_ignore_ascii_case(b"and"));
        let before = at == 0 || parts(bytes[at - 1]);
        let after = bytes.get(at + 3).is_none_or(|byte| parts(*byte));
        (word && before && after).then_some(3)
    })
}

fn split_at_depth_0(value: &str, separator: u8) -> Vec<&str> {
    split_outside_braces(value, |bytes, at| (bytes[at] == separator).then_some(1))
}

/// What stands between separators outside of braces; `separator` says how many bytes the one at a place has.
fn split_outside_braces(value: &str, separator: impl Fn(&[u8], usize) -> Option<usize>) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start, mut at) = (0_usize, 0, 0);
    let bytes = value.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ => {
                if let Some(length) = separator(bytes, at) {
                    parts.push(&value[start..at]);
                    start = at + length;
                    at = start - 1;
                }
            }
        }
        at += 1;
    }
    parts.push(&value[start..]);
    parts
}

/// The words of a name; a tie parts them as a space does, and the space behind `\'\i` parts nothing.
fn words(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut depth, mut start, mut at) = (0_usize, 0, 0);
    let bytes = name.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => {
                let letters = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                at += letters.max(1);
                if letters > 0 && bytes.get(at + 1) == Some(&b' ') {
                    at += 1;
                }
            }
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            byte if depth == 0 && (byte.is_ascii_whitespace() || byte == b'~') => {
                words.push(&name[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    words.push(&name[start.min(name.len())..]);
    words.retain(|word| !word.is_empty());
    words
}

/// Whether the first letter of a word is small. What stands in braces counts as no letter, but for a sign of LaTeX's.
fn is_small(word: &str) -> bool {
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        if c == '{' {
            let inner = &rest[1..];
            let end = latex::closing_brace(inner).unwrap_or(inner.len());
            if inner.starts_with('\\') {
                let text = latex::plain(&inner[..end]);
                return text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
            }
            rest = inner.get(end + 1..).unwrap_or_default();
        } else if c == '\\' {
            let text = latex::plain(rest);
            return text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
        } else if c.is_alphabetic() {
            return c.is_lowercase();
        } else {
            rest = &rest[c.len_utf8()..];
        }
    }
    false
}

fn joined(words: &[&str]) -> String {
    latex::plain(&words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `given | dropping | non-dropping | family | suffix`, or the literal in brackets.
    fn shown(name: &Name) -> String {
        if !name.literal.is_empty() {
            return format!("[{}]", name.literal);
        }
        let parts = [&name.given, &name.dropping_particle, &name.non_dropping_particle, &name.family, &name.suffix];
        parts.map(String::as_str).join("|")
    }

    fn read(value: &str) -> Vec<String> {
        bibtex(value).0.iter().map(shown).collect()
    }

    #[test]
    fn a_comma_is_where_a_name_is_split() {
        for (name, expected) in [
            ("García y García, Luis", "Luis|||García y García|"),
            ("De la Torre, Ana", "Ana|||De la Torre|"),
            ("de la Torre, Ana", "Ana|de la||Torre|"),
            (r"Mu{\~n}oz {\'A}vila, Isabel", "Isabel|||Muñoz Ávila|"),
            ("Gimeno, J.G.", "J. G.|||Gimeno|"),
            ("Pérez, J.~R.", "J. R.|||Pérez|"),
            ("Sartre, J.-P.", "J.-P.|||Sartre|"),
            ("King, Jr., Martin Luther", "Martin Luther|||King|Jr."),
            ("King, Martin Luther, Jr.", "Martin Luther|||King|Jr."),
            ("hooks, bell", "bell|||hooks|"),
            (r"\v Skoda, Jan", "Jan|||Škoda|"),
            ("King Jr., Martin Luther", "Martin Luther|||King|Jr."),
            ("{King III}, Martin Luther", "Martin Luther|||King III|"),
            ("Pons y Vi, Joan", "Joan|||Pons y Vi|"),
            ("Pons Vi, Joan", "Joan|||Pons Vi|"),
        ] {
            assert_eq!(read(name), [expected], "{name}");
        }
    }

    #[test]
    fn without_a_comma_small_words_part_a_name() {
        for (name, expected) in [
            ("Ludwig van Beethoven", "Ludwig|van||Beethoven|"),
            ("Charles Louis Xavier Joseph de la Vallée Poussin", "Charles Louis Xavier Joseph|de la||Vallée Poussin|"),
            ("José Ortega y Gasset", "José|||Ortega y Gasset|"),
            ("Juan de Ortega y Gasset", "Juan|de||Ortega y Gasset|"),
            ("Plato", "|||Plato|"),
            ("Martin Luther King Jr.", "Martin Luther|||King|Jr."),
            ("Jean {de La Fontaine}", "Jean|||de La Fontaine|"),
            (r"Garc{\'\i}a", "|||García|"),
            (r"Jan \v Skoda", "Jan|||Škoda|"),
        ] {
            assert_eq!(read(name), [expected], "{name}");
        }
    }

    #[test]
    fn institutions_and_others_stay_whole() {
        assert_eq!(
            read("{United Nations} and Pérez, Ana and others"),
            ["[United Nations]", "Ana|||Pérez|", "[others]"]
        );
        assert_eq!(read("{Simon and Schuster} AND {Foo, Inc.}"), ["[Simon and Schuster]", "[Foo, Inc.]"]);
        assert_eq!(read("Anderson, A"), ["A|||Anderson|"]);
        assert_eq!(read("Smith, J. and et al."), ["J.|||Smith|", "[others]"]);
    }

    #[test]
    fn extended_names_are_read() {
        assert_eq!(
            read(
                "family=Poussin, given={Charles Louis}, prefix=de la, useprefix=true and given=Hans, family=Meer, prefix=van"
            ),
            ["Charles Louis||de la|Poussin|", "Hans|van||Meer|"]
        );
    }

    #[test]
    fn lists_that_are_joined_wrongly_are_read_and_told() {
        assert_eq!(bibtex("Pérez, Ana; Gómez, Luis").1, Some("names are joined by semicolons"));
        assert_eq!(read("Pérez, Ana; Gómez, Luis"), ["Ana|||Pérez|", "Luis|||Gómez|"]);
        assert_eq!(read("Pérez, A., Gómez, L."), ["A.|||Pérez|", "L.|||Gómez|"]);
    }

    #[test]
    fn other_formats_split_at_the_comma_alone() {
        assert_eq!(shown(&plain("Ortega y Gasset, José")), "José|||Ortega y Gasset|");
        assert_eq!(shown(&plain("von Risse, Jr., Thomas")), "Thomas|von||Risse|Jr.");
        assert_eq!(shown(&plain("Human Rights Watch")), "[Human Rights Watch]");
    }
}
