//! Particles of names: taken out of the parts that still hold them.
//!
//! A particle is told by its letters: words in lower case before a family name that begins with a capital, and words in
//! lower case at the end of given names.

use super::item::Name;

/// Takes the particles out of a name whose parts still hold them: those in lower case at the beginning of the family
/// name stay with it (`van Gogh`), those at the end of the given name drop away (`Ludwig van`). Words behind a comma in the
/// given name are its suffix, and behind `,!` one with a comma before it. A family name in quotation marks is left whole.
pub fn split_particles(name: &mut Name) {
    if !name.literal.is_empty() {
        return;
    }
    let quoted = name.family.len() > 1 && name.family.starts_with('"') && name.family.ends_with('"');
    if quoted {
        name.family = name.family.trim_matches('"').to_owned();
    } else if name.non_dropping_particle.is_empty() && name.dropping_particle.is_empty() {
        let (particle, family) = leading(&name.family);
        name.non_dropping_particle = particle.to_owned();
        name.family = family.to_owned();
    }
    if name.suffix.is_empty()
        && let Some((given, suffix)) = name.given.split_once(',')
    {
        let (suffix, comma) = suffix.strip_prefix('!').map_or((suffix, false), |suffix| (suffix, true));
        let given = given.trim().to_owned();
        name.suffix = suffix.trim().to_owned();
        name.comma_suffix = comma;
        name.given = given;
    }
    if name.dropping_particle.is_empty() {
        let (given, particle) = trailing(&name.given);
        name.dropping_particle = particle.to_owned();
        name.given = given.to_owned();
    }
}

fn is_low(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_lowercase)
}

/// The particles before a family name, and the family name.
fn leading(family: &str) -> (&str, &str) {
    let mut at = 0;
    loop {
        let rest = &family[at..];
        let end = rest.find([' ', '\'', '’', '-', '\u{a0}']).map(|end| {
            let sign = rest[end..].chars().next().map_or(0, char::len_utf8);
            (end, end + sign)
        });
        let Some((end, next)) = end else { break };
        let word = &rest[..end];
        let begins = word.trim_start_matches(['\'', '’', '‘', 'ʿ']);
        // "'t Hooft": the sign stands before the word.
        if word.is_empty() && rest.starts_with(['\'', '’']) {
            let inner = &rest[next..];
            let Some(space) = inner.find(' ').filter(|space| is_low(&inner[..*space])) else { break };
            at += next + space + 1;
            continue;
        }
        let short = rest[end..].starts_with(['\'', '’', '-']) && begins.chars().count() > 3;
        if !is_low(begins) || short {
            break;
        }
        at += next;
    }
    let rest = &family[at..];
    if rest.is_empty() || !rest.chars().any(char::is_uppercase) {
        // Nothing but words in lower case: a name that is written so.
        return ("", family);
    }
    (family[..at].trim_end_matches([' ', '\u{a0}']), rest)
}

/// Given names, and the particles behind them.
fn trailing(given: &str) -> (&str, &str) {
    let mut start = given.len();
    for (at, word) in words(given).into_iter().rev() {
        if !is_low(word) || word.contains('.') {
            break;
        }
        start = at;
    }
    if start == 0 {
        return (given, "");
    }
    (given[..start].trim_end(), &given[start..])
}

fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = 0;
    for word in text.split(' ') {
        if !word.is_empty() {
            words.push((start, word));
        }
        start += word.len() + 1;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(family: &str, given: &str) -> [String; 5] {
        let mut name = Name { family: family.to_owned(), given: given.to_owned(), ..Name::default() };
        split_particles(&mut name);
        [name.non_dropping_particle, name.family, name.given, name.dropping_particle, name.suffix]
    }

    #[test]
    fn particles_are_words_in_lower_case_before_a_capital() {
        assert_eq!(split("van Gogh", "Vincent"), ["van", "Gogh", "Vincent", "", ""]);
        assert_eq!(split("Beethoven", "Ludwig van"), ["", "Beethoven", "Ludwig", "van", ""]);
        assert_eq!(split("de la Torre", "Ana"), ["de la", "Torre", "Ana", "", ""]);
        assert_eq!(split("d’Artagnan", "Charles"), ["d’", "Artagnan", "Charles", "", ""]);
        assert_eq!(split("al-Farabi", ""), ["al-", "Farabi", "", "", ""]);
        assert_eq!(split("'t Hooft", "Gerard"), ["'t", "Hooft", "Gerard", "", ""]);
    }

    #[test]
    fn a_family_name_is_not_cut_anywhere_else() {
        assert_eq!(split("Ortega y Gasset", "José"), ["", "Ortega y Gasset", "José", "", ""]);
        assert_eq!(split("De la Torre", "Ana"), ["", "De la Torre", "Ana", "", ""]);
        assert_eq!(split("hooks", "bell"), ["", "hooks", "bell", "", ""]);
        assert_eq!(split("King", "Martin, Jr."), ["", "King", "Martin", "", "Jr."]);
    }
}
