//! Given names as initials.

/// Initials of given names with a mark behind each: `Jean-Paul` → `J.-P.`
///
/// Parts in lower case stay whole. Without `shorten` only what is an initial already gets the mark.
pub(in crate::csl) fn initials(given: &str, mark: &str, shorten: bool, hyphens: bool) -> String {
    let mut out = String::new();
    for part in parts(given) {
        match part {
            Part::Low(word) => {
                let trimmed = out.trim_end().len();
                out.truncate(trimmed);
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(word);
                out.push(' ');
            }
            Part::Name { word, hyphen, dotted } => {
                let letters: Vec<char> = word.chars().collect();
                if let Some(double) = double_letter(word).filter(|_| shorten) {
                    out.push_str(&double);
                    out.push_str(mark);
                    continue;
                }
                // "Ph." is an abbreviation already.
                let single = letters.len() == 1 || (dotted && letters.len() == 2);
                if !single && !shorten {
                    let trimmed = out.trim_end().len();
                    out.truncate(trimmed);
                    if !out.is_empty() {
                        out.push(if hyphen { '-' } else { ' ' });
                    }
                    out.push_str(word);
                    out.push(' ');
                    continue;
                }
                if hyphen {
                    let trimmed = out.trim_end().len();
                    if hyphens && !out.is_empty() {
                        out.truncate(trimmed);
                        out.push('-');
                    }
                }
                out.extend(letters.iter().take(if single { letters.len() } else { 1 }));
                out.push_str(mark);
            }
        }
    }
    out.trim_end().to_owned()
}

enum Part<'t> {
    Name { word: &'t str, hyphen: bool, dotted: bool },
    Low(&'t str),
}

/// The parts of given names: split at spaces, points and hyphens.
fn parts(given: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for word in given.split([' ', '\u{a0}', '\u{202f}']).filter(|word| !word.is_empty()) {
        for (at, piece) in word.split(['-', '‐', '–']).enumerate() {
            let hyphen = at > 0;
            for (index, (start, bare)) in bits(piece).into_iter().enumerate() {
                let hyphen = hyphen && index == 0;
                let dotted = piece[start + bare.len()..].starts_with('.');
                let low = bare.chars().next().is_some_and(char::is_lowercase);
                match (low, hyphen) {
                    // "Ji-ping" is "J."
                    (true, true) => {}
                    (true, false) => parts.push(Part::Low(bare)),
                    (false, _) => parts.push(Part::Name { word: bare, hyphen, dotted }),
                }
            }
        }
    }
    parts
}

/// Two capitals before small letters stand for one sound: `TSerendorj` is `Ts.`
fn double_letter(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().take(3).collect();
    let [first, second, third] = letters[..] else { return None };
    let double = first.is_uppercase() && second.is_uppercase() && third.is_lowercase();
    double.then(|| first.to_string() + &second.to_lowercase().to_string())
}

/// What stands between points, with its place.
fn bits(piece: &str) -> Vec<(usize, &str)> {
    let mut bits = Vec::new();
    let mut start = 0;
    for bit in piece.split('.') {
        if !bit.is_empty() {
            bits.push((start, bit));
        }
        start += bit.len() + 1;
    }
    bits
}
