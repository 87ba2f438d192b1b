//! What can be wrong with a sheet of a workbook, or with one of its cells before anyone judges it.

use crate::problem::{Detail, Example, Family, Finding, Grade, Place, Problem, Severity, texts};
use crate::table::Address;

/// Cells hold formulas.
pub(crate) static FORMULAS: Problem = Problem {
    code: "S210",
    family: Family::Sheet,
    name: "formulas-in-sheet",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::S210,
    fr: texts::fr::S210,
    example: Example::NONE,
};

/// An area of merged cells.
pub(crate) static MERGED: Problem = Problem {
    code: "S220",
    family: Family::Sheet,
    name: "merged-cells",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::S220,
    fr: texts::fr::S220,
    example: Example::NONE,
};

/// The first and the last cell of an area of merged cells, if a finding is about one.
pub(crate) fn merged_area(finding: &Finding) -> Option<(Address, Address)> {
    let (first, last) = finding.fact("range").filter(|_| *finding.problem == MERGED)?.split_once(':')?;
    Some((Address::read(first)?, Address::read(last)?))
}

/// Rows that the user does not see.
pub(crate) static HIDDEN_ROWS: Problem = Problem {
    code: "S230",
    family: Family::Sheet,
    name: "hidden-rows",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::S230,
    fr: texts::fr::S230,
    example: Example::NONE,
};

/// Columns that the user does not see.
pub(crate) static HIDDEN_COLUMN: Problem = Problem {
    code: "S240",
    family: Family::Sheet,
    name: "hidden-columns",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::S240,
    fr: texts::fr::S240,
    example: Example::NONE,
};

/// The sheet has a filter.
pub(crate) static FILTER: Problem = Problem {
    code: "S250",
    family: Family::Sheet,
    name: "filter-in-sheet",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::S250,
    fr: texts::fr::S250,
    example: Example::NONE,
};

/// The sheet that is read is hidden.
pub(crate) static HIDDEN_SHEET: Problem = Problem {
    code: "S260",
    family: Family::Sheet,
    name: "hidden-sheet",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::S260,
    fr: texts::fr::S260,
    example: Example::NONE,
};

/// A chart, macro or dialog sheet.
pub(crate) static NOT_CELLS: Problem = Problem {
    code: "S270",
    family: Family::Sheet,
    name: "sheet-without-cells",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::S270,
    fr: texts::fr::S270,
    example: Example::NONE,
};

/// The sheet's part is damaged.
pub(crate) static SHEET_UNREADABLE: Problem = Problem {
    code: "S280",
    family: Family::Sheet,
    name: "sheet-unreadable",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::S280,
    fr: texts::fr::S280,
    example: Example::NONE,
};

/// The part of a sheet is not there.
pub(crate) static SHEET_MISSING: Problem = Problem {
    code: "S290",
    family: Family::Sheet,
    name: "sheet-missing",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::S290,
    fr: texts::fr::S290,
    example: Example::NONE,
};

/// Cells seen are not cells delivered.
pub(crate) static NOT_WHOLE: Problem = Problem {
    code: "S300",
    family: Family::Sheet,
    name: "sheet-not-read-whole",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::S300,
    fr: texts::fr::S300,
    example: Example::NONE,
};

/// Rows do not follow each other.
pub(crate) static ROWS_OUT_OF_ORDER: Problem = Problem {
    code: "S310",
    family: Family::Sheet,
    name: "sheet-rows-out-of-order",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::S310,
    fr: texts::fr::S310,
    example: Example::NONE,
};

/// Two cells in the same place.
pub(crate) static CELL_TWICE: Problem = Problem {
    code: "S320",
    family: Family::Sheet,
    name: "cell-twice",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::S320,
    fr: texts::fr::S320,
    example: Example::NONE,
};

/// A value that cannot be told.
pub(crate) static CELL_LOST: Problem = Problem {
    code: "S380",
    family: Family::Sheet,
    name: "cell-not-readable",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::S380,
    fr: texts::fr::S380,
    example: Example::NONE,
};

/// More cells than are read.
pub(crate) static TOO_MANY_CELLS: Problem = Problem {
    code: "S330",
    family: Family::Sheet,
    name: "too-many-cells",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::S330,
    fr: texts::fr::S330,
    example: Example::NONE,
};

/// More rows than a spreadsheet has.
pub(crate) static TOO_LONG: Problem = Problem {
    code: "S350",
    family: Family::Sheet,
    name: "row-beyond-sheet",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::S350,
    fr: texts::fr::S350,
    example: Example::NONE,
};

/// The cells of the sheet together.
pub(crate) static TOO_MUCH_DATA: Problem = Problem {
    code: "S370",
    family: Family::Sheet,
    name: "too-much-data",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::S370,
    fr: texts::fr::S370,
    example: Example::NONE,
};

/// One row is larger than what a machine can hold several times over.
pub(crate) static ROW_TOO_LARGE: Problem = Problem {
    code: "S430",
    family: Family::Sheet,
    name: "row-too-large",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::S430,
    fr: texts::fr::S430,
    example: Example::NONE,
};

/// Two sheets are one and the same part of the file.
pub(crate) static SHEET_TWICE: Problem = Problem {
    code: "S440",
    family: Family::Sheet,
    name: "sheet-listed-twice",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::S440,
    fr: texts::fr::S440,
    example: Example::NONE,
};

/// Another reader read the sheet in place of ours.
pub(crate) static SECOND_READER: Problem = Problem {
    code: "S450",
    family: Family::Sheet,
    name: "read-by-second-reader",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::S450,
    fr: texts::fr::S450,
    example: Example::NONE,
};

/// A sheet that the second reader has read. Of most formats nobody knows every kind of record, and cells may lack.
pub(crate) fn read_by_second(sheet: &str, cells_may_lack: bool) -> Finding {
    let lack = if cells_may_lack { CELLS_MAY_LACK } else { [""; 2] };
    Finding::new(&SECOND_READER, Place::File).with("sheet", sheet).with("cells", Detail::Phrase(lack))
}

const CELLS_MAY_LACK: [&str; 2] = [
    " Cells may be missing, too: compare how many rows there are.",
    " Il peut aussi manquer des cellules\u{a0}: comparez le nombre de lignes.",
];

/// A formula without a stored result.
pub(crate) static NO_RESULT: Problem = Problem {
    code: "T800",
    family: Family::Kind,
    name: "formula-without-result",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::T800,
    fr: texts::fr::T800,
    example: Example::NONE,
};

/// A number under a date format that is no certain date.
pub(crate) static DOUBTFUL_DATE: Problem = Problem {
    code: "T810",
    family: Family::Kind,
    name: "doubtful-date-cell",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::T810,
    fr: texts::fr::T810,
    example: Example::NONE,
};

/// A whole number of 16 or more digits.
pub(crate) static DIGITS_LOST: Problem = Problem {
    code: "T820",
    family: Family::Kind,
    name: "digits-lost-in-workbook",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::T820,
    fr: texts::fr::T820,
    example: Example::NONE,
};

/// A number format that could not be rendered.
pub(crate) static SHOWN_UNKNOWN: Problem = Problem {
    code: "T830",
    family: Family::Kind,
    name: "display-not-known",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::T830,
    fr: texts::fr::T830,
    example: Example::NONE,
};

/// All of them.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &FORMULAS,
    &MERGED,
    &HIDDEN_ROWS,
    &HIDDEN_COLUMN,
    &FILTER,
    &HIDDEN_SHEET,
    &NOT_CELLS,
    &SHEET_UNREADABLE,
    &SHEET_MISSING,
    &NOT_WHOLE,
    &ROWS_OUT_OF_ORDER,
    &CELL_TWICE,
    &CELL_LOST,
    &TOO_MANY_CELLS,
    &TOO_LONG,
    &TOO_MUCH_DATA,
    &ROW_TOO_LARGE,
    &SHEET_TWICE,
    &SECOND_READER,
    &NO_RESULT,
    &DOUBTFUL_DATE,
    &DIGITS_LOST,
    &SHOWN_UNKNOWN,
];
