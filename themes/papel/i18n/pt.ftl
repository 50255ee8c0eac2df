# Papel: textos da interface em português.
# As mesmas chaves, na mesma ordem, estão em cada arquivo desta pasta. Os nomes das línguas vão como iriam no meio de uma
# frase; acrescente-se `language_xx` para cada língua que um site possa ter.
# Uma só maneira em todo o arquivo: grafia do Brasil conforme o Acordo Ortográfico, sem formas que um leitor de Portugal
# estranhe; “língua” (não “idioma”), forma impessoal (nem tu nem você), “passagem” para o lugar de uma menção, “ficha”
# para os dados de uma obra, e frases que não dependam do gênero nem do número de um nome.
# Em português, o zero pede o singular: onde o singular não diz o número, há um caso `[0]`.

## Línguas
language_en = inglês
language_es = espanhol
language_ca = catalão
language_de = alemão
language_eu = basco
language_fr = francês
language_gl = galego
language_it = italiano
language_la = latim
language_nah = náuatle
language_pt = português
language_qu = quíchua
language_zh = chinês

## Endereços (ASCII)
slug_article = artigo
slug_bibliography = bibliografia
slug_corrections = correcoes
slug_colophon = colofao

## Títulos das páginas
title_article = Artigo completo
title_bibliography = Bibliografia
title_corrections = Correções
title_colophon = Colofão
title_not_found = Página não encontrada

## Navegação
nav_home = Início
nav_article = Artigo completo
nav_bibliography = Bibliografia
nav_corrections = Correções
nav_colophon = Colofão
skip_to_text = Ir para o texto
main_navigation = Principal
language_navigation = Línguas
breadcrumbs = Caminho até esta página
section_navigation = Seções
on_this_page = Nesta página
previous = Anterior
next = Seguinte
contents = Sumário
whole_article = O artigo completo em uma só página
all_contents = As { $n } seções
enter = Ler em português
back_to_start = Ir para a página inicial

## Descrições das páginas, para buscadores e prévias
description_front = { $site }: cada página em todas as suas línguas, lado a lado.
description_article = “{ $title }”: o texto completo em uma só página.
description_section = “{ $section }”, seção de “{ $title }”.
description_facing = “{ $section }”, de “{ $title }”, em duas línguas, lado a lado.
description_facing_whole = “{ $section }”: o texto completo em duas línguas, lado a lado.
description_bibliography = { $n ->
    [0] Em “{ $title }” não se cita nenhuma obra
    [one] A única obra citada em “{ $title }”, com todos os lugares em que é citada
   *[other] As { $n } obras citadas em “{ $title }”, com todos os lugares em que cada uma é citada
}.
description_corrections = Todos os lugares em que o texto de “{ $title }” se afasta de sua fonte, com ambas as leituras.
description_colophon = O que é “{ $site }”, em que se apoiam seus textos e como foi feito.
description_register = { $register }: { $n ->
    [0] índice de “{ $site }”, ainda sem entradas
    [one] a única entrada do índice de “{ $site }”, com todas as passagens que a mencionam
   *[other] as { $n } entradas do índice de “{ $site }”, com todas as passagens que as mencionam
}.
description_entity = { $name }: entrada do índice “{ $register }”, com todas as passagens que a mencionam.
description_not_found = Não há nenhuma página neste endereço.

## Links permanentes, notas e lugares do texto
permalink_paragraph = Link permanente para o parágrafo { $n }
permalink_heading = Link permanente para “{ $title }”
permalink_block = Link permanente para este lugar
note_label = Nota { $n }
note_translator = Nota de tradução.
note_back = Voltar à chamada da nota { $n }
notes = Notas
where_paragraph = { $section }, ¶ { $n }
where_heading = { $section }, título
where_block = { $section }
where_table = { $table }
where_table_row = { $table }, { $name }
where_abstract = Resumo ({ $language })

## Figuras, tabelas e o mais que tem número ou nome
label_figure = Figura { $n }
label_table = Tabela { $n }
label_appendix = Apêndice { $n }
label_equation = ({ $n })
label_listing = Listagem { $n }
label_theorem = Teorema { $n }
label_lemma = Lema { $n }
label_corollary = Corolário { $n }
label_proposition = Proposição { $n }
label_conjecture = Conjectura { $n }
label_definition = Definição { $n }
label_example = Exemplo { $n }
label_exercise = Exercício { $n }
label_remark = Observação { $n }
label_proof = Demonstração
name_theorem = Teorema
name_lemma = Lema
name_corollary = Corolário
name_proposition = Proposição
name_conjecture = Conjectura
name_definition = Definição
name_example = Exemplo
name_exercise = Exercício
name_remark = Observação
ref_figure = { $count ->
    [one] Figura
   *[other] Figuras
} { $list }
ref_table = { $count ->
    [one] Tabela
   *[other] Tabelas
} { $list }
ref_equation = { $count ->
    [one] Equação
   *[other] Equações
} { $list }
ref_listing = { $count ->
    [one] Listagem
   *[other] Listagens
} { $list }
ref_theorem = { $count ->
    [one] Teorema
   *[other] Teoremas
} { $list }
ref_lemma = { $count ->
    [one] Lema
   *[other] Lemas
} { $list }
ref_corollary = { $count ->
    [one] Corolário
   *[other] Corolários
} { $list }
ref_proposition = { $count ->
    [one] Proposição
   *[other] Proposições
} { $list }
ref_conjecture = { $count ->
    [one] Conjectura
   *[other] Conjecturas
} { $list }
ref_definition = { $count ->
    [one] Definição
   *[other] Definições
} { $list }
ref_example = { $count ->
    [one] Exemplo
   *[other] Exemplos
} { $list }
ref_exercise = { $count ->
    [one] Exercício
   *[other] Exercícios
} { $list }
ref_remark = { $count ->
    [one] Observação
   *[other] Observações
} { $list }
ref_section = { $count ->
    [one] Seção
   *[other] Seções
} { $list }
ref_appendix = { $count ->
    [one] Apêndice
   *[other] Apêndices
} { $list }
title_quoted = “{ $title }”
colon = :
list_of_figures = Lista de figuras
list_of_tables = Lista de tabelas
picture_missing = Falta esta imagem:
note_to_reader = Nota a quem lê
callout_note = Nota
callout_tip = Dica
callout_important = Importante
callout_warning = Aviso
callout_caution = Atenção

## Páginas lado a lado
facing_label = { $one } e { $other } lado a lado
facing_missing = Não consta nesta edição
facing_joined = Junto com o parágrafo anterior
facing_whole = O artigo completo em páginas lado a lado
counterpart = { $code }: esta passagem em { $language }
original_text = Original
translation_text = Tradução
read_edition = Ler apenas esta edição

## Quem fez um texto e qual prevalece
original_published = O texto que prevalece, publicado em { $journal }.
translation_made = Tradução feita para este site.
translation_plain = Tradução.
translation_by = Tradução de { $names }.
translation_from = Traduzido da edição em { $language }.
edited_by = Edição de { $names }.
reviewed_by = Revisão de { $names }.
edition_version = Versão { $version }.
edition_date = Publicado: { $date }.
edition_newer = A edição em { $language } é mais recente ({ $date }).
translation_authority = Em caso de divergência, prevalece o texto em { $language }, publicado em { $journal }.
translation_authority_plain = Em caso de divergência, prevalece o texto em { $language }.
translation_own = A publicação original traz também em português { $list }.
own_title = o título
own_abstract = o resumo
list_and = { $first } e { $last }
stale_block = O original deste texto mudou desde que foi traduzido.
stale_link = Ver o original
stale_count = { $n ->
    [one] O original de { $n } parágrafo mudou desde que foi traduzido.
   *[other] Os originais de { $n } parágrafos mudaram desde que foram traduzidos.
}

## A obra
abstract_heading = Resumo
journal = Revista
issn = e-ISSN
keywords = Palavras-chave
licence = Licença
licence_unknown = Este site a desconhece e não declara nenhuma; para qualquer reutilização, consulte-se a revista.
details = Ficha
this_edition = Esta edição
edition_authoritative = Este é o texto que prevalece, publicado em { $language }.
edition_other = Em caso de divergência, prevalece o texto publicado em { $language }.
paragraphs_count = { $n ->
    [one] { $n } parágrafo
   *[other] { $n } parágrafos
}
citations_of_works = { $citations ->
    [one] { $citations } citação
   *[other] { $citations } citações
} de { $works ->
    [one] { $works } obra
   *[other] { $works } obras
}
mentions_of_entities = { $entities ->
    [one] { $entities } entrada nos índices
   *[other] { $entities } entradas nos índices
}, { $mentions ->
    [0] sem menções
    [one] com { $mentions } menção
   *[other] com { $mentions } menções
}
how_to_cite = Como citar
downloads = Downloads
download_bibtex = BibTeX
download_ris = RIS
download_csl_json = CSL-JSON
other_works = Outras obras deste site
references = Referências
record = Ficha completa

## Quem participou de uma obra e o que a sustenta
corresponding = Correspondência
people_editors = Edição
people_translators = Tradução
people_reviewers = Revisão
contributions = Contribuições de autoria
notes_on_contributors = Notas biográficas
funding = Financiamento
funding_awards = { $n ->
    [one] auxílio
   *[other] auxílios
} { $list }
copyright = Direitos autorais
issn_print = ISSN (impresso)
abstract_in = Resumo em { $language }
genre_article-commentary = Comentário
genre_book-review = Resenha de livro
genre_brief-report = Comunicação breve
genre_case-report = Relato de caso
genre_correction = Errata
genre_data-paper = Artigo de dados
genre_document = Documento
genre_editorial = Editorial
genre_essay = Ensaio
genre_interview = Entrevista
genre_introduction = Apresentação
genre_letter = Carta
genre_obituary = Obituário
genre_research-article = Artigo de pesquisa
genre_review = Resenha
genre_review-article = Artigo de revisão
genre_translation = Tradução
relation_comment-on = Comentário a
relation_continues = Continua
relation_corrected-by = Corrigida por
relation_corrects = Corrige
relation_data = Dados
relation_part-of = Parte de
relation_preprint = Preprint
relation_reply-to = Resposta a
relation_retracts = Retratação de
relation_review-of = Resenha de
relation_supplement = Suplemento
relation_translation-of = Tradução de
relation_version-of = Versão de
credit_conceptualization = conceituação
credit_data-curation = curadoria de dados
credit_formal-analysis = análise formal
credit_funding-acquisition = obtenção de financiamento
credit_investigation = investigação
credit_methodology = metodologia
credit_project-administration = administração do projeto
credit_resources = recursos
credit_software = software
credit_supervision = supervisão
credit_validation = validação
credit_visualization = visualização
credit_writing-original-draft = redação – rascunho original
credit_writing-review-editing = redação – revisão e edição

## Textos ainda não traduzidos
untranslated_mark = ainda não traduzido
untranslated_section = Esta seção ainda não foi traduzida para o português. É mostrada em { $language }.
untranslated_description = Esta descrição ainda não foi traduzida para o português. É mostrada em { $language }.
untranslated_count = { $n ->
    [one] { $n } de { $total } seções ainda não foi traduzida para o português e é mostrada em sua língua original.
   *[other] { $n } de { $total } seções ainda não foram traduzidas para o português e são mostradas em sua língua original.
}

## Os índices e suas entradas
mentions_count = { $n ->
    [0] sem menções
    [one] { $n } menção
   *[other] { $n } menções
}
name_in = Em { $language }
also_found_as = Outras formas do nome
listed_in = Consta em
mentions = Menções
no_mentions = Sem menções no texto.
mentioned_together = Nas mesmas passagens
together_count = { $n ->
    [one] { $n } passagem
   *[other] { $n } passagens
}
works_authored = Obras citadas de sua autoria

## Bibliografia
bibliography_lead = { $works ->
    [one] { $works } obra
   *[other] { $works } obras
}, { $citations ->
    [0] sem nenhuma citação
    [one] com uma citação
   *[other] com { $citations } citações
}. Cada referência traz uma etiqueta que indica até que ponto seus dados puderam ser estabelecidos, e os lugares em que é citada, cada um com sua frase.
status_confirmed = Confirmada
status_confirmed_note = Consultou-se um registro da obra, e nenhuma outra corresponde à citação.
status_probable = Provável
status_probable_note = Obra existente que corresponde à citação; não foi possível comprovar, com a lista de referências do texto original, que seja a citada.
status_unresolved = Não resolvida
status_unresolved_note = Só é certa a citação que está no texto. As obras que poderiam corresponder a ela são apresentadas como candidatas, não como fatos.
cited_count = { $n ->
    [0] Sem citações no texto
    [one] Citada uma vez
   *[other] Citada { $n } vezes
}
translated_title = Título em português
basis = Fonte destes dados
candidates = Pode tratar-se de:
see_also = Ver também
also_cited_in = Citada também em

## Correções
corrections_lead = Todos os lugares em que o texto original, tal como está neste site, se afasta de sua fonte, com ambas as leituras. Nada mais foi alterado.
corrections_count = { $n ->
    [one] { $n } correção
   *[other] { $n } correções
}
no_corrections = O texto não se afasta de sua fonte.
place = Lugar
source_reading = Na fonte
our_reading = Aqui
reason = Motivo
left_as_printed = Mantido como está impresso
left_as_printed_lead = Estas passagens podem causar estranheza. O original as traz tal como estão na fonte.

## Colofão
colophon_lead = Neste site, cada citação leva à sua referência; cada referência, a todos os lugares em que é citada; e cada nome de um índice, a todas as passagens que o mencionam.
colophon_texts = Os textos e qual deles prevalece
colophon_authority = Em caso de divergência, prevalece o texto publicado em { $language }.
colophon_journal = Publicado em
colophon_no_licence_journal = Este site desconhece sua licença e, portanto, não declara nenhuma. Para qualquer reutilização, consulte-se a revista.
colophon_no_licence = Este site desconhece sua licença e, portanto, não declara nenhuma. Para qualquer reutilização, consulte-se quem o publica.
colophon_corrections = Tudo o que se afasta da fonte é enumerado em
colophon_languages = Línguas
colophon_translation = Toda tradução feita para este site é indicada como tal. Também foram traduzidos aqui os nomes que não têm forma oficial em uma língua; essas formas não provêm do texto original.
colophon_untranslated = { $n ->
    [one] { $n } texto aguarda tradução: é mostrado em sua língua original, com essa indicação.
   *[other] { $n } textos aguardam tradução: são mostrados em sua língua original, com essa indicação.
}
colophon_statuses = Cada referência traz uma etiqueta que indica até que ponto seus dados puderam ser estabelecidos. As lacunas permanecem como lacunas, e cada ficha diz em que se apoia.
colophon_style = As referências seguem o estilo de citação “{ $style }”.
colophon_figures = Em números
count_pages = Páginas
count_languages = Línguas
count_works = Obras
count_references = Referências
count_citations = Citações
count_entities = Entradas dos índices
count_mentions = Menções
count_untranslated = Textos ainda não traduzidos
colophon_made = Como foi feito
colophon_pliego = Feito com { $generator }, um compilador de textos acadêmicos bilíngues. As páginas são compostas com as fontes do próprio dispositivo de quem lê, não pedem nada a terceiros e podem ser lidas até a última palavra sem JavaScript.
made_with = Feito com { $generator }

## Fichas
works_cited = Obras citadas
floats_elsewhere = Figuras e tabelas de outras seções
float_place = Ver em seu lugar
names_mentioned = Nomes mencionados

## Figuras
slug_glance = num-relance
title_glance = Num relance
nav_glance = Num relance
description_glance = “{ $title }” em figuras: quem menciona e o que cita, cada uma com seus dados em uma tabela.
glance_lead = Quem o texto menciona e que obras cita, conforme a contagem do próprio texto. Cada marca leva àquilo que representa, e abaixo de cada figura estão seus dados.
glance_empty = Esta obra não cita nada nem menciona nenhuma entrada de um índice.
glance_link = Menções e citações, num relance
as_table = Os mesmos dados em uma tabela
strip_note = Cada linha representa o texto inteiro e se interrompe onde termina uma seção. Uma marca acima dela é uma menção, mais alta onde há várias; uma marca abaixo, a linha de uma tabela. Cada uma leva a seu lugar.
strip_note_cited = Cada linha representa o texto inteiro e se interrompe onde termina uma seção; cada marca é uma citação, mais alta onde há várias, e leva a seu lugar.
mentions_in_sections = { $n ->
    [0] sem menções
    [one] { $n } menção em { $sections } de { $total } seções
   *[other] { $n } menções em { $sections } de { $total } seções
}
matrix_title = { $register } por seção
matrix_sentence = { $mentions ->
    [one] { $mentions } menção
   *[other] { $mentions } menções
} de { $entities ->
    [one] { $entities } entrada
   *[other] { $entities } entradas
} em { $sections } de { $total } seções.
matrix_most = A mais mencionada: { $name } ({ $n }).
matrix_listed = { $n ->
    [one] Mais { $n } consta apenas em uma tabela.
   *[other] Mais { $n } constam apenas em tabelas.
}
matrix_only_listed = { $n ->
    [one] { $n } entrada, que consta apenas em uma tabela.
   *[other] { $n } entradas, que constam apenas em tabelas.
}
matrix_note = Um disco com um número conta as menções em uma seção; um anel representa a linha de uma tabela. Cada um leva a seu lugar.
matrix_index = O índice completo
through_title = As citações ao longo do texto
through_sentence = { $citations ->
    [one] { $citations } citação
   *[other] { $citations } citações
} de { $works ->
    [one] { $works } obra
   *[other] { $works } obras
}, do começo ao fim do texto.
through_most = A seção com mais citações é “{ $section }” ({ $n }).
years_title = Obras citadas, por ano e tipo
years_sentence = { $works ->
    [one] { $works } obra
   *[other] { $works } obras
}, { $years }{ $undated ->
    [0] .
    [one] ; { $undated } delas não tem data.
   *[other] ; { $undated } delas não têm data.
}
years_none = { $works ->
    [one] { $works } obra, sem data.
   *[other] { $works } obras, nenhuma com data.
}
years_kinds = O maior grupo conhecido: { $kind } ({ $n }).
years_most = A coluna mais alta: { $years } ({ $n }).
years_step = Cada coluna abrange { $n } anos.
years_gaps = Omitem-se os longos períodos sem obras; uma linha interrompida mostra onde.
years_left_out = { $years }: omitido
years_undated = s. d.
year = Ano
section = Seção
citations = Citações
total = Total
kind_book = { $n ->
    [one] livro
   *[other] livros
}
kind_chapter = { $n ->
    [one] capítulo ou comunicação
   *[other] capítulos e comunicações
}
kind_article = { $n ->
    [one] artigo
   *[other] artigos
}
kind_press = { $n ->
    [one] artigo de imprensa
   *[other] artigos de imprensa
}
kind_report = { $n ->
    [one] relatório ou tese
   *[other] relatórios e teses
}
kind_law = { $n ->
    [one] texto legal
   *[other] textos legais
}
kind_web = { $n ->
    [one] página web
   *[other] páginas web
}
kind_media = { $n ->
    [one] obra de imagem ou som
   *[other] obras de imagem ou som
}
kind_other = { $n ->
    [one] obra de outro tipo ou de tipo desconhecido
   *[other] obras de outro tipo ou de tipo desconhecido
}

## Busca
slug_search = busca
title_search = Busca
nav_search = Busca
description_search = Busca em “{ $site }”: suas seções, as entradas de seus índices e as obras que cita.
search_label = Palavras a procurar
search_button = Buscar
search_hint = Acentos e maiúsculas não fazem diferença. As palavras entre aspas são procuradas nessa ordem.
search_other = A mesma busca em { $language }
search_sections = Seções
search_references = Obras citadas
search_paragraph = ¶ { $n }
search_loading = Buscando…
search_found = Resultados para “{ $query }”: { $n }
search_none = Nada aqui corresponde a “{ $query }”. Convém rever a grafia ou tentar menos palavras.
search_more_results = Mais resultados: { $n }
search_more_passages = Mais passagens: { $n }
search_failed = O índice de busca não foi carregado, ou não por inteiro. Talvez falte a conexão: buscar de novo faz outra tentativa.
search_without = A busca é feita por um programa (JavaScript) que este navegador não está executando.
search_instead = Sem ele também se chega a tudo: basta abrir uma destas páginas e usar a busca do próprio navegador (Ctrl+F, ou ⌘F em um Mac).

## Tabelas
download_table = { $table } em { $format }
table_id = Chave
table_name = Nome
table_description = Descrição
table_acronym = Sigla
table_page = Página

## Ajudas para a leitura
theme_dark = Página escura
copied = Endereço copiado

## Sem conexão
read_offline = Ler sem conexão
single_article = O artigo completo em um só arquivo
single_facing = { $one } e { $other } lado a lado, em um só arquivo
single_page = Esta página em um só arquivo
keep = Guardar este texto no dispositivo
keep_lead = O texto também pode ser guardado neste navegador: suas páginas, em todas as línguas, abrem-se então de imediato, com ou sem conexão. Nada é enviado.
keep_busy = Carregando o texto…
keep_kept = Guardado neste dispositivo: { $size }. Abre-se sem conexão.
keep_failed = Não foi possível guardar o texto: não há conexão, ou este navegador não lhe concede espaço.
keep_remove = Remover deste dispositivo
keep_removed = Removido deste dispositivo.
not_kept_title = Esta página não está guardada
not_kept = Não há conexão, e esta página não está entre as guardadas neste dispositivo.
picture_not_kept = Esta imagem não está guardada. Ela requer conexão.
picture_left_out = “{ $alt }”: esta imagem ({ $size }) não está neste arquivo. Ela está em { $address }

## Página não encontrada
not_found = Não há nenhuma página neste endereço. É possível que a página tenha mudado de lugar ou que o endereço contenha um erro.

## Datas
date_received = Recebido
date_revised = Revisado
date_accepted = Aceito
date_published = Publicado
date_long = { $day ->
    [1] 1º
   *[other] { $day }
} de { $month } de { $year }
date_month = { $month } de { $year }
month_1 = janeiro
month_2 = fevereiro
month_3 = março
month_4 = abril
month_5 = maio
month_6 = junho
month_7 = julho
month_8 = agosto
month_9 = setembro
month_10 = outubro
month_11 = novembro
month_12 = dezembro
