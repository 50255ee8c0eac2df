//! Kinds of sections, and how they are counted.

/// What kind of section it is; numbering follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SectionKind {
    /// A section of the text, numbered 1, 2 …
    Section,
    /// An appendix, lettered A, B …
    Appendix,
    /// Thanks.
    Acknowledgements,
    /// Who paid.
    Funding,
    /// Where the data are.
    DataAvailability,
    /// Which interests the authors have.
    ConflictsOfInterest,
    /// Who did what.
    AuthorContributions,
    /// Who the authors are.
    NotesOnContributors,
    /// Terms and what they mean.
    Glossary,
    /// To whom the work is dedicated.
    Dedication,
}

impl SectionKind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Section,
        Self::Appendix,
        Self::Acknowledgements,
        Self::Funding,
        Self::DataAvailability,
        Self::ConflictsOfInterest,
        Self::AuthorContributions,
        Self::NotesOnContributors,
        Self::Glossary,
        Self::Dedication,
    ];

    /// As it is written in front matter, and as a class in pages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Appendix => "appendix",
            Self::Acknowledgements => "acknowledgements",
            Self::Funding => "funding",
            Self::DataAvailability => "data-availability",
            Self::ConflictsOfInterest => "conflicts-of-interest",
            Self::AuthorContributions => "author-contributions",
            Self::NotesOnContributors => "notes-on-contributors",
            Self::Glossary => "glossary",
            Self::Dedication => "dedication",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The role of such a part for those who listen to a page (DPUB-ARIA 1.1), if there is one.
    #[must_use]
    pub fn role(self) -> Option<&'static str> {
        match self {
            Self::Appendix => Some("doc-appendix"),
            Self::Acknowledgements => Some("doc-acknowledgments"),
            Self::Glossary => Some("doc-glossary"),
            Self::Dedication => Some("doc-dedication"),
            _ => None,
        }
    }

    /// The number of the next section of this kind, of which there were `count`; nothing if the kind has none.
    pub(super) fn number(self, count: &mut usize) -> Option<String> {
        match self {
            Self::Section => {
                *count += 1;
                Some(count.to_string())
            }
            Self::Appendix => {
                *count += 1;
                Some(letters(*count))
            }
            _ => None,
        }
    }
}

/// A number in letters, as spreadsheets count their columns: A, B … Z, AA, AB …
fn letters(mut number: usize) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(u8::try_from(number % 26).map_or('A', |at| char::from(b'A' + at)));
        number /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn appendices_go_on_behind_z() {
        assert_eq!([1, 2, 26, 27, 52, 53, 702, 703].map(letters), ["A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn every_kind_is_found_by_its_name() {
        for kind in SectionKind::ALL {
            assert_eq!(SectionKind::find(kind.name()), Some(kind));
        }
        assert_eq!(SectionKind::find("Appendix"), None);
    }
}
