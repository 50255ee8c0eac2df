//! Lists of names: how many are shown, what joins them, their labels, and what stands in for a list that is empty.

mod initials;
mod name;

pub(in crate::csl) use self::initials::initials;

use super::{Area, Eval, Given, Out};
use crate::csl::item::Name;
use crate::csl::node::{Branch, Node, Tag};
use crate::csl::style::element::{
    And, Element, EtAl, Look, NameForm, NameOptions, Names, NamesLabel, Plural, Precedes, SortOrder, TermForm,
};
use crate::csl::variable::Variable;

/// A language in which "and" changes before some sounds, and has no comma before it.
struct Change {
    language: &'static str,
    word: &'static str,
    becomes: &'static str,
    before: fn(&str) -> bool,
}

const CHANGES: &[Change] = &[Change { language: "es", word: "y", becomes: "e", before: sounds_like_i }];

/// Whether a Spanish ear hears /i/ first, and not a diphthong (`hierro`, `Yáñez`): RAE, «Diccionario panhispánico de dudas», «y».
fn sounds_like_i(name: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphabetic());
    let first = letters.next();
    let first = if first == Some('h') { letters.next() } else { first };
    let vowel = |c: Option<char>| c.is_some_and(|c| "aeiouáéíóú".contains(c));
    match first {
        Some('í') => true,
        Some('i') => !vowel(letters.next()),
        Some('y') => letters.next().is_some_and(|next| !vowel(Some(next))),
        _ => false,
    }
}

/// How the names of one element look: its own children, or those of the names that it stands in for.
struct Setting<'a> {
    options: NameOptions,
    look: Look,
    family: Option<&'a Look>,
    given: Option<&'a Look>,
    et_al: Option<&'a EtAl>,
    label: Option<&'a NamesLabel>,
    delimiter: String,
}

impl Setting<'_> {
    /// Names without any look of their own.
    fn plain(options: NameOptions) -> Self {
        Self {
            options,
            look: Look::default(),
            family: None,
            given: None,
            et_al: None,
            label: None,
            delimiter: String::new(),
        }
    }
}

impl<'a> Eval<'a> {
    pub(super) fn names(&mut self, names: &'a Names) -> Out<'a> {
        let setting = self.setting(names);
        let lists = self.lists(names, &setting);
        if lists.is_empty() {
            return self.substitute(names);
        }
        if setting.options.form == Some(NameForm::Count) {
            let count: usize = lists.iter().map(|(_, list)| self.shown(list, &setting.options).0).sum();
            lists.iter().for_each(|(variable, _)| self.record(*variable));
            return Out::of_variable(self.looked(
                &names.look,
                Node::text(format!("{count:04}").trim_start_matches(if self.cx.area == Area::Sort {
                    '\0'
                } else {
                    '0'
                })),
            ));
        }
        let mut nodes = Vec::new();
        for (variable, list) in &lists {
            self.record(*variable);
            let mut joined = Branch { children: self.list(list, &setting), ..Branch::default() };
            joined.look = setting.look.clone();
            let list_node = Node::Branch(Box::new(joined));
            let label = setting
                .label
                .filter(|_| self.cx.area != Area::Sort)
                .and_then(|label| Some((self.names_label(*variable, list.len(), label)?, label.before)));
            let node = match label {
                Some((label, true)) => Node::of(vec![label, list_node]),
                Some((label, false)) => Node::of(vec![list_node, label]),
                None => list_node,
            };
            nodes.push(node);
        }
        let joined = Node::joined(nodes, setting.delimiter);
        let tagged = Node::tagged(Tag::Names(lists), joined);
        Out::of_variable(self.looked(&names.look, tagged))
    }

    /// The names of a variable as a key of sorting: all inverted, all shown unless the key says otherwise.
    pub(in crate::csl) fn sort_names(&self, variable: Variable) -> Option<Node<'a>> {
        let list = self.cx.item.names(variable);
        let mut options = self.key_names.cloned().unwrap_or_default();
        options.sort_order = Some(SortOrder::All);
        options.sort_separator = Some("  ".to_owned());
        options.delimiter = Some("   ".to_owned());
        let setting = Setting::plain(options);
        (!list.is_empty()).then(|| Node::of(self.list(list, &setting)))
    }

    /// The author of a work, or who stands in for one, by the short names that a sentence has; else the title.
    pub(in crate::csl) fn lead_in_prose(&self) -> Node<'a> {
        let roles =
            [Variable::Author, Variable::Editor, Variable::Translator, Variable::Director, Variable::ContainerAuthor];
        let item = self.cx.item;
        let Some(list) = roles.iter().map(|role| item.names(*role)).find(|list| !list.is_empty()) else {
            let title = item.text(Variable::TitleShort).or_else(|| item.text(Variable::Title)).unwrap_or_default();
            return Node::Leaf(crate::csl::markup::parse(title, self.cx.quotes));
        };
        let mut options = self.cx.names.clone();
        options.form = Some(NameForm::Short);
        options.and = Some(And::Text);
        options.et_al_min = options.et_al_min.or(Some(4));
        options.et_al_use_first = Some(1);
        let setting = Setting::plain(options);
        Node::of(self.list(list, &setting))
    }

    /// The lists that have names; editor and translator are one if they are the same and the language has a word for it.
    fn lists(&self, names: &Names, setting: &Setting<'a>) -> Vec<(Variable, &'a [Name])> {
        let item = self.cx.item;
        let of = |variable: Variable| if self.is_substituted(variable) { &[][..] } else { item.names(variable) };
        let mut lists: Vec<(Variable, &'a [Name])> = names
            .variables
            .iter()
            .map(|variable| (*variable, of(*variable)))
            .filter(|(_, list)| !list.is_empty())
            .collect();
        let place = |wanted| lists.iter().position(|(variable, _)| *variable == wanted);
        if let (Some(editor), Some(translator)) = (place(Variable::Editor), place(Variable::Translator))
            && lists[editor].1 == lists[translator].1
        {
            let form = setting.label.map_or(TermForm::Long, |label| label.label.form);
            let word = self
                .cx
                .locale
                .term("editortranslator", form)
                .or_else(|| self.cx.locale.term("editor-translator", form));
            if word.is_some_and(|word| !word.single.is_empty()) {
                let (keep, drop) = (editor.min(translator), editor.max(translator));
                lists[keep].0 = Variable::EditorTranslator;
                lists.remove(drop);
            }
        }
        lists
    }

    fn setting(&self, names: &'a Names) -> Setting<'a> {
        let outer = self.outer_names.filter(|_| {
            names.name.is_none() && names.et_al.is_none() && names.label.is_none() && names.substitute.is_empty()
        });
        let source = outer.unwrap_or(names);
        let name = source.name.as_ref();
        let mut options = match name {
            Some(name) => name.options.over(self.cx.names),
            None => self.cx.names.clone(),
        };
        if let Some(key) = self.key_names {
            options = key.over(&options);
        }
        if self.cx.area == Area::Sort {
            options.sort_order = Some(SortOrder::All);
            if options.form != Some(NameForm::Count) {
                options.and = None;
                options.delimiter = Some("   ".to_owned());
                options.sort_separator = Some("  ".to_owned());
            }
        }
        let delimiter = names.delimiter.clone().or_else(|| outer.and_then(|outer| outer.delimiter.clone()));
        Setting {
            delimiter: delimiter.or_else(|| options.names_delimiter.clone()).unwrap_or_default(),
            look: name.map(|name| name.look.clone()).unwrap_or_default(),
            family: name.and_then(|name| name.family.as_ref()),
            given: name.and_then(|name| name.given.as_ref()),
            et_al: source.et_al.as_ref(),
            label: source.label.as_ref(),
            options,
        }
    }

    /// What stands in for names that are empty: the first that prints something.
    fn substitute(&mut self, names: &'a Names) -> Out<'a> {
        for element in &names.substitute {
            let outer = self.outer_names.replace(names);
            let recorded = self.recorded.replace(Vec::new());
            let substituted = self.substituted.len();
            let out = self.element(element);
            let printed = std::mem::replace(&mut self.recorded, recorded).unwrap_or_default();
            self.outer_names = outer;
            let Some(node) = out.node.filter(|node| !node.is_empty()) else {
                self.substituted.truncate(substituted);
                continue;
            };
            printed.iter().for_each(|variable| self.record(*variable));
            let node = if node.find(&|tag| matches!(tag, Tag::Names(_))).is_some() {
                node
            } else {
                // A title in the place of an author is what the work is grouped by.
                Node::tagged(Tag::Names(Vec::new()), node)
            };
            // The names' own affixes are theirs too, when they are only stood in for.
            let bare = matches!(element, Element::Names(inner) if inner.look == Look::default());
            let node =
                if bare || !matches!(element, Element::Names(_)) { self.looked(&names.look, node) } else { node };
            return Out { node: Some(node), called: true, filled: true };
        }
        Out::empty()
    }

    fn names_label(&self, variable: Variable, count: usize, label: &NamesLabel) -> Option<Node<'a>> {
        let name = if variable == Variable::EditorTranslator { "editortranslator" } else { variable.name() };
        let mut term = self.cx.locale.term(name, label.label.form);
        if term.is_none() && variable == Variable::EditorTranslator {
            term = self.cx.locale.term("editor-translator", label.label.form);
        }
        let term = term?;
        let many = match label.label.plural {
            Plural::Always => true,
            Plural::Never => false,
            Plural::Contextual => count > 1,
        };
        let word = if many { &term.multiple } else { &term.single };
        let node = self.looked_word(&label.label.look, Node::text(word.clone()));
        (!word.is_empty()).then(|| Node::tagged(Tag::Label, node))
    }

    /// How many names of a list stand before "et al."; and whether it stands, and whether the last name follows.
    fn shown(&self, list: &[Name], options: &NameOptions) -> (usize, bool, bool) {
        let others = list.last().is_some_and(Name::is_others);
        let count = list.len() - usize::from(others);
        let later = self.cx.area == Area::Citation && self.cx.place.subsequent;
        let min = options.et_al_subsequent_min.filter(|_| later).or(options.et_al_min);
        let first = options.et_al_subsequent_use_first.filter(|_| later).or(options.et_al_use_first);
        let widened = self.cx.choices.names.filter(|_| self.cx.area == Area::Citation).unwrap_or_default();
        let cut = min.is_some_and(|min| list.len() >= min) && first.is_some();
        let first = first.unwrap_or(count).max(widened);
        let cut = cut && first < count;
        if cut {
            let last = options.et_al_use_last.unwrap_or_default() && !others && count - first >= 2;
            (first, true, last)
        } else {
            (count, others, false)
        }
    }

    fn list(&self, list: &'a [Name], setting: &Setting<'a>) -> Vec<Node<'a>> {
        let options = &setting.options;
        let (shown, et_al, use_last) = self.shown(list, options);
        let delimiter = options.delimiter.clone().unwrap_or_else(|| ", ".to_owned());
        let inverted = |at: usize| {
            let order = options.sort_order.filter(|_| options.form != Some(NameForm::Short));
            list.get(at).is_some_and(|name| name.literal.is_empty() && name::is_spaced(name))
                && match order {
                    Some(SortOrder::All) => true,
                    Some(SortOrder::First) => at == 0,
                    None => false,
                }
        };
        let precedes = |rule: Option<Precedes>, contextual: bool, before: usize| match rule.unwrap_or_default() {
            Precedes::Contextual => contextual,
            Precedes::AfterInvertedName => inverted(before),
            Precedes::Always => true,
            Precedes::Never => false,
        };
        let mut nodes = Vec::new();
        for (at, name) in list.iter().take(shown).enumerate() {
            let node = Node::tagged(Tag::Name, self.name(name, at, inverted(at), setting));
            let last = at > 0 && at + 1 == shown && !et_al;
            if let Some(and) = options.and.filter(|_| last) {
                let comma = precedes(options.precedes_last, shown > 2, at - 1);
                nodes.push(Node::text(self.conjunction(and, comma, &delimiter, &node)));
            } else if at > 0 {
                nodes.push(Node::text(delimiter.clone()));
            }
            nodes.push(node);
        }
        if use_last && let Some(name) = list.last() {
            nodes.push(Node::text(format!("{delimiter}… ")));
            nodes.push(Node::tagged(Tag::Name, self.name(name, list.len() - 1, inverted(list.len() - 1), setting)));
        } else if et_al && shown > 0 && self.cx.area != Area::Sort {
            let term = setting.et_al.map_or("et-al", |et_al| et_al.term.as_str());
            let word = self.cx.locale.word(term, TermForm::Long);
            if !word.is_empty() {
                let comma = precedes(options.precedes_et_al, shown > 1, shown - 1);
                let joint = if comma { delimiter.as_str() } else { " " };
                nodes.push(Node::text(joint));
                let node = Node::tagged(Tag::Term(term.to_owned()), Node::text(word));
                nodes.push(setting.et_al.map_or(node.clone(), |et_al| self.looked(&et_al.look, node)));
            }
        }
        nodes
    }

    /// What stands before the last name: `, and `, ` & `, ` e `.
    fn conjunction(&self, and: And, comma: bool, delimiter: &str, next: &Node<'a>) -> String {
        let spelled = self.cx.prose || self.cx.options.spell_out_and;
        let word = match and {
            And::Symbol if !spelled => "&".to_owned(),
            _ => self.cx.locale.word("and", TermForm::Long).to_owned(),
        };
        let change = CHANGES.iter().find(|change| change.language == self.cx.locale.language() && change.word == word);
        let Some(change) = change else {
            return if comma { format!("{delimiter}{word} ") } else { format!(" {word} ") };
        };
        let name = crate::csl::rich::text_of(&crate::csl::finish::render(next));
        let word = if (change.before)(&name) { change.becomes } else { change.word };
        // Where the sign is spelled out, or in prose, the word stands without a comma, as the language writes it.
        if comma && !spelled { format!("{delimiter}{word} ") } else { format!(" {word} ") }
    }

    /// How much of a given name disambiguation shows.
    fn given_shown(&self, name: &Name, at: usize) -> Option<Given> {
        if self.cx.area != Area::Citation {
            return None;
        }
        let found = self.cx.choices.given.iter().find(|(known, _)| known == name).map(|(_, given)| *given)?;
        match found {
            Given::InitialsIfFirst => (at == 0).then_some(Given::Initials),
            Given::FullIfFirst => (at == 0).then_some(Given::Full),
            other => Some(other),
        }
    }
}
