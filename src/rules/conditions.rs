//! The conditions of all rules of a definition. Rules share most of them ("of rows of this kind"), so each is looked at
//! once for a record, however many rules ask it, and only if one does.

use super::holds_one;
use crate::definition::{Condition, When};
use crate::record::context::RecordContext;
use crate::record::values::Values;

/// Every condition once, and what is known of each for the record at hand.
#[derive(Default)]
pub(super) struct Conditions<'d> {
    all: Vec<(&'d Condition, Option<bool>)>,
    /// The state of the values for which that is known.
    state: u64,
}

/// The conditions of one rule, by their places among all.
pub(super) struct Asked(Vec<usize>);

impl<'d> Conditions<'d> {
    /// Takes in the conditions of a rule.
    pub(super) fn take(&mut self, when: &'d When) -> Asked {
        let place = |condition: &'d Condition| {
            let known = self.all.iter().position(|(other, _)| *other == condition);
            known.unwrap_or_else(|| {
                self.all.push((condition, None));
                self.all.len() - 1
            })
        };
        Asked(when.0.iter().map(place).collect())
    }

    /// Whether all conditions of a rule hold, in their order.
    pub(super) fn hold(&mut self, asked: &Asked, at: &RecordContext<'_>, values: &Values) -> bool {
        // A repair may change what others ask.
        if self.state != values.state_number() {
            self.state = values.state_number();
            self.all.iter_mut().for_each(|(_, known)| *known = None);
        }
        asked.0.iter().all(|place| {
            let Some((condition, known)) = self.all.get_mut(*place) else { return false };
            *known.get_or_insert_with(|| holds_one(condition, at, values))
        })
    }
}
