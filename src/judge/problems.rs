//! What can be wrong with a cell before it is a value of its field.

use crate::problem::{Example, Family, Grade, Problem, Severity, texts};

pub(crate) static ERROR_VALUE: Problem = Problem {
    code: "T610",
    family: Family::Kind,
    name: "error-value",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::T610,
    fr: texts::fr::T610,
    example: Example::NONE,
};

pub(crate) static NO_RESULT: Problem = Problem {
    code: "T620",
    family: Family::Kind,
    name: "formula-not-calculated",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::T620,
    fr: texts::fr::T620,
    example: Example::NONE,
};

pub(crate) static DATE_IN_TEXT: Problem = Problem {
    code: "T640",
    family: Family::Kind,
    name: "date-in-text",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::T640,
    fr: texts::fr::T640,
    example: Example::NONE,
};

pub(crate) static SHOWN_DIFFERS: Problem = Problem {
    code: "T650",
    family: Family::Kind,
    name: "shown-differs",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::T650,
    fr: texts::fr::T650,
    example: Example::NONE,
};

pub(crate) static WRONG_SHAPE: Problem = Problem {
    code: "T510",
    family: Family::Kind,
    name: "wrong-shape",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::T510,
    fr: texts::fr::T510,
    example: Example::of(
        r#"{"fields":[{"name":"y","type":"year"},{"name":"n"}]}"#,
        "y,n\n20x5,a\n",
        "y,n\n2025,a\n",
    ),
};

pub(crate) static WRONG_ITEM: Problem = Problem {
    code: "T520",
    family: Family::Kind,
    name: "wrong-item",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::T520,
    fr: texts::fr::T520,
    example: Example::of(
        r#"{"fields":[{"name":"years","type":"list","delimiter":";","items":{"type":"year"}},{"name":"n"}]}"#,
        "years,n\n2024;20x5,a\n",
        "years,n\n2024;2025,a\n",
    ),
};

pub(crate) static WRONG_COUNT: Problem = Problem {
    code: "T530",
    family: Family::Kind,
    name: "wrong-number-of-items",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::T530,
    fr: texts::fr::T530,
    example: Example::of(
        r#"{"fields":[{"name":"tags","type":"list","delimiter":";","constraints":{"maxItems":2}},{"name":"n"}]}"#,
        "tags,n\na;b;c,x\n",
        "tags,n\na;b,x\n",
    ),
};

pub(crate) static REPEATED_ITEM: Problem = Problem {
    code: "T540",
    family: Family::Kind,
    name: "repeated-item",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T540,
    fr: texts::fr::T540,
    example: Example::of(
        r#"{"fields":[{"name":"tags","type":"list","delimiter":";","constraints":{"uniqueItems":true}},{"name":"n"}]}"#,
        "tags,n\na;b;a,x\n",
        "tags,n\na;b,x\n",
    ),
};

pub(crate) static NOT_SPLIT: Problem = Problem {
    code: "T550",
    family: Family::Kind,
    name: "not-the-parts-expected",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::T550,
    fr: texts::fr::T550,
    example: Example::NONE,
};

pub(crate) static MAPPED: Problem = Problem {
    code: "C190",
    family: Family::Spelling,
    name: "mapped",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::C190,
    fr: texts::fr::C190,
    example: Example::NONE,
};

pub(crate) static MOVED_OVER: Problem = Problem {
    code: "C200",
    family: Family::Spelling,
    name: "moved-over",
    severity: Severity::Notice,
    repair: Grade::None,
    en: texts::en::C200,
    fr: texts::fr::C200,
    example: Example::NONE,
};

pub(crate) static DATE_WRITTEN: Problem = Problem {
    code: "C160",
    family: Family::Spelling,
    name: "date-written",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: texts::en::C160,
    fr: texts::fr::C160,
    example: Example::NONE,
};

/// A date cell where a number belongs.
pub(crate) static DATE_FOR_NUMBER: Problem = Problem {
    code: "T840",
    family: Family::Kind,
    name: "date-for-number",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T840,
    fr: texts::fr::T840,
    example: Example::NONE,
};

pub(crate) static NUMBER_WRITTEN: Problem = Problem {
    code: "C170",
    family: Family::Spelling,
    name: "number-written",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: texts::en::C170,
    fr: texts::fr::C170,
    example: Example::NONE,
};

pub(crate) static CASE_CHANGED: Problem = Problem {
    code: "C180",
    family: Family::Spelling,
    name: "canonical-value",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: texts::en::C180,
    fr: texts::fr::C180,
    example: Example::NONE,
};

pub(crate) static ZEROS_LOST: Problem = Problem {
    code: "T660",
    family: Family::Kind,
    name: "zeros-lost",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::T660,
    fr: texts::fr::T660,
    example: Example::NONE,
};
/// The problems of this family.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &ERROR_VALUE,
    &NO_RESULT,
    &DATE_IN_TEXT,
    &SHOWN_DIFFERS,
    &WRONG_SHAPE,
    &WRONG_ITEM,
    &WRONG_COUNT,
    &REPEATED_ITEM,
    &NOT_SPLIT,
    &MAPPED,
    &MOVED_OVER,
    &DATE_WRITTEN,
    &DATE_FOR_NUMBER,
    &NUMBER_WRITTEN,
    &CASE_CHANGED,
    &ZEROS_LOST,
];
