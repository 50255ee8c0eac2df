//! What an article says of itself: titles, people, journal, dates, licence, money, related works, as `work.yml` gives them.

use super::language::{of_site, primary, tag};
use super::people::{People, Slips, people};
use super::texts::{Text, metadata, title_words};
use super::xml::{El, all, at, attr, href, kid, kids, name, words};
use crate::config::{
    Config, Copyright, Dates, Funding, Issn, Journal, Licence, Related, Translation, WORK_KINDS, WorkConfig,
    WrittenDate, is_doi, is_issn, issn_check,
};
use crate::data::{Address, GivenAddress, Lang, Listed, Ordered, Placed, Texts, Wording, unplaced};

/// The metadata of an article as those of a work.
pub(super) fn config<'a>(
    article: El<'a>,
    texts: &[Text<'a>],
    config: &Config,
    slips: &mut Slips<'a>,
) -> Option<WorkConfig> {
    let original = texts.first()?;
    let language = of_site(&original.tag, config)?;
    let mut work = WorkConfig::of_article(unplaced(language), unplaced(titles(texts, config)));
    let Some(meta) = metadata(article) else { return Some(work) };
    let editions: Vec<(El<'a>, String)> =
        texts.iter().skip(1).filter_map(|text| Some((metadata(text.node)?, code(&text.tag, config)))).collect();
    let People { authors, editors, translators, reviewers, affiliations } =
        people(meta, &code(&original.tag, config), &editions, slips);
    (work.authors, work.editors, work.reviewers) = (authors, editors, reviewers);
    work.translators = translators;
    work.affiliations = affiliations;
    work.kind = kind(article).map(|kind| unplaced(kind.to_owned()));
    work.doi = doi(meta, slips).map(unplaced);
    work.journal = journal(article, meta, slips);
    work.dates = dates(meta);
    work.funding = funding(meta);
    work.related = related(meta);
    work.keywords = keywords(texts, config);
    (work.licence, work.copyright) = rights(meta);
    work.translations = translations(texts, config, slips);
    Some(work)
}

/// The code of the site for a tag, else the tag.
pub(super) fn code(tag: &str, config: &Config) -> String {
    of_site(tag, config).map_or_else(|| tag.to_owned(), |lang| lang.to_string())
}

/// A title with its subtitle, without the marks of notes.
fn title(group: El<'_>, names: [&str; 2]) -> String {
    let mut title = String::new();
    for part in kids(group).filter(|kid| names.contains(&name(*kid))) {
        let words = title_words(part);
        if !title.is_empty() && !words.is_empty() {
            title.push_str(if title.ends_with(['.', ':', '?', '!', '—', '–']) { " " } else { ": " });
        }
        title.push_str(&words);
    }
    title
}

/// The titles of an article with the tag of each language, the original's first.
pub(super) fn titles_of(texts: &[Text<'_>]) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut add = |tag: String, title: String| {
        if !title.is_empty() && !found.iter().any(|(known, _)| primary(known) == primary(&tag)) {
            found.push((tag, title));
        }
    };
    for text in texts {
        if let Some(group) = metadata(text.node).and_then(|meta| kid(meta, "title-group")) {
            add(text.tag.clone(), title(group, ["article-title", "subtitle"]));
        }
    }
    for text in texts {
        let Some(group) = metadata(text.node).and_then(|meta| kid(meta, "title-group")) else { continue };
        for other in all(group, "trans-title-group") {
            let lang = attr(other, "lang").or_else(|| kid(other, "trans-title").and_then(|it| attr(it, "lang")));
            if let Some(tag) = lang.and_then(tag) {
                add(tag, title(other, ["trans-title", "trans-subtitle"]));
            }
        }
        for other in all(group, "trans-title") {
            if let Some(tag) = attr(other, "lang").and_then(tag) {
                add(tag, title_words(other));
            }
        }
    }
    found
}

fn titles(texts: &[Text<'_>], config: &Config) -> Texts {
    let mut found = titles_of(texts);
    // A work has a title: where the article says none, what it is called in its heading, else where it stands.
    if let Some(original) = texts.first()
        && !found.iter().any(|(tag, _)| primary(tag) == primary(&original.tag))
    {
        let subject =
            metadata(original.node).and_then(|meta| at(meta, "article-categories/subj-group/subject")).map(words);
        let title = subject.filter(|it| !it.is_empty());
        let title = title.unwrap_or_else(|| super::language::word("text", &original.tag).to_owned());
        found.insert(0, (original.tag.clone(), title));
    }
    let coded: Vec<(String, String)> = found.into_iter().map(|(tag, title)| (code(&tag, config), title)).collect();
    coded.iter().map(|(lang, title)| (lang.as_str(), title.as_str())).collect()
}

fn kind(article: El<'_>) -> Option<&'static str> {
    let given = attr(article, "article-type")?;
    let known = match given {
        "rapid-communication" | "short-report" => "brief-report",
        "retraction" | "partial-retraction" | "addendum" | "expression-of-concern" | "erratum" => "correction",
        "reply" | "response" => "letter",
        "product-review" => "review",
        "systematic-review" => "review-article",
        "research" | "research-note" | "original-article" => "research-article",
        "opinion-article" => "essay",
        given => given,
    };
    WORK_KINDS.into_iter().find(|kind| *kind == known)
}

/// The DOI of some metadata.
pub(super) fn doi<'a>(meta: El<'a>, slips: &mut Slips<'a>) -> Option<String> {
    let id = all(meta, "article-id").find(|it| attr(*it, "pub-id-type") == Some("doi"))?;
    let said = words(id);
    let bare = said.rsplit_once("doi.org/").map_or(said.as_str(), |(_, doi)| doi).trim_start_matches("doi:").trim();
    if is_doi(bare) {
        return Some(bare.to_owned());
    }
    if !said.is_empty() {
        slips.push((id, format!("`{said}` is not a DOI")));
    }
    None
}

fn journal<'a>(article: El<'a>, meta: El<'a>, slips: &mut Slips<'a>) -> Option<Journal> {
    let journal = at(article, "front/journal-meta")?;
    let title = journal_title(journal)?;
    let said = |name: &str| kid(meta, name).map(words).filter(|text| !text.is_empty());
    let pages = match (said("fpage"), said("lpage")) {
        _ if said("page-range").is_some() => said("page-range"),
        (Some(first), Some(last)) if first != last => Some(format!("{first}-{last}")),
        (first, _) => first,
    };
    let issue = match (said("issue"), said("supplement").or_else(|| said("issue-part"))) {
        (Some(issue), Some(part)) if !issue.contains(&part) => Some(format!("{issue} {part}")),
        (issue, part) => issue.or(part),
    };
    Some(Journal {
        title,
        volume: said("volume"),
        issue,
        elocation: said("elocation-id"),
        pages,
        issn: issn(journal, slips),
        url: None,
    })
}

/// The name of a journal.
pub(super) fn journal_title(journal: El<'_>) -> Option<String> {
    let group = kid(journal, "journal-title-group").unwrap_or(journal);
    let title = kid(group, "journal-title").or_else(|| kid(group, "abbrev-journal-title"));
    let title = title.or_else(|| kid(journal, "journal-id"));
    title.map(words).filter(|title| !title.is_empty())
}

fn issn<'a>(journal: El<'a>, slips: &mut Slips<'a>) -> Option<Placed<Issn>> {
    let (mut electronic, mut print) = (None, None);
    for node in all(journal, "issn") {
        let said = words(node);
        if !is_issn(&said) || !said.ends_with(issn_check(&said)) {
            if !said.is_empty() {
                slips.push((node, format!("`{said}` is not an ISSN")));
            }
            continue;
        }
        let kind = attr(node, "publication-format").or_else(|| attr(node, "pub-type")).unwrap_or_default();
        let place = if kind.starts_with('p') { &mut print } else { &mut electronic };
        place.get_or_insert(said);
    }
    match (electronic, print) {
        (None, None) => None,
        (Some(one), None) => Some(unplaced(Issn::One(one))),
        (electronic, print) => {
            Some(unplaced(Issn::Each { electronic: electronic.map(unplaced), print: print.map(unplaced) }))
        }
    }
}

/// A date as far as it is known, as ISO 8601 writes it.
pub(super) fn date(node: El<'_>) -> Option<String> {
    let is_date = |text: &String| text.parse::<WrittenDate>().is_ok();
    if let Some(iso) = attr(node, "iso-8601-date").map(str::to_owned).filter(is_date) {
        return Some(iso);
    }
    let year = kid(node, "year").map(words)?;
    let month = kid(node, "month").map(words).and_then(|month| crate::bibliography::month_of(&month));
    let day = kid(node, "day").map(words).and_then(|day| day.parse::<u8>().ok());
    let month = month.filter(|month| *month <= 12);
    let whole = match (month, day) {
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year}-{month:02}"),
        (None, _) => year.clone(),
    };
    Some(whole).filter(is_date).or_else(|| Some(year).filter(is_date))
}

fn dates(meta: El<'_>) -> Dates {
    let listed = |dates: Vec<String>| match dates.len() {
        0 => None,
        1 => dates.into_iter().next().map(|date| unplaced(Listed::One(date))),
        _ => Some(unplaced(Listed::Many(dates.into_iter().map(unplaced).collect()))),
    };
    let kind = |node: El<'_>| attr(node, "date-type").or_else(|| attr(node, "pub-type")).unwrap_or_default().to_owned();
    let mut history: Vec<(String, String)> = Vec::new();
    for node in all(meta, "history").flat_map(|history| history.descendants()).filter(|it| name(*it) == "date") {
        history.extend(date(node).map(|date| (kind(node), date)));
    }
    let first = |wanted: &[&str]| {
        let found = history.iter().find(|(kind, _)| wanted.contains(&kind.as_str()));
        listed(found.map(|(_, date)| date.clone()).into_iter().collect())
    };
    let rank = |kind: &str| match kind {
        "pub" | "publication" | "epub" => 0,
        "epub-ppub" => 1,
        "ppub" => 2,
        "collection" | "issue" => 3,
        _ => 4,
    };
    let published = all(meta, "pub-date").filter_map(|node| Some((rank(&kind(node)), date(node)?)));
    // The electronic one first; of the same kind the most exact.
    let published = published.min_by_key(|(rank, date)| (*rank, usize::MAX - date.len()));
    let mut revised: Vec<String> = history
        .iter()
        .filter(|(kind, _)| matches!(kind.as_str(), "rev-recd" | "revised" | "rev-received"))
        .map(|(_, date)| date.clone())
        .collect();
    revised.dedup();
    Dates {
        received: first(&["received"]),
        revised: listed(revised),
        accepted: first(&["accepted"]),
        published: listed(published.map(|(_, date)| date).into_iter().collect()),
    }
}

fn funding(meta: El<'_>) -> Vec<Funding> {
    let mut found: Vec<Funding> = Vec::new();
    for group in
        all(meta, "funding-group").flat_map(|group| group.descendants()).filter(|it| name(*it) == "award-group")
    {
        let awards: Vec<String> = all(group, "award-id").map(words).filter(|id| !id.is_empty()).collect();
        for source in all(group, "funding-source").chain(all(group, "support-source")) {
            let funder = super::xml::words_without(source, &["institution-id"]);
            let funder = funder.trim_matches([',', ';', ' ']).to_owned();
            if funder.is_empty() {
                continue;
            }
            let id = source.descendants().filter(|it| name(*it) == "institution-id").map(words).find_map(|id| {
                let bare = id.rsplit_once("doi.org/").map_or(id.as_str(), |(_, doi)| doi).to_owned();
                (bare.starts_with("10.") || crate::config::is_ror(&bare)).then_some(bare)
            });
            let award = match awards.as_slice() {
                [] => None,
                [one] => Some(unplaced(Listed::One(one.clone()))),
                many => Some(unplaced(Listed::Many(many.iter().cloned().map(unplaced).collect()))),
            };
            found.push(Funding { funder: unplaced(Wording::Same(funder)), id: id.map(unplaced), award });
        }
    }
    found
}

/// How an article stands to another one, by the word of JATS for it.
pub(super) fn relation(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "corrected-article" | "corrected-content" => "corrects",
        "correction" | "correction-forward" | "corrected-by" => "corrected-by",
        "retracted-article" | "partial-retraction" => "retracts",
        "commentary-article" | "commented-article" => "comment-on",
        "preprint" | "object-of-preprint" => "preprint",
        "reviewed-article" | "peer-reviewed-article" | "peer-reviewed-material" | "reviewed-product" => "review-of",
        "letter" | "replied-article" | "response" => "reply-to",
        "translated-article" | "translation-of" => "translation-of",
        "continued-article" | "companion-of" => "continues",
        "addended-article" => "supplement",
        "updated-article" | "version-of" => "version-of",
        "data" => "data",
        _ => return None,
    })
}

fn related(meta: El<'_>) -> Vec<Related> {
    let mut found = Vec::new();
    for node in kids(meta).filter(|it| matches!(name(*it), "related-article" | "related-object")) {
        let kind = attr(node, "related-article-type").or_else(|| attr(node, "document-type")).unwrap_or_default();
        let Some(relation) = relation(kind) else { continue };
        let given = href(node).or_else(|| attr(node, "document-id")).unwrap_or_default();
        let bare = given.rsplit_once("doi.org/").map_or(given, |(_, doi)| doi);
        let doi = Some(bare.to_owned()).filter(|doi| is_doi(doi));
        let address = super::inlines::address(given, attr(node, "ext-link-type").unwrap_or_default());
        let said = words(node);
        let title = if said.is_empty() { given.to_owned() } else { said };
        if title.is_empty() {
            continue;
        }
        found.push(Related {
            relation: unplaced(relation.to_owned()),
            title: unplaced(Wording::Same(title)),
            by: None,
            url: address.filter(|_| doi.is_none()).map(|address| unplaced(GivenAddress::from(address))),
            doi: doi.map(unplaced),
        });
    }
    found
}

fn keywords(texts: &[Text<'_>], config: &Config) -> Ordered<Vec<String>> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for text in texts {
        let Some(meta) = metadata(text.node) else { continue };
        for group in all(meta, "kwd-group") {
            let lang = attr(group, "lang").and_then(tag).unwrap_or_else(|| text.tag.clone());
            let lang = code(&lang, config);
            let place = if let Some(place) = found.iter().position(|(known, _)| primary(known) == primary(&lang)) {
                place
            } else {
                found.push((lang, Vec::new()));
                found.len() - 1
            };
            let parts = group.descendants().filter(|it| matches!(name(*it), "kwd" | "compound-kwd"));
            let said: Vec<String> = parts.map(words).filter(|word| !word.is_empty()).collect();
            for word in said {
                if !found[place].1.contains(&word) {
                    found[place].1.push(word);
                }
            }
        }
    }
    found.retain(|(_, words)| !words.is_empty());
    Ordered(found.into_iter().map(|(lang, words)| (unplaced(lang), words)).collect())
}

fn rights(meta: El<'_>) -> (Option<Licence>, Option<Copyright>) {
    let Some(permissions) = kid(meta, "permissions") else { return (None, None) };
    let licence = all(permissions, "license").find_map(|node| {
        let reference = node.descendants().find(|it| name(*it) == "license_ref").map(words);
        let link = || node.descendants().filter(|it| name(*it) == "ext-link").find_map(href).map(str::to_owned);
        let given = href(node).map(str::to_owned).or(reference).or_else(link)?;
        let address = Address::parse(&given).ok()?;
        let name = licence_name(address.as_str())
            .or_else(|| attr(node, "license-type").map(str::to_owned))
            .unwrap_or_else(|| address.as_str().to_owned());
        Some(Licence { name, url: unplaced(GivenAddress::from(address)) })
    });
    let year = kid(permissions, "copyright-year").and_then(|year| words(year).parse().ok());
    let holder = kid(permissions, "copyright-holder").map(words).filter(|holder| !holder.is_empty());
    let copyright = holder.map(|holder| Copyright { holder: unplaced(Wording::Same(holder)), year });
    (licence, copyright)
}

/// The name of a licence of Creative Commons, by its address: "CC BY-NC 4.0".
fn licence_name(address: &str) -> Option<String> {
    let (_, path) = address.split_once("creativecommons.org/")?;
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    match (parts.next()?, parts.next()?, parts.next()) {
        ("licenses", kind, version) => {
            Some(format!("CC {} {}", kind.to_uppercase(), version.unwrap_or("")).trim().to_owned())
        }
        ("publicdomain", "zero", version) => Some(format!("CC0 {}", version.unwrap_or("1.0"))),
        _ => None,
    }
}

/// What is known of the editions: those that are whole translations, and the languages in which the authors gave title and
/// abstract.
fn translations<'a>(texts: &[Text<'a>], config: &Config, slips: &mut Slips<'a>) -> Ordered<Translation> {
    let mut found = Vec::new();
    let original = texts.first().and_then(|text| of_site(&text.tag, config));
    for text in texts.iter().skip(1) {
        let Some(lang) = of_site(&text.tag, config) else { continue };
        let meta = metadata(text.node);
        let own = meta.and_then(|meta| doi(meta, slips));
        let translators = meta.map(translators_of).unwrap_or_default();
        found.push((
            unplaced(lang.to_string()),
            Translation { doi: own.map(unplaced), translators, ..Translation::default() },
        ));
    }
    for lang in config.codes() {
        if Some(lang) != original.as_ref() && !found.iter().any(|(known, _)| known.value == lang.as_str()) {
            let own = ["title", "abstract"].map(|part| unplaced(part.to_owned())).to_vec();
            found.push((unplaced(lang.to_string()), Translation { own, ..Translation::default() }));
        }
    }
    Ordered(found)
}

fn translators_of(meta: El<'_>) -> Vec<String> {
    let contribs = all(meta, "contrib-group").flat_map(|group| all(group, "contrib"));
    let translators = contribs.filter(|it| attr(*it, "contrib-type") == Some("translator"));
    translators
        .filter_map(|it| kids(it).find(|kid| matches!(name(*kid), "name" | "string-name" | "collab")))
        .map(super::people::full_name)
        .collect()
}

/// The abstracts of one language: the text that they are told by, its tag, and their elements.
type AbstractsOfLanguage<'a> = (usize, String, Vec<El<'a>>);

/// The abstracts of an article: the text's, and those in further languages; of each language in order. Beside them those
/// that say otherwise than the abstract of their language that a translation has, and stay out.
pub(super) fn abstracts<'a>(texts: &[Text<'a>]) -> (Vec<AbstractsOfLanguage<'a>>, Vec<El<'a>>) {
    let mut found: Vec<AbstractsOfLanguage<'a>> = Vec::new();
    let mut others = Vec::new();
    let mut add = |text: usize, tag: String, node: El<'a>, replaces: bool| {
        match found.iter_mut().find(|(_, known, _)| primary(known) == primary(&tag)) {
            // A translation's own abstract is the one of its language.
            Some((owner, _, nodes)) if replaces && *owner != text => {
                *owner = text;
                others.extend(nodes.iter().filter(|other| words(**other) != words(node)));
                *nodes = vec![node];
            }
            Some((owner, _, nodes)) if *owner == text => nodes.push(node),
            Some((_, _, nodes)) => {
                if nodes.iter().all(|known| words(*known) != words(node)) {
                    others.push(node);
                }
            }
            None => found.push((text, tag, vec![node])),
        }
    };
    for (at, text) in texts.iter().enumerate() {
        let Some(meta) = metadata(text.node) else { continue };
        for node in all(meta, "abstract") {
            let tag = attr(node, "lang").and_then(tag).unwrap_or_else(|| text.tag.clone());
            add(at, tag, node, at > 0);
        }
    }
    for (at, text) in texts.iter().enumerate() {
        let Some(meta) = metadata(text.node) else { continue };
        for node in all(meta, "trans-abstract") {
            if let Some(tag) = attr(node, "lang").and_then(tag) {
                add(at, tag, node, false);
            }
        }
    }
    (found, others)
}

/// The language of an abstract or a text for the site: one of its own, else the tag.
pub(super) fn lang_of(tag: &str, config: &Config) -> (Lang, bool) {
    match of_site(tag, config) {
        Some(lang) => (lang, true),
        None => (Lang::new(tag), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_of_creative_commons_have_names() {
        assert_eq!(licence_name("https://creativecommons.org/licenses/by-nc/4.0/").as_deref(), Some("CC BY-NC 4.0"));
        assert_eq!(licence_name("http://creativecommons.org/publicdomain/zero/1.0/").as_deref(), Some("CC0 1.0"));
        assert_eq!(licence_name("https://example.org/"), None);
    }
}
