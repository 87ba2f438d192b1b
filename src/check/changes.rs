//! What the cleaned file has otherwise than the user's file, and what becomes of the rows.

use crate::base::json::{IntoJson, Json, object};
use crate::base::limits::LIMITS;
use crate::problem::shorten;

/// What to do with rows in error and rows skipped with them.
///
/// ```
/// use import_checker::RowsInError;
/// assert_eq!(RowsInError::of("drop"), Some(RowsInError::Drop));
/// assert_eq!(RowsInError::default(), RowsInError::Block);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowsInError {
    /// Leave them out of the cleaned file.
    Drop,
    /// No cleaned file while there are any: what every door does unless it is told otherwise.
    #[default]
    Block,
    /// Write them as they are in the file.
    Include,
}

impl RowsInError {
    /// The choice of that name.
    #[must_use]
    pub fn of(name: &str) -> Option<RowsInError> {
        Some(match name {
            "drop" => RowsInError::Drop,
            "block" => RowsInError::Block,
            "include" => RowsInError::Include,
            _ => return None,
        })
    }
}

/// One difference between the cleaned file and what the user sees in theirs.
///
/// Given by [`Session::clean`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Row number in the file.
    pub row: u32,
    /// Column letters; empty when the whole row is meant.
    pub column: String,
    /// Cell, such as `C17`; empty when the file has no such cell.
    pub cell: String,
    /// The field, by its name in the cleaned file.
    pub field: String,
    /// What the user sees in the file.
    pub before: String,
    /// What the cleaned file holds.
    pub after: String,
    /// The problem's code, or `by-hand`.
    pub code: String,
}

/// What became of the rows.
///
/// Given by [`Session::clean`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Records read.
    pub read: u64,
    /// Records written.
    pub written: u64,
    /// Records left out.
    pub left_out: u64,
    /// Differences to the file.
    pub changes: u64,
}

impl IntoJson for Account {
    fn into_json(self) -> Json {
        object! {
            "read": self.read, "written": self.written, "leftOut": self.left_out, "changes": self.changes,
        }
    }
}

/// The first changes of each code, and the exact numbers.
#[derive(Debug, Default)]
pub(crate) struct ChangeLog {
    pub(crate) shown: Vec<Change>,
    pub(crate) counts: std::collections::BTreeMap<String, u64>,
    pub(crate) total: u64,
}

impl ChangeLog {
    /// Counts a change; it is made only if it is kept.
    pub(crate) fn add(&mut self, code: &str, make: &dyn Fn() -> Change) {
        self.total += 1;
        let count = match self.counts.get_mut(code) {
            Some(count) => count,
            None => self.counts.entry(code.to_owned()).or_insert(0),
        };
        *count += 1;
        if *count <= LIMITS.kept {
            let mut change = make();
            shorten(&mut change.before);
            shorten(&mut change.after);
            self.shown.push(change);
        }
    }
}
