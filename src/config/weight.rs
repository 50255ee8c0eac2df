//! What a site may weigh, and weights in words.

use serde::Deserialize;

/// What a site and its parts may weigh, in kilobytes; what weighs more is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WeightLimits {
    /// Style and scripts of a page together, after compression.
    pub assets: usize,
    /// The page that holds a whole work, with its style and scripts, after compression.
    pub article: usize,
    /// What a reader keeps of a work, pictures included.
    pub kept: usize,
    /// A picture. One that weighs more is left out of what is kept and of single files.
    pub picture: usize,
    /// All files of the site.
    pub site: usize,
}

impl WeightLimits {
    /// The bytes of a kilobyte.
    pub const UNIT: usize = 1000;

    /// The bytes that a picture may have.
    #[must_use]
    pub fn picture_bytes(&self) -> usize {
        self.picture.saturating_mul(Self::UNIT)
    }
}

impl Default for WeightLimits {
    /// The limits of the design: what a phone with a poor connection can bear. A site on GitHub Pages may have 1 GB
    /// (<https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits>).
    fn default() -> Self {
        Self { assets: 20, article: 75, kept: 1000, picture: 1000, site: 1_000_000 }
    }
}

/// Bytes in words: "12.3 KB" of 1,000 bytes each.
#[expect(clippy::cast_precision_loss, reason = "a page is far below 2^53 bytes")]
#[must_use]
pub fn kilobytes(bytes: usize) -> String {
    format!("{:.1} KB", bytes as f64 / WeightLimits::UNIT as f64)
}

/// Bytes in words, in the unit that fits: "12.3 KB", "4.2 MB", "1.0 GB".
#[expect(clippy::cast_precision_loss, reason = "what a machine holds is far below 2^53 bytes")]
#[must_use]
pub fn size(bytes: usize) -> String {
    // What would be written as 1000.0 is one of the next unit.
    match bytes {
        0..999_950 => kilobytes(bytes),
        999_950..999_950_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_said_in_the_unit_that_fits() {
        let said = [0, 999_949, 999_950, 4_210_000, 999_949_999, 999_950_000, 1_234_000_000].map(size);
        assert_eq!(said, ["0.0 KB", "999.9 KB", "1.0 MB", "4.2 MB", "999.9 MB", "1.0 GB", "1.2 GB"]);
    }
}
