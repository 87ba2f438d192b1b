//! What another reader found in a workbook: what its cells store is known, and what they display is not.

/// A sheet as another reader found it.
pub(crate) struct FoundSheet {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    /// Its cells in any order; absent where they could not be read.
    pub(crate) cells: Option<Vec<FoundCell>>,
}

impl FoundSheet {
    /// Puts the cells in order. A sheet in which two cells have the same place counts as not read: one of them would be lost.
    pub(crate) fn put_in_order(&mut self) {
        let Some(cells) = &mut self.cells else { return };
        let place = |cell: &FoundCell| (cell.row, cell.column);
        cells.sort_by_key(place);
        if cells.windows(2).any(|pair| place(&pair[0]) == place(&pair[1])) {
            self.cells = None;
        }
    }
}

/// A cell of it: row 1 is the first, column 0 is A.
pub(crate) struct FoundCell {
    pub(crate) row: u32,
    pub(crate) column: u32,
    pub(crate) value: FoundValue,
}

/// What a cell stores.
pub(crate) enum FoundValue {
    Text(String),
    /// A number whose format is not known.
    Number(f64),
    /// Days since the workbook's first day, under a format of dates or times.
    Day(f64),
    /// Days under a format of durations.
    Length(f64),
    Bool(bool),
    /// An error value in the spreadsheet's spelling.
    Error(String),
    /// A date as text: `2025-03-14T10:00:00`.
    Iso(String),
}

/// The formats under which values are shown, by their place in the list of styles.
pub(crate) const FORMATS: [&str; 5] =
    [NO_FORMAT, "yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\\ hh:mm:ss", "hh:mm:ss", "[h]:mm:ss"];

/// No format says this, so that a number under it counts as one whose display is not known.
const NO_FORMAT: &str = "[";

impl FoundValue {
    /// The place of the format under which it is shown.
    pub(crate) fn format(&self) -> Option<u32> {
        match self {
            FoundValue::Number(_) => Some(0),
            FoundValue::Day(days) if days.fract() == 0.0 => Some(1),
            FoundValue::Day(days) if *days >= 1.0 => Some(2),
            FoundValue::Day(_) => Some(3),
            FoundValue::Length(_) => Some(4),
            _ => None,
        }
    }
}
