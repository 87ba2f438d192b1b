//! What can be wrong with a value from a list, in words.

use crate::problem::{Example, Family, Grade, Problem, Severity, texts};

/// None of the values allowed in the column.
pub(crate) static NOT_IN_LIST: Problem = Problem {
    code: "T310",
    family: Family::Kind,
    name: "not-in-list",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T310,
    fr: texts::fr::T310,
    example: Example::of(
        r#"{"fields":[{"name":"kind","constraints":{"enum":["public","private"]}},{"name":"note"}]}"#,
        "kind,note\nsecret,x\n",
        "kind,note\nprivate,x\n",
    ),
};

/// A name by which people know a value, but not the value.
pub(crate) static OTHER_NAME: Problem = Problem {
    code: "T320",
    family: Family::Kind,
    name: "other-name-for-value",
    severity: Severity::Error,
    repair: Grade::Ask,
    en: texts::en::T320,
    fr: texts::fr::T320,
    example: Example::of(
        r#"{"fields":[{"name":"kind","constraints":{"enum":["detailed","global"]},"askSynonyms":{"fixed fees":"detailed"}},{"name":"note"}]}"#,
        "kind,note\nfixed fees,x\n",
        "kind,note\ndetailed,x\n",
    ),
};

/// Neither yes nor no.
pub(crate) static NOT_YES_OR_NO: Problem = Problem {
    code: "T330",
    family: Family::Kind,
    name: "not-yes-or-no",
    severity: Severity::Error,
    repair: Grade::None,
    en: texts::en::T330,
    fr: texts::fr::T330,
    example: Example::of(
        r#"{"fields":[{"name":"active","type":"boolean"},{"name":"note"}]}"#,
        "active,note\nperhaps,x\n",
        "active,note\ntrue,x\n",
    ),
};

/// An allowed value in another spelling.
pub(crate) static SPELLING_OF_VALUE: Problem = Problem {
    code: "C130",
    family: Family::Spelling,
    name: "spelling-of-value",
    severity: Severity::Notice,
    repair: Grade::Safe,
    en: texts::en::C130,
    fr: texts::fr::C130,
    example: Example::of(
        r#"{"fields":[{"name":"kind","constraints":{"enum":["public","private"]}},{"name":"note"}]}"#,
        "kind,note\nPrivate,x\n",
        "kind,note\nprivate,x\n",
    ),
};

/// All of the above.
pub(crate) static PROBLEMS: &[&Problem] = &[&NOT_IN_LIST, &OTHER_NAME, &NOT_YES_OR_NO, &SPELLING_OF_VALUE];
