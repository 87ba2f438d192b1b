//! What the receiving system answers when a file was sent: read from any form, placed at the rows of the user's file.

mod corrected;
mod json;
mod place;
mod read;
mod sentences;
mod table;
mod text;
mod words;

pub use place::{AnswerOptions, Answered};

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
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
    /// A part of the answer that nobody understands: it may be about any row.
    pub(crate) unclear: bool,
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
        !self.listed && !self.unclear && !self.names_a_row()
    }
}

/// All that an answer says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Read {
    pub(crate) said: Vec<Said>,
    /// What it says of rows that went in.
    pub(crate) well: Well,
}

/// Rows that went in, as an answer says itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Well {
    /// Their numbers, as the system counts them.
    rows: Vec<u64>,
    /// How many have no number.
    unnumbered: u64,
    /// What they hold, in hashes, by the headings that are those of the file; and how often.
    held: BTreeMap<Vec<Rc<str>>, BTreeMap<u64, u64>>,
}

impl Well {
    /// Takes that a row went in, which held this in columns of the file.
    pub(crate) fn add<'c>(&mut self, row: Option<u64>, cells: impl Iterator<Item = (&'c Rc<str>, &'c str)>) {
        match row {
            Some(row) => self.rows.push(row),
            None => self.unnumbered += 1,
        }
        let (names, texts): (Vec<Rc<str>>, Vec<&str>) =
            cells.map(|(name, text)| (Rc::clone(name), text)).unzip();
        if !names.is_empty() {
            *self.held.entry(names).or_default().entry(hash(texts.into_iter())).or_insert(0) += 1;
        }
    }

    /// Takes a record that was sent from those that came back; `text` is what it has under a heading.
    pub(crate) fn take<'t>(&mut self, text: &dyn Fn(&str) -> &'t str) {
        for (names, records) in &mut self.held {
            if let Some(count) = records.get_mut(&hash(names.iter().map(|name| text(name)))) {
                *count = count.saturating_sub(1);
            }
        }
    }

    /// Whether it accounts, with those that were refused, for all rows that were sent, and for no others.
    pub(crate) fn accounts(&mut self, first: u64, sent: u64, refused: u64, said: &[Said]) -> bool {
        self.rows.sort_unstable();
        self.rows.dedup();
        let is_sent = |row: &u64| *row >= first && *row - first < sent;
        self.named() == 0
            || (self.named() + refused == sent
                && self.rows.iter().all(is_sent)
                && !said.iter().any(|one| one.row.is_some_and(|row| self.rows.binary_search(&row).is_ok()))
                && self.held.values().flat_map(BTreeMap::values).all(|left| *left == 0))
    }

    /// How many rows it names.
    pub(crate) fn named(&self) -> u64 {
        self.rows.len() as u64 + self.unnumbered
    }
}

/// A number that stands for texts.
fn hash<'t>(texts: impl Iterator<Item = &'t str>) -> u64 {
    let mut hasher = DefaultHasher::new();
    texts.for_each(|text| text.hash(&mut hasher));
    hasher.finish()
}
