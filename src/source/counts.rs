//! How many characters stand before a byte of a text, without counting from its beginning each time.

/// Bytes between two places whose characters are counted once and kept.
const STRIDE: usize = 1024;

/// The characters before every `STRIDE`-th byte of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CharCounts(Vec<usize>);

impl CharCounts {
    /// Counts a text once.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut before = 0;
        let counted = text.as_bytes().chunks(STRIDE).map(|bytes| {
            let here = before;
            before += begun(bytes);
            here
        });
        Self(counted.collect())
    }

    /// How many characters begin before a byte of the text that was counted; the whole text for one past its end.
    #[must_use]
    pub fn before(&self, text: &str, byte: usize) -> usize {
        let byte = byte.min(text.len());
        let Some(last) = self.0.len().checked_sub(1) else { return 0 };
        let stride = (byte / STRIDE).min(last);
        self.0[stride] + begun(&text.as_bytes()[stride * STRIDE..byte])
    }
}

/// The characters that begin in some bytes of UTF-8: all bytes but those that go on with one.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_and_what_is_counted_add_up() {
        for text in [String::new(), "niña ".repeat(700), "a".repeat(STRIDE), "語".repeat(STRIDE)] {
            let counts = CharCounts::of(&text);
            for (nth, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(counts.before(&text, byte), nth);
            }
            assert_eq!(counts.before(&text, text.len() + 9), text.chars().count());
        }
    }
}
