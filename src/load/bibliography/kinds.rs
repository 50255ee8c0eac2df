//! What kind of work an entry is, in CSL's terms.
//!
//! Hayagriva knows this but does not publish it, and CSL's kinds decide both how a style prints a work and what a
//! reference manager files it under. The rules are those of its `csl/taxonomy.rs`, version 0.10.1; a test holds them
//! against what its renderer does.

use hayagriva::Entry;
use hayagriva::citationberg::taxonomy::Kind;
use hayagriva::types::EntryType as Type;

/// All kinds that Hayagriva finds in its own entries; of those that an entry is at once, the one to file it under first.
const FOUND: [Kind; 29] = [
    Kind::Article,
    Kind::ArticleJournal,
    Kind::ArticleNewspaper,
    Kind::PaperConference,
    Kind::Report,
    Kind::Thesis,
    Kind::Manuscript,
    Kind::Book,
    Kind::Periodical,
    Kind::Collection,
    Kind::Chapter,
    Kind::Entry,
    Kind::EntryEncyclopedia,
    Kind::Event,
    Kind::Broadcast,
    Kind::MotionPicture,
    Kind::MusicalScore,
    Kind::Song,
    Kind::Legislation,
    Kind::Bill,
    Kind::LegalCase,
    Kind::Patent,
    Kind::Webpage,
    Kind::PostWeblog,
    Kind::Post,
    Kind::Figure,
    Kind::Graphic,
    Kind::Software,
    Kind::Document,
];

/// The set of CSL kinds that an entry is. Two entries with the same set take the same branches of a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kinds(u32);

impl Kinds {
    /// The kinds of an entry.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self(FOUND.into_iter().enumerate().fold(0, |set, (at, kind)| set | (u32::from(is(entry, kind)) << at)))
    }

    /// Whether `kind` is one of them.
    #[must_use]
    pub fn contains(self, kind: Kind) -> bool {
        FOUND.into_iter().position(|known| known == kind).is_some_and(|at| self.0 & (1 << at) != 0)
    }

    /// The first of them: what to file the work under.
    #[must_use]
    pub fn first(self) -> Kind {
        FOUND.into_iter().enumerate().find(|(at, _)| self.0 & (1 << at) != 0).map_or(Kind::Document, |(_, kind)| kind)
    }
}

fn is(entry: &Entry, kind: Kind) -> bool {
    let of = |types: &[Type]| types.contains(entry.entry_type());
    let within = |types: &[Type]| entry.parents().iter().any(|parent| types.contains(parent.entry_type()));
    let article = of(&[Type::Article]);
    let report = of(&[Type::Report]) || within(&[Type::Report]);
    let thesis = of(&[Type::Thesis]) || within(&[Type::Thesis]);
    let score = of(&[Type::Audio])
        && within(&[Type::Book, Type::Periodical, Type::Reference, Type::Misc, Type::Blog, Type::Web]);
    let alone = entry.parents().is_empty();
    let bound = of(&[Type::Book, Type::Anthology, Type::Proceedings]);
    // An entry of type `periodical` is none of CSL's kinds to Hayagriva: only a book within one is.
    let serial = bound && of(&[Type::Book]) && within(&[Type::Periodical]);
    let post = of(&[Type::Post]) || within(&[Type::Thread]);
    match kind {
        Kind::ArticleJournal => article && within(&[Type::Periodical]),
        Kind::ArticleNewspaper => article && within(&[Type::Newspaper]),
        Kind::PaperConference => article && within(&[Type::Proceedings]),
        Kind::Report => report,
        Kind::Thesis => thesis,
        Kind::Manuscript => of(&[Type::Manuscript]),
        Kind::Article => {
            let elsewhere = within(&[Type::Blog, Type::Periodical, Type::Newspaper, Type::Proceedings]);
            article && !elsewhere && !report && !thesis
        }
        Kind::Periodical => serial,
        Kind::Collection => of(&[Type::Anthology]),
        Kind::Book => bound && !serial && !of(&[Type::Anthology]),
        Kind::Chapter => {
            of(&[Type::Anthos]) && within(&[Type::Anthology])
                || of(&[Type::Chapter]) && within(&[Type::Book, Type::Anthology, Type::Proceedings])
        }
        Kind::EntryEncyclopedia => within(&[Type::Reference]),
        Kind::Entry => of(&[Type::Entry]) && !within(&[Type::Reference]),
        Kind::Event => of(&[Type::Exhibition]),
        Kind::MusicalScore => score,
        Kind::MotionPicture => of(&[Type::Video]) && alone,
        Kind::Song => of(&[Type::Audio]) && alone,
        Kind::Broadcast => of(&[Type::Audio, Type::Video]) && !score && !alone,
        Kind::Legislation => of(&[Type::Legislation]) && entry.publisher().is_some(),
        Kind::Bill => of(&[Type::Legislation]) && entry.publisher().is_none(),
        Kind::LegalCase => of(&[Type::Case]),
        Kind::Patent => of(&[Type::Patent]),
        Kind::PostWeblog => within(&[Type::Blog]),
        Kind::Post => post,
        Kind::Webpage => {
            let web = of(&[Type::Web, Type::Blog, Type::Thread]) || within(&[Type::Web, Type::Blog]);
            (web || of(&[Type::Misc]) && entry.url().is_some()) && !within(&[Type::Blog]) && !post
        }
        Kind::Figure => of(&[Type::Artwork]) && within(&[Type::Article]),
        Kind::Graphic => of(&[Type::Artwork]) && !within(&[Type::Article]),
        Kind::Software => of(&[Type::Repository]),
        Kind::Document => of(&[Type::Misc]),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use hayagriva::citationberg::IndependentStyle;
    use hayagriva::types::Publisher;
    use hayagriva::{CitationItem, CitationRequest, standalone_citation};

    use super::*;

    /// Every kind that a style may ask for.
    const ASKED: &str = "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical personal_communication post post-weblog regulation report review review-book software song speech standard thesis treaty webpage";

    fn asked() -> Vec<(String, Kind)> {
        ASKED.split(' ').map(|name| (name.to_owned(), Kind::from_str(name).expect("a kind"))).collect()
    }

    /// A style that prints the names of all the kinds that the renderer takes an entry for.
    fn probe() -> IndependentStyle {
        let test = |name: &str| format!("<choose><if type=\"{name}\"><text value=\"{name} \"/></if></choose>");
        let tests: Vec<String> = asked().iter().map(|(name, _)| test(name)).collect();
        let tests = tests.concat();
        IndependentStyle::from_xml(&format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\"><info><title>t</title><id>t</id><updated>2020-01-01T00:00:00+00:00</updated></info><citation><layout><group>{tests}</group></layout></citation></style>"
        ))
        .expect("the probe is a style")
    }

    #[test]
    fn kinds_are_those_that_the_renderer_finds() {
        let types = "article chapter entry anthos report thesis web scene artwork patent case newspaper legislation manuscript post misc performance periodical proceedings book blog reference conference anthology repository thread video audio exhibition original";
        let types: Vec<Type> = types.split(' ').map(|name| Type::from_str(name).expect("a type")).collect();
        let style = probe();
        let asked = asked();
        let check = |entry: &Entry| {
            let request = CitationRequest::from_items(vec![CitationItem::with_entry(entry)], &style, &[]);
            let printed = format!("{:#}", standalone_citation(request));
            let kinds = Kinds::of(entry);
            for (name, kind) in &asked {
                let rendered = printed.split_whitespace().any(|word| word == name);
                assert_eq!(kinds.contains(*kind), rendered, "{name} for {entry:?}");
            }
        };
        for own in &types {
            let mut entry = Entry::new("a", *own);
            check(&entry);
            entry.set_url("https://example.org/".parse().expect("a URL"));
            check(&entry);
            entry.set_publisher(Publisher::from_str("P").expect("a publisher"));
            for parent in &types {
                entry.set_parents(vec![Entry::new("a", *parent)]);
                check(&entry);
            }
        }
    }
}
