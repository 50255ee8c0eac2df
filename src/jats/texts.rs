//! The texts of an article: the original and its full translations, and what each is made of.
//!
//! A text is cut into parts, each a section of the work: what stands before the first heading, each section, what stands
//! behind the text, what is said of the article, and reviews, replies and letters, which stay apart from it.

use super::language::word;
use super::xml::{El, Tree, all, at, attr, kid, kids, name, words, words_without};
use crate::load::SectionKind;
use crate::source::Span;

/// One text: the article, or a full translation of it.
pub(super) struct Text<'a> {
    /// `article`, or the `sub-article`.
    pub(super) node: El<'a>,
    /// Its language, as a tag.
    pub(super) tag: String,
}

/// A part of a text that is a section of its own.
pub(super) struct Part<'a> {
    /// What it is among the parts of its text.
    pub(super) role: Role<'a>,
    pub(super) kind: SectionKind,
    /// The element that it is; its id leads to the section.
    pub(super) node: Option<El<'a>>,
    pub(super) title: String,
    /// The same without the label before it, for its address.
    pub(super) bare: String,
    /// Where its title stands.
    pub(super) place: Span,
    pub(super) items: Vec<Item<'a>>,
}

/// What parts are, by which those of two editions are paired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role<'a> {
    /// What stands before the first heading, or all of a text without headings.
    Lead,
    /// A section, with its type.
    Section(Option<&'a str>),
    Acknowledgements,
    Appendix,
    Glossary,
    Contributors,
    /// Figures and tables that stand at the end of the file.
    Floats,
    /// Notes and statements, and what is said of the article.
    About,
    /// A review, a reply, a letter, with its type.
    Response(&'a str),
}

/// What a part is made of.
#[derive(Clone)]
pub(super) enum Item<'a> {
    /// The blocks in an element.
    Inside(El<'a>),
    /// An element that is a block.
    Block(El<'a>),
    /// A heading of ours.
    Heading(String, Span),
    /// Who signs a response.
    People(El<'a>),
    /// Running text in an element that is no paragraph.
    Line(El<'a>),
}

/// Whether an element is a full translation.
pub(super) fn is_translation(node: El<'_>) -> bool {
    name(node) == "sub-article" && attr(node, "article-type") == Some("translation")
}

/// Whether an element is a review, a reply or a letter, or whatever else is published with an article.
pub(super) fn is_response(node: El<'_>) -> bool {
    name(node) == "response" || name(node) == "sub-article" && !is_translation(node)
}

/// The full translations of an article, in order, wherever they stand.
pub(super) fn translations(article: El<'_>) -> Vec<El<'_>> {
    let mut found = Vec::new();
    let mut open = vec![article];
    while let Some(node) = open.pop() {
        let mut inner: Vec<El<'_>> = kids(node).filter(|kid| is_translation(*kid) || is_response(*kid)).collect();
        if is_translation(node) {
            found.push(node);
        }
        inner.reverse();
        open.extend(inner);
    }
    found
}

/// The metadata of a text.
pub(super) fn metadata(text: El<'_>) -> Option<El<'_>> {
    at(text, "front/article-meta").or_else(|| kid(text, "front-stub")).or_else(|| kid(text, "front"))
}

/// The words of a heading with its label, without notes' marks.
pub(super) fn heading(node: El<'_>) -> String {
    let title = kid(node, "title").map(title_words).unwrap_or_default();
    let label = kid(node, "label").map(words).unwrap_or_default();
    if label.is_empty() || title.starts_with(&label) { title } else { format!("{label} {title}").trim().to_owned() }
}

/// The words of a title, without the marks of notes in it.
pub(super) fn title_words(title: El<'_>) -> String {
    let has_marks = title.descendants().any(|node| is_mark(node) || name(node) == "fn");
    if !has_marks {
        return words(title);
    }
    let mut all = String::new();
    gather(title, &mut all);
    super::xml::squeezed(&all)
}

fn gather(node: El<'_>, into: &mut String) {
    for child in node.children() {
        match name(child) {
            _ if child.is_text() => into.push_str(child.text().unwrap_or_default()),
            "break" => into.push(' '),
            "fn" => {}
            "sup" if kids(child).any(is_mark) && words_without(child, &["xref"]).is_empty() => {}
            _ if is_mark(child) || !child.is_element() => {}
            _ => gather(child, into),
        }
    }
}

/// Whether an element is the mark of a note.
pub(super) fn is_mark(node: El<'_>) -> bool {
    name(node) == "xref" && matches!(attr(node, "ref-type"), Some("fn" | "author-notes" | "corresp" | "aff"))
}

/// Cuts texts into parts.
pub(super) struct Cutter<'c, 'a> {
    pub(super) tree: Tree<'a>,
    /// Notes that an `xref` leads to, by node: these stand where they are called.
    pub(super) is_called: &'c dyn Fn(El<'_>) -> bool,
}

impl<'a> Cutter<'_, 'a> {
    /// The parts of a text, in order.
    pub(super) fn parts(&self, text: &Text<'a>) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        for body in all(text.node, "body") {
            self.body(body, text, &mut parts);
        }
        let mut about = Vec::new();
        for back in all(text.node, "back") {
            self.back(back, text, &mut parts, &mut about);
        }
        for floats in all(text.node, "floats-group").chain(all(text.node, "floats-wrap")) {
            parts.push(self.named("floats", Role::Floats, floats, text, vec![Item::Inside(floats)]));
        }
        self.about(text, &mut about);
        if !about.is_empty() {
            let mut part = self.named("about", Role::About, text.node, text, about);
            part.node = None;
            // One group of notes with a title of its own needs no other heading.
            parts.push(part);
        }
        for response in kids(text.node).filter(|node| is_response(*node)) {
            parts.push(self.response(response, text));
        }
        parts
    }

    fn named(&self, part: &str, role: Role<'a>, node: El<'a>, text: &Text<'a>, items: Vec<Item<'a>>) -> Part<'a> {
        let given = heading(node);
        let title = if given.is_empty() { word(part, &text.tag).to_owned() } else { given };
        let place = kid(node, "title").map_or_else(|| self.tree.opening(node), |title| self.tree.span(title));
        let bare = kid(node, "title").map_or_else(|| title.clone(), title_words);
        Part { role, kind: SectionKind::Section, node: Some(node), title, bare, place, items }
    }

    /// What stands before the first section, the sections, and what stands between them, with the one before it.
    fn body(&self, body: El<'a>, text: &Text<'a>, parts: &mut Vec<Part<'a>>) {
        let mut lead = Vec::new();
        let before = parts.len();
        for child in body.children() {
            if name(child) == "sec" {
                if !lead.is_empty() {
                    parts.push(self.lead(body, text, std::mem::take(&mut lead)));
                }
                parts.push(self.section(child, text));
            } else if child.is_element() || child.is_text() && !child.text().unwrap_or_default().trim().is_empty() {
                match parts.len().checked_sub(1).filter(|last| *last >= before) {
                    Some(last) => parts[last].items.push(Item::Block(child)),
                    None => lead.push(Item::Block(child)),
                }
            }
        }
        if !lead.is_empty() {
            parts.push(self.lead(body, text, lead));
        }
    }

    fn lead(&self, body: El<'a>, text: &Text<'a>, items: Vec<Item<'a>>) -> Part<'a> {
        let mut part = self.named("text", Role::Lead, body, text, items);
        part.node = None;
        part
    }

    fn section(&self, node: El<'a>, text: &Text<'a>) -> Part<'a> {
        let kind = attr(node, "sec-type");
        let mut part = self.named("section", Role::Section(kind), node, text, vec![Item::Inside(node)]);
        part.kind = match kind.unwrap_or_default() {
            "data-availability" => SectionKind::DataAvailability,
            "supplementary-material" if kid(node, "title").is_none() => {
                word("supplement", &text.tag).clone_into(&mut part.title);
                SectionKind::Section
            }
            "COI-statement" | "conflict" => SectionKind::ConflictsOfInterest,
            "author-contributions" | "con" => SectionKind::AuthorContributions,
            "funding" => SectionKind::Funding,
            "appendix" | "app" => SectionKind::Appendix,
            _ => SectionKind::Section,
        };
        part
    }

    fn back(&self, back: El<'a>, text: &Text<'a>, parts: &mut Vec<Part<'a>>, about: &mut Vec<Item<'a>>) {
        let tagged = |mut part: Part<'a>, kind: SectionKind| {
            part.kind = kind;
            part
        };
        for node in kids(back) {
            let inside = vec![Item::Inside(node)];
            match name(node) {
                "sec" => parts.push(self.section(node, text)),
                "ack" => {
                    let part = self.named("acknowledgements", Role::Acknowledgements, node, text, inside);
                    parts.push(tagged(part, SectionKind::Acknowledgements));
                }
                "app" => parts.push(self.appendix(node, text)),
                "app-group" => {
                    // A group with a title and one without appendices are read as they stand.
                    let mut appendices: Vec<_> = all(node, "app").map(|app| self.appendix(app, text)).collect();
                    let own: Vec<_> = kids(node)
                        .filter(|kid| !matches!(name(*kid), "app" | "title" | "label"))
                        .map(Item::Block)
                        .collect();
                    if let Some(first) = appendices.first_mut() {
                        first.items.splice(0..0, own);
                    } else if !own.is_empty() {
                        appendices.push(self.named("appendix", Role::Appendix, node, text, own));
                    }
                    parts.extend(appendices);
                }
                "glossary" | "def-list" => {
                    let items = if name(node) == "glossary" { inside } else { vec![Item::Block(node)] };
                    let part = self.named("glossary", Role::Glossary, node, text, items);
                    parts.push(tagged(part, SectionKind::Glossary));
                }
                "bio" => {
                    let part = self.named("contributors", Role::Contributors, node, text, inside);
                    parts.push(tagged(part, SectionKind::NotesOnContributors));
                }
                "notes" => parts.push(self.named("notes", Role::Section(attr(node, "notes-type")), node, text, inside)),
                "ref-list" => about.extend(beside_references(node).map(Item::Block)),
                "title" | "label" => {}
                "fn-group" => {
                    if all(node, "fn").any(|note| !(self.is_called)(note)) || kids(node).any(|kid| name(kid) != "fn") {
                        about.push(Item::Block(node));
                    }
                }
                _ => about.push(Item::Block(node)),
            }
        }
    }

    fn appendix(&self, node: El<'a>, text: &Text<'a>) -> Part<'a> {
        let mut part = self.named("appendix", Role::Appendix, node, text, vec![Item::Inside(node)]);
        part.kind = SectionKind::Appendix;
        part
    }

    /// What the front says of the article and no page of a work has a place for.
    fn about(&self, text: &Text<'a>, about: &mut Vec<Item<'a>>) {
        let Some(meta) = metadata(text.node) else { return };
        let is_original = name(text.node) == "article";
        if let Some(group) = kid(meta, "title-group") {
            about.extend(all(group, "fn-group").map(Item::Block));
        }
        let heading =
            |part: &str, node: El<'a>| Item::Heading(word(part, &text.tag).to_owned(), self.tree.opening(node));
        for notes in all(meta, "author-notes") {
            if kids(notes).next().is_some() {
                if kid(notes, "title").is_none() {
                    about.push(heading("author-notes", notes));
                }
                about.push(Item::Block(notes));
            }
        }
        let mut said = |part: &str, nodes: Vec<(El<'a>, bool)>| {
            if let Some((first, _)) = nodes.first() {
                about.push(heading(part, *first));
                about.extend(
                    nodes.into_iter().map(|(node, line)| if line { Item::Line(node) } else { Item::Block(node) }),
                );
            }
        };
        said("product", all(meta, "product").map(|node| (node, true)).collect());
        let statements = all(meta, "funding-group").flat_map(|group| all(group, "funding-statement"));
        said("funding", statements.map(|node| (node, true)).collect());
        let supplements = all(meta, "supplementary-material").map(|node| (node, false));
        said("supplement", supplements.collect());
        let subjects = all(meta, "article-categories").flat_map(|group| all(group, "subj-group"));
        let subjects: Vec<_> =
            subjects.flat_map(|group| group.descendants()).filter(|it| name(*it) == "subject").collect();
        said("subjects", subjects.into_iter().map(|node| (node, true)).collect());
        if is_original {
            let related = kids(meta).filter(|kid| matches!(name(*kid), "related-article" | "related-object"));
            // What has a word in the site's metadata stands there.
            let is_known =
                |node: &El<'a>| attr(*node, "related-article-type").and_then(super::front::relation).is_some();
            let related = related.filter(|node| !is_known(node));
            said("related", related.map(|node| (node, true)).collect());
        }
        let mut rights = Vec::new();
        for permissions in all(meta, "permissions") {
            rights.extend(all(permissions, "copyright-statement").map(|node| (node, true)));
            rights.extend(
                all(permissions, "license")
                    .flat_map(|it| kids(it))
                    .filter(|it| name(*it) == "license-p")
                    .map(|it| (it, true)),
            );
        }
        said("rights", rights);
        let known = |meta: El<'a>| {
            // Counts and codes of a journal's office say nothing to readers.
            kid(meta, "meta-value").filter(|value| words(*value).contains(' '))
        };
        for custom in all(meta, "custom-meta-group").flat_map(|group| all(group, "custom-meta")) {
            if let (Some(label), Some(value)) = (kid(custom, "meta-name"), known(custom)) {
                about.push(Item::Heading(words(label), self.tree.opening(custom)));
                about.push(Item::Line(value));
            }
        }
    }

    fn response(&self, node: El<'a>, text: &Text<'a>) -> Part<'a> {
        let kind = attr(node, "article-type").or_else(|| attr(node, "response-type")).unwrap_or("reply");
        let meta = metadata(node);
        let title = meta.and_then(|meta| at(meta, "title-group/article-title"));
        let given = title.map(title_words).unwrap_or_default();
        let title = if given.is_empty() { word(part_of_response(kind), &text.tag).to_owned() } else { given };
        let place = self.tree.opening(node);
        let mut items = Vec::new();
        self.response_items(node, text, 0, &mut items);
        let bare = title.clone();
        Part { role: Role::Response(kind), kind: SectionKind::Section, node: Some(node), title, bare, place, items }
    }

    fn response_items(&self, node: El<'a>, text: &Text<'a>, depth: usize, items: &mut Vec<Item<'a>>) {
        if let Some(meta) = metadata(node) {
            items.extend(all(meta, "contrib-group").map(Item::People));
            for notes in kids(meta).filter(|kid| matches!(name(*kid), "author-notes" | "abstract")) {
                items.push(Item::Block(notes));
            }
            // A reviewer's recommendation is said here.
            for custom in all(meta, "custom-meta-group").flat_map(|group| all(group, "custom-meta")) {
                items.push(Item::Line(custom));
            }
        }
        items.extend(all(node, "body").map(Item::Inside));
        for back in all(node, "back") {
            for kid in kids(back).filter(|kid| !matches!(name(*kid), "title" | "label")) {
                match name(kid) {
                    "ref-list" => items.extend(beside_references(kid).map(Item::Block)),
                    _ => items.push(Item::Block(kid)),
                }
            }
        }
        items.extend(all(node, "floats-group").map(Item::Inside));
        // A reply within a letter stands behind it.
        for inner in kids(node).filter(|kid| is_response(*kid)) {
            let kind = attr(inner, "article-type").or_else(|| attr(inner, "response-type")).unwrap_or("reply");
            let title = metadata(inner).and_then(|meta| at(meta, "title-group/article-title"));
            let title = title.map(title_words).filter(|title| !title.is_empty());
            let title = title.unwrap_or_else(|| word(part_of_response(kind), &text.tag).to_owned());
            items.push(Item::Heading(title, self.tree.opening(inner)));
            if depth < super::clean::DEEPEST {
                self.response_items(inner, text, depth + 1, items);
            }
        }
    }
}

/// What stands in a list of references and is none: a paragraph before it, a note behind it.
fn beside_references(list: El<'_>) -> impl Iterator<Item = El<'_>> {
    kids(list).filter(|kid| !matches!(name(*kid), "ref" | "title" | "label" | "ref-list"))
}

fn part_of_response(kind: &str) -> &'static str {
    let has = |word: &str| kind.contains(word);
    if has("editor-report") {
        "editor-report"
    } else if has("review") || has("ref-report") || has("referee") {
        "reviewer-report"
    } else if has("decision") {
        "decision-letter"
    } else if has("letter") {
        "letter"
    } else if has("comment") {
        "commentary"
    } else {
        "reply"
    }
}
