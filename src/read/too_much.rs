//! What is too much of a file, text or table: each with its own sentence; what is too much of a packed workbook stands in
//! `workbook/container_problems.rs`. How much that is stands in `base/limits.rs`.

use super::ReadError;
use crate::base::limits::LIMITS;
use crate::problem::{Example, Family, Grade, Problem, Severity, texts};
use crate::table::{Row, letters};

/// Line breaks in one cell that are still plausible.
pub(crate) const CELL_BREAKS: u64 = 20;

/// What the first rows of all tables of a file may take together: a few kilobytes can have thousands of tables, and a
/// few letters can span many columns.
pub(crate) struct HeadRoom {
    cells: usize,
    bytes: usize,
}

impl HeadRoom {
    pub(crate) fn new() -> HeadRoom {
        HeadRoom { cells: LIMITS.head_cells, bytes: LIMITS.head_bytes }
    }

    pub(crate) fn is_left(&self) -> bool {
        self.cells > 0 && self.bytes > 0
    }

    /// A row is kept.
    pub(crate) fn take(&mut self, row: &Row) {
        self.cells = self.cells.saturating_sub(row.len());
        self.bytes = self.bytes.saturating_sub(row.text().len());
    }
}

pub(crate) fn too_many_rows() -> ReadError {
    ReadError::new(&TOO_MANY_ROWS).with("limit", u64::from(LIMITS.rows))
}

pub(crate) fn too_many_columns(row: u32, columns: usize) -> ReadError {
    ReadError::new(&TOO_MANY_COLUMNS)
        .with("row", u64::from(row))
        .with("columns", columns as u64)
        .with("limit", LIMITS.columns as u64)
}

/// The cell that would be pushed next is too long.
pub(crate) fn cell_too_long(row: &Row) -> ReadError {
    ReadError::new(&CELL_TOO_LONG).with("cell", next_cell(row)).with("limit", LIMITS.cell_characters as u64)
}

/// The same where a quote that is never closed is the likely cause.
pub(crate) fn quote_too_long(row: &Row, line: u64, position: u64) -> ReadError {
    ReadError::new(&QUOTE_TOO_LONG)
        .with("cell", next_cell(row))
        .with("line", line)
        .with("position", position)
        .with("limit", LIMITS.cell_characters as u64)
}

pub(crate) fn row_too_long(row: u64) -> ReadError {
    ReadError::new(&ROW_TOO_LONG).with("row", row).with("limit", (LIMITS.row_bytes / 1024 / 1024) as u64)
}

/// Refuses a file that is too big.
pub(crate) fn check_size(bytes: u64) -> Result<(), ReadError> {
    if bytes <= LIMITS.file_bytes {
        return Ok(());
    }
    Err(ReadError::new(&FILE_TOO_BIG).with("megabytes", bytes >> 20).with("limit", LIMITS.file_bytes >> 30))
}

fn next_cell(row: &Row) -> String {
    format!("{}{}", letters(u32::try_from(row.len()).unwrap_or(u32::MAX)), row.number)
}

/// Over the limit of bytes.
pub(crate) static FILE_TOO_BIG: Problem = Problem {
    code: "F120",
    family: Family::File,
    name: "file-too-big",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F120,
    fr: texts::fr::F120,
    example: Example::NONE,
};

/// Over the limit of rows.
pub(crate) static TOO_MANY_ROWS: Problem = Problem {
    code: "F130",
    family: Family::File,
    name: "too-many-rows",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F130,
    fr: texts::fr::F130,
    example: Example::NONE,
};

/// Over the limit of columns.
pub(crate) static TOO_MANY_COLUMNS: Problem = Problem {
    code: "F140",
    family: Family::File,
    name: "too-many-columns",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F140,
    fr: texts::fr::F140,
    example: Example::NONE,
};

/// Over the limit of characters in a cell.
pub(crate) static CELL_TOO_LONG: Problem = Problem {
    code: "F150",
    family: Family::File,
    name: "cell-too-long",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F150,
    fr: texts::fr::F150,
    example: Example::NONE,
};

/// Over that limit within quotes.
pub(crate) static QUOTE_TOO_LONG: Problem = Problem {
    code: "F160",
    family: Family::File,
    name: "quoted-cell-too-long",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F160,
    fr: texts::fr::F160,
    example: Example::NONE,
};

/// Over the limit of bytes in a row.
pub(crate) static ROW_TOO_LONG: Problem = Problem {
    code: "F170",
    family: Family::File,
    name: "row-too-long",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F170,
    fr: texts::fr::F170,
    example: Example::NONE,
};

/// All problems of this file.
pub(crate) static PROBLEMS: &[&Problem] =
    &[&FILE_TOO_BIG, &TOO_MANY_ROWS, &TOO_MANY_COLUMNS, &CELL_TOO_LONG, &QUOTE_TOO_LONG, &ROW_TOO_LONG];
