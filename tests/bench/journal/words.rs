//! The words of the generated journal: pairs of English and Spanish that say the same, so that a sentence put together
//! from them is a translation of itself. All of it was written for this benchmark.

/// One thing in the two languages of the journal: English, then Spanish.
pub(super) type Pair = (&'static str, &'static str);

/// What a sentence may begin with.
pub(super) const CONNECTORS: &[Pair] = &[
    ("In addition, ", "Además, "),
    ("For this reason, ", "Por esta razón, "),
    ("In the same period, ", "En el mismo periodo, "),
    ("Since the last reform, ", "Desde la última reforma, "),
    ("By contrast, ", "En cambio, "),
    ("In practice, ", "En la práctica, "),
    ("Over the past decade, ", "Durante la última década, "),
    ("At the local level, ", "En el ámbito local, "),
    ("From a comparative point of view, ", "Desde un punto de vista comparado, "),
    ("In the archives of the region, ", "En los archivos de la región, "),
    ("As the interviews show, ", "Como muestran las entrevistas, "),
    ("With few exceptions, ", "Con pocas excepciones, "),
    ("During the first months, ", "Durante los primeros meses, "),
    ("In formal terms, ", "En términos formales, "),
    ("According to the survey, ", "De acuerdo con la encuesta, "),
    ("Not by chance, ", "No por casualidad, "),
];

/// Who acts: noun phrases in the singular, in lower case.
pub(super) const SUBJECTS: &[Pair] = &[
    ("the regional programme", "el programa regional"),
    ("the municipal council", "el consejo municipal"),
    ("the new protocol", "el nuevo protocolo"),
    ("the system of shelters", "el sistema de albergues"),
    ("the bilateral agreement", "el acuerdo bilateral"),
    ("the parliamentary debate", "el debate parlamentario"),
    ("the network of schools", "la red de escuelas"),
    ("the local press", "la prensa local"),
    ("the group of experts", "el grupo de expertos"),
    ("the public hearing", "la audiencia pública"),
    ("the legal framework", "el marco jurídico"),
    ("the family court", "el juzgado familiar"),
    ("the border economy", "la economía fronteriza"),
    ("the community radio", "la radio comunitaria"),
    ("the comparative literature", "la bibliografía comparada"),
    ("the first generation of teachers", "la primera generación de maestros"),
    ("the consular service", "el servicio consular"),
    ("the register of properties", "el registro de propiedades"),
    ("the health campaign", "la campaña de salud"),
    ("the labour inspection", "la inspección del trabajo"),
    ("the coastal municipality", "el municipio costero"),
    ("the water authority", "la autoridad del agua"),
    ("the seasonal market", "el mercado de temporada"),
    ("the oral tradition", "la tradición oral"),
    ("the translation of the treaty", "la traducción del tratado"),
    ("the housing policy", "la política de vivienda"),
    ("the second census", "el segundo censo"),
    ("the university library", "la biblioteca universitaria"),
    ("the association of weavers", "la asociación de tejedoras"),
    ("the railway station", "la estación de ferrocarril"),
    ("the sample of households", "la muestra de hogares"),
    ("the federal budget", "el presupuesto federal"),
];

/// What somebody does: verbs that take an object.
pub(super) const VERBS: &[Pair] = &[
    ("has strengthened", "ha reforzado"),
    ("describes", "describe"),
    ("limits", "limita"),
    ("has changed", "ha cambiado"),
    ("documents", "documenta"),
    ("calls into question", "pone en duda"),
    ("makes visible", "hace visible"),
    ("depends on", "depende de"),
    ("has postponed", "ha aplazado"),
    ("guarantees", "garantiza"),
    ("reorganises", "reorganiza"),
    ("gives shape to", "da forma a"),
    ("reproduces", "reproduce"),
    ("explains", "explica"),
    ("has replaced", "ha sustituido"),
    ("extends", "amplía"),
    ("measures", "mide"),
    ("takes for granted", "da por sentado"),
    ("recognises", "reconoce"),
    ("contradicts", "contradice"),
    ("finances", "financia"),
    ("brings together", "reúne"),
    ("precedes", "precede a"),
    ("has left aside", "ha dejado de lado"),
];

/// The head of an object.
pub(super) const HEADS: &[Pair] = &[
    ("the protection", "la protección"),
    ("the daily work", "el trabajo cotidiano"),
    ("the situation", "la situación"),
    ("the participation", "la participación"),
    ("the memory", "la memoria"),
    ("the income", "el ingreso"),
    ("the mobility", "la movilidad"),
    ("the interests", "los intereses"),
    ("the language", "la lengua"),
    ("the legal advice", "la asesoría jurídica"),
    ("the schooling", "la escolarización"),
    ("the testimony", "el testimonio"),
    ("the autonomy", "la autonomía"),
    ("the health", "la salud"),
    ("the expectations", "las expectativas"),
    ("the return", "el retorno"),
    ("the correspondence", "la correspondencia"),
    ("the civil status", "el estado civil"),
    ("the dwellings", "las viviendas"),
    ("the responsibility", "la responsabilidad"),
    ("the savings", "los ahorros"),
    ("the representation", "la representación"),
    ("the place", "el lugar"),
    ("the vocabulary", "el vocabulario"),
];

/// Whose the object is.
pub(super) const OWNERS: &[Pair] = &[
    ("of the families", "de las familias"),
    ("of young workers", "de los trabajadores jóvenes"),
    ("of rural teachers", "de los maestros rurales"),
    ("of the neighbouring towns", "de los pueblos vecinos"),
    ("of widows and orphans", "de viudas y huérfanos"),
    ("of the indigenous communities", "de las comunidades indígenas"),
    ("of seasonal labourers", "de los jornaleros"),
    ("of the first settlers", "de los primeros pobladores"),
    ("of those who arrive alone", "de quienes llegan solos"),
    ("of the fishing cooperatives", "de las cooperativas pesqueras"),
    ("of the students", "de los estudiantes"),
    ("of small merchants", "de los pequeños comerciantes"),
    ("of the public officials", "de los funcionarios públicos"),
    ("of the exiles", "de los exiliados"),
    ("of the women interviewed", "de las mujeres entrevistadas"),
    ("of the second generation", "de la segunda generación"),
    ("of the lay judges", "de los jueces legos"),
    ("of domestic workers", "de las trabajadoras del hogar"),
    ("of the nursing staff", "del personal de enfermería"),
    ("of the translators", "de los traductores"),
];

/// Where and when.
pub(super) const CIRCUMSTANCES: &[Pair] = &[
    (" in the northern municipalities", " en los municipios del norte"),
    (" on both sides of the river", " a ambos lados del río"),
    (" during the dry season", " durante la estación seca"),
    (" since the end of the war", " desde el final de la guerra"),
    (" in the courts of first instance", " en los juzgados de primera instancia"),
    (" without any written record", " sin ningún registro escrito"),
    (" in the years of the drought", " en los años de la sequía"),
    (" in the outskirts of the capital", " en la periferia de la capital"),
    (" under the previous constitution", " bajo la constitución anterior"),
    (" in a context of scarcity", " en un contexto de escasez"),
    (" at the end of each term", " al final de cada periodo"),
    (" along the old trade route", " a lo largo de la antigua ruta comercial"),
    (" in the provincial newspapers", " en los periódicos de provincia"),
    (" before the first hearing", " antes de la primera audiencia"),
    (" in most of the cases studied", " en la mayoría de los casos estudiados"),
    (" with the support of the parish", " con el apoyo de la parroquia"),
];

/// What a sentence may end with.
pub(super) const TAILS: &[Pair] = &[
    (", although the results differ from one state to another", ", aunque los resultados difieren de un estado a otro"),
    (", and this was noticed early", ", y esto se advirtió pronto"),
    (", which the sources confirm only in part", ", lo que las fuentes confirman sólo en parte"),
    (", even where the law is silent", ", incluso donde la ley calla"),
    (", so that a second reading is needed", ", de modo que hace falta una segunda lectura"),
    (", if the figures can be trusted", ", si las cifras son fiables"),
    (", as older residents remember", ", como recuerdan los vecinos mayores"),
    (", a point to which we return below", ", punto sobre el que volvemos más adelante"),
    (", at least until the following election", ", al menos hasta la siguiente elección"),
    (", while the budget remained the same", ", mientras el presupuesto seguía igual"),
    (", in spite of many warnings", ", a pesar de muchas advertencias"),
    (", and nobody asked for an explanation", ", y nadie pidió una explicación"),
];

/// How an actor is brought in; `{}` stands for its name, with the article.
pub(super) const ACTOR_OPENINGS: &[Pair] = &[
    ("According to {}, ", "Según {}, "),
    ("In a report by {}, ", "En un informe de {}, "),
    ("With the help of {}, ", "Con la ayuda de {}, "),
    ("Before {} was founded, ", "Antes de que se fundara {}, "),
    ("In an agreement with {}, ", "En un convenio con {}, "),
    ("Like {}, ", "Al igual que {}, "),
];

/// How an author is brought in; `{}` stands for the citation.
pub(super) const NARRATIVES: &[Pair] = &[
    ("As {} argues, ", "Como sostiene {}, "),
    ("For {}, ", "Para {}, "),
    ("Following {}, ", "Siguiendo a {}, "),
    ("In the sense of {}, ", "En el sentido de {}, "),
    ("Unlike {}, we hold that ", "A diferencia de {}, sostenemos que "),
];

/// Sections: title in English and Spanish; the English one, made plain, is the section's id.
pub(super) const SECTIONS: &[Pair] = &[
    ("Introduction", "Introducción"),
    ("Theoretical framework", "Marco teórico"),
    ("Sources and method", "Fuentes y método"),
    ("Historical background", "Antecedentes históricos"),
    ("The legal debate", "El debate jurídico"),
    ("Institutions and actors", "Instituciones y actores"),
    ("Everyday practices", "Prácticas cotidianas"),
    ("Voices from the field", "Voces del campo"),
    ("Comparison of cases", "Comparación de casos"),
    ("Discussion", "Discusión"),
    ("Limits of the study", "Límites del estudio"),
    ("Conclusions", "Conclusiones"),
];

/// Headings inside sections.
pub(super) const HEADINGS: &[Pair] = &[
    ("A first approach", "Una primera aproximación"),
    ("Continuities and breaks", "Continuidades y rupturas"),
    ("The role of the towns", "El papel de los pueblos"),
    ("Money and its uses", "El dinero y sus usos"),
    ("What the files say", "Lo que dicen los expedientes"),
    ("Open questions", "Preguntas abiertas"),
    ("Work, kinship and care", "Trabajo, parentesco y cuidados"),
    ("Rules and exceptions", "Reglas y excepciones"),
];

/// What a list is announced with.
pub(super) const LIST_OPENINGS: &[Pair] = &[
    ("Three aspects deserve attention:", "Tres aspectos merecen atención:"),
    ("The material can be put in this order:", "El material puede ordenarse así:"),
    ("What follows from this:", "Lo que se sigue de esto:"),
];

/// Subjects of titles.
pub(super) const TOPICS: &[Pair] = &[
    ("Childhood", "Infancia"),
    ("Water", "Agua"),
    ("Exile", "Exilio"),
    ("Schooling", "Escolarización"),
    ("Kinship", "Parentesco"),
    ("Land", "Tierra"),
    ("Asylum", "Asilo"),
    ("Translation", "Traducción"),
    ("Memory", "Memoria"),
    ("Labour", "Trabajo"),
    ("Housing", "Vivienda"),
    ("Trade", "Comercio"),
    ("Citizenship", "Ciudadanía"),
    ("Health", "Salud"),
    ("Justice", "Justicia"),
    ("Music", "Música"),
];

/// Kinds of institutions, with the Spanish article.
pub(super) const INSTITUTIONS: &[(&str, &str, &str)] = &[
    ("Commission", "Comisión", "la"),
    ("Institute", "Instituto", "el"),
    ("Network", "Red", "la"),
    ("Council", "Consejo", "el"),
    ("Observatory", "Observatorio", "el"),
    ("Federation", "Federación", "la"),
    ("Archive", "Archivo", "el"),
    ("Foundation", "Fundación", "la"),
];

/// What institutions are for: in English before their kind, in Spanish behind it.
pub(super) const MISSIONS: &[Pair] = &[
    ("Child Welfare", "Bienestar Infantil"),
    ("Refugee Assistance", "Ayuda a Refugiados"),
    ("Rural Education", "Educación Rural"),
    ("Border Health", "Salud Fronteriza"),
    ("Water Rights", "Derechos del Agua"),
    ("Labour Justice", "Justicia Laboral"),
    ("Indigenous Languages", "Lenguas Indígenas"),
    ("Housing Policy", "Política de Vivienda"),
    ("Family Reunion", "Reunificación Familiar"),
    ("Legal Defence", "Defensa Legal"),
    ("Women Weavers", "Mujeres Tejedoras"),
    ("Oral History", "Historia Oral"),
];

/// Places that institutions are named after: the same in both languages.
pub(super) const PLACES: &[&str] = &[
    "Aldama",
    "Bacanora",
    "Camargo",
    "Delicias",
    "Ensenada",
    "Fronteras",
    "Guaymas",
    "Huatabampo",
    "Imuris",
    "Janos",
    "Loreto",
    "Mexicali",
    "Nogales",
    "Ojinaga",
    "Piedras Negras",
    "Querobabi",
    "Rosarito",
    "Saltillo",
    "Tecate",
    "Ures",
    "Villa Unión",
    "Yécora",
    "Zaragoza",
    "Navojoa",
];

/// Family names.
pub(super) const FAMILIES: &[&str] = &[
    "Abad",
    "Acuña",
    "Alder",
    "Amaro",
    "Arce",
    "Baxter",
    "Beltrán",
    "Blythe",
    "Borja",
    "Bravo",
    "Calder",
    "Cano",
    "Carvajal",
    "Cerda",
    "Chase",
    "Coll",
    "Córdoba",
    "Dávila",
    "Denholm",
    "Duarte",
    "Echeverría",
    "Ellery",
    "Escobar",
    "Farías",
    "Fenwick",
    "Fuentes",
    "Gálvez",
    "Garland",
    "Godoy",
    "Grijalva",
    "Hale",
    "Haro",
    "Henley",
    "Ibáñez",
    "Ingram",
    "Jara",
    "Kerr",
    "Lago",
    "Larkin",
    "Lemus",
    "Lozano",
    "Mabry",
    "Macías",
    "Marsh",
    "Mejía",
    "Montes",
    "Nájera",
    "Nash",
    "Núñez",
    "Ochoa",
    "Olsen",
    "Orduña",
    "Páez",
    "Pardo",
    "Penrose",
    "Quiroga",
    "Ramos",
    "Rendón",
    "Rowe",
    "Salas",
    "Sandoval",
    "Serrano",
    "Shaw",
    "Solís",
    "Thorne",
    "Tovar",
    "Ugarte",
    "Urbina",
    "Valdés",
    "Vance",
    "Vega",
    "Wells",
    "Whitmore",
    "Yáñez",
    "Zamora",
    "Zúñiga",
];

/// Given names.
pub(super) const GIVEN: &[&str] = &[
    "Alma", "Andrés", "Beatriz", "Bruno", "Carla", "Clara", "Daniel", "Diego", "Elena", "Emma", "Esteban", "Frances",
    "Gabriel", "Gloria", "Hugo", "Inés", "Irene", "Jacob", "Julia", "Laura", "Leo", "Lucía", "Marcos", "Marta", "Nora",
    "Olivia", "Óscar", "Pablo", "Paula", "Rafael", "Rosa", "Ruth", "Samuel", "Sara", "Tomás", "Valeria",
];

/// Who publishes books, and where.
pub(super) const PUBLISHERS: &[Pair] = &[
    ("Prensas del Valle", "Guadalajara"),
    ("Northgate University Press", "Leeds"),
    ("Ediciones La Orilla", "Montevideo"),
    ("Harrow & Finch", "London"),
    ("Universidad de la Ribera", "Sevilla"),
    ("Cordillera", "Santiago"),
    ("Meridian House", "Toronto"),
    ("El Telar", "Oaxaca"),
];

/// Periodicals that articles of the bibliography appeared in.
pub(super) const PERIODICALS: &[&str] = &[
    "Journal of Border History",
    "Revista de Estudios del Desierto",
    "Annals of Comparative Law",
    "Cuadernos de Antropología Aplicada",
    "Review of Social Memory",
    "Anuario de Historia Rural",
    "Quarterly of Migration Policy",
    "Boletín de Lenguas en Contacto",
    "Water and Society",
    "Papeles de Geografía Social",
];
