//! The address under which a site is published.

/// The address of the site's root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// An absolute `http` or `https` address with nothing after its path; a slash is added at its end if there is none.
    ///
    /// # Errors
    /// What is wrong with it, as the end of a sentence: "names no host".
    pub fn parse(url: &str) -> Result<Self, &'static str> {
        let Some((scheme, rest)) = url.split_once("://") else { return Err("is not an absolute address") };
        if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
            return Err("does not begin with `https://` or `http://`");
        }
        if url.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c)) {
            return Err("holds a character that an address cannot have");
        }
        if url.contains(['?', '#']) {
            return Err("goes on after the path: the addresses of pages are made by adding to it");
        }
        let authority = rest.split('/').next().unwrap_or_default();
        if authority.contains('@') {
            return Err("holds a user name, which every reader would see");
        }
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
            _ => (authority, None),
        };
        let is_label =
            |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        let is_number = host.starts_with('[') && host.ends_with(']') && host.len() > 2;
        if !is_number && !host.split('.').all(is_label) {
            return Err("names no host");
        }
        if port.is_some_and(|port| port.parse::<u16>().is_err()) {
            return Err("has a port that is none");
        }
        Ok(Self(format!("{}/", url.trim_end_matches('/'))))
    }

    /// The address of a file of the site.
    #[must_use]
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// Whether the host is one of the names that are reserved for examples (RFC 2606, section 2 and 3).
    #[must_use]
    pub fn is_placeholder(&self) -> bool {
        let host = self.0.split('/').nth(2).unwrap_or("").split(':').next().unwrap_or("");
        let example = |name: &str| host == name || host.ends_with(&format!(".{name}"));
        ["example", "invalid", "test", "example.com", "example.org", "example.net"].iter().any(|name| example(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_is_absolute_and_ends_in_a_slash() {
        let joined = |text: &str| BaseUrl::parse(text).map(|url| url.join("en/a.html"));
        assert_eq!(joined("https://x.org/pliego").as_deref(), Ok("https://x.org/pliego/en/a.html"));
        assert_eq!(joined("https://x.org/").as_deref(), Ok("https://x.org/en/a.html"));
        for right in [
            "https://example.org",
            "http://localhost:4000/",
            "HTTPS://user.github.io/pliego/",
            "https://[::1]:8080/a/b",
            "https://[::1]/",
            "https://revista.example.mx/número-27/",
        ] {
            assert!(BaseUrl::parse(right).is_ok(), "{right}");
        }
        for wrong in [
            "",
            "example.org",
            "/journal/",
            "ftp://example.org",
            "javascript://x/",
            "https://",
            "https:///path",
            "https://a b/",
            "https://example.org/?x=1",
            "https://example.org/#top",
            "https://me:pw@example.org/",
            "https://example..org/",
            "https://example.org:http/",
            "https://example.org/\"><script>",
        ] {
            assert!(BaseUrl::parse(wrong).is_err(), "{wrong}");
        }
        assert!(BaseUrl::parse("https://pliego.example/").is_ok_and(|url| url.is_placeholder()));
        assert!(BaseUrl::parse("http://localhost:8000/").is_ok_and(|url| !url.is_placeholder()));
    }
}
