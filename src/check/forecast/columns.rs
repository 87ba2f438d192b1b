//! Which columns of a file are compared with what is there, and when two texts of one are the same value.

use super::held::Held;
use crate::base::blank::shows_nothing;
use crate::check::outgoing;
use crate::check::subject::Subject;
use crate::definition::ImportDefinition;
use crate::rules::uniqueness::is_folded;

/// A column of the cleaned file and where what is there has it.
pub(super) struct Column<'a> {
    pub(super) slot: usize,
    pub(super) at: usize,
    pub(super) name: &'a str,
}

/// The columns that are compared, and the names of those of which nothing is known.
pub(super) fn columns<'a>(
    subject: &Subject<'a>,
    held: &Held,
    own: &[usize],
) -> (Vec<Column<'a>>, Vec<String>) {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for slot in outgoing::columns(subject).into_iter().filter(|slot| !own.contains(slot)) {
        let Some(name) = subject.layout.slots.get(slot).map(|slot| slot.name.as_str()) else { continue };
        match held.columns.iter().position(|column| column == name) {
            Some(at) => known.push(Column { slot, at: at + 1, name }),
            None => unknown.push(name.to_owned()),
        }
    }
    (known, unknown)
}

/// Whether two texts of a column are one value, whatever their spelling.
pub(super) fn is_same(definition: &ImportDefinition, slot: usize, before: &str, after: &str) -> bool {
    if before == after || (shows_nothing(before) && shows_nothing(after)) {
        return true;
    }
    let Some(field) = definition.fields.get(slot).filter(|_| !shows_nothing(before) && !shows_nothing(after))
    else {
        return false;
    };
    // Some keys are compared without regard to capitals; what a field shows is another matter.
    !is_folded(&field.kind) && field.key(before) == field.key(after)
}
