//! Addresses in libraries: URLs, DOIs, numbers of archives.
//!
//! The one place where an address of a library is read: whatever format it comes from, it is made whole by [`read`].

/// An address as people write it, made whole. Whether a page may link to it is judged where all libraries come together.
pub(crate) fn read(text: &str) -> String {
    let text = text.trim().trim_start_matches('<').trim_end_matches('>').trim();
    let text: String = text.split_whitespace().collect::<Vec<_>>().join("%20");
    let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("doi" | "hdl") => {
            let resolver =
                if scheme.as_deref() == Some("doi") { "https://doi.org/" } else { "https://hdl.handle.net/" };
            format!("{resolver}{}", text.split_once(':').map_or("", |(_, name)| name.trim()))
        }
        _ if text.starts_with("//") => format!("https:{text}"),
        _ if text.starts_with("10.") && text.contains('/') => format!("https://doi.org/{text}"),
        _ if has_host(&text) => format!("http://{text}"),
        _ => text,
    }
}

/// Whether a text is an address and nothing else.
pub(crate) fn is_address(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://")) && !text.contains(char::is_whitespace)
}

/// Whether a text begins with the name of a host: `www.example.org/a`.
fn has_host(text: &str) -> bool {
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let label = |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    labels.len() > 1
        && labels.iter().all(label)
        && labels.last().is_some_and(|last| last.chars().all(char::is_alphabetic))
}

/// A DOI without the resolver that people put before it.
#[must_use]
pub fn bare_doi(doi: &str) -> &str {
    let mut bare = doi.trim();
    // `doi:https://doi.org/10.1/x` happens.
    while let Some(rest) = RESOLVERS.iter().find_map(|resolver| {
        let head = bare.get(..resolver.len())?;
        head.eq_ignore_ascii_case(resolver).then(|| bare[resolver.len()..].trim_start())
    }) {
        bare = rest;
    }
    bare
}

const RESOLVERS: [&str; 10] = [
    "https://doi.org/",
    "http://doi.org/",
    "https://dx.doi.org/",
    "http://dx.doi.org/",
    "https://www.doi.org/",
    "dx.doi.org/",
    "doi.org/",
    "doi:",
    "doi ",
    "info:doi/",
];

/// Archives of preprints and books: the name that `eprinttype` has for them, and what stands before the number in an address.
const ARCHIVES: [(&str, &str); 6] = [
    ("arxiv", "https://arxiv.org/abs/"),
    ("jstor", "https://www.jstor.org/stable/"),
    ("pubmed", "https://www.ncbi.nlm.nih.gov/pubmed/"),
    ("googlebooks", "https://books.google.com?id="),
    ("hdl", "https://hdl.handle.net/"),
    ("hal", "https://hal.science/"),
];

/// The address of a number in an archive.
pub(crate) fn of_eprint(archive: &str, number: &str) -> Option<String> {
    let archive = archive.to_lowercase().replace(' ', "");
    let (name, base) = ARCHIVES.iter().find(|(name, _)| *name == archive)?;
    // `arXiv:2003.09999` says its archive again.
    let bare = number.get(..name.len() + 1).filter(|head| head.eq_ignore_ascii_case(&format!("{name}:")));
    Some(format!("{base}{}", bare.map_or(number, |head| &number[head.len()..])))
}

/// The archive and the number of an address.
pub(crate) fn eprint_of(address: &str) -> Option<(&'static str, &str)> {
    ARCHIVES
        .iter()
        .find_map(|(name, base)| Some((*name, address.strip_prefix(base)?)))
        .filter(|(_, number)| !number.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doi_loses_its_resolver() {
        assert_eq!(bare_doi("https://doi.org/10.1093/isp"), "10.1093/isp");
        assert_eq!(bare_doi("DOI: 10.1093/isp"), "10.1093/isp");
        assert_eq!(bare_doi("doi:https://doi.org/10.1/x"), "10.1/x");
        assert_eq!(bare_doi("10.1093/ísp"), "10.1093/ísp");
    }

    #[test]
    fn only_an_address_is_one() {
        assert_eq!(read("https://example.org/a b"), "https://example.org/a%20b");
        assert_eq!(read("www.example.org/a"), "http://www.example.org/a");
        assert_eq!(read("doi:10.1/x"), "https://doi.org/10.1/x");
        assert_eq!(read("nowhere"), "nowhere");
    }

    #[test]
    fn a_number_of_an_archive_is_an_address() {
        assert_eq!(of_eprint("arXiv", "arXiv:2003.09999").as_deref(), Some("https://arxiv.org/abs/2003.09999"));
        assert_eq!(eprint_of("https://arxiv.org/abs/2003.09999"), Some(("arxiv", "2003.09999")));
        assert_eq!(of_eprint("own", "1"), None);
    }
}
