//! Where things stand on a sheet: its headings, and the columns of a record's values.

use crate::scalar::text;
use crate::table::{Row, Stored};
use std::collections::BTreeMap;

/// How a heading was paired with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pairing {
    /// The heading is the field's name to the letter.
    Exact,
    /// It differs in case, brackets, blanks or is a known other name.
    Alias,
    /// It was near enough to ask, and the user agreed.
    Chosen,
    /// A mapping says which field it is.
    Mapped,
    /// A mapping puts it together with others, or takes it apart.
    Used,
    /// A mapping leaves it out.
    LeftOut,
    /// It is a further column of a repeated field (`Language 2`).
    Repeat,
    /// It is kept as an extra column.
    Extra,
    /// The same field is paired with another column already.
    Duplicate,
    /// No field has this name; the index is that of a field with a near name.
    Near(usize),
    /// Nothing is known about it.
    Unknown,
    /// It is a column that we added to the user's table in a file made from an earlier check.
    Ours,
    /// The heading is empty.
    Empty,
}

/// One heading of the file.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Column index, 0 for A.
    pub column: u32,
    /// The heading as in the file.
    pub text: String,
    /// The field it names.
    pub field: Option<usize>,
    /// How it was paired.
    pub pairing: Pairing,
}

/// One value of a record: which field it belongs to and where it stands in the file.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The definition's field; extra columns have none.
    pub field: Option<usize>,
    /// The column in the file; absent when the file has no such column.
    pub column: Option<u32>,
    /// The heading in the cleaned file.
    pub name: String,
    /// Where the value comes from when it is not that of the column; or of a blank cell, where there is a column.
    pub made: Option<Made>,
    /// Words of the file that stand for other words, by the mapping.
    pub words: Vec<(String, String)>,
}

impl Slot {
    /// A slot whose value stands in a column, if the file has it.
    #[must_use]
    pub fn new(field: Option<usize>, column: Option<u32>, name: String) -> Slot {
        Slot { field, column, name, made: None, words: Vec::new() }
    }
}

/// A value that a mapping makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// The same in every row.
    Constant(String),
    /// Columns put together with a text between those that are filled.
    Join(Vec<u32>, String),
    /// One part of a column: the column, what stands between its parts, which of them, and of how many.
    Part(u32, String, usize, usize),
}

impl Made {
    /// Whether it is made of texts alone: of a day or a number in a cell only what is shown of it would be taken.
    pub(crate) fn is_of_texts(&self, row: &Row) -> bool {
        let is_text =
            |column: &u32| matches!(row.cell(*column as usize).stored, Stored::Text(_) | Stored::Empty);
        match self {
            Made::Constant(_) => true,
            Made::Join(columns, _) => columns.iter().all(is_text),
            Made::Part(column, ..) => is_text(column),
        }
    }

    /// The text that is made of a row, empty where the row has nothing for it; absent where a column is not in so many parts.
    pub(crate) fn of_row(&self, row: &Row) -> Option<String> {
        let cell = |column: &u32| text::trim(row.cell(*column as usize).shown);
        match self {
            Made::Constant(value) => Some(value.clone()),
            Made::Join(columns, with) => {
                let filled: Vec<&str> = columns.iter().map(cell).filter(|text| !text.is_empty()).collect();
                Some(filled.join(with))
            }
            Made::Part(column, at, part, count) => {
                let whole = cell(column);
                let parts: Vec<&str> = whole.split(at.as_str()).map(text::trim).collect();
                if whole.is_empty() {
                    return Some(String::new());
                }
                parts.get(*part).filter(|_| parts.len() == *count).map(|part| (*part).to_owned())
            }
        }
    }
}

/// What is moved over from an older template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MovedOver {
    /// What the older template is called.
    pub version: String,
    /// Its columns that are fields under other headings now.
    pub columns: Vec<u32>,
    /// Such columns of which somebody said the same.
    pub said: Vec<u32>,
    /// Its columns that are gone.
    pub gone: Vec<u32>,
    /// Fields of which it has other words, as the slots of their values, each with the place of its first word there: those
    /// before are what somebody said.
    pub fields: Vec<(usize, usize)>,
}

impl MovedOver {
    /// Whether the word at a place among those of a slot is of the older template.
    pub(crate) fn has_word(&self, slot: usize, at: usize) -> bool {
        self.fields.iter().any(|(field, first)| *field == slot && *first <= at)
    }
}

/// Where things stand on the chosen sheet. Slots 0 to n−1 are the n fields of the definition, in its order; repeated
/// and extra columns follow.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Index of the sheet.
    pub sheet: usize,
    /// Row number of the header; 0 when the file has no row at all.
    pub header_row: u32,
    /// The headings from left to right.
    pub headings: Vec<Heading>,
    /// The values of a record.
    pub slots: Vec<Slot>,
    /// Columns that a mapping names and the file does not have.
    pub absent: Vec<String>,
    /// Fields with several columns, of which one was taken because its cells fit.
    pub by_cells: Vec<usize>,
    /// Other sheets with the same headings, each with the row that they stand in.
    pub alike: Vec<(usize, u32)>,
    /// Other sheets that are checked as files of their own.
    pub beside: Vec<usize>,
    /// The row above the header made headings, too.
    pub over_two_rows: bool,
    /// Rows right below the header with the same headings in other words.
    pub other_header_rows: Vec<u32>,
    /// Rows right below the header that explain its headings: units, kinds of values, examples.
    pub hint_rows: Vec<u32>,
    /// What is moved over from an older template, where the file follows one.
    pub moved_over: Option<MovedOver>,
    /// Matched headings / (headings in the file + unmatched mandatory ones), 0 to 1.
    pub score: f64,
}

impl Layout {
    /// The text of the heading over a column, or nothing.
    #[must_use]
    pub fn heading(&self, column: u32) -> &str {
        self.heading_of(column).map_or("", |h| h.text.as_str())
    }

    /// The heading over a column.
    pub(crate) fn heading_of(&self, column: u32) -> Option<&Heading> {
        // Most files have a heading over each column.
        let there = self.headings.get(column as usize).filter(|h| h.column == column);
        there.or_else(|| self.headings.iter().find(|h| h.column == column))
    }

    /// Whether a column is one that an older template had, and is a field under another heading now.
    pub(crate) fn is_moved(&self, column: u32) -> bool {
        self.moved_over.as_ref().is_some_and(|moved| moved.columns.contains(&column))
    }

    /// Whether a column is one that an older template had, and is gone.
    pub(crate) fn is_gone(&self, column: u32) -> bool {
        self.moved_over.as_ref().is_some_and(|moved| moved.gone.contains(&column))
    }

    /// Whether a slot's column is in the file.
    #[must_use]
    pub fn has(&self, slot: usize) -> bool {
        self.slots.get(slot).is_some_and(|s| s.column.is_some() || s.made.is_some())
    }

    /// The repeated columns of these fields by the number in their headings.
    pub(crate) fn repeats(&self, fields: &[usize]) -> BTreeMap<u32, Vec<usize>> {
        let mut sets: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (index, slot) in self.slots.iter().enumerate() {
            if slot.field.is_some_and(|f| f != index && fields.contains(&f)) {
                let digits = slot.name.trim_end().trim_start_matches(|c: char| !c.is_ascii_digit());
                sets.entry(digits.parse().unwrap_or(0)).or_default().push(index);
            }
        }
        sets
    }
}
