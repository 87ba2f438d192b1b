//! Smallest and largest values of a field.

use super::FieldKind;
use super::compare::NumberDialect;
use super::node::{Loaded, Node};
use crate::scalar::{date, moment, number, shape};

/// One end of the allowed values.
#[derive(Default)]
pub(super) struct Bound {
    /// A number in the server's form, a date as `2025-03-14` whatever the form of the field, or another value in the form of
    /// the field or of its standard.
    pub(super) text: Option<String>,
    /// The bound itself is not allowed.
    pub(super) excluded: bool,
}

/// Reads `minimum` or `exclusiveMinimum` (or the two words for the other end). Where both stand, the one that
/// excludes is the stricter of two equal ones, and of unequal ones the definition has to choose.
pub(super) fn bound(
    kind: &FieldKind,
    dialect: &NumberDialect,
    [included, excluded]: [Option<Node<'_>>; 2],
) -> Loaded<Bound> {
    let (node, excluded) = match (included, excluded) {
        (None, None) => return Ok(Bound::default()),
        (Some(node), None) => (node, false),
        (None, Some(node)) => (node, true),
        (Some(included), Some(node)) if included.scalar()? == node.scalar()? => (node, true),
        (Some(_), Some(node)) => {
            return node.wrong([
                "only one of the two bounds of this end can hold",
                "une seule des deux limites de ce côté peut valoir",
            ]);
        }
    };
    let written = node.scalar()?;
    let text = match kind {
        FieldKind::Number | FieldKind::Integer | FieldKind::Hours => match number::read(&written) {
            number::NumberReading::Plain { text, .. } => Some(text.to_owned()),
            number::NumberReading::Scientific { canonical, .. } => canonical,
            _ => dialect.read(&written),
        }
        .ok_or(["a number is expected", "un nombre est attendu"]),
        FieldKind::Date(format) => shape::read_date(&written, format)
            .or_else(|| date::iso(&written))
            .map(|day| day.to_string())
            .ok_or(["a date such as 2025-03-14 is expected", "une date comme 2025-03-14 est attendue"]),
        FieldKind::DateTime(format) => moment::read_as_is(&written, format)
            .or_else(|| moment::standard_date_time(&written))
            .map(|_| written)
            .ok_or([
                "a date and time such as 2025-03-14T09:30:00Z is expected",
                "une date et une heure comme 2025-03-14T09:30:00Z sont attendues",
            ]),
        FieldKind::Time(format) => moment::time_as_is(&written, format)
            .or_else(|| moment::standard_time(&written))
            .map(|_| written)
            .ok_or(["a time such as 14:30:00 is expected", "une heure comme 14:30:00 est attendue"]),
        FieldKind::Year => shape::year(&written)
            .map(|_| written)
            .ok_or(["a year such as 2025 is expected", "une année comme 2025 est attendue"]),
        FieldKind::YearMonth => shape::month(&written)
            .map(|_| written)
            .ok_or(["a month such as 2025-03 is expected", "un mois comme 2025-03 est attendu"]),
        FieldKind::Duration => moment::duration(&written)
            .map(|_| written)
            .ok_or(["a duration such as P1D is expected", "une durée comme P1D est attendue"]),
        // Left alone for another reason, which is told.
        FieldKind::Any => return Ok(Bound::default()),
        FieldKind::Text(_) | FieldKind::List(_) | FieldKind::Array | FieldKind::Object => Err([
            "a text has no smallest or greatest value; did you mean minLength or maxLength?",
            "un texte n’a ni plus petite ni plus grande valeur\u{a0}; vouliez-vous dire minLength ou maxLength\u{a0}?",
        ]),
        FieldKind::Uuid
        | FieldKind::Binary
        | FieldKind::Wkt
        | FieldKind::Interval(_)
        | FieldKind::Boolean(..)
        | FieldKind::GeoPoint(_)
        | FieldKind::GeoJson(_) => Err([
            "values of this type have no smallest or greatest",
            "les valeurs de ce type n’ont ni plus petite ni plus grande",
        ]),
    };
    match text {
        Ok(text) => Ok(Bound { text: Some(text), excluded }),
        Err(reason) => node.wrong(reason),
    }
}
