//! Elements of a style or a locale, from XML or from the archive, in one shape.
//!
//! The archive keeps styles as the values that citationberg writes; its keys are the names of attributes (`@form`) and of
//! elements, so that the XML can be told from them without citationberg's own types.

use std::ops::Range;

use ciborium::Value;

/// An element.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    pub name: String,
    pub attributes: Vec<Attribute>,
    pub children: Vec<Tree>,
    pub text: String,
    /// Where it stands, in bytes; empty for what comes from the archive.
    pub at: Range<usize>,
}

/// An attribute of an element.
#[derive(Debug, Clone)]
pub(super) struct Attribute {
    pub name: String,
    pub value: String,
    pub at: Range<usize>,
}

impl Tree {
    /// The elements of a text.
    pub(super) fn from_xml(text: &str) -> Result<Self, roxmltree::Error> {
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
        let document = roxmltree::Document::parse_with_options(text, options)?;
        Ok(Self::of_node(document.root_element()))
    }

    fn of_node(node: roxmltree::Node<'_, '_>) -> Self {
        let attributes = node
            .attributes()
            .map(|attribute| Attribute {
                name: match attribute.namespace() {
                    Some("http://www.w3.org/XML/1998/namespace") => format!("xml:{}", attribute.name()),
                    _ => attribute.name().to_owned(),
                },
                value: attribute.value().to_owned(),
                at: attribute.range(),
            })
            .collect();
        let text = node.children().filter(roxmltree::Node::is_text).filter_map(|node| node.text()).collect();
        let children = node.children().filter(roxmltree::Node::is_element).map(Self::of_node).collect();
        // The head of an element, not all that it holds.
        let range = node.range();
        let at = range.start..(range.start + 1 + node.tag_name().name().len()).min(range.end);
        Self { name: node.tag_name().name().to_owned(), attributes, children, text, at }
    }

    /// The elements of an archived value.
    pub(super) fn from_value(name: &str, value: &Value) -> Self {
        let mut tree = Self { name: name.to_owned(), ..Self::default() };
        match value {
            Value::Map(entries) => {
                for (key, value) in entries {
                    if let Some(key) = key.as_text() {
                        tree.take(key, value);
                    }
                }
            }
            other => tree.text = scalar(other),
        }
        tree
    }

    fn take(&mut self, key: &str, value: &Value) {
        if let Some(name) = key.strip_prefix('@') {
            let value = match value {
                Value::Array(values) => values.iter().map(scalar).collect::<Vec<_>>().join(" "),
                other => scalar(other),
            };
            self.attributes.push(Attribute { name: name.to_owned(), value, at: 0..0 });
            return;
        }
        match (key, value) {
            ("$text", value) | ("$value", value @ Value::Text(_)) => self.text = scalar(value),
            ("$value", Value::Array(values)) => {
                for value in values {
                    if let Value::Map(entries) = value {
                        let named = entries.iter().filter_map(|(name, value)| Some((name.as_text()?, value)));
                        self.children.extend(named.map(|(name, value)| Self::from_value(name, value)));
                    }
                }
            }
            (name, Value::Array(values)) => {
                self.children.extend(values.iter().map(|value| Self::from_value(name, value)));
            }
            (name, value) => self.children.push(Self::from_value(name, value)),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.name == name).map(|attribute| attribute.value.as_str())
    }

    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Bool(is) => is.to_string(),
        Value::Integer(number) => i128::from(*number).to_string(),
        _ => String::new(),
    }
}
