//! Values that must have a certain shape: addresses, phones, countries, times, and dates in .

use super::known::{self, Tidy};
use super::{Case, Judge, Outcome, WRONG_SHAPE};
use crate::definition::{Field, FieldKind};
use crate::problem::{Detail, Problem};
use crate::record::context::Reporter;
use crate::scalar::shape;
use std::borrow::Cow;

/// Judges a text of a kind that has a shape of its own. `text` is tidy and not empty.
pub(super) fn judge<'c>(
    judge: &Judge<'_>,
    field: &Field,
    case: &Case<'c, '_>,
    text: Cow<'c, str>,
    cause: Option<&'static Problem>,
    reporter: &mut Reporter<'_>,
) -> Outcome<'c> {
    let expected = match field.kind {
        FieldKind::Year if !shape::is_year(&text) => ["a year such as 2025", "une année comme 2025"],
        FieldKind::YearMonth if !shape::is_month(&text) => {
            ["a month such as 2025-03", "un mois comme 2025-03"]
        }
        FieldKind::Time if !shape::is_time(&text) => ["a time such as 14:30", "une heure comme 14:30"],
        FieldKind::DateTime if !shape::is_date_time(&text) => [
            "a date and time such as 2025-03-14T09:30:00Z",
            "une date et une heure comme 2025-03-14T09:30:00Z",
        ],
        FieldKind::Uuid if !shape::is_uuid(&text) => {
            ["an identifier of 32 digits in five groups", "un identifiant de 32 chiffres en cinq groupes"]
        }
        _ => return known::judge(Tidy { judge, case, text, cause }, field, reporter),
    };
    judge.refuse(&WRONG_SHAPE, case, reporter, |f| f.expected(Detail::Phrase(expected)))
}
