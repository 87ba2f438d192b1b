//! What the receiving system answers when a file was sent: read from any form, placed at the rows of the user's file.

mod corrected;
mod json;
mod place;
mod read;
mod table;
mod text;
mod words;

pub use place::{AnswerOptions, Answered};

use std::rc::Rc;

/// One thing that the receiving system said of the cleaned file. What it says of rows that went in is not among them.
/// The texts are shared: one sentence may be about many rows, and many about one record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// The row, as the system counts them.
    pub(crate) row: Option<u64>,
    /// It names its row, or several, in a way that nobody reads.
    pub(crate) of_unread_row: bool,
    /// It stands in a list of what is wrong, and is no word about the whole.
    pub(crate) listed: bool,
    /// The heading of a column of the cleaned file, the name of a field, or the letters of a column.
    pub(crate) column: Option<Rc<str>>,
    /// The sentence; may be empty where only a status was given.
    pub(crate) message: Rc<str>,
    /// What the record held, by heading: an answer without numbers of rows names them by that.
    pub(crate) cells: Rc<[(Rc<str>, String)]>,
}

impl Said {
    /// Whether it is about a row, be it by the row's number, in a way that nobody reads, or by what the row holds.
    pub(crate) fn names_a_row(&self) -> bool {
        self.row.is_some() || self.of_unread_row || !self.cells.is_empty()
    }

    /// Whether it may be a word about the whole.
    pub(crate) fn is_remark(&self) -> bool {
        !self.listed && !self.names_a_row()
    }
}
