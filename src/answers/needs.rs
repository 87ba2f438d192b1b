//! What a person has to do about a finding. A page lists what needs somebody, and folds what does not.

use crate::problem::{Finding, Severity};

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
