//! Identifiers that have a form, and a check within it: ORCID, ROR, ISSN; and addresses of letters.

/// What stands before an identifier of the Research Organization Registry.
pub(super) const ROR: &str = "https://ror.org/";

/// Whether `text` is an ORCID iD with the right check character (ISO 7064, MOD 11-2).
pub(crate) fn is_orcid(text: &str) -> bool {
    let shape = text.len() == 19 && text.bytes().enumerate().all(|(i, b)| (b == b'-') == (i % 5 == 4));
    let digits: Vec<u8> = text.bytes().filter(|b| *b != b'-').collect();
    let (Some((check, body)), true) = (digits.split_last(), shape) else { return false };
    if !body.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let total = body.iter().fold(0u32, |total, digit| (total + u32::from(digit - b'0')) * 2 % 11);
    let expected = (12 - total) % 11;
    *check == if expected == 10 { b'X' } else { b'0' + u8::try_from(expected).unwrap_or(0) }
}

/// An identifier of the Research Organization Registry without the address before it.
pub(crate) fn bare_ror(text: &str) -> &str {
    let text = text.trim().trim_end_matches('/');
    text.rsplit_once("ror.org/").map_or(text, |(_, bare)| bare)
}

/// Whether `text` is an identifier of the Research Organization Registry, alone or in its address: a 0, six characters of
/// Crockford's base 32 and two digits that check them (ISO 7064, MOD 97-10).
pub(crate) fn is_ror(text: &str) -> bool {
    const DIGITS: &[u8] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let bare = bare_ror(text);
    let Some((number, check)) =
        bare.strip_prefix('0').filter(|rest| rest.len() == 8 && rest.is_ascii()).map(|rest| rest.split_at(6))
    else {
        return false;
    };
    let value = number.bytes().try_fold(0u64, |value, byte| {
        let digit = DIGITS.iter().position(|digit| *digit == byte)?;
        Some(value * 32 + u64::try_from(digit).ok()?)
    });
    let expected = value.map(|value| 98 - (value * 100) % 97);
    expected.is_some_and(|expected| check == format!("{expected:02}"))
}

/// Whether `text` has the form of an ISSN: two groups of four digits, of which the last may be an X.
pub(crate) fn is_issn(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 9
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 => *byte == b'-',
            8 => byte.is_ascii_digit() || *byte == b'X',
            _ => byte.is_ascii_digit(),
        })
}

/// The last character that an ISSN must have by its digits (ISO 3297, MOD 11); `text` has its form.
pub(crate) fn issn_check(text: &str) -> char {
    let digits = text.chars().filter_map(|c| c.to_digit(10)).take(7);
    let total: u32 = digits.zip((2..=8).rev()).map(|(digit, weight)| digit * weight).sum();
    match (11 - total % 11) % 11 {
        10 => 'X',
        check => char::from_digit(check, 10).unwrap_or('0'),
    }
}

/// Whether `text` can be the address of letters: something, an `@`, a host with a dot.
pub(crate) fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let plain = |part: &str| {
        !part.is_empty() && !part.chars().any(|c| c.is_whitespace() || c.is_control() || "<>()[],;:\"@".contains(c))
    };
    plain(name) && plain(host) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_orcid_is_checked_by_its_last_character() {
        assert!(is_orcid("0000-0002-3183-2876"));
        assert!(is_orcid("0000-0002-9875-1042"));
        assert!(is_orcid("0000-0002-1694-233X"));
        assert!(!is_orcid("0000-0002-3183-2877"));
        assert!(!is_orcid("0000000231832876"));
    }

    #[test]
    fn a_ror_is_checked_by_its_last_two_digits() {
        for right in ["02z749649", "https://ror.org/03vek6s52", "ror.org/042nb2s44/"] {
            assert!(is_ror(right), "{right}");
        }
        for wrong in ["02z749640", "12z749649", "02z74964", "02z7ñ649", "https://ror.org/", ""] {
            assert!(!is_ror(wrong), "{wrong}");
        }
    }

    #[test]
    fn an_issn_has_a_form_and_a_check() {
        assert!(is_issn("2395-9134") && issn_check("2395-9134") == '4');
        assert!(is_issn("0000-006X") && issn_check("0000-006X") == 'X');
        assert!(!is_issn("23959134") && !is_issn("2395-913x") && !is_issn("2395–9134"));
    }

    #[test]
    fn an_email_has_a_name_and_a_host() {
        assert!(is_email("ana.perez@example.org") && is_email("ana@correo.uni-ejemplo.es"));
        for wrong in
            ["ana", "ana@", "@example.org", "ana@example", "mailto:ana@example.org", "ana @example.org", "a@b@c.org"]
        {
            assert!(!is_email(wrong), "{wrong}");
        }
    }
}
