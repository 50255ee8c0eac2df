//! Where the text of a page comes from, told to the readers of a translation.

use super::frame::Frame;
use super::sections::edition;
use crate::config::{OwnPart, Translation};
use crate::data::Lang;
use crate::doc::BlockKind;
use crate::load::Work;
use crate::render::strings::Strings;
use crate::render::view::{JournalLink, OriginalLink, TranslationView};
use crate::site::PageId;

/// Who made the edition of a language, and which one has authority; `None` if the authors published the work in it.
pub(in crate::render) fn provenance(work: &Work, lang: &Lang, strings: &Strings) -> Option<String> {
    let details = details(work, lang, strings);
    if work.config.is_own(lang, OwnPart::Sections) {
        return (lang != work.language()).then_some(details).flatten();
    }
    let given = work.config.translations.get(lang.as_str());
    let authority = authority(work, strings);
    let made = match given.filter(|given| given.made_for_site) {
        Some(_) => strings.get("translation_made"),
        None => strings.get("translation_plain"),
    };
    let by = given.filter(|given| !given.translators.is_empty()).map(|given| {
        let names = given.translators.join(", ");
        format!(" {}", strings.format("translation_by", &[("names", names.as_str().into())]))
    });
    let details = details.map(|details| format!(" {details}")).unwrap_or_default();
    Some(format!("{made}{}{details} {authority}", by.unwrap_or_default()))
}

/// What is known of the edition of a language itself: what it was translated from, who edited and reviewed it, its version
/// and date, and which editions are newer.
fn details(work: &Work, lang: &Lang, strings: &Strings) -> Option<String> {
    let given = work.config.translations.get(lang.as_str())?;
    let from = given.from.as_ref().map(|from| Lang::new(&from.value)).filter(|from| from != work.language());
    let from = from.map(|from| strings.format("translation_from", &[("language", strings.language(&from).into())]));
    let people = |id: &str, names: &[String]| {
        let names = names.join(", ");
        (!names.is_empty()).then(|| strings.format(id, &[("names", names.as_str().into())]))
    };
    let version = given
        .version
        .as_ref()
        .map(|version| strings.format("edition_version", &[("version", version.as_str().into())]));
    let date = given.published();
    let published = date.map(|date| {
        let date = strings.date(date);
        strings.format("edition_date", &[("date", date.as_str().into())])
    });
    let said = [from, people("edited_by", &given.editors), people("reviewed_by", &given.reviewers), version, published];
    let said: Vec<String> = said.into_iter().flatten().chain(newer(work, lang, strings)).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// The newest of the editions that were published after that of a language.
fn newer(work: &Work, lang: &Lang, strings: &Strings) -> Option<String> {
    let own = work.config.translations.get(lang.as_str()).and_then(Translation::published)?;
    let others = work.config.translations.0.iter().map(|(code, edition)| (Lang::new(&code.value), edition.published()));
    let original = (work.language().clone(), work.config.dates.published());
    let later = others.chain([original]).filter_map(|(code, date)| Some((code, date?)));
    let (newest, date) = later.filter(|(_, date)| *date > own).max_by_key(|(_, date)| *date)?;
    let date = strings.date(date);
    let arguments = [("language", strings.language(&newest).into()), ("date", date.as_str().into())];
    Some(strings.format("edition_newer", &arguments))
}

/// Which edition has authority.
fn authority(work: &Work, strings: &Strings) -> String {
    let language = ("language", strings.language(work.language()).into());
    match &work.config.journal {
        Some(journal) => {
            strings.format("translation_authority", &[language, ("journal", journal.title.as_str().into())])
        }
        None => strings.format("translation_authority_plain", &[language]),
    }
}

/// Which parts of a translated work are the authors' own words.
pub(in crate::render) fn own_parts(work: &Work, lang: &Lang, strings: &Strings) -> Option<String> {
    let part = |part: OwnPart| match part {
        OwnPart::Title => Some(strings.get("own_title")),
        OwnPart::Abstract => Some(strings.get("own_abstract")),
        OwnPart::Sections => None,
    };
    let parts: Vec<&str> = work.config.translations.get(lang.as_str())?.own_parts().filter_map(part).collect();
    let list = match parts[..] {
        [] => return None,
        [one] => one.to_owned(),
        [ref first @ .., last] => {
            let first = first.join(", ");
            strings.format("list_and", &[("first", first.as_str().into()), ("last", last.into())])
        }
    };
    Some(strings.format("translation_own", &[("list", list.as_str().into())]))
}

/// What a page in another language than its work's says of that.
pub(in crate::render) fn translation(frame: &Frame<'_>) -> Option<TranslationView> {
    let site = frame.site();
    let index = frame.work()?;
    let work = &site.content.works[index];
    if frame.lang == work.language() || matches!(frame.page, PageId::Front | PageId::NotFound | PageId::Facing(_)) {
        return None;
    }
    let config = &work.config;
    let journal = config.journal.as_ref().and_then(|journal| {
        let href = config.doi_address().or_else(|| journal.address().cloned())?;
        Some(JournalLink { label: journal.title.clone(), href })
    });
    let made = provenance(work, frame.lang, frame.strings)?;
    Some(TranslationView {
        // What nobody has translated yet is not called a translation.
        text: if is_translated(frame, index) { made } else { authority(work, frame.strings) },
        original: OriginalLink {
            label: frame.strings.language(work.language()).to_owned(),
            href: frame.href_in(frame.page, work.language()),
            lang: work.language().to_string(),
        },
        journal,
        own: own_parts(work, frame.lang, frame.strings),
        stale: stale(frame, index),
    })
}

/// Whether the text that the page shows is in the page's language; on a page without one, whether any of the work is.
fn is_translated(frame: &Frame<'_>, work: usize) -> bool {
    let documents = &frame.site().documents.works[work].sections;
    match frame.page {
        PageId::Section(_, section) => documents[*section].contains_key(frame.lang),
        _ => documents.iter().any(|editions| editions.contains_key(frame.lang)),
    }
}

/// Blocks and table entries on the page whose original has changed since they were translated.
fn stale(frame: &Frame<'_>, work: usize) -> usize {
    let site = frame.site();
    let all = site.content.works[work].sections.len();
    let (shown, summary) = match frame.page {
        PageId::Section(_, section) => (*section..section + 1, false),
        PageId::Article(_) => (0..all, true),
        PageId::Work(_) => (0..0, true),
        _ => return 0,
    };
    let aligned = &site.alignment.works[work];
    let titles = &aligned.sections[shown.clone()];
    let blocks = aligned.sections[shown.clone()].iter().chain(summary.then_some(&aligned.summary));
    let blocks = blocks.filter_map(|text| text.editions.get(frame.lang)).flat_map(|edition| &edition.freshness);
    let documents = shown.filter_map(|section| edition(frame, work, section));
    let entries = documents.flat_map(|(_, document, _)| &document.blocks).filter_map(|block| match &block.kind {
        BlockKind::Table { path } => Some(path),
        _ => None,
    });
    let entries = entries.filter_map(|path| frame.table(path.as_str())).flat_map(|table| &table.groups);
    let entries =
        entries.flat_map(|group| &group.entries).filter_map(|entity| site.alignment.description(entity, frame.lang));
    let titles = titles.iter().filter_map(|text| Some(&text.editions.get(frame.lang)?.title));
    blocks.chain(titles).chain(entries).filter(|freshness| freshness.is_stale()).count()
}
