//! Smallest and largest values of a field.

use super::FieldKind;
use super::node::{Loaded, Node};
use crate::scalar::{date, number, shape};

/// One end of the allowed values.
#[derive(Default)]
pub(super) struct Bound {
    /// A number in the server's form, or a date as `2025-03-14` whatever the form of the field.
    pub(super) text: Option<String>,
    /// The bound itself is not allowed.
    pub(super) excluded: bool,
}

/// Reads `minimum` or `exclusiveMinimum` (or the two words for the other end). Where both stand, the one that
/// excludes is the stricter of two equal ones, and of unequal ones the definition has to choose.
pub(super) fn bound(
    kind: &FieldKind,
    [included, excluded]: [Option<Node<'_>>; 2],
    unchecked: &mut Vec<String>,
) -> Loaded<Bound> {
    let (node, excluded) = match (included, excluded) {
        (None, None) => return Ok(Bound::default()),
        (Some(node), None) => (node, false),
        (None, Some(node)) => (node, true),
        (Some(included), Some(node)) if included.scalar()? == node.scalar()? => (node, true),
        (Some(_), Some(node)) => return node.wrong("only one of the two bounds of this end can hold"),
    };
    let written = node.scalar()?;
    let text = match kind {
        FieldKind::Number | FieldKind::Integer | FieldKind::Hours => match number::read(&written) {
            number::NumberReading::Plain { text, .. } => text.to_owned(),
            _ => return node.wrong("a number is expected"),
        },
        FieldKind::Date(format) => match shape::read_date(&written, format).or_else(|| date::iso(&written)) {
            Some(day) => day.to_string(),
            None => return node.wrong("a date such as 2025-03-14 is expected"),
        },
        _ => {
            unchecked.push(format!("{}: {written}", node.place));
            return Ok(Bound::default());
        }
    };
    Ok(Bound { text: Some(text), excluded })
}
