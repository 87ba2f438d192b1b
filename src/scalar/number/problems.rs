//! What can be wrong with a number, in words.

use crate::problem::{Example, Family, Grade, Problem, Severity, texts};

/// Text where a number belongs.
pub(crate) static NOT_A_NUMBER: Problem = Problem {
    code: "T110",
    family: Family::Kind,
    name: "not-a-number",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::T110,
    fr: texts::fr::T110,
    example: Example::of(
        r#"{"fields":[{"name":"amount","type":"number"},{"name":"note"}]}"#,
        "amount,note\nten,x\n",
        "amount,note\n10,x\n",
    ),
};

/// A number with a comma, a currency sign or separated thousands.
pub(crate) static OTHER_NUMBER_NOTATION: Problem = Problem {
    code: "T120",
    family: Family::Kind,
    name: "number-in-other-notation",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: texts::en::T120,
    fr: texts::fr::T120,
    example: Example::of(
        r#"{"fields":[{"name":"amount","type":"number"},{"name":"note"}]}"#,
        "amount,note\n\"52,50\",x\n80,x\n",
        "amount,note\n52.50,x\n80,x\n",
    ),
};

/// One mark before three digits and no help from the column.
pub(crate) static AMBIGUOUS_NUMBER: Problem = Problem {
    code: "T130",
    family: Family::Kind,
    name: "ambiguous-number",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T130,
    fr: texts::fr::T130,
    example: Example::of(
        r#"{"fields":[{"name":"amount","type":"number"},{"name":"note"}]}"#,
        "amount,note\n\"1,200\",x\n",
        "amount,note\n1200,x\n",
    ),
};

/// A percentage where a plain number belongs.
pub(crate) static PERCENT: Problem = Problem {
    code: "T140",
    family: Family::Kind,
    name: "percent",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T140,
    fr: texts::fr::T140,
    example: Example::of(
        r#"{"fields":[{"name":"amount","type":"number"},{"name":"note"}]}"#,
        "amount,note\n12 %,x\n",
        "amount,note\n12,x\n",
    ),
};

/// Hours and minutes where decimal hours belong.
pub(crate) static DURATION: Problem = Problem {
    code: "T150",
    family: Family::Kind,
    name: "time-as-duration",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T150,
    fr: texts::fr::T150,
    example: Example::of(
        r#"{"fields":[{"name":"time","type":"number","format":"hours"},{"name":"note"}]}"#,
        "time,note\n7h30,x\n",
        "time,note\n7.5,x\n",
    ),
};

/// A number in scientific notation or too long for a spreadsheet.
pub(crate) static DIGITS_LOST: Problem = Problem {
    code: "T160",
    family: Family::Kind,
    name: "digits-lost",
    severity: Severity::Warning,
    repair: Grade::None,
    en: texts::en::T160,
    fr: texts::fr::T160,
    example: Example::of(
        r#"{"fields":[{"name":"amount","type":"number"},{"name":"note"}]}"#,
        "amount,note\n1.23457E+15,x\n",
        "amount,note\n1234567890123456,x\n",
    ),
};

/// Decimals where a whole number belongs.
pub(crate) static NOT_WHOLE: Problem = Problem {
    code: "T170",
    family: Family::Kind,
    name: "not-a-whole-number",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::T170,
    fr: texts::fr::T170,
    example: Example::of(
        r#"{"fields":[{"name":"days","type":"integer"},{"name":"note"}]}"#,
        "days,note\n30.5,x\n",
        "days,note\n30,x\n",
    ),
};

/// A number below the smallest allowed.
pub(crate) static BELOW_MINIMUM: Problem = Problem {
    code: "V110",
    family: Family::Limit,
    name: "below-minimum",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::V110,
    fr: texts::fr::V110,
    example: Example::of(
        r#"{"fields":[{"name":"amount","type":"number","constraints":{"minimum":0}},{"name":"note"}]}"#,
        "amount,note\n-1,x\n",
        "amount,note\n0,x\n",
    ),
};

/// A number above the largest allowed.
pub(crate) static ABOVE_MAXIMUM: Problem = Problem {
    code: "V120",
    family: Family::Limit,
    name: "above-maximum",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::V120,
    fr: texts::fr::V120,
    example: Example::of(
        r#"{"fields":[{"name":"hours","type":"number","constraints":{"maximum":24}},{"name":"note"}]}"#,
        "hours,note\n30,x\n",
        "hours,note\n24,x\n",
    ),
};

/// More decimals than the server keeps.
pub(crate) static TOO_MANY_DECIMALS: Problem = Problem {
    code: "V130",
    family: Family::Limit,
    name: "too-many-decimals",
    severity: Severity::Warning,
    repair: Grade::Ask,
    en: texts::en::V130,
    fr: texts::fr::V130,
    example: Example::of(
        r#"{"fields":[{"name":"amount","type":"number","decimals":2},{"name":"note"}]}"#,
        "amount,note\n10.0055,x\n",
        "amount,note\n10.50,x\n",
    ),
};

/// All of the above.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &NOT_A_NUMBER,
    &OTHER_NUMBER_NOTATION,
    &AMBIGUOUS_NUMBER,
    &PERCENT,
    &DURATION,
    &DIGITS_LOST,
    &NOT_WHOLE,
    &BELOW_MINIMUM,
    &ABOVE_MAXIMUM,
    &TOO_MANY_DECIMALS,
];
