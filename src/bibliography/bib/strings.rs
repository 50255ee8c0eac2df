//! `@string`: names for texts, and the values of fields with those put in.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::scan::{Field, Part};
use crate::diag::{Diagnostic, Sink, codes};
use crate::source::Span;

/// No value of a field is longer, in bytes: names that double each other end here.
const LONGEST: usize = 1 << 20;

/// The texts of a file's names.
#[derive(Debug, Default)]
pub(super) struct Strings(BTreeMap<String, Arc<str>>);

enum State {
    /// Being put together: what is met again here is a ring.
    Open,
    Done,
}

impl Strings {
    /// Resolves the names of a file, in any order. Each ring is told once, with its members.
    pub(super) fn resolve(fields: &[Field], sink: &mut Sink) -> Self {
        // Of two texts for one name the later one stands, as in BibTeX.
        let by_name: BTreeMap<&str, &Field> = fields.iter().map(|field| (field.name.as_str(), field)).collect();
        let mut strings = Self::default();
        let mut states: BTreeMap<&str, State> = BTreeMap::new();
        for field in fields {
            let mut stack = vec![field.name.as_str()];
            while let Some(name) = stack.last().copied() {
                let Some(field) = by_name.get(name) else {
                    stack.pop();
                    continue;
                };
                if matches!(states.get(name), Some(State::Done)) {
                    stack.pop();
                    continue;
                }
                states.insert(name, State::Open);
                let needed = field.value.iter().find_map(|part| match part {
                    Part::Macro(other) => {
                        let (known, _) = by_name.get_key_value(other.to_lowercase().as_str())?;
                        (!matches!(states.get(known), Some(State::Done))).then_some(*known)
                    }
                    Part::Text(_) => None,
                });
                match needed {
                    Some(other) if matches!(states.get(other), Some(State::Open)) => {
                        let begin = stack.iter().position(|member| *member == other).unwrap_or(0);
                        let ring: Vec<&str> = stack[begin..].iter().copied().chain([other]).collect();
                        let message = format!("`@string` names lead back to themselves: {}", ring.join(" → "));
                        sink.push(Diagnostic::new(codes::BAD_REFERENCE, message).at(field.span, ""));
                        for member in stack.drain(begin..) {
                            states.insert(member, State::Done);
                            strings.0.insert(member.to_owned(), Arc::from(""));
                        }
                    }
                    Some(other) => stack.push(other),
                    None => {
                        let text = strings.text(field, sink);
                        strings.0.insert(name.to_owned(), Arc::from(text));
                        states.insert(name, State::Done);
                        stack.pop();
                    }
                }
            }
        }
        strings
    }

    /// The value of a field, its names put in. A name that the file does not define stands for itself.
    pub(super) fn text(&self, field: &Field, sink: &mut Sink) -> String {
        let mut text = String::new();
        for part in &field.value {
            let part: &str = match part {
                Part::Text(text) => text,
                Part::Macro(name) => {
                    let text = self.0.get(&name.to_lowercase());
                    if text.is_none() {
                        report_unknown(name, field, sink);
                    }
                    text.map_or(name, |text| text)
                }
            };
            if text.len() + part.len() > LONGEST {
                let message = format!("the value of `{}` is longer than {LONGEST} bytes", field.name);
                sink.push(Diagnostic::new(codes::BAD_REFERENCE, message).at(field.span, ""));
                return text;
            }
            text.push_str(part);
        }
        text
    }
}

/// The months are names that every style of BibTeX defines.
fn report_unknown(name: &str, field: &Field, sink: &mut Sink) {
    let number = name.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = matches!(field.name.as_str(), "month" | "endmonth") && super::super::dates::month(name).is_some();
    if number || is_month || super::super::dates::month(name).is_some() && name.len() == 3 {
        return;
    }
    let message = format!("no `@string` is called `{name}`: it is printed as it stands");
    let help = "a text stands in braces or quotation marks";
    let span: Span = field.span;
    sink.push(Diagnostic::new(codes::ODD_REFERENCE, message).at(span, "").help(help));
}
