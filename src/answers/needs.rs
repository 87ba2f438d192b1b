//! What a person has to do about a finding. A page lists what needs somebody, and folds what does not.

use crate::problem::{Detail, Finding, Severity};
use crate::table::Address;

/// What a person has to do about a finding, from the least to the most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Needs {
    /// Nothing: it is good to know, or was repaired already.
    #[default]
    Nothing,
    /// An answer: a repair is ready, and a person says whether it is right.
    Answer,
    /// A value, or another place for the row: nobody else can know it.
    Value,
}

impl Needs {
    pub(crate) fn of(finding: &Finding) -> Needs {
        if finding.open_repairs().next().is_some() && finding.severity > Severity::Notice {
            Needs::Answer
        } else if finding.severity == Severity::Error {
            Needs::Value
        } else {
            Needs::Nothing
        }
    }

    /// The word used in answers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Needs::Nothing => "nothing",
            Needs::Answer => "answer",
            Needs::Value => "value",
        }
    }
}

/// The column of the cell that a person goes to: the finding's own or, of what is said of a row, that of the first of its cells
/// which are named as those to fill or to empty.
pub(crate) fn column_to_settle(finding: &Finding) -> u32 {
    let named = finding.details.iter().filter(|(name, _)| ["cells", "among"].contains(name));
    let cells = named.flat_map(|(_, detail)| match detail {
        Detail::Either(cells) | Detail::All(cells) => cells.as_slice(),
        _ => &[],
    });
    let mut places =
        cells.filter_map(|cell| Address::read(cell)).filter(|at| Some(at.row) == finding.place.row());
    finding.place.column().or_else(|| Some(places.next()?.column)).unwrap_or(0)
}
