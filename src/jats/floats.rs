//! Figures and their groups, formulas that are pictures, supplements, and forms of one thing.

use super::inlines::file_stem;
use super::math;
use super::pictures::{pictures, usual_alt};
use super::reader::{Reader, says_nothing};
use super::xml::{El, all, attr, href, kid, kids, name, words};
use crate::doc::{
    Attributes, Block, BlockKind, Division, Figure, Float, Inline, MissingPicture, Picture, PrintedLabel, Role,
};

/// The class of figures that stand together under one caption.
const GROUP: &str = "figure-group";

impl<'a> Reader<'_, 'a> {
    pub(super) fn figure(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let label = kid(node, "label").map(words).unwrap_or_default();
        let mut blocks = Vec::new();
        let mut shown = Vec::new();
        let mut missing = Vec::new();
        for forms in pictures(node) {
            self.one_picture(&forms, node, &label, &mut shown, &mut missing);
        }
        let float = self.float(node, &label, false);
        // What else stands in a figure: a table, a formula, text.
        for child in kids(node) {
            match name(child) {
                "graphic" | "label" | "caption" | "attrib" | "permissions" | "alt-text" | "long-desc" | "object-id" => {
                }
                "alternatives" if !pictures(node).is_empty() => {}
                "media" if attr(child, "mimetype") == Some("image") => {}
                _ => self.block(child, &mut blocks),
            }
        }
        let figure = Figure { pictures: shown, missing, float };
        if blocks.is_empty() {
            let block = self.block_at(node, BlockKind::Figure(figure));
            out.push(block);
            return;
        }
        let id = self.anchor(node);
        blocks.push(self.block_of(node, BlockKind::Figure(figure)));
        let kind = BlockKind::Division(Division { role: Role::Plain, title: None, blocks });
        let mut block = self.block_of(node, kind);
        block.id = id;
        block.attributes.classes.push(GROUP.to_owned());
        out.push(block);
    }

    fn one_picture(
        &mut self,
        forms: &[El<'a>],
        of: El<'a>,
        label: &str,
        shown: &mut Vec<Picture>,
        missing: &mut Vec<MissingPicture>,
    ) {
        match self.picture_among(forms) {
            Ok(target) => {
                let said = forms.iter().find_map(|form| math::alternative(*form)).or_else(|| math::alternative(of));
                let alt = said.unwrap_or_else(|| usual_alt(label, &target));
                let span = self.picture_place(forms.first().copied().unwrap_or(of));
                shown.push(Picture { target, alt, caption: Vec::new(), attributes: Attributes::default(), span });
            }
            Err(found) => missing.push(found),
        }
    }

    /// What stands around a figure or a table: its label and caption, and what is said below it.
    pub(super) fn float(&mut self, node: El<'a>, label: &str, is_table: bool) -> Float {
        let mut float = Float { printed: Some(PrintedLabel { text: label.to_owned(), is_table }), ..Float::default() };
        if let Some(node) = kid(node, "label") {
            float.caption.extend(self.mark(node));
        }
        for caption in all(node, "caption") {
            self.caption(caption, &mut float);
        }
        for title in all(node, "title") {
            let line = self.line(title);
            float.caption.extend(line);
        }
        for said in kids(node) {
            match name(said) {
                "attrib" => {
                    let text = self.line(said);
                    let block = self.block_at(said, BlockKind::Paragraph(text));
                    float.notes.push(block);
                }
                "long-desc" | "permissions" => self.beside(said, &mut float.notes),
                "object-id" => self.object_id(said, &mut float.notes),
                _ => {}
            }
        }
        float
    }

    /// A caption: its first line beside the label, what follows in paragraphs.
    fn caption(&mut self, caption: El<'a>, float: &mut Float) {
        let title = kid(caption, "title");
        float.caption.extend(self.mark(caption));
        if let Some(title) = title {
            if !says_nothing(&float.caption) {
                float.caption.push(Inline::HardBreak);
            }
            let line = self.title_line(title);
            float.caption.extend(line);
        }
        for child in kids(caption).filter(|kid| name(*kid) != "title") {
            let plain = name(child) == "p" && !kids(child).any(super::blocks::is_block);
            if plain && says_nothing(&float.caption) && float.legend.is_empty() {
                float.caption.extend(self.mark(child));
                let line = self.line(child);
                float.caption.extend(line);
            } else {
                self.block(child, &mut float.legend);
            }
        }
        let bare: String = caption.children().filter(roxmltree::Node::is_text).filter_map(|it| it.text()).collect();
        if !bare.trim().is_empty() {
            let place = self.span(caption);
            let text = self.own_words(bare.trim(), place);
            float.caption.push(text);
        }
    }

    /// A description, or whose rights a figure is under.
    fn beside(&mut self, node: El<'a>, notes: &mut Vec<Block>) {
        if name(node) == "permissions" {
            for part in kids(node) {
                match name(part) {
                    "copyright-statement" => self.line_block(part, notes),
                    "license" => all(part, "license-p").for_each(|said| self.line_block(said, notes)),
                    _ => {}
                }
            }
        } else {
            self.line_block(node, notes);
        }
    }

    /// A DOI of a float as a link.
    fn object_id(&mut self, node: El<'a>, notes: &mut Vec<Block>) {
        let said = words(node);
        let found = super::inlines::address(&said, attr(node, "pub-id-type").unwrap_or_default());
        if let Some(address) = found {
            let span = self.span(node);
            let text = vec![self.own_words(address.as_str(), span)];
            let link = self.link_to(node, address.as_str(), text);
            let block = self.block_at(node, BlockKind::Paragraph(vec![link]));
            notes.push(block);
        }
    }

    /// The caption of several figures or tables, behind its label.
    pub(super) fn labelled(&mut self, node: El<'a>, label: &str, caption: Vec<Inline>) -> Vec<Inline> {
        let mut text = Vec::new();
        if !label.is_empty() {
            let span = self.opening(node);
            text.push(Inline::Strong(vec![self.own_words(label, span)]));
            text.push(self.own_words(" ", span));
        }
        text.extend(caption);
        text
    }

    /// Several figures under one caption.
    pub(super) fn figure_group(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let label = kid(node, "label").map(words).unwrap_or_default();
        let float = self.float(node, &label, false);
        let mut blocks = Vec::new();
        let text = self.labelled(node, &label, float.caption);
        let mut shown = Vec::new();
        let mut missing = Vec::new();
        for forms in pictures(node) {
            self.one_picture(&forms, node, &label, &mut shown, &mut missing);
        }
        if !shown.is_empty() || !missing.is_empty() {
            let float =
                Float { printed: Some(PrintedLabel { text: String::new(), is_table: false }), ..Float::default() };
            blocks.push(self.block_of(node, BlockKind::Figure(Figure { pictures: shown, missing, float })));
        }
        for child in kids(node) {
            match name(child) {
                "label" | "caption" | "graphic" | "attrib" | "permissions" | "object-id" | "alt-text" | "long-desc"
                | "title" | "alternatives" => {}
                _ => self.block(child, &mut blocks),
            }
        }
        if !text.is_empty() {
            blocks.push(self.block_of(node, BlockKind::Paragraph(text)));
        }
        blocks.extend(float.legend);
        blocks.extend(float.notes);
        let kind = BlockKind::Division(Division { role: Role::Plain, title: None, blocks });
        let mut block = self.block_at(node, kind);
        block.attributes.classes.push(GROUP.to_owned());
        out.push(block);
    }

    /// A picture without a figure around it.
    pub(super) fn bare_picture(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let label = kid(node, "label").map(words).unwrap_or_default();
        let (mut shown, mut missing) = (Vec::new(), Vec::new());
        for forms in pictures(node) {
            self.one_picture(&forms, node, &label, &mut shown, &mut missing);
        }
        if shown.is_empty() && missing.is_empty() {
            self.line_block(node, out);
            return;
        }
        let float = self.float(node, &label, false);
        let block = self.block_at(node, BlockKind::Figure(Figure { pictures: shown, missing, float }));
        out.push(block);
    }

    /// A formula that is only a picture.
    pub(super) fn picture_of_formula(&mut self, node: El<'a>, label: String, out: &mut Vec<Block>) {
        let (mut shown, mut missing) = (Vec::new(), Vec::new());
        for forms in pictures(node) {
            self.one_picture(&forms, node, &label, &mut shown, &mut missing);
        }
        let printed = Some(PrintedLabel { text: label, is_table: false });
        let float = Float { printed, ..Float::default() };
        let mut block = self.block_at(node, BlockKind::Figure(Figure { pictures: shown, missing, float }));
        block.attributes.classes.push("formula-picture".to_owned());
        out.push(block);
    }

    /// Forms of one block: a table or code before its picture, else the picture.
    pub(super) fn alternatives(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let order = ["table", "array", "code", "preformat", "math", "tex-math", "media"];
        if super::inlines::formula(node).is_some() {
            let text = self.line_of_formula(node);
            out.push(self.block_of(node, BlockKind::Paragraph(text)));
            return;
        }
        let best = order.iter().find_map(|wanted| kid(node, wanted));
        match best {
            Some(best) => self.block(best, out),
            None if !pictures(node).is_empty() => self.bare_picture(node, out),
            None => {
                if let Some(first) = kids(node).next() {
                    self.block(first, out);
                }
            }
        }
    }

    fn line_of_formula(&mut self, node: El<'a>) -> Vec<Inline> {
        let mut line = Vec::new();
        self.inline(node, &mut line);
        line
    }

    /// The same block in several languages or forms: that of the text's language, else all of them.
    pub(super) fn block_alternatives(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let own = super::language::primary(self.lang.as_str()).to_owned();
        let lang = |kid: El<'a>| attr(kid, "lang").and_then(super::language::tag);
        let forms: Vec<El<'a>> = kids(node).collect();
        let fits = |form: &&El<'a>| lang(**form).is_some_and(|lang| super::language::primary(&lang) == own);
        let chosen: Vec<El<'a>> = match forms.iter().find(fits) {
            Some(found) => vec![*found],
            None => forms,
        };
        chosen.into_iter().for_each(|form| self.block(form, out));
    }

    /// A supplement: a video, a recording, data. Its label and caption stand before a link to the file.
    pub(super) fn supplement(&mut self, node: El<'a>, out: &mut Vec<Block>) {
        let mut blocks = Vec::new();
        let label = kid(node, "label").map(words).unwrap_or_default();
        let float = self.float(node, &label, false);
        let text = self.labelled(node, &label, float.caption);
        if !says_nothing(&text) {
            blocks.push(self.block_of(node, BlockKind::Paragraph(super::reader::trimmed(text))));
        }
        blocks.extend(float.legend);
        let quiet = ["label", "caption", "attrib", "permissions", "object-id", "long-desc", "alt-text", "title"];
        let inner: Vec<El<'a>> = kids(node).filter(|kid| !quiet.contains(&name(*kid))).collect();
        if let Some(given) = href(node).map(str::to_owned) {
            self.file(node, &given, &mut blocks);
        }
        inner.into_iter().for_each(|child| self.block(child, &mut blocks));
        blocks.extend(float.notes);
        if blocks.is_empty() {
            return;
        }
        let kind = BlockKind::Division(Division { role: Role::Plain, title: None, blocks });
        let mut block = self.block_at(node, kind);
        block.attributes.classes.push("supplement".to_owned());
        out.push(block);
    }

    /// A link to a file: beside the article, or elsewhere.
    fn file(&mut self, node: El<'a>, given: &str, out: &mut Vec<Block>) {
        let span = self.opening(node);
        if let Some(beside) = self.file_beside(given) {
            let text = vec![self.own_words(beside.rsplit('/').next().unwrap_or(&beside), span)];
            let link = self.link_to(node, &beside, text);
            out.push(self.block_of(node, BlockKind::Paragraph(vec![link])));
        } else if let Some(address) = super::inlines::address(given, "") {
            let text = vec![self.own_words(given, span)];
            let link = self.link_to(node, address.as_str(), text);
            out.push(self.block_of(node, BlockKind::Paragraph(vec![link])));
        } else {
            self.told.missing.entry(given.to_owned()).or_insert(span);
            let text = self.own_words(&format!("[{}]", file_name(given)), span);
            let attributes = Attributes { classes: vec!["missing".to_owned()], ..Attributes::default() };
            let text = vec![Inline::Span { attributes, text: vec![text], span }];
            out.push(self.block_of(node, BlockKind::Paragraph(text)));
        }
    }
}

fn file_name(given: &str) -> String {
    given.rsplit(['/', '\\']).next().map_or_else(|| file_stem(given), str::to_owned)
}
