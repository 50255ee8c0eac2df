//! The articles' text: sentences that are put together in both languages at once, so that both editions have the same
//! blocks, citations and mentions.

use std::collections::BTreeSet;

use super::actors::Actor;
use super::random::Random;
use super::references::Reference;
use super::words::{
    ACTOR_OPENINGS, CIRCUMSTANCES, CONNECTORS, HEADINGS, HEADS, LIST_OPENINGS, NARRATIVES, OWNERS, Pair, SUBJECTS,
    TAILS, VERBS,
};
use super::{Apparatus, Both, slug};

/// What an article is about.
pub(super) struct Scene<'a> {
    /// The actors that it speaks of.
    pub(super) cast: Vec<&'a Actor>,
    /// The works that it may cite.
    pub(super) shelf: Vec<&'a Reference>,
    /// Its sections' titles.
    pub(super) sections: &'a [Pair],
    /// The article that it refers to.
    pub(super) earlier: Option<String>,
    /// Whether it shows the register's tables.
    pub(super) with_tables: bool,
    pub(super) apparatus: Apparatus,
}

/// Writes one article.
pub(super) struct Writer<'a> {
    scene: &'a Scene<'a>,
    random: Random,
    /// The notes of the section in hand; an abstract has none.
    notes: Option<Vec<Both>>,
    cited: BTreeSet<String>,
}

/// How a sentence cites.
enum Cited {
    /// At its beginning, as a part of it.
    Narrative(String),
    /// At its end, in brackets.
    Group(String),
}

impl<'a> Writer<'a> {
    pub(super) fn new(scene: &'a Scene<'a>, random: Random) -> Self {
        Self { scene, random, notes: None, cited: BTreeSet::new() }
    }

    /// The keys of all works that were cited.
    pub(super) fn cited(self) -> BTreeSet<String> {
        self.cited
    }

    /// The abstract: one paragraph without citations.
    pub(super) fn abstract_of_article(&mut self) -> Both {
        let mut text = self.paragraph(0, 5);
        both(&mut text, "\n", "\n");
        text
    }

    /// The Markdown of a section: 5 to 9 paragraphs, some under headings, with 3 to 8 citations, and now and then a
    /// list, a quotation, a note, a link and a table.
    pub(super) fn section(&mut self, number: usize) -> Both {
        self.notes = Some(Vec::new());
        let paragraphs = self.random.between(5, 9);
        let mut cited = vec![0; paragraphs];
        for _ in 0..self.random.between(3, 8) {
            cited[self.random.below(paragraphs)] += 1;
        }
        let (first, second) = (self.random.chance(60), self.random.chance(40));
        let (list, quote) = (self.random.chance(30), self.random.chance(25));
        let link = self.random.chance(30).then(|| self.random.below(paragraphs));
        let mut text = Both::default();
        for (index, citations) in cited.into_iter().enumerate() {
            if (index == 2 && first) || (index == 5 && second) {
                let (en, es) = HEADINGS[(number * 2 + index / 3) % HEADINGS.len()];
                both(&mut text, &format!("## {en}\n\n"), &format!("## {es}\n\n"));
            }
            let length = self.random.between(3, 6);
            let mut paragraph = self.paragraph(citations, length);
            if link == Some(index) {
                self.link(number, &mut paragraph);
            }
            append(&mut text, &paragraph, "\n\n");
            if index == 1 && quote {
                let words = self.paragraph(0, 2);
                both(&mut text, "> ", "> ");
                append(&mut text, &words, "\n\n");
            }
            if index == 3 && list {
                self.list(&mut text);
            }
        }
        if number == 1 && self.scene.with_tables && self.scene.apparatus == Apparatus::Full {
            both(&mut text, "![Table 1](actors/mexico.yml)\n\n", "![Tabla 1](actors/mexico.yml)\n\n");
            both(&mut text, "![Table 2](actors/united-states.yml)\n\n", "![Tabla 2](actors/united-states.yml)\n\n");
        }
        for (index, note) in self.notes.take().into_iter().flatten().enumerate() {
            let call = format!("[^{}]: ", index + 1);
            both(&mut text, &call, &call);
            append(&mut text, &note, "\n\n");
        }
        for text in &mut text {
            text.truncate(text.trim_end().len());
            text.push('\n');
        }
        text
    }

    fn list(&mut self, text: &mut Both) {
        let (en, es) = *self.random.pick(LIST_OPENINGS);
        both(text, &format!("{en}\n\n"), &format!("{es}\n\n"));
        for _ in 0..self.random.between(3, 5) {
            both(text, "- ", "- ");
            let item = self.clause();
            append(text, &item, "\n");
        }
        both(text, "\n", "\n");
    }

    /// A sentence that leads to another section of the article, or to another article.
    fn link(&mut self, number: usize, paragraph: &mut Both) {
        let target = match &self.scene.earlier {
            Some(earlier) if self.random.chance(30) => earlier.clone(),
            _ => {
                let other = self.random.below(self.scene.sections.len());
                let other = if other == number { 0 } else { other };
                slug(self.scene.sections[other].0)
            }
        };
        let en = format!(" More is said of this [in another place]({target}).");
        let es = format!(" Más se dice de esto [en otro lugar]({target}).");
        both(paragraph, &en, &es);
    }

    /// A paragraph of `length` sentences, on one line.
    fn paragraph(&mut self, citations: usize, length: usize) -> Both {
        let mut text = Both::default();
        let about = self.random.chance(55).then(|| self.random.below(length));
        for index in 0..length {
            // The last sentences cite first, so that a paragraph with one citation ends in it.
            let cited = (length - index <= citations).then(|| self.citation());
            let sentence = self.sentence(cited, about == Some(index));
            append(&mut text, &sentence, if index + 1 < length { " " } else { "" });
        }
        text
    }

    fn sentence(&mut self, cited: Option<Cited>, with_actor: bool) -> Both {
        let mut opening = Both::default();
        let mut group = String::new();
        match cited {
            Some(Cited::Narrative(citation)) => {
                let (en, es) = self.random.pick(NARRATIVES);
                opening = [en, es].map(|text| text.replace("{}", &citation));
            }
            Some(Cited::Group(citation)) => group = format!(" {citation}"),
            None => {}
        }
        if opening[0].is_empty() && with_actor && !self.scene.cast.is_empty() {
            let [name_en, name_es] = self.random.pick(&self.scene.cast).form(&mut self.random);
            let (en, es) = self.random.pick(ACTOR_OPENINGS);
            opening = [en.replace("{}", &name_en), es.replace("{}", &name_es)];
        } else if opening[0].is_empty() && self.random.chance(35) {
            let (en, es) = self.random.pick(CONNECTORS);
            opening = [(*en).to_owned(), (*es).to_owned()];
        }
        let mut text = opening;
        let clause = self.clause();
        append(&mut text, &clause, "");
        if self.random.chance(30) {
            both(&mut text, ", and ", ", y ");
            let clause = self.clause();
            append(&mut text, &clause, "");
        }
        if self.random.chance(30) {
            let (en, es) = self.random.pick(TAILS);
            both(&mut text, en, es);
        }
        both(&mut text, &format!("{group}."), &format!("{group}."));
        if self.notes.is_some() && self.random.chance(3) {
            let note = self.clause().map(|text| format!("{}.", capitalised(&text)));
            let notes = self.notes.get_or_insert_default();
            notes.push(note);
            let call = format!("[^{}]", notes.len());
            both(&mut text, &call, &call);
        }
        let [en, es] = text;
        // Spanish runs the article together with the preposition before it.
        [capitalised(&en), capitalised(&es).replace(" de el ", " del ").replace(" a el ", " al ")]
    }

    /// Somebody does something to something, somewhere.
    fn clause(&mut self) -> Both {
        let (subject, verb) = (self.random.pick(SUBJECTS), self.random.pick(VERBS));
        let (head, owner) = (self.random.pick(HEADS), self.random.pick(OWNERS));
        let mark = match self.random.below(100) {
            0..8 => "*",
            8..10 => "**",
            _ => "",
        };
        let mut text = [
            format!("{} {} {mark}{} {}{mark}", subject.0, verb.0, head.0, owner.0),
            format!("{} {} {mark}{} {}{mark}", subject.1, verb.1, head.1, owner.1),
        ];
        if self.random.chance(55) {
            let (en, es) = self.random.pick(CIRCUMSTANCES);
            both(&mut text, en, es);
        }
        text
    }

    fn citation(&mut self) -> Cited {
        let reference = *self.random.pick(&self.scene.shelf);
        let (key, family, year) = (&reference.key, &reference.family, reference.year);
        let full = self.scene.apparatus == Apparatus::Full;
        self.cited.insert(key.clone());
        match self.random.below(100) {
            0..20 if full => return Cited::Narrative(format!("@{key}")),
            20..26 if full => return Cited::Narrative(format!("{family} [-@{key}]")),
            0..26 => return Cited::Narrative(format!("{family} ({year})")),
            _ => {}
        }
        let mut items = vec![self.item(reference, full)];
        if self.random.chance(20) {
            let other = *self.random.pick(&self.scene.shelf);
            if other.key != *key {
                self.cited.insert(other.key.clone());
                items.push(self.item(other, full));
            }
        }
        let inside = items.join("; ");
        Cited::Group(if full { format!("[{inside}]") } else { format!("({inside})") })
    }

    fn item(&mut self, reference: &Reference, full: bool) -> String {
        let page = self.random.between(3, 280);
        let locator = match self.random.below(100) {
            0..30 => format!(", p. {page}"),
            30..38 => format!(", pp. {page}-{}", page + self.random.between(1, 12)),
            _ => String::new(),
        };
        let (key, family, year) = (&reference.key, &reference.family, reference.year);
        let printed = self.random.chance(4);
        match (full, printed) {
            (true, true) => format!("@{key} = {family}, {year}"),
            (true, false) => format!("@{key}{locator}"),
            (false, _) => format!("{family}, {year}{locator}"),
        }
    }
}

fn both(text: &mut Both, en: &str, es: &str) {
    text[0].push_str(en);
    text[1].push_str(es);
}

fn append(text: &mut Both, more: &Both, end: &str) {
    for (text, more) in text.iter_mut().zip(more) {
        text.push_str(more);
        text.push_str(end);
    }
}

/// A text with a capital at its beginning; a key or a mark there stays as it is.
fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
