//! Files that are not read: each kind is refused by its name, with what to do instead.

use super::ReadError;
use crate::problem::{Detail, Example, Family, Grade, Problem, Severity, texts};

/// Refuses a file, saying what it is in English and French.
pub(crate) fn refuse(problem: &'static Problem, kind: [&'static str; 2]) -> ReadError {
    let mut error = ReadError::new(problem);
    error.details.push(("kind", Detail::Phrase(kind)));
    error
}

/// No byte at all.
pub(crate) static EMPTY_FILE: Problem = Problem {
    code: "F010",
    family: Family::File,
    name: "empty-file",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F010,
    fr: texts::fr::F010,
    example: Example::NONE,
};

/// An encrypted Office file.
pub(crate) static PASSWORD: Problem = Problem {
    code: "F020",
    family: Family::File,
    name: "password-protected",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F020,
    fr: texts::fr::F020,
    example: Example::NONE,
};

/// Numbers and its siblings.
pub(crate) static NUMBERS: Problem = Problem {
    code: "F030",
    family: Family::File,
    name: "apple-numbers",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F030,
    fr: texts::fr::F030,
    example: Example::NONE,
};

/// Spreadsheets in rare or very old forms.
pub(crate) static OLD_WORKBOOK: Problem = Problem {
    code: "F040",
    family: Family::File,
    name: "old-workbook",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F040,
    fr: texts::fr::F040,
    example: Example::NONE,
};

/// Archives.
pub(crate) static COMPRESSED: Problem = Problem {
    code: "F050",
    family: Family::File,
    name: "compressed-file",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F050,
    fr: texts::fr::F050,
    example: Example::NONE,
};

/// Texts and presentations.
pub(crate) static DOCUMENT: Problem = Problem {
    code: "F060",
    family: Family::File,
    name: "document-not-table",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F060,
    fr: texts::fr::F060,
    example: Example::NONE,
};

/// Pictures.
pub(crate) static PICTURE: Problem = Problem {
    code: "F070",
    family: Family::File,
    name: "picture-not-table",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F070,
    fr: texts::fr::F070,
    example: Example::NONE,
};

/// Databases and columnar files.
pub(crate) static DATABASE: Problem = Problem {
    code: "F080",
    family: Family::File,
    name: "database-file",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F080,
    fr: texts::fr::F080,
    example: Example::NONE,
};

/// JSON and XML.
pub(crate) static DATA_FILE: Problem = Problem {
    code: "F090",
    family: Family::File,
    name: "data-not-table",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F090,
    fr: texts::fr::F090,
    example: Example::NONE,
};

/// Anything else that is no text.
pub(crate) static NOT_A_TABLE: Problem = Problem {
    code: "F180",
    family: Family::File,
    name: "not-a-table",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F180,
    fr: texts::fr::F180,
    example: Example::NONE,
};

/// A container without its end.
pub(crate) static CUT_OFF: Problem = Problem {
    code: "F190",
    family: Family::File,
    name: "cut-off-file",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F190,
    fr: texts::fr::F190,
    example: Example::NONE,
};

/// A wish that names nothing.
pub(crate) static UNKNOWN_ENCODING: Problem = Problem {
    code: "F300",
    family: Family::File,
    name: "unknown-encoding",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F300,
    fr: texts::fr::F300,
    example: Example::NONE,
};

/// A wish that cannot separate cells.
pub(crate) static UNUSABLE_DELIMITER: Problem = Problem {
    code: "F310",
    family: Family::File,
    name: "unusable-delimiter",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F310,
    fr: texts::fr::F310,
    example: Example::NONE,
};

/// All problems of this file.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &EMPTY_FILE,
    &PASSWORD,
    &NUMBERS,
    &OLD_WORKBOOK,
    &COMPRESSED,
    &DOCUMENT,
    &PICTURE,
    &DATABASE,
    &DATA_FILE,
    &NOT_A_TABLE,
    &CUT_OFF,
    &UNKNOWN_ENCODING,
    &UNUSABLE_DELIMITER,
];
