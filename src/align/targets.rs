//! Addresses of links, as two editions have them: the page of a site in another language is another address for the same.

use crate::data::Lang;

/// An address, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The host without `www.` and without a label that is the language; empty for a path of the same site.
    site: String,
    /// The path, the query and the fragment, without what says the language.
    path: String,
    /// As typed, without the scheme, `www.` and a closing slash.
    plain: String,
    /// Whether host, path or query name the language of the edition.
    in_language: bool,
}

impl Target {
    /// An address in an edition of a language.
    #[must_use]
    pub fn parse(typed: &str, lang: &Lang) -> Self {
        let (scheme, rest) = typed.split_once("://").map_or((None, typed), |(scheme, rest)| (Some(scheme), rest));
        let (host, path) = match scheme {
            Some(_) => rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len())),
            None => ("", rest),
        };
        let host = host.to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        let path = path.trim_end_matches('/');
        let path = path.strip_suffix("/#").unwrap_or(path).trim_end_matches('#');
        let mut in_language = false;
        let mut is_other = |part: &str| {
            let own = names(part, lang);
            in_language |= own;
            !own
        };
        let mut labels: Vec<&str> = host.split('.').collect();
        // The language is a label before the site's own name, which keeps at least two; so is `m`, for phones.
        while labels.len() > 2 && (!is_other(labels[0]) || labels[0] == "m") {
            labels.remove(0);
        }
        let (way, query) = path.split_at(path.find(['?', '#']).unwrap_or(path.len()));
        let way: Vec<&str> = way.split('/').filter(|part| !part.is_empty() && is_other(part)).collect();
        let query = query.split_inclusive(['?', '&', '#', ';']).filter(|part| {
            let value = part.trim_end_matches(['?', '&', '#', ';']).rsplit('=').next().unwrap_or_default();
            !part.contains('=') || is_other(value)
        });
        let path = format!("{}{}", way.join("/"), query.collect::<String>());
        Self {
            site: labels.join("."),
            path,
            plain: format!("{host}{}", typed_path(rest, scheme.is_some())),
            in_language,
        }
    }

    /// The same for every language.
    #[must_use]
    pub fn everywhere(&self) -> String {
        format!("{}/{}", self.site, self.path)
    }

    /// The site without its language.
    #[must_use]
    pub fn site(&self) -> &str {
        &self.site
    }

    /// As typed, without what makes no other address.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// Whether another edition may have the other address where this one stands: the same, or the same site's page in its
    /// language.
    #[must_use]
    pub fn answers(&self, other: &Self) -> bool {
        let same_page = self.everywhere() == other.everywhere();
        self.plain == other.plain
            || (same_page && (self.in_language || other.in_language || self.site == other.site))
            || (self.site == other.site && (self.in_language || other.in_language) && !self.is_bare_fragment(other))
    }

    /// Whether one of the two is a place on the page itself.
    fn is_bare_fragment(&self, other: &Self) -> bool {
        [self, other].iter().any(|address| address.plain.starts_with('#'))
    }

    /// Whether the two differ as by a slip of the hand: one part by a letter or two, which are no digits.
    #[must_use]
    pub fn is_slip_of(&self, other: &Self) -> bool {
        let parts = |address: &Self| address.plain.split('/').map(str::to_owned).collect::<Vec<_>>();
        let (own, others) = (parts(self), parts(other));
        let apart: Vec<_> = own.iter().zip(&others).filter(|(one, other)| one != other).collect();
        let ([(one, other)], true) = (apart.as_slice(), own.len() == others.len()) else { return false };
        let digits = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
        let length = one.chars().count().min(other.chars().count());
        let most = if length < 10 { 1 } else { 2 };
        length >= 6 && digits(one) == digits(other) && strsim::osa_distance(one, other) <= most
    }
}

/// Path, query and fragment, without a closing slash.
fn typed_path(rest: &str, absolute: bool) -> &str {
    let path = if absolute { &rest[rest.find(['/', '?', '#']).unwrap_or(rest.len())..] } else { rest };
    path.trim_end_matches('/')
}

/// Whether a part of an address names a language: `es`, `es-es`, `es_MX`, `es.html`, `deed.es`, `index.es.html`.
fn names(part: &str, lang: &Lang) -> bool {
    let primary = lang.as_str().split('-').next().unwrap_or_default();
    part.to_lowercase().split('.').any(|piece| {
        let mut subtags = piece.split(['-', '_']);
        subtags.next() == Some(primary)
            && subtags
                .next()
                .is_none_or(|region| (2..=4).contains(&region.len()) && region.chars().all(char::is_alphanumeric))
            && subtags.next().is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(english: &str, spanish: &str) -> bool {
        Target::parse(english, &Lang::new("en")).answers(&Target::parse(spanish, &Lang::new("es")))
    }

    #[test]
    fn the_same_site_in_the_editions_language_answers() {
        for (english, spanish) in [
            ("http://www.example.org/", "https://www.example.org"),
            ("https://en.wikipedia.org/wiki/Metadata", "https://es.wikipedia.org/wiki/Metadatos"),
            ("https://en.wikipedia.org/wiki/Metadata", "https://es.m.wikipedia.org/wiki/Metadatos"),
            ("https://docs.example.org/en-us/shell/", "https://docs.example.org/es-es/shell"),
            ("https://docs.python.org/3/library/", "https://docs.python.org/es/3/library/"),
            ("https://journal.org/en/lessons/a", "https://journal.org/es/lecciones/b"),
            ("/en/lessons/a", "/es/lecciones/b"),
            ("https://x.org/page?lang=en", "https://x.org/page?lang=es"),
            ("https://x.org/a?hl=en&id=5", "https://x.org/a?hl=es&id=5"),
            (
                "https://creativecommons.org/licenses/by/4.0/deed.en",
                "https://creativecommons.org/licenses/by/4.0/deed.es",
            ),
            ("https://x.org/a#b", "https://x.org/a/#b"),
        ] {
            assert!(answers(english, spanish), "{english} {spanish}");
        }
        for (english, spanish) in [
            ("https://atom.io/", "https://atoms.io/"),
            ("https://en.wikipedia.org/wiki/A", "https://en.wikipedia.org/wiki/B"),
            ("https://a.org/x", "https://a.org/y"),
            ("https://es.org/", "https://en.org/"),
            ("#one", "#two"),
        ] {
            assert!(!answers(english, spanish), "{english} {spanish}");
        }
    }

    #[test]
    fn a_slip_is_a_letter_or_two() {
        let slip =
            |a: &str, b: &str| Target::parse(a, &Lang::new("en")).is_slip_of(&Target::parse(b, &Lang::new("es")));
        assert!(slip("https://atom.io/", "https://atoms.io/"));
        assert!(!slip("https://a.org/x", "https://a.org/y"), "short ones may well be two");
        assert!(!slip("https://example.org/one", "https://example.org/another"));
    }
}
