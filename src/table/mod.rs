//! Words for what a file holds: a cell, a row, an address.
//!
//! A cell keeps what is *stored* and what is *shown*. A spreadsheet may store `12` and show `0012`; which of the
//! two counts is for the column to say, so neither may be lost on the way.
//!
//! ```
//! use import_checker::table::{Marks, Row, column_of, letters};
//! let mut row = Row::new();
//! row.clear(2, 2);
//! row.push_text("Ana", Marks::default());
//! assert_eq!((row.len(), row.cell(0).shown), (1, "Ana"));
//! assert_eq!((letters(27).as_str(), column_of("AB")), ("AB", Some(27)));
//! ```

pub(crate) mod byte_scan;
mod cut;
mod lines;
mod row;

use crate::base::blank;
pub(crate) use lines::{FoundCell, Line, LineIndex, Lines};
pub use row::Row;
pub(crate) use row::{BETWEEN, CellSummary, Kind};
use std::fmt;

/// What a cell stores.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stored<'a> {
    /// Nothing at all.
    Empty,
    /// Text, exactly as in the file. Cells of text files are always text.
    Text(&'a str),
    /// A number that is shown as a number.
    Number(f64),
    /// A number that is shown as a date, a time of day, or both.
    Moment(Moment),
    /// A length of time, in seconds; may pass 24 hours or be negative.
    Duration(f64),
    /// Yes or no.
    Bool(bool),
    /// An error value such as `#N/A`, in the spreadsheet's spelling.
    Error(&'a str),
}

/// A date, a time of day, or both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// The day; absent when the cell holds a time of day only.
    pub date: Option<Date>,
    /// Seconds since midnight, 0 up to 86,400.
    pub seconds: f64,
}

/// A day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year, 1 to 9999.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

/// What the number format of a cell means, as far as it matters to a reader of the number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum CellFormat {
    /// No format, or a text file.
    #[default]
    General,
    /// The text format `@`.
    Text,
    /// Plain digits, perhaps with decimals or a thousands mark.
    Plain,
    /// `12 %` stores 0.12.
    Percent,
    /// `1.2E+05`.
    Scientific,
    /// `€ 1,200.00`.
    Currency,
    /// Leading zeros, dashes or other fixed characters: `00000`, `000-00-0000`.
    Mask,
    /// A scale (`0,` shows thousands), a fraction, or conditions: shown and stored differ in meaning.
    Scaled,
    /// A date or a time.
    Moment,
    /// A format that could not be rendered: what the spreadsheet shows is not known.
    Unknown,
}

/// Circumstances of a cell that a rule may want to mention. A set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(pub u8);

impl Marks {
    /// The cell is the result of a formula.
    pub const FORMULA: Marks = Marks(1);
    /// The cell has a formula whose result is not stored in the file.
    pub const NO_RESULT: Marks = Marks(2);
    /// The cell lies in a merged area.
    pub const MERGED: Marks = Marks(4);
    /// The cell's text was written between quotes (text files).
    pub const QUOTED: Marks = Marks(8);
    /// The stored value could not be taken over with certainty (serial under 61, out of range).
    pub const DOUBTFUL: Marks = Marks(16);

    /// Whether all bits of `other` are set.
    #[must_use]
    pub fn has(self, other: Marks) -> bool {
        self.0 & other.0 == other.0
    }
    /// This set with the bits of `other` added.
    #[must_use]
    pub fn with(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }
}

/// One cell, borrowed from its row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell<'a> {
    /// What is stored.
    pub stored: Stored<'a>,
    /// What the user sees: the text itself, or the number under its format.
    pub shown: &'a str,
    /// What the number format means.
    pub look: CellFormat,
    /// Circumstances.
    pub marks: Marks,
}

impl Cell<'_> {
    /// A cell that is not there.
    pub const EMPTY: Cell<'static> =
        Cell { stored: Stored::Empty, shown: "", look: CellFormat::General, marks: Marks(0) };

    /// Whether nothing is visible in the cell: empty, or only blanks and characters that show nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        blank::shows_nothing(self.shown) && !matches!(self.stored, Stored::Error(_))
    }
}

/// The place of a cell, spelled as spreadsheets do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// Row number, 1 for the first.
    pub row: u32,
    /// Column index, 0 for A.
    pub column: u32,
}

impl Address {
    /// The cell that is called by letters and a number, such as `B12`.
    pub(crate) fn read(name: &str) -> Option<Address> {
        let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
        Some(Address { row: name.get(letters.len()..)?.parse().ok()?, column: column_of(letters)? })
    }

    /// Its letters and number.
    #[must_use]
    pub fn name(self) -> String {
        let mut name = String::new();
        self.put(&mut name);
        name
    }

    /// Appends its letters and number.
    pub(crate) fn put(self, out: &mut String) {
        put_letters(self.column, out);
        out.push_str(&self.row.to_string());
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

/// The letters of a column: 0 is `A`, 26 is `AA`.
#[must_use]
pub fn letters(column: u32) -> String {
    let mut text = String::new();
    put_letters(column, &mut text);
    text
}

/// Appends the letters of a column.
pub(crate) fn put_letters(column: u32, out: &mut String) {
    if let Some(before) = (column / 26).checked_sub(1) {
        put_letters(before, out);
    }
    out.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
}

/// The column index that letters name: `A` is 0. Absent when it is not a column.
#[must_use]
pub fn column_of(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 4 {
        return None;
    }
    let mut column: u32 = 0;
    for c in letters.bytes() {
        let digit = c.to_ascii_uppercase().checked_sub(b'A').filter(|d| *d < 26)?;
        column = column * 26 + u32::from(digit) + 1;
    }
    Some(column - 1)
}

impl Date {
    /// The day, if it exists.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
            2 => 28,
            _ => return None,
        };
        ((1..=9999).contains(&year) && (1..=days).contains(&day)).then_some(Date { year, month, day })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Written for each date that is in another notation, and made at a tenth of the price of a general form.
        let digit = |number: u16, of: u16| b'0' + u8::try_from(number / of % 10).unwrap_or(0);
        let Date { year, month, day } = *self;
        let [y1, y2, y3, y4] = [1000, 100, 10, 1].map(|of| digit(year, of));
        let [[m1, m2], [d1, d2]] = [month, day].map(|number| [10, 1].map(|of| digit(number.into(), of)));
        let text = [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2];
        f.write_str(str::from_utf8(&text).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_back() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")] {
            assert_eq!(letters(column), name);
            assert_eq!(column_of(name), Some(column));
        }
        assert_eq!(column_of("A1"), None);
        assert_eq!(Address::read("AB12"), Some(Address { row: 12, column: 27 }));
        assert_eq!([Address::read("12"), Address::read("AB"), Address::read("A-1")], [None; 3]);
    }

    #[test]
    fn days_that_do_not_exist() {
        assert!(Date::new(2024, 2, 29).is_some() && Date::new(2000, 2, 29).is_some());
        assert!(Date::new(2023, 2, 29).is_none() && Date::new(1900, 2, 29).is_none());
        assert!(Date::new(2024, 4, 31).is_none() && Date::new(2024, 13, 1).is_none());
    }
}
