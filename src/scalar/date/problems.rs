//! What can be wrong with a date, in words.

use crate::problem::{Example, Family, Grade, Problem, Severity, texts};

/// Text where a date belongs.
pub(crate) static NOT_A_DATE: Problem = Problem {
    code: "T210",
    family: Family::Kind,
    name: "not-a-date",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::T210,
    fr: texts::fr::T210,
    example: Example::of(
        r#"{"fields":[{"name":"day","type":"date"},{"name":"note"}]}"#,
        "day,note\nsoon,x\n",
        "day,note\n2025-03-14,x\n",
    ),
};

/// The shape of a date without a day behind it.
pub(crate) static NO_SUCH_DAY: Problem = Problem {
    code: "T220",
    family: Family::Kind,
    name: "date-does-not-exist",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::T220,
    fr: texts::fr::T220,
    example: Example::of(
        r#"{"fields":[{"name":"day","type":"date"},{"name":"note"}]}"#,
        "day,note\n2025-02-30,x\n",
        "day,note\n2025-02-28,x\n",
    ),
};

/// A date with one reading only, not in the server's form.
pub(crate) static OTHER_DATE_NOTATION: Problem = Problem {
    code: "T230",
    family: Family::Kind,
    name: "date-in-other-notation",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: texts::en::T230,
    fr: texts::fr::T230,
    example: Example::of(
        r#"{"fields":[{"name":"day","type":"date"},{"name":"note"}]}"#,
        "day,note\n14/03/2025,x\n2025-03-15,x\n",
        "day,note\n2025-03-14,x\n2025-03-15,x\n",
    ),
};

/// Day and month could change places and no cell of the column tells.
pub(crate) static AMBIGUOUS_DATE: Problem = Problem {
    code: "T240",
    family: Family::Kind,
    name: "ambiguous-date",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T240,
    fr: texts::fr::T240,
    example: Example::of(
        r#"{"fields":[{"name":"day","type":"date"},{"name":"note"}]}"#,
        "day,note\n04/05/2025,x\n",
        "day,note\n2025-05-04,x\n",
    ),
};

/// A time of day behind the date.
pub(crate) static DATE_WITH_TIME: Problem = Problem {
    code: "T250",
    family: Family::Kind,
    name: "date-has-time",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: texts::en::T250,
    fr: texts::fr::T250,
    example: Example::of(
        r#"{"fields":[{"name":"day","type":"date"},{"name":"note"}]}"#,
        "day,note\n2025-03-14 10:30,x\n",
        "day,note\n2025-03-14,x\n",
    ),
};

/// The century of a date is assumed.
pub(crate) static TWO_DIGIT_YEAR: Problem = Problem {
    code: "T260",
    family: Family::Kind,
    name: "two-digit-year",
    severity: Severity::Warning,
    repair: Grade::Unambiguous,
    en: texts::en::T260,
    fr: texts::fr::T260,
    example: Example::of(
        r#"{"fields":[{"name":"day","type":"date"},{"name":"note"}]}"#,
        "day,note\n31/03/25,x\n",
        "day,note\n2025-03-31,x\n",
    ),
};

/// A month without a day, a day without a year.
pub(crate) static INCOMPLETE_DATE: Problem = Problem {
    code: "T270",
    family: Family::Kind,
    name: "incomplete-date",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::T270,
    fr: texts::fr::T270,
    example: Example::of(
        r#"{"fields":[{"name":"day","type":"date"},{"name":"note"}]}"#,
        "day,note\nMarch 2025,x\n",
        "day,note\n2025-03-01,x\n",
    ),
};

/// The number by which spreadsheets store a day.
pub(crate) static DATE_AS_NUMBER: Problem = Problem {
    code: "T280",
    family: Family::Kind,
    name: "date-as-number",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T280,
    fr: texts::fr::T280,
    example: Example::of(
        r#"{"fields":[{"name":"day","type":"date"},{"name":"note"}]}"#,
        "day,note\n45730,x\n",
        "day,note\n2025-03-14,x\n",
    ),
};

/// A time of day with which the day may be another one.
pub(crate) static DAY_MOVED: Problem = Problem {
    code: "T740",
    family: Family::Kind,
    name: "day-may-be-moved",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T740,
    fr: texts::fr::T740,
    example: Example::of(
        r#"{"fields":[{"name":"day","type":"date"},{"name":"note"}]}"#,
        "day,note\n2025-03-10T23:00:00Z,x\n",
        "day,note\n2025-03-10,x\n",
    ),
};

/// A spreadsheet read some dates of a column with day and month exchanged.
pub(crate) static HALF_SWAPPED: Problem = Problem {
    code: "T750",
    family: Family::Kind,
    name: "half-exchanged-dates",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T750,
    fr: texts::fr::T750,
    example: Example::of(
        r#"{"fields":[{"name":"name"},{"name":"day","type":"date"}]}"#,
        "name,day\nb,2025-04-05\nc,14/03/2025\nd,15/03/2025\ne,16/03/2025\nf,17/03/2025\n",
        "name,day\na,2025-03-03\nb,2025-04-05\nc,2025-03-14\n",
    ),
};

/// All of the above.
pub(crate) static PROBLEMS: &[&Problem] = &[
    &NOT_A_DATE,
    &NO_SUCH_DAY,
    &OTHER_DATE_NOTATION,
    &AMBIGUOUS_DATE,
    &DATE_WITH_TIME,
    &TWO_DIGIT_YEAR,
    &INCOMPLETE_DATE,
    &DATE_AS_NUMBER,
    &DAY_MOVED,
    &HALF_SWAPPED,
];
