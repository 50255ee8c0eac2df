//! Files of libraries that are not UTF-8: older programs write UTF-16, or the Latin letters of Windows.

/// The text of a file that is not UTF-8, and what its encoding is called; `None` for one that is UTF-8.
#[must_use]
pub fn decode(bytes: &[u8]) -> Option<(String, &'static str)> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => Some((wide(rest, u16::from_le_bytes), "UTF-16")),
        [0xfe, 0xff, rest @ ..] => Some((wide(rest, u16::from_be_bytes), "UTF-16")),
        _ if std::str::from_utf8(bytes).is_ok() => None,
        _ => Some((bytes.iter().map(|byte| windows_1252(*byte)).collect(), "Latin-1 (Windows-1252)")),
    }
}

/// Where Windows-1252 differs from Latin-1: from 0x80 to 0x9f (WHATWG Encoding, index windows-1252).
const SIGNS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => SIGNS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_files_are_decoded() {
        assert_eq!(decode("Pérez".as_bytes()), None);
        assert_eq!(decode(b"P\xe9rez \x96 \x80"), Some(("Pérez – €".to_owned(), "Latin-1 (Windows-1252)")));
        assert_eq!(decode(&[0xff, 0xfe, b'a', 0, 0xe9, 0]), Some(("aé".to_owned(), "UTF-16")));
    }
}
