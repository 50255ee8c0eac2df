# Papel: interface strings in English.
# The same keys, in the same order, stand in every file of this folder. Names of languages are written as they
# stand in the middle of a sentence; add `language_xx` for each language that a site may have.

## Languages
language_en = English
language_es = Spanish
language_ca = Catalan
language_de = German
language_eu = Basque
language_fr = French
language_gl = Galician
language_it = Italian
language_la = Latin
language_nah = Nahuatl
language_pt = Portuguese
language_qu = Quechua
language_zh = Chinese

## Addresses (ASCII)
slug_article = article
slug_bibliography = bibliography
slug_corrections = corrections
slug_colophon = colophon

## Titles of pages
title_article = Whole article
title_bibliography = Bibliography
title_corrections = Corrections
title_colophon = Colophon
title_not_found = Page not found

## Navigation
nav_home = Home
nav_article = Whole article
nav_bibliography = Bibliography
nav_corrections = Corrections
nav_colophon = Colophon
skip_to_text = Skip to the text
main_navigation = Main
language_navigation = Languages
breadcrumbs = You are here
section_navigation = Sections
on_this_page = On this page
previous = Previous
next = Next
contents = Contents
whole_article = The whole article on one page
all_contents = All { $n } sections
enter = Read in English
back_to_start = Go to the start page

## Descriptions of pages, for search engines and previews
description_front = { $site }: every page in each of its languages, side by side.
description_article = “{ $title }”: the whole text on one page.
description_section = “{ $section }”, a section of “{ $title }”.
description_facing = “{ $section }”, from “{ $title }”, in two languages side by side.
description_facing_whole = “{ $section }”: the whole text in two languages side by side.
description_bibliography = { $n ->
    [0] “{ $title }” cites no works
    [one] The one work cited in “{ $title }”, with every place that cites it
   *[other] The { $n } works cited in “{ $title }”, with every place that cites each of them
}.
description_corrections = Every place where the text of “{ $title }” departs from its source, with both readings.
description_colophon = What “{ $site }” is, what its texts rest on and how it was made.
description_register = { $register }: { $n ->
    [0] an index to “{ $site }”, with no entries yet
    [one] the one entry in this index to “{ $site }”, with every passage that mentions it
   *[other] the { $n } entries in this index to “{ $site }”, with every passage that mentions them
}.
description_entity = { $name }: an entry in the index “{ $register }”, with every passage that mentions it.
description_not_found = There is no page at this address.

## Permalinks, notes and places in the text
permalink_paragraph = Permalink to paragraph { $n }
permalink_heading = Permalink to “{ $title }”
permalink_block = Permalink to this place
note_label = Note { $n }
note_translator = Translator’s note.
note_back = Back to the reference of note { $n }
notes = Notes
where_paragraph = { $section }, ¶ { $n }
where_heading = { $section }, heading
where_block = { $section }
where_table = { $table }
where_table_row = { $table }, { $name }
where_abstract = Abstract ({ $language })

## Figures, tables and what else has a number or a name
label_figure = Figure { $n }
label_table = Table { $n }
label_appendix = Appendix { $n }
label_equation = ({ $n })
label_listing = Listing { $n }
label_theorem = Theorem { $n }
label_lemma = Lemma { $n }
label_corollary = Corollary { $n }
label_proposition = Proposition { $n }
label_conjecture = Conjecture { $n }
label_definition = Definition { $n }
label_example = Example { $n }
label_exercise = Exercise { $n }
label_remark = Remark { $n }
label_proof = Proof
name_theorem = Theorem
name_lemma = Lemma
name_corollary = Corollary
name_proposition = Proposition
name_conjecture = Conjecture
name_definition = Definition
name_example = Example
name_exercise = Exercise
name_remark = Remark
ref_figure = { $count ->
    [one] Figure
   *[other] Figures
} { $list }
ref_table = { $count ->
    [one] Table
   *[other] Tables
} { $list }
ref_equation = { $count ->
    [one] Equation
   *[other] Equations
} { $list }
ref_listing = { $count ->
    [one] Listing
   *[other] Listings
} { $list }
ref_theorem = { $count ->
    [one] Theorem
   *[other] Theorems
} { $list }
ref_lemma = { $count ->
    [one] Lemma
   *[other] Lemmas
} { $list }
ref_corollary = { $count ->
    [one] Corollary
   *[other] Corollaries
} { $list }
ref_proposition = { $count ->
    [one] Proposition
   *[other] Propositions
} { $list }
ref_conjecture = { $count ->
    [one] Conjecture
   *[other] Conjectures
} { $list }
ref_definition = { $count ->
    [one] Definition
   *[other] Definitions
} { $list }
ref_example = { $count ->
    [one] Example
   *[other] Examples
} { $list }
ref_exercise = { $count ->
    [one] Exercise
   *[other] Exercises
} { $list }
ref_remark = { $count ->
    [one] Remark
   *[other] Remarks
} { $list }
ref_section = { $count ->
    [one] Section
   *[other] Sections
} { $list }
ref_appendix = { $count ->
    [one] Appendix
   *[other] Appendices
} { $list }
title_quoted = “{ $title }”
colon = :
list_of_figures = List of figures
list_of_tables = List of tables
picture_missing = This picture is missing:
note_to_reader = Note to the reader
callout_note = Note
callout_tip = Tip
callout_important = Important
callout_warning = Warning
callout_caution = Caution

## Facing pages
facing_label = { $one } and { $other } side by side
facing_missing = Not in this edition
facing_joined = Together with the paragraph above
facing_whole = The whole article on facing pages
counterpart = { $code }: this passage in { $language }
original_text = Original
translation_text = Translation
read_edition = Read this edition alone

## Who made a text, and which one has authority
original_published = The authoritative text, published in { $journal }.
translation_made = Translated for this site.
translation_plain = Translation.
translation_by = Translated by { $names }.
translation_from = Translated from the { $language } edition.
edited_by = Edited by { $names }.
reviewed_by = Reviewed by { $names }.
edition_version = Version { $version }.
edition_date = Published: { $date }.
edition_newer = The { $language } edition is newer ({ $date }).
translation_authority = The authoritative text is the { $language } one, published in { $journal }.
translation_authority_plain = The authoritative text is the { $language } one.
translation_own = The authors published { $list } in English as well.
own_title = the title
own_abstract = the abstract
list_and = { $first } and { $last }
stale_block = The original of this text has changed since it was translated.
stale_link = See the original
stale_count = { $n ->
    [one] The original of { $n } paragraph has changed since it was translated.
   *[other] The originals of { $n } paragraphs have changed since they were translated.
}

## The work
abstract_heading = Abstract
journal = Journal
issn = e-ISSN
keywords = Keywords
licence = License
licence_unknown = Not known here, so none is claimed; for any reuse, consult the journal.
details = Details
this_edition = This edition
edition_authoritative = This is the authoritative text, published in { $language }.
edition_other = The authoritative text is the one published in { $language }.
paragraphs_count = { $n ->
    [one] { $n } paragraph
   *[other] { $n } paragraphs
}
citations_of_works = { $citations ->
    [one] { $citations } citation
   *[other] { $citations } citations
} of { $works ->
    [one] { $works } work
   *[other] { $works } works
}
mentions_of_entities = { $entities ->
    [one] { $entities } entry in the indexes
   *[other] { $entities } entries in the indexes
}, with { $mentions ->
    [0] no mentions
    [one] { $mentions } mention
   *[other] { $mentions } mentions
}
how_to_cite = How to cite
downloads = Downloads
download_bibtex = BibTeX
download_ris = RIS
download_csl_json = CSL-JSON
other_works = Other works on this site
references = References
record = Full record

## Who had a part in a work, and what stands behind it
corresponding = Corresponding author
people_editors = Edited by
people_translators = Translated by
people_reviewers = Reviewed by
contributions = Author contributions
notes_on_contributors = Notes on contributors
funding = Funding
funding_awards = { $n ->
    [one] grant
   *[other] grants
} { $list }
copyright = Copyright
issn_print = ISSN (print)
abstract_in = Abstract in { $language }
genre_article-commentary = Commentary
genre_book-review = Book review
genre_brief-report = Brief report
genre_case-report = Case report
genre_correction = Correction
genre_data-paper = Data paper
genre_document = Document
genre_editorial = Editorial
genre_essay = Essay
genre_interview = Interview
genre_introduction = Introduction
genre_letter = Letter
genre_obituary = Obituary
genre_research-article = Research article
genre_review = Review
genre_review-article = Review article
genre_translation = Translation
relation_comment-on = Comment on
relation_continues = Continues
relation_corrected-by = Corrected by
relation_corrects = Corrects
relation_data = Data
relation_part-of = Part of
relation_preprint = Preprint
relation_reply-to = Reply to
relation_retracts = Retracts
relation_review-of = Review of
relation_supplement = Supplement
relation_translation-of = Translation of
relation_version-of = Version of
credit_conceptualization = conceptualization
credit_data-curation = data curation
credit_formal-analysis = formal analysis
credit_funding-acquisition = funding acquisition
credit_investigation = investigation
credit_methodology = methodology
credit_project-administration = project administration
credit_resources = resources
credit_software = software
credit_supervision = supervision
credit_validation = validation
credit_visualization = visualization
credit_writing-original-draft = writing – original draft
credit_writing-review-editing = writing – review and editing

## Texts that are not translated yet
untranslated_mark = not yet translated
untranslated_section = This section has not been translated into English yet. It is shown in { $language }.
untranslated_description = This description has not been translated into English yet. It is shown in { $language }.
untranslated_count = { $n ->
    [one] { $n } of { $total } sections has not been translated into English yet and is shown in the original language.
   *[other] { $n } of { $total } sections have not been translated into English yet and are shown in the original language.
}

## Registers and their entries
mentions_count = { $n ->
    [0] no mentions
    [one] { $n } mention
   *[other] { $n } mentions
}
name_in = In { $language }
also_found_as = Other forms of the name
listed_in = Listed in
mentions = Mentions
no_mentions = No mentions in the text.
mentioned_together = In the same passages
together_count = { $n ->
    [one] { $n } passage
   *[other] { $n } passages
}
works_authored = Cited works of which it is the author

## Bibliography
bibliography_lead = { $works ->
    [one] { $works } work
   *[other] { $works } works
}, cited { $citations ->
    [one] once
   *[other] { $citations } times
}. Each reference carries a label that says how far its record could be established, and the places that cite it, each with its sentence.
status_confirmed = Confirmed
status_confirmed_note = A record of the work was seen, and no other work fits the citation.
status_probable = Probable
status_probable_note = A real work that fits the citation; whether it is the one meant could not be checked against the original’s own list of references.
status_unresolved = Unresolved
status_unresolved_note = Only the citation in the text is certain. Works that might be meant are given as candidates, not as facts.
cited_count = { $n ->
    [one] Cited once
   *[other] Cited { $n } times
}
translated_title = Title in English
basis = Source of this record
candidates = It may be:
see_also = See also
also_cited_in = Also cited in

## Corrections
corrections_lead = Every place where the original, as it stands on this site, departs from its source, with both readings. Nothing else has been changed.
corrections_count = { $n ->
    [one] { $n } correction
   *[other] { $n } corrections
}
no_corrections = The text does not depart from its source.
place = Place
source_reading = In the source
our_reading = Here
reason = Reason
left_as_printed = Left as printed
left_as_printed_lead = These passages may seem odd. The original gives them as they stand in the source.

## Colophon
colophon_lead = On this site each citation leads to its reference, each reference back to every place that cites it, and each name in an index to every passage that mentions it.
colophon_texts = Texts and authority
colophon_authority = The authoritative text is the one published in { $language }.
colophon_journal = It appeared in
colophon_no_licence_journal = Its license is not known to this site, which therefore claims none. For any reuse, consult the journal.
colophon_no_licence = Its license is not known to this site, which therefore claims none. For any reuse, consult its publisher.
colophon_corrections = Every departure from the source is listed under
colophon_languages = Languages
colophon_translation = Every translation made for this site says so. Names that have no official form in a language were translated here as well; those forms are not the authors’ own.
colophon_untranslated = { $n ->
    [one] { $n } text awaits its translation: it is shown in the original language, marked as such.
   *[other] { $n } texts await their translation: they are shown in the original language, marked as such.
}
colophon_statuses = Each reference carries a label that says how far its record could be established. A gap is left as a gap, and each record says what it rests on.
colophon_style = References are set in the citation style “{ $style }”.
colophon_figures = In figures
count_pages = Pages
count_languages = Languages
count_works = Works
count_references = References
count_citations = Citations
count_entities = Index entries
count_mentions = Mentions
count_untranslated = Texts not yet translated
colophon_made = How it was made
colophon_pliego = Made with { $generator }, a compiler for bilingual scholarship. The pages are set in the typefaces of your own system, ask nothing of third parties, and can be read to the last word without scripts.
made_with = Made with { $generator }

## Cards
works_cited = Works cited
floats_elsewhere = Figures and tables in other sections
float_place = See it in its place
names_mentioned = Names mentioned

## Pictures
slug_glance = at-a-glance
title_glance = At a glance
nav_glance = At a glance
description_glance = “{ $title }” in pictures: whom it mentions and what it cites, each with its data as a table.
glance_lead = Whom the text mentions and what it cites, counted from the text itself. Every mark leads to what it stands for, and each picture has its data beneath it.
glance_empty = This work cites nothing and mentions no entry of an index.
glance_link = Mentions and citations at a glance
as_table = The same as a table
strip_note = Each line is the length of the text, broken where a section ends. A tick above it is a mention, higher where there are several; one below it, a row of a table. Each leads to its place.
strip_note_cited = Each line is the length of the text, broken where a section ends; each tick is a citation, higher where there are several, and leads to its place.
mentions_in_sections = { $n ->
    [0] no mentions
    [one] { $n } mention in { $sections } of { $total } sections
   *[other] { $n } mentions in { $sections } of { $total } sections
}
matrix_title = { $register } by section
matrix_sentence = { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
} of { $entities ->
    [one] { $entities } entry
   *[other] { $entities } entries
} in { $sections } of { $total } sections.
matrix_most = The most often mentioned is { $name } ({ $n }).
matrix_listed = { $n ->
    [one] { $n } more stands only in a table.
   *[other] { $n } more stand only in tables.
}
matrix_only_listed = { $n ->
    [one] { $n } entry, which stands only in a table.
   *[other] { $n } entries, which stand only in tables.
}
matrix_note = A disc with a number counts the mentions in a section; a ring stands for the row of a table. Each leads to its place.
matrix_index = The whole index
through_title = Citations through the text
through_sentence = { $citations ->
    [one] { $citations } citation
   *[other] { $citations } citations
} of { $works ->
    [one] { $works } work
   *[other] { $works } works
}, from the beginning of the text to its end.
through_most = The section with the most is “{ $section }” ({ $n }).
years_title = Works cited, by year and kind
years_sentence = { $works ->
    [one] { $works } work
   *[other] { $works } works
}, { $years }{ $undated ->
    [0] .
    [one] ; { $undated } of them has no date.
   *[other] ; { $undated } of them have no date.
}
years_none = { $works ->
    [one] { $works } work, without a date.
   *[other] { $works } works, none with a date.
}
years_kinds = The largest known group: { $kind } ({ $n }).
years_most = Most in one column: { $years } ({ $n }).
years_step = Each column is { $n } years.
years_gaps = Long stretches of years without a work are left out; a broken line shows where.
years_left_out = { $years } left out
years_undated = n. d.
year = Year
section = Section
citations = Citations
total = Total
kind_book = { $n ->
    [one] book
   *[other] books
}
kind_chapter = { $n ->
    [one] chapter or paper
   *[other] chapters and papers
}
kind_article = { $n ->
    [one] article
   *[other] articles
}
kind_press = { $n ->
    [one] newspaper or magazine article
   *[other] newspaper and magazine articles
}
kind_report = { $n ->
    [one] report or thesis
   *[other] reports and theses
}
kind_law = { $n ->
    [one] legal text
   *[other] legal texts
}
kind_web = { $n ->
    [one] web page
   *[other] web pages
}
kind_media = { $n ->
    [one] work of image or sound
   *[other] works of image or sound
}
kind_other = { $n ->
    [one] work of another or unknown kind
   *[other] works of another or unknown kind
}

## Search
slug_search = search
title_search = Search
nav_search = Search
description_search = Search “{ $site }”: its sections, the entries of its indexes, and the works that it cites.
search_label = Words to look for
search_button = Search
search_hint = Accents and capital letters make no difference. Words in quotation marks are looked for in that order.
search_other = The same search in { $language }
search_sections = Sections
search_references = Works cited
search_paragraph = ¶ { $n }
search_loading = Searching…
search_found = Results for “{ $query }”: { $n }
search_none = Nothing here matches “{ $query }”. Check the spelling, or try fewer words.
search_more_results = More results: { $n }
search_more_passages = More passages: { $n }
search_failed = The search index did not load, or not all of it. The connection may be down: search again to try once more.
search_without = Searching is done by a program (JavaScript) that this browser is not running.
search_instead = Nothing is out of reach without it: open one of these pages and use the browser’s own search (Ctrl+F, or ⌘F on a Mac).

## Tables
download_table = { $table } as { $format }
table_id = Key
table_name = Name
table_description = Description
table_acronym = Acronym
table_page = Page

## Reading aids
theme_dark = Dark page
copied = Address copied

## Offline
read_offline = Read offline
single_article = The whole article in one file
single_facing = { $one } and { $other } side by side, in one file
single_page = This page in one file
keep = Keep this text on this device
keep_lead = The text can also be kept in this browser: its pages, in all languages, then open at once, with or without a connection. Nothing is sent.
keep_busy = Fetching the text…
keep_kept = Kept on this device: { $size }. It opens without a connection.
keep_failed = The text could not be kept: there is no connection, or this browser gives it no room.
keep_remove = Remove it from this device
keep_removed = Removed from this device.
not_kept_title = This page is not kept
not_kept = There is no connection, and this page is not among those kept on this device.
picture_not_kept = This picture is not kept. It needs a connection.
picture_left_out = “{ $alt }”: this picture ({ $size }) is not in this file. It is at { $address }

## Page not found
not_found = There is no page at this address. The page may have moved, or the address may contain a mistake.

## Dates
date_received = Received
date_revised = Revised
date_accepted = Accepted
date_published = Published
date_long = { $month } { $day }, { $year }
date_month = { $month } { $year }
month_1 = January
month_2 = February
month_3 = March
month_4 = April
month_5 = May
month_6 = June
month_7 = July
month_8 = August
month_9 = September
month_10 = October
month_11 = November
month_12 = December
