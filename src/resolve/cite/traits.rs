//! What is known of an entry before it is rendered: its kinds, and the variables that it surely has not got.
//!
//! The facts are coarse on purpose: cheap to find, few enough that many works share all of them, and each on the safe
//! side. A variable that is not said to be missing may still be empty; one that is said to be missing never prints.

use hayagriva::Entry;
use hayagriva::citationberg::taxonomy::{
    DateVariable, NameVariable, NumberVariable, PageVariable, StandardVariable, Variable,
};

use crate::load::bibliography::Kinds;

/// What decides which parts of a style concern a work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Traits {
    pub(super) kinds: Kinds,
    missing: u32,
}

/// Fields that neither a work nor anything that it stands in has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Missing {
    Parents,
    Affiliated,
    Authors,
    Editors,
    Date,
    Title,
    Publisher,
    Location,
    Organization,
    Issue,
    Chapter,
    Volume,
    VolumeTotal,
    Edition,
    PageRange,
    PageTotal,
    Runtime,
    Url,
    Numbers,
    Doi,
    Archive,
    CallNumber,
    Note,
    Abstract,
    Genre,
}

impl Traits {
    /// The traits of an entry.
    pub(super) fn of(entry: &Entry) -> Self {
        let mut found = 0;
        collect(entry, &mut found);
        Self { kinds: Kinds::of(entry), missing: !found }
    }

    fn misses(self, field: Missing) -> bool {
        self.missing & bit(field) != 0
    }

    /// Whether a variable surely is empty. The rules are those of Hayagriva's `csl/taxonomy.rs`, version 0.10.1.
    pub(super) fn lack(self, variable: Variable) -> bool {
        let misses = |field| self.misses(field);
        match variable {
            Variable::Standard(standard) => self.lack_standard(standard),
            Variable::Page(PageVariable::Page) => misses(Missing::PageRange),
            Variable::Number(number) => match number {
                NumberVariable::ChapterNumber => misses(Missing::Chapter) && misses(Missing::Volume),
                NumberVariable::CollectionNumber | NumberVariable::PartNumber => {
                    misses(Missing::Volume) || misses(Missing::Parents)
                }
                NumberVariable::Edition => misses(Missing::Edition),
                NumberVariable::Issue => misses(Missing::Issue),
                NumberVariable::Number => misses(Missing::Numbers) && misses(Missing::Chapter),
                NumberVariable::NumberOfPages => misses(Missing::PageTotal),
                NumberVariable::NumberOfVolumes => misses(Missing::VolumeTotal),
                NumberVariable::PageFirst => misses(Missing::PageRange),
                NumberVariable::PrintingNumber | NumberVariable::Version => misses(Missing::Numbers),
                NumberVariable::Section | NumberVariable::SupplementNumber => true,
                NumberVariable::Volume => misses(Missing::Volume),
                NumberVariable::CitationNumber | NumberVariable::FirstReferenceNoteNumber | NumberVariable::Locator => {
                    false
                }
            },
            Variable::Date(date) => match date {
                DateVariable::Accessed => misses(Missing::Url),
                DateVariable::Issued => misses(Missing::Date),
                DateVariable::EventDate | DateVariable::OriginalDate => misses(Missing::Parents),
                DateVariable::AvailableDate | DateVariable::Submitted => true,
            },
            Variable::Name(name) => match name {
                NameVariable::Author => misses(Missing::Authors),
                NameVariable::Editor => misses(Missing::Editors),
                NameVariable::EditorTranslator => misses(Missing::Editors) || misses(Missing::Affiliated),
                NameVariable::CollectionEditor => misses(Missing::Editors) || misses(Missing::Parents),
                NameVariable::ContainerAuthor | NameVariable::OriginalAuthor => {
                    misses(Missing::Authors) || misses(Missing::Parents)
                }
                NameVariable::EditorialDirector
                | NameVariable::Guest
                | NameVariable::Host
                | NameVariable::Interviewer
                | NameVariable::Recipient
                | NameVariable::ReviewedAuthor => true,
                _ => misses(Missing::Affiliated),
            },
        }
    }

    fn lack_standard(self, variable: StandardVariable) -> bool {
        use StandardVariable as Of;
        let misses = |field| self.misses(field);
        match variable {
            Of::Abstract => misses(Missing::Abstract),
            Of::Annote | Of::Note => misses(Missing::Note),
            Of::Archive | Of::ArchiveLocation => misses(Missing::Archive),
            Of::Authority => misses(Missing::Organization),
            Of::CallNumber => misses(Missing::CallNumber),
            Of::CollectionTitle
            | Of::ContainerTitle
            | Of::ContainerTitleShort
            | Of::Event
            | Of::EventTitle
            | Of::OriginalTitle
            | Of::Source
            | Of::VolumeTitle => misses(Missing::Parents),
            Of::EventPlace => misses(Missing::Parents) || misses(Missing::Location),
            Of::OriginalPublisher | Of::OriginalPublisherPlace => {
                misses(Missing::Parents) || misses(Missing::Publisher)
            }
            Of::Publisher | Of::PublisherPlace => misses(Missing::Publisher),
            Of::Dimensions => misses(Missing::Runtime),
            Of::DOI => misses(Missing::Doi),
            Of::ISBN | Of::ISSN | Of::PMID | Of::PMCID => misses(Missing::Numbers),
            Of::Genre => misses(Missing::Genre),
            Of::Title | Of::TitleShort => misses(Missing::Title),
            Of::URL => misses(Missing::Url),
            // Hayagriva has no field for these.
            Of::ArchiveCollection
            | Of::ArchivePlace
            | Of::Division
            | Of::Jurisdiction
            | Of::Keyword
            | Of::License
            | Of::Medium
            | Of::PartTitle
            | Of::References
            | Of::ReviewedGenre
            | Of::ReviewedTitle
            | Of::Scale
            | Of::Status => true,
            _ => false,
        }
    }
}

fn bit(field: Missing) -> u32 {
    1 << field as u32
}

fn collect(entry: &Entry, found: &mut u32) {
    let mut note = |field: Missing, has: bool| *found |= if has { bit(field) } else { 0 };
    note(Missing::Parents, !entry.parents().is_empty());
    note(Missing::Affiliated, entry.affiliated().is_some());
    note(Missing::Authors, entry.authors().is_some());
    note(Missing::Editors, entry.editors().is_some());
    note(Missing::Date, entry.date().is_some());
    note(Missing::Title, entry.title().is_some());
    note(Missing::Publisher, entry.publisher().is_some());
    note(Missing::Location, entry.location().is_some());
    note(Missing::Organization, entry.organization().is_some());
    note(Missing::Issue, entry.issue().is_some());
    note(Missing::Chapter, entry.chapter().is_some());
    note(Missing::Volume, entry.volume().is_some());
    note(Missing::VolumeTotal, entry.volume_total().is_some());
    note(Missing::Edition, entry.edition().is_some());
    note(Missing::PageRange, entry.page_range().is_some());
    note(Missing::PageTotal, entry.page_total().is_some());
    note(Missing::Runtime, entry.runtime().is_some());
    note(Missing::Url, entry.url().is_some());
    note(Missing::Numbers, entry.serial_number().is_some_and(|numbers| numbers.0.keys().any(|key| key != "doi")));
    note(Missing::Doi, entry.doi().is_some());
    note(Missing::Archive, entry.archive().is_some() || entry.archive_location().is_some());
    note(Missing::CallNumber, entry.call_number().is_some());
    note(Missing::Note, entry.note().is_some());
    note(Missing::Abstract, entry.abstract_().is_some());
    note(Missing::Genre, entry.genre().is_some());
    for parent in entry.parents() {
        collect(parent, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_work_stands_in_counts() {
        let bare = Entry::new("a", hayagriva::types::EntryType::Article);
        let mut within = bare.clone();
        let mut journal = Entry::new("a", hayagriva::types::EntryType::Periodical);
        journal.set_doi("10.1/x".to_owned());
        within.set_parents(vec![journal]);
        let doi = Variable::Standard(StandardVariable::DOI);
        assert!(Traits::of(&bare).lack(doi));
        assert!(!Traits::of(&within).lack(doi));
        assert!(!Traits::of(&within).lack(Variable::Standard(StandardVariable::ContainerTitle)));
    }
}
