//! The variables of CSL 1.0.2 (its appendix IV), each with the kind of value that it holds.

/// Declares [`Variable`] from one table: name in Rust, name in CSL, kind.
macro_rules! variables {
    ($($name:ident = $text:literal: $kind:ident,)*) => {
        /// A variable of an item, as CSL names it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Variable {
            $(#[doc = concat!("`", $text, "`.")] $name,)*
        }

        impl Variable {
            /// All of them, by name within each kind.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its name in styles and in CSL-JSON.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The variable of a name.
            #[must_use]
            pub fn find(name: &str) -> Option<Self> {
                Some(match name { $($text => Self::$name,)* _ => return None })
            }

            /// What kind of value it holds.
            #[must_use]
            pub fn kind(self) -> VariableKind {
                match self { $(Self::$name => VariableKind::$kind,)* }
            }
        }
    };
}

/// What a variable holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VariableKind {
    /// Text.
    Text,
    /// Text that is often a number, and can be printed as one.
    Number,
    /// A date or a range of dates.
    Date,
    /// A list of names.
    Name,
}

variables! {
    Abstract = "abstract": Text,
    Annote = "annote": Text,
    Archive = "archive": Text,
    ArchiveCollection = "archive_collection": Text,
    ArchiveLocation = "archive_location": Text,
    ArchivePlace = "archive-place": Text,
    Authority = "authority": Text,
    CallNumber = "call-number": Text,
    CitationKey = "citation-key": Text,
    CitationLabel = "citation-label": Text,
    CollectionTitle = "collection-title": Text,
    ContainerTitle = "container-title": Text,
    ContainerTitleShort = "container-title-short": Text,
    Dimensions = "dimensions": Text,
    Division = "division": Text,
    Doi = "DOI": Text,
    Event = "event": Text,
    EventPlace = "event-place": Text,
    EventTitle = "event-title": Text,
    Genre = "genre": Text,
    Isbn = "ISBN": Text,
    Issn = "ISSN": Text,
    Jurisdiction = "jurisdiction": Text,
    Keyword = "keyword": Text,
    Language = "language": Text,
    License = "license": Text,
    Medium = "medium": Text,
    Note = "note": Text,
    OriginalPublisher = "original-publisher": Text,
    OriginalPublisherPlace = "original-publisher-place": Text,
    OriginalTitle = "original-title": Text,
    PartTitle = "part-title": Text,
    Pmcid = "PMCID": Text,
    Pmid = "PMID": Text,
    Publisher = "publisher": Text,
    PublisherPlace = "publisher-place": Text,
    References = "references": Text,
    ReviewedGenre = "reviewed-genre": Text,
    ReviewedTitle = "reviewed-title": Text,
    Scale = "scale": Text,
    Source = "source": Text,
    Status = "status": Text,
    Title = "title": Text,
    TitleShort = "title-short": Text,
    Url = "URL": Text,
    VolumeTitle = "volume-title": Text,
    YearSuffix = "year-suffix": Text,
    ChapterNumber = "chapter-number": Number,
    CitationNumber = "citation-number": Number,
    CollectionNumber = "collection-number": Number,
    Edition = "edition": Number,
    FirstReferenceNoteNumber = "first-reference-note-number": Number,
    Issue = "issue": Number,
    Locator = "locator": Number,
    Number = "number": Number,
    NumberOfPages = "number-of-pages": Number,
    NumberOfVolumes = "number-of-volumes": Number,
    Page = "page": Number,
    PageFirst = "page-first": Number,
    PartNumber = "part-number": Number,
    PrintingNumber = "printing-number": Number,
    Section = "section": Number,
    SupplementNumber = "supplement-number": Number,
    Version = "version": Number,
    Volume = "volume": Number,
    Accessed = "accessed": Date,
    AvailableDate = "available-date": Date,
    EventDate = "event-date": Date,
    Issued = "issued": Date,
    OriginalDate = "original-date": Date,
    Submitted = "submitted": Date,
    Author = "author": Name,
    Chair = "chair": Name,
    CollectionEditor = "collection-editor": Name,
    Compiler = "compiler": Name,
    Composer = "composer": Name,
    ContainerAuthor = "container-author": Name,
    Contributor = "contributor": Name,
    Curator = "curator": Name,
    Director = "director": Name,
    Editor = "editor": Name,
    EditorTranslator = "editortranslator": Name,
    EditorialDirector = "editorial-director": Name,
    ExecutiveProducer = "executive-producer": Name,
    Guest = "guest": Name,
    Host = "host": Name,
    Illustrator = "illustrator": Name,
    Interviewer = "interviewer": Name,
    Narrator = "narrator": Name,
    Organizer = "organizer": Name,
    OriginalAuthor = "original-author": Name,
    Performer = "performer": Name,
    Producer = "producer": Name,
    Recipient = "recipient": Name,
    ReviewedAuthor = "reviewed-author": Name,
    ScriptWriter = "script-writer": Name,
    SeriesCreator = "series-creator": Name,
    Translator = "translator": Name,
}
