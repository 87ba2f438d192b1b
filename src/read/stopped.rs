//! What stops the reading, whatever the file holds: the person, the machine, a lack of memory.

use super::ReadError;
use crate::problem::{Example, Family, Grade, Problem, Severity, texts};

/// The source failed, or the machine had no room for what it gave.
pub(crate) fn failed(error: &std::io::Error) -> ReadError {
    let no_memory = error.kind() == std::io::ErrorKind::OutOfMemory;
    ReadError::new(if no_memory { &NO_MEMORY } else { &READ_FAILED })
}

/// The reading was cancelled.
pub(crate) static STOPPED: Problem = Problem {
    code: "F100",
    family: Family::File,
    name: "reading-stopped",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F100,
    fr: texts::fr::F100,
    example: Example::NONE,
};

/// The machine did not hand over the file, or handed over something else than before.
pub(crate) static READ_FAILED: Problem = Problem {
    code: "F110",
    family: Family::File,
    name: "file-not-readable",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F110,
    fr: texts::fr::F110,
    example: Example::NONE,
};

/// The machine has too little memory for a part of the file.
pub(crate) static NO_MEMORY: Problem = Problem {
    code: "F320",
    family: Family::File,
    name: "too-little-memory",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::F320,
    fr: texts::fr::F320,
    example: Example::NONE,
};

/// All problems of this file.
pub(crate) static PROBLEMS: &[&Problem] = &[&STOPPED, &READ_FAILED, &NO_MEMORY];
