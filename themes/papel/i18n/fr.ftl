# Papel : textes de l’interface en français.
# Les mêmes clés, dans le même ordre, sont dans chaque fichier de ce dossier. Les noms des langues s’écrivent comme au
# milieu d’une phrase ; ajouter `language_xx` pour chaque langue qu’un site peut avoir.
# Une seule manière dans tout le fichier : tournure impersonnelle (ni tu ni vous), « passage » pour le lieu d’une mention,
# « fiche » pour les données d’un ouvrage, et des phrases qui ne dépendent ni du genre ni du nombre d’un nom, ni de sa
# première lettre (pas de « de » ou de « que » devant une variable). Espace fine insécable (U+202F) devant ; : ! ? et à
# l’intérieur des guillemets.
# En français, zéro veut le singulier : là où le singulier ne dit pas le nombre, il y a un cas `[0]`.

## Langues
language_en = anglais
language_es = espagnol
language_ca = catalan
language_de = allemand
language_eu = basque
language_fr = français
language_gl = galicien
language_it = italien
language_la = latin
language_nah = nahuatl
language_pt = portugais
language_qu = quechua
language_zh = chinois

## Adresses (ASCII)
slug_article = article
slug_bibliography = bibliographie
slug_corrections = corrections
slug_colophon = colophon

## Titres des pages
title_article = Article complet
title_bibliography = Bibliographie
title_corrections = Corrections
title_colophon = Colophon
title_not_found = Page introuvable

## Navigation
nav_home = Accueil
nav_article = Article complet
nav_bibliography = Bibliographie
nav_corrections = Corrections
nav_colophon = Colophon
skip_to_text = Aller au texte
main_navigation = Principale
language_navigation = Langues
breadcrumbs = Chemin vers cette page
section_navigation = Sections
on_this_page = Sur cette page
previous = Précédent
next = Suivant
contents = Sommaire
whole_article = L’article complet sur une seule page
all_contents = Les { $n } sections
enter = Lire en français
back_to_start = Aller à la page d’accueil

## Descriptions des pages, pour les moteurs de recherche et les aperçus
description_front = { $site } : chaque page dans toutes ses langues, en regard.
description_article = « { $title } » : le texte complet sur une seule page.
description_section = « { $section } », section de « { $title } ».
description_facing = « { $section } », extrait de « { $title } », en deux langues, en regard.
description_facing_whole = « { $section } » : le texte complet en deux langues, en regard.
description_bibliography = { $n ->
    [0] Aucun ouvrage n’est cité dans « { $title } »
    [one] Le seul ouvrage cité dans « { $title } », avec tous les endroits où il est cité
   *[other] Les { $n } ouvrages cités dans « { $title } », avec tous les endroits où chacun est cité
}.
description_corrections = Tous les endroits où le texte de « { $title } » s’écarte de sa source, avec les deux leçons.
description_colophon = Ce qu’est « { $site } », sur quoi reposent ses textes et comment le site a été fait.
description_register = { $register } : { $n ->
    [0] index de « { $site } », encore sans entrée
    [one] la seule entrée de cet index de « { $site } », avec tous les passages qui la mentionnent
   *[other] les { $n } entrées de cet index de « { $site } », avec tous les passages qui les mentionnent
}.
description_entity = { $name } : entrée de l’index « { $register } », avec tous les passages qui la mentionnent.
description_not_found = Il n’y a aucune page à cette adresse.

## Liens permanents, notes et lieux du texte
permalink_paragraph = Lien permanent vers le paragraphe { $n }
permalink_heading = Lien permanent vers « { $title } »
permalink_block = Lien permanent vers cet endroit
note_label = Note { $n }
note_translator = Note de traduction.
note_back = Revenir à l’appel de la note { $n }
notes = Notes
where_paragraph = { $section }, ¶ { $n }
where_heading = { $section }, titre
where_block = { $section }
where_table = { $table }
where_table_row = { $table }, { $name }
where_abstract = Résumé ({ $language })

## Figures, tableaux et tout ce qui porte un numéro ou un nom
label_figure = Figure { $n }
label_table = Tableau { $n }
label_appendix = Annexe { $n }
label_equation = ({ $n })
label_listing = Listage { $n }
label_theorem = Théorème { $n }
label_lemma = Lemme { $n }
label_corollary = Corollaire { $n }
label_proposition = Proposition { $n }
label_conjecture = Conjecture { $n }
label_definition = Définition { $n }
label_example = Exemple { $n }
label_exercise = Exercice { $n }
label_remark = Remarque { $n }
label_proof = Démonstration
name_theorem = Théorème
name_lemma = Lemme
name_corollary = Corollaire
name_proposition = Proposition
name_conjecture = Conjecture
name_definition = Définition
name_example = Exemple
name_exercise = Exercice
name_remark = Remarque
ref_figure = { $count ->
    [one] figure
   *[other] figures
} { $list }
ref_table = { $count ->
    [one] tableau
   *[other] tableaux
} { $list }
ref_equation = { $count ->
    [one] équation
   *[other] équations
} { $list }
ref_listing = { $count ->
    [one] listage
   *[other] listages
} { $list }
ref_theorem = { $count ->
    [one] théorème
   *[other] théorèmes
} { $list }
ref_lemma = { $count ->
    [one] lemme
   *[other] lemmes
} { $list }
ref_corollary = { $count ->
    [one] corollaire
   *[other] corollaires
} { $list }
ref_proposition = { $count ->
    [one] proposition
   *[other] propositions
} { $list }
ref_conjecture = { $count ->
    [one] conjecture
   *[other] conjectures
} { $list }
ref_definition = { $count ->
    [one] définition
   *[other] définitions
} { $list }
ref_example = { $count ->
    [one] exemple
   *[other] exemples
} { $list }
ref_exercise = { $count ->
    [one] exercice
   *[other] exercices
} { $list }
ref_remark = { $count ->
    [one] remarque
   *[other] remarques
} { $list }
ref_section = { $count ->
    [one] section
   *[other] sections
} { $list }
ref_appendix = { $count ->
    [one] annexe
   *[other] annexes
} { $list }
title_quoted = « { $title } »
colon =  :
list_of_figures = Table des figures
list_of_tables = Liste des tableaux
picture_missing = Cette image manque :
note_to_reader = Note à qui lit
callout_note = Note
callout_tip = Astuce
callout_important = Important
callout_warning = Avertissement
callout_caution = Attention

## Pages en regard
facing_label = { $one } et { $other } en regard
facing_missing = Absent de cette édition
facing_joined = Avec le paragraphe précédent
facing_whole = L’article complet en pages en regard
counterpart = { $code } : ce passage en { $language }
original_text = Original
translation_text = Traduction
read_edition = Lire seulement cette édition

## Qui a fait un texte, et lequel fait foi
original_published = Le texte qui fait foi, publié dans { $journal }.
translation_made = Traduction faite pour ce site.
translation_plain = Traduction.
translation_by = Traduction par { $names }.
translation_from = Traduit de l’édition en { $language }.
edited_by = Édition par { $names }.
reviewed_by = Relecture par { $names }.
edition_version = Version { $version }.
edition_date = Publication : { $date }.
edition_newer = L’édition en { $language } est plus récente ({ $date }).
translation_authority = Seul fait foi le texte en { $language }, publié dans { $journal }.
translation_authority_plain = Seul fait foi le texte en { $language }.
translation_own = La publication d’origine donne aussi en français { $list }.
own_title = le titre
own_abstract = le résumé
list_and = { $first } et { $last }
stale_block = L’original de ce texte a changé depuis sa traduction.
stale_link = Voir l’original
stale_count = { $n ->
    [one] L’original de { $n } paragraphe a changé depuis sa traduction.
   *[other] Les originaux de { $n } paragraphes ont changé depuis leur traduction.
}

## L’œuvre
abstract_heading = Résumé
journal = Revue
issn = e-ISSN
keywords = Mots-clés
licence = Licence
licence_unknown = Inconnue ici, donc aucune n’est déclarée ; pour toute réutilisation, consulter la revue.
details = Fiche
this_edition = Cette édition
edition_authoritative = Ce texte, publié en { $language }, est celui qui fait foi.
edition_other = Seul fait foi le texte publié en { $language }.
paragraphs_count = { $n ->
    [one] { $n } paragraphe
   *[other] { $n } paragraphes
}
citations_of_works = { $citations ->
    [one] { $citations } citation
   *[other] { $citations } citations
} de { $works ->
    [one] { $works } ouvrage
   *[other] { $works } ouvrages
}
mentions_of_entities = { $entities ->
    [one] { $entities } entrée dans les index
   *[other] { $entities } entrées dans les index
}, { $mentions ->
    [0] sans mention
    [one] avec { $mentions } mention
   *[other] avec { $mentions } mentions
}
how_to_cite = Comment citer
downloads = Téléchargements
download_bibtex = BibTeX
download_ris = RIS
download_csl_json = CSL-JSON
other_works = Autres textes de ce site
references = Références
record = Fiche complète

## Qui a pris part à une œuvre, et ce qui la soutient
corresponding = Correspondance
people_editors = Édition
people_translators = Traduction
people_reviewers = Relecture
contributions = Contributions des auteurs
notes_on_contributors = Notices biographiques
funding = Financement
funding_awards = { $n ->
    [one] subvention
   *[other] subventions
} { $list }
copyright = Droits d’auteur
issn_print = ISSN (imprimé)
abstract_in = Résumé en { $language }
genre_article-commentary = Commentaire
genre_book-review = Compte rendu de livre
genre_brief-report = Note brève
genre_case-report = Étude de cas
genre_correction = Erratum
genre_data-paper = Article de données
genre_document = Document
genre_editorial = Éditorial
genre_essay = Essai
genre_interview = Entretien
genre_introduction = Présentation
genre_letter = Lettre
genre_obituary = Nécrologie
genre_research-article = Article de recherche
genre_review = Compte rendu
genre_review-article = Article de synthèse
genre_translation = Traduction
relation_comment-on = Commentaire sur
relation_continues = Suite de
relation_corrected-by = Corrigé par
relation_corrects = Corrige
relation_data = Données
relation_part-of = Partie de
relation_preprint = Prépublication
relation_reply-to = Réponse à
relation_retracts = Rétractation de
relation_review-of = Compte rendu de
relation_supplement = Supplément
relation_translation-of = Traduction de
relation_version-of = Version de
credit_conceptualization = conceptualisation
credit_data-curation = curation des données
credit_formal-analysis = analyse formelle
credit_funding-acquisition = obtention du financement
credit_investigation = investigation
credit_methodology = méthodologie
credit_project-administration = administration du projet
credit_resources = ressources
credit_software = logiciels
credit_supervision = supervision
credit_validation = validation
credit_visualization = visualisation
credit_writing-original-draft = rédaction – première version
credit_writing-review-editing = rédaction – révision et correction

## Textes non encore traduits
untranslated_mark = non encore traduit
untranslated_section = Cette section n’est pas encore traduite en français. Elle est donnée en { $language }.
untranslated_description = Cette description n’est pas encore traduite en français. Elle est donnée en { $language }.
untranslated_count = { $n ->
    [one] { $n } section sur { $total } n’est pas encore traduite en français et figure dans sa langue d’origine.
   *[other] { $n } sections sur { $total } ne sont pas encore traduites en français et figurent dans leur langue d’origine.
}

## Les index et leurs entrées
mentions_count = { $n ->
    [0] aucune mention
    [one] { $n } mention
   *[other] { $n } mentions
}
name_in = En { $language }
also_found_as = Autres formes du nom
listed_in = Figure dans
mentions = Mentions
no_mentions = Aucune mention dans le texte.
mentioned_together = Dans les mêmes passages
together_count = { $n ->
    [one] { $n } passage
   *[other] { $n } passages
}
works_authored = Publications citées qui en émanent

## Bibliographie
bibliography_lead = { $works ->
    [one] { $works } ouvrage
   *[other] { $works } ouvrages
}, { $citations ->
    [0] sans aucune citation
    [one] avec une citation
   *[other] avec { $citations } citations
}. Chaque référence porte une étiquette qui dit jusqu’à quel point ses données ont pu être établies, et les endroits où elle est citée, chacun avec sa phrase.
status_confirmed = Confirmée
status_confirmed_note = Une notice de l’ouvrage a été consultée, et aucun autre ne correspond à la citation.
status_probable = Probable
status_probable_note = Ouvrage existant qui correspond à la citation ; la liste de références du texte original n’a pas pu confirmer que c’est bien lui.
status_unresolved = Non résolue
status_unresolved_note = Seule la citation dans le texte est certaine. Les ouvrages qui pourraient lui correspondre sont donnés comme des candidats, non comme des faits.
cited_count = { $n ->
    [0] Aucune citation dans le texte
    [one] Une citation
   *[other] { $n } citations
}
translated_title = Titre en français
basis = Source de ces données
candidates = Il pourrait s’agir de :
see_also = Voir aussi
also_cited_in = Également dans

## Corrections
corrections_lead = Tous les endroits où le texte original, tel qu’il figure sur ce site, s’écarte de sa source, avec les deux leçons. Rien d’autre n’a été changé.
corrections_count = { $n ->
    [one] { $n } correction
   *[other] { $n } corrections
}
no_corrections = Le texte ne s’écarte pas de sa source.
place = Endroit
source_reading = Dans la source
our_reading = Ici
reason = Motif
left_as_printed = Laissé tel qu’imprimé
left_as_printed_lead = Ces passages peuvent surprendre. L’original les donne tels qu’ils figurent dans la source.

## Colophon
colophon_lead = Sur ce site, chaque citation mène à sa référence ; chaque référence, à tous les endroits où elle est citée ; et chaque nom d’un index, à tous les passages qui le mentionnent.
colophon_texts = Les textes, et celui qui fait foi
colophon_authority = Seul fait foi le texte publié en { $language }.
colophon_journal = Parution :
colophon_no_licence_journal = Sa licence est inconnue de ce site, qui n’en déclare donc aucune. Pour toute réutilisation, consulter la revue.
colophon_no_licence = Sa licence est inconnue de ce site, qui n’en déclare donc aucune. Pour toute réutilisation, s’adresser à qui le publie.
colophon_corrections = Tout écart par rapport à la source est signalé sous le titre
colophon_languages = Langues
colophon_translation = Toute traduction faite pour ce site est signalée comme telle. Les noms qui n’ont pas de forme officielle dans une langue ont aussi été traduits ici ; ces formes ne proviennent pas du texte original.
colophon_untranslated = { $n ->
    [one] { $n } texte attend sa traduction : il est donné dans sa langue d’origine, et signalé comme tel.
   *[other] { $n } textes attendent leur traduction : ils sont donnés dans leur langue d’origine, et signalés comme tels.
}
colophon_statuses = Chaque référence porte une étiquette qui dit jusqu’à quel point ses données ont pu être établies. Une lacune reste une lacune, et chaque fiche dit sur quoi elle repose.
colophon_style = Les références suivent le style de citation « { $style } ».
colophon_figures = En chiffres
count_pages = Pages
count_languages = Langues
count_works = Ouvrages
count_references = Références
count_citations = Citations
count_entities = Entrées d’index
count_mentions = Mentions
count_untranslated = Textes non encore traduits
colophon_made = Comment ce site a été fait
colophon_pliego = Fait avec { $generator }, un compilateur de textes savants bilingues. Les pages sont composées dans les polices de l’appareil sur lequel on les lit, ne demandent rien à des tiers et se lisent jusqu’au dernier mot sans JavaScript.
made_with = Fait avec { $generator }

## Fiches
works_cited = Ouvrages cités
floats_elsewhere = Figures et tableaux des autres sections
float_place = Voir à sa place
names_mentioned = Noms mentionnés

## Figures
slug_glance = coup-d-oeil
title_glance = En un coup d’œil
nav_glance = En un coup d’œil
description_glance = « { $title } » en figures : ce que le texte mentionne et ce qu’il cite, avec les données de chacune en tableau.
glance_lead = Ce que le texte mentionne et les ouvrages qu’il cite, d’après le décompte du texte lui-même. Chaque marque mène à ce qu’elle représente, et les données de chaque figure sont au-dessous.
glance_empty = Ce texte ne cite rien et ne mentionne aucune entrée d’un index.
glance_link = Mentions et citations, en un coup d’œil
as_table = Les mêmes données en tableau
strip_note = Chaque ligne représente le texte entier et s’interrompt à la fin de chaque section. Une marque au-dessus est une mention, plus haute là où il y en a plusieurs ; une marque au-dessous, la ligne d’un tableau. Chacune mène à sa place.
strip_note_cited = Chaque ligne représente le texte entier et s’interrompt à la fin de chaque section ; chaque marque est une citation, plus haute là où il y en a plusieurs, et mène à sa place.
mentions_in_sections = { $n ->
    [0] aucune mention
    [one] { $n } mention dans { $sections } des { $total } sections
   *[other] { $n } mentions dans { $sections } des { $total } sections
}
matrix_title = { $register } par section
matrix_sentence = { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
} de { $entities ->
    [one] { $entities } entrée
   *[other] { $entities } entrées
} dans { $sections } des { $total } sections.
matrix_most = Le plus souvent : { $name } ({ $n }).
matrix_listed = { $n ->
    [one] { $n } autre figure seulement dans un tableau.
   *[other] { $n } autres figurent seulement dans des tableaux.
}
matrix_only_listed = { $n ->
    [one] { $n } entrée, qui figure seulement dans un tableau.
   *[other] { $n } entrées, qui figurent seulement dans des tableaux.
}
matrix_note = Un disque portant un nombre compte les mentions dans une section ; un anneau représente la ligne d’un tableau. Chacun mène à sa place.
matrix_index = L’index complet
through_title = Les citations au fil du texte
through_sentence = { $citations ->
    [one] { $citations } citation
   *[other] { $citations } citations
} de { $works ->
    [one] { $works } ouvrage
   *[other] { $works } ouvrages
}, du début à la fin du texte.
through_most = La section qui en compte le plus est « { $section } » ({ $n }).
years_title = Ouvrages cités, par année et par type
years_sentence = { $works ->
    [one] { $works } ouvrage
   *[other] { $works } ouvrages
}, { $years }{ $undated ->
    [0] .
    [one] ; { $undated } d’entre eux est sans date.
   *[other] ; { $undated } d’entre eux sont sans date.
}
years_none = { $works ->
    [one] { $works } ouvrage, sans date.
   *[other] { $works } ouvrages, tous sans date.
}
years_kinds = Le groupe connu le plus nombreux : { $kind } ({ $n }).
years_most = La colonne la plus haute : { $years } ({ $n }).
years_step = Chaque colonne couvre { $n } ans.
years_gaps = Les longues périodes sans ouvrage sont omises ; une ligne interrompue montre où.
years_left_out = { $years } : période omise
years_undated = s. d.
year = Année
section = Section
citations = Citations
total = Total
kind_book = { $n ->
    [one] livre
   *[other] livres
}
kind_chapter = { $n ->
    [one] chapitre ou communication
   *[other] chapitres et communications
}
kind_article = { $n ->
    [one] article
   *[other] articles
}
kind_press = { $n ->
    [one] article de presse
   *[other] articles de presse
}
kind_report = { $n ->
    [one] rapport ou thèse
   *[other] rapports et thèses
}
kind_law = { $n ->
    [one] texte juridique
   *[other] textes juridiques
}
kind_web = { $n ->
    [one] page web
   *[other] pages web
}
kind_media = { $n ->
    [one] œuvre visuelle ou sonore
   *[other] œuvres visuelles ou sonores
}
kind_other = { $n ->
    [one] ouvrage d’un autre type ou de type inconnu
   *[other] ouvrages d’un autre type ou de type inconnu
}

## Recherche
slug_search = recherche
title_search = Recherche
nav_search = Recherche
description_search = Recherche dans « { $site } » : ses sections, les entrées de ses index et les ouvrages cités.
search_label = Mots à chercher
search_button = Rechercher
search_hint = Les accents et les majuscules ne comptent pas. Les mots entre guillemets sont cherchés dans cet ordre.
search_other = La même recherche en { $language }
search_sections = Sections
search_references = Ouvrages cités
search_paragraph = ¶ { $n }
search_loading = Recherche en cours…
search_found = Résultats pour « { $query } » : { $n }
search_none = Rien ici ne correspond à « { $query } ». Vérifier l’orthographe, ou essayer avec moins de mots.
search_more_results = Autres résultats : { $n }
search_more_passages = Autres passages : { $n }
search_failed = L’index de recherche ne s’est pas chargé, ou pas entièrement. La connexion est peut-être coupée : relancer la recherche pour réessayer.
search_without = La recherche est faite par un programme (JavaScript) que ce navigateur n’exécute pas.
search_instead = Tout reste accessible sans lui : ouvrir une de ces pages et utiliser la recherche du navigateur (Ctrl+F, ou ⌘F sur un Mac).

## Tableaux
download_table = { $table } au format { $format }
table_id = Clé
table_name = Nom
table_description = Description
table_acronym = Sigle
table_page = Page

## Aides à la lecture
theme_dark = Page sombre
copied = Adresse copiée

## Hors connexion
read_offline = Lire hors connexion
single_article = L’article complet en un seul fichier
single_facing = { $one } et { $other } en regard, en un seul fichier
single_page = Cette page en un seul fichier
keep = Garder ce texte sur cet appareil
keep_lead = Le texte peut aussi être gardé dans ce navigateur : ses pages, dans toutes les langues, s’ouvrent alors aussitôt, avec ou sans connexion. Rien n’est envoyé.
keep_busy = Chargement du texte…
keep_kept = Gardé sur cet appareil : { $size }. Il s’ouvre sans connexion.
keep_failed = Le texte n’a pas pu être gardé : il n’y a pas de connexion, ou ce navigateur ne lui accorde pas de place.
keep_remove = Le retirer de cet appareil
keep_removed = Retiré de cet appareil.
not_kept_title = Cette page n’est pas gardée
not_kept = Il n’y a pas de connexion, et cette page n’est pas de celles gardées sur cet appareil.
picture_not_kept = Cette image n’est pas gardée. Il faut une connexion pour la voir.
picture_left_out = « { $alt } » : cette image ({ $size }) n’est pas dans ce fichier. Elle se trouve à { $address }

## Page introuvable
not_found = Il n’y a aucune page à cette adresse. La page a peut-être changé de place, ou l’adresse contient une faute.

## Dates
date_received = Reçu
date_revised = Révisé
date_accepted = Accepté
date_published = Publié
date_long = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
date_month = { $month } { $year }
month_1 = janvier
month_2 = février
month_3 = mars
month_4 = avril
month_5 = mai
month_6 = juin
month_7 = juillet
month_8 = août
month_9 = septembre
month_10 = octobre
month_11 = novembre
month_12 = décembre
