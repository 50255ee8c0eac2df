//! Conditions.

use super::{Eval, Out, number};
use crate::csl::item::Date;
use crate::csl::style::element::{Branch, Condition, Match, Place};
use crate::csl::variable::{Variable, VariableKind};

impl<'a> Eval<'a> {
    /// The first branch that holds. Conditions do not count as asking for a variable.
    pub(super) fn choose(&mut self, branches: &'a [Branch]) -> Out<'a> {
        let Some(branch) = branches.iter().find(|branch| self.holds(branch)) else { return Out::none() };
        // The delimiter of what is around it stands between its children too.
        let delimiter = self.delimiter.clone();
        self.children(&branch.children, Some(&delimiter))
    }

    fn holds(&self, branch: &Branch) -> bool {
        let mut tests = branch.conditions.iter().map(|condition| self.test(condition));
        match branch.matching {
            Match::All => tests.all(|holds| holds),
            Match::Any => tests.any(|holds| holds),
            Match::None => !tests.any(|holds| holds),
        }
    }

    fn test(&self, condition: &Condition) -> bool {
        let place = self.cx.place;
        match condition {
            Condition::Never => false,
            Condition::Disambiguate(wanted) => self.cx.choices.condition == *wanted,
            Condition::Type(kind) => self.cx.item.kind == *kind,
            Condition::Locator(label) => {
                let bare = |label: &str| label.trim_end_matches("-locator").replace(' ', "-");
                self.cx.locator.is_some_and(|locator| bare(&locator.label) == bare(label))
            }
            Condition::IsNumeric(variable) => {
                self.value(*variable, false).is_some_and(|value| number::is_numeric(&value))
            }
            Condition::IsUncertain(variable) => {
                matches!(self.cx.item.date(*variable), Some(Date::Known { circa: true, .. }))
            }
            Condition::Has(variable) => self.has(*variable),
            Condition::Position(position) => {
                self.cx.area == super::Area::Citation
                    && match position {
                        Place::First => !place.subsequent,
                        Place::Subsequent => place.subsequent,
                        Place::Ibid => place.ibid,
                        Place::IbidWithLocator => place.ibid_with_locator,
                        Place::NearNote => place.near_note,
                        Place::FarNote => place.subsequent && !place.near_note,
                    }
            }
        }
    }

    /// Whether the work has a variable: also one that `substitute` has printed, which is empty only to what prints.
    fn has(&self, variable: Variable) -> bool {
        match variable.kind() {
            VariableKind::Name => !self.cx.item.names(variable).is_empty(),
            VariableKind::Date => self.cx.item.date(variable).is_some(),
            VariableKind::Text | VariableKind::Number => {
                self.value(variable, false).is_some_and(|value| !value.is_empty())
            }
        }
    }
}
