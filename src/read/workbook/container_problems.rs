//! What can be wrong with a workbook as a file.

use crate::problem::{Example, Family, Grade, Problem, Severity, texts};

/// More bytes than are read.
pub(crate) static FILE_TOO_LARGE: Problem = Problem {
    code: "F500",
    family: Family::File,
    name: "workbook-too-large",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F500,
    fr: texts::fr::F500,
    example: Example::NONE,
};

/// The zip directory cannot be read.
pub(crate) static PACKAGE_DAMAGED: Problem = Problem {
    code: "F510",
    family: Family::File,
    name: "workbook-damaged",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F510,
    fr: texts::fr::F510,
    example: Example::NONE,
};

/// More members than a workbook has.
pub(crate) static TOO_MANY_MEMBERS: Problem = Problem {
    code: "F520",
    family: Family::File,
    name: "too-many-parts",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F520,
    fr: texts::fr::F520,
    example: Example::NONE,
};

/// A member inflates beyond the budget.
pub(crate) static UNPACKS_TOO_LARGE: Problem = Problem {
    code: "F530",
    family: Family::File,
    name: "unpacks-too-large",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F530,
    fr: texts::fr::F530,
    example: Example::NONE,
};

/// Two members share a name.
pub(crate) static MEMBER_TWICE: Problem = Problem {
    code: "F540",
    family: Family::File,
    name: "part-twice",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F540,
    fr: texts::fr::F540,
    example: Example::NONE,
};

/// A member's bytes are not those that were packed.
pub(crate) static WRONG_CHECKSUM: Problem = Problem {
    code: "F550",
    family: Family::File,
    name: "part-damaged",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F550,
    fr: texts::fr::F550,
    example: Example::NONE,
};

/// The table of texts is beyond the budget.
pub(crate) static TOO_MANY_TEXTS: Problem = Problem {
    code: "F560",
    family: Family::File,
    name: "too-many-texts",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F560,
    fr: texts::fr::F560,
    example: Example::NONE,
};

/// The table of styles is beyond the budget.
pub(crate) static TOO_MANY_STYLES: Problem = Problem {
    code: "F570",
    family: Family::File,
    name: "too-many-styles",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F570,
    fr: texts::fr::F570,
    example: Example::NONE,
};

/// The part that names the sheets is not there.
pub(crate) static PART_MISSING: Problem = Problem {
    code: "F590",
    family: Family::File,
    name: "part-missing",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F590,
    fr: texts::fr::F590,
    example: Example::NONE,
};

/// A part does not follow its format.
pub(crate) static PART_UNREADABLE: Problem = Problem {
    code: "F600",
    family: Family::File,
    name: "part-unreadable",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F600,
    fr: texts::fr::F600,
    example: Example::NONE,
};

/// More sheets than are listed.
pub(crate) static TOO_MANY_SHEETS: Problem = Problem {
    code: "F610",
    family: Family::File,
    name: "too-many-sheets",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F610,
    fr: texts::fr::F610,
    example: Example::NONE,
};

/// The workbook names no sheet.
pub(crate) static NO_SHEETS: Problem = Problem {
    code: "F620",
    family: Family::File,
    name: "no-sheets",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F620,
    fr: texts::fr::F620,
    example: Example::NONE,
};

/// All of them.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &FILE_TOO_LARGE,
    &PACKAGE_DAMAGED,
    &TOO_MANY_MEMBERS,
    &UNPACKS_TOO_LARGE,
    &MEMBER_TWICE,
    &WRONG_CHECKSUM,
    &TOO_MANY_TEXTS,
    &TOO_MANY_STYLES,
    &PART_MISSING,
    &PART_UNREADABLE,
    &TOO_MANY_SHEETS,
    &NO_SHEETS,
];
