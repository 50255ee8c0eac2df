//! The one table of diagnostic codes: `pliego check --explain CODE` and the documentation are both made from it.

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; never fails a run.
    Note,
    /// Should be mended; fails a run under `--strict`.
    Warning,
    /// Nothing is written while it stands.
    Error,
}

impl Severity {
    /// As it is written in messages and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A kind of finding. Codes are stable: scripts and people refer to them.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// kebab-case, unique.
    pub name: &'static str,
    /// How much findings of this kind weigh.
    pub severity: Severity,
    /// What it means, in one line.
    pub summary: &'static str,
    /// Why it matters and what to do.
    pub explanation: &'static str,
}

impl Code {
    /// The code of a name.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Code> {
        codes::ALL.iter().copied().find(|code| code.name == name)
    }
}

macro_rules! table {
    ($($id:ident $severity:ident $name:literal: $summary:literal, $explanation:literal;)*) => {
        /// Every code that Pliego can report.
        pub mod codes {
            use super::{Code, Severity};
            $(
                #[doc = $summary]
                pub static $id: &Code = &Code {
                    name: $name, severity: Severity::$severity, summary: $summary, explanation: $explanation,
                };
            )*
            /// All of them, in the order of the pipeline.
            pub static ALL: &[&Code] = &[$($id),*];
        }
    };
}

table! {
    // source and load
    NO_CONTENT Error "no-content": "the folder holds no site",
        "Pliego builds the folder that holds `content/site.yml`. Run it there, or name that folder: `pliego build my-site`.";
    UNREADABLE Error "unreadable": "a file or folder cannot be read",
        "The system refused to read it. Check its permissions and that the disk is there.";
    NOT_UTF8 Error "not-utf8": "a file is not UTF-8 text",
        "All of Pliego's files are UTF-8. Editors offer it as an encoding when saving; `iconv -f latin1 -t utf-8` converts an older file.";
    OLDER_ENCODING Warning "older-encoding": "a library of a reference manager that is not UTF-8",
        "It was read by the encoding that the message names. Letters may be wrong where the program that wrote it used another one; reference managers offer UTF-8 when they export.";
    LINK_OUT Error "link-out": "a symbolic link leads out of the content",
        "A site must build the same on every machine, so nothing outside its own folder is read. Copy the file in, or link to one inside.";
    STRAY_FILE Warning "stray-file": "a file in `content/` has no place in the site",
        "It is not a work, a section, a register, a bibliography or a file that a page shows. Often its name has a slip (`en.markdown`, `Work.yml`) or its language is not one of the site's.";
    MERGE_CONFLICT Error "merge-conflict": "a merge that was not finished",
        "Both versions stand in the file, between lines of `<<<<<<<`, `=======` and `>>>>>>>`. Choose what is to stay, and remove these lines.";
    TOO_DEEP Error "too-deep": "something is nested more deeply than it can be read",
        "Quotations, lists, emphasis, links and brackets may stand within each other a hundred deep, which no text needs. Most often a sign was repeated by a slip, or a file was made by a program that failed.";
    YAML Error "yaml": "a YAML file cannot be read",
        "The message names the line. Common causes: a tab for indentation, a colon inside a text without quotes, a list where a map is expected.";
    UNKNOWN_KEY Error "unknown-key": "a key that Pliego does not know",
        "Unknown keys are refused, because a slip (`titel:`) would otherwise be lost in silence. The message lists what may stand there.";
    DUPLICATE_KEY Error "duplicate-key": "a key stands twice in one map",
        "Only one of the two could be used. Remove or rename one.";
    BAD_VALUE Error "bad-value": "a value is not of the form that its key asks for",
        "The message says what is expected: a date is written 2026-02-26 (or 2026-02, or 2026), an ORCID 0000-0002-1825-0097, a slug in lower-case letters, digits and hyphens.";
    ADDRESS Error "address": "an address that may not stand in a page",
        "A page links to the web (`https:`, `http:`) and to people (`mailto:`). Other beginnings (`javascript:`, `data:`, `file:`) would run something in the reader's browser or lead to the reader's own disk; and no address holds tabs, line breaks or invisible signs.";
    UNLINKED_ADDRESS Warning "unlinked-address": "an address of a reference that no page links to",
        "Reference managers keep addresses of files and of other programs. A page links to the web (`https:`, `http:`) only, so this one stands nowhere: correct it, or take it out.";
    FRONT_MATTER Error "front-matter": "a section's front matter is missing or not closed",
        "A section begins with a line `---`, its `title:` and `slug:`, and a second line `---`.";
    SECTION_KIND Error "section-kind": "a kind of section that there is not, or that the editions do not share",
        "Front matter may say `kind: appendix`; without it a section is a section. The kinds are section, appendix, acknowledgements, funding, data-availability, conflicts-of-interest, author-contributions, notes-on-contributors, glossary and dedication. The original decides; a translation need not repeat it.";
    // config
    ISSN Warning "issn": "an ISSN that cannot be right",
        "An ISSN is two groups of four, `2395-9134`; its last character follows from the others. Compare it with the journal's own page.";
    UNKNOWN_LANGUAGE Error "unknown-language": "a language that `site.yml` does not list",
        "Every language of the site stands under `languages:` in `site.yml`; texts can only be given in these. A work's title, keywords and abstract may also be given in others, by their tags (`fr`, `pt-BR`).";
    MISSING_LANGUAGE Error "missing-language": "a text is missing in a language where it must not be",
        "The text of the authoritative language is what the other languages fall back to, so it has to be there; slugs have to be there in every language.";
    UNKNOWN_THEME Error "unknown-theme": "a theme that is not there",
        "A theme is a folder below `themes/`, or one that is built in (`papel`).";
    CITATION_STYLE Error "citation-style": "the citation style or its locale cannot be used",
        "`citations: style:` is a name of the CSL archive (`apa`, `chicago-author-date`, `modern-language-association` …) or a `.csl` file below `content/`.";
    STYLE_PART Warning "style-part": "something in a citation style that CSL does not have",
        "The style is used without it. The message names the element, attribute, variable, type, term or value; CSL 1.0.2 lists those that there are.";
    // documents
    RAW_HTML Error "raw-html": "raw HTML in Markdown",
        "Text is escaped in one place, so that a page is always well-formed and safe. Use Markdown's own means, or set `raw_html: true` in `site.yml` if the site needs it.";
    CITATION_SYNTAX Error "citation-syntax": "a citation that cannot be read",
        "A group is written `[@key, p. 66; @other]`; what the authors printed stands behind `=`: `[@cbp-2023 = CBP, 2023]`. A `[` or `;` inside it is written `\\[` or `\\;`.";
    UNKNOWN_NOTE Error "unknown-note": "a note is called that does not exist",
        "`[^1]` calls the note that a line `[^1]: …` gives; the label must be the same.";
    UNCALLED_NOTE Warning "uncalled-note": "a note that nothing calls",
        "It would not stand on the page. Call it with `[^label]`, or remove it.";
    DUPLICATE_NOTE Error "duplicate-note": "two notes have the same label",
        "Only one of them would stand on the page. Give each a label of its own: `[^1]: …`, `[^2]: …`.";
    UNUSED_ADDRESS Warning "unused-address": "an address is defined, and no link uses it",
        "`[label]: https://…` is what `[words][label]` leads to. Without such a link it stands nowhere on the page.";
    UNKNOWN_LANG_SPAN Error "language-span": "a passage marked with something that is not a language tag",
        "A passage in another language is written `[texto](lang:es)`, with a BCP 47 tag.";
    STRAY_SYNTAX Warning "stray-syntax": "something that looks like syntax stands in the page as it was typed",
        "Attributes that belong to nothing, another program's commands, a link without its definition, a table without the line under its head. The message says which, and the spelling that works; a sign that is meant as itself has a backslash before it.";
    OPEN_DIVISION Error "open-division": "a division that is never closed",
        "What `::: {.epigraph}` begins ends with `:::` on a line of its own.";
    OPEN_CODE Warning "open-code": "code between fences that is not closed where it should be",
        "Three backquotes on a line of their own end what three backquotes began. Without them, the text that follows is shown as code.";
    LOST_CELLS Error "lost-cells": "a row of a table with more cells than its head",
        "Cells beyond the columns of the head would be lost. A bar that is no cell's is written `\\|`.";
    EMPTY_LINK Warning "empty-link": "a link without words, or one that leads nowhere",
        "Readers who hear a page, and those who follow links by the keyboard, are told a link by its words.";
    MATH Error "math": "a formula that cannot be read",
        "Formulas are LaTeX between dollar signs. A dollar sign that is no formula is written `\\$`.";
    MATH_MARKUP Warning "math-markup": "a formula holds markup that is no formula",
        "Words of a formula must not become elements of the page: what is not MathML is left out. A `<` in them is written `\\lt`.";
    JATS_XML Warning "jats-xml": "an article in JATS that cannot be read",
        "The file is no well-formed XML, goes too deep, is too large, or asks for other files. The message gives the place. The article is left out, and the rest of the site is made; links to it are broken until it is mended.";
    JATS_MENDED Note "jats-mended": "something in an XML file that XML does not allow",
        "A control character, a prefix that nobody declares: it was read all the same. Other programs may refuse the file.";
    JATS_LANGUAGE Warning "jats-language": "the language of an article is missing, wrong, or none of the site's",
        "`xml:lang` of `article` or of a translation says nothing, says another language than its words, or one that `site.yml` does not list. The message says what was assumed. `language:` in a `work.yml` beside the XML is followed before all else.";
    JATS_ELEMENT Note "jats-element": "an element of an article whose meaning is not known",
        "Its words are shown as text where it stands. Each name is listed once, with its first place.";
    JATS_PICTURE Warning "jats-picture": "pictures and files that an article names and that are not there",
        "The captions stand, and the page says that the picture is missing. Put the files beside the XML, by the last part of the name that the article gives, as PNG, JPEG, SVG or WebP; browsers do not show TIFF. Pictures that are elsewhere on the web are not fetched.";
    JATS_REFERENCE Warning "jats-reference": "a cross-reference in an article that leads to nothing",
        "No element has the id that `rid` names, or the edition does not show that place. The words are shown without a link.";
    JATS_PLAIN_REFERENCE Note "jats-plain-reference": "references of an article that have no parts",
        "They are one text in `mixed-citation`, without elements for authors, title and year. They stand in lists as they are printed; a style cannot set them otherwise.";
    JATS_LEGACY Note "jats-legacy": "an article whose text is HTML in a paragraph",
        "This is SciELO's older form. It is read as markup, through the same gate as everything else; its paragraphs have no places of their own.";
    JATS_VALUE Warning "jats-value": "a value in the front of an article that is not what it should be",
        "A DOI, an ISSN or an ORCID iD with a slip in it is left out. Correct the XML, or give the value in a `work.yml` beside it.";
    MATH_AS_SOURCE Warning "math-as-source": "a formula of a published article that cannot be shown as a formula",
        "It is written in a notation that is not understood, or with commands that are not known. The page shows its source in its place. Where the XML has MathML or a picture beside it, that is taken instead.";
    UNKNOWN_CODE_LANGUAGE Note "code-language": "a code block in a language that is not highlighted",
        "The code is shown without colours.";
    // registers and bibliography
    DUPLICATE_ENTITY Error "duplicate-entity": "two entries of a register share an id",
        "An id is the name of a page. Give one of them another id.";
    UNKNOWN_FACET Error "unknown-facet": "a facet or a value that `register.yml` does not list",
        "Facets and their values, with their names in each language, stand in the register's `register.yml`.";
    AMBIGUOUS_NAME Error "ambiguous-mention": "a mention that fits two entries",
        "The text names something that two entries of the registers claim as name, acronym or alias. Make the aliases more precise, or mark the place by hand: `[[id|words]]`.";
    UNKNOWN_ENTITY Error "unknown-entity": "a mention of an entry that no register holds",
        "`[[id]]` names an entry by its id.";
    UNMENTIONED_ENTITY Warning "unmentioned-entity": "an entry that no work mentions",
        "Its page would lead nowhere. It stands in no table that a text shows, and its names are not found in running text: check its aliases.";
    UNKNOWN_TABLE Error "unknown-table": "a table file that is not there",
        "`![Table 1](actors/mexico.yml)` names a file of a register, relative to `content/`.";
    DUPLICATE_REFERENCE Error "duplicate-reference": "two references share a key",
        "Keys are unique over all bibliography files.";
    BAD_REFERENCE Error "bad-reference": "a reference that cannot be read",
        "The message is that of the bibliography's parser. `content/bibliography.yml` is Hayagriva YAML; `.bib` and CSL-JSON files are taken too.";
    ODD_REFERENCE Warning "odd-reference": "a part of a reference that cannot be read as it stands",
        "The rest of the reference is read and can be cited. The message says what is missing or printed otherwise, and how it is written.";
    UNMAPPED_FIELD Note "unmapped-field": "fields of a bibliography that no style prints",
        "Reference managers keep more than a reference says. What they keep for themselves is not listed here; what is listed may be a slip in a field's name, and the field after which it should be called is in the documentation of the format.";
    MADE_KEY Note "made-key": "entries of an RIS file without a key",
        "RIS has no key that authors write. Where a file gives no `ID`, an entry is cited by the family name of its first author and the year. A line `ID  - key` gives it another.";
    UNKNOWN_REFERENCE Error "unknown-reference": "a citation of a work that the bibliography does not hold",
        "The key after `@` must stand in the bibliography.";
    UNCITED_REFERENCE Note "uncited-reference": "references that no work cites",
        "They stand in no list. A whole library beside one article is usual; a key that was meant to be cited may be among them.";
    UNLISTED_REFERENCE Note "unlisted-reference": "works that the style leaves out of its list of references",
        "Some styles list no manuscripts, messages or private documents. They stand there as a citation has them, since the list leads back to each sentence that cites them.";
    DUPLICATE_DOI Warning "duplicate-doi": "two references share a DOI",
        "Probably the same work under two keys; its citations would be split between them.";
    // places
    DUPLICATE_SLUG Error "duplicate-slug": "two pages would have the same address",
        "Each page of a language needs a slug of its own. The later one would overwrite the earlier one.";
    SLUG_ESCAPES Error "slug-escapes": "a slug that would leave the output folder",
        "A slug is one name made of lower-case letters, digits and hyphens: no slash, no dots.";
    DUPLICATE_ANCHOR Error "duplicate-anchor": "two blocks of a work have the same anchor",
        "An explicit id `{#id}` is unique in the whole work.";
    BROKEN_LINK Error "broken-link": "a link leads to nothing",
        "The page or the anchor that it names does not exist in this site.";
    UNKNOWN_REFERENT Error "unknown-target": "a reference to a figure, a table or a section that is not there",
        "`@fig-map` leads to the figure with the id `{#fig-map}`, `@sec-method` to the heading `{#sec-method}` or to the section `method`.";
    MISSING_IMAGE Error "missing-image": "an image that is not there",
        "Its path is relative to the file that shows it, and stays inside `content/`.";
    UNSAFE_PICTURE Error "unsafe-picture": "a drawing that runs or fetches something",
        "An SVG file is a page of its own when a reader opens it by itself: scripts, handlers, foreign markup and addresses elsewhere in it could do there whatever the site can. Save it as a plain drawing.";
    FILE_NAME Error "file-name": "a name that a file cannot have on every system",
        "A site must build the same on every machine. Windows has devices called `con`, `aux`, `nul`, `prn`, `com1`, `lpt1` …, whatever their ending, takes a dot or a blank from the end of a name, and no name holds a colon.";
    UNPORTABLE_NAME Warning "unportable-name": "a name that Windows cannot write",
        "Names with `<`, `>`, `\"`, `|`, `?` or `*` can be published, since servers take them; but nobody can build this site, or keep a copy of it, on Windows.";
    MISSING_ALT Warning "missing-alt": "an image without alternative text",
        "Readers who do not see it need a sentence: `![A sentence](picture.png)`.";
    UNSTYLED_CLASS Note "unstyled-class": "a class in a text that no style of the theme is for",
        "The class is kept in the page, for a style, a script or a search of your own. If it was to look like something, correct its name, or write a rule for it into `themes/NAME/styles/own.css`. Each class is told once, at its first place.";
    UNREAD_ATTRIBUTE Warning "unread-attribute": "a key in braces that nothing reads",
        "Braces may hold an id, classes, a language, and keys with values. Which keys are read depends on what they belong to: `width` on pictures, `title` on divisions, `caption` on code, `dir` on anything. Each key is told once, at its first place.";
    HEADING_ORDER Warning "heading-order": "a heading skips a level",
        "A section's own headings begin with `##`, and each level follows the one above it: readers who listen move by them.";
    // editions
    UNTRANSLATED Note "untranslated": "a text that is not there in one of the languages",
        "The page shows the authoritative text, marked as such, until the file has a body of its own.";
    UNTITLED Note "untitled": "a work has texts in a language, and no title in it",
        "Every page of the work in that language would be headed in another one. Give the title in each language that has texts.";
    STALE_TRANSLATION Warning "stale-translation": "a translation whose original has changed since",
        "`readings.yml` holds what the original said when a person last held the translation against it; the message shows what has changed. Bring the translation into line, then record it with `pliego translation accept PATH`. Until then the page tells its readers.";
    UNRECORDED_TRANSLATION Note "unrecorded-translation": "a translation of which nobody recorded what it was made from",
        "Once it has been read against the original, `pliego translation accept PATH` records that, and later changes of the original will be reported.";
    BLOCK_MISSING Warning "block-missing": "a block of the original that a translation lacks",
        "Blocks answer each other by what they share (what they cite and name, figures, links, related words), or by an id that both have: `{#findings}`. The message names the block and where its counterpart would stand.";
    BLOCK_ADDED Note "block-added": "a block of a translation that answers nothing in the original",
        "A paragraph that was added, or left when the original lost its own. Blocks answer each other by what they share, or by an id that both have.";
    BLOCK_SPLIT Note "block-split": "a paragraph that a translation parts into several",
        "Nothing is missing: the parts answer one paragraph of the original, and stand beside it on facing pages.";
    BLOCK_JOINED Note "block-joined": "paragraphs that a translation joins into one",
        "Nothing is missing: the one paragraph has the anchors of all that it answers.";
    BLOCK_KIND Warning "block-kind": "two blocks that answer each other are of different kinds",
        "A heading answers a heading of the same level, a list a list, a table the same table.";
    ID_DIFFERS Warning "id-differs": "an id that only the translation gives",
        "A block and its translation have one anchor, that of the original. Give the original the same id, so that links to it lead somewhere.";
    BLOCK_UNTRANSLATED Warning "block-untranslated": "a block of a translation is still in the original's words",
        "Both editions have the same words here; references, quotations, names and code may. If that is right, list it in the work's `exceptions.yml`.";
    ORDER_DIFFERS Warning "order-differs": "a block of a translation was moved, or two rows seem to have changed places",
        "What they cite, their figures and the words that the languages share fit each other's originals better than their own.";
    CITATIONS_DIFFER Warning "citations-differ": "the editions of a block do not cite the same works",
        "A citation was lost, added, or given another key or locator. Both editions must cite the same, or the difference stands in the work's `exceptions.yml`, with its reason.";
    FIGURES_DIFFER Note "figures-differ": "the editions of a block do not have the same figures",
        "Numbers in digits are compared whatever their separators, except in code; one that the other edition has in words, as a Roman numeral or as the name of a month is the same. One that is rightly different stands in the work's `exceptions.yml`.";
    DIGIT_DIFFERS Warning "digit-differs": "a year or an amount that differs in one digit",
        "Both editions have a number here that the other lacks, and the two are so alike that one is likely a slip: 2007 for 2017. One that is rightly different stands in the work's `exceptions.yml`.";
    LINKS_DIFFER Note "links-differ": "the editions of a block do not link to the same places",
        "The scheme, `www.` and a closing slash do not count, and the same site's page in the edition's language is the same. Two addresses that differ in a letter or two are a warning. One that rightly differs stands in the work's `exceptions.yml`.";
    NOTES_DIFFER Warning "notes-differ": "the editions of a block do not call as many notes",
        "A note that was lost is a warning. One more is a note: if it is the translator's own, call it `[^translator]` or `[^translator-2]`, and the page says so.";
    ROWS_DIFFER Warning "rows-differ": "the editions of a table or a list do not have the same rows",
        "A row, an item or a column was lost or added.";
    MENTIONS_DIFFER Note "mentions-differ": "the editions of a block do not mention the same entries",
        "A name was changed, lost or added; or the form that one edition uses is not among the entry's names, acronyms and aliases in that language.";
    TERMS_DIFFER Note "terms-differ": "a term is not rendered as the work's `terms.yml` says",
        "One edition uses the term more often in this block than the other uses its renderings. Use one of them, add a form to its line, or list the place in the work's `exceptions.yml`.";
    UNUSED_EXCEPTION Warning "unused-exception": "an exception that excuses nothing",
        "The editions do not differ there, or not in that: remove it from `exceptions.yml`, so that it hides nothing later.";
    DUPLICATE_EMBED Error "duplicate-embed": "a table is shown twice in a work",
        "Its rows are anchors, and an anchor stands once. Refer to it the second time.";
    // corrections
    CORRECTION_PLACE Error "correction-place": "a correction at a place that does not exist",
        "`place:` is the anchor of a paragraph, a table or a row of the work.";
    CORRECTION_TEXT Warning "correction-text": "a correction whose reading does not stand at its place",
        "The words given as `text:` are not found there. Either the text was changed since, or the place is another.";
    // import
    NOT_IMPORTED Error "not-imported": "something that was given to `pliego import` and was not brought into the site",
        "The message says why: it is no article in JATS and no library, it cannot be read, its XML is not well-formed, or its name leads out of the package. All the rest was brought.";
    EDITED_COPY Warning "edited-copy": "a file that was not imported anew, since somebody has edited the copy in the site",
        "Nothing that a person has written is overwritten. `imports.yml` says what each file was like when it was imported. To take the new one, move the copy away and import again.";
    // theme
    TEMPLATE Error "template": "a template cannot be used",
        "The message is that of the template engine, with the place.";
    STRINGS Error "strings": "a file of interface strings cannot be read",
        "Interface strings are Fluent files: `themes/NAME/i18n/LANGUAGE.ftl`.";
    MISSING_STRING Note "missing-string": "interface strings that a language lacks",
        "Pages show them in English, or in the language that has them. `pliego theme strings LANGUAGE` writes those that are lacking into a file of the site's own theme, to be filled in; where the file is there already, it prints them.";
    MISSING_FILE Error "missing-file": "a theme lacks a file that it needs",
        "The message names it.";
    STYLE Warning "style": "a style of the theme that does not do what it says",
        "Styles stand in pages one behind the other: what one of them does not close takes the rest with it. `@import` works only before all rules and finds no file of `styles/`; a template takes one in with `style(of=\"…\")`.";
    UNUSED_FILE Warning "unused-file": "a file of the site's own theme that nothing uses",
        "Its name or that of its folder has a slip, or it was left behind. A theme has `templates/`, `styles/`, `static/` and `i18n/`; a template is a kind of page or is named by another one; a style is taken in with `style(of=\"…\")`.";
    // weight
    HEAVY_ASSETS Warning "heavy-assets": "style and scripts of a page weigh too much",
        "They are what a reader with a poor connection waits for before the first line. The figure is after gzip, at 1 KB = 1,000 bytes; `weight: {assets: 20}` in `site.yml` is the limit.";
    HEAVY_PAGE Warning "heavy-page": "the page of a whole work weighs too much",
        "The figure is the page with its style and scripts after gzip, at 1 KB = 1,000 bytes, without pictures. A long work may need more: `weight: {article: 75}` in `site.yml` is the limit.";
    HEAVY_COPY Warning "heavy-copy": "what a reader can keep of a work for reading offline weighs too much",
        "It holds the work in all its languages, with its pictures, and is fetched as a whole: make the pictures smaller. The figure is in KB of 1,000 bytes; `weight: {kept: 1000}` in `site.yml` is the limit.";
    HEAVY_PICTURE Warning "heavy-picture": "a picture weighs too much",
        "Who reads the page has to fetch it. Photographs shrink as JPEG or WebP at the width of a page (1,600 pixels are enough), drawings as SVG. Files to take away and what readers keep leave it out and say so in its place. `weight: {picture: 1000}` in `site.yml`, in KB of 1,000 bytes, is the limit.";
    HEAVY_SITE Warning "heavy-site": "the whole site weighs too much",
        "GitHub Pages takes sites of up to 1 GB. The figure is that of all files as they are written; `weight: {site: 1000000}` in `site.yml`, in KB of 1,000 bytes, is the limit.";
    BLOCKING_SCRIPT Warning "blocking-script": "a page waits for a script",
        "Give the script `defer` or `type=\"module\"`: the words of a page are there without it.";
    BLOCKING_STYLE Note "blocking-style": "a page waits for a stylesheet",
        "With a poor connection the first line comes a good deal later. Put the rules into the theme's `styles/` and let its templates take them into the page with `style(of=\"…\")`; what is for paper only is a file with `media=\"print\"`. On a site whose readers see many pages, one file for all may still be right.";
    THIRD_PARTY Warning "third-party": "a page fetches something from elsewhere",
        "The reader's visit is told to somebody else, and the page is not whole without them or when it is opened from disk. Keep the file beside the text.";
    // search
    SEARCH_INDEX Warning "search-index": "something cannot be found by searching",
        "The search index was asked to hold it and does not. A text without a single word (only signs, or a picture without a description) cannot be found: give it words. Anything else is the library's failure: please report it; `search: false` in `site.yml` builds the site without search meanwhile.";
    // output
    FOREIGN_OUTPUT Error "foreign-output": "the output folder holds files that Pliego did not make",
        "Pliego only ever removes what it made itself, and never writes between a person's own files. Choose an empty folder with `--out`.";
    OUTPUT_IN_PLACE Warning "output-in-place": "the output folder was written into, not exchanged as a whole",
        "A build makes the new site beside the old one and exchanges the two at once, so that readers never find pages of both. That needs a folder that can be renamed: not the root of a disk or of a container's volume, and in a folder that may be written to. Name a folder inside of it with `--out`. What was written here is right; only while it was written, and after a build that was cut off, old and new pages stand side by side.";
    OUTPUT_INSIDE Error "output-inside": "the output folder lies inside the content, or holds it",
        "The site would become its own source. Choose another folder with `--out`.";
    BASE_URL Error "base-url": "the base URL is not an absolute address",
        "It is the address of the site's start page: `https://example.org/journal/`.";
    PLACEHOLDER_URL Note "placeholder-url": "the base URL is a reserved name",
        "Canonical addresses, alternates and the sitemap need the address under which the site is published: `base_url:` in `site.yml`, or `--base-url`.";
    // the program
    CRASH Error "crash": "Pliego itself failed",
        "This is a bug in Pliego or in a library of its, and no fault of the text. The message says what was being done; the rest of the site was checked all the same. Please report it.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_kebab_case() {
        let mut seen = std::collections::BTreeSet::new();
        for code in codes::ALL {
            assert!(seen.insert(code.name), "{} stands twice", code.name);
            assert!(
                code.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit()),
                "{}",
                code.name
            );
            assert!(code.explanation.ends_with('.'), "{} has no full explanation", code.name);
            assert_eq!(Code::find(code.name), Some(*code));
        }
    }
}
