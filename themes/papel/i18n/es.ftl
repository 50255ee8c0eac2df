# Papel: textos de la interfaz en español.
# Las mismas claves, en el mismo orden, están en cada archivo de esta carpeta. Los nombres de las lenguas van como
# irían en medio de una frase; añádase `language_xx` por cada lengua que pueda tener un sitio.
# Una sola manera en todo el archivo: “lengua” (no “idioma”), forma impersonal (ni tú ni usted), “pasaje” por el lugar
# de una mención, “ficha” por los datos de una obra, y frases que no dependan del género ni del número de un nombre.

## Lenguas
language_en = inglés
language_es = español
language_ca = catalán
language_de = alemán
language_eu = euskera
language_fr = francés
language_gl = gallego
language_it = italiano
language_la = latín
language_nah = náhuatl
language_pt = portugués
language_qu = quechua
language_zh = chino

## Direcciones (ASCII)
slug_article = articulo
slug_bibliography = bibliografia
slug_corrections = correcciones
slug_colophon = colofon

## Títulos de las páginas
title_article = Artículo completo
title_bibliography = Bibliografía
title_corrections = Correcciones
title_colophon = Colofón
title_not_found = Página no encontrada

## Navegación
nav_home = Inicio
nav_article = Artículo completo
nav_bibliography = Bibliografía
nav_corrections = Correcciones
nav_colophon = Colofón
skip_to_text = Ir al texto
main_navigation = Principal
language_navigation = Lenguas
breadcrumbs = Ruta hasta esta página
section_navigation = Secciones
on_this_page = En esta página
previous = Anterior
next = Siguiente
contents = Contenido
whole_article = El artículo completo en una sola página
all_contents = Las { $n } secciones
enter = Leer en español
back_to_start = Ir a la página de inicio

## Descripciones de las páginas, para buscadores y vistas previas
description_front = { $site }: cada página en todas sus lenguas, frente a frente.
description_article = “{ $title }”: el texto completo en una sola página.
description_section = “{ $section }”, sección de “{ $title }”.
description_facing = “{ $section }”, de “{ $title }”, en dos lenguas, frente a frente.
description_facing_whole = “{ $section }”: el texto completo en dos lenguas, frente a frente.
description_bibliography = { $n ->
    [0] En “{ $title }” no se cita ninguna obra
    [one] La única obra citada en “{ $title }”, con todos los lugares donde se cita
   *[other] Las { $n } obras citadas en “{ $title }”, con todos los lugares donde se cita cada una
}.
description_corrections = Todos los lugares en que el texto de “{ $title }” se aparta de su fuente, con ambas lecturas.
description_colophon = Qué es “{ $site }”, en qué se apoyan sus textos y cómo se hizo.
description_register = { $register }: { $n ->
    [0] índice de “{ $site }”, aún sin entradas
    [one] la única entrada del índice de “{ $site }”, con todas sus menciones
   *[other] las { $n } entradas del índice de “{ $site }”, con todas sus menciones
}.
description_entity = { $name }: entrada del índice “{ $register }”, con todas sus menciones.
description_not_found = No hay ninguna página en esta dirección.

## Enlaces permanentes, notas y lugares del texto
permalink_paragraph = Enlace permanente al párrafo { $n }
permalink_heading = Enlace permanente a “{ $title }”
permalink_block = Enlace permanente a este lugar
note_label = Nota { $n }
note_translator = Nota de traducción.
note_back = Volver a la llamada de la nota { $n }
notes = Notas
where_paragraph = { $section }, ¶ { $n }
where_heading = { $section }, encabezado
where_block = { $section }
where_table = { $table }
where_table_row = { $table }, { $name }
where_abstract = Resumen ({ $language })

## Figuras, tablas y lo demás que tiene número o nombre
label_figure = Figura { $n }
label_table = Tabla { $n }
label_appendix = Apéndice { $n }
label_equation = ({ $n })
label_listing = Listado { $n }
label_theorem = Teorema { $n }
label_lemma = Lema { $n }
label_corollary = Corolario { $n }
label_proposition = Proposición { $n }
label_conjecture = Conjetura { $n }
label_definition = Definición { $n }
label_example = Ejemplo { $n }
label_exercise = Ejercicio { $n }
label_remark = Observación { $n }
label_proof = Demostración
name_theorem = Teorema
name_lemma = Lema
name_corollary = Corolario
name_proposition = Proposición
name_conjecture = Conjetura
name_definition = Definición
name_example = Ejemplo
name_exercise = Ejercicio
name_remark = Observación
ref_figure = { $count ->
    [one] figura
   *[other] figuras
} { $list }
ref_table = { $count ->
    [one] tabla
   *[other] tablas
} { $list }
ref_equation = { $count ->
    [one] ecuación
   *[other] ecuaciones
} { $list }
ref_listing = { $count ->
    [one] listado
   *[other] listados
} { $list }
ref_theorem = { $count ->
    [one] teorema
   *[other] teoremas
} { $list }
ref_lemma = { $count ->
    [one] lema
   *[other] lemas
} { $list }
ref_corollary = { $count ->
    [one] corolario
   *[other] corolarios
} { $list }
ref_proposition = { $count ->
    [one] proposición
   *[other] proposiciones
} { $list }
ref_conjecture = { $count ->
    [one] conjetura
   *[other] conjeturas
} { $list }
ref_definition = { $count ->
    [one] definición
   *[other] definiciones
} { $list }
ref_example = { $count ->
    [one] ejemplo
   *[other] ejemplos
} { $list }
ref_exercise = { $count ->
    [one] ejercicio
   *[other] ejercicios
} { $list }
ref_remark = { $count ->
    [one] observación
   *[other] observaciones
} { $list }
ref_section = { $count ->
    [one] sección
   *[other] secciones
} { $list }
ref_appendix = { $count ->
    [one] apéndice
   *[other] apéndices
} { $list }
title_quoted = “{ $title }”
colon = :
list_of_figures = Índice de figuras
list_of_tables = Índice de tablas
picture_missing = Falta esta imagen:
note_to_reader = Nota para quien lee
callout_note = Nota
callout_tip = Consejo
callout_important = Importante
callout_warning = Advertencia
callout_caution = Precaución

## Páginas enfrentadas
facing_label = Páginas enfrentadas en { $one } y en { $other }
facing_missing = No figura en esta edición
facing_joined = Junto con el párrafo anterior
facing_whole = El artículo completo en páginas enfrentadas
counterpart = { $code }: este pasaje en { $language }
original_text = Original
translation_text = Traducción
read_edition = Leer solo esta edición

## Quién hizo un texto y cuál prevalece
original_published = El texto que prevalece, publicado en { $journal }.
translation_made = Traducción hecha para este sitio.
translation_plain = Traducción.
translation_by = Traducción de { $names }.
translation_from = Traducido de la edición en { $language }.
edited_by = Edición de { $names }.
reviewed_by = Revisión de { $names }.
edition_version = Versión { $version }.
edition_date = Publicado: { $date }.
edition_newer = La edición en { $language } es más reciente ({ $date }).
translation_authority = En caso de discrepancia, prevalece el texto { $language }, publicado en { $journal }.
translation_authority_plain = En caso de discrepancia, prevalece el texto { $language }.
translation_own = Quienes firman el artículo publicaron también en español { $list }.
own_title = el título
own_abstract = el resumen
list_and = { $first } y { $last }
stale_block = El original de este texto ha cambiado desde que se tradujo.
stale_link = Ver el original
stale_count = { $n ->
    [one] El original de { $n } párrafo ha cambiado desde que se tradujo.
   *[other] Los originales de { $n } párrafos han cambiado desde que se tradujeron.
}

## La obra
abstract_heading = Resumen
journal = Revista
issn = e-ISSN
keywords = Palabras clave
licence = Licencia
licence_unknown = Este sitio la desconoce y no declara ninguna; para reutilizar el texto, consúltese la revista.
details = Ficha
this_edition = Esta edición
edition_authoritative = Este es el texto que prevalece, publicado en { $language }.
edition_other = En caso de discrepancia, prevalece el texto publicado en { $language }.
paragraphs_count = { $n ->
    [one] { $n } párrafo
   *[other] { $n } párrafos
}
citations_of_works = { $citations ->
    [one] { $citations } cita
   *[other] { $citations } citas
} de { $works ->
    [one] { $works } obra
   *[other] { $works } obras
}
mentions_of_entities = { $entities ->
    [one] { $entities } entrada en los índices
   *[other] { $entities } entradas en los índices
}, { $mentions ->
    [0] sin menciones
    [one] con { $mentions } mención
   *[other] con { $mentions } menciones
}
how_to_cite = Cómo citar
downloads = Descargas
download_bibtex = BibTeX
download_ris = RIS
download_csl_json = CSL-JSON
other_works = Otras obras de este sitio
references = Referencias
record = Ficha completa

## Quiénes participaron en una obra y qué la sostiene
corresponding = Correspondencia
people_editors = Edición
people_translators = Traducción
people_reviewers = Revisión
contributions = Contribuciones de autoría
notes_on_contributors = Notas biográficas
funding = Financiación
funding_awards = { $n ->
    [one] ayuda
   *[other] ayudas
} { $list }
copyright = Derechos
issn_print = ISSN (impreso)
abstract_in = Resumen en { $language }
genre_article-commentary = Comentario
genre_book-review = Reseña de libro
genre_brief-report = Informe breve
genre_case-report = Estudio de caso
genre_correction = Corrección
genre_data-paper = Artículo de datos
genre_document = Documento
genre_editorial = Editorial
genre_essay = Ensayo
genre_interview = Entrevista
genre_introduction = Presentación
genre_letter = Carta
genre_obituary = Obituario
genre_research-article = Artículo de investigación
genre_review = Reseña
genre_review-article = Artículo de revisión
genre_translation = Traducción
relation_comment-on = Comentario a
relation_continues = Continúa
relation_corrected-by = Corregida por
relation_corrects = Corrige
relation_data = Datos
relation_part-of = Parte de
relation_preprint = Prepublicación
relation_reply-to = Respuesta a
relation_retracts = Retracta
relation_review-of = Reseña de
relation_supplement = Suplemento
relation_translation-of = Traducción de
relation_version-of = Versión de
credit_conceptualization = conceptualización
credit_data-curation = curación de datos
credit_formal-analysis = análisis formal
credit_funding-acquisition = obtención de fondos
credit_investigation = investigación
credit_methodology = metodología
credit_project-administration = administración del proyecto
credit_resources = recursos
credit_software = software
credit_supervision = supervisión
credit_validation = validación
credit_visualization = visualización
credit_writing-original-draft = redacción – borrador original
credit_writing-review-editing = redacción – revisión y edición

## Textos aún sin traducir
untranslated_mark = sin traducir aún
untranslated_section = Esta sección aún no se ha traducido al español. Se muestra en { $language }.
untranslated_description = Esta descripción aún no se ha traducido al español. Se muestra en { $language }.
untranslated_count = { $n ->
    [one] { $n } de { $total } secciones aún no se ha traducido al español y se muestra en su lengua original.
   *[other] { $n } de { $total } secciones aún no se han traducido al español y se muestran en su lengua original.
}

## Los índices y sus entradas
mentions_count = { $n ->
    [0] sin menciones
    [one] { $n } mención
   *[other] { $n } menciones
}
name_in = En { $language }
also_found_as = Otras formas del nombre
listed_in = Figura en
mentions = Menciones
no_mentions = Sin menciones en el texto.
mentioned_together = En los mismos pasajes
together_count = { $n ->
    [one] { $n } pasaje
   *[other] { $n } pasajes
}
works_authored = Obras citadas de su autoría

## Bibliografía
bibliography_lead = { $works ->
    [one] { $works } obra citada
   *[other] { $works } obras citadas
} { $citations ->
    [one] una vez
   *[other] { $citations } veces
}. Debajo de cada referencia se indica hasta qué punto pudieron establecerse sus datos y figuran los lugares donde se cita, cada uno con su oración.
status_confirmed = Confirmada
status_confirmed_note = Se consultó un registro de la obra, y ninguna otra corresponde a la cita.
status_probable = Probable
status_probable_note = Obra existente que corresponde a la cita; no fue posible comprobar, con la lista de referencias del texto original, que sea la citada.
status_unresolved = Sin resolver
status_unresolved_note = Solo es segura la cita que aparece en el texto. Las obras que podrían corresponderle se ofrecen como candidatas, no como hechos.
cited_count = { $n ->
    [one] Citada una vez
   *[other] Citada { $n } veces
}
translated_title = Título en español
basis = Fuente de estos datos
candidates = Podría tratarse de:
see_also = Véase también
also_cited_in = Citada también en

## Correcciones
corrections_lead = Todos los lugares en que el texto original, tal como se da en este sitio, se aparta de su fuente, con ambas lecturas. No se ha cambiado nada más.
corrections_count = { $n ->
    [one] { $n } corrección
   *[other] { $n } correcciones
}
no_corrections = El texto no se aparta de su fuente.
place = Lugar
source_reading = En la fuente
our_reading = Aquí
reason = Motivo
left_as_printed = Se conserva tal como está impreso
left_as_printed_lead = Estos pasajes pueden resultar extraños. En el original se dan tal como están en la fuente.

## Colofón
colophon_lead = En este sitio, cada cita lleva a su referencia; cada referencia, a todos los lugares donde se cita, y cada nombre de un índice, a todos los pasajes que lo mencionan.
colophon_texts = Los textos y cuál prevalece
colophon_authority = En caso de discrepancia, prevalece el texto publicado en { $language }.
colophon_journal = Apareció en
colophon_no_licence_journal = Este sitio desconoce su licencia y, por tanto, no declara ninguna. Para reutilizar el texto, consúltese la revista.
colophon_no_licence = Este sitio desconoce su licencia y, por tanto, no declara ninguna. Para reutilizar el texto, consúltese a quien lo publica.
colophon_corrections = Todo lo que se aparta de la fuente se enumera en
colophon_languages = Lenguas
colophon_translation = Toda traducción hecha para este sitio se señala como tal. También se tradujeron aquí los nombres que carecen de forma oficial en una lengua; esas formas no provienen del texto original.
colophon_untranslated = { $n ->
    [one] { $n } texto espera su traducción: se muestra en su lengua original y así se indica.
   *[other] { $n } textos esperan su traducción: se muestran en su lengua original y así se indica.
}
colophon_statuses = Cada referencia lleva una etiqueta que indica hasta qué punto pudieron establecerse sus datos. Las lagunas se dejan como lagunas, y cada ficha dice en qué se apoya.
colophon_style = Las referencias siguen el estilo de citación “{ $style }”.
colophon_figures = En cifras
count_pages = Páginas
count_languages = Lenguas
count_works = Obras
count_references = Referencias
count_citations = Citas
count_entities = Entradas de los índices
count_mentions = Menciones
count_untranslated = Textos aún sin traducir
colophon_made = Cómo se hizo
colophon_pliego = Hecho con { $generator }, un compilador de textos académicos bilingües. Las páginas se componen con los tipos de letra del dispositivo en que se leen, no solicitan nada a terceros y pueden leerse de principio a fin sin JavaScript.
made_with = Hecho con { $generator }

## Fichas
works_cited = Obras citadas
floats_elsewhere = Figuras y tablas de otras secciones
float_place = Ver en su lugar
names_mentioned = Nombres mencionados

## Figuras
slug_glance = de-un-vistazo
title_glance = De un vistazo
nav_glance = De un vistazo
description_glance = “{ $title }” en figuras: a quién menciona y qué cita, cada una con sus datos en una tabla.
glance_lead = A quién menciona el texto y qué obras cita, según el recuento del propio texto. Cada marca lleva a aquello que representa, y bajo cada figura están sus datos.
glance_empty = Esta obra no cita nada ni menciona ninguna entrada de un índice.
glance_link = Menciones y citas, de un vistazo
as_table = Los mismos datos en una tabla
strip_note = Cada línea representa el texto entero y se interrumpe donde termina una sección. Una marca sobre ella es una mención, más alta donde hay varias; una marca debajo, la fila de una tabla. Cada una lleva a su lugar.
strip_note_cited = Cada línea representa el texto entero y se interrumpe donde termina una sección; cada marca es una cita, más alta donde hay varias, y lleva a su lugar.
mentions_in_sections = { $n ->
    [0] sin menciones
    [one] { $n } mención en { $sections } de { $total } secciones
   *[other] { $n } menciones en { $sections } de { $total } secciones
}
matrix_title = { $register } por sección
matrix_sentence = { $mentions ->
    [one] { $mentions } mención
   *[other] { $mentions } menciones
} de { $entities ->
    [one] { $entities } entrada
   *[other] { $entities } entradas
} en { $sections } de { $total } secciones.
matrix_most = La más mencionada: { $name } ({ $n }).
matrix_listed = { $n ->
    [one] Otra { $n } figura solo en una tabla.
   *[other] Otras { $n } figuran solo en tablas.
}
matrix_only_listed = { $n ->
    [one] { $n } entrada, que figura solo en una tabla.
   *[other] { $n } entradas, que figuran solo en tablas.
}
matrix_note = Un disco con una cifra cuenta las menciones en una sección; un anillo representa la fila de una tabla. Cada uno lleva a su lugar.
matrix_index = El índice completo
through_title = Las citas a lo largo del texto
through_sentence = { $citations ->
    [one] { $citations } cita
   *[other] { $citations } citas
} de { $works ->
    [one] { $works } obra
   *[other] { $works } obras
}, desde el comienzo del texto hasta el final.
through_most = La sección con más citas es “{ $section }” ({ $n }).
years_title = Obras citadas, por año y tipo
years_sentence = { $works ->
    [one] { $works } obra
   *[other] { $works } obras
}, { $years }{ $undated ->
    [0] .
    [one] ; { $undated } de ellas carece de fecha.
   *[other] ; { $undated } de ellas carecen de fecha.
}
years_none = { $works ->
    [one] { $works } obra, sin fecha.
   *[other] { $works } obras, ninguna con fecha.
}
years_kinds = El grupo conocido más numeroso: { $kind } ({ $n }).
years_most = La columna más alta: { $years } ({ $n }).
years_step = Cada columna abarca { $n } años.
years_gaps = Se omiten los periodos largos sin obras; una línea cortada indica dónde.
years_left_out = { $years }: se omite
years_undated = s. f.
year = Año
section = Sección
citations = Citas
total = Total
kind_book = { $n ->
    [one] libro
   *[other] libros
}
kind_chapter = { $n ->
    [one] capítulo o ponencia
   *[other] capítulos y ponencias
}
kind_article = { $n ->
    [one] artículo
   *[other] artículos
}
kind_press = { $n ->
    [one] artículo de prensa
   *[other] artículos de prensa
}
kind_report = { $n ->
    [one] informe o tesis
   *[other] informes y tesis
}
kind_law = { $n ->
    [one] texto legal
   *[other] textos legales
}
kind_web = { $n ->
    [one] página web
   *[other] páginas web
}
kind_media = { $n ->
    [one] obra de imagen o sonido
   *[other] obras de imagen o sonido
}
kind_other = { $n ->
    [one] obra de otro tipo o de tipo desconocido
   *[other] obras de otro tipo o de tipo desconocido
}

## Búsqueda
slug_search = buscar
title_search = Buscar
nav_search = Buscar
description_search = Búsqueda en “{ $site }”: sus secciones, las entradas de sus índices y las obras que cita.
search_label = Palabras que se buscan
search_button = Buscar
search_hint = No importan los acentos ni las mayúsculas. Las palabras entre comillas se buscan en ese orden.
search_other = La misma búsqueda en { $language }
search_sections = Secciones
search_references = Obras citadas
search_paragraph = ¶ { $n }
search_loading = Buscando…
search_found = Resultados de “{ $query }”: { $n }
search_none = Nada coincide aquí con “{ $query }”. Revise la ortografía o pruebe con menos palabras.
search_more_results = Más resultados: { $n }
search_more_passages = Más pasajes: { $n }
search_failed = El índice de búsqueda no se cargó, o no todo. Puede que falte la conexión: vuelva a buscar para intentarlo otra vez.
search_without = De la búsqueda se encarga un programa (JavaScript) que este navegador no está ejecutando.
search_instead = Sin él también se llega a todo: abra una de estas páginas y use la búsqueda del propio navegador (Ctrl+F, o ⌘F en un Mac).

## Tablas
download_table = { $table } en { $format }
table_id = Clave
table_name = Nombre
table_description = Descripción
table_acronym = Sigla
table_page = Página

## Ayudas para la lectura
theme_dark = Página oscura
copied = Dirección copiada

## Sin conexión
read_offline = Leer sin conexión
single_article = El artículo completo en un solo archivo
single_facing = Páginas enfrentadas en { $one } y en { $other }, en un solo archivo
single_page = Esta página en un solo archivo
keep = Guardar este texto en el dispositivo
keep_lead = El texto también puede guardarse en este navegador: sus páginas, en todos los idiomas, se abren entonces al instante, con conexión o sin ella. No se envía nada.
keep_busy = Descargando el texto…
keep_kept = Guardado en este dispositivo: { $size }. Se abre sin conexión.
keep_failed = No se pudo guardar el texto: no hay conexión o este navegador no le concede espacio.
keep_remove = Eliminarlo de este dispositivo
keep_removed = Eliminado de este dispositivo.
not_kept_title = Esta página no está guardada
not_kept = No hay conexión y esta página no es una de las guardadas en este dispositivo.
picture_not_kept = Esta imagen no está guardada. Necesita conexión.
picture_left_out = «{ $alt }»: esta imagen ({ $size }) no está en este archivo. Está en { $address }

## Página no encontrada
not_found = No hay ninguna página en esta dirección. Es posible que la página haya cambiado de lugar o que la dirección contenga una errata.

## Fechas
date_received = Recibido
date_revised = Revisado
date_accepted = Aceptado
date_published = Publicado
date_long = { $day } de { $month } de { $year }
date_month = { $month } de { $year }
month_1 = enero
month_2 = febrero
month_3 = marzo
month_4 = abril
month_5 = mayo
month_6 = junio
month_7 = julio
month_8 = agosto
month_9 = septiembre
month_10 = octubre
month_11 = noviembre
month_12 = diciembre
